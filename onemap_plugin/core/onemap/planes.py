"""Moving geometry between systems of one datum, exactly: zone prefix on or off, another zone, degrees.

A side that is straight in one system is not straight in another.  Before a side is moved it is split so that what is
drawn straight in the target lies within ``STRAIGHT_M`` of where it belongs (0.00001 m: 0.007 m² on a boundary of 1 km);
sides up to about 30 m need no split.  Both neighbours of a boundary get the same points, so nothing opens between them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..coordinates.zones import crs_for, from_lonlat, projected, to_lonlat, zone_for_longitude
from ..parcels import ParcelCrs

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
ObjectArray = npt.NDArray[np.object_]

STRAIGHT_M = 1e-5
_MAX_PARTS = 10_000


def plane_for(crs: ParcelCrs, geometries: ObjectArray) -> ParcelCrs:
    """The Gauss plane to work on: the parcels' own zone, or for degrees the 3-degree zone of their middle."""
    if not crs.geographic:
        return crs
    bounds = shapely.total_bounds(geometries) if len(geometries) else np.full(4, np.nan)
    if not np.isfinite(bounds).all():
        return crs
    return crs_for(crs.datum, zone_for_longitude(float(bounds[0] + bounds[2]) / 2, 3), False, 3)


def relation(a: ParcelCrs, b: ParcelCrs) -> str:
    """How geometry of ``a`` gets to ``b``: 'same', 'prefix', 'transform', or why not: 'datum_differs', 'no_crs'."""
    if not a.datum or not b.datum or not (a.geographic or projected(a)) or not (b.geographic or projected(b)):
        return "no_crs"
    if a.datum != b.datum:
        return "datum_differs"
    if a.geographic or b.geographic:
        return "same" if a.geographic and b.geographic else "transform"
    if (a.zone, a.zone_width) == (b.zone, b.zone_width):
        return "same" if a.prefixed == b.prefixed else "prefix"
    # a 3-degree and a 6-degree zone may share the central meridian: then the planes are the same but for the prefix
    if a.central_meridian == b.central_meridian:
        return "prefix" if a.false_easting != b.false_easting else "same"
    return "transform"


def move_points(xy: FloatArray, source: ParcelCrs, target: ParcelCrs) -> FloatArray:
    """(n, 2) east, north (or longitude, latitude) of ``source`` in ``target``; both of one datum."""
    how = "same" if source == target else relation(source, target)
    if how == "same":
        return xy
    if how == "prefix":
        return np.asarray(xy + np.array([target.false_easting - source.false_easting, 0.0]))
    return from_lonlat(to_lonlat(xy, source), target)


def to_plane(geometries: ObjectArray, source: ParcelCrs, target: ParcelCrs) -> ObjectArray:
    """(n,) geometries of ``source`` in ``target``; sides split where they would bend (not for a mere prefix)."""
    how = "same" if source == target else relation(source, target)
    if how == "same" or not len(geometries):
        return geometries
    if how == "transform":
        geometries = _split(geometries, source, target)
    return np.asarray(shapely.transform(geometries, lambda xy: move_points(xy, source, target)), dtype=object)


def move_boxes(boxes: FloatArray, source: ParcelCrs, target: ParcelCrs) -> FloatArray:
    """(n, 4) boxes of ``source`` as boxes of ``target`` that surely contain them."""
    how = "same" if source == target else relation(source, target)
    if how == "same" or not len(boxes):
        return boxes
    if how == "prefix":
        shift = target.false_easting - source.false_easting
        return np.asarray(boxes + np.array([shift, 0.0, shift, 0.0]))
    t = np.linspace(0.0, 1.0, 9)
    x = boxes[:, [0]] + (boxes[:, [2]] - boxes[:, [0]]) * t
    y = boxes[:, [1]] + (boxes[:, [3]] - boxes[:, [1]]) * t
    low, high = np.repeat(boxes[:, [1]], 9, axis=1), np.repeat(boxes[:, [3]], 9, axis=1)
    left, right = np.repeat(boxes[:, [0]], 9, axis=1), np.repeat(boxes[:, [2]], 9, axis=1)
    outline = np.stack([np.concatenate([x, x, left, right], 1), np.concatenate([low, high, y, y], 1)], axis=2)
    moved = move_points(outline.reshape(-1, 2), source, target).reshape(outline.shape)
    size = np.maximum((moved.max(axis=1) - moved.min(axis=1)).max(axis=1, keepdims=True), 1e-9)
    # between the points of the outline its image bulges by far less than a hundredth of the box
    return np.concatenate([moved.min(axis=1) - 0.01 * size, moved.max(axis=1) + 0.01 * size], axis=1)


def _split(geometries: ObjectArray, source: ParcelCrs, target: ParcelCrs) -> ObjectArray:
    """The geometries with extra points on sides that bend by more than ``STRAIGHT_M``; lines and polygons only."""
    result = geometries.copy()
    for i in np.flatnonzero(np.isin(shapely.get_type_id(geometries), (1, 2, 3, 5, 6, 7))):
        bent = _bent(geometries[i], source, target)
        if bent is not None:
            result[i] = bent
    return result


def _bent(geometry: Any, source: ParcelCrs, target: ParcelCrs) -> Any:
    """One geometry with its sides split, None when no side needs it."""
    xy = shapely.get_coordinates(geometry)
    if len(xy) < 2 or (_parts(xy, source, target) == 1).all():
        return None
    return _rebuild(geometry, lambda points: _with_points(points, source, target))


def _rebuild(geometry: Any, change: Any) -> Any:
    """The geometry with ``change`` applied to the coordinates of each line and ring."""
    kind = shapely.get_type_id(geometry)
    if kind == 3:
        shell = change(shapely.get_coordinates(geometry.exterior))
        return shapely.Polygon(shell, [change(shapely.get_coordinates(r)) for r in geometry.interiors])
    if kind in (1, 2):
        return shapely.LineString(change(shapely.get_coordinates(geometry)))
    if kind in (5, 6, 7):
        parts = [_rebuild(g, change) for g in shapely.get_parts(geometry)]
        return {5: shapely.multilinestrings, 6: shapely.multipolygons, 7: shapely.geometrycollections}[int(kind)](parts)
    return geometry


def _parts(xy: FloatArray, source: ParcelCrs, target: ParcelCrs) -> IntArray:
    """Into how many equal parts each side has to be split (the sagitta falls with the square of the length)."""
    moved = move_points(xy, source, target)
    middle = move_points((xy[:-1] + xy[1:]) / 2, source, target)
    bend = np.hypot(*(middle - (moved[:-1] + moved[1:]) / 2).T)
    return np.asarray(np.clip(np.ceil(np.sqrt(bend / STRAIGHT_M)), 1, _MAX_PARTS), dtype=np.int64)


def _with_points(xy: FloatArray, source: ParcelCrs, target: ParcelCrs) -> FloatArray:
    parts = _parts(xy, source, target)
    side = np.repeat(np.arange(len(parts)), parts)
    step = np.arange(len(side)) - np.repeat(np.cumsum(parts) - parts, parts)
    a, b = xy[:-1], xy[1:]
    # from the same end for both neighbours, so that their points are equal to the last bit
    swap = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    low, high = np.where(swap[:, None], b, a), np.where(swap[:, None], a, b)
    t = np.where(swap[side], parts[side] - step, step) / parts[side]
    points = low[side] + (high - low)[side] * t[:, None]
    points[step == 0] = a  # the given points stay exactly as they are
    return np.concatenate([points, xy[-1:]])


__all__ = ["STRAIGHT_M", "move_boxes", "move_points", "plane_for", "relation", "to_plane"]
