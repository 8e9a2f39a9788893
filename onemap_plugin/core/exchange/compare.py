"""What differs between two parcel sets: missing parcels, other rings, moved points, other values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..findings import Finding
from ..parcels import Parcel, ParcelCrs, ParcelSet, Ring
from .area_unit import UNIT_M2, rounding
from .rules import Findings

FloatArray = npt.NDArray[np.float64]
TEXT_FIELDS = (
    ("number", "地块编号"),
    ("name", "地块名称"),
    ("use", "地块用途"),
    ("sheet", "图幅号"),
    ("land_class", "地类编码"),
    ("kind", "记录图形属性"),
)
_MAX_POINTS = 20


def compare_sets(
    a: ParcelSet,
    b: ParcelSet,
    decimals: int = 3,
    *,
    match: str = "id",
    ordered: bool = False,
    fields: Iterable[str] | None = None,
    rings: bool = True,
) -> list[Finding]:
    """Differences of ``b`` from ``a``; an empty list means that they say the same.

    decimals: coordinates may differ by half of the last one (metres, or degrees for geographic sets).
    match: 'id' pairs parcels by parcel_id (of several with one number those that lie in one place), 'order' by their place in
    the set.
    ordered: rings must have the same order, start, direction and labels; otherwise only the shape counts.
    fields: names of text fields of ``Parcel`` to compare, None for all of them and the further attributes.
    rings: False compares no coordinates (one of the sets is a table), and areas to the digits that are written.
    """
    findings = Findings(b.source_files[0] if b.source_files else "")
    if a.crs.epsg != b.crs.epsg:
        findings.add("T-CMP-CRS", key="crs", a=_system(a.crs), b=_system(b.crs))
    wanted = None if fields is None else set(fields)
    further = _common_fields(a.parcels, b.parcels, findings) if wanted is None else wanted
    tolerance = 0.5 * 10.0**-decimals * (1 + 1e-6) + 1e-9
    for one, other in _pairs(a.parcels, b.parcels, match, tolerance, findings):
        _compare_texts(one, other, wanted, further, findings)
        _compare_areas(one, other, findings, by_digits=not rings)
        if rings:
            _compare_rings(one, other, tolerance, ordered, findings)
    return list(findings.result())


def _system(crs: ParcelCrs) -> str:
    return f"EPSG:{crs.epsg}" if crs.epsg else crs.datum or "–"


def _common_fields(a: Sequence[Parcel], b: Sequence[Parcel], findings: Findings) -> set[str]:
    """Further fields to compare: those that both sides have.  A column that only one of the files has
    is no difference of its parcels; it is told once."""
    here, there = ({n for p in side for n, v in p.attributes.items() if v.strip()} for side in (a, b))
    for variant, names in (("first", here - there), ("", there - here)):
        if names:
            findings.add("T-CMP-FIELDS", key=variant or "second", variant=variant, fields=", ".join(sorted(names)))
    return here & there


def _pairs(
    a: Sequence[Parcel], b: Sequence[Parcel], match: str, tolerance: float, findings: Findings
) -> list[tuple[Parcel, Parcel]]:
    if match == "order":
        left, right = {str(i): p for i, p in enumerate(a)}, {str(i): p for i, p in enumerate(b)}
    else:
        left, right = {p.parcel_id: p for p in a}, _by_partner(a, b, tolerance)
    for key, parcel in left.items():
        if key not in right:
            findings.add(
                "T-CMP-MISSING",
                parcel_id=parcel.parcel_id,
                key="missing",
                name=parcel.parcel_id,
                where=findings.file or "TXT",
                geometry=_outline(parcel),
            )
    for key, parcel in right.items():
        if key not in left:
            findings.add(
                "T-CMP-EXTRA",
                parcel_id=parcel.parcel_id,
                key="extra",
                name=parcel.parcel_id,
                where=findings.file or "TXT",
                line=parcel.source_line,
                geometry=_outline(parcel),
            )
    return [(parcel, right[key]) for key, parcel in left.items() if key in right]


def _by_partner(a: Sequence[Parcel], b: Sequence[Parcel], tolerance: float) -> dict[str, Parcel]:
    """Parcels of ``b`` by the id of their partner in ``a``, or by their own where they have none.

    Where a number stands several times (ids 7, 7#2 ...), those that go through the same points are partners, whatever their
    order; the others as their ids say.
    """
    found = {p.parcel_id: p for p in b}
    groups: dict[str, tuple[list[Parcel], list[Parcel]]] = {}
    for side, parcels in enumerate((a, b)):
        for p in parcels:
            groups.setdefault(_base(p), ([], []))[side].append(p)
    for here, there in groups.values():
        if len(here) < 2 and len(there) < 2:
            continue
        rest = list(there)
        partners: dict[str, Parcel] = {}
        for one in here:
            same = next((p for p in rest if _same_rings(one, p, tolerance)), None)
            if same is not None:
                partners[one.parcel_id] = same
                rest.remove(same)
        for other in there:
            del found[other.parcel_id]
        free = [p.parcel_id for p in here if p.parcel_id not in partners]
        for other in rest:
            own = other.parcel_id if other.parcel_id in free else free[0] if free else ""
            if own:
                free.remove(own)
            partners[own or _unused(other.parcel_id, {*partners, *found, *(p.parcel_id for p in here)})] = other
        for own, other in partners.items():
            displaced = found.get(own)
            if displaced is not None:  # a parcel that is really numbered as a repeat is marked here
                found[_unused(own, {*found, *partners})] = displaced
            found[own] = other
    return found


def _base(parcel: Parcel) -> str:
    """The number (or name) behind the id of a parcel, without the mark that tells repeats apart."""
    return parcel.number.strip() or parcel.name.strip() or parcel.parcel_id


def _unused(text: str, used: set[str]) -> str:
    return next(t for t in (text, *(f"{text} ({n})" for n in range(2, len(used) + 3))) if t not in used)


def _same_rings(a: Parcel, b: Parcel, tolerance: float) -> bool:
    return len(a.rings) == len(b.rings) and not _without_partner(a.rings, b.rings, tolerance)[0]


def _without_partner(a: Sequence[Ring], b: Sequence[Ring], tolerance: float) -> tuple[list[Ring], list[Ring]]:
    """Rings of either side that go through the points of none on the other."""
    rest, alone = list(b), []
    for ring in a:
        found = next((r for r in rest if same_shape(ring, r, tolerance)), None)
        if found is None:
            alone.append(ring)
        else:
            rest.remove(found)
    return alone, rest


def _outline(parcel: Parcel) -> Any:
    """The parcel on the map, None when it has no shape."""
    shape = parcel.geometry
    return None if shape.is_empty else shape


def _compare_texts(a: Parcel, b: Parcel, wanted: set[str] | None, further: set[str], findings: Findings) -> None:
    for name, title in TEXT_FIELDS:
        here, there = getattr(a, name), getattr(b, name)
        if here != there and (wanted is None or name in wanted):
            findings.add("T-CMP-TEXT", parcel_id=a.parcel_id, key=name, line=b.source_line, field=title, a=here, b=there)
    for name in sorted(further & (set(a.attributes) | set(b.attributes))):
        here, there = a.attributes.get(name, ""), b.attributes.get(name, "")
        if here != there:
            findings.add("T-CMP-TEXT", parcel_id=a.parcel_id, key=name, line=b.source_line, field=name, a=here, b=there)


def _compare_areas(a: Parcel, b: Parcel, findings: Findings, by_digits: bool) -> None:
    if a.declared_area is None or b.declared_area is None:
        return
    # an area whose unit could not be told is taken in that of the other file: what is no difference then is none
    units = (a.declared_unit or b.declared_unit, b.declared_unit or a.declared_unit)
    factors = [UNIT_M2.get(unit, 1.0) for unit in units]
    halves = [rounding(p.declared_area_text) * factor for p, factor in zip((a, b), factors)]
    allowed = sum(halves) if by_digits else min(sum(halves), 0.5)
    if units[0] == units[1] and halves[0] == halves[1]:
        allowed = 0.0  # the same number of digits in the same unit: one area can only be written one way
    if abs(a.declared_area * factors[0] - b.declared_area * factors[1]) > allowed + 1e-7:
        findings.add(
            "T-CMP-TEXT",
            parcel_id=a.parcel_id,
            key="area",
            line=b.source_line,
            field="地块面积",
            a=a.declared_area_text,
            b=b.declared_area_text,
        )


def _compare_rings(a: Parcel, b: Parcel, tolerance: float, ordered: bool, findings: Findings) -> None:
    points = [sum(len(r) if ordered else len(r.open_en) for r in p.rings) for p in (a, b)]
    if len(a.rings) != len(b.rings) or (ordered and points[0] != points[1]):
        findings.add(
            "T-CMP-RINGS",
            parcel_id=a.parcel_id,
            key="rings",
            line=b.source_line,
            a=len(a.rings),
            a_points=points[0],
            b=len(b.rings),
            b_points=points[1],
            geometry=_lines([r for side in _without_partner(a.rings, b.rings, tolerance) for r in side]),
        )
        return
    if ordered:
        for one, other in zip(a.rings, b.rings):
            _compare_rows(a.parcel_id, one, other, tolerance, findings)
        return
    alone, rest = _without_partner(a.rings, b.rings, tolerance)
    for ring in alone:
        distance = _distances(ring, rest)
        far = np.flatnonzero(~(distance <= tolerance))
        if not len(far):  # every point is there, so it is not their places that differ
            _same_places(a, b, ring, points, findings)
            continue
        worst = int(np.argmax(distance))
        findings.add(
            "T-CMP-POINT",
            variant="several" if len(far) > 1 else "",
            parcel_id=a.parcel_id,
            key=f"ring {ring.number}",
            line=ring.line(worst),
            ring=ring.number,
            label=ring.labels[worst],
            distance=f"{distance[worst]:.4f}",
            count=len(far),
            geometry=shapely.MultiPoint(ring.open_en[far]) if len(far) > 1 else shapely.Point(ring.open_en[worst]),
        )


def _lines(rings: Sequence[Ring]) -> Any:
    """The rings on the map, None when none has a shape."""
    lines = [shapely.LineString([*r.open_en, r.open_en[0]]) for r in rings if len(r.open_en) >= 2]
    return None if not lines else lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)


def _same_places(a: Parcel, b: Parcel, ring: Ring, points: Sequence[int], findings: Findings) -> None:
    """A ring whose points are all in the other set, but more of them there, or in another order."""
    place = _lines([ring])
    if points[0] == points[1]:
        findings.add(
            "T-CMP-ORDER", parcel_id=a.parcel_id, key=f"ring {ring.number}", line=ring.line(0), ring=ring.number, geometry=place
        )
        return
    findings.add(
        "T-CMP-RINGS",
        parcel_id=a.parcel_id,
        key=f"ring {ring.number}",
        line=b.source_line,
        a=len(a.rings),
        a_points=points[0],
        b=len(b.rings),
        b_points=points[1],
        geometry=place,
    )


def _compare_rows(parcel_id: str, a: Ring, b: Ring, tolerance: float, findings: Findings) -> None:
    if len(a) != len(b):
        findings.add(
            "T-CMP-RINGS", parcel_id=parcel_id, key=f"ring {a.number}", line=b.line(0), a=1, a_points=len(a), b=1, b_points=len(b)
        )
        return
    distance = np.abs(a.xy - b.xy).max(axis=1) if len(a) else np.zeros(0)
    for i in np.flatnonzero(~(distance <= tolerance))[:_MAX_POINTS].tolist():
        findings.add(
            "T-CMP-POINT",
            parcel_id=parcel_id,
            key=f"{a.number} {a.labels[i]} {i}",
            line=b.line(i),
            ring=a.number,
            label=a.labels[i],
            distance=f"{distance[i]:.4f}",
            geometry=shapely.Point(b.xy[i][::-1]),
        )
    if a.labels != b.labels:
        i = next(i for i, (x, y) in enumerate(zip(a.labels, b.labels)) if x != y)
        findings.add(
            "T-CMP-TEXT",
            parcel_id=parcel_id,
            key=f"label {a.number} {i}",
            line=b.line(i),
            field="点号",
            a=a.labels[i],
            b=b.labels[i],
        )


def same_shape(a: Ring, b: Ring, tolerance: float) -> bool:
    """Whether two rings go through the same points, whatever their start and direction."""
    one, other = a.open_en, b.open_en
    if len(one) != len(other):
        return False
    if not len(one):
        return True
    near = np.flatnonzero((np.abs(other - one[0]) <= tolerance).all(axis=1))
    for start in near.tolist():
        for turned in (np.roll(other, -start, axis=0), np.roll(other[::-1], start + 1, axis=0)):
            if bool((np.abs(turned - one) <= tolerance).all()):
                return True
    return False


def _distances(ring: Ring, others: Sequence[Ring]) -> FloatArray:
    """(n,) distance of each point of the ring to the nearest point of the others, infinite when there is none."""
    points = ring.open_en
    cloud = [r.open_en for r in others if len(r.open_en)]
    if not cloud or not len(points):
        return np.full(max(len(points), 1), np.inf)
    return np.asarray(shapely.distance(shapely.points(points), shapely.multipoints(np.concatenate(cloud))), dtype=np.float64)
