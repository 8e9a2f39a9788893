"""Writing: safe output, options, what cannot be written, and byte for byte the same when nothing was changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
import pytest
import shapely

from onemap_plugin.core.checks.data import CheckData
from onemap_plugin.core.coordinates.sheets import join_sheets, sheet_number
from onemap_plugin.core.coordinates.zones import from_lonlat, to_lonlat
from onemap_plugin.core.errors import Cancelled, OneMapError
from onemap_plugin.core.exchange import WriteOptions, read_txt, write_checked, write_txt
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring, as_written
from onemap_plugin.core.progress import Progress
from onemap_plugin.core.repair.fixes import round_coordinates
from onemap_plugin.core.repair.model import RepairOptions

from .builder import FOUR_KEYS, HOLE, ISLAND, N0, SEVEN_KEYS, SQUARE, TEN_KEYS, by_rule, header, ring, rules, standard

DATA = Path(__file__).parents[2] / "data" / "txt"
ZONE38 = ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True)


def read(text: str):
    return read_txt(text.encode("utf-8"), "a.txt")


def written(parcels, **options) -> list[str]:
    return write_txt(parcels, WriteOptions(date="2024-01-01", **options)).decode("gbk").split("\r\n")


def fresh(rings=(SQUARE,), crs=ZONE38, e0=38_383_000.0, **kwargs) -> ParcelSet:
    """A set that was never a TXT, as it comes from a Shapefile."""
    made = []
    for number, points in enumerate(rings, 1):
        xy = np.array([(N0 + n, e0 + e) for n, e in [*points, points[0]]])
        made.append(Ring(number, tuple(f"{i + 1}" for i in range(len(xy) - 1)) + ("1",), xy))
    return ParcelSet((Parcel("A", tuple(made), number="A", name="甲", **kwargs),), crs)


def test_the_default_is_the_safe_output():
    data = write_txt(fresh(), WriteOptions(date="2024-01-01"))
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.decode("gbk").split("\r\n")[:-1]
    assert lines[0] == "[属性描述]"
    keys = [line.partition("=")[0] for line in lines[1:11]]
    assert keys == list(TEN_KEYS)
    assert all(line.partition("=")[2] for line in lines[1:11])
    assert lines[4:6] == ["坐标系=2000国家大地坐标系", "几度分带=3"]
    assert lines[3] == "数据产生日期=2024-01-01"
    assert lines[8] == "带号=38"
    assert lines[11] == "[地块坐标]"
    assert lines[12] == "5,1.0000,A,甲,面,,,,@"
    assert lines[13] == "1,1,2582100.000,38383000.000"
    assert lines[17] == lines[13]


@pytest.mark.parametrize("name", [p.name for p in sorted(DATA.glob("*.txt"))])
def test_sample_files_come_back_byte_for_byte(name):
    data = (DATA / name).read_bytes()
    parcels = read_txt(data, name)
    assert write_txt(parcels, WriteOptions.as_read(parcels)) == data


UNCHANGED = {
    "ten keys, hole and part": standard(rings=(SQUARE, HOLE, ISLAND), area="1.2100"),
    "seven keys, continued closing": standard(keys=SEVEN_KEYS, closing="next"),
    "open rings, shifted": standard(keys=FOUR_KEYS, closing="none", count=4),
    "unknown keys and sections": "[项目信息]\n项目名称=甲\n\n备注=\n[扩展信息]\na=b=c\n"
    + standard(keys={"自定义": "1", **TEN_KEYS, "又": ""}),
    "other header": standard(keys={**TEN_KEYS, "数据产生日期": "2019年4月19日", "带号": "", "精度": "3"}),
    "two blocks": standard() + standard(number="B", name="乙", keys={**TEN_KEYS, "数据产生单位": "另一单位"}),
    "ring numbers with a gap": standard(rings=(SQUARE, HOLE), area="0.9600").replace(",2,", ",7,"),
    "square metres": standard(area="10000.00"),
    "area with unit": standard(area="1.0000公顷"),
    "zero padded labels": standard().replace("J", "J0"),
    "glued end": standard().replace(",@", "@"),
    "blanks and text at the end": standard().replace(",@", ", ,@ ").replace("工业用地,0601,", "工业用地,"),
    "count is a word": standard(count="若干"),
    "notes": standard().replace("[地块坐标]\n", "[地块坐标]\n【说明】\n【界址点数,…,@】\n"),
    "trailing zeros dropped": standard().replace(".000", ".5").replace("38383100.5", "38383100.25"),
    "one map": "\n".join([*header(SEVEN_KEYS), "[地块坐标]", "1,地块1,面,,@", *ring(SQUARE), ""]),
    "six columns": "\n".join(
        [*header(), "[地块坐标]", "5,1.0000,A,甲,面,,,,@", *ring(SQUARE, fmt="{label},{ring},{n:.3f},{e:.3f},99.9,钢钉"), ""]
    ),
    "twelve slots": "\n".join(
        [*header(), "[地块坐标]", "5,1.0000,A,甲,2023,2,面,H50G002051,占补平衡,备,0103,8,@", *ring(SQUARE), ""]
    ),
    "degrees": "[地块坐标]\n4,甲,面,用途,@\nJ1,1,113.2,23.3\nJ2,1,113.21,23.3\nJ3,1,113.21,23.29\nJ1,1,113.2,23.3\n",
}


@pytest.mark.parametrize("name", UNCHANGED)
@pytest.mark.parametrize(("encoding", "newline"), [("gbk", "\r\n"), ("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\r")])
def test_what_was_not_changed_comes_back_the_same(name, encoding, newline):
    data = UNCHANGED[name].replace("\n", newline).encode(encoding)
    parcels = read_txt(data, "a.txt")
    back = write_txt(parcels, WriteOptions.as_read(parcels))
    assert back.decode(encoding) == data.decode(encoding)
    assert back == data


def test_unknown_keys_and_sections_survive_writing_with_options_too():
    parcels = read("[扩展信息]\na=b\n" + standard(keys={**TEN_KEYS, "自定义": "值"}))
    lines = written(parcels)
    assert lines[:2] == ["[扩展信息]", "a=b"]
    assert "自定义=值" in lines


def test_zone_number_is_put_before_the_easting_or_taken_off():
    lines = written(fresh(), prefix=False)
    assert lines[13] == "1,1,2582100.000,383000.000"
    again = read_txt(write_txt(fresh(), WriteOptions(prefix=False)), "b.txt")
    assert again.crs.epsg == 4547
    bare = fresh(crs=ParcelCrs(4547, "CGCS2000", 3, 38, 114.0, False), e0=383_000.0)
    assert written(bare, prefix=True)[13] == "1,1,2582100.000,38383000.000"
    assert written(bare)[13] == "1,1,2582100.000,383000.000"


@pytest.mark.parametrize(("closing", "last"), [("first", "1"), ("next", "5"), ("none", "4")])
def test_closing_of_rings(closing, last):
    lines = written(fresh(), closing=closing)
    assert [x for x in lines if x][-1].split(",")[0] == last
    assert lines[12].startswith("4," if closing == "none" else "5,")


def test_numbering_from_the_corner_or_the_north_most_point():
    turned = (SQUARE[2:] + SQUARE[:2])[::-1]
    parcels = fresh(rings=(turned, HOLE, ISLAND))
    lines = written(parcels, numbering="nw")
    rows = [x.split(",") for x in lines[13:-1]]
    assert [r[0] for r in rows] == ["J1", "J2", "J3", "J4", "J1", "J5", "J6", "J7", "J8", "J5", "J9", "J10", "J11", "J12", "J9"]
    assert rows[0][2:] == ["2582100.000", "38383000.000"]
    ring_of = shapely.Polygon([(float(e), float(n)) for _, number, n, e in rows if number == "1"])
    hole_of = shapely.Polygon([(float(e), float(n)) for _, number, n, e in rows if number == "2"])
    assert not ring_of.exterior.is_ccw
    assert hole_of.exterior.is_ccw
    restart = written(parcels, numbering="north", restart=True, label_prefix="", closing="next")
    assert [x.split(",")[0] for x in restart[13:-1]] == ["1", "2", "3", "4", "5"] * 3


def test_parts_are_split_into_lines_of_their_own():
    lines = written(
        fresh(rings=(SQUARE, HOLE, ISLAND), declared_area=1.21, declared_unit="ha", declared_area_text="1.2100"), parts="split"
    )
    heads = [x for x in lines if x.endswith("@")]
    assert heads == ["10,0.9600,A-1,甲-1,面,,,,@", "5,0.2500,A-2,甲-2,面,,,,@"]


def test_areas():
    declared = fresh(declared_area=15.0, declared_unit="mu", declared_area_text="15.00")
    assert written(declared)[12].split(",")[1] == "1.0000"
    assert written(declared, area_unit="mu")[12].split(",")[1] == "15.00"
    assert written(declared, area_unit="m2")[12].split(",")[1] == "10000.00"
    wrong = fresh(declared_area=2.0, declared_unit="ha", declared_area_text="2.0")
    assert written(wrong)[12].split(",")[1] == "2.0"
    assert written(wrong, area="computed")[12].split(",")[1] == "1.0000"
    assert written(fresh(), profile="kancedingjie")[12].split(",")[1] == "10000.00"


def test_written_area_is_that_of_the_rounded_coordinates():
    points = [(3.0004, 0.0004), (3.0004, 3.0016), (0.0, 3.0016), (0.0, 0.0)]
    lines = written(fresh(rings=(points,)), area="computed", area_unit="m2", profile="kancedingjie", decimals=2)
    rows = [tuple(float(v) for v in x.split(",")[2:]) for x in lines[13:17]]
    assert lines[12].split(",")[1] == f"{shapely.Polygon(rows).area:.2f}"


def test_what_is_checked_stands_in_the_file_where_the_source_has_one_digit_more():
    """A tie lies between two millimetres by its digits; its binary number lies on either side, and which is chance."""
    steps = np.random.default_rng(7).integers(0, 100_000, (200, 2)) * 0.001
    xy = np.array([(float(f"{N0 + n:.3f}5"), float(f"{38_383_000 + e:.3f}5")) for n, e in steps])
    by_digits = [[str(Decimal(repr(v)).quantize(Decimal("0.001"), ROUND_HALF_UP)) for v in pair] for pair in xy.tolist()]
    labels = tuple(f"J{i + 1}" for i in range(len(xy)))
    parcels = ParcelSet((Parcel("A", (Ring(1, (*labels, "J1"), np.vstack((xy, xy[:1]))),), number="A", name="甲"),), ZONE38)
    with_prefix = [line.split(",")[2:] for line in written(parcels)[13:-2]]
    without = [line.split(",")[2:] for line in written(parcels, prefix=False)[13:-2]]
    assert with_prefix == by_digits
    assert [[n, f"38{e}"] for n, e in without] == by_digits
    checked = CheckData(parcels, 3).en
    assert [[f"{n:.3f}", f"{e:.3f}"] for e, n in checked.tolist()] == by_digits
    repaired = round_coordinates(parcels.parcels[0], parcels.parcels, RepairOptions())[0].rings[0].xy
    assert [[f"{n:.3f}", f"{e:.3f}"] for n, e in repaired[:-1].tolist()] == by_digits


def test_rounding_goes_by_the_digits_for_every_size_and_number_of_decimals():
    rng = np.random.default_rng(8)
    for decimals in (0, 1, 2, 3, 4, 6, 9):
        values = np.concatenate([rng.uniform(*span, 2000) for span in ((1e5, 9e5), (3.8e7, 3.9e7), (73, 136), (-9e3, -1))])
        values = np.append(values, [float(f"{v:.{decimals + 1}f}") for v in values.tolist() if abs(v) < 9e5])
        expected = [float(Decimal(repr(v)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) for v in values.tolist()]
        assert as_written(values, decimals).tolist() == expected
    assert as_written(np.array([np.inf, -1e300, 116.12345678901234]), 14).tolist() == [np.inf, -1e300, 116.12345678901234]


def test_a_declared_area_that_fits_no_unit_is_written_in_that_of_the_profile():
    wrong = fresh(declared_area=3.0, declared_unit="ha", declared_area_text="3.0000")
    assert written(wrong, profile="kancedingjie")[12].split(",")[1] == "30000.00"
    assert written(wrong)[12].split(",")[1] == "3.0000"
    unknown = fresh(declared_area=3.0, declared_unit="", declared_area_text="3.0000")
    assert written(unknown, profile="kancedingjie")[12].split(",")[1] == "3.0000"


def test_numbering_of_a_file_in_degrees_starts_at_the_point_that_is_nearest_in_metres():
    far_north = 4_900_000.0 - N0  # a degree of longitude is three quarters of one of latitude there
    points = [(far_north + n, e) for n, e in ((91, 0), (100, 8), (100, 90), (0, 90), (0, 0))]
    metres = written(fresh(rings=(points,)), numbering="nw")[13].split(",")
    degrees = written(fresh(rings=(points,)), profile="zhifa", numbering="nw")[2].split(",")
    assert metres[2:] == [f"{4_900_100:.3f}", "38383008.000"]
    lonlat = to_lonlat(np.array([[38_383_008.0, 4_900_100.0]]), ZONE38)[0]
    assert [float(v) for v in degrees[2:]] == pytest.approx(lonlat.tolist(), abs=1e-9)


def test_rounding_is_told_and_points_that_fall_together_are_named():
    points = [(100.0, 0.0), (100.0, 100.0), (100.0, 100.0003), (0.0, 100.0), (0.0, 0.0)]
    result = write_checked(fresh(rings=(points,)), WriteOptions())
    assert {"T-WRITE-ROUNDED", "T-WRITE-MERGED"} <= {f.rule for f in result.findings}
    assert not {"T-WRITE-ROUNDED", "T-WRITE-MERGED"} & {f.rule for f in write_checked(fresh(), WriteOptions()).findings}
    (told,) = by_rule(result, "T-WRITE-ROUNDED")
    assert "by up to 0.300 mm" in told.text()
    (told,) = by_rule(write_checked(fresh(rings=(points,)), WriteOptions(profile="zhifa")), "T-WRITE-ROUNDED")
    assert 0.001 < float(told.params["distance"]) < 0.06  # half of the ninth decimal of a degree
    exact = write_checked(fresh(rings=(points,)), WriteOptions(decimals=None))
    assert exact.parcels.parcels[0].rings[0].xy.tobytes() == fresh(rings=(points,)).parcels[0].rings[0].xy.tobytes()


def test_characters_outside_the_encoding_are_refused_and_named_never_replaced():
    parcels = fresh()
    parcels = replace(parcels, parcels=(replace(parcels.parcels[0], name="𠮷村㭎"),))
    with pytest.raises(OneMapError, match="GBK has no 㭎 𠮷") as error:
        write_txt(parcels)
    assert error.value.line == 13
    assert "𠮷村㭎" in write_txt(parcels, WriteOptions(encoding="UTF-8")).decode("utf-8")
    assert read_txt(write_txt(parcels, WriteOptions(encoding="GB18030")), "a").parcels[0].name == "𠮷村㭎"


@pytest.mark.parametrize("value", ["a,b", "a@b", "a\nb"])
def test_values_that_would_break_the_line_are_refused(value):
    parcels = fresh()
    with pytest.raises(OneMapError, match="would break the line"):
        write_txt(replace(parcels, parcels=(replace(parcels.parcels[0], name=value),)))


def test_nothing_without_zone_without_parcels_or_in_a_profile_that_cannot_hold_it():
    with pytest.raises(OneMapError, match="no parcels"):
        write_txt(ParcelSet(()))
    with pytest.raises(OneMapError, match="zone of the parcels is not known"):
        write_txt(replace(fresh(), crs=ParcelCrs()))
    with pytest.raises(OneMapError, match="no TXT profile"):
        write_txt(fresh(), WriteOptions(profile="none such"))
    with pytest.raises(OneMapError, match="read back"):
        write_txt(fresh(rings=(SQUARE, HOLE)), WriteOptions(profile="bare"))
    with pytest.raises(OneMapError, match="encoding"):
        write_txt(fresh(), WriteOptions(encoding="EBCDIC"))
    degrees = replace(fresh(), crs=ParcelCrs(4490, "CGCS2000"))
    with pytest.raises(OneMapError, match="metres"):
        write_txt(degrees)


def test_the_result_is_read_back_before_it_is_handed_out(monkeypatch):
    from onemap_plugin.core.exchange import writer

    real = writer.read_txt

    def damaged(data, *args, **kwargs):
        return real(data.replace(b"2582100.000", b"2582100.001", 1), *args, **kwargs)

    monkeypatch.setattr(writer, "read_txt", damaged)
    with pytest.raises(OneMapError, match="does not read back"):
        write_txt(fresh())


def test_side_lengths_are_worked_out_for_profiles_that_have_them():
    rows = [x.split(",") for x in written(fresh(), profile="zengjian") if x.count(",") == 5]
    assert [r[3] for r in rows] == ["", "100.000", "100.000", "100.000", "100.000"]
    rows = [x.split(",") for x in written(fresh(), profile="bubeian") if x.count(",") == 5]
    assert [r[4] for r in rows] == ["100.000", "100.000", "100.000", "100.000", "0.000"]


def test_degrees_are_written_for_the_profile_in_degrees():
    result = write_checked(fresh(), WriteOptions(profile="zhifa"))
    row = result.data.decode("gbk").split("\r\n")[2].split(",")
    assert 112.8 < float(row[2]) < 113.0
    assert 23.2 < float(row[3]) < 23.4
    assert result.parcels.crs.epsg == 4490
    assert rules(result.parcels) <= {"T-CRS-DEGREES", "T-CRS-NAME-EMPTY"}


def test_header_values_given_by_the_caller_win():
    lines = written(read(standard()), header={"数据产生单位": "乙局", "精度": "3"})
    assert "数据产生单位=乙局" in lines
    assert "精度=3" in lines
    assert "数据产生日期=2024-01-01" in lines


def test_cancel_reaches_the_writer():
    with pytest.raises(Cancelled):
        write_txt(fresh(), WriteOptions(), Progress(cancelled=lambda: True))


def test_computed_map_sheets_are_those_of_the_written_polygon_joined_when_there_are_several():
    corner_lon, corner_lat = 113.8125, 23.0 + 20 / 60  # a corner of four 1:10,000 sheets (3'45" by 2'30")
    e, n = from_lonlat(np.array([[corner_lon, corner_lat]]), ZONE38)[0]
    around = fresh(rings=([(n - N0 + a, b) for a, b in ((40, -40), (40, 40), (-40, 40), (-40, -40))],), e0=e, sheet="I50G077016")
    apart = fresh(rings=([(n - N0 + a, b) for a, b in ((40, 10), (40, 40), (10, 40))],), e0=e, sheet="I50G077016")
    assert written(around)[12].split(",")[5] == "I50G077016"
    four = written(around, sheet="computed")[12].split(",")[5]
    expected = [sheet_number(corner_lon + dx, corner_lat + dy) for dy in (1e-4, -1e-4) for dx in (-1e-4, 1e-4)]
    assert four == join_sheets(expected)
    assert len(set(expected)) == 4
    assert written(apart, sheet="computed")[12].split(",")[5] == sheet_number(corner_lon + 1e-4, corner_lat + 1e-4)


def test_kinds_of_marks_travel_with_their_points_and_side_lengths_are_those_of_the_written_order():
    fmt = "{label},{ring},{n:.3f},{e:.3f},99.9,钢钉{label}"
    text = "\n".join([*header(), "[地块坐标]", "5,1.0000,A,甲,面,,,,@", *ring(SQUARE[2:] + SQUARE[:2], fmt=fmt), ""])
    parcels = read(text)
    kept = [x.split(",") for x in written(parcels, profile="bubeian") if x.startswith("J")]
    assert {r[4] for r in kept} == {"99.9"}  # nothing changed: as the file says
    rows = [x.split(",") for x in written(parcels, profile="bubeian", numbering="nw") if x.startswith("J")]
    assert [r[0] for r in rows] == ["J1", "J2", "J3", "J4", "J1"]
    assert [r[5] for r in rows] == ["钢钉J3", "钢钉J4", "钢钉J1", "钢钉J2", "钢钉J3"]
    assert [r[4] for r in rows] == ["100.000", "100.000", "100.000", "100.000", "0.000"]


def test_a_profile_that_tells_parcels_by_their_number_asks_for_numbers():
    xy = np.array([(N0, 38_383_000.0), (N0, 38_383_050), (N0 + 50, 38_383_050), (N0, 38_383_000)])
    one = Parcel("p1", (Ring(1, ("J1", "J2", "J3", "J1"), xy),), "", "甲")
    parcels = ParcelSet((one,), ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True))
    with pytest.raises(OneMapError, match="parcel p1 has none") as caught:
        write_txt(parcels, WriteOptions(profile="shengbiao"))
    assert "number" in caught.value.hint
    named = replace(parcels, parcels=(replace(parcels.parcels[0], number="01"),))
    assert read_txt(write_txt(named, WriteOptions(profile="shengbiao")), "a.txt").parcels[0].number == "01"
