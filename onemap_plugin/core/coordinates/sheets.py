"""National map sheets (图幅号) by GB/T 13989-2012, scales 1:1 000 000 (A) to 1:500 (K), in exact arithmetic.

A point exactly on an edge belongs to the sheet east and north of it.  Degrees given as ``float`` are taken to 1e-6 seconds
of arc (0.03 mm), so that 30°02'30" hits the edge although no binary number is that angle; ``Fraction``, ``Decimal``, ``int``
and text are taken exactly.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Union

import numpy as np
import numpy.typing as npt
import shapely

from onemap_plugin.paths import RESOURCES

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import ParcelCrs
from .edges import split_edges
from .zones import to_lonlat

Angle = Union[float, int, str, Decimal, Fraction]
SHEET_SEPARATOR = ";"  # half-width: full-width marks are refused by readers of coordinate TXT
_DEGREE = 3600
_MICRO = 10**6
_EDGE_SPLIT_M = 50.0  # an edge straight on the plane is then within 0.1 mm of straight in degrees
_INSIDE_DEG = 1e-8  # about 1 mm, the precision of the coordinates: less than that inside a sheet is a touch


@dataclass(frozen=True)
class SheetScale:
    """One scale: its letter, sheet height and width in exact seconds, rows (= columns) in a 1:1M sheet, digits of each."""

    letter: str
    denominator: int
    height: Fraction
    width: Fraction
    rows: int
    digits: int


@lru_cache(maxsize=1)
def scales() -> dict[int, SheetScale]:
    """All scales by their denominator (table resources/standards/map_sheet_scales.csv)."""
    with (RESOURCES / "standards" / "map_sheet_scales.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {
        int(r["scale_denominator"]): SheetScale(
            r["letter"], int(r["scale_denominator"]), Fraction(r["dlat_seconds"]), Fraction(r["dlon_seconds"]),
            int(r["rows_per_1m_sheet"]), int(r["row_digits"]),
        )
        for r in rows
    }


def _scale(denominator: int) -> SheetScale:
    found = scales().get(denominator)
    if found is None:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There are no map sheets at the scale 1:{scale}."),
            hint=QT_TRANSLATE_NOOP("errors", "Use one of: {scales}."),
            scale=denominator, scales=", ".join(f"1:{d}" for d in scales()),
        )
    return found


def exact_seconds(degrees: Angle) -> Fraction:
    """Degrees as exact seconds of arc; a float is rounded to 1e-6 seconds (see the head of the module)."""
    if isinstance(degrees, (float, np.floating)):
        if not np.isfinite(degrees):
            raise ValueError("longitude and latitude must be finite")
        return Fraction(round(Fraction(float(degrees)) * _DEGREE * _MICRO), _MICRO)
    return Fraction(degrees) * _DEGREE


def sheet_number(lon: Angle, lat: Angle, scale: int = 10000) -> str:
    """Number of the sheet that holds a point in degrees, e.g. ``J50G015010``.

    Raises ValueError outside 0-60° north and 0-180° east (the standard's wide sheets further north are outside China) and
    OneMapError for a scale without sheets.
    """
    spec = _scale(scale)
    east, north = exact_seconds(lon), exact_seconds(lat)
    if not (0 <= north < 60 * _DEGREE and 0 <= east < 180 * _DEGREE):
        raise ValueError(f"no map sheet at {lon}, {lat}")
    return _name(spec, int(north // spec.height), int(east // spec.width))


def _name(spec: SheetScale, row_from_equator: int, column_from_greenwich: int) -> str:
    """The number of a sheet from its place in the world-wide grid of its scale."""
    band, row = divmod(row_from_equator, spec.rows)
    zone, column = divmod(column_from_greenwich, spec.rows)
    name = f"{chr(ord('A') + band)}{zone + 31:02d}"
    if spec.rows == 1:
        return name
    return f"{name}{spec.letter}{spec.rows - row:0{spec.digits}d}{column + 1:0{spec.digits}d}"


_NUMBER = re.compile(r"^([A-O])(\d{2})(?:([B-K])(\d{3}|\d{4})(\d{3}|\d{4}))?$")


def sheet_extent(number: str) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """West, south, east, north of a sheet in exact degrees; ValueError when the number is not one of GB/T 13989-2012."""
    match = _NUMBER.match(number.strip().upper())
    spec = next((s for s in scales().values() if match and s.letter == (match[3] or "A")), None)
    if match is None or spec is None or not 31 <= int(match[2]) <= 60:
        raise ValueError(f"not a sheet number: {number}")
    row, column = 1, 1
    if spec.rows > 1:
        row, column = int(match[4]), int(match[5])
        digits_fit = len(match[4]) == len(match[5]) == spec.digits
        if not (digits_fit and 1 <= row <= spec.rows and 1 <= column <= spec.rows):
            raise ValueError(f"not a sheet number: {number}")
    south = (ord(match[1]) - ord("A")) * 4 * _DEGREE + (spec.rows - row) * spec.height
    west = (int(match[2]) - 31) * 6 * _DEGREE + (column - 1) * spec.width
    return west / _DEGREE, south / _DEGREE, (west + spec.width) / _DEGREE, (south + spec.height) / _DEGREE


def sheets_of(geometry: Any, crs: ParcelCrs, scale: int = 10000) -> list[str]:
    """All sheets that the inside of a polygon in (east, north) metres of ``crs`` reaches, north to south, west to east.

    Intersected with the polygon itself, not its box; a mere touch (under about 1 mm) does not count.  Empty geometry gives
    []; raises OneMapError when the zone is unknown.
    """
    spec = _scale(scale)
    if geometry is None or geometry.is_empty:
        return []
    geometry = geometry if geometry.is_valid else shapely.make_valid(geometry)
    split = _split(geometry, crs)
    lonlat = to_lonlat(shapely.get_coordinates(split), crs)
    if not np.isfinite(lonlat).all():  # coordinates that are nowhere on the earth
        return []
    degrees = shapely.set_coordinates(split, lonlat)
    west, south, east, north = (float(v) for v in degrees.bounds)
    if not (south >= 0 and north < 60 and west >= 0 and east < 180):
        return []
    columns = _span(west, east, spec.width)
    rows = _span(south, north, spec.height)
    names = [(r, c) for r in reversed(rows) for c in columns]
    if len(names) == 1:
        return [_name(spec, *names[0])]
    height, width = float(spec.height) / _DEGREE, float(spec.width) / _DEGREE
    cells = np.array(names, dtype=np.float64)
    boxes = shapely.box(cells[:, 1] * width + _INSIDE_DEG, cells[:, 0] * height + _INSIDE_DEG,
                        (cells[:, 1] + 1) * width - _INSIDE_DEG, (cells[:, 0] + 1) * height - _INSIDE_DEG)
    shapely.prepare(degrees)
    hit = shapely.intersects(degrees, boxes)
    if not hit.any():  # thinner than the precision and along an edge: name what holds its middle
        point = degrees.representative_point() if degrees.area else degrees.centroid
        return [sheet_number(point.x, point.y, scale)]
    return [_name(spec, *names[i]) for i in np.flatnonzero(hit)]


def sheets_of_all(geometries: npt.NDArray[np.object_], crs: ParcelCrs, scale: int = 10000) -> list[list[str]]:
    """``sheets_of`` for many polygons: those whose box lies well inside one sheet are settled together."""
    spec = _scale(scale)
    n = len(geometries)
    if not n:
        return []
    bounds = np.nan_to_num(shapely.bounds(geometries), nan=-1e12)
    corners = bounds[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 2)
    degrees = to_lonlat(corners, crs).reshape(n, 4, 2)
    # edges of the box bend by about size² / (2 R) x tan(latitude) in degrees: four times that keeps on the safe side
    size = np.maximum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) if not crs.geographic else np.zeros(n)
    margin = (1e-7 + np.degrees(4 * (size / 6.3e6) ** 2))[:, None]
    low, high = degrees.min(axis=1) - margin, degrees.max(axis=1) + margin
    grid = np.array([float(spec.width), float(spec.height)]) / _DEGREE
    with np.errstate(invalid="ignore"):
        first, last = np.floor(low / grid), np.floor(high / grid)
        single = (first == last).all(axis=1) & (low >= 0).all(axis=1) & (high < [180, 60]).all(axis=1)
    return [
        [_name(spec, int(first[i, 1]), int(first[i, 0]))] if single[i] else sheets_of(geometries[i], crs, scale) for i in range(n)
    ]


def _span(low: float, high: float, size: Fraction) -> range:
    """Grid rows or columns between two angles in degrees; an edge that is only touched from below does not count."""
    first, last = exact_seconds(low) // size, exact_seconds(high) / size
    end = int(last) if last.denominator == 1 and last > first else int(last // 1) + 1
    return range(int(first), max(end, int(first) + 1))


def _split(geometry: Any, crs: ParcelCrs) -> Any:
    """A copy of the polygon with long edges split on the plane, so that straight plane edges stay what they are in degrees."""
    if crs.geographic:
        return shapely.transform(geometry, lambda lonlat: lonlat)

    def split_ring(ring: Any) -> npt.NDArray[np.float64]:
        xy = shapely.get_coordinates(ring)
        return split_edges(xy, np.zeros(len(xy), dtype=np.int64), _EDGE_SPLIT_M)[0]

    polygons = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon"]
    if not polygons:
        return shapely.transform(geometry, lambda en: en)
    return shapely.MultiPolygon([
        shapely.Polygon(split_ring(p.exterior), [split_ring(h) for h in p.interiors]) for p in polygons
    ])


def join_sheets(numbers: Sequence[str], separator: str = SHEET_SEPARATOR) -> str:
    """Several sheet numbers as one value (图幅号 of a parcel across sheets); the separator differs from office to office."""
    return separator.join(numbers)
