"""The catalogue of the one map: see what was recognised, correct it, fill in editions, confirm, save."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import OneMapError
from ..qgis_bridge.onemap_catalogue import write_entries
from ..qgis_bridge.onemap_catalogue_build import build_catalogue, entries_to_save, missing_editions
from ..qgis_bridge.onemap_places import PROJECT, place_name
from ..qgis_bridge.onemap_project import save_project_catalogue
from .models.catalogue_table import EDITION, LAYER, ROLE, STATUS, CatalogueModel, RoleDelegate
from .role_names import role_title
from .session import ReviewSession
from .settings import last_folder, remember_folder
from .widgets.buttons import button_box


class CatalogueDialog(QDialog):
    """``saved`` tells where the catalogue now is: a YAML file, or 'project'."""

    saved = pyqtSignal(str)

    def __init__(self, session: ReviewSession, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._place, self._open = session, place, True
        self.setObjectName("onemapCatalogueDialog")
        self.setWindowTitle(self.tr("Catalogue of the one map"))
        self.resize(1100, 460)
        self.model = CatalogueModel(self)
        self.view, self.hint, self.editions = QTableView(), QLabel(), QLabel()
        self.confirm_button = QPushButton(self.tr("Confirm all"))
        self.project_button = QPushButton(self.tr("Save in the project"))
        self.file_button = QPushButton(self.tr("Save as a file…"))
        self._build()
        self.model.modelReset.connect(self._update)
        self.model.dataChanged.connect(lambda *_: self._update())
        self.confirm_button.clicked.connect(lambda: self.model.confirm())
        self.project_button.clicked.connect(self.save_in_project)
        self.file_button.clicked.connect(self._choose_file)
        self.finished.connect(self._closed)
        self._read()

    def _build(self) -> None:
        layout, row = QVBoxLayout(self), QHBoxLayout()
        self.view.setObjectName("onemapCatalogueTable")
        self.view.setModel(self.model)
        self.view.setItemDelegateForColumn(ROLE, RoleDelegate(self.view))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.setAccessibleName(self.tr("Layers of the one map"))
        self.hint.setObjectName("onemapCatalogueHint")
        self.editions.setObjectName("onemapCatalogueEditions")
        for label in (self.hint, self.editions):
            label.setWordWrap(True)
        self.confirm_button.setObjectName("onemapCatalogueConfirm")
        self.confirm_button.setToolTip(self.tr("The roles are right: say yes to every layer that has one"))
        self.project_button.setObjectName("onemapCatalogueProject")
        self.project_button.setToolTip(self.tr("Keep the catalogue in this project, with paths relative to it"))
        self.file_button.setObjectName("onemapCatalogueFile")
        self.file_button.setToolTip(self.tr("A YAML file to share: relative paths, no user names, no passwords"))
        buttons = button_box(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row.addWidget(self.confirm_button)
        row.addStretch(1)
        for button in (self.project_button, self.file_button):
            row.addWidget(button)
        row.addWidget(buttons)
        layout.addWidget(self.hint)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.editions)
        layout.addLayout(row)

    # content

    def _read(self) -> None:
        self.hint.setText(self.tr("Looking at {place}…").format(place=place_name(self._place)))
        self._update()
        self._session.background(
            self.tr("Recognise the layers of the one map"), lambda: build_catalogue(self._place), self._take, self._failed
        )

    def _take(self, rows: Any) -> None:
        if not self._open:
            return
        self.hint.setText(
            self.tr("{place}: choose a role or write an edition by a double click; a tick means confirmed.").format(
                place=place_name(self._place)
            )
        )
        self.model.set_rows(rows)
        self.view.resizeColumnsToContents()
        header = self.view.horizontalHeader()
        for column in range(STATUS):
            header.resizeSection(column, min(header.sectionSize(column) + 8, 290))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(EDITION, max(header.sectionSize(EDITION), 110))
        header.resizeSection(LAYER, max(header.sectionSize(LAYER), 110))

    def _failed(self, text: str) -> None:
        if self._open:
            self.hint.setText(text)

    def _update(self) -> None:
        """What may be pressed, and which editions are asked for."""
        entries, missing = entries_to_save(self.model.rows()), missing_editions(self.model.rows())
        for button in (self.confirm_button, self.project_button, self.file_button):
            button.setEnabled(bool(entries))
        self.confirm_button.setEnabled(bool(self.model.rows()))
        names = ", ".join(dict.fromkeys(role_title(r.entry.role) for r in missing))
        text = self.tr("Please give the edition (year or date) of: {roles}").format(roles=names)
        self.editions.setText(text if missing else "")
        self.editions.setVisible(bool(missing))

    # saving

    def save_in_project(self) -> None:
        self._save(lambda: save_project_catalogue(entries_to_save(self.model.rows())), PROJECT)

    def save_file(self, path: str) -> None:
        self._save(lambda: write_entries(Path(path), entries_to_save(self.model.rows())), path)

    def _save(self, write: Any, place: str) -> None:
        try:
            write()
        except (OneMapError, OSError) as error:
            self.hint.setText(str(error) if isinstance(error, OneMapError) else error.strerror or type(error).__name__)
            return
        self.saved.emit(place)
        self.accept()

    def _choose_file(self) -> None:
        folder = self._place if os.path.isdir(self._place) else os.path.dirname(self._place) or last_folder()
        found, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the catalogue"), os.path.join(folder, "onemap.yaml"), "YAML (*.yaml *.yml)"
        )
        if found:
            remember_folder(os.path.dirname(found))
            self.save_file(found if found.lower().endswith((".yaml", ".yml")) else found + ".yaml")

    def _closed(self, _: int) -> None:
        self._open = False
