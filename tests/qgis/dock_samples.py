"""A square parcel, and what a user does to a parcel dock: dropping, reading, layers in the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QApplication, QWidget
from vector_samples import wkt

WAIT = 60_000
CORNERS = ((0, 0), (0, 100), (100, 100), (100, 0))
NORTH, EAST = 3350000.0, 40450000.0
RING = [(EAST + e, NORTH + n) for n, e in CORNERS]


def take(dock: Any, qtbot: Any, *paths: Path) -> None:
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.take_files([str(p) for p in paths])


def drop(widget: QWidget, paths: list[Path], mime: QMimeData | None = None) -> bool:
    if mime is None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    enter.setAccepted(False)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    event.setAccepted(False)
    if enter.isAccepted():
        QApplication.sendEvent(widget, event)
    return enter.isAccepted() and event.isAccepted()


def layer_with_two(name: str = "红线") -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:4528&field=DKBH:string", name, "memory")
    for n in range(2):
        f = QgsFeature(layer.fields())
        f.setAttributes([f"D{n}"])
        f.setGeometry(QgsGeometry.fromWkt(f"POLYGON {wkt([(x + 300 * n + 0.123, y) for x, y in RING])}"))
        layer.dataProvider().addFeature(f)
    QgsProject.instance().addMapLayer(layer)
    return layer
