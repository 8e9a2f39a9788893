#!/usr/bin/env python3
"""Generate a synthetic county "one map" (一张图) and a set of project parcels.

The layers tessellate like real survey data: DLTB polygons share their
boundaries exactly (no gap, no overlap), edges are irregular, and sizes vary.
Nothing in it is real; the same --seed gives the same county.

    make_onemap.py OUT.gpkg --patches 300000 --parcels 200 --seed 7

Needs numpy, scipy, shapely>=2, pyogrio. Coordinates: metres, CGCS2000 /
3-degree Gauss-Kruger CM 120E (EPSG:4549).

Layers written
    DLTB     land-use patches      BSM, TBYBH, DLBM, DLMC, QSDWDM, QSDWMC, TBMJ
    YJJBNTTB permanent basic farmland patches       YJJBNTTBBH, DLBM
    STBHHX   ecological red line                    HXMC
    CZKFBJ   urban growth boundary                  CZKFBJMC
    LDTB     forest patches, drawn apart from DLTB  XBH, LDBHDJ, SLLB
    CYTB     grassland patches                      TBBH, JBCY
    KYQ      mining rights                          KQMC
    HYSYQ    sea-use areas                          XMMC
    parcels  project parcels to be checked          DKBH, DKMC, DKYT
"""
import argparse
import time

import numpy as np
import pyogrio.raw
import shapely
from scipy.spatial import Voronoi

CRS = "EPSG:4549"
ORIGIN = np.array([450_000.0, 3_350_000.0])
LAND = [  # code, name, weight
    ("0101", "水田", 22), ("0103", "旱地", 12), ("0201", "果园", 5),
    ("0202", "茶园", 2), ("0301", "乔木林地", 20), ("0305", "灌木林地", 4),
    ("0307", "其他林地", 6), ("0401", "天然牧草地", 1), ("0404", "其他草地", 3),
    ("0601", "工业用地", 3), ("0702", "农村宅基地", 9), ("1003", "公路用地", 2),
    ("1006", "农村道路", 3), ("1101", "河流水面", 2), ("1104", "坑塘水面", 4),
    ("1107", "沟渠", 1), ("1206", "裸土地", 1),
]


def rough_edges(p, q, rng, step=6.0, amplitude=0.35):
    """Turn each straight edge p[i]-q[i] into an irregular line, ends kept."""
    length = np.hypot(*(q - p).T)
    pieces = np.clip((length / step).astype(int), 1, 40)
    out = np.empty(len(p), dtype=object)
    for n in np.unique(pieces):
        rows = np.flatnonzero(pieces == n)
        t = np.linspace(0, 1, n + 1)
        line = p[rows, None, :] + (q - p)[rows, None, :] * t[None, :, None]
        if n > 1:
            normal = np.stack([-(q - p)[rows, 1], (q - p)[rows, 0]], 1)
            shift = rng.uniform(-amplitude, amplitude, (len(rows), n - 1)) / n
            line[:, 1:-1] += normal[:, None, :] * shift[..., None]
        out[rows] = shapely.linestrings(np.round(line, 4))
    return out


def tessellate(count, side, rng):
    """About `count` polygons that cover a square of `side` metres."""
    points = rng.uniform(0, side, (count, 2))
    points += rng.normal(0, side / np.sqrt(count) * 0.2, points.shape)
    vor = Voronoi(points)
    ridge = np.asarray(vor.ridge_vertices)
    ridge = ridge[(ridge >= 0).all(1)]
    inside = ((vor.vertices > 0) & (vor.vertices < side)).all(1)
    ridge = ridge[inside[ridge].all(1)]
    corner = np.round(vor.vertices + ORIGIN, 4)
    lines = rough_edges(corner[ridge[:, 0]], corner[ridge[:, 1]], rng)
    polygons = shapely.get_parts(shapely.polygonize(lines))
    return polygons[shapely.is_valid(polygons) & (shapely.area(polygons) > 1.0)]


def blobs(count, side, radius, rng):
    """Large irregular areas such as red lines and growth boundaries."""
    centre = rng.uniform(0.05 * side, 0.95 * side, (count, 2)) + ORIGIN
    angle = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    shapes = []
    for c in centre:
        r = radius * rng.uniform(0.5, 1.5)
        wave = sum(rng.normal(0, 0.25 / k) * np.cos(k * angle + rng.uniform(0, 6.28)) for k in range(1, 30))
        rim = c + (r * np.exp(wave * 0.5))[:, None] * np.stack([np.cos(angle), np.sin(angle)], 1)
        shapes.append(shapely.make_valid(shapely.polygons(np.round(rim, 4))))
    merged = shapely.get_parts(shapely.union_all(np.array(shapes)))
    return merged[shapely.get_type_id(merged) == 3]


def project_parcels(count, side, rng):
    """Rotated building plots and long road corridors, one in five a corridor."""
    shapes = []
    for i in range(count):
        c = rng.uniform(0.05 * side, 0.95 * side, 2) + ORIGIN
        if i % 5 == 4:
            bend = c + np.cumsum(rng.normal(0, 350, (12, 2)) + rng.normal(0, 250, 2), 0)
            shapes.append(shapely.buffer(shapely.linestrings(bend), rng.uniform(12, 30), join_style="mitre"))
        else:
            w, h = rng.uniform(40, 700, 2)
            box = shapely.affinity.rotate(shapely.box(*c, *(c + [w, h])), rng.uniform(0, 90))
            if i % 7 == 0 and min(w, h) > 120:
                box = box.difference(box.centroid.buffer(min(w, h) / 6))
            shapes.append(box)
    return shapely.set_precision(np.array(shapes), 0.001)


def write(path, layer, geometry, fields, append):
    pyogrio.raw.write(
        path, shapely.to_wkb(shapely.multipolygons(geometry, indices=np.arange(len(geometry)))),
        [np.asarray(v) for v in fields.values()], list(fields),
        layer=layer, driver="GPKG", geometry_type="MultiPolygon", crs=CRS, append=append,
        dataset_options={"VERSION": "1.3"},
    )


def main():
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("out")
    cli.add_argument("--patches", type=int, default=300_000, help="land-use patches (a county has 100,000 to 400,000)")
    cli.add_argument("--parcels", type=int, default=200)
    cli.add_argument("--seed", type=int, default=7)
    cli.add_argument("--mean-area", type=float, default=5_300.0, help="mean patch area in square metres")
    a = cli.parse_args()
    rng, clock = np.random.default_rng(a.seed), time.time()
    side = float(np.sqrt(a.patches * a.mean_area))

    land = tessellate(a.patches, side, rng)
    weight = np.array([w for *_, w in LAND], float)
    kind = rng.choice(len(LAND), len(land), p=weight / weight.sum())
    code, name = (np.array([row[i] for row in LAND], dtype=object)[kind] for i in (0, 1))
    serial = np.arange(1, len(land) + 1)
    numbers = rng.integers(0, 300, len(land))
    village = np.array([f"330199{100 + v // 20:03d}{200 + v % 20:03d}0000000" for v in numbers], dtype=object)
    write(a.out, "DLTB", land, {
        "BSM": np.array([f"33019900000{n:07d}" for n in serial], dtype=object),
        "TBYBH": serial.astype(str).astype(object), "DLBM": code, "DLMC": name,
        "QSDWDM": village, "QSDWMC": village, "TBMJ": np.round(shapely.area(land), 2)}, append=False)

    farm = land[np.char.startswith(code.astype(str), "010") & (rng.random(len(land)) < 0.8)]
    write(a.out, "YJJBNTTB", farm, {
        "YJJBNTTBBH": np.arange(1, len(farm) + 1).astype(str).astype(object),
        "DLBM": np.full(len(farm), "0101", dtype=object)}, append=True)

    for layer, field, count, radius in (("STBHHX", "HXMC", 25, 1600), ("CZKFBJ", "CZKFBJMC", 30, 1200),
                                        ("KYQ", "KQMC", 20, 500), ("HYSYQ", "XMMC", 6, 900)):
        area = blobs(max(1, int(count * side / 40_000) or 1), side, radius, rng)
        write(a.out, layer, area, {field: np.array([f"{layer}-{i}" for i in range(len(area))], dtype=object)}, append=True)

    wood = tessellate(max(20, a.patches // 4), side, rng)
    wood = wood[rng.random(len(wood)) < 0.35]
    write(a.out, "LDTB", wood, {
        "XBH": np.arange(len(wood)).astype(str).astype(object),
        "LDBHDJ": rng.choice(["1", "2", "3", "4"], len(wood), p=[0.03, 0.17, 0.4, 0.4]).astype(object),
        "SLLB": rng.choice(["11", "12", "21", "22"], len(wood)).astype(object)}, append=True)
    grass = tessellate(max(20, a.patches // 10), side, rng)
    grass = grass[rng.random(len(grass)) < 0.06]
    write(a.out, "CYTB", grass, {
        "TBBH": np.arange(len(grass)).astype(str).astype(object),
        "JBCY": rng.choice(["0", "1"], len(grass)).astype(object)}, append=True)

    plots = project_parcels(a.parcels, side, rng)
    write(a.out, "parcels", plots, {
        "DKBH": np.array([f"DK{i + 1:05d}" for i in range(len(plots))], dtype=object),
        "DKMC": np.array([f"地块{i + 1}" for i in range(len(plots))], dtype=object),
        "DKYT": np.full(len(plots), "公路用地", dtype=object)}, append=True)
    vertices = shapely.get_num_coordinates(land).sum()
    print(f"{a.out}: DLTB {len(land)}, YJJBNTTB {len(farm)}, LDTB {len(wood)}, CYTB {len(grass)}, "
          f"parcels {len(plots)}, {vertices} DLTB vertices, {time.time() - clock:.0f} s")


if __name__ == "__main__":
    main()
