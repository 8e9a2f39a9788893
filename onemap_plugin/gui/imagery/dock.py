"""The imagery dock: choose a tile service, give its key once, test it, add it to the map."""

from __future__ import annotations

from qgis.core import QgsProject, QgsSettings, QgsTask
from qgis.gui import QgisInterface, QgsDockWidget, QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import OneMapError
from ...core.i18n import translate
from ...core.imagery.catalogue import TileService, load_catalogue
from ...core.imagery.diagnosis import Diagnosis
from ...core.imagery.keys import mask
from ...qgis_bridge.imagery_keys import KeyRing
from ...qgis_bridge.imagery_layers import add_layer, check_tile, make_layer, services
from ..task_watch import add_task
from .key_dialog import KeyDialog, chinese_interface
from .service_dialog import ServiceDialog

LAST_SERVICE = "onemap/imagery/last_service"
ROLE = Qt.ItemDataRole.UserRole


class CheckTask(QgsTask):
    """Fetch one tile in the background and keep what the answer means."""

    def __init__(self, service: TileService, title: str) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self.service = service
        self.diagnosis: Diagnosis | None = None
        self.error = ""

    def run(self) -> bool:
        try:
            self.diagnosis = check_tile(self.service)
        except Exception as e:  # an exception that leaves run() is lost; the dock shows this text instead
            self.error = f"{type(e).__name__}: {e}"
        return self.diagnosis is not None


class ImageryDock(QgsDockWidget):
    """Dock with the list of services.  keys: the key ring of the session, shared with the plugin that unlocks projects."""

    def __init__(self, iface: QgisInterface, parent: QWidget | None = None, keys: KeyRing | None = None) -> None:
        super().__init__(parent)
        self.iface = iface
        self.keys = keys or KeyRing()
        self.task: CheckTask | None = None
        self.setObjectName("onemapImageryDock")
        self.setWindowTitle(self.tr("OneMap imagery"))
        self._build()
        self.reload()

    # --- widgets
    def _build(self) -> None:
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(6, 6, 6, 6)
        self.search = QgsFilterLineEdit()
        self.search.setPlaceholderText(self.tr("Search services"))
        self.search.setShowSearchIcon(True)
        self.search.textChanged.connect(self._filter)
        top = QHBoxLayout()
        top.addWidget(self.search)
        more = QToolButton()
        more.setText("＋")
        more.setToolTip(self.tr("Add a service of your own (XYZ or WMTS)"))
        more.setObjectName("onemapImageryOwnButton")
        more.clicked.connect(self.ask_service)
        top.addWidget(more)
        box.addLayout(top)
        box.addWidget(self._make_tree(), 1)
        row = QHBoxLayout()
        self.add_button = self._button(
            self.tr("Add to map"),
            self.tr("Add the chosen service below the other layers"),
            "onemapImageryAddButton",
            self.add_selected,
        )
        self.key_button = self._button(
            self.tr("Key…"), self.tr("Store the key of the chosen service, encrypted"), "onemapImageryKeyButton", self.ask_key
        )
        self.test_button = self._button(
            self.tr("Test"), self.tr("Fetch one tile and explain the answer"), "onemapImageryTestButton", self.test_selected
        )
        self.offline_button = self._button(
            self.tr("Offline…"),
            self.tr("Take the tiles of an area along in one file"),
            "onemapImageryOfflineButton",
            self.take_along,
        )
        for button in (self.add_button, self.key_button, self.test_button, self.offline_button):
            row.addWidget(button)
        row.addStretch(1)
        box.addLayout(row)
        self.status = QLabel()
        self.status.setObjectName("onemapImageryStatus")
        self.status.setWordWrap(True)
        self.status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(self.status)
        self.setWidget(body)

    def _make_tree(self) -> QTreeWidget:
        self.tree = QTreeWidget()
        self.tree.setObjectName("onemapImageryTree")
        self.tree.setHeaderLabels([self.tr("Service"), self.tr("Kind"), self.tr("Levels")])
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        for column in (1, 2):
            self.tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setUniformRowHeights(True)
        self.tree.itemActivated.connect(lambda item, _column: self.add_selected() if item.data(0, ROLE) else None)
        self.tree.currentItemChanged.connect(lambda *_: self._show_key_state())
        return self.tree

    def _button(self, text: str, tip: str, name: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setObjectName(name)
        button.clicked.connect(slot)
        return button

    # --- content
    def reload(self) -> None:
        """Fill the tree anew from the catalogues; a faulty own file is said, the rest stays usable."""
        try:
            found, trouble = services(), ""
        except OneMapError as e:
            found, trouble = load_catalogue(), str(e)
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        last = QgsSettings().value(LAST_SERVICE, "tianditu.img.xyz", type=str)
        for s in found:
            if s.group not in groups:
                groups[s.group] = QTreeWidgetItem([s.group_title if chinese_interface() else s.group_title_en, "", ""])
                self.tree.addTopLevelItem(groups[s.group])
                groups[s.group].setExpanded(True)
            title = s.title if chinese_interface() else s.title_en
            item = QTreeWidgetItem([title, f"{s.protocol.upper()} {s.crs.split(':')[1]}", f"{s.zmin}–{s.zmax}"])
            item.setData(0, ROLE, s)
            item.setToolTip(0, f"{title}\n{s.protocol.upper()} {s.crs}\n{s.attribution or s.host}")
            groups[s.group].addChild(item)
            if s.id == last:
                self.tree.setCurrentItem(item)
        self.status.setText(trouble)
        if not trouble:
            self._show_key_state()

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        for i in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(i)
            shown = 0
            for k in range(group.childCount()):
                item = group.child(k)
                s = item.data(0, ROLE)
                hit = all(w in f"{s.title} {s.title_en} {s.id} {s.crs}".lower() for w in wanted.split())
                item.setHidden(not hit)
                shown += hit
            group.setHidden(not shown)

    def selected(self) -> TileService | None:
        item = self.tree.currentItem()
        return item.data(0, ROLE) if item else None

    def select(self, service_id: str) -> bool:
        """Make a service the current one; False when there is none of that id."""
        for i in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(i)
            for k in range(group.childCount()):
                if group.child(k).data(0, ROLE).id == service_id:
                    self.tree.setCurrentItem(group.child(k))
                    return True
        return False

    def _show_key_state(self) -> None:
        s = self.selected()
        for button in (self.add_button, self.test_button):
            button.setEnabled(s is not None)
        self.offline_button.setEnabled(bool(s and s.url))
        self.key_button.setEnabled(bool(s and s.key_parameter))
        if s is None:
            self.status.setText(self.tr("Choose a service."))
        elif not s.key_parameter:
            self.status.setText(self.tr("This service needs no key."))
        elif self.keys.config_of(s.group):
            self.status.setText(self.tr("A key is stored in QGIS's authentication manager."))
        else:
            self.status.setText(self.tr("No key stored yet: press “Key…”. The map stays blank without it."))

    # --- actions
    def add_selected(self) -> str:
        """Add the chosen service to the project; returns the layer id, '' when that failed (the reason is shown)."""
        s = self.selected()
        if s is None or not self._ready(s):
            return ""
        title = self.tree.currentItem().text(0)
        try:
            layer_id = add_layer(make_layer(s, title, QgsProject.instance()), s.labels, QgsProject.instance())
        except OneMapError as e:
            self.status.setText(mask(str(e), self.keys.secrets()))
            return ""
        QgsSettings().setValue(LAST_SERVICE, s.id)
        self.status.setText(self.tr("Added “{title}”.").format(title=title))
        return layer_id

    def _ready(self, s: TileService) -> bool:
        """Whether the service's key is at hand; asks for it when none is stored."""
        if not s.key_parameter:
            return True
        if not KeyRing.supported():
            self.status.setText(self.tr("This QGIS version cannot keep keys out of layers; use 3.22 to 3.32, or 3.36 and newer."))
            return False
        if not self.keys.config_of(s.group) and not self.ask_key():
            return False
        if self.keys.unlock(s.group, s.key_hosts or (s.host,), s.key_parameter):
            return True
        self.status.setText(self.tr("The key store is locked; enter the master password when QGIS asks for it."))
        return False

    def ask_key(self) -> bool:
        """Let the user paste or choose a key; True when one is stored and usable."""
        s = self.selected()
        if s is None or not s.key_parameter:
            return False
        dialog = KeyDialog(s, self.keys, self)
        stored = bool(dialog.exec())
        if stored:
            self.keys.unlock(s.group, s.key_hosts or (s.host,), s.key_parameter)
        self._show_key_state()
        return stored

    def ask_service(self) -> None:
        """Let the user describe a service of his own."""
        dialog = ServiceDialog(self.keys, self)
        if dialog.exec():
            self.reload()
            self.select(dialog.service_id)

    def test_selected(self) -> None:
        """Fetch one tile of the chosen service in the background."""
        s = self.selected()
        if s is None or self.task is not None or not self._ready(s):
            return
        self.status.setText(self.tr("Asking {host} …").format(host=s.host))
        self.test_button.setEnabled(False)
        self.task = CheckTask(s, self.tr("Test of {title}").format(title=s.title))
        self.task.taskCompleted.connect(self._tested)
        self.task.taskTerminated.connect(self._tested)
        add_task(self.task, self._test_again)

    def _test_again(self) -> None:
        """The task manager lost the test before it ran."""
        task, self.task = self.task, None
        if task is not None:
            task.taskTerminated.disconnect(self._tested)
            task.cancel()
            self.test_selected()

    def take_along(self) -> None:
        """Open the dialog of onemap:downloadtiles with the chosen service and the extent of the map filled in."""
        s = self.selected()
        if s is None or not self._ready(s):
            return
        import processing  # QGIS puts it on the path when the Processing plugin starts

        parameters = {"SERVICE": s.id}
        if self.iface is not None:
            canvas = self.iface.mapCanvas()
            e, crs = canvas.extent(), canvas.mapSettings().destinationCrs().authid()
            parameters["EXTENT"] = f"{e.xMinimum()},{e.xMaximum()},{e.yMinimum()},{e.yMaximum()} [{crs}]"
        processing.execAlgorithmDialog("onemap:downloadtiles", parameters)

    def _tested(self) -> None:
        task, self.task = self.task, None
        self.test_button.setEnabled(True)
        if task is None:
            return
        if task.diagnosis is None:
            self.status.setText(mask(task.error, self.keys.secrets()) or self.tr("Cancelled."))
            return
        d = task.diagnosis
        lines = [("✔ " if d.ok else "✘ ") + translate("imagery", d.cause)]
        if d.advice:
            lines.append(translate("imagery", d.advice))
        if d.server:
            lines.append(self.tr("The server says: {text}").format(text=d.server))
        self.status.setText(mask("\n".join(lines), self.keys.secrets()))

    def show_locked(self, locked: list[str]) -> None:
        """Say that imagery layers of the project have no usable key (called when a project is opened)."""
        if locked:
            self.status.setText(self.tr("Imagery layers of this project stay blank until a key is stored: press “Key…”."))

    def clean_up(self) -> None:
        """Called at unload: no running check stays behind."""
        if self.task is not None:
            self.task.cancel()
