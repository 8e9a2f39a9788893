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
