"""What a code of a one-map layer means in its own scheme: tables of resources/schemas, each with title and confidence."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from onemap_plugin.paths import RESOURCES

from ..findings import EMPTY
from .roles import SCHEMAS, read_yaml


@dataclass(frozen=True)
class CodeTable:
    """One scheme.  names: code -> (name, confidence); listed: whether a value list is known at all."""

    title: str
    names: Mapping[str, tuple[str, str]] = field(default_factory=lambda: EMPTY)
    listed: bool = False
    base_letter: bool = False
    else_prefix: int = 0


@lru_cache(maxsize=1)
def code_tables() -> dict[str, CodeTable]:
    """All schemes by id."""
    data = read_yaml(SCHEMAS / "code_tables.yaml")["tables"]
    return {name: _table(data, name) for name in data}


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    return {str(k): str(v) for k, v in read_yaml(SCHEMAS / "code_tables.yaml")["phrases"].items()}


def _table(data: Mapping[str, Any], name: str) -> CodeTable:
    entry = data[name]
    names: dict[str, tuple[str, str]] = {}
    if "then" in entry:
        names.update({c: (n, entry["confidence"]) for c, (n, _) in _table(data, entry["then"]).names.items()})
    if "file" in entry:
        where = entry.get("where", {})
        for row in _rows(RESOURCES / entry["file"]):
            if all(row[k] == v for k, v in where.items()):
                names[row["code"]] = names[row[entry.get("key", "code")]] = (row["name"], row["confidence"])
    domains = entry.get("domains", ())
    for row in _rows(SCHEMAS / "code_domains.csv") if domains else ():
        if row["domain"] in domains:
            names[row["code"]] = (row["name"], row["confidence"])
    return CodeTable(entry["title"], names, bool(names), bool(entry.get("base_letter")), int(entry.get("else_prefix", 0)))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def _found(table: CodeTable, code: str) -> tuple[str, str]:
    """(name, confidence); ('', '') when the table does not list the code."""
    found = table.names.get(code)
    if found is None and table.base_letter and code[-1:].isalpha():
        found = table.names.get(code[:-1])
    if found is None and table.else_prefix and len(code) > table.else_prefix:
        wider = table.names.get(code[: table.else_prefix])
        found = (wider[0], "low") if wider else None
    return found or ("", "")


def code_name(table: str, code: str) -> str:
    """What ``code`` means in the scheme ``table``, '' when it is not known."""
    known = code_tables().get(table)
    return _found(known, code)[0] if known and code else ""


def code_meaning(table: str, code: str) -> str:
    """What ``code`` means, for the user: a name of low confidence is marked, and a code without a meaning is told in words.

    A text that is no code at all ("住宅用地") speaks for itself: ''.
    """
    known = code_tables().get(table)
    if known is None or not code or not is_code(code):
        return ""
    several = [c for c in re.split(r"[,;/|\s]+", code) if c]
    if len(several) > 1:
        return _phrases()["between"].join(code_meaning(table, c) for c in several)
    name, confidence = _found(known, code)
    if name:
        return name + (_phrases()["hint"] if confidence == "low" else "")
    return _phrases()["unlisted" if known.listed else "no_table"].format(title=known.title)


def is_code(text: str) -> bool:
    """Whether the text is a code rather than words."""
    return text.isascii() and (any(c.isdigit() for c in text) or len(text) <= 2)


def other_meaning(table: str, code: str) -> str:
    """The same ground by another scheme that the layer carries too: '国土调查地类 0401 天然牧草地'."""
    known = code_tables()[table]
    return _phrases()["other"].format(title=known.title, code=code, name=code_meaning(table, code)).strip()


__all__ = ["CodeTable", "code_meaning", "code_name", "code_tables", "is_code", "other_meaning"]
