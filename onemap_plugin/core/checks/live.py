"""Checks while the parcels are being edited: only those that changed and their neighbours are looked at again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from ..findings import Finding
from ..parcels import Parcel, ParcelSet
from ..progress import SILENT, Progress
from .profile import CheckProfile
from .rules_boundary import AdministrativeBoundary
from .runner import check_parcels

#: how far from an edit other parcels are looked at, in units of the coordinates of a plane (metres)
REACH_M = 5.0
_REACH_DEGREES = REACH_M / 111_000.0


def recheck(
    parcels: ParcelSet,
    findings: Sequence[Finding],
    edited: Mapping[str, Parcel],
    gone: Collection[str] = (),
    profile: CheckProfile | None = None,
    progress: Progress = SILENT,
) -> list[Finding]:
    """The findings as they would be after the edits: of what lies away from them nothing changes.

    edited: parcel id -> the parcel as it is now (a new id is a new parcel).  gone: ids of deleted parcels.
    Findings of the reader (``parcels.findings``) stay: they tell of the file.  Raises Cancelled only.
    """
    before = [p for p in parcels.parcels if p.parcel_id in edited or p.parcel_id in gone]
    reach = _REACH_DEGREES if parcels.crs.geographic else REACH_M
    region = _region([p.geometry for p in (*before, *edited.values())], reach)
    stay = [p for p in parcels.parcels if p.parcel_id not in edited and p.parcel_id not in gone]
    neighbours = _near(stay, region)
    names = {p.parcel_id for p in neighbours}
    new = {p.parcel_id for p in parcels.parcels}
    current = [edited.get(p.parcel_id, p) for p in parcels.parcels if p.parcel_id in edited or p.parcel_id in names]
    current += [p for i, p in edited.items() if i not in new]
    found = check_parcels(replace(parcels, parcels=tuple(current)), profile, progress=progress) if current else []
    read = {f.uid for f in parcels.findings}

    def concerned(f: Finding) -> bool:
        if f.rule == AdministrativeBoundary.info.id and f.parcel_id not in gone:
            return False  # the boundary is not at hand here: what was said of it stays until the next check
        if f.parcel_id in edited or f.parcel_id in gone:
            return True
        return f.parcel_id in names and f.geometry is not None and _meets(f.geometry, region)

    kept = [f for f in findings if f.uid in read or not concerned(f)]
    held = {f.uid for f in kept}
    return kept + [f for f in found if concerned(f) and f.uid not in held]


def _region(geometries: Sequence[Any], reach: float) -> Any:
    """Boxes around what was edited, as it was and as it is."""
    boxes = np.array([shapely.bounds(g) for g in geometries if not g.is_empty]).reshape(-1, 4)
    return shapely.box(boxes[:, 0] - reach, boxes[:, 1] - reach, boxes[:, 2] + reach, boxes[:, 3] + reach)


def _near(parcels: Sequence[Parcel], region: Any) -> list[Parcel]:
    if not len(region) or not parcels:
        return []
    boxes = shapely.box(*np.array([shapely.bounds(p.geometry) for p in parcels]).T)
    hit = np.unique(shapely.STRtree(boxes).query(region, predicate="intersects")[1])
    return [parcels[i] for i in hit]


def _meets(geometry: Any, region: Any) -> bool:
    box = shapely.box(*shapely.bounds(geometry)) if not geometry.is_empty else geometry
    return bool(shapely.intersects(region, box).any())
