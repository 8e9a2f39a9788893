"""The rules as Markdown for help pages and reports, made from what they declare of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..findings import EMPTY, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP, join, translate
from ..rules import READING, Rule
from .profile import CheckProfile
from .registry import all_checks


def rules_markdown(profile: CheckProfile | None = None) -> str:
    """All checks and rules of the readers (of a profile: only those that speak, with its severities and thresholds) in the user's
    language, one row per rule."""
    rows = ["| " + " | ".join(translate("rules", t) for t in _HEADINGS[:7]) + " |", "| --- " * 7 + "|"]
    every = [*(check for _, check in sorted(all_checks().items())), *READING]
    for info in (rule.info for rule in every):
        rule_id = info.id
        setting = profile.setting(rule_id) if profile else None
        if setting and not setting.enabled:
            continue
        severity = setting.severity if setting and setting.severity else info.severity
        options = "; ".join(_option(o, setting.options.get(o.name, o.default) if setting else o.default) for o in info.options)
        cells = (
            rule_id,
            translate("rules", info.title),
            severity.value,
            translate("rules", info.help),
            options,
            translate("clauses", info.clause),
            info.confidence,
        )
        rows.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
    return "\n".join(rows) + "\n"


def rules_list(rules: Iterable[type[Rule]], repairs: Mapping[str, str] = EMPTY) -> str:
    """Rules of any kind as a Markdown list in the user's language: title, severity, meaning, thresholds, source, repairs.

    repairs: titles of the repairs by id, in the user's language; a repair without one is not named.
    """
    lines = []
    for rule in rules:
        info = rule.info
        title, severity = translate("rules", info.title), translate("Labels", _SEVERITIES[info.severity])
        options = "; ".join(_option(o, o.default) for o in info.options)
        lines.append(f"- **{info.id} {title}** ({severity}): {translate('rules', info.help)}".removesuffix(": "))
        lines += [f"  *{translate('rules', _HEADINGS[4])}*: {options}"] if options else []
        lines += [f"  *{translate('rules', _HEADINGS[5])}*: {translate('clauses', info.clause)}"] if info.clause else []
        offered = join(repairs[fix] for fix in rule.fixes if fix in repairs)
        lines += [f"  *{translate('rules', _HEADINGS[7])}*: {offered}"] if offered else []
    return "\n".join(lines) + "\n"


def _option(option: RuleOption, value: object) -> str:
    return f"{translate('rules', option.title)}: {value} {option.unit}".strip()


_HEADINGS = (
    QT_TRANSLATE_NOOP("rules", "Rule"),
    QT_TRANSLATE_NOOP("rules", "Title"),
    QT_TRANSLATE_NOOP("rules", "Severity"),
    QT_TRANSLATE_NOOP("rules", "Meaning"),
    QT_TRANSLATE_NOOP("rules", "Thresholds"),
    QT_TRANSLATE_NOOP("rules", "Source"),
    QT_TRANSLATE_NOOP("rules", "Confidence"),
    QT_TRANSLATE_NOOP("rules", "Repair offered"),
)
_SEVERITIES = {
    Severity.ERROR: QT_TRANSLATE_NOOP("Labels", "Error"),
    Severity.WARNING: QT_TRANSLATE_NOOP("Labels", "Warning"),
    Severity.NOTICE: QT_TRANSLATE_NOOP("Labels", "Notice"),
    Severity.INFO: QT_TRANSLATE_NOOP("Labels", "Information"),
}
