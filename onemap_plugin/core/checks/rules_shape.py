"""Rules on the form and size of parcels: empty, multi-part, narrow, sliver, tiny, short lines, smallest patch."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import shapely

from onemap_plugin.paths import RESOURCES

from ..findings import Finding, RuleInfo, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP
from . import sources
from .data import CheckData, FloatArray
from .meetings import clean_polygons
from .registry import Check, beside, register

LINE_KIND = "线"


@register
class EmptyParcel(Check):
    info = RuleInfo(
        "G24",
        QT_TRANSLATE_NOOP("rules", "Parcel without area"),
        Severity.ERROR,
        sources.OGC,
        QT_TRANSLATE_NOOP("rules", "No ring of the parcel encloses an area, so nothing about it can be computed."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        covered = np.bincount(data.ring_parcel, np.abs(data.signed_areas) > 0, minlength=len(data.parcels)) > 0
        # the two halves of a bow tie cancel, but enclose ground
        covered |= ~data.valid & (shapely.area(clean_polygons(data)[0]) > 0) if not covered.all() else False
        for i in np.flatnonzero(~covered).tolist():
            if data.parcels[i].kind.strip() == LINE_KIND and data.parcels[i].rings and not data.parcels[i].rings[0].closed:
                continue  # a line has no area and needs none
            points = data.en[data.vertex_parcel == i]
            yield self.finding(
                data,
                i,
                QT_TRANSLATE_NOOP("rules", "The parcel has no ring that encloses an area."),
                key="empty",
                geometry=shapely.MultiPoint(np.unique(points, axis=0)) if len(points) else None,
            )


@register
class MultiPart(Check):
    fixes = ("split_parts",)
    info = RuleInfo(
        "G10",
        QT_TRANSLATE_NOOP("rules", "Parcel of several parts"),
        Severity.WARNING,
        sources.TXT_PRACTICE,
        QT_TRANSLATE_NOOP("rules", "Receiving programs disagree on parts and holes: one parcel for each part is the safe way."),
        "medium",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        for i in np.flatnonzero(np.bincount(data.parts[1], minlength=len(data.parcels)) > 1).tolist():
            yield self.finding(
                data,
                i,
                QT_TRANSLATE_NOOP("rules", "The parcel has {count} separate parts."),
                key="parts",
                geometry=data.polygons[i],
                count=int((data.parts[1] == i).sum()),
            )


class Shapes:
    """Width and length (of the smallest rectangle), area and perimeter of every polygon part with an area."""

    def __init__(self, data: CheckData) -> None:
        polygons, owner = data.parts
        area = shapely.area(polygons)
        solid = area > 0
        self.polygons, self.owner, self.area = polygons[solid], owner[solid], area[solid]
        self.perimeter: FloatArray = shapely.length(self.polygons)
        self.width, self.length = rectangle_sides(self.polygons)


def rectangle_sides(polygons: Any) -> tuple[FloatArray, FloatArray]:
    """Shorter and longer side in metres of the smallest rotated rectangle around each polygon."""
    if not len(polygons):
        return np.zeros(0), np.zeros(0)
    boxes = shapely.oriented_envelope(polygons)
    sides = np.zeros((len(boxes), 2))
    full = (shapely.get_type_id(boxes) == 3) & (shapely.get_num_coordinates(boxes) == 5)
    corners = shapely.get_coordinates(boxes[full]).reshape(-1, 5, 2)
    sides[full, 0] = np.hypot(*(corners[:, 1] - corners[:, 0]).T)
    sides[full, 1] = np.hypot(*(corners[:, 2] - corners[:, 1]).T)
    sides[~full, 1] = shapely.length(boxes[~full])
    return sides.min(axis=1), sides.max(axis=1)


_shapes: WeakKeyDictionary[CheckData, Shapes] = WeakKeyDictionary()


def shapes(data: CheckData) -> Shapes:
    if data not in _shapes:
        _shapes[data] = Shapes(data)
    return _shapes[data]


def _spot(polygon: Any) -> str:
    """Identity of a part: where it lies, to the metre."""
    centre = shapely.centroid(polygon)
    return f"{centre.x:.0f},{centre.y:.0f}"


@register
class Narrow(Check):
    info = RuleInfo(
        "G14",
        QT_TRANSLATE_NOOP("rules", "Narrow parcel"),
        Severity.WARNING,
        sources.TOOLS,
        QT_TRANSLATE_NOOP("rules", "Narrow by the sides of the smallest rectangle, or by mean width (twice area by perimeter)."),
        "medium",
        (
            RuleOption("ratio", 0.2, "", QT_TRANSLATE_NOOP("rules", "Width to length below this is narrow")),
            RuleOption("mean_width", 5.0, "m", QT_TRANSLATE_NOOP("rules", "Mean width up to this is narrow")),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        s = shapes(data)
        ratio = np.divide(s.width, s.length, out=np.zeros(len(s.width)), where=s.length > 0)
        mean = 2 * s.area / s.perimeter
        for k in np.flatnonzero((ratio < self.number("ratio") - 1e-9) | (mean <= self.number("mean_width") + NOISE)).tolist():
            yield self.finding(
                data,
                int(s.owner[k]),
                QT_TRANSLATE_NOOP(
                    "rules", "Narrow: {width} m by {length} m, ratio {ratio} (limit {limit}), mean width {mean} m."
                ),
                key=_spot(s.polygons[k]),
                geometry=s.polygons[k],
                width=round(float(s.width[k]), 2),
                length=round(float(s.length[k]), 2),
                ratio=beside(float(ratio[k]), self.number("ratio"), 3),
                limit=self.number("ratio"),
                mean=round(float(mean[k]), 2),
            )


NOISE = 1e-6


@register
class Sliver(Check):
    info = RuleInfo(
        "G15",
        QT_TRANSLATE_NOOP("rules", "Sliver"),
        Severity.WARNING,
        sources.TOOLS,
        QT_TRANSLATE_NOOP("rules", "Small or thin (area or width), and stretched by at least two of three measures of shape."),
        "medium",
        (
            RuleOption("area", 1000.0, "m²", QT_TRANSLATE_NOOP("rules", "Size: area up to this")),
            RuleOption("width", 5.0, "m", QT_TRANSLATE_NOOP("rules", "and width of the smallest rectangle up to this")),
            RuleOption("ratio", 5.0, "", QT_TRANSLATE_NOOP("rules", "Shape: length to width from this")),
            RuleOption("roundness", 0.25, "", QT_TRANSLATE_NOOP("rules", "Shape: 4πA/P² up to this")),
            RuleOption("thinness", 40.0, "", QT_TRANSLATE_NOOP("rules", "Shape: P²/A from this")),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        s = shapes(data)
        stretched = np.divide(s.length, s.width, out=np.full(len(s.width), np.inf), where=s.width > 0)
        thin = s.perimeter**2 / s.area
        shape = (
            (stretched >= self.number("ratio") - 1e-9).astype(int)
            + (4 * np.pi / thin <= self.number("roundness") + 1e-9)
            + (thin >= self.number("thinness") - 1e-9)
        )
        small = (s.area <= self.number("area") + NOISE) & (s.width <= self.number("width") + NOISE)
        for k in np.flatnonzero((shape >= 2) & small).tolist():
            yield self.finding(
                data,
                int(s.owner[k]),
                QT_TRANSLATE_NOOP("rules", "Sliver: {area} m², {width} m wide, {length} m long, 4πA/P² = {roundness}."),
                key=_spot(s.polygons[k]),
                geometry=s.polygons[k],
                area=round(float(s.area[k]), 2),
                width=round(float(s.width[k]), 2),
                length=round(float(s.length[k]), 2),
                roundness=round(float(4 * np.pi / thin[k]), 3),
            )


@register
class TinyPart(Check):
    info = RuleInfo(
        "G16",
        QT_TRANSLATE_NOOP("rules", "Tiny part"),
        Severity.NOTICE,
        sources.TOOLS,
        QT_TRANSLATE_NOOP("rules", "A part of a parcel smaller than the limit is often left over from an overlay."),
        "medium",
        (RuleOption("area", 10.0, "m²", QT_TRANSLATE_NOOP("rules", "Parts smaller than this are reported")),),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        polygons, owner = data.parts
        area = shapely.area(polygons)
        for k in np.flatnonzero((area < self.number("area") - NOISE) & (area > 0)).tolist():
            yield self.finding(
                data,
                int(owner[k]),
                QT_TRANSLATE_NOOP("rules", "A part of only {area} m² (limit {limit} m²)."),
                key=_spot(polygons[k]),
                geometry=polygons[k],
                area=beside(float(area[k]), self.number("area"), 3),
                limit=self.number("area"),
            )


@register
class ShortLine(Check):
    info = RuleInfo(
        "G17",
        QT_TRANSLATE_NOOP("rules", "Very short line"),
        Severity.NOTICE,
        sources.TOOLS,
        QT_TRANSLATE_NOOP("rules", "A line piece (碎线) shorter than the limit is often left over from an overlay."),
        "medium",
        (RuleOption("length", 0.5, "m", QT_TRANSLATE_NOOP("rules", "Lines shorter than this are reported")),),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        for i, parcel in enumerate(data.parcels):
            if parcel.kind.strip() != LINE_KIND or any(r.closed for r in parcel.rings):
                continue
            for ring in parcel.rings:
                if len(ring) >= 2 and np.isfinite(ring.xy).all():
                    line = shapely.LineString(ring.xy[:, ::-1])
                    if line.length < self.number("length") - NOISE:
                        yield self.finding(
                            data,
                            i,
                            QT_TRANSLATE_NOOP("rules", "Line {ring} is only {length} m long (limit {limit} m)."),
                            key=f"line {ring.number}",
                            geometry=line,
                            line=ring.line(0),
                            ring=ring.number,
                            length=beside(line.length, self.number("length"), 3),
                            limit=self.number("length"),
                        )


@lru_cache(maxsize=1)
def land_classes() -> dict[str, tuple[str, str]]:
    """(name, 三大类) by land-class code, and (code, 三大类) by name, of the working classes of the third survey."""
    found: dict[str, tuple[str, str]] = {}
    path = RESOURCES / "standards" / "land_class_gbt21010_2017_sandiao.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["scheme"] == "sandiao":
                found.setdefault(row["code"], (row["name"], row["three_class"]))
                found.setdefault(row["name"], (row["code"], row["three_class"]))
    return found


@register
class SmallestPatch(Check):
    info = RuleInfo(
        "G18",
        QT_TRANSLATE_NOOP("rules", "Smaller than the smallest patch of its land class"),
        Severity.NOTICE,
        sources.MIN_PATCH,
        QT_TRANSLATE_NOOP("rules", "A patch below the smallest size of the land survey is not mapped on its own there."),
        "medium",
        (
            RuleOption("construction", 200.0, "m²", QT_TRANSLATE_NOOP("rules", "Construction land and facility farmland")),
            RuleOption("agricultural", 400.0, "m²", QT_TRANSLATE_NOOP("rules", "Other agricultural land")),
            RuleOption("other", 600.0, "m²", QT_TRANSLATE_NOOP("rules", "All other land")),
        ),
    )

    def _limit(self, code: str, group: str) -> float:
        if group == "建设用地" or code.startswith("1202"):  # 1202 设施农用地
            return self.number("construction")
        return self.number("agricultural" if group == "农用地" else "other")

    def check(self, data: CheckData) -> Iterator[Finding]:
        classes = land_classes()
        for i, parcel in enumerate(data.parcels):
            text = parcel.land_class.strip()
            if not text or text not in classes:
                continue
            other, group = classes[text]
            if not group:  # a first-level class that spans several groups
                continue
            limit = self._limit(text if text[0].isdigit() else other, group)
            if 0 < data.areas[i] < limit - NOISE:
                yield self.finding(
                    data,
                    i,
                    QT_TRANSLATE_NOOP("rules", "{area} m² of {land_class}: the smallest patch is {limit} m²."),
                    key="patch",
                    geometry=data.polygons[i],
                    area=beside(float(data.areas[i]), limit, 2),
                    land_class=text,
                    limit=limit,
                )
