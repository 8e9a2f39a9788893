"""The run: isolation of rules and parcels, cancel, identities, degrees, profiles, the table of rules, time."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onemap_plugin.core.checks import (
    RULES,
    Check,
    CheckProfile,
    RuleSetting,
    all_checks,
    check_parcels,
    load_profile,
    profiles,
    rules_markdown,
)
from onemap_plugin.core.checks.data import CheckData
from onemap_plugin.core.coordinates.zones import crs_from_epsg, to_lonlat
from onemap_plugin.core.errors import Cancelled, OneMapError
from onemap_plugin.core.findings import Finding, Severity
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet, Ring
from onemap_plugin.core.progress import Progress
from tests.unit.checks.made import ZONE, box, parcel, ring, run

SQUARE = box(0, 0, 100, 100)
TIE = [(200.0, 100.0), (300.0, 0.0), (300.0, 100.0), (200.0, 0.0)]


def made(*parcels: Parcel, crs: ParcelCrs = ZONE) -> ParcelSet:
    return ParcelSet(parcels, crs, source_files=("a.txt",))


def test_a_rule_that_fails_on_one_parcel_is_named_there_and_goes_on_with_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    original = all_checks()["G11"].check

    def fails(self: Check, data: CheckData) -> Iterator[Finding]:
        if any(p.parcel_id == "bad" for p in data.parcels):
            raise ZeroDivisionError("on purpose")
        yield from original(self, data)

    monkeypatch.setattr(all_checks()["G11"], "check", fails)
    short = parcel("2", [(0, 300), (0.1, 300), (100, 300), (100, 200), (0, 200)])
    found = check_parcels(made(parcel("bad", SQUARE), short, parcel("3", TIE)))
    (failed,) = [f for f in found if f.rule == "R00"]
    assert (failed.parcel_id, failed.params["rule"]) == ("bad", "G11")
    assert "ZeroDivisionError" in failed.text()
    assert any(f.rule == "G11" and f.parcel_id == "2" for f in found)
    assert any(f.rule == "G02" and f.parcel_id == "3" for f in found)


def test_a_rule_across_parcels_that_fails_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Check, data: CheckData) -> Iterator[Finding]:
        raise ValueError("on purpose")

    monkeypatch.setattr(all_checks()["G05"], "check", fails)
    found = check_parcels(made(parcel("1", SQUARE), parcel("2", TIE)))
    assert [(f.key, f.parcel_id) for f in found if f.rule == "R00"] == [("G05", "")]
    assert any(f.rule == "G02" for f in found)


def test_cancel_is_no_failure_of_a_rule() -> None:
    asked = iter([False] * 5 + [True] * 1000)
    with pytest.raises(Cancelled):
        check_parcels(made(parcel("1", SQUARE), parcel("2", TIE)), progress=Progress(cancelled=lambda: next(asked)))


def test_progress_runs_from_nothing_to_all() -> None:
    seen: list[float] = []
    check_parcels(made(parcel("1", SQUARE)), progress=Progress(seen.append))
    assert seen[0] == 0
    assert seen[-1] == 1
    assert seen == sorted(seen)


def test_identities_do_not_depend_on_order_of_parcels_and_are_unique() -> None:
    teeth = [(k * 0.1, 300.0 + 0.05 * (k % 2)) for k in range(300)]
    parcels = [
        parcel("1", SQUARE),
        parcel("2", TIE),
        parcel("3", box(50, 50, 100, 20)),
        parcel("4", [*teeth, (30, 250), (0, 250)]),
    ]
    first = check_parcels(made(*parcels))
    again = check_parcels(made(*parcels))
    assert [f.uid for f in first] == [f.uid for f in again]
    assert len({f.uid for f in first}) == len(first) > 100
    own = {f.uid for f in first if f.parcel_id == "4"}
    assert {f.uid for f in check_parcels(made(*parcels[::-1])) if f.parcel_id == "4"} == own


def test_errors_come_first() -> None:
    order = [f.severity for f in check_parcels(made(parcel("1", [*SQUARE[1:], SQUARE[0]]), parcel("2", TIE)))]
    assert order == sorted(order, key=list(Severity).index)
    assert Severity.ERROR in order


def test_nothing_is_changed_by_looking() -> None:
    one = parcel("1", [(0, 100), (100.00049, 100), (100, 0), (0, 0)])
    before = one.rings[0].xy.copy()
    check_parcels(made(one, parcel("2", TIE)))
    assert (one.rings[0].xy == before).all()


def test_degrees_are_checked_in_metres_and_shown_in_degrees() -> None:
    geographic = crs_from_epsg(4490)
    assert geographic is not None
    tie = to_lonlat(parcel("1", TIE).rings[0].xy[:, ::-1], ZONE)
    one = Parcel("1", (Ring(1, ("J1", "J2", "J3", "J4", "J1"), np.ascontiguousarray(tie[:, ::-1])),))
    (found,) = [f for f in check_parcels(made(one, crs=geographic)) if f.rule == "G02"]
    expected = to_lonlat(np.array([[40_500_250.123, 3_000_050.457]]), ZONE)[0]
    assert (found.geometry.x, found.geometry.y) == pytest.approx(tuple(expected), abs=1e-8)
    assert not [f for f in check_parcels(made(one, crs=geographic)) if f.rule in ("G22", "G20", "G19P", "R00")]


def test_sets_without_parcels_rings_or_a_zone_run_through() -> None:
    assert check_parcels(ParcelSet(())) is not None
    odd = (Parcel("1", ()), Parcel("2", (Ring(1, (), np.empty((0, 2))),)), Parcel("3", (ring(1, [(0, 0)], closed=False),)))
    found = check_parcels(ParcelSet(odd, ParcelCrs()))
    assert not [f for f in found if f.rule == "R00"]
    assert {f.parcel_id for f in found if f.rule == "G24"} == {"1", "2", "3"}


def test_a_ring_without_numbers_beside_others_costs_no_rule() -> None:
    nothing = Ring(2, ("a", "b", "c"), np.array([(0.0, np.nan), (0.0, 0.0), (0.0, 0.0)]))
    flat = [Ring(n, tuple("abcd"), np.zeros((4, 2))) for n in (1, 3)]
    found = check_parcels(ParcelSet((Parcel("1", (flat[0], nothing, flat[1])),), ZONE))
    assert not [f.text() for f in found if f.rule == "R00"]
    assert {f.params.get("ring") for f in found if f.rule == "G01P"} == {1, 2, 3}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_input_makes_a_rule_fail(data: st.DataObject) -> None:
    value = st.one_of(
        st.sampled_from([0.0, 1.0, 3e6, 40_500_000.0, 500_000.0, -1.0, 1e300, float("nan"), float("inf"), 120.5, 30.5]),
        st.floats(2.9e6, 3.1e6).map(lambda v: round(v, 2)),
        st.integers(0, 5).map(float),
    )
    parcels = []
    for i in range(data.draw(st.integers(1, 4))):
        rings = []
        for number in range(data.draw(st.integers(0, 3))):
            rows = data.draw(st.lists(st.tuples(value, value), min_size=0, max_size=7))
            rings.append(Ring(number, tuple("J" for _ in rows), np.array(rows, dtype=float).reshape(-1, 2)))
        kind = data.draw(st.sampled_from(["面", "线", "", "点"]))
        parcels.append(Parcel(str(i), tuple(rings), kind=kind, declared_area=1.0, declared_unit="ha", attributes={"ZDDM": "x"}))
    crs = data.draw(st.sampled_from([ZONE, ParcelCrs(), crs_from_epsg(4490), crs_from_epsg(4549)]))
    with np.errstate(all="ignore"):
        found = check_parcels(ParcelSet(tuple(parcels), crs), boundary=shapely.box(4e7, 2e6, 4.1e7, 4e6))
    assert [f.text() for f in found if f.rule == "R00"] == []
    assert all(isinstance(f.text(), str) for f in found)
    json.dumps([dict(f.params) for f in found])


# profiles and the table -----------------------------------------------------------------------------------------------


def test_the_profiles_that_come_along_load_and_name_only_rules_that_exist() -> None:
    assert [p.id for p in profiles()][:1] == ["national"]
    assert {p.id for p in profiles()} >= {"national", "forest", "sea"}
    sea = load_profile("sea")
    assert not sea.setting("G14").enabled
    assert sea.setting("G15").severity is Severity.NOTICE
    corridor = parcel("1", box(0, 0, 1000, 10))
    assert any(f.rule == "G14" for f in check_parcels(made(corridor)))
    assert not any(f.rule == "G14" for f in check_parcels(made(corridor), sea))


def test_an_own_profile_changes_thresholds_severity_and_decimals(tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    path.write_text(
        "id: county\nextends: forest\ndecimals: 2\nrules: {G11: {severity: error, options: {length: 2}}}\n", encoding="utf-8"
    )
    profile = load_profile(str(path))
    assert profile.decimals == 2
    assert not profile.setting("G14").enabled  # from forest
    found = check_parcels(made(parcel("1", [(0, 100), (100, 100), (100, 98.5), (100, 0), (0, 0)])), profile)
    assert [(f.severity, f.params["limit"]) for f in found if f.rule == "G11"] == [(Severity.ERROR, 2.0)]
    assert any(f.rule == "G22" and f.key == "more" for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "rules: {G99: {}}",
        "rules: {G11: {options: {size: 1}}}",
        "rules: {G11: {options: {length: long}}}",
        "rules: {G11: {severity: fatal}}",
        "rules: {G11: {colour: red}}",
        "decimals: many",
        "- a\n- b",
        "rules: {G11: [",
        "rules: {G22: {options: {fewer: 3}}}",
    ],
)
def test_a_profile_with_a_slip_is_refused_with_its_file_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "county.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OneMapError, match=r"county\.yaml"):
        load_profile(str(path))


def test_an_unknown_profile_says_which_there_are() -> None:
    with pytest.raises(OneMapError, match="national"):
        load_profile("nowhere")


def test_every_rule_declares_itself_and_the_table_shows_it() -> None:
    ids = [info.id for info in RULES]
    assert len(ids) == len(set(ids)) >= 40
    table = rules_markdown()
    for info in RULES:
        assert info.title
        assert info.help
        assert info.confidence in ("high", "medium", "low")
        if info.id != "R00":
            assert info.clause
            assert f"| {info.id} | {info.title} | {info.severity.value} |" in table
        assert all(o.title for o in info.options)
    numbered = {f"G{k:02d}" for k in range(1, 26)}
    assert numbered <= set(ids)
    assert "G14" not in {row.split("|")[1].strip() for row in rules_markdown(load_profile("sea")).splitlines()}


def test_profile_settings_reach_the_rules() -> None:
    profile = CheckProfile("x", rules={"G11": RuleSetting(enabled=False)})
    assert not [f for f in check_parcels(made(parcel("1", [(0, 100), (0.1, 100), (100, 0), (0, 0)])), profile) if f.rule == "G11"]
    assert len(run("G11", parcel("1", [(0, 100), (0.1, 100), (100, 0), (0, 0)]))) == 1


def test_a_typical_file_is_checked_in_a_moment() -> None:
    angle = -np.linspace(0, 2 * np.pi, 100, endpoint=False)
    circle = 40 * np.column_stack((np.cos(angle), np.sin(angle)))
    parcels = [parcel(str(k), [(float(e) + 100 * (k % 5), float(n) + 100 * (k // 5)) for e, n in circle]) for k in range(20)]
    check_parcels(made(parcels[0]))
    start = time.perf_counter()
    check_parcels(made(*parcels))
    assert time.perf_counter() - start < 60  # a guard against hanging; bench/ measures the speed
