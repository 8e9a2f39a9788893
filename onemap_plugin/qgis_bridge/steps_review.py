"""The review step: parcels against the one map, then the approval rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.progress import SILENT, Progress
from ..core.review import Review
from . import review_file
from .steps import Clock, StepResult, finished

MISSING = "missing"


def review_step(review_path: str, onemap: str, project_path: str = "", progress: Progress = SILENT) -> StepResult:
    """Overlay the parcels of a review file with the layers of ``onemap`` and evaluate the rules.

    onemap: folder, GeoPackage or catalogue file.  project_path: YAML of project attributes, '' for none.
    Writes overlay, conflicts, outcomes, materials and sources; notes on outcomes stay.
    """
    from ..core import approvals
    from ..core.onemap import overlay as overlays
    from . import onemap_sources

    clock = Clock()
    review = review_file.load(review_path)
    _require_known_zone(review, Path(review_path).name)
    if not Path(onemap).exists():
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There is no such one-map folder or file."),
            file=Path(onemap).name,
            hint=QT_TRANSLATE_NOOP("errors", "Choose the folder, GeoPackage or catalogue file that holds the one-map layers."),
        )
    book = approvals.load_rules()
    project: Mapping[str, Any] = approvals.load_project(project_path) if project_path else {}
    opened = onemap_sources.open_onemap(onemap, book.roles(), review.parcels.crs)
    progress.report(0.1)
    options = overlays.OverlayOptions(reach=book.reach())
    result = overlays.overlay(review.parcels, opened, options, progress.part(0.1, 0.8))
    outcomes = tuple(approvals.evaluate(book, result, review.parcels, project))
    materials = tuple(approvals.materials_for(outcomes, project))
    progress.report(0.9)
    review = replace(
        review,
        overlay=tuple(result.rows),
        conflicts=tuple(result.conflicts),
        outcomes=outcomes,
        materials=materials,
        sources=tuple(result.sources),
    )
    run = clock.run("review", {"onemap": Path(onemap).name, "project": Path(project_path).name}, _counts(review))
    review = replace(review, runs=(*review.runs, run))
    review_file.save(review_path, review, (review_file.REVIEW, review_file.RUNS))
    return StepResult(review, finished(clock, run))


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
