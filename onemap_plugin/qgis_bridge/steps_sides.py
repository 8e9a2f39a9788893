"""四至 of the parcels of a review, from a layer of the one map."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from ..core.coordinates.planes import on_plane
from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.onemap.four_sides import SIDES, describe, four_sides
from ..core.progress import SILENT, Progress
from . import steps_report
from .onemap_sources import LayerSource, open_onemap
from .steps import Clock
from .steps_files import load_set, write_together

#: the patches must reach over the test points outside the parcel
MARGIN_M = 1.0


def sides_step(
    source: str, onemap: str, role: str = "DLTB", field: str = "QSDWMC", output: str = "", progress: Progress = SILENT
) -> dict[str, Any]:
    """Neighbours of each parcel by side; returns the JSON report, and writes a CSV (UTF-8 with mark) when ``output`` is given.

    role / field: layer of the one map and the field whose values are the names; other parcels of the set count by their name.
    Raises OneMapError when there is no such layer.
    """
    clock = Clock()
    parcels = on_plane(load_set(source, progress=progress.part(0, 0.2)))
    layer = next((s for s in open_onemap(onemap, {role: (field,)}, parcels.crs) if isinstance(s, LayerSource)), None)
    if layer is None or layer.info.role != role:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There is no layer {role} in this one map."),
            hint=QT_TRANSLATE_NOOP("errors", "Choose another layer for the neighbours, for example DLTB or ZDSYQ."),
            role=role,
        )
    shapes = [shapely.make_valid(p.geometry) for p in parcels.parcels]
    bounds = shapely.bounds(np.array(shapes, dtype=object)) + np.array([-1, -1, 1, 1]) * MARGIN_M
    batch = layer.read(bounds[~np.isnan(bounds).any(axis=1)], (field,))
    named = [str(v or "") for v in batch.columns.get(field, np.array([""] * len(batch), dtype=object))]
    rows = []
    for k, (parcel, shape) in enumerate(zip(parcels.parcels, shapes)):
        progress.report(0.3 + 0.6 * k / len(shapes))
        others = [(s, q.name or q.parcel_id) for q, s in zip(parcels.parcels, shapes) if q is not parcel]
        found = four_sides(shape, [*batch.geometry, *(s for s, _ in others)], [*named, *(n for _, n in others)])
        sides = {
            side: [{"name": n.name, "length_m": round(n.length_m, 2), "share": round(n.share, 4)} for n in found[side]]
            for side in SIDES
        }
        rows.append(
            {"parcel_id": parcel.parcel_id, "name": parcel.name, **{f"{s}至": describe(found[s]) for s in SIDES}, "sides": sides}
        )
    if output:
        write_together([(Path(output), _csv(rows))])
    counts = {"parcels": len(rows), "named": sum(all(r[f"{s}至"] for s in SIDES) for r in rows)}
    run = clock.run("sides", {"role": role, "field": field, "edition": layer.info.edition}, counts)
    return {**steps_report.head(run), "parcels": rows}


def _csv(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    names = ["parcel_id", "name", *(f"{s}至" for s in SIDES)]
    writer = csv.DictWriter(text, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")  # spreadsheet programs take other UTF-8 for the system's code page
