"""Small maps for the tests: parcels and overlay rows whose every number is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from onemap_plugin.core.approvals import RuleBook
from onemap_plugin.core.onemap.model import ConflictRow, OverlayRow, SourceInfo
from onemap_plugin.core.parcels import Parcel, ParcelSet, Ring

HEIGHT = 1000.0
ROW_KEYS = ("code", "name", "owner", "owner_kind", "three_class", "edition")


@dataclass
class Result:
    """What the evaluation reads of an overlay."""

    rows: Sequence[OverlayRow] = ()
    conflicts: Sequence[ConflictRow] = ()
    sources: Sequence[SourceInfo] = ()


@dataclass
class MapMaker:
    """Rows laid side by side: every role starts at the corner (0, 0) and goes east on a strip of 1,000 m."""

    parcel_id: str = "P1"
    rows: list[OverlayRow] = field(default_factory=list)
    _east: dict[str, float] = field(default_factory=dict)

    def add(self, role: str, size: Any, attributes: Mapping[str, Any] | None = None) -> None:
        given = dict(attributes or {})
        own = {k: given.pop(k) for k in list(given) if k in ROW_KEYS}
        geometry, area, length, distance = self._shape(role, size)
        self.rows.append(
            OverlayRow(
                self.parcel_id,
                role,
                area_m2=area,
                area_ellipsoid_m2=area,
                length_m=length,
                distance_m=distance,
                patch=str(len(self.rows) + 1),
                attributes=given,
                geometry=geometry,
                **own,
            )
        )

    def _shape(self, role: str, size: Any) -> tuple[Any, float, float, float | None]:
        if isinstance(size, Mapping):
            if "len" in size:
                return shapely.LineString([(0, 500), (size["len"], 500)]), 0.0, float(size["len"]), None
            if "point" in size:
                return shapely.Point(100, -size["point"]), 0.0, 0.0, float(size["point"])
            return shapely.LineString([(0, -size["d"]), (500, -size["d"])]), 0.0, 0.0, float(size["d"])
        if isinstance(size, (list, tuple)):
            shape = shapely.box(*size)
            return shape, shape.area, 0.0, None
        east = self._east.get(role, 0.0)
        self._east[role] = east + size / HEIGHT
        return shapely.box(east, 0, east + size / HEIGHT, HEIGHT), float(size), 0.0, None


def parcel(box: Sequence[float] = (0, 0, 10_000, 1_000), parcel_id: str = "P1", **more: Any) -> Parcel:
    x0, y0, x1, y1 = box
    corners = np.array([[y0, x0], [y0, x1], [y1, x1], [y1, x0]], dtype=float)
    return Parcel(parcel_id, (Ring(1, ("J1", "J2", "J3", "J4"), corners),), **more)


def parcels(*boxes: Sequence[float]) -> ParcelSet:
    return ParcelSet(tuple(parcel(b, f"P{i}") for i, b in enumerate(boxes or ((0, 0, 10_000, 1_000),), 1)))


def sources(book: RuleBook, missing: Sequence[str] = (), **status: str) -> list[SourceInfo]:
    """Every role of the book, checked and of 2024, but for those missing or with another status."""
    return [
        SourceInfo(role, edition="" if status.get(role) == "no_edition" else "2024", status=status.get(role, "checked"))
        for role in book.layers
        if role not in missing
    ]
