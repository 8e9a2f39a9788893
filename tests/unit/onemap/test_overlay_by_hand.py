"""Small maps whose every number is worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
import shapely

from onemap_plugin.core.onemap.model import SourceInfo
from onemap_plugin.core.onemap.overlay import OverlayOptions, overlay
from onemap_plugin.core.onemap.result import class_table


def table(result, role):
    return [(r.parcel_id, r.code, round(r.area_m2, 6)) for r in result.rows if r.role == role]


def test_two_patches_share_a_parcel_and_close_to_it(parcel_set, source, box):
    # 100 × 100 m, patches of 60 and 40 m width: 6000 and 4000 m²
    dltb = source(
        "DLTB",
        [box(-50, 0, 110, 100), box(60, 0, 100, 100)],
        DLBM=["0101", "1003"],
        DLMC=["水田", "公路用地"],
        QSXZ=["30", "20"],
        QSDWMC=["甲村", "公路局"],
    )
    result = overlay(parcel_set(box(0, 0, 100, 100)), [dltb])
    first, second = result.rows
    assert (first.code, first.name, first.owner, first.owner_kind, first.three_class) == (
        "0101",
        "水田",
        "甲村",
        "集体",
        "农用地",
    )
    assert (second.code, second.owner_kind, second.three_class) == ("1003", "国有", "建设用地")
    assert (first.area_m2, second.area_m2) == pytest.approx((6000, 4000), abs=1e-6)
    assert (first.area_ha, second.area_ha) == (0.6, 0.4)
    assert (first.edition, first.patch, first.attributes["group_code"]) == ("2023", "0", "01")
    closure = result.closures[0]
    assert closure.closed
    assert (closure.control_ha, closure.pieces_ha, closure.uncovered_ha) == (
        Decimal("1.0000"),
        Decimal("1.0000"),
        Decimal("0.0000"),
    )
    assert [s.status for s in result.sources] == ["checked"]


def test_what_no_patch_covers_is_a_row_without_code_only_for_layers_that_cover_the_land(parcel_set, source, box):
    parcels = parcel_set(box(0, 0, 100, 100))
    result = overlay(parcels, [source("DLTB", [box(0, 0, 30, 100)], DLBM=["0301"]), source("KYQ", [box(0, 0, 30, 100)])])
    assert table(result, "DLTB") == [("P1", "0301", 3000.0), ("P1", "", 7000.0)]
    assert table(result, "KYQ") == [("P1", "", 3000.0)]
    rest = [r for r in result.rows if r.role == "DLTB"][1]
    assert rest.patch == ""
    assert rest.geometry.equals(box(30, 0, 70, 100))
    info = {s.role: s for s in result.sources}
    assert info["DLTB"].status == "partial_cover"
    assert "7000.00" in info["DLTB"].note
    assert [(c.role, c.uncovered_m2, c.closed) for c in result.closures] == [("DLTB", 7000.0, True), ("KYQ", 7000.0, True)]


def test_overlapping_patches_are_counted_once_and_reported(parcel_set, source, box):
    # 0-60 and 50-80 of 100 m: 10 m wide overlap, 1000 m²; the smaller patch keeps it
    dltb = source("DLTB", [box(0, 0, 60, 100), box(50, 0, 30, 100)], DLBM=["0101", "0301"])
    result = overlay(parcel_set(box(0, 0, 100, 100)), [dltb])
    assert table(result, "DLTB") == [("P1", "0101", 5000.0), ("P1", "0301", 3000.0), ("P1", "", 2000.0)]
    loser = result.rows[0]
    assert loser.shared_m2 == pytest.approx(1000)
    assert loser.shared.equals(box(50, 0, 10, 100))
    closure = result.closures[0]
    assert (closure.overlap_m2, closure.uncovered_m2, closure.proof) == (pytest.approx(1000), pytest.approx(2000), "union")
    assert closure.closed
    assert "1000.00" in result.sources[0].note


def test_a_shifted_patch_whose_overlap_equals_its_gap_does_not_go_unseen(parcel_set, source, box):
    # sums agree with the parcel, yet 40-50 is covered twice and 90-100 not at all
    dltb = source("DLTB", [box(0, 0, 50, 100), box(40, 0, 50, 100)], DLBM=["0101", "0301"])
    result = overlay(parcel_set(box(0, 0, 100, 100)), [dltb])
    closure = result.closures[0]
    assert (closure.overlap_m2, closure.uncovered_m2) == pytest.approx((1000, 1000))
    assert sum(r.area_m2 for r in result.rows) == pytest.approx(10000)


def test_the_same_patch_twice_counts_once(parcel_set, source, box):
    result = overlay(parcel_set(box(0, 0, 100, 100)), [source("YJJBNTTB", [box(0, 0, 50, 100)] * 2, DLBM=["0101", "0103"])])
    assert sum(r.area_m2 for r in result.rows) == pytest.approx(5000)
    assert result.closures[0].overlap_m2 == pytest.approx(5000)


def test_two_sources_of_one_role_are_counted_once_together(parcel_set, source, box):
    west = source("DLTB", [box(0, 0, 60, 100)], DLBM=["0101"])
    east = source("DLTB", [box(50, 0, 50, 100)], DLBM=["0301"])
    result = overlay(parcel_set(box(0, 0, 100, 100)), [west, east])
    assert sorted(table(result, "DLTB")) == [("P1", "0101", 5000.0), ("P1", "0301", 5000.0)]
    assert result.closures[0].overlap_m2 == pytest.approx(1000)


def test_ridges_are_taken_off_by_their_coefficient_and_booked_as_1203(parcel_set, source, box):
    # 6000 m² with KCXS 0.0825: 495 m² of ridges
    dltb = source("DLTB", [box(0, 0, 60, 100), box(60, 0, 40, 100)], DLBM=["0101", "0702"], KCXS=["0.0825", None])
    result = overlay(parcel_set(box(0, 0, 100, 100)), [dltb])
    assert [r.deduction_m2 for r in result.rows] == pytest.approx([495, 0])
    assert [(r.area_ha, r.deduction_ha) for r in result.rows] == [(0.6, 0.0495), (0.4, 0.0)]
    assert class_table(result.rows) == {
        ("P1", "0101"): Decimal("0.5505"),
        ("P1", "1203"): Decimal("0.0495"),
        ("P1", "0702"): Decimal("0.4"),
    }


@pytest.mark.parametrize("wrong", ["12.5", 1.0, -0.1, "x", float("nan")])
def test_a_coefficient_that_is_no_share_takes_nothing_off(parcel_set, source, box, wrong):
    result = overlay(parcel_set(box(0, 0, 100, 100)), [source("DLTB", [box(0, 0, 100, 100)], DLBM=["0101"], KCXS=[wrong])])
    assert result.rows[0].deduction_m2 == 0


def test_a_parcel_with_a_hole_and_one_of_two_parts(parcel_set, source, box):
    ring = box(0, 0, 100, 100).difference(box(40, 40, 20, 20))
    pair = shapely.MultiPolygon([box(200, 0, 10, 10), box(230, 0, 10, 10)])
    result = overlay(
        parcel_set(ring, pair), [source("DLTB", [box(-10, -10, 60, 500), box(50, -10, 300, 500)], DLBM=["0101", "0301"])]
    )
    # the hole takes 10 × 20 from each side: 5000 - 200 = 4800
    assert table(result, "DLTB") == [("P1", "0101", 4800.0), ("P1", "0301", 4800.0), ("P2", "0301", 200.0)]
    assert all(c.closed for c in result.closures)


def test_lines_are_measured_by_the_length_inside_and_points_are_counted(parcel_set, source, box):
    line = shapely.LineString([(499_990, 3_300_050), (500_040, 3_300_050), (500_040, 3_300_500)])
    coast = source("HAX", [line], type=["自然"])
    marks = source(
        "CLBZ", [shapely.Point(500_010, 3_300_010), shapely.Point(500_900, 3_300_010), shapely.Point(500_000, 3_300_000)]
    )
    result = overlay(parcel_set(box(0, 0, 100, 100)), [coast, marks])
    row = next(r for r in result.rows if r.role == "HAX")
    assert (row.length_m, row.area_m2, row.code) == (pytest.approx(40 + 50), 0.0, "自然")
    assert [r.patch for r in result.rows if r.role == "CLBZ"] == ["0", "2"]  # inside, and on the corner
    assert not [c for c in result.closures if c.role in ("HAX", "CLBZ")]


def test_a_line_that_only_touches_the_parcel_is_no_result(parcel_set, source, box):
    touching = shapely.LineString([(500_100, 3_300_050), (500_200, 3_300_050)])
    assert not overlay(parcel_set(box(0, 0, 100, 100)), [source("HAX", [touching])]).rows


def test_roles_with_a_reach_are_read_and_measured_outside_the_parcel(parcel_set, source, box):
    road = source("GL", [box(125, 0, 20, 100), box(140, 0, 20, 100), box(50, 0, 20, 10)], **{"class": ["国道", "省道", "县道"]})
    result = overlay(parcel_set(box(0, 0, 100, 100)), [road], OverlayOptions(reach={"GL": 30.0}))
    found = {r.patch: (r.distance_m, round(r.area_m2, 6)) for r in result.rows}
    assert found == {"0": (pytest.approx(25.0), 0.0), "2": (0.0, 200.0)}
    far = next(r for r in result.rows if r.patch == "0")
    assert shapely.length(far.geometry) == pytest.approx(25.0)
    boxes, _ = road.asked[0]
    assert boxes[0] == pytest.approx([499_970, 3_299_970, 500_130, 3_300_130])


def test_without_a_reach_distances_are_not_given(parcel_set, source, box):
    assert overlay(parcel_set(box(0, 0, 100, 100)), [source("GL", [box(50, 0, 20, 10)])]).rows[0].distance_m is None


def test_slivers_are_flagged_by_area_and_by_width_and_never_dropped(parcel_set, source, box):
    patches = [box(0, 0, 99.5, 100), box(99.5, 0, 0.05, 100), box(99.55, 0, 0.45, 1.0), box(99.55, 1.0, 0.45, 99.0)]
    result = overlay(parcel_set(box(0, 0, 100, 100)), [source("DLTB", patches, DLBM=["0101", "0301", "0302", "0305"])])
    assert [(r.code, r.sliver) for r in result.rows] == [("0101", False), ("0301", True), ("0302", True), ("0305", False)]
    assert [round(r.area_m2, 4) for r in result.rows] == [9950.0, 5.0, 0.45, 44.55]
    wide = overlay(
        parcel_set(box(0, 0, 100, 100)),
        [source("DLTB", patches, DLBM=list("abcd"))],
        OverlayOptions(sliver_area_m2=0, sliver_width_m=0),
    )
    assert not any(r.sliver for r in wide.rows)


def test_ellipsoid_area_of_pieces_adds_up_to_the_parcel(parcel_set, source, box):
    from onemap_plugin.core.coordinates.area import ellipsoid_areas
    from onemap_plugin.core.coordinates.zones import crs_from_epsg

    parcel = shapely.affinity.translate(box(0, 0, 400, 300), 120_000, 0)  # 120 km from the central meridian
    patches = [shapely.affinity.translate(box(x, -10, 100, 400), 120_000, 0) for x in (-50, 50, 150, 250, 350)]
    result = overlay(parcel_set(parcel), [source("DLTB", patches, DLBM=["0101"] * 5)], OverlayOptions(basis="ellipsoid"))
    whole = ellipsoid_areas([parcel], crs_from_epsg(4549))[0]
    assert sum(r.area_ellipsoid_m2 for r in result.rows) == pytest.approx(whole, abs=2e-3)
    assert whole < 120_000 - 20  # the plane area is about 354 ppm too large there
    assert float(result.closures[0].control_ha) == pytest.approx(whole / 10000, abs=5e-5)
    assert sum(Decimal(str(r.area_ha)) for r in result.rows) == result.closures[0].control_ha


def test_rounding_rule_and_basis_are_settings_that_are_recorded(parcel_set, source, box):
    result = overlay(
        parcel_set(box(0, 0, 0.5, 1)), [source("DLTB", [box(-1, -1, 9, 9)], DLBM=["0101"])], OverlayOptions(rounding="half_even")
    )
    assert result.rows[0].area_ha == 0.0
    assert (result.settings["rounding"], result.settings["basis"]) == ("half_even", "plane")
    up = overlay(parcel_set(box(0, 0, 0.5, 1)), [source("DLTB", [box(-1, -1, 9, 9)], DLBM=["0101"])])
    assert up.rows[0].area_ha == 0.0001


def test_values_that_rules_compare_with_are_brought_to_one_form(parcel_set, source, box):
    grass = source("CYTB", [box(0, 0, 10, 10), box(20, 0, 10, 10), box(40, 0, 10, 10)], JBCY=["1", "否", "未划定"])
    rows = overlay(parcel_set(box(0, 0, 100, 100)), [grass]).rows
    assert [r.attributes.get("JBCY", "absent") for r in rows] == [True, False, None]


def test_missing_sources_are_passed_on_and_unusable_ones_not_read(parcel_set, source, box):
    missing = SourceInfo("ZRBHD", status="missing", note="no layer")
    refused = source("KCD", [box(0, 0, 10, 10)], status="datum_differs")
    result = overlay(parcel_set(box(0, 0, 100, 100)), [missing, refused])
    assert [(s.role, s.status) for s in result.sources] == [("ZRBHD", "missing"), ("KCD", "datum_differs")]
    assert not refused.asked
    assert not result.rows
