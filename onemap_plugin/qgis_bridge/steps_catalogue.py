"""The step that makes a catalogue file of the one map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.onemap.roles import roles
from ..core.progress import SILENT, Progress
from . import steps_report
from .onemap_catalogue import write_entries
from .onemap_catalogue_build import Row, build_catalogue, entries_to_save, missing_editions, status_text
from .onemap_places import place_exists, place_name
from .steps import Clock

_NOTHING = QT_TRANSLATE_NOOP("errors", "No layer of a known role was found.")
_UNWRITTEN = QT_TRANSLATE_NOOP("errors", "The file cannot be written ({reason}).")
_UNWRITTEN_HINT = QT_TRANSLATE_NOOP("errors", "Free some space or choose a folder where you may write.")
_NOTHING_HINT = QT_TRANSLATE_NOOP("errors", "Name the layers by their role (DLTB, YJJBNTTB …), or write the catalogue by hand.")


def make_catalogue_step(source: str, output: str, publisher: str = "", progress: Progress = SILENT) -> dict[str, Any]:
    """Recognise the layers of ``source`` (folder, GeoPackage, ``postgis:…``, 'project', catalogue) and save what is sure.

    publisher: for layers that name none.  Returns the JSON report with every layer, its role, score, edition and status.
    """
    clock = Clock()
    if not place_exists(source):
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There is no such one-map folder or file."),
            file=place_name(source),
            hint=QT_TRANSLATE_NOOP("errors", "Choose the folder, GeoPackage or catalogue file that holds the one-map layers."),
        )
    rows = build_catalogue(source, progress.part(0, 0.9))
    entries = entries_to_save(rows)
    if not entries:
        raise OneMapError(_NOTHING, hint=_NOTHING_HINT, file=place_name(source))
    try:
        write_entries(Path(output), [replace(e, publisher=e.publisher or publisher) for e in entries])
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OneMapError(_UNWRITTEN, hint=_UNWRITTEN_HINT, file=Path(output).name, reason=reason) from error
    progress.report(1.0)
    found = {e.role for e in entries}
    counts = {
        "layers": len({(r.entry.path, r.entry.layer) for r in rows}),
        "entries": len(entries),
        "roles": len(found),
        "unsure": sum(r.status == "unsure" for r in rows),
        "unknown": sum(r.status == "unknown" for r in rows),
        "missing_editions": len(missing_editions(rows)),
    }
    run = clock.run("catalogue", {"onemap": place_name(source), "publisher": publisher}, counts)
    missing = [role for role in roles() if role not in found]
    return {**steps_report.head(run), "layers": [_row(r) for r in rows], "missing_roles": missing}


def _row(row: Row) -> dict[str, Any]:
    e = row.entry
    return {
        "role": e.role,
        "place": place_name(e.path),
        "layer": e.layer,
        "layout": row.layout,
        "score": row.score,
        "edition": e.edition,
        "edition_column": row.edition_column,
        "publisher": e.publisher,
        "crs": row.crs,
        "extent": list(row.facts.extent) if row.facts and row.facts.extent else None,
        "status": row.status,
        "status_text": status_text(row.status),
        "note": row.note,
        "choices": [{"role": role, "score": score} for role, score in row.choices],
    }


__all__ = ["make_catalogue_step"]
