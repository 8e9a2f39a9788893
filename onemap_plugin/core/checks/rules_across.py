"""Rules across parcels: identical, same number, overlap, gaps and boundaries whose points do not match."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import shapely

from ..findings import Finding, RuleInfo, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP
from . import sources
from .data import NOISE_M, CheckData, FloatArray, GeometryArray, IntArray
from .meetings import clean_polygons
from .near import near_misses
from .registry import Check, register

_CHUNK = 20_000
# below these an overlap is arithmetic, not data: a point that lies on the neighbour's edge in the file is beside it by a few
# billionths of a metre as a binary number
SEEN_AREA = 1e-8
SEEN_WIDTH = 2e-8


class Neighbours:
    """Pairs of parcels (a < b) that meet, and those of them that are identical."""

    def __init__(self, data: CheckData) -> None:
        self.polygons, self.left_out = clean_polygons(data)
        tree = shapely.STRtree(self.polygons)
        pairs = []
        for low in range(0, len(data.polygons), _CHUNK):
            data.progress.check()
            a, b = _query(tree, self.polygons[low : low + _CHUNK])
            a = a + low
            pairs.append((a[a < b], b[a < b]))
        self.a: IntArray = np.concatenate([p[0] for p in pairs]) if pairs else np.zeros(0, dtype=np.int64)
        self.b: IntArray = np.concatenate([p[1] for p in pairs]) if pairs else np.zeros(0, dtype=np.int64)
        order = np.lexsort((self.b, self.a))
        self.a, self.b = self.a[order], self.b[order]
        same = (shapely.bounds(data.polygons[self.a]) == shapely.bounds(data.polygons[self.b])).all(axis=1)
        same &= np.abs(data.areas[self.a] - data.areas[self.b]) < 1e-3
        self.identical: npt.NDArray[np.bool_] = np.zeros(len(self.a), dtype=bool)
        chosen = np.flatnonzero(same)
        self.identical[chosen] = shapely.equals_exact(
            shapely.normalize(data.polygons[self.a[chosen]]), shapely.normalize(data.polygons[self.b[chosen]]), 1e-9
        )
        self.identical[chosen] |= safe_relation(shapely.equals, self.polygons[self.a[chosen]], self.polygons[self.b[chosen]])
        # the same ground with one more point on a straight line: exactly so in decimals only
        rest = chosen[~self.identical[chosen] & (data.valid[self.a[chosen]] & data.valid[self.b[chosen]])]
        one, other = (data.on_grid(data.polygons[side[rest]]) for side in (self.a, self.b))
        self.identical[rest] = safe_relation(shapely.equals, one, other)


_neighbours: WeakKeyDictionary[CheckData, Neighbours] = WeakKeyDictionary()


def neighbours(data: CheckData) -> Neighbours:
    if data not in _neighbours:
        _neighbours[data] = Neighbours(data)
    return _neighbours[data]


@register
class IdenticalParcels(Check):
    across = True
    info = RuleInfo(
        "G04",
        QT_TRANSLATE_NOOP("rules", "Identical parcels"),
        Severity.ERROR,
        sources.QC_LISTS,
        QT_TRANSLATE_NOOP("rules", "The same ground must not be handed in twice."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        found = neighbours(data)
        for k in np.flatnonzero(found.identical).tolist():
            a, b = int(found.a[k]), int(found.b[k])
            yield self.finding(
                data,
                b,
                QT_TRANSLATE_NOOP("rules", "The parcel is identical with {other}."),
                key=data.parcels[a].parcel_id,
                geometry=data.polygons[b],
                other=data.parcels[a].parcel_id,
            )


@register
class RepeatedNumber(Check):
    across = True
    covered_by = ("T-NAME-REPEATED",)
    info = RuleInfo(
        "G04N",
        QT_TRANSLATE_NOOP("rules", "Parcel number or name repeated"),
        Severity.ERROR,
        sources.TXT_PRACTICE,
        QT_TRANSLATE_NOOP(
            "rules", "Two parcels with the same 地块编号 are refused by receivers; the same 地块名称 is a warning."
        ),
        "medium",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        numbers: dict[str, int] = {}
        names: dict[str, int] = {}
        for i, parcel in enumerate(data.parcels):
            number, name = parcel.number.strip(), parcel.name.strip()
            first = numbers.setdefault(number, i) if number else i
            if first != i:
                yield self._repeat(data, i, first, "number", number)
                continue
            before = names.setdefault(name, i) if name else i
            if before != i:
                yield self._repeat(data, i, before, "name", name)

    def _repeat(self, data: CheckData, parcel: int, first: int, what: str, value: str) -> Finding:
        message = (
            QT_TRANSLATE_NOOP("rules", "Parcel number {value} is also that of an earlier parcel (line {first}).")
            if what == "number"
            else QT_TRANSLATE_NOOP("rules", "Parcel name {value} is also that of an earlier parcel (line {first}).")
        )
        return self.finding(
            data,
            parcel,
            message,
            key=what,
            geometry=data.polygons[parcel],
            severity=None if what == "number" else Severity.WARNING,
            value=value,
            first=data.parcels[first].source_line,
        )


@register
class Overlap(Check):
    across = True
    info = RuleInfo(
        "G05",
        QT_TRANSLATE_NOOP("rules", "Parcels overlap"),
        Severity.ERROR,
        sources.QC_LISTS,
        QT_TRANSLATE_NOOP("rules", "Parcels of one submission must not overlap; pieces below the tolerance are only mentioned."),
        "high",
        (RuleOption("area", 0.01, "m²", QT_TRANSLATE_NOOP("rules", "Overlaps from this area are errors, smaller ones notices")),),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        found = neighbours(data)
        for i in np.flatnonzero(found.left_out).tolist():
            yield self.finding(
                data,
                i,
                QT_TRANSLATE_NOOP("rules", "Not compared with other parcels: its boundary crosses itself too often."),
                key="left out",
                severity=Severity.WARNING,
                geometry=data.polygons[i],
            )
        index = np.flatnonzero(~found.identical)
        for low in range(0, len(index), _CHUNK):
            data.progress.check()
            chosen = index[low : low + _CHUNK]
            a, b = found.a[chosen], found.b[chosen]
            overlapping = ~touching(found.polygons, a, b)
            yield from self._pieces(data, found.polygons, a[overlapping], b[overlapping])

    def _pieces(self, data: CheckData, polygons: GeometryArray, a: IntArray, b: IntArray) -> Iterator[Finding]:
        pieces = safe_intersection(polygons[a], polygons[b])
        areas = shapely.area(pieces)
        seen = (areas > SEEN_AREA) & (2 * areas > SEEN_WIDTH * shapely.length(pieces))
        for k in np.flatnonzero(seen).tolist():
            one, other, area = data.parcels[a[k]], data.parcels[b[k]], float(areas[k])
            solid = [g for g in shapely.get_parts(pieces[k]) if g.area > 0]
            yield self.finding(
                data,
                int(a[k]),
                QT_TRANSLATE_NOOP("rules", "Overlaps parcel {other} by {area} m²."),
                key=other.parcel_id,
                geometry=solid[0] if len(solid) == 1 else shapely.MultiPolygon(solid),
                line=one.source_line,
                severity=None if area >= self.number("area") - 1e-9 else Severity.NOTICE,
                other=other.parcel_id,
                area=round(area, 4 if area >= 0.001 else 8),
            )


def touching(polygons: GeometryArray, a: IntArray, b: IntArray) -> npt.NDArray[np.bool_]:
    """Whether meeting parcels share boundary only; prepared, so that a parcel with many neighbours is indexed once."""
    shapely.prepare(polygons)
    return safe_relation(shapely.touches, polygons[a], polygons[b])


def _query(tree: Any, polygons: GeometryArray) -> Any:
    """Polygons of the tree that meet others; where GEOS gives up, all whose boxes meet."""
    try:
        return tree.query(polygons, predicate="intersects")
    except shapely.GEOSException:
        return tree.query(polygons)


def safe_relation(relation: Any, one: GeometryArray, other: GeometryArray) -> npt.NDArray[np.bool_]:
    """A vectorised predicate; a pair on which GEOS gives up counts as not in the relation."""
    try:
        return np.asarray(relation(one, other), dtype=bool)
    except shapely.GEOSException:
        result = np.zeros(len(one), dtype=bool)
        for k in range(len(one)):
            with contextlib.suppress(shapely.GEOSException):
                result[k] = relation(one[k], other[k])
        return result


def safe_intersection(one: Any, other: Any) -> Any:
    """Vectorised intersection; where GEOS gives up on a pair, that pair is done again on a fine grid."""
    try:
        return shapely.intersection(one, other)
    except shapely.GEOSException:
        result = np.full(len(one), shapely.Polygon(), dtype=object)
        for k in range(len(one)):
            try:
                result[k] = shapely.intersection(one[k], other[k])
            except shapely.GEOSException:
                result[k] = shapely.intersection(one[k], other[k], grid_size=1e-4)
        return result


class _NearRule(Check):
    across = True

    def _at(self, data: CheckData, vertices: IntArray, other: IntArray, distance: FloatArray, message: str) -> Iterator[Finding]:
        farthest_first = np.argsort(-distance, kind="stable")  # so that the nearest neighbour of a point is the one that stays
        rows = zip(vertices[farthest_first].tolist(), other[farthest_first].tolist(), distance[farthest_first].tolist())
        by_vertex = {v: (o, d) for v, o, d in rows}

        def describe(vertex: int) -> dict[str, Any]:
            parcel, metres = by_vertex[vertex]
            return {"other": data.parcels[parcel].parcel_id, "distance": round(metres, 4)}

        yield from self.at_vertices(data, np.array(sorted(by_vertex), dtype=np.int64), message, describe)


@register
class Gap(_NearRule):
    fixes = ("snap_to_neighbour",)
    info = RuleInfo(
        "G06",
        QT_TRANSLATE_NOOP("rules", "Gap or sliver along a neighbour"),
        Severity.WARNING,
        sources.TOOLS,
        QT_TRANSLATE_NOOP("rules", "A point lies very near the boundary of a neighbour, but not on it: meant to be the same."),
        "medium",
        (
            RuleOption("from_width", 0.001, "m", QT_TRANSLATE_NOOP("rules", "Nearer than this it lies on the boundary")),
            RuleOption("to_width", 0.01, "m", QT_TRANSLATE_NOOP("rules", "Farther than this it is meant to be apart")),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        misses = near_misses(data, self.number("to_width"))
        chosen = misses.distance > self.number("from_width") + NOISE_M
        yield from self._at(
            data,
            misses.vertex[chosen],
            misses.other[chosen],
            misses.distance[chosen],
            QT_TRANSLATE_NOOP("rules", "Point {point} lies {distance} m off the boundary of {other}: a gap or sliver."),
        )


@register
class UnmatchedVertex(_NearRule):
    fixes = ("insert_neighbour_point", "snap_to_neighbour")
    info = RuleInfo(
        "G06V",
        QT_TRANSLATE_NOOP("rules", "Shared boundary with different points"),
        Severity.WARNING,
        sources.TXT_PRACTICE,
        QT_TRANSLATE_NOOP("rules", "A point lies on the boundary of a neighbour that has no point there."),
        "medium",
        (RuleOption("width", 0.001, "m", QT_TRANSLATE_NOOP("rules", "Up to this from the line it lies on the boundary")),),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        misses = near_misses(data, self.number("width"))
        yield from self._at(
            data,
            misses.vertex,
            misses.other,
            misses.distance,
            QT_TRANSLATE_NOOP("rules", "Point {point} lies on the boundary of {other}, which has no point there."),
        )
