"""The three docks: opened and moved in the first start (FIRST=yes), found where they were in the second."""

import os
from collections.abc import Generator
from typing import Any

import drive
from qgis.PyQt.QtCore import Qt

NAMES = ("onemapParcelDock", "onemapImageryDock", "onemapSubmissionDock")
AREAS = {Qt.DockWidgetArea.LeftDockWidgetArea: "left", Qt.DockWidgetArea.RightDockWidgetArea: "right",
         Qt.DockWidgetArea.BottomDockWidgetArea: "bottom", Qt.DockWidgetArea.TopDockWidgetArea: "top"}


def places() -> dict[str, Any]:
    window = drive.iface.mainWindow()
    return {name: None if drive.dock(name) is None or drive.dock(name).isHidden() and not drive.dock(name).isUserVisible() else
            "floating" if drive.dock(name).isFloating() else AREAS[window.dockWidgetArea(drive.dock(name))] for name in NAMES}


def steps() -> Generator[Any, None, None]:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    drive.plugin()
    yield 1000
    drive.result["before"] = places()
    if os.environ.get("FIRST"):
        for name in NAMES:
            drive.action(f"{name}Action").trigger()
            yield 400
        drive.result["opened"] = places()
        window = drive.iface.mainWindow()
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, drive.dock("onemapImageryDock"))
        drive.action("onemapSubmissionDockAction").trigger()
        yield 400
    drive.result["after"] = places()
    drive.result["checked"] = {name: drive.action(f"{name}Action").isChecked() for name in NAMES}
    drive.shot("docks")


drive.start(steps)
