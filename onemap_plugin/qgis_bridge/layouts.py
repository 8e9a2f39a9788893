"""Print layouts from plain descriptions: pages, texts, maps with grid, legends, scale bars, tables.  Main thread only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLayoutFrame,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsTableCell,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QT_VERSION_STR, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontDatabase

from ..core.package.data import load_template

# the units moved to Qgis with 3.30
_NEW = hasattr(Qgis, "LayoutUnit")
MM: Any = Qgis.LayoutUnit.Millimeters if _NEW else QgsUnitTypes.LayoutUnit.LayoutMillimeters  # type: ignore[attr-defined]
RENDER_MM: Any = Qgis.RenderUnit.Millimeters if _NEW else QgsUnitTypes.RenderUnit.RenderMillimeters  # type: ignore[attr-defined]
_RENDER_POINTS: Any = Qgis.RenderUnit.Points if _NEW else QgsUnitTypes.RenderUnit.RenderPoints  # type: ignore[attr-defined]
_METRES: Any = Qgis.DistanceUnit.Meters if _NEW else QgsUnitTypes.DistanceUnit.DistanceMeters  # type: ignore[attr-defined]
POINTS_MM = 72 / 25.4
Box = Sequence[float]
_CELL_MARGIN, _RULE = 0.5, 0.15  # mm, of tables


def choose_fonts() -> tuple[list[str], bool]:
    """The installed families to write with (resources/templates/fonts.yaml), Latin first; and whether one is Chinese."""
    wanted = load_template("fonts")
    installed = set(QFontDatabase.families() if QT_VERSION_STR.startswith("6") else QFontDatabase().families())
    latin = next((f for f in wanted["latin"] if f in installed), "")
    chinese = next((f for f in wanted["chinese"] if f in installed), "")
    return [f for f in (latin, chinese) if f], bool(chinese)


def make_font(families: Sequence[str], points: float, bold: bool = False) -> QFont:
    """A font that takes each character from the first of the families that has it."""
    font = QFont(families[0] if families else "")
    if hasattr(font, "setFamilies"):  # Qt 5.13
        font.setFamilies(list(families))
    elif families:
        font.setFamily(families[-1])
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def text_format(families: Sequence[str], size_mm: float, colour: str = "#000000", bold: bool = False) -> QgsTextFormat:
    """Text of ``size_mm`` millimetres body height."""
    fmt = QgsTextFormat()
    fmt.setFont(make_font(families, size_mm * POINTS_MM, bold))
    fmt.setSize(size_mm * POINTS_MM)
    fmt.setSizeUnit(_RENDER_POINTS)
    fmt.setColor(QColor(colour))
    return fmt


class PageBuilder:
    """Puts items on one page of a layout; all boxes are (x, y, width, height) in mm from the page's corner."""

    def __init__(self, layout: QgsPrintLayout, page: int, families: Sequence[str]) -> None:
        self.layout, self.page, self.families = layout, page, families

    def _place(self, item: Any, box: Box) -> Any:
        self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(box[0], box[1], MM), True, False, self.page)
        item.attemptResize(QgsLayoutSize(box[2], box[3], MM))
        return item

    def frame(self, box: Box, width: float = 0.3) -> None:
        item = QgsLayoutItemShape(self.layout)
        item.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
        item.setSymbol(QgsFillSymbol.createSimple({"style": "no", "outline_color": "#000000", "outline_width": str(width)}))
        self._place(item, box)

    def text(self, text: str, box: Box, size_mm: float, bold: bool = False, align: str = "left", middle: bool = True) -> None:
        item = QgsLayoutItemLabel(self.layout)
        item.setText(text.replace("[%", "[ %"))  # data must never be taken for an expression
        fmt = text_format(self.families, size_mm, bold=bold)
        if hasattr(item, "setTextFormat"):  # QGIS 3.24
            item.setTextFormat(fmt)
        else:
            item.setFont(make_font(self.families, size_mm * POINTS_MM, bold))
        item.setMargin(0)
        item.setHAlign({"left": Qt.AlignmentFlag.AlignLeft, "center": Qt.AlignmentFlag.AlignHCenter,
                        "right": Qt.AlignmentFlag.AlignRight}[align])
        item.setVAlign(Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop)
        self._place(item, box)

    def map(self, box: Box, layers: Sequence[QgsMapLayer], crs: QgsCoordinateReferenceSystem, centre: tuple[float, float],
            scale: float) -> QgsLayoutItemMap:
        """A framed map at exactly 1:scale around ``centre`` (east, north)."""
        item = QgsLayoutItemMap(self.layout)
        item.setRect(20, 20, 20, 20)  # a map of no size gets a NaN extent at its first resize, for good
        item.setLayers(list(layers))
        item.setKeepLayerSet(True)
        item.setCrs(crs)
        self._place(item, box)
        half_w, half_h = box[2] * scale / 2000, box[3] * scale / 2000
        item.setExtent(QgsRectangle(centre[0] - half_w, centre[1] - half_h, centre[0] + half_w, centre[1] + half_h))
        item.setFrameEnabled(True)
        item.setFrameStrokeWidth(QgsLayoutMeasurement(0.4, MM))
        return item

    def grid(self, item: QgsLayoutItemMap, interval: float, size_mm: float) -> None:
        """Coordinate crosses every ``interval`` metres with the full coordinates outside the frame."""
        grid = QgsLayoutItemMapGrid("grid", item)
        grid.setIntervalX(interval)
        grid.setIntervalY(interval)
        grid.setStyle(QgsLayoutItemMapGrid.GridStyle.Cross)
        grid.setCrossLength(3)
        symbol = grid.lineSymbol().clone()
        symbol.setColor(QColor("#606060"))
        symbol.setWidth(0.12)
        grid.setLineSymbol(symbol)
        grid.setFrameStyle(QgsLayoutItemMapGrid.FrameStyle.InteriorTicks)
        grid.setFrameWidth(2)
        grid.setFramePenSize(0.15)
        grid.setAnnotationEnabled(True)
        grid.setAnnotationPrecision(0)
        side, mode = QgsLayoutItemMapGrid.BorderSide, QgsLayoutItemMapGrid.DisplayMode
        for border in (side.Left, side.Right):
            grid.setAnnotationDisplay(mode.LatitudeOnly, border)
            grid.setAnnotationDirection(QgsLayoutItemMapGrid.AnnotationDirection.Vertical, border)
        for border in (side.Top, side.Bottom):
            grid.setAnnotationDisplay(mode.LongitudeOnly, border)
        grid.setAnnotationFrameDistance(0.8)
        if hasattr(grid, "setAnnotationTextFormat"):
            grid.setAnnotationTextFormat(text_format(self.families, size_mm))
        else:
            grid.setAnnotationFont(make_font(self.families, size_mm * POINTS_MM))
        item.grids().addGrid(grid)

    def legend(self, item: QgsLayoutItemMap, layers: Sequence[QgsVectorLayer], box: Box, size_mm: float,
               columns: int = 1) -> float:
        """A legend of just these layers; returns its height in mm."""
        legend = QgsLayoutItemLegend(self.layout)
        legend.setLinkedMap(item)
        legend.setAutoUpdateModel(False)
        root = legend.model().rootGroup()
        root.clear()
        for layer in layers:
            node = root.addLayer(layer)
            if layer.renderer().type() != "singleSymbol":
                node.setCustomProperty("legend/title-style", "hidden")
        style = QgsLegendStyle.Style
        for which in (style.Title, style.Group, style.Subgroup, style.SymbolLabel):
            legend.setStyleFont(which, make_font(self.families, size_mm * POINTS_MM))
        legend.setTitle("")
        legend.setSymbolWidth(7 if columns < 3 else 5)
        legend.setColumnSpace(2 if columns < 3 else 1)
        legend.setSymbolHeight(3.6)
        legend.setBoxSpace(0)
        legend.setColumnCount(columns)
        legend.setSplitLayer(True)
        legend.rstyle(style.Symbol).setMargin(QgsLegendStyle.Side.Top, 1.0)
        self._place(legend, box)
        legend.setResizeToContents(True)
        legend.adjustBoxSize()
        return float(legend.rect().height())

    def scale_bar(self, item: QgsLayoutItemMap, box: Box, unit_m: float, size_mm: float) -> None:
        bar = QgsLayoutItemScaleBar(self.layout)
        bar.setStyle("Single Box")
        bar.setLinkedMap(item)
        bar.setUnits(_METRES)
        bar.setUnitLabel("m")
        bar.setMapUnitsPerScaleBarUnit(1)
        bar.setUnitsPerSegment(unit_m)
        bar.setNumberOfSegments(3)
        bar.setNumberOfSegmentsLeft(0)
        bar.setHeight(1.6)
        bar.setTextFormat(text_format(self.families, size_mm))
        self._place(bar, box)

    def north_arrow(self, item: QgsLayoutItemMap, box: Box) -> None:
        folders = [Path(d) / "arrows" / "NorthArrow_02.svg" for d in QgsApplication.svgPaths()]
        found = next((p for p in folders if p.exists()), None)
        if found is None:
            self.text("北\n↑", box, box[3] / 3, align="center")
            return
        picture = QgsLayoutItemPicture(self.layout)
        picture.setPicturePath(str(found))
        picture.setLinkedMap(item)
        self._place(picture, box)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], corner: Sequence[float], size_mm: float,
              row_mm: float) -> float:
        """A ruled table from its upper left corner; returns its height in mm."""
        table = QgsLayoutItemManualTable.create(self.layout)
        self.layout.addMultiFrame(table)
        table.setTableContents([[_cell(value) for value in row] for row in rows])
        if hasattr(table, "setContentTextFormat"):
            table.setContentTextFormat(text_format(self.families, size_mm))
        table.setCellMargin(_CELL_MARGIN)
        table.setGridStrokeWidth(_RULE)
        table.setShowGrid(True)
        table.setColumnWidths(list(widths))
        table.setRowHeights([row_mm] * len(rows))
        frame = QgsLayoutFrame(self.layout, table)
        # the layout adds both margins and a line to each cell; a frame lower than its table by a hair drops the last row
        height = len(rows) * (row_mm + 2 * _CELL_MARGIN + _RULE) + _RULE
        width = sum(widths) + len(widths) * (2 * _CELL_MARGIN + _RULE) + _RULE
        frame.attemptMove(QgsLayoutPoint(corner[0], corner[1], MM), True, False, self.page)
        frame.attemptResize(QgsLayoutSize(width + 1, height + 1, MM))
        table.addFrame(frame)
        return height


def _cell(value: str) -> QgsTableCell:
    cell = QgsTableCell(value)
    if hasattr(cell, "setHorizontalAlignment"):
        cell.setHorizontalAlignment(Qt.AlignmentFlag.AlignHCenter)
        cell.setVerticalAlignment(Qt.AlignmentFlag.AlignVCenter)
    return cell


def new_layout(project: QgsProject, pages: int, size: Sequence[float]) -> QgsPrintLayout:
    """An empty layout with pages of ``size`` (width, height) in mm."""
    layout = QgsPrintLayout(project)
    for _ in range(pages):
        page = QgsLayoutItemPage(layout)
        page.setPageSize(QgsLayoutSize(size[0], size[1], MM))
        layout.pageCollection().addPage(page)
    return layout


def round_scale(width_m: float, height_m: float, box_mm: tuple[float, float], scales: Sequence[int], margin: float) -> int:
    """The largest scale of the list at which width × height fits the box with ``margin`` (0.1 = 10 % more room)."""
    needed = max(width_m * 1000 / box_mm[0], height_m * 1000 / box_mm[1]) * (1 + margin)
    fitting = [s for s in sorted(scales) if s >= needed]
    if fitting:
        return fitting[0]
    step = 10 ** max(len(str(int(needed))) - 2, 0)
    return int(-(-needed // step) * step)


def page_size(layout: Mapping[str, Any]) -> tuple[float, float]:
    sizes = {"A4": (297.0, 210.0), "A3": (420.0, 297.0), "A2": (594.0, 420.0)}
    width, height = sizes[str(layout.get("paper", "A3"))]
    return (width, height) if layout.get("landscape", True) else (height, width)
