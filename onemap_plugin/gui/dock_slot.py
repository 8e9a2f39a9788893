"""A dock that is made when it is first shown, yet keeps its place: its action, its object name, whether it was open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QAction

from .settings import dock_was_open, remember_dock

#: width of a dock that QGIS has no place for yet, pixels
FIRST_WIDTH = 420


class DockSlot(QObject):
    """``factory(parent)`` makes the dock; it is called at the first show, or soon after start when it was open before."""

    def __init__(
        self,
        iface: Any,
        name: str,
        action: QAction,
        factory: Callable[[Any], QgsDockWidget],
        tab_with: Callable[[], list[QgsDockWidget]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._iface, self._name, self._factory, self._tab_with = iface, name, factory, tab_with
        self._action = action
        self._closing = False
        self.dock: QgsDockWidget | None = None
        action.setCheckable(True)
        action.toggled.connect(self._toggled)
        if dock_was_open(name):
            QTimer.singleShot(0, self._reopen)

    def _reopen(self) -> None:
        if not self._closing and self.dock is None:
            self._make()  # in the place and state that QGIS remembers for it

    def _toggled(self, on: bool) -> None:
        if on:
            self.show()
        elif self.dock is not None:
            self.dock.setUserVisible(False)

    def show(self) -> QgsDockWidget:
        """The dock, made if need be, shown and raised."""
        dock = self.dock or self._make()
        if not dock.isUserVisible():
            dock.setUserVisible(True)
        self._check(True)
        return dock

    def _make(self) -> QgsDockWidget:
        window = self._iface.mainWindow()
        dock = self.dock = self._factory(window)
        dock.setObjectName(self._name)
        if not (hasattr(window, "restoreDockWidget") and window.restoreDockWidget(dock)):
            self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            if hasattr(window, "resizeDocks"):
                window.resizeDocks([dock], [FIRST_WIDTH], Qt.Orientation.Horizontal)
            for sibling in self._tab_with():
                if sibling is not dock and sibling.isVisible() and not sibling.isFloating():
                    window.tabifyDockWidget(sibling, dock)
                    break
        dock.closedStateChanged.connect(self._closed_changed)
        dock.visibilityChanged.connect(self._visibility_changed)
        dock.show()
        dock.raise_()
        remember_dock(self._name, True)
        return dock

    def _closed_changed(self, closed: bool) -> None:
        if not self._closing:
            remember_dock(self._name, not closed)
            self._check(not closed)

    def _visibility_changed(self, _: bool) -> None:
        if self.dock is not None and not self._closing:
            self._check(not self.dock.isClosed() if hasattr(self.dock, "isClosed") else self.dock.isVisible())

    def _check(self, on: bool) -> None:
        self._action.blockSignals(True)
        self._action.setChecked(on)
        self._action.blockSignals(False)

    def remove(self) -> None:
        """Take the dock away; whether it was open stays remembered for the next start."""
        self._closing = True
        if self.dock is not None:
            clean_up = getattr(self.dock, "clean_up", None)
            if clean_up is not None:
                clean_up()
            self._iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
