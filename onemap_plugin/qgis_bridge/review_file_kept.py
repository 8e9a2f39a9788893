"""Results of the last two review runs, kept small in the review file, so that a re-run can tell what changed.

One row for each of the two runs: a compressed JSON of what ``core.review_diff`` compares, without geometry of the evidence,
without notes and without persons.  The row of a run is written in the transaction that writes its results.
"""

from __future__ import annotations

import dataclasses
import logging
import sqlite3
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely

from ..core.approvals.model import Material, Outcome
from ..core.coordinates.measures import ParcelMeasures
from ..core.findings import Finding, Severity
from ..core.onemap.model import ConflictRow, OverlayRow, SourceInfo
from ..core.parcels import Parcel, ParcelCrs, ParcelSet, Ring
from ..core.review import FindingState, Review, Run
from ..core.review_diff import reviewed, summed
from .review_file_geometry import place_text
from .review_file_rows import dump, parse

LOG = logging.getLogger(__name__)
TABLE = "kept_runs"
#: this run and the one before
GENERATIONS = 2
_PARCEL = ("parcel_id", "number", "name", "use", "land_class")
_FINDING = ("rule", "message", "parcel_id", "source_file", "source_line", "key")
_AREA = ("parcel_id", "role", "code", "name", "three_class", "area_m2", "area_ha", "length_m", "distance_m", "count", "edition")
_TUPLES = ("roles", "editions", "parcels", "approvals")


def keep(con: sqlite3.Connection, review: Review) -> None:
    """Keep the results of ``review`` as those of its last review run; nothing when it was not laid over the one map."""
    if not reviewed(review):
        return
    started = last_run(review)
    con.execute(f"DELETE FROM {TABLE} WHERE started = ?", (started,))
    content = zlib.compress(dump(_content(review)).encode("utf-8"), 1)
    con.execute(f"INSERT INTO {TABLE} (started, content) VALUES (?, ?)", (started, content))
    con.execute(f"DELETE FROM {TABLE} WHERE fid NOT IN (SELECT fid FROM {TABLE} ORDER BY fid DESC LIMIT {GENERATIONS})")


def is_empty(con: sqlite3.Connection) -> bool:
    """Whether no run is kept: a new file, or one of an older version."""
    return not con.execute(f"SELECT 1 FROM {TABLE} LIMIT 1").fetchone()


def previous(con: sqlite3.Connection, review: Review) -> Review | None:
    """What the run before the one that ``review`` holds had found; None when there was none (or it cannot be read).

    A review whose results were cleared (changed parcels) is behind its last run: that one is the previous.
    """
    if not con.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (TABLE,)).fetchone():
        return None
    own = last_run(review) if reviewed(review) else None
    rows = con.execute(f"SELECT started, content FROM {TABLE} ORDER BY fid DESC").fetchall()
    content = next((c for started, c in rows if started != own), None)
    if content is None:
        return None
    try:
        return _review(parse(zlib.decompress(content).decode("utf-8"), {}))
    except (zlib.error, ValueError, KeyError, TypeError) as error:  # damaged: the review itself is whole
        LOG.warning("the last run kept in the review file cannot be read: %s", error)
        return None


def last_run(review: Review) -> str:
    """When the results of the one map were made; '' when no run says so."""
    return next((r.started for r in reversed(review.runs) if r.step == "review"), "")


def _content(review: Review) -> dict[str, Any]:
    return {
        "crs": dataclasses.asdict(review.parcels.crs),
        "parcels": [
            {**{n: getattr(p, n) for n in _PARCEL}, "rings": [r.xy.tolist() for r in p.rings]} for p in review.parcels.parcels
        ],
        "measures": {k: dataclasses.asdict(m) for k, m in review.measures.items()},
        "findings": [_finding(f, review.states.get(f.uid, FindingState())) for f in review.findings],
        "overlay": [[getattr(r, n) for n in _AREA] for r in summed(review.overlay)],
        "conflicts": [_plain(c) for c in review.conflicts],
        "outcomes": [{**_plain(o), "extra": {}} for o in review.outcomes],
        "materials": [_plain(m) for m in review.materials],
        "sources": [_plain(s) for s in review.sources],
        "project": dict(review.project),
        "run": {"step": "review", "started": last_run(review), "seconds": 0.0},
    }


def _plain(item: Any) -> dict[str, Any]:
    return {f.name: getattr(item, f.name) for f in dataclasses.fields(item) if f.name != "geometry"}


def _finding(f: Finding, state: FindingState) -> dict[str, Any]:
    place = place_text(f.geometry)
    plain = {n: getattr(f, n) for n in _FINDING}
    return {**plain, "severity": f.severity.value, "params": dict(f.params), "place": place, "state": state.state}


def _review(c: Mapping[str, Any]) -> Review:
    found = [
        Finding(
            **{n: f[n] for n in _FINDING},
            severity=Severity(f["severity"]),
            params=f["params"],
            geometry=shapely.from_wkt(f["place"]) if f["place"] else None,
        )
        for f in c["findings"]
    ]
    states = {f.uid: FindingState(row["state"]) for f, row in zip(found, c["findings"])}
    return Review(
        ParcelSet(tuple(_parcel(p) for p in c["parcels"]), ParcelCrs(**c["crs"])),
        {k: ParcelMeasures(**m) for k, m in c["measures"].items()},
        tuple(found),
        states,
        tuple(OverlayRow(**dict(zip(_AREA, row))) for row in c["overlay"]),
        tuple(ConflictRow(**row) for row in c["conflicts"]),
        tuple(_outcome(row) for row in c["outcomes"]),
        {},
        tuple(Material(**{**row, "approvals": tuple(row["approvals"])}) for row in c["materials"]),
        tuple(SourceInfo(**row) for row in c["sources"]),
        (Run(**c["run"]),),
        c["project"],
    )


def _outcome(row: Mapping[str, Any]) -> Outcome:
    values: dict[str, Any] = {k: tuple(v) if k in _TUPLES else v for k, v in row.items()}
    return Outcome(**values)


def _parcel(row: Mapping[str, Any]) -> Parcel:
    rings = []
    for number, xy in enumerate(row["rings"], 1):
        points = np.array(xy, dtype=np.float64).reshape(-1, 2)
        rings.append(Ring(number, ("",) * len(points), points))
    return Parcel(**{n: row[n] for n in _PARCEL}, rings=tuple(rings))
