"""The dock "Parcels and Review": drop a file, see what is wrong and where, see which approvals the parcels touch."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication, QgsVectorLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from . import profiles
from .findings_panel import FindingsPanel
from .icons import icon
from .inputs import TEXT_SUFFIXES, VECTOR_SUFFIXES, acceptable
from .live_check import LiveCheck
from .map_link import MapLink
from .parcels_panel import ParcelsPanel
from .repair_dialog import RepairDialog
from .repair_history import RepairHistory
from .repairs import Repairs
from .review_panel import ReviewPanel
from .session import INPUT_SEPARATOR, ReviewSession
from .settings import forget_recent, last_folder, recent_files, remember_folder
from .widgets.drop_area import DROP_HEIGHT, DropArea
from .widgets.status_strip import MessageStrip, ProgressStrip, add_escape
from .widgets.zone_box import ZoneDialog

if TYPE_CHECKING:
    from .compare_dialog import CompareDialog
    from .sheets_dialog import SheetsDialog
    from .write_txt_dialog import WriteTxtDialog

SWAP_RULES = ("T-CRS-SWAP", "G21")
CRS_RULES = ("read.crs_missing", "read.crs_unsupported")
PARCELS_TAB, FINDINGS_TAB, REVIEW_TAB = range(3)


class ParcelDock(QgsDockWidget):
    def __init__(self, iface: Any, session: ReviewSession, map_link: MapLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._iface, self.session, self._map = iface, session, map_link
        self._profile = self._shown_path = ""
        self.setObjectName("onemapParcelDock")
        self.setWindowTitle(self.tr("Parcels and Review"))
        self.setWindowIcon(icon("parcels"))
        self.setAcceptDrops(True)
        session.choose_place = self._choose_place
        session.ask_columns = self._ask_columns
        session.changed.connect(self._follow_crs)  # before the panels, which ask for the extent in the new plane
        self._follow_crs()
        self.drop_area = DropArea(acceptable)
        self.parcels = ParcelsPanel(session, map_link)
        self.repairs = Repairs(session, self)
        self.live = LiveCheck(session, self)
        self.repairs.hindrance = self.live.hindrance
        self.findings = FindingsPanel(iface, session, map_link, self.repairs)
        self.repair_dialog = RepairDialog(iface, session, map_link, self.repairs, self)
        self._history: RepairHistory | None = None
        self.review = ReviewPanel(session, map_link)
        self.tabs = QTabWidget()
        self.messages = MessageStrip()
        self.progress = ProgressStrip(session.cancel)
        self._build()
        self._connect()
        self.refresh()

    # building

    def _build(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.messages)
        layout.addLayout(self._make_input_row())
        layout.addLayout(self._make_file_row())
        self.tabs.setObjectName("onemapParcelTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.parcels, icon("parcels"), "")
        self.tabs.addTab(self.findings, icon("check"), "")
        self.tabs.addTab(self.review, icon("review"), "")
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.progress)
        body.setMinimumWidth(300)
        self.setWidget(body)

    def _make_input_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.drop_area.setObjectName("onemapDropArea")
        self.drop_area.setText(self.tr("Drop parcel files here"))
        self.drop_area.setToolTip(
            self.tr(
                "Coordinate TXT, point lists, Shapefile, GeoPackage, GeoJSON, KML, DXF, ZIP or folders; "
                "several at once. Click to choose files."
            )
        )
        self.drop_area.setAccessibleName(self.tr("Drop parcel files here, or press to choose"))
        row.addWidget(self.drop_area, 1)
        self.open_button = QToolButton()
        self.open_button.setObjectName("onemapOpenButton")
        self.open_button.setIcon(icon("open"))
        self.open_button.setText(self.tr("Open"))
        self.open_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.open_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.open_button.setMinimumHeight(DROP_HEIGHT)
        self.open_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.open_button.setToolTip(self.tr("Choose parcel files; the arrow offers recent files, layers and the TXT profile"))
        self._menu = QMenu(self.open_button)
        self._menu.setToolTipsVisible(True)
        self.open_button.setMenu(self._menu)
        row.addWidget(self.open_button)
        return row

    def _make_file_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._file = QLabel()
        self._file.setObjectName("onemapReviewFile")
        self._file.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self._file, 1)
        self.crs_button = QPushButton(self.tr("Choose coordinate system…"))
        self.crs_button.setObjectName("onemapCrsButton")
        self.crs_button.setToolTip(self.tr("The files don't say their coordinate system; choose it to read them again"))
        row.addWidget(self.crs_button)
        self.axes_button = QPushButton(self.tr("Read with axes exchanged"))
        self.axes_button.setObjectName("onemapAxesButton")
        self.axes_button.setToolTip(
            self.tr("North and east look exchanged. Read the files again with X as Y and Y as X; the review records it")
        )
        row.addWidget(self.axes_button)
        self.file_button = QToolButton()
        self.file_button.setObjectName("onemapReviewFileButton")
        self.file_button.setText("⋯")
        self.file_button.setToolTip(self.tr("The review file: open another, read again, write TXT, map sheets, compare, close"))
        self.file_button.setAccessibleName(self.tr("Review file"))
        self.file_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.file_button.setMenu(self._make_file_menu())
        row.addWidget(self.file_button)
        return row

    def _make_file_menu(self) -> QMenu:
        menu = QMenu(self.file_button)
        menu.setToolTipsVisible(True)
        menu.addAction(self.tr("Open review file…"), self._open_review)
        self._file_actions = [
            menu.addAction(icon("layers"), self.tr("Show layers on the map"), lambda: self.session.show_layers(zoom=True)),
            menu.addAction(self.tr("Read again"), self.session.reload),
            self._make_undo_action(menu),
            menu.addAction(self.tr("Changes of the parcels…"), self.show_history),
            menu.addAction(icon("folder"), self.tr("Show in folder"), self._show_in_folder),
            menu.addAction(self.tr("Close review"), self.session.close),
        ]
        menu.addSeparator()
        self._file_actions += [
            menu.addAction(icon("export"), self.tr("Write coordinate TXT…"), self.write_txt),
            menu.addAction(self.tr("Map sheets…"), self.show_sheets),
        ]
        menu.addAction(self.tr("Compare parcel files…"), self.compare_files)
        return menu

    def _make_undo_action(self, menu: QMenu) -> QAction:
        self.undo_action = menu.addAction(QgsApplication.getThemeIcon("/mActionUndo.svg"), "", self.repairs.undo)
        self.undo_action.setObjectName("onemapUndoAction")
        return self.undo_action

    def _connect(self) -> None:
        self.drop_area.dropped.connect(self.take_files)
        self.drop_area.layer_dropped.connect(lambda layer_id: self.session.take_layer(layer_id, False))
        self.drop_area.clicked.connect(self.choose_files)
        self.open_button.clicked.connect(self.choose_files)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.crs_button.clicked.connect(self._choose_crs)
        self.axes_button.clicked.connect(lambda: self.session.read_again_with(swap_axes=True))
        self.parcels.show_findings.connect(self._show_findings_of)
        self.findings.count_changed.connect(lambda *_: self._update_titles())
        self.findings.message.connect(self.show_message)
        self.review.message.connect(self.show_message)
        self.session.message.connect(self.show_message)
        self.session.rows_changed.connect(self._update_titles)
        self.repairs.asked.connect(self.repair_dialog.ask)
        self.repairs.done.connect(self._repaired)
        self.live.taken.connect(lambda text: self._repaired(text, True))
        self.live.found.connect(self._hindered)
        self.repairs.hindered.connect(self._hindered)
        self.session.busy_changed.connect(self._set_busy)
        self.session.progressed.connect(self.progress.set_progress)
        self.session.changed.connect(self.refresh)
        self.session.opened.connect(self._opened)
        self.tabs.currentChanged.connect(lambda _: self._map.clear())
        add_escape(self, self._escape)

    def _escape(self) -> None:
        """Esc stops the running step; when nothing runs it takes the marks off the map."""
        if self.session.busy:
            self.session.cancel()
        else:
            self._map.clear()

    def clean_up(self) -> None:
        """Called before the dock goes: leave nothing on the map."""
        self.findings.clean_up()
        self.live.clean_up()
        self.repair_dialog.close()
        self._map.clear()

    # content

    def _follow_crs(self) -> None:
        review = self.session.review
        self._map.epsg = review.parcels.crs.epsg if review is not None else None
        self._map.clear()

    def refresh(self) -> None:
        has = self.session.review is not None
        if self.session.path != self._shown_path:  # an offer to undo speaks of the review that was shown before
            self._shown_path = self.session.path
            self.messages.forget_offer()
        name = os.path.basename(self.session.path)
        self._file.setText(name if has else self.tr("No review open"))
        self._file.setToolTip(self.session.path)
        for action in self._file_actions:
            action.setEnabled(has)
        self._update_undo()
        review = self.session.review
        self.crs_button.setVisible(bool(review is not None and review.parcels.parcels and review.parcels.crs.epsg is None))
        self.axes_button.setVisible(any(r.finding.rule in SWAP_RULES for r in self.session.rows))
        self._update_titles()

    def _update_titles(self) -> None:
        review = self.session.review
        parcels = len(review.parcels.parcels) if review else 0
        still_open = sum(r.state.state == "open" for r in self.session.rows)
        titles = ((self.tr("Parcels"), parcels), (self.tr("Findings"), still_open), (self.tr("Review"), 0))
        tips = (
            self.tr("Parcels with areas"),
            self.tr("What is wrong and where; the number counts open findings"),
            self.tr("Which approvals the parcels touch"),
        )
        for number, ((title, count), tip) in enumerate(zip(titles, tips)):
            self.tabs.setTabText(number, f"{title} {count}" if count else title)
            self.tabs.setTabToolTip(number, tip)

    def _opened(self, step: str) -> None:
        """Show the tab that the finished step speaks of."""
        if step == "review":
            self.tabs.setCurrentIndex(REVIEW_TAB)
        elif step and step != "repair":  # after a repair the user stays where he is
            worst = self.session.rows[0].severity if self.session.rows else ""
            self.tabs.setCurrentIndex(FINDINGS_TAB if worst in ("error", "warning") else PARCELS_TAB)

    def _set_busy(self, busy: bool) -> None:
        self.progress.set_busy(busy)
        if busy:
            self.messages.forget_old()
        for widget in (self.drop_area, self.open_button):
            widget.setEnabled(not busy)

    def show_message(self, level: str, text: str) -> None:
        self.messages.show_message(level, text)

    # changes of the parcels

    def _update_undo(self) -> None:
        """The menu entry tells what would be taken back."""
        change = self.repairs.last()
        self.undo_action.setEnabled(change is not None)
        text = self.tr("Undo: {what}").format(what=self.repairs.describe(change)) if change else self.tr("Nothing to undo")
        self.undo_action.setText(text.replace("&", "&&"))

    def _repaired(self, text: str, undoable: bool) -> None:
        if undoable:
            self.messages.show_message("success", text, self.tr("Undo"), self.repairs.undo)
        else:
            self.messages.show_message("success", text)

    def _hindered(self, text: str) -> None:
        """The parcels may not be changed just now; edits that were made elsewhere can be taken in with one click."""
        if self.live.editing():
            self.messages.show_message("warning", text)
        else:
            self.messages.show_message("warning", text, self.tr("Take in"), self.live.take_found)

    def show_history(self) -> None:
        """The list of what was changed, with the newest first."""
        if self._history is None:
            self._history = RepairHistory(self.session, self.repairs, self)
        self._history.show()
        self._history.raise_()

    def _show_findings_of(self, parcel_id: str) -> None:
        self.findings.filters.show_parcel(parcel_id)
        self.tabs.setCurrentIndex(FINDINGS_TAB)

    # taking parcels

    def take_files(self, paths: list[str]) -> None:
        """Import these files (from a drop, a dialog or the map)."""
        self.session.take_files(paths, self._profile)

    def choose_files(self) -> None:
        suffixes = " ".join(f"*{s}" for s in (*TEXT_SUFFIXES, *VECTOR_SUFFIXES))
        filters = self.tr("Parcel files ({suffixes});;All files (*)").format(suffixes=suffixes)
        paths, _ = QFileDialog.getOpenFileNames(self, self.tr("Open parcel files"), last_folder(), filters)
        if paths:
            remember_folder(os.path.dirname(paths[0]))
            self.take_files(paths)

    def _fill_menu(self) -> None:
        menu = self._menu
        menu.clear()
        menu.addAction(self.tr("Folder…"), self._choose_folder)
        layer = self._iface.activeLayer()
        usable = isinstance(layer, QgsVectorLayer)
        layer_id = layer.id() if usable else ""
        whole = menu.addAction(self.tr("Active layer"), lambda: self.session.take_layer(layer_id, False))
        whole.setEnabled(usable)
        some = menu.addAction(self.tr("Selected features of the active layer"), lambda: self.session.take_layer(layer_id, True))
        some.setEnabled(usable and layer.selectedFeatureCount() > 0)
        text = QApplication.clipboard().text()
        paste = menu.addAction(self.tr("Coordinates from the clipboard"), lambda: self.session.take_text(text))
        paste.setEnabled(bool(text.strip()))
        menu.addSeparator()
        self._fill_profiles(menu.addMenu(self.tr("TXT profile")))
        columns = menu.addAction(self.tr("Columns of the point list…"), self._choose_columns)
        review = self.session.review
        columns.setEnabled(review is not None and review.parcels.profile == "point_list")
        recent = recent_files()
        if recent:
            menu.addSection(self.tr("Recent files"))
            for path in recent:
                action = menu.addAction(os.path.basename(path), lambda _=False, p=path: self.take_files([p]))
                action.setToolTip(path)
            menu.addAction(self.tr("Forget recent files"), forget_recent)

    def _fill_profiles(self, menu: QMenu) -> None:
        """The dialects; the one that the open review was read with says how well it fits."""
        review, titles = self.session.review, profiles.txt_profiles()
        if review is not None and review.parcels.profile in titles:
            text = self.tr("Fits {score} %: {title}")
            score = round(100 * review.parcels.profile_score)
            menu.addSection(text.format(title=titles[review.parcels.profile], score=score))
        for key, title in {"": self.tr("Recognise automatically"), **titles}.items():
            action = menu.addAction(title, lambda _=False, k=key: self._choose_profile(k))
            action.setCheckable(True)
            action.setChecked(key == self._profile)

    def _choose_profile(self, profile: str) -> None:
        """Use this TXT profile from now on; the input in hand is read with it at once."""
        self._profile = profile
        if self.session.source():
            self.session.read_again_with(profile=profile)

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Folder with parcel files"), last_folder())
        if path:
            remember_folder(path)
            self.take_files([path])

    def _choose_crs(self) -> None:
        """Ask for the zone; one that a finding proposes comes first."""
        proposals = [r.finding.params.get("epsg") for r in self.session.rows if r.finding.rule in CRS_RULES]
        known = next((f"EPSG:{epsg}" for epsg in proposals if epsg), "EPSG:4526")
        dialog = ZoneDialog(known, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.session.read_again_with(dialog.authid()))
        dialog.open()

    def _ask_columns(self, previews: Sequence[Any], then: Callable[[Mapping[str, Any]], None]) -> None:
        from .list_columns_dialog import ask_columns

        ask_columns(self, previews, then)

    def _choose_columns(self) -> None:
        """The columns of the point lists of this review, to be changed by hand."""
        from ..qgis_bridge.reading_preview import doubtful_lists, may_be_list

        paths = [p for p in self.session.source().split(INPUT_SEPARATOR) if may_be_list(p)]

        def chosen(parameters: Mapping[str, Any]) -> None:
            self.session.read_again_with(parameters.get("CRS", ""), columns=parameters["COLUMNS"])

        def seen(previews: list[Any]) -> None:
            if previews:
                self._ask_columns(previews, chosen)
            else:
                self.show_message("info", self.tr("Open the point list again to choose its columns."))

        self.session.background(self.tr("Look at the point lists"), lambda: doubtful_lists(paths, every=True), seen)

    # other things to do with the parcels

    def write_txt(self) -> WriteTxtDialog:
        from .write_txt_dialog import WriteTxtDialog

        dialog = WriteTxtDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def compare_files(self) -> CompareDialog:
        from .compare_dialog import CompareDialog

        dialog = CompareDialog(self.session, self._map, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def show_sheets(self) -> SheetsDialog:
        from .sheets_dialog import SheetsDialog

        dialog = SheetsDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.run()
        return dialog

    def _choose_place(self, suggestion: str) -> str:
        path, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Where should the review file go?"),
            suggestion,
            "GeoPackage (*.gpkg)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return path if not path or path.lower().endswith(".gpkg") else path + ".gpkg"

    # the review file

    def _open_review(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open review file"), last_folder(), "GeoPackage (*.gpkg)")
        if path:
            remember_folder(os.path.dirname(path))
            self.session.open(path)

    def _show_in_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(self.session.path)))

    # drops anywhere on the dock

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.drop_area.takes(event.mimeData()) and not self.session.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.drop_area.take(event.mimeData()):
            event.acceptProposedAction()
