"""Run a function on the main thread from a background one: layouts and projects may only be touched there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QThread, pyqtSignal, pyqtSlot

Result = TypeVar("Result")


class _Call:
    """One function with what came of it."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self.function = function
        self.result: Any = None
        self.error: BaseException | None = None


class _Runner(QObject):
    """Lives on the main thread and runs what is sent to it; the sender waits."""

    asked = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self.run, Qt.ConnectionType.BlockingQueuedConnection)

    @pyqtSlot(object)
    def run(self, call: _Call) -> None:
        try:
            call.result = call.function()
        except BaseException as e:  # handed to the thread that asked; it must not be left waiting or unaware
            call.error = e


def on_main_thread() -> bool:
    """Whether this is the thread of the application (also true where there is no application, as in plain scripts)."""
    app = QCoreApplication.instance()
    return app is None or QThread.currentThread() == app.thread()


def call_on_main_thread(function: Callable[[], Result]) -> Result:
    """The result of ``function()``, run on the main thread; its exception is raised here.

    The calling thread waits; the main thread must be in its event loop, so never wait there for the background thread.
    Keep ``function`` short: the window stands still meanwhile.
    """
    if on_main_thread():
        return function()
    runner = _Runner()
    runner.moveToThread(QCoreApplication.instance().thread())
    call = _Call(function)
    runner.asked.emit(call)
    runner.deleteLater()
    if call.error is not None:
        raise call.error
    result: Result = call.result
    return result
