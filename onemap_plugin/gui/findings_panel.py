"""The findings of a review: tree, filters, details, states, copy and export."""

from __future__ import annotations

import html
import os
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QModelIndex, QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.i18n import translate
from ..core.review import FindingState
from . import findings_export, labels
from .icons import icon
from .inputs import REVIEW_SUFFIX
from .map_link import MapLink
from .models.finding_rows import FindingRow
from .models.findings_tree import COLUMN_PLACE, COLUMN_TEXT, GROUP_ROLE, ROW_ROLE, FindingsTreeModel
from .repairs import Repairs, offered
from .rules import all_rules, rule_help
from .session import ReviewSession
from .settings import last_folder, read_settings, remember_folder
from .widgets.finding_filters import FindingFilterBar
from .widgets.state_dialog import StateDialog
from .widgets.views import FOLLOW, PAN, SHOW, ZOOM, IntentTree

FEW_GROUPS, FEW_ROWS = 12, 1000  # a longer list is left closed: its groups with their counts say more than its beginning


class FindingsPanel(QWidget):
    message = pyqtSignal(str, str)
    count_changed = pyqtSignal(int, int)  # shown, all

    def __init__(
        self, iface: Any, session: ReviewSession, map_link: MapLink, repairs: Repairs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._iface, self._session, self._map, self._repairs = iface, session, map_link, repairs
        self.model = FindingsTreeModel(self)
        self.filters = FindingFilterBar()
        self.view = IntentTree()
        self._detail = QTextBrowser()
        self._shown = QLabel()
        self._closed_groups: set[str] = set()
        self._extent_timer = QTimer(self)
        self._build()
        self._connect()
        self.refresh()

    # building

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.filters)
        self.view.setObjectName("onemapFindingsView")
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Findings"))
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(COLUMN_TEXT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(36)
        for column, width in ((1, 76), (2, 40), (3, 66)):
            header.resizeSection(column, width)
        header.hideSection(COLUMN_PLACE)  # the rule of a finding is told by its text and below
        self._detail.setObjectName("onemapFindingDetail")
        self._detail.setOpenExternalLinks(False)
        self._detail.setToolTip(self.tr("What the finding says, the rule behind it and its source"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.view)
        split.addWidget(self._detail)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 110])
        split.setChildrenCollapsible(True)
        layout.addWidget(split, 1)
        row = QHBoxLayout()
        row.setSpacing(2)
        self._add_buttons(row)
        row.addStretch(1)
        row.addWidget(self._shown)
        layout.addLayout(row)

    def _button(self, name: str, icon_name: str, text: str, tip: str, with_text: bool = False) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(icon(icon_name) if not icon_name.startswith("/") else QgsApplication.getThemeIcon(icon_name))
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if with_text else style.ToolButtonIconOnly)
        return button

    def _add_buttons(self, row: QHBoxLayout) -> None:
        self.fixed = self._button(
            "onemapStateFixed", "state_fixed", self.tr("Fixed"), self.tr("Mark the selected findings as fixed")
        )
        self.accepted = self._button(
            "onemapStateAccepted", "state_accepted", self.tr("Accept…"), self.tr("Accept the selected findings, with a reason")
        )
        self.reopen = self._button(
            "onemapStateOpen", "state_open", self.tr("Reopen"), self.tr("Set the selected findings to open again")
        )
        self.repair = self._button(
            "onemapRepairButton",
            "/mActionEditTable.svg",
            self.tr("Repair…"),
            self.tr("Show what a repair of the selected findings would do; nothing is changed without your consent"),
        )
        self.recheck = self._button(
            "onemapRecheckButton", "check", self.tr("Check again"), self.tr("Run the checks again; states and notes are kept")
        )
        self.copy_button = self._button(
            "onemapCopyFindings",
            "/mActionEditCopy.svg",
            self.tr("Copy"),
            self.tr("Copy the selected findings (or all that are shown) as Markdown"),
        )
        self.export_button = self._button(
            "onemapExportFindings",
            "/mActionFileSaveAs.svg",
            self.tr("Export findings…"),
            self.tr("Write the shown findings as Excel, a GeoPackage point layer, Markdown or JSON"),
        )
        self.clear_button = self._button(
            "onemapClearFilters",
            "/mActionRemoveSelectedFeature.svg",
            self.tr("Clear filters"),
            self.tr("Show all findings again"),
        )
        for button in (
            self.fixed,
            self.accepted,
            self.reopen,
            self.repair,
            self.recheck,
            self.copy_button,
            self.export_button,
            self.clear_button,
        ):
            row.addWidget(button)

    def _connect(self) -> None:
        self.filters.changed.connect(self.apply_filter)
        self.filters.grouping_changed.connect(self._regroup)
        self.view.picked.connect(self._picked)
        self.view.collapsed.connect(lambda index: self._note_group(index, True))
        self.view.expanded.connect(lambda index: self._note_group(index, False))
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed())
        self.fixed.clicked.connect(lambda: self.set_state("fixed"))
        self.accepted.clicked.connect(lambda: self.set_state("accepted"))
        self.reopen.clicked.connect(lambda: self.set_state("open"))
        self.repair.clicked.connect(lambda: self._repairs.ask_for(self.selected()))
        self.recheck.clicked.connect(self._session.check)
        self.copy_button.clicked.connect(self.copy)
        self.export_button.clicked.connect(self._export)
        self.clear_button.clicked.connect(self.filters.clear)
        copy = QAction(self.tr("Copy findings"), self.view)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.view.addAction(copy)
        self._session.changed.connect(self.refresh)
        self._session.states_changed.connect(lambda _: self.refresh())
        self._session.rows_changed.connect(self.refresh)
        self._extent_timer.setSingleShot(True)
        self._extent_timer.setInterval(200)
        self._extent_timer.timeout.connect(self._extent_changed)
        self._iface.mapCanvas().extentsChanged.connect(self._start_extent_timer)

    def clean_up(self) -> None:
        self._iface.mapCanvas().extentsChanged.disconnect(self._start_extent_timer)
        self._extent_timer.stop()

    # content

    def refresh(self) -> None:
        """Take over the findings of the session by difference."""
        self.filters.set_rows(self._session.rows)
        self.filters.set_box(self._map.extent())
        self.model.set_rows(self._session.rows)
        self.apply_filter()
        self.recheck.setEnabled(bool(self._session.path))
        self._selection_changed()

    def apply_filter(self) -> None:
        self.model.set_filter(self.filters.filter())
        self._shown.setText(f"{self.model.shown} / {self.model.total}")
        self._shown.setToolTip(self.tr("Findings shown / all findings"))
        self._expand_groups()
        self.view.set_placeholder(self._empty_text())
        self.count_changed.emit(self.model.shown, self.model.total)

    def _empty_text(self) -> str:
        """What the empty list says."""
        review = self._session.review
        if review is None:
            return self.tr("Drop a parcel file: what is wrong, and where, is listed here.")
        if self.model.total:
            return self.tr("No finding matches the filters.")
        if any("check" in run.step for run in review.runs):
            return self.tr("The checks found nothing.")
        return self.tr("The parcels were not checked yet: press “Check again”.")

    def _regroup(self, grouping: str) -> None:
        self.model.set_grouping(grouping)
        self.view.header().setSectionHidden(COLUMN_PLACE, grouping == "parcel")
        self._closed_groups.clear()
        self._expand_groups()

    def _expand_groups(self) -> None:
        """A short list is opened; groups that the user closed stay closed."""
        count = self.model.rowCount()
        short = count <= FEW_GROUPS and self.model.shown <= FEW_ROWS
        for number in range(count if short else 0):
            index = self.model.index(number, 0)
            if str(index.data(GROUP_ROLE)) not in self._closed_groups:
                self.view.expand(index)

    def _note_group(self, index: QModelIndex, closed: bool) -> None:
        key = str(index.data(GROUP_ROLE))
        if closed:
            self._closed_groups.add(key)
        else:
            self._closed_groups.discard(key)

    def _start_extent_timer(self) -> None:
        self._extent_timer.start()

    def _extent_changed(self) -> None:
        self.filters.set_box(self._map.extent())
        if self.filters.extent.isChecked():
            self.apply_filter()

    # selection

    def selected(self) -> list[FindingRow]:
        """Selected findings; a selected group stands for its findings."""
        rows: dict[str, FindingRow] = {}
        for index in self.view.selectionModel().selectedRows():
            for row in self._rows_under(index):
                rows[row.uid] = row
        return list(rows.values())

    def _rows_under(self, index: QModelIndex) -> list[FindingRow]:
        row = index.data(ROW_ROLE)
        if row is not None:
            return [row]
        first = index.sibling(index.row(), 0)
        return [self.model.index(n, 0, first).data(ROW_ROLE) for n in range(self.model.rowCount(first))]

    def _picked(self, index: QModelIndex, how: str) -> None:
        rows = self._rows_under(index)
        shapes = [r.finding.geometry for r in rows]
        action = {SHOW: self._zoom, ZOOM: self._map.zoom, FOLLOW: self._map.follow, PAN: self._map.pan}[how]
        if rows:
            self._map.show(shapes, labels.severity_colour(rows[0].severity))
        action(shapes)

    def _zoom(self, shapes: list[Any]) -> None:
        """A click goes to the finding and says where it is; any other click pans, so that the scale stays."""
        self._map.zoom(shapes)
        self._map.flash(shapes)

    def _selection_changed(self) -> None:
        rows = self.selected()
        for button in (self.fixed, self.accepted, self.reopen):
            button.setEnabled(bool(rows))
        self.repair.setEnabled(bool(offered(rows)))
        current = self.view.currentIndex().data(ROW_ROLE) if self.view.currentIndex().isValid() else None
        self._detail.setHtml(self._describe(current) if current is not None else self._detail_hint())

    def _detail_hint(self) -> str:
        if not self.model.shown:
            return ""
        text = self.tr("Choose a finding: the map goes there, and its rule, source and clause stand here.")
        return f"<i>{html.escape(text)}</i>"

    def _describe(self, row: FindingRow) -> str:
        f, info = row.finding, all_rules().get(row.finding.rule)
        lines = [f"<b>{html.escape(row.text)}</b>"]
        if rule_help(f.rule):
            lines.append(html.escape(rule_help(f.rule)))
        facts = [
            (self.tr("Rule"), f"{row.rule_title} [{f.rule}]"),
            (self.tr("Parcel"), f.parcel_id),
            (
                self.tr("Source"),
                f"{os.path.basename(f.source_file)}:{f.source_line}" if f.source_line else os.path.basename(f.source_file),
            ),
            (self.tr("Clause"), translate("clauses", f.clause or (info.clause if info else ""))),
            (self.tr("Confidence"), labels.confidence_label(info.confidence) if info else ""),
            (self.tr("State"), labels.state_label(row.state.state)),
            (self.tr("Reason"), row.state.reason),
        ]
        lines.append("<br>".join(f"<i>{html.escape(labels.named(k))}</i> {html.escape(v)}" for k, v in facts if v))
        return "<br>".join(lines)

    # actions

    def set_state(self, state: str) -> None:
        rows = self.selected()
        if not rows:
            return
        value = FindingState(state)
        if state == "accepted":
            dialog = StateDialog(len(rows), read_settings().record_who, self)
            if not dialog.exec():
                return
            value = FindingState(state, dialog.reason(), "", dialog.who())
        self._session.set_states([r.uid for r in rows], value)

    def copy(self) -> None:
        rows = self.selected() or self.model.shown_rows()
        QApplication.clipboard().setText(findings_export.to_markdown(rows, self._title()))
        self.message.emit("info", self.tr("Findings copied: {n}").format(n=len(rows)))

    def _title(self) -> str:
        return self.tr("Findings of {name}").format(name=os.path.basename(self._session.path))

    def _export(self) -> None:
        filters = ";;".join(
            (
                "Excel (*.xlsx)",
                self.tr("GeoPackage, shown findings as points (*.gpkg)"),
                "Markdown (*.md)",
                "JSON (*.json)",
                self.tr("GeoPackage, whole review file (*.review.gpkg)"),
            )
        )
        path, chosen = QFileDialog.getSaveFileName(self, self.tr("Export findings"), last_folder(), filters)
        if not path:
            return
        suffix = chosen[chosen.rindex("*") + 1 :].rstrip(")")
        if not path.lower().endswith(suffix):
            path = path.removesuffix(".gpkg") + suffix
        remember_folder(os.path.dirname(path))
        self.export_to(path)

    def export_to(self, path: str) -> None:
        """Write the shown findings to ``path`` in the background; its suffix names the format."""
        rows, title, source = self.model.shown_rows(), self._title(), self._session.path
        epsg = self._session.review.parcels.crs.epsg if self._session.review else None

        def work() -> None:
            if path.lower().endswith(REVIEW_SUFFIX):  # a copy of the whole review
                findings_export.copy_review(source, path)
            else:
                findings_export.export(rows, path, title, epsg)

        self._session.background(
            self.tr("Export findings"), work, lambda _: self.message.emit("success", self.tr("Written: {path}").format(path=path))
        )

    def _menu(self, position: QPoint) -> None:
        index = self.view.indexAt(position)
        if not index.isValid():
            return
        shapes = [r.finding.geometry for r in self._rows_under(index)]
        menu = QMenu(self)
        menu.addAction(self.tr("Zoom to"), lambda: self._map.zoom(shapes))
        menu.addAction(self.tr("Pan to"), lambda: self._map.pan(shapes))
        menu.addSeparator()
        for button in (self.fixed, self.accepted, self.reopen):
            menu.addAction(button.icon(), button.text(), button.click)
        menu.addSeparator()
        menu.addAction(self.copy_button.icon(), self.tr("Copy"), self.copy)
        row = index.data(ROW_ROLE)
        self._add_repairs(menu, self.selected() or self._rows_under(index), row)
        if row is not None:
            menu.addAction(
                self.tr("Only this rule"), lambda: self.filters.rule.setCurrentIndex(self.filters.rule.findData(row.finding.rule))
            )
            if row.finding.parcel_id:
                menu.addAction(self.tr("Only this parcel"), lambda: self.filters.show_parcel(row.finding.parcel_id))
        menu.exec(self.view.viewport().mapToGlobal(position))
        menu.deleteLater()

    def _add_repairs(self, menu: QMenu, rows: list[FindingRow], row: FindingRow | None) -> None:
        """"Repair…" for the selection and for a whole rule, where repairs are offered."""
        if not offered(rows):
            return
        one = menu.addAction(self.repair.icon(), self.tr("Repair…"), lambda: self._repairs.ask_for(rows))
        one.setObjectName("onemapRepairAction")
        found = row or next((r for r in rows if offered([r])), None)
        if found is not None and offered([found]):
            rule = found.finding.rule
            every = menu.addAction(self.tr("Repair all of this rule…"), lambda: self._repairs.ask_for_rule(rule))
            every.setObjectName("onemapRepairRuleAction")
        menu.addSeparator()
