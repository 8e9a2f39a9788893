"""Decimal numbers of the package: one rounding rule for every file, exact areas of rounded coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext

import numpy as np

from ..parcels import FloatArray

#: what a profile may name; 四舍六入五成双 (GB/T 8170) or 四舍五入
ROUNDINGS = {"half_even": ROUND_HALF_EVEN, "half_up": ROUND_HALF_UP}
Ticks = tuple[int, int]


def quantize(value: Decimal, decimals: int, rounding: str) -> Decimal:
    """``value`` with exactly ``decimals`` decimals; ``rounding`` is a key of ``ROUNDINGS``."""
    with localcontext(Context(prec=60)):
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUNDINGS[rounding])


def to_ticks(xy: FloatArray, decimals: int, rounding: str) -> list[Ticks]:
    """(n, 2) metres to whole steps of 10**-decimals m.  Rounds the shortest decimal text of each number, as a reader sees it."""
    step = Decimal(1).scaleb(decimals)
    mode = ROUNDINGS[rounding]
    near = np.rint(xy * float(step))
    # floats that are the nearest double of a whole step need no decimal arithmetic: that is nearly all of a surveyed file
    exact = near / float(step) == xy
    out: list[Ticks] = []
    for row, whole, same in zip(xy.tolist(), near.tolist(), exact.tolist()):
        pair = [int(w) if s else int((Decimal(repr(v)) * step).to_integral_value(mode)) for v, w, s in zip(row, whole, same)]
        out.append((pair[0], pair[1]))
    return out


def tick_text(value: int, decimals: int) -> str:
    """A coordinate as it is printed: ``decimals`` digits after the point, no thousands separator."""
    return f"{Decimal(value).scaleb(-decimals):.{decimals}f}"


def tick_float(value: int, decimals: int) -> float:
    return float(value / 10**decimals)


def doubled_ring_area(ticks: Sequence[Ticks]) -> int:
    """Twice the signed area of an open ring in square steps, exact (shoelace formula)."""
    if len(ticks) < 3:
        return 0
    x0, y0 = ticks[0]
    total = 0
    for (x1, y1), (x2, y2) in zip(ticks, [*ticks[1:], ticks[0]]):
        total += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    return total


def area_m2(doubled: int, decimals: int) -> Decimal:
    """Square metres, exact, of a doubled area in square steps."""
    with localcontext(Context(prec=60)):
        return (Decimal(abs(doubled)) / 2).scaleb(-2 * decimals)


def distance(a: Ticks, b: Ticks, decimals: int) -> Decimal:
    """Metres between two points, 30 significant digits."""
    with localcontext(Context(prec=30)):
        return Decimal((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2).sqrt().scaleb(-decimals)
