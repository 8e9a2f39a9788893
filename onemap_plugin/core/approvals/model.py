"""Rows of the approval rules: outcomes and materials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..findings import EMPTY

#: in the order shown to the user
OUTCOMES: tuple[str, ...] = ("prohibited", "needs_argument", "needs_approval", "notice", "not_checked", "needs_input")

@dataclass(frozen=True, eq=False)
class Outcome:
    """What one rule says of the whole project: a hint with evidence, never a verdict.

    rule / domain / title / authority / note: Chinese texts of the rule file.  outcome: one of ``OUTCOMES``.
    measured with unit ('ha', 'm2', 'm', 'percent', 'count', 'month') unrounded; threshold '' when the rule has none, else its
    text (e.g. '> 35').  near: inside the warning band of a threshold.  clause: law and article; source ids; confidence of the
    source.  why: for not_checked / needs_input, what is missing.  parcels: ids the evidence lies on.
    geometry: evidence pieces, one shapely geometry (east, north), or None.
    """

    rule: str
    domain: str
    title: str
    outcome: str
    authority: str = ""
    measured: float | None = None
    unit: str = ""
    threshold: str = ""
    near: bool = False
    clause: str = ""
    source: str = ""
    confidence: str = ""
    note: str = ""
    why: str = ""
    roles: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    parcels: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    geometry: Any = None

    @property
    def uid(self) -> str:
        return self.rule


@dataclass(frozen=True)
class Material:
    """One paper or file to hand in, once for all approvals that use it (一套材料)."""

    id: str
    name: str
    maker: str = ""
    software: str = ""
    approvals: tuple[str, ...] = ()
    shared_by: int = 0
    note: str = ""
    confidence: str = ""
