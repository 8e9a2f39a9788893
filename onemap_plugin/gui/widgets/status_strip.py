"""Messages above, progress and cancel below: what every dock shows of the running step."""

from __future__ import annotations

import time
from collections.abc import Callable

from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from ..icons import icon

_LOOKS = {
    "success": ("#2e7d32", "severity_ok"),
    "info": ("#607d8b", "severity_info"),
    "warning": ("#d98200", "severity_warning"),
    "error": ("#c62828", "severity_error"),
}
#: a message of this age belongs to the step that begins
JUST_S = 0.3
_SECONDS = {"success": 8, "info": 8, "warning": 0, "error": 0}


def add_escape(dock: QWidget, run: Callable[[], None]) -> QAction:
    """Esc anywhere in the dock calls ``run``."""
    action = QAction(dock)
    action.setObjectName("onemapEscape")
    action.setShortcut(QKeySequence(Qt.Key.Key_Escape))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda: run())
    dock.addAction(action)
    return action


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
        self.cancel_button.setToolTip(self.tr("Stop the running step (Esc); nothing half-done is written"))
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


class MessageStrip(QFrame):
    """One message at a time, wrapped to the width of the dock (the message bar of QGIS clips long texts in narrow docks)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("onemapMessage")
        self.level, self._since = "", 0.0
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setObjectName("onemapMessageText")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.action_button = QToolButton()
        self.action_button.setObjectName("onemapMessageAction")
        self.action_button.setToolTip(self.tr("Do what the message offers"))
        self.action_button.clicked.connect(self._act)
        self.action_button.hide()
        self._action: Callable[[], None] | None = None
        close = QToolButton()
        close.setObjectName("onemapMessageClose")
        close.setAutoRaise(True)
        close.setText("✕")
        close.setToolTip(self.tr("Close this message"))
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 2, 4)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.hide()

    def show_message(self, level: str, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """level: 'success' or 'info' (go away by themselves), 'warning' or 'error' (stay until closed or replaced).

        action: words of a button beside the text that calls ``run``; a message with one stays.
        """
        colour, icon_name = _LOOKS[level]
        self.level, self._since = level, time.monotonic()
        self._icon.setPixmap(icon(icon_name).pixmap(18, 18))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setStyleSheet(f"#onemapMessage {{ border: 1px solid {colour}; border-left: 5px solid {colour}; }}")
        self._action = run if action else None
        self.action_button.setText(action)
        self.action_button.setVisible(bool(action))
        self.show()
        if _SECONDS[level] and not action:
            self._timer.start(1000 * _SECONDS[level])
        else:
            self._timer.stop()

    def text(self) -> str:
        return self._text.text()

    def forget_old(self) -> None:
        """Take away what was said before the step that begins now: it speaks of something else."""
        if time.monotonic() - self._since > JUST_S:
            self.clear()

    def forget_offer(self) -> None:
        """Take away a message that offers something to do: what it spoke of is no longer shown."""
        if self._action is not None:
            self.clear()

    def _act(self) -> None:
        run = self._action
        self.clear()
        if run is not None:
            run()

    def clear(self) -> None:
        self._action = None
        self._text.clear()
        self.level = ""
        self.hide()
