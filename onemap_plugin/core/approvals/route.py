"""The route of a linked approval (联动审批): which approvals run side by side, what one joint package holds, what the province
says of it.  A hint like all others: nothing here decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .materials import ApprovalNeed, approvals_for, joint_package
from .model import Material, Outcome
from .rulebook import RuleBook, load_rules
from .spec import LinkedPlan


@dataclass(frozen=True)
class Stage:
    """Approvals that are prepared side by side.  group: as in resources/rules/materials.yaml; title: what the user reads."""

    group: str
    title: str
    needs: tuple[ApprovalNeed, ...]


@dataclass(frozen=True)
class JointSet:
    """One merged set of the joint package with the materials that are called for."""

    id: str
    title: str
    materials: tuple[Material, ...]


@dataclass(frozen=True)
class Route:
    """stages in their order; sets that are not empty; plans of the country and of the project's province."""

    stages: tuple[Stage, ...] = ()
    sets: tuple[JointSet, ...] = ()
    plans: tuple[LinkedPlan, ...] = ()


def route_for(
    outcomes: Iterable[Outcome],
    materials: Iterable[Material],
    project: Mapping[str, Any] | None = None,
    book: RuleBook | None = None,
) -> Route:
    """The route of all approvals that the outcomes call for; an empty one when they call for none."""
    used = (book or load_rules()).for_project(project or {})
    needs = approvals_for(outcomes, project, used, following=True)
    if not needs:
        return Route()
    stages = []
    for group, title in used.groups.items():
        own = tuple(n for n in needs if n.approval.group == group)
        if own:
            stages.append(Stage(group, title, own))
    by_id = {m.id: m for m in materials}
    sets = tuple(
        JointSet(name, used.joint_sets.get(name, name), tuple(by_id[m] for m in members))
        for name, members in joint_package(by_id.values(), used).items()
    )
    return Route(tuple(stages), sets, tuple(used.linked_plans(project or {})))


def plan_text(plan: LinkedPlan) -> str:
    """One line on a plan: where, since when, what it merges, what came of it."""
    since = f"（{plan.since} 起）" if plan.since else ""
    return f"{plan.place}{since}：{'；'.join(part for part in (plan.what, plan.effect) if part)}"


def route_rows(route: Route) -> dict[str, list[dict[str, Any]]]:
    """The route in plain values, for reports that machines read."""
    return {
        "stages": [
            {
                "group": stage.group,
                "title": stage.title,
                "approvals": [
                    {"id": n.approval.id, "name": n.approval.name, "authority": n.approval.authority, "rules": list(n.rules)}
                    for n in stage.needs
                ],
            }
            for stage in route.stages
        ],
        "sets": [{"id": s.id, "title": s.title, "materials": [m.id for m in s.materials]} for s in route.sets],
        "plans": [{**asdict(p), "provinces": list(p.provinces), "sources": list(p.sources)} for p in route.plans],
    }
