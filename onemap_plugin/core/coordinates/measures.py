"""Derived numbers of a parcel: areas, perimeter, counts, centre, sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..parcels import ParcelCrs, ParcelSet
from ..progress import SILENT, Progress
from .area import DEFAULT_STEP_M, ellipsoid_areas
from .planes import on_plane
from .sheets import join_sheets, sheets_of_all
from .zones import projected, to_lonlat


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


def measure_parcels(
    parcels: ParcelSet, step_m: float = DEFAULT_STEP_M, sheet_scale: int = 10000, progress: Progress = SILENT
) -> dict[str, ParcelMeasures]:
    """Measures by parcel_id.  ``points`` counts boundary points without the closing rows; lon/lat is the centroid.

    When the zone is unknown the ellipsoid area is NaN, lon/lat None and the sheet ''.  Geographic coordinates are measured
    on one plane for all parcels, as everywhere (``plane_of``), so that areas of pieces add up to those of the parcels.
    """
    laid = on_plane(parcels)
    geometries = np.array([p.geometry for p in laid.parcels], dtype=object)
    return _measure_plane(parcels, geometries, laid.crs, step_m, sheet_scale, progress)


def _measure_plane(
    parcels: ParcelSet, geometries: npt.NDArray[np.object_], crs: ParcelCrs, step_m: float, sheet_scale: int, progress: Progress
) -> dict[str, ParcelMeasures]:
    n = len(geometries)
    known = projected(crs)
    areas, lengths = shapely.area(geometries), shapely.length(geometries)
    ellipsoid = ellipsoid_areas(geometries, crs, step_m, progress=progress.part(0, 0.5)) if known else np.full(n, math.nan)
    centres = shapely.centroid(geometries)
    en = np.full((n, 2), math.nan)
    solid = ~shapely.is_empty(centres)
    en[solid] = shapely.get_coordinates(centres[solid])
    lonlat = to_lonlat(en, crs) if known else np.full((n, 2), math.nan)
    sheets = sheets_of_all(geometries, crs, sheet_scale) if known else [[] for _ in range(n)]
    result = {}
    for i, parcel in enumerate(parcels.parcels):
        if i % 200 == 0:
            progress.report(0.5 + 0.5 * i / max(n, 1))
        shells = parcel.shells_and_holes
        located = bool(np.isfinite(lonlat[i]).all())
        result[parcel.parcel_id] = ParcelMeasures(
            float(areas[i]), float(ellipsoid[i]), float(lengths[i]), sum(len(r.open_en) for r in parcel.rings),
            len(shells), sum(len(holes) for _, holes in shells),
            float(lonlat[i, 0]) if located else None, float(lonlat[i, 1]) if located else None,
            join_sheets(sheets[i]),
        )
    return result
