"""What stands in the way of a good package, said before it is made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication

from ..core.review import Review
from .models.finding_rows import FindingRow

translate = QCoreApplication.translate
#: longest path that every Windows program can open
PATH_LIMIT = 259
#: room for the package's own folders and file names below the chosen folder
PACKAGE_DEPTH = 110


@dataclass(frozen=True)
class Remark:
    """level: 'ok', 'info', 'warning' (the package will say so) or 'stop' (nothing can be made)."""

    level: str
    text: str
    key: str


def preflight(review: Review | None, rows: list[FindingRow], folder: str) -> list[Remark]:
    """Remarks, the gravest first."""
    if review is None:
        return [Remark("stop", translate("Preflight", "Open or import parcels first."), "review")]
    found = [*_parcels(review), *_findings(rows), *_steps(review), *_folder(folder)]
    order = {"stop": 0, "warning": 1, "info": 2, "ok": 3}
    return sorted(found, key=lambda r: order[r.level])


def _parcels(review: Review) -> list[Remark]:
    if not review.parcels.parcels:
        return [Remark("stop", translate("Preflight", "The review holds no parcels."), "parcels")]
    remarks = [Remark("ok", translate("Preflight", "Parcels: {n}").format(n=len(review.parcels.parcels)), "parcels")]
    if review.parcels.crs.epsg is None:
        remarks.append(Remark("warning", translate("Preflight", "The coordinate system of the parcels is not known."), "crs"))
    return remarks


def _findings(rows: list[FindingRow]) -> list[Remark]:
    still_open = [r for r in rows if r.state.state == "open"]
    errors = sum(r.severity == "error" for r in still_open)
    warnings = sum(r.severity == "warning" for r in still_open)
    if errors:
        text = translate("Preflight", "Open errors: {n}. The receiver will probably refuse the package.")
        return [Remark("warning", text.format(n=errors), "errors")]
    if warnings:
        return [Remark("info", translate("Preflight", "Open warnings: {n}").format(n=warnings), "warnings")]
    return [Remark("ok", translate("Preflight", "No errors or warnings are open."), "errors")]


def _steps(review: Review) -> list[Remark]:
    ran = {run.step for run in review.runs}
    remarks = []
    if "check" not in ran:
        remarks.append(Remark("warning", translate("Preflight", "The parcels have not been checked."), "check"))
    if not review.outcomes and not review.overlay:
        text = translate("Preflight", "The parcels have not been reviewed against the one map: no class areas, no approvals.")
        remarks.append(Remark("warning", text, "reviewed"))
        return remarks
    unchecked = sum(o.outcome == "not_checked" for o in review.outcomes)
    if unchecked:
        text = translate("Preflight", "Rules not checked because layers are missing: {n}. The report says which.")
        remarks.append(Remark("info", text.format(n=unchecked), "not_checked"))
    asked = sum(o.outcome == "needs_input" for o in review.outcomes)
    if asked:
        text = translate("Preflight", "Approvals that wait for an answer about the project: {n}")
        remarks.append(Remark("info", text.format(n=asked), "input"))
    return remarks


def _folder(folder: str) -> list[Remark]:
    if not folder:
        return [Remark("stop", translate("Preflight", "Choose the folder for the package."), "folder")]
    path = Path(folder)
    existing = next((p for p in (path, *path.parents) if os.path.exists(p)), None)
    if existing is None or not existing.is_dir() or not os.access(existing, os.W_OK):
        return [Remark("stop", translate("Preflight", "The folder cannot be written to."), "folder")]
    length = len(str(path.absolute())) + PACKAGE_DEPTH
    if length > PATH_LIMIT:
        text = translate(
            "Preflight",
            "The folder's path is {n} characters long; some programs on Windows will not open the files. Choose a shorter one.",
        )
        return [Remark("warning", text.format(n=len(str(path.absolute()))), "path")]
    return []
