"""The sheets of a table part, from its layout: used when the package is written and again when it is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..exchange import WriteOptions
from .class_areas import ClassPiece
from .class_table import class_sheets
from .coordinate_table import coordinate_sheet
from .data import load_template
from .profile import PackageProfile, Part
from .published import PublishedParcel
from .sheet import Sheet


def table_sheets(layout_id: str, parcels: Sequence[PublishedParcel], pieces: Sequence[ClassPiece], profile: PackageProfile,
                 values: Mapping[str, str]) -> list[Sheet]:
    """The sheets of one table; a layout with ``groups`` is a class table, any other a coordinate table."""
    layout = load_template(layout_id)
    if "groups" in layout:
        return class_sheets(pieces, parcels, profile, layout, values)
    return [coordinate_sheet(parcels, profile, layout, values)]


def txt_head(content: bytes, encoding: str) -> list[str]:
    """The rows of a coordinate TXT before its first parcel: what it says of date, unit, system and precision."""
    head = content.decode(encoding, "replace").split("[地块坐标]", 1)[0]
    return head.splitlines()


def txt_options(part: Part, profile: PackageProfile, created: str) -> WriteOptions:
    """How the coordinate TXT of a package is written.  created: ISO date."""
    return WriteOptions(**{"decimals": profile.coordinate_decimals, "date": created, **part.options})
