"""Vector layers as plain records: what is written to Shapefile and GeoPackage, and what is expected when they are read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Union

from .class_areas import ClassPiece
from .decimals import Ticks, quantize
from .profile import PackageProfile
from .published import Published

#: (part rings of one shell: shell first) for polygons, points in order otherwise; always (X north, Y east) in whole steps
Shape = Union[tuple[tuple[tuple[Ticks, ...], ...], ...], tuple[Ticks, ...], None]


@dataclass(frozen=True, eq=False)
class Record:
    """Attributes by key (see ``profile.Field.key``).  shape: exact ticks; geometry: shapely, only where ticks do not apply."""

    values: dict[str, Any]
    shape: Shape = None
    geometry: Any = None


def records(content: str, published: Published, pieces: Sequence[ClassPiece], profile: PackageProfile) -> list[Record]:
    """The records of one layer content: parcels, points, lines or classes."""
    if content == "parcels":
        return list(_parcels(published))
    if content == "points":
        return list(_points(published))
    if content == "lines":
        return list(_lines(published, profile))
    return list(_classes(published, pieces))


def _parcels(published: Published) -> Iterator[Record]:
    for p in published.parcels:
        values = {"index": p.index, "parcel_id": p.parcel_id, "number": p.number, "name": p.name, "use": p.use,
                  "land_class": p.land_class, "sheet": p.sheet, "points": p.points, "area_m2": p.area_m2, "area_ha": p.area_ha}
        shells = sorted({r.part for r in p.rings})
        parts = [sorted((r for r in p.rings if r.part == part), key=lambda r: r.hole) for part in shells]
        shape = tuple(tuple(ring.ticks for ring in rings) for rings in parts)
        yield Record(values, shape)


def _points(published: Published) -> Iterator[Record]:
    for p in published.parcels:
        for ring in p.rings:
            for order, (label, (x, y)) in enumerate(zip(ring.labels, ring.ticks), 1):
                values = {"index": p.index, "number": p.number, "ring": ring.number, "order": order, "label": label,
                          "x": x, "y": y}
                yield Record(values, ((x, y),))


def _lines(published: Published, profile: PackageProfile) -> Iterator[Record]:
    for p in published.parcels:
        for ring in p.rings:
            sides = ring.sides(profile.coordinate_decimals)
            for order, side in enumerate(sides, 1):
                here, there = order - 1, order % len(ring.ticks)
                values = {"index": p.index, "number": p.number, "ring": ring.number, "order": order,
                          "from_label": ring.labels[here], "to_label": ring.labels[there],
                          "side": quantize(side, profile.side_decimals, profile.rounding)}
                yield Record(values, (ring.ticks[here], ring.ticks[there]))


def _classes(published: Published, pieces: Sequence[ClassPiece]) -> Iterator[Record]:
    for piece in pieces:
        parcel = published.parcels[piece.parcel - 1]
        values = {"index": piece.parcel, "number": parcel.number, "code": piece.code, "class_name": piece.name,
                  "three_class": piece.three_class, "owner": piece.owner, "owner_kind": piece.owner_kind,
                  "area_ha": piece.area_ha}
        yield Record(values, None, piece.geometry)


def canonical_shape(shape: Shape, nested: bool = True) -> Any:
    """The same polygon whatever point its rings begin at, their direction, and the order of holes and parts.

    nested: False takes the rings alone: a Shapefile does not store which hole lies in which part, and readers guess it,
    differently where rings cross.
    """
    if shape is None or not shape or not isinstance(shape[0][0], tuple):
        return shape
    if not nested:
        return sorted(_canonical_ring(ring) for part in shape for ring in part)
    return sorted((_canonical_ring(part[0]), sorted(_canonical_ring(hole) for hole in part[1:])) for part in shape)


def _canonical_ring(ring: Sequence[Ticks]) -> tuple[Ticks, ...]:
    points = list(ring[:-1]) if len(ring) > 1 and ring[0] == ring[-1] else list(ring)
    start = points.index(min(points))
    forward = points[start:] + points[:start]
    backward = [forward[0], *reversed(forward[1:])]
    return tuple(min(forward, backward))
