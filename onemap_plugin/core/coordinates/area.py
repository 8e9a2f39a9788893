"""Ellipsoid area (椭球面积) of polygons given on the Gauss plane.

Formula: 图幅理论面积与图斑椭球面积计算公式及要求 (国土调查办发〔2008〕32号): each edge gives the signed trapezoid between the
latitudes of its ends with the mean of their longitudes (from a reference meridian) as width; the sum over the ring is its
area, holes subtract.  Edges are straight on the Gauss plane, so long ones are split before they become latitude and longitude.

Two methods: ``step_m`` of choice with exact Gauss inverse (default, for everything that we compute), and ``'standard'``
which repeats the steps of survey software (coordinates to 4 decimals, 70 m, K constants, seconds to 6 decimals, m² to 2
decimals) where the second decimal has to match another program.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..parcels import ParcelCrs
from ..progress import SILENT, Progress
from . import gauss, local_area, zones
from .edges import MAX_PARTS, split_edges
from .ellipsoids import Ellipsoid

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

DEFAULT_STEP_M = 10.0  # 0.001 m² on 1 ha and 0.003 m² on 1 km² in the worst case (geometry rules, section 2.1)
STANDARD_STEP_M = 70.0
_CHUNK_POINTS = 400_000  # keeps the arrays of one go below about 100 MB
_SMALL_POINTS = 50_000  # ... and those of small rings in the cache of the processor


def ellipsoid_areas(
    geometries: Any, crs: ParcelCrs, step_m: float = DEFAULT_STEP_M, method: str = "exact", progress: Progress = SILENT
) -> FloatArray:
    """Ellipsoid area in m² of each of (n,) shapely geometries in (east, north) metres of ``crs``.

    Only polygons count; None, empty geometries, lines and points give 0.  Parts add, holes subtract, orientation is of no
    account.  method 'standard' repeats the steps of survey software (``step_m`` is then 70).  A geographic system is taken
    in degrees with edges straight in degrees.  Raises OneMapError when the zone is unknown.
    """
    geometries = np.atleast_1d(np.asarray(geometries, dtype=object))
    ellipsoid = zones.ellipsoid_of(crs)
    if not crs.geographic:
        zones.to_lonlat(np.empty((0, 2)), crs)  # refuses an unknown zone before any work is done
    rings, ring_owner, hole = _rings_of(geometries)
    standard = method == "standard"
    areas = _ring_areas(rings, crs, ellipsoid, STANDARD_STEP_M if standard else step_m, standard, progress)
    total = np.bincount(ring_owner, np.where(hole, -areas, areas), minlength=len(geometries))
    result = np.asarray(total, dtype=np.float64)
    return np.round(result, 2) if standard else result


def _rings_of(geometries: npt.NDArray[np.object_]) -> tuple[npt.NDArray[np.object_], IntArray, npt.NDArray[np.bool_]]:
    """Rings, the geometry of each and whether it is a hole; a polygon without holes stands for its ring (no copy is made)."""
    single = shapely.get_type_id(geometries) == 3
    owner = np.flatnonzero(~single)
    parts, index = shapely.get_parts(geometries[owner], return_index=True)
    owner = owner[index]
    if len(parts) and (shapely.get_type_id(parts) > 3).any():  # collections inside: one more level is enough for GEOS results
        parts, inner = shapely.get_parts(parts, return_index=True)
        owner = owner[inner]
    polygon = shapely.get_type_id(parts) == 3
    parts = np.concatenate([geometries[single], parts[polygon]])
    owner = np.concatenate([np.flatnonzero(single), owner[polygon]])
    pierced = shapely.get_num_interior_rings(parts) > 0
    rings, ring_part = shapely.get_rings(parts[pierced], return_index=True)
    hole = np.zeros(len(rings), dtype=bool)
    hole[1:] = ring_part[1:] == ring_part[:-1]
    whole = ~pierced & ~shapely.is_empty(parts)
    plain = np.zeros(int(whole.sum()), dtype=bool)
    return (
        np.concatenate([parts[whole], rings]),
        np.concatenate([owner[whole], owner[pierced][ring_part]]).astype(np.int64),
        np.concatenate([plain, hole]),
    )


def _ring_areas(
    rings: npt.NDArray[np.object_], crs: ParcelCrs, ellipsoid: Ellipsoid, step_m: float, standard: bool, progress: Progress
) -> FloatArray:
    """Absolute area of each closed ring, in chunks of bounded memory; small ones by the polynomial of their place."""
    areas = np.zeros(len(rings))
    if not len(rings):
        return areas
    if not (standard or crs.geographic):
        small, found = _small_ring_areas(rings, crs, ellipsoid, step_m, progress.part(0.0, 0.5))
        areas[small] = found
        large = np.flatnonzero(~small)
        areas[large] = _large_ring_areas(rings[large], crs, ellipsoid, step_m, standard, progress.part(0.5, 1.0))
        return areas
    return _large_ring_areas(rings, crs, ellipsoid, step_m, standard, progress)


def _small_ring_areas(
    rings: npt.NDArray[np.object_], crs: ParcelCrs, ellipsoid: Ellipsoid, step_m: float, progress: Progress
) -> tuple[npt.NDArray[np.bool_], FloatArray]:
    """Which rings are done, and their areas."""
    box = shapely.bounds(rings) - np.array([crs.false_easting, 0.0] * 2)
    done = local_area.fits(box[:, :2], box[:, 2:])
    chosen = np.flatnonzero(done)
    areas = np.zeros(len(rings))
    places, index = np.unique(local_area.place_of(box[chosen, :2], box[chosen, 2:]), axis=0, return_inverse=True)
    order = chosen[np.argsort(index, kind="stable")]
    ends = np.cumsum(np.bincount(index, minlength=len(places)))
    for place, group in zip(places.tolist(), np.split(order, ends[:-1])):
        points = np.cumsum(shapely.get_num_coordinates(rings[group]))
        for part in np.split(group, np.searchsorted(points, np.arange(_SMALL_POINTS, points[-1], _SMALL_POINTS))):
            xy, ring = shapely.get_coordinates(rings[part], return_index=True)
            xy[:, 0] -= crs.false_easting
            found = local_area.ring_areas(xy, ring, len(part), (place[0], place[1]), ellipsoid, step_m)
            if found is None:
                done[part] = False
            else:
                areas[part] = found
        progress.report(float(ends[index[np.searchsorted(chosen, group[0])]]) / max(len(chosen), 1))
    return done, areas[done]


def _large_ring_areas(
    rings: npt.NDArray[np.object_], crs: ParcelCrs, ellipsoid: Ellipsoid, step_m: float, standard: bool, progress: Progress
) -> FloatArray:
    """As ``_ring_areas``, by the Gauss inverse of every point."""
    areas = np.zeros(len(rings))
    if not len(rings):
        return areas
    counts = shapely.get_num_coordinates(rings)
    # what the ring will have after splitting bounds the memory, not what it has
    if step_m > 0 and not crs.geographic:
        counts = counts + np.minimum(shapely.length(rings) / step_m, counts * MAX_PARTS).astype(np.int64)
    chunk = np.cumsum(counts) // _CHUNK_POINTS
    for c in np.unique(chunk):
        chosen = np.flatnonzero(chunk == c)
        xy, index = shapely.get_coordinates(rings[chosen], return_index=True)
        areas[chosen] = _chunk_areas(xy, index, len(chosen), crs, ellipsoid, step_m, standard)
        progress.report(float(chosen[-1] + 1) / len(rings))
    return areas


def _chunk_areas(
    xy: FloatArray, ring: IntArray, n_rings: int, crs: ParcelCrs, ellipsoid: Ellipsoid, step_m: float, standard: bool
) -> FloatArray:
    if standard:
        xy = np.round(xy, 4)
    if not crs.geographic and step_m > 0:
        xy, ring = split_edges(xy, ring, step_m)
    if crs.geographic:
        longitude, latitude = np.radians(xy[:, 0] - crs.central_meridian), np.radians(xy[:, 1])
    elif standard and ellipsoid.name in gauss.K_CONSTANTS:
        latitude, longitude = gauss.inverse_k(xy[:, 1], xy[:, 0] - crs.false_easting, ellipsoid)
    else:
        latitude, longitude = gauss.inverse(xy[:, 1], xy[:, 0] - crs.false_easting, ellipsoid)
    if standard:
        to_seconds = 3600 * 180 / np.pi
        latitude = np.round(latitude * to_seconds, 6) / to_seconds
        longitude = np.round((longitude + np.radians(crs.central_meridian)) * to_seconds, 6) / to_seconds
    same = ring[1:] == ring[:-1]
    first = np.searchsorted(ring, np.arange(n_rings))
    longitude = longitude - longitude[first][ring]  # the first point of the ring is the reference meridian: keeps digits
    pieces = trapezoid_areas(latitude[:-1], latitude[1:], (longitude[:-1] + longitude[1:]) / 2, ellipsoid)
    return np.abs(np.bincount(ring[:-1][same], pieces[same], minlength=n_rings))


def trapezoid_areas(south: FloatArray, north: FloatArray, width: FloatArray, ellipsoid: Ellipsoid) -> FloatArray:
    """Signed areas in m² between two latitudes and over a width of longitude, all in radians (series A to E)."""
    middle, half = (south + north) / 2, (north - south) / 2
    total = np.zeros_like(half)
    # sin(k h) and cos(k m) for odd k by the recurrence f(k+2) = 2 cos(2x) f(k) - f(k-2): two sines instead of ten
    sine, sine_before, twice_half = np.sin(half), -np.sin(half), 2 * np.cos(2 * half)
    cosine, cosine_before, twice_middle = np.cos(middle), np.cos(middle), 2 * np.cos(2 * middle)
    for k, coefficient in enumerate(ellipsoid.area_series):
        total += (coefficient if k % 2 == 0 else -coefficient) * sine * cosine
        sine, sine_before = twice_half * sine - sine_before, sine
        cosine, cosine_before = twice_middle * cosine - cosine_before, cosine
    return np.asarray(2 * ellipsoid.b**2 * width * total, dtype=np.float64)


def sheet_area(south: float, north: float, west: float, east: float, ellipsoid: Ellipsoid) -> float:
    """Theoretical area (图幅理论面积) in m² of a map sheet between latitudes and longitudes in degrees."""
    latitudes = np.radians(np.array([south, north]))
    width = np.radians(np.array([east - west]))
    return float(trapezoid_areas(latitudes[:1], latitudes[1:], width, ellipsoid)[0])
