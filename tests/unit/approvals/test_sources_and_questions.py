"""What was not checked and why, what must be asked, and how low confidence is shown."""

from __future__ import annotations

from typing import Any

import pytest

from onemap_plugin.core.approvals import RuleBook, evaluate, load_rules, questions
from onemap_plugin.core.onemap.model import SourceInfo
from tests.unit.approvals.maps import MapMaker, Result, parcels, sources


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def run(
    book: RuleBook, rows: list[list[Any]], project: dict[str, Any], missing: tuple[str, ...] = (), **status: str
) -> dict[str, Any]:
    ground = MapMaker()
    for row in rows:
        ground.add(*row)
    return {o.rule: o for o in evaluate(book, Result(ground.rows, (), sources(book, missing, **status)), parcels(), project)}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("missing", "缺少图层：DFHDD 堤防和护堤地"),
        ("not_covering", "图层未覆盖地块：DFHDD"),
        ("unreadable", "图层无法使用：DFHDD"),
        ("datum_differs", "图层无法使用：DFHDD"),
        ("no_crs", "图层无法使用：DFHDD"),
        ("partial_cover", "图层只覆盖部分地块：DFHDD"),
        ("no_edition", "图层没有注明年份：DFHDD"),
    ],
)
def test_a_layer_that_cannot_be_trusted_to_say_no_is_not_checked(book: RuleBook, status: str, words: str) -> None:
    found = run(book, [], {}, DFHDD=status)["SH-03"]
    assert found.outcome == "not_checked"
    assert words in found.why


@pytest.mark.parametrize("status", ["partial_cover", "no_edition"])
def test_a_hit_in_such_a_layer_still_counts_and_says_what_is_weak(book: RuleBook, status: str) -> None:
    found = run(book, [["DFHDD", 10]], {}, DFHDD=status)["SH-03"]
    assert found.outcome == "prohibited"
    assert "DFHDD" in found.why
    assert found.editions == (() if status == "no_edition" else ("2024",))


def test_a_second_source_of_the_role_makes_up_for_one_that_failed(book: RuleBook) -> None:
    infos = [*sources(book, ("DFHDD",)), SourceInfo("DFHDD", status="unreadable"), SourceInfo("DFHDD", edition="2023")]
    assert "SH-03" not in {o.rule for o in evaluate(book, Result((), (), infos), parcels(), {})}


def test_a_missing_second_layer_leaves_the_authority_open_but_not_the_approval(book: RuleBook) -> None:
    found = run(book, [["DLTB", 5000, {"code": "0101"}]], {"temporary": False}, missing=("YJJBNTTB", "GHFW"))["YD-01"]
    assert found.outcome == "needs_approval"
    assert "国务院或" in found.authority
    assert "缺少图层：GHFW" in found.why
    assert "YJJBNTTB" in found.why
    assert set(found.approvals) == {"A02", "A03"}
    assert [p["outcome"] for p in found.extra["possible"]] == ["needs_approval"] * 3


def test_a_missing_layer_that_cannot_matter_is_not_mentioned(book: RuleBook) -> None:
    found = run(book, [["DLTB", 5000, {"code": "0404"}]], {"temporary": False}, missing=("YJJBNTTB",))
    assert "YD-01" not in found
    assert found["YD-02"].outcome == "not_checked"


def test_nothing_is_asked_when_the_layer_has_nothing_there(book: RuleBook) -> None:
    found = run(book, [], {})
    asked = {n for o in found.values() for n in o.extra.get("needs", ())}
    # without a project file only rules without a layer, and the parts outside plan and boundary, have something to ask
    assert asked == {"expropriation_case", "crosses_waterway", "temporary", "single_site", "in_onemap_plan", "applicant_level"}


def test_a_needed_attribute_is_named_with_the_range_of_outcomes(book: RuleBook) -> None:
    found = run(book, [["YJJBNTTB", 50]], {"temporary": False})["YD-02"]
    assert found.outcome == "needs_input"
    assert (
        found.why
        == "需要补充项目属性：国家重大/重点建设项目（national_key）；可能的结果：须审批（国务院）或法律禁止"
    )
    assert found.extra["needs"] == ["national_key"]
    assert [p["outcome"] for p in found.extra["possible"]] == ["needs_approval", "prohibited"]
    assert found.approvals == ()
    assert found.parcels == ("P1",)


def test_an_attribute_that_changes_nothing_is_not_asked(book: RuleBook) -> None:
    # core area: kind alone decides; whether a cableway is built would matter only for level 国家级 outside it
    found = run(book, [["FJMSQ", 500, {"core": "是", "level": "国家级"}]], {"kind": "commercial"})["BH-05"]
    assert found.outcome == "prohibited"
    # 20 ha of sea reach none of the thresholds, whatever the mode
    found = run(book, [["HY", 200_000]], {"sea_use": True, "temporary": False, "national_key": False})["YH-01"]
    assert found.outcome == "needs_approval"
    assert "needs" not in found.extra


def test_questions_list_each_attribute_once_with_its_rules_needed_ones_first(book: RuleBook) -> None:
    outcomes = list(run(book, [["YJJBNTTB", 50], ["LDTB", 60, {"DI_LEI": "0301"}]], {"temporary": False}).values())
    asked = questions(book, outcomes)
    names = [q.attribute.name for q in asked]
    assert len(names) == len(set(names))
    assert [q.needed for q in asked] == sorted((q.needed for q in asked), reverse=True)
    by_name = {q.attribute.name: q for q in asked}
    assert {"YD-03", "YK-04"} <= set(by_name["kind"].rules)
    assert by_name["urban_planning_area"].needed is False
    assert by_name["urban_planning_area"].rules == ("YL-09",)
    assert by_name["kind"].attribute.choices["defence"] == "国防、外交"


def test_a_term_that_was_not_told_is_asked_for_but_holds_nothing_up(book: RuleBook) -> None:
    outcomes = run(book, [["LDTB", 500, {"DI_LEI": "0301"}], ["CYTB", 500]], {"temporary": True})
    assert outcomes["YL-07"].outcome == "needs_approval"
    assert outcomes["YL-07"].approvals == ("A07",)
    assert outcomes["YL-07"].why == "未填报临时使用期限，是否超过法定期限未作检查"
    question = next(q for q in questions(book, outcomes.values()) if q.attribute.name == "temporary_months")
    assert (question.needed, question.rules) == (False, ("YL-07", "YC-03"))
    told = run(book, [["LDTB", 500, {"DI_LEI": "0301"}]], {"temporary": True, "temporary_months": 24})["YL-07"]
    assert (told.why, told.measured, told.unit, told.threshold) == ("", 24.0, "month", "> 24")
    over = run(book, [["CYTB", 500]], {"temporary": True, "temporary_months": 25})["YC-03"]
    assert (over.outcome, over.approvals) == ("prohibited", ("A10",))


def test_an_attribute_may_differ_by_parcel(book: RuleBook) -> None:
    ground, second = MapMaker("P1"), MapMaker("P2")
    ground.add("HY", 300_000)
    second.add("HY", 300_000)
    project = {
        "sea_use": True,
        "temporary": False,
        "national_key": False,
        "parcels": {"P1": {"sea_mode": "填海"}, "P2": {"sea_mode": "围海"}},
    }
    result = Result([*ground.rows, *second.rows], (), sources(book))
    found = next(o for o in evaluate(book, result, parcels((0, 0, 9, 9), (20, 0, 29, 9)), project) if o.rule == "YH-01")
    assert "授权省级" in found.authority
    project["parcels"]["P2"]["sea_mode"] = "填海"
    found = next(o for o in evaluate(book, result, parcels((0, 0, 9, 9), (20, 0, 29, 9)), project) if o.rule == "YH-01")
    assert found.authority == "国务院"
    assert found.measured == pytest.approx(60.0)


def test_a_question_for_parcels_names_them(book: RuleBook) -> None:
    outcomes = list(run(book, [["HY", 600_000]], {"sea_use": True, "temporary": False, "national_key": False}).values())
    question = next(q for q in questions(book, outcomes) if q.attribute.name == "sea_mode")
    assert question.parcels == ("P1",)


def test_low_confidence_is_flagged_as_a_hint(book: RuleBook) -> None:
    found = run(book, [["YJJBNTTB", 50]], {"temporary": True})["YD-19"]
    assert found.confidence == "low"
    assert found.extra["hint"] is True
    assert "仅作提示" in found.why


def test_the_authority_of_another_rule_is_taken_over(book: RuleBook) -> None:
    rows = [["LDTB", 400_000, {"BH_DJ": "4", "GJGYL_BHDJ": "", "LIN_ZHONG": "231", "DI_LEI": "0301"}]]
    found = run(book, rows, {"temporary": False})
    assert found["YL-06"].authority == found["YL-01"].authority == "国务院林业主管部门（可委托省级）"
    alone = run(book, rows, {"temporary": True})["YL-06"]
    assert alone.authority == "同“使用林地审核级别”（YL-01）"


def test_no_black_or_white_word_is_said_without_evidence(book: RuleBook) -> None:
    for outcome in run(
        book, [["LHJD", 10], ["YJJBNTTB", 10], ["HAX", {"len": 5}, {"type": "自然"}]], {"temporary": False}
    ).values():
        if outcome.outcome in ("prohibited", "needs_argument", "needs_approval"):
            assert outcome.geometry is not None
            assert outcome.parcels
            assert outcome.measured
            assert outcome.roles
            assert outcome.clause


def test_military_areas_are_told_but_never_drawn(book: RuleBook) -> None:
    found = run(book, [["JSJQ", 50], ["JSGLQ", 50]], {})
    for rule in ("QT-03", "QT-04"):
        assert found[rule].geometry is None
        assert found[rule].parcels == ("P1",)
