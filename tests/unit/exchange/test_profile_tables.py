"""Profiles: what is chosen when files deviate from them, and tables that counties write themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onemap_plugin.core.exchange import add_profile_folder, read_txt, remove_profile_folder

from .builder import FOUR_KEYS, SEVEN_KEYS, SQUARE, TEN_KEYS, by_rule, header, ring, rules

COUNTY = """
profiles:
- id: county
  title: 设施农用地备案
  header: {keys: [坐标系, 带号, 备案文号]}
  parcel_line: {slots: [number, name, 乡镇, kind, area, count], end: ",@", per: parcel}
  point_line: {columns: [ring, label, east, north, 高程]}
  area: {unit: mu, decimals: 2}
  closing: none
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    add_profile_folder(tmp_path)
    yield tmp_path
    remove_profile_folder(tmp_path)


def read(line: str, keys: dict[str, str] | None, fmt: str = "{label},{ring},{n:.3f},{e:.3f}"):
    lines = [*(header(keys) if keys else []), "[地块坐标]", line, *ring(SQUARE, fmt=fmt)]
    return read_txt("\r\n".join([*lines, ""]).encode("gbk"), "f.txt")


@pytest.mark.parametrize("keys", [None, SEVEN_KEYS, TEN_KEYS, FOUR_KEYS])
@pytest.mark.parametrize(
    ("line", "profile", "values"),
    [
        ("D-1,东村,面,,@", "yizhangtu", ("D-1", "东村", "")),
        ("5,东村,面,工业用地,@", "four_slots", ("", "东村", "工业用地")),
    ],
)
def test_lines_of_four_values_are_told_apart_by_what_they_hold_whatever_the_header(keys, line, profile, values):
    found = read(line, keys)
    (parcel,) = found.parcels
    assert (found.profile, (parcel.number, parcel.name, parcel.use)) == (profile, values)
    assert parcel.declared_points == (5 if profile == "four_slots" else None)


def test_a_line_of_three_values_and_no_end_mark():
    found = read("D-1,东村,面", SEVEN_KEYS)
    assert (found.profile, found.parcels[0].number, found.parcels[0].name) == ("yizhangtu", "D-1", "东村")
    assert {"T-END-MISSING", "T-SLOTS-SHORT"} <= rules(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_table_of_a_county_in_the_encoding_of_its_editor(folder, encoding):
    (folder / "county.yaml").write_text(COUNTY, encoding=encoding)
    add_profile_folder(folder)
    found = read("D-1,东村,北乡,面,15.00,5,@", {"坐标系": "CGCS2000", "带号": "38"}, "{ring},{label},{e:.3f},{n:.3f},12.3")
    (parcel,) = found.parcels
    assert (found.profile, parcel.number, parcel.attributes["乡镇"], parcel.declared_unit) == ("county", "D-1", "北乡", "mu")
    assert parcel.geometry.area == pytest.approx(10_000)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("profiles:", "profile:"), "profiles: a list"),
        (("  closing: none", "  clossing: none"), "clossing: id, title"),
        (("per: parcel", "pre: parcel"), "parcel_line.pre: slots"),
        (("{keys: [坐标系, 带号, 备案文号]}", "[坐标系]"), "header: keys, required"),
        (("[ring, label, east, north, 高程]", "ring label"), "point_line.columns: [a, b, c]"),
        (("  area:", "\tarea:"), "(line 8)"),
    ],
)
def test_typing_errors_of_a_table_are_named_and_never_ignored(folder, change, reason):
    (folder / "county.yaml").write_text(COUNTY.replace(*change), encoding="utf-8")
    add_profile_folder(folder)
    (remark,) = by_rule(read("5,1.0000,D-1,东村,面,,工业用地,0601,@", TEN_KEYS), "T-PROFILE-TABLE")
    assert "county.yaml" in remark.text()
    assert reason in remark.text()
