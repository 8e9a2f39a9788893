"""The administrative boundary (行政区界线) that parcels are checked against, in the plane of the parcels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from ..core.coordinates.planes import plane_of, relation
from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.onemap.model import SourceInfo
from ..core.onemap.recognise import RoleMatch
from ..core.parcels import ParcelCrs, ParcelSet
from ..core.progress import SILENT, Progress
from .onemap_layers import layers_of
from .onemap_sources import FILE_ERRORS, LayerSource, open_onemap

ROLE = "XZQ"
_LAYER_MARK = "|layername="
_HINT = QT_TRANSLATE_NOOP(
    "errors", "Choose a layer with the area ({role}), or a one map that has one; of several layers: file|layername=…"
)


@dataclass(frozen=True)
class Boundary:
    """geometry: union of the areas in (east, north) metres of the plane that the checks use.  name: file and layer, no folder."""

    geometry: Any
    name: str


def load_boundary(source: str, parcels: ParcelSet, progress: Progress = SILENT) -> Boundary:
    """The boundary from a polygon file, ``file|layername=…``, or a one map (folder, GeoPackage, catalogue) with such a layer.

    Coordinates are brought over exactly: a prefix is added or taken off, another zone or degrees go over longitude and
    latitude, with points put in on sides that would bend.  Raises OneMapError when there is no such layer, or no way to the
    plane of the parcels.
    """
    place, _, layer = source.partition(_LAYER_MARK)
    path = Path(place)
    if not path.exists():
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "There is no such file or folder."), file=path.name, hint=_HINT, role=ROLE)
    sources, notes = _sources(path, layer.split("|")[0], plane_of(parcels))
    if not sources:
        reason = "; ".join(dict.fromkeys(notes)) or "-"
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "No administrative boundary can be used ({reason})."),
            file=path.name,
            hint=_HINT,
            reason=reason,
            role=ROLE,
        )
    areas = []
    try:
        for k, found in enumerate(sources):
            progress.report(k / len(sources))
            if found.extent is not None:
                areas.append(found.read(np.array([found.extent]), ()).geometry)
    finally:
        for found in sources:
            found.close()
    every = np.concatenate(areas) if areas else np.zeros(0, dtype=object)
    every = every[~(shapely.is_missing(every) | shapely.is_empty(every))]
    every = every[np.isin(shapely.get_type_id(every), (3, 6))]
    if not len(every):
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The boundary layer holds no areas."), file=path.name, hint=_HINT, role=ROLE
        )
    bad = ~shapely.is_valid(every)
    every[bad] = shapely.make_valid(every[bad])
    progress.report(1.0)
    return Boundary(shapely.union_all(every), ", ".join(f"{path.name}|{s.facts.layer}" for s in sources))


def _sources(path: Path, layer: str, crs: ParcelCrs) -> tuple[list[LayerSource], list[str]]:
    """Usable layers, and why others are not."""
    notes: list[str] = []
    if not layer:
        opened = open_onemap(str(path), [ROLE], crs)
        found = [s for s in opened if isinstance(s, LayerSource)]
        notes = [s.note for s in opened if isinstance(s, SourceInfo)]
        if found or path.suffix.lower() in (".yaml", ".yml") or (path.is_dir() and path.suffix.lower() != ".gdb"):
            return found, notes
    try:
        facts = [f for f in layers_of(path) if not layer or f.layer == layer]
    except FILE_ERRORS as error:
        return [], [*notes, type(error).__name__]
    areas = [f for f in facts if "polygon" in f.geometry.lower() or not layer_is_plain(f.geometry)]
    if len(areas) != 1:
        return [], [", ".join(f.layer for f in areas) or QT_TRANSLATE_NOOP("errors", "no layer with areas")]
    one = areas[0]
    how = relation(one.crs, crs) if one.crs is not None else "no_crs"
    if one.crs is None or how in ("no_crs", "datum_differs"):
        return [], [f"{one.layer}: {one.crs_text or '?'} → {crs.datum} EPSG:{crs.epsg or '?'}"]
    return [LayerSource(SourceInfo(ROLE, path.name, one.layer), one, RoleMatch(ROLE, "", 1.0), crs, one.crs)], []


def layer_is_plain(geometry: str) -> bool:
    """Whether the kind of a layer is known to be points or lines."""
    return any(word in geometry.lower() for word in ("point", "line"))
