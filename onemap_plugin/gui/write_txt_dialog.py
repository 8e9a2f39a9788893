"""Writing coordinate TXT: all choices, and a preview that holds the very bytes that will be written."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsSettings, QgsTask
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import Cancelled, OneMapError
from ..core.findings import Finding
from . import file_steps, labels
from .session import ReviewSession
from .settings import PREFIX
from .task_watch import add_task
from .widgets.buttons import button_box
from .widgets.txt_options import TxtOptions

DELAY_MS = 300
SHOWN_LINES = 5000


class WriteTxtDialog(QDialog):
    """Options left, preview right.  The preview is made in the background by the function that the algorithm uses."""

    previewed = pyqtSignal()  # the preview shows what the options say now

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._task: QgsTask | None = None
        self.preview: dict[str, bytes] = {}
        self._texts: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.setObjectName("onemapWriteTxtDialog")
        self.setWindowTitle(self.tr("Write coordinate TXT"))
        self.resize(1040, 680)
        stem = os.path.basename(session.path).split(".")[0] or "parcels"
        self.options = TxtOptions(os.path.dirname(session.path), stem, self._header_now())
        self.files = QComboBox()
        self.files.setObjectName("onemapPreviewFile")
        self.files.setToolTip(self.tr("The files that will be written"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("onemapPreviewText")
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.notes = QLabel()
        self.notes.setObjectName("onemapPreviewNotes")
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = button_box(QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Close)
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        self.options.set_values(stored_values())
        self.options.changed.connect(self._later)
        self.files.currentIndexChanged.connect(lambda _: self._show())
        self._later()

    def _build(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Preview:")))
        row.addWidget(self.files, 1)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addWidget(self.notes)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.options)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([400, 640])
        layout = QVBoxLayout(self)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.buttons)
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(self.tr("Write"))
        save.setEnabled(False)
        self.buttons.accepted.connect(self._write)
        self.buttons.rejected.connect(self.reject)

    def _header_now(self) -> Mapping[str, str]:
        review = self._session.review
        return dict(review.parcels.header) if review is not None else {}

    # the preview

    def _later(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(False)
        if self._task is not None:
            self._task.cancel()
        self._timer.start(DELAY_MS)

    def _start(self) -> None:
        review = self._session.review
        if review is None:
            return
        parcels, options, split = review.parcels, self.options.write_options(), self.options.values()["SPLIT"]

        def work(task: QgsTask) -> tuple[dict[str, bytes], dict[str, str], list[Finding]]:
            from ..core.exchange import text_of
            from ..core.progress import Progress
            from ..qgis_bridge.steps_files import render_txt

            done = render_txt(parcels, options(), split, Progress(None, task.isCanceled))
            texts = {name: text_of(w.data, w.parcels.encoding) for name, w in done.items()}
            return {name: w.data for name, w in done.items()}, texts, [f for w in done.values() for f in w.findings]

        def finished(error: Exception | None, result: Any = None) -> None:
            if self._task is not task:
                return  # the options changed meanwhile
            self._task = None
            if isinstance(error, Cancelled) or (error is None and result is None):
                return
            if error is not None:
                self._failed(str(error) if isinstance(error, OneMapError) else f"{type(error).__name__}: {error}")
            else:
                self._done(*result)

        def lost() -> None:
            if self._task is task:
                self._task = None
                task.cancel()
                self._start()

        task = QgsTask.fromFunction(self.tr("Preview of the coordinate TXT"), work, on_finished=finished)
        self._task = task
        add_task(task, lost)

    def _failed(self, text: str) -> None:
        self.preview, self._texts, self.findings = {}, {}, []
        self.files.clear()
        self.text.clear()
        self.notes.setText(text)
        self.notes.setStyleSheet(f"color: {labels.readable(labels.severity_colour('error'), self.palette()).name()};")
        self.previewed.emit()

    def _done(self, preview: dict[str, bytes], texts: dict[str, str], findings: list[Finding]) -> None:
        self.preview, self._texts, self.findings = preview, texts, findings
        before = self.files.currentText()
        self.files.blockSignals(True)
        self.files.clear()
        for name in preview:
            self.files.addItem(f"{name}.txt" if name else os.path.basename(self.options.output()), name)
        self.files.setCurrentIndex(max(self.files.findText(before), 0))
        self.files.blockSignals(False)
        self.notes.setStyleSheet("")
        told = list(dict.fromkeys(f"{f.rule}: {f.text()}" for f in findings))
        clean = self.tr("Read back and compared: no difference, no findings.")
        self.notes.setText("\n".join(told[:6]) + ("\n…" if len(told) > 6 else "") if told else clean)
        self.notes.setToolTip("\n".join(told[:40]))
        self._show()
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(preview))
        self.previewed.emit()

    def _show(self) -> None:
        text = self._texts.get(str(self.files.currentData() or ""), "")
        lines = text.splitlines()
        more = len(lines) - SHOWN_LINES
        if more > 0:
            text = "\n".join([*lines[:SHOWN_LINES], self.tr("… and {n} more lines").format(n=more)])
        self.text.setPlainText(text)

    # writing

    def _write(self) -> None:
        store_values(self.options.values())
        if file_steps.write_txt(self._session, {**self.options.parameters(), "INPUT": self._session.path}):
            self.accept()

    def done(self, result: int) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        super().done(result)


def stored_values() -> dict[str, Any]:
    """The choices of the last time; places and header values belong to a project and are not kept."""
    try:
        found = json.loads(str(QgsSettings().value(f"{PREFIX}/write_txt", "") or "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def store_values(values: Mapping[str, Any]) -> None:
    kept = {k: v for k, v in values.items() if k not in ("FOLDER", "NAME", "HEADER", "OVERWRITE")}
    QgsSettings().setValue(f"{PREFIX}/write_txt", json.dumps(kept, ensure_ascii=False))
