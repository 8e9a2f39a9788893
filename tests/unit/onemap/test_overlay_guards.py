"""What must not slip: the limit of closure, a role that was read in part only, geometry that threads would share."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
import shapely

from onemap_plugin.core.onemap.cutting import own_copy
from onemap_plugin.core.onemap.model import Closure, SourceInfo
from onemap_plugin.core.onemap.overlay import OverlayOptions, overlay

CLOSED = Closure("1", "DLTB", 100.0, 60.0, 40.0, 0.0, 0.0, Decimal("0.0100"), Decimal("0.0060"), Decimal("0.0040"))


@pytest.mark.parametrize(
    ("difference", "closed"), [(0.0, True), (0.0099, True), (-0.0099, True), (0.0101, False), (-0.0101, False)]
)
def test_a_parcel_closes_to_a_hundredth_of_a_square_metre(difference, closed):
    assert replace(CLOSED, difference_m2=difference).closed is closed


def test_a_parcel_closes_exactly_after_rounding():
    assert not replace(CLOSED, uncovered_ha=Decimal("0.0041")).closed
    assert not replace(CLOSED, pieces_ha=Decimal("0.0059")).closed


def test_a_role_of_which_one_source_failed_contradicts_nobody(parcel_set, source, box):
    dltb = source("DLTB", [box(0, 0, 100, 100)], DLBM=["0301"])
    forest = source("LDTB", [box(0, 0, 30, 100)], DI_LEI=["030100"])
    parcels = parcel_set(box(0, 0, 100, 100))
    assert [c.area_m2 for c in overlay(parcels, [dltb, forest]).conflicts] == [7000.0]
    # the other half of the forest layer may hold what seems to be missing here
    assert not overlay(parcels, [dltb, forest, SourceInfo("LDTB", status="unreadable")]).conflicts


def test_every_thread_has_parcels_of_its_own(parcel_set, source, box):
    given = np.array([box(0, 0, 10, 10), box(20, 0, 10, 10)], dtype=object)
    copied = own_copy(given)
    assert all(a is not b and a.equals_exact(b) for a, b in zip(given, copied))
    parcels = parcel_set(*(box(x, 0, 50, 50) for x in range(0, 2000, 100)))
    shapes = [p.geometry for p in parcels.parcels]
    patches = [box(x, 0, 60, 60) for x in range(0, 2000, 60)]
    sources = [source("DLTB", patches, DLBM=["0101"] * len(patches)), source("KYQ", patches)]
    overlay(parcels, sources, OverlayOptions(threads=4, chunk_parcels=2))
    # a prepared geometry of the caller would be one that several threads have used
    assert not shapely.is_prepared(np.array([*shapes, *(p.geometry for p in parcels.parcels)], dtype=object)).any()
