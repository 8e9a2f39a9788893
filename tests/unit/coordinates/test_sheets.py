"""Map sheets: the published examples, exact edges, all scales, and polygons across sheets."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.coordinates.sheets import join_sheets, scales, sheet_extent, sheet_number, sheets_of, sheets_of_all
from onemap_plugin.core.coordinates.zones import crs_for, from_lonlat
from onemap_plugin.core.errors import OneMapError

ROWS = list(csv.DictReader((Path(__file__).parents[2] / "data" / "map_sheet_examples.csv").open(encoding="utf-8")))
ZONE = crs_for("CGCS2000", 40, True)


def box_of(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """A box in degrees as polygon on the plane, its edges given every few metres."""
    ring = shapely.get_coordinates(shapely.segmentize(shapely.box(west, south, east, north), 1e-4))
    return shapely.Polygon(from_lonlat(ring, ZONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["sheet_number"])
def test_examples_of_the_table(row: dict[str, str]) -> None:
    assert sheet_number(float(row["lon_deg"]), float(row["lat_deg"]), int(row["scale_denominator"])) == row["sheet_number"]
    extent = [float(v) for v in sheet_extent(row["sheet_number"])]
    assert extent == pytest.approx([float(row[k]) for k in ("west", "south", "east", "north")], abs=1e-9)


def test_all_eleven_scales_are_there_with_their_letters() -> None:
    assert "".join(s.letter for s in scales().values()) == "ABCDEFGHIJK"


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(scales())), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_sheet_contains_its_point_and_its_south_west_corner_and_nothing_of_its_neighbours(scale: int, a: int, b: int) -> None:
    lon, lat = Fraction(73) + Fraction(62 * a, 10**9 + 1), Fraction(3) + Fraction(51 * b, 10**9 + 1)
    name = sheet_number(lon, lat, scale)
    west, south, east, north = sheet_extent(name)
    assert west <= lon < east
    assert south <= lat < north
    assert sheet_number(west, south, scale) == name
    assert sheet_number(float(west), float(south), scale) == name  # no binary number is most of these edges
    tiny = Fraction(1, 10**15)
    assert sheet_number(east - tiny, north - tiny, scale) == name
    assert sheet_number(east, south, scale) != name
    assert sheet_number(west, north, scale) != name


def test_exact_kinds_of_numbers_are_taken_exactly() -> None:
    edge = Fraction(30) + Fraction(5, 120)  # 30°02'30"
    assert sheet_number(114, edge, 10000) == "H50G047001"
    assert sheet_number(114, edge - Fraction(1, 10**30), 10000) == "H50G048001"
    assert sheet_number(Decimal("114.5625"), "39.375", 10000) == "J50G015010"


def test_places_without_sheets_and_wrong_numbers_are_refused() -> None:
    for lon, lat in ((114, 61), (114, -1), (181, 30), (float("nan"), 30)):
        with pytest.raises(ValueError, match=r"map sheet|finite"):
            sheet_number(lon, lat)
    with pytest.raises(OneMapError, match="1:30000"):
        sheet_number(114, 30, 30000)
    for number in ("J50G000001", "J50G097001", "J50G0150100", "J50K001001", "W50", "J50X001001", ""):
        with pytest.raises(ValueError, match="not a sheet number"):
            sheet_extent(number)


def test_a_polygon_across_four_sheets_names_all_four_north_to_south_west_to_east() -> None:
    west, south, east, north = (float(v) for v in sheet_extent(sheet_number(120.1, 30.1)))
    found = sheets_of(box_of(east - 0.001, north - 0.001, east + 0.001, north + 0.001), ZONE)
    expected = [sheet_number(x, y) for y in (north + 5e-4, north - 5e-4) for x in (east - 5e-4, east + 5e-4)]
    assert found == expected
    assert join_sheets(found) == ";".join(expected)


def test_a_polygon_that_fills_a_sheet_exactly_names_only_that_sheet() -> None:
    for number in ("H51G025001", "H51I300200", "H51E010010"):
        west, south, east, north = (float(v) for v in sheet_extent(number))
        scale = next(d for d, s in scales().items() if s.letter == number[3])
        assert sheets_of(box_of(west, south, east, north), ZONE, scale) == [number]


def test_only_sheets_that_the_polygon_itself_reaches_count_not_those_of_its_box() -> None:
    west, south, east, north = (float(v) for v in sheet_extent(sheet_number(120.1, 30.1)))
    corners = [(east - 0.002, north - 0.001), (east - 0.0005, north + 0.001), (east - 0.002, north + 0.003)]
    triangle = shapely.Polygon(from_lonlat(np.array(corners), ZONE))
    assert sheets_of(triangle, ZONE) == [sheet_number(east - 1e-3, north + 1e-3), sheet_number(east - 1e-3, north - 1e-3)]
    # its box reaches over the eastern edge at the corner below, the slanting edge does not
    corners = [(east - 0.002, north + 0.001), (east + 0.001, north + 0.002), (east - 0.002, north - 0.0012)]
    slanting = sheets_of(shapely.Polygon(from_lonlat(np.array(corners), ZONE)), ZONE)
    assert sheet_number(east + 5e-4, north - 5e-4) not in slanting
    assert len(slanting) == 3


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([500, 2000, 10000]))
def test_sheets_of_random_polygons_are_those_that_dense_points_inside_fall_on(seed: int, scale: int) -> None:
    rng = np.random.default_rng(seed)
    centre = rng.uniform((119.2, 29), (120.8, 31))
    angle = np.sort(rng.uniform(0, 2 * np.pi, 7))
    size = float(scales()[scale].width) / 3600
    ring = centre + np.column_stack((np.cos(angle), np.sin(angle))) * rng.uniform(0.1, 1.2, (7, 1)) * size
    polygon = shapely.Polygon(from_lonlat(ring, ZONE))
    grid = centre + np.stack(np.meshgrid(np.linspace(-1.2, 1.2, 41), np.linspace(-1.2, 1.2, 41)), axis=-1).reshape(-1, 2) * size
    inside = grid[shapely.contains_xy(polygon, *from_lonlat(grid, ZONE).T)]
    found = sheets_of(polygon, ZONE, scale)
    assert {sheet_number(x, y, scale) for x, y in inside} <= set(found)
    assert sheets_of_all(np.array([polygon], dtype=object), ZONE, scale) == [found]
    for name in found:  # and no sheet without ground of the polygon
        west, south, east, north = (float(v) for v in sheet_extent(name))
        cell = shapely.Polygon(
            from_lonlat(shapely.get_coordinates(shapely.segmentize(shapely.box(west, south, east, north), size / 50)), ZONE)
        )
        assert shapely.distance(cell, polygon) < 0.001


def test_many_polygons_at_once_give_the_same_as_one_by_one() -> None:
    rng = np.random.default_rng(5)
    centres = rng.uniform((40_350_000, 2_600_000), (40_650_000, 4_400_000), (150, 2))
    shapes = shapely.buffer(shapely.points(centres), rng.choice([50, 500, 4000], 150))
    assert sheets_of_all(shapes, ZONE) == [sheets_of(s, ZONE) for s in shapes]
    assert sheets_of(shapely.Polygon(), ZONE) == []
