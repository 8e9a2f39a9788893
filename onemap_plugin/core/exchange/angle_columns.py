"""Degrees, minutes and seconds that stand in three columns of a list, put together to one angle each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .cells import half_width, parse_number

_LON, _LAT = (73.0, 136.0), (3.0, 54.0)
_SHARE = 0.8


def angle_columns(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """First columns of degrees, minutes and seconds of longitude and latitude, () where a list has them not.

    Both must be there: whole degrees in China, whole minutes and seconds below 60 in nearly all rows with six numbers.
    """
    table = [[parse_number(half_width(c)) for c in row] for row in rows]
    body = [row for row in table if sum(v is not None for v in row) >= 6]
    width = max(map(len, body), default=0)
    if len(body) < 3 or width < 6:
        return ()
    values = np.full((len(body), width), np.nan)
    for i, row in enumerate(body):
        values[i, : len(row)] = [np.nan if v is None else v for v in row]
    with np.errstate(invalid="ignore"):
        whole = values == np.floor(values)
        sixty = (values >= 0) & (values < 60)
        tail = whole[:, 1:-1] & sixty[:, 1:-1] & sixty[:, 2:]
        degrees = whole[:, :-2] & tail
        fits = [
            np.flatnonzero((degrees & (values[:, :-2] >= low) & (values[:, :-2] <= high)).mean(axis=0) >= _SHARE).tolist()
            for low, high in (_LON, _LAT)
        ]
    pairs = [(a, b) for a in fits[0] for b in fits[1] if abs(a - b) >= 3]
    if not pairs:
        return ()
    a, b = min(pairs, key=lambda p: abs(p[0] - p[1]))
    return (min(a, b), max(a, b))


def join_angles(row: Sequence[object], places: Sequence[int]) -> Sequence[object]:
    """The row with the three cells of each angle as one text in the first of them; rows without such numbers stay as they are."""
    if not places:
        return row
    cells = list(row)
    for place in places:
        parts = ["" if c is None else str(c).strip() for c in cells[place : place + 3]]
        numbers = [parse_number(half_width(p)) for p in parts]
        if len(parts) == 3 and all(n is not None for n in numbers):
            degrees, minutes, seconds = (n for n in numbers if n is not None)
            if degrees == int(degrees) and minutes == int(minutes):
                cells[place : place + 3] = [f"{int(degrees)}°{int(minutes)}′{seconds!r}″", "", ""]
    return cells
