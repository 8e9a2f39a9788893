"""Parcels out of the tables of rings and parcel lines, with what is to be said about their declared values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..parcels import Parcel, Ring, assign_ids
from ..progress import Progress
from .area_unit import infer_unit, split_unit
from .parcel_line import ParcelLine
from .profiles import KNOWN_SLOTS, TxtProfile, names
from .rings import ParcelTable, RingTable
from .rows import PointRows
from .rules import Findings
from .structure import shorten

FloatArray = npt.NDArray[np.float64]


@dataclass(eq=False)
class Draft:
    """A parcel before it has its id: its line, its values by slot, its rings in the ring table."""

    line: ParcelLine | None
    values: dict[str, str]
    first_ring: int
    last_ring: int
    block: int


def draft_parcels(
    parcels: ParcelTable, rings: RingTable, points: PointRows, profile: TxtProfile, findings: Findings
) -> list[Draft]:
    """Values of each parcel line by slot name, and which rings belong to it."""
    edges = np.searchsorted(rings.owner, np.arange(len(parcels.lines) + 1)).tolist()
    drafts = []
    for index, line in enumerate(parcels.lines):
        values = _slot_values(line, profile, findings) if line is not None else {}
        if line is None and points.group is not None and edges[index] < len(rings):
            values["number"] = points.group[int(rings.start[edges[index]])]
        drafts.append(Draft(line, values, edges[index], edges[index + 1], parcels.blocks[index]))
    return drafts


def _slot_values(line: ParcelLine, profile: TxtProfile, findings: Findings) -> dict[str, str]:
    slots = line.slots
    if len(slots) == len(profile.slots):
        values = dict(zip(profile.slots, slots))
        if "blank" in values:
            values.update({f"blank{i}": v for i, (k, v) in enumerate(zip(profile.slots, slots), 1) if k == "blank" and v})
            del values["blank"]
        return values
    values = {k: v for k, v in zip(profile.slots, slots) if k != "blank"}
    if not profile.min_slots <= len(slots) <= len(profile.slots):
        findings.add(
            "T-SLOTS",
            line=line.index + 1,
            key=line.text,
            found=len(slots),
            expected=len(profile.slots),
            profile=profile.id,
            text=shorten(line.text),
        )
        values.update({f"slot{i}": v for i, v in enumerate(slots[len(profile.slots) :], len(profile.slots) + 1)})
    return values


def merge_features(drafts: list[Draft], rings: RingTable, points: PointRows, findings: Findings) -> list[Draft]:
    """Put the parcel lines of one feature together where the dialect writes one line per ring."""
    merged: list[Draft] = []
    for draft in drafts:
        before = merged[-1] if merged else None
        if (
            before is not None
            and before.line is not None
            and draft.line is not None
            and points.group is not None
            and before.last_ring == draft.first_ring
            and _feature(before, rings, points) == _feature(draft, rings, points)
            and _without_count(before) == _without_count(draft)
        ):
            counts = [d.values.get("count", "") for d in (before, draft)]
            if all(c.isdecimal() for c in counts):
                before.values["count"] = str(sum(int(c) for c in counts))
            before.last_ring = draft.last_ring
            findings.count("T-RINGS-MERGED", draft.line.index + 1)
        else:
            merged.append(draft)
    return merged


def _feature(draft: Draft, rings: RingTable, points: PointRows) -> str:
    if draft.first_ring >= draft.last_ring or points.group is None:
        return ""
    return points.group[int(rings.start[draft.first_ring])] or f"line {draft.line.index if draft.line else 0}"


def _without_count(draft: Draft) -> dict[str, str]:
    return {k: v for k, v in draft.values.items() if k != "count"}


def make_parcels(
    drafts: Sequence[Draft], rings: RingTable, points: PointRows, profile: TxtProfile, file_name: str, progress: Progress
) -> list[Parcel]:
    """Parcels with their rings; areas are judged later."""
    ids = assign_ids([(d.values.get("number", ""), d.values.get("name", "")) for d in drafts])
    made = _make_rings(rings, points, profile)
    known = KNOWN_SLOTS
    result = []
    for i, (draft, parcel_id) in enumerate(zip(drafts, ids)):
        if i % 2000 == 0:
            progress.report(i / len(drafts))
        get = draft.values.get
        own = tuple(made[draft.first_ring : draft.last_ring])
        if profile.parcel_lines == "ring" and len(own) > 1:
            own = tuple(replace(r, number=n) for n, r in enumerate(own, 1))
        count = get("count", "")
        text = get("area", "")
        value = (float(text) if _simple(text) else split_unit(text)[0]) if text else None
        result.append(
            Parcel(
                parcel_id,
                own,
                get("number", ""),
                get("name", ""),
                get("use", ""),
                get("sheet", ""),
                get("land_class", ""),
                get("kind", "") if "kind" in profile.slots else "面",
                int(count) if count.isdecimal() and len(count) < 10 else None,
                value,
                "",
                text,
                {k: v for k, v in draft.values.items() if k not in known or (k == "count" and not v.isdecimal() and v)},
                file_name,
                draft.line.index + 1 if draft.line is not None else 0,
            )
        )
    return result


def _simple(text: str) -> bool:
    return len(text) < 16 and text.isascii() and text.replace(".", "", 1).isdigit()


def _make_rings(rings: RingTable, points: PointRows, profile: TxtProfile) -> list[Ring]:
    labels, xy, lines, extras = points.labels, points.xy, points.line + 1, points.extras
    numbered = profile.column("label") >= 0
    bounds = zip(rings.start.tolist(), rings.stop.tolist(), rings.number.tolist(), rings.closed.tolist())
    made = []
    for a, b, number, closed in bounds:
        own = labels[a:b] if numbered else _count_up(b - a, closed)
        columns = {name: tuple(texts[a:b]) for name, texts in extras.items()} if extras else {}
        made.append(Ring(number, tuple(own), xy[a:b], lines[a:b], columns))
    return made


def _count_up(rows: int, closed: bool) -> list[str]:
    """Labels for a list that has none."""
    found = [f"J{i}" for i in range(1, rows + 1)]
    if closed:
        found[-1] = "J1"
    return found


def net_areas(parcels: Sequence[Parcel], drafts: Sequence[Draft], rings: RingTable) -> tuple[FloatArray, FloatArray]:
    """Plane area in m² (holes taken off, by containment) and length of all rings in m, per parcel."""
    area, length = np.zeros(len(parcels)), np.zeros(len(parcels))
    for i, (parcel, draft) in enumerate(zip(parcels, drafts)):
        first, last = draft.first_ring, draft.last_ring
        if last - first == 1:
            area[i], length[i] = abs(rings.area[first]), rings.perimeter[first]
        elif last > first:
            length[i] = rings.perimeter[first:last].sum()
            for shell, holes in parcel.shells_and_holes:
                area[i] += abs(rings.area[first + shell]) - sum(abs(rings.area[first + h]) for h in holes)
    return area, length


def with_units(
    parcels: Sequence[Parcel], area: FloatArray, length: FloatArray, profile: TxtProfile, findings: Findings
) -> list[Parcel]:
    """Parcels with the unit of their declared area, told from the geometry; what does not fit becomes a finding."""
    found: list[Parcel] = []
    units: dict[str, list[int]] = {}
    for parcel, a, p in zip(parcels, area.tolist(), length.tolist()):
        text = parcel.declared_area_text
        if not text:
            found.append(parcel)
            continue
        if parcel.declared_area is None:
            findings.add("T-AREA-TEXT", line=parcel.source_line, parcel_id=parcel.parcel_id, key=text, text=shorten(text, 30))
            found.append(parcel)
            continue
        unit, fit = infer_unit(parcel.declared_area, text, a, p)
        if fit == "none" and not unit and parcel.declared_area > 0 and a > 0:
            findings.add(
                "T-AREA-CONTRADICTS",
                line=parcel.source_line,
                parcel_id=parcel.parcel_id,
                key=text,
                text=text,
                area=f"{a:.3f}",
                geometry=parcel.geometry.representative_point() if len(parcel.rings) == 1 else None,
            )
        if unit:
            parcel = replace_unit(parcel, unit)
            units.setdefault(unit, []).append(parcel.source_line)
        found.append(parcel)
    for unit, lines in units.items():
        if profile.area_unit and unit != profile.area_unit:
            for line in lines:
                findings.count("T-AREA-UNIT", line, key=unit, unit=unit, profile=profile.id, expected=profile.area_unit)
    if len(units) > 1:
        findings.add(
            "T-AREA-UNIT-MIXED", key=" ".join(sorted(units)), units=", ".join(f"{u}: {len(n)}" for u, n in units.items())
        )
    return found


def replace_unit(parcel: Parcel, unit: str) -> Parcel:
    """The parcel with its unit, keeping what was already worked out about its rings."""
    changed = replace(parcel, declared_unit=unit)
    for name in ("shells_and_holes", "geometry"):
        if name in parcel.__dict__:
            changed.__dict__[name] = parcel.__dict__[name]
    return changed


def placeholder_values(parcels: Sequence[Parcel], findings: Findings) -> None:
    """Field names that stand where values belong."""
    marks = names().placeholders
    for parcel in parcels:
        values = (parcel.number, parcel.name, parcel.sheet, parcel.use, parcel.land_class)
        wrong = [v for v in (*values, *parcel.attributes.values()) if v in marks]
        if wrong:
            findings.count("T-PLACEHOLDER", parcel.source_line, values=", ".join(wrong))
