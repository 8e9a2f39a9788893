"""What changed between two reviews, or since the last run of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.progress import SILENT, Progress
from ..core.review import Review
from ..core.review_diff import Difference, comparable, compare_reviews, counts
from . import review_file, steps_report
from .review_file_geometry import place_text
from .steps import Clock


def baseline(path: str, review: Review, first: str = "") -> Review:
    """The review to compare with: that of the file ``first``, or the run before the last one of ``path`` when it is ''.

    Raises OneMapError when there is none.
    """
    if first:
        return review_file.load(first)
    before = review_file.previous_run(path, review)
    if before is None:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The review file holds no earlier run."),
            file=Path(path).name,
            hint=QT_TRANSLATE_NOOP("errors", "Choose an earlier review file to compare with, or run the review again first."),
        )
    return before


def compare_step(first: str, second: str, progress: Progress = SILENT) -> dict[str, Any]:
    """Compare the review file ``first`` ('': the run before, kept in ``second``) with ``second``; returns the JSON report.

    Nothing is written into either file.  Raises OneMapError when a file cannot be read.
    """
    clock = Clock()
    after = review_file.load(second)
    progress.report(0.3)
    before = baseline(second, after, first)
    progress.report(0.5)
    found = compare_reviews(before, after, progress.part(0.5, 1.0))
    options = {"first": Path(first).name if first else "", "second": Path(second).name}
    run = clock.run("compare", options, counts(found))
    return {**steps_report.head(run), "reviewed": comparable(before, after), "differences": [row(d) for d in found]}


def row(d: Difference) -> dict[str, Any]:
    """A difference as plain values, its place as WKT in millimetres."""
    place = place_text(d.geometry, 3)
    return {**steps_report.row(d), "difference": d.difference, "place": place}
