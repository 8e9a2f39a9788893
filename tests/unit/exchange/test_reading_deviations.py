"""Files that left the format on their way: through a spreadsheet program, a chat, a line break, another separator."""

from __future__ import annotations

import pytest

from onemap_plugin.core.exchange import read_txt

from .builder import HOLE, ISLAND, N0, SQUARE, TEN_KEYS, by_rule, header, ring, rules

LINE = "5,1.0000,D-1,一号,面,H50G002051,工业用地,0601,@"
VALUES = ("D-1", "一号", "面", "H50G002051", "工业用地", "0601")


def read(*lines: str, keys: dict[str, str] = TEN_KEYS, encoding: str = "gb18030"):
    return read_txt("\r\n".join([*header(keys), "[地块坐标]", *lines, ""]).encode(encoding), "f.txt")


def values(parcel) -> tuple[str, ...]:
    return (parcel.number, parcel.name, parcel.kind, parcel.sheet, parcel.use, parcel.land_class)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ((LINE[:-1], "@"), 13),
        ((LINE[:-2], "@"), 13),
        (("5,1.0000,D-1,一号,面,H50G002051,", "工业用地,0601,@"), 13),
        (("5,1.0000,D-1,一号", ",面,H50G002051,工业用地,0601,@"), 13),
        (("5,1.0000,D-1,一号,面", "H50G002051,工业用地,0601,@"), 13),
        (("5,1.0000,", "D-1,一号,面,H50G002051,工业用地,0601,@"), 13),
        (("5,1.0000,D-1,", "一号,面,H50G002051,工业用地,0601,@"), 13),
        (("5,1.0000,D-1,一号,面,H50G002051,工业用地,", "0601,@"), 13),
    ],
)
def test_a_parcel_line_broken_in_two_is_one_parcel(lines, line):
    found = read(*lines, *ring(SQUARE))
    (parcel,) = found.parcels
    assert values(parcel) == VALUES
    assert (parcel.declared_points, parcel.declared_area, parcel.geometry.area) == (5, 1.0, pytest.approx(10_000))
    assert [f.source_line for f in by_rule(found, "T-PARCEL-WRAPPED")] == [line]
    assert not rules(found) & {"T-PARCEL-EMPTY", "T-SLOTS", "T-END-MISSING", "T-LINE-UNKNOWN"}


def test_a_point_above_a_line_with_a_comma_in_a_name_stays_a_point():
    rows = ring(SQUARE, fmt="{label}，{ring}，{n:.3f}，{e:.3f}")
    found = read(LINE, *rows, LINE.replace("一号", "东,村").replace("D-1", "D-2"), *rows)
    assert [(p.name, p.geometry.area) for p in found.parcels] == [("一号", 10_000), ("东,村", 10_000)]
    assert "T-PARCEL-WRAPPED" not in rules(found)


def test_a_parcel_without_end_mark_above_another_is_not_joined_to_it():
    found = read(LINE[:-2], LINE.replace("D-1", "D-2"), *ring(SQUARE))
    assert [p.number for p in found.parcels] == ["D-1", "D-2"]
    assert "T-PARCEL-WRAPPED" not in rules(found)


@pytest.mark.parametrize("separator", ["\t", ";", "；", "|"])
@pytest.mark.parametrize("name", ["一号", "张三、李四"])
def test_parcel_lines_with_other_separators_keep_their_values(separator, name):
    found = read(LINE.replace(",", separator).replace("一号", name), *(p.replace(",", separator) for p in ring(SQUARE)))
    (parcel,) = found.parcels
    assert values(parcel) == ("D-1", name, *VALUES[2:])
    assert parcel.geometry.area == pytest.approx(10_000)
    assert by_rule(found, "T-SEPARATOR")[0].params["count"] == 6


@pytest.mark.parametrize("padding", [1, 4, 9])
def test_lines_filled_up_with_commas_by_a_spreadsheet_program(padding):
    pad = "," * padding
    lines = [line + pad for line in [*header(), "[地块坐标]", LINE, *ring(SQUARE)]] + [pad, pad]
    found = read_txt("\n".join(lines).encode("gbk"), "f.txt")
    (parcel,) = found.parcels
    assert values(parcel) == VALUES
    assert parcel.geometry.area == pytest.approx(10_000)
    assert (found.crs.epsg, found.header["带号"], found.profile) == (4526, "38", "standard")
    assert "T-EMPTY-CELLS" in rules(found)
    assert not rules(found) & {"T-POINT-NUMBER", "T-PROFILE-UNSURE", "T-SECTION-MISSING", "T-PARCEL-EMPTY", "T-LINE-UNKNOWN"}


def test_lines_and_cells_in_quotes():
    whole = read(f'"{LINE}"', *(f'"{p}"' for p in ring(SQUARE)))
    cells = read(
        '5,1.0000,"D-1","一号","面","H50G002051","工业用地","0601",@',
        *(",".join(f'"{c}"' for c in p.split(",")) for p in ring(SQUARE)),
    )
    for found in (whole, cells):
        (parcel,) = found.parcels
        assert values(parcel) == VALUES
        assert (parcel.declared_points, parcel.geometry.area) == (5, pytest.approx(10_000))
        assert by_rule(found, "T-QUOTED")[0].source_line == 13


def test_an_indent_of_tabs_is_no_separator():
    found = read("  " + LINE.replace(",", "|"), *("\t" + p.replace(",", "|") for p in ring(SQUARE)))
    assert found.parcels[0].geometry.area == pytest.approx(10_000)


def test_a_quote_within_a_name_belongs_to_it():
    (parcel,) = read(LINE.replace("一号", '8"管线'), *ring(SQUARE)).parcels
    assert parcel.name == '8"管线'


@pytest.mark.parametrize(
    ("text", "area", "name"),
    [
        ("5,1.0000,D-1,云山公司,北厂,面,H50G002051,工业用地,0601,@", 1.0, "云山公司,北厂"),
        ("5,1.0000,D-1,云山公司,北厂,面,H50G002051,工业用地,0601@", 1.0, "云山公司,北厂"),
        ("5,10,000.00,D-1,一号,面,H50G002051,工业用地,0601,@", None, "一号"),
    ],
)
def test_a_comma_within_a_value_does_not_shift_the_others(text, area, name):
    found = read(text, *ring(SQUARE))
    (parcel,) = found.parcels
    assert values(parcel) == ("D-1", name, *VALUES[2:])
    assert parcel.declared_area == area
    assert [f.source_line for f in by_rule(found, "T-SLOT-COMMA")] == [13]
    assert found.profile == "standard"
    assert ("T-AREA-TEXT" in rules(found)) == (area is None)


def test_a_line_of_another_dialect_is_read_by_that():
    found = read(LINE, *ring(SQUARE), "D-2,二号,面,,@", *ring(ISLAND))
    assert [(p.number, p.name, p.kind) for p in found.parcels] == [("D-1", "一号", "面"), ("D-2", "二号", "面")]
    (remark,) = by_rule(found, "T-SLOTS")
    assert (remark.source_line, remark.params["other"]) == (19, "yizhangtu")


@pytest.mark.parametrize("sign", [":", "：", "="])
def test_colons_in_the_header_do_not_hide_the_datum(sign):
    lines = [line.replace("=", sign) for line in header(TEN_KEYS | {"坐标系": "1980西安坐标系"})]
    found = read_txt("\n".join([*lines, "[地块坐标]", LINE, *ring(SQUARE)]).encode("gbk"), "f.txt")
    assert found.crs.datum == "Xian 1980"
    assert ("T-KEY-SIGN" in rules(found)) == (sign == ":")


@pytest.mark.parametrize(
    ("name", "datum", "known"),
    [
        ("上海2000坐标系", "CGCS2000", False),
        ("广州2000坐标系", "CGCS2000", False),
        ("2000坐标系", "CGCS2000", True),
        ("2000国家坐标系统", "CGCS2000", True),
        ("China Geodetic Coordinate System 2000", "CGCS2000", True),
        ("2000国家大地坐标系（3度带，中央子午线114）", "CGCS2000", True),
        ("国家80", "Xian 1980", True),
        ("西安八〇", "Xian 1980", True),
    ],
)
def test_systems_of_cities_are_not_taken_for_that_of_the_state(name, datum, known):
    found = read(LINE, *ring(SQUARE), keys=TEN_KEYS | {"坐标系": name})
    assert found.crs.datum == datum
    assert ("T-CRS-NAME" not in rules(found)) == known


@pytest.mark.parametrize(
    "heading",
    [
        "点号,圈号,X坐标,Y坐标",
        "# 点号,圈号,X,Y",
        "界址点数,地块面积,地块编号,地块名称,记录图形属性,图幅号,地块用途,地类编码,@",
        "JZDS,DKMJ,DKBH,DKMC,JLTXSX,TFH,DKYT,DLBM,@",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_headings_among_the_coordinates_are_neither_points_nor_parcels(heading, above):
    lines = (heading, LINE) if above else (LINE, heading)
    found = read(*lines, *ring(SQUARE))
    (parcel,) = found.parcels
    assert values(parcel) == VALUES
    assert by_rule(found, "T-NOTE-LINE")[0].source_line == (13 if above else 14)
    assert heading in found.sections["地块坐标"]
    assert not rules(found) & {"T-POINT-NUMBER", "T-PARCEL-EMPTY", "T-PLACEHOLDER"}


def test_characters_without_width_are_blanks():
    lines = [*header(), "[地块坐标]", LINE.replace("D-1", "\u200bD-1\u202c"), *("\u200b" + p for p in ring(SQUARE))]
    found = read_txt("\n".join(["\u200b" + lines[0], *lines[1:]]).encode(), "f.txt")
    (parcel,) = found.parcels
    assert (parcel.number, parcel.rings[0].labels[0], parcel.geometry.area) == ("D-1", "J1", pytest.approx(10_000))
    assert not rules(found) & {"T-SECTION-MISSING", "T-LABEL", "T-POINT-NUMBER"}


def without_ends(*rings):
    """Rings under the number 1, each with labels from J1."""
    return [line for points in rings for line in ring(points, closing="none")]


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (without_ends(SQUARE, HOLE), 18),
        ([*ring(SQUARE, closing="next"), *ring(HOLE, closing="next")], 19),
        ([*ring(SQUARE, closing="next"), *ring(HOLE, first=5, closing="next")], 19),
        ([*ring(SQUARE, closing="next"), *ring(HOLE, first=6, closing="next")], 19),
        ([*ring(SQUARE), *ring(HOLE, first=5)], 19),
    ],
)
@pytest.mark.parametrize("further", [False, True])
def test_rings_that_share_a_number_are_told_apart(rows, line, further):
    closing = "none" if len(rows) == 8 else "next" if rows[4].startswith("J5") else "first"
    if further:  # a third one
        again = rows[len(rows) // 2].startswith("J1,")
        rows = [*rows, *ring(ISLAND, first=1 if again else 20, closing=closing)]
    found = read(f"{len(rows)},,D-1,一号,面,,工业用地,0601,@", *rows)
    (parcel,) = found.parcels
    assert parcel.shells_and_holes == [(0, [1]), (2, [])][: 1 + further]
    assert parcel.geometry.area == pytest.approx(9_600 + 2_500 * further)
    assert [f.source_line for f in by_rule(found, "T-RING-SAME")][0] == line
    assert "T-LABEL-REPEATED" not in rules(found)


def test_a_closing_row_a_little_off_is_no_new_ring():
    rows = ring(SQUARE)
    found = read(LINE, *rows[:-1], f"J1,1,{N0 + 100.5:.3f},38383000.000")
    (parcel,) = found.parcels
    assert len(parcel.rings) == 1
    assert "T-LABEL-REPEATED" in rules(found)


def test_a_boundary_that_touches_its_first_point_stays_one_ring():
    eight = [(0.0, 0.0), (0.0, 50.0), (50.0, 50.0), (0.0, 0.0), (50.0, -50.0), (0.0, -50.0)]
    found = read("7,0.2500,D-1,一号,面,,工业用地,0601,@", *ring(eight))
    assert [len(r) for r in found.parcels[0].rings] == [7]


@pytest.mark.parametrize(("outer", "inner"), [(1, -1), (-1, -2), ("外圈", "内圈"), ("外", "内1")])
def test_ring_numbers_below_zero_and_in_words_part_open_rings(outer, inner):
    rows = [*ring(SQUARE, outer, closing="none"), *ring(HOLE, inner, 5, closing="none")]
    found = read("8,0.9600,D-1,一号,面,,工业用地,0601,@", *rows)
    (parcel,) = found.parcels
    assert parcel.shells_and_holes == [(0, [1])]
    assert ("T-RING-NUMBER" in rules(found)) == isinstance(outer, str)


@pytest.mark.parametrize("area", ["-1.0000", "10 000.00", "1.0E+04"])
def test_areas_that_cannot_be_are_told(area):
    found = read(LINE.replace("1.0000", area), *ring(SQUARE))
    assert rules(found) & {"T-AREA-CONTRADICTS", "T-AREA-TEXT"}
    assert found.parcels[0].declared_area in (None, -1.0)


def test_the_points_with_another_easting_are_those_that_are_named():
    rows = ring(SQUARE)
    some = [*rows[:1], *(r.replace(",38383", ",383") for r in rows[1:])]
    (remark,) = by_rule(read(LINE, *some), "T-CRS-PREFIX-MIXED")
    assert (remark.source_line, remark.params["count"], remark.params["lines"]) == (14, 1, "14")
    assert remark.message.startswith("{count} points have a zone number")


def test_degrees_in_the_header_and_metres_in_the_rows_contradict_each_other():
    found = read(LINE, *ring(SQUARE), keys=TEN_KEYS | {"计量单位": "度"})
    (remark,) = by_rule(found, "T-CRS-DEGREES")
    assert (remark.severity.value, remark.source_line, found.crs.epsg) == ("warning", 8, 4526)


def test_minutes_and_seconds_in_point_lines():
    rows = [f"J{i},1,30°24′{s}″,113°30′{t}″" for i, (s, t) in enumerate([(10.5, 0), (10.5, 36), (0, 36), (0, 0), (10.5, 0)], 1)]
    found = read(LINE, *rows, keys=TEN_KEYS | {"计量单位": "度"}, encoding="utf-8")
    (parcel,) = found.parcels
    assert parcel.rings[0].xy[1].tolist() == pytest.approx([30 + 24 / 60 + 10.5 / 3600, 113.51])
    assert found.crs.epsg == 4490
