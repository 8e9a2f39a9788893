"""Rules × overlay → outcomes: hints with evidence, never a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..parcels import ParcelSet
from ..progress import SILENT, Progress
from .facts import NOTHING, Facts, Missing, OverlayResult, Piece
from .fees import estimate
from .logic import Judge
from .model import OUTCOMES, Outcome
from .outcome import Writer
from .pieces import Found, find_pieces
from .project import ProjectValues
from .rulebook import RuleBook
from .spec import Rule, Settings
from .tiers import Walk

#: faults of the data that one rule may die of without taking the others with it
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RuntimeError)


@dataclass(frozen=True, eq=False)
class Evaluation:
    """outcomes in the order shown; clear: ids of the rules that were looked at and had nothing to say."""

    outcomes: tuple[Outcome, ...]
    clear: tuple[str, ...]
    book: RuleBook


def evaluate(
    book: RuleBook,
    overlay_result: OverlayResult,
    parcels: ParcelSet,
    project: Mapping[str, Any],
    settings: Settings | None = None,
    progress: Progress = SILENT,
) -> list[Outcome]:
    """What the rules say of the whole project (all parcels of one application together), most severe first.

    overlay_result: rows, conflicts and sources of the overlay.  project: attributes by name (see load_project); the overlay
    of its province is applied.  settings: noise limits and warning band, those of the book by default.
    Thresholds are compared with unrounded ellipsoid areas.  A rule that fails becomes an outcome ``not_checked``.
    """
    return list(evaluate_all(book, overlay_result, parcels, project, settings, progress).outcomes)


def evaluate_all(
    book: RuleBook,
    overlay_result: OverlayResult,
    parcels: ParcelSet,
    project: Mapping[str, Any],
    settings: Settings | None = None,
    progress: Progress = SILENT,
) -> Evaluation:
    """As ``evaluate``, with the rules that had nothing to say, and the rule book that was used."""
    book = book.for_project(project)
    used = settings or book.settings
    values = ProjectValues(project, parcels.parcels)
    facts = Facts(book.layers, overlay_result, parcels, values, used.noise_m2, used.noise_m)
    found: list[tuple[Rule, Outcome]] = []
    clear: list[str] = []
    for i, rule in enumerate(book.rules):
        progress.report(i / len(book.rules))
        try:
            outcome = _RuleRun(rule, facts, book, used).outcome()
        except _FAULTS as error:
            outcome = Writer(rule, facts, book, used).failed(f"{type(error).__name__}: {error}")
        if outcome is None:
            clear.append(rule.id)
        else:
            found.append((rule, outcome))
    ordered = sorted(found, key=lambda f: (OUTCOMES.index(f[1].outcome), f[0].order))
    return Evaluation(_borrow_authorities([o for _, o in ordered], book), tuple(clear), book)


def _borrow_authorities(outcomes: list[Outcome], book: RuleBook) -> tuple[Outcome, ...]:
    """Rules whose authority is that of another rule take it over when that rule has one."""
    by_rule = {o.rule: o for o in outcomes}
    done = []
    for outcome in outcomes:
        like = outcome.extra.get("authority_like", "")
        if like and not outcome.authority:
            other, rule = by_rule.get(like), book.rule(like)
            title = rule.title if rule is not None else like
            text = other.authority if other is not None and other.authority else ""
            outcome = replace(outcome, authority=text or book.phrases["same_as"].format(title=title, rule=like))
        done.append(outcome)
    return tuple(done)


class _RuleRun:
    """One rule against one overlay result."""

    def __init__(self, rule: Rule, facts: Facts, book: RuleBook, settings: Settings) -> None:
        self.rule, self.facts, self.book, self.settings = rule, facts, book, settings
        self.write = Writer(rule, facts, book, settings)

    def outcome(self) -> Outcome | None:
        rule = self.rule
        if self.facts.project.state(rule.applies) is False:
            return None
        found = find_pieces(rule, self.facts)
        self.write.found = found
        whole = (*found.pick.sure, *found.pick.unsure)
        if found.absent and not whole:
            return self.write.not_checked(frozenset(("role", r) for r in found.absent) | found.pick.missing)
        if rule.predicate == "conflict" and found.percent is None and any(c.deviation for c in rule.cases):
            return self.write.not_checked(NOTHING, self.book.phrases["no_declared"])
        judge = Judge(self.facts, found.pick, self.settings.near_percent, found.percent)
        if not self._speaks(whole, found):
            return self._silent(whole, found)
        applies = judge.decide(rule.applies)
        if applies.state is False:
            return None
        walk = Walk(rule, self.facts, judge)
        walk.run(found.pick, applies)
        self.write.used_roles = tuple(judge.looked_at)
        self.write.unanswered = tuple(sorted(judge.unanswered))
        return self._conclude(walk, found)

    def _speaks(self, pieces: tuple[Piece, ...], found: Found) -> bool:
        if self.rule.predicate == "context" or found.percent is not None:
            return True
        return bool(pieces) and (self.rule.predicate == "within_distance" or self.facts.counts(pieces))

    def _silent(self, pieces: tuple[Piece, ...], found: Found) -> Outcome | None:
        """Nothing there: clear, unless the layer cannot be trusted to say so, or noise was dropped."""
        roles = self.write.roles
        doubtful = frozenset((state, r) for r in roles for state in self.facts.notes.get(r, ()))
        if found.absent or doubtful:
            return self.write.not_checked(frozenset(("role", r) for r in found.absent) | doubtful | found.pick.missing)
        dropped = sum(p.area for p in pieces)
        return self.write.dropped(pieces, dropped) if dropped > self.settings.report_dropped_m2 else None

    def _conclude(self, walk: Walk, found: Found) -> Outcome | None:
        mains = {c.main.index if c.main is not None else -1 for c in walk.courses}
        if len(mains) == 1:
            course = walk.courses[0]
            if course.main is None:
                doubtful = frozenset(("role", r) for r in found.absent)
                return self.write.not_checked(doubtful) if doubtful else None
            outcome = self.write.certain(course, walk)
        else:
            outcome = self._open(walk)
        if self.rule.rates:
            fee = estimate(self.book, self.rule, self.facts, found.pick)
            outcome = replace(outcome, extra={**outcome.extra, "fee": fee}) if fee else outcome
        return outcome

    def _open(self, walk: Walk) -> Outcome:
        missing: Missing = frozenset(walk.missing)
        if any(kind == "attribute" for kind, _ in missing):
            return self.write.open("needs_input", walk, missing)
        outcomes = {c.main.tier.outcome if c.main is not None else "" for c in walk.courses}
        kind = outcomes.pop() if len(outcomes) == 1 else ""
        return self.write.open(kind or "not_checked", walk, missing)
