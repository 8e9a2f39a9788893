"""The interface follows the language of QGIS, a package is Chinese always, kept texts are told again in another language."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QTranslator
from qgis.PyQt.QtWidgets import (
    QAbstractSpinBox,
    QAction,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTabWidget,
    QTextEdit,
    QTreeView,
    QWidget,
)

from onemap_plugin import startup
from onemap_plugin.core import i18n
from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.findings import Finding, Severity
from onemap_plugin.core.onemap.model import SourceInfo
from onemap_plugin.core.package.data import prepare
from onemap_plugin.core.package.profile import load_profile
from onemap_plugin.core.package.report import render_report
from onemap_plugin.core.review import Review
from onemap_plugin.processing.provider import ALGORITHMS
from onemap_plugin.qgis_bridge import languages, review_file
from onemap_plugin.qgis_bridge.package_export import export_package
from tests.qgis.package_helpers import pdf_text
from tests.unit.package.reviews import PROJECT, review

ROOT = Path(__file__).resolve().parents[2]
TS = ROOT / "i18n" / "onemap_zh_CN.ts"
CHINESE = re.compile("[一-鿿]")
NO_LAYER = "no layer of this role was found"
OVERLAPS = "patches overlap each other on {area} m² (counted once)"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the catalogue as it is installed."""
    sys.path.insert(0, str(ROOT / ".ci"))
    from stage import lrelease

    folder = tmp_path_factory.mktemp("i18n")
    subprocess.run([lrelease(), "-silent", str(TS), "-qm", str(folder / "onemap_zh_CN.qm")], check=True)
    return folder


@pytest.fixture
def chinese_interface(compiled: Path, qgis_app: Any) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load("onemap_zh_CN", str(compiled))
    QCoreApplication.installTranslator(translator)
    i18n.set_translator(QCoreApplication.translate)
    yield
    i18n.set_translator(None)
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def faulty() -> Review:
    """A review with a finding and with notes on sources, as made under an English interface."""
    base = review()
    bad = Finding("G02", Severity.ERROR, "The parcel is no valid polygon: {reason}.", {"reason": "Self-intersection"}, "DK01")
    unread = OneMapError("The layer {layer} can no longer be read: {reason}", file="a.gpkg", layer="LDTB", reason="x").told()
    notes = i18n.together((i18n.tell("onemap", OVERLAPS, area="12.30"),
                           i18n.tell("onemap", "could not be read: {error}", error=i18n.together((unread,)))))
    sources = (SourceInfo("SDTB", status="missing", note=i18n.tell("onemap", NO_LAYER)),
               SourceInfo("LDTB", "forest.gpkg", "LDTB", status="unreadable", note=notes))
    return replace(base, findings=(bad,), sources=(*base.sources, *sources))


@pytest.mark.parametrize(
    ("language", "chinese"),
    [("zh-Hans", True), ("zh_CN", True), ("zh", True), ("zh_Hans_CN", True),
     ("zh-Hant", False), ("zh_TW", False), ("zh_HK", False), ("en_US", False), ("ja", False)],
)
def test_simplified_chinese_by_any_name_gets_the_catalogue_and_traditional_does_not(
    language: str, chinese: bool, compiled: Path, monkeypatch: pytest.MonkeyPatch, qgis_app: Any
) -> None:
    monkeypatch.setattr(startup, "I18N", compiled)
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", language)
    try:
        found = startup.load_translator()
    finally:
        QgsSettings().remove("locale")
    assert (found is not None) is chinese
    if found is not None:
        assert found.translate("OneMapPlugin", "Parcels and Review") == "地块与联审"


def test_the_compiled_catalogue_says_the_same_as_its_source(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "I18N", compiled)
    languages.chinese.cache_clear()
    own, source = languages.chinese(), i18n.catalogue(TS)
    languages.chinese.cache_clear()
    for context, text in (("onemap", NO_LAYER), ("onemap", OVERLAPS), ("rules", "Ring not closed"), ("words", "; ")):
        assert own(context, text) == source(context, text) != text


def test_without_any_catalogue_the_texts_stay_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "I18N", tmp_path)
    languages.chinese.cache_clear()
    try:
        assert languages.chinese()("onemap", NO_LAYER) == NO_LAYER
    finally:
        languages.chinese.cache_clear()


def test_the_report_is_chinese_under_an_english_interface(faulty: Review, tmp_path: Path, qgis_app: Any) -> None:
    done = export_package(faulty, "land_survey", tmp_path, project=PROJECT, created="2026-11-23")
    (report,) = done.folder.rglob("*报告*.pdf")
    text = re.sub(r"\s+", "", pdf_text(report))
    assert "地块不是有效的面：自相交。" in text
    assert "Self-intersection" not in text
    sentences = re.findall(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", pdf_text(report))
    assert sentences == []


def report_of(data: Review) -> str:
    made = prepare(data, load_profile("land_survey"), "2026-11-23", PROJECT, {}, languages.chinese())
    return render_report(made, ["Noto Sans"])


def test_the_report_is_the_same_under_a_chinese_interface(faulty: Review, compiled: Path, qgis_app: Any) -> None:
    english = report_of(faulty)
    translator = QTranslator()
    assert translator.load("onemap_zh_CN", str(compiled))
    i18n.set_translator(lambda context, text: translator.translate(context.encode(), text.encode()) or text)
    try:
        assert report_of(faulty) == english
    finally:
        i18n.set_translator(None)
    assert "未找到此类图层" not in english  # a missing layer says so by its status
    assert "图斑互相重叠 12.30 m²（只计一次）；无法读取" in english


def test_writing_chinese_in_one_thread_leaves_the_others_english(faulty: Review) -> None:
    finding, say, wrong = faulty.findings[-1], languages.chinese(), []

    def work(chinese: bool) -> None:
        for _ in range(500):
            text = finding.text(say if chinese else None)
            if bool(CHINESE.search(text)) is not chinese:
                wrong.append(text)

    threads = [threading.Thread(target=work, args=(bool(i % 2),)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_notes_in_a_review_file_are_told_in_the_language_of_who_opens_it(faulty: Review, tmp_path: Path) -> None:
    path = tmp_path / "a.review.gpkg"
    review_file.save(path, faulty, review_file.PARTS)
    found = {s.role: s.note for s in review_file.load(path).sources}
    assert found["LDTB"] == faulty.sources[-1].note  # the text in the language of the run, for other programs
    assert i18n.retold(found["LDTB"]).startswith(
        "patches overlap each other on 12.30 m² (counted once); could not be read: a.gpkg")
    assert i18n.retold(found["SDTB"], languages.chinese()) == "未找到此类图层"
    chinese = i18n.retold(found["LDTB"], languages.chinese())
    assert chinese == "图斑互相重叠 12.30 m²（只计一次）；无法读取：a.gpkg: 图层 LDTB 已无法读取：x"


def test_a_note_of_an_older_file_stays_as_it_was_written() -> None:
    assert i18n.retold(i18n.Told.load("an old note", None), languages.chinese()) == "an old note"
    assert i18n.retold("plain", languages.chinese()) == "plain"


def test_every_algorithm_speaks_chinese(chinese_interface: None) -> None:
    english = []
    for kind in ALGORITHMS:
        algorithm = kind()
        algorithm.initAlgorithm({})
        texts = [algorithm.displayName(), algorithm.group(), algorithm.shortDescription()]
        texts += [p.description() for p in (*algorithm.parameterDefinitions(), *algorithm.outputDefinitions())]
        english += [(algorithm.name(), t) for t in texts if not CHINESE.search(t)]
    assert english == []


def test_every_algorithm_has_help_in_both_languages() -> None:
    folder = ROOT / "resources" / "help"
    for kind in ALGORITHMS:
        chinese, english = (folder / f"{kind.ID}.{x}.md" for x in ("zh", "en"))
        assert CHINESE.search(chinese.read_text(encoding="utf-8"))
        assert len(english.read_text(encoding="utf-8")) > 200


SHOWN = ("text", "toolTip", "placeholderText", "title", "windowTitle", "prefix", "suffix", "specialValueText", "whatsThis")
#: names of formats and keys, examples, and what Qt and QGIS label themselves
FOREIGN = re.compile(
    r"\{?https?:\S*|[\w./*-]*\.\w{2,5}\b|EPSG:\w*|\b(postgis|authcfg|GeoPackage|GeoJSON|Shapefile|WMTS|XYZ|TXT|KML|DXF|ZIP|JSON|YAML|Excel|"
    r"Markdown|QGIS|Basic|CGCS2000|UTF-8|UTF-16|GBK|GB18030|BOM|Referer|MBTiles|DLTB|PostGIS)\b",
    re.IGNORECASE,
)


def is_ours(part: QObject | None, whole: QWidget) -> bool:
    """Whether a part stands in no widget that QGIS labels itself (file choosers, filter lines, reference systems)."""
    while part is not None and part is not whole:
        if type(part).__name__.startswith("Qgs") and type(part).__module__.startswith("qgis"):
            return False
        part = part.parent()
    return True


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything that the widget and those in it show, what the user typed and the buttons of Qt left out."""
    for one in (widget, *widget.findChildren(QWidget)):
        if not is_ours(one, widget):
            continue
        typed = isinstance(one, (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox))
        if typed or isinstance(one.parent(), QDialogButtonBox):
            names: tuple[str, ...] = ("toolTip", "placeholderText")
        else:
            names = SHOWN
        yield from (str(getattr(one, n)()) for n in names if callable(getattr(one, n, None)))
        if isinstance(one, (QTabWidget, QTabBar)):
            yield from (one.tabText(i) for i in range(one.count()))
        if isinstance(one, QComboBox):
            yield from (one.itemText(i) for i in range(one.count()))
        if isinstance(one, (QTreeView, QTableView)) and one.model() is not None:
            yield from (str(one.model().headerData(i, Qt.Orientation.Horizontal) or "") for i in range(one.model().columnCount()))
    yield from (a.text() + " " + a.toolTip() for a in widget.findChildren(QAction)
                if not a.isSeparator() and is_ours(a, widget))


def english_in(widget: QWidget) -> list[str]:
    found = []
    for text in texts_of(widget):
        plain = FOREIGN.sub(" ", re.sub(r"<[^>]*>|&\w+;|\(&?\w\)|Ctrl\+[\w+]*", " ", text))
        if re.search(r"[A-Za-z]{3,}", plain) and not CHINESE.search(plain):
            found.append(text)
    return found


def test_docks_dialogs_and_options_are_chinese_throughout(
    chinese_interface: None, plugin: Any, qgis_iface: Any, qtbot: Any, qgis_new_project: None
) -> None:
    from onemap_plugin.gui.catalogue_dialog import CatalogueDialog
    from onemap_plugin.gui.compare_dialog import CompareDialog
    from onemap_plugin.gui.imagery.dock import ImageryDock
    from onemap_plugin.gui.imagery.service_dialog import ServiceDialog
    from onemap_plugin.gui.map_link import MapLink
    from onemap_plugin.gui.options_page import OneMapOptionsPage
    from onemap_plugin.gui.parcel_dock import ParcelDock
    from onemap_plugin.gui.project_state import ProjectState
    from onemap_plugin.gui.session import ReviewSession
    from onemap_plugin.gui.sheets_dialog import SheetsDialog
    from onemap_plugin.gui.submission_dock import SubmissionDock
    from onemap_plugin.gui.widgets.state_dialog import StateDialog
    from onemap_plugin.gui.write_txt_dialog import WriteTxtDialog
    from onemap_plugin.qgis_bridge.imagery_keys import KeyRing

    session, link = ReviewSession(ProjectState()), MapLink(qgis_iface)
    widgets = [
        ParcelDock(qgis_iface, session, link), SubmissionDock(qgis_iface, session), ImageryDock(qgis_iface),
        OneMapOptionsPage(None), CatalogueDialog(session, ""), CompareDialog(session, link), SheetsDialog(session),
        WriteTxtDialog(session), ServiceDialog(KeyRing()), StateDialog(3, True),
    ]
    for widget in widgets:
        qtbot.addWidget(widget)
    assert [f"{type(w).__name__}: {text}" for w in widgets for text in english_in(w)] == []
    session.shut_down()


def test_findings_of_a_review_made_in_chinese_are_english_for_an_english_reader(faulty: Review, tmp_path: Path) -> None:
    import sqlite3

    from onemap_plugin.gui.models.finding_rows import make_rows
    from onemap_plugin.gui.rules import all_rules

    path, say = tmp_path / "a.review.gpkg", languages.chinese()
    i18n.set_translator(say)
    try:
        review_file.save(path, faulty, review_file.PARTS)
        shown = [r.text for r in make_rows(review_file.load(path).findings, {}, all_rules())]
    finally:
        i18n.set_translator(None)
    with sqlite3.connect(path) as con:
        stored = [m for (m,) in con.execute("SELECT message FROM findings WHERE rule = 'G02'")]
    assert stored == ["地块不是有效的面：自相交。"]
    assert stored[0] in shown
    again = {r.finding.rule: (r.text, r.rule_title) for r in make_rows(review_file.load(path).findings, {}, all_rules())}
    assert again["G02"] == ("The parcel is no valid polygon: Self-intersection.", "Boundary crosses itself")
