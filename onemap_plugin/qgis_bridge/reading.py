"""Read parcels from whatever a surveyor has: coordinate TXT, point lists, vector files, folders and archives of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Union

from ..core.errors import Cancelled, OneMapError
from ..core.exchange.original import SOURCE_OF, sources
from ..core.findings import SEVERITIES, Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.parcels import Parcel, ParcelCrs, ParcelSet
from ..core.progress import SILENT, Progress
from ..core.rules import regraded
from . import review_file, user_profiles
from .reading_choices import NO_CHOICES, Choices, with_axes_exchanged
from .reading_inputs import OVITAL, SHEETS, TEXT_FILES, Inputs, Item
from .reading_rules import RULES, finding

__all__ = ["RULES", "read_any", "merge_sets", "split_paths"]
PathLike = Union[str, Path]
#: key of ``ParcelSet.style`` for the header of one file among several, before its name
HEADER_OF = "header "


def split_paths(text: str) -> list[Path]:
    """One path, or several separated by ';' (a path that exists as it stands is one path)."""
    if Path(text).exists() or ";" not in text:
        return [Path(text)]
    return [Path(t.strip().strip('"')) for t in text.split(";") if t.strip()]


def read_any(
    path: PathLike | Sequence[PathLike],
    profile: str = "",
    progress: Progress = SILENT,
    fallback: ParcelCrs | None = None,
    choices: Choices = NO_CHOICES,
) -> ParcelSet:
    """All parcels of a file, a folder, an archive or several of these, in one set.

    profile: id of a TXT profile, '' to recognise it.  fallback: the system of files that do not say theirs.
    choices: what the user decided about columns, axes and layers, and what the check profile says of the readers' rules.
    A file that cannot be read is a finding and does not stop the others; OneMapError when no parcel was found at all,
    with the first reason.  ``source_file`` is a name relative to what was handed over, never an absolute path.
    """
    from ..core.exchange import join_pairs

    user_profiles.apply()
    paths = split_paths(str(path)) if isinstance(path, (str, Path)) else [Path(p) for p in path]
    sets: list[ParcelSet] = []
    with Inputs(progress) as inputs:
        items = _distinct(inputs.items(paths))
        for i, item in enumerate(items):
            part = progress.part(i / len(items), (i + 1) / len(items))
            sets += _read_isolated(item, profile, fallback, choices, part, inputs)
        found = merge_sets(join_pairs(sets), tuple(inputs.findings))
    if not found.parcels:
        raise _nothing(paths, found.findings)
    return replace(found, findings=regraded(found.findings, choices.rules))


def _read_isolated(
    item: Item, profile: str, fallback: ParcelCrs | None, choices: Choices, progress: Progress, inputs: Inputs
) -> list[ParcelSet]:
    try:
        sets = _read_item(item, profile, fallback, choices, progress, inputs)
        return [with_axes_exchanged(s) for s in sets] if choices.swap_axes else sets
    except Cancelled:
        raise
    except OneMapError as e:
        if item.alone:
            raise
        return _not_read(item, str(e), e.line)
    except OSError as e:
        reason = e.strerror or type(e).__name__
        if item.alone:
            raise OneMapError(
                QT_TRANSLATE_NOOP("errors", "The file cannot be read ({reason})."),
                file=item.name,
                hint=QT_TRANSLATE_NOOP("errors", "Check that it is there, not locked, and that you may read it."),
                reason=reason,
            ) from e
        return _not_read(item, reason)
    except Exception as e:  # one bad file must not cost the others; it stays visible
        return _not_read(item, f"{type(e).__name__}: {e}")


def _not_read(item: Item, reason: str, line: int = 0) -> list[ParcelSet]:
    remark = finding(
        "file", QT_TRANSLATE_NOOP("rules", "{name} was not read: {reason}"), item.name, name=item.name, reason=reason
    )
    return [ParcelSet((), findings=(replace(remark, source_line=line),))]


def _read_item(
    item: Item, profile: str, fallback: ParcelCrs | None, choices: Choices, progress: Progress, inputs: Inputs
) -> list[ParcelSet]:
    suffix = item.path.suffix.lower()
    if suffix == ".gpkg" and review_file.is_review(item.path):
        return _own_file(item)
    if suffix in TEXT_FILES:
        return _read_text(item, profile, fallback, choices, progress)
    if suffix in (".geojson", ".json", ".kml", ".shp", ".mif", ".gml") or item.path.is_dir():
        return _read_vector(item, fallback, choices, progress, inputs)
    if item.alone and suffix not in (".gpkg", ".dxf", ".kmz", *OVITAL) and _sniffs(item):
        return _read_text(item, profile, fallback, choices, progress)
    return _read_vector(item, fallback, choices, progress, inputs)


def _own_file(item: Item) -> list[ParcelSet]:
    if item.alone:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "This is a review file, not a parcel file."),
            file=item.name,
            hint=QT_TRANSLATE_NOOP("errors", "Open it as a review, or choose the file that the parcels come from."),
        )
    return [
        ParcelSet(
            (),
            findings=(
                finding(
                    "skipped",
                    QT_TRANSLATE_NOOP("rules", "{name} is a review file; its parcels were not read again."),
                    item.name,
                    name=item.name,
                ),
            ),
        )
    ]


def _read_vector(
    item: Item, fallback: ParcelCrs | None, choices: Choices, progress: Progress, inputs: Inputs
) -> list[ParcelSet]:
    from .reading_ogr import read_vector

    return read_vector(item, fallback, progress, inputs.temporary(), choices.layers)


def _sniffs(item: Item) -> bool:
    from ..core import exchange

    with item.path.open("rb") as stream:
        return bool(exchange.sniff(stream.read(1 << 16), item.path.name))


def _read_text(
    item: Item, profile: str, fallback: ParcelCrs | None, choices: Choices, progress: Progress
) -> list[ParcelSet]:
    from ..core import exchange

    if item.path.suffix.lower() in SHEETS:
        from .reading_sheets import read_sheets

        return read_sheets(item, fallback, progress, choices)
    data = item.path.read_bytes()
    kind = exchange.sniff(data, item.path.name)
    if kind == "txt" or (profile and item.path.suffix.lower() == ".txt"):
        return exchange.by_block(exchange.read_txt(data, item.name, profile, fallback, progress, settings=choices.rules))
    if kind == "points" or choices.columns_for(item.name).roles or item.path.suffix.lower() != ".txt":
        chosen = choices.columns_for(item.name)
        roles, header = chosen.roles, chosen.header_rows
        return [exchange.read_point_list(data, item.name, roles, header, fallback, progress, settings=choices.rules)]
    if item.alone and exchange.may_hold_parcels(data):
        found = exchange.read_txt(data, item.name, profile, fallback, progress, settings=choices.rules)
        if not found.parcels or any(p.rings for p in found.parcels):  # a letter with an address in it has an @ and no points
            return exchange.by_block(found)
    return [
        ParcelSet(
            (),
            findings=(
                finding(
                    "skipped",
                    QT_TRANSLATE_NOOP("rules", "{name} holds no coordinates that OneMap knows."),
                    item.name,
                    name=item.name,
                ),
            ),
        )
    ]


def _distinct(items: list[Item]) -> list[Item]:
    """Names that tell the files apart: two files of one name from different folders get the folder's name before theirs."""
    counts: dict[str, int] = {}
    for item in items:
        counts[item.name] = counts.get(item.name, 0) + 1
    named = [replace(i, name=f"{i.path.parent.name}/{i.name}") if counts[i.name] > 1 else i for i in items]
    seen: dict[tuple[Path, str], Item] = {}
    for item in named:
        seen.setdefault((item.path.resolve(), item.layer), item)
    return list(seen.values())


_LITTLE = ("read.height", "read.encoding", "T-CLOSING", "T-CRS-", "T-KEY-")  # does not explain why there is no parcel


def _nothing(paths: Sequence[Path], findings: Iterable[Finding]) -> OneMapError:
    """No parcel at all: with the finding that explains it best, and what was expected."""
    reasons = [f for f in findings if not f.rule.startswith(_LITTLE) and f.rule != "T-NO-PARCEL"]
    first = min(reasons, key=lambda f: SEVERITIES.index(f.severity), default=None)
    if first is None and len(paths) == 1 and paths[0].is_file():
        return OneMapError(
            QT_TRANSLATE_NOOP("errors", "No parcel was found: the file holds no features, or only points to data elsewhere."),
            file=paths[0].name,
            hint=QT_TRANSLATE_NOOP("errors", "Export the parcels themselves from the program that made it."),
        )
    return OneMapError(
        QT_TRANSLATE_NOOP("errors", "No parcel was found. {reason}"),
        file=paths[0].name if len(paths) == 1 else "",
        hint=QT_TRANSLATE_NOOP("errors", "Expected: a coordinate TXT, a point list, or a vector file with faces."),
        line=first.source_line if first else 0,
        reason=first.text() if first else "",
    )


def merge_sets(sets: Sequence[ParcelSet], findings: tuple[Finding, ...] = ()) -> ParcelSet:
    """One set of several, in order.  The system is that of the first set that knows its own; parcels in another system are
    left out with a finding, because coordinates are never transformed behind the user's back.  Ids stay unique.
    """
    filled = [s for s in sets if s.parcels]
    if len(sets) == 1 and not findings:
        return sets[0]
    lead = next((s for s in filled if s.crs.epsg is not None), filled[0] if filled else None)
    if lead is None:
        return ParcelSet((), source_files=_files(sets), findings=findings + tuple(f for s in sets for f in s.findings))
    parcels: list[Parcel] = []
    remarks = list(findings)
    used: set[str] = set()
    for s in sets:
        if s.parcels and s.crs != lead.crs:
            remarks += [*s.findings, _other_crs(s, lead)]
            continue
        renamed = unique_ids([p.parcel_id for p in s.parcels], used)
        parcels += [replace(p, parcel_id=renamed[p.parcel_id]) for p in s.parcels]
        remarks += [replace(f, parcel_id=renamed.get(f.parcel_id, f.parcel_id)) for f in s.findings]
    return replace(
        lead,
        parcels=tuple(parcels),
        findings=tuple(remarks),
        source_files=_files([s for s in sets if s.crs == lead.crs]),
        sections={k: v for s in filled for k, v in s.sections.items()},
        style={**_own_style(lead), **_headers([s for s in filled if s.crs == lead.crs]), **sources(filled)},
    )


def _own_style(lead: ParcelSet) -> dict[str, str]:
    return {k: v for k, v in lead.style.items() if not k.startswith(SOURCE_OF)}


def _headers(sets: Sequence[ParcelSet]) -> dict[str, str]:
    """Headers that differ from file to file, so that each can be written back with its own."""
    if len({tuple(s.header.items()) for s in sets}) < 2:
        return {}
    return {HEADER_OF + f: json.dumps(dict(s.header), ensure_ascii=False) for s in sets for f in s.source_files}


def unique_ids(ids: Sequence[str], used: set[str]) -> dict[str, str]:
    """New id by old id, so that none is in ``used`` (which grows): the old one, or with #2, #3 ..."""
    renamed = {}
    for old in ids:
        new, number = old, 2
        while new in used:
            new, number = f"{old}#{number}", number + 1
        renamed[old] = new
        used.add(new)
    return renamed


def _files(sets: Iterable[ParcelSet]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f for s in sets for f in s.source_files))


def crs_name(crs: ParcelCrs) -> str:
    return f"EPSG:{crs.epsg}" if crs.epsg else f"{crs.datum} {crs.zone or ''}".strip() or "?"


def _other_crs(s: ParcelSet, lead: ParcelSet) -> Finding:
    name = ", ".join(s.source_files) or s.parcels[0].source_file
    return finding(
        "crs_mixed",
        QT_TRANSLATE_NOOP(
            "rules",
            "{name} is in {crs}, the other files are in {lead}: its {count} parcels were not "
            "taken over. Give each system a review of its own.",
        ),
        name,
        name=name,
        crs=crs_name(s.crs),
        lead=crs_name(lead.crs),
        count=len(s.parcels),
    )
