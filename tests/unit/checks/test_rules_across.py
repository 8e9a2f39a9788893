"""Rules across parcels, by hand and against brute force with GEOS."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
import shapely

from onemap_plugin.core.checks.data import CheckData
from onemap_plugin.core.checks.near import near_misses
from onemap_plugin.core.findings import Severity
from onemap_plugin.core.parcels import ParcelSet
from tests.unit.checks.made import ZONE, box, parcel, run, turned
from tests.unit.checks.nasty import edge_touch, parcel_of

A = box(0, 0, 100, 100)


def test_overlap_has_its_exact_piece_and_names_the_other() -> None:
    (found,) = run("G05", parcel("1", A), parcel("2", box(90, 50, 100, 100)))
    assert (found.parcel_id, found.params["other"], found.params["area"]) == ("1", "2", 500.0)
    assert found.geometry.area == pytest.approx(500, abs=1e-6)
    assert found.geometry.bounds == pytest.approx(
        tuple(v + d for v, d in zip((40_500_000.123, 3_000_000.457) * 2, (90, 50, 100, 100)))
    )


@pytest.mark.parametrize(("depth", "severity"), [(0.01, Severity.ERROR), (0.009, Severity.NOTICE)])
def test_overlap_at_and_below_the_tolerance(depth: float, severity: Severity) -> None:
    one = box(0, 0, 1, 1)
    (found,) = run("G05", parcel("1", one), parcel("2", box(1 - depth, 0, 1, 1)))
    assert found.severity is severity


def test_neighbours_islands_in_holes_and_contained_parcels() -> None:
    assert run("G05", parcel("1", A), parcel("2", box(100, 0, 50, 100)), parcel("3", box(100, 100, 5, 5))) == []
    ringed = parcel("1", A, turned(box(20, 20, 10, 10)))
    assert run("G05", ringed, parcel("2", box(20, 20, 10, 10))) == []
    assert run("G05", parcel("1", A), parcel("2", box(20, 20, 10, 10)))[0].params["area"] == 100.0
    parts = parcel("2", box(90, 0, 20, 10), box(90, 50, 20, 10))
    assert run("G05", parcel("1", A), parts)[0].geometry.geom_type == "MultiPolygon"


def test_overlap_of_a_parcel_that_crosses_itself_is_found_all_the_same() -> None:
    tie = parcel("1", [(0, 100), (100, 0), (100, 100), (0, 0)])
    assert run("G05", tie, parcel("2", box(10, 40, 5, 20)))[0].params["area"] == pytest.approx(100, abs=0.01)


def test_random_overlaps_against_each_pair_by_geos() -> None:
    rng = np.random.default_rng(8)
    rings = [box(*np.round(rng.uniform(0, 300, 2), 3), *np.round(rng.uniform(5, 60, 2), 3)) for _ in range(80)]
    parcels = [parcel(str(i), r) for i, r in enumerate(rings)]
    found = {(f.parcel_id, f.params["other"]): f.geometry.area for f in run("G05", *parcels)}
    shapes = [p.geometry for p in parcels]
    expected = {
        (str(i), str(j)): shapes[i].intersection(shapes[j]).area
        for i in range(80)
        for j in range(i + 1, 80)
        if shapes[i].intersection(shapes[j]).area > 1e-6
    }
    assert len(expected) > 50
    assert set(found) == set(expected)
    assert all(found[k] == pytest.approx(v, abs=1e-4) for k, v in expected.items())


def test_identical_parcels_whatever_start_and_direction_and_only_once() -> None:
    same = [*A[2:], *A[:2]][::-1]
    parcels = (parcel("1", A), parcel("2", same), parcel("3", box(0, 0, 100, 99.999)))
    (found,) = run("G04", *parcels)
    assert (found.parcel_id, found.params["other"]) == ("2", "1")
    assert {(f.parcel_id, f.params["other"]) for f in run("G05", *parcels)} == {("1", "3"), ("2", "3")}


def test_the_same_ground_with_one_more_point_on_a_slanted_side_is_identical() -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        east, north = (rng.integers(1, 30, 2) * 0.001).tolist()
        one = [(0, 100), (100 * east, 100 + 100 * north), (50, -20)]
        other = [one[0], (37 * east, 100 + 37 * north), *one[1:]]  # on the side in millimetres, beside it in binary numbers
        parcels = (parcel("1", one), parcel("2", other))
        assert [f.rule for f in (*run("G04", *parcels), *run("G05", *parcels))] == ["G04"]


def test_a_gap_of_exactly_the_limit_is_seen_wherever_the_parcels_lie() -> None:
    rng = np.random.default_rng(4)
    for _ in range(60):
        east, width = np.round(rng.uniform(0, 500, 2), 3).tolist()
        beside = parcel("2", box(round(east + width + 0.01, 3), 40, 30, 20))
        found = run("G06", parcel("1", box(east, 0, width, 100)), beside)
        assert [(f.parcel_id, f.params["distance"]) for f in found] == [("2", 0.01), ("2", 0.01)]


def test_repeated_number_is_an_error_repeated_name_a_warning() -> None:
    parcels = [parcel("1", A, name="甲"), parcel("1", box(200, 0, 9, 9), name="甲"), parcel("3", box(300, 0, 9, 9), name="甲")]
    found = run("G04N", *parcels)
    assert [(f.key, f.severity) for f in found] == [("number", Severity.ERROR), ("name", Severity.WARNING)]
    assert run("G04N", parcel("", A), parcel("", A)) == []


@pytest.mark.parametrize(("gap", "off", "on"), [(0.0, 0, 0), (0.001, 0, 4), (0.002, 4, 0), (0.01, 4, 0), (0.011, 0, 0)])
def test_gap_between_neighbours_by_its_width(gap: float, off: int, on: int) -> None:
    left, right = parcel("1", A), parcel("2", box(100 + gap, 0, 50, 100))
    assert len(run("G06", left, right)) == off
    assert len(run("G06V", left, right)) == on


def test_points_that_the_neighbour_lacks_are_found_and_those_it_has_are_not() -> None:
    left = parcel("1", [(0, 100), (100, 100), (100, 60), (100, 0), (0, 0)])
    right = parcel("2", box(100, 0, 50, 100))
    (found,) = run("G06V", left, right)
    assert (found.parcel_id, found.params["point"], found.params["other"]) == ("1", "J3", "2")
    matched = parcel("2", [(100, 100), (150, 100), (150, 0), (100, 0), (100, 60)])
    assert run("G06V", left, matched) == []
    slanted = parcel("3", [(0, 0), (33.333, 77.777), (100, 0)])  # the point on the slope is off by its rounding only
    t = 0.37
    neighbour = parcel("4", [(0, 0), (-50, 80), (round(33.333 * t, 3), round(77.777 * t, 3))])
    assert [f.parcel_id for f in run("G06V", slanted, neighbour)] == ["4"]
    assert run("G06", slanted, neighbour) == []


def test_near_misses_against_distances_by_geos() -> None:
    rng = np.random.default_rng(4)
    parcels = []
    for i in range(120):
        corner = rng.integers(0, 40, 2)
        shift = rng.choice([0, 0, 0.001, 0.003, 0.008, 0.02, 0.3], 2)
        parcels.append(parcel(str(i), box(*(corner + shift), *rng.integers(1, 6, 2))))
    data = CheckData(ParcelSet(tuple(parcels), ZONE), 3)
    found = near_misses(data, 0.01)
    got = {(int(v), int(o)): float(d) for v, o, d in zip(found.vertex, found.other, found.distance)}
    expected = {}
    corners = [{tuple(c) for c in np.round(shapely.get_coordinates(p), 3).tolist()} for p in data.polygons]
    points = shapely.points(data.en)
    for j, polygon in enumerate(data.polygons):
        distance = shapely.distance(points, polygon.boundary)
        for v in np.flatnonzero((distance <= 0.01 + 1e-6) & (data.vertex_parcel != j)):
            if tuple(data.en[v].tolist()) not in corners[j]:
                expected[(int(v), j)] = float(distance[v])
    assert len(expected) > 100
    assert set(got) == set(expected)
    assert all(got[k] == pytest.approx(expected[k], abs=1e-6) for k in got)


def test_long_spans_are_searched_through_an_index_with_the_same_result() -> None:
    step = np.arange(0, 400, 0.5)
    lower = [(float(e), 100.0 + 0.25 * (k % 2)) for k, e in enumerate(step)]
    upper = [(float(e) + 0.25, 100.004 + 0.125) for e in step[:-1]]  # on the slopes, 4 mm off upwards
    one = parcel("1", [*lower, (400, 0), (0, 0)])
    two = parcel("2", [(0, 200), (400, 200), *upper[::-1]])
    data = CheckData(ParcelSet((one, two), ZONE), 3)
    assert data.counts.max() > 300
    found = near_misses(data, 0.01)
    line = data.polygons[0].boundary
    own = np.flatnonzero(data.vertex_parcel == 1)
    expected = own[shapely.distance(shapely.points(data.en[own]), line) <= 0.01 + 1e-6]
    assert len(expected) > 500
    assert set(found.vertex[found.other == 0].tolist()) == set(expected.tolist())


def test_a_point_exactly_on_the_edge_of_a_neighbour_makes_no_overlap_of_nothing() -> None:
    """In millimetres the point lies on the edge; as binary numbers it lies up to 4e-9 m beside it, over a kilometre of edge."""
    rnd = Random(5)
    tried = 0
    for _ in range(200):
        what, rings = edge_touch(rnd)
        if what != "part":
            continue
        (a, b, c, d), m = rings[0], rings[1][0]
        other = [b, m, a, (2 * a[0] - d[0], 2 * a[1] - d[1]), (2 * b[0] - c[0], 2 * b[1] - c[1])]
        pair = [replace(parcel_of([line], 3), parcel_id=name, number=name) for name, line in (("1", rings[0]), ("2", other))]
        assert run("G05", *pair) == []
        assert len(run("G06V", *pair)) == 1
        tried += 1
    assert tried > 50
