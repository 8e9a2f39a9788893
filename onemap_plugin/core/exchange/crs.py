"""The coordinate system of a file: from its header, then from its eastings, then from what the user says; never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..coordinates.zones import crs_for, zone_width
from ..parcels import ParcelCrs
from .profiles import TxtProfile, names
from .rules import Findings
from .scoring import EAST6, EAST8, LAT, LON, NORTH7, sizes
from .structure import Block

FloatArray = npt.NDArray[np.float64]
_CGCS = "CGCS2000"


@dataclass(frozen=True)
class Seen:
    """What the coordinates themselves say.

    kind: 'degrees', 'metres' or '' (neither).  swapped: the columns look exchanged.  prefix: zone number before most eastings, 0
    without.  east, north: medians in the order that makes sense.  rows: (n,) points whose easting has another form.
    """

    kind: str
    swapped: bool
    prefix: int
    north: float
    east: float
    odd: npt.NDArray[np.int64]


def look_at(xy: FloatArray) -> Seen:
    """Tell metres from degrees, north from east, and the zone number before the eastings, from all points together."""
    nothing = np.zeros(0, dtype=np.int64)
    if not len(xy):
        return Seen("", False, 0, 0.0, 0.0, nothing)
    north, east = (float(v) for v in np.median(_most_alike(xy), axis=0))
    a, b = (int(v) for v in sizes(np.array([north, east])))
    if {a, b} == {LAT, LON}:
        swapped = a == LON
        return Seen("degrees", swapped, 0, max(north, east) if not swapped else east, east if not swapped else north, nothing)
    swapped = (a, b) in ((EAST8, NORTH7), (EAST6, NORTH7), (EAST8, EAST6))
    if swapped:
        north, east = east, north
        a, b = b, a
    if b == EAST8 and a in (NORTH7, EAST6):
        prefix = int(east // 1_000_000)
        column = xy[:, 0 if swapped else 1]
        return Seen("metres", swapped, prefix, north, east, np.flatnonzero(np.abs(column) < 1_000_000))
    if b == EAST6 and a in (NORTH7, EAST6):
        return Seen("metres", swapped, 0, north, east, np.flatnonzero(xy[:, 0 if swapped else 1] >= 10_000_000))
    return Seen("", False, 0, north, east, nothing)


def _most_alike(xy: FloatArray) -> FloatArray:
    """The points whose two coordinates have the sizes that most points have, of equals those of the first: the middle of two
    kinds is neither."""
    edges = sizes(np.concatenate((xy.min(axis=0), xy.max(axis=0))))
    if (edges[:2] == edges[2:]).all():
        return xy
    kinds = 6 * sizes(xy[:, 0]) + sizes(xy[:, 1])
    counts = np.bincount(kinds, minlength=36)
    first = int(kinds[0])
    best = first if counts[first] == counts.max() else int(counts.argmax())
    return np.asarray(xy[kinds == best])


def resolve_crs(
    block: Block,
    xy: FloatArray,
    profile: TxtProfile,
    findings: Findings,
    fallback: ParcelCrs | None,
    lines: npt.NDArray[np.int64],
) -> tuple[ParcelCrs, Seen]:
    """Coordinate system of a block with all findings on it.  xy: (n, 2) as read; lines: (n,) their 0-based lines."""
    seen = look_at(xy)
    first = int(lines[0]) + 1 if len(lines) else 0
    datum = _datum(block, findings, fallback, first)
    if seen.swapped:
        findings.add("T-CRS-SWAP", line=first, key="swap", north=f"{xy[0, 0]:g}", east=f"{xy[0, 1]:g}")
    degrees_declared = unicodedata.normalize("NFKC", block.get("计量单位")).strip().upper() in names().degree_units
    if seen.kind == "degrees" or (degrees_declared and seen.kind != "metres"):
        findings.add("T-CRS-DEGREES", line=block.line_of("计量单位") or first, key="degrees")
        return crs_for(datum, 0, False), seen
    if degrees_declared and len(xy):
        findings.add("T-CRS-DEGREES", line=block.line_of("计量单位"), key="degrees", variant="metres")
    zone, width = _declared_zone(block, findings)
    if len(seen.odd):
        where = ", ".join(str(int(lines[i]) + 1) for i in seen.odd[:12])
        findings.add(
            "T-CRS-PREFIX-MIXED",
            line=int(lines[seen.odd[0]]) + 1,
            key="mixed",
            variant="" if seen.prefix else "some have one",
            count=len(seen.odd),
            lines=where,
        )
    if not seen.kind and len(xy):
        findings.add("T-CRS-RANGE", line=int(lines[0]) + 1, key="range", north=f"{seen.north:.10g}", east=f"{seen.east:.10g}")
    if not len(xy) and not zone:
        return ParcelCrs(None, datum), seen  # without any point there is nothing to place
    return _projected(block, datum, zone, width, seen, findings, fallback, first), seen


def _projected(
    block: Block, datum: str, zone: int, width: int, seen: Seen, findings: Findings, fallback: ParcelCrs | None, first: int
) -> ParcelCrs:
    line = block.line_of("带号") or first
    if zone:
        if seen.prefix and seen.prefix != zone:
            _compare_prefix(zone, seen, findings, line)
        return crs_for(datum, zone, bool(seen.prefix))
    if zone_width(seen.prefix):
        findings.add("T-CRS-FROM-PREFIX", line=line, key="prefix", zone=seen.prefix)
        _check_width(seen.prefix, width, findings, block.line_of("几度分带"))
        return crs_for(datum, seen.prefix, True)
    if fallback is not None and fallback.epsg is not None and not fallback.geographic and seen.kind:
        found = crs_for(fallback.datum, fallback.zone, bool(seen.prefix), fallback.zone_width)
        findings.add("T-CRS-FALLBACK", line=line, key="fallback", epsg=found.epsg)
        return found
    if seen.prefix and seen.kind:
        findings.add("T-CRS-ZONE", line=line, key="prefix", text=str(seen.prefix))
    findings.add("T-CRS-NO-ZONE", line=line, key="zone")
    return ParcelCrs(None, datum)


def _datum(block: Block, findings: Findings, fallback: ParcelCrs | None, first: int) -> str:
    name, line = block.get("坐标系"), block.line_of("坐标系") or first
    assumed = fallback.datum if fallback is not None and fallback.datum else _CGCS
    if not name.strip():
        findings.add("T-CRS-NAME-EMPTY", line=line, key="datum", datum=assumed)
        return assumed
    datum = names().datum(name)
    if not datum:
        findings.add("T-CRS-NAME", line=line, key="datum", name=name)
        return _CGCS
    if datum != _CGCS:
        findings.add("T-CRS-DATUM", line=line, key="datum", datum=datum)
    return datum


def _declared_zone(block: Block, findings: Findings) -> tuple[int, int]:
    """Zone and zone width of the header; 0 where it gives none or an impossible one."""
    width = _number(block.get("几度分带"))
    width = width if width in (3, 6) else 0
    text, line = block.get("带号"), block.line_of("带号")
    zone = _number(text)
    own = ""
    if not text.strip():
        own, text, line = "own row", block.get("中央子午线"), block.line_of("中央子午线")
        zone = _number(text)
        if not 75 <= zone <= 135:
            return 0, width
    if not zone_width(zone):
        if 75 <= zone <= 135 and zone % 3 == 0:
            found = zone // 3 if width != 6 else (zone + 3) // 6
            findings.add("T-CRS-ZONE-MERIDIAN", line=line, key="meridian", variant=own, text=text, zone=found)
            return found, width
        findings.add("T-CRS-ZONE", line=line, key="zone", text=text)
        return 0, width
    _check_width(zone, width, findings, block.line_of("几度分带"))
    return zone, width


def _check_width(zone: int, width: int, findings: Findings, line: int) -> None:
    if width and zone_width(zone) != width:
        findings.add("T-CRS-WIDTH", line=line, key="width", width=width, zone=zone, actual=zone_width(zone))


def _number(text: str) -> int:
    found = re.search(r"\d+", unicodedata.normalize("NFKC", text))
    return int(found.group()[:6]) if found else 0


def _compare_prefix(zone: int, seen: Seen, findings: Findings, line: int) -> None:
    """Overflow (the easting ran over into the next million) or contradiction."""
    offset = seen.east - (zone * 1_000_000 + 500_000)
    own = abs(seen.east - (seen.prefix * 1_000_000 + 500_000))
    degree = 111_320.0 * max(np.cos(np.radians(min(seen.north / 110_600.0, 60.0))), 0.1)
    half_zone = zone_width(seen.prefix) / 2 * degree
    # beyond it no survey is kept in a zone; within it a declared zone is believed (section 7.3)
    reach = 1000 * findings.threshold("T-CRS-OVERFLOW", "reach")
    if abs(seen.prefix - zone) == 1 and abs(offset) <= reach and (not half_zone or own > 1.5 * half_zone):
        findings.add(
            "T-CRS-OVERFLOW", line=line, key="overflow", zone=zone, prefix=seen.prefix, kilometres=f"{offset / 1000:.0f}"
        )
    else:
        findings.add("T-CRS-PREFIX", line=line, key="prefix", zone=zone, prefix=seen.prefix)
