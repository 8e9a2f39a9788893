"""Closure, land inside and outside the growth boundary, and fee estimates in the report; numbers by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import shapely

from onemap_plugin.core.onemap.model import Closure, OverlayRow, SourceInfo
from onemap_plugin.core.package.data import prepare
from onemap_plugin.core.package.profile import load_profile
from onemap_plugin.core.package.report import context, render_report
from onemap_plugin.core.review import Review
from tests.unit.package import reviews

FEE = {
    "title": "森林植被恢复费", "low_yuan": 1000.4, "high_yuan": 2000.0, "note": "下限标准<i>", "needs": [],
    "lines": [{"group": "乔木林地", "area_m2": 100.04, "yuan_per_m2": [10, 10], "factor": [1.0, 2.0], "multipliers": ["公益林?"],
               "low_yuan": 1000.4, "high_yuan": 2000.0}],
}


def made(review: Review) -> tuple[dict, str]:
    data = prepare(review, load_profile("land_survey"), "2026-03-01")
    return context(data, ["Noto Serif CJK SC"]), render_report(data, ["Noto Serif CJK SC"])


def test_the_proof_of_closure_stands_for_each_parcel() -> None:
    review = reviews.review()
    parcel = review.parcels.parcels[0].parcel_id
    good = Closure(parcel, "DLTB", 100.0, 90.0, 10.0, 2.5, 1e-12, Decimal("0.0100"), Decimal("0.0090"), Decimal("0.0010"))
    bad = replace(good, parcel_id="坏", difference_m2=1.5)
    other = replace(good, role="STBHHX")
    values, html = made(replace(review, closures=(good, bad, other)))
    assert values["closure_rows"] == [
        [parcel, Decimal("100.0000"), Decimal("90.0000"), Decimal("10.0000"), Decimal("2.5000"), Decimal("0.0000"),
         Decimal("0.0100"), "闭合"],
        ["坏", Decimal("100.0000"), Decimal("90.0000"), Decimal("10.0000"), Decimal("2.5000"), Decimal("1.5000"),
         Decimal("0.0100"), "不闭合"],
    ]
    assert "面积闭合检验" in html
    assert "不闭合" in html


def test_land_inside_and_outside_the_growth_boundary_is_tabled_by_class_and_ownership() -> None:
    def land(three: str, owner: str, x0: float, x1: float) -> OverlayRow:
        area = (x1 - x0) * 100
        shape = shapely.box(x0, 0, x1, 100)
        return OverlayRow("1", "DLTB", "0101", "水田", "", owner, three, area, area, area / 1e4, geometry=shape)

    town = OverlayRow("1", "CZKFBJ", area_m2=1.0, patch="7", geometry=shapely.box(25, 0, 150, 100))
    review = replace(reviews.review(), overlay=(land("农用地", "集体", 0, 100), land("建设用地", "", 100, 150), town),
                     sources=(SourceInfo("DLTB"), SourceInfo("CZKFBJ")))
    values, html = made(review)
    assert [[str(c) for c in row] for row in values["town_rows"]] == [
        ["农用地", "集体", "0.7500", "0.2500", "1.0000"],
        ["建设用地", "未注明", "0.5000", "0.0000", "0.5000"],
        ["合计", "", "1.2500", "0.2500", "1.5000"],
    ]
    assert "城镇开发边界内外（公顷）" in html
    values, html = made(replace(review, sources=(SourceInfo("DLTB"), SourceInfo("CZKFBJ", status="missing"))))
    assert values["town_rows"] == []
    assert "城镇开发边界内外：未检查" in html


def test_fee_estimates_stand_line_by_line_with_their_range_and_note() -> None:
    review = reviews.review()
    first, *rest = review.outcomes
    values, html = made(replace(review, outcomes=(replace(first, extra={"fee": FEE}), *rest)))
    assert [[str(c) for c in row] for row in values["fee_rows"]] == [
        ["森林植被恢复费", "乔木林地", "100.04", "10.00", "1.00～2.00", "公益林?", "1000～2000"],
        ["森林植被恢复费", "合计", "", "", "", "", "1000～2000"],
    ]
    assert "下限标准&lt;i&gt;" in html
    assert "不是缴费依据" in html
    assert "费用估算" not in made(review)[1]


def test_thresholds_stand_with_their_unit_and_values_stay_on_their_side_of_them() -> None:
    review = reviews.review()
    first = review.outcomes[0]
    near = replace(first, measured=35.00004, unit="ha", threshold="> 35", near=True)
    least = replace(first, rule="R-L-02", measured=10.0, unit="ha", threshold=">= 10", near=False)
    values, _ = made(replace(review, outcomes=(near, least)))
    assert [row[0] for row in values["outcome_rows"]] == [1, 2]
    assert [row[5:7] for row in values["outcome_rows"]] == [
        ["35.00004 公顷（接近阈值）", "> 35 公顷"],
        ["10.0000 公顷", "≥ 10 公顷"],
    ]


def test_ids_of_cases_fee_groups_and_approvals_are_told_in_words() -> None:
    review = reviews.review()
    conflict = replace(review.conflicts[0], case="forest_without_patch", code_b="", name_b="", note="三调为林地而林草无图斑")
    same = replace(conflict, role_b="HYSYQ", code_b="", name_b="已确权海域使用权")
    line = {**FEE["lines"][0], "group": "le_1"}
    mixed = {**line, "group": "乔木林地_竹林地"}
    fee = {**FEE, "lines": [line, mixed]}
    first, *rest = review.outcomes
    material = replace(review.materials[0], approvals=("A06", "YK-01", "自定"))
    values, html = made(replace(review, conflicts=(conflict, same), materials=(material,),
                                outcomes=(replace(first, extra={"fee": fee}), *rest)))
    for name in ("forest_without_patch", "le_1", "竹林地_", "乔木林地_"):
        assert name not in html, name
    assert values["conflict_rows"][0][3].endswith("：没有图斑")
    assert values["conflict_rows"][1][3].count("已确权海域使用权") == 1
    assert "不超过 1 亩" in values["fee_rows"][0][1]
    assert values["fee_rows"][1][1] == "乔木林地、竹林地"
    assert values["material_key"].startswith("A06 使用林地审核；YK-01 ")
    assert values["material_key"].endswith("自定 自定") is False


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    review = reviews.review()
    closure = Closure("1", "DLTB", 100.0, 100.0, 0.0, 0.0, -1e-11, Decimal("0.0100"), Decimal("0.0100"), Decimal("0.0000"))
    values, html = made(replace(review, closures=(closure,)))
    assert str(values["closure_rows"][0][5]) == "0.0000"
    assert "-0.0000" not in html


def test_findings_name_their_rule_and_missing_layers_stand_in_one_line() -> None:
    review = reviews.review()
    missing = tuple(SourceInfo(role, status="missing") for role in ("SDTB", "HAX"))
    values, html = made(replace(review, sources=(SourceInfo("DLTB"), *missing)))
    assert values["absent"] == ["湿地", "海岸线"]
    assert "以下 2 种图层没有提供" in html
    assert not any("湿地" in str(row) for row in values["source_rows"])
    from onemap_plugin.core.checks import RULES

    known = {r.id: r.title for r in RULES}
    for row in values["finding_rows"]:
        rule = row[2].rsplit("[", 1)[-1].rstrip("]")
        assert rule not in known or row[2] == f"{known[rule]} [{rule}]"
