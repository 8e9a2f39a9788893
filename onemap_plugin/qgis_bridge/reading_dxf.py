"""What is special about drawings (DXF): which layers hold boundaries, and arcs as bulges."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from .reading_dxf_marks import hidden_remarks, without_marks
from .reading_dxf_splines import splines
from .reading_dxf_texts import plain_texts
from .reading_fields import drawing_layers, plain
from .reading_inputs import Item
from .reading_rules import finding, left_out

TOLERANCE_M = 0.001
_MIN_STEP, _MAX_STEP = 0.02, 4.0


def arc_step(item: Item) -> tuple[str, list[Finding]]:
    """(degrees per chord for OGR, finding that states the tolerance): from the largest radius in the drawing."""
    radii, remarks = list(_radii(item.path)), [*_faults(item), *_splines(item)]
    if not radii:
        return str(_MAX_STEP), remarks
    radius = max(radii)
    step = math.degrees(2 * math.acos(1 - TOLERANCE_M / radius)) if radius > TOLERANCE_M else _MAX_STEP
    step = min(max(step, _MIN_STEP), _MAX_STEP)
    off = radius * (1 - math.cos(math.radians(step) / 2))
    return f"{step:.6f}", [
        *remarks,
        finding(
            "curves",
            QT_TRANSLATE_NOOP(
                "rules", "{name} has {count} arcs. They are segmented; no chord is more than {tolerance:.4f} off its arc."
            ),
            item.name,
            name=item.name,
            count=len(radii),
            tolerance=off,
        )
    ]


def _faults(item: Item) -> list[Finding]:
    """Where the drawing is damaged: OGR goes on behind it, with points or whole lines missing."""
    start = said = have = 0
    for number, (code, value) in enumerate(_pairs(item.path)):
        if not code.lstrip("-").isdecimal():
            if not code and not value:
                continue  # empty lines at the end
            message = QT_TRANSLATE_NOOP(
                "rules", "{name} is damaged: a group code was expected instead of “{text}”. Points or lines may be missing."
            )
            return [_fault(item, message, 2 * number + 1, text=code[:30])]
        if code == "0":
            if start and said != have:
                message = QT_TRANSLATE_NOOP("rules", "{name} is damaged: a line says that it has {said} points and has {have}.")
                return [_fault(item, message, start, said=said, have=have)]
            start = 2 * number + 1 if value == b"LWPOLYLINE" else 0
            said = have = 0
        elif start and code == "90":
            said = int(_float(value))
        elif start and code == "10":
            have += 1
    return []


def _fault(item: Item, message: str, line: int, **params: Any) -> Finding:
    return replace(finding("file", message, item.name, key="damaged", name=item.name, **params), source_line=line)


def _splines(item: Item) -> list[Finding]:
    found = list(splines(_pairs(item.path)))
    if not found:
        return []
    return [
        finding(
            "curves",
            QT_TRANSLATE_NOOP(
                "rules", "{name} has {count} splines. They are segmented; no chord is more than {tolerance:.4f} off its curve."
            ),
            item.name,
            key="splines",
            name=item.name,
            count=len(found),
            tolerance=max((s.off() for s in found if s.complete), default=0.0),
        )
    ]


def _pairs(path: Path) -> Iterator[tuple[str, bytes]]:
    with path.open("rb") as stream:
        for code in stream:
            value = stream.readline()
            yield code.strip().decode("ascii", "replace"), value.strip()


def _radii(path: Path) -> Iterator[float]:
    """Radii of bulges in polylines, of arcs and circles: (1 + b²)/(4 |b|) chords for a bulge b (DXF reference, LWPOLYLINE)."""
    kind = b""
    vertices: list[list[float]] = []
    closed = False
    for code, value in _pairs(path):
        if code == "0":
            if not (kind in (b"POLYLINE", b"VERTEX") and value == b"VERTEX"):
                yield from _bulges(vertices, closed)
                vertices, closed = [], False
            kind = value
            if kind == b"VERTEX":
                vertices.append([0.0, 0.0, 0.0])
        elif kind in (b"LWPOLYLINE", b"VERTEX", b"POLYLINE"):
            _vertex(kind, code, value, vertices)
            closed = closed or (code == "70" and kind != b"VERTEX" and _float(value) % 2 == 1)
        elif kind in (b"ARC", b"CIRCLE") and code == "40":
            yield abs(_float(value))


def _vertex(kind: bytes, code: str, value: bytes, vertices: list[list[float]]) -> None:
    if kind == b"LWPOLYLINE" and code == "10":
        vertices.append([_float(value), 0.0, 0.0])
    elif vertices and code in ("10", "20", "42"):
        vertices[-1][("10", "20", "42").index(code)] = _float(value)


def _bulges(vertices: list[list[float]], closed: bool) -> Iterator[float]:
    following = vertices[1:] + (vertices[:1] if closed else [])
    for (x, y, bulge), (x2, y2, _) in zip(vertices, following):
        if bulge:
            yield math.hypot(x2 - x, y2 - y) * (1 + bulge * bulge) / (4 * abs(bulge))


def _float(value: bytes) -> float:
    try:
        found = float(value)
    except ValueError:
        return 0.0
    return found if math.isfinite(found) else 0.0


def choose(shapes: list[Any], findings: list[Finding], name: str, wanted: Sequence[str] = ()) -> list[Any]:
    """The shapes on the ``wanted`` layers, else on those that are named for boundaries, without such a layer all closed ones.
    Closed lines inside others of their layer become holes of these.  Both are said in findings."""
    shapes = without_marks(_of_the_model(shapes, findings, name), findings, name)
    layers = {plain(_layer(s)) for s in shapes}
    if wanted:
        boundary = {plain(w) for w in wanted}
    else:
        boundary = next((found for w in drawing_layers() if (found := {x for x in layers if plain(w) in x})), set())
    kept = [s for s in shapes if not boundary or plain(_layer(s)) in boundary]
    if kept:
        findings.append(
            finding(
                "from_lines",
                QT_TRANSLATE_NOOP(
                    "rules",
                    "{count} closed lines of {name} were taken as parcel boundaries, from the "
                    "layers {layers}; {left} on other layers were left out.",
                ),
                name,
                count=len(kept),
                name=name,
                layers=", ".join(sorted({_layer(s) for s in kept})),
                left=len(shapes) - len(kept),
            )
        )
    elif shapes:
        findings.append(
            finding(
                "skipped",
                QT_TRANSLATE_NOOP("rules", "{name} has no closed lines on the layers {layers}; it has some on {others}."),
                name,
                name=name,
                layers=", ".join(wanted),
                others=", ".join(sorted({_layer(s) for s in shapes})),
            )
        )
    findings += hidden_remarks(kept, name)
    return with_holes(kept, findings, name)


def _of_the_model(shapes: list[Any], findings: list[Finding], name: str) -> list[Any]:
    """The shapes without frames and tables on the sheets of layouts, whose millimetres are no place on the ground."""
    for shape in shapes:
        plain_texts(shape.row)
    kept = [s for s in shapes if not s.row.get("PaperSpace")]
    if len(kept) < len(shapes):
        text = QT_TRANSLATE_NOOP("rules", "{count} closed lines of {name} stand on the sheets of its layouts and were left out.")
        findings.append(left_out(text, name, "layouts", len(shapes) - len(kept)))
    return kept


def _layer(shape: Any) -> str:
    return str(shape.row.get("Layer", ""))


def with_holes(shapes: list[Any], findings: list[Finding], name: str) -> list[Any]:
    """Closed lines that lie in another of the same layer as holes of it; one within a hole is a parcel again (even and odd)."""
    single = [i for i, s in enumerate(shapes) if len(s.faces) == 1 and len(s.faces[0]) == 1 and len(s.faces[0][0]) >= 4]
    polygons = np.array([shapely.polygons(shapes[i].faces[0][0]) for i in single], dtype=object)
    usable = shapely.is_valid(polygons) if len(polygons) else np.zeros(0, dtype=bool)
    single, polygons = [i for i, ok in zip(single, usable) if ok], polygons[usable]
    if len(single) < 2:
        return shapes
    inner, outer = shapely.STRtree(polygons).query(polygons, predicate="within")
    areas = shapely.area(polygons)
    parent: dict[int, int] = {}
    for a, b in zip(inner.tolist(), outer.tolist()):
        alike = _layer(shapes[single[a]]) == _layer(shapes[single[b]])
        if alike and areas[a] < areas[b] and (a not in parent or areas[b] < areas[parent[a]]):
            parent[a] = b
    depth: dict[int, int] = {}
    for k in np.argsort(-areas, kind="stable").tolist():
        depth[k] = depth[parent[k]] + 1 if k in parent else 0
    holes = [k for k in range(len(single)) if depth[k] % 2]
    for k in holes:
        shapes[single[parent[k]]].faces[0].extend(shapes[single[k]].faces[0])
    if holes:
        findings.append(
            finding(
                "holes",
                QT_TRANSLATE_NOOP(
                    "rules",
                    "{count} closed lines of {name} lie within others of their layer and were taken as holes of these. "
                    "If they are parcels of their own, put them on another layer.",
                ),
                name,
                count=len(holes),
                name=name,
                geometry=shapely.multipolygons(polygons[holes]),
            )
        )
    gone = {single[k] for k in holes}
    return [s for i, s in enumerate(shapes) if i not in gone]
