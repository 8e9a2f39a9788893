"""A parcel after its polygon was edited in a GIS: rings rebuilt around what the survey said of each point.

Points that stay keep label, source line and further columns; a point that was only moved keeps its label; new points are
numbered on from the highest number of the parcel.  No coordinate is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import shapely

from ..errors import OneMapError
from ..exchange.profiles import names
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import FloatArray, Parcel, Ring

#: the ``fix`` of a change that was made by hand in the editor
EDITED = "edited"
_NUMBERED = re.compile(r"(\D*)(\d+)")
Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Rebuilt:
    """The parcel after the edit (the same object when nothing differs) and its moves: (k, 4) east, north before and after."""

    parcel: Parcel
    moved: FloatArray

    @property
    def greatest_move_m(self) -> float:
        """Greatest distance that a point moved, in units of the coordinates; 0 when none did."""
        return float(np.hypot(*(self.moved[:, 2:] - self.moved[:, :2]).T).max()) if len(self.moved) else 0.0


def rebuild(parcel: Parcel, geometry: Any) -> Rebuilt:
    """``parcel`` with the rings of ``geometry`` (shapely, east north).

    Raises OneMapError when the geometry is no polygon with area that boundary points could be taken from.
    """
    lines = _lines(geometry, parcel.parcel_id)
    if _same_geometry(parcel, geometry):
        return Rebuilt(parcel, np.empty((0, 4)))
    owners = _owners(parcel.rings, lines)
    names = _fresh_labels(parcel.rings)
    made: dict[int, Ring] = {}
    moved: list[tuple[float, ...]] = []
    fresh: list[Ring] = []
    top = max((r.number for r in parcel.rings), default=0)
    for k, line in enumerate(lines):
        owner = owners.get(k)
        if owner is None:
            fresh.append(_new_ring(top + 1 + len(fresh), line, names))
        else:
            made[owner], moves = _edited_ring(parcel.rings[owner], line, names)
            moved += moves
    # rings of fewer than three points are in no polygon, so no editor could have changed them
    rings = [made.get(i, r) for i, r in enumerate(parcel.rings) if i in made or len(r.open_en) < 3]
    rings += fresh
    if len(rings) == len(parcel.rings) and all(a is b for a, b in zip(rings, parcel.rings)):
        return Rebuilt(parcel, np.empty((0, 4)))
    return Rebuilt(replace(parcel, rings=tuple(rings)), np.array(moved).reshape(-1, 4))


def drawn_parcel(parcel_id: str, geometry: Any, values: Mapping[str, str]) -> Parcel:
    """A parcel that was drawn anew: J1 … on each ring, closed; ``values``: number, name, use as the user filled them in."""
    lines = _lines(geometry, parcel_id)
    names = _fresh_labels(())
    rings = tuple(_new_ring(number, line, names) for number, line in enumerate(lines, 1))
    return Parcel(parcel_id, rings, values.get("number", ""), values.get("name", ""), values.get("use", ""))


def _same_geometry(parcel: Parcel, geometry: Any) -> bool:
    a, b = shapely.get_parts(parcel.geometry), shapely.get_parts(shapely.force_2d(geometry))
    return len(a) == len(b) and bool(shapely.equals_exact(a, b, 0.0).all())


def _lines(geometry: Any, parcel_id: str) -> list[list[Point]]:
    """The rings of all parts as open lists of points."""
    usable = geometry is not None and geometry.geom_type in ("Polygon", "MultiPolygon") and not geometry.is_empty
    lines: list[list[Point]] = []
    for part in shapely.get_parts(geometry) if usable else ():
        for ring in (part.exterior, *part.interiors):
            lines.append([(float(x), float(y)) for x, y in shapely.get_coordinates(ring)[:-1]])
    if not lines or any(len(set(line)) < 3 for line in lines) or not np.isfinite(np.vstack(lines)).all():
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The edited outline of parcel {parcel} is no polygon with boundary points."),
            hint=QT_TRANSLATE_NOOP("errors", "Every ring needs at least three different points."),
            parcel=parcel_id,
        )
    return lines


def _owners(rings: Sequence[Ring], lines: Sequence[Sequence[Point]]) -> dict[int, int]:
    """Line -> ring that it was before: the one with most points in common; of the rest, the next with as many points."""
    old = {i: {(float(x), float(y)) for x, y in r.open_en} for i, r in enumerate(rings) if len(r.open_en) >= 3}
    pairs = sorted(
        ((len(points & set(line)), -k, -i) for k, line in enumerate(lines) for i, points in old.items()), reverse=True
    )
    found: dict[int, int] = {}
    for common, k, i in pairs:
        if common and -k not in found and -i not in found.values():
            found[-k] = -i
    for k, line in enumerate(lines):
        if k not in found:
            free = [i for i in old if i not in found.values() and len(rings[i].open_en) == len(line)]
            if free:
                found[k] = free[0]
    return found


def _fresh_labels(rings: Sequence[Ring]) -> Iterator[str]:
    """Labels behind those that are there, with their prefix."""
    parts = [m for r in rings for label in r.labels if (m := _NUMBERED.fullmatch(label.strip()))]
    prefix = parts[0][1] if parts else "J"
    number = max((int(m[2]) for m in parts), default=0)
    while True:
        number += 1
        yield f"{prefix}{number}"


def _new_ring(number: int, line: Sequence[Point], names: Iterator[str]) -> Ring:
    labels = [next(names) for _ in line]
    return Ring(number, (*labels, labels[0]), np.array([(y, x) for x, y in (*line, line[0])]))


def _edited_ring(ring: Ring, line: list[Point], names: Iterator[str]) -> tuple[Ring, list[tuple[float, ...]]]:
    """The ring with the points of ``line`` and its moves; the same object when the points are the same."""
    old = [(float(x), float(y)) for x, y in ring.open_en]
    line = _from_same_start(old, line)
    if line == old:
        return ring, []
    rows: list[tuple[int, bool]] = []  # (row of before or -1, whether it is still at its place)
    moved: list[tuple[float, ...]] = []
    for what, a0, a1, b0, b1 in SequenceMatcher(None, old, line, autojunk=False).get_opcodes():
        if what == "equal":
            rows += [(i, True) for i in range(a0, a1)]
        elif what == "replace" and a1 - a0 == b1 - b0:
            rows += [(i, False) for i in range(a0, a1)]
            moved += [(*old[a0 + k], *line[b0 + k]) for k in range(a1 - a0)]
        else:
            rows += [(-1, False)] * (b1 - b0)
    labels = [ring.labels[i] if i >= 0 else next(names) for i, _ in rows]
    if ring.closed:
        repeated = ring.labels[0] == ring.labels[-1]
        rows.append(rows[0])
        labels.append(labels[0] if repeated else ring.labels[-1])
        line = [*line, line[0]]
    return _with_rows(ring, line, labels, rows), moved


def _with_rows(ring: Ring, line: Sequence[Point], labels: Sequence[str], rows: Sequence[tuple[int, bool]]) -> Ring:
    lines = None
    if ring.lines is not None and len(ring.lines) == len(ring.xy):
        lines = np.array([ring.lines[i] if i >= 0 else 0 for i, _ in rows], dtype=np.int64)
    n = len(rows)
    # a side length holds only where both ends are still in place; kinds of marks and remarks belong to the point
    holds = {
        "to_next": [rows[k][1] and rows[(k + 1) % n][1] for k in range(n)],
        "to_previous": [rows[k][1] and rows[k - 1][1] for k in range(n)],
        "": [i >= 0 for i, _ in rows],
    }
    kinds = names().side_lengths
    source = [i for i, _ in rows]
    if ring.closed:  # the closing row has values of its own
        source[-1] = len(ring.xy) - 1
        holds["to_next"][-1] = holds[""][-1] = True
    columns = {
        name: tuple(v[i] if ok else "" for i, ok in zip(source, holds[kinds.get(name, "")])) for name, v in ring.columns.items()
    }
    return Ring(ring.number, tuple(labels), np.array([(y, x) for x, y in line]), lines, columns)


def _from_same_start(old: Sequence[Point], line: list[Point]) -> list[Point]:
    """``line`` turned so that it starts at the first point of ``old`` that it still has (at its own start if that is moved)."""
    places = {p: k for k, p in reversed(list(enumerate(line)))}
    for i, point in enumerate(old):
        if point in places:
            start = places[point] - i  # the points before it were moved or dropped: keep room for them
            if len(line) != len(old):
                start = places[point] if i == 0 else 0 if line[0] not in set(old) else places[point]
            start %= len(line)
            return [*line[start:], *line[:start]]
    return line
