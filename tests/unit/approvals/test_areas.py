"""Areas: per project, by geometry where layers lie over each other, unrounded, with a warning band."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemap_plugin.core.approvals import RuleBook, Settings, evaluate, evaluate_all, load_rules
from onemap_plugin.core.onemap.model import ConflictRow, OverlayRow
from tests.unit.approvals.maps import MapMaker, Result, parcels, sources

LAND = {"temporary": False}
BOOK = load_rules()


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return BOOK


def of(book: RuleBook, rule: str, rows, project=LAND, boxes=(), **more):
    outcomes = evaluate(book, Result(rows, more.pop("conflicts", ()), sources(book)), parcels(*boxes), project, **more)
    return next((o for o in outcomes if o.rule == rule), None)


def square(role: str, box: tuple[float, float, float, float], parcel_id: str = "P1", factor: float = 1.0, **more) -> OverlayRow:
    shape = shapely.box(*box)
    return OverlayRow(
        parcel_id, role, area_m2=shape.area, area_ellipsoid_m2=shape.area * factor, patch="1", geometry=shape, **more
    )


def test_thresholds_add_all_parcels_of_the_application(book: RuleBook) -> None:
    rows = [replace(square("CYTB", (i * 1000, 0, i * 1000 + 500, 500)), parcel_id=f"P{i + 1}") for i in range(3)]
    assert of(book, "YC-01", rows).measured == pytest.approx(75.0)
    assert of(book, "YC-01", rows).threshold == "> 70"
    assert "国家林草局" in of(book, "YC-01", rows).authority
    assert "省级" in of(book, "YC-01", rows[:2]).authority
    assert of(book, "YC-01", rows).parcels == ("P1", "P2", "P3")


def test_thresholds_use_the_ellipsoid_area_not_the_plane_area(book: RuleBook) -> None:
    over = [square("CYTB", (0, 0, 1000, 699.999), factor=1.0001)]
    assert "国家林草局" in of(book, "YC-01", over).authority
    under = [square("CYTB", (0, 0, 1000, 700.001), factor=0.9999)]
    assert "省级" in of(book, "YC-01", under).authority


def test_inside_and_minus_are_cut_by_geometry_when_layers_overlap(book: RuleBook) -> None:
    # collective land 1 000 × 1 000 m, cropland on its west 600 m and 400 m beyond, permanent farmland on the west 100 m
    rows = [
        square("ZDSYQ", (0, 0, 1000, 1000), owner_kind="集体"),
        square("DLTB", (-400, 0, 600, 1000), code="0101"),
        square("DLTB", (600, 0, 1000, 1000), code="0301"),
    ]
    found = of(book, "YD-05", rows)
    measures = {m["what"]: m["measured"] for m in found.extra["measures"]}
    assert measures["DLTB、01"] == pytest.approx(60.0)  # not the 100 ha of the whole cropland row
    assert found.extra["tiers"][0]["tier"] == 1
    rows.append(square("YJJBNTTB", (1000, 0, 2000, 1000)))  # touches, does not overlap
    assert of(book, "YD-05", rows).extra["tiers"][0]["tier"] == 1
    rows[-1] = square("YJJBNTTB", (0, 0, 100, 1000))
    assert of(book, "YD-05", rows).extra["tiers"][0]["tier"] == 0


def test_minus_takes_the_permanent_farmland_off_the_cropland(book: RuleBook) -> None:
    # 40 ha cropland, 6 ha of it outside the collective land is permanent farmland: it must not be taken off twice
    rows = [
        square("ZDSYQ", (0, 0, 400, 1000), owner_kind="集体"),
        square("DLTB", (0, 0, 400, 1000), code="0101"),
        square("YJJBNTTB", (400, 0, 460, 1000)),
    ]
    assert of(book, "YD-05", rows).extra["tiers"][0]["tier"] == 1


def test_pieces_cut_out_of_a_row_keep_its_ellipsoid_scale(book: RuleBook) -> None:
    rows = [square("STBHHX", (0, 0, 100, 100), factor=1.01), square("ZRBHD", (0, 0, 30, 100), attributes={"zone": "核心保护区"})]
    inside, outside = of(book, "ST-01", rows, {}), of(book, "ST-02", rows, {"limited_activity": 0, "national_key": False})
    assert inside.measured == pytest.approx(0.303)
    assert outside.measured == pytest.approx(0.707)
    assert inside.measured + outside.measured == pytest.approx(1.01)


def test_layers_that_lie_over_each_other_are_counted_once(book: RuleBook) -> None:
    rows = [square("YPZD", (0, 0, 100, 100)), square("GDZD", (50, 0, 150, 100))]
    found = of(book, "YD-13", rows, {})
    assert found.measured == pytest.approx(15_000)
    assert found.extra["area_ha"] == pytest.approx(1.5)  # not the 2 ha of both layers
    assert [t["area_ha"] for t in found.extra["tiers"]] == [pytest.approx(1.5)]


def test_outside_is_what_is_left_of_each_parcel(book: RuleBook) -> None:
    boxes = ((0, 0, 100, 100), (200, 0, 300, 100))
    rows = [square("CZKFBJ", (0, 0, 100, 60)), square("CZKFBJ", (200, 0, 300, 100), "P2")]
    found = of(book, "YD-07", rows, {"temporary": False, "single_site": False}, boxes)
    assert found.measured == pytest.approx(0.4)
    assert found.parcels == ("P1",)
    assert found.geometry.equals(shapely.box(0, 60, 100, 100))


def test_no_patch_here_rows_are_no_overlap(book: RuleBook) -> None:
    nothing = OverlayRow("P1", "DLTB", area_m2=500.0, area_ellipsoid_m2=500.0, count=0, geometry=shapely.box(0, 0, 50, 10))
    assert of(book, "YD-01", [nothing]) is None


@pytest.mark.parametrize(("hectares", "near"), [(69.64, False), (69.651, True), (70.0, True), (70.349, True), (70.36, False)])
def test_warning_band_of_half_a_percent_around_the_threshold(book: RuleBook, hectares: float, near: bool) -> None:
    rows = [square("CYTB", (0, 0, 1000, hectares * 10))]
    assert of(book, "YC-01", rows).near is near


def test_the_warning_band_and_the_noise_limit_are_settings(book: RuleBook) -> None:
    rows = [square("CYTB", (0, 0, 1000, 690))]
    assert of(book, "YC-01", rows).near is False
    assert of(book, "YC-01", rows, settings=Settings(near_percent=2.0)).near is True
    sliver = [square("LHJD", (0, 0, 2, 2))]
    assert of(book, "YH-07", sliver).outcome == "prohibited"
    dropped = of(book, "YH-07", sliver, settings=Settings(noise_m2=4.0))
    assert (dropped.outcome, dropped.measured, dropped.unit, dropped.threshold) == ("notice", 4.0, "m2", "> 4")
    assert dropped.extra["dropped"] is True
    assert not dropped.approvals


def test_noise_is_told_from_a_hundredth_of_a_square_metre(book: RuleBook) -> None:
    assert of(book, "YH-07", [square("LHJD", (0, 0, 0.09, 0.1))]) is None
    told = of(book, "YH-07", [square("LHJD", (0, 0, 0.11, 0.1))])
    assert told.why == "重叠 0.01 m² 不超过噪声限 1 m²，未按占用处理"


def test_measured_stands_beside_its_threshold_and_the_others_are_listed(book: RuleBook) -> None:
    rows = [
        square("LDTB", (0, 0, 90, 1000), attributes={"LIN_ZHONG": "111", "DI_LEI": "0301"}),
        square("LDTB", (100, 0, 300, 1000), attributes={"LIN_ZHONG": "231", "DI_LEI": "0301"}),
    ]
    found = of(book, "YL-01", rows)
    assert (found.measured, found.unit, found.threshold) == (pytest.approx(9.0), "ha", ">= 10")
    assert [(round(m["measured"], 6), m["threshold"]) for m in found.extra["measures"]] == [
        (9.0, ">= 10"),
        (20.0, ">= 35"),
        (0.0, ">= 70"),
    ]
    assert found.extra["area_ha"] == pytest.approx(29.0)


def test_the_most_severe_tier_wins_and_the_others_are_listed(book: RuleBook) -> None:
    rows = [
        square("YYSY", (0, 0, 10, 10), attributes={"level": "一级"}),
        square("YYSY", (20, 0, 40, 10), attributes={"level": "二级"}),
        square("YYSY", (50, 0, 60, 10), attributes={"level": "准"}),
    ]
    found = of(book, "SH-01", rows, {"supply_facility": True, "pollutes_water": False})
    assert found.outcome == "needs_argument"
    assert [(t["outcome"], t["area_ha"]) for t in found.extra["tiers"]] == [
        ("needs_argument", pytest.approx(0.01)),
        ("needs_argument", pytest.approx(0.02)),
        ("notice", pytest.approx(0.01)),
    ]


def test_conflicts_that_the_overlay_reports_are_taken_over(book: RuleBook) -> None:
    rows = [square("DLTB", (0, 0, 10, 10), code="0101"), square("LDTB", (0, 0, 10, 10))]
    conflict = ConflictRow(
        "P1",
        "cropland_in_forest",
        "DLTB",
        "0101",
        "水田",
        "2024",
        "LDTB",
        "030100",
        "乔木林地",
        "2023",
        77.0,
        geometry=shapely.box(0, 0, 7, 11),
    )
    found = of(book, "YL-12", rows, {}, conflicts=[conflict])
    assert found.measured == 77.0
    assert "2024" in found.editions
    assert of(book, "YL-12", rows, {}).measured == 100.0  # none reported: told from the rows


def test_a_rule_that_fails_does_not_stop_the_others(book: RuleBook) -> None:
    class Broken:
        """A geometry that no library can work with."""

        is_empty = False

    rows = [
        square("LHJD", (0, 0, 10, 10)),
        replace(square("STBHHX", (0, 0, 10, 10)), geometry=Broken()),
        square("ZRBHD", (0, 0, 5, 5), attributes={"zone": "核心保护区"}),
    ]
    outcomes = {o.rule: o for o in evaluate(book, Result(rows, (), sources(book)), parcels(), {})}
    assert outcomes["YH-07"].outcome == "prohibited"
    assert outcomes["ST-01"].outcome == "not_checked"
    assert "规则执行失败" in outcomes["ST-01"].why
    assert outcomes["BH-01"].outcome == "prohibited"


def test_rows_without_geometry_are_summed_but_not_cut(book: RuleBook) -> None:
    rows = [replace(square("CYTB", (0, 0, 1000, 800)), geometry=None)]
    assert of(book, "YC-01", rows).measured == pytest.approx(80.0)
    rows = [
        replace(square("STBHHX", (0, 0, 10, 10)), geometry=None),
        square("ZRBHD", (0, 0, 5, 5), attributes={"zone": "核心保护区"}),
    ]
    assert "没有图形" in of(book, "ST-01", rows, {}).why


def test_outcomes_come_most_severe_first(book: RuleBook) -> None:
    ground = MapMaker()
    for role, size in (("LHJD", 10), ("HYSYQ", 10), ("SHFJ", 10), ("GSMM", 10)):
        ground.add(role, size)
    found = [o.outcome for o in evaluate(book, Result(ground.rows, (), sources(book)), parcels(), {"temporary": False})]
    order = ["prohibited", "needs_argument", "needs_approval", "notice", "not_checked", "needs_input"]
    assert found == sorted(found, key=order.index)
    assert {"prohibited", "needs_argument", "needs_approval", "notice"} <= set(found)


def test_what_was_looked_at_and_found_clear_is_known(book: RuleBook) -> None:
    done = evaluate_all(book, Result((), (), sources(book)), parcels(), {"temporary": False})
    assert "YD-01" in done.clear
    assert {o.rule for o in done.outcomes} | set(done.clear) == {r.id for r in book.rules}


@settings(max_examples=60)
@given(st.integers(6_900_000, 7_100_000), st.integers(1, 12), st.integers(1, 4), st.randoms(use_true_random=False))
def test_authority_depends_on_the_sum_alone(decimetres: int, pieces: int, count: int, rng: random.Random) -> None:
    """However the grassland is split into patches and parcels, 70 ha is the province's and a tenth of a m² more is not."""
    cuts = sorted(rng.randint(0, decimetres) for _ in range(pieces - 1))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, decimetres])]
    rows = []
    for i, part in enumerate(parts):
        area = part / 10.0
        shape = shapely.box(i * 10_000, 0, i * 10_000 + area / 1000, 1000)
        rows.append(OverlayRow(f"P{i % count + 1}", "CYTB", area_m2=area, area_ellipsoid_m2=area, patch=str(i), geometry=shape))
    rng.shuffle(rows)
    found = of(BOOK, "YC-01", rows)
    assert found.measured == pytest.approx(decimetres / 100_000.0, abs=1e-9)
    if abs(decimetres - 7_000_000) >= 1:
        assert ("国家林草局" in found.authority) is (decimetres > 7_000_000)
    assert found.near is (abs(decimetres - 7_000_000) <= 35_000)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(1, 10), st.integers(1, 10)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(1, 10), st.integers(1, 10)), min_size=1, max_size=6),
)
def test_inside_and_outside_of_a_zone_make_up_the_whole(reds: list[tuple[int, ...]], cores: list[tuple[int, ...]]) -> None:
    """Red line inside the core zone + outside it = red line, whatever the shapes; against a union made here."""
    covered = None
    rows = []
    for x, y, w, h in reds:
        piece = shapely.box(x * 10, y * 10, (x + w) * 10, (y + h) * 10)
        piece = piece if covered is None else shapely.difference(piece, covered)
        covered = piece if covered is None else shapely.union(covered, piece)
        if piece.area > 0:
            rows.append(OverlayRow("P1", "STBHHX", area_m2=piece.area, area_ellipsoid_m2=piece.area, patch="1", geometry=piece))
    zone = [
        square("ZRBHD", (x * 10, y * 10, (x + w) * 10, (y + h) * 10), attributes={"zone": "核心保护区"}) for x, y, w, h in cores
    ]
    project = {"limited_activity": 0, "national_key": False}
    inside, outside = of(BOOK, "ST-01", rows + zone, project), of(BOOK, "ST-02", rows + zone, project)
    core = shapely.union_all([r.geometry for r in zone])
    assert (inside.measured if inside else 0.0) * 10_000 == pytest.approx(covered.intersection(core).area, abs=1e-6)
    assert (outside.measured if outside else 0.0) * 10_000 == pytest.approx(covered.difference(core).area, abs=1e-6)


def test_ridges_taken_off_by_kcxs_are_no_cropland_but_agricultural_land(book: RuleBook) -> None:
    row = replace(
        square("DLTB", (0, 0, 400, 1000), factor=1.001, code="0103", three_class="农用地", attributes={"DLBM": "0103"}),
        deduction_m2=52_000.0,
    )
    rows = [row, square("ZDSYQ", (0, 0, 400, 1000), owner_kind="集体")]
    assert of(book, "YD-09", rows).measured == pytest.approx(34.8 * 1.001)
    assert of(book, "YD-01", rows).measured == pytest.approx(40.0 * 1.001)
    taken = of(book, "YD-05", rows)  # 34.8348 ha of cropland: the province's, though the patches have 40 ha
    assert "省级" in taken.authority
    assert {m["what"]: m["measured"] for m in taken.extra["measures"]}["DLTB、01"] == pytest.approx(34.8348)
    assert "国务院" in of(book, "YD-05", [replace(row, deduction_m2=0.0), rows[1]]).authority
