"""One-map sources on disk: every format, every fault, read through GDAL or SQLite and compared with the geometry written."""

from __future__ import annotations

import shutil
import sqlite3

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr, osr

from onemap_plugin.core.coordinates.zones import crs_from_epsg, to_lonlat
from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.onemap.model import SourceInfo
from onemap_plugin.core.onemap.overlay import overlay
from onemap_plugin.core.onemap.roles import layouts
from onemap_plugin.core.parcels import Parcel, ParcelSet, Ring
from onemap_plugin.qgis_bridge.onemap_catalogue import read_catalogue, write_catalogue
from onemap_plugin.qgis_bridge.onemap_readers import GpkgReader, OgrReader, reader_for
from onemap_plugin.qgis_bridge.onemap_sources import LayerSource, open_onemap, scan_onemap

E0, N0 = 452_000.0, 3_351_000.0
CM120 = crs_from_epsg(4549)
DRIVERS = {"gpkg": "GPKG", "shp": "ESRI Shapefile", "geojson": "GeoJSON", "fgb": "FlatGeobuf"}
FIELDS = {"DLBM": ogr.OFTString, "DLMC": ogr.OFTString, "QSXZ": ogr.OFTString, "QSDWMC": ogr.OFTString, "KCXS": ogr.OFTReal,
          "SJNF": ogr.OFTInteger, "TBMJ": ogr.OFTReal, "LXDH": ogr.OFTString}  # fmt: skip


def box(x, y, w, h):
    return shapely.box(E0 + x, N0 + y, E0 + x + w, N0 + y + h)


def write(path, layer, shapes, rows, epsg=4549, driver=None, fields=None, geometry=ogr.wkbMultiPolygon, options=()):
    """A layer written by OGR; rows: one dict of attributes per shape."""
    fields = fields or {k: v for k, v in FIELDS.items() if any(k in r for r in rows)}
    driver = ogr.GetDriverByName(driver or DRIVERS[path.suffix[1:]])
    source = driver.Open(str(path), 1) if path.exists() else driver.CreateDataSource(str(path))
    srs = None
    if epsg:
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(epsg)
        srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    # QGIS's own writer leaves this option empty in the process, and GDAL would then write UTF-8 whatever the layer option says
    encoding = next((o.split("=")[1] for o in options if o.startswith("ENCODING=")), None)
    gdal.SetThreadLocalConfigOption("SHAPE_ENCODING", encoding)
    made = source.CreateLayer(layer, srs, geometry, list(options))
    for name, kind in fields.items():
        made.CreateField(ogr.FieldDefn(name, kind))
    for shape, row in zip(shapes, rows):
        feature = ogr.Feature(made.GetLayerDefn())
        for name, value in row.items():
            feature.SetField(name, value)
        if shape is not None:
            wkb = (
                shape
                if isinstance(shape, bytes)
                else shapely.to_wkb(
                    shapely.multipolygons([shape]) if geometry == ogr.wkbMultiPolygon and shape.geom_type == "Polygon" else shape
                )
            )
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        made.CreateFeature(feature)
    made = source = None
    gdal.SetThreadLocalConfigOption("SHAPE_ENCODING", None)


def parcels(*shapes, epsg=4549):
    made = []
    for i, shape in enumerate(shapes):
        rings = []
        for part in shapely.get_parts(shape):
            for ring in shapely.get_rings(part):
                xy = shapely.get_coordinates(ring)[:, ::-1]
                rings.append(Ring(len(rings) + 1, tuple(f"J{k}" for k in range(len(xy))), xy))
        made.append(Parcel(f"P{i + 1}", tuple(rings)))
    return ParcelSet(tuple(made), crs=crs_from_epsg(epsg))


SHAPES = [box(0, 0, 60, 100), box(60, 0, 40, 100), box(5000, 0, 50, 50)]
ROWS = [
    {
        "DLBM": "0101",
        "DLMC": "水田",
        "QSXZ": "30",
        "QSDWMC": "澄湾镇南塘村",
        "KCXS": 0.1,
        "SJNF": 2023,
        "TBMJ": 6000.0,
        "LXDH": "138",
    },
    {
        "DLBM": "0301",
        "DLMC": "乔木林地",
        "QSXZ": "20",
        "QSDWMC": "望海林场",
        "KCXS": 0.0,
        "SJNF": 2023,
        "TBMJ": 4000.0,
        "LXDH": "139",
    },
    {
        "DLBM": "0702",
        "DLMC": "农村宅基地",
        "QSXZ": "30",
        "QSDWMC": "乙村",
        "KCXS": 0.0,
        "SJNF": 2023,
        "TBMJ": 2500.0,
        "LXDH": "137",
    },
]


def rows_of(result, role="DLTB"):
    return [
        (r.code, r.name, r.owner, r.owner_kind, round(r.area_m2, 4), round(r.deduction_m2, 4))
        for r in result.rows
        if r.role == role
    ]


EXPECTED = [("0101", "水田", "澄湾镇南塘村", "集体", 6000.0, 600.0), ("0301", "乔木林地", "望海林场", "国有", 4000.0, 0.0)]


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "geojson", "fgb"])
def test_every_format_gives_the_same_pieces_and_only_what_is_near(tmp_path, suffix):
    write(tmp_path / f"DLTB.{suffix}", "DLTB", SHAPES, ROWS, options=["ENCODING=UTF-8"] if suffix == "shp" else [])
    (source,) = open_onemap(str(tmp_path), ["DLTB"], CM120)
    assert isinstance(source, LayerSource)
    result = overlay(parcels(box(0, 0, 100, 100)), [source])
    assert rows_of(result) == EXPECTED
    assert result.sources[0].status == "checked"
    assert result.sources[0].edition == "2023"
    assert result.sources[0].patches_read == 2
    assert result.sources[0].path == f"DLTB.{suffix}"
    assert "LXDH" not in {c for r in result.rows for c in r.attributes}  # personal data is never read
    assert result.rows[0].geometry.equals(box(0, 0, 60, 100))


def test_a_geodatabase_folder_is_one_source(tmp_path):
    if ogr.GetDriverByName("OpenFileGDB").TestCapability("CreateDataSource") is False:
        pytest.skip("this GDAL cannot write file geodatabases")
    write(tmp_path / "county.gdb", "DLTB", SHAPES, ROWS, driver="OpenFileGDB")
    (source,) = open_onemap(str(tmp_path), ["DLTB"], CM120)
    result = overlay(parcels(box(0, 0, 100, 100)), [source])
    assert rows_of(result) == EXPECTED
    assert result.sources[0].path == "county.gdb"


def test_a_gbk_shapefile_without_cpg_keeps_its_texts(tmp_path):
    write(tmp_path / "DLTB.shp", "DLTB", SHAPES, ROWS, options=["ENCODING=GBK"])
    (tmp_path / "DLTB.cpg").unlink(missing_ok=True)
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB"], CM120))
    assert rows_of(result) == EXPECTED


def test_sqlite_and_gdal_read_the_same_from_a_geopackage(tmp_path):
    rng = np.random.default_rng(2)
    shapes = [box(*rng.uniform(0, 3000, 2), *rng.uniform(5, 200, 2)) for _ in range(400)]
    write(tmp_path / "m.gpkg", "DLTB", shapes, [{**ROWS[0], "TBMJ": float(i)} for i in range(400)])
    (candidate,) = scan_onemap(str(tmp_path / "m.gpkg"))[0]
    boxes = np.array([[E0, N0, E0 + 500, N0 + 500], [E0 + 400, N0 + 400, E0 + 900, N0 + 800]])
    quick = GpkgReader(candidate.facts).read(boxes, ["DLBM", "TBMJ", "SJNF"])
    slow = OgrReader(candidate.facts).read(boxes, ["DLBM", "TBMJ", "SJNF"])
    order = np.argsort(slow[1])
    assert quick[1].tolist() == slow[1][order].tolist()
    assert [g.wkb for g in quick[0]] == [g.wkb for g in slow[0][order]]
    assert quick[2]["TBMJ"].tolist() == slow[2]["TBMJ"][order].tolist()
    expected = {i + 1 for i, s in enumerate(shapes) if any(s.intersects(shapely.box(*b)) for b in boxes)}
    assert set(quick[1].tolist()) == expected


def test_many_boxes_over_a_layer_without_index_read_it_once(tmp_path):
    rng = np.random.default_rng(4)
    shapes = [box(*rng.uniform(0, 9000, 2), 40, 40) for _ in range(300)]
    write(tmp_path / "DLTB.geojson", "DLTB", shapes, [ROWS[0]] * 300)
    (candidate,) = scan_onemap(str(tmp_path))[0]
    reader = reader_for(candidate.facts)
    for _ in range(3):
        low = rng.uniform(0, 9000, (40, 2)) + [E0, N0]
        boxes = np.hstack([low, low + 100])
        geometry, _, values = reader.read(boxes, ["DLBM"])
        expected = sum(any(s.intersects(shapely.box(*b)) for b in boxes) for s in shapes)
        assert len(geometry) == len(values["DLBM"]) == expected


@pytest.mark.parametrize("epsg", [4528, 4548, 4490, 4509])
def test_other_zones_of_the_same_datum_and_degrees_give_the_same_areas(tmp_path, epsg):
    from onemap_plugin.core.coordinates.planes import move_points

    source_crs = crs_from_epsg(epsg)
    shapes = [shapely.transform(shapely.segmentize(s, 2.0), lambda xy: move_points(xy, CM120, source_crs)) for s in SHAPES]
    write(tmp_path / "DLTB.gpkg", "DLTB", shapes, ROWS, epsg=epsg)
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB"], CM120))
    assert [r.area_m2 for r in result.rows if r.code] == pytest.approx([6000, 4000], abs=1e-3)
    assert result.sources[0].crs == f"EPSG:{epsg}"


def test_parcels_with_zone_prefix_meet_layers_without(tmp_path):
    write(tmp_path / "DLTB.gpkg", "DLTB", SHAPES, ROWS)
    shifted = shapely.transform(box(0, 0, 100, 100), lambda xy: xy + [40_000_000, 0])
    result = overlay(parcels(shifted, epsg=4528), open_onemap(str(tmp_path), ["DLTB"], crs_from_epsg(4528)))
    assert rows_of(result) == EXPECTED
    assert result.rows[0].geometry.bounds[0] == pytest.approx(40_000_000 + E0)


@pytest.mark.parametrize(
    ("epsg", "status"), [(2367, "datum_differs"), (4326, "datum_differs"), (None, "no_crs"), (3857, "no_crs")]
)
def test_other_datums_and_unknown_systems_are_refused_with_an_explanation(tmp_path, epsg, status):
    write(tmp_path / "DLTB.gpkg", "DLTB", SHAPES, ROWS, epsg=epsg)
    (info,) = open_onemap(str(tmp_path), ["DLTB"], CM120)
    assert isinstance(info, SourceInfo)
    assert info.status == status
    assert len(info.note) > 20
    assert overlay(parcels(box(0, 0, 100, 100)), [info]).sources[0] is info


def test_an_esri_prj_without_code_is_understood(tmp_path):
    write(tmp_path / "DLTB.shp", "DLTB", SHAPES, ROWS, options=["ENCODING=UTF-8"])
    (tmp_path / "DLTB.prj").write_text(
        'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",'
        'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
        'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],'
        'PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    )
    assert rows_of(overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB"], CM120))) == EXPECTED


def test_broken_arcs_nulls_and_heights_in_the_data(tmp_path):
    bowtie = shapely.Polygon([(E0, N0), (E0 + 100, N0 + 100), (E0 + 100, N0), (E0, N0 + 100)])
    with_heights = shapely.force_3d(box(200, 0, 10, 10), 5.0)
    arc = ogr.CreateGeometryFromWkt(
        f"CURVEPOLYGON(CIRCULARSTRING({E0 + 300} {N0},{E0 + 350} {N0 + 50},{E0 + 400} {N0},{E0 + 350} {N0 - 50},{E0 + 300} {N0}))"
    )
    rows = [{"DLBM": c} for c in ("0101", "0301", "0702", "1101")]
    write(tmp_path / "DLTB.gpkg", "DLTB", [bowtie, with_heights, bytes(arc.ExportToWkb()), None], rows, geometry=ogr.wkbUnknown)
    result = overlay(parcels(box(0, -100, 500, 300)), open_onemap(str(tmp_path), ["DLTB"], CM120))
    areas = {r.code: r.area_m2 for r in result.rows}
    assert areas["0101"] == pytest.approx(5000)
    assert areas["0301"] == pytest.approx(100)
    assert areas["0702"] == pytest.approx(np.pi * 2500, rel=2e-3)  # GDAL's chords of 4 degrees
    assert "1101" not in areas
    assert result.sources[0].repaired == 1


def test_a_file_that_is_no_database_is_unreadable_and_the_rest_goes_on(tmp_path):
    (tmp_path / "YJJBNTTB.gpkg").write_bytes(b"not a database at all" * 50)
    (tmp_path / "KYQ.shp").write_bytes(b"")
    write(tmp_path / "DLTB.gpkg", "DLTB", SHAPES, ROWS)
    found = {
        s.role if isinstance(s, SourceInfo) else s.info.role: s
        for s in open_onemap(str(tmp_path), ["DLTB", "YJJBNTTB", "KYQ"], CM120)
    }
    assert found["YJJBNTTB"].status == "unreadable"
    assert found["KYQ"].status == "unreadable"
    assert str(tmp_path) not in found["YJJBNTTB"].note
    assert rows_of(overlay(parcels(box(0, 0, 100, 100)), list(found.values()))) == EXPECTED


@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
def test_a_source_that_vanishes_between_opening_and_reading(tmp_path, suffix):
    write(tmp_path / f"DLTB.{suffix}", "DLTB", SHAPES, ROWS)
    (source,) = open_onemap(str(tmp_path), ["DLTB"], CM120)
    for file in tmp_path.iterdir():
        file.unlink()
    result = overlay(parcels(box(0, 0, 100, 100)), [source])
    assert result.sources[0].status == "unreadable"
    assert "DLTB" in result.sources[0].note
    with pytest.raises(OneMapError):
        source.read(np.array([[E0, N0, E0 + 1, N0 + 1]]), ["DLBM"])


@pytest.mark.parametrize(("suffix", "keep"), [("gpkg", 0.6), ("shp", 0.5), ("fgb", 0.6), ("geojson", 0.7)])
def test_a_truncated_file_is_never_taken_for_a_whole_one(tmp_path, suffix, keep):
    rng = np.random.default_rng(1)
    shapes = [box(*rng.uniform(0, 90, 2), 5, 5) for _ in range(3000)]
    path = tmp_path / f"DLTB.{suffix}"
    write(path, "DLTB", shapes, [ROWS[0]] * 3000)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    found = open_onemap(str(tmp_path), ["DLTB"], CM120)
    result = overlay(parcels(box(0, 0, 100, 100)), found)
    assert result.sources[0].status == "unreadable"
    assert str(tmp_path) not in result.sources[0].note


def test_many_layers_are_read_by_two_threads_at_once(tmp_path):
    for role, field in (
        ("DLTB", "DLBM"),
        ("KYQ", "KSMC"),
        ("HYSYQ", "XMMC"),
        ("STBHHX", "HXMC"),
        ("LDTB", "DI_LEI"),
        ("CZKFBJ", "GHFQMC"),
    ):
        for suffix in ("shp", "fgb"):
            folder = tmp_path / suffix
            folder.mkdir(exist_ok=True)
            write(folder / f"{role}.{suffix}", role, SHAPES, [{field: "1"}] * 3, fields={field: ogr.OFTString})
    (tmp_path / "shp" / "KYQ.shx").write_bytes(b"x")
    for _ in range(3):
        for suffix in ("shp", "fgb"):
            found = open_onemap(str(tmp_path / suffix), ["DLTB", "KYQ", "HYSYQ", "STBHHX", "LDTB", "CZKFBJ"], CM120)
            result = overlay(parcels(box(0, 0, 100, 100), box(5000, 0, 20, 20)), found)
            areas = {
                s.role: sum(r.area_m2 for r in result.rows if r.role == s.role)
                for s in result.sources
                if s.status != "unreadable"
            }
            assert set(areas.values()) == {10_400.0}
            assert len(areas) == (5 if suffix == "shp" else 6)


def test_an_empty_layer_covers_nothing_and_a_missing_role_says_so(tmp_path):
    write(tmp_path / "a.gpkg", "KYQ", [], [], fields={"KSMC": ogr.OFTString})
    found = open_onemap(str(tmp_path), ["KYQ", "HAX"], CM120)
    result = overlay(parcels(box(0, 0, 100, 100)), found)
    assert {s.role: s.status for s in result.sources} == {"KYQ": "not_covering", "HAX": "missing"}
    assert all(s.note for s in result.sources)


def test_all_roles_are_asked_for_when_none_is_named(tmp_path):
    assert len(open_onemap(str(tmp_path), {}, CM120)) == 52
    assert {s.status for s in open_onemap("", ["DLTB"], CM120)} == {"missing"}


def test_forest_grassland_and_wetland_in_one_layer_are_told_apart_by_their_rows(tmp_path):
    fields = dict.fromkeys(sorted(f.lower() for f in next(x for x in layouts()[0] if x.id == "LCSH_XZ").fields), ogr.OFTString)
    rows = [
        {"di_lei": "030100", "sjnf": "2022"},
        {"di_lei": "040100", "sjnf": "2022"},
        {"di_lei": "110600", "sd_dj": "一般", "sjnf": "2022"},
    ]
    write(tmp_path / "x.gpkg", "LCSH_XZ", [box(0, 0, 10, 10), box(10, 0, 20, 10), box(30, 0, 30, 10)], rows, fields=fields)
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["LDTB", "CYTB", "SDTB"], CM120))
    assert {r.role: round(r.area_m2) for r in result.rows} == {"LDTB": 100, "CYTB": 200, "SDTB": 300}
    assert {r.role: r.attributes.get("level") for r in result.rows}["SDTB"] == "一般"


def test_of_two_editions_of_the_same_ground_the_newer_is_used_and_the_older_named(tmp_path):
    write(tmp_path / "survey.gpkg", "DLTB_2021", SHAPES, [{**r, "DLBM": "1206"} for r in ROWS])
    write(tmp_path / "survey.gpkg", "DLTB_2023", SHAPES, ROWS)
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB"], CM120))
    assert rows_of(result) == EXPECTED
    assert "DLTB_2021" in result.sources[0].note


def test_update_layers_and_finer_divisions_do_not_double_the_land(tmp_path):
    def fields_of(layout):
        return dict.fromkeys(sorted(next(x for x in layouts()[0] if x.id == layout).fields), ogr.OFTString)

    whole = [box(-100, -100, 300, 300)]
    write(
        tmp_path / "c.gpkg",
        "CJDCQ",
        [box(-100, -100, 150, 300), box(50, -100, 150, 300)],
        [{"ZLDWDM": "1"}, {"ZLDWDM": "2"}],
        fields=fields_of("CJDCQ"),
    )
    write(tmp_path / "c.gpkg", "DLTBGX", [box(0, 0, 90, 90)], [{"DLBM": "0702"}], fields=fields_of("DLTBGX"))
    write(tmp_path / "c.gpkg", "XZQ", whole, [{"XZQDM": "330199101"}], fields=fields_of("XZQ"))
    write(tmp_path / "c.gpkg", "DLTB", whole, [{"DLBM": "0101"}], fields=fields_of("DLTB"))
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB", "XZQ"], CM120))
    assert [(r.role, r.code) for r in result.rows] == [("DLTB", "0101"), ("XZQ", "330199101")]
    notes = {s.role: s.note for s in result.sources}
    assert "DLTBGX" in notes["DLTB"]
    assert "CJDCQ" in notes["XZQ"]


def test_layers_side_by_side_are_used_together(tmp_path):
    write(tmp_path / "west.gpkg", "DLTB", SHAPES[:1], ROWS[:1])
    write(tmp_path / "east.gpkg", "DLTB", SHAPES[1:], ROWS[1:])
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB"], CM120))
    assert sorted(rows_of(result)) == EXPECTED
    assert len(result.closures) == 1
    assert result.closures[0].closed


def test_a_catalogue_says_path_edition_publisher_fields_and_system(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    rows = [{"DLBM": r["DLBM"], "DLMC": r["DLMC"]} for r in ROWS]
    write(
        data / "odd name.gpkg", "layer_x", SHAPES, [{"KIND": r["DLBM"]} for r in rows], epsg=None, fields={"KIND": ogr.OFTString}
    )
    catalogue = tmp_path / "map.yaml"
    catalogue.write_text(
        "publisher: 望海县自然资源局\nlayers:\n"
        "  DLTB: {path: data/odd name.gpkg, layer: layer_x, edition: 2022, crs: 'EPSG:4549', fields: {DLBM: kind}}\n"
        "  KYQ: {path: data/none.gpkg}\n",
        encoding="utf-8",
    )
    found = open_onemap(str(catalogue), ["DLTB", "KYQ", "HAX"], CM120)
    result = overlay(parcels(box(0, 0, 100, 100)), found)
    info = {s.role: s for s in result.sources}
    assert [(r.code, r.name, r.edition) for r in result.rows] == [("0101", "水田", "2022"), ("0301", "乔木林地", "2022")]
    assert (info["DLTB"].publisher, info["DLTB"].path, info["DLTB"].status) == (
        "望海县自然资源局",
        "data/odd name.gpkg",
        "checked",
    )
    assert (info["KYQ"].status, info["HAX"].status) == ("unreadable", "missing")


def test_a_catalogue_is_saved_and_read_back(tmp_path):
    infos = [
        SourceInfo("DLTB", "a.gpkg", "DLTB", edition="2023", publisher="X"),
        SourceInfo("KYQ", "k.shp"),
        SourceInfo("KYQ", "t.shp"),
        SourceInfo("HAX", status="missing"),
    ]
    write_catalogue(tmp_path / "c.yaml", infos)
    entries = read_catalogue(tmp_path / "c.yaml")
    assert [(e.role, e.path, e.layer, e.edition) for e in entries] == [
        ("DLTB", "a.gpkg", "DLTB", "2023"),
        ("KYQ", "k.shp", "", ""),
        ("KYQ", "t.shp", "", ""),
    ]
    assert [p.name for p in tmp_path.iterdir()] == ["c.yaml"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("layers: [", "YAML"),
        ("layers: {}", "no layers"),
        ("layers: {NOPE: a.gpkg}", "NOPE"),
        ("layers: {DLTB: {layer: x}}", "no path"),
        ("layers: {DLTB: {path: a.gpkg, crs: 'EPSG:99'}}", "EPSG:99"),
        ('layers: {DLTB: {path: "PG:host=x user=me password=secret"}}', "password"),
        ("layers: {DLTB: 'postgresql://me:secret@host/db'}", "password"),
    ],
)
def test_a_faulty_catalogue_is_refused_with_a_reason_and_without_its_secret(tmp_path, text, words):
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(OneMapError) as caught:
        open_onemap(str(tmp_path / "c.yaml"), ["DLTB"], CM120)
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.file == "c.yaml"


def test_a_geopackage_without_rtree_is_read_all_the_same(tmp_path):
    write(tmp_path / "DLTB.gpkg", "DLTB", SHAPES, ROWS, options=["SPATIAL_INDEX=NO"])
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB"], CM120))
    assert rows_of(result) == EXPECTED
    assert result.sources[0].patches_read == 2


def test_reading_leaves_the_file_as_it_was(tmp_path):
    write(tmp_path / "DLTB.gpkg", "DLTB", SHAPES, ROWS)
    before = (tmp_path / "DLTB.gpkg").read_bytes()
    overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB"], CM120))
    assert (tmp_path / "DLTB.gpkg").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["DLTB.gpkg"]
    shutil.copy(tmp_path / "DLTB.gpkg", tmp_path / "copy.gpkg")
    sqlite3.connect(tmp_path / "copy.gpkg").execute("SELECT 1").fetchone()


def test_degrees_written_by_the_office_are_read_as_degrees(tmp_path):
    shapes = [shapely.transform(s, lambda xy: to_lonlat(xy, CM120)) for s in SHAPES]
    write(tmp_path / "STBHHX.gpkg", "STBHHX", shapes, [{"HXMC": "a"}] * 3, epsg=4490, fields={"HXMC": ogr.OFTString})
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["STBHHX"], CM120))
    assert sum(r.area_m2 for r in result.rows) == pytest.approx(10_000, abs=0.05)
