"""From the YAML of approvals and materials (申报材料) to their frozen form."""

from __future__ import annotations

from collections.abc import Mapping

from . import expected as exp
from .reading import Entry
from .spec import Approval, LinkedPlan, MaterialSpec

CONFIDENCES = ("high", "medium", "low")
SOFTWARE = ("full", "part", "input", "none")
MATERIAL_KEYS = ("id", "name", "maker", "software", "used_by", "rules", "variants", "note", "source", "confidence")


def read_approvals(top: Entry) -> dict[str, Approval]:
    found = {}
    groups = tuple(str(g) for g in top.raw("groups"))
    for name, entry in top.named("approvals"):
        entry.known(("name", "authority", "domain", "parallel_group"))
        found[name] = Approval(
            name, entry.text("name"), entry.text("authority"), entry.text("domain"), entry.choice("parallel_group", groups)
        )
    return found


def read_materials(
    top: Entry, overlays: list[Entry], approvals: Mapping[str, Approval], rules: frozenset[str]
) -> tuple[MaterialSpec, ...]:
    """All materials; an overlay's entry with a known id replaces the keys it gives, one with a new id is added."""
    entries: dict[str, Entry] = {}
    makers = tuple(str(m) for m in top.raw("makers"))
    for level, source in enumerate((top, *overlays)):
        for entry in source.children("materials"):
            name = entry.text("id")
            if not level and name in entries:
                raise entry.fail("id", exp.NEW_ID)
            base = entries[name].data if name in entries else {}
            entries[name] = Entry({**base, **entry.data}, entry.source, entry.path, name)
    return tuple(_material(e, approvals, makers, rules) for e in entries.values())


def _material(entry: Entry, approvals: Mapping[str, Approval], makers: tuple[str, ...], rules: frozenset[str]) -> MaterialSpec:
    entry.known(MATERIAL_KEYS)
    used_by = entry.texts("used_by")
    if not set(used_by) <= set(approvals):
        raise entry.fail("used_by", exp.SECTION, section="approvals")
    if not set(entry.texts("rules")) <= rules:
        raise entry.fail("rules", exp.RULE_IDS)
    variants = entry.raw("variants") or {}
    if not isinstance(variants, dict):
        raise entry.fail("variants", exp.VARIANTS)
    return MaterialSpec(
        entry.text("id"),
        entry.text("name"),
        entry.choice("maker", makers),
        entry.choice("software", SOFTWARE),
        used_by,
        entry.texts("rules"),
        {str(k): str(v) for k, v in variants.items()},
        entry.text("note", ""),
        entry.choice("confidence", CONFIDENCES),
    )


def read_plans(top: Entry) -> tuple[LinkedPlan, ...]:
    found = []
    for entry in top.children("linked_plans"):
        entry.known(("place", "provinces", "what", "effect", "since", "source", "confidence"))
        found.append(
            LinkedPlan(
                entry.text("place"),
                entry.text("what"),
                entry.texts("provinces"),
                entry.text("since", ""),
                entry.text("effect", ""),
                entry.texts("source"),
                entry.choice("confidence", CONFIDENCES),
            )
        )
    return tuple(found)
