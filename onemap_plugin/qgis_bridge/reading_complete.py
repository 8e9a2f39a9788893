"""Whether the table beside the shapes is whole, and texts that OGR could not decode."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from .reading_rules import finding

_CHUNK = 1 << 20


def records_of(path: Path) -> int | None:
    """Records that the table of a Shapefile (.dbf) or MapInfo file (.mid) really holds; None when there is none to look at."""
    suffix = {".shp": ".dbf", ".mif": ".mid"}.get(path.suffix.lower(), "")
    table = _part(path, suffix) if suffix else None
    if table is None:
        return None
    if suffix == ".mid":
        return _lines(table)
    with table.open("rb") as stream:
        head = stream.read(32)
    count, header, width = (int.from_bytes(head[a:b], "little") for a, b in ((4, 8), (8, 10), (10, 12)))
    if len(head) < 32 or not width:
        return None
    return min(count, max(table.stat().st_size - header, 0) // width)


def shapes_of(path: Path, features: int) -> int:
    """Shapes of the file, where its index says so: OGR leaves out what the table has no record for, and deleted ones."""
    index = _part(path, ".shx") if path.suffix.lower() == ".shp" else None
    return max(index.stat().st_size - 100, 0) // 8 if index is not None else features


def _part(path: Path, suffix: str) -> Path | None:
    return next((p for s in (suffix, suffix.upper()) if (p := path.with_suffix(s)).is_file()), None)


def _lines(path: Path) -> int:
    count, last = 0, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            count, last = count + chunk.count(b"\n"), chunk[-1:]
    return count + (last != b"\n")


def table_remarks(name: str, shapes: int, records: int | None) -> list[Finding]:
    """What is to be said when the table has another number of records than there are shapes."""
    if records is None or records == shapes:
        return []
    return [
        finding(
            "file",
            QT_TRANSLATE_NOOP(
                "rules",
                "The table of {name} has {records} records for {count} shapes: numbers, names and areas may be missing or "
                "stand at the wrong shape. Copy all parts of the file again.",
            ),
            name,
            key="table",
            name=name,
            records=records,
            count=shapes,
        )
    ]


def decode_texts(fields: list[str], rows: Sequence[dict[str, Any]], name: str) -> list[Finding]:
    """Turn names and values that are no UTF-8 into text, in place, when all of them are GB18030; tell what was done.

    OGR hands them over as bytes or with lone surrogates, as from a MapInfo file that says "Neutral" for its characters.
    """
    odd = [raw for raw in map(_raw, [*fields, *(v for row in rows for v in row.values())]) if raw is not None]
    if not odd:
        return []
    chinese = all(_decoded(raw) is not None for raw in odd)
    if chinese:
        names = {f: _decoded(raw) or f for f in fields if (raw := _raw(f)) is not None}
        fields[:] = [names.get(f, f) for f in fields]
        for row in rows:
            turned = {names.get(k, k): v if (raw := _raw(v)) is None else _decoded(raw) for k, v in row.items()}
            row.clear()
            row.update(turned)
    return [
        finding(
            "encoding",
            QT_TRANSLATE_NOOP("rules", "{name} does not say its text encoding; it was read as {encoding}.")
            if chinese
            else QT_TRANSLATE_NOOP("rules", "{count} texts of {name} are in no known encoding and are shown with �."),
            name,
            key="texts",
            name=name,
            encoding="GB18030",
            count=len(odd),
        )
    ]


def _raw(value: Any) -> bytes | None:
    """The bytes of a value that OGR could not decode; None for all that is in order."""
    if isinstance(value, bytes):
        raw = value.strip(b"\0")
    elif isinstance(value, str) and not value.isascii() and any("\udc80" <= c <= "\udcff" for c in value):
        raw = value.encode("utf-8", "surrogateescape").strip(b"\0")
    else:
        return None
    return None if _cut_utf8(raw) else raw


def _cut_utf8(raw: bytes) -> bool:
    """UTF-8 whose last character was cut off, as Shapefile does at the width of its columns."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start > 0
    return True


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
