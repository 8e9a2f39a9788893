"""Two files that belong together (宗地.txt and 界址点坐标文件.txt): values from the one, boundary points from the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np

from ..findings import Finding
from ..parcels import Parcel, ParcelSet
from .profiles import TxtProfile, profiles
from .rules import finding

_ANSWERED = ("T-CRS-", "T-PARCEL-EMPTY", "T-NO-PARCEL")  # what the other file answers, when the first has no points at all


def join_pairs(sets: Sequence[ParcelSet]) -> list[ParcelSet]:
    """The sets with the pairs among them joined; a file of a pair without the other says so.

    Which files are pairs stands in the profiles (``file``).  A parcel without points takes over those of the parcel that its
    line names; one with the same points is not kept twice; one with other points stays, and so does the other, with a finding.
    """
    found = list(sets)
    for profile in (p for p in profiles().values() if p.companion):
        for first in [i for i, s in enumerate(found) if _stem(s) == profile.file_stem]:
            second = _beside(found, first, profile.companion)
            if second < 0:
                found[first] = _alone(found[first], profile.companion)
            else:
                found[first], found[second] = _joined(found[first], found[second], profile)
        for other in [i for i, s in enumerate(found) if _stem(s) == profile.companion]:
            if _beside(found, other, profile.file_stem) < 0:
                found[other] = _alone(found[other], profile.file_stem)
    return found


def _path(s: ParcelSet) -> PurePosixPath:
    return PurePosixPath(s.source_files[0] if len(s.source_files) == 1 else "")


def _stem(s: ParcelSet) -> str:
    return _path(s).stem


def _beside(sets: Sequence[ParcelSet], index: int, stem: str) -> int:
    """Index of the set of the file with this name in the same folder, -1 without one."""
    folder = _path(sets[index]).parent
    return next((i for i, s in enumerate(sets) if _stem(s) == stem and _path(s).parent == folder), -1)


def _alone(s: ParcelSet, other: str) -> ParcelSet:
    name = _path(s).name
    missing = f"{other}{_path(s).suffix}"
    return replace(s, findings=(*s.findings, finding("T-PAIR-ALONE", key=other, file=str(_path(s)), name=name, other=missing)))


def _joined(values: ParcelSet, points: ParcelSet, profile: TxtProfile) -> tuple[ParcelSet, ParcelSet]:
    places = {p.name or p.number: p for p in reversed(points.parcels)}
    name, other = _path(values).name, _path(points).name
    taken: set[str] = set()
    remarks: list[Finding] = []
    parcels = []
    for parcel in values.parcels:
        value = parcel.attributes.get(profile.companion_slot, "")
        partner = places.get(value)
        if partner is None or partner.parcel_id in taken:
            remarks.append(_of_parcel("T-PAIR-OPEN", parcel, value, other))
        elif parcel.rings and not _same_points(parcel, partner):
            remarks.append(_of_parcel("T-PAIR-DIFFERS", parcel, value, other))
        else:
            taken.add(partner.parcel_id)
            parcel = _with_points(parcel, partner)
        parcels.append(parcel)
    if taken:
        remarks.append(finding("T-PAIR-JOINED", key=other, file=str(_path(values)), count=len(taken), name=name, other=other))
    bare = not any(p.rings for p in values.parcels)
    kept = tuple(f for f in values.findings if not (bare and taken and f.rule.startswith(_ANSWERED)))
    first = replace(values, parcels=tuple(parcels), crs=points.crs if bare else values.crs, findings=(*kept, *remarks))
    return first, replace(points, parcels=tuple(p for p in points.parcels if p.parcel_id not in taken))


def _of_parcel(rule: str, parcel: Parcel, value: str, other: str) -> Finding:
    return finding(
        rule,
        key=value,
        parcel_id=parcel.parcel_id,
        file=parcel.source_file,
        line=parcel.source_line,
        name=parcel.name or parcel.number,
        value=value,
        other=other,
    )


def _same_points(a: Parcel, b: Parcel) -> bool:
    return len(a.rings) == len(b.rings) and all(np.array_equal(x.open_en, y.open_en) for x, y in zip(a.rings, b.rings))


def _with_points(parcel: Parcel, partner: Parcel) -> Parcel:
    return replace(
        parcel,
        rings=parcel.rings or partner.rings,
        sheet=parcel.sheet or partner.sheet,
        use=parcel.use or partner.use,
        declared_unit=parcel.declared_unit or partner.declared_unit,
    )
