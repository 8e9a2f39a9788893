"""Numbering of boundary points (界址点): start, direction, labels and closing label.  Coordinates are never changed.

Source: geometry rules, G08 and G09: the start is the vertex nearest the north-west corner of the ring's bounding box (ties:
the more northern), shells run clockwise, holes counter-clockwise, J1 ... Jn, then the closing point; inner rings continue
the count.  Other habits in use (north-most start, numbering kept, restart in each ring) are options.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..parcels import Parcel, Ring

FloatArray = npt.NDArray[np.float64]
STARTS = ("nw", "north", "keep")
CLOSINGS = ("first", "next", "none", "keep")


@dataclass(frozen=True)
class NumberingOptions:
    """How to number.

    start: 'nw' (nearest the NW corner of the bounding box), 'north' (north-most, ties: west-most) or 'keep' (as it is).
    orient: turn shells clockwise and holes counter-clockwise; False keeps each ring's direction.
    restart: begin at ``first`` again in each ring instead of running on through the parcel.
    closing: the closing row repeats the ring's first label ('first'), takes the next number ('next'), is left out ('none'),
    or each ring does as it did ('keep').  keep_labels: labels travel with their points instead of being given anew.
    prefix: before the number, usually 'J'.
    """

    start: str = "nw"
    orient: bool = True
    restart: bool = False
    closing: str = "first"
    keep_labels: bool = False
    prefix: str = "J"
    first: int = 1

    def __post_init__(self) -> None:
        if self.start not in STARTS or self.closing not in CLOSINGS:
            raise ValueError(f"start must be one of {STARTS}, closing one of {CLOSINGS}")


def signed_area(en: FloatArray) -> float:
    """Area of an open ring of (n, 2) east, north in m²; positive when it runs counter-clockwise on the map."""
    if len(en) < 3:
        return 0.0
    x, y = (en - en[0]).T  # near the ring, so that no digits are lost
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def start_index(en: FloatArray, start: str) -> int:
    """Index of the first point of an open ring of (n, 2) east, north by the rule ``start``."""
    if start == "keep" or not len(en):
        return 0
    if start == "north":
        return int(np.lexsort((en[:, 0], -en[:, 1]))[0])
    corner = np.array([en[:, 0].min(), en[:, 1].max()])
    squares = ((en - corner) ** 2).sum(axis=1)
    return int(np.lexsort((-en[:, 1], squares))[0])


def _order(ring: Ring, hole: bool, options: NumberingOptions) -> npt.NDArray[np.int64]:
    """Row order of the open ring after turning and starting anew."""
    en = ring.open_en
    order = np.arange(len(en))
    area = signed_area(en)
    if options.orient and area != 0 and (area > 0) != hole:
        order = np.roll(order[::-1], 1)  # turn round, the first point stays first
    if len(en):
        order = np.roll(order, -start_index(en[order], options.start))
    return order


def _closes(ring: Ring, options: NumberingOptions) -> str:
    if options.closing != "keep":
        return options.closing
    if not ring.closed:
        return "none"
    return "first" if ring.labels[0] == ring.labels[-1] else "next"


def _rebuild(ring: Ring, number: int, hole: bool, options: NumberingOptions, count: int) -> tuple[Ring, int]:
    """The ring in its new order, and the next free number."""
    order = _order(ring, hole, options)
    n = len(order)
    labels = [ring.labels[i] for i in order] if options.keep_labels else [f"{options.prefix}{count + k}" for k in range(n)]
    closing, used = _closes(ring, options), n
    rows = order
    if n and closing != "none":
        rows = np.append(order, order[0])
        if closing == "next" and options.keep_labels:
            labels.append(ring.labels[-1] if ring.closed and ring.labels[-1] != ring.labels[0] else labels[0])
        else:
            labels.append(labels[0] if closing == "first" else f"{options.prefix}{count + n}")
        used += closing == "next"
    lines = ring.lines[rows] if ring.lines is not None and len(ring.lines) == len(ring.xy) else None
    columns = {name: _in_order(texts, order, len(rows), ring.closed) for name, texts in ring.columns.items()}
    return Ring(number, tuple(labels), np.ascontiguousarray(ring.xy[rows]), lines, columns), count + used


def _in_order(texts: Sequence[str], order: npt.NDArray[np.int64], rows: int, closed: bool) -> tuple[str, ...]:
    """Further values of the points, with them; a closing row repeats that of the first, or keeps its own where it did not."""
    made = tuple(texts[i] for i in order)
    if rows == len(order):
        return made
    return (*made, texts[-1] if closed and texts[-1] != texts[0] else made[0])


def renumber(parcel: Parcel, options: NumberingOptions | None = None) -> Parcel:
    """The parcel numbered anew: rings numbered from 1, each shell followed by its holes; the coordinates stay bit for bit.

    Further values go with their points; of side lengths, which belong to an order of points, the caller has to take care.

    Rings with fewer than three points come last (checks report them).  The declared number of points stays as declared.
    """
    return _renumber(parcel, options or NumberingOptions(), None)[0]


def renumber_all(parcels: Sequence[Parcel], options: NumberingOptions | None = None, run_on: bool = False) -> list[Parcel]:
    """Number several parcels; ``run_on`` lets the count run on from parcel to parcel instead of starting anew in each."""
    options = options or NumberingOptions()
    done: list[Parcel] = []
    count = options.first
    for parcel in parcels:
        numbered, after = _renumber(parcel, options, count)
        done.append(numbered)
        count = after if run_on and not options.restart else options.first
    return done


def _renumber(parcel: Parcel, options: NumberingOptions, count: int | None) -> tuple[Parcel, int]:
    pairs = [pair for shell, holes in parcel.shells_and_holes for pair in [(shell, False), *((h, True) for h in holes)]]
    seen = {index for index, _ in pairs}
    pairs += [(i, False) for i in range(len(parcel.rings)) if i not in seen]
    rings = []
    following = options.first if count is None else count
    for number, (index, hole) in enumerate(pairs, 1):
        if options.restart:
            following = options.first
        ring, following = _rebuild(parcel.rings[index], number, hole, options, following)
        rings.append(ring)
    return replace(parcel, rings=tuple(rings)), following
