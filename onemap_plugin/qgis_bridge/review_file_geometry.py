"""Geometry of the review file: shapely arrays to GeoPackage blobs and back, bounds for the spatial index."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

_POLYGONAL = (3, 6)
_LINEAR = (1, 2, 5)
_POINTS = (0, 4)
_COLLECTION = 7
_FAMILY = {"MULTIPOLYGON": _POLYGONAL, "MULTILINESTRING": _LINEAR, "MULTIPOINT": _POINTS}
_COLLECT = {"MULTIPOLYGON": shapely.multipolygons, "MULTILINESTRING": shapely.multilinestrings, "MULTIPOINT": shapely.multipoints}


def place_text(geometry: Any, decimals: int = 4) -> str | None:
    """A place as WKT with so many decimals of a metre; degrees have five more, which is as much on the ground."""
    if geometry is None:
        return None
    degrees = bool((np.abs(shapely.bounds(geometry)) <= 360).all())
    return str(shapely.to_wkt(geometry, rounding_precision=decimals + 5 if degrees else decimals))


def family_of(geometry: Any) -> str:
    """'MULTIPOLYGON', 'MULTILINESTRING' or 'MULTIPOINT' after the highest dimension in ``geometry``; '' without one."""
    if geometry is None or shapely.is_empty(geometry):
        return ""
    kind = shapely.get_type_id(geometry)
    if kind != _COLLECTION:
        return next(name for name, ids in _FAMILY.items() if kind in ids)
    kinds = set(shapely.get_type_id(_leaves(geometry)).tolist())
    return next((name for name, ids in _FAMILY.items() if kinds & set(ids)), "")


def as_multi(geometry: Any, family: str) -> Any:
    """The part of ``geometry`` that a layer of ``family`` can hold, as one multi-geometry; None when there is none.

    A ring is written as a line.  Coordinates are never touched.
    """
    if geometry is None or shapely.is_empty(geometry):
        return None
    kind = shapely.get_type_id(geometry)
    if kind == {"MULTIPOLYGON": 6, "MULTILINESTRING": 5, "MULTIPOINT": 4}[family]:
        return geometry
    if kind == 3 and family == "MULTIPOLYGON":
        return shapely.multipolygons([geometry])
    parts = [g for g in _leaves(geometry) if shapely.get_type_id(g) in _FAMILY[family]]
    parts = [shapely.LineString(g) if shapely.get_type_id(g) == 2 else g for g in parts]
    return _COLLECT[family](parts) if parts else None


def _leaves(geometry: Any) -> Any:
    """The single geometries in ``geometry``, collections inside collections opened."""
    leaves = shapely.get_parts(geometry)
    while (shapely.get_type_id(leaves) >= 4).any():
        leaves = shapely.get_parts(leaves)
    return leaves


def blobs(geometries: Sequence[Any], srs_id: int) -> list[bytes | None]:
    """GeoPackage blobs (OGC 12-128r18, 2.1.3), None for None and for empty geometry."""
    array = np.asarray(geometries, dtype=object)
    header = b"GP\x00\x01" + struct.pack("<i", srs_id)
    keep = ~(shapely.is_missing(array) | shapely.is_empty(array))
    wkb = shapely.to_wkb(array, byte_order=1, include_srid=False)
    return [header + w if k else None for w, k in zip(wkb, keep)]


_ENVELOPES = (0, 32, 48, 48, 64)


def from_blobs(values: Sequence[bytes | None]) -> list[Any]:
    """shapely geometries of GeoPackage blobs, whoever wrote them; None where there is none."""
    wkb = [None if b is None else b[8 + _ENVELOPES[(b[3] >> 1) & 7] :] for b in values]
    return list(shapely.from_wkb(np.asarray(wkb, dtype=object))) if wkb else []


def register_functions(con: sqlite3.Connection) -> None:
    """The functions that the triggers of spatial indexes name, which plain SQLite lacks (OGC 12-128r18, annex F.3)."""
    con.create_function("ST_IsEmpty", 1, lambda b: None if b is None else int(bool(shapely.is_empty(from_blobs([b])[0]))))
    for i, name in enumerate(("ST_MinX", "ST_MinY", "ST_MaxX", "ST_MaxY")):
        con.create_function(name, 1, lambda b, i=i: None if b is None else float(shapely.bounds(from_blobs([b])[0])[i]))
