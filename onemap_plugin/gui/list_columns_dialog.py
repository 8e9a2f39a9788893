"""What the columns of a point list mean: a preview with a choice over each column."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from .widgets.buttons import button_box
from .widgets.zone_box import ZoneBox

HEADING = QColor(128, 128, 128, 60)


class ColumnTable(QWidget):
    """One list: the first rows, a combo for each column in the first line of the table, the number of heading rows."""

    def __init__(self, preview: Any, changed: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = preview
        self._rows: list[list[str]] = preview.rows
        width = max((len(row) for row in self._rows), default=0)
        self.combos = [self._combo(k) for k in range(width)]
        self.headings = QSpinBox()
        self.headings.setObjectName("onemapHeadingRows")
        self.headings.setRange(0, max(len(self._rows) - 1, 0))
        self.headings.setValue(preview.guess.header_rows)
        self.headings.setToolTip(self.tr("Rows above the first point; they are shown grey and left out"))
        self.table = QTableWidget(len(self._rows) + 1, width)
        self.table.setObjectName("onemapColumnPreview")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setVisible(False)
        self.table.setVerticalHeaderLabels(["", *map(str, range(1, len(self._rows) + 1))])
        for c, combo in enumerate(self.combos):
            self.table.setCellWidget(0, c, combo)
            combo.currentIndexChanged.connect(lambda _: changed())
            for r, row in enumerate(self._rows, 1):
                item = QTableWidgetItem(row[c] if c < len(row) else "")
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.table.setItem(r, c, item)
            self.table.setColumnWidth(c, 128)
        form = QFormLayout()
        form.addRow(self.tr("Heading rows:"), self.headings)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.table, 1)
        self.headings.valueChanged.connect(self._shade)
        self._shade()

    def _combo(self, column: int) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(f"onemapColumn{column}")
        combo.setAccessibleName(self.tr("Meaning of column {n}").format(n=column + 1))
        for role, title in {
            "": self.tr("(leave out)"),
            "label": self.tr("Point label"),
            "north": self.tr("X (north, m)"),
            "east": self.tr("Y (east, m)"),
            "lon": self.tr("Longitude"),
            "lat": self.tr("Latitude"),
            "number": self.tr("Parcel number"),
            "name": self.tr("Parcel name"),
            "ring": self.tr("Ring number"),
        }.items():
            combo.addItem(title, role)
        roles = self.preview.guess.roles
        combo.setCurrentIndex(max(combo.findData(roles[column] if column < len(roles) else ""), 0))
        return combo

    def _shade(self) -> None:
        for r in range(1, self.table.rowCount()):
            for c in range(self.table.columnCount()):
                self.table.item(r, c).setBackground(HEADING if r <= self.headings.value() else QColor(0, 0, 0, 0))

    def roles(self) -> list[str]:
        return [str(combo.currentData()) for combo in self.combos]

    def fault(self) -> str:
        """What is wrong with the choice, '' when it can be read."""
        roles = [r for r in self.roles() if r]
        twice = [r for r in dict.fromkeys(roles) if roles.count(r) > 1]
        if twice:
            return self.tr("Two columns have the same meaning.")
        if {"north", "east"} <= set(roles) or {"lon", "lat"} <= set(roles):
            return "" if not ({"north", "east"} & set(roles) and {"lon", "lat"} & set(roles)) else self.tr("Metres or degrees?")
        return self.tr("Choose the columns of X and Y, or of longitude and latitude.")


class ListColumnsDialog(QDialog):
    """One tab for each list.  ``parameters`` are those of importparcels: COLUMNS, and CRS when a zone was chosen."""

    def __init__(self, previews: Sequence[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("onemapListColumnsDialog")
        self.setWindowTitle(self.tr("Columns of the point list"))
        self.resize(760, 480)
        layout = QVBoxLayout(self)
        intro = QLabel(self.tr("It is not certain which columns hold the coordinates. Check the choice above each column."))
        intro.setWordWrap(True)
        layout.addWidget(intro)
        self._buttons = button_box(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        self._fault = QLabel()
        self._fault.setObjectName("onemapColumnsFault")
        self._fault.setWordWrap(True)
        self.tables = [ColumnTable(p, self._update) for p in previews]
        self.tabs = QTabWidget()
        for table in self.tables:
            self.tabs.addTab(table, table.preview.name)
        layout.addWidget(self.tabs, 1)
        self.zone = ZoneBox(self.tr("As the coordinates say"))
        self.zone.setToolTip(self.tr("Needed where the eastings do not begin with the zone number"))
        form = QFormLayout()
        form.addRow(self.tr("Zone:"), self.zone)
        layout.addLayout(form)
        layout.addWidget(self._fault)
        layout.addWidget(self._buttons)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._update()

    def _update(self) -> None:
        faults = [(t.preview.name, t.fault()) for t in self.tables if t.fault()]
        self._fault.setText("\n".join(f"{name}: {fault}" for name, fault in faults))
        self._fault.setVisible(bool(faults))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not faults)

    def parameters(self) -> Mapping[str, Any]:
        columns = {t.preview.name: {"columns": t.roles(), "header_rows": t.headings.value()} for t in self.tables}
        found = {"COLUMNS": json.dumps(columns, ensure_ascii=False)}
        return {**found, "CRS": self.zone.authid()} if self.zone.authid() else found


def ask_columns(parent: QWidget, previews: Sequence[Any], then: Callable[[Mapping[str, Any]], None]) -> ListColumnsDialog:
    """Show the dialog without stopping anything else; ``then`` gets the parameters when the user agrees."""
    dialog = ListColumnsDialog(previews, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: then(dialog.parameters()))
    dialog.open()
    return dialog
