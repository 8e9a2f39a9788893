"""What was copied as text, as a file that can be read: coordinates, or features as QGIS copies them (WKT table, GeoJSON)."""

from __future__ import annotations

import json
import re
from pathlib import Path

from osgeo import ogr

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from .ogr_source import closing

_WKT = re.compile(r"\s*\"?\s*(multi)?(polygon|surface|curvepolygon|linestring)\s*(z|m|zm)?\s*\(", re.IGNORECASE)
_COLUMN = "wkt_geom"


def save_text(text: str, folder: Path) -> Path:
    """The text as a file in ``folder``: .gpkg without a coordinate system for WKT, .geojson, else .txt.

    Features copied in QGIS as text do not say their coordinate system, so the review will ask for it.
    Raises OneMapError when WKT cannot be read.
    """
    if _is_geojson(text):
        path = folder / "clipboard.geojson"
        path.write_text(text, encoding="utf-8")
        return path
    lines = [line for line in text.splitlines() if line.strip()]
    headed = bool(lines) and lines[0].split("\t")[0].strip().lower() == _COLUMN
    if headed or any(_WKT.match(line) for line in lines[:2]):
        return _save_wkt(lines, headed, folder / "clipboard.gpkg")
    path = folder / "clipboard.txt"
    path.write_text(text, encoding="utf-8")
    return path


def _is_geojson(text: str) -> bool:
    if not text.lstrip().startswith("{"):
        return False
    try:
        return "type" in json.loads(text)
    except (ValueError, TypeError):
        return False


def _save_wkt(lines: list[str], headed: bool, path: Path) -> Path:
    names = [n.strip() or f"field{i}" for i, n in enumerate(lines[0].split("\t"))][1:] if headed else []
    with closing(ogr.GetDriverByName("GPKG").CreateDataSource(str(path))) as source:
        layer = source.CreateLayer(path.stem, None, ogr.wkbUnknown, ["FID=onemap_fid"])
        for name in dict.fromkeys(names):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        layer.StartTransaction()
        for number, line in enumerate(lines[1:] if headed else lines, 2 if headed else 1):
            cells = line.split("\t")
            geometry = _geometry(cells[0].strip().strip('"'))
            if geometry is None:
                raise OneMapError(
                    QT_TRANSLATE_NOOP("errors", "Line {number} of the copied text is no geometry: {text}"),
                    hint=QT_TRANSLATE_NOOP("errors", "Copy polygons from a QGIS layer, WKT, GeoJSON, or lines of coordinates."),
                    number=number,
                    text=cells[0][:40],
                )
            feature = ogr.Feature(layer.GetLayerDefn())
            for name, value in zip(names, cells[1:]):
                feature.SetField(feature.GetFieldIndex(name), value)
            feature.SetGeometry(geometry)
            layer.CreateFeature(feature)
        layer.CommitTransaction()
    return path


def _geometry(text: str) -> ogr.Geometry | None:
    try:
        return ogr.CreateGeometryFromWkt(text)
    except RuntimeError:  # where GDAL was told to raise
        return None
