"""From a row to the map: what moves, what stays, and how a selection says how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import shapely
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from onemap_plugin.gui import settings as s
from onemap_plugin.gui.map_link import MapLink, to_qgis
from onemap_plugin.gui.models.tables import Column, RowTableModel
from onemap_plugin.gui.widgets.share_bar import Share, ShareBar
from onemap_plugin.gui.widgets.views import IntentTable

CENTRE = (40500000.0, 3200000.0)


@pytest.fixture
def link(qgis_iface: Any, qgis_canvas: Any) -> Iterator[MapLink]:
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem.fromEpsgId(4528))
    canvas.setExtent(QgsRectangle(CENTRE[0] - 5000, CENTRE[1] - 5000, CENTRE[0] + 5000, CENTRE[1] + 5000))
    made = MapLink(qgis_iface)
    made.epsg = 4528
    yield made
    made.clear()


def extent(link: MapLink) -> QgsRectangle:
    return link._iface.mapCanvas().extent()


def test_zooming_to_a_point_keeps_the_smallest_extent_of_the_settings(link: MapLink) -> None:
    link.zoom([shapely.Point(CENTRE)])
    assert extent(link).width() >= s.Settings().min_extent_m - 1e-6
    assert extent(link).width() < 20 * s.Settings().min_extent_m
    assert extent(link).center().x() == pytest.approx(CENTRE[0], abs=0.01)


def test_zooming_shows_all_of_the_geometry_and_not_much_more(link: MapLink) -> None:
    link.zoom([shapely.box(CENTRE[0], CENTRE[1], CENTRE[0] + 900, CENTRE[1] + 300)])
    assert extent(link).contains(QgsRectangle(CENTRE[0], CENTRE[1], CENTRE[0] + 900, CENTRE[1] + 300))
    assert extent(link).width() < 3 * 900


def test_panning_keeps_the_scale(link: MapLink) -> None:
    before = extent(link).width()
    link.pan([shapely.Point(CENTRE[0] + 20000, CENTRE[1])])
    assert extent(link).width() == pytest.approx(before)
    assert extent(link).center().x() == pytest.approx(CENTRE[0] + 20000, abs=0.01)


def test_following_moves_the_map_only_when_the_place_is_out_of_sight(link: MapLink) -> None:
    before = extent(link).center()
    link.follow([shapely.Point(CENTRE[0] + 100, CENTRE[1])])
    assert extent(link).center() == before
    link.follow([shapely.Point(CENTRE[0] + 50000, CENTRE[1])])
    assert extent(link).center().x() == pytest.approx(CENTRE[0] + 50000, abs=0.01)


def test_a_finding_without_a_place_moves_nothing(link: MapLink) -> None:
    before = extent(link)
    for action in (link.zoom, link.pan, link.follow, link.flash):
        action([None, shapely.Point()])
    assert extent(link) == before


def test_a_map_in_another_coordinate_system_goes_to_the_same_place(link: MapLink) -> None:
    canvas = link._iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
    link.zoom([shapely.Point(CENTRE)])
    # zone 40 of the 3-degree zones has the central meridian 120 degrees, and the false easting is 500 km
    assert extent(link).center().x() == pytest.approx(120.0, abs=1e-6)
    box = link.extent()
    assert box is not None
    assert box[0] < CENTRE[0] < box[2]


def test_evidence_is_drawn_and_taken_away_again(link: MapLink) -> None:
    mixed = shapely.GeometryCollection([shapely.Point(CENTRE), shapely.box(0, 0, 1, 1), shapely.LineString([(0, 0), (1, 1)])])
    scene = link._iface.mapCanvas().scene()
    before = len(scene.items())
    link.show([mixed, None], QColor("red"))
    assert len(scene.items()) == before + 3
    link.show([shapely.Point(CENTRE)], QColor("red"))
    assert len(scene.items()) == before + 1
    link.clear()
    assert len(scene.items()) == before


def test_a_geometry_reaches_qgis_with_the_same_coordinates() -> None:
    ring = [(40500000.123456789, 3200000.987654321), (40500100.1, 3200000.2), (40500100.3, 3200100.4)]
    found = to_qgis(shapely.Polygon(ring)).asPolygon()[0]
    assert [(p.x(), p.y()) for p in found[:3]] == ring


def test_a_selection_says_how_it_came_about(qtbot: Any) -> None:
    model = RowTableModel([Column(lambda: "a", lambda r: r)], str)
    model.set_rows(["one", "two", "three"])
    view = IntentTable()
    qtbot.addWidget(view)
    view.setModel(model)
    view.show()
    said: list[tuple[str, str]] = []
    view.picked.connect(lambda index, how: said.append((index.data(), how)))

    def place(row: int) -> Any:
        return view.visualRect(model.index(row, 0)).center()

    view.setCurrentIndex(model.index(2, 0))
    assert said == []  # by the program: nothing moves
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place(0))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place(1))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=place(2))
    assert [said[0], said[-2], said[-1]] == [("one", "show"), ("two", "zoom"), ("three", "pan")]
    said.clear()
    view.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert said == [("two", "follow"), ("two", "zoom")]


def test_the_share_bar_gives_each_class_its_part_of_the_width(qtbot: Any) -> None:
    bar = ShareBar()
    qtbot.addWidget(bar)
    bar.resize(401, 26)
    bar.set_shares([Share("a", 3, QColor("red")), Share("b", 1, QColor("blue")), Share("none", 0, QColor("green"))])
    assert [(round(box.width()), share.label) for box, share in bar.pieces()] == [(300, "a"), (100, "b")]
    image = bar.grab().toImage()
    assert image.pixelColor(60, 8) == QColor("red")
    assert image.pixelColor(320, 8) == QColor("blue")
    bar.set_shares([])
    assert not bar.isVisible()
