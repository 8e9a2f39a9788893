#!/usr/bin/env python3
"""The overlay pushed to PostGIS against SQL written by hand, on one synthetic county, in one run.

    bench_postgis.py [--patches 300000] [--parcels 2000] [--runs 3]

Starts a PostgreSQL of its own, loads the county (bench/make_county.py), and lets both take turns; the median counts.  Goals:
    all parcels × DLTB, area by parcel and class    at most 1.1 of SELECT … sum(ST_Area(ST_Intersection(…))) … GROUP BY
    sums by parcel and class                        equal to it and to the file path to 1e-6
Ours includes opening the schema, pieces with their geometry, places counted once, balanced areas and proved closures.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench"), "/usr/share/qgis/python/plugins"]

from bench_overlay import Sums, county, difference, goal, parcels_of  # noqa: E402

from tests.postgis_server import bin_folder, running  # noqa: E402

BY_HAND = """
SELECT p."dkbh", d."dlbm", sum(ST_Area(ST_Intersection(p.geom, d.geom)))
  FROM parcels p JOIN dltb d ON ST_Intersects(p.geom, d.geom) GROUP BY 1, 2
"""


def by_hand(server: dict[str, str]) -> tuple[float, Sums]:
    import psycopg2

    connection = psycopg2.connect(**server)
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
        cursor.execute(BY_HAND)
        rows = cursor.fetchall()
    seconds = time.perf_counter() - start
    connection.close()
    return seconds, {f"{a} {b}": v for a, b, v in rows}


def ours(place: str, parcels) -> tuple[float, Sums, set[str]]:
    """Seconds, sums, and the parcels on which patches overlap: there a plain sum counts places twice."""
    import numpy as np

    from onemap_plugin.core.onemap.overlay import overlay
    from onemap_plugin.qgis_bridge.onemap_sources import open_onemap

    start = time.perf_counter()
    result = overlay(parcels, open_onemap(place, ("DLTB",), parcels.crs))
    table = result.tables["DLTB"]
    keys = np.array([f"{table.parcel_ids[p]} {c or ''}" for p, c in zip(table.parcel, table.columns["DLBM"])])
    names, index = np.unique(keys, return_inverse=True)
    sums = dict(zip(names.tolist(), np.bincount(index, table.area).tolist()))
    seconds = time.perf_counter() - start
    if not all(c.closed for c in result.closures) or not result.closures:
        sys.exit("a parcel does not close")
    shared = {c.parcel_id for c in result.closures if c.overlap_m2 > 0}
    return seconds, {k: v for k, v in sums.items() if not k.endswith(" ")}, shared


def load(server: dict[str, str], path: Path) -> None:
    """Parcels and DLTB with GiST index and statistics."""
    import psycopg2
    from osgeo import gdal

    gdal.UseExceptions()
    gdal.SetConfigOption("PG_USE_COPY", "YES")
    target = "PG:" + " ".join(f"{k}={v}" for k, v in server.items())
    for layer in ("DLTB", "parcels"):
        gdal.VectorTranslate(
            target, str(path), format="PostgreSQL", layers=[layer], layerCreationOptions=["GEOMETRY_NAME=geom", "FID=fid"]
        )
    connection = psycopg2.connect(**server)
    connection.autocommit = True
    connection.cursor().execute("VACUUM ANALYZE")
    connection.close()


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--patches", type=int, default=300_000)
    cli.add_argument("--parcels", type=int, default=2_000)
    cli.add_argument("--runs", type=int, default=3)
    options = cli.parse_args()
    pg = bin_folder()
    if pg is None:
        print("not measured: needs PostgreSQL with PostGIS (make setup-test)")
        return 0
    path = county(options.patches, options.parcels)
    print(f"command: {' '.join(sys.argv)}; cores: {os.cpu_count()}; load before: {os.getloadavg()[0]:.2f}; county: {path.name}")
    parcels = parcels_of(path, options.parcels)
    hand, pushed = [], []
    with running(pg, ("shared_buffers=256MB",)) as server:
        load(server, path)
        place = "postgis:" + " ".join(f"{k}={v}" for k, v in server.items())
        by_hand(server)  # both find the table in memory and their modules loaded
        ours(place, parcels)
        for _ in range(options.runs):
            hand.append(by_hand(server))
            pushed.append(ours(place, parcels))
    from_file = ours(str(path), parcels)
    print(f"\n{options.parcels} parcels × DLTB\n{'':34s} {'median s':>9s} {'min-max':>15s}")
    for name, runs in (("SQL by hand", hand), ("ours, pushed to the server", pushed), ("ours, from the GeoPackage", [from_file])):
        seconds = [r[0] for r in runs]
        print(f"{name:34s} {statistics.median(seconds):9.3f} {min(seconds):7.3f}-{max(seconds):7.3f}")
    print(f"  peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    ratio = statistics.median(r[0] for r in pushed) / statistics.median(r[0] for r in hand)
    reached = goal("ours, pushed / SQL by hand", ratio, 1.1)
    shared = pushed[-1][2]
    print(f"  {len(shared)} parcels with overlapping patches, which the SQL counts twice, are left out of the next comparison")
    plain, once = ({k: v for k, v in sums.items() if k.split(" ")[0] not in shared} for sums in (hand[-1][1], pushed[-1][1]))
    reached &= goal("largest relative difference to SQL by hand", difference(once, plain), 1e-6)
    reached &= goal("largest relative difference to the file path", difference(pushed[-1][1], from_file[1]), 1e-6)
    return 0 if reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
