"""The parcels of a set as flat arrays: what all rules look at, so that no rule loops over points in Python.

Coordinates are those that will be written: rounded to the decimals of the profile (rounding can itself create a fault, so
the faults are looked for after it).  Geographic coordinates are put on the plane of one 3-degree zone for the metric rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..coordinates.zones import from_lonlat, plane_around, projected, to_lonlat
from ..parcels import Parcel, ParcelCrs, ParcelSet, as_written
from ..progress import SILENT, Progress

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
GeometryArray = npt.NDArray[np.object_]

NOISE_M = 1e-6  # binary noise of 8-digit eastings stays far below it; comparisons with a threshold leave that much room
COINCIDENT_M = 0.001  # two points nearer than this are one
LARGEST_M = 1e10
DEGREE_STEPS = 1e12  # per degree: tenths of a micrometre, and any longitude with twelve decimals is still a whole number
_LINE_KINDS = ("线", "点")


def usable_rows(xy: FloatArray, crs: ParcelCrs) -> BoolArray:
    """Which rows of (n, 2) are numbers that can be computed with: beyond these no product of two stays a number."""
    limit = 360.0 if crs.geographic else LARGEST_M  # degrees may be swapped, that is for a rule to say
    with np.errstate(invalid="ignore"):
        return np.asarray((np.abs(xy) <= limit).all(axis=1), dtype=bool)


class CheckData:
    """Flat view of a parcel set.

    Per vertex (closing rows left out): ``en`` (n, 2) east, north in metres as written, ``read`` (n, 2) as read, ``ring``.
    Per ring: ``start`` (r + 1) offsets, ``ring_parcel``, ``ring_index`` (position in ``Parcel.rings``), ``closed``.
    Lines without area (kind 线 or 点, no ring closed) and rings with coordinates that are no numbers are left out of the
    arrays; the latter (and those beyond all bounds) are in ``broken_rings``.
    """

    def __init__(self, parcels: ParcelSet, decimals: int | None, boundary: Any = None, progress: Progress = SILENT) -> None:
        self.set = parcels
        self.parcels: Sequence[Parcel] = parcels.parcels
        self.source_crs = parcels.crs
        self.decimals = decimals
        self.boundary = boundary
        self.progress = progress
        self.broken_rings: list[tuple[int, int]] = []
        self._flatten()
        self.crs: ParcelCrs = parcels.crs
        if parcels.crs.geographic:
            self._project()

    def _flatten(self) -> None:
        chosen: list[tuple[int, int]] = []
        arrays = []
        for p, parcel in enumerate(self.parcels):
            if parcel.kind.strip() in _LINE_KINDS and not any(r.closed for r in parcel.rings):
                continue
            for r, ring in enumerate(parcel.rings):
                if len(ring.xy):
                    chosen.append((p, r))
                    arrays.append(ring.xy)
        xy = np.concatenate(arrays).astype(np.float64, copy=False) if arrays else np.empty((0, 2))
        lengths = np.array([len(a) for a in arrays], dtype=np.int64)
        ends = np.cumsum(lengths)
        index = np.array(chosen, dtype=np.int64).reshape(-1, 2)
        finite = usable_rows(xy, self.source_crs)
        if not finite.all():
            good = np.bincount(np.repeat(np.arange(len(lengths)), lengths)[~finite], minlength=len(lengths)) == 0
            self.broken_rings = [(int(p), int(r)) for p, r in index[~good]]
            xy = xy[np.repeat(good, lengths)]
            lengths, index = lengths[good], index[good]
            ends = np.cumsum(lengths)
        first = ends - lengths
        self.closed: BoolArray = (lengths > 1) & (xy[first] == xy[ends - 1]).all(axis=1) if len(xy) else np.zeros(0, dtype=bool)
        keep = np.ones(len(xy), dtype=bool)
        keep[ends[self.closed] - 1] = False
        self.read: FloatArray = np.ascontiguousarray(xy[keep][:, ::-1])
        counts = lengths - self.closed
        self.start: IntArray = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
        self.ring: IntArray = np.repeat(np.arange(len(counts)), counts)
        self.ring_parcel: IntArray = index[:, 0]
        self.ring_index: IntArray = index[:, 1]
        self.en: FloatArray = self.read
        if self.decimals is not None and not self.source_crs.geographic:
            self.en = as_written(self.read, self.decimals)

    def _project(self) -> None:
        """Degrees onto the plane of the zone around the middle of the set (for looking, never for writing)."""
        if len(self.read):
            self.crs = plane_around(self.read, self.source_crs)
            if projected(self.crs):
                with np.errstate(all="ignore"):
                    plane = from_lonlat(self.read, self.crs)
                    # what lies beyond the plane of the zone is no place there; the rule on the range names it
                    self.en = np.where(np.abs(plane) < LARGEST_M, plane, 0.0)

    def subset(self, index: int) -> CheckData:
        """The same for one parcel alone (where a rule failed on the whole set)."""
        one = ParcelSet((self.parcels[index],), self.source_crs, self.set.header, self.set.sections)
        return CheckData(one, self.decimals, self.boundary, self.progress)

    # vertices ---------------------------------------------------------------------------------------------------------

    @cached_property
    def counts(self) -> IntArray:
        """(r,) number of points of each ring, closing row left out."""
        return np.diff(self.start)

    @cached_property
    def vertex_parcel(self) -> IntArray:
        return self.ring_parcel[self.ring]

    @cached_property
    def next(self) -> IntArray:
        """(n,) index of the following vertex in the ring."""
        following = np.arange(1, len(self.en) + 1)
        filled = self.counts > 0
        following[self.start[1:][filled] - 1] = self.start[:-1][filled]
        return following

    @cached_property
    def edge_length(self) -> FloatArray:
        """(n,) metres from each vertex to the next, the closing edge included."""
        delta = self.en[self.next] - self.en
        return np.hypot(delta[:, 0], delta[:, 1])

    @cached_property
    def distinct(self) -> IntArray:
        """Indices of the vertices that differ from the vertex before them: the rings without repeated points."""
        before = np.empty(len(self.en), dtype=np.int64)
        before[self.next] = np.arange(len(self.en))
        return np.flatnonzero((self.en[before] != self.en).any(axis=1))

    @cached_property
    def distinct_counts(self) -> IntArray:
        """(r,) number of points of each ring without consecutive repeats."""
        return np.bincount(self.ring[self.distinct], minlength=len(self.counts))

    @cached_property
    def neighbours(self) -> tuple[IntArray, IntArray]:
        """For each entry of ``distinct`` the index (into the vertices) of the distinct vertex before and after it."""
        ring = self.ring[self.distinct]
        n = len(ring)
        if not n:
            return self.distinct, self.distinct
        position = np.arange(n)
        is_first = np.append(True, ring[1:] != ring[:-1])
        is_last = np.append(ring[1:] != ring[:-1], True)
        first = position[is_first][np.cumsum(is_first) - 1]
        last = position[is_last][np.cumsum(is_first) - 1]
        before = np.where(is_first, last, position - 1)
        after = np.where(is_last, first, position + 1)
        return self.distinct[before], self.distinct[after]

    @cached_property
    def corners(self) -> tuple[FloatArray, FloatArray]:
        """For each entry of ``distinct``: angle between its two edges in degrees (0 = spike, 180 = straight), and metres
        by which it lies off the line between its neighbours."""
        before, after = self.neighbours
        u, w = self.en[before] - self.en[self.distinct], self.en[after] - self.en[self.distinct]
        cross = np.abs(u[:, 0] * w[:, 1] - u[:, 1] * w[:, 0])
        angle = np.degrees(np.arctan2(cross, u[:, 0] * w[:, 0] + u[:, 1] * w[:, 1]))
        base = np.hypot(*(w - u).T)
        offset = np.divide(cross, base, out=np.full(len(cross), np.inf), where=base > 0)
        return angle, offset

    @cached_property
    def vertex_keys(self) -> IntArray:
        """(n,) whole numbers, equal exactly where two vertices have equal coordinates."""
        if not len(self.en):
            return np.zeros(0, dtype=np.int64)
        scale = 10.0 ** (self.decimals if self.decimals is not None and not self.source_crs.geographic else 4)
        east, north = np.rint((self.en - self.en.min(axis=0)) * scale).astype(np.int64).T
        span = int(north.max()) + 1
        if (int(east.max()) + 1) * span < 2**62:
            return np.asarray(east * span + north, dtype=np.int64)
        _, keys = np.unique(np.column_stack((east, north)), axis=0, return_inverse=True)
        return np.asarray(keys, dtype=np.int64)

    @cached_property
    def _places(self) -> tuple[IntArray, BoolArray]:
        """(n,) running number of each vertex's place, and whether vertices of several parcels are there."""
        order = np.argsort(self.vertex_keys, kind="stable")
        number = np.zeros(len(order), dtype=np.int64)
        mixed = np.zeros(len(order), dtype=bool)
        if len(order):
            keys, owners = self.vertex_keys[order], self.vertex_parcel[order]
            new = np.append(True, keys[1:] != keys[:-1])
            starts = np.flatnonzero(new)
            number[order] = np.cumsum(new) - 1
            different = np.maximum.reduceat(owners, starts) != np.minimum.reduceat(owners, starts)
            mixed[order] = np.repeat(different, np.diff(np.append(starts, len(order))))
        return number, mixed

    @property
    def shared(self) -> BoolArray:
        """(n,) whether a vertex of another parcel has the same coordinates."""
        return self._places[1]

    @cached_property
    def _shared_by(self) -> IntArray:
        """Sorted codes of parcel and place for all shared vertices."""
        number, mixed = self._places
        return np.sort(self.vertex_parcel[mixed] * len(self.en) + number[mixed])

    def has_vertex(self, parcel: IntArray, vertex: IntArray) -> BoolArray:
        """Whether each ``parcel`` has a vertex of its own at the place of the (shared) ``vertex`` beside it."""
        if not len(vertex) or not len(self._shared_by):
            return np.zeros(len(vertex), dtype=bool)
        asked = parcel * len(self.en) + self._places[0][vertex]
        at = np.minimum(np.searchsorted(self._shared_by, asked), len(self._shared_by) - 1)
        return np.asarray(self._shared_by[at] == asked, dtype=bool)

    @cached_property
    def signed_areas(self) -> FloatArray:
        """(r,) signed area of each ring in m², positive counter-clockwise."""
        filled = self.counts > 0
        origin = np.zeros((len(self.counts), 2))
        origin[filled] = self.en[self.start[:-1][filled]]
        x, y = (self.en - origin[self.ring]).T
        return np.bincount(self.ring, x * y[self.next] - x[self.next] * y, minlength=len(self.counts)) / 2

    # geometry ---------------------------------------------------------------------------------------------------------

    @cached_property
    def usable(self) -> BoolArray:
        """(r,) rings with at least three points: what polygons are made of."""
        return self.counts >= 3

    @cached_property
    def roles(self) -> tuple[IntArray, BoolArray]:
        """(r,) number of the polygon part each ring belongs to (-1: none), and whether it is a hole there."""
        part = np.full(len(self.counts), -1, dtype=np.int64)
        hole = np.zeros(len(self.counts), dtype=bool)
        usable = np.flatnonzero(self.usable)
        per_parcel = np.bincount(self.ring_parcel[usable], minlength=len(self.parcels))
        single = per_parcel[self.ring_parcel[usable]] == 1
        part[usable[single]] = np.arange(single.sum())
        following = int(single.sum())
        place = (
            {(int(p), int(i)): r for r, (p, i) in enumerate(zip(self.ring_parcel, self.ring_index))} if not single.all() else {}
        )
        for p in np.flatnonzero(per_parcel > 1):
            for shell, holes in self.parcels[p].shells_and_holes:
                for index in (shell, *holes):
                    if (int(p), index) in place:
                        part[place[(int(p), index)]] = following
                        hole[place[(int(p), index)]] = index != shell
                following += 1
        return part, hole

    @cached_property
    def ring_lines(self) -> GeometryArray:
        """(r,) closed shapely rings; None for rings with fewer than three points."""
        rings = np.full(len(self.counts), None, dtype=object)
        member = self.usable[self.ring]
        if member.any():
            renumber = np.cumsum(self.usable) - 1
            rings[self.usable] = shapely.linearrings(self.en[member], indices=renumber[self.ring[member]])
        return rings

    @cached_property
    def parts(self) -> tuple[GeometryArray, IntArray]:
        """Polygons of all parts, and the parcel of each."""
        part, hole = self.roles
        rows = np.flatnonzero(part >= 0)
        rows = rows[np.lexsort((rows, hole[rows], part[rows]))]
        if not len(rows):
            return np.empty(0, dtype=object), np.empty(0, dtype=np.int64)
        numbers, first = np.unique(part[rows], return_index=True)
        renumber = np.searchsorted(numbers, part[rows])
        polygons = np.asarray(shapely.polygons(self.ring_lines[rows], indices=renumber), dtype=object)
        return polygons, self.ring_parcel[rows[first]]

    @cached_property
    def polygons(self) -> GeometryArray:
        """(p,) Polygon or MultiPolygon of each parcel as written, never made valid; empty when no ring has three points."""
        parts, owner = self.parts
        result = np.full(len(self.parcels), shapely.Polygon(), dtype=object)
        count = np.bincount(owner, minlength=len(self.parcels))
        single = count[owner] == 1
        result[owner[single]] = parts[single]
        if not single.all():
            order = np.argsort(owner[~single], kind="stable")
            owners, renumber = np.unique(owner[~single][order], return_inverse=True)
            result[owners] = shapely.multipolygons(parts[~single][order], indices=renumber)
        return result

    @cached_property
    def _grid(self) -> tuple[FloatArray, float]:
        """Origin and steps per metre (or degree) of the grid of written decimals; steps 0 where there is none."""
        if self.source_crs.geographic:
            return np.zeros(2), DEGREE_STEPS
        if self.decimals is None or not len(self.en):
            return np.zeros(2), 0.0
        return np.floor(self.en.min(axis=0)), 10.0**self.decimals

    @cached_property
    def _by_place(self) -> tuple[npt.NDArray[np.complex128], IntArray]:
        """Sorted places of the vertices on the plane, and the vertex at each."""
        places = np.ascontiguousarray(self.en).view(np.complex128).ravel()
        order = np.argsort(places, kind="stable")
        return places[order], order

    def as_seen(self, geometries: GeometryArray) -> GeometryArray:
        """Copies in the coordinates of the file, as other programs see them: a set in degrees again in degrees, where a line
        between two points is straight in degrees."""
        if not self.source_crs.geographic:
            return geometries
        places, vertex = self._by_place

        def read(en: FloatArray) -> FloatArray:
            at = np.searchsorted(places, np.ascontiguousarray(en).view(np.complex128).ravel())
            return np.asarray(self.read[vertex[at]], dtype=np.float64)

        return np.asarray(shapely.transform(geometries, read), dtype=object)

    def from_seen(self, geometries: GeometryArray) -> GeometryArray:
        """Places in the coordinates of the file on the plane of the rules."""
        if not self.source_crs.geographic or not projected(self.crs):
            return geometries
        return np.asarray(shapely.transform(geometries, lambda lonlat: from_lonlat(lonlat, self.crs)), dtype=object)

    def on_grid(self, geometries: GeometryArray) -> GeometryArray:
        """Copies in whole steps of the written decimals: there a point that lies on an edge in the file does so exactly, while
        metres as binary numbers put it beside the edge by a hair, on either side."""
        origin, steps = self._grid
        return shapely.transform(self.as_seen(geometries), lambda en: np.rint((en - origin) * steps)) if steps else geometries

    def off_grid(self, geometries: GeometryArray) -> GeometryArray:
        """Places found on the grid, in metres again."""
        origin, steps = self._grid
        if self.source_crs.geographic:
            return self.from_seen(shapely.transform(geometries, lambda lonlat: lonlat / steps))
        return shapely.transform(geometries, lambda en: np.round(en / steps + origin, 9)) if steps else geometries

    @property
    def hair(self) -> float:
        """Metres within which a place that was worked out is that of a vertex."""
        return NOISE_M if self.source_crs.geographic else 1e-8

    @cached_property
    def valid(self) -> BoolArray:
        """(p,) validity by GEOS, both as other programs see the parcels and in exact decimals."""
        seen = shapely.is_valid(self.as_seen(self.polygons))
        return np.asarray(seen & shapely.is_valid(self.on_grid(self.polygons)), dtype=bool)

    @cached_property
    def valid_on_plane(self) -> BoolArray:
        """(p,) whether ``polygons`` can be compared: what touches in degrees can cross by a hair on the plane."""
        return self.valid & shapely.is_valid(self.polygons) if self.source_crs.geographic else self.valid

    @cached_property
    def areas(self) -> FloatArray:
        """(p,) plane area in m² of the coordinates as written."""
        return np.asarray(shapely.area(self.polygons), dtype=np.float64)

    # where things are -------------------------------------------------------------------------------------------------

    def said(self, point: Any) -> dict[str, Any]:
        """X and Y of a place as the file counts them, for a message: north and east, or latitude and longitude."""
        if self.source_crs.geographic and projected(self.crs):
            longitude, latitude = to_lonlat(np.array([[point.x, point.y]]), self.crs)[0].tolist()
            return {"x": round(latitude, 8), "y": round(longitude, 8)}
        return {"x": round(point.y, 3), "y": round(point.x, 3)}

    def ring_of(self, ring: int) -> Any:
        return self.parcels[self.ring_parcel[ring]].rings[self.ring_index[ring]]

    def place(self, vertex: int) -> tuple[str, int]:
        """Label and source line of a vertex."""
        ring = int(self.ring[vertex])
        source, row = self.ring_of(ring), int(vertex - self.start[ring])
        label = source.labels[row] if row < len(source.labels) else ""
        return label or str(row + 1), source.line(row)

    def ring_name(self, ring: int) -> int:
        return int(self.ring_of(ring).number)
