"""Rule against an administrative boundary (行政界线) or another limit: cut, outside, slivers along it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from ..findings import Finding, RuleInfo, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP
from . import sources
from .data import NOISE_M, CheckData
from .meetings import clean_polygons
from .registry import Check, register


@register
class AdministrativeBoundary(Check):
    info = RuleInfo(
        "G23",
        QT_TRANSLATE_NOOP("rules", "Parcel and administrative boundary"),
        Severity.WARNING,
        sources.TOOLS,
        QT_TRANSLATE_NOOP("rules", "A parcel lies within the boundary, or coincides with it exactly; no slivers along it."),
        "medium",
        (
            RuleOption(
                "tolerance", 0.01, "m", QT_TRANSLATE_NOOP("rules", "Points nearer than this are meant to lie on the boundary")
            ),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        if data.boundary is None or data.boundary.is_empty:
            return
        limit = data.boundary if data.boundary.is_valid else shapely.make_valid(data.boundary)
        shapely.prepare(limit)
        polygons, _ = clean_polygons(data)
        usable = ~shapely.is_empty(polygons)
        inside = shapely.covers(limit, polygons)
        apart = usable & ~shapely.intersects(limit, polygons)
        for i in np.flatnonzero(apart).tolist():
            yield self.finding(
                data,
                i,
                QT_TRANSLATE_NOOP("rules", "The parcel lies wholly outside the boundary."),
                key="outside",
                geometry=data.polygons[i],
                severity=Severity.ERROR,
            )
        for i in np.flatnonzero(usable & ~inside & ~apart).tolist():
            yield from self._cut(data, i, limit)
        yield from self._near(data, limit)

    def _cut(self, data: CheckData, i: int, limit: Any) -> Iterator[Finding]:
        piece = shapely.difference(clean_polygons(data)[0][i], limit)
        area = float(piece.area)
        if area <= 1e-8:
            return
        line = shapely.boundary(limit)
        # how far the piece reaches beyond the line: within the tolerance it was meant to coincide
        reach = float(shapely.distance(shapely.points(shapely.get_coordinates(piece)), line).max())
        if reach <= self.number("tolerance") + NOISE_M:
            return  # each of its points is reported as lying beside the line
        yield self.finding(
            data,
            i,
            QT_TRANSLATE_NOOP("rules", "{area} m² of the parcel lie outside the boundary, up to {distance} m from it."),
            key="cut",
            geometry=piece,
            area=round(area, 3),
            distance=round(reach, 3),
        )

    def _near(self, data: CheckData, limit: Any) -> Iterator[Finding]:
        """Points beside the boundary line, but not on it."""
        line = shapely.boundary(limit)
        shapely.prepare(line)
        points = shapely.points(data.en)
        near = (
            np.flatnonzero(shapely.dwithin(line, points, self.number("tolerance") + NOISE_M)) if len(points) else np.zeros(0, int)
        )
        distance = dict(zip(near.tolist(), shapely.distance(line, points[near]).tolist()))
        off = np.array([v for v, d in distance.items() if d > 10.0 ** -(data.decimals or 3) + NOISE_M], dtype=np.int64)
        yield from self.at_vertices(
            data,
            off,
            QT_TRANSLATE_NOOP("rules", "Point {point} lies {distance} m beside the boundary line, not on it."),
            lambda vertex: {"distance": round(distance[vertex], 4)},
        )
