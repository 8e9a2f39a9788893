"""Validity: hand-made faults, and thousands of random polygons against GEOS."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.checks import CheckProfile, RuleSetting, all_checks, check_parcels
from onemap_plugin.core.findings import Severity
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring
from tests.unit.checks.made import ZONE, X, Y, box, parcel, run, turned
from tests.unit.checks.nasty import E0, N0, edge_touch, nasty, parcel_of

SQUARE = box(0, 0, 100, 100)
VALIDITY = {"G01P", "G02", "G02T", "G07"}
PROFILE = CheckProfile("validity", rules={r: RuleSetting(enabled=False) for r in all_checks() if r not in VALIDITY})


def test_bow_tie_is_found_at_its_crossing_with_both_edges() -> None:
    (found,) = run("G02", parcel("1", [(0, 100), (100, 0), (100, 100), (0, 0)]))
    assert (found.geometry.x - Y, found.geometry.y - X) == pytest.approx((50, 50), abs=1e-6)
    assert (found.params["a"], found.params["b"]) == ("J1–J2", "J3–J4")
    assert run("G02T", parcel("1", [(0, 100), (100, 0), (100, 100), (0, 0)])) == []


def test_all_crossings_are_found_not_only_the_first_that_geos_names() -> None:
    zigzag = [(0, 100), (10, -10), (20, 100), (30, -10), (40, 100), (100, 100), (100, 0), (0, 0)]
    found = run("G02", parcel("1", zigzag))
    assert len(found) == 4
    assert {round(f.geometry.y - X, 3) for f in found} == {0.0}


def test_running_along_itself_touching_itself_and_going_out_and_back() -> None:
    out_and_back = parcel("1", [(0, 100), (50, 100), (50, 150), (50, 100), (100, 100), (100, 0), (0, 0)])
    assert [f.geometry.geom_type for f in run("G02", out_and_back)] == ["LineString"]
    along = parcel("1", [(0, 100), (100, 100), (100, 0), (50, 0), (50, 100), (40, 100), (40, 0), (0, 0)])
    assert len(run("G02", along)) >= 1
    touch = parcel("1", [(0, 100), (50, 50), (100, 100), (100, 0), (50, 50), (0, 0)])
    (found,) = run("G02T", touch)
    assert (found.geometry.x - Y, found.geometry.y - X) == pytest.approx((50, 50), abs=1e-6)
    assert run("G02", touch) == []
    on_edge = parcel("1", [(0, 100), (50, 0), (100, 100), (100, 0), (0, 0)])
    assert len(run("G02T", on_edge)) == 1


def test_rings_that_cross_overlap_or_coincide() -> None:
    crossing = run("G07", parcel("1", SQUARE, turned(box(90, 40, 30, 20))))
    assert len(crossing) == 2
    assert {(f.params["ring"], f.params["other"]) for f in crossing} == {(1, 2)}
    along = run("G07", parcel("1", SQUARE, turned(box(90, 40, 10, 20))))
    assert [f.geometry.geom_type for f in along] == ["LineString"]
    assert along[0].geometry.length == pytest.approx(20)
    assert run("G07", parcel("1", SQUARE, SQUARE))
    two_parts = parcel("1", SQUARE, box(200, 0, 10, 10))
    assert run("G07", two_parts) == []


def test_holes_that_cut_the_inside_apart_are_an_error_and_a_mere_touch_a_notice() -> None:
    touching = parcel("1", SQUARE, [(0, 50), (50, 40), (50, 60)])
    assert run("G07", touching) == []
    (found,) = run("G07T", touching)
    assert (found.geometry.x - Y, found.geometry.y - X) == pytest.approx((0, 50), abs=1e-6)
    apart = parcel("1", SQUARE, [(0, 50), (50, 40), (100, 50), (50, 60)])
    assert len(run("G07", apart)) == 2
    assert run("G07T", parcel("1", SQUARE, turned(box(20, 20, 10, 10)))) == []


def test_a_part_in_a_hole_is_noticed_and_counts_as_a_part() -> None:
    nested = parcel("1", SQUARE, turned(box(20, 20, 50, 50)), box(30, 30, 10, 10))
    (found,) = run("G07N", nested)
    assert (found.params["ring"], found.params["other"]) == (3, 2)
    assert run("G10", nested)[0].params["count"] == 2
    assert run("G02", nested) == run("G07", nested) == []


def random_parcel(rng: np.random.Generator, name: str) -> Parcel:
    """Rings on a coarse grid: crossings, touches, repeats, overlaps and clean shapes all occur."""
    rings = []
    for number in range(1, 1 + int(rng.choice([1, 1, 1, 2, 3]))):
        count = int(rng.integers(3, 9))
        if rng.random() < 0.4:
            angle = np.sort(rng.uniform(0, 2 * np.pi, count))
            points = rng.integers(0, 12, 2) + np.column_stack((np.cos(angle), np.sin(angle))) * rng.uniform(1, 9)
        else:
            points = rng.integers(0, 12, (count, 2)).astype(float)
        xy = np.round(points + (X, Y), 3)
        rings.append(Ring(number, tuple(f"J{k}" for k in range(count + 1)), np.vstack((xy, xy[:1]))))
    return Parcel(name, tuple(rings))


@pytest.mark.parametrize("seed", range(6))
def test_nothing_that_geos_refuses_is_missed_and_nothing_that_it_accepts_is_refused(seed: int) -> None:
    rng = np.random.default_rng(seed)
    parcels = tuple(random_parcel(rng, str(i)) for i in range(500))
    refused = {f.parcel_id for f in check_parcels(ParcelSet(parcels, ZONE), PROFILE)}
    kinds = {True: 0, False: 0}
    for one in parcels:
        rounded = Parcel(one.parcel_id, one.rings).geometry
        valid = bool(shapely.is_valid(rounded)) and not rounded.is_empty
        few = any(len(np.unique(r.xy, axis=0)) < 3 for r in one.rings)
        kinds[valid] += 1
        assert (one.parcel_id in refused) == (not valid or few), shapely.is_valid_reason(rounded)
    assert min(kinds.values()) > 50  # the sample holds both


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_each_crossing_found_is_a_place_where_two_edges_meet(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = np.round(rng.uniform(0, 100, (int(rng.integers(4, 12)), 2)), 3)
    made = Parcel("1", (Ring(1, tuple("J" * (len(points) + 1)), np.vstack((points, points[:1])) + (X, Y)),))
    found = run("G02", made)
    edges = np.round(np.vstack((points, points[:1])) + (X, Y), 3)[:, ::-1]
    lines = shapely.linestrings(np.stack((edges[:-1], edges[1:]), axis=1))
    n = len(lines)
    expected = sum(bool(shapely.crosses(lines[i], lines[j])) for i in range(n) for j in range(i + 2, n) if (i, j) != (0, n - 1))
    assert len(found) == expected
    for f in found:
        assert (shapely.distance(lines, f.geometry) < 1e-6).sum() == 2


def test_a_scribble_ends_in_time_and_says_that_it_was_not_compared() -> None:
    rng = np.random.default_rng(1)
    scribble = [(float(e), float(n)) for e, n in rng.uniform(0, 1000, (150, 2))]
    found = check_parcels(ParcelSet((parcel("1", scribble), parcel("2", SQUARE)), ZONE))
    rules = {(f.rule, f.parcel_id) for f in found}
    assert ("G02", "1") in rules
    assert any(f.rule == "G05" and f.key == "left out" for f in found)
    assert sum(f.rule == "G02" for f in found) == 101


VALID_OR_NOT = ("G01P", "G02", "G02T", "G03", "G07", "G24")
WHOLE = CheckProfile(
    "whole", rules={r: RuleSetting(enabled=False) for r in all_checks() if r not in (*VALID_OR_NOT, "G07T", "G07N", "G12S")}
)


@pytest.mark.parametrize("seed", range(6))
def test_of_nasty_parcels_none_that_geos_refuses_as_written_is_without_an_error_at_its_place(seed: int) -> None:
    rnd = Random(seed)
    for _ in range(120):
        parcel = parcel_of(nasty(rnd))
        found = check_parcels(ParcelSet((parcel,), ZONE), WHOLE)
        assert not [f.text() for f in found if f.rule == "R00"]
        written = polygon_as_written(parcel)
        errors = [f for f in found if f.rule in VALID_OR_NOT and f.severity is Severity.ERROR]
        if not shapely.is_valid(written):
            assert errors, written.wkt
            numbers = re.search(r"\[(\S+) (\S+)\]", shapely.is_valid_reason(written))
            if numbers and "G01P" not in {f.rule for f in errors}:
                place = shapely.Point(float(numbers[1]), float(numbers[2]))
                assert min(shapely.distance(place, f.geometry) for f in errors) < 0.002, (written.wkt, place.wkt)
        elif {f.rule for f in errors} - {"G03"}:  # binary metres hide what holds exactly in millimetres
            exact = shapely.transform(written, lambda en: np.rint((en - [E0, N0]) * 1000))
            assert not shapely.is_valid(exact), (written.wkt, [f.text() for f in errors])


def polygon_as_written(parcel: Parcel) -> Any:
    """Independent of the checks: rounded to millimetres by its digits, as the file is, holes by containment."""
    millimetre = Decimal("0.001")
    rows = [[[float(Decimal(repr(v)).quantize(millimetre, ROUND_HALF_UP)) for v in en] for en in r.xy[:, ::-1].tolist()]
            for r in parcel.rings]  # fmt: skip
    parts = [shapely.Polygon(rows[shell], [rows[h] for h in holes]) for shell, holes in parcel.shells_and_holes]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def test_a_point_on_an_edge_is_seen_although_binary_numbers_put_it_beside_the_edge() -> None:
    rnd = Random(3)
    hidden = 0
    for _ in range(200):
        what, rings = edge_touch(rnd)
        parcel = parcel_of(rings)
        hidden += bool(shapely.is_valid(parcel.geometry))
        found = check_parcels(ParcelSet((parcel,), ZONE), WHOLE)
        place = shapely.Point(E0 + rings[-1][4 if what == "ring" else 0][0], N0 + rings[-1][4 if what == "ring" else 0][1])
        rules = {f.rule for f in found if f.geometry is not None and shapely.distance(f.geometry, place) < 1e-6}
        assert rules & ({"G02T", "G02"} if what == "ring" else {"G07", "G07T"}), (what, rings, rules)
    assert hidden > 50


def test_rings_on_which_geos_gives_up_cost_no_parcel() -> None:
    """A triangle with a repeated point at the corner of a ring that crosses itself: intersecting them raises in GEOS."""
    outer = [
        (62.006298155, 57.9127958957), (52.71451022, 38.849645877), (7.9997236, 23.8870103215), (41.33465096, 0.695203654),
        (116.12529582, -56.235715119), (66.29094771, -49.8159283264), (75.84962037, -38.938023012),
        (134.55501696, -64.150955234), (175.80808937, -0.800847728),
    ]  # fmt: skip
    inner = [(41.33465096, 0.695203654), (51.33465096, 3.695203654), (51.33465096, 3.695203654), (47.33465096, -8.304796346)]
    spoilt = parcel_of([[(x - 100, y) for x, y in line] for line in (outer, inner)], decimals=10)
    sound = parcel("2", box(500, 0, 50, 50))
    assert spoilt.geometry.area > 0
    found = check_parcels(ParcelSet((spoilt, sound), ZONE))
    assert not [f.text() for f in found if f.rule == "R00"]
    assert any(f.rule == "G02" and f.parcel_id == "1" for f in found)


def test_a_pair_that_geos_cannot_intersect_at_all_counts_as_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise shapely.GEOSException("TopologyException")

    monkeypatch.setattr(shapely, "intersection", refuse)
    crossing = parcel("1", box(0, 0, 100, 100), box(10, 60, 60, 60))
    assert len(crossing.shells_and_holes) == 2


def in_degrees(rng: np.random.Generator, name: str) -> Parcel:
    """Rectangles and jagged rings on a net of 0.00001 degrees: edges lie on one another in degrees, on a plane only nearly."""
    origin = np.round(rng.uniform((18, 110), (45, 120)), 6)
    rings = []
    for number in range(1, int(rng.integers(1, 4)) + 1):
        low, high = np.sort(rng.integers(0, 10, (2, 2)), axis=0)
        rectangle = [(low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1])]
        points = np.array(rectangle if number > 1 or rng.random() < 0.5 else rng.integers(0, 6, (int(rng.integers(3, 7)), 2)))
        xy = np.round(origin + points * 1e-5, 9)
        rings.append(Ring(number, tuple(f"J{k}" for k in range(len(xy) + 1)), np.vstack((xy, xy[:1]))))
    return Parcel(name, tuple(rings))


def test_parcels_in_degrees_are_judged_as_straight_lines_in_degrees() -> None:
    rng = np.random.default_rng(11)
    parcels = tuple(in_degrees(rng, str(i)) for i in range(600))
    kinds = {True: 0, False: 0}
    for one in parcels:
        found = check_parcels(ParcelSet((one,), ParcelCrs(4490, "CGCS2000")), PROFILE)
        shape = one.geometry
        exact = shapely.transform(shape, lambda lonlat: np.rint(lonlat * 1e9))  # binary numbers hide what holds in decimals
        valid = bool(shapely.is_valid(shape) and shapely.is_valid(exact)) and not shape.is_empty
        few = any(len(np.unique(r.xy, axis=0)) < 3 for r in one.rings)
        kinds[valid] += 1
        refused = any(f.severity is Severity.ERROR for f in found)
        assert refused == (not valid or few), (shape.wkt, shapely.is_valid_reason(shape), [f.text() for f in found])
        for f in found:  # and at the place, told as the file counts it
            if "x" in f.params:
                assert shapely.distance(f.geometry.centroid, shapely.Point(f.params["y"], f.params["x"])) < 2e-8
        numbers = re.search(r"\[(\S+) (\S+)\]", shapely.is_valid_reason(shape))
        if numbers and not few:
            place = shapely.Point(float(numbers[1]), float(numbers[2]))
            assert min(shapely.distance(place, f.geometry) for f in found) < 1e-8
    assert min(kinds.values()) > 100
