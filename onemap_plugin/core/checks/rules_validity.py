"""Rules on the shape as polygon: self-crossing, self-touch, rings of one parcel against each other.

A parcel that GEOS refuses never goes without a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from ..findings import Finding, RuleInfo, Severity
from ..i18n import QT_TRANSLATE_NOOP
from . import sources
from .data import CheckData, IntArray
from .meetings import Meetings, meetings
from .registry import SINGLE_FINDINGS_PER_PARCEL, Check, register


class _MeetingRule(Check):
    def _report(self, data: CheckData, chosen: Any, message: str, fields: Any = None) -> Iterator[Finding]:
        found = meetings(data)
        index = np.flatnonzero(chosen)
        owners = data.vertex_parcel[found.first[index]]
        for parcel in np.unique(owners).tolist():
            own = index[owners == parcel] if len(index) < 2000 else index[np.flatnonzero(owners == parcel)]
            for k in own[:SINGLE_FINDINGS_PER_PARCEL].tolist():
                yield self._one(data, found, k, message)
            rest = own[SINGLE_FINDINGS_PER_PARCEL:]
            if len(rest):
                points = shapely.get_coordinates(shapely.centroid(found.place[rest]))
                yield self.the_rest(data, parcel, points, data.place(int(found.first[rest[0]]))[1])

    def _one(self, data: CheckData, found: Meetings, k: int, message: str) -> Finding:
        a, b = int(found.first[k]), int(found.second[k])
        centre = found.place[k].centroid
        (label_a, line), (label_b, _) = data.place(a), data.place(b)
        return self.finding(
            data,
            int(data.vertex_parcel[a]),
            message,
            key=f"{centre.x:.3f},{centre.y:.3f}",
            geometry=found.place[k],
            line=line,
            a=f"{label_a}–{data.place(int(data.next[a]))[0]}",
            b=f"{label_b}–{data.place(int(data.next[b]))[0]}",
            ring=data.ring_name(int(data.ring[a])),
            other=data.ring_name(int(data.ring[b])),
            **data.said(centre),
        )


def _same_ring(data: CheckData) -> Any:
    found = meetings(data)
    return data.ring[found.first] == data.ring[found.second]


@register
class SelfCrossing(_MeetingRule):
    fixes = ("untangle", "drop_spike")
    info = RuleInfo(
        "G02",
        QT_TRANSLATE_NOOP("rules", "Boundary crosses itself"),
        Severity.ERROR,
        sources.OGC,
        QT_TRANSLATE_NOOP("rules", "A ring must not cross itself or run along itself; its area would not be defined."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        if data.valid.all():
            return
        found, same = meetings(data), _same_ring(data)
        yield from self._report(
            data,
            same & ~found.along & ~found.touch,
            QT_TRANSLATE_NOOP("rules", "Edge {a} crosses edge {b} at X {x}, Y {y}."),
        )
        yield from self._report(
            data,
            same & found.along,
            QT_TRANSLATE_NOOP("rules", "Edge {a} runs along edge {b} near X {x}, Y {y}."),
        )
        yield from self._otherwise(data, found)

    def _otherwise(self, data: CheckData, found: Meetings) -> Iterator[Finding]:
        """Parcels that GEOS refuses for a reason without meeting edges: its own words, so that nothing stays unsaid."""
        explained = np.zeros(len(data.parcels), dtype=bool)
        explained[data.vertex_parcel[found.first]] = True
        explained[data.ring_parcel[data.distinct_counts < 3]] = True  # rule G01P says it
        for parcel in np.flatnonzero(~data.valid & ~explained).tolist():
            reason, place = self._of_geos(data, parcel)
            yield self.finding(
                data,
                parcel,
                QT_TRANSLATE_NOOP("rules", "The parcel is no valid polygon: {reason}."),
                key=reason.split("[")[0],
                geometry=place,
                reason=reason.split("[")[0],
            )

    def _of_geos(self, data: CheckData, parcel: int) -> tuple[str, Any]:
        """What GEOS says of a parcel, and where."""
        polygon = data.polygons[parcel : parcel + 1]
        seen = data.as_seen(polygon)
        on_grid = bool(shapely.is_valid(seen)[0])
        reason = str(shapely.is_valid_reason(data.on_grid(polygon) if on_grid else seen)[0])
        numbers = re.search(r"\[(\S+) (\S+)\]", reason)
        if not numbers:
            return reason, polygon[0]
        place = np.array([shapely.Point(float(numbers[1]), float(numbers[2]))], dtype=object)
        return reason, (data.off_grid(place) if on_grid else data.from_seen(place))[0]


@register
class SelfTouch(_MeetingRule):
    fixes = ("untangle",)
    info = RuleInfo(
        "G02T",
        QT_TRANSLATE_NOOP("rules", "Boundary touches itself"),
        Severity.ERROR,
        sources.OGC,
        QT_TRANSLATE_NOOP("rules", "A ring must not come back to one of its own points; programs read such a ring differently."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        if data.valid.all():
            return
        yield from self._report(
            data,
            _same_ring(data) & meetings(data).touch,
            QT_TRANSLATE_NOOP("rules", "Ring {ring} touches itself at X {x}, Y {y} (edges {a} and {b})."),
        )


@register
class RingsCross(_MeetingRule):
    info = RuleInfo(
        "G07",
        QT_TRANSLATE_NOOP("rules", "Rings of a parcel cross or overlap"),
        Severity.ERROR,
        sources.OGC,
        QT_TRANSLATE_NOOP("rules", "Inner rings lie inside the outer ring and apart from each other; parts lie apart."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        if data.valid.all():
            return
        found, other = meetings(data), ~_same_ring(data)
        yield from self._report(
            data,
            other & ~found.along & ~found.touch,
            QT_TRANSLATE_NOOP("rules", "Ring {ring} crosses ring {other} at X {x}, Y {y} (edges {a} and {b})."),
        )
        yield from self._report(
            data,
            other & found.along,
            QT_TRANSLATE_NOOP("rules", "Ring {ring} runs along ring {other} near X {x}, Y {y} (edges {a} and {b})."),
        )
        yield from self._report(
            data,
            other & found.touch,
            QT_TRANSLATE_NOOP("rules", "Ring {ring} and ring {other} touch at X {x}, Y {y} and leave no valid polygon."),
        )


@lru_cache(maxsize=1)
def _no_pairs() -> tuple[IntArray, IntArray]:
    return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)


def _touching_rings(data: CheckData) -> tuple[IntArray, IntArray, Any]:
    """Pairs (a < b) of rings of one valid parcel that meet, in exact decimals, and the places."""
    per_parcel = np.bincount(data.ring_parcel[data.usable], minlength=len(data.parcels))
    rings = np.flatnonzero(data.usable & (per_parcel[data.ring_parcel] > 1) & data.valid[data.ring_parcel])
    if not len(rings):
        return (*_no_pairs(), [])
    lines = data.on_grid(data.ring_lines[rings])
    a, b = shapely.STRtree(lines).query(lines, predicate="intersects")
    keep = (a < b) & (data.ring_parcel[rings[a]] == data.ring_parcel[rings[b]])
    a, b = a[keep], b[keep]
    return rings[a], rings[b], data.off_grid(shapely.intersection(lines[a], lines[b]))


@register
class RingsTouch(Check):
    info = RuleInfo(
        "G07T",
        QT_TRANSLATE_NOOP("rules", "Rings of a parcel touch"),
        Severity.NOTICE,
        sources.QC_LISTS,
        QT_TRANSLATE_NOOP("rules", "A hole or part that touches another ring at a point is valid, but often a slip."),
        "medium",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        first, second, places = _touching_rings(data)
        for a, b, place in zip(first.tolist(), second.tolist(), places):
            centre = place.centroid
            yield self.finding(
                data,
                int(data.ring_parcel[a]),
                QT_TRANSLATE_NOOP("rules", "Ring {ring} touches ring {other} at X {x}, Y {y}."),
                key=f"{data.ring_name(a)} {data.ring_name(b)}",
                geometry=place,
                line=data.ring_of(b).line(0),
                ring=data.ring_name(a),
                other=data.ring_name(b),
                **data.said(centre),
            )


@register
class NestedRing(Check):
    info = RuleInfo(
        "G07N",
        QT_TRANSLATE_NOOP("rules", "Part inside a hole"),
        Severity.NOTICE,
        sources.TXT_PRACTICE,
        QT_TRANSLATE_NOOP("rules", "A ring nested deeper than a hole is read differently by receiving programs."),
        "medium",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        part, hole = data.roles
        holes = np.flatnonzero(hole)
        if not len(holes):
            return
        with_holes = np.isin(data.ring_parcel, data.ring_parcel[holes])
        shells = np.flatnonzero((part >= 0) & ~hole & with_holes)
        covers = np.asarray(shapely.polygons(data.ring_lines[holes]), dtype=object)
        sound = shapely.is_valid(covers)
        holes, covers = holes[sound], covers[sound]
        inside, around = shapely.STRtree(covers).query(data.ring_lines[shells], predicate="within")
        same = data.ring_parcel[shells[inside]] == data.ring_parcel[holes[around]]
        for a, b in zip(shells[inside[same]].tolist(), holes[around[same]].tolist()):
            yield self.finding(
                data,
                int(data.ring_parcel[a]),
                QT_TRANSLATE_NOOP("rules", "Ring {ring} lies inside the hole {other}: it counts as a part of the parcel."),
                key=f"ring {data.ring_name(a)}",
                geometry=shapely.Polygon(data.ring_lines[a]),
                line=data.ring_of(a).line(0),
                ring=data.ring_name(a),
                other=data.ring_name(b),
            )
