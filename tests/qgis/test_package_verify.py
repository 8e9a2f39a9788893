"""The receiver's check: a changed byte, a changed number or a missing part is found, also when the hashes were renewed."""

from __future__ import annotations

import io
import json
import random
import re
import sqlite3
import struct
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.findings import Severity
from onemap_plugin.qgis_bridge.package_export import ExportResult, export_package
from onemap_plugin.qgis_bridge.package_verify import verify_contents, verify_package
from tests.qgis.package_helpers import contents, find, forged, resealed
from tests.unit.package.reviews import PROJECT, review

DAY = "2026-11-23"


@pytest.fixture(scope="module")
def exported(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> ExportResult:
    return export_package(review(), "land_survey", tmp_path_factory.mktemp("out"), project=PROJECT, created=DAY)


@pytest.fixture(scope="module")
def package(exported: ExportResult) -> dict[str, bytes]:
    return contents(exported.folder)


@pytest.fixture(scope="module")
def drawing(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A package of the second profile, with DXF and metadata."""
    return contents(export_package(review(), "multi_survey", tmp_path_factory.mktemp("out"), project=PROJECT, created=DAY).folder)


def rules(found: list[Any]) -> set[str]:
    return {f.rule for f in found}


def test_an_honest_package_passes_as_folder_and_as_zip(exported: ExportResult, package: dict[str, bytes]) -> None:
    assert verify_package(exported.folder) == []
    assert verify_package(exported.zip) == []
    assert verify_contents(package) == []


def flipped(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def test_one_changed_bit_in_any_file_is_found_and_the_file_named(package: dict[str, bytes]) -> None:
    rng = random.Random(7)
    for path, data in package.items():
        at = rng.randrange(len(data))
        found = verify_contents({**package, path: flipped(data, at, rng.randrange(8))})
        assert any(f.severity is Severity.ERROR for f in found), (path, at)
        names = {path, "manifest.json", "manifest.sha256"} if path.startswith("manifest") else {path}
        assert {f.source_file for f in found} & names, (path, at)


def test_one_changed_bit_anywhere_in_the_zip_is_found(exported: ExportResult, tmp_path: Path) -> None:
    data = exported.zip.read_bytes()
    rng = random.Random(11)
    # everywhere, and thickly in the directory at the end, where file contents are not touched
    places = [rng.randrange(len(data)) for _ in range(8)] + [len(data) - 1 - rng.randrange(1500) for _ in range(14)]
    for at in places:
        (tmp_path / "x.zip").write_bytes(flipped(data, at, rng.randrange(8)))
        assert verify_package(tmp_path / "x.zip"), at


def test_bytes_taken_off_or_added_are_found(package: dict[str, bytes]) -> None:
    for path in (find(package, ".txt"), find(package, ".gpkg"), find(package, "勘测定界图.pdf"), find(package, "面积表.xlsx")):
        for changed in (package[path][:-1], package[path] + b"\0", b"", package[path] + b"\n"):
            found = verify_contents({**package, path: changed})
            assert {"V-SIZE", "V-HASH"} <= rules(found), path


def test_missing_and_added_files_are_named(package: dict[str, bytes]) -> None:
    for path in package:
        less = {p: c for p, c in package.items() if p != path}
        found = verify_contents(less)
        assert path in {f.source_file for f in found}, path
        if not path.startswith("manifest"):
            assert {"V-MISSING", "V-ELEMENT"} <= rules(found)
    found = verify_contents({**package, "图件/多余.pdf": b"x"})
    assert ("V-EXTRA", "图件/多余.pdf") in {(f.rule, f.source_file) for f in found}


def test_an_element_left_out_of_package_and_manifest_is_still_missed(package: dict[str, bytes]) -> None:
    for path in [p for p in package if not p.startswith("manifest")][::2]:
        manifest = json.loads(package["manifest.json"])
        manifest["files"] = [e for e in manifest["files"] if e["path"] != path]
        less = resealed({p: c for p, c in package.items() if p != path}, manifest)
        assert ("V-ELEMENT", path) in {(f.rule, f.source_file) for f in verify_contents(less)}, path


def txt_with(package: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    path = find(package, ".txt")
    text = package[path].decode("gb18030")
    assert old in text
    return forged(package, path, text.replace(old, new, 1).encode("gb18030"))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("3350103.217", "3350103.218", "V-COORDINATE"),
        ("40512133.333", "40512133.334", "V-COORDINATE"),
        ("J3,1,3350020.004", "J33,1,3350020.004", "V-LABEL"),
        (",1.1334,", ",1.1335,", "V-AREA"),
        ("\r\n6,1.1334", "\r\n7,1.1334", "V-POINTS"),
        ("东岙村安置地块", "东岙村安置地坏", "V-TEXT"),
        ("2024-003", "2024-033", "V-TEXT"),
        ("带号=40", "带号=39", "V-CRS"),
    ],
)
def test_a_forged_txt_is_found_by_vectors_tables_and_manifest(package: dict[str, bytes], old: str, new: str, rule: str) -> None:
    found = verify_contents(txt_with(package, old, new))
    assert rule in rules(found), [f.text() for f in found]
    assert "V-HASH" not in rules(found), "the forger renewed the hashes"


def test_a_point_dropped_from_the_txt_is_found(package: dict[str, bytes]) -> None:
    found = verify_contents(txt_with(package, "J4,1,3350012.500,40512060.250\r\n", ""))
    assert {"V-POINTS", "V-AREA"} <= rules(found)


def test_a_forged_area_or_name_in_the_dbf_is_found(package: dict[str, bytes]) -> None:
    path = find(package, "地块.dbf")
    changes = [
        (b"3.5530", b"3.5531", "V-AREA"),
        (b"35529.89", b"35529.88", "V-AREA"),
        ("输水管廊".encode(), "输水管郎".encode(), "V-TEXT"),
        (b"H51G005012", b"H51G005011", "V-TEXT"),
    ]
    for old, new, rule in changes:
        assert old in package[path]
        found = verify_contents(forged(package, path, package[path].replace(old, new, 1)))
        assert (rule, path.replace(".dbf", ".shp")) in {(f.rule, f.source_file) for f in found}


@pytest.mark.parametrize("name", ["地块.shp", "界址点.shp", "界址线.shp"])
def test_a_coordinate_moved_by_less_than_a_millimetre_in_a_shapefile_is_found(package: dict[str, bytes], name: str) -> None:
    path = find(package, name)
    old = struct.pack("<d", 40512133.333)
    assert old in package[path]
    # behind the header with its bounding box: the stored vertex
    at = package[path].rindex(old)
    data = package[path][:at] + struct.pack("<d", 40512133.3334) + package[path][at + 8 :]
    found = verify_contents(forged(package, path, data))
    assert ("V-COORDINATE", path) in {(f.rule, f.source_file) for f in found}


def test_a_label_in_the_point_layer_is_compared(package: dict[str, bytes]) -> None:
    path = find(package, "界址点.dbf")
    at = package[path].index(b"J3 ")
    data = package[path][:at] + b"J9" + package[path][at + 2 :]
    assert "V-LABEL" in rules(verify_contents(forged(package, path, data)))


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("UPDATE 地块 SET MJ_HA = MJ_HA + 0.0001 WHERE XH = 2", "V-AREA"),
        ("UPDATE 地块 SET MJ_M2 = MJ_M2 + 0.001 WHERE XH = 2", "V-AREA"),
        ("UPDATE 地块 SET DKMC = 'x' WHERE XH = 1", "V-TEXT"),
        ("UPDATE 界址点 SET JZDH = 'J99' WHERE fid = 7", "V-LABEL"),
        ("UPDATE 界址点 SET XZB = XZB + 0.001 WHERE fid = 7", "V-COORDINATE"),
        ("UPDATE 界址线 SET BC = BC + 0.01 WHERE fid = 7", "V-AREA"),
        ("DELETE FROM 界址点 WHERE fid = 7", "V-POINTS"),
        ("UPDATE 地类面积 SET MJ_HA = MJ_HA + 0.0001 WHERE fid = 1", "V-TOTAL"),
        ("UPDATE 地类面积 SET DLBM = '0102' WHERE DLBM = '0101'", "V-CELL"),
        ("UPDATE 地类面积 SET QSLX = '集体' WHERE fid = 1", "V-CELL"),
        ("UPDATE 地类面积 SET QSDWMC = '某村' WHERE fid = 1", "V-CELL"),
        ("UPDATE gpkg_geometry_columns SET srs_id = 4490", "V-CRS"),
    ],
)
def test_a_forged_geopackage_is_found(package: dict[str, bytes], tmp_path: Path, sql: str, rule: str) -> None:
    path = find(package, ".gpkg")
    file = tmp_path / "x.gpkg"
    file.write_bytes(package[path])
    with sqlite3.connect(file) as base:
        for name, kind in base.execute("SELECT name, type FROM sqlite_master WHERE type = 'trigger'").fetchall():
            base.execute(f'DROP {kind} "{name}"')  # they call functions that only GDAL has
        if "4490" in sql:
            base.execute("INSERT OR IGNORE INTO gpkg_spatial_ref_sys SELECT 'x', 4490, 'EPSG', 4490, definition, description "
                         "FROM gpkg_spatial_ref_sys WHERE srs_id = 4326")  # fmt: skip
            base.execute("UPDATE gpkg_contents SET srs_id = 4490")
        base.execute(sql)
    base.close()
    found = verify_contents(forged(package, path, file.read_bytes()))
    assert rule in rules(found), [f.text() for f in found]


def xlsx_changes(data: bytes) -> list[tuple[str, bytes]]:
    """Every number of the workbook changed in its last digit, one at a time (a sample of them), and one text."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    places = [(ws.title, c.coordinate, c.value) for ws in book for row in ws.iter_rows() for c in row if c.value is not None]
    numbers = [p for p in places if isinstance(p[2], (int, float))]
    texts = [p for p in places if isinstance(p[2], str)]
    rng = random.Random(3)
    out = []
    for sheet, place, value in [*rng.sample(numbers, min(8, len(numbers))), *rng.sample(texts, 4)]:
        again = openpyxl.load_workbook(io.BytesIO(data))
        step = 1 if isinstance(value, int) else 0.0001
        again[sheet][place] = value + "改" if isinstance(value, str) else value + step
        buffer = io.BytesIO()
        again.save(buffer)
        out.append((f"{sheet}!{place}", buffer.getvalue()))
    return out


@pytest.mark.parametrize("name", ["界址点坐标成果表.xlsx", "土地分类面积表.xlsx"])
def test_any_number_or_text_changed_in_a_table_is_found(package: dict[str, bytes], name: str) -> None:
    path = find(package, name)
    for place, data in xlsx_changes(package[path]):
        found = verify_contents(forged(package, path, data))
        assert ("V-CELL", path) in {(f.rule, f.source_file) for f in found}, place


def test_a_total_that_does_not_sum_is_called_so(package: dict[str, bytes]) -> None:
    path = find(package, "土地分类面积表.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(package[path]))
    ws = book.worksheets[0]
    row = next(r for r in range(6, ws.max_row + 1) if ws.cell(r, 1).value == "合计")
    ws.cell(row, 6).value += 0.0001
    buffer = io.BytesIO()
    book.save(buffer)
    found = [f for f in verify_contents(forged(package, path, buffer.getvalue())) if f.rule == "V-TOTAL"]
    assert len(found) == 2, "neither along the row nor down the column"


def numbers_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in numbers_in(v, (*path, k))]
    if isinstance(value, list):
        return [p for i, v in enumerate(value) for p in numbers_in(v, (*path, i))]
    return [path]


def test_every_number_of_the_manifest_is_held_against_the_files(package: dict[str, bytes]) -> None:
    manifest = json.loads(package["manifest.json"])
    places = numbers_in(manifest["numbers"])
    assert len(places) > 60
    for place in random.Random(5).sample(places, 12):
        changed = json.loads(package["manifest.json"])
        holder = changed["numbers"]
        for key in place[:-1]:
            holder = holder[key]
        old = holder[place[-1]]
        holder[place[-1]] = (not old) if isinstance(old, bool) else old + 1 if isinstance(old, int) else f"{old}1"
        found = verify_contents(resealed(package, changed))
        assert any(f.source_file == "manifest.json" for f in found) or "V-TEXT" in rules(found), place


@pytest.mark.parametrize(
    ("key", "value"), [("central_meridian", 117.0), ("zone", 39), ("zone_width", 6), ("prefixed", False), ("datum", "Xian 1980")]
)
def test_the_coordinate_system_of_the_manifest_agrees_with_its_own_code(package: dict[str, bytes], key: str, value: Any) -> None:
    changed = json.loads(package["manifest.json"])
    assert changed["crs"][key] != value
    changed["crs"][key] = value
    found = [f for f in verify_contents(resealed(package, changed)) if f.rule == "V-CRS"]
    assert any(key in f.text() for f in found)


def test_a_changed_manifest_with_the_old_hash_file_is_found(package: dict[str, bytes]) -> None:
    for old, new in ((b'"created": "2026-11-23"', b'"created": "2026-11-22"'), (b'"unresolved": 1', b'"unresolved": 0')):
        assert old in package["manifest.json"]
        found = verify_contents({**package, "manifest.json": package["manifest.json"].replace(old, new)})
        assert "V-MANIFEST" in rules(found)


@pytest.mark.parametrize(
    "bad", [b"", b"{", b"[]", b'{"format": "other"}', b'{"format": "onemap-package/1", "files": [1]}', b"\xff"]
)
def test_a_manifest_that_is_none_is_a_finding(package: dict[str, bytes], bad: bytes) -> None:
    assert "V-MANIFEST" in rules(verify_contents({**package, "manifest.json": bad}))


def test_a_pdf_with_a_page_less_or_a_torn_stream_is_found(package: dict[str, bytes]) -> None:
    path = find(package, "勘测定界图.pdf")
    other = package[find(package, "联审报告.pdf")]
    assert ("V-PDF", path) in {(f.rule, f.source_file) for f in verify_contents(forged(package, path, other))}
    at = [m.end() for m in re.finditer(rb"stream\r?\n", package[path])][2]
    torn = package[path][: at + 4] + b"\xff" * 12 + package[path][at + 16 :]
    assert ("V-UNREADABLE", path) in {(f.rule, f.source_file) for f in verify_contents(forged(package, path, torn))}
    assert "V-UNREADABLE" in rules(verify_contents(forged(package, path, b"not a pdf")))


def test_drawing_and_metadata_are_compared_too(drawing: dict[str, bytes]) -> None:
    assert rules(verify_contents(drawing)) == {"V-BY-HAND"}
    path = find(drawing, ".dxf")
    for old, new in ((b"40512133.333", b"40512133.334"), (b"\nJ3\r\n", b"\nJ9\r\n")):
        data = drawing[path] if old in drawing[path] else drawing[path].replace(b"\r\n", b"\n")
        old, new = (old, new) if old in data else (old.replace(b"\r\n", b"\n"), new.replace(b"\r\n", b"\n"))
        assert old in data
        found = verify_contents(forged(drawing, path, data.replace(old, new, 1)))
        assert path in {f.source_file for f in found}, old
    path = find(drawing, "metadata.xml")
    found = verify_contents(forged(drawing, path, drawing[path].replace(b"7.9264", b"7.9265")))
    assert ("V-TEXT", path) in {(f.rule, f.source_file) for f in found}


def test_files_added_by_hand_are_welcome_where_the_profile_asks_for_them(drawing: dict[str, bytes]) -> None:
    path = "立项用地规划许可/土地勘测定界/扫描资料/土地勘测定界表.pdf"
    pdf = drawing[find(drawing, "联审报告.pdf")]
    found = verify_contents({**drawing, path: pdf})
    assert rules(found) == {"V-BY-HAND"}
    assert path not in {f.source_file for f in found}


def test_a_package_packed_again_by_another_program_is_only_noted(package: dict[str, bytes], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "again.zip", "w") as archive:
        for path, data in package.items():
            archive.writestr(f"某项目/{path}", data)
    found = verify_package(tmp_path / "again.zip")
    assert [f.rule for f in found] == ["V-CONTAINER"]


def test_the_receivers_own_profile_decides_what_must_be_there(package: dict[str, bytes]) -> None:
    found = verify_contents(package, "multi_survey")
    assert "V-ELEMENT" in rules(found)
    assert any(f.source_file.endswith("metadata.xml") for f in found)


def test_an_unknown_profile_in_the_manifest_is_a_finding(package: dict[str, bytes]) -> None:
    manifest = json.loads(package["manifest.json"])
    manifest["profile"]["id"] = "nowhere"
    assert "V-ELEMENT" in rules(verify_contents(resealed(package, manifest)))


def test_no_package_at_all_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(OneMapError) as caught:
        verify_package(tmp_path / "nothing.zip")
    assert caught.value.hint
    assert "V-MANIFEST" in rules(verify_package(tmp_path))
    (tmp_path / "x.zip").write_bytes(b"no zip")
    assert rules(verify_package(tmp_path / "x.zip")) == {"V-UNREADABLE"}


def test_a_zip_that_would_write_outside_is_refused(package: dict[str, bytes], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../../evil.shp", b"x")
    assert rules(verify_package(tmp_path / "evil.zip")) == {"V-UNREADABLE"}
