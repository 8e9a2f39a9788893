"""Datum, zone, prefix, overflow, swapped axes, degrees: what is told, what is taken, what is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from onemap_plugin.core.exchange import read_swapped, read_txt
from onemap_plugin.core.exchange.profiles import names
from onemap_plugin.core.parcels import ParcelCrs

from .builder import SQUARE, TEN_KEYS, by_rule, header, ring, rules, standard

TABLE = Path(__file__).parents[2] / "data" / "crs_cgcs2000.csv"


def read(text: str, **kwargs):
    return read_txt(text.encode("utf-8"), "a.txt", **kwargs)


def file_at(n0: float, e0: float, **keys: str) -> str:
    lines = ring(SQUARE, n0=n0, e0=e0)
    return "\n".join([*header({**TEN_KEYS, **keys}), "[地块坐标]", "5,1.0000,A,甲,面,,,,@", *lines]) + "\n"


def zones():
    with TABLE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["kind"] == "projected" and row["datum"] == "CGCS2000" and row["deprecated"] == "no":
                yield int(row["epsg"]), int(row["zone_number"]), row["zone_width_deg"], row["easting_has_zone_prefix"] == "yes"


@pytest.mark.parametrize(("epsg", "zone", "width", "prefixed"), list(zones()))
def test_every_zone_gives_its_epsg_code(epsg, zone, width, prefixed):
    parcels = read(file_at(2_582_000, (zone * 1e6 if prefixed else 0) + 480_000, 带号=str(zone), 几度分带=width))
    assert parcels.crs.epsg == epsg
    assert parcels.crs.prefixed == prefixed
    assert parcels.findings == ()


@pytest.mark.parametrize(
    ("name", "datum"),
    [
        ("2000国家大地坐标系", "CGCS2000"),
        ("CGCS2000", "CGCS2000"),
        ("CGCS2000_3_Degree_GK_Zone_38", "CGCS2000"),
        ("2000坐标系", "CGCS2000"),
        ("国家2000", "CGCS2000"),
        ("国家2000大地坐标系", "CGCS2000"),
        ("80国家大地坐标系", "Xian 1980"),
        ("1980西安坐标系", "Xian 1980"),
        ("1980西安国家大地坐标系", "Xian 1980"),
        ("西安80坐标系", "Xian 1980"),
        ("80西安坐标系", "Xian 1980"),
        ("Xian 1980", "Xian 1980"),
        ("1954北京坐标系", "Beijing 1954"),
        ("54北京坐标系", "Beijing 1954"),
        ("北京54", "Beijing 1954"),
        ("WGS84坐标系", "WGS 84"),
        ("ＣＧＣＳ２０００", "CGCS2000"),
        ("某地方坐标系", ""),
        ("", ""),
    ],
)
def test_names_of_datums(name, datum):
    assert names().datum(name) == datum


@pytest.mark.parametrize(
    ("name", "datum", "epsg"), [("1980西安坐标系", "Xian 1980", 2362), ("1954北京坐标系", "Beijing 1954", 2414)]
)
def test_old_datums_are_recognised_and_refused_for_transformation(name, datum, epsg):
    parcels = read(file_at(2_582_000, 38_383_000, 坐标系=name))
    assert (parcels.crs.datum, parcels.crs.epsg) == (datum, epsg)
    (found,) = by_rule(parcels, "T-CRS-DATUM")
    assert found.severity == "error"
    assert "not transformed" in found.text()
    assert parcels.parcels[0].rings[0].xy[0].tolist() == [2_582_100.0, 38_383_000.0]


def test_unknown_and_missing_names_are_told():
    assert "T-CRS-NAME" in rules(read(file_at(2_582_000, 38_383_000, 坐标系="某地方坐标系")))
    assert "T-CRS-NAME-EMPTY" in rules(read(file_at(2_582_000, 38_383_000, 坐标系="")))


def test_zone_comes_from_the_prefix_when_the_header_has_none():
    parcels = read(file_at(2_582_000, 38_383_000, 带号=""))
    assert parcels.crs.epsg == 4526
    assert by_rule(parcels, "T-CRS-FROM-PREFIX")[0].severity == "info"


def test_without_any_zone_nothing_is_guessed_and_the_way_out_is_said():
    parcels = read(file_at(2_582_000, 383_000, 带号=""))
    assert parcels.crs.epsg is None
    (found,) = by_rule(parcels, "T-CRS-NO-ZONE")
    assert found.severity == "error"
    assert "带号" in found.text()
    assert parcels.parcels[0].geometry.area == pytest.approx(10_000)


def test_a_given_system_is_taken_only_when_the_file_names_none():
    given = ParcelCrs(4527, "CGCS2000", 3, 39, 117.0, True)
    parcels = read(file_at(2_582_000, 383_000, 带号=""), fallback_crs=given)
    assert (parcels.crs.zone, parcels.crs.prefixed, parcels.crs.epsg) == (39, False, 4548)
    assert "T-CRS-FALLBACK" in rules(parcels)
    assert read(file_at(2_582_000, 38_383_000), fallback_crs=given).crs.epsg == 4526


@pytest.mark.parametrize(
    ("text", "zone", "rule"),
    [
        ("38", 38, ""),
        ("38带", 38, ""),
        ("第38带", 38, ""),
        ("３８", 38, ""),
        ("114", 38, "T-CRS-ZONE-MERIDIAN"),
        ("50", 38, "T-CRS-ZONE"),
        ("3", 38, "T-CRS-ZONE"),
        ("三十八", 38, "T-CRS-ZONE"),
    ],
)
def test_what_stands_in_the_zone_row(text, zone, rule):
    parcels = read(file_at(2_582_000, 38_383_000, 带号=text))
    assert parcels.crs.zone == zone
    assert {r for r in rules(parcels) if r.startswith("T-CRS-ZONE")} == ({rule} if rule else set())


def test_zone_width_against_zone_number():
    assert "T-CRS-WIDTH" in rules(read(file_at(2_582_000, 38_383_000, 几度分带="6")))
    six = read(file_at(2_582_000, 20_383_000, 带号="20", 几度分带="6"))
    assert six.crs.epsg == 4498
    assert "T-CRS-WIDTH" not in rules(six)
    assert read(file_at(2_582_000, 20_383_000, 带号="20", 几度分带="")).crs.zone_width == 6


def test_zone_overflow_keeps_the_declared_zone():
    parcels = read(file_at(2_582_000, 37_500_000 + 557_383, 带号="37"))
    assert (parcels.crs.zone, parcels.crs.prefixed) == (37, True)
    assert parcels.crs.epsg == 4525
    assert "T-CRS-OVERFLOW" in rules(parcels)
    assert "T-CRS-PREFIX" not in rules(parcels)
    west = read(file_at(2_582_000, 38_500_000 - 520_000, 带号="38"))
    assert west.crs.zone == 38
    assert "T-CRS-OVERFLOW" in rules(west)


@pytest.mark.parametrize("zone", ["37", "39", "41"])
def test_zone_that_contradicts_the_prefix_is_an_error(zone):
    parcels = read(file_at(2_582_000, 38_483_000, 带号=zone))
    (found,) = by_rule(parcels, "T-CRS-PREFIX")
    assert (found.params["zone"], found.params["prefix"], found.severity) == (int(zone), 38, "error")
    assert parcels.crs.zone == int(zone)


@pytest.mark.parametrize(("east0", "epsg"), [(38_383_000, 4526), (383_000, 4547)])
def test_swapped_axes_are_proposed_and_never_applied(east0, epsg):
    lines = ring(SQUARE, e0=east0, fmt="{label},{ring},{e:.3f},{n:.3f}")
    text = "\n".join([*header(), "[地块坐标]", "5,1.0000,A,甲,面,,,,@", *lines])
    parcels = read(text)
    (found,) = by_rule(parcels, "T-CRS-SWAP")
    assert (found.severity, found.source_line) == ("error", 14)
    assert parcels.parcels[0].rings[0].xy[0].tolist() == [east0, 2_582_100.0]
    assert parcels.crs.epsg == epsg
    agreed = read(text, swap_axes=True)
    assert agreed.parcels[0].rings[0].xy[0].tolist() == [2_582_100.0, east0]
    assert "T-CRS-SWAP" not in rules(agreed)
    later = read_swapped(parcels)
    assert later.parcels[0].rings[0].xy.tolist() == agreed.parcels[0].rings[0].xy.tolist()
    assert "T-CRS-SWAP" not in rules(later)


def test_degrees_in_a_standard_file():
    points = [(23.3, 113.2), (23.3, 113.21), (23.29, 113.21), (23.29, 113.2), (23.3, 113.2)]
    head = [*header({**TEN_KEYS, "计量单位": "度", "带号": ""}), "[地块坐标]", "5,1,A,甲,面,,,,@"]
    parcels = read("\n".join([*head, *(f"J{i % 4 + 1},1,{n},{e}" for i, (n, e) in enumerate(points))]))
    assert parcels.crs.epsg == 4490
    assert "T-CRS-NO-ZONE" not in rules(parcels)
    turned = read("\n".join([*head, *(f"J{i % 4 + 1},1,{e},{n}" for i, (n, e) in enumerate(points))]))
    assert "T-CRS-SWAP" in rules(turned)


def test_south_of_nine_degrees_north_six_digits_are_no_fault():
    parcels = read(file_at(882_000, 38_383_000))
    assert parcels.crs.epsg == 4526
    assert not {r for r in rules(parcels) if r.startswith("T-CRS")}


def test_single_points_without_the_zone_number_are_named():
    parcels = read(file_at(2_582_000, 38_383_000).replace("J2,1,2582100.000,38383100.000", "J2,1,2582100.000,383100.000"))
    (found,) = by_rule(parcels, "T-CRS-PREFIX-MIXED")
    assert (found.source_line, found.params["count"]) == (15, 1)


def test_coordinates_that_are_neither_metres_nor_degrees_of_china():
    parcels = read(file_at(1_000, 2_000))
    assert "T-CRS-RANGE" in rules(parcels)
    assert parcels.crs.zone == 38


@pytest.mark.parametrize("key", ["中央子午线", "中央经线"])
def test_a_meridian_in_a_row_of_its_own_places_eastings_without_zone_number(key):
    keys = {k: v for k, v in TEN_KEYS.items() if k != "带号"} | {key: "114"}
    parcels = read(standard(keys=keys, e0=383_000.0))
    assert parcels.crs.epsg == 4547
    assert parcels.header[key] == "114"
    (told,) = by_rule(parcels, "T-CRS-ZONE-MERIDIAN")
    assert told.source_line == 11
    assert read(standard(keys={**TEN_KEYS, key: "117"})).crs.epsg == 4526  # the zone number outranks it


@pytest.mark.parametrize("second", [{"e0": 383_000.0}, {"fmt": "{label},{ring},{e:.3f},{n:.3f}"}])
def test_half_of_the_points_in_another_form_do_not_change_the_system_of_the_others(second):
    other = standard(number="B", **second).split("[地块坐标]\n")[1]
    parcels = read(standard() + other)
    assert (parcels.crs.epsg, parcels.crs.prefixed) == (4526, True)
    assert not {"T-CRS-PREFIX", "T-CRS-RANGE", "T-CRS-SWAP"} & rules(parcels)
    mixed = by_rule(parcels, "T-CRS-PREFIX-MIXED")
    assert [f.source_line for f in mixed] == ([20] if "e0" in second else [])
