"""Zone, range and axis rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onemap_plugin.core.coordinates.zones import crs_for, crs_from_epsg, from_lonlat, to_lonlat
from onemap_plugin.core.findings import Finding, Severity
from onemap_plugin.core.parcels import Parcel, ParcelCrs, Ring
from tests.unit.checks.made import ZONE, box, parcel, run

BARE = crs_for("CGCS2000", 40, False)
DEGREES = crs_from_epsg(4490)
CRS_RULES = ("G19", "G19C", "G19P", "G19W", "G20", "G21")


def at(north: float, east: float, name: str = "1") -> Parcel:
    """A 100 m square given by its south-west corner."""
    points = np.array([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)], dtype=float)
    return Parcel(
        name, (Ring(1, ("J1", "J2", "J3", "J4", "J1"), points + (north, east), np.arange(10, 15)),), source_file="a.txt"
    )


def test_a_parcel_where_it_belongs_raises_nothing_in_any_form() -> None:
    for crs, one in (
        (ZONE, at(3e6, 40_500_000)),
        (BARE, at(3e6, 500_000)),
        (BARE, at(500_000, 400_000)),
        (ZONE, parcel("1", box(0, 0, 9, 9))),
    ):
        for rule in CRS_RULES:
            assert run(rule, one, crs=crs) == []


def test_swapped_axes_are_proposed_once_and_silence_range_and_zone() -> None:
    for crs, one in ((ZONE, at(40_500_000, 3e6)), (BARE, at(383_243, 3_382_988))):
        (found,) = run("G21", one, crs=crs)
        assert found.params["x"] == one.rings[0].xy[0, 0]
        assert run("G20", one, crs=crs) == run("G19", one, crs=crs) == run("G19P", one, crs=crs) == []
    assert DEGREES is not None
    lonlat = to_lonlat(np.array([(500000, 3e6), (500000, 3000100), (500100, 3000100), (500000, 3e6)]), BARE)
    labels = ("J1", "J2", "J3", "J1")
    assert run("G21", Parcel("1", (Ring(1, labels, lonlat.copy()),)), crs=DEGREES)
    assert run("G21", Parcel("1", (Ring(1, labels, np.ascontiguousarray(lonlat[:, ::-1])),)), crs=DEGREES) == []


@pytest.mark.parametrize(
    ("north", "east", "wrong"),
    [
        (0, 500_000, 0),
        (5_999_900, 500_000, 0),
        (5_999_901, 500_000, 2),
        (-0.001, 500_000, 2),
        (3e6, 100_000, 0),
        (3e6, 99_999.999, 2),
        (3e6, 899_900, 0),
        (3e6, 899_900.001, 2),
    ],
)
def test_range_of_north_and_east(north: float, east: float, wrong: int) -> None:
    assert len(run("G20", at(north, east), crs=BARE)) == wrong


def test_a_slip_in_one_digit_is_found_at_its_point_and_line() -> None:
    good = at(3e6, 40_500_000)
    xy = good.rings[0].xy.copy()
    xy[2, 1] = 405_001_000.0
    (found,) = run("G20", replace(good, rings=(replace(good.rings[0], xy=xy),)))
    assert (found.source_line, found.params["point"], found.params["y"]) == (12, "J3", 405_001_000.0)


def test_zone_number_against_the_declared_zone() -> None:
    (other,) = run("G19", at(3e6, 39_500_000))
    assert (other.severity, other.params["prefix"], other.params["zone"]) == (Severity.ERROR, 39, 40)
    (missing,) = run("G19", at(3e6, 500_000))
    assert "no zone number; zone 40" in missing.text()
    (needless,) = run("G19", at(3e6, 40_500_000), crs=BARE)
    assert "begin with 40" in needless.text()


def test_the_overflow_of_an_easting_into_the_next_number_keeps_the_declared_zone() -> None:
    zone37 = crs_for("CGCS2000", 37, True)
    (found,) = run("G19", at(3e6, 38_057_383 + 50_000), crs=crs_for("CGCS2000", 37, True))
    assert found.severity is Severity.ERROR  # 607 km from the meridian is more than 0.9 of a zone
    wide = crs_for("CGCS2000", 20, True)
    (over,) = run("G19", at(3e6, 21_020_000 + 100_000), crs=wide)
    assert over.severity is Severity.ERROR
    assert zone37.false_easting == 37_500_000


@pytest.mark.parametrize(
    ("delta", "expected"), [(1.4999, None), (1.5002, Severity.WARNING), (1.9985, Severity.WARNING), (2.0002, Severity.ERROR)]
)
def test_points_outside_the_zone_with_its_overlap(delta: float, expected: Severity | None) -> None:
    east, north = from_lonlat(np.array([[120 + delta, 30.0]]), ZONE)[0]
    tiny = np.array([(0, 0), (5, 0), (5, 5), (0, 0)], dtype=float) + (north, east)
    found = run("G19P", Parcel("1", (Ring(1, ("J1", "J2", "J3", "J1"), tiny),)))
    assert [f.severity for f in found] == ([expected] if expected else [])
    if found:
        assert found[0].params["degrees"] == pytest.approx(delta, abs=2e-3)


def test_six_degree_zones_have_their_own_width() -> None:
    wide = crs_for("CGCS2000", 20, True)
    east, north = from_lonlat(np.array([[119.9, 30.0]]), wide)[0]
    assert run("G19P", at(north, east), crs=wide) == []
    east, north = from_lonlat(np.array([[120.1, 30.0]]), wide)[0]
    assert len(run("G19P", at(north, east), crs=wide)) == 1


def test_unknown_system_foreign_datum_and_impossible_width() -> None:
    one = at(3e6, 500_000)
    assert run("G19C", one, crs=ParcelCrs())[0].key == "zone"
    assert run("G19C", one, crs=crs_for("Xian 1980", 40, False))[0].params["datum"] == "Xian 1980"
    assert DEGREES is not None
    assert run("G19C", one, crs=DEGREES) == []
    assert len(run("G19W", one, crs=ParcelCrs(None, "CGCS2000", 6, 40, 237.0, True))) == 1


def test_what_the_reader_has_said_is_not_said_again() -> None:
    swapped = at(40_500_000, 3e6)
    said = Finding("T-CRS-SWAP", Severity.ERROR, "said", source_file="a.txt")
    assert run("G21", swapped, findings=(said,)) == []
    elsewhere = Finding("T-CRS-SWAP", Severity.ERROR, "said", source_file="b.txt")
    assert len(run("G21", swapped, findings=(elsewhere,))) == 1
