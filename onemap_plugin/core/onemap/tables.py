"""From the parts of one role to its table of pieces: joined, measured, balanced, closed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from . import areas
from .cutting import Cover, Near, Pieces, count_once, own_copy
from .model import Closure, ObjectArray
from .result import PieceTable, as_text
from .roles import Role

if TYPE_CHECKING:
    from .overlay import OverlayOptions, Subject

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(eq=False)
class Part:
    """What one task found: a group of parcels (indices) × one source.  Indices in pieces and near are of group and batch."""

    group: IntArray
    fid: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    columns: Mapping[str, ObjectArray] = field(default_factory=dict)
    pieces: Pieces | None = None
    cover: Cover | None = None
    near: Near | None = None
    repaired: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    repaired_at_source: int = 0
    error: str = ""
    note: str = ""


_ARRAYS = ("parcel", "fid", "geometry", "area", "shared", "shared_m2", "distance", "length")


@dataclass(eq=False)
class _Flat:
    """Pieces and near patches of all parts in one: indices of the subject, rows of the joined columns."""

    parcel: IntArray
    fid: IntArray
    geometry: ObjectArray
    area: FloatArray
    shared: ObjectArray
    shared_m2: FloatArray
    distance: FloatArray
    length: FloatArray
    columns: dict[str, ObjectArray]


def build(
    role: Role, subject: Subject, parts_of_sources: Sequence[Sequence[Part]], options: OverlayOptions
) -> tuple[PieceTable, list[Closure]]:
    """The table and the closures of one role from the parts of its sources (a list of parts for each source)."""
    reach = options.reach.get(role.id, 0.0) > 0
    parts = [p for source in parts_of_sources for p in source if not p.error]
    flat = _join([_flatten(p, reach) for p in parts])
    cover = _cover(role, subject, parts_of_sources, flat)
    sound = _sound(subject, parts_of_sources) & any(p.cover is not None for p in parts)
    flat = _with_uncovered(role, flat, cover, sound)
    order = np.lexsort((flat.fid, flat.fid < 0, flat.parcel))
    flat = _take(flat, order)
    deduction = np.minimum(_coefficients(flat), 1.0) * flat.area
    perimeter = np.where(flat.area > 0, shapely.length(flat.geometry), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        thin = 2 * flat.area / perimeter < options.sliver_width_m
    sliver = (flat.area > 0) & ((flat.area < options.sliver_area_m2) | thin)
    none = np.zeros(len(flat.parcel), dtype=np.int64)
    table = PieceTable(
        role=role, parcel_ids=subject.ids, parcel=flat.parcel, fid=flat.fid, geometry=flat.geometry, area=flat.area,
        deduction=deduction, units=none, deduction_units=none, length=flat.length, perimeter=perimeter,
        distance=flat.distance, shared=flat.shared, shared_m2=flat.shared_m2, sliver=sliver, columns=flat.columns,
        decimals=options.decimals, crs=subject.crs, step_m=options.step_m,
    )  # fmt: skip
    table.units, table.deduction_units, closures = _balance(role, subject, flat, table, cover, sound, options)
    return table, closures


def _flatten(part: Part, reach: bool) -> _Flat:
    """Pieces first, then patches that are only near, or lines and points."""
    pieces, beside = part.pieces, part.near
    parcel, patch = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    geometry = shared = np.zeros(0, dtype=object)
    area = shared_m2 = distance = length = np.zeros(0)
    if pieces is not None:
        parcel, patch, geometry, area, shared, shared_m2 = (
            pieces.parcel,
            pieces.patch,
            pieces.geometry,
            pieces.area,
            pieces.shared,
            pieces.shared_m2,
        )
        distance, length = np.full(len(parcel), 0.0 if reach else np.nan), np.zeros(len(parcel))
    if beside is not None:
        size = max(len(part.fid), 1)
        known = np.isin(beside.parcel * size + beside.patch, parcel * size + patch)
        # without a reach what only touches the outline is no result
        more = ~known & (reach | ~beside.touching)
        n = int(more.sum())
        parcel, patch = np.r_[parcel, beside.parcel[more]], np.r_[patch, beside.patch[more]]
        geometry, shared = np.r_[geometry, beside.geometry[more]], np.r_[shared, np.full(n, None, dtype=object)]
        area, shared_m2 = np.r_[area, np.zeros(n)], np.r_[shared_m2, np.zeros(n)]
        distance = np.r_[distance, beside.distance[more] if reach else np.full(n, np.nan)]
        length = np.r_[length, beside.length[more]]
    columns = {name: values[patch] for name, values in part.columns.items()}
    return _Flat(part.group[parcel], part.fid[patch], geometry, area, shared, shared_m2, distance, length, columns)


def _join(flats: Sequence[_Flat]) -> _Flat:
    if not flats:
        none, zero, nothing = np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=object)
        return _Flat(none, none, nothing, zero, nothing, zero, zero, zero, {})
    names = dict.fromkeys(name for f in flats for name in f.columns)
    columns = {
        name: np.concatenate([f.columns.get(name, np.full(len(f.parcel), None, dtype=object)) for f in flats]) for name in names
    }

    def joined(attribute: str) -> Any:
        return np.concatenate([getattr(f, attribute) for f in flats])

    return _Flat(**{a: joined(a) for a in _ARRAYS}, columns=columns)


def _take(flat: _Flat, order: IntArray) -> _Flat:
    fields = {a: getattr(flat, a)[order] for a in _ARRAYS}
    return replace(flat, **fields, columns={name: values[order] for name, values in flat.columns.items()})


def _sound(subject: Subject, parts_of_sources: Sequence[Sequence[Part]]) -> npt.NDArray[np.bool_]:
    """Parcels for which no source of the role failed: only for these a closure can be claimed."""
    sound = np.ones(len(subject.ids), dtype=bool)
    for parts in parts_of_sources:
        for part in parts:
            if part.error:
                sound[part.group] = False
    return sound


def _cover(role: Role, subject: Subject, parts_of_sources: Sequence[Sequence[Part]], flat: _Flat) -> Cover:
    """Uncovered and shared areas by parcel; with several sources of the role their pieces are counted once together."""
    n = len(subject.ids)
    whole = Cover(subject.area.copy(), np.zeros(n), np.zeros(n, dtype=bool), np.full(n, None, dtype=object))
    if sum(1 for parts in parts_of_sources if parts) > 1:
        surface = np.flatnonzero(flat.area > 0)
        order = surface[np.argsort(flat.parcel[surface], kind="stable")]
        pieces = Pieces(
            flat.parcel[order], order, flat.geometry[order], flat.area[order], flat.shared[order], flat.shared_m2[order]
        )
        whole = count_once(pieces, own_copy(subject.geometry), lambda: None, role.covers)
        flat.geometry[order], flat.area[order] = pieces.geometry, pieces.area
        flat.shared[order], flat.shared_m2[order] = pieces.shared, pieces.shared_m2
        for part in (p for parts in parts_of_sources for p in parts if p.cover is not None):
            whole.overlap_m2[part.group] += part.cover.overlap_m2 if part.cover else 0.0
        return whole
    for part in (p for parts in parts_of_sources for p in parts if p.cover is not None):
        assert part.cover is not None
        for name in ("uncovered_m2", "overlap_m2", "by_union", "rest"):
            getattr(whole, name)[part.group] = getattr(part.cover, name)
    return whole


def _with_uncovered(role: Role, flat: _Flat, cover: Cover, sound: npt.NDArray[np.bool_]) -> _Flat:
    """For a layer that covers the land: a row without code for what is left of each parcel."""
    rest = (
        np.flatnonzero(sound & (cover.uncovered_m2 > 0) & ~np.asarray(shapely.is_missing(cover.rest)))
        if role.covers
        else np.zeros(0, dtype=int)
    )
    if not len(rest):
        return flat
    n = len(rest)
    none = np.full(n, None, dtype=object)
    row = _Flat(
        rest,
        np.full(n, -1, dtype=np.int64),
        cover.rest[rest],
        cover.uncovered_m2[rest],
        none,
        np.zeros(n),
        np.full(n, np.nan),
        np.zeros(n),
        {},
    )
    return _join([flat, row])


def _coefficients(flat: _Flat) -> FloatArray:
    """KCXS of each piece, 0 where there is none; a value that is no share of 1 is not applied."""
    values = flat.columns.get("KCXS")
    if values is None:
        return np.zeros(len(flat.parcel))
    found = np.zeros(len(values))
    for i, value in enumerate(values):
        try:
            found[i] = float(value) if value not in (None, "") else 0.0
        except (TypeError, ValueError):
            found[i] = 0.0
    return np.where((found > 0) & (found < 1), found, 0.0)


def _balance(
    role: Role,
    subject: Subject,
    flat: _Flat,
    table: PieceTable,
    cover: Cover,
    sound: npt.NDArray[np.bool_],
    options: OverlayOptions,
) -> tuple[IntArray, IntArray, list[Closure]]:
    """Balanced units of pieces (gross) and of their deductions, and the closures.

    Balanced together per parcel: what each piece keeps, what is taken off it, and the part without patch; so cells of a
    class table, its 1203 row and the total agree to the last decimal.
    """
    n_rows, n = len(flat.parcel), len(subject.ids)
    plane = options.basis == "plane"
    control = subject.area if plane else subject.area_ellipsoid
    gross = areas.to_fixed(flat.area if plane else table.area_ellipsoid)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(flat.area > 0, table.deduction / flat.area, 0.0)
    taken = np.minimum(np.rint(gross * share).astype(np.int64), gross)
    control_fixed = areas.to_fixed(control)
    left = control_fixed.copy()
    np.subtract.at(left, flat.parcel, gross)
    # what covers the parcel fully leaves only the noise of two ways of measuring
    left[cover.uncovered_m2 <= 0] = 0
    if role.covers:
        left[flat.parcel[flat.fid < 0]] = 0
    left = np.maximum(left, 0)
    group = np.concatenate([flat.parcel, flat.parcel, np.arange(n)])
    pieces = np.concatenate([gross - taken, taken, left])
    order = np.argsort(group, kind="stable")
    units = np.empty(len(group), dtype=np.int64)
    units[order] = areas.balance_groups(pieces[order], group[order], control_fixed, options.decimals, options.rounding)
    net, taken_units, left_units = units[:n_rows], units[n_rows : 2 * n_rows], units[2 * n_rows :]
    total_units = net + taken_units
    closures = _closures(role, subject, flat, total_units, left_units, control_fixed, cover, sound, options)
    return total_units, taken_units, closures


def _closures(
    role: Role,
    subject: Subject,
    flat: _Flat,
    units: IntArray,
    left: IntArray,
    control: IntArray,
    cover: Cover,
    sound: npt.NDArray[np.bool_],
    options: OverlayOptions,
) -> list[Closure]:
    if role.geometry != "polygon":
        return []
    n = len(subject.ids)
    real = flat.fid >= 0
    plane = np.bincount(flat.parcel[real], flat.area[real], minlength=n)
    piece_units, rest_units = np.zeros(n, dtype=np.int64), left.copy()
    np.add.at(piece_units, flat.parcel[real], units[real])
    np.add.at(rest_units, flat.parcel[~real], units[~real])
    target = areas.round_units(control, areas.unit_of(options.decimals), options.rounding)
    ha = areas.units_to_ha
    return [
        Closure(
            subject.ids[i],
            role.id,
            float(subject.area[i]),
            float(plane[i]),
            float(cover.uncovered_m2[i]),
            float(cover.overlap_m2[i]),
            float(subject.area[i] - plane[i] - cover.uncovered_m2[i]),
            ha(int(target[i]), options.decimals),
            ha(int(piece_units[i]), options.decimals),
            ha(int(rest_units[i]), options.decimals),
            "union" if cover.by_union[i] else "edges",
        )
        for i in np.flatnonzero(sound)
    ]


_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)")


def years(values: ObjectArray | None) -> set[str]:
    """Years found in a column of years or dates (2023, '20231231', '2023/12/31', a date object)."""
    if values is None:
        return set()
    return {m.group(1) for v in set(map(as_text, values)) if (m := _YEAR.search(v))}


__all__ = ["Part", "build", "years"]
