"""Point lists in worksheets (XLSX, ODS, XLS) through OGR, which every QGIS has."""

from __future__ import annotations

import re
import zipfile
from typing import Any

from ..core import exchange
from ..core.errors import OneMapError
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.parcels import ParcelCrs, ParcelSet
from ..core.progress import SILENT, Progress
from .reading_choices import NO_CHOICES, Choices
from .reading_fields import text
from .reading_inputs import Item
from .reading_open import opened
from .reading_package import check_package
from .reading_rules import finding

_UNSAVED = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f\b[^>]*/>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")

_UNSAVED_TEXT = QT_TRANSLATE_NOOP(
    "rules", "{count} cells of {name} hold formulas whose values were not saved; they are empty here."
)
_NO_VALUES = QT_TRANSLATE_NOOP(
    "errors", "{count} cells hold formulas whose values were not saved, and no others hold coordinates."
)
_SAVE_ANEW = QT_TRANSLATE_NOOP("errors", "Open the workbook in a spreadsheet program, save it there, and read it again.")


def read_sheets(
    item: Item, fallback: ParcelCrs | None = None, progress: Progress = SILENT, choices: Choices = NO_CHOICES
) -> list[ParcelSet]:
    """One set for each worksheet with coordinates; the others are told.  choices: columns that the user named.

    Raises OneMapError when the file cannot be opened, or when it has one sheet and that holds no coordinates.
    """
    sheets = sheet_rows(item, progress)
    if any(exchange.holds_txt(rows) for _, rows in sheets):
        return _txt_in_cells(item, sheets, fallback, progress, choices)
    filled = [(name, rows) for name, rows in sheets if rows]
    if not filled:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The workbook is empty; a list of points was expected."),
            file=item.name,
            hint=QT_TRANSLATE_NOOP("errors", "Export it again from the program that made it."),
        )
    found: list[ParcelSet] = []
    remarks: list[Finding] = []
    failed: OneMapError | None = None
    for name, rows in filled:
        source = item.name if len(filled) == 1 else f"{item.name}|{name}"
        chosen = choices.columns_for(source)
        try:
            found.append(
                exchange.read_point_rows(
                    rows, source, chosen.roles, chosen.header_rows, fallback, progress, settings=choices.rules
                )
            )
        except OneMapError as e:
            failed = e
            remarks.append(
                finding(
                    "skipped", QT_TRANSLATE_NOOP("rules", "{name} holds no coordinates that OneMap knows."), source, name=source
                )
            )
    unsaved = _unsaved(item) if failed or any(f.rule == "T-LIST-ROW" for s in found for f in s.findings) else 0
    if not found and failed is not None:
        if unsaved:
            raise OneMapError(_NO_VALUES, file=item.name, hint=_SAVE_ANEW, count=unsaved) from failed
        raise failed
    if unsaved:
        remarks.append(finding("file", _UNSAVED_TEXT, item.name, key="formulas", name=item.name, count=unsaved))
    return [*found, *([ParcelSet((), findings=tuple(remarks))] if remarks else [])]


def _unsaved(item: Item) -> int:
    """Cells with a formula and no value, as programs leave them that write workbooks and do not calculate."""
    if not zipfile.is_zipfile(item.path):
        return 0
    with zipfile.ZipFile(item.path) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")]
        return sum(len(_UNSAVED.findall(package.read(n))) for n in sheets)


def sheet_rows(item: Item, progress: Progress, limit: int = 0) -> list[tuple[str, list[list[Any]]]]:
    """(name, rows of cells) of every worksheet; a cell is a text, a number or None.  limit: rows at most, 0 for all.

    What the file is, is told by its first bytes: workbooks are often sent under the ending of the other format.
    """
    with item.path.open("rb") as stream:
        head = stream.read(512)
    if exchange.is_xls(head):
        progress.check()
        found = exchange.read_xls(item.path.read_bytes(), item.name)
        return _side_by_side([(name, rows[: limit or None]) for name, rows in found])
    if head.startswith(b"PK"):
        check_package(item, progress)
    elif head.strip():
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The file is no workbook, whatever its ending says."),
            file=item.name,
            hint=QT_TRANSLATE_NOOP("errors", "Open it in a spreadsheet program and save it as .xlsx or .csv."),
        )
    sheets = []
    with opened(item) as source:
        for i in range(source.dataset.GetLayerCount()):
            layer = source.dataset.GetLayerByIndex(i)
            width = layer.GetLayerDefn().GetFieldCount()
            rows = []
            for number, feature in enumerate(layer):
                if number % 1024 == 0:
                    progress.check()
                if limit and number >= limit:
                    break
                rows.append([_cell(feature, k) for k in range(width)])
            sheets.append((layer.GetName(), rows if any(c is not None for r in rows for c in r) else []))
    return _side_by_side(sheets)


def _side_by_side(sheets: list[tuple[str, list[list[Any]]]]) -> list[tuple[str, list[list[Any]]]]:
    """The worksheets, tables that stand side by side in one as worksheets of their own, named by their columns."""
    found: list[tuple[str, list[list[Any]]]] = []
    for name, rows in sheets:
        tables = exchange.tables_of(rows) if rows else [(0, rows)]
        found += [(name if len(tables) == 1 else f"{name}!{_letters(start)}", part) for start, part in tables]
    return found


def _letters(column: int) -> str:
    """The letters of a column as spreadsheet programs show them: 0 is A, 26 is AA."""
    more, last = divmod(column, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)


def _txt_in_cells(
    item: Item, sheets: list[tuple[str, list[list[Any]]]], fallback: ParcelCrs | None, progress: Progress, choices: Choices
) -> list[ParcelSet]:
    """The coordinate TXT that was put into cells, from each worksheet that holds one."""
    found: list[ParcelSet] = []
    for name, rows in sheets:
        if exchange.holds_txt(rows):
            source = item.name if len(sheets) == 1 else f"{item.name}|{name}"
            data = exchange.as_txt(rows).encode()
            found += exchange.by_block(exchange.read_txt(data, source, "", fallback, progress, settings=choices.rules))
    return found


def _cell(feature: Any, index: int) -> Any:
    if not feature.IsFieldSetAndNotNull(index):
        return None
    value = feature.GetField(index)
    return value if isinstance(value, (int, float)) else text(value)
