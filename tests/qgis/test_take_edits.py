"""Edits of the layer parcels by another program (OGR here), taken into the review through the registry."""

import json
import sqlite3

import numpy as np
import pytest
from osgeo import ogr
from qgis.core import QgsProcessingException

from onemap_plugin.core.coordinates.zones import crs_from_epsg, to_lonlat
from onemap_plugin.qgis_bridge import review_file
from tests.qgis.test_repair import EAST, FAR, NORTH, SQUARE, in_degrees, provider, run, txt  # noqa: F401 (provider is a fixture)


@pytest.fixture
def review(provider, tmp_path):  # noqa: F811
    txt(tmp_path / "地块.txt", [("A", 5, [SQUARE]), ("B", 5, [FAR])])
    path = tmp_path / "r.gpkg"
    run("importparcels", INPUT=str(tmp_path / "地块.txt"), REVIEW=str(path))
    run("checkparcels", REVIEW=str(path))
    return path


def points(path):
    sql = "SELECT parcel_id, ring, label, x_north, y_east FROM boundary_points ORDER BY fid"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        return db.execute(sql).fetchall()


def edit(path, parcel, wkt):
    source = ogr.Open(str(path), 1)
    layer = source.GetLayerByName("parcels")
    layer.SetAttributeFilter(f"parcel_id = '{parcel}'")
    feature = layer.GetNextFeature()
    feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
    assert layer.SetFeature(feature) == 0


def outline(corners):
    row = ", ".join(f"{EAST + e} {NORTH + n}" for n, e in [*corners, corners[0]])
    return f"MULTIPOLYGON ((({row})))"


MOVED = [(100, 200), (102.5, 303.25), (0, 300), (0, 200)]


def test_edits_are_listed_first_and_taken_in_on_consent(review, tmp_path):
    before, report = points(review), tmp_path / "report.json"
    assert run("takeedits", REVIEW=str(review), REPORT=str(report))["EDITED"] == 0
    edit(review, "A", outline(MOVED))
    listed = run("takeedits", REVIEW=str(review), REPORT=str(report))
    assert listed["EDITED"] == 1
    assert json.loads(report.read_text(encoding="utf-8"))["edited"] == ["A"]
    assert points(review) == before
    run("takeedits", REVIEW=str(review), APPLY=True, REPORT=str(report))
    told = json.loads(report.read_text(encoding="utf-8"))
    assert next(iter(told)) == "counts" or "parcels" in told["counts"]
    assert told["counts"]["edited"] == 1
    assert told["greatest_move_m"] == pytest.approx((2.5**2 + 3.25**2) ** 0.5)
    changed = [(a, b) for a, b in zip(before, points(review)) if a != b]
    assert [b[:3] for _, b in changed] == [("A", 1, "J2")]
    assert changed[0][1][3:] == (NORTH + 102.5, EAST + 303.25)
    run("repairparcels", REVIEW=str(review), UNDO=True)
    assert points(review) == before
    assert run("takeedits", REVIEW=str(review))["EDITED"] == 0


def test_a_parcel_drawn_anew_is_added_and_all_is_checked_again(review):
    source = ogr.Open(str(review), 1)
    layer = source.GetLayerByName("parcels")
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(outline([(90, 290), (90, 400), (10, 400), (10, 290)])))
    assert layer.CreateFeature(feature) == 0
    layer = source = None
    assert run("takeedits", REVIEW=str(review))["EDITED"] == 1
    assert run("takeedits", REVIEW=str(review), APPLY=True)["EDITED"] == 1
    found = review_file.load(review)
    assert [p.parcel_id for p in found.parcels.parcels] == ["A", "B", "P3"]
    assert [f.rule for f in found.findings if f.rule == "G05"], "the new parcel overlaps A"


def parcel_of(path, parcel_id):
    return next(p for p in review_file.load(path).parcels.parcels if p.parcel_id == parcel_id)


def test_a_pasted_copy_that_keeps_the_number_leaves_the_original_what_it_was(review):
    before = parcel_of(review, "A")
    source = ogr.Open(str(review), 1)
    layer = source.GetLayerByName("parcels")
    feature = ogr.Feature(layer.GetLayerDefn())  # all other columns are empty, as after "add feature" in QGIS
    feature.SetField("parcel_id", "A")
    feature.SetGeometry(ogr.CreateGeometryFromWkt(outline([(90, 490), (90, 600), (10, 600), (10, 490)])))
    assert layer.CreateFeature(feature) == 0
    layer = source = None
    assert run("takeedits", REVIEW=str(review), APPLY=True)["EDITED"] == 1
    after = parcel_of(review, "A")
    for name in ("number", "name", "use", "declared_area", "declared_points", "source_line"):
        assert getattr(after, name) == getattr(before, name), name
    assert [r.xy.tolist() for r in after.rings] == [r.xy.tolist() for r in before.rings]
    assert len(review_file.load(review).parcels.parcels) == 3


def test_a_text_that_was_emptied_in_the_table_is_empty_and_breaks_nothing(review):
    source = ogr.Open(str(review), 1)
    layer = source.GetLayerByName("parcels")
    layer.SetAttributeFilter("parcel_id = 'A'")
    feature = layer.GetNextFeature()
    for name in ("name", "use", "sheet", "kind", "source_line"):
        feature.SetFieldNull(name)
    assert layer.SetFeature(feature) == 0
    feature = layer = source = None
    assert (parcel_of(review, "A").name, parcel_of(review, "A").kind) == ("", "")
    run("checkparcels", REVIEW=str(review))
    rules = {f.rule for f in review_file.load(review).findings}
    assert "R00" not in rules
    assert run("takeedits", REVIEW=str(review), APPLY=True)["EDITED"] == 0


def test_an_outline_that_is_no_polygon_is_an_error_that_names_the_parcel(review):
    before = points(review)
    edit(review, "B", "MULTIPOLYGON EMPTY")
    with pytest.raises(QgsProcessingException, match="B"):
        run("takeedits", REVIEW=str(review), APPLY=True)
    assert points(review) == before


def test_a_parcel_without_points_is_no_edit(provider, tmp_path):  # noqa: F811
    txt(tmp_path / "空.txt", [("A", 5, [SQUARE]), ("EMPTY", 0, [])])
    path = tmp_path / "r.gpkg"
    run("importparcels", INPUT=str(tmp_path / "空.txt"), REVIEW=str(path))
    assert len(review_file.load(path).parcels.parcels) == 2
    assert run("takeedits", REVIEW=str(path))["EDITED"] == 0


def test_an_edit_of_parcels_in_degrees_is_told_in_metres(provider, tmp_path):  # noqa: F811
    in_degrees(tmp_path / "a.txt", [("甲", SQUARE), ("乙", FAR)])
    path, report = tmp_path / "r.gpkg", tmp_path / "report.json"
    run("importparcels", INPUT=str(tmp_path / "a.txt"), REVIEW=str(path))
    corners = to_lonlat(np.array([(EAST + e, NORTH + n) for n, e in [*MOVED, MOVED[0]]]), crs_from_epsg(4528)).round(10)
    edit(path, "甲", "MULTIPOLYGON (((" + ", ".join(f"{x!r} {y!r}" for x, y in corners.tolist()) + ")))")
    run("takeedits", REVIEW=str(path), APPLY=True, REPORT=str(report))
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["edited"] == ["甲"]
    assert told["greatest_move_m"] == pytest.approx((2.5**2 + 3.25**2) ** 0.5, abs=1e-3)
    assert told["area_change_m2"] == pytest.approx(287.5, abs=0.01)
