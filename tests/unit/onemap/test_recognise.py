"""Every layout of every role is recognised from its schema; look-alikes are not."""

from __future__ import annotations

import csv

import pytest

from onemap_plugin.core.onemap.code_tables import code_name, code_tables
from onemap_plugin.core.onemap.overlay import overlay
from onemap_plugin.core.onemap.recognise import SURE, geometry_kind, recognise
from onemap_plugin.core.onemap.roles import SCHEMAS, land_class, layouts, owner_kind_of, roles

LAYOUTS, OTHERS = layouts()


@pytest.mark.parametrize("layout", [x for x in LAYOUTS if x.score >= 0], ids=lambda x: x.id)
@pytest.mark.parametrize("naming", ["no name", "code", "code in lower case with a year", "fields in lower case"])
def test_each_layout_is_recognised_from_its_fields(layout, naming):
    name = {"no name": "layer1", "code": layout.names[0], "fields in lower case": layout.names[0]}.get(
        naming, f"330100_{layout.names[0].lower()}_2023"
    )
    fields = [f.lower() if "lower" in naming else f for f in sorted(layout.fields)]
    best = recognise(name, fields, layout.geometry)[0]
    assert best.layout == layout.id
    assert best.role in layout.roles
    assert best.sure


@pytest.mark.parametrize("role", roles().values(), ids=lambda r: r.id)
def test_each_role_is_recognised_by_every_one_of_its_names(role):
    for name in role.names:
        best = recognise(name, ["FID_1"], "" if role.geometry == "any" else role.geometry)[0]
        assert best.role == role.id, name
        assert best.score >= SURE, name


@pytest.mark.parametrize("layout", OTHERS, ids=lambda x: x.id)
def test_layers_of_the_same_databases_that_are_no_role_are_left_alone(layout):
    matches = recognise(layout.names[0], sorted(layout.fields), layout.geometry)
    assert not any(m.sure for m in matches), [(m.role, m.score) for m in matches]


def test_all_52_roles_are_there_with_columns_that_their_fields_can_give():
    assert len(roles()) == 52
    for role in roles().values():
        for column in (role.code, role.label, role.owner, role.owner_kind, *role.columns):
            assert not column or column in role.fields, (role.id, column)


@pytest.mark.parametrize(
    ("fields", "layout"),
    [
        (["LXDM", "MC", "STGNYBHMB", "RWHDLX", "QYMJ"], "STBHHX_SURVEY"),
        (["XZQDM", "HXBM", "HXMC", "LXBM", "ZRBHDMC"], "STBHHX_2022"),
        (["XJXZQDM", "SJXZQMC", "SJXZQMC1", "XJXZQMC", "LHLX", "MJ"], "STBHHX_PLAN"),
    ],
)
def test_the_three_layouts_of_the_ecological_red_line_are_told_apart(fields, layout):
    assert recognise("STBHHX", fields, "MultiPolygon")[0].layout == layout


def test_planning_and_survey_growth_boundary_are_told_apart():
    assert recognise("CZKFBJ", ["GHFQDM", "GHFQMC", "MJ"], "Polygon")[0].layout == "CZKFBJ_PLAN"
    assert recognise("CZKFBJ", ["CZMC", "XJXZQHDM", "CZKFMJ"], "Polygon")[0].layout == "CZKFBJ_SURVEY"


def test_a_wrong_geometry_rules_a_role_out():
    assert recognise("DLTB", ["DLBM", "TBMJ"], "LineString") == []
    assert recognise("HAX", ["HAXLX", "HAXCD"], "Polygon") == []


def test_parcels_and_strange_layers_are_no_role():
    assert recognise("parcels", ["DKBH", "DKMC", "DKYT"], "Polygon") == []
    assert recognise("道路中心", ["name", "width"], "MultiLineString") == []


def test_source_fields_are_mapped_to_canonical_columns_without_regard_to_case():
    match = recognise("DLTB", ["dlbm", "Dlmc", "QSXZ", "kcxs"], "polygon")[0]
    assert match.mapping == {"DLBM": "dlbm", "DLMC": "Dlmc", "QSXZ": "QSXZ", "KCXS": "kcxs"}


def test_one_layer_of_forest_grassland_and_wetland_serves_three_roles_with_their_rows():
    layout = next(x for x in LAYOUTS if x.id == "LCSH_XZ")
    matches = {m.role: m for m in recognise("LCSH_XZ", sorted(layout.fields), "Polygon") if m.layout == "LCSH_XZ"}
    assert set(matches) == {"LDTB", "CYTB", "SDTB"}
    assert matches["LDTB"].where["prefixes"] == ["03"]
    assert matches["CYTB"].where["prefixes"] == ["04"]
    # the same fields in a layer that calls itself grassland: all its rows are grassland
    assert dict(recognise("CYTB", sorted(layout.fields), "Polygon")[0].where) == {}


def test_mining_layouts_say_which_right_they_hold():
    for layout, kind in (("KYQ_CKQXKFW", "采矿权"), ("KYQ_TKQXKFW", "探矿权"), ("KCL_TKQ", "探矿权")):
        fields = next(x for x in LAYOUTS if x.id == layout).fields
        assert recognise(layout, sorted(fields), "Polygon")[0].constants["kind"] == kind


def test_layers_that_hold_only_part_of_a_role_are_guesses_and_not_used_for_it():
    for layout in (x for x in LAYOUTS if x.score < 0):
        assert not recognise(layout.names[0], sorted(layout.fields), "Polygon")[0].sure


def test_reasons_name_what_was_seen():
    texts = recognise("DLTB", ["DLBM", "TBMJ", "QSDWDM"], "Polygon")[0].texts()
    assert any("DLTB" in t for t in texts)
    assert any("DLBM" in t for t in texts)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("MultiPolygon", "polygon"), ("3D Line String", "line"), ("POINT", "point"), ("面", "polygon"), ("GEOMETRY", "")],
)
def test_geometry_names_of_all_libraries_are_understood(text, kind):
    assert geometry_kind(text) == kind


def test_code_tables_know_suffix_codes_wetlands_and_kinds_of_owner():
    assert (land_class("0101").name, land_class("0101").three_class, land_class("0101").group_code) == ("水田", "农用地", "01")
    assert land_class("0201K").name == "可调整果园"
    assert land_class("0103K").name == "旱地"
    assert (land_class("1106").group_code, land_class("1106").three_class) == ("00", "未利用地")
    assert land_class("0404").three_class == "未利用地"
    assert land_class("9999") is None
    assert code_name("DI_LEI", "030100") == "乔木林地"
    assert [owner_kind_of(c) for c in ("10", "20", "30", "34", "集体土地所有权", "")] == [
        "国有",
        "国有",
        "集体",
        "集体",
        "集体",
        "",
    ]
    # the same number in another scheme: 20 is land use right of the state in QSXZ, collective land in the forest survey
    assert [owner_kind_of(c, "LD_QS") for c in ("10", "20", "21", "23", "国有")] == ["国有", "集体", "集体", "集体", "国有"]


def test_the_owner_of_a_forest_patch_is_told_by_the_forest_survey(parcel_set, source, box):
    rows = overlay(
        parcel_set(box(0, 0, 100, 100)), [source("LDTB", [box(0, 0, 100, 100)], DI_LEI=["030100"], LD_QS=["20"])]
    ).rows
    assert [r.owner_kind for r in rows if r.role == "LDTB"] == ["集体"]


@pytest.mark.parametrize(
    ("table", "code", "name"),
    [
        ("DI_LEI", "0132", "其他灌木林地"),
        ("DI_LEI", "030402", "未成林造林地"),
        ("DI_LEI", "040300", "其他草地"),
        ("DI_LEI", "050700", "红树林地"),
        ("land_class", "0303", "红树林地"),  # 0303 is 灌木林地 in the forest survey
        ("DI_LEI", "0303", "灌木林地"),
        ("gbt21010", "0602", "采矿用地"),
        ("land_sea_use", "070101", "一类城镇住宅用地"),
        ("sea_use", "71", "城镇建设填海造地用海"),
        ("CD_L", "01", ""),
        ("no such table", "01", ""),
    ],
)
def test_a_code_is_looked_up_in_its_own_scheme(table, code, name):
    assert code_name(table, code) == name


def test_every_scheme_that_a_role_names_exists_and_every_name_says_where_it_comes_from():
    assert {r.code_table for r in roles().values()} - {""} <= set(code_tables())
    with (SCHEMAS / "code_domains.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert all(r["source"] and r["name"] and r["confidence"] in ("high", "medium", "low") for r in rows)
    assert len({(r["domain"], r["code"]) for r in rows}) == len(rows)
