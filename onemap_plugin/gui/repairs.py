"""Repairs of the review in hand: what is offered, the question before, the run in the background, undo and history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from ..core.i18n import translate as core_translate
from ..core.repair import EDITED, FIXES, RULE_FIXES, Fix, offers_for
from ..core.review import Change
from ..qgis_bridge.steps_repair import Request
from .models.finding_rows import FindingRow
from .runner import Step
from .session import ReviewSession, read_report

translate = QCoreApplication.translate
ALGORITHM = "onemap:repairparcels"


def fix_title(fix_id: str) -> str:
    """Title of a fix (or of several joined by '+') in the user's language."""
    titles = []
    for one in fix_id.split("+"):
        fix = FIXES.get(one)
        if one == EDITED:
            titles.append(translate("Repairs", "Edited on the map"))
        else:
            titles.append(core_translate("fixes", fix.title) if fix else one)
    return ", ".join(titles)


def offered(rows: Sequence[FindingRow]) -> dict[str, Fix]:
    """Fixes by id that are offered for any of these findings, the most fitting first."""
    return {fix.id: fix for row in rows for fix in offers_for(row.finding)}


class Repairs(QObject):
    """Repairs, undo and history.  ``hindrance``: why the parcels may not be changed just now, '' when they may."""

    asked = pyqtSignal(object, list, str)  # Request, findings it is about, title: show the dialog
    hindered = pyqtSignal(str)  # why nothing may be changed just now
    done = pyqtSignal(str, bool)  # what was done; whether it can be taken back

    def __init__(self, session: ReviewSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.hindrance: Callable[[], str] = lambda: ""

    # asking

    def ask_for(self, rows: Sequence[FindingRow]) -> None:
        """Ask about the findings of ``rows`` for which a repair is offered."""
        usable = [r for r in rows if offers_for(r.finding)]
        if usable and not self.refused():
            title = translate("Repairs", "Repair findings: {n}").format(n=len(usable))
            self.asked.emit(Request(uids=frozenset(r.uid for r in usable)), usable, title)

    def ask_for_rule(self, rule: str) -> None:
        """Ask about all open findings of a rule."""
        rows = [r for r in self._session.rows if r.finding.rule == rule and r.state.state == "open" and r.finding.parcel_id]
        if rows and RULE_FIXES.get(rule) and not self.refused():
            title = translate("Repairs", "Repair all open findings of “{rule}”: {n}").format(rule=rows[0].rule_title, n=len(rows))
            self.asked.emit(Request(rule=rule), rows, title)

    def refused(self) -> bool:
        """Whether nothing may be changed just now; the user is told why."""
        reason = self.hindrance()
        if reason:
            self.hindered.emit(reason)
            return True
        if self._session.busy:
            self._session.message.emit("info", translate("Repairs", "A step is running. Wait for it or cancel it first."))
        return self._session.busy

    # doing

    def apply(self, request: Request) -> None:
        """Write the repairs of ``request`` as one undo step."""
        if not self._session.path or self.refused():
            return
        options = request.options
        parameters = {
            "RULE": request.rule,
            "FINDINGS": ",".join(sorted(request.uids)),
            "FIX": request.fix,
            "PARCELS": ",".join(request.parcels),
            "DUPLICATE_M": options.duplicate_m,
            "COLLINEAR_M": options.collinear_m,
            "SPIKE_DEG": options.spike_deg,
            "SNAP_M": options.snap_m,
            "DECIMALS": options.decimals,
            "APPLY": True,
        }
        self._run(parameters, translate("Repairs", "Repair the parcels"), self._say_done)

    def undo(self) -> None:
        """Take the last change back."""
        change = self.last()
        if change is None or self.refused():
            return
        text = translate("Repairs", "Taken back: {what}").format(what=self.describe(change))
        self._run({"UNDO": True}, translate("Repairs", "Take the repair back"), lambda _: self.done.emit(text, False))

    def _run(self, parameters: dict[str, Any], title: str, then: Callable[[dict[str, Any]], None]) -> None:
        session, path = self._session, self._session.path
        report = session.staging.folder() / "repair.json"
        report.unlink(missing_ok=True)
        step = Step(ALGORITHM, {"REVIEW": path, **parameters, "REPORT": str(report)}, title)

        def finished(_: list[dict[str, Any]]) -> None:
            session.open(path, step="repair")
            then(read_report(report))

        session.run([step], finished)

    def _say_done(self, report: dict[str, Any]) -> None:
        repairs = report.get("repairs", [])
        if not repairs:
            self.done.emit(translate("Repairs", "Nothing had to be changed."), False)
            return
        text = translate("Repairs", "{what}: parcels {n}, points moved {moved} (at most {mm} mm), area {area} m²")
        new = len(report.get("new_errors", ()))
        more = translate("Repairs", "; new errors: {n}").format(n=new) if new else ""
        self.done.emit(
            text.format(
                what=", ".join(dict.fromkeys(fix_title(r["fix"]) for r in repairs)),
                n=len({r["parcel_id"] for r in repairs}),
                moved=sum(r["moved"] for r in repairs),
                mm=f"{1000 * max(r['greatest_move_m'] for r in repairs):.1f}",
                area=f"{sum(r['area_change_m2'] for r in repairs):+.4f}",
            )
            + more,
            True,
        )

    # history

    def history(self) -> list[Change]:
        """The changes of the review, the newest first."""
        return list(reversed(self._session.review.changes)) if self._session.review else []

    def last(self) -> Change | None:
        """The change that ``undo`` would take back."""
        return next((c for c in self.history() if not c.undone), None)

    def describe(self, change: Change) -> str:
        """One line: what, which parcels."""
        names = list(dict.fromkeys([p.parcel_id for _, p in change.before] or change.after))
        shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        return f"{fix_title(change.fix)} ({shown})"
