"""The pieces that a rule speaks of, by its predicate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import shapely

from ..onemap.model import OverlayRow
from .facts import NOTHING, Facts, Missing, Picked, Piece
from .logic import Judge
from .spec import Band, ConflictCase, Rule, Selection

#: square metres per declared unit
DECLARED_UNITS = {"ha": 10_000.0, "m2": 1.0, "mu": 10_000.0 / 15.0}


@dataclass(frozen=True, eq=False)
class Found:
    """pick: the pieces.  absent: roles that could not be looked at although the rule asks for them.

    used_fallback: the note of the fallback that was used.  percent: declared-area deviation, percent.
    """

    pick: Picked
    absent: tuple[str, ...] = ()
    used_fallback: str = ""
    percent: float | None = None
    fallback_role: str = ""
    case_notes: tuple[str, ...] = ()


def find_pieces(rule: Rule, facts: Facts) -> Found:
    """The rule's own pieces, before its tiers."""
    if rule.predicate == "context":
        return Found(Picked())
    if rule.predicate == "conflict":
        return _conflicts(rule, facts)
    if rule.predicate == "within_distance":
        return _near(rule, facts)
    if rule.predicate == "outside":
        return _outside(rule, facts)
    return _overlaps(rule, facts)


def _overlaps(rule: Rule, facts: Facts) -> Found:
    picks = [(s, facts.pick(s)) for s in rule.selections]
    lacking = any(_absent_roles(s, facts) for s, _ in picks) or _lacks_column(picks)
    if rule.fallback is not None and lacking and not _absent_roles(rule.fallback, facts):
        return Found(facts.pick(rule.fallback), (), rule.fallback.note, fallback_role=rule.fallback.role)
    # a layer that only clips is missed only where there is something to clip: the pieces then are unsure
    absent = tuple(dict.fromkeys(s.role for s, _ in picks if facts.state(s.role) != "ok"))
    return Found(_together(p for _, p in picks), absent)


def _lacks_column(picks: list[tuple[Selection, Picked]]) -> bool:
    return all(not p.sure and any(k == "column" for k, _ in p.missing) for _, p in picks)


def _absent_roles(selection: Selection | None, facts: Facts) -> tuple[str, ...]:
    if selection is None:
        return ()
    own = (selection.role,) if selection.role and facts.state(selection.role) != "ok" else ()
    return own + _absent_roles(selection.inside, facts) + _absent_roles(selection.minus, facts)


def _together(picks: Iterable[Picked]) -> Picked:
    found = list(picks)
    missing: Missing = frozenset().union(*(p.missing for p in found)) if found else NOTHING
    return Picked(tuple(x for p in found for x in p.sure), tuple(x for p in found for x in p.unsure), missing)


# ---------------------------------------------------------------- outside


def _outside(rule: Rule, facts: Facts) -> Found:
    role = rule.selections[0].role
    if facts.state(role) != "ok":
        return Found(Picked(), (role,))
    covered = facts.pick(rule.selections[0])
    bare = [p for p in (*covered.sure, *covered.unsure) if p.geometry is None]
    if bare:
        return Found(Picked(missing=frozenset({("no_geometry", role)})), (role,))
    wholes = []
    for parcel in facts.parcels.parcels:
        shape = parcel.geometry if parcel.geometry.is_valid else shapely.make_valid(parcel.geometry)
        if shape.area > 0:
            row = OverlayRow(
                parcel.parcel_id,
                role,
                area_m2=shape.area,
                area_ellipsoid_m2=shape.area * facts.parcel_scale(parcel.parcel_id),
                geometry=shape,
            )
            wholes.append(Piece(row, shape, row.area_ellipsoid_m2, 0.0))
    return Found(facts.clip(Picked(tuple(wholes)), covered, keep=False))


# ---------------------------------------------------------------- within_distance


def _near(rule: Rule, facts: Facts) -> Found:
    roles = tuple(dict.fromkeys(b.role for b in rule.bands))
    absent = tuple(r for r in roles if facts.state(r) != "ok")
    judge = Judge(facts, Picked(), 0.0)
    sure: list[Piece] = []
    unsure: list[Piece] = []
    missing: set[tuple[str, str]] = set()
    for role in roles:
        bands = [b for b in rule.bands if b.role == role]
        selection = next(s for s in rule.selections if s.role == role)
        for row in facts.rows.get(role, ()) if role not in absent else ():
            passed, why = facts.passes(row, selection.include)
            if passed is False:
                continue
            hits, doubts, reasons = _bands_of(row, bands, facts, judge)
            (sure if passed else unsure).extend(hits)
            unsure.extend(doubts)
            missing |= reasons | (why if hits else NOTHING)
    return Found(Picked(tuple(sure), tuple(unsure), frozenset(missing)), absent)


def _bands_of(row: OverlayRow, bands: list[Band], facts: Facts, judge: Judge) -> tuple[list[Piece], list[Piece], Missing]:
    """The bands that the feature certainly lies in, those it may lie in, and what is missing to tell."""
    distance = row.distance_m or 0.0
    hits: list[Piece] = []
    doubts: list[Piece] = []
    missing: set[tuple[str, str]] = set()
    listed = False
    for band in bands:
        fits, why = facts.passes(row, band.include)
        listed = listed or fits is not False
        if fits is False or band.exempt or distance > band.metres:
            continue
        decision = judge.decide(band.when)
        state, reasons = decision.state, decision.missing
        if band.height_ratio and state is not False:
            state, reasons = _higher(facts, distance, band.height_ratio)
        if state is False:
            continue
        piece = Piece(row, row.geometry, 0.0, 0.0, distance, band.id, band.metres, band.label)
        if fits and state:
            hits.append(piece)
        else:
            doubts.append(piece)
            missing |= (why if not fits else NOTHING) | (reasons if not state else NOTHING)
    unlisted = not listed and bands and distance <= max(b.metres for b in bands)
    if unlisted:
        widest = max(bands, key=lambda b: b.metres)
        fields = sorted({t.field for b in bands for t in b.include})
        doubts.append(Piece(row, row.geometry, 0.0, 0.0, distance, widest.id, widest.metres, widest.label))
        missing |= {("blank", f"{row.role}.{f}") for f in fields}
    return hits, _certain_anyway(hits, doubts), frozenset(missing)


def _certain_anyway(hits: list[Piece], doubts: list[Piece]) -> list[Piece]:
    """Doubts that a hit of the same kind settles are none."""
    settled = {h.band for h in hits}
    return [d for d in doubts if d.band not in settled]


def _higher(facts: Facts, distance: float, ratio: float) -> tuple[bool | None, Missing]:
    """Whether the project's buildings are higher than the distance divided by ``ratio``."""
    height = facts.project.number("height_m")
    if facts.project.values.get("building") is False:
        return False, NOTHING
    return (None, frozenset({("attribute", "height_m")})) if height is None else (height > distance / ratio, NOTHING)


# ---------------------------------------------------------------- conflict


def _conflicts(rule: Rule, facts: Facts) -> Found:
    found: list[Picked] = []
    absent: list[str] = []
    notes: list[str] = []
    percent = None
    for case in rule.cases:
        if case.selection is None:
            percent = declared_deviation(facts)
            absent += ["DLTB"] if facts.state("DLTB") != "ok" else []
            continue
        pick = _reported(case, facts) or facts.pick(case.selection)
        lacking = [name for kind, name in pick.missing if kind == "role"]
        if lacking:
            absent += lacking
            continue
        if facts.counts(pick.sure):
            notes.append(case.note)
            pieces = tuple(Piece(p.row, p.geometry, p.area, p.length, p.distance, case.id, 0.0, case.note) for p in pick.sure)
            pick = Picked(pieces, pick.unsure, pick.missing)
        found.append(pick)
    return Found(_together(found), tuple(dict.fromkeys(absent)), "", percent, case_notes=tuple(notes))


def _reported(case: ConflictCase, facts: Facts) -> Picked | None:
    """The pieces the overlay itself reported for this case; None when it reported none."""
    selection = case.selection
    assert selection is not None
    other = selection.inside or selection.minus
    pair = {selection.role, other.role if other is not None else ""}
    rows = [r for r in facts.result.conflicts if {r.role_a, r.role_b} == pair]
    if not rows:
        return None
    sure = []
    for conflict in rows:
        first = conflict.role_a == selection.role
        code, name = (conflict.code_a, conflict.name_a) if first else (conflict.code_b, conflict.name_b)
        against = (conflict.code_b + conflict.name_b) if first else (conflict.code_a + conflict.name_a)
        if bool(against) != (selection.inside is not None):
            continue
        row = OverlayRow(
            conflict.parcel_id,
            selection.role,
            code,
            name,
            area_m2=conflict.area_m2,
            area_ellipsoid_m2=conflict.area_m2 * facts.parcel_scale(conflict.parcel_id),
            edition=conflict.edition_a if first else conflict.edition_b,
            patch=case.id,
            geometry=conflict.geometry,
        )
        if facts.passes(row, selection.include)[0] and not (selection.exclude and facts.passes(row, selection.exclude)[0]):
            sure.append(Piece(row, conflict.geometry, row.area_ellipsoid_m2, 0.0))
    return Picked(tuple(sure)) if sure else None


def declared_deviation(facts: Facts) -> float | None:
    """Largest deviation, percent, of declared from surveyed areas: total and by class; None when nothing was declared."""
    rows = facts.rows.get("DLTB", ())
    surveyed = sum(r.area_ellipsoid_m2 or r.area_m2 for r in rows)
    pairs = []
    parcels = facts.parcels.parcels
    if parcels and all(p.declared_area is not None and p.declared_unit in DECLARED_UNITS for p in parcels):
        pairs.append((sum((p.declared_area or 0.0) * DECLARED_UNITS[p.declared_unit] for p in parcels), surveyed))
    classes = facts.project.values.get("declared_class_areas")
    if isinstance(classes, dict):
        for code, hectares in classes.items():
            own = sum(r.area_ellipsoid_m2 or r.area_m2 for r in rows if r.code.startswith(str(code)))
            pairs.append((float(hectares) * 10_000.0, own))
    if not pairs:
        return None
    return max(100.0 * abs(declared - found) / found if found else (100.0 if declared else 0.0) for declared, found in pairs)
