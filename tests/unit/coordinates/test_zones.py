"""Zones against the EPSG table, PROJ and the K-constant series of survey software."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyproj
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.coordinates import gauss
from onemap_plugin.core.coordinates.ellipsoids import CGCS2000
from onemap_plugin.core.coordinates.zones import (
    crs_for,
    crs_from_epsg,
    from_lonlat,
    projected,
    shift_zone_prefix,
    to_lonlat,
    zone_for_longitude,
    zone_width,
)
from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.parcels import ParcelCrs

DATA = Path(__file__).parents[2] / "data"
ROWS = list(csv.DictReader((DATA / "crs_cgcs2000.csv").open(encoding="utf-8")))


def proj(epsg: int) -> pyproj.Transformer:
    crs = pyproj.CRS(epsg)
    return pyproj.Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True)


def test_every_projected_row_of_the_table_gives_its_zone_meridian_and_false_easting() -> None:
    rows = [r for r in ROWS if r["kind"] == "projected"]
    assert len(rows) == 267
    for row in rows:
        crs = crs_from_epsg(int(row["epsg"]))
        assert crs is not None
        assert (crs.datum, crs.zone_width, crs.zone) == (row["datum"], int(row["zone_width_deg"]), int(row["zone_number"]))
        assert (crs.central_meridian, crs.false_easting) == (float(row["central_meridian"]), float(row["false_easting_m"]))
        assert crs.prefixed == (row["easting_has_zone_prefix"] == "yes")
        assert crs.central_meridian == (3 * crs.zone if crs.zone_width == 3 else 6 * crs.zone - 3)


def test_zone_number_and_prefix_lead_back_to_the_code_and_never_to_a_deprecated_one() -> None:
    for row in (r for r in ROWS if r["kind"] == "projected" and r["deprecated"] == "no"):
        found = crs_for(
            row["datum"], int(row["zone_number"]), row["easting_has_zone_prefix"] == "yes", int(row["zone_width_deg"])
        )
        assert found.epsg == int(row["epsg"])


@pytest.mark.parametrize(("zone", "width"), [(12, 0), (13, 6), (23, 6), (24, 0), (25, 3), (45, 3), (46, 0)])
def test_zone_number_alone_tells_the_width(zone: int, width: int) -> None:
    assert zone_width(zone) == width


def test_geographic_and_foreign_codes() -> None:
    assert crs_from_epsg(4490) == ParcelCrs(4490, "CGCS2000")
    assert crs_from_epsg(4490).geographic  # type: ignore[union-attr]
    assert crs_from_epsg(3857) is None
    assert crs_from_epsg(32650) is None
    assert crs_for("CGCS2000", 0, False).epsg == 4490
    assert crs_for("CGCS2000", 99, True).epsg is None
    assert not projected(crs_for("CGCS2000", 99, True))


@pytest.mark.parametrize(
    ("longitude", "three", "six"), [(117.0, 39, 20), (118.5, 40, 20), (118.4999, 39, 20), (120.0, 40, 21), (75, 25, 13)]
)
def test_zone_of_a_longitude(longitude: float, three: int, six: int) -> None:
    assert (zone_for_longitude(longitude, 3), zone_for_longitude(longitude, 6)) == (three, six)


@pytest.mark.parametrize("epsg", [4549, 4528, 4513, 4533, 4498, 2382, 2435])
def test_both_directions_agree_with_proj_to_a_tenth_of_a_micrometre(epsg: int) -> None:
    crs = crs_from_epsg(epsg)
    assert crs is not None
    rng = np.random.default_rng(epsg)
    lonlat = np.column_stack((crs.central_meridian + rng.uniform(-3.5, 3.5, 3000), rng.uniform(0, 55, 3000)))
    plane = np.column_stack(proj(epsg).transform(*lonlat.T))
    assert np.abs(from_lonlat(lonlat, crs) - plane).max() < 1e-7
    assert np.abs(to_lonlat(plane, crs) - lonlat).max() * 111_000 < 1e-7


def test_k_constants_lie_within_their_known_error_of_the_exact_inverse() -> None:
    rng = np.random.default_rng(3)
    latitude, longitude = np.radians(rng.uniform(18, 53, 5000)), np.radians(rng.uniform(-1.5, 1.5, 5000))
    x, y = gauss.forward(latitude, longitude, CGCS2000)
    exact, series = gauss.inverse(x, y, CGCS2000), gauss.inverse_k(x, y, CGCS2000)
    north = (series[0] - exact[0]) * 6.37e6
    assert north.min() > -0.14e-3
    assert north.max() < -0.05e-3
    assert np.abs(series[1] - exact[1]).max() * 6.37e6 < 5e-6


def test_unknown_zone_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(OneMapError) as caught:
        to_lonlat(np.zeros((1, 2)), ParcelCrs(None, "CGCS2000"))
    assert "zone" in str(caught.value)
    with pytest.raises(OneMapError):
        from_lonlat(np.zeros((1, 2)), ParcelCrs())
    with pytest.raises(OneMapError):
        shift_zone_prefix(np.zeros((1, 2)), ParcelCrs(4490, "CGCS2000"), True)


@settings(max_examples=200, deadline=None)
@given(st.integers(100_000_000, 900_000_000), st.integers(0, 6_000_000_000), st.integers(25, 45))
def test_zone_prefix_is_added_and_taken_off_without_changing_a_digit(east_mm: int, north_mm: int, zone: int) -> None:
    bare = crs_for("CGCS2000", zone, False)
    en = np.array([[east_mm / 1000, north_mm / 1000]])
    there, full = shift_zone_prefix(en, bare, True)
    assert there[0, 0] == (zone * 1_000_000_000 + east_mm) / 1000
    assert there[0, 1] == en[0, 1]
    assert full.epsg == (bare.epsg or 0) - 21
    back, again = shift_zone_prefix(there, full, False)
    assert (back == en).all()
    assert again == bare


def test_nonsense_far_outside_the_earth_gives_no_warning_and_no_exception() -> None:
    crs = crs_from_epsg(4549)
    assert crs is not None
    with np.errstate(all="raise"):
        assert to_lonlat(np.array([[4e15, 1e9]]), crs).shape == (1, 2)
