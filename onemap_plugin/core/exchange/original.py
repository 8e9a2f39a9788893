"""The text of a file kept with its parcels, and put together again with only the lines of changed parcels written anew.

So what was read and not changed is written back the same to the last byte: blank lines, remarks, blanks around values, mixed
line ends, whatever the dialect.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..parcels import Parcel, ParcelSet, Ring

#: key of ``ParcelSet.style`` for the text of one file, before its name
SOURCE_OF = "source "
#: no receiver takes a larger file; its text would be a burden to every review that holds it
LARGEST = 5_000_000
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_TEXTS = ("number", "name", "use", "sheet", "land_class", "kind", "declared_points", "declared_area", "declared_area_text")


def with_source(parcels: ParcelSet, data: bytes) -> ParcelSet:
    """The set with the bytes of the one file that it was read from."""
    if len(data) > LARGEST or len(parcels.source_files) != 1:
        return parcels
    packed = base64.b64encode(zlib.compress(data, 1)).decode("ascii")
    return replace(parcels, style={**parcels.style, SOURCE_OF + parcels.source_files[0]: f"{parcels.profile} {packed}"})


def source_of(parcels: ParcelSet) -> tuple[str, str, bytes] | None:
    """Name, profile and bytes of the file that all parcels of the set were read from; None when there is none at hand."""
    names = {p.source_file for p in parcels.parcels if p.source_file}
    held = parcels.style.get(SOURCE_OF + next(iter(names)), "") if len(names) == 1 else ""
    profile, _, packed = held.partition(" ")
    data = _unpacked(packed) if packed else None
    return (next(iter(names)), profile, data) if data is not None else None


def _unpacked(packed: str) -> bytes | None:
    """The kept bytes; None where a review file was damaged or holds what no file of that size can be."""
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(base64.b64decode(packed), LARGEST + 1)
    except (ValueError, zlib.error):
        return None
    return data if reader.eof and len(data) <= LARGEST else None


def sources(sets: Sequence[ParcelSet]) -> dict[str, str]:
    """The texts of several sets; of two files with one name neither, for they could not be told apart."""
    found: dict[str, str] = {}
    twice = set()
    for one in sets:
        for key, text in one.style.items():
            if key.startswith(SOURCE_OF) and found.setdefault(key, text) != text:
                twice.add(key)
    return {key: text for key, text in found.items() if key not in twice}


def same_parcel(a: Parcel, b: Parcel) -> bool:
    """Whether nothing that a file says of them differs."""
    alike = len(a.rings) == len(b.rings) and dict(a.attributes) == dict(b.attributes)
    alike = alike and all(getattr(a, name) == getattr(b, name) for name in _TEXTS)
    return alike and all(_same_ring(one, other) for one, other in zip(a.rings, b.rings))


def _same_ring(a: Ring, b: Ring) -> bool:
    same = (a.number, a.labels, dict(a.columns), a.xy.shape) == (b.number, b.labels, dict(b.columns), b.xy.shape)
    return same and bool((a.xy == b.xy).all())


def in_file_order(parcels: Sequence[Parcel]) -> tuple[Parcel, ...]:
    """Those of the file by their lines, then those that are new."""
    return tuple(sorted(parcels, key=lambda p: _first_line(p) if p.source_file and _first_line(p) else float("inf")))


def spliced(
    data: bytes, encoding: str, newline: str, before: Sequence[Parcel], now: Sequence[Parcel], render: Callable[[int], list[str]]
) -> bytes | None:
    """The file with the lines of ``before`` replaced by those of ``now`` (in file order) where a parcel has changed.

    render: lines of ``now[i]``.  None when the bytes are no text of one encoding, so that no line of it can be kept.
    """
    codec = _codec(data, encoding)
    try:
        text = data.decode(codec)
        if text.encode(codec) != data:
            return None
    except UnicodeError:
        return None
    lines = [(m[1], m[2]) for m in _LINE.finditer(text) if m[0]]
    made: dict[int, list[str]] = {}
    dropped: set[int] = set()
    old = {_first_line(p): p for p in before}
    here: dict[int, list[int]] = {line: [] for line in old}  # a parcel that was split into parts has several
    fresh: list[str] = []
    for index, parcel in enumerate(now):
        if parcel.source_file and _first_line(parcel) in here:
            here[_first_line(parcel)].append(index)
        else:
            fresh += render(index)
    for line, parcel in old.items():
        if len(here[line]) != 1 or not same_parcel(parcel, now[here[line][0]]):
            dropped |= _lines_of(parcel)
            if "@" in "".join(row for row, _ in lines[line : line + 1]) and line + 1 not in old and "@" not in lines[line - 1][0]:
                dropped.add(line + 1)  # the rest of a parcel line that is broken in two
            held = _point_lines(parcel, [row for row, _ in lines])
            made[line] = [row for index in here[line] for row in _as_held(now[index], render(index), held)]
    last = max((max(_lines_of(p)) for p in before), default=len(lines))
    out: list[tuple[str, str]] = []
    for number, (row, end) in enumerate(lines, 1):
        out += [(r, newline) for r in made.get(number, ())]
        if number not in dropped:
            out.append((row, end))
        if number == last:
            out += [(r, newline) for r in fresh]
    return _joined(out, newline, final=bool(lines) and lines[-1][1] != "").encode(codec)


def _point_lines(parcel: Parcel, lines: Sequence[str]) -> dict[object, list[str]]:
    """The lines of a parcel's points by what they say, in file order."""
    found: dict[object, list[str]] = {}
    for key, number in _points(parcel):
        if 0 < number <= len(lines):
            found.setdefault(key, []).append(lines[number - 1])
    return found


def _as_held(parcel: Parcel, rows: list[str], held: dict[object, list[str]]) -> list[str]:
    """The lines of a changed parcel, where a point says what it said by the line that it had."""
    points = _points(parcel)
    if len(rows) != len(points) + 1:
        return rows
    return [rows[0], *(held[key].pop(0) if held.get(key) else row for row, (key, _) in zip(rows[1:], points))]


def _points(parcel: Parcel) -> list[tuple[object, int]]:
    """What each point row of a parcel says, and its line."""
    return [
        ((r.number, r.labels[i], x, y, tuple(texts[i] for texts in r.columns.values())), r.line(i))
        for r in parcel.rings
        for i, (x, y) in enumerate(r.xy.tolist())
    ]


def _joined(rows: Sequence[tuple[str, str]], newline: str, final: bool) -> str:
    """Rows with their line ends; the last one ends as the last one of the file did."""
    text = "".join(row + (end or newline) for row, end in rows[:-1])
    row, end = rows[-1] if rows else ("", "")
    return text + row + ((end or newline) if final else "")


def _lines_of(parcel: Parcel) -> set[int]:
    """Lines of a file that say something of a parcel."""
    return {_first_line(parcel), *(int(n) for r in parcel.rings if r.lines is not None for n in r.lines)}


def _first_line(parcel: Parcel) -> int:
    """The line by which a parcel of a file is known: that of its values, or of its first point where it has none."""
    return parcel.source_line or next((r.line(0) for r in parcel.rings if len(r)), 0)


def text_of(data: bytes, encoding: str) -> str:
    """A written or kept file as text, without the mark in front; ``encoding`` as ``ParcelSet.encoding`` has it."""
    return data.decode(_codec(data, encoding), "replace").lstrip("\ufeff")


def _codec(data: bytes, encoding: str) -> str:
    """What reads the bytes with a mark in front left in place."""
    if encoding.startswith("UTF-16"):
        return "utf-16-be" if data[:2] == b"\xfe\xff" or data[:1] == b"\x00" else "utf-16-le"
    return "gb18030" if encoding == "GB18030" else "utf-8"
