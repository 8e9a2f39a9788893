"""What the columns of a point list mean: from its headings and from its numbers, with a confidence for the preview."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..rules import all_rules
from .angle_columns import angle_columns, join_angles
from .angles import parse_degrees, parse_run_together
from .cells import half_width, parse_number
from .profiles import names
from .scoring import EAST6, EAST8, LAT, LON, NORTH7, sizes
from .text import BLANKS

ROLES = ("number", "name", "ring", "label", "north", "east", "lon", "lat")
_SAMPLE = 500
_BY_BLANKS = re.compile(r"\d{1,3}([-\s])\s*\d{1,2}\1\s*\d{1,2}(\.\d*)?")
_LABEL = re.compile(r"[A-Za-z]{0,3}\d+")


@dataclass(frozen=True)
class ColumnGuess:
    """roles: one of ``ROLES`` or '' for each column.  header_rows: rows above the points.  confidence: 0 to 1; below
    ``SURE`` a person should look at the preview.  reason: what makes it doubtful, for the log.  further: columns that look
    like a second pair of coordinates of the same kind, as in tables printed in two halves side by side."""

    roles: tuple[str, ...]
    header_rows: int
    confidence: float
    reason: str = ""
    further: tuple[int, ...] = ()
    #: columns that say values of the whole parcel (area, use, land_class, sheet), by slot; nobody is asked about these
    values: tuple[tuple[str, int], ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is a pair of coordinates."""
        return {"north", "east"} <= set(self.roles) or {"lon", "lat"} <= set(self.roles)


SURE = all_rules()["T-LIST-COLUMNS"]().number("confidence")


def guess_columns(rows: Sequence[Sequence[object]]) -> ColumnGuess:
    """Roles of the columns of a point list.  rows: cells as text or numbers, headings included (first 500 rows count)."""
    texts = [[cell_text(c) for c in row] for row in rows[:_SAMPLE]]
    places = angle_columns(texts)
    texts = [[cell_text(c) for c in join_angles(row, places)] for row in texts]
    header_rows = _header_rows(texts)
    body = [row for row in texts[header_rows:] if row and row[0] != "*" and sum(_is_coordinate(c) for c in row) >= 2]
    metres = [row for row in body if _has_metres(row)]
    if 2 * len(metres) > len(body) or len(metres) > 2:
        body = metres  # rows of side lengths between the points say nothing about the columns
    width = max((len(row) for row in body), default=0)
    if not body or width < 2:
        return ColumnGuess((), 0, 0.0, "no numbers")
    named = _heading(texts[:header_rows], width)
    columns = [[row[c] for row in body if c < len(row)] for c in range(width)]
    kinds = _run_together([_column_size(values) for values in columns], columns)
    roles, confidence, reason = _coordinates(named, kinds)
    if confidence:
        confidence = min(confidence, _other_roles(roles, named, columns))
    valued = _valued(texts[:header_rows], roles)
    return ColumnGuess(tuple(roles), header_rows, confidence, reason, _further(roles, kinds), valued)


def _valued(rows: Sequence[Sequence[str]], roles: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Columns by the value of a parcel that their heading names, the first of each."""
    found: dict[str, int] = {}
    for row in reversed(rows[-3:]):
        for i, text in enumerate(row[: len(roles)]):
            slot = value_slot(text)
            if slot and not roles[i] and i not in found.values():
                found.setdefault(slot, i)
    return tuple(found.items())


def value_slot(text: str) -> str:
    """The slot of a parcel line that a heading or title names, whatever unit stands behind it in brackets; else ''."""
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split())
    return names().values.get(plain.partition("(")[0], "")


def _has_metres(row: Sequence[str]) -> bool:
    """Whether a row holds a pair of metres, north and east."""
    found = set(sizes(np.array([v for v in map(number_of, row) if v is not None])).tolist())
    return NORTH7 in found and bool({EAST6, EAST8} & found)


def _further(roles: Sequence[str], kinds: Sequence[int]) -> tuple[int, ...]:
    """Columns of the same sizes as the chosen pair that were not chosen, when there is one for each of the two."""
    pair = [i for i, role in enumerate(roles) if role in ("north", "east", "lon", "lat")]
    others = [[i for i, kind in enumerate(kinds) if kind == kinds[p] and i not in pair] for p in pair]
    sized = len(pair) == 2 and all(kinds[p] for p in pair)
    return tuple(sorted({i for some in others for i in some})) if sized and all(others) else ()


def cell_text(cell: object) -> str:
    """A cell of a list or a worksheet as trimmed text; whole floats of worksheets without ``.0``."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell)[:-2] if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell).strip(BLANKS)


def _is_coordinate(text: str) -> bool:
    return number_of(text) is not None


def number_of(text: str) -> float | None:
    """Number or angle of a cell."""
    plain = half_width(text) if not text.isascii() else text
    value = parse_number(plain)
    return (
        value
        if value is not None
        else (parse_degrees(text) if text and any(c.isdigit() for c in text) and _angular(text) else None)
    )


def _angular(text: str) -> bool:
    return any(c in "°度º˚′'´’″分:" for c in text) or bool(_BY_BLANKS.fullmatch(text.strip()))


def _header_rows(rows: Sequence[Sequence[str]]) -> int:
    """Rows before the first that holds two numbers of the size of coordinates (at most 10)."""
    for i, row in enumerate(rows[:11]):
        values = [v for v in (number_of(c) for c in row) if v is not None]
        if len(values) >= 2 and int((sizes(np.array(values)) > 0).sum()) >= 2:
            return i
    for i, row in enumerate(rows[:11]):
        if sum(number_of(c) is not None for c in row) >= 2:
            return i
    return 0


def named_roles(heading: Sequence[str], width: int) -> list[str]:
    """Role of each column by its heading, also 'x', 'y' and 'counter'; '' for those that say nothing."""
    aliases = names().columns
    found = []
    for c in range(width):
        text = heading[c] if c < len(heading) else ""
        key = unicodedata.normalize("NFKC", text).upper().replace(" ", "").replace("\n", "")
        found.append(aliases.get(key, ""))
    return found


def is_heading(row: Sequence[object]) -> bool:
    """Whether a row names columns: at least two of its cells are headings."""
    cells = [cell_text(c) for c in row]
    return sum(bool(role) for role in named_roles(cells, len(cells))) >= 2


def _heading(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Roles by the headings of up to three rows, the lowest first: merged headings stand above those of single columns."""
    found = [""] * width
    for row in reversed(rows[-3:]):
        found = [before or role for before, role in zip(found, named_roles(row, width))]
    return found


def _column_size(values: Sequence[str]) -> int:
    """Size class that four in five values share, 0 when there is none; for metres those of the rows with any value, since one
    of two tables side by side may be shorter."""
    numbers = [number_of(v) for v in values]
    known = np.array([n for n in numbers if n is not None])
    if not len(known):
        return 0
    counts = np.bincount(sizes(known), minlength=6)
    best = int(counts.argmax())
    rows = sum(map(bool, values)) if best in (NORTH7, EAST8, EAST6) and len(known) > 2 else len(values)
    return best if counts[best] >= 0.8 * rows else 0


def _run_together(kinds: list[int], columns: Sequence[Sequence[str]]) -> list[int]:
    """Size classes with LON and LAT where exactly one column each holds nothing but ``dddmmss`` of China.

    Metres have minutes and seconds below 60 by chance in one of eight points only, so four points are proof enough.
    """
    if kinds.count(LON) or kinds.count(LAT) or min(map(len, columns)) < 4:
        return kinds
    found = [_angles_of(values) for values in columns]
    if found.count(LON) != 1 or found.count(LAT) != 1:
        return kinds
    return [angle or kind for angle, kind in zip(found, kinds)]


def _angles_of(values: Sequence[str]) -> int:
    angles = [parse_run_together(half_width(v)) for v in values]
    if all(a is not None and 73 <= a <= 136 for a in angles):
        return LON
    return LAT if all(a is not None and 3 <= a <= 54 for a in angles) else 0


def _coordinates(named: list[str], kinds: list[int]) -> tuple[list[str], float, str]:
    """Roles with the pair of coordinates set, and how sure that is."""
    roles = [""] * len(named)
    metres = NORTH7 in kinds and bool({EAST6, EAST8} & set(kinds))
    pairs = [("north", "east")]
    if not metres:  # longitude and latitude beside surveyed metres were worked out from them
        pairs.append(("lat", "lon"))
    for pair in pairs:
        if all(named.count(role) == 1 for role in pair):
            for role in pair:
                roles[named.index(role)] = role
            return roles, 1.0, ""
    first, second, sure = _by_size(kinds)
    if first < 0:
        if named.count("x") == 1 and named.count("y") == 1:
            roles[named.index("x")], roles[named.index("y")] = "north", "east"
            return roles, 0.5, "x and y by name only"
        return roles, 0.0, "no pair of coordinates"
    degrees = kinds[first] in (LAT, LON)
    roles[first], roles[second] = ("lat", "lon") if degrees else ("north", "east")
    if named.count("x") == 1 and named.count("y") == 1:
        if (named[first], named[second]) == ("x", "y"):
            return roles, max(sure, 0.95), ""
        return roles, min(sure, 0.7), "x holds east, y holds north"
    return roles, sure, "" if sure >= SURE else "several columns could be coordinates"


def _by_size(kinds: list[int]) -> tuple[int, int, float]:
    """Columns of north (or latitude) and east (or longitude) by the size of their numbers: (-1, -1, 0) when unclear."""
    for north, east in ((NORTH7, EAST8), (NORTH7, EAST6), (LAT, LON), (EAST6, EAST8)):
        norths = [i for i, k in enumerate(kinds) if k == north]
        easts = [i for i, k in enumerate(kinds) if k == east]
        if norths and easts:
            sure = 0.9 if len(norths) == len(easts) == 1 else 0.6
            best = min(((n, e) for n in norths for e in easts), key=lambda p: abs(p[0] - p[1]))
            return best[0], best[1], sure if abs(best[0] - best[1]) == 1 else min(sure, 0.7)
    return -1, -1, 0.0


def _other_roles(roles: list[str], named: list[str], columns: Sequence[Sequence[str]]) -> float:
    """Parcel, ring and label columns: by heading, else by what stands in them left of the coordinates.  Returns how sure."""
    sure = 1.0
    for i, role in enumerate(named):
        if role in ("number", "name", "ring", "label") and not roles[i] and role not in roles:
            roles[i] = role
    if any(named):
        for i in [i for i, role in enumerate(named) if role == "counter" and not roles[i]]:
            role = "number" if _in_runs(columns[i]) else "label"
            if role not in roles and not (role == "number" and "name" in roles):
                roles[i] = role
        for role in ("number", "name"):
            if role in roles and "label" not in roles and not _in_runs(columns[roles.index(role)], 2):
                roles[roles.index(role)] = "label"  # a value of its own in every row names points, whatever its heading says
                sure = 0.7
        return sure
    return _unnamed_roles(roles, columns)


def _unnamed_roles(roles: list[str], columns: Sequence[Sequence[str]]) -> float:
    """Parcel, ring and label columns of a list without headings: labels change from row to row, numbers of parcels and rings
    stay; those of rings are small and begin anew.  Returns how sure."""
    first = min(i for i, r in enumerate(roles) if r in ("north", "east", "lon", "lat"))
    free = [i for i in range(first) if not roles[i]]
    groups = [i for i in free if _in_runs(columns[i])]
    labels = [i for i in free if i not in groups and _share(columns[i], lambda t: bool(_LABEL.fullmatch(t))) > 0.8]
    lettered = [i for i in labels if _share(columns[i], lambda t: t[:1].isalpha()) > 0.8]
    label = (lettered or labels or [-1])[0]
    if label < 0:
        if groups and _share(columns[groups[0]], lambda t: bool(_LABEL.fullmatch(t))) > 0.8:
            roles[groups[0]] = "number"
            return 0.7
        return 1.0
    roles[label] = "label"
    after = [i for i in free if i > label]
    if after and _share(columns[after[0]], _is_small) == 1.0:
        roles[after[0]] = "ring"
    sure = 1.0
    for i in (i for i in groups if i < label):
        small = _share([t for t in columns[i] if t], _is_small) == 1.0
        only = set(columns[i]) == {"1"}  # as nearly all files have it: one ring, and what is next ends it
        if "ring" not in roles and small and ("number" in roles or only or _begins_anew(columns[i])):
            roles[i] = "ring"
        elif "number" not in roles:
            roles[i] = "number"
            sure = 0.7 if small and "ring" not in roles and len(set(columns[i])) > 1 else sure  # parcels, or rings of one
    return sure


def _is_small(text: str) -> bool:
    return text.isdigit() and len(text) <= 3


def _begins_anew(values: Sequence[str]) -> bool:
    """Whether whole numbers return to a smaller one, as rings of one parcel after the other do."""
    known = [int(v) for v in values if v]
    return any(b < a for a, b in zip(known, known[1:]))


def _in_runs(values: Sequence[str], least: int = 3) -> bool:
    """Whether a value stays the same over ``least`` rows on average, as the number of a parcel does; merged cells are empty
    below their first row."""
    runs, last = 0, None
    for value in values:
        if value and value != last:
            runs, last = runs + 1, value
    return bool(runs) and len(values) >= least * runs


def _share(values: Sequence[str], test) -> float:  # type: ignore[no-untyped-def]
    return sum(bool(test(v)) for v in values) / max(len(values), 1)
