"""Repairs in the dock: the question shows everything, Cancel changes nothing, Apply is one step that can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtWidgets import QAction, QMenu, QPushButton, QToolButton

from onemap_plugin.core.review import FindingState
from onemap_plugin.gui import settings as s
from onemap_plugin.gui.map_link import MapLink
from onemap_plugin.gui.parcel_dock import FINDINGS_TAB, ParcelDock
from onemap_plugin.gui.project_state import ProjectState
from onemap_plugin.gui.repair_overlay import SHORTEST, MoveArrows, RepairOverlay
from onemap_plugin.gui.session import ReviewSession
from onemap_plugin.qgis_bridge import review_file

WAIT = 60_000


@pytest.fixture
def dock(plugin: Any, qgis_iface: Any, qtbot: Any, qgis_new_project: None, tmp_path: Path, sample: Path) -> Iterator[ParcelDock]:
    """The dock with the faulty sample file."""
    QgsSettings().remove(s.PREFIX)
    shutil.copy(sample / "parcels_faulty.txt", tmp_path)
    session = ReviewSession(ProjectState())
    made = ParcelDock(qgis_iface, session, MapLink(qgis_iface))
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        session.take_files([str(tmp_path / "parcels_faulty.txt")])
    made.tabs.setCurrentIndex(FINDINGS_TAB)
    yield made
    made.clean_up()
    session.shut_down()
    QgsSettings().remove(s.PREFIX)


def select(dock: ParcelDock, rule: str) -> list[str]:
    """Select the findings of a rule in the tree; their uids."""
    uids = [r.uid for r in dock.session.rows if r.finding.rule == rule]
    selection = dock.findings.view.selectionModel()
    selection.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for uid in uids:
        selection.select(dock.findings.model.index_of(uid), flags.Select | flags.Rows)
    return uids


def ask(dock: ParcelDock, qtbot: Any, rule: str) -> Any:
    assert select(dock, rule)
    qtbot.mouseClick(dock.findings.repair, Qt.MouseButton.LeftButton)
    dialog = dock.repair_dialog
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: bool(dialog.model.rows()), timeout=WAIT)
    return dialog


def coordinates(path: str) -> dict[str, list[Any]]:
    return {p.parcel_id: [r.xy.tolist() for r in p.rings] for p in review_file.load(path).parcels.parcels}


def rules_of(dock: ParcelDock) -> list[str]:
    return [r.finding.rule for r in dock.session.rows]


def test_the_question_tells_everything_and_cancel_changes_nothing(dock: ParcelDock, qtbot: Any) -> None:
    before = Path(dock.session.path).read_bytes()
    dialog = ask(dock, qtbot, "G03")
    repair = dialog.model.rows()[0]
    texts = [dialog.model.index(0, c).data() for c in range(7)]
    assert texts[0] == repair.parcel_id
    assert texts[3] == f"{1000 * repair.greatest_move_m:.1f}"
    assert int(texts[4]) == len(repair.dropped) == 1
    assert texts[6].startswith(("+", "-"))
    assert len(dialog.overlay.items) >= 3  # before, after, the point that goes
    cancel = dialog.findChild(QPushButton, "onemapRepairCancel")
    apply = dialog.findChild(QPushButton, "onemapRepairApply")
    assert cancel.isDefault()
    assert not apply.isDefault()
    assert not apply.autoDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.overlay.items == []
    assert not dock.session.busy
    assert Path(dock.session.path).read_bytes() == before


def test_apply_repairs_in_the_background_and_undo_brings_back_every_bit(dock: ParcelDock, qtbot: Any) -> None:
    session = dock.session
    before, rules = coordinates(session.path), rules_of(dock)
    dialog = ask(dock, qtbot, "G03")
    wanted = dialog.model.rows()[0].parcel_id
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert dialog.overlay.items == []
    assert "G03" not in rules_of(dock)
    after = coordinates(session.path)
    assert {k for k in before if before[k] != after[k]} == {wanted}
    assert dock.tabs.currentIndex() == FINDINGS_TAB
    assert dock.messages.level == "success"
    undo = dock.messages.findChild(QToolButton, "onemapMessageAction")
    assert not undo.isHidden()
    assert dock.undo_action.isEnabled()
    assert wanted in dock.undo_action.text()
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert coordinates(session.path) == before
    assert sorted(rules_of(dock)) == sorted(rules)
    assert not dock.undo_action.isEnabled()
    assert dock.messages.action_button.isHidden()


def test_the_layer_on_the_map_shows_the_repair_and_its_undo(dock: ParcelDock, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: dock.live.layer is not None, timeout=WAIT)

    def points() -> int:
        layer = dock.live.layer
        assert layer is not None
        return sum(len(list(f.geometry().vertices())) for f in layer.getFeatures())

    first = points()
    dialog = ask(dock, qtbot, "G03")
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dialog.apply_button.click()
    qtbot.waitUntil(lambda: points() == first - 1, timeout=WAIT)
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.undo_action.trigger()
    qtbot.waitUntil(lambda: points() == first, timeout=WAIT)


def test_the_history_tells_what_was_done_and_what_was_taken_back(dock: ParcelDock, qtbot: Any) -> None:
    dock.show_history()
    history = dock._history
    assert history is not None
    assert history.model.rows() == []
    dialog = ask(dock, qtbot, "G03")
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dialog.apply_button.click()
    assert [c.fix for c in history.model.rows()] == ["drop_repeats"]
    assert history.model.index(0, 5).data() == ""
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        history.undo_button.click()
    assert history.model.index(0, 5).data() == "yes"
    assert not history.undo_button.isEnabled()


def test_another_fix_and_another_tolerance_are_worked_out_anew(dock: ParcelDock, qtbot: Any) -> None:
    dialog = ask(dock, qtbot, "G03")
    box = dialog.settings["duplicate_m"]
    assert not box.isHidden()
    assert dialog.settings["snap_m"].isHidden()
    box.setValue(0.0)
    qtbot.waitUntil(lambda: "nothing" in dialog.summary.text(), timeout=WAIT)
    assert not dialog.apply_button.isEnabled()
    assert dialog.overlay.items == []
    box.setValue(0.001)
    qtbot.waitUntil(lambda: bool(dialog.model.rows()), timeout=WAIT)
    assert dialog.apply_button.isEnabled()
    assert dialog.request().options.duplicate_m == pytest.approx(0.001)
    dialog.close()
    select(dock, "G02")
    dock.findings.repair.click()
    qtbot.waitUntil(lambda: bool(dialog.model.rows()), timeout=WAIT)
    assert [dialog.fix.itemData(k) for k in range(dialog.fix.count())] == ["untangle", "drop_spike"]
    assert abs(dialog.model.rows()[0].area_change_m2) > 1  # a bow tie: the sum of its lobes is not the difference


def test_all_of_a_rule_leaves_out_what_was_accepted(dock: ParcelDock, qtbot: Any) -> None:
    rows = [r for r in dock.session.rows if r.finding.rule == "T-COUNT"]
    assert rows
    with qtbot.waitSignal(dock.session.states_changed, timeout=WAIT):
        dock.session.set_states([rows[0].uid], FindingState("accepted", "as agreed"))
    asked: list[Any] = []
    dock.repairs.asked.connect(lambda request, found, title: asked.append((request, found)))
    dock.repairs.ask_for_rule("T-COUNT")
    assert [r.uid for _, found in asked for r in found] == [r.uid for r in rows[1:]]
    assert all(request.rule == "T-COUNT" for request, _ in asked)


def test_the_menu_offers_repairs_only_where_there_are_some(dock: ParcelDock, qtbot: Any) -> None:
    rows = {r.finding.rule: r for r in dock.session.rows}
    menu = QMenu()
    dock.findings._add_repairs(menu, [rows["G03"]], rows["G03"])
    assert {a.objectName() for a in menu.actions()} >= {"onemapRepairAction", "onemapRepairRuleAction"}
    none = next(r for r in dock.session.rows if not dock_offers(r))
    empty = QMenu()
    dock.findings._add_repairs(empty, [none], none)
    assert empty.actions() == []
    select(dock, none.finding.rule)
    assert not dock.findings.repair.isEnabled()


def dock_offers(row: Any) -> list[Any]:
    from onemap_plugin.core.repair import offers_for

    return offers_for(row.finding)


def test_no_repair_while_the_parcels_are_being_edited(dock: ParcelDock, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: dock.live.layer is not None, timeout=WAIT)
    layer = dock.live.layer
    assert layer is not None
    layer.startEditing()
    select(dock, "G03")
    dock.findings.repair.click()
    assert not dock.repair_dialog.isVisible()
    assert dock.messages.level == "warning"
    layer.rollBack()
    assert ask(dock, qtbot, "G03").isVisible()


def test_closing_the_review_closes_the_question(dock: ParcelDock, qtbot: Any) -> None:
    dialog = ask(dock, qtbot, "G03")
    dock.session.close()
    assert not dialog.isVisible()
    assert dialog.overlay.items == []


def test_arrows_of_moves_are_seen_at_every_scale_and_point_where_the_point_goes(qgis_iface: Any, qgis_canvas: Any) -> None:
    from onemap_plugin.core.parcels import Parcel, ParcelCrs, Ring
    from onemap_plugin.core.repair import FIXES, preview

    def square(name: str, east: float, shift: float = 0.0) -> Parcel:
        xy = np.array([(0.0, east), (100, east), (100, east + 100), (0, east + 100 + shift), (0, east)]) + (3_350_000, 40_500_000)
        return Parcel(name, (Ring(1, ("J1", "J2", "J3", "J4", "J1"), xy),))

    assert ParcelCrs().epsg is None
    one, other = square("A", 0, 0.004), square("B", 100)
    repair = preview(FIXES["snap_to_neighbour"], one, [one, other])
    assert repair.greatest_move_m == pytest.approx(0.004)
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem.fromEpsgId(4528))
    canvas.resize(400, 400)
    canvas.setExtent(QgsRectangle(40_499_950, 3_349_950, 40_500_150, 3_350_150))
    link = MapLink(qgis_iface)
    link.epsg = 4528
    overlay = RepairOverlay(qgis_iface, link)
    overlay.show([repair])
    arrows = next(i for i in overlay.items if isinstance(i, MoveArrows))
    ((tail, tip),) = arrows.arrows()
    assert tip.x() - tail.x() == pytest.approx(-SHORTEST, abs=0.01)  # it goes west by 4 mm
    assert tip.y() == pytest.approx(tail.y(), abs=0.01)
    canvas.grab()  # paints
    overlay.clear()
    assert not [i for i in canvas.scene().items() if isinstance(i, MoveArrows)]


def test_object_names_are_there_for_help_and_tests(dock: ParcelDock) -> None:
    assert dock.findChild(QAction, "onemapUndoAction") is dock.undo_action
    assert dock.findChild(QToolButton, "onemapRepairButton") is dock.findings.repair
    assert dock.repair_dialog.objectName() == "onemapRepairDialog"
    assert isinstance(dock.live.layer, (QgsVectorLayer, type(None)))
    assert QgsProject.instance() is not None
