"""土地分类面积表: three classes with their columns, rows by ownership, every total the sum of rounded cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .class_areas import ClassPiece, by_key
from .profile import PackageProfile
from .published import PublishedParcel
from .sheet import CELL_MARGIN, Sheet, text_width

ROW_HEIGHT = 18.0  # points
_DETAIL = ("code", "owner", "owner_kind", "name", "three_class")  # one row of the list each, in this order
LEAST_WIDTH, MAX_AREA_WIDTH = 5.0, 14.0  # column units


@dataclass
class AreaColumn:
    """One column of areas: either matched by class codes or the sum of others (``adds``)."""

    path: tuple[str, ...]
    three_class: str = ""
    codes: tuple[str, ...] = ()
    rest: bool = False
    adds: list[int] = field(default_factory=list)

    @property
    def total(self) -> bool:
        return not self.codes and not self.rest


def area_columns(layout: Mapping[str, Any], pieces: Sequence[ClassPiece]) -> list[AreaColumn]:
    """The area columns from left to right: the grand total, then each class with its own total first."""
    words = layout["words"]
    columns = [AreaColumn((words["all"],))]
    known = {g["title"] for g in layout["groups"]}
    for group in layout["groups"]:
        columns[0].adds.append(len(columns))
        _add_group(columns, group["title"], group["columns"], words["sum"])
    others = sorted({p.three_class for p in pieces if p.area_ha} - known)
    if others or not layout["other"].get("only_when_used", True):
        columns[0].adds.append(len(columns))
        columns.append(AreaColumn((layout["other"]["title"],), "", rest=True))
    return columns


def _add_group(columns: list[AreaColumn], title: str, members: Sequence[Mapping[str, Any]], sum_word: str) -> None:
    head = AreaColumn((title, sum_word), title)
    columns.append(head)
    for member in members:
        head.adds.append(len(columns))
        if "columns" in member:
            sub = AreaColumn((title, member["title"], sum_word), title)
            columns.append(sub)
            for leaf in member["columns"]:
                sub.adds.append(len(columns))
                columns.append(AreaColumn((title, member["title"], leaf["title"]), title, tuple(leaf["codes"])))
        else:
            columns.append(AreaColumn((title, member["title"]), title, tuple(member.get("codes", ())), bool(member.get("rest"))))


def column_of(piece: ClassPiece, columns: Sequence[AreaColumn], known: set[str]) -> int:
    """Index of the column that ``piece`` is counted in: its class, then the first matching code, else the rest of the class."""
    three = piece.three_class if piece.three_class in known else ""
    rest = -1
    for i, column in enumerate(columns):
        if column.three_class != three or (column.total and three):
            continue
        if any(piece.code.startswith(code) for code in column.codes):
            return i
        if column.rest:
            rest = i
    return rest


def row_values(pieces: Sequence[ClassPiece], columns: Sequence[AreaColumn], known: set[str]) -> list[Decimal]:
    """One row: leaf cells from the pieces, totals from the cells."""
    values = [Decimal(0)] * len(columns)
    for piece in pieces:
        values[column_of(piece, columns, known)] += piece.area_ha
    for i in range(len(columns) - 1, -1, -1):  # totals stand left of what they add, so from right to left
        if columns[i].total:
            values[i] = sum((values[j] for j in columns[i].adds), Decimal(0))
    return values


def class_sheets(pieces: Sequence[ClassPiece], parcels: Sequence[PublishedParcel], profile: PackageProfile,
                 layout: Mapping[str, Any], values: Mapping[str, str]) -> list[Sheet]:
    """Both sheets: the form and the list by parcel, class and owner.

    values: variables of title and note, and 'place' for 所在地.
    """
    return [_form(pieces, parcels, profile, layout, values), _detail(pieces, parcels, profile, layout, values)]


def _form(pieces: Sequence[ClassPiece], parcels: Sequence[PublishedParcel], profile: PackageProfile,
          layout: Mapping[str, Any], values: Mapping[str, str]) -> Sheet:
    columns = area_columns(layout, pieces)
    known = {g["title"] for g in layout["groups"]}
    texts = layout["text_columns"]
    sheet = Sheet(layout["sheet"], [float(c["width"]) for c in texts] + [9.5] * len(columns), repeat=(1, 5), bordered=3,
                  landscape=True, paper=layout.get("paper", "A3"), font=layout.get("font", "宋体"),
                  freeze=(6, len(texts) + 1), row_height=ROW_HEIGHT)
    width = len(texts) + len(columns)
    sheet.put(1, 1, str(layout["title"]).format(**values), "title", columns=width)
    sheet.put(2, 1, str(layout["note"]).format(**values), "note", columns=width)
    _heads(sheet, texts, columns)
    row, number = 6, 1
    sums = [Decimal(0)] * len(columns)
    kinds = [*layout["owner_kinds"], *sorted({p.owner_kind for p in pieces} - set(layout["owner_kinds"]))]
    for kind in kinds:
        of_kind = [p for p in pieces if p.owner_kind == kind]
        if not of_kind:
            continue
        kind_sums = [Decimal(0)] * len(columns)
        for (owner, index), members in sorted(_grouped(of_kind).items()):
            cells = row_values(members, columns, known)
            facts = {"index": number, "place": values.get("place", ""), "owner": owner, "owner_kind": kind,
                     "number": parcels[index - 1].number, "name": parcels[index - 1].name}
            for i, column in enumerate(texts, 1):
                sheet.put(row, i, facts.get(column["key"], ""), "text")
            _numbers(sheet, row, len(texts), cells, columns, profile)
            kind_sums = [a + b for a, b in zip(kind_sums, cells)]
            row, number = row + 1, number + 1
        sheet.put(row, 1, layout["words"]["subtotal"].format(kind=kind), "total", columns=len(texts))
        _numbers(sheet, row, len(texts), kind_sums, columns, profile, "total")
        sums = [a + b for a, b in zip(sums, kind_sums)]
        row += 1
    sheet.put(row, 1, layout["words"]["total"], "total", columns=len(texts))
    _numbers(sheet, row, len(texts), sums, columns, profile, "total")
    _narrow(sheet, texts)
    return sheet


def _narrow(sheet: Sheet, texts: Sequence[Mapping[str, Any]]) -> None:
    """Columns as narrow as their content allows: thirty columns at full width would be printed too small to read."""
    longest: dict[int, float] = {}
    for cell in sheet.cells:
        if cell.columns == 1 and cell.row >= sheet.bordered:
            share = 0.5 if cell.role == "head" else 1.0  # a head may take two lines
            longest[cell.column] = max(longest.get(cell.column, 0.0), text_width(cell.text()) * share)
    for i, width in enumerate(sheet.widths):
        most = width if i < len(texts) else MAX_AREA_WIDTH
        sheet.widths[i] = round(min(max(longest.get(i + 1, 0.0) + CELL_MARGIN + 0.6, LEAST_WIDTH), most), 2)


def _grouped(pieces: Sequence[ClassPiece]) -> dict[tuple[str, int], list[ClassPiece]]:
    """Pieces by owner and parcel."""
    groups: dict[tuple[str, int], list[ClassPiece]] = {}
    for piece in pieces:
        groups.setdefault((piece.owner, piece.parcel), []).append(piece)
    return groups


def _heads(sheet: Sheet, texts: Sequence[Mapping[str, Any]], columns: Sequence[AreaColumn]) -> None:
    """Three header rows (3, 4, 5): class, column, sub-column; cells without a lower level reach down."""
    for i, column in enumerate(texts, 1):
        sheet.put(3, i, column["title"], "head", rows=3)
    start = len(texts) + 1
    for i, area in enumerate(columns):
        path = area.path
        if len(path) == 1:
            sheet.put(3, start + i, path[0], "head", rows=3)
            continue
        if i == 0 or columns[i - 1].path[0] != path[0]:
            sheet.put(3, start + i, path[0], "head", columns=sum(c.path[0] == path[0] for c in columns))
        if len(path) == 2:
            sheet.put(4, start + i, path[1], "head", rows=2)
            continue
        if columns[i - 1].path[:2] != path[:2]:
            sheet.put(4, start + i, path[1], "head", columns=sum(c.path[:2] == path[:2] for c in columns))
        sheet.put(5, start + i, path[2], "head")


def _numbers(sheet: Sheet, row: int, left: int, cells: Sequence[Decimal], columns: Sequence[AreaColumn],
             profile: PackageProfile, role: str = "") -> None:
    for i, (value, column) in enumerate(zip(cells, columns), left + 1):
        shown = value if value or (column.total and role) else None
        if shown is not None:  # most classes have no area in most rows; the writers rule what is left blank
            sheet.put(row, i, shown, role or ("total" if column.total else "number"), profile.area_ha_decimals)


def _detail(pieces: Sequence[ClassPiece], parcels: Sequence[PublishedParcel], profile: PackageProfile,
            layout: Mapping[str, Any], values: Mapping[str, str]) -> Sheet:
    columns = layout["detail_columns"]
    sheet = Sheet(layout["detail_sheet"], [float(c["width"]) for c in columns], repeat=(1, 3), bordered=3, landscape=True,
                  font=layout.get("font", "宋体"), freeze=(4, 1))
    sheet.put(1, 1, layout["detail_title"], "title", columns=len(columns))
    sheet.put(2, 1, str(layout["note"]).format(**values), "note", columns=len(columns))
    for i, column in enumerate(columns, 1):
        sheet.put(3, i, column["title"], "head")
    row, number, total = 4, 1, Decimal(0)
    by_parcel: dict[int, list[ClassPiece]] = {}
    for piece in pieces:
        by_parcel.setdefault(piece.parcel, []).append(piece)
    for parcel in parcels:
        own = by_parcel.get(parcel.index, [])
        for (code, owner, kind, name, three), area in by_key(own, *_DETAIL).items():
            facts: dict[str, Any] = {
                "index": number, "number": parcel.number, "name": parcel.name, "code": code, "class_name": name,
                "three_class": three, "owner": owner, "owner_kind": kind}
            _detail_row(sheet, row, columns, facts, area, profile, "number")
            row, number = row + 1, number + 1
        subtotal = sum((p.area_ha for p in own), Decimal(0))
        _detail_row(sheet, row, columns, {"number": parcel.number, "name": layout["words"]["sum"]}, subtotal, profile, "total")
        total += subtotal
        row += 1
    _detail_row(sheet, row, columns, {"number": layout["words"]["total"]}, total, profile, "total")
    return sheet


def _detail_row(sheet: Sheet, row: int, columns: Sequence[Mapping[str, Any]], facts: Mapping[str, Any], area: Decimal,
                profile: PackageProfile, role: str) -> None:
    numbers = {"area_ha": area, "area_mu": area * 15}  # 1 ha = 15 mu exactly
    for i, column in enumerate(columns, 1):
        key = column["key"]
        if key in numbers:
            sheet.put(row, i, numbers[key], role, profile.area_ha_decimals)
        else:
            sheet.put(row, i, facts.get(key, ""), "total" if role == "total" else "text")
