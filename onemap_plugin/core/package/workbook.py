"""Sheets to .xlsx: borders, widths, number formats, print titles, page set-up; the same bytes for the same sheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

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
from ..progress import SILENT, Progress
from .archive import FIXED_TIME, MAX_ENTRIES, pack
from .sheet import WRAPS, Cell, Sheet

_PAPER = {"A4": 9, "A3": 8}
_EMPTY = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_EPOCH = datetime(*FIXED_TIME)


def write_workbook(sheets: Sequence[Sheet], progress: Progress = SILENT) -> bytes:
    """The .xlsx of ``sheets``, byte-identical for equal input (fixed times, sorted entries).

    The library makes everything but the cells: it keeps a kilobyte for each, and a county's class table has a million.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator = "OneMap"
    book.properties.created = book.properties.modified = _EPOCH
    bodies = {}
    for number, sheet in enumerate(sheets, 1):
        ws = book.create_sheet(sheet.name)
        bodies[f"xl/worksheets/sheet{number}.xml"] = _sheet_body(sheet, _Looks(ws, sheet), progress).encode("utf-8")
        _set_up(ws, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return _freeze(buffer.getvalue(), bodies)


def library_version() -> str:
    """Version of the library that writes the workbooks."""
    return str(openpyxl.__version__)


def _freeze(data: bytes, bodies: Mapping[str, bytes]) -> bytes:
    """The workbook with its cells and without the time of saving.  bodies: cells by the name of the worksheet's entry."""
    stamp = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    entries: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            entries[name] = b"".join([*_EMPTY.split(content, 1)[:1], bodies[name], *_EMPTY.split(content, 1)[1:]]) if (
                name in bodies) else content
    # a spreadsheet reader looks for the list of content types first
    return pack(entries, first="[Content_Types].xml")


def _set_up(ws: Any, sheet: Sheet) -> None:
    """Column widths, repeated rows, paper and breaks."""
    for i, width in enumerate(sheet.widths, 1):
        ws.column_dimensions[get_column_letter(i)].width = width
    ws.print_title_rows = f"{sheet.repeat[0]}:{sheet.repeat[1]}"
    ws.freeze_panes = f"{get_column_letter(sheet.freeze[1])}{sheet.freeze[0]}"
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


def _sheet_body(sheet: Sheet, looks: _Looks, progress: Progress) -> str:
    """Rows and merged ranges as SpreadsheetML (ISO/IEC 29500-1, 18.3.1.80 and 18.3.1.55)."""
    by_row: dict[int, dict[int, Cell]] = {}
    merged: list[str] = []
    for cell in sheet.cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell
        if cell.rows > 1 or cell.columns > 1:
            last = f"{get_column_letter(cell.column + cell.columns - 1)}{cell.row + cell.rows - 1}"
            merged.append(f'<mergeCell ref="{get_column_letter(cell.column)}{cell.row}:{last}"/>')
    letters = [get_column_letter(i) for i in range(1, len(sheet.widths) + 1)]
    heights = sheet.heights()
    out = ["<sheetData>"]
    for row in range(1, sheet.last_row + 1):
        progress.check()
        cells = by_row.get(row, {})
        # ruled cells that hold nothing are written for their borders, those under merged ones too
        blank = f'{row}" s="{looks.blank}"/>' if row >= sheet.bordered else ""
        parts = [_cell_xml(cells[i], f"{letter}{row}", looks) if i in cells else blank and f'<c r="{letter}{blank}'
                 for i, letter in enumerate(letters, 1)]
        height = f' ht="{heights[row]:g}" customHeight="1"' if row in heights else ""
        out.append(f'<row r="{row}"{height}>{"".join(parts)}</row>')
    out.append("</sheetData>")
    out.append(f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>' if merged else "")
    return "".join(out)


def _cell_xml(cell: Cell, place: str, looks: _Looks) -> str:
    value = cell.value
    if value is None:
        return f'<c r="{place}" s="{looks.index(cell.role, 0, cell.row)}"/>'
    if isinstance(value, str):
        if ILLEGAL_CHARACTERS_RE.search(value):
            raise OneMapError(QT_TRANSLATE_NOOP("errors", "“{text}” holds a control character that a table cannot hold."),
                              text=ILLEGAL_CHARACTERS_RE.sub("\ufffd", value),
                              hint=QT_TRANSLATE_NOOP("errors", "Correct the name in the parcel data; nothing is replaced."))
        # names are text even when they look like a formula: '=1+1' must not be computed by a spreadsheet program
        text = f'<is><t xml:space="preserve">{escape(value)}</t></is>' if value else ""
        return f'<c r="{place}" s="{looks.index(cell.role, 0, cell.row)}" t="inlineStr">{text}</c>' if value else (
            f'<c r="{place}" s="{looks.index(cell.role, 0, cell.row)}"/>')
    number = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f'<c r="{place}" s="{looks.index(cell.role, max(cell.decimals, 0), cell.row)}"><v>{number}</v></c>'


class _Looks:
    """Numbers of the formats of one sheet: font, alignment, fill, border and number format by role."""

    def __init__(self, ws: Any, sheet: Sheet) -> None:
        self._ws, self._sheet = ws, sheet
        self._known: dict[tuple[str, int, bool], int] = {}
        self.blank = self.index("blank", 0, sheet.bordered)

    def index(self, role: str, decimals: int, row: int) -> int:
        key = (role, decimals, row >= self._sheet.bordered)
        if key not in self._known:
            self._known[key] = self._make(*key)
        return self._known[key]

    def _make(self, role: str, decimals: int, ruled: bool) -> int:
        target = self._ws.cell(row=1, column=1)
        size, bold = {"title": (16, True), "note": (9, False), "head": (10, True), "band": (10, True), "total": (10, True)}.get(
            role, (10, False))
        target.font = Font(name=self._sheet.font, size=size, bold=bold)
        target.number_format = "0." + "0" * decimals if decimals else "General"
        horizontal = "right" if decimals else "left" if role == "note" else "center"
        target.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=role in WRAPS)
        fills = {"head": "EDF2F7", "band": "F7F7F2"}
        target.fill = PatternFill("solid", fgColor=fills[role]) if role in fills else PatternFill()
        thin = Side(style="thin", color="000000") if ruled else Side()
        target.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        index = int(target.style_id)
        self._ws._cells.clear()  # the cell was only there to register its format
        return index


def read_workbook(data: bytes) -> dict[str, dict[tuple[int, int], Any]]:
    """Sheet name -> (row, column) -> value of the cells that hold one.  Raises ValueError for what is no sound workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_ENTRIES or sum(i.file_size for i in infos) > 400_000_000:
                raise ValueError("too large")
            if any(b"<!DOCTYPE" in archive.read(i)[:4096] for i in infos if i.filename.endswith((".xml", ".rels"))):
                raise ValueError("has a document type declaration")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=False, read_only=True)
        found: dict[str, dict[tuple[int, int], Any]] = {}
        for ws in book.worksheets:
            ws.reset_dimensions()  # what the file says of its size may be wrong
            found[ws.title] = {(c.row, c.column): c.value for row in ws.iter_rows() for c in row if c.value is not None}
        return found
    except ValueError:
        raise
    except Exception as error:  # openpyxl raises whatever its parser meets in a damaged file
        raise ValueError(str(error) or type(error).__name__) from error
