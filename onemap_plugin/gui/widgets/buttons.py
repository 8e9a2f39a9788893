"""Dialog buttons in the language of the plugin: Qt's own translation is missing in many installations of QGIS."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QDialogButtonBox

translate = QCoreApplication.translate
_Standard = QDialogButtonBox.StandardButton


def button_box(*kinds: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    """A button box with these standard buttons."""
    box = QDialogButtonBox()
    for kind in kinds:
        box.addButton(kind).setText(_text(kind))
    return box


def _text(kind: QDialogButtonBox.StandardButton) -> str:
    return {
        _Standard.Ok: translate("Buttons", "OK"),
        _Standard.Cancel: translate("Buttons", "Cancel"),
        _Standard.Close: translate("Buttons", "Close"),
        _Standard.Save: translate("Buttons", "Save"),
    }[kind]
