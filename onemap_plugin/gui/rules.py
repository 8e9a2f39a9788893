"""Every rule that a finding can come from, by id: the one definition behind tree, tooltip and export."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import lru_cache

from ..core.findings import RuleInfo
from ..core.i18n import translate

#: what declares rules when it is imported, beside the readers' rules, which come with the registry
_PLACES = ("core.checks", "core.package.rules")


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, RuleInfo]:
    """Rules of the readers, the checks and the package, as they declare themselves."""
    from ..core import rules

    root = __package__.rsplit(".", 1)[0]
    for place in _PLACES:
        importlib.import_module(f"{root}.{place}")
    return {rule_id: rule.info for rule_id, rule in rules.all_rules().items()}


def rule_help(rule_id: str) -> str:
    """Help text of a rule in the user's language, '' when it has none."""
    info = all_rules().get(rule_id)
    return translate("rules", info.help) if info and info.help else ""
