"""Point lists: columns in any order, headings or none, degrees, closing rows, several parcels, worksheets."""

from __future__ import annotations

import io
import itertools

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.exchange import guess_columns, preview_list, read_point_list, read_point_rows
from onemap_plugin.core.exchange.angles import parse_degrees, parse_run_together
from onemap_plugin.core.parcels import ParcelCrs

from .builder import E0, HOLE, ISLAND, N0, SQUARE, by_rule, rules


def rows(points=SQUARE, e0=E0, closing=True, prefix="J", first=1):
    found = [(f"{prefix}{first + i}", f"{N0 + n:.3f}", f"{e0 + e:.3f}") for i, (n, e) in enumerate(points)]
    return [*found, found[0]] if closing else found


def text(lines, delimiter=","):
    return "\n".join(delimiter.join(line) for line in lines) + "\n"


def read(content: str, encoding="utf-8", **kwargs):
    return read_point_list(content.encode(encoding), "a.csv", **kwargs)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("heading", [(), ("点号", "X坐标", "Y坐标"), ("界址点号", "纵坐标", "横坐标"), ("ID", "N", "E")])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_columns_in_any_order_with_or_without_heading(order, heading, delimiter):
    lines = [*([heading] if heading else []), *rows()]
    parcels = read(text([[line[i] for i in order] for line in lines], delimiter))
    (parcel,) = parcels.parcels
    assert parcel.rings[0].xy[0].tolist() == [N0 + 100, E0]
    assert parcel.geometry.area == pytest.approx(10_000)
    assert parcels.crs.epsg == 4526
    if heading or order.index(0) < max(order.index(1), order.index(2)):
        assert parcel.rings[0].labels == ("J1", "J2", "J3", "J4", "J1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("closing", [True, False])
@pytest.mark.parametrize("prefix", ["J", "", "JZD"])
def test_encodings_closing_rows_and_label_prefixes(encoding, closing, prefix):
    parcels = read(text([("点号", "纵坐标", "横坐标"), *rows(closing=closing, prefix=prefix)]), encoding)
    (parcel,) = parcels.parcels
    assert parcel.geometry.area == pytest.approx(10_000)
    assert parcel.rings[0].closed == closing
    assert parcel.rings[0].labels[0] == f"{prefix}1"


def test_gis_headings_where_x_is_east_are_taken_by_size_and_asked_about():
    parcels = read(text([("id", "X", "Y"), *[(a, e, n) for a, n, e in rows()]]))
    assert parcels.parcels[0].rings[0].xy[0].tolist() == [N0 + 100, E0]
    (found,) = by_rule(parcels, "T-LIST-COLUMNS")
    assert "east" in found.params["columns"]
    assert "T-CRS-SWAP" not in rules(parcels)


def test_named_columns_that_hold_the_other_axis_are_proposed_not_exchanged():
    parcels = read(text([("点号", "纵坐标", "横坐标"), *[(a, e, n) for a, n, e in rows()]]))
    assert parcels.parcels[0].rings[0].xy[0].tolist() == [E0, N0 + 100]
    assert "T-CRS-SWAP" in rules(parcels)


def test_counter_clockwise_and_without_zone_number():
    given_zone = ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True)
    content = text(rows(SQUARE[::-1], e0=383_000.0))
    assert read(content).crs.epsg is None
    assert "T-CRS-NO-ZONE" in rules(read(content))
    parcels = read(content, fallback_crs=given_zone)
    assert parcels.crs.epsg == 4547
    assert parcels.parcels[0].geometry.exterior.is_ccw


def test_parcels_by_column_by_empty_line_by_return_and_by_label():
    by_column = [("地块编号", "点号", "X", "Y"), *[("A", *r) for r in rows()], *[("B", *r) for r in rows(ISLAND)]]
    merged = [by_column[0], *[(r[0] if i in (0, 5) else "", *r[1:]) for i, r in enumerate(by_column[1:])]]
    for lines in (by_column, merged):
        parcels = read(text(lines))
        assert [p.number for p in parcels.parcels] == ["A", "B"]
        assert [p.geometry.area for p in parcels.parcels] == [pytest.approx(10_000), pytest.approx(2_500)]
    for separator in ([], [("",)], [("E",)]):
        parcels = read(text([*rows(), *separator, *rows(ISLAND)]))
        assert [p.geometry.area for p in parcels.parcels] == [pytest.approx(10_000), pytest.approx(2_500)]
        assert "T-LIST-SPLIT" in rules(parcels)
    parcels = read(text([*rows(closing=False), *rows(ISLAND, closing=False)]))
    assert [p.geometry.area for p in parcels.parcels] == [pytest.approx(10_000), pytest.approx(2_500)]


def test_ring_column_makes_holes():
    lines = [
        ("点号", "圈号", "X", "Y"),
        *[(a, "1", n, e) for a, n, e in rows()],
        *[(a, "2", n, e) for a, n, e in rows(HOLE, first=5)],
    ]
    (parcel,) = read(text(lines)).parcels
    assert parcel.geometry.area == pytest.approx(9_600)
    assert [r.number for r in parcel.rings] == [1, 2]


ANGLES = [
    ("113.5", 113.5),
    ("113°30′00″", 113.5),
    ("113°30'0\"", 113.5),
    ("113-30-00", 113.5),
    ("113:30:00", 113.5),
    ("113度30分0秒", 113.5),
    ("113 30 00", 113.5),
    ("E113°30′", 113.5),
    ("113°30′00″E", 113.5),
    ("23.5N", 23.5),
    ("S23°30′", -23.5),
    ("-23-30-00", -23.5),
    ("113°30′30.36″", 113.508433333),
    ("北纬23°30′", 23.5),
    ("113°60′00″", None),
    ("113°30′61″", None),
    ("200", None),
    ("", None),
    ("abc", None),
    ("东113°30′", 113.5),
]


@pytest.mark.parametrize(("angle", "degrees"), ANGLES)
def test_degrees_as_people_write_them(angle, degrees):
    found = parse_degrees(angle)
    assert found == (None if degrees is None else pytest.approx(degrees, abs=1e-9))


@given(st.integers(0, 179), st.integers(0, 59), st.floats(0, 59.99).map(lambda s: round(s, 4)))
def test_degrees_minutes_seconds_give_their_sum(d, m, s):
    expected = d + m / 60 + s / 3600
    for form in (f"{d}°{m}′{s:.4f}″", f"{d}-{m}-{s:.4f}", f"{d}度{m}分{s:.4f}秒"):
        assert parse_degrees(form) == pytest.approx(expected, abs=1e-12)
    assert parse_run_together(f"{d:03d}{m:02d}{s:07.4f}") == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("form", ["{d:.6f}", "{D}°{M}′{S:.3f}″", "{D}-{M}-{S:.3f}"])
@pytest.mark.parametrize("swapped", [False, True])
def test_longitude_and_latitude_in_degrees(form, swapped):
    def angle(value):
        d = int(value)
        m = int((value - d) * 60)
        return form.format(d=value, D=d, M=m, S=round((value - d - m / 60) * 3600, 3))

    points = [(113.2, 23.3), (113.21, 23.3), (113.21, 23.29), (113.2, 23.29)]
    lines = [(f"J{i}", *([angle(a), angle(b)] if not swapped else [angle(b), angle(a)])) for i, (a, b) in enumerate(points, 1)]
    parcels = read(text(lines))
    assert parcels.crs.epsg == 4490
    assert parcels.parcels[0].rings[0].xy[0].tolist() == pytest.approx([23.3, 113.2], abs=1e-6)


def test_run_together_degrees_when_the_user_says_so():
    lines = [("1131200.00", "231800.00"), ("1131236.00", "231800.00"), ("1131236.00", "231724.00")]
    parcels = read(text(lines), columns=("lon", "lat"))
    assert parcels.parcels[0].rings[0].xy[0].tolist() == pytest.approx([23.3, 113.2])


def test_rows_that_hold_no_coordinates_are_named():
    parcels = read(text([("点号", "X", "Y"), *rows(), ("合计", "", "")]) + "J9,2582100.000,约\n")
    (found,) = by_rule(parcels, "T-LIST-ROW")
    assert found.params["lines"] == "7, 8"
    assert parcels.parcels[0].point_rows == 5


def test_rows_of_a_real_worksheet():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["界址点坐标成果表"])
    sheet.append([])
    sheet.append(["地块名称", "界址点号", "X坐标(纵)", "Y坐标(横)", "边长"])
    for i, (label, n, e) in enumerate(rows()):
        sheet.append(["甲" if i == 0 else None, label, float(n), float(e), 100])
    stream = io.BytesIO()
    book.save(stream)
    cells = list(openpyxl.load_workbook(io.BytesIO(stream.getvalue())).active.iter_rows(values_only=True))
    parcels = read_point_rows(cells, "a.xlsx")
    (parcel,) = parcels.parcels
    assert parcel.name == "甲"
    assert parcel.geometry.area == pytest.approx(10_000)
    assert parcel.rings[0].lines.tolist() == [4, 5, 6, 7, 8]
    assert parcels.profile_score == 1.0


def test_quoted_cells_and_full_width_commas():
    (parcel,) = read('"点号","X","Y"\n' + "\n".join(f'"{a}","{n}","{e}"' for a, n, e in rows())).parcels
    assert parcel.geometry.area == pytest.approx(10_000)
    (parcel,) = read(text(rows(), "，")).parcels
    assert parcel.geometry.area == pytest.approx(10_000)
    (parcel,) = read(text(rows(), "   ")).parcels
    assert parcel.geometry.area == pytest.approx(10_000)


def test_preview_and_choice_of_columns():
    content = text([(e, n, a) for a, n, e in rows()]).encode()
    shown, guess = preview_list(content, "a.csv", limit=3)
    assert len(shown) == 3
    assert guess.usable
    assert guess.header_rows == 0
    parcels = read_point_list(content, "a.csv", columns=("east", "north", "label"), header_rows=1)
    assert parcels.parcels[0].rings[0].labels == ("J2", "J3", "J4", "J1")


@pytest.mark.parametrize("content", ["a,b,c\n1,2,3\n", "just words\n", "1\n2\n3\n", "id,area\n1,100.5\n2,200.5\n"])
def test_a_list_without_coordinates_is_refused_with_what_was_expected(content):
    with pytest.raises(OneMapError, match="No columns with coordinates") as error:
        read(content)
    assert "longitude" in str(error.value)


def test_wrong_choice_of_columns_is_refused():
    with pytest.raises(OneMapError, match="No columns"):
        read(text(rows()), columns=("label", "height", "north"))
    with pytest.raises(OneMapError, match="No columns"):
        read(text(rows()), columns=("label", "north", ""))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(), st.floats(allow_nan=True), st.text(max_size=5), st.booleans()), max_size=6),
        max_size=12,
    )
)
def test_any_rows_at_all_are_guessed_or_refused(table):
    guess = guess_columns(table)
    assert 0 <= guess.confidence <= 1
    try:
        parcels = read_point_rows(table, "a.xlsx")
    except OneMapError:
        return
    assert all(r.xy.shape[1] == 2 for p in parcels.parcels for r in p.rings)
