"""A QGIS whose Python has no shapely 2: the plugin says what to install and does nothing else."""

from collections.abc import Generator
from typing import Any

import drive
from qgis.PyQt.QtWidgets import QToolBar


def steps() -> Generator[Any, None, None]:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    yield 500
    drive.result["type"] = type(drive.plugins["onemap_plugin"]).__name__
    item = drive.iface.messageBar().currentItem()
    drive.result["message"] = item.text() if item else ""
    drive.result["toolbar"] = drive.iface.mainWindow().findChild(QToolBar, "onemapToolBar") is not None
    drive.shot("without_shapely")


drive.start(steps)
