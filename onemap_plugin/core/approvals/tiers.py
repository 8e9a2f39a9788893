"""From a rule's pieces to the tiers they meet: every possible course when something is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .facts import NOTHING, Facts, Missing, Picked, Piece
from .logic import Comparison, Decision, Judge
from .model import OUTCOMES
from .spec import Rule, Tier


@dataclass(frozen=True, eq=False)
class Hit:
    """A tier that holds, with the pieces it speaks of."""

    tier: Tier
    index: int
    pieces: tuple[Piece, ...]
    comparisons: tuple[Comparison, ...] = ()


@dataclass(frozen=True, eq=False)
class Course:
    """One way the unknowns may turn out: the tiers that hold then; () = the rule does not speak."""

    hits: tuple[Hit, ...]

    @property
    def main(self) -> Hit | None:
        """The most severe; of equals the one written first."""
        return min(self.hits, key=lambda h: (OUTCOMES.index(h.tier.outcome), h.index), default=None)


@dataclass(eq=False)
class Walk:
    """All courses of one rule, what is missing to choose between them, and every threshold looked at."""

    rule: Rule
    facts: Facts
    judge: Judge
    courses: list[Course] = field(default_factory=list)
    missing: set[tuple[str, str]] = field(default_factory=set)
    comparisons: list[Comparison] = field(default_factory=list)
    _decisions: dict[tuple[int, tuple[int, ...]], Decision] = field(default_factory=dict)

    def run(self, base: Picked, applies: Decision) -> None:
        """Fill in the courses.  The unsure pieces of ``base`` are taken all or none."""
        starts = [base.sure]
        if base.unsure and self.facts.counts((*base.sure, *base.unsure)):
            starts.append((*base.sure, *base.unsure))
        if applies.state is None:
            self.courses.append(Course(()))
            self.missing |= applies.missing
        for i, start in enumerate(starts):
            found = list(self._walk(0, start, ())) if self._speaks(start) else [()]
            self.courses += [Course(hits) for hits in found]
            if i and self._differs():
                self.missing |= base.missing

    def _speaks(self, pieces: tuple[Piece, ...]) -> bool:
        if self.rule.predicate == "context" or self.judge.percent is not None:
            return True
        if self.rule.predicate == "within_distance":
            return bool(pieces)
        return bool(pieces) and self.facts.counts(pieces)

    def _differs(self) -> bool:
        return len({c.main.index if c.main else -1 for c in self.courses}) > 1

    def _walk(self, index: int, left: tuple[Piece, ...], hits: tuple[Hit, ...]) -> Iterator[tuple[Hit, ...]]:
        tiers = self.rule.tiers
        if index == len(tiers) or (index and not self._speaks(left)):
            yield hits
            return
        tier = tiers[index]
        mine = self._narrow(tier, Picked(left))
        if tier.narrows and not self.facts.counts((*mine.sure, *mine.unsure)):
            yield from self._walk(index + 1, left, hits)
            return
        decision = self._decide(tier, index, mine)
        if decision.state is not True:
            yield from self._walk(index + 1, left, hits)
        if decision.state is False:
            return
        self.missing |= decision.missing
        for taken in self._takings(tier, mine):
            gone = {id(p) for p in taken}
            rest = tuple(p for p in left if id(p) not in gone) if tier.narrows else ()
            hit = (Hit(tier, index, taken, decision.comparisons),) if taken or not tier.narrows else ()
            if tier.narrows and rest and self._speaks(rest):
                yield from self._walk(index + 1, rest, hits + hit)
            else:
                yield hits + hit

    def _takings(self, tier: Tier, mine: Picked) -> list[tuple[Piece, ...]]:
        if not mine.unsure or not self.facts.counts(mine.unsure):
            return [mine.sure]
        self.missing |= mine.missing
        every = (*mine.sure, *mine.unsure)
        return [every, mine.sure] if self.facts.counts(mine.sure) else [every, ()]

    def _narrow(self, tier: Tier, pick: Picked) -> Picked:
        if tier.bands:
            pick = Picked(tuple(p for p in pick.sure if p.band in tier.bands))
        return self.facts.narrow(pick, tier.include, tier.exclude)

    def _decide(self, tier: Tier, index: int, mine: Picked) -> Decision:
        key = (index, tuple(id(p) for p in mine.sure))
        if key not in self._decisions:
            decision = self.judge.decide(tier.when, mine)
            self._decisions[key] = decision
            self.comparisons += [c for c in decision.comparisons if c not in self.comparisons]
        return self._decisions[key]


def pieces_missing(missing: Missing | set[tuple[str, str]], kind: str) -> tuple[str, ...]:
    """Names of one kind, sorted."""
    return tuple(sorted(name for k, name in missing if k == kind)) if missing is not NOTHING else ()
