"""Which approvals the parcels touch: cards by domain, details, evidence on the map, notes."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

import shapely
from qgis.PyQt.QtCore import QModelIndex, QSize, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.approvals.model import Outcome
from ..core.approvals.names import source_names
from . import labels
from .icons import icon
from .map_link import MapLink
from .models.outcome_list import OutcomeCard, OutcomeListModel, measure_line
from .models.tables import ROW_ROLE
from .outcome_texts import further
from .result_tables import not_reviewed, reviewed
from .role_names import role_title
from .session import ReviewSession
from .widgets.views import FOLLOW, PAN, SHOW, ZOOM, IntentList

DOMAIN_COLUMNS = 4


def decided(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Outcomes that say something of the project; what could not be checked has its own list."""
    return [o for o in outcomes if o.outcome != "not_checked"]


class OutcomePanel(QWidget):
    def __init__(self, session: ReviewSession, map_link: MapLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._map = session, map_link
        self._materials: Mapping[str, list[str]] = {}
        self.model = OutcomeListModel(self)
        self.view = IntentList()
        self.view.setObjectName("onemapOutcomesView")
        self.view.setAccessibleName(self.tr("Approvals"))
        self.view.setModel(self.model)
        self._delegate = OutcomeCard(parent=self.view)
        self.view.setItemDelegate(self._delegate)
        self._detail = QTextBrowser()
        self._detail.setObjectName("onemapOutcomeDetail")
        self._detail.setToolTip(self.tr("What the rule says, on which data and clause, and what to do next"))
        self._note = QLineEdit()
        self._note.setObjectName("onemapOutcomeNote")
        self._note.setPlaceholderText(self.tr("Your note on this approval…"))
        self._note.setToolTip(self.tr("Kept in the review file, also when the review is run again"))
        self._note.editingFinished.connect(self._keep_note)
        self._build()
        self.view.picked.connect(self._picked)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._describe())
        session.changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 4, 2, 2)
        layout.setSpacing(4)
        layout.addLayout(self._make_domains())
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.view)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._detail, 1)
        column.addWidget(self._note)
        split.addWidget(below)
        self.view.setMinimumHeight(90)
        self._detail.setMinimumHeight(60)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([260, 160])
        layout.addWidget(split, 1)

    def _make_domains(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2)
        self._domains: dict[str | None, QToolButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        for number, domain in enumerate((None, *labels.MAIN_DOMAINS, "")):
            button = QToolButton()
            button.setCheckable(True)
            button.setIconSize(QSize(14, 14))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setObjectName(f"onemapDomain_{'all' if domain is None else domain or 'other'}")
            button.clicked.connect(lambda _=False, d=domain: self.model.set_domain(d))
            group.addButton(button)
            grid.addWidget(button, number // DOMAIN_COLUMNS, number % DOMAIN_COLUMNS)
            self._domains[domain] = button
        self._domains[None].setChecked(True)
        return grid

    def _domain_title(self, domain: str | None) -> str:
        """The domains are short Chinese words of the trade; in English they get a short gloss."""
        return {
            None: self.tr("All"),
            "": self.tr("Other"),
            "用地": self.tr("Land"),
            "用林": self.tr("Forest"),
            "用草": self.tr("Grass"),
            "用海": self.tr("Sea"),
            "用矿": self.tr("Mining"),
        }[domain]

    def refresh(self) -> None:
        review = self._session.review
        outcomes = review.outcomes if review else ()
        self._delegate.notes = review.notes if review else {}
        wanted: dict[str, list[str]] = {}
        for material in review.materials if review else ():
            for approval in material.approvals:
                wanted.setdefault(approval, []).append(material.name)
        self._materials = wanted
        self.model.set_outcomes(decided(outcomes))
        if reviewed(review):
            self.view.set_placeholder(self.tr("No rule gave a hint with the layers of this one map. See “Unchecked”."))
        else:
            self.view.set_placeholder(not_reviewed())
        counts = self.model.counts()
        for domain, button in self._domains.items():
            count, worst = counts.get(domain, 0), self.model.worst(domain)
            title = self._domain_title(domain)
            button.setText(f"{title} {count}" if count else title)
            button.setIcon(icon("outcome_" + worst) if worst and domain is not None else QIcon())
            button.setEnabled(domain is None or bool(count))
            tip = self.tr("{title}: {count} hints").format(title=f"{title} {domain or ''}".strip(), count=count)
            button.setToolTip(f"{tip}\n{labels.outcome_label(worst)}" if worst else tip)
        self._describe()

    def current(self) -> Outcome | None:
        index = self.view.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def _describe(self) -> None:
        o = self.current()
        self._note.setEnabled(o is not None)
        if o is None:
            hints = self.tr("Hints with evidence, never a verdict: the approving authority decides.")
            choose = self.tr("Choose an approval to see its evidence.") if self.model.rowCount() else ""
            self._detail.setHtml(f"<i>{html.escape(hints)}<br>{html.escape(choose)}</i>")
            self._note.clear()
            return
        review = self._session.review
        self._note.setText(review.notes.get(o.rule, "") if review else "")
        self._detail.setHtml(self._html(o))

    def _html(self, o: Outcome) -> str:
        colour = labels.readable(labels.outcome_colour(o.outcome), self.palette()).name()
        lines = [
            f'<b>{html.escape(o.title)}</b> [{o.rule}] <span style="color:{colour}"><b>'
            f"{html.escape(labels.outcome_label(o.outcome))}</b></span>"
        ]
        materials = sorted({m for a in (*o.approvals, o.rule) for m in self._materials.get(a, [])})
        shown = 8
        listed = labels.listed(materials[:shown]) + (" …" if len(materials) > shown else "")
        facts = [
            (self.tr("Why"), o.why),
            (self.tr("Measured"), measure_line(o)),
            (self.tr("Authority"), o.authority),
            (self.tr("Clause"), o.clause),
            (self.tr("Source"), labels.listed(source_names(o.source))),
            (self.tr("Note"), o.note),
            (self.tr("Confidence"), labels.confidence_label(o.confidence)),
            (self.tr("Layers"), labels.listed(role_title(r) for r in o.roles)),
            (self.tr("Data edition"), labels.listed(e for e in o.editions if e)),
            (self.tr("Parcels"), labels.listed(o.parcels)),
            (self.tr("Materials"), listed),
            (self.tr("What next"), labels.next_step(o.outcome)),
        ]
        lines += [f"<i>{html.escape(labels.named(k))}</i> {html.escape(v)}" for k, v in facts if v]
        return "<br>".join([*lines, *further(o)])

    def evidence(self, o: Outcome) -> list[Any]:
        """Evidence pieces of an outcome; without any, the parcels it lies on."""
        if o.geometry is not None and not o.geometry.is_empty:
            return [g for g in shapely.get_parts(o.geometry).tolist() if not g.is_empty]
        review = self._session.review
        return [p.geometry for p in review.parcels.parcels if p.parcel_id in o.parcels] if review else []

    def _picked(self, index: QModelIndex, how: str) -> None:
        o: Outcome = index.data(ROW_ROLE)
        shapes = self.evidence(o)
        self._map.show(shapes, labels.outcome_colour(o.outcome))
        {SHOW: self._map.follow, ZOOM: self._map.zoom, FOLLOW: self._map.follow, PAN: self._map.pan}[how](shapes)

    def _keep_note(self) -> None:
        o = self.current()
        if o is not None:
            self._session.set_note(o.rule, self._note.text().strip())
            review = self._session.review
            self._delegate.notes = review.notes if review else {}
            self.view.viewport().update()
