"""The sample project: its generator gives the committed files, and it holds what its README says.

Read with GDAL and shapely only; areas and numbers are computed here again, not taken from the generator.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "resources" / "sample"
LAYERS = ["DLTB", "YJJBNTTB", "STBHHX", "CZKFBJ", "LDTB", "CYTB", "HYSYQ", "KYQ", "XZQ"]


class Layer:
    """All features of a layer: geometry (n,) and rows."""

    def __init__(self, data: ogr.DataSource, name: str) -> None:
        layer = data.GetLayerByName(name)
        definition = layer.GetLayerDefn()
        fields = [definition.GetFieldDefn(i) for i in range(definition.GetFieldCount())]
        self.fields = {f.GetName(): (f.GetType(), f.GetWidth()) for f in fields}  # the definitions go with the layer
        self.srs = layer.GetSpatialRef()
        features = list(layer)
        self.rows = [{k: f.GetField(k) for k in self.fields} for f in features]
        self.geometry = shapely.from_wkb([bytes(f.GetGeometryRef().ExportToWkb()) for f in features])

    def column(self, name: str) -> np.ndarray:
        return np.array([r[name] for r in self.rows], dtype=object)


def read(path: Path) -> dict[str, Layer]:
    gdal.UseExceptions()
    data = ogr.Open(str(path))
    return {name: Layer(data, name) for name in LAYERS}


@pytest.fixture(scope="module")
def onemap() -> dict[str, Layer]:
    return read(SAMPLE / "onemap.gpkg")


@pytest.fixture(scope="module")
def parcels() -> dict[str, shapely.Geometry]:
    """number -> geometry (east, north); read here by hand: the even-odd rule over the rings of a parcel."""
    out: dict[str, list] = {}
    number = ""
    for line in (SAMPLE / "parcels.txt").read_bytes().decode("gbk").split("\r\n"):
        cells = line.split(",")
        if line.endswith("@"):
            number = cells[2]
            out[number] = []
        elif len(cells) == 4 and number:
            ring = int(cells[1])
            if len(out[number]) < ring:
                out[number].append([])
            out[number][ring - 1].append((float(cells[3]) - 40e6, float(cells[2])))
    shapes = {}
    for key, rings in out.items():
        shape = shapely.Polygon()
        for ring in rings:
            shape = shapely.symmetric_difference(shape, shapely.Polygon(ring))
        shapes[key] = shape
    return shapes


def overlap_ha(layer: Layer, shape: shapely.Geometry, keep: np.ndarray | None = None) -> float:
    area = shapely.area(shapely.intersection(layer.geometry, shape)) / 10_000
    return float(area.sum() if keep is None else area[keep].sum())


def test_the_generator_gives_the_committed_files(tmp_path: Path, onemap: dict[str, Layer]):
    subprocess.run([sys.executable, "-B", str(SAMPLE / "make_sample.py"), str(tmp_path)], check=True, stdout=subprocess.DEVNULL)
    for name in ("parcels.txt", "parcels_faulty.txt", "project.yaml", "sample.qgs"):
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name
    again = read(tmp_path / "onemap.gpkg")
    for name, layer in onemap.items():
        assert again[name].rows == layer.rows, name
        assert (shapely.to_wkb(again[name].geometry) == shapely.to_wkb(layer.geometry)).all(), name


def test_the_folder_stays_under_three_megabytes():
    assert sum(p.stat().st_size for p in SAMPLE.iterdir() if p.is_file()) < 3_000_000


def test_every_layer_has_the_fields_types_and_lengths_of_its_standard(onemap: dict[str, Layer]):
    kinds = {"Char": ogr.OFTString, "VarChar": ogr.OFTString, "Text": ogr.OFTString, "Float": ogr.OFTReal, "Int": ogr.OFTInteger,
             "Date": ogr.OFTDate}
    with open(SAMPLE / "sample_fields.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    for name, layer in onemap.items():
        wanted = [r for r in rows if r["layer"] == name]
        assert list(layer.fields) == [r["name"] for r in wanted]
        for row in wanted:
            kind, width = layer.fields[row["name"]]
            assert kind == kinds[row["type"]], row
            assert not row["length"] or kind != ogr.OFTString or width == int(row["length"]), row
        assert layer.srs.GetAuthorityCode(None) == "4549"


def test_texts_fit_their_fields_and_keys_are_unique(onemap: dict[str, Layer]):
    for name, layer in onemap.items():
        for row in layer.rows:
            for key, value in row.items():
                width = layer.fields[key][1]
                assert not (isinstance(value, str) and width and len(value) > width), (name, key, value)
    marks = onemap["DLTB"].column("BSM")
    assert len(set(marks)) == len(marks)
    assert {len(m) for m in marks} == {18}


def test_the_land_survey_tessellates_without_gap_or_overlap(onemap: dict[str, Layer]):
    patches = onemap["DLTB"].geometry
    assert 2800 <= len(patches) <= 3300
    assert shapely.is_valid(patches).all()
    town = shapely.union_all(patches)
    assert town.geom_type == "Polygon"
    assert len(town.interiors) == 0
    assert shapely.area(patches).sum() == pytest.approx(town.area, abs=1e-4)
    assert shapely.area(patches).min() > 50
    assert shapely.symmetric_difference(town, shapely.union_all(onemap["XZQ"].geometry)).area < 0.01
    millimetres = shapely.get_coordinates(patches) * 1000
    assert np.abs(millimetres - np.round(millimetres)).max() < 1e-3


def test_survey_areas_obey_the_rules_of_the_database_standard(onemap: dict[str, Layer]):
    for row in onemap["DLTB"].rows:
        assert row["TBMJ"] > 0
        assert row["TBDLMJ"] == pytest.approx(row["TBMJ"] - (row["KCMJ"] or 0), abs=0.005)
        if row["DLBM"].startswith("010"):
            assert row["GDPDJB"] in "12345"
            assert row["ZZSXDM"] in ("LS", "FLS", "LYFL", "XG", "LLJZ", "WG")
            assert row["KCMJ"] == pytest.approx(row["TBMJ"] * row["KCXS"], abs=0.0051)
            assert (row["GDLX"] is None) == (row["GDPDJB"] == "1")
        if row["DLBM"][:2] in ("05", "06", "07", "08", "09") or row["DLBM"] in ("1004", "1005", "1201"):
            assert row["CZCSXM"] in ("201", "201A", "202", "202A", "203", "203A", "204", "205")
        if row["DLBM"] in ("1003", "1006", "1107"):
            assert row["XZDWKD"] > 0


def test_classes_and_their_names_are_those_of_the_code_table(onemap: dict[str, Layer]):
    tables = [p for p in (ROOT / "resources" / "standards").rglob("*.csv") if "land_class" in p.name and "sandiao" in p.name]
    assert tables, "the land-class table of resources/standards"
    with open(tables[0], encoding="utf-8", newline="") as f:
        rows = {r["code"]: r for r in csv.DictReader(f) if r["scheme"] == "sandiao"}
    for row in onemap["DLTB"].rows:
        assert rows[row["DLBM"]]["name"] == row["DLMC"]
        assert rows[row["DLBM"]]["is_leaf_dlbm"] == "1"
    project = (SAMPLE / "sample.qgs").read_text(encoding="utf-8")
    for code in set(onemap["DLTB"].column("DLBM")):
        assert f'"{rows[code]["fill_rgb"]},255"' in project, code


def test_ellipsoid_areas_are_right_to_a_square_decimetre(onemap: dict[str, Layer]):
    pyproj = pytest.importorskip("pyproj")
    to_degrees = pyproj.Transformer.from_crs("EPSG:4549", "EPSG:4490", always_xy=True)
    geod = pyproj.Geod(ellps="GRS80")  # differs from CGCS2000 by 0.1 mm in the semi-minor axis
    rows = np.random.default_rng(3).choice(len(onemap["DLTB"].rows), 150, replace=False)
    for i in rows:
        dense = shapely.segmentize(onemap["DLTB"].geometry[i], 5.0)
        lonlat = shapely.transform(dense, lambda c: np.column_stack(to_degrees.transform(c[:, 0], c[:, 1])))
        area, _ = geod.geometry_area_perimeter(lonlat)
        assert abs(area) == pytest.approx(onemap["DLTB"].rows[i]["TBMJ"], abs=0.01)


def test_the_coordinate_file_has_four_parcels_of_four_kinds(parcels: dict[str, shapely.Geometry]):
    raw = (SAMPLE / "parcels.txt").read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    heads = [line.split(",") for line in raw.decode("gbk").split("\r\n") if line.endswith("@")]
    assert [h[2] for h in heads] == ["DK01", "DK02", "DK03", "DK04"]
    assert all(shapely.is_valid(p) for p in parcels.values())
    assert parcels["DK01"].geom_type == "Polygon"
    assert len(parcels["DK01"].interiors) == 0
    assert len(parcels["DK02"].interiors) == 1
    assert parcels["DK03"].geom_type == "MultiPolygon"
    assert len(parcels["DK03"].geoms) == 2
    corridor = parcels["DK04"]
    assert corridor.length / 2 > 50 * corridor.area / (corridor.length / 2)  # over 50 times as long as wide
    for head in heads:
        assert float(head[1]) == pytest.approx(parcels[head[2]].area / 10_000, abs=5e-5)
        assert head[4] == "面"
        assert head[5] == "H51G074022"
    pairs = [(a, b) for i, a in enumerate(parcels.values()) for b in list(parcels.values())[:i]]
    assert max(shapely.intersection(a, b).area for a, b in pairs) == 0


def test_the_parcels_touch_all_five_domains_and_cross_the_forest_threshold(onemap: dict[str, Layer],
                                                                           parcels: dict[str, shapely.Geometry]):
    everything = shapely.union_all(list(parcels.values()))
    assert shapely.difference(everything, shapely.union_all(onemap["DLTB"].geometry)).area < 0.01
    for name in ("YJJBNTTB", "STBHHX", "LDTB", "CYTB", "HYSYQ", "KYQ"):
        assert overlap_ha(onemap[name], everything) > 1, name
    purpose = onemap["LDTB"].column("LIN_ZHONG").astype(str)
    protection = np.char.startswith(purpose, "11") | np.char.startswith(purpose, "12")
    assert overlap_ha(onemap["LDTB"], everything, protection) == pytest.approx(13.56, abs=0.01)  # threshold of YL-01: 10 ha
    assert overlap_ha(onemap["CYTB"], everything, onemap["CYTB"].column("jbcy") == "1") > 0.1
    assert overlap_ha(onemap["LDTB"], everything, onemap["LDTB"].column("BH_DJ") == "1") == 0
    for name in ("澄湾镇", "柳岙乡"):
        assert overlap_ha(onemap["XZQ"], parcels["DK04"], onemap["XZQ"].column("XZQMC") == name) > 1


def test_the_surveys_disagree_where_the_parcels_lie(onemap: dict[str, Layer], parcels: dict[str, shapely.Geometry]):
    codes = onemap["DLTB"].column("DLBM").astype(str)
    forest = shapely.union_all(onemap["LDTB"].geometry)
    mining = shapely.union_all(onemap["DLTB"].geometry[codes == "0602"])
    arable = shapely.union_all(onemap["DLTB"].geometry[np.char.startswith(codes, "010")])
    assert shapely.intersection(shapely.intersection(parcels["DK02"], forest), mining).area > 5_000
    assert overlap_ha(onemap["CYTB"], shapely.intersection(parcels["DK01"], arable)) > 0.5


def test_the_faulty_file_differs_only_by_the_faults_that_the_readme_lists():
    good = Counter((SAMPLE / "parcels.txt").read_bytes().decode("gbk").split("\r\n"))
    bad = Counter((SAMPLE / "parcels_faulty.txt").read_bytes().decode("gbk").split("\r\n"))
    assert sum((bad - good).values()) == 4  # swapped row, wrong head, full-width commas, a point twice
    assert sum((good - bad).values()) == 3


def test_nothing_in_the_sample_names_a_person_or_a_machine():
    for name in ("sample.qgs", "project.yaml", "README.md"):
        text = (SAMPLE / name).read_text(encoding="utf-8")
        for word in ("saveUser", "saveDateTime", "/home/", ":\\", "file:///"):
            assert word not in text, (name, word)


def test_qgis_opens_the_project_with_all_layers_named_in_chinese(qgis_app, qgis_new_project):
    from qgis.core import QgsProject

    project = QgsProject.instance()
    assert project.read(str(SAMPLE / "sample.qgs"))
    layers = project.mapLayers().values()
    assert sorted(layer.id().rsplit("_", 1)[1] for layer in layers) == sorted(LAYERS)
    assert all(layer.isValid() for layer in layers)
    assert all(any("一" <= c <= "鿿" for c in layer.name()) for layer in layers)
    assert project.crs().authid() == "EPSG:4549"
    land = next(layer for layer in layers if layer.id().endswith("DLTB"))
    assert land.renderer().classAttribute() == "DLBM"
    labels = {c.value() for c in land.renderer().categories()}
    assert labels >= set(land.uniqueValues(land.fields().indexOf("DLBM")))
    assert land.attributeDisplayName(land.fields().indexOf("TBMJ")) == "图斑面积"
    project.clear()
