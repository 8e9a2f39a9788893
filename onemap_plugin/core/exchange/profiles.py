"""Profiles of the coordinate TXT family: each dialect is an entry of a YAML table, not code.

Built-in tables lie in resources/txt_profiles; an office adds its own folder with ``add_profile_folder``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from onemap_plugin.paths import RESOURCES

from ..errors import OneMapError
from ..findings import EMPTY
from ..i18n import QT_TRANSLATE_NOOP

FOLDER = RESOURCES / "txt_profiles"
KNOWN_SLOTS = frozenset({"count", "area", "number", "name", "kind", "sheet", "use", "land_class", "blank"})
COORDINATES = frozenset({"north", "east", "lon", "lat"})
KNOWN_COLUMNS = COORDINATES | {"label", "ring", "parcel_no", "sequence"}

_BAD_PROFILE = QT_TRANSLATE_NOOP("errors", "The TXT profile table cannot be used: {reason}.")
_FIX_PROFILE = QT_TRANSLATE_NOOP("errors", "Correct the table, or take it out of the profile folder.")


@dataclass(frozen=True)
class TxtProfile:
    """One dialect.

    header_keys: keys of [属性描述] in order, () without header.  slots: names of the slots of the parcel line.
    columns: names of the columns of a point line.  parcel_lines: 'parcel', 'ring' or 'none'.  area_unit: 'ha', 'm2', 'mu' or ''.
    closing: 'first', 'next' or 'none'.  restart: labels begin anew in each ring.  prefix: eastings carry the zone number.
    file_stem: recognised only in files of this name.  companion: name of the file that belongs to it; companion_slot: the slot
    that holds the name of the parcel there.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    slots: tuple[str, ...] = ()
    min_slots: int = 0
    end: str = ",@"
    parcel_lines: str = "parcel"
    header_keys: tuple[str, ...] = ()
    required_keys: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    area_unit: str = ""
    area_decimals: int = 4
    closing: str = "first"
    restart: bool = False
    prefix: bool = True
    writable: bool = False
    confidence: str = "medium"
    source: str = ""
    priority: int = 0
    file_stem: str = ""
    companion: str = ""
    companion_slot: str = ""

    @property
    def geographic(self) -> bool:
        """Whether the point lines hold degrees."""
        return "lon" in self.columns

    def column(self, *names: str) -> int:
        """Index of the first of ``names`` among the columns, -1 when there is none."""
        return next((self.columns.index(n) for n in names if n in self.columns), -1)

    @property
    def north(self) -> int:
        return self.column("north", "lat")

    @property
    def east(self) -> int:
        return self.column("east", "lon")


@dataclass(frozen=True)
class Names:
    """Names that stand in files and what they mean (resources/txt_profiles/names.yaml)."""

    datums: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    header_keys: Mapping[str, str]
    section_names: Mapping[str, str]
    kinds: tuple[str, ...]
    degree_units: tuple[str, ...]
    placeholders: frozenset[str]
    datum_names: Mapping[str, str]
    side_lengths: Mapping[str, str]
    columns: Mapping[str, str]
    values: Mapping[str, str]
    list_remarks: tuple[str, ...]
    list_totals: tuple[str, ...]
    list_systems: tuple[str, ...]
    list_titles: Mapping[str, tuple[re.Pattern[str], ...]]

    def datum(self, name: str) -> str:
        """Datum of a 坐标系 value, '' when the name is not known."""
        text = unicodedata.normalize("NFKC", name).upper().replace(" ", "")
        return next((datum for datum, patterns in self.datums if any(p.search(text) for p in patterns)), "")


_folders: list[Path] = []
_problems: list[OneMapError] = []


def add_profile_folder(folder: Path) -> None:
    """Take the profiles of an office's own folder in addition; an id that is already known is replaced."""
    if folder not in _folders:
        _folders.append(folder)
    profiles.cache_clear()
    kind_places.cache_clear()


def remove_profile_folder(folder: Path) -> None:
    """Forget an office's own folder."""
    if folder in _folders:
        _folders.remove(folder)
    profiles.cache_clear()
    kind_places.cache_clear()


@lru_cache(maxsize=1)
def profiles() -> Mapping[str, TxtProfile]:
    """All profiles by id, built-in ones first.  A table of an office that cannot be used is left out (``profile_problems``)."""
    found: dict[str, TxtProfile] = {}
    _problems.clear()
    for folder in (FOLDER, *_folders):
        for path in sorted(folder.glob("*.y*ml")):
            if path.name == "names.yaml":
                continue
            try:
                found.update(_read_table(path))
            except OneMapError as error:
                if folder == FOLDER:
                    raise
                _problems.append(error)
    return found


@lru_cache(maxsize=1)
def kind_places() -> Mapping[int, tuple[TxtProfile, ...]]:
    """Dialects by the place that the kind of geometry (面) has in their parcel line."""
    found: dict[int, tuple[TxtProfile, ...]] = {}
    for profile in profiles().values():
        if "kind" in profile.slots and not profile.file_stem:
            place = profile.slots.index("kind")
            found[place] = (*found.get(place, ()), profile)
    return found


def _read_table(path: Path) -> dict[str, TxtProfile]:
    entries = _load(path).get("profiles")
    if not isinstance(entries, list):
        raise _bad(path.name, "profiles: a list of dialects")
    return {profile.id: profile for profile in (_profile(entry, path.name) for entry in entries)}


def profile_problems() -> tuple[OneMapError, ...]:
    """What is wrong with tables of offices that were left out."""
    profiles()
    return tuple(_problems)


def profile_by_id(profile_id: str) -> TxtProfile:
    """The profile with this id.  Raises OneMapError naming those that exist."""
    known = profiles()
    if profile_id not in known:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "There is no TXT profile “{id}”."),
            hint=QT_TRANSLATE_NOOP("errors", "Profiles that exist: {known}."),
            id=profile_id,
            known=", ".join(known),
        )
    return known[profile_id]


@lru_cache(maxsize=1)
def names() -> Names:
    """The table of names."""
    data = _load(FOLDER / "names.yaml")
    return Names(
        datums=tuple((d["datum"], tuple(re.compile(p) for p in d["patterns"])) for d in data["datums"]),
        header_keys={alias: key for key, aliases in data["header_keys"].items() for alias in aliases},
        section_names={alias: name for name, aliases in data["section_names"].items() for alias in aliases},
        kinds=tuple(data["kinds"]),
        degree_units=tuple(data["degree_units"]),
        placeholders=frozenset(data["placeholders"]),
        datum_names=dict(data["datum_names"]),
        side_lengths=dict(data["side_lengths"]),
        columns={alias.upper(): role for role, aliases in data["columns"].items() for alias in aliases},
        values={alias.upper(): slot for slot, aliases in data["list_values"].items() for alias in aliases},
        list_remarks=tuple(data["list_remarks"]),
        list_totals=tuple(data["list_totals"]),
        list_systems=tuple(data["list_systems"]),
        list_titles={key: tuple(re.compile(p, re.IGNORECASE) for p in some) for key, some in data["list_titles"].items()},
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(_text(path.read_bytes()))
    except yaml.MarkedYAMLError as error:
        line = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
        raise _bad(path.name, f"{error.context or 'parsing'}: {error.problem}{line}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _bad(path.name, str(error).splitlines()[0]) from error
    if not isinstance(data, dict):
        raise _bad(path.name, "no mapping")
    return data


def _text(data: bytes) -> str:
    """A table as text; editors of Chinese systems may have saved it in their own encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _bad(file_name: str, reason: str) -> OneMapError:
    return OneMapError(_BAD_PROFILE, hint=_FIX_PROFILE, file=file_name, reason=reason)


#: what an entry of a table may hold, by the part that it stands in; those in _LISTS are lists
_KEYS = {
    "": ["id", "title", "confidence", "source", "priority", "header", "parcel_line", "point_line", "area", "closing", "restart",
         "prefix", "file", "write"],
    "header": ["keys", "required", "defaults"],
    "parcel_line": ["slots", "min_slots", "end", "per"],
    "point_line": ["columns"],
    "area": ["unit", "decimals"],
    "file": ["name", "companion", "companion_slot"],
}
_LISTS = ("keys", "required", "slots", "columns")


def _misspelt(entry: Any) -> str:
    """What is wrong with the names and kinds of the keys of an entry, '' when all is well: a typing error must not be ignored."""
    for part, known in _KEYS.items():
        values = entry if not part else entry.get(part) or {}
        if not isinstance(values, dict):
            return f"{part or 'profiles'}: {', '.join(known)}"
        unknown = [str(k) for k in values if k not in known]
        if unknown:
            return f"{part + '.' if part else ''}{unknown[0]}: {', '.join(known)}"
        strings = [k for k in _LISTS if k in values and not isinstance(values[k], list)]
        if strings:
            return f"{part}.{strings[0]}: [a, b, c]"
    return ""


def _profile(entry: Mapping[str, Any], file_name: str) -> TxtProfile:
    """Check one entry of a table; a county's typing error must name the file and the key, not crash later."""
    wrong = _misspelt(entry)
    if wrong:
        raise _bad(file_name, wrong)
    try:
        line = entry.get("parcel_line") or {"per": "none", "end": ""}
        area = entry.get("area") or {}
        header = entry.get("header") or {}
        file = entry.get("file") or {}
        slots = tuple(str(s) for s in line.get("slots") or ())
        profile = TxtProfile(
            id=str(entry["id"]),
            title=str(entry["title"]),
            columns=tuple(str(c) for c in entry["point_line"]["columns"]),
            slots=slots,
            min_slots=int(line.get("min_slots", len(slots))),
            end=str(line.get("end", ",@")),
            parcel_lines=str(line.get("per", "parcel")),
            header_keys=tuple(str(k) for k in header.get("keys") or ()),
            required_keys=tuple(str(k) for k in header.get("required") or ()),
            defaults={str(k): str(v) for k, v in (header.get("defaults") or {}).items()},
            area_unit=str(area.get("unit") or ""),
            area_decimals=int(area.get("decimals", 4)),
            closing=str(entry.get("closing", "first")),
            restart=bool(entry.get("restart", False)),
            prefix=bool(entry.get("prefix", True)),
            writable=bool(entry.get("write", False)),
            confidence=str(entry.get("confidence", "medium")),
            source=str(entry.get("source", "")),
            priority=int(entry.get("priority", 0)),
            file_stem=str(file.get("name") or ""),
            companion=str(file.get("companion") or ""),
            companion_slot=str(file.get("companion_slot") or ""),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _bad(file_name, f"{type(error).__name__} {error}") from error
    _require_valid(profile, file_name)
    return profile


def _require_valid(profile: TxtProfile, file_name: str) -> None:
    reasons = []
    pairs = [p for p in (("north", "east"), ("lat", "lon")) if set(p) <= set(profile.columns)]
    if len(pairs) != 1 or len(set(profile.columns) & COORDINATES) != 2:
        reasons.append("point_line.columns: north + east or lon + lat")
    if profile.parcel_lines not in ("parcel", "ring", "none"):
        reasons.append("parcel_line.per: parcel, ring, none")
    if profile.closing not in ("first", "next", "none"):
        reasons.append("closing: first, next, none")
    if profile.area_unit not in ("", "ha", "m2", "mu"):
        reasons.append("area.unit: ha, m2, mu")
    if profile.parcel_lines != "none" and ("@" not in profile.end or not profile.slots):
        reasons.append("parcel_line.slots / end: @")
    if reasons:
        raise _bad(file_name, f"{profile.id}: {'; '.join(reasons)}")
