"""What is not known may make an outcome open, never wrong: the true outcome always lies in the range that was told."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from onemap_plugin.core.approvals import Outcome, RuleBook, load_rules
from onemap_plugin.core.approvals.rulebook import rule_roles
from tests.unit.approvals.test_every_rule import CASES, name, run_case

BOOK = load_rules()
WITH_ANSWERS = [c for c in CASES if c.get("p")]
WITH_SECOND_LAYERS = [c for c in CASES if len({r[0] for r in c["rows"]}) > 1]


def told(outcome: Outcome) -> set[str]:
    """The outcomes that an open outcome says are possible; '' is "nothing to say"."""
    return {p["outcome"] for p in outcome.extra.get("possible", ())}


def kind(outcome: Outcome | None) -> str:
    return "" if outcome is None or outcome.extra.get("dropped") else outcome.outcome


def stated(outcome: Outcome | None) -> str:
    """What the rule says before a hint is softened."""
    return outcome.extra.get("stated_outcome", kind(outcome)) if outcome is not None else ""


@pytest.mark.parametrize("case", WITH_ANSWERS, ids=name)
def test_leaving_answers_out_never_tells_something_wrong(case: dict[str, Any]) -> None:
    full = run_case(BOOK, case)
    names = [n for n in case["p"] if not BOOK.attributes[n].purpose]
    for count in range(1, len(names) + 1):
        for dropped in combinations(names, count):
            partly = run_case(BOOK, {**case, "p": {k: v for k, v in case["p"].items() if k not in dropped}})
            if kind(full) in ("needs_input", "not_checked") or kind(partly) == "not_checked":
                continue
            if kind(partly) == "needs_input":
                assert partly is not None
                assert stated(full) in told(partly), dropped
                assert set(partly.extra["needs"]) & (set(dropped) | set(BOOK.attributes) - set(names)), dropped
            else:
                assert kind(partly) == kind(full), dropped


@pytest.mark.parametrize("case", WITH_SECOND_LAYERS, ids=name)
def test_leaving_a_layer_out_never_tells_something_wrong(case: dict[str, Any]) -> None:
    full = run_case(BOOK, case)
    if kind(full) in ("needs_input", "not_checked"):
        return
    rule = BOOK.rule(case["r"])
    assert rule is not None
    for role in {r[0] for r in case["rows"]} & set(rule_roles(rule)):
        rows = [r for r in case["rows"] if r[0] != role]
        partly = run_case(BOOK, {**case, "rows": rows, "missing": [*case.get("missing", ()), role]})
        if rule.fallback is not None and (partly is None or rule.fallback.note in partly.why):
            continue  # another layer answered, and that is said
        if kind(partly) == "not_checked":
            assert partly is not None
            assert role in partly.why
            assert not told(partly) or stated(full) in told(partly) or kind(full) == ""
        else:
            assert kind(partly) == kind(full), role
            assert partly is None or role in partly.why


@pytest.mark.parametrize("case", [c for c in CASES if any(len(r) > 2 for r in c["rows"])], ids=name)
def test_leaving_a_field_out_never_tells_something_wrong(case: dict[str, Any]) -> None:
    full = run_case(BOOK, case)
    if kind(full) in ("needs_input", "not_checked"):
        return
    rule = BOOK.rule(case["r"])
    for i, row in enumerate(case["rows"]):
        for column in row[2] if len(row) > 2 else ():
            if column in ("owner", "black_soil"):  # an owner may be blank; black soil is asked of the project
                continue
            rows = list(case["rows"])
            rows[i] = [row[0], row[1], {k: v for k, v in row[2].items() if k != column}]
            partly = run_case(BOOK, {**case, "rows": rows})
            if kind(partly) in ("not_checked", "needs_input"):
                assert partly is not None
                assert not told(partly) or stated(full) in told(partly), column
            elif kind(partly) != kind(full) and not (rule and rule.fallback and partly and rule.fallback.note in partly.why):
                assert _blank_is_known(BOOK, row[0], column), (column, kind(partly), kind(full))


def _blank_is_known(book: RuleBook, role: str, column: str) -> bool:
    """Fields in which nothing means "not so"."""
    spec = book.layers[role].fields.get(column)
    return spec is not None and spec.blank_is_none
