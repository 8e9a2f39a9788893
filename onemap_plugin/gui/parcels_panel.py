"""The parcel table of a review."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QModelIndex, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeySequence
from qgis.PyQt.QtWidgets import QAction, QApplication, QLabel, QMenu, QVBoxLayout, QWidget

from . import labels
from .map_link import MapLink
from .models.finding_rows import FindingRow
from .models.parcel_table import ParcelRow, ParcelTableModel, parcel_rows
from .models.tables import SortedRows
from .profiles import txt_profiles
from .session import ReviewSession
from .settings import read_settings
from .widgets.views import FOLLOW, PAN, SHOW, ZOOM, IntentTable

PARCEL_COLOUR = QColor("#c62828")


def open_counts(rows: list[FindingRow]) -> dict[str, tuple[str, int]]:
    """parcel_id -> (worst severity, number) of the open findings about it; rows are sorted worst first."""
    found: dict[str, tuple[str, int]] = {}
    for row in rows:
        for parcel_id in row.parcels if row.state.state == "open" else ():
            worst, count = found.get(parcel_id, (row.severity, 0))
            found[parcel_id] = worst, count + 1
    return found


class ParcelsPanel(QWidget):
    show_findings = pyqtSignal(str)  # parcel id

    def __init__(self, session: ReviewSession, map_link: MapLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._map = session, map_link
        self._fitted = ""  # the review that the columns were fitted to
        self.model = ParcelTableModel(read_settings().decimals, self)
        self.proxy = SortedRows(self.model, self)
        self.view = IntentTable()
        self.view.setObjectName("onemapParcelsView")
        self.view.setAccessibleName(self.tr("Parcels"))
        self.view.setModel(self.proxy)
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # file order until the user sorts
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._summary.setObjectName("onemapParcelSummary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self._summary)
        layout.addWidget(self.view, 1)
        self.view.picked.connect(self._picked)
        self.view.customContextMenuRequested.connect(self._menu)
        copy = QAction(self.tr("Copy parcels"), self.view)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.view.addAction(copy)
        session.changed.connect(self.refresh)
        session.states_changed.connect(lambda _: self.refresh())
        session.rows_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        review = self._session.review
        another = self._session.path != self._fitted
        self.model.set_rows(parcel_rows(review, open_counts(self._session.rows)) if review else [])
        if another and self.model.rows():  # widths that the user chose stay for this review
            self._fitted = self._session.path
            self.view.resizeColumnsToContents()
            for column in range(self.model.columnCount()):
                self.view.setColumnWidth(column, min(self.view.columnWidth(column), 150))
        self._summary.setText(self._summarise())

    def _summarise(self) -> str:
        review = self._session.review
        if review is None:
            return self.tr("Drop a parcel file to begin.")
        parcels, measures = review.parcels.parcels, review.measures
        square_metres = sum(m.area_m2 for m in measures.values())
        lines = [
            self.tr("Parcels: {n}, {ha} ha ({mu} mu)").format(
                n=len(parcels), ha=f"{square_metres / 1e4:,.4f}", mu=f"{square_metres * 15 / 1e4:,.3f}"
            )
        ]
        crs = self._map.crs
        lines.append(
            labels.crs_text(review.parcels.crs) or crs.userFriendlyIdentifier()
            if review.parcels.crs.epsg
            else self.tr("The coordinate system could not be told; see the findings.")
        )
        if review.parcels.profile:
            text = self.tr("Read as “{profile}” ({score}), {encoding}")
            score = f"{100 * review.parcels.profile_score:.0f}%"
            profile = review.parcels.profile
            title = self.tr("point list") if profile == "point_list" else txt_profiles().get(profile, profile)
            lines.append(text.format(profile=title, score=score, encoding=review.parcels.encoding))
        return "\n".join(lines)

    def _rows(self, *indexes: QModelIndex) -> list[ParcelRow]:
        return [r for r in (self.proxy.row_at(i) for i in indexes) if r is not None]

    def _picked(self, index: QModelIndex, how: str) -> None:
        shapes = [r.parcel.geometry for r in self._rows(index)]
        self._map.show(shapes, PARCEL_COLOUR)
        {SHOW: self._map.flash, ZOOM: self._map.zoom, FOLLOW: self._map.follow, PAN: self._map.pan}[how](shapes)

    def copy(self) -> None:
        """The selected rows (or all) as tab-separated text with headings, for a spreadsheet."""
        chosen = self._rows(*self.view.selectionModel().selectedRows()) or self.model.rows()
        lines = ["\t".join(c.title() for c in self.model.columns)]
        lines += ["\t".join(self.model.text(r, c) for c in self.model.columns) for r in chosen]
        QApplication.clipboard().setText("\n".join(lines))

    def _menu(self, position: QPoint) -> None:
        rows: list[Any] = self._rows(self.view.indexAt(position))
        if not rows:
            return
        shapes, parcel_id = [rows[0].parcel.geometry], rows[0].parcel.parcel_id
        menu = QMenu(self)
        menu.addAction(self.tr("Zoom to"), lambda: self._map.zoom(shapes))
        menu.addAction(self.tr("Pan to"), lambda: self._map.pan(shapes))
        menu.addAction(self.tr("Findings of this parcel"), lambda: self.show_findings.emit(parcel_id))
        menu.addAction(self.tr("Copy"), self.copy)
        menu.exec(self.view.viewport().mapToGlobal(position))
        menu.deleteLater()
