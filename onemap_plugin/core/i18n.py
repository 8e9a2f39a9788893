"""Texts of the core in the user's language, without Qt.

The core marks its English source strings with ``QT_TRANSLATE_NOOP(context, text)`` (the name that the translation tools
look for) and renders them with ``translate``.  ``set_translator`` is called once by the plugin with Qt's own function;
without it the texts stay English, which is what tests of the core see.

Two kinds of text outlive the language in which they were first shown: what is kept in a file (``Told``, which remembers
what it was made of) and what is written in another language than that of the interface (any ``translator`` argument; the
files of a package are Chinese always).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Translator = Callable[[str, str], str]
#: (context, English source, parameters)
Phrase = tuple[str, str, Mapping[str, Any]]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 (the name that lupdate knows)
    """Mark ``text`` for translation in ``context`` and return it unchanged."""
    return text


#: values that come into texts from outside (GEOS's reasons, datums, units): the only parameters that are translated
WORDS = frozenset(
    (
        QT_TRANSLATE_NOOP("words", "Self-intersection"),
        QT_TRANSLATE_NOOP("words", "Ring Self-intersection"),
        QT_TRANSLATE_NOOP("words", "Hole lies outside shell"),
        QT_TRANSLATE_NOOP("words", "Holes are nested"),
        QT_TRANSLATE_NOOP("words", "Nested shells"),
        QT_TRANSLATE_NOOP("words", "Interior is disconnected"),
        QT_TRANSLATE_NOOP("words", "Duplicate Rings"),
        QT_TRANSLATE_NOOP("words", "Too few points in geometry component"),
        QT_TRANSLATE_NOOP("words", "Invalid Coordinate"),
        QT_TRANSLATE_NOOP("words", "Xian 1980"),
        QT_TRANSLATE_NOOP("words", "Beijing 1954"),
        QT_TRANSLATE_NOOP("words", "New Beijing"),
        QT_TRANSLATE_NOOP("words", "ha"),
        QT_TRANSLATE_NOOP("words", "mu"),
        QT_TRANSLATE_NOOP("words", "m2"),
    )
)


#: between texts that stand in one line
SEPARATOR = QT_TRANSLATE_NOOP("words", "; ")


def _identity(context: str, text: str) -> str:
    return text


_translator: Translator = _identity


def set_translator(function: Translator | None) -> None:
    """Install ``function(context, source) -> text``; None goes back to English."""
    global _translator
    _translator = function or _identity


def translate(context: str, text: str, /, **params: Any) -> str:
    """``text`` in the user's language with its ``{name}`` fields filled from ``params``."""
    return render(_translator, context, text, params)


def render(translator: Translator | None, context: str, text: str, params: Mapping[str, Any]) -> str:
    """As ``translate``, in the language of ``translator`` (None: that of the user)."""
    say = translator or _translator
    found = say(context, text)
    return found.format(**{k: _value(say, v) for k, v in params.items()}) if params else found


def _value(say: Translator, value: Any) -> Any:
    if isinstance(value, Told):
        return value.retold(say)
    return say("words", value) if isinstance(value, str) and value in WORDS else value


class Told(str):
    """A text as it was rendered, which still knows its phrases: it can be told again in another language."""

    phrases: tuple[Phrase, ...] = ()

    def retold(self, translator: Translator | None = None) -> str:
        """In the language of ``translator`` (None: that of the user now)."""
        said = [render(translator, *phrase) for phrase in self.phrases]
        return join(said, translator) if said else str(self)

    def dump(self) -> str:
        """JSON of the phrases, for files; '' when there are none."""
        return json.dumps([_plain(p) for p in self.phrases], ensure_ascii=False) if self.phrases else ""

    @staticmethod
    def load(text: str, phrases: str | None) -> Told:
        """From the text and the JSON of a file; a text of an older file stays as it is."""
        told = Told(text)
        told.phrases = tuple(_phrase(p) for p in json.loads(phrases)) if phrases else ()
        return told


def tell(context: str, text: str, /, **params: Any) -> Told:
    """As ``translate``, for a text that is kept."""
    told = Told(translate(context, text, **params))
    told.phrases = ((context, text, params),)
    return told


def together(texts: Iterable[str]) -> Told:
    """Several texts in one; plain ones are kept as they are."""
    kept = [t if isinstance(t, Told) and t.phrases else tell("", "{text}", text=str(t)) for t in texts if t]
    told = Told(join(kept))
    told.phrases = tuple(p for t in kept for p in t.phrases)
    return told


def join(texts: Iterable[str], translator: Translator | None = None) -> str:
    """Texts in one line, with the separator of the language."""
    return (translator or _translator)("words", SEPARATOR).join(texts)


def retold(text: str, translator: Translator | None = None) -> str:
    """A kept text in the language of ``translator`` (None: that of the user); a plain one as it is."""
    return text.retold(translator) if isinstance(text, Told) else text


def _plain(phrase: Phrase) -> list[Any]:
    context, text, params = phrase
    return [context, text, {k: _plain_value(v) for k, v in params.items()}]


def _plain_value(value: Any) -> Any:
    if isinstance(value, Told) and value.phrases:
        return {"text": str(value), "phrases": [_plain(p) for p in value.phrases]}
    return value if isinstance(value, (str, int, float)) else str(value)


def _phrase(item: Any) -> Phrase:
    context, text, params = item
    return str(context), str(text), {k: _told_value(v) for k, v in params.items()}


def _told_value(value: Any) -> Any:
    return Told.load(value["text"], json.dumps(value["phrases"])) if isinstance(value, dict) else value


@lru_cache(maxsize=2)
def catalogue(path: Path) -> Translator:
    """A translator from a translation source file (.ts): what a checkout has where no .qm was compiled."""
    known: dict[tuple[str, str], str] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            done = message.find("translation")
            if done is not None and done.text and done.get("type") is None:
                known[name, message.findtext("source", "")] = done.text
    return lambda context, text: known.get((context, text), text)
