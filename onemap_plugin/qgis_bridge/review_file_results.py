"""Rows of the review file for what the one map and the approval rules said, both ways, without loss."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import shapely

from ..core.approvals.model import Material, Outcome
from ..core.i18n import Told
from ..core.onemap.model import Closure, ConflictRow, OverlayRow, SourceInfo
from ..core.review import Run
from .review_file_geometry import as_multi, family_of
from .review_file_rows import Content, Row, dump, parse


def overlay_content(overlay: Sequence[OverlayRow]) -> Mapping[str, Content]:
    """Rows by layer: faces, lines and points; rows without geometry stand with the faces."""
    content: dict[str, tuple[list[Any], list[Any]]] = {"overlay": ([], []), "overlay_lines": ([], []), "overlay_points": ([], [])}
    layer_of = {"MULTILINESTRING": "overlay_lines", "MULTIPOINT": "overlay_points"}
    for seq, o in enumerate(overlay):
        family = family_of(o.geometry)
        rows, geometries = content[layer_of.get(family, "overlay")]
        rows.append(
            (
                seq,
                o.parcel_id,
                o.role,
                o.code,
                o.name,
                o.owner,
                o.owner_kind,
                o.three_class,
                o.area_m2,
                o.area_ellipsoid_m2,
                o.area_ha,
                o.deduction_m2,
                o.length_m,
                o.distance_m,
                o.count,
                o.patch,
                o.edition,
                o.sliver,
                dump(dict(o.attributes)),
            )
        )
        geometries.append(as_multi(o.geometry, family) if family else None)
    return content


def read_overlay(rows: Iterable[tuple[Row, Any]]) -> tuple[OverlayRow, ...]:
    ordered = sorted(rows, key=lambda pair: pair[0]["seq"])
    plain = (
        "parcel_id",
        "role",
        "code",
        "name",
        "owner",
        "owner_kind",
        "three_class",
        "area_m2",
        "area_ellipsoid_m2",
        "area_ha",
        "deduction_m2",
        "length_m",
        "distance_m",
        "count",
        "patch",
        "edition",
    )
    return tuple(
        OverlayRow(**{k: r[k] for k in plain}, sliver=bool(r["sliver"]), attributes=parse(r["attributes"], {}), geometry=g)
        for r, g in ordered
    )


_CONFLICT = ("parcel_id", "role_a", "code_a", "name_a", "edition_a", "role_b", "code_b", "name_b", "edition_b", "area_m2", "note")


def conflicts_content(conflicts: Sequence[ConflictRow]) -> Content:
    rows = [(i, c.parcel_id, c.case, *(getattr(c, k) for k in _CONFLICT[1:])) for i, c in enumerate(conflicts)]
    return rows, [as_multi(c.geometry, "MULTIPOLYGON") for c in conflicts]


def read_conflicts(rows: Iterable[tuple[Row, Any]]) -> tuple[ConflictRow, ...]:
    return tuple(ConflictRow(case=r["conflict_case"], geometry=g, **{k: r[k] for k in _CONFLICT}) for r, g in rows)


_OUTCOME = ("rule", "domain", "title", "outcome", "authority", "measured", "threshold", "unit")
_OUTCOME_TEXT = ("clause", "source", "confidence", "note", "why")
_OUTCOME_LISTS = ("roles", "editions", "parcels", "approvals")


def outcomes_content(outcomes: Sequence[Outcome], notes: Mapping[str, str]) -> Content:
    """Evidence faces are the geometry of the layer; evidence of another kind is kept exactly in ``place``."""
    rows, geometries = [], []
    for seq, o in enumerate(outcomes):
        face = as_multi(o.geometry, "MULTIPOLYGON")
        whole = o.geometry is None or family_of(o.geometry) == "MULTIPOLYGON" and shapely.get_type_id(o.geometry) in (3, 6)
        place = "" if whole else shapely.to_wkt(o.geometry, rounding_precision=17)
        rows.append(
            (
                seq,
                *(getattr(o, k) for k in _OUTCOME),
                o.near,
                *(getattr(o, k) for k in _OUTCOME_TEXT),
                *(dump(list(getattr(o, k))) for k in _OUTCOME_LISTS),
                dump(dict(o.extra)),
                place,
                notes.get(o.rule, ""),
            )
        )
        geometries.append(face)
    return rows, geometries


def read_outcomes(rows: Iterable[tuple[Row, Any]]) -> tuple[Outcome, ...]:
    return tuple(_outcome(r, g) for r, g in rows)


def _outcome(r: Row, geometry: Any) -> Outcome:
    values: dict[str, Any] = {k: r[k] for k in (*_OUTCOME, *_OUTCOME_TEXT)}
    values.update({k: tuple(parse(r[k], [])) for k in _OUTCOME_LISTS})
    place = shapely.from_wkt(r["place"]) if r["place"] else geometry
    return Outcome(**values, near=bool(r["near"]), extra=parse(r["extra"], {}), geometry=place)


def materials_content(materials: Sequence[Material]) -> Content:
    return [
        (i, m.id, m.name, m.maker, m.software, dump(list(m.approvals)), m.shared_by, m.note, m.confidence)
        for i, m in enumerate(materials)
    ], []


def read_materials(rows: Iterable[Row]) -> tuple[Material, ...]:
    return tuple(
        Material(
            r["material_id"],
            r["name"],
            r["maker"],
            r["software"],
            tuple(parse(r["approvals"], [])),
            r["shared_by"],
            r["note"],
            r["confidence"],
        )
        for r in rows
    )


_SOURCE = tuple(f.name for f in dataclasses.fields(SourceInfo))


def sources_content(sources: Sequence[SourceInfo], names: Sequence[str]) -> Content:
    return [(i, *(getattr(s, k) for k in names[1:])) for i, s in enumerate(sources)], []


def read_sources(rows: Iterable[Row]) -> tuple[SourceInfo, ...]:
    return tuple(SourceInfo(**{**{k: r[k] for k in r if k in _SOURCE}, "note": _note(r)}) for r in rows)


def _note(r: Row) -> str:
    return Told.load(r["note"] or "", r.get("note_phrases"))


_CLOSURE_M2 = ("control_m2", "pieces_m2", "uncovered_m2", "overlap_m2", "difference_m2")
_CLOSURE_HA = ("control_ha", "pieces_ha", "uncovered_ha")


def closures_content(closures: Sequence[Closure]) -> Content:
    """Hectares as text: they are exact decimals."""
    return [
        (
            i,
            c.parcel_id,
            c.role,
            *(getattr(c, k) for k in _CLOSURE_M2),
            *(str(getattr(c, k)) for k in _CLOSURE_HA),
            c.proof,
            c.closed,
        )
        for i, c in enumerate(closures)
    ], []


def read_closures(rows: Iterable[Row]) -> tuple[Closure, ...]:
    found = []
    for r in rows:
        numbers: dict[str, Any] = {**{k: r[k] for k in _CLOSURE_M2}, **{k: Decimal(r[k]) for k in _CLOSURE_HA}}
        found.append(Closure(r["parcel_id"], r["role"], **numbers, proof=r["proof"]))
    return tuple(found)


def runs_content(runs: Sequence[Run]) -> Content:
    return [(r.step, r.started, r.seconds, dump(dict(r.versions)), dump(dict(r.options)), dump(dict(r.counts))) for r in runs], []


def read_runs(rows: Iterable[Row]) -> tuple[Run, ...]:
    return tuple(
        Run(r["step"], r["started"], r["seconds"], parse(r["versions"], {}), parse(r["options"], {}), parse(r["counts"], {}))
        for r in rows
    )
