"""Findings: what a reader or a check has to say about the data, with its place and its source.

A finding is a *hint with evidence*: it names the rule, the place on the map, the line of the file, what was read and
what was expected.  Its ``uid`` does not depend on language, time or order, so the state that a user gives it
(open / fixed / accepted) survives every re-run.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .i18n import Translator, render

EMPTY: Mapping[str, Any] = MappingProxyType({})


class Severity(str, enum.Enum):
    """How bad a finding is; the order is that of ``SEVERITIES``."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    INFO = "info"


SEVERITIES: tuple[Severity, ...] = tuple(Severity)
STATES: tuple[str, ...] = ("open", "fixed", "accepted")


@dataclass(frozen=True)
class RuleOption:
    """One adjustable number or choice of a rule; ``unit`` is '' for pure numbers, ``choices`` are the values of a text."""

    name: str
    default: float | int | str | bool
    unit: str
    title: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleInfo:
    """What a rule declares of itself: the one definition behind dock, tooltip, report and help page.

    ``title`` and ``help`` are English source strings marked with ``QT_TRANSLATE_NOOP("rules", ...)``.
    ``clause`` names the standard or the source; ``confidence`` is that of the source (high / medium / low).
    """

    id: str
    title: str
    severity: Severity
    clause: str
    help: str = ""
    confidence: str = "medium"
    options: tuple[RuleOption, ...] = ()


@dataclass(frozen=True, eq=False)
class Finding:
    """One fault or remark.

    message: English source string (marked ``QT_TRANSLATE_NOOP("rules", ...)``) with ``{name}`` fields of ``params``.
    geometry: the exact place, a shapely geometry in (east, north) metres of the parcel set's CRS, or None.
    key: what tells this finding from others of the same rule on the same parcel; part of the uid.
         Use positions or labels, never running numbers of findings or messages.
    source_line: 1-based line in ``source_file``; 0 when there is no text line.
    """

    rule: str
    severity: Severity
    message: str
    params: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    parcel_id: str = ""
    source_file: str = ""
    source_line: int = 0
    geometry: Any = None
    clause: str = ""
    key: str = ""

    @property
    def uid(self) -> str:
        """16 hex digits that stay the same for the same fault at the same place."""
        text = "\x1f".join((self.rule, self.parcel_id, self.source_file, self.key))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]

    def clause_text(self, translator: Translator | None = None) -> str:
        """The clause; names of documents stay as they are, words around them are in the language."""
        return render(translator, "clauses", self.clause, {}) if self.clause else ""

    def text(self, translator: Translator | None = None) -> str:
        """The message in the user's language, or in that of ``translator``."""
        return render(translator, "rules", self.message, self.params)
