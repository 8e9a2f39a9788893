"""What became of each source: edition, coverage, repairs, failures - in words that the user sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from ..i18n import QT_TRANSLATE_NOOP, tell, together
from .model import Closure, PatchSource, SourceInfo
from .result import PieceTable
from .roles import EDITION_COLUMNS, roles
from .tables import Part, years

if TYPE_CHECKING:
    from .overlay import Subject

_EMPTY_LAYER = QT_TRANSLATE_NOOP("onemap", "the layer is empty")
_AWAY = QT_TRANSLATE_NOOP("onemap", "the data of the layer ends {distance} km from the parcels")
_NO_PATCH = QT_TRANSLATE_NOOP("onemap", "no patch of the layer lies on the parcels")
_PARTLY = QT_TRANSLATE_NOOP("onemap", "{area} m² of {count} parcels have no patch")
_SHARED = QT_TRANSLATE_NOOP("onemap", "patches overlap each other on {area} m² (counted once)")
_REPAIRED = QT_TRANSLATE_NOOP("onemap", "{count} invalid patches repaired on a copy")
_NO_EDITION = QT_TRANSLATE_NOOP("onemap", "the edition of the data is not known")
_SOME_FAILED = QT_TRANSLATE_NOOP("onemap", "could not be read: {error}")


def conclude(
    sources: Sequence[PatchSource | SourceInfo],
    parts: Mapping[int, Sequence[Part]],
    subject: Subject,
    made: Mapping[str, PieceTable],
    closures: Sequence[Closure],
) -> list[SourceInfo]:
    """The final SourceInfo of every source, in the order given; parts by ``id`` of the source."""
    home = _home(sources, made, subject)
    result = []
    for source in sources:
        if isinstance(source, SourceInfo):
            result.append(source)
        elif id(source) in parts:
            result.append(_info(source, parts[id(source)], subject, [c for c in closures if c.role == source.info.role], home))
        else:
            result.append(source.info)
    return result


def _info(
    source: PatchSource,
    parts: Sequence[Part],
    subject: Subject,
    closures: Sequence[Closure],
    home: npt.NDArray[np.float64] | None,
) -> SourceInfo:
    info = source.info
    read = len(_distinct([p.fid for p in parts]))
    repaired = len(_distinct([p.repaired for p in parts])) + max((p.repaired_at_source for p in parts), default=0)
    notes: list[str] = [info.note] if info.note else []
    errors = list(dict.fromkeys(p.error for p in parts if p.error))
    info = replace(
        info, edition=info.edition or _edition(parts) or getattr(source, "edition_hint", ""), patches_read=read, repaired=repaired
    )
    if repaired:
        notes.append(tell("onemap", _REPAIRED, count=repaired))
    shared = sum(c.overlap_m2 for c in closures)
    if shared > 0:
        notes.append(tell("onemap", _SHARED, area=f"{shared:.2f}"))
    notes += dict.fromkeys(p.note for p in parts if p.note)
    status = info.status if info.status != "no_edition" else "checked"
    if errors:
        status = "unreadable"
        notes.insert(0, tell("onemap", _SOME_FAILED, error=together(errors)))
    elif status == "checked":
        status, why = _coverage(source, subject, closures, read, home)
        notes[:0] = [why] if why else []
    if not info.edition:
        notes.append(tell("onemap", _NO_EDITION))
        status = "no_edition" if status == "checked" else status
    return replace(info, status=status, note=together(notes))


def _distinct(fids: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    return np.unique(np.concatenate(fids)) if len(fids) else np.zeros(0, dtype=np.int64)


def _edition(parts: Sequence[Part]) -> str:
    """Year or span of years from the patches that were read."""
    for column in EDITION_COLUMNS:
        values = {v for p in parts for v in years(p.columns.get(column))}
        if values:
            return min(values) if len(values) == 1 else f"{min(values)}–{max(values)}"
    return ""


def _coverage(
    source: PatchSource, subject: Subject, closures: Sequence[Closure], read: int, home: npt.NDArray[np.float64] | None
) -> tuple[str, str]:
    """('checked' | 'partial_cover' | 'not_covering', why)."""
    role, extent = roles()[source.info.role], _extent(source, subject)
    if role.covers:
        bare = [c for c in closures if c.uncovered_m2 > 1.0]
        if not any(c.pieces_m2 > 0 for c in closures):
            return "not_covering", tell("onemap", _NO_PATCH)
        if bare:
            return "partial_cover", tell("onemap", _PARTLY, area=f"{sum(c.uncovered_m2 for c in bare):.2f}", count=len(bare))
        return "checked", ""
    if read:
        return "checked", ""
    if extent is None:
        return ("checked", "") if not _counted_empty(source) else ("not_covering", tell("onemap", _EMPTY_LAYER))
    parcels = shapely.total_bounds(subject.geometry)
    distance = _gap(extent, parcels)
    # a layer that holds few things may well end before the parcels: it covers them when it shares the county's ground
    if distance == 0 or (home is not None and _gap(extent, home) == 0):
        return "checked", ""
    return "not_covering", tell("onemap", _AWAY, distance=f"{distance / 1000:.1f}")


def _extent(source: Any, subject: Subject) -> npt.NDArray[np.float64] | None:
    """(4,) box of all data of the source in the parcels' plane, None when it does not say or is empty."""
    extent = getattr(source, "extent", None)
    if extent is None or not np.isfinite(np.asarray(extent, dtype=float)).all():
        return None
    return np.asarray(extent, dtype=np.float64)


def _counted_empty(source: Any) -> bool:
    return getattr(source, "count", None) == 0


def _home(
    sources: Sequence[PatchSource | SourceInfo], made: Mapping[str, PieceTable], subject: Subject
) -> npt.NDArray[np.float64] | None:
    """Ground of the layers that cover the land and the parcels: what lies on it belongs to the same county."""
    boxes = [
        e
        for s in sources
        if not isinstance(s, SourceInfo)
        and roles()[s.info.role].covers
        and s.info.role in made
        and len(made[s.info.role].fid)
        and (made[s.info.role].fid >= 0).any()
        and (e := _extent(s, subject)) is not None
    ]
    if not boxes:
        return None
    stacked = np.array(boxes, dtype=np.float64)
    return np.asarray(np.concatenate([stacked[:, :2].min(axis=0), stacked[:, 2:].max(axis=0)]), dtype=np.float64)


def _gap(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> float:
    """Distance between two boxes in metres."""
    return float(np.hypot(max(a[0] - b[2], b[0] - a[2], 0.0), max(a[1] - b[3], b[1] - a[3], 0.0)))


__all__ = ["conclude"]
