"""Check a package as its receiver does: everything is read back, nothing is believed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from ..core.errors import OneMapError
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.package import compare
from ..core.package.archive import MAX_BYTES, MAX_ENTRIES, pack, unpack
from ..core.package.class_areas import ClassPiece
from ..core.package.geopackage_file import check_geopackage
from ..core.package.manifest import NAME
from ..core.package.manifest_check import check_manifest, created_day
from ..core.package.pdf_check import check_pdf_drawing, check_pdf_numbers
from ..core.package.profile import PackageProfile, VectorLayer
from ..core.package.published import Published
from ..core.package.receive import (
    NOT_AS_MADE,
    UNREADABLE,
    Received,
    check_metadata,
    check_tables,
    check_txt_form,
    read_coordinates,
    receive,
)
from ..core.package.records import Record, records
from ..core.package.rules import finding
from ..core.package.shape_files import check_dbf, check_shp
from ..core.progress import SILENT, Progress
from .layouts_maps import ELEMENTS
from .package_pdf import pdf_pages, pdf_sound
from .package_vectors import projection_wkt, read_dxf_rings, read_layer, write_dxf, write_geopackage
from .versions import package_versions

_ENDS = (".shp", ".shx", ".dbf", ".prj")
#: faults of the build of one file that are listed
MAX_FAULTS = 20


def verify_package(path: str | Path, profile_id: str = "", progress: Progress = SILENT) -> list[Finding]:
    """What does not match in a package (folder or zip).  profile_id: the receiver's profile, '' that of the manifest.

    Compares hashes, sizes and completeness, then TXT, Shapefile, GeoPackage, tables, DXF, metadata and manifest number by
    number, so that a change is found even when its hash was renewed.  PDF files are checked by hash, pages and streams only.
    Raises OneMapError when there is nothing to read at ``path``.
    """
    place = Path(path)
    if place.is_dir():
        return verify_contents(_read_folder(place), profile_id, progress)
    if not place.is_file():
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "There is no package at this place."), file=place.name,
                          hint=QT_TRANSLATE_NOOP("errors", "Give the folder of a package or its zip file."))
    try:
        data = place.read_bytes()
    except OSError as error:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The file cannot be read: {why}."), file=place.name,
                          why=error.strerror or "", hint=QT_TRANSLATE_NOOP("errors", "Check the rights of the file.")) from error
    try:
        entries = unpack(data, place.name)
    except OneMapError as error:
        return [finding("V-UNREADABLE", UNREADABLE, {"file": place.name, "why": str(error)}, file=place.name)]
    found = []
    if pack(entries) != data:
        found.append(finding("V-CONTAINER", QT_TRANSLATE_NOOP(
            "rules", "{file} is not the zip that was written: it was packed again or its directory was changed. The files in it "
                     "are checked below."), {"file": place.name}, file=place.name))
    return [*found, *verify_contents(_below_manifest(entries), profile_id, progress)]


def _read_folder(folder: Path) -> dict[str, bytes]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    size = sum(p.stat().st_size for p in files)
    if len(files) > MAX_ENTRIES or size > MAX_BYTES:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The folder is too large for a package."), file=folder.name,
                          hint=QT_TRANSLATE_NOOP("errors", "Give the folder that holds manifest.json."))
    try:
        return _below_manifest({p.relative_to(folder).as_posix(): p.read_bytes() for p in files})
    except OSError as error:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The file cannot be read: {why}."), file=Path(error.filename or "").name,
                          why=error.strerror or "", hint=QT_TRANSLATE_NOOP("errors", "Check the rights of the file.")) from error


def _below_manifest(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    """Paths relative to the manifest: a package packed together with its folder is still that package."""
    if NAME in entries:
        return dict(entries)
    places = sorted((p for p in entries if p.endswith(f"/{NAME}")), key=lambda p: (p.count("/"), p))
    if not places:
        return dict(entries)
    prefix = places[0][: -len(NAME)]
    return {(p[len(prefix):] if p.startswith(prefix) else f"../{p}"): c for p, c in entries.items()}


def verify_contents(contents: Mapping[str, bytes], profile_id: str = "", progress: Progress = SILENT,
                    remake: str = "all") -> list[Finding]:
    """``verify_package`` for contents in memory, by path relative to the manifest.

    remake: 'all' writes every file again from what it holds, where the same software is at work as wrote it, and compares the
    bytes; 'tables' does so for tables alone, which are faster to write than to read; 'none' trusts no software to be the same.
    """
    got = receive(contents, profile_id)
    got.remake = remake
    progress.report(0.2)
    if got.profile:
        _cross_check(got, got.profile, progress)
    progress.report(0.9)
    _pdfs(got)
    return got.findings


def _cross_check(got: Received, profile: PackageProfile, progress: Progress) -> None:
    read = read_coordinates(got, profile)
    if read is None:
        return
    published, txt = read
    if _made_here(got, "onemap"):
        check_txt_form(got, profile, published, txt)
    with tempfile.TemporaryDirectory(prefix="onemap-verify-") as name:
        folder = Path(name)
        _unpack_vectors(got, folder)
        progress.report(0.3)
        pieces = _geopackage(got, profile, published, txt, folder)
        progress.report(0.5)
        _shapefiles(got, profile, published, pieces, txt, folder)
        _geopackage_build(got, profile, published, pieces, folder)
        _drawing(got, profile, published, txt, folder)
    progress.report(0.7)
    check_tables(got, profile, published, pieces, txt, _made_here(got, "onemap", "openpyxl", "zlib"))
    for part in profile.of_kind("metadata"):
        check_metadata(got, part, published)
    if got.manifest:
        got.findings.extend(compare.compare_numbers(got.manifest, published, pieces, txt, NAME))
        check_manifest(got, published, ELEMENTS)
    progress.report(0.8)
    check_pdf_numbers(got, published, pieces, txt)


def _made_here(got: Received, *makers: str) -> bool:
    """Whether the same versions wrote the package as run here: then also what no standard fixes has to be the same."""
    if got.remake != "all":
        return got.remake == "tables" and "openpyxl" in makers
    said, here = got.manifest.get("software") or {}, package_versions()
    return all(said.get(name) == here[name] for name in makers)


def _note_faults(got: Received, file: str, faults: Iterable[tuple[str, Any, Any]], other: str) -> None:
    """Faults of the build of one file, the first few of them."""
    for what, found, expected in islice(faults, MAX_FAULTS):
        got.findings.append(compare.differs("V-STRUCTURE", file, what, found, expected, other))


def _unpack_vectors(got: Received, folder: Path) -> None:
    for path, content in got.contents.items():
        if path.startswith("../") or Path(path).suffix not in (".shp", ".shx", ".dbf", ".prj", ".cpg", ".gpkg", ".dxf"):
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _layer(got: Received, file: str, folder: Path, layer: VectorLayer, profile: PackageProfile, published: Published, txt: str,
           name: str = "") -> list[Record]:
    """Records of one layer, [] with a finding when it cannot be read; its system is checked on the way."""
    try:
        found, epsg = read_layer(folder / file, layer, profile, name)
    except OneMapError as error:
        got.unreadable(file, error)
        return []
    if epsg != published.parcel_set.crs.epsg:
        got.findings.append(compare.differs("V-CRS", file, f"{layer.name} EPSG", epsg, published.parcel_set.crs.epsg, txt))
    return found


def _geopackage(got: Received, profile: PackageProfile, published: Published, txt: str, folder: Path) -> list[ClassPiece]:
    """Compare the GeoPackage with the TXT; returns the class pieces, which only it holds."""
    file = got.path(profile.geopackage)
    pieces: list[ClassPiece] = []
    if not (folder / file).is_file():
        return pieces
    for layer in profile.layers:
        found = _layer(got, file, folder, layer, profile, published, txt, layer.name)
        if layer.content != "classes":
            if found:
                expected = records(layer.content, published, [], profile)
                got.findings.extend(compare.compare_records(file, layer, found, expected, txt))
            continue
        for record in found:
            v = record.values
            if 1 <= v["index"] <= len(published.parcels) and v["area_ha"] is not None and v["area_ha"].is_finite():
                area = v["area_ha"]
                exact = area.quantize(Decimal(1).scaleb(-profile.area_ha_decimals))
                pieces.append(ClassPiece(v["index"], v["code"], v["class_name"], v["three_class"], v["owner"], v["owner_kind"],
                                         exact if exact == area else area, record.geometry))
        got.findings.extend(compare.check_pieces(file, pieces, published.parcels))
        expected = records("classes", published, pieces, profile)
        if len(expected) != len(found):
            got.findings.append(compare.differs("V-PARCELS", file, layer.name, len(found), len(expected), txt))
        else:
            got.findings.extend(compare.compare_records(file, layer, found, expected, txt))
    return pieces


def _shapefiles(got: Received, profile: PackageProfile, published: Published, pieces: list[ClassPiece], txt: str,
                folder: Path) -> None:
    for layer in profile.layers:
        file = got.path(layer.shapefile) if layer.shapefile else ""
        if not file or not (folder / file).is_file():
            continue
        encoding = (folder / file).with_suffix(".cpg")
        said = encoding.read_bytes().decode("ascii", "replace").strip() if encoding.is_file() else ""
        if said != profile.shp_encoding:
            got.findings.append(compare.differs("V-TEXT", Path(file).with_suffix(".cpg").as_posix(), "encoding", said,
                                                profile.shp_encoding, profile.id))
        before = len(got.findings)
        found = _layer(got, file, folder, layer, profile, published, txt)
        expected = records(layer.content, published, pieces, profile)
        if found:
            got.findings.extend(compare.compare_records(file, layer, found, expected, txt))
        if len(got.findings) == before:
            _shapefile_build(got, file, layer, expected, profile, published)


def _shapefile_build(got: Received, file: str, layer: VectorLayer, items: list[Record], profile: PackageProfile,
                     published: Published) -> None:
    """What readers of a Shapefile do not look at: headers, lengths, boxes, index, blanks, the text of the projection."""
    shp, shx, dbf, prj = (got.contents.get(str(PurePosixPath(file).with_suffix(end)), b"") for end in _ENDS)
    _note_faults(got, file, check_shp(shp, shx, layer.content), "Shapefile")
    day = created_day(got.manifest)
    if day:
        _note_faults(got, str(PurePosixPath(file).with_suffix(".dbf")), check_dbf(dbf, layer, items, profile, day), "dBASE")
    if _made_here(got, "gdal", "proj") and prj.decode("utf-8", "replace") != projection_wkt(published.parcel_set.crs.epsg or 0):
        got.add("V-STRUCTURE", NOT_AS_MADE, str(PurePosixPath(file).with_suffix(".prj")), "bytes")


def _geopackage_build(got: Received, profile: PackageProfile, published: Published, pieces: list[ClassPiece],
                      folder: Path) -> None:
    """Lists, boxes, counts and index of the GeoPackage; then every byte, where the same software can write it again."""
    file = got.path(profile.geopackage)
    epsg, day = published.parcel_set.crs.epsg, created_day(got.manifest)
    if not (folder / file).is_file() or any(f.source_file == file for f in got.findings) or not day:
        return
    try:
        _note_faults(got, file, check_geopackage(folder / file, profile.layers, epsg, day), "GeoPackage")
        if _made_here(got, "gdal", "proj") and not any(f.source_file == file for f in got.findings):
            fresh = folder / "fresh.gpkg"
            layers = [(x, records(x.content, published, pieces, profile)) for x in profile.layers]
            write_geopackage(fresh, layers, profile, epsg or 0, day)
            made, came = fresh.read_bytes(), got.contents[file]
            # bytes 96 to 99: the SQLite that wrote it, which is no version of ours to name
            if made != came and made[96:100] == came[96:100]:
                got.add("V-STRUCTURE", NOT_AS_MADE, file, "bytes")
    except ValueError as error:
        got.unreadable(file, error)


def _drawing(got: Received, profile: PackageProfile, published: Published, txt: str, folder: Path) -> None:
    file = got.path(profile.dxf) if profile.dxf else ""
    if not file or not (folder / file).is_file():
        return
    try:
        rings, points = read_dxf_rings(folder / file, profile.coordinate_decimals)
    except OneMapError as error:
        got.unreadable(file, error)
        return
    wanted = sorted((*ring.ticks, ring.ticks[0]) for p in published.parcels for ring in p.rings)
    if sorted(rings) != wanted:
        got.findings.append(compare.differs("V-COORDINATE", file, "JZD", len(rings), len(wanted), txt))
    labels = sorted((label, tick) for p in published.parcels for ring in p.rings for label, tick in zip(ring.labels, ring.ticks))
    if sorted(points) != labels:
        got.findings.append(compare.differs("V-LABEL", file, "JZDH", len(points), len(labels), txt))
    if _made_here(got, "gdal") and not any(f.source_file == file for f in got.findings):
        again = folder / "again.dxf"
        write_dxf(again, records("parcels", published, [], profile), records("points", published, [], profile), profile)
        if again.read_bytes().split() != got.contents[file].split():
            got.add("V-STRUCTURE", NOT_AS_MADE, file, "bytes")


def _pdfs(got: Received) -> None:
    stated = {str(e["path"]): e for e in got.manifest.get("files", ())}
    for path, content in got.contents.items():
        if not path.lower().endswith(".pdf"):
            continue
        try:
            pages = pdf_pages(content)
        except ValueError as error:
            got.unreadable(path, error)
            continue
        wanted = stated.get(path, {}).get("pages")
        if pages < 1 or (wanted is not None and pages != wanted):
            got.findings.append(compare.differs("V-PDF", path, "pages", pages, wanted or "> 0", NAME))
        fault = pdf_sound(content)
        if fault:
            got.unreadable(path, fault)
        elif path in stated:
            check_pdf_drawing(got, path, stated[path])
