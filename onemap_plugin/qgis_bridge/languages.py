"""Chinese for what is written in Chinese whatever the interface speaks: the files of a package."""

from __future__ import annotations

from functools import lru_cache

from qgis.PyQt.QtCore import QTranslator

from ..core.i18n import Translator, catalogue
from ..paths import I18N

_NAME = "onemap_zh_CN"


@lru_cache(maxsize=1)
def chinese() -> Translator:
    """Texts of the core in Chinese, from a translator of its own: nothing is installed, any thread may ask.

    A checkout has no compiled catalogue: there the source of the translation serves, and without that English.
    """
    own = QTranslator()
    if own.load(_NAME, str(I18N)):
        # as bytes: PyQt takes only ASCII here as a str
        return lambda context, text: own.translate(context.encode(), text.encode()) or text
    source = I18N / f"{_NAME}.ts"
    return catalogue(source) if source.exists() else lambda context, text: text


__all__ = ["chinese"]
