"""Land inside and outside the urban growth boundary (城镇内外): the pieces of the land survey cut once more, sums kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import shapely

from ..coordinates.area import ellipsoid_areas
from ..coordinates.planes import moved, plane_of
from ..coordinates.zones import projected
from ..parcels import ParcelSet
from .model import OverlayRow, SourceInfo
from .robust import differences, intersections, union

LAND, TOWN = "DLTB", "CZKFBJ"
#: attribute of the rows that says on which side they lie
SIDE, INSIDE, OUTSIDE = "town", "inside", "outside"
_UNIT = Decimal("0.0001")
#: what is left of a piece below this (m²) is noise of the boundary that both layers share
_NOISE_M2 = 0.005


def town_known(sources: Iterable[SourceInfo]) -> bool:
    """Whether the growth boundary was looked at; without it nothing can be said of inside and outside."""
    return any(s.role == TOWN and s.status in ("checked", "no_edition", "partial_cover") for s in sources)


def town_split(rows: Sequence[OverlayRow], parcels: ParcelSet) -> list[OverlayRow]:
    """Rows of the land survey, each cut into its part inside and outside; ``attributes[SIDE]`` says which.

    Areas of both parts add up to those of the row: m² to the last bit of the sum, hectares exactly at 4 decimals.
    """
    crs = plane_of(parcels)
    inside = _inside(moved([r for r in rows if r.role == TOWN], parcels.crs, crs))
    land = moved([r for r in rows if r.role == LAND and r.area_m2 > 0], parcels.crs, crs)
    shapes = np.array([r.geometry for r in land], dtype=object)
    town = np.array([inside.get(r.parcel_id) for r in land], dtype=object)
    if not len(land):
        return []
    within, _ = intersections(shapes, town)
    beyond = np.where(shapely.is_missing(town), shapes, differences(shapes, town)[0])
    areas = np.nan_to_num(shapely.area(within))
    curved = ellipsoid_areas(np.where(shapely.is_missing(within), shapely.Polygon(), within), crs) if projected(crs) else areas
    found: list[OverlayRow] = []
    for row, a, e, one, other in zip(land, areas.tolist(), curved.tolist(), within, beyond):
        found += _parts(row, a, e, one, other)
    return moved(found, crs, parcels.crs)


def _inside(rows: Iterable[OverlayRow]) -> dict[str, Any]:
    """Union of the patches of the growth boundary by parcel ("no patch here" is outside)."""
    shapes: dict[str, list[Any]] = {}
    for r in rows:
        if r.role == TOWN and r.patch and r.geometry is not None:
            shapes.setdefault(r.parcel_id, []).append(r.geometry)
    return {parcel: union(np.array(found, dtype=object)) for parcel, found in shapes.items()}


def _parts(row: OverlayRow, area: float, ellipsoid: float, within: Any, beyond: Any) -> list[OverlayRow]:
    if area <= _NOISE_M2:
        return [_side(row, OUTSIDE)]
    if row.area_m2 - area <= _NOISE_M2:
        return [_side(row, INSIDE)]
    hectares = Decimal(repr(row.area_ha))
    part = (hectares * Decimal(repr(area / row.area_m2))).quantize(_UNIT, ROUND_HALF_UP)
    one = replace(row, area_m2=area, area_ellipsoid_m2=ellipsoid, area_ha=float(part), geometry=within)
    other = replace(row, area_m2=row.area_m2 - area, area_ellipsoid_m2=row.area_ellipsoid_m2 - ellipsoid,
                    area_ha=float(hectares - part), geometry=beyond)
    return [_side(one, INSIDE), _side(other, OUTSIDE)]


def _side(row: OverlayRow, side: str) -> OverlayRow:
    return replace(row, attributes={**row.attributes, SIDE: side})
