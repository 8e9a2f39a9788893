"""Fee and tax estimates by editable rate tables: a range with its reasons, never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .facts import Absent, Facts, Picked, Piece
from .rulebook import RuleBook
from .spec import Multiplier, RateTable, Rule

Range = tuple[float, float]


@dataclass(eq=False)
class _Share:
    """A piece with the multipliers that hold (True) or may hold (None) on it."""

    piece: Piece
    applied: dict[str, bool | None] = field(default_factory=dict)


def choose_table(tables: Sequence[RateTable], table_id: str, province: str, day: str) -> RateTable | None:
    """The table of the province (else the national one) in force on ``day``; of several the user's own, then the latest."""
    fit = [
        t
        for t in tables
        if t.id == table_id
        and (not t.province or t.province[:2] == province[:2])
        and (not day or (t.first_day <= day and (not t.last_day or day <= t.last_day)))
    ]
    return max(fit, key=lambda t: (bool(t.province), t.own, t.first_day), default=None)


def estimate(book: RuleBook, rule: Rule, facts: Facts, pick: Picked) -> dict[str, Any]:
    """Yuan from..to for the rule's pieces with lines per group; {} without a rate table.

    Keys: table, title, low_yuan, high_yuan, lines, needs (attributes that would narrow it), note, source, confidence.
    """
    values = facts.project.values
    table = choose_table(book.rates, rule.rates, str(values.get("province", "")), str(values.get("application_date", "")))
    if table is None or not table.rates or not pick.sure:
        return {} if table is None else {"table": table.id, "title": table.title, "note": table.note, "needs": []}
    needs = [table.attribute] if table.attribute and values.get(table.attribute) is None else []
    if table.relief_attribute and values.get(table.relief_attribute) is None:
        needs.append(table.relief_attribute)
    shares = [_Share(p) for p in pick.sure]
    for multiplier in table.multipliers:
        shares = _apply(multiplier, shares, facts, needs)
    lines = _lines(book, table, shares, facts)
    return {
        "table": table.id,
        "title": table.title,
        "low_yuan": sum(v["low_yuan"] for v in lines),
        "high_yuan": sum(v["high_yuan"] for v in lines),
        "lines": lines,
        "needs": list(dict.fromkeys(needs)),
        "note": table.note,
        "source": ", ".join(table.sources),
        "confidence": table.confidence,
    }


def _apply(multiplier: Multiplier, shares: list[_Share], facts: Facts, needs: list[str]) -> list[_Share]:
    """Mark on which shares the multiplier holds; cut those that lie only partly in its area."""
    states = [facts.project.test(t) for t in multiplier.project]
    project: bool | None = False if False in states else None if None in states else True
    if project is False:
        return shares
    done: list[_Share] = []
    groups: dict[tuple[tuple[str, bool | None], ...], list[Piece]] = {}
    for share in shares:
        state = _state(multiplier, share.piece, facts)
        if state is False:
            done.append(share)
            continue
        if project is None:
            needs.extend(t.attribute for t in multiplier.project if facts.project.test(t) is None)
        applied = {**share.applied, multiplier.id: None if project is None else state}
        if multiplier.inside is None:
            done.append(_Share(share.piece, applied))
        else:
            groups.setdefault(tuple(applied.items()), []).append(share.piece)
    for names, pieces in groups.items():
        done += _cut(multiplier, dict(names), Picked(tuple(pieces)), facts)
    return done


def _state(multiplier: Multiplier, piece: Piece, facts: Facts) -> bool | None:
    passed, _ = facts.passes(piece.row, multiplier.include)
    if multiplier.exclude and passed is not False:
        refused, _ = facts.passes(piece.row, multiplier.exclude)
        return False if refused else None if refused is None else passed
    return passed


def _cut(multiplier: Multiplier, applied: dict[str, bool | None], pieces: Picked, facts: Facts) -> list[_Share]:
    """The pieces inside and outside the multiplier's area; where its layer is missing it may hold everywhere."""
    assert multiplier.inside is not None
    other = facts.pick(multiplier.inside)
    within, beyond = facts.clip(pieces, other, keep=True), facts.clip(pieces, other, keep=False)
    rest = {name: state for name, state in applied.items() if name != multiplier.id}
    doubtful = [_Share(p, {**applied, multiplier.id: None}) for p in within.unsure]
    return [_Share(p, applied) for p in within.sure] + [_Share(p, rest) for p in beyond.sure] + doubtful


def _lines(book: RuleBook, table: RateTable, shares: list[_Share], facts: Facts) -> list[dict[str, Any]]:
    groups: dict[tuple[str, tuple[tuple[str, bool | None], ...]], float] = {}
    for share in shares:
        key = (_group(table, share.piece, facts), tuple(sorted(share.applied.items())))
        groups[key] = groups.get(key, 0.0) + share.piece.area
    labels, doubtful = {m.id: m.label for m in table.multipliers}, book.phrases["open_factor"]
    relief = facts.project.values.get(table.relief_attribute) if table.relief_attribute else None
    lines = []
    for (group, applied), area in groups.items():
        rate, factor = _rate(table, group), _factor(table, dict(applied))
        if relief in table.relief:
            rate, factor = (table.relief[str(relief)],) * 2, (1.0, 1.0)
        lines.append(
            {
                "group": group,
                "area_m2": area,
                "yuan_per_m2": list(rate),
                "factor": list(factor),
                "multipliers": [labels[name] if state else doubtful.format(label=labels[name]) for name, state in applied],
                "low_yuan": area * rate[0] * factor[0],
                "high_yuan": area * rate[1] * factor[1],
            }
        )
    return lines


def _group(table: RateTable, piece: Piece, facts: Facts) -> str:
    if table.attribute:
        return str(facts.project.values.get(table.attribute, ""))
    value = facts.value(piece.row, table.group_by)
    return "" if value is None or isinstance(value, Absent) else value


def _rate(table: RateTable, group: str) -> Range:
    """The group's rate; every rate of the table is possible when the group is not known."""
    if group in table.rates:
        return table.rates[group]
    return min(r[0] for r in table.rates.values()), max(r[1] for r in table.rates.values())


def _factor(table: RateTable, applied: dict[str, bool | None]) -> Range:
    """Product of the multipliers; of two that may not stack the low end takes only the larger."""
    low = high = 1.0
    for multiplier in table.multipliers:
        if multiplier.id not in applied:
            continue
        first, last = multiplier.factor
        if applied[multiplier.id] is None:
            low, high = low * min(1.0, first), high * max(1.0, last)
        elif any(applied.get(other) is not None and other in applied for other in multiplier.stack):
            low, high = max(low, first), high * last
        else:
            low, high = low * first, high * last
    return low, high
