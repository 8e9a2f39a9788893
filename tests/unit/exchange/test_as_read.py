"""Written back as it was read: every byte of what was not changed, whatever stood between the lines."""

from __future__ import annotations

import base64
import difflib
import zlib
from dataclasses import replace
from random import Random

import pytest

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.exchange import WriteOptions, read_txt, text_of, write_as_read, write_txt
from onemap_plugin.core.exchange.original import LARGEST, SOURCE_OF, source_of, with_source
from onemap_plugin.core.parcels import ParcelSet

from .builder import E0, HOLE, SQUARE, standard

FIRST = standard([SQUARE, HOLE], area="0.9600", number="1", name="甲").split("\n")[:-1]
LINES = [*FIRST, *standard([SQUARE], number="2", name="乙", e0=E0 + 1000).split("\n")[12:-1]]


def spoil(rnd: Random, lines: list[str]) -> list[str]:
    """A few of the things that are in real files and that no profile would write."""
    lines = list(lines)
    for _ in range(rnd.randint(1, 4)):
        at = rnd.randrange(len(lines))
        line = lines[at]
        changed = rnd.choice([
            [line + " "], [" " + line], [line.replace(",", "，", 1)], [line.replace(",", ", ")], ["", line], ["# 说明", line],
            ["[扩展信息]", "甲=1", line], ["【字段1,字段2,@】", line], [line.replace(",@", "@")], [line.replace("@", "@ ")],
            [line.replace("[", "【").replace("]", "】")], [line.replace(",258", ",+258", 1)], [line.replace(".000", "")],
            [line, line], [line.replace(",1,", ",01,", 1)],
        ])  # fmt: skip
        lines[at : at + 1] = changed
    return lines


def odd_file(rnd: Random) -> tuple[bytes, str]:
    newline = rnd.choice(["\r\n", "\n", "\r"])
    codec = rnd.choice(["gbk", "utf-8", "utf-8-sig", "utf-16"])
    text = newline.join(spoil(rnd, LINES)) + (newline if rnd.random() < 0.7 else "")
    if rnd.random() < 0.2:
        text = text.replace(newline, "\n", 3)
    return text.encode(codec), codec


@pytest.mark.parametrize("seed", range(4))
def test_what_was_not_changed_is_the_same_to_the_last_byte(seed: int) -> None:
    rnd = Random(seed)
    for _ in range(60):
        data, _ = odd_file(rnd)
        found = read_txt(data, "a.txt")
        assert write_txt(found, WriteOptions.as_read(found)) == data
        assert write_as_read(found).data == data


@pytest.mark.parametrize("seed", range(4))
def test_of_a_changed_parcel_only_its_own_lines_are_new(seed: int) -> None:
    rnd = Random(seed)
    seen = 0
    for _ in range(60):
        data, codec = odd_file(rnd)
        found = read_txt(data, "a.txt")
        if len(found.parcels) != 2 or [len(r) > 3 for r in found.parcels[1].rings] != [True]:
            continue
        second = found.parcels[1]
        xy = second.rings[0].xy.copy()
        xy[1] += (0.5, 0.25)
        moved = replace(second, rings=(replace(second.rings[0], xy=xy), *second.rings[1:]))
        written = write_as_read(replace(found, parcels=(moved, found.parcels[0])))  # the order of a view is not that of the file
        before, after = data.decode(codec).splitlines(keepends=True), written.data.decode(codec).splitlines(keepends=True)
        own = set(range(second.source_line - 1, len(before)))
        for what, first, last, _, _ in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            assert what == "equal" or set(range(first, last)) <= own, (before[first:last], seed)
        assert (written.parcels.parcels[1].rings[0].xy == xy).all()
        assert text_of(written.data, written.parcels.encoding) == written.data.decode(codec)
        seen += 1
    assert seen > 20


def test_points_of_a_changed_parcel_that_stayed_keep_their_lines() -> None:
    rows = [row.replace("J2,1,2582100.000", "J2, 1,2582100.0000") if "J2,1" in row else row for row in LINES]
    found = read_txt("\r\n".join(rows).encode("gbk"), "a.txt")
    first = found.parcels[0]
    xy = first.rings[0].xy.copy()
    xy[2] += (0.25, 0.5)
    changed = replace(first, rings=(replace(first.rings[0], xy=xy), *first.rings[1:]))
    after = write_as_read(replace(found, parcels=(changed, found.parcels[1]))).data.decode("gbk").split("\r\n")
    assert [i for i, (a, b) in enumerate(zip(rows, after)) if a != b] == [15]
    assert after[15].startswith("J3,1,2582000.25,38383100.5")


def test_parcels_that_went_came_or_were_split_are_written_so() -> None:
    data = "\r\n".join([*LINES, "# 末尾"]).encode("gbk")
    found = read_txt(data, "a.txt")
    first, second = found.parcels
    rows = data.decode("gbk").split("\r\n")
    gone = write_as_read(replace(found, parcels=(second,))).data.decode("gbk").split("\r\n")
    assert gone == [*rows[:12], *rows[second.source_line - 1 :]]
    rings = tuple(replace(r, xy=r.xy + 500.0, lines=None) for r in second.rings)
    new = replace(second, parcel_id="3", number="3", name="丙", rings=rings, source_file="", source_line=0)
    more = write_as_read(replace(found, parcels=(first, second, new))).data.decode("gbk").split("\r\n")
    assert more[: len(rows) - 1] == rows[:-1]
    assert more[-1] == "# 末尾"
    assert more[len(rows) - 1].split(",")[2:4] == ["3", "丙"]
    parts = tuple(replace(first, parcel_id=f"1-{i}", number=f"1-{i}", rings=(r,)) for i, r in enumerate(first.rings, 1))
    split = read_txt(write_as_read(replace(found, parcels=(*parts, second))).data, "a.txt")
    assert [p.number for p in split.parcels] == ["1-1", "1-2", "2"]


def test_without_the_text_of_one_file_it_says_so() -> None:
    found = read_txt("\r\n".join(LINES).encode("gbk"), "a.txt")
    with pytest.raises(OneMapError, match="these come from: a.txt"):
        write_as_read(ParcelSet(found.parcels, found.crs))
    two = (found.parcels[0], replace(found.parcels[1], source_file="b.shp"))
    with pytest.raises(OneMapError, match=r"a\.txt, b\.shp"):
        write_as_read(replace(found, parcels=two))


def test_a_parcel_line_that_was_broken_in_two_is_written_in_one_when_its_parcel_changes():
    text = standard(rings=(SQUARE,)).replace(",0601,@", "\n,0601,@")
    found = read_txt(text.encode(), "a.txt")
    assert write_as_read(found).data == text.encode()
    changed = replace(found, parcels=(replace(found.parcels[0], name="新名"),))
    lines = write_as_read(changed).data.decode().splitlines()
    assert lines[12:14] == ["5,1.0000,2024-001,新名,面,H50G002051,工业用地,0601,@", "J1,1,2582100.000,38383000.000"]


@pytest.mark.parametrize("damage", ["standard", "standard eJy", "standard !!!", "standard " + "A" * 40])
def test_a_text_that_was_damaged_in_the_review_is_none(damage: str) -> None:
    read = read_txt("\n".join(FIRST).encode(), "a.txt")
    kept = with_source(replace(read, source_files=("a.txt",)), b"kept")
    (key,) = (k for k in kept.style if k.startswith(SOURCE_OF))
    assert source_of(kept) == ("a.txt", read.profile, b"kept")
    broken = replace(kept, style={**kept.style, key: damage})
    assert source_of(broken) is None
    with pytest.raises(OneMapError, match="text of one TXT"):
        write_as_read(broken)
    large = zlib.compress(b"0" * (LARGEST + 1))
    assert source_of(replace(kept, style={key: "standard " + base64.b64encode(large).decode("ascii")})) is None
