"""Text of the PDF files that the package's own pages are written to (Qt's writer), without a PDF library.

Every glyph of these files is one hexadecimal number in a text object, and every font carries a map from glyph to character
(PDF 1.4, 9.7 and 9.10.3).  Enough to read numbers back; not a reader for other programs' files.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping
from functools import lru_cache

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s", re.MULTILINE)
_STREAM = re.compile(rb"stream\r?\n")
_TEXT = re.compile(rb"/(F\d+)\s+[-\d.]+\s+Tf|<([0-9A-Fa-f]+)>\s*Tj|\[((?:\s*(?:<[0-9A-Fa-f]+>|[-\d.]+))*)\s*\]\s*TJ")
_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(?:\[([^\]]*)\]|<(\w+)>)")
MAX_STREAM = 400_000_000


class Pdf:
    """Objects of a PDF by number.  Raises ValueError for what does not follow the format."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.places: dict[int, int] = {}
        at = 0
        # a stream may hold anything, also what looks like an object
        while match := _OBJECT.search(data, at):
            self.places[int(match.group(1))] = match.start(1)
            at = self._end(match.end())

    def _end(self, start: int) -> int:
        end = self.data.find(b"endobj", start)
        stream = _STREAM.search(self.data, start, end if end > 0 else len(self.data))
        if stream:
            end = self.data.find(b"endobj", self.data.find(b"endstream", stream.end()))
        if end < 0:
            raise ValueError("unfinished object")
        return end

    def head(self, number: int) -> bytes:
        """The object without its stream."""
        if number not in self.places:
            raise ValueError(f"object {number} is missing")
        start = self.places[number]
        text = self.data[start : self._end(start)]
        return text.split(b"stream", 1)[0] if b"stream" in text else text

    def stream(self, number: int) -> bytes:
        """The stream of an object, unpacked, to its last byte.  Raises ValueError when it is damaged or of another length."""
        head = self.head(number)
        start = _STREAM.search(self.data, self.places[number])
        length = self._length(head)
        end = start.end() + length if start is not None and length is not None else 0
        if start is None or length is None or not self.data[end : end + 12].lstrip(b"\r\n").startswith(b"endstream"):
            raise ValueError(f"stream {number} has another length")
        body = self.data[start.end() : start.end() + length]
        if b"/FlateDecode" not in head:
            return body
        unpacker = zlib.decompressobj()
        try:
            text = unpacker.decompress(body, MAX_STREAM)
        except zlib.error as error:
            raise ValueError(f"stream {number} is damaged") from error
        if not unpacker.eof or unpacker.unused_data.strip(b"\r\n"):
            raise ValueError(f"stream {number} is damaged")
        return text

    def _length(self, head: bytes) -> int | None:
        said = re.search(rb"/Length\s+(\d+)(\s+0\s+R)?", head)
        if said is None:
            return None
        if not said.group(2):
            return int(said.group(1))
        number = re.search(rb"obj\s+(\d+)\s*$", self.head(int(said.group(1))))
        return int(number.group(1)) if number else None

    def reference(self, number: int, key: bytes) -> int:
        """The object that ``key`` of an object refers to."""
        found = re.search(rb"/" + key + rb"\s*\[?\s*(\d+) 0 R", self.head(number))
        if found is None:
            raise ValueError(f"object {number} has no {key.decode()}")
        return int(found.group(1))

    def pages(self) -> list[int]:
        """Objects of the pages in reading order."""
        root = re.search(rb"trailer.*/Root (\d+) 0 R", self.data, re.DOTALL)
        tree = self.head(self.reference(int(root.group(1)), b"Pages")) if root else b""
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", tree)
        return [int(n) for n in re.findall(rb"(\d+) 0 R", kids.group(1))] if kids else []


@lru_cache(maxsize=2)
def page_texts(data: bytes) -> tuple[str, ...]:
    """The text of each page in the order of drawing, text objects apart by a line feed.  Raises ValueError."""
    pdf = Pdf(data)
    fonts: dict[int, Mapping[int, str]] = {}
    return tuple(_page_text(pdf, page, fonts) for page in pdf.pages())


def _page_text(pdf: Pdf, page: int, fonts: dict[int, Mapping[int, str]]) -> str:
    names: dict[bytes, int] = {name: int(number) for name, number in
                               re.findall(rb"/(F\d+) (\d+) 0 R", pdf.head(pdf.reference(page, b"Resources")))}
    out: list[str] = []
    font: Mapping[int, str] = {}
    # a page may hold millions of line segments: only what stands between BT and ET is looked at closely
    for chunk in re.split(rb"\bBT\s", pdf.stream(pdf.reference(page, b"Contents")))[1:]:
        for name, one, many in _TEXT.findall(chunk.split(b"\nET", 1)[0]):
            if name:
                number = names.get(name, -1)
                if number not in fonts:
                    fonts[number] = _characters(pdf.stream(pdf.reference(number, b"ToUnicode")))
                font = fonts[number]
                continue
            for glyphs in [one] if one else re.findall(rb"<(\w+)>", many):
                out.extend(font.get(int(glyphs[i : i + 4], 16), "\ufffd") for i in range(0, len(glyphs), 4))
        out.append("\n")
    return "".join(out)


def _characters(cmap: bytes) -> dict[int, str]:
    """Glyph -> text from a ToUnicode map."""
    found: dict[int, str] = {}
    for section in re.findall(rb"beginbf(?:range|char)(.*?)endbf", cmap, re.DOTALL):
        for low, high, listed, first in _RANGE.findall(section):
            if listed:
                for i, code in enumerate(re.findall(rb"<(\w+)>", listed)):
                    found[int(low, 16) + i] = _text(code)
            elif first:
                for i in range(int(high, 16) - int(low, 16) + 1):
                    found[int(low, 16) + i] = chr(int(first, 16) + i) if int(first, 16) + i < 0x110000 else "\ufffd"
    return found


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode().zfill(4)).decode("utf-16-be", "replace")


def drawn_sha256(data: bytes) -> str:
    """A fingerprint of everything that the pages show: texts, lines and pictures; '' when the file cannot be taken apart."""
    try:
        pdf = Pdf(data)
        digest = hashlib.sha256("\f".join(page_texts(data)).encode("utf-8"))
        for number in sorted(pdf.places):
            if re.search(rb"/Length\s", pdf.head(number)):
                digest.update(pdf.stream(number))
    except ValueError:
        return ""
    return digest.hexdigest()
