"""Findings on header rows and sections: what is missing, empty, unknown, in another order, or does not add up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..parcels import Parcel
from .area_unit import UNIT_M2, split_unit
from .profiles import TxtProfile, names
from .rules import Findings
from .structure import COORDINATES, HEADER, Block, Structure

_TOTAL = re.compile(r"^\s*总用地面积\s*[=＝]\s*(.+?)\s*$", re.MULTILINE)


def review_header(structure: Structure, profile: TxtProfile, findings: Findings) -> None:
    """Header rows of every block against the profile, and blocks against each other."""
    blocks = [b for b in structure.blocks if b.first >= 0]
    for number, block in enumerate(blocks):
        mark = f"block {number} " if number else ""
        if profile.header_keys:
            _review_block(block, profile, findings, mark)
        if not block.tagged and (block.header or (profile.header_keys and not number)):
            findings.add("T-SECTION-MISSING", line=1, key=mark + HEADER, section=HEADER)
    if not structure.has_tag and profile.parcel_lines != "none" and blocks and findings.number_of("T-SECTION-MISSING") == 0:
        findings.add("T-SECTION-MISSING", line=blocks[0].first + 1, key=COORDINATES, section=COORDINATES)
    if len(blocks) > 1:
        findings.add("T-BLOCKS", line=blocks[1].first + 1, key="blocks", blocks=len(blocks))


def _review_block(block: Block, profile: TxtProfile, findings: Findings, mark: str) -> None:
    aliases = names().header_keys
    there = {aliases.get(k, k) for k in block.header}
    start = min(block.header_lines.values(), default=1)
    for key in profile.required_keys:
        if aliases.get(key, key) not in there:
            findings.add("T-KEY-MISSING", line=start, key=mark + key, name=key, profile=profile.id)
    for key, value in block.header.items():
        if key in profile.header_keys and not value and key not in ("坐标系", "带号"):
            findings.add("T-KEY-EMPTY", line=block.header_lines[key], key=mark + key, name=key)
        elif key not in profile.header_keys and aliases.get(key, key) not in aliases.values():
            findings.add("T-KEY-UNKNOWN", line=block.header_lines[key], key=mark + key, name=key)
    if tuple(block.header) != profile.header_keys and block.header:
        findings.add(
            "T-KEY-ORDER",
            line=start,
            key=mark + "order",
            found=len(block.header),
            expected=len(profile.header_keys),
            profile=profile.id,
        )


def review_decimals(block: Block, decimals: int, findings: Findings) -> None:
    """More decimals than the declared precision, which is a step (0.001) or a number of decimals (3)."""
    text = unicodedata.normalize("NFKC", block.get("精度")).strip()
    declared = split_unit(text)[0] if text else None
    if declared is None or declared <= 0:
        return
    if declared >= 1:
        allowed = int(declared)
    else:
        digits = f"{declared:.9f}".rstrip("0")
        allowed = len(digits.partition(".")[2])
    if decimals > allowed and allowed <= 9:
        findings.add("T-DECIMALS", line=block.line_of("精度"), key="decimals", decimals=decimals, precision=text)


def review_total(structure: Structure, parcels: Sequence[Parcel], findings: Findings) -> None:
    """Sum of the declared areas against 总用地面积 of [项目信息] (hectares unless it says otherwise)."""
    text = structure.sections.get("项目信息", "")
    found = _TOTAL.search(text)
    if not found:
        return
    line = structure.section_lines.get("项目信息", 0) + text.count("\n", 0, found.start(1)) + 1
    total, unit = split_unit(found.group(1))
    units = [p for p in parcels if p.declared_area is not None and p.declared_unit in UNIT_M2]
    if not total or len(units) != len(parcels) or not units:
        return
    square = sum((p.declared_area or 0.0) * UNIT_M2[p.declared_unit] for p in units)
    tolerance = max(0.5 * len(units) + 0.5, findings.threshold("T-AREA-SUM", "share") / 100 * square)
    candidates = [unit] if unit in UNIT_M2 else ["ha", "m2"]
    if all(abs(total * UNIT_M2[u] - square) > tolerance for u in candidates):
        findings.add("T-AREA-SUM", line=line, key="sum", sum=f"{square / 10_000:.4f}", total=found.group(1))
