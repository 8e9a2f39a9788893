"""The changes made to the parcels of a review: when, what, how far, and whether they were taken back."""

from __future__ import annotations

from datetime import datetime

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QPushButton, QVBoxLayout, QWidget

from ..core.review import Change
from .models.tables import Column, RowTableModel
from .repairs import Repairs, fix_title
from .session import ReviewSession
from .widgets.buttons import button_box
from .widgets.views import IntentTable


def local_time(started: str) -> str:
    """An ISO 8601 UTC time as the clock on the wall shows it."""
    try:
        return datetime.fromisoformat(started.replace("Z", "+00:00")).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return started


def _columns() -> list[Column[Change]]:
    translate = QCoreApplication.translate
    return [
        Column(lambda: translate("RepairHistory", "When"), lambda c: c.started, text=lambda c: local_time(c.started)),
        Column(lambda: translate("RepairHistory", "What"), lambda c: fix_title(c.fix), tip=lambda c: c.rule),
        Column(lambda: translate("RepairHistory", "Parcels"), lambda c: ", ".join(c.after or [p.parcel_id for _, p in c.before])),
        Column(
            lambda: translate("RepairHistory", "Greatest move mm"),
            lambda c: c.moved_m,
            text=lambda c: f"{1000 * c.moved_m:.1f}",
            numeric=True,
        ),
        Column(
            lambda: translate("RepairHistory", "Area change m²"),
            lambda c: c.area_change_m2,
            text=lambda c: f"{c.area_change_m2:+.4f}",
            numeric=True,
        ),
        Column(
            lambda: translate("RepairHistory", "Taken back"),
            lambda c: c.undone,
            text=lambda c: translate("RepairHistory", "yes") if c.undone else "",
        ),
    ]


class RepairHistory(QDialog):
    """Not modal; follows the review."""

    def __init__(self, session: ReviewSession, repairs: Repairs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._repairs = session, repairs
        self.setObjectName("onemapRepairHistory")
        self.setWindowTitle(self.tr("Changes of the parcels"))
        self.model = RowTableModel(_columns(), lambda c: c.started, self)
        self.view = IntentTable()
        self.view.setObjectName("onemapRepairHistoryTable")
        self.view.setAccessibleName(self.windowTitle())
        self.view.setModel(self.model)
        self.view.setSortingEnabled(False)  # the order of undo is the order of time
        self.view.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.buttons = button_box(QDialogButtonBox.StandardButton.Close)
        self.undo_button = QPushButton(self.tr("Undo the last"))
        self.undo_button.setObjectName("onemapHistoryUndo")
        self.undo_button.setAutoDefault(False)
        self.buttons.addButton(self.undo_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.undo_button.clicked.connect(repairs.undo)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view)
        layout.addWidget(self.buttons)
        self.resize(760, 320)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.model.set_rows(self._repairs.history())
        for column in (0, 3, 4, 5):
            self.view.resizeColumnToContents(column)
        last = self._repairs.last()
        self.undo_button.setEnabled(last is not None)
        self.undo_button.setToolTip(self._repairs.describe(last) if last else "")
