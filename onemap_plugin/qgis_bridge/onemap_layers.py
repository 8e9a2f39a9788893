"""What a one-map layer is before it is read: name, fields, geometry, system, extent - from GeoPackage or any OGR format."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from osgeo import gdal, ogr, osr

from ..core.coordinates.zones import crs_from_epsg
from ..core.onemap.editions import edition_in, tells_of_data
from ..core.onemap.recognise import geometry_kind
from ..core.parcels import ParcelCrs
from .reading_crs import crs_of
from .reading_dbf import encoding_of

#: what a folder is searched for; a .gdb is a folder itself
SUFFIXES: tuple[str, ...] = (".gpkg", ".shp", ".geojson", ".json", ".fgb", ".tab", ".mif", ".gml", ".gdb", ".sqlite")
#: formats that find features by place without reading all of them
_INDEXED = ("GPKG", "FlatGeobuf", "OpenFileGDB", "SQLite", "MapInfo File")


@dataclass(frozen=True)
class LayerFacts:
    """One layer as found.  path: file or folder; layer: its name inside.  crs None with has_crs: a system that is no zone.

    extent: (xmin, ymin, xmax, ymax) in its own system or None.  count: features, -1 when unknown.  description: text of
    the container about the layer.  shown: what to call a place that is no file, without credentials; reader: what reads it
    then.  indexed: a search by place is quick.  rtree: name of the GeoPackage's own index table.
    """

    path: Path
    layer: str
    fields: tuple[str, ...]
    geometry: str
    crs: ParcelCrs | None
    crs_text: str
    has_crs: bool
    extent: tuple[float, float, float, float] | None
    count: int = -1
    description: str = ""
    driver: str = ""
    indexed: bool = False
    geometry_column: str = ""
    key_column: str = ""
    rtree: str = ""
    encoding: str = ""
    shown: str = ""
    reader: Callable[[], Any] | None = None


def layers_of(path: Path) -> list[LayerFacts]:
    """All vector layers of a file or .gdb folder; OSError, sqlite3.Error or RuntimeError when it cannot be opened."""
    if path.suffix.lower() == ".gpkg":
        try:
            return gpkg_layers(path)
        except sqlite3.Error:  # a journal that cannot be opened read-only, an odd SQLite build: GDAL may still manage
            return ogr_layers(path)
    return ogr_layers(path)


@contextlib.contextmanager
def gpkg(path: Path) -> Iterator[sqlite3.Connection]:
    """A GeoPackage opened for reading only; usable from any thread, one at a time."""
    connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, check_same_thread=False)
    try:
        yield connection
    finally:
        connection.close()


def gpkg_layers(path: Path) -> list[LayerFacts]:
    """Feature layers of a GeoPackage by its own tables: a hundred times quicker than opening it as a data source."""
    if not path.is_file():
        raise FileNotFoundError(path.name)
    with gpkg(path) as connection:
        rows = connection.execute(
            "SELECT c.table_name, c.description, c.min_x, c.min_y, c.max_x, c.max_y, g.column_name, g.geometry_type_name,"
            " g.srs_id, s.organization, s.organization_coordsys_id, s.definition, s.srs_name"
            " FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name"
            " LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE c.data_type = 'features' ORDER BY c.rowid"
        ).fetchall()
        return [_gpkg_layer(connection, path, row) for row in rows]


def _gpkg_layer(connection: sqlite3.Connection, path: Path, row: Any) -> LayerFacts:
    name, description, *extent, column, kind, srs_id, organization, code, definition, srs_name = row
    info = connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
    key = next((r[1] for r in info if r[5]), "rowid")
    fields = tuple(r[1] for r in info if r[1] not in (column, key))
    rtree = f"rtree_{name}_{column}"
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (rtree,)).fetchone()
    has_crs = srs_id not in (0, -1, None) and definition not in (None, "undefined")
    crs = crs_of_definition(str(organization or ""), code, definition) if has_crs else None
    xmin, ymin, xmax, ymax = extent
    box = None if None in extent else (float(xmin), float(ymin), float(xmax), float(ymax))
    if box is None and connection.execute(f"SELECT 1 FROM {quoted(name)} LIMIT 1").fetchone() is None:
        count = 0
    else:
        count = -1
    return LayerFacts(
        path,
        name,
        fields,
        geometry_kind(kind or ""),
        crs,
        f"{organization}:{code}" if has_crs else "",
        has_crs,
        box,
        count,
        description or "",
        "GPKG",
        found is not None,
        column,
        key,
        rtree if found else "",
    )


def crs_of_definition(organization: str, code: Any, definition: str) -> ParcelCrs | None:
    """The system behind a row of a table of systems (authority, code, WKT); None when it is no zone and no degrees."""
    if organization.upper() == "EPSG" and code:
        known = crs_from_epsg(int(code))
        if known is not None:
            return known
    srs = osr.SpatialReference()
    try:
        if srs.ImportFromWkt(definition) != 0:
            return None
    except RuntimeError:
        return None
    return crs_of(srs)


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


_SWITCH = threading.Lock()
_STATE: dict[str, int] = {"inside": 0, "before": 0}


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """GDAL's messages become exceptions, not prints, for as long as this lasts.

    Whether OGR raises is one switch for all threads: the first one in turns it on, the last one out turns it back.
    """
    with _SWITCH:
        if _STATE["inside"] == 0:
            _STATE["before"] = bool(ogr.GetUseExceptions())
            ogr.UseExceptions()
        _STATE["inside"] += 1
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        yield
    finally:
        gdal.PopErrorHandler()
        with _SWITCH:
            _STATE["inside"] -= 1
            if _STATE["inside"] == 0 and not _STATE["before"]:
                ogr.DontUseExceptions()


def open_ogr(path: Path, encoding: str = "") -> Any:
    """An OGR data source for reading; RuntimeError with GDAL's words when it cannot be opened."""
    options = [f"ENCODING={encoding}"] if encoding else []
    with quiet():
        source = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, open_options=options)
    if source is None:
        raise RuntimeError(gdal.GetLastErrorMsg() or path.name)
    return source


def ogr_layers(path: Path) -> list[LayerFacts]:
    encoding = _shapefile_encoding(path) if path.suffix.lower() == ".shp" else ""
    source = open_ogr(path, encoding)
    driver = source.GetDriver().ShortName
    found = []
    with quiet():
        for i in range(source.GetLayerCount()):
            layer = source.GetLayerByIndex(i)
            if layer.GetGeomType() != ogr.wkbNone:
                found.append(_ogr_layer(path, layer, driver, encoding))
    return found


def _shapefile_encoding(path: Path) -> str:
    parts = {p.suffix.lower(): p for p in path.parent.iterdir() if p.stem == path.stem}
    return encoding_of(parts[".dbf"], parts.get(".cpg"))[0] if ".dbf" in parts else ""


def _ogr_layer(path: Path, layer: Any, driver: str, encoding: str) -> LayerFacts:
    definition, srs = layer.GetLayerDefn(), layer.GetSpatialRef()
    fields = tuple(definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount()))
    count = layer.GetFeatureCount()
    extent = None
    if count != 0:
        with contextlib.suppress(RuntimeError):
            xmin, xmax, ymin, ymax = layer.GetExtent()
            extent = (xmin, ymin, xmax, ymax)
    text = ""
    if srs is not None:
        code = srs.GetAuthorityCode(None)
        text = f"{srs.GetAuthorityName(None)}:{code}" if code else srs.GetName() or ""
    name = path.stem if driver == "ESRI Shapefile" else layer.GetName()
    indexed = driver in _INDEXED or path.with_suffix(".qix").exists()
    kind = geometry_kind(ogr.GeometryTypeToName(layer.GetGeomType()))
    return LayerFacts(
        path,
        name,
        fields,
        kind,
        None if srs is None else crs_of(srs),
        text,
        srs is not None,
        extent,
        count,
        layer.GetMetadataItem("DESCRIPTION") or "",
        driver,
        indexed,
        encoding=encoding,
    )


def edition_hint(facts: LayerFacts) -> str:
    """A year or day in the description, the names of layer and file, or a folder of data; '' when there is none."""
    folders = [p.name for p in (facts.path.parent, facts.path.parent.parent) if tells_of_data(p.name)]
    return edition_in((facts.description, facts.layer, facts.path.stem, *folders))


def find_files(folder: Path, limit: int = 5000) -> list[Path]:
    """One-map files of a folder and its subfolders in a stable order; a .gdb counts as one file."""
    found: list[Path] = []
    seen = 0
    pending = [folder]
    while pending and seen < limit:
        here = pending.pop()
        for entry in sorted(here.iterdir()):
            seen += 1
            if entry.suffix.lower() in SUFFIXES and (entry.is_file() or entry.suffix.lower() == ".gdb"):
                found.append(entry)
            elif entry.is_dir() and not entry.name.startswith("."):
                pending.append(entry)
    return sorted(found)


__all__ = [
    "SUFFIXES",
    "LayerFacts",
    "crs_of_definition",
    "edition_hint",
    "find_files",
    "gpkg",
    "gpkg_layers",
    "layers_of",
    "ogr_layers",
    "open_ogr",
    "quiet",
    "quoted",
]
