"""Dialog for the key of a service: paste one, or choose a configuration that the authentication manager has."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsAuthConfigSelect, QgsPasswordLineEdit
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from ...core.errors import OneMapError
from ...core.i18n import translate
from ...core.imagery.catalogue import TileService
from ...core.imagery.keys import clean_key, key_problem
from ...qgis_bridge.imagery_keys import KeyRing
from ..widgets.buttons import button_box


def chinese_interface() -> bool:
    """Whether QGIS speaks Chinese: texts of the service catalogue come in Chinese and English."""
    return str(QgsApplication.instance().locale()).startswith("zh")


class KeyDialog(QDialog):
    """Stores what was pasted in the authentication manager; accepted only when that worked."""

    def __init__(self, service: TileService, keys: KeyRing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.service, self.keys = service, keys
        self.setObjectName("onemapKeyDialog")
        name, advice = (
            (service.group_title, service.key_help)
            if chinese_interface()
            else (service.group_title_en or service.group_title, service.key_help_en or service.key_help)
        )
        self.setWindowTitle(self.tr("Key of {title}").format(title=name))
        self.setMinimumWidth(420)
        box = QVBoxLayout(self)
        if advice:
            help_text = QLabel(advice)
            help_text.setWordWrap(True)
            box.addWidget(help_text)
        form = QFormLayout()
        self.key = QgsPasswordLineEdit()
        self.key.setObjectName("onemapKeyEdit")
        self.key.setPlaceholderText(self.tr("Paste the key here"))
        self.key.setToolTip(self.tr("Blanks and line breaks are taken off; the key is stored encrypted"))
        self.key.textChanged.connect(self._check)
        form.addRow(self.tr("New key"), self.key)
        self.config = QgsAuthConfigSelect(self)
        self.config.setConfigId(keys.config_of(service.group))
        self.config.setToolTip(self.tr("A configuration of the kind “Basic” whose password is the key"))
        self.config.selectedConfigIdChanged.connect(lambda _: self._check())
        form.addRow(self.tr("or stored"), self.config)
        box.addLayout(form)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        box.addWidget(self.problem)
        self.buttons = button_box(QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Store"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box.addWidget(self.buttons)
        self._check()

    def _check(self, *_: object) -> None:
        key = clean_key(self.key.text())
        problem = key_problem(key, self.service.key_pattern) if key else ""
        self.problem.setText(translate("imagery", problem) if problem else "")
        # an unusual form is only a warning: services change theirs
        usable = bool(key and key.isascii()) or bool(self.config.configId())
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(usable)

    def accept(self) -> None:
        key = clean_key(self.key.text())
        try:
            if key:
                self.keys.store(self.service.group, self.service.group_title, self.service.key_parameter, key)
            else:
                self.keys.choose(self.service.group, self.config.configId())
        except OneMapError as e:
            self.problem.setText(str(e))
            return
        self.key.clear()
        super().accept()
