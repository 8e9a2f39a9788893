"""A read-only table of dataclass rows, described by its columns; sorted by the raw values, not by their texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, QSortFilterProxyModel, Qt

from ..alignment import RIGHT

T = TypeVar("T")
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 4


@dataclass(frozen=True)
class Column(Generic[T]):
    """title: called when shown (language).  value: raw value of a row.  text: how it is shown; tip: tooltip; icon of a cell."""

    title: Callable[[], str]
    value: Callable[[T], Any]
    text: Callable[[T], str] | None = None
    tip: Callable[[T], str] | None = None
    icon: Callable[[T], Any] | None = None
    head_tip: Callable[[], str] | None = None
    numeric: bool = False


class RowTableModel(QAbstractTableModel):
    """Rows of one dataclass.  ``key`` tells rows apart, so that a refresh keeps the selection."""

    def __init__(self, columns: Sequence[Column[Any]], key: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns, self._key = list(columns), key
        self._rows: list[Any] = []

    def rows(self) -> list[Any]:
        return self._rows

    def row_at(self, index: QModelIndex) -> Any:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Take over ``rows``; indexes of rows whose key stays keep pointing at them."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [self._key(self._rows[i.row()]) for i in old]
        self._rows = list(rows)
        places = {self._key(r): n for n, r in enumerate(self._rows)}
        new = [self.index(places[k], i.column()) if k in places else QModelIndex() for k, i in zip(keys, old)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title()
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.head_tip() if column.head_tip else column.title()
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(row, column)
        if role == SORT_ROLE:
            value = column.value(row)
            return value if value is not None else ""
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
            return column.icon(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else self.text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.numeric:
            return RIGHT
        return None

    @staticmethod
    def text(row: Any, column: Column[Any]) -> str:
        if column.text is not None:
            return column.text(row)
        value = column.value(row)
        return "" if value is None else str(value)


class SortedRows(QSortFilterProxyModel):
    """Sorts a RowTableModel by raw values and filters it by words in any column."""

    def __init__(self, model: RowTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(model)

    def set_text(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self.invalidateFilter()

    def row_at(self, index: QModelIndex) -> Any:
        return self.sourceModel().row_at(self.mapToSource(index))

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex) -> bool:
        if not self._words:
            return True
        model = self.sourceModel()
        row = model.rows()[source_row]
        text = "\n".join(model.text(row, c) for c in model.columns).casefold()
        return all(w in text for w in self._words)
