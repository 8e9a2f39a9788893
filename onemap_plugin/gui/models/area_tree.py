"""The area table: one role at a time, by class or by parcel, with totals; sums are sums of the shown numbers."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap, QStandardItem, QStandardItemModel

from ...core.onemap.model import OverlayRow
from ...paths import RESOURCES
from ..widgets.share_bar import Share
from .tables import ROW_ROLE, SORT_ROLE

translate = QCoreApplication.translate
_COLOURS_FILE = RESOURCES / "standards" / "land_class_gbt21010_2017_sandiao.csv"
_FALLBACK = ("#8dd3c7", "#bebada", "#fb8072", "#80b1d3", "#fdb462", "#b3de69", "#fccde5", "#d9d9d9", "#bc80bd", "#ccebc5")


@lru_cache(maxsize=1)
def official_colours() -> Mapping[str, str]:
    """Land class code -> official fill colour '#RRGGBB' (symbol standard of the third national land survey)."""
    with _COLOURS_FILE.open(encoding="utf-8-sig", newline="") as f:
        return {r["code"]: r["fill_hex"] for r in csv.DictReader(f) if r["fill_hex"]}


def class_colour(role: str, code: str) -> QColor:
    """The official colour of a land class; a steady colour from a small palette for codes of other layers."""
    found = official_colours().get(code) if role == "DLTB" else None
    if found:
        return QColor(found)
    return QColor(_FALLBACK[sum(code.encode("utf-8")) % len(_FALLBACK)]) if code else QColor("#eeeeee")


@dataclass
class _Sum:
    name: str = ""
    m2: float = 0.0
    ellipsoid: float = 0.0
    hectares: float = 0.0
    parts: dict[str, _Sum] = field(default_factory=dict)
    rows: list[OverlayRow] = field(default_factory=list)

    def add(self, row: OverlayRow, part: str, part_name: str) -> None:
        self.m2 += row.area_m2
        self.ellipsoid += row.area_ellipsoid_m2
        self.hectares += row.area_ha
        self.rows.append(row)
        if part:
            below = self.parts.setdefault(part, _Sum(part_name))
            below.add(row, "", "")


def roles_with_areas(rows: Sequence[OverlayRow]) -> list[str]:
    """Roles that have area pieces, the land-use map first."""
    found = dict.fromkeys(r.role for r in rows if r.area_m2 > 0 and r.code + r.name != "")
    return sorted(found, key=lambda role: (role != "DLTB", role))


def _class_name(row: OverlayRow) -> str:
    return row.name or (row.code if row.code else translate("AreaTree", "no patch here"))


class AreaTreeModel(QStandardItemModel):
    """Top level: classes (or parcels) and a total; below: parcels (or classes)."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: list[Share] = []

    def shares(self) -> list[Share]:
        return self._shares

    def fill(self, rows: Sequence[OverlayRow], role: str, by_parcel: bool) -> None:
        self.clear()
        self.setHorizontalHeaderLabels(
            [
                translate("AreaTree", "Parcel / class") if by_parcel else translate("AreaTree", "Class / parcel"),
                translate("AreaTree", "ha"),
                translate("AreaTree", "Share"),
                translate("AreaTree", "m² plane"),
                translate("AreaTree", "m² ellipsoid"),
            ]
        )
        groups: dict[str, _Sum] = {}
        total = _Sum()
        for row in rows:
            if row.role != role or row.area_m2 <= 0:
                continue
            keys = [(row.code, _class_name(row)), (row.parcel_id, row.parcel_id)]
            (key, name), (part, part_name) = reversed(keys) if by_parcel else keys
            groups.setdefault(key, _Sum(name)).add(row, part or "\x00", part_name)
            total.add(row, "", "")
        for key in sorted(groups):
            self.appendRow(self._line(role, key, groups[key], total.m2, by_parcel))
        if groups:
            last = self._cells("", translate("AreaTree", "Total"), total, total.m2, None)
            for cell in last:
                font = cell.font()
                font.setBold(True)
                cell.setFont(font)
            self.appendRow(last)
        self._shares = (
            []
            if by_parcel
            else [
                Share(g.name, g.m2, class_colour(role, key), self._tip(key, g, total.m2))
                for key, g in sorted(groups.items(), key=lambda kv: -kv[1].m2)
            ]
        )

    @staticmethod
    def _tip(key: str, group: _Sum, total: float) -> str:
        return f"{key} {group.name}: {group.hectares:,.4f} ha ({100 * group.m2 / total:.1f} %)".strip()

    def _line(self, role: str, key: str, group: _Sum, total: float, by_parcel: bool) -> list[QStandardItem]:
        cells = self._cells("" if by_parcel else key, group.name, group, total, None if by_parcel else class_colour(role, key))
        for part in sorted(group.parts):
            below = group.parts[part]
            colour = class_colour(role, part.strip("\x00")) if by_parcel else None
            code = part.strip("\x00") if by_parcel else ""
            cells[0].appendRow(self._cells(code, below.name, below, total, colour))
        return cells

    @staticmethod
    def _cells(code: str, name: str, group: _Sum, total: float, colour: QColor | None) -> list[QStandardItem]:
        first = QStandardItem(f"{code} {name}".strip() if code != name else name)
        if colour is not None:
            swatch = QPixmap(14, 14)
            swatch.fill(colour)
            first.setIcon(QIcon(swatch))
        first.setData(group.rows, ROW_ROLE)
        first.setToolTip(first.text())
        numbers = [
            (group.hectares, f"{group.hectares:,.4f}"),
            (group.m2, f"{100 * group.m2 / total:.1f} %" if total else ""),
            (group.m2, f"{group.m2:,.2f}"),
            (group.ellipsoid, f"{group.ellipsoid:,.2f}"),
        ]
        cells = [first]
        for value, text in numbers:
            cell = QStandardItem(text)
            cell.setData(value, SORT_ROLE)
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            cells.append(cell)
        for cell in cells:
            cell.setEditable(False)
        return cells
