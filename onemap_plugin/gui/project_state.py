"""What the project remembers of the plugin: the review file, the one map, the answers of the project form.

Entries lie under one scope with a version.  Paths are kept relative to the project file; one that cannot be (an unsaved
project, another drive) is kept in memory only, so no absolute path of the machine gets into a project.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProject

from ..qgis_bridge.onemap_places import is_file, place_name

SCOPE = "onemap"
VERSION = 1


class ProjectState:
    """Reads and writes the entries of the open project."""

    def __init__(self) -> None:
        self._memory: dict[str, str] = {}

    # paths

    def path(self, name: str) -> str:
        """The absolute path kept under ``name``, or ''."""
        stored = QgsProject.instance().readEntry(SCOPE, f"path/{name}", "")[0]
        home = QgsProject.instance().homePath()
        if stored and not is_file(stored):
            return self._memory.get(name) or stored
        if stored and home:
            return os.path.normpath(os.path.join(home, stored))
        return self._memory.get(name, "")

    def set_path(self, name: str, path: str) -> None:
        self._memory[name] = path
        self._store(name, path)

    def project_saved_as(self) -> None:
        """The project got a place: what was in memory can now be written relative to it."""
        for name, path in self._memory.items():
            self._store(name, path)

    def forget(self) -> None:
        """Another project is open."""
        self._memory.clear()

    @staticmethod
    def _store(name: str, path: str) -> None:
        project = QgsProject.instance()
        home = project.homePath()
        if not path:
            project.removeEntry(SCOPE, f"path/{name}")
            return
        if not is_file(path):  # a database by its place without the user, or the layers of the project
            if project.readEntry(SCOPE, f"path/{name}", "")[0] != place_name(path):
                project.writeEntry(SCOPE, "version", VERSION)
                project.writeEntry(SCOPE, f"path/{name}", place_name(path))
            return
        if not home:
            return
        try:
            relative = os.path.relpath(path, home)
        except ValueError:  # another drive
            return
        if project.readEntry(SCOPE, f"path/{name}", "")[0] != relative:
            project.writeEntry(SCOPE, "version", VERSION)
            project.writeEntry(SCOPE, f"path/{name}", relative)

    # the project form

    def attributes(self) -> dict[str, Any]:
        """Answers of the project form; an entry that cannot be read counts as unanswered."""
        text = QgsProject.instance().readEntry(SCOPE, "attributes", "")[0]
        try:
            found = json.loads(text) if text else {}
        except ValueError:
            found = {}
        return found if isinstance(found, dict) else {}

    def set_attributes(self, attributes: Mapping[str, Any]) -> None:
        if dict(attributes) == self.attributes():
            return
        project = QgsProject.instance()
        project.writeEntry(SCOPE, "version", VERSION)
        project.writeEntry(SCOPE, "attributes", json.dumps(dict(attributes), ensure_ascii=False, sort_keys=True))
