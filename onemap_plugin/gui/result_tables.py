"""The other results of a review: areas, conflicts, materials, and what was not checked and why."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QModelIndex, Qt
from qgis.PyQt.QtGui import QColor, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ..core.approvals import plan_text, route_for
from ..core.approvals.model import Material
from ..core.approvals.names import user_name
from ..core.i18n import join, retold
from ..core.onemap.model import ConflictRow, OverlayRow
from ..core.onemap.town import LAND, town_known, town_split
from ..core.review import Review
from . import labels
from .icons import icon
from .map_link import MapLink
from .models.area_tree import AreaTreeModel, closure_text, has_others, roles_with_areas, slivers
from .models.tables import ROW_ROLE, Column, RowTableModel, SortedRows
from .role_names import role_title
from .session import ReviewSession
from .widgets.finding_filters import narrow_combo
from .widgets.share_bar import ShareBar
from .widgets.views import FOLLOW, PAN, SHOW, ZOOM, IntentTable, IntentTree

translate = QCoreApplication.translate
EVIDENCE = QColor("#c05a00")
WHAT_WIDTH = 170
TIP_LINES = 40
#: in the place of a role: everything that has no area
OTHERS = "*"
#: in the place of a role: pieces flagged as slivers
SLIVERS = "~"


def show_on_map(map_link: MapLink, shapes: Sequence[Any], how: str) -> None:
    found = [s for s in shapes if s is not None]
    map_link.show(found, EVIDENCE)
    {SHOW: map_link.flash, ZOOM: map_link.zoom, FOLLOW: map_link.follow, PAN: map_link.pan}[how](found)


def copy_action(view: Any, rows: Any) -> None:
    """Ctrl+C on a table copies it, tab-separated, with headings."""
    action = QAction(translate("ResultTables", "Copy table"), view)
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda: QApplication.clipboard().setText(rows()))
    view.addAction(action)


def table_text(model: RowTableModel) -> str:
    head = "\t".join(c.title() for c in model.columns)
    return "\n".join([head, *("\t".join(model.text(r, c) for c in model.columns) for r in model.rows())])


def reviewed(review: Review | None) -> bool:
    """Whether the parcels were laid over the one map: without it an empty table means nothing."""
    return review is not None and bool(review.sources or review.overlay or review.outcomes)


def not_reviewed() -> str:
    return translate("ResultTables", "Not checked yet: choose the one map above and press “Review”.")


class AreaPanel(QWidget):
    """Areas by class and parcel with totals and a picture of the shares."""

    def __init__(self, session: ReviewSession, map_link: MapLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._map = session, map_link
        self.model = AreaTreeModel()
        self.view = IntentTree()
        self.view.setObjectName("onemapAreasView")
        self.view.setAccessibleName(self.tr("Areas"))
        self.view.setModel(self.model)
        self.role = narrow_combo()
        self.role.setObjectName("onemapAreaRole")
        self.role.setToolTip(self.tr("Layer of the one map whose areas are shown"))
        self.group = narrow_combo()
        self.group.setObjectName("onemapAreaGroup")
        self.group.setToolTip(self.tr("How the areas of the land survey are added up"))
        for key, title in (
            ("class", self.tr("Land class")),
            ("three", self.tr("Three-way class")),
            ("owner", self.tr("Ownership")),
            ("town", self.tr("Inside / outside town")),
        ):
            self.group.addItem(title, key)
        self.by_parcel = QCheckBox(self.tr("By parcel"))
        self.by_parcel.setObjectName("onemapAreaByParcel")
        self.by_parcel.setToolTip(self.tr("List parcels first, with the classes below them"))
        self.bar = ShareBar()
        self._split: tuple[Any, list[OverlayRow]] | None = None
        self._closure = QLabel()
        self._closure.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.role, 1)
        row.addWidget(self.group, 1)
        row.addWidget(self.by_parcel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 2, 2)
        layout.addLayout(row)
        layout.addWidget(self.bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._closure)
        self.role.currentIndexChanged.connect(lambda _: self._fill())
        self.group.currentIndexChanged.connect(lambda _: self._fill())
        self.by_parcel.toggled.connect(lambda _: self._fill())
        self.view.picked.connect(self._picked)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        review = self._session.review
        kept = self.role.currentData()
        self.role.blockSignals(True)
        self.role.clear()
        for role in roles_with_areas(review.overlay if review else ()):
            self.role.addItem(role_title(role), role)
        if has_others(review.overlay if review else ()):
            self.role.addItem(self.tr("Lines, points, distances"), OTHERS)
        thin = slivers(review.overlay) if review else []
        if thin:
            self.role.addItem(self.tr("Slivers: {count}").format(count=len(thin)), SLIVERS)
        self.role.setCurrentIndex(max(self.role.findData(kept), 0))
        self.role.setEnabled(self.role.count() > 1)
        self.role.blockSignals(False)
        self._fill()

    def _fill(self) -> None:
        review = self._session.review
        role = self.role.currentData() or ""
        for widget, used in ((self.group, role == LAND), (self.by_parcel, role not in (OTHERS, SLIVERS))):
            widget.setEnabled(used)
        if role == OTHERS and review:
            self.model.fill_others(review.overlay)
        elif role == SLIVERS and review:
            self.model.fill_slivers(review.overlay)
        else:
            group = self.group.currentData() if role == LAND else "class"
            rows = self._rows(review, group) if review else ()
            self.model.fill(rows, role, self.by_parcel.isChecked(), group, review.closures if review else ())
        self.bar.set_shares(self.model.shares())
        self.view.set_placeholder(self.tr("No areas of this kind.") if reviewed(review) else not_reviewed())
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((168, 78, 64, 100, 100, 90)):
            header.resizeSection(column, width)
        self.view.expandAll() if self.model.rowCount() <= 4 else self.view.collapseAll()
        self._closure.setText(self._closed(review, role) if review and role else "")

    def _rows(self, review: Review, group: str) -> Sequence[OverlayRow]:
        if group != "town":
            return review.overlay
        if self._split is None or self._split[0] is not review.overlay:
            self._split = (review.overlay, town_split(review.overlay, review.parcels) if town_known(review.sources) else [])
        return self._split[1]

    def _closed(self, review: Review, role: str) -> str:
        """Whether the pieces add up to each parcel: shown, never hidden; the numbers of every parcel in the tooltip."""
        if role == LAND and self.group.currentData() == "town" and not town_known(review.sources):
            return self.tr("Not checked: the one map has no layer of the urban growth boundary.")
        found = [c for c in review.closures if c.role == role]
        self._closure.setToolTip("\n".join(f"{c.parcel_id}: {closure_text(c)}" for c in found[:TIP_LINES]))
        if not found:
            return ""
        worst = f"{max(abs(c.difference_m2) for c in found):.4f}"
        open_ones = [c.parcel_id for c in found if not c.closed]
        if open_ones:
            text = self.tr("The areas do not close for {parcels}: largest difference {m2} m²")
            return text.format(parcels=labels.listed(open_ones), m2=worst)
        text = self.tr("Pieces add up to the parcel for all {count} parcels: largest difference {m2} m², none after balancing")
        return text.format(count=len(found), m2=worst)

    def _picked(self, index: QModelIndex, how: str) -> None:
        rows = index.sibling(index.row(), 0).data(ROW_ROLE) or []
        show_on_map(self._map, [r.geometry for r in rows], how)


def _code_name(code: str, name: str) -> str:
    return f"{code} {name}".strip() or translate("ConflictPanel", "nothing")


class ConflictPanel(QWidget):
    """Where two surveys disagree: both sides with code, meaning and edition; never decided."""

    def __init__(self, session: ReviewSession, map_link: MapLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._map = session, map_link
        columns: list[Column[ConflictRow]] = [
            Column(lambda: translate("ConflictPanel", "Parcel"), lambda r: r.parcel_id),
            Column(
                lambda: translate("ConflictPanel", "Area m²"),
                lambda r: r.area_m2,
                text=lambda r: f"{r.area_m2:,.2f}",
                numeric=True,
            ),
            Column(lambda: translate("ConflictPanel", "First survey"), lambda r: f"{r.role_a}: {_code_name(r.code_a, r.name_a)}"),
            Column(
                lambda: translate("ConflictPanel", "Second survey"), lambda r: f"{r.role_b}: {_code_name(r.code_b, r.name_b)}"
            ),
            Column(lambda: translate("ConflictPanel", "Editions"), lambda r: f"{r.edition_a or '?'} / {r.edition_b or '?'}"),
            Column(lambda: translate("ConflictPanel", "Note"), lambda r: r.note),
        ]
        self.model = RowTableModel(
            columns, lambda r: "\x1f".join((r.parcel_id, r.case, r.role_a, r.code_a, r.role_b, r.code_b, repr(r.area_m2))), self
        )
        self.proxy = SortedRows(self.model, self)
        self.view = IntentTable()
        self.view.setObjectName("onemapConflictsView")
        self.view.setAccessibleName(self.tr("Survey conflicts"))
        self.view.setModel(self.proxy)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 2, 2)
        layout.addWidget(self._hint)
        layout.addWidget(self.view, 1)
        self.view.picked.connect(lambda index, how: show_on_map(self._map, [self.proxy.row_at(index).geometry], how))
        copy_action(self.view, lambda: table_text(self.model))
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        review = self._session.review
        self.model.set_rows(review.conflicts if review else [])
        _fit(self.view)
        if self.model.rows():
            text = self.tr("The surveys below disagree inside the parcels. The plugin shows it; the offices decide.")
        elif reviewed(review):
            text = self.tr("No disagreement was found between the surveys that are in the one map.")
        else:
            text = not_reviewed()
        self._hint.setText(text)


class MaterialPanel(QWidget):
    """Everything to hand in, each once, with who makes it and how many approvals share it."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        columns: list[Column[Material]] = [
            Column(
                lambda: translate("MaterialPanel", "Material"),
                lambda m: m.name,
                tip=lambda m: "\n".join(x for x in (m.name, m.note) if x),
            ),
            Column(lambda: translate("MaterialPanel", "Made by"), lambda m: m.maker),
            Column(
                lambda: translate("MaterialPanel", "Approvals"),
                lambda m: m.shared_by or len(m.approvals),
                text=lambda m: str(m.shared_by or len(m.approvals)),
                tip=lambda m: "\n".join(user_name(a) for a in m.approvals),
                numeric=True,
                head_tip=lambda: translate("MaterialPanel", "How many approvals share this material"),
            ),
            Column(lambda: translate("MaterialPanel", "From the plugin"), lambda m: m.software),
            Column(
                lambda: translate("MaterialPanel", "Confidence"),
                lambda m: m.confidence,
                tip=lambda m: labels.confidence_label(m.confidence),
            ),
        ]
        self.model = RowTableModel(columns, lambda m: m.id, self)
        self.proxy = SortedRows(self.model, self)
        self.view = IntentTable()
        self.view.setObjectName("onemapMaterialsView")
        self.view.setAccessibleName(self.tr("Materials"))
        self.view.setModel(self.proxy)
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.view.set_wrapping(True)
        self.route = QTextBrowser()
        self.route.setObjectName("onemapRouteView")
        self.route.setAccessibleName(self.tr("Route of the linked approval"))
        self.route.setToolTip(self.tr("Which approvals run side by side, and what one joint package holds"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.view)
        split.addWidget(self.route)
        self.view.setMinimumHeight(90)
        self.route.setMinimumHeight(60)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([260, 160])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 2, 2)
        layout.addWidget(split, 1)
        copy_action(self.view, lambda: table_text(self.model))
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        review = self._session.review
        self.model.set_rows(review.materials if review else [])
        self.view.set_placeholder(self.tr("No materials are called for.") if reviewed(review) else not_reviewed())
        _fit(self.view)
        text = self._route_html(review) if review else ""
        self.route.setHtml(text)
        self.route.setVisible(bool(text))

    def _route_html(self, review: Review) -> str:
        route = route_for(review.outcomes, review.materials, review.project)
        if not route.stages:
            return ""
        parts = [f"<b>{html.escape(self.tr('Route of the linked approval'))}</b>"]
        for number, stage in enumerate(route.stages, 1):
            names = labels.listed(dict.fromkeys(f"{n.approval.name}（{n.approval.authority}）" for n in stage.needs))
            parts.append(f"{number}. <b>{html.escape(stage.title)}</b> {html.escape(names)}")
        parts += [f"<i>{html.escape(s.title)}</i> {html.escape(labels.listed(m.name for m in s.materials))}" for s in route.sets]
        for plan in route.plans:
            sure = labels.confidence_label(plan.confidence)
            parts.append(f"{html.escape(plan_text(plan))} <i>{html.escape(sure)}</i>")
        return "<br>".join(parts)


@dataclass(frozen=True)
class Unchecked:
    """Something that could not be checked (or not wholly): what, and why."""

    what: str
    why: str
    code: str = "not_checked"
    key: str = ""


def unchecked(review: Review | None) -> list[Unchecked]:
    """Rules that could not be decided, then sources that are not all right."""
    if review is None:
        return []
    rules = [
        Unchecked(f"{o.domain} {o.title} [{o.rule}]", o.why, o.outcome, o.rule)
        for o in review.outcomes
        if o.outcome in ("not_checked", "needs_input")
    ]
    sources = [
        Unchecked(
            f"{role_title(s.role)} {s.layer or ''}".strip(),
            join(x for x in (labels.source_status_label(s.status), retold(s.note)) if x),
            "not_checked" if s.status in ("missing", "no_crs", "datum_differs", "unreadable", "not_covering") else "notice",
            "source:" + s.role + s.layer,
        )
        for s in review.sources
        if s.status != "checked"
    ]
    return rules + sources


class UncheckedPanel(QWidget):
    """What was not checked and why: a missing layer is a result, never a silent pass."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        columns: list[Column[Unchecked]] = [
            Column(
                lambda: translate("UncheckedPanel", "What"),
                lambda u: u.what,
                icon=lambda u: icon("outcome_" + u.code),
                tip=lambda u: f"{u.what}\n{labels.outcome_label(u.code)}",
            ),
            Column(lambda: translate("UncheckedPanel", "Why"), lambda u: u.why),
        ]
        self.model = RowTableModel(columns, lambda u: u.key, self)
        self.proxy = SortedRows(self.model, self)
        self.view = IntentTable()
        self.view.setObjectName("onemapUncheckedView")
        self.view.setAccessibleName(self.tr("Not checked"))
        self.view.setModel(self.proxy)
        self.view.set_wrapping(True)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 2, 2)
        layout.addWidget(self.view, 1)
        copy_action(self.view, lambda: table_text(self.model))
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        review = self._session.review
        self.model.set_rows(unchecked(review))
        self.view.set_placeholder(self.tr("Everything was checked.") if reviewed(review) else not_reviewed())
        self.view.setColumnWidth(0, WHAT_WIDTH)


def _fit(view: IntentTable, widest: int = 200) -> None:
    view.resizeColumnsToContents()
    for column in range(view.model().columnCount()):
        view.setColumnWidth(column, min(max(view.columnWidth(column), 40), widest))
