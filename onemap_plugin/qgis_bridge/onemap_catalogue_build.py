"""Making a catalogue: what a folder, GeoPackage, PostGIS schema or the project holds, recognised with scores, to be confirmed.

A row is one layer in one role.  Rows are values: a correction makes a new list of rows, so a dialog can show, change and
drop them without touching anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..core.i18n import QT_TRANSLATE_NOOP, translate
from ..core.onemap.model import SourceInfo
from ..core.onemap.recognise import SURE, RoleMatch, recognise
from ..core.onemap.roles import EDITION_COLUMNS, roles
from ..core.progress import SILENT, Progress
from .onemap_catalogue import Entry, read_catalogue
from .onemap_layers import LayerFacts, edition_hint
from .onemap_places import is_file
from .onemap_sources import Candidate, newest, opened, roles_of, scan_onemap, source_of

_STATUS = {
    "ready": QT_TRANSLATE_NOOP("onemap", "ready"),
    "no_edition": QT_TRANSLATE_NOOP("onemap", "edition missing"),
    "unsure": QT_TRANSLATE_NOOP("onemap", "please confirm the role"),
    "unknown": QT_TRANSLATE_NOOP("onemap", "not recognised"),
    "other_edition": QT_TRANSLATE_NOOP("onemap", "another edition is used"),
    "no_crs": QT_TRANSLATE_NOOP("onemap", "coordinate system unknown"),
    "empty": QT_TRANSLATE_NOOP("onemap", "empty"),
    "unreadable": QT_TRANSLATE_NOOP("onemap", "cannot be read"),
}
#: statuses of rows that go into the catalogue
USED = ("ready", "no_edition", "no_crs", "empty")


@dataclass(frozen=True)
class Row:
    """One layer in one role.

    entry: role ('' when none is known or wanted), place (files with their whole path), layer, edition, publisher.
    layout, score: of the recognition.  crs: as shown.  status: key of ``status_text``.  note: why.  edition_column: field
    that says the edition patch by patch, '' when there is none.  choices: roles with scores, the likeliest first.
    """

    entry: Entry
    layout: str = ""
    score: float = 0.0
    crs: str = ""
    status: str = "unknown"
    note: str = ""
    edition_column: str = ""
    choices: tuple[tuple[str, float], ...] = ()
    facts: LayerFacts | None = None

    @property
    def used(self) -> bool:
        return bool(self.entry.role) and self.status in USED


def status_text(status: str) -> str:
    """The status in the user's language."""
    return translate("onemap", _STATUS[status]) if status in _STATUS else status


def build_catalogue(path: str, progress: Progress = SILENT) -> list[Row]:
    """Rows of every layer at ``path`` (as for ``open_onemap``; a catalogue file gives its own entries).

    OneMapError when a catalogue or database cannot be read; a layer that cannot becomes a row that says so.
    """
    if is_file(path) and Path(path).suffix.lower() in (".yaml", ".yml"):
        return _of_entries(read_catalogue(Path(path)), Path(path).parent, progress)
    candidates, faults = scan_onemap(path)
    progress.report(0.7)
    rows: list[Row] = []
    for candidate in candidates:
        progress.check()
        rows += _of_candidate(candidate)
    rows += [_of_fault(f, path) for f in faults]
    progress.report(1.0)
    return _ordered(_rivals(rows))


def _of_candidate(candidate: Candidate) -> list[Row]:
    facts = candidate.facts
    place = facts.shown or str(facts.path.resolve())
    choices = tuple((m.role, m.score) for m in candidate.matches)
    row = Row(Entry("", place, facts.layer), crs=_crs(facts), choices=choices, facts=facts)
    return [_judged(_matched(row, m)) for m in roles_of(candidate)] or [_judged(row)]


def _matched(row: Row, match: RoleMatch) -> Row:
    entry = replace(row.entry, role=match.role, edition=row.entry.edition or edition_hint(row.facts))
    column = next((match.mapping[c] for c in EDITION_COLUMNS if c in match.mapping), "")
    return replace(row, entry=entry, layout=match.layout, score=match.score, edition_column=column, note="; ".join(match.texts()))


def _judged(row: Row) -> Row:
    """The row with its status."""
    facts, entry = row.facts, row.entry
    if facts is None:
        status = "unreadable"
    elif not entry.role:
        status = "unknown"
    elif not entry.confirmed and row.score < 1 and not any(r == entry.role and s >= SURE for r, s in row.choices):
        status = "unsure"
    elif entry.crs is None and facts.crs is None:
        status = "no_crs"
    elif facts.count == 0:
        status = "empty"
    else:
        status = "ready" if entry.edition or row.edition_column else "no_edition"
    return replace(row, status=status)


def _crs(facts: LayerFacts) -> str:
    return f"EPSG:{facts.crs.epsg}" if facts.crs and facts.crs.epsg else facts.crs_text


def _of_fault(fault: SourceInfo, path: str) -> Row:
    base = Path(path) if Path(path).is_dir() else Path(path).parent
    return Row(Entry(fault.role, str(base / fault.path)), status="unreadable", note=fault.note)


def _of_entries(entries: Sequence[Entry], base: Path, progress: Progress) -> list[Row]:
    """Rows of a saved catalogue: what the user said, with what the layers are today."""
    places: dict[str, list[LayerFacts] | str] = {}
    rows = []
    for number, entry in enumerate(entries):
        if entry.path not in places:
            places[entry.path] = opened(entry.path, base)
        layers = places[entry.path]
        whole = replace(entry, path=str((base / entry.path).resolve())) if is_file(entry.path) else entry
        named = (
            [f for f in layers if not entry.layer or f.layer.lower() == entry.layer.lower()] if isinstance(layers, list) else []
        )
        if not named:
            rows.append(Row(whole, status="unreadable", note=layers if isinstance(layers, str) else entry.layer))
            continue
        matches = recognise(named[0].layer, named[0].fields, named[0].geometry)
        row = Row(whole, crs=_crs(named[0]), choices=tuple((m.role, m.score) for m in matches), facts=named[0])
        row = with_role([row], 0, entry.role)[0] if entry.role else row
        rows.append(_judged(replace(row, entry=whole, score=1.0 if entry.confirmed else row.score)))
        progress.report((number + 1) / len(entries))
    return rows


def _rivals(rows: list[Row]) -> list[Row]:
    """Of several editions of the same ground only the newest is used, as without a catalogue."""
    result = list(rows)
    for role in {r.entry.role for r in rows if r.used}:
        group = [i for i, r in enumerate(rows) if r.used and r.entry.role == role and r.facts and r.facts.crs and r.facts.extent]
        if len(group) < 2:
            continue
        sources = {}
        for i in group:
            facts = rows[i].facts
            match = next(m for m in _matches(rows[i]) if m.role == role)
            sources[i] = source_of(facts, match, rows[group[0]].facts.crs, (), rows[i].entry, Path())
        kept = {id(s) for s in newest(list(sources.values()))}
        for i, source in sources.items():
            if id(source) not in kept:
                result[i] = replace(rows[i], status="other_edition")
    return result


def _matches(row: Row) -> list[RoleMatch]:
    facts, role = row.facts, row.entry.role
    found = recognise(facts.layer, facts.fields, facts.geometry)
    return [*found, RoleMatch(role, "", 0.0, (), roles()[role].mapping(facts.fields))]


def _ordered(rows: list[Row]) -> list[Row]:
    """By role in the order of the data file; what is not recognised comes last."""
    order = {role: i for i, role in enumerate(roles())}
    return sorted(rows, key=lambda r: (order.get(r.entry.role, len(order)), r.entry.path, r.entry.layer))


def with_role(rows: Sequence[Row], index: int, role: str) -> list[Row]:
    """The rows with another role for one of them, said by the user; '' takes the layer out of the catalogue."""
    row = rows[index]
    if row.facts is None:
        changed = replace(row, entry=replace(row.entry, role=role))
    elif not role:
        changed = _judged(
            replace(row, entry=replace(row.entry, role="", confirmed=False), layout="", score=0.0, edition_column="")
        )
    else:
        match = next(m for m in _matches(replace(row, entry=replace(row.entry, role=role))) if m.role == role)
        changed = _matched(replace(row, entry=replace(row.entry, confirmed=True)), match)
        changed = _judged(changed)
    return [*rows[:index], changed, *rows[index + 1 :]]


def with_values(rows: Sequence[Row], index: int, edition: str | None = None, publisher: str | None = None) -> list[Row]:
    """The rows with edition or publisher of one of them as the user wrote it."""
    row = rows[index]
    entry = row.entry
    if edition is not None:
        entry = replace(entry, edition=edition.strip())
    if publisher is not None:
        entry = replace(entry, publisher=publisher.strip())
    changed = replace(row, entry=entry)
    return [*rows[:index], _judged(changed) if row.status in ("ready", "no_edition") else changed, *rows[index + 1 :]]


def confirmed(rows: Sequence[Row], indices: Sequence[int] | None = None) -> list[Row]:
    """The rows with the user's yes to those with a role (all of them without ``indices``)."""
    chosen = set(range(len(rows)) if indices is None else indices)
    result = []
    for i, row in enumerate(rows):
        if i in chosen and row.entry.role and row.facts is not None and row.status != "other_edition":
            row = _judged(replace(row, entry=replace(row.entry, confirmed=True)))
        result.append(row)
    return result


def missing_editions(rows: Sequence[Row]) -> list[Row]:
    """Rows whose edition nobody knows: the user is asked, and the review reports them otherwise."""
    return [r for r in rows if r.used and not r.entry.edition and not r.edition_column]


def entries_to_save(rows: Sequence[Row]) -> list[Entry]:
    """What goes into the catalogue."""
    return [r.entry for r in rows if r.used]


__all__ = [
    "USED",
    "Row",
    "build_catalogue",
    "confirmed",
    "entries_to_save",
    "missing_editions",
    "status_text",
    "with_role",
    "with_values",
]
