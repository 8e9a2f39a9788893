"""The rule book: rules, layers, attributes, rates and materials, with province overlays laid over them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...paths import RESOURCES
from . import expected as exp
from .conditions_file import Vocabulary, read_layers
from .materials_file import read_approvals, read_materials, read_plans
from .model import Outcome
from .project import ProjectValues, Question, questions_from, read_project
from .reading import Entry, Source, load_source
from .rules_file import CONFIDENCES, read_attributes, read_law_names, read_rates, read_rule
from .spec import (
    AllOf,
    AnyOf,
    Approval,
    AttributeSpec,
    Condition,
    InsideAll,
    LayerSpec,
    LinkedPlan,
    MaterialSpec,
    Not,
    OverlapTest,
    ProjectTest,
    RateTable,
    Rule,
    Selection,
    Settings,
    Threshold,
)

FOLDER = RESOURCES / "rules"
FILES = ("approval_rules.yaml", "project_attributes.yaml", "wording.yaml", "rates.yaml", "materials.yaml")
OVERLAY_KEYS = (
    "province",
    "name",
    "confidence",
    "source",
    "note",
    "sources",
    "settings",
    "rules",
    "disable",
    "rates",
    "materials",
)


#: what a rule that is new must have
NEW_RULE_KEYS = ("domain", "title", "predicate", "legal_basis", "confidence")


@dataclass(frozen=True)
class Overlay:
    """A file laid over the national rules: for one province (two-digit code) or, with '', for all."""

    province: str
    name: str
    confidence: str
    note: str
    source: Source


@dataclass(frozen=True, eq=False)
class RuleBook:
    """Everything an evaluation needs, compiled; never changed, so it may be shared by threads."""

    rules: tuple[Rule, ...]
    layers: Mapping[str, LayerSpec]
    attributes: Mapping[str, AttributeSpec]
    rates: tuple[RateTable, ...]
    approvals: Mapping[str, Approval]
    materials: tuple[MaterialSpec, ...]
    makers: Mapping[str, str]
    software: Mapping[str, str]
    groups: Mapping[str, str]
    follows: Mapping[str, tuple[str, ...]]
    joint_sets: Mapping[str, str]
    joint_package: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, str]
    outcome_words: Mapping[str, str]
    settings: Settings
    descriptions: tuple[str, ...] = ()
    plans: tuple[LinkedPlan, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    extra: tuple[Overlay, ...] = ()
    laws: Mapping[str, str] = field(default_factory=dict)
    _provinces: dict[str, RuleBook] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Rule | None:
        return next((r for r in self.rules if r.id == rule_id), None)

    def for_project(self, project: Mapping[str, Any]) -> RuleBook:
        """This book with the overlays of the project's province; itself when there is none."""
        code = str(project.get("province") or "")[:2]
        if not code or self.overlays != tuple(o for o in self.extra if not o.province):
            return self
        if code not in self._provinces:
            chosen = [o for o in (*_bundled(code), *self.extra) if o.province in ("", code)]
            self._provinces[code] = _build(tuple(chosen), self.extra) if any(o.province for o in chosen) else self
        return self._provinces[code]

    def roles(self, project: Mapping[str, Any] | None = None) -> dict[str, tuple[str, ...]]:
        """Role -> canonical names of the columns that rules read, for the roles that can matter to ``project``."""
        book = self.for_project(project or {})
        found: dict[str, tuple[str, ...]] = {}
        for rule in book._relevant(project):
            for role in rule_roles(rule):
                found.setdefault(role, tuple(book.layers[role].fields))
        for table in book.rates:
            for multiplier in table.multipliers:
                for role in _selection_roles(multiplier.inside):
                    found.setdefault(role, tuple(book.layers[role].fields))
        return found

    def reach(self, project: Mapping[str, Any] | None = None) -> dict[str, float]:
        """Role -> metres around the parcels that must be read, as far as the project does not rule a distance out."""
        book = self.for_project(project or {})
        values = ProjectValues(project or {})
        height = values.number("height_m")
        found: dict[str, float] = {}
        for rule in book._relevant(project):
            for band in rule.bands:
                if band.exempt or values.state(band.when) is False:
                    continue
                metres = min(band.metres, band.height_ratio * height) if band.height_ratio and height is not None else band.metres
                if metres > 0:
                    found[band.role] = max(found.get(band.role, 0.0), metres)
        return found

    def _relevant(self, project: Mapping[str, Any] | None) -> list[Rule]:
        values = ProjectValues(project or {})
        return [r for r in self.rules if values.state(r.applies) is not False]

    def linked_plans(self, project: Mapping[str, Any]) -> list[LinkedPlan]:
        """The linked-approval plans of the country and of the project's province."""
        code = str(project.get("province") or "")[:2]
        return [p for p in self.plans if not p.provinces or code in p.provinces]

    def questions(self, outcomes: Iterable[Outcome]) -> list[Question]:
        """What to ask so that the open outcomes can be decided (see project.questions_from)."""
        return questions_from(self.attributes, outcomes)


def questions(book: RuleBook, outcomes: Iterable[Outcome]) -> list[Question]:
    """The attributes that the outcomes wait for, each with its rules; needed ones first."""
    return book.questions(outcomes)


def load_rules(extra_files: Iterable[str | Path] = ()) -> RuleBook:
    """The bundled rules with ``extra_files`` (overlays of the user's own, later ones win) laid over them.

    Read and compiled once; again only when a file changed.  Raises OneMapError that names file, line, rule, key and what
    was expected: a rule book with a fault is not used at all, because a rule left out silently would look like a pass.
    """
    paths = [FOLDER / name for name in FILES]
    extra = tuple(str(p) for p in extra_files)
    sources = tuple(load_source(p) for p in (*paths, *(Path(e) for e in extra)))
    return _load(extra, sources)


@lru_cache(maxsize=8)
def _load(extra: tuple[str, ...], sources: tuple[Source, ...]) -> RuleBook:
    overlays = tuple(_overlay(load_source(Path(p))) for p in extra)
    book = _build(tuple(o for o in overlays if not o.province), overlays)
    for overlay in overlays:  # a fault in a provincial file must be told when it is loaded, not when a project needs it
        if overlay.province:
            book.for_project({"province": overlay.province})
    return book


def load_project(path: str | Path, book: RuleBook | None = None) -> dict[str, Any]:
    """Project attributes from a YAML file, checked against the attribute schema.  Raises OneMapError."""
    used = book or load_rules()
    return read_project(Path(path), used.attributes, used.descriptions)


def _bundled(code: str) -> list[Overlay]:
    path = FOLDER / "provinces" / f"{code}.yaml"
    return [_overlay(load_source(path))] if path.exists() else []


def _overlay(source: Source) -> Overlay:
    entry = Entry(source.data, source, (), "overlay")
    entry.known(OVERLAY_KEYS)
    province = entry.text("province", "")
    if province and not (province.isdigit() and len(province) in (2, 6)):
        raise entry.fail("province", exp.PROVINCE_OR_NONE)
    return Overlay(province[:2], entry.text("name"), entry.choice("confidence", CONFIDENCES), entry.text("note", ""), source)


def _build(overlays: tuple[Overlay, ...], extra: tuple[Overlay, ...]) -> RuleBook:
    top = _top("approval_rules.yaml")
    wording = _top("wording.yaml")
    phrases = {str(k): str(v) for k, v in (wording.raw("phrases") or {}).items()}
    asked = _top("project_attributes.yaml")
    attributes = read_attributes(asked)
    words = Vocabulary(read_layers(top), attributes)
    tops = [Entry(o.source.data, o.source, (), "overlay") for o in overlays]
    laws = read_law_names(top)
    for entry in tops:
        laws.update(read_law_names(entry))
    rules, entries = _rules(top, list(zip(overlays, tops)), words, laws, phrases)
    rates = read_rates(_top("rates.yaml").children("rates"), words, laws)
    for overlay, entry in zip(overlays, tops):
        rates += read_rates(entry.children("rates"), words, laws, overlay.province, own=True)
    materials_top = _top("materials.yaml")
    approvals = read_approvals(materials_top)
    materials = read_materials(materials_top, tops, approvals, frozenset(r.id for r in rules))
    _check_references(rules, entries, approvals, materials, rates)
    return RuleBook(
        tuple(rules),
        words.layers,
        _with_rules(attributes, rules, rates, words.layers),
        tuple(rates),
        approvals,
        materials,
        {str(k): str(v) for k, v in materials_top.raw("makers").items()},
        {str(k): str(v) for k, v in materials_top.raw("software").items()},
        {str(k): str(v) for k, v in materials_top.raw("groups").items()},
        {str(k): tuple(v) for k, v in materials_top.raw("follows").items()},
        {str(k): str(v) for k, v in materials_top.raw("joint_sets").items()},
        {str(k): tuple(v) for k, v in materials_top.raw("joint_package").items()},
        phrases,
        {str(k): str(v) for k, v in (wording.raw("outcomes") or {}).items()},
        _settings([top, *tops]),
        asked.texts("descriptions"),
        read_plans(materials_top),
        overlays,
        extra,
        {name: short for name, (short, _) in laws.items()},
    )


def _top(name: str) -> Entry:
    source = load_source(FOLDER / name)
    return Entry(source.data, source)


def _settings(tops: list[Entry]) -> Settings:
    found: dict[str, float] = {}
    for top in tops:
        for name, entry in top.named("settings"):
            entry.known(("value", "note"))
            if name not in Settings.__dataclass_fields__:
                raise top.fail("settings", exp.SETTINGS, names=", ".join(Settings.__dataclass_fields__))
            found[name] = entry.number("value")
    return Settings(**found)


def _rules(
    top: Entry,
    overlays: list[tuple[Overlay, Entry]],
    words: Vocabulary,
    laws: Mapping[str, tuple[str, str]],
    phrases: Mapping[str, str],
) -> tuple[list[Rule], dict[str, Entry]]:
    """The rules in order, and where each of them stands."""
    entries: dict[str, tuple[Entry, str]] = {}
    for entry in top.children("rules"):
        rule_id = entry.text("id")
        if rule_id in entries:
            raise entry.fail("id", exp.NEW_ID)
        entries[rule_id] = (Entry(entry.data, entry.source, entry.path, rule_id), "")
    for overlay, entry in overlays:
        changed: set[str] = set()
        for change in entry.children("rules"):
            rule_id = change.text("id")
            if rule_id in changed:
                raise change.fail("id", exp.NEW_ID)
            changed.add(rule_id)
            if rule_id not in entries and len(set(NEW_RULE_KEYS) - set(change.data)) > 2:
                raise change.fail("id", exp.RULE_OR_NEW, near=_near(rule_id, entries), names=", ".join(NEW_RULE_KEYS))
            base = entries[rule_id][0].data if rule_id in entries else {}
            data = {**base, **change.data}
            given = str(data.get("confidence", overlay.confidence))
            if given in CONFIDENCES:  # what a file changes is not surer than the file
                data["confidence"] = max(given, overlay.confidence, key=CONFIDENCES.index)
            if "tiers" in change.data:
                data.pop("outcome", None)
            elif "outcome" in change.data:
                data.pop("tiers", None)
            entries[rule_id] = (Entry(data, change.source, change.path, rule_id), overlay.name)
        for name in entry.texts("disable"):
            if entries.pop(name, None) is None:
                only = Entry({"disable": name}, entry.source, (), entry.item)
                raise only.fail("disable", exp.RULE_ID, near=_near(name, entries))
    rules = [read_rule(e, words, laws, phrases, i, origin) for i, (e, origin) in enumerate(entries.values())]
    return rules, {rule_id: e for rule_id, (e, _) in entries.items()}


def _near(name: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(name.upper(), list(known), n=1, cutoff=0.3)), "-")


def _check_references(
    rules: list[Rule],
    entries: Mapping[str, Entry],
    approvals: Mapping[str, Approval],
    materials: tuple[MaterialSpec, ...],
    rates: list[RateTable],
) -> None:
    known = {
        "approvals": set(approvals),
        "materials": {m.id for m in materials},
        "rates": {t.id for t in rates},
        "authority_like": {r.id for r in rules},
    }
    for rule in rules:
        used = {
            "approvals": {a for t in rule.tiers for a in t.approvals},
            "materials": {*rule.materials, *(m for t in rule.tiers for m in t.materials)},
            "authority_like": {t.authority_like for t in rule.tiers} - {""},
            "rates": {rule.rates} - {""},
        }
        for key, names in used.items():
            if not names <= known[key]:
                raise _holder(entries[rule.id], key, names - known[key]).fail(
                    key, exp.KNOWN_IDS, kind=key, names=", ".join(sorted(names - known[key]))
                )


def _holder(entry: Entry, key: str, strange: set[str]) -> Entry:
    """The tier of the rule that names one of the strange ids, else the rule itself."""
    holders = [t for t in (entry.children("tiers") if "tiers" in entry else []) if strange & set(t.texts(key))]
    return holders[0] if holders else entry


def _with_rules(
    attributes: Mapping[str, AttributeSpec], rules: list[Rule], rates: list[RateTable], layers: Mapping[str, LayerSpec]
) -> dict[str, AttributeSpec]:
    """The attributes, each knowing which rules may ask for it."""
    users: dict[str, list[str]] = {n: [] for n in attributes}
    for rule in rules:
        tables = [t for t in rates if t.id == rule.rates]
        names = {*rule_attributes(rule), *_asked_fields(rule, layers), *(t.attribute for t in tables)}
        names |= {t.relief_attribute for t in tables}
        names |= {p.attribute for t in tables for m in t.multipliers for p in m.project}
        if tables:
            names.add("application_date")
        for name in names & users.keys():
            users[name].append(rule.id)
    return {
        n: AttributeSpec(a.name, a.type, a.label, a.question, a.choices, a.scope, a.unit, a.purpose, tuple(users[n]))
        for n, a in attributes.items()
    }


# ---------------------------------------------------------------- what a rule speaks of


def _conditions(rule: Rule) -> list[Condition]:
    found = [rule.applies, *(t.when for t in rule.tiers), *(b.when for b in rule.bands)]
    flat: list[Condition] = []
    todo = [c for c in found if c is not None]
    while todo:
        condition = todo.pop()
        if isinstance(condition, (AllOf, AnyOf)):
            todo.extend(condition.items)
        elif isinstance(condition, Not):
            todo.append(condition.item)
        else:
            flat.append(condition)
    return flat


def _selections(rule: Rule) -> list[Selection]:
    found = [*rule.selections, *(c.selection for c in rule.cases if c.selection is not None)]
    if rule.fallback is not None:
        found.append(rule.fallback)
    found += [c.selection for c in _conditions(rule) if isinstance(c, (OverlapTest, InsideAll, Threshold))]
    return found


def _selection_roles(selection: Selection | None) -> list[str]:
    if selection is None:
        return []
    own = [selection.role] if selection.role else []
    return own + _selection_roles(selection.inside) + _selection_roles(selection.minus)


def _asked_fields(rule: Rule, layers: Mapping[str, LayerSpec]) -> set[str]:
    """Attributes that stand in for a field that the layer lacks."""
    tests = [(s.role, t.field) for s in _selections(rule) for t in (*s.include, *s.exclude) if s.role]
    return {layers[role].fields[name].ask for role, name in tests if name in layers[role].fields} - {""}


def rule_roles(rule: Rule) -> tuple[str, ...]:
    """Roles the rule may look at, its own first."""
    found = [r for s in _selections(rule) for r in _selection_roles(s)] + [b.role for b in rule.bands]
    if any(c.deviation for c in rule.cases):
        found.append("DLTB")
    return tuple(dict.fromkeys(found))


def rule_attributes(rule: Rule) -> tuple[str, ...]:
    """Project attributes the rule may ask for."""
    found = [c.attribute for c in _conditions(rule) if isinstance(c, ProjectTest)]
    found += [c.distinct for c in _conditions(rule) if isinstance(c, Threshold) and c.measure == "attribute"]
    todo = list(_selections(rule))
    while todo:
        selection = todo.pop()
        found += [name for name, _ in selection.parcel]
        todo += [s for s in (selection.inside, selection.minus) if s is not None]
    if any(b.height_ratio for b in rule.bands):
        found.append("height_m")
    return tuple(dict.fromkeys(found))
