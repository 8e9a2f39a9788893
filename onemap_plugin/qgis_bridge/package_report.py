"""Text documents of a package as PDF: the review report, and tables where an office wants them printed.

They are laid out in the thread that asks for them (Qt's rich text is reentrant): a long report takes seconds, and the window
must not wait for it.  Only the list of fonts comes from the main thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, Qt
from qgis.PyQt.QtGui import QAbstractTextDocumentLayout, QPainter, QTextDocument

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.package.data import PackageData
from ..core.package.report import render_report
from ..core.package.sheet import Cell, Sheet
from ..core.progress import SILENT, Progress
from .document_pages import whole_rows
from .layouts import choose_fonts, make_font
from .main_thread import call_on_main_thread
from .package_pdf import DPI, freeze_pdf, pdf_writer
from .reading_rules import RULES

MARGIN_MM = 15.0
_SIZES = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


def report_pdf(data: PackageData, template: str, progress: Progress = SILENT) -> tuple[bytes, int]:
    """The review report and its number of pages."""
    families, _ = call_on_main_thread(choose_fonts)
    title = f"联审报告 {data.values['项目名']}".strip()
    return html_pdf(render_report(data, families, template, RULES), title, data.created, families, _SIZES["A4"], progress)


def sheets_pdf(sheets: Sequence[Sheet], title: str, data: PackageData, progress: Progress = SILENT) -> tuple[bytes, int]:
    """Tables as a printed document: the same cells as the workbook."""
    families, _ = call_on_main_thread(choose_fonts)
    breaks = ["auto", *["always"] * (len(sheets) - 1)]
    body = "".join(f'<div style="page-break-before: {b}">{sheet_html(s)}</div>' for b, s in zip(breaks, sheets))
    width, height = _SIZES["A3" if any(s.paper == "A3" for s in sheets) else "A4"]
    size = (height, width) if any(s.landscape for s in sheets) else (width, height)
    return html_pdf(f"<html><body>{body}</body></html>", title, data.created, families, size, progress)


def sheet_html(sheet: Sheet) -> str:
    """One sheet as an HTML table with its merged cells."""
    rows: dict[int, list[Any]] = {}
    for cell in sorted(sheet.cells, key=lambda c: (c.row, c.column)):
        rows.setdefault(cell.row, []).append(cell)
    out = ['<table border="1" cellspacing="0" cellpadding="2" width="100%" style="border-collapse: collapse">']
    out.append(f"<thead>{''.join(_row(rows[r]) for r in range(sheet.bordered, sheet.repeat[1] + 1) if r in rows)}</thead>")
    out.extend(_row(_without_gaps(row, cells, len(sheet.widths))) for row, cells in sorted(rows.items()) if row > sheet.repeat[1])
    heads = "".join(f'<p align="center" style="font-size: {14 if r == 1 else 8}pt">{escape(rows[r][0].text())}</p>'
                    for r in range(1, sheet.bordered) if r in rows)
    return heads + "".join(out) + "</table>"


def _without_gaps(row: int, cells: Sequence[Cell], columns: int) -> list[Cell]:
    """The cells of a row with blank ones where the sheet holds none, so that those behind keep their column."""
    out: list[Cell] = []
    at = 1
    for cell in cells:
        out.extend(Cell(row, i, None) for i in range(at, cell.column))
        out.append(cell)
        at = cell.column + cell.columns
    return [*out, *(Cell(row, i, None) for i in range(at, columns + 1))]


def _row(cells: Sequence[Any]) -> str:
    out = []
    for cell in cells:
        tag = "th" if cell.role == "head" else "td"
        span = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
        out.append(f'<{tag}{span} align="center" style="font-size: 7pt">{escape(cell.text())}</{tag}>')
    return f"<tr>{''.join(out)}</tr>"


def html_pdf(
    html: str, title: str, created: str, families: Sequence[str], size_mm: Sequence[float], progress: Progress = SILENT
) -> tuple[bytes, int]:
    """HTML (Qt's subset) as PDF with page numbers; returns the bytes and the number of pages.  Raises Cancelled."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = pdf_writer(buffer, size_mm, title)
    mm = DPI / 25.4
    width, height = (size_mm[0] - 2 * MARGIN_MM) * mm, (size_mm[1] - 2 * MARGIN_MM - 6) * mm

    def build(text: str, page: float | None) -> QTextDocument:
        progress.check()
        made = QTextDocument()
        made.setDefaultFont(make_font(families, 9))
        made.documentLayout().setPaintDevice(writer)
        made.setDocumentMargin(0)
        made.setPageSize(QSizeF(width, page if page is not None else -1.0))  # before the text, or it is laid out twice
        made.setHtml(text)
        return made

    document = whole_rows(html, build, height)
    painter = QPainter()
    if not painter.begin(writer):
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The report could not be drawn."),
                          hint=QT_TRANSLATE_NOOP("errors", "Check the free memory."))
    pages = document.pageCount()
    try:
        for page in range(pages):
            progress.report(page / pages)
            if page:
                writer.newPage()
            painter.save()
            painter.translate(MARGIN_MM * mm, MARGIN_MM * mm - page * height)
            context = QAbstractTextDocumentLayout.PaintContext()
            context.clip = QRectF(0, page * height, width, height)
            painter.setClipRect(context.clip)
            document.documentLayout().draw(painter, context)
            painter.restore()
            painter.setFont(make_font(families, 8))
            foot = QRectF(MARGIN_MM * mm, (size_mm[1] - MARGIN_MM - 3) * mm, width, 6 * mm)
            painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), f"第 {page + 1} 页 共 {pages} 页")
    finally:
        painter.end()
    buffer.close()
    return freeze_pdf(bytes(data), created), pages


__all__ = ["html_pdf", "report_pdf", "sheet_html", "sheets_pdf"]
