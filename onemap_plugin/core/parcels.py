"""Parcels (宗地 / 地块) as they were read, and the geometry that follows from them.

Coordinates are kept as read: ``Ring.xy`` has the columns X (north) and Y (east) of the survey, closing row included when
the file has one.  Geometry for computing and drawing is (east, north), as GIS libraries expect.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from .findings import EMPTY, Finding

FloatArray = npt.NDArray[np.float64]
_WHOLE_STEPS = 2.0**48  # beyond so many steps of the last decimal a binary number cannot tell halves


@dataclass(frozen=True)
class ParcelCrs:
    """The coordinate system of a parcel set: a Gauss-Krüger zone (or geographic degrees).

    epsg: None when it could not be told.  datum: 'CGCS2000', 'Xian 1980', 'Beijing 1954', 'WGS 84' or ''.
    zone_width: 3 or 6 degrees, 0 for geographic.  zone: zone number or 0.  prefixed: eastings carry the zone number.
    """

    epsg: int | None = None
    datum: str = ""
    zone_width: int = 0
    zone: int = 0
    central_meridian: float = 0.0
    prefixed: bool = False

    @property
    def geographic(self) -> bool:
        return self.epsg is not None and self.zone_width == 0

    @property
    def false_easting(self) -> float:
        """Easting of the central meridian, metres."""
        return self.zone * 1_000_000 + 500_000 if self.prefixed else 500_000.0


@dataclass(frozen=True)
class BoundaryPoint:
    """One boundary point (界址点): label, ring number (圈号), X north, Y east in metres, 1-based source line or 0."""

    label: str
    ring: int
    x_north: float
    y_east: float
    line: int = 0


@dataclass(frozen=True, eq=False)
class Ring:
    """One ring (圈) as read.

    number: 圈号.  labels: one per row.  xy: (n, 2) float64, columns X north, Y east.  lines: (n,) source lines, or None.
    columns: further columns of the dialect (边长, 界址点类型, 备注 ...) by name, one text per row.
    """

    number: int
    labels: tuple[str, ...]
    xy: FloatArray
    lines: npt.NDArray[np.int64] | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)

    def __len__(self) -> int:
        return len(self.xy)

    @property
    def closed(self) -> bool:
        """Whether the last row repeats the coordinates of the first, exactly."""
        return len(self.xy) > 1 and bool((self.xy[0] == self.xy[-1]).all())

    def line(self, index: int) -> int:
        return int(self.lines[index]) if self.lines is not None and len(self.lines) else 0

    def points(self) -> Iterator[BoundaryPoint]:
        for i, (label, (x, y)) in enumerate(zip(self.labels, self.xy)):
            yield BoundaryPoint(label, self.number, float(x), float(y), self.line(i))

    @cached_property
    def open_en(self) -> FloatArray:
        """(m, 2) east, north, without the closing row: what geometry is made of."""
        xy = self.xy[:-1] if self.closed else self.xy
        return np.ascontiguousarray(xy[:, ::-1])


@dataclass(frozen=True, eq=False)
class Parcel:
    """One parcel (地块).  Text values are kept as read; '' means not given.

    parcel_id: stable within a review.  number 地块编号, name 地块名称, use 地块用途, sheet 图幅号, land_class 地类编码,
    kind 记录图形属性.  declared_area with declared_unit ('ha', 'm2', 'mu' or '' when unknown) and declared_area_text as read.
    attributes: further slots of the dialect by name.  source_line: line of the attribute row.
    """

    parcel_id: str
    rings: tuple[Ring, ...]
    number: str = ""
    name: str = ""
    use: str = ""
    sheet: str = ""
    land_class: str = ""
    kind: str = "面"
    declared_points: int | None = None
    declared_area: float | None = None
    declared_unit: str = ""
    declared_area_text: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    source_file: str = ""
    source_line: int = 0

    @cached_property
    def shells_and_holes(self) -> list[tuple[int, list[int]]]:
        """Indices into ``rings``: each shell with its holes, decided by containment (even depth = shell)."""
        return resolve_rings(self.rings)

    @cached_property
    def geometry(self) -> Any:
        """shapely Polygon or MultiPolygon in (east, north), exactly the read coordinates; empty if no ring has 3 points.

        Not made valid and not re-oriented: a fault in the data stays visible.
        """
        parts = []
        for shell, holes in self.shells_and_holes:
            parts.append(shapely.Polygon(self.rings[shell].open_en, [self.rings[h].open_en for h in holes]))
        if len(parts) == 1:
            return parts[0]
        return shapely.MultiPolygon(parts) if parts else shapely.Polygon()

    @property
    def point_rows(self) -> int:
        """Number of point lines of all rings, closing lines included (the 界址点数 most programs mean)."""
        return sum(len(r) for r in self.rings)


def as_written(xy: FloatArray, decimals: int) -> FloatArray:
    """Coordinates with the decimals of the written text, half up on the decimal digits (四舍五入).

    The one rounding of checks, repairs and writer: what is checked is what will stand in the file.  Near a tie (0.0005) the
    binary number lies on either side of what the text says; there the digits decide, else it would be a matter of chance.
    """
    xy, steps = np.asarray(xy, dtype=np.float64), 10.0**decimals
    with np.errstate(all="ignore"):
        scaled = np.abs(xy) * steps
        result = np.sign(xy) * np.rint(scaled) / steps
        large = scaled > _WHOLE_STEPS
        result[large] = xy[large]
        near_tie = ~large & (np.abs(scaled - np.floor(scaled) - 0.5) < 1e-3 + 2 * np.spacing(scaled))
        tenths = np.rint(scaled * 10)  # one digit more than asked: a tie that a file says, which files of four decimals do
        tie = near_tie & (tenths / (steps * 10) == np.abs(xy)) & (tenths % 10 == 5)
        result[tie] = np.sign(xy[tie]) * (np.floor(tenths[tie] / 10) + 1) / steps
    for index in zip(*np.nonzero((near_tie & ~tie) | (large & (scaled < 1e20)))):
        result[index] = float(Decimal(repr(float(xy[index]))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
    return np.asarray(result, dtype=np.float64)


def resolve_rings(rings: Sequence[Ring]) -> list[tuple[int, list[int]]]:
    """Tell shells from holes by containment depth, whatever the ring numbers say.

    A ring at even depth is a shell, at odd depth a hole of the smallest shell around it.  Rings with fewer than 3 points
    are left out (a check reports them), of several those too whose coordinates are no numbers.
    Returns [(shell index, [hole indices])] in file order of the shells.
    Source: coordinate-txt dialects, section 5.2 (containment parity as truth).
    """
    usable = [i for i, r in enumerate(rings) if len(r.open_en) >= 3]
    if len(usable) == 1:
        return [(usable[0], [])]
    usable = [i for i in usable if np.isfinite(rings[i].xy).all()]  # what is no number lies nowhere
    shapes = np.array([shapely.Polygon(rings[i].open_en) for i in usable], dtype=object)
    bad = ~shapely.is_valid(shapes)
    if bad.any():  # a ring that crosses itself is made valid on a copy, only to be able to ask what lies in what
        # ("structure": the other way takes minutes for a ring of a few hundred points that crosses itself throughout)
        shapes[bad] = shapely.make_valid(shapes[bad], method="structure", keep_collapsed=False)
    areas = shapely.area(shapes)
    around: list[list[int]] = [[] for _ in usable]
    for inner, outer in _pairs_of_all(shapes, areas):
        around[inner].append(outer)
    shells: dict[int, list[int]] = {k: [] for k in range(len(usable)) if len(around[k]) % 2 == 0}
    for k in range(len(usable)):
        if len(around[k]) % 2:
            owners = [j for j in around[k] if len(around[j]) % 2 == 0]
            if owners:
                shells[min(owners, key=lambda j: areas[j])].append(k)
            else:  # partly overlapping rings can leave a hole without a shell: keep it visible as a part
                shells[k] = []
    return [(usable[k], [usable[h] for h in holes]) for k, holes in sorted(shells.items())]


def resolve_many(groups: Sequence[Sequence[Ring]]) -> list[list[tuple[int, list[int]]]]:
    """``resolve_rings`` of many parcels at once.

    Parcels of two plain rings, nearly all that have more than one, are told apart in one go for all of them: by GEOS with
    arrays instead of a dozen small calls each.
    """
    result: list[list[tuple[int, list[int]]] | None] = [None] * len(groups)
    pairs = [i for i, g in enumerate(groups) if len(g) == 2 and min(len(r.open_en) for r in g) >= 3]
    if pairs:
        rings = [r.open_en for i in pairs for r in groups[i]]
        index = np.repeat(np.arange(len(rings)), [len(r) for r in rings])
        shapes = shapely.polygons(shapely.linearrings(np.concatenate(rings), indices=index))
        areas = shapely.area(shapes).reshape(-1, 2)
        outer = np.argmax(areas, axis=1)
        at = 2 * np.arange(len(pairs))
        large, small = shapes[at + outer], shapes[at + 1 - outer]
        plain = shapely.is_valid(shapes).reshape(-1, 2).all(axis=1) & (areas[:, 0] != areas[:, 1])
        inside, apart = shapely.contains(large, small), ~shapely.intersects(large, small)
        for k in np.flatnonzero(plain & (inside | apart)):
            shell = int(outer[k])
            result[pairs[k]] = [(shell, [1 - shell])] if inside[k] else [(0, []), (1, [])]
    return [r if r is not None else resolve_rings(g) for r, g in zip(result, groups)]


def _pairs_of_all(shapes: npt.NDArray[np.object_], areas: FloatArray) -> list[tuple[int, int]]:
    """Pairs of ``_inside_pairs``; rings that repeat each other exactly are asked once (none of them lies in another)."""
    _, first, same = np.unique(shapely.to_wkb(shapes), return_index=True, return_inverse=True)
    if len(first) == len(shapes):
        return _inside_pairs(shapes, areas)
    members: list[list[int]] = [[] for _ in first]
    for index, group in enumerate(same.tolist()):
        members[group].append(index)
    pairs = _inside_pairs(shapes[first], areas[first])
    return sorted((i, o) for inner, outer in pairs for i in members[inner] for o in members[outer])


def _inside_pairs(shapes: npt.NDArray[np.object_], areas: FloatArray) -> list[tuple[int, int]]:
    """Pairs (inner, outer) where more than half of the inner ring lies in a larger one (faulty rings may overlap in part)."""
    if len(shapes) > 20:
        shapely.prepare(shapes)  # copies of this call only: no other thread has them
    tree = shapely.STRtree(shapes)
    found: list[tuple[int, int]] = []
    for start in range(0, len(shapes), 500):  # in pieces: thousands of rings around each other must not fill the memory
        inner, outer = tree.query(shapes[start : start + 500])
        inner = inner + start
        larger = areas[outer] > areas[inner]
        inner, outer = inner[larger], outer[larger]
        inside = shapely.contains(shapes[outer], shapes[inner])
        partly = np.flatnonzero(~inside)
        partly = partly[shapely.intersects(shapes[outer[partly]], shapes[inner[partly]])]
        common = _common_area(shapes[outer[partly]], shapes[inner[partly]])
        inside[partly[common > 0.5 * areas[inner[partly]]]] = True
        found += zip(inner[inside].tolist(), outer[inside].tolist())
    return sorted(found)


def _common_area(a: npt.NDArray[np.object_], b: npt.NDArray[np.object_]) -> FloatArray:
    """(n,) common area of pairs in m².  Edges that nearly coincide can make GEOS give up: such pairs are asked again on a grid
    of 0.1 mm, and one ring on which even that fails counts as lying apart, so that it stays visible as a part of its own."""
    try:
        return np.asarray(shapely.area(shapely.intersection(a, b)), dtype=np.float64)
    except shapely.GEOSException:
        result = np.zeros(len(a))
        for k in range(len(a)):
            with contextlib.suppress(shapely.GEOSException):
                result[k] = shapely.area(shapely.intersection(a[k], b[k], grid_size=1e-4))
        return result


@dataclass(frozen=True, eq=False)
class ParcelSet:
    """All parcels of one reading with what was learnt on the way.

    header: key=value rows of the file(s).  sections: unknown sections verbatim.  profile / profile_score: the dialect
    that was recognised.  style: how the file was written (line ends, decimals, closing ...), so that it can be written back
    the same.  findings: what the reader noticed (never an exception for a fault in the data).
    """

    parcels: tuple[Parcel, ...]
    crs: ParcelCrs = ParcelCrs()
    header: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    sections: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    encoding: str = ""
    profile: str = ""
    profile_score: float = 0.0
    source_files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    style: Mapping[str, str] = field(default_factory=lambda: EMPTY)


def assign_ids(keys: Sequence[tuple[str, str]]) -> list[str]:
    """Stable parcel ids from (number, name): the number, else the name, else P1, P2 ...; repeats get #2, #3 ...

    No two are the same, also where a number itself looks like the mark of a repeat.
    """
    repeats: dict[str, int] = {}
    used: set[str] = set()
    ids = []
    for i, (number, name) in enumerate(keys, 1):
        base = new = number.strip() or name.strip() or f"P{i}"
        while new in used:
            repeats[base] = repeats.get(base, 1) + 1
            new = f"{base}#{repeats[base]}"
        used.add(new)
        ids.append(new)
    return ids


def suffixed(text: str, used: set[str]) -> str:
    """The text with the first of -1, -2 ... that no other parcel has (``used`` grows); nothing stays nothing."""
    if not text:
        return ""
    count = next(n for n in itertools.count(1) if f"{text}-{n}" not in used)
    used.add(f"{text}-{count}")
    return f"{text}-{count}"
