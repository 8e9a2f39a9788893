"""Rows to rings to parcels, for the whole file at once: which rows belong together, how rings close, plane areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .parcel_line import ParcelLine
from .profiles import TxtProfile
from .rows import PointRows
from .rules import Findings
from .structure import Structure
from .text import IntArray

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(eq=False)
class RingTable:
    """Rings in file order.

    start, stop: (m,) rows of each ring, the closing row included.  owner: (m,) index of the parcel.  number: (m,) 圈号.
    closed: (m,) last row at the place of the first.  same_label: (m,) and with its label.  area: (m,) signed plane area in
    m², positive counter-clockwise on the map.  perimeter: (m,) m.
    """

    start: IntArray
    stop: IntArray
    owner: IntArray
    number: IntArray
    closed: BoolArray
    same_label: BoolArray
    area: FloatArray
    perimeter: FloatArray

    def __len__(self) -> int:
        return len(self.start)


@dataclass(eq=False)
class ParcelTable:
    """Which parcel each row belongs to.  owner: (rows,) parcel index.  lines: parcel line of each parcel, None without one."""

    owner: IntArray
    lines: list[ParcelLine | None]
    blocks: list[int]


@dataclass(eq=False)
class Draft:
    """A parcel before it has its id: its line, its values by slot, its rings in the ring table."""

    line: ParcelLine | None
    values: dict[str, str]
    first_ring: int
    last_ring: int
    block: int


def assign_parcels(
    points: PointRows, parcel_lines: list[ParcelLine], structure: Structure, profile: TxtProfile, findings: Findings
) -> ParcelTable:
    """Give each row to the parcel line above it, or without parcel lines to a list that breaks, closes or changes its number."""
    if profile.parcel_lines == "none" or not parcel_lines:
        return _split_list(points, structure, profile, findings)
    heads: list[tuple[int, ParcelLine | None]] = [(p.index, p) for p in parcel_lines]
    first_lines = np.array([p.index for p in parcel_lines])
    for block in structure.blocks:
        rows = np.searchsorted(points.line, (block.first, block.last))
        if block.first >= 0 and rows[0] < rows[1]:
            line = int(points.line[rows[0]])
            before = int(np.searchsorted(first_lines, line)) - 1
            if before < 0 or first_lines[before] < block.first:
                findings.add("T-PARCEL-LINE-MISSING", line=line + 1, key=f"block {structure.blocks.index(block)}")
                heads.append((line, None))
    heads.sort(key=lambda h: h[0])
    starts = np.array([h[0] for h in heads])
    owner = np.searchsorted(starts, points.line, side="right") - 1
    return ParcelTable(owner, [h[1] for h in heads], _blocks_of(starts, structure))


def _blocks_of(starts: IntArray, structure: Structure) -> list[int]:
    firsts = np.array([max(b.first, 0) for b in structure.blocks] or [0])
    found: list[int] = np.maximum(np.searchsorted(firsts, starts, side="right") - 1, 0).tolist()
    return found


def _split_list(points: PointRows, structure: Structure, profile: TxtProfile, findings: Findings) -> ParcelTable:
    """Parcels of a list without parcel lines."""
    n = len(points.line)
    new = np.zeros(n, dtype=bool)
    if not n:
        return ParcelTable(np.zeros(0, dtype=np.int64), [], [])
    if profile.parcel_lines != "none":
        findings.add("T-PARCEL-LINE-MISSING", line=int(points.line[0]) + 1, key="all")
    if points.group is not None:
        changed = np.array(points.group, dtype=object)
        new[1:] = changed[1:] != changed[:-1]
    if structure.breaks and (points.group is None or "sequence" in profile.columns):
        after = np.unique(np.searchsorted(points.line, np.array(structure.breaks)))
        if np.diff(after, prepend=0, append=n).max() > 2:  # empty lines between all points part nothing
            new[after[after < n]] = True
    if points.group is None:
        drop = np.diff(points.ring, prepend=points.ring[0])
        new |= drop < 0  # ring numbers begin anew: the next parcel
        new |= _after_closing(points, new) & (drop == 0)
    new[0] = True
    owner = np.cumsum(new) - 1
    count = int(owner[-1]) + 1
    if count > 1 and points.group is None:
        findings.add("T-LIST-SPLIT", count=count, key="list")
    starts = points.line[np.flatnonzero(new)]
    return ParcelTable(owner.astype(np.int64), [None] * count, _blocks_of(starts, structure))


def _after_closing(points: PointRows, new: BoolArray) -> BoolArray:
    """Rows after one that returns to the first point of its list (with at least two other points in between), and rows that
    take up the first label of the list at another place."""
    found = np.zeros(len(new), dtype=bool)
    first = 0
    here, ring, labels = points.xy.tolist(), points.ring.tolist(), points.labels
    for i in range(1, len(here)):
        if new[i] or found[i] or ring[i] != ring[i - 1]:
            first = i
        elif i - first >= 3:
            if here[i] == here[first]:
                if i + 1 < len(here):
                    found[i + 1] = True
            elif labels[i] and labels[i] == labels[first]:
                found[i] = True
                first = i
    return found


def build_rings(points: PointRows, owner: IntArray, findings: Findings, projected: bool) -> RingTable:
    """Rings by change of parcel or 圈号, and where a ring closes although rows with the same number follow."""
    n = len(points.line)
    if not n:
        none = np.zeros(0, dtype=np.int64)
        return RingTable(none, none, none, none, none.astype(bool), none.astype(bool), none.astype(float), none.astype(float))
    new = np.ones(n, dtype=bool)
    new[1:] = (np.diff(owner) != 0) | (np.diff(points.ring) != 0)
    new |= _hidden_rings(points, new, findings)
    for row in _restarts(points, new):
        new[row] = True
        ring = int(points.ring[row])
        findings.add("T-RING-SAME", line=int(points.line[row]) + 1, key=f"{ring} {points.xy[row]}", variant="labels", ring=ring)
    start = np.flatnonzero(new)
    stop = np.append(start[1:], n)
    last = stop - 1
    closed = (points.xy[start] == points.xy[last]).all(axis=1) & (stop - start > 1)
    labels = points.labels
    pairs = zip(start.tolist(), last.tolist())
    same = np.fromiter((labels[a] == labels[b] for a, b in pairs), dtype=bool, count=len(start)) & closed
    area, perimeter = _measure(points.xy, start, last) if projected else (np.zeros(len(start)), np.zeros(len(start)))
    return RingTable(start, stop, owner[start], points.ring[start], closed, same, area, perimeter)


def _hidden_rings(points: PointRows, new: BoolArray, findings: Findings) -> BoolArray:
    """Rows after a closing row (same place and label as the ring's first) under an unchanged ring number."""
    n = len(new)
    start = np.flatnonzero(new)
    index = np.arange(n)
    ring_of = np.cumsum(new) - 1
    first = start[ring_of]
    last = np.append(start[1:], n)[ring_of] - 1
    same = points.xy == points.xy[first]
    back = same[:, 0] & same[:, 1] & (index > first) & (index < last)
    found = np.zeros(n, dtype=bool)
    for head in np.unique(first[back]).tolist():
        for row in _closing_rows(points, head, int(last[head])):
            found[row + 1] = True
            line = int(points.line[row]) + 1
            findings.add(
                "T-RING-SAME",
                line=line + 1,
                key=f"{points.xy[row, 0]} {points.xy[row, 1]}",
                ring=int(points.ring[row]),
                closing_line=line,
            )
    return found


def _closing_rows(points: PointRows, head: int, last: int) -> list[int]:
    """Rows before ``last`` that close a ring, one ring after the other from ``head`` on."""
    places = list(map(tuple, points.xy[head : last + 1].tolist()))
    final = {place: row for row, place in enumerate(places, head)}  # the last row at each place
    start, found = head, []
    for row in range(head + 1, last):
        here = row - start
        if row - head < 3 or places[here] != places[head - start]:
            continue
        if _closes(points, head, row, last, final[places[here + 1]]):
            found.append(row)
            head = row + 1
    return found


def _closes(points: PointRows, head: int, row: int, last: int, back: int) -> bool:
    """Whether a row at the place of its ring's first closes the ring: it repeats its label, or what follows begins anew, with
    the first label or this one again, or is a ring by itself that comes back to where it begins (in row ``back`` at last)."""
    labels, following = points.labels, row + 1
    if labels[row] == labels[head]:
        return True
    anew = bool(labels[following]) and labels[following] in (labels[head], labels[row])
    return last - following >= 2 and (anew or back - following >= 3)


def _restarts(points: PointRows, new: BoolArray) -> list[int]:
    """Rows at which the labels of a ring that is not closed begin anew under an unchanged ring number: J1 J2 J3 J4 J1 J2 J3."""
    starts = np.flatnonzero(new).tolist()
    labels, found = points.labels, []
    for head, stop in zip(starts, [*starts[1:], len(new)]):
        label = labels[head]
        if not label or stop - head < 6 or labels[head + 1] == label:
            continue
        own = labels[head:stop]
        if own.count(label) == 1 + (own[-1] == label):
            continue
        first = head
        for row in range(head + 3, stop - 2):
            if labels[row] == label and row - first >= 3 and labels[row + 1] == labels[head + 1]:
                found.append(row)
                first = row
    return found


def _measure(xy: FloatArray, start: IntArray, last: IntArray) -> tuple[FloatArray, FloatArray]:
    """Signed area and perimeter of each ring; measured from its first point, so that no digits are lost."""
    n = len(xy)
    lengths = last - start + 1
    local = xy - np.repeat(xy[start], lengths, axis=0)
    north, east = local[:, 0], local[:, 1]
    cross, length = np.zeros(n), np.zeros(n)
    cross[:-1] = east[:-1] * north[1:] - east[1:] * north[:-1]
    length[:-1] = np.hypot(np.diff(north), np.diff(east))
    cross[last] = 0.0
    length[last] = np.hypot(north[last], east[last])  # back to the first point of an open ring; 0 for a closed one
    return np.add.reduceat(cross, start) / 2.0, np.add.reduceat(length, start)
