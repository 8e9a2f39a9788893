"""Numbering of boundary points: start, direction, labels; coordinates stay bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.coordinates.numbering import NumberingOptions, renumber, renumber_all, signed_area, start_index
from onemap_plugin.core.parcels import Parcel, Ring


def ring(number: int, en: list[tuple[float, float]], closed: bool = True, labels: list[str] | None = None) -> Ring:
    rows = [*en, en[0]] if closed else en
    names = labels or [f"P{k}" for k in range(len(rows))]
    return Ring(number, tuple(names), np.array(rows, dtype=float)[:, ::-1].copy(), np.arange(len(rows)) + 10 * number)


SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]  # counter-clockwise from the south-west
HOLE = [(4.0, 4.0), (4.0, 6.0), (6.0, 6.0), (6.0, 4.0)]  # clockwise from the south-west


def test_shell_starts_north_west_runs_clockwise_and_the_hole_continues_counter_clockwise() -> None:
    shell, hole = renumber(Parcel("1", (ring(1, SQUARE), ring(2, HOLE)))).rings
    assert shell.labels == ("J1", "J2", "J3", "J4", "J1")
    assert shell.xy[:, ::-1].tolist() == [[0, 10], [10, 10], [10, 0], [0, 0], [0, 10]]
    assert hole.labels == ("J5", "J6", "J7", "J8", "J5")
    assert hole.xy[:, ::-1].tolist() == [[4, 6], [4, 4], [6, 4], [6, 6], [4, 6]]
    assert shell.lines is not None
    assert shell.lines.tolist() == [13, 12, 11, 10, 13]


def test_hole_before_its_shell_in_the_file_comes_after_it() -> None:
    numbered = renumber(Parcel("1", (ring(1, HOLE), ring(2, SQUARE))))
    assert [r.number for r in numbered.rings] == [1, 2]
    assert [len(r.open_en) and float(np.ptp(r.open_en[:, 0])) for r in numbered.rings] == [10.0, 2.0]


def test_options_restart_next_label_none_prefix_and_first() -> None:
    parcel = Parcel("1", (ring(1, SQUARE), ring(2, HOLE)))
    restarted = renumber(parcel, NumberingOptions(restart=True, prefix="", first=5)).rings
    assert [r.labels for r in restarted] == [("5", "6", "7", "8", "5")] * 2
    following = renumber(parcel, NumberingOptions(closing="next")).rings
    assert [r.labels[-1] for r in following] == ["J5", "J10"]
    assert following[1].labels[0] == "J6"
    bare = renumber(parcel, NumberingOptions(closing="none")).rings
    assert [len(r) for r in bare] == [4, 4]
    assert not bare[0].closed


def test_keep_leaves_start_direction_and_labels() -> None:
    options = NumberingOptions(start="keep", orient=False, keep_labels=True, closing="keep")
    parcel = Parcel("1", (ring(1, SQUARE, labels=["J1", "J2", "J3", "J4", "J5"]), ring(2, HOLE, closed=False)))
    numbered = renumber(parcel, options)
    for before, after in zip(parcel.rings, numbered.rings):
        assert after.labels == before.labels
        assert (after.xy == before.xy).all()


def test_north_most_start_and_the_tie_of_the_corner_rule() -> None:
    diamond = np.array([(0.0, 5.0), (5.0, 10.0), (10.0, 5.0), (5.0, 0.0)])
    assert start_index(diamond, "north") == 1
    assert start_index(diamond, "nw") == 1  # both (0,5) and (5,10) lie 5 from the corner (0,10): the more northern
    assert start_index(np.array([(1.0, 9.0), (0.0, 9.0), (2.0, 3.0)]), "north") == 1  # tie: the more western


def test_numbers_run_on_over_parcels_only_when_asked() -> None:
    parcels = [Parcel(str(i), (ring(1, SQUARE),)) for i in range(2)]
    assert [p.rings[0].labels[0] for p in renumber_all(parcels)] == ["J1", "J1"]
    assert [p.rings[0].labels[0] for p in renumber_all(parcels, run_on=True)] == ["J1", "J5"]


def test_wrong_options_are_refused_and_odd_rings_survive() -> None:
    with pytest.raises(ValueError, match="start"):
        NumberingOptions(start="south")
    odd = Parcel("1", (Ring(1, (), np.empty((0, 2))), ring(2, [(1.0, 1.0), (2.0, 2.0)], closed=False)))
    assert sorted(len(r.open_en) for r in renumber(odd).rings) == [0, 2]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["nw", "north", "keep"]), st.sampled_from(["first", "next", "none", "keep"]))
def test_any_numbering_keeps_every_coordinate_bit_and_the_shape(seed: int, start: str, closing: str) -> None:
    rng = np.random.default_rng(seed)
    angle = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(3, 12)))
    points = np.column_stack((np.cos(angle), np.sin(angle))) * rng.uniform(10, 99) + (40_450_000, 3e6)
    if rng.random() < 0.5:
        points = points[::-1]
    before = Parcel("1", (ring(1, [tuple(p) for p in points.tolist()], closed=rng.random() < 0.7),))
    after = renumber(before, NumberingOptions(start=start, closing=closing))
    old, new = before.rings[0].open_en, after.rings[0].open_en
    assert sorted(map(tuple, old.tolist())) == sorted(map(tuple, new.tolist()))
    assert signed_area(new) < 0
    assert abs(abs(signed_area(new)) - abs(signed_area(old))) < 1e-6
    at = [tuple(p) for p in old.tolist()].index(tuple(new[0].tolist()))
    cyclic = np.roll(old, -at, axis=0)
    assert (cyclic == new).all() or (np.roll(cyclic[::-1], 1, axis=0) == new).all()
    assert len(set(after.rings[0].labels)) >= len(new)
    assert renumber(after, NumberingOptions(start=start, closing=closing)).rings[0].labels == after.rings[0].labels
