"""四至 by hand and by property."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.onemap.four_sides import SIDES, describe, four_sides

SQUARE = shapely.box(0, 0, 100, 100)
AROUND = {
    "东村": shapely.box(100, -50, 200, 150),
    "南河": shapely.box(-50, -100, 150, 0),
    "西路": shapely.box(-20, 0, 0, 100),
    "北山一组": shapely.box(-50, 100, 30, 200),
    "北山二组": shapely.box(30, 100, 150, 200),
}


def test_each_side_names_its_neighbours_by_length():
    found = four_sides(SQUARE, list(AROUND.values()), list(AROUND), step_m=1)
    assert [n.name for n in found["东"]] == ["东村"]
    assert [n.name for n in found["南"]] == ["南河"]
    assert [n.name for n in found["西"]] == ["西路"]
    assert [(n.name, round(n.length_m), round(n.share, 2)) for n in found["北"]] == [("北山二组", 70, 0.7), ("北山一组", 30, 0.3)]
    assert describe(found["北"]) == "北山二组、北山一组"
    assert describe(found["北"], share=0.5) == "北山二组"


def test_of_overlapping_patches_the_smallest_counts():
    found = four_sides(SQUARE, [*AROUND.values(), shapely.box(-1000, -1000, 1000, 1000)], [*AROUND, "大图斑"])
    assert found["东"][0].name == "东村"
    assert all(n.name != "大图斑" for side in found.values() for n in side)


def test_no_patch_is_said_and_not_invented():
    found = four_sides(SQUARE, [], [])
    assert all([n.name for n in found[s]] == [""] for s in SIDES)
    assert describe(found["东"]) == ""
    assert describe(found["东"], nothing="空地") == "空地"


def test_holes_do_not_make_sides_and_direction_does_not_matter():
    holed = shapely.Polygon(SQUARE.exterior.coords[::-1], [shapely.box(40, 40, 60, 60).exterior.coords])
    plain = four_sides(SQUARE, list(AROUND.values()), list(AROUND))
    assert {s: [n.name for n in v] for s, v in four_sides(holed, list(AROUND.values()), list(AROUND)).items()} == {
        s: [n.name for n in v] for s, v in plain.items()
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=4, max_size=12, unique=True), st.floats(0, 360))
def test_the_lengths_of_the_sides_add_up_to_the_boundary_of_a_convex_parcel(points, angle):
    hull = shapely.affinity.rotate(shapely.convex_hull(shapely.MultiPoint(points)), angle)
    if hull.geom_type != "Polygon" or hull.area < 10:
        return
    found = four_sides(hull, [], [])
    assert sum(n.length_m for side in found.values() for n in side) == pytest.approx(hull.length)
    for side in found.values():
        assert not side or sum(n.share for n in side) == pytest.approx(1)
