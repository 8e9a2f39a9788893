"""Writes resources/styles/*.qml: the styles of the layers of a review file.

Run with the Python of QGIS:  QT_QPA_PLATFORM=offscreen python .ci/make_styles.py
The class colours are those of the land survey's symbol standard (resources/standards/land_class_gbt21010_2017_sandiao.csv).
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "resources" / "styles"
CLASSES = ROOT / "resources" / "standards" / "land_class_gbt21010_2017_sandiao.csv"
OUTCOMES = (
    ("prohibited", "禁止 Prohibited", "#b3261e"),
    ("needs_argument", "需论证 Needs justification", "#c05a00"),
    ("needs_approval", "需报批 Needs approval", "#1f5fbf"),
    ("notice", "提示 Note", "#4a6572"),
    ("not_checked", "未检查 Not checked", "#7a7a7a"),
    ("needs_input", "待补充 Needs an answer", "#6f42c1"),
)
SEVERITIES = (
    ("error", "错误 Error", "#c62828", "5"),
    ("warning", "警告 Warning", "#f0a30a", "4.4"),
    ("notice", "提示 Notice", "#1f5fbf", "4"),
    ("info", "信息 Information", "#607d8b", "3.6"),
)
LABEL_MIN_SCALE = 10000.0
POINT_MIN_SCALE = 50000.0


def text(colour: str, size: float, bold: bool = False) -> QgsTextFormat:
    """Readable on imagery and on paper: dark text with a white halo."""
    font = QFont("Noto Sans CJK SC")
    font.setBold(bold)
    result = QgsTextFormat()
    result.setFont(font)
    result.setSize(size)
    result.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    result.setColor(QColor(colour))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.9)
    halo.setColor(QColor(255, 255, 255, 230))
    result.setBuffer(halo)
    return result


def label(
    layer: QgsVectorLayer, expression: str, look: QgsTextFormat, placement: Any, least_scale: float = 0.0, priority: int = 5
) -> None:
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = expression, True
    settings.setFormat(look)
    settings.placement, settings.priority = placement, priority
    settings.dist, settings.distUnits = 1.2, QgsUnitTypes.RenderUnit.RenderMillimeters
    if least_scale:
        settings.scaleVisibility, settings.minimumScale, settings.maximumScale = True, least_scale, 0.0
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def categories(field: str, entries: list[tuple[str, str, Any]]) -> QgsCategorizedSymbolRenderer:
    return QgsCategorizedSymbolRenderer(field, [QgsRendererCategory(value, symbol, title) for value, title, symbol in entries])


def fill(colour: str, alpha: int, outline: str, width: str = "0.2", style: str = "solid") -> QgsFillSymbol:
    c = QColor(colour)
    return QgsFillSymbol.createSimple(
        {"color": f"{c.red()},{c.green()},{c.blue()},{alpha}", "outline_color": outline, "outline_width": width, "style": style}
    )


def parcels() -> QgsVectorLayer:
    fields = "field=number:string&field=name:string&field=parcel_id:string&field=area_ha:double"
    layer = QgsVectorLayer(f"MultiPolygon?{fields}", "", "memory")
    layer.setRenderer(QgsSingleSymbolRenderer(fill("#c62828", 18, "#c62828", "0.6")))
    shown = "coalesce(nullif(name, ''), nullif(number, ''), parcel_id) || '\\n' || format_number(area_ha, 4) || ' hm²'"
    label(layer, shown, text("#8e0000", 10, True), QgsPalLayerSettings.Placement.Horizontal, priority=10)
    return layer


def boundary_points() -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?field=label:string&field=closing:boolean", "", "memory")
    root = QgsRuleBasedRenderer.Rule(None)
    dot = {"name": "circle", "color": "255,255,255", "outline_color": "#c62828", "outline_width": "0.4", "size": "1.8"}
    rule = QgsRuleBasedRenderer.Rule(QgsMarkerSymbol.createSimple(dot), filterExp="not coalesce(closing, false)")
    rule.setLabel("界址点")
    rule.setMinimumScale(POINT_MIN_SCALE)
    root.appendChild(rule)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    # the closing row repeats the first point: one label is enough
    shown = "if(coalesce(closing, false), '', label)"
    label(layer, shown, text("#1a1a1a", 8), QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint, LABEL_MIN_SCALE)
    return layer


def boundary_lines() -> QgsVectorLayer:
    layer = QgsVectorLayer("LineString?field=side_m:double", "", "memory")
    layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple({"line_color": "#c62828", "line_width": "0.5"})))
    label(layer, "format_number(side_m, 2)", text("#4a2c00", 7.5), QgsPalLayerSettings.Placement.Line, LABEL_MIN_SCALE / 4)
    return layer


def findings() -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?field=severity:string&field=state:string&field=message:string", "", "memory")
    root = QgsRuleBasedRenderer.Rule(None)
    for code, title, colour, size in SEVERITIES:
        shape = {"error": "cross2", "warning": "triangle", "notice": "square", "info": "circle"}[code]
        outline = colour if shape == "cross2" else "255,255,255"
        symbol = QgsMarkerSymbol.createSimple(
            {
                "name": shape,
                "color": colour,
                "outline_color": outline,
                "outline_width": "0.9" if shape == "cross2" else "0.3",
                "size": size,
            }
        )
        rule = QgsRuleBasedRenderer.Rule(symbol, filterExp=f"severity = '{code}' and coalesce(state, 'open') = 'open'")
        rule.setLabel(title)
        root.appendChild(rule)
    done = {"name": "circle", "color": "255,255,255,120", "outline_color": "#8a8a8a", "outline_width": "0.3", "size": "2.6"}
    rule = QgsRuleBasedRenderer.Rule(QgsMarkerSymbol.createSimple(done), filterExp="coalesce(state, 'open') <> 'open'")
    rule.setLabel("已处理 Fixed or accepted")
    root.appendChild(rule)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    layer.setMapTipTemplate("<b>[% severity %]</b> [% message %]")
    return layer


def land_classes() -> list[tuple[str, str, str]]:
    """(code, name, fill) of every class with an official colour, in the order of the codes."""
    with CLASSES.open(encoding="utf-8-sig", newline="") as f:
        rows = [(r["code"], r["name"], r["fill_hex"]) for r in csv.DictReader(f) if r["fill_hex"] and r["is_leaf_dlbm"] == "1"]
    return sorted(rows)


def overlay() -> QgsVectorLayer:
    layer = QgsVectorLayer("MultiPolygon?field=role:string&field=code:string&field=name:string", "", "memory")
    root = QgsRuleBasedRenderer.Rule(None)
    land = QgsRuleBasedRenderer.Rule(None, filterExp="role = 'DLTB'")
    land.setLabel("地类图斑 DLTB")
    for code, name, colour in land_classes():
        rule = QgsRuleBasedRenderer.Rule(fill(colour, 200, "120,120,120,160", "0.1"), filterExp=f"code = '{code}'")
        rule.setLabel(f"{code} {name}")
        land.appendChild(rule)
    rest = QgsRuleBasedRenderer.Rule(fill("#ffffff", 120, "120,120,120,160", "0.1"), filterExp="ELSE")
    rest.setLabel("其他地类")
    land.appendChild(rest)
    root.appendChild(land)
    hatches = (
        ("YJJBNTTB", "永久基本农田", "#e6a700", "f_diagonal"),
        ("STBHHX", "生态保护红线", "#d32f2f", "b_diagonal"),
        ("CZKFBJ", "城镇开发边界", "#6a1b9a", "dense6"),
        ("LDTB", "林地", "#1b7f3b", "vertical"),
        ("CYTB", "草原", "#7cb342", "horizontal"),
        ("HYSYQ", "海域使用权", "#0277bd", "diagonal_x"),
        ("KYQ", "矿业权", "#5d4037", "cross"),
    )
    for role, title, colour, style in hatches:
        wanted = f"role = '{role}' and coalesce(code, '') || coalesce(name, '') <> ''"
        rule = QgsRuleBasedRenderer.Rule(fill(colour, 150, colour, "0.3", style), filterExp=wanted)
        rule.setLabel(f"{title} {role}")
        root.appendChild(rule)
    layer.setRenderer(QgsRuleBasedRenderer(root))
    layer.setMapTipTemplate("[% role %] [% code %] [% name %]: [% format_number(area_ha, 4) %] hm²")
    return layer


def conflicts() -> QgsVectorLayer:
    layer = QgsVectorLayer("MultiPolygon?field=name_a:string&field=name_b:string", "", "memory")
    layer.setRenderer(QgsSingleSymbolRenderer(fill("#ad1457", 190, "#ad1457", "0.4", "diagonal_x")))
    layer.setMapTipTemplate("[% role_a %] [% code_a %] [% name_a %] ≠ [% role_b %] [% code_b %] [% name_b %]")
    return layer


def outcomes() -> QgsVectorLayer:
    layer = QgsVectorLayer("MultiPolygon?field=outcome:string&field=title:string", "", "memory")
    layer.setRenderer(categories("outcome", [(code, title, fill(colour, 70, colour, "0.5")) for code, title, colour in OUTCOMES]))
    layer.setMapTipTemplate("<b>[% title %]</b><br>[% authority %]<br>[% clause %]")
    return layer


def overlay_lines() -> QgsVectorLayer:
    layer = QgsVectorLayer("MultiLineString?field=role:string&field=name:string", "", "memory")
    layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple({"line_color": "#ad1457", "line_width": "0.7"})))
    label(layer, "coalesce(nullif(name, ''), role)", text("#6a0032", 8), QgsPalLayerSettings.Placement.Line, LABEL_MIN_SCALE)
    return layer


def overlay_points() -> QgsVectorLayer:
    layer = QgsVectorLayer("MultiPoint?field=role:string&field=name:string", "", "memory")
    mark = {"name": "diamond", "color": "#ad1457", "outline_color": "255,255,255", "size": "3"}
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(mark)))
    placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    label(layer, "coalesce(nullif(name, ''), role)", text("#6a0032", 8), placement, LABEL_MIN_SCALE)
    return layer


def main() -> None:
    STYLES.mkdir(parents=True, exist_ok=True)
    for make in (parcels, boundary_points, boundary_lines, findings, overlay, overlay_lines, overlay_points, conflicts, outcomes):
        layer = make()
        kinds = QgsVectorLayer.StyleCategory
        parts = kinds.Symbology | kinds.Labeling | kinds.MapTips
        message, ok = layer.saveNamedStyle(str(STYLES / f"{make.__name__}.qml"), parts)
        if not ok:
            raise SystemExit(message)
        print(make.__name__)


if __name__ == "__main__":
    app = QgsApplication([], False)
    QgsApplication.initQgis()
    main()
    QgsApplication.exitQgis()
