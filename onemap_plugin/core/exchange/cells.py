"""Point lines as a table of numbers: in bulk for plain lines, one by one for the others, with identical results."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ..progress import SILENT, Progress
from .angles import parse_degrees
from .digits import LETTER, read_numbers, words_of
from .text import ByteArray, IntArray, TextLines

NUMBER, BLANK, WORD = 0, 1, 2
CHUNK = 10_000
_MAX_CELL = 40
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_ANGLE_SIGNS = re.compile("[°º˚度′'´’]")
_ANGLE_DECIMALS = 11  # of degrees, so that seconds with five decimals come back


@dataclass(eq=False)
class CellTable:
    """Lines of one width.

    line: (n,) 0-based line index.  values: (n, k) numbers, NaN where a cell is none.  kinds: (n, k) NUMBER, BLANK or WORD.
    decimals: (n, k) digits after the dot.  begin, end: (n, k) byte offsets of the trimmed cells in their line, for plain lines;
    texts: cells of the lines that were read one by one, by row.  padded: rows with blanks around a value.
    """

    line: IntArray
    values: npt.NDArray[np.float64]
    kinds: npt.NDArray[np.uint8]
    decimals: npt.NDArray[np.uint8]
    begin: npt.NDArray[np.uint8]
    end: npt.NDArray[np.uint8]
    padded: npt.NDArray[np.bool_]
    texts: dict[int, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.line)

    @property
    def width(self) -> int:
        return int(self.values.shape[1])

    def take(self, rows: IntArray, width: int | None = None) -> CellTable:
        """The rows with these indices, in that order, with the first ``width`` columns."""
        w = self.width if width is None else width
        texts = {}
        if self.texts:
            texts = {new: self.texts[old][:w] for new, old in enumerate(rows.tolist()) if old in self.texts}
        return CellTable(
            self.line[rows],
            self.values[rows, :w],
            self.kinds[rows, :w],
            self.decimals[rows, :w],
            self.begin[rows, :w],
            self.end[rows, :w],
            self.padded[rows],
            texts,
        )


def comma_counts(lines: TextLines, progress: Progress = SILENT) -> npt.NDArray[np.int64]:
    """Commas of each plain line, -1 for the other lines."""
    counts = np.full(len(lines), -1, dtype=np.int64)
    for a in range(0, len(lines), CHUNK):
        progress.check()
        b = min(a + CHUNK, len(lines))
        base = lines.starts[a]
        commas = np.flatnonzero(lines.buffer[base : lines.ends[b - 1]] == 44)
        edges = np.searchsorted(commas, np.append(lines.starts[a:b] - base, lines.ends[b - 1] - base + 1))
        counts[a:b] = np.where(lines.plain[a:b], np.diff(edges), -1)
    return counts


def bulk_table(lines: TextLines, chosen: IntArray, width: int, progress: Progress = SILENT) -> tuple[CellTable, IntArray]:
    """Table of the plain lines ``chosen`` (indices), all with ``width`` - 1 commas, and the lines to be read one by one."""
    table, fits = _room_for(chosen, width), np.ones(len(chosen), dtype=bool)
    for a in range(0, len(chosen), CHUNK):
        progress.report(a / len(chosen))
        fits[a : a + CHUNK] = _bulk_chunk(lines, table, slice(a, a + CHUNK))
    if bool(fits.all()):
        return table, np.empty(0, dtype=np.int64)
    return table.take(np.flatnonzero(fits)), chosen[~fits]


def _room_for(chosen: IntArray, width: int) -> CellTable:
    """A table of these lines to be filled.  Column by column in memory: that is how it is filled and asked."""
    shape = (width, len(chosen))
    kinds, decimals, begin, end = (np.empty(shape, dtype=np.uint8).T for _ in range(4))
    return CellTable(chosen, np.empty(shape).T, kinds, decimals, begin, end, np.empty(len(chosen), dtype=bool))


def empty_table(width: int) -> CellTable:
    """A table of no lines."""
    return careful_table([], [], width)


def join_tables(parts: list[CellTable]) -> CellTable:
    """Tables of one width one below the other (in the order of their lines when the parts are)."""
    if len(parts) == 1:
        return parts[0]
    texts, before = {}, 0
    for part in parts:
        texts.update({before + row: cells for row, cells in part.texts.items()})
        before += len(part)
    columns = ("line", "values", "kinds", "decimals", "begin", "end", "padded")
    line, values, kinds, decimals, begin, end, padded = (np.concatenate([getattr(p, c) for p in parts]) for c in columns)
    return CellTable(line, values, kinds, decimals, begin, end, padded, texts)


def sort_table(table: CellTable) -> CellTable:
    """The table in the order of the lines."""
    if not len(table) or bool((np.diff(table.line) > 0).all()):
        return table
    return table.take(np.argsort(table.line, kind="stable"))


def _bulk_chunk(lines: TextLines, table: CellTable, rows: slice) -> npt.NDArray[np.bool_]:
    """Fill these rows of a table; (n,) rows that are as said, the others must be read one by one."""
    chosen = table.line[rows]
    base = int(lines.starts[chosen[0]])
    piece = lines.buffer[base : int(lines.ends[chosen[-1]])]
    begin, end = _cells_of(piece, lines.starts[chosen] - base, lines.ends[chosen] - base, table.width)
    offset = begin[0].copy()
    table.padded[rows] = _trim(piece, begin, end)
    words = words_of(piece)
    fits: npt.NDArray[np.bool_] = end[-1] - offset < 250
    for column in range(table.width):
        b, e = begin[column], end[column]
        table.begin[rows, column] = b - offset
        table.end[rows, column] = e - offset
        length = e - b
        fits &= length < _MAX_CELL
        first = piece[np.minimum(b, len(piece) - 1)]
        if bool((first >= LETTER).all()):
            table.values[rows, column], table.kinds[rows, column], table.decimals[rows, column] = np.nan, WORD, 0
            continue
        value, number, decimals, unsure = read_numbers(words, first, e, length)
        table.values[rows, column] = value
        table.decimals[rows, column] = decimals
        table.kinds[rows, column] = np.where(number, NUMBER, np.where(length > 0, WORD, BLANK))
        fits &= ~unsure
    return fits


def _cells_of(piece: ByteArray, starts: IntArray, ends: IntArray, width: int) -> tuple[IntArray, IntArray]:
    """(width, n) where the cells of lines with ``width`` - 1 commas begin and end."""
    begin, end = np.empty((2, width, len(starts)), dtype=np.int64)
    begin[0], end[-1] = starts, ends
    commas = np.flatnonzero(piece == 44)
    first = np.searchsorted(commas, starts)
    for column in range(width - 1):
        end[column] = commas[first + column]
        begin[column + 1] = end[column] + 1
    return begin, end


def _trim(piece: ByteArray, begin: IntArray, end: IntArray) -> npt.NDArray[np.bool_]:
    """Take blanks and tabs off both ends of every cell in place; (n,) rows where there were any."""
    padded = np.zeros(begin.shape[1], dtype=bool)
    if not bool(((piece == 32) | (piece == 9)).any()):
        return padded
    last = len(piece) - 1
    for edge, step in ((begin, 1), (end, -1)):
        while True:
            at = np.minimum(edge if step > 0 else edge - 1, last)
            blank = (begin < end) & ((piece[at] == 32) | (piece[at] == 9))
            if not bool(blank.any()):
                break
            edge += step * blank
            padded |= blank.any(axis=0)
    return padded


def parse_number(text: str) -> float | None:
    """A plain decimal number, or None: no exponent, no thousands separators, no NaN, nothing beyond 1e300."""
    if len(text) > 300 or not text.isascii() or not _NUMBER.fullmatch(text):
        return None
    return float(text)


def half_width(text: str) -> str:
    """Full-width digits, letters and punctuation as half-width ones."""
    return unicodedata.normalize("NFKC", text.replace("。", "."))


def careful_table(indices: list[int], rows: list[list[str]], width: int, padded: list[bool] | None = None) -> CellTable:
    """Table of lines that were split one by one; each row has ``width`` trimmed cells."""
    n = len(rows)
    values = np.full((n, width), np.nan)
    kinds = np.full((n, width), WORD, dtype=np.uint8)
    decimals = np.zeros((n, width), dtype=np.uint8)
    for i, cells in enumerate(rows):
        for j, cell in enumerate(cells):
            if not cell:
                kinds[i, j] = BLANK
                continue
            plain = cell if cell.isascii() else half_width(cell)
            number = parse_number(plain)
            places = len(plain.partition(".")[2])
            if number is None and _ANGLE_SIGNS.search(cell):
                number, places = parse_degrees(cell), _ANGLE_DECIMALS
            if number is not None:
                values[i, j] = number
                kinds[i, j] = NUMBER
                decimals[i, j] = min(places, 255)
    zeros = np.zeros((n, width), dtype=np.uint8)
    flags = np.array(padded, dtype=bool) if padded is not None else np.zeros(n, dtype=bool)
    line = np.array(indices, dtype=np.int64)
    return CellTable(line, values, kinds, decimals, zeros, zeros.copy(), flags, dict(enumerate(rows)))


class _Decoded(dict[bytes, str]):
    """Text of each distinct cell, decoded and stored once."""

    def __missing__(self, cell: bytes) -> str:
        self[cell] = text = cell.decode("ascii", "replace")
        return text


def column_texts(lines: TextLines, table: CellTable, column: int) -> list[str]:
    """Texts of one column, one per row, each distinct text stored once."""
    texts: list[str] = []
    known = _Decoded()
    for a in range(0, len(table), CHUNK):
        texts += map(known.__getitem__, _bytes_of(lines, table, column, slice(a, a + CHUNK)))
    own = {text: text for text in known.values()}
    for row, cells in table.texts.items():
        texts[row] = own.setdefault(cells[column], cells[column])
    return texts


def _bytes_of(lines: TextLines, table: CellTable, column: int, rows: slice) -> list[bytes]:
    begin = table.begin[rows, column].astype(np.int64)
    length = table.end[rows, column].astype(np.int64) - begin
    width = max(int(length.max(initial=0)), 1)
    start = lines.starts[table.line[rows]] + begin
    places = np.arange(width)
    cells = lines.buffer[np.minimum(start[:, None] + places, len(lines.buffer) - 1)]
    cells[places >= length[:, None]] = 0
    found: list[bytes] = np.ascontiguousarray(cells).view(f"S{width}").ravel().tolist()
    return found
