"""The files of the test matrix of the coordinate TXT (section 13 of the description of its dialects), written byte by byte.

Nothing here shares code with the product.  Every file has an expected result that was worked out by hand from its coordinates.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "txt"
N0, E0 = 3_367_000.0, 40_512_000.0
Points = list[tuple[float, float]]  # (north, east) from N0, E0
PLOT: Points = [(200.0, 0.0), (200.0, 150.0), (0.0, 150.0), (0.0, 0.0)]  # clockwise on the map, 30,000 m²
HOLE: Points = [(50.0, 50.0), (50.0, 90.0), (100.0, 90.0), (100.0, 50.0)]  # the other way, 2,000 m²
HEADER = {
    "格式版本号": "1.01版本",
    "数据产生单位": "某县自然资源局",
    "数据产生日期": "2024-05-06",
    "坐标系": "2000国家大地坐标系",
    "几度分带": "3",
    "投影类型": "高斯克吕格",
    "计量单位": "米",
    "带号": "40",
    "精度": "0.001",
    "转换参数": "0,0,0,0,0,0,0",
}
SEVEN = {k: v for k, v in HEADER.items() if k not in ("格式版本号", "数据产生单位", "数据产生日期")}
FOUR = {"投影类型": "高斯克吕格", "坐标系": "2000国家大地坐标系", "分带": "3度带", "带号": "40"}


@dataclass(frozen=True)
class Row:
    """One row of the matrix.  parcels: (number, name, area in m², 圈号 and rows of each ring, holes).  findings: rule and line
    of every finding, nothing else may be told.  score: least of the profile."""

    matrix: str
    case: str
    file: str
    data: bytes
    profile: str
    epsg: int | None
    parcels: list[tuple[str, str, float, list[tuple[int, int]], int]]
    findings: set[tuple[str, int]] = field(default_factory=set)
    unit: str = "ha"
    score: float = 0.9
    extra: Callable[..., None] = lambda found: None


def moved(points: Points, north: float, east: float) -> Points:
    return [(n + north, e + east) for n, e in points]


def ring(
    points: Points, number: int = 1, first: int = 1, close: str = "first", form: str = "{l},{r},{n:.3f},{e:.3f}", e0: float = E0
):
    rows = [(f"J{first + i}", N0 + n, e0 + e) for i, (n, e) in enumerate(points)]
    if close:
        rows.append((f"J{first}" if close == "first" else f"J{first + len(points)}", *rows[0][1:]))
    return [form.format(l=label, r=number, n=n, e=e) for label, n, e in rows]


def header(keys: dict[str, str] = HEADER) -> list[str]:
    return ["[属性描述]", *(f"{k}={v}" for k, v in keys.items())]


def text(*lines: str, encoding: str = "gbk", end: str = "\r\n") -> bytes:
    return (end.join(lines) + end).encode(encoding)


def parcel(line: str = "5,3.0000,D-1,一号,面,H51G020005,工业用地,0601,@", rings: tuple[Points, ...] = (PLOT,), **kw) -> list[str]:
    lines, first = [line], 1
    for number, points in enumerate(rings, 1):
        lines += ring(points, number, first, **kw)
        first += len(points)
    return lines


def one(line: str = "", keys: dict[str, str] = HEADER, **kw) -> list[str]:
    return [*header(keys), "[地块坐标]", *(parcel(line, **kw) if line else parcel(**kw))]


ONE = [("D-1", "一号", 30_000.0, [(1, 5)], 0)]


def windr07() -> bytes:
    """GBK, CRLF with a lone CR at the end, ㎡, labels from J1 in each ring, closing continued; four parcels."""
    parts = [moved(PLOT, 0, 1000 + 300 * i) for i in range(5)]
    hole = moved(HOLE, 0, 1600)
    plots = [
        ("1", "一", "30000.00", [PLOT]),
        ("2", "带洞", "28000.00", [PLOT, HOLE]),
        ("3", "五部分", "148000.00", [parts[0], parts[1], parts[2], hole, parts[3], parts[4]]),
        ("4", "两部分", "60000.00", [parts[0], moved(PLOT, 500, 0)]),
    ]
    lines = header({**HEADER, "格式版本号": "", "数据产生单位": "", "数据产生日期": "", "转换参数": ",,,,,,"})
    lines.append("[地块坐标]")
    for number, name, area, rings in plots:
        rows = [row for i, points in enumerate(rings, 1) for row in ring(points, i, 1, "next")]
        lines += [f"{len(rows)},{area},{number},{name},面,H51G020005,商服用地,,@", *rows]
    return ("\r\n".join(lines) + "\r").encode("gbk")


def six(order: str, closing: bool = True) -> list[str]:
    rows = ring(PLOT, 1, 1, "first" if closing else "", "{l} {n:.3f} {e:.3f}")
    sides = ["", "150.000", "200.000", "150.000", "200.000"]
    out = []
    for row, side in zip(rows, sides):
        label, n, e = row.split()
        out.append(f"{label},{n},{e},{side},1," if order == "north" else f"{label},{e},{n},,1,")
    return out


def record_six() -> list[str]:
    marks = ["150.000,埋桩", "200.000,钢钉", "150.000,钢钉", "200.000,埋桩", "0,埋桩"]
    return [f"{row},{mark}" for row, mark in zip(ring(PLOT), marks)]


def _loop(name: str, corners: str) -> str:
    return f"<{name}><LinearRing><coordinates>{corners}</coordinates></LinearRing></{name}>"


_OUTER = "119.1,30.4 119.11,30.4 119.11,30.41 119.1,30.41 119.1,30.4"
_INNER = "119.102,30.402 119.104,30.402 119.104,30.404 119.102,30.402"
_PARTS = [f"{x},30.4 {x + 0.01:.2f},30.4 {x + 0.01:.2f},30.41 {x},30.4" for x in (119.2, 119.3)]
_LINE = "119.4,30.4 119.41,30.4 119.41,30.41 119.4,30.4"
KML = "".join(
    [
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
        "<Placemark><name>带洞</name><Polygon>",
        _loop("outerBoundaryIs", _OUTER),
        _loop("innerBoundaryIs", _INNER),
        "</Polygon></Placemark><Placemark><name>多部分</name><MultiGeometry>",
        *(f"<Polygon>{_loop('outerBoundaryIs', part)}</Polygon>" for part in _PARTS),
        "</MultiGeometry></Placemark><Placemark><name>线作边界</name><LineString><coordinates>",
        _LINE,
        "</coordinates></LineString></Placemark></Document></kml>",
    ]
)


def kmz() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("doc.kml", KML)
    return made.getvalue()


def large() -> bytes:
    """Just above 5 MB: 27,000 parcels of four corners."""
    lines = [*header(), "[地块坐标]"]
    for i in range(27_000):
        lines += parcel(
            f"5,3.0000,D-{i},地块{i},面,H51G020005,工业用地,0601,@", (moved(PLOT, 300 * (i // 200), 200 * (i % 200)),)
        )
    return text(*lines)


def degrees(*, first: str = "lon") -> list[str]:
    corners = [(119.1, 30.4), (119.1, 30.41), (119.11, 30.41), (119.11, 30.4), (119.1, 30.4)]
    return [f"J{i % 4 + 1},1,{x if first == 'lon' else y},{y if first == 'lon' else x}" for i, (x, y) in enumerate(corners)]
