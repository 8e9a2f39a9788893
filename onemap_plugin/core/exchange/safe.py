"""Where a file that is about to be written departs from what most receiving programs accept at once.

Nothing is changed for it: labels, direction, parts and zone numbers are the user's.  Each departure is told with the programs
that mind, and the choice of the writer that would mend it.  Source: coordinate TXT dialects, section 9.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely

from ..coordinates.numbering import signed_area
from ..parcels import Parcel, ParcelSet
from .options import WriteOptions
from .profiles import TxtProfile
from .rules import Findings

RULE = "T-WRITE-SAFE"
SAFE_DECIMALS = 3
NORTH_7 = (1e6, 1e7)
EAST_8 = (1e7, 1e8)


def review_safe(ready: ParcelSet, profile: TxtProfile, options: WriteOptions, findings: Findings) -> None:
    """Findings on the set as it will stand in the file.  A file that is written as it was read is not judged."""
    if options.verbatim or profile.parcel_lines == "none" or "ring" not in profile.columns:
        return
    if options.encoding.upper() not in ("GBK", "GB18030"):
        findings.add(RULE, key="encoding", variant="encoding", encoding=options.encoding)
    if options.newline != "CRLF":
        findings.add(RULE, key="newline", variant="newline", newline=options.newline)
    if not ready.crs.geographic:
        _review_digits(ready, options, findings)
    _review_labels(ready.parcels, findings)
    for parcel in ready.parcels:
        _review_rings(parcel, findings)


def _review_digits(ready: ParcelSet, options: WriteOptions, findings: Findings) -> None:
    xy = np.concatenate([r.xy for p in ready.parcels for r in p.rings] or [np.empty((0, 2))])
    if not len(xy):
        return
    if not ((xy[:, 1] >= EAST_8[0]) & (xy[:, 1] < EAST_8[1])).all():
        findings.add(RULE, key="east", variant="east", value=f"{xy[:, 1].min():.{SAFE_DECIMALS}f}")
    if not ((xy[:, 0] >= NORTH_7[0]) & (xy[:, 0] < NORTH_7[1])).all():
        findings.add(RULE, key="north", variant="north", value=f"{xy[:, 0].min():.{SAFE_DECIMALS}f}")
    if options.decimals != SAFE_DECIMALS:
        shown = "?" if options.decimals is None else options.decimals
        findings.add(RULE, key="decimals", variant="decimals", decimals=shown, usual=SAFE_DECIMALS)


def _review_labels(parcels: Iterable[Parcel], findings: Findings) -> None:
    labels = (label for p in parcels for r in p.rings for label in r.labels)
    bare = next((label for label in labels if not label.upper().startswith("J")), None)
    if bare is not None:
        findings.add(RULE, key="labels", variant="labels", label=bare)


def _review_rings(parcel: Parcel, findings: Findings) -> None:
    """Parts and nested rings, holes, and rings that turn the other way."""
    parts = parcel.shells_and_holes
    holes = {h for _, own in parts for h in own}
    if len(parts) > 1:
        findings.add(
            RULE,
            key="parts",
            variant="parts",
            parcel_id=parcel.parcel_id,
            name=parcel.parcel_id,
            count=len(parts),
            geometry=parcel.geometry,
        )
    elif holes:
        findings.add(RULE, key="holes", variant="holes", parcel_id=parcel.parcel_id, name=parcel.parcel_id, count=len(holes))
    for index, ring in enumerate(parcel.rings):
        area = signed_area(ring.open_en)
        if area and (area > 0) != (index in holes):
            findings.add(
                RULE,
                key=f"turn {ring.number}",
                variant="hole" if index in holes else "shell",
                parcel_id=parcel.parcel_id,
                name=parcel.parcel_id,
                ring=ring.number,
                geometry=shapely.LinearRing(ring.open_en),
            )
