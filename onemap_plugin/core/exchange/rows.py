"""Point rows of a file: every line that may be a point is split, put in a table of its width, and read by the dialect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..progress import Progress
from .angles import whole_degrees
from .cells import (
    BLANK,
    CellTable,
    bulk_table,
    careful_table,
    column_texts,
    half_width,
    join_tables,
    parse_number,
    sort_table,
)
from .parcel_line import ParcelLine, looks_like_parcel_line, split_parcel_line, unwrapped
from .profiles import TxtProfile
from .rules import Findings
from .scoring import EAST6, sizes
from .structure import Structure, quoted_cells, shorten, split_cells, wide_kinds
from .text import IntArray, TextLines

FloatArray = npt.NDArray[np.float64]
WIDEST = 12
_WIDEST_PARCEL_LINE = 60
_USUAL = 6  # most columns of a point line of any known dialect
LARGEST = 1e9
_SINGLE_FINDINGS = 100


@dataclass(eq=False)
class PointRows:
    """Points in file order.

    line: (n,) 0-based line.  xy: (n, 2) north, east as read.  ring: (n,) 圈号.  labels: n texts.  decimals: (n,) of the
    coordinates, the greater of the two; even: both always have the same.  group: n texts of the parcel or feature column, or
    None.  extras: further columns as text.
    """

    line: IntArray
    xy: FloatArray
    ring: IntArray
    labels: list[str]
    decimals: npt.NDArray[np.uint8]
    group: list[str] | None
    extras: Mapping[str, list[str]]
    even: bool = True


def read_tables(
    lines: TextLines, structure: Structure, commas: IntArray, findings: Findings, progress: Progress, bulk: bool = True
) -> tuple[dict[int, CellTable], list[ParcelLine]]:
    """Tables of all point-like lines by their number of columns, and all parcel lines in file order.

    ``bulk=False`` splits every line one by one; the result is the same (a test says so).
    """
    others = dict(structure.candidates)
    is_point = structure.is_point

    def above(index: int) -> str | None:
        return others.get(index, lines.text(index) if index >= 0 and is_point[index] else None)

    wrapped = unwrapped(structure.parcel_lines, above, findings)
    for index, _ in wrapped:
        is_point[index] = False
        others.pop(index, None)
    parcel_lines = [split_parcel_line(i, text, findings) for i, text in wrapped]
    by_hand = list(others)
    parts: dict[int, list[CellTable]] = {}
    point = structure.is_point & (commas > 0)
    if bulk:
        for width in np.unique(commas[point]).tolist():
            chosen = np.flatnonzero(point & (commas == width))
            if 1 <= width < WIDEST and width + 1 < 7:
                table, rest = bulk_table(lines, chosen, width + 1, progress)
                parts.setdefault(width + 1, []).append(table)
                by_hand += rest.tolist()
            else:
                by_hand += chosen.tolist()
    else:
        by_hand += np.flatnonzero(point).tolist()
    careful, late = _careful(lines, sorted(by_hand), findings, progress)
    for width, table in careful.items():
        parts.setdefault(width, []).append(table)
    tables = {width: _without_empty(sort_table(join_tables(some)), structure, findings) for width, some in parts.items()}
    for table in tables.values():
        for line in table.line[table.padded].tolist():
            findings.count("T-BLANK", line + 1)
    return {w: t for w, t in tables.items() if len(t)}, sorted(parcel_lines + late, key=lambda p: p.index)


def _careful(
    lines: TextLines, indices: list[int], findings: Findings, progress: Progress
) -> tuple[dict[int, CellTable], list[ParcelLine]]:
    """Split lines one by one: full-width signs, other separators, forgotten end marks."""
    rows: dict[int, tuple[list[int], list[list[str]], list[bool]]] = {}
    late: list[ParcelLine] = []
    for done, index in enumerate(indices):
        if done % 5000 == 0:
            progress.check()
        text = lines.text(index)
        cells, separator = split_cells(text)
        trimmed = sum(map(len, cells)) + len(cells) - 1 != len(text)
        if len(cells) > _USUAL and not cells[-1]:
            cells = _without_padding(index, cells, findings)
        if len(cells) <= _WIDEST_PARCEL_LINE and looks_like_parcel_line(cells):
            late.append(split_parcel_line(index, text, findings))
            continue
        if len(cells) < 2 or len(cells) > WIDEST:
            findings.count("T-LINE-UNKNOWN", index + 1, text=shorten(text))
            continue
        quoted = '"' in text and quoted_cells(text) is not None
        if quoted or separator != ",":
            findings.count("T-QUOTED" if quoted else "T-SEPARATOR", index + 1)
        if not text.isascii():
            _wide_signs(index, text, cells, findings)
        some = rows.setdefault(len(cells), ([], [], []))
        some[0].append(index)
        some[1].append(cells)
        some[2].append(separator == "," and not quoted and trimmed)
    return {width: careful_table(*some[:2], width, some[2]) for width, some in rows.items()}, late


def _without_padding(index: int, cells: list[str], findings: Findings) -> list[str]:
    """Cells of a point line without the empty ones behind them, which a spreadsheet program adds up to its widest row."""
    filled = next((n for n in range(len(cells), 0, -1) if cells[n - 1]), 0)
    if filled > _USUAL:
        return cells
    findings.count("T-EMPTY-CELLS", index + 1)
    return cells[: 4 if filled <= 4 else _USUAL]


def _without_empty(table: CellTable, structure: Structure, findings: Findings) -> CellTable:
    """The table without rows of nothing but separators, which part lists as empty lines do."""
    empty = (table.kinds == BLANK).all(axis=1)
    if not bool(empty.any()):
        return table
    lines = table.line[empty].tolist()
    structure.breaks += lines
    for line in lines:
        findings.count("T-EMPTY-CELLS", line + 1)
    return table.take(np.flatnonzero(~empty))


def _wide_signs(index: int, text: str, cells: list[str], findings: Findings) -> None:
    """Full-width separators of a point line, and full-width signs in its numbers (texts may hold them)."""
    numbers = "".join(c for c in cells if not c.isascii() and parse_number(half_width(c)) is not None)
    for kind, signs in wide_kinds(text):
        if kind == "comma" or any(s in numbers for s in signs):
            findings.count("T-FULLWIDTH", index + 1, key=kind, signs=signs)


def points_of(
    lines: TextLines, tables: Mapping[int, CellTable], profile: TxtProfile, findings: Findings, swap: bool = False
) -> PointRows:
    """Points by the columns of a profile; lines that cannot be points become findings."""
    width = len(profile.columns)
    parts = []
    for found, table in tables.items():
        usable = table if found == width else _adapted(lines, table, profile, findings)
        if usable is not None and len(usable):
            parts.append(_good_rows(lines, usable, profile, findings))
    table = sort_table(join_tables(parts)) if parts else careful_table([], [], width)
    return _rows(lines, table, profile, findings, swap)


def _adapted(lines: TextLines, table: CellTable, profile: TxtProfile, findings: Findings) -> CellTable | None:
    """Rows with more columns than the dialect has, when their first columns are a point; the others become findings."""
    width = len(profile.columns)
    fits = np.zeros(len(table), dtype=bool)
    if table.width > width:
        # a thousands comma or a lost separator must not turn into a point: both numbers need the size of coordinates
        pair = sizes(table.values[:, [profile.north, profile.east]]) > 0
        fits = pair.all(axis=1) & ~(sizes(table.values[:, width:]) >= EAST6).any(axis=1)
    for row in np.flatnonzero(~fits).tolist():
        line = int(table.line[row])
        _limited(
            findings,
            "T-POINT-COLUMNS",
            line,
            found=table.width,
            expected=width,
            profile=profile.id,
            text=shorten(lines.text(line)),
        )
    for row in np.flatnonzero(fits).tolist():
        findings.count("T-POINT-EXTRA", int(table.line[row]) + 1)
    if not fits.any():
        return None
    return table.take(np.flatnonzero(fits), width)


def _good_rows(lines: TextLines, table: CellTable, profile: TxtProfile, findings: Findings) -> CellTable:
    """Rows whose coordinates are numbers; the others become findings."""
    pair = table.values[:, [profile.north, profile.east]]
    with np.errstate(invalid="ignore"):
        good = (np.abs(pair) < LARGEST).all(axis=1)
    expected = ",".join(profile.columns)
    for row in np.flatnonzero(~good).tolist():
        line = int(table.line[row])
        text = lines.text(line)
        if line == len(lines) - 1 and _cut_off(lines):
            findings.add("T-TRUNCATED", line=line + 1, text=shorten(text), key="end")
        else:
            _limited(findings, "T-POINT-NUMBER", line, text=shorten(text), expected=expected)
    return table if bool(good.all()) else table.take(np.flatnonzero(good))


def _cut_off(lines: TextLines) -> bool:
    """Whether the file ends without a line end."""
    return len(lines) > 1 and int(lines.ends[-1]) == len(lines.buffer)


def _limited(findings: Findings, rule: str, line: int, **params: Any) -> None:
    """One finding per line for the first hundred of a rule, then one for all the others."""
    if findings.number_of(rule) < _SINGLE_FINDINGS:
        findings.add(rule, line=line + 1, key=str(params.get("text", "")), **params)
    else:
        findings.count(rule, line + 1, key="more", **params)


def _rows(lines: TextLines, table: CellTable, profile: TxtProfile, findings: Findings, swap: bool) -> PointRows:
    north, east = (profile.east, profile.north) if swap else (profile.north, profile.east)
    xy = np.column_stack((table.values[:, north], table.values[:, east]))
    if profile.geographic:
        xy = whole_degrees(xy)
    decimals = np.maximum(table.decimals[:, north], table.decimals[:, east])
    even = bool((table.decimals[:, north] == table.decimals[:, east]).all())
    label = profile.column("label")
    labels = column_texts(lines, table, label) if label >= 0 else [""] * len(table)
    group_column = profile.column("parcel_no") if "parcel_no" in profile.columns else -1
    if profile.parcel_lines == "ring":
        group_column = profile.column("sequence")
    group = column_texts(lines, table, group_column) if group_column >= 0 else None
    known = {"label", "ring", "north", "east", "lon", "lat", "parcel_no"}
    extras = {name: column_texts(lines, table, c) for c, name in enumerate(profile.columns) if name not in known}
    if profile.parcel_lines == "ring":
        extras.pop("sequence", None)
    rings = _ring_numbers(lines, table, profile, findings)
    return PointRows(table.line, xy, rings, labels, decimals, group, extras, even)


def _ring_numbers(lines: TextLines, table: CellTable, profile: TxtProfile, findings: Findings) -> IntArray:
    """Ring number of each row; rows without a whole number take that of the row before, or the next where their text changes."""
    column = profile.column("ring")
    if column < 0:
        return np.ones(len(table), dtype=np.int64)
    values = table.values[:, column]
    with np.errstate(invalid="ignore"):
        whole = (np.abs(values) < LARGEST) & (values == np.floor(values))
    if bool(whole.all()):
        return values.astype(np.int64)
    texts, last = column_texts(lines, table, column), ""
    number, found = 1, []
    for row, (text, known) in enumerate(zip(texts, whole.tolist())):
        if known:
            number = int(values[row])
        else:
            line = int(table.line[row])
            findings.count("T-RING-NUMBER", line + 1, text=shorten(lines.text(line)))
            number += bool(text and last and text != last)  # 外圈, 内圈: another word is another ring
        last = text or last
        found.append(number)
    return np.array(found, dtype=np.int64)


def truncated_line(lines: TextLines) -> str:
    """The last line when the file ends without a line end and that line has no number at its end, else ''."""
    if not _cut_off(lines):
        return ""
    text = lines.text(len(lines) - 1)
    cells = split_cells(text)[0]
    return "" if not cells or parse_number(half_width(cells[-1])) is not None else text
