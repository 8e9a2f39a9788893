"""Composition root: builds the parts, hands them to each other, registers them with QGIS; ``unload`` mirrors ``initGui``.

Docks and everything heavy (geometry, tables, layouts) are imported when they are first needed, so that the plugin costs
next to nothing at the start of QGIS.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QCoreApplication, QObject
from qgis.PyQt.QtWidgets import QAction, QToolBar

from .core import i18n
from .gui.dock_slot import DockSlot
from .gui.drop_handler import OneMapDropHandler
from .gui.icons import icon
from .gui.options_factory import OneMapOptionsFactory
from .qgis_bridge.imagery_watch import ImageryWatch
from .startup import load_translator, require_shapely

LOG = logging.getLogger(__name__)


class OneMapPlugin:
    """The plugin as QGIS starts and stops it."""

    def __init__(self, iface: Any) -> None:
        require_shapely()
        self.iface = iface
        self.provider: Any = None
        self.session: Any = None
        self._map: Any = None
        self._translator = load_translator()
        if self._translator is not None:
            QCoreApplication.installTranslator(self._translator)
        i18n.set_translator(QCoreApplication.translate)
        self._menu = QCoreApplication.translate("OneMapPlugin", "OneMap")
        self._owner: QObject | None = None  # owns actions and slots: one deletion clears all
        self._toolbar: QToolBar | None = None
        self._actions: list[QAction] = []
        self._docks: dict[str, DockSlot] = {}
        self._drop_handler: OneMapDropHandler | None = None
        self._options: OneMapOptionsFactory | None = None
        self._imagery: ImageryWatch | None = None

    # start and stop

    def initProcessing(self) -> None:
        """All that ``qgis_process`` calls."""
        from .processing.provider import OneMapProvider

        self.provider = OneMapProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        self.initProcessing()
        self._owner = QObject()
        self._add_actions()
        self._drop_handler = OneMapDropHandler(self.take_files, self.offer_files)
        self.iface.registerCustomDropHandler(self._drop_handler)
        self._options = OneMapOptionsFactory()
        self.iface.registerOptionsWidgetFactory(self._options)
        project = QgsProject.instance()
        project.readProject.connect(self._project_changed)
        project.cleared.connect(self._project_changed)
        # while it is written: what is entered once it is saved would be in the file of the next save only
        project.writeProject.connect(self._project_saved)
        project.layersWillBeRemoved.connect(self._layers_removed)
        self._imagery = ImageryWatch(project, self._keys_locked)
        self._imagery.start()

    def unload(self) -> None:
        project = QgsProject.instance()
        if self._imagery is not None:
            self._imagery.stop()
            self._imagery = None
        for signal, slot in (
            (project.layersWillBeRemoved, self._layers_removed),
            (project.writeProject, self._project_saved),
            (project.cleared, self._project_changed),
            (project.readProject, self._project_changed),
        ):
            with suppress(TypeError, RuntimeError):  # not connected when initGui stopped half-way
                signal.disconnect(slot)
        if self._options is not None:
            self.iface.unregisterOptionsWidgetFactory(self._options)
            self._options = None
        if self._drop_handler is not None:
            self.iface.unregisterCustomDropHandler(self._drop_handler)
            self._drop_handler = None
        self._remove_docks_and_actions()
        if self._map is not None:
            self._map.clear()
            self._map = None
        if self.session is not None:
            self.session.shut_down()
            self.session = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        i18n.set_translator(None)
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None

    # actions and docks

    def _add_actions(self) -> None:
        translate = QCoreApplication.translate
        self._toolbar = self.iface.addToolBar(self._menu)
        self._toolbar.setObjectName("onemapToolBar")
        self._toolbar.setToolTip(translate("OneMapPlugin", "OneMap: parcels, approvals, imagery, submission"))
        self._add_dock(
            "onemapParcelDock",
            "parcels",
            translate("OneMapPlugin", "Parcels and Review"),
            translate("OneMapPlugin", "Read parcels, see what is wrong and which approvals they touch"),
            "Ctrl+Alt+J",
            self._make_parcel_dock,
        )
        self._add_dock(
            "onemapImageryDock",
            "imagery",
            translate("OneMapPlugin", "Imagery"),
            translate("OneMapPlugin", "Tianditu and other imagery, with the key kept safe"),
            "Ctrl+Alt+I",
            self._make_imagery_dock,
        )
        self._add_dock(
            "onemapSubmissionDock",
            "submission",
            translate("OneMapPlugin", "Submission"),
            translate("OneMapPlugin", "Make the submission package, or verify one"),
            "Ctrl+Alt+S",
            self._make_submission_dock,
        )
        self._add_action(
            "onemapOpenAction",
            "open",
            translate("OneMapPlugin", "Open Parcel Files…"),
            translate("OneMapPlugin", "Read coordinate TXT, Shapefile, GeoPackage, KML, DXF … as parcels"),
            "Ctrl+Alt+O",
            toolbar=False,
        ).triggered.connect(self._open_files)

    def _add_action(self, name: str, icon_name: str, text: str, tip: str, keys: str, toolbar: bool = True) -> QAction:
        action = QAction(icon(icon_name), text, self._owner)
        action.setObjectName(name)
        action.setStatusTip(tip)
        action.setWhatsThis(tip)
        self.iface.registerMainWindowAction(action, keys)
        action.setToolTip(f"<b>{text}</b> ({action.shortcut().toString()})<br>{tip}")
        self.iface.addPluginToVectorMenu(self._menu, action)
        if toolbar and self._toolbar is not None:
            self._toolbar.addAction(action)
        self._actions.append(action)
        return action

    def _add_dock(self, name: str, icon_name: str, text: str, tip: str, keys: str, factory: Any) -> None:
        action = self._add_action(name + "Action", icon_name, text, tip, keys)
        self._docks[name] = DockSlot(self.iface, name, action, factory, self._open_docks, self._owner)

    def _open_docks(self) -> list[QgsDockWidget]:
        return [s.dock for s in self._docks.values() if s.dock is not None]

    def _remove_docks_and_actions(self) -> None:
        for slot in self._docks.values():
            slot.remove()
        self._docks.clear()
        for action in self._actions:
            self.iface.unregisterMainWindowAction(action)
            self.iface.removePluginVectorMenu(self._menu, action)
        self._actions.clear()
        if self._toolbar is not None:
            self.iface.mainWindow().removeToolBar(self._toolbar)
            self._toolbar.deleteLater()
            self._toolbar = None
        if self._owner is not None:
            self._owner.deleteLater()
            self._owner = None

    def _the_session(self) -> Any:
        """The review in hand, made with the first dock (it brings the geometry libraries along)."""
        if self.session is None:
            from .gui.map_link import MapLink
            from .gui.project_state import ProjectState
            from .gui.session import ReviewSession

            self.session = ReviewSession(ProjectState())
            self._map = MapLink(self.iface)
            self.session.project_changed()
        return self.session

    def _make_parcel_dock(self, parent: Any) -> QgsDockWidget:
        from .gui.parcel_dock import ParcelDock

        session = self._the_session()
        return ParcelDock(self.iface, session, self._map, parent)

    def _make_submission_dock(self, parent: Any) -> QgsDockWidget:
        from .gui.submission_dock import SubmissionDock

        session = self._the_session()
        return SubmissionDock(self.iface, session, parent)

    def _make_imagery_dock(self, parent: Any) -> QgsDockWidget:
        from .gui.imagery.dock import ImageryDock

        return ImageryDock(self.iface, parent, self._imagery.ring)

    def _keys_locked(self, groups: list[str]) -> None:
        if groups:
            text = QCoreApplication.translate(
                "OneMapPlugin", "Imagery layers of this project stay blank until their key is stored in the imagery dock."
            )
            self.iface.messageBar().pushWarning(self._menu, text)

    # what the drop handler and the menu call

    def take_files(self, paths: list[str]) -> None:
        """Show the parcel dock and import the files."""
        dock: Any = self._docks["onemapParcelDock"].show()
        dock.take_files(paths)

    def offer_files(self, paths: list[str]) -> None:
        """Ask, without stopping anything, whether vector files dropped on the map are parcels."""
        from .gui.offer import offer_files

        offer_files(self.iface.messageBar(), paths, self.take_files)

    def _open_files(self) -> None:
        dock: Any = self._docks["onemapParcelDock"].show()
        dock.choose_files()

    # the project

    def _project_changed(self, *_: Any) -> None:
        if self.session is not None:
            self.session.project_changed()

    def _project_saved(self, *_: Any) -> None:
        if self.session is not None:
            self.session.project.project_saved_as()

    def _layers_removed(self, ids: list[str]) -> None:
        if self.session is not None:
            self.session.layers_removed(ids)
