"""A true drag between two programs (XDND): another program's file onto the parcel dock, then one onto the map."""

import os
import subprocess
from collections.abc import Generator
from pathlib import Path
from typing import Any

import drive
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QWidget

FILES = Path(os.environ["FILES"])
Steps = Generator[Any, None, None]


def drag_to(widget: QWidget, file: Path) -> Steps:
    to = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
    # not sys.executable: in the desktop that is whatever python3 comes first on PATH
    source = subprocess.Popen(["/usr/bin/python3", os.environ["DRAG_SOURCE"], "0", "0", str(file)])
    yield 1500
    moves = f"mousemove 50 30 sleep 0.3 mousedown 1 sleep 0.3 mousemove 90 60 sleep 0.3 mousemove {to.x() - 15} {to.y() - 15} " \
            f"sleep 0.3 mousemove {to.x()} {to.y()} sleep 0.4 mouseup 1"
    hand = subprocess.Popen(["xdotool", *moves.split()])
    yield (lambda: hand.poll() is not None and source.poll() is not None), 25


def steps() -> Steps:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    drive.plugin()
    drive.iface.mainWindow().move(0, 0)
    drive.action("onemapParcelDockAction").trigger()
    yield lambda: drive.dock("onemapParcelDock") is not None and drive.dock("onemapParcelDock").isVisible()
    yield 500
    session = drive.plugin().session
    yield from drag_to(drive.dock("onemapParcelDock").drop_area, FILES / "parcels_faulty.txt")
    yield (lambda: session.review is not None and session.rows and not session.busy), 30
    drive.result["on_dock"] = [len(session.review.parcels.parcels), Path(session.path).name]
    yield from drag_to(drive.iface.mapCanvas(), FILES / "parcels.txt")
    yield (lambda: Path(session.path).name != drive.result["on_dock"][1] and not session.busy), 30
    drive.result["on_map"] = [len(session.review.parcels.parcels), Path(session.path).name]


drive.start(steps)
