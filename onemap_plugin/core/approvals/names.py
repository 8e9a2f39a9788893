"""Names for the ids that outcomes, materials and fee estimates carry: what stands before a user, never an id alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .rulebook import RuleBook, load_rules

MOST_DIGITS = 10
_DIGITS = {"ha": 4, "m2": 2, "m": 2, "percent": 2, "count": 0, "month": 0}


def user_name(name: str, book: RuleBook | None = None) -> str:
    """The approval (A06) or rule (YK-01) that a material is for; the id itself when a province's own file has it."""
    used = book or load_rules()
    if name in used.approvals:
        return used.approvals[name].name
    rule = used.rule(name)
    return rule.title if rule is not None else name


def source_names(ids: str, book: RuleBook | None = None) -> list[str]:
    """Names of the laws and papers whose ids stand in ``Outcome.source``."""
    laws = (book or load_rules()).laws
    return [laws.get(name, name) for name in (part.strip() for part in ids.split(",")) if name]


def fee_group_name(group: str, book: RuleBook | None = None) -> str:
    """The group of a fee line: the answer that chose the rate ('人均耕地…：不超过 1 亩'), or the kinds of land it stands for."""
    used = book or load_rules()
    for table in used.rates:
        spec = used.attributes.get(table.attribute) if table.attribute else None
        if spec is not None and group in spec.choices and group in table.rates:
            return f"{spec.label}：{spec.choices[group]}"
    return group.replace("_", "、")


def shown_digits(value: float, unit: str, limits: Iterable[float]) -> int:
    """Decimals at which ``value`` is shown: those of its unit, and as many more as keep it on its side of every limit."""
    digits = _DIGITS.get(unit, 4) if unit != "month" or float(value).is_integer() else 1
    for limit in limits:
        while digits < MOST_DIGITS and _side(round(value, digits), limit) != _side(value, limit):
            digits += 1
    return digits


def limits_of(threshold: str) -> list[float]:
    """The numbers of a threshold's text."""
    return [float(x) for x in re.findall(r"\d+(?:\.\d+)?", threshold)]


def threshold_text(threshold: str, unit: str) -> str:
    """'≥ 10 公顷' for '>= 10': the signs of print, and the unit where the text ends with the number."""
    text = threshold.replace(">=", "≥").replace("<=", "≤")
    return f"{text} {unit}" if unit and text[-1:].isdigit() else text


def _side(value: float, limit: float) -> int:
    return (value > limit) - (value < limit)
