"""Parcels as the package publishes them: one set of labels, coordinates and areas from which every file is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
import shapely

from ..coordinates.area import ellipsoid_areas
from ..coordinates.planes import plane_of
from ..errors import OneMapError
from ..findings import Finding
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import Parcel, ParcelCrs, ParcelSet, Ring
from .decimals import Ticks, area_m2, distance, doubled_ring_area, quantize, tick_float, to_ticks
from .profile import PackageProfile
from .rules import finding


@dataclass(frozen=True)
class PublishedRing:
    """One ring with whole steps of 10**-decimals m: (X north, Y east) without the closing row, and a label for each.

    part: 1-based number of the shell it belongs to.  closing: label of the closing row.
    """

    number: int
    part: int
    hole: bool
    labels: tuple[str, ...]
    ticks: tuple[Ticks, ...]
    closing: str

    def sides(self, decimals: int) -> list[Decimal]:
        """Length in metres from each point to the next, the last back to the first."""
        after = (*self.ticks[1:], self.ticks[0])
        return [distance(a, b, decimals) for a, b in zip(self.ticks, after)]


@dataclass(frozen=True)
class PublishedParcel:
    """One parcel with the numbers that every file must show.  index: 1-based, the same in every file."""

    index: int
    parcel_id: str
    number: str
    name: str
    use: str
    sheet: str
    land_class: str
    rings: tuple[PublishedRing, ...]
    area_m2: Decimal
    area_ha: Decimal

    @property
    def points(self) -> int:
        """Boundary points without closing rows."""
        return sum(len(r.ticks) for r in self.rings)

    @property
    def rows(self) -> int:
        """Point rows of TXT and coordinate table, closing rows included."""
        return self.points + len(self.rings)

    @property
    def parts(self) -> int:
        return len({r.part for r in self.rings})

    @property
    def holes(self) -> int:
        return sum(r.hole for r in self.rings)


@dataclass(frozen=True, eq=False)
class Published:
    """What is written: ``parcels`` with their numbers, the same as a ``ParcelSet`` for the TXT writer, and what was noticed."""

    parcels: tuple[PublishedParcel, ...]
    parcel_set: ParcelSet
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...] = ()

    @property
    def total_m2(self) -> Decimal:
        return sum((p.area_m2 for p in self.parcels), Decimal(0))

    @property
    def total_ha(self) -> Decimal:
        return sum((p.area_ha for p in self.parcels), Decimal(0))


def publish(parcels: ParcelSet, profile: PackageProfile, sheets: Mapping[str, str] | None = None) -> Published:
    """Round, close and label the parcels by the profile; every such step is a finding.

    sheets: map sheet numbers by parcel id, used where the file gave none.
    Raises OneMapError when there is no parcel, no coordinate system or geographic coordinates.
    """
    _require(parcels)
    found: list[Finding] = []
    left_out: list[str] = []
    out: list[PublishedParcel] = []
    written: list[Parcel] = []
    for parcel in parcels.parcels:
        rings = _rings(parcel, profile, found)
        if not rings:
            left_out.append(parcel.parcel_id)
            found.append(finding("P-LEFT-OUT", QT_TRANSLATE_NOOP("rules", "Parcel {parcel} has no ring with three points and is "
                                 "not in the package."), {"parcel": parcel.parcel_id}, parcel_id=parcel.parcel_id,
                                 file=parcel.source_file, line=parcel.source_line))
            continue
        m2 = ring_areas(rings, profile, parcels.crs)
        item = PublishedParcel(
            len(out) + 1, parcel.parcel_id, parcel.number, parcel.name, parcel.use,
            parcel.sheet or (sheets or {}).get(parcel.parcel_id, ""), parcel.land_class, rings,
            quantize(m2, profile.area_m2_decimals, profile.rounding),
            quantize(m2.scaleb(-4), profile.area_ha_decimals, profile.rounding))
        out.append(item)
        written.append(_as_parcel(parcel, item, profile.coordinate_decimals))
    if not out:
        raise _no_parcels()
    return Published(tuple(out), replace(parcels, parcels=tuple(written)), tuple(found), tuple(left_out))


def _no_parcels() -> OneMapError:
    return OneMapError(QT_TRANSLATE_NOOP("errors", "There is no parcel with a usable boundary to make a package of."),
                       hint=QT_TRANSLATE_NOOP("errors", "Import a parcel file first."))


def _require(parcels: ParcelSet) -> None:
    if not parcels.parcels:
        raise _no_parcels()
    if parcels.crs.epsg is None:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The parcels have no coordinate system."),
                          hint=QT_TRANSLATE_NOOP("errors", "Import the file again and state zone and datum."))
    if parcels.crs.geographic:
        plane = plane_of(parcels)
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The parcels are in degrees; the package needs a Gauss-Krüger plane."),
            hint=QT_TRANSLATE_NOOP("errors", "Reproject the layer of the parcels with QGIS to EPSG:{epsg} (zone {zone}) or the "
                                   "system that the office asks for, then import and review what comes out."),
            epsg=plane.epsg, zone=plane.zone)


def ring_areas(rings: Sequence[PublishedRing], profile: PackageProfile, crs: ParcelCrs) -> Decimal:
    """Square metres of shells less holes, from the rounded coordinates; plane exact, ellipsoid by the survey formula."""
    if profile.area_basis == "ellipsoid":
        return Decimal(repr(float(ellipsoid_areas(np.array([as_geometry(rings, profile.coordinate_decimals)]), crs)[0])))
    doubled = sum((-1 if r.hole else 1) * abs(doubled_ring_area(r.ticks)) for r in rings)
    return area_m2(doubled, profile.coordinate_decimals)


def as_geometry(rings: Sequence[PublishedRing], decimals: int) -> shapely.MultiPolygon:
    """The parcel in (east, north) metres."""
    shells = {r.part: r for r in rings if not r.hole}
    polygons = []
    for part, shell in shells.items():
        holes = [_en(r, decimals) for r in rings if r.hole and r.part == part]
        polygons.append(shapely.Polygon(_en(shell, decimals), holes))
    return shapely.MultiPolygon(polygons)


def _en(ring: PublishedRing, decimals: int) -> list[tuple[float, float]]:
    return [(tick_float(y, decimals), tick_float(x, decimals)) for x, y in ring.ticks]


def _rings(parcel: Parcel, profile: PackageProfile, found: list[Finding]) -> tuple[PublishedRing, ...]:
    role: dict[int, tuple[int, bool]] = {}
    for part, (shell, holes) in enumerate(parcel.shells_and_holes, 1):
        role[shell] = (part, False)
        role.update(dict.fromkeys(holes, (part, True)))
    rings: list[PublishedRing] = []
    used, moved, worst = 0, 0, 0.0
    unclosed, unlabelled = 0, 0
    for index, ring in enumerate(parcel.rings):
        if index not in role:
            continue
        xy = ring.xy[:-1] if ring.closed else ring.xy
        ticks = to_ticks(xy, profile.coordinate_decimals, profile.rounding)
        shift = np.abs(np.array(ticks, dtype=np.float64) / 10**profile.coordinate_decimals - xy)
        # what a double cannot tell apart at eight digits before the point is not a rounded coordinate
        moved += int((shift.max(axis=1) > 1e-7).sum())
        worst = max(worst, float(shift.max()))
        labels = tuple(ring.labels[:len(xy)])
        if not all(labels):
            labels = tuple(label or f"J{used + i}" for i, label in enumerate(labels or [""] * len(xy), 1))
            unlabelled += 1
        unclosed += not ring.closed
        used += len(xy)
        # rings are numbered 1, 2 … in file order, as every receiving program expects; the closing row repeats the first label
        rings.append(PublishedRing(len(rings) + 1, *role[index], labels, tuple(ticks), labels[0]))
    _note_changes(parcel, profile, found, moved, worst, unclosed, unlabelled)
    return tuple(rings)


def _note_changes(parcel: Parcel, profile: PackageProfile, found: list[Finding], moved: int, worst: float,
                  unclosed: int, unlabelled: int) -> None:
    def note(rule: str, message: str, **params: object) -> None:
        found.append(finding(rule, message, {"parcel": parcel.parcel_id, **params}, parcel_id=parcel.parcel_id,
                             file=parcel.source_file, line=parcel.source_line))

    if moved:
        note("P-ROUNDED", QT_TRANSLATE_NOOP("rules", "{count} points of parcel {parcel} were rounded to {decimals} decimals, by "
                                            "{worst} m at most, in every file of the package."),
             count=moved, decimals=profile.coordinate_decimals, worst=f"{worst:.6f}")
    if unclosed:
        note("P-CLOSED", QT_TRANSLATE_NOOP("rules", "{count} rings of parcel {parcel} were not closed in the file read; the "
                                           "package repeats their first point."), count=unclosed)
    if unlabelled:
        note("P-LABELLED", QT_TRANSLATE_NOOP("rules", "{count} rings of parcel {parcel} had points without a number; they were "
                                             "numbered J1, J2 … in file order."), count=unlabelled)


def _as_parcel(parcel: Parcel, item: PublishedParcel, decimals: int) -> Parcel:
    rings = []
    for ring in item.rings:
        ticks = [*ring.ticks, ring.ticks[0]]
        xy = np.array([[tick_float(x, decimals), tick_float(y, decimals)] for x, y in ticks], dtype=np.float64)
        rings.append(Ring(ring.number, (*ring.labels, ring.closing), xy))
    return replace(parcel, rings=tuple(rings), sheet=item.sheet, declared_points=item.rows, declared_area=float(item.area_ha),
                   declared_unit="ha", declared_area_text=str(item.area_ha))


def label_range(ring: PublishedRing) -> str:
    """'J1–J8' for the reader of a table; all labels when they do not count up."""
    first, last = ring.labels[0], ring.labels[-1]
    numbers = [re.search(r"(\d+)$", label) for label in ring.labels]
    if all(numbers) and len(ring.labels) > 2:
        values = [int(m.group(1)) for m in numbers if m]
        if values == list(range(values[0], values[0] + len(values))):
            return f"{first}–{last}"
    return "、".join(ring.labels)
