"""Repairs of parcels: each is offered, shown and applied only when the user says so; none is automatic."""

from .fixes import FIXES
from .model import Fix, Repair, RepairOptions, preview
from .offers import RULE_FIXES, offers_for

__all__ = ["FIXES", "RULE_FIXES", "Fix", "Repair", "RepairOptions", "offers_for", "preview"]
