"""A source that cuts patches itself gives the rows of one whose patches are cut by the engine."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from onemap_plugin.core.onemap.model import PatchCut
from onemap_plugin.core.onemap.overlay import OverlayOptions, overlay

ORIGIN = np.array([520_000.0, 3_300_000.0])


def cutting(memory_source):
    """The memory source with a cut of its own: every pair one after the other, in an order that must not matter."""

    class Cutting(memory_source):
        cuts = 0
        willing = True

        def cut(self, parcels, crs, boxes, owner, columns, check):
            check()
            if not self.willing:
                return None
            type(self).cuts += 1
            pairs = [(i, k) for k in range(len(self.geometry)) for i in range(len(parcels))][::-1]
            pairs = [(i, k) for i, k in pairs if parcels[i].intersects(self.geometry[k])]
            met = sorted({k for _, k in pairs})
            place = {k: n for n, k in enumerate(met)}
            return PatchCut(
                np.array([i for i, _ in pairs], dtype=np.int64),
                np.array([place[k] for _, k in pairs], dtype=np.int64),
                np.array([parcels[i].intersection(self.geometry[k]) for i, k in pairs], dtype=object),
                np.array(met, dtype=np.int64),
                {name: values[met] for name, values in self.columns.items() if name in columns},
            )

    return Cutting


@pytest.mark.parametrize("seed", range(6))
def test_pieces_cut_at_the_source_give_the_same_rows_and_closures(parcel_set, source, seed):
    rng = np.random.default_rng(seed)
    patches = [shapely.Point(rng.uniform(0, 400, 2) + ORIGIN).buffer(rng.uniform(10, 90)) for _ in range(40)]
    patches += [shapely.box(*(ORIGIN + 100 * i), *(ORIGIN + 100 * i + 100)) for i in range(4)]
    codes = rng.choice(["0101", "0301"], len(patches))
    own = parcel_set(*[shapely.box(*c, *(c + rng.uniform(5, 150, 2))) for c in rng.uniform(0, 350, (12, 2)) + ORIGIN])
    there = cutting(source)("DLTB", patches, DLBM=codes)
    options = OverlayOptions(chunk_parcels=5)
    a, b = overlay(own, [there], options), overlay(own, [source("DLTB", patches, DLBM=codes)], options)
    assert type(there).cuts == 3
    assert there.asked == []

    def told(r):
        return [(x.parcel_id, x.code, x.patch, round(x.area_m2, 6), x.area_ha, round(x.shared_m2, 6)) for x in r.rows]

    assert told(a) == told(b)
    assert [c.pieces_ha for c in a.closures] == [c.pieces_ha for c in b.closures]
    assert all(c.closed for c in a.closures)


def test_what_only_touches_is_no_piece_and_an_unwilling_source_is_read(parcel_set, source, box):
    beside = cutting(source)("DLTB", [box(0, 0, 10, 10), box(10, 0, 5, 5)], DLBM=["0101", "0301"])
    result = overlay(parcel_set(box(0, 0, 10, 10)), [beside])
    assert [(r.code, r.area_m2) for r in result.rows] == [("0101", 100.0)]
    beside.willing = False
    again = overlay(parcel_set(box(0, 0, 10, 10)), [beside])
    assert len(beside.asked) == 1
    assert [(r.code, r.area_m2) for r in again.rows] == [("0101", 100.0)]


def test_distances_are_never_left_to_the_source(parcel_set, source, box):
    far = cutting(source)("DLTB", [box(20, 0, 10, 10)], DLBM=["0101"])
    result = overlay(parcel_set(box(0, 0, 10, 10)), [far], OverlayOptions(reach={"DLTB": 50.0}))
    assert [r.distance_m for r in result.rows if r.code] == [10.0]
    assert type(far).cuts == 0
