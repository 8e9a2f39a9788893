"""The place to drop files: also for browser items of QGIS, with keyboard and click as equals."""

from __future__ import annotations

import os
from collections.abc import Callable

from qgis.core import QgsMimeDataUtils, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QMimeData, QSize, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from qgis.PyQt.QtWidgets import QSizePolicy, QToolButton, QWidget

from ..icons import icon
from ..inputs import LAYER_MARK, file_of

DROP_HEIGHT = 38


def dropped_paths(mime: QMimeData) -> list[str]:
    """Local files and folders of a drop, from a file manager or from the browser of QGIS."""
    paths = [u.toLocalFile() for u in mime.urls() if u.isLocalFile()]
    if not paths and QgsMimeDataUtils.isUriList(mime):
        paths = [_path_of(uri) for uri in QgsMimeDataUtils.decodeUriList(mime)]
    return [os.path.normpath(p) for p in paths if p and os.path.exists(file_of(p))]


def _path_of(uri: QgsMimeDataUtils.Uri) -> str:
    if uri.uri.startswith("file:"):  # point lists; decodeUri of QGIS 3.22 stops at the first Chinese letter of these
        return QUrl(uri.uri).toLocalFile()
    parts = QgsProviderRegistry.instance().decodeUri(uri.providerKey, uri.uri) if uri.providerKey else {}
    path, layer = str(parts.get("path") or uri.uri), str(parts.get("layerName") or "")
    return f"{path}{LAYER_MARK}{layer}" if layer and _holds_several(path) else path


def _holds_several(path: str) -> bool:
    """Whether a container on this machine has more layers than one, so that only the dragged one may be taken."""
    from osgeo import gdal

    if not os.path.exists(path):
        return False
    try:
        source = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY)
    except RuntimeError:  # where GDAL was told to raise
        return False
    return source is not None and source.GetLayerCount() > 1


def dropped_layer(mime: QMimeData) -> str:
    """Id of the one vector layer of the project that is dragged from the layer tree; '' for anything else."""
    uris = QgsMimeDataUtils.decodeUriList(mime) if QgsMimeDataUtils.isUriList(mime) else []
    if len(uris) != 1:
        return ""
    layer_id = str(getattr(uris[0], "layerId", "") or "")
    return layer_id if isinstance(QgsProject.instance().mapLayer(layer_id), QgsVectorLayer) else ""


class DropArea(QToolButton):
    """A large button that takes drops; ``accepts`` says of a path whether it may be dropped.

    A layer of the project is taken as it is there (``layer_dropped``), also when it has no file.
    """

    dropped = pyqtSignal(list)
    layer_dropped = pyqtSignal(str)

    def __init__(self, accepts: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accepts = accepts
        self.setAcceptDrops(True)
        self.setIcon(icon("drop"))
        self.setIconSize(QSize(24, 24))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(DROP_HEIGHT)
        self._frame(False)

    def minimumSizeHint(self) -> QSize:
        """Narrower than its text, which is in the tooltip as well."""
        return QSize(120, DROP_HEIGHT)

    def _frame(self, active: bool) -> None:
        colour = "#1f5fbf" if active else "#9aa7b5"
        fill = "rgba(31,95,191,40)" if active else "transparent"
        self.setStyleSheet(
            f"DropArea {{ border: 2px dashed {colour}; border-radius: 6px; background: {fill}; padding: 4px; }}"
            "DropArea:focus, DropArea:hover { border-color: #1f5fbf; }"
        )

    def usable(self, mime: QMimeData) -> list[str]:
        return [p for p in dropped_paths(mime) if self._accepts(p)]

    def takes(self, mime: QMimeData) -> bool:
        return bool(dropped_layer(mime) or self.usable(mime))

    def take(self, mime: QMimeData) -> bool:
        """Hand on what was dropped; whether there was anything."""
        layer_id = dropped_layer(mime)
        paths = [] if layer_id else self.usable(mime)
        if layer_id:
            self.layer_dropped.emit(layer_id)
        elif paths:
            self.dropped.emit(paths)
        return bool(layer_id or paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.takes(event.mimeData()):
            self._frame(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._frame(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._frame(False)
        if self.take(event.mimeData()):
            event.acceptProposedAction()
