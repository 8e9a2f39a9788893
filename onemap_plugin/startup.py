"""What must hold before the plugin starts, cheaply: the geometry library, and the language of QGIS."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from contextlib import suppress

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QLocale, QTranslator

from .paths import I18N


def load_translator() -> QTranslator | None:
    """The translation for the language of QGIS (zh-Hans, zh_CN and zh are one); None when English serves."""
    settings = QgsSettings()
    name = settings.value("locale/userLocale", "") if settings.value("locale/overrideFlag", False, type=bool) else ""
    locale = QLocale(str(name).replace("-", "_") if name else QLocale.system().name())
    translator = QTranslator()
    return translator if translator.load(locale, "onemap", "_", str(I18N)) else None


def require_shapely() -> None:
    """Raise ImportError when shapely 2 is not there, without loading it (that would slow down every start of QGIS)."""
    if importlib.util.find_spec("shapely") is None:
        raise ImportError("shapely", name="shapely")
    with suppress(importlib.metadata.PackageNotFoundError):
        major = importlib.metadata.version("shapely").split(".")[0]
        if major == "1":  # some distributions say "0+unknown": those are new enough
            raise ImportError("shapely", name="shapely")
