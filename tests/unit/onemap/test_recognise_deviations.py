"""Layers as offices really have them: other case, Chinese titles, names cut short, fields left out, words around the name."""

from __future__ import annotations

import random

import pytest

from onemap_plugin.core.onemap.recognise import SURE, cut_short, recognise
from onemap_plugin.core.onemap.roles import field_titles, layouts, roles

LAYOUTS = [x for x in layouts()[0] if x.score >= 0]
#: the same field list but for the date of the update: told apart by the name or by that field
TWINS = {"DLTBGX": "DLTB", "PZWJSTDGX": "PZWJSTD", "CZKFBJGX": "CZKFBJ_SURVEY", "XZQGX": "XZQ"}


def named(layout):
    """A layer name that says what it is: the code, but for the shared ones whose name decides the role."""
    return layout.names[0]


def best_of(layout, name, fields):
    found = recognise(name, fields, layout.geometry)
    assert found, (name, fields)
    return found[0]


def is_it(found, layout):
    return found.role in layout.roles and found.sure


def dbf_name(name, encoding):
    return name.encode(encoding)[:10].decode(encoding, errors="ignore")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda x: x.id)
@pytest.mark.parametrize(
    "name", ["{}_2023", "330106_{}", "330106{}", "{}330106_20231231", "GDB.SDE.{}", "2022年{}", "{}（更新后）", "某县{}.shp"]
)
def test_words_and_numbers_around_the_code_do_not_hide_it(layout, name):
    for code in (named(layout), named(layout).lower()):
        assert is_it(best_of(layout, name.format(code), sorted(layout.fields)), layout)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda x: x.id)
def test_the_code_alone_or_the_fields_alone_are_enough(layout):
    assert is_it(best_of(layout, named(layout), ["ID"]), layout)
    alone = best_of(layout, "layer1", sorted(layout.fields))
    assert is_it(alone, layout)
    assert alone.layout in (layout.id, TWINS.get(layout.id))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda x: x.id)
def test_chinese_titles_instead_of_field_codes(layout):
    titles = field_titles()[layout.id]
    fields = [titles[f] for f in sorted(layout.fields)]
    assert is_it(best_of(layout, "图层1", fields), layout)
    found = best_of(layout, named(layout), fields)
    assert (found.layout, is_it(found, layout)) == (layout.id, True)
    # what the codes give, the titles give too
    codes = best_of(layout, named(layout), sorted(layout.fields)).mapping
    assert {c: titles[f] for c, f in codes.items()} == {c: found.mapping.get(c) for c in codes}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda x: x.id)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_field_names_cut_to_ten_bytes_by_the_shapefile_format(layout, encoding):
    titles = field_titles()[layout.id]
    codes = [dbf_name(f, encoding) for f in sorted(layout.fields)]
    assert is_it(best_of(layout, named(layout), codes), layout)
    cut = [dbf_name(titles[f], encoding) for f in sorted(layout.fields)]
    found = best_of(layout, named(layout), list(dict.fromkeys(cut)))
    assert is_it(found, layout)
    # a column is never given to a field that stands for another one
    for column, field in found.mapping.items():
        meant = {code for code, title in titles.items() if dbf_name(title, encoding) == field} | {field}
        assert meant & {n.upper() for n in roles()[found.role].fields[column]}, (column, field)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda x: x.id)
def test_half_of_the_fields_left_out_and_strange_ones_added(layout):
    rng = random.Random(layout.id)
    for _ in range(20):
        needed = {*layout.keys, *(w["field"] for w in layout.where.values())}
        others = sorted(layout.fields - needed)
        fields = [*sorted(needed), *rng.sample(others, len(others) // 2), "OBJECTID_1", "Shape_Leng", "Shape_Area", "备注2"]
        rng.shuffle(fields)
        found = best_of(layout, named(layout), [f.lower() for f in fields])
        assert is_it(found, layout)
        assert found.layout in (layout.id, layout.id.removesuffix("_2025"))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda x: x.id)
def test_one_key_field_missing(layout):
    for key in layout.keys:
        found = best_of(layout, named(layout), sorted(layout.fields - {key}))
        assert found.role in layout.roles
        tells_rows = {w["field"] for w in layout.where.values()}
        assert found.sure or key in tells_rows


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("440100永久基本农田", "YJJBNTTB"), ("XX县生态保护红线2022", "STBHHX"), ("城镇开发边界（2022）", "CZKFBJ"),
        ("某县三区三线_永久基本农田", "YJJBNTTB"), ("永久基本农田储备区2021", "YJJBNTCBQTB"), ("林地一张图2021", "LDTB"),
        ("基本草原_2020", "CYTB"), ("湿地2022", "SDTB"), ("国家湿地公园", "ZRBHD"), ("省级自然保护区", "ZRBHD"),
        ("饮用水水源保护区_一级", "YYSY"), ("文物保护单位建设控制地带", "WWJK"), ("文物保护单位保护范围", "WWBH"),
        ("海域使用权2023", "HYSYQ"), ("采矿权_2024", "KYQ"), ("探矿权2024", "KYQ"), ("矿产地", "KCD"),
        ("集体土地所有权_330100", "ZDSYQ"), ("乡镇界", "XZQ"), ("已批建设用地_2020-2023", "YPZD"), ("供地数据2023", "GDZD"),
        ("卫片图斑2023", "WFYD"), ("河湖划界成果", "HDGL"), ("行蓄洪区", "XZHQ"), ("历史文化街区核心保护范围", "LSWHJQ"),
        ("地质灾害易发区划", "DZYF"), ("古树名木保护范围", "GSMM"), ("军事管理区", "JSGLQ"), ("重点国有林区", "ZDLQ"),
        ("风景名胜区核心景区", "FJMSQ"), ("无居民海岛", "WJMHD"), ("沙化土地封禁保护区", "SHFJ"), ("机场净空保护区", "JCJK"),
    ],
)  # fmt: skip
def test_usual_names_are_enough_where_no_layout_is_published(name, role):
    found = recognise(name, ["ID", "备注"], "Polygon")[0]
    assert (found.role, found.sure) == (role, True)


@pytest.mark.parametrize(
    ("name", "role", "geometry"),
    [
        ("天然气管道2023", "GD", "LineString"), ("220kV高压线", "DLXL", "LineString"), ("海底电缆", "DLDL", "LineString"),
        ("长江岸线", "CJAX", "LineString"), ("海岸线2022", "HAX", "MultiLineString"), ("公路隧道", "GLSD", "LineString"),
        ("公路桥梁", "GLQL", "Point"), ("气象探测环境", "QXTZ", "Point"), ("测量标志", "CLBZ", "Point"),
        ("铁路坡脚线", "TL", "LineString"), ("机场围界", "JCWJ", "LineString"),
    ],
)  # fmt: skip
def test_usual_names_of_lines_and_points(name, role, geometry):
    found = recognise(name, ["ID"], geometry)[0]
    assert (found.role, found.sure) == (role, True)


@pytest.mark.parametrize(
    ("name", "role", "geometry"),
    [
        ("林地", "LDTB", "Polygon"), ("草地2023", "CYTB", "Polygon"), ("规划范围", "GHFW", "Polygon"),
        ("宗地", "GDZD", "Polygon"),
        ("地质灾害隐患", "DZYF", "Polygon"), ("基本农田", "YJJBNTTB", "Polygon"), ("开发边界", "CZKFBJ", "Polygon"),
        ("管线", "GD", "LineString"), ("桥梁", "GLQL", "Point"), ("隧道", "GLSD", "LineString"), ("控制点", "CLBZ", "Point"),
        ("某某电缆", "DLDL", "LineString"),
    ],
)  # fmt: skip
def test_a_name_that_may_mean_other_things_is_a_guess_that_waits(name, role, geometry):
    found = recognise(name, ["ID"], geometry)[0]
    assert found.role == role
    assert 0 < found.score < SURE


def test_a_guess_by_name_becomes_sure_with_the_fields():
    layout = next(x for x in LAYOUTS if x.id == "LDYZT")
    found = recognise("林地", sorted(layout.fields), "Polygon")[0]
    assert (found.role, found.sure, found.layout) == ("LDTB", True, "LDYZT")


@pytest.mark.parametrize(
    "name",
    ["公益林分布", "耕地保护目标", "等高线", "项目红线", "道路", "水田", "影像范围", "勘测定界", "GHYDYH", "永久基本农田界桩",
     "补划永久基本农田"],
)  # fmt: skip
def test_other_layers_are_no_role(name):
    assert not [m for m in recognise(name, ["ID"], "Polygon") if m.sure]


def test_the_layout_that_the_layer_is_called_after_goes_before_one_that_has_more_in_common():
    assert recognise("DLTB_2023", ["DLBM", "TBMJ", "QSXZ"], "Polygon")[0].layout == "DLTB"
    assert recognise("DLTBGX_2023", ["DLBM", "TBMJ", "QSXZ"], "Polygon")[0].layout == "DLTBGX"


def test_both_layouts_of_permanent_farmland_and_the_old_one_are_told_apart_without_a_name():
    for layout in (x for x in LAYOUTS if x.roles == ("YJJBNTTB",)):
        assert recognise("x", sorted(layout.fields), "Polygon")[0].layout == layout.id


def test_a_shared_layer_without_the_field_that_tells_its_rows_apart_is_only_a_guess():
    layout = next(x for x in LAYOUTS if x.id == "LCSH_XZ")
    fields = sorted(layout.fields - {"DI_LEI", "SD_DJ"})
    found = {m.role: m for m in recognise("林草湿荒2023", fields, "Polygon") if m.layout == "LCSH_XZ"}
    assert not any(m.sure for m in found.values())
    assert any("DI_LEI" in t for t in found["LDTB"].texts())
    # with one of the two, wetland is told; forest and grassland are not
    half = {m.role: m for m in recognise("林草湿荒2023", [*fields, "SD_DJ"], "Polygon") if m.layout == "LCSH_XZ"}
    assert dict(half["SDTB"].where) == {"field": "SD_DJ", "not_empty": True}
    assert not half["LDTB"].sure


def test_rows_of_a_shared_layer_are_told_by_the_field_as_the_layer_calls_it():
    layout = next(x for x in LAYOUTS if x.id == "LCSH_XZ")
    titles = field_titles()["LCSH_XZ"]
    found = {m.role: m for m in recognise("林草湿荒", [titles[f] for f in sorted(layout.fields)], "Polygon")}
    assert found["LDTB"].where["field"] == "地类"
    assert found["SDTB"].where["or"]["field"] == "湿地管理分级"


def test_names_cut_short_are_those_of_the_dbase_format():
    assert cut_short("KCXKZYXQYXHZ") == ("KCXKZYXQYX",)
    assert cut_short("DLBM") == ()
    assert cut_short("国家级公益林保护等级") == ("国家级公益", "国家级")
    assert roles()["LDTB"].fields["GJGYL_BHDJ"][-1] == "国家级公益林保护等级"
    found = recognise("林地一张图", ["地类", "国家级公益", "林地保护等"], "Polygon")[0]
    assert found.mapping["GJGYL_BHDJ"] == "国家级公益"
    assert found.mapping["BH_DJ"] == "林地保护等"


def test_a_short_name_that_two_columns_share_is_given_to_neither():
    # 坐落单位代码 and 坐落单位名称 are both 坐落单位… in ten bytes of GBK
    found = recognise("地类图斑", ["地类编码", "坐落单位", "坐落单位代"], "Polygon")[0]
    assert "ZLDWMC" not in found.mapping
    assert found.mapping.get("ZLDWDM") in (None, "坐落单位代")
