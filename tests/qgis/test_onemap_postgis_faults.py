"""A PostGIS server that does not play along: refused, missing, slow, gone, silent - and values that look like SQL."""

from __future__ import annotations

import socket
import threading
import time

import psycopg2
import pytest

from onemap_plugin.core.errors import Cancelled, OneMapError
from onemap_plugin.core.onemap.overlay import OverlayOptions, overlay
from onemap_plugin.core.progress import Progress
from onemap_plugin.qgis_bridge.onemap_postgis_link import Link, place_of
from onemap_plugin.qgis_bridge.onemap_sources import LayerSource, open_onemap
from tests.qgis.postgis_tables import Database
from tests.qgis.test_onemap_sources import CM120, EXPECTED, ROWS, SHAPES, box, parcels, rows_of, write


@pytest.fixture
def database(postgis):
    made = Database(postgis)
    yield made
    made.drop()


def test_the_session_may_not_write(database):
    link = Link(place_of(database.place))
    with pytest.raises(OneMapError):
        link.query(f"CREATE TABLE {database.schema}.mine (a int)")
    link.close()
    assert database.run(f"SELECT to_regclass('{database.schema}.mine')") == [(None,)]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("postgis:host=127.0.0.1 port=1 dbname=x user=me", "cannot be reached"),
        ("postgis:service=no_such_service_at_all", "service"),
        ("postgis:host=h password=secret", "password"),
        ("postgis:postgresql://me:secret@h/db", "password"),
        ("postgis:host=h nonsense=1", "no place"),
        ("postgis:host=h dbname='open", "no place"),
        ("postgis:host=127.0.0.1 authcfg=nothere", "nothere"),
    ],
)
def test_a_place_that_cannot_be_entered_says_why_and_keeps_its_secret(qgis_app, place, words):
    with pytest.raises(OneMapError) as caught:
        open_onemap(place, ["DLTB"], CM120)
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "me" not in str(caught.value).split()


def test_refused_password_missing_database_schema_and_postgis(database, postgis):
    database.run("DO $$ BEGIN CREATE ROLE secretive LOGIN PASSWORD 'right'; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    with psycopg2.connect(**postgis) as plain:
        plain.rollback()
    other = psycopg2.connect(**postgis)
    other.autocommit = True
    other.cursor().execute("DROP DATABASE IF EXISTS bare")
    other.cursor().execute("CREATE DATABASE bare")
    for old, new, words in (
        ("user=test", "user=secretive", "refuses the login"),
        ("dbname=postgres", "dbname=nothing_here", "no such database"),
        (f"schema={database.schema}", "schema=nowhere", "nowhere"),
        ("dbname=postgres", "dbname=bare", "no PostGIS"),
    ):
        with pytest.raises(OneMapError) as caught:
            open_onemap(database.place.replace(old, new), ["DLTB"], CM120)
        assert words in str(caught.value)
        assert "secretive" not in str(caught.value)
    other.cursor().execute("DROP DATABASE bare")
    other.close()


def test_the_password_comes_from_the_authentication_manager(database, qgis_app):
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    database.run("DROP ROLE IF EXISTS secretive")
    database.run("CREATE ROLE secretive LOGIN PASSWORD 'right'")
    database.run(f"GRANT USAGE ON SCHEMA {database.schema} TO secretive")
    database.table("dltb", SHAPES, ROWS)
    database.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {database.schema} TO secretive")
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        pytest.skip("QGIS has no authentication database here")
    if not manager.masterPasswordIsSet():
        assert manager.setMasterPassword("for this test only", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("county")
    config.setConfig("username", "secretive")
    config.setConfig("password", "right")
    manager.storeAuthenticationConfig(config)
    assert config.id()
    place = database.place.replace("user=test", f"authcfg={config.id()}")
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(place, ["DLTB"], CM120))
    assert rows_of(result) == EXPECTED
    assert "right" not in result.sources[0].path
    manager.removeAuthenticationConfig(config.id())
    database.run(f"REVOKE ALL ON ALL TABLES IN SCHEMA {database.schema} FROM secretive")
    with pytest.raises(OneMapError):
        open_onemap(place, ["DLTB"], CM120)


def test_cancel_ends_the_query_on_the_server(database):
    link = Link(place_of(database.place))
    begin = time.monotonic()

    def check():
        if time.monotonic() - begin > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        link.query("SELECT pg_sleep(60), 'onemap-cancel'", (), check)
    assert time.monotonic() - begin < 30
    time.sleep(0.3)
    alive = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep(60), ''onemap%'"
    assert database.run(alive) == [(0,)]


def slow_view(database):
    """A layer whose every row takes its time: it looks like DLTB."""
    database.table("base", SHAPES, ROWS)
    database.run(
        f'CREATE VIEW {database.schema}.dltb AS SELECT gid, "DLBM",'
        f" (SELECT geom FROM pg_sleep(60))::geometry(MultiPolygon, 4549) AS geom FROM {database.schema}.base"
    )


def test_a_slow_server_is_left_after_the_time_limit(database):
    slow_view(database)
    found = open_onemap(database.place, ["DLTB"], CM120)
    found[0]._reader._link.place = place_of(database.place + " timeout=0.5")
    found[0]._reader._link.close()
    begin = time.monotonic()
    result = overlay(parcels(box(0, 0, 100, 100)), found)
    assert result.sources[0].status == "unreadable"
    assert "within 0.5 s" in result.sources[0].note
    assert time.monotonic() - begin < 30


def test_cancelling_an_overlay_does_not_wait_for_the_server(database):
    slow_view(database)
    found = open_onemap(database.place, ["DLTB"], CM120)
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        overlay(
            parcels(box(0, 0, 100, 100)),
            found,
            progress=Progress(lambda _: None, lambda: time.monotonic() - begin > 0.4),
        )
    assert time.monotonic() - begin < 30


def test_a_server_that_goes_away_makes_one_source_unreadable_and_the_rest_goes_on(database, tmp_path):
    database.table("dltb", SHAPES, ROWS)
    write(tmp_path / "KYQ.gpkg", "KYQ", [box(0, 0, 10, 10)], [{"DLBM": "x"}])
    sources = [*open_onemap(database.place, ["DLTB"], CM120), *open_onemap(str(tmp_path), ["KYQ"], CM120)]
    database.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'OneMap'")
    result = overlay(parcels(box(0, 0, 100, 100)), sources)
    status = {s.role: s for s in result.sources}
    assert status["DLTB"].status == "unreadable"
    assert "lost" in status["DLTB"].note
    assert sum(r.area_m2 for r in result.rows if r.role == "KYQ") == pytest.approx(100)


def test_a_server_that_takes_the_call_and_says_nothing_does_not_hang(monkeypatch):
    from onemap_plugin.qgis_bridge import onemap_postgis_link

    monkeypatch.setattr(onemap_postgis_link, "CONNECT_SECONDS", 1.0)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        begin = time.monotonic()
        with pytest.raises(OneMapError, match="did not answer"):
            open_onemap(f"postgis:host=127.0.0.1 port={listener.getsockname()[1]} dbname=x", ["DLTB"], CM120)
        assert time.monotonic() - begin < 30


def test_values_that_look_like_sql_stay_values(database):
    evil = "x'); DROP TABLE dltb; --"
    database.table('dltb"; DROP SCHEMA x; --', SHAPES[:1], [{"DLBM": "0101", 'DLMC"; --': evil, "DLMC": evil}])
    result = overlay(parcels(box(0, 0, 100, 100)), open_onemap(database.place, ["DLTB"], CM120))
    assert [r.name for r in result.rows if r.code] == [evil]


def test_many_threads_share_few_connections(database):
    for role in ("dltb", "kyq", "hysyq"):
        database.table(role, SHAPES, [{"DLBM": "0101", "KSMC": "a", "XMMC": "b"}] * 3)
    found = open_onemap(database.place, ["DLTB", "KYQ", "HYSYQ"], CM120)
    own = parcels(*[box(3 * i, 3 * i, 20, 20) for i in range(25)])
    result = overlay(own, found, OverlayOptions(threads=4, chunk_parcels=2))
    assert {s.status for s in result.sources} <= {"checked", "no_edition"}
    assert threading.active_count() < 20
    connections = database.run("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'OneMap'")[0][0]
    assert connections <= 4
    assert all(isinstance(s, LayerSource) for s in found)
