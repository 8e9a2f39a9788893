"""The question before a repair: what it would do to each parcel, in numbers and on the map.  Only "Apply" changes anything."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QModelIndex, Qt, QTimer
from qgis.PyQt.QtGui import QCloseEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.i18n import translate as core_translate
from ..core.repair import Fix, Repair, RepairOptions
from ..qgis_bridge.steps_repair import Request, previews
from .map_link import MapLink
from .models.finding_rows import FindingRow
from .models.tables import Column, RowTableModel
from .repair_overlay import Areas, RepairOverlay, differences, places_of
from .repairs import Repairs, fix_title, offered
from .session import ReviewSession
from .widgets.buttons import button_box
from .widgets.views import PAN, IntentTable

#: setting of RepairOptions -> fixes that heed it, unit, decimals, greatest value
SETTINGS = {
    "duplicate_m": (("drop_repeats",), " m", 4, 10.0),
    "collinear_m": (("drop_collinear",), " m", 4, 10.0),
    "spike_deg": (("drop_spike",), "°", 2, 10.0),
    "snap_m": (("snap_to_neighbour", "insert_neighbour_point"), " m", 4, 10.0),
    "decimals": (("round_coordinates",), "", 0, 9.0),
}
PAUSE_MS = 250


def _columns() -> list[Column[Repair]]:
    translate = QCoreApplication.translate
    return [
        Column(lambda: translate("RepairDialog", "Parcel"), lambda r: r.parcel_id),
        Column(lambda: translate("RepairDialog", "Repair"), lambda r: fix_title(r.fix)),
        Column(lambda: translate("RepairDialog", "Moved"), lambda r: len(r.moved), numeric=True),
        Column(
            lambda: translate("RepairDialog", "At most mm"),
            lambda r: r.greatest_move_m,
            text=lambda r: f"{1000 * r.greatest_move_m:.1f}",
            numeric=True,
        ),
        Column(lambda: translate("RepairDialog", "Dropped"), lambda r: len(r.dropped), numeric=True),
        Column(lambda: translate("RepairDialog", "Added"), lambda r: len(r.added), numeric=True),
        Column(
            lambda: translate("RepairDialog", "Area m²"),
            lambda r: r.area_change_m2,
            text=lambda r: f"{r.area_change_m2:+.4f}",
            numeric=True,
        ),
    ]


class RepairDialog(QDialog):
    """Not modal: the map can be looked at meanwhile.  One object for all questions; ``ask`` begins a new one."""

    def __init__(
        self, iface: Any, session: ReviewSession, map_link: MapLink, repairs: Repairs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._map, self._repairs = session, map_link, repairs
        self.overlay = RepairOverlay(iface, map_link)
        self._request = Request()
        self._path = ""
        self._number = 0
        self.model = RowTableModel(_columns(), lambda r: f"{r.parcel_id}\x1f{r.fix}\x1f{id(r)}", self)
        self.view = IntentTable()
        self.fix = QComboBox()
        self.fix_help = QLabel()
        self.summary = QLabel()
        self.settings: dict[str, QDoubleSpinBox] = {}
        self._timer = QTimer(self)
        self._build()
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._work_out)
        self.fix.currentIndexChanged.connect(lambda _: self._fix_changed())
        self.view.picked.connect(self._picked)
        session.changed.connect(self._review_changed)
        session.busy_changed.connect(lambda _: self._update_buttons())

    # building

    def _build(self) -> None:
        self.setObjectName("onemapRepairDialog")
        self.setModal(False)
        layout, self._form = QVBoxLayout(self), QFormLayout()
        self.fix.setObjectName("onemapRepairFix")
        self.fix.setToolTip(self.tr("How the findings are repaired"))
        self._form.addRow(self.tr("Repair:"), self.fix)
        self.fix_help.setWordWrap(True)
        self._form.addRow("", self.fix_help)
        for name, text in self._setting_titles().items():
            _, unit, digits, top = SETTINGS[name]
            box = QDoubleSpinBox()
            box.setObjectName(f"onemapRepair_{name}")
            box.setDecimals(digits)
            box.setRange(0.0, top)
            box.setSingleStep(10.0 ** -min(digits, 3))
            box.setSuffix(unit)
            box.setValue(getattr(RepairOptions(), name))
            box.valueChanged.connect(lambda _: self._timer.start())
            self._form.addRow(text, box)
            self.settings[name] = box
        layout.addLayout(self._form)
        self.view.setObjectName("onemapRepairTable")
        self.view.setAccessibleName(self.tr("What each repair would do"))
        self.view.setToolTip(self.tr("Click to see one repair on the map, double click to zoom to it"))
        self.view.setModel(self.model)
        self.view.setSortingEnabled(False)
        self.view.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        layout.addWidget(self.view, 1)
        self.summary.setObjectName("onemapRepairSummary")
        self.summary.setWordWrap(True)
        layout.addWidget(self.summary)
        self._add_buttons(layout)
        self.resize(700, 380)

    def _add_buttons(self, layout: QVBoxLayout) -> None:
        self.buttons = button_box(QDialogButtonBox.StandardButton.Cancel)
        self.apply_button = QPushButton(self.tr("Apply"))
        self.apply_button.setObjectName("onemapRepairApply")
        self.apply_button.setToolTip(self.tr("Change the parcels as shown, as one step that can be taken back"))
        self.apply_button.setAutoDefault(False)
        self.zoom_button = QPushButton(self.tr("Zoom to"))
        self.zoom_button.setObjectName("onemapRepairZoom")
        self.zoom_button.setAutoDefault(False)
        self.zoom_button.setToolTip(self.tr("Zoom to the selected repairs, or to all"))
        self.buttons.addButton(self.zoom_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.apply_button, QDialogButtonBox.ButtonRole.ApplyRole)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setObjectName("onemapRepairCancel")
        cancel.setDefault(True)  # Return must never change anything
        self.buttons.rejected.connect(self.reject)
        self.apply_button.clicked.connect(self._apply)
        self.zoom_button.clicked.connect(self.zoom)
        layout.addWidget(self.buttons)

    def _setting_titles(self) -> dict[str, str]:
        return {
            "duplicate_m": self.tr("Points closer than this are one:"),
            "collinear_m": self.tr("Points this near to a straight line go:"),
            "spike_deg": self.tr("Corners sharper than this are spikes:"),
            "snap_m": self.tr("Snapping distance:"),
            "decimals": self.tr("Decimals:"),
        }

    # asking

    def ask(self, request: Request, rows: Sequence[FindingRow], title: str) -> None:
        """Show what ``request`` would do; ``rows``: the findings it is about."""
        self._path, self._request = self._session.path, request
        self._fixes: dict[str, Fix] = offered(rows)
        self.setWindowTitle(title)
        self.fix.blockSignals(True)
        self.fix.clear()
        if request.uids and len({next(iter(offered([r]))) for r in rows}) > 1:
            self.fix.addItem(self.tr("The first one offered for each finding"), "")
        for fix in self._fixes.values():
            self.fix.addItem(core_translate("fixes", fix.title), fix.id)
        self.fix.blockSignals(False)
        self.model.set_rows([])
        self._fix_changed()
        self.show()
        self.raise_()

    def request(self) -> Request:
        """What would be applied now."""
        values = {n: box.value() for n, box in self.settings.items()}
        options = RepairOptions(**{**values, "decimals": int(values["decimals"])})
        return dataclasses.replace(self._request, fix=self.fix.currentData() or "", options=options)

    def _fix_changed(self) -> None:
        chosen = self.fix.currentData() or ""
        help_text = core_translate("fixes", self._fixes[chosen].help) if chosen in self._fixes else ""
        self.fix_help.setText(help_text)
        for name, box in self.settings.items():
            wanted = bool(set(SETTINGS[name][0]) & ({chosen} if chosen else set(self._fixes)))
            box.setVisible(wanted)
            self._form.labelForField(box).setVisible(wanted)
        self._work_out()

    def _work_out(self) -> None:
        """The repairs, off the main thread; an answer that a newer question has overtaken is dropped."""
        self._timer.stop()
        review, request = self._session.review, self.request()
        if review is None:
            return
        self._number += 1
        number = self._number
        self.summary.setText(self.tr("Working out…"))
        self.model.set_rows([])
        self._update_buttons()

        def work() -> tuple[list[Repair], Areas]:
            repairs = previews(review, request)
            return repairs, differences(repairs)

        def done(result: tuple[list[Repair], Areas]) -> None:
            if number == self._number and self.isVisible():
                self._show(*result)

        def failed(text: str) -> None:
            if number == self._number:
                self.summary.setText(text)

        self._session.background(self.tr("Work out the repairs"), work, done, failed)

    def _show(self, repairs: Sequence[Repair], areas: Areas) -> None:
        self.model.set_rows(repairs)
        for column in (0, 2, 3, 4, 5, 6):
            self.view.resizeColumnToContents(column)
        self.overlay.show(repairs, areas)
        if repairs:
            text = self.tr(
                "Parcels {n}; points moved {moved}, dropped {dropped}, added {added}; area {area} m². Nothing is changed yet."
            )
            self.summary.setText(
                text.format(
                    n=len({r.parcel_id for r in repairs}),
                    moved=sum(len(r.moved) for r in repairs),
                    dropped=sum(len(r.dropped) for r in repairs),
                    added=sum(len(r.added) for r in repairs),
                    area=f"{sum(r.area_change_m2 for r in repairs):+.4f}",
                )
            )
        else:
            self.summary.setText(self.tr("This repair would change nothing here; another one or another tolerance may help."))
        self._update_buttons()

    def _update_buttons(self) -> None:
        has = bool(self.model.rows())
        self.apply_button.setEnabled(has and not self._session.busy)
        self.zoom_button.setEnabled(has)

    # looking

    def _chosen(self) -> list[Repair]:
        rows = [self.model.row_at(i) for i in self.view.selectionModel().selectedRows()]
        return [r for r in rows if r is not None]

    def _picked(self, index: QModelIndex, how: str) -> None:
        repair = self.model.row_at(index)
        if repair is not None:
            self.overlay.show([repair])
            (self._map.pan if how == PAN else self._map.zoom)(places_of(repair))

    def zoom(self) -> None:
        """Zoom to the chosen repairs, or to all."""
        self._map.zoom([g for r in self._chosen() or self.model.rows() for g in places_of(r)])

    # answering

    def _apply(self) -> None:
        request = self.request()
        self.close()
        self._repairs.apply(request)

    def _review_changed(self) -> None:
        """Another review: the question is void.  The same one read again: it is asked again of what it holds now."""
        if not self.isVisible():
            return
        if self._session.path != self._path:
            self.close()
        else:
            self._work_out()

    def _end(self) -> None:
        self._number += 1
        self._timer.stop()
        self.overlay.clear()

    def reject(self) -> None:
        self._end()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.view.hasFocus():
            return  # Return in the table zooms; it must not answer the question
        super().keyPressEvent(event)
