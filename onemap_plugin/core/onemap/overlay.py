"""The overlay engine: parcels × every source of the one map, in two threads, each source and each geometry on its own.

Work is cut into tasks of one source and a group of neighbouring parcels.  A task reads what is near, repairs it on a copy,
cuts it on the parcels' Gauss plane, counts every place once and measures; a source that fails is reported, the rest goes on.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..coordinates.area import DEFAULT_STEP_M, ellipsoid_areas
from ..coordinates.zones import projected
from ..errors import Cancelled, OneMapError
from ..findings import EMPTY
from ..i18n import QT_TRANSLATE_NOOP, tell
from ..parcels import ParcelCrs, ParcelSet
from ..progress import SILENT, Progress
from . import tables
from .conflicts import survey_conflicts
from .cutting import Boxes, count_once, cut, near, own_copy, pieces_of, repair
from .model import CuttingSource, ObjectArray, PatchBatch, PatchCut, PatchSource, SourceInfo, WatchingSource
from .result import LazyRows, OverlayResult, PieceTable
from .roles import Role, roles
from .status import conclude
from .tables import Part
from .tiles import reading_boxes, spatial_order

_FAILED = QT_TRANSLATE_NOOP("onemap", "{count} patches could not be cut by GEOS and are not counted")


@dataclass(frozen=True)
class OverlayOptions:
    """Settings of one run; all of them go into the provenance.

    reach: role -> metres within which patches are read and measured (rules with distances).  columns: role -> further
    canonical columns to read.  basis: which area is balanced to hectares, 'ellipsoid' or 'plane'.  rounding: 'half_up' or
    'half_even'.  step_m: densification of edges for the ellipsoid area.  sliver_area_m2 / sliver_width_m: pieces below
    either are flagged, never dropped (width = 2 × area / outline).  threads: 1 or more.
    """

    reach: Mapping[str, float] = field(default_factory=lambda: EMPTY)
    columns: Mapping[str, Sequence[str]] = field(default_factory=lambda: EMPTY)
    basis: str = "plane"
    rounding: str = "half_up"
    decimals: int = 4
    step_m: float = DEFAULT_STEP_M
    sliver_area_m2: float = 1.0
    sliver_width_m: float = 0.1
    conflicts: bool = True
    conflict_min_m2: float = 1.0
    threads: int = 2
    chunk_parcels: int = 128


@dataclass(eq=False)
class Subject:
    """The parcels as the engine sees them: ids, valid polygons (n,) on one Gauss plane, plane areas (n,) m²."""

    ids: tuple[str, ...]
    geometry: ObjectArray
    crs: ParcelCrs
    area: npt.NDArray[np.float64]
    repaired: tuple[str, ...]
    step_m: float = DEFAULT_STEP_M

    @cached_property
    def area_ellipsoid(self) -> npt.NDArray[np.float64]:
        """(n,) m² by the survey formula; the plane area when the zone is unknown."""
        return ellipsoid_areas(self.geometry, self.crs, self.step_m) if projected(self.crs) else self.area


def overlay(
    parcels: ParcelSet,
    sources: Sequence[PatchSource | SourceInfo],
    options: OverlayOptions | None = None,
    progress: Progress = SILENT,
) -> OverlayResult:
    """Overlay parcels with sources and return rows, survey conflicts, sources with their status, and closures.

    Parcels and what the sources give are on one Gauss plane: parcels in degrees are laid there first (``on_plane``).
    sources may hold ``SourceInfo`` of what is missing or unusable: they are passed on.  Several sources of one role are
    overlaid together: places that both cover are counted once.  Raises Cancelled; faults of sources and geometries never
    raise.
    """
    options = options or OverlayOptions()
    subject = _subject(parcels, options)
    live = [s for s in sources if not isinstance(s, SourceInfo)]
    usable = [s for s in live if s.info.status in ("checked", "no_edition", "partial_cover")]
    parts = _run(subject, usable, options, progress.part(0.0, 0.85)) if len(subject.ids) else {}
    made: dict[str, PieceTable] = {}
    closures = []
    for role_id in dict.fromkeys(s.info.role for s in usable):
        role = roles()[role_id]
        table, closed = tables.build(role, subject, [parts.get(id(s), []) for s in usable if s.info.role == role_id], options)
        made[role_id] = table
        closures += closed
        progress.check()
    progress.report(0.9)
    infos = conclude(sources, {id(s): parts.get(id(s), []) for s in usable}, subject, made, closures)
    for info in infos:
        if info.role in made and info.edition and not made[info.role].edition:
            made[info.role].edition = info.edition
    conflicts = (
        survey_conflicts(subject, made, infos, options.conflict_min_m2, progress.part(0.9, 1.0)) if options.conflicts else []
    )
    ordered = [made[r] for r in made]
    progress.report(1.0)
    settings = {
        k: getattr(options, k)
        for k in ("basis", "rounding", "decimals", "step_m", "sliver_area_m2", "sliver_width_m", "conflict_min_m2")
    }
    return OverlayResult(LazyRows(ordered), tuple(conflicts), tuple(infos), tuple(closures), subject.repaired, made, settings)


def _subject(parcels: ParcelSet, options: OverlayOptions) -> Subject:
    """Valid polygons of the parcels; what had to be repaired on a copy is named."""
    geometry = np.array([p.geometry for p in parcels.parcels], dtype=object)
    valid = shapely.is_valid(geometry) if len(geometry) else np.zeros(0, dtype=bool)
    ids = tuple(p.parcel_id for p in parcels.parcels)
    if len(geometry):
        geometry, _ = repair(geometry)
    area = shapely.area(geometry) if len(geometry) else np.zeros(0)
    repaired = tuple(i for i, ok in zip(ids, valid) if not ok)
    return Subject(ids, geometry, parcels.crs, area, repaired, options.step_m)


def _run(subject: Subject, sources: Sequence[PatchSource], options: OverlayOptions, progress: Progress) -> dict[int, list[Part]]:
    """All tasks in ``options.threads`` threads: source (by id) -> its parts.  A failing source ends as one failed part."""
    order = spatial_order(subject.geometry)
    groups = np.array_split(order, max(1, -(-len(order) // max(1, options.chunk_parcels))))
    stop = threading.Event()
    locks = {id(s): threading.Lock() for s in sources}

    def check() -> None:
        if stop.is_set():
            raise Cancelled
        progress.check()

    found: dict[int, list[Part]] = {id(s): [] for s in sources}
    with ThreadPoolExecutor(max(1, options.threads), thread_name_prefix="overlay") as pool:
        waiting: dict[Future[Part], int] = {}
        for source in sources:
            for group in groups:
                task = pool.submit(_task, source, locks[id(source)], subject, np.sort(group), options, check)
                waiting[task] = id(source)
        total = max(1, len(waiting))
        try:
            while waiting:
                done, _ = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
                for task in done:
                    found[waiting.pop(task)].append(task.result())
                progress.report(1 - len(waiting) / total)
        except BaseException:
            stop.set()
            for task in waiting:
                task.cancel()
            raise
    return found


def _task(
    source: PatchSource, lock: threading.Lock, subject: Subject, group: npt.NDArray[np.int64], options: OverlayOptions, check: Any
) -> Part:
    """One source × one group of parcels; whatever goes wrong in the source is kept in the part, only Cancelled gets out."""
    check()
    role = roles()[source.info.role]
    reach = float(options.reach.get(role.id, 0.0))
    part = Part(group)
    try:
        boxes = reading_boxes(subject.geometry[group], reach)
        wanted = tuple(dict.fromkeys((*role.columns, *options.columns.get(role.id, ()))))
        if role.geometry == "polygon" and reach <= 0 and isinstance(source, CuttingSource):
            found = source.cut(subject.geometry[group], subject.crs, *boxes, wanted, check)
            if found is not None:
                _take(part, role, subject, found, check)
                return part
        with lock:
            check()
            if isinstance(source, WatchingSource):
                source.watch(check)
            batch = source.read(boxes[0], wanted)
        check()
        _measure(part, role, subject, batch, boxes, reach, check)
    except Cancelled:
        raise
    except OneMapError as error:
        part.error = error.told()
    except Exception as error:  # noqa: BLE001 (a source must not take the others down; the text goes into its status)
        part.error = f"{type(error).__name__}: {error}"
    return part


def _take(part: Part, role: Role, subject: Subject, found: PatchCut, check: Any) -> None:
    """Fill the part with pieces that the source has cut; every place is counted once here, as for all sources."""
    part.fid, part.columns = found.fid, found.columns
    part.pieces = pieces_of(found)
    part.repaired = found.fid[found.repaired]
    check()
    part.cover = count_once(part.pieces, own_copy(subject.geometry[part.group]), check, role.covers)


def _measure(part: Part, role: Role, subject: Subject, batch: PatchBatch, boxes: Boxes, reach: float, check: Any) -> None:
    """Fill the part with pieces, distances and what they leave uncovered."""
    usable = ~(shapely.is_missing(batch.geometry) | shapely.is_empty(batch.geometry))
    patches = batch.geometry[usable]
    part.repaired_at_source = batch.repaired
    part.fid = batch.fid[usable]
    part.columns = {name: values[usable] for name, values in batch.columns.items()}
    check()
    mine = own_copy(subject.geometry[part.group])
    surface = shapely.get_dimensions(patches) == 2
    if role.geometry == "polygon" or (role.geometry == "any" and surface.any()):
        patches = np.where(surface, patches, shapely.Polygon()) if not surface.all() else patches.copy()
        part.pieces = cut(mine, patches, boxes, check)
        part.repaired = part.fid[part.pieces.repaired]
        part.cover = count_once(part.pieces, mine, check, role.covers)
        if part.pieces.failed:
            part.note = tell("onemap", _FAILED, count=len(part.pieces.failed))
    if reach > 0 or not surface.all():
        other = np.arange(len(surface)) if reach > 0 else np.flatnonzero(~surface)
        part.near = near(mine, np.where(surface, patches, batch.geometry[usable])[other], boxes, reach, check)
        part.near.patch = other[part.near.patch]


__all__ = ["OverlayOptions", "OverlayResult", "Subject", "overlay"]
