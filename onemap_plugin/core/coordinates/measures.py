"""Derived numbers of a parcel: areas, perimeter, counts, centre, sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class ParcelMeasures:
    """Derived numbers of one parcel: plane and ellipsoid area m², perimeter m, centre lon/lat in degrees, sheet numbers."""

    area_m2: float
    area_ellipsoid_m2: float
    perimeter_m: float
    points: int
    parts: int
    holes: int
    lon: float | None
    lat: float | None
    sheet: str = ""
