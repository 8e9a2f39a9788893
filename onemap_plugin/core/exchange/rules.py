"""Findings of the readers and writers of coordinate files; what their rules are is declared in ``core.rules``."""

from __future__ import annotations

from typing import Any

from ..findings import EMPTY, SEVERITIES, Finding, RuleInfo, Severity
from ..i18n import QT_TRANSLATE_NOOP
from ..rules import AS_DECLARED, TEXT_RULES, Rule, RuleSettings, all_rules
from ..rules.reading import MESSAGES

RULES: tuple[RuleInfo, ...] = tuple(rule.info for rule in TEXT_RULES)
LISTED = 12
SINGLE_MOST = 2000
_AND_MORE = QT_TRANSLATE_NOOP(
    "rules", "… and {count} more findings of this rule, not listed one by one (after the first {limit}): lines {lines}."
)


def finding(
    rule: str,
    *,
    key: str = "",
    parcel_id: str = "",
    file: str = "",
    line: int = 0,
    geometry: Any = None,
    variant: str = "",
    settings: RuleSettings = EMPTY,
    **params: Any,
) -> Finding:
    """A finding of one of ``RULES``, graded by ``settings``.

    variant: the rule's message for one case (``rule/variant`` in the table), which may be milder or graver than the rule.
    """
    own = all_rules()[rule]
    message = MESSAGES[f"{rule}/{variant}" if variant else rule]
    severity = own.set_by(settings).graded(own.cases.get(message))
    return Finding(rule, severity, message, params, parcel_id, file, line, geometry, own.info.clause, key)


class Findings:
    """Collects findings of one file; faults that occur on many lines become one finding that counts and lists them.

    settings: what a profile says of the rules; those that it switches off are not collected.
    """

    def __init__(self, file: str, settings: RuleSettings = EMPTY) -> None:
        self.file = file
        self.settings = settings
        self._single: list[Finding] = []
        self._seen: dict[tuple[str, str, str], int] = {}
        self._numbers: dict[str, int] = {}
        self._many: dict[tuple[str, str], tuple[dict[str, Any], list[int]]] = {}
        self._beyond: dict[str, tuple[Severity, list[int]]] = {}
        self._rules: dict[str, Rule] = {}

    def threshold(self, rule: str, option: str) -> float:
        """A threshold of a rule as the profile has it, in the unit of the option."""
        if rule not in self._rules:
            self._rules[rule] = all_rules()[rule].set_by(self.settings)
        return self._rules[rule].number(option)

    def _wanted(self, rule: str) -> bool:
        return self.settings.get(rule, AS_DECLARED).enabled

    def add(
        self,
        rule: str,
        *,
        key: str = "",
        parcel_id: str = "",
        line: int = 0,
        geometry: Any = None,
        variant: str = "",
        **params: Any,
    ) -> None:
        """One finding of its own; a key that was there before gets a number, so that no two findings share a uid.

        After the first ``SINGLE_MOST`` of a rule the others are counted in one further finding, which keeps the gravest severity.
        """
        if not self._wanted(rule):
            return
        if self._numbers.get(rule, 0) >= SINGLE_MOST:
            grade = finding(rule, variant=variant, settings=self.settings).severity
            before, lines = self._beyond.setdefault(rule, (grade, []))
            self._beyond[rule] = (min(before, grade, key=SEVERITIES.index), lines)
            lines.append(line)
            return
        seen = self._seen[(rule, parcel_id, key)] = self._seen.get((rule, parcel_id, key), 0) + 1
        key = key if seen == 1 else f"{key} #{seen}"
        self._numbers[rule] = self._numbers.get(rule, 0) + 1
        self._single.append(
            finding(
                rule,
                key=key,
                parcel_id=parcel_id,
                file=self.file,
                line=line,
                geometry=geometry,
                variant=variant,
                settings=self.settings,
                **params,
            )
        )

    def number_of(self, rule: str) -> int:
        """How many findings of their own a rule has so far."""
        return self._numbers.get(rule, 0)

    def count(self, rule: str, line: int, *, key: str = "", **params: Any) -> None:
        """One more line (1-based) with the fault ``rule`` of the kind ``key``; ``params`` of the first one are shown."""
        if self._wanted(rule):
            self._many.setdefault((rule, key), (params, []))[1].append(line)

    def result(self) -> tuple[Finding, ...]:
        """All findings, those on the whole file first, then by line."""
        found = list(self._single)
        for (rule, key), (params, lines) in self._many.items():
            where = sorted(set(lines))
            told = {"count": len(where), "lines": _listed(where), **params}
            found.append(finding(rule, key=key, file=self.file, line=where[0], settings=self.settings, **told))
        found += [self._and_more(rule, severity, lines) for rule, (severity, lines) in self._beyond.items()]
        return tuple(sorted(found, key=lambda f: (f.source_line, f.rule)))

    def _and_more(self, rule: str, severity: Severity, lines: list[int]) -> Finding:
        """Says aloud how many findings of a rule are not listed, and where the first of them stand."""
        where = sorted(lines)
        params = {"count": len(lines), "limit": SINGLE_MOST, "lines": _listed(where)}
        clause = all_rules()[rule].info.clause
        return Finding(rule, severity, _AND_MORE, params, "", self.file, where[0], None, clause, "and more")


def _listed(where: list[int]) -> str:
    return ", ".join(str(n) for n in where[:LISTED]) + (" …" if len(where) > LISTED else "")


__all__ = ["RULES", "SINGLE_MOST", "Findings", "finding"]
