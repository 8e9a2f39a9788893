"""Rules on rings and their points: closing, repeats, labels, direction, start, decimals, count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import shapely

from ..findings import Finding, RuleInfo, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP
from . import sources
from .data import COINCIDENT_M, NOISE_M, CheckData, IntArray, usable_rows
from .registry import Check, register


@register
class RingClosed(Check):
    fixes = ("close_ring",)
    info = RuleInfo(
        "G01",
        QT_TRANSLATE_NOOP("rules", "Ring not closed"),
        Severity.ERROR,
        sources.TXT_SPEC,
        QT_TRANSLATE_NOOP("rules", "The last row of a ring must repeat the coordinates of its first row exactly."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        for ring in np.flatnonzero(~data.closed & (data.counts > 1)).tolist():
            first, last = int(data.start[ring]), int(data.start[ring + 1]) - 1
            gap = float(np.hypot(*(data.read[last] - data.read[first])))
            label, line = data.place(last)
            yield self.finding(
                data,
                int(data.ring_parcel[ring]),
                QT_TRANSLATE_NOOP("rules", "Ring {ring} is not closed: its last row {point} lies {distance} m from its first."),
                key=f"ring {data.ring_name(ring)}",
                geometry=shapely.LineString(data.en[[last, first]]),
                line=line,
                ring=data.ring_name(ring),
                point=label,
                distance=round(gap, 3),
            )


@register
class EnoughPoints(Check):
    info = RuleInfo(
        "G01P",
        QT_TRANSLATE_NOOP("rules", "Fewer than three different points in a ring"),
        Severity.ERROR,
        sources.TXT_SPEC,
        QT_TRANSLATE_NOOP("rules", "A ring needs at least three different points and a closing row, and all must be numbers."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        for ring in np.flatnonzero(self._too_few(data)).tolist():
            points = np.unique(data.en[data.start[ring] : data.start[ring + 1]], axis=0)
            yield self.finding(
                data,
                int(data.ring_parcel[ring]),
                QT_TRANSLATE_NOOP("rules", "Ring {ring} has only {count} different points; three are needed."),
                key=f"ring {data.ring_name(ring)}",
                geometry=shapely.MultiPoint(points) if len(points) else None,
                line=data.ring_of(ring).line(0),
                ring=data.ring_name(ring),
                count=len(points),
            )
        yield from self._no_numbers(data)

    def _too_few(self, data: CheckData) -> Any:
        """Rings with fewer than three places; going back and forth between two makes no third."""
        few = data.distinct_counts < 3
        for ring in np.flatnonzero(~few & (data.signed_areas == 0)).tolist():
            few[ring] = len(np.unique(data.en[data.start[ring] : data.start[ring + 1]], axis=0)) < 3
        return few

    def _no_numbers(self, data: CheckData) -> Iterator[Finding]:
        for parcel, index in data.broken_rings:
            source = data.parcels[parcel].rings[index]
            row = int(np.flatnonzero(~usable_rows(source.xy, data.source_crs))[0])
            yield self.finding(
                data,
                parcel,
                QT_TRANSLATE_NOOP(
                    "rules",
                    "Ring {ring}: a coordinate of point {point} is no number that can be computed with; the ring is left out.",
                ),
                key=f"ring {source.number} number",
                line=source.line(row),
                ring=source.number,
                point=source.labels[row] if row < len(source.labels) else str(row + 1),
            )


@register
class RepeatedPoint(Check):
    fixes = ("drop_repeats",)
    info = RuleInfo(
        "G03",
        QT_TRANSLATE_NOOP("rules", "Same point twice in a row"),
        Severity.ERROR,
        sources.TOOLS,
        QT_TRANSLATE_NOOP("rules", "Two consecutive points closer than the tolerance are one point."),
        "medium",
        (RuleOption("tolerance", COINCIDENT_M, "m", QT_TRANSLATE_NOOP("rules", "Points closer than this are the same")),),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        limit = max(self.number("tolerance") - NOISE_M, NOISE_M)
        several = data.counts[data.ring] > 1
        vertices = np.flatnonzero((data.edge_length < limit) & several)

        def describe(vertex: int) -> Mapping[str, Any]:
            return {"next": data.place(int(data.next[vertex]))[0], "distance": round(float(data.edge_length[vertex]), 4)}

        yield from self.at_vertices(
            data,
            vertices,
            QT_TRANSLATE_NOOP("rules", "Points {point} and {next} are {distance} m apart: the same point twice."),
            describe,
        )


@register
class RepeatedLabel(Check):
    covered_by = ("T-LABEL-REPEATED",)
    info = RuleInfo(
        "G04L",
        QT_TRANSLATE_NOOP("rules", "Same point number at different places in a ring"),
        Severity.ERROR,
        sources.QC_LISTS,
        QT_TRANSLATE_NOOP("rules", "A boundary-point number may stand for one place only within its ring."),
        "medium",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        for ring in range(len(data.counts)):
            count = int(data.counts[ring])
            labels = data.ring_of(ring).labels[:count]
            if len(set(labels)) != len(labels):
                yield from self._ring(data, ring, labels)

    def _ring(self, data: CheckData, ring: int, labels: tuple[str, ...]) -> Iterator[Finding]:
        first_with: dict[str, int] = {}
        start = int(data.start[ring])
        repeats = []
        for row, label in enumerate(labels):
            before = first_with.setdefault(label, row)
            if label and before != row and (data.en[start + before] != data.en[start + row]).any():
                repeats.append(start + row)

        def describe(vertex: int) -> Mapping[str, Any]:
            first = start + first_with[labels[vertex - start]]
            return {
                "ring": data.ring_name(ring),
                "first": data.place(first)[1],
                "distance": round(float(np.hypot(*(data.en[vertex] - data.en[first]))), 3),
            }

        yield from self.at_vertices(
            data,
            np.array(repeats, dtype=np.int64),
            QT_TRANSLATE_NOOP(
                "rules", "Point number {point} occurs twice in ring {ring}, {distance} m apart (first in line {first})."
            ),
            describe,
        )


@register
class Orientation(Check):
    fixes = ("orient",)
    info = RuleInfo(
        "G08",
        QT_TRANSLATE_NOOP("rules", "Ring runs the other way round"),
        Severity.NOTICE,
        sources.TXT_PRACTICE,
        QT_TRANSLATE_NOOP("rules", "Outer rings run clockwise and inner rings counter-clockwise in survey numbering."),
        "medium",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        part, hole = data.roles
        wrong = (part >= 0) & (data.signed_areas != 0) & ((data.signed_areas > 0) != hole)
        for ring in np.flatnonzero(wrong).tolist():
            message = (
                QT_TRANSLATE_NOOP("rules", "Inner ring {ring} runs clockwise; counter-clockwise is usual.")
                if hole[ring]
                else QT_TRANSLATE_NOOP("rules", "Outer ring {ring} runs counter-clockwise; clockwise is usual.")
            )
            yield self.finding(
                data,
                int(data.ring_parcel[ring]),
                message,
                key=f"ring {data.ring_name(ring)}",
                geometry=shapely.LineString(data.ring_lines[ring].coords),
                line=data.ring_of(ring).line(0),
                ring=data.ring_name(ring),
            )


@register
class NumberingStart(Check):
    fixes = ("renumber",)
    info = RuleInfo(
        "G09",
        QT_TRANSLATE_NOOP("rules", "Numbering does not start in the north-west"),
        Severity.INFO,
        sources.TXT_PRACTICE,
        QT_TRANSLATE_NOOP("rules", "The first point of a parcel is the one nearest the north-west corner of its bounding box."),
        "medium",
        (
            RuleOption(
                "start",
                "nw",
                "",
                QT_TRANSLATE_NOOP("rules", "Expected start: nw (nearest the corner), north (north-most)"),
                ("nw", "north"),
            ),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        for ring, best in zip(*self._wrong(data)):
            first = int(data.start[ring])
            (label, line), (expected, _) = data.place(first), data.place(int(best))
            yield self.finding(
                data,
                int(data.ring_parcel[ring]),
                QT_TRANSLATE_NOOP("rules", "Numbering starts at {point}; by the north-west rule it would start at {expected}."),
                key=f"ring {data.ring_name(int(ring))}",
                geometry=shapely.Point(data.en[best]),
                line=line,
                point=label,
                expected=expected,
            )

    def _wrong(self, data: CheckData) -> tuple[IntArray, IntArray]:
        """First outer rings of the parcels that start elsewhere, and the vertex each should start at."""
        part, hole = data.roles
        outer = np.flatnonzero((part >= 0) & ~hole)
        _, first_of_parcel = np.unique(data.ring_parcel[outer], return_index=True)
        rings = outer[first_of_parcel]
        if not len(rings):
            return rings, rings
        filled = np.flatnonzero(data.counts > 0)
        starts = data.start[:-1][filled]
        east, north = data.en.T
        rank: Any = -north
        if self.options["start"] != "north":
            west, top = np.zeros(len(data.counts)), np.zeros(len(data.counts))
            west[filled], top[filled] = np.minimum.reduceat(east, starts), np.maximum.reduceat(north, starts)
            rank = np.round(np.hypot(east - west[data.ring], north - top[data.ring]), 6)
        least = np.zeros(len(data.counts))
        least[filled] = np.minimum.reduceat(rank, starts)
        suspects = rings[rank[data.start[rings]] >= least[rings]]
        best = {int(r): self._best(data, int(r), rank) for r in suspects}
        wrong = np.array([r for r, b in best.items() if (data.en[b] != data.en[data.start[r]]).any()], dtype=np.int64)
        return wrong, np.array([best[int(r)] for r in wrong], dtype=np.int64)

    def _best(self, data: CheckData, ring: int, rank: Any) -> int:
        first, end = int(data.start[ring]), int(data.start[ring + 1])
        tie = data.en[first:end, 0] if self.options["start"] == "north" else -data.en[first:end, 1]
        return first + int(np.lexsort((tie, rank[first:end]))[0])


@register
class Decimals(Check):
    fixes = ("round_coordinates",)
    info = RuleInfo(
        "G22",
        QT_TRANSLATE_NOOP("rules", "Decimals of the coordinates"),
        Severity.NOTICE,
        sources.PRECISION,
        QT_TRANSLATE_NOOP("rules", "More decimals than the precision are noise and are cut on writing; fewer are suspect."),
        "high",
        (
            RuleOption(
                "fewer", True, "", QT_TRANSLATE_NOOP("rules", "Also report parcels whose coordinates all have fewer decimals")
            ),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        if data.decimals is None or data.source_crs.geographic or not len(data.read):
            return
        moved = np.abs(data.read - data.en)
        more = (moved > NOISE_M).any(axis=1)
        count = np.bincount(data.vertex_parcel[more], minlength=len(data.parcels))
        for parcel in np.flatnonzero(count).tolist():
            own = (
                np.flatnonzero(more & (data.vertex_parcel == parcel)) if len(data.parcels) < 50 else self._own(data, more, parcel)
            )
            label, line = data.place(int(own[0]))
            yield self.finding(
                data,
                parcel,
                QT_TRANSLATE_NOOP(
                    "rules",
                    "{count} points have more than {decimals} decimals (first {point}); "
                    "writing them moves a point by up to {distance} mm.",
                ),
                key="more",
                geometry=shapely.MultiPoint(data.en[own]),
                line=line,
                count=int(count[parcel]),
                decimals=data.decimals,
                point=label,
                distance=round(float(moved[own].max()) * 1000, 3),
            )
        yield from self._fewer(data)

    def _own(self, data: CheckData, chosen: Any, parcel: int) -> IntArray:
        """Chosen vertices of one parcel, without looking through all vertices each time."""
        rings = np.flatnonzero(data.ring_parcel == parcel)
        spans = np.concatenate([np.arange(data.start[r], data.start[r + 1]) for r in rings])
        return np.asarray(spans[chosen[spans]], dtype=np.int64)

    def _fewer(self, data: CheckData) -> Iterable[Finding]:
        if not self.options["fewer"] or not data.decimals:
            return
        coarse = np.abs(data.read - np.round(data.read, data.decimals - 1)) <= NOISE_M
        fine = np.bincount(data.vertex_parcel, (~coarse).any(axis=1), minlength=len(data.parcels))
        points = np.bincount(data.vertex_parcel, minlength=len(data.parcels))
        # four points: that all eight numbers end in 0 by chance happens once in a hundred million
        for parcel in np.flatnonzero((fine == 0) & (points >= 4)).tolist():
            yield self.finding(
                data,
                parcel,
                QT_TRANSLATE_NOOP("rules", "No coordinate of the parcel has {decimals} decimals: were they rounded before?"),
                key="fewer",
                geometry=data.polygons[parcel],
                decimals=data.decimals,
            )


@register
class PointCount(Check):
    info = RuleInfo(
        "G25",
        QT_TRANSLATE_NOOP("rules", "Very many points in a ring"),
        Severity.NOTICE,
        sources.OWN,
        QT_TRANSLATE_NOOP("rules", "Some receiving programs are slow or refuse rings with so many points."),
        "low",
        (RuleOption("points", 10000, "", QT_TRANSLATE_NOOP("rules", "Rings with more points than this are reported")),),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        for ring in np.flatnonzero(data.counts > self.number("points")).tolist():
            yield self.finding(
                data,
                int(data.ring_parcel[ring]),
                QT_TRANSLATE_NOOP("rules", "Ring {ring} has {count} points (more than {limit})."),
                key=f"ring {data.ring_name(ring)}",
                geometry=data.polygons[data.ring_parcel[ring]],
                line=data.ring_of(ring).line(0),
                ring=data.ring_name(ring),
                count=int(data.counts[ring]),
                limit=int(self.number("points")),
            )
