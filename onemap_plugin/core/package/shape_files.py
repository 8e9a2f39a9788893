"""A Shapefile byte by byte: what readers skip (lengths, record numbers, boxes, widths) must be true as well.

Sources: ESRI Shapefile Technical Description (July 1998), dBase III table format as every GIS writes it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .decimals import tick_text
from .profile import Field, PackageProfile, VectorLayer
from .records import Record

#: (what, found, expected) of one place that is not as the format or the other files want it
Fault = tuple[str, Any, Any]
_TYPES = {"parcels": 5, "points": 1, "lines": 3, "classes": 5}
_HEADER, _MAGIC, _VERSION = 100, 9994, 1000
#: language drivers that a dBase reader may find: none, Windows ANSI (what GDAL writes), simplified Chinese GBK
_DRIVERS = (0x00, 0x57, 0x4D)


def field_width(f: Field, items: Sequence[Record], encoding: str) -> int:
    """Declared width, or what the longest value takes: a field is widened, a value never cut."""
    if f.type == "text":
        return max([f.width, 1, *(len(str(r.values[f.key]).encode(encoding)) for r in items)])
    return max([f.width, *(len(str(r.values[f.key])) for r in items)])


def check_shp(shp: bytes, shx: bytes, content: str) -> Iterator[Fault]:
    """Headers, record numbers, lengths, parts and boxes of .shp, and the .shx that points into it.

    Box values must be exactly the least and greatest coordinates, as every writer stores them.
    """
    kind = _TYPES[content]
    yield from _check_header("shp", shp, kind)
    yield from _check_header("shx", shx, kind)
    at, number, boxes = _HEADER, 0, []
    index: list[tuple[int, int]] = []
    while at + 8 <= len(shp):
        number += 1
        said, words = struct.unpack_from(">ii", shp, at)
        body = shp[at + 8 : at + 8 + 2 * max(words, 0)]
        if said != number:
            yield f"shp record {number} number", said, number
        if words < 2 or len(body) != 2 * words:
            yield f"shp record {number} length", words, (len(shp) - at - 8) // 2
            return
        index.append((at // 2, words))
        box = yield from _check_body(body, kind, number)
        boxes.extend([box] if box else [])
        at += 8 + 2 * words
    if at != len(shp):
        yield "shp end", len(shp), at
    yield from _check_index(shx, index)
    if boxes:
        low, high = [min(b[i] for b in boxes) for i in (0, 1)], [max(b[i] for b in boxes) for i in (2, 3)]
        for end, data in (("shp", shp), ("shx", shx)):
            if len(data) >= _HEADER and list(struct.unpack_from("<4d", data, 36)) != [*low, *high]:
                yield f"{end} box", list(struct.unpack_from("<4d", data, 36)), [*low, *high]


def _check_header(end: str, data: bytes, kind: int) -> Iterator[Fault]:
    if len(data) < _HEADER:
        yield f"{end} header", len(data), _HEADER
        return
    magic, *unused, words = struct.unpack_from(">7i", data, 0)
    version, shape = struct.unpack_from("<2i", data, 28)
    facts: dict[str, tuple[Any, Any]] = {
        "code": (magic, _MAGIC), "unused": (any(unused), False), "length": (words * 2, len(data)),
        "version": (version, _VERSION), "type": (shape, kind), "z, m": (data[68:100].strip(b"\0"), b"")}
    for what, (found, expected) in facts.items():
        if found != expected:
            yield f"{end} {what}", found, expected


def _check_body(body: bytes, kind: int, number: int) -> Any:
    """Faults of one record's content; returns its box (west, south, east, north) as its coordinates give it."""
    shape = struct.unpack_from("<i", body, 0)[0]
    if shape != kind:
        yield f"shp record {number} type", shape, kind
        return None
    if kind == 1:
        if len(body) != 20:
            yield f"shp record {number} length", len(body), 20
            return None
        x, y = struct.unpack_from("<2d", body, 4)
        return x, y, x, y
    if len(body) < 44:
        yield f"shp record {number} length", len(body), 44
        return None
    parts, points = struct.unpack_from("<2i", body, 36)
    if parts < 1 or points < 1 or len(body) != 44 + 4 * parts + 16 * points:
        yield f"shp record {number} length", len(body), 44 + 4 * parts + 16 * points
        return None
    starts = struct.unpack_from(f"<{parts}i", body, 44)
    if starts[0] != 0 or any(b <= a for a, b in zip(starts, [*starts[1:], points])):
        yield f"shp record {number} parts", starts, f"0 … < {points}"
    values = struct.unpack_from(f"<{2 * points}d", body, 44 + 4 * parts)
    box = (min(values[::2]), min(values[1::2]), max(values[::2]), max(values[1::2]))
    if struct.unpack_from("<4d", body, 4) != box:
        yield f"shp record {number} box", struct.unpack_from("<4d", body, 4), box
    return box


def _check_index(shx: bytes, index: Sequence[tuple[int, int]]) -> Iterator[Fault]:
    body = shx[_HEADER:]
    if len(body) != 8 * len(index):
        yield "shx records", len(body) // 8, len(index)
        return
    for number, expected in enumerate(index, 1):
        found = struct.unpack_from(">ii", body, 8 * (number - 1))
        if found != expected:
            yield f"shx record {number}", found, expected
            return


def check_dbf(dbf: bytes, layer: VectorLayer, items: Sequence[Record], profile: PackageProfile, created: str) -> Iterator[Fault]:
    """Head, field descriptions and every cell as text, blanks included.  items: what the other files give for this table."""
    widths = [field_width(f, items, profile.shp_encoding) for f in layer.fields]
    size, head = 1 + sum(widths), 33 + 32 * len(layer.fields)
    year, month, day = (int(n) for n in created.split("-"))
    facts: Mapping[str, tuple[Any, Any]] = {
        "version": (dbf[:1], b"\x03"), "date": (tuple(dbf[1:4]), (year - 1900, month, day)),
        "records": (int.from_bytes(dbf[4:8], "little"), len(items)), "head": (int.from_bytes(dbf[8:10], "little"), head),
        "width": (int.from_bytes(dbf[10:12], "little"), size), "unused": (dbf[12:29].strip(b"\0") + dbf[30:32].strip(b"\0"), b""),
        "encoding": (dbf[29] if len(dbf) > 29 and dbf[29] not in _DRIVERS else 0, 0),
        "end of head": (dbf[head - 1 : head], b"\r"), "end": (dbf[head + size * len(items) :] in (b"", b"\x1a"), True)}
    wrong = [(f"dbf {what}", found, expected) for what, (found, expected) in facts.items() if found != expected]
    for i, (f, width) in enumerate(zip(layer.fields, widths)):
        kind = b"C" if f.type == "text" else b"N"
        expected = f.name.encode().ljust(11, b"\0") + kind + bytes(4) + bytes([width, f.decimals]) + bytes(14)
        found = dbf[32 + 32 * i : 64 + 32 * i]
        if found != expected:
            wrong.append((f"dbf {f.name}", found, expected))
    yield from wrong
    if not wrong:
        yield from _check_cells(dbf[head:], layer, widths, items, profile)


def _check_cells(body: bytes, layer: VectorLayer, widths: Sequence[int], items: Sequence[Record],
                 profile: PackageProfile) -> Iterator[Fault]:
    at = 0
    for row, record in enumerate(items, 1):
        if body[at : at + 1] != b" ":
            yield f"dbf {row} deleted", body[at : at + 1], b" "
        at += 1
        for f, width in zip(layer.fields, widths):
            found, expected = body[at : at + width], _cell(record.values[f.key], f, width, profile)
            at += width
            if found != expected:
                text = found.decode(profile.shp_encoding, "replace")
                yield f"dbf {row} {f.name}", text, expected.decode(profile.shp_encoding, "replace")


def _cell(value: Any, f: Field, width: int, profile: PackageProfile) -> bytes:
    if f.type == "text":
        return str(value).encode(profile.shp_encoding).ljust(width)
    if f.type == "real":
        text = tick_text(value, profile.coordinate_decimals) if f.key in ("x", "y") else f"{value:.{f.decimals}f}"
        if f.key in ("x", "y") and f.decimals != profile.coordinate_decimals:
            text = f"{Decimal(value).scaleb(-profile.coordinate_decimals):.{f.decimals}f}"
        return text.encode().rjust(width)
    return str(value).encode().rjust(width)
