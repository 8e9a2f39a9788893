"""Formats as offices send them: GBK where UTF-8 belongs, shapes without their table, all kinds of workbooks, damaged drawings."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.qgis_bridge.reading import read_any

sys.path.insert(0, str(Path(__file__).parent))
from vector_samples import FAR, MULTI, POLYGON, SQUARE, dxf, lwpolyline, rules, write  # noqa: E402

TABLES = Path(__file__).parents[1] / "data" / "tables"
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>图上的名称</name><ExtendedData>'
    '<Data name="地块编号"><value>K-1</value></Data><Data name="地块名称"><value>甲地</value></Data>'
    "<Data name='地块用途'><value>工业</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>"
    "119.1,30.4,0 119.11,30.4,0 119.11,30.41,0 119.1,30.4,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    "</Document></kml>"
)


@pytest.mark.parametrize("suffix", ["kml", "kmz"])
@pytest.mark.parametrize(
    ("declared", "encoding", "told"),
    [
        ("UTF-8", "utf-8", False),
        ("GBK", "gbk", True),
        ("gb2312", "gbk", True),
        ("UTF-8", "gbk", True),
        ("UTF-16", "utf-16", False),
        ("", "utf-8", False),
    ],
)
def test_chinese_names_of_kml_data_are_kept_apart_in_every_encoding(
    tmp_path: Path, suffix: str, declared: str, encoding: str, told: bool
) -> None:
    content = ((f'<?xml version="1.0" encoding="{declared}"?>' if declared else "") + KML).encode(encoding)
    path = tmp_path / f"a.{suffix}"
    if suffix == "kml":
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("doc.kml", content)
    found = read_any(path)
    (parcel,) = found.parcels
    assert (parcel.number, parcel.name, parcel.use) == ("K-1", "甲地", "工业")
    assert ("read.encoding" in rules(found)) == told
    assert path.read_bytes()[:4] == (content[:4] if suffix == "kml" else b"PK\x03\x04")


def test_geojson_in_gbk_keeps_its_names(tmp_path: Path) -> None:
    path = write("GeoJSON", tmp_path / "地块.geojson", [POLYGON], fields={"地块名称": "甲地", "地块编号": "7"})
    path.write_bytes(path.read_text("utf-8").encode("gbk"))
    found = read_any(path)
    assert [(p.number, p.name) for p in found.parcels] == [("7", "甲地")]
    assert "read.encoding" in rules(found)
    json.loads(path.read_text("gbk"))  # the file itself is left alone


def test_a_mapinfo_file_that_does_not_name_its_characters_is_read_as_gbk(tmp_path: Path) -> None:
    fields = {"DKBH": "7", "DKMC": "甲地", "BZ": "原样"}
    path = write("MapInfo File", tmp_path / "a.mif", [MULTI], fields=fields, options=("FORMAT=MIF",))
    assert 'Charset "Neutral"' in path.read_text("latin-1")
    path.with_suffix(".mid").write_bytes(path.with_suffix(".mid").read_text("utf-8").encode("gbk"))
    found = read_any(path)
    assert [(p.name, dict(p.attributes)) for p in found.parcels] == [("甲地", {"BZ": "原样"})]
    assert "read.encoding" in rules(found)
    path.with_suffix(".mid").write_bytes(b'"7","\xff\xfe\x80","x"\n')
    found = read_any(path)
    assert "\ufffd" in found.parcels[0].name
    (finding,) = [f for f in found.findings if f.rule == "read.encoding"]
    assert "1" in finding.text()


def test_shapes_without_their_table_are_told(tmp_path: Path) -> None:
    path = write("MapInfo File", tmp_path / "a.mif", [POLYGON, MULTI], fields={"DKBH": "7"}, options=("FORMAT=MIF",))
    table = path.with_suffix(".mid")
    rows = table.read_text().splitlines(keepends=True)
    table.write_text(rows[0])
    assert "read.file" in rules(read_any(path))
    table.write_text("".join([rows[0], *rows]))
    (found,) = [f for f in read_any(path).findings if f.rule == "read.file"]
    assert (found.params["records"], found.params["count"]) == (3, 2)
    table.unlink()
    assert "read.sidecar" in rules(read_any(path))

    shape = write("ESRI Shapefile", tmp_path / "b.shp", [POLYGON, MULTI], fields={"DKBH": "7"})
    raw = shape.with_suffix(".dbf").read_bytes()
    assert "read.file" not in rules(read_any(shape))
    shape.with_suffix(".dbf").write_bytes(raw[: len(raw) - 60])
    assert "read.file" in rules(read_any(shape))
    shape.with_suffix(".dbf").write_bytes(raw[:4] + b"\x01" + raw[5:])
    assert "read.file" in rules(read_any(shape))


def test_a_declared_area_that_fits_no_unit_is_told_for_layers_too(tmp_path: Path) -> None:
    found = read_any(write("GPKG", tmp_path / "a.gpkg", [POLYGON], fields={"DKBH": "7", "DKMJ": "77"}))
    (finding,) = [f for f in found.findings if f.rule == "T-AREA-CONTRADICTS"]
    assert (finding.parcel_id, finding.params["text"]) == ("7", "77")
    assert "T-AREA-CONTRADICTS" not in rules(read_any(write("GPKG", tmp_path / "b.gpkg", [POLYGON], fields={"DKMJ": "0.9800"})))


@pytest.mark.parametrize("suffix", ["xls", "ods"])
@pytest.mark.parametrize("ending", ["xls", "xlsx", "ods"])
def test_workbooks_are_known_by_their_content(tmp_path: Path, suffix: str, ending: str) -> None:
    path = tmp_path / f"成果表.{ending}"
    shutil.copyfile(TABLES / f"boundary_points.{suffix}", path)
    if suffix == "ods" and ending != "ods":
        with pytest.raises(OneMapError) as caught:  # OGR tells the formats in ZIP packages by their endings
            read_any(path)
        assert caught.value.hint
        return
    found = read_any(path)
    assert [(p.number, round(p.geometry.area, 3)) for p in found.parcels] == [("D-01", 24104.812), ("D-02", 8000.0)]
    assert [p.rings[0].labels for p in found.parcels] == [("J1", "J2", "J3", "J4", "J1")] * 2
    assert found.crs.epsg == 4528
    assert "T-CRS-NAME-EMPTY" not in rules(found)


@pytest.mark.parametrize("content", [b"<html><table><tr><td>1</td></tr></table></html>", "点号\tX\tY\n".encode("gbk")])
def test_what_only_calls_itself_a_workbook_is_refused_with_a_way_out(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    with pytest.raises(OneMapError, match="no workbook") as caught:
        read_any(path)
    assert ".csv" in caught.value.hint


def test_a_damaged_workbook_is_refused_not_read_in_half(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("点号", "X", "Y"), *((f"J{i}", y + i / 7, x) for i, (x, y) in enumerate(SQUARE * 200))):
        book.active.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as package:
        sheet = package.getinfo("xl/worksheets/sheet1.xml")
    raw = bytearray(path.read_bytes())
    raw[sheet.header_offset + 30 + len(sheet.filename) + sheet.compress_size // 2] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(OneMapError, match="damaged.*sheet1") as caught:
        read_any(path)
    assert caught.value.hint


def test_a_drawing_with_a_lost_vertex_or_a_broken_code_is_told_with_its_line(tmp_path: Path) -> None:
    whole = dxf(tmp_path / "a.dxf", lwpolyline("JZD", SQUARE, True), lwpolyline("JZD", FAR, True))
    assert "read.file" not in rules(read_any(whole))
    text = whole.read_text("gbk")
    x, y = SQUARE[2]
    vertex = f"10\n{x!r}\n20\n{y!r}\n42\n0.0\n"
    assert vertex in text
    lost = tmp_path / "b.dxf"
    lost.write_text(text.replace(vertex, "", 1), "gbk")
    (finding,) = [f for f in read_any(lost).findings if f.rule == "read.file"]
    assert (finding.params["said"], finding.params["have"]) == (4, 3)
    assert text.split("\n")[finding.source_line] == "LWPOLYLINE"
    broken = tmp_path / "c.dxf"
    broken.write_text(text.replace(f"10\n{x!r}", f"1O\n{x!r}", 1), "gbk")
    (finding,) = [f for f in read_any(broken).findings if f.rule == "read.file"]
    assert finding.params["text"] == "1O"


def test_the_width_of_a_gap_is_told_however_small(tmp_path: Path) -> None:
    near = [*SQUARE, (SQUARE[0][0] + 0.0004, SQUARE[0][1])]
    found = read_any(dxf(tmp_path / "a.dxf", lwpolyline("JZD", near, False), lwpolyline("JZD", FAR, True)))
    (finding,) = [f for f in found.findings if f.rule == "read.open_line"]
    assert "0.0004" in finding.text()


def test_why_there_is_no_parcel_is_told_by_the_finding_that_explains_it(tmp_path: Path) -> None:
    lines = "".join(
        f"0\nLINE\n8\nJZD\n10\n{a[0]!r}\n20\n{a[1]!r}\n30\n0\n11\n{b[0]!r}\n21\n{b[1]!r}\n31\n0\n"
        for a, b in zip(SQUARE, SQUARE[1:])  # the fourth side is missing
    )
    with pytest.raises(OneMapError, match="not faces"):
        read_any(dxf(tmp_path / "a.dxf", lines))
    (tmp_path / "a.txt").write_text("J1 X=2582988.9 Y=38383243.9\nJ2 X=2582988.9 Y=38383343.9\n")
    with pytest.raises(OneMapError, match="not understood") as caught:
        read_any(tmp_path / "a.txt")
    assert caught.value.line == 1


def test_blocks_in_two_zones_are_not_mixed(tmp_path: Path) -> None:
    head = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号={zone}\n[地块坐标]\n"
    body = "4,,{zone},地块{zone},面,,,,@\nJ1,1,2582988.976,{zone}383243.971\nJ2,1,2582988.976,{zone}383343.971\n"
    body += "J3,1,2582888.976,{zone}383343.971\nJ1,1,2582988.976,{zone}383243.971\n"
    path = tmp_path / "a.txt"
    path.write_text("".join((head + body).format(zone=zone) for zone in (38, 39)), "gbk")
    found = read_any(path)
    assert (found.crs.epsg, [p.number for p in found.parcels]) == (4526, ["38"])
    assert {"T-BLOCK-CRS", "read.crs_mixed"} <= rules(found)
