"""What a user sees before there is anything to see, and small manners: Esc, groups, offers, buttons, strays on the map."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QModelIndex
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QDialogButtonBox, QLabel, QTableWidget

from onemap_plugin.core.parcels import ParcelCrs
from onemap_plugin.gui import labels
from onemap_plugin.gui.parcel_dock import FINDINGS_TAB
from onemap_plugin.gui.widgets.buttons import button_box
from onemap_plugin.qgis_bridge.review_layers import sensible_extent

sys.path.insert(0, str(Path(__file__).parent))
from dock_samples import take  # noqa: E402

GUI = Path(__file__).resolve().parents[2] / "onemap_plugin" / "gui"


@pytest.fixture
def faulty(dock: Any, qtbot: Any, tmp_path: Path, sample: Path) -> Any:
    """The dock with the faulty sample, at its findings."""
    shutil.copy(sample / "parcels_faulty.txt", tmp_path)
    take(dock, qtbot, tmp_path / "parcels_faulty.txt")
    dock.tabs.setCurrentIndex(FINDINGS_TAB)
    return dock


def groups(dock: Any) -> list[QModelIndex]:
    return [dock.findings.model.index(n, 0) for n in range(dock.findings.model.rowCount())]


def test_empty_views_say_what_to_do_and_never_that_nothing_was_found(dock: Any) -> None:
    review = dock.review
    assert "Drop a parcel file" in dock.findings.view.placeholder
    views = (review.outcomes.view, review.areas.view, review.materials.view, review.unchecked.view)
    assert {v.placeholder for v in views} == {"Not checked yet: choose the one map above and press “Review”."}
    assert "Not checked yet" in review.conflicts._hint.text()
    blank = dock.findings.view.viewport().grab().toImage()
    dock.findings.view.set_placeholder("")
    assert dock.findings.view.viewport().grab().toImage() != blank


def test_parcels_without_a_review_are_not_called_free_of_conflicts(faulty: Any) -> None:
    assert "Not checked yet" in faulty.review.conflicts._hint.text()
    assert "Not checked yet" in faulty.review.materials.view.placeholder


def test_a_filter_that_fits_nothing_is_told_and_its_groups_come_back_as_they_were(faulty: Any, qtbot: Any) -> None:
    view, filters = faulty.findings.view, faulty.findings.filters
    first, second = groups(faulty)[:2]
    assert view.isExpanded(first)
    closed = second.data()
    view.collapse(second)
    filters.text.setText("nothing has these words")
    qtbot.waitUntil(lambda: faulty.findings.model.shown == 0)
    assert view.placeholder == "No finding matches the filters."
    filters.clear()
    assert faulty.findings.model.shown == faulty.findings.model.total > 0
    opened = {i.data(): view.isExpanded(i) for i in groups(faulty)}
    assert opened.pop(closed) is False
    assert all(opened.values()), opened


def test_an_offer_to_undo_goes_with_the_review_it_speaks_of(faulty: Any) -> None:
    asked: list[int] = []
    faulty.messages.show_message("success", "repaired", "Undo", lambda: asked.append(1))
    faulty.refresh()
    assert faulty.messages.text() == "repaired"
    faulty.session.close()
    assert not faulty.messages.isVisible()
    assert not faulty.messages.text()
    faulty.messages.show_message("warning", "the folder cannot be written to")
    faulty.session.path = "other.review.gpkg"
    faulty.refresh()
    assert faulty.messages.text(), "a warning stays until it is closed"
    faulty.session.path = ""


def test_escape_stops_what_runs_and_else_takes_the_marks_off_the_map(faulty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    escape = next(a for a in faulty.actions() if a.objectName() == "onemapEscape")
    assert escape.shortcut().toString() == "Esc"
    stopped: list[int] = []
    monkeypatch.setattr(faulty.session, "cancel", lambda: stopped.append(1))
    faulty._map.show([faulty.session.review.parcels.parcels[0].geometry], labels.severity_colour("error"))
    assert faulty._map._bands
    escape.trigger()
    assert not faulty._map._bands
    assert not stopped
    faulty.session._alone = 1
    escape.trigger()
    assert stopped == [1]
    faulty.session._alone = 0


def test_dialogs_take_their_buttons_from_the_plugin() -> None:
    kinds = QDialogButtonBox.StandardButton
    box = button_box(kinds.Ok, kinds.Cancel, kinds.Close, kinds.Save)
    assert [box.button(k).text() for k in (kinds.Ok, kinds.Cancel, kinds.Close, kinds.Save)] == ["OK", "Cancel", "Close", "Save"]
    for file in GUI.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"QDialogButtonBox\(QDialogButtonBox|QMessageBox|QInputDialog\.get", text), file.name


@pytest.mark.parametrize(
    ("crs", "text"),
    [
        (ParcelCrs(4528, "CGCS2000", 3, 40, 120.0, True), "CGCS2000, 3-degree zone 40, central meridian 120°E (EPSG:4528)"),
        (ParcelCrs(4549, "CGCS2000", 3, 0, 120.0), "CGCS2000, 3-degree zone without number, central meridian 120°E (EPSG:4549)"),
        (ParcelCrs(4490, "CGCS2000"), ""),
        (ParcelCrs(), ""),
    ],
)
def test_the_coordinate_system_is_told_in_words(crs: ParcelCrs, text: str) -> None:
    assert labels.crs_text(crs) == text


def test_the_writer_shows_greyed_what_it_will_write_in_an_empty_cell(faulty: Any, qtbot: Any) -> None:
    dialog = faulty.write_txt()
    qtbot.addWidget(dialog)
    table = dialog.options.findChild(QTableWidget, "onemapTxt_HEADER")
    row = next(r for r in range(table.rowCount()) if table.item(r, 0).text() == "数据产生单位")
    cell = table.item(row, 1)
    assert not cell.text()
    assert cell.toolTip() == faulty.session.review.parcels.header["数据产生单位"]
    delegate = table.itemDelegateForColumn(1)
    option = table.viewOptions() if hasattr(table, "viewOptions") else None
    if option is not None:
        delegate.initStyleOption(option, table.model().index(row, 1))
        assert option.text == cell.toolTip()
    assert "数据产生单位" not in dialog.options.header()
    dialog.reject()


def polygons(*rings: list[tuple[float, float]], crs: str = "EPSG:4528") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"Polygon?crs={crs}", "x", "memory")
    for ring in rings:
        feature = QgsFeature()
        text = ", ".join(f"{x} {y}" for x, y in [*ring, ring[0]])
        feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON (({text}))"))
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def square(x: float, y: float, side: float = 200.0) -> list[tuple[float, float]]:
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]


def test_a_stray_point_does_not_zoom_the_map_to_half_a_continent() -> None:
    good = [square(40500000, 3350000), square(40500900, 3350400)]
    wrong = square(40500300, 3350100)
    wrong[2] = (4050050.0, 3350300.0)  # a digit is missing
    box = sensible_extent(polygons(*good, wrong))
    assert QgsRectangle(40500000, 3350000, 40501100, 3350600).contains(box)
    assert box.contains(QgsRectangle(40500001, 3350001, 40501099, 3350599))
    assert sensible_extent(polygons(wrong)).width() < 1000


def test_units_of_questions_are_words_not_codes(dock: Any) -> None:
    asked = [w.text() for w in dock.review.findChildren(QLabel)]
    assert [t for t in asked if t.endswith("(months)")]
    assert not [t for t in asked if t.endswith(("(month)", "(m2)", "(count)"))]


def test_a_long_project_is_shown_whole() -> None:
    for layer in (polygons(square(40500000, 3350000), square(40700000, 3360000)),
                  polygons([(x, 3350000 + y) for x, y in [(40300000, 0), (40500000, 100), (40650000, 0), (40500000, 50)]]),
                  polygons(square(119.0, 30.0, 0.01), square(120.0, 30.5, 0.01), crs="EPSG:4490")):
        assert sensible_extent(layer) == layer.extent()


def test_a_click_in_a_long_table_costs_no_row_heights(qgis_app: Any) -> None:
    from onemap_plugin.gui.models.tables import Column, RowTableModel
    from onemap_plugin.gui.widgets.views import MOST_WRAPPED, IntentTable

    view = IntentTable()
    model = RowTableModel([Column(lambda: "x", lambda r: r)], str)
    view.setModel(model)
    view.set_wrapping(True)
    model.set_rows(["text " * 40] * 10)
    assert view.wordWrap()
    view.setColumnWidth(0, 100)
    view.resize(200, 300)
    view.show()
    assert view.rowHeight(0) > 3 * view.fontMetrics().height()
    model.set_rows([str(n) for n in range(MOST_WRAPPED + 1)])
    assert not view.wordWrap()
    assert view.rowHeight(0) == view.verticalHeader().defaultSectionSize()
    model.set_rows(["text " * 40])
    assert view.wordWrap()
    view.close()


def test_a_message_of_an_earlier_step_goes_when_the_next_begins(faulty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("onemap_plugin.gui.widgets.status_strip.time.monotonic", lambda: now[0])
    faulty.show_message("error", "empty.txt: the file is empty")
    faulty.session.busy_changed.emit(True)
    assert faulty.messages.text(), "said in the same moment: it speaks of the step that begins"
    now[0] += 5
    faulty.session.busy_changed.emit(True)
    assert not faulty.messages.text()
    faulty.session.busy_changed.emit(False)


def test_the_columns_of_the_parcel_table_fit_each_review(dock: Any, qtbot: Any, tmp_path: Path, sample: Path) -> None:
    points = tmp_path / "点表.csv"
    points.write_text("name,x,y\n1,3374010.5,40512010.2\n2,3374110.5,40512010.2\n3,3374110.5,40512110.2\n", encoding="utf-8")
    take(dock, qtbot, points)
    assert "point list" in dock.parcels._summary.text()
    assert "point_list" not in dock.parcels._summary.text()
    shutil.copy(sample / "parcels.txt", tmp_path)
    take(dock, qtbot, tmp_path / "parcels.txt")
    view = dock.parcels.view
    for column in (0, 1, 2, 3):
        assert view.columnWidth(column) >= min(view.sizeHintForColumn(column), 150), column
    view.setColumnWidth(1, 47)
    dock.session.reload()
    qtbot.waitUntil(lambda: not dock.session.busy)
    with qtbot.waitSignal(dock.session.changed):
        dock.session.reload()
    assert view.columnWidth(1) == 47, "a width that the user chose stays"


def test_coloured_words_are_lighter_on_a_dark_background() -> None:
    dark, light = QPalette(), QPalette()
    dark.setColor(QPalette.ColorRole.Base, QColor("#232323"))
    light.setColor(QPalette.ColorRole.Base, QColor("#ffffff"))
    for code in labels.OUTCOME_COLOURS:
        colour = labels.outcome_colour(code)
        assert labels.readable(colour, light) == colour
        assert contrast(labels.readable(colour, dark), QColor("#232323")) > 3.5, code
        assert contrast(colour, QColor("#ffffff")) > 3.5, code


def contrast(one: QColor, other: QColor) -> float:
    """Ratio of WCAG 2."""

    def light(colour: QColor) -> float:
        shares = (colour.redF(), colour.greenF(), colour.blueF())
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_what_the_verification_found_is_scrolled_to(plugin: Any, qgis_iface: Any, qtbot: Any, qgis_new_project: None) -> None:
    from onemap_plugin.gui.project_state import ProjectState
    from onemap_plugin.gui.session import ReviewSession
    from onemap_plugin.gui.submission_dock import SubmissionDock

    dock = SubmissionDock(qgis_iface, ReviewSession(ProjectState()))
    qtbot.addWidget(dock)
    dock.resize(320, 330)
    dock.show()
    fault = {"severity": "error", "rule": "V-HASH", "message": "changed", "source_file": "a/b.txt"}
    found = [{**fault, "uid": str(n)} for n in range(3)]
    dock._verified("/x/package.zip", {"findings": found})
    assert dock.verify_button.height() < 60
    bar = dock._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert dock.model.index(0, 1).data() == "b.txt"
    top = dock.view.mapTo(dock._scroll.viewport(), dock.view.rect().topLeft()).y()
    assert top < dock._scroll.viewport().height()
