"""Repair and undo in the real QGIS, then an edit of the parcels' layer: live findings, discard, save, undo.  FILES: samples."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import drive
from qgis.core import QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton, QToolButton

FILES = Path(os.environ["FILES"])
Steps = Generator[Any, None, None]


def session() -> Any:
    return drive.plugin().session


def idle() -> bool:
    return session().review is not None and not session().busy


def rows_of(parcel_id: str) -> list[Any]:
    from onemap_plugin.qgis_bridge import review_file

    found = review_file.load(session().path).parcels.parcels
    return [r.xy.tolist() for p in found if p.parcel_id == parcel_id for r in p.rings]


def rules() -> list[str]:
    return sorted(r.finding.rule for r in session().rows)


def choose(dock: Any, rule: str) -> None:
    """Select the findings of a rule in the tree."""
    flags = QItemSelectionModel.SelectionFlag
    selection = dock.findings.view.selectionModel()
    selection.clearSelection()
    for row in session().rows:
        if row.finding.rule == rule:
            index = dock.findings.model.index_of(row.uid)
            selection.select(index, flags.Select | flags.Rows)
            dock.findings.view.scrollTo(index)


def ask(dock: Any, rule: str) -> Steps:
    choose(dock, rule)
    yield 100
    drive.click(drive.child(QToolButton, "onemapRepairButton", dock))
    yield lambda: dock.repair_dialog.isVisible() and dock.repair_dialog.model.rows()
    dock.repair_dialog.move(60, 560)
    drive.click(dock.repair_dialog.zoom_button)
    yield 1200


def look(name: str) -> None:
    """The screen as the user sees it, other windows included."""
    from qgis.PyQt.QtWidgets import QApplication

    QApplication.primaryScreen().grabWindow(0).save(str(drive.OUT / f"{name}.png"))


def cancel(dock: Any) -> Steps:
    yield from ask(dock, "G02")
    look("1_asked")
    drive.shot("1_dialog", dock.repair_dialog)
    drive.result["asked"] = [dock.repair_dialog.model.index(0, c).data() for c in range(7)]
    drive.result["drawn"] = len(dock.repair_dialog.overlay.items)
    before = rows_of("DK02")
    QTest.keyClick(dock.repair_dialog, Qt.Key.Key_Return)
    yield lambda: not dock.repair_dialog.isVisible()
    drive.result["left_on_map"] = len(dock.repair_dialog.overlay.items)
    drive.result["cancel_changed"] = rows_of("DK02") != before


def apply_and_undo(dock: Any) -> Steps:
    before = rows_of("DK02")
    drive.result["rules_before"] = rules()
    yield from ask(dock, "G02")
    drive.click(drive.child(QPushButton, "onemapRepairApply", dock.repair_dialog))
    yield (lambda: idle() and session().review.changes and dock.messages.level == "success"), 60
    yield 1200
    look("2_applied")
    drive.shot("2_applied_dock", dock)
    drive.result["rules_repaired"] = rules()
    drive.result["message"] = dock.messages.text()
    drive.result["undo_text"] = dock.undo_action.text()
    drive.click(drive.child(QToolButton, "onemapMessageAction", dock))
    yield (lambda: idle() and session().review.changes[-1].undone), 60
    yield 1000
    look("3_undone")
    drive.result["rules_undone"] = rules()
    drive.result["same_as_before"] = rows_of("DK02") == before
    dock.show_history()
    yield 300
    drive.shot("4_history", dock._history)
    dock._history.close()


def drag(layer: Any, vertex: int, east: float) -> None:
    feature = next(f for f in layer.getFeatures() if f["parcel_id"] == "DK03")
    geometry = QgsGeometry(feature.geometry())
    place = geometry.vertexAt(vertex)
    geometry.moveVertex(place.x() + east, place.y(), vertex)
    layer.changeGeometry(feature.id(), geometry)


def edit(dock: Any) -> Steps:
    layer, settled = dock.live.layer, {r.uid for r in session().rows}
    layer.startEditing()
    drag(layer, 3, 900.0)
    yield lambda: any(r.live for r in session().rows)
    yield 1000
    look("5_live")
    drive.result["live"] = sorted({r.finding.rule for r in session().rows if r.live})
    layer.rollBack()
    yield 500
    drive.result["rolled_back"] = {r.uid for r in session().rows} == settled
    before = rows_of("DK03")
    layer.startEditing()
    drag(layer, 3, 0.5)
    layer.commitChanges()
    yield (lambda: idle() and session().review.changes[-1].fix == "edited"), 60
    yield 1000
    look("6_edited")
    drive.result["edited"] = [session().review.changes[-1].fix, round(session().review.changes[-1].moved_m, 6)]
    drive.result["edit_changed"] = rows_of("DK03") != before
    dock.undo_action.trigger()
    yield (lambda: idle() and session().review.changes[-1].undone), 60
    yield 500
    drive.result["edit_undone"] = rows_of("DK03") == before
    shown = next(f.geometry() for f in dock.live.layer.getFeatures() if f["parcel_id"] == "DK03")
    drive.result["map_undone"] = [shown.vertexAt(3).y(), shown.vertexAt(3).x()] == before[0][3]


def steps() -> Steps:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    drive.plugin()
    drive.iface.mainWindow().setGeometry(0, 0, 1600, 1000)  # there is no window manager to place it
    yield 300
    drive.action("onemapParcelDockAction").trigger()
    yield lambda: drive.dock("onemapParcelDock") is not None and drive.dock("onemapParcelDock").isVisible()
    dock = drive.dock("onemapParcelDock")
    drive.iface.mainWindow().resizeDocks([dock], [480], Qt.Orientation.Horizontal)
    drive.drop(dock, FILES / "parcels_faulty.txt")
    yield (lambda: session().rows and idle()), 60
    dock.tabs.setCurrentWidget(dock.findings)
    yield 1000
    yield from cancel(dock)
    yield from apply_and_undo(dock)
    yield from edit(dock)
    QgsProject.instance().setDirty(False)


drive.start(steps)
