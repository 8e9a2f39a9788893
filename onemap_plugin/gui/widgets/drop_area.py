"""The place to drop files: also for browser items of QGIS, with keyboard and click as equals."""

from __future__ import annotations

import os
from collections.abc import Callable

from qgis.core import QgsMimeDataUtils, QgsProviderRegistry
from qgis.PyQt.QtCore import QMimeData, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from qgis.PyQt.QtWidgets import QSizePolicy, QToolButton, QWidget

from ..icons import icon


def dropped_paths(mime: QMimeData) -> list[str]:
    """Local files and folders of a drop, from a file manager or from the browser of QGIS."""
    paths = [u.toLocalFile() for u in mime.urls() if u.isLocalFile()]
    if not paths and QgsMimeDataUtils.isUriList(mime):
        for uri in QgsMimeDataUtils.decodeUriList(mime):
            parts = QgsProviderRegistry.instance().decodeUri(uri.providerKey, uri.uri) if uri.providerKey else {}
            paths.append(str(parts.get("path") or uri.uri))
    return [os.path.normpath(p) for p in paths if p and os.path.exists(p)]


class DropArea(QToolButton):
    """A large button that takes drops; ``accepts`` says of a path whether it may be dropped."""

    dropped = pyqtSignal(list)

    def __init__(self, accepts: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accepts = accepts
        self.setAcceptDrops(True)
        self.setIcon(icon("drop"))
        self.setIconSize(QSize(24, 24))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(48)
        self._frame(False)

    def minimumSizeHint(self) -> QSize:
        """Narrower than its text, which is in the tooltip as well."""
        return QSize(120, 48)

    def _frame(self, active: bool) -> None:
        colour = "#1f5fbf" if active else "#9aa7b5"
        fill = "rgba(31,95,191,40)" if active else "transparent"
        self.setStyleSheet(
            f"DropArea {{ border: 2px dashed {colour}; border-radius: 6px; background: {fill}; padding: 4px; }}"
            "DropArea:focus, DropArea:hover { border-color: #1f5fbf; }"
        )

    def usable(self, mime: QMimeData) -> list[str]:
        return [p for p in dropped_paths(mime) if self._accepts(p)]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.usable(event.mimeData()):
            self._frame(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._frame(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._frame(False)
        paths = self.usable(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
