"""A small picture of shares: one bar, one piece per class, in the official colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.PyQt.QtCore import QEvent, QRectF, QSize
from qgis.PyQt.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from ..alignment import CENTRE


@dataclass(frozen=True)
class Share:
    """One piece: label, value (any unit, not negative), colour, tooltip."""

    label: str
    value: float
    colour: QColor
    tip: str = ""


class ShareBar(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: list[Share] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, shares: Sequence[Share]) -> None:
        self._shares = [s for s in shares if s.value > 0]
        text = "; ".join(s.tip or s.label for s in self._shares)
        self.setAccessibleDescription(text)
        self.setVisible(bool(self._shares))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 26)

    def pieces(self) -> list[tuple[QRectF, Share]]:
        """Where each piece lies."""
        total = sum(s.value for s in self._shares)
        result, x, width = [], 0.5, self.width() - 1.0
        for share in self._shares:
            piece = width * share.value / total
            result.append((QRectF(x, 2.5, piece, self.height() - 5.0), share))
            x += piece
        return result

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, share in self.pieces():
            painter.fillRect(box, share.colour)
            painter.setPen(QPen(QColor(255, 255, 255, 160), 0.8))
            painter.drawLine(box.topRight(), box.bottomRight())
            if painter.fontMetrics().horizontalAdvance(share.label) + 6 < box.width():
                painter.setPen(QColor("#000000") if share.colour.lightness() > 130 else QColor("#ffffff"))
                painter.drawText(box, CENTRE, share.label)
        painter.setPen(QPen(QColor("#7a7a7a"), 1))
        painter.drawRect(QRectF(0.5, 2.5, self.width() - 1.0, self.height() - 5.0))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for box, share in self.pieces():
                if box.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), share.tip or share.label, self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)
