"""Package profiles: what a package holds and what its files are called, as data (resources/package_profiles/*.yaml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ... import paths
from ..errors import OneMapError
from ..findings import EMPTY
from ..i18n import QT_TRANSLATE_NOOP
from .decimals import ROUNDINGS

FOLDER = paths.RESOURCES / "package_profiles"
TEMPLATES = paths.RESOURCES / "templates"
DEFAULT = "land_survey"
_own_folders: list[Path] = []


@dataclass(frozen=True)
class Part:
    """One file of the package: kind (txt, table, table_pdf, map, report, metadata), path template, layout and options."""

    kind: str
    path: str
    layout: str = ""
    options: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True)
class Field:
    """One attribute of a vector layer: name (at most 10 ASCII characters), title, type (text/integer/real), key of the record."""

    name: str
    title: str
    type: str
    key: str
    width: int = 0
    decimals: int = 0


@dataclass(frozen=True)
class VectorLayer:
    """One vector layer: ``content`` is parcels, points, lines or classes; shapefile '' when it goes to the GeoPackage only."""

    name: str
    content: str
    shapefile: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class PackageProfile:
    """A package as its receiver wants it.  Decimals and rounding hold for every file of the package.

    area_basis: 'plane' (Gauss plane polygon, the practice of coordinate TXT) or 'ellipsoid'.
    """

    id: str
    title: str
    version: str
    folder: str
    parts: tuple[Part, ...]
    layers: tuple[VectorLayer, ...]
    geopackage: str
    dxf: str = ""
    shp_encoding: str = "UTF-8"
    by_hand: tuple[str, ...] = ()
    empty_values: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    area_basis: str = "plane"
    rounding: str = "half_up"
    coordinate_decimals: int = 3
    side_decimals: int = 2
    area_m2_decimals: int = 2
    area_ha_decimals: int = 4
    land_class_role: str = "DLTB"
    source: str = ""
    confidence: str = "medium"

    def of_kind(self, kind: str) -> list[Part]:
        return [p for p in self.parts if p.kind == kind]


def add_profile_folder(folder: Path) -> None:
    """Look for package profiles of the office in ``folder`` too; theirs win over ours of the same id."""
    if folder not in _own_folders:
        _own_folders.append(folder)


def remove_profile_folder(folder: Path) -> None:
    """Forget a folder of ``add_profile_folder``."""
    if folder in _own_folders:
        _own_folders.remove(folder)


def available_profiles(folders: Sequence[Path] = ()) -> dict[str, str]:
    """Id and title of every profile that can be chosen, user folders included (theirs win over ours)."""
    found: dict[str, str] = {}
    for file in _files(folders):
        data = _read(file)
        found[str(data.get("id", file.stem))] = str(data.get("title", file.stem))
    return found


def load_profile(profile_id: str = "", folders: Sequence[Path] = ()) -> PackageProfile:
    """The profile called ``profile_id`` ('' is the default).  Raises OneMapError naming file and field when it is wrong."""
    wanted = profile_id or DEFAULT
    match: tuple[Path, dict[str, Any]] | None = None
    for file in _files(folders):
        data = _read(file)
        if data.get("id", file.stem) == wanted:
            match = (file, data)
    if match is None:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "There is no package profile “{id}”."),
                          hint=QT_TRANSLATE_NOOP("errors", "Known are {known}."), id=wanted,
                          known=", ".join(sorted(available_profiles(folders))))
    return _build(match[1], match[0].name)


def _files(folders: Sequence[Path]) -> list[Path]:
    places = (FOLDER, *_own_folders, *folders)
    return [file for folder in places for file in sorted(folder.glob("*.yaml")) if not file.name.startswith("_")]


def _read(file: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The file cannot be read as YAML: {why}."), file=file.name,
                          line=mark.line + 1 if mark else 0, why=str(getattr(error, "problem", None) or error),
                          hint=QT_TRANSLATE_NOOP("errors", "Correct the file or take it out of the folder.")) from error
    if not isinstance(data, dict):
        raise _wrong(file.name, "-", "a mapping")
    return data


def _wrong(file: str, name: str, expected: str) -> OneMapError:
    return OneMapError(QT_TRANSLATE_NOOP("errors", "The field “{name}” is wrong: expected {expected}."), file=file, name=name,
                       expected=expected, hint=QT_TRANSLATE_NOOP("errors", "Correct the file or take it out of the folder."))


def _build(data: dict[str, Any], file: str) -> PackageProfile:
    def choice(name: str, allowed: Sequence[str], default: str) -> str:
        value = str(data.get(name, default))
        if value not in allowed:
            raise _wrong(file, name, " | ".join(allowed))
        return value

    for name in ("id", "title", "folder", "geopackage", "parts", "layers"):
        if not data.get(name):
            raise _wrong(file, name, "a value")
    decimals = data.get("decimals") or {}
    return PackageProfile(
        id=str(data["id"]), title=str(data["title"]), version=str(data.get("version", "1")), folder=str(data["folder"]),
        parts=tuple(_part(p, file) for p in data["parts"]), layers=tuple(_layer(x, file) for x in _layers(data, file)),
        geopackage=str(data["geopackage"]), dxf=str(data.get("dxf", "")), shp_encoding=str(data.get("shp_encoding", "UTF-8")),
        by_hand=tuple(str(p) for p in data.get("by_hand") or ()),
        empty_values={str(k): str(v) for k, v in (data.get("empty_values") or {}).items()},
        area_basis=choice("area_basis", ("plane", "ellipsoid"), "plane"),
        rounding=choice("rounding", tuple(ROUNDINGS), "half_up"),
        coordinate_decimals=int(decimals.get("coordinate", 3)), side_decimals=int(decimals.get("side", 2)),
        area_m2_decimals=int(decimals.get("area_m2", 2)), area_ha_decimals=int(decimals.get("area_ha", 4)),
        land_class_role=str(data.get("land_class_role", "DLTB")), source=str(data.get("source", "")),
        confidence=str(data.get("confidence", "medium")))


def _layers(data: dict[str, Any], file: str) -> list[dict[str, Any]]:
    """The layers of a profile; ``layers: {use: common, shapefiles: {...}}`` takes them from _vector_layers.yaml."""
    value = data["layers"]
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or "use" not in value:
        raise _wrong(file, "layers", "a list, or {use: name, shapefiles: {...}}")
    common = _read(FOLDER / "_vector_layers.yaml").get(str(value["use"]))
    if not isinstance(common, list):
        raise _wrong(file, "layers.use", "a name in _vector_layers.yaml")
    shapefiles = value.get("shapefiles") or {}
    return [{**layer, "shapefile": shapefiles.get(layer["content"], "")} for layer in common]


def _part(data: Any, file: str) -> Part:
    kinds = ("txt", "table", "table_pdf", "map", "report", "metadata")
    if not isinstance(data, dict) or data.get("kind") not in kinds or not data.get("path"):
        raise _wrong(file, "parts", "kind (" + " | ".join(kinds) + "), path")
    known = {"kind", "path", "layout"}
    return Part(str(data["kind"]), str(data["path"]), str(data.get("layout", "")),
                {str(k): v for k, v in data.items() if k not in known})


def _layer(data: Any, file: str) -> VectorLayer:
    if not isinstance(data, dict) or data.get("content") not in ("parcels", "points", "lines", "classes"):
        raise _wrong(file, "layers", "content: parcels | points | lines | classes")
    fields = tuple(Field(str(f["name"]), str(f.get("title", f["name"])), str(f["type"]), str(f["key"]),
                         int(f.get("width", 0)), int(f.get("decimals", 0))) for f in data.get("fields") or ())
    for f in fields:
        if len(f.name) > 10 or not f.name.isascii() or f.type not in ("text", "integer", "real"):
            raise _wrong(file, f"layers.{data['content']}.{f.name}", "at most 10 ASCII characters; text | integer | real")
    return VectorLayer(str(data.get("name", data["content"])), str(data["content"]), str(data.get("shapefile", "")), fields)
