"""Patches out of all proportion: a river system as one polygon, a parcel of very many points, a county in one layer."""

from __future__ import annotations

import time

import numpy as np
import pytest
import shapely

from onemap_plugin.core.onemap.overlay import overlay

ORIGIN = np.array([520_000.0, 3_300_000.0])
SECONDS = 120.0  # a guard against hanging; alone it takes less than one


def coast(points: int, radius: float, seed: int) -> shapely.Polygon:
    """A ring of many points that wanders, never crossing itself."""
    rng = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    way = radius * (1 + 0.05 * np.sin(7 * angle) + 0.01 * np.sin(91 * angle)) + rng.uniform(-0.2, 0.2, points)
    return shapely.Polygon(np.column_stack([np.cos(angle), np.sin(angle)]) * way[:, None] + ORIGIN + 5000)


def lakes(count: int) -> list[np.ndarray]:
    """Square holes on a grid."""
    side = int(np.ceil(np.sqrt(count)))
    corners = np.array([[0, 0], [0, 20], [20, 20], [20, 0], [0, 0]])
    return [corners + ORIGIN + 3500 + [60.0 * (i % side), 60.0 * (i // side)] for i in range(count)]


def test_one_patch_of_two_hundred_thousand_points_and_two_thousand_holes(parcel_set, source):
    patch = shapely.Polygon(coast(200_000, 4000.0, 1).exterior, lakes(2000))
    assert patch.is_valid
    corners = [ORIGIN + [800 + 900 * i, 3450 + 350 * i] for i in range(8)]
    parcels = [shapely.box(*corner, *(corner + [500, 420])) for corner in corners]
    start = time.perf_counter()
    result = overlay(parcel_set(*parcels), [source("DLTB", [patch], DLBM=["1101"])])
    assert time.perf_counter() - start < SECONDS
    assert len([c for c in result.closures if 0 < c.pieces_m2 < c.control_m2 - 1]) >= 3
    for closure, parcel in zip(result.closures, parcels):
        assert closure.pieces_m2 == pytest.approx(parcel.intersection(patch).area, rel=1e-9)
        assert closure.closed


def test_a_parcel_of_fifty_thousand_points_among_ten_thousand_patches(parcel_set, source):
    parcel = coast(50_000, 900.0, 2)
    cells = [shapely.box(*(ORIGIN + 4000 + [x, y]), *(ORIGIN + 4000 + [x + 20, y + 20])) for x in range(0, 2000, 20)
             for y in range(0, 2000, 20)]
    codes = ["0101" if i % 3 else "0301" for i in range(len(cells))]
    start = time.perf_counter()
    result = overlay(parcel_set(parcel), [source("DLTB", cells, DLBM=codes)])
    assert time.perf_counter() - start < SECONDS
    assert result.closures[0].closed
    assert result.closures[0].uncovered_m2 == pytest.approx(0.0, abs=1e-3)
    assert sum(r.area_m2 for r in result.rows) == pytest.approx(parcel.area, rel=1e-9)
