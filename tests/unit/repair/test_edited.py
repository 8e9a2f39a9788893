"""A polygon edited by hand becomes boundary points again; only what was touched changes, and only there it is checked again."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.checks import check_parcels
from onemap_plugin.core.checks.live import recheck
from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring
from onemap_plugin.core.repair import drawn_parcel, rebuild

E, N = 40_500_000.0, 3_350_000.0


def ring(points, labels=None, number=1, closed=True, lines=None, columns=None):
    xy = np.array([(N + y, E + x) for x, y in points])
    labels = list(labels or [f"J{k}" for k in range(1, len(points) + 1)])
    if closed:
        xy, labels = np.vstack([xy, xy[:1]]), [*labels, labels[0]]
    return Ring(number, tuple(labels), xy, lines, columns or {})


SQUARE = [(0, 0), (0, 100), (100, 100), (100, 0)]


def parcel(*rings, name="A"):
    return Parcel(name, rings or (ring(SQUARE),))


def polygon(points, holes=()):
    def move(line):
        return [(E + x, N + y) for x, y in line]

    return shapely.Polygon(move(points), [move(h) for h in holes])


def labels(p, k=0):
    return p.rings[k].labels


def test_the_same_outline_gives_the_same_parcel_object():
    p = parcel()
    assert rebuild(p, p.geometry).parcel is p
    assert rebuild(p, shapely.MultiPolygon([p.geometry])).parcel is p
    turned = polygon([*SQUARE[2:], *SQUARE[:2]])
    assert rebuild(p, turned).parcel is p  # another first point is no edit


def test_a_moved_point_keeps_its_label_and_the_move_is_told():
    done = rebuild(parcel(), polygon([(0, 0), (0, 100), (103, 104), (100, 0)]))
    assert labels(done.parcel) == ("J1", "J2", "J3", "J4", "J1")
    assert done.greatest_move_m == pytest.approx(5)
    assert done.parcel.rings[0].xy[2].tolist() == [N + 104, E + 103]


def test_a_moved_first_point_moves_the_closing_row_with_it():
    done = rebuild(parcel(), polygon([(-1, 0), (0, 100), (100, 100), (100, 0)])).parcel
    assert labels(done) == ("J1", "J2", "J3", "J4", "J1")
    assert done.rings[0].xy[0].tolist() == done.rings[0].xy[-1].tolist() == [N, E - 1]


def test_a_new_point_is_numbered_on_and_a_dropped_one_leaves_the_others_alone():
    added = rebuild(parcel(), polygon([(0, 0), (0, 50), (0, 100), (100, 100), (100, 0)])).parcel
    assert labels(added) == ("J1", "J5", "J2", "J3", "J4", "J1")
    dropped = rebuild(added, polygon([(0, 0), (0, 50), (0, 100), (100, 0)])).parcel
    assert labels(dropped) == ("J1", "J5", "J2", "J4", "J1")


def test_what_the_file_said_of_untouched_points_stays_and_of_changed_sides_goes():
    lines = np.array([5, 6, 7, 8, 9])
    columns = {
        "边长": ("", "100.01", "100.02", "100.03", "100.04"),  # to the point before
        "到下一点距离": ("100.01", "100.02", "100.03", "100.04", "0.000"),
        "界址点类型": ("钢钉", "木桩", "石灰桩", "喷涂", "钢钉"),
    }
    before = parcel(ring(SQUARE, lines=lines, columns=columns))
    after = rebuild(before, polygon([(0, 0), (0, 100), (110, 100), (100, 0)])).parcel.rings[0]
    assert after.lines.tolist() == [5, 6, 7, 8, 5]
    assert after.columns["边长"] == ("", "100.01", "", "", "100.04")  # both sides at the moved point
    assert after.columns["到下一点距离"] == ("100.01", "", "", "100.04", "0.000")
    assert after.columns["界址点类型"] == columns["界址点类型"]


def test_holes_stay_where_they_are_and_a_new_hole_gets_the_next_ring_number():
    inner = [(20, 20), (40, 20), (40, 40), (20, 40)]
    before = parcel(ring(SQUARE), ring(inner, ["J5", "J6", "J7", "J8"], 2))
    hole = [(60, 60), (80, 60), (80, 80), (60, 80)]
    after = rebuild(before, polygon(SQUARE, [hole, inner])).parcel
    assert after.rings[0] is before.rings[0]
    assert after.rings[1] is before.rings[1]
    assert (after.rings[2].number, after.rings[2].labels[0]) == (3, "J9")


def test_an_open_ring_stays_open():
    assert len(rebuild(parcel(ring(SQUARE, closed=False)), polygon([(1, 1), *SQUARE[1:]])).parcel.rings[0]) == 4


@pytest.mark.parametrize("wrong", [None, shapely.Point(1, 1), shapely.Polygon(), shapely.Polygon([(0, 0), (1, 1), (0, 0)])])
def test_what_is_no_polygon_is_refused_with_the_parcel_named(wrong):
    with pytest.raises(OneMapError, match="A"):
        rebuild(parcel(), wrong)


def test_a_parcel_drawn_anew_is_numbered_from_the_first_point():
    made = drawn_parcel("P9", polygon(SQUARE), {"name": "新地块"})
    assert labels(made) == ("J1", "J2", "J3", "J4", "J1")
    assert (made.name, made.geometry.area) == ("新地块", 10_000)


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_edited_the_boundary_points_draw_exactly_the_edited_outline(data):
    angles = sorted(data.draw(st.lists(st.integers(0, 359), min_size=3, max_size=12, unique=True)))
    points = [(round(50 * np.cos(np.radians(a)), 3), round(50 * np.sin(np.radians(a)), 3)) for a in angles]
    before = parcel(ring(points))
    edited = list(points)
    for _ in range(data.draw(st.integers(1, 4))):
        k = data.draw(st.integers(0, len(edited) - 1))
        how = data.draw(st.sampled_from(["move", "drop", "add"]))
        place = (round(data.draw(st.floats(-60, 60)), 3), round(data.draw(st.floats(-60, 60)), 3))
        if how == "move":
            edited[k] = place
        elif how == "add":
            edited.insert(k, place)
        elif len(edited) > 3:
            edited.pop(k)
    if len(set(edited)) < 3:
        return
    wanted = polygon(edited)
    after = rebuild(before, wanted).parcel
    assert shapely.normalize(after.geometry).equals_exact(shapely.normalize(wanted), 0.0) or sorted(
        map(tuple, shapely.get_coordinates(after.geometry)[:-1])
    ) == sorted(map(tuple, shapely.get_coordinates(wanted)[:-1]))
    own = {tuple(p): label for p, label in zip(before.rings[0].open_en.tolist(), before.rings[0].labels)}
    for place, label in zip(after.rings[0].open_en.tolist(), after.rings[0].labels):
        assert own.get(tuple(place), label) == label or points.count(tuple(place)) != 1


def grid(n=5):
    """n × n squares of 100 m side by side; labels are given anew on each."""
    made = []
    for i in range(n):
        for j in range(n):
            corners = [(100 * i + x, 100 * j + y) for x, y in SQUARE]
            made.append(parcel(ring(corners), name=f"P{i}{j}"))
    return ParcelSet(tuple(made), ParcelCrs(4528, "CGCS2000", 3, 40, 120.0, True), source_files=("a.txt",))


def test_a_live_check_finds_what_the_whole_check_finds_after_an_edit():
    parcels = grid()
    before = check_parcels(parcels)
    moved = rebuild(parcels.parcels[12], polygon([(200, 200), (200, 300), (310, 310), (300, 200)])).parcel
    assert moved.parcel_id == "P22"
    live = recheck(parcels, before, {"P22": moved})
    changed = tuple(moved if p.parcel_id == "P22" else p for p in parcels.parcels)
    whole = check_parcels(ParcelSet(changed, parcels.crs, source_files=("a.txt",)))
    assert {f.uid for f in live if f.parcel_id} == {f.uid for f in whole if f.parcel_id}
    assert {f.rule for f in live} > {f.rule for f in before}


def test_a_live_check_looks_only_at_the_neighbours(monkeypatch):
    from onemap_plugin.core.checks import live

    seen = []
    real = live.check_parcels
    monkeypatch.setattr(live, "check_parcels", lambda s, *a, **k: seen.append(len(s.parcels)) or real(s, *a, **k))
    parcels = grid(7)
    moved = rebuild(parcels.parcels[24], polygon([(300, 300), (300, 400), (401, 400), (400, 300)])).parcel
    recheck(parcels, (), {"P33": moved})
    assert seen == [9]  # itself and the eight around it


def test_a_deleted_parcel_takes_its_findings_along():
    parcels = grid(2)
    bad = rebuild(parcels.parcels[0], polygon([(0, 0), (0, 100), (120, 120), (100, 0)])).parcel
    faulty = ParcelSet((bad, *parcels.parcels[1:]), parcels.crs, source_files=("a.txt",))
    before = check_parcels(faulty)
    assert {f.rule for f in before if f.parcel_id == "P00"}
    assert not [f for f in recheck(faulty, before, {}, ["P00"]) if f.parcel_id == "P00"]
