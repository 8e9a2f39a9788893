"""The union of pieces, which is made by place, against GEOS uniting all of them at once."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from onemap_plugin.core.approvals.facts import Facts, Piece
from onemap_plugin.core.approvals.project import ProjectValues
from onemap_plugin.core.onemap.model import OverlayRow
from onemap_plugin.core.parcels import Parcel, ParcelSet, Ring


class _Result:
    rows: tuple[OverlayRow, ...] = ()
    conflicts = sources = ()


def parcel(number: int, west: float, south: float, size: float) -> Parcel:
    xy = np.array([(south, west), (south + size, west), (south + size, west + size), (south, west + size), (south, west)])
    return Parcel(f"p{number}", (Ring(1, tuple("12341"), xy),))


def facts(parcels: list[Parcel]) -> Facts:
    return Facts({}, _Result(), ParcelSet(tuple(parcels)), ProjectValues({}))


def pieces_in(own: Parcel, rng: np.random.Generator, count: int) -> list[Piece]:
    """Triangles of a parcel that overlap, touch or repeat each other."""
    west, south, east, north = own.geometry.bounds
    made = []
    for _ in range(count):
        corners = rng.integers(0, 9, (3, 2)) / 8 * (east - west, north - south) + (west, south)
        shape = shapely.Polygon(corners)
        if shape.area > 0:
            made.append(Piece(OverlayRow(own.parcel_id, "DLTB"), shape, shape.area, 0.0))
    return made + made[:1]


@pytest.mark.parametrize("seed", range(40))
def test_as_uniting_all_at_once(seed):
    rng = np.random.default_rng(seed)
    parcels = [parcel(i, *rng.integers(0, 60, 2).astype(float), 10.0) for i in range(12)]  # some overlap, some touch
    pieces = [p for own in parcels for p in pieces_in(own, rng, 6)]
    known = facts(parcels)
    for some in (pieces, pieces[::2], pieces[:5], pieces[:1], pieces):
        made, expected = known.union(some), shapely.union_all([p.geometry for p in some])
        assert made.is_valid
        assert shapely.symmetric_difference(made, expected).area == pytest.approx(0.0, abs=1e-9)


def test_a_feature_beside_two_parcels_counts_once():
    parcels = [parcel(1, 0, 0, 10), parcel(2, 100, 0, 10)]
    road = shapely.box(0, 20, 110, 30)
    pieces = [Piece(OverlayRow(p.parcel_id, "GD"), road, 0.0, 0.0) for p in parcels]
    copied = [*pieces[:1], Piece(pieces[1].row, shapely.Polygon(road), 0.0, 0.0)]
    for some in (pieces, copied, [*copied, Piece(pieces[0].row, shapely.box(0, 0, 5, 5), 25.0, 0.0)]):
        made = facts(parcels).union(some)
        assert made.is_valid
        assert made.area == shapely.union_all([p.geometry for p in some]).area


def test_lines_points_and_nothing():
    parcels = [parcel(1, 0, 0, 10), parcel(2, 100, 0, 10)]
    line, point = shapely.LineString([(1, 1), (9, 9)]), shapely.Point(104, 4)
    pieces = [
        Piece(OverlayRow("p1", "GX"), line, 0.0, line.length), Piece(OverlayRow("p2", "GX"), point, 0.0, 0.0),
        Piece(OverlayRow("elsewhere", "GX"), shapely.box(104, 4, 105, 5), 1.0, 0.0),
        Piece(OverlayRow("p1", "GX"), None, 1.0, 0.0),
    ]
    made = facts(parcels).union(pieces)
    assert (made.length, made.area) == (pytest.approx(line.length + 4), 1.0)
    assert facts(parcels).union(pieces[3:]) is None
    assert facts(parcels).union([Piece(OverlayRow("p1", "GX"), shapely.Polygon(), 0.0, 0.0)]) is None


def test_a_piece_that_crosses_itself_is_united_all_the_same():
    bow = shapely.Polygon([(0, 0), (8, 8), (8, 0), (0, 8)])
    pieces = [Piece(OverlayRow("p1", "DLTB"), shape, 1.0, 0.0) for shape in (bow, shapely.box(4, 0, 10, 8))]
    known = facts([parcel(1, 0, 0, 10)])
    assert known.union(pieces[:1]).area == pytest.approx(32.0)
    assert known.union(pieces).area == pytest.approx(16 + 48)
