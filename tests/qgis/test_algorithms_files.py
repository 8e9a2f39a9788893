"""Algorithms between files, through the registry: coordinate TXT, comparison, map sheets, imagery."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook
from osgeo import gdal, ogr, osr
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer
from qgis.PyQt.QtGui import QTextDocument

from onemap_plugin.core.coordinates.zones import crs_from_epsg, to_lonlat
from onemap_plugin.core.i18n import translate
from onemap_plugin.paths import RESOURCES
from onemap_plugin.processing.provider import OneMapProvider

SAMPLE = RESOURCES / "sample" / "parcels.txt"
DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def provider(qgis_processing) -> Iterator[OneMapProvider]:
    added = OneMapProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


class Recorder(QgsProcessingFeedback):
    def __init__(self) -> None:
        super().__init__(False)
        self.lines = []

    def pushInfo(self, info):
        self.lines.append(info)


def run(name, feedback=None, **parameters):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"onemap:{name}")
    context = QgsProcessingContext()
    results, ok = algorithm.run(parameters, context, feedback or Recorder(), {}, False)
    assert ok
    return results


def lines(path):
    return path.read_bytes().decode("gbk").split("\r\n")


def test_every_algorithm_has_help_in_both_languages_and_a_group(provider):
    for algorithm in provider.algorithms():
        for language in ("zh", "en"):
            text = (RESOURCES / "help" / f"{algorithm.name()}.{language}.md").read_text(encoding="utf-8")
            assert len(text) > 100
        assert algorithm.group()
        assert algorithm.shortDescription()


def test_the_help_of_reading_and_checking_holds_every_rule_with_its_thresholds_and_source(provider):
    from onemap_plugin.core import checks, exchange
    from onemap_plugin.qgis_bridge import reading_rules

    for name, rules in (("checkparcels", checks.RULES), ("importparcels", (*exchange.RULES, *reading_rules.RULES))):
        page = QTextDocument()
        page.setHtml(provider.algorithm(name).shortHelpString())
        text = " ".join(page.toPlainText().split())
        for info in rules:
            assert f"{info.id} {translate('rules', info.title)}" in text
            assert not info.clause or translate("clauses", info.clause) in text
            for option in info.options:
                assert f"{translate('rules', option.title)}: {option.default} {option.unit}".strip() in text


def test_the_written_txt_is_in_the_safe_form_and_holds_the_sample(provider, tmp_path):
    done = run("writecoordinatetxt", INPUT=str(SAMPLE), PROFILE="standard", OUTPUT=str(tmp_path / "out.txt"))
    rows = lines(tmp_path / "out.txt")
    assert done["FILES"] == 1
    assert rows[0] == "[属性描述]"
    assert rows[11] == "[地块坐标]"
    assert all("=" in r and r.split("=", 1)[1] for r in rows[1:11])
    parcels = [r for r in rows if r.endswith(",@")]
    assert len(parcels) == 4
    assert all(r.count(",") == 8 for r in parcels)
    points = [r for r in rows[12:] if r and not r.endswith("@")]
    assert sum(int(r.split(",")[0]) for r in parcels) == len(points)
    original = {tuple(map(Decimal, r.split(",")[2:4])) for r in lines(SAMPLE) if r.startswith("J") and r.count(",") == 3}
    assert {tuple(map(Decimal, r.split(",")[2:4])) for r in points} == original


def test_one_file_per_parcel_without_zone_number(provider, tmp_path):
    run("writecoordinatetxt", INPUT=str(SAMPLE), SPLIT="parcel", PREFIX="no", OUTPUT=str(tmp_path / "each"))
    files = sorted((tmp_path / "each").iterdir())
    assert [f.suffix for f in files] == [".txt"] * 4
    for f in files:
        points = [r.split(",") for r in lines(f) if r.startswith("J")]
        assert all(len(p[3].split(".")[0]) == 6 for p in points)


def test_a_review_of_several_odd_files_is_written_back_byte_for_byte(provider, tmp_path):
    source = SAMPLE.read_bytes().decode("gb18030").splitlines()
    odd = ["", "# 说明", *source[:3], "  " + source[3], *source[4:]]
    moved = [r.replace("DK0", "EK0") for r in source]
    files = {"甲.txt": "\n".join(odd).encode("utf-8-sig"), "乙.txt": "\r\n".join([*moved, "", ""]).encode("gbk")}
    (tmp_path / "in").mkdir()
    for name, data in files.items():
        (tmp_path / "in" / name).write_bytes(data)
    review = str(tmp_path / "r.gpkg")
    run("importparcels", INPUT=str(tmp_path / "in"), REVIEW=review)
    run("writecoordinatetxt", INPUT=review, PROFILE="as_read", SPLIT="source", OUTPUT=str(tmp_path / "out"))
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == files
    with pytest.raises(QgsProcessingException, match="one file for each source"):
        run("writecoordinatetxt", INPUT=review, PROFILE="as_read", OUTPUT=str(tmp_path / "one.txt"))
    assert not (tmp_path / "one.txt").exists()


def test_an_existing_file_is_not_overwritten_unless_asked(provider, tmp_path):
    target = tmp_path / "out.txt"
    target.write_text("mine")
    with pytest.raises(QgsProcessingException, match="there already"):
        run("writecoordinatetxt", INPUT=str(SAMPLE), OUTPUT=str(target))
    assert target.read_text() == "mine"
    run("writecoordinatetxt", INPUT=str(SAMPLE), OUTPUT=str(target), OVERWRITE=True)
    assert target.read_bytes().startswith("[属性描述]".encode("gbk"))
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


def shapefile(path, features, epsg=4549):
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(epsg)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = source.CreateLayer(path.stem, srs, ogr.wkbPolygon, ["ENCODING=UTF-8"])
    layer.CreateField(ogr.FieldDefn("DKBH", ogr.OFTString))
    for number, wkt in features:
        f = ogr.Feature(layer.GetLayerDefn())
        f["DKBH"] = number
        f.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(f)
    source = None


def txt(path, parcels):
    rows = ["[属性描述]", "坐标系=2000国家大地坐标系", "几度分带=3", "带号=40", "[地块坐标]"]
    for number, points in parcels:
        rows.append(f"{len(points) + 1},,{number},{number},面,,,,@")
        rows += [f"J{i % len(points) + 1},1,{n},{e}" for i, (n, e) in enumerate([*points, points[0]])]
    path.write_bytes("\r\n".join(rows).encode("gbk"))


CORNERS = ((0, 0), (0, 100), (100, 100), (100, 0))
SQUARE = [(f"{3350000 + n}.000", f"{40450000 + e}.000") for n, e in CORNERS]
SQUARE_WKT = "POLYGON((450000 3350000,450000 3350100,450100 3350100,450100 3350000,450000 3350000))"


@pytest.mark.parametrize(
    ("wkt", "number", "match", "different"),
    [
        (SQUARE_WKT, "A1", "id", 0),
        (SQUARE_WKT.replace("450100 3350100", "450100.002 3350100"), "A1", "id", 1),
        (SQUARE_WKT, "Z9", "place", 0),
    ],
)
def test_txt_against_shapefile_whatever_order_and_zone_number(provider, tmp_path, wkt, number, match, different):
    txt(tmp_path / "a.txt", [("A1", SQUARE)])
    shapefile(tmp_path / "b.shp", [(number, wkt)])
    done = run(
        "compareparcelfiles",
        FIRST=str(tmp_path / "a.txt"),
        SECOND=str(tmp_path / "b.shp"),
        MATCH=match,
        REPORT=str(tmp_path / "r.json"),
    )
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    moved = [f for f in report["findings"] if "0.002" in f["message"]]
    assert len(moved) == different, report["findings"]
    assert report["counts"]["first"] == report["counts"]["second"] == 1
    assert list(report)[0] == "counts"
    assert done["FIRST"] == 1


@pytest.mark.parametrize(
    ("unit", "areas"), [("面积（公顷）", ("1.00", "1.02")), ("面积(亩)", ("15.0", "15.3")), ("面积", ("10000", "10200"))]
)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_area_table_without_coordinates_is_compared_both_ways(provider, tmp_path, kind, unit, areas):
    parcels = [(f"A{k}", [(n, str(Decimal(e) + 500 * k)) for n, e in SQUARE]) for k in range(3)]
    txt(tmp_path / "a.txt", parcels)  # each of 100 m by 100 m, none with a declared area
    table = [["面积汇总表"], ["序号", "地块编号", "地块名称", unit]]
    table += [[1, "A0", "A0", areas[0]], [2, "A1", "别名", areas[1]], [3, "Z9", "Z9", areas[0]], ["合计", "", "", "45"]]
    if kind == "xlsx":
        book = Workbook()
        for row in table:
            book.active.append(row)
        book.save(tmp_path / "b.xlsx")
    else:
        (tmp_path / "b.csv").write_bytes("\r\n".join(",".join(map(str, r)) for r in table).encode("gbk"))
    run("compareparcelfiles", FIRST=str(tmp_path / "a.txt"), SECOND=str(tmp_path / f"b.{kind}"), REPORT=str(tmp_path / "r.json"))
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (report["counts"]["first"], report["counts"]["second"]) == (3, 3)
    told = sorted((f["rule"], f["parcel_id"]) for f in report["findings"])
    assert told == [("T-CMP-EXTRA", "Z9"), ("T-CMP-MISSING", "A2"), ("T-CMP-TEXT", "A1"), ("T-CMP-TEXT", "A1")]
    assert any(areas[1] in f["message"] for f in report["findings"])
    back = run("compareparcelfiles", FIRST=str(tmp_path / f"b.{kind}"), SECOND=str(tmp_path / "a.txt"))
    assert back["DIFFERENT"] == 4
    with pytest.raises(QgsProcessingException, match="without coordinates"):
        run("compareparcelfiles", FIRST=str(tmp_path / f"b.{kind}"), SECOND=str(tmp_path / f"b.{kind}"))


def test_a_cell_of_a_table_has_the_digits_of_its_column(provider, tmp_path):
    """A workbook keeps 1.2000 as 1.2: that is not 1.2 give or take five hundred square metres."""
    parcels = [(f"A{k}", [(n, str(Decimal(e) + 500 * k)) for n, e in SQUARE]) for k in range(3)]
    txt(tmp_path / "a.txt", parcels)
    text = (tmp_path / "a.txt").read_bytes().decode("gbk")
    for k, area in enumerate(("1.0000", "1.0300", "0.9985")):
        text = text.replace(f"5,,A{k},", f"5,{area},A{k},")
    (tmp_path / "a.txt").write_bytes(text.encode("gbk"))
    book = Workbook()
    for row in (["地块编号", "面积（公顷）"], ["A0", 1], ["A1", 1.0], ["A2", 0.9985]):
        book.active.append(row)
    book.save(tmp_path / "b.xlsx")
    run("compareparcelfiles", FIRST=str(tmp_path / "a.txt"), SECOND=str(tmp_path / "b.xlsx"), REPORT=str(tmp_path / "r.json"))
    found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["findings"]
    assert [(f["parcel_id"], f["params"]["a"], f["params"]["b"]) for f in found] == [("A1", "1.0300", "1.0000")]


def test_missing_and_extra_parcels_are_both_named(provider, tmp_path):
    shifted = [(n, str(Decimal(e) + 500)) for n, e in SQUARE]
    txt(tmp_path / "a.txt", [("A1", SQUARE), ("A2", shifted)])
    txt(tmp_path / "b.txt", [("A1", SQUARE), ("A3", [(n, str(Decimal(e) + 5000)) for n, e in SQUARE])])
    recorder = Recorder()
    run("compareparcelfiles", recorder, FIRST=str(tmp_path / "a.txt"), SECOND=str(tmp_path / "b.txt"))
    told = "\n".join(recorder.lines)
    assert "A2" in told
    assert "A3" in told
    assert "A1" not in told


def test_a_folder_is_written_listed_and_compared_file_by_file(provider, tmp_path):
    folder = tmp_path / "多个文件"
    (folder / "子目录").mkdir(parents=True)
    txt(folder / "甲.txt", [("A1", SQUARE)])
    txt(folder / "子目录" / "乙.txt", [("B1", [(n, str(Decimal(e) + 500)) for n, e in SQUARE])])
    run("writecoordinatetxt", INPUT=str(folder), SPLIT="source", COMPUTE_SHEET=True, OUTPUT=str(tmp_path / "out"))
    written = {f.name: next(r for r in lines(f) if r.endswith(",@")).split(",") for f in (tmp_path / "out").iterdir()}
    assert {name: row[2] for name, row in written.items()} == {"甲.txt": "A1", "乙.txt": "B1"}
    sheets = run("mapsheets", INPUT=str(folder), SCALE="10000", REPORT=str(tmp_path / "r.json"))
    listed = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["parcels"]
    assert sheets["PARCELS"] == 2
    assert sorted(p["joined"] for p in listed) == sorted(row[5] for row in written.values())
    fields = run("compareparcelfiles", FIRST=str(folder), SECOND=str(tmp_path / "out"), REPORT=str(tmp_path / "c.json"))
    told = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["findings"]
    assert fields["DIFFERENT"] == 2
    assert all("图幅号" in f["message"] for f in told)


def test_files_of_one_name_and_parcels_whose_numbers_make_one_file_name_do_not_collide(provider, tmp_path):
    folder = tmp_path / "in"
    shifted = [(n, str(Decimal(e) + 500)) for n, e in SQUARE]
    for name, number, points, unit in (("甲", "1/2", SQUARE, "甲局"), ("乙", "1:2", shifted, "乙局")):
        (folder / name).mkdir(parents=True)
        txt(folder / name / "地块.txt", [(number, points)])
        path = folder / name / "地块.txt"
        rows = path.read_bytes().decode("gbk").split("\r\n")
        path.write_bytes("\r\n".join([rows[0], f"数据产生单位={unit}", *rows[1:]]).encode("gbk"))
    run("writecoordinatetxt", INPUT=str(folder), SPLIT="parcel", OUTPUT=str(tmp_path / "each"))
    heads = {f.name: next(r for r in lines(f) if r.endswith(",@")).split(",")[2] for f in (tmp_path / "each").iterdir()}
    assert sorted(heads) == ["1_2 (2).txt", "1_2.txt"]
    assert sorted(heads.values()) == ["1/2", "1:2"]
    done = run("writecoordinatetxt", INPUT=str(folder), SPLIT="source", OUTPUT=str(tmp_path / "by source"))
    assert done["FILES"] == 2
    written = [lines(f) for f in sorted((tmp_path / "by source").iterdir())]
    by_unit = {
        next(r for r in rows if r.startswith("数据产生单位=")): next(r for r in rows if r.endswith(",@")).split(",")[2]
        for rows in written
    }
    assert by_unit == {"数据产生单位=甲局": "1/2", "数据产生单位=乙局": "1:2"}  # each with the header that it came with
    with pytest.raises(QgsProcessingException, match="there already"):
        run("writecoordinatetxt", INPUT=str(folder), SPLIT="source", OUTPUT=str(tmp_path / "by source"))


def test_sheet_numbers_agree_with_published_examples(provider, tmp_path):
    with (DATA / "map_sheet_examples.csv").open(encoding="utf-8") as f:
        examples = [r for r in csv.DictReader(f) if r["scale_denominator"] == "10000"]
    assert examples
    from pyproj import Transformer

    for k, row in enumerate(examples):
        lon, lat = float(row["lon_deg"]), float(row["lat_deg"])
        zone = round(lon / 3)
        east, north = Transformer.from_crs(4490, 4513 + zone - 25, always_xy=True).transform(lon, lat)
        points = [(f"{north + a:.3f}", f"{east + b:.3f}") for a, b in ((0.5, 0.5), (0.5, 1.5), (1.5, 1.5), (1.5, 0.5))]
        rows = ["[属性描述]", "坐标系=2000国家大地坐标系", "几度分带=3", f"带号={zone}", "[地块坐标]", f"5,,{k},p,面,,,,@"]
        rows += [f"J{i % 4 + 1},1,{n},{e}" for i, (n, e) in enumerate([*points, points[0]])]
        (tmp_path / "p.txt").write_bytes("\r\n".join(rows).encode("gbk"))
        run("mapsheets", INPUT=str(tmp_path / "p.txt"), SCALE="10000", REPORT=str(tmp_path / "r.json"))
        report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert report["parcels"][0]["sheets"] == [row["sheet_number"]]


def test_sheets_come_as_polygons_too(provider, tmp_path):
    out = tmp_path / "sheets.gpkg"
    done = run("mapsheets", INPUT=str(SAMPLE), SCALE="2000", OUTPUT=str(out))
    layer = QgsVectorLayer(str(out), "sheets", "ogr")
    assert layer.featureCount() == done["SHEETS"] > 1
    parts = {name for f in layer.getFeatures() for name in f["parcels"].split("、")}
    assert len(parts) == 4


def test_an_unknown_imagery_service_is_refused_with_the_known_ones(provider):
    with pytest.raises(QgsProcessingException, match="tianditu.img.xyz"):
        run("checkimagery", SERVICE="nonsense")


def test_mbtiles_is_refused_for_a_grid_in_degrees(provider, tmp_path):
    with pytest.raises(QgsProcessingException, match=".gpkg"):
        run(
            "downloadtiles",
            SERVICE="tianditu.img.wmts",
            EXTENT="120,120.1,30,30.1 [EPSG:4490]",
            TERMS="yes",
            OUTPUT=str(tmp_path / "a.mbtiles"),
        )


def test_the_neighbours_of_the_sample_parcels_are_real_villages(provider, tmp_path):
    run(
        "foursides",
        INPUT=str(SAMPLE),
        ONEMAP=str(SAMPLE.parent / "onemap.gpkg"),
        OUTPUT=str(tmp_path / "四至.csv"),
        REPORT=str(tmp_path / "r.json"),
    )
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    source = ogr.Open(str(SAMPLE.parent / "onemap.gpkg"))
    owners = {f["QSDWMC"] for f in source.GetLayerByName("DLTB")} | {p["name"] for p in report["parcels"]} | {""}
    for parcel in report["parcels"]:
        for side in "东南西北":
            assert {n["name"] for n in parcel["sides"][side]} <= owners
            assert sum(n["share"] for n in parcel["sides"][side]) == pytest.approx(1, abs=0.001)
    with (tmp_path / "四至.csv").open(encoding="utf-8-sig") as f:
        table = list(csv.DictReader(f))
    assert [row["parcel_id"] for row in table] == ["DK01", "DK02", "DK03", "DK04"]
    assert all(row["东至"] for row in table)


def test_neighbours_from_a_layer_that_is_not_there_are_refused(provider):
    with pytest.raises(QgsProcessingException, match="no layer ZDSYQ"):
        run("foursides", INPUT=str(SAMPLE), ONEMAP=str(SAMPLE.parent / "onemap.gpkg"), ROLE="ZDSYQ")


def in_degrees(path, corners):
    """卫片执法: longitude and latitude with ten decimals, of corners (north, east) in zone 40."""
    lonlat = to_lonlat(np.array([(40450000.0 + e, 3350000.0 + n) for n, e in [*corners, corners[0]]]), crs_from_epsg(4528))
    rows = ["[地块坐标]", f"{len(corners) + 1},甲,面,,@"]
    rows += [f"J{k % len(corners) + 1},1,{x:.10f},{y:.10f}" for k, (x, y) in enumerate(lonlat.tolist())]
    path.write_bytes("\r\n".join(rows).encode("gbk"))


def in_metres(path, corners):
    rows = ["[属性描述]", "坐标系=2000国家大地坐标系", "几度分带=3", "带号=40", "[地块坐标]", f"{len(corners) + 1},,,甲,面,,,,@"]
    points = [*corners, corners[0]]
    rows += [f"J{k % len(corners) + 1},1,{3350000 + n:.3f},{40450000 + e:.3f}" for k, (n, e) in enumerate(points)]
    path.write_bytes("\r\n".join(rows).encode("gbk"))


@pytest.mark.parametrize("move", [0.0, 0.0003, 0.002, 20.0])
def test_degrees_are_compared_in_metres_with_degrees_and_with_a_plane(provider, tmp_path, move):
    corners = [(100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]
    moved = [*corners[:2], (-move, 100.0), corners[3]]
    in_degrees(tmp_path / "a.txt", corners)
    in_degrees(tmp_path / "b.txt", moved)
    in_metres(tmp_path / "c.txt", corners)
    report = tmp_path / "r.json"
    for first, second in (("a", "b"), ("c", "b"), ("b", "c")):
        files = {"FIRST": str(tmp_path / f"{first}.txt"), "SECOND": str(tmp_path / f"{second}.txt")}
        run("compareparcelfiles", **files, REPORT=str(report))
        found = json.loads(report.read_text(encoding="utf-8"))["findings"]
        assert [f["rule"] for f in found] == (["T-CMP-POINT"] if move > 0.0005 else []), (first, second)
        if found:
            assert float(found[0]["params"]["distance"]) == pytest.approx(move, abs=2e-4)
            x, y = map(float, found[0]["place"].split("(")[1].rstrip(")").split())
            corner = moved[2] if first == "b" else corners[2]
            expected = np.array([[40450000.0 + corner[1], 3350000.0 + corner[0]]])
            if first != "c":
                expected = to_lonlat(expected, crs_from_epsg(4528))
            assert [x, y] == pytest.approx(expected[0].tolist(), abs=2e-9 if first != "c" else 2e-4)


@pytest.mark.parametrize(("kind", "driver"), [("shp", "ESRI Shapefile"), ("kml", "KML"), ("geojson", "GeoJSON")])
def test_a_vector_file_with_columns_of_its_own_is_the_same_as_its_txt(provider, tmp_path, kind, driver):
    """Degrees of WGS 84 are no obstacle, the other datum is told; columns that a TXT cannot have are told once."""
    run("importparcels", INPUT=str(SAMPLE), REVIEW=str(tmp_path / "r.gpkg"))
    sql = "SELECT geom, number AS DKBH, name AS DKMC, use AS DKYT, sheet AS TFH, land_class AS DLBM, 'x' AS OWN FROM parcels"
    options = {} if kind == "shp" else {"dstSRS": "EPSG:4326"}
    source = gdal.OpenEx(str(tmp_path / "r.gpkg"), gdal.OF_VECTOR)
    more = ["COORDINATE_PRECISION=12"] if kind == "geojson" else ["ENCODING=UTF-8"] if kind == "shp" else []
    options.update(format=driver, SQLStatement=sql, layerCreationOptions=more)
    gdal.VectorTranslate(str(tmp_path / f"p.{kind}"), source, **options)
    source = None
    report = tmp_path / "c.json"
    run("compareparcelfiles", FIRST=str(SAMPLE), SECOND=str(tmp_path / f"p.{kind}"), REPORT=str(report))
    found = json.loads(report.read_text(encoding="utf-8"))["findings"]
    assert [f["rule"] for f in found] == (["T-CMP-FIELDS"] if kind == "shp" else ["T-CMP-CRS", "T-CMP-FIELDS"]), found
    assert "OWN" in found[-1]["params"]["fields"]
