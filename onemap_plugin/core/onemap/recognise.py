"""Which role a layer has: by name, by fields and by geometry, with a score and the reasons for it.

The score is between 0 and 1.  A name that is exactly a code of the role counts 0.5, a name that contains one up to 0.4; the
fields of a published layout count up to 0.5 (the keys that tell it from others most); a geometry of the wrong kind rules
the role out.  A layer that fits a layout of another kind (one of the same databases, but none of the roles) better than any
role is not taken for a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ..findings import EMPTY
from ..i18n import QT_TRANSLATE_NOOP, translate
from .roles import Layout, Role, layouts, roles

#: matches below this are shown as guesses, not used without the user's word
SURE = 0.4
_LEAST = 0.05
_NAME_EXACT, _NAME_LONG_PART, _NAME_PART, _FIELDS = 0.5, 0.45, 0.4, 0.5
_NAME = QT_TRANSLATE_NOOP("onemap", "the name matches “{name}”")
_KEYS = QT_TRANSLATE_NOOP("onemap", "the fields {fields} belong to the layout {layout}")
_ALL = QT_TRANSLATE_NOOP("onemap", "{found} of {total} fields of the layout {layout}")
_GEOMETRY = QT_TRANSLATE_NOOP("onemap", "the geometry is of the right kind ({kind})")


@dataclass(frozen=True)
class RoleMatch:
    """One role that a layer may have.

    role: id.  layout: id of the best layout, '' when only the name speaks for the role.  score: 0..1.  reasons: English
    templates with their parameters (see ``texts``).  mapping: canonical column -> source field.  constants: canonical
    values that name or layout imply.  where: which rows belong to the role ({} = all).
    """

    role: str
    layout: str
    score: float
    reasons: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    mapping: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    constants: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    where: Mapping[str, Any] = field(default_factory=lambda: EMPTY)

    @property
    def sure(self) -> bool:
        return self.score >= SURE

    def texts(self) -> list[str]:
        """The reasons in the user's language."""
        return [translate("onemap", text, **params) for text, params in self.reasons]


def geometry_kind(name: str) -> str:
    """'polygon', 'line', 'point' or '' from any usual name of a geometry type ('MultiPolygon', '3D Line String', '面' ...)."""
    text = name.lower()
    for kind, words in (("polygon", ("polygon", "surface", "面")), ("line", ("line", "curve", "线")), ("point", ("point", "点"))):
        if any(w in text for w in words):
            return kind
    return ""


def recognise(layer_name: str, fields: Iterable[str], geometry: str = "") -> list[RoleMatch]:
    """Roles that a layer may have, the likeliest first; an empty list when nothing speaks for any.

    layer_name: layer or file name.  fields: field names as they are (any case, Chinese names allowed).  geometry: any
    usual name of the geometry type, '' when unknown.
    """
    names = list(fields)
    present = {f.upper() for f in names}
    kind, words = geometry_kind(geometry), _words(layer_name)
    foreign = _foreign_score(present, words)
    matches = []
    for role in roles().values():
        if kind and role.geometry not in ("any", kind):
            continue
        match = _match(role, layer_name, words, names, present, kind)
        if match is not None and match.score > foreign:
            matches.append(match)
    return sorted(matches, key=lambda m: -m.score)


def _match(
    role: Role, layer_name: str, words: tuple[str, ...], names: list[str], present: set[str], kind: str
) -> RoleMatch | None:
    score = 0.0
    reasons: list[tuple[str, Mapping[str, Any]]] = []
    by_name, hit = _name_score(words, (role.id, *role.names))
    layout: Layout | None = None
    by_fields, keys = 0.0, list[str]()
    for candidate in layouts()[0]:
        if role.id not in candidate.roles or (kind and candidate.geometry not in ("", "any", kind)):
            continue
        value, found_keys = _field_score(candidate, present)
        named, hit_here = _name_score(words, candidate.names)
        if len(candidate.roles) > 1 and not _speaks_for(candidate, role, hit_here):
            named = 0.0
        if named > by_name:
            by_name, hit = named, hit_here
        # equal field lists are told apart by the layer name, then by how much of the layout is there
        if value > by_fields or (layout is None and named > 0 and len(found_keys) > 0):
            layout, by_fields, keys = candidate, value, found_keys
    if by_name:
        score += by_name
        reasons.append((_NAME, {"name": hit}))
    if layout is not None and by_fields > 0:
        score += by_fields * _FIELDS + layout.score
        reasons.append((_KEYS, {"fields": ", ".join(keys), "layout": layout.id}))
        reasons.append((_ALL, {"found": len(present & layout.fields), "total": len(layout.fields), "layout": layout.id}))
    if not reasons:
        return None
    score = max(score, _LEAST)  # what speaks against a role does not unsay what was seen
    if kind:
        reasons.append((_GEOMETRY, {"kind": kind}))
    constants = dict(layout.constants) if layout else {}
    if layout:
        for name, values in layout.constants_by_name.items():
            if _name_score(words, (name,))[0]:
                constants.update(values)
    # a layer that carries the role's own name holds nothing else, whatever its field list could hold
    shared_name = layout is None or not by_name or any(hit.upper() == n.upper() for n in layout.names)
    where = dict(layout.where.get(role.id, {})) if layout and shared_name else {}
    return RoleMatch(
        role.id, layout.id if layout else "", round(min(score, 1.0), 4), tuple(reasons), role.mapping(names), constants, where
    )


def _speaks_for(layout: Layout, role: Role, name: str) -> bool:
    """Whether a name of a layout that several roles share speaks for this one: unless it is a name of only the others."""
    owners = [r for r in layout.roles if name.upper() in (n.upper() for n in roles()[r].names)]
    return not owners or role.id in owners


def _field_score(layout: Layout, present: set[str]) -> tuple[float, list[str]]:
    """How well the fields fit, 0..1, with the keys that are there: keys count 0.7, the rest of the list 0.3."""
    keys = [k for k in layout.keys if k in present]
    if not keys:
        return 0.0, []
    share = len(keys) / len(layout.keys)
    if share < 0.5:  # a single key in common says little
        return 0.0, []
    alike = len(present & layout.fields) / max(len(layout.fields), 1)
    strange = len(present - layout.fields) / max(len(present), 1)
    return max(0.7 * share * share + 0.3 * alike - 0.1 * strange, 0.05), keys


def _foreign_score(present: set[str], words: tuple[str, ...]) -> float:
    """Score of the best layer that is none of the roles: it must beat a role in both name and fields to win."""
    best = 0.0
    for layout in layouts()[1]:
        if len(layout.fields) < 4 or not present:
            continue
        alike = len(present & layout.fields) / len(present | layout.fields)
        named, _ = _name_score(words, layout.names)
        if named >= _NAME_EXACT:
            best = max(best, named + alike * _FIELDS - 0.01)
        elif alike > 0.9:
            best = max(best, alike * _FIELDS)
    return best


def _words(name: str) -> tuple[str, ...]:
    """Words of a layer name, upper case: 'GDB.SDE.330100_DLTB_2023年' -> ('GDB', 'SDE', 'DLTB', ...), the whole first."""
    stem = re.sub(r"\.(shp|gpkg|geojson|json|gdb|tab|mif|dxf|kml|fgb)$", "", name.strip(), flags=re.IGNORECASE).upper()
    parts = [p for p in re.split(r"[\s.\-—()（）\[\]【】/\\|,，]+", stem) if p]
    words = [stem, *parts]
    for part in parts:
        pieces = [p for p in part.split("_") if p and not p.isdigit()]
        words += ["_".join(pieces), *pieces]
        words += re.findall(r"[一-鿿]+", part)
        words += re.findall(r"[A-Z_]*[A-Z]", part)
    return tuple(dict.fromkeys(w.strip("_") for w in words if w.strip("_")))


@lru_cache(maxsize=2048)
def _is_latin(name: str) -> bool:
    return name.isascii()


def _name_score(words: tuple[str, ...], names: Iterable[str]) -> tuple[float, str]:
    """0.5 when a word is exactly one of ``names``, less when a Chinese name is part of a word; with the name that hit."""
    best, hit = 0.0, ""
    for name in names:
        upper = name.upper()
        for position, word in enumerate(words):
            if word == upper:
                # the whole name is worth more than one word of many
                value = _NAME_EXACT if position == 0 or len(upper) > 2 else _NAME_PART
            elif not _is_latin(name) and upper in word:
                value = _NAME_LONG_PART if len(upper) >= 4 else _NAME_PART * (0.5 + 0.5 * len(upper) / len(word))
            else:
                continue
            if value > best or (value == best and len(name) > len(hit)):
                best, hit = value, name
    return best, hit


__all__ = ["SURE", "RoleMatch", "geometry_kind", "recognise"]
