"""The review tab: choose the one map, answer what the rules need, run, and read the results."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import OneMapError
from ..qgis_bridge.onemap_places import PROJECT, is_postgis, place_exists
from . import labels
from .changes_panel import ChangesPanel
from .icons import icon
from .map_link import MapLink
from .outcome_panel import OutcomePanel, decided
from .result_tables import AreaPanel, ConflictPanel, MaterialPanel, UncheckedPanel
from .session import ReviewSession
from .settings import last_folder, remember_folder
from .widgets.drop_area import dropped_paths
from .widgets.project_form import ProjectForm

FORM_HEIGHT = 240


class OneMapEdit(QLineEdit):
    """Where the one map is; takes a dropped folder, GeoPackage or catalogue."""

    def dragEnterEvent(self, event: Any) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: Any) -> None:
        paths = dropped_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.setText(paths[0])
        else:
            super().dropEvent(event)


class _Body(QWidget):
    """Asks for no more height than it needs at least, so that the results fill the dock and scroll by themselves."""

    def heightForWidth(self, width: int) -> int:
        return self.minimumSizeHint().height()


class ReviewPanel(QScrollArea):
    """Scrolls: the project questions may need more room than a small screen has."""

    message = pyqtSignal(str, str)

    def __init__(self, session: ReviewSession, map_link: MapLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.onemap = OneMapEdit()
        self.run_button = QPushButton(icon("review"), self.tr("Review"))
        self.catalogue_button = QToolButton()
        self.catalogue: Any = None
        self.form = ProjectForm(project_questions())
        self.outcomes = OutcomePanel(session, map_link)
        self.areas = AreaPanel(session, map_link)
        self.conflicts = ConflictPanel(session, map_link)
        self.materials = MaterialPanel(session)
        self.unchecked = UncheckedPanel(session)
        self.changes = ChangesPanel(session, map_link)
        self.tabs = QTabWidget()
        self._build()
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(600)
        self._save_timer.timeout.connect(lambda: session.project.set_attributes(self.form.attributes()))
        self.form.changed.connect(self._save_timer.start)
        self.onemap.textChanged.connect(lambda _: self._update())
        self.run_button.clicked.connect(self.run)
        self.catalogue_button.clicked.connect(self.show_catalogue)
        session.changed.connect(self.refresh)
        session.busy_changed.connect(lambda _: self._update())
        self.read_project()
        self.refresh()

    # building

    def _build(self) -> None:
        body = _Body()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.onemap.setObjectName("onemapOneMapEdit")
        self.onemap.setClearButtonEnabled(True)
        self.onemap.setPlaceholderText(self.tr("One map: folder, GeoPackage, catalogue, postgis:… or project"))
        self.onemap.setToolTip(
            self.tr("The folder, GeoPackage or catalogue file with the one-map layers; remembered with the project")
        )
        self.onemap.setAccessibleName(self.tr("One map"))
        row.addWidget(self.onemap, 1)
        browse = QToolButton()
        browse.setObjectName("onemapOneMapBrowse")
        browse.setIcon(icon("folder"))
        browse.setToolTip(self.tr("Choose the one map"))
        browse.setAccessibleName(self.tr("Choose the one map"))
        browse.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(browse)
        menu.addAction(self.tr("Folder…"), self._browse_folder)
        menu.addAction(self.tr("GeoPackage or catalogue file…"), self._browse_file)
        menu.addAction(self.tr("Layers of this project"), lambda: self.onemap.setText(PROJECT))
        menu.addAction(self.tr("PostGIS schema…"), self._ask_database)
        browse.setMenu(menu)
        row.addWidget(browse)
        self.catalogue_button.setObjectName("onemapCatalogueButton")
        self.catalogue_button.setIcon(icon("layers"))
        self.catalogue_button.setToolTip(self.tr("Catalogue…: see, correct and save which layer has which role and edition"))
        self.catalogue_button.setAccessibleName(self.tr("Catalogue of the one map"))
        row.addWidget(self.catalogue_button)
        self.run_button.setObjectName("onemapReviewButton")
        self.run_button.setToolTip(self.tr("Overlay the parcels with the one map and apply the approval rules"))
        row.addWidget(self.run_button)
        layout.addLayout(row)
        layout.addWidget(self._make_questions())
        self.tabs.setObjectName("onemapReviewTabs")
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setDocumentMode(True)
        for widget in (self.outcomes, self.areas, self.conflicts, self.materials, self.unchecked, self.changes):
            self.tabs.addTab(widget, "")
        layout.addWidget(self.tabs, 1)
        self.setWidget(body)

    def _make_questions(self) -> QWidget:
        self.questions = QgsCollapsibleGroupBox(self.tr("Project questions"))
        self.questions.setObjectName("onemapQuestions")
        self.questions.setSaveCollapsedState(False)
        self.questions.setCollapsed(True)
        self.questions.collapsedStateChanged.connect(lambda _: self._fit_form())
        self.questions.setToolTip(self.tr("Facts about the project that decide which rules apply"))
        self._form_scroll = scroll = QScrollArea()
        inner = QVBoxLayout(self.questions)
        inner.setContentsMargins(4, 4, 4, 4)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.form)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        inner.addWidget(scroll)
        load = QPushButton(self.tr("Read answers from a file…"))
        load.setObjectName("onemapReadAnswers")
        load.setToolTip(self.tr("A project.yaml with the same facts, for example of another run"))
        load.clicked.connect(self._read_answers)
        inner.addWidget(load)
        self.questions.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return self.questions

    def _fit_form(self) -> None:
        """As high as the questions need, up to ``FORM_HEIGHT``; more scroll."""
        wanted = min(self.form.sizeHint().height() + 6, FORM_HEIGHT)
        self._form_scroll.setMinimumHeight(0 if self.questions.isCollapsed() else wanted)
        self._form_scroll.setMaximumHeight(16_777_215 if wanted >= FORM_HEIGHT else wanted)

    # content

    def read_project(self) -> None:
        """What the project remembers: the one map and the answers."""
        self.onemap.setText(self._session.project.path("onemap"))
        self.form.set_attributes(self._session.project.attributes())

    def refresh(self) -> None:
        review = self._session.review
        if review is not None and not self.onemap.text():
            self.read_project()
        self.form.set_needed(waiting_questions(review.outcomes if review else ()))
        self._fit_form()
        count = len(self.form.open_questions())
        self.questions.setTitle(self.tr("Project questions") + (f" ({count})" if count else ""))
        approvals = len(decided(review.outcomes)) if review else 0
        conflicts, materials = (len(review.conflicts), len(review.materials)) if review else (0, 0)
        titles = (
            (self.tr("Approvals"), approvals, True),
            (self.tr("Areas"), 0, False),
            (self.tr("Conflicts"), conflicts, False),
            (self.tr("Materials"), materials, False),
            (self.tr("Unchecked"), self.unchecked.model.rowCount(), True),
            (self.tr("Changes"), 0, False),
        )
        for number, (title, count, told) in enumerate(titles):  # only two tell their count: five would not fit a narrow dock
            self.tabs.setTabText(number, f"{title} {count}" if count and told else title)
            self.tabs.setTabToolTip(number, labels.named(title, str(count)) if count else title)
        self._update()

    def _update(self) -> None:
        self.catalogue_button.setEnabled(bool(self.onemap.text().strip()))
        self.run_button.setEnabled(bool(self._session.path and self.onemap.text().strip()) and not self._session.busy)

    # actions

    def run(self) -> None:
        path = self.onemap.text().strip()
        if not self._there(path):
            return
        self._session.run_review(path, self.form.attributes())

    def _there(self, path: str) -> bool:
        if place_exists(path):
            return True
        self.message.emit("warning", self.tr("The one map does not exist: {path}").format(path=path))
        return False

    def show_catalogue(self) -> None:
        """The dialog with the layers of the one map; what is saved there becomes the one map."""
        path = self.onemap.text().strip()
        if not self._there(path):
            return
        from .catalogue_dialog import CatalogueDialog

        self.catalogue = CatalogueDialog(self._session, path, self)
        self.catalogue.saved.connect(self.onemap.setText)
        self.catalogue.open()

    def _ask_database(self) -> None:
        dialog = QInputDialog(self)
        dialog.setObjectName("onemapDatabaseDialog")
        dialog.setWindowTitle(self.tr("PostGIS schema"))
        dialog.setLabelText(
            self.tr("Service or server, database and schema (a password belongs into QGIS's authentication, authcfg=…):")
        )
        dialog.setTextValue(self.onemap.text() if is_postgis(self.onemap.text()) else "postgis:service= schema=")
        dialog.setOkButtonText(QCoreApplication.translate("Buttons", "OK"))
        dialog.setCancelButtonText(QCoreApplication.translate("Buttons", "Cancel"))
        if dialog.exec() and dialog.textValue().strip():
            self.onemap.setText(dialog.textValue().strip())
        dialog.deleteLater()

    def _browse_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(
            self, self.tr("Folder with the one-map layers"), self.onemap.text() or last_folder()
        )
        if found:
            remember_folder(found)
            self.onemap.setText(found)

    def _browse_file(self) -> None:
        filters = self.tr("One map (*.gpkg *.gdb *.yaml *.yml *.json);;All files (*)")
        found, _ = QFileDialog.getOpenFileName(self, self.tr("One-map file"), self.onemap.text() or last_folder(), filters)
        if found:
            remember_folder(os.path.dirname(found))
            self.onemap.setText(found)

    def _read_answers(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, self.tr("Project answers"), last_folder(), "YAML (*.yaml *.yml)")
        if found:
            remember_folder(os.path.dirname(found))
            self.read_answers(found)

    def read_answers(self, path: str) -> None:
        """Fill the form from a project file; a faulty file changes nothing."""
        from ..core.approvals import load_project

        try:
            answers: Mapping[str, Any] = load_project(Path(path))
        except OneMapError as error:
            self.message.emit("warning", str(error))
            return
        self.form.set_attributes({**self.form.attributes(), **answers})
        self._session.project.set_attributes(self.form.attributes())


def project_questions() -> list[Any]:
    """What may be asked about a project, from the rule book."""
    from ..core.approvals import load_rules

    return list(load_rules().attributes.values())


def waiting_questions(outcomes: Sequence[Any]) -> dict[str, str]:
    """Name of each question that outcomes wait for -> which outcomes, as the user sees them."""
    from ..core.approvals import load_rules

    titles = {o.rule: f"{o.title} [{o.rule}]" for o in outcomes}
    questions = load_rules().questions(outcomes)
    return {q.attribute.name: labels.listed(titles.get(r, r) for r in q.rules) for q in questions if q.needed}
