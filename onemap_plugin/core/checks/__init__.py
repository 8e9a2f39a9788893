"""Checks of parcels: the rules that look for faults, profiles that choose rules and thresholds, and the run over a set.

    findings = check_parcels(parcels, load_profile("national"))

``RULES`` holds what every check says of itself, from which dock, tooltip, report and help page are made; the contract of
all rules and their common registry are in ``core.rules``.
"""

from __future__ import annotations

from ..findings import RuleInfo
from ..rules import Rule, RuleSetting

# importing a module of rules registers them
from . import (  # noqa: F401
    rules_across,
    rules_boundary,
    rules_corner,
    rules_crs,
    rules_declared,
    rules_ring,
    rules_shape,
    rules_validity,
)
from .profile import DEFAULT_PROFILE, CheckProfile, load_profile, profiles, revived
from .registry import Check, all_checks
from .runner import RULE_FAILED, check_parcels
from .table import rules_list, rules_markdown

RULES: tuple[RuleInfo, ...] = (*sorted((check.info for check in all_checks().values()), key=lambda i: i.id), RULE_FAILED)

__all__ = [
    "DEFAULT_PROFILE",
    "RULES",
    "RULE_FAILED",
    "Check",
    "CheckProfile",
    "Rule",
    "RuleSetting",
    "all_checks",
    "check_parcels",
    "load_profile",
    "profiles",
    "revived",
    "rules_list",
    "rules_markdown",
]
