"""Checks of parcels: a registry of rules, profiles that choose rules and thresholds, and the run over a parcel set.

    findings = check_parcels(parcels, load_profile("national"))

``RULES`` holds what every rule says of itself, from which dock, tooltip, report and help page are made.
"""

from __future__ import annotations

from ..findings import RuleInfo

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
from .profile import DEFAULT_PROFILE, CheckProfile, RuleSetting, load_profile, profiles
from .registry import Rule, all_rules
from .runner import RULE_FAILED, check_parcels
from .table import rules_list, rules_markdown

RULES: tuple[RuleInfo, ...] = (*sorted((rule.info for rule in all_rules().values()), key=lambda i: i.id), RULE_FAILED)

__all__ = [
    "DEFAULT_PROFILE",
    "RULES",
    "RULE_FAILED",
    "CheckProfile",
    "Rule",
    "RuleSetting",
    "all_rules",
    "check_parcels",
    "load_profile",
    "profiles",
    "rules_list",
    "rules_markdown",
]
