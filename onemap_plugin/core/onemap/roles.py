"""Roles of one-map layers, their layouts and code tables: data of resources/schemas, read once.

A *role* is what the approval rules speak of (DLTB, YJJBNTTB ...); a *layout* is one published field list of a role.
Columns of a source are addressed by *canonical* names, whatever its fields are called.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from onemap_plugin.paths import RESOURCES

from ..findings import EMPTY

SCHEMAS: Path = RESOURCES / "schemas"
#: canonical columns that say of which year or date a patch is, the most telling first
EDITION_COLUMNS: tuple[str, ...] = ("SJNF", "GXSJ", "ND", "SLSJ")


@dataclass(frozen=True)
class Role:
    """What a layer can be for the review.

    geometry: 'polygon', 'line', 'point' or 'any'.  names: layer names that point to the role.  fields: canonical column ->
    source field names, first found wins.  code / label / owner / owner_kind: canonical columns ('' when the role has none).
    columns: canonical columns that are always read.  values: column -> text -> value that rules compare with.
    covers: the layer covers the whole land, so a part of a parcel without patch is a result of its own.  weak_names: names
    that may mean other things too, so that they only make a guess.
    """

    id: str
    name: str
    geometry: str
    names: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)
    columns: tuple[str, ...] = ()
    code: str = ""
    label: str = ""
    code_table: str = ""
    owner: str = ""
    owner_kind: str = ""
    covers: bool = False
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: EMPTY)
    weak_names: tuple[str, ...] = ()

    def mapping(self, fields: Iterable[str]) -> dict[str, str]:
        """Canonical column -> name of the source field that holds it, compared without case; what is lacking is left out."""
        present = {f.upper(): f for f in reversed(list(fields))}
        found: dict[str, str] = {}
        for column, names in self.fields.items():
            for name in names:
                if name.upper() in present:
                    found[column] = present[name.upper()]
                    break
        return found


@dataclass(frozen=True)
class Layout:
    """One published field list.  keys tell it from others; where: rows of each role when one layer holds several.

    constants: canonical values the layout implies; constants_by_name: the same by layer name.  score: added to the score
    (negative for layers that are only part of a role).  fields are upper case.
    """

    id: str
    roles: tuple[str, ...]
    title: str
    names: tuple[str, ...]
    geometry: str
    keys: tuple[str, ...]
    fields: frozenset[str]
    confidence: str = "medium"
    score: float = 0.0
    where: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: EMPTY)
    constants: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    constants_by_name: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True)
class LandClass:
    """One class of the land survey (DLBM)."""

    code: str
    name: str
    group_code: str
    group_name: str
    three_class: str
    confidence: str


def read_yaml(path: Path) -> Any:
    """A YAML file of ours or of the user, safely; the C parser where PyYAML has it (five times faster)."""
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both loaders are safe)


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """All roles by id, in the order of the data file."""
    found = {}
    for key, r in read_yaml(SCHEMAS / "roles.yaml")["roles"].items():
        plain = {k: r[k] for k in ("code", "label", "code_table", "owner", "owner_kind", "covers", "values") if k in r}
        fields = {column: tuple(names) for column, names in r["fields"].items()}
        weak = tuple(r.get("weak_names", ()))
        columns = tuple(r.get("columns", ()))
        found[key] = Role(key, r["name"], r["geometry"], tuple(r["names"]), fields, columns, weak_names=weak, **plain)
    return found


@lru_cache(maxsize=1)
def layouts() -> tuple[tuple[Layout, ...], tuple[Layout, ...]]:
    """(layouts of the roles, layouts of layers of the same databases that are none of the roles)."""
    data = read_yaml(SCHEMAS / "layouts.yaml")
    return tuple(_layout(x) for x in data["layouts"]), tuple(_layout(x) for x in data["others"])


def _layout(x: Mapping[str, Any]) -> Layout:
    extra = {k: x[k] for k in ("confidence", "score", "where", "constants", "constants_by_name") if k in x}
    return Layout(
        x["id"],
        tuple(x.get("roles", ())),
        x["title"],
        tuple(x["names"]),
        x.get("geometry", ""),
        tuple(x.get("keys", ())),
        frozenset(x["fields"]),
        **extra,
    )


@lru_cache(maxsize=1)
def layouts_by_id() -> dict[str, Layout]:
    return {layout.id: layout for layout in layouts()[0]}


@lru_cache(maxsize=1)
def field_titles() -> dict[str, dict[str, str]]:
    """Chinese titles of the fields of each layout: {'DLTB': {'DLBM': '地类编码', ...}, ...}, all upper case."""
    found: dict[str, dict[str, str]] = {}
    with (SCHEMAS / "field_titles.csv").open(encoding="utf-8", newline="") as stream:
        for r in csv.DictReader(stream):
            found.setdefault(r["layout"], {})[r["field"]] = r["title"].upper()
    return found


def field_title(role_id: str, column: str) -> str:
    """The Chinese title of a canonical column of a role, '' when it has none."""
    role = roles().get(role_id)
    names = role.fields.get(column, ()) if role else ()
    return next((n for n in names if not n.isascii()), "")


@lru_cache(maxsize=1)
def land_classes() -> dict[str, LandClass]:
    """Classes of the third land survey by code (TD/T 1055-2019, three classes of GB/T 21010-2017 annex A)."""
    with (SCHEMAS / "land_class.csv").open(encoding="utf-8", newline="") as stream:
        return {
            r["code"]: LandClass(r["code"], r["name"], r["group_code"], r["group_name"], r["three_class"], r["confidence"])
            for r in csv.DictReader(stream)
        }


def land_class(code: str) -> LandClass | None:
    """The class of a DLBM code; a suffix letter that the table lacks (0101K ...) falls back to the base code."""
    table = land_classes()
    found = table.get(code)
    if found is None and code[-1:].isalpha():
        found = table.get(code[:-1])
    return found


@lru_cache(maxsize=1)
def _owner_kinds() -> dict[str, dict[str, str]]:
    kinds = read_yaml(SCHEMAS / "roles.yaml")["owner_kinds"]
    return {column: {code: kind for kind, codes in known.items() for code in codes} for column, known in kinds.items()}


def owner_kind_of(code: str, column: str = "QSXZ") -> str:
    """'国有', '集体' or the text itself: the kind of owner behind a code of ``column`` or behind a plain text.

    The same number means different things: 20 is 国有土地使用权 in QSXZ (TD/T 1057-2020 table 5-35) and 集体 in LD_QS (林地).
    """
    text = code.strip()
    if text[:2] in ("国有", "集体"):
        return text[:2]
    return _owner_kinds().get(column, {}).get(text, text)


__all__ = [
    "EDITION_COLUMNS",
    "LandClass",
    "Layout",
    "Role",
    "field_title",
    "field_titles",
    "land_class",
    "land_classes",
    "layouts",
    "layouts_by_id",
    "owner_kind_of",
    "read_yaml",
    "roles",
]
