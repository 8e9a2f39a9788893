#!/usr/bin/env python3
"""The overlay engine against its peers on one synthetic county, in one run.

    bench_overlay.py [--patches 300000] [--parcels 2000] [--runs 3] [--skip-double]

The county (bench/make_county.py) is made once into build/bench/.  Every measurement is a process of its own, program start
and imports are not counted, runs of the peers take turns, the median counts.  Goals:
    3 parcels × all 8 layers        at most 1/30 of native:intersection on DLTB alone (1/15 is a must)
    the same in a county twice as large around the same parcels    at most 1.3 times
    all parcels × DLTB, file to area table    at most 0.2 of native:intersection and 0.7 of DuckDB spatial, under 1 GB
    sums by parcel and class                  equal to both to 1e-6
The peers count a place twice where patches overlap (the county has 15 m² of that), the plugin once; for the comparison of
sums its shared parts are added again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), "/usr/share/qgis/python/plugins"]
BUILD = ROOT / "build" / "bench"
LAYERS = ("DLTB", "YJJBNTTB", "STBHHX", "CZKFBJ", "LDTB", "CYTB", "KYQ", "HYSYQ")
FEW = 3
Sums = dict[str, float]


def parcels_of(path: Path, limit: int):
    """The first parcels of the county as the plugin holds them."""
    import shapely

    from onemap_plugin.core.coordinates.zones import crs_from_epsg
    from onemap_plugin.core.parcels import Parcel, ParcelSet, Ring
    from onemap_plugin.qgis_bridge.onemap_readers import strip_header

    made = []
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        for name, blob in connection.execute("SELECT DKBH, geom FROM parcels ORDER BY fid LIMIT ?", (limit,)):
            rings = []
            for part in shapely.get_parts(shapely.from_wkb(strip_header(blob))):
                for ring in shapely.get_rings(part):
                    xy = shapely.get_coordinates(ring)[:, ::-1]
                    rings.append(Ring(len(rings) + 1, tuple(f"J{i}" for i in range(len(xy))), xy))
            made.append(Parcel(name, tuple(rings)))
    return ParcelSet(tuple(made), crs=crs_from_epsg(4549))


def ours(path: Path, limit: int, layers: tuple[str, ...]) -> tuple[float, Sums]:
    """Opening the sources, overlay, balance, closures; the area table by parcel and class: plane, ellipsoid and balanced."""
    import numpy as np

    from onemap_plugin.core.onemap.overlay import overlay
    from onemap_plugin.qgis_bridge.onemap_sources import open_onemap

    parcels = parcels_of(path, limit)
    start = time.perf_counter()
    result = overlay(parcels, open_onemap(str(path), layers, parcels.crs))
    table = result.tables["DLTB"]
    keys = np.array([f"{table.parcel_ids[p]} {c or ''}" for p, c in zip(table.parcel, table.columns["DLBM"])])
    names, index = np.unique(keys, return_inverse=True)
    plane, *others = (
        np.bincount(index, values).tolist() for values in (table.area + table.shared_m2, table.area_ellipsoid, table.units)
    )
    sums, _ = dict(zip(names.tolist(), plane)), list(zip(names.tolist(), *others))
    seconds = time.perf_counter() - start
    if not all(c.closed for c in result.closures):
        sys.exit("a parcel does not close")
    return seconds, {k: v for k, v in sums.items() if not k.endswith(" ")}


def ours_rows(path: Path, limit: int, layers: tuple[str, ...]) -> tuple[float, Sums]:
    """As ``ours``, but with every row made, as the review file gets them."""
    from onemap_plugin.core.onemap.overlay import overlay
    from onemap_plugin.qgis_bridge.onemap_sources import open_onemap

    parcels = parcels_of(path, limit)
    start = time.perf_counter()
    rows = list(overlay(parcels, open_onemap(str(path), layers, parcels.crs)).rows)
    seconds = time.perf_counter() - start
    sums: Sums = {}
    for row in rows:
        if row.role == "DLTB" and row.code:
            key = f"{row.parcel_id} {row.code}"
            sums[key] = sums.get(key, 0.0) + row.area_m2 + row.shared_m2
    return seconds, sums


def native(path: Path, limit: int, layers: tuple[str, ...]) -> tuple[float, Sums]:
    """QGIS's own algorithm, result in memory; the sums are made after the clock stops."""
    from qgis.analysis import QgsNativeAlgorithms
    from qgis.core import QgsApplication, QgsFeatureRequest, QgsVectorLayer

    application = QgsApplication([], False)
    application.initQgis()
    import processing
    from processing.core.Processing import Processing

    Processing.initialize()
    if not application.processingRegistry().providerById("native"):
        application.processingRegistry().addProvider(QgsNativeAlgorithms(application.processingRegistry()))
    parcels = QgsVectorLayer(f"{path}|layername=parcels", "parcels", "ogr")
    few = parcels.materialize(QgsFeatureRequest().setFilterExpression(f"$id <= {limit}"))
    start = time.perf_counter()
    found = processing.run(
        "native:intersection",
        {
            "INPUT": few,
            "OVERLAY": f"{path}|layername=DLTB",
            "INPUT_FIELDS": ["DKBH"],
            "OVERLAY_FIELDS": ["DLBM"],
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    seconds = time.perf_counter() - start
    sums: Sums = {}
    for feature in found.getFeatures():
        key = f"{feature['DKBH']} {feature['DLBM']}"
        sums[key] = sums.get(key, 0.0) + feature.geometry().area()
    return seconds, sums


def duckdb(path: Path, limit: int, layers: tuple[str, ...]) -> tuple[float, Sums]:
    """DuckDB spatial: its own spatial join, file to area table."""
    import duckdb as engine
    import duckdb_extension_spatial as spatial

    connection = engine.connect(config={"allow_unsigned_extensions": "true"})
    extension = next(Path(spatial.__file__).parent.rglob("spatial.duckdb_extension"))
    connection.execute(f"LOAD '{extension}'")
    start = time.perf_counter()
    rows = connection.execute(
        "SELECT p.DKBH, d.DLBM, sum(ST_Area(ST_Intersection(p.geom, d.geom)))"
        f" FROM (SELECT * FROM ST_Read('{path}', layer = 'parcels') LIMIT {limit}) p"
        f" JOIN ST_Read('{path}', layer = 'DLTB') d ON ST_Intersects(p.geom, d.geom) GROUP BY 1, 2"
    ).fetchall()
    return time.perf_counter() - start, {f"{a} {b}": v for a, b, v in rows}


def plain_shapely(path: Path, limit: int, layers: tuple[str, ...]) -> tuple[float, Sums]:
    """All patches into memory, one STRtree, prepared parcels, one thread."""
    import numpy as np
    import pyogrio.raw
    import shapely

    start = time.perf_counter()
    _, _, wkb, (names,) = pyogrio.raw.read(path, layer="parcels", columns=["DKBH"], max_features=limit)
    parcels = shapely.from_wkb(wkb)
    _, _, wkb, (codes,) = pyogrio.raw.read(path, layer="DLTB", columns=["DLBM"])
    patches = shapely.from_wkb(wkb)
    shapely.prepare(parcels)
    first, second = shapely.STRtree(patches).query(parcels, predicate="intersects")
    areas = shapely.area(shapely.intersection(parcels[first], patches[second]))
    keys = np.array([f"{a} {b}" for a, b in zip(names[first], codes[second])])
    unique, index = np.unique(keys, return_inverse=True)
    sums = dict(zip(unique.tolist(), np.bincount(index, areas).tolist()))
    return time.perf_counter() - start, sums


ENGINES: dict[str, Callable[[Path, int, tuple[str, ...]], tuple[float, Sums]]] = {
    "ours": ours, "ours_rows": ours_rows, "native": native, "duckdb": duckdb, "shapely": plain_shapely,
}  # fmt: skip


def run_child(engine: str, path: Path, limit: int, layers: str) -> None:
    seconds, sums = ENGINES[engine](path, limit, tuple(layers.split(",")))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    result = {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "peak_mb": peak_mb(), "sums": sums}
    print("RESULT" + json.dumps(result), flush=True)
    os._exit(0)  # QGIS may crash while Python clears its objects; the figures are out


def peak_mb() -> float:
    """Most memory of this process; ru_maxrss would count what the parent had when it started us."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def measure(engine: str, path: Path, limit: int, layers: tuple[str, ...]) -> dict:
    command = [sys.executable, __file__, "--child", engine, str(path), str(limit), ",".join(layers)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    line = next((x for x in done.stdout.splitlines() if x.startswith("RESULT")), "")
    if not line:
        return {"error": (done.stderr.strip().splitlines() or ["no result"])[-1]}
    return json.loads(line[6:])


def turns(engines: dict[str, tuple[str, Path, int, tuple[str, ...]]], runs: int) -> dict[str, dict]:
    """Each engine ``runs`` times, taking turns: {name: median seconds, all seconds, peak, sums}."""
    found: dict[str, list[dict]] = {name: [] for name in engines}
    for _ in range(runs):
        for name, job in engines.items():
            if not (found[name] and "error" in found[name][-1]):
                found[name].append(measure(*job))
    merged = {}
    for name, results in found.items():
        if "error" in results[-1]:
            merged[name] = results[-1]
            continue
        seconds = [r["seconds"] for r in results]
        merged[name] = {
            "seconds": statistics.median(seconds),
            "all": seconds,
            "peak_mb": max(r["peak_mb"] for r in results),
            "sums": results[-1]["sums"],
        }
    return merged


def difference(a: Sums, b: Sums) -> float:
    """Largest relative difference of sums above 1 m²."""
    return max(
        (
            abs(a.get(k, 0.0) - b.get(k, 0.0)) / max(a.get(k, 0.0), b.get(k, 0.0))
            for k in {*a, *b}
            if max(a.get(k, 0), b.get(k, 0)) > 1
        ),
        default=0.0,
    )


def show(title: str, found: dict[str, dict]) -> None:
    print(f"\n{title}\n{'':38s} {'median s':>9s} {'min-max':>15s} {'peak MB':>8s}")
    for name, r in found.items():
        if "error" in r:
            print(f"{name:38s} not measured: {r['error']}")
        else:
            print(f"{name:38s} {r['seconds']:9.3f} {min(r['all']):7.3f}-{max(r['all']):7.3f} {r['peak_mb']:8.0f}")


def goal(text: str, value: float, limit: float) -> bool:
    print(f"  {text}: {value:.3g} (goal at most {limit:.3g}) {'reached' if value <= limit else 'NOT reached'}")
    return value <= limit


def county(patches: int, parcels: int) -> Path:
    path = BUILD / f"county_{patches}_{parcels}.gpkg"
    if not path.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part.gpkg")
        part.unlink(missing_ok=True)
        command = [
            sys.executable,
            str(ROOT / "bench" / "make_county.py"),
            str(part),
            "--patches",
            str(patches),
            "--parcels",
            str(parcels),
        ]
        subprocess.run(command, check=True)
        part.rename(path)
    return path


def doubled(path: Path) -> Path:
    """The county with a copy of all its patches beside it: twice the data around the same parcels."""
    big = path.with_name(path.stem + "_double.gpkg")
    if big.exists():
        return big
    import pyogrio.raw
    import shapely

    part = big.with_suffix(".part.gpkg")
    part.unlink(missing_ok=True)
    for layer in (*LAYERS, "parcels"):
        meta, _, wkb, fields = pyogrio.raw.read(path, layer=layer)
        options = {"layer": layer, "driver": "GPKG", "geometry_type": "MultiPolygon", "crs": "EPSG:4549"}
        pyogrio.raw.write(part, wkb, fields, meta["fields"], append=part.exists(), **options)
        if layer != "parcels":
            moved = shapely.to_wkb(shapely.transform(shapely.from_wkb(wkb), lambda xy: xy + [45_000.0, 0.0]))
            pyogrio.raw.write(part, moved, fields, meta["fields"], append=True, **options)
    part.rename(big)
    return big


def main() -> int:
    if sys.argv[1:2] == ["--child"]:
        run_child(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--patches", type=int, default=300_000)
    cli.add_argument("--parcels", type=int, default=2_000)
    cli.add_argument("--runs", type=int, default=3)
    cli.add_argument("--skip-double", action="store_true", help="leave out the county twice as large")
    options = cli.parse_args()
    path = county(options.patches, options.parcels)
    print(f"command: {' '.join(sys.argv)}; cores: {os.cpu_count()}; load before: {os.getloadavg()[0]:.2f}; county: {path.name}")
    all_reached = few_parcels(path, options)
    return 0 if many_parcels(path, options) and all_reached else 1


def few_parcels(path: Path, options: argparse.Namespace) -> bool:
    jobs = {
        "ours, 8 layers": ("ours_rows", path, FEW, LAYERS),
        "native:intersection, DLTB alone": ("native", path, FEW, ("DLTB",)),
        "DuckDB spatial, DLTB alone": ("duckdb", path, FEW, ("DLTB",)),
    }
    if not options.skip_double:
        jobs["ours, 8 layers, county × 2"] = ("ours_rows", doubled(path), FEW, LAYERS)
    quick = {name: job for name, job in jobs.items() if name.startswith("ours")}
    # milliseconds need more runs than seconds
    found = {**turns(quick, 4 * options.runs + 1), **turns({n: j for n, j in jobs.items() if n not in quick}, options.runs)}
    show(f"{FEW} parcels", found)
    mine, theirs = found["ours, 8 layers"], found["native:intersection, DLTB alone"]
    if "error" in mine or "error" in theirs:
        return False
    reached = goal("ours / native:intersection", mine["seconds"] / theirs["seconds"], 1 / 30)
    reached &= goal("largest relative difference of a sum", difference(mine["sums"], theirs["sums"]), 1e-6)
    if not options.skip_double:
        reached &= goal("county twice as large / county", found["ours, 8 layers, county × 2"]["seconds"] / mine["seconds"], 1.3)
    return reached


def many_parcels(path: Path, options: argparse.Namespace) -> bool:
    count = options.parcels
    jobs = {
        "ours, area table with ellipsoid areas": ("ours", path, count, ("DLTB",)),
        "ours, every row": ("ours_rows", path, count, ("DLTB",)),
        "native:intersection": ("native", path, count, ("DLTB",)),
        "DuckDB spatial": ("duckdb", path, count, ("DLTB",)),
        "shapely, STRtree, one thread": ("shapely", path, count, ("DLTB",)),
    }
    found = turns(jobs, options.runs)
    show(f"{count} parcels × DLTB, file to area table", found)
    mine = found["ours, area table with ellipsoid areas"]
    reached = goal("peak memory in GB", max(mine["peak_mb"], found["ours, every row"]["peak_mb"]) / 1024, 1.0)
    for name, limit in (("native:intersection", 0.2), ("DuckDB spatial", 0.7)):
        if "error" not in found[name]:
            reached &= goal(f"ours / {name}", mine["seconds"] / found[name]["seconds"], limit)
            reached &= goal(f"largest relative difference to {name}", difference(mine["sums"], found[name]["sums"]), 1e-6)
    return reached


if __name__ == "__main__":
    raise SystemExit(main())
