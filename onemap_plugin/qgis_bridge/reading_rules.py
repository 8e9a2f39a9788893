"""Short makers of findings on reading files; their rules are declared in ``core.rules.files``."""

from __future__ import annotations

from typing import Any

from ..core.findings import Finding, RuleInfo
from ..core.rules.files import FILES

RULES: tuple[RuleInfo, ...] = tuple(rule.info for rule in FILES)
_BY_ID = {r.id: r for r in RULES}


def finding(rule_name: str, message: str, file: str, /, *, key: str = "", geometry: Any = None, **params: Any) -> Finding:
    """A finding of rule ``read.<rule_name>`` on ``file``; ``message`` is marked by the caller."""
    rule = _BY_ID[f"read.{rule_name}"]
    return Finding(rule.id, rule.severity, message, params, source_file=file, geometry=geometry, clause=rule.clause, key=key)


def left_out(message: str, name: str, key: str, count: int) -> Finding:
    """So many shapes of ``name`` are no parcels; ``message`` is marked by the caller and says {count} and {name}."""
    return finding("skipped", message, name, key=key, name=name, count=count)
