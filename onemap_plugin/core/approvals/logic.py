"""Three-valued conditions: true, false, or open with the list of what is missing to decide."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from .facts import NOTHING, Facts, Missing, Picked, Piece, compare
from .spec import UNITS, AllOf, AnyOf, Condition, InsideAll, Not, OverlapTest, ProjectTest, Threshold


@dataclass(frozen=True)
class Comparison:
    """One measured quantity beside its threshold.  low..high differ when some pieces could not be told; in ``unit``."""

    low: float
    high: float
    unit: str
    threshold: str
    limit: float
    near: bool
    what: str = ""

    @property
    def ratio(self) -> float:
        return self.low / self.limit if self.limit else 0.0


@dataclass(frozen=True)
class Decision:
    """state None = open.  comparisons: every threshold that was looked at."""

    state: bool | None
    missing: Missing = NOTHING
    comparisons: tuple[Comparison, ...] = ()


@dataclass(eq=False)
class Judge:
    """Decides the conditions of one rule: ``own`` = the rule's pieces, ``percent`` = its declared-area deviation.

    unanswered: numbers of the project that a limit could not be checked with because they were not given.
    """

    facts: Facts
    own: Picked
    near_percent: float
    percent: float | None = None
    looked_at: set[str] = field(default_factory=set)
    unanswered: set[str] = field(default_factory=set)

    def decide(self, condition: Condition | None, pieces: Picked | None = None) -> Decision:
        """``pieces``: those that the tier speaks of (for inside_all); the rule's own by default."""
        if condition is None:
            return Decision(True)
        if isinstance(condition, ProjectTest):
            state = self.facts.project.test(condition)
            return Decision(state, frozenset({("attribute", condition.attribute)}) if state is None else NOTHING)
        if isinstance(condition, (AllOf, AnyOf)):
            return _join([self.decide(c, pieces) for c in condition.items], isinstance(condition, AnyOf))
        if isinstance(condition, Not):
            inner = self.decide(condition.item, pieces)
            return Decision(None if inner.state is None else not inner.state, inner.missing, inner.comparisons)
        if isinstance(condition, OverlapTest):
            return self._overlap(self._pick(condition))
        if isinstance(condition, InsideAll):
            return self._inside_all(condition, pieces or self.own)
        return self._threshold(condition)

    def _pick(self, condition: OverlapTest | InsideAll | Threshold) -> Picked:
        if condition.selection.role:
            self.looked_at.add(condition.selection.role)
        return self.facts.pick(condition.selection, self.own)

    def _overlap(self, pick: Picked) -> Decision:
        if self.facts.counts(pick.sure):
            return Decision(True)
        open_roles = any(kind == "role" for kind, _ in pick.missing)
        if open_roles or self.facts.counts((*pick.sure, *pick.unsure)):
            return Decision(None, pick.missing)
        return Decision(False)

    def _inside_all(self, condition: InsideAll, pieces: Picked) -> Decision:
        outside = self.facts.clip(pieces, self._pick(condition), keep=False)
        if self.facts.counts(outside.sure):
            return Decision(False)
        if outside.missing and self.facts.counts((*outside.sure, *outside.unsure)):
            return Decision(None, outside.missing)
        return Decision(True)

    def _nameless(self, test: Threshold, pick: Picked) -> tuple[Piece, ...]:
        """Pieces that cannot be told from the others because what tells them apart is blank."""
        if test.measure != "count":
            return ()
        fields = self.facts.layers[test.selection.role].fields.values() if test.selection.role else ()
        if any(f.origin == test.distinct and f.blank_is_none for f in fields):
            return ()
        found = tuple(p for p in pick.sure if not _key(test, p))
        return found if self.facts.counts(found) else ()

    def _threshold(self, test: Threshold) -> Decision:
        if test.measure == "deviation":
            if self.percent is None:
                return Decision(False)
            low = high = self.percent
            missing: Missing = NOTHING
        elif test.measure == "attribute":
            number = self.facts.project.number(test.distinct)
            if number is None:  # a term that was not told holds nothing up: the outcome says that it was not checked
                self.unanswered.add(test.distinct)
                return Decision(False)
            low = high = number * UNITS[test.unit]
            missing = NOTHING
        else:
            pick = self._pick(test)
            if not pick.sure and not pick.unsure and any(k == "role" for k, _ in pick.missing):
                return Decision(None, pick.missing)
            low = _measure(test, pick.sure, self.facts)
            high = _measure(test, (*pick.sure, *pick.unsure), self.facts)
            missing = pick.missing
            nameless = self._nameless(test, pick)
            if nameless:
                high, missing = high + len(nameless), missing | {("blank", f"{test.selection.role}.{test.distinct}")}
        limit = test.limit * UNITS[test.unit]
        near = any(abs(v - limit) <= limit * self.near_percent / 100.0 for v in {low, high})
        near = near and test.measure not in ("count", "attribute")
        unit = UNITS[test.unit]
        seen = (Comparison(low / unit, high / unit, test.unit, test.text, test.limit, near, _what(test)),)
        states = {compare(low, test.comparator, limit), compare(high, test.comparator, limit)}
        if len(states) == 2:
            return Decision(None, missing, seen)
        return Decision(states.pop(), NOTHING, seen)


def _key(test: Threshold, piece: Piece) -> str:
    return str(getattr(piece.row, test.distinct) or (piece.row.name if test.distinct == "code" else ""))


def _measure(test: Threshold, pieces: Iterable[Piece], facts: Facts) -> float:
    if test.measure == "length":
        return math.fsum(p.length for p in pieces)
    if test.measure == "count":
        groups: dict[str, list[Piece]] = {}
        for piece in pieces:
            groups.setdefault(_key(test, piece), []).append(piece)
        return float(sum(1 for key, group in groups.items() if key and facts.counts(group)))
    return math.fsum(p.area for p in pieces)


def _what(test: Threshold) -> str:
    values = [v for t in test.selection.include for v in sorted(t.values)]
    values += [v for _, wanted in test.selection.parcel for v in sorted(wanted)]
    return "、".join((*((test.selection.role,) if test.selection.role else ()), *values))


def _join(decisions: list[Decision], decisive: bool) -> Decision:
    """Any (decisive True) or all (decisive False); what is missing counts only while nothing decides."""
    seen = tuple(c for d in decisions for c in d.comparisons)
    if any(d.state is decisive for d in decisions):
        return Decision(decisive, NOTHING, seen)
    if any(d.state is None for d in decisions):
        return Decision(None, frozenset().union(*(d.missing for d in decisions if d.state is None)), seen)
    return Decision(not decisive, NOTHING, seen)
