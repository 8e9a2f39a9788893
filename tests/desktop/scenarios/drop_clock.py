"""How long a dropped file takes until its findings are painted in the dock.  FILES: a folder with a*.txt, one for each run."""

import os
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import drive
from qgis.PyQt.QtCore import Qt

FILES = Path(os.environ["FILES"])


class Clock:
    """Stops when the view of the findings has been painted after the review was opened."""

    def __init__(self, dock: Any, session: Any) -> None:
        self._dock, self.begin, self.milliseconds = dock, 0.0, None
        session.opened.connect(self._opened)

    def start(self) -> None:
        self.milliseconds, self.begin = None, time.perf_counter()

    def _opened(self, _: str) -> None:
        self._dock.tabs.setCurrentWidget(self._dock.findings)
        self._dock.findings.view.viewport().repaint()  # at once, not when the event loop comes to it
        self.milliseconds = 1000 * (time.perf_counter() - self.begin)


def steps() -> Generator[Any, None, None]:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    drive.plugin()
    drive.iface.mainWindow().resize(1600, 1000)
    drive.action("onemapParcelDockAction").trigger()
    yield lambda: drive.dock("onemapParcelDock") is not None and drive.dock("onemapParcelDock").isVisible()
    dock, session = drive.dock("onemapParcelDock"), drive.plugin().session
    drive.iface.mainWindow().resizeDocks([dock], [480], Qt.Orientation.Horizontal)
    dock.tabs.setCurrentWidget(dock.findings)
    yield 1500
    clock, took = Clock(dock, session), []
    for path in sorted(FILES.glob("*.txt")):
        clock.start()
        entered, dropped = drive.drop(dock, path)
        assert entered
        assert dropped
        yield lambda: clock.milliseconds is not None and not session.busy
        assert path.stem in session.path
        took.append(clock.milliseconds)
        drive.result["parcels"] = len(session.review.parcels.parcels)
        drive.result["points"] = sum(p.point_rows for p in session.review.parcels.parcels)
        drive.result["findings"] = len(session.rows)
        yield 1500  # the map has drawn the layers
    drive.result["milliseconds"] = took
    drive.shot("dropped")


drive.start(steps)
