"""Layers of the open QGIS project as places of the one map, and the catalogue that is saved in the project.

The project is looked at on the main thread only.  Layers of files and of PostGIS are then read from their source; any other
layer, and one with a filter or with edits that are not saved, through a snapshot of its features.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import osr
from qgis.core import (
    QgsDataSourceUri,
    QgsFeatureRequest,
    QgsProject,
    QgsProviderRegistry,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.onemap.recognise import geometry_kind
from . import review_file
from .main_thread import call_on_main_thread
from .onemap_catalogue import Entry, entries_of, plain_entries
from .onemap_layers import LayerFacts, layers_of
from .onemap_places import POSTGIS, PROJECT_LAYER
from .onemap_readers import FloatArray, Read, column_of, decode, unique_reads
from .reading_crs import crs_of

SCOPE = "onemap"
VERSION = 1
_KEY = "catalogue"
_NO_LAYER = QT_TRANSLATE_NOOP("errors", "The project has no such layer any more.")
_NO_LAYER_HINT = QT_TRANSLATE_NOOP("errors", "Add the layer again, then make the catalogue anew.")
_UNSAVED = QT_TRANSLATE_NOOP("errors", "The project has no file yet, so paths cannot be kept relative to it.")
_UNSAVED_HINT = QT_TRANSLATE_NOOP("errors", "Save the project first, or save the catalogue as a file.")
_MANY_BOXES = 24


@dataclass(frozen=True)
class _Seen:
    """What the main thread saw of one layer.  file / schema: where it can be read from without QGIS, '' when it cannot."""

    name: str
    facts: LayerFacts
    file: str = ""
    schema: str = ""
    layer: str = ""


class FeatureReader:
    """Patches of any QGIS layer through its snapshot; one call at a time."""

    def __init__(self, source: QgsVectorLayerFeatureSource) -> None:
        self._source = source

    def close(self) -> None:
        """The snapshot goes with the reader."""

    def read(self, boxes: FloatArray, fields: Sequence[str]) -> Read:
        """As ``GpkgReader.read``."""
        wanted = boxes
        if len(boxes) > _MANY_BOXES:
            wanted = np.array([[*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)]])
        nothing = np.zeros(0, dtype=object), np.zeros(0, dtype=np.int64), {name: np.zeros(0, dtype=object) for name in fields}
        return unique_reads([self._search(box, fields) for box in wanted.tolist()]) if len(wanted) else nothing

    def _search(self, box: Sequence[float], fields: Sequence[str]) -> Read:
        known = self._source.fields()
        request = QgsFeatureRequest(QgsRectangle(*box))
        request.setSubsetOfAttributes([known.lookupField(f) for f in fields])
        fids, wkb, rows = [], [], []
        for feature in self._source.getFeatures(request):
            fids.append(feature.id())
            wkb.append(bytes(feature.geometry().asWkb()) if feature.hasGeometry() else None)
            rows.append([_plain(feature.attribute(f)) for f in fields])
        columns = list(zip(*rows)) if rows else [()] * len(fields)
        return decode(wkb), np.array(fids, dtype=np.int64), {name: column_of(part) for name, part in zip(fields, columns)}


def _plain(value: Any) -> Any:
    """A Python value; dates as ISO text, what is empty as None."""
    if value is None or (hasattr(value, "isNull") and value.isNull()):
        return None
    if hasattr(value, "toString"):
        return value.toPyDateTime().isoformat() if hasattr(value, "toPyDateTime") else value.toPyDate().isoformat()
    return value


def project_layers() -> list[tuple[str, LayerFacts]]:
    """Vector layers of the open project with the names that the user gave them; those of review files are left out."""
    return [(seen.name, _resolved(seen)) for seen in call_on_main_thread(_look)]


def project_layer(path: str) -> LayerFacts:
    """The layer behind ``project:LAYER-ID``; OneMapError when it is gone."""
    wanted = path.strip()[len(PROJECT_LAYER) :]
    seen = call_on_main_thread(lambda: _seen(QgsProject.instance().mapLayer(wanted)))
    if seen is None:
        raise OneMapError(_NO_LAYER, hint=_NO_LAYER_HINT)
    return _resolved(seen)


def _look() -> list[_Seen]:
    found = (_seen(layer) for layer in QgsProject.instance().mapLayers().values())
    return sorted((s for s in found if s is not None), key=lambda s: s.name)


def _seen(layer: Any) -> _Seen | None:
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid() or not layer.isSpatial():
        return None
    decoded = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    file = str(decoded.get("path") or "")
    if file.lower().endswith(".gpkg") and Path(file).is_file() and review_file.is_review(file):
        return None
    seen = _Seen(layer.name(), _facts(layer))
    if layer.subsetString() or layer.isEditable():
        return seen
    if layer.providerType() == "ogr" and Path(file).exists():
        return replace(seen, file=file, layer=str(decoded.get("layerName") or ""))
    if layer.providerType() == "postgres":
        return _database(seen, QgsDataSourceUri(layer.source()))
    return seen


def _database(seen: _Seen, uri: QgsDataSourceUri) -> _Seen:
    """A plain table that can be entered without a password kept in the project; views and the rest go through QGIS."""
    if uri.password() or uri.sql() or uri.table().startswith("("):
        return seen
    named = {
        "service": uri.service(), "host": uri.host(), "port": uri.port(), "dbname": uri.database(),
        "user": "" if uri.authConfigId() else uri.username(), "authcfg": uri.authConfigId(), "schema": uri.schema(),
    }  # fmt: skip
    text = POSTGIS + " ".join(f"{k}='{v}'" for k, v in named.items() if v and "'" not in v and "\\" not in v)
    return replace(seen, schema=text, layer=uri.table())


def _facts(layer: QgsVectorLayer) -> LayerFacts:
    crs, box = layer.crs(), layer.extent()
    srs = osr.SpatialReference()
    known = crs_of(srs) if crs.isValid() and srs.ImportFromWkt(crs.toWkt()) == 0 else None
    source = QgsVectorLayerFeatureSource(layer)
    count = layer.featureCount()
    extent = None if box.isEmpty() or count == 0 else (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    return LayerFacts(
        Path(), layer.name(), tuple(layer.fields().names()), geometry_kind(QgsWkbTypes.displayString(layer.wkbType())),
        known, crs.authid(), crs.isValid(), extent, int(count), "", "QGIS",
        shown=PROJECT_LAYER + layer.id(), reader=lambda: FeatureReader(source),
    )  # fmt: skip


def _resolved(seen: _Seen) -> LayerFacts:
    """The layer in its own file or database where that can be opened, else the snapshot."""
    try:
        if seen.file:
            layers = layers_of(Path(seen.file))
        elif seen.schema:
            from .onemap_postgis import postgis_layers

            layers = postgis_layers(seen.schema)
        else:
            return seen.facts
    except (OSError, RuntimeError, ValueError, OneMapError, ImportError):
        return seen.facts
    own = [f for f in layers if not seen.layer or f.layer == seen.layer]
    if not own:
        return seen.facts
    if not seen.facts.has_crs:
        return own[0]
    # a system that the user gave in the project goes before what the file says or fails to say
    return replace(own[0], crs=seen.facts.crs, has_crs=True, crs_text=seen.facts.crs_text)


def project_home() -> Path:
    """Folder of the project file; the current folder while it has none."""
    return Path(call_on_main_thread(lambda: QgsProject.instance().homePath()) or ".")


def read_project_catalogue() -> list[Entry]:
    """The catalogue saved in the open project, [] when there is none or it cannot be understood."""
    text = call_on_main_thread(lambda: QgsProject.instance().readEntry(SCOPE, _KEY, "")[0])
    try:
        return entries_of(json.loads(text), "") if text else []
    except (ValueError, OneMapError):
        return []


def save_project_catalogue(entries: Sequence[Entry]) -> None:
    """Keep the catalogue in the open project (main thread); paths relative to it, no user, no password."""
    project = QgsProject.instance()
    home = project.homePath()
    if not home and any(Path(e.path).is_absolute() for e in entries):
        raise OneMapError(_UNSAVED, hint=_UNSAVED_HINT)
    data = plain_entries(entries, Path(home or "."))
    project.writeEntry(SCOPE, "version", VERSION)
    project.writeEntry(SCOPE, _KEY, json.dumps(data, ensure_ascii=False))


__all__ = [
    "FeatureReader",
    "project_home",
    "project_layer",
    "project_layers",
    "read_project_catalogue",
    "save_project_catalogue",
]
