"""Which dialect a file is in: every profile is scored over all lines of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .cells import BLANK, NUMBER, CellTable
from .parcel_line import ParcelLine, signature_fit
from .profiles import TxtProfile
from .structure import Structure

_HEADER, _PARCEL, _POINT = 0.15, 0.45, 0.40
_FURTHER = 0.7
_MISFIT = 0.9  # a column holds what it never does in the dialect
_LOST_HEADER = 0.6  # a header that is not there says less than one of another dialect

# sizes of a coordinate: metres north, east without and with zone number, degrees of latitude and longitude in China
NONE_SIZE, LAT, LON, EAST6, NORTH7, EAST8 = range(6)
_SIZES = np.array([NONE_SIZE, LAT, LON, NONE_SIZE, EAST6, NORTH7, EAST8, NONE_SIZE])
_EDGES = np.array([3.0, 60.0, 140.0, 100_000.0, 1_000_000.0, 10_000_000.0, 100_000_000.0])


@dataclass(frozen=True)
class Score:
    """Fit of one profile, 0 to 1, and its parts."""

    profile: TxtProfile
    total: float
    header: float
    parcel: float
    point: float


def sizes(values: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Size class of each number; NaN has none."""
    found = _SIZES[np.searchsorted(_EDGES, np.nan_to_num(values, nan=0.0), side="right")]
    return np.asarray(found)


def size_counts(values: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """(6,) how many numbers each size class has, as ``sizes`` gives them: without an array of classes, for whole files."""
    with np.errstate(invalid="ignore"):
        reached = [len(values), *(int(np.count_nonzero(values >= edge)) for edge in _EDGES), 0]
    return np.bincount(_SIZES, weights=-np.diff(reached), minlength=6).astype(np.int64)


def score_profiles(
    profiles: Mapping[str, TxtProfile], structure: Structure, parcel_lines: Sequence[ParcelLine], tables: Mapping[int, CellTable]
) -> list[Score]:
    """All profiles, the best first; equal scores by priority, then by id."""
    signatures = Counter(line.signature for line in parcel_lines)
    headers = [list(b.header) for b in structure.blocks if b.header or b.tagged] or [[]]
    columns = {width: _Columns(table) for width, table in tables.items()}
    scores = []
    for profile in profiles.values():
        header = sum(_header_fit(keys, profile) for keys in headers) / len(headers)
        parcel = _parcel_fit(signatures, profile)
        point = _point_fit(columns, profile)
        total = _HEADER * header + _PARCEL * parcel + _POINT * point
        scores.append(Score(profile, round(total, 4), header, parcel, point))
    return sorted(scores, key=lambda s: (-s.total, -s.profile.priority, s.profile.id))


def _header_fit(keys: list[str], profile: TxtProfile) -> float:
    """Likeness of the two key lists, as sets and in their order."""
    if not keys and not profile.header_keys:
        return 1.0
    if not keys or not profile.header_keys:
        return 0.0 if keys else _LOST_HEADER
    common = [k for k in profile.header_keys if k in keys]
    alike = len(common) / len(set(keys) | set(profile.header_keys))
    in_order = [k for k in keys if k in profile.header_keys] == common
    return 0.9 * alike + (0.1 if in_order else 0.0)


def _parcel_fit(signatures: Counter[str], profile: TxtProfile) -> float:
    total = sum(signatures.values())
    if not total:
        return 1.0 if profile.parcel_lines == "none" else 0.0
    if profile.parcel_lines == "none":
        return 0.0
    return sum(n * signature_fit(signature, profile) for signature, n in signatures.items()) / total


class _Columns:
    """What the columns of all lines of one width hold, as shares of their rows."""

    def __init__(self, table: CellTable) -> None:
        self.rows = len(table)
        columns = range(table.width)
        self.numbers = [self._share(table.kinds[:, c] == NUMBER) for c in columns]
        self.blanks = [self._share(table.kinds[:, c] == BLANK) for c in columns]
        self.small = [self._small(table.values[:, c]) if self.numbers[c] else 0.0 for c in columns]
        self.sizes = [size_counts(table.values[:, c]) / max(self.rows, 1) for c in columns]

    def _share(self, rows: npt.NDArray[np.bool_]) -> float:
        return int(np.count_nonzero(rows)) / max(self.rows, 1)

    def _small(self, values: npt.NDArray[np.float64]) -> float:
        """Share of small whole numbers (ring numbers, also below zero, and running numbers)."""
        with np.errstate(invalid="ignore"):
            return self._share((np.abs(values) < 100_000) & (values == np.floor(values)))


def _point_fit(tables: Mapping[int, _Columns], profile: TxtProfile) -> float:
    """Fit of the point lines; lines with further columns behind those of the profile count less."""
    rows = sum(t.rows for t in tables.values())
    if not rows:
        return 0.5
    best = 0.0
    for width, found in tables.items():
        if width >= len(profile.columns):
            fits = [_column_fit(name, found, c) for c, name in enumerate(profile.columns)]
            exact = 1.0 if width == len(profile.columns) else _FURTHER
            if not min(fits):
                exact *= _MISFIT
            best = max(best, exact * found.rows / rows * (sum(fits) / len(fits)))
    return best


def _column_fit(name: str, table: _Columns, column: int) -> float:
    size, number = table.sizes[column], table.numbers[column]
    if name == "north":
        return float(
            size[NORTH7] + 0.9 * size[EAST6] + 0.3 * size[EAST8] + 0.3 * size[NONE_SIZE] * number + 0.2 * (size[LAT] + size[LON])
        )
    if name == "east":
        return float(
            size[EAST8] + size[EAST6] + 0.3 * size[NORTH7] + 0.3 * size[NONE_SIZE] * number + 0.2 * (size[LAT] + size[LON])
        )
    if name in ("lon", "lat"):
        return float(size[LON if name == "lon" else LAT] + 0.5 * size[LAT if name == "lon" else LON])
    if name in ("ring", "sequence"):
        return table.small[column]
    if name == "label":
        large = float(size[NORTH7] + size[EAST8])
        return max(1.0 - large - table.blanks[column], 0.0)
    if name == "parcel_no":
        return max(1.0 - float(size[NORTH7] + size[EAST8]), 0.0)
    return max(1.0 - float(size[NORTH7] + size[EAST8]) - 0.1 * table.blanks[column], 0.0)
