"""Points of one parcel very near the boundary of another, without being one of its points.

Works on candidate pairs of parcels whose boxes meet; points that the neighbour shares exactly are dropped first, so that a
clean set costs little.  All steps are arrays over points and edges, in chunks of bounded memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import shapely

from .data import NOISE_M, CheckData, FloatArray, IntArray

_CHUNK_PAIRS = 2_000_000
_LONG_SPAN = 300  # more edges than this to a point are searched through an index


@dataclass(frozen=True, eq=False)
class NearMisses:
    """Parallel arrays: vertex, the other parcel's number, metres from the vertex to that parcel's nearest edge."""

    vertex: IntArray
    other: IntArray
    distance: FloatArray


_NONE = NearMisses(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
_found: WeakKeyDictionary[CheckData, dict[float, NearMisses]] = WeakKeyDictionary()


def near_misses(data: CheckData, reach: float) -> NearMisses:
    """Vertices within ``reach`` metres of another parcel's boundary that are no vertex of that parcel.

    One entry per vertex and other parcel, with the distance to its nearest edge.
    """
    cache = _found.setdefault(data, {})
    wider = [r for r in cache if r >= reach]
    if not wider:
        cache[reach] = _find(data, reach)
        wider = [reach]
    found = cache[min(wider)]
    keep = found.distance <= reach + NOISE_M
    return NearMisses(found.vertex[keep], found.other[keep], found.distance[keep])


def expand(first: IntArray, count: IntArray) -> tuple[IntArray, IntArray]:
    """For each i the numbers first[i] ... first[i] + count[i] - 1, and i itself beside each."""
    owner = np.repeat(np.arange(len(count)), count)
    return np.repeat(first - (np.cumsum(count) - count), count) + np.arange(len(owner)), owner


def _find(data: CheckData, reach: float) -> NearMisses:
    starts, sizes = _parcel_spans(data)
    if len(data.parcels) < 2:
        return _NONE
    boxes = np.nan_to_num(shapely.bounds(data.polygons), nan=-1e15)
    tree = shapely.STRtree(data.polygons)
    wide = reach + NOISE_M
    grown = shapely.box(boxes[:, 0] - wide, boxes[:, 1] - wide, boxes[:, 2] + wide, boxes[:, 3] + wide)
    a, b = tree.query(grown)
    a, b = a[a != b], b[a != b]
    low = np.maximum(boxes[a, :2], boxes[b, :2]) - 2 * reach
    high = np.minimum(boxes[a, 2:], boxes[b, 2:]) + 2 * reach
    chunk = np.cumsum(sizes[a] + sizes[b]) // _CHUNK_PAIRS
    results: list[tuple[IntArray, IntArray, FloatArray]] = []
    for c in np.unique(chunk):
        data.progress.check()
        own = chunk == c
        results.append(_in_pairs(data, starts, sizes, a[own], b[own], low[own], high[own], reach))
    if not results:
        return _NONE
    vertex, other, distance = (np.concatenate(column) for column in zip(*results))
    order = np.lexsort((distance, other, vertex))
    first = np.unique(vertex[order] * len(data.parcels) + other[order], return_index=True)[1]
    return NearMisses(vertex[order][first], other[order][first], distance[order][first])


def _parcel_spans(data: CheckData) -> tuple[IntArray, IntArray]:
    """First vertex and number of vertices of each parcel (the rings of a parcel follow one another)."""
    sizes = np.bincount(data.vertex_parcel, minlength=len(data.parcels))
    return np.cumsum(sizes) - sizes, sizes


def _in_pairs(
    data: CheckData, starts: IntArray, sizes: IntArray, a: IntArray, b: IntArray, low: FloatArray, high: FloatArray, reach: float
) -> tuple[IntArray, IntArray, FloatArray]:
    """Near misses of points of parcels ``a`` at edges of parcels ``b``, looked for in the common box of each pair only."""
    en = data.en
    point, pair = expand(starts[a], sizes[a])
    for axis in (0, 1):
        value = en[:, axis][point]
        inside = (value >= low[:, axis][pair]) & (value <= high[:, axis][pair])
        point, pair = point[inside], pair[inside]
    keep = ~data.shared[point]
    keep[~keep] = ~data.has_vertex(b[pair[~keep]], point[~keep])
    point, pair = point[keep], pair[keep]
    busy = np.unique(pair)  # pairs that have points left
    edge, of_busy = expand(starts[b[busy]], sizes[b[busy]])
    edge_pair = busy[of_busy]
    ahead = data.next[edge]
    meets = ((np.minimum(en[edge], en[ahead]) <= high[edge_pair]) & (np.maximum(en[edge], en[ahead]) >= low[edge_pair])).all(
        axis=1
    )
    edge, edge_pair = edge[meets], edge_pair[meets]
    # join points and edges of the same pair: edges are sorted by pair, so each point takes a span of them
    first = np.searchsorted(edge_pair, pair)
    count = np.searchsorted(edge_pair, pair, side="right") - first
    joined = [_join_all(data, point, edge, first, count, reach), _join_indexed(data, point, pair, edge, first, count, reach)]
    row, _, distance = (np.concatenate(column) for column in zip(*joined))
    return point[row], b[pair[row]], distance


def _join_all(
    data: CheckData, point: IntArray, edge: IntArray, first: IntArray, count: IntArray, reach: float
) -> tuple[IntArray, IntArray, FloatArray]:
    """Each point with each edge of its span, for spans short enough; rows into ``point``, edges, metres."""
    light = np.flatnonzero(count <= _LONG_SPAN)
    rows, edges, metres = [light[:0]], [edge[:0]], [np.zeros(0)]
    chunk = np.cumsum(count[light]) // _CHUNK_PAIRS
    for c in np.unique(chunk):
        data.progress.check()
        own = light[chunk == c]
        which, back = expand(first[own], count[own])
        distance = _distance(data.en, point[own][back], edge[which], data.next)
        near = np.flatnonzero(distance <= reach + NOISE_M)
        rows.append(own[back[near]])
        edges.append(edge[which[near]])
        metres.append(distance[near])
    return np.concatenate(rows), np.concatenate(edges), np.concatenate(metres)


def _join_indexed(
    data: CheckData, point: IntArray, pair: IntArray, edge: IntArray, first: IntArray, count: IntArray, reach: float
) -> tuple[IntArray, IntArray, FloatArray]:
    """The same for pairs with many edges, through an index of the edges of each such pair."""
    heavy = np.flatnonzero(count > _LONG_SPAN)
    rows, edges, metres = [heavy[:0]], [edge[:0]], [np.zeros(0)]
    for one in np.unique(pair[heavy]):
        data.progress.check()
        own = heavy[pair[heavy] == one]
        of_pair = edge[first[own[0]] : first[own[0]] + count[own[0]]]
        lines = shapely.linestrings(np.stack((data.en[of_pair], data.en[data.next[of_pair]]), axis=1))
        points = shapely.points(data.en[point[own]])
        i, j = shapely.STRtree(lines).query(points, predicate="dwithin", distance=reach + NOISE_M)
        rows.append(own[i])
        edges.append(of_pair[j])
        metres.append(_distance(data.en, point[own[i]], of_pair[j], data.next))
    return np.concatenate(rows), np.concatenate(edges), np.concatenate(metres)


def _distance(en: FloatArray, point: IntArray, edge: IntArray, following: IntArray) -> FloatArray:
    """Metres from points to edges (edge i runs from vertex i to its next)."""
    base = en[edge]
    direction, offset = en[following[edge]] - base, en[point] - base
    square = (direction**2).sum(axis=1)
    t = np.divide((offset * direction).sum(axis=1), square, out=np.zeros(len(square)), where=square > 0)
    rest = offset - direction * np.clip(t, 0, 1)[:, None]
    return np.asarray(np.hypot(rest[:, 0], rest[:, 1]), dtype=np.float64)
