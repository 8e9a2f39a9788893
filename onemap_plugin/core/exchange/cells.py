"""Point lines as a table of numbers: in bulk for plain lines, one by one for the others, with identical results.

A number is digits with at most one dot and a sign.  In bulk it is read as a whole number below 2**53 divided by a power of
ten, which IEEE 754 rounds exactly as ``float(text)`` does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ..progress import SILENT, Progress
from .text import ByteArray, IntArray, TextLines

NUMBER, BLANK, WORD = 0, 1, 2
CHUNK = 10_000
_DIGITS = 15
_MAX_CELL = 40
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_POWERS = 10.0 ** np.arange(23)


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
    parts, rest = [], []
    for a in range(0, len(chosen), CHUNK):
        progress.report(a / len(chosen))
        part, left = _bulk_chunk(lines, chosen[a : a + CHUNK], width)
        parts.append(part)
        rest.append(left)
    if not parts:
        return empty_table(width), np.empty(0, dtype=np.int64)
    return join_tables(parts), np.concatenate(rest)


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


def _bulk_chunk(lines: TextLines, chosen: IntArray, width: int) -> tuple[CellTable, IntArray]:
    base = int(lines.starts[chosen[0]])
    piece = lines.buffer[base : int(lines.ends[chosen[-1]])]
    starts, ends = lines.starts[chosen] - base, lines.ends[chosen] - base
    commas = np.flatnonzero(piece == 44)
    first = np.searchsorted(commas, starts)
    marks = commas[first[:, None] + np.arange(width - 1)] if width > 1 else np.empty((len(chosen), 0), dtype=np.int64)
    begin = np.concatenate((starts[:, None], marks + 1), axis=1)
    end = np.concatenate((marks, ends[:, None]), axis=1)
    padded = _trim(piece, begin, end)
    fits = (ends - starts < 250) & ((end - begin) < _MAX_CELL).all(axis=1)
    values = np.full(begin.shape, np.nan)
    kinds = np.full(begin.shape, WORD, dtype=np.uint8)
    decimals = np.zeros(begin.shape, dtype=np.uint8)
    for column in range(width):
        b, e = begin[:, column], np.where(fits, end[:, column], begin[:, column])
        kinds[b == e, column] = BLANK
        letter = piece[np.minimum(b, len(piece) - 1)] >= 65
        if column == 0 and bool(letter.all()):
            continue
        value, number, places, unsure = _numbers(piece, b, e)
        values[number, column] = value[number]
        decimals[number, column] = places[number]
        kinds[number, column] = NUMBER
        fits &= ~unsure
    offset = starts[:, None]
    table = CellTable(chosen, values, kinds, decimals, (begin - offset).astype(np.uint8), (end - offset).astype(np.uint8), padded)
    if bool(fits.all()):
        return table, np.empty(0, dtype=np.int64)
    return table.take(np.flatnonzero(fits)), chosen[~fits]


def _trim(piece: ByteArray, begin: IntArray, end: IntArray) -> npt.NDArray[np.bool_]:
    """Take blanks and tabs off both ends of every cell in place; (n,) rows where there were any."""
    padded = np.zeros(len(begin), dtype=bool)
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
            padded |= blank.any(axis=1)
    return padded


def _numbers(
    piece: ByteArray, begin: IntArray, end: IntArray
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_], npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    """Numbers of one column: value, whether the cell is one, its decimals, and whether it must be read with care."""
    length = end - begin
    width = max(int(length.max(initial=0)), 1)
    signs = _right_aligned(piece, end, width)
    if bool((length < width).any()):
        signs[np.arange(width)[:, None] < width - length] = 48  # to the left of the cell: nothing
    negative = piece[np.minimum(begin, len(piece) - 1)] == 45
    negative &= length > 0
    if bool(negative.any()):
        rows = np.flatnonzero(negative)
        signs[(width - length)[rows], rows] = 48
    digit = (signs - 48).astype(np.uint8)
    dot = signs == 46
    dots = dot.sum(axis=0, dtype=np.int64)
    digits = length - dots - negative
    number = ((digit < 10) | dot).all(axis=0) & (dots <= 1) & (digits > 0)
    unsure = (number & (digits > _DIGITS)) | (~number & (length > 0) & (piece[np.minimum(begin, len(piece) - 1)] == 43))
    after = np.arange(width, dtype=np.uint8)[::-1, None]
    places = np.where(dots == 1, (after * dot).sum(axis=0, dtype=np.uint8), 0)
    digit[dot] = 0
    if not bool(number.all()):
        digit[:, ~number] = 0
    value = np.zeros(len(begin))
    for count in np.unique(places[number]).tolist():
        rows = np.flatnonzero(number & (places == count))
        for has_dot in (False, True):
            some = rows[(dots[rows] == 1) == has_dot]
            if len(some):
                weights = _weights(width, count, has_dot)
                chosen = digit if len(some) == len(begin) else digit[:, some]
                value[some] = (weights @ chosen.astype(np.float64)) / _POWERS[min(count, 22)]
    value[negative] *= -1.0
    return value, number & ~unsure, places.astype(np.uint8), unsure


def _right_aligned(piece: ByteArray, end: IntArray, width: int) -> npt.NDArray[np.uint8]:
    """(width, n) the bytes before each end: position by position, so that what follows runs along the cells."""
    return np.asarray(piece[np.maximum(end - width + np.arange(width)[:, None], 0)])


def _weights(width: int, decimals: int, has_dot: bool) -> npt.NDArray[np.float64]:
    """Power of ten of each position, counted from the right and jumping over the dot."""
    power = np.arange(width)[::-1].astype(np.int64)
    if has_dot:
        power = np.where(power > decimals, power - 1, np.where(power == decimals, 0, power))
    return np.asarray(_POWERS[np.minimum(power, 22)])


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
            if number is not None:
                values[i, j] = number
                kinds[i, j] = NUMBER
                decimals[i, j] = min(len(plain.partition(".")[2]), 255)
    zeros = np.zeros((n, width), dtype=np.uint8)
    flags = np.array(padded, dtype=bool) if padded is not None else np.zeros(n, dtype=bool)
    line = np.array(indices, dtype=np.int64)
    return CellTable(line, values, kinds, decimals, zeros, zeros.copy(), flags, dict(enumerate(rows)))


def column_texts(lines: TextLines, table: CellTable, column: int) -> list[str]:
    """Texts of one column, one per row, each distinct text stored once."""
    texts: list[str] = []
    for a in range(0, len(table), CHUNK):
        texts += _texts_chunk(lines, table, column, a, min(a + CHUNK, len(table)))
    for row, cells in table.texts.items():
        texts[row] = cells[column]
    known: dict[str, str] = {}
    return list(map(known.setdefault, texts, texts))


def _texts_chunk(lines: TextLines, table: CellTable, column: int, a: int, b: int) -> list[str]:
    begin = table.begin[a:b, column].astype(np.int64)
    length = table.end[a:b, column].astype(np.int64) - begin
    width = max(int(length.max(initial=0)), 1)
    start = lines.starts[table.line[a:b]] + begin
    places = np.arange(width)
    cells = lines.buffer[np.minimum(start[:, None] + places, len(lines.buffer) - 1)]
    cells[places >= length[:, None]] = 0
    found: list[str] = np.ascontiguousarray(cells).view(f"S{width}").ravel().astype(f"U{width}").tolist()
    return found
