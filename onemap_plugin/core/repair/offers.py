"""Which fixes may help with which finding.  An offer is never more than that: the user sees the preview and decides."""

from __future__ import annotations

from ..findings import Finding
from .fixes import FIXES
from .model import Fix

#: rule id -> fixes, the most fitting first
RULE_FIXES: dict[str, tuple[str, ...]] = {
    "G01": ("close_ring",),
    "G02": ("untangle", "drop_spike"),
    "G02T": ("untangle",),
    "G03": ("drop_repeats",),
    "G06": ("snap_to_neighbour",),
    "G06V": ("insert_neighbour_point", "snap_to_neighbour"),
    "G08": ("orient",),
    "G09": ("renumber",),
    "G10": ("split_parts",),
    "G12S": ("drop_spike",),
    "G13": ("drop_collinear",),
    "G21": ("swap_axes",),
    "G22": ("round_coordinates",),
    "A01": ("redeclare_area",),
    "T-AREA-CONTRADICTS": ("redeclare_area",),
    "T-COUNT": ("recount",),
    "T-COUNT-MINUS-ONE": ("recount",),
    "T-CRS-SWAP": ("swap_axes",),
    "T-WRITE-ROUNDED": ("round_coordinates",),
}


def offers_for(finding: Finding) -> list[Fix]:
    """Fixes that may help with a finding; none for most rules (a human has to look)."""
    return [FIXES[f] for f in RULE_FIXES.get(finding.rule, ())] if finding.parcel_id else []
