"""What QGIS gets when the plugin cannot start: says why, and does nothing else.  Imports nothing that may be missing."""

from __future__ import annotations

import logging
import sys
from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication

from .startup import load_translator

LOG = logging.getLogger(__name__)


def explain(error: BaseException) -> str:
    """What is missing and what the user can do, in one or two sentences."""
    if isinstance(error, ImportError):
        name = (error.name or str(error)).split(".")[0]
        if name == "shapely":
            text = QCoreApplication.translate(
                "StubPlugin",
                "OneMap needs the Python library shapely 2 or newer, and this QGIS does not have it. "
                "Install it for the Python of QGIS ({python}) and start QGIS again.",
            )
        else:
            text = QCoreApplication.translate(
                "StubPlugin",
                "OneMap could not load “{name}”. Reinstall the plugin from its zip, or install the missing "
                "library for the Python of QGIS ({python}), and start QGIS again.",
            )
        return text.format(name=name, python="{}.{}".format(*sys.version_info[:2]))
    text = QCoreApplication.translate("StubPlugin", "OneMap could not start: {error}. Please reinstall the plugin.")
    return text.format(error=f"{type(error).__name__}: {error}")


class StubPlugin:
    """Stands in for the plugin after a failed start."""

    def __init__(self, iface: Any, error: BaseException) -> None:
        self._iface, self._error = iface, error
        self._translator = load_translator()
        if self._translator is not None:
            QCoreApplication.installTranslator(self._translator)

    def initGui(self) -> None:
        LOG.error("start-up failed", exc_info=self._error)
        title = QCoreApplication.translate("StubPlugin", "OneMap")
        self._iface.messageBar().pushMessage(title, explain(self._error), Qgis.MessageLevel.Warning, 0)

    def initProcessing(self) -> None:
        LOG.error("start-up failed", exc_info=self._error)

    def unload(self) -> None:
        """Nothing else was registered."""
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
