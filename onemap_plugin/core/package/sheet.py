"""A table as a grid of cells: what the workbook writer draws, what the PDF shows and what the receiver's check compares."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

#: roles whose text is broken into lines, in the cell as in the computed height
WRAPS = frozenset({"head", "text", "band", "note"})
TITLE_HEIGHT, NOTE_HEIGHT, LINE_HEIGHT = 28.0, 18.0, 13.0  # points
CELL_MARGIN = 0.8  # of both sides of a cell, in column units


class Cell(NamedTuple):
    """One cell, 1-based; a tuple, because a county's class table has a million.

    role: 'title', 'note', 'head', 'text', 'number', 'total', 'band'.  decimals: of a Decimal value."""

    row: int
    column: int
    value: str | Decimal | int | None
    role: str = "text"
    decimals: int = 0
    rows: int = 1
    columns: int = 1

    def text(self) -> str:
        """As printed."""
        if self.value is None:
            return ""
        return f"{self.value:.{self.decimals}f}" if isinstance(self.value, Decimal) else str(self.value)


@dataclass
class Sheet:
    """One sheet.  widths: of the columns in characters.  repeat: first and last row repeated on each printed page.

    breaks: rows after which a page ends.  bordered: first row of the ruled part.  row_height: least height of a row of the
    ruled part, points; a row whose text needs more lines is higher.
    """

    name: str
    widths: list[float]
    cells: list[Cell] = field(default_factory=list)
    repeat: tuple[int, int] = (1, 1)
    breaks: list[int] = field(default_factory=list)
    landscape: bool = False
    paper: str = "A4"
    font: str = "宋体"
    bordered: int = 1
    freeze: tuple[int, int] = (1, 1)
    row_height: float = 15.0

    def put(self, row: int, column: int, value: str | Decimal | int | None, role: str = "text", decimals: int = 0,
            rows: int = 1, columns: int = 1) -> None:
        self.cells.append(Cell(row, column, value, role, decimals, rows, columns))

    @property
    def last_row(self) -> int:
        return max((c.row + c.rows - 1 for c in self.cells), default=0)

    def grid(self) -> dict[tuple[int, int], Cell]:
        return {(c.row, c.column): c for c in self.cells}

    def heights(self) -> dict[int, float]:
        """Row -> height in points that shows all of its text: no spreadsheet program computes it for rows of a file."""
        found: dict[int, float] = dict.fromkeys(range(self.bordered, self.last_row + 1), self.row_height)
        for cell in self.cells:
            lines = self._lines(cell)
            least = TITLE_HEIGHT if cell.role == "title" else NOTE_HEIGHT if cell.role == "note" else self.row_height
            needed = max(least, lines * LINE_HEIGHT + 4) / cell.rows
            for row in range(cell.row, cell.row + cell.rows):
                found[row] = max(found.get(row, 0.0), needed)
        return found

    def _lines(self, cell: Cell) -> int:
        """Lines that the text of a wrapping cell takes in its width."""
        if cell.role not in WRAPS or not isinstance(cell.value, str):
            return 1
        room = sum(self.widths[cell.column - 1 : cell.column - 1 + cell.columns]) - CELL_MARGIN
        return sum(max(1, math.ceil(text_width(part) / max(room, 1.0))) for part in cell.value.split("\n"))


def text_width(text: str) -> float:
    """Width in column units (digits of the default 11 point font) of text of 10 points: a Chinese character takes two."""
    return sum(1.9 if unicodedata.east_asian_width(c) in "WFA" else 1.0 for c in text)
