"""Rules on form and size, each just inside and just outside its threshold."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely

from onemap_plugin.core.checks.registry import beside
from onemap_plugin.core.checks.rules_shape import rectangle_sides
from onemap_plugin.core.parcels import Parcel
from tests.unit.checks.made import box, parcel, ring, run, turned


def test_empty_parcels_flat_rings_and_the_bow_tie_that_is_not_empty() -> None:
    assert len(run("G24", Parcel("1", ()))) == 1
    assert len(run("G24", parcel("1", [(0, 0), (5, 5), (10, 10)]))) == 1
    assert run("G24", parcel("1", [(0, 100), (100, 0), (100, 100), (0, 0)])) == []
    assert run("G24", Parcel("1", (ring(1, [(0, 0), (5, 5)], closed=False),), kind="线")) == []


def test_parts_are_counted_without_holes() -> None:
    both = parcel("1", box(0, 0, 10, 10), turned(box(2, 2, 3, 3)), box(50, 0, 10, 10))
    assert run("G10", both)[0].params["count"] == 2
    assert run("G10", parcel("1", box(0, 0, 10, 10), turned(box(2, 2, 3, 3)))) == []


@pytest.mark.parametrize(
    ("width", "length", "count"), [(20, 100, 0), (19.9, 100, 1), (20.1, 100, 0), (5.5, 7, 1), (11, 11, 0), (10, 10, 1)]
)
def test_narrow_by_ratio_or_mean_width(width: float, length: float, count: int) -> None:
    # 5.5 by 7: ratio 0.79, but twice the area by the perimeter is 3.08 m; 10 by 10: exactly 5 m
    assert len(run("G14", parcel("1", box(0, 0, length, width)))) == count


def test_narrow_is_measured_in_any_direction() -> None:
    turn = math.radians(33)
    corners = [(e * math.cos(turn) - n * math.sin(turn), e * math.sin(turn) + n * math.cos(turn)) for e, n in box(0, 0, 100, 15)]
    (found,) = run("G14", parcel("1", corners))
    assert (found.params["width"], found.params["length"]) == pytest.approx((15, 100), abs=0.01)


@pytest.mark.parametrize(
    ("width", "length", "count"),
    [(5, 60, 1), (5.01, 60, 0), (5, 200, 1), (5, 201, 0), (5, 49, 1), (5, 40, 1), (4, 20, 0), (3, 24, 1), (3, 23, 0), (2, 18, 1)],
)
def test_sliver_needs_size_and_two_measures_of_shape(width: float, length: float, count: int) -> None:
    # by hand: P = 2 (w + l), A = w l; ratio l / w >= 5, 4 pi A / P² <= 0.25, P² / A >= 40
    area, perimeter = width * length, 2 * (width + length)
    shape = (length / width >= 5) + (4 * math.pi * area / perimeter**2 <= 0.25) + (perimeter**2 / area >= 40)
    assert count == (shape >= 2 and area <= 1000 and width <= 5)
    assert len(run("G15", parcel("1", box(0, 0, length, width)))) == count


def test_tiny_parts_of_a_large_parcel() -> None:
    assert [f.params["area"] for f in run("G16", parcel("1", box(0, 0, 100, 100), box(200, 0, 3, 3.333)))] == [9.999]
    assert run("G16", parcel("1", box(0, 0, 100, 100), box(200, 0, 2.5, 4))) == []


def test_short_lines_are_looked_for_in_line_parcels_only() -> None:
    def line(length: float, kind: str) -> Parcel:
        return Parcel("1", (ring(1, [(0, 0), (length, 0)], closed=False),), kind=kind)

    assert run("G17", line(0.499, "线"))[0].params["length"] == 0.499
    assert run("G17", line(0.5, "线")) == []
    assert run("G17", line(0.499, "面")) == []
    assert run("G01", line(0.499, "线")) == []


@pytest.mark.parametrize(
    ("land_class", "limit"),
    [("0601", 200), ("工业用地", 200), ("1202", 200), ("0101", 400), ("水田", 400), ("1206", 600), ("0404", 600)],
)
def test_smallest_patch_by_land_class(land_class: str, limit: float) -> None:
    below, at = box(0, 0, 20, limit / 20 - 0.001), box(0, 0, 20, limit / 20)
    assert run("G18", parcel("1", below, land_class=land_class))[0].params["limit"] == limit
    assert run("G18", parcel("1", at, land_class=land_class)) == []


def test_unknown_land_classes_are_no_reason_to_say_anything() -> None:
    for text in ("", "9999", "草皮", "00"):
        assert run("G18", parcel("1", box(0, 0, 1, 1), land_class=text)) == []


def test_rectangle_sides_against_a_search_over_all_edge_directions() -> None:
    rng = np.random.default_rng(2)
    for _ in range(60):
        points = rng.uniform(0, 50, (8, 2))
        hull = shapely.MultiPoint(points).convex_hull
        ring_points = shapely.get_coordinates(hull)
        best = None
        for a, b in zip(ring_points[:-1], ring_points[1:]):
            direction = (b - a) / np.hypot(*(b - a))
            along, across = ring_points @ direction, ring_points @ np.array([-direction[1], direction[0]])
            sides = sorted((np.ptp(along), np.ptp(across)))
            best = sides if best is None or sides[0] * sides[1] < best[0] * best[1] else best
        width, length = rectangle_sides(np.array([hull], dtype=object))
        assert best is not None
        assert width[0] * length[0] == pytest.approx(best[0] * best[1], rel=1e-6)


def test_a_number_that_misses_its_limit_by_little_does_not_read_as_the_limit() -> None:
    (narrow,) = run("G14", parcel("1", box(0, 0, 19.999, 100)))
    assert "ratio 0.19999 (limit 0.2)" in narrow.text()
    (tiny,) = run("G16", parcel("1", box(0, 0, 3.333, 3)))
    assert "only 9.999 m² (limit 10.0 m²)" in tiny.text()
    assert (beside(9.9996, 10.0, 3), beside(9.2, 10.0, 3), beside(10.0, 10.0, 3)) == (9.9996, 9.2, 10.0)
    assert (beside(9.99999, 10.0, 2), beside(199.998, 200.0, 2)) == (9.99999, 199.998)
