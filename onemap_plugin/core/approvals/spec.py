"""The rule book in memory: frozen, compiled once, shared by all evaluations.

How the parts hang together is described in docs/rules.md.  Areas are square metres, lengths and distances metres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

from ..findings import EMPTY

PREDICATES: tuple[str, ...] = ("overlap", "outside", "within_distance", "context", "conflict")
MEASURES: tuple[str, ...] = ("area_ha", "area_m2", "length_m", "distance_m", "count", "percent")
COMPARATORS: Mapping[str, str] = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}
#: square metres (or metres, pieces, percent) per unit of a threshold
UNITS: Mapping[str, float] = {"ha": 10_000.0, "m2": 1.0, "m": 1.0, "count": 1.0, "percent": 1.0, "month": 1.0}


@dataclass(frozen=True)
class ValueTest:
    """One test of one field.  Exactly one of values / prefixes / text range / number range is used."""

    field: str
    values: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    text_range: tuple[str, str] | None = None
    compare: tuple[tuple[str, float], ...] = ()


Filter = tuple[ValueTest, ...]


@dataclass(frozen=True)
class FieldSpec:
    """A canonical field of a role.

    ``canon`` maps lower-case spellings to the canonical value; a ``closed`` field takes no others.  ask: project attribute
    that answers when the layer does not.
    """

    name: str
    kind: str = "text"
    blank_is_none: bool = False
    origin: str = ""
    also: tuple[str, ...] = ()
    canon: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    closed: bool = False
    ask: str = ""


@dataclass(frozen=True)
class DerivedSpec:
    """A value that follows from others: by table, or by the first case that fits: (filter, value, skip if unknown)."""

    name: str
    origin: str = ""
    key: str = ""
    table: Mapping[str, str] | None = None
    cases: tuple[tuple[Filter, str, bool], ...] = ()
    otherwise: str | None = None


@dataclass(frozen=True)
class LayerSpec:
    """A role.

    hidden: its shapes must not leave the user's own layer, so they are no evidence on a map or in a file.
    deduction: columns that the part taken off a patch (田坎 by KCXS) has instead of the patch's own.
    """

    role: str
    name: str
    geometry: str = "polygon"
    schema: tuple[str, ...] = ()
    fields: Mapping[str, FieldSpec] = field(default_factory=lambda: EMPTY)
    derived: Mapping[str, DerivedSpec] = field(default_factory=lambda: EMPTY)
    hidden: bool = False
    deduction: Mapping[str, str] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, eq=False)
class Selection:
    """Pieces of one role inside the parcels.  role '' = the pieces of the rule itself (self).

    parcel: tests of parcel attributes (name, values).  inside / minus clip the pieces by another selection.
    """

    role: str
    include: Filter = ()
    exclude: Filter = ()
    parcel: tuple[tuple[str, frozenset[str]], ...] = ()
    inside: Selection | None = None
    minus: Selection | None = None
    note: str = ""


@dataclass(frozen=True)
class ProjectTest:
    attribute: str
    values: frozenset[str]
    kind: str = "choice"


@dataclass(frozen=True)
class OverlapTest:
    selection: Selection


@dataclass(frozen=True)
class InsideAll:
    """The pieces that the tier speaks of lie wholly inside the selection."""

    selection: Selection


@dataclass(frozen=True)
class Threshold:
    """measure: area | length | count | deviation | attribute; limit in ``unit``; comparator exactly as the statute words it.

    distinct: what is counted; of ``attribute`` the project attribute (a number) that is compared.
    """

    measure: str
    selection: Selection
    comparator: str
    limit: float
    unit: str
    distinct: str = ""

    @property
    def text(self) -> str:
        return f"{COMPARATORS[self.comparator]} {self.limit:g}"


@dataclass(frozen=True)
class AllOf:
    items: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    items: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    item: Condition


Condition = Union[ProjectTest, OverlapTest, InsideAll, Threshold, AllOf, AnyOf, Not]


@dataclass(frozen=True)
class Tier:
    """One step of a rule: for the pieces that pass ``include`` / ``exclude`` / ``bands``, when the condition holds."""

    outcome: str
    when: Condition | None = None
    include: Filter = ()
    exclude: Filter = ()
    bands: frozenset[str] = frozenset()
    authority: str = ""
    authority_like: str = ""
    note: str = ""
    route: str = ""
    confidence: str = ""
    requirements: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        return bool(self.include or self.exclude or self.bands)


@dataclass(frozen=True)
class Band:
    """One distance of a within_distance rule; ``exempt`` = the statute names no distance for this class."""

    id: str
    role: str
    metres: float
    include: Filter = ()
    when: Condition | None = None
    height_ratio: float = 0.0
    exempt: bool = False
    label: str = ""


@dataclass(frozen=True)
class ConflictCase:
    """What counts as a disagreement: pieces of ``selection``, or declared against surveyed areas."""

    id: str
    selection: Selection | None = None
    deviation: str = ""
    note: str = ""


@dataclass(frozen=True)
class Rule:
    id: str
    domain: str
    title: str
    predicate: str
    confidence: str
    clause: str
    sources: tuple[str, ...]
    tiers: tuple[Tier, ...]
    selections: tuple[Selection, ...] = ()
    fallback: Selection | None = None
    measure: str = ""
    applies: Condition | None = None
    bands: tuple[Band, ...] = ()
    cases: tuple[ConflictCase, ...] = ()
    distance_from: str = ""
    note: str = ""
    rates: str = ""
    materials: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    order: int = 0
    origin: str = ""


@dataclass(frozen=True)
class AttributeSpec:
    """A project attribute: what a form needs to ask for it.

    type: bool, choice, multi, number, text, date, province, areas.  scope: project or parcel.
    purpose: '' (rules need it), 'fee' (narrows an estimate), 'limit' (only checks a term, never waited for) or 'report'.
    rules: ids of the rules that may ask for it.
    """

    name: str
    type: str
    label: str
    question: str
    choices: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    scope: str = "project"
    unit: str = ""
    purpose: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Multiplier:
    """factor: (low, high).  stack: ids of multipliers of which it is not settled whether they multiply with this one."""

    id: str
    label: str
    factor: tuple[float, float]
    include: Filter = ()
    exclude: Filter = ()
    project: tuple[ProjectTest, ...] = ()
    inside: Selection | None = None
    stack: tuple[str, ...] = ()


@dataclass(frozen=True)
class RateTable:
    """Yuan per square metre: by group of the patch (``rates``) or by a project attribute (``ranges``).

    own: from a file of the user's or of a province, which goes before the bundled national one.
    """

    id: str
    title: str
    province: str
    first_day: str
    last_day: str
    group_by: str = ""
    attribute: str = ""
    rates: Mapping[str, tuple[float, float]] = field(default_factory=lambda: EMPTY)
    multipliers: tuple[Multiplier, ...] = ()
    relief_attribute: str = ""
    relief: Mapping[str, float] = field(default_factory=lambda: EMPTY)
    note: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = ""
    own: bool = False


@dataclass(frozen=True)
class Approval:
    """One approval procedure (A01 ...)."""

    id: str
    name: str
    authority: str
    domain: str
    group: str


@dataclass(frozen=True)
class LinkedPlan:
    """A place that runs linked approval (联动审批): what it merges.  provinces: two-digit codes, () = the whole country."""

    place: str
    what: str
    provinces: tuple[str, ...]
    since: str = ""
    effect: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = ""


@dataclass(frozen=True)
class MaterialSpec:
    id: str
    name: str
    maker: str
    software: str
    used_by: tuple[str, ...]
    rules: tuple[str, ...] = ()
    variants: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    note: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class Settings:
    """noise_m2 / noise_m: what is taken for noise.  near_percent: warning band on both sides of a threshold."""

    noise_m2: float = 1.0
    noise_m: float = 0.1
    report_dropped_m2: float = 0.01
    near_percent: float = 0.5
