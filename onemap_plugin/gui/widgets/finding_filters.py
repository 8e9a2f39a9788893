"""The filter rows above the findings: severity, state, rule, parcel, map extent, text, grouping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ...core.findings import SEVERITIES, STATES
from .. import labels
from ..icons import icon
from ..models.finding_rows import Box, FindingFilter, FindingRow, count_by_severity

TYPING_PAUSE_MS = 150


def narrow_combo() -> QComboBox:
    """A combo box that may be narrower than its longest entry."""
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(4)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return combo


class FindingFilterBar(QWidget):
    changed = pyqtSignal()
    grouping_changed = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box: Box | None = None
        self._rules: list[str] = []
        self._parcels: list[str] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.changed)
        self._make_text_row(grid)
        self._make_severity_row(grid)
        self._make_combo_row(grid)

    def _make_text_row(self, grid: QGridLayout) -> None:
        self.text = QgsFilterLineEdit()
        self.text.setObjectName("onemapFindingText")
        self.text.setShowClearButton(True)
        self.text.setPlaceholderText(self.tr("Search findings…"))
        self.text.setToolTip(self.tr("Show findings that contain all these words"))
        self.text.textChanged.connect(lambda _: self._timer.start(TYPING_PAUSE_MS))
        grid.addWidget(self.text, 0, 0, 1, 2)
        self.grouping = narrow_combo()
        self.grouping.setObjectName("onemapFindingGrouping")
        for key, text in (("parcel", self.tr("By parcel")), ("rule", self.tr("By rule")), ("severity", self.tr("By severity"))):
            self.grouping.addItem(text, key)
        self.grouping.setToolTip(self.tr("How the findings are grouped"))
        self.grouping.currentIndexChanged.connect(lambda _: self.grouping_changed.emit(self.grouping.currentData()))
        grid.addWidget(self.grouping, 0, 2)

    def _make_severity_row(self, grid: QGridLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        self._severity: dict[str, QToolButton] = {}
        for severity in SEVERITIES:
            button = QToolButton()
            button.setObjectName(f"onemapSeverity_{severity.value}")
            button.setCheckable(True)
            button.setIcon(icon("severity_" + severity.value))
            button.setIconSize(QSize(16, 16))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setText("0")
            button.toggled.connect(lambda _: self.changed.emit())
            row.addWidget(button)
            self._severity[severity.value] = button
        row.addStretch(1)
        self.extent = QToolButton()
        self.extent.setObjectName("onemapFindingExtent")
        self.extent.setCheckable(True)
        self.extent.setIcon(QgsApplication.getThemeIcon("/mActionZoomFullExtent.svg"))
        self.extent.setIconSize(QSize(16, 16))
        self.extent.setAccessibleName(self.tr("On map"))
        self.extent.setToolTip(self.tr("Only findings inside the visible map"))
        self.extent.toggled.connect(lambda _: self.changed.emit())
        row.addWidget(self.extent)
        grid.addLayout(row, 1, 0, 1, 3)  # a row of their own: in a narrow dock the counts would be cut off first
        self.state = narrow_combo()
        self.state.setObjectName("onemapFindingState")
        self.state.addItem(self.tr("All states"), "")
        for state in STATES:
            self.state.addItem(icon("state_" + state), labels.state_label(state), state)
        self.state.setToolTip(self.tr("Only findings in this state"))
        self.state.currentIndexChanged.connect(lambda _: self.changed.emit())
        grid.addWidget(self.state, 2, 2)

    def _make_combo_row(self, grid: QGridLayout) -> None:
        self.rule, self.parcel = narrow_combo(), narrow_combo()
        self.rule.setObjectName("onemapFindingRule")
        self.parcel.setObjectName("onemapFindingParcel")
        self.rule.setToolTip(self.tr("Only findings of this rule"))
        self.parcel.setToolTip(self.tr("Only findings of this parcel"))
        for column, combo in enumerate((self.rule, self.parcel)):
            combo.currentIndexChanged.connect(lambda _: self.changed.emit())
            grid.addWidget(combo, 2, column)
        for column, stretch in enumerate((3, 2, 2)):
            grid.setColumnStretch(column, stretch)
        self.set_rows([])

    def set_rows(self, rows: Sequence[FindingRow]) -> None:
        """New findings: counts on the buttons, rules and parcels to choose from (the choice is kept when still there)."""
        for severity, count in count_by_severity(rows).items():
            button = self._severity.get(severity)
            if button is not None:
                button.setText(str(count))
                text = self.tr("{severity}: {count}. Press to show only these.")
                button.setToolTip(text.format(severity=labels.severity_label(severity), count=count))
                button.setAccessibleName(f"{labels.severity_label(severity)} {count}")
        rules = {r.finding.rule: f"{r.rule_title} [{r.finding.rule}]" for r in rows}
        parcels = {name: name for r in rows for name in r.parcels}
        self._fill(self.rule, self.tr("All rules"), rules)
        self._fill(self.parcel, self.tr("All parcels"), parcels)

    @staticmethod
    def _fill(combo: QComboBox, everything: str, entries: Mapping[str, str]) -> None:
        kept = combo.currentData() or ""
        combo.blockSignals(True)
        combo.clear()
        combo.addItem(everything, "")
        for key in sorted(entries):
            combo.addItem(entries[key], key)
            combo.setItemData(combo.count() - 1, entries[key], Qt.ItemDataRole.ToolTipRole)
        combo.setCurrentIndex(max(combo.findData(kept), 0))
        combo.blockSignals(False)

    def set_box(self, box: Box | None) -> None:
        """The map extent in the plane of the parcels."""
        self._box = box

    def show_parcel(self, parcel_id: str) -> None:
        """Filter by this parcel ('' for all)."""
        self.parcel.setCurrentIndex(max(self.parcel.findData(parcel_id), 0))

    def clear(self) -> None:
        self.blockSignals(True)
        self.text.clear()
        self._timer.stop()
        for button in (*self._severity.values(), self.extent):
            button.setChecked(False)
        for combo in (self.state, self.rule, self.parcel):
            combo.setCurrentIndex(0)
        self.blockSignals(False)
        self.changed.emit()

    def filter(self) -> FindingFilter:
        state = self.state.currentData()
        return FindingFilter(
            frozenset(s for s, b in self._severity.items() if b.isChecked()),
            frozenset([state] if state else []),
            self.rule.currentData() or "",
            self.parcel.currentData() or "",
            self.text.text(),
            self._box if self.extent.isChecked() else None,
        )
