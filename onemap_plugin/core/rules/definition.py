"""What every rule is, whoever finds its faults: one class that declares id, title, severity, source, options and repairs.

A check (``core.checks``) is a rule with a ``check`` of its own.  Rules of the readers, of writing, of comparing and of packages
are told by the code that does the work; they are declared in the same registry, so that dock, tooltip, report, help page and
profiles treat all of them alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, TypeVar, cast

from ..findings import EMPTY, Finding, RuleInfo, Severity


@dataclass(frozen=True)
class RuleSetting:
    """What a profile says about one rule; ``severity`` None keeps the rule's own."""

    enabled: bool = True
    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


AS_DECLARED = RuleSetting()
#: settings by rule id; a rule that is not named is as it declares itself
RuleSettings = Mapping[str, RuleSetting]


class Rule:
    """Base of all rules.  ``fixes``: the repairs that are offered for its findings, the most fitting first.

    ``cases``: message -> severity of the rule's own milder or graver cases; all other messages have that of ``info``.
    """

    info: ClassVar[RuleInfo]
    fixes: ClassVar[tuple[str, ...]] = ()
    cases: ClassVar[Mapping[str, Severity]] = EMPTY

    def __init__(self, severity: Severity | None = None, options: Mapping[str, Any] = EMPTY) -> None:
        self.severity = severity
        self.options = {option.name: option.default for option in self.info.options}
        self.options.update(options)

    @classmethod
    def set_by(cls, settings: RuleSettings) -> Rule:
        """The rule with the severity and the thresholds of a profile."""
        setting = settings.get(cls.info.id, AS_DECLARED)
        return cls(setting.severity, setting.options)

    def number(self, name: str) -> float:
        return float(self.options[name])

    def graded(self, own: Severity | None = None) -> Severity:
        """Severity of a finding; what a profile says of the rule leaves its milder and graver cases (``own``) as they are."""
        grade = own or self.info.severity
        return self.severity if self.severity is not None and grade is self.info.severity else grade


_rules: dict[str, type[Rule]] = {}
RuleClass = TypeVar("RuleClass", bound=type[Rule])


def register(rule: RuleClass) -> RuleClass:
    """Class decorator: put the rule into the registry, in the order of definition.  ValueError for an id that is there."""
    if rule.info.id in _rules:
        raise ValueError(f"two rules have the id {rule.info.id}")
    _rules[rule.info.id] = rule
    return rule


def declare(info: RuleInfo, fixes: tuple[str, ...] = (), cases: Mapping[str, Severity] = EMPTY) -> type[Rule]:
    """A rule that is told by other code (a reader, a writer, the package): its class, put into the registry."""
    made = type(info.id, (Rule,), {"__doc__": info.title, "info": info, "fixes": fixes, "cases": cases})
    return register(cast("type[Rule]", made))


def all_rules() -> Mapping[str, type[Rule]]:
    """The rule classes by id, of all modules of rules that have been imported."""
    return _rules


def regraded(findings: Iterable[Finding], settings: RuleSettings) -> tuple[Finding, ...]:
    """Findings that are there already, as a profile wants them: severities its own, rules that it switches off left out.

    A finding may have been graded by another profile before: what the rule itself says counts, not what the finding has.
    """
    kept = []
    for f in findings:
        rule = _rules.get(f.rule)
        if rule is None:
            kept.append(f)
        elif settings.get(f.rule, AS_DECLARED).enabled:
            severity = rule.set_by(settings).graded(rule.cases.get(f.message))
            kept.append(f if f.severity is severity else replace(f, severity=severity))
    return tuple(kept)
