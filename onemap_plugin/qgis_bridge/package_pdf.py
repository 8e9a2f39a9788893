"""PDF pages from layouts and documents, the same bytes for the same content, and a look into a finished PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from qgis.core import Qgis, QgsLayoutExporter, QgsPrintLayout, QgsRenderContext
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from qgis.PyQt.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.package.pdf_text import Pdf

DPI = 300
TEXT_AS_TEXT: Any = (Qgis.TextRenderFormat.AlwaysText if hasattr(Qgis, "TextRenderFormat")
                     else QgsRenderContext.TextRenderFormat.TextFormatAlwaysText)  # type: ignore[attr-defined]


class PdfPages:
    """A PDF that grows by layout pages; main thread only."""

    def __init__(self, size_mm: Sequence[float], title: str, created: str) -> None:
        self._data = QByteArray()
        self._buffer = QBuffer(self._data)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer: Any = pdf_writer(self._buffer, size_mm, title)
        self._painter: Any = None
        self._created = created

    def add(self, layout: QgsPrintLayout, page: int) -> None:
        """Append one page of ``layout``.  Raises OneMapError when Qt cannot start the page."""
        context = layout.renderContext()
        context.setDpi(DPI)
        context.setTextRenderFormat(TEXT_AS_TEXT)
        if self._painter is None:
            self._painter = QPainter()
            if not self._painter.begin(self._writer):
                raise OneMapError(QT_TRANSLATE_NOOP("errors", "The map page could not be drawn."),
                                  hint=QT_TRANSLATE_NOOP("errors", "Check the free memory."))
        else:
            self._writer.newPage()
        QgsLayoutExporter(layout).renderPage(self._painter, page)

    def finish(self) -> bytes:
        """The whole PDF."""
        if self._painter is not None:
            self._painter.end()
            self._painter = None
        self._writer = None
        self._buffer.close()
        return freeze_pdf(bytes(self._data), self._created)

    def close(self) -> None:
        """Let go of Qt's objects in their order, also after a fault."""
        if self._painter is not None:
            self._painter.end()
            self._painter = None
        self._writer = None


def pdf_writer(device: Any, size_mm: Sequence[float], title: str) -> QPdfWriter:
    writer = QPdfWriter(device)
    writer.setResolution(DPI)
    writer.setCreator("OneMap")
    writer.setTitle(title)
    page = QPageSize(QSizeF(min(size_mm), max(size_mm)), QPageSize.Unit.Millimeter)
    turned = QPageLayout.Orientation.Landscape if size_mm[0] > size_mm[1] else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(page, turned, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter))
    return writer


def freeze_pdf(data: bytes, created: str) -> bytes:
    """Set Qt's time of writing and random ids to the package's date, byte for byte in place so that the offsets stay true."""
    day = created.replace("-", "")

    def same_length(match: re.Match[bytes], text: str) -> bytes:
        old = match.group(0)
        return (text.encode("ascii") + b"0" * len(old))[:len(old)]

    data = re.sub(rb"D:\d{14}", lambda m: same_length(m, f"D:{day}000000"), data)
    data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", lambda m: same_length(m, f"{created}T00:00:00"), data)
    zero = "00000000-0000-0000-0000-000000000000"
    return re.sub(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", lambda m: same_length(m, zero), data)


def pdf_pages(data: bytes) -> int:
    """Number of pages with content.  Raises ValueError when this is no whole PDF."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        raise ValueError("no complete PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", data))
    counts = [int(n) for n in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", data, flags=re.DOTALL)]
    if counts and max(counts) != pages:
        raise ValueError("page tree and pages differ")
    streams = re.findall(rb"stream\r?\n", data)
    if len(streams) < pages:
        raise ValueError("pages without content")
    return pages


def pdf_sound(data: bytes) -> str:
    """What is wrong with the build of a PDF, '' for nothing: table of objects, lengths, and every stream to its last byte."""
    try:
        pdf = Pdf(data)
        table = re.search(rb"startxref\s+(\d+)\s+%%EOF", data[-1024:])
        start = int(table.group(1)) if table else -1
        entries = re.match(rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf]\s?\s)+)trailer", data[max(start, 0):])
        if start < 0 or entries is None:
            return "" if table and b"/XRef" in data else "no table of objects"  # newer writers pack the table
        places = [int(p) for p, kind in re.findall(rb"(\d{10}) \d{5} ([nf])", entries.group(2))[1:] if kind == b"n"]
        if sorted(places) != sorted(pdf.places.values()) or len(places) + 1 != int(entries.group(1)):
            return "wrong table of objects"
        for number in pdf.places:
            if re.search(rb"/Length\s", pdf.head(number)):
                pdf.stream(number)
    except ValueError as error:
        return str(error)
    return ""
