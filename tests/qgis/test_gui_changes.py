"""The tab that says what changed since the last run, or against another review file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent

from onemap_plugin.core.review_diff import Difference
from onemap_plugin.gui import difference_texts as texts
from onemap_plugin.gui import settings as s
from onemap_plugin.gui.changes_panel import ChangesPanel, Comparison
from onemap_plugin.gui.map_link import MapLink
from onemap_plugin.gui.project_state import ProjectState
from onemap_plugin.gui.session import ReviewSession
from onemap_plugin.qgis_bridge import review_file, steps, steps_review

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
WAIT = 60_000


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("changes") / "once.gpkg"
    steps.import_step(str(SAMPLE / "parcels.txt"), "", str(path))
    steps_review.review_step(str(path), str(SAMPLE / "onemap.gpkg"), str(SAMPLE / "project.yaml"))
    return path


@pytest.fixture
def panel(qgis_app: Any, qgis_iface: Any, qgis_new_project: None, qtbot: Any) -> Iterator[ChangesPanel]:
    QgsSettings().remove(s.PREFIX)
    session = ReviewSession(ProjectState())
    made = ChangesPanel(session, MapLink(qgis_iface))
    qtbot.addWidget(made)
    yield made
    session.shut_down()


def opened(panel: ChangesPanel, qtbot: Any, path: Path) -> None:
    with qtbot.waitSignal(panel._session.changed, timeout=WAIT):
        panel._session.open(str(path), add_to_map=False)
    qtbot.waitUntil(lambda: not panel._session._tasks, timeout=WAIT)


def test_a_review_of_one_run_says_how_to_get_a_comparison(panel: ChangesPanel, qtbot: Any, once: Path, tmp_path: Path) -> None:
    opened(panel, qtbot, Path(shutil.copy(once, tmp_path / "r.gpkg")))
    assert panel.result == Comparison()
    assert "run once" in panel.against.text()
    assert panel.model.rowCount() == 0


def test_the_same_run_again_changed_nothing_and_other_answers_did(
    panel: ChangesPanel, qtbot: Any, once: Path, tmp_path: Path, qtmodeltester: Any
) -> None:
    path = Path(shutil.copy(once, tmp_path / "r.gpkg"))
    steps_review.review_step(str(path), str(SAMPLE / "onemap.gpkg"), str(SAMPLE / "project.yaml"))
    opened(panel, qtbot, path)
    assert panel.against.text() == "Since the last run: nothing changed."
    steps_review.review_step(str(path), str(SAMPLE / "onemap.gpkg"))
    opened(panel, qtbot, path)
    qtmodeltester.check(panel.model, force_py=True)
    assert {d.part for d in panel.model.rows()} >= {"outcome", "project"}
    assert panel.part.itemText(0) == f"All changes ({panel.model.rowCount()})"
    panel.part.setCurrentIndex(panel.part.findData("project"))
    assert {d.part for d in panel.model.rows()} == {"project"}


def test_another_review_file_is_dropped_and_left_again(
    panel: ChangesPanel, qtbot: Any, once: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(once, tmp_path / "r.gpkg"))
    steps_review.review_step(str(path), str(SAMPLE / "onemap.gpkg"))
    opened(panel, qtbot, path)
    assert not panel.back.isVisibleTo(panel)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(once))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    enter.setAccepted(False)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none))
    qtbot.waitUntil(lambda: panel.against.text().startswith("Against once.gpkg"), timeout=WAIT)
    assert panel.model.rowCount() > 0
    panel.back.click()
    qtbot.waitUntil(lambda: panel.against.text().startswith("Since the last run"), timeout=WAIT)
    assert not panel.back.isVisibleTo(panel)


def test_a_file_that_is_no_review_is_refused_in_words(panel: ChangesPanel, qtbot: Any, once: Path) -> None:
    told: list[str] = []
    panel._session.message.connect(lambda level, text: told.append(text))
    opened(panel, qtbot, once)
    panel.compare_with(str(SAMPLE / "parcels.txt"))
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert "parcels.txt" in told[0]


def test_every_change_has_a_place_and_a_click_zooms_there(
    panel: ChangesPanel, qtbot: Any, once: Path, tmp_path: Path, qgis_iface: Any
) -> None:
    path = Path(shutil.copy(once, tmp_path / "r.gpkg"))
    steps_review.review_step(str(path), str(SAMPLE / "onemap.gpkg"))
    opened(panel, qtbot, path)
    panel._map.epsg = panel._session.review.parcels.crs.epsg
    placed = [d for d in panel.model.rows() if d.part == "outcome" and d.geometry is not None]
    row = panel.model.rows().index(placed[0])
    before = qgis_iface.mapCanvas().extent()
    panel.view.picked.emit(panel.proxy.mapFromSource(panel.model.index(row, 0)), "show")
    assert qgis_iface.mapCanvas().extent() != before
    lost = Difference("outcome", "changed", panel._session.review.outcomes[0].rule, "t")
    assert panel.places(lost) == [
        p.geometry for p in panel._session.review.parcels.parcels if p.parcel_id in panel._session.review.outcomes[0].parcels
    ]


def test_closing_the_review_empties_the_tab(panel: ChangesPanel, qtbot: Any, once: Path) -> None:
    opened(panel, qtbot, once)
    panel.compare_with(str(once))
    panel._session.close()
    assert panel.model.rowCount() == 0
    assert panel._other == ""


@pytest.mark.parametrize(("difference", "shown"), [
    (Difference("area", "changed", "k", "0101 水田", "1", "DLTB", before={"area_ha": 0.5, "area_m2": 5000.0},
                after={"area_ha": 0.62, "area_m2": 6200.0}), ["0.5000 ha", "0.6200 ha", "+0.1200 ha"]),
    (Difference("parcel", "changed", "1", "甲", before={"area_m2": 10000.0}, after={"area_m2": 9750.5, "moved_m": 2.5}),
     ["10,000.00 m²", "9,750.50 m²", "-249.50 m²"]),
    (Difference("outcome", "changed", "YL-01", "占用林地",
                before={"outcome": "needs_approval", "authority": "省", "measured": 34.9, "unit": "ha", "threshold": "<= 35"},
                after={"outcome": "prohibited", "authority": "国", "measured": 35.2, "unit": "ha", "threshold": "> 35"},
                crossed=(35.0,), effect=-1), ["Needs approval · 省 · 34.9000 ha", "Prohibited · 国 · 35.2000 ha", "+0.3000 ha"]),
    (Difference("source", "added", "DLTB", "DLTB", role="DLTB", after={"edition": "", "status": "checked"}),
     ["–", "? · checked", ""]),
    (Difference("material", "removed", "m", "报告", before={"name": "报告"}), ["报告", "–", ""]),
    (Difference("area", "added", "k", "", "1", "RIVER", after={"area_ha": 0.0, "area_m2": 0.0, "length_m": 12.5,
                                                             "distance_m": None, "count": 1}), ["–", "12.50 m", ""]),
])
def test_values_are_shown_with_their_units(difference: Difference, shown: list[str], qgis_app: Any) -> None:
    assert [texts.value(difference, difference.before), texts.value(difference, difference.after),
            texts.difference(difference)] == shown


def test_the_tip_names_the_threshold_the_move_and_the_new_authority(qgis_app: Any) -> None:
    side = {"outcome": "needs_approval", "authority": "省", "measured": 34.9, "unit": "ha", "threshold": "<= 35"}
    after = {**side, "authority": "国", "measured": 36.0}
    tip = texts.tip(Difference("outcome", "changed", "r", "t", "", "", ("authority",), side, after, (35.0,)))
    assert "Stepped over the threshold 35" in tip
    assert "Authority: 省 → 国" in tip
    moved = Difference("parcel", "changed", "1", "甲", before={"area_m2": 1.0}, after={"area_m2": 1.0, "moved_m": 2.5},
                       geometry=shapely.Point(0, 0))
    assert "2.500 m" in texts.tip(moved)


def test_notes_on_approvals_stay_when_run_again(panel: ChangesPanel, qtbot: Any, once: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(once, tmp_path / "r.gpkg"))
    opened(panel, qtbot, path)
    rule = panel._session.review.outcomes[0].rule
    panel._session.set_note(rule, "已咨询")
    qtbot.waitUntil(lambda: review_file.load(path).notes.get(rule) == "已咨询", timeout=WAIT)
    steps_review.review_step(str(path), str(SAMPLE / "onemap.gpkg"), str(SAMPLE / "project.yaml"))
    opened(panel, qtbot, path)
    assert panel._session.review.notes[rule] == "已咨询"
