"""The tables read back with openpyxl: every number, both directions of the sums, and the look a printed form needs."""

import io
import zipfile
from collections import defaultdict
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.package import load_profile
from onemap_plugin.core.package.class_areas import ClassPiece
from onemap_plugin.core.package.class_table import area_columns, column_of, row_values
from onemap_plugin.core.package.data import PackageData, load_template, prepare
from onemap_plugin.core.package.sheet import Sheet
from onemap_plugin.core.package.tables import table_sheets
from onemap_plugin.core.package.workbook import read_workbook, write_workbook

from .reviews import PROJECT, parcels, review

PROFILE = load_profile()
LAYOUT = load_template("land_class_table")


def data(**kwargs: bool) -> PackageData:
    return prepare(review(**kwargs), PROFILE, "2026-11-23", PROJECT)


def workbook(layout: str, content: PackageData) -> Any:
    sheets = table_sheets(layout, content.published.parcels, content.pieces, PROFILE, content.values)
    return openpyxl.load_workbook(io.BytesIO(write_workbook(sheets)))


def test_the_coordinate_table_holds_every_point_in_order_with_sides_and_closing_rows() -> None:
    ws = workbook("coordinate_table", data()).active
    assert ws["A1"].value == "界址点坐标成果表（2000国家大地坐标系）"
    assert [c.value for c in ws[3]] == ["点号", "X坐标（北）", "Y坐标（东）", "反算边长", "备注"]
    rows = [[c.value for c in row] for row in ws.iter_rows(min_row=4)]
    wanted = []
    for parcel in parcels():
        for ring in parcel.rings:
            xy = ring.xy
            for i, label in enumerate(ring.labels):
                side = None
                if i < len(ring) - 1:
                    side = round(((xy[i + 1, 0] - xy[i, 0]) ** 2 + (xy[i + 1, 1] - xy[i, 1]) ** 2) ** 0.5, 2)
                wanted.append((label, xy[i, 0], xy[i, 1], side))
    points = [tuple(r[:4]) for r in rows if isinstance(r[2], (int, float))]
    assert len(points) == len(wanted)
    for have, want in zip(points, wanted):
        assert have[:3] == (want[0], pytest.approx(want[1], abs=1e-9), pytest.approx(want[2], abs=1e-9))
        assert (have[3] is None) == (want[3] is None)
        assert have[3] is None or have[3] == pytest.approx(want[3], abs=0.0051)
    bands = [r for r in rows if r[0] == "界址点数"]
    assert [b[1] for b in bands] == [5, 8, 8, 32]
    assert [b[3] for b in bands] == [1.1334, 3.553, 2.16, 1.08]


def test_the_tables_are_set_up_for_printing() -> None:
    ws = workbook("coordinate_table", data()).active
    assert ws.print_title_rows == "$1:$3"
    assert ws["B6"].number_format == "0.000"
    assert ws["D6"].number_format == "0.00"
    assert ws["A4"].border.left.style == "thin"
    assert ws["A6"].font.name == "宋体"
    assert len(ws.row_breaks.brk) >= 3
    assert ws.page_setup.fitToWidth == 1
    form = workbook("land_class_table", data()).worksheets[0]
    assert form.page_setup.orientation == "landscape"
    assert form.page_setup.paperSize in (8, "8")
    merged = {str(r) for r in form.merged_cells.ranges}
    assert {"A3:A5", "G3:R3"} <= merged, merged
    assert form["G3"].value == "农用地"
    assert form["H4"].value == "耕地"


def test_a_row_is_as_high_as_its_text_needs() -> None:
    content = data()
    values = {**content.values, "place": "望海县澄湾镇、柳岙乡、石埠头街道、青山镇、上坪乡"}
    sheets = table_sheets("land_class_table", content.published.parcels, content.pieces, PROFILE, values)
    form = openpyxl.load_workbook(io.BytesIO(write_workbook(sheets))).worksheets[0]
    heights = {r: form.row_dimensions[r].height for r in range(1, form.max_row + 1)}
    width = form.column_dimensions["B"].width
    lines = -(-len(values["place"]) * 1.9 // (width - 0.8))
    assert lines >= 3
    assert heights[6] >= lines * 13, (heights, width)
    assert heights[form.max_row] < heights[6], "a total has one line"
    assert heights[3] + heights[4] + heights[5] >= 2 * 13 + 4, "heads take two lines"
    table = workbook("coordinate_table", content).active
    page = 38 * table.row_dimensions[6].height + sum(table.row_dimensions[r].height for r in (1, 2, 3))
    assert 650 < page < 842 - 2 * 0.6 * 72, "38 rows and the head fill an A4 page"


def test_the_columns_of_the_class_table_are_as_narrow_as_their_numbers() -> None:
    form = workbook("land_class_table", data()).worksheets[0]
    widths = [form.column_dimensions[get_column_letter(c)].width for c in range(1, form.max_column + 1)]
    for column, width in enumerate(widths, 1):
        numbers = [f"{c.value:.4f}" for r in form.iter_rows(min_row=6, min_col=column, max_col=column) for c in r
                   if isinstance(c.value, float)]
        assert width > max(map(len, numbers), default=0), (column, width)
    assert sum(widths) < 250, widths


def grid(ws: Any) -> dict[tuple[int, int], Decimal]:
    """Numbers of the area columns (6 and on) of the form."""
    return {
        (c.row, c.column): Decimal(str(c.value)) for row in ws.iter_rows(min_row=6, min_col=6) for c in row if c.value is not None
    }


def test_every_total_of_the_class_table_is_the_sum_of_its_cells_in_both_directions() -> None:
    content = data()
    ws = workbook("land_class_table", content).worksheets[0]
    cells = grid(ws)
    heads = {c: (ws.cell(3, c).value, ws.cell(4, c).value, ws.cell(5, c).value) for c in range(6, ws.max_column + 1)}
    firsts = {r: ws.cell(r, 1).value for r in range(6, ws.max_row + 1)}
    single = [r for r, v in firsts.items() if isinstance(v, int)]
    subtotals = [r for r, v in firsts.items() if isinstance(v, str) and v.endswith("小计")]
    last = next(r for r, v in firsts.items() if v == "合计")
    leaves = [c for c, (_, second, third) in heads.items() if c > 6 and "小计" not in (second, third)]
    for r in [*single, *subtotals, last]:
        assert cells[(r, 6)] == sum(cells.get((r, c), Decimal(0)) for c in leaves)
    for c in heads:
        assert cells.get((last, c), Decimal(0)) == sum(cells.get((r, c), Decimal(0)) for r in single)
        assert cells.get((last, c), Decimal(0)) == sum(cells.get((r, c), Decimal(0)) for r in subtotals)
    assert cells[(last, 6)] == sum(p.area_ha for p in content.published.parcels) == Decimal("7.9264")
    kinds = defaultdict(Decimal)
    for row in review().overlay:
        if row.role == "DLTB":
            kinds["国有 小计" if row.owner_kind in ("10", "20") else "集体 小计"] += Decimal(str(row.area_ha))
    assert {firsts[r]: cells[(r, 6)] for r in subtotals} == kinds


def test_the_detail_sheet_has_one_row_for_a_class_and_owner_of_a_parcel_and_mu_as_fifteen_times_hectares() -> None:
    content = data()
    ws = workbook("land_class_table", content).worksheets[1]
    rows = [[c.value for c in r] for r in ws.iter_rows(min_row=4)]
    pieces = [r for r in rows if isinstance(r[0], int)]
    keys = [tuple(r[i] or "" for i in (1, 3, 6, 7)) for r in pieces]
    numbers = {p.index: p.number for p in content.published.parcels}
    assert len(keys) == len(set(keys))
    assert set(keys) == {(numbers[p.parcel], p.code, p.owner, p.owner_kind) for p in content.pieces}
    assert sum(Decimal(str(r[8])) for r in pieces) == content.published.total_ha
    assert all(Decimal(str(r[9])) == Decimal(str(r[8])) * 15 for r in pieces)
    assert any(r[3] == "0103K" and r[4] == "旱地" for r in pieces)


def test_a_parcel_set_without_review_is_tabled_as_not_checked() -> None:
    content = prepare(review(reviewed=False), PROFILE, "2026-11-23", PROJECT)
    ws = workbook("land_class_table", content).worksheets[0]
    words = {str(c.value) for row in ws.iter_rows() for c in row if isinstance(c.value, str)}
    assert "未检查" in words
    assert "未分类" in words
    assert any("地类数据：未检查" in w for w in words)


def test_two_runs_give_the_same_bytes_with_fixed_times() -> None:
    sheets = table_sheets("land_class_table", data().published.parcels, data().pieces, PROFILE, data().values)
    first, second = write_workbook(sheets), write_workbook(sheets)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    content = data()
    content.published.parcels[0].__dict__["name"] = '=HYPERLINK("http://x")'
    ws = workbook("coordinate_table", content).active
    cell = next(c for row in ws.iter_rows() for c in row if isinstance(c.value, str) and "HYPERLINK" in c.value)
    assert cell.data_type == "s"


CODES = ["0101", "0103K", "0201", "0301", "0404", "1203", "1006", "1104A", "0601", "0702", "1105", "1204", "05H1", "", "XX"]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(CODES), st.sampled_from(["农用地", "建设用地", "未利用地", ""]), st.decimals("0", "100", places=4)
        ),
        max_size=20,
    )
)
def test_no_piece_falls_out_of_the_table(rows: list[tuple[str, str, Decimal]]) -> None:
    pieces = [ClassPiece(1, code, code, three, "", "国有", area) for code, three, area in rows]
    columns = area_columns(LAYOUT, pieces)
    known = {g["title"] for g in LAYOUT["groups"]}
    assert row_values(pieces, columns, known)[0] == sum((area for _, _, area in rows), Decimal(0))
    for piece in pieces:
        if piece.area_ha:
            place = columns[column_of(piece, columns, known)]
            assert not place.total or place.rest
            assert place.three_class == piece.three_class


@pytest.mark.parametrize(
    ("code", "three", "head"),
    [
        ("0101K", "农用地", "水田"),
        ("1203", "农用地", "田坎"),
        ("1103", "农用地", "水域"),
        ("1109", "建设用地", "水工建筑"),
        ("0404", "未利用地", "草地"),
        ("1202", "农用地", "其他农用地"),
        ("0303", "农用地", "林地"),
    ],
)
def test_classes_stand_in_the_column_of_their_code(code: str, three: str, head: str) -> None:
    piece = ClassPiece(1, code, "", three, "", "国有", Decimal(1))
    columns = area_columns(LAYOUT, [piece])
    known = {g["title"] for g in LAYOUT["groups"]}
    assert columns[column_of(piece, columns, known)].path[-1] == head


def test_a_damaged_workbook_is_a_value_error() -> None:
    good = write_workbook(table_sheets("coordinate_table", data().published.parcels, (), PROFILE, data().values))
    for bad in (b"", b"PK\x03\x04", good[: len(good) // 2], good.replace(b"PK\x01\x02", b"PK\x01\x03")):
        with pytest.raises(ValueError, match=r".+"):
            read_workbook(bad)


def test_a_control_character_in_a_name_is_refused_not_dropped() -> None:
    sheet = Sheet("x", [10.0])
    sheet.put(1, 1, "a\x01b")
    with pytest.raises(OneMapError) as caught:
        write_workbook([sheet])
    assert caught.value.hint
