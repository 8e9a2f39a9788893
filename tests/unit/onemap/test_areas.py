"""Balance: exact sums, both rounding rules, agreement with plain decimal arithmetic."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.onemap.areas import balance, balance_groups, round_ha, round_units, to_fixed, unit_of

pieces = st.lists(st.floats(0, 1e8, allow_nan=False, allow_infinity=False), min_size=1, max_size=40)


def test_three_equal_pieces_of_one_hectare_give_the_odd_square_metre_to_the_first():
    assert balance([3333.333333, 3333.333333, 3333.333334], 10000.0) == [Decimal("0.3333"), Decimal("0.3333"), Decimal("0.3334")]


def test_the_largest_remainders_get_the_missing_units():
    # 1.6 + 2.6 + 3.4 + 2.4 = 10 m²: floors 1, 2, 3, 2 leave two units for the remainders .6 and .6
    assert [int(x * 10000) for x in balance([1.6, 2.6, 3.4, 2.4], 10.0)] == [2, 3, 3, 2]


def test_the_difference_between_parcel_and_pieces_is_shared_in_proportion():
    # pieces of 100 and 300 m² in a parcel of 404 m²: 101 and 303
    assert balance([100.0, 300.0], 404.0) == [Decimal("0.0101"), Decimal("0.0303")]


@pytest.mark.parametrize(
    ("m2", "up", "even"), [(0.5, 1, 0), (1.5, 2, 2), (2.5, 3, 2), (2.500001, 3, 3), (2.4999, 2, 2), (1234567.5, 1234568, 1234568)]
)
def test_an_exact_half_is_rounded_by_the_chosen_rule(m2, up, even):
    assert round_units(to_fixed([m2]), unit_of(4), "half_up")[0] == up
    assert round_units(to_fixed([m2]), unit_of(4), "half_even")[0] == even
    assert round_ha(m2, rounding="half_up") == Decimal(up).scaleb(-4)
    assert round_ha(m2, rounding="half_even") == Decimal(even).scaleb(-4)


@given(pieces, st.sampled_from(["half_up", "half_even"]), st.sampled_from([2, 4]))
@settings(max_examples=300, deadline=None)
def test_balanced_pieces_always_add_up_to_the_rounded_parcel(areas, rounding, decimals):
    control = float(sum(areas))
    found = balance(areas, control, decimals, rounding)
    mode = ROUND_HALF_UP if rounding == "half_up" else ROUND_HALF_EVEN
    exact = Decimal(int(to_fixed([control])[0])) / Decimal(10**10)
    assert sum(found) == exact.quantize(Decimal(1).scaleb(-decimals), rounding=mode)
    assert all(x >= 0 for x in found)


@given(pieces)
@settings(max_examples=200, deadline=None)
def test_no_piece_moves_by_more_than_one_unit_from_its_exact_share(areas):
    control, total = to_fixed([float(sum(areas))])[0], int(to_fixed(areas).sum())
    if total == 0:
        return
    target = int(round_units(np.array([control]), unit_of(4))[0])
    for got, area in zip(balance(areas, float(sum(areas))), to_fixed(areas)):
        assert abs(Fraction(int(got * 10000)) - Fraction(int(area)) * target / total) < 1


def test_many_parcels_at_once_give_the_same_as_one_by_one():
    rng = np.random.default_rng(5)
    sizes = rng.integers(1, 30, 200)
    group = np.repeat(np.arange(200), sizes)
    areas = np.round(10 ** rng.uniform(-3, 6, len(group)), 6)
    control = np.bincount(group, areas) * (1 + rng.uniform(-1e-6, 1e-6, 200))
    together = balance_groups(to_fixed(areas), group, to_fixed(control))
    for g in range(200):
        alone = [int(x * 10000) for x in balance(list(areas[group == g]), float(control[g]))]
        assert together[group == g].tolist() == alone


def test_nothing_to_balance_stays_empty_and_zero_pieces_keep_the_control_in_the_first():
    assert balance([], 5.0) == []
    assert balance([0.0, 0.0], 5.0) == [Decimal("0.0005"), Decimal("0.0000")]
