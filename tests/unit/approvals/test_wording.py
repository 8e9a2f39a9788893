"""What the user reads: Chinese with Chinese punctuation, no word of memory or haste, nothing of the data format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from onemap_plugin.core.approvals import RuleBook, load_rules
from onemap_plugin.core.onemap.roles import roles
from tests.unit.approvals.test_every_rule import CASES, run_case

CJK = "一-龥"
#: (pattern, why it must not stand in a text)
FAULTS = [
    (rf"[{CJK}]\s?\(|\)\s?[{CJK}]|\([^)]*[{CJK}]", "half-width parentheses around Chinese"),
    (rf"[{CJK}][,;:?!](?!//)", "half-width punctuation after Chinese"),
    (r"(?<![\d.])\d+(?:\.\d+)?-\d+(?:\.\d+)?\s?(?:元|年|类|kV|m2|米)", "a hyphen in a range of quantities: ～"),
    (r"m2|/m\b", "a unit of the data format"),
    (r"凭记忆|recollection", "a remark of the maker"),
    (r"\{|\}|None|null", "a field of a template"),
    (r"  |^ | $|；；|；$|^；|，$", "blanks or separators too many"),
    (rf"[{CJK}] [{CJK}]", "a blank between Chinese words"),
]
#: names of things are kept as their own source writes them
MAY_BLANK = re.compile(r"缺少图层：.*|图层.*：.*")


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts_of(inner)


SHOWN = ("requirements", "route", "limits", "conditions", "penalty", "principle", "delegation", "limited_activities", "fee")


@cache
def rendered(book: RuleBook) -> dict[str, str]:
    """Every text of every outcome of every case -> the rule it comes from."""
    found: dict[str, str] = {}
    for case in CASES:
        outcome = run_case(book, case)
        if outcome is None:
            continue
        own = (outcome.title, outcome.authority, outcome.note, outcome.why)
        extra = [t for k in SHOWN if k in outcome.extra for t in texts_of(outcome.extra[k])]
        for text in (*own, *extra, *(t for row in outcome.extra.get("tiers", ()) for t in texts_of(row))):
            if re.search(f"[{CJK}]", text):
                found.setdefault(text, outcome.rule)
    return found


@pytest.mark.parametrize(("pattern", "why"), FAULTS, ids=[why for _, why in FAULTS])
def test_no_outcome_text_has_this_fault(pattern: str, why: str) -> None:
    texts = {t: r for t, r in rendered(load_rules()).items() if why != "a blank between Chinese words" or not MAY_BLANK.search(t)}
    assert len(texts) > 200
    assert {t: r for t, r in texts.items() if re.search(pattern, t)} == {}


@pytest.mark.parametrize(("pattern", "why"), FAULTS[:6], ids=[why for _, why in FAULTS[:6]])
def test_no_question_material_or_law_has_this_fault(pattern: str, why: str) -> None:
    book = load_rules().for_project({"province": "440000"})
    texts = [t for a in book.attributes.values() for t in (a.label, a.question.removesuffix("？"), *a.choices.values())]
    texts += [t for m in book.materials for t in (m.name, m.note, *m.variants.values())]
    texts += [a.name for a in book.approvals.values()] + [r.clause for r in book.rules]
    texts += [t for table in book.rates for t in (table.title, table.note, *(m.label for m in table.multipliers))]
    texts += [t for plan in book.plans for t in (plan.place, plan.what)] + [layer.name for layer in book.layers.values()]
    assert [t for t in texts if re.search(pattern, t)] == []


def test_names_of_layers_approvals_and_materials_have_no_blank_between_chinese_words() -> None:
    book = load_rules()
    names = [layer.name for layer in book.layers.values()] + [a.name for a in book.approvals.values()]
    names += [m.name.replace(" / ", "/") for m in book.materials]
    assert [n for n in names if re.search(rf"[{CJK}] [{CJK}]", n)] == []
    assert {r: layer.name for r, layer in book.layers.items()} == {r: role.name for r, role in roles().items()}


def test_titles_tell_what_they_are_without_their_domain() -> None:
    """A title stands alone in a list of approvals: two rules must not share one."""
    titles = [r.title for r in load_rules().rules]
    assert len(set(titles)) == len(titles)
    assert all(len(t) >= 3 for t in titles)
