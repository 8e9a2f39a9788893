"""Findings as a point layer of a GeoPackage of their own: one point for each, its exact place as WKT beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from .compat import INTEGER_FIELD, TEXT_FIELD

LAYER = "findings"
_NUMBERS = frozenset({"source_line"})
_FIELDS = ("uid", "rule", "severity", "parcel_id", "message", "source_file", "source_line", "clause", "state", "reason", "wkt")
_FAILED = QT_TRANSLATE_NOOP("errors", "The vector file cannot be written or read: {why}.")
_CHECK = QT_TRANSLATE_NOOP("errors", "Check free space and rights of the folder.")


def write_findings_layer(path: Path, records: Sequence[Mapping[str, Any]], places: Sequence[Any], epsg: int | None) -> None:
    """Write the layer ``findings`` to a new file and count it again.

    records: texts and the line number by field name.  places: shapely geometry (east, north) of each, or None; a finding
    without a place becomes a row without a point.  epsg: their system, None when it is not known.
    Raises OneMapError when the file cannot be written whole.
    """
    path.unlink(missing_ok=True)
    fields = QgsFields()
    for name in _FIELDS:
        fields.append(QgsField(name, INTEGER_FIELD if name in _NUMBERS else TEXT_FIELD))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName, options.fileEncoding = "GPKG", LAYER, "UTF-8"
    crs = QgsCoordinateReferenceSystem.fromEpsgId(epsg) if epsg else QgsCoordinateReferenceSystem()
    context = QgsCoordinateTransformContext()
    writer = QgsVectorFileWriter.create(str(path), fields, QgsWkbTypes.Type.Point, crs, context, options)
    why = writer.errorMessage()
    for record, place in zip(records, places):
        feature = QgsFeature(fields)
        feature.setAttributes([record[name] for name in _FIELDS])
        point = place_of(place)
        if point is not None:
            feature.setGeometry(QgsGeometry.fromWkt(point.wkt))
        if why or not writer.addFeature(feature):
            break
    why = why or writer.errorMessage()
    del writer  # closes the file
    if why or _count(path) != len(records):
        raise OneMapError(_FAILED, hint=_CHECK, file=path.name, why=why.replace(str(path), path.name))


def place_of(geometry: Any) -> Any:
    """A point on a geometry (in it, for an area), None without one.  A faulty area that has none gives its first point."""
    if geometry is None or geometry.is_empty:
        return None
    first = shapely.Point(shapely.get_coordinates(geometry)[0])
    if not geometry.is_valid:
        return first
    inside = shapely.point_on_surface(geometry)
    return first if inside.is_empty else shapely.force_2d(inside)


def _count(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        return int(file.execute(f"SELECT count(*) FROM {LAYER}").fetchone()[0])
