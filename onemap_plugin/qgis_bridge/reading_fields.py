"""Fields of a vector layer to the values of a parcel, by the alias table in resources/parcel_fields.yaml."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from ..core.exchange.area_unit import UNIT_M2, split_unit
from ..paths import RESOURCES

TEXTS = ("number", "name", "use", "sheet", "land_class", "kind")
SHAPEFILE_NAME_BYTES = 10


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = yaml.safe_load((RESOURCES / "parcel_fields.yaml").read_text(encoding="utf-8"))
    return table


def drawing_layers() -> list[str]:
    """Parts of the layer names of a drawing that hold boundaries, best first."""
    return [str(n).upper() for n in _table()["drawing_layers"]]


def plain(name: str) -> str:
    """A field name as it is compared: NFKC, upper case, without blanks, underscores and a character that was cut in two."""
    return "".join(unicodedata.normalize("NFKC", name).upper().split()).replace("_", "").replace("\ufffd", "")


def _spellings(alias: str) -> set[str]:
    """The alias and what Shapefile makes of it."""
    cut = {alias.encode(e, "ignore")[:SHAPEFILE_NAME_BYTES].decode(e, "ignore") for e in ("gbk", "utf-8")}
    return {plain(a) for a in (alias, *cut) if a}


@dataclass(frozen=True)
class FieldMap:
    """Which field (by its name in the layer) holds which value; ``unit`` when the area field's name says one."""

    fields: Mapping[str, str]
    unit: str = ""

    @classmethod
    def of(cls, names: Sequence[str]) -> FieldMap:
        by_plain = {}
        for name in reversed(names):
            by_plain[plain(_bare(name))] = name
            by_plain[plain(name)] = name
        chosen: dict[str, str] = {}
        for target, aliases in _table()["fields"].items():
            hit = next(
                (
                    by_plain[s]
                    for a in aliases
                    for s in sorted(_spellings(str(a)), key=len, reverse=True)
                    if s in by_plain and by_plain[s] not in chosen.values()
                ),
                None,
            )
            if hit is not None:
                chosen[target] = hit
        return cls(chosen, _unit(chosen.get("declared_area", "")))

    def values(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Keyword arguments for ``Parcel``; what no value takes is kept as text in ``attributes``."""
        found: dict[str, Any] = {t: text(row.get(self.fields[t])) for t in TEXTS if t in self.fields}
        if "kind" in found:
            found["kind"] = found["kind"] or "面"
        used = {self.fields[t] for t in found}
        if "declared_area" in self.fields:
            value = row.get(self.fields["declared_area"])
            found["declared_area_text"] = text(value)
            plain_number = isinstance(value, (int, float))
            found["declared_area"], written = (number(value), "") if plain_number else split_unit(found["declared_area_text"])
            found["declared_unit"] = written if written in UNIT_M2 else self.unit
            used.add(self.fields["declared_area"])
        points = number(row.get(self.fields.get("declared_points", "")))
        if points is not None and points == int(points):
            found["declared_points"] = int(points)
            used.add(self.fields["declared_points"])
        found["attributes"] = {k: text(v) for k, v in row.items() if k not in used and v is not None}
        return found


def _bare(name: str) -> str:
    """A name without a unit in brackets or at its end: 面积(公顷), 面积_亩."""
    return name.replace("（", "(").split("(")[0].rsplit("_", 1)[0] if _unit(name) else name


def _unit(name: str) -> str:
    text_ = unicodedata.normalize("NFKC", name).upper()
    tail = text_.replace(")", "").replace("(", "_").rsplit("_", 1)[-1]
    for unit, words in _table()["units"].items():
        for word in map(str, words):
            word = unicodedata.normalize("NFKC", word).upper()
            if tail == word or (not word.isascii() and text_.rstrip(")").endswith(word)):
                return str(unit)
    return ""


def text(value: Any) -> str:
    """A value as text, without inventing digits: 3.0 of an integer-like field is '3'."""
    if value is None:
        return ""
    if isinstance(value, bytes):  # what OGR gives for bytes that are no UTF-8, such as a character cut in two
        return value.decode("utf-8", "replace").strip("\0")
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    found = str(value).strip("\0")
    if found.isprintable():
        return found
    # bytes that are no UTF-8 come as lone surrogates, which no file can hold: show them as the replacement character
    return found.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def number(value: Any) -> float | None:
    try:
        found = float(unicodedata.normalize("NFKC", str(value)).strip())
    except ValueError:
        return None
    return found if math.isfinite(found) else None
