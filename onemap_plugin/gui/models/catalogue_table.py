"""The layers of a one map as a table: the role is chosen, edition and publisher are written, the tick confirms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from ...qgis_bridge.onemap_catalogue_build import Row, confirmed, status_text, with_role, with_values
from ...qgis_bridge.onemap_places import place_name
from ..icons import icon
from ..role_names import role_names, role_title

ROLE, LAYER, LAYOUT, SCORE, EDITION, PUBLISHER, CRS, STATUS = range(8)
_ICONS = {
    "ready": "severity_ok",
    "empty": "severity_info",
    "other_edition": "severity_info",
    "unknown": "severity_info",
    "no_edition": "severity_warning",
    "unsure": "severity_warning",
    "no_crs": "severity_error",
    "unreadable": "severity_error",
}


class CatalogueModel(QAbstractTableModel):
    """Rows of ``onemap_catalogue_build``; every change makes new rows there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rows(self) -> list[Row]:
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def confirm(self, indices: Sequence[int] | None = None) -> None:
        self._take(confirmed(self._rows, indices))

    def _take(self, rows: list[Row]) -> None:
        """Rows of the same layers: the selection and an open editor stay."""
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, STATUS))

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else STATUS + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Role"), self.tr("Layer"), self.tr("Layout"), self.tr("Score"), self.tr("Edition"), self.tr("Publisher"),
            self.tr("CRS"), self.tr("Status"),
        )[section]  # fmt: skip

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() in (ROLE, EDITION, PUBLISHER):
            flags |= Qt.ItemFlag.ItemIsEditable
        if index.column() == ROLE and self._rows[index.row()].facts is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return {ROLE: row.entry.role, EDITION: row.entry.edition, PUBLISHER: row.entry.publisher}.get(column)
        if role == Qt.ItemDataRole.CheckStateRole and column == ROLE and row.facts is not None:
            return Qt.CheckState.Checked if row.entry.confirmed else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and column == STATUS:
            return icon(_ICONS.get(row.status, "severity_info"))
        if role == Qt.ItemDataRole.ToolTipRole:
            wholes = {LAYER: place_name(row.entry.path), ROLE: role_title(row.entry.role), CRS: self._coverage(row)}
            whole = wholes.get(column, "")
            return "\n".join(t for t in (whole, row.note) if t) or None
        return None

    def _coverage(self, row: Row) -> str:
        """The box of the layer's data in its own system, '' when it does not say."""
        box = row.facts.extent if row.facts else None
        if box is None:
            return ""
        west, south, east, north = (f"{v:,.4f}" if max(map(abs, box)) <= 360 else f"{v:,.0f}" for v in box)
        return self.tr("Covers {west} to {east} east, {south} to {north} north").format(
            west=west, east=east, south=south, north=north
        )

    def _text(self, row: Row, column: int) -> str:
        entry = row.entry
        if column == EDITION and not entry.edition and row.edition_column:
            return self.tr("from {field}").format(field=row.edition_column)
        if column == ROLE:
            return role_title(entry.role) if entry.role else self.tr("not used")
        score = f"{row.score:.2f}" if row.score else ""
        layer = entry.layer or place_name(entry.path)
        texts = {LAYER: layer, LAYOUT: row.layout, SCORE: score, EDITION: entry.edition, PUBLISHER: entry.publisher}
        return {**texts, CRS: row.crs, STATUS: status_text(row.status)}[column]

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        at, column = index.row(), index.column()
        row = self._rows[at]
        if role == Qt.ItemDataRole.CheckStateRole and column == ROLE:
            checked = Qt.CheckState(value) == Qt.CheckState.Checked
            if not checked or not row.entry.role:
                return False
            self._take(confirmed(self._rows, [at]))
        elif role != Qt.ItemDataRole.EditRole:
            return False
        elif column == ROLE:
            if value != row.entry.role:
                self._take(with_role(self._rows, at, str(value)))
        elif column == EDITION:
            self._take(with_values(self._rows, at, edition=str(value)))
        elif column == PUBLISHER:
            self._take(with_values(self._rows, at, publisher=str(value)))
        else:
            return False
        return True


class RoleDelegate(QStyledItemDelegate):
    """Chooses the role: what was recognised comes first, with its score, then all the others."""

    def createEditor(self, parent: QWidget, option: Any, index: QModelIndex) -> QWidget:
        box = QComboBox(parent)
        box.addItem(self.tr("not used"), "")
        choices = index.model().rows()[index.row()].choices
        for role, score in choices:
            box.addItem(self.tr("{role} (score {score})").format(role=role_title(role), score=f"{score:.2f}"), role)
        if choices:
            box.insertSeparator(box.count())
        known = {role for role, _ in choices}
        for role in role_names():
            if role not in known:
                box.addItem(role_title(role), role)
        box.activated.connect(lambda _: self.commitData.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:
        editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: Any, index: QModelIndex) -> None:
        model.setData(index, editor.currentData() or "", Qt.ItemDataRole.EditRole)
