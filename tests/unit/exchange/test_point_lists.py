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
    assert found.params["lines"] == "8"
    (note,) = by_rule(parcels, "T-LIST-NOTE")
    assert note.params["lines"] == "7"
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


TITLES = [
    (["坐标系：1980西安坐标系"], "Xian 1980", 2362, "T-CRS-DATUM"),
    (["界址点成果表（2000国家大地坐标系，3度带，第38带）"], "CGCS2000", 4526, ""),
    (["坐标系", "2000国家大地坐标系", "中央子午线：114°"], "CGCS2000", 4526, "T-CRS-ZONE-MERIDIAN"),
    (["坐标系：某市独立坐标系", "带号：38"], "CGCS2000", 4526, "T-CRS-NAME"),
]


@pytest.mark.parametrize(("title", "datum", "epsg", "rule"), TITLES)
def test_the_titles_of_a_table_say_its_system(title, datum, epsg, rule):
    parcels = read_point_rows([title, ["点号", "X", "Y"], *rows()], "a.xlsx")
    assert (parcels.crs.datum, parcels.crs.epsg) == (datum, epsg)
    assert rule in {*rules(parcels), ""}
    assert "T-CRS-NAME-EMPTY" not in rules(parcels)
    assert by_rule(parcels, "T-LIST-NOTE")[0].params["lines"] == "1"


def test_a_meridian_in_the_title_places_eastings_without_zone_number():
    table = [["中央子午线", "114°"], ["点号", "X", "Y"], *((a, b, float(c) - 38_000_000) for a, b, c in rows())]
    assert read_point_rows(table, "a.xlsx").crs.epsg == 4547


def test_a_list_without_any_title_says_which_datum_was_assumed():
    assert "T-CRS-NAME-EMPTY" in rules(read(text(rows())))


@pytest.mark.parametrize("heading", ["编号", "序号", "ID", "NO.", "宗地编号"])
def test_a_number_of_its_own_in_every_row_numbers_points(heading):
    parcels = read(text([(heading, "X", "Y"), *((str(i), n, e) for i, (_, n, e) in enumerate(rows(), 1))]))
    (parcel,) = parcels.parcels
    assert parcel.rings[0].labels[:4] == ("1", "2", "3", "4")
    assert parcel.geometry.area == pytest.approx(10_000)


@pytest.mark.parametrize("heading", [("编号",), ("ID",), ()])
def test_a_number_that_stays_the_same_numbers_parcels(heading):
    lines = [(*heading, "X", "Y")] if heading else []
    for number in ("7", "9"):
        lines += [(number, n, e) for _, n, e in rows(e0=E0 + 1000.0 * (number == "9"))]
    parcels = read(text(lines))
    assert [(p.number, p.geometry.area) for p in parcels.parcels] == [("7", 10_000), ("9", 10_000)]


def test_a_point_number_is_preferred_to_a_running_number():
    table = [["序号", "点号", "X", "Y"], *((i, *row) for i, row in enumerate(rows(), 1))]
    assert read_point_rows(table, "a.xlsx").parcels[0].rings[0].labels == ("J1", "J2", "J3", "J4", "J1")


def test_titles_between_lists_name_their_parcels():
    first, second = rows()[:4], rows(e0=E0 + 1000.0)[:4]
    lines = ["一号地块", *map(",".join, first), "面积：1.0000公顷", "二号地块", *map(",".join, second), "制表：某某"]
    parcels = read("\n".join(lines))
    assert [(p.name, p.geometry.area) for p in parcels.parcels] == [("一号地块", 10_000), ("二号地块", 10_000)]
    assert "T-LIST-ROW" not in rules(parcels)


def test_side_lengths_between_points_and_headings_of_further_pages_are_no_faults():
    table = [["某项目"], ["点号", "X", "Y", "边长"]]
    for i, row in enumerate(rows()):
        table += [[*row, None]] + ([[None, None, None, "100.00"]] if i < 4 else [])
        if i == 2:
            table += [["第2页"], ["点号", "X", "Y", "边长"]]
    parcels = read_point_rows(table, "a.xlsx")
    (parcel,) = parcels.parcels
    assert (parcel.name, parcel.point_rows) == ("", 5)
    assert "T-LIST-ROW" not in rules(parcels)
    assert by_rule(parcels, "T-LIST-NOTE")[0].params["count"] == 7


def test_a_table_in_two_halves_side_by_side_is_not_read_in_half_without_a_word():
    left, right = rows()[:4], rows(e0=E0 + 1000.0)[:4]
    parcels = read(text([("点号", "X", "Y", "点号", "X", "Y"), *((*a, *b) for a, b in zip(left, right))]))
    (found,) = by_rule(parcels, "T-LIST-MORE")
    assert found.params["columns"] == "5, 6"
    both = [("点号", "X", "Y", "经度", "纬度"), *((*a, "114.1", "23.3") for a in left)]
    assert "T-LIST-MORE" not in rules(read(text(both)))  # the same points once more in degrees


def test_a_star_ends_a_ring_of_a_mining_right():
    lines = [",".join(r) for r in rows()[:4]] + ["*,100,-200,,1"] + [",".join(r) for r in rows(e0=E0 + 1000.0)[:4]]
    parcels = read("\n".join([*lines, "*,100,-200,,1"]))
    assert [p.geometry.area for p in parcels.parcels] == [10_000, 10_000]
    assert by_rule(parcels, "T-LIST-NOTE")[0].params["lines"] == "5, 10"


def test_a_quoted_cell_may_run_over_several_lines():
    lines = ["点号,X,Y,备注"] + [f'{label},{n},{e},"第一行\n第二行"' for label, n, e in rows()]
    parcels = read("\n".join(lines))
    assert parcels.parcels[0].point_rows == 5
    assert not {"T-LIST-ROW", "T-LIST-NOTE"} & rules(parcels)
    broken = read("\n".join(['点号,X,Y', '"J9,说明', *map(",".join, rows())]))  # an unpaired quote does not swallow the points
    assert broken.parcels[0].point_rows == 5
