"""Declared areas, codes and the administrative boundary."""

from __future__ import annotations

import pytest
import shapely

from onemap_plugin.core.coordinates.area import ellipsoid_areas
from onemap_plugin.core.findings import Severity
from onemap_plugin.core.parcels import Parcel
from tests.unit.checks.made import ZONE, X, Y, box, parcel, run, turned

SQUARE = box(0, 0, 100, 100)  # 1 ha, perimeter 400 m: tolerance max(0.5, 0.4) m² for 4 decimals of a hectare


def declared(text: str, unit: str = "ha", *rings: list[tuple[float, float]]) -> Parcel:
    return parcel("1", *(rings or (SQUARE,)), declared_area=float(text), declared_unit=unit, declared_area_text=text)


@pytest.mark.parametrize(
    ("text", "unit", "severity"),
    [
        ("1.0000", "ha", None),
        ("1", "ha", None),
        ("1.0001", "ha", Severity.WARNING),
        ("1.00005", "ha", Severity.WARNING),
        ("1.00004", "ha", None),
        ("1.0100", "ha", Severity.WARNING),
        ("1.0101", "ha", Severity.ERROR),
        ("0.9899", "ha", Severity.ERROR),
        ("10000.4", "m2", None),
        ("10000.41", "m2", Severity.WARNING),
        ("10101", "m2", Severity.ERROR),
        ("15.00", "mu", None),
        ("15.0006", "mu", None),
        ("15.0007", "mu", Severity.WARNING),
        ("15.2", "mu", Severity.ERROR),
    ],
)
def test_declared_area_within_beyond_and_far_beyond_the_tolerance(text: str, unit: str, severity: Severity | None) -> None:
    assert [f.severity for f in run("A01", declared(text, unit))] == ([severity] if severity else [])


def test_rounding_of_a_small_parcel_is_no_fault() -> None:
    assert run("A01", declared("0.0105", "ha", box(0, 0, 10.5, 10))) == []
    assert run("A01", declared("0.0105", "ha", box(0, 0, 10.54, 10))) == []
    assert len(run("A01", declared("0.0105", "ha", box(0, 0, 10.56, 10)))) == 1


def test_a_declared_ellipsoid_area_is_recognised() -> None:
    far = box(130_000, 0, 1000, 1000)
    ellipsoid = ellipsoid_areas([parcel("1", far).geometry], ZONE)[0]
    text = f"{ellipsoid / 1e4:.4f}"
    (found,) = run("A01", declared(text, "ha", far))
    assert found.severity is Severity.NOTICE
    assert "ellipsoid area" in found.text()


def test_no_area_no_unit_or_no_geometry_is_not_compared() -> None:
    assert run("A01", parcel("1", SQUARE, declared_area=5.0)) == []
    assert run("A01", parcel("1", SQUARE, declared_area=0.0, declared_unit="ha")) == []
    assert run("A01", Parcel("1", (), declared_area=5.0, declared_unit="ha")) == []


def test_inner_rings_that_the_declared_area_does_not_cut_out() -> None:
    hole = turned(box(20, 20, 10, 10))
    assert run("A03", declared("0.9900", "ha", SQUARE, hole)) == []
    assert "without cutting" in run("A03", declared("1.0000", "ha", SQUARE, hole))[0].text()
    assert "adds the inner rings" in run("A03", declared("1.0100", "ha", SQUARE, hole))[0].text()
    assert run("A03", declared("0.5000", "ha", SQUARE, hole)) == []


@pytest.mark.parametrize(("total", "count"), [("1.0000", 0), ("1.0100", 0), ("1.0102", 1), ("0.9", 1)])
def test_project_area_within_one_percent(total: str, count: int) -> None:
    found = run("A02", parcel("1", SQUARE), sections={"项目信息": f"项目名称=某\n总用地面积={total}\n"})
    assert len(found) == count


UNIT = "410225001001GB00001F00010001"


def coded(**attributes: str) -> Parcel:
    return parcel("1", SQUARE, attributes=attributes)


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        (UNIT, True),
        ("410225 001001 GB00001 F00010001", True),
        (UNIT[:-1], False),
        (UNIT.replace("GB", "XB"), False),
        (UNIT.replace("GB", "GZ"), False),
        ("0" + UNIT[1:], False),
        (UNIT.replace("F0001", "K0001"), False),
        (UNIT.replace("GB00001", "GB00000"), False),
    ],
)
def test_structure_of_the_unit_code(code: str, fits: bool) -> None:
    assert (run("U01", coded(BDCDYH=code)) == []) == fits


def test_parcel_code_alone_and_against_the_unit_code() -> None:
    assert run("U01", coded(ZDDM=UNIT[:19])) == []
    assert run("U01", coded(宗地代码=UNIT[:18]))[0].params["count"] == 18
    assert run("U02", coded(BDCDYH=UNIT, ZDDM=UNIT[:19])) == []
    assert [f.key for f in run("U02", coded(BDCDYH=UNIT, ZDDM=UNIT[:18] + "2", DJQDM="410225002"))] == ["宗地代码", "DJQDM"]
    assert [f.params["expected"] for f in run("U02", coded(BDCDYH=UNIT[:19] + "W00000001"))] == ["00000000"]


def test_habits_and_repeats_of_unit_codes() -> None:
    assert run("U05", coded(BDCDYH="410225000000GB00001W00000000"))[0].severity is Severity.NOTICE
    assert run("U05", coded(BDCDYH="410225000000GH00001W00000000")) == []
    assert [f.key for f in run("U05", coded(BDCDYH="410225001001JA00001F00010001"))] == ["AW"]
    two = (coded(BDCDYH=UNIT), parcel("2", box(200, 0, 5, 5), attributes={"不动产单元号": UNIT}))
    assert [(f.parcel_id, f.params["other"]) for f in run("U08", *two)] == [("2", "1")]


def at_origin(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(Y + west, X + south, Y + east, X + north)


def test_parcels_inside_across_and_outside_the_boundary() -> None:
    inside, outside = parcel("1", SQUARE), parcel("3", box(500, 0, 10, 10))
    across = parcel("2", box(180, 0, 50, 10))
    found = run("G23", inside, across, outside, boundary=at_origin(-50, -50, 200, 200))
    assert [(f.parcel_id, f.key, f.severity) for f in found] == [("3", "outside", Severity.ERROR), ("2", "cut", Severity.WARNING)]
    assert found[1].geometry.area == pytest.approx(300, abs=1e-6)
    assert found[1].params["distance"] == 30.0


@pytest.mark.parametrize(
    ("gap", "points", "cut"),
    [(0.0, 0, 0), (0.001, 0, 0), (0.002, 2, 0), (0.01, 2, 0), (0.011, 0, 0), (-0.002, 2, 0), (-0.011, 0, 1)],
)
def test_a_side_that_should_lie_on_the_boundary(gap: float, points: int, cut: int) -> None:
    found = run("G23", parcel("1", SQUARE), boundary=at_origin(-50, -50, 100 + gap, 200))
    assert sum(f.key != "cut" for f in found) == points
    assert sum(f.key == "cut" for f in found) == cut


def test_no_boundary_no_findings_and_a_broken_boundary_is_used_repaired() -> None:
    assert run("G23", parcel("1", SQUARE)) == []
    tie = shapely.Polygon([(Y - 1000, X - 1000), (Y + 1000, X + 1000), (Y + 1000, X - 1000), (Y - 1000, X + 1000)])
    assert not tie.is_valid
    assert [f.key for f in run("G23", parcel("1", box(0, 500, 10, 10)), boundary=tie)] == ["outside"]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("411102001001GB00001W0000000", "has 27 characters; 28 are required"),
        ("411102001001XB00001W00000000", "characters 13 (宗地特征码 ownership) read “X”; expected is [GJZ]"),
        ("411102001001GZ00001W00000000", "characters 14 (宗地特征码 type) read “Z”"),
        ("011102001001GB00001W00000000", "characters 1-6 (县级行政区划) read “011102”"),
        ("411102001001GB00001W0000000a", "characters 21-28 (定着物单元号) read “0000000a”"),
        ("４11102001001GB00001W00000000", "characters 1-6 (县级行政区划) read “４11102”"),
    ],
)
def test_a_wrong_unit_code_says_which_characters_are_wrong(code: str, says: str) -> None:
    (found,) = run("U01", parcel("1", box(0, 0, 100, 100), attributes={"BDCDYH": code}))
    assert says in found.text()
