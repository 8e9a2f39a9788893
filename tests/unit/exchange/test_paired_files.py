"""宗地.txt with 界址点坐标文件.txt, and the lists of national geological parks."""

from __future__ import annotations

import pytest

from onemap_plugin.core.exchange import join_pairs, read_point_list, read_txt, sniff
from onemap_plugin.core.parcels import ParcelSet

HEAD = (
    "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=38\n"
    "精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n"
)


def square(north: float, east: float) -> str:
    corners = ((0, 0), (0, 100), (100, 100), (100, 0))
    return "".join(f"J{i},1,{north + n:.3f},{east + e:.3f}\n" for i, (n, e) in enumerate(corners, 1))


A, B, C = square(2582000, 38383000), square(2582200, 38383000), square(2582400, 38383000)
POINTS = f"{HEAD}4,1.0000,1,地块1,面,H50G002051,,,@\n{A}4,1.0000,2,地块2,面,H50G002051,,,@\n{B}"
VALUES = "4,1.0000,S-01,0601,张家,,地块1@\n{0}4,1.0000,S-02,0702,李家,,地块2@\n{1}"


def values_file(first: str = "", second: str = "", name: str = "宗地.txt") -> ParcelSet:
    return read_txt((HEAD + VALUES.format(first, second)).encode(), name)


def points_file(name: str = "界址点坐标文件.txt") -> ParcelSet:
    return read_txt(POINTS.encode(), name)


def rules(*sets: ParcelSet) -> list[str]:
    return [f.rule for s in sets for f in s.findings if f.rule.startswith("T-PAIR")]


def test_the_values_of_zongdi_stand_in_the_right_fields() -> None:
    read = values_file(A, B)
    assert (read.profile, read.profile_score > 0.9) == ("zongdi", True)
    assert [(p.number, p.land_class, p.name, p.attributes["地块"]) for p in read.parcels] == [
        ("S-01", "0601", "张家", "地块1"),
        ("S-02", "0702", "李家", "地块2"),
    ]
    assert [p.declared_unit for p in read.parcels] == ["ha", "ha"]
    assert not [f for f in read.findings if f.rule in ("T-KIND", "T-SLOTS")]


def test_a_file_of_another_name_is_not_taken_for_zongdi() -> None:
    assert values_file(A, B, "地块.txt").profile != "zongdi"


def test_parcels_without_points_take_them_from_the_other_file() -> None:
    first, second = join_pairs([values_file(), points_file()])
    assert second.parcels == ()
    assert [(p.number, p.name, p.sheet, p.land_class) for p in first.parcels] == [
        ("S-01", "张家", "H50G002051", "0601"),
        ("S-02", "李家", "H50G002051", "0702"),
    ]
    assert [p.geometry.area for p in first.parcels] == [10000.0, 10000.0]
    assert first.crs == points_file().crs
    assert first.crs.epsg == 4526
    assert rules(first, second) == ["T-PAIR-JOINED"]
    assert not [f for f in first.findings if f.rule in ("T-PARCEL-EMPTY", "T-CRS-NO-ZONE")]


def test_the_same_parcel_in_both_files_is_kept_once_whatever_their_order() -> None:
    second, first = join_pairs([points_file(), values_file(A, B)])
    assert [p.number for p in first.parcels] == ["S-01", "S-02"]
    assert second.parcels == ()


def test_another_boundary_keeps_both_parcels_and_says_so() -> None:
    first, second = join_pairs([values_file(A, C), points_file()])
    assert [p.number for p in first.parcels] == ["S-01", "S-02"]
    assert [p.name for p in second.parcels] == ["地块2"]
    assert sorted(rules(first, second)) == ["T-PAIR-DIFFERS", "T-PAIR-JOINED"]


def test_a_parcel_that_the_other_file_does_not_hold_says_so() -> None:
    values = read_txt((HEAD + VALUES.format(A, B).replace("地块2@", "地块9@")).encode(), "宗地.txt")
    first, second = join_pairs([values, points_file()])
    remark = next(f for f in first.findings if f.rule == "T-PAIR-OPEN")
    assert (remark.params["value"], remark.parcel_id) == ("地块9", "S-02")
    assert [p.name for p in second.parcels] == ["地块2"]


@pytest.mark.parametrize("alone", [values_file(A, B), points_file()])
def test_one_file_without_the_other_says_so(alone: ParcelSet) -> None:
    found = join_pairs([alone])
    assert rules(*found) == ["T-PAIR-ALONE"]
    assert found[0].parcels == alone.parcels


def test_files_of_different_folders_are_no_pair() -> None:
    found = join_pairs([values_file(A, B, "甲/宗地.txt"), points_file("乙/界址点坐标文件.txt")])
    assert rules(*found) == ["T-PAIR-ALONE", "T-PAIR-ALONE"]


def test_other_files_come_back_as_they_are() -> None:
    other = read_txt(POINTS.encode(), "红线.txt")
    assert join_pairs([other])[0] is other


PARK = [(3821000.12, 37512000.5), (3821500.1, 37512000.5), (3821500.1, 37513000.25), (3821000.12, 37513000.25)]


@pytest.mark.parametrize("profile", ["", "geopark"])
def test_a_park_list_in_metres_has_its_zone_from_the_easting(profile: str) -> None:
    data = "".join(f"{n:.2f},{e:.2f}\n" for n, e in PARK).encode()
    read = read_txt(data, "地质公园.txt", profile)
    assert read.crs.epsg == 4525
    assert read.parcels[0].rings[0].xy.tolist() == [list(p) for p in PARK]
    if not profile:
        assert sniff(data, "地质公园.txt") == "points"


DMS = [("1130215", "343020"), ("1130315.5", "343020"), ("1130315.5", "343120"), ("1130215", "343120")]
DEGREES = [(34 + 30 / 60 + 20 / 3600, 113 + 2 / 60 + 15 / 3600), (34 + 31 / 60 + 20 / 3600, 113 + 3 / 60 + 15.5 / 3600)]


@pytest.mark.parametrize("order", ["{0},{1}", "{1},{0}", "{2},{0},{1}"])
def test_a_park_list_of_run_together_degrees_is_recognised(order: str) -> None:
    data = "".join(order.format(lon, lat, i) + "\n" for i, (lon, lat) in enumerate(DMS, 1)).encode()
    assert sniff(data, "地质公园.txt") == "points"
    read = read_point_list(data, "地质公园.txt")
    assert read.crs.geographic
    assert read.parcels[0].rings[0].xy[0] == pytest.approx(DEGREES[0], abs=1e-12)
    assert read.parcels[0].rings[0].xy[2] == pytest.approx(DEGREES[1], abs=1e-12)
    assert any(f.rule == "T-CRS-DEGREES" for f in read.findings)


def test_run_together_degrees_are_read_by_the_profile_chosen_by_hand() -> None:
    read = read_txt("".join(f"{lon},{lat}\n" for lon, lat in DMS[:3]).encode(), "a.txt", "geopark_dms")
    assert read.parcels[0].rings[0].xy[0] == pytest.approx(DEGREES[0], abs=1e-12)
    assert read.crs.geographic


def test_metres_are_not_taken_for_degrees() -> None:
    rows = [(1130215.0, 343020.0), (1130275.0, 343020.0), (1130275.0, 343120.0), (1130215.0, 343120.0)]
    read = read_point_list("".join(f"{n:.2f},{e:.2f}\n" for n, e in rows).encode(), "南沙.txt")
    assert not read.crs.geographic
    assert read.parcels[0].rings[0].xy[1].tolist() == [1130275.0, 343020.0]
