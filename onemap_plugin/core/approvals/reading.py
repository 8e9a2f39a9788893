"""Reading the YAML of rules, materials, rates and projects so that every fault names file, line, item and key."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Union

import yaml

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP, tell
from . import expected as exp

Step = Union[str, int]

#: the C parser is about ten times faster; both are safe loaders
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_EXPECTED = QT_TRANSLATE_NOOP("errors", "{item}: key '{key}': expected {expected}, found {found}.")
_NOT_YAML = QT_TRANSLATE_NOOP("errors", "This line is not valid YAML.")
_NOT_YAML_BECAUSE = QT_TRANSLATE_NOOP("errors", "This is not valid YAML: {problem}.")
_TWICE = QT_TRANSLATE_NOOP("errors", "The key '{key}' stands twice in one mapping; only the last would count.")
_HINT = QT_TRANSLATE_NOOP("errors", "Correct the file; its format is described in docs/rules.md.")


_INDENT = QT_TRANSLATE_NOOP("errors", "Correct the indent: lines of one list or mapping begin in the same column.")
_COLON = QT_TRANSLATE_NOOP("errors", "Correct the indent of this line, or put a value that holds a colon in quotes.")
_BRACKET = QT_TRANSLATE_NOOP("errors", "A bracket or brace is not closed, or a comma is missing, on this line or before it.")
#: words of the YAML parser -> what to do
_YAML_HINTS = (
    ("\\t", QT_TRANSLATE_NOOP("errors", "A tab stands where blanks belong: indent with blanks only.")),
    ("mapping values are not allowed", _COLON),
    ("expected ',' or", _BRACKET),
    ("expected the node content", _BRACKET),
    ("quoted scalar", QT_TRANSLATE_NOOP("errors", "A quotation mark is not closed.")),
    ("unexpected end of stream", QT_TRANSLATE_NOOP("errors", "A quotation mark is not closed.")),
    ("could not find expected ':'", QT_TRANSLATE_NOOP("errors", "A colon is missing after the key, or a blank after the colon.")),
    ("did not find expected", _INDENT),
    ("expected <block end>", _INDENT),
    ("cannot start any token", QT_TRANSLATE_NOOP("errors", "Put a value that begins with a sign in quotes.")),
)


class _Loader(_LOADER):  # type: ignore[misc]
    """The safe loader, which refuses a key that stands twice: the last one would win silently."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[Any] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise _TwiceError(key.value, key.start_mark.line + 1)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else None)
        return super().construct_mapping(node, deep)


class _TwiceError(Exception):
    """A key stands twice in one mapping: (key, line)."""


def _not_yaml(name: str, text: str, error: yaml.YAMLError) -> OneMapError:
    """Which line is no YAML, and what to do about it; the parser's own words only where nothing better is known."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", "") or error)
    if mark and "\t" in _indent(text, mark.line):
        problem = "\\t"
    hint = next((h for words, h in _YAML_HINTS if words in problem), "")
    message = _NOT_YAML if hint else _NOT_YAML_BECAUSE
    return OneMapError(message, hint=hint or _HINT, file=name, line=mark.line + 1 if mark else 0, problem=problem)


def _indent(text: str, line: int) -> str:
    """The blanks that a line (0-based) begins with."""
    lines = text.splitlines()
    return lines[line][: len(lines[line]) - len(lines[line].lstrip())] if line < len(lines) else ""


class Source:
    """One YAML file: its name, its data and, when a fault must be placed, its lines."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        try:
            self.data: Any = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)
        except _TwiceError as twice:
            key, line = twice.args
            raise OneMapError(_TWICE, hint=_HINT, file=name, line=line, key=key) from twice
        except yaml.YAMLError as error:
            raise _not_yaml(name, text, error) from error

    def line(self, path: Iterable[Step]) -> int:
        """1-based line of the innermost step of ``path`` that exists."""
        node = yaml.compose(self.text, Loader=_LOADER)
        found = node.start_mark.line if node else 0
        for step in path:
            key, node = _descend(node, step)
            if node is None:
                break
            found = (key or node).start_mark.line
        return int(found) + 1


def _descend(node: Any, step: Step) -> tuple[Any, Any]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None


@lru_cache(maxsize=64)
def _load_cached(path: str, stamp: tuple[int, int]) -> Source:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The file is not UTF-8 text."),
            hint=QT_TRANSLATE_NOOP("errors", "Save it as UTF-8."),
            file=Path(path).name,
        ) from error
    return Source(Path(path).name, text)


def load_source(path: Path) -> Source:
    """The file at ``path``; read again only when it changed.  Raises OneMapError when it cannot be read or parsed."""
    try:
        state = path.stat()
        return _load_cached(str(path), (state.st_mtime_ns, state.st_size))
    except OSError as error:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The file cannot be read: {reason}."),
            hint=QT_TRANSLATE_NOOP("errors", "Check that it exists and that you may read it."),
            file=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error


class Entry:
    """One mapping of a data file; ``item`` is what the user knows it by (a rule id, an attribute name)."""

    def __init__(self, data: Any, source: Source, path: tuple[Step, ...] = (), item: str = "") -> None:
        self.source, self.path, self.item = source, path, item or "file"
        if not isinstance(data, dict):
            raise self._error(path, str(path[-1]) if path else "", exp.MAPPING, data, {})
        self.data: dict[Any, Any] = data

    def _error(self, path: Iterable[Step], key: str, expected: str, found: Any, names: dict[str, Any]) -> OneMapError:
        shown = repr(found) if len(repr(found)) < 80 else repr(found)[:77] + "..."
        return OneMapError(
            _EXPECTED,
            hint=_HINT,
            file=self.source.name,
            line=self.source.line(path),
            item=tell("expected", self.item) if self.item in exp.ITEMS else self.item,
            key=key,
            expected=tell("expected", expected, **names),
            found=tell("expected", exp.NOTHING) if found is None else shown,
        )

    def fail(self, key: Step, expected: str, **names: Any) -> OneMapError:
        """The error to raise for ``key``.  expected: a text of ``expected``, names: what stands in its fields."""
        found = self.data.get(key)
        dotted = ".".join(str(s) for s in (*self.path[2:], key)) if len(self.path) > 2 else str(key)
        return self._error((*self.path, key), dotted, expected, found, names)

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def known(self, allowed: Iterable[str]) -> None:
        """Refuse keys that nothing reads: a misspelt key must not silently switch a condition off."""
        names = list(allowed)
        for key in self.data:
            if key not in names:
                near = difflib.get_close_matches(str(key), names, n=1)
                shown = ", ".join(sorted(names))
                raise self.fail(key, exp.KEYS_NEAR if near else exp.KEYS, names=shown, near=near[0] if near else "")

    def raw(self, key: str, default: Any = None) -> Any:
        return self.data.get(key, default)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise self.fail(key, exp.TEXT)
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts; () when the key is absent."""
        value = self.data.get(key, [])
        values = value if isinstance(value, list) else [value]
        if any(isinstance(v, (bool, dict, list)) or v is None for v in values):
            raise self.fail(key, exp.TEXTS)
        return tuple(str(v) for v in values)

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.fail(key, exp.BOOL)
        return value

    def number(self, key: str) -> float:
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.fail(key, exp.NUMBER)
        return float(value)

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        value = self.data.get(key, default)
        names = list(allowed)
        if str(value) not in names or value is None:
            near = difflib.get_close_matches(str(value), names, n=1)
            shown = ", ".join(n or "''" for n in names)
            raise self.fail(key, exp.ONE_OF_NEAR if near else exp.ONE_OF, names=shown, near=near[0] if near else "")
        return str(value)

    def child(self, key: str, item: str = "") -> Entry | None:
        value = self.data.get(key)
        return None if value is None else Entry(value, self.source, (*self.path, key), item or self.item)

    def children(self, key: str) -> list[Entry]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.fail(key, exp.LIST)
        return [Entry(v, self.source, (*self.path, key, i), self.item) for i, v in enumerate(value)]

    def named(self, key: str) -> Iterator[tuple[str, Entry]]:
        """(name, entry) of a mapping of mappings."""
        value = self.data.get(key) or {}
        if not isinstance(value, dict):
            raise self.fail(key, exp.ENTRIES)
        for name, data in value.items():
            yield str(name), Entry({} if data is None else data, self.source, (*self.path, key, name), str(name))
