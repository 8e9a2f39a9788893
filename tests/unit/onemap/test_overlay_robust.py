"""Broken, empty, failing and misplaced sources: the rest goes on, and each of them is told."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import shapely

from onemap_plugin.core.errors import Cancelled, OneMapError
from onemap_plugin.core.i18n import QT_TRANSLATE_NOOP
from onemap_plugin.core.onemap.overlay import OverlayOptions, overlay
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring
from onemap_plugin.core.progress import Progress

GONE = QT_TRANSLATE_NOOP("errors", "gone")


def status(result):
    return {s.role: s.status for s in result.sources}


def test_an_invalid_patch_is_repaired_on_a_copy_and_counted(parcel_set, source, box):
    bowtie = shapely.Polygon([(500_000, 3_300_000), (500_100, 3_300_100), (500_100, 3_300_000), (500_000, 3_300_100)])
    dltb = source("DLTB", [bowtie, box(1000, 0, 10, 10)], DLBM=["0101", "0301"])
    before = bowtie.wkb
    result = overlay(parcel_set(box(0, 0, 100, 100)), [dltb])
    # two triangles of 100 × 50 / 2
    assert result.rows[0].area_m2 == pytest.approx(5000)
    assert result.sources[0].repaired == 1
    assert "1" in result.sources[0].note
    assert dltb.geometry[0].wkb == before


def test_a_patch_repaired_for_several_groups_of_parcels_is_counted_once(parcel_set, source, box):
    bowtie = shapely.Polygon([(500_000, 3_300_000), (500_900, 3_300_900), (500_900, 3_300_000), (500_000, 3_300_900)])
    parcels = parcel_set(*(box(x, 0, 50, 900) for x in range(0, 800, 100)))
    result = overlay(parcels, [source("KYQ", [bowtie])], OverlayOptions(chunk_parcels=2))
    assert (result.sources[0].repaired, result.sources[0].patches_read) == (1, 1)


def test_a_source_that_fails_does_not_stop_the_others(parcel_set, source, box):
    class Vanished(source):
        def read(self, boxes, columns):
            raise OneMapError(GONE, file="dltb.gpkg")

    class Buggy(source):
        def read(self, boxes, columns):
            return 1 / 0

    good = source("LDTB", [box(0, 0, 50, 50)], DI_LEI=["030100"])
    result = overlay(parcel_set(box(0, 0, 100, 100)), [Vanished("DLTB", []), Buggy("KYQ", []), good])
    assert status(result) == {"DLTB": "unreadable", "KYQ": "unreadable", "LDTB": "checked"}
    assert "dltb.gpkg" in result.sources[0].note
    assert "ZeroDivisionError" in result.sources[1].note
    assert [r.role for r in result.rows] == ["LDTB"]
    assert [c.role for c in result.closures] == ["LDTB"]
    assert not result.conflicts  # a land survey that could not be read contradicts nobody


def test_a_source_that_fails_for_some_parcels_claims_no_closure_for_them(parcel_set, source, box):
    class Flaky(source):
        def read(self, boxes, columns):
            if boxes[:, 0].min() > 500_400:
                raise OneMapError(GONE, file="x")
            return super().read(boxes, columns)

    dltb = Flaky("DLTB", [box(0, 0, 1000, 100)], DLBM=["0101"])
    result = overlay(parcel_set(box(0, 0, 10, 10), box(600, 0, 10, 10)), [dltb], OverlayOptions(chunk_parcels=1))
    assert status(result) == {"DLTB": "unreadable"}
    assert [c.parcel_id for c in result.closures] == ["P1"]
    assert {r.parcel_id for r in result.rows} == {"P1"}


def test_an_empty_layer_and_one_of_another_county_cover_nothing(parcel_set, source, box):
    far = source("STBHHX", [box(80_000, 0, 100, 100)])
    result = overlay(parcel_set(box(0, 0, 100, 100)), [source("KYQ", []), far, source("XZQ", [box(80_000, 0, 9, 9)])])
    assert status(result) == {"KYQ": "not_covering", "STBHHX": "not_covering", "XZQ": "not_covering"}
    assert "79.9" in result.sources[1].note


def test_a_layer_of_few_things_in_the_same_county_is_checked_without_a_hit(parcel_set, source, box):
    survey = source("DLTB", [box(-5000, -5000, 10_000, 10_000)], DLBM=["0101"])
    rights = source("HYSYQ", [box(3000, 3000, 100, 100)])
    assert status(overlay(parcel_set(box(0, 0, 100, 100)), [survey, rights])) == {"DLTB": "checked", "HYSYQ": "checked"}


def test_a_source_without_edition_is_told(parcel_set, source, box):
    result = overlay(parcel_set(box(0, 0, 10, 10)), [source("DLTB", [box(0, 0, 10, 10)], edition="", DLBM=["0101"])])
    assert result.sources[0].status == "no_edition"


@pytest.mark.parametrize(
    ("values", "edition"),
    [
        ([2022, 2023], "2022–2023"),
        (["20231231", "2023/06/30"], "2023"),
        (["", None], ""),
        ([np.datetime64("2021-05-01"), None], "2021"),
    ],
)
def test_the_edition_is_taken_from_years_or_dates_of_the_patches(parcel_set, source, box, values, edition):
    dltb = source("DLTB", [box(0, 0, 5, 10), box(5, 0, 5, 10)], edition="", DLBM=["0101", "0301"], SJNF=values)
    result = overlay(parcel_set(box(0, 0, 10, 10)), [dltb])
    assert result.sources[0].edition == edition
    assert {r.edition for r in result.rows} == {edition}


def test_null_and_empty_geometries_are_skipped(parcel_set, source, box):
    class WithNulls(source):
        def read(self, boxes, columns):
            from onemap_plugin.core.onemap.model import PatchBatch

            geometry = np.array([None, shapely.Polygon(), box(0, 0, 10, 10)], dtype=object)
            return PatchBatch(geometry, np.arange(3), {"DLBM": np.array(["01", "02", "0301"], dtype=object)})

    rows = overlay(parcel_set(box(0, 0, 10, 10)), [WithNulls("DLTB", [])]).rows
    assert [(r.code, r.patch) for r in rows] == [("0301", "2")]


def test_a_parcel_that_crosses_itself_is_repaired_on_a_copy_and_named(source, box):
    xy = np.array([[3_300_000, 500_000], [3_300_100, 500_100], [3_300_000, 500_100], [3_300_100, 500_000]], dtype=float)
    crossed = Parcel("bad", (Ring(1, ("J1", "J2", "J3", "J4"), xy),))
    empty = Parcel("empty", (Ring(1, ("J1", "J2"), xy[:2]),))
    good = Parcel("good", (Ring(1, ("J1", "J2", "J3"), xy[:3]),))
    from onemap_plugin.core.coordinates.zones import crs_from_epsg

    result = overlay(
        ParcelSet((crossed, empty, good), crs=crs_from_epsg(4549)), [source("DLTB", [box(-10, -10, 200, 200)], DLBM=["0101"])]
    )
    assert result.repaired_parcels == ("bad",)
    areas = {r.parcel_id: round(r.area_m2, 3) for r in result.rows}
    assert areas == {"bad": 5000.0, "good": 5000.0}
    assert all(c.closed for c in result.closures)


def test_no_parcels_no_sources_and_unknown_zone_do_not_fail(parcel_set, source, box):
    assert list(overlay(ParcelSet(()), [source("DLTB", [box(0, 0, 9, 9)])]).rows) == []
    assert list(overlay(parcel_set(box(0, 0, 9, 9)), []).rows) == []
    nowhere = ParcelSet(parcel_set(box(0, 0, 10, 10)).parcels, crs=ParcelCrs())
    row = overlay(nowhere, [source("DLTB", [box(0, 0, 10, 10)], DLBM=["0101"])]).rows[0]
    assert row.area_ellipsoid_m2 == row.area_m2 == pytest.approx(100)


def test_cancel_reaches_the_tasks_and_leaves_no_thread(parcel_set, source, box):
    pressed = threading.Event()

    class Slow(source):
        def read(self, boxes, columns):
            pressed.set()
            return super().read(boxes, columns)

    parcels = parcel_set(*(box(x, 0, 5, 5) for x in range(0, 500, 10)))
    slow = Slow("DLTB", [box(0, 0, 1000, 100)], DLBM=["0101"])
    with pytest.raises(Cancelled):
        overlay(parcels, [slow], OverlayOptions(chunk_parcels=1), Progress(cancelled=pressed.is_set))
    assert len(slow.asked) < 50
    assert not [t for t in threading.enumerate() if t.name.startswith("overlay")]


def test_progress_runs_from_zero_to_one(parcel_set, source, box):
    seen = []
    overlay(parcel_set(box(0, 0, 9, 9)), [source("DLTB", [box(0, 0, 9, 9)], DLBM=["0101"])], None, Progress(seen.append))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
