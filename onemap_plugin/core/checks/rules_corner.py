"""Rules on the edges and corners of rings: short edges, sharp angles, spikes, points on a straight line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import shapely

from ..findings import Finding, RuleInfo, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP
from . import sources
from .data import COINCIDENT_M, NOISE_M, CheckData
from .registry import Check, beside, register


def _edge(data: CheckData, vertex: int) -> Any:
    return shapely.LineString(data.en[[vertex, int(data.next[vertex])]])


@register
class ShortEdge(Check):
    info = RuleInfo(
        "G11",
        QT_TRANSLATE_NOOP("rules", "Very short edge"),
        Severity.WARNING,
        QT_TRANSLATE_NOOP("clauses", "No official number is confirmed"),
        QT_TRANSLATE_NOOP("rules", "An edge much shorter than the survey accuracy is often a digitising slip."),
        "low",
        (
            RuleOption("length", 0.2, "m", QT_TRANSLATE_NOOP("rules", "Edges shorter than this are reported")),
            RuleOption("tolerance", COINCIDENT_M, "m", QT_TRANSLATE_NOOP("rules", "Shorter ones are repeated points (rule G03)")),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        length = data.edge_length
        found = (length < self.number("length") - NOISE_M) & (length >= self.number("tolerance") - NOISE_M) & (length > NOISE_M)

        def describe(vertex: int) -> Mapping[str, Any]:
            return {
                "next": data.place(int(data.next[vertex]))[0],
                "length": beside(float(length[vertex]), self.number("length"), 3),
                "limit": self.number("length"),
            }

        yield from self.at_vertices(
            data,
            np.flatnonzero(found),
            QT_TRANSLATE_NOOP("rules", "The edge {point} – {next} is only {length} m long (limit {limit} m)."),
            describe,
            lambda vertex: _edge(data, vertex),
        )


class _Corner(Check):
    """What the angle rules share."""

    def _corners(self, data: CheckData, chosen: Any, message: str, limit: float) -> Iterator[Finding]:
        position = np.flatnonzero(chosen)
        vertices = data.distinct[position]
        angle = dict(zip(vertices.tolist(), data.corners[0][position].tolist()))
        before, after = data.neighbours
        ends = {int(v): (int(before[p]), int(after[p])) for v, p in zip(vertices, position)}
        yield from self.at_vertices(
            data,
            vertices,
            message,
            lambda vertex: {"angle": beside(angle[vertex], limit, 2), "limit": limit},
            lambda vertex: shapely.LineString(data.en[[ends[vertex][0], vertex, ends[vertex][1]]]),
        )

    def _real(self, data: CheckData) -> Any:
        """Corners of rings that have a shape at all."""
        return data.distinct_counts[data.ring[data.distinct]] >= 3


@register
class SharpAngle(_Corner):
    info = RuleInfo(
        "G12",
        QT_TRANSLATE_NOOP("rules", "Sharp angle"),
        Severity.WARNING,
        sources.TOOLS,
        QT_TRANSLATE_NOOP("rules", "The two edges at a point enclose a smaller angle than the limit."),
        "medium",
        (
            RuleOption("angle", 10.0, "°", QT_TRANSLATE_NOOP("rules", "Angles smaller than this are reported")),
            RuleOption("spike", 1.0, "°", QT_TRANSLATE_NOOP("rules", "Smaller ones are spikes (rule G12S)")),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        angle = data.corners[0]
        chosen = self._real(data) & (angle < self.number("angle") - 1e-9) & (angle >= self.number("spike") - 1e-9)
        yield from self._corners(
            data,
            chosen,
            QT_TRANSLATE_NOOP("rules", "The angle at {point} is only {angle}° (limit {limit}°)."),
            self.number("angle"),
        )


@register
class Spike(_Corner):
    fixes = ("drop_spike",)
    info = RuleInfo(
        "G12S",
        QT_TRANSLATE_NOOP("rules", "Spike"),
        Severity.WARNING,
        sources.TXT_PRACTICE,
        QT_TRANSLATE_NOOP("rules", "The boundary runs out and back almost on the same line."),
        "medium",
        (RuleOption("spike", 1.0, "°", QT_TRANSLATE_NOOP("rules", "Angles smaller than this are spikes")),),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        chosen = self._real(data) & (data.corners[0] < self.number("spike") - 1e-9)
        yield from self._corners(
            data,
            chosen,
            QT_TRANSLATE_NOOP("rules", "Spike at {point}: the boundary folds back at {angle}° (limit {limit}°)."),
            self.number("spike"),
        )


@register
class Collinear(_Corner):
    fixes = ("drop_collinear",)
    info = RuleInfo(
        "G13",
        QT_TRANSLATE_NOOP("rules", "Point on a straight line"),
        Severity.NOTICE,
        sources.OWN,
        QT_TRANSLATE_NOOP("rules", "A point that no neighbour shares adds nothing where the boundary goes straight on."),
        "medium",
        (
            RuleOption("angle", 179.9, "°", QT_TRANSLATE_NOOP("rules", "Angles larger than this are straight")),
            RuleOption("offset", 0.001, "m", QT_TRANSLATE_NOOP("rules", "and off the line by less than this")),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        angle, offset = data.corners
        chosen = (
            (angle > self.number("angle") + 1e-9)
            & (offset < self.number("offset") - NOISE_M)
            & (data.distinct_counts[data.ring[data.distinct]] > 3)
        )
        if chosen.any():  # a point that a neighbour shares is needed there, however straight the line
            chosen &= ~data.shared[data.distinct]
        yield from self._corners(
            data,
            chosen,
            QT_TRANSLATE_NOOP("rules", "Point {point} lies on the straight line between its neighbours ({angle}°)."),
            self.number("angle"),
        )
