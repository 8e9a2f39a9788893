"""Rules on the coordinate system: known, zone against coordinates, outside the zone, range, swapped axes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import shapely

from ..coordinates.ellipsoids import ELLIPSOIDS
from ..coordinates.zones import projected, to_lonlat, zone_width
from ..findings import Finding, RuleInfo, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP
from . import sources
from .data import CheckData, FloatArray, IntArray
from .registry import Check, register

BoolArray = npt.NDArray[np.bool_]
MILLION = 1_000_000
NORTH_MAX = 6_000_000.0
EAST_MIN, EAST_MAX = 100_000.0, 900_000.0
# within this share of the zone width from the declared meridian a foreign prefix is an overflow, not a contradiction
OVERFLOW_SHARE = 0.9
METRES_PER_DEGREE = 111_320.0


def _plausible(north: FloatArray, east: FloatArray, geographic: bool) -> BoolArray:
    """Whether pairs can be north, east of China: metres with or without zone number, or degrees."""
    if geographic:
        return np.asarray((north >= 0) & (north <= 60) & (east >= 70) & (east <= 140))
    prefix = np.floor(east / MILLION)
    rest = east - prefix * MILLION
    known = (prefix == 0) | ((prefix >= 13) & (prefix <= 23)) | ((prefix >= 25) & (prefix <= 45))
    return np.asarray((north >= 0) & (north <= NORTH_MAX) & known & (rest >= EAST_MIN) & (rest <= EAST_MAX))


class _Axes:
    """Per vertex: plausible as read, plausible when swapped; per parcel: whether it looks swapped as a whole."""

    def __init__(self, data: CheckData) -> None:
        east, north = data.read.T
        geographic = data.source_crs.geographic
        self.good = _plausible(north, east, geographic)
        swapped = ~self.good & _plausible(east, north, geographic)
        n = len(data.parcels)
        points = np.bincount(data.vertex_parcel, minlength=n)
        self.swapped = (points > 0) & (2 * np.bincount(data.vertex_parcel, swapped, minlength=n) > points)


_axes: WeakKeyDictionary[CheckData, _Axes] = WeakKeyDictionary()


def axes(data: CheckData) -> _Axes:
    if data not in _axes:
        _axes[data] = _Axes(data)
    return _axes[data]


@register
class KnownSystem(Check):
    covered_by = ("T-CRS-NO-ZONE", "T-CRS-DATUM", "T-CRS-ZONE", "T-CRS-RANGE")
    info = RuleInfo(
        "G19C",
        QT_TRANSLATE_NOOP("rules", "Coordinate system not known or not CGCS2000"),
        Severity.ERROR,
        sources.PROJECTION,
        QT_TRANSLATE_NOOP("rules", "Parcels are handed in on CGCS2000; other datums need the official transformation."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        crs = data.source_crs
        if crs.datum and crs.datum != "CGCS2000":
            yield self.finding(
                data,
                -1,
                QT_TRANSLATE_NOOP(
                    "rules",
                    "The coordinates are on {datum}, not on CGCS2000. They are not transformed here: "
                    "that needs the official parameters of the place.",
                ),
                key="datum",
                datum=crs.datum,
            )
        elif not (crs.geographic or projected(crs)):
            yield self.finding(
                data,
                -1,
                QT_TRANSLATE_NOOP("rules", "The zone of the coordinates is not known; nothing can be placed on the earth."),
                key="zone",
            )


@register
class AxisSwap(Check):
    covered_by = ("T-CRS-SWAP",)
    fixes = ("swap_axes",)
    info = RuleInfo(
        "G21",
        QT_TRANSLATE_NOOP("rules", "North and east swapped"),
        Severity.ERROR,
        sources.OWN,
        QT_TRANSLATE_NOOP("rules", "X is the north and Y the east coordinate; the values fit only the other way round."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        for parcel in np.flatnonzero(axes(data).swapped).tolist():
            first = int(np.flatnonzero(data.vertex_parcel == parcel)[0])
            yield self.finding(
                data,
                parcel,
                QT_TRANSLATE_NOOP("rules", "X {x} and Y {y} look swapped: X must be north, Y east."),
                key="swap",
                geometry=shapely.Point(data.en[first]),
                line=data.place(first)[1],
                x=round(float(data.read[first, 1]), 3),
                y=round(float(data.read[first, 0]), 3),
            )


@register
class Range(Check):
    covered_by = ("T-CRS-RANGE",)
    info = RuleInfo(
        "G20",
        QT_TRANSLATE_NOOP("rules", "Coordinate out of range"),
        Severity.ERROR,
        sources.OWN,
        QT_TRANSLATE_NOOP("rules", "North 0 to 6 000 000 m, east without zone number 100 000 to 900 000 m (degrees: in China)."),
        "medium",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        wrong = ~axes(data).good & ~axes(data).swapped[data.vertex_parcel]

        def describe(vertex: int) -> dict[str, Any]:
            return {"x": round(float(data.read[vertex, 1]), 3), "y": round(float(data.read[vertex, 0]), 3)}

        yield from self.at_vertices(
            data,
            np.flatnonzero(wrong),
            QT_TRANSLATE_NOOP("rules", "Point {point}: X {x}, Y {y} is outside the range of coordinates in China."),
            describe,
        )


@register
class ZonePrefix(Check):
    covered_by = ("T-CRS-PREFIX", "T-CRS-OVERFLOW", "T-CRS-PREFIX-MIXED")
    info = RuleInfo(
        "G19",
        QT_TRANSLATE_NOOP("rules", "Zone contradicts the coordinates"),
        Severity.ERROR,
        sources.PROJECTION,
        QT_TRANSLATE_NOOP("rules", "The digits before the six digits of the easting are the zone number, if there is one."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        crs = data.source_crs
        if not projected(crs) or not len(data.read):
            return
        east = data.read[:, 0]
        prefix = np.floor(east / MILLION).astype(np.int64)
        usable = axes(data).good & ~axes(data).swapped[data.vertex_parcel]
        odd = usable & (prefix != (crs.zone if crs.prefixed else 0))
        reach = OVERFLOW_SHARE * crs.zone_width * METRES_PER_DEGREE
        over = odd & (np.abs(east - crs.false_easting) <= reach) & crs.prefixed
        for parcel in np.unique(data.vertex_parcel[odd]).tolist():
            own = np.flatnonzero(odd & (data.vertex_parcel == parcel))
            yield self._one(data, parcel, own, int(prefix[own[0]]), bool(over[own].all()))

    def _one(self, data: CheckData, parcel: int, own: IntArray, prefix: int, overflow: bool) -> Finding:
        crs = data.source_crs
        severity = None
        if overflow:
            severity = Severity.NOTICE
            message = QT_TRANSLATE_NOOP(
                "rules",
                "The easting of {count} points runs over into number {prefix}; by the declared zone {zone} they are right.",
            )
        elif not crs.prefixed:
            message = QT_TRANSLATE_NOOP("rules", "{count} eastings begin with {prefix}, but the system has no zone number.")
        elif prefix == 0:
            message = QT_TRANSLATE_NOOP("rules", "{count} eastings have no zone number; zone {zone} is declared.")
        else:
            message = QT_TRANSLATE_NOOP("rules", "{count} eastings begin with zone {prefix}, but zone {zone} is declared.")
        return self.finding(
            data,
            parcel,
            message,
            key=f"prefix {prefix}",
            geometry=shapely.MultiPoint(data.en[own]),
            line=data.place(int(own[0]))[1],
            severity=severity,
            count=len(own),
            prefix=prefix,
            zone=crs.zone,
        )


@register
class OutsideZone(Check):
    info = RuleInfo(
        "G19P",
        QT_TRANSLATE_NOOP("rules", "Points outside the zone"),
        Severity.ERROR,
        sources.PROJECTION,
        QT_TRANSLATE_NOOP(
            "rules", "Beyond half the zone width from the central meridian the next zone is due; a small overlap is in use."
        ),
        "high",
        (
            RuleOption(
                "overlap", 0.5, "°", QT_TRANSLATE_NOOP("rules", "Up to this beyond the edge it is a warning, then an error")
            ),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        crs = data.source_crs
        if not projected(crs) or not len(data.read):
            return
        half = crs.zone_width / 2
        sound = axes(data).good & ~axes(data).swapped[data.vertex_parcel]
        # only points that could be outside are turned into degrees: at 60° north half a zone is 0.4 of its width at the equator
        offset = np.abs(data.read[:, 0] - crs.false_easting)
        far = np.flatnonzero(sound & (offset > half * METRES_PER_DEGREE * 0.49) & (offset < MILLION))
        if not len(far):
            return
        delta = np.abs(to_lonlat(data.read[far], crs)[:, 0] - crs.central_meridian)
        outside = delta > half + 1e-9
        far, delta = far[outside], delta[outside]
        owner = data.vertex_parcel[far]
        for parcel in np.unique(owner).tolist():
            own, worst = far[owner == parcel], float(delta[owner == parcel].max())
            beyond = worst - half > self.number("overlap") + 1e-9
            yield self.finding(
                data,
                parcel,
                QT_TRANSLATE_NOOP(
                    "rules", "{count} points lie up to {degrees}° from meridian {meridian}° (half the zone is {half}°)."
                ),
                key="outside",
                geometry=shapely.MultiPoint(data.en[own]),
                line=data.place(int(own[0]))[1],
                severity=None if beyond else Severity.WARNING,
                count=len(own),
                degrees=round(worst, 3),
                meridian=crs.central_meridian,
                half=half,
            )


@register
class ZoneWidth(Check):
    covered_by = ("T-CRS-WIDTH",)
    info = RuleInfo(
        "G19W",
        QT_TRANSLATE_NOOP("rules", "Zone width contradicts the zone number"),
        Severity.ERROR,
        sources.PROJECTION,
        QT_TRANSLATE_NOOP("rules", "Numbers 13 to 23 are 6-degree zones, 25 to 45 are 3-degree zones."),
        "high",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        crs = data.source_crs
        implied = zone_width(crs.zone)
        if crs.datum in ELLIPSOIDS and crs.zone and crs.zone_width and crs.zone_width != implied:
            yield self.finding(
                data,
                -1,
                QT_TRANSLATE_NOOP("rules", "Zone {zone} is no {width}-degree zone of China."),
                key="width",
                zone=crs.zone,
                width=crs.zone_width,
            )
