"""What changed: since the last run, or against another review file that is chosen or dropped."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QModelIndex, Qt
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..core.errors import OneMapError
from ..core.review import Review
from ..core.review_diff import PARTS, Difference, comparable, compare_reviews, counts
from ..qgis_bridge import review_file
from . import difference_texts as texts
from .icons import icon
from .map_link import MapLink
from .models.tables import Column, RowTableModel, SortedRows
from .result_tables import copy_action, show_on_map, table_text
from .session import ReviewSession
from .settings import last_folder, remember_folder
from .widgets.drop_area import dropped_paths
from .widgets.views import SHOW, ZOOM, IntentTable

translate = QCoreApplication.translate
WIDTHS = (150, 105, 105, 70, 60)


@dataclass(frozen=True)
class Comparison:
    """Differences with whether the one map's results could be compared; ``empty``: there is nothing to compare with."""

    found: tuple[Difference, ...] = ()
    reviewed: bool = True
    empty: bool = True


def work_out(path: str, review: Review, other: str) -> Comparison:
    """Compare with the file ``other``, or ('') with the run before that ``path`` keeps."""
    before = review_file.load(other) if other else review_file.previous_run(path, review)
    if before is None:
        return Comparison()
    return Comparison(tuple(compare_reviews(before, review)), comparable(before, review), False)


class ChangesPanel(QWidget):
    """Every change with its values before and after; a click zooms to where it is."""

    def __init__(self, session: ReviewSession, map_link: MapLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._map = session, map_link
        self._other, self._number = "", 0
        self.result = Comparison()
        self.model = RowTableModel(_columns(), lambda d: f"{d.part}\x1f{d.key}", self)
        self.proxy = SortedRows(self.model, self)
        self.view = IntentTable()
        self.view.setObjectName("onemapChangesView")
        self.view.setAccessibleName(self.tr("Changes"))
        self.view.setModel(self.proxy)
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.view.set_wrapping(True)
        self.view.picked.connect(self._picked)
        copy_action(self.view, lambda: table_text(self.model))
        self.against = QLabel()
        self.against.setWordWrap(True)
        self.part = QComboBox()
        self.part.setObjectName("onemapChangesPart")
        self.part.setToolTip(self.tr("Kind of changes that are shown"))
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.part.currentIndexChanged.connect(lambda _: self._fill())
        self._build()
        self.setAcceptDrops(True)
        session.changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        choose, self.back = QToolButton(), QToolButton()
        choose.setObjectName("onemapChangesChoose")
        choose.setIcon(icon("open"))
        choose.setToolTip(self.tr("Compare with another review file (or drop it here)"))
        choose.setAccessibleName(self.tr("Compare with another review file"))
        choose.clicked.connect(self._choose)
        self.back.setObjectName("onemapChangesBack")
        self.back.setText("✕")
        self.back.setToolTip(self.tr("Compare with the last run again"))
        self.back.setAccessibleName(self.tr("Compare with the last run again"))
        self.back.clicked.connect(lambda: self.compare_with(""))
        row = QHBoxLayout()
        row.addWidget(self.part, 1)
        row.addWidget(choose)
        row.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 2, 2)
        layout.addWidget(self.against)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)

    # content

    def refresh(self) -> None:
        """Compare again, in the background."""
        self._number += 1
        number, review, path, other = self._number, self._session.review, self._session.path, self._other
        if review is None or not path:
            self._other = ""
            self._show(Comparison())
            return

        def done(result: Comparison) -> None:
            if number == self._number:  # else a later request won
                self._show(result)

        def work() -> Comparison:
            try:
                return work_out(path, review, other)
            except OneMapError:
                if other:
                    raise
                return Comparison()  # the file went away under us; the session tells of that

        self._session.background(self.tr("Compare the reviews"), work, done)

    def compare_with(self, path: str) -> None:
        """Another review file, or '' for the last run."""
        self._other = path
        self.refresh()

    def _show(self, result: Comparison) -> None:
        self.result = result
        self.back.setVisible(bool(self._other))
        kept, found = self.part.currentData(), counts(result.found)
        self.part.blockSignals(True)
        self.part.clear()
        self.part.addItem(self.tr("All changes ({count})").format(count=found["changes"]), "")
        for part in PARTS:
            if found[part]:
                self.part.addItem(f"{texts.part_label(part)} ({found[part]})", part)
        self.part.setCurrentIndex(max(self.part.findData(kept), 0))
        self.part.setEnabled(self.part.count() > 1)
        self.part.blockSignals(False)
        self.against.setText(self._heading(result, found))
        self._fill()

    def _heading(self, result: Comparison, found: dict[str, int]) -> str:
        if result.empty:
            return self.tr("This review was run once so far. Run it again, or drop another review file here to compare.")
        if self._other:
            text = self.tr("Against {name}:").format(name=os.path.basename(self._other))
        else:
            text = self.tr("Since the last run:")
        if not found["changes"]:
            text += " " + self.tr("nothing changed.")
        else:
            text += " " + self.tr("{changes} changes, {worse} for the worse, {better} for the better.").format(**found)
        if found["crossed"]:
            text += " " + self.tr("{crossed} stepped over a threshold.").format(**found)
        if not result.reviewed:
            text += " " + self.tr("Only parcels and findings: one of the two was not laid over the one map.")
        return text

    def _fill(self) -> None:
        part = self.part.currentData()
        self.model.set_rows([d for d in self.result.found if not part or d.part == part])
        for column, width in enumerate(WIDTHS):
            self.view.setColumnWidth(column, width)

    # actions

    def _picked(self, index: QModelIndex, how: str) -> None:
        show_on_map(self._map, self.places(self.proxy.row_at(index)), ZOOM if how == SHOW else how)

    def places(self, d: Difference) -> list[Any]:
        """Where a change is: its own place, else its parcels."""
        if d.geometry is not None and not d.geometry.is_empty:
            return [d.geometry]
        review = self._session.review
        wanted: Sequence[str] = (d.parcel_id,)
        if review is not None and d.part == "outcome":
            wanted = [p for o in review.outcomes if o.rule == d.key for p in o.parcels]
        return [p.geometry for p in review.parcels.parcels if p.parcel_id in wanted] if review else []

    def _choose(self) -> None:
        title = self.tr("Review file to compare with")
        found, _ = QFileDialog.getOpenFileName(self, title, last_folder(), "GeoPackage (*.gpkg)")
        if found:
            remember_folder(os.path.dirname(found))
            self.compare_with(found)

    def _reviews(self, event: Any) -> list[str]:
        return [p for p in dropped_paths(event.mimeData()) if review_file.is_review(p)]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._session.review is not None and self._reviews(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = self._reviews(event)
        if found:
            event.acceptProposedAction()
            self.compare_with(found[0])


def _columns() -> list[Column[Difference]]:
    return [
        Column(lambda: translate("ChangesPanel", "What"), lambda d: d.effect, text=texts.what, tip=texts.tip,
               icon=lambda d: icon({1: "change_better", -1: "change_worse"}.get(d.effect, "change_other")),
               head_tip=lambda: translate("ChangesPanel", "What changed; red for the worse, green for the better")),
        Column(lambda: translate("ChangesPanel", "Before"), lambda d: texts.value(d, d.before), tip=texts.tip),
        Column(lambda: translate("ChangesPanel", "After"), lambda d: texts.value(d, d.after), tip=texts.tip),
        Column(lambda: translate("ChangesPanel", "Difference"), lambda d: d.difference, text=texts.difference, numeric=True),
        Column(lambda: translate("ChangesPanel", "Parcel"), lambda d: d.parcel_id),
    ]
