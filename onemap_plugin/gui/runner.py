"""Runs Processing algorithms in the background, one after the other, as one job with one progress and one cancel.

Parameters are plain texts and numbers (a snapshot), each algorithm gets its own context, and nothing of the window is
touched from the task.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsTask,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from .task_watch import add_task


@dataclass(frozen=True)
class Step:
    """One algorithm of a job: id, parameters, the words shown while it runs, its share of the time."""

    algorithm: str
    parameters: Mapping[str, Any]
    title: str
    weight: float = 1.0


class RecordingFeedback(QgsProcessingFeedback):
    """Keeps the error texts, which the task itself does not hand on."""

    def __init__(self) -> None:
        super().__init__(False)
        self.errors: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.errors.append(error)
        super().reportError(error, fatalError)


@dataclass
class _Running:
    task: QgsProcessingAlgRunnerTask
    feedback: RecordingFeedback
    context: QgsProcessingContext
    done: float = field(default=0.0)


class Job(QObject):
    """A chain of algorithms.  Exactly one of ``finished``, ``failed``, ``cancelled`` is emitted, once."""

    progressed = pyqtSignal(float, str)  # 0..1, title of the step
    finished = pyqtSignal(list)  # result dictionaries
    failed = pyqtSignal(str)
    cancelled = pyqtSignal()

    def __init__(self, steps: Sequence[Step], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps, self._results = list(steps), []  # type: list[Step], list[dict[str, Any]]
        self._total = sum(s.weight for s in steps) or 1.0
        self._running: _Running | None = None
        self._stop = False
        self._over = False

    @property
    def results(self) -> list[dict[str, Any]]:
        """Results of the steps that are done (also after a failure of a later one)."""
        return list(self._results)

    def start(self) -> None:
        self._next()

    def cancel(self) -> None:
        """Ask the running algorithm to stop; nothing that follows will start."""
        self._stop = True
        if self._running is not None:
            self._running.feedback.cancel()
            if self._running.task.status() == QgsTask.TaskStatus.Queued:
                self._lost()  # it never ran, so nobody would tell of its end
            else:
                self._running.task.cancel()

    def _next(self) -> None:
        step = self._steps[len(self._results)]
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(step.algorithm)
        if algorithm is None:
            text = QCoreApplication.translate("Job", "The algorithm {name} is not available. Is the Processing plugin enabled?")
            self._end(self.failed, text.format(name=step.algorithm))
            return
        context = QgsProcessingContext()
        context.setTransformContext(QgsProject.instance().transformContext())
        feedback = RecordingFeedback()
        task = QgsProcessingAlgRunnerTask(algorithm, dict(step.parameters), context, feedback)
        task.setDescription(step.title)
        self._running = _Running(task, feedback, context, sum(s.weight for s in self._steps[: len(self._results)]))
        task.progressChanged.connect(self._on_progress)
        task.executed.connect(self._on_executed)
        self.progressed.emit(self._running.done / self._total, step.title)
        add_task(task, self._lost)

    def _lost(self) -> None:
        """The task manager lost the task before it ran: the same step again."""
        running, self._running = self._running, None
        if running is None:
            return
        running.task.progressChanged.disconnect(self._on_progress)
        running.task.executed.disconnect(self._on_executed)
        running.task.cancel()
        if self._stop:
            self._end(self.cancelled)
        else:
            self._next()

    def _on_progress(self, percent: float) -> None:
        if self._running is None or self._stop:
            return
        step = self._steps[len(self._results)]
        self.progressed.emit((self._running.done + step.weight * percent / 100.0) / self._total, step.title)

    def _on_executed(self, ok: bool, results: dict[str, Any]) -> None:
        running, self._running = self._running, None
        if self._stop:
            self._end(self.cancelled)
        elif not ok:
            errors = running.feedback.errors if running else []
            text = "\n".join(dict.fromkeys(e.strip() for e in errors if e.strip()))
            self._end(self.failed, text or QCoreApplication.translate("Job", "The step could not be finished; see the log."))
        else:
            self._results.append(dict(results))
            if len(self._results) < len(self._steps):
                self._next()
            else:
                self._end(self.finished, self._results)

    def _end(self, signal: Any, *args: Any) -> None:
        if not self._over:
            self._over = True
            signal.emit(*args)
