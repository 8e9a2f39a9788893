"""Land inside and outside the growth boundary, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from onemap_plugin.core.coordinates.zones import crs_from_epsg, to_lonlat
from onemap_plugin.core.onemap.model import OverlayRow, SourceInfo
from onemap_plugin.core.onemap.town import SIDE, town_known, town_split
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring

PLANE = ParcelSet((), ParcelCrs())


def land(parcel: str, code: str, x0: float, x1: float, height: float = 100.0) -> OverlayRow:
    area = (x1 - x0) * height
    return OverlayRow(parcel, "DLTB", code, code, area_m2=area, area_ellipsoid_m2=area, area_ha=round(area / 1e4, 4), patch="1",
                      geometry=shapely.box(x0, 0, x1, height))


def town(parcel: str, x0: float, x1: float, patch: str = "9") -> OverlayRow:
    return OverlayRow(parcel, "CZKFBJ", area_m2=1.0, patch=patch, geometry=shapely.box(x0, -1, x1, 101))


def sums(rows: list[OverlayRow]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for r in rows:
        key = (r.code, r.attributes[SIDE])
        found[key] = found.get(key, 0.0) + r.area_m2
    return found


def test_a_piece_across_the_boundary_is_cut_and_its_parts_add_up() -> None:
    rows = [land("1", "0101", 0, 100), land("1", "0301", 100, 200), town("1", 30, 150)]
    found = town_split(rows, PLANE)
    assert sums(found) == pytest.approx({("0101", "inside"): 7000, ("0101", "outside"): 3000, ("0301", "inside"): 5000,
                                         ("0301", "outside"): 5000})
    assert [r.area_ha for r in found] == [0.7, 0.3, 0.5, 0.5]
    assert sum(r.area_ellipsoid_m2 for r in found) == pytest.approx(20_000)


def test_the_boundary_of_one_parcel_says_nothing_of_another_and_no_patch_is_outside() -> None:
    rows = [land("1", "0101", 0, 100), land("2", "0101", 0, 100), town("1", 0, 100), town("2", 0, 100, patch="")]
    assert [(r.parcel_id, r.attributes[SIDE]) for r in town_split(rows, PLANE)] == [("1", "inside"), ("2", "outside")]


def test_patches_of_the_boundary_that_overlap_count_once() -> None:
    rows = [land("1", "0101", 0, 100), town("1", 0, 60), town("1", 40, 80, "10")]
    assert sums(town_split(rows, PLANE)) == pytest.approx({("0101", "inside"): 8000, ("0101", "outside"): 2000})


@pytest.mark.parametrize(("status", "known"), [("checked", True), ("no_edition", True), ("missing", False)])
def test_without_the_layer_nothing_is_said(status: str, known: bool) -> None:
    assert town_known([SourceInfo("DLTB"), SourceInfo("CZKFBJ", status=status)]) is known
    assert town_split([], PLANE) == []


@given(st.floats(0.01, 99.99), st.floats(1.0, 500.0))
def test_hectares_of_both_parts_add_up_exactly(at: float, height: float) -> None:
    row = land("1", "0101", 0, 100, height)
    found = town_split([row, OverlayRow("1", "CZKFBJ", patch="9", geometry=shapely.box(-1, -1, at, 501))], PLANE)
    assert sum(Decimal(repr(r.area_ha)) for r in found) == Decimal(repr(row.area_ha))
    assert sum(r.area_m2 for r in found) == pytest.approx(row.area_m2, rel=1e-12)


def test_pieces_in_degrees_are_cut_and_measured_in_metres() -> None:
    """Square degrees are below any noise in m²: all of the land was outside."""
    zone, degrees = crs_from_epsg(4549), crs_from_epsg(4490)
    assert zone is not None
    assert degrees is not None
    flat = [land("1", "0101", 0, 100), town("1", 30, 150)]

    def lonlat(shape: Any) -> Any:
        return shapely.transform(shape, lambda en: to_lonlat(en + [500_000.0, 3_300_000.0], zone))

    rows = [replace(r, geometry=lonlat(r.geometry)) for r in flat]
    ring = Ring(1, ("J1",) * 5, shapely.get_coordinates(rows[0].geometry)[:, ::-1])
    found = town_split(rows, ParcelSet((Parcel("1", (ring,)),), degrees))
    assert sums(found) == pytest.approx({("0101", "inside"): 7000, ("0101", "outside"): 3000}, abs=0.01)
    inside = next(r for r in found if r.attributes[SIDE] == "inside")
    assert shapely.symmetric_difference(inside.geometry, lonlat(shapely.box(30, 0, 100, 100))).area < 2e-12  # deg², 0.02 m²
