"""Text encoding of a dBase table: what .cpg and header say, tested against the bytes that are there."""

from __future__ import annotations

import codecs
from pathlib import Path

_SAMPLE = 4 << 20
#: language driver ids that name one code page (dBase level 5); 0x57 is "ANSI", which in China means anything
_LDID = {0x4D: "GB18030", 0x7A: "GB18030", 0x4F: "BIG5", 0x78: "BIG5"}
_NAMES = {
    "936": "GB18030",
    "CP936": "GB18030",
    "GBK": "GB18030",
    "GB2312": "GB18030",
    "GB18030": "GB18030",
    "ANSI 936": "GB18030",
    "OEM 936": "GB18030",
    "UTF-8": "UTF-8",
    "UTF8": "UTF-8",
    "65001": "UTF-8",
    "950": "BIG5",
    "BIG5": "BIG5",
}


def encoding_of(dbf: Path, cpg: Path | None) -> tuple[str, str, bool]:
    """(encoding for OGR, what was declared, whether declaration and bytes agree).

    '' stands for plain ASCII, where every encoding reads the same.  Undeclared bytes: strict UTF-8, else GB18030.
    """
    declared = cpg.read_text(encoding="latin-1").strip("\ufeff\0 \r\n\t") if cpg is not None else ""
    texts, ldid = _texts(dbf)
    wide = [t for t in texts if any(b > 127 for b in t)]
    if not wide:
        return "", declared, True
    named = _NAMES.get(declared.upper()) or (_LDID.get(ldid) if not declared else None)
    # UTF-8 bytes nearly always decode as GBK too, into other characters; only Chinese that reads as Chinese is sure
    if named and _fits(wide, named) and not (named == "GB18030" and _is_chinese_utf8(wide)):
        return named, declared, True
    guess = "UTF-8" if _fits(wide, "UTF-8") else "GB18030" if _fits(wide, "GB18030") else "ISO-8859-1"
    return guess, declared or (f"LDID 0x{ldid:02X}" if ldid in _LDID else ""), False


def _fits(texts: list[bytes], encoding: str) -> bool:
    """Whether all texts decode; dBase cuts texts at the byte, so the last character may be incomplete."""
    try:
        for text in texts:
            codecs.getincrementaldecoder(encoding)("strict").decode(text, False)
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese_utf8(texts: list[bytes]) -> bool:
    """Whether all texts are UTF-8 whose wide characters are Chinese ones; GBK text is that by chance only if it is tiny."""
    if not _fits(texts, "UTF-8"):
        return False
    wide = {c for t in texts for c in codecs.getincrementaldecoder("UTF-8")("strict").decode(t, False) if ord(c) > 127}
    return bool(wide) and all("\u2e80" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" or c >= "\U00020000" for c in wide)


def _texts(dbf: Path) -> tuple[list[bytes], int]:
    """Field names and text values of the first records, and the language driver id."""
    with dbf.open("rb") as stream:
        data = stream.read(_SAMPLE)
    if len(data) < 32:
        return [], 0
    header, width, ldid = int.from_bytes(data[8:10], "little"), int.from_bytes(data[10:12], "little"), data[29]
    names, spans, at = [], [], 1
    for offset in range(32, max(header - 1, 32), 32):
        field = data[offset : offset + 32]
        if len(field) < 32 or field[0] == 0x0D:
            break
        names.append(field[:11].split(b"\0")[0])
        if field[11:12] in (b"C", b"M"):
            spans.append((at, at + field[16]))
        at += field[16]
    values = (
        [
            data[start + a : start + b].rstrip(b" \0")
            for start in range(header, len(data) - width + 1, width or 1)
            for a, b in spans
        ]
        if width
        else []
    )
    return names + values, ldid
