"""Survey conflicts: each case of the data file, by hand."""

from __future__ import annotations

import pytest

from onemap_plugin.core.onemap.conflicts import cases
from onemap_plugin.core.onemap.model import SourceInfo
from onemap_plugin.core.onemap.overlay import OverlayOptions, overlay
from onemap_plugin.core.onemap.roles import roles


def pairs(result):
    return [(c.case, c.code_a, c.code_b, round(c.area_m2, 4)) for c in result.conflicts]


def test_forest_of_the_survey_without_forest_patch_and_cropland_under_one(parcel_set, source, box):
    dltb = source(
        "DLTB", [box(0, 0, 50, 100), box(50, 0, 50, 100)], edition="2024", DLBM=["0301", "0101"], DLMC=["乔木林地", "水田"]
    )
    ldtb = source("LDTB", [box(30, 0, 40, 100)], edition="2022", DI_LEI=["030200"])
    result = overlay(parcel_set(box(0, 0, 100, 100)), [dltb, ldtb])
    # forest 0-50 of which 30-50 has a patch; cropland 50-100 of which 50-70 has one
    assert pairs(result) == [("cropland_in_forest", "0101", "030200", 2000.0), ("forest_without_patch", "0301", "", 3000.0)]
    found = result.conflicts[0]
    assert (found.role_a, found.name_a, found.edition_a) == ("DLTB", "水田", "2024")
    assert (found.role_b, found.name_b, found.edition_b) == ("LDTB", "竹林地", "2022")
    assert found.geometry.equals(box(50, 0, 20, 100))


def test_the_same_pair_of_codes_is_one_row_per_parcel(parcel_set, source, box):
    dltb = source("DLTB", [box(0, y, 100, 10) for y in range(0, 100, 10)], DLBM=["0103"] * 10)
    ldtb = source("LDTB", [box(0, 0, 50, 100), box(200, 0, 50, 100)], DI_LEI=["030100", "030100"])
    result = overlay(parcel_set(box(0, 0, 100, 100), box(0, 0, 20, 20)), [dltb, ldtb])
    assert [(c.parcel_id, *p) for c, p in zip(result.conflicts, pairs(result))] == [
        ("P1", "cropland_in_forest", "0103", "030100", 5000.0),
        ("P2", "cropland_in_forest", "0103", "030100", 400.0),
    ]


@pytest.mark.parametrize(
    ("code", "role", "columns", "case"),
    [
        ("0702", "LDTB", {"DI_LEI": ["030100"]}, "built_in_forest"),
        ("0401", "LDTB", {"DI_LEI": ["030100"]}, "grass_in_forest"),
        ("1206", "LDTB", {"DI_LEI": ["030100"]}, "other_land_in_forest"),
        ("0305", "CYTB", {"CD_L": ["1"]}, "forest_in_grassland"),
        ("0101", "CYTB", {"CD_L": ["1"]}, "cropland_in_grassland"),
        ("0601", "CYTB", {"CD_L": ["1"]}, "built_in_grassland"),
        ("0101", "SDTB", {"SDLX": ["1"]}, "other_land_in_wetland"),
        ("0101", "HYSYQ", {"YHLXB": ["12"]}, "land_in_sea_right"),
        ("0101", "HY", {}, "land_beyond_coastline"),
        ("0103", "YPZD", {"code": ["1003"]}, "not_built_but_approved"),
        ("1206", "GDZD", {"code": ["0602"]}, "not_built_but_registered"),
    ],
)
def test_each_case_of_presence_is_found(parcel_set, source, box, code, role, columns, case):
    dltb = source("DLTB", [box(0, 0, 100, 100)], DLBM=[code])
    other = source(role, [box(0, 0, 40, 100)], **columns)
    assert (case, 4000.0) in [(p[0], p[3]) for p in pairs(overlay(parcel_set(box(0, 0, 100, 100)), [dltb, other]))]


@pytest.mark.parametrize(
    ("code", "role", "case"), [("0303", "SDTB", "wetland_without_patch"), ("0401", "CYTB", "grass_without_patch")]
)
def test_each_case_of_absence_is_found(parcel_set, source, box, code, role, case):
    dltb = source("DLTB", [box(0, 0, 100, 100)], DLBM=[code])
    other = source(role, [box(0, 0, 25, 100)])
    assert (case, 7500.0) in [(p[0], p[3]) for p in pairs(overlay(parcel_set(box(0, 0, 100, 100)), [dltb, other]))]


def test_a_missing_or_far_layer_is_silent_about_nothing(parcel_set, source, box):
    dltb = source("DLTB", [box(0, 0, 100, 100)], DLBM=["0301"])
    parcels = parcel_set(box(0, 0, 100, 100))
    assert not overlay(parcels, [dltb, SourceInfo("LDTB", status="missing")]).conflicts
    assert not overlay(parcels, [dltb, source("LDTB", [box(90_000, 0, 10, 10)], DI_LEI=["030100"])]).conflicts


def test_layers_that_agree_have_no_conflict_and_slivers_below_the_limit_are_left_out(parcel_set, source, box):
    dltb = source("DLTB", [box(0, 0, 50, 100), box(50, 0, 50, 100)], DLBM=["0301", "0101"])
    forest = source("LDTB", [box(0, 0, 50.005, 100)], DI_LEI=["030100"])
    parcels = parcel_set(box(0, 0, 100, 100))
    assert not overlay(parcels, [dltb, forest]).conflicts  # 0.5 m² of cropland
    assert pairs(overlay(parcels, [dltb, forest], OverlayOptions(conflict_min_m2=0.1)))[0][3] == 0.5


def test_cases_name_roles_and_classes_that_exist():
    assert len({c.id for c in cases()}) == len(cases())
    for case in cases():
        assert case.a in roles()
        assert case.b in roles()
        assert case.where in ("present", "absent")
        assert case.note


def test_forest_patch_under_a_grassland_patch_is_a_disagreement_of_their_own(parcel_set, source, box):
    forest = source("LDTB", [box(0, 0, 60, 100)], DI_LEI=["030100"])
    grass = source("CYTB", [box(40, 0, 60, 100)], CD_L=["1"])
    found = overlay(parcel_set(box(0, 0, 100, 100)), [forest, grass]).conflicts
    assert [(c.case, c.role_a, c.role_b, c.area_m2) for c in found] == [("forest_and_grassland", "LDTB", "CYTB", 2000.0)]
