"""Steps between files, run as jobs of the session: writing TXT, comparing two files, map sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QCoreApplication

from .runner import Step

if TYPE_CHECKING:
    from .session import ReviewSession

Then = Callable[[dict[str, Any]], None]


def _run(session: ReviewSession, name: str, parameters: Mapping[str, Any], title: str, then: Then) -> bool:
    """Run one algorithm with a report; ``then`` gets the report.  False when another step is running."""
    from .session import read_report

    if session.busy:
        text = QCoreApplication.translate("ReviewSession", "A step is running. Wait for it or cancel it first.")
        session.message.emit("info", text)
        return False
    report = session.staging.folder() / f"{name}.json"
    step = Step(f"onemap:{name}", {**parameters, "REPORT": str(report)}, title)
    session.run([step], lambda results: then({**results[0], **read_report(report)}))
    return True


def write_txt(session: ReviewSession, parameters: Mapping[str, Any]) -> bool:
    """Write coordinate TXT (parameters of onemap:writecoordinatetxt) and say what was written."""

    def written(report: dict[str, Any]) -> None:
        names = report.get("files", [])
        text = QCoreApplication.translate("ReviewSession", "Written and read back: {names}")
        shown = ", ".join(names[:5]) + (f" … ({len(names)})" if len(names) > 5 else "")
        session.message.emit("success", text.format(names=shown))

    title = QCoreApplication.translate("ReviewSession", "Write coordinate TXT")
    return _run(session, "writecoordinatetxt", parameters, title, written)


def compare(session: ReviewSession, parameters: Mapping[str, Any], then: Then) -> bool:
    """Compare two parcel files; ``then`` gets the report."""
    title = QCoreApplication.translate("ReviewSession", "Compare parcel files")
    return _run(session, "compareparcelfiles", parameters, title, then)


def sheets(session: ReviewSession, source: str, scale: str, then: Then) -> bool:
    """Map sheets of a file; ``then`` gets the report."""
    title = QCoreApplication.translate("ReviewSession", "Map sheets of parcels")
    return _run(session, "mapsheets", {"INPUT": source, "SCALE": scale}, title, then)
