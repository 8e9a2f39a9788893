"""The imagery room against a real WMTS server that wants a key."""

import json
import socket
from pathlib import Path

import pytest
import requests
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsSettings,
)
from qgis.PyQt.QtCore import QEventLoop, QSize, QTimer
from qgis.PyQt.QtGui import QColor, QImage

from onemap_plugin.core.errors import Cancelled, OneMapError
from onemap_plugin.core.imagery.catalogue import TileService
from onemap_plugin.core.imagery.download import Politeness, download
from onemap_plugin.core.imagery.grid import GRIDS
from onemap_plugin.core.imagery.plan import make_plan
from onemap_plugin.core.imagery.store import read_provenance
from onemap_plugin.core.progress import Progress
from onemap_plugin.gui.imagery.dock import ImageryDock
from onemap_plugin.gui.imagery.key_dialog import KeyDialog
from onemap_plugin.gui.imagery.service_dialog import ServiceDialog
from onemap_plugin.qgis_bridge.imagery_keys import KeyRing
from onemap_plugin.qgis_bridge.imagery_layers import (
    add_layer,
    check_tile,
    imagery_folder,
    make_layer,
    mercator,
    services,
    tile_url,
    unlock_project,
    write_capabilities,
)
from onemap_plugin.qgis_bridge.imagery_offline import plan_for, take_along
from onemap_plugin.qgis_bridge.imagery_user import save_service
from onemap_plugin.qgis_bridge.imagery_watch import ImageryWatch
from tests.tile_service import running

KEY = "0123456789abcdef0123456789abcdef"
LON, LAT, LEVEL = 120.3456, 30.2, 12
COLOUR = {"w": QColor(200, 30, 60), "c": QColor(20, 140, 70)}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """MapProxy with one coloured tile in each grid, at LON LAT; yields (base address, folder)."""
    home = tmp_path_factory.mktemp("tiles")
    for grid in "wc":
        x, y = mercator(LON, LAT) if grid == "w" else (LON, LAT)
        column, row = GRIDS[grid].tile_of(x, y, LEVEL)
        tile = home / "tiles" / grid / str(LEVEL) / str(column) / f"{row}.png"
        tile.parent.mkdir(parents=True)
        image = QImage(256, 256, QImage.Format.Format_RGB32)
        image.fill(COLOUR[grid])
        assert image.save(str(tile))
    with running(home) as address:
        yield address, home


@pytest.fixture
def keys(qgis_new_project):
    manager = QgsApplication.authManager()
    if not manager.masterPasswordIsSet():
        assert manager.setMasterPassword("for this test only", True)
    ring = KeyRing()
    yield ring
    ring.uninstall()
    QgsSettings().remove("onemap/imagery")


def service(base: str, protocol: str, **changes) -> TileService:
    common = {
        "id": f"local.img.{protocol}",
        "title": "影像",
        "title_en": "Imagery",
        "group": "local",
        "group_title": "本地",
        "protocol": protocol,
        "key_parameter": "tk",
        "key_hosts": ("127.0.0.1",),
        "key_pattern": "[0-9a-f]{32}",
        "layer": "img_w" if protocol == "xyz" else "img_c",
        "grid": "w" if protocol == "xyz" else "c",
    }
    kvp = "/service?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&STYLE=default&FORMAT=image/png"
    common["url"] = (
        base
        + kvp
        + (
            "&LAYER=img_w&TILEMATRIXSET=w&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
            if protocol == "xyz"
            else "&LAYER=img_c&TILEMATRIXSET=c&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}"
        )
    )
    return TileService(**{**common, **changes})


def draw(layer) -> QImage:
    """The layer at LON LAT as a project in EPSG:4549 shows it, 100 x 100 pixels at about the tile level's scale."""
    crs = QgsCoordinateReferenceSystem(layer.crs().authid())
    x, y = mercator(LON, LAT) if layer.crs().authid() == "EPSG:3857" else (LON, LAT)
    half = GRIDS["w" if layer.crs().authid() == "EPSG:3857" else "c"].pixel(LEVEL) * 50
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(crs)
    settings.setExtent(QgsRectangle(x - half, y - half, x + half, y + half))
    settings.setOutputSize(QSize(100, 100))
    settings.setBackgroundColor(QColor("white"))
    job, loop = QgsMapRendererParallelJob(settings), QEventLoop()
    job.finished.connect(loop.quit)
    QTimer.singleShot(15000, loop.quit)
    job.start()
    loop.exec()
    return job.renderedImage()


@pytest.mark.parametrize("protocol", ["xyz", "wmts"])
def test_a_layer_draws_with_the_stored_key_and_keeps_it_out_of_the_project(server, keys, protocol, tmp_path):
    base, home = server
    project = QgsProject.instance()
    project.setFileName(str(tmp_path / "field.qgs"))
    s = service(base, protocol)
    stored = keys.store(s.group, s.group_title, s.key_parameter, KEY)
    assert stored
    assert keys.unlock(s.group, s.key_hosts, s.key_parameter)
    layer = make_layer(s, s.title, project)
    add_layer(layer, s.labels, project)
    image = draw(layer)
    assert image.pixelColor(50, 50).name() == COLOUR[s.grid].name()
    assert project.write()
    texts = [p.read_bytes() for p in tmp_path.iterdir()] + [
        layer.source().encode(),
        layer.publicSource().encode(),
        layer.htmlMetadata().encode(),
    ]
    assert not [t for t in texts if KEY.encode() in t]
    assert any(json.loads(line)["query"].get("tk") == KEY for line in (home / "requests.log").read_text().splitlines())


def test_without_the_key_the_map_stays_blank_and_the_check_says_why(server, keys):
    base, _ = server
    s = service(base, "xyz", id="local.blank.xyz", url=service(base, "xyz").url + "&blank=1")
    layer = make_layer(s, "no key", QgsProject.instance())
    assert draw(layer).pixelColor(50, 50).name() == "#ffffff"
    assert check_tile(s, LON, LAT, LEVEL).code == "firewall"


@pytest.mark.parametrize(("key", "code"), [(KEY, "ok"), ("f" * 32, "unknown_key"), ("abc", "key_form"), ("a" * 32, "key_type")])
def test_the_check_names_what_is_wrong_with_a_key(server, keys, key, code):
    base, _ = server
    s = service(base, "wmts")
    keys.store(s.group, s.group_title, s.key_parameter, key)
    assert keys.unlock(s.group, s.key_hosts, s.key_parameter)
    found = check_tile(s, LON, LAT, LEVEL)
    assert found.code == code
    assert found.ok is (code == "ok")


def test_a_dead_server_is_unreachable_and_not_a_crash(keys):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    assert check_tile(service(f"http://127.0.0.1:{port}", "xyz")).code in {"unreachable", "timeout"}


def test_the_key_goes_to_the_hosts_of_its_service_only(server, keys):
    base, home = server
    s = service(base, "xyz", key_hosts=("elsewhere.example",))
    keys.store(s.group, s.group_title, s.key_parameter, KEY)
    keys.unlock(s.group, s.key_hosts, s.key_parameter)
    before = len((home / "requests.log").read_text().splitlines())
    assert check_tile(s, LON, LAT, LEVEL).code == "firewall"
    lines = (home / "requests.log").read_text().splitlines()[before:]
    assert lines
    assert not any(KEY in line for line in lines)


def test_opening_a_project_unlocks_the_keys_that_its_layers_need(server, keys, monkeypatch):
    base, _ = server
    s = service(base, "xyz")
    monkeypatch.setattr("onemap_plugin.qgis_bridge.imagery_layers.services", lambda: [s])
    project = QgsProject.instance()
    add_layer(make_layer(s, s.title, project), False, project)
    assert unlock_project(project, keys) == ["local"]
    keys.store(s.group, s.group_title, s.key_parameter, KEY)
    assert unlock_project(project, keys) == []
    assert keys.unlocked("127.0.0.1")


def test_the_server_s_own_capabilities_work_with_the_key(server, keys):
    base, _ = server
    document = base + "/service?SERVICE=WMTS&REQUEST=GetCapabilities"
    s = service(base, "wmts", url="", capabilities=document, layer="img_w", grid="w")
    keys.store(s.group, s.group_title, s.key_parameter, KEY)
    keys.unlock(s.group, s.key_hosts, s.key_parameter)
    assert check_tile(s).ok
    layer = make_layer(s, "own document", QgsProject.instance())
    assert layer.crs().authid() == "EPSG:3857"


def test_capabilities_in_a_read_only_place_give_a_clear_error_and_no_half_file(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(OneMapError, match="cannot be written"):
        write_capabilities(service("http://127.0.0.1:1", "wmts"), blocked / "below")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_the_key_is_not_in_the_settings_in_clear(keys):
    keys.store("local", "本地", "tk", KEY)
    QgsSettings().sync()
    stored = Path(QgsSettings().fileName())
    assert not stored.exists() or KEY not in stored.read_text(encoding="utf-8", errors="replace")
    database = Path(QgsApplication.authManager().authenticationDatabasePath())
    assert KEY.encode() not in database.read_bytes()


def test_imagery_folder_lies_in_the_profile():
    assert str(imagery_folder()).startswith(str(Path(QgsApplication.qgisSettingsDirPath())))


@pytest.mark.parametrize(
    ("grid", "lon", "lat", "z", "expected"),
    [("w", 0.0001, -0.0001, 1, (1, 1)), ("c", 0.0001, -0.0001, 2, (2, 1)), ("c", -179.99, 89.99, 5, (0, 0))],
)
def test_tile_addresses_by_hand(grid, lon, lat, z, expected):
    s = service("http://h.example", "xyz", url="http://h.example/{z}/{x}/{y}", grid=grid)
    assert tile_url(s, lon, lat, z) == f"http://h.example/{z}/{expected[0]}/{expected[1]}"


def test_layers_of_an_opened_project_get_their_key_without_the_dock(server, keys, monkeypatch):
    base, _ = server
    s = service(base, "xyz")
    monkeypatch.setattr("onemap_plugin.qgis_bridge.imagery_layers.services", lambda: [s])
    keys.store(s.group, s.group_title, s.key_parameter, KEY)
    told = []
    watcher = ImageryWatch(QgsProject.instance(), told.append)
    watcher.start()
    try:
        layer = make_layer(s, s.title, QgsProject.instance())
        add_layer(layer, False, QgsProject.instance())
        assert told == [[]]
        assert draw(layer).pixelColor(50, 50).name() == COLOUR["w"].name()
    finally:
        watcher.stop()
    assert not watcher.ring.unlocked("127.0.0.1")


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    for module in ("imagery_layers", "imagery_user"):
        monkeypatch.setattr(f"onemap_plugin.qgis_bridge.{module}.imagery_folder", lambda: tmp_path / "own")
    return tmp_path / "own"


def test_an_own_service_is_kept_and_one_that_cannot_work_is_refused(own_folder):
    made = save_service(title="县局影像", kind="xyz", url="https://tiles.example/{z}/{x}/{y}.png", zmin=3, zmax=17)
    assert made in services()
    before = (own_folder / "services.yaml").read_bytes()
    for wrong in (
        {"url": "https://tiles.example/{z}"},
        {"title": ""},
        {"zmin": 19},
        {"url": "https://webrd01.is.autonavi.com/{z}/{x}/{y}"},
    ):
        with pytest.raises(OneMapError):
            save_service(**{"title": "x", "kind": "xyz", "url": "https://tiles.example/{z}/{x}/{y}", **wrong})
    assert (own_folder / "services.yaml").read_bytes() == before
    assert [p.name for p in own_folder.iterdir()] == ["services.yaml"]


@pytest.fixture
def dock(keys, qtbot, own_folder):
    made = ImageryDock(None, None, keys)
    qtbot.addWidget(made)
    yield made
    made.clean_up()


def test_the_dock_adds_one_xyz_and_one_wmts_service_with_the_stored_key(dock, server, keys, qtbot):
    base, _ = server
    save_service(title="本地瓦片", kind="xyz", url=service(base, "xyz").url, key_parameter="tk")
    save_service(title="本地WMTS", kind="wmts", url=service(base, "wmts").url, grid="c", layer="img_c", key_parameter="tk")
    dock.reload()
    added = []
    for group in ("own_本地瓦片", "own_本地WMTS"):
        keys.store(group, group, "tk", KEY)
        assert dock.select(f"{group}.map.{'xyz' if '瓦片' in group else 'wmts'}")
        added.append(dock.add_selected())
    layers = [QgsProject.instance().mapLayer(i) for i in added]
    assert [layer.crs().authid() for layer in layers] == ["EPSG:3857", "EPSG:4490"]
    assert [draw(layer).pixelColor(50, 50).name() for layer in layers] == [COLOUR["w"].name(), COLOUR["c"].name()]
    assert not any(KEY in layer.source() for layer in layers)
    dock.test_selected()
    qtbot.waitUntil(lambda: dock.task is None and dock.status.text()[:1] in "✔✘", timeout=60_000)
    assert dock.status.text().startswith("✔")


def test_searching_hides_what_does_not_fit(dock):
    dock.search.setText("img 4490")
    group = dock.tree.topLevelItem(0)
    shown = [group.child(i).data(0, 256).id for i in range(group.childCount()) if not group.child(i).isHidden()]
    assert shown == ["tianditu.img.wmts"]


def test_pasting_an_address_with_a_key_stores_the_key_apart(keys, qtbot, own_folder):
    dialog = ServiceDialog(keys)
    qtbot.addWidget(dialog)
    dialog.title.setText("粘贴")
    dialog.parameter.setText("tk")
    dialog.address.setPlainText(f"https://tiles.example/{{z}}/{{x}}/{{y}}?a=1&tk={KEY}")
    dialog.accept()
    assert dialog.service_id == "own_粘贴.map.xyz"
    assert KEY not in (own_folder / "services.yaml").read_text(encoding="utf-8")
    assert keys.read(keys.config_of("own_粘贴")) == KEY


def test_the_key_dialog_cleans_what_was_pasted_and_names_a_wrong_form(keys, qtbot):
    s = service("http://127.0.0.1:1", "xyz")
    dialog = KeyDialog(s, keys)
    qtbot.addWidget(dialog)
    dialog.key.setText("too short")
    assert dialog.problem.text()
    dialog.key.setText(f" tk={KEY}\u200b ")
    assert dialog.problem.text() == ""
    dialog.accept()
    assert keys.read(keys.config_of(s.group)) == KEY
    assert dialog.key.text() == ""


def offline(plan, target, **changes):
    options = {
        "make_session": requests.Session,
        "key": KEY,
        "terms": "confirmed by the surveyor",
        "manners": Politeness(per_second=500, tries=1),
        **changes,
    }
    return download(plan, target, **options)


def box_of_tile(grid, z, margin=0.0):
    x, y = mercator(LON, LAT) if grid == "w" else (LON, LAT)
    xmin, ymin, xmax, ymax = GRIDS[grid].bounds(z, *GRIDS[grid].tile_of(x, y, z))
    inset = (xmax - xmin) * (0.25 - margin)
    return xmin + inset, ymin + inset, xmax - inset, ymax - inset


@pytest.mark.parametrize(("grid", "name"), [("w", "现场.mbtiles"), ("w", "field.gpkg"), ("c", "field.gpkg")])
def test_an_offline_file_shows_the_tile_in_its_place_in_gdal(server, tmp_path, grid, name):
    base, _ = server
    s = service(base, "xyz" if grid == "w" else "wmts")
    plan = make_plan(s, box_of_tile(grid, LEVEL), LEVEL, LEVEL, 10)
    assert plan.count == 1
    done = offline(plan, tmp_path / name)
    assert done.complete
    assert done.counts == {"kept": 1, "absent": 0, "failed": 0, "open": 0}
    data = gdal.OpenEx(str(tmp_path / name), gdal.OF_RASTER)
    assert data.GetSpatialRef().GetAuthorityCode(None) in {"3857", "4490"}
    x, y = mercator(LON, LAT) if grid == "w" else (LON, LAT)
    left, width, _, top, _, height = data.GetGeoTransform()
    column, row = int((x - left) / width), int((y - top) / height)
    found = [int(data.GetRasterBand(b + 1).ReadAsArray(column, row, 1, 1)[0, 0]) for b in range(3)]
    assert found == list(COLOUR[grid].getRgb()[:3])
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]
    provenance = read_provenance(tmp_path / name)
    assert provenance["terms"] == "confirmed by the surveyor"
    assert KEY.encode() not in (tmp_path / name).read_bytes()


def test_holes_are_counted_and_never_called_complete(server, tmp_path):
    base, home = server
    s = service(base, "xyz")
    plan = make_plan(s, box_of_tile("w", LEVEL, margin=0.4), LEVEL, LEVEL, 10)
    broken = home / "tiles" / "w" / str(LEVEL)
    column, row = GRIDS["w"].tile_of(*mercator(LON, LAT), LEVEL)
    damaged = broken / str(column) / f"{row + 1}.png"
    damaged.write_bytes(b"not a picture")
    try:
        done = offline(plan, tmp_path / "holes.mbtiles")
    finally:
        damaged.unlink()
    assert plan.count == 9
    assert done.counts["kept"] + done.counts["absent"] + done.counts["failed"] == 9
    assert not done.complete


def test_a_refused_key_stops_before_thousands_are_asked_for(server, tmp_path):
    base, home = server
    plan = make_plan(service(base, "xyz"), box_of_tile("w", 8), 8, 14, 5000)
    before = len((home / "requests.log").read_text().splitlines())
    with pytest.raises(OneMapError) as e:
        offline(plan, tmp_path / "no.mbtiles", key="f" * 32)
    assert "非法key" in str(e.value)
    assert "f" * 32 not in str(e.value)
    assert len((home / "requests.log").read_text().splitlines()) - before <= 32
    assert not (tmp_path / "no.mbtiles").exists()


def test_a_cancelled_download_goes_on_where_it_stopped(server, tmp_path):
    base, home = server
    plan = make_plan(service(base, "xyz"), box_of_tile("w", 8), 8, 12, 5000)
    target, asked = tmp_path / "field.mbtiles", []

    def cancelled():
        asked.append(1)
        return len(asked) > 40

    with pytest.raises(Cancelled):
        offline(plan, target, progress=Progress(None, cancelled))
    assert not target.exists()
    assert target.with_name("field.mbtiles.part").exists()
    before = len((home / "requests.log").read_text().splitlines())
    done = offline(plan, target)
    assert sum(done.counts.values()) == plan.count
    asked_again = len((home / "requests.log").read_text().splitlines()) - before
    assert asked_again < plan.count


@pytest.mark.parametrize(("terms", "exists", "says"), [("", False, "confirmed"), ("yes", True, "there already")])
def test_nothing_is_fetched_without_permission_or_over_an_existing_file(tmp_path, terms, exists, says):
    target = tmp_path / "a.mbtiles"
    if exists:
        target.write_bytes(b"kept")
    plan = make_plan(service("http://127.0.0.1:1", "xyz"), box_of_tile("w", LEVEL), LEVEL, LEVEL, 10)
    with pytest.raises(OneMapError, match=says):
        offline(plan, target, terms=terms)
    assert not exists or target.read_bytes() == b"kept"


def test_too_many_tiles_are_refused_with_the_number():
    with pytest.raises(OneMapError, match="more than the limit of 100"):
        plan_for(
            service("http://h.example", "xyz"),
            QgsRectangle(119, 30, 121, 31),
            QgsCoordinateReferenceSystem("EPSG:4490"),
            5,
            16,
            100,
        )


def test_the_bridge_takes_the_key_from_the_store_and_qgis_s_name_along(server, keys, tmp_path):
    base, home = server
    s = service(base, "xyz")
    keys.store(s.group, s.group_title, s.key_parameter, KEY)
    plan = make_plan(s, box_of_tile("w", LEVEL), LEVEL, LEVEL, 10)
    assert take_along(plan, tmp_path / "b.mbtiles", "yes").complete
    last = json.loads((home / "requests.log").read_text().splitlines()[-1])
    assert last["agent"].startswith("Mozilla/5.0 QGIS/3")


def test_the_offline_button_opens_the_algorithm_with_service_and_extent(dock, keys, monkeypatch):
    import processing

    asked = []
    monkeypatch.setattr(processing, "execAlgorithmDialog", lambda name, parameters: asked.append((name, parameters)))
    assert dock.select("tianditu.img.xyz")
    keys.store("tianditu", "国家天地图", "tk", KEY)
    dock.take_along()
    assert asked == [("onemap:downloadtiles", {"SERVICE": "tianditu.img.xyz"})]
