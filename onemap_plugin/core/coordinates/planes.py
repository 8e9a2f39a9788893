"""Moving geometry between systems of one datum, exactly: zone prefix on or off, another zone, degrees.

A side that is straight in one system is not straight in another.  Before a side is moved it is split so that what is
drawn straight in the target lies within ``STRAIGHT_M`` of where it belongs (0.00001 m: 0.007 m² on a boundary of 1 km);
sides up to about 30 m need no split.  What is straight in degrees is straight in longitude and
latitude.  Both neighbours of a boundary get the same points, so nothing opens between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import shapely

from ..parcels import ParcelCrs, ParcelSet, Ring
from .zones import from_lonlat, plane_around, projected, to_lonlat

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
ObjectArray = npt.NDArray[np.object_]

STRAIGHT_M = 1e-5
DEGREE_M = 111_320.0  # of latitude, and of longitude on the equator: near enough to say how far a side bends
_MAX_PARTS = 10_000
#: a dataclass with geometry, such as an overlay row
Placed = TypeVar("Placed")


def plane_of(parcels: ParcelSet) -> ParcelCrs:
    """The Gauss plane to measure parcels on: their own zone; for degrees one for all of them, the 3-degree zone of their middle.

    The system of the parcels itself when it is unknown or there are no points.
    """
    if not parcels.crs.geographic:
        return parcels.crs
    rings = [r.open_en for p in parcels.parcels for r in p.rings]
    lonlat = np.concatenate(rings) if rings else np.empty((0, 2))
    lonlat = lonlat[np.isfinite(lonlat).all(axis=1)]
    sound = _in_china(lonlat)  # axes exchanged or a slip of the pen in one parcel must not move the plane of the others
    lonlat = lonlat[sound] if sound.any() else lonlat
    plane = plane_around(lonlat, parcels.crs) if len(lonlat) else parcels.crs
    return plane if projected(plane) else parcels.crs


def on_plane(parcels: ParcelSet) -> ParcelSet:
    """Parcels in degrees laid on ``plane_of`` to be looked at, with points put in on sides that would bend; others as they are.

    The points put in have no label; parcels, rings and their order stay.
    """
    plane = plane_of(parcels)
    if plane == parcels.crs:
        return parcels
    laid = iter(_laid([r for p in parcels.parcels for r in p.rings], parcels.crs, plane))
    made = tuple(replace(p, rings=tuple(next(laid) for _ in p.rings)) for p in parcels.parcels)
    return replace(parcels, parcels=made, crs=plane)


def _in_china(lonlat: FloatArray) -> npt.NDArray[np.bool_]:
    """Which of (n, 2) longitude, latitude are in and around China."""
    return np.asarray((np.abs(lonlat - [105.0, 30.0]) <= [35.0, 30.0]).all(axis=1))


def _laid(rings: Sequence[Ring], source: ParcelCrs, target: ParcelCrs) -> list[Ring]:
    """Rings of ``source`` on ``target``, all at once: twenty thousand small ones would take seconds one by one."""
    size = np.array([len(r.xy) for r in rings], dtype=np.int64)
    end = np.cumsum(size)
    en = np.concatenate([r.xy for r in rings])[:, ::-1]
    parts = _parts(en, source, target)
    sound = _in_china(en)
    parts[~(sound[:-1] & sound[1:])] = 1  # nonsense is not worth ten thousand points
    parts[end[(end > 0) & (end < len(en))] - 1] = 1  # from one ring to the next there is no side
    place = np.concatenate(([0], np.cumsum(parts)))  # of each given point among all
    xy = np.ascontiguousarray(move_points(_with_points(en, parts), source, target)[:, ::-1])
    found = []
    for ring, first, last in zip(rings, (end - size).tolist(), (end - 1).tolist()):
        labels, own = ring.labels, place[first : last + 1]
        if len(own) and own[-1] - own[0] > last - first:
            told = np.full(own[-1] - own[0] + 1, "", dtype=object)
            told[own[: len(labels)] - own[0]] = labels
            labels = tuple(told.tolist())
        points = xy[own[0] : own[-1] + 1] if len(own) else ring.xy
        found.append(replace(ring, labels=labels, xy=points, lines=None, columns={}))
    return found


def moved(items: Iterable[Placed], source: ParcelCrs, target: ParcelCrs, names: Sequence[str] = ("geometry",)) -> list[Placed]:
    """Rows with their geometries (fields ``names``; None stays None) brought from ``source`` to ``target``."""
    rows = list(items)
    for name in names if source != target else ():
        there = np.empty(len(rows), dtype=object)
        there[:] = [getattr(r, name) for r in rows]
        there = to_plane(there, source, target)
        rows = [replace(r, **{name: shape}) for r, shape in zip(rows, there)]  # type: ignore[type-var]
    return rows


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
    return _rebuild(geometry, lambda points: _with_points(points, _parts(points, source, target)))


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
    ends = move_points(xy, source, target)
    middle = move_points((xy[:-1] + xy[1:]) / 2, source, target)
    off = middle - (ends[:-1] + ends[1:]) / 2
    if target.geographic:
        off *= DEGREE_M * np.column_stack((np.cos(np.radians(middle[:, 1])), np.ones(len(middle))))
    bend = np.nan_to_num(np.hypot(off[:, 0], off[:, 1]))
    return np.asarray(np.clip(np.ceil(np.sqrt(bend / STRAIGHT_M)), 1, _MAX_PARTS), dtype=np.int64)


def _with_points(xy: FloatArray, parts: IntArray) -> FloatArray:
    """The points of a line with each side split into as many equal parts as ``parts`` says."""
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


__all__ = ["STRAIGHT_M", "move_boxes", "move_points", "moved", "on_plane", "plane_of", "relation", "to_plane"]
