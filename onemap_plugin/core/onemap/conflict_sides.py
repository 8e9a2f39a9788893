"""How one side of a survey conflict is told: its code, and what that means in the layer's own scheme.

A code that no table lists is told as such, never shown bare; codes of other schemes that the layer carries stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ..findings import EMPTY
from .code_tables import code_meaning, code_name, code_tables, other_meaning
from .result import PieceTable
from .roles import SCHEMAS, Role, read_yaml

#: how many classes or names of one side are written out
_SHOWN = 3


@dataclass(frozen=True)
class Side:
    """codes: canonical column -> scheme, the layer's own first.  label: 'class', 'object' or '' - what the label column holds."""

    codes: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    label: str = ""


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return dict(read_yaml(SCHEMAS / "conflicts.yaml"))


@lru_cache(maxsize=64)
def _side(role_id: str) -> Side:
    entry = _data()["sides"].get(role_id, {})
    return Side(dict(entry.get("codes", {})), str(entry.get("label", "")))


def side_code(table: PieceTable, i: int) -> str:
    """The code that piece ``i`` is grouped and shown by: of its own scheme, else of the first other one that is filled."""
    return next((text for column in _columns(table.role) if (text := table.text(column, i))), "")


def _columns(role: Role) -> Sequence[str]:
    return tuple(_side(role.id).codes) or ((role.code,) if role.code else ())


def side_meaning(table: PieceTable, members: Iterable[int], code: str) -> str:
    """What the pieces ``members``, which share ``code``, are by their own survey; never '' for a piece that is there."""
    rows = list(members)
    side = _side(table.role.id)
    own = next((c for c in _columns(table.role) if table.text(c, rows[0])), "")
    told = _own_meaning(table, rows, code, own, side) if own else ""
    if own and own != _columns(table.role)[0]:  # the code is not of the layer's own scheme: which one it is must be said
        told = _phrase("scheme", meaning=told, title=code_tables()[side.codes[own]].title) if told else told
    for column, scheme in side.codes.items():
        if column != own:
            others = [other_meaning(scheme, c) for c in _distinct(table, column, rows)]
            told = "；".join(t for t in (told, _listed(others)) if t)
    if side.label == "object":
        names = _listed(_distinct(table, table.role.label, rows))
        told = (told + _phrase("objects", names=names) if told else names) if names else told
    return told or table.role.name


def _own_meaning(table: PieceTable, rows: Sequence[int], code: str, own: str, side: Side) -> str:
    scheme = side.codes.get(own, table.role.code_table)
    meaning = code_meaning(scheme, code)
    if side.label != "class":
        return meaning
    labels = _distinct(table, table.role.label, rows)
    name = code_name(scheme, code)
    if not name and labels:
        return meaning + _phrase("layer_says", label=_listed(labels))
    strange = [x for x in labels if x not in name and name not in x]
    return meaning + (_phrase("layer_says", label=_listed(strange)) if strange else "")


def _distinct(table: PieceTable, column: str, rows: Sequence[int]) -> list[str]:
    return list(dict.fromkeys(text for i in rows if column and (text := table.text(column, i))))


def _listed(texts: Sequence[str]) -> str:
    shown = str(_data()["phrases"]["between"]).join(texts[:_SHOWN])
    return shown if len(texts) <= _SHOWN else _phrase("many", names=shown, count=len(texts))


def _phrase(key: str, **fields: Any) -> str:
    return str(_data()["phrases"][key]).format(**fields)


__all__ = ["Side", "side_code", "side_meaning"]
