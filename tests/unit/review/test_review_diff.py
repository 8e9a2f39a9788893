"""What changed between two reviews; every number worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from onemap_plugin.core.approvals.model import Material, Outcome
from onemap_plugin.core.coordinates.zones import to_lonlat
from onemap_plugin.core.findings import Finding, Severity
from onemap_plugin.core.onemap.model import ConflictRow, OverlayRow, SourceInfo
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring
from onemap_plugin.core.review import FindingState, Review
from onemap_plugin.core.review_diff import PARTS, Difference, compare_reviews, counts, crossed

ZONE = ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True)
CORNERS = np.array([[0.0, 0.0], [0.0, 100.0], [100.0, 100.0], [100.0, 0.0]]) + [2_580_000.0, 38_383_000.0]


def parcel(parcel_id: str, xy: Any = CORNERS, **more: Any) -> Parcel:
    points = np.array(xy, dtype=float)
    return Parcel(parcel_id, (Ring(1, tuple(f"J{i}" for i in range(len(points))), points),), parcel_id, **more)


def review(*parcels: Parcel, **more: Any) -> Review:
    more.setdefault("sources", (SourceInfo("DLTB", edition="2023"),))
    return Review(ParcelSet(parcels or (parcel("1"),), ZONE), **more)


def only(found: list[Difference]) -> Difference:
    assert len(found) == 1, [(d.part, d.kind, d.key) for d in found]
    return found[0]


def test_the_same_review_has_no_changes_and_neither_start_nor_direction_of_a_ring_is_one() -> None:
    turned = np.roll(CORNERS[::-1], 2, axis=0)
    assert compare_reviews(review(), review()) == []
    assert compare_reviews(review(parcel("1")), review(parcel("1", turned))) == []


def test_a_moved_side_tells_both_areas_the_greatest_move_and_the_strip() -> None:
    wider = CORNERS + np.array([[0, 0], [0, 2.5], [0, 2.5], [0, 0]])
    d = only(compare_reviews(review(), review(parcel("1", wider))))
    assert (d.part, d.kind, d.key, d.what) == ("parcel", "changed", "1", ("boundary",))
    assert d.before["area_m2"] == pytest.approx(10_000)
    assert d.after["area_m2"] == pytest.approx(10_250)
    assert d.difference == pytest.approx(250)
    assert d.after["moved_m"] == pytest.approx(2.5)
    assert shapely.area(d.geometry) == pytest.approx(250)


def test_boundaries_in_degrees_are_compared_in_metres() -> None:
    degrees = ParcelCrs(4490, "CGCS2000")
    corners = to_lonlat(CORNERS[:, ::-1], ZONE)[:, ::-1]
    moved = to_lonlat((CORNERS + np.array([[0, 0], [0, 0.03], [0, 0.04], [0, 0]]))[:, ::-1], ZONE)[:, ::-1]

    def of(xy: Any) -> Review:
        return Review(ParcelSet((parcel("1", xy),), degrees))

    assert compare_reviews(of(corners), of(np.roll(corners[::-1], 1, axis=0))) == []
    d = only(compare_reviews(of(corners), of(moved)))
    assert d.what == ("boundary",)
    assert d.after["moved_m"] == pytest.approx(0.04, abs=1e-6)
    assert shapely.distance(d.geometry, shapely.Point(corners[2][::-1])) < 1e-6  # its place is in degrees


def test_a_shifted_parcel_keeps_its_area_and_tells_how_far_it_went() -> None:
    d = only(compare_reviews(review(), review(parcel("1", CORNERS + [3.0, 4.0]))))
    assert d.difference == pytest.approx(0)
    assert d.after["moved_m"] == pytest.approx(5.0)


def test_parcels_that_came_went_or_were_renamed() -> None:
    before = review(parcel("1"), parcel("2", CORNERS + 500, name="二号"))
    after = review(parcel("1", name="甲"), parcel("3", CORNERS + 900))
    found = {(d.kind, d.key): d for d in compare_reviews(before, after)}
    assert set(found) == {("changed", "1"), ("removed", "2"), ("added", "3")}
    assert found["changed", "1"].what == ("name",)
    assert found["removed", "2"].title == "二号"
    assert found["removed", "2"].geometry is before.parcels.parcels[1].geometry


def test_faulty_and_empty_parcels_are_compared_like_others() -> None:
    bow = CORNERS[[0, 2, 1, 3]]
    found = compare_reviews(review(parcel("1"), parcel("2")), review(parcel("1", bow), parcel("2", np.zeros((0, 2)))))
    assert [(d.key, d.what) for d in found] == [("1", ("boundary",)), ("2", ("boundary",))]
    assert [d.after["moved_m"] is None for d in found] == [False, True]


def test_another_coordinate_system_is_said_and_no_coordinates_are_compared() -> None:
    other = replace(review(), parcels=ParcelSet((parcel("1"),), ParcelCrs(4525, "CGCS2000", 3, 37, 111.0, True)))
    assert only(compare_reviews(review(), other)).what == ("crs",)


def test_new_and_gone_findings_and_their_states() -> None:
    fault, remark, other = (Finding(r, s, "text", {}, "1", key=r) for r, s in
                            (("a", Severity.ERROR), ("b", Severity.INFO), ("c", Severity.WARNING)))
    before = review(findings=(fault, remark))
    after = review(findings=(remark, other), states={remark.uid: FindingState("accepted", "说明")})
    found = {d.key: d for d in compare_reviews(before, after)}
    assert {k: (d.kind, d.effect) for k, d in found.items()} == {
        fault.uid: ("removed", 1), other.uid: ("added", -1), remark.uid: ("changed", 1)}
    assert (found[remark.uid].before["state"], found[remark.uid].after["state"]) == ("open", "accepted")


def test_areas_are_summed_by_parcel_role_and_code_and_compared_in_hectares() -> None:
    pieces = tuple(OverlayRow("1", "DLTB", "0101", "水田", area_m2=a, area_ha=a / 1e4) for a in (3000.0, 2000.0))
    before = review(overlay=(*pieces, OverlayRow("1", "DLTB", "0301", "乔木林地", area_m2=5000.0, area_ha=0.5)))
    after = review(overlay=(replace(pieces[0], area_m2=6200.0, area_ha=0.62),
                            OverlayRow("1", "RIVER", length_m=12.5)))
    found = {(d.role, d.title): d for d in compare_reviews(before, after)}
    assert found["DLTB", "0101 水田"].difference == pytest.approx(0.12)
    assert found["DLTB", "0101 水田"].what == ("area_ha", "area_m2")
    assert found["DLTB", "0301 乔木林地"].kind == "removed"
    assert found["DLTB", "0301 乔木林地"].difference == pytest.approx(-0.5)
    assert found["RIVER", ""].after["length_m"] == 12.5


def test_the_order_of_pieces_is_no_change() -> None:
    rows = tuple(OverlayRow("1", "DLTB", "0101", area_m2=a, area_ha=a) for a in (0.1, 0.2, 0.3, 1e6 / 3))
    assert compare_reviews(review(overlay=rows), review(overlay=rows[::-1])) == []


OUTCOME = Outcome("YL-01", "用林", "占用林地", "needs_approval", "省林草局", 34.9, "ha", "<= 35")


def test_a_measured_value_that_steps_over_a_threshold_names_it_with_both_authorities() -> None:
    after = replace(OUTCOME, authority="国家林草局", measured=35.2, threshold="> 35", outcome="prohibited")
    d = only(compare_reviews(review(outcomes=(OUTCOME,)), review(outcomes=(after,))))
    assert d.crossed == (35.0,)
    assert (d.before["authority"], d.after["authority"]) == ("省林草局", "国家林草局")
    assert d.difference == pytest.approx(0.3)
    assert d.effect == -1


@pytest.mark.parametrize(("a", "b", "limits"), [
    (34.9, 34.95, ()), (34.9, 35.0, (35.0,)), (35.0, 35.0001, (35.0,)), (35.0, 35.0, ()), (36.0, 34.0, (35.0,)),
    (1.0, 99.0, (35.0, 70.0)),
])
def test_reaching_a_threshold_counts_as_stepping_on_it(a: float, b: float, limits: tuple[float, ...]) -> None:
    one, other = replace(OUTCOME, measured=a), replace(OUTCOME, measured=b, threshold="> 35, <= 70")
    assert crossed(one, other) == limits


def test_values_in_other_units_step_over_nothing() -> None:
    assert crossed(OUTCOME, replace(OUTCOME, measured=1e9, unit="m2")) == ()


def test_new_and_gone_outcomes_say_which_way_they_went() -> None:
    other = Outcome("YD-01", "用地", "转用", "notice")
    found = {d.key: d for d in compare_reviews(review(outcomes=(OUTCOME,)), review(outcomes=(other,)))}
    assert (found["YL-01"].kind, found["YL-01"].effect) == ("removed", 1)
    assert (found["YD-01"].kind, found["YD-01"].effect) == ("added", -1)


def test_conflicts_materials_sources_and_answers() -> None:
    conflict = ConflictRow("1", "forest_farmland", "DLTB", "0101", "水田", "2023", "LDTB", "0301", "林", "2022", 10.0)
    before = review(conflicts=(conflict, replace(conflict, area_m2=5.0)), materials=(Material("m1", "报告"),),
                    sources=(SourceInfo("DLTB", "a.gpkg", edition="2022"), SourceInfo("KYQ", status="missing")),
                    project={"kind": "公路", "old": 1})
    after = review(conflicts=(replace(conflict, area_m2=20.0),), materials=(Material("m2", "方案"),),
                   sources=(SourceInfo("DLTB", "a.gpkg", edition="2023"), SourceInfo("KYQ", "k.shp", edition="2023")),
                   project={"kind": "铁路"})
    found = {(d.part, d.key.split("\x1f")[0]): d for d in compare_reviews(before, after)}
    assert (found["conflict", "1"].before["area_m2"], found["conflict", "1"].after["area_m2"]) == (15.0, 20.0)
    assert found["conflict", "1"].effect == -1
    assert {k[1]: d.kind for k, d in found.items() if k[0] == "material"} == {"m1": "removed", "m2": "added"}
    assert found["source", "DLTB"].what == ("edition",)
    assert found["source", "KYQ"].effect == 1
    assert (found["project", "kind"].before["value"], found["project", "kind"].after["value"]) == ("公路", "铁路")
    assert found["project", "old"].kind == "removed"
    assert [d.part for d in compare_reviews(before, after)] == sorted((d.part for d in found.values()), key=PARTS.index)


def test_a_review_without_one_map_says_nothing_of_its_results() -> None:
    bare = review(parcel("1", CORNERS + 1), sources=())
    found = compare_reviews(review(outcomes=(OUTCOME,)), bare)
    assert [d.part for d in found] == ["parcel"]


def test_counts_tell_parts_directions_and_thresholds() -> None:
    after = replace(OUTCOME, measured=36.0, threshold="> 35", outcome="prohibited")
    found = counts(compare_reviews(review(outcomes=(OUTCOME,)), review(outcomes=(after,))))
    assert {k: v for k, v in found.items() if v} == {"changes": 1, "worse": 1, "crossed": 1, "outcome": 1}


@given(st.dictionaries(st.tuples(st.sampled_from("12"), st.sampled_from(["0101", "0301", ""])), st.floats(0, 1e5)),
       st.dictionaries(st.tuples(st.sampled_from("12"), st.sampled_from(["0101", "0301", ""])), st.floats(0, 1e5)))
def test_the_differences_of_areas_bring_one_review_to_the_other(one: dict[Any, float], other: dict[Any, float]) -> None:
    sides = [review(parcel("1"), parcel("2", CORNERS + 200), overlay=tuple(
        OverlayRow(p, "DLTB", c, area_m2=v, area_ha=v / 1e4) for (p, c), v in d.items())) for d in (one, other)]
    there, back = compare_reviews(*sides), compare_reviews(*reversed(sides))
    change = sum(d.after.get("area_m2", 0.0) - d.before.get("area_m2", 0.0) for d in there)
    assert change == pytest.approx(sum(other.values()) - sum(one.values()), abs=0.005 * 6)
    assert len(there) == len(back)
    assert {d.kind for d in there if d.kind == "added"} == {"added" for d in back if d.kind == "removed"}
