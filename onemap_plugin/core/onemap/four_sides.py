"""四至: what a parcel borders on in the east, south, west and north.

Along the boundary of the parcel (holes do not count) short test points are set a little way outside; each belongs to the
side of the world that its outward direction faces (45 degrees to either hand of the axis), and names the neighbour it lies
in.  A side names its neighbours by the length of boundary they take, longest first.  No standard prescribes a method; the
share is given so that the surveyor can judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from ..coordinates.numbering import signed_area
from ..parcels import FloatArray

SIDES = ("东", "南", "西", "北")
#: distance of the test points from the boundary and from one another, metres
OUTSIDE_M, STEP_M = 0.5, 2.0


@dataclass(frozen=True)
class Neighbour:
    """What lies on one side: name ('' where no patch is), length of boundary in metres, share of that side (0 to 1)."""

    name: str
    length_m: float
    share: float


def four_sides(
    geometry: Any, patches: Sequence[Any], names: Sequence[str], outside_m: float = OUTSIDE_M, step_m: float = STEP_M
) -> dict[str, list[Neighbour]]:
    """Neighbours of a parcel by side, longest first; sides without boundary give [].

    geometry: polygon or multipolygon in (east, north) metres.  patches with names: polygons of the same plane around it, the
    parcel's own patches may be among them (the test points lie outside the parcel).
    """
    points, lengths, sides = _test_points(geometry, outside_m, step_m)
    found: dict[str, dict[str, float]] = {s: {} for s in SIDES}
    if len(points):
        named = _name_at(points, patches, names)
        inside = shapely.intersects_xy(shapely.make_valid(geometry), points[:, 0], points[:, 1])
        for name, length, side, own in zip(named, lengths, sides, inside):
            if not own:  # a corner that folds back on the parcel, or another part of it close by
                found[SIDES[side]][name] = found[SIDES[side]].get(name, 0.0) + float(length)
    result = {}
    for side, by_name in found.items():
        total = sum(by_name.values())
        ordered = sorted(by_name.items(), key=lambda pair: (-pair[1], pair[0]))
        result[side] = [Neighbour(name, length, length / total) for name, length in ordered]
    return result


def _test_points(geometry: Any, outside_m: float, step_m: float) -> tuple[FloatArray, FloatArray, Any]:
    """(n, 2) points outside, (n,) metres each stands for, (n,) index into SIDES."""
    points, lengths, sides = [], [], []
    for part in shapely.get_parts(geometry):
        ring = np.asarray(part.exterior.coords)[:-1, :2]
        if len(ring) < 3:
            continue
        if signed_area(ring) > 0:
            ring = ring[::-1]  # clockwise, so that the outside is on the left hand
        ends = np.roll(ring, -1, axis=0)
        vectors = ends - ring
        length = np.hypot(*vectors.T)
        for start, vector, size in zip(ring[length > 0], vectors[length > 0], length[length > 0]):
            count = max(1, int(np.ceil(size / step_m)))
            at = (np.arange(count) + 0.5) / count
            outward = np.array([-vector[1], vector[0]]) / size
            points.append(start + at[:, None] * vector + outside_m * outward)
            lengths.append(np.full(count, size / count))
            sides.append(np.full(count, _side(outward)))
    if not points:
        return np.empty((0, 2)), np.empty(0), np.empty(0, dtype=int)
    return np.vstack(points), np.concatenate(lengths), np.concatenate(sides)


def _side(outward: FloatArray) -> int:
    """Index into SIDES of the axis nearest to a direction (east, north)."""
    east, north = outward
    if abs(east) >= abs(north):
        return 0 if east > 0 else 2
    return 3 if north > 0 else 1


def _name_at(points: FloatArray, patches: Sequence[Any], names: Sequence[str]) -> list[str]:
    named = [""] * len(points)
    if len(patches):
        shapes = np.asarray(patches, dtype=object)
        which, patch = shapely.STRtree(shapes).query(shapely.points(points), predicate="intersects")
        order = np.argsort(-shapely.area(shapes[patch]), kind="stable")  # of overlapping patches the smallest has the last word
        for w, p in zip(which[order], patch[order]):
            named[w] = names[p]
    return named


def describe(neighbours: Sequence[Neighbour], share: float = 0.1, nothing: str = "") -> str:
    """The names of a side in one text, those with less than ``share`` of it left out (but never all of them)."""
    kept = [n for n in neighbours if n.share >= share] or list(neighbours[:1])
    return "、".join(dict.fromkeys(n.name or nothing for n in kept if n.name or nothing))
