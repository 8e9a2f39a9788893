"""One maps as offices hand them over: Chinese Shapefiles, odd names, several layers of one role; what the user corrects stays."""

from __future__ import annotations

import pytest
from osgeo import gdal, ogr
from qgis.core import QgsProject

from onemap_plugin.core.onemap.overlay import overlay
from onemap_plugin.qgis_bridge.onemap_catalogue import write_entries
from onemap_plugin.qgis_bridge.onemap_catalogue_build import build_catalogue, confirmed, entries_to_save, with_role, with_values
from onemap_plugin.qgis_bridge.onemap_project import read_project_catalogue, save_project_catalogue
from onemap_plugin.qgis_bridge.onemap_sources import open_onemap
from tests.qgis.test_onemap_sources import CM120, ROWS, SHAPES, box, parcels, write

TEXT = ogr.OFTString


def areas(result, role):
    """(code, m²) of the pieces of a role."""
    return sorted((r.code, round(r.area_m2, 2)) for r in result.rows if r.role == role)


@pytest.fixture(params=[None, ""], ids=["", "after QGIS wrote a Shapefile"])
def shape_encoding(request):
    """QGIS's own writer leaves SHAPE_ENCODING empty in the process: GDAL then decodes nothing unless it is told to."""
    before = gdal.GetConfigOption("SHAPE_ENCODING")
    gdal.SetConfigOption("SHAPE_ENCODING", request.param)
    yield
    gdal.SetConfigOption("SHAPE_ENCODING", before)


@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
def test_a_chinese_shapefile_in_a_folder_of_the_year(tmp_path, encoding, shape_encoding):
    """Titles for field codes, cut to ten bytes by the format; the year stands only in the name of the folder."""
    folder = tmp_path / "2022年度国土变更调查成果"
    folder.mkdir()
    titles = {"地类编码": "DLBM", "地类名称": "DLMC", "权属性质": "QSXZ", "权属单位名称": "QSDWMC", "图斑面积": "TBMJ",
              "扣除地类系数": "KCXS"}  # fmt: skip
    rows = [{t: str(r[f]) for t, f in titles.items()} for r in ROWS]
    if encoding == "UTF-8":  # ten bytes hold three characters: more would run together
        rows = [{t: v for t, v in r.items() if len(t) <= 4} for r in rows]
    cut = [{t.encode(encoding)[:10].decode(encoding, "ignore"): v for t, v in r.items()} for r in rows]
    fields, options = dict.fromkeys(cut[0], TEXT), [f"ENCODING={encoding}"]
    write(folder / "萧山区地类图斑.shp", "萧山区地类图斑", SHAPES, cut, fields=fields, options=options)
    (row,) = build_catalogue(str(tmp_path))
    assert (row.entry.role, row.entry.edition, row.status) == ("DLTB", "2022", "ready")
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB"], CM120))
    assert areas(result, "DLTB") == [("0101", 6000.0), ("0301", 4000.0)]
    first = next(r for r in result.rows if r.code == "0101")
    assert (first.name, first.owner_kind) == ("水田", "集体")
    if encoding == "GBK":
        assert first.owner == "澄湾镇南塘村"
        assert first.deduction_m2 == pytest.approx(600)


def test_wetland_rows_of_the_forest_and_grassland_layer_are_told_by_class_or_by_grade(tmp_path):
    """05… is wetland whether or not it has a grade; a graded patch is wetland whatever its class."""
    shapes = [box(i * 10, 0, 10, 100) for i in range(4)]
    fields = dict.fromkeys(("TBYBH", "LD_QS", "DI_LEI", "SD_DJ", "CYLB", "DLBM"), TEXT)
    rows = [
        {"DI_LEI": "030100", "SD_DJ": "", "LD_QS": "20", "DLBM": "0301"},
        {"DI_LEI": "040100", "SD_DJ": "", "LD_QS": "20", "DLBM": "0401"},
        {"DI_LEI": "050600", "SD_DJ": "", "LD_QS": "10", "DLBM": "1106"},
        {"DI_LEI": "030100", "SD_DJ": "一般湿地", "LD_QS": "10", "DLBM": "0301"},
    ]
    write(tmp_path / "lcsh.gpkg", "林草湿荒2023", shapes, rows, fields=fields)
    rows_made = build_catalogue(str(tmp_path))
    assert sorted(r.entry.role for r in rows_made) == ["CYTB", "LDTB", "SDTB"]
    assert {r.entry.edition for r in rows_made} == {"2023"}
    result = overlay(parcels(box(0, 0, 40, 100)), open_onemap(str(tmp_path), ["LDTB", "CYTB", "SDTB"], CM120))
    found = {role: sum(r.area_m2 for r in result.rows if r.role == role and r.patch) for role in ("LDTB", "CYTB", "SDTB")}
    assert found == pytest.approx({"LDTB": 2000, "CYTB": 1000, "SDTB": 2000})


def test_several_layers_of_one_role_side_by_side_and_on_the_same_ground(tmp_path):
    red = {"HXBM": TEXT, "HXMC": TEXT, "LXBM": TEXT}
    row = [{"HXBM": "1", "HXMC": "a", "LXBM": "11"}]
    write(tmp_path / "a.gpkg", "甲镇生态保护红线2022", [box(0, 0, 50, 100)], row, fields=red)
    write(tmp_path / "b.gpkg", "乙镇生态保护红线2022", [box(50, 0, 50, 100)], row, fields=red)
    write(tmp_path / "c.gpkg", "甲镇生态保护红线2018", [box(0, 0, 50, 100)], row, fields=red)
    rows = build_catalogue(str(tmp_path))
    assert {r.entry.layer: r.status for r in rows} == {
        "甲镇生态保护红线2022": "ready", "乙镇生态保护红线2022": "ready", "甲镇生态保护红线2018": "other_edition",
    }  # fmt: skip
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["STBHHX"], CM120))
    assert sum(r.area_m2 for r in result.rows if r.role == "STBHHX") == pytest.approx(10_000)


@pytest.fixture
def misnamed(tmp_path):
    """A layer that calls itself grassland and is the wetland; a guess; one with nothing telling in its name."""
    data = tmp_path / "data"
    data.mkdir()
    write(data / "a.gpkg", "草原_2021", [box(0, 0, 30, 100)], [{"类别": "x"}], fields={"类别": TEXT})
    write(data / "b.gpkg", "规划范围", [box(0, 0, 60, 100)], [{"类别": "x"}], fields={"类别": TEXT})
    write(data / "c.gpkg", "新建图层", [box(0, 0, 90, 100)], [{"类别": "x"}], fields={"类别": TEXT})
    return data


def corrected(rows):
    """What a user does in the dialog: one role put right, a guess confirmed, one role given, editions told."""
    at = {r.entry.layer: i for i, r in enumerate(rows)}
    rows = with_role(rows, at["草原_2021"], "SDTB")
    rows = with_role(rows, at["规划范围"], "GHFW")
    rows = with_role(rows, at["新建图层"], "CZKFBJ")
    for layer in ("规划范围", "新建图层"):
        rows = with_values(rows, at[layer], edition="2023-05", publisher="规划科")
    return confirmed(rows)


EXPECTED = {("SDTB", "2021"): 3000.0, ("GHFW", "2023-05"): 6000.0, ("CZKFBJ", "2023-05"): 9000.0}


def told(place):
    wanted = ["SDTB", "GHFW", "CZKFBJ", "CYTB"]
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(place), wanted, CM120))
    assert {s.role: s.status for s in result.sources}["CYTB"] == "missing"
    editions = {s.role: s.edition for s in result.sources}
    sums = {role: sum(r.area_m2 for r in result.rows if r.role == role and r.patch) for role in wanted[:3]}
    return {(role, editions[role]): round(area, 2) for role, area in sums.items()}


def test_the_doubt_is_shown_before_the_user_says_anything(misnamed):
    rows = {r.entry.layer: r for r in build_catalogue(str(misnamed))}
    assert {k: (r.entry.role, r.status) for k, r in rows.items()} == {
        "草原_2021": ("CYTB", "ready"), "规划范围": ("GHFW", "unsure"), "新建图层": ("", "unknown"),
    }  # fmt: skip
    assert rows["草原_2021"].note
    # a guess is not used, and the review says which layer might be it
    sources = open_onemap(str(misnamed), ["GHFW"], CM120)
    assert sources[0].status == "missing"
    assert "规划范围" in sources[0].note


def test_a_correction_is_kept_in_a_file_and_by_every_later_run(misnamed, tmp_path):
    path = tmp_path / "one.yaml"
    write_entries(path, entries_to_save(corrected(build_catalogue(str(misnamed)))))
    assert told(path) == EXPECTED
    again = build_catalogue(str(path))  # the dialog is opened anew on the file
    assert {r.entry.layer: (r.entry.role, r.status) for r in again} == {
        "草原_2021": ("SDTB", "ready"), "规划范围": ("GHFW", "ready"), "新建图层": ("CZKFBJ", "ready"),
    }  # fmt: skip
    assert all(r.entry.confirmed for r in again)
    write_entries(path, entries_to_save(again))
    assert told(path) == EXPECTED


def test_a_correction_is_kept_in_the_project(misnamed, tmp_path, qgis_new_project):
    project = QgsProject.instance()
    project.write(str(tmp_path / "p.qgs"))
    save_project_catalogue(entries_to_save(corrected(build_catalogue(str(misnamed)))))
    project.write()
    project.clear()
    project.read(str(tmp_path / "p.qgs"))
    assert {e.role for e in read_project_catalogue()} == {"SDTB", "GHFW", "CZKFBJ"}
    assert told("project") == EXPECTED


def test_a_role_that_was_taken_away_stays_away(misnamed, tmp_path):
    rows = build_catalogue(str(misnamed))
    at = next(i for i, r in enumerate(rows) if r.entry.layer == "草原_2021")
    rows = corrected(rows)
    rows = with_role(rows, at, "")
    path = tmp_path / "one.yaml"
    write_entries(path, entries_to_save(rows))
    sources = {s.role if hasattr(s, "role") else s.info.role: s for s in open_onemap(str(path), ["SDTB", "CYTB", "GHFW"], CM120)}
    assert sources["CYTB"].status == sources["SDTB"].status == "missing"
