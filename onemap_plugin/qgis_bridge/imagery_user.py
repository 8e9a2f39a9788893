"""The user's own tile services: one YAML file in the profile, of the form of resources/imagery/services.yaml."""

from __future__ import annotations

from typing import Any

import yaml

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.imagery.catalogue import TileService, read_services
from .imagery_layers import USER_CATALOGUE, imagery_folder


def save_service(
    *,
    title: str,
    kind: str,
    url: str,
    layer: str = "",
    grid: str = "w",
    key_parameter: str = "",
    zmin: int = 1,
    zmax: int = 18,
    referer: str = "",
) -> TileService:
    """Add (or replace, by title) a service in the user's file and return it.

    kind: 'xyz', 'wmts' (tile template) or 'capabilities'.  The file is written beside, read back and renamed.
    Raises OneMapError when the description cannot work; the file then stays as it was.
    """
    if not title:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The service has no name."),
            hint=QT_TRANSLATE_NOOP("errors", "Give it the name that the list shall show."),
        )
    if zmin > zmax:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The first level is above the last one."),
            hint=QT_TRANSLATE_NOOP("errors", "Usual are 1 and 18."),
        )
    folder = imagery_folder()
    path = folder / USER_CATALOGUE
    beside = path.with_suffix(".part")
    entry: dict[str, Any] = {"id": "map", "title": title, "zmin": zmin, "zmax": zmax, "grid": grid}
    if layer:
        entry["layer"] = layer
    if kind == "capabilities":
        entry["capabilities"] = url
    else:
        entry[f"url_{kind}"] = url
    group = {"id": f"own_{title}", "title": title, "key_parameter": key_parameter, "referer": referer, "layers": [entry]}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        data: dict[str, Any] = {"version": 1, "groups": []}
        if path.exists():
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
        data["groups"] = [g for g in data["groups"] if g.get("id") != group["id"]] + [group]
        beside.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        service = next(s for s in read_services(beside) if s.group == group["id"])
        beside.replace(path)
    except (OSError, yaml.YAMLError, TypeError, KeyError) as e:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The service list cannot be written: {reason}."),
            file=path.name,
            reason=str(e).split("\n")[0],
            hint=QT_TRANSLATE_NOOP("errors", "Check that the profile may be written, or repair the file."),
        ) from e
    finally:
        if beside.exists():
            beside.unlink()
    return service
