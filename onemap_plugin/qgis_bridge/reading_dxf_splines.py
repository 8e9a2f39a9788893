"""Splines of a drawing: how far OGR's chords are off the curve, so that the tolerance can be stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
POINTS_PER_CONTROL = 8  # OGR's DXF driver draws a spline with so many points for each control point
_FINER = 8  # places looked at on each chord


@dataclass
class Spline:
    """A SPLINE entity as it stands in the file (DXF reference, SPLINE)."""

    degree: int = 3
    knots: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return 0 < self.degree < len(self.x) == len(self.y) and len(self.knots) == len(self.x) + self.degree + 1

    def at(self, t: FloatArray) -> FloatArray:
        """(n, 2) points of the curve at parameters t (n,), by the recursion of Cox and de Boor."""
        knots = np.array(self.knots)
        last = knots.max()
        basis = ((knots[:-1] <= t[:, None]) & (t[:, None] < knots[1:])).astype(np.float64)
        basis[t >= last, int(np.flatnonzero(knots[:-1] < last)[-1])] = 1.0
        for p in range(1, self.degree + 1):
            count = len(knots) - p - 1
            low, high = knots[p : p + count] - knots[:count], knots[p + 1 : p + 1 + count] - knots[1 : 1 + count]
            left = (t[:, None] - knots[:count]) / np.where(low > 0, low, 1.0) * (low > 0)
            right = (knots[p + 1 : p + 1 + count] - t[:, None]) / np.where(high > 0, high, 1.0) * (high > 0)
            basis = left * basis[:, :count] + right * basis[:, 1 : count + 1]
        weights = np.array(self.weights) if len(self.weights) == len(self.x) else np.ones(len(self.x))
        weighted = basis * weights
        return np.asarray(weighted @ np.column_stack([self.x, self.y]) / weighted.sum(axis=1)[:, None])

    def off(self) -> float:
        """Largest distance of the curve from OGR's chords, in the unit of the drawing."""
        count = POINTS_PER_CONTROL * len(self.x)
        t = np.linspace(min(self.knots), max(self.knots), (count - 1) * _FINER + 1)
        fine = self.at(t)
        start, end = fine[:-1:_FINER], fine[_FINER::_FINER]
        chord = end - start
        length = np.hypot(*chord.T)
        worst = 0.0
        for k in range(1, _FINER):
            away = fine[k::_FINER] - start
            cross = np.abs(chord[:, 0] * away[:, 1] - chord[:, 1] * away[:, 0])
            off = np.where(length > 0, cross / np.where(length > 0, length, 1.0), np.hypot(*away.T))
            worst = max(worst, float(off.max(initial=0.0)))
        return worst


def splines(pairs: Iterable[tuple[str, bytes]]) -> Iterator[Spline]:
    """The splines among the (code, value) pairs of a drawing."""
    current: Spline | None = None
    places = {"40": "knots", "41": "weights", "10": "x", "20": "y"}
    for code, value in pairs:
        if code == "0":
            if current is not None:
                yield current
            current = Spline() if value == b"SPLINE" else None
        elif current is not None and (code in places or code == "71"):
            try:
                number = float(value)
            except ValueError:
                continue
            if code == "71":
                current.degree = int(number)
            else:
                getattr(current, places[code]).append(number)
    if current is not None:
        yield current
