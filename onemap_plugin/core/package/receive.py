"""What the receiver checks without opening a vector file: manifest, hashes, completeness, TXT, tables and their totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from ..coordinates.zones import crs_from_epsg
from ..errors import OneMapError
from ..exchange import read_txt, write_txt
from ..findings import Finding, Severity
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import Parcel, ParcelCrs
from .class_areas import ClassPiece
from .class_table import area_columns
from .compare import check_totals, compare_table, differs
from .data import load_template, projection_text, words
from .manifest import HASH_NAME, NAME, hash_file, read_manifest, sha256
from .naming import VARIABLES, clean_value, fill
from .profile import PackageProfile, Part, load_profile
from .published import Published, publish
from .report import metadata_text
from .rules import finding
from .tables import table_sheets, txt_options
from .workbook import read_workbook, write_workbook

UNREADABLE = QT_TRANSLATE_NOOP("rules", "{file} cannot be read: {why}")
ABSENT = QT_TRANSLATE_NOOP("rules", "{file} is missing.")
LOST = QT_TRANSLATE_NOOP("rules", "{file} is in the manifest but not in the package.")
CHANGED = QT_TRANSLATE_NOOP("rules", "{file} was changed after the package was made: its SHA-256 is not that of the manifest.")
UNLISTED = QT_TRANSLATE_NOOP("rules", "{file} is not in the manifest.")
NOT_ITS_HASH = QT_TRANSLATE_NOOP("rules", "{file} does not belong to {other}: one was changed.")
ASKED_FOR = QT_TRANSLATE_NOOP("rules", "{file}, which the profile “{profile}” asks for, is missing.")
BY_HAND = QT_TRANSLATE_NOOP("rules", "{file} has to be added by hand and is not there.")
NOT_AS_MADE = QT_TRANSLATE_NOOP("rules", "{file} holds the right values but is not, byte for byte, the file that was written.")
UNKNOWN_PROFILE = QT_TRANSLATE_NOOP("rules", "The profile of the package is not known: {why}")


@dataclass
class Received:
    """A package as it came: contents by relative path, its manifest ({} when unusable), profile, and findings so far."""

    contents: Mapping[str, bytes]
    manifest: dict[str, Any] = field(default_factory=dict)
    profile: PackageProfile | None = None
    findings: list[Finding] = field(default_factory=list)
    remake: str = "all"

    @property
    def values(self) -> dict[str, str]:
        """Project texts of the manifest by variable."""
        project = self.manifest.get("project") or {}
        return {**{str(k): str(v) for k, v in project.items()}, "日期": str(self.manifest.get("created", ""))}

    def path(self, template: str) -> str:
        """A path template of the profile with the manifest's project; '' when it cannot be filled."""
        try:
            return fill(template, {name: clean_value(self.values.get(name, "")) for name in VARIABLES})
        except OneMapError:
            return ""

    def add(self, rule: str, message: str, file: str, key: str = "", **params: object) -> None:
        """Note a finding on ``file``; the message may use {file} and ``params``."""
        self.findings.append(finding(rule, message, {"file": file, **params}, file=file, key=key))

    def unreadable(self, file: str, why: object) -> None:
        self.add("V-UNREADABLE", UNREADABLE, file, why=str(why))


def receive(contents: Mapping[str, bytes], profile_id: str = "") -> Received:
    """Check manifest, hashes and completeness, and choose the profile (the manifest's unless ``profile_id`` is given)."""
    got = Received(contents)
    _manifest(got)
    wanted = profile_id or str((got.manifest.get("profile") or {}).get("id", ""))
    try:
        got.profile = load_profile(wanted)
    except OneMapError as error:
        got.add("V-ELEMENT", UNKNOWN_PROFILE, NAME, "profile", why=str(error))
    _files(got)
    if got.profile:
        _elements(got, got.profile)
    return got


def _manifest(got: Received) -> None:
    data = got.contents.get(NAME)
    if data is None:
        got.add("V-MANIFEST", ABSENT, NAME)
        return
    try:
        got.manifest = read_manifest(data)
    except (ValueError, RecursionError) as error:
        got.add("V-MANIFEST", UNREADABLE, NAME, "read", why=str(error))
    said = got.contents.get(HASH_NAME)
    if said is None:
        got.add("V-MANIFEST", ABSENT, HASH_NAME, "hash")
    elif said != hash_file(data):
        got.add("V-MANIFEST", NOT_ITS_HASH, HASH_NAME, "hash", other=NAME)


def _files(got: Received) -> None:
    listed = {str(entry["path"]): entry for entry in got.manifest.get("files", ())}
    for path, entry in sorted(listed.items()):
        content = got.contents.get(path)
        if content is None:
            got.add("V-MISSING", LOST, path)
            continue
        if entry.get("size") != len(content):
            got.findings.append(differs("V-SIZE", path, "size", len(content), entry.get("size"), NAME))
        if entry["sha256"] != sha256(content):
            got.add("V-HASH", CHANGED, path)
    by_hand = {got.path(p) for p in got.profile.by_hand} if got.profile else set()
    for path in sorted(set(got.contents) - set(listed) - {NAME, HASH_NAME} - by_hand):
        got.add("V-EXTRA", UNLISTED, path)


def _elements(got: Received, profile: PackageProfile) -> None:
    """Every file that the profile names, and the parts that belong to a Shapefile."""
    wanted = [got.path(part.path) for part in profile.parts] + [got.path(profile.geopackage)]
    wanted += [got.path(profile.dxf)] if profile.dxf else []
    for layer in profile.layers:
        if layer.shapefile:
            stem = PurePosixPath(got.path(layer.shapefile))
            wanted += [str(stem.with_suffix(end)) for end in (".shp", ".shx", ".dbf", ".prj", ".cpg")]
    for path in wanted:
        if path and path not in got.contents:
            got.add("V-ELEMENT", ASKED_FOR, path, profile=profile.title)
    for template in profile.by_hand:
        path = got.path(template)
        if path not in got.contents:
            got.add("V-BY-HAND", BY_HAND, path)


def check_txt_form(got: Received, profile: PackageProfile, published: Published, path: str) -> None:
    """The TXT must be what the writer makes of what it says; only asked when the same version wrote it."""
    part = next(p for p in profile.of_kind("txt") if got.path(p.path) == path)
    again = write_txt(published.parcel_set, txt_options(part, profile, got.values["日期"]))
    if again != got.contents[path]:
        got.add("V-STRUCTURE", NOT_AS_MADE, path, "bytes")


def read_coordinates(got: Received, profile: PackageProfile) -> tuple[Published, str] | None:
    """The parcels of the TXT, the file that all others are compared with; None when there is no readable one."""
    for part in profile.of_kind("txt"):
        path = got.path(part.path)
        content = got.contents.get(path)
        if content is None:
            continue
        try:
            parcels = read_txt(content, PurePosixPath(path).name, str(part.options.get("profile", "")), _crs(got.manifest))
            published = publish(parcels, profile)
        except OneMapError as error:
            got.unreadable(path, error)
            continue
        got.findings.extend(replace(f, source_file=path) for f in parcels.findings if f.severity is Severity.ERROR)
        _check_declared(got, path, published, parcels.parcels)
        _check_crs(got, path, published)
        return _with_manifest_ids(published, got.manifest), path
    return None


def _crs(manifest: Mapping[str, Any]) -> ParcelCrs | None:
    known = {k: v for k, v in (manifest.get("crs") or {}).items() if k in ParcelCrs.__dataclass_fields__}
    try:
        return ParcelCrs(**known) if known else None
    except TypeError:
        return None


def _check_crs(got: Received, path: str, published: Published) -> None:
    stated = (got.manifest.get("crs") or {}).get("epsg")
    epsg = published.parcel_set.crs.epsg
    if got.manifest and stated != epsg:
        got.findings.append(differs("V-CRS", path, "EPSG", epsg, stated, NAME))
    known = crs_from_epsg(stated) if isinstance(stated, int) else None
    for key, value in (got.manifest.get("crs") or {}).items():  # what the EPSG code means must be said the same way
        own = getattr(known, key, value)
        if own != value:
            got.findings.append(differs("V-CRS", NAME, key, value, own, f"EPSG:{stated}"))


def _check_declared(got: Received, path: str, published: Published, declared: Sequence[Parcel]) -> None:
    """Point count and area as the TXT declares them, against its own coordinates."""
    for read, item in zip(declared, published.parcels):
        place = {"file": path, "other": path, "parcel_id": item.parcel_id}
        if read.declared_points is not None and read.declared_points != item.rows:
            got.findings.append(differs("V-POINTS", what=f"{item.number} 界址点数", found=read.declared_points,
                                        expected=item.rows, **place))
        area = {"ha": item.area_ha, "m2": item.area_m2}.get(read.declared_unit or "ha")
        if read.declared_area is not None and area is not None and abs(read.declared_area - float(area)) > 1e-9:
            got.findings.append(differs("V-AREA", what=f"{item.number} 地块面积", found=read.declared_area_text, expected=area,
                                        **place))


def _with_manifest_ids(published: Published, manifest: Mapping[str, Any]) -> Published:
    """Parcel ids are no part of the TXT: take them from the manifest, place by place."""
    stated = (manifest.get("numbers") or {}).get("parcels") or []
    if len(stated) != len(published.parcels):
        return published
    named = tuple(replace(p, parcel_id=str(s.get("parcel_id", p.parcel_id))) for p, s in zip(published.parcels, stated))
    return replace(published, parcels=named)


def table_values(got: Received, profile: PackageProfile, crs: ParcelCrs) -> dict[str, str]:
    """The texts of table heads, from manifest and coordinate system."""
    return {**got.values, "坐标系": words()["datums"].get(crs.datum, crs.datum), "投影": projection_text(crs),
            "地类版本": str(got.manifest.get("land_class_edition", "")), "面积口径": words()["area_basis"][profile.area_basis]}


def check_tables(got: Received, profile: PackageProfile, published: Published, pieces: Sequence[ClassPiece], other: str,
                 made_here: bool = False) -> None:
    """Every workbook cell by cell, and the totals of class tables as they stand.

    made_here: the same software is at work as wrote the package, so that formats, widths and the rest must be the same too.
    """
    values = table_values(got, profile, published.parcel_set.crs)
    for part in profile.of_kind("table"):
        path = got.path(part.path)
        if path not in got.contents:
            continue
        sheets = table_sheets(part.layout, published.parcels, pieces, profile, values)
        if made_here and write_workbook(sheets) == got.contents[path]:
            continue
        before = len(got.findings)
        try:
            cells = read_workbook(got.contents[path])
        except ValueError as error:
            got.unreadable(path, error)
            continue
        got.findings.extend(compare_table(path, sheets, cells, other))
        layout = load_template(part.layout)
        if "groups" in layout:
            form = cells.get(sheets[0].name, {})
            got.findings.extend(check_totals(path, sheets[0], form, *_structure(form, layout, pieces)))
        if made_here and len(got.findings) == before:
            got.add("V-STRUCTURE", NOT_AS_MADE, path, "bytes")


def _structure(form: Mapping[tuple[int, int], Any], layout: Mapping[str, Any],
               pieces: Sequence[ClassPiece]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Which columns and rows of a class table as it stands are totals, and of what."""
    left = len(layout["text_columns"]) + 1
    columns = {left + i: [left + a for a in c.adds] for i, c in enumerate(area_columns(layout, pieces)) if c.total}
    rows: dict[int, list[int]] = {}
    members: list[int] = []
    subtotals: list[int] = []
    for row in range(6, max((r for r, _ in form), default=5) + 1):
        first = form.get((row, 1))
        if isinstance(first, int):
            members.append(row)
        elif first == layout["words"]["total"]:
            rows[row] = subtotals
        elif isinstance(first, str):
            rows[row], members = members, []
            subtotals.append(row)
    return columns, rows


def check_metadata(got: Received, part: Part, published: Published) -> None:
    """metadata.xml against the manifest it was made from."""
    path = got.path(part.path)
    if path not in got.contents or not got.manifest or got.profile is None:
        return
    values = table_values(got, got.profile, published.parcel_set.crs)
    versions = {k: v for k, v in (got.manifest.get("software") or {}).items() if k != "name"}
    try:
        expected = metadata_text(part.layout, values, got.manifest.get("numbers") or {}, published.parcel_set.crs, versions)
        found = got.contents[path].decode("utf-8")
    except (UnicodeDecodeError, KeyError, TypeError) as error:
        got.unreadable(path, error)
        return
    for row, (have, want) in enumerate(zip(found.splitlines(), expected.splitlines()), 1):
        if have != want:
            got.findings.append(differs("V-TEXT", path, f"{row}", have.strip(), want.strip(), NAME))
    if found != expected and found.splitlines() == expected.splitlines():
        got.add("V-STRUCTURE", NOT_AS_MADE, path, "bytes")
    if len(found.splitlines()) != len(expected.splitlines()):
        got.findings.append(differs("V-TEXT", path, "lines", len(found.splitlines()), len(expected.splitlines()), NAME))


__all__ = ["Received", "check_metadata", "check_tables", "check_txt_form", "read_coordinates", "receive", "table_values"]
