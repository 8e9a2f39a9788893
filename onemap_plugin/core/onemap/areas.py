"""Balance of areas (面积平差): pieces in full precision to pieces in output decimals that add up to their parcel exactly.

Steps (deliverables, section 4): the difference between parcel and pieces is shared in proportion to the areas, each share is
rounded, and the rest in units of the last decimal goes to the largest remainders first.  All of it is decimal arithmetic in
integers: an area in m² is taken to ``INTERNAL_DECIMALS`` decimals once, and nothing is a binary fraction after that.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

#: m² are kept to this many decimals inside; 9.2e12 m² still fit into 64 bits
INTERNAL_DECIMALS = 6
SQUARE_METRES_PER_HA = 10_000
#: 'half_up' 四舍五入, 'half_even' 四舍六入五成双 (GB/T 8170-2008)
ROUNDINGS: tuple[str, ...] = ("half_up", "half_even")
_MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}


def to_fixed(square_metres: npt.ArrayLike) -> IntArray:
    """Areas in m² as integers of 1e-6 m²."""
    scaled = np.rint(np.asarray(square_metres, dtype=np.float64) * 10**INTERNAL_DECIMALS)
    return np.asarray(scaled, dtype=np.int64)


def unit_of(decimals: int) -> int:
    """The last decimal of a hectare in units of 1e-6 m² (4 decimals: 1 m²)."""
    return int(SQUARE_METRES_PER_HA * 10**INTERNAL_DECIMALS // 10**decimals)


def round_units(fixed: IntArray, unit: int, rounding: str = "half_up") -> IntArray:
    """Non-negative fixed-point areas to whole units by the rounding rule."""
    whole, rest = np.divmod(fixed, unit)
    double = 2 * rest
    up = double >= unit if rounding == "half_up" else (double > unit) | ((double == unit) & (whole % 2 == 1))
    return np.asarray(whole + up, dtype=np.int64)


def balance(pieces_m2: Sequence[float], control_m2: float, decimals: int = 4, rounding: str = "half_up") -> list[Decimal]:
    """Areas of the pieces of one parcel in ha with ``decimals`` decimals; their sum is the parcel's own rounded area exactly.

    pieces_m2: areas in m², never negative.  control_m2: area of the parcel in m².  An empty list stays empty.
    """
    if not len(pieces_m2):
        return []
    units = balance_groups(
        to_fixed(pieces_m2), np.zeros(len(pieces_m2), dtype=np.int64), to_fixed([control_m2]), decimals, rounding
    )
    return [units_to_ha(int(u), decimals) for u in units]


def units_to_ha(units: int, decimals: int = 4) -> Decimal:
    """Whole units of the last decimal as hectares with exactly ``decimals`` decimals."""
    return Decimal(units).scaleb(-decimals)


def round_ha(square_metres: float, decimals: int = 4, rounding: str = "half_up") -> Decimal:
    """m² as hectares, rounded by the rule, in decimal arithmetic."""
    exact = Decimal(int(to_fixed([square_metres])[0])).scaleb(-INTERNAL_DECIMALS) / SQUARE_METRES_PER_HA
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=_MODES[rounding])


def balance_groups(
    pieces: IntArray, group: IntArray, control: IntArray, decimals: int = 4, rounding: str = "half_up"
) -> IntArray:
    """``balance`` for many parcels at once.

    pieces: (n,) fixed-point m² (``to_fixed``), >= 0.  group: (n,) index into control, ascending.  control: (g,) fixed-point m².
    Returns (n,) whole units of the last decimal of a hectare; per group they add up to the rounded control.  A group whose
    pieces are all zero gives everything to its first piece.
    """
    if not len(pieces):
        return np.zeros(0, dtype=np.int64)
    unit = unit_of(decimals)
    total = np.zeros(len(control), dtype=np.int64)
    np.add.at(total, group, pieces)
    target = round_units(control, unit, rounding)
    # exact rational share: floor(piece * target / total) in whole units with its remainder
    floor, remainder = _shares(pieces, target[group], total[group])
    given = np.zeros(len(control), dtype=np.int64)
    np.add.at(given, group, floor)
    first = np.searchsorted(group, np.arange(len(control)))
    empty = np.flatnonzero((total == 0) & (np.bincount(group, minlength=len(control)) > 0))
    floor[first[empty]] = target[empty]
    given[empty] = target[empty]
    # the largest remainder first; equal ones by the larger piece, then by order
    order = np.lexsort((np.arange(len(pieces)), -pieces, -remainder, group))
    rest = target - given
    rank = np.empty(len(pieces), dtype=np.int64)
    rank[order] = np.arange(len(pieces)) - first[group[order]]
    return np.asarray(floor + (rank < rest[group]), dtype=np.int64)


def _shares(pieces: IntArray, target: IntArray, total: IntArray) -> tuple[IntArray, FloatArray]:
    """floor(pieces * target / total) and the fractional part of it, without overflow of 64 bits.

    The quotient is found in float and put right in integers: pieces * target may have 80 bits, so the residual is taken
    modulo 2**64, where it is small and therefore exact.
    """
    safe = np.maximum(total, 1)
    guess = np.floor(pieces.astype(np.float64) / safe * target).astype(np.int64)
    with np.errstate(over="ignore"):
        residual = pieces * target - guess * safe  # wraps, but the true value is within a few totals of zero
    steps = np.floor_divide(residual, safe)
    guess, residual = guess + steps, residual - steps * safe
    return np.where(total > 0, guess, 0), np.where(total > 0, residual / safe, 0.0)


__all__ = [
    "INTERNAL_DECIMALS",
    "ROUNDINGS",
    "balance",
    "balance_groups",
    "round_ha",
    "round_units",
    "to_fixed",
    "units_to_ha",
    "unit_of",
]
