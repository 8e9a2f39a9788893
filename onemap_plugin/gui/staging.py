"""A folder of our own for snapshots (layers of the project, answers of the project form), gone at unload."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Staging:
    """Hands out fresh sub-folders of one temporary folder."""

    def __init__(self) -> None:
        self._root: Path | None = None
        self._count = 0

    def folder(self) -> Path:
        if self._root is None:
            self._root = Path(tempfile.mkdtemp(prefix="onemap_"))
        self._count += 1
        made = self._root / str(self._count)
        made.mkdir()
        return made

    def clear(self) -> None:
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)
            self._root = None


def write_project_yaml(attributes: Mapping[str, Any], folder: Path) -> str:
    """The answers of the project form as the file that the review step reads."""
    import yaml

    path = folder / "project.yaml"
    path.write_text(yaml.safe_dump(dict(attributes), allow_unicode=True, sort_keys=True), encoding="utf-8")
    return str(path)
