"""Text formats that OGR reads in UTF-8 only (KML, KMZ, GeoJSON): brought to it on a copy when they are in GBK, and names of KML
data that its driver would run together."""

from __future__ import annotations

import codecs
import html
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from .reading_inputs import Item
from .reading_rules import finding

JSON = {".geojson", ".json", ".geojsonl"}
KML = {".kml", ".kmz"}
_CHUNK = 1 << 20
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATA_NAME = re.compile(r"(<(?:\w+:)?Data\b[^<>]*?\bname\s*=\s*)(\"[^\"]*\"|'[^']*')")
_CHINESE = {"gbk", "gb2312", "gb18030", "cp936", "x-gbk", "ms936", "windows-936"}


@dataclass
class Utf8:
    """The file to open instead, the names of its fields by what they are called there, and what to tell."""

    path: Path
    names: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def in_utf8(item: Item, temporary: Path | None) -> Utf8:
    """The file itself, or its copy in ``temporary`` in the form that OGR reads without loss."""
    suffix = item.path.suffix.lower()
    if temporary is None or not item.path.is_file():
        return Utf8(item.path)
    if suffix in JSON:
        return _json(item, temporary)
    if suffix == ".kml":
        return _kml(item, temporary)
    if suffix == ".kmz" and zipfile.is_zipfile(item.path):
        return _kmz(item, temporary)
    return Utf8(item.path)


def _json(item: Item, temporary: Path) -> Utf8:
    with item.path.open("rb") as stream:
        wide = stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    encoding = "utf-16" if wide else "gb18030"
    if _decodes(item.path, "utf-8") or not _decodes(item.path, encoding):
        return Utf8(item.path)
    copy = temporary / item.path.name
    with item.path.open(encoding=encoding, newline="") as source, copy.open("w", encoding="utf-8", newline="") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)
    return Utf8(copy, findings=[_told(item, encoding.upper())])


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _kml(item: Item, temporary: Path) -> Utf8:
    made = Utf8(item.path)
    turned, chinese = _turned(item.path.read_bytes(), made.names)
    if turned is not None:
        made.path = temporary / item.path.name
        made.path.write_bytes(turned)
    if chinese:
        made.findings.append(_told(item))
    return made


def _kmz(item: Item, temporary: Path) -> Utf8:
    made = Utf8(item.path)
    turned: dict[str, bytes] = {}
    with zipfile.ZipFile(item.path) as package:
        told = False
        for info in package.infolist():
            if info.filename.lower().endswith(".kml"):
                text, chinese = _turned(package.read(info), made.names)
                told |= chinese
                if text is not None:
                    turned[info.filename] = text
        if turned:
            made.path = temporary / item.path.name
            with zipfile.ZipFile(made.path, "w", zipfile.ZIP_DEFLATED) as copy:
                for info in package.infolist():
                    if info.filename.lower().endswith(".kml"):
                        copy.writestr(info.filename, turned.get(info.filename) or package.read(info))
    if told:
        made.findings.append(_told(item))
    return made


def _turned(data: bytes, names: dict[str, str]) -> tuple[bytes | None, bool]:
    """(KML in UTF-8 with names in ASCII, or None when it may stay as it is; whether it was in GB18030)."""
    text, chinese = _text(data)
    if text is None:
        return None, False
    known = {name: key for key, name in names.items()}

    def plain(found: re.Match[str]) -> str:
        name = html.unescape(found.group(2)[1:-1])
        if name.isascii():
            return found.group(0)
        key = known.setdefault(name, f"onemap_data_{len(known) + 1}")
        names[key] = name
        return f'{found.group(1)}"{key}"'

    turned = _DATA_NAME.sub(plain, text)
    if turned == text and not chinese:
        return None, False
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + _DECLARATION.sub("", turned, count=1).lstrip("\ufeff")).encode(), chinese


def _text(data: bytes) -> tuple[str | None, bool]:
    """(the text, whether it is in GB18030); None for what is not readable text, which is left for OGR to refuse."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return strictly(data, "utf-16"), False
    declared = _DECLARED.match(data)
    if declared is None or declared.group(1).decode("ascii").lower() not in _CHINESE:
        text = strictly(data, "utf-8-sig")
        if text is not None:
            return text, False
    text = strictly(data, "gb18030")
    return text, text is not None


def strictly(data: bytes, encoding: str) -> str | None:
    """The text, or None when not every byte is text in this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _told(item: Item, encoding: str = "GB18030") -> Finding:
    return finding(
        "encoding",
        QT_TRANSLATE_NOOP("rules", "{name} is not in UTF-8, as its format asks for; it was read as {encoding}."),
        item.name,
        name=item.name,
        encoding=encoding,
    )
