"""Asks why findings are accepted, and by whom when the user wants that kept."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from .buttons import button_box


class StateDialog(QDialog):
    """``reason`` must be given; ``who`` is asked only with ``ask_who`` and stays in the review file."""

    def __init__(self, count: int, ask_who: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("onemapStateDialog")
        self.setWindowTitle(self.tr("Accept findings"))
        layout, form = QVBoxLayout(self), QFormLayout()
        intro = QLabel(self.tr("Findings that will be accepted: {n}. They stay visible and can be reopened.").format(n=count))
        intro.setWordWrap(True)
        layout.addWidget(intro)
        self._reason = QPlainTextEdit()
        self._reason.setObjectName("onemapStateReason")
        self._reason.setTabChangesFocus(True)
        self._reason.setToolTip(self.tr("Why the finding is right as it is; shown in the report"))
        form.addRow(self.tr("Reason:"), self._reason)
        self._who = QLineEdit()
        self._who.setToolTip(self.tr("Kept in the review file only; never part of a package or report"))
        if ask_who:
            form.addRow(self.tr("Accepted by:"), self._who)
        layout.addLayout(form)
        self._buttons = button_box(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        self._reason.textChanged.connect(self._update)
        self._update()

    def _update(self) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.reason()))

    def reason(self) -> str:
        return self._reason.toPlainText().strip()

    def who(self) -> str:
        return self._who.text().strip()
