"""Moving geometry between zones and degrees: against PROJ by way of a finely split reference, and exactly for prefixes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from onemap_plugin.core.coordinates.planes import move_boxes, move_points, moved, on_plane, plane_of, relation, to_plane
from onemap_plugin.core.coordinates.zones import crs_for, crs_from_epsg, from_lonlat
from onemap_plugin.core.onemap.model import OverlayRow
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring

CM120, ZONE40, CM117, DEGREES = (crs_from_epsg(c) for c in (4549, 4528, 4548, 4490))


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        (4549, 4549, "same"), (4549, 4528, "prefix"), (4549, 4548, "transform"), (4490, 4549, "transform"), (4490, 4490, "same"),
        (2364, 4528, "datum_differs"), (4326, 4490, "datum_differs"), (4549, 4508, "transform"), (4548, 4509, "same"),
        (4549, 4509, "transform"),
    ],
)  # fmt: skip
def test_how_two_systems_are_related(a, b, how):
    first, second = crs_from_epsg(a), crs_from_epsg(b)
    if first is None or second is None:
        pytest.skip("not in the table of systems")
    assert relation(first, second) == how


def test_an_unknown_system_is_no_system():
    assert relation(ParcelCrs(), CM120) == "no_crs"
    assert relation(CM120, ParcelCrs()) == "no_crs"


def test_three_and_six_degree_zones_of_one_meridian_are_one_plane():
    six = crs_for("CGCS2000", 20, False, 6)
    assert six.central_meridian == 117
    assert relation(six, CM117) == "same"
    assert relation(crs_for("CGCS2000", 20, True, 6), CM117) == "prefix"


def test_a_prefix_is_an_exact_shift():
    square = np.array([shapely.box(452_123.4567, 3_300_000.1234, 452_223.4567, 3_300_100.1234)], dtype=object)
    moved = to_plane(square, CM120, ZONE40)
    assert np.array_equal(shapely.get_coordinates(moved), shapely.get_coordinates(square) + [40_000_000, 0])


def test_another_zone_and_back_is_the_same_place():
    xy = np.array([[600_000.0, 3_300_000.0], [640_000.0, 3_500_000.0]])
    assert move_points(move_points(xy, CM120, CM117), CM117, CM120) == pytest.approx(xy, abs=1e-6)


@pytest.mark.parametrize("source", [CM117, DEGREES])
def test_long_sides_stay_where_they_are_straight_in_their_own_system(source):
    corners = np.array([[600_000, 3_300_000], [604_000, 3_300_500], [603_500, 3_304_000], [600_300, 3_303_000]], dtype=float)
    polygon = shapely.Polygon(move_points(corners, CM120, source))
    size = 10 if not source.geographic else 1e-4
    fine = shapely.transform(shapely.segmentize(polygon, size), lambda xy: move_points(xy, source, CM120))
    moved = to_plane(np.array([polygon], dtype=object), source, CM120)[0]
    assert shapely.area(moved) == pytest.approx(shapely.area(fine), abs=0.15)  # 14 km of boundary
    assert shapely.hausdorff_distance(moved.exterior, fine.exterior) < 6  # points of the finer one between ours
    assert shapely.symmetric_difference(moved, fine).area < 0.15
    plain = shapely.Polygon(move_points(shapely.get_coordinates(polygon), source, CM120))
    assert shapely.symmetric_difference(plain, fine).area > 50 * shapely.symmetric_difference(moved, fine).area


def test_short_sides_get_no_new_points():
    small = np.array([shapely.box(600_000, 3_300_000, 600_020, 3_300_020)], dtype=object)
    assert shapely.get_num_coordinates(to_plane(small, CM120, CM117)[0]) == 5


def test_neighbours_get_the_same_points_on_their_common_side():
    left = shapely.box(119.9, 30.0, 119.95, 30.05)
    right = shapely.Polygon([(119.95, 30.05), (120.0, 30.05), (120.0, 30.0), (119.95, 30.0)])
    moved = to_plane(np.array([left, right], dtype=object), DEGREES, CM120)
    assert shapely.coverage_is_valid(moved) if hasattr(shapely, "coverage_is_valid") else True
    assert shapely.area(shapely.intersection(*moved)) == 0
    assert shapely.area(shapely.union_all(moved)) == pytest.approx(shapely.area(moved).sum(), abs=1e-6)


def test_multipart_geometry_with_holes_lines_and_points_keep_their_kind():
    ring = shapely.box(119.9, 30.0, 119.95, 30.05).difference(shapely.box(119.92, 30.02, 119.93, 30.03))
    shapes = np.array(
        [
            shapely.MultiPolygon([ring, shapely.box(120.0, 30, 120.01, 30.01)]),
            shapely.LineString([(119.9, 30), (120, 30.1)]),
            shapely.MultiLineString([[(119.9, 30), (120, 30.1)]]),
            shapely.Point(120, 30),
        ],
        dtype=object,
    )
    moved = to_plane(shapes, DEGREES, CM120)
    assert shapely.get_type_id(moved).tolist() == shapely.get_type_id(shapes).tolist()
    assert len(moved[0].geoms[0].interiors) == 1
    assert shapely.is_valid(moved).all()


def test_moved_boxes_contain_what_the_boxes_contained():
    rng = np.random.default_rng(3)
    low = np.column_stack([rng.uniform(400_000, 600_000, 50), rng.uniform(3_000_000, 4_500_000, 50)])
    boxes = np.hstack([low, low + rng.uniform(1, 20_000, (50, 2))])
    for target in (CM117, DEGREES, ZONE40):
        moved = move_boxes(boxes, CM120, target)
        for i in range(50):
            inner = rng.uniform(boxes[i, :2], boxes[i, 2:], (200, 2))
            there = move_points(inner, CM120, target)
            assert (there >= moved[i, :2]).all()
            assert (there <= moved[i, 2:]).all()


def parcels_of(*polygons, crs):
    rings = [Ring(1, tuple(f"J{i}" for i in range(len(xy))), xy[:, ::-1]) for xy in map(shapely.get_coordinates, polygons)]
    return ParcelSet(tuple(Parcel(str(i), (r,)) for i, r in enumerate(rings)), crs)


def test_the_plane_for_degrees_is_one_three_degree_zone_for_all_of_them():
    assert plane_of(parcels_of(shapely.box(118.6, 30, 118.8, 30.1), crs=DEGREES)).epsg == 4549
    assert plane_of(parcels_of(shapely.box(118.2, 30, 118.4, 30.1), crs=DEGREES)).epsg == 4548
    two = (shapely.box(118.2, 30, 118.4, 30.1), shapely.box(118.6, 30, 118.8, 30.1), shapely.box(118.9, 30, 119, 30.1))
    assert plane_of(parcels_of(*two, crs=DEGREES)).epsg == 4549
    assert plane_of(parcels_of(crs=DEGREES)) == DEGREES
    assert plane_of(parcels_of(crs=ZONE40)) == ZONE40


def test_parcels_in_degrees_are_laid_on_the_plane_with_their_sides_straight_in_degrees():
    box = shapely.box(119.5, 30.0, 119.6, 30.1)
    laid = on_plane(parcels_of(box, crs=DEGREES))
    assert laid.crs == CM120
    fine = shapely.transform(shapely.segmentize(box, 1e-5), lambda xy: from_lonlat(xy, CM120))
    assert laid.parcels[0].geometry.area == pytest.approx(fine.area, abs=0.5)  # of 107 km²; by its corners alone 12,000 m² less
    ring = laid.parcels[0].rings[0]
    named = [i for i, label in enumerate(ring.labels) if label]
    assert [ring.labels[i] for i in named] == ["J0", "J1", "J2", "J3", "J4"]
    assert np.array_equal(ring.xy[named][:, ::-1], from_lonlat(shapely.get_coordinates(box), CM120))
    nothing = Ring(1, (), np.empty((0, 2)))
    several = parcels_of(shapely.box(119.7, 30, 119.7001, 30.0001), box, shapely.box(119.8, 30, 119.9, 30.1), crs=DEGREES)
    first, *others = several.parcels
    several = replace(several, parcels=(replace(first, rings=(nothing, *first.rings, nothing)), *others))
    sizes = [[len(r) for r in p.rings] for p in on_plane(several).parcels]
    assert sizes[0] == [0, 5, 0]
    assert sizes[1] == [len(ring)]
    assert sizes[2][0] > 100
    alone = on_plane(parcels_of(shapely.box(119.8, 30, 119.9, 30.1), crs=DEGREES)).parcels[0].rings[0]
    assert np.array_equal(on_plane(several).parcels[2].rings[0].xy, alone.xy)
    plane = parcels_of(shapely.box(500_000, 3_300_000, 500_100, 3_300_100), crs=CM120)
    assert on_plane(plane) is plane


def test_a_long_side_of_the_plane_is_split_in_degrees_too():
    """Its bend was measured in degrees there: a side of 8 km lay 0.7 m beside its place."""
    side = np.array([shapely.box(450_000, 3_300_000, 458_000, 3_308_000)], dtype=object)
    there = to_plane(side, CM120, DEGREES)
    fine = shapely.transform(shapely.segmentize(there[0], 1e-5), lambda xy: from_lonlat(xy, CM120))
    assert shapely.symmetric_difference(fine, side[0]).area < 0.4  # 32 km of boundary


def test_rows_are_moved_with_their_geometries():
    point = shapely.Point(500_000, 3_300_000)
    rows = moved([OverlayRow("1", "KYQ", geometry=point), OverlayRow("2", "KYQ")], CM120, DEGREES, ("geometry", "shared"))
    assert rows[0].geometry.x == pytest.approx(120)
    assert (rows[0].shared, rows[1].geometry, rows[1].parcel_id) == (None, None, "2")
    assert moved([], CM120, DEGREES) == []


def test_nonsense_in_degrees_neither_moves_the_plane_of_the_others_nor_costs_points():
    good = shapely.box(119.5, 30.0, 119.501, 30.001)
    wild = shapely.Polygon([(1e9, 120), (5, 1e300), (30, -500)])
    swapped = shapely.Polygon([(30.0, 120.0), (30.001, 120.0), (30.001, 120.001), (30.0005, 120.002), (30.0, 120.001)])
    found = on_plane(parcels_of(wild, swapped, swapped, good, crs=DEGREES))
    assert found.crs == CM120
    assert [len(p.rings[0]) for p in found.parcels[:2]] == [4, 6]
    assert np.array_equal(found.parcels[3].rings[0].xy, on_plane(parcels_of(good, crs=DEGREES)).parcels[0].rings[0].xy)
