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
