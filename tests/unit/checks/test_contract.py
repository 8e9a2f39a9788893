"""One contract: whoever finds a fault, its rule is declared in the same way and profiles reach it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onemap_plugin.core import checks, rules
from onemap_plugin.core.exchange import WriteOptions, read_txt, write_checked
from onemap_plugin.core.findings import Finding, RuleInfo, RuleOption, Severity
from onemap_plugin.core.package import rules as package_rules
from onemap_plugin.core.rules.reading_help import HELP
from tests.unit.exchange.builder import SQUARE, standard

FAMILIES = {"checks": checks.RULES, "reading": [r.info for r in rules.READING], "package": package_rules.RULES}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_rule_is_a_class_of_the_one_registry(family: str) -> None:
    for info in FAMILIES[family]:
        rule = rules.all_rules()[info.id]
        assert issubclass(rule, rules.Rule)
        assert rule.info is info
        assert info.title
        assert isinstance(info.severity, Severity)
        assert info.clause or info.id == "R00"
        assert info.confidence in ("high", "medium", "low")
        for option in info.options:
            assert option.title
            assert rule().options[option.name] == option.default
            assert rule(options={option.name: option.default}).options[option.name] == option.default


def test_checks_and_rules_of_reading_say_what_they_mean() -> None:
    known = {info.id for infos in FAMILIES.values() for info in infos}
    assert set(HELP) <= known
    silent = [info.id for name in ("checks", "reading") for info in FAMILIES[name] if not info.help]
    assert silent == []


def test_an_id_is_given_once() -> None:
    with pytest.raises(ValueError, match="G02"):
        rules.declare(RuleInfo("G02", "again", Severity.ERROR, "x"))


def test_a_profile_reaches_severity_threshold_and_silence_of_the_reader() -> None:
    data = standard(area="1.0300").encode("gbk")
    plain = {f.rule: f for f in read_txt(data, "a.txt").findings}
    assert plain["T-AREA-CONTRADICTS"].severity is Severity.ERROR
    for setting, expected in (
        (rules.RuleSetting(severity=Severity.NOTICE), Severity.NOTICE),
        (rules.RuleSetting(options={"share": 2.9}), Severity.ERROR),
        (rules.RuleSetting(options={"share": 3.1}), None),
        (rules.RuleSetting(enabled=False), None),
    ):
        found = read_txt(data, "a.txt", settings={"T-AREA-CONTRADICTS": setting}).findings
        assert [f.severity for f in found if f.rule == "T-AREA-CONTRADICTS"] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("rule", "option", "text", "below", "above"),
    [
        ("T-SIZE", "size", standard(), 0.0001, 1.0),
        ("T-PROFILE-UNSURE", "score", standard(), 1.1, 0.1),
        ("T-AREA-SUM", "share", "[项目信息]\n总用地面积=1.0100\n" + standard(), 0.5, 2.0),
        (
            "T-RING-MEANING",
            "share",
            standard(rings=(SQUARE, [(20, 20), (20, 40), (40, 40), (40, 20)]), area="1.0390"),
            1.0,
            0.001,
        ),
    ],
)
def test_thresholds_of_the_reader_decide(rule: str, option: str, text: str, below: float, above: float) -> None:
    def found(value: float) -> bool:
        setting = rules.RuleSetting(options={option: value})
        return any(f.rule == rule for f in read_txt(text.encode("gbk"), "a.txt", settings={rule: setting}).findings)

    assert found(below)
    assert not found(above)


def test_milder_cases_keep_their_grade_and_regrading_forgets_the_profile_before() -> None:
    two = standard(rings=(SQUARE, [(a + 300, b) for a, b in SQUARE]), area="2.0000")
    done = write_checked(read_txt(two.encode("gbk"), "a.txt"), WriteOptions(profile="standard"))
    safe = [f for f in done.findings if f.rule == "T-WRITE-SAFE"]
    assert {f.severity for f in safe} == {Severity.WARNING}  # several parts are graver than the rule itself
    own = {"T-WRITE-SAFE": rules.RuleSetting(severity=Severity.INFO)}
    assert {f.severity for f in rules.regraded(safe, own)} == {Severity.WARNING}
    eol = Finding("T-EOL", Severity.ERROR, "…")
    assert [f.severity for f in rules.regraded([eol], {})] == [Severity.NOTICE]
    unknown = replace(eol, rule="X-1")
    assert rules.regraded([unknown], {}) == (unknown,)


def test_a_dumped_profile_comes_back_the_same() -> None:
    profile = checks.load_profile("sea")
    again = checks.revived(profile.dump())
    assert (again.id, again.decimals, dict(again.rules)) == (profile.id, profile.decimals, dict(profile.rules))
    assert checks.revived({"id": "x", "rules": {"NO-SUCH": {"enabled": False}}}).rules == {}


def test_choices_of_an_option_are_declared() -> None:
    start = next(o for o in checks.RULES if o.id == "G09").options[0]
    assert isinstance(start, RuleOption)
    assert start.default in start.choices
