"""The review file as styled layers in one group of the project.

Everything here runs on the main thread.  Layers are found again by what they show, never kept as objects.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ..paths import RESOURCES
from .review_file import is_review

#: layers from top to bottom: (layer of the file, its title, shown from the start)
LAYERS: tuple[tuple[str, str, bool], ...] = (
    ("findings", QT_TRANSLATE_NOOP("ReviewLayers", "Findings"), True),
    ("boundary_points", QT_TRANSLATE_NOOP("ReviewLayers", "Boundary points"), True),
    ("boundary_lines", QT_TRANSLATE_NOOP("ReviewLayers", "Boundary lines"), False),
    ("parcels", QT_TRANSLATE_NOOP("ReviewLayers", "Parcels"), True),
    ("outcomes", QT_TRANSLATE_NOOP("ReviewLayers", "Approvals: evidence"), False),
    ("conflicts", QT_TRANSLATE_NOOP("ReviewLayers", "Survey conflicts"), False),
    ("overlay_points", QT_TRANSLATE_NOOP("ReviewLayers", "Overlay (points)"), False),
    ("overlay_lines", QT_TRANSLATE_NOOP("ReviewLayers", "Overlay (lines)"), False),
    ("overlay", QT_TRANSLATE_NOOP("ReviewLayers", "Overlay"), True),
)
#: layers that are only worth showing when they hold something
_WHEN_FILLED = {"overlay_points", "overlay_lines", "overlay", "outcomes", "conflicts"}
GROUP_PROPERTY = "onemap/review"
LAYER_PROPERTY = "onemap/layer"
#: wider than any project: the longest lines are handed in county by county
WIDEST_M, WIDEST_DEGREES = 300_000.0, 3.0
#: points further from the middle than so many times the half of all points are strays
STRAY = 50.0
MOST_POINTS = 100_000


def add_review_layers(path: str | Path, zoom: bool = False, project: QgsProject | None = None) -> list[str]:
    """Ids of the layers of the review file ``path``, from top to bottom, after adding what is missing and refreshing the rest.

    zoom: show the parcels when the window is there.  Names, order, styles and visibility that the user changed stay.
    """
    project = project or QgsProject.instance()
    there = _layers(path, project)
    if not there and not is_review(path):
        return []
    group = _group(path, project, create=True)
    ids = []
    for position, (name, title, visible) in enumerate(LAYERS):
        layer = there.get(name)
        if layer is None:
            layer = _open(path, name, title)
            if layer is None:
                continue
            project.addMapLayer(layer, False)
            node = group.insertLayer(min(position, len(group.children())), layer)
            node.setItemVisibilityChecked(visible)
            node.setExpanded(False)
        else:
            _refresh(layer)
        ids.append(layer.id())
    if zoom:
        _zoom(ids, project)
    return ids


def refresh_review_layers(path: str | Path, project: QgsProject | None = None) -> list[str]:
    """Show what is in the file now; ids of the layers.  Adds nothing that the user has removed, but for filled results."""
    project = project or QgsProject.instance()
    return add_review_layers(path, project=project) if _layers(path, project) else []


def remove_review_layers(path: str | Path, project: QgsProject | None = None) -> None:
    """Take the layers of the review file and their group out of the project."""
    project = project or QgsProject.instance()
    project.removeMapLayers([layer.id() for layer in _layers(path, project).values()])
    group = _group(path, project, create=False)
    parent = group.parent() if group is not None else None
    if group is not None and isinstance(parent, QgsLayerTreeGroup) and not group.children():
        parent.removeChildNode(group)


def review_layer(path: str | Path, name: str, project: QgsProject | None = None) -> QgsVectorLayer | None:
    """The layer of the project that shows layer ``name`` of the review file, or None."""
    return _layers(path, project or QgsProject.instance()).get(name)


def _layers(path: str | Path, project: QgsProject) -> dict[str, QgsVectorLayer]:
    wanted = _canonical(path)
    found: dict[str, QgsVectorLayer] = {}
    for layer in project.mapLayers().values():
        name = str(layer.customProperty(LAYER_PROPERTY, ""))
        if name and isinstance(layer, QgsVectorLayer) and _canonical(_path_of(layer)) == wanted:
            found[name] = layer
    return found


def _path_of(layer: QgsMapLayer) -> str:
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    return str(parts.get("path", ""))


def _canonical(path: str | Path) -> str:
    return str(Path(path).resolve()) if str(path) else ""


def _open(path: str | Path, name: str, title: str) -> QgsVectorLayer | None:
    options = QgsVectorLayer.LayerOptions()
    options.skipCrsValidation = True  # no question about a system that is not known: the finding says what to do
    options.loadDefaultStyle = False
    layer = QgsVectorLayer(f"{path}|layername={name}", QCoreApplication.translate("ReviewLayers", title), "ogr", options)
    if not layer.isValid() or (name in _WHEN_FILLED and layer.featureCount() == 0):
        return None
    if not layer.crs().authid():  # the GeoPackage's "undefined" system: QGIS would say at every move that it cannot transform
        layer.setCrs(QgsCoordinateReferenceSystem())
    layer.setCustomProperty(LAYER_PROPERTY, name)
    style = RESOURCES / "styles" / f"{name}.qml"
    if style.exists():
        layer.loadNamedStyle(str(style))
        layer.setName(QCoreApplication.translate("ReviewLayers", title))
    return layer


def _refresh(layer: QgsVectorLayer) -> None:
    if layer.isEditable():  # the user's edits outrank; they are seen after saving
        return
    layer.dataProvider().reloadData()
    crs: QgsCoordinateReferenceSystem = layer.dataProvider().crs()
    if crs.authid() and crs != layer.crs():
        layer.setCrs(crs)
    layer.updateExtents()
    layer.reload()
    layer.triggerRepaint()


def _group(path: str | Path, project: QgsProject, create: bool) -> QgsLayerTreeGroup | None:
    root, name = project.layerTreeRoot(), Path(path).name
    for group in root.findGroups(True):
        if group.customProperty(GROUP_PROPERTY, "") == name and _shows(group, path):
            return group
    if not create:
        return None
    group = root.insertGroup(0, QCoreApplication.translate("ReviewLayers", "OneMap {file}").format(file=name))
    group.setCustomProperty(GROUP_PROPERTY, name)
    return group


def _shows(group: QgsLayerTreeGroup, path: str | Path) -> bool:
    """Whether the group is that of ``path``: two reviews in different folders may have one name."""
    ours = [n.layer() for n in group.findLayers() if n.layer() is not None and n.layer().customProperty(LAYER_PROPERTY, "")]
    return not ours or any(_canonical(_path_of(layer)) == _canonical(path) for layer in ours)


def _zoom(ids: list[str], project: QgsProject) -> None:
    from qgis.utils import iface

    layers = {layer.customProperty(LAYER_PROPERTY): layer for layer in map(project.mapLayer, ids)}
    parcels = layers.get("parcels")
    if iface is None or parcels is None or parcels.featureCount() == 0:
        return
    canvas = iface.mapCanvas()
    extent: QgsRectangle = canvas.mapSettings().layerExtentToOutputExtent(parcels, sensible_extent(parcels))
    extent.scale(1.1)
    canvas.setExtent(extent)
    canvas.refresh()


def sensible_extent(layer: QgsVectorLayer) -> QgsRectangle:
    """The extent of the layer; of one that is wider than any project, that of the points that lie together.

    One wrong digit puts a point a thousand kilometres away, and the map would show nothing of the parcels.
    """
    whole = layer.extent()
    limit = WIDEST_DEGREES if layer.crs().isGeographic() else WIDEST_M
    if max(whole.width(), whole.height()) <= limit:
        return whole
    points: list[tuple[float, float]] = []
    for feature in layer.getFeatures():
        points.extend((v.x(), v.y()) for v in feature.geometry().vertices())
        if len(points) > MOST_POINTS:
            break
    xy = np.array(points)
    middle = np.median(xy, axis=0)
    spread = float(np.median(np.abs(xy - middle), axis=0).max())
    near = xy[(np.abs(xy - middle) <= STRAY * spread).all(axis=1)]
    if not len(near):
        return whole
    (west, south), (east, north) = near.min(axis=0).tolist(), near.max(axis=0).tolist()
    return QgsRectangle(west, south, east, north)
