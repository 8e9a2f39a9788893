"""How a one map is named: a file or folder, ``postgis:…`` (see onemap_postgis_link), ``project`` or ``project:LAYER-ID``."""

from __future__ import annotations

import os
import re
from pathlib import Path

POSTGIS = "postgis:"
PROJECT = "project"
PROJECT_LAYER = "project:"
_LOGIN = re.compile(r"\s*\b(?:user|password|passwd)\s*=\s*(?:'(?:[^'\\]|\\.)*'|[^\s']*)", re.IGNORECASE)


def is_postgis(path: str) -> bool:
    return path.strip().lower().startswith(POSTGIS)


def is_project(path: str) -> bool:
    """Whether the layers of the open project are meant, or one of them."""
    return path.strip() == PROJECT or path.strip().startswith(PROJECT_LAYER)


def is_file(path: str) -> bool:
    return not is_postgis(path) and not is_project(path)


def place_exists(path: str) -> bool:
    """Whether the place can be there: files and folders are looked for, databases and layers are not asked yet."""
    return bool(path.strip()) and (not is_file(path) or os.path.exists(path))


def place_name(path: str) -> str:
    """What a report may call it: the name of a file without its folders, a database without its user."""
    if is_postgis(path):
        return POSTGIS + _LOGIN.sub("", path.strip()[len(POSTGIS) :]).strip()
    return path.strip() if is_project(path) else Path(path).name


__all__ = ["POSTGIS", "PROJECT", "PROJECT_LAYER", "is_file", "is_postgis", "is_project", "place_exists", "place_name"]
