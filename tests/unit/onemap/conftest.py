"""Small maps in memory: parcels from shapely polygons, and a source that keeps the contract of a real one."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from onemap_plugin.core.coordinates.zones import crs_from_epsg
from onemap_plugin.core.onemap.model import PatchBatch, SourceInfo
from onemap_plugin.core.parcels import Parcel, ParcelSet, Ring

EAST, NORTH = 500_000.0, 3_300_000.0


class MemorySource:
    """Patches in memory, found by their boxes; remembers what it was asked for."""

    def __init__(self, role, geometries, edition="2023", status="checked", **columns):
        self.info = SourceInfo(role, path=f"{role}.gpkg", edition=edition, status=status)
        self.geometry = np.array(list(geometries), dtype=object)
        self.columns = {name: np.array(values, dtype=object) for name, values in columns.items()}
        bounds = shapely.total_bounds(self.geometry) if len(self.geometry) else None
        self.extent = None if bounds is None else tuple(bounds)
        self.count = len(self.geometry)
        self.asked = []

    def read(self, boxes, columns):
        self.asked.append((boxes.copy(), tuple(columns)))
        if not len(self.geometry):
            return PatchBatch(np.zeros(0, dtype=object), np.zeros(0, dtype=np.int64), {})
        near = np.unique(shapely.STRtree(self.geometry).query(shapely.box(*boxes.T))[1])
        return PatchBatch(
            self.geometry[near], near.astype(np.int64), {k: v[near] for k, v in self.columns.items() if k in columns}
        )


def rings_of(polygon):
    rings = []
    for part in shapely.get_parts(polygon):
        for ring in shapely.get_rings(part):
            xy = shapely.get_coordinates(ring)[:, ::-1]
            rings.append(Ring(len(rings) + 1, tuple(f"J{i + 1}" for i in range(len(xy))), xy))
    return tuple(rings)


@pytest.fixture
def source():
    return MemorySource


@pytest.fixture
def box():
    """A rectangle by its south-west corner, width and height in metres near the central meridian."""

    def make(x, y, width, height):
        return shapely.box(EAST + x, NORTH + y, EAST + x + width, NORTH + y + height)

    return make


@pytest.fixture
def parcel_set():
    def make(*polygons, epsg=4549):
        parcels = tuple(Parcel(f"P{i + 1}", rings_of(polygon)) for i, polygon in enumerate(polygons))
        return ParcelSet(parcels, crs=crs_from_epsg(epsg))

    return make
