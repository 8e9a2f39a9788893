"""Point lists: CSV, TXT and rows of a worksheet, with columns in any order, with or without headings, in metres or degrees."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ..errors import OneMapError
from ..findings import EMPTY
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import ParcelCrs, ParcelSet
from ..progress import SILENT, Progress
from ..rules import RuleSettings
from . import build, review_rows
from .angle_columns import angle_columns, join_angles
from .columns import ROLES, ColumnGuess, cell_text, guess_columns, is_heading, number_of
from .crs import resolve_crs
from .list_rows import ListRows, Sorter, system_of_title
from .profiles import TxtProfile
from .rings import Draft, RingTable, assign_parcels, build_rings
from .rows import PointRows
from .rules import Findings
from .structure import Block, Structure, shorten
from .text import BLANKS, TextLines, outside_gbk, read_lines

_NO_COLUMNS = QT_TRANSLATE_NOOP("errors", "No columns with coordinates were found.")
_NO_NUMBER = QT_TRANSLATE_NOOP(
    "errors",
    "No columns with coordinates were found: “{text}” is no plain number (digits and a dot, without separators of thousands, "
    "exponent, unit or name).",
)
_ALMOST = re.compile(r"(?:[A-Za-z横纵]{1,3}\s*[=＝:：]\s*)?[+-]?\d[\d.,， ’']*(?:[Ee][+-]?\d+)?\s*[a-zA-Z米]{0,2}")
_SAY_COLUMNS = QT_TRANSLATE_NOOP(
    "errors", "Expected two columns with north and east in metres, or longitude and latitude. Say which columns they are."
)
_CELL_LINES = 20
_UNPAIRED = 100  # after so many unpaired quotes the file does not use them for cells
_HEAD = 600
_SHORTENED = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{2}")
_VALUES = ("area", "use", "land_class", "sheet")
_DELIMITERS = (",", "\t", ";", "|", " ")


def read_point_list(
    data: bytes,
    file_name: str,
    columns: Sequence[str] = (),
    header_rows: int | None = None,
    fallback_crs: ParcelCrs | None = None,
    progress: Progress = SILENT,
    settings: RuleSettings = EMPTY,
) -> ParcelSet:
    """Parcels of a CSV or TXT list.

    columns: a role of ``ROLES`` or '' per column, as the user chose in the preview; () guesses them (``preview_list``).
    header_rows: rows to leave out, None guesses.  fallback_crs: the zone, where eastings do not name it.
    settings: what a check profile says of the readers' rules.
    Raises OneMapError when the file is empty or no text, or no columns with coordinates can be found.
    """
    findings = Findings(file_name, settings)
    lines = read_lines(data, findings, progress)
    outside_gbk(lines, findings)
    return _read(rows_of(lines), len(lines), columns, header_rows, fallback_crs, findings, lines.encoding, progress)


def read_point_rows(
    rows: Sequence[Sequence[object]],
    file_name: str,
    columns: Sequence[str] = (),
    header_rows: int | None = None,
    fallback_crs: ParcelCrs | None = None,
    progress: Progress = SILENT,
    settings: RuleSettings = EMPTY,
) -> ParcelSet:
    """Parcels of the rows of a worksheet; cells are texts, numbers or None.  Parameters and errors as ``read_point_list``."""
    findings = Findings(file_name, settings)
    return _read(zip(rows, itertools.count(1)), len(rows), columns, header_rows, fallback_crs, findings, "", progress)


def preview_list(data: bytes, file_name: str, limit: int = 50) -> tuple[list[list[str]], ColumnGuess]:
    """First rows of a list and the guess at its columns, for a dialog that asks."""
    lines = read_lines(data, Findings(file_name))
    rows = [row for row, _ in rows_of(lines)]
    return rows[:limit], guess_columns(rows)


def rows_of(lines: TextLines) -> Iterator[tuple[list[str], int]]:
    """Rows of cells with their 1-based lines, one by one; quoted cells may hold the delimiter and run over several lines."""
    delimiter = _delimiter([lines.text(i) for i in range(min(len(lines), 200))])
    number = unpaired = 0
    while number < len(lines):
        text, number = lines.text(number), number + 1
        first = number
        if '"' in text:
            if unpaired < _UNPAIRED:
                text, number = _whole_row(lines, number)
                unpaired += text.count('"') % 2
            try:
                row = next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])
            except csv.Error:
                row = text.split(delimiter)
        elif delimiter == " ":
            row = text.split()
        else:
            row = (text if text.isascii() else text.replace("，", ",")).split(delimiter)
        yield [c.strip(BLANKS) for c in row], first


def _whole_row(lines: TextLines, number: int) -> tuple[str, int]:
    """The row that begins on a line, with the lines that a quoted cell runs over, and its last line; an unpaired quote ends
    with its line."""
    text, last = lines.text(number - 1), number
    while text.count('"') % 2 and last < min(number + _CELL_LINES, len(lines)):
        text, last = f"{text} {lines.text(last)}", last + 1
    return (lines.text(number - 1), number) if text.count('"') % 2 else (text, last)


def _delimiter(texts: Sequence[str]) -> str:
    """The delimiter that splits most lines into the same number of cells."""
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        counts = Counter(len(t.replace("，", ",").split(delimiter if delimiter != " " else None)) for t in texts if t.strip())
        width, lines = max(((w, n) for w, n in counts.items() if w > 1), key=lambda p: p[1], default=(0, 0))
        if lines > most and width > 1:
            best, most = delimiter, lines
    return best


def _read(
    numbered: Iterator[tuple[Sequence[object], int]],
    count: int,
    columns: Sequence[str],
    header_rows: int | None,
    fallback: ParcelCrs | None,
    findings: Findings,
    encoding: str,
    progress: Progress,
) -> ParcelSet:
    first = list(itertools.islice(numbered, _HEAD))  # enough for a guess; the others pass by one by one
    places = angle_columns([[cell_text(c) for c in row] for row, _ in first])
    if places:
        first = [(join_angles(row, places), n) for row, n in first]
        numbered = ((join_angles(row, places), n) for row, n in numbered)
    guess = guess_columns([row for row, _ in first])
    start = first[0][1] if first else 0
    if columns:
        values = tuple((slot, i) for slot, i in guess.values if i >= len(columns) or not columns[i])
        guess = ColumnGuess(tuple(columns), guess.header_rows if header_rows is None else header_rows, 1.0, values=values)
    elif header_rows is not None:
        guess = replace(guess, header_rows=header_rows)
    if not guess.usable or set(guess.roles) - set(ROLES) - {""}:
        raise _no_columns(first, findings.file)
    if guess.confidence < findings.threshold("T-LIST-COLUMNS", "confidence"):
        shown = ", ".join(r or "-" for r in guess.roles)
        findings.add(
            "T-LIST-COLUMNS",
            line=start,
            key=shown,
            confidence=f"{guess.confidence:.2f}",
            columns=shown,
        )
    if guess.further:
        shown = ", ".join(str(i + 1) for i in guess.further)
        findings.add("T-LIST-MORE", line=start, key=shown, columns=shown)
    found = _sorted(itertools.chain(first, numbered), count, guess, findings, progress.part(0.0, 0.5))
    head = system_of_title(first[: guess.header_rows])
    return _assemble(found, Block(*head), guess, fallback, findings, encoding, progress.part(0.5, 1.0))


def _no_columns(rows: Sequence[tuple[Sequence[object], int]], file: str) -> OneMapError:
    """No coordinates: with the first cell that looks like one and cannot be read."""
    for row, line in rows:
        for text in map(cell_text, row):
            if sum(c.isdigit() for c in text) >= 6 and number_of(text) is None and _ALMOST.fullmatch(text):
                return OneMapError(_NO_NUMBER, hint=_SAY_COLUMNS, file=file, line=line, text=shorten(text, 30))
    return OneMapError(_NO_COLUMNS, hint=_SAY_COLUMNS, file=file)


def _sorted(
    numbered: Iterator[tuple[Sequence[object], int]], count: int, guess: ColumnGuess, findings: Findings, progress: Progress
) -> ListRows:
    sorter = Sorter(guess, findings)
    for done, (row, number) in enumerate(numbered):
        if done % 5000 == 0:
            progress.report(min(done / max(count, 1), 1.0))
        if done < guess.header_rows:
            sorter.head(row, number, is_heading(row))
        else:
            sorter.add(row, number)
    return sorter.finish()


def _points(found: ListRows) -> tuple[PointRows, dict[int, str]]:
    """Rows of points, and the name of the parcel by 0-based line where the list has numbers and names."""
    line, kept, n = found.line, found.columns, len(found.xy)
    ring = _ring_numbers(kept["ring"]) if "ring" in kept else [1] * n
    group = kept.get("number") or kept.get("name")
    names = dict(zip(line, kept["name"])) if "name" in kept and "number" in kept else {}
    points = PointRows(
        np.array(line, dtype=np.int64),
        np.array(found.xy, dtype=np.float64).reshape(-1, 2),
        np.array(ring, dtype=np.int64),
        kept.get("label") or [""] * n,
        np.full(n, min(found.decimals, 255), dtype=np.uint8),
        _filled_down(group) if group else None,
        {},
    )
    return points, names


def _without_shortened(points: PointRows, findings: Findings) -> tuple[PointRows, list[str]]:
    """The points without numbers of parcels where these lost digits (3.40123E+17), and those numbers: that two of them are the
    same does not make their points one parcel."""
    numbers = points.group or []
    lost = {text for text in set(numbers) if _SHORTENED.fullmatch(text)}
    if not lost:
        return points, []
    for line, text in zip(points.line.tolist(), numbers):
        if text in lost:
            findings.count("T-LIST-DIGITS", line + 1, text=text)
    return replace(points, group=None), numbers


def _said(found: ListRows, draft: Draft, rings: RingTable, parcels: int, degrees: bool) -> dict[str, str]:
    """Values of a parcel from columns in which all its rows agree, and from the rows above it."""
    if draft.first_ring >= draft.last_ring:
        return {}
    first, stop = int(rings.start[draft.first_ring]), int(rings.stop[draft.last_ring - 1])
    values: dict[str, str] = {}
    for role in [role for role in found.columns if role in _VALUES]:
        texts = {text for text in found.columns[role][first:stop] if text}
        if len(texts) == 1:
            values[role] = texts.pop()
    said = dict(found.said.get(first, {}))
    if len(found.said) == 1 and parcels > 1:  # said once above all parcels: of the whole list, not of the first
        said = {}
    values.update(said)
    if degrees and "area" in values:  # square degrees say nothing about a declared area
        values["面积"] = values.pop("area")
    return values


def _ring_numbers(texts: Sequence[str]) -> list[int]:
    """Ring of each row; words (外圈, 内圈) count up where they change, cells that say nothing belong to the ring above."""
    found, number, last = [], 1, ""
    for text in texts:
        plain = text[:-2] if text.endswith(".0") else text
        if plain.lstrip("-").isdecimal() and len(plain) < 7:
            number = int(plain)
        elif text and last and text != last:
            number += 1
        last = text or last
        found.append(number)
    return found


def _filled_down(group: list[str]) -> list[str]:
    """Worksheets name the parcel only in its first row (merged cells): empty cells belong to the parcel above."""
    filled, last = [], ""
    for text in group:
        last = text or last
        filled.append(last)
    return filled


def _assemble(
    found: ListRows,
    block: Block,
    guess: ColumnGuess,
    fallback: ParcelCrs | None,
    findings: Findings,
    encoding: str,
    progress: Progress,
) -> ParcelSet:
    columns = tuple(r or f"column{i}" for i, r in enumerate(guess.roles, 1))
    profile = TxtProfile("point_list", "界址点列表", columns, parcel_lines="none")
    points, names = _points(found)
    titled = [int(points.line[i]) for i in sorted({*found.titles, *found.said})]
    points, shortened = _without_shortened(points, findings)
    changes = [int(points.line[i]) for i in range(1, len(shortened)) if shortened[i] != shortened[i - 1]]
    structure = Structure(breaks=sorted({*found.breaks, *titled, *changes}))
    crs, seen = resolve_crs(block, points.xy, profile, findings, fallback, points.line)
    owners = assign_parcels(points, [], structure, profile, findings)
    rings = build_rings(points, owners.owner, findings, projected=seen.kind != "degrees")
    drafts = build.draft_parcels(owners, rings, points, profile, findings)
    for draft in drafts:
        if draft.first_ring < draft.last_ring:
            first = int(rings.start[draft.first_ring])
            name = names.get(int(points.line[first]), "") or found.titles.get(first, "")
            if shortened:
                draft.values["number"] = shortened[first]
            if name:
                draft.values["name"] = name
            elif "number" not in guess.roles and "name" in guess.roles:
                draft.values["name"] = draft.values.pop("number", "")
        draft.values.update(_said(found, draft, rings, len(drafts), seen.kind == "degrees"))
    parcels = build.make_parcels(drafts, rings, points, profile, findings, progress)
    if not parcels:
        findings.add("T-NO-PARCEL", line=1, key="none")
    review_rows.review_labels(points, rings, parcels, rings.owner.tolist(), findings)
    closing = review_rows.review_closing(rings, findings)
    kinds = [k for k, n in closing.items() if n]
    style = {"closing": kinds[0] if len(kinds) == 1 else "keep", "columns": ",".join(guess.roles)}
    return ParcelSet(
        tuple(parcels),
        crs,
        dict(block.header),
        encoding=encoding,
        profile="point_list",
        profile_score=round(guess.confidence, 3),
        source_files=(findings.file,),
        findings=findings.result(),
        style=style,
    )
