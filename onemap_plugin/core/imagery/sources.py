"""How QGIS is told to draw a service: layer URIs and the WMTS capabilities file that the plugin writes itself.

Published capabilities of such services put QGIS maps 1,540 km off, or give an invalid layer; a document of our own with
OGC scale denominators and the ``lat lon`` corner is drawn in the right place, also in grid c, and holds no key.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from urllib.parse import quote

from .catalogue import TileService
from .grid import DENOMINATOR0, GRIDS, TILE

WMTS, OWS = "http://www.opengis.net/wmts/1.0", "http://www.opengis.net/ows/1.1"
ET.register_namespace("", WMTS)
ET.register_namespace("ows", OWS)


def xyz_uri(service: TileService) -> str:
    """URI for QGIS's ``wms`` provider; no key in it."""
    # ':/?=' must stay plain and '&' must not: the one form that works from 3.22 on
    parts = ["type=xyz", f"url={quote(service.url, safe=':/?=')}", f"zmin={service.zmin}", f"zmax={service.zmax}"]
    if service.labels:
        parts.append("tilePixelRatio=1")  # or labels shrink to a third on a 300-dpi plan
    return "&".join(parts + _referer(service))


def wmts_uri(service: TileService, document: str) -> str:
    """URI for QGIS's ``wms`` provider.  document: ``file:///…`` of our capabilities, or the server's own address."""
    matrix_set = service.grid
    parts = [
        f"crs={service.crs}",
        "dpiMode=7",
        f"format={service.format}",
        f"layers={service.layer}",
        "styles=default",
        f"tileMatrixSet={matrix_set}",
        f"url={quote(document, safe=':/?')}",
    ]
    return "&".join(parts + _referer(service))


def _referer(service: TileService) -> list[str]:
    # 3.22 reads the first form, newer versions the second
    return [f"referer={service.referer}", f"http-header:referer={service.referer}"] if service.referer else []


def capabilities_xml(service: TileService) -> bytes:
    """A WMTS 1.0.0 capabilities document (UTF-8) for one service, with a ResourceURL template and without a key."""
    root = ET.Element(f"{{{WMTS}}}Capabilities", version="1.0.0")
    about = _add(root, OWS, "ServiceIdentification")
    _add(about, OWS, "Title", service.title)
    _add(about, OWS, "ServiceType", "OGC WMTS")
    _add(about, OWS, "ServiceTypeVersion", "1.0.0")
    contents = _add(root, WMTS, "Contents")
    layer = _add(contents, WMTS, "Layer")
    _add(layer, OWS, "Title", service.title)
    _add(layer, OWS, "Identifier", service.layer)
    box = _add(layer, OWS, "WGS84BoundingBox")
    _add(box, OWS, "LowerCorner", "-180 -85")
    _add(box, OWS, "UpperCorner", "180 85")
    _add(_add(layer, WMTS, "Style", isDefault="true"), OWS, "Identifier", "default")
    _add(layer, WMTS, "Format", service.format)
    _add(_add(layer, WMTS, "TileMatrixSetLink"), WMTS, "TileMatrixSet", service.grid)
    _add(layer, WMTS, "ResourceURL", format=service.format, resourceType="tile", template=service.url)
    _matrix_set(contents, service)
    ET.indent(root, " ")
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _matrix_set(contents: ET.Element, service: TileService) -> None:
    grid = GRIDS[service.grid]
    x, y = grid.corner
    # the urn of EPSG:4490 is latitude first, so its corner is written "90 -180"
    corner = f"{x!r} {y!r}" if service.grid == "w" else f"{y:g} {x:g}"
    matrix_set = _add(contents, WMTS, "TileMatrixSet")
    _add(matrix_set, OWS, "Identifier", service.grid)
    _add(matrix_set, OWS, "SupportedCRS", f"urn:ogc:def:crs:EPSG::{service.crs.split(':')[1]}")
    for z in range(service.zmin, service.zmax + 1):
        columns, rows = grid.size(z)
        matrix = _add(matrix_set, WMTS, "TileMatrix")
        _add(matrix, OWS, "Identifier", str(z))
        for name, value in (
            ("ScaleDenominator", DENOMINATOR0 / 2**z),
            ("TopLeftCorner", corner),
            ("TileWidth", TILE),
            ("TileHeight", TILE),
            ("MatrixWidth", columns),
            ("MatrixHeight", rows),
        ):
            _add(matrix, WMTS, name, str(value))


def _add(parent: ET.Element, namespace: str, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{namespace}}}{name}", attributes)
    child.text = text or None
    return child
