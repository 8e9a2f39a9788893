"""The imagery dock with a server that wants a key: one XYZ and one WMTS service, described in the dialog, drawn on the map."""

import math
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import drive
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QComboBox, QDialog

BASE, KEY = os.environ["TILE_SERVER"], os.environ["TILE_KEY"]
LON, LAT = float(os.environ["TILE_LON"]), float(os.environ["TILE_LAT"])
QUERY = f"{BASE}/service?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&STYLE=default&FORMAT=image/png&tk={KEY}"
ADDRESSES = {
    "xyz": QUERY + "&LAYER=img_w&TILEMATRIXSET=w&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
    "wmts": QUERY + "&LAYER=img_c&TILEMATRIXSET=c&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}"}
RADIUS = 6378137.0
Steps = Generator[Any, None, None]


def describe(dock: Any, kind: str) -> Steps:
    """Fill in the dialog behind the ＋ button, as the user would: it is modal, so a timer works in it."""
    told: dict[str, Any] = {}

    def fill() -> None:
        windows = drive.QApplication.topLevelWidgets()
        dialog = next(w for w in windows if isinstance(w, QDialog) and w.objectName() == "onemapServiceDialog")
        dialog.title.setText(f"本地 {kind}")
        dialog.kind.setCurrentIndex(dialog.KINDS.index(kind))
        dialog.grid.setCurrentIndex(dialog.grid.findData("w" if kind == "xyz" else "c"))
        dialog.parameter.setText("tk")
        dialog.address.setPlainText(ADDRESSES[kind])
        drive.shot(f"service_{kind}", dialog)
        dialog.accept()
        told["problem"] = dialog.problem.text()

    QTimer.singleShot(400, fill)
    drive.child(drive.QWidget, "onemapImageryOwnButton", dock).click()
    yield lambda: told
    assert not told["problem"], told["problem"]


def colour_at_centre() -> str:
    image = drive.iface.mapCanvas().grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def look_at_the_tile(kind: str) -> None:
    """The map in the plane of the service, one pixel of the tile on one of the screen: only level 12 has tiles."""
    canvas = drive.iface.mapCanvas()
    if kind == "xyz":
        x, y = math.radians(LON) * RADIUS, math.asinh(math.tan(math.radians(LAT))) * RADIUS
        pixel = 2 * math.pi * RADIUS / 256 / 2**12
    else:
        x, y, pixel = LON, LAT, 1.40625 / 2**12
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:3857" if kind == "xyz" else "EPSG:4490"))
    half_width, half_height = pixel * canvas.width() / 2, pixel * canvas.height() / 2
    canvas.setExtent(QgsRectangle(x - half_width, y - half_height, x + half_width, y + half_height))


def steps() -> Steps:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    drive.plugin()
    assert QgsApplication.authManager().setMasterPassword("for this run only", True)
    drive.action("onemapImageryDockAction").trigger()
    yield lambda: drive.dock("onemapImageryDock") is not None and drive.dock("onemapImageryDock").isVisible()
    dock, canvas = drive.dock("onemapImageryDock"), drive.iface.mapCanvas()
    for kind in ("xyz", "wmts"):
        yield from describe(dock, kind)
        assert dock.selected() is not None
        drive.click(dock.add_button)
        yield 300
        for node in QgsProject.instance().layerTreeRoot().findLayers():
            node.setItemVisibilityChecked(kind in node.name())
        look_at_the_tile(kind)
        wanted = os.environ[f"COLOUR_{kind.upper()}"]
        yield (lambda colour=wanted: not canvas.isDrawing() and colour_at_centre() == colour), 60
        drive.result[kind] = colour_at_centre()
        drive.shot(f"imagery_{kind}")
    drive.result["layers"] = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    drive.result["combos"] = len(dock.findChildren(QComboBox))
    project = Path(os.environ["FILES"]) / "with_imagery.qgs"
    assert QgsProject.instance().write(str(project))
    drive.result["project"] = str(project)


drive.start(steps)
