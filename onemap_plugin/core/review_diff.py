"""What changed between two reviews: another boundary, another edition of the one map, other answers about the project.

Rows are paired by ids that do not depend on time, order or language: parcels by id, findings by uid, areas by parcel, role
and code, outcomes by rule, conflicts by parcel, case and both codes, materials by id, sources by role and layer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from .approvals.model import Outcome
from .coordinates.zones import from_lonlat, plane_around, projected
from .findings import EMPTY, Finding, Severity
from .onemap.model import ConflictRow, OverlayRow, SourceInfo
from .parcels import Parcel, ParcelCrs
from .progress import SILENT, Progress
from .review import FindingState, Review

#: in the order shown to the user
PARTS: tuple[str, ...] = ("outcome", "finding", "parcel", "conflict", "area", "source", "material", "project")
KINDS: tuple[str, ...] = ("added", "removed", "changed")
#: m² and m below which two sums are the same (order of adding is all that differs); hectares are compared as balanced
SAME_M2 = 0.005
SAME_HA = 0.00005
SAME_M = 0.005
#: points of a boundary nearer than this are the same point (numbers of a file read twice are the same bits)
SAME_POINT_M = 1e-6
_GRAVITY: Mapping[str, int] = {"notice": 1, "needs_input": 2, "not_checked": 2, "needs_approval": 3, "needs_argument": 4,
                               "prohibited": 5}
_SEEN = ("checked", "no_edition", "partial_cover")


@dataclass(frozen=True, eq=False)
class Difference:
    """One thing that differs.

    part: one of ``PARTS``, kind: one of ``KINDS``.  key: stable id within the part.  title: as the data name it.
    what: names of the values that differ, of those in ``before`` and ``after`` (plain values; empty when it was not there).
    crossed: thresholds that the measured value stepped over.  effect: 1 better, -1 worse, 0 neither for the parcels.
    geometry: where it changed (the strip between two boundaries, the evidence), (east, north) of its own review, or None.
    """

    part: str
    kind: str
    key: str
    title: str
    parcel_id: str = ""
    role: str = ""
    what: tuple[str, ...] = ()
    before: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    after: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    crossed: tuple[float, ...] = ()
    effect: int = 0
    geometry: Any = None

    @property
    def difference(self) -> float | None:
        """After minus before of the leading number: ha of areas, m² of parcels and conflicts, measured value of outcomes."""
        name = {"area": "area_ha", "parcel": "area_m2", "conflict": "area_m2", "outcome": "measured"}.get(self.part, "")
        values = [side.get(name) for side in (self.before, self.after)]
        if not name or all(v is None for v in values) or (self.part == "outcome" and None in values):
            return None
        return float(values[1] or 0.0) - float(values[0] or 0.0)


def compare_reviews(before: Review, after: Review, progress: Progress = SILENT) -> list[Difference]:
    """What differs in ``after``, by ``PARTS``, then parcel and key; an empty list means that the two say the same.

    A review that was not laid over the one map says nothing of areas, outcomes, conflicts, materials and sources: then these
    are not compared (see ``comparable``).
    """
    found = [*_parcels(before, after), *_findings(before, after)]
    progress.report(0.5)
    if comparable(before, after):
        found += [*_outcomes(before, after), *_conflicts(before, after), *_areas(before, after)]
        progress.report(0.8)
        found += [*_sources(before.sources, after.sources), *_materials(before, after), *_project(before, after)]
    order = {part: i for i, part in enumerate(PARTS)}
    found.sort(key=lambda d: (order[d.part], d.effect, d.parcel_id, d.key))
    progress.report(1.0)
    return found


def reviewed(review: Review) -> bool:
    """Whether the review holds results of the one map."""
    return bool(review.sources or review.overlay or review.outcomes)


def comparable(before: Review, after: Review) -> bool:
    """Whether both were laid over the one map, so that their results can be compared."""
    return reviewed(before) and reviewed(after)


def counts(differences: Iterable[Difference]) -> dict[str, int]:
    """``changes``, ``better``, ``worse``, ``crossed`` and one count for each part."""
    found = list(differences)
    parts = Counter(d.part for d in found)
    return {"changes": len(found), "better": sum(d.effect > 0 for d in found), "worse": sum(d.effect < 0 for d in found),
            "crossed": sum(bool(d.crossed) for d in found), **{part: parts[part] for part in PARTS}}


def summed(rows: Iterable[OverlayRow]) -> tuple[OverlayRow, ...]:
    """One row by parcel, role and code, areas, lengths and counts added, the shortest distance; without geometry."""
    sums: dict[tuple[str, str, str], dict[str, Any]] = {}
    for r in rows:
        s = sums.setdefault((r.parcel_id, r.role, r.code), {"name": r.name, "edition": r.edition, "area_m2": 0.0, "area_ha": 0.0,
                                                            "length_m": 0.0, "count": 0, "distance_m": None,
                                                            "three_class": r.three_class})
        s["area_m2"] += r.area_m2
        s["area_ha"] += r.area_ha
        s["length_m"] += r.length_m
        s["count"] += r.count
        if r.distance_m is not None:
            s["distance_m"] = r.distance_m if s["distance_m"] is None else min(s["distance_m"], r.distance_m)
    return tuple(OverlayRow(*key, **values) for key, values in sums.items())


# --- pairing -------------------------------------------------------------------------------------------------------------


def _pairs(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterable[tuple[Any, Any, Any]]:
    """(key, before or None, after or None) of all keys, those of ``after`` first, each side in its own order."""
    for key, value in after.items():
        yield key, before.get(key), value
    for key, value in before.items():
        if key not in after:
            yield key, value, None


def _kind(one: Any, other: Any) -> str:
    return "added" if one is None else "removed" if other is None else "changed"


def _changed(one: Mapping[str, Any], other: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(n for n in names if one.get(n) != other.get(n))


# --- parcels -------------------------------------------------------------------------------------------------------------

_TEXTS = ("number", "name", "use", "land_class")


def _parcels(before: Review, after: Review) -> Iterable[Difference]:
    same_plane = before.parcels.crs == after.parcels.crs
    sides = ({p.parcel_id: p for p in r.parcels.parcels} for r in (before, after))
    for key, one, other in _pairs(*sides):
        old, new = _parcel(one, before), _parcel(other, after)
        place, what = None, _changed(old, new, _TEXTS)
        if one is not None and other is not None:
            if not same_plane:
                what = ("crs", *what)
            elif not _same_boundary(*(flat := _flat(one.geometry, other.geometry, before.parcels.crs))):
                what, place = ("boundary", *what), _between(one.geometry, other.geometry)
                new = {**new, "moved_m": _moved(*flat)}
            if not what:
                continue
        known = other or one
        yield Difference("parcel", _kind(one, other), key, known.name or known.number or key, key, "", what, old, new,
                         geometry=known.geometry if place is None else place)


def _parcel(parcel: Parcel | None, review: Review) -> Mapping[str, Any]:
    if parcel is None:
        return EMPTY
    measure = review.measures.get(parcel.parcel_id)
    area = measure.area_m2 if measure else float(shapely.area(parcel.geometry))
    return {**{n: getattr(parcel, n) for n in _TEXTS}, "area_m2": area, "points": sum(len(r.open_en) for r in parcel.rings)}


def _flat(one: Any, other: Any, crs: ParcelCrs) -> tuple[Any, Any]:
    """Two outlines on a plane, so that what lies between them is metres."""
    lonlat = shapely.get_coordinates([one, other])
    if not crs.geographic or not len(lonlat):
        return one, other
    plane = plane_around(lonlat, crs)
    flat = (shapely.transform(g, lambda points: from_lonlat(points, plane)) for g in (one, other))
    return tuple(flat) if projected(plane) else (one, other)


def _same_boundary(one: Any, other: Any) -> bool:
    """Whatever ring comes first, where it starts and which way it goes."""
    return bool(shapely.equals_exact(shapely.normalize(one), shapely.normalize(other), SAME_POINT_M))


def _between(one: Any, other: Any) -> Any:
    """The strip that only one of the two covers; made on valid copies, the new parcel when that fails."""
    try:
        strip = shapely.symmetric_difference(*(shapely.make_valid(g) for g in (one, other)))
    except shapely.errors.GEOSException:
        return other
    return other if shapely.is_empty(strip) else strip


def _moved(one: Any, other: Any) -> float | None:
    """How far the points of one boundary are at most from the other boundary, m."""
    lines = [shapely.boundary(g) if g.geom_type in ("Polygon", "MultiPolygon") else g for g in (one, other)]
    if any(shapely.is_empty(g) for g in lines):
        return None
    far = [float(np.max(shapely.distance(shapely.points(shapely.get_coordinates(a)), b))) for a, b in (lines, lines[::-1])]
    return max(far)


# --- findings ------------------------------------------------------------------------------------------------------------


def _findings(before: Review, after: Review) -> Iterable[Difference]:
    sides = ({f.uid: f for f in r.findings} for r in (before, after))
    for key, one, other in _pairs(*sides):
        known: Finding = other or one
        old, new = ({} if f is None else {"rule": f.rule, "severity": f.severity.value, "message": f.text(),
                                          "state": r.states.get(key, FindingState()).state}
                    for f, r in ((one, before), (other, after)))
        what = () if one is None or other is None else _changed(old, new, ("severity", "state"))
        if one is not None and other is not None and not what:
            continue
        weighs = known.severity in (Severity.ERROR, Severity.WARNING)
        effect = {"added": -int(weighs), "removed": int(weighs)}.get(_kind(one, other))
        if effect is None:
            effect = (old["state"] == "open") - (new["state"] == "open")
        yield Difference("finding", _kind(one, other), key, known.text(), known.parcel_id, "", what, old, new, (), int(effect),
                         known.geometry)


# --- results of the one map ------------------------------------------------------------------------------------------------


def _outcomes(before: Review, after: Review) -> Iterable[Difference]:
    names = ("outcome", "authority", "threshold", "near", "why")
    sides = ({o.rule: o for o in r.outcomes} for r in (before, after))
    for key, one, other in _pairs(*sides):
        known: Outcome = other or one
        old, new = ({} if o is None else {n: getattr(o, n) for n in (*names, "measured", "unit", "domain")} for o in (one, other))
        what: tuple[str, ...] = ()
        if one is not None and other is not None:
            what = _changed(old, new, names)
            what += ("measured",) if _measure_differs(one, other) else ()
            if not what:
                continue
        effect = _gravity(one) - _gravity(other)
        yield Difference("outcome", _kind(one, other), key, known.title, "", "", what, old, new, crossed(one, other),
                         (effect > 0) - (effect < 0), known.geometry)


def _gravity(outcome: Outcome | None) -> int:
    return 0 if outcome is None else _GRAVITY.get(outcome.outcome, 0)


def _measure_differs(one: Outcome, other: Outcome) -> bool:
    if one.measured is None or other.measured is None or one.unit != other.unit:
        return (one.measured, one.unit) != (other.measured, other.unit)
    least = {"ha": SAME_M2 / 1e4, "m2": SAME_M2, "m": SAME_M}.get(one.unit, 1e-9)
    return abs(one.measured - other.measured) > least


def crossed(one: Outcome | None, other: Outcome | None) -> tuple[float, ...]:
    """Limits of either outcome that lie between the two measured values; () when they are measured in other units."""
    if one is None or other is None or one.measured is None or other.measured is None or one.unit != other.unit:
        return ()
    a, b = one.measured, other.measured
    limits = {float(x) for o in (one, other) for x in re.findall(r"\d+(?:\.\d+)?", o.threshold)}
    return tuple(sorted(x for x in limits if (a > x) - (a < x) != (b > x) - (b < x)))


def _conflicts(before: Review, after: Review) -> Iterable[Difference]:
    for key, one, other in _pairs(_conflict_sums(before.conflicts), _conflict_sums(after.conflicts)):
        old, new = ({"area_m2": s[1]} if s else {} for s in (one, other))
        change = (other[1] if other else 0.0) - (one[1] if one else 0.0)
        if one is not None and other is not None and abs(change) <= SAME_M2:
            continue
        row: ConflictRow = (other or one)[0]
        title = f"{row.role_a} {row.code_a} {row.name_a} / {row.role_b} {row.code_b} {row.name_b}"
        yield Difference("conflict", _kind(one, other), "\x1f".join(key), " ".join(title.split()), row.parcel_id, row.role_a,
                         ("area_m2",), old, new, (), -1 if change > 0 else 1, _union((other or one)[2]))


def _conflict_sums(rows: Iterable[ConflictRow]) -> dict[tuple[str, ...], Any]:
    sums: dict[tuple[str, ...], Any] = {}
    for r in rows:
        key = (r.parcel_id, r.case, r.role_a, r.code_a, r.role_b, r.code_b)
        row, area, shapes = sums.get(key, (r, 0.0, []))
        sums[key] = (row, area + r.area_m2, [*shapes, r.geometry])
    return sums


def _areas(before: Review, after: Review) -> Iterable[Difference]:
    names = ("area_ha", "area_m2", "length_m", "count", "distance_m", "name")
    sides = ({(r.parcel_id, r.role, r.code): r for r in summed(review.overlay)} for review in (before, after))
    shapes = [_shapes(r.overlay) for r in (before, after)]
    for key, one, other in _pairs(*sides):
        what = () if one is None or other is None else _area_changes(one, other)
        if one is not None and other is not None and not what:
            continue
        known: OverlayRow = other or one
        old, new = ({} if r is None else {n: getattr(r, n) for n in names} for r in (one, other))
        yield Difference("area", _kind(one, other), "\x1f".join(key), f"{known.code} {known.name}".strip(), known.parcel_id,
                         known.role, what, old, new, geometry=_union(shapes[other is not None][key]))


def _shapes(rows: Iterable[OverlayRow]) -> dict[tuple[str, str, str], list[Any]]:
    found: dict[tuple[str, str, str], list[Any]] = {}
    for r in rows:
        found.setdefault((r.parcel_id, r.role, r.code), []).append(r.geometry)
    return found


def _area_changes(one: OverlayRow, other: OverlayRow) -> tuple[str, ...]:
    least = {"area_ha": SAME_HA, "area_m2": SAME_M2, "length_m": SAME_M}
    found = [n for n, tolerance in least.items() if abs(getattr(one, n) - getattr(other, n)) > tolerance]
    a, b = one.distance_m, other.distance_m
    if a != b and (a is None or b is None or abs(a - b) > SAME_M):
        found.append("distance_m")
    return tuple(found)


def _union(shapes: Iterable[Any]) -> Any:
    """All places together, as they are: only to be shown."""
    found = [part for g in shapes if g is not None for part in shapely.get_parts(g).tolist() if not part.is_empty]
    return shapely.GeometryCollection(found) if found else None


def _sources(before: Sequence[SourceInfo], after: Sequence[SourceInfo]) -> Iterable[Difference]:
    names = ("edition", "status", "publisher", "layout", "layer", "path", "crs")
    for key, one, other in _pairs(_by_role(before), _by_role(after)):
        old, new = ({} if s is None else {n: getattr(s, n) for n in names} for s in (one, other))
        what = () if one is None or other is None else _changed(old, new, names)
        if one is not None and other is not None and not what:
            continue
        known: SourceInfo = other or one
        effect = int(other is not None and other.status in _SEEN) - int(one is not None and one.status in _SEEN)
        yield Difference("source", _kind(one, other), key, known.layer or known.role, "", known.role, what, old, new, (), effect)


def _by_role(sources: Iterable[SourceInfo]) -> dict[str, SourceInfo]:
    """By role and place among those of the role: a new edition often has another file and layer name."""
    found: dict[str, SourceInfo] = {}
    times: Counter[str] = Counter()
    for s in sources:
        times[s.role] += 1
        found[f"{s.role}#{times[s.role]}" if times[s.role] > 1 else s.role] = s
    return found


def _materials(before: Review, after: Review) -> Iterable[Difference]:
    sides = ({m.id: m for m in r.materials} for r in (before, after))
    for key, one, other in _pairs(*sides):
        old, new = ({} if m is None else {"name": m.name, "maker": m.maker, "approvals": list(m.approvals)} for m in (one, other))
        what = () if one is None or other is None else _changed(old, new, ("name", "maker", "approvals"))
        if one is None or other is None or what:
            yield Difference("material", _kind(one, other), key, (other or one).name, "", "", what, old, new)


def _project(before: Review, after: Review) -> Iterable[Difference]:
    for key, one, other in _pairs(dict(before.project), dict(after.project)):
        if one != other:
            yield Difference("project", _kind(one, other), str(key), str(key), "", "", ("value",),
                             {} if one is None else {"value": one}, {} if other is None else {"value": other})
