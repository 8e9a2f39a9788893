"""Comparing two parcel files: what is missing, extra or different, by parcel, with a way to the place."""

from __future__ import annotations

import os
from typing import Any

import shapely
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from . import file_steps
from .icons import icon
from .map_link import MapLink
from .session import ReviewSession
from .widgets.buttons import button_box
from .widgets.file_field import FileField

PLACE = Qt.ItemDataRole.UserRole


class CompareDialog(QDialog):
    def __init__(self, session: ReviewSession, map_link: MapLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._map = session, map_link
        self.setObjectName("onemapCompareDialog")
        self.setWindowTitle(self.tr("Compare parcel files"))
        self.resize(620, 480)
        self.first, self.second = FileField(self.tr("First file or review")), FileField(self.tr("Second file or review"))
        self.first.setObjectName("onemapCompareFirst")
        self.second.setObjectName("onemapCompareSecond")
        self.first.set_path(session.path)
        self.match = QComboBox()
        for key, title in {"id": self.tr("By number"), "place": self.tr("By place"), "order": self.tr("By order")}.items():
            self.match.addItem(title, key)
        self.match.setToolTip(self.tr("How a parcel of the one file finds its partner in the other"))
        self.decimals = QSpinBox()
        self.decimals.setRange(0, 6)
        self.decimals.setValue(3)
        self.decimals.setToolTip(self.tr("Decimals of coordinates in metres that must agree"))
        self.tree = QTreeWidget()
        self.tree.setObjectName("onemapCompareResult")
        self.tree.setHeaderLabels([self.tr("Parcel"), self.tr("Difference")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setAccessibleName(self.tr("Differences"))
        self.summary = QLabel()
        self.summary.setObjectName("onemapCompareSummary")
        self.summary.setWordWrap(True)
        self._buttons = button_box(QDialogButtonBox.StandardButton.Close)
        self.run_button = self._buttons.addButton(self.tr("Compare"), QDialogButtonBox.ButtonRole.ActionRole)
        self._build()

    def _build(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("First:"), self.first)
        form.addRow(self.tr("Second:"), self.second)
        form.addRow(self.tr("Pair parcels:"), self.match)
        form.addRow(self.tr("Decimals:"), self.decimals)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.summary)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._buttons)
        for field in (self.first, self.second):
            field.changed.connect(self._update)
        self.run_button.clicked.connect(self.run)
        self._buttons.rejected.connect(self.reject)
        self.tree.itemClicked.connect(lambda item, _: self._go(item, zoom=False))
        self.tree.itemActivated.connect(lambda item, _: self._go(item, zoom=True))
        self._update()

    def _update(self) -> None:
        self.run_button.setEnabled(all(os.path.exists(f.path()) for f in (self.first, self.second)))

    def run(self) -> None:
        """Compare in the background; the tree shows the result."""
        parameters = {
            "FIRST": self.first.path(),
            "SECOND": self.second.path(),
            "MATCH": self.match.currentData(),
            "DECIMALS": self.decimals.value(),
        }
        file_steps.compare(self._session, parameters, self.show_report)

    def show_report(self, report: dict[str, Any]) -> None:
        counts, findings = report.get("counts", {}), report.get("findings", [])
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for f in findings:
            name = f["parcel_id"] or self.tr("(whole file)")
            if name not in groups:
                groups[name] = QTreeWidgetItem(self.tree, [name, ""])
            item = QTreeWidgetItem(groups[name], ["", f["message"]])
            item.setIcon(1, icon(f"severity_{f['severity']}"))
            item.setToolTip(1, f["message"])
            item.setData(0, PLACE, f.get("place"))
        for group in groups.values():
            group.setText(1, self.tr("Differences: {n}").format(n=group.childCount()))
            group.setExpanded(len(groups) <= 20)
        self.tree.resizeColumnToContents(0)
        text = self.tr("First: {first} parcels, second: {second} parcels, differences: {n}.") if findings else ""
        same = self.tr("No difference: {first} parcels in each.")
        self.summary.setText((text or same).format(first=counts.get("first"), second=counts.get("second"), n=len(findings)))

    def _go(self, item: QTreeWidgetItem, zoom: bool) -> None:
        """To the place of the difference, else to the parcel of the open review with that number."""
        parcel = (item.parent() or item).text(0)
        place = item.data(0, PLACE)
        review = self._session.review
        shapes = [shapely.from_wkt(place)] if place else []
        if not shapes and review is not None:
            shapes = [p.geometry for p in review.parcels.parcels if p.parcel_id == parcel]
        if shapes:
            (self._map.zoom if zoom else self._map.follow)(shapes)
