"""What was edited in the layer ``parcels`` of a review, taken into the review as one change that can be undone.

The truth of a review are its boundary points; the layer is drawn from them.  So an edit is whatever differs between the two.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..core.errors import OneMapError
from ..core.parcels import Parcel, ParcelCrs
from ..core.progress import SILENT, Progress
from ..core.repair import EDITED, Plane, Rebuilt, drawn_parcel, rebuild
from ..core.review import Change, Review
from . import review_file, steps_report
from .reading import unique_ids
from .steps import Clock, severity_counts
from .steps_repair import CHANGED_PARTS, checked


def edits_step(review_path: str, known: Sequence[Parcel], progress: Progress = SILENT) -> dict[str, Any]:
    """Take over edited, split, drawn and deleted parcels; returns the JSON report.

    known: the parcels of the review before the edit (a deleted one is no longer in the file, but undo must bring it back).
    Boundary points and lines are written anew, everything is checked again, results of the overlay are cleared, states and
    notes stay.  Raises OneMapError when an outline cannot be taken in; then the boundary points are as they were, and
    ``put_back`` draws the layer from them again.
    """
    clock = Clock()
    review = _settled(review_file.load(review_path), known)
    old = review.parcels.parcels
    rebuilt = _as_drawn(old, review_file.drawn_parcels(review_path))
    new = tuple(r.parcel for r in rebuilt)
    held, kept = {id(p) for p in old}, {id(p) for p in new}
    before = tuple((i, p) for i, p in enumerate(old) if id(p) not in kept)
    made = [p for p in new if id(p) not in held]
    after = tuple(p.parcel_id for p in made)
    counts = {"parcels": len(new), "edited": len(made), "deleted": len({p.parcel_id for _, p in before} - set(after))}
    if not before and not made:
        return {**steps_report.head(clock.run("edit", {}, counts)), "edited": []}
    moved, area = _figures(review.parcels.crs, rebuilt, [p for _, p in before], made)
    change = Change(clock.started, EDITED, "", before, after, moved, float(area))
    done = checked(review, dataclasses.replace(review.parcels, parcels=new), progress)
    counts.update(severity_counts(done.findings))
    run = clock.run("edit", {"fix": EDITED, "parcels": list(after)}, counts)
    done = dataclasses.replace(done, changes=(*review.changes, change), runs=(*review.runs, run))
    review_file.save(review_path, done, CHANGED_PARTS)
    report = {"edited": list(after), "greatest_move_m": moved, "area_change_m2": change.area_change_m2}
    return {**steps_report.head(run), **report, "findings": steps_report.findings(done.findings, done.states)}


def _figures(
    crs: ParcelCrs, rebuilt: Sequence[Rebuilt], before: Sequence[Parcel], after: Sequence[Parcel]
) -> tuple[float, float]:
    """Greatest move in metres and change of plane area in m²."""
    if crs.geographic:
        plane = Plane([*before, *after], crs)
        if plane.usable and all(plane.holds(p) for p in (*before, *after)):
            rebuilt = [Rebuilt(r.parcel, plane.moves(r.moved)) for r in rebuilt if len(r.moved)]
            before, after = [plane.laid(p) for p in before], [plane.laid(p) for p in after]
    moved = max((r.greatest_move_m for r in rebuilt), default=0.0)
    return moved, sum(p.geometry.area for p in after) - sum(p.geometry.area for p in before)


def pending_step(review_path: str) -> dict[str, Any]:
    """The JSON report of what ``edits_step`` would take over, without taking it: parcels by id, new ones by what names them."""
    clock = Clock()
    parcels = review_file.load(review_path).parcels.parcels
    edited = pending(review_path, parcels)
    counts = {"parcels": len(parcels), "edited": len(edited), "deleted": 0}
    return {**steps_report.head(clock.run("edit", {}, counts)), "edited": edited}


def pending(review_path: str, known: Sequence[Parcel]) -> list[str]:
    """Parcels whose outline in the layer is not that of their boundary points: edited where this program did not see it.

    A parcel that was drawn anew has no boundary points and often no id; it is told by the name that it would get.
    """
    known = [p for p in known if p.parcel_id and (p.rings or not p.geometry.is_empty)]
    shapes, fresh = _drawn({p.parcel_id for p in known}, review_file.drawn_parcels(review_path))
    # a parcel that never had points is drawn as nothing and was not edited
    found = [name for name, row in _names(fresh, {p.parcel_id for p in known}) if row["geometry"] is not None]
    for parcel in known:
        try:
            if parcel.parcel_id in shapes and _rebuilt(parcel, shapes[parcel.parcel_id]).parcel is not parcel:
                found.append(parcel.parcel_id)
        except OneMapError:  # edited, and not into a polygon: taking it in will say so
            found.append(parcel.parcel_id)
    return found


def put_back(review_path: str, known: Sequence[Parcel]) -> None:
    """Draw the layer ``parcels`` from the boundary points again: what was edited in it and not taken in is gone from it."""
    review = _settled(review_file.load(review_path), known)
    review_file.save(review_path, review, (review_file.PARCELS,))


def _settled(review: Review, known: Sequence[Parcel]) -> Review:
    """The review without rows that an editor added (no id, or a copy that a split left), with those that it deleted."""
    there: dict[str, Parcel] = {}
    for parcel in review.parcels.parcels:
        if parcel.parcel_id and parcel.rings:
            there.setdefault(parcel.parcel_id, parcel)
    once = {p.parcel_id: p for p in reversed(known)}  # a file that was split elsewhere has the rows of the split, too
    ordered = dict.fromkeys(p.parcel_id for p in known if p.parcel_id)
    parcels = [there.get(i, once[i]) for i in ordered] + [p for i, p in there.items() if i not in ordered]
    return dataclasses.replace(review, parcels=dataclasses.replace(review.parcels, parcels=tuple(parcels)))


def _as_drawn(old: Sequence[Parcel], drawn: Sequence[Mapping[str, Any]]) -> list[Rebuilt]:
    """The parcels as the layer shows them, in their order; those that were drawn anew come last."""
    ids = {p.parcel_id for p in old}
    shapes, fresh = _drawn(ids, drawn)
    rebuilt = [_rebuilt(p, shapes[p.parcel_id]) for p in old if p.parcel_id in shapes]
    for name, row in _names(fresh, ids):
        values = {k: str(row[k] or "") for k in ("number", "name", "use")}
        rebuilt.append(Rebuilt(drawn_parcel(name, row["geometry"], values), np.empty((0, 4))))
    return rebuilt


def _drawn(ids: set[str], drawn: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], list[Mapping[str, Any]]]:
    """Outlines of the parcels that the review knows, and rows of the others: drawn anew, or the second of a split."""
    shapes: dict[str, Any] = {}
    fresh: list[Mapping[str, Any]] = []
    for row in drawn:
        name = row["parcel_id"] or ""
        if name in ids and name not in shapes:
            shapes[name] = row["geometry"]
        else:
            fresh.append(row)
    return shapes, fresh


def _names(fresh: Sequence[Mapping[str, Any]], ids: set[str]) -> list[tuple[str, Mapping[str, Any]]]:
    """The rows that were drawn anew, each with the id that it gets."""
    used = set(ids)
    named = []
    for row in fresh:
        wanted = str(row["parcel_id"] or row["number"] or row["name"] or f"P{len(used) + 1}")
        named.append((unique_ids([wanted], used)[wanted], row))
    return named


def _rebuilt(parcel: Parcel, geometry: Any) -> Rebuilt:
    """A parcel that never had an outline cannot have been edited."""
    if geometry is None and parcel.geometry.is_empty:
        return Rebuilt(parcel, np.empty((0, 4)))
    return rebuild(parcel, geometry)
