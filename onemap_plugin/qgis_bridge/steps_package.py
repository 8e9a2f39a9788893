"""Export and verification of a submission package as steps: review file in, report out."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from ..core.progress import SILENT, Progress
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
    review_file.save(review_path, dataclasses.replace(review, runs=(*review.runs, run)), (review_file.RUNS,))
    report = {
        **steps_report.head(finished(clock, run)),
        "package": names,
        "files": list(done.files),
        "findings": steps_report.findings(done.findings, {}),
    }
    return report, {"ZIP": str(done.zip), "FOLDER": str(done.folder)}


def verify_step(package: str, profile: str = "", progress: Progress = SILENT) -> dict[str, Any]:
    """Read a package back; the JSON report of what does not match."""
    from . import package_verify

    clock = Clock()
    findings = package_verify.verify_package(package, profile, progress)
    run = clock.run("verify", {"package": Path(package).name, "profile": profile}, severity_counts(findings))
    return {**steps_report.head(run), "findings": steps_report.findings(findings, {})}
