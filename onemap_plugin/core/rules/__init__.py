"""The one contract of all rules, their registry, and the rules of the readers."""

from .definition import AS_DECLARED, Rule, RuleSetting, RuleSettings, all_rules, declare, register, regraded
from .files import FILES
from .reading import READING as TEXT_RULES

#: all rules that a reader speaks for: known to profiles beside the checks
READING = (*FILES, *TEXT_RULES)

__all__ = [
    "AS_DECLARED",
    "FILES",
    "READING",
    "TEXT_RULES",
    "Rule",
    "RuleSetting",
    "RuleSettings",
    "all_rules",
    "declare",
    "register",
    "regraded",
]
