"""Repairs of parcels: each is offered, shown and applied only when the user says so; none is automatic."""

from .edited import EDITED, Rebuilt, drawn_parcel, rebuild
from .fixes import FIXES
from .model import Fix, Repair, RepairOptions, preview
from .offers import RULE_FIXES, offers_for
from .plane import Plane

__all__ = [
    "EDITED",
    "FIXES",
    "RULE_FIXES",
    "Fix",
    "Plane",
    "Rebuilt",
    "Repair",
    "RepairOptions",
    "drawn_parcel",
    "offers_for",
    "preview",
    "rebuild",
]
