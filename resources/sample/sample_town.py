"""The invented town behind the sample: where hills, villages, sea and roads lie, and how land splits into patches.

Everything is computed in metres from the south-west corner of a square of 4 km; ``ORIGIN`` moves it to the plane of
EPSG:4549 (CGCS2000, 3-degree Gauss-Krüger, central meridian 120 E).  No place, village or owner is real.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from scipy.interpolate import CubicSpline
from scipy.spatial import Voronoi

ORIGIN = np.array([629_000.0, 3_201_100.0])
SIDE = 4000.0
GRID = 0.001
SEAWALL = 300.0  # metres from the sea wall to the edge of the tidal flat
HILLS = [(450, 2850, 900, 1.0), (250, 1350, 750, 0.85), (1500, 3600, 650, 0.75), (2950, 420, 380, 0.6)]
TOWN = (2250.0, 2150.0, 470.0)
GRASS = (1650.0, 760.0, 420.0)
QUARRY = (1180.0, 2560.0, 170.0)
VILLAGES = [  # code of the village, name, x, y, radius of its houses
    ("101201", "澄东村", 2650, 2700, 150), ("101202", "澄西村", 1800, 2250, 140), ("101203", "石埠头村", 2950, 1900, 150),
    ("101204", "南塘村", 2350, 1150, 150), ("101205", "鹤鸣村", 2150, 3100, 140), ("101206", "盐团村", 3000, 3250, 140),
    ("101207", "小屿村", 2950, 950, 120), ("102201", "柳岙村", 1150, 1650, 130), ("102202", "上坪村", 350, 2150, 110),
    ("102203", "竹坑村", 900, 3450, 110), ("102204", "沙岗村", 1250, 350, 140), ("102205", "大岭村", 500, 450, 120)]
TOWNS = {"101": "澄湾镇", "102": "柳岙乡"}
COUNTY, COUNTY_NAME = "331099", "望海县"
LINES = [  # code, width in metres, control points
    ("1003", 16.0, [(-50, 2450), (700, 2380), (1500, 2480), (2250, 2330), (2900, 2500), (3120, 2900), (3050, 4050)]),
    ("1003", 12.0, [(2300, 2330), (2250, 1500), (2100, 700), (2250, -50)]),
    ("1006", 5.0, [(2900, 2500), (2980, 1900), (2930, 1350), (2960, 700)]),
    ("1006", 4.5, [(350, 2400), (380, 2000), (900, 1750), (1500, 1500), (2250, 1420)]),
    ("1006", 4.0, [(1250, -50), (1230, 350), (1050, 1000), (1150, 1650)]),
    ("1006", 4.5, [(2150, 2350), (2150, 3100), (1900, 3500), (950, 3450)]),
    ("1101", 34.0, [(900, 4050), (1350, 3150), (1750, 2750), (1980, 1800), (2650, 1620), (3700, 1700)]),
    ("1107", 8.0, [(1990, 1750), (2000, 1250), (1900, 950), (1850, 300)])]


def coast(y: np.ndarray) -> np.ndarray:
    """x of the low-water line, where the land survey ends."""
    return 3560 + 130 * np.sin(y / 640) + 70 * np.sin(y / 260 + 1)


def height(xy: np.ndarray) -> np.ndarray:
    """0 on the plain, about 1 on the highest hill; with small ridges so that borders are not circles."""
    x, y = xy.T
    h = sum(a * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (r * r)) for cx, cy, r, a in HILLS)
    return h + 0.06 * np.sin(x / 140 + y / 310) + 0.05 * np.sin(y / 170 - x / 450)


def near(xy: np.ndarray, place: tuple[float, ...]) -> np.ndarray:
    """Distance from a place in units of its radius, (n,)."""
    return np.hypot(xy[:, 0] - place[0], xy[:, 1] - place[1]) / place[2]


def curve(points: list[tuple[float, float]], step: float) -> np.ndarray:
    """A smooth line through control points, one vertex about every ``step`` metres, (n, 2)."""
    p = np.array(points, float)
    t = np.r_[0, np.cumsum(np.hypot(*np.diff(p, axis=0).T))]
    return CubicSpline(t, p)(np.linspace(0, t[-1], max(2, int(t[-1] / step))))


def seeds(count: int, rng: np.random.Generator) -> np.ndarray:
    """Points of the patches: dense in the town and the villages, sparse on the hills and the flats."""
    xy = rng.uniform(-300, SIDE + 300, (count * 14, 2))
    weight = np.full(len(xy), 0.30)
    weight[height(xy) > 0.3] = 0.13
    weight[near(xy, TOWN) < 1.15] = 0.75
    for *_, x, y, r in VILLAGES:
        weight[near(xy, (x, y, r)) < 1.1] = 1.0
    weight[xy[:, 0] > coast(xy[:, 1]) - SEAWALL] = 0.05
    keep = xy[rng.random(len(xy)) < weight]
    return keep[:count]


def rough_ridges(points: np.ndarray, rng: np.random.Generator, step: float, amplitude: float) -> np.ndarray:
    """Voronoi borders of ``points`` as irregular lines; the ends stay, so that they still meet."""
    vor = Voronoi(points)
    ridges = np.asarray([r for r in vor.ridge_vertices if min(r) >= 0])
    lo, hi = -350.0, SIDE + 350.0
    inside = ((vor.vertices > lo) & (vor.vertices < hi)).all(1)
    ridges = ridges[inside[ridges].all(1)]
    a, b = vor.vertices[ridges[:, 0]], vor.vertices[ridges[:, 1]]
    order = np.lexsort(np.round(np.minimum(a, b), 3).T)
    lines = []
    for p, q in zip(a[order], b[order]):
        length = float(np.hypot(*(q - p)))
        n = int(np.clip(length / step, 1, 30))
        line = p + (q - p) * np.linspace(0, 1, n + 1)[:, None]
        if n > 1:
            normal = np.array([p[1] - q[1], q[0] - p[0]]) / length
            line[1:-1] += normal * (rng.uniform(-amplitude, amplitude, n - 1) * min(1.0, length / 60))[:, None]
        lines.append(shapely.LineString(line))
    return np.array(lines, dtype=object)


@lru_cache(maxsize=1)
def strips() -> list[tuple[str, float, shapely.Geometry]]:
    """Roads, river, ditch and sea wall as narrow polygons: (class code, width, polygon)."""
    out = [(code, width, shapely.LineString(curve(points, 60)).buffer(width / 2, quad_segs=2)) for code, width, points in LINES]
    y = np.arange(-100.0, SIDE + 101, 50)
    wall = shapely.LineString(np.c_[coast(y) - SEAWALL, y]).buffer(5, quad_segs=2)
    return [*out, ("1109", 10.0, wall)]


def split(lines: list[shapely.Geometry]) -> np.ndarray:
    """All faces between ``lines``, noded on a grid of 1 mm so that neighbours share every vertex."""
    noded = shapely.union_all(np.array(lines, dtype=object) if len(lines) else lines, grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([noded]))
    centre = np.round(shapely.get_coordinates(shapely.centroid(faces)), 3)
    return faces[np.lexsort(centre.T)]


def boundary() -> shapely.Geometry:
    """Outline of the two towns: a wandering line by land, the low-water line by sea."""
    y = np.arange(0.0, SIDE + 1, 40)
    east = np.c_[coast(y), y]
    west = np.c_[60 + 45 * np.sin(y / 230) + 20 * np.sin(y / 90), y][::-1]
    x_south = np.arange(150.0, 3400, 50)
    south = np.c_[x_south, 70 + 40 * np.sin(x_south / 300) + 15 * np.sin(x_south / 110)]
    north = np.c_[x_south, SIDE - 70 + 35 * np.sin(x_south / 350) + 15 * np.sin(x_south / 90)][::-1]
    corner = (east[:, 1] > 70) & (east[:, 1] < SIDE - 70)
    side = (west[:, 1] > 90) & (west[:, 1] < SIDE - 90)
    return shapely.Polygon(np.r_[south, east[corner], north, west[side]])


def patches(count: int, rng: np.random.Generator) -> np.ndarray:
    """The faces of the land survey in local metres: without gap or overlap, slivers merged into a neighbour."""
    edge = boundary()
    wide = [s for _, _, s in strips()]
    lines = [*rough_ridges(seeds(count, rng), rng, 26.0, 3.2), *[shapely.boundary(s) for s in wide]]
    inner = shapely.intersection(np.array(lines, dtype=object), edge)
    faces = split([*inner[~shapely.is_empty(inner)], edge.exterior])
    return merge_slivers(faces, strips_at(faces), 60.0)


def strips_at(faces: np.ndarray) -> np.ndarray:
    """(n,) index of the strip a face lies in, -1 for none; earlier strips win, as bridges pass over rivers."""
    inside = shapely.point_on_surface(faces)
    found = np.full(len(faces), -1)
    for i in reversed(range(len(strips()))):
        found[shapely.contains(strips()[i][2], inside)] = i
    return found


def merge_slivers(faces: np.ndarray, group: np.ndarray, smallest: float) -> np.ndarray:
    """Give each face below ``smallest`` m2 to the neighbour of the same group with the longest common border."""
    faces = faces.copy()
    area = shapely.area(faces)
    alive = np.ones(len(faces), bool)
    tree = shapely.STRtree(faces)
    for i in np.flatnonzero(area < smallest):
        beside = [j for j in tree.query(faces[i]) if j != i and alive[j]]
        same = [j for j in beside if group[j] == group[i]] or beside
        common = [shapely.length(shapely.intersection(faces[i], faces[j])) for j in same]
        if not common or max(common) <= 0:
            continue
        j = same[int(np.argmax(common))]
        merged = shapely.union(faces[i], faces[j], grid_size=GRID)
        if shapely.get_type_id(merged) == 3:
            faces[j], alive[i] = merged, False
    return faces[alive]


def blob(x: float, y: float, radius: float, rng: np.random.Generator, rough: float = 0.12) -> shapely.Geometry:
    """A rounded irregular area such as a red line or a mining right."""
    n = max(12, int(2 * np.pi * radius / 40))
    angle = np.linspace(0, 2 * np.pi, n, endpoint=False)
    wave = sum(rng.normal(0, rough / k) * np.cos(k * angle + rng.uniform(0, 6.28)) for k in range(2, 9))
    r = radius * np.exp(wave)
    return shapely.set_precision(shapely.Polygon(np.c_[x + r * np.cos(angle), y + r * np.sin(angle)]), GRID)


def place(geometry: np.ndarray) -> np.ndarray:
    """Local metres -> plane of EPSG:4549, coordinates on the millimetre."""
    return shapely.transform(geometry, lambda c: np.round(c + ORIGIN, 3))
