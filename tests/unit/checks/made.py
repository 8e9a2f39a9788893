"""Parcels made by hand for the checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from onemap_plugin.core.checks import CheckProfile, RuleSetting, all_checks, check_parcels
from onemap_plugin.core.coordinates.zones import crs_for
from onemap_plugin.core.findings import Finding
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring

ZONE = crs_for("CGCS2000", 40, True)
X, Y = 3_000_000.457, 40_500_000.123  # three decimals that matter, so that the rule on decimals is content
Points = Sequence[tuple[float, float]]


def ring(number: int, points: Points, closed: bool = True, labels: Sequence[str] = (), first_line: int = 10) -> Ring:
    """A ring from (east, north) offsets to the origin, labels J1 ..., source lines from ``first_line``."""
    rows = [*points, points[0]] if closed and len(points) else list(points)
    names = list(labels) or [f"J{k}" for k in range(1, len(points) + 1)]
    if closed and names and len(names) < len(rows):
        names.append(names[0])
    xy = np.round(np.array([(X + n, Y + e) for e, n in rows], dtype=float).reshape(-1, 2), 6)
    return Ring(number, tuple(names), xy, np.arange(first_line, first_line + len(rows)))


def parcel(label: str, /, *rings: Points, **values: Any) -> Parcel:
    made = tuple(ring(i, points, first_line=10 * i) for i, points in enumerate(rings, 1))
    return Parcel(label, made, number=label, source_file="a.txt", source_line=9, **values)


def box(east: float, north: float, width: float, height: float) -> list[tuple[float, float]]:
    """Clockwise from the north-west corner."""
    return [(east, north + height), (east + width, north + height), (east + width, north), (east, north)]


def turned(points: Points) -> list[tuple[float, float]]:
    """The ring the other way round with the same first point."""
    return [points[0], *list(points)[:0:-1]]


def only(rule: str, **options: Any) -> CheckProfile:
    """A profile in which one rule runs."""
    rules = {other: RuleSetting(enabled=False) for other in all_checks() if other != rule}
    return CheckProfile("test", rules={**rules, rule: RuleSetting(options=options)})


def run(
    rule: str, *parcels: Parcel, crs: ParcelCrs = ZONE, boundary: Any = None, options: Any = None, **values: Any
) -> list[Finding]:
    """Findings of one rule on parcels."""
    made = ParcelSet(parcels, crs, source_files=("a.txt",), **values)
    found = check_parcels(made, only(rule, **(options or {})), boundary=boundary)
    assert [f.text() for f in found if f.rule == "R00"] == []
    assert all(f.text() and f.rule == rule for f in found)
    return found
