"""Export and verification of a submission package as steps: review file in, report out."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from ..core.errors import OneMapError
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.package.rules import finding
from ..core.progress import SILENT, Progress
from ..core.review import Review, Run
from . import review_file, steps_report
from .steps import Clock, finished, severity_counts


def export_step(
    review_path: str, profile: str, output: str, progress: Progress = SILENT
) -> tuple[dict[str, Any], dict[str, str]]:
    """Write the package; returns the JSON report and the places (ZIP, FOLDER) for whoever asked."""
    from . import package_export

    clock = Clock()
    review = review_file.load(review_path)
    done = package_export.export_package(review, profile, output, progress.part(0, 0.97), review.project)
    counts = {"files": len(done.files), "parcels": len(review.parcels.parcels), **severity_counts(done.findings)}
    names = {"folder": done.folder.name, "zip": done.zip.name}
    run = clock.run("export", {"profile": profile, **names}, counts)
    found = (*done.findings, *_record(review_path, review, run))
    if len(found) > len(done.findings):
        run = dataclasses.replace(run, counts={**counts, **severity_counts(found)})
    report = {
        **steps_report.head(finished(clock, run)),
        "package": names,
        "files": list(done.files),
        "findings": steps_report.findings(found, {}),
    }
    return report, {"ZIP": str(done.zip), "FOLDER": str(done.folder)}


def _record(review_path: str, review: Review, run: Run) -> list[Finding]:
    """Note the run in the review file.  A review that may only be read has its package all the same."""
    try:
        review_file.save(review_path, dataclasses.replace(review, runs=(*review.runs, run)), (review_file.RUNS,))
    except OneMapError as error:
        text = QT_TRANSLATE_NOOP("rules", "The package is complete, but {name} could not be told of it: {reason}")
        return [finding("P-NOT-RECORDED", text, {"name": Path(review_path).name, "reason": str(error)})]
    return []


def verify_step(package: str, profile: str = "", progress: Progress = SILENT) -> dict[str, Any]:
    """Read a package back; the JSON report of what does not match."""
    from . import package_verify

    clock = Clock()
    findings = package_verify.verify_package(package, profile, progress)
    run = clock.run("verify", {"package": Path(package).name, "profile": profile}, severity_counts(findings))
    return {**steps_report.head(run), "findings": steps_report.findings(findings, {})}
