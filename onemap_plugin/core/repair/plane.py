"""Parcels in degrees on a plane for the time of a repair: its distances and areas are metres and square metres.

Every point that a repair leaves where it was comes back with exactly the degrees that it had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from ..coordinates.zones import from_lonlat, plane_around, projected, to_lonlat
from ..parcels import FloatArray, Parcel, ParcelCrs
from .model import Repair

#: of a degree, in points that a repair makes: a tenth of a millimetre
DECIMALS = 9


class Plane:
    """The plane of the 3-degree zone around the middle of ``parcels``."""

    def __init__(self, parcels: Sequence[Parcel], crs: ParcelCrs) -> None:
        rows = [r.xy[:, ::-1] for p in parcels for r in p.rings if len(r.xy)]
        lonlat = np.unique(np.vstack(rows), axis=0) if rows else np.empty((0, 2))
        lonlat = lonlat[np.isfinite(lonlat).all(axis=1)]
        self.crs = plane_around(lonlat, crs) if len(lonlat) else crs
        self.usable = len(lonlat) > 0 and projected(self.crs)
        if not self.usable:
            return
        with np.errstate(all="ignore"):
            plane = from_lonlat(lonlat, self.crs)
        sound = np.isfinite(plane).all(axis=1)
        # one by one, so that equal points stay equal: points are looked up, never worked out twice
        self._there = dict(zip(map(tuple, lonlat[sound].tolist()), map(tuple, plane[sound].tolist())))
        self._back = {en: degrees for degrees, en in self._there.items()}

    def holds(self, parcel: Parcel) -> bool:
        """Whether all points of a parcel have a place on the plane."""
        return all((x, y) in self._there for r in parcel.rings for y, x in r.xy.tolist())

    def laid(self, parcel: Parcel) -> Parcel:
        """The parcel on the plane; without rings where it has no place there."""
        if not self.holds(parcel):
            return replace(parcel, rings=())
        return replace(parcel, rings=tuple(replace(r, xy=_turned(self.to_plane(r.xy[:, ::-1]))) for r in parcel.rings))

    def lifted(self, parcel: Parcel) -> Parcel:
        """A parcel of the plane in degrees."""
        return replace(parcel, rings=tuple(replace(r, xy=_turned(self.to_degrees(r.xy[:, ::-1]))) for r in parcel.rings))

    def to_plane(self, lonlat: FloatArray) -> FloatArray:
        return np.array([self._there[x, y] for x, y in lonlat.tolist()]).reshape(-1, 2)

    def to_degrees(self, en: FloatArray) -> FloatArray:
        """Points that were there with the degrees they had; a point that a repair made is known from then on."""
        fresh = np.round(to_lonlat(en, self.crs), DECIMALS).tolist() if len(en) else []
        for (x, y), (longitude, latitude) in zip(en.tolist(), fresh):
            if (x, y) not in self._back:
                self._back[x, y] = (longitude, latitude)
                self._there.setdefault((longitude, latitude), (x, y))
        return np.array([self._back[x, y] for x, y in en.tolist()]).reshape(-1, 2)

    def moves(self, moved: FloatArray) -> FloatArray:
        """(k, 4) points before and after, on the plane."""
        return np.hstack((self.to_plane(moved[:, :2]), self.to_plane(moved[:, 2:])))

    def place(self, shape: Any) -> Any:
        """Where a finding lies, on the plane; None stays None."""
        return shape if shape is None else shapely.transform(shape, lambda lonlat: from_lonlat(lonlat, self.crs))

    def lifted_repair(self, repair: Repair, before: Parcel) -> Repair:
        """The repair of a parcel of the plane as one of ``before``, its figures in metres."""
        after = (before,) if not repair.changed else tuple(self.lifted(p) for p in repair.after)
        moved = np.hstack((self.to_degrees(repair.moved[:, :2]), self.to_degrees(repair.moved[:, 2:])))
        return replace(
            repair,
            before=before,
            after=after,
            moved=moved,
            dropped=self.to_degrees(repair.dropped),
            added=self.to_degrees(repair.added),
            moved_m=repair.greatest_move_m,
        )


def _turned(en: FloatArray) -> FloatArray:
    return np.ascontiguousarray(en[:, ::-1])
