"""Every rule, inside and outside its predicate, just below, at and above its threshold; every tier reached."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from onemap_plugin.core.approvals import Outcome, RuleBook, evaluate, load_rules
from onemap_plugin.core.parcels import ParcelSet
from tests.unit.approvals.maps import MapMaker, Result, parcel, sources

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "rule_cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


@cache
def alone(book: RuleBook, rule_id: str) -> RuleBook:
    """The book with one rule only, so that a case does not evaluate the other ninety."""
    return replace(book, rules=tuple(r for r in book.rules if r.id == rule_id), _provinces={})


def run_case(book: RuleBook, case: dict[str, Any]) -> Outcome | None:
    ground = MapMaker()
    for row in case["rows"]:
        ground.add(*row)
    more = {}
    if "declared" in case:
        more = {"declared_area": float(case["declared"][0]), "declared_unit": case["declared"][1]}
    result = Result(ground.rows, (), sources(book, tuple(case.get("missing", ()))))
    outcomes = evaluate(alone(book, case["r"]), result, ParcelSet((parcel(**more),)), case.get("p", {}))
    return next((o for o in outcomes if o.rule == case["r"]), None)


def name(case: dict[str, Any]) -> str:
    return f"{case['r']} {case['e']} {CASES.index(case)}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_rule_gives_the_expected_outcome(book: RuleBook, case: dict[str, Any]) -> None:
    outcome = run_case(book, case)
    if case["e"] == "none":
        assert outcome is None, (outcome.outcome, outcome.why)
        return
    assert outcome is not None
    assert outcome.outcome == case["e"], outcome.why
    assert case.get("why", "") in outcome.why
    assert case.get("say", "") in f"{outcome.authority} {outcome.note}"
    assert bool(outcome.extra.get("hint")) == case.get("hint", False)
    if "t" in case:
        severities = ["prohibited", "needs_argument", "needs_approval", "notice"]
        main = min(outcome.extra["tiers"], key=lambda t: (severities.index(t["outcome"]), t["tier"]))
        assert main["tier"] == case["t"]
    if "m" in case:
        assert outcome.measured == pytest.approx(case["m"], abs=1e-9)


def test_every_tier_of_every_rule_has_a_case_that_hits_it(book: RuleBook) -> None:
    hit = {(c["r"], c["t"]) for c in CASES if "t" in c}
    wanted = {(r.id, i) for r in book.rules for i in range(len(r.tiers))}
    assert wanted - hit == set()
    assert hit - wanted == set()


def test_every_rule_but_the_unconditional_one_has_a_case_where_it_keeps_silent(book: RuleBook) -> None:
    silent = {c["r"] for c in CASES if c["e"] == "none"}
    assert {r.id for r in book.rules} - silent == {"YK-01"}


def test_there_are_91_rules_in_the_order_of_the_file(book: RuleBook) -> None:
    assert len(book.rules) == 91
    assert [r.order for r in book.rules] == list(range(91))
    assert len({r.id for r in book.rules}) == 91


def test_every_outcome_names_clause_source_confidence_and_domain(book: RuleBook) -> None:
    for case in CASES:
        outcome = run_case(book, case) if case["e"] != "none" else None
        if outcome is not None:
            assert outcome.clause.startswith("《")
            assert outcome.source
            assert outcome.confidence in ("high", "medium", "low")
            assert outcome.domain
            assert json.loads(json.dumps(outcome.extra)) == outcome.extra  # it goes into the review file as it is


@pytest.mark.parametrize("rule_id", [r.id for r in load_rules().rules])
def test_without_any_layer_no_rule_that_needs_one_passes_silently(book: RuleBook, rule_id: str) -> None:
    """With the project attributes of a case that hits, an empty one map is told as not checked, never as a pass."""
    rule = book.rule(rule_id)
    assert rule is not None
    case = next(c for c in CASES if c["r"] == rule_id and "t" in c)
    outcomes = evaluate(book, Result(), ParcelSet((parcel(),)), case.get("p", {}))
    found = next(o for o in outcomes if o.rule == rule_id)
    if rule.predicate == "context":
        assert found.outcome == "notice"
    else:
        assert found.outcome == "not_checked"
        assert found.why.startswith("缺少图层：")
        assert found.measured is None
