"""The main job as a surveyor does it: drop, look, review, export, verify.  FILES is a copy of the sample project."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import drive
from qgis.core import QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractItemView

FILES = Path(os.environ["FILES"])
PACKAGES = FILES / "packages"
Steps = Generator[Any, None, None]


def leaves(view: QAbstractItemView) -> list[QModelIndex]:
    """All rows of a view that have no rows below them."""
    model, found, queue = view.model(), [], [QModelIndex()]
    while queue:
        parent = queue.pop()
        rows = [model.index(r, 0, parent) for r in range(model.rowCount(parent))]
        queue += [i for i in rows if model.hasChildren(i)]
        found += [i for i in rows if not model.hasChildren(i)]
    return found


def open_dock(name: str) -> Steps:
    action = drive.action(f"{name}Action")
    if not action.isChecked():
        action.trigger()
    yield lambda: drive.plugin()._docks[name].dock is not None and drive.plugin()._docks[name].dock.isVisible()
    drive.plugin()._docks[name].dock.raise_()
    yield 200


def faulty_parcels(dock: Any) -> Steps:
    """A file with faults on the dock: the findings come, and a double click goes to one."""
    session = drive.plugin().session
    drive.result["drop_on_dock"] = drive.drop(dock, FILES / "parcels_faulty.txt")
    yield (lambda: session.rows and not session.busy), 60
    dock.tabs.setCurrentWidget(dock.findings)
    yield 500
    drive.result["faults"] = sorted({(r.severity, r.finding.rule) for r in session.rows})
    drive.result["fault_lines"] = sorted({r.finding.source_line for r in session.rows if r.finding.source_line})
    view = drive.child(QAbstractItemView, "onemapFindingsView", dock)
    drive.iface.mapCanvas().setExtent(QgsRectangle(0, 0, 1000, 1000))
    yield 300
    rows = leaves(view)
    drive.result["finding_rows"] = len(rows)
    from onemap_plugin.gui.models.findings_tree import ROW_ROLE  # only there once the plugin is loaded

    crossing = next(i for i in rows if i.data(ROW_ROLE) and i.data(ROW_ROLE).finding.source_line == 23)
    view.setCurrentIndex(crossing)
    view.scrollTo(crossing)
    place = view.visualRect(crossing).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    yield 500
    extent = drive.iface.mapCanvas().extent()
    drive.result["zoomed_to"] = [round(extent.center().x()), round(extent.center().y())]
    drive.result["zoomed_width"] = round(extent.width())
    yield 800
    drive.shot("1_findings")
    drive.shot("1_findings_dock", dock)


def good_parcels(dock: Any) -> Steps:
    """The project anew, then the good file on the map: it becomes parcels, not a text layer."""
    session, before = drive.plugin().session, drive.plugin().session.path
    assert QgsProject.instance().read(str(FILES / "sample.qgs"))
    yield lambda: session.review is None
    drive.result["drop_on_map"] = drive.drop(drive.iface.mapCanvas().viewport(), FILES / "parcels.txt")
    yield (lambda: session.path not in ("", before) and session.review is not None and not session.busy), 60
    yield 800
    dock.tabs.setCurrentWidget(dock.parcels)
    drive.result["parcels"] = [p.parcel_id for p in session.review.parcels.parcels]
    drive.result["open_findings"] = sorted({(r.severity, r.finding.rule) for r in session.rows})
    drive.result["layers"] = sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())
    yield 800
    drive.shot("2_parcels")
    drive.shot("2_parcels_dock", dock)


def review(dock: Any) -> Steps:
    session = drive.plugin().session
    dock.tabs.setCurrentWidget(dock.review)
    dock.review.onemap.setText(str(FILES / "onemap.gpkg"))
    dock.review.read_answers(str(FILES / "project.yaml"))
    yield 200
    drive.click(dock.review.run_button)
    yield (lambda: session.review.outcomes and not session.busy), 90
    yield 800
    drive.result["outcomes"] = {o.rule: o.outcome for o in session.review.outcomes}
    drive.result["dltb_ha"] = round(sum(r.area_ha for r in session.review.overlay if r.role == "DLTB"), 4)
    for number in range(dock.review.tabs.count()):
        dock.review.tabs.setCurrentIndex(number)
        yield 300
        drive.shot(f"3_review_{number}", dock)
    dock.review.tabs.setCurrentIndex(0)
    yield 300
    drive.shot("3_review")


def submit() -> Steps:
    yield from open_dock("onemapSubmissionDock")
    dock = drive.plugin()._docks["onemapSubmissionDock"].dock
    session, answers = drive.plugin().session, {}
    session.exported.connect(lambda report: answers.update(exported=report))
    session.verified.connect(lambda package, report: answers.update(verified=report))
    PACKAGES.mkdir(exist_ok=True)
    dock.folder.setFilePath(str(PACKAGES))
    yield 200
    drive.click(dock.export_button)
    yield (lambda: "exported" in answers), 180
    yield 300
    drive.shot("4_submission_dock", dock)
    drive.result["zip"] = answers["exported"]["ZIP"]
    drive.click(dock.verify_button)
    yield (lambda: "verified" in answers), 120
    yield 500
    drive.result["verify"] = [[f["severity"], f["rule"], f["message"]] for f in answers["verified"]["findings"]]
    drive.result["verdict"] = dock.verdict.text()
    drive.shot("5_submission_dock", dock)
    drive.shot("5_submission")


def steps() -> Steps:
    yield lambda: drive.iface.mainWindow().isVisible() and "onemap_plugin" in drive.plugins
    drive.plugin()
    drive.iface.mainWindow().resize(1600, 1000)
    assert QgsProject.instance().read(str(FILES / "sample.qgs"))
    yield 500
    yield from open_dock("onemapParcelDock")
    dock = drive.plugin()._docks["onemapParcelDock"].dock
    drive.iface.mainWindow().resizeDocks([dock], [480], Qt.Orientation.Horizontal)
    yield 200
    drive.result["title"] = dock.windowTitle()
    drive.shot("0_empty_dock", dock)
    yield from faulty_parcels(dock)
    yield from good_parcels(dock)
    yield from review(dock)
    yield from submit()
    yield from open_dock("onemapImageryDock")
    yield 400
    drive.shot("6_imagery_dock", drive.plugin()._docks["onemapImageryDock"].dock)
    drive.shot("6_imagery")
    QgsProject.instance().write()


drive.start(steps)
