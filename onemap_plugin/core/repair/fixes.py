"""The fixes.  Each returns the same parcel object when there is nothing to do, so that "no change" is visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import shapely

from ..coordinates.numbering import NumberingOptions, renumber
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import FloatArray, Parcel, Ring, as_written, suffixed
from .model import Fix, RepairOptions

Keep = npt.NDArray[np.bool_]


def _near(en: FloatArray, options: RepairOptions) -> Keep:
    """Which of the (n, 2) points the fix may touch."""
    if options.at is None:
        return np.ones(len(en), dtype=bool)
    near: Keep = shapely.dwithin(shapely.points(en), options.at, options.at_m)
    return near


def _without(ring: Ring, keep: Keep) -> Ring:
    """The ring with only the open rows of ``keep``; a closing row follows its first point."""
    closing = ring.closed
    rows = np.flatnonzero(keep)
    labels = [ring.labels[i] for i in rows]
    if closing and len(rows):
        repeated = ring.labels[0] == ring.labels[-1]
        rows = np.append(rows, rows[0])
        labels.append(labels[0] if repeated else ring.labels[-1])
    lines = ring.lines[rows] if ring.lines is not None and len(ring.lines) == len(ring.xy) else None
    columns = {k: tuple(v[i] for i in rows) for k, v in ring.columns.items()}
    return replace(ring, labels=tuple(labels), xy=np.ascontiguousarray(ring.xy[rows]), lines=lines, columns=columns)


def _drop(parcel: Parcel, keeps: Sequence[Keep]) -> Sequence[Parcel]:
    """The parcel without the marked points; a ring is never brought below three points."""
    rings = tuple(r if k.all() or k.sum() < 3 else _without(r, k) for r, k in zip(parcel.rings, keeps))
    if all(new is old for new, old in zip(rings, parcel.rings)):
        return (parcel,)
    return (replace(parcel, rings=rings),)


def close_ring(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Repeat the first row at the end of every ring that is open."""
    rings = []
    for r in parcel.rings:
        if len(r) < 3 or r.closed:
            rings.append(r)
            continue
        rows = np.append(np.arange(len(r)), 0)
        lines = r.lines[rows] if r.lines is not None and len(r.lines) == len(r.xy) else None
        columns = {k: tuple(v[i] for i in rows) for k, v in r.columns.items()}
        rings.append(replace(r, labels=(*r.labels, r.labels[0]), xy=r.xy[rows], lines=lines, columns=columns))
    if all(new is old for new, old in zip(rings, parcel.rings)):
        return (parcel,)
    return (replace(parcel, rings=tuple(rings)),)


def drop_repeats(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Of consecutive points nearer than ``duplicate_m`` keep the first."""
    keeps = []
    for r in parcel.rings:
        en = r.open_en
        keep, near = np.ones(len(en), dtype=bool), _near(en, options)
        last = 0
        for i in range(1, len(en)):
            if near[i] and np.hypot(*(en[i] - en[last])) < options.duplicate_m:
                keep[i] = False
            else:
                last = i
        if len(en) > 1 and keep[last] and last and near[last] and np.hypot(*(en[last] - en[0])) < options.duplicate_m:
            keep[last] = False
        keeps.append(keep)
    return _drop(parcel, keeps)


def drop_collinear(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Drop points that lie on the straight line between their neighbours and that no other parcel shares."""
    shared = _vertices_of_others(parcel, parcels)
    keeps = []
    for r in parcel.rings:
        en = r.open_en
        keep, near = np.ones(len(en), dtype=bool), _near(en, options)
        n = len(en)
        for i in range(n):
            before = next((k % n for k in range(i - 1, i - n, -1) if keep[k % n]), i)
            after = next((k % n for k in range(i + 1, i + n) if keep[k % n]), i)
            # the points that went already must lie on the new line too, or a slow curve would become its chord
            line = [k % n for k in range(before + 1, before + (after - before) % n)]
            on_it = all(_between(en[before], en[after], en[k], options.collinear_m) for k in line)
            if near[i] and tuple(en[i]) not in shared and on_it:
                keep[i] = False
        keeps.append(keep)
    return _drop(parcel, keeps)


def _between(a: FloatArray, b: FloatArray, p: FloatArray, tolerance: float) -> bool:
    """Whether p lies between a and b, at most ``tolerance`` off their line."""
    length = float(np.hypot(*(b - a)))
    if length == 0:
        return False
    along = float(np.dot(p - a, b - a)) / length
    across = abs(float((p - a)[0] * (b - a)[1] - (p - a)[1] * (b - a)[0])) / length
    return 0 < along < length and across < tolerance


def _vertices_of_others(parcel: Parcel, parcels: Sequence[Parcel]) -> set[tuple[float, float]]:
    return {(float(x), float(y)) for p in parcels if p.parcel_id != parcel.parcel_id for r in p.rings for x, y in r.open_en}


def drop_spike(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Drop the tips of spikes: corners sharper than ``spike_deg``, and the second of two points that then are one."""
    keeps = []
    for r in parcel.rings:
        en = r.open_en
        keep = np.ones(len(en), dtype=bool)
        if len(en) > 3:
            into, out = en - np.roll(en, 1, axis=0), np.roll(en, -1, axis=0) - en
            lengths = np.hypot(*into.T) * np.hypot(*out.T)
            with np.errstate(divide="ignore", invalid="ignore"):
                cosine = np.clip(-(into * out).sum(axis=1) / lengths, -1, 1)
            sharp = np.degrees(np.arccos(cosine)) < options.spike_deg
            keep = ~(sharp & (lengths > 0) & _near(en, options))
            _drop_met(en, keep)
        keeps.append(keep)
    return _drop(parcel, keeps)


def _drop_met(en: FloatArray, keep: Keep) -> None:
    """Where a tip goes, the points on both sides of it may be one place: of those the first stays (``keep`` is changed)."""
    n, gone = len(en), np.flatnonzero(~keep)
    for tip in gone.tolist():
        before = next((k % n for k in range(tip - 1, tip - n, -1) if keep[k % n]), tip)
        after = next((k % n for k in range(tip + 1, tip + n) if keep[k % n]), tip)
        if before != after and (en[before] == en[after]).all():
            keep[max(before, after) if 0 in (before, after) else after] = False


def orient(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Shells clockwise, holes counter-clockwise; labels travel with their points, the start stays."""
    turned = renumber(parcel, NumberingOptions(start="keep", orient=True, closing="keep", keep_labels=True))
    return (parcel,) if _same_rows(turned, parcel) else (turned,)


def renumber_anew(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Number anew from the NW corner, clockwise, J1 …, closing with the first label."""
    numbered = renumber(parcel)
    same = _same_rows(numbered, parcel) and [r.labels for r in numbered.rings] == [r.labels for r in parcel.rings]
    return (parcel,) if same else (numbered,)


def _same_rows(a: Parcel, b: Parcel) -> bool:
    return len(a.rings) == len(b.rings) and all(
        x.number == y.number and x.xy.shape == y.xy.shape and bool((x.xy == y.xy).all()) for x, y in zip(a.rings, b.rings)
    )


def swap_axes(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Exchange X (north) and Y (east) of every point."""
    return (replace(parcel, rings=tuple(replace(r, xy=np.ascontiguousarray(r.xy[:, ::-1])) for r in parcel.rings)),)


def split_parts(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """One parcel for each part, with suffix -1, -2 …; declared numbers belong to the whole and are left out."""
    groups = parcel.shells_and_holes
    if len(groups) < 2:
        return (parcel,)
    parts = []
    numbers, names = {p.number for p in parcels}, {p.name for p in parcels}
    for k, (shell, holes) in enumerate(groups, 1):
        rings = tuple(replace(parcel.rings[i], number=n) for n, i in enumerate((shell, *holes), 1))
        parts.append(
            replace(
                parcel,
                parcel_id=f"{parcel.parcel_id}-{k}",
                rings=rings,
                declared_points=None,
                declared_area=None,
                declared_area_text="",
                number=suffixed(parcel.number, numbers),
                name=suffixed(parcel.name, names),
            )
        )
    return parts


def untangle(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Rebuild a self-crossing parcel from its own lines, as GEOS makes valid; crossing points become boundary points.

    Where all points have the written decimals, so have the new ones, so that rounding on writing brings no new fault.
    """
    geometry = parcel.geometry
    if geometry.is_empty or geometry.is_valid:
        return (parcel,)
    valid = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    rounded = all((as_written(r.xy, options.decimals) == r.xy).all() for r in parcel.rings)
    if rounded:
        valid = shapely.transform(
            shapely.set_precision(valid, 10.0**-options.decimals), lambda en: as_written(en, options.decimals)
        )
    labels = {(float(x), float(y)): label for r in parcel.rings for label, (x, y) in zip(r.labels, r.open_en)}
    values = _values_by_place(parcel)
    rings: list[Ring] = []
    for part in shapely.get_parts(valid):
        if part.geom_type == "Polygon" and not part.is_empty:
            for line in (part.exterior, *part.interiors):
                ring = _ring_of(np.asarray(line.coords)[:, :2], len(rings) + 1, labels)
                places = [(float(x), float(y)) for y, x in ring.xy]
                rings.append(replace(ring, columns={k: tuple(v.get(p, "") for p in places) for k, v in values.items()}))
    return (replace(parcel, rings=tuple(rings)),) if rings else (parcel,)


def _values_by_place(parcel: Parcel) -> dict[str, dict[tuple[float, float], str]]:
    """Further values of the points by name and place."""
    found: dict[str, dict[tuple[float, float], str]] = {}
    for ring in parcel.rings:
        for name, texts in ring.columns.items():
            own = found.setdefault(name, {})
            for (x, y), text in zip(ring.open_en, texts):
                own[float(x), float(y)] = text
    return found


def _ring_of(en: FloatArray, number: int, labels: dict[tuple[float, float], str]) -> Ring:
    """A closed ring of (n, 2) east, north; points that were there keep their labels, new ones are called N1, N2 …"""
    names = [labels.get((float(x), float(y)), "") for x, y in en[:-1]]
    names = [n if n not in names[:k] else "" for k, n in enumerate(names)]  # of rings that were numbered alike
    fresh = iter(f"N{number}.{k}" for k in range(1, len(names) + 1))
    names = [n or next(fresh) for n in names]
    return Ring(number, (*names, names[0]), np.ascontiguousarray(en[:, ::-1]))


def round_coordinates(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Round every coordinate to the profile's decimals as the writer does."""
    rings = tuple(replace(r, xy=as_written(r.xy, options.decimals)) for r in parcel.rings)
    if all((new.xy == old.xy).all() for new, old in zip(rings, parcel.rings)):
        return (parcel,)
    return (replace(parcel, rings=rings),)


def snap_to_neighbour(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Move each vertex onto the nearest vertex of another parcel within ``snap_m``; the neighbours stay as they are."""
    others = np.array(sorted(_vertices_of_others(parcel, parcels))).reshape(-1, 2)
    if not len(others):
        return (parcel,)
    tree, changed, rings = shapely.STRtree(shapely.points(others)), False, []
    for r in parcel.rings:
        en = r.xy[:, ::-1].copy()
        if not len(en):
            rings.append(r)
            continue
        pairs, distance = tree.query_nearest(
            shapely.points(en), max_distance=options.snap_m, return_distance=True, all_matches=False
        )
        move = (distance > 0) & _near(en, options)[pairs[0]]
        if move.any():
            en[pairs[0][move]] = others[pairs[1][move]]
            changed = True
        rings.append(replace(r, xy=np.ascontiguousarray(en[:, ::-1])) if move.any() else r)
    return (replace(parcel, rings=tuple(rings)),) if changed else (parcel,)


def insert_neighbour_point(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Put the vertices of other parcels that lie on an edge (within ``snap_m``) into that edge, at the neighbour's place."""
    others = np.array(sorted(_vertices_of_others(parcel, parcels))).reshape(-1, 2)
    rings = tuple(_with_points(r, others, options) if len(r.open_en) > 1 else r for r in parcel.rings)
    if all(new is old for new, old in zip(rings, parcel.rings)):
        return (parcel,)
    return (replace(parcel, rings=rings),)


def _with_points(ring: Ring, points: FloatArray, options: RepairOptions) -> Ring:
    en = ring.open_en
    own = {(float(x), float(y)) for x, y in en}
    edges = shapely.linestrings(np.stack([en, np.roll(en, -1, axis=0)], axis=1))
    near = (
        shapely.STRtree(edges).query(shapely.points(points), predicate="dwithin", distance=options.snap_m) if len(points) else []
    )
    found: dict[int, list[tuple[float, int]]] = {}
    for point, edge in np.asarray(near).reshape(2, -1).T:
        along = float(shapely.line_locate_point(edges[edge], shapely.Point(points[point])))
        inside = options.snap_m < along < edges[edge].length - options.snap_m
        if inside and tuple(points[point]) not in own and _near(points[point : point + 1], options)[0]:
            found.setdefault(int(edge), []).append((along, int(point)))
    if not found:
        return ring
    rows: list[FloatArray] = []
    labels: list[str] = []
    source: list[int] = []  # row of before, -1 for a point that comes
    for i, place in enumerate(en):
        rows.append(place)
        labels.append(ring.labels[i])
        source.append(i)
        for k, (_, point) in enumerate(sorted(found.get(i, []))):
            rows.append(points[point])
            labels.append(f"{ring.labels[i]}-{k + 1}")
            source.append(-1)
    if ring.closed:
        rows.append(en[0])
        labels.append(ring.labels[-1])
        source.append(len(ring) - 1)
    columns = {name: tuple(texts[i] if i >= 0 else "" for i in source) for name, texts in ring.columns.items()}
    lines = None
    if ring.lines is not None and len(ring.lines) == len(ring):
        lines = np.array([ring.lines[i] if i >= 0 else 0 for i in source], dtype=np.int64)
    return Ring(ring.number, tuple(labels), np.ascontiguousarray(np.array(rows)[:, ::-1]), lines, columns)


def recount(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Set the declared number of points to the number of point lines, closing lines included."""
    return (parcel,) if parcel.declared_points == parcel.point_rows else (replace(parcel, declared_points=parcel.point_rows),)


def redeclare_area(parcel: Parcel, parcels: Sequence[Parcel], options: RepairOptions) -> Sequence[Parcel]:
    """Set the declared area to the plane area of the geometry, in the declared unit (hectares when unknown)."""
    unit = parcel.declared_unit or "ha"
    value = parcel.geometry.area / {"ha": 10_000.0, "m2": 1.0, "mu": 10_000.0 / 15}[unit]
    text = f"{value:.{2 if unit == 'm2' else 4}f}"
    if parcel.declared_area is not None and f"{parcel.declared_area:.{2 if unit == 'm2' else 4}f}" == text:
        return (parcel,)
    return (replace(parcel, declared_area=float(text), declared_area_text=text, declared_unit=unit),)


_ALL = (
    Fix(
        "close_ring",
        QT_TRANSLATE_NOOP("fixes", "Close the ring"),
        QT_TRANSLATE_NOOP("fixes", "Repeats the first point at the end. No point moves."),
        False,
        close_ring,
    ),
    Fix(
        "drop_repeats",
        QT_TRANSLATE_NOOP("fixes", "Drop repeated points"),
        QT_TRANSLATE_NOOP("fixes", "Of points closer than the tolerance the first stays."),
        True,
        drop_repeats,
    ),
    Fix(
        "drop_collinear",
        QT_TRANSLATE_NOOP("fixes", "Drop points on a straight line"),
        QT_TRANSLATE_NOOP("fixes", "Points that a neighbouring parcel shares stay."),
        True,
        drop_collinear,
    ),
    Fix(
        "drop_spike",
        QT_TRANSLATE_NOOP("fixes", "Drop spikes"),
        QT_TRANSLATE_NOOP("fixes", "Drops the tip of corners that are sharper than the limit."),
        True,
        drop_spike,
    ),
    Fix(
        "orient",
        QT_TRANSLATE_NOOP("fixes", "Turn rings: outer clockwise, holes counter-clockwise"),
        QT_TRANSLATE_NOOP("fixes", "Only the order of the points changes."),
        False,
        orient,
    ),
    Fix(
        "renumber",
        QT_TRANSLATE_NOOP("fixes", "Number points anew from the north-west corner"),
        QT_TRANSLATE_NOOP("fixes", "Only order and labels change."),
        False,
        renumber_anew,
    ),
    Fix(
        "swap_axes",
        QT_TRANSLATE_NOOP("fixes", "Exchange X and Y"),
        QT_TRANSLATE_NOOP("fixes", "For files that write east before north."),
        True,
        swap_axes,
    ),
    Fix(
        "split_parts",
        QT_TRANSLATE_NOOP("fixes", "Make a parcel of each part"),
        QT_TRANSLATE_NOOP("fixes", "Numbers and names get -1, -2 …; no point moves."),
        False,
        split_parts,
    ),
    Fix(
        "untangle",
        QT_TRANSLATE_NOOP("fixes", "Untangle a self-crossing boundary"),
        QT_TRANSLATE_NOOP("fixes", "Crossing points become boundary points; mind the change of area."),
        True,
        untangle,
    ),
    Fix(
        "round_coordinates",
        QT_TRANSLATE_NOOP("fixes", "Round coordinates"),
        QT_TRANSLATE_NOOP("fixes", "To the decimals that the profile writes."),
        True,
        round_coordinates,
    ),
    Fix(
        "snap_to_neighbour",
        QT_TRANSLATE_NOOP("fixes", "Move vertices onto the neighbour's"),
        QT_TRANSLATE_NOOP("fixes", "Within the snapping distance; the neighbour stays as it is."),
        True,
        snap_to_neighbour,
    ),
    Fix(
        "insert_neighbour_point",
        QT_TRANSLATE_NOOP("fixes", "Take over the neighbour's points on the shared boundary"),
        QT_TRANSLATE_NOOP("fixes", "No point moves; the area changes by the offset of the new points."),
        True,
        insert_neighbour_point,
    ),
    Fix(
        "recount",
        QT_TRANSLATE_NOOP("fixes", "Correct the declared number of points"),
        QT_TRANSLATE_NOOP("fixes", "Counts all point lines, closing lines included."),
        False,
        recount,
    ),
    Fix(
        "redeclare_area",
        QT_TRANSLATE_NOOP("fixes", "Correct the declared area"),
        QT_TRANSLATE_NOOP("fixes", "Takes the plane area of the coordinates."),
        False,
        redeclare_area,
    ),
)

#: all fixes by id
FIXES: dict[str, Fix] = {f.id: f for f in _ALL}
