"""Rules on rings, points, edges and corners: each just inside and just outside its threshold."""

from __future__ import annotations

import math

import numpy as np
import pytest

from onemap_plugin.core.findings import Severity
from onemap_plugin.core.parcels import Parcel, Ring
from tests.unit.checks.made import X, Y, box, parcel, ring, run, turned

SQUARE = box(0, 0, 100, 100)


def test_an_open_ring_is_named_with_its_gap_and_last_line() -> None:
    opened = Parcel("1", (ring(1, SQUARE, closed=False),))
    (found,) = run("G01", opened)
    assert (found.source_line, found.params["distance"]) == (13, 100.0)
    assert found.geometry.length == pytest.approx(100)
    nearly = Parcel("1", (ring(1, [*SQUARE, (0, 100.001)], closed=False),))
    assert run("G01", nearly)[0].params["distance"] == 0.001
    assert run("G01", parcel("1", SQUARE)) == []


def test_fewer_than_three_places_however_many_rows() -> None:
    assert run("G01P", parcel("1", [(0, 0), (5, 5)]))[0].params["count"] == 2
    assert run("G01P", parcel("1", [(0, 0), (5, 5), (0, 0), (5, 5)]))[0].params["count"] == 2
    assert run("G01P", parcel("1", [(0, 0)] * 4))[0].params["count"] == 1
    assert run("G01P", Parcel("1", (ring(1, [(0, 0)], closed=False),)))[0].params["count"] == 1
    assert run("G01P", parcel("1", [(0, 0), (5, 5), (5, 0)])) == []


def test_a_coordinate_that_is_no_number_is_named_and_the_other_rings_are_checked() -> None:
    bad = ring(1, SQUARE)
    xy = bad.xy.copy()
    xy[2, 0] = np.nan
    both = Parcel("1", (Ring(1, bad.labels, xy, bad.lines), ring(2, [(0, 0), (1, 1)], first_line=20)))
    found = run("G01P", both)
    assert [(f.source_line, f.key) for f in found] == [(20, "ring 2"), (12, "ring 1 number")]


@pytest.mark.parametrize(("gap", "count"), [(0.0, 1), (0.0004, 1), (0.001, 0), (0.0014, 0), (0.0016, 0)])
def test_repeated_points_after_rounding_to_what_is_written(gap: float, count: int) -> None:
    # 0.0004 becomes 0 when three decimals are written: the fault appears by rounding
    found = run("G03", parcel("1", [(0, 100), (100, 100), (100, 100 - gap), (100, 0), (0, 0)]))
    assert len(found) == count
    if count:
        assert (found[0].source_line, found[0].params["point"], found[0].params["next"]) == (11, "J2", "J3")


def test_the_closing_edge_counts_as_an_edge_too() -> None:
    assert len(run("G03", Parcel("1", (ring(1, [*SQUARE, SQUARE[0], SQUARE[0]], closed=False),)))) == 1
    assert len(run("G11", parcel("1", [*SQUARE, (0, 99.9)]))) == 1


@pytest.mark.parametrize(("length", "count"), [(0.001, 1), (0.199, 1), (0.2, 0), (0.201, 0)])
def test_short_edge(length: float, count: int) -> None:
    found = run("G11", parcel("1", [(0, 100), (100, 100), (100, 100 - length), (100, 0), (0, 0)]))
    assert len(found) == count
    if count:
        assert found[0].geometry.length == pytest.approx(length, abs=1e-6)
        assert found[0].params["length"] == length


def test_same_label_at_two_places_but_not_twice_at_one() -> None:
    twice = Parcel("1", (ring(1, SQUARE, labels=["J1", "J2", "J2", "J4"]),))
    (found,) = run("G04L", twice)
    assert (found.source_line, found.params["first"], found.params["distance"]) == (12, 11, 100.0)
    same_place = Parcel("1", (ring(1, [*SQUARE, SQUARE[3]], labels=["J1", "J2", "J3", "J4", "J4"]),))
    assert run("G04L", same_place) == []
    assert run("G04L", Parcel("1", (ring(1, SQUARE, labels=["", "", "", ""]),))) == []


def test_direction_of_outer_and_inner_rings() -> None:
    hole = turned(box(20, 20, 10, 10))
    assert run("G08", parcel("1", SQUARE, hole)) == []
    wrong = run("G08", parcel("1", turned(SQUARE), turned(hole)))
    assert [f.params["ring"] for f in wrong] == [1, 2]
    assert "counter-clockwise; clockwise is usual" in wrong[0].text()
    assert {f.severity for f in wrong} == {Severity.NOTICE}


def test_start_in_the_north_west_with_the_tie_to_the_north() -> None:
    assert run("G09", parcel("1", SQUARE)) == []
    (found,) = run("G09", parcel("1", [*SQUARE[1:], SQUARE[0]]))
    assert (found.params["point"], found.params["expected"]) == ("J1", "J4")
    diamond = [(0, 5), (5, 10), (10, 5), (5, 0)]
    assert run("G09", parcel("1", diamond))[0].params["expected"] == "J2"
    assert run("G09", parcel("1", [diamond[1], diamond[2], diamond[3], diamond[0]])) == []
    trapeze = [(2, 8), (1, 9), (8, 10), (9, 0)]
    assert run("G09", parcel("1", trapeze))[0].params["expected"] == "J2"
    assert run("G09", parcel("1", trapeze), options={"start": "north"})[0].params["expected"] == "J3"


def wedge(angle: float) -> list[tuple[float, float]]:
    """A triangle with one angle of that many degrees at J1."""
    half = math.radians(angle) / 2
    return [(0, 0), (5000 * math.cos(half), 5000 * math.sin(half)), (5000 * math.cos(half), -5000 * math.sin(half))]


@pytest.mark.parametrize(("angle", "sharp", "spike"), [(10.001, 0, 0), (9.999, 1, 0), (1.001, 1, 0), (0.999, 0, 1), (0.01, 0, 1)])
def test_sharp_angle_and_spike(angle: float, sharp: int, spike: int) -> None:
    found = run("G12", parcel("1", wedge(angle)))
    assert len(found) == sharp
    assert len(run("G12S", parcel("1", wedge(angle)))) == spike
    if sharp:
        assert found[0].params["point"] == "J1"
        assert found[0].params["angle"] == pytest.approx(angle, abs=0.01)
        assert found[0].geometry.geom_type == "LineString"


def test_a_spike_at_a_repeated_point_is_found_all_the_same() -> None:
    assert (
        len(run("G12S", parcel("1", [(0, 100), (50, 100), (50, 500), (50, 500), (50.01, 100), (100, 100), (100, 0), (0, 0)])))
        == 1
    )


@pytest.mark.parametrize(("offset", "count"), [(0.0, 1), (0.001, 0), (0.002, 0)])
def test_point_on_a_straight_line_by_its_offset(offset: float, count: int) -> None:
    assert len(run("G13", parcel("1", [(0, 100), (50, 100 + offset), (100, 100), (100, 0), (0, 0)]))) == count


def test_point_on_a_straight_line_by_its_angle_and_not_where_a_neighbour_needs_it() -> None:
    bent = [(0, 0), (0.4, 0.0), (0.8, 0.001), (0.8, -5)]  # off by 0.0005 m only, but bent by 0.14 degrees
    assert run("G13", parcel("1", bent)) == []
    lower = [(0, 100), (50, 100), (100, 100), (100, 0), (0, 0)]
    upper = [(50, 200), (100, 200), (100, 100), (50, 100)]
    assert len(run("G13", parcel("1", lower))) == 1
    assert run("G13", parcel("1", lower), parcel("2", upper)) == []


def test_decimals_beyond_what_is_written_and_suspiciously_few() -> None:
    more = parcel("1", [(0, 100), (100.0004, 100), (100, 0), (0, 0)])
    (found,) = run("G22", more)
    assert (found.key, found.params["count"], found.params["distance"], found.source_line) == ("more", 1, 0.4, 11)
    few = [(0.007, 100.003), (100.007, 100.003), (100.007, 0.003), (0.007, 0.003)]  # origin + these: two decimals
    assert [f.key for f in run("G22", parcel("1", few))] == ["fewer"]
    assert run("G22", parcel("1", few), options={"fewer": False}) == []
    assert run("G22", parcel("1", SQUARE)) == []


def test_point_count_of_a_ring() -> None:
    angle = -np.linspace(0, 2 * np.pi, 12, endpoint=False)
    circle = [(float(e), float(n)) for e, n in 100 * np.column_stack((np.cos(angle), np.sin(angle)))]
    assert run("G25", parcel("1", circle), options={"points": 12}) == []
    assert run("G25", parcel("1", circle), options={"points": 11})[0].params["count"] == 12


def test_more_than_a_hundred_places_end_in_one_finding_that_holds_them_all() -> None:
    teeth = [(k * 0.1, 100.0 + 0.05 * (k % 2)) for k in range(300)]
    found = run("G11", parcel("1", [*teeth, (30, 0), (0, 0)]))
    assert len(found) == 101
    (rest,) = [f for f in found if f.key == "more"]
    assert rest.params["count"] == 199
    assert len(rest.geometry.geoms) == 199


def test_places_are_exact_coordinates_as_written() -> None:
    (found,) = run("G03", parcel("1", [(0, 100), (100, 100), (100, 100), (100, 0), (0, 0)]))
    assert (found.geometry.x, found.geometry.y) == (round(Y + 100, 3), round(X + 100, 3))
    assert found.key == f"{Y + 100:.3f},{X + 100:.3f}"
