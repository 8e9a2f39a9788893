"""Raster layers of tile services, their capabilities files, and the check of one tile."""

from __future__ import annotations

import contextlib
import math
from pathlib import Path

from qgis.core import QgsApplication, QgsBlockingNetworkRequest, QgsFeedback, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.imagery.catalogue import TileService, check_service, load_catalogue
from ..core.imagery.diagnosis import Diagnosis, diagnose
from ..core.imagery.grid import GRIDS
from ..core.imagery.sources import capabilities_xml, wmts_uri, xyz_uri
from .imagery_keys import KeyRing
from .imagery_watch import GROUP_PROPERTY

SERVICE_PROPERTY = "onemap/imagery_service"
USER_CATALOGUE = "services.yaml"


def imagery_folder() -> Path:
    """Folder of the user's own services and of capabilities files of projects that are not saved yet."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "onemap" / "imagery"


def services() -> list[TileService]:
    """The plugin's services and the user's own.  Raises OneMapError when the user's file is faulty."""
    own = imagery_folder() / USER_CATALOGUE
    return load_catalogue([own] if own.exists() else [])


def write_capabilities(service: TileService, folder: Path) -> Path:
    """Write the capabilities document of a service into ``folder`` (beside, then renamed) and return its path."""
    target = folder / f"onemap_{service.id.replace('.', '_')}.xml"
    beside = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(capabilities_xml(service))
        beside.replace(target)
    except OSError as e:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The service's description cannot be written: {reason}."),
            file=target.name,
            reason=e.strerror or str(e),
            hint=QT_TRANSLATE_NOOP("errors", "Save the project in a folder where you may write."),
        ) from e
    return target


def make_layer(service: TileService, title: str, project: QgsProject) -> QgsRasterLayer:
    """A layer for the service, not yet in the project; no key in its source.  Main thread.

    A WMTS layer without its own capabilities gets one of ours beside the project file (moves along with the project).
    Raises OneMapError when QGIS cannot make the layer.
    """
    check_service(service)
    if service.protocol == "xyz":
        uri = xyz_uri(service)
    elif service.capabilities:
        uri = wmts_uri(service, service.capabilities)
    else:
        folder = Path(project.absolutePath()) if project.absolutePath() else imagery_folder()
        uri = wmts_uri(service, QUrl.fromLocalFile(str(write_capabilities(service, folder))).toString())
    layer = QgsRasterLayer(uri, title, "wms")
    if not layer.isValid():
        # error().summary() of a layer without error ends QGIS 3.22, so ask first
        reason = "" if layer.error().isEmpty() else layer.error().summary()
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "QGIS cannot open the service '{name}'. {reason}"),
            name=title,
            reason=reason,
            hint=QT_TRANSLATE_NOOP("errors", "Press 'Test' to learn what the server says."),
        )
    layer.setCustomProperty(GROUP_PROPERTY, service.group)
    layer.setCustomProperty(SERVICE_PROPERTY, service.id)
    layer.setAttribution(service.attribution)
    return layer


def add_layer(layer: QgsRasterLayer, labels: bool, project: QgsProject) -> str:
    """Put imagery at the bottom of the layer tree, labels just above it.  Returns the layer id."""
    project.addMapLayer(layer, False)
    root = project.layerTreeRoot()
    position = len(root.children())
    if labels:
        while position > 0 and _is_imagery(root.children()[position - 1]):
            position -= 1
    root.insertLayer(position, layer)
    return str(layer.id())


def _is_imagery(node: object) -> bool:
    layer = node.layer() if hasattr(node, "layer") else None
    return layer is not None and bool(layer.customProperty(GROUP_PROPERTY))


def unlock_project(project: QgsProject, keys: KeyRing) -> list[str]:
    """Unlock the keys that the project's imagery layers need; returns the groups that stay locked.  Main thread."""
    groups = {
        str(layer.customProperty(GROUP_PROPERTY))
        for layer in project.mapLayers().values()
        if layer.customProperty(GROUP_PROPERTY)
    }
    if not groups:
        return []
    by_group = {s.group: s for s in services() if s.key_parameter}
    locked = []
    for group in sorted(groups & by_group.keys()):
        service = by_group[group]
        if not keys.unlock(group, service.key_hosts or (service.host,), service.key_parameter):
            locked.append(group)
    return locked


def tile_url(service: TileService, lon: float, lat: float, level: int) -> str:
    """Address (without key) of the tile that holds a point in degrees."""
    grid = GRIDS[service.grid]
    x, y = (lon, lat) if service.grid == "c" else mercator(lon, lat)
    column, row = grid.tile_of(x, y, level)
    return service.tile_url(level, column, row)


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Web mercator metres of a point in degrees (sphere of radius 6378137 m)."""
    radius = 6378137.0
    return math.radians(lon) * radius, math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) * radius


def check_tile(
    service: TileService, lon: float = 116.391, lat: float = 39.907, level: int = 10, feedback: QgsFeedback | None = None
) -> Diagnosis:
    """Fetch one tile (or the capabilities) through QGIS's network and say what the answer means.  Not on the main thread.

    The key is added by the key ring, as for drawing, so what works here works on the map.
    """
    url = service.capabilities or tile_url(service, lon, lat, min(max(level, service.zmin), service.zmax))
    request = QNetworkRequest(QUrl(url))
    if service.referer:
        request.setRawHeader(b"Referer", service.referer.encode("ascii", "ignore"))
    blocking = QgsBlockingNetworkRequest()
    error = blocking.get(request, True, feedback)
    reply = blocking.reply()
    status = int(reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) or 0)
    body = bytes(reply.content())
    if service.capabilities and status == 200 and b"Capabilities" in body[:2000]:
        return Diagnosis(True, "ok", QT_TRANSLATE_NOOP("imagery", "The service answers and the key is accepted."))
    return diagnose(status, body, blocking.errorMessage() if error else "")
