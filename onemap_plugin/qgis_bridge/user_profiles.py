"""The folder with an office's own TXT profiles: an option of the plugin, or ``ONEMAP_TXT_PROFILE_FOLDER`` in the environment."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from qgis.core import QgsSettings

KEY = "onemap/txt_profile_folder"
VARIABLE = "ONEMAP_TXT_PROFILE_FOLDER"

_lock = threading.Lock()
_in_use: list[Path] = []


def folder() -> Path | None:
    """The folder in force; None when none is named or it is not there."""
    named = os.environ.get(VARIABLE) or str(QgsSettings().value(KEY, "") or "")
    return Path(named) if named and Path(named).is_dir() else None


def apply() -> None:
    """Take the profiles of that folder in addition to our own; one that is no longer named is forgotten.

    Called before profiles are used, in the window and in ``qgis_process`` alike.  Tables are read anew when one has changed.
    """
    from ..core import exchange

    wanted = folder()
    with _lock:
        for old in _in_use[:]:
            if old != wanted:
                exchange.remove_profile_folder(old)
                _in_use.remove(old)
        if wanted is not None and (wanted not in _in_use or _changed(wanted)):
            exchange.add_profile_folder(wanted)  # empties what is remembered of the tables
            if wanted not in _in_use:
                _in_use.append(wanted)


_stamps: dict[Path, tuple[tuple[str, int], ...]] = {}


def _changed(place: Path) -> bool:
    """Whether a table was added, edited or taken away since the last call."""
    now = tuple((p.name, p.stat().st_mtime_ns) for p in sorted(place.glob("*.y*ml")))
    before, _stamps[place] = _stamps.get(place), now
    return before != now
