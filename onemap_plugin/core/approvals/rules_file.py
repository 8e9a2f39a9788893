"""From the YAML of rules, rates and project attributes to their frozen form, with every name checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from . import expected as exp
from .conditions_file import (
    Narrowing,
    Vocabulary,
    read_condition,
    read_filter,
    read_selection,
    selection_of,
)
from .model import OUTCOMES
from .reading import Entry
from .spec import (
    MEASURES,
    PREDICATES,
    AttributeSpec,
    Band,
    Condition,
    ConflictCase,
    LayerSpec,
    Multiplier,
    ProjectTest,
    RateTable,
    Rule,
    Selection,
    Tier,
)

CONFIDENCES = ("high", "medium", "low")
STATED_OUTCOMES = OUTCOMES[:4]
#: shown to the user with the outcome, not evaluated
DETAIL_KEYS = ("limits", "conditions", "limited_activities", "penalty", "principle", "term_years", "delegation", "requirements")
TIER_KEYS = (
    "when",
    "outcome",
    "authority",
    "authority_like",
    "note",
    "route",
    "confidence",
    "requirements",
    "approvals",
    "materials",
)
RULE_KEYS = (
    "id",
    "domain",
    "title",
    "layer",
    "filter",
    "filter_not",
    "inside",
    "minus",
    "fallback",
    "predicate",
    "measure",
    "distance_from",
    "distances",
    "cases",
    "applies_when",
    "tiers",
    "outcome",
    "authority",
    "authority_like",
    "rates",
    "materials",
    "approvals",
    "note",
    "legal_basis",
    "source",
    "confidence",
    "changed",
    *DETAIL_KEYS,
)
RATE_KEYS = (
    "id",
    "title",
    "province",
    "from",
    "to",
    "group_by",
    "attribute",
    "rates",
    "ranges",
    "multipliers",
    "relief",
    "note",
    "source",
    "confidence",
)
ATTRIBUTE_TYPES = ("bool", "choice", "multi", "number", "text", "date", "province", "areas")


def read_attributes(top: Entry) -> dict[str, AttributeSpec]:
    found = {}
    for name, entry in top.named("attributes"):
        entry.known(("type", "label", "question", "choices", "scope", "unit", "for"))
        choices = entry.raw("choices") or {}
        if not isinstance(choices, dict):
            raise entry.fail("choices", exp.CHOICES)
        kind = entry.choice("type", ATTRIBUTE_TYPES)
        if kind in ("choice", "multi") and not choices:
            raise entry.fail("choices", exp.ONE_CHOICE)
        found[name] = AttributeSpec(
            name,
            kind,
            entry.text("label"),
            entry.text("question"),
            {str(k): str(v) for k, v in choices.items()},
            entry.choice("scope", ("project", "parcel"), "project"),
            entry.text("unit", ""),
            entry.choice("for", ("", "fee", "limit", "report"), ""),
        )
    return found


def read_rule(
    entry: Entry,
    words: Vocabulary,
    law_names: Mapping[str, tuple[str, str]],
    phrases: Mapping[str, str],
    order: int,
    origin: str = "",
) -> Rule:
    """One rule.  law_names: id -> (short name, state).  Raises OneMapError that names file, rule, key and what was expected."""
    entry.known(RULE_KEYS)
    predicate = entry.choice("predicate", PREDICATES)
    roles = tuple(r for r in entry.texts("layer") if r != "none")
    for role in roles:
        if role not in words.layers:
            raise entry.fail("layer", exp.ROLE, names=", ".join(words.layers))
    if not roles and predicate not in ("context", "conflict"):
        raise entry.fail("layer", exp.ROLE_FOR, predicate=predicate)
    own = words.layers[roles[0]] if len(roles) == 1 else None
    bands = _bands(entry, words, roles)
    if predicate == "within_distance" and not bands:
        raise entry.fail("distances", exp.DISTANCES)
    cases = tuple(_case(e, words) for e in entry.children("cases"))
    if predicate == "conflict" and not cases:
        raise entry.fail("cases", exp.CASES)
    applies = entry.child("applies_when")
    rates = entry.child("rates")
    return Rule(
        entry.text("id"),
        entry.text("domain"),
        entry.text("title"),
        predicate,
        entry.choice("confidence", CONFIDENCES),
        _clause(entry, law_names, phrases),
        _sources(entry, law_names),
        _tiers(entry, words, own, bands),
        () if predicate in ("context", "conflict") else tuple(selection_of(entry_of(entry), words, r, own) for r in roles),
        read_selection(entry, "fallback", words) if "fallback" in entry else None,
        entry.choice("measure", MEASURES) if "measure" in entry else "",
        read_condition(applies, words, own) if applies is not None else None,
        bands,
        cases,
        entry.text("distance_from", ""),
        entry.text("note", ""),
        rates.text("table") if rates is not None else "",
        entry.texts("materials"),
        {k: entry.raw(k) for k in DETAIL_KEYS if k in entry and k != "requirements"},
        order,
        origin,
    )


def entry_of(entry: Entry) -> Entry:
    """The rule's own filter keys, without its note (which is not the note of the selection)."""
    keys = ("filter", "filter_not", "inside", "minus")
    return Entry({k: entry.data[k] for k in keys if k in entry}, entry.source, entry.path, entry.item)


def _tiers(entry: Entry, words: Vocabulary, own: LayerSpec | None, bands: tuple[Band, ...]) -> tuple[Tier, ...]:
    steps = entry.children("tiers")
    if not steps and "outcome" not in entry:
        raise entry.fail("outcome", exp.OUTCOME)
    if steps and "outcome" in entry:
        raise entry.fail("outcome", exp.NO_OUTCOME)
    ids = frozenset(b.id for b in bands)
    tiers = []
    for i, step in enumerate(steps or [entry]):
        if step is not entry:
            step.known(TIER_KEYS)
            if "when" not in step and i + 1 < len(steps):
                raise step.fail("when", exp.WHEN)
        narrowing = Narrowing()
        when: Condition | None = None
        child = step.child("when") if step is not entry else None
        if child is not None:
            when = read_condition(child, words, own, narrowing, ids)
        outer = entry.data
        tiers.append(
            Tier(
                step.choice("outcome", STATED_OUTCOMES),
                when,
                narrowing.include,
                narrowing.exclude,
                narrowing.bands,
                step.text("authority", "" if "authority_like" in step else str(outer.get("authority", ""))),
                step.text("authority_like", "" if "authority" in step else str(outer.get("authority_like", ""))),
                step.text("note", "") if step is not entry else "",
                step.text("route", "") if step is not entry else "",
                step.choice("confidence", CONFIDENCES) if "confidence" in step and step is not entry else "",
                step.texts("requirements"),
                step.texts("approvals") or entry.texts("approvals"),
                step.texts("materials"),
            )
        )
    return tuple(tiers)


def _bands(entry: Entry, words: Vocabulary, roles: tuple[str, ...]) -> tuple[Band, ...]:
    found = []
    for step in entry.children("distances"):
        step.known(("id", "layer", "filter", "m", "when", "height_ratio", "exempt", "label"))
        role = step.choice("layer", roles, roles[0])
        exempt = step.flag("exempt")
        metres = 0.0 if exempt else step.number("m")
        if metres < 0 or (not exempt and metres == 0):
            raise step.fail("m", exp.METRES)
        when = step.child("when")
        found.append(
            Band(
                step.text("id", ""),
                role,
                metres,
                read_filter(step, "filter", words.layers[role]),
                read_condition(when, words, words.layers[role]) if when is not None else None,
                step.number("height_ratio") if "height_ratio" in step else 0.0,
                exempt,
                step.text("label", ""),
            )
        )
    return tuple(found)


def _case(entry: Entry, words: Vocabulary) -> ConflictCase:
    entry.known(("id", "deviation", "layer", "filter", "filter_not", "inside", "minus", "note"))
    if "deviation" in entry:
        return ConflictCase(entry.text("id"), None, entry.choice("deviation", ("declared",)), entry.text("note", ""))
    if ("inside" in entry) == ("minus" in entry):
        raise entry.fail("inside", exp.INSIDE_OR_MINUS)
    return ConflictCase(entry.text("id"), selection_of(entry, words), "", entry.text("note", ""))


def _sources(entry: Entry, law_names: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    found = entry.texts("source")
    for name in found:
        if name not in law_names:
            raise entry.fail("source", exp.SECTION, section="sources")
    return found


def _clause(entry: Entry, law_names: Mapping[str, tuple[str, str]], phrases: Mapping[str, str]) -> str:
    parts = []
    for step in entry.children("legal_basis"):
        step.known(("law", "art"))
        law = step.text("law")
        if law not in law_names:
            raise step.fail("law", exp.SECTION, section="sources")
        name, state = law_names[law]
        article = phrases["article"].format(article=re.sub(r"\s*,\s*", "、", step.text("art"))) if "art" in step else ""
        parts.append(phrases["effective"].format(law=name, article=article, state=state).replace(" ()", ""))
    if not parts:
        raise entry.fail("legal_basis", exp.LAW)
    return "；".join(parts)


def read_law_names(top: Entry) -> dict[str, tuple[str, str]]:
    found = {}
    for name, entry in top.named("sources"):
        entry.known(("in", "path", "name", "url", "also", "note", "status", "scope", "short", "state"))
        found[name] = (entry.text("short", entry.text("name", name)), entry.text("state", entry.text("status", "")))
    return found


# ---------------------------------------------------------------- rates


def read_rates(
    entries: Iterable[Entry], words: Vocabulary, law_names: Mapping[str, tuple[str, str]], province: str = "", own: bool = False
) -> list[RateTable]:
    """province: that of the file, for tables that name none."""
    return [_rate_table(e, words, law_names, province, own) for e in entries]


def _rate_table(
    entry: Entry, words: Vocabulary, law_names: Mapping[str, tuple[str, str]], province: str, own: bool
) -> RateTable:
    entry = Entry(entry.data, entry.source, entry.path, str(entry.raw("id", "rates")))
    entry.known(RATE_KEYS)
    attribute = entry.text("attribute", "")
    if attribute and attribute not in words.attributes:
        raise entry.fail("attribute", exp.ATTRIBUTE, names=", ".join(sorted(words.attributes)))
    relief = entry.child("relief")
    relief_attribute, reliefs = "", {}
    if relief is not None:
        relief_attribute = relief.text("attribute")
        reliefs = {str(k): relief.number(str(k)) for k in relief.data if k != "attribute"}
    return RateTable(
        entry.text("id"),
        entry.text("title"),
        entry.text("province", province),
        _day(entry, "from"),
        _day(entry, "to"),
        entry.text("group_by", ""),
        attribute,
        _yuan(entry),
        tuple(_multiplier(e, words) for e in entry.children("multipliers")),
        relief_attribute,
        reliefs,
        entry.text("note", ""),
        _sources(entry, law_names),
        entry.choice("confidence", CONFIDENCES),
        own,
    )


def _day(entry: Entry, key: str) -> str:
    value: Any = entry.raw(key, "")
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    if text and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise entry.fail(key, exp.DAY)
    return text


def _yuan(entry: Entry) -> dict[str, tuple[float, float]]:
    key = "ranges" if "ranges" in entry else "rates"
    values = entry.raw(key) or {}
    if not isinstance(values, dict):
        raise entry.fail(key, exp.GROUPS)
    found = {}
    for name, value in values.items():
        pair = value if isinstance(value, list) else [value, value]
        numbers = len(pair) == 2 and not any(isinstance(v, bool) or not isinstance(v, (int, float)) for v in pair)
        if not numbers or not 0 <= pair[0] <= pair[1]:
            raise entry.fail(key, exp.YUAN, name=name)
        found[str(name)] = (float(pair[0]), float(pair[1]))
    return found


def _multiplier(entry: Entry, words: Vocabulary) -> Multiplier:
    entry.known(("id", "label", "factor", "filter", "filter_not", "project", "inside", "stack"))
    factor = entry.raw("factor")
    pair = factor if isinstance(factor, list) else [factor, factor]
    if len(pair) != 2 or any(isinstance(v, bool) or not isinstance(v, (int, float)) for v in pair):
        raise entry.fail("factor", exp.FACTOR)
    tests: tuple[ProjectTest, ...] = ()
    if "project" in entry:
        condition = read_condition(Entry({"project": entry.raw("project")}, entry.source, entry.path, entry.item), words, None)
        items = getattr(condition, "items", (condition,))
        tests = tuple(t for t in items if isinstance(t, ProjectTest))
    inside: Selection | None = read_selection(entry, "inside", words) if "inside" in entry else None
    return Multiplier(
        entry.text("id"),
        entry.text("label"),
        (float(pair[0]), float(pair[1])),
        read_filter(entry, "filter", None),
        read_filter(entry, "filter_not", None),
        tests,
        inside,
        entry.texts("stack"),
    )
