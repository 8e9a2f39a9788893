"""Opening a one map: a folder, a GeoPackage, one file of any format, or a catalogue file.

Layers are recognised by name, fields and geometry; what the catalogue says goes before what was recognised.  Every role
that was asked for and not found, or found and not usable, comes back as a ``SourceInfo`` that says so.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..core.coordinates.planes import move_boxes, relation, to_plane
from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP, tell, together
from ..core.onemap.model import ObjectArray, PatchBatch, PatchCut, SourceInfo
from ..core.onemap.recognise import RoleMatch, recognise
from ..core.onemap.result import as_text
from ..core.onemap.roles import layouts, roles
from ..core.parcels import ParcelCrs
from .onemap_catalogue import Entry, read_catalogue
from .onemap_layers import LayerFacts, edition_hint, find_files, layers_of
from .onemap_places import PROJECT, is_file, is_postgis, place_name
from .onemap_readers import CuttingReader, Reader, reader_for

_NOT_FOUND = QT_TRANSLATE_NOOP("onemap", "no layer of this role was found")
_MAYBE = QT_TRANSLATE_NOOP("onemap", "no layer of this role was found for sure; perhaps it is {layers}")
_NO_CRS = QT_TRANSLATE_NOOP("onemap", "the layer does not say its coordinate system; give it in the catalogue (crs: EPSG:…)")
_ODD_CRS = QT_TRANSLATE_NOOP("onemap", "its coordinate system ({crs}) is no Gauss-Krüger zone and no degrees of a known datum")
_PARCEL_CRS = QT_TRANSLATE_NOOP("onemap", "the coordinate system of the parcels is not known")
_DATUM = QT_TRANSLATE_NOOP(
    "onemap",
    "the layer is in {theirs}, the parcels are in {ours}: the way between them needs the parameters of your survey office; "
    "transform the layer there first",
)
_UNREADABLE = QT_TRANSLATE_NOOP("onemap", "{file} cannot be opened: {reason}")
_NOT_READ = QT_TRANSLATE_NOOP("onemap", "files that could not be opened and may hold it: {files}")
_NOTHING_READ = QT_TRANSLATE_NOOP("errors", "Check that the file is complete, not locked, and that you may read it.")
_FAULTY = "*"  # in place of a role: files that could not be opened, so that nobody knows what is in them
_OLDER = QT_TRANSLATE_NOOP("onemap", "other data of the same ground is there too and was not used: {layers}")
_NO_DRIVER = QT_TRANSLATE_NOOP("errors", "The Python library psycopg2, which speaks with PostgreSQL, is missing.")
_NO_DRIVER_HINT = QT_TRANSLATE_NOOP("errors", "It comes with QGIS; install it for the Python of QGIS.")
_GONE = QT_TRANSLATE_NOOP("errors", "The layer {layer} can no longer be read: {reason}")
_GONE_HINT = QT_TRANSLATE_NOOP("errors", "Check that the file is still there and not in use, then run the review again.")

#: faults of files that make one layer unusable, never the whole run
FILE_ERRORS: tuple[type[Exception], ...] = (OSError, RuntimeError, sqlite3.Error, ValueError, KeyError)


@dataclass(frozen=True)
class Candidate:
    """One layer with the roles it may have, the likeliest first: what the user confirms or corrects."""

    facts: LayerFacts
    matches: tuple[RoleMatch, ...]


class LayerSource:
    """Patches of one role from one layer of a file (a ``PatchSource``).

    extent: box of all its data in the parcels' plane.  count: 0 for an empty layer, -1 when unknown.  edition_hint: year in
    description or file name, for when the data itself does not say.
    """

    def __init__(
        self,
        info: SourceInfo,
        facts: LayerFacts,
        match: RoleMatch,
        crs: ParcelCrs,
        own_crs: ParcelCrs,
        columns: Iterable[str] = (),
    ) -> None:
        self.info, self.facts, self.match = info, facts, match
        self.count, self.edition_hint = facts.count, edition_hint(facts)
        self._crs, self._own = crs, own_crs
        self._columns = tuple(columns)
        self._reader: Reader = reader_for(facts)
        self.extent = None
        if facts.extent is not None:
            self.extent = tuple(float(v) for v in move_boxes(np.array([facts.extent]), own_crs, crs)[0])

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()

    def read(self, boxes: npt.NDArray[np.float64], columns: Sequence[str]) -> PatchBatch:
        """See ``PatchSource.read``.  Rows of other roles of the same layer are left out, constants of the layout put in."""
        mapping, condition_field, fields = self._asked(columns)
        try:
            geometry, fid, values = self._reader.read(move_boxes(boxes, self._crs, self._own), fields)
        except FILE_ERRORS as error:
            raise OneMapError(
                _GONE, hint=_GONE_HINT, file=self.facts.path.name, layer=self.facts.layer, reason=_reason(error)
            ) from error
        if condition_field:
            keep = _where(values, condition_field, self.match.where)
            geometry, fid = geometry[keep], fid[keep]
            values = {name: v[keep] for name, v in values.items()}
        found = self._named(mapping, values, len(fid))
        usable = ~shapely.is_missing(geometry)
        geometry[usable] = to_plane(geometry[usable], self._own, self._crs)
        return PatchBatch(geometry, fid, found)

    def watch(self, check: Callable[[], None]) -> None:
        """See ``WatchingSource``: a database looks for cancel while it is asked."""
        if isinstance(self._reader, CuttingReader):
            self._reader.watch(check)

    def cut(
        self,
        parcels: ObjectArray,
        crs: ParcelCrs,
        boxes: npt.NDArray[np.float64],
        owner: npt.NDArray[np.int64],
        columns: Sequence[str],
        check: Callable[[], None],
    ) -> PatchCut | None:
        """See ``CuttingSource``: on the server of a PostGIS layer whose plane is that of the parcels but for the prefix."""
        if not isinstance(self._reader, CuttingReader) or relation(self._own, crs) not in ("same", "prefix"):
            return None
        mapping, condition_field, fields = self._asked(columns)
        found = self._reader.cut(to_plane(parcels, crs, self._own), fields, check)
        if found is None:
            return None
        if condition_field:
            found = _only(found, _where(found.columns, condition_field, self.match.where))
        named = self._named(mapping, found.columns, len(found.fid))
        return replace(found, geometry=to_plane(found.geometry, self._own, crs), columns=named)

    def _asked(self, columns: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...], list[str]]:
        """Canonical column -> field, the field that rows of the role are told by, and all fields to read."""
        wanted = dict.fromkeys((*columns, *self._columns))
        mapping = {c: self.match.mapping[c] for c in wanted if c in self.match.mapping}
        condition_field = self._condition_field()
        return mapping, condition_field, list(dict.fromkeys([*mapping.values(), *filter(None, condition_field)]))

    def _named(self, mapping: Mapping[str, str], values: Mapping[str, ObjectArray], count: int) -> dict[str, ObjectArray]:
        """Values by canonical column, with the constants of the layout."""
        found = {column: values[name] for column, name in mapping.items()}
        for column, value in self.match.constants.items():
            if column not in found:
                found[column] = np.full(count, value, dtype=object)
        return found

    def _condition_field(self) -> tuple[str, ...]:
        """Fields that say which rows are of the role, in the order of the conditions."""
        names = [str(c["field"]).upper() for c in _conditions(self.match.where)]
        return tuple(next((f for f in self.facts.fields if f.upper() == name), "") for name in names)


def _only(found: PatchCut, keep: npt.NDArray[np.bool_]) -> PatchCut:
    """The cut without the patches that are not kept."""
    place = np.cumsum(keep) - 1
    pieces = keep[found.patch]
    return PatchCut(
        found.parcel[pieces],
        place[found.patch[pieces]],
        found.geometry[pieces],
        found.fid[keep],
        {name: values[keep] for name, values in found.columns.items()},
        place[found.repaired[keep[found.repaired]]],
    )


def _conditions(where: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """A condition and those that stand beside it under ``or``."""
    return [where, *_conditions(where["or"])] if "or" in where else [where] if where else []


def _where(values: Mapping[str, ObjectArray], fields: Sequence[str], where: Mapping[str, Any]) -> npt.NDArray[np.bool_]:
    """Which rows any of the conditions keeps; one whose field the layer lacks keeps none."""
    kept = [_holds(values[name], condition) for name, condition in zip(fields, _conditions(where)) if name]
    return np.asarray(np.logical_or.reduce(kept))


def _holds(values: ObjectArray, condition: Mapping[str, Any]) -> npt.NDArray[np.bool_]:
    texts = [as_text(v) for v in values]
    if "prefixes" in condition:
        return np.array([t.startswith(tuple(condition["prefixes"])) for t in texts], dtype=bool)
    if "not_prefixes" in condition:
        return np.array([not t.startswith(tuple(condition["not_prefixes"])) for t in texts], dtype=bool)
    return np.array([t not in ("", "0") for t in texts], dtype=bool)


def scan_onemap(path: str) -> tuple[list[Candidate], list[SourceInfo]]:
    """Every vector layer under ``path`` with its possible roles, and the files that could not be opened.

    path: as for ``open_onemap``, but for catalogues.  OneMapError when a database cannot be entered.
    """
    if path == PROJECT:
        return project_candidates(), []
    if not is_file(path):
        return [Candidate(f, tuple(recognise(f.layer, f.fields, f.geometry) or _by_file(f))) for f in layers_at(path)], []
    here = Path(path)
    files = find_files(here) if here.is_dir() and here.suffix.lower() != ".gdb" else [here]
    candidates, faults = [], []
    for file in files:
        try:
            candidates += [Candidate(f, tuple(recognise(f.layer, f.fields, f.geometry) or _by_file(f))) for f in layers_of(file)]
        except FILE_ERRORS as error:
            match = next(iter(recognise(file.stem, ())), None)
            note = tell("onemap", _UNREADABLE, file=file.name, reason=_reason(error))
            faults.append(SourceInfo(match.role if match else "", _shown(file, here), status="unreadable", note=note))
    return candidates, faults


def layers_at(path: str, base: Path | None = None) -> list[LayerFacts]:
    """Layers of one place: a file (relative to ``base``), a PostGIS schema or a layer of the project."""
    if is_postgis(path):
        try:
            from .onemap_postgis import postgis_layers
        except ImportError as error:
            raise OneMapError(_NO_DRIVER, hint=_NO_DRIVER_HINT) from error
        return postgis_layers(path)
    if not is_file(path):
        from .onemap_project import project_layer

        return [project_layer(path)]
    file = ((base or Path()) / path).resolve()
    if not file.exists():
        raise FileNotFoundError(file.name)
    return layers_of(file)


def project_candidates() -> list[Candidate]:
    """Layers of the open project, recognised by the name that the user gave them or by the one of their source."""
    from .onemap_project import project_layers

    found = []
    for name, facts in project_layers():
        given, own = recognise(name, facts.fields, facts.geometry), recognise(facts.layer, facts.fields, facts.geometry)
        best = given if given and (not own or given[0].score >= own[0].score) else own
        found.append(Candidate(facts, tuple(best)))
    return found


def _by_file(facts: LayerFacts) -> list[RoleMatch]:
    """A layer with a name that says nothing is recognised by the file it is in or by its description."""
    for name in (facts.path.stem, facts.description):
        found = recognise(name, facts.fields, facts.geometry) if name else []
        if found:
            return found
    return []


def open_onemap(
    path: str, roles_wanted: Mapping[str, Iterable[str]] | Iterable[str], crs: ParcelCrs
) -> list[LayerSource | SourceInfo]:
    """Sources of the wanted roles for parcels in ``crs``, and a SourceInfo for every wanted role without a usable layer.

    path: a folder, a GeoPackage or other vector file, a catalogue (.yaml), a PostGIS schema (``postgis:service=… schema=…``,
    never with a password), or 'project' for the catalogue saved in the open project, else its layers; '' gives no source.
    roles_wanted: role ids, or role id -> canonical columns that rules need; empty for all roles.
    Raises OneMapError when the catalogue or the database cannot be read at all; a bad layer becomes a SourceInfo.
    """
    columns = (
        {r: tuple(c) for r, c in roles_wanted.items()} if isinstance(roles_wanted, Mapping) else dict.fromkeys(roles_wanted, ())
    )
    columns = {r: c for r, c in columns.items() if r in roles()} or dict.fromkeys(roles(), ())
    if not path:
        return [SourceInfo(role, status="missing", note=tell("onemap", _NOT_FOUND)) for role in columns]
    entries, base = _entries(path)
    if entries:
        found, guesses = _from_catalogue(entries, base, columns, crs)
    else:
        found, guesses = _from_layers(path, columns, crs)
    have = {s.role if isinstance(s, SourceInfo) else s.info.role for s in found}
    for role in columns:
        if role not in have:
            names, faulty = ", ".join(guesses.get(role, ())), ", ".join(guesses.get(_FAULTY, ()))
            note = tell("onemap", _MAYBE, layers=names) if names else tell("onemap", _NOT_FOUND)
            note = together((note, tell("onemap", _NOT_READ, files=faulty))) if faulty else note
            found.append(SourceInfo(role, status="missing", note=note))
    order = {role: i for i, role in enumerate(columns)}
    return sorted(found, key=lambda s: order[s.role if isinstance(s, SourceInfo) else s.info.role])


def _entries(path: str) -> tuple[list[Entry], Path]:
    """Entries of a catalogue file, or of the catalogue saved in the project, and the folder that its paths start from."""
    if path == PROJECT:
        from .onemap_project import project_home, read_project_catalogue

        return read_project_catalogue(), project_home()
    here = Path(path)
    is_catalogue = is_file(path) and here.suffix.lower() in (".yaml", ".yml")
    return (read_catalogue(here) if is_catalogue else []), here.parent


def _from_layers(
    path: str, columns: Mapping[str, tuple[str, ...]], crs: ParcelCrs
) -> tuple[list[LayerSource | SourceInfo], dict[str, list[str]]]:
    here = Path(path)
    candidates, faults = scan_onemap(path)
    if faults and not candidates and not any(f.role in columns for f in faults):
        raise OneMapError("{note}", hint=_NOTHING_READ, note=faults[0].note)
    found: list[LayerSource | SourceInfo] = [f for f in faults if f.role in columns]
    guesses = {_FAULTY: [f.path for f in faults if f.role not in columns]}
    base = here if here.is_dir() else here.parent
    by_role: dict[str, list[tuple[Candidate, RoleMatch]]] = {}
    for candidate in candidates:
        for match in roles_of(candidate):
            if match.role in columns and match.sure:
                by_role.setdefault(match.role, []).append((candidate, match))
            elif match.role in columns:
                guesses.setdefault(match.role, []).append(candidate.facts.layer)
    for role, options in by_role.items():
        made = [source_of(c.facts, m, crs, columns[role], Entry(role), base) for c, m in options]
        found += newest(made)
    return found, guesses


def roles_of(candidate: Candidate) -> list[RoleMatch]:
    """The best role, and the others of the same layout when one layer holds several (forest, grassland and wetland)."""
    if not candidate.matches:
        return []
    best = candidate.matches[0]
    if not best.where:
        return [best]
    return [m for m in candidate.matches if m.layout == best.layout and m.where]


def _from_catalogue(
    entries: Sequence[Entry], base: Path, columns: Mapping[str, tuple[str, ...]], crs: ParcelCrs
) -> tuple[list[LayerSource | SourceInfo], dict[str, list[str]]]:
    found: list[LayerSource | SourceInfo] = []
    places: dict[str, list[LayerFacts] | str] = {}
    for entry in entries:
        if entry.role not in columns:
            continue
        if entry.path not in places:
            places[entry.path] = opened(entry.path, base)
        layers = places[entry.path]
        if not isinstance(layers, str):
            facts = next((f for f in layers if not entry.layer or f.layer.lower() == entry.layer.lower()), None)
            if facts is not None:
                found.append(source_of(facts, _match_of(entry, facts), crs, columns[entry.role], entry, base))
                continue
            reason = _reason(KeyError(entry.layer))
            layers = tell("onemap", _UNREADABLE, file=place_name(entry.path), reason=reason)
        shown = entry.path if not os.path.isabs(entry.path) else place_name(entry.path)
        info = SourceInfo(entry.role, shown, entry.layer, status="unreadable", note=layers)
        found.append(replace(info, edition=entry.edition, publisher=entry.publisher))
    return found, {}


def opened(path: str, base: Path) -> list[LayerFacts] | str:
    """The layers of a place, or why it cannot be opened."""
    try:
        return layers_at(path, base)
    except OneMapError as error:
        return error.told()
    except FILE_ERRORS as error:
        return tell("onemap", _UNREADABLE, file=place_name(path), reason=_reason(error))


def _match_of(entry: Entry, facts: LayerFacts) -> RoleMatch:
    """The role that the catalogue says, with the layout and fields that were recognised and the fields it names itself."""
    known = next((m for m in recognise(facts.layer, facts.fields, facts.geometry) if m.role == entry.role), None)
    match = known or RoleMatch(entry.role, "", 1.0, (), roles()[entry.role].mapping(facts.fields))
    names = {f.upper(): f for f in facts.fields}
    own = {column: names[field.upper()] for column, field in entry.fields.items() if field.upper() in names}
    return replace(match, score=1.0, mapping={**match.mapping, **own}, constants={**match.constants, **entry.constants})


def source_of(
    facts: LayerFacts, match: RoleMatch, crs: ParcelCrs, columns: Iterable[str], entry: Entry, base: Path
) -> LayerSource | SourceInfo:
    """A usable source, or the SourceInfo that says why the layer is not."""
    own = entry.crs or facts.crs
    info = SourceInfo(
        match.role,
        facts.shown or _shown(facts.path, base),
        facts.layer,
        match.layout,
        entry.edition,
        entry.publisher,
        f"EPSG:{own.epsg}" if own and own.epsg else facts.crs_text,
    )
    if own is None:
        note = tell("onemap", _ODD_CRS, crs=facts.crs_text) if facts.has_crs else tell("onemap", _NO_CRS)
        return replace(info, status="no_crs", note=note)
    how = relation(own, crs)
    if how == "datum_differs":
        return replace(info, status="datum_differs", note=tell("onemap", _DATUM, theirs=own.datum, ours=crs.datum))
    if how == "no_crs":
        return replace(info, status="no_crs", note=tell("onemap", _PARCEL_CRS))
    return LayerSource(info, facts, match, crs, own, columns)


def newest(made: list[LayerSource | SourceInfo]) -> list[LayerSource | SourceInfo]:
    """Of layers with one layout on the same ground only the newest edition; layers side by side all stay.

    A layer that covers the land is there once for each place: the first of the published layouts goes before update
    layers and finer divisions.
    """
    kept: list[LayerSource | SourceInfo] = [s for s in made if isinstance(s, SourceInfo)]
    live = sorted((s for s in made if isinstance(s, LayerSource)), key=lambda s: s.edition_hint, reverse=True)
    live.sort(key=_layout_rank)
    chosen: list[LayerSource] = []
    for source in live:
        rival = next((c for c in chosen if _same_ground(c, source)), None)
        if rival is None:
            chosen.append(source)
            continue
        older = f"{source.facts.layer} ({source.edition_hint or '?'})"
        text = tell("onemap", _OLDER, layers=older)
        rival.info = replace(rival.info, note=together((rival.info.note, text)))
    return [*chosen, *kept]


def _layout_rank(source: LayerSource) -> int:
    """Place of the layout in the data file for roles that cover the land, 0 for all others."""
    if not roles()[source.info.role].covers:
        return 0
    order = [layout.id for layout in layouts()[0]]
    return order.index(source.match.layout) if source.match.layout in order else len(order)


def _same_ground(a: LayerSource, b: LayerSource) -> bool:
    """Whether both show the same ground so that only one of them may count."""
    if a.extent is None or b.extent is None:
        return False
    rivals = a.match.layout == b.match.layout and a.edition_hint != b.edition_hint
    if not rivals and not roles()[a.info.role].covers:
        return False
    first, second = shapely.box(*a.extent), shapely.box(*b.extent)
    smaller = min(first.area, second.area)
    return bool(smaller > 0 and first.intersection(second).area > 0.5 * smaller)


def _shown(path: Path, base: Path) -> str:
    """The path as the user may see and share it: relative to the one map, never with folders of this machine."""
    try:
        return path.resolve().relative_to(base.resolve()).as_posix()
    except ValueError:
        return path.name


def _reason(error: Exception) -> str:
    """GDAL's or SQLite's words without folders of this machine."""
    if isinstance(error, FileNotFoundError):
        return tell("onemap", QT_TRANSLATE_NOOP("onemap", "the file is not there"))
    if isinstance(error, KeyError):
        return tell("onemap", QT_TRANSLATE_NOOP("onemap", "it has no layer {layer}"), layer=str(error).strip("'"))
    words = [w.rsplit("/", 1)[-1].rsplit("\\", 1)[-1] for w in str(error).split()]
    return " ".join(words) or type(error).__name__


__all__ = [
    "Candidate",
    "LayerSource",
    "layers_at",
    "newest",
    "open_onemap",
    "opened",
    "roles_of",
    "scan_onemap",
    "source_of",
]
