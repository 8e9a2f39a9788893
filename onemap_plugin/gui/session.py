"""The review in hand: which file it is, what it holds, and the jobs that change it.  The docks are views of this object.

Everything slow runs in the background: algorithms through ``Job``, reading and writing of the review file in a task.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from ..core.errors import OneMapError
from ..core.review import FindingState, Review
from ..qgis_bridge import review_file
from . import intake, labels
from .inputs import common_input, file_of, known_inputs, plan_review
from .models.finding_rows import FindingRow, make_row, make_rows
from .project_state import ProjectState
from .rules import all_rules
from .runner import Job, Step
from .settings import read_settings, remember_file
from .staging import Staging, write_project_yaml
from .task_watch import add_task

LOG = logging.getLogger(__name__)
INPUT_SEPARATOR = ";"
USABLE = ("checked", "no_edition", "partial_cover")
AskColumns = Callable[[Sequence[Any], Callable[[Mapping[str, Any]], None]], None]
translate = QCoreApplication.translate


class ReviewSession(QObject):
    """One review file at a time.

    choose_place: asks the user for a review file (suggestion -> path or '').  ask_columns: shows doubtful point lists and
    calls back with parameters of importparcels (COLUMNS, CRS), or not at all when the user gives up.
    """

    changed = pyqtSignal()  # another review, or its content was read again
    opened = pyqtSignal(str)  # step whose result is shown: 'import', 'check', 'review', 'repair', or '' for a file just opened
    states_changed = pyqtSignal(list)  # uids
    rows_changed = pyqtSignal()  # other findings are shown, of the same review: those of an edit that is not saved yet
    busy_changed = pyqtSignal(bool)
    progressed = pyqtSignal(float, str)
    message = pyqtSignal(str, str)  # 'success' | 'info' | 'warning' | 'error', text
    exported = pyqtSignal(dict)  # results of exportpackage
    verified = pyqtSignal(str, dict)  # package, report of verifypackage

    def __init__(self, project: ProjectState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.path = ""
        self.review: Review | None = None
        self.rows: list[FindingRow] = []
        self.layer_ids: set[str] = set()
        self.inputs: list[str] = []
        self.choose_place: Callable[[str], str] = lambda suggestion: suggestion
        self.staging = Staging()
        self._job: Job | None = None
        self._alone = 0
        self._shut = False
        self._tasks: list[QgsTask] = []
        self._loading = 0
        self._source = self._read_into = ""
        self._reading: dict[str, Any] = {}
        self.ask_columns: AskColumns = lambda previews, then: then({})

    # opening and closing

    @property
    def busy(self) -> bool:
        return self._job is not None or self._alone > 0

    def open(self, path: str, add_to_map: bool | None = None, step: str = "") -> None:
        """Read a review file in the background and show it; ``step`` is what has just been run."""
        if self._shut:  # a job that was cancelled while the plugin goes
            return
        self._loading += 1
        number = self._loading

        def work() -> tuple[Review, list[FindingRow]]:
            review = review_file.load(path)
            return review, make_rows(review.findings, review.states, all_rules())

        def done(result: tuple[Review, list[FindingRow]]) -> None:
            if number != self._loading:
                return  # a later request won
            new = path != self.path
            self.path, (self.review, self.rows) = path, result
            self.project.set_path("review", path)
            self.changed.emit()
            self.opened.emit(step)
            if read_settings().add_to_map if add_to_map is None else add_to_map:
                self.show_layers(zoom=new)

        self.background(translate("ReviewSession", "Read the review file"), work, done)

    def reload(self) -> None:
        if self.path:
            self.open(self.path, add_to_map=False)

    def close(self) -> None:
        """Back to the empty state; the file and its layers stay as they are."""
        self._loading += 1
        self.path, self.review, self.rows, self.inputs = "", None, [], []
        self._source = self._read_into = ""
        self.layer_ids.clear()
        self.changed.emit()

    def project_changed(self) -> None:
        """Another project was opened or begun: its own review, or a clean empty state."""
        self.project.forget()
        path = self.project.path("review")
        self.close()
        if path and os.path.exists(path):
            self.open(path, add_to_map=False)

    def layers_removed(self, ids: Sequence[str]) -> None:
        self.layer_ids.difference_update(ids)

    def show_layers(self, zoom: bool = False) -> None:
        """Load the layers of the review file, styled, into the project (those that are there are kept)."""
        from .review_layers_link import hide_other_reviews, load_layers

        if self.path:
            self.layer_ids |= load_layers(self.path, zoom)
            if zoom:
                hide_other_reviews(self.path)

    # taking parcels

    def take_files(self, paths: Sequence[str], profile: str = "") -> None:
        """Import files, folders or archives (several at once) and check them; a review file is simply opened.

        Where the columns of a point list are in doubt, the user is asked first (``ask_columns``).
        """
        inputs = common_input(paths)
        if not inputs or self._refuse_when_busy():
            return
        if len(inputs) == 1 and review_file.is_review(inputs[0]):
            remember_file(inputs[0])
            self.open(inputs[0])
            return
        target = self._target(inputs)
        if not target:
            return
        for path in inputs:
            remember_file(path)

        def start(choices: Mapping[str, Any]) -> None:
            if not self._refuse_when_busy():
                self.inputs = list(inputs)
                self._import(INPUT_SEPARATOR.join(inputs), target, {"PROFILE": profile, **choices})

        intake.with_columns(self, inputs, start)

    def read_again_with(
        self, authid: str = "", profile: str | None = None, columns: str | None = None, swap_axes: bool | None = None
    ) -> None:
        """Import the same input again, as the user decided: coordinate system, TXT profile, columns, exchanged axes.

        What was decided before for this input still holds.
        """
        source = self.source()
        if not source:
            self.message.emit("info", translate("ReviewSession", "Open the parcel file again to read it so."))
        elif not self._refuse_when_busy():
            decided = {"CRS": authid or None, "PROFILE": profile, "COLUMNS": columns, "SWAP_AXES": swap_axes}
            self._import(source, self.path, {**self._reading, **{k: v for k, v in decided.items() if v is not None}})

    def source(self) -> str:
        """What the open review was read from: the last input, else the files of these names beside the review; '' if unknown."""
        if not self.path or self.review is None:
            return ""
        if self._read_into == self.path and self._source:
            return self._source
        files = known_inputs(os.path.dirname(self.path), self.review.parcels.source_files)
        return INPUT_SEPARATOR.join(files) if files and all(os.path.exists(file_of(f)) for f in files) else ""

    def take_text(self, text: str) -> None:
        """Import what was copied as text (coordinates, or features copied in QGIS); its review goes beside the project."""
        if text.strip() and not self._refuse_when_busy():
            intake.take_text(self, text)

    def take_layer(self, layer_id: str, selected_only: bool) -> None:
        """Take a snapshot of a vector layer of the project (or its selected features) and import it."""
        if not self._refuse_when_busy():
            intake.take_layer(self, layer_id, selected_only)

    def import_copy(self, source: str, target: str) -> None:
        """Import a copy that was made for the purpose (clipboard, snapshot of a layer)."""
        self.inputs = []
        self._import(source, target, {})

    def target_for(self, inputs: list[str]) -> str:
        """The review file for these inputs, asking the user where the settings say so; '' when he does not want to."""
        return self._target(inputs)

    def keep_task(self, task: QgsTask) -> None:
        """Hold a task until it is over (``forget_task``): QGIS does not."""
        self._tasks.append(task)

    def forget_task(self, task: QgsTask) -> None:
        self._forget(task)

    def _target(self, inputs: list[str]) -> str:
        if self.path and self.inputs == inputs:
            return self.path
        settings = read_settings()
        plan = plan_review(inputs, settings, review_file.is_review)
        if not plan.path:
            suggestion = plan_review(inputs, settings, review_file.is_review, suggestion_only=True)
            return self.choose_place(suggestion.path)
        if plan.moved:
            text = translate("ReviewSession", "The folder of the input cannot be written to; the review file is {path}.")
            self.message.emit("warning", text.format(path=plan.path))
        return plan.path

    def _import(self, source: str, target: str, choices: Mapping[str, Any]) -> None:
        existed = os.path.exists(target)
        self._source, self._read_into, self._reading = source, target, dict(choices)
        reading = {**choices, "INPUT": source, "REVIEW": target}
        reading["PROFILE"] = choices.get("PROFILE") or read_settings().txt_profile
        reading["CHECKS"] = read_settings().checks
        steps = [Step("onemap:importparcels", reading, translate("ReviewSession", "Read the parcels")), self._check_step(target)]

        def finished(_: list[dict[str, Any]]) -> None:
            if existed:
                text = translate("ReviewSession", "{name} was updated; states and notes were kept.")
                self.message.emit("info", text.format(name=os.path.basename(target)))
            self.open(target, step="import")

        self.run(steps, finished, lambda: self.open(target, step="import") if review_file.is_review(target) else None)

    def _check_step(self, target: str) -> Step:
        settings = read_settings()
        parameters = {"REVIEW": target, "PROFILE": settings.checks, "BOUNDARY": self._boundary(target)}
        return Step("onemap:checkparcels", parameters, translate("ReviewSession", "Check the parcels"))

    def _boundary(self, target: str) -> str:
        """The administrative boundary to check against: the user's file, else that of the one map of this review."""
        settings = read_settings()
        if settings.boundary_file:
            return settings.boundary_file
        onemap = self.project.path("onemap")
        if not settings.boundary_from_onemap or self.review is None or self.path != target or not os.path.exists(onemap):
            return ""
        return onemap if any(s.role == "XZQ" and s.status in USABLE for s in self.review.sources) else ""

    # the other steps

    def check(self) -> None:
        if self.path and not self._refuse_when_busy():
            step = self._check_step(self.path)
            self.run([step], lambda _: self.open(self.path, step="check"))

    def run_review(self, onemap: str, attributes: Mapping[str, Any]) -> None:
        """Overlay with the one map and apply the approval rules."""
        if not self.path or self._refuse_when_busy():
            return
        self.project.set_path("onemap", onemap)
        self.project.set_attributes(attributes)
        project = write_project_yaml(attributes, self.staging.folder()) if attributes else ""
        step = Step(
            "onemap:reviewparcels",
            {"REVIEW": self.path, "ONEMAP": onemap, "PROJECT": project, **review_settings()},
            translate("ReviewSession", "Review against the one map"),
        )
        self.run([step], lambda _: self.open(self.path, step="review"))

    def export(self, profile: str, folder: str) -> None:
        if not self.path or self._refuse_when_busy():
            return
        report = self.staging.folder() / "export.json"
        step = Step(
            "onemap:exportpackage",
            {"REVIEW": self.path, "PROFILE": profile, "OUTPUT": folder, "REPORT": str(report)},
            translate("ReviewSession", "Make the package"),
        )
        self.run([step], lambda results: self.exported.emit({**read_report(report), **results[0]}))

    def verify(self, package: str, profile: str = "") -> None:
        if self._refuse_when_busy():
            return
        report = self.staging.folder() / "verify.json"
        step = Step(
            "onemap:verifypackage",
            {"PACKAGE": package, "PROFILE": profile, "REPORT": str(report)},
            translate("ReviewSession", "Verify the package"),
        )
        self.run([step], lambda results: self.verified.emit(package, {**results[0], **read_report(report)}))

    # what the user says

    def set_states(self, uids: Sequence[str], state: FindingState) -> None:
        """Keep a state for findings in the review file, then show it."""
        if not self.path or self.review is None or not uids:
            return
        path, wanted = self.path, dict.fromkeys(uids, state)

        def done(_: Any) -> None:
            if self.review is None or self.path != path:
                return
            self.review = dataclasses.replace(self.review, states={**self.review.states, **wanted})
            rules = all_rules()
            self.rows = [make_row(r.finding, wanted[r.uid], rules) if r.uid in wanted else r for r in self.rows]
            self.states_changed.emit(list(wanted))

        self.background(translate("ReviewSession", "Keep the state"), lambda: review_file.set_states(path, wanted), done)

    def set_note(self, rule: str, note: str) -> None:
        """Keep a note on an approval in the review file."""
        if not self.path or self.review is None or self.review.notes.get(rule, "") == note:
            return
        path = self.path
        self.review = dataclasses.replace(self.review, notes={**self.review.notes, rule: note})
        self.background(
            translate("ReviewSession", "Keep the note"), lambda: review_file.set_notes(path, {rule: note}), lambda _: None
        )

    # running

    def run(
        self, steps: Sequence[Step], finished: Callable[[list[dict[str, Any]]], None], failed: Callable[[], None] | None = None
    ) -> None:
        """Run algorithms as one job; ``finished`` gets their results."""
        job = self._job = Job(steps, self)

        def end(level: str, text: str, then: Callable[[], None] | None) -> None:
            self._job = None
            job.deleteLater()
            self.busy_changed.emit(False)
            if text:
                self.message.emit(level, text)
            if then:
                then()

        job.progressed.connect(self.progressed)
        job.finished.connect(lambda results: end("", "", lambda: finished(results)))
        job.failed.connect(lambda text: end("error", text, failed))
        job.cancelled.connect(
            lambda: end("info", translate("ReviewSession", "Cancelled; the step that was running wrote nothing."), failed)
        )
        self.busy_changed.emit(True)
        job.start()

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def background(
        self, title: str, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[str], None] | None = None
    ) -> None:
        """Run ``work`` off the main thread and ``done`` with its result on it; errors become a message, or go to ``failed``."""

        def run(_: QgsTask) -> Any:
            return (work(),)  # QGIS leaves out a result that is empty

        def finished(error: Exception | None, result: Any = None) -> None:
            if task not in self._tasks:
                return  # lost by the task manager, another took its place
            self._forget(task)
            if error is None:
                done(result[0])
            elif isinstance(error, OneMapError):
                (failed or (lambda text: self.message.emit("error", text)))(str(error))
            elif failed is not None:
                LOG.error("%s failed", title, exc_info=error)
                failed(labels.named(title, str(error)))
            else:
                LOG.error("%s failed", title, exc_info=error)
                self.message.emit("error", labels.named(title, str(error)))

        def lost() -> None:
            self._forget(task)
            task.cancel()
            if not self._shut:
                self.background(title, work, done, failed)

        task = QgsTask.fromFunction(title, run, on_finished=finished)
        self._tasks.append(task)
        add_task(task, lost)

    def alone(self, title: str, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[str], None]) -> None:
        """Like ``background``, but no other step may run meanwhile; an error is told to ``failed`` in words."""

        def guarded() -> tuple[Any, str]:
            try:
                return work(), ""
            except OneMapError as error:
                return None, str(error)

        def end(result: tuple[Any, str]) -> None:
            self._alone -= 1
            self.busy_changed.emit(self.busy)
            if result[1]:
                failed(result[1])
            else:
                done(result[0])

        def broken(text: str) -> None:
            end((None, text))

        self._alone += 1
        self.busy_changed.emit(True)
        self.progressed.emit(0.0, title)
        self.background(title, guarded, end, broken)

    def show_findings(self, rows: list[FindingRow] | None) -> None:
        """Show these findings until the review is read again; None: those of the review."""
        if rows is None:
            rows = make_rows(self.review.findings, self.review.states, all_rules()) if self.review else []
        self.rows = rows
        self.rows_changed.emit()

    def shut_down(self) -> None:
        """Cancel what runs and remove the temporary files."""
        self._shut = True
        self.cancel()
        self._loading += 1
        self.blockSignals(True)
        self.staging.clear()

    def _forget(self, task: QgsTask) -> None:
        if task in self._tasks:
            self._tasks.remove(task)

    def _refuse_when_busy(self) -> bool:
        if self.busy:
            self.message.emit("info", translate("ReviewSession", "A step is running. Wait for it or cancel it first."))
        return self.busy


def review_settings() -> dict[str, Any]:
    """Parameters of the review that the options page holds."""
    chosen = read_settings()
    return {
        "RULES": chosen.rule_file,
        "BASIS": chosen.area_basis,
        "ROUNDING": chosen.area_rounding,
        "STEP": chosen.area_step_m,
        "SLIVER_AREA": chosen.sliver_area_m2,
        "SLIVER_WIDTH": chosen.sliver_width_m,
    }


def read_report(path: Path) -> dict[str, Any]:
    """The JSON report of an algorithm; {} when there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
