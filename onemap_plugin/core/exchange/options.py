"""How a coordinate TXT is to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..findings import EMPTY
from ..parcels import ParcelSet

SAFE_PROFILE = "standard"
#: instead of a profile: the file as it was read, with the lines of changed parcels anew
AS_READ = "as_read"


@dataclass(frozen=True)
class WriteOptions:
    """Choices of the writer; the defaults are what most receiving programs accept at once.

    profile: profile id; '' takes that of the set when it can be written, else 'standard'.
    encoding: 'GBK', 'GB18030', 'UTF-8', 'UTF-8-SIG' or 'UTF-16'.  newline: 'CRLF', 'LF', 'CR'.  final_newline: end the last line.
    decimals: of coordinates in metres; None writes the shortest text that reads back to the same number.
    degree_decimals: of coordinates in degrees.  prefix: zone number before the easting; None leaves it as it is.
    numbering: 'keep' labels, start at the corner 'nw' or 'north'-most.  restart: labels begin anew in each ring.
    closing: 'first' label repeated, 'next' label, 'none', 'keep' as it is, '' as the profile has it.
    label_prefix: before numbers given anew.  orient: shells clockwise, holes counter-clockwise (with numbering only).
    area: 'declared' writes the declared area where there is one, 'computed' the plane area of the coordinates as written.
    area_unit: 'ha', 'm2', 'mu', or '' for that of the profile.  parts: 'together' or 'split' (one line per part, -1, -2 ...).
    sheet: 'declared' writes 图幅号 as it was read, 'computed' the 1:10,000 sheets that the parcel as written lies on.
    header: values of header rows.  date: for 数据产生日期 (YYYY-MM-DD) where nothing else gives it.
    verbatim: write header, sections, ring numbers and end marks as they were read.
    """

    profile: str = ""
    encoding: str = "GBK"
    newline: str = "CRLF"
    final_newline: bool = True
    decimals: int | None = 3
    degree_decimals: int | None = 9
    prefix: bool | None = None
    numbering: str = "keep"
    restart: bool = False
    closing: str = ""
    label_prefix: str = "J"
    orient: bool = True
    area: str = "declared"
    area_unit: str = ""
    parts: str = "together"
    sheet: str = "declared"
    header: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    date: str = ""
    verbatim: bool = False

    @classmethod
    def as_read(cls, parcels: ParcelSet) -> WriteOptions:
        """Options that write a set back the way it was read."""
        style = parcels.style
        decimals = style.get("decimals", "3")
        encoding = parcels.encoding or "GBK"
        return cls(
            profile=parcels.profile,
            encoding=("UTF-8-SIG" if encoding == "UTF-8" and style.get("bom") == "yes" else encoding),
            newline=style.get("newline") if style.get("newline") in ("CRLF", "LF", "CR") else "CRLF",  # type: ignore[arg-type]
            final_newline=style.get("final_newline") != "no",
            decimals=int(decimals) if decimals.isdecimal() else None,
            degree_decimals=int(decimals) if decimals.isdecimal() else None,
            closing="keep",
            verbatim=True,
        )
