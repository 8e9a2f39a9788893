"""No bytes at all crash or hang a reader: findings or a OneMapError with file and hint."""

from __future__ import annotations

import time

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.exchange import RULES, WriteOptions, profiles, read_point_list, read_txt, sniff, write_txt

from .builder import FOUR_KEYS, HOLE, ISLAND, SQUARE, standard

KNOWN = {r.id for r in RULES}
BASES = [
    standard(rings=(SQUARE, HOLE, ISLAND), area="1.2100").encode("gbk"),
    (standard() + standard(number="B")).replace("\n", "\r\n").encode("utf-8-sig"),
    standard(keys=FOUR_KEYS, closing="none").encode("utf-16"),
    b"J1,2582100.0,38383000.0\nJ2,2582100.0,38383100.0\nJ3,2582000.0,38383100.0\n",
    "点号,经度,纬度\n1,113°12′30.5″,23°10′5″\n2,113°12′31″,23°10′6″\n3,113°12′30″,23°10′7″\n".encode("gbk"),
]
FUZZ = settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.too_slow])


def explained(error: OneMapError) -> None:
    assert error.hint
    assert error.file in ("a.txt", "")
    assert str(error)


def check(read, data: bytes) -> None:
    started = time.monotonic()
    try:
        parcels = read(data, "a.txt")
    except OneMapError as error:
        explained(error)
        return
    for finding in parcels.findings:
        assert finding.rule in KNOWN
        assert "{" not in finding.text() or "{" in str(finding.params)
        assert finding.source_line >= 0
    assert len({f.uid for f in parcels.findings}) == len(parcels.findings)
    assert len({p.parcel_id for p in parcels.parcels}) == len(parcels.parcels)
    for parcel in parcels.parcels:
        assert parcel.geometry is not None
        for ring in parcel.rings:
            assert len(ring.labels) == len(ring.xy) == len(ring.lines)
            assert np.isfinite(ring.xy).all()
    assert time.monotonic() - started < 60  # a guard against hanging


def mutate(data: bytes, changes) -> bytes:
    for kind, place, piece in changes:
        at = place % (len(data) + 1)
        if kind == "insert":
            data = data[:at] + piece + data[at:]
        elif kind == "cut":
            data = data[:at] + data[at + len(piece) * 3 :]
        elif kind == "replace":
            data = data[:at] + piece + data[at + len(piece) :]
        elif kind == "repeat":
            data = data[:at] + data[max(at - 40, 0) : at] * (len(piece) + 1) + data[at:]
        else:
            data = data[:at]
    return data


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["insert", "cut", "replace", "repeat", "truncate"]),
        st.integers(0, 5000),
        st.binary(min_size=0, max_size=6),
    ),
    min_size=1,
    max_size=5,
)


@FUZZ
@given(st.binary(max_size=400))
def test_random_bytes(data):
    check(read_txt, data)
    check(read_point_list, data)
    assert sniff(data, "a.txt") in ("txt", "points", "")


@FUZZ
@given(st.text("0123456789.,-+@[]=【】，＝\n\r\t 面线点J属性描述地块坐标带号E;x\x00", max_size=300))
def test_random_lines(text):
    for codec in ("utf-8", "gbk", "utf-16"):
        check(read_txt, text.encode(codec, "replace"))
    check(read_point_list, text.encode("utf-8"))


@FUZZ
@given(st.sampled_from(BASES), CHANGES)
def test_mutated_files(base, changes):
    data = mutate(base, changes)
    check(read_txt, data)
    check(read_point_list, data)
    assert sniff(data, "a.txt") in ("txt", "points", "")


@settings(max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(BASES), CHANGES, st.sampled_from([p for p, q in profiles().items() if q.writable]))
def test_what_was_read_is_written_or_refused_with_a_reason(base, changes, profile):
    try:
        parcels = read_txt(mutate(base, changes), "a.txt")
    except OneMapError:
        return
    for options in (WriteOptions.as_read(parcels), WriteOptions(profile=profile, date="2024-01-01")):
        try:
            assert write_txt(parcels, options)
        except OneMapError as error:
            explained(error)


def test_monstrous_files_do_not_hang_the_reader():
    head = standard().split("5,1.0000")[0]
    monsters = [
        "[a]\n" * 50_000,
        head + "【abc\n" * 50_000,
        "," * 1_000_000,
        head + "5,1,A,B,面,,,,@\n" + "".join(f"J1,{i},2582000.000,38383000.000\n" for i in range(50_000)),
    ]
    for text in monsters:
        started = time.process_time()
        try:
            read_txt(text.encode("gbk"), "a.txt")
        except OneMapError as error:
            explained(error)
        assert time.process_time() - started < 60
