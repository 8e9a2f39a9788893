"""Every dialect that is known to be in use: parcel lines, point lines, sections, punctuation."""

from __future__ import annotations

import pytest

from onemap_plugin.core.exchange import add_profile_folder, by_block, profiles, read_txt, remove_profile_folder

from .builder import FOUR_KEYS, HOLE, ISLAND, SEVEN_KEYS, SQUARE, TEN_KEYS, by_rule, header, ring, rules, standard


def read(text: str, **kwargs):
    return read_txt(text.encode("utf-8"), "a.txt", **kwargs)


def file_of(*lines: str, keys=TEN_KEYS) -> str:
    return "\n".join([*(header(keys) if keys else []), "[地块坐标]", *lines]) + "\n"


SLOTS = [
    ("5,1.0000,2024-001,地块1,面,,,0601@", "standard", {"land_class": "0601"}, "T-END-GLUED"),
    ("5,1.0000,2024-001,地块1,面,,,@", "standard", {"land_class": ""}, ""),
    ("5,1.0000,2024-001,地块1,面,H50G002051,工业用地,0601,@ ", "standard", {"land_class": "0601"}, "T-END-TEXT"),
    ("5,1.0000,2024-001,地块1,面,H50G002051,工业用地,0601,@备注", "standard", {"land_class": "0601"}, "T-END-TEXT"),
    ("5,1.0000,2024-001,地块1,面,H50G002051,工业用地,0601,", "standard", {"land_class": "0601"}, "T-END-MISSING"),
    ("5,1.0000,2024-001,地块1,面,H50G002051,工业用地,0601,描述,@", "ten_slots", {"描述": "描述"}, ""),
    ("5,1.0000,2024-001,地块1,面,I50G077016,,地上,@", "standard", {"land_class": "地上"}, ""),
    ("5,1.0000,2024-001,地块1,面,I－50-77-（22）,,,@", "standard", {"sheet": "I－50-77-（22）"}, ""),
    (
        "5,1.0000,2024-001,地块1,2023,2,面,H50G002051,占补平衡,备注一,0103,8,@",
        "buchong",
        {"补充耕地实施年份": "2023", "kind": "面", "耕地质量等级": "8", "land_class": "0103"},
        "",
    ),
    (
        "5,1.0000,2024-001,地块1,面,H50G002051,提质,0103,提质,旱地,9,8,备注一,@",
        "tizhi",
        {"图斑类型": "提质", "改造后平均质量等别": "8", "备注": "备注一"},
        "",
    ),
    (
        "0,0,330106104,横桥村,D8-003,地块4,面,,,,@",
        "shengbubiao",
        {"行政区代码": "330106104", "村名": "横桥村", "number": "D8-003", "name": "地块4"},
        "",
    ),
]


@pytest.mark.parametrize(("line", "profile", "values", "rule"), SLOTS)
def test_parcel_lines_of_every_dialect(line, profile, values, rule):
    parcels = read(file_of(line, *ring(SQUARE)))
    (parcel,) = parcels.parcels
    assert parcels.profile == profile
    assert parcels.profile_score > 0.75
    for name, value in values.items():
        assert (getattr(parcel, name) if hasattr(parcel, name) else parcel.attributes[name]) == value
    assert parcel.geometry.area == pytest.approx(10_000)
    if rule:
        assert by_rule(parcels, rule)[0].source_line == 13


def test_one_map_lines_have_no_count_and_no_area():
    parcels = read(file_of("1,地块1,面,,@", *ring(SQUARE), "2,地块2,面,,@", *ring(ISLAND), keys=SEVEN_KEYS))
    assert parcels.profile == "yizhangtu"
    assert [(p.number, p.name, p.declared_points) for p in parcels.parcels] == [("1", "地块1", None), ("2", "地块2", None)]


@pytest.mark.parametrize("first", ["", "\n"])
def test_enforcement_files_are_longitude_first_degrees_without_header(first):
    points = [(113.2, 23.3), (113.21, 23.3), (113.21, 23.29), (113.2, 23.29), (113.2, 23.3)]
    rows = [f"J{i % 4 + 1},1,{lon},{lat}" for i, (lon, lat) in enumerate(points)]
    parcels = read(first + "[地块坐标]\n" + "\n".join(["5,地块1,面,公共基础设施,@", *rows]))
    assert parcels.profile == "zhifa"
    assert parcels.crs.epsg == 4490
    assert parcels.crs.geographic
    (parcel,) = parcels.parcels
    assert (parcel.name, parcel.use) == ("地块1", "公共基础设施")
    assert parcel.rings[0].xy[0].tolist() == [23.3, 113.2]
    assert parcel.geometry.bounds == (113.2, 23.29, 113.21, 23.3)
    assert "T-CRS-SWAP" not in rules(parcels)


def test_inflow_outflow_files_have_a_line_per_ring_and_east_first_and_bare_cr():
    def rows(points, feature):
        return ring(points, feature, fmt="{label},{ring},{e:.3f},{n:.3f}")

    lines = [
        "[地块坐标]",
        "5,地块1,面,流出,@ ",
        *rows(SQUARE, 1),
        "5,地块1,面,流出,@ ",
        *rows(HOLE, 1),
        "5,地块2,面,流入,@ ",
        *rows(ISLAND, 2),
    ]
    parcels = read("\r".join(lines))
    assert parcels.profile == "jinchu"
    assert [len(p.rings) for p in parcels.parcels] == [2, 1]
    first = parcels.parcels[0]
    assert first.geometry.area == pytest.approx(9_600)
    assert first.declared_points == 10 == first.point_rows
    assert [r.number for r in first.rings] == [1, 2]
    assert {"T-RINGS-MERGED", "T-EOL", "T-END-TEXT"} <= rules(parcels)
    assert not rules(parcels) & {"T-CRS-SWAP", "T-COUNT", "T-RING-GAP"}


@pytest.mark.parametrize(
    ("fmt", "profile"),
    [("{label},{n:.3f},{e:.3f},{side},{ring},", "zengjian"), ("{label},{e:.3f},{n:.3f},{side},{ring},", "zengjian_en")],
)
def test_linked_increase_decrease_files_have_six_columns_and_shifted_slots(fmt, profile):
    rows = [
        fmt.format(label=f"J{i % 4 + 1}", n=2_582_000 + n, e=38_383_000 + e, side="" if not i else "100.00", ring=1)
        for i, (n, e) in enumerate([*SQUARE, SQUARE[0]])
    ]
    parcels = read(file_of(",1.0000,,建新地块1,,,,水浇地,@", *rows, keys=FOUR_KEYS))
    (parcel,) = parcels.parcels
    assert parcels.profile == profile
    assert (parcel.name, parcel.land_class, parcel.number) == ("建新地块1", "水浇地", "")
    assert parcel.rings[0].columns["边长"] == ("", "100.00", "100.00", "100.00", "100.00")
    assert parcel.geometry.area == pytest.approx(10_000)
    assert parcel.declared_unit == "ha"
    assert parcels.crs.epsg == 4526
    assert "T-CRS-SWAP" not in rules(parcels)


def test_ministry_records_have_distance_and_kind_of_mark():
    rows = ring(SQUARE, fmt="{label},{ring},{n:.3f},{e:.3f},100.000,钢钉")
    parcels = read(file_of("5,1.0000,2024-001,地块1,面,H50G002051,工业用地,0601,@", *rows))
    assert parcels.profile == "bubeian"
    assert parcels.parcels[0].rings[0].columns == {"到下一点距离": ("100.000",) * 5, "界址点类型": ("钢钉",) * 5}


def test_zhejiang_lists_have_six_columns_and_no_header():
    rows, n = [], 0
    for parcel, (name, points) in enumerate([("1", SQUARE), ("2", ISLAND)]):
        for line in ring(points, 1, fmt="{ring},{label},{n:.3f},{e:.3f}"):
            n += 1
            rows.append(f"{n},{name},{line}")
        if parcel == 0:
            rows.append("")
    parcels = read("\n".join(rows))
    assert parcels.profile == "shengbiao"
    assert [p.number for p in parcels.parcels] == ["1", "2"]
    assert parcels.parcels[1].geometry.area == pytest.approx(2_500)
    assert parcels.parcels[0].rings[0].labels == ("J1", "J2", "J3", "J4", "J1")


@pytest.mark.parametrize("separator", ["E", "", None])
def test_bare_coordinates_end_a_parcel_by_e_or_empty_line_or_return(separator):
    one = [line.partition(",")[2] for line in ring(SQUARE, fmt="{label},{n:.3f},{e:.3f}")]
    two = [line.partition(",")[2] for line in ring(ISLAND, fmt="{label},{n:.3f},{e:.3f}")]
    lines = [*one, *([separator] if separator is not None else []), *two]
    parcels = read("GISQLANDPLAN$$2019-4-19\n" + "\n".join(lines), profile_id="")
    assert parcels.profile == "bare"
    assert [p.geometry.area for p in parcels.parcels] == [pytest.approx(10_000), pytest.approx(2_500)]


def test_three_columns_without_ring_number():
    parcels = read(file_of("5,1.0000,2024-001,地块1,面,,,,@", *ring(SQUARE, fmt="{label},{n:.3f},{e:.3f}"), keys=SEVEN_KEYS))
    assert parcels.profile == "three_columns"
    assert parcels.parcels[0].rings[0].number == 1


@pytest.mark.parametrize(
    ("fmt", "profile"),
    [
        ("{label},{ring},{n:.3f},{e:.3f},12.34", "redline"),
        ("{label},{n:.3f},{e:.3f},12.34", "three_columns"),
        ("{label},{ring},{n:.3f},{e:.3f},", "redline"),
    ],
)
def test_further_columns_such_as_a_height_are_left_out_and_named(fmt, profile):
    parcels = read(file_of("5,1.0000,2024-001,地块1,面,,,,@", *ring(SQUARE, fmt=fmt), keys=SEVEN_KEYS))
    assert parcels.profile == profile
    assert parcels.parcels[0].geometry.area == pytest.approx(10_000)
    assert by_rule(parcels, "T-POINT-EXTRA")[0].params["count"] == 5


def test_a_header_behind_the_coordinates_counts():
    lines = standard().rstrip("\n").split("\n")
    parcels = read("\n".join([*lines[11:], *lines[:11]]))
    assert parcels.crs.epsg == 4526
    assert parcels.parcels[0].geometry.area == pytest.approx(10_000)
    assert dict(parcels.header) == TEN_KEYS


def test_an_address_in_the_header_is_no_parcel_line():
    parcels = read(standard(keys={"数据产生单位": "a,b,c@d.cn", **TEN_KEYS}).replace("[属性描述]\n", ""))
    assert len(parcels.parcels) == 1


def test_shifted_line_with_empty_type_and_open_ring():
    parcels = read(file_of("4,,010031, 32,,,地块1,,@", *ring(SQUARE, closing="none"), keys={**FOUR_KEYS, "带号": ""}))
    assert parcels.profile == "zengjian_simple"
    assert parcels.crs.epsg == 4526
    assert {"T-KIND", "T-BLANK", "T-CLOSING", "T-CRS-FROM-PREFIX"} <= rules(parcels)
    assert "T-COUNT" not in rules(parcels)


def test_field_list_and_explanations_are_kept():
    note = [
        "【地块坐标要求：",
        "1、坐标为 2000 坐标",
        "2、保留三位小数】",
        "【界址点数,地块面积,地块编号,地块名称,记录图形属性,图幅号,地块用途,地类编码,@】",
    ]
    parcels = read(file_of(*note, "5,1.0000,2024-001,地块1,面,,,,@", *ring(SQUARE)))
    assert len(parcels.parcels) == 1
    assert parcels.sections["地块坐标"] == "\n".join(note)
    assert "T-NOTE-LINE" in rules(parcels)
    assert not rules(parcels) & {"T-LINE-UNKNOWN", "T-PARCEL-LINE-MISSING"}


def test_doubled_tag_and_leading_blank_and_full_width_brackets():
    text = standard()
    assert "T-SECTION-REPEATED" in rules(read(text.replace("[地块坐标]", "[地块坐标]\n[地块坐标]")))
    for tag in ("【地块坐标】", "［地块坐标］", " [地块坐标]               ", "\u3000[地块坐标]"):
        parcels = read(text.replace("[地块坐标]", tag))
        assert parcels.parcels[0].point_rows == 5
        assert rules(parcels) & {"T-FULLWIDTH", "T-BLANK"} or tag.startswith("\u3000")


def test_full_width_punctuation_is_read_and_named_with_its_lines():
    text = standard().replace("J2,1,", "J2，1，").replace("2582100.000,38383100", "2582100．000,38383100")
    text = text.replace("格式版本号=1.01", "格式版本号＝1．01").replace("工业用地,", "工业用地，")
    parcels = read(text)
    (parcel,) = parcels.parcels
    assert parcel.geometry.area == pytest.approx(10_000)
    assert parcel.land_class == "0601"
    assert parcels.header["格式版本号"] == "1．01版本"
    assert {f.key: f.params["lines"] for f in by_rule(parcels, "T-FULLWIDTH")} == {
        "comma": "13, 15",
        "dot": "15",
        "equals sign": "2",
    }


def test_blanks_in_point_lines_are_trimmed_and_named_once():
    parcels = read(standard().replace(",1,", ", 1 ,\t"))
    assert parcels.parcels[0].geometry.area == pytest.approx(10_000)
    (found,) = by_rule(parcels, "T-BLANK")
    assert found.params["count"] == 5


@pytest.mark.parametrize("separator", ["\t", ";", "  "])
def test_other_separators_of_point_lines(separator):
    head, _, tail = standard().partition(",@\n")
    parcels = read(head + ",@\n" + tail.replace(",", separator))
    assert parcels.parcels[0].geometry.area == pytest.approx(10_000)
    assert "T-SEPARATOR" in rules(parcels)


def test_full_width_colons_in_the_header_are_read_so_that_the_datum_is_not_assumed():
    text = "\r\n".join(
        ["[属性描述]", "坐标系：1980西安坐标系", "几度分带：3", "带号：40", "说明：随便", "[地块坐标]", "4,,1,甲,面,,,,@"]
        + [f"J{i % 3 + 1},1,{n},{e}" for i, (n, e) in enumerate([(3350000, 40450000), (3350100, 40450000),
                                                                 (3350100, 40450100), (3350000, 40450000)])]
    )
    found = read_txt(text.encode("gbk"), "a.txt")
    assert found.crs.datum == "Xian 1980"
    assert found.header["带号"] == "40"
    told = {f.rule: f for f in found.findings}
    assert told["T-FULLWIDTH"].params["signs"] == "："
    assert told["T-LINE-UNKNOWN"].source_line == 5
    assert "T-CRS-NAME-EMPTY" not in told


def test_unknown_sections_keys_and_lines_are_kept_or_named():
    text = "[扩展信息]\n来源=某系统\n空行在下\n\n完\n" + standard(keys={**TEN_KEYS, "备注说明": "甲"}).replace(
        "[地块坐标]", "一行说明\n[地块坐标]"
    )
    parcels = read(text)
    assert parcels.sections["扩展信息"] == "来源=某系统\n空行在下\n\n完"
    assert parcels.header["备注说明"] == "甲"
    assert by_rule(parcels, "T-KEY-UNKNOWN")[0].params["name"] == "备注说明"
    assert by_rule(parcels, "T-LINE-UNKNOWN")[0].source_line == 18


def test_header_faults():
    text = standard()
    assert by_rule(read(text.replace("精度=0.001\n", "")), "T-KEY-MISSING")[0].params["name"] == "精度"
    assert by_rule(read(text.replace("格式版本号=1.01版本", "格式版本号=")), "T-KEY-EMPTY")[0].source_line == 2
    twice = by_rule(read(text.replace("带号=38", "带号=38\n带号=39")), "T-KEY-REPEATED")
    assert (twice[0].source_line, twice[0].params["value"], twice[0].params["other"]) == (10, "38", "39")
    assert "T-SECTION-MISSING" in rules(read(text.replace("[属性描述]\n", "")))
    no_tag = read(text.replace("[地块坐标]\n", ""))
    assert "T-SECTION-MISSING" in rules(no_tag)
    assert no_tag.parcels[0].geometry.area == pytest.approx(10_000)


def test_several_blocks_in_one_file():
    parcels = read(standard() + standard(number="B", name="乙"))
    assert [p.parcel_id for p in parcels.parcels] == ["2024-001", "B"]
    assert "T-BLOCKS" in rules(parcels)
    assert "T-BLOCK-CRS" not in rules(parcels)
    other = standard(number="B", name="乙", keys={**TEN_KEYS, "带号": "39"})
    found = by_rule(read(standard() + other), "T-BLOCK-CRS")
    assert found[0].params == {"value": "CGCS2000 EPSG:4527", "first": "CGCS2000 EPSG:4526"}
    assert found[0].source_line == 27  # 带号 of the second header


def test_each_block_is_judged_by_its_own_points():
    far = standard(number="B", name="乙", keys={**TEN_KEYS, "带号": "39"}, e0=39_400_000.0)
    parcels = read(standard() + far)
    assert parcels.crs.epsg == 4526
    assert not {"T-CRS-OVERFLOW", "T-CRS-PREFIX", "T-CRS-PREFIX-MIXED"} & rules(parcels)  # each block is right by itself
    first, second = by_block(parcels)
    assert [(s.crs.epsg, [p.parcel_id for p in s.parcels]) for s in (first, second)] == [(4526, ["2024-001"]), (4527, ["B"])]
    same = read(standard() + standard(number="B"))
    assert [s is same for s in by_block(same)] == [True]
    swapped = read(standard(rings=(SQUARE, HOLE)) + standard(number="B", fmt="{label},{ring},{e:.3f},{n:.3f}"))
    assert [f.source_line for f in by_rule(swapped, "T-CRS-SWAP")] == [37]


def test_empty_and_wrong_kinds_and_values():
    text = standard()
    assert by_rule(read(text.replace(",面,", ",线,")), "T-KIND")[0].params["value"] == "线"
    assert "T-NUMBER-EMPTY" in rules(read(text.replace("2024-001", "")))
    assert "T-NAME-EMPTY" in rules(read(text.replace("地块1", "")))
    assert by_rule(read(text.replace("地块1", "DKMC")), "T-PLACEHOLDER")[0].params["values"] == "DKMC"
    few = by_rule(read(text.replace(",H50G002051,工业用地,0601,@", ",@")), "T-SLOTS")
    assert few[0].source_line == 13


def test_a_county_adds_a_profile_without_a_release(tmp_path):
    (tmp_path / "county.yaml").write_text(
        """
profiles:
- id: county_x
  title: 某县
  header: {keys: [坐标系, 带号]}
  parcel_line: {slots: [name, 村组, count, area, 审批号], end: ",@"}
  point_line: {columns: [ring, label, east, north, 高程]}
  area: {unit: mu, decimals: 2}
""",
        encoding="utf-8",
    )
    add_profile_folder(tmp_path)
    try:
        rows = ring(SQUARE, fmt="{ring},{label},{e:.3f},{n:.3f},12.3")
        parcels = read(file_of("地块1,一组,5,15.00,批2024,@", *rows, keys={"坐标系": "CGCS2000", "带号": "38"}))
        assert parcels.profile == "county_x"
        (parcel,) = parcels.parcels
        assert parcel.attributes == {"村组": "一组", "审批号": "批2024"}
        assert parcel.declared_unit == "mu"
        assert parcel.geometry.area == pytest.approx(10_000)
        assert parcel.rings[0].columns["高程"][0] == "12.3"
    finally:
        remove_profile_folder(tmp_path)
    assert "county_x" not in profiles()


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("profiles:\n- {id: x}\n", "title"),
        ("profiles: [", "parsing"),
        ("- 1\n", "no mapping"),
        ("profiles:\n- {id: x, title: y, point_line: {columns: [north, lon]}}\n", "north"),
    ],
)
def test_a_faulty_profile_table_is_left_out_and_named(tmp_path, table, reason):
    (tmp_path / "bad.yaml").write_text(table, encoding="utf-8")
    add_profile_folder(tmp_path)
    try:
        parcels = read(standard())
        assert parcels.profile == "standard"
        (found,) = by_rule(parcels, "T-PROFILE-TABLE")
        assert "bad.yaml" in found.text()
        assert reason in found.text()
    finally:
        remove_profile_folder(tmp_path)
    assert read(standard()).findings == ()


def test_the_end_mark_twice_is_no_value():
    parcels = read(standard().replace(",@\n", ",@@\n"))
    assert (parcels.profile, dict(parcels.parcels[0].attributes)) == ("standard", {})
    assert "T-END-TEXT" in rules(parcels)


def test_map_sheets_with_a_comma_between_them_are_told_because_they_shift_the_values():
    parcels = read(standard().replace("H50G002051,", "H50G002051,H50G002052,"))
    (told,) = by_rule(parcels, "T-SLOT-SHEET")
    assert (told.source_line, told.params["value"]) == (13, "H50G002052")
    assert "T-SLOT-SHEET" not in rules(read(standard().replace("H50G002051", "H50G002051/H50G002052")))


def test_a_short_parcel_line_a_count_of_nothing_and_blanks_at_tags_are_told_with_their_lines():
    line = "5,1.0000,2024-001,地块1,面,H50G002051,工业用地,0601,@"
    found = {f.rule: f.source_line for f in read(standard().replace(line, "0,,2024-001,地块1,面,,,@")).findings}
    assert found == {"T-SLOTS-SHORT": 13, "T-COUNT-NONE": 13}
    blank = read(standard().replace("[地块坐标]", "[地块坐标]   "))
    assert [f.source_line for f in by_rule(blank, "T-BLANK")] == [12]


def test_the_project_total_is_told_with_its_line():
    parcels = read("[项目信息]\n项目名称=甲\n总用地面积=9.0000\n备注=\n" + standard())
    assert [f.source_line for f in by_rule(parcels, "T-AREA-SUM")] == [3]
