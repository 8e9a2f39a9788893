"""Catalogues made from folders, databases and the open project: recognised, corrected, saved, opened again."""

from __future__ import annotations

import json

import pytest
import yaml
from osgeo import ogr
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.onemap.overlay import overlay
from onemap_plugin.qgis_bridge.onemap_catalogue import read_catalogue, write_entries
from onemap_plugin.qgis_bridge.onemap_catalogue_build import (
    build_catalogue,
    confirmed,
    entries_to_save,
    missing_editions,
    status_text,
    with_role,
    with_values,
)
from onemap_plugin.qgis_bridge.onemap_project import read_project_catalogue, save_project_catalogue
from onemap_plugin.qgis_bridge.onemap_sources import open_onemap
from tests.qgis.test_onemap_sources import CM120, EXPECTED, ROWS, SHAPES, box, parcels, rows_of, write


@pytest.fixture
def folder(tmp_path):
    """DLTB in two editions, a mining layer without edition, one that may be anything, one broken, one without system."""
    data = tmp_path / "data"
    data.mkdir()
    rows = [{k: v for k, v in r.items() if k != "SJNF"} for r in ROWS]
    write(data / "survey.gpkg", "DLTB_2021", SHAPES, rows)
    write(data / "survey.gpkg", "DLTB_2023", SHAPES, rows)
    write(data / "KYQ.gpkg", "KYQ", SHAPES, [{"KSMC": "a"}] * 3, fields={"KSMC": ogr.OFTString})
    write(data / "odd.gpkg", "layer_x", SHAPES, [{"KIND": r["DLBM"]} for r in ROWS], fields={"KIND": ogr.OFTString})
    write(data / "HYSYQ.gpkg", "HYSYQ", SHAPES, [{"XMMC": "a"}] * 3, epsg=None, fields={"XMMC": ogr.OFTString})
    (data / "STBHHX.gpkg").write_bytes(b"nothing" * 100)
    return data


def by_layer(rows):
    return {r.entry.layer or r.entry.path.rsplit("/", 1)[-1]: r for r in rows}


def test_a_folder_is_recognised_with_scores_and_what_is_missing_is_listed(folder):
    rows = build_catalogue(str(folder))
    found = by_layer(rows)
    assert {k: r.status for k, r in found.items()} == {
        "DLTB_2023": "ready", "DLTB_2021": "other_edition", "KYQ": "no_edition", "layer_x": "unknown",
        "HYSYQ": "no_crs", "STBHHX.gpkg": "unreadable",
    }  # fmt: skip
    assert found["DLTB_2023"].entry.edition == "2023"
    assert found["DLTB_2023"].score > found["layer_x"].score
    assert found["DLTB_2023"].choices[0][0] == "DLTB"
    assert {r.entry.role for r in missing_editions(rows)} == {"KYQ", "HYSYQ"}
    assert {status_text(r.status) for r in rows} >= {"ready", "edition missing", "cannot be read", "not recognised"}
    assert [r.entry.role for r in rows][:2] == ["DLTB", "DLTB"]


def test_corrections_make_new_rows_and_the_old_stay(folder):
    rows = build_catalogue(str(folder))
    odd = next(i for i, r in enumerate(rows) if r.entry.layer == "layer_x")
    changed = with_role(rows, odd, "CYTB")
    assert (changed[odd].entry.role, changed[odd].status, changed[odd].entry.confirmed) == ("CYTB", "no_edition", True)
    assert rows[odd].entry.role == ""
    changed = with_values(changed, odd, edition=" 2022 ", publisher="林业局")
    assert (changed[odd].status, changed[odd].entry.edition, changed[odd].entry.publisher) == ("ready", "2022", "林业局")
    assert "CYTB" in {e.role for e in entries_to_save(changed)}
    assert "CYTB" not in {e.role for e in entries_to_save(with_role(changed, odd, ""))}
    assert all(r.entry.confirmed for r in confirmed(rows) if r.used)


def test_a_catalogue_is_saved_with_relative_paths_and_gives_what_was_said(folder, tmp_path):
    rows = build_catalogue(str(folder))
    kyq = next(i for i, r in enumerate(rows) if r.entry.layer == "KYQ")
    path = tmp_path / "share" / "one.yaml"
    path.parent.mkdir()
    write_entries(path, entries_to_save(confirmed(with_values(rows, kyq, "2024-05", "矿管处"))))
    text = path.read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    data = yaml.safe_load(text)["layers"]
    assert data["DLTB"] == {"path": "../data/survey.gpkg", "layer": "DLTB_2023", "edition": "2023", "confirmed": True}
    assert data["KYQ"]["publisher"] == "矿管处"
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(path), ["DLTB", "KYQ"], CM120))
    assert rows_of(result) == EXPECTED
    assert {s.role: (s.edition, s.status) for s in result.sources}["KYQ"] == ("2024-05", "checked")
    again = build_catalogue(str(path))
    assert {r.entry.role: r.status for r in again}["KYQ"] == "ready"
    assert {r.entry.edition for r in again if r.entry.role == "KYQ"} == {"2024-05"}
    assert all(e.confirmed for e in read_catalogue(path))


def test_a_guess_waits_for_the_word_of_the_user(tmp_path):
    write(tmp_path / "x.gpkg", "线路", SHAPES, [{"HXMC": "a"}] * 3, fields={"HXMC": ogr.OFTString})
    write(tmp_path / "x.gpkg", "红线", SHAPES, [{"HXMC": "a"}] * 3, fields={"HXMC": ogr.OFTString})
    rows = build_catalogue(str(tmp_path))
    assert {r.status for r in rows} <= {"unsure", "unknown"}
    assert entries_to_save(rows) == []
    at = next(i for i, r in enumerate(rows) if r.entry.layer == "红线")
    rows = with_role(rows, at, "STBHHX")
    rows = with_values(rows, at, edition="2023")
    assert [(e.role, e.layer, e.confirmed) for e in entries_to_save(rows)] == [("STBHHX", "红线", True)]


@pytest.mark.parametrize("login", ["user=me", "password=secret", "user = 'me'"])
def test_a_shared_catalogue_may_name_no_login(tmp_path, login):
    text = f'layers: {{DLTB: "postgis:host=h dbname=d {login}"}}'
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(OneMapError, match="user name or password") as caught:
        read_catalogue(tmp_path / "c.yaml")
    assert "secret" not in str(caught.value)


def memory_layer(name, shapes, rows, crs="EPSG:4549"):
    fields = "&".join(f"field={k}:string" for k in rows[0])
    layer = QgsVectorLayer(f"Polygon?crs={crs}&{fields}", name, "memory")
    for shape, row in zip(shapes, rows):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(shape.wkt))
        feature.setAttributes([None if v is None else str(v) for v in row.values()])
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def test_layers_of_the_project_are_sources_whatever_provider_they_have(qgis_new_project, tmp_path):
    write(tmp_path / "survey.gpkg", "tb", SHAPES, ROWS)
    project = QgsProject.instance()
    project.addMapLayer(QgsVectorLayer(f"{tmp_path / 'survey.gpkg'}|layername=tb", "DLTB", "ogr"))
    project.addMapLayer(memory_layer("KYQ", [box(0, 0, 30, 30), box(900, 0, 5, 5)], [{"KSMC": "a"}, {"KSMC": None}]))
    filtered = QgsVectorLayer(f"{tmp_path / 'survey.gpkg'}|layername=tb", "HYSYQ", "ogr")
    filtered.setSubsetString("\"DLBM\" = '0301'")
    project.addMapLayer(filtered)
    found = open_onemap("project", ["DLTB", "KYQ", "HYSYQ", "HAX"], CM120)
    result = overlay(parcels(box(0, 0, 100, 100)), found)
    assert rows_of(result) == EXPECTED
    areas = {role: sum(r.area_m2 for r in result.rows if r.role == role) for role in ("KYQ", "HYSYQ")}
    assert areas == pytest.approx({"KYQ": 900, "HYSYQ": 4000})
    info = {s.role: s for s in result.sources}
    assert info["HAX"].status == "missing"
    assert info["DLTB"].path == "survey.gpkg"
    assert str(tmp_path) not in "".join(s.path + s.note for s in result.sources)


def test_layers_of_the_project_are_read_from_a_background_thread(qgis_new_project, qtbot):
    import threading

    from qgis.PyQt.QtCore import QCoreApplication

    QgsProject.instance().addMapLayer(memory_layer("DLTB", SHAPES, [{"DLBM": r["DLBM"]} for r in ROWS]))
    made = []

    def work():
        made.append(overlay(parcels(box(0, 0, 100, 100)), open_onemap("project", ["DLTB"], CM120)))

    thread = threading.Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive() or bool(QCoreApplication.processEvents()), timeout=60_000)
    thread.join(5)
    assert [round(r.area_m2, 4) for r in made[0].rows] == [6000.0, 4000.0]


def test_a_catalogue_in_the_project_goes_before_recognition_and_survives_saving(qgis_new_project, tmp_path):
    write(tmp_path / "data.gpkg", "layer_x", SHAPES, [{"KIND": r["DLBM"]} for r in ROWS], fields={"KIND": ogr.OFTString})
    rows = build_catalogue(str(tmp_path))
    rows = with_values(with_role(rows, 0, "DLTB"), 0, edition="2020")
    project = QgsProject.instance()
    with pytest.raises(OneMapError, match="no file yet"):
        save_project_catalogue(entries_to_save(rows))
    project.write(str(tmp_path / "p.qgs"))
    save_project_catalogue(entries_to_save(rows))
    project.write()
    text = (tmp_path / "p.qgs").read_text(encoding="utf-8")
    assert "data.gpkg" in text
    assert str(tmp_path / "data.gpkg") not in text
    project.clear()
    assert read_project_catalogue() == []
    project.read(str(tmp_path / "p.qgs"))
    (entry,) = read_project_catalogue()
    assert (entry.role, entry.path, entry.edition, entry.confirmed) == ("DLTB", "data.gpkg", "2020", True)
    (source,) = open_onemap("project", ["DLTB"], CM120)
    assert (source.info.edition, source.facts.layer) == ("2020", "layer_x")


def test_a_postgis_schema_becomes_a_catalogue_without_user(postgis, tmp_path):
    import psycopg2

    connection = psycopg2.connect(**postgis)
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute("DROP SCHEMA IF EXISTS share CASCADE; CREATE SCHEMA share")
    cursor.execute('CREATE TABLE share.dltb_2022 ("DLBM" text, "DLMC" text, geom geometry(Polygon, 4549))')
    cursor.execute("INSERT INTO share.dltb_2022 VALUES ('0101', 'a', ST_GeomFromText(%s, 4549))", [box(0, 0, 100, 100).wkt])
    place = f"postgis:host={postgis['host']} port={postgis['port']} dbname=postgres user=test schema=share"
    (row,) = build_catalogue(place)
    assert (row.entry.role, row.entry.edition, row.status, row.crs) == ("DLTB", "2022", "ready", "EPSG:4549")
    write_entries(tmp_path / "c.yaml", entries_to_save([row]))
    text = (tmp_path / "c.yaml").read_text(encoding="utf-8")
    assert "user" not in text
    assert "schema=share" in text
    cursor.execute("DROP SCHEMA share CASCADE")
    connection.close()


def test_the_algorithm_writes_catalogue_and_report(qgis_processing, plugin, folder, tmp_path):
    import processing

    output, report = tmp_path / "c.yaml", tmp_path / "r.json"
    found = processing.run(
        "onemap:makecatalogue", {"INPUT": str(folder), "PUBLISHER": "望海县", "OUTPUT": str(output), "REPORT": str(report)}
    )
    assert (found["ENTRIES"], found["MISSING_EDITIONS"], found["UNKNOWN"]) == (3, 2, 1)
    assert {e.role: e.publisher for e in read_catalogue(output)} == {"DLTB": "望海县", "KYQ": "望海县", "HYSYQ": "望海县"}
    told = json.loads(report.read_text(encoding="utf-8"))
    assert str(folder) not in report.read_text(encoding="utf-8")
    assert "YJJBNTTB" in told["missing_roles"]
    assert {r["status"] for r in told["layers"]} >= {"ready", "unreadable", "unknown"}


def test_the_algorithm_says_when_there_is_nothing(qgis_processing, plugin, tmp_path):
    import processing
    from qgis.core import QgsProcessingException

    (tmp_path / "a").mkdir()
    write(tmp_path / "a" / "DLTB.gpkg", "DLTB", SHAPES, ROWS)
    with pytest.raises(QgsProcessingException, match="cannot be written|Could not create"):
        processing.run("onemap:makecatalogue", {"INPUT": str(tmp_path / "a"), "OUTPUT": "/proc/none/c.yaml"})
    (tmp_path / "a" / "DLTB.gpkg").unlink()
    for source, words in ((tmp_path / "none", "no such"), (tmp_path, "No layer")):
        with pytest.raises(QgsProcessingException, match=words):
            processing.run("onemap:makecatalogue", {"INPUT": str(source), "OUTPUT": str(tmp_path / "c.yaml")})
    assert not (tmp_path / "c.yaml").exists()
