"""The dialogs around a review: columns, zone and axes, writing TXT with a true preview, comparing, map sheets."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox

sys.path.insert(0, str(Path(__file__).parent))
from dock_samples import CORNERS, EAST, NORTH, RING, WAIT, drop, take  # noqa: E402
from vector_samples import wkt, write  # noqa: E402

from onemap_plugin.gui import settings as s  # noqa: E402
from onemap_plugin.gui.list_columns_dialog import ListColumnsDialog  # noqa: E402
from onemap_plugin.gui.options_page import OneMapOptionsPage  # noqa: E402
from onemap_plugin.gui.parcel_dock import ParcelDock  # noqa: E402
from onemap_plugin.gui.widgets.zone_box import ZoneDialog  # noqa: E402
from onemap_plugin.gui.write_txt_dialog import WriteTxtDialog  # noqa: E402
from onemap_plugin.qgis_bridge import review_file  # noqa: E402
from onemap_plugin.qgis_bridge.reading_preview import doubtful_lists  # noqa: E402


@pytest.fixture
def work(tmp_path: Path, sample: Path) -> Path:
    folder = tmp_path / "测区"
    folder.mkdir()
    for name in ("parcels.txt", "parcels_faulty.txt", "onemap.gpkg"):
        shutil.copy(sample / name, folder)
    return folder


def dialog_of(dock: ParcelDock, kind: type) -> Any:
    return next((d for d in dock.findChildren(kind) if d.isVisible()), None)


def odd_list(path: Path, prefix: int = 40_000_000) -> Path:
    east = EAST - 40_000_000 + prefix
    rows = [f"P{i},{NORTH + n:.3f},{east + e:.3f},{east + e + 7:.3f}" for i, (n, e) in enumerate(CORNERS, 1)]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


# point lists


def test_a_doubtful_list_asks_for_its_columns_and_is_read_as_the_user_says(dock: ParcelDock, qtbot: Any, tmp_path: Path) -> None:
    dock.take_files([str(odd_list(tmp_path / "表.csv", prefix=0))])
    qtbot.waitUntil(lambda: dialog_of(dock, ListColumnsDialog) is not None, timeout=WAIT)
    dialog = dialog_of(dock, ListColumnsDialog)
    table = dialog.tables[0]
    assert table.table.item(1, 0).text() == "P1"
    assert table.roles()[1] == "north"
    ok = dialog._buttons.button(QDialogButtonBox.StandardButton.Ok)
    for column, role in ((2, "east"), (3, "east")):
        table.combos[column].setCurrentIndex(table.combos[column].findData(role))
    assert not ok.isEnabled()
    table.combos[2].setCurrentIndex(table.combos[2].findData(""))
    table.combos[0].setCurrentIndex(table.combos[0].findData("label"))
    dialog.zone.choose("EPSG:4528")
    assert ok.isEnabled()
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dialog.accept()
    review = dock.session.review
    assert review is not None
    assert review.parcels.parcels[0].rings[0].xy[0].tolist() == [NORTH, EAST - 40_000_000 + 7]
    assert (review.parcels.crs.zone, review.parcels.crs.prefixed) == (40, False)
    assert not any(r.rule == "T-LIST-COLUMNS" for r in (row.finding for row in dock.session.rows))


def test_giving_up_the_columns_reads_nothing_and_a_sure_list_asks_nothing(dock: ParcelDock, qtbot: Any, tmp_path: Path) -> None:
    dock.take_files([str(odd_list(tmp_path / "a.csv"))])
    qtbot.waitUntil(lambda: dialog_of(dock, ListColumnsDialog) is not None, timeout=WAIT)
    dialog_of(dock, ListColumnsDialog).reject()
    assert dock.session.review is None
    sure = tmp_path / "b.csv"
    rows = [f"J{i},{NORTH + n},{EAST + e}" for i, (n, e) in enumerate(CORNERS)]
    sure.write_text("\n".join(["点号,X,Y", *rows]), encoding="utf-8")
    take(dock, qtbot, sure)
    assert dock.session.review is not None
    assert dialog_of(dock, ListColumnsDialog) is None


def test_a_worksheet_with_notes_beside_a_sure_list_is_no_doubt(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["说明", "本表为界址点成果"])
    sheet = book.create_sheet("点")
    sheet.append(["点号", "X", "Y"])
    for i, (n, e) in enumerate(CORNERS, 1):
        sheet.append([f"J{i}", NORTH + n, EAST + e])
    book.save(tmp_path / "a.xlsx")
    assert doubtful_lists([tmp_path / "a.xlsx"]) == []
    assert [p.name for p in doubtful_lists([tmp_path / "a.xlsx"], every=True)] == ["a.xlsx|点"]
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    assert doubtful_lists([tmp_path / "bad.xlsx"]) == []


# zone and axes


def test_a_missing_zone_is_asked_for_and_the_files_are_read_again_with_it(dock: ParcelDock, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "无带号.txt"
    rows = ["[地块坐标]", "5,1.0000,1,甲,面,,,,@"]
    rows += [f"J{i % 4 + 1},1,{NORTH + n:.3f},{450000 + e:.3f}" for i, (n, e) in enumerate([*CORNERS, CORNERS[0]])]
    path.write_bytes("\r\n".join(rows).encode("gbk"))
    take(dock, qtbot, path)
    assert any(r.finding.rule == "T-CRS-NO-ZONE" for r in dock.session.rows)
    assert dock.crs_button.isVisible()
    dock.crs_button.click()
    dialog = dialog_of(dock, ZoneDialog)
    dialog.zone.choose("EPSG:4528")
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dialog.accept()
    review = dock.session.review
    assert review is not None
    assert (review.parcels.crs.zone, review.parcels.crs.prefixed) == (40, False)
    assert review.parcels.parcels[0].rings[0].xy[0].tolist() == [NORTH, 450000.0]
    assert not dock.crs_button.isVisible()


def test_axes_are_exchanged_by_consent_only_and_another_choice_keeps_that(dock: ParcelDock, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "反.txt"
    rows = ["[属性描述]", "坐标系=2000国家大地坐标系", "几度分带=3", "带号=40", "[地块坐标]", "5,1.0000,1,甲,面,,,,@"]
    rows += [f"J{i % 4 + 1},1,{EAST + e:.3f},{NORTH + n:.3f}" for i, (n, e) in enumerate([*CORNERS, CORNERS[0]])]
    path.write_bytes("\r\n".join(rows).encode("gbk"))
    take(dock, qtbot, path)
    assert dock.session.review is not None
    assert dock.session.review.parcels.parcels[0].rings[0].xy[0].tolist() == [EAST, NORTH]
    assert dock.axes_button.isVisible()
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.axes_button.click()
    assert dock.session.review.parcels.parcels[0].rings[0].xy[0].tolist() == [NORTH, EAST]
    assert not dock.axes_button.isVisible()
    runs = [r for r in review_file.load(dock.session.path).runs if r.step == "import"]
    assert runs[-1].options["axes_exchanged"] == ["反.txt"]
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock._choose_profile("standard")
    assert dock.session.review.parcels.parcels[0].rings[0].xy[0].tolist() == [NORTH, EAST]


def test_after_a_restart_the_files_beside_the_review_are_read_again(dock: ParcelDock, qtbot: Any, tmp_path: Path) -> None:
    path = write("GeoJSON", tmp_path / "a.geojson", [f"POLYGON {wkt(RING)}"], epsg=None)
    take(dock, qtbot, path)
    review = dock.session.path
    dock.session.close()
    with qtbot.waitSignal(dock.session.opened, timeout=WAIT):
        dock.session.open(review)
    assert dock.session.source() == str(path)
    path.rename(tmp_path / "gone.geojson")
    assert dock.session.source() == ""


def test_another_review_is_never_overwritten_by_reading_the_last_input_again(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    take(dock, qtbot, work / "parcels.txt")
    first = dock.session.path
    take(dock, qtbot, work / "parcels_faulty.txt")
    with qtbot.waitSignal(dock.session.opened, timeout=WAIT):
        dock.session.open(first)
    assert "faulty" not in dock.session.source()


def test_the_recognised_profile_and_its_score_are_shown(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    take(dock, qtbot, work / "parcels.txt")
    dock._fill_menu()
    choice = next(a.menu() for a in dock._menu.actions() if a.menu() is not None)
    assert dock.session.review is not None
    assert f"{round(100 * dock.session.review.parcels.profile_score)} %" in choice.actions()[0].text()
    assert "%" in dock.parcels._summary.text()


# writing


@pytest.mark.parametrize(
    ("choices", "files"),
    [
        ({}, 1),
        ({"ENCODING": "UTF-8-SIG", "DECIMALS": 2, "NUMBERING": "nw", "LABEL_PREFIX": "K", "RESTART": True}, 1),
        ({"SPLIT": "parcel", "PREFIX": "no", "CLOSING": "next", "COMPUTE_AREA": "yes", "COMPUTE_SHEET": "yes"}, 4),
        ({"SPLIT": "source", "ENCODING": "UTF-16", "NUMBERING": "north", "PARTS": "split"}, 1),
    ],
)
def test_the_preview_is_byte_for_byte_what_is_written(
    dock: ParcelDock, qtbot: Any, work: Path, choices: dict[str, Any], files: int
) -> None:
    take(dock, qtbot, work / "parcels.txt")
    dialog = WriteTxtDialog(dock.session, dock)
    qtbot.addWidget(dialog)
    header = {"数据产生单位": "某某勘测队"}
    target = work / "成果"
    with qtbot.waitSignal(dialog.previewed, timeout=WAIT):
        dialog.options.set_values({**choices, "HEADER": header, "FOLDER": str(target), "NAME": "写出.txt"})
    assert len(dialog.preview) == files
    shown, encoding = dialog.preview, dialog.options.values()["ENCODING"]
    text = dialog.text.toPlainText()
    assert "数据产生单位=某某勘测队" in text
    with qtbot.waitSignal(dock.session.busy_changed, timeout=WAIT):
        dialog._write()
    qtbot.waitUntil(lambda: not dock.session.busy, timeout=WAIT)
    written = {p.stem: p.read_bytes() for p in target.iterdir()}
    expected = {name or "写出": data for name, data in shown.items()}
    assert written == expected
    first = next(iter(shown.values()))
    assert text.split("\n") == first.decode(encoding.lower()).split("\r\n")
    assert dock.session.messages[-1][0] == "success"  # type: ignore[attr-defined]


def test_the_file_as_it_was_read_leaves_all_choices_aside(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    data = (work / "parcels.txt").read_bytes().replace(b"[", b" [", 1) + b"\r\n \r\n"
    (work / "odd.txt").write_bytes(data)
    take(dock, qtbot, work / "odd.txt")
    dialog = WriteTxtDialog(dock.session, dock)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.previewed, timeout=WAIT):
        dialog.options.set_values({"PROFILE": "as_read", "ENCODING": "UTF-8", "NUMBERING": "nw", "DECIMALS": 1})
    assert list(dialog.preview.values()) == [data]
    assert dialog.text.toPlainText().split("\n") == data.decode("gb18030").split("\r\n")[: len(data.splitlines()) + 1]
    widgets = dialog.options._widgets
    assert [n for n, w in widgets.items() if w.isEnabled()] == ["PROFILE", "SPLIT", "FOLDER", "NAME", "OVERWRITE"]
    with qtbot.waitSignal(dialog.previewed, timeout=WAIT):
        dialog.options.set_values({"PROFILE": "standard"})
    assert widgets["ENCODING"].isEnabled()
    assert widgets["LABEL_PREFIX"].isEnabled()


def test_what_cannot_be_written_is_told_and_cannot_be_saved(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    text = (work / "parcels.txt").read_bytes().decode("gb18030")
    first = next(line for line in text.splitlines() if line.endswith(",@"))
    named = first.replace(first.split(",")[3], "𠮷地块", 1)  # a character that GBK lacks
    (work / "b.txt").write_text(text.replace(first, named), encoding="utf-8")
    take(dock, qtbot, work / "b.txt")
    dialog = WriteTxtDialog(dock.session, dock)
    qtbot.addWidget(dialog)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    with qtbot.waitSignal(dialog.previewed, timeout=WAIT):
        dialog.options.set_values({})
    assert "𠮷" in dialog.notes.text()
    assert not save.isEnabled()
    with qtbot.waitSignal(dialog.previewed, timeout=WAIT):
        dialog.options.set_values({"ENCODING": "UTF-8"})
    assert save.isEnabled()


def test_the_choices_are_kept_but_no_place_and_no_header(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    from onemap_plugin.gui.write_txt_dialog import store_values, stored_values

    take(dock, qtbot, work / "parcels.txt")
    dialog = WriteTxtDialog(dock.session, dock)
    qtbot.addWidget(dialog)
    dialog.options.set_values({"DECIMALS": 2, "NUMBERING": "nw", "HEADER": {"数据产生单位": "某队"}})
    store_values(dialog.options.values())
    again = WriteTxtDialog(dock.session, dock)
    qtbot.addWidget(again)
    values = again.options.values()
    assert (values["DECIMALS"], values["NUMBERING"], values["HEADER"]) == (2, "nw", {})
    assert not {"FOLDER", "NAME", "HEADER", "OVERWRITE"} & set(stored_values())
    QgsSettings().setValue(f"{s.PREFIX}/write_txt", "{broken")
    assert stored_values() == {}


# comparing, sheets


def test_two_files_are_compared_by_dropping_them(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    other = work / "other.txt"
    data = (work / "parcels.txt").read_bytes()
    line = next(row for row in data.split(b"\r\n") if row.startswith(b"J2,"))
    other.write_bytes(data.replace(line, line[:-1] + (b"1" if line[-1:] != b"1" else b"2"), 1))
    take(dock, qtbot, work / "parcels.txt")
    dialog = dock.compare_files()
    assert drop(dialog.first, [work / "parcels.txt"])
    assert drop(dialog.second, [other])
    assert dialog.second.path() == str(other)
    dialog.run()
    qtbot.waitUntil(lambda: bool(dialog.summary.text()), timeout=WAIT)
    assert dialog.tree.topLevelItemCount() == 1
    item = dialog.tree.topLevelItem(0).child(0)
    assert item.text(1)
    dialog.tree.itemActivated.emit(item, 0)
    dialog.second.set_path(str(work / "parcels.txt"))
    dialog.summary.clear()
    dialog.run()
    qtbot.waitUntil(lambda: bool(dialog.summary.text()), timeout=WAIT)
    assert dialog.tree.topLevelItemCount() == 0
    dialog.second.set_path(str(work / "none.txt"))
    assert not dialog.run_button.isEnabled()


def test_map_sheets_are_listed_and_added_to_the_map(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    take(dock, qtbot, work / "parcels.txt")
    dialog = dock.show_sheets()
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 4, timeout=WAIT)
    layer = dialog.add_layer()
    names = {f["sheet"] for f in layer.getFeatures()}
    listed = {name for row in dialog._report["parcels"] for name in row["sheets"]}
    assert names == listed != set()
    assert layer.id() in QgsProject.instance().mapLayers()
    dialog.copy()
    assert QApplication.clipboard().text().count("\n") == 4


# the options


def test_profile_folder_and_boundary_are_options(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    from onemap_plugin.gui import profiles

    (work / "county.yaml").write_text(
        "profiles:\n- id: county_y\n  title: 某县格式\n  parcel_line: {per: parcel, end: ',@', slots: [count, number]}\n"
        "  point_line: {columns: [label, ring, north, east]}\n  write: true\n",
        encoding="utf-8",
    )
    page = OneMapOptionsPage()
    qtbot.addWidget(page)
    page._widgets["txt_profile_folder"].setFilePath(str(work))
    limit = write("GPKG", work / "limit.gpkg", [f"POLYGON {wkt([(x, y + 10) for x, y in RING])}"], epsg=4528, layer="XZQ")
    page._widgets["boundary_file"].setFilePath(str(limit))
    page.apply()
    assert profiles.writable_txt_profiles()["county_y"] == "某县格式"
    take(dock, qtbot, write("GPKG", work / "a.gpkg", [f"POLYGON {wkt(RING)}"], epsg=4528))
    assert any(r.finding.rule == "G23" for r in dock.session.rows)
    s.write_settings(s.Settings())
    assert "county_y" not in profiles.txt_profiles()


def test_after_a_review_the_boundary_of_the_one_map_is_checked_against(dock: ParcelDock, qtbot: Any, work: Path) -> None:
    take(dock, qtbot, work / "parcels.txt")
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.session.run_review(str(work / "onemap.gpkg"), {})
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.session.check()
    assert dock.session.review is not None
    assert dock.session.review.runs[-1].options["boundary"].startswith("onemap.gpkg|")
    s.write_settings(s.Settings(boundary_from_onemap=False))
    with qtbot.waitSignal(dock.session.changed, timeout=WAIT):
        dock.session.check()
    assert "boundary" not in dock.session.review.runs[-1].options
