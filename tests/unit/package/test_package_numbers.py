"""Numbers of the package: rounding, exact areas, labels, class areas that close."""

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.package import load_profile
from onemap_plugin.core.package.class_areas import class_pieces, owner_kind
from onemap_plugin.core.package.decimals import area_m2, distance, doubled_ring_area, quantize, to_ticks
from onemap_plugin.core.package.published import publish
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring

from .reviews import CRS, parcels, review, ring

PROFILE = load_profile()


@given(st.lists(st.decimals("3000000", "4000000", places=3), min_size=1, max_size=20))
def test_three_decimals_become_whole_millimetres_exactly(values: list[Decimal]) -> None:
    xy = np.array([[float(v), float(v)] for v in values])
    assert to_ticks(xy, 3, "half_up") == [(int(v * 1000), int(v * 1000)) for v in values]


def test_rounding_follows_the_rule_of_the_profile_on_the_decimal_text() -> None:
    xy = np.array([[0.0005, 0.0015], [0.0025, 1.0004999]])
    assert to_ticks(xy, 3, "half_up") == [(1, 2), (3, 1000)]
    assert to_ticks(xy, 3, "half_even") == [(0, 2), (2, 1000)]
    assert quantize(Decimal("2.00005"), 4, "half_even") == Decimal("2.0000")
    assert quantize(Decimal("2.00005"), 4, "half_up") == Decimal("2.0001")


@given(st.integers(3, 12), st.integers(0, 2**31))
def test_exact_area_and_sides_agree_with_geos(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    angle = np.sort(rng.uniform(0, 2 * math.pi, n))
    xy = np.round(np.column_stack([3_350_000 + 500 * np.cos(angle), 40_512_000 + 500 * np.sin(angle)]), 3)
    ticks = to_ticks(xy, 3, "half_up")
    shifted = (xy - xy[0])[:, ::-1]
    assert float(area_m2(doubled_ring_area(ticks), 3)) == pytest.approx(shapely.Polygon(shifted).area, abs=1e-5)
    assert float(distance(ticks[0], ticks[1], 3)) == pytest.approx(math.dist(xy[0], xy[1]), abs=1e-6)


def test_a_rectangle_of_known_size_has_its_known_area_and_a_hole_is_taken_off() -> None:
    published = publish(ParcelSet(parcels(), CRS), PROFILE)
    by_number = {p.number: p for p in published.parcels}
    # first part 90 × 120 m by hand; second part by the trapezoid formula from its four corners
    second = abs(250 * 780 - 255 * 660 + 255 * 775 - 160 * 780 + 160 * 655 - 165 * 775 + 165 * 660 - 250 * 655) / 2
    assert by_number["2024-003"].area_m2 == Decimal("10800.00") + Decimal(str(second)).quantize(Decimal("0.01"))
    assert by_number["2024-003"].parts == 2
    assert by_number["2024-002"].holes == 1
    outer = shapely.Polygon([(200, 320), (420.123, 322.5), (430, 150), (205.5, 140.25)])
    hole = shapely.Polygon([(270, 270), (275, 210), (340, 215.5), (335.25, 268)])
    assert float(by_number["2024-002"].area_m2) == pytest.approx(outer.area - hole.area, abs=0.006)


def parcel_of(points: list[tuple[float, float]], labels: tuple[str, ...]) -> Parcel:
    return Parcel("P1", (Ring(1, labels, np.array(points)),), "P1", "名")


def test_rounding_closing_and_numbering_are_reported_not_done_in_silence() -> None:
    points = [(3350000.00049, 40512000.0), (3350100.0, 40512000.0), (3350100.0, 40512100.1239)]
    published = publish(ParcelSet((parcel_of(points, ("", "", "")),), CRS), PROFILE)
    assert {f.rule for f in published.findings} == {"P-ROUNDED", "P-CLOSED", "P-LABELLED"}
    assert published.parcels[0].rings[0].labels == ("J1", "J2", "J3")
    assert published.parcels[0].rings[0].ticks[0] == (3350000000, 40512000000)
    assert "0.000490" in next(f for f in published.findings if f.rule == "P-ROUNDED").text()
    assert published.parcel_set.parcels[0].rings[0].closed


def test_nothing_is_reported_when_nothing_had_to_be_done() -> None:
    published = publish(ParcelSet(parcels(), CRS), PROFILE)
    assert published.findings == ()
    for before, after in zip(parcels(), published.parcel_set.parcels):
        for ring_before, ring_after in zip(before.rings, after.rings):
            assert ring_before.labels == ring_after.labels
            assert (ring_before.xy == ring_after.xy).all()


def test_a_parcel_without_a_ring_is_left_out_and_the_others_stay() -> None:
    bad = parcel_of([(3350000.0, 40512000.0), (3350100.0, 40512000.0)], ("J1", "J2"))
    published = publish(ParcelSet((bad, *parcels()), CRS), PROFILE)
    assert published.left_out == ("P1",)
    assert [p.index for p in published.parcels] == [1, 2, 3, 4]
    assert [f.rule for f in published.findings] == ["P-LEFT-OUT"]


@pytest.mark.parametrize(
    ("items", "crs", "words"),
    [
        ((), CRS, "no parcel"),
        (parcels(), ParcelCrs(), "no coordinate system"),
        (parcels(), ParcelCrs(4490, "CGCS2000"), "degrees"),
    ],
)
def test_what_no_package_can_be_made_of_is_refused_with_a_hint(items: tuple[Parcel, ...], crs: ParcelCrs, words: str) -> None:
    with pytest.raises(OneMapError, match=words) as caught:
        publish(ParcelSet(items, crs), PROFILE)
    assert caught.value.hint


def test_the_refusal_of_degrees_names_the_zone_to_go_to() -> None:
    corners = np.array([(28.9, 121.3), (28.9, 121.31), (28.91, 121.31), (28.9, 121.3)])
    parcel = Parcel("1", (Ring(1, ("J1", "J2", "J3", "J1"), corners),))
    with pytest.raises(OneMapError) as caught:
        publish(ParcelSet((parcel,), ParcelCrs(4490, "CGCS2000")), PROFILE)
    assert "EPSG:4549 (zone 40)" in str(caught.value)


def test_ellipsoid_areas_are_larger_than_plane_ones_away_from_nothing_and_recorded() -> None:
    ellipsoid = publish(ParcelSet(parcels(), CRS), replace(PROFILE, area_basis="ellipsoid"))
    plane = publish(ParcelSet(parcels(), CRS), PROFILE)
    for a, b in zip(ellipsoid.parcels, plane.parcels):
        # 12 km from the central meridian the scale of the projection differs from 1 by about 2e-6
        assert a.area_m2 != Decimal(0)
        assert float(a.area_m2) == pytest.approx(float(b.area_m2), rel=2e-5)


def test_class_pieces_of_a_fresh_review_are_taken_as_they_are() -> None:
    data = review()
    published = publish(data.parcels, PROFILE)
    pieces, found = class_pieces(data.overlay, published, PROFILE)
    assert found == []
    for parcel in published.parcels:
        assert sum(p.area_ha for p in pieces if p.parcel == parcel.index) == parcel.area_ha


@settings(max_examples=40)
@given(st.lists(st.floats(0.01, 1e5), min_size=1, max_size=12), st.sampled_from(["half_up", "half_even"]))
def test_class_pieces_close_to_the_parcel_whatever_the_overlay_rounded(areas: list[float], rounding: str) -> None:
    data = review()
    rows = [replace(data.overlay[0], parcel_id="2024-001", area_m2=a, area_ha=round(a / 1e4, 4)) for a in areas]
    profile = replace(PROFILE, rounding=rounding)
    published = publish(data.parcels, profile)
    pieces, _ = class_pieces(rows, published, profile)
    assert sum(p.area_ha for p in pieces if p.parcel == 1) == published.parcels[0].area_ha
    assert all(p.area_ha >= 0 and p.area_ha == p.area_ha.quantize(Decimal("0.0001")) for p in pieces)


def test_pieces_of_other_coordinates_are_called_stale() -> None:
    data = review()
    rows = [replace(r, area_m2=r.area_m2 * 2, area_ha=r.area_ha * 2) for r in data.overlay]
    _, found = class_pieces(rows, publish(data.parcels, PROFILE), PROFILE)
    assert {"P-STALE", "P-AREA-OPEN"} == {f.rule for f in found}


def test_a_parcel_that_crosses_itself_is_not_called_stale() -> None:
    """No second review would help: the formula takes one loop from the other, the ground of both is there."""
    data = review()
    bow = ring(1, [(0, 0), (200, 200), (200, 0), (0, 150)])
    parcels = replace(data.parcels, parcels=(replace(data.parcels.parcels[0], rings=(bow,)),))
    area = float(shapely.make_valid(parcels.parcels[0].geometry).area)
    row = replace(data.overlay[0], parcel_id=parcels.parcels[0].parcel_id, area_m2=area, area_ha=round(area / 1e4, 4))
    published = publish(parcels, PROFILE)
    pieces, found = class_pieces([row], published, PROFILE)
    assert {"P-CROSSED", "P-AREA-OPEN"} == {f.rule for f in found}
    assert sum(p.area_ha for p in pieces) == published.parcels[0].area_ha


def test_ground_that_the_land_survey_does_not_cover_has_a_name_in_tables_and_maps() -> None:
    data = review()
    bare = replace(data.overlay[0], code="", name="", patch="", owner="", attributes={}, area_m2=100.0, area_ha=0.01)
    blank = replace(bare, patch="17")  # a patch whose class is empty is another matter
    pieces, _ = class_pieces([bare, blank], publish(data.parcels, PROFILE), PROFILE)
    assert [p.name for p in pieces if p.parcel == 1] == ["没有图斑", ""]


def test_parcels_that_were_not_reviewed_are_called_not_checked() -> None:
    pieces, found = class_pieces((), publish(review().parcels, PROFILE), PROFILE)
    assert found == []
    assert {(p.name, p.owner_kind) for p in pieces} == {("未检查", "未检查")}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("10", "国有"),
        ("20", "国有"),
        ("30", "集体"),
        ("40", "集体"),
        ("国有土地", "国有"),
        ("集体", "集体"),
        ("", "权属不明"),
        ("?", "权属不明"),
    ],
)
def test_ownership_codes_and_words_are_understood(value: str, kind: str) -> None:
    assert owner_kind(value) == kind


def test_field_ridges_taken_off_by_the_survey_stand_as_1203_and_the_sum_stays() -> None:
    data = review()
    first = next(r for r in data.overlay if r.role == "DLTB" and r.code == "0101")
    rows = [replace(r, deduction_m2=r.area_m2 * 0.1) if r is first else r for r in data.overlay]
    published = publish(data.parcels, PROFILE)
    pieces, _ = class_pieces(rows, published, PROFILE)
    (ridge,) = [p for p in pieces if p.code == "1203"]
    assert ridge.area_ha == (Decimal(repr(first.area_ha)) / 10).quantize(Decimal("0.0001"))
    assert (ridge.three_class, ridge.owner, ridge.geometry) == ("农用地", first.owner, None)
    assert sum(p.area_ha for p in pieces if p.parcel == 1) == published.parcels[0].area_ha
