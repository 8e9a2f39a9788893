"""Repairs on small parcels whose every number is known, and properties of all of them."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.parcels import Parcel, Ring
from onemap_plugin.core.repair import FIXES, RepairOptions, preview


def ring(en, number=1, close=True, start=1):
    en = np.asarray(en, dtype=float)
    labels = [f"J{start + i}" for i in range(len(en))]
    if close:
        en, labels = np.vstack([en, en[:1]]), [*labels, labels[0]]
    return Ring(number, tuple(labels), np.ascontiguousarray(en[:, ::-1]), np.arange(10, 10 + len(en)))


def parcel(*rings, pid="A", **fields):
    return Parcel(pid, tuple(rings), number=pid, name=f"地块{pid}", **fields)


SQUARE = [(0, 0), (0, 10), (10, 10), (10, 0)]  # clockwise


def apply(fix, p, others=(), **options):
    return preview(FIXES[fix], p, [p, *others], RepairOptions(**options))


@pytest.mark.parametrize("fix", [f for f in FIXES if f not in {"swap_axes", "recount", "redeclare_area"}])
def test_a_faultless_parcel_is_left_alone_by_every_fix(fix):
    p = parcel(ring([(0, 10), (10, 10), (10, 0), (0, 0)]))
    done = apply(fix, p)
    assert not done.changed
    assert done.after == (p,)
    assert done.area_change_m2 == 0


def test_an_open_ring_gets_its_first_row_again_and_nothing_else():
    p = parcel(ring(SQUARE, close=False))
    done = apply("close_ring", p)
    new = done.after[0].rings[0]
    assert new.closed
    assert new.labels == ("J1", "J2", "J3", "J4", "J1")
    assert (new.xy[:4] == p.rings[0].xy).all()
    assert done.greatest_move_m == 0
    assert len(done.dropped) == len(done.added) == 0


def test_repeated_points_go_and_the_first_of_them_stays():
    p = parcel(ring([(0, 0), (0, 10), (0.0004, 10), (10, 10), (10, 0), (0.0005, 0)]))
    done = apply("drop_repeats", p)
    assert done.after[0].rings[0].open_en.tolist() == [[0, 0], [0, 10], [10, 10], [10, 0]]
    assert done.after[0].rings[0].labels == ("J1", "J2", "J4", "J5", "J1")
    assert done.after[0].rings[0].lines.tolist() == [10, 11, 13, 14, 10]


@pytest.mark.parametrize(("offset", "dropped"), [(0.0009, 1), (0.0011, 0)])
def test_a_point_on_a_straight_line_goes_only_within_the_tolerance(offset, dropped):
    p = parcel(ring([(0, 0), (offset, 5), (0, 10), (10, 10), (10, 0)]))
    done = apply("drop_collinear", p)
    assert len(p.rings[0].open_en) - len(done.after[0].rings[0].open_en) == dropped
    assert done.area_change_m2 == pytest.approx(dropped * offset * 10 / 2, abs=1e-12)


@pytest.mark.parametrize("start", [0, 7, 40, 61])
def test_a_slow_curve_does_not_become_its_chord(start):
    """Each point lies within a millimetre of the line between its neighbours, but not of a line over many of them."""
    angle = np.linspace(0, 0.006, 61)  # half a metre each on a circle of 5 km
    curve = np.column_stack([5000 * np.sin(angle), 5000 * np.cos(angle)])
    en = np.roll(np.vstack([curve, [(30, 4900), (0, 4900)]]), start, axis=0)
    done = apply("drop_collinear", parcel(ring(en)))
    left = done.after[0].rings[0]
    assert 5 < len(left.open_en) < 40
    assert max(shapely.distance(shapely.points(en), shapely.LinearRing(left.open_en))) < 0.001


def test_a_point_on_a_straight_line_stays_when_the_neighbour_shares_it():
    p = parcel(ring([(0, 0), (0, 5), (0, 10), (10, 10), (10, 0)]))
    neighbour = parcel(ring([(-5, 0), (-5, 5), (0, 5), (0, 0)]), pid="B")
    assert not apply("drop_collinear", p, [neighbour]).changed
    assert apply("drop_collinear", p).changed


def test_only_the_place_of_the_finding_is_repaired():
    p = parcel(ring([(0, 0), (0, 5), (0, 10), (5, 10), (10, 10), (10, 0)]))
    done = apply("drop_collinear", p, at=shapely.Point(5, 10))
    assert done.after[0].rings[0].open_en.tolist() == [[0, 0], [0, 5], [0, 10], [10, 10], [10, 0]]


def test_the_tip_of_a_spike_goes():
    p = parcel(ring([(0, 0), (0, 10), (4.99, 10), (5, 60), (5.01, 10), (10, 10), (10, 0)]))
    done = apply("drop_spike", p)
    assert [5, 60] not in done.after[0].rings[0].open_en.tolist()
    assert done.dropped.tolist() == [[5, 60]]
    assert done.area_change_m2 == pytest.approx(-0.02 * 50 / 2)


def test_rings_are_turned_without_a_new_number_for_any_point():
    outer, hole = ring(SQUARE[::-1]), ring([(2, 2), (2, 4), (4, 4), (4, 2)], 2, start=5)
    done = apply("orient", parcel(outer, hole))
    a, b = done.after[0].rings
    assert a.open_en.tolist() == [[10, 0], [0, 0], [0, 10], [10, 10]]
    assert b.open_en.tolist() == [[2, 2], [4, 2], [4, 4], [2, 4]]
    assert a.labels == ("J1", "J4", "J3", "J2", "J1")
    assert done.greatest_move_m == 0
    assert done.area_change_m2 == 0


def test_parts_become_parcels_and_keep_their_holes():
    far = ring([(20, 0), (20, 5), (25, 5), (25, 0)], 3, start=9)
    p = parcel(ring(SQUARE), ring([(2, 2), (4, 2), (4, 4), (2, 4)], 2, start=5), far, declared_area=0.0121, declared_unit="ha")
    done = apply("split_parts", p)
    assert [q.parcel_id for q in done.after] == ["A-1", "A-2"]
    assert [q.geometry.area for q in done.after] == [96, 25]
    assert [q.name for q in done.after] == ["地块A-1", "地块A-2"]
    assert all(q.declared_area is None for q in done.after)
    assert done.area_change_m2 == 0


def test_a_bow_tie_becomes_two_triangles_that_meet_at_the_crossing():
    p = parcel(ring([(0, 0), (10, 10), (10, 0), (0, 10)]))
    done = apply("untangle", p)
    assert done.after[0].geometry.is_valid
    assert done.after[0].geometry.area == pytest.approx(50)
    assert done.added.tolist() == [[5, 5]]
    assert {"J1", "J2", "J3", "J4"} <= {label for r in done.after[0].rings for label in r.labels}


def test_snapping_moves_to_the_neighbour_s_vertex_and_says_how_far():
    p = parcel(ring([(0, 0), (0, 10), (10.006, 10.008), (10, 0)]))
    neighbour = parcel(ring([(10, 10), (20, 10), (20, 0)]), pid="B")
    done = apply("snap_to_neighbour", p, [neighbour])
    assert done.moved.tolist() == [[10.006, 10.008, 10, 10]]
    assert done.greatest_move_m == pytest.approx(0.01)
    assert not apply("snap_to_neighbour", p, [neighbour], snap_m=0.009).changed


def test_axes_are_exchanged_and_back():
    p = parcel(ring(SQUARE))
    twice = apply("swap_axes", apply("swap_axes", p).after[0]).after[0]
    assert (twice.rings[0].xy == p.rings[0].xy).all()
    assert apply("swap_axes", p).after[0].rings[0].xy[1].tolist() == [0, 10]


def test_declared_numbers_follow_the_geometry_only_when_asked():
    p = parcel(ring(SQUARE), declared_points=4, declared_area=0.02, declared_unit="ha", declared_area_text="0.02")
    assert apply("recount", p).after[0].declared_points == 5
    done = apply("redeclare_area", p).after[0]
    assert (done.declared_area, done.declared_area_text) == (0.01, "0.0100")
    assert not apply("redeclare_area", done).changed


def test_a_ring_is_never_brought_below_three_points():
    p = parcel(ring([(0, 0), (0.0001, 0), (0.0002, 0)]))
    assert not apply("drop_repeats", p, duplicate_m=1).changed


coordinate = st.integers(0, 60).map(lambda v: v / 2)
shapes = st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=9, unique=True)


@settings(max_examples=150, deadline=None)
@given(shapes, st.sampled_from(sorted(FIXES)), st.booleans())
def test_no_fix_changes_its_input_or_fails_on_odd_rings(points, fix, close):
    p = parcel(ring(points, close=close))
    before = p.rings[0].xy.copy()
    done = preview(FIXES[fix], p, [p], RepairOptions())
    assert (p.rings[0].xy == before).all()
    assert len(done.after) >= 1
    assert done.area_change_m2 == pytest.approx(sum(abs(q.geometry.area) for q in done.after) - p.geometry.area)
    if not FIXES[fix].moves:
        assert len(done.moved) == len(done.dropped) == len(done.added) == 0


@settings(max_examples=150, deadline=None)
@given(shapes)
def test_untangling_gives_a_valid_parcel_in_written_decimals_with_the_area_that_geos_gives(points):
    p = parcel(ring(points))
    done = apply("untangle", p)
    valid = shapely.make_valid(p.geometry, method="structure", keep_collapsed=False)
    if valid.area > 0:
        assert done.after[0].geometry.is_valid or not done.changed
        half_a_step = 0.0005 * np.sqrt(2) * shapely.length(valid)  # crossing points are rounded to the written decimals
        assert abs(done.after[0].geometry.area - valid.area) <= half_a_step + 1e-9


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), min_size=3, max_size=6, unique=True))
def test_rounding_moves_no_point_further_than_half_a_step(points):
    p = parcel(ring(np.array(points) / 1e4))
    done = apply("round_coordinates", p, decimals=3)
    assert np.abs(done.after[0].rings[0].xy - p.rings[0].xy).max() <= 0.0005 + 1e-9
    assert replace(p, rings=done.after[0].rings).parcel_id == "A"


def test_a_neighbour_s_point_is_taken_over_at_its_place():
    p = parcel(ring(SQUARE))
    neighbour = parcel(ring([(10, 0), (10.004, 6), (20, 6)]), pid="B")
    done = apply("insert_neighbour_point", p, [neighbour])
    assert done.after[0].rings[0].open_en.tolist() == [[0, 0], [0, 10], [10, 10], [10.004, 6], [10, 0]]
    assert done.after[0].rings[0].labels == ("J1", "J2", "J3", "J3-1", "J4", "J1")
    assert done.added.tolist() == [[10.004, 6]]
    assert done.area_change_m2 == pytest.approx(0.004 * 10 / 2)
    assert not apply("insert_neighbour_point", done.after[0], [neighbour]).changed


def test_the_rules_of_the_checks_and_the_offers_agree():
    from onemap_plugin.core import checks, exchange
    from onemap_plugin.core.repair import RULE_FIXES
    from onemap_plugin.core.rules import all_rules

    known = {r.id for r in (*checks.RULES, *exchange.RULES)}
    assert set(RULE_FIXES) <= known
    declared = {rule_id: rule.fixes for rule_id, rule in all_rules().items() if rule.fixes}
    assert declared == RULE_FIXES
    assert set(FIXES) == {f for fixes in declared.values() for f in fixes}  # each is offered somewhere


MARKS = ("钢钉", "木桩", "石灰桩", "喷涂", "瓷标")


@pytest.mark.parametrize(
    "fix", ["drop_repeats", "drop_spike", "orient", "renumber", "insert_neighbour_point", "snap_to_neighbour"]
)
def test_what_a_file_says_of_a_point_goes_with_it_and_stale_side_lengths_go(fix):
    """Counter-clockwise, a repeated point with a spike's tip beside it, and a neighbour's corner 5 mm beside two points."""
    en = [(10.0, 10.0), (0.0, 10.0), (0.0, 0.0), (0.0, 0.0), (10.0, 0.0)]
    if fix == "drop_spike":
        en[3] = (-30.0, 0.1)
    rows = np.array([*en, en[0]])[:, ::-1]
    marks = dict(zip(MARKS, map(tuple, en)))
    columns = {"界址点类型": (*MARKS, MARKS[0]), "到下一点距离": ("10.000", "10.000", "0.000", "10.000", "10.000", "0.000")}
    before = parcel(Ring(1, ("J1", "J2", "J3", "J4", "J5", "J1"), rows, np.arange(1, 7), columns))
    neighbour = replace(parcel(ring([(10.004, 10.0), (20, 10), (20, 0), (10.004, 5.0)])), parcel_id="N")
    (after,) = preview(FIXES[fix], before, [before, neighbour], RepairOptions()).after
    (made,) = after.rings
    assert after is not before
    assert "到下一点距离" not in made.columns
    for mark, place in zip(made.columns["界址点类型"], made.xy[:, ::-1].tolist()):
        assert not mark or np.hypot(*(np.array(marks[mark]) - place)) < 0.011
    assert len(set(made.columns["界址点类型"]) - {""}) >= 4
