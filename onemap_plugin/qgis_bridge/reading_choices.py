"""What the user decided about reading: the columns of point lists, exchanged axes, the layers of a drawing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..core import exchange
from ..core.errors import OneMapError
from ..core.exchange.crs import look_at
from ..core.findings import EMPTY
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.parcels import ParcelSet
from ..core.rules import RuleSettings
from .reading_rules import finding

EVERY = "*"


@dataclass(frozen=True)
class ColumnChoice:
    """roles: one of ``exchange.ROLES`` or '' for each column, () to guess.  header_rows: rows above the points, None guesses."""

    roles: tuple[str, ...] = ()
    header_rows: int | None = None


@dataclass(frozen=True)
class Choices:
    """What the user decided.

    columns: by file name (a worksheet: ``file|sheet``), '*' for all lists.  swap_axes: exchange north and east where the
    coordinates look exchanged.  layers: layers of a drawing to take, () for those named for boundaries.  rules: what the check
    profile says of the readers' rules.
    """

    columns: Mapping[str, ColumnChoice] = field(default_factory=lambda: EMPTY)
    swap_axes: bool = False
    layers: tuple[str, ...] = ()
    rules: RuleSettings = field(default_factory=lambda: EMPTY)

    def columns_for(self, name: str) -> ColumnChoice:
        """The choice for a list or worksheet; the empty one where nothing was said."""
        for key in (name, name.split("|")[0], EVERY):
            if key in self.columns:
                return self.columns[key]
        return ColumnChoice()


NO_CHOICES = Choices()


def parse_columns(text: str) -> dict[str, ColumnChoice]:
    """Columns from JSON: ``["label", "north", "east"]`` for all lists, or by file name
    ``{"a.csv": {"columns": ["", "north", "east"], "header_rows": 1}}``.  Raises OneMapError for anything else."""
    if not text.strip():
        return {}
    try:
        given = json.loads(text)
        entries = given if isinstance(given, dict) else {EVERY: given}
        return {str(name): _choice(entry) for name, entry in entries.items()}
    except (ValueError, TypeError, KeyError) as error:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The columns cannot be understood ({reason})."),
            hint=QT_TRANSLATE_NOOP(
                "errors", 'Give JSON such as ["label", "north", "east"]. Known columns: {known}; "" leaves one out.'
            ),
            reason=str(error),
            known=", ".join(exchange.ROLES),
        ) from error


def _choice(entry: Any) -> ColumnChoice:
    roles = entry["columns"] if isinstance(entry, dict) else entry
    rows = entry.get("header_rows") if isinstance(entry, dict) else None
    if not isinstance(roles, list):
        raise TypeError(f"{entry!r}")
    unknown = [r for r in roles if r and r not in exchange.ROLES]
    if unknown:
        raise ValueError(", ".join(str(r) for r in unknown))
    return ColumnChoice(tuple(str(r or "") for r in roles), None if rows is None else int(rows))


def with_axes_exchanged(parcels: ParcelSet) -> ParcelSet:
    """The set with north and east exchanged, and a finding that says so, when its coordinates look exchanged; else as it is."""
    xy = [r.xy for p in parcels.parcels for r in p.rings if len(r.xy)]
    if not xy or not look_at(np.concatenate(xy)).swapped:
        return parcels
    turned = exchange.read_swapped(parcels)
    name = ", ".join(parcels.source_files)
    told = finding(
        "axes", QT_TRANSLATE_NOOP("rules", "North and east of {name} were exchanged, as you asked."), name, key="axes", name=name
    )
    return replace(turned, findings=(*turned.findings, told))
