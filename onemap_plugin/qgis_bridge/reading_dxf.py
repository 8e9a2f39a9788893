"""What is special about drawings (DXF): which layers hold boundaries, and arcs as bulges."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from .reading_fields import drawing_layers, plain
from .reading_inputs import Item
from .reading_rules import finding

TOLERANCE_M = 0.001
_MIN_STEP, _MAX_STEP = 0.02, 4.0


def arc_step(item: Item) -> tuple[str, list[Finding]]:
    """(degrees per chord for OGR, finding that states the tolerance): from the largest radius in the drawing."""
    radii = list(_radii(item.path))
    if not radii:
        return str(_MAX_STEP), []
    radius = max(radii)
    step = math.degrees(2 * math.acos(1 - TOLERANCE_M / radius)) if radius > TOLERANCE_M else _MAX_STEP
    step = min(max(step, _MIN_STEP), _MAX_STEP)
    off = radius * (1 - math.cos(math.radians(step) / 2))
    return f"{step:.6f}", [
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


def choose(shapes: list[Any], findings: list[Finding], name: str) -> list[Any]:
    """The shapes on the layers that are named for boundaries; without such a layer all closed ones.  Said in a finding."""
    layers = {plain(str(s.row.get("Layer", ""))) for s in shapes}
    boundary = next((found for w in drawing_layers() if (found := {x for x in layers if plain(w) in x})), set())
    kept = [s for s in shapes if not boundary or plain(str(s.row.get("Layer", ""))) in boundary]
    used = sorted({str(s.row.get("Layer", "")) for s in kept})
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
                layers=", ".join(used),
                left=len(shapes) - len(kept),
            )
        )
    return kept
