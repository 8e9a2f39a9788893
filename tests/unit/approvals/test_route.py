"""The route of a linked approval: stages in order, approvals of one stage side by side, the joint package, the local plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onemap_plugin.core.approvals import Outcome, RuleBook, load_rules, materials_for, plan_text, route_for, route_rows
from tests.unit.approvals.test_project_fees_materials import LINKED, linked


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def test_approvals_of_one_stage_stand_together_in_the_order_of_the_stages(book: RuleBook) -> None:
    outcomes = linked(book)
    materials = materials_for(outcomes, LINKED, book)
    route = route_for(outcomes, materials, {**LINKED, "province": "320000"}, book)
    stages = {s.group: [n.approval.id for n in s.needs] for s in route.stages}
    assert list(stages) == ["front", "land", "after"]
    assert {"A03", "A06", "A09", "A15"} <= set(stages["land"])  # land, forest, grass and basic farmland side by side
    assert "A01" in stages["front"]
    assert stages["after"] == ["A19", "A20"]
    assert all(len(set(n.rules)) == len(n.rules) for s in route.stages for n in s.needs)
    assert [s.title for s in route.sets][:3] == ["一套坐标", "一套图件", "一套表格"]
    assert {m.id for s in route.sets for m in s.materials} <= {m.id for m in materials}
    assert [p.place for p in route.plans] == ["国家（部局）", "江苏"]
    assert plan_text(route.plans[1]).startswith("江苏（2025-01-01 起）：七个一；")
    assert plan_text(route.plans[1]).endswith("；总时长 -37%")


def test_every_approval_has_a_stage_and_every_set_a_name(book: RuleBook) -> None:
    assert {a.group for a in book.approvals.values()} == set(book.groups)
    assert set(book.joint_package) == set(book.joint_sets)
    known = {m.id for m in book.materials}
    assert {m for members in book.joint_package.values() for m in members} <= known


def test_without_an_approval_there_is_no_route_and_no_plan(book: RuleBook) -> None:
    route = route_for([], [], {"province": "320000"}, book)
    assert (route.stages, route.sets, route.plans) == ((), (), ())
    forbidden = [replace(o, outcome="prohibited") for o in linked(book)]
    assert route_for(forbidden, [], LINKED, book).stages == ()


def test_the_sea_runs_beside_the_land(book: RuleBook) -> None:
    outcomes = [*linked(book), Outcome("YH-01", "用海", "海域", "needs_approval", approvals=("A11",))]
    rows = route_rows(route_for(outcomes, materials_for(outcomes, LINKED, book), LINKED, book))
    sea = next(s for s in rows["stages"] if s["group"] == "sea")
    assert "并联" in sea["title"]
    assert sea["approvals"] == [
        {"id": "A11", "name": "海域使用权", "authority": "自然资源/海洋/政府", "rules": ["YH-01"]}
    ]
    assert [s["id"] for s in rows["sets"]][-1] == "sea_add_on"
    assert rows["plans"][0]["sources"]
