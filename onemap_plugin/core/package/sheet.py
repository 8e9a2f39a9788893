"""A table as a grid of cells: what the workbook writer draws, what the PDF shows and what the receiver's check compares."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Cell:
    """One cell, 1-based.  role: 'title', 'note', 'head', 'text', 'number', 'total', 'band'.  decimals: of a Decimal value."""

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

    breaks: rows after which a page ends.  bordered: first row of the ruled part.
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

    def put(self, row: int, column: int, value: str | Decimal | int | None, role: str = "text", decimals: int = 0,
            rows: int = 1, columns: int = 1) -> None:
        self.cells.append(Cell(row, column, value, role, decimals, rows, columns))

    @property
    def last_row(self) -> int:
        return max((c.row + c.rows - 1 for c in self.cells), default=0)

    def grid(self) -> dict[tuple[int, int], Cell]:
        return {(c.row, c.column): c for c in self.cells}
