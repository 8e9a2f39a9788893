"""Project files, fee estimates and the merged list of materials."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onemap_plugin.core.approvals import (
    Outcome,
    RuleBook,
    approvals_for,
    check_value,
    evaluate,
    joint_package,
    load_project,
    load_rules,
    materials_for,
)
from onemap_plugin.core.approvals.fees import choose_table
from onemap_plugin.core.errors import OneMapError
from tests.unit.approvals.maps import MapMaker, Result, parcels, sources


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def run(book: RuleBook, rows: list[list[Any]], project: dict[str, Any]) -> dict[str, Outcome]:
    ground = MapMaker()
    for row in rows:
        ground.add(*row)
    return {o.rule: o for o in evaluate(book, Result(ground.rows, (), sources(book)), parcels(), project)}


# ---------------------------------------------------------------- project files


def read(folder: Path, text: str) -> dict[str, Any]:
    path = folder / "project.yaml"
    path.write_text(text, encoding="utf-8")
    return load_project(path)


def test_a_project_file_is_read_with_its_parcels(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "name: 某公路\ntemporary: false\nkind: infrastructure\nprovince: 330000\nworks: [road, none]\n"
        "application_date: 2026-03-01\nparcels:\n  P1: {sea_mode: 填海}\n",
    )
    assert found == {
        "name": "某公路",
        "temporary": False,
        "kind": "infrastructure",
        "province": 330000,
        "works": ["road", "none"],
        "application_date": "2026-03-01",
        "parcels": {"P1": {"sea_mode": "填海"}},
    }


def test_an_empty_project_file_answers_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "# nothing yet\n") == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("temporary: 也许\n", "project.yaml:1: project: key 'temporary': expected true or false"),
        ("kind: motorway\n", "expected one of infrastructure"),
        ("name: x\nkindd: infrastructure\n", "project.yaml:2: The project attribute 'kindd' is not known"),
        ("province: 浙江\n", "2- or 6-digit code"),
        ("height_m: -4\n", "not negative"),
        ("height_m: high\n", "a number"),
        ("application_date: yesterday\n", "YYYY-MM-DD"),
        ("works: [road, moat]\n", "some of"),
        ("declared_class_areas: [1]\n", "land class codes"),
        ("- temporary\n", "expected a mapping"),
        ("parcels: {P1: {temporary: true}}\n", "'temporary' is not known; expected one of sea_mode"),
        ("parcels: {P1: {sea_mode: 造岛}}\n", "expected one of 填海"),
    ],
)
def test_a_bad_project_file_says_where_and_what_was_expected(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(OneMapError) as caught:
        read(tmp_path, text)
    assert words in str(caught.value)


def test_the_attribute_schema_is_complete_enough_for_a_form(book: RuleBook) -> None:
    for name, spec in book.attributes.items():
        assert spec.label
        assert spec.question.endswith("？")
        assert spec.type in ("bool", "choice", "multi", "number", "text", "date", "province", "areas")
        assert bool(spec.choices) is (spec.type in ("choice", "multi"))
        assert spec.rules or spec.purpose == "report", name
    assert set(book.attributes["sea_mode"].rules) == {"YH-01"}
    assert check_value(book.attributes["temporary"], "yes") == "true or false"
    assert check_value(book.attributes["temporary"], True) == ""


def test_the_sample_projects_answers_are_accepted(sample: Path) -> None:
    assert load_project(sample / "project.yaml")["temporary"] is False


# ---------------------------------------------------------------- fees


def test_forest_fee_is_the_national_floor_by_land_class(book: RuleBook) -> None:
    rows = [
        ["LDTB", 1000, {"DI_LEI": "030100", "SEN_LIN_LB": "22"}],
        ["LDTB", 500, {"DI_LEI": "030302", "SEN_LIN_LB": "22"}],
        ["LDTB", 100, {"DI_LEI": "0171", "SEN_LIN_LB": "22"}],
    ]
    fee = run(book, rows, {"kind": "infrastructure", "urban_planning_area": False})["YL-09"].extra["fee"]
    assert fee["low_yuan"] == fee["high_yuan"] == pytest.approx(1000 * 10 + 500 * 6 + 100 * 3)
    assert fee["needs"] == []
    assert (fee["source"], fee["confidence"]) == ("FFBZ", "medium")


@pytest.mark.parametrize(
    ("attributes", "project", "low", "high"),
    [
        ({"SEN_LIN_LB": "11", "SHI_QUAN_D": "21"}, {"urban_planning_area": False, "kind": "infrastructure"}, 20_000, 20_000),
        ({"SEN_LIN_LB": "11", "SHI_QUAN_D": "24"}, {"urban_planning_area": False, "kind": "infrastructure"}, 10_000, 10_000),
        ({"SEN_LIN_LB": "11", "SHI_QUAN_D": ""}, {"urban_planning_area": False, "kind": "infrastructure"}, 10_000, 20_000),
        ({"GJGYL_BHDJ": "2"}, {"urban_planning_area": True, "kind": "infrastructure"}, 40_000, 40_000),
        ({"SEN_LIN_LB": "21"}, {"urban_planning_area": False, "kind": "commercial"}, 20_000, 20_000),
        # whether the two doublings stack is set by the province: both ends are told
        ({"GJGYL_BHDJ": "1"}, {"urban_planning_area": False, "kind": "commercial"}, 20_000, 40_000),
        ({"SEN_LIN_LB": "21"}, {"kind": "infrastructure"}, 10_000, 20_000),
    ],
)
def test_forest_fee_multipliers(
    book: RuleBook, attributes: dict[str, str], project: dict[str, Any], low: float, high: float
) -> None:
    fee = run(book, [["LDTB", 1000, {"DI_LEI": "0301", **attributes}]], project)["YL-09"].extra["fee"]
    assert (fee["low_yuan"], fee["high_yuan"]) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("code", "yuan"),
    [("0113", 10), ("0162", 10), ("030406", 10), ("0132", 6), ("0142", 6), ("030403", 6), ("0173", 3)],
)
def test_forest_fee_knows_the_classes_of_both_editions(book: RuleBook, code: str, yuan: int) -> None:
    fee = run(book, [["LDTB", 100, {"DI_LEI": code, "SEN_LIN_LB": "22"}]], {"kind": "defence", "urban_planning_area": False})
    assert fee["YL-09"].extra["fee"]["low_yuan"] == fee["YL-09"].extra["fee"]["high_yuan"] == pytest.approx(100 * yuan)


def test_forest_of_unknown_class_gives_the_range_of_all_rates(book: RuleBook) -> None:
    fee = run(book, [["LDTB", 1000, {"SEN_LIN_LB": "22"}]], {"urban_planning_area": False, "kind": "defence"})["YL-09"].extra[
        "fee"
    ]
    assert (fee["low_yuan"], fee["high_yuan"]) == (pytest.approx(3000), pytest.approx(10_000))


def test_a_province_has_rates_of_its_own(book: RuleBook) -> None:
    rows = [["LDTB", 1000, {"DI_LEI": "0301", "SEN_LIN_LB": "22"}]]
    project = {"province": "440000", "urban_planning_area": False, "kind": "infrastructure"}
    fee = run(book, rows, project)["YL-09"].extra["fee"]
    assert fee["low_yuan"] == pytest.approx(15_000)
    assert "广东" in fee["title"]
    early = run(book, rows, {**project, "application_date": "2016-05-01"})["YL-09"].extra["fee"]
    assert early["low_yuan"] == pytest.approx(10_000)


def test_the_rate_table_in_force_on_the_day_is_taken(book: RuleBook) -> None:
    tables = book.for_project({"province": "44"}).rates
    assert choose_table(tables, "forest_restoration_fee", "440000", "").province == "44"
    assert choose_table(tables, "forest_restoration_fee", "330000", "").province == ""
    assert choose_table(tables, "forest_restoration_fee", "", "2015-01-01") is None
    later = replace(choose_table(tables, "forest_restoration_fee", "", ""), first_day="2025-01-01")
    both = (*tables, later)  # a new national table does not displace the rates of the province
    assert choose_table(both, "forest_restoration_fee", "440000", "2026-01-01").province == "44"
    assert choose_table(both, "forest_restoration_fee", "330000", "2026-01-01") is later
    assert choose_table(both, "forest_restoration_fee", "330000", "2024-12-31").first_day == "2016-01-01"


def test_farmland_tax_is_a_range_with_permanent_farmland_at_one_and_a_half(book: RuleBook) -> None:
    rows = [["DLTB", 1000, {"code": "0101"}], ["DLTB", 1000, {"code": "0201"}], ["YJJBNTTB", 400]]
    project = {"farmland_per_capita": "1_2", "farmland_tax_relief": "none"}
    fee = run(book, rows, project)["YD-10"].extra["fee"]
    assert fee["low_yuan"] == pytest.approx(400 * 8 * 1.5 + 600 * 8 + 1000 * 8 * 0.5)
    assert fee["high_yuan"] == pytest.approx(400 * 40 * 1.5 + 600 * 40 + 1000 * 40)
    relief = run(book, rows, {**project, "farmland_tax_relief": "two_yuan"})["YD-10"].extra["fee"]
    assert relief["low_yuan"] == relief["high_yuan"] == pytest.approx(4000)
    assert run(book, rows, {**project, "farmland_tax_relief": "exempt"})["YD-10"].extra["fee"]["high_yuan"] == 0
    unknown = run(book, rows, {})["YD-10"]
    assert unknown.outcome == "notice"  # an estimate never turns into a question that blocks
    assert unknown.extra["fee"]["needs"] == ["farmland_per_capita", "farmland_tax_relief"]


def test_without_a_national_rate_the_note_says_so(book: RuleBook) -> None:
    fee = run(book, [["CYTB", 100]], {})["YC-05"].extra["fee"]
    assert "low_yuan" not in fee
    assert "没有国家费率" in fee["note"]


# ---------------------------------------------------------------- materials

LINKED = {
    "temporary": False,
    "kind": "infrastructure",
    "applicant_level": "province",
    "national_key": True,
    "single_site": True,
    "in_onemap_plan": False,
}


def linked(book: RuleBook) -> list[Outcome]:
    rows = [
        ["DLTB", 400_000, {"code": "0301"}],
        ["LDTB", 400_000, {"BH_DJ": "2", "GJGYL_BHDJ": "", "DI_LEI": "0301"}],
        ["CYTB", 300],
        ["YJJBNTTB", 2],
    ]
    return list(run(book, rows, LINKED).values())


def test_each_material_is_handed_in_once_and_says_who_shares_it(book: RuleBook) -> None:
    outcomes = linked(book)
    needed = {n.approval.id for n in approvals_for(outcomes, LINKED, book)}
    assert {"A01", "A03", "A06", "A09", "A15"} <= needed
    found = materials_for(outcomes, LINKED, book)
    assert len({m.id for m in found}) == len(found)
    table = {m.id: m for m in found}
    assert table["S05"].approvals == ("A03", "A06", "A09", "A15")
    assert table["S05"].shared_by == 4
    assert table["S05"].maker == "勘测定界单位"
    assert table["S05"].software == "可由本软件生成"
    shares = [m.shared_by for m in found]
    assert shares == sorted(shares, reverse=True)
    assert all(m.shared_by == len(m.approvals) for m in found)
    assert "H02" not in table  # no sea, no sea papers
    assert "TXT 2000坐标系" in table["S02"].note
    assert "平面坐标 X Y" in table["S02"].note


def test_a_rule_may_ask_for_a_material_of_its_own(book: RuleBook) -> None:
    found = {m.id: m for m in materials_for(run(book, [["XZHQ", 50]], {}).values(), {}, book)}
    assert found["N01"].name == "洪水影响评价报告"
    assert found["N01"].approvals == ("SH-04",)


def test_prohibited_and_open_outcomes_call_for_no_material(book: RuleBook) -> None:
    outcomes = run(book, [["YJJBNTTB", 50]], {"temporary": False, "national_key": False})
    assert outcomes["YD-02"].outcome == "prohibited"
    assert approvals_for([outcomes["YD-02"]], {}, book) == []
    open_one = run(book, [["YJJBNTTB", 50]], {"temporary": False})["YD-02"]
    assert open_one.outcome == "needs_input"
    assert materials_for([open_one], {}, book) == []


def test_later_approvals_come_on_request(book: RuleBook) -> None:
    outcomes = linked(book)
    later = [n.approval.id for n in approvals_for(outcomes, LINKED, book, following=True) if n.later]
    assert later == ["A19", "A20"]
    assert "S17" in {m.id for m in materials_for(outcomes, LINKED, book, following=True)}
    assert "S17" not in {m.id for m in materials_for(outcomes, LINKED, book)}


def test_the_joint_package_groups_what_is_wanted(book: RuleBook) -> None:
    sets = joint_package(materials_for(linked(book), LINKED, book), book)
    assert sets["one_coordinate_set"] == ("S02", "S03", "S14")
    assert sets["forest_add_on"] == ("F02", "F03", "F01")
    assert "sea_add_on" not in sets


def test_linked_approval_plans_are_those_of_the_country_and_the_province(book: RuleBook) -> None:
    assert [p.place for p in book.linked_plans({"province": "330000"})] == ["国家（部局）", "浙江"]
    assert [p.place for p in book.linked_plans({})] == ["国家（部局）"]
    assert len(book.plans) == 10


def test_every_material_and_approval_of_the_facts_is_there(book: RuleBook) -> None:
    assert set(book.approvals) == {f"A{i:02d}" for i in range(1, 21)}
    assert len(book.materials) == 50
    triggered = {a for r in book.rules for t in r.tiers for a in t.approvals}
    later = set(book.follows)
    assert set(book.approvals) - triggered == later
