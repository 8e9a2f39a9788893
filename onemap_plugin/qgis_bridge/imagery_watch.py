"""Unlocks the keys that a project's imagery layers need as soon as such layers appear.

Imported at start-up, so it imports nothing itself: until an imagery layer is there, it costs one look at each new layer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qgis.core import QgsMapLayer, QgsProject

if TYPE_CHECKING:
    from .imagery_keys import KeyRing

#: custom property of imagery layers: the service group whose key they need
GROUP_PROPERTY = "onemap/imagery_group"


class ImageryWatch:
    """``start`` at initGui, ``stop`` at unload.  on_locked(groups) is told which keys stay locked."""

    def __init__(self, project: QgsProject, on_locked: Callable[[list[str]], None] | None = None) -> None:
        self.project, self.on_locked = project, on_locked
        self._ring: KeyRing | None = None

    @property
    def ring(self) -> KeyRing:
        """The key ring of the session, made when it is first needed."""
        if self._ring is None:
            from .imagery_keys import KeyRing

            self._ring = KeyRing()
        return self._ring

    def start(self) -> None:
        self.project.layersAdded.connect(self._added)

    def stop(self) -> None:
        self.project.layersAdded.disconnect(self._added)
        if self._ring is not None:
            self._ring.uninstall()
            self._ring = None

    def _added(self, layers: list[QgsMapLayer]) -> None:
        if any(layer.customProperty(GROUP_PROPERTY) for layer in layers):
            from .imagery_layers import unlock_project

            locked = unlock_project(self.project, self.ring)
            if self.on_locked:
                self.on_locked(locked)
