"""Measures of parcels, in metres, in degrees, and without a known zone."""

from __future__ import annotations

import math

import numpy as np
import pytest

from onemap_plugin.core.coordinates.measures import measure_parcels
from onemap_plugin.core.coordinates.zones import crs_for, crs_from_epsg, to_lonlat
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring

ZONE = crs_for("CGCS2000", 40, False)
OUTER = [(500000.0, 3000000.0), (500000.0, 3000300.0), (500300.0, 3000300.0), (500300.0, 3000000.0)]
INNER = [(500100.0, 3000100.0), (500200.0, 3000100.0), (500200.0, 3000200.0), (500100.0, 3000200.0)]


def parcel(name: str, *rings: list[tuple[float, float]]) -> Parcel:
    made = tuple(
        Ring(i, tuple(f"J{k}" for k in range(len(r) + 1)), np.array([*r, r[0]])[:, ::-1].copy()) for i, r in enumerate(rings, 1)
    )
    return Parcel(name, made)


def test_square_with_a_hole_by_hand() -> None:
    found = measure_parcels(ParcelSet((parcel("a", OUTER, INNER),), ZONE))["a"]
    assert (found.area_m2, found.perimeter_m, found.points, found.parts, found.holes) == (80000.0, 1600.0, 8, 1, 1)
    assert found.area_ellipsoid_m2 == pytest.approx(80000, abs=0.001)  # on the central meridian plane and ellipsoid agree
    assert found.lon == pytest.approx(120 + math.degrees(150 / 6378137 / math.cos(math.radians(27.113))), abs=1e-5)
    assert found.sheet == "G51G022001"


def test_degrees_are_measured_on_the_plane_of_their_zone() -> None:
    ring = to_lonlat(np.array(OUTER), ZONE)
    geographic = crs_from_epsg(4490)
    assert geographic is not None
    found = measure_parcels(ParcelSet((parcel("a", [tuple(p) for p in ring.tolist()]),), geographic))["a"]
    assert found.area_m2 == pytest.approx(90000, abs=1e-3)
    assert found.sheet == "G51G022001"


def test_without_a_zone_the_plane_numbers_remain_and_the_others_are_left_out() -> None:
    found = measure_parcels(ParcelSet((parcel("a", OUTER), Parcel("empty", ())), ParcelCrs()))
    assert found["a"].area_m2 == 90000
    assert math.isnan(found["a"].area_ellipsoid_m2)
    assert (found["a"].lon, found["a"].sheet) == (None, "")
    assert found["empty"].area_m2 == 0
    assert measure_parcels(ParcelSet((), ZONE)) == {}


def test_nonsense_coordinates_do_not_stop_the_others() -> None:
    wild = parcel("wild", [(4e15, 1e9), (4e15, 2e9), (5e15, 2e9)])
    found = measure_parcels(ParcelSet((wild, parcel("a", OUTER), Parcel("empty", ())), ZONE))
    assert found["a"].area_m2 == 90000
    assert found["wild"].sheet == ""
    assert found["empty"].lon is None
