"""From a row to the map: flash, zoom to the exact geometry, pan at scale, follow, and show evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from qgis.core import (  # type: ignore[attr-defined]  # the stubs lack QgsCsException
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtGui import QColor

from .settings import read_settings

MARGIN = 1.25


def to_qgis(geometry: Any) -> QgsGeometry:
    """A shapely geometry as QGIS has it, the same coordinates."""
    result = QgsGeometry()
    result.fromWkb(shapely.to_wkb(geometry, output_dimension=3))
    return result


class MapLink:
    """The canvas, addressed in the plane of the parcels.  ``epsg`` None: the coordinates are taken as those of the map."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self.epsg: int | None = None
        self._bands: list[QgsRubberBand] = []

    # coordinate systems

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        return QgsCoordinateReferenceSystem.fromEpsgId(self.epsg) if self.epsg else self._canvas_crs()

    def _canvas_crs(self) -> QgsCoordinateReferenceSystem:
        return self._iface.mapCanvas().mapSettings().destinationCrs()

    def _to_map(self) -> QgsCoordinateTransform:
        return QgsCoordinateTransform(self.crs, self._canvas_crs(), QgsProject.instance().transformContext())

    def extent(self) -> tuple[float, float, float, float] | None:
        """The visible extent in the plane of the parcels; None when it cannot be expressed there."""
        canvas = self._iface.mapCanvas()
        transform = QgsCoordinateTransform(self._canvas_crs(), self.crs, QgsProject.instance().transformContext())
        try:
            box = transform.transformBoundingBox(canvas.extent())
        except QgsCsException:
            return None
        return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()

    def _box_on_map(self, geometries: Sequence[Any], margin: float, least: float) -> QgsRectangle | None:
        x0, y0, x1, y1 = shapely.total_bounds(list(geometries)).tolist()
        if x0 != x0:  # nothing but empty geometries
            return None
        if self.epsg and self.crs.isGeographic():
            least /= 111_000.0  # metres to degrees, good enough for a window
        width, height = max((x1 - x0) * margin, least), max((y1 - y0) * margin, least)
        cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
        box = QgsRectangle(cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)
        try:
            return self._to_map().transformBoundingBox(box)
        except QgsCsException:
            return None

    # what the views call

    def zoom(self, geometries: Iterable[Any]) -> None:
        """Zoom to exactly these geometries, but never closer than the smallest extent of the settings."""
        found = _usable(geometries)
        box = self._box_on_map(found, MARGIN, read_settings().min_extent_m) if found else None
        if box is not None:
            canvas = self._iface.mapCanvas()
            canvas.setExtent(box)
            canvas.refresh()

    def pan(self, geometries: Iterable[Any]) -> None:
        """Centre them, keeping the scale."""
        found = _usable(geometries)
        box = self._box_on_map(found, 1.0, 0.0) if found else None
        if box is not None:
            canvas = self._iface.mapCanvas()
            canvas.setCenter(box.center())
            canvas.refresh()

    def follow(self, geometries: Iterable[Any]) -> None:
        """Keep them in sight: nothing moves while they are visible; flashes them."""
        found = _usable(geometries)
        box = self._box_on_map(found, 1.0, 0.0) if found else None
        if box is None:
            return
        view = self._iface.mapCanvas().extent()
        if not view.contains(box.center()):
            self.pan(found)
        self.flash(found)

    def flash(self, geometries: Iterable[Any]) -> None:
        found = [to_qgis(g) for g in _usable(geometries)]
        if found:
            self._iface.mapCanvas().flashGeometries(found, self.crs)

    def show(self, geometries: Iterable[Any], colour: QColor) -> None:
        """Draw geometries (a selected finding, the evidence of an approval) until the next call or ``clear``."""
        self.clear()
        for kind, group in _by_type(_usable(geometries)).items():
            band = QgsRubberBand(self._iface.mapCanvas(), kind)
            fill = QColor(colour)
            fill.setAlpha(70)
            band.setStrokeColor(colour)
            band.setFillColor(fill)
            band.setWidth(3)
            band.setIconSize(12)
            for geometry in group:
                band.addGeometry(geometry, self.crs)
            self._bands.append(band)

    def clear(self) -> None:
        canvas = self._iface.mapCanvas()
        for band in self._bands:
            if canvas is not None and canvas.scene() is not None:
                canvas.scene().removeItem(band)
        self._bands.clear()


def _usable(geometries: Iterable[Any]) -> list[Any]:
    return [g for g in geometries if g is not None and not g.is_empty]


def _by_type(geometries: Sequence[Any]) -> dict[Any, list[QgsGeometry]]:
    groups: dict[Any, list[QgsGeometry]] = {}
    for geometry in geometries:
        for part in shapely.get_parts(geometry) if geometry.geom_type == "GeometryCollection" else [geometry]:
            found = to_qgis(part)
            if not found.isEmpty():
                groups.setdefault(found.type(), []).append(found)
    return groups
