"""The rules as Markdown for help pages and reports, made from what they declare of themselves."""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import RuleInfo, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP, translate
from .profile import CheckProfile
from .registry import all_rules


def rules_markdown(profile: CheckProfile | None = None) -> str:
    """All rules (of a profile: only those that run, with its thresholds) in the user's language, one row per rule."""
    rows = ["| " + " | ".join(translate("rules", t) for t in _HEADINGS) + " |", "| --- " * len(_HEADINGS) + "|"]
    for rule_id, rule in sorted(all_rules().items()):
        info = rule.info
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


def rules_list(rules: Iterable[RuleInfo]) -> str:
    """Rules of any kind as a Markdown list in the user's language: title, severity, meaning, thresholds, source."""
    lines = []
    for info in rules:
        title, severity = translate("rules", info.title), translate("Labels", _SEVERITIES[info.severity])
        options = "; ".join(_option(o, o.default) for o in info.options)
        lines.append(f"- **{info.id} {title}** ({severity}): {translate('rules', info.help)}")
        lines += [f"  *{translate('rules', _HEADINGS[4])}*: {options}"] if options else []
        lines += [f"  *{translate('rules', _HEADINGS[5])}*: {translate('clauses', info.clause)}"] if info.clause else []
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
)
_SEVERITIES = {
    Severity.ERROR: QT_TRANSLATE_NOOP("Labels", "Error"),
    Severity.WARNING: QT_TRANSLATE_NOOP("Labels", "Warning"),
    Severity.NOTICE: QT_TRANSLATE_NOOP("Labels", "Notice"),
    Severity.INFO: QT_TRANSLATE_NOOP("Labels", "Information"),
}
