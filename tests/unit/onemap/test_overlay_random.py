"""Random maps against independent ways of getting the same numbers: plain shapely, one pair at a time."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from onemap_plugin.core.onemap.overlay import OverlayOptions, overlay

ORIGIN = np.array([520_000.0, 3_300_000.0])


def tessellation(rng, cells, side):
    """A map without gaps and overlaps: Delaunay triangles of random points, some of them merged to concave patches."""
    points = shapely.multipoints(np.round(rng.uniform(0, side, (cells, 2)) + ORIGIN, 3))
    triangles = shapely.get_parts(shapely.delaunay_triangles(points))
    groups = rng.integers(0, max(1, len(triangles) // 3), len(triangles))
    merged = [shapely.union_all(triangles[groups == g]) for g in np.unique(groups)]
    return shapely.get_parts(np.array(merged, dtype=object))


def random_parcel(rng, side):
    x, y = rng.uniform(0.1, 0.9, 2) * side + ORIGIN
    kind = rng.integers(0, 4)
    if kind == 0:
        shape = shapely.affinity.rotate(shapely.box(x, y, x + rng.uniform(5, 200), y + rng.uniform(5, 200)), rng.uniform(0, 90))
    elif kind == 1:
        shape = shapely.LineString(rng.uniform(0.1, 0.9, (5, 2)) * side + ORIGIN).buffer(rng.uniform(3, 15), cap_style="flat")
    elif kind == 2:
        shape = shapely.Point(x, y).buffer(rng.uniform(30, 90)).difference(shapely.Point(x, y).buffer(20))
    else:
        shape = shapely.MultiPolygon([shapely.box(x, y, x + 40, y + 40), shapely.box(x + 80, y, x + 130, y + 35)])
    rounded = shapely.set_precision(shape, 0.001)
    return shapely.from_wkb(shapely.to_wkb(rounded))  # without the grid, which would round every intersection too


@pytest.mark.parametrize("seed", range(12))
def test_sums_by_parcel_and_code_agree_with_one_intersection_after_the_other(parcel_set, source, seed):
    rng = np.random.default_rng(seed)
    patches = tessellation(rng, 250, 1000.0)
    codes = rng.choice(["0101", "0301", "0702", "1101"], len(patches))
    parcels = [random_parcel(rng, 1000.0) for _ in range(15)]
    result = overlay(parcel_set(*parcels), [source("DLTB", patches, DLBM=codes)], OverlayOptions(chunk_parcels=4))
    found: dict = {}
    for row in result.rows:
        if row.code:
            found[row.parcel_id, row.code] = found.get((row.parcel_id, row.code), 0.0) + row.area_m2
    for i, parcel in enumerate(parcels):
        for code in np.unique(codes):
            expected = sum(parcel.intersection(p).area for p, c in zip(patches, codes) if c == code)
            assert found.get((f"P{i + 1}", code), 0.0) == pytest.approx(expected, rel=1e-9, abs=1e-5)
    assert len(result.closures) == 15
    assert all(c.closed for c in result.closures)
    for closure, parcel in zip(result.closures, parcels):
        inside = parcel.intersection(shapely.union_all(patches))
        assert closure.uncovered_m2 == pytest.approx(parcel.area - inside.area, abs=2e-3)


@pytest.mark.parametrize("seed", range(8))
def test_overlapping_patches_sum_to_the_area_of_their_union(parcel_set, source, seed):
    rng = np.random.default_rng(100 + seed)
    patches = [shapely.Point(rng.uniform(0, 400, 2) + ORIGIN).buffer(rng.uniform(10, 90)) for _ in range(40)]
    parcels = [random_parcel(rng, 400.0) for _ in range(10)]
    result = overlay(parcel_set(*parcels), [source("KYQ", patches)])
    union = shapely.union_all(patches)
    for closure, parcel in zip(result.closures, parcels):
        inside = parcel.intersection(union).area
        assert closure.pieces_m2 == pytest.approx(inside, abs=1e-3)
        assert closure.uncovered_m2 == pytest.approx(parcel.area - inside, abs=2e-3)
        assert closure.closed
    for row in result.rows:
        whole = parcels[int(row.parcel_id[1:]) - 1].intersection(patches[int(row.patch)]).area
        assert row.area_m2 + row.shared_m2 == pytest.approx(whole, abs=1e-3)


def test_threads_and_grouping_do_not_change_the_result(parcel_set, source):
    rng = np.random.default_rng(7)
    patches = tessellation(rng, 300, 1000.0)
    parcels = parcel_set(*(random_parcel(rng, 1000.0) for _ in range(40)))
    runs = []
    for threads, chunk in ((1, 1000), (2, 3), (4, 7)):
        result = overlay(
            parcels, [source("DLTB", patches, DLBM=["0101"] * len(patches))], OverlayOptions(threads=threads, chunk_parcels=chunk)
        )
        runs.append([(r.parcel_id, r.patch, r.area_m2, r.area_ha) for r in result.rows])
    assert runs[0] == runs[1] == runs[2]


def test_only_what_is_near_is_asked_for_along_a_corridor(parcel_set, source):
    bends = np.array([[0, 0], [2000, 1500], [2500, 4000], [6000, 4500]]) + ORIGIN
    corridor = shapely.LineString(bends).buffer(20, cap_style="flat")
    dltb = source("DLTB", [shapely.box(*ORIGIN, *(ORIGIN + 6000))], DLBM=["0101"])
    overlay(parcel_set(corridor), [dltb])
    boxes, _ = dltb.asked[0]
    area = ((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sum()
    assert area < 0.25 * shapely.box(*corridor.bounds).area
    assert shapely.union_all(shapely.box(*boxes.T)).covers(corridor)
