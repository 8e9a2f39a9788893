"""The project form: asks only what the rules need, says why it asks, and keeps "not answered" apart from "no"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qgis.core import QgsSettings
from qgis.gui import QgsDateEdit
from qgis.PyQt.QtCore import QDate, Qt, pyqtSignal
from qgis.PyQt.QtGui import QDoubleValidator
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ...core.approvals.spec import AttributeSpec
from .. import labels
from ..labels import unit_label
from .finding_filters import narrow_combo

#: types this form knows how to ask; others (area tables of parcels) come from the parcels themselves or a project file
TYPES = ("bool", "choice", "multi", "number", "text", "date", "province")


class _Answer:
    """One question: its widget and how its value is read and set; None is "not answered"."""

    def __init__(self, spec: AttributeSpec, changed: Any) -> None:
        self.spec = spec
        self.widget: QWidget = getattr(self, f"_make_{spec.type if spec.type in TYPES else 'text'}")(changed)
        self.widget.setObjectName(f"onemapAttribute_{spec.name}")
        self.widget.setAccessibleName(spec.label)

    def _make_bool(self, changed: Any) -> QWidget:
        return self._combo([("", ""), (self._yes(), True), (self._no(), False)], changed)

    @staticmethod
    def _yes() -> str:
        return ProjectForm.word("yes")

    @staticmethod
    def _no() -> str:
        return ProjectForm.word("no")

    def _combo(self, entries: Sequence[tuple[str, Any]], changed: Any) -> QComboBox:
        combo = narrow_combo()
        for text, value in entries:
            combo.addItem(text or "—", None if text == "" else value)
            combo.setItemData(combo.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        combo.currentIndexChanged.connect(changed)
        return combo

    def _make_choice(self, changed: Any) -> QWidget:
        return self._combo([("", ""), *((text, key) for key, text in self.spec.choices.items())], changed)

    def _make_multi(self, changed: Any) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self._boxes: dict[Any, QCheckBox] = {}
        for key, text in self.spec.choices.items():
            box = QCheckBox(text)
            box.setToolTip(text)
            box.toggled.connect(changed)
            column.addWidget(box)
            self._boxes[key] = box
        return holder

    def _make_number(self, changed: Any) -> QWidget:
        edit = self._make_text(changed)
        edit.setValidator(QDoubleValidator(edit))
        edit.setPlaceholderText(unit_label(self.spec.unit))
        return edit

    def _make_text(self, changed: Any) -> QLineEdit:
        edit = QLineEdit()
        edit.textChanged.connect(changed)
        return edit

    def _make_province(self, changed: Any) -> QWidget:
        edit = self._make_text(changed)
        edit.setMaxLength(6)
        edit.setPlaceholderText("330000")
        return edit

    def _make_date(self, changed: Any) -> QWidget:
        edit = QgsDateEdit()
        edit.setAllowNull(True)
        edit.clear()
        edit.valueChanged.connect(changed)
        return edit

    def value(self) -> Any:
        widget = self.widget
        if self.spec.type == "multi":
            chosen = [key for key, box in self._boxes.items() if box.isChecked()]
            return chosen or None
        if isinstance(widget, QComboBox):
            return widget.currentData()
        if isinstance(widget, QgsDateEdit):
            return None if widget.isNull() else widget.date().toString(Qt.DateFormat.ISODate)
        text = widget.text().strip() if isinstance(widget, QLineEdit) else ""
        if self.spec.type == "number" and text:
            return _number(text)
        return text or None

    def set_value(self, value: Any) -> None:
        widget = self.widget
        if self.spec.type == "multi":
            chosen = {str(v) for v in (value if isinstance(value, (list, tuple)) else [value])}
            for key, box in self._boxes.items():
                box.setChecked(str(key) in chosen)
        elif isinstance(widget, QComboBox):
            found = [i for i in range(1, widget.count()) if str(widget.itemData(i)) == str(value)]
            widget.setCurrentIndex(found[0] if found else 0)
        elif isinstance(widget, QgsDateEdit):
            date = QDate.fromString(str(value), Qt.DateFormat.ISODate)
            widget.setDate(date) if date.isValid() else widget.clear()
        elif isinstance(widget, QLineEdit):
            widget.setText("" if value is None else str(value))


def _number(text: str) -> float | int | None:
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return int(value) if value.is_integer() else value


class ProjectForm(QWidget):
    """Shows the questions that ``set_needed`` names first; the others on demand.  Unknown answers of a file are kept."""

    changed = pyqtSignal()

    def __init__(self, specs: Iterable[AttributeSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: dict[str, _Answer] = {}
        self._labels: dict[str, QLabel] = {}
        self._rows: dict[str, QWidget] = {}
        self._other: dict[str, Any] = {}
        self._needed: set[str] = set()
        self._why: dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._intro = QLabel()
        self._intro.setWordWrap(True)
        layout.addWidget(self._intro)
        self._form = QVBoxLayout()
        self._form.setSpacing(3)
        layout.addLayout(self._form)
        self._all = QCheckBox(self.tr("Show all questions"))
        self._all.setObjectName("onemapAllQuestions")
        self._all.setToolTip(self.tr("Also show questions that no rule has asked yet"))
        self._all.setChecked(bool(QgsSettings().value("onemap/all_questions", False, type=bool)))
        self._all.toggled.connect(self._show_all)
        layout.addWidget(self._all)
        for spec in specs:
            if spec.type in TYPES:
                self._add(spec)
        layout.addStretch(1)
        self._update()

    @staticmethod
    def word(key: str) -> str:
        from qgis.PyQt.QtCore import QCoreApplication

        return {"yes": QCoreApplication.translate("ProjectForm", "Yes"), "no": QCoreApplication.translate("ProjectForm", "No")}[
            key
        ]

    def _add(self, spec: AttributeSpec) -> None:
        answer = _Answer(spec, self._edited)
        label = QLabel(f"{spec.label}{f' ({unit_label(spec.unit)})' if spec.unit else ''}")
        label.setBuddy(answer.widget)
        label.setWordWrap(True)
        row = QWidget()  # a form layout would keep the gaps of hidden questions
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label, 2)
        line.addWidget(answer.widget, 3)
        self._form.addWidget(row)
        self._answers[spec.name], self._labels[spec.name], self._rows[spec.name] = answer, label, row
        self._explain(spec.name)

    def _explain(self, name: str) -> None:
        spec = self._answers[name].spec
        lines = [spec.question or spec.label]
        if self._why.get(name):
            lines.append(self._why[name])
        elif spec.rules:
            lines.append(self.tr("Asked because of rules: {rules}").format(rules=", ".join(spec.rules[:12])))
        if spec.purpose == "fee":
            lines.append(self.tr("Only narrows the estimate of a fee."))
        if spec.purpose == "limit":
            lines.append(self.tr("Only checks the legal term; no outcome waits for it."))
        for widget in (self._labels[name], self._answers[name].widget):
            widget.setToolTip("\n".join(lines))

    def _edited(self, *_: Any) -> None:
        self.changed.emit()

    def _show_all(self, on: bool) -> None:
        QgsSettings().setValue("onemap/all_questions", on)
        self._update()

    def _update(self) -> None:
        shown = 0
        for name, answer in self._answers.items():
            visible = self._all.isChecked() or name in self._needed or answer.value() is not None
            self._rows[name].setVisible(visible)
            open_question = name in self._needed and answer.value() is None
            colour = labels.readable(labels.outcome_colour("needs_input"), self.palette()).name()
            self._labels[name].setStyleSheet(f"color: {colour}; font-weight: bold;" if open_question else "")
            shown += visible
        waiting = sum(1 for n in self._needed if n in self._answers and self._answers[n].value() is None)
        if waiting:
            text = self.tr(
                "Open questions that decide about approvals: {n}. What is not answered is said to be open, never guessed."
            )
            self._intro.setText(text.format(n=waiting))
        elif not shown:
            self._intro.setText(self.tr("Nothing needs to be answered yet. Run the review; it says what it needs to know."))
        else:
            self._intro.setText(self.tr("Answers are kept with the project."))

    # what the panel calls

    def set_needed(self, reasons: Mapping[str, str]) -> None:
        """Names of questions that rules wait for, with the reason shown in the tooltip."""
        self._needed, self._why = set(reasons), dict(reasons)
        for name in self._answers:
            self._explain(name)
        self._update()

    def open_questions(self) -> list[str]:
        return [n for n in self._answers if n in self._needed and self._answers[n].value() is None]

    def attributes(self) -> dict[str, Any]:
        """All answers given; what the form does not ask but a project file said is kept."""
        given = {n: a.value() for n, a in self._answers.items()}
        return {**self._other, **{n: v for n, v in given.items() if v is not None}}

    def set_attributes(self, attributes: Mapping[str, Any]) -> None:
        self.blockSignals(True)
        self._other = {k: v for k, v in attributes.items() if k not in self._answers}
        for name, answer in self._answers.items():
            answer.set_value(attributes.get(name))
        self.blockSignals(False)
        self._update()
