"""The steps of a review as functions: what the Processing algorithms, the docks and scripts run.

Each loads the review file, does its own part, writes only that part and returns a ``StepResult``.  The core is imported
when a step runs, so that loading the provider costs nothing.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.errors import Cancelled, OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.parcels import Parcel, ParcelCrs, ParcelSet
from ..core.progress import SILENT, Progress
from ..core.review import Review, Run
from ..core.rules import all_rules, regraded
from . import review_file
from .reading import crs_name, read_any, unique_ids
from .reading_choices import NO_CHOICES, Choices
from .reading_rules import finding
from .versions import versions

if TYPE_CHECKING:
    from ..core.checks import CheckProfile


@dataclass(frozen=True)
class StepResult:
    """What a step did: the review as it is now, the counts, and the seconds of the work (program start not included)."""

    review: Review
    run: Run
    extra: Mapping[str, Any] = field(default_factory=dict)


class Clock:
    """Start time and duration of a run."""

    def __init__(self) -> None:
        self.started = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._from = time.perf_counter()

    def run(self, step: str, options: Mapping[str, Any], counts: Mapping[str, int]) -> Run:
        return Run(step, self.started, round(time.perf_counter() - self._from, 4), versions(), options, counts)


def import_step(
    source: str,
    profile: str,
    review_path: str,
    fallback: ParcelCrs | None = None,
    progress: Progress = SILENT,
    choices: Choices = NO_CHOICES,
    checks: str = "",
) -> StepResult:
    """Read ``source`` (file, folder, ZIP or several joined by ';') into the review file, which is created when absent.

    Parcels of a source file that was read before are replaced, those of other files stay.  When the parcels changed, the
    results that were computed from the old ones (checks, overlay, outcomes) are cleared; states and notes stay.
    checks: check profile (id or yaml file) whose severities and thresholds the readers' rules take; '' as they declare them.
    """
    clock = Clock()
    path = Path(review_path)
    if checks:
        choices = replace(choices, rules=profile_of(checks).reading)
    before = review_file.load(path) if path.exists() else None
    read = read_any(source, profile, progress.part(0, 0.6), fallback, choices)
    parcels = _replaced(before.parcels, read, path.name) if before else read
    parcels, measures = _measured(parcels, progress.part(0.6, 0.9))
    same = before is not None and _same_parcels(before.parcels, parcels)
    review = _with_parcels(before if same else None, parcels, measures)
    counts = {
        "files": len(read.source_files),
        "parcels": len(parcels.parcels),
        "read": len(read.parcels),
        "points": sum(p.point_rows for p in parcels.parcels),
        "findings": len(parcels.findings),
    }
    options = {
        "profile": read.profile,
        "asked_profile": profile,
        "sources": list(read.source_files),
        "crs": crs_name(parcels.crs),
        **_chosen(choices, read),
        **({"checks": profile_of(checks).dump()} if checks else {}),
    }
    run = clock.run("import", options, counts)
    review = replace(review, runs=(*(before.runs if before else ()), run))
    progress.report(0.9)
    review_file.save(path, review, _import_parts(same))
    return StepResult(review, finished(clock, run))


def profile_of(name: str) -> CheckProfile:
    """A check profile by id or path.  Raises OneMapError when there is none or it has a fault."""
    from ..core.checks import load_profile

    return load_profile(name)


def _chosen(choices: Choices, read: ParcelSet) -> dict[str, Any]:
    """What the user decided about reading, for the provenance of the run."""
    told: dict[str, Any] = {}
    if choices.columns:
        told["columns"] = {name: list(c.roles) for name, c in choices.columns.items()}
    if choices.swap_axes:
        told["axes_exchanged"] = [f.source_file for f in read.findings if f.rule == "read.axes"]
    if choices.layers:
        told["layers"] = list(choices.layers)
    return told


def _measured(parcels: ParcelSet, progress: Progress) -> tuple[ParcelSet, dict[str, Any]]:
    """Measures by parcel id.  A parcel that cannot be measured gets a finding and does not cost the others theirs."""
    from ..core.coordinates.measures import measure_parcels

    try:
        return parcels, measure_parcels(parcels, progress=progress)
    except Cancelled:
        raise
    except Exception as whole:  # one of them is the cause: find out which
        if len(parcels.parcels) == 1:
            return _unmeasured(parcels, parcels.parcels[0], whole), {}
    measures: dict[str, Any] = {}
    told = parcels
    for i, parcel in enumerate(parcels.parcels):
        alone, found = _measured(replace(parcels, parcels=(parcel,), findings=()), SILENT)
        measures.update(found)
        told = replace(told, findings=told.findings + alone.findings)
        progress.report((i + 1) / len(parcels.parcels))
    return told, measures


def _unmeasured(parcels: ParcelSet, parcel: Parcel, error: Exception) -> ParcelSet:
    remark = finding(
        "measure",
        QT_TRANSLATE_NOOP("rules", "Parcel {parcel} could not be measured ({reason}); see what the checks say of it."),
        parcel.source_file,
        key="measure",
        parcel=parcel.parcel_id,
        reason=f"{type(error).__name__}: {error}",
    )
    remark = replace(remark, parcel_id=parcel.parcel_id, source_line=parcel.source_line)
    return replace(parcels, findings=(*parcels.findings, remark))


def _with_parcels(same: Review | None, parcels: ParcelSet, measures: Any) -> Review:
    """``same``: the review whose parcels are these, so that what was found of them still holds; None starts afresh."""
    if same is None:
        return Review(parcels, measures, parcels.findings)
    read = {f.uid for f in (*same.parcels.findings, *parcels.findings)}
    return replace(
        same, parcels=parcels, measures=measures, findings=(*parcels.findings, *(f for f in same.findings if f.uid not in read))
    )


def _import_parts(same: bool) -> tuple[str, ...]:
    parts = (review_file.PARCELS, review_file.FINDINGS, review_file.RUNS)
    return parts if same else (*parts, review_file.REVIEW)


def finished(clock: Clock, run: Run) -> Run:
    """The run with the time of writing included, for the report."""
    return replace(run, seconds=clock.run("", {}, {}).seconds)


def _same_parcels(a: ParcelSet, b: ParcelSet) -> bool:
    if a.crs != b.crs or [p.parcel_id for p in a.parcels] != [p.parcel_id for p in b.parcels]:
        return False
    return all(_same_parcel(p, q) for p, q in zip(a.parcels, b.parcels))


def _same_parcel(p: Any, q: Any) -> bool:
    plain = ("number", "name", "use", "sheet", "land_class", "kind", "declared_points", "declared_area", "declared_unit")
    return (
        len(p.rings) == len(q.rings)
        and all(getattr(p, k) == getattr(q, k) for k in plain)
        and all(
            r.labels == s.labels and r.number == s.number and r.xy.shape == s.xy.shape and bool((r.xy == s.xy).all())
            for r, s in zip(p.rings, q.rings)
        )
    )


def _replaced(old: ParcelSet, new: ParcelSet, review_name: str) -> ParcelSet:
    """``new`` in the place of the parcels of the same source files; the rest of ``old`` stays, with its ids."""
    files = set(new.source_files) | {p.source_file for p in new.parcels}
    stay = [p for p in old.parcels if p.source_file not in files]
    if not stay:
        return new
    if old.crs != new.crs:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The parcels are in {new}, those in the review file are in {old}."),
            file=review_name,
            hint=QT_TRANSLATE_NOOP(
                "errors",
                "Import them into another review file, or give the coordinate system if the file "
                "does not say it. Nothing was changed.",
            ),
            new=crs_name(new.crs),
            old=crs_name(old.crs),
        )
    renamed = unique_ids([p.parcel_id for p in new.parcels], {p.parcel_id for p in stay})
    taken = [replace(p, parcel_id=renamed[p.parcel_id]) for p in new.parcels]
    remarks = tuple(replace(f, parcel_id=renamed.get(f.parcel_id, f.parcel_id)) for f in new.findings)
    at = next((i for i, p in enumerate(old.parcels) if p.source_file in files), len(stay))
    at = sum(p.source_file not in files for p in old.parcels[:at])
    return replace(
        old,
        parcels=(*stay[:at], *taken, *stay[at:]),
        findings=tuple(f for f in old.findings if f.source_file not in files) + remarks,
        source_files=tuple(dict.fromkeys((*old.source_files, *new.source_files))),
    )


def check_step(review_path: str, profile: str = "", progress: Progress = SILENT, boundary: str = "") -> StepResult:
    """Check the parcels of a review file by a profile of rules; findings replace those of the last check, states stay.

    boundary: file, layer or one map with the administrative area (``boundary.load_boundary``), '' for none.
    """
    from ..core import checks

    clock = Clock()
    review = review_file.load(review_path)
    rules = checks.load_profile(profile)
    read = regraded(review.parcels.findings, rules.rules)
    review = replace(review, parcels=replace(review.parcels, findings=read))
    area, remarks = _boundary(boundary, review.parcels, progress.part(0, 0.1))
    found = checks.check_parcels(
        review.parcels, rules, boundary=area.geometry if area else None, progress=progress.part(0.1, 0.95)
    )
    found = [*remarks, *_read_by_other_thresholds(review, rules), *found]
    seen = {f.uid for f in review.parcels.findings}
    findings = (*review.parcels.findings, *(f for f in found if f.uid not in seen))
    counts = {"parcels": len(review.parcels.parcels), **severity_counts(findings)}
    told = {"profile": Path(profile).name if profile else "", "checks": rules.dump()}
    run = clock.run("check", {**told, **({"boundary": area.name} if area else {})}, counts)
    review = replace(review, findings=findings, runs=(*review.runs, run))
    review_file.save(review_path, review, (review_file.FINDINGS, review_file.RUNS))
    return StepResult(review, finished(clock, run))


def _read_by_other_thresholds(review: Review, wanted: CheckProfile) -> list[Any]:
    """A remark when a file was read by other thresholds than the profile has: only reading it again can apply them."""
    from ..core.checks import CheckProfile, revived

    readings: dict[tuple[str, ...], CheckProfile] = {}
    left_out: set[str] = set()
    for run in review.runs:
        told = run.options.get("checks")
        own = revived(told) if told else CheckProfile("")
        if run.step == "import":
            readings[tuple(run.options.get("sources", ()))] = own
            left_out = set()
        elif run.step == "check":
            left_out |= {rule for rule, setting in own.reading.items() if not setting.enabled}
    differ = set()
    for own in readings.values():
        for rule in {*own.reading, *wanted.reading} | left_out:
            silent = rule in left_out or not own.setting(rule).enabled
            used, asked = (all_rules()[rule].set_by(p.rules).options for p in (own, wanted))
            if wanted.setting(rule).enabled and (silent or used != asked):
                differ.add(rule)
    if not differ:
        return []
    text = QT_TRANSLATE_NOOP(
        "rules",
        "The files were read by other thresholds, or with rules switched off ({rules}): read them again with this profile.",
    )
    return [finding("thresholds", text, "", key="thresholds", rules=", ".join(sorted(differ)))]


def _boundary(source: str, parcels: ParcelSet, progress: Progress) -> tuple[Any, list[Any]]:
    """The boundary to check against; one that cannot be used is told and does not cost the other checks."""
    from .boundary import load_boundary

    if not source:
        return None, []
    try:
        return load_boundary(source, parcels, progress), []
    except OneMapError as error:
        text = QT_TRANSLATE_NOOP("rules", "Not checked against the administrative boundary: {reason}")
        return None, [finding("boundary", text, "", key="boundary", reason=str(error))]


def severity_counts(findings: Any) -> dict[str, int]:
    """``findings`` and one count for each severity."""
    from ..core.findings import SEVERITIES

    found = list(findings)
    return {"findings": len(found), **{f"{s.value}s": sum(f.severity is s for f in found) for s in SEVERITIES}}


def crs_of(crs: Any) -> ParcelCrs | None:
    """A ``QgsCoordinateReferenceSystem`` as the system of a parcel set; None when it is not valid.

    Raises OneMapError for a system that is no Gauss-Krüger zone and no geographic system of China.
    """
    if not crs.isValid():
        return None
    from osgeo import osr

    from .reading_crs import crs_of as of_srs

    srs = osr.SpatialReference()
    srs.ImportFromWkt(crs.toWkt())
    found = of_srs(srs)
    if found is None:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "{crs} is no Gauss-Krüger zone, so parcels cannot be in it."),
            hint=QT_TRANSLATE_NOOP("errors", "Choose a CGCS2000 zone of 3 or 6 degrees, for example EPSG:4526."),
            crs=crs.authid() or crs.description(),
        )
    return found
