"""Overlay where GEOS gives up: only the faulty pair is asked again, the others come out as always."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from onemap_plugin.core.onemap import robust

BOW = shapely.Polygon([(0, 0), (8, 8), (8, 0), (0, 8)])
BOX = shapely.box(0, 0, 8, 8)
AWAY = shapely.box(20, 0, 28, 8)
THIRD = shapely.box(24, 0, 30, 1 / 3)


@pytest.fixture(autouse=True)
def refused_by_geos():
    for operation in (shapely.intersection, shapely.difference):
        with pytest.raises(shapely.GEOSException):
            operation(BOW, BOX)


def test_a_faulty_pair_does_not_change_the_others():
    found, wrong = robust.intersections(np.array([BOW, AWAY]), np.array([BOX, THIRD]))
    assert wrong == []
    assert found[0].area == pytest.approx(32.0)
    assert found[1].wkb == shapely.intersection(AWAY, THIRD).wkb
    found, wrong = robust.differences(np.array([BOX, AWAY]), np.array([BOW, THIRD]))
    assert wrong == []
    assert found[0].area == pytest.approx(32.0)
    assert found[1].wkb == shapely.difference(AWAY, THIRD).wkb


def test_one_geometry_for_all_and_single_pairs():
    found, _ = robust.intersections(np.array([BOW, AWAY], dtype=object), BOX)
    assert [g.area for g in found] == pytest.approx([32.0, 0.0])
    assert robust.differences(BOX, BOW)[0].item().area == pytest.approx(32.0)


def test_a_pair_without_geometry_stays_without():
    found, wrong = robust.intersections(np.array([BOW, AWAY]), np.array([BOX, None]))
    assert (found[1], wrong) == (None, [])


def test_union_with_a_faulty_member():
    with pytest.raises(shapely.GEOSException):
        shapely.union_all([BOW, BOX])
    made = robust.union(np.array([BOW, shapely.box(4, 0, 12, 8)]))
    assert made.is_valid
    assert made.area == pytest.approx(16 + 64)


def test_each_shape_is_cut_by_what_is_near_it_as_by_the_union_of_all() -> None:
    """Fifteen thousand pieces of one large parcel by the union of as many took minutes."""
    rng = np.random.default_rng(5)
    low = rng.uniform(0, 1000, (400, 2))
    shapes = shapely.box(*np.hstack([low, low + rng.uniform(1, 30, (400, 2))]).T)
    spots = shapely.buffer(shapely.points(rng.uniform(0, 1000, (300, 2))), rng.uniform(5, 40, 300))
    disc = shapely.Point(400, 400).buffer(250, quad_segs=1000).difference(shapely.Point(400, 400).buffer(60))  # a large one
    by = np.array([*spots, disc], dtype=object)
    whole, masks = shapely.union_all(by), robust.near_each(shapes, by)
    near = ~shapely.is_missing(masks)
    assert 50 < near.sum() < 400
    assert not shapely.intersects(shapes[~near], whole).any()
    for operation in (robust.intersections, robust.differences):
        found, wanted = (shapely.area(operation(shapes[near], mask)[0]) for mask in (masks[near], whole))
        assert found == pytest.approx(wanted, abs=1e-6)
    assert shapely.is_missing(robust.near_each(shapes, by[:0])).all()
