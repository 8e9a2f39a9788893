"""What the overlay found, as the rules ask for it: patch values, selections of pieces, areas of clipped pieces.

Areas of clipped pieces are the ellipsoid area of the row times the share of its plane area, so the parts of a piece sum to
the piece exactly.  All areas are square metres, unrounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, Protocol, Union

import numpy as np
import shapely

from ..coordinates.area import ellipsoid_areas
from ..coordinates.zones import projected
from ..onemap import robust
from ..onemap.model import ConflictRow, OverlayRow, SourceInfo
from ..parcels import ParcelSet
from .conditions_file import scalar
from .project import ProjectValues
from .spec import DerivedSpec, FieldSpec, Filter, LayerSpec, Selection, ValueTest
from .unions import Unions

#: (kind, what): attribute, column or blank or value 'ROLE.field', role, no_geometry 'ROLE'
Missing = frozenset[tuple[str, str]]
NOTHING: Missing = frozenset()
#: a number at the beginning of a text, as in 220kV
_NUMBER = re.compile(r"\d+(\.\d+)?")
#: source states in which a layer says nothing about the parcels
UNUSABLE = ("missing", "not_covering", "no_crs", "datum_differs", "unreadable")


class OverlayResult(Protocol):
    """What the evaluation needs of the overlay's result."""

    @property
    def rows(self) -> Sequence[OverlayRow]: ...

    @property
    def conflicts(self) -> Sequence[ConflictRow]: ...

    @property
    def sources(self) -> Sequence[SourceInfo]: ...


class Absent(NamedTuple):
    """A value that cannot be told: the column is not there, or it is blank."""

    kind: str
    column: str


Value = Union[str, None, Absent]


@dataclass(frozen=True, eq=False)
class Piece:
    """A row, or the part of it that a selection leaves."""

    row: OverlayRow
    geometry: Any
    area: float
    length: float
    distance: float = 0.0
    band: str = ""
    limit: float = 0.0
    label: str = ""


@dataclass(frozen=True, eq=False)
class Picked:
    """Pieces that certainly belong, pieces that may belong, and what is missing to tell."""

    sure: tuple[Piece, ...] = ()
    unsure: tuple[Piece, ...] = ()
    missing: Missing = NOTHING


EMPTY_PICK = Picked()


def is_absence(row: OverlayRow) -> bool:
    """Whether the row only says that the role has no patch here."""
    return not (row.code or row.name or row.patch or row.attributes) and row.distance_m is None and not row.length_m


@dataclass(eq=False)
class Facts:
    """One overlay result, indexed; everything computed is kept for the other rules."""

    layers: Mapping[str, LayerSpec]
    result: OverlayResult
    parcels: ParcelSet
    project: ProjectValues
    noise_m2: float = 1.0
    noise_m: float = 0.1
    rows: dict[str, list[OverlayRow]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    editions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _values: dict[tuple[OverlayRow, str], Value] = field(default_factory=dict)
    _columns: dict[str, set[str]] = field(default_factory=dict)
    _pieces: dict[str, Picked] = field(default_factory=dict)
    _picks: dict[int, Picked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.result.rows:
            found = self.rows.setdefault(row.role, [])
            if not is_absence(row):
                found += self._without_deduction(row)
        sources: dict[str, list[SourceInfo]] = {}
        for info in self.result.sources:
            sources.setdefault(info.role, []).append(info)
        for role in {*self.rows, *sources}:
            infos = sources.get(role, [])
            usable = [i for i in infos if i.status not in UNUSABLE]
            self.states[role] = "ok" if usable or not infos else infos[0].status
            self.notes[role] = tuple(dict.fromkeys(i.status for i in usable if i.status != "checked"))
            texts = [i.edition for i in usable if i.edition] + [r.edition for r in self.rows.get(role, ()) if r.edition]
            self.editions[role] = tuple(dict.fromkeys(texts))

    def _without_deduction(self, row: OverlayRow) -> tuple[OverlayRow, ...]:
        """A patch of cultivated land holds ridges (田坎) that are another class: its area is booked as two rows."""
        columns = self.layers[row.role].deduction if row.role in self.layers else {}
        if not columns or not 0 < row.deduction_m2 <= row.area_m2:
            return (row,)
        share = row.deduction_m2 / row.area_m2
        taken = row.area_ellipsoid_m2 * share
        specs = self.layers[row.role].fields
        own: dict[str, Any] = {specs[name].origin: value for name, value in columns.items() if specs[name].origin}
        ridges = replace(
            row,
            area_m2=row.deduction_m2,
            area_ellipsoid_m2=taken,
            deduction_m2=0.0,
            three_class="",
            attributes={**row.attributes, **columns},
            **own,
        )
        kept = replace(
            row, area_m2=row.area_m2 - row.deduction_m2, area_ellipsoid_m2=row.area_ellipsoid_m2 - taken, deduction_m2=0.0
        )
        return kept, ridges

    def state(self, role: str) -> str:
        """'ok', or why the role says nothing: 'missing', 'not_covering', ..."""
        return self.states.get(role, "missing")

    # ------------------------------------------------------------ values of a row

    def value(self, row: OverlayRow, name: str) -> Value:
        """Canonical value of a field; None = known to be nothing; ``Absent`` when it cannot be told."""
        key = (row, name)  # the row itself, told by identity: an id would be given again to another row
        if key not in self._values:
            self._values[key] = self._read_value(row, name)
        return self._values[key]

    def _read_value(self, row: OverlayRow, name: str) -> Value:
        if name == "distance_m":
            return repr(row.distance_m or 0.0)
        layer = self.layers[row.role]
        derived = layer.derived.get(name)
        if derived is not None:
            return self._derive(row, derived)
        spec = layer.fields.get(name) or FieldSpec(name)
        raw = _raw(row, spec)
        column = f"{row.role}.{name}"
        text = "" if raw is None else scalar(raw).strip()
        text = "" if text in ("nan", "None", "NULL") else spec.canon.get(text.lower(), text)
        if spec.closed and text and text not in spec.canon.values():
            return Absent("value", f"{column}={text}")
        if text and spec.kind == "number":
            number = _NUMBER.match(text)
            return number.group() if number else Absent("value", f"{column}={text}")
        if text:
            return text
        if spec.ask:
            answer = self.project.values.get(spec.ask)
            return Absent("attribute", spec.ask) if answer is None else scalar(answer)
        if raw is None and not self._has_column(row.role, spec):
            return Absent("column", column)
        return None if spec.blank_is_none else Absent("blank", column)

    def _has_column(self, role: str, spec: FieldSpec) -> bool:
        """Whether the layer has the field at all: rows leave out what is empty."""
        if role not in self._columns:
            names = {str(k).lower() for r in self.rows.get(role, ()) for k in r.attributes}
            table = getattr(self.result, "tables", {}).get(role)
            self._columns[role] = names | {str(k).lower() for k in getattr(table, "columns", ())}
        return bool(spec.origin) or any(n.lower() in self._columns[role] for n in (spec.name, *spec.also))

    def _derive(self, row: OverlayRow, spec: DerivedSpec) -> Value:
        if spec.origin:
            given = getattr(row, spec.origin, "")
            if given:
                return str(given)
        if spec.table is not None:
            key = self.value(row, spec.key)
            if isinstance(key, Absent) or key is None:
                return key if key is not None else Absent("blank", f"{row.role}.{spec.key}")
            return _look_up(spec.table, key) or Absent("blank", f"{row.role}.{spec.name}")
        open_case: Value = None
        for conditions, value, skip in spec.cases:
            passed, missing = self.passes(row, conditions)
            if passed:
                return open_case if isinstance(open_case, Absent) else value
            if passed is None and not skip and not isinstance(open_case, Absent):
                kind, column = sorted(missing)[0]
                open_case = Absent(kind, column)
        if isinstance(open_case, Absent):
            return open_case
        return spec.otherwise if spec.otherwise is not None else Absent("blank", f"{row.role}.{spec.name}")

    def passes(self, row: OverlayRow, conditions: Filter) -> tuple[bool | None, Missing]:
        """Whether the row passes all tests; None with what is missing when it cannot be told."""
        if not conditions:
            return True, NOTHING
        missing: set[tuple[str, str]] = set()
        for test in conditions:
            value = self.value(row, test.field)
            if isinstance(value, Absent):
                missing.add((value.kind, value.column))
            elif not _fits(test, value):
                return False, NOTHING
        return (None, frozenset(missing)) if missing else (True, NOTHING)

    # ------------------------------------------------------------ selections

    def narrow(
        self, pick: Picked, include: Filter, exclude: Filter, parcel: tuple[tuple[str, frozenset[str]], ...] = ()
    ) -> Picked:
        """The pieces that pass ``include`` and not ``exclude``; unsure ones where a value is missing."""
        if not (include or exclude or parcel):
            return pick
        sure: list[Piece] = []
        unsure: list[Piece] = []
        missing: set[tuple[str, str]] = set()
        for pieces, known in ((pick.sure, True), (pick.unsure, False)):
            for piece in pieces:
                passed, why = self._piece_passes(piece, include, exclude, parcel)
                if passed is False:
                    continue
                missing |= why
                (sure if passed and known else unsure).append(piece)
        if any(p in unsure for p in pick.unsure):
            missing |= pick.missing
        return Picked(tuple(sure), tuple(unsure), frozenset(missing) if unsure else NOTHING)

    def _piece_passes(
        self, piece: Piece, include: Filter, exclude: Filter, parcel: tuple[tuple[str, frozenset[str]], ...]
    ) -> tuple[bool | None, Missing]:
        passed, missing = self.passes(piece.row, include)
        if passed is False:
            return False, NOTHING
        if exclude:
            refused, why = self.passes(piece.row, exclude)
            if refused:
                return False, NOTHING
            if refused is None:
                passed, missing = None, missing | why
        for name, wanted in parcel:
            state = self.project.parcel_test(piece.row.parcel_id, name, wanted)
            if state is False:
                return False, NOTHING
            if state is None:
                passed, missing = None, missing | {("attribute", name)}
        return passed, missing

    def pick(self, selection: Selection, own: Picked = EMPTY_PICK) -> Picked:
        """The pieces of a selection; ``own`` = the pieces of the rule, which role '' speaks of."""
        key = id(selection)
        if key in self._picks:
            return self._picks[key]
        found = self._pick(selection, own)
        if not _speaks_of_self(selection):
            self._picks[key] = found
        return found

    def _pick(self, selection: Selection, own: Picked) -> Picked:
        if selection.role:
            if self.state(selection.role) != "ok":
                return Picked(missing=frozenset({("role", selection.role)}))
            base = self._all(selection.role)
        else:
            base = own
        base = self.narrow(base, selection.include, selection.exclude, selection.parcel)
        if selection.inside is not None:
            base = self.clip(base, self.pick(selection.inside, own), keep=True)
        if selection.minus is not None:
            base = self.clip(base, self.pick(selection.minus, own), keep=False)
        return base

    def _all(self, role: str) -> Picked:
        if role not in self._pieces:
            self._pieces[role] = Picked(tuple(_piece(r) for r in self.rows.get(role, ()) if _touches(r)))
        return self._pieces[role]

    def clip(self, base: Picked, other: Picked, keep: bool) -> Picked:
        """``base`` inside (keep) or outside ``other``; what only an unsure piece of ``other`` decides becomes unsure."""
        if not base.sure and not base.unsure:
            return base
        if any(kind == "role" for kind, _ in other.missing) and not other.sure and not other.unsure:
            return Picked((), (*base.sure, *base.unsure), base.missing | other.missing)
        bare = sorted({p.row.role for p in (*base.sure, *base.unsure, *other.sure, *other.unsure) if p.geometry is None})
        if bare:
            return Picked((), (*base.sure, *base.unsure), base.missing | {("no_geometry", r) for r in bare})
        maybe = (*other.sure, *other.unsure)
        if keep:
            sure = self._cut(base.sure, other.sure, True)
            unsure = self._cut(self._cut(base.sure, other.unsure, True), other.sure, False) if other.unsure else ()
            doubtful = self._cut(base.unsure, maybe, True)
        else:
            sure = self._cut(base.sure, maybe, False)
            unsure = self._cut(self._cut(base.sure, other.unsure, True), other.sure, False) if other.unsure else ()
            doubtful = self._cut(base.unsure, other.sure, False)
        missing = (base.missing if doubtful else NOTHING) | (other.missing if unsure else NOTHING)
        return Picked(sure, (*unsure, *doubtful), missing)

    def _cut(self, pieces: Sequence[Piece], by: Sequence[Piece], keep: bool) -> tuple[Piece, ...]:
        """``pieces`` inside or outside the union of ``by``, parcel by parcel."""
        masks: dict[str, list[Piece]] = {}
        for piece in by:
            masks.setdefault(piece.row.parcel_id, []).append(piece)
        found: list[Piece] = []
        owned: dict[str, list[Piece]] = {}
        for piece in pieces:
            owned.setdefault(piece.row.parcel_id, []).append(piece)
        for parcel_id, own in owned.items():
            if parcel_id not in masks:
                found += [] if keep else own
                continue
            shapes, others = (np.array([p.geometry for p in some], dtype=object) for some in (own, masks[parcel_id]))
            if robust.many(shapes, others):  # a parcel of 100 km²: ten thousand pieces by the union of as many
                mask = robust.near_each(shapes, others)
                apart = shapely.is_missing(mask)
                found += [] if keep else [p for p, far in zip(own, apart) if far]
                own, shapes, mask = [p for p, far in zip(own, apart) if not far], shapes[~apart], mask[~apart]
            else:
                mask = self.union(masks[parcel_id])
            if mask is None:
                found += [] if keep else own
                continue
            cut, _ = robust.intersections(shapes, mask) if keep else robust.differences(shapes, mask)
            found += [p for p in map(_part, own, cut, shapely.area(cut), shapely.length(cut)) if p is not None]
        return tuple(found)

    def union(self, pieces: Sequence[Piece]) -> Any:
        """One valid geometry of all pieces, or None."""
        return self._unions.of([(p.row.parcel_id, p.geometry) for p in pieces])

    @cached_property
    def _unions(self) -> Unions:
        return Unions(self.parcels.parcels)

    # ------------------------------------------------------------ measuring

    def counts(self, pieces: Iterable[Piece]) -> bool:
        """Whether the pieces are more than noise: by area for areas, by length for lines; a point always counts."""
        area = length = 0.0
        for piece in pieces:
            if piece.area == 0.0 and piece.length == 0.0:
                return True
            area += piece.area
            length += piece.length if piece.area == 0.0 else 0.0
        return area > self.noise_m2 or length > self.noise_m

    def parcel_scale(self, parcel_id: str) -> float:
        """Ellipsoid area per plane area of a parcel; 1 when its zone is unknown."""
        return self._scales.get(parcel_id, 1.0)

    @cached_property
    def _scales(self) -> Mapping[str, float]:
        if not projected(self.parcels.crs):
            return {}
        shapes = np.array([p.geometry for p in self.parcels.parcels], dtype=object)
        bad = ~shapely.is_valid(shapes)
        shapes[bad] = shapely.make_valid(shapes[bad])
        areas = zip(self.parcels.parcels, ellipsoid_areas(shapes, self.parcels.crs).tolist(), shapely.area(shapes).tolist())
        return {p.parcel_id: curved / plane for p, curved, plane in areas if plane > 0 and curved > 0}


def _raw(row: OverlayRow, spec: FieldSpec) -> Any:
    for name in (spec.name, *spec.also):
        if name in row.attributes:
            return row.attributes[name]
    lower = {str(k).lower(): v for k, v in row.attributes.items()} if row.attributes else {}
    for name in (spec.name, *spec.also):
        if name.lower() in lower:
            return lower[name.lower()]
    return getattr(row, spec.origin, None) if spec.origin else None


def _look_up(table: Mapping[str, str], key: str) -> str:
    """By the whole code, without its trailing letter (可调整 K), then by ever shorter beginnings."""
    for length in range(len(key), 1, -1):
        if key[:length] in table:
            return table[key[:length]]
    return ""


def _fits(test: ValueTest, value: str | None) -> bool:
    if value is None:
        return False
    if test.values:
        return value in test.values or _number(value) is not None and any(_number(v) == _number(value) for v in test.values)
    if test.prefixes:
        return value.startswith(test.prefixes)
    if test.text_range is not None:
        return test.text_range[0] <= value <= test.text_range[1]
    number = _number(value)
    return number is not None and all(compare(number, c, limit) for c, limit in test.compare)


def _number(text: str) -> float | None:
    """A number that is not a code: codes keep their leading zeros and are compared as text."""
    if len(text) > 1 and text[0] == "0" and text[1] != ".":
        return None
    try:
        return float(text)
    except ValueError:
        return None


def compare(number: float, comparator: str, limit: float) -> bool:
    """Exactly as the statute words it: gt 超过, ge 以上, lt 不足, le 不超过."""
    if comparator == "gt":
        return number > limit
    if comparator == "ge":
        return number >= limit
    return number < limit if comparator == "lt" else number <= limit


def _touches(row: OverlayRow) -> bool:
    """A row of a feature that is only near does not lie in the parcel."""
    return row.area_m2 > 0 or row.area_ellipsoid_m2 > 0 or row.length_m > 0 or not row.distance_m


def _piece(row: OverlayRow) -> Piece:
    return Piece(row, row.geometry, row.area_ellipsoid_m2 or row.area_m2, row.length_m, row.distance_m or 0.0)


def _part(piece: Piece, shape: Any, area: float, length: float) -> Piece | None:
    whole = piece.geometry.area
    if whole > 0:
        return Piece(piece.row, shape, piece.area * area / whole, 0.0) if area > 0 else None
    whole = piece.geometry.length
    if whole > 0:
        return Piece(piece.row, shape, 0.0, piece.length * length / whole) if length > 0 else None
    return None if shape.is_empty else Piece(piece.row, shape, 0.0, 0.0, piece.distance)


def _speaks_of_self(selection: Selection | None) -> bool:
    if selection is None:
        return False
    return not selection.role or _speaks_of_self(selection.inside) or _speaks_of_self(selection.minus)
