"""Alignments as plain numbers: what painters and item models take on Qt 5 and Qt 6 alike."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt


def _number(flags: Any) -> int:
    """Qt 6 flags have a value, Qt 5 flags are numbers."""
    return int(getattr(flags, "value", flags))


CENTRE = _number(Qt.AlignmentFlag.AlignCenter)
LEFT = _number(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = _number(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
