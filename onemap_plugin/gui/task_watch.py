"""Tasks that are sure to run: QGIS's task manager can lose one that is added while another ends.

The manager takes the runnable of an ended task from the thread pool by an address that may belong to the runnable of a new
task by then (qgis/QGIS#53806, solved for batch processing by pull request 67040); the new task stays queued for ever.
So a task is added from the event loop, not from within the end of another, and one that stays queued though a thread is
free is given up and made anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QThreadPool, QTimer

LOG = logging.getLogger(__name__)
CHECK_MS = 500
#: checks in a row at which the task is queued and a thread is free
PATIENCE = 3


def add_task(task: QgsTask, lost: Callable[[], None], parent: QObject | None = None) -> TaskWatch:
    """Start ``task``; ``lost`` is called when QGIS lost it: give it up (disconnect, cancel) and start another."""
    return TaskWatch(task, lost, parent)


class TaskWatch(QObject):
    """Goes away by itself once the task runs."""

    def __init__(self, task: QgsTask, lost: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task, self._lost, self._seen = task, lost, 0
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self._check)
        _WATCHES.add(self)
        QTimer.singleShot(0, self._start)

    def _start(self) -> None:
        if self._waits():
            enqueue(self._task)
            self._timer.start()
        else:  # cancelled meanwhile
            self._end()

    def _waits(self) -> bool:
        return not sip.isdeleted(self._task) and self._task.status() == QgsTask.TaskStatus.Queued and not self._task.isCanceled()

    def _check(self) -> None:
        if not self._waits():
            self._end()
            return
        pool = QThreadPool.globalInstance()
        self._seen = self._seen + 1 if pool.activeThreadCount() < pool.maxThreadCount() else 0
        if self._seen >= PATIENCE:
            LOG.warning("the task “%s” was lost by the task manager and is started again", self._task.description())
            self._end()
            self._lost()

    def _end(self) -> None:
        self._timer.stop()
        _WATCHES.discard(self)
        self.deleteLater()


#: watches that are on: Python would drop them otherwise
_WATCHES: set[TaskWatch] = set()


def enqueue(task: QgsTask) -> None:
    QgsApplication.taskManager().addTask(task)
