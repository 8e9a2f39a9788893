"""The standard dialect: sample files, headers, closing, holes and parts, areas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.exchange import profiles, read_txt

from .builder import FOUR_KEYS, HOLE, ISLAND, N0, SEVEN_KEYS, SQUARE, TEN_KEYS, by_rule, header, ring, rules, shoelace, standard

DATA = Path(__file__).parents[2] / "data" / "txt"
# file, declared points, declared hectares, area in m² computed from the file by the collector of the samples
SAMPLES = [
    ("44120000072", 6, 1.2247, 12247.096),
    ("44120000105", 50, 8.7423, 87422.545),
    ("44120000567", 15, 0.219, 2189.994),
    ("44120000669_44120001725_44120002171", 5, 0.0433, 432.532),
    ("44120000957", 5, 0.7749, 7749.127),
    ("44120001048", 5, 0.0105, 105.002),
    ("44120001225", 9, 0.0363, 363.438),
    ("44120002411", 18, 2.6377, 26377.396),
    ("plot_004", 5, None, 3786.093),
]


def read(text: str, **kwargs):
    return read_txt(text.encode("utf-8"), "a.txt", **kwargs)


@pytest.mark.parametrize(("name", "count", "hectares", "square"), SAMPLES)
def test_sample_files_give_the_published_counts_and_areas(name, count, hectares, square):
    parcels = read_txt((DATA / f"{name}.txt").read_bytes(), f"{name}.txt")
    (parcel,) = parcels.parcels
    assert parcel.declared_points == count == parcel.point_rows
    assert parcel.declared_area == hectares
    assert parcel.declared_unit == ("ha" if hectares else "")
    assert parcel.geometry.area == pytest.approx(square, abs=0.001)
    assert parcels.crs.epsg == 4526
    assert parcels.profile == "redline"
    assert parcels.profile_score > 0.9
    assert "T-PLACEHOLDER" in rules(parcels)
    assert not [f for f in parcels.findings if f.severity == "error"]


def test_a_clean_standard_file_has_no_findings():
    parcels = read(standard())
    assert parcels.findings == ()
    (parcel,) = parcels.parcels
    assert (parcel.number, parcel.name, parcel.sheet, parcel.use, parcel.land_class) == (
        "2024-001",
        "地块1",
        "H50G002051",
        "工业用地",
        "0601",
    )
    assert parcel.rings[0].labels == ("J1", "J2", "J3", "J4", "J1")
    assert parcel.rings[0].xy[0].tolist() == [2_582_100.0, 38_383_000.0]
    assert parcel.rings[0].lines.tolist() == [14, 15, 16, 17, 18]
    assert parcel.source_line == 13
    assert dict(parcels.header) == TEN_KEYS
    assert parcels.profile == "standard"


def test_x_is_north_and_y_is_east_in_the_geometry():
    (parcel,) = read(standard()).parcels
    assert parcel.geometry.bounds == (38_383_000.0, 2_582_000.0, 38_383_100.0, 2_582_100.0)


@pytest.mark.parametrize(("keys", "profile"), [(TEN_KEYS, "standard"), (SEVEN_KEYS, "redline"), (FOUR_KEYS, "zengjian_simple")])
def test_header_variants_choose_their_profile(keys, profile):
    parcels = read(standard(keys=keys))
    assert parcels.profile == profile
    assert parcels.crs.epsg == 4526


def test_nine_and_reordered_header_rows_are_read():
    nine = {k: v for k, v in TEN_KEYS.items() if k != "转换参数"}
    turned = dict(sorted(TEN_KEYS.items(), key=lambda p: p[0] in ("格式版本号", "数据产生单位", "数据产生日期")))
    assert read(standard(keys=nine)).profile == "nine_keys"
    parcels = read(standard(keys=turned))
    assert parcels.crs.zone == 38
    assert "T-KEY-ORDER" in rules(parcels)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_parcels(encoding, newline):
    parcels = read_txt(standard(rings=(SQUARE, HOLE)).replace("\n", newline).encode(encoding), "a.txt")
    (parcel,) = parcels.parcels
    assert parcel.name == "地块1"
    assert parcel.geometry.area == pytest.approx(10_000 - 400)
    assert parcel.rings[1].lines[0] == 19
    assert dict(parcels.header) == TEN_KEYS


@pytest.mark.parametrize(("closing", "last"), [("first", "J1"), ("next", "J5"), ("none", "J4")])
def test_closing_conventions_are_kept_and_named(closing, last):
    parcels = read(standard(closing=closing))
    (parcel,) = parcels.parcels
    assert parcel.rings[0].labels[-1] == last
    assert parcel.geometry.area == pytest.approx(10_000)
    assert parcels.style["closing"] == closing
    assert ("T-CLOSING" in rules(parcels)) == (closing != "first")


def test_mixed_closing_is_tolerated_and_counted():
    a, b = ring(SQUARE, closing="first"), ring(ISLAND, closing="next")
    text = (
        standard().rstrip("\n").split("[地块坐标]\n")[0]
        + "[地块坐标]\n"
        + "\n".join(["5,1,A,甲,面,,,,@", *a, "5,0.25,B,乙,面,,,,@", *b])
    )
    parcels = read(text)
    (found,) = by_rule(parcels, "T-CLOSING")
    assert (found.params["first"], found.params["next"], found.params["none"]) == (1, 1, 0)


def test_holes_and_parts_share_one_counter_and_containment_tells_them_apart():
    inner = [(80.0, 60.0), (80.0, 80.0), (60.0, 80.0), (60.0, 60.0)]
    parcels = read(standard(rings=(SQUARE, HOLE, ISLAND), area="1.2100"))
    (parcel,) = parcels.parcels
    assert parcel.shells_and_holes == [(0, [1]), (2, [])]
    assert parcel.geometry.geom_type == "MultiPolygon"
    assert parcel.geometry.area == pytest.approx(shoelace(SQUARE) - shoelace(HOLE) + shoelace(ISLAND))
    assert parcel.declared_unit == "ha"
    assert "T-RING-MEANING" not in rules(parcels)
    (parcel,) = read(standard(rings=(SQUARE, ISLAND, inner), area="1.2100")).parcels
    assert parcel.shells_and_holes == [(0, [2]), (1, [])]


def test_an_island_in_a_hole_is_a_part_again():
    outer = [(n * 10, e * 10) for n, e in SQUARE]
    middle = [(200.0, 200.0), (200.0, 800.0), (800.0, 800.0), (800.0, 200.0)]
    inner = [(400.0, 400.0), (400.0, 500.0), (500.0, 500.0), (500.0, 400.0)]
    (parcel,) = read(standard(rings=(outer, middle, inner), area="65.0000")).parcels
    assert parcel.shells_and_holes == [(0, [1]), (2, [])]
    assert parcel.geometry.area == pytest.approx(650_000)


def test_declared_area_that_fits_another_reading_of_the_rings_is_reported():
    parcels = read(standard(rings=(SQUARE, HOLE), area="1.0400"))
    (found,) = by_rule(parcels, "T-RING-MEANING")
    assert found.params["ring"] == 2
    assert found.source_line == 19
    assert shapely.equals(shapely.Polygon(found.geometry).envelope, shapely.box(38_383_020, 2_582_020, 38_383_040, 2_582_040))
    assert "hole" in found.text()


def test_direction_decides_nothing_but_is_reported_when_no_area_can():
    assert "T-RING-MEANING" in rules(read(standard(rings=(SQUARE, HOLE[::-1]), area="")))
    assert "T-RING-MEANING" not in rules(read(standard(rings=(SQUARE, HOLE[::-1]), area="0.9600")))
    assert "T-RING-MEANING" not in rules(read(standard(rings=(SQUARE, HOLE), area="")))


def test_count_conventions():
    assert "T-COUNT" not in rules(read(standard()))
    assert "T-COUNT-OPEN" in rules(read(standard(count=4)))
    assert "T-COUNT-OPEN" in rules(read(standard(rings=(SQUARE, HOLE), count=8, area="0.96")))
    minus = by_rule(read(standard(rings=(SQUARE, HOLE), count=9, area="0.96")), "T-COUNT-MINUS-ONE")
    assert minus[0].params == {"declared": 9, "rows": 10, "rings": 2, "closing": 2}
    (wrong,) = by_rule(read(standard(count=7)), "T-COUNT")
    assert (wrong.source_line, wrong.parcel_id, wrong.severity) == (13, "2024-001", "error")
    assert "T-COUNT-TEXT" in rules(read(standard(count="若干")))


def test_repeated_parcel_lines_keep_all_points():
    one = standard()
    second = one.split("[地块坐标]\n")[1]
    parcels = read(one + second)
    assert [p.parcel_id for p in parcels.parcels] == ["2024-001", "2024-001#2"]
    assert [p.point_rows for p in parcels.parcels] == [5, 5]
    (found,) = by_rule(parcels, "T-NAME-REPEATED")
    assert (found.source_line, found.params["first"]) == (19, 13)
    assert found.severity == "error"  # as the check of the same rule has it for parcels of other files
    nameless = read((one + second).replace(",2024-001,", ",,"))
    (found,) = by_rule(nameless, "T-NAME-REPEATED")
    assert (found.severity, found.params["name"]) == ("warning", "地块1")
    assert "neither line has a number" in found.text()


def test_ring_numbers_with_a_gap_and_rings_under_one_number():
    text = standard(rings=(SQUARE, HOLE), area="0.9600")
    gap = read(text.replace(",2,", ",3,"))
    assert by_rule(gap, "T-RING-GAP")[0].params["numbers"] == "1, 3"
    same = read(text.replace(",2,", ",1,"))
    assert len(same.parcels[0].rings) == 2
    assert by_rule(same, "T-RING-SAME")[0].source_line == 19
    assert same.parcels[0].geometry.area == pytest.approx(9_600)


def test_labels():
    text = standard()
    assert "T-LABEL" not in rules(read(text.replace("J", "G")))
    assert "T-LABEL" not in rules(read(text.replace("J", "")))
    strange = by_rule(read(text.replace("J2,", "点2,")), "T-LABEL")
    assert strange[0].source_line == 15
    twice = by_rule(read(text.replace("J3,", "J2,")), "T-LABEL-REPEATED")
    assert (twice[0].params["first"], twice[0].params["second"], twice[0].severity) == (15, 16, "error")
    assert twice[0].geometry.x == 38_383_100.0


def test_a_faulty_point_line_is_named_and_the_rest_is_read():
    text = standard() + standard(number="B", name="乙").split("[地块坐标]\n")[1]
    parcels = read(text.replace("J2,1,2582100.000,38383100.000", "J2,1,2.58e6,38383100.000", 1))
    (found,) = by_rule(parcels, "T-POINT-NUMBER")
    assert (found.source_line, found.severity) == (15, "error")
    assert "2.58e6" in found.text()
    assert [p.point_rows for p in parcels.parcels] == [4, 5]


@pytest.mark.parametrize(
    "value", ["NaN", "inf", "1e5", "2 582 100", "1,000", "--5", "5-", "２５８２０００ｘ", "0x10", "1_000", "١٢٣", "9" * 400]
)
def test_what_is_no_plain_number_is_refused(value):
    parcels = read(standard().replace("2582100.000", value, 1))
    assert rules(parcels) & {"T-POINT-NUMBER", "T-POINT-COLUMNS"}
    assert np.isfinite(parcels.parcels[0].rings[0].xy).all()
    assert (np.abs(parcels.parcels[0].rings[0].xy - [N0, 38_383_000.0]) < 1000).all()


def test_profile_can_be_chosen_by_hand_and_an_unknown_one_is_refused():
    assert read(standard(), profile_id="gongdi").profile == "gongdi"
    with pytest.raises(OneMapError, match="no TXT profile") as error:
        read(standard(), profile_id="nonsense")
    assert "standard" in str(error.value)
    assert set(profiles()) >= {"standard", "redline"}


def test_points_without_parcel_line_and_parcel_line_without_points():
    lines = standard().split("\n")
    bare = read("\n".join(lines[:12] + lines[13:]))
    assert "T-PARCEL-LINE-MISSING" in rules(bare)
    assert bare.parcels[0].geometry.area == pytest.approx(10_000)
    empty = read("\n".join(lines[:13]))
    assert "T-PARCEL-EMPTY" in rules(empty)
    assert "T-NO-PARCEL" in rules(read("\n".join(header())))


def test_precision_is_a_step_or_a_number_of_decimals():
    for value, wrong in (("0.001", False), ("0.01", True), ("3", False), ("2", True), ("0.0100", True), ("", False)):
        assert ("T-DECIMALS" in rules(read(standard(keys={**TEN_KEYS, "精度": value})))) == wrong, value


def test_project_total_is_compared_with_the_sum_of_parcels():
    section = "[项目信息]\n项目名称=某项目\n总用地面积={}\n备注=\n"
    assert "T-AREA-SUM" not in rules(read(section.format("1.0000") + standard()))
    assert "T-AREA-SUM" not in rules(read(section.format("10000平方米") + standard()))
    parcels = read(section.format("1.2000") + standard())
    assert "T-AREA-SUM" in rules(parcels)
    assert parcels.sections["项目信息"] == "项目名称=某项目\n总用地面积=1.2000\n备注="
