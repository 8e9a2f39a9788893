"""Map sheets of the parcels: the numbers to copy, the sheets as a layer."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from . import file_steps
from .session import ReviewSession
from .widgets.buttons import button_box

SCALES = ("1000000", "500000", "250000", "100000", "50000", "25000", "10000", "5000", "2000", "1000", "500")


class SheetsDialog(QDialog):
    """Sheets of the open review; the list is made again when the scale changes."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._report: dict[str, Any] = {}
        self.setObjectName("onemapSheetsDialog")
        self.setWindowTitle(self.tr("Map sheets of the parcels"))
        self.resize(520, 400)
        self.scale = QComboBox()
        self.scale.setObjectName("onemapSheetScale")
        for scale in SCALES:
            self.scale.addItem(f"1:{int(scale):,}".replace(",", "\u2009"), scale)
        self.scale.setCurrentIndex(SCALES.index("10000"))
        self.table = QTableWidget(0, 3)
        self.table.setObjectName("onemapSheetTable")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setHorizontalHeaderLabels([self.tr("Parcel"), self.tr("Sheets"), self.tr("As declared")])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        buttons = button_box(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setToolTip(self.tr("The table as text for a spreadsheet"))
        self.layer_button = buttons.addButton(self.tr("Add sheets to the map"), QDialogButtonBox.ButtonRole.ActionRole)
        form = QFormLayout()
        form.addRow(self.tr("Scale:"), self.scale)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.summary)
        layout.addWidget(buttons)
        self.scale.currentIndexChanged.connect(lambda _: self.run())
        self.copy_button.clicked.connect(self.copy)
        self.layer_button.clicked.connect(lambda: self.add_layer())
        buttons.rejected.connect(self.reject)
        self._enable()

    def run(self) -> None:
        """Ask for the sheets in the background."""
        if self._session.path:
            file_steps.sheets(self._session, self._session.path, str(self.scale.currentData()), self.show_report)

    def show_report(self, report: dict[str, Any]) -> None:
        self._report = report
        rows = report.get("parcels", [])
        self.table.setRowCount(len(rows))
        for r, row in enumerate(rows):
            for c, text in enumerate((row["parcel_id"], row["joined"], row["declared"])):
                self.table.setItem(r, c, QTableWidgetItem(str(text or "")))
        self.table.resizeColumnsToContents()
        text = self.tr("Sheets: {n} (GB/T 13989, intersected with the parcels themselves)")
        self.summary.setText(text.format(n=len(report.get("extents", {}))))
        self._enable()

    def _enable(self) -> None:
        for button in (self.copy_button, self.layer_button):
            button.setEnabled(bool(self._report.get("extents")))

    def copy(self) -> None:
        heads = [self.table.horizontalHeaderItem(c).text() for c in range(3)]
        rows = [[self.table.item(r, c).text() for c in range(3)] for r in range(self.table.rowCount())]
        QApplication.clipboard().setText("\n".join("\t".join(row) for row in (heads, *rows)))

    def add_layer(self) -> QgsVectorLayer:
        """The sheets as a temporary layer in degrees of CGCS2000."""
        name = self.tr("Map sheets {scale}").format(scale=self.scale.currentText())
        layer = QgsVectorLayer("Polygon?crs=EPSG:4490&field=sheet:string&field=parcels:string", name, "memory")
        features = []
        for sheet, (west, south, east, north) in self._report.get("extents", {}).items():
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, east, north)))
            inside = [p["parcel_id"] for p in self._report["parcels"] if sheet in p["sheets"]]
            feature.setAttributes([sheet, "、".join(inside)])
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        layer.updateExtents()
        QgsProject.instance().addMapLayer(layer)
        return layer
