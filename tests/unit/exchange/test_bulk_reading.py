"""Reading in bulk gives exactly what reading line by line gives, for any lines at all."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onemap_plugin.core.exchange import read_txt
from onemap_plugin.core.exchange.cells import bulk_table, careful_table, comma_counts, parse_number
from onemap_plugin.core.exchange.rules import Findings
from onemap_plugin.core.exchange.text import read_lines

from .builder import HOLE, ISLAND, SQUARE, standard

NUMBERS = st.one_of(
    st.floats(-1e8, 1e8, allow_nan=False).map(lambda v: f"{v:.3f}"),
    st.floats(0, 4e7).map(repr),
    st.integers(-(10**18), 10**18).map(str),
    st.decimals(0, 10**8, places=6).map(str),
    st.sampled_from(
        [
            "",
            " ",
            "-",
            ".",
            "-.",
            "5.",
            ".5",
            "-.5",
            "+5",
            "+.5",
            "1e5",
            "nan",
            "inf",
            "0",
            "-0",
            "00012",
            "1.2.3",
            "5-3",
            "--5",
            "38383243.9710000000000000001",
            "0.1",
            "0.30000000000000004",
            "9007199254740993",
            "J1",
            "x",
            "1 2",
            "\t5 ",
            "9" * 50,
        ]
    ),
)
DIGITS = st.text("0123456789", max_size=17)
CELLS = st.one_of(
    NUMBERS, st.text("0123456789.-+ \tJeE", max_size=20), st.builds("{}{}.{}".format, st.sampled_from(["", "-"]), DIGITS, DIGITS)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=20))
def test_numbers_read_in_bulk_are_those_of_float(rows):
    data = "\n".join(",".join(["x", *row]) for row in rows).encode() + b"\n"
    lines = read_lines(data, Findings("a"))
    counts = comma_counts(lines)
    table, rest = bulk_table(lines, np.flatnonzero(counts == 3), 4)
    careful = set(rest.tolist())
    assert set(table.line.tolist()) | careful == set(range(len(rows)))
    by_hand = careful_table([*range(len(rows))], [["x", *(c.strip(" \t") for c in row)] for row in rows], 4)
    assert (table.kinds == by_hand.kinds[table.line]).all()
    assert (table.decimals == by_hand.decimals[table.line]).all()
    for row, line in enumerate(table.line.tolist()):
        for column, cell in enumerate(rows[line], 1):
            expected = parse_number(cell.strip(" \t"))
            value = table.values[row, column]
            if expected is None:
                assert np.isnan(value), (cell, value)
            else:
                assert struct.pack("d", expected) == struct.pack("d", value), (cell, value)


def same(a, b) -> None:
    assert [f.uid for f in a.findings] == [f.uid for f in b.findings]
    assert [f.text() for f in a.findings] == [f.text() for f in b.findings]
    assert (a.profile, a.profile_score, a.crs, a.style) == (b.profile, b.profile_score, b.crs, b.style)
    assert len(a.parcels) == len(b.parcels)
    for p, q in zip(a.parcels, b.parcels):
        assert (p.parcel_id, p.attributes, p.declared_unit, len(p.rings)) == (
            q.parcel_id,
            q.attributes,
            q.declared_unit,
            len(q.rings),
        )
        for r, s in zip(p.rings, q.rings):
            assert (r.number, r.labels, r.columns) == (s.number, s.labels, s.columns)
            assert r.xy.tobytes() == s.xy.tobytes()
            assert (r.lines == s.lines).all()


MUTATIONS = st.lists(
    st.tuples(
        st.integers(0, 2000),
        st.sampled_from(["", ",", "，", "\n", "\r", " ", "\t", ".", "-", "J", "1", "面", "@", "[", "E", "=", "e", "+", ";"]),
    ),
    max_size=6,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MUTATIONS, st.sampled_from(["first", "next", "none"]))
def test_files_read_in_bulk_and_line_by_line_are_the_same(mutations, closing):
    text = standard(rings=(SQUARE, HOLE, ISLAND), area="1.2100", closing=closing)
    for place, sign in mutations:
        at = place % (len(text) + 1)
        text = text[:at] + sign + text[at + (place % 2) :]
    data = text.encode("gbk")
    same(read_txt(data, "a.txt"), read_txt(data, "a.txt", bulk=False))


@pytest.mark.parametrize("count", [39_999, 40_000, 40_001])
def test_nothing_is_lost_where_pieces_meet(count):
    rows = [f"J{i},1,{2_582_000 + i * 0.001:.3f},{38_383_000 + i % 7:.3f}" for i in range(1, count + 1)]
    parcels = read_txt(("\n".join(standard().split("\n")[:13] + rows)).encode("gbk"), "a.txt")
    (parcel,) = parcels.parcels
    assert parcel.point_rows == count
    assert parcel.rings[0].labels[-1] == f"J{count}"
    assert parcel.rings[0].xy[:, 0].tolist() == [float(f"{2_582_000 + i * 0.001:.3f}") for i in range(1, count + 1)]
    assert parcel.rings[0].lines.tolist() == list(range(14, 14 + count))
