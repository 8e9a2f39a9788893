"""Which reader a file is for, from its first bytes; never raises."""

from __future__ import annotations

from ..errors import OneMapError
from ..progress import SILENT
from .cells import comma_counts
from .columns import guess_columns
from .point_list import rows_of
from .profiles import names, profiles
from .rows import read_tables
from .rules import Findings
from .scoring import score_profiles
from .structure import COORDINATES, read_structure
from .text import TextLines, read_lines

_SIZE = 1 << 16
_LARGE = 1 << 20
_NO_TEXT = (b"PK\x03\x04", b"%PDF", b"\x00\x00\x27\x0a", b"SQLite format 3", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OTHER_TEXT = (
    ".json",
    ".geojson",
    ".kml",
    ".xml",
    ".gml",
    ".dxf",
    ".qgs",
    ".html",
    ".htm",
    ".prj",
    ".cpg",
    ".sld",
    ".qml",
    ".svg",
)
_LIST_SHARE = 0.6


def sniff(data: bytes, file_name: str) -> str:
    """'txt' for a coordinate TXT, 'points' for a point list, '' for anything else.

    data: the file or its beginning (64 KB are enough).
    """
    if file_name.lower().endswith(_OTHER_TEXT) or data.startswith(_NO_TEXT):
        return ""
    findings = Findings(file_name)
    try:
        lines = read_lines(_whole_lines(data[:_SIZE]), findings)
    except OneMapError:
        return ""
    head = lines.text(0).lstrip()[:1]
    if head in ("<", "{"):
        return ""
    return _kind(lines, findings)


def may_hold_parcels(data: bytes) -> bool:
    """Whether anything in a text can be the beginning of parcels, for large files whose first lines are none: an end mark, or a
    section of coordinates in any encoding."""
    if len(data) <= _LARGE or b"@" in data:
        return True
    tags = [name for name, meaning in names().section_names.items() if meaning == COORDINATES]
    return any(tag.encode(codec) in data for tag in tags for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"))


def _whole_lines(data: bytes) -> bytes:
    """Without a last line that may be cut in the middle of a character."""
    if len(data) < _SIZE:
        return data
    cut = max(data.rfind(b"\n"), data.rfind(b"\r"))
    return data[: cut + 1] if cut > 0 and not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data


def _kind(lines: TextLines, findings: Findings) -> str:
    commas = comma_counts(lines)
    structure = read_structure(lines, commas, findings)
    tables, parcel_lines = read_tables(lines, structure, commas, findings, SILENT)
    if structure.has_tag or any(b.tagged for b in structure.blocks):
        return "txt"
    if parcel_lines and tables:
        return "txt"
    best = score_profiles(profiles(), structure, parcel_lines, tables)[0]
    if best.point > 0.95 and "parcel_no" in best.profile.columns:
        return "txt"
    rows = [row for row, _ in rows_of(lines) if any(row)]
    guess = guess_columns(rows)
    if not guess.usable:
        return ""
    needed = max(guess.roles.index(r) for r in guess.roles if r in ("north", "east", "lon", "lat"))
    body = [row for row in rows[guess.header_rows :] if sum(map(bool, row)) > 1]  # a side length stands alone in its row
    good = sum(len(row) > needed for row in body)
    return "points" if good >= _LIST_SHARE * max(len(body), 1) else ""
