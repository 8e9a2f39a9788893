"""Worksheets as people lay them out: several tables side by side, and coordinate TXT in cells."""

from __future__ import annotations

from collections.abc import Sequence

from .columns import ColumnGuess, cell_text, guess_columns
from .list_rows import coordinate
from .profiles import names


def tables_of(rows: Sequence[Sequence[object]]) -> list[tuple[int, list[list[object]]]]:
    """The tables that stand side by side in the rows of a worksheet: first column and rows of each, one entry for a single table.

    Only tables of parcels of their own are taken apart: the table before returns to its first point, or the labels begin anew.
    Halves of one table stay together, and the reader tells that it read the first one only.
    """
    whole = [list(row) for row in rows]
    guess = guess_columns(whole)
    starts = _starts(whole, guess) if guess.further else []
    if len(starts) < 2:
        return [(0, whole)]
    parts = [[row[a:b] for row in whole] for a, b in zip(starts, [*starts[1:], None])]
    points = [_points(part, guess_columns(part)) for part in parts]
    if not all(len(p) > 2 for p in points):
        return [(0, whole)]
    for before, after in zip(points, points[1:]):
        closed = before[0][1:] == before[-1][1:]
        if not closed and (not after[0][0] or after[0][0] != before[0][0]):
            return [(0, whole)]
    return list(zip(starts, parts))


def _starts(rows: Sequence[Sequence[object]], guess: ColumnGuess) -> list[int]:
    """First column of each table, [] when the pairs of coordinates do not repeat in the same order."""
    pair = [i for i, role in enumerate(guess.roles) if role in ("north", "east", "lon", "lat")]
    columns = sorted({*pair, *guess.further})
    if len(columns) % 2:
        return []
    pairs = list(zip(columns[::2], columns[1::2]))
    body = rows[guess.header_rows :]
    filled = [c for c in range(pairs[0][0] + 1) if any(c < len(row) and cell_text(row[c]) for row in body)]
    lead = pairs[0][0] - min(filled, default=0)
    starts = [first - lead for first, _ in pairs]
    apart = all(start > before[1] for start, before in zip(starts[1:], pairs))
    return [0, *starts[1:]] if apart else []


def _points(rows: Sequence[Sequence[object]], guess: ColumnGuess) -> list[tuple[str, float, float]]:
    """Label and coordinates of the rows of one table."""
    if not guess.usable:
        return []
    pair = ("lat", "lon") if "lat" in guess.roles else ("north", "east")
    places = [guess.roles.index(role) for role in pair]
    label = guess.roles.index("label") if "label" in guess.roles else -1
    found = []
    for row in rows[guess.header_rows :]:
        texts = [cell_text(c) for c in row]
        if len(texts) > max(*places, label):
            north, east = (coordinate(texts[p], role) for p, role in zip(places, pair))
            if north is not None and east is not None:
                found.append((texts[label] if label >= 0 else "", north, east))
    return found


def holds_txt(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a coordinate TXT stands in the cells: a tag of its sections in a cell of the first column."""
    first = [text for text in (cell_text(row[0]) for row in rows[:100] if row) if text]
    return any(text[0] in "[［【" and text[1:-1].strip() in names().section_names for text in first)


def as_txt(rows: Sequence[Sequence[object]]) -> str:
    """The text of a coordinate TXT that was put into cells, whole lines or their values; its tags tell what it is."""
    lines = [",".join(map(cell_text, row)).rstrip(",") for row in rows]
    return "\r\n".join(lines) + "\r\n"
