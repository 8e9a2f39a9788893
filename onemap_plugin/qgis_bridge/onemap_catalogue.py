"""The catalogue of a one map as a file to share: role -> file, layer, edition, publisher; relative paths, no passwords.

publisher: 望海县自然资源局            # for layers that name none
layers:
  DLTB: {path: survey.gpkg, layer: DLTB, edition: 2024}
  KYQ:
    - {path: mining/ckq.shp, edition: 2025-06, fields: {holder: CKQR}}
    - {path: mining/tkq.shp, edition: 2025-06, constants: {kind: 探矿权}}
  HY: {path: sea.shp, crs: "EPSG:4549"}   # where the file does not say its system
"""

from __future__ import annotations

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
_CREDENTIAL = re.compile(r"password\s*=|passwd\s*=|\buser(name)?\s*=|://[^/\s]*:[^/\s]*@", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One line of a catalogue; crs None = what the file says.  fields: canonical column -> field; constants: column -> value."""

    role: str
    path: str = ""
    layer: str = ""
    edition: str = ""
    publisher: str = ""
    crs: ParcelCrs | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    constants: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


def read_catalogue(path: Path) -> list[Entry]:
    """Entries of a catalogue file in its order; OneMapError with file and line when it is wrong."""
    try:
        data = read_yaml(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise OneMapError(_BAD_YAML, file=path.name, line=mark.line + 1 if mark else 0, reason=reason) from error
    layers = data.get("layers", data) if isinstance(data, Mapping) else None
    if not isinstance(layers, Mapping) or not layers:
        raise OneMapError(_NO_LAYERS, hint=_LAYERS_HINT, file=path.name)
    publisher = str(data.get("publisher", "")) if "layers" in data else ""
    entries = []
    for role, value in layers.items():
        if role not in roles():
            raise OneMapError(_ROLE, hint=_ROLE_HINT, file=path.name, role=role, known=", ".join(roles()))
        for item in value if isinstance(value, list) else [value]:
            entries.append(_entry(str(role), item, publisher, path))
    return entries


def _entry(role: str, item: Any, publisher: str, path: Path) -> Entry:
    values: Any = {"path": item} if isinstance(item, str) else item
    if not isinstance(values, Mapping) or not values.get("path"):
        raise OneMapError(_ENTRY, hint=_LAYERS_HINT, file=path.name, role=role)
    if any(_CREDENTIAL.search(str(v)) for v in values.values()):
        raise OneMapError(_SECRET, hint=_SECRET_HINT, file=path.name, role=role)
    crs = None
    if values.get("crs"):
        digits = re.fullmatch(r"(?:EPSG:)?(\d+)", str(values["crs"]).strip(), re.IGNORECASE)
        crs = crs_from_epsg(int(digits.group(1))) if digits else None
        if crs is None:
            raise OneMapError(_CRS, hint=_CRS_HINT, file=path.name, role=role, crs=values["crs"])
    return Entry(
        role,
        str(values["path"]),
        str(values.get("layer") or ""),
        str(values.get("edition") or ""),
        str(values.get("publisher") or publisher),
        crs,
        dict(values.get("fields") or {}),
        dict(values.get("constants") or {}),
    )


def write_catalogue(path: Path, sources: Sequence[SourceInfo], publisher: str = "") -> None:
    """Save what was found (and corrected) as a catalogue; paths stay as they are in the sources: relative, no credentials."""
    layers: dict[str, Any] = {}
    for s in sources:
        if not s.path or _CREDENTIAL.search(s.path):
            continue
        entry = {k: v for k, v in (("path", s.path), ("layer", s.layer), ("edition", s.edition), ("publisher", s.publisher)) if v}
        layers.setdefault(s.role, []).append(entry)
    tidy = {role: found[0] if len(found) == 1 else found for role, found in layers.items()}
    data = {"publisher": publisher, "layers": tidy} if publisher else {"layers": tidy}
    beside = path.with_name(path.name + ".part")
    beside.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=150), encoding="utf-8")
    read_catalogue(beside)
    beside.replace(path)


__all__ = ["Entry", "read_catalogue", "write_catalogue"]
