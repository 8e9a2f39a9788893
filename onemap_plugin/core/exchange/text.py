"""Bytes to numbered lines: encoding, line ends, and which lines are plain enough to be read in bulk.

All of it works on the raw bytes, because a survey file is nearly all ASCII digits: only the few lines with other characters
are decoded one by one.  In UTF-8 as in GB18030 a comma, a digit sign or a line end is never part of another character
of such a line.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP
from ..progress import SILENT, Progress
from .rules import Findings

IntArray = npt.NDArray[np.int64]
ByteArray = npt.NDArray[np.uint8]

_EMPTY_FILE = QT_TRANSLATE_NOOP("errors", "The file is empty.")
_EXPORT_AGAIN = QT_TRANSLATE_NOOP("errors", "Expected a coordinate file; export it again or choose another file.")
_NOT_TEXT = QT_TRANSLATE_NOOP("errors", "The file is no text file (byte {offset} is {byte}).")
_ENDLESS = QT_TRANSLATE_NOOP("errors", "The file is no coordinate text: one line has {megabytes} MB.")
_CHOOSE_TEXT = QT_TRANSLATE_NOOP("errors", "Expected a coordinate TXT in GBK, UTF-8 or UTF-16. Choose another file.")
_BOMS = (
    (codecs.BOM_UTF8, "UTF-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32-le"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16-be"),
)
#: blanks around values, also those that nobody sees, as texts copied from a browser or a chat have them
BLANKS = " \t\u3000\xa0\ufeff\f\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u2060"
_CONTROLS = bytes(set(range(32)) - {9, 10, 13, 12, 26}) + b"\x7f"
_CJK = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]+")
_SIGNS = frozenset("°º²³·×±′″“”‘’—…、。Φφ")
_PLAIN = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,+- \t\r\n"
_OTHER = bytes(byte not in _PLAIN for byte in range(256))
LONGEST = 8_000_000  # bytes of a line: two million values; what is longer is no text of lines


@dataclass(eq=False)
class TextLines:
    """A file as lines.

    buffer: (size,) bytes.  starts, ends: (n,) byte positions of each line without its line end.  plain: (n,) whether the line
    is ASCII letters, digits and ``.,+-`` only.  others: text of every other line by index.  codec reads ``buffer``.
    encoding: what is told to the user.  newline: 'CRLF', 'LF', 'CR', 'mixed' or ''.  offset: bytes before ``buffer`` in the file.
    """

    buffer: ByteArray
    starts: IntArray
    ends: IntArray
    plain: npt.NDArray[np.bool_]
    codec: str = "utf-8"
    encoding: str = "UTF-8"
    newline: str = ""
    bom: bool = False
    offset: int = 0
    others: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.starts)

    def raw(self, index: int) -> bytes:
        """Bytes of a line (0-based index)."""
        return self.buffer[self.starts[index] : self.ends[index]].tobytes()

    def text(self, index: int) -> str:
        """Text of a line (0-based index)."""
        found = self.others.get(index)
        return found if found is not None else self.raw(index).decode("ascii", "replace")


def read_lines(data: bytes, findings: Findings, progress: Progress = SILENT) -> TextLines:
    """Split the bytes of a file into lines.  Raises OneMapError for an empty file and for what is no text of lines at all."""
    if not data.strip(b"\x00\x1a\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise OneMapError(_EMPTY_FILE, hint=_EXPORT_AGAIN, file=findings.file)
    data, encoding, bom, offset = _to_ascii_superset(data, findings)
    _refuse_binary(data, findings.file)
    buffer = np.frombuffer(data, dtype=np.uint8)
    starts, ends, newline = _split(buffer)
    _refuse_endless_line(starts, ends, findings.file)
    lines = TextLines(
        buffer, starts, ends, _plain_lines(data, starts), encoding=encoding, newline=newline, bom=bom, offset=offset
    )
    _decode_others(lines, findings, fixed=bom or encoding != "UTF-8", progress=progress)
    if bom and encoding == "UTF-8":
        findings.add("T-BOM", line=1)
    if len(data) > 1e6 * findings.threshold("T-SIZE", "size"):
        findings.add("T-SIZE", megabytes=f"{len(data) / 1e6:.1f}")
    return lines


def _to_ascii_superset(data: bytes, findings: Findings) -> tuple[bytes, str, bool, int]:
    """Bytes in UTF-8 or GB18030 (not told apart yet), the encoding's name, whether a BOM was there, bytes cut off in front."""
    for mark, name, codec in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if name == "UTF-8":
                return body, name, True, len(mark)
            return _from_wide(body, name, codec, findings), name, True, len(mark)
    if b"\x00" in data[:4096]:
        head = np.frombuffer(data[:4096], dtype=np.uint8)
        even, odd = (np.mean(head[start::2] == 0) for start in (0, 1))
        if odd > 0.3 and even < 0.05:
            return _from_wide(data, "UTF-16", "utf-16-le", findings), "UTF-16", False, 0
        if even > 0.3 and odd < 0.05:
            return _from_wide(data, "UTF-16", "utf-16-be", findings), "UTF-16", False, 0
    return data, "UTF-8", False, 0


def _from_wide(body: bytes, name: str, codec: str, findings: Findings) -> bytes:
    findings.add("T-ENC-UTF16", encoding=name)
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as error:
        text = body.decode(codec, "replace")
        findings.count("T-ENC-BAD", body[: error.start].decode(codec, "replace").count("\n") + 1, offset=error.start + 2)
    return text.encode("utf-8", "replace")


def _refuse_binary(data: bytes, file: str) -> None:
    rest = data.translate(None, _CONTROLS)
    controls = len(data) - len(rest)
    if controls <= max(8, len(data) // 50) and controls * 4 < len(data):
        return
    offset = next(i for i, byte in enumerate(data) if byte in _CONTROLS)
    raise OneMapError(_NOT_TEXT, hint=_CHOOSE_TEXT, file=file, offset=offset, byte=f"0x{data[offset]:02X}")


def _refuse_endless_line(starts: IntArray, ends: IntArray, file: str) -> None:
    lengths = ends - starts
    longest = int(lengths.argmax())
    if lengths[longest] > LONGEST:
        raise OneMapError(
            _ENDLESS, hint=_CHOOSE_TEXT, file=file, line=longest + 1, megabytes=f"{lengths[longest] / 1e6:.1f}"
        )


def _split(buffer: ByteArray) -> tuple[IntArray, IntArray, str]:
    """Start and end of each line for LF, CRLF, lone CR, and any mixture."""
    lf = np.flatnonzero(buffer == 10)
    cr = np.flatnonzero(buffer == 13)
    before_lf = np.zeros(len(cr), dtype=bool)
    inner = cr + 1 < len(buffer)
    before_lf[inner] = buffer[cr[inner] + 1] == 10
    lone = cr[~before_lf]
    breaks = np.sort(np.concatenate((lf, lone))) if len(lone) else lf
    starts = np.concatenate(([0], breaks + 1)).astype(np.int64)
    ends = np.concatenate((breaks, [len(buffer)])).astype(np.int64)
    crlf = np.zeros(len(ends), dtype=bool)
    crlf[:-1] = (buffer[breaks] == 10) & (breaks > 0) & (buffer[np.maximum(breaks - 1, 0)] == 13)
    ends -= crlf
    if starts[-1] == len(buffer) and len(starts) > 1:  # the file ends in a line end: no line after it
        starts, ends = starts[:-1], ends[:-1]
    kinds = [name for name, n in (("CRLF", int(before_lf.sum())), ("LF", len(lf) - int(before_lf.sum())), ("CR", len(lone))) if n]
    return starts, ends, kinds[0] if len(kinds) == 1 else "mixed" if kinds else ""


def _plain_lines(data: bytes, starts: IntArray) -> npt.NDArray[np.bool_]:
    """Which lines hold nothing but what a point line of digits holds, in pieces, for files of nothing else."""
    plain = np.ones(len(starts), dtype=bool)
    step = 1_000_000
    for a in range(0, len(data), step):
        other = np.flatnonzero(np.frombuffer(data[a : a + step].translate(_OTHER), dtype=bool))
        runs = other[np.diff(other, prepend=-2) != 1]  # a run never goes over the end of a line
        plain[np.searchsorted(starts, runs + a, side="right") - 1] = False
    return plain


def _decode_others(lines: TextLines, findings: Findings, fixed: bool, progress: Progress) -> None:
    """Decode the lines that are not plain, settling the encoding from them."""
    indices = np.flatnonzero(~lines.plain).tolist()
    raws = []
    for done, index in enumerate(indices):
        if done % 20_000 == 0:
            progress.check()
        raws.append(lines.raw(index))
    joined = b"\n".join(raws)
    texts = _strictly(joined, "utf-8")
    if texts is not None and not fixed and _rather_gb18030(joined, texts):
        texts = None
    if texts is None and not fixed:
        texts = _gb18030_unless_mixed(lines, raws, joined)
    if texts is None:
        texts = _line_by_line(lines, indices, raws, findings)
    lines.others = dict(zip(indices, texts))
    _control_characters(lines, joined, findings)


def _strictly(joined: bytes, codec: str) -> list[str] | None:
    try:
        return joined.decode(codec).split("\n")
    except UnicodeDecodeError:
        return None


def _rather_gb18030(joined: bytes, texts: list[str]) -> bool:
    """Whether a file with few Chinese characters only looks like UTF-8: 业 in GBK is a Cyrillic letter in UTF-8."""
    foreign = {c for c in set("".join(texts)) if ord(c) > 127} - _SIGNS
    if not foreign or any(_CJK.fullmatch(c) for c in foreign):
        return False
    chinese = _strictly(joined, "gb18030")
    return chinese is not None and all(_CJK.fullmatch(c) for c in "".join(chinese) if ord(c) > 127)


#: a line that is UTF-8 and not all ASCII
_UTF8_LINE = re.compile(
    rb"^[\x00-\x09\x0b-\x7f]*(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})"
    rb"(?:[\x00-\x09\x0b-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*$", re.M
)


def _gb18030_unless_mixed(lines: TextLines, raws: list[bytes], joined: bytes) -> list[str] | None:
    """GB18030 text, or None when some lines are clearly UTF-8 or not GB18030 either."""
    texts = _strictly(joined, "gb18030")
    # the quick look at all lines leaves nearly none to be decoded one by one
    if texts is None or (_UTF8_LINE.search(joined) and any(_surely_utf8(raw) for raw in raws)):
        return None
    lines.codec, lines.encoding = "gb18030", "GB18030"
    return texts


def _surely_utf8(raw: bytes) -> bool:
    """UTF-8 that reads as Chinese: short GBK words can be valid UTF-8 by chance, but never of CJK characters only."""
    if raw.isascii():
        return False
    found = _strictly(raw, "utf-8")
    if found is None:
        return False
    foreign = "".join(c for c in "".join(found) if ord(c) > 127)
    return bool(_CJK.fullmatch(foreign))


def _line_by_line(lines: TextLines, indices: list[int], raws: list[bytes], findings: Findings) -> list[str]:
    """A file in two encodings, or broken: each line in the encoding that reads it; the lesser encoding becomes a finding."""
    utf8 = [raw.isascii() or (_strictly(raw, "utf-8") is not None and _surely_utf8(raw)) for raw in raws]
    foreign = [not raw.isascii() for raw in raws]
    utf8_lines = sum(u and f for u, f in zip(utf8, foreign))
    main = "UTF-8" if lines.encoding != "UTF-8" or lines.bom or 2 * utf8_lines >= sum(foreign) else "GB18030"
    lines.encoding, lines.codec = (lines.encoding, "utf-8") if main == "UTF-8" else ("GB18030", "gb18030")
    other = "GB18030" if main == "UTF-8" else "UTF-8"
    texts = []
    for index, raw, is_utf8 in zip(indices, raws, utf8):
        text = raw.decode("utf-8") if is_utf8 else None
        if text is None:
            found = _strictly(raw, "gb18030")
            text = found[0] if found else None
        offset = lines.offset + int(lines.starts[index])
        if text is None or (index == len(lines) - 1 and main == "UTF-8" and not is_utf8 and _cut_in_character(raw)):
            bad = _first_bad(raw, lines.codec)
            findings.count("T-ENC-BAD", index + 1, offset=offset + bad)
            text = raw.decode(lines.codec, "replace")
        elif not raw.isascii() and is_utf8 != (main == "UTF-8"):
            findings.count("T-ENC-MIXED", index + 1, encoding=main, other=other, offset=offset)
        texts.append(text)
    return texts


def _cut_in_character(raw: bytes) -> bool:
    """UTF-8 text that breaks off within its last character (a truncated file)."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.end == len(raw)
    return False


def _first_bad(raw: bytes, codec: str) -> int:
    try:
        raw.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _control_characters(lines: TextLines, joined: bytes, findings: Findings) -> None:
    """Name lines with control characters, and take a DOS end-of-file mark off the end."""
    if len(joined) == len(joined.translate(None, _CONTROLS + b"\x1a")):
        return
    last = len(lines) - 1
    for index, text in list(lines.others.items()):
        clean = text.rstrip("\x1a") if index == last else text
        lines.others[index] = clean
        if any(ord(c) < 32 and c not in "\t\f" or c == "\x7f" for c in clean):
            findings.count("T-CONTROL", index + 1)


def outside_gbk(lines: TextLines, findings: Findings) -> None:
    """Name characters that a receiver reading GBK cannot show."""
    strange = sorted(c for c in set("".join(lines.others.values())) if not _in_gbk(c))
    if not strange:
        return
    found = set(strange)
    characters = " ".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in strange[:20])
    for index, text in lines.others.items():
        if not found.isdisjoint(text):
            findings.count("T-GBK", index + 1, characters=characters)


def _in_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
