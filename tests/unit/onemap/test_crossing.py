"""Pieces found in arrays against GEOS: the same vertices, or left to GEOS."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.onemap.crossing import cross, outlines

ORIGIN = np.array([450_000.0, 3_350_000.0])


def pieces(parcels: list, patches: list) -> tuple[np.ndarray, np.ndarray]:
    """What ``cross`` and GEOS say of every pair that meets."""
    ours, theirs = np.array(parcels, dtype=object), np.array(patches, dtype=object)
    parcel, patch = (grid.ravel() for grid in np.meshgrid(np.arange(len(ours)), np.arange(len(theirs)), indexing="ij"))
    meets = shapely.intersects(ours[parcel], theirs[patch])
    parcel, patch = parcel[meets], patch[meets]
    return cross(ours, theirs, parcel, patch), shapely.intersection(ours[parcel], theirs[patch])


def agree(found: np.ndarray, expected: np.ndarray) -> float:
    """Share of the pairs that were found; those have the vertices of GEOS to 2 nm and its area."""
    done = ~shapely.is_missing(found)
    mine, geos = shapely.normalize(found[done]), shapely.normalize(expected[done])
    assert shapely.is_valid(mine).all()
    assert shapely.is_ccw(shapely.get_exterior_ring(found[done])).all()
    for a, b in zip(mine, geos):
        assert shapely.equals_exact(a, b, 2e-9), f"{a}\n{b}"
    return float(done.mean()) if len(done) else 0.0


def star(rng: np.random.Generator, centre: np.ndarray, radius: float, points: int, turn: bool = False) -> shapely.Polygon:
    angle = np.sort(rng.uniform(0, 2 * np.pi, points))
    xy = np.column_stack((np.cos(angle), np.sin(angle))) * rng.uniform(0.3, 1.0, (points, 1)) * radius + centre
    return shapely.Polygon(np.round(xy, 4)[:: -1 if turn else 1])


def box(x: float, y: float, width: float, height: float) -> shapely.Polygon:
    return shapely.box(*(ORIGIN + (x, y)), *(ORIGIN + (x + width, y + height)))


@pytest.mark.parametrize("seed", range(12))
def test_random_stars_have_the_pieces_of_geos(seed: int) -> None:
    rng = np.random.default_rng(seed)
    parcels = [star(rng, ORIGIN + rng.uniform(0, 300, 2), 200, int(rng.integers(3, 40)), bool(i % 2)) for i in range(30)]
    patches = [star(rng, ORIGIN + rng.uniform(0, 300, 2), 80, int(rng.integers(3, 60)), bool(i % 3)) for i in range(60)]
    parcels = [p for p in parcels if p.is_valid]
    found, expected = pieces(parcels, [p for p in patches if p.is_valid])
    assert len(found) > 500
    assert agree(found, expected) > 0.3


def test_corridors_and_parcels_with_holes_on_a_mesh_of_patches() -> None:
    rng = np.random.default_rng(5)
    points = rng.uniform(0, 1000, (900, 2)) + ORIGIN
    patches = [g for g in shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points))) if g.area < 1e5]
    bends = np.cumsum(rng.normal(0, 60, (14, 2)) + [60, 20], axis=0) + ORIGIN
    corridor = shapely.buffer(shapely.linestrings(bends), 12, join_style="mitre")
    ring = shapely.Point(ORIGIN + 500).buffer(300).difference(shapely.Point(ORIGIN + 500).buffer(150))
    parts = shapely.union_all([box(100, 700, 150, 120), box(600, 100, 90, 200)])
    found, expected = pieces([corridor, ring, parts], patches)
    crossing = np.array([not (g.equals(e)) if g is not None else True for g, e in zip(found, expected)])
    assert agree(found, expected) > 0.3
    assert crossing.any()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 12)] * 4), min_size=2, max_size=6), st.integers(0, 10_000))
def test_touches_and_common_edges_are_never_wrong(boxes: list[tuple[int, int, int, int]], seed: int) -> None:
    shapes = [box(x, y, w + 1, h + 1) for x, y, w, h in boxes]
    rng = np.random.default_rng(seed)
    grid = np.round(rng.uniform(0, 12, (5, 2)))
    hull = shapely.convex_hull(shapely.multipoints(grid + ORIGIN))
    if hull.geom_type == "Polygon":
        shapes.append(hull)
    found, expected = pieces(shapes[::2], shapes[1::2])
    agree(found, expected)


@pytest.mark.parametrize(("patch", "known"), [
    (box(-5, 20, 10, 10), True),  # over one side
    (box(-5, -5, 15, 15), True),  # over a corner
    (box(20, -10, 10, 200), True),  # right across: four crossings, one piece
    (shapely.union_all([box(-10, 10, 30, 10), box(-10, 60, 30, 10), box(-10, 10, 5, 60)]), False),  # two pieces
    (box(-10, 40, 10, 10), False),  # a common edge
    (shapely.Polygon(ORIGIN + [(-10, 50), (0, 40), (10, 50), (0, 60)]), False),  # vertices on the side
    # a patch with a hole
    (shapely.Polygon(ORIGIN + [(30, 20), (30, 35), (-20, 35), (-20, 20)], [box(5, 25, 5, 5).exterior.coords]), False),
    (box(-20, 30, 70, 40), False),  # the hole of the parcel lies in it
    (shapely.MultiPolygon([box(-5, 20, 10, 10)]), True),
])  # fmt: skip
def test_what_is_plain_and_what_is_left_to_geos(patch: shapely.Geometry, known: bool) -> None:
    parcel = box(0, 0, 100, 100).difference(box(40, 45, 5, 5))
    found, expected = pieces([parcel], [patch])
    assert (found[0] is not None) == known
    agree(found, expected)


def test_a_piece_that_goes_all_the_way_round_the_parcel_or_the_patch() -> None:
    parcel, notched = box(0, 0, 100, 100), box(-50, -50, 200, 200).difference(box(-50, 20, 60, 10))
    for a, b in ((parcel, notched), (notched, parcel)):
        found, expected = pieces([a], [b])
        assert agree(found, expected) == 1.0
        assert found[0].area == pytest.approx(9900)


def test_coasts_of_many_points_are_left_to_geos() -> None:
    angle = np.linspace(0, 2 * np.pi, 30_000, endpoint=False)
    coast = shapely.Polygon(np.column_stack((np.cos(angle), np.sin(angle))) * 500 + ORIGIN)
    found, _ = pieces([box(400, 0, 300, 30)], [coast])
    assert found.tolist() == [None]


def test_neighbours_share_the_vertices_where_a_boundary_crosses_a_common_edge() -> None:
    rng = np.random.default_rng(9)
    common = np.round(np.column_stack((np.linspace(-20, 20, 30), rng.uniform(-3, 3, 30))) + ORIGIN, 4)
    upper = shapely.Polygon([*common, ORIGIN + (20, 30), ORIGIN + (-20, 30)])
    lower = shapely.Polygon([*common[::-1], ORIGIN + (-20, -30), ORIGIN + (20, -30)])
    parcel = shapely.Polygon(ORIGIN + [(-3.3, -80.7), (70.1, -50.2), (60.4, 72.9), (2.7, 90.3)])
    found, _ = pieces([parcel], [upper, lower])
    points = [set(map(tuple, shapely.get_coordinates(g))) for g in found]
    crossing = [p for p in points[0] & points[1] if not (common == p).all(axis=1).any()]
    assert len(crossing) == 1
    assert shapely.coverage_is_valid(found)


def test_outlines_keep_the_inside_on_the_left() -> None:
    shapes = [box(0, 0, 10, 10).difference(box(2, 2, 3, 3)), shapely.Polygon(np.array(box(0, 0, 5, 5).exterior.coords)[::-1])]
    made = outlines(np.array(shapes, dtype=object))
    rings = [shapely.LinearRing(made.xy[s : s + n + 1]) for s, n in zip(made.start, made.count)]
    assert [r.is_ccw for r in rings] == [True, False, True]
    assert made.owner.tolist() == [0, 0, 1]
