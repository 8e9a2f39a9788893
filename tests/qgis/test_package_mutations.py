"""A forger at work, with a fixed seed: bytes, digits, files and zip entries of a package are changed, one at a time.

A plain change must always be found.  When the forger also renews sizes and hashes, a change of content must still be found by
comparing the files with each other, and on the software that wrote the package any change of a byte, but for the places in
``stays_unseen``.  ``ONEMAP_MUTATIONS=30`` makes it try harder.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import sqlite3
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from onemap_plugin.core.findings import Severity
from onemap_plugin.qgis_bridge.package_export import ExportResult, export_package
from onemap_plugin.qgis_bridge.package_verify import verify_contents, verify_package
from tests.qgis.package_helpers import contents, find, forged, resealed
from tests.unit.package.reviews import PROJECT, review

TIMES = int(os.environ.get("ONEMAP_MUTATIONS", "1"))
Package = dict[str, bytes]


@pytest.fixture(scope="module")
def exported(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> ExportResult:
    return export_package(review(), "multi_survey", tmp_path_factory.mktemp("out"), project=PROJECT, created="2026-11-23")


@pytest.fixture(scope="module")
def package(exported: ExportResult) -> Package:
    """Every kind of file there is: the second profile has DXF, metadata and printed tables as well."""
    return contents(exported.folder)


def seen(package: Package, remake: str = "all") -> list[str]:
    """What the check says beyond the notes on files to be added by hand."""
    return [f.text() for f in verify_contents(package, remake=remake) if f.severity is not Severity.NOTICE]


def flipped(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def other_digit(text: str, at: int) -> str:
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]


def stays_unseen(path: str, data: bytes, at: int) -> bool:
    """Bytes that no other file and no re-making confirms: what stands outside the streams of a PDF (object heads)."""
    if not path.endswith(".pdf"):
        return False
    return not any(m.start() <= at < m.end() for m in re.finditer(rb"stream\r?\n.*?endstream", data, re.DOTALL))


def test_the_package_as_written_has_nothing_to_say(package: Package) -> None:
    assert seen(package) == []
    assert seen(package, remake="none") == []


def test_a_flipped_bit_is_found_in_every_file(package: Package) -> None:
    rng = random.Random(2026)
    for path, data in package.items():
        for _ in range(TIMES):
            at, bit = rng.randrange(len(data)), rng.randrange(8)
            assert seen({**package, path: flipped(data, at, bit)}, remake="none"), (path, at, bit)


def test_a_flipped_bit_is_found_although_the_hashes_were_renewed(package: Package) -> None:
    rng = random.Random(649)
    for path, data in package.items():
        if path.startswith("manifest"):
            continue
        for _ in range(TIMES):
            at, bit = rng.randrange(len(data)), rng.randrange(8)
            found = seen(forged(package, path, flipped(data, at, bit)))
            assert found or stays_unseen(path, data, at), (path, at, bit)


@pytest.mark.parametrize("name", ["地块", "界址点"])
@pytest.mark.parametrize("end", [".shp", ".shx", ".dbf", ".prj", ".cpg"])
def test_every_byte_of_a_shapefile_counts_whatever_software_looks(package: Package, name: str, end: str) -> None:
    path = find(package, f"{name}{end}")
    data = package[path]
    rng = random.Random(end)
    head = range(0, 100, 7) if end in (".shp", ".shx") else []
    for at in [*list(head)[:: max(1, 4 // TIMES)], *(rng.randrange(len(data)) for _ in range(3 * TIMES))]:
        changed = forged(package, path, flipped(data, at, rng.randrange(7)))
        # letters of a projection's names differ between versions of PROJ: there only its numbers count
        assert seen(changed, remake="all" if end == ".prj" else "none"), at


def test_the_lowest_bit_of_a_stored_coordinate_counts(package: Package, tmp_path: Path) -> None:
    value = struct.pack("<d", 40512133.333)
    low = bytes([value[0] ^ 1]) + value[1:]
    for path in (find(package, "地块.shp"), find(package, "界址点.shp")):
        at = package[path].rindex(value)
        changed = forged(package, path, package[path][:at] + low + package[path][at + 8 :])
        assert seen(changed, remake="none"), path
    path = find(package, ".gpkg")
    at = package[path].rindex(value)
    assert seen(forged(package, path, package[path][:at] + low + package[path][at + 8 :]), remake="none")


def text_digits(text: str, rng: random.Random, count: int) -> Iterator[str]:
    places = [m.start() for m in re.finditer(r"\d", text)]
    for at in rng.sample(places, min(count, len(places))):
        yield other_digit(text, at)


@pytest.mark.parametrize(("end", "encoding"), [("界址点坐标.txt", "gb18030"), ("metadata.xml", "utf-8"), (".prj", "ascii")])
def test_every_digit_of_a_text_counts(package: Package, end: str, encoding: str) -> None:
    path = next(p for p in package if p.endswith(end))
    for text in text_digits(package[path].decode(encoding), random.Random(end), 8 * TIMES):
        assert seen(forged(package, path, text.encode(encoding))), text


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path


def other_value(old: Any) -> Any:
    if isinstance(old, bool):
        return not old
    if isinstance(old, (int, float)):
        return old + 1
    if old is None:
        return 1
    digits = [m.start() for m in re.finditer(r"\d", old)]
    return other_digit(old, digits[-1]) if digits else f"{old}1"


#: figures of the manifest that stand nowhere else in the package
ONLY_THERE = {
    *(("sources", key) for key in ("patches", "repaired", "layer")),
    *(("outcomes", key) for key in ("rule", "outcome", "measured", "threshold", "unit")),
}


def test_every_value_of_the_manifest_counts(package: Package) -> None:
    manifest = json.loads(package["manifest.json"])
    rng = random.Random(57)
    places = [p for p in leaves(manifest) if p[0] != "files" or p[-1] not in ("sha256", "size", "drawn_sha256")]
    assert len(places) > 200
    unseen = []
    for place in rng.sample(places, min(len(places), 12 * TIMES)):
        changed = json.loads(package["manifest.json"])
        holder = changed
        for key in place[:-1]:
            holder = holder[key]
        holder[place[-1]] = other_value(holder[place[-1]])
        if not seen(resealed(package, changed), remake="none"):
            unseen.append(place)
    assert {(p[0], p[-1]) for p in unseen} <= ONLY_THERE, unseen


def test_a_manifest_of_odd_types_is_a_finding_and_no_crash(package: Package) -> None:
    keys = list(json.loads(package["manifest.json"]))
    for key in random.Random(4).sample(keys, min(len(keys), 4 * TIMES)):
        for odd in (None, 7, "x", [], {}, [7], {"a": 7}):
            manifest = json.loads(package["manifest.json"])
            if manifest[key] != odd:
                manifest[key] = odd
                found = seen(resealed(package, manifest), remake="none")
                assert found or (odd == [] and key in ("outcomes", "sources")), (key, odd)


def test_measured_values_and_counts_of_the_manifest_are_those_of_the_report(package: Package) -> None:
    for key, change in {
        "outcomes": lambda m: m["outcomes"][0].update(measured=3.2146),
        "threshold": lambda m: m["outcomes"][0].update(threshold="≤ 70 公顷"),
        "findings": lambda m: m["findings"]["error"].update(accepted=2),
        "edition": lambda m: m["sources"][0].update(edition="2022"),
        "unresolved": lambda m: m.update(unresolved=0),
        "created": lambda m: m.update(created="2026-11-22"),
        "version": lambda m: m["software"].update(gdal="3.6.3"),
    }.items():
        changed = json.loads(package["manifest.json"])
        change(changed)
        assert seen(resealed(package, changed), remake="none"), key


@pytest.mark.parametrize("name", ["界址点坐标成果表.xlsx", "土地分类面积表.xlsx"])
def test_every_cell_of_a_table_counts(package: Package, name: str) -> None:
    path = find(package, name)
    book = openpyxl.load_workbook(io.BytesIO(package[path]))
    cells = [c for ws in book for row in ws.iter_rows() for c in row if c.value is not None]
    for cell in random.Random(name).sample(cells, 6 * TIMES):
        old = cell.value
        cell.value = f"{old}1" if isinstance(old, str) else old + (1 if isinstance(old, int) else 0.0001)
        buffer = io.BytesIO()
        book.save(buffer)
        cell.value = old
        assert seen(forged(package, path, buffer.getvalue()), remake="none"), (cell.coordinate, old)


def test_a_number_format_or_a_hidden_column_is_seen_on_the_same_software(package: Package) -> None:
    path = find(package, "界址点坐标成果表.xlsx")
    for change in (lambda ws: setattr(ws.column_dimensions["C"], "hidden", True),
                   lambda ws: setattr(ws["C5"], "number_format", "0")):  # fmt: skip
        book = openpyxl.load_workbook(io.BytesIO(package[path]))
        change(book.worksheets[0])
        buffer = io.BytesIO()
        book.save(buffer)
        assert seen(forged(package, path, buffer.getvalue()))


def columns(base: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    return [(row[1], row[2]) for row in base.execute(f'PRAGMA table_info("{table}")') if row[1] not in ("fid", "geom")]


def test_every_attribute_of_the_geopackage_counts(package: Package, tmp_path: Path) -> None:
    path = find(package, ".gpkg")
    file = tmp_path / "x.gpkg"
    rng = random.Random(8)
    file.write_bytes(package[path])
    with sqlite3.connect(file) as base:
        places = [(t, c, k) for t in ("地块", "界址点", "界址线", "地类面积") for c, k in columns(base, t)]
    base.close()
    assert len(places) > 25
    for table, column, kind in rng.sample(places, 6 * TIMES):
        file.write_bytes(package[path])
        with sqlite3.connect(file) as base:
            for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                base.execute(f'DROP TRIGGER "{name}"')
            changed = f"\"{column}\" || '1'" if kind.startswith("TEXT") else f'"{column}" + {1 if "INT" in kind else 0.0001}'
            fid = rng.choice([r[0] for r in base.execute(f'SELECT fid FROM "{table}"')])
            base.execute(f'UPDATE "{table}" SET "{column}" = {changed} WHERE fid = {fid}')
        base.close()
        assert seen(forged(package, path, file.read_bytes()), remake="none"), (table, column, fid)


@pytest.mark.parametrize("sql", [
    "UPDATE gpkg_contents SET max_x = max_x + 1 WHERE table_name = '地块'",
    "UPDATE gpkg_ogr_contents SET feature_count = 7 WHERE table_name = '界址点'",
    "UPDATE gpkg_contents SET last_change = '2026-11-24T00:00:00.000Z'",
    "UPDATE gpkg_geometry_columns SET z = 1 WHERE table_name = '界址线'",
    "UPDATE rtree_界址点_geom_rowid SET nodeno = 7 WHERE rowid = 3",
    "UPDATE 地块 SET XH = '1' || '' WHERE fid = 1",
    "CREATE TABLE more (a)",
])  # fmt: skip
def test_what_a_geopackage_says_of_itself_counts(package: Package, tmp_path: Path, sql: str) -> None:
    path = find(package, ".gpkg")
    file = tmp_path / "x.gpkg"
    file.write_bytes(package[path])
    with sqlite3.connect(file) as base:
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            base.execute(f'DROP TRIGGER "{name}"')
        base.execute(sql)
    base.close()
    assert seen(forged(package, path, file.read_bytes()))


def rewritten_pdf(data: bytes, old: bytes, new: bytes) -> bytes:
    """A page stream changed, packed again and padded so that no offset moves."""
    import zlib

    for match in re.finditer(rb"/FlateDecode\s*>>\s*stream\r?\n", data):
        unpacker = zlib.decompressobj()
        try:
            text = unpacker.decompress(data[match.end() :])
        except zlib.error:
            continue
        size = len(data) - match.end() - len(unpacker.unused_data)
        at = text.find(old)
        if at >= 0:
            for level in range(9, 0, -1):
                packed = zlib.compress(text[:at] + new + text[at + len(old) :], level)
                if len(packed) <= size:
                    return data[: match.end()] + packed.ljust(size, b"\n") + data[match.end() + size :]
    raise AssertionError("no such page")


@pytest.mark.parametrize("name", ["联审报告.pdf", "勘测定界图.pdf", "界址点坐标成果表.pdf"])
def test_another_glyph_on_a_page_is_found_by_the_fingerprint_of_its_drawing(package: Package, name: str) -> None:
    path = find(package, name)
    changed = rewritten_pdf(package[path], b"<0002> Tj", b"<0003> Tj")
    assert any("drawn" in s for s in seen(forged(package, path, changed), remake="none"))


@pytest.mark.parametrize("name", ["联审报告.pdf", "勘测定界图.pdf", "土地分类面积表.pdf"])
def test_numbers_on_pages_are_compared_with_the_other_files(package: Package, name: str, tmp_path: Path) -> None:
    """The PDF of another package, with fingerprint and hashes renewed: only what is written on it gives it away."""
    other = {**PROJECT, "项目编号": "331082-2026-0008"}
    import dataclasses

    base = review()
    first = base.overlay[0]
    rows = [dataclasses.replace(first, area_ha=first.area_ha + 0.0001, code="0102"), *base.overlay[1:]]
    moved = dataclasses.replace(base, overlay=tuple(rows), project=other)
    strange = contents(export_package(moved, "multi_survey", tmp_path, project=other, created="2026-11-23").folder)
    path, theirs = find(package, name), find(strange, name)
    manifest = json.loads(forged(package, path, strange[theirs])["manifest.json"])
    entry = next(e for e in manifest["files"] if e["path"] == path)
    entry["drawn_sha256"] = next(e for e in json.loads(strange["manifest.json"])["files"] if e["path"] == theirs)["drawn_sha256"]
    found = verify_contents(resealed({**package, path: strange[theirs]}, manifest), remake="none")
    assert {f.rule for f in found if f.source_file == path} == {"V-PDF"}


def test_files_taken_away_added_renamed_or_swapped_are_found(package: Package) -> None:
    names = [p for p in package if not p.startswith("manifest")]
    rng = random.Random(3)
    for path in rng.sample(names, 3 * TIMES):
        assert seen({p: c for p, c in package.items() if p != path}, remake="none"), path
        assert seen({(f"{p}x" if p == path else p): c for p, c in package.items()}, remake="none"), path
    for _ in range(2 * TIMES):
        a, b = rng.sample(names, 2)
        if package[a] != package[b]:
            assert seen({**package, a: package[b], b: package[a]}, remake="none"), (a, b)
    for extra in ("更多.txt", "矢量数据/地块.sbn", ".hidden", "../beside.txt", "MANIFEST.JSON"):
        assert seen({**package, extra: b"x"}, remake="none"), extra


def zip_of(entries: list[tuple[str, bytes]], **options: Any) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile itself warns of the doubled name
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


BAD_ZIPS: dict[str, Callable[[Package], bytes]] = {
    "doubled entry": lambda p: zip_of([*p.items(), ("manifest.json", b"{}")]),
    "doubled but for case": lambda p: zip_of([*p.items(), ("Manifest.json", b"{}")]),
    "out of the folder": lambda p: zip_of([*p.items(), ("../evil.txt", b"x")]),
    "deep out of the folder": lambda p: zip_of([*p.items(), ("a/../../evil.txt", b"x")]),
    "absolute": lambda p: zip_of([*p.items(), ("/etc/evil.txt", b"x")]),
    "drive": lambda p: zip_of([*p.items(), ("C:/evil.txt", b"x")]),
    "backslashes": lambda p: zip_of([*p.items(), ("..\\evil.txt", b"x")]),
    "bomb": lambda p: zip_of([*p.items(), ("bomb.txt", bytes(60_000_000))]),
    "bytes before": lambda p: b"MZ" + zip_of(list(p.items())),
    "bytes behind": lambda p: zip_of(list(p.items())) + b"more",
    "cut off": lambda p: zip_of(list(p.items()))[:-40],
    "empty": lambda p: b"",
    "no entries": lambda p: zip_of([]),
}


@pytest.mark.parametrize("kind", list(BAD_ZIPS))
def test_a_bad_zip_is_a_finding_and_writes_nothing_outside(package: Package, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "in" / "p.zip"
    file.parent.mkdir()
    file.write_bytes(BAD_ZIPS[kind](package))
    found = [f for f in verify_package(file) if f.severity is not Severity.NOTICE]
    assert found
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "p.zip"]


def test_a_zip_whose_directory_lies_about_the_size_is_refused(package: Package, tmp_path: Path) -> None:
    """The bomb that says it is small: the size stands in the directory, the data unpack to more."""
    data = zip_of([("bomb.txt", bytes(30_000_000))])
    at = data.rindex(b"PK\x01\x02")
    lie = data[: at + 24] + struct.pack("<I", 1000) + data[at + 28 :]
    (tmp_path / "p.zip").write_bytes(lie)
    assert {f.rule for f in verify_package(tmp_path / "p.zip")} & {"V-UNREADABLE", "V-MANIFEST"}
