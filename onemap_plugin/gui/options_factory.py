"""Puts the plugin's page into the options of QGIS; the page itself is made when the user opens it."""

from __future__ import annotations

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from .icons import icon


class OneMapOptionsFactory(QgsOptionsWidgetFactory):
    def __init__(self) -> None:
        super().__init__()
        self.setTitle(QCoreApplication.translate("OneMapOptionsFactory", "OneMap"))

    def icon(self) -> QIcon:
        return icon("onemap")

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:
        from .options_page import OneMapOptionsPage

        return OneMapOptionsPage(parent)
