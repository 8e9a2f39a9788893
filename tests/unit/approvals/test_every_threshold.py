"""Just below, at and just above every limit: the noise limit of every overlap rule, and every threshold of every tier."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from onemap_plugin.core.approvals import Outcome, RuleBook, load_rules
from onemap_plugin.core.approvals.spec import Rule, Threshold
from tests.unit.approvals.test_every_rule import CASES, run_case

#: rules that only several rows together, or lines, can hit: test_every_rule has their cases
OTHERWISE = {"YD-13", "YD-16", "YH-03", "YH-08"}
STEP_M2 = 0.01


@cache
def book() -> RuleBook:
    return load_rules()


def thresholds(part: Any) -> Iterator[Threshold]:
    if isinstance(part, Threshold):
        yield part
    elif dataclasses.is_dataclass(part):
        for f in dataclasses.fields(part):
            yield from thresholds(getattr(part, f.name))
    elif isinstance(part, tuple):
        for item in part:
            yield from thresholds(item)


def own_row(rule: Rule, case: dict[str, Any]) -> int | None:
    """The one row of the rule's own layer, when it has a plain size."""
    roles = {s.role for s in rule.selections} | ({rule.fallback.role} if rule.fallback else set())
    rows = [i for i, row in enumerate(case["rows"]) if row[0] in roles]
    return rows[0] if len(rows) == 1 and isinstance(case["rows"][rows[0]][1], (int, float)) else None


def of_size(case: dict[str, Any], row: int, size: float) -> Outcome | None:
    changed = copy.deepcopy(case)
    changed["rows"][row][1] = size
    return run_case(book(), changed)


@cache
def noise_cases() -> tuple[tuple[dict[str, Any], int], ...]:
    """One case of each overlap rule whose own layer alone decides: with a minimal piece it says noise and nothing else."""
    found: dict[str, tuple[dict[str, Any], int]] = {}
    for case in CASES:
        rule = book().rule(case["r"])
        row = own_row(rule, case) if "t" in case and "missing" not in case and rule.predicate == "overlap" else None
        if row is not None and rule.id not in found and not list(thresholds(rule.tiers[case["t"]].when)):
            tiny = of_size(case, row, 0.5)
            if tiny is not None and tiny.outcome == "notice":
                found[rule.id] = (case, row)
    return tuple(found.values())


def test_every_overlap_rule_is_tried_at_the_noise_limit() -> None:
    assert {r.id for r in book().rules if r.predicate == "overlap"} - {c["r"] for c, _ in noise_cases()} == OTHERWISE


@pytest.mark.parametrize(("case", "row"), noise_cases(), ids=lambda v: v["r"] if isinstance(v, dict) else "")
def test_one_square_metre_is_noise_and_a_little_more_is_not(case: dict[str, Any], row: int) -> None:
    limit = book().settings.noise_m2
    below, at, above = (of_size(case, row, limit + d) for d in (-0.001, 0.0, 0.001))
    for o in (below, at):
        assert o is not None
        assert o.outcome == "notice"
        assert "噪声限" in o.why
    assert above is not None
    assert "噪声限" not in above.why


def area_thresholds() -> list[tuple[str, Threshold]]:
    found = {(r.id, t.text): (r.id, t) for r in book().rules for t in thresholds(r) if t.measure == "area"}
    return list(found.values())


def measured(outcome: Outcome | None, threshold: Threshold) -> float | None:
    rows = outcome.extra.get("measures", ()) if outcome else ()
    return next((m["measured"] for m in rows if m["threshold"] == threshold.text and m["unit"] == threshold.unit), None)


def tier(outcome: Outcome | None) -> tuple[Any, ...]:
    tiers = outcome.extra.get("tiers", ()) if outcome else ()
    return () if outcome is None else (outcome.outcome, outcome.authority, tuple(t["tier"] for t in tiers))


def grown(case: dict[str, Any], size: float, change: float) -> Outcome | None:
    """The case with its rows of this size made larger by ``change`` m²."""
    changed = copy.deepcopy(case)
    for row in changed["rows"]:
        if row[1] == size:
            row[1] = size + change
    return run_case(book(), changed)


def at_limit(rule_id: str, threshold: Threshold) -> tuple[dict[str, Any], float]:
    """A case that measures the limit itself, and the size of the rows that move the measure."""
    for case in (c for c in CASES if c["r"] == rule_id):
        if measured(run_case(book(), case), threshold) != threshold.limit:
            continue
        for size in {row[1] for row in case["rows"] if isinstance(row[1], (int, float))}:
            less, more = (measured(grown(case, size, d), threshold) for d in (-STEP_M2, STEP_M2))
            if less is not None and more is not None and less < threshold.limit < more:
                return case, size
    raise AssertionError(f"{rule_id} has no case at {threshold.text}")


@pytest.mark.parametrize(("rule_id", "threshold"), area_thresholds(), ids=lambda v: v if isinstance(v, str) else v.text)
def test_a_hundredth_of_a_square_metre_decides_at_every_threshold(rule_id: str, threshold: Threshold) -> None:
    """The statute's own word (more than / at least) says on which side the limit itself lies."""
    case, size = at_limit(rule_id, threshold)
    outcomes = [grown(case, size, change) for change in (-STEP_M2, 0.0, STEP_M2)]
    below, at, above = (tier(o) for o in outcomes)
    assert below != above
    assert at == {"gt": below, "ge": above}[threshold.comparator]
    assert all(o is not None and o.near for o in outcomes)  # the warning band tells of all three
