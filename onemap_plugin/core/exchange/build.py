"""Parcels out of the tables of rings and parcel lines, with what is to be said about their declared values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..findings import EMPTY
from ..parcels import Parcel, Ring, assign_ids, resolve_many
from ..progress import Progress
from .declared import DeclaredArea, declared_areas, review_areas
from .parcel_line import MOST_SLOTS, SURE_FIT, ParcelLine, signature_fit
from .profiles import KNOWN_SLOTS, TxtProfile, names, profiles
from .rings import Draft, ParcelTable, RingTable
from .rows import PointRows
from .rules import Findings
from .structure import shorten


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
    other = _other_dialect(line, profile)
    values = {k: v for k, v in zip((other or profile).slots, slots) if k != "blank"}
    if profile.min_slots <= len(slots) < len(profile.slots):
        findings.count("T-SLOTS-SHORT", line.index + 1, expected=len(profile.slots), profile=profile.id)
    if not profile.min_slots <= len(slots) <= len(profile.slots):
        findings.add(
            "T-SLOTS",
            line=line.index + 1,
            key=line.text,
            found=len(slots),
            expected=len(profile.slots),
            profile=profile.id,
            text=shorten(line.text),
            variant="other" if other else "",
            other=other.id if other else "",
        )
        if other:
            return values
        further = list(slots[len(profile.slots) : MOST_SLOTS])
        if len(slots) > MOST_SLOTS:  # nothing is lost, but a line of millions of commas must not become millions of attributes
            further.append(",".join(slots[max(MOST_SLOTS, len(profile.slots)) :]))
        values.update({f"slot{i}": v for i, v in enumerate(further, len(profile.slots) + 1)})
    return values


def _other_dialect(line: ParcelLine, profile: TxtProfile) -> TxtProfile | None:
    """The dialect that a line of another number of values surely is in, so that its values do not stand in wrong places."""
    if profile.min_slots <= len(line.slots) <= len(profile.slots):
        return None
    known = [p for p in profiles().values() if not p.file_stem]
    best = max(known, key=lambda p: signature_fit(line.signature, p))
    return best if signature_fit(line.signature, best) >= SURE_FIT else None


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
    drafts: Sequence[Draft], rings: RingTable, points: PointRows, profile: TxtProfile, findings: Findings, progress: Progress
) -> list[Parcel]:
    """Parcels with their rings and the unit of their declared area; what does not fit becomes a finding."""
    ids = assign_ids([(d.values.get("number", ""), d.values.get("name", "")) for d in drafts])
    made = _make_rings(rings, points, profile)
    shells = _resolved(drafts, made)
    declared = declared_areas(drafts, rings, shells, findings.threshold("T-AREA-CONTRADICTS", "share") / 100)
    result = []
    for i, (draft, parcel_id, area) in enumerate(zip(drafts, ids, declared)):
        if i % 2000 == 0:
            progress.report(i / len(drafts))
        own = tuple(made[draft.first_ring : draft.last_ring])
        if profile.parcel_lines == "ring" and len(own) > 1:
            own = tuple(replace(r, number=n) for n, r in enumerate(own, 1))
        parcel = _parcel(parcel_id, own, draft, area, profile, findings.file)
        if i in shells:  # what was worked out for the area need not be worked out again
            parcel.__dict__["shells_and_holes"] = shells[i]
        result.append(parcel)
    review_areas(result, declared, profile, findings)
    return result


def _parcel(parcel_id: str, rings: tuple[Ring, ...], draft: Draft, area: DeclaredArea, profile: TxtProfile, file: str) -> Parcel:
    get = draft.values.get
    count = get("count", "")
    readable = count.isdecimal() and len(count) < 10
    attributes = {k: v for k, v in draft.values.items() if k not in KNOWN_SLOTS}
    if count and not readable:
        attributes["count"] = count
    return Parcel(
        parcel_id,
        rings,
        get("number", ""),
        get("name", ""),
        get("use", ""),
        get("sheet", ""),
        get("land_class", ""),
        get("kind", "") if "kind" in profile.slots else "面",
        int(count) if readable else None,
        area.value,
        area.unit,
        get("area", ""),
        attributes,
        file,
        draft.line.index + 1 if draft.line is not None else 0,
    )


def _resolved(drafts: Sequence[Draft], made: Sequence[Ring]) -> dict[int, list[tuple[int, list[int]]]]:
    """Shells with their holes of the parcels with several rings, by index of the parcel."""
    several = [(i, made[d.first_ring : d.last_ring]) for i, d in enumerate(drafts) if d.last_ring - d.first_ring > 1]
    return dict(zip((i for i, _ in several), resolve_many([rings for _, rings in several])))


def _make_rings(rings: RingTable, points: PointRows, profile: TxtProfile) -> list[Ring]:
    labels, xy, lines, extras = points.labels, points.xy, points.line + 1, points.extras
    numbered = profile.column("label") >= 0
    bounds = zip(rings.start.tolist(), rings.stop.tolist(), rings.number.tolist(), rings.closed.tolist())
    made = []
    for a, b, number, closed in bounds:
        own = labels[a:b] if numbered else _count_up(b - a, closed)
        columns: Mapping[str, tuple[str, ...]] = {name: tuple(texts[a:b]) for name, texts in extras.items()} if extras else EMPTY
        made.append(Ring(number, tuple(own), xy[a:b], lines[a:b], columns))
    return made


def _count_up(rows: int, closed: bool) -> list[str]:
    """Labels for a list that has none."""
    found = [f"J{i}" for i in range(1, rows + 1)]
    if closed:
        found[-1] = "J1"
    return found


def placeholder_values(parcels: Sequence[Parcel], findings: Findings) -> None:
    """Field names that stand where values belong."""
    marks = names().placeholders
    for parcel in parcels:
        values = (parcel.number, parcel.name, parcel.sheet, parcel.use, parcel.land_class)
        wrong = [v for v in (*values, *parcel.attributes.values()) if v in marks]
        if wrong:
            findings.count("T-PLACEHOLDER", parcel.source_line, values=", ".join(wrong))
