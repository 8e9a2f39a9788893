"""The dock "Submission": see what stands in the way, make the package, verify any package."""

from __future__ import annotations

import html
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.gui import QgsCollapsibleGroupBox, QgsDockWidget, QgsFileWidget
from qgis.PyQt.QtCore import QSize, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from . import labels, profiles
from .icons import icon
from .models.tables import Column, RowTableModel, SortedRows
from .preflight import preflight
from .session import ReviewSession
from .settings import last_folder, read_settings, remember_folder
from .widgets.drop_area import DROP_HEIGHT, DropArea
from .widgets.finding_filters import narrow_combo
from .widgets.status_strip import MessageStrip, ProgressStrip, add_escape
from .widgets.views import IntentTable

_PREFLIGHT_ICONS = {"stop": "severity_error", "warning": "severity_warning", "info": "severity_info", "ok": "severity_ok"}


def is_package(path: str) -> bool:
    return os.path.isdir(path) or path.lower().endswith(".zip")


class SubmissionDock(QgsDockWidget):
    def __init__(self, iface: Any, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._iface, self.session = iface, session
        self._made: Mapping[str, Any] = {}
        self.setObjectName("onemapSubmissionDock")
        self.setWindowTitle(self.tr("Submission"))
        self.setWindowIcon(icon("submission"))
        self.setAcceptDrops(True)
        self.messages = MessageStrip()
        self.progress = ProgressStrip(session.cancel)
        self._build()
        self._connect()
        self._fill_profiles()
        self._read_project()
        self.refresh()

    # building

    def _build(self) -> None:
        outer = QWidget()
        frame = QVBoxLayout(outer)
        frame.setContentsMargins(4, 4, 4, 4)
        frame.addWidget(self.messages)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._make_export_group())
        layout.addWidget(self._make_verify_group(), 1)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        frame.addWidget(scroll, 1)
        frame.addWidget(self.progress)
        outer.setMinimumWidth(300)
        self.setWidget(outer)

    def _make_export_group(self) -> QWidget:
        group = QgsCollapsibleGroupBox(self.tr("Make the package"))
        group.setSaveCollapsedState(False)
        layout = QVBoxLayout(group)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.review_label = QLabel()
        self.review_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        form.addRow(self.tr("Review:"), self.review_label)
        self.profile = narrow_combo()
        self.profile.setObjectName("onemapPackageProfile")
        self.profile.setToolTip(self.tr("Which receiver the package is for: files, names and tables follow from it"))
        form.addRow(self.tr("Profile:"), self.profile)
        self.folder = QgsFileWidget()
        self.folder.setObjectName("onemapOutputFolder")
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setToolTip(self.tr("The package is written here as a folder and a zip; nothing is overwritten"))
        form.addRow(self.tr("Folder:"), self.folder)
        layout.addLayout(form)
        self.checks = QListWidget()
        self.checks.setObjectName("onemapPreflight")
        self.checks.setAccessibleName(self.tr("Before the export"))
        self.checks.setToolTip(self.tr("What should be settled before the export"))
        self.checks.setWordWrap(True)
        self.checks.setIconSize(QSize(16, 16))
        self.checks.setMinimumHeight(84)
        self.checks.setMaximumHeight(116)
        self.checks.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.checks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self.checks)
        row = QHBoxLayout()
        self.export_button = QPushButton(icon("export"), self.tr("Export package"))
        self.export_button.setObjectName("onemapExportButton")
        self.export_button.setToolTip(self.tr("Write the package, read it back, and only then give it its name"))
        row.addWidget(self.export_button)
        self.open_folder = QPushButton(icon("folder"), self.tr("Open folder"))
        self.open_folder.setObjectName("onemapOpenFolderButton")
        self.open_folder.setToolTip(self.tr("Show the finished package in the file manager"))
        row.addWidget(self.open_folder)
        row.addStretch(1)
        layout.addLayout(row)
        self.result = QLabel()
        self.result.setObjectName("onemapExportResult")
        self.result.setWordWrap(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.result)
        return group

    def _make_verify_group(self) -> QWidget:
        group = QgsCollapsibleGroupBox(self.tr("Verify a package"))
        group.setSaveCollapsedState(False)
        layout = QVBoxLayout(group)
        row = QHBoxLayout()
        self.drop_area = DropArea(is_package)
        self.drop_area.setObjectName("onemapVerifyDrop")
        self.drop_area.setText(self.tr("Drop a package (zip or folder)"))
        self.drop_area.setToolTip(self.tr("Any package can be verified, also one made elsewhere. Click to choose a zip."))
        row.addWidget(self.drop_area, 1)
        self.verify_button = QToolButton()
        self.verify_button.setObjectName("onemapVerifyButton")
        self.verify_button.setIcon(icon("verify"))
        self.verify_button.setText(self.tr("Verify"))
        self.verify_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.verify_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.verify_button.setMinimumHeight(DROP_HEIGHT)
        self.verify_button.setToolTip(self.tr("Verify the package that was made last, or choose one"))
        row.addWidget(self.verify_button)
        layout.addLayout(row)
        self.verdict = QLabel()
        self.verdict.setObjectName("onemapVerifyResult")
        self.verdict.setWordWrap(True)
        layout.addWidget(self.verdict)
        columns: list[Column[Mapping[str, Any]]] = [
            Column(
                lambda: self.tr("Finding"),
                lambda f: f.get("message", ""),
                icon=lambda f: icon(f"severity_{f.get('severity', 'info')}"),
                tip=lambda f: f"{f.get('message', '')}\n{f.get('rule', '')} {f.get('clause', '')}",
            ),
            Column(
                lambda: self.tr("File"),
                lambda f: f.get("source_file", ""),
                text=lambda f: os.path.basename(str(f.get("source_file", ""))),
                tip=lambda f: str(f.get("source_file", "")),
            ),
            Column(lambda: self.tr("Parcel"), lambda f: f.get("parcel_id", "")),
            Column(lambda: self.tr("Rule"), lambda f: f.get("rule", "")),
        ]
        self.model = RowTableModel(columns, lambda f: str(f.get("uid", "")), self)
        self.proxy = SortedRows(self.model, self)
        self.view = IntentTable()
        self.view.setObjectName("onemapVerifyView")
        self.view.setAccessibleName(self.tr("What does not match"))
        self.view.setModel(self.proxy)
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.view.setMinimumHeight(140)
        self.view.set_wrapping(True)
        self.view.hide()
        layout.addWidget(self.view, 1)
        layout.addStretch(0)
        return group

    def _connect(self) -> None:
        self.folder.fileChanged.connect(lambda _: self.refresh())
        self.export_button.clicked.connect(self.export)
        self.open_folder.clicked.connect(self._show_folder)
        self.drop_area.dropped.connect(lambda paths: self.verify(paths[0]))
        self.drop_area.clicked.connect(self._choose_package)
        self.verify_button.clicked.connect(self._verify_last)
        self.session.changed.connect(self._session_changed)
        self.session.states_changed.connect(lambda _: self.refresh())
        self.session.busy_changed.connect(self._set_busy)
        self.session.progressed.connect(self.progress.set_progress)
        self.session.message.connect(self.show_message)
        self.session.exported.connect(self._exported)
        self.session.verified.connect(self._verified)
        add_escape(self, self.session.cancel)
        copy = QAction(self.tr("Copy findings"), self.view)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        self.view.addAction(copy)

    # content

    def _fill_profiles(self) -> None:
        for key, title in profiles.package_profiles().items():
            self.profile.addItem(title, key)
            self.profile.setItemData(self.profile.count() - 1, f"{title} [{key}]", Qt.ItemDataRole.ToolTipRole)
        self.profile.setCurrentIndex(max(self.profile.findData(read_settings().package_profile), 0))

    def _read_project(self) -> None:
        folder = self.session.project.path("output")
        if not folder and self.session.path:
            folder = os.path.dirname(self.session.path)
        if folder and not self.folder.filePath():
            self.folder.setFilePath(folder)

    def _session_changed(self) -> None:
        self._made = {}
        self.result.clear()
        self._read_project()
        self.refresh()

    def refresh(self) -> None:
        remarks = preflight(self.session.review, self.session.rows, self.folder.filePath())
        self.checks.clear()
        for remark in remarks:
            item = QListWidgetItem(icon(_PREFLIGHT_ICONS[remark.level]), remark.text)
            item.setToolTip(remark.text)
            item.setData(Qt.ItemDataRole.UserRole, remark.level)
            self.checks.addItem(item)
        self.review_label.setText(os.path.basename(self.session.path) or self.tr("No review open"))
        self.review_label.setToolTip(self.session.path)
        blocked = any(r.level == "stop" for r in remarks)
        self.export_button.setEnabled(not blocked and not self.session.busy and self.profile.count() > 0)
        self.open_folder.setEnabled(bool(self._made))

    def _set_busy(self, busy: bool) -> None:
        self.progress.set_busy(busy)
        if busy:
            self.messages.forget_old()
        for widget in (self.drop_area, self.verify_button):
            widget.setEnabled(not busy)
        self.refresh()

    def show_message(self, level: str, text: str) -> None:
        self.messages.show_message(level, text)

    # export

    def export(self) -> None:
        folder = self.folder.filePath()
        self.session.project.set_path("output", folder)
        remember_folder(folder)
        self.result.clear()
        self.session.export(self.profile.currentData() or "", folder)

    def _exported(self, report: dict[str, Any]) -> None:
        self._made = report
        counts = report.get("counts", {})
        place = str(report.get("ZIP") or report.get("FOLDER") or report.get("OUTPUT") or "")
        text = self.tr("{files} files for {parcels} parcels: {name}")
        lines = [
            html.escape(
                text.format(files=counts.get("files", ""), parcels=counts.get("parcels", ""), name=os.path.basename(place))
            )
        ]
        lines += [f"• {html.escape(str(f.get('message', '')))}" for f in report.get("findings", [])]
        self.result.setText("<br>".join(lines))
        self.result.setToolTip(place)
        self.refresh()
        self.show_message("success", self.tr("The package was written and read back."))
        self._bring_in(self.result)

    def _show_folder(self) -> None:
        place = str(self._made.get("FOLDER") or self._made.get("OUTPUT") or "")
        QDesktopServices.openUrl(QUrl.fromLocalFile(place))

    # verify

    def verify(self, package: str) -> None:
        """Verify a zip or a folder; the findings are listed below."""
        self.model.set_rows([])
        self.view.hide()
        self.verdict.clear()
        self.session.verify(package, "")

    def _verify_last(self) -> None:
        last = str(self._made.get("ZIP") or self._made.get("FOLDER") or "")
        if last and os.path.exists(last):
            self.verify(last)
        else:
            self._choose_package()

    def _choose_package(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Package to verify"), last_folder(), self.tr("Package (*.zip)"))
        if path:
            remember_folder(os.path.dirname(path))
            self.verify(path)

    def _verified(self, package: str, report: dict[str, Any]) -> None:
        found = list(report.get("findings") or [])
        self.model.set_rows(found)
        self.view.setVisible(bool(found))
        self.view.resizeColumnsToContents()
        for column, widest in enumerate((300, 150, 100, 90)):
            self.view.setColumnWidth(column, min(self.view.columnWidth(column), widest))
        counts = {s: sum(f.get("severity") == s for f in found) for s in ("error", "warning", "notice", "info")}
        name = html.escape(Path(package).name)
        if counts["error"] or counts["warning"]:
            said = labels.listed(f"{labels.severity_label(s)} {n}" for s, n in counts.items() if n)
            colour = labels.readable(labels.outcome_colour("prohibited"), self.palette()).name()
            self.verdict.setText(f'<b style="color:{colour}">{labels.named(name, html.escape(said))}</b>')
        else:
            text = self.tr("everything in the package matches")
            colour = labels.readable(QColor("#2e7d32"), self.palette()).name()
            self.verdict.setText(f'<b style="color:{colour}">{labels.named(name, html.escape(text))}</b>')

        self._bring_in(self.view if found else self.verdict)

    def _bring_in(self, widget: QWidget) -> None:
        """Scroll to what has just been told, once the layout has made room for it: a small screen may not show it."""
        QTimer.singleShot(0, lambda: self._scroll.ensureWidgetVisible(widget))

    def _copy(self) -> None:
        lines = ["\t".join(c.title() for c in self.model.columns)]
        lines += ["\t".join(self.model.text(r, c) for c in self.model.columns) for r in self.model.rows()]
        QApplication.clipboard().setText("\n".join(lines))

    # drops anywhere on the dock

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.drop_area.usable(event.mimeData()) and not self.session.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = self.drop_area.usable(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.verify(paths[0])
