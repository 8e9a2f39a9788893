"""The review in hand: from dropped files to findings on screen, states that stay, projects that change, errors in words."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject, QgsSettings, QgsVectorLayer

from onemap_plugin.core.review import FindingState
from onemap_plugin.gui import settings as s
from onemap_plugin.gui.inputs import plan_review
from onemap_plugin.gui.project_state import ProjectState
from onemap_plugin.gui.session import ReviewSession
from onemap_plugin.qgis_bridge import review_file

WAIT = 60_000


@pytest.fixture
def session(plugin: Any, qgis_new_project: None) -> Iterator[ReviewSession]:
    QgsSettings().remove(s.PREFIX)
    made = ReviewSession(ProjectState())
    made.messages = []  # type: ignore[attr-defined]
    made.message.connect(lambda level, text: made.messages.append((level, text)))  # type: ignore[attr-defined]
    yield made
    made.shut_down()
    QgsSettings().remove(s.PREFIX)


@pytest.fixture
def work(tmp_path: Path, sample: Path) -> Path:
    folder = tmp_path / "测区 一"
    folder.mkdir()
    for name in ("parcels.txt", "parcels_faulty.txt", "onemap.gpkg"):
        shutil.copy(sample / name, folder)
    return folder


def take(session: ReviewSession, qtbot: Any, *paths: Path) -> None:
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        session.take_files([str(p) for p in paths])
    assert not session.busy


def test_a_dropped_txt_becomes_a_review_beside_it_with_findings_and_layers(
    session: ReviewSession, qtbot: Any, work: Path
) -> None:
    take(session, qtbot, work / "parcels_faulty.txt")
    assert session.path == str(work / "parcels_faulty.review.gpkg")
    assert session.review is not None
    assert len(session.review.parcels.parcels) == 4
    assert any(r.severity == "error" for r in session.rows)
    assert {r.uid for r in session.rows} == {f.uid for f in session.review.findings}
    assert session.layer_ids
    assert session.layer_ids <= set(QgsProject.instance().mapLayers())
    assert s.recent_files() == [str(work / "parcels_faulty.txt")]


def test_taking_the_same_file_again_updates_its_review_and_keeps_the_states(
    session: ReviewSession, qtbot: Any, work: Path
) -> None:
    take(session, qtbot, work / "parcels_faulty.txt")
    uid = session.rows[0].uid
    with qtbot.waitSignal(session.states_changed, timeout=WAIT):
        session.set_states([uid], FindingState("accepted", "测量员确认", "", ""))
    assert next(r for r in session.rows if r.uid == uid).state.state == "accepted"
    take(session, qtbot, work / "parcels_faulty.txt")
    assert next(r for r in session.rows if r.uid == uid).state == FindingState("accepted", "测量员确认")
    assert review_file.load(session.path).states[uid].reason == "测量员确认"
    assert sorted(p.name for p in work.glob("*.gpkg")) == ["onemap.gpkg", "parcels_faulty.review.gpkg"]


def test_two_files_of_one_drop_are_one_review(session: ReviewSession, qtbot: Any, work: Path) -> None:
    other = work / "other.txt"
    other.write_bytes((work / "parcels.txt").read_bytes())
    take(session, qtbot, work / "parcels.txt", other)
    assert session.review is not None
    assert len(session.review.parcels.parcels) == 8
    assert session.path.endswith("parcels_2.review.gpkg")


def test_a_dropped_review_file_is_opened_not_imported(session: ReviewSession, qtbot: Any, work: Path) -> None:
    take(session, qtbot, work / "parcels.txt")
    path = Path(session.path)
    before = path.read_bytes()
    session.close()
    assert session.review is None
    assert session.rows == []
    take(session, qtbot, path)
    assert session.path == str(path)
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_read_gives_a_message_and_leaves_no_file(session: ReviewSession, qtbot: Any, work: Path) -> None:
    empty = work / "empty.txt"
    empty.write_bytes(b"")
    with qtbot.waitSignal(session.message, timeout=WAIT):
        session.take_files([str(empty)])
    qtbot.waitUntil(lambda: not session.busy, timeout=WAIT)
    level, text = session.messages[-1]  # type: ignore[attr-defined]
    assert level == "error"
    assert "empty.txt" in text
    assert "Traceback" not in text
    assert not (work / "empty.review.gpkg").exists()
    assert session.review is None


def test_the_review_runs_in_the_background_and_gives_outcomes(
    session: ReviewSession, qtbot: Any, work: Path, sample: Path
) -> None:
    take(session, qtbot, work / "parcels.txt")
    from onemap_plugin.core.approvals import load_project

    steps = []
    session.progressed.connect(lambda f, title: steps.append(f))
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        session.run_review(str(work / "onemap.gpkg"), load_project(sample / "project.yaml"))
    assert session.review is not None
    assert {o.domain for o in session.review.outcomes if o.outcome == "needs_approval"} >= {"用地", "用林"}
    assert steps == sorted(steps)
    assert session.project.path("onemap") == str(work / "onemap.gpkg")


def test_the_options_of_areas_and_the_rules_of_the_province_reach_the_review(
    session: ReviewSession, qtbot: Any, work: Path
) -> None:
    own = work / "own.yaml"
    own.write_text("name: 本省\nconfidence: medium\ndisable: [YD-09]\n", encoding="utf-8")
    s.write_settings(
        s.Settings(rule_file=str(own), area_basis="ellipsoid", area_rounding="half_even", area_step_m=5.0, sliver_area_m2=2.5)
    )
    take(session, qtbot, work / "parcels.txt")
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        session.run_review(str(work / "onemap.gpkg"), {})
    assert session.review is not None
    options = next(r for r in reversed(session.review.runs) if r.step == "review").options
    wanted = {"basis": "ellipsoid", "rounding": "half_even", "step_m": 5.0, "sliver_area_m2": 2.5, "rules": ["own.yaml"]}
    assert {k: options[k] for k in wanted} == wanted
    assert "YD-09" not in {o.rule for o in session.review.outcomes}


def test_a_second_job_is_refused_while_one_runs_and_cancel_says_so(session: ReviewSession, qtbot: Any, work: Path) -> None:
    session.take_files([str(work / "parcels.txt")])
    assert session.busy
    session.take_files([str(work / "parcels_faulty.txt")])
    assert session.messages[-1][0] == "info"  # type: ignore[attr-defined]
    with qtbot.waitSignal(session.busy_changed, timeout=WAIT):
        session.cancel()
    assert not session.busy
    assert "ancel" in session.messages[-1][1]  # type: ignore[attr-defined]


def test_only_selected_features_of_a_layer_are_taken(session: ReviewSession, qtbot: Any, work: Path) -> None:
    source = QgsVectorLayer("Polygon?crs=EPSG:4528&field=DKBH:string", "红线 图层", "memory")
    from qgis.core import QgsFeature, QgsGeometry

    features = []
    for n in range(3):
        f = QgsFeature(source.fields())
        f.setAttributes([f"D{n}"])
        x = 40500000 + 200 * n
        f.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({x} 3200000,{x + 100} 3200000,{x + 100} 3200100,{x} 3200100,{x} 3200000))"))
        features.append(f)
    source.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(source)
    s.write_settings(s.Settings(review_place="folder", review_folder=str(work)))
    session.take_layer(source.id(), selected_only=True)
    assert session.messages[-1][0] == "warning"  # type: ignore[attr-defined]
    source.selectByIds([f.id() for f in source.getFeatures()][:2])
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        session.take_layer(source.id(), selected_only=True)
    assert session.review is not None
    assert len(session.review.parcels.parcels) == 2
    assert session.review.parcels.crs.epsg == 4528
    assert Path(session.path).parent == work


def test_another_project_means_a_clean_empty_state_and_the_old_one_finds_its_review(
    session: ReviewSession, qtbot: Any, work: Path
) -> None:
    take(session, qtbot, work / "parcels.txt")
    path = session.path
    project = QgsProject.instance()
    assert project.write(str(work / "p.qgs"))
    session.project.project_saved_as()
    assert project.write()
    text = (work / "p.qgs").read_text(encoding="utf-8")
    entry = text[text.index("<onemap") : text.index("</onemap>")]
    assert "parcels.review.gpkg" in entry
    assert str(work) not in entry
    project.clear()
    session.project_changed()
    assert session.review is None
    assert session.path == ""
    assert project.read(str(work / "p.qgs"))
    with qtbot.waitSignal(session.opened, timeout=WAIT):
        session.project_changed()
    assert session.path == path


def test_coordinates_from_the_clipboard_become_a_review(session: ReviewSession, qtbot: Any, work: Path) -> None:
    s.write_settings(s.Settings(review_place="folder", review_folder=str(work)))
    text = (work / "parcels.txt").read_bytes().decode("gb18030")
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        session.take_text(text)
    assert session.review is not None
    assert len(session.review.parcels.parcels) == 4
    assert session.path == str(work / "clipboard.review.gpkg")


def test_stopping_while_a_job_runs_leaves_nothing_half_done(session: ReviewSession, qtbot: Any, work: Path) -> None:
    session.take_files([str(work / "parcels.txt")])
    session.shut_down()
    qtbot.waitUntil(lambda: not session.busy, timeout=WAIT)
    assert session.review is None
    assert [p.name for p in work.iterdir() if p.name.endswith(".tmp")] == []


def test_notes_on_approvals_are_kept_in_the_file(session: ReviewSession, qtbot: Any, work: Path) -> None:
    take(session, qtbot, work / "parcels.txt")
    with qtbot.waitSignal(session.changed, timeout=WAIT):
        session.run_review(str(work / "onemap.gpkg"), {})
    rule = session.review.outcomes[0].rule if session.review else ""
    session.set_note(rule, "已咨询")
    qtbot.waitUntil(lambda: review_file.load(session.path).notes.get(rule) == "已咨询", timeout=WAIT)


def test_a_copy_of_the_review_holds_all_but_the_names_of_persons(session: ReviewSession, qtbot: Any, work: Path) -> None:
    from onemap_plugin.gui.findings_export import copy_review

    take(session, qtbot, work / "parcels_faulty.txt")
    uid = session.rows[0].uid
    with qtbot.waitSignal(session.states_changed, timeout=WAIT):
        session.set_states([uid], FindingState("accepted", "理由", "", "张三"))
    copy_review(session.path, str(work / "copy.gpkg"))
    copied, original = review_file.load(work / "copy.gpkg"), review_file.load(session.path)
    assert original.states[uid].who == "张三"
    assert copied.states[uid] == FindingState("accepted", "理由")
    assert [f.uid for f in copied.findings] == [f.uid for f in original.findings]
    assert "张三".encode() not in (work / "copy.gpkg").read_bytes()
    with pytest.raises(ValueError, match="itself"):
        copy_review(session.path, session.path)


def test_removed_layers_are_forgotten(session: ReviewSession, qtbot: Any, work: Path) -> None:
    take(session, qtbot, work / "parcels.txt")
    one = next(iter(session.layer_ids))
    session.layers_removed([one])
    assert one not in session.layer_ids


@pytest.mark.parametrize("place", ["beside", "folder"])
def test_a_foreign_file_of_the_same_name_is_never_taken_over(tmp_path: Path, place: str) -> None:
    source = tmp_path / "a.txt"
    source.write_text("x")
    (tmp_path / "a.review.gpkg").write_text("foreign")
    settings = s.Settings(review_place=place, review_folder=str(tmp_path))
    plan = plan_review([str(source)], settings, lambda p: False)
    assert plan.path == str(tmp_path / "a_2.review.gpkg")
    assert not plan.exists
    assert plan_review([str(source)], settings, lambda p: p.endswith("a.review.gpkg")).exists


def test_where_the_user_wants_to_be_asked_nothing_is_decided(tmp_path: Path) -> None:
    assert plan_review([str(tmp_path / "a.txt")], s.Settings(review_place="ask"), lambda p: False).path == ""


def test_a_read_only_folder_moves_the_review_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a.txt"
    source.write_text("x")
    real = os.access  # root may write everywhere: refuse this one folder as the system would
    monkeypatch.setattr(os, "access", lambda p, mode: Path(p) != tmp_path and real(p, mode))
    plan = plan_review([str(source)], s.Settings(), lambda p: False)
    assert plan.moved
    assert Path(plan.path).parent != tmp_path
