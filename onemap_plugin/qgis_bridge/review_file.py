"""The review file: one GeoPackage per project, the only truth of a review.

``load`` reads all of it, ``save`` writes the parts that a step owns.  A new file is written beside its place, read back
and renamed; an existing one is updated in a single SQLite transaction, so other programs may have it open and a full
disk or a crash leaves the old content.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..core.errors import OneMapError
from ..core.review import FindingState, Review
from . import review_file_errors as errors
from . import review_file_kept as kept
from . import review_file_results as results
from . import review_file_rows as rows
from . import review_file_schema as schema
from .review_file_changes import changes_content, read_changes
from .review_file_geometry import blobs, from_blobs, register_functions
from .review_file_index import fill_index

PARCELS, FINDINGS, STATES, REVIEW, NOTES, RUNS = "parcels", "findings", "states", "review", "notes", "runs"
CHANGES = "changes"
#: ``parcels`` brings the reader's findings with it; ``review`` is overlay, conflicts, outcomes, materials and sources;
#: ``states`` and ``notes`` say that those of the ``Review`` outrank the ones in the file
PARTS = (PARCELS, FINDINGS, STATES, REVIEW, NOTES, RUNS, CHANGES)
LOCK_SECONDS = 5.0
_STATE_TABLE, _NOTE_TABLE = "finding_states", "outcome_notes"


def is_review(path: str | Path) -> bool:
    """Whether ``path`` is a review file of any version; False for a missing or foreign file, never an error."""
    try:
        with _connection(Path(path), "peek") as con:
            return bool(con.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (schema.META,)).fetchone())
    except (sqlite3.Error, OSError, OneMapError):
        return False


def load(path: str | Path) -> Review:
    """Everything in the review file.

    Raises OneMapError when there is no such file, when it is not a review file, or when a newer version wrote it.
    """
    path = Path(path)
    if not path.is_file():
        raise errors.missing(path)
    with errors.told(path), _connection(path, "read") as con:
        con.execute("BEGIN")  # one snapshot over all tables
        meta = _checked_meta(con, path)
        return _read(con, meta)


def save(path: str | Path, review: Review, parts: Collection[str] = PARTS) -> None:
    """Write the ``parts`` (names of ``PARTS``) of ``review``; the file is created when it is not there.

    States of findings (by uid) and notes of outcomes (by rule) that are in the file stay, also for findings that have
    gone, unless ``parts`` says that those of ``review`` count.  Runs are added to those in the file.
    Raises OneMapError; then the file is as it was, or still absent.
    """
    path = Path(path)
    unknown = set(parts) - set(PARTS)
    if unknown:
        raise ValueError(f"unknown parts: {sorted(unknown)}")
    with errors.told(path):
        if path.exists():
            with _connection(path, "write") as con:
                _write(con, path, review, set(parts))
        else:
            _create(path, review)


def previous_run(path: str | Path, review: Review) -> Review | None:
    """What the run before the one that ``review`` (the content of ``path``) holds had found; None when there was none.

    Its overlay rows are sums by parcel, role and code, and its outcomes have no geometry.
    """
    path = Path(path)
    with errors.told(path), _connection(path, "read") as con:
        return kept.previous(con, review)


def set_states(path: str | Path, states: Mapping[str, FindingState]) -> None:
    """Keep what the user said of findings, by uid; cheap enough for a click."""
    path = Path(path)
    with errors.told(path), _connection(path, "write") as con, _transaction(con):
        _checked_meta(con, path)
        for uid, s in states.items():
            con.execute(
                "UPDATE findings SET state = ?, reason = ?, note = ?, who = ? WHERE uid = ?",
                (s.state, s.reason, s.note, s.who, uid),
            )
        _rewrite_states(con, {**_states(con), **states})


def set_notes(path: str | Path, notes: Mapping[str, str]) -> None:
    """Keep the user's notes on outcomes, by rule."""
    path = Path(path)
    with errors.told(path), _connection(path, "write") as con, _transaction(con):
        _checked_meta(con, path)
        con.executemany("UPDATE outcomes SET user_note = ? WHERE rule = ?", [(n, r) for r, n in notes.items()])
        _rewrite_notes(con, {**_notes(con), **notes})


def drawn_parcels(path: str | Path) -> list[dict[str, Any]]:
    """The rows of the layer ``parcels`` as they are drawn: parcel_id, number, name, use (None when empty), geometry (shapely).

    An editor may have changed the outlines, which ``load`` takes from the boundary points.
    """
    path = Path(path)
    names = ("parcel_id", "number", "name", "use")
    with errors.told(path), _connection(path, "read") as con:
        held = con.execute(f"SELECT geom, {', '.join(names)} FROM parcels ORDER BY fid").fetchall()
    return [{**dict(zip(names, r[1:])), "geometry": g} for r, g in zip(held, from_blobs([r[0] for r in held]))]


# --- connection ----------------------------------------------------------------------------------------------------------


_MODES = {"peek": "ro", "read": "rw", "write": "rw", "create": "rwc"}


@contextmanager
def _connection(path: Path, purpose: str) -> Iterator[sqlite3.Connection]:
    """``purpose``: a key of ``_MODES``.  Reading opens for writing where it can, for only then can SQLite take back what a
    crashed program left half done; ``peek`` leaves a file that may not be ours wholly alone.
    """
    if purpose != "create" and not path.is_file():
        raise errors.missing(path)
    if purpose == "write" and not os.access(path, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
    name = path.resolve().as_posix()  # as_uri() would make a share (//server/x) a host, which SQLite refuses
    uri = f"file://{'' if name.startswith('/') else '/'}{quote(name, safe='/:')}?mode={_MODES[purpose]}"
    with closing(sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS, isolation_level=None)) as con:
        register_functions(con)
        yield con


@contextmanager
def _transaction(con: sqlite3.Connection) -> Iterator[None]:
    con.execute("BEGIN IMMEDIATE")
    try:
        yield
        con.execute("COMMIT")
    except BaseException:
        if con.in_transaction:
            con.execute("ROLLBACK")
        raise


def _checked_meta(con: sqlite3.Connection, path: Path) -> dict[str, str]:
    if not con.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (schema.META,)).fetchone():
        raise errors.not_a_review(path)
    meta = dict(con.execute(f"SELECT key, value FROM {schema.META}").fetchall())
    version = str(meta.get("schema", ""))
    if not version.isdigit():
        raise errors.not_a_review(path)
    if int(version) > schema.SCHEMA_VERSION:
        raise errors.newer_schema(path, version, schema.SCHEMA_VERSION)
    return meta


# --- reading -------------------------------------------------------------------------------------------------------------


def _read(con: sqlite3.Connection, meta: Mapping[str, str]) -> Review:
    parcel_rows = _rows(con, "parcels", "seq IS NULL, seq, fid")  # a copy that an editor pasted comes behind its original
    points = con.execute(
        "SELECT parcel_id, ring_index, ring, label, x_north, y_east, source_line, columns FROM boundary_points ORDER BY fid"
    )
    found = rows.read_findings(_rows(con, "findings", "seq"))
    parcels = rows.read_set(meta, rows.read_parcels(parcel_rows, points), tuple(f for origin, f in found if origin == "read"))
    overlay = [pair for name in ("overlay", "overlay_lines", "overlay_points") for pair in _features(con, name)]
    return Review(
        parcels,
        rows.read_measures(parcel_rows),
        tuple(f for _, f in found),
        _states(con),
        results.read_overlay(overlay),
        results.read_conflicts(_features(con, "conflicts")),
        results.read_outcomes(_features(con, "outcomes")),
        _notes(con),
        results.read_materials(_rows(con, "materials", "seq")),
        results.read_sources(_rows(con, "sources", "seq")),
        results.read_runs(_rows(con, "runs", "fid")),
        rows.parse(meta.get("project"), {}),
        read_changes(_rows(con, CHANGES, "fid")),
        results.read_closures(_rows(con, "closures", "seq")),
    )


def _rows(con: sqlite3.Connection, name: str, order: str) -> list[dict[str, Any]]:
    """All rows by column; a table or column that an older version did not know yet is empty."""
    names = schema.BY_NAME[name].names
    held = {r[1] for r in con.execute(f"PRAGMA table_info({name})")}
    if not held:
        return []
    quoted = ", ".join(f'"{n}"' if n in held else "NULL" for n in names)
    return [dict(zip(names, r)) for r in con.execute(f"SELECT {quoted} FROM {name} ORDER BY {order}")]


def _features(con: sqlite3.Connection, name: str) -> list[tuple[dict[str, Any], Any]]:
    geometry = [r[0] for r in con.execute(f"SELECT geom FROM {name} ORDER BY seq")]
    return list(zip(_rows(con, name, "seq"), from_blobs(geometry)))


def _states(con: sqlite3.Connection) -> dict[str, FindingState]:
    """By uid; the findings table outranks the memory of former findings, for other programs may edit it."""
    held: dict[str, FindingState] = {}
    for table in (_STATE_TABLE, "findings"):
        for uid, state, *texts in con.execute(f"SELECT uid, state, reason, note, who FROM {table}"):
            held[uid] = FindingState(state or "open", *(t or "" for t in texts))
    return {u: s for u, s in held.items() if s != FindingState()}


def _notes(con: sqlite3.Connection) -> dict[str, str]:
    notes = dict(con.execute(f"SELECT rule, user_note FROM {_NOTE_TABLE}").fetchall())
    notes.update(con.execute("SELECT rule, user_note FROM outcomes").fetchall())
    return {rule: note for rule, note in notes.items() if note}


# --- writing -------------------------------------------------------------------------------------------------------------


def _create(path: Path, review: Review) -> None:
    """Write beside, read back, rename; a file that appeared meanwhile is not overwritten."""
    if not path.parent.is_dir():
        raise FileNotFoundError(2, "No such file or directory", str(path.parent))
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with _connection(beside, "create") as con:
            con.execute("PRAGMA synchronous = OFF")  # nobody sees the file before it is whole; it is flushed below
            con.execute("PRAGMA journal_mode = MEMORY")
            with _transaction(con):
                schema.create_frame(con, schema.has_rtree(con))
                con.executemany(
                    f"INSERT INTO {schema.META} (key, value) VALUES (?, ?)",
                    [("schema", str(schema.SCHEMA_VERSION)), ("review", uuid.uuid4().hex)],
                )
                _write_parts(con, review, set(PARTS))
            count = con.execute("SELECT count(*) FROM parcels").fetchone()[0]
            if count != len(review.parcels.parcels) or con.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("the file read back differs: malformed")
        with open(beside, "rb+") as f:
            os.fsync(f.fileno())
        if path.exists():
            raise FileExistsError(17, "File exists", str(path))
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _write(con: sqlite3.Connection, path: Path, review: Review, parts: set[str]) -> None:
    with _transaction(con):
        meta = _checked_meta(con, path)
        schema.complete(con)
        if REVIEW in parts and kept.is_empty(con):  # of an older version: what is replaced now is the run before
            kept.keep(con, _read(con, meta))
        _write_parts(con, review, parts)
    with suppress(sqlite3.OperationalError):  # all is written; this only brings it from QGIS's side file into the file itself,
        con.execute("PRAGMA wal_checkpoint(PASSIVE)")  # so that a copy of the one file is complete


def _write_parts(con: sqlite3.Connection, review: Review, parts: set[str]) -> None:
    srs_id = _write_header(con, review) if PARCELS in parts else _srs_of(con)
    states = {**review.states, **_states(con)} if STATES not in parts else {**_states(con), **review.states}
    notes = {**review.notes, **_notes(con)} if NOTES not in parts else {**_notes(con), **review.notes}
    if PARCELS in parts:
        _replace(con, "parcels", rows.parcels_content(review.parcels.parcels, review.measures), srs_id)
        _replace(con, "boundary_points", rows.points_content(review.parcels), srs_id)
        _replace(con, "boundary_lines", rows.lines_content(review.parcels), srs_id)
    if parts & {PARCELS, FINDINGS, STATES}:
        _replace(con, "findings", rows.findings_content(review, states), srs_id)
        _rewrite_states(con, states)
    if REVIEW in parts:
        _write_meta(con, {"project": rows.dump(dict(review.project))})
        for name, content in results.overlay_content(review.overlay).items():
            _replace(con, name, content, srs_id)
        _replace(con, "conflicts", results.conflicts_content(review.conflicts), srs_id)
        _replace(con, "materials", results.materials_content(review.materials), srs_id)
        _replace(con, "sources", results.sources_content(review.sources, schema.BY_NAME["sources"].names), srs_id)
        _replace(con, "closures", results.closures_content(review.closures), srs_id)
        kept.keep(con, replace(review, states=states))
    if parts & {REVIEW, NOTES}:
        _replace(con, "outcomes", results.outcomes_content(review.outcomes, notes), srs_id)
        _rewrite_notes(con, notes)
    if CHANGES in parts:
        _replace(con, CHANGES, changes_content(review.changes), srs_id)
    if RUNS in parts:
        held = set(con.execute("SELECT step, started FROM runs"))
        _insert(con, "runs", results.runs_content([r for r in review.runs if (r.step, r.started) not in held]), srs_id, [])


def _rewrite_states(con: sqlite3.Connection, states: Mapping[str, FindingState]) -> None:
    kept = [(u, s.state, s.reason, s.note, s.who) for u, s in states.items() if s != FindingState()]
    _replace(con, _STATE_TABLE, (kept, []), 0)


def _rewrite_notes(con: sqlite3.Connection, notes: Mapping[str, str]) -> None:
    _replace(con, _NOTE_TABLE, ([(r, n) for r, n in notes.items() if n], []), 0)


def _write_header(con: sqlite3.Connection, review: Review) -> int:
    epsg = review.parcels.crs.epsg
    before, srs_id = _srs_of(con), epsg or -1
    _write_meta(con, rows.header_of(review.parcels))
    if srs_id != before:
        name, wkt = _srs_definition(epsg) if epsg else ("", "")
        schema.set_srs(con, srs_id, name, wkt)
    return srs_id


def _write_meta(con: sqlite3.Connection, values: Mapping[str, str]) -> None:
    con.execute(f"DELETE FROM {schema.META} WHERE key IN ({','.join('?' * len(values))})", list(values))
    con.executemany(f"INSERT INTO {schema.META} (key, value) VALUES (?, ?)", list(values.items()))


@lru_cache(maxsize=8)
def _srs_definition(epsg: int) -> tuple[str, str]:
    """(name, WKT 1 as GeoPackage wants it) of an EPSG code."""
    from osgeo import osr

    srs = osr.SpatialReference()
    if srs.ImportFromEPSG(epsg) != 0:
        return f"EPSG:{epsg}", "undefined"
    return srs.GetName() or f"EPSG:{epsg}", srs.ExportToWkt()


def _srs_of(con: sqlite3.Connection) -> int:
    return int(con.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'parcels'").fetchone()[0])


def _replace(con: sqlite3.Connection, name: str, content: rows.Content, srs_id: int) -> None:
    """New content for a table.  Rows with a known key keep their feature id, so what is selected elsewhere stays selected."""
    table = schema.BY_NAME[name]
    fids = _kept_fids(con, table, content[0])
    indexed = bool(table.geometry) and _is_indexed(con, table)
    if indexed:
        schema.drop_triggers(con, table)
    con.execute(f"DELETE FROM {name}")
    _insert(con, name, content, srs_id, fids, indexed)
    if indexed:
        schema.create_triggers(con, table)


def _is_indexed(con: sqlite3.Connection, table: schema.Table) -> bool:
    return bool(con.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (schema.index_name(table),)).fetchone())


def _kept_fids(con: sqlite3.Connection, table: schema.Table, new: Iterable[tuple[Any, ...]]) -> list[int]:
    new = list(new)
    held: dict[tuple[Any, ...], int] = {}
    top = con.execute(f"SELECT coalesce(max(fid), 0) FROM {table.name}").fetchone()[0]
    if table.key:
        held = {tuple(r[1:]): r[0] for r in con.execute(f"SELECT fid, {', '.join(table.key)} FROM {table.name}")}
    at = [table.names.index(k) for k in table.key]
    fids = []
    for row in new:
        fid = held.pop(tuple(row[i] for i in at), None) if at else None
        if fid is None:
            top += 1
            fid = top
        fids.append(fid)
    return fids


def _insert(
    con: sqlite3.Connection, name: str, content: rows.Content, srs_id: int, fids: list[int], indexed: bool = False
) -> None:
    table, (values, geometries) = schema.BY_NAME[name], content
    names = [f'"{n}"' for n in table.names]
    columns: list[Any] = [fids] if fids else []
    names = (["fid"] if fids else []) + (["geom"] if table.geometry else []) + names
    if table.geometry:
        columns.append(blobs(geometries, srs_id))
    lead = zip(*columns) if columns else iter([()] * len(values))
    con.executemany(
        f"INSERT INTO {name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", (a + b for a, b in zip(lead, values))
    )
    if table.geometry:
        if indexed:
            fill_index(con, schema.index_name(table), fids, geometries)
        extent = _extent(geometries)
        con.execute("UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?", (*extent, name))
    con.execute("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now') WHERE table_name = ?", (name,))


def _extent(geometries: Sequence[Any]) -> tuple[float | None, ...]:
    import numpy as np
    import shapely

    extent = shapely.total_bounds(np.asarray(geometries, dtype=object)) if len(geometries) else np.full(4, np.nan)
    return tuple(extent.tolist()) if np.isfinite(extent).all() else (None,) * 4
