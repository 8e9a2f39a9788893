"""How long loading and starting the plugin took in this start of QGIS (see startup_clock.py), and what it brought along."""

from collections.abc import Generator
from typing import Any

import drive
import qgis.utils

HEAVY = {"numpy", "scipy", "shapely", "openpyxl", "jinja2", "yaml", "requests", "osgeo", "lxml", "sqlite3"}


def steps() -> Generator[Any, None, None]:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    drive.plugin()
    drive.result["milliseconds"] = {k: 1000 * v for k, v in qgis.utils.onemap_clock.items()}
    drive.result["modules"] = sorted({m.split(".")[0] for m in qgis.utils.onemap_modules} & HEAVY)


drive.start(steps)
