"""PostGIS as a source of the one map: the same rows as from a file."""

from __future__ import annotations

import numpy as np
import psycopg2
import pytest
import shapely

from onemap_plugin.core.coordinates.planes import move_points
from onemap_plugin.core.coordinates.zones import crs_from_epsg
from onemap_plugin.core.onemap.model import SourceInfo
from onemap_plugin.core.onemap.overlay import OverlayOptions, overlay
from onemap_plugin.qgis_bridge.onemap_postgis_link import place_of
from onemap_plugin.qgis_bridge.onemap_sources import open_onemap
from tests.qgis.postgis_tables import Database
from tests.qgis.test_onemap_native import SAMPLE
from tests.qgis.test_onemap_sources import CM120, E0, EXPECTED, N0, ROWS, SHAPES, box, parcels, rows_of, write


@pytest.fixture
def database(postgis):
    made = Database(postgis)
    yield made
    made.drop()


def full(result):
    """Everything of the rows but ids of patches, in an order that does not depend on them."""
    return sorted(
        (
            r.role, r.parcel_id, r.code, r.name, r.owner, r.owner_kind, r.three_class, round(r.area_m2, 5), r.area_ha,
            round(r.area_ellipsoid_m2, 5), round(r.deduction_m2, 5), r.deduction_ha, r.sliver, round(r.shared_m2, 5), r.edition,
            round(r.perimeter_m, 4), tuple(sorted((k, str(v)) for k, v in r.attributes.items())),
        )
        for r in result.rows
    )  # fmt: skip


def test_a_table_gives_the_pieces_of_a_file_and_only_what_meets_the_parcels_travels(database):
    database.table("dltb", SHAPES, ROWS)
    (source,) = open_onemap(database.place, ["DLTB"], CM120)
    result = overlay(parcels(box(0, 0, 100, 100)), [source])
    assert rows_of(result) == EXPECTED
    (info,) = result.sources
    assert (info.status, info.edition, info.patches_read, info.layer, info.crs) == ("checked", "2023", 2, "dltb", "EPSG:4549")
    assert info.path.startswith("postgis:host=")
    assert "user" not in info.path
    assert result.closures[0].closed


def never(*_):
    raise AssertionError("patches were read")


def test_rows_are_cut_on_the_server_and_not_here(database, monkeypatch):
    database.table("dltb", SHAPES, ROWS)
    (source,) = open_onemap(database.place, ["DLTB"], CM120)
    monkeypatch.setattr(source, "read", never)
    assert rows_of(overlay(parcels(box(0, 0, 100, 100)), [source])) == EXPECTED


@pytest.mark.parametrize("seed", range(6))
def test_random_maps_have_the_rows_of_the_file_path(database, tmp_path, seed):
    rng = np.random.default_rng(seed)
    origin = np.array([E0, N0])
    points = shapely.multipoints(np.round(rng.uniform(0, 1500, (400, 2)) + origin, 4))
    patches = list(shapely.get_parts(shapely.voronoi_polygons(points, extend_to=shapely.box(*origin, *(origin + 1500)))))
    if seed % 2:  # overlapping patches, and some that are no valid polygon
        for _ in range(25):
            x, y = rng.uniform(0, 1400, 2) + origin
            patches.append(shapely.Point(x, y).buffer(rng.uniform(10, 80)))
            x, y = rng.uniform(0, 1400, 2) + origin
            patches.append(shapely.Polygon([(x, y), (x + 60, y + 60), (x + 60, y), (x, y + 60)]))
    patches = [shapely.transform(p, lambda xy: np.round(xy, 4)) for p in patches]
    codes = rng.choice(["0101", "0301", "0702", "1101", "0404"], len(patches))
    rows = [
        {"DLBM": c, "QSXZ": str(rng.choice(["10", "30"])), "KCXS": 0.125 if c == "0101" else 0.0, "SJNF": 2023} for c in codes
    ]
    shapes = []
    for _ in range(30):
        x, y = rng.uniform(0, 1400, 2) + origin
        shape = shapely.affinity.rotate(shapely.box(x, y, x + rng.uniform(5, 300), y + rng.uniform(5, 300)), rng.uniform(0, 90))
        if rng.random() < 0.3:
            shape = shapely.LineString(rng.uniform(0, 1500, (5, 2)) + origin).buffer(rng.uniform(5, 20), join_style="mitre")
        if rng.random() < 0.3:
            shape = shape.difference(shape.representative_point().buffer(3))
        shapes.append(shapely.transform(shape, lambda xy: np.round(xy, 3)))
    own = parcels(*[s for s in shapes if s.is_valid])
    database.table("DLTB", patches, rows)
    write(tmp_path / "DLTB.gpkg", "DLTB", patches, rows)
    options = OverlayOptions(chunk_parcels=8)
    there = overlay(own, open_onemap(database.place, ["DLTB"], CM120), options)
    here = overlay(own, open_onemap(str(tmp_path), ["DLTB"], CM120), options)
    assert full(there) == full(here)
    assert len(there.closures) == len(own.parcels)
    for a, b in zip(there.closures, here.closures):
        assert a.closed
        assert a.parcel_id == b.parcel_id
        assert (a.control_ha, a.pieces_ha, a.uncovered_ha) == (b.control_ha, b.pieces_ha, b.uncovered_ha)
        assert a.overlap_m2 == pytest.approx(b.overlap_m2, abs=1e-4)
    meant = {i for r in there.rows for i in [r.patch] if i}
    assert there.sources[0].repaired <= here.sources[0].repaired
    assert len(meant) > 50


@pytest.mark.parametrize("seed", range(3))
def test_sums_agree_with_plain_sql_written_by_hand(database, seed):
    rng = np.random.default_rng(40 + seed)
    origin = np.array([E0, N0])
    points = shapely.multipoints(np.round(rng.uniform(0, 1500, (900, 2)) + origin, 4))
    patches = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=shapely.box(*origin, *(origin + 1500))))
    patches = [shapely.transform(p, lambda xy: np.round(xy, 4)) for p in patches]
    database.table("dltb", patches, [{"DLBM": str(c)} for c in rng.choice(["0101", "0301", "0702"], len(patches))])
    shapes = [
        shapely.affinity.rotate(box(*rng.uniform(0, 1400, 2), *rng.uniform(3, 260, 2)), rng.uniform(0, 90)) for _ in range(700)
    ]
    database.table("parcels", shapes, [{"DKBH": f"P{i + 1}"} for i in range(700)])
    hand = database.run(
        'SELECT p."DKBH", d."DLBM", sum(ST_Area(ST_Intersection(p.geom, d.geom))) FROM {0}.parcels p'
        " JOIN {0}.dltb d ON ST_Intersects(p.geom, d.geom) GROUP BY 1, 2".format(database.schema)
    )
    expected = {(a, b): v for a, b, v in hand if v > 1e-3}
    found: dict = {}
    for row in overlay(parcels(*shapes), open_onemap(database.place, ["DLTB"], CM120)).rows:
        if row.code:
            found[row.parcel_id, row.code] = found.get((row.parcel_id, row.code), 0.0) + row.area_m2
    assert {k: v for k, v in found.items() if v > 1e-3} == pytest.approx(expected, rel=1e-6, abs=1e-5)
    assert len(expected) > 1000  # thousands over the seeds


def test_sums_agree_with_native_intersection_of_qgis(database, tmp_path, qgis_processing):
    from tests.qgis.test_onemap_native import native_sums
    from tests.qgis.test_onemap_native import write as write_map

    rng = np.random.default_rng(11)
    patches = [box(40 * i, 40 * j, 40, 40) for i in range(10) for j in range(10)]
    codes = rng.choice(["0101", "0301", "0702"], 100)
    shapes = [shapely.affinity.rotate(box(*rng.uniform(0, 300, 2), 70, 55), 33) for _ in range(12)]
    database.table("dltb", patches, [{"DLBM": c} for c in codes])
    path = tmp_path / "m.gpkg"
    write_map(path, "DLTB", patches, codes)
    write_map(path, "parcels", shapes, [f"P{i + 1}" for i in range(12)], append=True)
    expected = native_sums(f"{path}|layername=parcels", f"{path}|layername=DLTB", ["DLBM"])
    found: dict = {}
    for row in overlay(parcels(*shapes), open_onemap(database.place, ["DLTB"], CM120)).rows:
        if row.code:
            found[row.parcel_id, row.code] = found.get((row.parcel_id, row.code), 0.0) + row.area_m2
    assert found == pytest.approx(expected, rel=1e-6)


def test_parcels_with_zone_prefix_are_cut_on_the_server(database, monkeypatch):
    database.table("dltb", SHAPES, ROWS)
    (source,) = open_onemap(database.place, ["DLTB"], crs_from_epsg(4528))
    monkeypatch.setattr(source, "read", never)
    shifted = shapely.transform(box(0, 0, 100, 100), lambda xy: xy + [40_000_000, 0])
    result = overlay(parcels(shifted, epsg=4528), [source])
    assert rows_of(result) == EXPECTED
    assert result.rows[0].geometry.bounds[0] == pytest.approx(40_000_000 + E0)


@pytest.mark.parametrize("epsg", [4490, 4548])
def test_another_zone_and_degrees_are_moved_by_the_rules_of_files(database, tmp_path, epsg):
    theirs = crs_from_epsg(epsg)
    shapes = [shapely.transform(shapely.segmentize(s, 2.0), lambda xy: move_points(xy, CM120, theirs)) for s in SHAPES]
    database.table("dltb", shapes, ROWS, srid=epsg)
    write(tmp_path / "DLTB.gpkg", "DLTB", shapes, ROWS, epsg=epsg)
    there = overlay(parcels(box(0, 0, 100, 100)), open_onemap(database.place, ["DLTB"], CM120))
    here = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path), ["DLTB"], CM120))
    assert full(there) == full(here)
    assert [r.area_m2 for r in there.rows if r.code] == pytest.approx([6000, 4000], abs=1e-3)


@pytest.mark.parametrize(("srid", "status"), [(2367, "datum_differs"), (3857, "no_crs"), (0, "no_crs")])
def test_other_datums_and_unknown_systems_are_refused(database, srid, status):
    database.table("dltb", SHAPES, ROWS, srid=srid)
    (info,) = open_onemap(database.place, ["DLTB"], CM120)
    assert isinstance(info, SourceInfo)
    assert info.status == status
    assert len(info.note) > 20


def test_distances_are_measured_like_in_files(database, tmp_path):
    database.table("dltb", SHAPES, ROWS)
    write(tmp_path / "DLTB.gpkg", "DLTB", SHAPES, ROWS)
    options = OverlayOptions(reach={"DLTB": 30.0})
    found = [
        overlay(parcels(box(110, 0, 10, 10)), open_onemap(p, ["DLTB"], CM120), options) for p in (database.place, str(tmp_path))
    ]
    assert full(found[0]) == full(found[1])
    assert [r.distance_m for r in found[0].rows if r.code] == [pytest.approx(10.0)]


def test_views_untyped_columns_heights_arcs_and_odd_names(database):
    rows = [{"DLBM": c} for c in ("0101", "0301")]
    squares = [box(0, 0, 10, 10), box(10, 0, 10, 10)]
    database.table("base", squares, rows, key="")
    database.run(f'CREATE VIEW {database.schema}."DLTB \'图"" 斑" AS SELECT * FROM {database.schema}.base')
    result = overlay(parcels(box(0, 0, 20, 10)), open_onemap(database.place, ["DLTB"], CM120))
    assert [(r.code, round(r.area_m2, 6)) for r in result.rows] == [("0101", 100.0), ("0301", 100.0)]
    database.run(f"CREATE TABLE {database.schema}.kyq (ksmc text, geom geometry)")
    arc = f"CURVEPOLYGON(CIRCULARSTRING({E0} {N0},{E0 + 50} {N0 + 50},{E0 + 100} {N0},{E0 + 50} {N0 - 50},{E0} {N0}))"
    database.run(f"INSERT INTO {database.schema}.kyq VALUES ('a', ST_GeomFromText(%s, 4549))", [arc])
    database.run(f"CREATE TABLE {database.schema}.hysyq (xmmc text, geom geometry(PolygonZ, 4549))")
    flat = f"POLYGON Z(({E0} {N0} 1,{E0 + 10} {N0} 1,{E0 + 10} {N0 + 10} 2,{E0} {N0} 1))"
    database.run(f"INSERT INTO {database.schema}.hysyq VALUES ('b', ST_GeomFromText(%s, 4549))", [flat])
    result = overlay(parcels(box(-50, -100, 300, 300)), open_onemap(database.place, ["KYQ", "HYSYQ"], CM120))
    areas = {r.role: r.area_m2 for r in result.rows}
    assert areas["KYQ"] == pytest.approx(np.pi * 2500, rel=2e-3)
    assert areas["HYSYQ"] == pytest.approx(50)


def test_two_editions_and_missing_roles_are_told_as_for_files(database):
    database.table("dltb_2021", SHAPES, [{"DLBM": "1206"}] * 3)
    database.table("dltb_2023", SHAPES, [{"DLBM": "0101"}] * 3)
    database.table("kyq", [], [])
    found = open_onemap(database.place, ["DLTB", "KYQ", "HAX"], CM120)
    result = overlay(parcels(box(0, 0, 50, 50)), found)
    assert {s.role: s.status for s in result.sources} == {"DLTB": "checked", "KYQ": "not_covering", "HAX": "missing"}
    assert {r.code for r in result.rows} == {"0101"}
    assert "dltb_2021" in result.sources[0].note


def test_a_catalogue_names_a_database_without_user_and_one_that_is_away(database, tmp_path, monkeypatch):
    database.table("layer_x", SHAPES, [{"KIND": r["DLBM"]} for r in ROWS])
    monkeypatch.setenv("PGUSER", "test")
    place = database.place.replace("user=test ", "")
    text = f"layers:\n  DLTB: {{path: '{place}', layer: layer_x, edition: 2022, fields: {{DLBM: KIND}}}}\n"
    (tmp_path / "c.yaml").write_text(text + "  KYQ: {path: 'postgis:host=127.0.0.1 port=1 dbname=x'}\n", encoding="utf-8")
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(str(tmp_path / "c.yaml"), ["DLTB", "KYQ"], CM120))
    assert [(r.code, r.edition) for r in result.rows] == [("0101", "2022"), ("0301", "2022")]
    status = {s.role: s for s in result.sources}
    assert status["KYQ"].status == "unreadable"
    assert "cannot be reached" in status["KYQ"].note


# the whole review


@pytest.fixture(scope="module")
def county(postgis):
    """The one map of the sample in a schema of its own."""
    from osgeo import gdal

    connection = psycopg2.connect(**postgis)
    connection.autocommit = True
    connection.cursor().execute("CREATE SCHEMA county")
    target = "PG:" + " ".join(f"{k}={v}" for k, v in postgis.items()) + " active_schema=county"
    options = gdal.VectorTranslateOptions(
        format="PostgreSQL", accessMode="overwrite", layerCreationOptions=["GEOMETRY_NAME=geom", "FID=fid", "LAUNDER=NO"]
    )
    assert gdal.VectorTranslate(target, str(SAMPLE / "onemap.gpkg"), options=options) is not None
    connection.cursor().execute("ANALYZE")
    yield "postgis:" + " ".join(f"{k}={v}" for k, v in postgis.items()) + " schema=county"
    connection.cursor().execute("DROP SCHEMA county CASCADE")
    connection.close()


def reviewed(tmp_path, name, onemap):
    """Counts, outcomes and rows of the sample reviewed against ``onemap``."""
    import processing

    from onemap_plugin.qgis_bridge import review_file

    path = str(tmp_path / f"{name}.gpkg")
    processing.run("onemap:importparcels", {"INPUT": str(SAMPLE / "parcels.txt"), "REVIEW": path})
    found = processing.run("onemap:reviewparcels", {"REVIEW": path, "ONEMAP": onemap, "PROJECT": str(SAMPLE / "project.yaml")})
    review = review_file.load(path)
    outcomes = sorted((o.rule, str(o.outcome), round(o.measured or 0, 3)) for o in review.outcomes)
    rows = sorted((r.role, r.parcel_id, r.code, round(r.area_m2, 3), r.area_ha) for r in review.overlay)
    return found, outcomes, rows, review


def test_the_sample_has_the_same_outcomes_from_file_database_and_project(plugin, county, qgis_new_project, tmp_path):
    from qgis.core import QgsDataSourceUri, QgsProject, QgsVectorLayer

    _, outcomes, rows, review = reviewed(tmp_path, "file", str(SAMPLE / "onemap.gpkg"))
    _, there, pieces, remote = reviewed(tmp_path, "database", county)
    assert there == outcomes
    assert pieces == rows
    assert len(rows) > 20
    assert {s.role: s.status for s in remote.sources} == {s.role: s.status for s in review.sources}
    assert remote.runs[-1].options["onemap"].startswith("postgis:host=")
    assert "user" not in str(remote.runs[-1].options)
    for source in review.sources:
        if source.status != "missing":
            uri = QgsDataSourceUri()
            place = place_of(county).parameters
            uri.setConnection(place["host"], place["port"], place["dbname"], "test", "")
            uri.setDataSource("county", source.layer, "geom", "", "fid")
            layer = QgsVectorLayer(uri.uri(False), source.layer, "postgres")
            assert layer.isValid()
            QgsProject.instance().addMapLayer(layer)
    _, shown, drawn, local = reviewed(tmp_path, "project", "project")
    assert shown == outcomes
    assert drawn == rows
    assert all(s.path.startswith("postgis:") for s in local.sources if s.status != "missing")
