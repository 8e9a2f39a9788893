"""Dialog for a service of the user's own: XYZ template, WMTS template, or WMTS capabilities."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import OneMapError
from ...core.imagery.keys import clean_key, split_pasted_url
from ...qgis_bridge.imagery_keys import KeyRing
from ...qgis_bridge.imagery_user import save_service
from ..widgets.buttons import button_box


class ServiceDialog(QDialog):
    """Describes one service; a key found in the pasted address is taken out and stored encrypted."""

    KINDS = ("xyz", "wmts", "capabilities")

    def __init__(self, keys: KeyRing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = keys
        self.service_id = ""
        self.setObjectName("onemapServiceDialog")
        self.setWindowTitle(self.tr("Own imagery service"))
        self.setMinimumWidth(480)
        box = QVBoxLayout(self)
        form = QFormLayout()
        self.title = QLineEdit()
        form.addRow(self.tr("Name"), self.title)
        self.kind = QComboBox()
        for text in (self.tr("XYZ tiles (web mercator)"), self.tr("WMTS tile template"), self.tr("WMTS capabilities")):
            self.kind.addItem(text)
        self.kind.currentIndexChanged.connect(self._show_kind)
        form.addRow(self.tr("Kind"), self.kind)
        self.address = QPlainTextEdit()
        self.address.setFixedHeight(64)
        form.addRow(self.tr("Address"), self.address)
        self.layer = QLineEdit()
        self.layer.setToolTip(self.tr("Layer identifier in the capabilities document"))
        form.addRow(self.tr("Layer"), self.layer)
        self.grid = QComboBox()
        self.grid.addItem("EPSG:3857 (w)", "w")
        self.grid.addItem("EPSG:4490 (c)", "c")
        form.addRow(self.tr("Grid"), self.grid)
        self.parameter = QLineEdit()
        self.parameter.setPlaceholderText(self.tr("e.g. tk; empty when no key is needed"))
        form.addRow(self.tr("Key parameter"), self.parameter)
        self.levels = QSpinBox(), QSpinBox()
        for spin, value in zip(self.levels, (1, 18)):
            spin.setRange(0, 24)
            spin.setValue(value)
        form.addRow(self.tr("First level"), self.levels[0])
        form.addRow(self.tr("Last level"), self.levels[1])
        self.referer = QLineEdit()
        self.referer.setPlaceholderText(self.tr("only if the service asks for one"))
        form.addRow("Referer", self.referer)
        box.addLayout(form)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        box.addWidget(self.problem)
        buttons = button_box(QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Save"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)
        self._show_kind()

    def _show_kind(self, *_: object) -> None:
        kind = self.KINDS[self.kind.currentIndex()]
        self.address.setPlaceholderText(
            {
                "xyz": "https://example.org/tiles/{z}/{x}/{y}.png",
                "wmts": "https://example.org/wmts?…&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}",
                "capabilities": "https://example.org/wmts?SERVICE=WMTS&REQUEST=GetCapabilities",
            }[kind]
        )
        self.layer.setEnabled(kind == "capabilities")
        self.grid.setEnabled(kind != "xyz")

    def accept(self) -> None:
        parameter = self.parameter.text().strip()
        url, key = self.address.toPlainText().strip(), ""
        if parameter:
            url, key = split_pasted_url(url, parameter)
        kind = self.KINDS[self.kind.currentIndex()]
        try:
            service = save_service(
                title=self.title.text().strip(),
                kind=kind,
                url=url,
                layer=self.layer.text().strip(),
                grid="w" if kind == "xyz" else self.grid.currentData(),
                key_parameter=parameter,
                zmin=self.levels[0].value(),
                zmax=self.levels[1].value(),
                referer=self.referer.text().strip(),
            )
            if clean_key(key):
                self.keys.store(service.group, service.group_title, parameter, clean_key(key))
        except OneMapError as e:
            self.problem.setText(str(e))
            return
        self.service_id = service.id
        super().accept()
