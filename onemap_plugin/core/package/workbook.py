"""Sheets to .xlsx: borders, widths, number formats, print titles, page set-up; the same bytes for the same sheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any

try:
    from ..._vendor import openpyxl
    from ..._vendor.openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from ..._vendor.openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from ..._vendor.openpyxl.utils import get_column_letter
    from ..._vendor.openpyxl.worksheet.pagebreak import Break
except ImportError:  # a checkout without the vendored copy
    import openpyxl
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP
from .archive import FIXED_TIME, MAX_ENTRIES, pack
from .sheet import WRAPS, Cell, Sheet

_PAPER = {"A4": 9, "A3": 8}
_EPOCH = datetime(*FIXED_TIME)


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx of ``sheets``, byte-identical for equal input (fixed times, sorted entries)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator = "OneMap"
    book.properties.created = book.properties.modified = _EPOCH
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.name), sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return _freeze(buffer.getvalue())


def _freeze(data: bytes) -> bytes:
    """The same workbook without the time of saving."""
    stamp = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    entries: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            entries[name] = content
    # a spreadsheet reader looks for the list of content types first
    return pack(entries, first="[Content_Types].xml")


def _write_sheet(ws: Any, sheet: Sheet) -> None:
    looks: dict[Any, Any] = {}
    for cell in sheet.cells:
        _write_cell(ws, cell, sheet, looks)
    for i, width in enumerate(sheet.widths, 1):
        ws.column_dimensions[get_column_letter(i)].width = width
    _rule_blanks(ws, sheet, looks)
    for row, height in sheet.heights().items():
        ws.row_dimensions[row].height = height
    ws.print_title_rows = f"{sheet.repeat[0]}:{sheet.repeat[1]}"
    ws.freeze_panes = ws.cell(row=sheet.freeze[0], column=sheet.freeze[1])
    ws.print_area = f"A1:{get_column_letter(len(sheet.widths))}{sheet.last_row}"
    setup = ws.page_setup
    setup.orientation = "landscape" if sheet.landscape else "portrait"
    setup.paperSize = _PAPER.get(sheet.paper, 9)
    setup.fitToWidth, setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    ws.print_options.horizontalCentered = True
    margins = ws.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.6, 0.3, 0.3
    ws.oddFooter.center.text = "第 &P 页 共 &N 页"
    for row in sorted(set(sheet.breaks)):
        ws.row_breaks.append(Break(id=row))


def _write_cell(ws: Any, cell: Cell, sheet: Sheet, looks: dict[Any, Any]) -> None:
    target = ws.cell(row=cell.row, column=cell.column)
    if isinstance(cell.value, str):
        if ILLEGAL_CHARACTERS_RE.search(cell.value):
            raise OneMapError(QT_TRANSLATE_NOOP("errors", "“{text}” holds a control character that a table cannot hold."),
                              text=ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell.value),
                              hint=QT_TRANSLATE_NOOP("errors", "Correct the name in the parcel data; nothing is replaced."))
        # names are text even when they look like a formula: '=1+1' must not be computed by a spreadsheet program
        target.value = cell.value
        target.data_type = "s"
    elif cell.value is not None:
        target.value = cell.value
    number = not isinstance(cell.value, str) and cell.value is not None and cell.decimals > 0
    _style(target, sheet, cell.role, cell.decimals if number else 0, cell.row >= sheet.bordered, looks)
    if cell.rows > 1 or cell.columns > 1:
        ws.merge_cells(start_row=cell.row, start_column=cell.column, end_row=cell.row + cell.rows - 1,
                       end_column=cell.column + cell.columns - 1)


def _style(target: Any, sheet: Sheet, role: str, decimals: int, ruled: bool, looks: dict[Any, Any]) -> None:
    """Font, alignment, fill, border and number format; ``looks`` keeps finished ones, comparing styles is what takes the time."""
    key = (role, decimals, ruled)
    if key in looks:
        target._style = copy(looks[key])
        return
    size, bold = {"title": (16, True), "note": (9, False), "head": (10, True), "band": (10, True), "total": (10, True)}.get(
        role, (10, False))
    target.font = Font(name=sheet.font, size=size, bold=bold)
    if decimals:
        target.number_format = "0." + "0" * decimals
    horizontal = "right" if decimals else "left" if role == "note" else "center"
    wrap = role in WRAPS
    target.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap)
    if role in ("head", "band"):
        target.fill = PatternFill("solid", fgColor="EDF2F7" if role == "head" else "F7F7F2")
    if ruled:
        thin = Side(style="thin", color="000000")
        target.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    looks[key] = copy(target._style)


def _rule_blanks(ws: Any, sheet: Sheet, looks: dict[Any, Any]) -> None:
    """Borders of the cells that hold nothing, those under merged ones too."""
    written = {(c.row, c.column) for c in sheet.cells}
    for row in range(sheet.bordered, sheet.last_row + 1):
        for column in range(1, len(sheet.widths) + 1):
            if (row, column) not in written:
                _style(ws.cell(row=row, column=column), sheet, "blank", 0, True, looks)


def read_workbook(data: bytes) -> dict[str, dict[tuple[int, int], Any]]:
    """Sheet name -> (row, column) -> value of the cells that hold one.  Raises ValueError for what is no sound workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_ENTRIES or sum(i.file_size for i in infos) > 400_000_000:
                raise ValueError("too large")
            if any(b"<!DOCTYPE" in archive.read(i)[:4096] for i in infos if i.filename.endswith((".xml", ".rels"))):
                raise ValueError("has a document type declaration")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
        found: dict[str, dict[tuple[int, int], Any]] = {}
        for ws in book.worksheets:
            found[ws.title] = {(c.row, c.column): c.value for row in ws.iter_rows() for c in row if c.value is not None}
        return found
    except ValueError:
        raise
    except Exception as error:  # openpyxl raises whatever its parser meets in a damaged file
        raise ValueError(str(error) or type(error).__name__) from error
