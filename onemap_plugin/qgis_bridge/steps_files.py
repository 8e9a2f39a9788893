"""Steps between files: writing coordinate TXT from a review, comparing two sets of parcels, listing map sheets."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import shapely

from ..core.coordinates.zones import from_lonlat, plane_around, projected, shift_zone_prefix, to_lonlat
from ..core.errors import OneMapError
from ..core.exchange import AS_READ, WriteOptions, Written, compare_sets, write_as_read, write_checked
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.parcels import Parcel, ParcelCrs, ParcelSet
from ..core.progress import SILENT, Progress
from ..core.rules import RuleSettings, regraded
from . import review_file, steps_report, user_profiles
from .area_tables import AreaTable, compare_with_table, read_area_table
from .reading import HEADER_OF, read_any
from .steps import Clock, profile_of, severity_counts

SPLITS = ("merged", "parcel", "source")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_ALIKE = {"CGCS2000", "WGS 84"}
#: share of the smaller of two parcels that must overlap for them to be the same parcel under another number
SAME_PLACE = 0.5


def load_set(path: str, profile: str = "", progress: Progress = SILENT) -> ParcelSet:
    """The parcels of a review file, or of any file that can be read."""
    if Path(path).suffix.lower() == ".gpkg" and review_file.is_review(path):
        return review_file.load(path).parcels
    return read_any(path, profile, progress)


def write_txt_step(
    source: str, output: str, options: WriteOptions, split: str = "merged", overwrite: bool = False, progress: Progress = SILENT,
    checks: str = "",
) -> dict[str, Any]:
    """Write the parcels of ``source`` (review or parcel file) as coordinate TXT; returns the JSON report.

    output: a file for 'merged', a folder for 'parcel' (a file each) and 'source' (one for each file that was read).
    checks: check profile that grades what is found.
    All files are written beside their places, and take their names only when every one of them was read back and agreed.
    """
    user_profiles.apply()
    clock = Clock()
    rules = profile_of(checks).rules
    parcels = load_set(source, progress=progress.part(0, 0.3))
    target = Path(output)
    names = {name: target if split == "merged" else target / f"{name}.txt" for name in _groups(parcels, split)}
    existing = [p.name for p in names.values() if p.exists()]
    if existing and not overwrite:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The file is there already."),
            file=existing[0],
            hint=QT_TRANSLATE_NOOP("errors", "Choose another place, or allow overwriting."),
        )
    written, findings = [], []
    for name, done in render_txt(parcels, options, split, progress.part(0.3, 0.9)).items():
        written.append((names[name], done.data))
        findings += [dataclasses.replace(f, source_file=names[name].name) for f in regraded(done.findings, rules)]
    write_together(written)
    counts = {"files": len(written), "parcels": len(parcels.parcels), **severity_counts(findings)}
    chosen = {f.name: getattr(options, f.name) for f in dataclasses.fields(options) if f.name != "header"}
    run = clock.run("write_txt", {**chosen, "split": split}, counts)
    files = [p.name for p in names.values()]
    return {**steps_report.head(run), "files": files, "findings": steps_report.findings(findings, {})}


def render_txt(
    parcels: ParcelSet, options: WriteOptions, split: str = "merged", progress: Progress = SILENT
) -> dict[str, Written]:
    """What ``write_txt_step`` writes, by file name without ending ('' for one file): bytes, read back, with the findings.

    The preview shows these bytes, so that it cannot differ from the file.  Raises OneMapError where writing would.
    """
    groups = _groups(parcels, split)
    done: dict[str, Written] = {}
    for k, (name, group) in enumerate(groups.items()):
        part = progress.part(k / len(groups), (k + 1) / len(groups))
        done[name] = write_as_read(group, part) if options.profile == AS_READ else write_checked(group, options, part)
    return done


def options_from(values: Mapping[str, Any]) -> WriteOptions:
    """Options of the writer from the parameters of onemap:writecoordinatetxt: plain texts, numbers and booleans."""
    return WriteOptions(
        profile=str(values["PROFILE"]).strip(),
        encoding=str(values["ENCODING"]),
        decimals=int(values["DECIMALS"]),
        prefix={"": None, "yes": True, "no": False}[str(values["PREFIX"])],
        numbering=str(values["NUMBERING"]),
        restart=bool(values["RESTART"]),
        closing=str(values["CLOSING"]),
        area="computed" if values["COMPUTE_AREA"] else "declared",
        parts=str(values["PARTS"]),
        sheet="computed" if values.get("COMPUTE_SHEET") else "declared",
        label_prefix=str(values["LABEL_PREFIX"]).strip(),
        header=parse_header(str(values["HEADER"])),
    )


def parse_header(text: str) -> dict[str, str]:
    """Header values from ``key=value;key=value`` or a JSON object.  Raises OneMapError when it is neither."""
    text = text.strip()
    if not text:
        return {}
    try:
        if text.startswith("{"):
            return {str(k).strip(): str(v) for k, v in json.loads(text).items()}
        pairs = [part.split("=", 1) for part in text.replace("；", ";").split(";") if part.strip()]
        return {key.strip(): value.strip() for key, value in pairs}
    except ValueError as error:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The header values cannot be understood: {text}"),
            hint=QT_TRANSLATE_NOOP("errors", "Give key=value;key=value, or a JSON object."),
            text=text[:80],
        ) from error


def _groups(parcels: ParcelSet, split: str) -> Mapping[str, ParcelSet]:
    if split not in SPLITS:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "'{split}' is no way of splitting."),
            hint=QT_TRANSLATE_NOOP("errors", "Known: {known}."),
            split=split,
            known=", ".join(SPLITS),
        )
    if split == "merged":
        return {"": parcels}
    groups: dict[str, list[Parcel]] = {}
    for p in parcels.parcels:
        groups.setdefault(p.parcel_id if split == "parcel" else p.source_file, []).append(p)
    wanted = list(groups) if split == "parcel" else [PurePosixPath(name).stem or "parcels" for name in groups]
    names = _distinct_names([file_name(name) for name in wanted])
    return {
        name: dataclasses.replace(parcels, parcels=tuple(group), header=_header_of(parcels, group))
        for name, group in zip(names, groups.values())
    }


def _header_of(parcels: ParcelSet, group: Sequence[Parcel]) -> Mapping[str, str]:
    """The header of the file that a group comes from; parcels of several files have that of the first."""
    own = parcels.style.get(HEADER_OF + group[0].source_file)
    return dict(json.loads(own)) if own else parcels.header


def _distinct_names(names: Sequence[str]) -> list[str]:
    """Names that differ on every system, also where upper and lower case are the same: a second ``a`` becomes ``a (2)``."""
    used: set[str] = set()
    made = []
    for name in names:
        number, new = 2, name
        while new.casefold() in used:
            number, new = number + 1, f"{name} ({number})"
        used.add(new.casefold())
        made.append(new)
    return made


def file_name(text: str) -> str:
    """``text`` as a file name on every system; characters that are not allowed become an underscore (only in the name)."""
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", text).strip(" .") or "parcel"
    return f"_{name}" if _RESERVED.match(name) else name


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write several files: all beside their places first, then each renamed.  Raises OneMapError; then no new file is there."""
    beside = [(path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp"), path) for path, _ in files]
    try:
        for (temporary, path), (_, data) in zip(beside, files):
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        for temporary, path in beside:
            os.replace(temporary, path)
    except OSError as e:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The file cannot be written ({reason})."),
            file=files[0][0].name,
            hint=QT_TRANSLATE_NOOP("errors", "Free some space or choose a folder where you may write."),
            reason=e.strerror or type(e).__name__,
        ) from e
    finally:
        for temporary, _ in beside:
            if temporary.exists():
                temporary.unlink()


def compare_step(
    first: str, second: str, decimals: int = 3, match: str = "id", progress: Progress = SILENT, checks: str = ""
) -> dict[str, Any]:
    """Compare two parcel files or reviews both ways; returns the JSON report with what is missing, extra or different.

    match: 'id' pairs parcels by number (or name), 'place' by where they lie, 'order' by their order in the files.
    A zone number before the easting in one of them only is no difference: it is taken off or added exactly.  Degrees are laid
    on the plane of the other file, or of a zone of their own, so that they too are compared in metres.
    checks: check profile that grades what is found.
    One of them may be a table of parcels with areas and without coordinates: then its parcels, areas and texts are compared.
    """
    clock = Clock()
    rules = profile_of(checks).rules
    options = {"decimals": decimals, "match": match, "files": [Path(first).name, Path(second).name]}
    a, b = _set_or_table(first, progress.part(0, 0.4)), _set_or_table(second, progress.part(0.4, 0.8))
    if isinstance(a, AreaTable) or isinstance(b, AreaTable):
        return _compare_table(a, b, options, clock, rules)
    b = dataclasses.replace(b, source_files=(Path(second).name,))
    datums = [] if a.crs.datum == b.crs.datum else compare_sets(_without_parcels(a), _without_parcels(b))
    b = in_crs_of(b, a.crs)
    if match == "place":
        b = renamed_by_place(a, b)
    findings = _compared(a, b, decimals, "order" if match == "order" else "id")
    findings = [*datums, *(f for f in findings if f.uid not in {d.uid for d in datums})]
    return _comparison(a, b, regraded(findings, rules), options, clock)


def _without_parcels(parcels: ParcelSet) -> ParcelSet:
    return dataclasses.replace(parcels, parcels=())


def _compared(a: ParcelSet, b: ParcelSet, decimals: int, match: str) -> list[Finding]:
    """The differences, their places in the coordinates of ``a``."""
    lonlat = [r.xy[:, ::-1] for p in a.parcels for r in p.rings if len(r)]
    if not (a.crs.geographic and b.crs == a.crs and lonlat):
        return compare_sets(a, b, decimals, match=match)
    plane = plane_around(np.concatenate(lonlat), a.crs)
    if not projected(plane):
        return compare_sets(a, b, decimals, match=match)
    one, other = (_mapped(s, lambda points: from_lonlat(points, plane), plane) for s in (a, b))
    found = compare_sets(one, other, decimals, match=match)
    back = [None if f.geometry is None else shapely.transform(f.geometry, lambda en: to_lonlat(en, plane)) for f in found]
    return [dataclasses.replace(f, geometry=g) for f, g in zip(found, back)]


def _set_or_table(path: str, progress: Progress) -> ParcelSet | AreaTable:
    try:
        return load_set(path, progress=progress)
    except OneMapError:
        table = read_area_table(Path(path), progress)
        if table is None:
            raise
        return table


def _compare_table(
    a: ParcelSet | AreaTable, b: ParcelSet | AreaTable, options: dict[str, Any], clock: Clock, rules: RuleSettings
) -> dict[str, Any]:
    if isinstance(a, AreaTable) and isinstance(b, AreaTable):
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "Both files are tables without coordinates."),
            hint=QT_TRANSLATE_NOOP("errors", "Compare a table with a file that holds the parcels."),
        )
    table, measured = (a, b) if isinstance(a, AreaTable) else (b, a)
    assert isinstance(table, AreaTable)
    assert isinstance(measured, ParcelSet)
    findings = compare_with_table(table, measured, isinstance(a, AreaTable), options["files"][1])
    sets = [s.parcels if isinstance(s, AreaTable) else s for s in (a, b)]
    return _comparison(sets[0], sets[1], regraded(findings, rules), options, clock)


def _comparison(
    a: ParcelSet, b: ParcelSet, findings: Sequence[Finding], options: dict[str, Any], clock: Clock
) -> dict[str, Any]:
    counts = {"first": len(a.parcels), "second": len(b.parcels), "different": len(findings), **severity_counts(findings)}
    run = clock.run("compare", options, counts)
    return {**steps_report.head(run), "findings": steps_report.findings(findings, {})}


def in_crs_of(parcels: ParcelSet, crs: ParcelCrs) -> ParcelSet:
    """The set as ``crs`` has it: with or without the zone number before the easting, in degrees or on the plane of the same
    datum (WGS 84 and CGCS2000 differ by centimetres at most, which a comparison may pass over as long as it says so).  Other
    systems are left as they are.
    """
    own = parcels.crs
    if own == crs or (own.datum != crs.datum and {own.datum, crs.datum} != _ALIKE):
        return parcels
    if own.geographic and crs.geographic:
        return dataclasses.replace(parcels, crs=crs)
    if own.geographic and projected(crs):
        return _mapped(parcels, lambda lonlat: from_lonlat(lonlat, crs), crs)
    if crs.geographic and projected(own):
        return _mapped(parcels, lambda en: to_lonlat(en, own), crs)
    same_zone = (own.zone_width, own.central_meridian) == (crs.zone_width, crs.central_meridian)
    if not same_zone or not crs.zone_width or own.prefixed == crs.prefixed:
        return parcels
    return _mapped(parcels, lambda en: shift_zone_prefix(en, own, crs.prefixed)[0], crs)


def _mapped(parcels: ParcelSet, change: Callable[[Any], Any], crs: ParcelCrs) -> ParcelSet:
    """The set with other coordinates (east, north or longitude, latitude)."""
    moved = []
    for p in parcels.parcels:
        rings = tuple(dataclasses.replace(r, xy=np.ascontiguousarray(change(r.xy[:, ::-1])[:, ::-1])) for r in p.rings)
        moved.append(dataclasses.replace(p, rings=rings))
    return dataclasses.replace(parcels, parcels=tuple(moved), crs=crs)


def renamed_by_place(a: ParcelSet, b: ParcelSet) -> ParcelSet:
    """``b`` with the ids of the parcels of ``a`` that lie in the same place; the others keep theirs, marked as other."""
    shapes_a = shapely.make_valid(np.array([p.geometry for p in a.parcels], dtype=object))
    shapes_b = shapely.make_valid(np.array([p.geometry for p in b.parcels], dtype=object))
    ids: dict[int, str] = {}
    if len(shapes_a) and len(shapes_b):
        in_b, in_a = shapely.STRtree(shapes_a).query(shapes_b, predicate="intersects")
        shared = shapely.area(shapely.intersection(shapes_b[in_b], shapes_a[in_a]))
        smaller = np.minimum(shapely.area(shapes_b[in_b]), shapely.area(shapes_a[in_a]))
        taken: set[str] = set()
        for k in np.argsort(-shared, kind="stable"):
            own, other = int(in_b[k]), a.parcels[int(in_a[k])].parcel_id
            if own not in ids and other not in taken and shared[k] > SAME_PLACE * smaller[k]:
                ids[own] = other
                taken.add(other)
    known = {p.parcel_id for p in a.parcels}
    parcels = tuple(
        dataclasses.replace(p, parcel_id=ids.get(k, p.parcel_id if p.parcel_id not in known else f"{p.parcel_id} (2)"))
        for k, p in enumerate(b.parcels)
    )
    return dataclasses.replace(b, parcels=parcels)


def sheets_step(source: str, scale: int, progress: Progress = SILENT) -> dict[str, Any]:
    """Map sheets (图幅号, GB/T 13989) of each parcel; returns the JSON report with the extent of every sheet in degrees."""
    from ..core.coordinates.sheets import join_sheets, sheet_extent, sheets_of_all

    clock = Clock()
    parcels = load_set(source, progress=progress.part(0, 0.5))
    shapes = np.array([p.geometry for p in parcels.parcels], dtype=object)
    lists = sheets_of_all(shapes, parcels.crs, scale)
    names = sorted({n for found in lists for n in found})
    extents = {n: [float(v) for v in sheet_extent(n)] for n in names}
    counts = {"parcels": len(parcels.parcels), "sheets": len(names)}
    run = clock.run("sheets", {"scale": scale}, counts)
    rows = [
        {"parcel_id": p.parcel_id, "name": p.name, "sheets": found, "joined": join_sheets(found), "declared": p.sheet}
        for p, found in zip(parcels.parcels, lists)
    ]
    return {**steps_report.head(run), "parcels": rows, "extents": extents}
