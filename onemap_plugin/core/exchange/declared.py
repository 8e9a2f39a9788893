"""Declared areas of all parcels against their geometry, at once: value, unit, and what does not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from ..parcels import Parcel
from .area_unit import NEAR, UNIT_M2, infer_unit, infer_units, split_unit
from .profiles import TxtProfile
from .rings import Draft, RingTable
from .rules import Findings
from .structure import shorten

FloatArray = npt.NDArray[np.float64]
Shells = Sequence[tuple[int, list[int]]]


class DeclaredArea(NamedTuple):
    """Declared value or None; its unit or ''; how it fits ('exact', 'near', 'none', '' without a value); plane area in m²."""

    value: float | None
    unit: str
    fit: str
    plane: float


def declared_areas(
    drafts: Sequence[Draft], rings: RingTable, shells: Mapping[int, Shells], share: float = NEAR
) -> list[DeclaredArea]:
    """One per draft.  shells: shells with holes of the parcels with several rings.  share: within which a unit fits."""
    area, length = net_areas(drafts, rings, shells)
    texts = [d.values.get("area", "") for d in drafts]
    plain = np.array([i for i, t in enumerate(texts) if _simple(t)], dtype=np.int64)
    found = [DeclaredArea(None, "", "", a) for a in area.tolist()]
    values = np.array([float(texts[i]) for i in plain.tolist()])
    decimals = [len(texts[i].partition(".")[2]) for i in plain.tolist()]
    units, fits = infer_units(values, decimals, area[plain], length[plain], share)
    for i, value, unit, fit in zip(plain.tolist(), values.tolist(), units, fits):
        found[i] = DeclaredArea(value, unit, fit, found[i].plane)
    for i in set(range(len(texts))) - set(plain.tolist()):
        value = split_unit(texts[i])[0] if texts[i] else None
        if value is not None:
            found[i] = DeclaredArea(value, *infer_unit(value, texts[i], float(area[i]), float(length[i]), share), found[i].plane)
    return found


def net_areas(drafts: Sequence[Draft], rings: RingTable, shells: Mapping[int, Shells]) -> tuple[FloatArray, FloatArray]:
    """Plane area in m² (holes taken off, by containment) and length of all rings in m, per parcel."""
    first = np.array([d.first_ring for d in drafts], dtype=np.int64)
    last = np.array([d.last_ring for d in drafts], dtype=np.int64)
    sizes = np.append(np.abs(rings.area), 0.0)
    lengths = np.concatenate(([0.0], np.cumsum(rings.perimeter)))
    area = np.where(last > first, sizes[np.minimum(first, len(sizes) - 1)], 0.0)
    for i, parts in shells.items():
        own = sizes[first[i] : last[i]]
        area[i] = sum(own[shell] - sum(own[h] for h in holes) for shell, holes in parts)
    return area, lengths[last] - lengths[first]


def _simple(text: str) -> bool:
    return 0 < len(text) < 16 and text.isascii() and text.replace(".", "", 1).isdigit()


def review_areas(parcels: Sequence[Parcel], declared: Sequence[DeclaredArea], profile: TxtProfile, findings: Findings) -> None:
    """Areas that are no number, that fit no unit, and units that differ from the profile's or from each other."""
    units: dict[str, list[int]] = {}
    for parcel, area in zip(parcels, declared):
        text = parcel.declared_area_text
        if area.unit:
            units.setdefault(area.unit, []).append(parcel.source_line)
        elif text and area.value is None:
            findings.add("T-AREA-TEXT", line=parcel.source_line, parcel_id=parcel.parcel_id, key=text, text=shorten(text, 30))
        elif area.fit == "none" and area.value and area.plane > 0:
            place = shapely.Point(parcel.rings[0].open_en.mean(axis=0)) if len(parcel.rings[0].xy) else None
            findings.add(
                "T-AREA-CONTRADICTS",
                line=parcel.source_line,
                parcel_id=parcel.parcel_id,
                key=text,
                text=text,
                area=f"{area.plane:.3f}",
                geometry=place,
            )
    for unit, lines in units.items():
        if profile.area_unit and unit != profile.area_unit:
            for line in lines:
                findings.count(
                    "T-AREA-UNIT", line, key=unit, unit=_SHOWN[unit], profile=profile.id, expected=_SHOWN[profile.area_unit]
                )
    if len(units) > 1:
        shown = ", ".join(f"{_SHOWN[u]}: {len(n)}" for u, n in units.items())
        findings.add("T-AREA-UNIT-MIXED", key=" ".join(sorted(units)), units=shown)


_SHOWN = {"ha": "公顷", "m2": "m²", "mu": "亩"}
assert set(_SHOWN) == set(UNIT_M2)
