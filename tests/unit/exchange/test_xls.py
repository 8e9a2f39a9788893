"""Workbooks of the old format, read without a library: values of all kinds, and damage that is refused and never crashes."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.exchange import is_xls, read_xls
from onemap_plugin.core.exchange.columns import cell_text

REAL = Path(__file__).parents[2] / "data" / "tables" / "boundary_points.xls"


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def text8(text: str, wide: bool = True) -> bytes:
    return struct.pack("<HB", len(text), int(wide)) + text.encode("utf-16-le" if wide else "latin-1")


def compound(stream: bytes, name: str = "Workbook", extra: str = "") -> bytes:
    """A compound file with one stream, laid out by hand ([MS-CFB] 2.1): header, FAT, directory, stream."""
    stream = stream.ljust(4096, b"\0")  # shorter ones would go to the mini stream
    sectors = -(-len(stream) // 512)
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<9I", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0) + struct.pack("<108I", *[0xFFFFFFFF] * 108)

    def entry(title: str, kind: int, start: int, size: int) -> bytes:
        raw = title.encode("utf-16-le")
        return raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1) + bytes(48) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry(name, 2, 2, len(stream)) + (entry(extra, 2, 2, 8) if extra else b"")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    return header + table + folder.ljust(512, b"\0") + stream.ljust(512 * sectors, b"\0")


def workbook(*sheet: bytes, before: bytes = b"", version: int = 0x600, name: bytes = b"") -> bytes:
    start = record(0x809, struct.pack("<HH", version, 5) + bytes(12)) + before
    name = name or struct.pack("<BB", 3, 1) + "点一点".encode("utf-16-le")
    place = len(start) + 4 + 6 + len(name) + 4
    return (
        start
        + record(0x85, struct.pack("<IBB", place, 0, 0) + name)
        + record(0x0A, b"")
        + record(0x809, struct.pack("<HH", version, 0x10) + bytes(12))
        + b"".join(sheet)
        + record(0x0A, b"")
    )


def cell(kind: int, row: int, column: int, body: bytes) -> bytes:
    return record(kind, struct.pack("<3H", row, column, 0) + body)


def test_a_workbook_that_another_program_wrote() -> None:
    ((name, rows),) = read_xls(REAL.read_bytes(), "a.xls")
    assert name == "界址点"
    assert len(rows) == 13
    assert [cell_text(c) for c in rows[3]] == ["D-01", "1", "J1", "3367120.5", "40512340.25", ""]
    assert rows[1][0] == "坐标系：2000国家大地坐标系"


def test_cells_of_every_kind() -> None:
    shared = struct.pack("<II", 2, 2) + text8("甲") + text8("J1", wide=False)
    sheet = [
        cell(0xFD, 0, 0, struct.pack("<I", 1)),
        cell(0x203, 0, 1, struct.pack("<d", 3367120.123)),
        cell(0x27E, 0, 2, struct.pack("<I", (12345 << 2) | 2)),
        cell(0x27E, 0, 3, struct.pack("<i", (-12345 << 2) | 3)),
        cell(0x204, 1, 0, text8("乙")),
        record(0xBD, struct.pack("<HH", 1, 1) + struct.pack("<HIHI", 0, (7 << 2) | 2, 0, (8 << 2) | 2) + struct.pack("<H", 2)),
        cell(0x06, 2, 0, struct.pack("<d", 2.5) + bytes(8)),
        cell(0x06, 2, 1, b"\0" * 6 + b"\xff\xff" + bytes(8)),
        record(0x207, text8("算出的")),
        cell(0x205, 2, 2, b"\x01\x00"),
    ]
    ((name, rows),) = read_xls(compound(workbook(*sheet, before=record(0xFC, shared))), "a.xls")
    assert name == "点一点"
    assert rows == [["J1", 3367120.123, 12345.0, -123.45], ["乙", 7.0, 8.0, None], [2.5, "算出的", None, None]]


def test_a_shared_text_that_runs_over_into_the_next_record() -> None:
    word = "界址点坐标"
    first = struct.pack("<II", 1, 1) + struct.pack("<HB", len(word) + 2, 1) + word[:3].encode("utf-16-le")
    second, third = b"\x01" + word[3:].encode("utf-16-le"), b"\x00J1"  # the width may change where a record begins
    shared = record(0xFC, first) + record(0x3C, second) + record(0x3C, third)
    ((_, rows),) = read_xls(compound(workbook(cell(0xFD, 0, 0, bytes(4)), before=shared)), "a.xls")
    assert rows == [[word + "J1"]]


def test_the_older_format_has_texts_in_its_code_page() -> None:
    sheet = cell(0x204, 0, 0, struct.pack("<H", 4) + "地块".encode("gbk"))
    book = workbook(sheet, before=record(0x42, struct.pack("<H", 936)), version=0x500, name=b"\x04" + "点表".encode("gbk"))
    assert read_xls(compound(book, "Book"), "a.xls") == [("点表", [["地块"]])]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (compound(workbook(before=record(0x2F, bytes(6)))), "password"),
        (compound(b"", "EncryptionInfo", "EncryptedPackage"), "password"),
        (compound(b"", "WordDocument"), "no workbook"),
        (REAL.read_bytes()[:3000], "damaged"),
        (REAL.read_bytes()[:600], "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(data: bytes, words: str) -> None:
    assert is_xls(data)
    with pytest.raises(OneMapError, match=words) as caught:
        read_xls(data, "a.xls")
    assert caught.value.hint


def refused(data: bytes) -> bool:
    try:
        read_xls(data, "a.xls")
    except OneMapError as error:
        return bool(error.hint)
    return False


def test_no_damage_crashes_or_hangs() -> None:
    """1,500 damaged copies with a fixed seed: a table or a refusal, within a second each."""
    raw, chance = REAL.read_bytes(), random.Random(20240601)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(1500):
        data = bytearray(raw)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        if chance.random() < 0.3:
            at = chance.randrange(len(raw))
            data[at : at + chance.choice((4, 64, 600))] = bytes(4)
        outcomes["refused" if refused(bytes(data)) else "read"] += 1
    assert min(outcomes.values()) > 150
