"""What a repair is: the parcels before and after, what moved how far, how the area changes.

A fix is a pure function; it changes nothing by itself.  ``preview`` computes everything the user must see before saying yes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..exchange.side_lengths import without_stale_sides
from ..parcels import FloatArray, Parcel

#: moves below this are the noise of decimal text, not a change of the boundary (metres)
SAME_PLACE_M = 1e-9


@dataclass(frozen=True)
class RepairOptions:
    """Settings of the fixes.

    duplicate_m: points nearer than this are one point.  collinear_m: greatest offset of a point that a straight line may
    lose.  spike_deg: corner sharper than this is a spike.  snap_m: how far a vertex may move to its neighbour's.
    decimals: of coordinates when rounding.  at: only near this place (shapely, east north); None means the whole parcel.
    at_m: what "near" means.
    """

    duplicate_m: float = 0.001
    collinear_m: float = 0.001
    spike_deg: float = 1.0
    snap_m: float = 0.01
    decimals: int = 3
    at: Any = None
    at_m: float = 0.01


#: (parcel, all parcels of the set, options) -> the parcels that take its place; the same object when nothing is to be done
FixFunction = Callable[[Parcel, Sequence[Parcel], RepairOptions], Sequence[Parcel]]


@dataclass(frozen=True)
class Fix:
    """One kind of repair.  title / help: English source texts of the context 'fixes'.  moves: whether boundaries can change."""

    id: str
    title: str
    help: str
    moves: bool
    apply: FixFunction = field(repr=False)


@dataclass(frozen=True, eq=False)
class Repair:
    """What one fix does to one parcel.

    moved: (k, 4) east, north before and after of points that move.  dropped / added: (k, 2) points that vanish or appear.
    area_change_m2: plane area after minus before.  changed: whether anything differs at all.
    moved_m: greatest move in metres where the coordinates are degrees, else None.
    """

    fix: str
    parcel_id: str
    before: Parcel
    after: tuple[Parcel, ...]
    moved: FloatArray
    dropped: FloatArray
    added: FloatArray
    area_change_m2: float
    moved_m: float | None = None

    @property
    def changed(self) -> bool:
        return len(self.after) != 1 or self.after[0] is not self.before

    @property
    def greatest_move_m(self) -> float:
        """Greatest distance that a point moves, metres; 0 when none does."""
        if self.moved_m is not None:
            return self.moved_m
        return float(np.hypot(*(self.moved[:, 2:] - self.moved[:, :2]).T).max()) if len(self.moved) else 0.0


def preview(fix: Fix, parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions | None = None) -> Repair:
    """Work out what ``fix`` would do to ``parcel``; nothing is changed."""
    after = tuple(fix.apply(parcel, parcels, options or RepairOptions()))
    after = tuple(p if p is parcel else without_stale_sides(p, [parcel]) for p in after)
    moved, dropped, added = _differences(_points([parcel]), _points(after))
    fewer, more = _repeats([parcel], after)
    dropped, added = np.vstack([dropped, fewer]), np.vstack([added, more])
    area = sum(abs(p.geometry.area) for p in after) - abs(parcel.geometry.area)
    return Repair(fix.id, parcel.parcel_id, parcel, after, moved, dropped, added, float(area))


def _points(parcels: Sequence[Parcel]) -> FloatArray:
    rows = [r.open_en for p in parcels for r in p.rings if len(r.open_en)]
    return np.unique(np.vstack(rows), axis=0) if rows else np.empty((0, 2))


def _repeats(before: Sequence[Parcel], after: Sequence[Parcel]) -> tuple[FloatArray, FloatArray]:
    """Points that stay, but stand fewer or more times than before (a repeated point that is dropped)."""
    old, new = (Counter((float(x), float(y)) for p in ps for r in p.rings for x, y in r.open_en) for ps in (before, after))
    common = old.keys() & new.keys()
    fewer = [p for p in common for _ in range(old[p] - new[p])]
    more = [p for p in common for _ in range(new[p] - old[p])]
    return np.array(sorted(fewer)).reshape(-1, 2), np.array(sorted(more)).reshape(-1, 2)


def _differences(before: FloatArray, after: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Pair vanished points with new ones nearby as moved (within 1 m, nearest first); the rest is dropped or added."""
    old = before[~_rows_in(before, after)]
    new = after[~_rows_in(after, before)]
    moved = np.empty((0, 4))
    if len(old) and len(new):
        tree = shapely.STRtree(shapely.points(new))
        pairs, distance = tree.query_nearest(shapely.points(old), max_distance=1.0, return_distance=True, all_matches=False)
        order = np.argsort(distance)
        taken_old: dict[int, int] = {}
        taken_new: set[int] = set()
        for k in order:
            o, n = int(pairs[0, k]), int(pairs[1, k])
            if n not in taken_new:
                taken_old[o] = n
                taken_new.add(n)
        moved = np.array([[*old[o], *new[n]] for o, n in taken_old.items()]).reshape(-1, 4)
        old = np.delete(old, list(taken_old), axis=0)
        new = np.delete(new, sorted(taken_new), axis=0)
    return moved, old, new


def _rows_in(a: FloatArray, b: FloatArray) -> npt.NDArray[np.bool_]:
    """For each row of ``a`` whether it stands in ``b`` to within the noise of decimal text."""
    if not len(a) or not len(b):
        return np.zeros(len(a), dtype=bool)
    hits, distance = shapely.STRtree(shapely.points(b)).query_nearest(shapely.points(a), return_distance=True, all_matches=False)
    inside = np.zeros(len(a), dtype=bool)
    inside[hits[0][distance <= SAME_PLACE_M]] = True
    return inside
