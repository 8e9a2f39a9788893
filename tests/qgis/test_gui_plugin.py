"""Start and stop, the stub, languages, drops on the map, docks by keyboard and by name."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

import onemap_plugin
from onemap_plugin.gui import settings as s
from onemap_plugin.gui.drop_handler import OneMapDropHandler
from onemap_plugin.gui.inputs import is_coordinate_text
from onemap_plugin.gui.map_link import MapLink
from onemap_plugin.gui.options_page import OneMapOptionsPage
from onemap_plugin.gui.parcel_dock import ParcelDock
from onemap_plugin.gui.project_state import ProjectState
from onemap_plugin.gui.session import ReviewSession
from onemap_plugin.gui.submission_dock import SubmissionDock
from onemap_plugin.gui.widgets.drop_area import DropArea
from onemap_plugin.startup import load_translator
from onemap_plugin.stub import StubPlugin, explain

ROOT = Path(__file__).resolve().parents[2]
NARROW = 380  # pixels: the narrowest column the docks are made for


@pytest.fixture(autouse=True)
def _clean_settings() -> Iterator[None]:
    QgsSettings().remove(s.PREFIX)
    yield
    QgsSettings().remove(s.PREFIX)


@pytest.fixture
def docks(plugin: Any, qgis_iface: Any, qtbot: Any, qgis_new_project: None) -> Iterator[tuple[ParcelDock, SubmissionDock]]:
    session, link = ReviewSession(ProjectState()), MapLink(qgis_iface)
    parcel, submission = ParcelDock(qgis_iface, session, link), SubmissionDock(qgis_iface, session)
    qtbot.addWidget(parcel)
    qtbot.addWidget(submission)
    yield parcel, submission
    parcel.clean_up()
    session.shut_down()


def drop(widget: QWidget, *paths: Path) -> bool:
    """The two events that Qt sends when a file manager's drag ends over ``widget``; whether the drop was taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    enter.setAccepted(False)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    event.setAccepted(False)
    if enter.isAccepted():
        QApplication.sendEvent(widget, event)
    return enter.isAccepted() and event.isAccepted()


# start and stop


def test_unload_leaves_nothing_behind(qgis_iface: Any, qgis_processing: None) -> None:
    window = qgis_iface.mainWindow()
    started = onemap_plugin.classFactory(qgis_iface)
    started.initGui()
    assert QgsApplication.processingRegistry().providerById("onemap") is not None
    started.unload()
    assert QgsApplication.processingRegistry().providerById("onemap") is None
    assert (started.provider, started.session, started._toolbar, started._drop_handler, started._options) == (None,) * 5
    assert not started._actions
    assert not started._docks
    assert [a.objectName() for a in window.actions() if a.objectName().startswith("onemap")] == []
    started.unload()  # QGIS may call it again after a failed start


def test_starting_twice_in_one_session_works(qgis_iface: Any, qgis_processing: None) -> None:
    for _ in range(2):
        started = onemap_plugin.classFactory(qgis_iface)
        started.initGui()
        assert len(started._docks) == 3
        started.unload()


def test_qgis_process_needs_only_the_provider(qgis_iface: Any, qgis_processing: None) -> None:
    started = onemap_plugin.classFactory(None)
    started.initProcessing()
    assert QgsApplication.processingRegistry().algorithmById("onemap:importparcels") is not None
    QgsApplication.processingRegistry().removeProvider(started.provider)


def test_starting_imports_neither_geometry_nor_tables() -> None:
    code = (
        "import sys\n"
        "from qgis.core import QgsApplication\n"
        "app = QgsApplication([], True); QgsApplication.initQgis()\n"
        "before = set(sys.modules)\n"
        "import onemap_plugin\n"
        "from onemap_plugin import plugin\n"
        "from onemap_plugin.processing.provider import OneMapProvider\n"
        "new = set(sys.modules) - before\n"
        "print([m for m in ('shapely', 'numpy', 'openpyxl', 'yaml', 'jinja2') if m in new])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_a_missing_library_is_explained_and_does_nothing_else(qgis_iface: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *a: None if name == "shapely" else real(name, *a))
    stub = onemap_plugin.classFactory(qgis_iface)
    assert isinstance(stub, StubPlugin)
    said = []
    monkeypatch.setattr(qgis_iface.messageBar(), "pushMessage", lambda *a: said.append(a), raising=False)
    stub.initGui()
    stub.unload()
    assert "shapely 2" in explain(ImportError("x", name="shapely"))
    assert "shapely" in said[0][1]


def test_an_old_shapely_is_refused_and_an_unknown_version_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.metadata

    from onemap_plugin.startup import require_shapely

    monkeypatch.setattr(importlib.metadata, "version", lambda name: "1.8.5")
    with pytest.raises(ImportError):
        require_shapely()
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "0+unknown")
    require_shapely()


@pytest.mark.parametrize(
    ("language", "chinese"), [("zh-Hans", True), ("zh_CN", True), ("zh", True), ("en_US", False), ("de", False)]
)
def test_every_name_of_simplified_chinese_finds_the_translation(
    language: str, chinese: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qgis_app: Any
) -> None:
    from onemap_plugin import startup

    # an empty but valid translation file: the magic number of the format
    (tmp_path / "onemap_zh_CN.qm").write_bytes(bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd"))
    monkeypatch.setattr(startup, "I18N", tmp_path)
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", language)
    assert (load_translator() is not None) is chinese
    QgsSettings().remove("locale")


# drops


@pytest.mark.parametrize(
    ("policy", "taken", "offered"), [("ask", ["txt"], ["shp"]), ("always", ["txt", "shp"], []), ("never", ["txt"], [])]
)
def test_the_map_takes_coordinate_txt_and_treats_other_files_by_the_setting(
    policy: str, taken: list[str], offered: list[str], tmp_path: Path, sample: Path, qtbot: Any
) -> None:
    s.write_settings(s.Settings(drop_policy=policy))
    took: list[str] = []
    asked: list[str] = []
    handler = OneMapDropHandler(took.extend, asked.extend)
    note, shape = tmp_path / "笔记.txt", tmp_path / "a.shp"
    note.write_text("买菜\n", encoding="utf-8")
    shape.write_bytes(b"")
    answers = [handler.handleFileDrop(str(p)) for p in (sample / "parcels.txt", note, shape, tmp_path / "b.png")]
    assert answers == [True, False, policy == "always", False]
    assert took == []  # nothing happens inside the event of the drop
    qtbot.waitUntil(lambda: bool(took), timeout=60_000)
    assert [p.rsplit(".", 1)[1] for p in took] == taken
    assert [p.rsplit(".", 1)[1] for p in asked] == offered


def test_a_text_is_recognised_by_its_content(tmp_path: Path, sample: Path) -> None:
    assert is_coordinate_text(sample / "parcels.txt")
    assert is_coordinate_text(sample / "parcels_faulty.txt")
    for name, content in (("a.txt", b""), ("b.txt", b"hello\nworld\n"), ("c.txt", b"\x00\xff" * 50)):
        (tmp_path / name).write_bytes(content)
        assert not is_coordinate_text(tmp_path / name)
    assert not is_coordinate_text(tmp_path / "missing.txt")
    assert not is_coordinate_text(tmp_path)


def test_the_drop_area_takes_several_files_and_refuses_others(tmp_path: Path, qtbot: Any) -> None:
    area = DropArea(lambda p: p.endswith(".txt"))
    qtbot.addWidget(area)
    files = [tmp_path / n for n in ("一.txt", "二.txt", "三.png")]
    for f in files:
        f.write_text("x")
    with qtbot.waitSignal(area.dropped) as caught:
        assert drop(area, *files)
    assert [Path(p).name for p in caught.args[0]] == ["一.txt", "二.txt"]
    assert not drop(area, files[2])
    assert not drop(area, tmp_path / "missing.txt")


def test_a_file_dropped_anywhere_on_the_dock_is_taken(docks: Any, tmp_path: Path, sample: Path, qtbot: Any) -> None:
    source = tmp_path / "红线.txt"
    source.write_bytes((sample / "parcels.txt").read_bytes())
    parcel, submission = docks
    with qtbot.waitSignal(parcel.session.opened, timeout=60_000):
        assert drop(parcel, source)
    assert parcel.parcels.model.rowCount() == 4
    assert parcel.tabs.tabText(0) == "Parcels 4"
    assert submission.review_label.text() == "红线.review.gpkg"


def test_the_menu_offers_recent_files_and_reads_again_with_a_profile(
    docks: Any, tmp_path: Path, sample: Path, qtbot: Any
) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes((sample / "parcels.txt").read_bytes())
    s.remember_file(str(source))
    dock = docks[0]
    dock._fill_menu()
    with qtbot.waitSignal(dock.session.opened, timeout=60_000):
        next(a for a in dock._menu.actions() if a.text() == "a.txt").trigger()
    assert dock.session.inputs == [str(source)]
    dock._fill_menu()
    choice = next(a for a in dock._menu.actions() if a.menu() is not None).menu()
    standard = next(a for a in choice.actions() if "standard" in dock_profiles(a.text()))
    with qtbot.waitSignal(dock.session.opened, timeout=60_000):
        standard.trigger()
    assert dock._profile == "standard"
    assert dock.session.review.runs[-2].options["asked_profile"] == "standard"


def dock_profiles(title: str) -> list[str]:
    """Ids of the TXT profiles with this title."""
    from onemap_plugin.gui.profiles import txt_profiles

    return [key for key, text in txt_profiles().items() if text == title]


# manners


def test_every_control_has_a_tooltip(docks: Any) -> None:
    page = OneMapOptionsPage()
    silent = [
        (type(c).__name__, c.objectName())
        for body in (*(d.widget() for d in docks), page)
        for kind in (QAbstractButton, QComboBox, QLineEdit)
        for c in body.findChildren(kind)
        if c.objectName().startswith("onemap") and not c.toolTip()
    ]
    assert silent == []


def test_the_docks_fit_a_small_screen_and_a_narrow_column(docks: Any) -> None:
    for dock in docks:
        wide = {
            w.objectName() or type(w).__name__: w.minimumSizeHint().width()
            for w in dock.widget().findChildren(QWidget)
            if w.minimumSizeHint().width() > NARROW
        }
        assert wide == {}
        assert dock.minimumSizeHint().height() <= 560


def test_the_docks_start_empty_and_say_what_to_do(docks: Any) -> None:
    parcel, submission = docks
    assert parcel.parcels.model.rowCount() == 0
    assert not parcel.review.run_button.isEnabled()
    assert not submission.export_button.isEnabled()
    assert submission.checks.item(0).data(Qt.ItemDataRole.UserRole) == "stop"


def test_the_project_form_keeps_unanswered_apart_from_no_and_keeps_what_it_does_not_ask(docks: Any) -> None:
    form = docks[0].review.form
    form.set_attributes({"temporary": False, "kind": "infrastructure", "height_m": 12.5, "something_else": "x"})
    assert form.attributes() == {"temporary": False, "kind": "infrastructure", "height_m": 12.5, "something_else": "x"}
    form.set_needed({"linear": "why", "temporary": "why"})
    assert form.open_questions() == ["linear"]
    form.set_attributes({})
    assert form.attributes() == {}


def test_the_first_save_of_a_project_holds_what_it_remembers(plugin: Any, qgis_new_project: None, tmp_path: Path) -> None:
    session = ReviewSession(ProjectState())
    before, plugin.session = plugin.session, session
    try:
        session.project.set_path("review", str(tmp_path / "甲.review.gpkg"))
        assert QgsProject.instance().write(str(tmp_path / "p.qgs"))
        text = (tmp_path / "p.qgs").read_text(encoding="utf-8")
        assert "甲.review.gpkg" in text[text.index("<onemap") : text.index("</onemap>")]
        assert not QgsProject.instance().isDirty()  # or QGIS asks whether to save what was just saved
    finally:
        plugin.session = before
        session.shut_down()
