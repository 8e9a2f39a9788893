"""Tasks that QGIS's task manager loses are made anew; what is cancelled before it starts ends as cancelled."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsTask
from qgis.PyQt.QtCore import QThreadPool

from onemap_plugin.gui import task_watch
from onemap_plugin.gui.runner import Job, Step


@pytest.fixture
def losing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first task of each name is lost, as the manager loses one: it stays queued and nobody runs it."""
    lost: list[str] = []
    real = task_watch.enqueue

    def enqueue(task: QgsTask) -> None:
        if task.description() in lost:
            real(task)
        else:
            lost.append(task.description())

    monkeypatch.setattr(task_watch, "enqueue", enqueue)
    monkeypatch.setattr(task_watch, "CHECK_MS", 30)
    return lost


def test_a_lost_import_is_run_again_and_shown(dock: Any, qtbot: Any, losing: list[str], tmp_path: Path, sample: Path) -> None:
    shutil.copy(sample / "parcels.txt", tmp_path)
    with qtbot.waitSignal(dock.session.changed):
        dock.take_files([str(tmp_path / "parcels.txt")])
    assert not dock.session.busy
    assert len(dock.session.review.parcels.parcels) == 4
    assert {"Read the parcels", "Check the parcels", "Read the review file"} <= set(losing)
    assert not [m for m in dock.session.messages if m[0] == "error"]


def test_a_lost_preview_is_made_again(dock: Any, qtbot: Any, losing: list[str], tmp_path: Path, sample: Path) -> None:
    shutil.copy(sample / "parcels.txt", tmp_path)
    with qtbot.waitSignal(dock.session.changed):
        dock.take_files([str(tmp_path / "parcels.txt")])
    dialog = dock.write_txt()
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.previewed):
        pass
    assert "[地块坐标]" in dialog.text.toPlainText()
    dialog.reject()


def test_a_job_cancelled_before_it_starts_or_while_it_is_lost_ends_as_cancelled(
    plugin: Any, qtbot: Any, losing: list[str], tmp_path: Path, sample: Path
) -> None:
    step = Step("onemap:importparcels", {"INPUT": str(sample / "parcels.txt"), "REVIEW": str(tmp_path / "r.gpkg")}, "Import")
    early = Job([step])
    early.start()
    with qtbot.waitSignal(early.cancelled):
        early.cancel()
    late = Job([step])
    late.start()
    qtbot.waitUntil(lambda: "Import" in losing)
    with qtbot.waitSignal(late.cancelled):
        late.cancel()
    assert not (tmp_path / "r.gpkg").exists()


def test_a_task_that_waits_for_a_thread_is_not_taken_for_lost(qgis_app: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_watch, "CHECK_MS", 20)
    monkeypatch.setattr(task_watch, "enqueue", lambda task: None)
    pool = QThreadPool.globalInstance()
    for _ in range(pool.maxThreadCount()):
        pool.reserveThread()
    lost: list[int] = []
    task = QgsTask.fromFunction("waits", lambda t: 1)
    task_watch.add_task(task, lambda: lost.append(1))
    qtbot.wait(300)
    assert not lost
    for _ in range(pool.maxThreadCount()):
        pool.releaseThread()
    qtbot.waitUntil(lambda: bool(lost))
    assert lost == [1]
    assert not task_watch._WATCHES
