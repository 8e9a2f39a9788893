"""Arcs as chords with a tolerance that is stated."""

from __future__ import annotations

import math
from typing import Any

TOLERANCE_M = 0.001
_MIN_STEP, _MAX_STEP = 0.02, 4.0  # degrees per chord


def linear(geometry: Any) -> tuple[Any, float]:
    """(geometry with chords for arcs, largest distance of a chord from its arc), in the units of the layer."""
    radius = max((_radius(*triple) for triple in _triples(geometry)), default=0.0)
    if radius > TOLERANCE_M:
        step = math.degrees(2 * math.acos(1 - TOLERANCE_M / radius))
    else:
        step = _MAX_STEP
    step = min(max(step, _MIN_STEP), _MAX_STEP)
    return geometry.GetLinearGeometry(step), radius * (1 - math.cos(math.radians(step) / 2))


def _triples(geometry: Any) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    if geometry.GetGeometryName() == "CIRCULARSTRING":
        points = [(geometry.GetX(i), geometry.GetY(i)) for i in range(geometry.GetPointCount())]
        found += [points[i : i + 3] for i in range(0, len(points) - 2, 2)]
    for i in range(geometry.GetGeometryCount()):
        found += _triples(geometry.GetGeometryRef(i))
    return found


def _radius(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    """Radius of the circle through three points; a full circle has its first point twice; 0 for points on a line."""
    if a == c:
        return math.dist(a, b) / 2
    ab, bc, ca = math.dist(a, b), math.dist(b, c), math.dist(c, a)
    twice_area = abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]))
    return ab * bc * ca / (2 * twice_area) if twice_area > 1e-12 else 0.0
