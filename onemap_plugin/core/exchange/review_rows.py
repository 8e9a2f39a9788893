"""Findings on parcels, labels, counts, closing and ring meaning: all that needs the lines as they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from ..parcels import Parcel
from .area_unit import UNIT_M2, rounding
from .profiles import TxtProfile
from .rings import Draft, RingTable
from .rows import PointRows
from .rules import Findings

_SHEET = re.compile(r"[A-V]\d{2}[A-H]\d{6}")
_LABEL = re.compile(r"[JjGg]?\d+")


def review_parcel_lines(parcels: Sequence[Parcel], profile: TxtProfile, findings: Findings) -> None:
    """Empty and repeated numbers and names, the kind, parcels without points."""
    seen: dict[tuple[str, str], int] = {}
    slots = set(profile.slots)
    for parcel in parcels:
        line = parcel.source_line
        if not parcel.rings:
            findings.add("T-PARCEL-EMPTY", line=line, parcel_id=parcel.parcel_id, key="empty", name=parcel.name or parcel.number)
        if not line:
            continue
        if "number" in slots and not parcel.number:
            findings.count("T-NUMBER-EMPTY", line)
        if "name" in slots and not parcel.name:
            findings.count("T-NAME-EMPTY", line)
        if "kind" in slots and parcel.kind != "面":
            findings.count("T-KIND", line, key=parcel.kind, value=parcel.kind)
        if any(_SHEET.fullmatch(value) for value in (parcel.use, parcel.land_class)):
            findings.count("T-SLOT-SHEET", line, value=next(v for v in (parcel.use, parcel.land_class) if _SHEET.fullmatch(v)))
        pair = (parcel.number, parcel.name)
        if any(pair):
            first = seen.setdefault(pair, line)
            if first != line:
                findings.add(
                    "T-NAME-REPEATED",
                    variant="" if pair[0] else "name",
                    line=line,
                    parcel_id=parcel.parcel_id,
                    key="repeated",
                    number=pair[0],
                    name=pair[1],
                    first=first,
                )


def review_counts(parcels: Sequence[Parcel], drafts: Sequence[Draft], rings: RingTable, findings: Findings) -> None:
    """The declared number of points against the lines, and the convention behind it."""
    closings = np.concatenate(([0], np.cumsum(rings.closed))).tolist()
    starts, stops = rings.start.tolist(), rings.stop.tolist()
    for parcel, draft in zip(parcels, drafts):
        text = draft.values.get("count", "")
        if not text:
            continue
        if parcel.declared_points is None:
            findings.add("T-COUNT-TEXT", line=parcel.source_line, parcel_id=parcel.parcel_id, key=text, text=text)
            continue
        first, last = draft.first_ring, draft.last_ring
        if first >= last:
            continue
        rows = stops[last - 1] - starts[first]
        closing = closings[last] - closings[first]
        declared, count = parcel.declared_points, last - first
        if declared == rows:
            continue
        if declared == 0:
            findings.count("T-COUNT-NONE", parcel.source_line)
            continue
        if closing and declared == rows - closing:
            findings.count("T-COUNT-OPEN", parcel.source_line)
            continue
        rule = "T-COUNT-MINUS-ONE" if declared == rows - 1 and count > 1 else "T-COUNT"
        findings.add(
            rule,
            line=parcel.source_line,
            parcel_id=parcel.parcel_id,
            key="count",
            declared=declared,
            rows=rows,
            rings=count,
            closing=closing,
        )


def review_labels(
    points: PointRows, rings: RingTable, parcels: Sequence[Parcel], owners: Sequence[int], findings: Findings
) -> None:
    """Labels that are no number, and labels that stand at two places of one ring.  owners: parcel index of each ring."""
    distinct = set(points.labels)
    strange = {label for label in distinct if not _LABEL.fullmatch(label)}
    if strange and distinct != {""}:
        for row in (i for i, label in enumerate(points.labels) if label in strange):
            findings.count("T-LABEL", int(points.line[row]) + 1, text=points.labels[row])
    inner_stop = np.where(rings.closed, rings.stop - 1, rings.stop).tolist()
    labels = points.labels
    for ring, (a, b) in enumerate(zip(rings.start.tolist(), inner_stop)):
        own = labels[a:b]
        if len(set(own)) != len(own) and distinct != {""}:
            _repeated_label(points, parcels[owners[ring]].parcel_id, int(rings.number[ring]), a, own, findings)


def _repeated_label(points: PointRows, parcel_id: str, ring: int, start: int, own: list[str], findings: Findings) -> None:
    first: dict[str, int] = {}
    for offset, label in enumerate(own):
        row = start + offset
        before = first.setdefault(label, row)
        if before != row and label and (points.xy[before] != points.xy[row]).any():
            findings.add(
                "T-LABEL-REPEATED",
                line=int(points.line[row]) + 1,
                parcel_id=parcel_id,
                key=f"{ring} {label}",
                label=label,
                ring=ring,
                first=int(points.line[before]) + 1,
                second=int(points.line[row]) + 1,
                geometry=shapely.Point(points.xy[row][::-1]),
            )


def review_ring_numbers(parcels: Sequence[Parcel], profile: TxtProfile, findings: Findings) -> None:
    """Ring numbers that do not run 1, 2, 3."""
    if "ring" not in profile.columns:
        return
    for parcel in parcels:
        numbers = [r.number for r in parcel.rings]
        if numbers != list(range(1, len(numbers) + 1)):
            shown = ", ".join(map(str, numbers[:20]))
            findings.add("T-RING-GAP", line=parcel.rings[0].line(0), parcel_id=parcel.parcel_id, key=shown, numbers=shown)


def review_closing(rings: RingTable, findings: Findings) -> dict[str, int]:
    """How rings close; the numbers of rings by convention ('first', 'next', 'none')."""
    big = (rings.stop - rings.start) >= 3
    first = int((rings.same_label & big).sum())
    following = int((rings.closed & ~rings.same_label & big).sum())
    none = int((~rings.closed & big).sum())
    found = {"first": first, "next": following, "none": none}
    if following or none:
        kinds = " ".join(k for k, n in found.items() if n)
        findings.add("T-CLOSING", key=kinds, first=first, next=following, none=none)
    return found


def review_ring_meaning(parcels: Sequence[Parcel], drafts: Sequence[Draft], rings: RingTable, findings: Findings) -> None:
    """Position (containment) against the declared area and the direction of rings of parcels with several rings.

    Position decides.  The declared area is the referee: a finding when it fits another reading and not this one.  Direction
    is asked only without a usable area: every shell turns one way and every hole the other.
    """
    for parcel, draft in zip(parcels, drafts):
        if draft.last_ring - draft.first_ring < 2:
            continue
        areas = rings.area[draft.first_ring : draft.last_ring]
        holes = {h for _, some in parcel.shells_and_holes for h in some}
        used = {s for s, _ in parcel.shells_and_holes} | holes
        if len(used) < 2:
            continue
        _judge(parcel, areas, holes, sorted(used), findings)


def _judge(parcel: Parcel, areas: npt.NDArray[np.float64], holes: set[int], used: list[int], findings: Findings) -> None:
    sizes = np.abs(areas)
    share = findings.threshold("T-RING-MEANING", "share") / 100
    signs = [-1.0 if i in holes else 1.0 for i in used]
    here = float(sum(sign * sizes[i] for sign, i in zip(signs, used)))
    rest = [i for i in used if i != used[0]]
    readings = {"parts": float(sizes[used].sum()), "holes": float(sizes[used[0]] - sizes[rest].sum())}
    value, text = parcel.declared_area, parcel.declared_area_text
    if value:
        units = [parcel.declared_unit] if parcel.declared_unit else list(UNIT_M2)
        if any(_fits(value * UNIT_M2[u], here, rounding(text) * UNIT_M2[u], share) for u in units):
            return
        for reading, other in readings.items():
            if other > 0 and any(_fits(value * UNIT_M2[u], other, rounding(text) * UNIT_M2[u], share) for u in units):
                wrong = [i for i in rest if (i in holes) == (reading == "parts")]
                if wrong:
                    _report(parcel, wrong[0], wrong[0] in holes, "area", findings)
                return
    turn = areas[used[0]] < 0
    for i in rest:
        if (i in holes) == bool((areas[i] < 0) == turn):
            _report(parcel, i, i in holes, "turn", findings)
            return


def _fits(area: float, geometry: float, half: float, share: float) -> bool:
    return abs(area - geometry) <= max(half, share * geometry)


def _report(parcel: Parcel, index: int, is_hole: bool, other: str, findings: Findings) -> None:
    ring = parcel.rings[index]
    place = shapely.LinearRing(ring.open_en) if len(ring.open_en) >= 3 else None
    findings.add(
        "T-RING-MEANING",
        line=ring.line(0),
        parcel_id=parcel.parcel_id,
        key=f"{ring.number} {other}",
        ring=ring.number,
        variant=f"{'hole' if is_hole else 'part'} {other}",
        geometry=place,
    )
