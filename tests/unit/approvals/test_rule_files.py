"""Rule files: faults are named with file, line, rule, key and what was expected; overlays of provinces."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from onemap_plugin.core.approvals import Settings, evaluate, load_rules, materials_for
from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.i18n import catalogue, set_translator
from onemap_plugin.paths import RESOURCES
from tests.unit.approvals.maps import MapMaker, Result, parcels, sources

HEAD = "name: test\nconfidence: medium\n"
RULE = """rules:
- id: XX-01
  domain: 用地
  title: 试验
  layer: DLTB
  filter: {three_type: 农用地}
  predicate: overlap
  applies_when: {project: {temporary: false}}
  tiers:
  - {when: {area: {gt: 5, unit: ha}}, outcome: needs_approval, authority: 甲, approvals: [A02]}
  - {outcome: notice}
  legal_basis: [{law: TDGLF, art: "44"}]
  source: [TDGLF]
  confidence: medium
"""


def write(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str) -> OneMapError:
    with pytest.raises(OneMapError) as caught:
        load_rules([write(folder, text)])
    return caught.value


def hectares(book: Any, rule: str, area: float, project: dict[str, Any], code: str = "0101") -> Any:
    ground = MapMaker()
    ground.add("DLTB", area * 10_000, {"code": code})
    outcomes = evaluate(book, Result(ground.rows, (), sources(book)), parcels(), project)
    return next((o for o in outcomes if o.rule == rule), None)


def test_a_rule_of_the_users_own_is_added(tmp_path: Path) -> None:
    book = load_rules([write(tmp_path, HEAD + RULE)])
    assert len(book.rules) == 92
    assert hectares(book, "XX-01", 5, {"temporary": False}).outcome == "notice"
    assert hectares(book, "XX-01", 5.001, {"temporary": False}).outcome == "needs_approval"
    assert load_rules().rule("XX-01") is None


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("predicate: overlap", "predicate: overlaps", 9, "'predicate': expected one of overlap"),
        ("predicate: overlap", "predikate: overlap", 9, "(meant predicate?)"),
        ("layer: DLTB", "layer: DLTP", 7, "expected a layer role"),
        ("{three_type: 农用地}", "{threetype: 农用地}", 8, "expected a field of layer DLTB"),
        ("{project: {temporary: false}}", "{project: {temporry: false}}", 10, "a project attribute"),
        ("{project: {temporary: false}}", "{project: {temporary: maybe}}", 10, "expected true or false, found 'maybe'"),
        ("{project: {temporary: false}}", "{temporary: false}", 10, "one of the keys"),
        ("outcome: needs_approval", "outcome: needs_aproval", 12, "(meant needs_approval?)"),
        ("{gt: 5, unit: ha}", "{gt: five, unit: ha}", 12, "expected a number, found 'five'"),
        ("{gt: 5, unit: ha}", "{gt: 5, unit: mu}", 12, "expected one of ha, m2"),
        ("{gt: 5, unit: ha}", "{gt: 5, ge: 5}", 12, "exactly one of gt, ge, lt, le"),
        ("{gt: 5, unit: ha}", "{unit: ha}", 12, "exactly one of gt, ge, lt, le"),
        ("  - {outcome: notice}\n", "  - {outcome: notice}\n  - {outcome: notice}\n", 13, "never reached"),
        ("law: TDGLF", "law: TDGLX", 14, "ids of the section `sources`"),
        ("source: [TDGLF]", "source: [TDGLX]", 15, "ids of the section `sources`"),
        ("confidence: medium\n", "confidence: sure\n", 2, "expected one of high, medium, low"),
        ("approvals: [A02]", "approvals: [A99]", 12, "known ids of approvals: not A99"),
        ("  title: 试验\n", "", 4, "'title': expected a text, found nothing"),
    ],
)
def test_a_fault_is_named_with_file_line_rule_key_and_what_was_expected(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    error = fault(tmp_path, (HEAD + RULE).replace(old, new, 1))
    assert words in str(error)
    assert str(error).startswith(f"own.yaml:{line}: ")
    assert error.params["item"] in ("XX-01", "overlay")
    assert "docs/rules.md" in str(error)


def test_distances_and_cases_are_checked(tmp_path: Path) -> None:
    rule = RULE.replace("predicate: overlap", "predicate: within_distance").replace("gt: 5", "gt: 5")
    assert "at least one distance" in str(fault(tmp_path, HEAD + rule))
    far = rule.replace("  tiers:", "  distances: [{m: -3}]\n  tiers:")
    assert "a distance in metres above 0" in str(fault(tmp_path, HEAD + far))
    assert "at least one case" in str(fault(tmp_path, HEAD + RULE.replace("predicate: overlap", "predicate: conflict")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: [", "not valid YAML"),
        ("- a\n- b\n", "expected a mapping"),
        ("", "expected a mapping"),
        ("confidence: medium\n", "'name': expected a text"),
        (HEAD + "province: Zhejiang\n", "2- or 6-digit code"),
        (HEAD + "disable: [ZZ-99]\n", "expected the id of a rule (nearest:"),
        (HEAD + "settings: {noise: {value: 2}}\n", "noise_m2"),
        (HEAD + "rates: [{id: r, title: t, confidence: low, rates: {a: -1}}]\n", "yuan per square metre"),
        (HEAD + "rates: [{id: r, title: t, confidence: low, from: last year}]\n", "YYYY-MM-DD"),
        (HEAD + "materials: [{id: S01, software: magic}]\n", "expected one of full, part, input, none"),
        (HEAD + "materials: [{id: S01, used_by: [A77]}]\n", "ids of the section `approvals`"),
        (HEAD + "rule: []\n", "(meant rules?)"),
    ],
)
def test_a_bad_file_says_what_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    error = fault(tmp_path, text)
    assert words in str(error)
    assert error.file == "own.yaml"


BAD_OVERLAYS = [
    # what a surveyor who edits such a file gets wrong: line, what is said, what to do
    ("rules:\n- {id: YD-99, note: 试}\n", 4, "the id of a rule to change (nearest: YD-19)", "docs/rules.md"),
    ("rules:\n- {id: yd-05, note: 试}\n", 4, "the id of a rule to change (nearest: YD-05)", "docs/rules.md"),
    ("rules:\n- {note: 试}\n", 4, "key 'id': expected a text, found nothing", "docs/rules.md"),
    ("rules:\n- {id: YD-05, note: 甲}\n- {id: YD-05, note: 乙}\n", 5, "an id that stands only once, found 'YD-05'", ""),
    ("rules:\n- id: YD-05\n  note: 甲\n  note: 乙\n", 6, "'note' stands twice in one mapping", "docs/rules.md"),
    ("rules: []\nrules: []\n", 4, "'rules' stands twice", "docs/rules.md"),
    ("rules:\n- id: YD-05\n\tnote: 甲\n", 5, "not valid YAML", "A tab stands where blanks belong"),
    ("rules:\n- id: YD-05\n   note: 甲\n", 5, "not valid YAML", "Correct the indent"),
    ("rules:\n- id: YD-05\n  note: 见下: 甲\n", 5, "not valid YAML", "colon in quotes"),
    ("rules:\n- {id: YD-05, note: 甲\n- {id: YD-06}\n", 5, "not valid YAML", "A bracket or brace is not closed"),
    ("rules:\n- {id: YD-05, note: '甲}\n", 5, "not valid YAML", "A quotation mark is not closed"),
    ("rules:\n- {id: YD-05, approvals: [A04, A99], outcome: notice}\n", 4, "known ids of approvals: not A99", "docs/rules.md"),
    ("rules:\n- {id: YC-01, tiers: [{when: {area: {gt: 50, unit: mu}}, outcome: notice}]}\n", 4, "expected one of ha, m2", ""),
    ("rules:\n- {id: YC-01, tiers: [{when: {area: {gt: '50'}}, outcome: notice}]}\n", 4, "expected a number, found '50'", ""),
    ("rules:\n- {id: YD-11, tiers: [{when: {attribute: {name: temporary, gt: 3}}, outcome: notice}]}\n", 4,
     "one of temporary_months, height_m", ""),
    ("disable: [YD-5]\n", 3, "the id of a rule (nearest: YD-15), found 'YD-5'", "docs/rules.md"),
    ("settings: {near_percent: 2}\n", 3, "expected a mapping (key: value), found 2", "docs/rules.md"),
    ("rates:\n- {id: forest_restoration_fee, title: 甲, confidence: low, group_by: fee_group, rates: {宜林地: 三元}}\n", 4,
     "yuan per square metre, or [low, high], for 宜林地", "docs/rules.md"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words", "hint"), BAD_OVERLAYS)
def test_each_mistake_in_a_province_file_names_line_fault_and_remedy(
    tmp_path: Path, text: str, line: int, words: str, hint: str
) -> None:
    error = str(fault(tmp_path, HEAD + text))
    assert error.startswith(f"own.yaml:{line}: "), error
    assert words in error
    assert hint in error


@pytest.mark.parametrize(("text", "line"), [b[:2] for b in BAD_OVERLAYS])
def test_the_same_is_told_in_chinese(tmp_path: Path, text: str, line: int) -> None:
    set_translator(catalogue(RESOURCES.parent / "i18n" / "onemap_zh_CN.ts"))
    try:
        told = str(fault(tmp_path, HEAD + text))
    finally:
        set_translator(None)
    assert told.startswith(f"own.yaml:{line}: ")
    names = r"own\.yaml:\d+|docs/rules\.md|“[^”]*”|'[^']*'|[A-Za-z]*[_\d-][\w.-]*|\bYAML\b|\[low, high\]|\bha, m2\b"
    words = set(re.findall(r"[A-Za-z]{3,}", re.sub(names, "", told)))
    assert words <= {"domain", "title", "predicate", "legal_basis", "confidence"}, told


def test_a_file_that_is_missing_or_not_utf8_is_told(tmp_path: Path) -> None:
    with pytest.raises(OneMapError, match="gone.yaml: The file cannot be read"):
        load_rules([tmp_path / "gone.yaml"])
    path = tmp_path / "gbk.yaml"
    path.write_bytes("name: 浙江\n".encode("gbk"))
    with pytest.raises(OneMapError, match="not UTF-8"):
        load_rules([path])


def test_a_fault_in_a_provincial_file_is_told_when_it_is_loaded(tmp_path: Path) -> None:
    assert "predicate" in str(fault(tmp_path, 'province: "37"\n' + HEAD + RULE.replace("overlap", "over", 1)))


def test_an_overlay_for_all_changes_disables_and_sets(tmp_path: Path) -> None:
    text = (
        HEAD
        + """
settings: {near_percent: {value: 10}, noise_m2: {value: 5}}
disable: [YD-09]
rules:
- id: YD-11
  outcome: needs_argument
  note: 省里另有规定
"""
    )
    book = load_rules([write(tmp_path, text)])
    assert book.settings == Settings(noise_m2=5, near_percent=10)
    assert book.rule("YD-09") is None
    found = hectares(book, "YD-11", 1, {"temporary": True})
    assert (found.outcome, found.note, found.extra["overlay"]) == ("needs_argument", "省里另有规定", "test")
    assert found.confidence == "medium"  # not surer than the file that changed it
    assert hectares(load_rules(), "YD-11", 1, {"temporary": True}).confidence == "high"
    assert len(book.rules) == 90


def test_a_low_confidence_overlay_never_prohibits_on_its_own(tmp_path: Path) -> None:
    text = HEAD.replace("medium", "low") + "rules: [{id: YD-11, outcome: prohibited}]\n"
    found = hectares(load_rules([write(tmp_path, text)]), "YD-11", 1, {"temporary": True})
    assert found.outcome == "needs_argument"
    assert found.extra["stated_outcome"] == "prohibited"
    assert found.extra["hint"] is True


def test_a_provincial_file_counts_only_in_its_province(tmp_path: Path) -> None:
    text = 'province: "370000"\n' + HEAD + RULE
    book = load_rules([write(tmp_path, text)])
    assert book.rule("XX-01") is None
    assert hectares(book, "XX-01", 9, {"temporary": False, "province": "330000"}) is None
    assert hectares(book, "XX-01", 9, {"temporary": False, "province": "371002"}).outcome == "needs_approval"
    assert book.for_project({"province": 370000}) is book.for_project({"province": "37"})


def test_the_bundled_example_overlays_guangdong(tmp_path: Path) -> None:
    book = load_rules()
    guangdong = book.for_project({"province": "440000"})
    assert len(guangdong.rules) == 92
    assert guangdong.overlays[0].confidence == "medium"
    assert "示例" in guangdong.overlays[0].name
    assert guangdong.rule("GD-01") is not None
    assert "联动审批" in next(m for m in guangdong.materials if m.id == "S04").note
    assert book.for_project({"province": "330000"}) is book
    own = load_rules([write(tmp_path, 'province: "44"\n' + HEAD + "disable: [GD-01]\n")])
    assert own.for_project({"province": "440000"}).rule("GD-01") is None


@pytest.mark.parametrize(("province", "fee"), [('province: "37"\n', 12_000), ("", 12_000)])
def test_rates_of_an_own_file_need_neither_province_nor_day_to_count(tmp_path: Path, province: str, fee: float) -> None:
    text = province + HEAD + (
        "rates:\n- {id: forest_restoration_fee, title: 甲, confidence: low, group_by: fee_group,"
        " rates: {乔木林地_竹林地_苗圃地_采伐火烧迹地: 12}}\n"
    )
    book = load_rules([write(tmp_path, text)])
    project = {"province": "370000", "kind": "defence", "urban_planning_area": False}
    ground = MapMaker()
    ground.add("LDTB", 1000, {"DI_LEI": "0301", "SEN_LIN_LB": "22"})
    result = Result(ground.rows, (), sources(book))
    found = next(o for o in evaluate(book, result, parcels(), project) if o.rule == "YL-09")
    assert found.extra["fee"]["low_yuan"] == pytest.approx(fee)
    elsewhere = next(o for o in evaluate(book, result, parcels(), {**project, "province": "330000"}) if o.rule == "YL-09")
    assert elsewhere.extra["fee"]["low_yuan"] == pytest.approx(10_000 if province else fee)


def test_an_overlay_may_bring_materials_of_its_own(tmp_path: Path) -> None:
    text = (
        HEAD
        + """
materials:
- {id: Z01, name: 省厅承诺书, maker: applicant, software: input, used_by: [A02, A03], confidence: low}
"""
    )
    book = load_rules([write(tmp_path, text)])
    outcome = hectares(book, "YD-01", 1, {"temporary": False})
    assert "Z01" in {m.id for m in materials_for([outcome], {}, book)}


def test_the_rule_book_is_read_once_and_again_when_a_file_changes(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + RULE)
    first = load_rules([path])
    assert load_rules([path]) is first
    path.write_text(HEAD + RULE.replace("gt: 5", "gt: 50"), encoding="utf-8")
    assert load_rules([path]) is not first
    assert load_rules() is load_rules()


def test_roles_name_the_columns_that_the_rules_read() -> None:
    roles = load_rules().roles()
    assert len(roles) == 52
    assert {"BH_DJ", "LIN_ZHONG", "GJGYL_BHDJ", "QI_YUAN", "DI_LEI", "SEN_LIN_LB"} <= set(roles["LDTB"])
    assert {"DLBM", "QSXZ", "QSDWMC"} <= set(roles["DLTB"])
    assert "CLBZ" not in {r for r, c in roles.items() if c}
    temporary = load_rules().roles({"temporary": True, "sea_use": False, "new_sea_fill": False})
    assert "ZDSYQ" not in temporary
    assert "HY" in temporary  # 临时用海 still asks
