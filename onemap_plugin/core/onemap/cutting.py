"""Cutting patches by parcels on the Gauss plane: pairs, pieces, and what patches of one role share.

Everything here works on arrays and lets go of the interpreter lock inside GEOS.  Parcels are prepared here, so an array of
parcels belongs to one thread: a prepared geometry used by two threads at once crashes the process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from .crossing import cross
from .model import PatchCut
from .robust import differences, intersections, union

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
ObjectArray = npt.NDArray[np.object_]
#: boxes around parcels and the parcel of each (``tiles.reading_boxes``)
Boxes = tuple[FloatArray, IntArray]

#: a piece below this is arithmetic noise of a common boundary, never a place (m²)
NUMERIC_M2 = 1e-6
#: areas that differ by less than this are the same (m², plus 1e-10 of the area)
SAME_M2 = 1e-3


@dataclass(eq=False)
class Pieces:
    """Pieces of parcels × patches: parcel (n,) and patch (n,) indices, geometry (n,), area (n,) m², and what is shared.

    shared (n,) geometry or None and shared_m2 (n,): parts of the patch inside the parcel that another piece counts.
    failed: (parcel, patch) pairs that GEOS could not cut.  repaired: indices of the patches that were repaired.
    """

    parcel: IntArray
    patch: IntArray
    geometry: ObjectArray
    area: FloatArray
    shared: ObjectArray
    shared_m2: FloatArray
    failed: tuple[tuple[int, int], ...] = ()
    repaired: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


@dataclass(eq=False)
class Cover:
    """What the pieces of one role leave of each parcel: (g,) arrays by parcel index.

    uncovered_m2, overlap_m2; by_union: measured on united pieces; rest: geometry of the uncovered part where asked for.
    """

    uncovered_m2: FloatArray
    overlap_m2: FloatArray
    by_union: BoolArray
    rest: ObjectArray


def own_copy(geometries: ObjectArray) -> ObjectArray:
    """The same geometries as new objects, to be prepared by the calling thread only."""
    return np.asarray(shapely.from_wkb(shapely.to_wkb(geometries, include_srid=False)), dtype=object)


def polygons_only(geometry: Any) -> Any:
    """The polygon parts of a geometry, as polygon or multipolygon; empty when there are none."""
    parts = shapely.get_parts(np.atleast_1d(np.asarray(geometry, dtype=object)))
    while len(parts) and (shapely.get_type_id(parts) > 3).any():
        parts = shapely.get_parts(parts)
    polygons = parts[shapely.get_type_id(parts) == 3]
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)


def repair(geometries: ObjectArray, kind: str = "polygon") -> tuple[ObjectArray, IntArray]:
    """Geometries fit for overlay: invalid ones made valid on a copy; the second value holds their indices.

    'linework' repair (even-odd), as QGIS and PostGIS do by default, so that the sums agree with theirs.
    """
    bad = np.flatnonzero(~shapely.is_valid(geometries) & ~shapely.is_missing(geometries))
    if not len(bad):
        return geometries, bad
    mended = geometries.copy()
    for i in bad:
        fixed = shapely.make_valid(geometries[i])
        mended[i] = polygons_only(fixed) if kind == "polygon" else fixed
    return mended, bad


def candidate_pairs(tree: shapely.STRtree, boxes: FloatArray, owner: IntArray) -> tuple[IntArray, IntArray]:
    """(parcel, patch) index pairs whose boxes meet; ``boxes`` and ``owner`` as of ``reading_boxes``: corridors tile by tile."""
    if not len(boxes):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    box, patch = tree.query(shapely.box(*boxes.T))
    size = np.int64(max(len(tree), 1))
    key = np.unique(owner[box] * size + patch)
    return key // size, key % size


def cut(parcels: ObjectArray, patches: ObjectArray, boxes: Boxes, check: Callable[[], None]) -> Pieces:
    """Pieces of every parcel × patch with area above ``NUMERIC_M2``, sorted by parcel, then patch.

    parcels: valid polygons; patches: polygons in the same plane, those near a parcel that are invalid are repaired in the
    array (never in the source) and named.  A patch properly inside a parcel is a piece as it is.
    """
    parcel, patch = candidate_pairs(shapely.STRtree(patches), *boxes)
    shapely.prepare(parcels)
    meets = shapely.intersects(parcels[parcel], patches[patch])
    parcel, patch = parcel[meets], patch[meets]
    check()
    used = np.unique(patch)
    patches[used], bad = repair(patches[used])
    geometry = patches[patch]
    crossing = np.flatnonzero(~shapely.contains_properly(parcels[parcel], geometry))
    check()
    failed: list[tuple[int, int]] = []
    plain = cross(parcels, patches, parcel[crossing], patch[crossing])
    done = ~shapely.is_missing(plain)
    geometry[crossing[done]] = plain[done]
    crossing = crossing[~done]
    check()
    for part in np.array_split(crossing, max(1, len(crossing) // 4000)):
        geometry[part], wrong = intersections(parcels[parcel[part]], patches[patch[part]])
        failed += [(int(parcel[part[i]]), int(patch[part[i]])) for i in wrong]
        check()
    mixed = np.flatnonzero(~np.isin(shapely.get_type_id(geometry), (3, 6)))
    for i in mixed:
        geometry[i] = polygons_only(geometry[i])
    area = shapely.area(geometry)
    keep = area > NUMERIC_M2
    n = int(keep.sum())
    return Pieces(
        parcel[keep],
        patch[keep],
        geometry[keep],
        area[keep],
        np.full(n, None, dtype=object),
        np.zeros(n),
        tuple(failed),
        used[bad],
    )


def pieces_of(found: PatchCut) -> Pieces:
    """Pieces that a source has cut itself, kept and sorted as ``cut`` does."""
    geometry = found.geometry.copy()
    for i in np.flatnonzero(~np.isin(shapely.get_type_id(geometry), (3, 6))):
        geometry[i] = polygons_only(geometry[i])
    area = shapely.area(geometry)
    order = np.lexsort((found.patch, found.parcel))
    order = order[area[order] > NUMERIC_M2]
    n = len(order)
    nothing = np.full(n, None, dtype=object)
    return Pieces(found.parcel[order], found.patch[order], geometry[order], area[order], nothing, np.zeros(n), (), found.repaired)


def count_once(pieces: Pieces, parcels: ObjectArray, check: Callable[[], None], want_rest: bool) -> Cover:
    """Make the pieces of each parcel disjoint (in place) and measure what they leave uncovered.

    Quick proof that nothing overlaps: when the edges that occur twice are taken out, what is left of pieces without
    overlap is a valid polygon of the same area.  Where that fails (overlaps, or vertices on one side of a boundary only) the
    pieces are really united.  Of overlapping pieces the smaller keeps the place, so that a special zone inside a general one
    is never lost; ``shared`` keeps what the other one lost.
    """
    n = len(parcels)
    total_area = shapely.area(parcels)
    cover = Cover(total_area.copy(), np.zeros(n), np.zeros(n, dtype=bool), np.full(n, None, dtype=object))
    starts = (
        np.flatnonzero(np.r_[True, pieces.parcel[1:] != pieces.parcel[:-1]]) if len(pieces.parcel) else np.zeros(0, dtype=int)
    )
    ends = np.r_[starts[1:], len(pieces.parcel)]
    united = np.full(n, None, dtype=object)
    for start, end in zip(starts, ends):
        united[pieces.parcel[start]] = _united_by_edges(pieces.geometry[start:end])
    check()
    sums = np.bincount(pieces.parcel, pieces.area, minlength=n)
    alike = shapely.is_valid(united) & (np.abs(shapely.area(united) - sums) <= SAME_M2 + 1e-10 * sums)
    cover.uncovered_m2 -= sums
    for start, end in zip(starts, ends):
        g = int(pieces.parcel[start])
        if not alike[g]:
            united[g] = _unite(pieces, slice(start, end), cover, g)
            cover.uncovered_m2[g] = shapely.area(_rest(parcels[g], united[g]))
            cover.by_union[g] = True
            check()
    if want_rest:
        for g in np.flatnonzero(cover.uncovered_m2 > SAME_M2):
            cover.rest[g] = parcels[g] if united[g] is None else _rest(parcels[g], united[g])
            cover.uncovered_m2[g] = shapely.area(cover.rest[g])
    cover.uncovered_m2[np.abs(cover.uncovered_m2) <= SAME_M2] = 0.0
    return cover


def _united_by_edges(geometries: ObjectArray) -> Any:
    """Union by cancelling common edges; None when GEOS refuses (the pieces are no coverage)."""
    if len(geometries) == 1:
        return geometries[0]
    try:
        return shapely.coverage_union_all(geometries)
    except shapely.errors.GEOSException:
        return None


def _rest(whole: Any, taken: Any) -> Any:
    return polygons_only(differences(whole, taken)[0].item())


def _unite(pieces: Pieces, group: slice, cover: Cover, g: int) -> Any:
    """Unite the pieces of one parcel; when they overlap, take each place from all but the smallest piece there."""
    geometry = pieces.geometry[group].copy()
    whole = union(geometry)
    overlap = float(pieces.area[group].sum() - shapely.area(whole))
    if overlap <= SAME_M2:
        return whole
    cover.overlap_m2[g] = overlap
    order = np.lexsort((pieces.patch[group], pieces.area[group]))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    first, second = shapely.STRtree(geometry).query(geometry, predicate="intersects")
    for k in order[1:]:
        before = second[(first == k) & (rank[second] < rank[k])]
        if not len(before):
            continue
        taken = union(geometry[before])  # the pieces as they were: their union is the same place
        lost = polygons_only(intersections(geometry[k], taken)[0].item())
        if shapely.area(lost) <= NUMERIC_M2:
            continue
        i = group.start + k
        pieces.geometry[i] = _rest(geometry[k], taken)
        pieces.area[i] = shapely.area(pieces.geometry[i])
        pieces.shared[i], pieces.shared_m2[i] = lost, shapely.area(lost)
    return whole


@dataclass(eq=False)
class Near:
    """Lines, points and polygons near parcels: indices, distance (m, 0 when they touch), inner geometry, its length (m).

    touching: the patch meets only the outline of the parcel, so that what they share is of a lower dimension than the patch.
    """

    parcel: IntArray
    patch: IntArray
    distance: FloatArray
    geometry: ObjectArray
    length: FloatArray
    touching: BoolArray


def near(parcels: ObjectArray, patches: ObjectArray, boxes: Boxes, reach_m: float, check: Callable[[], None]) -> Near:
    """Patches of any kind within ``reach_m`` of parcels (0 = touching or inside).

    geometry is the part inside the parcel, or for a patch outside the shortest line between both.
    """
    parcel, patch = candidate_pairs(shapely.STRtree(patches), *boxes)
    shapely.prepare(parcels)
    keep = (
        shapely.dwithin(parcels[parcel], patches[patch], reach_m)
        if reach_m > 0
        else shapely.intersects(parcels[parcel], patches[patch])
    )
    parcel, patch = parcel[keep], patch[keep]
    check()
    distance = shapely.distance(parcels[parcel], patches[patch])
    geometry = np.empty(len(parcel), dtype=object)
    inside = distance == 0
    geometry[inside], _ = intersections(parcels[parcel[inside]], patches[patch[inside]])
    geometry[~inside] = shapely.shortest_line(parcels[parcel[~inside]], patches[patch[~inside]])
    length = np.where(inside & (shapely.get_dimensions(geometry) == 1), shapely.length(geometry), 0.0)
    touching = inside & (shapely.get_dimensions(geometry) < shapely.get_dimensions(patches[patch]))
    return Near(parcel, patch, distance, geometry, length, touching)


__all__ = [
    "NUMERIC_M2",
    "SAME_M2",
    "Cover",
    "Near",
    "Pieces",
    "candidate_pairs",
    "count_once",
    "cut",
    "near",
    "own_copy",
    "pieces_of",
    "polygons_only",
    "repair",
]
