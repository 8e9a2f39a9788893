"""Telling shells from holes for many parcels at once gives what it gives for each alone."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.parcels import Ring, resolve_many, resolve_rings

point = st.tuples(st.integers(0, 12), st.integers(0, 12))
shape = st.lists(point, min_size=2, max_size=6)
groups = st.lists(st.lists(shape, min_size=1, max_size=3), min_size=1, max_size=6)


def ring(points) -> Ring:
    xy = np.array([*points, points[0]], dtype=float)
    return Ring(1, tuple(map(str, range(len(xy)))), xy)


@settings(max_examples=400, deadline=None)
@given(groups)
def test_many_at_once_are_resolved_like_one_by_one(drawn):
    rings = [[ring(points) for points in group] for group in drawn]
    assert resolve_many(rings) == [resolve_rings(g) for g in rings]


def test_a_hole_a_part_and_a_touching_part_by_hand():
    square, hole, far, beside = (
        ring(p)
        for p in (
            [(0, 0), (0, 9), (9, 9), (9, 0)],
            [(2, 2), (2, 4), (4, 4), (4, 2)],
            [(20, 0), (20, 3), (23, 3)],
            [(9, 0), (9, 9), (12, 9), (12, 0)],
        )
    )
    found = resolve_many([[square, hole], [hole, square], [square, far], [square, beside]])
    assert found == [[(0, [1])], [(1, [0])], [(0, []), (1, [])], [(0, []), (1, [])]]
