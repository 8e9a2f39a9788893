"""Overlay of faulty or nearly coinciding areas: where GEOS gives up on an array, only the pair that it means is asked again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

ObjectArray = npt.NDArray[np.object_]
#: grid on which a pair is asked again after repair (m)
GRID_M = 1e-6
MANY, LARGE = 5_000_000, 1000  # points


def intersections(a: Any, b: Any) -> tuple[ObjectArray, list[int]]:
    """Intersection pair by pair; the second value lists the pairs that fail even on repaired copies (empty there).

    a, b: geometries, (n,) each or one for all.
    """
    return _by_pair(shapely.intersection, a, b, lambda _: shapely.Polygon())


def differences(a: Any, b: Any) -> tuple[ObjectArray, list[int]]:
    """Difference pair by pair; the second value lists the pairs that fail even on repaired copies (whole there)."""
    return _by_pair(shapely.difference, a, b, lambda whole: whole)


def union(geometries: ObjectArray) -> Any:
    """Valid union of all; where GEOS gives up or repeats a fault, of repaired copies, and at last on a fine grid."""
    with contextlib.suppress(shapely.errors.GEOSException):
        made = shapely.union_all(geometries)
        if made.is_valid:
            return made
    mended = geometries.copy()
    bad = ~shapely.is_valid(mended)
    mended[bad] = shapely.make_valid(mended[bad])
    try:
        return shapely.union_all(mended)
    except shapely.errors.GEOSException:
        return shapely.union_all(mended, grid_size=GRID_M)


def many(shapes: ObjectArray, by: ObjectArray) -> bool:
    """Whether cutting each of ``shapes`` by the union of ``by`` looks at so many points that ``near_each`` is worth its while."""
    return bool(len(shapes) * int(shapely.get_num_coordinates(by).sum()) > MANY)


def near_each(shapes: ObjectArray, by: ObjectArray) -> ObjectArray:
    """For each of (n,) shapes what of the union of ``by`` matters to it: of those whose boxes meet its own; None without any.

    Within a large one that surrounds a shape altogether, a box around the shape stands for it.
    """
    own, other = shapely.STRtree(by).query(shapes)
    masks, kept = by[other], np.ones(len(own), dtype=bool)
    for b in np.flatnonzero(shapely.get_num_coordinates(by) > LARGE):
        rows = np.flatnonzero(other == b)
        shapely.prepare(by[b])
        kept[rows] = shapely.intersects(by[b], shapes[own[rows]])
        inside = rows[shapely.contains_properly(by[b], shapes[own[rows]])]
        masks[inside] = shapely.buffer(shapely.envelope(shapes[own[inside]]), 1.0)
    own, masks = own[kept], masks[kept]
    found = np.full(len(shapes), None, dtype=object)
    ends = np.flatnonzero(np.r_[own[1:] != own[:-1], True][: len(own)]) + 1
    for start, end in zip(np.r_[0, ends[:-1]].tolist(), ends.tolist()):
        found[own[start]] = masks[start] if end - start == 1 else union(masks[start:end])
    return found


def _by_pair(
    operation: Callable[..., Any], a: Any, b: Any, otherwise: Callable[[Any], Any]
) -> tuple[ObjectArray, list[int]]:
    try:
        return np.asarray(operation(a, b), dtype=object), []
    except shapely.errors.GEOSException:
        pairs = np.broadcast(np.asarray(a, dtype=object), np.asarray(b, dtype=object))
        result, wrong = np.empty(pairs.size, dtype=object), []
        for i, (one, other) in enumerate(pairs):
            try:
                result[i] = operation(one, other)
            except shapely.errors.GEOSException:
                result[i] = _on_grid(operation, one, other)
                if result[i] is None:
                    result[i] = otherwise(one)
                    wrong.append(i)
        return result.reshape(pairs.shape), wrong


def _on_grid(operation: Callable[..., Any], one: Any, other: Any) -> Any:
    """The operation on repaired copies after rounding to a micrometre, None when that fails too."""
    try:
        return operation(shapely.make_valid(one), shapely.make_valid(other), grid_size=GRID_M)
    except shapely.errors.GEOSException:
        return None
