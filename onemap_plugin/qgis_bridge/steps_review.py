"""The review step: parcels against the one map, then the approval rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.onemap.model import SourceInfo
from ..core.parcels import ParcelCrs
from ..core.progress import SILENT, Progress
from ..core.review import Review
from . import review_file
from .onemap_places import place_exists, place_name
from .steps import Clock, StepResult, finished

MISSING = "missing"


def review_step(review_path: str, onemap: str, project_path: str = "", progress: Progress = SILENT) -> StepResult:
    """Overlay the parcels of a review file with the layers of ``onemap`` and evaluate the rules.

    onemap: folder, GeoPackage, catalogue file, PostGIS schema (``postgis:…``) or 'project' for the layers of the open project.
    project_path: YAML of project attributes, '' for none.
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
    book = approvals.load_rules()
    project: Mapping[str, Any] = approvals.load_project(project_path, book) if project_path else {}
    opened = _open(onemap, book.roles(project), review.parcels.crs)
    progress.report(0.1)
    result = overlays.overlay(review.parcels, opened, overlays.OverlayOptions(reach=book.reach(project)), progress.part(0.1, 0.8))
    evaluation = approvals.evaluate_all(book, result, review.parcels, project, progress=progress.part(0.8, 0.95))
    materials = tuple(approvals.materials_for(evaluation.outcomes, project, book))
    review = replace(
        review,
        overlay=tuple(result.rows),
        conflicts=tuple(result.conflicts),
        outcomes=tuple(evaluation.outcomes),
        materials=materials,
        sources=tuple(result.sources),
        project=project,
    )
    options = {"onemap": place_name(onemap), "project": Path(project_path).name, **result.settings}
    run = clock.run("review", options, _counts(review))
    review = replace(review, runs=(*review.runs, run))
    review_file.save(review_path, review, (review_file.REVIEW, review_file.RUNS))
    extra = {"clear": list(evaluation.clear), "project": dict(project), "repaired_parcels": list(result.repaired_parcels)}
    return StepResult(review, finished(clock, run), extra)


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
