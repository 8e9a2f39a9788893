"""A parcel set as it will stand in the file: coordinates in the written form, rings closed and labelled, parts split."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely

from ..coordinates.numbering import NumberingOptions, renumber
from ..coordinates.sheets import join_sheets, sheets_of_all
from ..coordinates.zones import from_lonlat, shift_zone_prefix, to_lonlat
from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import Parcel, ParcelCrs, ParcelSet, Ring, as_written, assign_ids, suffixed
from ..progress import SILENT, Progress
from .options import WriteOptions
from .profiles import TxtProfile
from .rules import Findings
from .side_lengths import without_stale_sides

FloatArray = npt.NDArray[np.float64]
_NO_ZONE = QT_TRANSLATE_NOOP("errors", "The parcels have no coordinate system, so the TXT cannot be written.")
_GIVE_ZONE = QT_TRANSLATE_NOOP("errors", "Give the coordinate system (zone) of the parcels first.")
_NEEDS_METRES = QT_TRANSLATE_NOOP("errors", "The profile {profile} needs coordinates in metres, the parcels are in degrees.")
_PROJECT_FIRST = QT_TRANSLATE_NOOP(
    "errors", "Transform the parcels to a Gauss-Krüger zone first, or choose a profile in degrees."
)
MM_PER_DEGREE = 111_320_000.0  # of latitude; of longitude it is less
_SURVEY_CRS = ParcelCrs(4490, "CGCS2000")


def prepare(
    parcels: ParcelSet, profile: TxtProfile, options: WriteOptions, findings: Findings, progress: Progress = SILENT
) -> ParcelSet:
    """The set in the form of the profile: same places, written decimals, numbering and closing as asked.

    Raises OneMapError when the coordinates cannot be brought to that form.
    """
    made = parcels.parcels  # numbered where distances are metres: the nearest point in degrees may be another one
    if options.parts == "split":
        made = _split_parts(made)
    if options.numbering != "keep":
        numbering = NumberingOptions(
            start=options.numbering,
            orient=options.orient,
            restart=options.restart,
            closing="keep",
            keep_labels=False,
            prefix=options.label_prefix,
        )
        made = tuple(without_stale_sides(renumber(p, numbering), [p]) for p in made)
    done = _in_system(replace(parcels, parcels=made), profile, options)
    closing = options.closing or profile.closing
    decimals = options.degree_decimals if done.crs.geographic else options.decimals
    finished = []
    for i, parcel in enumerate(done.parcels):
        progress.report(i / len(made))
        finished.append(_finish(parcel, closing, decimals, options.verbatim))
    made = tuple(finished)
    unit_mm = MM_PER_DEGREE if done.crs.geographic else 1000.0
    _report_rounding(done.parcels, made, decimals, unit_mm, findings, progress)
    if options.sheet == "computed":
        made = _with_sheets(made, done.crs)
    return replace(done, parcels=made)


def _with_sheets(parcels: tuple[Parcel, ...], crs: ParcelCrs) -> tuple[Parcel, ...]:
    """The parcels with the numbers of the map sheets that their polygons, as written, lie on."""
    if not crs.geographic and not crs.zone_width:
        raise OneMapError(_NO_ZONE, hint=_GIVE_ZONE)
    shapes = np.array([p.geometry for p in parcels], dtype=object)
    return tuple(replace(p, sheet=join_sheets(names)) for p, names in zip(parcels, sheets_of_all(shapes, crs)))


def _in_system(parcels: ParcelSet, profile: TxtProfile, options: WriteOptions) -> ParcelSet:
    """Degrees for profiles in degrees, the zone number put before the easting or taken off."""
    crs = parcels.crs
    if profile.geographic:
        if crs.geographic:
            return parcels
        return _mapped(parcels, lambda en: to_lonlat(en, crs), ParcelCrs(_SURVEY_CRS.epsg, crs.datum))
    if crs.geographic:
        if options.verbatim:
            return parcels
        raise OneMapError(_NEEDS_METRES, hint=_PROJECT_FIRST, profile=profile.id)
    if options.prefix is None or options.prefix == crs.prefixed:
        return parcels
    if crs.epsg is None:
        raise OneMapError(_NO_ZONE, hint=_GIVE_ZONE)
    target = shift_zone_prefix(np.zeros((1, 2)), crs, options.prefix)[1]
    return _mapped(parcels, lambda en: shift_zone_prefix(en, crs, bool(options.prefix))[0], target)


def _mapped(parcels: ParcelSet, change, crs: ParcelCrs) -> ParcelSet:  # type: ignore[no-untyped-def]
    def turn(ring: Ring) -> Ring:
        return replace(ring, xy=np.ascontiguousarray(change(ring.xy[:, ::-1])[:, ::-1])) if len(ring.xy) else ring

    made = tuple(replace(p, rings=tuple(turn(r) for r in p.rings)) for p in parcels.parcels)
    return replace(parcels, parcels=made, crs=crs)


def back_to_lonlat(parcels: ParcelSet, crs: ParcelCrs) -> ParcelSet:
    """Parcels in degrees brought to a Gauss-Krüger zone of the same datum."""
    return _mapped(parcels, lambda lonlat: from_lonlat(lonlat, crs), crs)


def _split_parts(parcels: tuple[Parcel, ...]) -> tuple[Parcel, ...]:
    """One parcel per part with -1, -2 behind number and name; the declared area of the whole is not divided."""
    made: list[Parcel] = []
    numbers, names = {p.number for p in parcels}, {p.name for p in parcels}
    for parcel in parcels:
        parts = parcel.shells_and_holes
        if len(parts) < 2:
            made.append(parcel)
            continue
        for shell, holes in parts:
            rings = tuple(replace(parcel.rings[i], number=n) for n, i in enumerate([shell, *holes], 1))
            made.append(
                replace(
                    parcel,
                    rings=rings,
                    number=suffixed(parcel.number, numbers),
                    name=suffixed(parcel.name, names),
                    declared_area=None,
                    declared_area_text="",
                    declared_points=None,
                )
            )
    ids = assign_ids([(p.number, p.name) for p in made])
    return tuple(replace(p, parcel_id=i) for p, i in zip(made, ids))


def _finish(parcel: Parcel, closing: str, decimals: int | None, verbatim: bool) -> Parcel:
    rings = []
    for number, ring in enumerate(parcel.rings, 1):
        ring = close_ring(round_ring(ring, decimals), closing)
        rings.append(ring if verbatim else replace(ring, number=number))
    return replace(parcel, rings=tuple(rings))


def round_ring(ring: Ring, decimals: int | None) -> Ring:
    """The ring with the coordinates that the written text will have."""
    if decimals is None or not len(ring.xy):
        return ring
    return replace(ring, xy=as_written(ring.xy, decimals))


def close_ring(ring: Ring, closing: str) -> Ring:
    """The ring with its closing row by convention: 'first', 'next', 'none' or 'keep'; the points stay as they are."""
    if closing == "keep" or not len(ring.xy):
        return ring
    keep = len(ring) - 1 if ring.closed else len(ring)
    order = list(range(keep)) + ([0] if closing != "none" else [])
    labels = [ring.labels[i] for i in order]
    if closing == "next":
        labels[-1] = ring.labels[-1] if ring.closed and ring.labels[-1] != ring.labels[0] else next_label(labels[-2])
    columns: Mapping[str, tuple[str, ...]] = {
        name: tuple(ring.columns[name][i] for i in range(keep))
        + ((texts[-1] if ring.closed else "",) if closing != "none" else ())
        for name, texts in ring.columns.items()
    }
    lines = ring.lines[np.array(order)] if ring.lines is not None and len(ring.lines) else None
    return replace(ring, labels=tuple(labels), xy=ring.xy[np.array(order, dtype=np.int64)], lines=lines, columns=columns)


def next_label(label: str) -> str:
    """The label after this one: J4 → J5, J04 → J05."""
    found = re.fullmatch(r"(.*?)(\d+)", label)
    return f"{found.group(1)}{int(found.group(2)) + 1:0{len(found.group(2))}d}" if found else label + "1"


def _report_rounding(
    before: tuple[Parcel, ...],
    after: tuple[Parcel, ...],
    decimals: int | None,
    unit_mm: float,
    findings: Findings,
    progress: Progress,
) -> None:
    """Say how far rounding moves points, and where it makes neighbours fall together."""
    if decimals is None:
        return
    moved = 0.0
    for parcel in before:
        progress.check()
        for ring in parcel.rings:
            if len(ring.xy):
                moved = max(moved, float(np.abs(ring.xy - as_written(ring.xy, decimals)).max()))
    if moved > 10.0 ** -(decimals + 4):
        findings.add("T-WRITE-ROUNDED", key="rounded", decimals=decimals, distance=f"{moved * unit_mm:.3f}")
    originals = {p.parcel_id: p for p in before}
    for parcel in after:
        for ring in parcel.rings:
            same = _standing_twice(ring)
            if not same:
                continue
            original = originals.get(parcel.parcel_id)
            known = {r.labels[i] + r.labels[i + 1] for r in original.rings for i in _standing_twice(r)} if original else set()
            for i in same:
                if ring.labels[i] + ring.labels[i + 1] not in known:
                    findings.add(
                        "T-WRITE-MERGED",
                        parcel_id=parcel.parcel_id,
                        key=f"{ring.number} {ring.labels[i]}",
                        ring=ring.number,
                        a=ring.labels[i],
                        b=ring.labels[i + 1],
                        geometry=shapely.Point(ring.xy[i][::-1]),
                    )


def _standing_twice(ring: Ring) -> list[int]:
    """Rows that stand at the place of the next row."""
    found: list[int] = np.flatnonzero((np.diff(ring.xy, axis=0) == 0).all(axis=1)).tolist()
    return found
