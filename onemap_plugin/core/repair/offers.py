"""Which fixes may help with which finding.  An offer is never more than that: the user sees the preview and decides."""

from __future__ import annotations

from .. import checks  # noqa: F401 (its rules declare their repairs when it is imported)
from ..findings import Finding
from ..rules import all_rules
from .fixes import FIXES
from .model import Fix

#: rule id -> fixes, the most fitting first, as the rules declare them
RULE_FIXES: dict[str, tuple[str, ...]] = {rule_id: rule.fixes for rule_id, rule in all_rules().items() if rule.fixes}


def offers_for(finding: Finding) -> list[Fix]:
    """Fixes that may help with a finding; none for most rules (a human has to look)."""
    return [FIXES[f] for f in RULE_FIXES.get(finding.rule, ())] if finding.parcel_id else []
