"""What a user does to a program: Esc while it works, thousands of findings by keyboard, layers removed, another project, closing.

FILES: an empty folder for the files that are made here.
"""

import os
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import drive
from qgis.core import QgsProject, QgsRectangle
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QMessageBox

FILES = Path(os.environ["FILES"])
Steps = Generator[Any, None, None]
HEAD = """[属性描述]
格式版本号=1.01
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=40
精度=0.001
[地块坐标]
"""


def parcels(count: int, faulty: bool) -> str:
    """A text of squares; faulty ones declare a wrong area and count, repeat a point and cross themselves."""
    out = [HEAD]
    for n in range(count):
        x, y = 3350000 + 60 * (n // 100), 40500000 + 60 * (n % 100)
        square = [(x, y), (x, y + 50), (x + 50, y + 50), (x + 50, y)]
        if faulty:
            square = [square[0], square[2], square[2], square[1], square[3]]
        rows = [*square, square[0]]
        declared = (len(rows) + 3, 7.7) if faulty else (len(rows), 0.25)
        out.append(f"{declared[0]},{declared[1]},D{n:05d},地块{n},面,,建设用地,,@\n")
        out += [f"J{i},1,{a:.3f},{b:.3f}\n" for i, (a, b) in enumerate(rows, 1)]
    return "".join(out)


def session() -> Any:
    return drive.plugin().session


def idle() -> bool:
    return not session().busy


def clashing_keys() -> list[str]:
    """Keys of the plugin that QGIS itself uses: pressing them would do neither."""
    ours = {a.shortcut().toString() for a in drive.plugin()._actions if not a.shortcut().isEmpty()}
    theirs = {s.toString() for a in drive.iface.mainWindow().findChildren(QAction) for s in a.shortcuts()
              if a not in drive.plugin()._actions}
    return sorted(ours & theirs)


def escape(dock: Any) -> Steps:
    """Esc in the dock stops the step; no review file is left."""
    big = FILES / "big.txt"
    big.write_text(parcels(20000, False), encoding="utf-8")
    dock.activateWindow()
    dock.tabs.setFocus()
    drive.drop(dock, big)
    yield lambda: session().busy and dock.progress.isVisible()
    yield 300
    QTest.keyClick(dock.tabs, Qt.Key.Key_Escape)
    started = time.monotonic()
    yield idle
    drive.result["cancelled_in_s"] = round(time.monotonic() - started, 2)
    drive.result["cancel_message"] = dock.messages.text()
    drive.result["cancel_left"] = sorted(p.name for p in FILES.glob("big*.gpkg*"))


def thousands(dock: Any) -> Steps:
    many = FILES / "many.txt"
    many.write_text(parcels(2500, True), encoding="utf-8")
    started = time.monotonic()
    drive.drop(dock, many)
    yield (lambda: session().rows and idle()), 120
    drive.result["many_s"] = round(time.monotonic() - started, 1)
    drive.result["findings"] = len(session().rows)
    findings, canvas = dock.findings, drive.iface.mapCanvas()
    dock.tabs.setCurrentWidget(findings)
    yield 1500
    times = {}
    for key in ("rule", "severity", "parcel"):
        started = time.monotonic()
        findings.filters.grouping.setCurrentIndex(findings.filters.grouping.findData(key))
        QApplication.processEvents()
        times[key] = round(time.monotonic() - started, 2)
    started = time.monotonic()
    findings.filters.rule.setCurrentIndex(1)
    QApplication.processEvents()
    times["filter"] = round(time.monotonic() - started, 2)
    findings.filters.clear()
    drive.result["times"] = times
    yield 300
    findings.view.expand(findings.model.index(0, 0))
    findings.view.setCurrentIndex(findings.model.index(0, 0, findings.model.index(0, 0)))
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    yield 300
    before = findings.view.currentIndex().data()
    QTest.keyClick(findings.view, Qt.Key.Key_Down)
    yield 300
    drive.result["moved_down"] = findings.view.currentIndex().data() != before
    place = findings.view.currentIndex().data(_row_role()).finding.geometry.centroid
    centre = canvas.extent().center()
    drive.result["followed_m"] = round(abs(centre.x() - place.x) + abs(centre.y() - place.y))
    QTest.keyClick(findings.view, Qt.Key.Key_Return)
    yield 500
    drive.result["zoomed_m"] = round(canvas.extent().width())
    drive.shot("thousands")


def _row_role() -> int:
    from onemap_plugin.gui.models.findings_tree import ROW_ROLE  # only there once the plugin is loaded

    return ROW_ROLE


def removed_layers(dock: Any) -> Steps:
    """The user removes the layers of the review; the dock goes on without them."""
    QgsProject.instance().removeAllMapLayers()
    yield 300
    QTest.keyClick(dock.findings.view, Qt.Key.Key_Down)
    QTest.keyClick(dock.findings.view, Qt.Key.Key_Return)
    yield 500
    drive.result["without_layers"] = len(session().rows) == drive.result["findings"]
    session().show_layers(zoom=True)
    yield lambda: len(QgsProject.instance().mapLayers()) > 2


def other_project(dock: Any) -> Steps:
    drive.iface.newProject(False)
    yield lambda: session().review is None
    yield 300
    drive.result["after_new_project"] = [dock.findings.model.total, dock.parcels.model.rowCount(), dock.messages.text()]


def steps() -> Steps:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    drive.plugin()
    drive.result["clashing_keys"] = clashing_keys()
    drive.iface.mainWindow().setGeometry(0, 0, 1600, 1000)
    yield 300
    drive.action("onemapParcelDockAction").trigger()
    yield lambda: drive.dock("onemapParcelDock") is not None and drive.dock("onemapParcelDock").isVisible()
    dock = drive.dock("onemapParcelDock")
    yield from escape(dock)
    yield from thousands(dock)
    yield from removed_layers(dock)
    yield from other_project(dock)
    drive.drop(dock, FILES / "big.txt")  # and the program is closed while this runs
    yield lambda: session().busy
    yield 500
    drive.result["closed_while_busy"] = session().busy
    QTimer.singleShot(0, answer)


def answer() -> None:
    """QGIS asks whether the running task may be stopped; the user says yes, and closes again."""
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox) and box.isVisible():
            buttons = [b for b in box.buttons() if box.buttonRole(b) in (box.ButtonRole.YesRole, box.ButtonRole.AcceptRole)]
            (drive.OUT / "closing.txt").write_text(box.text(), encoding="utf-8")
            buttons[0].click()
            QTimer.singleShot(2500, drive.iface.actionExit().trigger)  # QGIS stops the task and waits to be told again
            return
    QTimer.singleShot(100, answer)


drive.start(steps)
