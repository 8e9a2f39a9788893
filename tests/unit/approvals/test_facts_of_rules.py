"""Every rule against a second transcription of its source (rule_facts.csv); where a rule departs, the data must say so."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from onemap_plugin.core.approvals import load_rules
from onemap_plugin.core.approvals.rulebook import FOLDER
from onemap_plugin.core.approvals.spec import Rule, Threshold

HERE = Path(__file__).parent
with (HERE / "rule_facts.csv").open(encoding="utf-8", newline="") as stream:
    FACTS = {row["id"]: row for row in csv.DictReader(stream)}
RULES = {r.id: r for r in load_rules().rules}
RAW: dict[str, dict[str, Any]] = {
    r["id"]: r for r in yaml.safe_load((FOLDER / "approval_rules.yaml").read_text(encoding="utf-8"))["rules"]
}
#: what departs from the source, rule by rule; each has its reason in `changed` beside the rule
DEPARTURES = {
    "YD-05": {"limits"},  # more than 0 ha of permanent farmland is an overlap above the noise limit
    "YD-06": {"outcomes"},
    "YD-20": {"layers"},
    "YD-11": {"outcomes", "limits"},  # terms, which the source keeps as details
    "YL-07": {"outcomes", "limits"},
    "YC-03": {"outcomes", "limits"},
    "YH-05": {"outcomes", "limits"},
    "SD-03": {"outcomes", "limits"},
    "ST-02": {"outcomes"},
    "YL-03": {"outcomes"},
    "YL-04": {"outcomes"},
    "YL-05": {"outcomes"},
    "YC-02": {"outcomes"},
    "NY-03": {"outcomes", "distances_m", "laws"},
    "YD-16": {"layers", "outcomes", "limits"},
}


def thresholds(part: Any) -> Iterator[Threshold]:
    if isinstance(part, Threshold):
        yield part
    elif dataclasses.is_dataclass(part):
        for f in dataclasses.fields(part):
            yield from thresholds(getattr(part, f.name))
    elif isinstance(part, tuple):
        for item in part:
            yield from thresholds(item)


def told(rule: Rule) -> dict[str, str]:
    """What the rule book says, in the words of the table."""
    raw = RAW[rule.id]
    layers = raw.get("layer", [])
    laws = (step["law"] + (f" {step['art']}" if "art" in step else "") for step in raw["legal_basis"])
    return {
        "id": rule.id,
        "domain": rule.domain,
        "title": rule.title,
        "layers": " ".join(layers if isinstance(layers, list) else [layers]),
        "predicate": rule.predicate,
        "measure": rule.measure,
        "outcomes": " ".join(t.outcome for t in rule.tiers),
        "limits": "; ".join(f"{t.comparator} {t.limit:g}" for tier in rule.tiers for t in thresholds(tier)),
        "distances_m": " ".join(f"{m:g}" for m in sorted({b.metres for b in rule.bands if not b.exempt})),
        "laws": "; ".join(laws),
        "sources": " ".join(rule.sources),
        "confidence": rule.confidence,
    }


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_says_what_its_source_says_or_why_not(rule_id: str) -> None:
    own, fact = told(RULES[rule_id]), FACTS[rule_id]
    assert {k for k in fact if own[k] != fact[k]} == DEPARTURES.get(rule_id, set()), (own, fact)
    if rule_id in DEPARTURES:
        assert RAW[rule_id]["changed"]


def test_every_rule_of_the_source_is_there_in_its_order() -> None:
    assert list(RULES) == list(FACTS)
    assert set(DEPARTURES) <= set(RULES)


def test_thresholds_are_in_the_unit_of_the_statute() -> None:
    """Areas of the statutes are hectares; nothing is compared in a unit that its own article does not name."""
    units = {(t.measure, t.unit) for r in RULES.values() for t in thresholds(r)}
    assert units == {("area", "ha"), ("count", "count"), ("deviation", "percent"), ("attribute", "month")}


@pytest.mark.parametrize("rule_id", RULES)
def test_every_approval_and_argument_says_who_decides(rule_id: str) -> None:
    """An approval without an authority helps nobody; the few that the statute leaves open are listed here."""
    open_ones = {"YH-05", "SD-03"}
    for tier in RULES[rule_id].tiers:
        if tier.outcome == "needs_approval" and rule_id not in open_ones:
            assert tier.authority or tier.authority_like
