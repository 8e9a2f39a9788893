"""A GeoPackage below its features: what readers take on trust (boxes, counts, index, types) must be true as well.

Source: OGC 12-128r15 (GeoPackage 1.2), clauses 1.1.1, 2.1.3 and annex F.3 (R-tree).
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from .profile import VectorLayer

Fault = tuple[str, Any, Any]
_APPLICATION, _OLDEST = 0x47504B47, 10200
_STORED = {"text": ("text",), "integer": ("integer",), "real": ("real",)}
_KIND = {"parcels": "MULTIPOLYGON", "points": "POINT", "lines": "LINESTRING", "classes": "MULTIPOLYGON"}
#: SQLite rounds an index box outward to single precision by this share
_STEP = 1.0 / 8388608.0


def check_geopackage(file: Path, layers: Sequence[VectorLayer], epsg: int | None, created: str) -> Iterator[Fault]:
    """Faults (what, found, expected) of the file; one that cannot be opened raises ValueError."""
    yield from _check_head(file)
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            base.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
            sound = base.execute("PRAGMA integrity_check").fetchone()[0]
            if sound != "ok":
                yield "integrity", sound, "ok"
                return
            yield from _check_lists(base, layers)
            for layer in layers:
                yield from _check_layer(base, layer, epsg, created)
    except (sqlite3.Error, struct.error, shapely.errors.ShapelyError) as error:
        raise ValueError(str(error)) from error


def _check_head(file: Path) -> Iterator[Fault]:
    with file.open("rb") as stream:
        head = stream.read(100)
    if len(head) < 100:
        yield "head", len(head), 100
        return
    page = struct.unpack_from(">H", head, 16)[0]
    pages, application, user = (struct.unpack_from(">I", head, at)[0] for at in (28, 68, 60))
    size = file.stat().st_size
    if pages * (65536 if page == 1 else page) != size:
        yield "pages", pages, size // max(page, 1)
    if application != _APPLICATION:
        yield "application_id", hex(application), hex(_APPLICATION)
    if not _OLDEST <= user < 10500:
        yield "user_version", user, _OLDEST
    # reading and writing version 1, no reserved space, payload fractions that SQLite fixes, UTF-8, nothing reserved in use
    fixed = (head[18:24], head[56:60], head[72:92].strip(b"\0"))
    if fixed != (bytes((1, 1, 0, 64, 32, 32)), b"\0\0\0\1", b""):
        yield "head", fixed, "SQLite 3"


def _check_lists(base: sqlite3.Connection, layers: Sequence[VectorLayer]) -> Iterator[Fault]:
    names = sorted(layer.name for layer in layers)
    for table in ("gpkg_contents", "gpkg_geometry_columns", "gpkg_ogr_contents"):
        found = sorted(str(row[0]) for row in base.execute(f"SELECT table_name FROM {table}"))
        if found != names:
            yield table, "、".join(found), "、".join(names)


def _check_layer(base: sqlite3.Connection, layer: VectorLayer, epsg: int | None, created: str) -> Iterator[Fault]:
    name = layer.name.replace('"', '""')
    rows = base.execute(f'SELECT fid, geom FROM "{name}" ORDER BY fid').fetchall()
    if [row[0] for row in rows] != list(range(1, len(rows) + 1)):
        yield f"{layer.name} fid", "", f"1–{len(rows)}"
    boxes: dict[int, tuple[float, ...]] = {}
    for fid, blob in rows:
        if blob is not None:
            yield from _check_blob(f"{layer.name} {fid}", blob, epsg, fid, boxes)
    yield from _check_entry(base, layer, epsg, created, len(rows), boxes)
    yield from _check_types(base, layer, name)
    yield from _check_index(base, layer, name, boxes)


def _check_blob(place: str, blob: bytes, epsg: int | None, fid: int, boxes: dict[int, tuple[float, ...]]) -> Iterator[Fault]:
    flags = blob[3]
    envelope = flags >> 1 & 7
    start = 8 + 32 * envelope
    if blob[:3] != b"GP\0" or flags & 0xF1 != 1 or envelope > 1:
        yield f"{place} head", blob[:4].hex(), "47500001"
        return
    srs = struct.unpack_from("<i", blob, 4)[0]
    if srs != epsg:
        yield f"{place} srs", srs, epsg
    geometry = shapely.from_wkb(blob[start:])
    if shapely.to_wkb(geometry, byte_order=1) != blob[start:]:
        yield f"{place} WKB", "", ""
    west, south, east, north = (float(v) for v in shapely.bounds(geometry))
    boxes[fid] = (west, east, south, north)
    if envelope and struct.unpack_from("<4d", blob, 8) != boxes[fid]:
        yield f"{place} box", struct.unpack_from("<4d", blob, 8), boxes[fid]


def _check_entry(base: sqlite3.Connection, layer: VectorLayer, epsg: int | None, created: str, count: int,
                 boxes: Mapping[int, tuple[float, ...]]) -> Iterator[Fault]:
    """What the lists say of the layer: box, date, system, type, number of features."""
    columns = "data_type, identifier, description, srs_id, substr(last_change, 1, 10)"
    rows = base.execute(f"SELECT {columns} FROM gpkg_contents WHERE table_name = ?", (layer.name,)).fetchall()
    box: tuple[Any, ...] = (None,) * 4
    if boxes:
        sides = list(zip(*boxes.values()))
        box = (min(sides[0]), max(sides[1]), min(sides[2]), max(sides[3]))
    expected = [("features", layer.name, "", epsg, created)]
    if rows != expected:
        yield f"gpkg_contents {layer.name}", rows, expected
    said = base.execute("SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name = ?", (layer.name,)).fetchone()
    # GDAL writes this box with 16 digits, so its last bit may differ
    if said is not None and any((a is None) != (b is None) or abs((a or 0) - (b or 0)) > 1e-8 for a, b in zip(said, box)):
        yield f"gpkg_contents {layer.name} box", said, box
    stamps = base.execute("SELECT substr(last_change, 11) FROM gpkg_contents WHERE table_name = ?", (layer.name,)).fetchall()
    if stamps != [("T00:00:00.000Z",)]:
        yield f"gpkg_contents {layer.name} last_change", stamps, "T00:00:00.000Z"
    rows = base.execute("SELECT column_name, geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns WHERE table_name = ?",
                        (layer.name,)).fetchall()
    if rows != [("geom", _KIND[layer.content], epsg, 0, 0)]:
        yield f"gpkg_geometry_columns {layer.name}", rows, _KIND[layer.content]
    for table, column in (("gpkg_ogr_contents", "feature_count FROM gpkg_ogr_contents WHERE table_name"),
                          ("sqlite_sequence", "seq FROM sqlite_sequence WHERE name")):
        rows = base.execute(f"SELECT {column} = ?", (layer.name,)).fetchall()
        if rows != [(count,)]:
            yield f"{table} {layer.name}", rows, count


def _check_types(base: sqlite3.Connection, layer: VectorLayer, name: str) -> Iterator[Fault]:
    """Every value is stored as the kind of its column."""
    wanted = ", ".join(f'typeof("{f.name}")' for f in layer.fields)
    expected = tuple(_STORED[f.type][0] for f in layer.fields)
    for row in base.execute(f'SELECT DISTINCT {wanted} FROM "{name}"'):
        if row != expected:
            yield f"{layer.name} types", row, expected


def _check_index(base: sqlite3.Connection, layer: VectorLayer, name: str,
                 boxes: Mapping[int, tuple[float, ...]]) -> Iterator[Fault]:
    """The R-tree holds each feature's box, rounded outward to single precision, and is sound in itself."""
    tree = f"rtree_{name}_geom"
    if not base.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (f"rtree_{layer.name}_geom",)).fetchone():
        yield tree, "", "R-tree"
        return
    sound = base.execute("SELECT rtreecheck(?)", (f"rtree_{layer.name}_geom",)).fetchone()[0]
    if sound != "ok":
        yield tree, sound, "ok"
    found = {row[0]: row[1:] for row in base.execute(f'SELECT id, minx, maxx, miny, maxy FROM "{tree}"')}
    if sorted(found) != sorted(boxes):
        yield tree, len(found), len(boxes)
        return
    for fid, box in boxes.items():
        if not all(_rounded(have, want, up) for have, want, up in zip(found[fid], box, (False, True, False, True))):
            yield f"{tree} {fid}", found[fid], box
            return


def _rounded(found: float, value: float, up: bool) -> bool:
    near = float(np.float32(value))
    if (near < value) if up else (near > value):
        away = value * (1 + _STEP if up == (value > 0) else 1 - _STEP)
        return found in (float(np.float32(away)), float(np.nextafter(np.float32(near), np.float32(np.inf if up else -np.inf))))
    return found == near
