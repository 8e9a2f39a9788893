"""Catalogue of tile services: data in resources/imagery/services.yaml and in the user's own files of the same form.

A service never holds a key.  Where a key is needed the request gets it at the last moment (qgis_bridge.imagery_keys).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from ...paths import RESOURCES
from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP
from .grid import GRIDS

CATALOGUE = RESOURCES / "imagery" / "services.yaml"
PROTOCOLS = ("xyz", "wmts")


@dataclass(frozen=True)
class TileService:
    """One layer of one service as it can be added to the map.

    url: tile template without key; {x} {y} {z} for xyz (EPSG:3857), {TileMatrix} {TileRow} {TileCol} for wmts.
    capabilities: address of the server's own WMTS document instead of ``url``.  grid: 'w' (EPSG:3857) or 'c' (EPSG:4490).
    key_parameter: query parameter of the key, '' when none is needed.  key_hosts: host suffixes that get the key.
    """

    id: str
    title: str
    title_en: str
    group: str
    group_title: str
    protocol: str
    group_title_en: str = ""
    url: str = ""
    capabilities: str = ""
    layer: str = ""
    grid: str = "w"
    zmin: int = 1
    zmax: int = 18
    format: str = "image/png"
    labels: bool = False
    key_parameter: str = ""
    key_pattern: str = ""
    key_hosts: tuple[str, ...] = ()
    key_help: str = ""
    key_help_en: str = ""
    referer: str = ""
    attribution: str = ""

    @property
    def crs(self) -> str:
        return "EPSG:3857" if self.grid == "w" else "EPSG:4490"

    @property
    def host(self) -> str:
        return urlsplit(self.url or self.capabilities).hostname or ""

    def tile_url(self, z: int, column: int, row: int) -> str:
        """Address of one tile, without key; rows count from the top of the grid."""
        values = {
            "{x}": column,
            "{y}": row,
            "{-y}": GRIDS[self.grid].size(z)[1] - 1 - row,
            "{z}": z,
            "{TileCol}": column,
            "{TileRow}": row,
            "{TileMatrix}": z,
            "{TileMatrixSet}": self.grid,
        }
        url = self.url
        for place, value in values.items():
            url = url.replace(place, str(value))
        return url

    def key_for(self, url: str) -> bool:
        """Whether a request to ``url`` is one of this service and wants its key."""
        return bool(self.key_parameter) and host_matches(urlsplit(url).hostname or "", self.key_hosts or (self.host,))


def host_matches(host: str, suffixes: Iterable[str]) -> bool:
    """Whether ``host`` is one of ``suffixes`` or below one of them (a.b.c is below b.c, xb.c is not)."""
    return any(host == s or host.endswith("." + s) for s in suffixes if s)


def load_catalogue(extra: Iterable[Path] = ()) -> list[TileService]:
    """All services: those that come with the plugin, then those of the user's files.  Raises OneMapError on a faulty file."""
    services: list[TileService] = []
    for path in (CATALOGUE, *extra):
        services += read_services(path)
    return services


def read_services(path: Path) -> list[TileService]:
    """Services of one catalogue file.  Raises OneMapError naming file and entry."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as e:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The service list cannot be read: {reason}."),
            file=path.name,
            hint=QT_TRANSLATE_NOOP("errors", "It must be a YAML file in UTF-8 with the key 'groups'."),
            reason=str(e).split("\n")[0],
        ) from e
    if not isinstance(data, dict) or not isinstance(data.get("groups"), list):
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The service list has no 'groups'."),
            file=path.name,
            hint=QT_TRANSLATE_NOOP("errors", "Take resources/imagery/services.yaml as a model."),
        )
    found: list[TileService] = []
    for group in data["groups"]:
        for entry in group.get("layers", ()):
            found += _services_of(group, entry, path.name)
    return found


def _services_of(group: Mapping[str, Any], entry: Mapping[str, Any], file: str) -> list[TileService]:
    made = []
    for protocol in PROTOCOLS:
        template = str(entry.get(f"url_{protocol}") or group.get(f"url_{protocol}") or "")
        capabilities = str(entry.get("capabilities") or "") if protocol == "wmts" else ""
        if not template and not capabilities:
            continue
        hosts = group.get("hosts") or [""]
        # one host per layer, always the same one: QGIS caches by address, and a random host would defeat the cache
        host = hosts[zlib.crc32(str(entry["id"]).encode()) % len(hosts)]
        url = template.replace("{host}", host).replace("{layer}", str(entry["id"]))
        service = TileService(
            id=f"{group['id']}.{entry['id']}.{protocol}",
            protocol=protocol,
            url=url,
            capabilities=capabilities,
            title=str(entry["title"]),
            title_en=str(entry.get("title_en", entry["title"])),
            group=str(group["id"]),
            group_title=str(group.get("title", group["id"])),
            group_title_en=str(group.get("title_en", group.get("title", group["id"]))),
            layer=str(entry.get("layer", entry["id"])),
            format=str(entry.get("format", "image/png")),
            grid=str(entry.get("grid", "w" if protocol == "xyz" else group.get("grid", "c"))),
            zmin=int(entry.get("zmin", 1)),
            zmax=int(entry.get("zmax", 18)),
            labels=bool(entry.get("labels", False)),
            key_parameter=str(group.get("key_parameter", "")),
            key_pattern=str(group.get("key_pattern", "")),
            key_hosts=tuple(group.get("key_hosts", ())),
            key_help=str(group.get("key_help", "")),
            key_help_en=str(group.get("key_help_en", group.get("key_help", ""))),
            referer=str(group.get("referer", "")),
            attribution=str(group.get("attribution", "")),
        )
        check_service(service, file)
        made.append(service)
    return made


def shifted_datum(url: str) -> str:
    """'gcj02' or 'bd09' when the host is known to serve shifted maps, else ''."""
    data = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))["hosts_shifted"]
    host = urlsplit(url).hostname or ""
    return next((datum for datum, suffixes in data.items() if host_matches(host, suffixes)), "")


def check_service(service: TileService, file: str = "") -> None:
    """Raise OneMapError when the service cannot work: no address, missing placeholders, a key in the address, shifted maps."""
    address = service.url or service.capabilities
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "'{name}' has no usable address."),
            file=file,
            name=service.title,
            hint=QT_TRANSLATE_NOOP("errors", "It must begin with https:// or http:// and name a host."),
        )
    places = {"xyz": ("{x}", "{y}", "{z}"), "wmts": ("{TileMatrix}", "{TileRow}", "{TileCol}")}[service.protocol]
    missing = [p for p in places if p not in address.replace("{-y}", "{y}") and not service.capabilities]
    if missing:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The address of '{name}' lacks {missing}."),
            file=file,
            name=service.title,
            missing=" ".join(missing),
            hint=QT_TRANSLATE_NOOP("errors", "These stand for the tile's level, row and column."),
        )
    if service.key_parameter and f"{service.key_parameter}=" in parts.query:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The address of '{name}' holds a key."),
            file=file,
            name=service.title,
            hint=QT_TRANSLATE_NOOP("errors", "Take it out and store it with the button 'Key', encrypted."),
        )
    datum = shifted_datum(address)
    if datum:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "'{name}' serves shifted maps ({datum}), several hundred metres off."),
            file=file,
            name=service.title,
            datum=datum.upper(),
            hint=QT_TRANSLATE_NOOP("errors", "They cannot serve as evidence; choose a service in CGCS2000 or WGS 84."),
        )
