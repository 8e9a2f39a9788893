"""The catalogue dialog: what is recognised is shown, corrected by hand, saved, and used by the next review."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import shapely
from osgeo import ogr
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QStyleOptionViewItem

from onemap_plugin.gui.models.catalogue_table import CRS, EDITION, LAYER, PUBLISHER, ROLE, STATUS, CatalogueModel, RoleDelegate
from onemap_plugin.gui.project_state import ProjectState
from onemap_plugin.qgis_bridge.onemap_catalogue import read_catalogue
from onemap_plugin.qgis_bridge.onemap_catalogue_build import build_catalogue
from onemap_plugin.qgis_bridge.onemap_project import read_project_catalogue
from tests.qgis.test_onemap_sources import ROWS, SHAPES, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    write(data / "survey.gpkg", "DLTB", SHAPES, ROWS)
    write(data / "KYQ.gpkg", "KYQ", SHAPES, [{"KSMC": "a"}] * 3, fields={"KSMC": ogr.OFTString})
    write(data / "odd.gpkg", "layer_x", SHAPES, [{"KIND": "0101"}] * 3, fields={"KIND": ogr.OFTString})
    (data / "STBHHX.gpkg").write_bytes(b"nothing" * 100)
    return data


@pytest.fixture
def panel(plugin: Any, qgis_new_project: None) -> Any:
    return plugin._docks["onemapParcelDock"].show().review


def row_of(model: CatalogueModel, layer: str) -> int:
    return next(i for i in range(model.rowCount()) if model.index(i, LAYER).data() == layer)


def test_the_table_is_a_sound_model_and_takes_corrections(qgis_app: Any, qtmodeltester: Any, folder: Path) -> None:
    model = CatalogueModel()
    model.set_rows(build_catalogue(str(folder)))
    qtmodeltester.check(model)
    odd = row_of(model, "layer_x")
    assert model.index(odd, ROLE).data() == "not used"
    assert model.setData(model.index(odd, ROLE), "CYTB")
    assert model.index(odd, ROLE).data().startswith("CYTB ")
    assert model.index(odd, STATUS).data() == "edition missing"
    assert model.setData(model.index(odd, EDITION), "2022")
    assert model.setData(model.index(odd, PUBLISHER), "林业局")
    assert model.index(odd, STATUS).data() == "ready"
    assert not model.setData(model.index(odd, STATUS), "ready")
    kyq = row_of(model, "KYQ")
    box = model.index(kyq, ROLE)
    assert box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert model.setData(box, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert model.rows()[kyq].entry.confirmed
    land = row_of(model, "DLTB")
    assert "SJNF" in model.index(land, EDITION).data()
    west, south, east, north = (f"{v:,.0f}" for v in shapely.total_bounds(SHAPES))
    tip = model.index(land, CRS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith(f"Covers {west} to {east} east, {south} to {north} north")


def test_the_chooser_offers_what_was_recognised_first(qgis_app: Any, qtbot: Any, folder: Path) -> None:
    model, delegate = CatalogueModel(), RoleDelegate()
    model.set_rows(build_catalogue(str(folder)))
    index = model.index(row_of(model, "DLTB"), ROLE)
    editor = delegate.createEditor(None, QStyleOptionViewItem(), index)
    qtbot.addWidget(editor)
    assert isinstance(editor, QComboBox)
    delegate.setEditorData(editor, index)
    assert editor.currentData() == "DLTB"
    assert editor.itemData(1) == "DLTB"
    assert editor.count() > 50
    editor.setCurrentIndex(editor.findData(""))
    delegate.setModelData(editor, model, index)
    assert model.index(row_of(model, "DLTB"), ROLE).data() == "not used"


def test_saved_as_a_file_it_becomes_the_one_map(panel: Any, qtbot: Any, folder: Path, tmp_path: Path) -> None:
    panel.onemap.setText(str(folder))
    assert panel.catalogue_button.isEnabled()
    panel.show_catalogue()
    dialog = panel.catalogue
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 4, timeout=60_000)
    assert not dialog.editions.isHidden()
    assert "KYQ" in dialog.editions.text()
    dialog.model.setData(dialog.model.index(row_of(dialog.model, "KYQ"), EDITION), "2024-05")
    assert dialog.editions.isHidden()
    dialog.confirm_button.click()
    if os.environ.get("ONEMAP_PICTURES"):
        dialog.grab().save(os.path.join(os.environ["ONEMAP_PICTURES"], "catalogue.png"))
    dialog.save_file(str(tmp_path / "one.yaml"))
    assert not dialog.isVisible()
    assert panel.onemap.text() == str(tmp_path / "one.yaml")
    entries = {e.role: e for e in read_catalogue(tmp_path / "one.yaml")}
    assert set(entries) == {"DLTB", "KYQ"}
    assert entries["KYQ"].edition == "2024-05"
    assert all(e.confirmed for e in entries.values())


def test_saved_in_the_project_it_is_there_again(panel: Any, qtbot: Any, folder: Path, tmp_path: Path) -> None:
    panel.onemap.setText(str(folder))
    panel.show_catalogue()
    dialog = panel.catalogue
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 4, timeout=60_000)
    dialog.save_in_project()
    assert "no file yet" in dialog.hint.text()
    QgsProject.instance().write(str(tmp_path / "p.qgs"))
    dialog.save_in_project()
    assert panel.onemap.text() == "project"
    assert {e.role for e in read_project_catalogue()} == {"DLTB", "KYQ"}


def test_a_place_that_cannot_be_entered_is_said_in_the_dialog(panel: Any, qtbot: Any) -> None:
    panel.onemap.setText("postgis:host=127.0.0.1 port=1 dbname=x")
    panel.show_catalogue()
    qtbot.waitUntil(lambda: "cannot be reached" in panel.catalogue.hint.text(), timeout=60_000)
    assert not panel.catalogue.file_button.isEnabled()
    panel.catalogue.reject()
    panel.onemap.setText("/nowhere/at/all")
    with qtbot.waitSignal(panel.message):
        panel.show_catalogue()


def test_the_project_keeps_a_database_without_its_user(qgis_new_project: None) -> None:
    state = ProjectState()
    state.set_path("onemap", "postgis:host=h user='w x' dbname=d schema=s password=p")
    assert state.path("onemap").startswith("postgis:host=h user=")
    state.forget()
    assert state.path("onemap") == "postgis:host=h dbname=d schema=s"
    state.set_path("onemap", "project")
    state.forget()
    assert state.path("onemap") == "project"
