"""In which unit a declared area is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.exchange import infer_unit, read_txt
from onemap_plugin.core.exchange.area_unit import infer_units, split_unit

from .builder import ISLAND, SQUARE, by_rule, ring, rules, standard


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.7655公顷", (0.7655, "ha")),
        ("0.7655 公顷", (0.7655, "ha")),
        ("15亩", (15.0, "mu")),
        ("95.56平方米", (95.56, "m2")),
        ("95㎡", (95.0, "m2")),
        ("95m2", (95.0, "m2")),
        ("1.2HA", (1.2, "ha")),
        ("１．２", (1.2, "")),
        ("12", (12.0, "")),
        ("", (None, "")),
        ("公顷", (None, "")),
        ("12英亩", (12.0, "?")),
        ("1e3", (None, "")),  # a number that goes on behind what could be read is none, least of all a thousandth of it
        ("20,000.00", (None, "")),
        ("abc", (None, "")),
    ],
)
def test_suffixes(text, expected):
    assert split_unit(text) == expected


@pytest.mark.parametrize(
    ("text", "plane", "perimeter", "expected"),
    [
        ("1.2247", 12247.096, 1400, ("ha", "exact")),
        ("12247.1", 12247.096, 1400, ("m2", "exact")),
        ("18.37", 12247.096, 1400, ("mu", "exact")),
        ("0.0105", 105.002, 46, ("ha", "exact")),
        ("0.219", 2189.994, 300, ("ha", "exact")),
        ("1.2300", 12247.096, 1400, ("ha", "near")),
        ("12300", 12247.096, 1400, ("m2", "near")),
        ("1.3", 12247.096, 1400, ("", "none")),
        ("5000", 12247.096, 1400, ("", "none")),
        ("1.3公顷", 12247.096, 1400, ("ha", "none")),
        ("0", 4000.0, 300, ("", "none")),
        ("-1", 10_000.0, 400, ("", "none")),
        ("73752130.878", 0.0, 0.0, ("", "none")),
    ],
)
def test_the_unit_is_told_from_number_and_geometry(text, plane, perimeter, expected):
    value = split_unit(text)[0]
    assert infer_unit(value, text, plane, perimeter) == expected


@given(st.floats(1.0, 1e7), st.sampled_from([("ha", 1e4, 4), ("m2", 1.0, 2), ("mu", 1e4 / 15, 2)]))
def test_a_rightly_rounded_area_always_fits_its_unit(plane, unit):
    name, factor, decimals = unit
    text = f"{plane / factor:.{decimals}f}"
    if float(text) > 0:
        found, fit = infer_unit(float(text), text, plane, 4 * plane**0.5)
        assert fit == "exact"
        assert (
            found == name
            or abs(float(text) * {"ha": 1e4, "m2": 1, "mu": 1e4 / 15}[found] - plane) <= 0.5 * factor * 10**-decimals
        )


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 6), st.floats(0, 1e8), st.floats(0, 1e5)), min_size=1, max_size=20)
)
def test_many_at_once_are_judged_like_one_by_one(rows):
    texts = [f"{number / 10**places:.{places}f}" for number, places, _, _ in rows]
    values = np.array([float(t) for t in texts])
    areas, lengths = np.array([r[2] for r in rows]), np.array([r[3] for r in rows])
    units, fits = infer_units(values, [r[1] for r in rows], areas, lengths)
    single = [infer_unit(v, t, a, p) for v, t, a, p in zip(values.tolist(), texts, areas.tolist(), lengths.tolist())]
    assert list(zip(units, fits)) == single


def test_units_of_a_file():
    def read(area, other="0.2500"):
        lines = standard(area=area).rstrip("\n").split("\n") + [f"5,{other},B,乙,面,,,,@", *ring(ISLAND)]
        return read_txt("\n".join(lines).encode(), "a.txt")

    assert not rules(read("1.0000"))
    square = read("10000", "2500")
    assert [p.declared_unit for p in square.parcels] == ["m2", "m2"]
    assert by_rule(square, "T-AREA-UNIT")[0].params["count"] == 2
    assert by_rule(square, "T-AREA-UNIT")[0].params["lines"] == "13, 19"
    assert "T-AREA-UNIT-MIXED" in rules(read("1.0000", "2500"))
    wrong = read("3.3333")
    (found,) = by_rule(wrong, "T-AREA-CONTRADICTS")
    assert (found.parcel_id, found.source_line) == ("2024-001", 13)
    assert wrong.parcels[0].declared_unit == ""
    assert wrong.parcels[0].declared_area == 3.3333
    assert by_rule(read("约一公顷"), "T-AREA-TEXT")[0].source_line == 13
    assert not rules(read("")) & {"T-AREA-TEXT", "T-AREA-CONTRADICTS"}
    near = read("1.0050")
    assert near.parcels[0].declared_unit == "ha"
    assert SQUARE
