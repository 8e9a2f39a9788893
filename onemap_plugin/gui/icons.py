"""Icons by path (no compiled resources: those do not exist on Qt 6)."""

from __future__ import annotations

from functools import cache

from qgis.PyQt.QtGui import QIcon

from ..paths import RESOURCES


@cache
def icon(name: str) -> QIcon:
    """The icon resources/icons/NAME.svg."""
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))
