"""Drives the real QGIS from inside.  A scenario is a generator; the event loop runs between its steps:

    yield 300                      go on in 300 ms
    yield condition                go on once ``condition()`` is true, at most 60 s
    yield condition, 120           ... at most 120 s

A scenario that stops half-way leaves a picture of the screen, the open dialogs and the traceback in result.json.
"""

from __future__ import annotations

import json
import os
import time
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDialog, QWidget
from qgis.utils import iface, plugins

OUT = Path(os.environ["OUT_DIR"])
WORK = Path(os.environ["WORK_DIR"])  # goes away with the profile
result: dict[str, Any] = {"ok": False}


def plugin() -> Any:
    """The running plugin; the stub that stands in after a failed start is an error."""
    found = plugins["onemap_plugin"]
    assert type(found).__name__ == "OneMapPlugin", f"the plugin did not start: {getattr(found, '_error', found)!r}"
    return found


def child(kind: type, name: str, parent: QWidget | None = None) -> Any:
    """The widget or action with this object name."""
    found = (parent or iface.mainWindow()).findChild(kind, name)
    assert found is not None, f"no {kind.__name__} named {name}"
    return found


def action(name: str) -> QAction:
    """An action of the plugin by object name, wherever its owner is."""
    for candidate in plugin()._actions:
        if candidate.objectName() == name:
            return candidate
    raise AssertionError(f"no action named {name}")


def drop(widget: QWidget, *paths: Path) -> tuple[bool, bool]:
    """The two events that Qt itself sends when a file manager's drag ends over ``widget``: (entered, dropped)."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    position, button, none = QPoint(20, 20), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(position, Qt.DropAction.CopyAction, mime, button, none)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(QPointF(position), Qt.DropAction.CopyAction, mime, button, none)
    QApplication.sendEvent(widget, event)
    return enter.isAccepted(), event.isAccepted()


def dock(name: str) -> Any:
    """The dock of this object name, None while it was not made."""
    return plugin()._docks[name].dock


def click(button: QWidget) -> None:
    assert button.isEnabled(), f"{button.objectName() or button} is not enabled"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shot(name: str, widget: QWidget | None = None) -> None:
    """A picture of a widget, or of the main window, in the output folder."""
    (widget or iface.mainWindow()).grab().save(str(OUT / f"{name}.png"))


def start(steps: Callable[[], Generator[Any, None, None]]) -> None:
    """Run a scenario; called at the end of the scenario's file, before the event loop starts."""
    QTimer.singleShot(0, lambda: _go_on(steps()))


def _go_on(steps: Generator[Any, None, None], condition: Callable[[], Any] | None = None, limit: float = 0.0) -> None:
    try:
        if condition is not None and not condition():
            if time.monotonic() > limit:
                line = steps.gi_frame.f_lineno if steps.gi_frame else 0
                raise TimeoutError(f"the condition at line {line} never came true")
            QTimer.singleShot(50, lambda: _go_on(steps, condition, limit))
            return
        wanted = next(steps)
        if isinstance(wanted, int):
            QTimer.singleShot(wanted, lambda: _go_on(steps))
            return
        waits, seconds = wanted if isinstance(wanted, tuple) else (wanted, 60)
        QTimer.singleShot(0, lambda: _go_on(steps, waits, time.monotonic() + seconds))
    except StopIteration:
        result["ok"] = "error" not in result
        _finish()
    except BaseException:  # whatever it was, the run must end and say so
        result["error"] = traceback.format_exc()
        result["dialogs"] = [f"{type(w).__name__}: {w.windowTitle()}" for w in QApplication.topLevelWidgets()
                             if isinstance(w, QDialog) and w.isVisible()]
        shot("failed")
        screen = QApplication.primaryScreen()
        if screen is not None:
            screen.grabWindow(0).save(str(OUT / "failed_screen.png"))
        _finish()


def _finish() -> None:
    (OUT / "result.json").write_text(json.dumps(result, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
    for widget in QApplication.topLevelWidgets():  # an open dialog would keep QGIS from closing
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    QgsProject.instance().setDirty(False)  # or QGIS asks whether to save
    QTimer.singleShot(15_000, lambda: os._exit(4))  # a run that does not close is ended; its result is written
    iface.actionExit().trigger()
