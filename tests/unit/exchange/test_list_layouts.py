"""Point lists and worksheets as people lay them out."""

from __future__ import annotations

import pytest

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.exchange import (
    as_txt,
    guess_columns,
    holds_txt,
    read_point_list,
    read_point_rows,
    read_txt,
    sniff,
    tables_of,
)

from .builder import E0, HOLE, ISLAND, N0, SQUARE, TEN_KEYS, by_rule, header, ring, rules

ANGLES = [(113, 30, e, 30, 24, n) for e, n in ((10.25, 20.5), (12.25, 20.5), (12.25, 18.0), (10.25, 18.0))]
HEADING = ["点号", "X", "Y"]


def rows_of(points, close: bool = True, first: int = 1) -> list[list[object]]:
    made: list[list[object]] = [[f"J{i}", N0 + n, E0 + e] for i, (n, e) in enumerate(points, first)]
    return [*made, made[0]] if close else made


@pytest.mark.parametrize("heading", [[["点号", "经度", None, None, "纬度", None, None], [None, *"度分秒度分秒"]], []])
@pytest.mark.parametrize("as_text", [True, False])
def test_degrees_minutes_and_seconds_in_columns_of_their_own(heading, as_text):
    rows = [[f"J{i}", *(map(str, a) if as_text else a)] for i, a in enumerate(ANGLES, 1)]
    found = read_point_rows([*heading, *rows], "f.xlsx")
    (parcel,) = found.parcels
    assert parcel.rings[0].labels == ("J1", "J2", "J3", "J4")
    assert parcel.rings[0].xy[0].tolist() == pytest.approx([30 + 24 / 60 + 20.5 / 3600, 113.5 + 10.25 / 3600], abs=1e-12)
    assert (found.crs.epsg, guess_columns([*heading, *rows]).roles[1]) == (4490, "lon")


def test_degrees_minutes_and_seconds_in_columns_of_a_csv():
    lines = ["点号,纬度,,,经度,,", *(f"{i},{a[3]},{a[4]},{a[5]},{a[0]},{a[1]},{a[2]}" for i, a in enumerate(ANGLES, 1))]
    (parcel,) = read_point_list("\n".join(lines).encode("gbk"), "f.csv").parcels
    assert parcel.geometry.area == pytest.approx(2 / 3600 * 2.5 / 3600)


def test_small_whole_numbers_beside_metres_are_no_angles():
    rows = [[i, 39, 12, 7.5, N0 + n, E0 + e] for i, (n, e) in enumerate(SQUARE, 1)]
    (parcel,) = read_point_rows(rows, "f.xlsx").parcels
    assert parcel.geometry.area == pytest.approx(10_000)


def test_surveyed_metres_count_more_than_degrees_beside_them():
    rows = [["点号", "X", "Y", "经度", "纬度"], *([*r, 113.5, 23.3] for r in rows_of(SQUARE))]
    found = read_point_rows(rows, "f.xlsx")
    assert (found.crs.epsg, found.parcels[0].geometry.area) == (4526, pytest.approx(10_000))


def test_empty_rows_between_all_points_part_nothing():
    rows = [HEADING, *(r for row in rows_of(SQUARE) for r in (row, []))]
    (parcel,) = read_point_rows(rows, "f.xlsx").parcels
    assert parcel.geometry.area == pytest.approx(10_000)


def test_an_empty_row_still_parts_two_lists():
    rows = [HEADING, *rows_of(SQUARE, close=False), [], *rows_of(ISLAND, close=False)]
    assert [p.geometry.area for p in read_point_rows(rows, "f.xlsx").parcels] == [pytest.approx(10_000), pytest.approx(2_500)]


@pytest.mark.parametrize(("outer", "inner"), [("外圈", "内圈"), ("1", "-1"), ("1.0", "2.0")])
def test_rings_named_in_words_and_below_zero(outer, inner):
    rows = [["地块编号", "圈号", *HEADING]]
    rows += [["D-1", outer, *r] for r in rows_of(SQUARE, close=False)]
    rows += [["D-1", inner, *r] for r in rows_of(HOLE, close=False, first=5)]
    (parcel,) = read_point_rows(rows, "f.xlsx").parcels
    assert parcel.shells_and_holes == [(0, [1])]


def survey_table(name: str, points) -> list[list[object]]:
    """界址点成果表 with merged headings and side lengths in rows between the points."""
    made: list[list[object]] = [["界址点成果表"], [f"宗地名称：{name}", None, "面积：1.0公顷"]]
    made += [["点号", "坐 标（m）", None, "边长（m）"], [None, "X", "Y"]]
    for row in rows_of(points):
        made += [row, [None, None, None, 100.0]]
    return made


def test_printed_tables_one_below_the_other_name_their_parcels():
    found = read_point_rows([*survey_table("东地块", SQUARE), [], *survey_table("西地块", ISLAND)], "f.xlsx")
    assert [(p.name, p.geometry.area) for p in found.parcels] == [("东地块", 10_000), ("西地块", 2_500)]
    assert "T-LIST-ROW" not in rules(found)


def beside(left: list[list[object]], right: list[list[object]], width: int) -> list[list[object]]:
    size = max(len(left), len(right))
    padded = [[*row, *[None] * (width - len(row))] for row in [*left, *[[]] * (size - len(left))]]
    return [[*a, *b] for a, b in zip(padded, [*right, *[[]] * (size - len(right))])]


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_tables_side_by_side_are_taken_apart(gap):
    tables = tables_of(beside(survey_table("东地块", SQUARE), survey_table("西地块", ISLAND[:3]), 4 + gap))
    assert [start for start, _ in tables] == [0, 4 + gap]
    parcels = [read_point_rows(rows, "f.xlsx").parcels for _, rows in tables]
    assert [[p.name for p in some] for some in parcels] == [["东地块"], ["西地块"]]


def test_a_shorter_table_beside_another_is_not_left_out():
    rows = beside([HEADING, *rows_of(SQUARE * 3)], [HEADING, *rows_of(ISLAND)], 3)
    assert len(tables_of(rows)) == 2
    assert "T-LIST-MORE" in rules(read_point_rows(rows, "f.xlsx"))


def test_two_halves_of_one_table_are_not_two_parcels():
    rows = beside([HEADING, *rows_of(SQUARE[:2], close=False)], [HEADING, *rows_of(SQUARE[2:], close=False, first=3)], 3)
    rows += beside([["J5", N0 + 1, E0]], [["J6", N0 + 2, E0]], 3)
    assert len(tables_of(rows)) == 1
    assert by_rule(read_point_rows(rows, "f.xlsx"), "T-LIST-MORE")[0].severity.value == "error"


def test_two_systems_beside_each_other_are_not_two_parcels():
    rows = [["点号", "X", "Y", "X80", "Y80"], *([*r, r[1] + 3.0, r[2] - 115.0] for r in rows_of(SQUARE))]
    assert len(tables_of(rows)) == 1


@pytest.mark.parametrize("parted", [True, False])
def test_a_coordinate_txt_in_cells(parted):
    lines = [*header(TEN_KEYS), "[地块坐标]", "5,1.0,D-1,一号,面,,工业用地,0601,@", *ring(SQUARE)]
    rows = [[x] for x in lines]
    if parted:
        rows = [[float(c) if c.replace(".", "").isdigit() and "." in c else c for c in x.split(",")] for x in lines]
    assert holds_txt(rows)
    found = read_txt(as_txt(rows).encode(), "f.xlsx")
    (parcel,) = found.parcels
    assert (parcel.number, parcel.geometry.area, found.crs.epsg) == ("D-1", pytest.approx(10_000), 4526)
    assert not holds_txt([HEADING, *rows_of(SQUARE)])


@pytest.mark.parametrize("text", ["2,582,100.000", "2.5821E+06", "2582100.000m", "X=2582100.000", "2582100,000"])
def test_what_is_no_plain_number_is_said_with_its_line(text):
    rows = [HEADING, *([f"J{i}", text, text] for i in range(1, 5))]
    with pytest.raises(OneMapError, match="no plain number") as caught:
        read_point_rows(rows, "f.xlsx")
    assert (caught.value.line, text in str(caught.value)) == (2, True)


@pytest.mark.parametrize(
    "text", ["113°30.5′", "113º30′30″", "113°30´30˝", "113 30 30", "113˚30'30''", "113°30’30”", "E113°30′30″"]
)
def test_angles_with_the_signs_that_people_type(text):
    rows = [["点号", "经度", "纬度"], ["J1", text, "30.40"], ["J2", text, "30.41"], ["J3", "113.52", "30.41"]]
    (parcel,) = read_point_rows(rows, "f.xlsx").parcels
    assert parcel.rings[0].xy[0].tolist() == pytest.approx([30.4, 113.5 + 30 / 3600])


def labelled(points, *before: str) -> list[list[str]]:
    return [[*before, str(label), f"{n:.3f}", f"{e:.3f}"] for label, n, e in rows_of(points)]


def test_lists_without_headings_tell_parcels_labels_and_rings_apart():
    lettered = [*labelled(SQUARE, "D01"), *labelled(ISLAND, "D02")]
    assert guess_columns(lettered).roles == ("number", "label", "north", "east")
    assert [p.number for p in read_point_rows(lettered, "f.xlsx").parcels] == ["D01", "D02"]
    both = [*labelled(SQUARE, "D01", "1"), *labelled(HOLE, "D01", "2"), *labelled(ISLAND, "D02", "1")]
    assert guess_columns(both).roles == ("number", "ring", "label", "north", "east")
    assert [p.shells_and_holes for p in read_point_rows(both, "f.xlsx").parcels] == [[(0, [1])], [(0, [])]]


def test_numbers_that_begin_anew_are_rings_and_others_are_asked_for():
    rings = [*labelled(SQUARE, "1"), *labelled(HOLE, "2"), *labelled(ISLAND, "1")]
    assert guess_columns(rings).roles == ("ring", "label", "north", "east")
    assert [p.shells_and_holes for p in read_point_rows(rings, "f.xlsx").parcels] == [[(0, [1])], [(0, [])]]
    ones = [*labelled(SQUARE, "1"), [], *labelled(ISLAND, "1")]
    assert [p.shells_and_holes for p in read_point_rows(ones, "f.xlsx").parcels] == [[(0, [])], [(0, [])]]
    found = read_point_rows(rings[:10], "f.xlsx")
    assert "T-LIST-COLUMNS" in rules(found), "1 and 2 may be parcels as well as rings"


def test_a_central_meridian_in_a_title_is_no_fault():
    rows = [["坐标系：2000国家大地坐标系，3度带，中央子午线114°"], HEADING, *([r[0], r[1], r[2] - 38e6] for r in rows_of(SQUARE))]
    found = read_point_rows(rows, "f.xlsx")
    (remark,) = by_rule(found, "T-CRS-ZONE-MERIDIAN")
    assert (found.crs.epsg, remark.severity.value) == (4547, "info")


def lines_of(*texts: str) -> bytes:
    return "\r\n".join([*texts, ""]).encode("gbk")


def pairs(points) -> list[str]:
    return [f"{e:.3f},{n:.3f}" for _, n, e in rows_of(points)]


@pytest.mark.parametrize(
    "lines",
    [
        ["1", *pairs(SQUARE), "END", "2", *pairs(ISLAND), "END", "END"],
        ["5,1", *pairs(SQUARE), "5,1", *pairs(ISLAND)],
    ],
)
def test_lists_with_a_number_or_a_count_above_each_ring(lines):
    found = read_point_list(lines_of(*lines), "f.txt")
    assert [p.geometry.area for p in found.parcels] == [pytest.approx(10_000), pytest.approx(2_500)]
    assert not rules(found) & {"T-LIST-ROW", "T-CRS-PREFIX-MIXED"}


def test_a_printed_table_of_blanks_and_dashes_with_side_lengths_between_the_points():
    lines = ["        界 址 点 成 果 表", "-" * 40, "点号    X坐标    Y坐标    边长", "-" * 40]
    for label, n, e in rows_of(SQUARE):
        lines += [f"{label:6} {n:14.3f} {e:14.3f}", f"{100:50.2f}"]
    assert sniff(lines_of(*lines), "f.txt") == "points"
    found = read_point_list(lines_of(*lines), "f.txt")
    (parcel,) = found.parcels
    assert (parcel.name, parcel.geometry.area) == ("", pytest.approx(10_000))
    assert "T-LIST-ROW" not in rules(found)


def test_numbers_of_no_known_size_are_no_second_table():
    rows = [HEADING, *([r[0], r[1] - N0 + 1000.5, r[2] - E0 + 2000.5] for r in rows_of(SQUARE))]
    assert "T-LIST-MORE" not in rules(read_point_rows(rows, "f.xlsx"))


@pytest.mark.parametrize(
    ("fmt", "profile"),
    [
        ("{label},{n:.3f},{e:.3f},{ring}", "ring_last"),
        ("{ring},{label},{n:.3f},{e:.3f}", "ring_first"),
        ("{n:.3f},{e:.3f}", "two_columns"),
    ],
)
def test_point_lines_in_other_orders_below_a_parcel_line(fmt, profile):
    rings = [ring(SQUARE, 1, 1, fmt=fmt), ring(HOLE, 2, 5, fmt=fmt)]
    lines = [*header(TEN_KEYS), "[地块坐标]", "10,,D-1,一号,面,,工业用地,0601,@", *rings[0], *rings[1]]
    found = read_txt(lines_of(*lines), "f.txt")
    assert found.profile == profile
    if profile != "two_columns":
        assert found.parcels[0].shells_and_holes == [(0, [1])]
        assert found.parcels[0].rings[0].labels[1] == "J2"
