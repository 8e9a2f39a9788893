"""The review file as layers of the project, and calls to the main thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProject, QgsTask
from qgis.PyQt.QtCore import QThread

from onemap_plugin.core.parcels import ParcelCrs
from onemap_plugin.core.review import Review
from onemap_plugin.qgis_bridge import review_file
from onemap_plugin.qgis_bridge.main_thread import call_on_main_thread, on_main_thread
from onemap_plugin.qgis_bridge.review_layers import (
    LAYERS,
    add_review_layers,
    refresh_review_layers,
    remove_review_layers,
    review_layer,
)

sys.path.insert(0, str(Path(__file__).parent))
import review_samples as samples  # noqa: E402


@pytest.fixture
def project(qgis_new_project: None) -> Iterator[QgsProject]:
    yield QgsProject.instance()
    QgsProject.instance().clear()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "联审.review.gpkg"
    review_file.save(path, samples.review())
    return path


def test_a_review_opens_as_one_group_of_valid_layers_in_order(project: QgsProject, saved: Path) -> None:
    ids = add_review_layers(saved)
    layers = [project.mapLayer(i) for i in ids]
    assert len(layers) == len(LAYERS)
    assert all(layer.isValid() for layer in layers)
    (group,) = project.layerTreeRoot().findGroups()
    assert saved.name in group.name()
    assert [n.layerId() for n in group.findLayers()] == ids
    assert project.mapLayer(ids[0]).featureCount() == 4
    assert {layer.crs().authid() for layer in layers} == {"EPSG:4526"}


def test_opening_it_again_adds_nothing_and_keeps_what_the_user_changed(project: QgsProject, saved: Path) -> None:
    ids = add_review_layers(saved)
    layer = review_layer(saved, "parcels")
    assert layer is not None
    layer.setName("我的地块")
    project.layerTreeRoot().findLayer(layer.id()).setItemVisibilityChecked(False)
    assert add_review_layers(saved) == ids
    assert layer.name() == "我的地块"
    assert not project.layerTreeRoot().findLayer(layer.id()).itemVisibilityChecked()


def test_empty_results_get_no_layer_until_they_hold_something(project: QgsProject, tmp_path: Path) -> None:
    path = tmp_path / "r.gpkg"
    review_file.save(path, Review(samples.parcel_set()))
    first = add_review_layers(path)
    assert review_layer(path, "overlay") is None
    review_file.save(path, samples.review(), (review_file.REVIEW,))
    later = refresh_review_layers(path)
    assert set(first) < set(later)
    overlay = review_layer(path, "overlay")
    assert overlay is not None
    assert overlay.featureCount() == 2


def test_a_refresh_shows_new_content_and_a_new_reference_system(project: QgsProject, saved: Path) -> None:
    add_review_layers(saved)
    layer = review_layer(saved, "parcels")
    assert layer is not None
    fewer = replace(
        samples.parcel_set(), parcels=samples.parcel_set().parcels[:2], crs=ParcelCrs(4547, "CGCS2000", 3, 38, 114.0, False)
    )
    review_file.save(saved, Review(fewer))
    refresh_review_layers(saved)
    assert layer.featureCount() == 2
    assert len(list(layer.getFeatures())) == 2
    assert layer.crs().authid() == "EPSG:4547"


def test_layers_under_edit_are_left_alone(project: QgsProject, saved: Path) -> None:
    add_review_layers(saved)
    layer = review_layer(saved, "findings")
    assert layer is not None
    layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("note"), "未保存")
    refresh_review_layers(saved)
    assert layer.getFeature(feature.id())["note"] == "未保存"
    layer.rollBack()


def test_two_reviews_of_one_name_have_a_group_each_and_go_alone(project: QgsProject, saved: Path, tmp_path: Path) -> None:
    other = tmp_path / "b" / saved.name
    other.parent.mkdir()
    review_file.save(other, samples.review())
    add_review_layers(saved)
    add_review_layers(other)
    assert len(project.layerTreeRoot().findGroups()) == 2
    remove_review_layers(saved)
    assert len(project.layerTreeRoot().findGroups()) == 1
    assert review_layer(saved, "parcels") is None
    assert review_layer(other, "parcels") is not None
    remove_review_layers(other)
    assert not project.mapLayers()
    assert not project.layerTreeRoot().findGroups()


def test_a_file_that_is_no_review_adds_no_layer(project: QgsProject, tmp_path: Path) -> None:
    (tmp_path / "x.gpkg").write_bytes(b"no")
    assert add_review_layers(tmp_path / "x.gpkg") == []
    assert not project.layerTreeRoot().findGroups()


def test_the_layers_come_back_with_the_project(project: QgsProject, saved: Path, tmp_path: Path) -> None:
    ids = add_review_layers(saved)
    assert project.write(str(tmp_path / "p.qgs"))
    project.clear()
    assert project.read(str(tmp_path / "p.qgs"))
    assert add_review_layers(saved) == ids


class _Ask(QgsTask):
    """Calls to the main thread from a task."""

    def __init__(self, function: Any) -> None:
        super().__init__("ask")
        self.function, self.result, self.error = function, None, None

    def run(self) -> bool:
        try:
            self.result = call_on_main_thread(self.function)
        except ValueError as e:
            self.error = e
        return True


@pytest.mark.parametrize("fails", [False, True])
def test_a_task_gets_results_and_errors_from_the_main_thread(qtbot: Any, fails: bool) -> None:
    def work() -> bool:
        if fails:
            raise ValueError("told")
        return QThread.currentThread() == QgsApplication.instance().thread()

    task = _Ask(work)
    with qtbot.waitSignal(task.taskCompleted, timeout=60_000):
        QgsApplication.taskManager().addTask(task)
    assert (task.result, str(task.error)) == ((None, "told") if fails else (True, "None"))


def test_a_plain_thread_can_ask_too_and_the_main_thread_is_itself(qtbot: Any) -> None:
    assert on_main_thread()
    assert call_on_main_thread(lambda: 42) == 42
    answers: list[Any] = []
    thread = threading.Thread(target=lambda: answers.append(call_on_main_thread(on_main_thread)))
    thread.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    thread.join()
    assert answers == [True]
