"""Ways into the parcel dock: files, items of the browser, layers of the project, features and text that were copied."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import QgsJsonExporter, QgsLayerTreeModel, QgsMimeDataUtils, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QUrl

sys.path.insert(0, str(Path(__file__).parent))
from dock_samples import CORNERS, EAST, NORTH, RING, WAIT, drop, layer_with_two  # noqa: E402
from vector_samples import dxf, lwpolyline, wkt, write  # noqa: E402

from onemap_plugin.gui import settings as s  # noqa: E402
from onemap_plugin.gui.drop_handler import OneMapDropHandler  # noqa: E402
from onemap_plugin.gui.parcel_dock import ParcelDock  # noqa: E402


@pytest.fixture
def work(tmp_path: Path, sample: Path) -> Path:
    folder = tmp_path / "测区"
    folder.mkdir()
    for name in ("parcels.txt", "parcels_faulty.txt"):
        shutil.copy(sample / name, folder)
    return folder


@pytest.mark.parametrize("where", ["dock", "area"])
def test_several_items_of_the_qgis_browser_are_dropped_at_once(dock: ParcelDock, qtbot: Any, work: Path, where: str) -> None:
    shape = write("ESRI Shapefile", work / "地块.shp", [f"POLYGON {wkt(RING)}"], epsg=4528)
    layer = write("GPKG", work / "两 层.gpkg", [f"POLYGON {wkt([(x + 500, y) for x, y in RING])}"], epsg=4528, layer="甲")
    uris = []
    for path, tail in ((shape, ""), (layer, "|layername=甲")):
        uri = QgsMimeDataUtils.Uri()
        uri.layerType, uri.providerKey, uri.name, uri.uri = "vector", "ogr", path.stem, str(path) + tail
        uris.append(uri)
    mime = QgsMimeDataUtils.encodeUriList(uris)
    assert not mime.urls()
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        assert drop(dock if where == "dock" else dock.drop_area, [], mime)
    assert dock.session.review is not None
    assert len(dock.session.review.parcels.parcels) == 2


def test_files_dropped_on_the_canvas_or_the_layer_tree_come_together(qtbot: Any, work: Path, qgis_new_project: None) -> None:
    QgsSettings().remove(s.PREFIX)
    taken: list[list[str]] = []
    offered: list[list[str]] = []
    handler = OneMapDropHandler(taken.append, offered.append)
    drawing = dxf(work / "a.dxf", lwpolyline("JZD", RING, True))
    told = [handler.handleFileDrop(str(p)) for p in (work / "parcels.txt", work / "parcels_faulty.txt", drawing)]
    qtbot.waitUntil(lambda: bool(taken), timeout=WAIT)
    assert told == [True, True, False]  # QGIS adds the drawing itself, and we ask
    assert [len(t) for t in taken] == [2]
    assert offered == [[str(drawing)]]


@pytest.mark.parametrize("where", ["dock", "area"])
def test_a_layer_dragged_from_the_layer_tree_is_taken_even_without_a_file(dock: ParcelDock, qtbot: Any, where: str) -> None:
    layer = layer_with_two()
    model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    mime = model.mimeData([model.index(0, 0)])
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        assert drop(dock if where == "dock" else dock.drop_area, [], mime)
    review = dock.session.review
    assert review is not None
    assert [p.number for p in review.parcels.parcels] == ["D0", "D1"]
    assert review.parcels.crs.epsg == 4528
    assert layer.isValid()


def test_one_layer_of_a_container_is_taken_alone_and_known_after_a_restart(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    path = write("GPKG", work / "库.gpkg", [f"POLYGON {wkt(RING)}"], epsg=4528, fields={"DKBH": "甲1"}, layer="甲")
    source = ogr.Open(str(path), 1)
    other = source.CreateLayer("乙", source.GetLayer(0).GetSpatialRef(), ogr.wkbPolygon)
    feature = ogr.Feature(other.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON {wkt([(x + 500, y) for x, y in RING])}"))
    other.CreateFeature(feature)
    del feature, other, source
    uri = QgsMimeDataUtils.Uri()
    uri.layerType, uri.providerKey, uri.name, uri.uri = "vector", "ogr", "甲", f"{path}|layername=甲"
    s.write_settings(s.Settings())
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        assert drop(dock, [], QgsMimeDataUtils.encodeUriList([uri]))
    review = dock.session.review
    assert review is not None
    assert [p.number for p in review.parcels.parcels] == ["甲1"]
    assert Path(dock.session.path) == work / "库.review.gpkg"
    where = dock.session.path
    dock.session.close()
    with qtbot.waitSignal(dock.session.opened, timeout=WAIT):
        dock.session.open(where)
    assert dock.session.source() == f"{path}|layername=甲"
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.session.read_again_with()
    assert len(dock.session.review.parcels.parcels) == 1


def test_a_point_list_of_the_browser_is_taken_by_its_path(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    path = work / "点.csv"
    rows = [f"J{i},{NORTH + n},{EAST + e}" for i, (n, e) in enumerate(CORNERS)]
    path.write_text("\n".join(["点号,X,Y", *rows]), encoding="utf-8")
    uri = QgsMimeDataUtils.Uri()
    uri.layerType, uri.providerKey, uri.name = "vector", "delimitedtext", "点"
    uri.uri = QUrl.fromLocalFile(str(path)).toString() + "?type=csv&detectTypes=yes"
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        assert drop(dock, [], QgsMimeDataUtils.encodeUriList([uri]))
    assert dock.session.source() == str(path)


def test_features_copied_as_wkt_are_read_exactly_and_ask_for_their_zone(dock: ParcelDock, qtbot: Any) -> None:
    features = list(layer_with_two().getFeatures())
    text = "wkt_geom\tDKBH\n" + "\n".join(f"{f.geometry().asWkt()}\t{f['DKBH']}" for f in features)
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.session.take_text(text)
    review = dock.session.review
    assert review is not None
    assert [p.number for p in review.parcels.parcels] == ["D0", "D1"]
    assert review.parcels.parcels[0].rings[0].xy[0].tolist() == [NORTH, EAST + 0.123]
    assert review.parcels.crs.epsg is None
    assert dock.crs_button.isVisible()
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.session.read_again_with("EPSG:4528")
    assert dock.session.review is not None
    assert dock.session.review.parcels.crs.epsg == 4528
    assert dock.session.review.parcels.parcels[0].rings[0].xy[0].tolist() == [NORTH, EAST + 0.123]


def test_features_copied_as_geojson_are_read(dock: ParcelDock, qtbot: Any) -> None:
    layer = layer_with_two()
    text = QgsJsonExporter(layer, 12).exportFeatures(list(layer.getFeatures()))
    assert json.loads(text)["type"] == "FeatureCollection"
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.session.take_text(text)
    assert dock.session.review is not None
    assert [p.number for p in dock.session.review.parcels.parcels] == ["D0", "D1"]
    assert dock.session.review.parcels.crs.geographic


@pytest.mark.parametrize("text", ["wkt_geom\tDKBH\nPOLYGON((1 2\tD0", '{"type": "FeatureCollection", "features": []}', "你好"])
def test_text_that_holds_no_parcels_is_told_in_words(dock: ParcelDock, qtbot: Any, text: str) -> None:
    with qtbot.waitSignal(dock.session.message, timeout=WAIT):
        dock.session.take_text(text)
    qtbot.waitUntil(lambda: not dock.session.busy, timeout=WAIT)
    assert dock.session.messages[-1][0] == "error"  # type: ignore[attr-defined]
    assert "Traceback" not in dock.session.messages[-1][1]  # type: ignore[attr-defined]
    assert dock.session.review is None
