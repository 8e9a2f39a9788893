"""Folders, archives, several files at once, damaged files: what is good is read, the rest is told."""

from __future__ import annotations

import struct
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from onemap_plugin.core.errors import Cancelled, OneMapError
from onemap_plugin.core.parcels import ParcelSet
from onemap_plugin.core.progress import Progress
from onemap_plugin.core.review import Review
from onemap_plugin.qgis_bridge import reading_inputs, review_file
from onemap_plugin.qgis_bridge.reading import read_any

sys.path.insert(0, str(Path(__file__).parent))
from vector_samples import FAR, MULTI, POLYGON, SQUARE, dxf, lwpolyline, wkt, write  # noqa: E402


def make_folder(folder: Path) -> Path:
    (folder / "子 目录").mkdir(parents=True)
    write("ESRI Shapefile", folder / "一.shp", [POLYGON], fields={"DKBH": "1"})
    write("GPKG", folder / "子 目录" / "二.gpkg", ["POLYGON " + wkt(FAR)], fields={"DKBH": "1"})
    (folder / "说明.pdf").write_bytes(b"%PDF-1.4")
    (folder / "坏.geojson").write_text("{not json", encoding="utf-8")
    review_file.save(folder / "旧.review.gpkg", Review(ParcelSet(())))
    return folder


def test_a_folder_gives_all_its_parcels_and_says_what_it_left_out(tmp_path: Path) -> None:
    found = read_any(make_folder(tmp_path / "in"))
    assert [(p.parcel_id, p.source_file) for p in found.parcels] == [("1", "一.shp"), ("1#2", "子 目录/二.gpkg")]
    told = {(f.rule, f.source_file) for f in found.findings}
    assert {("read.skipped", "说明.pdf"), ("read.skipped", "旧.review.gpkg"), ("read.file", "坏.geojson")} <= told
    assert not any(str(tmp_path) in f.text() for f in found.findings)


def test_several_files_at_once_joined_by_semicolon(tmp_path: Path) -> None:
    a, b = write("GPKG", tmp_path / "a.gpkg", [POLYGON]), write("GPKG", tmp_path / "b.gpkg", ["POLYGON " + wkt(FAR)])
    assert [p.source_file for p in read_any(f"{a};{b}").parcels] == ["a.gpkg", "b.gpkg"]
    assert [p.source_file for p in read_any([a, b]).parcels] == ["a.gpkg", "b.gpkg"]


def test_files_in_two_systems_are_not_mixed(tmp_path: Path) -> None:
    a = write("GPKG", tmp_path / "a.gpkg", [POLYGON])
    b = write("GPKG", tmp_path / "b.gpkg", [POLYGON], 4527)
    found = read_any([a, b])
    assert [p.source_file for p in found.parcels] == ["a.gpkg"]
    (finding,) = [f for f in found.findings if f.rule == "read.crs_mixed"]
    assert "EPSG:4527" in finding.text()


def gbk_zip(path: Path, members: dict[str, bytes]) -> Path:
    """An archive as Chinese packers on Windows write it: names in GBK, no UTF-8 mark."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(members.values()):
            archive.writestr(f"{number:02d}" * 20, data)
    raw = path.read_bytes()
    for number, name in enumerate(members):
        wanted = name.encode("gbk")
        raw = raw.replace((f"{number:02d}" * 20).encode(), wanted.ljust(40, b"_"))
    path.write_bytes(raw)
    return path


def test_an_archive_with_gbk_names_is_read(tmp_path: Path) -> None:
    source = write("GPKG", tmp_path / "x.gpkg", [POLYGON])
    name = "子目录\\" + "地块成果" * 3
    stem = (name.encode("gbk") + b"_" * 60)[:35].decode("gbk") + ".gpkg"
    path = gbk_zip(tmp_path / "包.zip", {stem: source.read_bytes()})
    found = read_any(path)
    assert len(found.parcels) == 1
    assert found.parcels[0].source_file.startswith("包.zip/子目录/地块成果地块成果")


def test_an_archive_cannot_write_outside_and_its_good_members_are_read(tmp_path: Path) -> None:
    source = write("GPKG", tmp_path / "x.gpkg", [POLYGON]).read_bytes()
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../evil.gpkg", "/tmp/evil_abs.gpkg", "C:\\evil.gpkg", "good.gpkg"):
            archive.writestr(name, source)
    found = read_any(path)
    assert [p.source_file for p in found.parcels] == ["evil.zip/good.gpkg"]
    assert sum(f.rule == "read.archive" for f in found.findings) == 3
    assert not list(tmp_path.parent.rglob("evil.gpkg"))
    assert not Path("/tmp/evil_abs.gpkg").exists()


def test_a_damaged_and_an_encrypted_member_are_findings(tmp_path: Path) -> None:
    source = write("GPKG", tmp_path / "x.gpkg", [POLYGON]).read_bytes()
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.gpkg", source)
        archive.writestr("bad.txt", b"damaged content")
        archive.writestr("secret.txt", b"x")
    raw = bytearray(path.read_bytes().replace(b"damaged content", b"changed content"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(b"secret.txt") if signature == b"PK\x03\x04" else raw.rindex(b"secret.txt")
        start = raw.rindex(signature, 0, at)
        struct.pack_into("<H", raw, start + offset, 1)
    path.write_bytes(raw)
    found = read_any(path)
    assert len(found.parcels) == 1
    assert {f.source_file for f in found.findings if f.rule == "read.archive"} == {"a.zip/bad.txt", "a.zip/secret.txt"}


def test_a_bomb_is_stopped_by_what_really_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_inputs, "RATIO_FLOOR", 1 << 20)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.gpkg", b"\0" * (8 << 20))
        archive.write(write("GPKG", tmp_path / "y.gpkg", [POLYGON]), "y.gpkg")
    found = read_any(path)
    assert [p.source_file for p in found.parcels] == ["bomb.zip/y.gpkg"]
    assert [f.source_file for f in found.findings if f.rule == "read.archive"] == ["bomb.zip/x.gpkg"]


def test_nothing_temporary_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(write("GPKG", tmp_path / "y.gpkg", [POLYGON]), "y.gpkg")
    assert read_any(path).parcels
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.shp", b""),
        ("empty.geojson", b""),
        ("half.gpkg", b"SQLite format 3\0" + b"\0" * 50),
        ("no.zip", b"PK\x03\x04 but no more"),
        ("text.dxf", "没有图形".encode()),
        ("x.kml", b"<kml><Document>"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_with_name_and_advice(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(OneMapError) as caught:
        read_any(path)
    assert name in str(caught.value)
    assert caught.value.hint
    assert str(tmp_path) not in str(caught.value)


def test_a_review_file_is_not_a_parcel_file(tmp_path: Path) -> None:
    review_file.save(tmp_path / "r.gpkg", Review(ParcelSet(())))
    with pytest.raises(OneMapError, match="review file"):
        read_any(tmp_path / "r.gpkg")


def test_cancel_reaches_the_loop_over_features(tmp_path: Path) -> None:
    path = write("GPKG", tmp_path / "a.gpkg", [POLYGON] * 600)
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 4

    with pytest.raises(Cancelled):
        read_any(path, progress=Progress(lambda f: None, cancelled))


def test_the_input_is_never_written_to(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "in")
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}
    read_any(folder)
    after = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}
    assert after == before


SEEDS: dict[str, str] = {"shp": "ESRI Shapefile", "gpkg": "GPKG", "geojson": "GeoJSON", "kml": "KML", "tab": "MapInfo File"}


@settings(max_examples=25)
@given(data=st.data())
@pytest.mark.parametrize("suffix", [*SEEDS, "dxf", "zip", "dbf", "mif", "kmz", "xlsx"])
def test_a_damaged_file_gives_parcels_and_findings_or_a_clear_refusal(suffix: str, data: st.DataObject) -> None:
    """Any bytes changed, cut or added: never another exception, never something that the review file cannot hold."""
    with tempfile.TemporaryDirectory() as folder:
        path = seed(Path(folder), suffix)
        raw = bytearray(path.read_bytes())
        for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=12)):
            raw[at] = data.draw(st.integers(0, 255))
        path.write_bytes(raw[: data.draw(st.integers(0, len(raw)))] if data.draw(st.booleans()) else raw)
        found = read_or_refuse(path.with_suffix(".shp") if suffix == "dbf" else path)
        if isinstance(found, OneMapError):
            assert found.hint
            assert str(found)
            return
        assert found.parcels
        assert not [f.text() for f in found.findings if "Error:" in f.text()]
        review_file.save(Path(folder) / "r.gpkg", Review(found))
        assert len(review_file.load(Path(folder) / "r.gpkg").parcels.parcels) == len(found.parcels)


def read_or_refuse(path: Path) -> ParcelSet | OneMapError:
    try:
        return read_any(path)
    except OneMapError as e:
        return e


@cache
def parts_of(suffix: str) -> tuple[str, dict[str, bytes]]:
    """The same bytes for every example: packages hold the time when they were made."""
    with tempfile.TemporaryDirectory() as folder:
        name = make_seed(Path(folder), suffix).name
        return name, {p.name: p.read_bytes() for p in Path(folder).iterdir()}


def seed(folder: Path, suffix: str) -> Path:
    name, parts = parts_of(suffix)
    for part, content in parts.items():
        (folder / part).write_bytes(content)
    return folder / name


def make_seed(folder: Path, suffix: str) -> Path:
    fields = {"DKBH": "1", "DKMC": "测试地块", "MJ": "1.48"}
    if suffix == "dxf":
        return dxf(folder / "a.dxf", lwpolyline("JZD", SQUARE, True, 0.1), lwpolyline("JZD", FAR, True))
    if suffix == "dbf":
        return write("ESRI Shapefile", folder / "a.shp", [POLYGON, MULTI], fields=fields).with_suffix(".dbf")
    if suffix == "mif":
        return write("MapInfo File", folder / "a.mif", [POLYGON, MULTI], fields=fields, options=("FORMAT=MIF",))
    if suffix == "kmz":
        return write("LIBKML", folder / "a.kmz", ["POLYGON ((114 23,114.01 23,114.01 23.01,114 23))"], 4326, {"Name": "甲"})
    if suffix == "xlsx":
        book = Workbook()
        for row in (("点号", "X", "Y"), *((f"J{i}", y, x) for i, (x, y) in enumerate(SQUARE))):
            book.active.append(row)
        book.save(folder / "a.xlsx")
        return folder / "a.xlsx"
    if suffix == "zip":
        with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for part in ("a.geojson", "b.geojson"):
                archive.write(write("GeoJSON", folder / part, [POLYGON], fields=fields), part)
        return folder / "a.zip"
    return write(SEEDS[suffix], folder / f"a.{suffix}", [POLYGON, MULTI], fields=fields)


@pytest.mark.parametrize(
    "ring",
    [
        [[1e308, -1e308], [1e308, 1e308], [-1e308, 1e308]],
        [[0, 0], [0, 0], [0, 0]],
        [[38383243, 2582988]],
        [[38383243, 2582988], [38383243, 1e15], [1e15, 2582988]],
        [[38383243, 2582988], [38383343, 2583088], [38383343, 2582988], [38383243, 2583088]],
    ],
)
def test_a_parcel_gone_astray_does_not_cost_the_others_their_measures(tmp_path: Path, ring: list[list[float]]) -> None:
    from onemap_plugin.qgis_bridge import steps

    astray = "POLYGON ((" + ",".join(f"{x!r} {y!r}" for x, y in [*ring, ring[0]]) + "))"
    path = write("GPKG", tmp_path / "a.gpkg", [astray, POLYGON], fields={"MJ": "1.48"})
    done = steps.import_step(str(path), "", str(tmp_path / "r.gpkg"))
    loaded = review_file.load(tmp_path / "r.gpkg")
    good = loaded.parcels.parcels[1].parcel_id
    assert loaded.measures[good].area_m2 == pytest.approx(shapely.from_wkt(POLYGON).area)
    told = {f.parcel_id for f in loaded.findings if f.rule == "read.measure"}
    assert told == {p.parcel_id for p in loaded.parcels.parcels} - set(loaded.measures)
    assert done.run.counts["parcels"] == 2
    assert steps.check_step(str(tmp_path / "r.gpkg")).review.findings
