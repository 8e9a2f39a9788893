"""Texts of the core in the user's language, without Qt.

The core marks its English source strings with ``QT_TRANSLATE_NOOP(context, text)`` (the name that the translation tools
look for) and renders them with ``translate``.  ``set_translator`` is called once by the plugin with Qt's own function;
without it the texts stay English, which is what tests of the core see.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Translator = Callable[[str, str], str]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 (the name that lupdate knows)
    """Mark ``text`` for translation in ``context`` and return it unchanged."""
    return text


def _identity(context: str, text: str) -> str:
    return text


_translator: Translator = _identity


def set_translator(function: Translator | None) -> None:
    """Install ``function(context, source) -> text``; None goes back to English."""
    global _translator
    _translator = function or _identity


def translate(context: str, text: str, /, **params: Any) -> str:
    """``text`` in the user's language with its ``{name}`` fields filled from ``params``."""
    found = _translator(context, text)
    return found.format(**params) if params else found
