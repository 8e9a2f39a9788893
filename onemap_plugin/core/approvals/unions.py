"""Unions of pieces of many parcels: made by place, kept, because many rules ask for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from ..onemap import robust
from ..parcels import Parcel

#: a piece: the parcel that it lies in (or near) and its geometry
Placed = tuple[str, Any]


class Unions:
    """Unions of geometries that lie in these parcels."""

    def __init__(self, parcels: Sequence[Parcel]) -> None:
        self._parcels = parcels
        self._known: dict[tuple[int, ...], tuple[Any, list[Any]]] = {}

    def of(self, pieces: Sequence[Placed]) -> Any:
        """One valid geometry of all pieces, or None.  pieces: (parcel_id, geometry or None) each."""
        placed = {id(shape): (parcel, shape) for parcel, shape in pieces if shape is not None}
        key = tuple(sorted(placed))
        if key not in self._known:
            some = list(placed.values())
            self._known[key] = (self._by_place(some), [shape for _, shape in some])  # they stay alive, so their ids stay theirs
        return self._known[key][0]

    def _by_place(self, pieces: Sequence[Placed]) -> Any:
        """Parcel by parcel, then of parcels that touch: many small unions, of which most are known already, are much less
        work than a large one."""
        owned: dict[str, list[Placed]] = {}
        for piece in pieces:
            owned.setdefault(piece[0], []).append(piece)
        if len(owned) < 2:
            return _union([shape for _, shape in pieces])
        places: dict[int, list[Any]] = {}
        for parcel_id, own in owned.items():
            places.setdefault(self._places[parcel_id], []).append(self.of(own))
        unions = [_union([u for u in some if u is not None]) for some in places.values()]
        parts = shapely.get_parts(np.array([u for u in unions if u is not None], dtype=object))
        if (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON).all():
            made = shapely.multipolygons(parts)
            if made.is_valid:  # a feature beside the parcels can be near two of them
                return None if made.is_empty else made
        return _union(list(parts))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """By parcel_id the same number for parcels that touch each other, directly or over others."""
        shapes = [p.geometry if p.geometry.is_valid else p.geometry.envelope for p in self._parcels]
        found = list(range(len(shapes)))

        def root(i: int) -> int:
            while found[i] != i:
                found[i] = i = found[found[i]]
            return i

        for a, b in shapely.STRtree(shapes).query(shapes, predicate="intersects").T.tolist():
            found[root(a)] = root(b)
        return defaultdict(lambda: -1, {p.parcel_id: root(i) for i, p in enumerate(self._parcels)})


def _union(shapes: list[Any]) -> Any:
    """Pieces of one layer mostly share their edges, which a coverage union joins much faster; checked, because it trusts them."""
    if not shapes:
        return None
    if len(shapes) == 1 and shapes[0].is_valid:
        return None if shapes[0].is_empty else shapes[0]
    many = np.array(shapes, dtype=object)
    try:
        made = _coverage_union(many) if len(many) > 4 else None
    except shapely.errors.GEOSException:
        made = None
    made = robust.union(many) if made is None else made
    return None if made.is_empty else made


def _coverage_union(shapes: Any) -> Any:
    if not (shapely.get_dimensions(shapes) == 2).all():
        return None
    made = shapely.coverage_union_all(shapes)
    total = float(shapely.area(shapes).sum())
    return made if abs(made.area - total) <= 1e-9 * total and made.is_valid else None
