"""Ellipsoid areas against the examples of the field, the exact closed form, and invariants."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.coordinates.area import _large_ring_areas, _small_ring_areas, ellipsoid_areas, sheet_area
from onemap_plugin.core.coordinates.edges import split_edges
from onemap_plugin.core.coordinates.ellipsoids import CGCS2000
from onemap_plugin.core.coordinates.zones import crs_for, crs_from_epsg, from_lonlat, to_lonlat
from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.parcels import ParcelCrs
from onemap_plugin.core.progress import SILENT

DATA = Path(__file__).parents[2] / "data"
POLYGONS = list(csv.DictReader((DATA / "ellipsoid_polygon_examples.csv").open(encoding="utf-8")))
SHEETS = list(csv.DictReader((DATA / "ellipsoid_area_examples.csv").open(encoding="utf-8")))
ZONE = crs_for("CGCS2000", 40, False)


def polygon_of(row: dict[str, str]) -> shapely.Polygon:
    return shapely.Polygon([tuple(map(float, p.split(",")))[::-1] for p in row["ring_north_east"].split()])


def degrees(text: str) -> float:
    parts = [float(v) for v in re.findall(r"[\d.]+", text)]
    marks = re.findall(r"[°′″'\"]", text)
    return sum(v / {"°": 1, "′": 60, "'": 60, "″": 3600, '"': 3600}[m] for v, m in zip(parts, marks))


def exact_area(south: float, north: float, width: float) -> float:
    """Closed form with atanh, apart from the series that is tested (angles in degrees)."""
    e2, b = CGCS2000.e2, CGCS2000.b
    e = math.sqrt(e2)

    def primitive(phi: float) -> float:
        s = math.sin(phi)
        return s / (2 * (1 - e2 * s * s)) + math.atanh(e * s) / (2 * e)

    return b * b * math.radians(width) * (primitive(math.radians(north)) - primitive(math.radians(south)))


@pytest.mark.parametrize("row", POLYGONS, ids=lambda r: r["name"])
def test_polygon_examples_by_standard_steps_fine_steps_and_none(row: dict[str, str]) -> None:
    crs = crs_from_epsg(int(row["crs"].split(":")[1]))
    assert crs is not None
    polygon = polygon_of(row)
    size = polygon.area
    assert ellipsoid_areas([polygon], crs, method="standard")[0] == float(row["standard_method_m2"])
    assert ellipsoid_areas([polygon], crs)[0] == pytest.approx(float(row["reference_m2"]), abs=max(1e-4, 1e-11 * size))
    assert ellipsoid_areas([polygon], crs, step_m=0)[0] == pytest.approx(float(row["no_densify_m2"]), abs=max(1e-4, 3e-11 * size))


def test_sheet_areas_of_the_table_by_series_and_closed_form() -> None:
    assert len(SHEETS) > 70
    for row in SHEETS:
        south, north, width = degrees(row["lat_south"]), degrees(row["lat_north"]), degrees(row["lon_span"])
        assert sheet_area(south, north, 0, width, CGCS2000) == pytest.approx(float(row["area_series_m2"]), rel=1e-12, abs=1e-4)
        assert exact_area(south, north, width) == pytest.approx(float(row["area_exact_m2"]), rel=1e-12, abs=1e-4)


def test_coefficients_are_those_of_the_standard() -> None:
    assert CGCS2000.area_series == pytest.approx(
        (1.00336408983419293, 0.00112418938192712452, 1.69945947351890548e-6, 2.71785784557755604e-9, 4.35841900483451561e-12),
        rel=1e-15,
    )
    assert CGCS2000.b == pytest.approx(6356752.31414035585, abs=1e-8)


def test_a_polygon_along_meridians_and_parallels_has_the_area_of_the_closed_form() -> None:
    # edges so finely given that straight on the plane is straight in degrees
    lon, lat = np.linspace(120.3, 120.35, 401), np.linspace(30.1, 30.14, 401)
    ring = np.vstack(
        (
            np.column_stack((lon, np.full(401, 30.1))),
            np.column_stack((np.full(401, 120.35), lat)),
            np.column_stack((lon[::-1], np.full(401, 30.14))),
            np.column_stack((np.full(401, 120.3), lat[::-1])),
        )
    )
    found = ellipsoid_areas([shapely.Polygon(from_lonlat(ring, ZONE))], ZONE)[0]
    assert found == pytest.approx(exact_area(30.1, 30.14, 0.05), rel=1e-9)


def test_holes_subtract_parts_add_and_lines_count_nothing() -> None:
    outer, hole = shapely.box(500000, 3e6, 501000, 3001000), shapely.box(500200, 3000200, 500300, 3000300)
    part = shapely.box(502000, 3e6, 502100, 3000100)
    with_hole = shapely.difference(outer, hole)
    collection = shapely.GeometryCollection([shapely.MultiPolygon([with_hole, part]), shapely.LineString([(0, 0), (1, 1)])])
    a = ellipsoid_areas([outer, hole, part, with_hole, collection, shapely.Polygon(), None, shapely.Point(1, 1)], ZONE)
    assert a[3] == pytest.approx(a[0] - a[1], abs=1e-9)
    assert a[4] == pytest.approx(a[3] + a[2], abs=1e-9)
    assert list(a[5:]) == [0, 0, 0]
    assert ellipsoid_areas([], ZONE).shape == (0,)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_area_does_not_depend_on_direction_start_prefix_or_company(seed: int) -> None:
    rng = np.random.default_rng(seed)
    centre = rng.uniform((400000, 2e6), (600000, 5.5e6))
    angle = np.sort(rng.uniform(0, 2 * np.pi, 9))
    ring = centre + np.column_stack((np.cos(angle), np.sin(angle))) * rng.uniform(50, 400, 9)[:, None]
    area = ellipsoid_areas([shapely.Polygon(ring)], ZONE)[0]
    turned = shapely.Polygon(np.roll(ring[::-1], 3, axis=0))
    prefixed = shapely.Polygon(ring + (40e6, 0))
    assert ellipsoid_areas([shapely.Point(0, 0), turned], ZONE)[1] == pytest.approx(area, abs=1e-6)
    assert ellipsoid_areas([prefixed], crs_for("CGCS2000", 40, True))[0] == pytest.approx(area, abs=1e-5)
    # scale on the Gauss plane is 1 + y²/2R², area its square: independent of all series
    y = ring[:, 0].mean() - 500000
    assert area == pytest.approx(shapely.Polygon(ring).area / (1 + y * y / 2 / 6.371e6**2) ** 2, rel=2e-6)


def test_pieces_cut_on_the_plane_sum_to_the_whole() -> None:
    whole = polygon_of(POLYGONS[4])
    west, south, east, north = whole.bounds
    cut = [shapely.intersection(whole, shapely.box(x, south, x + 1500, north)) for x in np.arange(west, east, 1500)]
    crs = crs_from_epsg(4547)
    assert crs is not None
    # 98 km²: what the step of 10 m leaves, far below the 0.0001 ha that tables show
    assert ellipsoid_areas(cut, crs).sum() == pytest.approx(ellipsoid_areas([whole], crs)[0], abs=0.01)


def test_a_parcel_over_a_zone_edge_has_nearly_the_same_area_in_both_zones() -> None:
    square = shapely.box(645000, 3.4e6, 645100, 3400100)
    neighbour = crs_for("CGCS2000", 41, False)
    there = shapely.transform(square, lambda en: from_lonlat(to_lonlat(en, ZONE), neighbour))
    assert ellipsoid_areas([there], neighbour)[0] == pytest.approx(ellipsoid_areas([square], ZONE)[0], abs=1e-3)


def test_splitting_keeps_given_points_and_respects_the_step() -> None:
    xy = np.array([[0, 0], [25, 0], [25, 10], [0, 0], [100, 100], [100, 121], [90, 100], [100, 100.0]])
    ring = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    split, index = split_edges(xy, ring, 10.0)
    assert {tuple(p) for p in xy} <= {tuple(p) for p in split}
    inside = index[1:] == index[:-1]
    assert np.hypot(*(split[1:] - split[:-1])[inside].T).max() <= 10 + 1e-9
    assert split[:3] == pytest.approx(np.array([[0, 0], [25 / 3, 0], [50 / 3, 0]]), abs=1e-12)


def test_unknown_datum_or_zone_is_refused_before_any_work() -> None:
    for crs in (ParcelCrs(), ParcelCrs(None, "CGCS2000", 0, 99, 0, True)):
        with pytest.raises(OneMapError):
            ellipsoid_areas([shapely.box(0, 0, 1, 1)], crs)


@pytest.mark.parametrize("north", [1_900_000.0, 3_350_000.0, 5_900_000.0])
@pytest.mark.parametrize("east", [500_000.0, 575_000.0, 655_000.0])
def test_small_rings_by_polynomial_have_the_area_of_the_gauss_inverse(north: float, east: float) -> None:
    rng = np.random.default_rng(int(north + east))
    rings = []
    for radius in (3, 30, 300, 900):
        for _ in range(60):
            angle = np.sort(rng.uniform(0, 2 * np.pi, 9))
            way = np.column_stack((np.cos(angle), np.sin(angle))) * rng.uniform(0.5, 1, (9, 1)) * radius
            rings.append(shapely.LinearRing(way + rng.uniform(-9000, 9000, 2) + [east, north]))
    rings = np.array(rings, dtype=object)
    small, found = _small_ring_areas(rings, ZONE, CGCS2000, 10.0, SILENT)
    assert small.all()
    slow = _large_ring_areas(rings, ZONE, CGCS2000, 10.0, False, SILENT)
    assert np.abs(found - slow).max() < 1e-6
    assert np.abs(found - slow)[:120].max() < 1e-7


def test_far_from_the_meridian_or_for_large_rings_the_polynomial_steps_back() -> None:
    square = shapely.box(500_000, 3_000_000, 503_000, 3_003_000)
    far = shapely.box(3_500_000, 3_000_000, 3_500_100, 3_000_100)
    rings = np.array([square.exterior, far.exterior, shapely.box(500_000, 3e6, 500_100, 3e6 + 100).exterior], dtype=object)
    small, found = _small_ring_areas(rings, ZONE, CGCS2000, 10.0, SILENT)
    assert small.tolist()[::2] == [False, True]
    areas = ellipsoid_areas([square, far, shapely.Polygon(rings[2])], ZONE)
    slow = _large_ring_areas(rings, ZONE, CGCS2000, 10.0, False, SILENT)
    assert areas == pytest.approx(slow, rel=1e-9)
    assert len(found) == small.sum()


def test_a_ring_has_the_same_area_alone_and_in_company() -> None:
    rng = np.random.default_rng(3)
    boxes = [shapely.box(*c, *(c + rng.uniform(5, 900, 2))) for c in rng.uniform(0, 30_000, (300, 2)) + [480_000, 3_350_000]]
    assert ellipsoid_areas(boxes, ZONE).tolist() == [float(ellipsoid_areas([b], ZONE)[0]) for b in boxes]
