"""The catalogue of a one map as a file to share: role -> file, layer, edition, publisher; relative paths, no passwords.

publisher: 望海县自然资源局            # for layers that name none
layers:
  DLTB: {path: survey.gpkg, layer: DLTB, edition: 2024}
  KYQ:
    - {path: mining/ckq.shp, edition: 2025-06, fields: {holder: CKQR}}
    - {path: mining/tkq.shp, edition: 2025-06, constants: {kind: 探矿权}}
  YJJBNTTB: {path: "postgis:service=county schema=onemap", layer: yjjbnttb, edition: 2023, date: 2024-03-01, confirmed: true}
  HY: {path: sea.shp, crs: "EPSG:4549"}   # where the file does not say its system
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..core.coordinates.zones import crs_from_epsg
from ..core.errors import OneMapError
from ..core.findings import EMPTY
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.onemap.model import SourceInfo
from ..core.onemap.roles import read_yaml, roles
from ..core.parcels import ParcelCrs
from .onemap_places import is_file, place_name

_BAD_YAML = QT_TRANSLATE_NOOP("errors", "The catalogue is no valid YAML: {reason}")
_NO_LAYERS = QT_TRANSLATE_NOOP("errors", "The catalogue names no layers.")
_LAYERS_HINT = QT_TRANSLATE_NOOP(
    "errors", "Write one line per role, for example “DLTB: {{path: survey.gpkg, layer: DLTB, edition: 2024}}”."
)
_ROLE = QT_TRANSLATE_NOOP("errors", "The catalogue names a role that does not exist: {role}")
_ROLE_HINT = QT_TRANSLATE_NOOP("errors", "Roles are: {known}")
_ENTRY = QT_TRANSLATE_NOOP("errors", "The entry of {role} has no path.")
_CRS = QT_TRANSLATE_NOOP("errors", "The entry of {role} names a coordinate system that is not known: {crs}")
_CRS_HINT = QT_TRANSLATE_NOOP("errors", "Write an EPSG code of a Gauss-Krüger zone or of degrees, for example EPSG:4549.")
_SECRET = QT_TRANSLATE_NOOP("errors", "The entry of {role} holds a user name or password.")
_SECRET_HINT = QT_TRANSLATE_NOOP(
    "errors", "Take it out: a catalogue is shared. Use an authentication configuration of QGIS (authcfg=…)."
)
_DRIVE = QT_TRANSLATE_NOOP("errors", "The layer lies on another drive than the catalogue, so it has no path to share.")
_DRIVE_HINT = QT_TRANSLATE_NOOP("errors", "Save the catalogue on the same drive as the data.")
_CREDENTIAL = re.compile(r"password\s*=|passwd\s*=|\buser(name)?\s*=|://[^/\s]*:[^/\s]*@", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One line of a catalogue; crs None = what the file says.  fields: canonical column -> field; constants: column -> value.

    path: a file relative to the catalogue, ``postgis:…`` or ``project:LAYER-ID``.  date: of delivery, as written.
    confirmed: the user has looked at it and said yes.
    """

    role: str
    path: str = ""
    layer: str = ""
    edition: str = ""
    publisher: str = ""
    crs: ParcelCrs | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    constants: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    date: str = ""
    confirmed: bool = False


def read_catalogue(path: Path) -> list[Entry]:
    """Entries of a catalogue file in its order; OneMapError with file and line when it is wrong."""
    try:
        data = read_yaml(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise OneMapError(_BAD_YAML, file=path.name, line=mark.line + 1 if mark else 0, reason=reason) from error
    return entries_of(data, path.name)


def entries_of(data: Any, name: str) -> list[Entry]:
    """Entries of a catalogue as it was read from YAML or from the project; OneMapError with ``name`` when it is wrong."""
    layers = data.get("layers", data) if isinstance(data, Mapping) else None
    if not isinstance(layers, Mapping) or not layers:
        raise OneMapError(_NO_LAYERS, hint=_LAYERS_HINT, file=name)
    publisher = str(data.get("publisher", "")) if "layers" in data else ""
    entries = []
    for role, value in layers.items():
        if role not in roles():
            raise OneMapError(_ROLE, hint=_ROLE_HINT, file=name, role=role, known=", ".join(roles()))
        for item in value if isinstance(value, list) else [value]:
            entries.append(_entry(str(role), item, publisher, name))
    return entries


def _entry(role: str, item: Any, publisher: str, name: str) -> Entry:
    values: Any = {"path": item} if isinstance(item, str) else item
    if not isinstance(values, Mapping) or not values.get("path"):
        raise OneMapError(_ENTRY, hint=_LAYERS_HINT, file=name, role=role)
    if any(_CREDENTIAL.search(str(v)) for v in values.values()):
        raise OneMapError(_SECRET, hint=_SECRET_HINT, file=name, role=role)
    crs = None
    if values.get("crs"):
        digits = re.fullmatch(r"(?:EPSG:)?(\d+)", str(values["crs"]).strip(), re.IGNORECASE)
        crs = crs_from_epsg(int(digits.group(1))) if digits else None
        if crs is None:
            raise OneMapError(_CRS, hint=_CRS_HINT, file=name, role=role, crs=values["crs"])
    return Entry(
        role,
        str(values["path"]),
        str(values.get("layer") or ""),
        str(values.get("edition") or ""),
        str(values.get("publisher") or publisher),
        crs,
        dict(values.get("fields") or {}),
        dict(values.get("constants") or {}),
        str(values.get("date") or ""),
        bool(values.get("confirmed")),
    )


def write_catalogue(path: Path, sources: Sequence[SourceInfo], publisher: str = "") -> None:
    """Save what was found (and corrected) as a catalogue; paths stay as they are in the sources: relative, no credentials."""
    entries = [
        Entry(s.role, s.path, s.layer, s.edition, s.publisher) for s in sources if s.path and not _CREDENTIAL.search(s.path)
    ]
    write_entries(path, entries, publisher)


def write_entries(path: Path, entries: Sequence[Entry], publisher: str = "") -> None:
    """Save a catalogue to share: files relative to it, databases without user, each entry in the order given."""
    data = plain_entries(entries, path.parent)
    if publisher:
        data = {"publisher": publisher, **data}
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=150), encoding="utf-8")
        read_catalogue(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def plain_entries(entries: Sequence[Entry], base: Path) -> dict[str, Any]:
    """The catalogue as plain values: {'layers': {role: entry or entries}}; OneMapError for a file that has no relative path."""
    layers: dict[str, Any] = {}
    for e in entries:
        values: dict[str, Any] = {"path": _relative(e.path, base)}
        values.update((k, v) for k in ("layer", "edition", "publisher", "date") if (v := getattr(e, k)))
        if e.crs is not None and e.crs.epsg:
            values["crs"] = f"EPSG:{e.crs.epsg}"
        values.update((k, dict(v)) for k in ("fields", "constants") if (v := getattr(e, k)))
        if e.confirmed:
            values["confirmed"] = True
        layers.setdefault(e.role, []).append(values)
    return {"layers": {role: found[0] if len(found) == 1 else found for role, found in layers.items()}}


def _relative(path: str, base: Path) -> str:
    if not is_file(path) or not os.path.isabs(path):
        return place_name(path) if not is_file(path) else path
    try:
        return Path(os.path.relpath(path, base.resolve())).as_posix()
    except ValueError as error:
        raise OneMapError(_DRIVE, hint=_DRIVE_HINT, file=Path(path).name) from error


__all__ = ["Entry", "entries_of", "plain_entries", "read_catalogue", "write_catalogue", "write_entries"]
