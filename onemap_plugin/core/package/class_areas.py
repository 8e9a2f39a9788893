"""Land-class areas of the package: pieces with four decimals that close to their parcel, from the land-use overlay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..findings import Finding
from ..i18n import QT_TRANSLATE_NOOP
from ..onemap.areas import SQUARE_METRES_PER_HA, balance
from ..onemap.model import OverlayRow
from .decimals import quantize
from .profile import PackageProfile
from .published import Published, PublishedParcel, as_geometry
from .rules import finding

RIDGE_CODE, RIDGE = "1203", "田坎"  # GB/T 21010-2017; what the overlay's deduction_m2 is booked as
STATE, COLLECTIVE, UNKNOWN, NOT_CHECKED = "国有", "集体", "权属不明", "未检查"
NO_PATCH = "没有图斑"  # the part of a parcel that the land survey does not cover


_STALE = ("P-STALE", QT_TRANSLATE_NOOP(
    "rules", "The land-class pieces of parcel {parcel} sum to {pieces} m², the parcel has {area} m². Review it again."))
_CROSSED = ("P-CROSSED", QT_TRANSLATE_NOOP(
    "rules", "The boundary of parcel {parcel} crosses itself: the formula gives {area} m², the ground that it encloses has "
             "{pieces} m²; the land classes were closed to the former."))


@dataclass(frozen=True, eq=False)
class ClassPiece:
    """One parcel × class × owner.  parcel: index of the parcel.  area_ha: rounded and closed to the parcel."""

    parcel: int
    code: str
    name: str
    three_class: str
    owner: str
    owner_kind: str
    area_ha: Decimal
    geometry: Any = None


def owner_kind(value: str) -> str:
    """国有 / 集体 / 权属不明 from the overlay's ownership: a word or a QSXZ code (1x, 2x state; 3x, 4x collective)."""
    text = value.strip()
    if STATE in text or text[:1] in ("1", "2"):
        return STATE
    if COLLECTIVE in text or text[:1] in ("3", "4"):
        return COLLECTIVE
    return UNKNOWN


def class_pieces(overlay: Sequence[OverlayRow], published: Published,
                 profile: PackageProfile) -> tuple[list[ClassPiece], list[Finding]]:
    """Pieces of the land-use role, parcel by parcel, summing exactly to the published areas.

    Where the review's hectares do not sum to the published area (other basis, rounding or coordinates), they are balanced
    again from the unrounded areas, and a finding says so.  A parcel without pieces is one piece called 未检查.
    """
    by_parcel: dict[str, list[OverlayRow]] = {}
    for row in overlay:
        if row.role == profile.land_class_role:
            by_parcel.setdefault(row.parcel_id, []).append(row)
    pieces: list[ClassPiece] = []
    found: list[Finding] = []
    for parcel in published.parcels:
        rows = by_parcel.get(parcel.parcel_id, [])
        if rows:
            areas = _closed(rows, parcel, profile, found)
            for row, area in zip(rows, areas):
                if area or row.area_m2 > 0:
                    pieces.extend(_pieces(parcel, row, area, profile))
        else:
            pieces.append(ClassPiece(parcel.index, "", NOT_CHECKED, "", "", NOT_CHECKED, parcel.area_ha))
    return pieces, found


def _pieces(parcel: PublishedParcel, row: OverlayRow, area: Decimal, profile: PackageProfile) -> list[ClassPiece]:
    """The piece of one overlay row; field ridges that KCXS takes off stand as a piece of their own, without a shape."""
    kind = owner_kind(row.owner_kind)
    ridge = Decimal(0)
    if row.deduction_m2 > 0 and row.area_m2 > 0:
        share = Decimal(repr(min(float(row.deduction_m2) / float(row.area_m2), 1.0)))
        ridge = quantize(area * share, profile.area_ha_decimals, profile.rounding)
    name = row.name if row.code or row.patch else row.name or NO_PATCH
    pieces = [ClassPiece(parcel.index, row.code, name, row.three_class, row.owner, kind, area - ridge, row.geometry)]
    if ridge:
        pieces.append(ClassPiece(parcel.index, RIDGE_CODE, RIDGE, "农用地", row.owner, kind, ridge))
    return pieces


def _closed(rows: Sequence[OverlayRow], parcel: PublishedParcel, profile: PackageProfile, found: list[Finding]) -> list[Decimal]:
    decimals = profile.area_ha_decimals
    given = [quantize(Decimal(repr(float(r.area_ha))), decimals, profile.rounding) for r in rows]
    if sum(given, Decimal(0)) == parcel.area_ha and profile.area_basis == "plane":
        return given
    raw = [r.area_m2 if profile.area_basis == "plane" else r.area_ellipsoid_m2 for r in rows]
    total = sum(raw)
    if abs(total - float(parcel.area_m2)) > max(1.0, 0.001 * float(parcel.area_m2)):
        rule, text = _CROSSED if not as_geometry(parcel.rings, profile.coordinate_decimals).is_valid else _STALE
        params = {"parcel": parcel.parcel_id, "pieces": f"{total:.2f}", "area": parcel.area_m2}
        found.append(finding(rule, text, params, parcel_id=parcel.parcel_id))
    if profile.area_basis == "plane":
        found.append(finding("P-AREA-OPEN", QT_TRANSLATE_NOOP(
            "rules", "The land-class areas of parcel {parcel} summed to {pieces} ha instead of {area} ha and were closed again."),
            {"parcel": parcel.parcel_id, "pieces": sum(given, Decimal(0)), "area": parcel.area_ha}, parcel_id=parcel.parcel_id))
    return balance(raw, float(parcel.area_ha * SQUARE_METRES_PER_HA), decimals, profile.rounding)


def by_key(pieces: Sequence[ClassPiece], *names: str) -> dict[tuple[Any, ...], Decimal]:
    """Sums of hectares by the named attributes, in sorted order."""
    sums: dict[tuple[Any, ...], Decimal] = {}
    for piece in pieces:
        key = tuple(getattr(piece, name) for name in names)
        sums[key] = sums.get(key, Decimal(0)) + piece.area_ha
    return dict(sorted(sums.items(), key=lambda item: tuple(str(k) for k in item[0])))


def manifest_classes(pieces: Sequence[ClassPiece]) -> list[Mapping[str, str]]:
    """The class sums of the whole package as the manifest states them."""
    return [{"code": code, "name": name, "three_class": three, "owner_kind": kind, "area_ha": str(area)}
            for (code, name, three, kind), area in by_key(pieces, "code", "name", "three_class", "owner_kind").items()]
