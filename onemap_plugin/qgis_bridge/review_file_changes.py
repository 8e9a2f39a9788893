"""Repairs in the review file: each with the parcels as they were, so that it can be taken back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..core.parcels import Parcel, Ring
from ..core.review import Change

#: fields of a parcel that are plain values
_PLAIN = tuple(f.name for f in dataclasses.fields(Parcel) if f.name not in {"rings", "attributes"})


def changes_content(changes: Sequence[Change]) -> tuple[list[tuple[Any, ...]], list[Any]]:
    """Rows of the table ``changes``; coordinates as JSON numbers, which keep every bit of a double."""
    return [
        (
            c.started,
            c.fix,
            c.rule,
            json.dumps([[place, _parcel(p)] for place, p in c.before], ensure_ascii=False),
            json.dumps(list(c.after), ensure_ascii=False),
            c.moved_m,
            c.area_change_m2,
            c.undone,
        )
        for c in changes
    ], []


def read_changes(rows: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    return tuple(
        Change(
            r["started"],
            r["fix"],
            r["rule"],
            tuple((int(place), _read_parcel(p)) for place, p in json.loads(r["before"])),
            tuple(json.loads(r["after"])),
            r["moved_m"],
            r["area_change_m2"],
            bool(r["undone"]),
        )
        for r in rows
    )


def _parcel(p: Parcel) -> dict[str, Any]:
    return {
        **{name: getattr(p, name) for name in _PLAIN},
        "attributes": dict(p.attributes),
        "rings": [
            {
                "number": r.number,
                "labels": list(r.labels),
                "xy": r.xy.tolist(),
                "lines": None if r.lines is None else [int(v) for v in r.lines],
                "columns": {k: list(v) for k, v in r.columns.items()},
            }
            for r in p.rings
        ],
    }


def _read_parcel(d: Mapping[str, Any]) -> Parcel:
    rings = tuple(
        Ring(
            r["number"],
            tuple(r["labels"]),
            np.array(r["xy"], dtype=np.float64).reshape(-1, 2),
            None if r["lines"] is None else np.array(r["lines"], dtype=np.int64),
            {k: tuple(v) for k, v in r["columns"].items()},
        )
        for r in d["rings"]
    )
    return Parcel(rings=rings, attributes=d["attributes"], **{name: d[name] for name in _PLAIN})
