"""From the YAML of layers, filters, selections and conditions to their frozen form, with every name checked."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...paths import RESOURCES
from . import expected as exp
from .reading import Entry
from .spec import (
    COMPARATORS,
    UNITS,
    AllOf,
    AnyOf,
    AttributeSpec,
    Condition,
    DerivedSpec,
    FieldSpec,
    Filter,
    InsideAll,
    LayerSpec,
    Not,
    OverlapTest,
    ProjectTest,
    Selection,
    Threshold,
    ValueTest,
)

SELF = "self"
#: fields that every row has, whatever the role
ROW_FIELDS = ("distance_m",)
SELECTION_KEYS = ("layer", "filter", "filter_not", "parcel", "inside", "minus", "note")
CONDITION_KEYS = (
    "project",
    "filter",
    "filter_not",
    "band",
    "overlap",
    "inside_all",
    "area",
    "length",
    "count",
    "deviation",
    "attribute",
    "any",
    "not",
)


@dataclass(frozen=True)
class Vocabulary:
    """The names that rules may use."""

    layers: Mapping[str, LayerSpec]
    attributes: Mapping[str, AttributeSpec]


@dataclass
class Narrowing:
    """What a tier's `when` says about the pieces themselves, besides its condition."""

    include: Filter = ()
    exclude: Filter = ()
    bands: frozenset[str] = field(default_factory=frozenset)


# ---------------------------------------------------------------- layers


def read_layers(top: Entry) -> dict[str, LayerSpec]:
    tables = dict(top.named("tables"))
    found = {}
    for role, entry in top.named("layers"):
        entry.known(("schema", "name", "geometry", "fields", "derived", "hidden", "deduction", "note"))
        fields = {name: _field(name, e) for name, e in entry.named("fields")}
        bare = LayerSpec(
            role,
            entry.text("name"),
            entry.choice("geometry", ("polygon", "line", "point", "any"), "polygon"),
            entry.texts("schema"),
            fields,
        )
        derived = {name: _derived(name, e, bare, tables) for name, e in entry.named("derived")}
        found[role] = LayerSpec(
            role, bare.name, bare.geometry, bare.schema, fields, derived, entry.flag("hidden"), _deduction(entry, fields)
        )
    return found


def _deduction(entry: Entry, fields: Mapping[str, FieldSpec]) -> dict[str, str]:
    inner = entry.child("deduction")
    if inner is None:
        return {}
    inner.known(fields)
    return {str(name): inner.text(str(name)) for name in inner.data}


def _field(name: str, entry: Entry) -> FieldSpec:
    entry.known(("kind", "blank", "from", "also", "values", "ask"))
    kind = entry.choice("kind", ("text", "bool", "number"), "text")
    canon: dict[str, str] = dict(_BOOLEANS) if kind == "bool" else {}
    values = entry.raw("values") or {}
    if not isinstance(values, dict) or any(not isinstance(v, list) for v in values.values()):
        raise entry.fail("values", exp.SPELLINGS)
    for value, others in values.items():
        for spelling in (value, *others):
            canon[str(spelling).strip().lower()] = str(value)
    return FieldSpec(
        name,
        kind,
        entry.choice("blank", ("unknown", "none"), "unknown") == "none",
        entry.text("from", ""),
        entry.texts("also"),
        canon,
        bool(canon),
        entry.text("ask", ""),
    )


_BOOLEANS = {
    **dict.fromkeys(("true", "1", "1.0", "是", "y", "yes", "t", "有"), "true"),
    **dict.fromkeys(("false", "0", "0.0", "否", "n", "no", "f", "无"), "false"),
}


def _derived(name: str, entry: Entry, layer: LayerSpec, tables: Mapping[str, Entry]) -> DerivedSpec:
    entry.known(("from", "table", "key", "column", "else_key", "cases", "otherwise"))
    cases = []
    for case in entry.children("cases"):
        case.known(("filter", "value", "skip"))
        cases.append((read_filter(case, "filter", layer), case.text("value"), case.flag("skip")))
    table = None
    if "table" in entry:
        definition = tables.get(entry.text("table"))
        if definition is None:
            raise entry.fail("table", exp.ONE_OF, names=", ".join(tables))
        where = tuple((str(k), str(v)) for k, v in (definition.raw("where") or {}).items())
        table = _table(
            str(RESOURCES / definition.text("file")), where, definition.text("key"), entry.text("column"), entry.flag("else_key")
        )
        if entry.text("key") not in layer.fields:
            raise entry.fail("key", exp.FIELD_OF_LAYER, names=", ".join(layer.fields))
    return DerivedSpec(
        name,
        entry.text("from", ""),
        entry.text("key", ""),
        table,
        tuple(cases),
        entry.text("otherwise") if "otherwise" in entry else None,
    )


@lru_cache(maxsize=16)
def _table(file: str, where: tuple[tuple[str, str], ...], key: str, column: str, else_key: bool) -> Mapping[str, str]:
    with Path(file).open(encoding="utf-8-sig", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if all(r.get(k) == v for k, v in where)]
    return {r[key]: r[column] or (r[key] if else_key else "") for r in rows}


# ---------------------------------------------------------------- filters and selections


def scalar(value: Any) -> str:
    """A YAML scalar as the text that values are compared with."""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def read_filter(entry: Entry, key: str, layer: LayerSpec | None) -> Filter:
    """``key: {field: value | [values] | {prefix: ..} | {from:, to:} | {gt:, ge:, lt:, le: number}}``."""
    inner = entry.child(key)
    if inner is None:
        return ()
    return tuple(_value_test(inner, str(name), layer) for name in inner.data)


def _value_test(entry: Entry, name: str, layer: LayerSpec | None) -> ValueTest:
    if layer is not None and name not in layer.fields and name not in layer.derived and name not in ROW_FIELDS:
        known = ", ".join((*layer.fields, *layer.derived)) or "no fields"
        raise entry.fail(name, exp.FIELD, layer=layer.role, names=known)
    value = entry.data[name]
    if isinstance(value, dict):
        test = entry.child(name)
        assert test is not None
        test.known(("prefix", "from", "to", *COMPARATORS))
        if "prefix" in test:
            return ValueTest(name, prefixes=test.texts("prefix"))
        if "from" in test:
            return ValueTest(name, text_range=(test.text("from"), test.text("to")))
        if not test.data:
            raise entry.fail(name, exp.TEST)
        return ValueTest(name, compare=tuple((str(k), test.number(str(k))) for k in test.data))
    values = value if isinstance(value, list) else [value]
    if not values or any(v is None or isinstance(v, (dict, list)) for v in values):
        raise entry.fail(name, exp.VALUE)
    wanted = frozenset(scalar(v) for v in values)
    spec = layer.fields.get(name) if layer is not None else None
    if spec is not None and spec.kind == "bool" and not wanted <= {"true", "false"}:
        raise entry.fail(name, exp.BOOL)
    return ValueTest(name, values=wanted)


def read_selection(entry: Entry, key: str, words: Vocabulary) -> Selection:
    """``key: ROLE`` or ``key: {layer:, filter:, filter_not:, parcel:, inside:, minus:}``."""
    value = entry.data.get(key)
    if isinstance(value, str):
        if value != SELF and value not in words.layers:
            raise entry.fail(key, exp.ROLE_OR_SELF)
        return Selection("" if value == SELF else value)
    inner = entry.child(key)
    if inner is None:
        raise entry.fail(key, exp.ROLE_OR_SELECTION)
    inner.known(SELECTION_KEYS)
    return selection_of(inner, words)


def selection_of(entry: Entry, words: Vocabulary, role: str | None = None, own: LayerSpec | None = None) -> Selection:
    """The selection that the keys of ``entry`` itself describe."""
    name = role if role is not None else entry.text("layer", SELF)
    if name not in words.layers and name != SELF:
        raise entry.fail("layer", exp.ROLE_OR_SELF)
    layer = words.layers.get(name, own)
    return Selection(
        "" if name == SELF else name,
        read_filter(entry, "filter", layer),
        read_filter(entry, "filter_not", layer),
        _parcel_tests(entry, words),
        read_selection(entry, "inside", words) if "inside" in entry else None,
        read_selection(entry, "minus", words) if "minus" in entry else None,
        entry.text("note", ""),
    )


def _parcel_tests(entry: Entry, words: Vocabulary) -> tuple[tuple[str, frozenset[str]], ...]:
    inner = entry.child("parcel")
    if inner is None:
        return ()
    return tuple((t.attribute, t.values) for t in (_project_test(inner, str(n), words) for n in inner.data))


# ---------------------------------------------------------------- conditions


def read_condition(
    entry: Entry,
    words: Vocabulary,
    own: LayerSpec | None,
    narrowing: Narrowing | None = None,
    bands: frozenset[str] = frozenset(),
) -> Condition | None:
    """All keys of ``entry`` together (and).  Without a ``narrowing`` the condition must not speak of single pieces."""
    entry.known(CONDITION_KEYS)
    items: list[Condition] = []
    for key in entry.data:
        if key in ("filter", "filter_not", "band"):
            if narrowing is None:
                raise entry.fail(key, exp.NO_FILTER)
            _narrow(entry, key, own, narrowing, bands)
        elif key == "project":
            inner = entry.child("project")
            assert inner is not None
            items += [_project_test(inner, str(n), words) for n in inner.data]
        elif key == "overlap":
            items.append(OverlapTest(read_selection(entry, key, words)))
        elif key == "inside_all":
            items.append(InsideAll(read_selection(entry, key, words)))
        elif key == "any":
            items.append(AnyOf(tuple(_required(e, words, own) for e in entry.children("any"))))
        elif key == "attribute":
            items.append(_limit_of_attribute(entry, words))
        elif key == "not":
            inner = entry.child("not")
            assert inner is not None
            items.append(Not(_required(inner, words, own)))
        else:
            items.append(_threshold(entry, str(key), words, own))
    return None if not items else items[0] if len(items) == 1 else AllOf(tuple(items))


def _required(entry: Entry, words: Vocabulary, own: LayerSpec | None) -> Condition:
    found = read_condition(entry, words, own)
    if found is None:
        raise entry.fail("", exp.CONDITION)
    return found


def _narrow(entry: Entry, key: str, own: LayerSpec | None, narrowing: Narrowing, bands: frozenset[str]) -> None:
    if key == "filter":
        narrowing.include = read_filter(entry, key, own)
    elif key == "filter_not":
        narrowing.exclude = read_filter(entry, key, own)
    else:
        narrowing.bands = frozenset(entry.texts("band"))
        if not narrowing.bands <= bands:
            raise entry.fail("band", exp.BANDS, names=", ".join(sorted(b for b in bands if b)) or "-")


def _project_test(entry: Entry, name: str, words: Vocabulary) -> ProjectTest:
    spec = words.attributes.get(name)
    if spec is None:
        raise entry.fail(name, exp.ATTRIBUTE, names=", ".join(sorted(words.attributes)))
    value = entry.data[name]
    values = value if isinstance(value, list) else [value]
    if not values or any(v is None or isinstance(v, (dict, list)) for v in values):
        raise entry.fail(name, exp.VALUE)
    wanted = frozenset(scalar(v) for v in values)
    if spec.type == "bool" and not wanted <= {"true", "false"}:
        raise entry.fail(name, exp.BOOL)
    if spec.choices and not wanted <= set(spec.choices):
        raise entry.fail(name, exp.SOME_OF, names=", ".join(spec.choices))
    return ProjectTest(name, wanted, spec.type)


def _limit_of_attribute(entry: Entry, words: Vocabulary) -> Threshold:
    """``attribute: {name: temporary_months, gt: 24}``: a number of the project against a limit, in the attribute's unit."""
    inner = entry.child("attribute")
    assert inner is not None
    inner.known(("name", *COMPARATORS))
    names = [n for n, a in words.attributes.items() if a.type == "number" and a.unit in UNITS]
    name = inner.choice("name", names)
    used = _comparator(inner)
    return Threshold("attribute", Selection(""), used, inner.number(used), words.attributes[name].unit, name)


def _comparator(entry: Entry) -> str:
    used = [c for c in COMPARATORS if c in entry]
    if len(used) != 1:
        raise entry.fail(used[1] if used else "gt", exp.EXACTLY_ONE, names=", ".join(COMPARATORS))
    return used[0]


_DEFAULT_UNITS = {"area": ("ha", "m2"), "length": ("m",), "count": ("count",), "deviation": ("percent",)}


def _threshold(entry: Entry, measure: str, words: Vocabulary, own: LayerSpec | None) -> Threshold:
    inner = entry.child(measure)
    assert inner is not None
    inner.known((*SELECTION_KEYS, *COMPARATORS, "unit", "distinct"))
    used = _comparator(inner)
    units = _DEFAULT_UNITS[measure]
    unit = inner.choice("unit", units, units[0])
    assert unit in UNITS
    distinct = inner.choice("distinct", ("code", "owner", "name"), "code") if measure == "count" else ""
    return Threshold(measure, selection_of(inner, words, own=own), used, inner.number(used), unit, distinct)
