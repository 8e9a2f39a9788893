"""Vector files as other programs leave them, by what these call their fields."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from vector_samples import FAR, SQUARE, rules, wkt, write  # noqa: E402

from onemap_plugin.core.errors import OneMapError  # noqa: E402
from onemap_plugin.qgis_bridge.reading import read_any  # noqa: E402


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"LIN_BAN": "0003", "XIAO_BAN": "00012", "MIAN_JI": 1.0}, ("", "00012", "", 1.0, "ha")),
        ({"SYLDDKXH": "7", "XIAO_BAN": "00012", "XBMJ": 1.0, "XMMC": "某工程"}, ("7", "某工程", "", 1.0, "ha")),
        ({"地籍号": "JC3", "批准用途": "住宅", "宗地面积": 10000.0}, ("JC3", "", "住宅", 10000.0, "m2")),
    ],
)
def test_fields_of_forest_and_cadastre(tmp_path: Path, fields: dict[str, Any], said: tuple[Any, ...]) -> None:
    path = write("ESRI Shapefile", tmp_path / "a.shp", ["POLYGON " + wkt(SQUARE)], fields=fields, options=("ENCODING=GBK",))
    (parcel,) = read_any(path).parcels
    assert (parcel.number, parcel.name, parcel.use, parcel.declared_area, parcel.declared_unit) == said


KML = """<?xml version="1.0" encoding="{encoding}"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>
<name>地块一</name>{shape}</Placemark></Document></kml>"""
LINEAR_RING = "<LinearRing><coordinates>113,30,5 113.01,30,5 113.01,30.01,5 113,30,5</coordinates></LinearRing>"
POLYGON = f"<Polygon><outerBoundaryIs>{LINEAR_RING}</outerBoundaryIs></Polygon>"


@pytest.mark.parametrize("shape", [LINEAR_RING, f"<MultiGeometry>{LINEAR_RING}</MultiGeometry>"])
def test_a_ring_by_itself_is_a_parcel(tmp_path: Path, shape: str) -> None:
    (tmp_path / "a.kml").write_text(KML.format(encoding="UTF-8", shape=shape), encoding="utf-8")
    (parcel,) = read_any(tmp_path / "a.kml").parcels
    assert (parcel.name, len(parcel.rings), parcel.geometry.area) == ("地块一", 1, pytest.approx(5e-5))


BALLOON = """<description><![CDATA[<html><body><table><tr><td>地块</td></tr><tr><td><table style="x">
<tr bgcolor="#D4E4F3"><td>{number}</td><td>DK&amp;9</td></tr><tr><td><b>DKMC</b></td>
<td>&lt;空&gt;</td></tr><tr><td>宗地面积</td><td> 1.2公顷 </td></tr></table></td></tr></table></body></html>]]></description>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("number", ["DKBH", "地块编号"])
def test_values_in_the_table_of_a_balloon(tmp_path: Path, number: str, encoding: str) -> None:
    shape = BALLOON.format(number=number) + POLYGON
    (tmp_path / "a.kml").write_bytes(KML.format(encoding=encoding, shape=shape).encode(encoding))
    (parcel,) = read_any(tmp_path / "a.kml").parcels
    assert (parcel.number, parcel.declared_area, parcel.declared_unit) == ("DK&9", 1.2, "ha")
    assert parcel.name == "地块一", "an empty cell names nothing"


def test_a_field_counts_more_than_the_table_of_a_balloon(tmp_path: Path) -> None:
    data = "<ExtendedData><Data name='DKBH'><value>7</value></Data></ExtendedData>"
    text = KML.format(encoding="UTF-8", shape=BALLOON.format(number="DKBH") + data + POLYGON)
    (tmp_path / "a.kml").write_text(text, encoding="utf-8")
    assert read_any(tmp_path / "a.kml").parcels[0].number == "7"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("ending", [".ovkml", ".ovkmz"])
@pytest.mark.parametrize("in_folder", [True, False])
def test_kml_of_ovital(tmp_path: Path, ending: str, in_folder: bool, encoding: str) -> None:
    text = KML.format(encoding=encoding, shape=POLYGON).encode(encoding)
    path = tmp_path / "drop" / f"奥维{ending}"
    path.parent.mkdir()
    if ending == ".ovkml":
        path.write_bytes(text)
    else:
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("奥维.kml", text)
    found = read_any(path.parent if in_folder else path)
    assert [(p.name, p.source_file) for p in found.parcels] == [("地块一", path.name)]
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(("driver", "ending"), [("SQLite", ".sqlite")])
def test_databases_in_a_folder(tmp_path: Path, driver: str, ending: str) -> None:
    (tmp_path / "drop").mkdir()
    write(driver, tmp_path / "drop" / f"a{ending}", ["POLYGON " + wkt(SQUARE)], fields={"DKBH": "7"})
    found = read_any(tmp_path / "drop")
    assert [(p.number, found.crs.epsg) for p in found.parcels] == [("7", 4526)]


def drawing(path: Path, entities: list[str]) -> Path:
    """A drawing in the form of R12 with these entities: group codes and values, one a line."""
    text = " ".join(["0 SECTION 2 ENTITIES", *entities, "0 ENDSEC 0 EOF"])
    path.write_text("\n".join([*text.split(), ""]), encoding="ascii")
    return path


def closed(layer: str, points: list[tuple[float, float]]) -> str:
    vertices = " ".join(f"0 VERTEX 8 {layer} 10 {x!r} 20 {y!r}" for x, y in points)
    return f"0 POLYLINE 8 {layer} 66 1 70 1 {vertices} 0 SEQEND"


def circles(layer: str, points: list[tuple[float, float]], radius: float) -> list[str]:
    return [f"0 CIRCLE 8 {layer} 10 {x!r} 20 {y!r} 40 {radius}" for x, y in points]


def hatch(layer: str, points: list[tuple[float, float]]) -> str:
    edge = " ".join(f"10 {x!r} 20 {y!r}" for x, y in points)
    return (
        f"0 HATCH 100 AcDbEntity 8 {layer} 100 AcDbHatch 10 0 20 0 30 0 210 0 220 0 230 1 2 SOLID 70 1 71 0 91 1 92 2 72 0 73 1 "
        f"93 {len(points)} {edge} 97 0 75 0 76 1 98 0"
    )


@pytest.mark.parametrize("marks_on", ["JZD", "JZP"])
@pytest.mark.parametrize("lines_on", ["JZD", "JZX"])
def test_circles_around_boundary_points_are_no_parcels(tmp_path: Path, marks_on: str, lines_on: str) -> None:
    entities = [closed(lines_on, SQUARE), closed(lines_on, FAR), *circles(marks_on, SQUARE + FAR, 0.5)]
    found = read_any(drawing(tmp_path / "a.dxf", entities))
    assert [round(p.geometry.area) for p in found.parcels] == [10_000, 5_000]
    (told,) = [f for f in found.findings if f.rule == "read.skipped"]
    assert told.params["count"] == 7


def test_a_round_parcel_stays(tmp_path: Path) -> None:
    centre = (SQUARE[0][0] + 50, SQUARE[0][1] + 90)
    found = read_any(drawing(tmp_path / "a.dxf", [closed("JZD", SQUARE), *circles("JZD", [centre], 4.0)]))
    assert [round(p.geometry.area, 1) for p in found.parcels][1] == pytest.approx(50.3, abs=0.1)
    assert "read.skipped" not in rules(found)


def test_a_hatch_of_a_boundary_is_no_second_parcel(tmp_path: Path) -> None:
    entities = [closed("JZD", SQUARE), hatch("JZD", SQUARE[1:] + SQUARE[:1]), hatch("JZD", FAR)]
    found = read_any(drawing(tmp_path / "a.dxf", entities))
    assert [round(p.geometry.area) for p in found.parcels] == [10_000, 5_000]
    twice = read_any(drawing(tmp_path / "b.dxf", [closed("JZD", SQUARE), closed("JZD", SQUARE)]))
    assert len(twice.parcels) == 2, "what was drawn twice is for the checks to tell"


def lines(layer: str, points: list[tuple[float, float]], close: bool = True) -> list[str]:
    ends = list(zip(points, points[1:] + points[:1]))[: None if close else -1]
    return [f"0 LINE 8 {layer} 10 {a[0]!r} 20 {a[1]!r} 11 {b[0]!r} 21 {b[1]!r}" for a, b in ends]


@pytest.mark.parametrize("layer", ["JZX", "0"])
def test_boundaries_in_single_lines_are_joined(tmp_path: Path, layer: str) -> None:
    entities = lines(layer, SQUARE) + lines(layer, FAR)
    entities[1:3] = [entities[2], "0 LINE" + lines(layer, [SQUARE[2], SQUARE[1]], False)[0][6:]]  # any order and direction
    found = read_any(drawing(tmp_path / "a.dxf", entities))
    assert [sorted(map(tuple, p.rings[0].open_en.tolist())) for p in found.parcels] == [sorted(SQUARE), sorted(FAR)]
    assert [f.params["lines"] for f in found.findings if f.key == "joined"] == [7]


def test_lines_that_meet_in_several_ways_or_not_at_all_are_left(tmp_path: Path) -> None:
    shared = lines("JZX", SQUARE) + lines("JZX", [SQUARE[0], SQUARE[2]], False)
    found = read_any(drawing(tmp_path / "a.dxf", [*shared, *lines("JZX", FAR, False), closed("JZX", FAR)]))
    assert len(found.parcels) == 1
    assert not [f for f in found.findings if f.key == "joined"]


def test_lines_beside_boundaries_are_joined_on_layers_of_boundaries_only(tmp_path: Path) -> None:
    found = read_any(drawing(tmp_path / "a.dxf", [closed("JZD", SQUARE), *lines("building", FAR)]))
    assert [round(p.geometry.area) for p in found.parcels] == [10_000]


@pytest.mark.parametrize("formulas", [range(4), [2], []])
def test_formulas_without_values_are_told(tmp_path: Path, formulas: Any) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["点号", "X", "Y"])
    for i, (x, y) in enumerate(SQUARE):
        sheet.append([f"J{i + 1}", y, f"={x!r}+0" if i in formulas else x])
    book.save(tmp_path / "a.xlsx")
    if len(formulas) == 4:
        with pytest.raises(OneMapError, match="4 cells hold formulas"):
            read_any(tmp_path / "a.xlsx")
        return
    found = read_any(tmp_path / "a.xlsx")
    assert [f.params["count"] for f in found.findings if f.key == "formulas"] == [1] * len(formulas)


@pytest.mark.parametrize(("flags", "colour"), [(1, 7), (0, -7), (0, 7)])
def test_boundaries_on_layers_that_a_drawing_hides_are_told(tmp_path: Path, flags: int, colour: int) -> None:
    table = "0 SECTION 2 TABLES 0 TABLE 2 LAYER 70 2 0 LAYER 2 JZD 70 0 62 7 6 CONTINUOUS "
    table += f"0 LAYER 2 JZD_OLD 70 {flags} 62 {colour} 6 CONTINUOUS 0 ENDTAB 0 ENDSEC"
    path = drawing(tmp_path / "a.dxf", [closed("JZD", SQUARE), closed("JZD_OLD", FAR)])
    path.write_text("\n".join(table.split()) + "\n" + path.read_text(encoding="ascii"), encoding="ascii")
    found = read_any(path)
    assert len(found.parcels) == 2
    told = [f.params["layers"] for f in found.findings if f.key == "hidden"]
    assert told == (["JZD_OLD"] if flags or colour < 0 else [])


def test_a_file_that_only_points_elsewhere_says_so(tmp_path: Path) -> None:
    link = "<NetworkLink><Link><href>b.kml</href></Link></NetworkLink>"
    text = KML.format(encoding="UTF-8", shape="").replace("<Placemark>", link + "<!--").replace("</Placemark>", "-->")
    (tmp_path / "a.kml").write_text(text, encoding="utf-8")
    with pytest.raises(OneMapError, match="elsewhere"):
        read_any(tmp_path / "a.kml")
