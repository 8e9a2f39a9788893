"""The area table: one role at a time, by class or by parcel, with totals; sums are sums of the shown numbers."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap, QStandardItem, QStandardItemModel

from ...core.onemap.model import Closure, OverlayRow
from ...core.onemap.town import INSIDE, SIDE
from ...paths import RESOURCES
from ..icons import icon
from ..role_names import role_title
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


def has_others(rows: Sequence[OverlayRow]) -> bool:
    """Whether lines, points or distances were found."""
    return any(_other(r) for r in rows)


def _other(row: OverlayRow) -> bool:
    return row.area_m2 <= 0 and bool(row.patch) and (row.length_m > 0 or row.distance_m is not None or row.geometry is not None)


def slivers(rows: Sequence[OverlayRow]) -> list[OverlayRow]:
    """Pieces with an area that the run flagged as slivers, those without patch too."""
    return [r for r in rows if r.sliver and r.area_m2 > 0]


def _town_name(row: OverlayRow) -> str:
    inside = row.attributes.get(SIDE) == INSIDE
    return translate("AreaTree", "inside the growth boundary") if inside else translate("AreaTree", "outside the growth boundary")


#: how the pieces of the land survey can be added up: (key, name) of a row
GROUPS: Mapping[str, Callable[[OverlayRow], tuple[str, str]]] = {
    "class": lambda r: (r.code, _class_name(r)),
    "three": lambda r: (r.three_class or "~", r.three_class or translate("AreaTree", "not stated")),
    "owner": lambda r: (r.owner_kind or "~", r.owner_kind or translate("AreaTree", "not stated")),
    "town": lambda r: (str(r.attributes.get(SIDE, "")), _town_name(r)),
}


def closure_text(c: Closure) -> str:
    """The proof in one line: parcel = pieces + part without patch."""
    text = translate(
        "AreaTree", "{control} m² = pieces {pieces} + no patch {uncovered}; difference {difference} m², {ha} ha after balancing"
    )
    return text.format(control=f"{c.control_m2:,.4f}", pieces=f"{c.pieces_m2:,.4f}", uncovered=f"{c.uncovered_m2:,.4f}",
                       difference=f"{c.difference_m2:+.6f}", ha=c.control_ha)


class AreaTreeModel(QStandardItemModel):
    """Top level: classes (or parcels) and a total; below: parcels (or classes)."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: list[Share] = []

    def shares(self) -> list[Share]:
        return self._shares

    def fill(
        self, rows: Sequence[OverlayRow], role: str, by_parcel: bool, group: str = "class", closures: Sequence[Closure] = ()
    ) -> None:
        """``group``: key of ``GROUPS``; 'town' wants rows that were split.  ``closures``: shown on the parcels."""
        self.clear()
        self.setHorizontalHeaderLabels(
            [
                translate("AreaTree", "Parcel / class") if by_parcel else translate("AreaTree", "Class / parcel"),
                translate("AreaTree", "ha"),
                translate("AreaTree", "Share"),
                translate("AreaTree", "m² plane"),
                translate("AreaTree", "m² ellipsoid"),
                translate("AreaTree", "mu"),
            ]
        )
        groups: dict[str, _Sum] = {}
        total = _Sum()
        for row in rows:
            if row.role != role or row.area_m2 <= 0:
                continue
            keys = [GROUPS[group](row), (row.parcel_id, row.parcel_id)]
            (key, name), (part, part_name) = reversed(keys) if by_parcel else keys
            groups.setdefault(key, _Sum(name)).add(row, part or "\x00", part_name)
            total.add(row, "", "")
        for key in sorted(groups):
            self.appendRow(self._line(role if group == "class" else group, key, groups[key], total.m2, by_parcel))
        if by_parcel:
            self._mark({c.parcel_id: c for c in closures if c.role == role})
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

    def fill_others(self, rows: Sequence[OverlayRow]) -> None:
        """Lines by length, points by count, what is only near by its distance; by layer and parcel."""
        self.clear()
        self._shares = []
        titles = (translate("AreaTree", "Layer / parcel"), translate("AreaTree", "Length m"), translate("AreaTree", "Count"),
                  translate("AreaTree", "Distance m"))
        self.setHorizontalHeaderLabels(list(titles))
        found: dict[str, dict[str, list[OverlayRow]]] = {}
        for row in rows:
            if _other(row):
                found.setdefault(row.role, {}).setdefault(row.parcel_id, []).append(row)
        for role in sorted(found):
            every = [r for below in found[role].values() for r in below]
            top = self._measures(role_title(role), every)
            for parcel, below in found[role].items():
                top[0].appendRow(self._measures(parcel, below))
            self.appendRow(top)

    def fill_slivers(self, rows: Sequence[OverlayRow]) -> None:
        """Pieces that the run flagged as slivers, by layer and parcel; they count in every sum."""
        self.clear()
        self._shares = []
        titles = (translate("AreaTree", "Layer / parcel"), translate("AreaTree", "Count"), translate("AreaTree", "m² plane"))
        self.setHorizontalHeaderLabels(list(titles))
        found: dict[str, dict[str, list[OverlayRow]]] = {}
        for row in slivers(rows):
            found.setdefault(row.role, {}).setdefault(row.parcel_id, []).append(row)
        for role in sorted(found):
            top = self._counted(role_title(role), [r for below in found[role].values() for r in below])
            for parcel, below in found[role].items():
                top[0].appendRow(self._counted(parcel, below))
            self.appendRow(top)

    @staticmethod
    def _counted(title: str, rows: Sequence[OverlayRow]) -> list[QStandardItem]:
        cells = [QStandardItem(t) for t in (title, str(len(rows)), f"{sum(r.area_m2 for r in rows):,.4f}")]
        cells[0].setData(list(rows), ROW_ROLE)
        for cell in cells:
            cell.setEditable(False)
        return cells

    @staticmethod
    def _measures(title: str, rows: Sequence[OverlayRow]) -> list[QStandardItem]:
        length, near = sum(r.length_m for r in rows), [r.distance_m for r in rows if r.distance_m is not None]
        texts = (title, f"{length:,.2f}" if length else "", str(sum(r.count for r in rows)), f"{min(near):,.2f}" if near else "")
        cells = [QStandardItem(text) for text in texts]
        cells[0].setData(list(rows), ROW_ROLE)
        for cell in cells:
            cell.setEditable(False)
        return cells

    def _mark(self, closures: Mapping[str, Closure]) -> None:
        """On each parcel whether its pieces add up to it, with the numbers in the tooltip."""
        for number in range(self.rowCount()):
            cell = self.item(number, 0)
            found = closures.get(cell.text())
            if found is not None:
                cell.setIcon(icon("severity_ok" if found.closed else "severity_error"))
                cell.setToolTip(f"{cell.text()}: {closure_text(found)}")

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
        first = QStandardItem(f"{code} {name}".strip() if code not in ("~", "inside", "outside", name) else name)
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
            (group.hectares, f"{round(group.hectares, 4) * 15:,.4f}"),  # 15 mu to the hectare: closes as the hectares do
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
