"""Project attributes (项目属性): reading, checking, asking."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP, tell
from ..parcels import Parcel
from . import expected as exp
from .conditions_file import scalar
from .model import Outcome
from .reading import Entry, load_source
from .spec import AllOf, AnyOf, AttributeSpec, Condition, Not, ProjectTest

#: key of a project file under which attributes of single parcels stand: {parcel id: {attribute: value}}
PARCELS = "parcels"


class ProjectValues:
    """The attributes of one project, with those of single parcels.  An attribute that is absent, None or '' is unknown."""

    def __init__(self, project: Mapping[str, Any], parcels: Iterable[Parcel] = ()) -> None:
        self.values = {str(k): v for k, v in project.items() if v is not None and v != "" and k != PARCELS}
        own = project.get(PARCELS) or {}
        self.parcels: dict[str, dict[str, Any]] = {}
        for parcel in parcels:
            self.parcels[parcel.parcel_id] = {k: v for k, v in parcel.attributes.items() if v not in (None, "")}
        for parcel_id, values in own.items():
            self.parcels.setdefault(str(parcel_id), {}).update({k: v for k, v in values.items() if v not in (None, "")})

    def test(self, test: ProjectTest) -> bool | None:
        """Whether the project passes; None when the attribute is unknown."""
        value = self.values.get(test.attribute)
        if value is None:
            return None
        if test.kind == "province":
            return any(scalar(value).startswith(v) for v in test.values)
        values = value if isinstance(value, (list, tuple, set)) else (value,)
        return any(scalar(v) in test.values for v in values)

    def parcel_test(self, parcel_id: str, attribute: str, wanted: frozenset[str]) -> bool | None:
        """As ``test`` for one parcel, which may have its own value."""
        value = self.parcels.get(parcel_id, {}).get(attribute, self.values.get(attribute))
        return None if value is None else scalar(value) in wanted

    def number(self, attribute: str) -> float | None:
        value = self.values.get(attribute)
        try:
            return None if value is None or isinstance(value, bool) else float(value)
        except (TypeError, ValueError):
            return None

    def state(self, condition: Condition | None) -> bool | None:
        """A condition as far as the project alone decides it; None when it is open or asks for layers."""
        if condition is None:
            return True
        if isinstance(condition, ProjectTest):
            return self.test(condition)
        if isinstance(condition, Not):
            inner = self.state(condition.item)
            return None if inner is None else not inner
        if isinstance(condition, (AllOf, AnyOf)):
            states = [self.state(c) for c in condition.items]
            decisive = isinstance(condition, AnyOf)
            return decisive if decisive in states else None if None in states else not decisive
        return None


@dataclass(frozen=True)
class Question:
    """An attribute to ask for, with the rules whose outcome waits for it (needed) or whose estimate it narrows."""

    attribute: AttributeSpec
    rules: tuple[str, ...]
    needed: bool = True
    parcels: tuple[str, ...] = ()


def questions_from(attributes: Mapping[str, AttributeSpec], outcomes: Iterable[Outcome]) -> list[Question]:
    """What to ask so that the outcomes ``needs_input`` can be decided, then what would narrow the fee estimates."""
    needed: dict[str, list[str]] = {}
    useful: dict[str, list[str]] = {}
    parcels: dict[str, list[str]] = {}
    for outcome in outcomes:
        for name in outcome.extra.get("needs", ()):
            (needed if outcome.outcome == "needs_input" else useful).setdefault(name, []).append(outcome.rule)
            parcels.setdefault(name, []).extend(outcome.parcels)
        for name in (*outcome.extra.get("narrows", ()), *outcome.extra.get("fee", {}).get("needs", ())):
            useful.setdefault(name, []).append(outcome.rule)
    asked = [
        Question(attributes[n], tuple(r), True, _own_parcels(attributes[n], parcels.get(n, [])))
        for n, r in needed.items()
        if n in attributes
    ]
    return asked + [
        Question(attributes[n], tuple(r), False, _own_parcels(attributes[n], parcels.get(n, [])))
        for n, r in useful.items()
        if n in attributes and n not in needed
    ]


def _own_parcels(spec: AttributeSpec, parcels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parcels)) if spec.scope == "parcel" else ()


# ---------------------------------------------------------------- project file


def read_project(path: Path, attributes: Mapping[str, AttributeSpec], descriptions: Iterable[str] = ()) -> dict[str, Any]:
    """The attributes of a project file, checked, and its ``descriptions`` (name, applicant ...) as text.

    Raises OneMapError that names file, line, key and what was expected.
    """
    source = load_source(path)
    if source.data is None:
        return {}
    entry = Entry(source.data, source, (), "project")
    found: dict[str, Any] = {}
    for key in entry.data:
        if key == PARCELS:
            found[PARCELS] = {
                name: {k: _checked(own, k, attributes, parcel=True) for k in own.data} for name, own in entry.named(PARCELS)
            }
        elif key in descriptions:
            found[key] = entry.text(key)
        else:
            found[str(key)] = _checked(entry, str(key), attributes)
    return {k: v for k, v in found.items() if v is not None}


def check_value(spec: AttributeSpec, value: Any) -> str:
    """'' when ``value`` fits the attribute, else what was expected, in the user's language."""
    if value is None:
        return ""
    template, names = _expected(spec, value)
    return tell("expected", template, **names) if template else ""


def _expected(spec: AttributeSpec, value: Any) -> tuple[str, dict[str, str]]:
    """(template of what was expected, its parameters); ('', {}) when the value fits."""
    if spec.type in ("choice", "multi"):
        values = value if isinstance(value, list) and spec.type == "multi" else [value]
        good = bool(values) and not any(isinstance(v, (dict, list)) or scalar(v) not in spec.choices for v in values)
        names = {"names": ", ".join(spec.choices)}
        return ("", {}) if good else (exp.SOME_OF if spec.type == "multi" else exp.ONE_OF, names)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    fits, template = {
        "bool": (isinstance(value, bool), exp.BOOL),
        "number": (is_number and value >= 0, exp.NOT_NEGATIVE),
        "province": (not isinstance(value, (dict, list)) and _is_province(scalar(value)), exp.PROVINCE),
        "date": (isinstance(value, datetime.date) or _is_day(str(value)), exp.DAY),
        "areas": (_are_areas(value), exp.AREAS),
    }.get(spec.type, (isinstance(value, (str, int, float)), exp.TEXT))
    return ("", {}) if fits else (template, {})


def _is_province(text: str) -> bool:
    return text.isdigit() and len(text) in (2, 6)


def _are_areas(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value.values())


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _checked(entry: Entry, key: str, attributes: Mapping[str, AttributeSpec], parcel: bool = False) -> Any:
    spec = attributes.get(key)
    if spec is None or (parcel and spec.scope != "parcel"):
        names = [n for n, a in attributes.items() if a.scope == "parcel" or not parcel]
        near = difflib.get_close_matches(key, names, n=1)
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The project attribute '{key}' is not known; expected one of {names}."),
            hint=QT_TRANSLATE_NOOP("errors", "Nearest name: {near}."),
            file=entry.source.name,
            line=entry.source.line((*entry.path, key)),
            key=key,
            names=", ".join(names),
            near=near[0] if near else "-",
        )
    value = entry.data[key]
    template, fields = _expected(spec, value) if value is not None else ("", {})
    if template:
        raise entry.fail(key, template, **fields)
    return value.isoformat() if isinstance(value, datetime.date) else value
