"""Comparing parcel sets both ways: every difference with its place, and nothing that is only another way of writing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from onemap_plugin.core.exchange import compare_sets, read_txt
from onemap_plugin.core.parcels import Parcel, ParcelSet, assign_ids

from .builder import HOLE, ISLAND, SQUARE, standard
from .test_receivers import made, parcel_set

FAR = [(a + 900, b) for a, b in SQUARE]


def numbered(*parcels: Parcel) -> ParcelSet:
    ids = assign_ids([(p.number, p.name) for p in parcels])
    return parcel_set(*(replace(p, parcel_id=i) for p, i in zip(parcels, ids)))


A, B = made([SQUARE, HOLE], number="A", name="甲"), made([ISLAND], number="B", name="乙")
SECOND_A = made([FAR], number="A", name="丙")


def moved(parcel: Parcel, rows: slice, by: float) -> Parcel:
    ring = parcel.rings[0]
    xy = ring.xy.copy()
    xy[rows, 1] += by
    return replace(parcel, rings=(replace(ring, xy=xy), *parcel.rings[1:]))


def test_of_several_parcels_with_one_number_those_in_one_place_are_partners() -> None:
    for first, second in (((A, SECOND_A), (SECOND_A, A)), ((A, B, SECOND_A), (B, SECOND_A, A))):
        assert compare_sets(numbered(*first), numbered(*second)) == []
    (extra,) = compare_sets(numbered(A), numbered(SECOND_A, A))
    assert (extra.rule, extra.geometry) == ("T-CMP-EXTRA", SECOND_A.geometry)
    (missing,) = compare_sets(numbered(SECOND_A, A), numbered(A))
    assert (missing.rule, missing.geometry) == ("T-CMP-MISSING", SECOND_A.geometry)
    changed = moved(SECOND_A, slice(1, 2), 5.0)
    (point,) = compare_sets(numbered(A, SECOND_A), numbered(changed, A))
    assert (point.rule, point.geometry) == ("T-CMP-POINT", shapely.Point(SECOND_A.rings[0].open_en[1]))


def test_a_parcel_whose_number_looks_like_a_repeat_is_not_lost() -> None:
    assert assign_ids([("A", ""), ("A#2", ""), ("A", ""), ("A", "")]) == ["A", "A#2", "A#3", "A#4"]
    odd = made([[(a + 2000, b) for a, b in SQUARE]], number="A#2", name="丁")
    found = compare_sets(numbered(A, SECOND_A), numbered(A, odd, SECOND_A))
    assert [(f.rule, f.geometry) for f in found] == [("T-CMP-EXTRA", odd.geometry)]


@pytest.mark.parametrize("by", [0.001, -0.001, 3.0])
def test_every_point_that_differs_is_shown_with_the_greatest_distance(by: float) -> None:
    (one,) = compare_sets(parcel_set(B), parcel_set(moved(B, slice(1, 2), by)))
    assert (one.params["label"], float(one.params["distance"])) == ("J2", pytest.approx(abs(by)))
    (all_of,) = compare_sets(parcel_set(B), parcel_set(moved(B, slice(None), by)))
    assert all_of.params["count"] == 4
    assert shapely.equals(all_of.geometry, shapely.MultiPoint(B.rings[0].open_en))
    assert "4" in all_of.text()


def test_another_number_of_rings_shows_the_rings_that_the_other_lacks() -> None:
    (found,) = compare_sets(parcel_set(A), parcel_set(replace(A, rings=A.rings[:1])))
    assert found.rule == "T-CMP-RINGS"
    assert shapely.equals(found.geometry, shapely.LinearRing(A.rings[1].open_en))


def test_start_direction_and_order_of_rings_are_no_difference() -> None:
    def turned(parcel: Parcel, k: int, back: bool) -> Parcel:
        rings = []
        for r in parcel.rings[::-1]:
            rows = np.roll(r.xy[:-1], k, axis=0)
            rows = rows[::-1] if back else rows
            rings.append(replace(r, xy=np.vstack([rows, rows[:1]])))
        return replace(parcel, rings=tuple(rings))

    for k in range(4):
        for back in (False, True):
            assert compare_sets(parcel_set(A, B), parcel_set(turned(B, k, back), turned(A, k, back))) == []


def test_a_column_that_only_one_file_has_is_told_once_and_is_no_difference():
    text = standard(number="1") + standard(number="2", name="乙").split("[地块坐标]\n")[1]
    one = read_txt(text.encode("utf-8"), "a.txt")
    wide = [replace(p, attributes={**p.attributes, "number": f"own {k}", "村名": f"村{k}"}) for k, p in enumerate(one.parcels)]
    other = replace(one, parcels=tuple(wide))
    (told,) = compare_sets(one, other)
    assert (told.rule, told.severity, told.params["fields"]) == ("T-CMP-FIELDS", "notice", "number, 村名")
    assert "Only the second file" in told.text()
    (told,) = compare_sets(other, one)
    assert "Only the first file" in told.text()
    changed = replace(other, parcels=(wide[0], replace(wide[1], attributes={**wide[1].attributes, "村名": "别村"})))
    (differs,) = compare_sets(other, changed)
    assert (differs.rule, differs.parcel_id, differs.params["field"]) == ("T-CMP-TEXT", "2", "村名")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("1.2247", "ha"), ("1.2248", "ha"), True),
        (("1.2247", "ha"), ("1.2247", "ha"), False),
        (("1000.00", "m2"), ("1000.40", "m2"), True),
        (("0.219", "ha"), ("0.2190", "ha"), False),  # a zero that was dropped
        (("0.219", "ha"), ("0.2194", "ha"), True),
        (("1.2247", "ha"), ("12247.096", "m2"), False),
        (("1.2247", "ha"), ("12247.61", "m2"), True),
        (("12247.10", "m2"), ("12247.096", "m2"), False),
        (("1.5", "mu"), ("1000.00", "m2"), False),
        (("1.0300", ""), ("1.0000", "ha"), True),
        (("1.0000", ""), ("1.0000", "ha"), False),
    ],
)
@pytest.mark.parametrize("rings", [True, False])
def test_areas_are_compared_to_the_digits_that_are_written(one, other, differ, rings):
    sides = [replace(A, declared_area=float(text), declared_area_text=text, declared_unit=unit) for text, unit in (one, other)]
    first, second = map(numbered, sides)
    if not rings and (one, other) == (("0.219", "ha"), ("0.2194", "ha")):
        differ = False  # a table says as many digits as it shows
    assert bool(compare_sets(first, second, rings=rings)) == differ
