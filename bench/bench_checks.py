"""All checks against QGIS: ``qgis:checkvalidity`` (GEOS) plus an overlap check of QGIS, same parcels, one run, medians.

    QT_QPA_PLATFORM=offscreen .venv/bin/python bench/bench_checks.py [--parcels 20000] [--points 50] [--repeat 3]

QGIS's overlap checker has no Processing algorithm before 3.44 and no Python entrance in 3.22.  Its steps (geometry checker,
overlap check) are repeated here with the same QGIS classes: spatial index, prepared geometry engine, ``overlaps``, then
``intersection``.  Where native:checkgeometryoverlap exists that is used.  Target: ratio at most 3.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
sys.path.append("/usr/share/qgis/python/plugins")

import shapely  # noqa: E402
from parcel_mesh import mesh, parcel_set  # noqa: E402
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsSpatialIndex, QgsVectorLayer  # noqa: E402

from onemap_plugin.core.checks import check_parcels  # noqa: E402
from onemap_plugin.core.parcels import ParcelSet  # noqa: E402


def timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def fresh(parcels: ParcelSet) -> ParcelSet:
    """The same parcels without anything remembered from an earlier run."""
    return parcel_set([p.rings[0].xy[:-1, ::-1] for p in parcels.parcels])


def layer_of(parcels: ParcelSet) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:4528&field=id:string", "parcels", "memory")
    features = []
    for parcel in parcels.parcels:
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(parcel.geometry))
        feature.setAttributes([parcel.parcel_id])
        feature.setGeometry(geometry)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def qgis_validity(layer: QgsVectorLayer) -> int:
    import processing

    result = processing.run("qgis:checkvalidity", {
        "INPUT_LAYER": layer, "METHOD": 2, "IGNORE_RING_SELF_INTERSECTION": False,
        "VALID_OUTPUT": "memory:", "INVALID_OUTPUT": "memory:", "ERROR_OUTPUT": "memory:",
    })
    return int(result["INVALID_COUNT"])


def qgis_overlaps(layer: QgsVectorLayer) -> int:
    if QgsApplication.processingRegistry().algorithmById("native:checkgeometryoverlap"):
        import processing

        result = processing.run("native:checkgeometryoverlap", {
            "INPUT": layer, "UNIQUE_ID": "id", "MIN_OVERLAP_AREA": 0, "ERRORS": "memory:", "OUTPUT": "memory:",
        })
        return int(result["ERRORS"].featureCount())
    features = {f.id(): f.geometry() for f in layer.getFeatures()}
    index = QgsSpatialIndex(layer.getFeatures())
    found = 0
    for number, geometry in features.items():
        engine = QgsGeometry.createGeometryEngine(geometry.constGet())
        engine.prepareGeometry()
        for other in index.intersects(geometry.boundingBox()):
            if other <= number:
                continue
            if engine.overlaps(features[other].constGet()):
                piece = geometry.intersection(features[other])
                found += piece.area() > 0
    return found


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--parcels", type=int, default=20000)
    arguments.add_argument("--points", type=int, default=52, help="about this many per parcel")
    arguments.add_argument("--repeat", type=int, default=3)
    options = arguments.parse_args()
    application = QgsApplication([], False)
    application.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    columns = max(options.parcels // 100, 1)
    parcels = parcel_set(mesh(columns, min(options.parcels, 100), max(round(options.points / 4), 1), faults=columns))
    layer = layer_of(parcels)
    times: dict[str, list[float]] = {"checks": [], "qgis validity": [], "qgis overlap": []}
    counts: dict[str, int] = {}
    for _ in range(options.repeat):
        for name, work in (("qgis validity", lambda: qgis_validity(layer)), ("qgis overlap", lambda: qgis_overlaps(layer))):
            seconds, count = timed(work)
            times[name].append(seconds)
            counts[name] = int(str(count))
        copy = fresh(parcels)
        seconds, findings = timed(lambda copy=copy: check_parcels(copy))
        times["checks"].append(seconds)
        counts["checks"] = len(findings)  # type: ignore[arg-type]
        counts["checks: overlaps"] = sum(f.rule == "G05" for f in findings)  # type: ignore[attr-defined]
    small = parcel_set([p.rings[0].xy[:-1, ::-1] for p in parcel_set(mesh(4, 5, 25)).parcels])
    medians = {name: statistics.median(values) for name, values in times.items()}
    report = {
        "parcels": len(parcels.parcels), "points": sum(p.point_rows for p in parcels.parcels), "runs": options.repeat,
        "seconds": {name: round(value, 2) for name, value in medians.items()}, "found": counts,
        "ratio": round(medians["checks"] / (medians["qgis validity"] + medians["qgis overlap"]), 2), "target": 3.0,
        "20 parcels, 2,000 points, seconds": round(timed(lambda: check_parcels(small))[0], 4),
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
