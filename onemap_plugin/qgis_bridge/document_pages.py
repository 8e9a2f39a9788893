"""Page breaks of an HTML document: Qt cuts table rows in two at the foot of a page, here they stay whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qgis.PyQt.QtGui import QFontMetricsF, QTextDocument, QTextTable

_TABLE = re.compile(r"(<table\b[^>]*>.*?</table>)", re.DOTALL)
_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
#: a heading, a line or both right above a table, which go with it to the next page
_CAPTION = re.compile(r"(?:<h2\b[^<>]*>[^<>]*</h2>\s*)?(?:<p\b[^<>]*>(?:<b>)?[^<>]*(?:</b>)?</p>\s*)?\Z")
#: share of a page that is kept free for the lines of the tables
_SLACK = 0.004

#: HTML and the height of a page (None: one page without end) -> the document, laid out
Build = Callable[[str, "float | None"], QTextDocument]


@dataclass(frozen=True)
class _Lines:
    """A paragraph: its lines' tops and bottoms when no page break is near, in document units.  text: whether it has any."""

    lines: tuple[tuple[float, float], ...]
    text: bool


@dataclass(frozen=True)
class _Table:
    """A table: its top, the height of the repeated head, and the heights of the rows below it, when no page break is near."""

    top: float
    head: float
    rows: tuple[float, ...]

    @property
    def bottom(self) -> float:
        return self.top + self.head + sum(self.rows)


def whole_rows(html: str, build: Build, height: float) -> QTextDocument:
    """The document of ``html`` on pages of ``height``, with its tables divided so that no row lies on two pages.

    A table whose first row would have no room beneath its head begins on a new page, with the heading above it.  A row that
    is higher than a page is cut as before; so is a table that holds tables (a template of the user's own).  Where everything
    stands is reckoned from one layout without pages, because laying out a long document takes time.
    """
    natural = build(html, None)
    items = list(_items(natural))
    tables = [i for i in items if isinstance(i, _Table)]
    parts = _TABLE.split(html)  # text, table, text, table, ... text
    if len(tables) * 2 + 1 != len(parts) or any(len(_rows(parts[2 * i + 1])) != len(t.rows) for i, t in enumerate(tables)):
        return build(html, height)
    place, cursor, above = 1, _Cursor(height, _line(natural) + height * _SLACK), [0.0]
    for item in items:
        if isinstance(item, _Lines):
            cursor.paragraph(item)
            above += [item.lines[0][0]] if item.text and item.lines else []
            continue
        caption = _caption(parts[place - 1])
        lines = caption.count("</h2>") + caption.count("</p>")
        start = above[-lines] if 0 < lines < len(above) else item.top
        if cursor.table_begins_badly(item, start):
            parts[place - 1], parts[place] = _on_new_page(parts[place - 1], parts[place])
            cursor.new_page(item.top - start, item.top)
        breaks = cursor.table(item)
        if breaks:
            parts[place] = _divided(parts[place], breaks)
        place += 2
    return build("".join(parts), height)


class _Cursor:
    """Goes down the pages as Qt's layout does.  y: place on the page; below: where that is in the layout without pages.

    slack: what stays free at the foot: Qt puts an empty line below each table, which would take a page of its own.
    """

    def __init__(self, height: float, slack: float) -> None:
        self.height, self.slack, self.y, self.below = height, slack, 0.0, 0.0

    def _room(self) -> float:
        return self.height - self.slack - self.y

    def paragraph(self, item: _Lines) -> None:
        """Past the lines, each whole on its page."""
        for top, bottom in item.lines:
            self.y += top - self.below + bottom - top
            if self.y > self.height:
                self.y = bottom - top
            self.below = bottom

    def table_begins_badly(self, table: _Table, start: float) -> bool:
        """Whether head and first row do not fit below, but would on a new page.  start: where the heading above them begins."""
        used = self.y + table.top - self.below
        needed = table.head + (table.rows[0] if table.rows else 0.0)
        first = used - (table.top - start)
        if first < 0 or needed > self.height * 0.8:  # the page ended between heading and table
            return first < 0
        return self.height - self.slack - used < needed and first > self.height * 0.02

    def new_page(self, y: float, below: float) -> None:
        self.y, self.below = y, below

    def table(self, table: _Table) -> list[int]:
        """Past the table; numbers of the rows (from 0, below the head) that begin a new page."""
        self.y += table.top - self.below + table.head
        found = []
        for number, row in enumerate(table.rows):
            if number and row > self._room():
                found.append(number)
                self.y = table.head
            self.y += row
            self.y %= self.height  # a row higher than a page goes on
        self.below = table.bottom
        return found


def _line(document: QTextDocument) -> float:
    """Height of an empty line."""
    device = document.documentLayout().paintDevice()
    font = document.defaultFont()
    return float((QFontMetricsF(font, device) if device is not None else QFontMetricsF(font)).lineSpacing())


def _items(document: QTextDocument) -> Iterator[_Lines | _Table]:
    """Paragraphs and tables (those that stand in no other table) from the top."""
    layout, position = document.documentLayout(), document.rootFrame().begin()
    while not position.atEnd():
        frame, block = position.currentFrame(), position.currentBlock()
        if isinstance(frame, QTextTable):
            yield _measured(document, frame)
        elif frame is None and block.isValid():
            y = float(layout.blockBoundingRect(block).top()) - float(block.layout().boundingRect().top())
            lines = [block.layout().lineAt(i) for i in range(block.layout().lineCount())]
            yield _Lines(tuple((y + line.y(), y + line.y() + line.height()) for line in lines), bool(block.text().strip()))
        position += 1


def _measured(document: QTextDocument, table: QTextTable) -> _Table:
    layout = document.documentLayout()
    rect = layout.frameBoundingRect(table)
    tops = [float(rect.top())]
    for row in range(1, table.rows()):
        cells = [table.cellAt(row, column) for column in range(table.columns())]
        blocks = [c.firstCursorPosition().block() for c in cells if c.row() == row]
        tops.append(min((float(layout.blockBoundingRect(b).top()) for b in blocks), default=tops[-1]))
    tops.append(float(rect.bottom()))
    heads = table.format().headerRowCount()
    return _Table(tops[0], tops[heads] - tops[0], tuple(b - a for a, b in zip(tops[heads:], tops[heads + 1 :])))


def _rows(table: str) -> list[str]:
    return _ROW.findall(_HEAD.sub("", table))


def _caption(before: str) -> str:
    found = _CAPTION.search(before)
    return found.group() if found else ""


def _on_new_page(before: str, table: str) -> tuple[str, str]:
    """The heading above the table, or the table where it has none, begins a new page."""
    caption = _caption(before)
    if not caption:
        return before, _with_break(table)
    return before[: -len(caption)] + _with_break(caption), table


def _with_break(element: str) -> str:
    """The element at the beginning of the text begins a new page."""
    tag, rest = element.split(">", 1)
    if 'style="' in tag:
        return tag.replace('style="', 'style="page-break-before: always; ', 1) + ">" + rest
    return f'{tag} style="page-break-before: always">{rest}'


def _divided(table: str, breaks: Sequence[int]) -> str:
    """The table as several, each with the head; all but the first begin a new page."""
    opening = table[: table.index(">") + 1]
    head = _HEAD.search(table)
    again = _with_break(opening.replace("page-break-before: always; ", "")) + (head.group() if head else "")
    rows = _rows(table)
    ends = [*breaks, len(rows)]
    pieces = [opening + (head.group() if head else "") + "".join(rows[: ends[0]])]
    pieces += [again + "".join(rows[a:b]) for a, b in zip(ends, ends[1:])]
    return "".join(piece + "</table>" for piece in pieces)


__all__ = ["whole_rows"]
