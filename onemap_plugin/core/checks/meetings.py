"""Where edges of one parcel meet that should not, for all invalid parcels at once; and parcels made valid on a copy.

GEOS says *whether* a polygon is valid; the places are found here with all edges of the invalid parcels in one index, because
GEOS names only the first fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import shapely

from .data import BoolArray, CheckData, FloatArray, GeometryArray, IntArray

_QUERY_CHUNK = 2_000
# A scribble crosses itself millions of times: beyond these numbers the places say nothing more, only the time is lost.
_MOST_PAIRS = 50_000
_HOPELESS = 2_000


@dataclass(frozen=True, eq=False)
class Meetings:
    """Where edges of the same parcel meet that should not: parallel arrays.

    first, second: vertices at which the two edges start.  place: Point or LineString.  along: they run on one another.
    touch: the place is an end of one of the edges.
    """

    first: IntArray
    second: IntArray
    place: GeometryArray
    along: BoolArray
    touch: BoolArray


_found: WeakKeyDictionary[CheckData, Meetings] = WeakKeyDictionary()


def meetings(data: CheckData) -> Meetings:
    """All edge meetings of the invalid parcels (found once for all rules that ask)."""
    if data not in _found:
        _found[data] = _find_meetings(data)
    return _found[data]


def _find_meetings(data: CheckData) -> Meetings:
    before_after = data.neighbours
    wanted = ~data.valid[data.vertex_parcel[data.distinct]] & (data.distinct_counts[data.ring[data.distinct]] >= 3)
    start = data.distinct[wanted]
    end = before_after[1][wanted]
    plane = shapely.linestrings(np.stack((data.en[start], data.en[end]), axis=1))
    lines, exact = data.as_seen(plane), data.on_grid(plane)
    # in metres two edges can meet that do not in decimals, and the other way round: neither may be missed
    pairs = np.unique(
        np.column_stack([np.concatenate(p) for p in zip(_pairs(data, start, lines), _pairs(data, start, exact))]), axis=0
    )
    first, second = pairs[:, 0], pairs[:, 1]
    adjacent = (end[first] == start[second]) | (end[second] == start[first])
    place = data.off_grid(shapely.intersection(exact[first], exact[second]))
    hair = shapely.is_empty(place)
    place[hair] = data.from_seen(shapely.intersection(lines[first[hair]], lines[second[hair]]))
    along = shapely.length(place) > 0
    keep = (~adjacent | along) & ~shapely.is_empty(place)
    first, second, place, along = first[keep], second[keep], place[keep], along[keep]
    point = shapely.get_coordinates(shapely.centroid(place))
    touch = np.zeros(len(first), dtype=bool)
    for vertices in (start[first], end[first], start[second], end[second]):
        touch |= np.hypot(*(data.en[vertices] - point).T) < data.hair
    return _dedupe(data, Meetings(start[first], start[second], place, along, touch & ~along), point)


def _pairs(data: CheckData, start: IntArray, lines: GeometryArray) -> tuple[IntArray, IntArray]:
    """Index pairs (i < j) of edges of one parcel that share a place; a hopeless parcel is given up half-way.

    One index per parcel: parcels that lie on one another would give pairs without end in a common one.
    """
    owner = data.vertex_parcel[start]  # the vertices of a parcel follow one another
    bounds = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])) if len(owner) else np.zeros(0, dtype=np.int64)
    first, second = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for begin, end in zip(bounds.tolist(), [*bounds[1:].tolist(), len(owner)]):
        tree = shapely.STRtree(lines[begin:end])
        met = 0
        for low in range(begin, end, _QUERY_CHUNK):
            data.progress.check()
            i, j = tree.query(lines[low : min(low + _QUERY_CHUNK, end)], predicate="intersects")
            i, j = i + low, j + begin
            keep = i < j
            first.append(i[keep])
            second.append(j[keep])
            met += int(keep.sum())
            if met > _MOST_PAIRS:
                break
    return np.concatenate(first), np.concatenate(second)


def _dedupe(data: CheckData, all_of: Meetings, point: FloatArray) -> Meetings:
    """One meeting per place and pair of rings (a touch at a vertex is met by up to four pairs of edges)."""
    if not len(all_of.first):
        return all_of
    rings = np.sort(np.column_stack((data.ring[all_of.first], data.ring[all_of.second])), axis=1)
    # crossings come before touches, runs before both, so that the gravest of one place stays
    rank = np.where(all_of.along, 0, np.where(all_of.touch, 2, 1))
    order = np.argsort(rank, kind="stable")
    keys = np.column_stack((rings, np.rint((point - data.en.min(axis=0)) * 1e4).astype(np.int64)))[order]
    _, index = np.unique(keys, axis=0, return_index=True)
    chosen = np.sort(order[index])
    chosen = chosen[~_ends_of_runs(all_of, rings, chosen)]
    return Meetings(all_of.first[chosen], all_of.second[chosen], all_of.place[chosen], all_of.along[chosen], all_of.touch[chosen])


def _ends_of_runs(all_of: Meetings, rings: IntArray, chosen: IntArray) -> BoolArray:
    """Which touches are only the ends of a stretch where the same two rings run along each other."""
    drop = np.zeros(len(chosen), dtype=bool)
    pair = rings[:, 0] * (int(rings.max()) + 1) + rings[:, 1]
    for one in np.unique(pair[all_of.along]):
        runs = shapely.union_all(all_of.place[all_of.along & (pair == one)])
        own = np.flatnonzero(all_of.touch[chosen] & (pair[chosen] == one))
        drop[own] = shapely.distance(all_of.place[chosen[own]], runs) < 1e-6
    return drop


_clean: WeakKeyDictionary[CheckData, tuple[GeometryArray, BoolArray]] = WeakKeyDictionary()


def clean_polygons(data: CheckData) -> tuple[GeometryArray, BoolArray]:
    """(p,) polygons of the parcels, invalid ones made valid on a copy so that they can be compared with others; and (p,)
    whether a parcel crosses itself so often that it is left out (its polygon is then empty)."""
    if data not in _clean:
        result = data.polygons.copy()
        hopeless = np.zeros(len(result), dtype=bool)
        if not data.valid.all():
            owners = data.vertex_parcel[meetings(data).first]
            hopeless = np.bincount(owners, minlength=len(result)) > _HOPELESS
        for i in np.flatnonzero(~data.valid_on_plane).tolist():
            data.progress.check()
            try:
                repaired = shapely.Polygon() if hopeless[i] else shapely.make_valid(result[i], method="structure")
            except shapely.GEOSException:
                repaired, hopeless[i] = shapely.Polygon(), True
            result[i] = shapely.union_all([g for g in shapely.get_parts(repaired) if g.area > 0])
        _clean[data] = (result, hopeless)
    return _clean[data]
