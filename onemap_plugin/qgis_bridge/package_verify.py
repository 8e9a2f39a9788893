"""Check a package as its receiver does: everything is read back, nothing is believed."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from ..core.errors import OneMapError
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.package import compare
from ..core.package.archive import MAX_BYTES, MAX_ENTRIES, pack, unpack
from ..core.package.class_areas import ClassPiece
from ..core.package.manifest import NAME
from ..core.package.profile import PackageProfile, VectorLayer
from ..core.package.published import Published
from ..core.package.receive import UNREADABLE, Received, check_metadata, check_tables, read_coordinates, receive
from ..core.package.records import Record, records
from ..core.package.rules import finding
from ..core.progress import SILENT, Progress
from .package_pdf import pdf_pages, pdf_streams_sound
from .package_vectors import read_dxf_rings, read_layer


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


def verify_contents(contents: Mapping[str, bytes], profile_id: str = "", progress: Progress = SILENT) -> list[Finding]:
    """``verify_package`` for contents in memory, by path relative to the manifest."""
    got = receive(contents, profile_id)
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
    with tempfile.TemporaryDirectory(prefix="onemap-verify-") as name:
        folder = Path(name)
        _unpack_vectors(got, folder)
        progress.report(0.3)
        pieces = _geopackage(got, profile, published, txt, folder)
        progress.report(0.5)
        _shapefiles(got, profile, published, pieces, txt, folder)
        _drawing(got, profile, published, txt, folder)
    progress.report(0.7)
    check_tables(got, profile, published, pieces, txt)
    for part in profile.of_kind("metadata"):
        check_metadata(got, part, published)
    if got.manifest:
        got.findings.extend(compare.compare_numbers(got.manifest, published, pieces, txt, NAME))


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
        found = _layer(got, file, folder, layer, profile, published, txt)
        if found:
            expected = records(layer.content, published, pieces, profile)
            got.findings.extend(compare.compare_records(file, layer, found, expected, txt))


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
        if not pdf_streams_sound(content):
            got.unreadable(path, "damaged page content")
