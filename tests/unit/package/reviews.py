"""A review made by hand: four parcels (simple, hole, two parts, corridor) in CGCS2000 zone 40, with land classes and evidence."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

import numpy as np
import shapely

from onemap_plugin.core.approvals.model import Material, Outcome
from onemap_plugin.core.coordinates.measures import ParcelMeasures
from onemap_plugin.core.findings import Finding, Severity
from onemap_plugin.core.onemap.model import ConflictRow, OverlayRow, SourceInfo
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring
from onemap_plugin.core.review import FindingState, Review, Run

CRS = ParcelCrs(epsg=4528, datum="CGCS2000", zone_width=3, zone=40, central_meridian=120.0, prefixed=True)
X0, Y0 = 3_350_000.0, 40_512_000.0  # north, east


def ring(number: int, points: list[tuple[float, float]], start: int = 1) -> Ring:
    """points: (north, east) offsets from the origin, open; labels J<start>…; closed by repeating the first."""
    xy = np.array([(X0 + n, Y0 + e) for n, e in [*points, points[0]]])
    labels = tuple(f"J{start + i}" for i in range(len(points))) + (f"J{start}",)
    return Ring(number, labels, xy)


def corridor() -> list[tuple[float, float]]:
    """A bent strip 12 m wide and about 900 m long."""
    upper = [(600.0 + 40 * np.sin(e / 90.0), float(e)) for e in range(0, 901, 60)]
    lower = [(n - 12.0, e) for n, e in reversed(upper)]
    return [(round(n, 3), round(e, 3)) for n, e in [*upper, *lower]]


def parcels() -> tuple[Parcel, ...]:
    simple = [(100.0, 0.0), (103.217, 120.5), (20.004, 133.333), (12.5, 60.25), (0.0, 3.118)]
    outer = [(320.0, 200.0), (322.5, 420.123), (150.0, 430.0), (140.25, 205.5)]
    hole = [(270.0, 270.0), (210.0, 275.0), (215.5, 340.0), (268.0, 335.25)]
    first = [(100.0, 520.0), (100.0, 640.0), (10.0, 640.0), (10.0, 520.0)]
    second = [(250.0, 660.0), (255.0, 780.0), (160.0, 775.0), (165.0, 655.0)]
    return (
        Parcel(
            "2024-001", (ring(1, simple),), "2024-001", "东岙村安置地块", "住宅用地", "H51G005012", "0701", source_file="示范.txt"
        ),
        Parcel("2024-002", (ring(1, outer), ring(2, hole, 5)), "2024-002", "滨海大道(一期)", "公路用地", source_file="示范.txt"),
        Parcel("2024-003", (ring(1, first), ring(2, second, 5)), "2024-003", "取水口及泵站", "公用设施", source_file="示范.txt"),
        Parcel("2024-004", (ring(1, corridor()),), "2024-004", "输水管廊", "管道运输", source_file="示范.txt"),
    )


_CLASSES = [
    ("0101", "水田", "农用地", "20"),
    ("0301", "乔木林地", "农用地", "30"),
    ("0404", "其他草地", "未利用地", "30"),
    ("1006", "农村道路", "农用地", "30"),
    ("0601", "工业用地", "建设用地", "20"),
    ("1105", "沿海滩涂", "未利用地", "10"),
    ("0103K", "旱地", "农用地", "30"),
    ("0702", "农村宅基地", "建设用地", "30"),
]
_OWNERS = {"20": "临海市城投公司", "30": "东岙村经济合作社", "10": "国有滩涂"}


def balanced(areas: list[float], control: Decimal) -> list[Decimal]:
    """Largest remainder in decimals, written independently of the product."""
    exact = [Decimal(repr(a)) / 10000 for a in areas]
    cut = [e.quantize(Decimal("0.0001"), rounding=ROUND_DOWN) for e in exact]
    steps = int((control - sum(cut)) / Decimal("0.0001"))
    for i in sorted(range(len(cut)), key=lambda i: cut[i] - exact[i])[:steps]:
        cut[i] += Decimal("0.0001")
    return cut


def overlay(items: tuple[Parcel, ...]) -> list[OverlayRow]:
    """Vertical strips 75 m wide of eight classes under all parcels, and a few evidence layers."""
    rows: list[OverlayRow] = []
    for p in items:
        pieces = []
        for i in range(-1, 14):
            strip = shapely.box(Y0 + i * 75, X0 - 200, Y0 + (i + 1) * 75, X0 + 1000)
            shape = shapely.intersection(p.geometry, strip)
            if shape.area > 0:
                pieces.append((_CLASSES[i % len(_CLASSES)], shape))
        control = Decimal(repr(p.geometry.area / 10000)).quantize(Decimal("0.0001"))
        for ((code, name, three, kind), shape), ha in zip(pieces, balanced([s.area for _, s in pieces], control)):
            rows.append(
                OverlayRow(
                    p.parcel_id,
                    "DLTB",
                    code,
                    name,
                    _OWNERS[kind],
                    kind,
                    three,
                    shape.area,
                    shape.area * 1.0001,
                    float(ha),
                    patch=f"{code}-{p.parcel_id}",
                    edition="2023",
                    geometry=shape,
                )
            )
        for role, code, east in (
            ("LDTB", "0301", 260),
            ("YJJBNTTB", "0101", 520),
            ("STBHHX", "", 700),
            ("KYQ", "C33", 60),
            ("HYSYQ", "22", 820),
            ("CYTB", "0404", 330),
            ("CZKFBJ", "", 0),
            ("KCD", "", 610),
        ):
            shape = shapely.intersection(p.geometry, shapely.box(Y0 + east, X0 - 200, Y0 + east + 70, X0 + 1000))
            if shape.area > 0:
                rows.append(
                    OverlayRow(
                        p.parcel_id,
                        role,
                        code,
                        role,
                        "",
                        "",
                        "",
                        shape.area,
                        shape.area,
                        round(shape.area / 1e4, 4),
                        patch=f"{role}-1",
                        edition="2022",
                        geometry=shape,
                    )
                )
    return rows


def review(reviewed: bool = True, checked: bool = True) -> Review:
    items = parcels()
    parcel_set = ParcelSet(
        items, CRS, {"坐标系": "2000国家大地坐标系", "数据产生单位": "示范测绘院"}, encoding="gb18030", source_files=("示范.txt",)
    )
    measures = {
        p.parcel_id: ParcelMeasures(
            p.geometry.area, p.geometry.area * 1.0001, p.geometry.length, 8, 1, 0, 120.1, 30.2, "H51G005012"
        )
        for p in items
    }
    base = Review(parcel_set, measures, runs=(Run("import", "2026-01-02T03:04:05Z", 0.1),), project=PROJECT)
    if checked:
        base = replace(
            base,
            findings=findings(),
            states={findings()[1].uid: FindingState("accepted", "外业复核", "")},
            runs=(*base.runs, Run("check", "2026-01-02T03:05:05Z", 0.2)),
        )
    if not reviewed:
        return base
    return replace(
        base,
        overlay=tuple(overlay(items)),
        conflicts=conflicts(items),
        outcomes=outcomes(),
        materials=materials(),
        sources=sources(),
        notes={"R-F-01": "已与林业局沟通"},
        runs=(*base.runs, Run("review", "2026-01-02T03:06:05Z", 0.5)),
    )


PROJECT = {
    "项目编号": "331082-2026-0007",
    "项目名": "滨海示范工程",
    "县代码": "331082",
    "制图单位": "示范测绘院",
    "所在地": "临海市东岙镇",
}


def findings() -> tuple[Finding, ...]:
    return (
        Finding(
            "C-OVERLAP",
            Severity.ERROR,
            "Parcels overlap by {area} m²",
            {"area": 1.25},
            "2024-002",
            "示范.txt",
            31,
            clause="几何规则",
            key="a",
        ),
        Finding("C-AREA", Severity.ERROR, "Declared area differs by {area} m²", {"area": 3}, "2024-001", "示范.txt", 13, key="b"),
        Finding("C-SLIVER", Severity.NOTICE, "A very sharp angle", {}, "2024-004", "示范.txt", 50, key="c"),
    )


def conflicts(items: tuple[Parcel, ...]) -> tuple[ConflictRow, ...]:
    return (
        ConflictRow(
            "2024-002", "forest", "DLTB", "0601", "工业用地", "2023", "LDTB", "0301", "乔木林地", "2022", 812.4, "", None
        ),
    )


def outcomes() -> tuple[Outcome, ...]:
    return (
        Outcome(
            "R-L-01",
            "land",
            "农用地转用",
            "needs_approval",
            "省级人民政府",
            3.2145,
            "ha",
            "≤ 35 公顷",
            False,
            "土地管理法 第四十四条",
            "law",
            "high",
            roles=("DLTB",),
            editions=("2023",),
            parcels=("2024-001", "2024-002"),
            approvals=("A02",),
        ),
        Outcome(
            "R-F-01",
            "forest",
            "使用林地",
            "needs_approval",
            "省级林业主管部门",
            0.9822,
            "ha",
            "",
            True,
            "森林法 第三十七条",
            "law",
            "high",
            roles=("LDTB",),
            editions=("2022",),
            parcels=("2024-002",),
            approvals=("A06",),
        ),
        Outcome(
            "R-S-01", "sea", "<script>alert(1)</script>用海", "notice", "", None, "", "", False, "海域使用管理法", "law", "low"
        ),
        Outcome("R-M-09", "mining", "压覆重要矿产资源", "not_checked", why="缺少图层 KCD & 版本", confidence="medium"),
    )


def materials() -> tuple[Material, ...]:
    return (
        Material("S01", "勘测定界报告", "surveyor", "full", ("A02", "A06"), 2, "", "medium"),
        Material("S02", "界址点坐标成果表", "surveyor", "full", ("A02", "A06", "A14"), 3, "", "high"),
    )


def sources() -> tuple[SourceInfo, ...]:
    return (
        SourceInfo(
            "DLTB",
            "/home/zhangsan/data/onemap.gpkg|layername=DLTB",
            "DLTB",
            "dltb",
            "2023",
            "自然资源局",
            "EPSG:4528",
            "checked",
            "",
            40,
        ),
        SourceInfo("LDTB", "C:\\Users\\lisi\\一张图\\LDTB.shp", "LDTB", "ldtb", "2022", "", "EPSG:4528", "checked", "", 12),
        SourceInfo("KCD", "", status="missing", note="no layer"),
        SourceInfo("STBHHX", "https://user:secret@host.example/wfs?token=abc123", "STBHHX", status="no_edition"),
    )
