"""Read a coordinate TXT of any known dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np
import numpy.typing as npt

from ..findings import EMPTY
from ..parcels import Parcel, ParcelCrs, ParcelSet
from ..progress import SILENT, Progress
from ..rules import RuleSettings
from . import build, review_header, review_rows
from .blocks import resolve_blocks
from .cells import comma_counts
from .collector import collector_paused
from .crs import Seen
from .original import with_source
from .parcel_line import ParcelLine
from .profiles import TxtProfile, profile_by_id, profile_problems, profiles
from .rings import Draft, RingTable, assign_parcels, build_rings
from .rows import PointRows, points_of, read_tables
from .rules import Findings
from .scoring import Score, score_profiles
from .structure import HEADER, Block, Structure, read_structure
from .text import TextLines, outside_gbk, read_lines


def read_txt(
    data: bytes,
    file_name: str,
    profile_id: str = "",
    fallback_crs: ParcelCrs | None = None,
    progress: Progress = SILENT,
    *,
    swap_axes: bool = False,
    bulk: bool = True,
    settings: RuleSettings = EMPTY,
) -> ParcelSet:
    """Parcels of a coordinate TXT, and findings for all that is wrong or unusual in it.

    data: the bytes of the file.  file_name: for messages, without folder.  profile_id: '' recognises the dialect.
    fallback_crs: taken when neither header nor eastings name the zone; without it the set comes back with ``crs.epsg`` None.
    swap_axes: read north and east the other way round, when the user agreed to a proposal (T-CRS-SWAP).
    bulk: False reads every line one by one, with the same result.
    settings: what a check profile says of the readers' rules (severity, thresholds, off).
    Coordinates come back exactly as written: column 0 north (X) and column 1 east (Y) in metres, or latitude and longitude in
    degrees.  Raises OneMapError when the file is empty or no text, or the profile does not exist.
    Source of the dialects: resources/txt_profiles.
    """
    with collector_paused(len(data)):
        found = _read(data, Findings(file_name, settings), profile_id, fallback_crs, progress, swap_axes, bulk)
        return with_source(found, data)


def _read(
    data: bytes,
    findings: Findings,
    profile_id: str,
    fallback_crs: ParcelCrs | None,
    progress: Progress,
    swap_axes: bool,
    bulk: bool,
) -> ParcelSet:
    wanted = profile_by_id(profile_id) if profile_id else None
    stem = PurePosixPath(findings.file).stem
    known = {i: p for i, p in profiles().items() if p.file_stem in ("", stem) or p is wanted}
    for problem in profile_problems():
        findings.add("T-PROFILE-TABLE", key=problem.file, file_name=problem.file, reason=str(problem.params.get("reason", "")))
    lines = read_lines(data, findings, progress)
    if lines.newline in ("CR", "mixed"):
        findings.add("T-EOL", key=lines.newline, kinds=lines.newline)
    outside_gbk(lines, findings)
    commas = comma_counts(lines, progress.part(0.05, 0.1))
    structure = read_structure(lines, commas, findings, progress)
    tables, parcel_lines = read_tables(lines, structure, commas, findings, progress.part(0.1, 0.4), bulk)
    scores = score_profiles(known, structure, parcel_lines, tables)
    profile, score = _choose(scores, wanted, bool(parcel_lines or tables), findings)
    points = points_of(lines, tables, profile, findings, swap_axes)
    del tables  # half the memory of a large file
    progress.report(0.5)
    return _assemble(lines, structure, parcel_lines, points, profile, score, findings, fallback_crs, progress)


def _choose(scores: Sequence[Score], wanted: TxtProfile | None, any_data: bool, findings: Findings) -> tuple[TxtProfile, float]:
    if wanted is not None:
        return wanted, round(next(s.total for s in scores if s.profile.id == wanted.id), 3)
    best = scores[0]
    if any_data and best.total < findings.threshold("T-PROFILE-UNSURE", "score"):
        findings.add(
            "T-PROFILE-UNSURE",
            key=best.profile.id,
            profile=best.profile.id,
            score=f"{best.total:.2f}",
            other=scores[1].profile.id,
            other_score=f"{scores[1].total:.2f}",
        )
    return best.profile, round(best.total, 3)


def _assemble(
    lines: TextLines,
    structure: Structure,
    parcel_lines: list[ParcelLine],
    points: PointRows,
    profile: TxtProfile,
    score: float,
    findings: Findings,
    fallback: ParcelCrs | None,
    progress: Progress,
) -> ParcelSet:
    blocks = _blocks(structure)
    crs, seen, systems = resolve_blocks(blocks, points, profile, findings, fallback)
    owners = assign_parcels(points, parcel_lines, structure, profile, findings)
    rings = build_rings(points, owners.owner, findings, projected=seen.kind != "degrees")
    drafts = build.draft_parcels(owners, rings, points, profile, findings)
    if profile.parcel_lines == "ring":
        drafts = build.merge_features(drafts, rings, points, findings)
    parcels = build.make_parcels(drafts, rings, points, profile, findings, progress.part(0.5, 0.8))
    if not parcels:
        findings.add("T-NO-PARCEL", line=1, key="none")
    closing = _review(structure, blocks, parcels, drafts, rings, points, profile, findings)
    _cut_off_last_point(lines, points, seen, findings)
    progress.report(1.0)
    style = {**_style(lines, points, closing, parcel_lines, parcels, blocks, len(profile.slots)), **systems}
    return ParcelSet(
        tuple(parcels),
        crs,
        _header(blocks[0]),
        _sections(structure, blocks),
        lines.encoding,
        profile.id,
        score,
        (findings.file,),
        findings.result(),
        style,
    )


def _blocks(structure: Structure) -> list[Block]:
    """Blocks with coordinates; a header that stands behind all coordinates belongs to them."""
    blocks = [b for b in structure.blocks if b.first >= 0] or structure.blocks or [Block()]
    if not any(b.header for b in blocks):
        late = next((b for b in structure.blocks if b.header), None)
        if late is not None:
            blocks[0].header, blocks[0].header_lines, blocks[0].tagged = late.header, late.header_lines, late.tagged
    return blocks


def _review(
    structure: Structure,
    blocks: list[Block],
    parcels: list[Parcel],
    drafts: list[Draft],
    rings: RingTable,
    points: PointRows,
    profile: TxtProfile,
    findings: Findings,
) -> Mapping[str, int]:
    review_header.review_header(structure, profile, findings)
    review_header.review_total(structure, parcels, findings)
    if len(points.line):
        review_header.review_decimals(blocks[0], int(points.decimals.max()), findings)
    review_rows.review_parcel_lines(parcels, profile, findings)
    build.placeholder_values(parcels, findings)
    review_rows.review_counts(parcels, drafts, rings, findings)
    owners = np.zeros(len(rings), dtype=np.int64)
    for index, draft in enumerate(drafts):
        owners[draft.first_ring : draft.last_ring] = index
    review_rows.review_labels(points, rings, parcels, owners.tolist(), findings)
    if profile.parcel_lines != "ring":
        review_rows.review_ring_numbers(parcels, profile, findings)
    review_rows.review_ring_meaning(parcels, drafts, rings, findings)
    return review_rows.review_closing(rings, findings)


def _cut_off_last_point(lines: TextLines, points: PointRows, seen: Seen, findings: Findings) -> None:
    """A file that breaks off within its last number: the point lies far from all others."""
    if (
        len(points.line) < 3
        or int(points.line[-1]) != len(lines) - 1
        or int(lines.ends[-1]) != len(lines.buffer)
        or not seen.kind
    ):
        return
    last, middle = points.xy[-1], np.median(points.xy, axis=0)
    if (np.abs(last) < findings.threshold("T-TRUNCATED", "share") / 100 * np.abs(middle)).any():
        findings.add("T-TRUNCATED", line=len(lines), key="end", text=lines.text(len(lines) - 1))


def _header(block: Block) -> dict[str, str]:
    return dict(block.header)


def _sections(structure: Structure, blocks: Sequence[Block]) -> dict[str, str]:
    """Unknown sections verbatim, further headers as ``属性描述#2`` ..., notes among the coordinates as ``地块坐标``."""
    found = dict(structure.sections)
    for number, block in enumerate(blocks[1:], 2):
        found[f"{HEADER}#{number}"] = "\n".join(f"{k}={v}" for k, v in block.header.items())
    notes = [note for block in blocks for note in block.notes]
    if notes:
        found["地块坐标"] = "\n".join(notes)
    return found


def _style(
    lines: TextLines,
    points: PointRows,
    closing: Mapping[str, int],
    parcel_lines: Sequence[ParcelLine],
    parcels: Sequence[Parcel],
    blocks: Sequence[Block],
    slots: int,
) -> dict[str, str]:
    """How the file was written, as far as the writer can do the same."""
    ends = {p.end for p in parcel_lines}
    style = {
        "newline": lines.newline,
        "bom": "yes" if lines.bom else "no",
        "closing": _only(closing),
        "decimals": _decimals(points),
    }
    if len(ends) == 1:
        style["end"] = next(iter(ends))
    last = int(lines.ends[-1]) == len(lines.buffer) if len(lines) else False
    style["final_newline"] = "no" if last else "yes"
    usual = style.get("end", "")
    for parcel, line in zip(parcels, _lines_of(parcels, parcel_lines)):
        if line is not None and (len(line.slots) < slots or ",".join(line.slots) + usual != line.text):
            style[f"line {parcel.parcel_id}"] = line.text  # blanks, full-width commas, mixed ends, fewer slots
    if len(blocks) > 1:
        heads = [int(b.first) + 1 for b in blocks]
        before = np.searchsorted([p.source_line for p in parcels], heads)
        style["block_parcels"] = ",".join(str(int(n)) for n in before)
    return style


def _lines_of(parcels: Sequence[Parcel], parcel_lines: Sequence[ParcelLine]) -> list[ParcelLine | None]:
    by_line = {p.index + 1: p for p in parcel_lines}
    return [by_line.get(p.source_line) for p in parcels]


def _only(closing: Mapping[str, int]) -> str:
    kinds = [kind for kind, n in closing.items() if n]
    return kinds[0] if len(kinds) == 1 else "keep"


def _decimals(points: PointRows) -> str:
    """Number of decimals when all points have the same, else ``any`` (trailing zeros dropped)."""
    found: npt.NDArray[np.uint8] = np.unique(points.decimals)
    return str(int(found[0])) if len(found) == 1 and points.even else "any"


def read_swapped(parcels: ParcelSet) -> ParcelSet:
    """The set with north and east exchanged, for a user who agreed to the proposal T-CRS-SWAP; nothing else changes."""
    turned = tuple(
        replace(p, rings=tuple(replace(r, xy=np.ascontiguousarray(r.xy[:, ::-1])) for r in p.rings)) for p in parcels.parcels
    )
    kept = tuple(f for f in parcels.findings if f.rule != "T-CRS-SWAP")
    return replace(parcels, parcels=turned, findings=kept)
