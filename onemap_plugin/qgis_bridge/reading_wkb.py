"""Rings and lines of a geometry as they stand in the file.

Geometry libraries refuse rings that are not closed or have too few points; a surveyor's file may hold just these, and the
checks must be able to show them.  So the well-known binary (OGC 06-103r4, section 8) is read directly.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
_POINT, _LINE, _POLYGON, _TRIANGLE = 1, 2, 3, 17
_COLLECTIONS = {4, 5, 6, 7, 15, 16}


@dataclass
class Pieces:
    """faces: for each its rings, (n, 2) east, north with the closing row if there is one.  lines: (n, 2).  others: points."""

    faces: list[list[FloatArray]] = field(default_factory=list)
    lines: list[FloatArray] = field(default_factory=list)
    others: int = 0


def pieces_of(geometry: Any) -> Pieces:
    """The pieces of a flat ``ogr.Geometry`` without arcs, in file order."""
    pieces = Pieces()
    name = geometry.GetGeometryName()
    if name == "GEOMETRYCOLLECTION":
        for part in map(pieces_of, map(geometry.GetGeometryRef, range(geometry.GetGeometryCount()))):
            pieces.faces += part.faces
            pieces.lines += part.lines
            pieces.others += part.others
    elif name == "LINEARRING":  # a boundary by itself in KML; OGR has no WKB for it
        points = [(geometry.GetX(i), geometry.GetY(i)) for i in range(geometry.GetPointCount())]
        pieces.lines.append(np.array(points, dtype=np.float64).reshape(-1, 2))
    else:
        _read(bytes(geometry.ExportToIsoWkb()), 0, pieces)
    return pieces


def _read(wkb: bytes, at: int, pieces: Pieces) -> int:
    """Read one geometry at ``at``; the offset after it."""
    order = "<" if wkb[at] == 1 else ">"
    (kind,) = struct.unpack_from(order + "I", wkb, at + 1)
    at += 5
    if kind == _POINT:
        pieces.others += 1
        return at + 16
    (count,) = struct.unpack_from(order + "I", wkb, at)
    if kind == _LINE:
        line, at = _points(wkb, at, order)
        pieces.lines.append(line)
        return at
    at += 4
    if kind in (_POLYGON, _TRIANGLE):
        rings = []
        for _ in range(count):
            ring, at = _points(wkb, at, order)
            if len(ring):
                rings.append(ring)
        if rings:
            pieces.faces.append(rings)
        return at
    if kind not in _COLLECTIONS:
        raise ValueError(f"geometry type {kind}")
    for _ in range(count):
        at = _read(wkb, at, pieces)
    return at


def _points(wkb: bytes, at: int, order: str) -> tuple[FloatArray, int]:
    (count,) = struct.unpack_from(order + "I", wkb, at)
    points = np.frombuffer(wkb, dtype=order + "f8", count=2 * count, offset=at + 4).reshape(-1, 2).astype(np.float64)
    return points, at + 4 + 16 * count
