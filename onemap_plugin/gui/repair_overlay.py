"""Repairs on the map before they are made: outlines before (red) and after (green), points that go and come, arrows of moves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from qgis.core import (  # type: ignore[attr-defined]  # the stubs lack QgsCsException
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvasItem, QgsRubberBand
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QColor, QPainter, QPen, QPolygonF

from ..core.repair import Repair
from .map_link import MapLink, to_qgis

BEFORE, AFTER = QColor("#d32f2f"), QColor("#2e7d32")
#: pixels: moves of millimetres must be seen, so an arrow is never shorter
SHORTEST, HEAD = 26.0, 7.0
#: opacity (of 255) of area that is lost or gained
FILL = 110
Areas = tuple[list[Any], list[Any]]


class MoveArrows(QgsMapCanvasItem):
    """Arrows whose tips are the new places; their direction is true, their length at least ``SHORTEST`` pixels."""

    def __init__(self, canvas: Any) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._moves: list[tuple[QgsPointXY, QgsPointXY]] = []
        self.setZValue(1000)

    def set_moves(self, moves: Sequence[tuple[QgsPointXY, QgsPointXY]]) -> None:
        self._moves = list(moves)
        self.updatePosition()
        self.update()

    def updatePosition(self) -> None:
        self.setRect(self._canvas.extent() if self._moves else QgsRectangle())

    def arrows(self) -> list[tuple[QPointF, QPointF]]:
        """(tail, tip) in pixels of the canvas."""
        found = []
        for before, after in self._moves:
            tail, tip = self.toCanvasCoordinates(before), self.toCanvasCoordinates(after)
            # the direction is that on the map: on the screen a millimetre has none
            dx, dy = after.x() - before.x(), before.y() - after.y()
            length = math.hypot(dx, dy)
            if length > 0 and math.hypot(tip.x() - tail.x(), tip.y() - tail.y()) < SHORTEST:
                tail = QPointF(tip.x() - dx / length * SHORTEST, tip.y() - dy / length * SHORTEST)
            found.append((tail, tip))
        return found

    def paint(self, painter: QPainter, option: Any = None, widget: Any = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self.pos()
        for tail, tip in self.arrows():
            tail, tip = tail - offset, tip - offset
            angle = math.atan2(tip.y() - tail.y(), tip.x() - tail.x())
            sides = (angle + 0.45, angle - 0.45)
            wings = [QPointF(tip.x() - HEAD * math.cos(side), tip.y() - HEAD * math.sin(side)) for side in sides]
            painter.setPen(QPen(QColor("white"), 4))
            painter.drawLine(tail, tip)
            painter.setPen(QPen(AFTER, 2))
            painter.setBrush(AFTER)
            painter.drawLine(tail, tip)
            painter.drawPolygon(QPolygonF([tip, *wings]))


class RepairOverlay:
    """What repairs would do, drawn on the canvas until ``clear``."""

    def __init__(self, iface: Any, map_link: MapLink) -> None:
        self._iface, self._map = iface, map_link
        self._items: list[Any] = []

    def show(self, repairs: Sequence[Repair], areas: Areas | None = None) -> None:
        """Replace what is drawn by these repairs; ``areas``: their ``differences``, when those are known already."""
        self.clear()
        if not repairs:
            return
        olds = [r.before.geometry for r in repairs]
        news = [p.geometry for r in repairs for p in r.after]
        lost, gained = differences(repairs) if areas is None else areas
        self._shapes(lost, BEFORE, 1, FILL)
        self._shapes(gained, AFTER, 1, FILL)
        self._shapes(olds, BEFORE, 5)
        self._shapes(news, AFTER, 2)
        icons = QgsRubberBand.IconType
        self._points(np.vstack([r.dropped for r in repairs]), BEFORE, icons.ICON_X)
        self._points(np.vstack([r.added for r in repairs]), AFTER, icons.ICON_FULL_BOX)
        self._arrows(np.vstack([r.moved for r in repairs]))

    @property
    def items(self) -> list[Any]:
        """What is drawn now."""
        return list(self._items)

    def _band(self, kind: Any, colour: QColor) -> QgsRubberBand:
        band = QgsRubberBand(self._iface.mapCanvas(), kind)
        band.setStrokeColor(colour)
        self._items.append(band)
        return band

    def _shapes(self, shapes: Sequence[Any], colour: QColor, width: int, opacity: int = 0) -> None:
        shapes = [g for g in shapes if g is not None and not g.is_empty]
        if shapes:
            found = [to_qgis(g) for g in shapes]
            band = self._band(found[0].type(), colour)
            band.setWidth(width)
            fill = QColor(colour)
            fill.setAlpha(opacity)
            band.setFillColor(fill)
            for geometry in found:
                band.addGeometry(geometry, self._map.crs)

    def _points(self, places: Any, colour: QColor, symbol: Any) -> None:
        if len(places):
            geometry = to_qgis(shapely.multipoints(places))
            band = self._band(geometry.type(), colour)
            band.setIcon(symbol)
            band.setIconSize(10)
            band.setWidth(3)
            band.addGeometry(geometry, self._map.crs)

    def _arrows(self, moves: Any) -> None:
        if not len(moves):
            return
        canvas = self._iface.mapCanvas()
        transform = QgsCoordinateTransform(
            self._map.crs, canvas.mapSettings().destinationCrs(), QgsProject.instance().transformContext()
        )
        try:
            ends = [(QgsPointXY(a, b), QgsPointXY(c, d)) for a, b, c, d in moves.tolist()]
            pairs = [(transform.transform(before), transform.transform(after)) for before, after in ends]
        except QgsCsException:
            return  # the outlines cannot be shown there either
        arrows = MoveArrows(canvas)
        arrows.set_moves(pairs)
        self._items.append(arrows)

    def clear(self) -> None:
        canvas = self._iface.mapCanvas()
        for item in self._items:
            if canvas is not None and canvas.scene() is not None:
                canvas.scene().removeItem(item)
        self._items.clear()


def differences(repairs: Sequence[Repair]) -> Areas:
    """(what the parcels lose, what they gain), as polygons to look at; faulty outlines are made valid on a copy."""
    lost: list[Any] = []
    gained: list[Any] = []
    for repair in repairs:
        try:
            old = shapely.make_valid(repair.before.geometry)
            new = shapely.union_all([shapely.make_valid(p.geometry) for p in repair.after])
            lost += _polygons(shapely.difference(old, new))
            gained += _polygons(shapely.difference(new, old))
        except shapely.errors.GEOSException:
            continue  # the outlines are shown all the same
    return lost, gained


def _polygons(geometry: Any) -> list[Any]:
    return [g for g in shapely.get_parts(geometry) if g.geom_type == "Polygon" and not g.is_empty]


def places_of(repair: Repair) -> list[Any]:
    """Where something changes, as shapely points; the whole parcel when no point does."""
    points = np.vstack([repair.moved[:, 2:], repair.dropped, repair.added])
    return [shapely.Point(p) for p in points] or [repair.before.geometry]
