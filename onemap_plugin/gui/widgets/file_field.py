"""A field for one file: typed, browsed for, or dropped from a file manager or the browser of QGIS."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from ..inputs import acceptable
from ..settings import last_folder
from .drop_area import dropped_paths


class FileField(QWidget):
    changed = pyqtSignal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setAcceptDrops(True)
        self.edit = QLineEdit()
        self.edit.setAcceptDrops(False)  # a drop anywhere on the field gives the path, not a URL as text
        self.edit.setPlaceholderText(self.tr("Drop a file here"))
        self.edit.setAccessibleName(title)
        self.edit.textChanged.connect(lambda _: self.changed.emit())
        browse = QToolButton()
        browse.setText("…")
        browse.setToolTip(self.tr("Choose a file"))
        browse.setAccessibleName(self.tr("Choose a file"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addWidget(browse)

    def path(self) -> str:
        return self.edit.text().strip().strip('"')

    def set_path(self, path: str) -> None:
        self.edit.setText(path)

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self._title, last_folder())
        if path:
            self.set_path(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(acceptable(p) for p in dropped_paths(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [p for p in dropped_paths(event.mimeData()) if acceptable(p)]
        if paths:
            event.acceptProposedAction()
            self.set_path(paths[0])
