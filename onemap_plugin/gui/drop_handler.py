"""Files dropped on the map, the window or the layer tree: coordinate TXT becomes parcels, the rest goes to QGIS."""

from __future__ import annotations

from collections.abc import Callable

from qgis.gui import QgsCustomDropHandler
from qgis.PyQt.QtCore import QTimer

from .inputs import is_coordinate_text, is_vector
from .settings import read_settings

Take = Callable[[list[str]], None]


class OneMapDropHandler(QgsCustomDropHandler):
    """QGIS asks once for each file; files of one drop are collected and taken together when the event is over.

    Coordinate TXT (recognised by its content) is always taken.  Other vector files by the setting: 'always' takes them,
    'ask' leaves them to QGIS and offers to read them as parcels too, 'never' leaves them to QGIS.
    """

    def __init__(self, take: Take, offer: Take) -> None:
        super().__init__()
        self._take, self._offer = take, offer
        self._taken: list[str] = []
        self._offered: list[str] = []

    def handleFileDrop(self, file: str) -> bool:
        if is_coordinate_text(file):
            self._collect(self._taken, file)
            return True
        if not is_vector(file):
            return False
        policy = read_settings().drop_policy
        if policy == "always":
            self._collect(self._taken, file)
            return True
        if policy == "ask":
            self._collect(self._offered, file)
        return False

    def _collect(self, files: list[str], file: str) -> None:
        if not self._taken and not self._offered:
            QTimer.singleShot(0, self._flush)
        files.append(file)

    def _flush(self) -> None:
        taken, self._taken = self._taken, []
        offered, self._offered = self._offered, []
        if taken:
            self._take(taken)
        if offered:
            self._offer(offered)
