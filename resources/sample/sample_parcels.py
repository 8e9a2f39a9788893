"""The four parcels of the sample as coordinate TXT, the same file with known faults, and the project's attributes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import sample_town as town
import shapely
from osgeo import osr

ZONE = 40
HEADER = ["[属性描述]", "格式版本号=1.01版本", "数据产生单位=望海县勘测示例队", "数据产生日期=2025-03-01",
          "坐标系=2000国家大地坐标系", "几度分带=3",
          "投影类型=高斯克吕格", "计量单位=米", f"带号={ZONE}", "精度=0.001", "转换参数=,,,,,,", "[地块坐标]"]
PROJECT = """\
# 示例项目的属性：审批规则里与图层无关的条件。说明见 README.md。 Project attributes of the sample.
name: 望海县澄湾港疏港公路工程（示例）
number: WH-2025-001
applicant: 望海县交通建设示例公司
surveyor: 望海县勘测示例队
location: 望海县澄湾镇、柳岙乡
province: "330000"
county: "331099"
applicant_level: province     # 项目批准机关: state_council | ministry | province | city_county | none
kind: infrastructure          # 项目类别: 基础设施
national_key: true            # 国家重大（重点）建设项目
linear: true                  # 线性工程
single_site: true             # 单独选址
in_onemap_plan: true          # 已上国土空间规划一张图
temporary: false              # 临时用地
expropriation_case: 2         # 土地管理法第四十五条第二项：交通等基础设施
limited_activity: 6           # 红线内有限人为活动第 6 类：必须且无法避让的线性基础设施
crosses_waterway: false       # 与航道有关
building: true                # 有建（构）筑物
pollutes_water: false         # 排放污染物
sea_use: true                 # 用海
new_sea_fill: false           # 新增围填海
urban_planning_area: false    # 林地在城市规划区内（只影响植被恢复费）
farmland_per_capita: le_1     # 当地人均耕地不超过 1 亩（只影响耕地占用税）
"""


def shapes() -> list[tuple[str, str, str, str, list[shapely.Geometry]]]:
    """Number, name, use, class code and the polygons (local metres) of each parcel."""
    yard = shapely.Polygon([(1640, 1330), (1835, 1395), (1960, 1335), (1985, 1160), (1835, 1105), (1660, 1150)])
    service = shapely.Polygon([(700, 2345), (735, 2585), (860, 2690), (1035, 2640), (1120, 2480), (1075, 2340), (890, 2285)],
                              [[(850, 2440), (960, 2430), (985, 2520), (900, 2560), (840, 2510)]])
    harbour = shapely.Polygon([(2890, 1380), (3080, 1425), (3120, 1265), (3035, 1205), (2905, 1230)])
    pier = shapely.Polygon([(3330, 1345), (3480, 1370), (3500, 1255), (3415, 1215), (3345, 1240)])
    way = [(180, 1800), (560, 1480), (1080, 1090), (1640, 800), (2260, 930), (2780, 1190), (2885, 1290)]
    line = shapely.LineString(town.curve(way, 60))
    road = line.buffer(22.5, cap_style="flat", join_style="mitre").difference(harbour.buffer(3, join_style="mitre"))
    return [("DK01", "养护工区", "公用设施用地", "0809", [yard]), ("DK02", "山体服务区", "交通服务场站用地", "1005", [service]),
            ("DK03", "港口作业区", "港口码头用地", "1008", [harbour, pier]),
            ("DK04", "疏港公路", "公路用地", "1003", [max(shapely.get_parts(road), key=shapely.area)])]


def from_northwest(ring: np.ndarray, clockwise: bool) -> np.ndarray:
    """Open ring (m, 2) east, north, started at the vertex nearest the north-west corner, in the asked direction."""
    ring = ring[:-1]
    doubled = np.sum(ring[:, 0] * np.roll(ring[:, 1], -1) - np.roll(ring[:, 0], -1) * ring[:, 1])
    if (doubled < 0) != clockwise:
        ring = ring[::-1]
    corner = np.array([ring[:, 0].min(), ring[:, 1].max()])
    return np.roll(ring, -int(np.hypot(*(ring - corner).T).argmin()), axis=0)


def sheet_number(east: float, north: float) -> str:
    """Map sheet 1:10 000 (GB/T 13989-2012) of a point of EPSG:4549."""
    plane, degrees = osr.SpatialReference(), osr.SpatialReference()
    plane.ImportFromEPSG(4549)
    degrees.ImportFromEPSG(4490)
    for srs in (plane, degrees):
        srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    lon, lat, _ = osr.CoordinateTransformation(plane, degrees).TransformPoint(float(east), float(north))
    row = int((4 - lat % 4) / (2.5 / 60)) + 1
    column = int((lon % 6) / (3.75 / 60)) + 1
    return f"{chr(65 + int(lat / 4))}{int(lon / 6) + 31}G{row:03d}{column:03d}"


def surveyed(local: np.ndarray) -> np.ndarray:
    """Local metres -> plane, with the odd decimetres and millimetres that a real survey has."""
    x, y = local.T
    odd = 0.8 * np.c_[np.sin(1.7 * x + 0.9 * y), np.cos(0.8 * x - 1.3 * y)]
    return np.round(local + odd + town.ORIGIN, 3)


def parcel_lines(number: str, name: str, use: str, code: str, parts: list[shapely.Geometry]) -> list[str]:
    """Attribute row and point rows: rings numbered on, labels numbered on, each ring closed with its first label."""
    placed = [shapely.transform(p, surveyed) for p in parts]
    points, label, ring_number = [], 0, 0
    for part in placed:
        for is_hole, ring in [(False, part.exterior), *[(True, r) for r in part.interiors]]:
            ring_number += 1
            xy = from_northwest(shapely.get_coordinates(ring), clockwise=not is_hole)
            rows = [f"J{label + i + 1},{ring_number},{n:.3f},{e + ZONE * 1e6:.3f}" for i, (e, n) in enumerate(xy)]
            points += [*rows, rows[0]]
            label += len(xy)
    area = sum(p.area for p in placed) / 10_000
    sheets = sorted({sheet_number(*xy) for p in placed for xy in shapely.get_coordinates(p)})
    return [f"{len(points)},{area:.4f},{number},{name},面,{'/'.join(sheets)},{use},{code},@", *points]


def faulty(lines: list[str]) -> list[str]:
    """The same parcels with the faults that the README lists."""
    out = list(lines)
    heads = [i for i, row in enumerate(out) if row.endswith("@")]
    first, second, third, fourth = heads
    swap = out[first + 2].split(",")
    out[first + 2] = ",".join([swap[0], swap[1], swap[3], swap[2]])  # X and Y exchanged in one row
    out[second + 3], out[second + 4] = out[second + 4], out[second + 3]  # the ring crosses itself
    head = out[third].split(",")
    out[third] = ",".join([str(int(head[0]) + 2), f"{float(head[1]) * 1.05:.4f}", *head[2:]])  # count and area are wrong
    out[fourth + 5] = out[fourth + 5].replace(",1,", "，1，")  # full-width commas
    out.insert(fourth + 8, out[fourth + 7])  # a point twice
    return out


def write(out: Path) -> None:
    """parcels.txt, parcels_faulty.txt (GBK, CRLF) and project.yaml."""
    lines = HEADER + [row for parcel in shapes() for row in parcel_lines(*parcel)]
    (out / "parcels.txt").write_bytes(("\r\n".join(lines) + "\r\n").encode("gbk"))
    (out / "parcels_faulty.txt").write_bytes(("\r\n".join(faulty(lines)) + "\r\n").encode("gbk"))
    (out / "project.yaml").write_bytes(PROJECT.encode("utf-8"))
