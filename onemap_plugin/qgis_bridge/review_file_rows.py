"""Rows of the review file: from a ``Review`` to table rows and back, without loss."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

import numpy as np
import shapely

from ..core.coordinates.measures import ParcelMeasures
from ..core.coordinates.planes import move_points, plane_of
from ..core.findings import Finding, Severity
from ..core.parcels import Parcel, ParcelCrs, ParcelSet, Ring
from ..core.review import FindingState, Review
from .review_file_geometry import as_multi

#: one table's content: rows in the order of its columns, and its geometries (or none)
Content = tuple[list[tuple[Any, ...]], Sequence[Any]]
Row = Mapping[str, Any]
M2_PER_MU = Decimal(2000) / 3
_WIDE = Context(prec=400)  # any double with decimals: a coordinate gone astray makes areas of any size


def dump(value: Any) -> str:
    """JSON text of a mapping or list; numbers of numpy become plain, anything else its text."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.item() if isinstance(value, np.generic) else str(value)


def parse(text: str | None, default: Any) -> Any:
    return json.loads(text) if text else default


def rounded(value: float | Decimal, digits: int) -> float:
    """Half up on the decimal digits, as tables of the field are rounded (not half to even, not in binary)."""
    number = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return float(number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _WIDE)) if number.is_finite() else float(number)


# --- parcels -------------------------------------------------------------------------------------------------------------


def parcels_content(parcels: Sequence[Parcel], measures: Mapping[str, ParcelMeasures]) -> Content:
    rows, geometries = [], []
    for seq, p in enumerate(parcels):
        m = measures.get(p.parcel_id)
        rows.append(
            (
                seq,
                p.parcel_id,
                p.number,
                p.name,
                p.use,
                p.sheet,
                p.land_class,
                p.kind,
                *_measured(m),
                p.declared_area,
                p.declared_unit,
                p.declared_area_text,
                p.declared_points,
                p.source_file,
                p.source_line,
                dump(dict(p.attributes)),
            )
        )
        geometries.append(as_multi(p.geometry, "MULTIPOLYGON"))
    return rows, geometries


def _measured(m: ParcelMeasures | None) -> tuple[Any, ...]:
    if m is None:
        return (None,) * 10 + ("",)
    area = Decimal(repr(float(m.area_m2)))
    return (
        m.area_m2,
        m.area_ellipsoid_m2,
        rounded(area / 10000, 4),
        rounded(area / M2_PER_MU, 4),
        m.perimeter_m,
        m.points,
        m.parts,
        m.holes,
        m.lon,
        m.lat,
        m.sheet,
    )


def points_content(parcels: ParcelSet) -> Content:
    """Every point row as read, closing rows included; ``side_m`` is the plane length to the next point of the ring."""
    plane = plane_of(parcels)
    rows: list[tuple[Any, ...]] = []
    coordinates = []
    for p in parcels.parcels:
        for index, ring in enumerate(p.rings):
            n = len(ring)
            lines = ring.lines.tolist() if ring.lines is not None else [None] * n
            closing = [False] * n
            if ring.closed:
                closing[-1] = True
            sides = [*sides_of(ring, parcels.crs, plane).tolist(), *([None] if ring.closed else [])]
            further = [dump(dict(zip(ring.columns, texts))) for texts in zip(*ring.columns.values())] or [""] * n
            rows += zip(
                [p.parcel_id] * n,
                [index] * n,
                [ring.number] * n,
                range(n),
                ring.labels,
                ring.xy[:, 0].tolist(),
                ring.xy[:, 1].tolist(),
                sides,
                closing,
                lines,
                further,
            )
            coordinates.append(ring.xy[:, ::-1])
    stacked = np.concatenate(coordinates) if coordinates else np.empty((0, 2))
    return rows, shapely.points(stacked)


def sides_of(ring: Ring, crs: ParcelCrs, plane: ParcelCrs) -> Any:
    """(m,) lengths on ``plane`` in metres from each point of the open ring to the next, the last one back to the first."""
    en = move_points(ring.open_en, crs, plane)
    step = np.roll(en, -1, axis=0) - en
    return np.hypot(step[:, 0], step[:, 1])


def lines_content(parcels: ParcelSet) -> Content:
    plane = plane_of(parcels)
    rows: list[tuple[Any, ...]] = []
    segments = []
    for p in parcels.parcels:
        for index, ring in enumerate(p.rings):
            en, n = ring.open_en, len(ring.open_en)
            if n < 2:
                continue
            following = np.roll(en, -1, axis=0)
            labels = list(ring.labels[:n])
            nexts = [*labels[1:], ring.labels[n] if len(ring.labels) > n else labels[0]]
            sides = sides_of(ring, parcels.crs, plane).tolist()
            rows += zip([p.parcel_id] * n, [index] * n, [ring.number] * n, range(n), labels, nexts, sides)
            segments.append(np.stack([en, following], axis=1))
    stacked = np.concatenate(segments) if segments else np.empty((0, 2, 2))
    return rows, shapely.linestrings(stacked)


def read_parcels(parcel_rows: Iterable[Row], point_rows: Iterable[Sequence[Any]]) -> tuple[Parcel, ...]:
    """``point_rows``: (parcel_id, ring_index, ring, label, x_north, y_east, source_line, columns), in file order.

    A text that an editor of the layer emptied is NULL there and '' here.
    """
    rings: dict[str, dict[int, list[Sequence[Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in point_rows:
        rings[row[0]][row[1]].append(row)
    return tuple(
        Parcel(
            parcel_id=r["parcel_id"] or "",
            rings=tuple(_ring(v) for _, v in sorted(rings[r["parcel_id"]].items())),
            number=r["number"] or "",
            name=r["name"] or "",
            use=r["use"] or "",
            sheet=r["sheet"] or "",
            land_class=r["land_class"] or "",
            kind=r["kind"] or "",
            declared_points=r["declared_points"],
            declared_area=r["declared_area"],
            declared_unit=r["declared_unit"] or "",
            declared_area_text=r["declared_area_text"] or "",
            attributes=parse(r["attributes"], {}),
            source_file=r["source_file"] or "",
            source_line=r["source_line"] or 0,
        )
        for r in parcel_rows
    )


def _ring(rows: list[Sequence[Any]]) -> Ring:
    xy = np.array([(r[4], r[5]) for r in rows], dtype=np.float64)
    lines = None if rows[0][6] is None else np.array([r[6] or 0 for r in rows], dtype=np.int64)
    columns: dict[str, tuple[str, ...]] = {}
    if rows[0][7]:
        texts = [json.loads(r[7]) for r in rows]
        columns = {name: tuple(t[name] for t in texts) for name in texts[0]}
    return Ring(rows[0][2], tuple(r[3] for r in rows), xy, lines, columns)


def read_measures(parcel_rows: Iterable[Row]) -> dict[str, ParcelMeasures]:
    return {
        r["parcel_id"]: ParcelMeasures(
            r["area_m2"],
            _number(r["area_ellipsoid_m2"]),
            r["perimeter_m"],
            r["points"],
            r["parts"],
            r["holes"],
            r["lon"],
            r["lat"],
            r["sheet_computed"] or "",
        )
        for r in parcel_rows
        if r["area_m2"] is not None
    }


def _number(value: float | None) -> float:
    return float("nan") if value is None else value  # SQLite keeps no NaN


def header_of(parcels: ParcelSet) -> dict[str, str]:
    """What a ``ParcelSet`` holds beside its parcels and findings, by key of the meta table."""
    return {
        "crs": dump(dataclasses.asdict(parcels.crs)),
        "header": dump(dict(parcels.header)),
        "sections": dump(dict(parcels.sections)),
        "encoding": parcels.encoding,
        "profile": parcels.profile,
        "profile_score": repr(float(parcels.profile_score)),
        "source_files": dump(list(parcels.source_files)),
        "style": dump(dict(parcels.style)),
    }


def read_set(meta: Mapping[str, str], parcels: tuple[Parcel, ...], findings: tuple[Finding, ...]) -> ParcelSet:
    known = {f.name for f in dataclasses.fields(ParcelCrs)}
    crs = {k: v for k, v in parse(meta.get("crs"), {}).items() if k in known}
    return ParcelSet(
        parcels,
        ParcelCrs(**crs),
        parse(meta.get("header"), {}),
        parse(meta.get("sections"), {}),
        meta.get("encoding", ""),
        meta.get("profile", ""),
        float(meta.get("profile_score") or 0),
        tuple(parse(meta.get("source_files"), [])),
        findings,
        style=parse(meta.get("style"), {}),
    )


# --- findings ------------------------------------------------------------------------------------------------------------


def text_of(finding: Finding) -> str:
    """The message of a finding; its plain template when the parameters do not fit, for no finding may be lost by its text."""
    try:
        return finding.text()
    except (KeyError, IndexError, ValueError, TypeError):
        return f"{finding.message} {dump(dict(finding.params))}"


def findings_content(review: Review, states: Mapping[str, FindingState]) -> Content:
    read = {id(f) for f in review.parcels.findings}
    every = [*review.findings]
    held = {id(f) for f in every} | {f.uid for f in every}
    every += [f for f in review.parcels.findings if id(f) not in held and f.uid not in held]
    read_uids = {f.uid for f in review.parcels.findings}
    rows, points = [], []
    for seq, f in enumerate(every):
        uid = f.uid
        state = states.get(uid, FindingState())
        origin = "read" if id(f) in read or uid in read_uids else "check"
        place = "" if f.geometry is None else shapely.to_wkt(f.geometry, rounding_precision=17)
        rows.append(
            (
                seq,
                uid,
                f.rule,
                f.severity.value,
                f.parcel_id,
                f.source_file,
                f.source_line,
                text_of(f),
                f.message,
                dump(dict(f.params)),
                f.clause,
                f.key,
                origin,
                state.state,
                state.reason,
                state.note,
                state.who,
                place,
            )
        )
        points.append(_representative(f.geometry))
    return rows, points


def _representative(geometry: Any) -> Any:
    """A point to click on: on the geometry itself, not its centre of gravity."""
    if geometry is None or shapely.is_empty(geometry):
        return None
    point = geometry if shapely.get_type_id(geometry) == 0 else shapely.point_on_surface(geometry)
    return point if np.isfinite(shapely.get_coordinates(point)).all() else None


def read_findings(rows: Iterable[Row]) -> list[tuple[str, Finding]]:
    """(origin, finding) in the order they were given."""
    return [
        (
            r["origin"],
            Finding(
                rule=r["rule"],
                severity=Severity(r["severity"]),
                message=r["template"] or r["message"],
                params=parse(r["params"], {}),
                parcel_id=r["parcel_id"],
                source_file=r["source_file"],
                source_line=r["source_line"] or 0,
                geometry=shapely.from_wkt(r["place"]) if r["place"] else None,
                clause=r["clause"],
                key=r["key"],
            ),
        )
        for r in rows
    ]
