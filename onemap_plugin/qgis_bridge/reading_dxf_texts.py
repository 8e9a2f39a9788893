"""Texts of drawings: the encoding that their bytes are in, whatever the header says, and characters written as \\U+4E00."""

from __future__ import annotations

import mmap
import re
from typing import Any

from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from .reading_encoding import strictly
from .reading_inputs import Item
from .reading_rules import finding

_UTF8_SINCE = b"AC1021"  # AutoCAD 2007
_WIDE_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_HEADER = re.compile(rb"\$(ACADVER|DWGCODEPAGE)\s+\d+\s+(\S+)")
_ESCAPED = re.compile(r"\\U\+([0-9A-Fa-f]{4})")
_HEAD, _MOST = 1 << 16, 20_000


def encoding_of(item: Item) -> tuple[str, list[Finding]]:
    """(encoding for OGR, '' to leave it to the header; what to tell where the header says another one).

    OGR goes by the header alone: it takes the UTF-8 of newer drawings for the code page that stands there, and GBK for
    Latin letters where a converter wrote that page.
    """
    if not item.path.stat().st_size:
        return "", []
    with item.path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        said = dict(_HEADER.findall(data[:_HEAD]))
        wide = [m.group() for _, m in zip(range(_MOST), _WIDE_LINE.finditer(data))]
    if not wide:
        return "", []
    page = said.get(b"DWGCODEPAGE", b"").decode("ascii", "replace").upper()
    declared = "UTF-8" if said.get(b"ACADVER", b"") >= _UTF8_SINCE else page
    joined = b"\n".join(wide)
    if strictly(joined, "utf-8") is not None:
        encoding = "UTF-8"
    elif strictly(joined, "gb18030" if declared.endswith("936") else "gb2312") is not None:
        encoding = "GB18030"
    else:
        return "", []
    same = declared == encoding or (encoding == "GB18030" and declared.endswith("936"))
    return encoding, [] if same else [_told(item, encoding, declared)]


def _told(item: Item, encoding: str, declared: str) -> Finding:
    return finding(
        "encoding",
        QT_TRANSLATE_NOOP("rules", "The texts of {name} were read as {encoding}; its header says “{declared}”."),
        item.name,
        name=item.name,
        encoding=encoding,
        declared=declared,
    )


def plain_texts(row: dict[str, Any]) -> None:
    """Turn characters that were written as \\U+4E00 into themselves, in place."""
    for key, value in row.items():
        if isinstance(value, str) and "\\U+" in value:
            row[key] = _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), value)
