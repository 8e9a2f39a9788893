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
    done = package_export.export_package(review, profile, output, progress.part(0, 0.97))
    findings = tuple(getattr(done, "findings", ()))
    files = [_relative(f) for f in getattr(done, "files", ())]
    counts = {"files": len(files), "parcels": len(review.parcels.parcels), **severity_counts(findings)}
    folder, archive = (str(getattr(done, name, "") or "") for name in ("folder", "zip"))
    names = {"folder": Path(folder).name, "zip": Path(archive).name}
    run = clock.run("export", {"profile": profile, **names}, counts)
    review_file.save(review_path, dataclasses.replace(review, runs=(*review.runs, run)), (review_file.RUNS,))
    report = {
        **steps_report.head(finished(clock, run)),
        "package": names,
        "files": files,
        "findings": steps_report.findings(findings, {}),
    }
    return report, {"ZIP": archive, "FOLDER": folder}


def _relative(item: Any) -> Any:
    """A file of the package as plain data: its row, or its name."""
    return steps_report.row(item) if dataclasses.is_dataclass(item) else str(item)


def verify_step(package: str, profile: str = "", progress: Progress = SILENT) -> dict[str, Any]:
    """Read a package back; the JSON report of what does not match."""
    from . import package_verify

    clock = Clock()
    findings = package_verify.verify_package(package, profile, progress)
    run = clock.run("verify", {"package": Path(package).name, "profile": profile}, severity_counts(findings))
    return {**steps_report.head(run), "findings": steps_report.findings(findings, {})}
