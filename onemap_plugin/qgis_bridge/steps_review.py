"""The review step: parcels against the one map, then the approval rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..core.coordinates.planes import moved, on_plane
from ..core.errors import OneMapError
from ..core.findings import EMPTY
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.onemap.model import SourceInfo
from ..core.parcels import ParcelCrs
from ..core.progress import SILENT, Progress
from ..core.review import Review
from ..paths import RESOURCES
from . import review_file
from .onemap_places import place_exists, place_name
from .steps import Clock, StepResult, finished

MISSING = "missing"
#: settings of the overlay that a user may choose; the others follow from rules and sources
AREA_SETTINGS = ("basis", "rounding", "step_m", "sliver_area_m2", "sliver_width_m")


def review_step(
    review_path: str,
    onemap: str,
    project_path: str = "",
    progress: Progress = SILENT,
    rules: Sequence[str] = (),
    areas: Mapping[str, Any] = EMPTY,
) -> StepResult:
    """Overlay the parcels of a review file with the layers of ``onemap`` and evaluate the rules.

    onemap: folder, GeoPackage, catalogue file, PostGIS schema (``postgis:…``) or 'project' for the layers of the open project.
    project_path: YAML of project attributes, '' for none.  rules: rule files that add to or override the national ones (a
    province's); the names of resources/rules/provinces, such as '44', stand for those files.  Without any, the file of the
    project's own province counts, if there is one.
    areas: values for ``AREA_SETTINGS`` (see OverlayOptions); all of them are recorded with the run.
    Writes overlay, conflicts, outcomes, materials and sources; notes on outcomes stay.
    """
    from ..core import approvals
    from ..core.onemap import overlay as overlays

    clock = Clock()
    review = review_file.load(review_path)
    _require_known_zone(review, Path(review_path).name)
    if not place_exists(onemap):
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There is no such one-map folder or file."),
            file=place_name(onemap),
            hint=QT_TRANSLATE_NOOP("errors", "Choose the folder, GeoPackage or catalogue file that holds the one-map layers."),
        )
    national = approvals.load_rules()
    project: Mapping[str, Any] = approvals.load_project(project_path, national) if project_path else {}
    rules = [*rules, *_own_province(project, rules)]
    book = approvals.load_rules(rule_files(rules)) if rules else national
    given = review.parcels.crs
    parcels = on_plane(review.parcels)  # areas, distances and tolerances are metres, also for parcels in degrees
    opened = _open(onemap, book.roles(project), parcels.crs)
    progress.report(0.1)
    chosen = overlays.OverlayOptions(reach=book.reach(project), **{k: areas[k] for k in AREA_SETTINGS if k in areas})
    result = overlays.overlay(parcels, opened, chosen, progress.part(0.1, 0.8))
    evaluation = approvals.evaluate_all(book, result, parcels, project, progress=progress.part(0.8, 0.95))
    materials = tuple(approvals.materials_for(evaluation.outcomes, project, book))
    review = replace(
        review,
        overlay=tuple(moved(result.rows, parcels.crs, given, ("geometry", "shared"))),
        conflicts=tuple(moved(result.conflicts, parcels.crs, given)),
        outcomes=tuple(moved(evaluation.outcomes, parcels.crs, given)),
        materials=materials,
        sources=tuple(result.sources),
        closures=tuple(result.closures),
        project=project,
    )
    names = {"onemap": place_name(onemap), "project": Path(project_path).name, "rules": [Path(r).name for r in rules]}
    options = {**names, **result.settings}
    run = clock.run("review", options, _counts(review))
    review = replace(review, runs=(*review.runs, run))
    review_file.save(review_path, review, (review_file.REVIEW, review_file.RUNS))
    extra: dict[str, Any] = {"clear": list(evaluation.clear), "repaired_parcels": list(result.repaired_parcels)}
    extra["route"] = approvals.route_rows(approvals.route_for(evaluation.outcomes, materials, project, book))
    return StepResult(review, finished(clock, run), {**extra, "project": dict(project)})


def _own_province(project: Mapping[str, Any], rules: Sequence[str]) -> list[str]:
    """The province of the project when the plugin has a file for it and the user named none."""
    code = str(project.get("province", ""))[:2]
    known = RESOURCES / "rules" / "provinces" / f"{code}.yaml"
    return [code] if code and not rules and known.is_file() else []


def rule_files(rules: Sequence[str]) -> list[Path]:
    """Paths of rule files; a bare name is one of those that come with the plugin.  Raises OneMapError for a missing one."""
    found = []
    for name in rules:
        own = RESOURCES / "rules" / "provinces" / f"{name}.yaml"
        path = own if own.is_file() else Path(name)
        if not path.is_file():
            raise OneMapError(
                QT_TRANSLATE_NOOP("errors", "There is no such rule file."),
                file=path.name,
                hint=QT_TRANSLATE_NOOP("errors", "Give the path of a YAML file, or one of: {known}."),
                known=", ".join(sorted(p.stem for p in own.parent.glob("*.yaml"))),
            )
        found.append(path)
    return found


def _open(onemap: str, wanted: Mapping[str, tuple[str, ...]], crs: ParcelCrs) -> list[Any]:
    """Sources of every role there is data for; of roles that no rule asks for, a missing layer is not worth a word."""
    from ..core.onemap.roles import roles
    from . import onemap_sources

    every = {**dict.fromkeys(roles(), ()), **wanted}
    return [
        s
        for s in onemap_sources.open_onemap(onemap, every, crs)
        if not isinstance(s, SourceInfo) or s.role in wanted or s.status != MISSING
    ]


def _require_known_zone(review: Review, name: str) -> None:
    if not review.parcels.parcels:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The review file holds no parcels."),
            file=name,
            hint=QT_TRANSLATE_NOOP("errors", "Run 'Import parcels' first."),
        )
    if review.parcels.crs.epsg is None:
        raise OneMapError(
            QT_TRANSLATE_NOOP(
                "errors", "The coordinate system of the parcels is not known, so they cannot be laid over the one map."
            ),
            file=name,
            hint=QT_TRANSLATE_NOOP("errors", "Import them again and give the coordinate system (zone and central meridian)."),
        )


def _counts(review: Review) -> dict[str, int]:
    by_outcome = Counter(o.outcome for o in review.outcomes)
    approvals = {a for o in review.outcomes if o.outcome == "needs_approval" for a in o.approvals}
    return {
        "parcels": len(review.parcels.parcels),
        "sources": len(review.sources),
        "missing": sum(s.status == MISSING for s in review.sources),
        "overlay": len(review.overlay),
        "conflicts": len(review.conflicts),
        "outcomes": len(review.outcomes),
        "approvals": len(approvals),
        "materials": len(review.materials),
        "findings": len(review.findings),
        **dict(sorted(by_outcome.items())),
    }
