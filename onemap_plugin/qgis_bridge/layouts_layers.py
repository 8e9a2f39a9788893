"""Layers of the package's maps: parcels, boundary points and overlay pieces in memory, with the symbols of the map template."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import shapely
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsNullSymbolRenderer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from ..core.package.class_areas import ClassPiece
from ..core.package.decimals import tick_float
from ..core.package.published import PublishedParcel, PublishedRing, as_geometry
from ..paths import RESOURCES
from .layouts import RENDER_MM, text_format
from .layouts_labels import Labels

SHEET_COLOUR = "#1f5fbf"


def memory_layer(kind: str, epsg: int, name: str, fields: str, features: Iterable[tuple[Any, Sequence[Any]]]) -> QgsVectorLayer:
    """A memory layer of shapely geometries with attributes.  fields: 'name:type' joined by '&'."""
    definition = "".join(f"&field={f}" for f in fields.split("&")) if fields else ""
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:{epsg}{definition}", name, "memory")
    items = []
    for geometry, values in features:
        feature = QgsFeature(layer.fields())
        shape = QgsGeometry()
        shape.fromWkb(shapely.to_wkb(geometry))
        feature.setGeometry(shape)
        feature.setAttributes(list(values))
        items.append(feature)
    layer.dataProvider().addFeatures(items)
    layer.updateExtents()
    return layer


def parcel_layer(parcels: Sequence[PublishedParcel], decimals: int, epsg: int, template: Mapping[str, Any]) -> QgsVectorLayer:
    """Boundary lines without fill."""
    rows = [(as_geometry(p.rings, decimals), [p.index, p.number]) for p in parcels]
    layer = memory_layer("MultiPolygon", epsg, template["words"]["boundary"], "XH:integer&DKBH:string", rows)
    style = template["boundary"]
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": style["colour"], "outline_width": str(style["width"]), "joinstyle": "miter"})))
    return layer


def number_layer(parcels: Sequence[PublishedParcel], decimals: int, epsg: int, template: Mapping[str, Any],
                 families: Sequence[str]) -> QgsVectorLayer:
    """Parcel numbers on an overview page; nothing else is drawn by this layer."""
    texts = [(as_geometry(p.rings, decimals).representative_point(), p.number or p.name or str(p.index)) for p in parcels]
    return _texts(texts, epsg, families, template["sizes"]["text"], template["boundary"]["colour"])


def sheet_layers(frames: Sequence[Sequence[float]], epsg: int, template: Mapping[str, Any],
                 families: Sequence[str]) -> list[QgsVectorLayer]:
    """Frames of the sheets, and their numbers in the upper left corners, on the index page of a parcel in several sheets."""
    rows: list[tuple[Any, list[Any]]] = [(shapely.box(*f), []) for f in frames]
    layer = memory_layer("Polygon", epsg, "分幅", "", rows)
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": SHEET_COLOUR, "outline_width": "0.2", "outline_style": "dash"})))
    corners = [(shapely.Point(f[0] + 0.1 * (f[2] - f[0]), f[3] - 0.15 * (f[3] - f[1])), str(i)) for i, f in enumerate(frames, 1)]
    return [_texts(corners, epsg, families, template["sizes"]["text"], SHEET_COLOUR), layer]


def _texts(items: Sequence[tuple[Any, str]], epsg: int, families: Sequence[str], size_mm: float, colour: str,
           bold: bool = True) -> QgsVectorLayer:
    """Texts at points, without a mark."""
    layer = memory_layer("Point", epsg, "", "label:string", [(point, [text]) for point, text in items])
    layer.setRenderer(QgsNullSymbolRenderer())  # a mark of size 0 is still a dot
    _label(layer, "label", families, size_mm, colour, bold=bold)
    return layer


def point_layer(parcels: Sequence[PublishedParcel], decimals: int, epsg: int, template: Mapping[str, Any],
                families: Sequence[str], scale: float, window: Sequence[float] | None = None) -> tuple[QgsVectorLayer, int]:
    """Boundary points as circles with their numbers; returns how many numbers have no room at this scale.

    window: west, south, east, north of the page; points outside are not drawn and not counted.
    A number is left out by a rule of ours and counted, never dropped silently by the label engine.
    """
    rows: list[tuple[Any, list[Any]]] = []
    room = template["label"]["room"] * scale / 1000
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    skipped = 0
    for parcel in parcels:
        for ring in parcel.rings:
            away = _outward(ring)
            for i, (label, (x, y)) in enumerate(zip(ring.labels, ring.ticks)):
                north, east = tick_float(x, decimals), tick_float(y, decimals)
                if window and not (window[0] <= east <= window[2] and window[1] <= north <= window[3]):
                    continue
                shown = _take(taken, east, north, room)
                skipped += not shown
                dx, dy = away[i]
                rows.append((shapely.Point(east, north), [label if shown else "", f"{dx * 2.4:.2f},{-dy * 1.9:.2f}"]))
    layer = memory_layer("Point", epsg, template["words"]["point"], "label:string&off:string", rows)
    style = template["point"]
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(
        {"name": "circle", "size": str(style["diameter"]), "color": style["fill"], "outline_color": style["colour"],
         "outline_width": "0.15"})))
    _label(layer, "label", families, template["sizes"]["label"], template["label"]["colour"], offset="off")
    return layer, skipped


def _take(taken: dict[tuple[int, int], list[tuple[float, float]]], east: float, north: float, room: float) -> bool:
    cell = (int(east // room), int(north // room))
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            if any(math.hypot(east - e, north - n) < room for e, n in taken.get((cell[0] + dx, cell[1] + dy), ())):
                return False
    taken.setdefault(cell, []).append((east, north))
    return True


def _outward(ring: PublishedRing) -> list[tuple[float, float]]:
    """Unit vectors (east, north) that point out of the parcel at each point, so that numbers stand beside the line."""
    points = [(float(y), float(x)) for x, y in ring.ticks]
    n = len(points)
    turn = sum((a[0] - points[0][0]) * (b[1] - points[0][1]) - (b[0] - points[0][0]) * (a[1] - points[0][1])
               for a, b in zip(points, [*points[1:], points[0]]))
    sign = (1 if turn < 0 else -1) * (-1 if ring.hole else 1)
    out = []
    for i in range(n):
        (ax, ay), (bx, by), (cx, cy) = points[i - 1], points[i], points[(i + 1) % n]
        ux, uy = _unit(bx - ax, by - ay)
        vx, vy = _unit(cx - bx, cy - by)
        # left normals of both edges, summed; to the outside by the turning direction
        out.append(_unit(-(uy + vy) * sign, (ux + vx) * sign))
    return out


def _unit(x: float, y: float) -> tuple[float, float]:
    length = math.hypot(x, y)
    return (x / length, y / length) if length else (0.0, 1.0)


def class_layers(pieces: Sequence[ClassPiece], epsg: int, template: Mapping[str, Any], families: Sequence[str],
                 labels: Labels | None) -> list[QgsVectorLayer]:
    """Land-class pieces with fill by class, the legend only the classes that are there; and before them their texts (code and
    hectares) where ``labels`` finds room."""
    shapes = [(_area_only(p.geometry), p) for p in pieces if p.geometry is not None]
    rows = [(shape, [p.code]) for shape, p in shapes if not shape.is_empty]
    layer = memory_layer("MultiPolygon", epsg, "地类", "code:string", rows)
    names = {p.code: p.name for p in pieces if p.geometry is not None}
    categories = []
    for code, name in sorted(names.items()):
        symbol = QgsFillSymbol.createSimple({"color": class_colour(code), "outline_color": "#7a7a7a", "outline_width": "0.1"})
        symbol.setOpacity(float(template.get("class_fill_opacity", 0.6)))
        categories.append(QgsRendererCategory(code, symbol, f"{code} {name}".strip()))
    layer.setRenderer(QgsCategorizedSymbolRenderer("code", categories))
    size = float(template["sizes"]["class_label"])
    texts = [(shape, f"{p.code}\n{p.area_ha}" if p.code else str(p.area_ha)) for shape, p in shapes]
    return [*_labelled(texts, labels, epsg, families, size, "#1a4a8a"), layer]


def _labelled(texts: Sequence[tuple[Any, str]], labels: Labels | None, epsg: int, families: Sequence[str], size_mm: float,
              colour: str) -> list[QgsVectorLayer]:
    """The layer of the texts of areas; none on a page that shows no texts."""
    placed = labels.place(texts, size_mm) if labels is not None else []
    return [_texts(placed, epsg, families, size_mm, colour, bold=False)] if placed else []


def owner_layers(pieces: Sequence[ClassPiece], epsg: int, template: Mapping[str, Any], families: Sequence[str],
                 labels: Labels | None) -> list[QgsVectorLayer]:
    """Land of one owner (权属) with its outline, and before it the names; empty when the land survey names no owner here."""
    style = template.get("ownership")
    lands: dict[str, list[Any]] = {}
    for piece in pieces:
        if piece.geometry is not None and piece.owner:
            lands.setdefault(piece.owner, []).append(_area_only(piece.geometry))
    if not style or not lands:
        return []
    rows = [(shapely.set_precision(_area_only(shapely.union_all(parts)), 1e-4), [name]) for name, parts in sorted(lands.items())]
    whole = [(shapely.MultiPolygon(shapely.get_parts(g).tolist()), v) for g, v in rows if not g.is_empty]
    layer = memory_layer("MultiPolygon", epsg, str(style["title"]), "label:string", whole)
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": style["line"], "outline_width": str(style["width"]), "outline_style": style["style"]})))
    return [*_labelled([(g, v[0]) for g, v in whole], labels, epsg, families, float(style["label"]), style["line"]), layer]


def role_layer(rows: Sequence[Any], epsg: int, style: Mapping[str, Any]) -> QgsVectorLayer | None:
    """Overlay pieces of one role (``OverlayRow``) in the role's symbol; None when none has an area."""
    shapes = [(_area_only(r.geometry), [r.code]) for r in rows if r.geometry is not None]
    shapes = [s for s in shapes if not s[0].is_empty]
    if not shapes:
        return None
    layer = memory_layer("MultiPolygon", epsg, str(style["title"]), "code:string", shapes)
    line = {"outline_color": style.get("line", "#000000"), "outline_width": str(style.get("width", 0.3)),
            "outline_style": style.get("style", "solid")}
    if "fill" not in style:
        symbol = QgsFillSymbol.createSimple({"style": "no", **line})
    else:
        symbol = QgsFillSymbol.createSimple({"color": style["fill"], "style": "no" if "angles" in style else "solid", **line})
        symbol.setOpacity(float(style.get("opacity", 1.0)))
        for angle in style.get("angles", ()):
            symbol.appendSymbolLayer(_hatch(float(angle), str(style["fill"])))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def _hatch(angle: float, colour: str) -> QgsLinePatternFillSymbolLayer:
    """Ruled lines 1.6 mm apart: unlike a brush pattern they print the same at every resolution."""
    hatch = QgsLinePatternFillSymbolLayer()
    hatch.setLineAngle(angle)
    hatch.setDistance(1.6)
    hatch.setDistanceUnit(RENDER_MM)
    hatch.setSubSymbol(QgsLineSymbol.createSimple({"line_color": colour, "line_width": "0.25"}))
    return hatch


def _area_only(geometry: Any) -> Any:
    """The areas of an overlay piece as a MultiPolygon; a county has a hundred thousand of them, nearly all plain."""
    if geometry.geom_type == "MultiPolygon":
        return geometry
    if geometry.geom_type == "Polygon":
        return shapely.multipolygons([geometry])
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([p for p in parts if p.geom_type == "Polygon"])


def _label(layer: QgsVectorLayer, field: str, families: Sequence[str], size_mm: float, colour: str, offset: str = "",
           bold: bool = False) -> None:
    """Texts at the points of a layer, all of them: what has no room was left out before."""
    settings = QgsPalLayerSettings()
    settings.fieldName = field
    fmt = text_format(families, size_mm, colour, bold)
    buffer = fmt.buffer()
    buffer.setEnabled(True)
    buffer.setSize(0.35)
    buffer.setSizeUnit(RENDER_MM)
    buffer.setColor(QColor("#ffffff"))
    fmt.setBuffer(buffer)
    settings.setFormat(fmt)
    if offset:
        settings.placement = QgsPalLayerSettings.Placement.OverPoint
        _centre_over_point(settings)
        settings.offsetUnits = RENDER_MM
        properties = settings.dataDefinedProperties()
        properties.setProperty(QgsPalLayerSettings.Property.OffsetXY, QgsProperty.fromField(offset))
        settings.setDataDefinedProperties(properties)
    else:
        settings.placement = QgsPalLayerSettings.Placement.OverPoint
        _centre_over_point(settings)
    _allow_overlaps(settings)
    settings.priority = 10
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _allow_overlaps(settings: Any) -> None:
    if hasattr(settings, "placementSettings"):  # QGIS 3.26
        placement = settings.placementSettings()
        placement.setOverlapHandling(Qgis.LabelOverlapHandling.AllowOverlapIfRequired)
        settings.setPlacementSettings(placement)
    else:
        settings.displayAll = True


def _centre_over_point(settings: Any) -> None:
    if hasattr(settings, "pointSettings"):  # QGIS 3.26
        point = settings.pointSettings()
        point.setQuadrant(Qgis.LabelQuadrantPosition.Over)
        settings.setPointSettings(point)
    else:
        settings.quadOffset = settings.QuadrantOver


@lru_cache(maxsize=1)
def _colours() -> dict[str, str]:
    """Class code -> fill, a tool's copy of the legend of TD/T 1055 (standards, confidence medium)."""
    file = RESOURCES / "standards" / "land_class_gbt21010_2017_sandiao.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["fill_hex"] for row in csv.DictReader(stream) if row["fill_hex"]}


def class_colour(code: str) -> str:
    """Fill of a land class; grey for what the table does not know."""
    known = _colours()
    return next((known[code[:n]] for n in range(len(code), 1, -1) if code[:n] in known), "#d9d9d9")
