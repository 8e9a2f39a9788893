"""Reading the patches near the parcels, with as few bytes as the format allows.

GeoPackage: its own R-tree and table through SQLite, only the columns that are asked for.  Everything else: OGR with a
spatial filter and ignored fields, through the Arrow stream where GDAL has it (3.6), else feature by feature.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Protocol, runtime_checkable
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
import shapely
from osgeo import gdal, ogr

from ..core.onemap.model import PatchCut
from .onemap_layers import LayerFacts, open_ogr, quiet, quoted

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
ObjectArray = npt.NDArray[np.object_]
Read = tuple[ObjectArray, IntArray, dict[str, ObjectArray]]

_BATCH = 900  # parameters of one statement that every SQLite takes
_MANY_BOXES = 24  # beyond this one pass over the common box is quicker than a search for each
_KEEP_ALL = 400_000  # features of a layer without index that are kept after the first search


class Reader(Protocol):
    """Reads patches by place; RuntimeError, OSError or sqlite3.Error when the layer cannot be read."""

    def read(self, boxes: FloatArray, fields: Sequence[str]) -> Read: ...

    def close(self) -> None: ...


@runtime_checkable
class CuttingReader(Reader, Protocol):
    """A reader of a database server: it can be cancelled while it waits, and cut patches by polygons there."""

    def watch(self, check: Callable[[], None]) -> None: ...

    def cut(self, parcels: ObjectArray, fields: Sequence[str], check: Callable[[], None]) -> PatchCut | None: ...


class GpkgReader:
    """Patches of one layer of a GeoPackage through SQLite; one call at a time."""

    def __init__(self, facts: LayerFacts) -> None:
        self._facts = facts
        self._connection: sqlite3.Connection | None = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            path = self._facts.path.resolve()
            if not path.is_file():
                raise FileNotFoundError(path.name)
            self._connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=False)
        elif not self._facts.path.is_file():
            raise FileNotFoundError(self._facts.path.name)
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def read(self, boxes: FloatArray, fields: Sequence[str]) -> Read:
        """Patches whose boxes meet any of ``boxes`` (in the layer's own system): geometry, fid, columns by field name."""
        f, connection = self._facts, self._open()
        columns = ", ".join(quoted(c) for c in (f.key_column, f.geometry_column, *fields))
        table = quoted(f.layer)
        if f.rtree:
            wanted = self._fids(connection, boxes)
            rows: list[Any] = []
            for start in range(0, len(wanted), _BATCH):
                some = wanted[start : start + _BATCH]
                marks = ",".join("?" * len(some))
                rows += connection.execute(
                    f"SELECT {columns} FROM {table} WHERE {quoted(f.key_column)} IN ({marks})", some
                ).fetchall()
        else:
            rows = connection.execute(f"SELECT {columns} FROM {table}").fetchall()
        fids, blobs, *parts = zip(*rows) if rows else ((),) * (len(fields) + 2)
        fid = np.array(fids, dtype=np.int64)
        geometry = decode(strip_headers(blobs))
        values = {name: column_of(part) for name, part in zip(fields, parts)}
        if f.rtree:
            return geometry, fid, values
        near = _meets(geometry, boxes)
        return geometry[near], fid[near], {name: v[near] for name, v in values.items()}

    def _fids(self, connection: sqlite3.Connection, boxes: FloatArray) -> list[int]:
        statement = f"SELECT id FROM {quoted(self._facts.rtree)} WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"
        found: set[int] = set()
        for xmin, ymin, xmax, ymax in boxes.tolist():
            found.update(chain.from_iterable(connection.execute(statement, (xmin, xmax, ymin, ymax))))
        return sorted(found)


class OgrReader:
    """Patches of one layer of any OGR format; one call at a time."""

    def __init__(self, facts: LayerFacts) -> None:
        self._facts = facts
        self._source: Any = None
        self._calls = 0
        self._all: Read | None = None

    def close(self) -> None:
        self._source, self._all = None, None

    def read(self, boxes: FloatArray, fields: Sequence[str]) -> Read:
        """As ``GpkgReader.read``.  RuntimeError when the source vanished or GDAL cannot read it."""
        if not self._facts.path.exists():
            raise FileNotFoundError(self._facts.path.name)
        if not len(boxes):
            return np.zeros(0, dtype=object), np.zeros(0, dtype=np.int64), {name: np.zeros(0, dtype=object) for name in fields}
        self._calls += 1
        with quiet():
            if self._source is None:
                self._source = open_ogr(self._facts.path, self._facts.encoding)
            layer = self._layer()
            if self._facts.indexed and len(boxes) <= _MANY_BOXES:
                return unique_reads([self._search(layer, fields, box) for box in boxes.tolist()])
            if not self._facts.indexed and (self._calls > 1 or self._all) and 0 <= self._facts.count <= _KEEP_ALL:
                if self._all is None or set(self._all[2]) < set(fields):
                    self._all = self._search(layer, fields, None)
                found = self._all
            else:
                found = self._search(layer, fields, [*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)])
        near = _meets(found[0], boxes)
        return found[0][near], found[1][near], {name: found[2][name][near] for name in fields}

    def _layer(self) -> Any:
        layer = self._source.GetLayerByName(self._facts.layer)
        return layer if layer is not None else self._source.GetLayerByIndex(0)

    def _search(self, layer: Any, fields: Sequence[str], box: Sequence[float] | None) -> Read:
        if box is None:
            layer.SetSpatialFilter(None)
        else:
            layer.SetSpatialFilterRect(*(float(v) for v in box))
        if layer.TestCapability(ogr.OLCIgnoreFields):
            layer.SetIgnoredFields([f for f in self._facts.fields if f not in fields])
        layer.ResetReading()
        found = _arrow(layer, fields) if hasattr(layer, "GetArrowStreamAsNumPy") else _features(layer, fields)
        if gdal.GetLastErrorType() >= gdal.CE_Failure:  # a truncated file ends the reading without an exception
            raise RuntimeError(gdal.GetLastErrorMsg())
        return found


def reader_for(facts: LayerFacts) -> Reader:
    """What reads the layer: its own reader when it is no file."""
    if facts.reader is not None:
        made: Reader = facts.reader()
        return made
    return GpkgReader(facts) if facts.driver == "GPKG" and facts.geometry_column else OgrReader(facts)


_ENVELOPE = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def strip_header(blob: Any) -> bytes | None:
    """WKB of a GeoPackage geometry (OGC 12-128r18, 2.1.3); None for NULL, a foreign blob or a geometry marked empty."""
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP" or blob[3] & 0x10:
        return None
    return blob[8 + _ENVELOPE.get((blob[3] >> 1) & 7, 0) :]


def strip_headers(blobs: Sequence[Any]) -> list[bytes | None]:
    """``strip_header`` of many; at once where all have the same kind of header, as in nearly every file."""
    heads = {b[:4] if isinstance(b, bytes) else None for b in blobs}
    head = next(iter(heads), None)
    if len(heads) != 1 or not head or strip_header(head + bytes(4)) is None:
        return [strip_header(b) for b in blobs]
    start = 8 + _ENVELOPE.get((head[3] >> 1) & 7, 0)
    return [b[start:] for b in blobs]


def decode(wkb: Sequence[bytes | None]) -> ObjectArray:
    """(n,) plane geometries; arcs are made into lines by OGR, and what nobody understands becomes None."""
    raw = np.empty(len(wkb), dtype=object)
    raw[:] = wkb
    try:
        geometry = np.asarray(shapely.from_wkb(raw, on_invalid="ignore"), dtype=object)
    except NotImplementedError:  # arcs, which GEOS can read and shapely cannot hold
        geometry = np.array([_plain_geometry(w) for w in wkb], dtype=object)
    for i in np.flatnonzero(shapely.is_missing(geometry)):
        if raw[i] is not None:
            geometry[i] = _linear(bytes(raw[i]))
    if shapely.has_z(geometry).any():
        geometry = np.asarray(shapely.force_2d(geometry), dtype=object)
    return geometry


def _plain_geometry(wkb: bytes | None) -> Any:
    try:
        return None if wkb is None else shapely.from_wkb(wkb, on_invalid="ignore")
    except NotImplementedError:
        return None


def _linear(wkb: bytes) -> Any:
    """Arcs as chords of GDAL's default step (4°), None for bytes that are no geometry."""
    try:
        with quiet():
            shape = ogr.CreateGeometryFromWkb(wkb)
            return None if shape is None else shapely.from_wkb(bytes(shape.GetLinearGeometry().ExportToWkb()))
    except (RuntimeError, shapely.errors.GEOSException):
        return None


def column_of(part: Sequence[Any]) -> ObjectArray:
    """Values as they are, in an array."""
    values = np.empty(len(part), dtype=object)
    values[:] = part
    return values


def _meets(geometry: ObjectArray, boxes: FloatArray) -> npt.NDArray[np.bool_]:
    """Which geometries have a box that meets any of ``boxes``."""
    near = np.zeros(len(geometry), dtype=bool)
    if len(geometry) and len(boxes):
        near[shapely.STRtree(geometry).query(shapely.box(*boxes.T))[1]] = True
    return near


def unique_reads(reads: Sequence[Read]) -> Read:
    """Several searches in one, each feature once, by feature id."""
    fid = np.concatenate([r[1] for r in reads])
    _, first = np.unique(fid, return_index=True)
    geometry = np.concatenate([r[0] for r in reads])[first]
    return geometry, fid[first], {name: np.concatenate([r[2][name] for r in reads])[first] for name in reads[0][2]}


def _arrow(layer: Any, fields: Sequence[str]) -> Read:
    geometries, fids = [], []
    columns: dict[str, list[Any]] = {name: [] for name in fields}
    fid_name, geometry_name = layer.GetFIDColumn() or "OGC_FID", layer.GetGeometryColumn() or "wkb_geometry"
    for batch in layer.GetArrowStreamAsNumPy():
        geometries.append(decode([None if b is None else bytes(b) for b in batch[geometry_name]]))
        fids.append(np.asarray(batch[fid_name], dtype=np.int64))
        for name in fields:
            columns[name].append(_plain(batch[name]))
    if not fids:
        return np.zeros(0, dtype=object), np.zeros(0, dtype=np.int64), {name: np.zeros(0, dtype=object) for name in fields}
    return np.concatenate(geometries), np.concatenate(fids), {name: np.concatenate(parts) for name, parts in columns.items()}


def _plain(values: Any) -> ObjectArray:
    """Python values; Arrow strings come as bytes, missing ones as None or NaN (masked arrays keep what is missing)."""
    array = np.empty(len(values), dtype=object)
    mask = np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else np.zeros(len(values), dtype=bool)
    raw = np.ma.getdata(values)
    texts = [
        v.decode("utf-8", "replace") if isinstance(v, bytes) else v
        for v in (raw.astype(str) if raw.dtype.kind == "M" else raw).tolist()
    ]
    array[:] = [None if m or v == "NaT" else v for v, m in zip(texts, mask)]
    return array


def _features(layer: Any, fields: Sequence[str]) -> Read:
    """Feature by feature, for GDAL older than 3.6."""
    shapes: list[bytes | None] = []
    fids: list[int] = []
    columns: dict[str, list[Any]] = {name: [] for name in fields}
    for feature in layer:
        shape = feature.GetGeometryRef()
        shapes.append(None if shape is None else bytes(shape.ExportToWkb()))
        fids.append(feature.GetFID())
        for name in fields:
            columns[name].append(feature.GetField(name))
    arrays = {}
    for name, values in columns.items():
        arrays[name] = np.empty(len(values), dtype=object)
        arrays[name][:] = values
    return decode(shapes), np.array(fids, dtype=np.int64), arrays


__all__ = [
    "CuttingReader",
    "GpkgReader",
    "OgrReader",
    "Reader",
    "column_of",
    "decode",
    "reader_for",
    "strip_header",
    "strip_headers",
    "unique_reads",
]
