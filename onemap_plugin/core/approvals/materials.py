"""Outcomes → approvals → one merged list of materials (一套材料)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .model import Material, Outcome
from .rulebook import RuleBook, load_rules
from .spec import Approval, MaterialSpec

#: outcomes that lead to an application; a prohibited one leads to a change of site, an open one to a question
LEADING = ("needs_argument", "needs_approval", "notice")


@dataclass(frozen=True)
class ApprovalNeed:
    """One approval with the rules that call for it.  group: approvals of one group run in parallel."""

    approval: Approval
    rules: tuple[str, ...]
    later: bool = False


def approvals_for(
    outcomes: Iterable[Outcome], project: Mapping[str, Any] | None = None, book: RuleBook | None = None, following: bool = False
) -> list[ApprovalNeed]:
    """The approvals that the outcomes call for, by id; with ``following`` also those that come after (land supply ...)."""
    used = (book or load_rules()).for_project(project or {})
    rules: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.outcome in LEADING:
            for name in outcome.approvals:
                rules.setdefault(name, []).append(outcome.rule)
    found = [ApprovalNeed(a, tuple(rules[n])) for n, a in used.approvals.items() if n in rules]
    if following:
        for name, after in used.follows.items():
            if name not in rules and any(a in rules for a in after):
                own = tuple(dict.fromkeys(r for a in after for r in rules.get(a, ())))
                found.append(ApprovalNeed(used.approvals[name], own, True))
    return found


def materials_for(
    outcomes: Iterable[Outcome], project: Mapping[str, Any] | None = None, book: RuleBook | None = None, following: bool = False
) -> list[Material]:
    """Every material that the outcomes call for, once, with the approvals that share it.

    Those that most approvals share come first; then in the order of the material file.  A rule that itself asks for a
    material (an assessment, a query) counts among its users and stands with its rule id.
    """
    known = list(outcomes)
    used = (book or load_rules()).for_project(project or {})
    needed = {n.approval.id for n in approvals_for(known, project, used, following)}
    by_rule: dict[str, list[str]] = {}
    for outcome in known:
        if outcome.outcome in LEADING:
            for name in outcome.extra.get("materials", ()):
                by_rule.setdefault(name, []).append(outcome.rule)
    found = []
    for order, spec in enumerate(used.materials):
        approvals = tuple(a for a in spec.used_by if a in needed)
        if approvals or spec.id in by_rule:
            found.append((order, _material(spec, approvals, by_rule.get(spec.id, []), used)))
    return [m for _, m in sorted(found, key=lambda f: (-f[1].shared_by, f[0]))]


def joint_package(materials: Iterable[Material], book: RuleBook | None = None) -> dict[str, tuple[str, ...]]:
    """Which of ``materials`` each merged set of the joint package holds; empty sets are left out."""
    wanted = {m.id for m in materials}
    sets = (book or load_rules()).joint_package
    found = {name: tuple(m for m in members if m in wanted) for name, members in sets.items()}
    return {name: members for name, members in found.items() if members}


def _material(spec: MaterialSpec, approvals: tuple[str, ...], rules: list[str], book: RuleBook) -> Material:
    notes = [spec.note] if spec.note else []
    notes += [f"{book.approvals[a].name}: {spec.variants[a]}" for a in approvals if a in spec.variants]
    if "default" in spec.variants and any(a not in spec.variants for a in approvals):
        notes.append(spec.variants["default"])
    users = (*approvals, *dict.fromkeys(rules))
    return Material(
        spec.id,
        spec.name,
        book.makers.get(spec.maker, spec.maker),
        book.software.get(spec.software, spec.software),
        users,
        len(users),
        "；".join(notes),
        spec.confidence,
    )
