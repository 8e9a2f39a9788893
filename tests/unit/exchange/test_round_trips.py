"""Random parcels through every profile that can be written and every encoding, and back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.exchange import WriteOptions, compare_sets, profiles, read_txt, write_checked, write_txt
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring, assign_ids

WRITABLE = [p for p in profiles().values() if p.writable]
WORDS = st.text("地块一号甲乙丙工业用地ABC123-（）0", min_size=1, max_size=8)


def star(rng, north, east, radius, count):
    """A ring without self-crossings: random distances at growing angles."""
    angles = 2 * np.pi * (np.arange(count) + rng.uniform(-0.2, 0.2, count)) / count
    distance = radius * rng.uniform(0.6, 1.0, count)
    return np.round(np.column_stack((north + distance * np.sin(angles), east + distance * np.cos(angles))), 3)


def random_parcel(rng, place, with_hole, parts, closing):
    rings, number = [], 1
    for part in range(parts):
        north, east = 2_582_000 + place * 5000.0, 38_400_000 + part * 2000.0
        shapes = [star(rng, north, east, 500, int(rng.integers(4, 12)))]
        if with_hole and part == 0:
            shapes.append(star(rng, north, east, 40, int(rng.integers(3, 8)))[::-1])
        for shape in shapes:
            xy = shape if closing == "none" else np.vstack((shape, shape[:1]))
            labels = [f"J{i + 1}" for i in range(len(shape))]
            labels += [] if closing == "none" else ["J1" if closing == "first" else f"J{len(shape) + 1}"]
            rings.append(Ring(number, tuple(labels), xy))
            number += 1
    return tuple(rings)


@st.composite
def parcel_sets(draw, many_rings=True):
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    closing = draw(st.sampled_from(["first", "next", "none"]))
    texts = draw(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4, unique=True))
    made = []
    for place, ((number, name), parcel_id) in enumerate(zip(texts, assign_ids(texts))):
        with_hole, parts = (draw(st.booleans()), draw(st.integers(1, 3))) if many_rings else (False, 1)
        use, land_class = draw(st.sampled_from(["", "工业用地"])), draw(st.sampled_from(["", "0601", "水浇地"]))
        made.append(Parcel(parcel_id, random_parcel(rng, place, with_hole, parts, closing), number, name, use, "", land_class))
    zone = ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True)
    return ParcelSet(tuple(made), zone)


@pytest.mark.parametrize("profile", WRITABLE, ids=lambda p: p.id)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_shapes_and_values_survive_every_profile_and_encoding(profile, data):
    parcels = data.draw(parcel_sets(many_rings=bool(profile.slots) or "ring" in profile.columns))
    encoding = data.draw(st.sampled_from(["GBK", "GB18030", "UTF-8", "UTF-8-SIG", "UTF-16"]))
    newline = data.draw(st.sampled_from(["CRLF", "LF", "CR"]))
    result = write_checked(parcels, WriteOptions(profile=profile.id, encoding=encoding, newline=newline))
    again = read_txt(result.data, "b.txt", fallback_crs=parcels.crs)
    assert again.profile == profile.id or profile.header_keys == profiles()[again.profile].header_keys
    assert not [f for f in again.findings if f.severity == "error"]
    assert [len(p.rings) for p in again.parcels] == [len(p.rings) for p in parcels.parcels]
    for one, other in zip(parcels.parcels, again.parcels):
        if profile.geographic:
            continue
        difference = shapely.symmetric_difference(one.geometry, other.geometry).area
        assert difference <= 1e-6
        assert other.geometry.area == pytest.approx(one.geometry.area, abs=1e-6)
        for slot in profile.slots:
            if slot in ("number", "name", "use", "land_class"):
                assert getattr(one, slot) == getattr(other, slot)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parcels=parcel_sets(),
    prefix=st.booleans(),
    numbering=st.sampled_from(["keep", "nw", "north"]),
    restart=st.booleans(),
    closing=st.sampled_from(["first", "next", "none", "keep"]),
    parts=st.sampled_from(["together", "split"]),
)
def test_options_never_change_the_place_of_a_point(parcels, prefix, numbering, restart, closing, parts):
    options = WriteOptions(prefix=prefix, numbering=numbering, restart=restart, closing=closing, parts=parts)
    again = write_checked(parcels, options).parcels
    shift = 0 if prefix else 38_000_000
    before = {(n, e) for p in parcels.parcels for r in p.rings for n, e in r.xy.tolist()}
    after = {(n, round(e + shift, 3)) for p in again.parcels for r in p.rings for n, e in r.xy.tolist()}
    assert before == after
    whole = shapely.union_all([p.geometry for p in parcels.parcels])
    assert sum(p.geometry.area for p in again.parcels) == pytest.approx(whole.area, rel=1e-9)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parcels=parcel_sets(),
    encoding=st.sampled_from(["GBK", "UTF-8", "UTF-8-SIG", "UTF-16"]),
    newline=st.sampled_from(["CRLF", "LF", "CR"]),
)
def test_read_and_written_as_read_is_the_same_bytes(parcels, encoding, newline):
    data = write_txt(parcels, WriteOptions(encoding=encoding, newline=newline, closing="keep"))
    again = read_txt(data, "a.txt")
    assert write_txt(again, WriteOptions.as_read(again)) == data


def edited(parcels, change):
    first = parcels.parcels[0]
    return replace(parcels, parcels=(change(first), *parcels.parcels[1:]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parcels=parcel_sets(), distance=st.floats(0.0021, 5.0))
def test_comparison_finds_a_moved_point_and_nothing_else(parcels, distance):
    assert compare_sets(parcels, parcels) == []

    def move(parcel):
        xy = parcel.rings[0].xy.copy()
        xy[1, 0] += distance
        return replace(parcel, rings=(replace(parcel.rings[0], xy=xy), *parcel.rings[1:]))

    for ordered in (False, True):
        (found,) = compare_sets(parcels, edited(parcels, move), ordered=ordered)
        assert found.rule == "T-CMP-POINT"
        assert found.parcel_id == parcels.parcels[0].parcel_id
        assert found.params["label"] == parcels.parcels[0].rings[0].labels[1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parcels=parcel_sets(), turn=st.integers(0, 5), back=st.booleans())
def test_comparison_by_shape_ignores_start_direction_order_and_labels(parcels, turn, back):
    def again(parcel):
        rings = []
        for ring in parcel.rings[::-1]:
            xy = np.roll(ring.open_en[:, ::-1], turn, axis=0)
            xy = xy[::-1] if back else xy
            rings.append(Ring(1, tuple(map(str, range(len(xy)))), xy))
        return replace(parcel, rings=tuple(rings))

    other = replace(parcels, parcels=tuple(again(p) for p in parcels.parcels[::-1]))
    assert compare_sets(parcels, other) == []


def test_comparison_names_what_is_missing_extra_and_different():
    rng = np.random.default_rng(1)
    zone = ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True)
    a, b, c = (
        Parcel(
            n, random_parcel(rng, i, False, 1, "first"), n, n, declared_area=1.0, declared_unit="ha", declared_area_text="1.0000"
        )
        for i, n in enumerate("ABC")
    )
    one = ParcelSet((a, b), zone, source_files=("a.txt",))
    other = ParcelSet(
        (replace(b, name="其他", declared_area=1.0001, declared_area_text="1.0001"), c),
        replace(zone, epsg=4527),
        source_files=("b.txt",),
    )
    found = {(f.rule, f.parcel_id, f.key) for f in compare_sets(one, other)}
    assert found == {
        ("T-CMP-CRS", "", "crs"),
        ("T-CMP-MISSING", "A", "missing"),
        ("T-CMP-EXTRA", "C", "extra"),
        ("T-CMP-TEXT", "B", "name"),
        ("T-CMP-TEXT", "B", "area"),
    }


def test_comparison_names_another_number_of_rings():
    rng = np.random.default_rng(2)
    parcel = Parcel("A", random_parcel(rng, 0, True, 2, "first"))
    one = ParcelSet((parcel,))
    other = ParcelSet((replace(parcel, rings=parcel.rings[:2]),))
    (found,) = compare_sets(one, other)
    assert (found.rule, found.params["a"], found.params["b"]) == ("T-CMP-RINGS", 3, 2)


def test_comparison_tells_another_order_from_other_places():
    xy = np.array([[0.0, 0.0], [0.0, 100.0], [100.0, 100.0], [100.0, 0.0]]) + [3e6, 40.5e6]

    def rows(order):
        labels = tuple(f"J{i}" for i in range(1, len(order) + 1))
        return ParcelSet((Parcel("A", (Ring(1, labels, xy[order]),)),))

    square, crossed, doubled = rows([0, 1, 2, 3]), rows([0, 2, 1, 3]), rows([0, 1, 1, 2, 3])
    (found,) = compare_sets(square, crossed)
    assert found.rule == "T-CMP-ORDER"
    (found,) = compare_sets(square, doubled)
    assert (found.rule, found.params["a_points"], found.params["b_points"]) == ("T-CMP-RINGS", 4, 5)


def test_header_values_are_written_under_any_name_and_never_lost():
    rng = np.random.default_rng(5)
    one = ParcelSet((Parcel("A", random_parcel(rng, 0, False, 1, "first")),), ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True))
    header = {"数据生产单位": "某队", "县代码": "520123"}
    rows = write_txt(one, WriteOptions(profile="standard", header=header)).decode("gbk").split("\r\n")
    assert "数据产生单位=某队" in rows
    assert rows[rows.index("[地块坐标]") - 1] == "县代码=520123"
    bare = next(p.id for p in profiles().values() if p.writable and not p.header_keys and not p.geographic)
    with pytest.raises(OneMapError, match=bare):
        write_txt(one, WriteOptions(profile=bare, header=header))
    with pytest.raises(OneMapError, match="break the line"):
        write_txt(one, WriteOptions(profile="standard", header={"a\nb": "c"}))


def test_a_profile_that_is_only_recognised_can_still_be_asked_for():
    assert not profiles()["nine_keys"].writable
    rng = np.random.default_rng(3)
    parcels = ParcelSet(
        (Parcel("A", random_parcel(rng, 0, True, 2, "first"), "A", "甲"),), ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True)
    )
    assert read_txt(write_txt(parcels, WriteOptions(profile="nine_keys")), "b.txt").parcels[0].name == "甲"
