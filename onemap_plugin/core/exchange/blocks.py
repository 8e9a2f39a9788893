"""Several blocks of header and coordinates in one file: the coordinate system of each, and the file taken apart by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..coordinates.zones import crs_from_epsg
from ..parcels import ParcelCrs, ParcelSet
from .crs import Seen, resolve_crs
from .profiles import TxtProfile
from .rows import PointRows
from .rules import Findings
from .structure import Block

_KEY = "block_epsg"


def resolve_blocks(
    blocks: Sequence[Block], points: PointRows, profile: TxtProfile, findings: Findings, fallback: ParcelCrs | None
) -> tuple[ParcelCrs, Seen, dict[str, str]]:
    """Coordinate system of the first block, which is that of the set, and what its points show, each block judged by its own
    points.  The mapping is for the style of the set: empty when all blocks agree, else the EPSG code of each (0 for none)."""
    if len(blocks) < 2:
        return *resolve_crs(blocks[0], points.xy, profile, findings, fallback, points.line), {}
    rows = [np.searchsorted(points.line, (max(b.first, 0), b.last if b.last >= 0 else len(points.line) + 1)) for b in blocks]
    rows[0][0] = 0
    lead = slice(*rows[0])
    crs, seen = resolve_crs(blocks[0], points.xy[lead], profile, findings, fallback, points.line[lead])
    found = [crs]
    for block, (a, b) in zip(blocks[1:], rows[1:]):
        if a == b:
            found.append(crs)
            continue
        own = block if block.header else blocks[0]
        apart = Findings(findings.file, findings.settings)
        own_crs, own_seen = resolve_crs(own, points.xy[a:b], profile, apart, fallback, points.line[a:b])
        if own_crs != crs or (own_seen.kind, own_seen.swapped, own_seen.prefix) != (seen.kind, seen.swapped, seen.prefix):
            resolve_crs(own, points.xy[a:b], profile, findings, fallback, points.line[a:b])
        found.append(own_crs)
        if own_crs != crs:
            findings.add(
                "T-BLOCK-CRS",
                line=block.line_of("带号") or block.line_of("坐标系") or int(points.line[a]) + 1,
                key=f"{len(found)}",
                value=_shown(own_crs),
                first=_shown(crs),
            )
    return crs, seen, {} if all(c == crs for c in found) else {_KEY: ",".join(str(c.epsg or 0) for c in found)}


def _shown(crs: ParcelCrs) -> str:
    return f"{crs.datum} EPSG:{crs.epsg}" if crs.epsg else f"{crs.datum} {crs.zone or ''}".strip()


def by_block(parcels: ParcelSet) -> list[ParcelSet]:
    """The set as one set for each coordinate system of its blocks, the first with all findings; as it is with a single one."""
    codes = parcels.style.get(_KEY, "")
    heads = [int(n) for n in parcels.style.get("block_parcels", "").split(",") if n]
    if not codes or len(heads) != len(codes.split(",")):
        return [parcels]
    lead = codes.split(",")[0]
    sets: dict[str, list[int]] = {lead: []}
    for code, start, stop in zip(codes.split(","), heads, [*heads[1:], len(parcels.parcels)]):
        sets.setdefault(code, []).extend(range(start, stop))
    made = []
    for code, members in sets.items():
        some = tuple(parcels.parcels[i] for i in members)
        if code == lead:
            made.append(replace(parcels, parcels=some))
        else:
            made.append(ParcelSet(some, crs_from_epsg(int(code)) or ParcelCrs(), source_files=parcels.source_files))
    return made
