"""The rules as a Markdown table for help pages and reports, made from the registry."""

from __future__ import annotations

from ..findings import RuleOption
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
