"""Reading vector files: everything found, nothing moved, nothing lost in silence."""

from __future__ import annotations

import math
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr, osr

from onemap_plugin.core.parcels import ParcelCrs
from onemap_plugin.qgis_bridge.reading import read_any

sys.path.insert(0, str(Path(__file__).parent))
from vector_samples import FAR, HOLE, MULTI, POLYGON, SQUARE, dxf, geojson, lwpolyline, rules, wkt, write  # noqa: E402

FIELDS = {
    "DKBH": "001",
    "地块名称": "一号地块",
    "DKYT": "工业用地",
    "TFH": "H50G002051",
    "DLBM": "0601",
    "MJ_公顷": 1.0,
    "备注": "原样",
}


@pytest.mark.parametrize(
    ("driver", "suffix"),
    [
        ("ESRI Shapefile", "shp"),
        ("GPKG", "gpkg"),
        ("OpenFileGDB", "gdb"),
        ("MapInfo File", "tab"),
        ("MapInfo File", "mif"),
        ("FlatGeobuf", "fgb"),
    ],
)
def test_rings_labels_and_values_come_as_they_stand_in_the_file(tmp_path: Path, driver: str, suffix: str) -> None:
    options = ("ENCODING=UTF-8",) if driver in ("ESRI Shapefile", "MapInfo File") else ()
    options += ("FORMAT=MIF",) if suffix == "mif" else ()
    fields = {**FIELDS, "DKMC": "一号地块", "BZ": "原样"} if driver == "MapInfo File" else FIELDS  # it writes ASCII names only
    kind = ogr.wkbMultiPolygon if driver == "OpenFileGDB" else ogr.wkbUnknown
    path = write(driver, tmp_path / f"地块.{suffix}", [MULTI], fields=fields, options=options, kind=kind)
    found = read_any(path)
    assert found.crs.epsg == 4526 or driver == "MapInfo File"
    (parcel,) = found.parcels
    assert (parcel.parcel_id, parcel.number, parcel.name, parcel.use) == ("001", "001", "一号地块", "工业用地")
    assert (parcel.sheet, parcel.land_class) == ("H50G002051", "0601")
    assert (parcel.declared_area, parcel.declared_unit) == (1.0, "ha") or driver == "MapInfo File"
    assert "原样" in parcel.attributes.values()
    assert parcel.source_file == path.name
    assert [r.number for r in parcel.rings] == [1, 2, 3]
    truth = shapely.from_wkt(MULTI)
    tolerance = 0.01 if driver == "MapInfo File" else 0.0001 if driver == "OpenFileGDB" else 0  # integer formats
    assert abs(parcel.geometry.area - truth.area) <= (tolerance * truth.length if tolerance else 1e-6)
    labels = [label for r in parcel.rings for label in r.labels]
    assert len(labels) == 5 + 4 + 4
    assert labels[0] == labels[4] == "J1"
    assert labels[5] == labels[8] == "J5"
    assert labels[-1] == "J8"


@pytest.mark.parametrize("driver", ["ESRI Shapefile", "GPKG"])
def test_coordinates_are_the_doubles_of_the_file(tmp_path: Path, driver: str) -> None:
    path = write(driver, tmp_path / ("a.shp" if driver != "GPKG" else "a.gpkg"), [POLYGON])
    layer = (source := gdal.OpenEx(str(path), gdal.OF_VECTOR)).GetLayer(0)
    feature = layer.GetNextFeature()
    ring = feature.GetGeometryRef()
    ring = ring.GetGeometryRef(0) if ring.GetGeometryName() == "MULTIPOLYGON" else ring
    expected = [(ring.GetGeometryRef(0).GetY(i), ring.GetGeometryRef(0).GetX(i)) for i in range(5)]
    del ring, feature, layer, source
    found = read_any(path).parcels[0].rings[0].xy
    assert found.tolist() == [list(p) for p in expected]


def test_degrees_stay_degrees_with_a_finding(tmp_path: Path) -> None:
    path = write("GeoJSON", tmp_path / "a.geojson", ["POLYGON ((114 23,114.01 23,114.01 23.01,114 23))"], 4326)
    found = read_any(path)
    assert found.crs.geographic
    assert "read.crs_geographic" in rules(found)
    assert found.parcels[0].rings[0].xy[0].tolist() == [23.0, 114.0]  # X is north: latitude


@pytest.mark.parametrize(("driver", "name"), [("KML", "a.kml"), ("LIBKML", "b.kmz")])
def test_kml_gives_faces_and_closed_lines(tmp_path: Path, driver: str, name: str) -> None:
    face = "POLYGON ((114 23,114.01 23,114.01 23.01,114 23),(114.005 23.001,114.006 23.001,114.006 23.002,114.005 23.001))"
    line = "LINESTRING (115 23,115.01 23,115.01 23.01,115 23)"
    open_line = "LINESTRING (116 23,116.01 23,116.01 23.01,116 23.005)"
    found = read_any(write(driver, tmp_path / name, [face, line, open_line], 4326, {"Name": "地块甲"}))
    assert [len(p.rings) for p in found.parcels] == [2, 1]
    assert found.parcels[0].name == "地块甲"
    assert {"read.from_lines", "read.open_line"} <= rules(found)
    assert [f for f in found.findings if f.rule == "read.open_line"][0].geometry is not None


def test_a_shapefile_without_prj_is_read_with_a_finding_that_says_what_to_do(tmp_path: Path) -> None:
    path = write("ESRI Shapefile", tmp_path / "a.shp", [POLYGON])
    path.with_suffix(".prj").unlink()
    found = read_any(path)
    assert found.crs.epsg is None
    (finding,) = [f for f in found.findings if f.rule == "read.crs_missing"]
    assert "EPSG:4526" in finding.text()
    assert len(found.parcels) == 1
    told = read_any(path, fallback=ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True))
    assert told.crs.epsg == 4526
    assert "read.crs_missing" not in rules(told)


def test_a_mapinfo_file_can_only_say_wgs_84_and_takes_the_same_zone_of_cgcs2000_when_told(tmp_path: Path) -> None:
    path = write("MapInfo File", tmp_path / "a.tab", [POLYGON])
    found = read_any(path)
    assert (found.crs.epsg, found.crs.datum, found.crs.zone) == (None, "WGS 84", 38)
    (finding,) = [f for f in found.findings if f.rule == "read.crs_unsupported"]
    assert "EPSG:4526" in finding.text()
    told = read_any(path, fallback=ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True))
    assert told.crs.epsg == 4526
    assert not [r for r in rules(told) if r.startswith("read.crs")]
    assert (told.parcels[0].rings[0].xy == found.parcels[0].rings[0].xy).all()
    other = read_any(path, fallback=ParcelCrs(4525, "CGCS2000", 3, 37, 111.0, True))
    assert other.crs == found.crs  # another zone than the file says is not taken


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.shp"])
def test_a_layer_that_says_no_system_or_degrees_for_metres_is_told_and_takes_the_given_one(tmp_path: Path, name: str) -> None:
    driver = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}[Path(name).suffix]
    path = write(driver, tmp_path / name, [POLYGON], 4490 if name == "a.shp" else None)
    found = read_any(path)
    assert found.crs.epsg is None
    (finding,) = [f for f in found.findings if f.rule.startswith("read.crs")]
    assert finding.rule == "read.crs_missing"
    assert finding.severity.value == "error"
    assert "EPSG:4526" in finding.text()
    assert ("metres" in finding.text()) == (name != "a.gpkg")
    told = read_any(path, fallback=ParcelCrs(4526, "CGCS2000", 3, 38, 114.0, True))
    assert told.crs.epsg == 4526
    assert not [r for r in rules(told) if r.startswith("read.crs")]
    assert (told.parcels[0].rings[0].xy == found.parcels[0].rings[0].xy).all()


@pytest.mark.parametrize("lose", [".shx", ".dbf"])
def test_a_shapefile_that_lost_a_part_is_read_and_its_folder_left_alone(tmp_path: Path, lose: str) -> None:
    path = write("ESRI Shapefile", tmp_path / "a.shp", [POLYGON], fields={"DKBH": "7"})
    path.with_suffix(lose).unlink()
    before = sorted(p.name for p in tmp_path.iterdir())
    found = read_any(path)
    assert len(found.parcels) == 1
    assert "read.sidecar" in rules(found)
    assert sorted(p.name for p in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("encoding", "cpg", "ldid", "surprise"),
    [
        ("gbk", "GBK", None, False),
        ("gbk", None, 0x4D, False),
        ("gbk", None, 0x00, True),
        ("utf-8", "UTF-8", None, False),
        ("utf-8", None, 0x00, True),
        ("gbk", "UTF-8", None, True),
        ("gbk", "936", None, False),
        ("gbk", None, 0x57, True),
        ("utf-8", "GBK", None, True),
        ("utf-8", None, 0x4D, True),
    ],
)
def test_chinese_attributes_of_a_shapefile_are_read_whatever_it_says(
    tmp_path: Path, encoding: str, cpg: str | None, ldid: int | None, surprise: bool
) -> None:
    option = "GB18030" if encoding == "gbk" else "UTF-8"
    path = write(
        "ESRI Shapefile",
        tmp_path / "a.shp",
        [POLYGON],
        fields={"DKMC": "测试地块", "使用者": "某某村民委员会"},
        options=(f"ENCODING={option}",),
    )
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if cpg:
        path.with_suffix(".cpg").write_text(cpg)
    dbf = bytearray(path.with_suffix(".dbf").read_bytes())
    dbf[29] = ldid or 0
    path.with_suffix(".dbf").write_bytes(dbf)
    found = read_any(path)
    assert found.parcels[0].name == "测试地块"
    assert dict(found.parcels[0].attributes) == {"使用者": "某某村民委员会"}
    assert ("read.encoding" in rules(found)) == surprise


def test_xian_80_is_kept_and_refused_for_transformation(tmp_path: Path) -> None:
    found = read_any(write("GPKG", tmp_path / "a.gpkg", [POLYGON], 2362))
    assert found.crs.datum == "Xian 1980"
    assert "read.crs_unsupported" in rules(found)
    assert found.parcels[0].rings[0].xy[0].tolist() == [SQUARE[0][1], SQUARE[0][0]]


def test_a_system_that_is_no_gauss_krueger_zone_is_named(tmp_path: Path) -> None:
    found = read_any(write("GPKG", tmp_path / "a.gpkg", [POLYGON], 3857))
    assert found.crs.epsg is None
    assert "EPSG:3857" in [f for f in found.findings if f.rule == "read.crs_unsupported"][0].text()


ESRI_PRJ = (
    'PROJCS["{name}",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,'
    '298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],'
    'PARAMETER["False_Easting",{east}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian}],'
    'PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


@pytest.mark.parametrize(
    ("name", "east", "meridian", "epsg"),
    [
        ("CGCS2000_3_Degree_GK_Zone_38", 38500000.0, 114.0, 4526),
        ("CGCS2000_3_Degree_GK_CM_114E", 500000.0, 114.0, 4547),
        ("CGCS2000_GK_Zone_20", 20500000.0, 117.0, 4498),
        ("CGCS2000_GK_CM_117E", 500000.0, 117.0, 4509),
        ("CGCS2000_3_Degree_GK_CM_117E", 500000.0, 117.0, 4548),
        ("本地坐标系", 500000.0, 117.0, 4548),
    ],
)
def test_prj_files_of_esri_are_understood(tmp_path: Path, name: str, east: float, meridian: float, epsg: int) -> None:
    path = write("ESRI Shapefile", tmp_path / "a.shp", [POLYGON])
    path.with_suffix(".prj").write_text(ESRI_PRJ.format(name=name, east=east, meridian=meridian), encoding="utf-8")
    assert read_any(path).crs.epsg == epsg


def test_arcs_are_segmented_within_the_stated_tolerance(tmp_path: Path) -> None:
    circle = (
        "CURVEPOLYGON (CIRCULARSTRING (38383100 2582900,38383200 2583000,38383300 2582900,38383200 2582800,38383100 2582900))"
    )
    found = read_any(write("GPKG", tmp_path / "a.gpkg", [circle]))
    (finding,) = [f for f in found.findings if f.rule == "read.curves"]
    tolerance = finding.params["tolerance"]
    assert tolerance <= 0.00101
    en = found.parcels[0].rings[0].open_en
    middle = (en + np.roll(en, -1, axis=0)) / 2
    off = 100 - np.hypot(*(middle - [38383200, 2582900]).T)
    assert off.max() <= tolerance * 1.01
    assert found.parcels[0].geometry.area == pytest.approx(math.pi * 100**2, rel=2e-5)


def test_heights_are_left_out_with_a_finding(tmp_path: Path) -> None:
    flat = read_any(write("GPKG", tmp_path / "a.gpkg", [POLYGON])).parcels[0]
    high = "POLYGON Z ((" + ",".join(f"{x!r} {y!r} 12.5" for x, y in (*SQUARE, SQUARE[0])) + "))"
    found = read_any(write("GPKG", tmp_path / "b.gpkg", [high], kind=ogr.wkbPolygon25D))
    assert "read.height" in rules(found)
    assert found.parcels[0].rings[0].xy.tolist() == flat.rings[0].xy.tolist()


def test_features_without_faces_are_told_and_do_not_stop_the_others(tmp_path: Path) -> None:
    found = read_any(write("GPKG", tmp_path / "a.gpkg", ["", POLYGON, "POINT (38383243 2582988)", FAR and "POLYGON " + wkt(FAR)]))
    assert len(found.parcels) == 2
    assert {"read.no_geometry", "read.other_geometry"} <= rules(found)


def test_all_closed_polylines_of_the_boundary_layer_of_a_drawing_are_parcels(tmp_path: Path) -> None:
    path = dxf(
        tmp_path / "图.dxf",
        lwpolyline("JZD", SQUARE, True),
        lwpolyline("JZD", FAR, True),
        lwpolyline("JZD", HOLE, False),
        lwpolyline("DLSS", [(x + 5000, y) for x, y in SQUARE], True),
    )
    found = read_any(path)
    assert [len(p.rings[0]) for p in found.parcels] == [5, 4]
    assert found.parcels[0].rings[0].xy[0].tolist() == [SQUARE[0][1], SQUARE[0][0]]
    assert {"read.from_lines", "read.open_line", "read.crs_missing"} <= rules(found)
    assert [f for f in found.findings if f.rule == "read.from_lines"][0].params["left"] == 1


def test_a_drawing_without_a_boundary_layer_gives_all_its_closed_polylines(tmp_path: Path) -> None:
    found = read_any(dxf(tmp_path / "a.dxf", lwpolyline("0", SQUARE, True), lwpolyline("图层1", FAR, True)))
    assert len(found.parcels) == 2
    assert "图层1" in [f for f in found.findings if f.rule == "read.from_lines"][0].text()


def test_arcs_in_a_drawing_keep_the_stated_tolerance(tmp_path: Path) -> None:
    east, north, radius = 38383000.0, 2582900.0, 250.0
    path = dxf(tmp_path / "a.dxf", lwpolyline("JZD", [(east - radius, north), (east + radius, north)], True, 1.0))
    found = read_any(path)
    (finding,) = [f for f in found.findings if f.rule == "read.curves"]
    en = found.parcels[0].rings[0].open_en
    middle = (en + np.roll(en, -1, axis=0)) / 2
    off = radius - np.hypot(*(middle - [east, north]).T)
    assert off.max() <= finding.params["tolerance"] * 1.05
    assert off.max() < 0.0011
    assert finding.params["count"] == 2


def test_several_layers_of_one_file_are_all_read(tmp_path: Path) -> None:
    path = write("GPKG", tmp_path / "a.gpkg", [POLYGON], fields={"DKBH": "1"}, layer="甲")
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = source.CreateLayer("乙", source.GetLayer(0).GetSpatialRef(), ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON " + wkt(FAR)))
    layer.CreateFeature(feature)
    del feature, layer, source
    assert sorted(p.source_file for p in read_any(path).parcels) == ["a.gpkg|乙", "a.gpkg|甲"]


def test_rings_that_no_geometry_library_accepts_are_kept_as_they_stand(tmp_path: Path) -> None:
    open_ring = [[114, 23], [114.01, 23], [114.01, 23.01]]
    two_points = [[115, 23], [115.01, 23], [115, 23]]
    found = read_any(geojson(tmp_path / "a.geojson", [open_ring], [two_points]))
    assert [p.rings[0].xy.tolist() for p in found.parcels] == [[[y, x] for x, y in r] for r in (open_ring, two_points)]
    assert [p.rings[0].labels for p in found.parcels] == [("J1", "J2", "J3"), ("J1", "J2", "J1")]


def test_coordinates_that_are_no_numbers_are_told(tmp_path: Path) -> None:
    path = write("ESRI Shapefile", tmp_path / "a.shp", [POLYGON, "POLYGON " + wkt(FAR)])
    raw = path.read_bytes()
    assert struct.pack("<d", FAR[1][0]) in raw
    path.write_bytes(raw.replace(struct.pack("<d", FAR[1][0]), struct.pack("<d", math.nan)))
    found = read_any(path)
    assert len(found.parcels) == 1
    assert "read.no_geometry" in rules(found)


def test_it_works_where_another_plugin_told_gdal_to_raise(tmp_path: Path) -> None:
    path = write("GPKG", tmp_path / "a.gpkg", [POLYGON])
    (tmp_path / "b.geojson").write_text("{")
    before = gdal.GetUseExceptions(), ogr.GetUseExceptions(), osr.GetUseExceptions()
    gdal.UseExceptions()
    ogr.UseExceptions()
    osr.UseExceptions()
    try:
        found = read_any([path, tmp_path / "b.geojson"])
    finally:
        for module, was in reversed(list(zip((gdal, ogr, osr), before))):  # they stack their error handlers
            module.UseExceptions() if was else module.DontUseExceptions()
    assert len(found.parcels) == 1
    assert "read.file" in rules(found)


@pytest.mark.parametrize(
    ("value", "unit"), [("1.4800", "ha"), ("14800.01", "m2"), ("22.2000", "mu"), ("1.48公顷", "ha"), ("77", "")]
)
def test_the_unit_of_a_declared_area_is_told_from_text_or_geometry(tmp_path: Path, value: str, unit: str) -> None:
    parcel = read_any(write("GPKG", tmp_path / "a.gpkg", [MULTI], fields={"MJ": value})).parcels[0]
    assert (parcel.declared_unit, parcel.declared_area_text) == (unit, value)
    assert parcel.declared_area == float(value.rstrip("公顷"))


def test_worksheets_of_points_are_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["点号", "X坐标", "Y坐标"])
    for i, (east, north) in enumerate(SQUARE, 1):
        book.active.append([f"J{i}", north, east])
    book.create_sheet("说明").append(["这里没有坐标"])
    book.save(tmp_path / "点.xlsx")
    found = read_any(tmp_path / "点.xlsx")
    (parcel,) = found.parcels
    assert parcel.rings[0].xy[:4].tolist() == [[n, e] for e, n in SQUARE]
    assert "read.skipped" in rules(found)
