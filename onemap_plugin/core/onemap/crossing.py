"""The everyday case of cutting, for many pairs at once: a patch whose outline crosses that of a parcel two or four times.

GEOS builds a graph for each pair; here the crossings of all pairs are found in arrays, and each piece is walked along patch
and parcel in turn (Weiler and Atherton, Hidden surface removal using polygon area sorting, 1977).  Whatever is not plainly
that case (a touch, a common edge, a vertex on an edge, holes, several pieces) is left to GEOS.  Crossings are computed with
the formula of GEOS, so that the pieces of both have the same vertices to the last bit and neighbours still share theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
ObjectArray = npt.NDArray[np.object_]

#: nearer than this (m) to a vertex or to an edge nothing is decided here
_CLEAR_M = 1e-6
_MOST = 10_000  # comparisons of points and edges beyond which GEOS, which sorts them first, is quicker
_CHUNK = 100_000  # points looked at in one go: arrays of a few megabytes


@dataclass(eq=False)
class Outlines:
    """Closed rings one after the other, the last point of each repeating its first; the inside is on the left.

    xy (p, 2) metres; start (r,) first point and count (r,) segments of each ring; owner (r,) the geometry of the ring.
    """

    xy: FloatArray
    start: IntArray
    count: IntArray
    owner: IntArray


def outlines(polygons: ObjectArray) -> Outlines:
    """Outlines of (n,) valid polygons or multipolygons: shells counter-clockwise, holes clockwise."""
    parts, part_owner = shapely.get_parts(polygons, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    hole = np.zeros(len(rings), dtype=bool)
    hole[1:] = ring_part[1:] == ring_part[:-1]
    turn = shapely.is_ccw(rings) == hole
    rings[turn] = shapely.reverse(rings[turn])
    points = shapely.get_num_points(rings).astype(np.int64)
    start = np.cumsum(points) - points
    return Outlines(shapely.get_coordinates(rings), start, points - 1, part_owner[ring_part].astype(np.int64))


def _single_outlines(polygons: ObjectArray) -> Outlines:
    """``outlines`` of polygons without holes, without making rings of them."""
    points = shapely.get_num_coordinates(polygons).astype(np.int64)
    start, xy = np.cumsum(points) - points, shapely.get_coordinates(polygons)
    owner = np.repeat(np.arange(len(points)), points)
    x, y = (xy - xy[start][owner]).T
    doubled = np.append(x[:-1] * y[1:] - x[1:] * y[:-1], 0.0)  # between rings: from the first point to itself, nothing
    clockwise = np.add.reduceat(doubled, start) < 0
    if clockwise.any():
        place = np.arange(len(xy))
        mirrored = (2 * start + points - 1)[owner] - place
        xy = xy[np.where(clockwise[owner], mirrored, place)]
    return Outlines(xy, start, points - 1, np.arange(len(points)))


def cross(parcels: ObjectArray, patches: ObjectArray, parcel: IntArray, patch: IntArray) -> ObjectArray:
    """The piece of each of (n,) pairs where it is plain, None where GEOS has to find it.

    parcels, patches: valid polygons of one plane in metres; parcel, patch: (n,) indices, pairs ascending and unique.
    """
    found = np.full(len(parcel), None, dtype=object)
    used, ring = np.unique(patch, return_inverse=True)
    mine = patches[used]
    simple = (shapely.get_num_geometries(mine) == 1) & (shapely.get_num_interior_rings(shapely.get_geometry(mine, 0)) == 0)
    one = np.flatnonzero(simple[ring])  # pairs whose patch is one ring
    if not len(one):
        return found
    ring = (np.cumsum(simple) - 1)[ring[one]]
    theirs, ours = _single_outlines(mine[simple]), outlines(parcels)
    pair, edge, edge_ring = _near_edges(ours, theirs, parcel[one], ring)
    bad = _several_rings(pair, edge_ring, len(one))
    bad |= np.bincount(pair, theirs.count[ring[pair]], minlength=len(one)) > _MOST
    keep = ~bad[pair]
    pair, edge, edge_ring = pair[keep], edge[keep], edge_ring[keep]
    size = np.cumsum(theirs.count[ring[pair]])
    parts = np.split(np.arange(len(pair)), np.searchsorted(size, np.arange(_CHUNK, size[-1], _CHUNK))) if len(pair) else []
    made = [_crossings(ours, theirs, pair[p], edge[p], edge_ring[p], ring, bad) for p in parts]
    if made:
        which, shapes = _walk(ours, theirs, ring, _Crossings(*(np.concatenate(c) for c in zip(*made))), bad)
        found[one[which]] = shapes
    return found


def _near_edges(ours: Outlines, theirs: Outlines, parcel: IntArray, ring: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """(pair, edge of the parcel, ring of the edge) wherever the box of the edge meets that of the patch; sorted by pair."""
    edge_ring = np.repeat(np.arange(len(ours.start)), ours.count)
    edge = np.arange(len(edge_ring)) + edge_ring  # one point more than edges in each ring
    ends = np.stack((ours.xy[edge], ours.xy[edge + 1]), axis=1)
    tree = shapely.STRtree(shapely.linestrings(ends))
    low = np.minimum.reduceat(theirs.xy, theirs.start)
    high = np.maximum.reduceat(theirs.xy, theirs.start)
    patch, hit = tree.query(shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1]))
    size = np.int64(len(theirs.start))
    keys = parcel * size + ring
    order = np.argsort(keys)
    wanted = ours.owner[edge_ring[hit]] * size + patch
    place = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    pair = order[place]
    real = keys[pair] == wanted
    pair, hit = pair[real], hit[real]
    sort = np.lexsort((hit, pair))
    return pair[sort], edge[hit[sort]], edge_ring[hit[sort]]


def _several_rings(pair: IntArray, edge_ring: IntArray, count: int) -> BoolArray:
    """Pairs near which there is more than one ring of the parcel: a ring inside the patch would cross nothing."""
    several = np.zeros(count, dtype=bool)
    change = (pair[1:] == pair[:-1]) & (edge_ring[1:] != edge_ring[:-1])
    several[pair[1:][change]] = True
    return several


@dataclass(eq=False)
class _Crossings:
    """Proper crossings: pair, segment of the patch (in its ring), edge of the parcel (in its ring), its ring, whether the
    patch goes into the parcel there, the point, and how far along segment and edge it lies (0 to 1)."""

    pair: IntArray
    segment: IntArray
    edge: IntArray
    ring: IntArray
    enters: BoolArray
    x: FloatArray
    y: FloatArray
    along_segment: FloatArray
    along_edge: FloatArray


def _crossings(
    ours: Outlines, theirs: Outlines, pair: IntArray, edge: IntArray, edge_ring: IntArray, ring: IntArray, bad: BoolArray
) -> tuple[Any, ...]:
    """The fields of ``_Crossings`` for some (pair, edge); pairs in which something is not clear are marked in ``bad``."""
    count = theirs.count[ring[pair]] + 1
    row = np.repeat(np.arange(len(pair)), count)
    step = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    point = theirs.start[ring[pair]][row] + step
    a, b = ours.xy[edge], ours.xy[edge + 1]
    direction = b - a
    length = np.hypot(direction[:, 0], direction[:, 1])
    away = theirs.xy[point] - a[row]
    side = direction[row, 0] * away[:, 1] - direction[row, 1] * away[:, 0]  # metres from the line, times the length
    clear = np.abs(side) > _CLEAR_M * length[row]
    if not clear.all():  # only what is beside the edge itself matters, not what lies on its extension
        doubtful = np.flatnonzero(~clear)
        along = (direction[row[doubtful]] * away[doubtful]).sum(axis=1) / np.maximum(length[row[doubtful]], _CLEAR_M)
        beside = (along > -1.0) & (along < length[row[doubtful]] + 1.0)
        bad[pair[row[doubtful[beside]]]] = True
    left = side > 0
    first = np.flatnonzero((left[1:] != left[:-1]) & (row[1:] == row[:-1]))
    line, start = row[first], point[first]
    # along the edge the crossing divides the two distances of the segment's ends from the line as they are
    share = side[first] / (side[first] - side[first + 1])
    at = away[first] + share[:, None] * (away[first + 1] - away[first])
    along = (at * direction[line]).sum(axis=1) / np.maximum(length[line], _CLEAR_M)
    margin = 2 * _CLEAR_M
    bad[pair[line[(np.abs(along) < margin) | (np.abs(along - length[line]) < margin)]]] = True
    inside = (along > 0) & (along < length[line])
    first, line, start, share, along = first[inside], line[inside], start[inside], share[inside], along[inside]
    x, y = _meeting_points(a[line], b[line], theirs.xy[start], theirs.xy[start + 1])
    edge_in_ring = edge[line] - ours.start[edge_ring[line]]
    return (
        pair[line], step[first], edge_in_ring, edge_ring[line], left[first + 1], x, y, share, along / length[line],
    )  # fmt: skip


def _meeting_points(p1: FloatArray, p2: FloatArray, q1: FloatArray, q2: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Where segments cross, in the arithmetic of GEOS (algorithm/Intersection): about the middle of their common box,
    in homogeneous coordinates."""
    low = np.maximum(np.minimum(p1, p2), np.minimum(q1, q2))
    high = np.minimum(np.maximum(p1, p2), np.maximum(q1, q2))
    middle = (low + high) / 2.0
    p1, p2, q1, q2 = p1 - middle, p2 - middle, q1 - middle, q2 - middle
    px, py, pw = p1[:, 1] - p2[:, 1], p2[:, 0] - p1[:, 0], p1[:, 0] * p2[:, 1] - p2[:, 0] * p1[:, 1]
    qx, qy, qw = q1[:, 1] - q2[:, 1], q2[:, 0] - q1[:, 0], q1[:, 0] * q2[:, 1] - q2[:, 0] * q1[:, 1]
    weight: FloatArray = px * qy - qx * py
    return (py * qw - qy * pw) / weight + middle[:, 0], (qx * pw - px * qw) / weight + middle[:, 1]


def _walk(
    ours: Outlines, theirs: Outlines, ring: IntArray, crossings: _Crossings, bad: BoolArray
) -> tuple[IntArray, ObjectArray]:
    """Pairs with one plain piece and that piece: along the patch inside the parcel, back along the parcel inside the patch."""
    number = np.bincount(crossings.pair, minlength=len(bad))
    plain = ~bad & ((number == 2) | (number == 4))
    kept = np.flatnonzero(plain[crossings.pair])
    order = kept[np.lexsort((crossings.along_segment[kept], crossings.segment[kept], crossings.pair[kept]))]
    c = _Crossings(*(getattr(crossings, name)[order] for name in _Crossings.__dataclass_fields__))
    if not len(c.pair):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=object)
    block = np.flatnonzero(np.r_[True, c.pair[1:] != c.pair[:-1]])  # first crossing of each pair, in the order of the patch
    size = np.diff(np.r_[block, len(c.pair)])
    owner = np.repeat(np.arange(len(block)), size)
    place = np.arange(len(c.pair)) - block[owner]
    next_on_patch = block[owner] + (place + 1) % size[owner]
    by_parcel = np.lexsort((c.along_edge, c.edge, owner))
    next_on_parcel = np.empty_like(by_parcel)
    next_on_parcel[by_parcel] = by_parcel[block[owner] + (place + 1) % size[owner]]
    # a leg goes in at a crossing, out at the next one of the patch, and along the parcel to where the next leg begins
    entry = np.flatnonzero(c.enters)
    leave = next_on_patch[entry]
    after = next_on_parcel[leave]
    sound = ~c.enters[leave] & c.enters[after]
    alternate = np.bincount(owner[entry], minlength=len(block)) * 2 == size
    one_piece = alternate.copy()
    one_piece[owner[entry[~sound]]] = False
    one_piece[owner[entry[(after == entry) & (size[owner[entry]] == 4)]]] = False  # two pieces
    chosen = one_piece[owner[entry]]
    return _pieces(ours, theirs, ring, c, owner, block, entry[chosen], leave[chosen], after[chosen])


def _pieces(
    ours: Outlines, theirs: Outlines, ring: IntArray, c: _Crossings, owner: IntArray, block: IntArray, entry: IntArray,
    leave: IntArray, after: IntArray,
) -> tuple[IntArray, ObjectArray]:
    """Polygons from legs: (l,) crossings where each goes in, where it leaves the parcel, and where the next one begins.

    Legs come sorted by pair; a pair has one leg, or two of which the second begins where the first one's ``after`` is.
    """  # fmt: skip
    if not len(entry):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=object)
    patch_ring, parcel_ring = ring[c.pair[entry]], c.ring[entry]
    in_patch = (c.segment[leave] - c.segment[entry]) % theirs.count[patch_ring]
    in_parcel = (c.edge[after] - c.edge[leave]) % ours.count[parcel_ring]
    # from a point back to one before it on the same side: all the way round
    in_patch += theirs.count[patch_ring] * (
        (c.segment[leave] == c.segment[entry]) & (c.along_segment[leave] < c.along_segment[entry])
    )
    in_parcel += ours.count[parcel_ring] * ((c.edge[after] == c.edge[leave]) & (c.along_edge[after] < c.along_edge[leave]))
    total = 2 + in_patch + in_parcel
    leg = np.repeat(np.arange(len(entry)), total)
    step = np.arange(len(leg)) - np.repeat(np.cumsum(total) - total, total)
    xy = np.empty((len(leg), 2))
    middle = 1 + in_patch[leg]
    for at, crossing in ((step == 0, entry), (step == middle, leave)):
        xy[at] = np.column_stack((c.x[crossing[leg[at]]], c.y[crossing[leg[at]]]))
    for at, source, source_ring, first, offset in (
        ((step > 0) & (step < middle), theirs, patch_ring, c.segment[entry], step),
        (step > middle, ours, parcel_ring, c.edge[leave], step - middle),
    ):
        where = leg[at]
        number = (first[where] + offset[at]) % source.count[source_ring[where]]
        xy[at] = source.xy[source.start[source_ring[where]] + number]
    pairs, index = np.unique(owner[entry[leg]], return_inverse=True)
    rings = shapely.linearrings(xy, indices=index)
    return c.pair[block[pairs]], np.asarray(shapely.polygons(rings), dtype=object)


__all__ = ["Outlines", "cross", "outlines"]
