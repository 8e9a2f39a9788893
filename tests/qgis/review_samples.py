"""A review with one of everything, for the tests of the review file."""

from __future__ import annotations

import math

import numpy as np
import shapely

from onemap_plugin.core.approvals.model import Material, Outcome
from onemap_plugin.core.coordinates.measures import ParcelMeasures
from onemap_plugin.core.findings import Finding, Severity
from onemap_plugin.core.onemap.model import ConflictRow, OverlayRow, SourceInfo
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring
from onemap_plugin.core.review import Review, Run

ZONE_38 = ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True)


def ring(east: float, north: float, size: float, number: int = 1, first_line: int = 13, start: int = 1) -> Ring:
    """A closed square ring with coordinates that no short decimal text can hold."""
    corners = np.array([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]) * size + [north + 1 / 3, east + math.pi / 7]
    corners[-1] = corners[0]
    labels = tuple(f"J{start + i}" for i in range(4)) + (f"J{start}",)
    return Ring(number, labels, corners, np.arange(first_line, first_line + 5))


def parcel_set() -> ParcelSet:
    plain = Parcel(
        "001",
        (ring(38383243.971, 2582988.976, 100),),
        "001",
        "一号地块",
        "工业用地",
        "H50G002051",
        "0601",
        declared_points=5,
        declared_area=1.0,
        declared_unit="ha",
        declared_area_text="1.0000",
        attributes={"备注": "含 “引号” 和\n换行"},
        source_file="甲.txt",
        source_line=12,
    )
    holed = Parcel(
        "002",
        (ring(38384243.971, 2582988.976, 100, 1, 19), ring(38384273.971, 2583008.976, 20, 2, 24, 5)),
        "002",
        "二号地块",
        source_file="甲.txt",
        source_line=18,
    )
    open_ring = Ring(
        1,
        ("1", "2", "3", "4"),
        np.array([[1.0, 2.0], [1.0, 3.0], [2.0, 3.0], [2.0, 2.0]]) + 2.5e6,
        columns={"边长": ("", "1.0", "1.0", "1.0"), "备注": ("a", "b", "c", "")},
    )
    bare = Parcel("P3", (open_ring,), source_file="乙.csv")
    empty = Parcel("P4", (), name="没有点", source_file="乙.csv")
    remark = Finding(
        "txt.punctuation",
        Severity.WARNING,
        "full-width comma in line {line}",
        {"line": 20},
        "002",
        "甲.txt",
        20,
        clause="附件1",
        key="20",
    )
    return ParcelSet(
        (plain, holed, bare, empty),
        ZONE_38,
        {"坐标系": "2000国家大地坐标系", "带号": "38"},
        {"扩展信息": "a=1\nb="},
        "GB18030",
        "standard9",
        0.97,
        ("甲.txt", "乙.csv"),
        (remark,),
        {"line_end": "\r\n"},
    )


def findings() -> tuple[Finding, ...]:
    place = shapely.LineString([[38383243.971 + 1 / 3, 2582988.976], [38383343.1234567, 2582999.5]])
    return (
        Finding(
            "area.differs",
            Severity.ERROR,
            "{declared} is not {measured}",
            {"declared": 1.0, "measured": 1.2},
            "001",
            "甲.txt",
            12,
            clause="TD/T 1008",
            key="area",
        ),
        Finding("ring.edge", Severity.WARNING, "short edge", {}, "002", "甲.txt", 21, place, key="J1-J2"),
        Finding(
            "ring.point", Severity.INFO, "point", {}, "002", geometry=shapely.Point(38383243.97123456, 2582988.9761), key="J9"
        ),
    )


def outcomes() -> tuple[Outcome, ...]:
    face = shapely.MultiPolygon([shapely.box(38383243, 2582988, 38383300, 2583000)])
    line = shapely.LineString([[38383243.1, 2582988], [38383300, 2583000.7]])
    return (
        Outcome(
            "land.farmland",
            "land",
            "占用永久基本农田",
            "prohibited",
            "自然资源部",
            1.23456789,
            "ha",
            "> 0",
            True,
            "土地管理法 第三十五条",
            "s1",
            "high",
            "依据",
            "",
            ("YJJBNTTB",),
            ("2023",),
            ("001", "002"),
            ("land_conversion",),
            {"k": [1, 2]},
            face,
        ),
        Outcome("sea.near", "sea", "近岸线", "notice", measured=12.5, unit="m", geometry=line),
        Outcome("mine.unknown", "mine", "压覆矿产", "not_checked", why="KYQ: missing"),
    )


def review() -> Review:
    parcels = parcel_set()
    measures = {
        "001": ParcelMeasures(10000.000012345, 9998.7, 400.0, 4, 1, 0, 113.1, 23.3, "F49G016078"),
        "P3": ParcelMeasures(1.0, math.nan, 4.0, 4, 1, 0, None, None, ""),
    }
    overlay = (
        OverlayRow(
            "001",
            "DLTB",
            "0101",
            "水田",
            "某村",
            "集体",
            "农用地",
            5000.123456789,
            4999.9,
            0.5,
            12.5,
            patch="17",
            edition="2023",
            attributes={"KCXS": 0.05},
            geometry=shapely.MultiPolygon([shapely.box(38383243, 2582988, 38383293, 2583088)]),
        ),
        OverlayRow("001", "RIVER", length_m=50.5, geometry=shapely.MultiLineString([[[38383243, 2582988], [38383293, 2583088]]])),
        OverlayRow("001", "WELL", count=2, geometry=shapely.MultiPoint([[38383243, 2582988], [38383244, 2582989]])),
        OverlayRow("002", "STBHHX", distance_m=12.25, sliver=True),
    )
    conflict = ConflictRow(
        "001",
        "forest_farmland",
        "DLTB",
        "0101",
        "水田",
        "2023",
        "LDTB",
        "0301",
        "乔木林",
        "2022",
        100.5,
        "打架",
        shapely.MultiPolygon([shapely.box(38383243, 2582988, 38383253, 2582998)]),
    )
    return Review(
        parcels,
        measures,
        (*parcels.findings, *findings()),
        {},
        overlay,
        (conflict,),
        outcomes(),
        {},
        (Material("m1", "勘测定界报告", "测绘单位", "Word", ("land_conversion",), 2, "一套", "high"),),
        (
            SourceInfo("DLTB", "onemap.gpkg", "DLTB", "sandiao", "2023", "局", "EPSG:4526", patches_read=7, repaired=1),
            SourceInfo("KYQ", status="missing", note="no layer"),
        ),
        (Run("import", "2026-01-02T03:04:05.678Z", 0.5, {"qgis": "3.22"}, {"profile": ""}, {"parcels": 4}),),
    )
