"""Closed lines of a drawing that mark or fill parcels and are none: circles around boundary points, hatches of boundaries."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from .reading_rules import finding, left_out
from .reading_wkb import FloatArray

_LARGEST = 5.0  # metres: radius of the mark of a point, far above what survey drawings have (0.5 to 1 m)
_ROUND = 1e-3  # share of the radius by which the corners of a segmented circle may differ
_AT = 0.01  # metres between the centre of a mark and its point
_FEWEST = 8
_HATCH = "ACDBHATCH"


def without_marks(shapes: list[Any], findings: list[Finding], name: str) -> list[Any]:
    """The shapes without circles around a vertex of another one, and without hatches whose edge is another one; both are told."""
    left = _without_circles(shapes)
    if len(left) < len(shapes):
        text = QT_TRANSLATE_NOOP("rules", "{count} circles around boundary points of {name} mark these and were left out.")
        findings.append(left_out(text, name, "marks", len(shapes) - len(left)))
    kept = _without_hatches(left)
    if len(kept) < len(left):
        text = QT_TRANSLATE_NOOP("rules", "{count} hatches of {name} fill boundaries that were read as lines and were left out.")
        findings.append(left_out(text, name, "hatches", len(left) - len(kept)))
    return kept


def _without_circles(shapes: list[Any]) -> list[Any]:
    centres = {i: centre for i, s in enumerate(shapes) if (centre := _centre(s)) is not None}
    others = [ring for i, s in enumerate(shapes) if i not in centres for face in s.faces for ring in face]
    if not centres or not others:
        return shapes
    vertices = np.concatenate(others)
    tree = shapely.STRtree(shapely.points(vertices[np.isfinite(vertices).all(axis=1)]))
    places = shapely.points(np.array(list(centres.values())))
    at, _ = tree.query(places, predicate="dwithin", distance=_AT)
    marks = {list(centres)[k] for k in np.unique(at).tolist()}
    return [s for i, s in enumerate(shapes) if i not in marks]


def _centre(shape: Any) -> FloatArray | None:
    """The centre of a shape that is one small circle."""
    if len(shape.faces) != 1 or len(shape.faces[0]) != 1 or len(shape.faces[0][0]) < _FEWEST:
        return None
    ring = shape.faces[0][0]
    centre = ring[:-1].mean(axis=0)
    radii = np.hypot(*(ring - centre).T)
    radius = float(radii.mean())
    is_circle = 0 < radius <= _LARGEST and float(np.abs(radii - radius).max()) <= _ROUND * radius
    return np.asarray(centre) if is_circle else None


def _without_hatches(shapes: list[Any]) -> list[Any]:
    lines = {key for s in shapes if not _hatch(s) for key in [_corners(s)] if key}
    return [s for s in shapes if not _hatch(s) or _corners(s) not in lines]


def _hatch(shape: Any) -> bool:
    return _HATCH in str(shape.row.get("SubClasses", "")).upper()


def _corners(shape: Any) -> frozenset[tuple[float, float]]:
    """The corners of all rings to the millimetre, whatever their order."""
    return frozenset((round(x, 3), round(y, 3)) for face in shape.faces for ring in face for x, y in ring.tolist())


def hidden_remarks(shapes: list[Any], name: str) -> list[Finding]:
    """Tells of boundaries on layers that the drawing does not show, as earlier states often are."""
    hidden = [s for s in shapes if s.hidden]
    if not hidden:
        return []
    return [
        finding(
            "from_lines",
            QT_TRANSLATE_NOOP(
                "rules",
                "{count} of the boundaries stand on layers that are frozen or off in {name} ({layers}). They were read too: "
                "choose the layers if they are an earlier state.",
            ),
            name,
            key="hidden",
            name=name,
            count=len(hidden),
            layers=", ".join(sorted({str(s.row.get("Layer", "")) for s in hidden})),
        )
    ]
