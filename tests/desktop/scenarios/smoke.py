"""The plugin of the zip starts in a profile that never saw it."""

from collections.abc import Generator
from typing import Any

import drive


def steps() -> Generator[Any, None, None]:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    drive.plugin()
    yield 200
    drive.shot("smoke")


drive.start(steps)
