"""Approvals as cards: a list model and the delegate that draws them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QModelIndex, QObject, QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...core.approvals.model import OUTCOMES, Outcome
from ...core.approvals.names import threshold_text
from .. import labels
from ..alignment import CENTRE, LEFT
from ..icons import icon
from .tables import ROW_ROLE, Column, RowTableModel

_ORDER = {code: i for i, code in enumerate(OUTCOMES)}
translate = QCoreApplication.translate


def domain_group(outcome: Outcome) -> str:
    """The domain the surveyor asks for by name, or '' for the others."""
    return outcome.domain if outcome.domain in labels.MAIN_DOMAINS else ""


def sorted_outcomes(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """By gravity of the outcome, then 用地 用林 用草 用海 用矿 and the rest, then rule id."""

    def rank(o: Outcome) -> tuple[int, int, str]:
        domain = labels.MAIN_DOMAINS.index(o.domain) if o.domain in labels.MAIN_DOMAINS else len(labels.MAIN_DOMAINS)
        return _ORDER.get(o.outcome, len(_ORDER)), domain, o.rule

    return sorted(outcomes, key=rank)


def measure_line(o: Outcome) -> str:
    """Measured value beside its threshold, e.g. '1.2345 ha · threshold > 35 ha'."""
    text = labels.measured_text(o.measured, o.unit, o.threshold)
    if o.threshold:
        shown = threshold_text(o.threshold, labels.unit_label(o.unit))
        limit = translate("OutcomeList", "threshold {threshold}").format(threshold=shown)
        text = f"{text} · {limit}" if text else limit
    if o.near:
        text += " · " + translate("OutcomeList", "close to the threshold")
    return text


def second_line(o: Outcome) -> str:
    return o.why if o.outcome in ("not_checked", "needs_input") else measure_line(o)


class OutcomeListModel(RowTableModel):
    """One column; the card is drawn by the delegate, the texts are there for search, tooltips and screen readers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column(
                    lambda: translate("OutcomeList", "Approval"),
                    lambda o: o.title,
                    text=self.spoken,
                    tip=self.tip,
                    icon=lambda o: icon("outcome_" + o.outcome),
                )
            ],
            lambda o: o.uid,
            parent,
        )
        self._all: list[Outcome] = []
        self._domain: str | None = None
        self._text = ""

    @staticmethod
    def spoken(o: Outcome) -> str:
        parts = (labels.outcome_label(o.outcome), o.domain, o.title, second_line(o), o.authority)
        return labels.listed(p for p in parts if p)

    @staticmethod
    def tip(o: Outcome) -> str:
        lines = [f"{o.title} [{o.rule}]", measure_line(o), o.authority, o.clause, labels.next_step(o.outcome)]
        return "\n".join(x for x in lines if x)

    def set_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        self._all = sorted_outcomes(outcomes)
        self._apply()

    def set_domain(self, domain: str | None) -> None:
        """None: all; '': those outside the five main domains."""
        self._domain = domain
        self._apply()

    def counts(self) -> dict[str | None, int]:
        found: dict[str | None, int] = {None: len(self._all)}
        for o in self._all:
            found[domain_group(o)] = found.get(domain_group(o), 0) + 1
        return found

    def worst(self, domain: str | None) -> str:
        return next((o.outcome for o in self._all if domain is None or domain_group(o) == domain), "")

    def _apply(self) -> None:
        self.set_rows([o for o in self._all if self._domain is None or domain_group(o) == self._domain])


class OutcomeCard(QStyledItemDelegate):
    """Draws: colour bar and icon; title; outcome and measured value; authority."""

    PAD, ICON, BAR = 6, 22, 5

    def __init__(self, notes: Mapping[str, str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notes = notes or {}

    @staticmethod
    def _lines(o: Outcome) -> list[str]:
        head = f"{labels.outcome_label(o.outcome)} · {o.domain}" if o.domain else labels.outcome_label(o.outcome)
        return [line for line in (head, second_line(o), o.authority) if line]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        lines = 1 + len(self._lines(index.data(ROW_ROLE)))
        return QSize(200, lines * (QFontMetrics(option.font).height() + 2) + 3 * self.PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        o: Outcome = index.data(ROW_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        box = option.rect.adjusted(3, 2, -3, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            palette.color(
                QPalette.ColorRole.Highlight if option.state & QStyle.StateFlag.State_HasFocus else QPalette.ColorRole.Mid
            )
        )
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.Base))
        painter.drawRoundedRect(box, 4, 4)
        painter.fillRect(QRect(box.left(), box.top() + 2, self.BAR, box.height() - 4), labels.outcome_colour(o.outcome))
        icon("outcome_" + o.outcome).paint(painter, box.left() + self.BAR + self.PAD, box.top() + self.PAD, self.ICON, self.ICON)
        text_colour = palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        self._paint_text(painter, option, o, box, text_colour, selected)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, o: Outcome, box: QRect, colour: QColor, selected: bool
    ) -> None:
        left = box.left() + self.BAR + self.ICON + 2 * self.PAD
        width = box.right() - left - self.PAD
        bold = QFont(option.font)
        bold.setBold(True)
        y = box.top() + self.PAD
        step = QFontMetrics(option.font).height() + 2
        for number, line in enumerate([o.title, *self._lines(o)]):
            font = bold if number == 0 else option.font
            painter.setFont(font)
            told = labels.readable(labels.outcome_colour(o.outcome), option.palette)
            painter.setPen(told if number == 1 and not selected else colour)
            shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(left, y, width, step), LEFT, shown)
            y += step
        note: Any = self.notes.get(o.rule)
        if note:
            painter.setPen(colour)
            painter.drawText(QRect(box.right() - 18, box.top() + 4, 14, step), CENTRE, "✎")
