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
from .roles import Layout, Role, field_titles, layouts, layouts_by_id, roles

#: matches below this are shown as guesses, not used without the user's word
SURE = 0.4
_LEAST = 0.05
_NAME_EXACT, _NAME_LONG_PART, _NAME_PART, _FIELDS = 0.5, 0.45, 0.4, 0.5
#: a name that may mean other things too is a guess, never enough by itself
_GUESS = 0.35
#: what the layout's own code as layer name weighs against other layouts of the role
_OWN_NAME = 0.3
#: what the place at the end of a name adds
_LAST = 0.02
_DBF_BYTES = 10
_NAME = QT_TRANSLATE_NOOP("onemap", "the name matches “{name}”")
_KEYS = QT_TRANSLATE_NOOP("onemap", "the fields {fields} belong to the layout {layout}")
_ALL = QT_TRANSLATE_NOOP("onemap", "{found} of {total} fields of the layout {layout}")
_SHARED = QT_TRANSLATE_NOOP("onemap", "the field {field}, which tells its rows from those of other roles, is missing")
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

    layer_name: layer or file name.  fields: field names as they are: any case, Chinese titles, cut short by the Shapefile
    format.  geometry: any usual name of the geometry type, '' when unknown.
    """
    names = list(fields)
    present = {f.upper(): f for f in reversed(names)}
    kind, words = geometry_kind(geometry), _words(layer_name)
    foreign, foreign_name = _foreign_score(set(present), words)
    matches = []
    for role in roles().values():
        if kind and role.geometry not in ("any", kind):
            continue
        match = _match(role, words, names, present, kind, foreign_name)
        if match is not None and match.score > foreign:
            matches.append(match)
    return sorted(matches, key=lambda m: -m.score)


@dataclass(frozen=True)
class _Fit:
    """How well a layout fits: value 0..1, its keys that are there, layout field -> field of the layer, and its name."""

    layout: Layout
    value: float
    keys: tuple[str, ...]
    seen: Mapping[str, str]
    named: float
    hit: str

    @property
    def rank(self) -> float:
        # equal field lists are told apart by the layer name, then by how much of the layout is there
        return self.value + (_OWN_NAME if self.named >= _NAME_EXACT else 0.0)


def _match(
    role: Role, words: tuple[str, ...], names: list[str], present: Mapping[str, str], kind: str, foreign_name: str
) -> RoleMatch | None:
    by_name, hit = _name_score(words, (role.id, *role.names))
    weak, weak_hit = _name_score(words, role.weak_names)
    if weak and by_name < _GUESS:
        by_name, hit = min(weak, _GUESS), weak_hit
    fits = [f for f in (_fit(c, role, words, present, kind) for c in layouts()[0]) if f is not None]
    best_named = max(fits, key=lambda f: f.named, default=None)
    if best_named is not None and best_named.named > by_name:
        by_name, hit = best_named.named, best_named.hit
    if by_name and len(foreign_name) > len(hit):  # the name of another layer, of which that of the role is only a part
        by_name = min(by_name, _GUESS)
    fit = max((f for f in fits if f.value > 0), key=lambda f: f.rank, default=None)
    score = by_name
    reasons: list[tuple[str, Mapping[str, Any]]] = []
    if by_name:
        reasons.append((_NAME, {"name": hit}))
    if fit is not None:
        layout = fit.layout
        score += fit.value * _FIELDS + layout.score
        reasons.append((_KEYS, {"fields": ", ".join(fit.keys), "layout": layout.id}))
        reasons.append((_ALL, {"found": len(fit.seen), "total": len(layout.fields), "layout": layout.id}))
    if not reasons:
        return None
    score = max(score, _LEAST)  # what speaks against a role does not unsay what was seen
    if kind:
        reasons.append((_GEOMETRY, {"kind": kind}))
    where, lacking = _rows_of(role, fit, bool(by_name), hit)
    if lacking:
        score = min(score, _GUESS)
        reasons.append((_SHARED, {"field": lacking}))
    return RoleMatch(
        role.id,
        fit.layout.id if fit else "",
        round(min(score, 1.0), 4),
        tuple(reasons),
        _mapping(role, names, fit),
        _constants(fit, words),
        where,
    )


def _fit(candidate: Layout, role: Role, words: tuple[str, ...], present: Mapping[str, str], kind: str) -> _Fit | None:
    if role.id not in candidate.roles or (kind and candidate.geometry not in ("", "any", kind)):
        return None
    named, hit = _name_score(words, candidate.names)
    if len(candidate.roles) > 1 and not _speaks_for(candidate, role, hit):
        named = 0.0
    seen = fields_seen(candidate, present)
    value, keys = _field_score(candidate, seen, present, named >= _NAME_EXACT)
    return _Fit(candidate, value, tuple(keys), seen, named, hit)


def _rows_of(role: Role, fit: _Fit | None, named: bool, hit: str) -> tuple[Mapping[str, Any], str]:
    """(which rows belong to the role when the layer holds several, the field that would tell them when it is lacking)."""
    # a layer that carries the role's own name holds nothing else, whatever its field list could hold
    if fit is None or (named and not any(hit.upper() == n.upper() for n in fit.layout.names)):
        return {}, ""
    where = fit.layout.where.get(role.id, {})
    made = _named_where(where, fit.seen) if where else {}
    return made, "" if made or not where else str(where["field"])


def _named_where(where: Mapping[str, Any], seen: Mapping[str, str]) -> dict[str, Any]:
    """The condition, and those beside it, with the fields as the layer calls them; what it lacks is left out."""
    other = _named_where(where["or"], seen) if "or" in where else {}
    if where["field"] not in seen:
        return other
    plain = {k: v for k, v in where.items() if k != "or"}
    return {**plain, "field": seen[where["field"]], **({"or": other} if other else {})}


def _constants(fit: _Fit | None, words: tuple[str, ...]) -> dict[str, Any]:
    if fit is None:
        return {}
    constants = dict(fit.layout.constants)
    for name, values in fit.layout.constants_by_name.items():
        if _name_score(words, (name,))[0]:
            constants.update(values)
    return constants


def _mapping(role: Role, names: list[str], fit: _Fit | None) -> dict[str, str]:
    """Canonical column -> field: by the names of the role, by the titles of the layout, else by a name cut short."""
    present = {f.upper(): f for f in reversed(names)}
    seen = fit.seen if fit else {}
    found: dict[str, str] = {}
    for column, wanted in role.fields.items():
        by_name = next((present.get(n.upper()) or seen.get(n.upper()) for n in wanted if n.upper() in {*present, *seen}), None)
        if by_name:
            found[column] = by_name
    short, taken = _short_names(role.id), set(seen.values())
    for upper, name in present.items():
        if short.get(upper, "") not in {"", *found} and name not in taken:
            found[short[upper]] = name
    return found


@lru_cache(maxsize=64)
def _short_names(role_id: str) -> dict[str, str]:
    """Chinese name of a field cut short by the Shapefile format in GBK -> canonical column, where only one can be meant.

    The three characters that are left in UTF-8 say too little without a layout.
    """
    fields = roles()[role_id].fields
    owners: dict[str, set[str]] = {}
    for column, names in fields.items():
        for name in names:
            for short in cut_short(name.upper())[:1]:
                owners.setdefault(short, set()).add(column)
    known = {n.upper() for names in fields.values() for n in names}
    return {short: columns.pop() for short, columns in owners.items() if len(columns) == 1 and short not in known}


def cut_short(name: str) -> tuple[str, ...]:
    """What the ten bytes of a dBASE field name leave of ``name``, in GBK and in UTF-8; () when all of it fits."""
    made = []
    for encoding in ("gb18030", "utf-8"):
        data = name.encode(encoding)
        if len(data) > _DBF_BYTES:
            made.append(data[:_DBF_BYTES].decode(encoding, errors="ignore"))
    return tuple(dict.fromkeys(made))


def fields_seen(layout: Layout, present: Mapping[str, str]) -> dict[str, str]:
    """Layout field -> field of the layer (by its upper case) that is there under its name, its title or either cut short."""
    names = _layout_names(layout.id)
    return {names[form]: field for form, field in present.items() if form in names}


@lru_cache(maxsize=128)
def _layout_names(layout_id: str) -> dict[str, str]:
    """Every form of every field of a layout -> the field; a form that several fields share is none."""
    layout = layouts_by_id()[layout_id]
    titles = field_titles().get(layout_id, {})
    shorts: dict[str, set[str]] = {}
    for field_name in layout.fields:
        for name in (field_name, titles.get(field_name, "")):
            for short in cut_short(name):
                shorts.setdefault(short, set()).add(field_name)
    names = {short: owners.pop() for short, owners in shorts.items() if len(owners) == 1}
    names.update({title: name for name, title in titles.items()})
    names.update({name: name for name in layout.fields})
    return names


def _speaks_for(layout: Layout, role: Role, name: str) -> bool:
    """Whether a name of a layout that several roles share speaks for this one: unless it is a name of only the others."""
    owners = [r for r in layout.roles if name.upper() in (n.upper() for n in roles()[r].names)]
    return not owners or role.id in owners


def _field_score(
    layout: Layout, seen: Mapping[str, str], present: Mapping[str, str], named: bool
) -> tuple[float, list[str]]:
    """How well the fields fit, 0..1, with the keys that are there: keys count 0.7, the rest of the list 0.3."""
    keys = [k for k in layout.keys if k in seen]
    if not keys:
        return 0.0, []
    share = len(keys) / len(layout.keys)
    if share < 0.5 and not named:  # a single key in common says little, unless the layer is called so
        return 0.0, []
    alike = len(seen) / max(len(layout.fields), 1)
    strange = (len(present) - len(seen)) / max(len(present), 1)
    return max(0.7 * share * share + 0.3 * alike - 0.1 * strange, 0.05), keys


def _foreign_score(present: set[str], words: tuple[str, ...]) -> tuple[float, str]:
    """(score of the best layer that is none of the roles, its name where that was seen).

    It must beat a role in both name and fields to win.
    """
    best, best_name = 0.0, ""
    for layout in layouts()[1]:
        named, hit = _name_score(words, layout.names)
        best_name = hit if len(hit) > len(best_name) else best_name
        if len(layout.fields) < 4 or not present:
            continue
        alike = len(present & layout.fields) / len(present | layout.fields)
        if named >= _NAME_EXACT:
            best = max(best, named + alike * _FIELDS - 0.01)
        elif alike > 0.9:
            best = max(best, alike * _FIELDS)
    return best, best_name


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
                # the head of a Chinese name stands last: 文物保护单位建设控制地带 is a 建设控制地带
                value += _LAST * (word.rindex(upper) + len(upper)) / len(word)
            else:
                continue
            if value > best or (value == best and len(name) > len(hit)):
                best, hit = value, name
    return best, hit


__all__ = ["SURE", "RoleMatch", "geometry_kind", "recognise"]
