"""Item views whose selections say how they came about.

A click shows (flash), a double click or Return zooms, the arrow keys follow, any other click pans at the present scale;
a selection made by the program moves nothing.
"""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QListView, QTableView, QTreeView, QWidget

SHOW, ZOOM, FOLLOW, PAN = "show", "zoom", "follow", "pan"
MOST_WRAPPED = 300  # rows that may each have a height of their own


class _Intent:
    """Mixed into an item view: emits ``picked(index, intent)``.

    placeholder: what an empty view says, so that it is never a blank field.
    """

    placeholder = ""

    def set_placeholder(self: Any, text: str) -> None:
        if text != self.placeholder:
            self.placeholder = text
            self.viewport().update()

    def paintEvent(self: Any, event: QPaintEvent) -> None:
        super().paintEvent(event)  # type: ignore[misc]
        model = self.model()
        if not self.placeholder or (model is not None and model.rowCount()):
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        room = self.viewport().rect().adjusted(16, 12, -16, -12)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self.placeholder)
        painter.end()

    def mousePressEvent(self: Any, event: QMouseEvent) -> None:
        super().mousePressEvent(event)  # type: ignore[misc]
        index = self.indexAt(event.pos())
        if index.isValid():
            self.picked.emit(index, SHOW if event.button() == Qt.MouseButton.LeftButton else PAN)

    def mouseDoubleClickEvent(self: Any, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)  # type: ignore[misc]
        index = self.indexAt(event.pos())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(index, ZOOM)

    def keyPressEvent(self: Any, event: QKeyEvent) -> None:
        before = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and before.isValid():
            self.picked.emit(before, ZOOM)
            event.accept()
            return
        super().keyPressEvent(event)  # type: ignore[misc]
        if self.currentIndex() != before and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex(), FOLLOW)


def _prepare(view: QAbstractItemView) -> None:
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setAlternatingRowColors(True)


class IntentTree(_Intent, QTreeView):
    picked = pyqtSignal(QModelIndex, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)


class IntentTable(_Intent, QTableView):
    picked = pyqtSignal(QModelIndex, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.horizontalHeader().setHighlightSections(False)
        self._wraps = False
        self.setTabKeyNavigation(False)  # Tab leaves the table: the keyboard must not be caught in it


    def set_wrapping(self, wraps: bool) -> None:
        """Let long texts take several lines, in tables that are short enough for rows of their own height."""
        self._wraps = wraps
        self._fit_rows()

    def setModel(self, model: Any) -> None:
        super().setModel(model)
        model.layoutChanged.connect(lambda *_: self._fit_rows())

    def _fit_rows(self) -> None:
        """Rows of their own height in a short table; a long one keeps even rows, which cost nothing."""
        wraps = self._wraps and self.model() is not None and self.model().rowCount() <= MOST_WRAPPED
        if wraps != self.wordWrap():
            self.setWordWrap(wraps)
            mode = QHeaderView.ResizeMode
            self.verticalHeader().setSectionResizeMode(mode.ResizeToContents if wraps else mode.Interactive)
            if not wraps:
                for row in range(self.model().rowCount() if self.model() is not None else 0):
                    self.setRowHeight(row, self.verticalHeader().defaultSectionSize())


class IntentList(_Intent, QListView):
    picked = pyqtSignal(QModelIndex, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
