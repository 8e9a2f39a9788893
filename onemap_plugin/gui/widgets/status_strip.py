"""Messages above, progress and cancel below: what every dock shows of the running step."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

LEVELS = {
    "success": Qgis.MessageLevel.Success,
    "info": Qgis.MessageLevel.Info,
    "warning": Qgis.MessageLevel.Warning,
    "error": Qgis.MessageLevel.Critical,
}
SECONDS = {"success": 6, "info": 6, "warning": 0, "error": 0}


class ProgressStrip(QWidget):
    """Hidden while nothing runs."""

    def __init__(self, cancel: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setObjectName("onemapProgress")
        self.bar.setRange(0, 100)
        self.bar.setMaximumHeight(16)
        self.bar.setMinimumWidth(60)
        self.cancel_button = QToolButton()
        self.cancel_button.setObjectName("onemapCancelButton")
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Stop the running step; nothing half-done is written"))
        self.cancel_button.clicked.connect(cancel)
        self.cancel_button.clicked.connect(lambda: self.cancel_button.setEnabled(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 2)
        row.addWidget(self._title, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        self.hide()

    def set_busy(self, busy: bool) -> None:
        self.bar.setValue(0)
        self.cancel_button.setEnabled(True)
        self.setVisible(busy)

    def set_progress(self, fraction: float, title: str) -> None:
        self._title.setText(title)
        self.bar.setValue(int(100 * fraction))
        self.bar.setToolTip(f"{title}: {100 * fraction:.0f} %")


def show_message(bar: QgsMessageBar, level: str, text: str) -> None:
    """One message at a time: the first line in the bar, all of it in the tooltip and behind “more”."""
    bar.clearWidgets()
    first, _, rest = text.partition("\n")
    item = bar.createMessage(first)
    item.setToolTip(text)
    if rest:
        more = QPushButton("…")
        more.setToolTip(text)
        more.clicked.connect(lambda: item.setText(text))
        item.layout().addWidget(more)
    item.setLevel(LEVELS[level])
    item.setDuration(SECONDS[level])
    bar.pushItem(item)
