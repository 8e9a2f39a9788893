"""Side lengths among the further values of points: they belong to an order of points and go when it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..parcels import Parcel, Ring
from .profiles import names


def without_stale_sides(after: Parcel, before: Sequence[Parcel]) -> Parcel:
    """The parcel without the side lengths of rings whose points are not, one after the other, those of a ring before.

    They are worked out anew when the parcel is written; other values of the points (kind of mark, remarks) stay.
    """
    old = [r.xy for p in before for r in p.rings]
    rings = tuple(r if _is_one_of(r, old) else _without(r) for r in after.rings)
    return after if all(new is own for new, own in zip(rings, after.rings)) else replace(after, rings=rings)


def _is_one_of(ring: Ring, old: Sequence[np.ndarray]) -> bool:  # type: ignore[type-arg]
    return any(ring.xy is xy or (ring.xy.shape == xy.shape and bool((ring.xy == xy).all())) for xy in old)


def _without(ring: Ring) -> Ring:
    kept = {name: texts for name, texts in ring.columns.items() if name not in names().side_lengths}
    return ring if len(kept) == len(ring.columns) else replace(ring, columns=kept)
