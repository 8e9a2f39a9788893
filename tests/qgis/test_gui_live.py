"""Edits of the parcels' layer: checked while they are made, taken in when they are saved, never lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsSettings, QgsVectorLayer

from onemap_plugin.core.review import FindingState
from onemap_plugin.gui import settings as s
from onemap_plugin.gui.map_link import MapLink
from onemap_plugin.gui.models.findings_tree import COLUMN_STATE
from onemap_plugin.gui.parcel_dock import ParcelDock
from onemap_plugin.gui.project_state import ProjectState
from onemap_plugin.gui.session import ReviewSession
from onemap_plugin.qgis_bridge import review_file

WAIT = 30_000


@pytest.fixture
def dock(plugin: Any, qgis_iface: Any, qtbot: Any, qgis_new_project: None, tmp_path: Path, sample: Path) -> Iterator[ParcelDock]:
    """The dock with the sample file that has no errors, its layers on the map."""
    QgsSettings().remove(s.PREFIX)
    shutil.copy(sample / "parcels.txt", tmp_path)
    session = ReviewSession(ProjectState())
    made = ParcelDock(qgis_iface, session, MapLink(qgis_iface))
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        session.take_files([str(tmp_path / "parcels.txt")])
    # a step that still writes locks the file, and the layer would then read as empty for a moment
    qtbot.waitUntil(lambda: made.live.layer is not None and not session.busy, timeout=WAIT)
    qtbot.waitUntil(lambda: made.live.layer.featureCount() == 4 and any(made.live.layer.getFeatures()), timeout=WAIT)
    yield made
    layer = made.live.layer
    if layer is not None and layer.isEditable():
        layer.rollBack()
    qtbot.waitUntil(lambda: not session.busy, timeout=WAIT)
    made.clean_up()
    session.shut_down()
    QgsSettings().remove(s.PREFIX)


def layer_of(dock: ParcelDock) -> QgsVectorLayer:
    layer = dock.live.layer
    assert layer is not None
    return layer


def feature_of(dock: ParcelDock, parcel_id: str) -> QgsFeature:
    return next(f for f in layer_of(dock).getFeatures() if f["parcel_id"] == parcel_id)


def move(dock: ParcelDock, parcel_id: str, vertex: int, east: float, north: float) -> None:
    """Move a vertex as the vertex tool does: through the edit buffer."""
    layer, feature = layer_of(dock), feature_of(dock, parcel_id)
    geometry = QgsGeometry(feature.geometry())
    place = geometry.vertexAt(vertex)
    assert geometry.moveVertex(place.x() + east, place.y() + north, vertex)
    assert layer.changeGeometry(feature.id(), geometry)


def uids(dock: ParcelDock) -> set[str]:
    return {r.uid for r in dock.session.rows}


def live_rows(dock: ParcelDock) -> list[Any]:
    return [r for r in dock.session.rows if r.live]


def commit(dock: ParcelDock, qtbot: Any) -> None:
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        assert layer_of(dock).commitChanges()
    qtbot.waitUntil(lambda: not dock.session.busy, timeout=WAIT)


def parcel(path: str, parcel_id: str) -> Any:
    return next(p for p in review_file.load(path).parcels.parcels if p.parcel_id == parcel_id)


def others(path: str) -> dict[str, Any]:
    """Coordinates of all parcels but DK01."""
    parcels = review_file.load(path).parcels.parcels
    return {p.parcel_id: [r.xy.tolist() for r in p.rings] for p in parcels if p.parcel_id != "DK01"}


def test_an_edit_is_checked_while_it_is_made_and_nothing_is_written(dock: ParcelDock, qtbot: Any) -> None:
    settled = uids(dock)
    layer_of(dock).startEditing()
    move(dock, "DK01", 3, 4000.0, 0.0)
    with qtbot.waitSignal(dock.session.rows_changed, timeout=WAIT):
        pass
    shown = live_rows(dock)
    assert shown
    assert {r.finding.parcel_id for r in shown} >= {"DK01"}
    assert any(r.severity == "error" for r in shown)
    index = dock.findings.model.index_of(shown[0].uid)
    assert index.sibling(index.row(), COLUMN_STATE).data() == "Live"
    assert {f.uid for f in review_file.load(dock.session.path).findings} == settled
    layer_of(dock).rollBack()
    assert uids(dock) == settled
    assert live_rows(dock) == []
    assert parcel(dock.session.path, "DK01").rings[0].xy.tolist() == _ring(dock, "DK01")


def _ring(dock: ParcelDock, parcel_id: str) -> Any:
    assert dock.session.review is not None
    return next(p for p in dock.session.review.parcels.parcels if p.parcel_id == parcel_id).rings[0].xy.tolist()


def test_many_quick_edits_are_checked_once_and_undone_edits_give_the_old_findings(dock: ParcelDock, qtbot: Any) -> None:
    settled, shown = uids(dock), []
    dock.session.rows_changed.connect(lambda: shown.append(uids(dock)))
    layer = layer_of(dock)
    layer.startEditing()
    layer.beginEditCommand("drag")
    for _ in range(20):
        move(dock, "DK01", 3, 200.0, 0.0)
    layer.endEditCommand()
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT)
    assert len(shown) == 1
    layer.undoStack().undo()
    qtbot.waitUntil(lambda: uids(dock) == settled, timeout=WAIT)
    layer.rollBack()


def test_saved_edits_become_boundary_points_with_their_labels_and_can_be_taken_back(dock: ParcelDock, qtbot: Any) -> None:
    path = dock.session.path
    old = parcel(path, "DK01")
    rest = others(path)
    layer_of(dock).startEditing()
    move(dock, "DK01", 3, -0.25, 0.0)
    geometry = QgsGeometry(feature_of(dock, "DK01").geometry())
    a, b = geometry.vertexAt(0), geometry.vertexAt(1)
    assert geometry.insertVertex((a.x() + b.x()) / 2, (a.y() + b.y()) / 2, 1)
    layer_of(dock).changeGeometry(feature_of(dock, "DK01").id(), geometry)
    commit(dock, qtbot)
    new = parcel(path, "DK01")
    assert len(new.rings[0]) == len(old.rings[0]) + 1
    assert new.rings[0].labels[0] == old.rings[0].labels[0]
    assert new.rings[0].labels[1] not in old.rings[0].labels
    assert new.rings[0].labels[2:] == old.rings[0].labels[1:]
    east = dict(zip(new.rings[0].labels, new.rings[0].xy[:, 1]))[old.rings[0].labels[3]]
    assert east == pytest.approx(old.rings[0].xy[3, 1] - 0.25, abs=1e-6)
    review = review_file.load(path)
    assert others(path) == rest
    assert [(c.fix, c.after, c.undone) for c in review.changes] == [("edited", ("DK01",), False)]
    assert review.changes[0].moved_m == pytest.approx(0.25, abs=1e-6)
    assert shapely.equals_exact(new.geometry, shapely.from_wkb(bytes(feature_of(dock, "DK01").geometry().asWkb())).geoms[0], 0)
    assert dock.messages.level == "success"
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.messages.action_button.click()
    back = parcel(path, "DK01")
    assert back.rings[0].xy.tolist() == old.rings[0].xy.tolist()
    assert back.rings[0].labels == old.rings[0].labels


def test_states_survive_an_edit_that_is_saved(dock: ParcelDock, qtbot: Any) -> None:
    row = dock.session.rows[0] if dock.session.rows else None
    if row is None:
        layer_of(dock).startEditing()
        move(dock, "DK02", 3, 4000.0, 0.0)
        commit(dock, qtbot)
        row = next(r for r in dock.session.rows if r.finding.parcel_id == "DK02")
    with qtbot.waitSignal(dock.session.states_changed, timeout=WAIT):
        dock.session.set_states([row.uid], FindingState("accepted", "as measured"))
    layer_of(dock).startEditing()
    move(dock, "DK01", 3, 0.5, 0.0)
    commit(dock, qtbot)
    assert review_file.load(dock.session.path).states[row.uid].reason == "as measured"


def test_a_deleted_and_a_drawn_parcel_are_taken_in_and_brought_back(dock: ParcelDock, qtbot: Any) -> None:
    path, layer = dock.session.path, layer_of(dock)
    before = {p.parcel_id: p for p in review_file.load(path).parcels.parcels}
    layer.startEditing()
    layer.deleteFeature(feature_of(dock, "DK02").id())
    fresh = QgsFeature(layer.fields())
    fresh.setGeometry(QgsGeometry.fromWkt("MultiPolygon (((630500 3203500, 630500 3203600, 630600 3203600, 630500 3203500)))"))
    fresh["name"] = "新地块"
    assert layer.addFeature(fresh)
    commit(dock, qtbot)
    review = review_file.load(path)
    names = [p.parcel_id for p in review.parcels.parcels]
    assert "DK02" not in names
    made = next(p for p in review.parcels.parcels if p.parcel_id not in before)
    assert (made.name, made.rings[0].labels) == ("新地块", ("J1", "J2", "J3", "J1"))
    assert review.measures[made.parcel_id].area_m2 == pytest.approx(5000)
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.undo_action.trigger()
    back = {p.parcel_id: p for p in review_file.load(path).parcels.parcels}
    assert list(back) == list(before)
    assert back["DK02"].rings[0].xy.tolist() == before["DK02"].rings[0].xy.tolist()
    assert (back["DK02"].name, back["DK02"].declared_area) == (before["DK02"].name, before["DK02"].declared_area)


def test_an_outline_that_cannot_be_taken_in_is_kept_aside_and_the_review_stays(dock: ParcelDock, qtbot: Any) -> None:
    path, layer = dock.session.path, layer_of(dock)
    before = {p.parcel_id: [r.xy.tolist() for r in p.rings] for p in review_file.load(path).parcels.parcels}
    shape = feature_of(dock, "DK01").geometry().asWkt(3)
    layer.startEditing()
    flat = QgsGeometry.fromWkt("MultiPolygon (((630500 3203500, 630600 3203600, 630500 3203500, 630500 3203500)))")
    layer.changeGeometry(feature_of(dock, "DK01").id(), flat)
    commit(dock, qtbot)
    assert dock.messages.level == "error"
    assert "DK01" in dock.messages.text()
    after = {p.parcel_id: [r.xy.tolist() for r in p.rings] for p in review_file.load(path).parcels.parcels}
    assert after == before
    assert review_file.load(path).changes == ()
    assert feature_of(dock, "DK01").geometry().asWkt(3) == shape
    kept = QgsProject.instance().mapLayersByName("Edits not taken in")
    assert [f["parcel_id"] for layer in kept for f in layer.getFeatures()] == ["DK01"]


def test_an_edit_made_while_nobody_looked_is_found_when_the_review_is_opened_and_taken_in(dock: ParcelDock, qtbot: Any) -> None:
    path = dock.session.path
    dock.session.close()  # nobody follows the layer now
    layer = QgsVectorLayer(f"{path}|layername=parcels", "elsewhere", "ogr")
    feature = next(f for f in layer.getFeatures() if f["parcel_id"] == "DK03")
    geometry = QgsGeometry(feature.geometry())
    place = geometry.vertexAt(2)
    geometry.moveVertex(place.x() + 0.3, place.y(), 2)
    assert layer.startEditing()
    layer.changeGeometry(feature.id(), geometry)
    assert layer.commitChanges()
    before = parcel(path, "DK03").rings[0].xy.tolist()
    with qtbot.waitSignal(dock.live.found, timeout=WAIT):
        dock.session.open(path)
    assert "DK03" in dock.messages.text()
    assert dock.repairs.refused()  # a repair would draw the layer anew
    assert dock.messages.level == "warning"
    with qtbot.waitSignal(dock.live.taken, timeout=WAIT):
        dock.messages.action_button.click()
    after = parcel(path, "DK03").rings[0].xy
    assert after[2, 1] == pytest.approx(before[2][1] + 0.3, abs=1e-6)
    assert dock.live.hindrance() == ""


def test_closing_the_review_while_editing_leaves_the_edits_in_qgis(dock: ParcelDock, qtbot: Any) -> None:
    layer = layer_of(dock)
    layer.startEditing()
    move(dock, "DK01", 3, 10.0, 0.0)
    dock.session.close()
    assert dock.live.layer is None
    assert layer.isModified()
    layer.rollBack()
