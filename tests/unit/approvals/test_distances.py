"""Distances of the statutes, written down here a second time from the laws: on the line counts, beyond does not."""

from __future__ import annotations

from typing import Any

import pytest

from onemap_plugin.core.approvals import RuleBook, evaluate, load_rules
from tests.unit.approvals.maps import MapMaker, Result, parcels, sources

MINE = {"kind": "mine_large_medium", "linear": False}
HIGH = {"works": ["none"], "building": True, "height_m": 1e6}
STATUTES: list[tuple[str, str, dict[str, Any], float, dict[str, Any]]] = [
    # 公路安全保护条例 11, 13: building control area
    ("JT-01", "GL", {"class": "高速"}, 30, {"building": True}),
    ("JT-01", "GL", {"class": "国道"}, 20, {"building": True}),
    ("JT-01", "GL", {"class": "省道"}, 15, {"building": True}),
    ("JT-01", "GL", {"class": "县道"}, 10, {"building": True}),
    ("JT-01", "GL", {"class": "乡道"}, 5, {"building": True}),
    # 17: mining, quarrying
    ("JT-02", "GL", {"class": "高速"}, 100, MINE),
    ("JT-02", "GL", {"class": "国道"}, 100, MINE),
    ("JT-02", "GL", {"class": "县道"}, 100, MINE),
    ("JT-02", "GL", {"class": "乡道"}, 50, MINE),
    ("JT-02", "GLQL", {}, 200, MINE),
    ("JT-02", "GLSD", {}, 100, MINE),
    # 18: dangerous goods
    ("JT-03", "GL", {"class": "乡道"}, 100, {"hazardous": True}),
    ("JT-03", "GLQL", {}, 200, {"hazardous": True}),
    ("JT-03", "GLSD", {}, 100, {"hazardous": True}),
    # 铁路安全管理条例 27
    ("JT-04", "TL", {"hsr": "是", "area": "城市市区"}, 10, {}),
    ("JT-04", "TL", {"hsr": "是", "area": "城市郊区居民居住区"}, 12, {}),
    ("JT-04", "TL", {"hsr": "是", "area": "村镇居民居住区"}, 15, {}),
    ("JT-04", "TL", {"hsr": "是", "area": "其他"}, 20, {}),
    ("JT-04", "TL", {"hsr": "否", "area": "城市市区"}, 8, {}),
    ("JT-04", "TL", {"hsr": "否", "area": "城市郊区居民居住区"}, 10, {}),
    ("JT-04", "TL", {"hsr": "否", "area": "村镇居民居住区"}, 12, {}),
    ("JT-04", "TL", {"hsr": "否", "area": "其他"}, 15, {}),
    ("JT-05", "TL", {}, 1000, MINE),
    ("JT-06", "TL", {"hsr": True}, 200, {"groundwater": True}),
    # 民用机场管理条例 49
    ("JT-08", "JCWJ", {}, 5, {}),
    # 电力设施保护条例 10
    *[
        ("NY-01", "DLXL", {"kv": kv}, metres, {"building": True})
        for kv, metres in ((1, 5), (10, 5), (35, 10), (66, 10), (110, 10), (154, 15), (220, 15), (330, 15), (500, 20))
    ],
    ("NY-02", "DLDL", {"type": "地下电缆"}, 0.75, {}),
    ("NY-02", "DLDL", {"type": "江河电缆"}, 100, {}),
    ("NY-02", "DLDL", {"type": "中小河流电缆"}, 50, {}),
    ("NY-02", "DLDL", {"type": "港内"}, 100, {}),
    ("NY-02", "DLDL", {"type": "海底电缆"}, 2 * 1852, {}),
    # 石油天然气管道保护法 30, 32, 33, 35
    ("NY-03", "GD", {"river_crossing": False, "tunnel": False}, 5, {"kind": "commercial", "linear": False}),
    ("NY-03", "GD", {"river_crossing": False, "tunnel": False}, 50, {"kind": "infrastructure", "linear": True}),
    ("NY-03", "GD", {"river_crossing": False, "tunnel": False}, 200, MINE),
    ("NY-03", "GD", {"river_crossing": True, "tunnel": False}, 500, MINE),
    ("NY-03", "GD", {"river_crossing": False, "tunnel": True}, 1000, MINE),
    # 长江保护法 26
    ("SH-05", "CJAX", {"rank": "重要支流"}, 1000, {"chemical": True}),
    ("SH-06", "CJAX", {"rank": "干流"}, 3000, {"tailings": True}),
    ("SH-06", "CJAX", {"rank": "重要支流"}, 1000, {"tailings": True}),
    # 气象设施和气象探测环境保护条例 12-14
    ("QT-01", "QXTZ", {"class": "大气本底站"}, 30_000, {"works": "town_mining", "building": False}),
    ("QT-01", "QXTZ", {"class": "大气本底站"}, 10_000, {"works": "waste_outfall", "building": False}),
    ("QT-01", "QXTZ", {"class": "大气本底站"}, 1000, {"works": "none", "building": True, "height_m": 3}),
    ("QT-01", "QXTZ", {"class": "国家基准气候站"}, 2000, HIGH),
    ("QT-01", "QXTZ", {"class": "国家基本气象站"}, 1000, HIGH),
    ("QT-01", "QXTZ", {"class": "国家一般气象站"}, 800, HIGH),
    *[
        ("QT-01", "QXTZ", {"class": c}, m, {"works": [w], "building": False})
        for c, table in (
            ("国家基准气候站", (500, 200, 100, 50)),
            ("国家基本气象站", (500, 200, 100, 50)),
            ("国家一般气象站", (200, 100, 50, 30)),
        )
        for w, m in zip(("waste_outfall", "railway", "pond", "road"), table)
    ],
    # 测绘法, 测量标志保护条例
    ("QT-05", "CLBZ", {}, 50, MINE),
]


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def outcome_at(book: RuleBook, rule: str, role: str, attributes: dict[str, Any], metres: float, project: dict[str, Any]) -> Any:
    ground = MapMaker()
    ground.add(role, {"d": metres}, attributes)
    outcomes = evaluate(book, Result(ground.rows, (), sources(book)), parcels(), project)
    return next((o for o in outcomes if o.rule == rule), None)


@pytest.mark.parametrize(("rule", "role", "attributes", "metres", "project"), STATUTES)
def test_distance_counts_up_to_and_with_the_metres_of_the_law(
    book: RuleBook, rule: str, role: str, attributes: dict[str, Any], metres: float, project: dict[str, Any]
) -> None:
    below = outcome_at(book, rule, role, attributes, metres - 0.01, project)
    at = outcome_at(book, rule, role, attributes, metres, project)
    assert below is not None
    assert at is not None
    assert at.outcome in ("prohibited", "needs_approval", "notice")
    assert (at.measured, at.unit, at.threshold) == (metres, "m", f"<= {metres:g}")
    assert at.near
    assert outcome_at(book, rule, role, attributes, metres + 0.01, project) is None


def test_every_distance_of_the_rules_is_one_of_the_statutes(book: RuleBook) -> None:
    told = {(rule, metres) for rule, _, _, metres, _ in STATUTES}
    assert {(r.id, b.metres) for r in book.rules for b in r.bands if not b.exempt} == told


def test_a_class_that_the_statute_does_not_list_is_told_not_passed(book: RuleBook) -> None:
    for kv in (20, 750, 1000):
        found = outcome_at(book, "NY-01", "DLXL", {"kv": kv}, 3, {"building": True})
        assert found is not None
        assert found.outcome == "not_checked"
        assert "DLXL.kv" in found.why


def test_a_feature_within_every_distance_needs_no_class(book: RuleBook) -> None:
    found = outcome_at(book, "JT-02", "GL", {}, 20, MINE)
    assert found is not None
    assert found.outcome == "not_checked"  # which distance holds is not known, so neither is the rule
    assert outcome_at(book, "JT-03", "GL", {}, 20, {"hazardous": True}).outcome == "prohibited"


def test_reach_asks_only_for_what_the_project_makes_relevant(book: RuleBook) -> None:
    assert book.reach()["QXTZ"] == 30_000
    assert book.reach({"works": ["road"], "building": False, "height_m": 0})["QXTZ"] == 50
    assert book.reach({"works": ["none"], "building": True, "height_m": 30})["QXTZ"] == 1000
    low = book.reach(
        {
            "building": False,
            "chemical": False,
            "tailings": False,
            "hazardous": False,
            "groundwater": False,
            "kind": "infrastructure",
            "linear": False,
            "works": ["none"],
            "height_m": 5,
        }
    )
    assert "CJAX" not in low
    assert "DLXL" not in low
    assert low["TL"] == 20
    assert low["GD"] == 5
    assert low["CLBZ"] == 50


def test_the_nearest_of_several_features_is_measured_and_all_are_evidence(book: RuleBook) -> None:
    ground = MapMaker()
    for metres in (12.0, 4.0, 8.0, 400.0):
        ground.add("GL", {"d": metres}, {"class": "国道"})
    found = next(
        o for o in evaluate(book, Result(ground.rows, (), sources(book)), parcels(), {"building": True}) if o.rule == "JT-01"
    )
    assert found.measured == 4.0
    assert len(found.geometry.geoms) == 3
