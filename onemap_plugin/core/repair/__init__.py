"""Repairs of parcels: each is offered, shown and applied only when the user says so; none is automatic."""

from .fixes import FIXES
from .model import Fix, Repair, RepairOptions, preview

__all__ = ["FIXES", "Fix", "Repair", "RepairOptions", "preview"]
