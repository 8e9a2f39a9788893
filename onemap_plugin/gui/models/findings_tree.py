"""Tree model of findings: groups (by parcel, rule or severity) with counts, findings below them.

A new set of findings or a new filter is taken over by stable ids: indexes of findings that stay keep pointing at them, so
expansion, selection and scroll position survive a re-run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qgis.PyQt.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont

from .. import labels
from ..alignment import RIGHT
from ..icons import icon
from .finding_rows import FindingFilter, FindingRow

GROUPINGS = ("parcel", "rule", "severity")
COLUMN_TEXT, COLUMN_PLACE, COLUMN_LINE, COLUMN_STATE = range(4)
#: roles beside Qt's own: uid of the finding ('' for a group), the row object, the key of the group
UID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
GROUP_ROLE = int(Qt.ItemDataRole.UserRole) + 3
# a view asks twenty thousand times to lay out ten thousand findings: joining flags anew each time took most of it
_GROUP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FINDING = _GROUP | Qt.ItemFlag.ItemNeverHasChildren


@dataclass
class _Group:
    key: str
    number: int  # never used again for another key: it is the internal id of the findings below
    rows: list[FindingRow] = field(default_factory=list)
    worst: int = 99


class FindingsTreeModel(QAbstractItemModel):
    """Two levels.  ``set_rows`` and ``set_filter`` refresh by difference."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[FindingRow] = []
        self._filter = FindingFilter()
        self._grouping = "parcel"
        self._groups: list[_Group] = []
        self._numbers: dict[str, int] = {}
        self._position: dict[int, int] = {}
        self._shown = 0

    # what the dock calls

    @property
    def grouping(self) -> str:
        return self._grouping

    @property
    def shown(self) -> int:
        """Number of findings that pass the filter."""
        return self._shown

    @property
    def total(self) -> int:
        return len(self._all)

    def rows(self) -> list[FindingRow]:
        """All findings, filtered or not."""
        return self._all

    def shown_rows(self) -> list[FindingRow]:
        return [r for g in self._groups for r in g.rows]

    def set_rows(self, rows: Sequence[FindingRow]) -> None:
        self._all = list(rows)
        self._rebuild()

    def set_filter(self, wanted: FindingFilter) -> None:
        if wanted != self._filter:
            self._filter = wanted
            self._rebuild()

    def set_grouping(self, grouping: str) -> None:
        if grouping not in GROUPINGS:
            raise ValueError(grouping)
        if grouping != self._grouping:
            self.beginResetModel()  # other groups: nothing of the old expansion has a meaning
            self._grouping = grouping
            self._groups = self._make_groups()
            self.endResetModel()

    def index_of(self, uid: str) -> QModelIndex:
        for g, group in enumerate(self._groups):
            for r, row in enumerate(group.rows):
                if row.uid == uid:
                    return self.index(r, 0, self.index(g, 0, QModelIndex()))
        return QModelIndex()

    # grouping and difference

    def _key(self, row: FindingRow) -> str:
        if self._grouping == "rule":
            return row.finding.rule
        return row.severity if self._grouping == "severity" else row.finding.parcel_id

    def _make_groups(self) -> list[_Group]:
        groups: dict[str, _Group] = {}
        shown, key_of = self._filter.apply(self._all), self._key
        for row in shown:
            key = key_of(row)
            group = groups.get(key)
            if group is None:
                number = self._numbers.setdefault(self._grouping + "\x1f" + key, len(self._numbers) + 1)
                group = groups[key] = _Group(key, number)
            group.rows.append(row)
            group.worst = min(group.worst, row.rank)
        self._shown = len(shown)
        order = list(groups.values())
        if self._grouping != "parcel":
            order.sort(key=lambda g: (g.worst, g.key))
        else:
            order.sort(key=lambda g: (g.key == "", g.key))  # what belongs to no parcel comes last
        self._position = {g.number: i for i, g in enumerate(order)}
        return order

    def _rebuild(self) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()  # a view with all groups open keeps one for each row: this loop must be short
        rows, groups = {g.number: g.rows for g in self._groups}, self._groups
        keys: list[str | int] = [
            rows[number][i.row()].uid if (number := int(i.internalId())) else groups[i.row()].number for i in old
        ]
        self._groups = self._make_groups()
        places: dict[str | int, tuple[int, int]] = {number: (i, 0) for number, i in self._position.items()}
        if keys:
            places.update({r.uid: (i, g.number) for g in self._groups for i, r in enumerate(g.rows)})
        nowhere, create = QModelIndex(), self.createIndex
        new = [
            create(place[0], index.column(), place[1]) if (place := places.get(key)) is not None else nowhere
            for index, key in zip(old, keys)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    # the model as Qt asks for it

    def _group_of(self, index: QModelIndex) -> _Group:
        number = int(index.internalId())
        return self._groups[self._position[number] if number else index.row()]

    def _row(self, index: QModelIndex) -> FindingRow | None:
        return self._group_of(index).rows[index.row()] if int(index.internalId()) else None

    def index(self, row: int, column: int, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        if row < 0 or not 0 <= column < 4:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, 0) if row < len(self._groups) else QModelIndex()
        if int(parent.internalId()) or parent.column() or row >= len(self._groups[parent.row()].rows):
            return QModelIndex()
        return self.createIndex(row, column, self._groups[parent.row()].number)

    def parent(self, index: QModelIndex = QModelIndex()) -> Any:  # noqa: B008
        number = int(index.internalId()) if index.isValid() else 0
        if not number or number not in self._position:
            return QModelIndex()
        return self.createIndex(self._position[number], 0, 0)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._groups)
        if int(parent.internalId()) or parent.column():
            return 0
        return len(self._groups[parent.row()].rows)

    def flags(self, index: QModelIndex) -> Any:
        """Findings never have children: a view need not ask, nor keep each of them as opened."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FINDING if int(index.internalId()) else _GROUP

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            place = (
                QCoreApplication.translate("FindingsTreeModel", "Rule")
                if self._grouping == "parcel"
                else QCoreApplication.translate("FindingsTreeModel", "Parcel")
            )
            return (
                QCoreApplication.translate("FindingsTreeModel", "Finding"),
                place,
                QCoreApplication.translate("FindingsTreeModel", "Line"),
                QCoreApplication.translate("FindingsTreeModel", "State"),
            )[section]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._row(index)
        if row is None:
            return self._group_data(self._group_of(index), index.column(), role)
        return self._row_data(row, index.column(), role)

    def _group_data(self, group: _Group, column: int, role: int) -> Any:
        if role == GROUP_ROLE:
            return group.key
        if role == UID_ROLE:
            return ""
        if column:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{self._group_title(group)} ({len(group.rows)})"
        if role == Qt.ItemDataRole.DecorationRole and group.rows:
            return icon("severity_" + min(group.rows, key=lambda r: r.rank).severity)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _group_title(self, group: _Group) -> str:
        if self._grouping == "rule":
            return f"{group.rows[0].rule_title} [{group.key}]" if group.rows[0].rule_title != group.key else group.key
        if self._grouping == "severity":
            return labels.severity_label(group.key)
        return group.key or QCoreApplication.translate("FindingsTreeModel", "Whole file")

    def _row_data(self, row: FindingRow, column: int, role: int) -> Any:
        if role == UID_ROLE:
            return row.uid
        if role == ROW_ROLE:
            return row
        if role == GROUP_ROLE:
            return self._key(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._cell(row, column)
        if role == Qt.ItemDataRole.DecorationRole:
            if column == COLUMN_TEXT:
                return icon("severity_" + row.severity)
            return icon("state_" + row.state.state) if column == COLUMN_STATE and row.state.state != "open" else None
        if role == Qt.ItemDataRole.FontRole and row.live:
            font = QFont()
            font.setItalic(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and row.state.state != "open":
            return QBrush(QColor("#8a8a8a"))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == COLUMN_LINE:
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or row.text if column == COLUMN_TEXT else self._cell(row, column)
        return None

    def _cell(self, row: FindingRow, column: int) -> str:
        if column == COLUMN_TEXT:
            return row.text
        if column == COLUMN_PLACE:
            return row.rule_title if self._grouping == "parcel" else row.finding.parcel_id
        if column == COLUMN_LINE:
            return str(row.finding.source_line) if row.finding.source_line else ""
        if row.live and row.state.state == "open":
            return QCoreApplication.translate("FindingsTreeModel", "Live")
        return labels.state_label(row.state.state)
