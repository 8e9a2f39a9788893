"""Bytes: encodings that are mixed or broken, truncated files, binaries, characters that receivers cannot show."""

from __future__ import annotations

import pytest

from onemap_plugin.core.errors import Cancelled, OneMapError
from onemap_plugin.core.exchange import may_hold_parcels, read_point_list, read_txt, sniff
from onemap_plugin.core.progress import Progress

from .builder import by_rule, rules, standard


@pytest.mark.parametrize("data", [b"", b"\n\r\n ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 100, b"\x1a"])
def test_an_empty_file_is_refused_with_what_was_expected(data):
    with pytest.raises(OneMapError, match="a.txt: The file is empty") as error:
        read_txt(data, "a.txt")
    assert error.value.hint


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04" + bytes(range(256)) * 20, b"%PDF-1.4\n" + bytes(range(256)) * 9, bytes(range(256)) * 50]
)
def test_a_binary_is_refused_with_the_byte_that_is_no_text(data):
    with pytest.raises(OneMapError, match="no text file") as error:
        read_txt(data, "a.txt")
    assert error.value.params["byte"].startswith("0x")


def test_a_utf8_file_with_gbk_lines_is_read_and_the_lines_are_named():
    lines = standard().encode("utf-8").split(b"\n")
    lines[12] = lines[12].decode("utf-8").encode("gbk")
    parcels = read_txt(b"\n".join(lines), "a.txt")
    (found,) = by_rule(parcels, "T-ENC-MIXED")
    assert (found.source_line, found.params["encoding"], found.params["other"]) == (13, "UTF-8", "GB18030")
    assert found.params["offset"] == sum(len(x) + 1 for x in lines[:12])
    assert parcels.parcels[0].name == "地块1"


def test_a_gbk_file_with_a_utf8_line_is_read_and_the_line_is_named():
    lines = standard().encode("gbk").split(b"\n")
    lines[12] = lines[12].decode("gbk").encode("utf-8")
    parcels = read_txt(b"\n".join(lines), "a.txt")
    (found,) = by_rule(parcels, "T-ENC-MIXED")
    assert (found.params["encoding"], found.params["other"], found.source_line) == ("GB18030", "UTF-8", 13)
    assert (parcels.encoding, parcels.parcels[0].name) == ("GB18030", "地块1")


@pytest.mark.parametrize("word", ["一", "联通", "中国", "合肥市", "南沙", "义乌"])
def test_short_gbk_words_that_look_like_utf8_stay_gbk(word):
    parcels = read_txt(standard(name=word).encode("gbk"), "a.txt")
    assert parcels.parcels[0].name == word
    assert parcels.encoding == "GB18030"
    assert "T-ENC-MIXED" not in rules(parcels)


def test_a_single_chinese_word_is_enough_to_tell_gbk_from_utf8():
    for word in ("业", "一", "村", "北"):
        places = ("2582100.000,38383000.000", "2582100.000,38383100.000", "2582000.000,38383100.000")
        text = "".join(f"{i},{word},1,J{i},{place}\n" for i, place in enumerate(places, 1))
        for codec in ("gbk", "utf-8"):
            assert read_txt(text.encode(codec), "a.txt").parcels[0].number == word, (word, codec)


def test_bytes_that_are_no_text_are_named_with_offset_and_line():
    data = standard().encode("utf-8")
    at = data.index("工业".encode())
    parcels = read_txt(data[:at] + b"\xff\xff\xff" + data[at:], "a.txt")
    (found,) = by_rule(parcels, "T-ENC-BAD")
    assert (found.source_line, found.params["offset"]) == (13, at)
    assert found.severity == "error"
    assert parcels.parcels[0].use == "\ufffd\ufffd\ufffd工业用地"
    assert parcels.parcels[0].geometry.area == pytest.approx(10_000)


def test_utf16_says_that_receivers_expect_gbk():
    parcels = read_txt(standard().encode("utf-16"), "a.txt")
    assert "T-ENC-UTF16" in rules(parcels)
    assert parcels.encoding == "UTF-16"
    cut = read_txt(standard().encode("utf-16")[:-1], "a.txt")
    assert "T-ENC-BAD" in rules(cut)


def test_characters_outside_gbk_are_named():
    parcels = read_txt(standard(name="㭎𠮷村").encode("utf-8"), "a.txt")
    (found,) = by_rule(parcels, "T-GBK")
    assert found.params["characters"] == "㭎 𠮷"
    assert found.source_line == 13
    assert parcels.parcels[0].name == "㭎𠮷村"


def test_bom_line_ends_and_size_are_told():
    assert "T-BOM" in rules(read_txt(standard().encode("utf-8-sig"), "a.txt"))
    mixed = read_txt(standard().replace("\n", "\r\n", 3).encode(), "a.txt")
    assert by_rule(mixed, "T-EOL")[0].params["kinds"] == "mixed"
    assert mixed.parcels[0].point_rows == 5
    lone = read_txt(standard().replace("\n", "\r\n")[:-1].encode(), "a.txt")
    assert "T-EOL" in rules(lone)
    assert "T-SIZE" not in rules(read_txt(standard().encode(), "a.txt"))


def test_dos_end_mark_and_control_characters():
    assert read_txt(standard().encode("gbk") + b"\x1a", "a.txt").findings == ()
    parcels = read_txt(standard(name="地\x07块").encode("gbk"), "a.txt")
    assert by_rule(parcels, "T-CONTROL")[0].source_line == 13


@pytest.mark.parametrize("cut", [1, 8, 12, 20, 24, 30])
def test_a_file_that_breaks_off_is_told_and_read_as_far_as_it_goes(cut):
    data = standard().encode("gbk")
    parcels = read_txt(data[:-cut], "a.txt")
    if cut == 1:  # only the final line end is gone
        assert parcels.findings == ()
    else:
        assert rules(parcels) & {"T-TRUNCATED", "T-COUNT"}
        assert parcels.parcels[0].point_rows >= 3


def test_five_megabytes_are_read_with_a_notice():
    lines = standard().split("\n")
    many = [f"J{i},1,{2_582_000 + i % 977 * 0.5:.3f},{38_383_000 + i % 1013 * 0.5:.3f}" for i in range(1, 160_000)]
    parcels = read_txt("\n".join([*lines[:13], *many]).encode(), "a.txt")
    assert parcels.parcels[0].point_rows == 159_999
    assert "T-SIZE" in rules(parcels)


def test_cancel_reaches_the_reader():
    progress = Progress(cancelled=lambda: True)
    with pytest.raises(Cancelled):
        read_txt(standard().encode(), "a.txt", progress=progress)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (standard().encode("gbk"), "a.txt", "txt"),
        (standard().encode("utf-16"), "a.txt", "txt"),
        (b"", "a.txt", ""),
        (b"hello, world\nthis is, a text\n", "a.txt", ""),
        (b"id,name\n1,a\n2,b\n", "a.csv", ""),
        (b"PK\x03\x04zip", "a.zip", ""),
        (b'{"type": "FeatureCollection"}', "a.json", ""),
        (b"<kml/>", "a.txt", ""),
        (bytes(range(256)) * 10, "a.bin", ""),
        (b"J1,2582100.0,38383000.0\nJ2,2582100.0,38383100.0\nJ3,2582000.0,38383100.0\n", "a.csv", "points"),
        (b"name\tlon\tlat\na\t113.2\t23.3\nb\t113.3\t23.3\nc\t113.3\t23.4\n", "a.txt", "points"),
        (b"1,1,1,J1,2582100.0,38383000.0\n2,1,1,J2,2582100.0,38383100.0\n3,1,1,J3,2582000.0,38383100.0\n", "a.txt", "txt"),
        (b"id,area,count\n1,12345.6,7\n2,23456.7,8\n3,34567.8,9\n", "table.csv", ""),
    ],
)
def test_files_are_told_apart_by_their_first_bytes(data, name, kind):
    assert sniff(data, name) == kind


def test_sniffing_a_cut_beginning_of_a_large_file():
    data = (standard() + standard().split("[地块坐标]\n")[1] * 3000).encode("gbk")
    assert sniff(data[: 1 << 16], "a.txt") == "txt"
    assert sniff(data[:50_001], "a.txt") == "txt"


def test_a_line_without_end_is_refused_with_its_number():
    with pytest.raises(OneMapError, match="one line has") as caught:
        read_txt(standard().encode("gbk") + "某".encode("gbk") * 4_500_000, "a.txt")
    assert caught.value.line == 19
    assert caught.value.hint


def test_large_texts_without_any_mark_of_parcels_are_known_by_their_bytes():
    words = "用户登录成功，操作编号 12345678\n".encode() * 40_000
    assert len(words) > 1_000_000
    assert not may_hold_parcels(words)
    assert may_hold_parcels(words[:1000])  # a small one is read, so that its lines can be told
    for tag in ("[地块坐标]", "5,1,1,1,面,,,,@"):
        for codec in ("utf-8", "gbk", "utf-16"):
            assert may_hold_parcels(words + tag.encode(codec))


def test_cancel_reaches_every_stage_of_large_files():
    text = "某某\n" * 60_000 + standard()
    for read in (read_txt, read_point_list):
        for calls in range(3):
            asked = []

            def cancelled(asked=asked, calls=calls):
                asked.append(1)
                return len(asked) > calls

            with pytest.raises(Cancelled):
                read(text.encode("gbk"), "a.txt", progress=Progress(lambda f: None, cancelled))
