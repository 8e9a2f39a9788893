"""Every rule that a finding can come from, by id: the one definition behind tree, tooltip and export."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import lru_cache

from ..core.findings import RuleInfo
from ..core.i18n import translate

_PLACES = ("core.exchange", "core.checks", "core.package", "core.package.rules", "qgis_bridge.reading_rules")


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, RuleInfo]:
    """Rules of the reader, the checks and the package checks."""
    found: dict[str, RuleInfo] = {}
    root = __package__.rsplit(".", 1)[0]
    for place in _PLACES:
        module = importlib.import_module(f"{root}.{place}")
        rules = getattr(module, "RULES", ())
        found.update({r.id: r for r in (rules.values() if isinstance(rules, Mapping) else rules)})
    return found


def rule_help(rule_id: str) -> str:
    """Help text of a rule in the user's language, '' when it has none."""
    info = all_rules().get(rule_id)
    return translate("rules", info.help) if info and info.help else ""
