"""Which land-use class each face of the sample town gets, and the survey attributes that follow from the class."""

from __future__ import annotations

import numpy as np
import sample_town as town
import shapely

CLASSES = {  # code: name, colour of the land-use map
    "0101": ("水田", "248,208,114"), "0103": ("旱地", "255,251,177"), "0201": ("果园", "214,167,201"),
    "0202": ("茶园", "213,167,176"), "0301": ("乔木林地", "49,173,105"), "0302": ("竹林地", "49,173,105"),
    "0305": ("灌木林地", "100,185,104"), "0307": ("其他林地", "151,207,178"), "0401": ("天然牧草地", "131,194,56"),
    "0404": ("其他草地", "200,227,160"), "05H1": ("商业服务业设施用地", "226,161,149"), "0508": ("物流仓储用地", "226,161,149"),
    "0601": ("工业用地", "197,154,140"), "0602": ("采矿用地", "197,154,140"), "0701": ("城镇住宅用地", "229,103,102"),
    "0702": ("农村宅基地", "236,137,138"), "08H1": ("机关团体新闻出版用地", "241,165,180"),
    "08H2": ("科教文卫用地", "241,165,180"), "0809": ("公用设施用地", "241,165,180"), "0810": ("公园与绿地", "129,195,93"),
    "09": ("特殊用地", "193,114,97"), "1003": ("公路用地", "210,216,201"), "1004": ("城镇村道路用地", "222,222,221"),
    "1006": ("农村道路", "194,193,193"), "1101": ("河流水面", "163,214,245"), "1104": ("坑塘水面", "114,170,207"),
    "1104A": ("养殖坑塘", "114,170,207"), "1105": ("沿海滩涂", "179,222,248"), "1107": ("沟渠", "160,205,240"),
    "1109": ("水工建筑用地", "230,130,100"), "1201": ("空闲地", "225,220,225"), "1202": ("设施农用地", "220,180,130"),
    "1206": ("裸土地", "215,200,185")}
MIX = {
    "plain": [("0101", 60), ("0103", 14), ("1104", 7), ("0201", 6), ("1202", 3), ("0307", 5), ("0404", 2), ("0301", 3)],
    "slope": [("0202", 16), ("0201", 26), ("0103", 26), ("0307", 14), ("0301", 14), ("0404", 4)],
    "hill": [("0301", 66), ("0302", 14), ("0305", 10), ("0307", 6), ("0404", 2), ("1206", 2)],
    "grass": [("0404", 58), ("0401", 28), ("0305", 8), ("0103", 6)],
    "town": [("0701", 44), ("05H1", 12), ("0601", 12), ("08H1", 4), ("08H2", 7), ("0809", 3), ("0810", 7), ("1004", 6),
             ("0508", 3), ("1201", 2)],
    "village": [("0702", 76), ("1004", 6), ("1201", 5), ("0810", 2), ("0809", 2), ("08H2", 3), ("0103", 4), ("0601", 2)],
    "quarry": [("0602", 88), ("1206", 12)],
    "ponds": [("1104A", 78), ("0101", 8), ("0404", 6), ("1202", 8)],
    "flat": [("1105", 100)]}
SLOPE_FACTOR = {"2": 0.045, "3": 0.082, "4": 0.1165, "5": 0.146}  # 田坎系数 by 坡度级别: invented, each province sets its own


def zone_of(inside: np.ndarray) -> np.ndarray:
    """(n,) name of the zone of each point (local metres); later lines override earlier ones."""
    zone = np.full(len(inside), "plain", dtype=object)
    h = town.height(inside)
    zone[h > 0.26] = "slope"
    zone[h > 0.40] = "hill"
    zone[town.near(inside, town.GRASS) < 1] = "grass"
    sea = town.coast(inside[:, 1])
    zone[inside[:, 0] > sea - town.SEAWALL - 260] = "ponds"
    for *_, x, y, r in town.VILLAGES:
        zone[town.near(inside, (x, y, r)) < 1] = "village"
    zone[town.near(inside, town.TOWN) < 1] = "town"
    zone[town.near(inside, town.QUARRY) < 1] = "quarry"
    zone[inside[:, 0] > sea - town.SEAWALL] = "flat"
    return zone


def classify(faces: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Class code, zone and strip index of each face."""
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    zone, strip = zone_of(inside), town.strips_at(faces)
    code = np.empty(len(faces), dtype=object)
    for name, mix in MIX.items():
        rows = np.flatnonzero(zone == name)
        weight = np.array([w for _, w in mix], float)
        code[rows] = np.array([c for c, _ in mix], dtype=object)[rng.choice(len(mix), len(rows), p=weight / weight.sum())]
    for i, (strip_code, _, _) in enumerate(town.strips()):
        code[strip == i] = strip_code
    temple = int(np.argmin(np.hypot(*(inside - [1250, 3250]).T) + 1e6 * (strip >= 0)))
    code[temple] = "09"
    return code, zone, strip


def villages_of(faces: np.ndarray) -> np.ndarray:
    """(n,) index of the village that a face belongs to: the nearest one, on its side of the town border."""
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    border = 1420 + 120 * np.sin(inside[:, 1] / 420)
    place = np.array([(v[2], v[3]) for v in town.VILLAGES], float)
    west = np.array([v[0].startswith("102") for v in town.VILLAGES])
    distance = np.hypot(inside[:, None, 0] - place[:, 0], inside[:, None, 1] - place[:, 1])
    distance[(inside[:, 0] < border)[:, None] != west[None, :]] = np.inf
    return distance.argmin(1)


def ellipsoid_area(geometry: np.ndarray) -> np.ndarray:
    """Area on the CGCS2000 ellipsoid in m2, (n,): plane area over the squared scale of the projection at the centroid.

    A patch is small, so the scale is as good as constant in it: the error stays under 1e-8 of the area.
    """
    a, e2 = 6378137.0, 0.00669438002290
    centre = shapely.get_coordinates(shapely.centroid(geometry))
    y = centre[:, 0] - 500_000.0
    latitude = np.radians(28.9375) + (centre[:, 1] - 3_203_085.6) / 6_356_000.0
    w2 = 1 - e2 * np.sin(latitude) ** 2
    radius2 = a * a * (1 - e2) / w2**2
    scale = 1 + y**2 / (2 * radius2) + y**4 / (24 * radius2**2)
    return shapely.area(geometry) / scale**2
