"""Files as other programs leave them: drawings in other encodings, surfaces without arcs, parts of a set dropped together."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from osgeo import ogr

sys.path.insert(0, str(Path(__file__).parent))
from vector_samples import FAR, HOLE, SQUARE, rules, wkt, write  # noqa: E402

from onemap_plugin.core.errors import OneMapError  # noqa: E402
from onemap_plugin.core.parcels import ParcelCrs  # noqa: E402
from onemap_plugin.gui import inputs  # noqa: E402
from onemap_plugin.qgis_bridge import reading_inputs  # noqa: E402
from onemap_plugin.qgis_bridge.reading import read_any  # noqa: E402
from onemap_plugin.qgis_bridge.reading_preview import doubtful_lists  # noqa: E402

SMALL = [(38385243.0, 2582900.0), (38385253.0, 2582900.0), (38385253.0, 2582910.0), (38385243.0, 2582910.0)]


def drawing(path: Path, lines: list[tuple[bytes, list[tuple[float, float]], bool]], version: str, page: str) -> Path:
    """A drawing with closed lines on layers (bytes as they shall stand there), on the model or on a sheet."""
    parts = [b"0", b"SECTION", b"2", b"HEADER", b"9", b"$ACADVER", b"1", version.encode()]
    parts += [b"9", b"$DWGCODEPAGE", b"3", page.encode(), b"0", b"ENDSEC", b"0", b"SECTION", b"2", b"ENTITIES"]
    for layer, points, sheet in lines:
        parts += [b"0", b"LWPOLYLINE", b"100", b"AcDbEntity", *([b"67", b"1"] if sheet else []), b"8", layer]
        parts += [b"100", b"AcDbPolyline", b"90", str(len(points)).encode(), b"70", b"1"]
        for x, y in points:
            parts += [b"10", repr(x).encode(), b"20", repr(y).encode()]
    path.write_bytes(b"\r\n".join([*parts, b"0", b"ENDSEC", b"0", b"EOF", b""]))
    return path


@pytest.mark.parametrize(
    ("layer", "other", "version", "page", "told"),
    [
        ("界址线".encode(), "房屋".encode(), "AC1021", "ANSI_936", False),
        ("界址线".encode(), "房屋".encode(), "AC1027", "ANSI_1252", False),
        ("界址线".encode("gbk"), "房屋".encode("gbk"), "AC1015", "ANSI_936", False),
        ("界址线".encode("gbk"), "房屋".encode("gbk"), "AC1015", "ANSI_1252", True),
        ("界址线".encode(), "房屋".encode(), "AC1015", "ANSI_936", True),
        (b"\\U+754C\\U+5740\\U+7EBF", "房屋".encode("gbk"), "AC1015", "ANSI_936", False),
    ],
)
def test_layers_of_drawings_are_known_whatever_the_code_page_says(
    tmp_path: Path, layer: bytes, other: bytes, version: str, page: str, told: bool
) -> None:
    found = read_any(drawing(tmp_path / "a.dxf", [(layer, SQUARE, False), (other, FAR, False)], version, page))
    (parcel,) = found.parcels
    assert parcel.geometry.area == pytest.approx(10_000, abs=0.1)
    (remark,) = [f for f in found.findings if f.rule == "read.from_lines"]
    assert "界址线" in remark.text()
    assert ("read.encoding" in rules(found)) == told


def test_letters_of_the_west_stay_what_they_are(tmp_path: Path) -> None:
    found = read_any(drawing(tmp_path / "a.dxf", [("parcelle été".encode("cp1252"), SQUARE, False)], "AC1015", "ANSI_1252"))
    assert "parcelle été" in found.findings[0].text()
    assert "read.encoding" not in rules(found)


def test_frames_on_the_sheets_of_a_layout_are_no_parcels(tmp_path: Path) -> None:
    frame = [(0.0, 0.0), (297.0, 0.0), (297.0, 210.0), (0.0, 210.0)]
    found = read_any(drawing(tmp_path / "a.dxf", [(b"JZD", SQUARE, False), (b"JZD", frame, True)], "AC1015", "ANSI_936"))
    assert len(found.parcels) == 1
    assert any("1 closed lines of a.dxf stand on the sheets" in f.text() for f in found.findings)


@pytest.mark.parametrize(
    "text",
    [
        f"MULTISURFACE (POLYGON {wkt(SQUARE, HOLE)},POLYGON {wkt(FAR)})",
        f"MULTISURFACE (CURVEPOLYGON {wkt(SQUARE, HOLE)},POLYGON {wkt(FAR)})",
        f"GEOMETRYCOLLECTION (CURVEPOLYGON {wkt(SQUARE, HOLE)},POLYGON {wkt(FAR)})",
    ],
)
def test_surfaces_that_could_have_arcs_and_have_none(tmp_path: Path, text: str) -> None:
    found = read_any(write("GPKG", tmp_path / "a.gpkg", [text], kind=ogr.wkbUnknown))
    (parcel,) = found.parcels
    assert [len(holes) for _, holes in parcel.shells_and_holes] == [1, 0]
    assert "read.curves" not in rules(found)


def test_all_parts_of_a_set_dropped_together_are_read_once(tmp_path: Path) -> None:
    for name, driver in (("a.shp", "ESRI Shapefile"), ("b.tab", "MapInfo File")):
        (tmp_path / name[0]).mkdir()
        write(driver, tmp_path / name[0] / name, [f"POLYGON {wkt(SQUARE)}"], fields={"DKBH": name})
        parts = sorted((tmp_path / name[0]).iterdir())
        assert len(parts) > 3
        assert [p.number for p in read_any(parts).parcels] == [name]
        assert [p.number for p in read_any(parts[0]).parcels] == [name], parts[0].name  # any part stands for the whole


def test_geojson_in_utf16(tmp_path: Path) -> None:
    geometry = {"type": "Polygon", "coordinates": [[[113.1, 23.1], [113.2, 23.1], [113.2, 23.2], [113.1, 23.1]]]}
    feature = {"type": "Feature", "properties": {"DKMC": "东"}, "geometry": geometry}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(feature, ensure_ascii=False), encoding="utf-16")
    found = read_any(path)
    assert found.parcels[0].name == "东"
    assert "read.encoding" in rules(found)


@pytest.mark.parametrize(("name", "advice"), [("a.rar", "unpack this one"), ("a.dwg", "as DXF"), ("a.pdf", "into a worksheet")])
def test_what_cannot_be_read_here_says_what_to_do(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_bytes(b"Rar!\x1a\x07\x00" + bytes(200))
    with pytest.raises(OneMapError, match=advice) as caught:
        read_any(tmp_path / name)
    assert str(tmp_path) not in str(caught.value)


def test_archives_with_a_password_or_nothing_in_them_say_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    with pytest.raises(OneMapError, match="empty archive"):
        read_any(tmp_path / "empty.zip")
    with zipfile.ZipFile(tmp_path / "locked.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    data = bytearray((tmp_path / "locked.zip").read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    with pytest.raises(OneMapError, match="a.txt in locked.zip is protected by a password"):
        read_any(tmp_path / "locked.zip")


def test_a_link_to_the_folder_above_is_not_followed(tmp_path: Path) -> None:
    write("GPKG", tmp_path / "a.gpkg", [f"POLYGON {wkt(SQUARE)}"])
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = read_any(tmp_path)
    assert (len(found.parcels), "read.skipped" in rules(found)) == (1, False)


def test_a_reason_of_the_driver_does_not_tell_the_folder(tmp_path: Path) -> None:
    path = drawing(tmp_path / "a.dxf", [(b"JZD", SQUARE, False)], "AC1015", "ANSI_936")
    spline = b"0\r\nSPLINE\r\n8\r\nJZD\r\n70\r\n8\r\n71\r\n3\r\n74\r\n4\r\n"
    path.write_bytes(path.read_bytes().replace(b"0\r\nENDSEC\r\n0\r\nEOF", spline + b"0\r\nENDSEC\r\n0\r\nEOF"))
    (remark,) = [f.text() for f in read_any(path).findings if f.rule == "read.file"]
    assert "a.dxf" in remark
    assert str(tmp_path) not in remark


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def points(corners: list[tuple[float, float]]) -> list[list[object]]:
    return [[f"J{k % len(corners) + 1}", n, e] for k, (e, n) in enumerate([*corners, corners[0]])]


def test_tables_side_by_side_in_a_worksheet_are_parcels_of_their_own(tmp_path: Path) -> None:
    rows = [["宗地名称：东地块", None, None, None, "宗地名称：西地块"], ["点号", "X", "Y", None, "点号", "X", "Y"]]
    rows += [[*a, None, *b] for a, b in zip(points(SQUARE), points(SMALL))]
    path = workbook(tmp_path / "成果表.xlsx", rows)
    found = read_any(path)
    assert [p.name for p in found.parcels] == ["东地块", "西地块"]
    assert [round(p.geometry.area) for p in found.parcels] == [10_000, 100]
    assert [p.source_file for p in found.parcels] == ["成果表.xlsx|Sheet!A", "成果表.xlsx|Sheet!E"]
    assert not rules(found) & {"T-LIST-MORE", "T-LIST-COLUMNS"}
    assert not doubtful_lists([path])


def test_a_coordinate_txt_that_was_saved_as_a_worksheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["[属性描述]"], ["坐标系=2000国家大地坐标系"], ["带号=38"], ["[地块坐标]"]]
    rows += [[5, 1.0, "D-1", "一号", "面", None, "工业用地", "0601", "@"], *([r[0], 1, *r[1:]] for r in points(SQUARE))]
    found = read_any(workbook(tmp_path / "a.xlsx", rows))
    (parcel,) = found.parcels
    assert (parcel.number, parcel.land_class, found.crs.epsg) == ("D-1", "0601", 4526)
    assert parcel.geometry.area == pytest.approx(10_000, abs=0.1)


def test_a_mapinfo_file_on_no_earth_does_not_say_its_system(tmp_path: Path) -> None:
    points = "\n".join(f"{x} {y}" for x, y in [*SQUARE, SQUARE[0]])
    text = 'Version 300\nCharset "WindowsSimpChinese"\nDelimiter ","\nCoordSys NonEarth Units "m" Bounds (0,0) (1e8,1e8)\n'
    (tmp_path / "a.mif").write_text(f"{text}Columns 1\n  DKBH Char(20)\nData\n\nRegion 1\n  5\n{points}\n")
    (tmp_path / "a.mid").write_text('"D01"\n')
    assert "read.crs_missing" in rules(read_any(tmp_path / "a.mif"))
    zone = ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True)
    assert read_any(tmp_path / "a.mif", fallback=zone).crs == zone


def test_every_file_that_the_readers_take_may_be_dropped() -> None:
    taken = reading_inputs.VECTOR_FILES | reading_inputs.FOLDER_SETS | reading_inputs.ARCHIVES | reading_inputs.SHEETS
    assert set(inputs.VECTOR_SUFFIXES) == taken
    assert set(inputs.SHEET_SUFFIXES) == reading_inputs.SHEETS


@pytest.mark.parametrize("ending", ["xlsm", "et"])
def test_workbooks_under_the_endings_of_other_programs(tmp_path: Path, ending: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [["点号", "X", "Y"], *points(SQUARE)])
    named = path.rename(tmp_path / f"成果.{ending}")
    assert len(read_any(named).parcels) == 1
    assert len(read_any(tmp_path).parcels) == 1  # found in a folder, too


@pytest.mark.parametrize(
    ("fields", "number", "name"),
    [
        ({"BSM": "7", "TBBH": "0012", "DLBM": "0101", "QLR": "东村"}, "0012", "东村"),
        ({"FID_1": "7", "地块编码": "A-1", "用地单位名称": "某公司"}, "A-1", "某公司"),
        ({"TBBH": "0012", "DKBH": "D-1", "权利人": "甲", "DKMC": "一号"}, "D-1", "一号"),
    ],
)
def test_fields_of_surveys_name_the_parcel(tmp_path: Path, fields: dict[str, str], number: str, name: str) -> None:
    (parcel,) = read_any(write("GPKG", tmp_path / "a.gpkg", [f"POLYGON {wkt(SQUARE)}"], fields=fields)).parcels
    assert (parcel.number, parcel.name) == (number, name)
