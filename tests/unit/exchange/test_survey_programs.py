"""Point lists as the programs of surveyors export them: CASS tables, RTK books, Ovital, registers of parcels."""

from __future__ import annotations

import pytest

from onemap_plugin.core.exchange import guess_columns, read_point_list, read_point_rows

from .builder import E0, ISLAND, N0, SQUARE, by_rule, rules


def rows_of(points, *before: object) -> list[list[object]]:
    return [[*before, f"J{i}", N0 + n, E0 + e] for i, (n, e) in enumerate(points, 1)]


def survey_sheet(number: str, name: str, area: float, points) -> list[list[object]]:
    """界址点成果表 of CASS: number, name and area above the points, side lengths between them, signatures below."""
    made: list[list[object]] = [["界址点成果表"], [f"宗地号：{number}"], [f"宗地名称：{name}"], [f"宗地面积(平方米)：{area}"]]
    made += [["界址点坐标"], ["序号", "点号", "坐标", None, "边长"], [None, None, "x(m)", "y(m)"]]
    for i, row in enumerate([*rows_of(points), rows_of(points)[0]], 1):
        made += [[i, *row], [None, None, None, None, 50.0]]
    return [*made[:-1], ["制表：", "校审：", "2025年3月4日"]]


def test_sheets_of_cass_say_number_name_and_area():
    rows = [*survey_sheet("440123001002JC00003", "东地块", 10000.0, SQUARE), *survey_sheet("JC4", "西 地块", 2500.0, ISLAND)]
    found = read_point_rows(rows, "f.xlsx")
    said = [(p.number, p.name, p.declared_area, p.declared_unit, p.geometry.area) for p in found.parcels]
    assert said == [("440123001002JC00003", "东地块", 10000, "m2", 10_000), ("JC4", "西 地块", 2500, "m2", 2_500)]
    assert not {"T-LIST-ROW", "T-AREA-CONTRADICTS"} & rules(found)


@pytest.mark.parametrize(
    "row",
    [["宗地代码：JC3  宗地名称：东 地块 面积：1.0公顷"], ["宗地代码：", "JC3", "宗地名称：", "东 地块", "面积:", "1.0公顷"]],
)
def test_several_values_in_one_row_above_the_points(row):
    (parcel,) = read_point_rows([row, ["点号", "X", "Y"], *rows_of(SQUARE)], "f.xlsx").parcels
    assert (parcel.number, parcel.name, parcel.declared_area, parcel.declared_unit) == ("JC3", "东 地块", 1.0, "ha")


def test_an_area_said_once_above_two_parcels_is_that_of_neither():
    rows = [["项目名称：某工程", "面积：1.25公顷"], ["点号", "X", "Y"]]
    for points in (SQUARE, ISLAND):
        rows += [*rows_of(points), rows_of(points)[0]]
    found = read_point_rows(rows, "f.xlsx")
    assert [(p.name, p.declared_area) for p in found.parcels] == [("", None)] * 2


def test_columns_of_a_register_say_values_of_the_parcel():
    head = ["宗地代码", "权利人", "宗地面积(㎡)", "批准用途", "地类编码", "界址点号", "X坐标", "Y坐标"]
    rows = [*rows_of(SQUARE, "JC3", "张三", 10000, "住宅用地", "0702"), *rows_of(ISLAND, "JC4", "张三", 2500, "商服用地", "05")]
    found = read_point_rows([head, *rows, ["合计", None, 12500]], "f.xlsx")
    said = [(p.number, p.use, p.land_class, p.declared_area, p.declared_unit) for p in found.parcels]
    assert said == [("JC3", "住宅用地", "0702", 10000, "m2"), ("JC4", "商服用地", "05", 2500, "m2")]


@pytest.mark.parametrize("heading", ["宗地代码", "不动产单元号", "地籍号", "小班号", "预编宗地号", "ZDDM", "BDCDYH", "地块"])
def test_running_labels_are_parted_by_the_number_whatever_it_is_called(heading):
    lines = [f"{heading},点号,X,Y"]
    for k, points in enumerate((SQUARE, ISLAND)):
        lines += [f"A{k},{4 * k + i},{N0 + n},{E0 + e}" for i, (n, e) in enumerate(points)]
    found = read_point_list("\n".join(lines).encode("gbk"), "f.csv")
    assert [(p.number, p.geometry.area) for p in found.parcels] == [("A0", 10_000), ("A1", 2_500)]


@pytest.mark.parametrize("mark", ["点", "标签"])
def test_names_that_differ_in_every_row_are_those_of_points(mark):
    rows = [["名称", "经度", "纬度", "海拔"]]
    rows += [[f"{mark}{i}", 117.12 + e / 10_000, 30.41 + n / 10_000, 15.2] for i, (n, e) in enumerate(SQUARE, 1)]
    (parcel,) = read_point_rows(rows, "f.xlsx").parcels
    assert (parcel.name, parcel.rings[0].labels[0], len(parcel.rings[0].xy)) == ("", f"{mark}1", 4)
    assert guess_columns(rows).confidence < 0.9


def test_totals_below_the_coordinates_are_no_points():
    rows = [["地块编号", "点号", "X", "Y"], *rows_of(SQUARE, "1"), ["小计", 4, None, None]]
    rows += [["填表人", "张三", None, "日期"]]
    rows += [*rows_of(ISLAND, "2"), ["合 计", 8, 12500.0, 1.25], ["制表人：张三", None, "审核：", "2025年03月04日"]]
    found = read_point_rows(rows, "f.xlsx")
    assert [p.number for p in found.parcels] == ["1", "2"]
    assert not {"T-LIST-ROW", "T-CRS-PREFIX-MIXED"} & rules(found)


def test_a_point_that_cannot_be_read_is_told_even_beside_a_remark():
    rows = [["地块编号", "点号", "X", "Y"], *rows_of(SQUARE, "1"), ["1", "J5", "25829O0.123", None, "检查"]]
    (told,) = by_rule(read_point_rows(rows, "f.xlsx"), "T-LIST-ROW")
    assert (told.source_line, told.severity.value) == (6, "error")


@pytest.mark.parametrize("number", ["3.40123E+17", 340123001002000003.0])
def test_numbers_that_a_workbook_has_shortened_make_no_parcel_of_two(number):
    rows = [["宗地代码", "点号", "X", "Y"], *rows_of(SQUARE, number), *rows_of(ISLAND, number)]
    found = read_point_rows(rows, "f.xlsx")
    assert [(p.number[:7], p.geometry.area) for p in found.parcels] == [("3.40123", 10_000), ("3.40123", 2_500)]
    (told,) = by_rule(found, "T-LIST-DIGITS")
    assert (told.source_line, told.params["count"], told.severity.value) == (2, 8, "error")


def test_shortened_numbers_that_differ_part_running_labels():
    rows = [["宗地代码", "点号", "X", "Y"], *rows_of(SQUARE, "3.40123E+17")]
    rows += [["3.40124E+17", f"J{i}", N0 + n, E0 + e] for i, (n, e) in enumerate(ISLAND, 5)]
    assert [p.geometry.area for p in read_point_rows(rows, "f.xlsx").parcels] == [10_000, 2_500]
