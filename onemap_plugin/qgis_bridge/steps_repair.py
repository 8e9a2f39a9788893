"""Repairing parcels of a review, only as asked: preview, apply as one undo step, take back.

What is applied is recorded with the parcels as they were; the whole set is checked again, so that neighbours are looked at
too.  Results of the overlay belong to the old boundaries and are cleared; states and notes stay.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from ..core.checks.rules_boundary import AdministrativeBoundary
from ..core.errors import OneMapError
from ..core.findings import Finding, Severity
from ..core.i18n import QT_TRANSLATE_NOOP, translate
from ..core.parcels import Parcel, ParcelSet
from ..core.progress import SILENT, Progress
from ..core.repair import FIXES, RULE_FIXES, Plane, Repair, RepairOptions, offers_for, preview
from ..core.review import Change, Review
from . import review_file, steps_report
from .reading import unique_ids
from .reading_rules import finding
from .steps import Clock, severity_counts

if TYPE_CHECKING:
    from ..core.checks import CheckProfile

#: what a change of parcels writes
CHANGED_PARTS = (review_file.PARCELS, review_file.FINDINGS, review_file.REVIEW, review_file.RUNS, review_file.CHANGES)


@dataclasses.dataclass(frozen=True)
class Request:
    """What is to be repaired: findings by uid, or all open findings of a rule, or named parcels by a named fix.

    fix: '' takes the first one that is offered for the rule.
    """

    uids: Collection[str] = ()
    rule: str = ""
    fix: str = ""
    parcels: Collection[str] = ()
    options: RepairOptions = RepairOptions()


def repair_step(review_path: str, request: Request, apply: bool = False, progress: Progress = SILENT) -> dict[str, Any]:
    """Work out the repairs and, with ``apply``, write them as one undo step; returns the JSON report.

    Raises OneMapError when nothing fits the request or the fix is unknown.
    """
    clock = Clock()
    review = review_file.load(review_path)
    repairs, parcels = _work_out(review, request, progress.part(0, 0.5))
    counts = {"parcels": len(review.parcels.parcels), "repaired": sum(r.changed for r in repairs)}
    report: dict[str, Any] = {}
    if apply and counts["repaired"]:
        change = _change(review.parcels, parcels, repairs, request, clock.started)
        kept = _without_answered(review, repairs, request)
        after = checked(review, dataclasses.replace(review.parcels, parcels=parcels, findings=kept), progress.part(0.5, 0.9))
        counts.update(severity_counts(after.findings))
        run = clock.run("repair", {"fix": change.fix, "rule": request.rule, "parcels": [r.parcel_id for r in repairs]}, counts)
        after = dataclasses.replace(after, changes=(*review.changes, change), runs=(*review.runs, run))
        review_file.save(review_path, after, CHANGED_PARTS)
        report["findings"] = steps_report.findings(after.findings, after.states)
        report["new_errors"] = steps_report.findings(_new_errors(review, after.findings), after.states)
    elif counts["repaired"]:
        report["new_errors"] = steps_report.findings(_new_errors(review, _foreseen(review, parcels)), review.states)
    run = clock.run("repair", {"fix": request.fix, "rule": request.rule, "applied": apply}, counts)
    return {**steps_report.head(run), "repairs": [_told(r) for r in repairs if r.changed], **report}


def undo_step(review_path: str, progress: Progress = SILENT) -> dict[str, Any]:
    """Take the last repair back; returns the JSON report.  Raises OneMapError when there is none, or its parcels have gone."""
    clock = Clock()
    review = review_file.load(review_path)
    at = next((i for i in range(len(review.changes) - 1, -1, -1) if not review.changes[i].undone), -1)
    if at < 0:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There is no repair to take back."),
            hint=QT_TRANSLATE_NOOP("errors", "Only repairs made by this program can be undone."),
        )
    change = review.changes[at]
    present = {p.parcel_id for p in review.parcels.parcels}
    if not set(change.after) <= present:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The repaired parcels have been replaced since; the repair cannot be taken back."),
            hint=QT_TRANSLATE_NOOP("errors", "Import the original file again."),
        )
    rest = [p for p in review.parcels.parcels if p.parcel_id not in change.after]
    for place, parcel in sorted(change.before, key=lambda pair: pair[0]):
        rest.insert(min(place, len(rest)), parcel)
    after = checked(review, dataclasses.replace(review.parcels, parcels=tuple(rest)), progress.part(0.1, 0.9))
    counts = {"parcels": len(rest), "restored": len(change.before), **severity_counts(after.findings)}
    run = clock.run("undo", {"fix": change.fix, "started": change.started}, counts)
    changes = (*review.changes[:at], dataclasses.replace(change, undone=True), *review.changes[at + 1 :])
    review_file.save(review_path, dataclasses.replace(after, changes=changes, runs=(*review.runs, run)), CHANGED_PARTS)
    return {**steps_report.head(run), "findings": steps_report.findings(after.findings, after.states)}


def previews(review: Review, request: Request, progress: Progress = SILENT) -> list[Repair]:
    """The repairs that a request would make, for showing before and after on the map; nothing is changed."""
    return [r for r in _work_out(review, request, progress)[0] if r.changed]


def _work_out(review: Review, request: Request, progress: Progress) -> tuple[list[Repair], tuple[Parcel, ...]]:
    """The repairs one after the other, each on the result of those before, and the parcels after all of them."""
    targets = _targets(review, request)
    current = list(review.parcels.parcels)
    plane = Plane(current, review.parcels.crs) if review.parcels.crs.geographic else None
    flat = [plane.laid(p) for p in current] if plane is not None and plane.usable else current
    repairs: list[Repair] = []
    for k, (parcel_id, fix_id, place) in enumerate(targets):
        progress.report(k / len(targets))
        index = next((i for i, p in enumerate(current) if p.parcel_id == parcel_id), -1)
        if index < 0:
            continue  # an earlier repair made other parcels of it
        on_plane = plane if flat is not current and fix_id != "swap_axes" else None
        where = on_plane.place(place) if on_plane is not None else place
        known = flat if on_plane is not None else current
        done = preview(FIXES[fix_id], known[index], known, dataclasses.replace(request.options, at=where))
        if done.changed:
            names = unique_ids([p.parcel_id for p in done.after], {p.parcel_id for i, p in enumerate(current) if i != index})
            after = tuple(dataclasses.replace(p, parcel_id=names[p.parcel_id]) for p in done.after)
            done = dataclasses.replace(done, after=after)
        lifted = done if on_plane is None else on_plane.lifted_repair(done, current[index])
        if lifted.changed:
            if flat is not current:
                assert plane is not None
                flat[index : index + 1] = done.after if on_plane is not None else [plane.laid(p) for p in lifted.after]
            current[index : index + 1] = lifted.after
        repairs.append(lifted)
    return repairs, tuple(current)


def _targets(review: Review, request: Request) -> list[tuple[str, str, Any]]:
    """(parcel id, fix id, place or None) in the order of the request; findings of one rule on one parcel make one target."""
    if request.fix and request.fix not in FIXES:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "'{fix}' is no repair."),
            hint=QT_TRANSLATE_NOOP("errors", "Known: {known}."),
            fix=request.fix,
            known=", ".join(FIXES),
        )
    if request.uids:
        wanted = [f for f in review.findings if f.uid in request.uids]
        targets = [(f.parcel_id, fix, f.geometry) for f in wanted if (fix := _fix_for(f, request))]
    elif request.rule:
        open_ones = [f for f in review.findings if f.rule == request.rule and _is_open(review, f)]
        ids = dict.fromkeys(f.parcel_id for f in open_ones if f.parcel_id and _among(f.parcel_id, request))
        fix = request.fix or next(iter(RULE_FIXES.get(request.rule, ())), "")
        targets = [(i, fix, None) for i in ids] if fix else []
    else:
        targets = [
            (p.parcel_id, request.fix, None) for p in review.parcels.parcels if request.fix and _among(p.parcel_id, request)
        ]
    if not targets:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There is nothing that this repair could be applied to."),
            hint=QT_TRANSLATE_NOOP("errors", "Choose findings for which a repair is offered, or a repair and parcels."),
        )
    return targets


def _fix_for(finding: Finding, request: Request) -> str:
    offered = [f.id for f in offers_for(finding)]
    if request.fix:
        return request.fix if request.fix in offered else ""
    return offered[0] if offered else ""


def _is_open(review: Review, finding: Finding) -> bool:
    state = review.states.get(finding.uid)
    return state is None or state.state == "open"


def _new_errors(review: Review, findings: Sequence[Finding]) -> list[Finding]:
    """Errors that were not there before: what a repair would bring or has brought, in the parcel or its neighbours."""
    held = {f.uid for f in review.findings}
    return [f for f in findings if f.severity is Severity.ERROR and f.uid not in held]


def _foreseen(review: Review, parcels: Sequence[Parcel]) -> list[Finding]:
    """The findings as they would be with these parcels: those that changed and their neighbours are checked, nothing is kept."""
    from ..core.checks.live import recheck

    held = {id(p) for p in review.parcels.parcels}
    edited = {p.parcel_id: p for p in parcels if id(p) not in held}
    gone = {p.parcel_id for p in review.parcels.parcels} - {p.parcel_id for p in parcels}
    return recheck(review.parcels, review.findings, edited, gone, last_profile(review))


def _among(parcel_id: str, request: Request) -> bool:
    return not request.parcels or parcel_id in request.parcels


def repair_titles() -> dict[str, str]:
    """Titles of the repairs by id, in the user's language."""
    return {fix.id: translate("fixes", fix.title) for fix in FIXES.values()}


def _change(old: ParcelSet, new: Sequence[Parcel], repairs: Sequence[Repair], request: Request, started: str) -> Change:
    kept = {id(p) for p in new}
    before = tuple((i, p) for i, p in enumerate(old.parcels) if id(p) not in kept)
    held = {id(p) for p in old.parcels}
    after = tuple(p.parcel_id for p in new if id(p) not in held)
    fixes = dict.fromkeys(r.fix for r in repairs if r.changed)
    return Change(
        started,
        "+".join(fixes),
        request.rule,
        before,
        after,
        max((r.greatest_move_m for r in repairs), default=0.0),
        sum(r.area_change_m2 for r in repairs),
    )


def _without_answered(review: Review, repairs: Sequence[Repair], request: Request) -> tuple[Finding, ...]:
    """Remarks of the reader that a repair has answered go; the others still tell of the file as it was read."""
    answered = {(rule, r.parcel_id) for r in repairs if r.changed for rule, fixes in RULE_FIXES.items() if r.fix in fixes}
    return tuple(f for f in review.parcels.findings if (f.rule, f.parcel_id) not in answered)


def checked(review: Review, parcels: ParcelSet, progress: Progress) -> Review:
    """The review with other parcels: measured and checked anew by the profile of the last check, overlay cleared."""
    from ..core import checks
    from ..core.coordinates.measures import measure_parcels

    found = [*checks.check_parcels(parcels, last_profile(review), progress=progress), *_boundary_as_before(review, parcels)]
    seen = {f.uid for f in parcels.findings}
    return dataclasses.replace(
        review,
        parcels=parcels,
        measures=measure_parcels(parcels),
        findings=(*parcels.findings, *(f for f in found if f.uid not in seen)),
        overlay=(),
        conflicts=(),
        outcomes=(),
        materials=(),
        sources=(),
    )


def _boundary_as_before(review: Review, parcels: ParcelSet) -> list[Finding]:
    """What the last check said of the administrative boundary, which is not at hand here: it still holds for parcels that are
    as they were; of the others it is told that it has to be asked again."""
    last = next((r for r in reversed(review.runs) if r.step == "check"), None)
    if last is None or not last.options.get("boundary"):
        return []
    held = {id(p) for p in review.parcels.parcels}
    same = {p.parcel_id for p in parcels.parcels if id(p) in held}
    kept = [f for f in review.findings if f.rule == AdministrativeBoundary.info.id and f.parcel_id in same]
    text = QT_TRANSLATE_NOOP(
        "rules", "The parcel was changed after it was checked against the administrative boundary ({name}): check again."
    )
    for p in parcels.parcels:
        if p.parcel_id not in same:
            again = finding("boundary", text, p.source_file, key="changed", name=last.options["boundary"])
            kept.append(dataclasses.replace(again, parcel_id=p.parcel_id, source_line=p.source_line, geometry=p.geometry))
    return kept


def last_profile(review: Review) -> CheckProfile:
    """The check profile of the last check as it was then; the default one when there was none."""
    from ..core import checks

    last = next((r for r in reversed(review.runs) if r.step == "check"), None)
    told = last.options.get("checks") if last else None
    if told:
        return checks.revived(told)
    return checks.load_profile(str(last.options.get("profile", "")) if last else "")


def _told(r: Repair) -> dict[str, Any]:
    return {
        "parcel_id": r.parcel_id,
        "fix": r.fix,
        "into": [p.parcel_id for p in r.after],
        "moved": len(r.moved),
        "greatest_move_m": r.greatest_move_m,
        "dropped": len(r.dropped),
        "added": len(r.added),
        "area_change_m2": r.area_change_m2,
        "before": r.before.geometry.wkt,
        "after": [p.geometry.wkt for p in r.after],
    }
