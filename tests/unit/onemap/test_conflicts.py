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


def meaning(parcel_set, box, source, role, columns):
    """(code, meaning) of the other side where survey cropland meets a patch of ``role``."""
    dltb = source("DLTB", [box(0, 0, 100, 100)], DLBM=["0101"])
    other = source(role, [box(0, 0, 40, 100)], **columns)
    result = overlay(parcel_set(box(0, 0, 100, 100)), [dltb, other])
    return next((c.code_b, c.name_b) for c in result.conflicts if c.role_b == role)


@pytest.mark.parametrize(
    ("role", "columns", "told"),
    [
        # forest: six digits, four digits of before 2020, a subdivision that the list does not have
        ("LDTB", {"DI_LEI": ["030200"]}, ("030200", "竹林地")),
        ("LDTB", {"DI_LEI": ["0171"]}, ("0171", "宜林荒山荒地")),
        ("LDTB", {"DI_LEI": ["0304"]}, ("0304", "其他林地")),
        ("LDTB", {"DI_LEI": ["030409"]}, ("030409", "其他林地（参考）")),
        ("LDTB", {"DI_LEI": ["0399"]}, ("0399", "（不在林草湿调查地类编码表中，含义待核）")),
        ("LDTB", {"DI_LEI": ["030100"], "DLBM": ["0301"]}, ("030100", "乔木林地；国土调查地类 0301 乔木林地")),
        # grassland: no value list of CD_L was found, so the number is not translated; the schemes beside it are
        ("CYTB", {"CD_L": ["02"]}, ("02", "（未查到草原类编码表，含义待核）")),
        ("CYTB", {"CD_L": ["温性草原类"]}, ("温性草原类", "草原图斑")),
        (
            "CYTB",
            {"CD_L": ["02"], "DI_LEI": ["040100"], "DLBM": ["0401"]},
            ("02", "（未查到草原类编码表，含义待核）；林草湿调查地类 040100 天然牧草地；国土调查地类 0401 天然牧草地"),
        ),
        # 0402 and 0403 mean different things to the two surveys
        (
            "CYTB",
            {"DI_LEI": ["040200"], "DLBM": ["0403"]},
            ("040200", "人工牧草地（林草湿调查地类）；国土调查地类 0403 人工牧草地"),
        ),
        ("SDTB", {"SDLX": ["201"]}, ("201", "（未查到湿地类型编码表，含义待核）")),
        (
            "SDTB",
            {"DI_LEI": ["050600"], "DLBM": ["1106"], "name": ["某河湿地"]},
            ("050600", "内陆滩涂（林草湿调查地类）；国土调查地类 1106 内陆滩涂；某河湿地"),
        ),
        ("SDTB", {"name": ["某湖国家重要湿地"]}, ("", "某湖国家重要湿地")),
        ("SDTB", {}, ("", "湿地")),
        # the use of the sea right, not the name of the project, is what the code means
        ("HYSYQ", {"YHLXB": ["12"], "name": ["某养殖"]}, ("12", "围海养殖用海；某养殖")),
        ("HYSYQ", {"YHLXA": ["1"]}, ("1", "渔业用海（海域使用分类）")),
        ("HYSYQ", {"YHLXB": ["91"]}, ("91", "其他用海（参考）")),
        ("HYSYQ", {"YHLXB": ["99"]}, ("99", "（不在海域使用分类编码表中，含义待核）")),
        ("HY", {"name": ["某湾"]}, ("", "某湾")),
        # approved land has classes of the land survey, registered land those of GB/T 21010
        ("YPZD", {"code": ["05H1"], "name": ["某项目"]}, ("05H1", "商业服务业设施用地；某项目")),
        ("GDZD", {"code": ["0501"], "name": ["某公司"]}, ("0501", "零售商业用地；某公司")),
        ("GDZD", {"code": ["0701,0501"]}, ("0701,0501", "城镇住宅用地、零售商业用地")),
        ("GDZD", {"code": ["05H1"]}, ("05H1", "（不在土地利用现状分类编码表中，含义待核）")),
        ("GDZD", {"code": ["住宅用地"]}, ("住宅用地", "已供应、已登记宗地")),
    ],
)
def test_a_code_is_told_with_its_meaning_in_its_own_scheme(parcel_set, source, box, role, columns, told):
    assert meaning(parcel_set, box, source, role, columns) == told


@pytest.mark.parametrize(
    ("code", "label", "told"),
    [
        ("0101", "水田", "水田"),
        ("0101", "", "水田"),
        ("0201K", "可调整果园", "可调整果园"),
        ("0101A", "水田", "水田"),
        ("0101", "旱地", "水田（图层注明 旱地）"),  # the layer contradicts itself: both are shown
        ("01Z9", "某地类", "（不在国土调查地类编码表中，含义待核）（图层注明 某地类）"),
    ],
)
def test_the_survey_side_is_told_by_the_table_and_a_label_that_says_otherwise_is_shown(
    parcel_set, source, box, code, label, told
):
    dltb = source("DLTB", [box(0, 0, 100, 100)], DLBM=[code], DLMC=[label])
    sea = source("HY", [box(0, 0, 40, 100)])
    result = overlay(parcel_set(box(0, 0, 100, 100)), [dltb, sea])
    found = [c.name_a for c in result.conflicts]
    if code == "01Z9":  # a class that nobody knows is in no case
        assert not found
        return
    assert found == [told]


def test_pieces_of_one_code_name_all_their_objects_and_classes(parcel_set, source, box):
    dltb = source("DLTB", [box(0, 0, 100, 100)], DLBM=["0101"])
    strips = [box(0, y, 50, 10) for y in range(0, 50, 10)]
    other = source("YPZD", strips, code=["1003"] * 5, name=["甲", "乙", "丙", "丁", "甲"])
    found = next(c for c in overlay(parcel_set(box(0, 0, 100, 100)), [dltb, other]).conflicts if c.role_b == "YPZD")
    assert (found.code_b, found.name_b, found.area_m2) == ("1003", "公路用地；甲、乙、丙 等 4 个", 2500.0)


def test_no_side_of_any_case_is_ever_a_bare_code(parcel_set, source, box):
    """Whatever number stands in the code fields, words stand beside it."""
    fields = {"LDTB": "DI_LEI", "CYTB": "CD_L", "SDTB": "SDLX", "HYSYQ": "YHLXB", "YPZD": "code", "GDZD": "code"}
    parcels = parcel_set(box(0, 0, 100, 100))
    for case in cases():
        if case.b in fields and case.where == "present":
            for code in ("7", "0000", "9999", "X"):
                a = source(case.a, [box(0, 0, 100, 100)], DLBM=["0101"], DI_LEI=["030100"])
                b = source(case.b, [box(0, 0, 40, 100)], **{fields[case.b]: [code]})
                for found in overlay(parcels, [a, b]).conflicts:
                    assert not found.name_b.isascii()
                    assert found.name_a
