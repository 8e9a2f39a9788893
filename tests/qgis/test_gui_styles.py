"""The styles of the review layers: they load, use fields that exist, and draw what they promise."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsExpression, QgsFeature, QgsGeometry, QgsRenderContext, QgsRuleBasedRenderer, QgsVectorLayer
from qgis.PyQt.QtSvg import QSvgRenderer

from onemap_plugin.paths import RESOURCES
from onemap_plugin.qgis_bridge import review_file_schema as schema

STYLES = sorted((RESOURCES / "styles").glob("*.qml"))
ICONS = sorted((RESOURCES / "icons").glob("*.svg"))


def layer_of(name: str) -> QgsVectorLayer:
    table = schema.BY_NAME[name]
    fields = "&".join(
        f"field={c}:{'double' if 'REAL' in t or 'INT' in t else 'string'}"
        for c, t in (column.split()[:2] for column in table.columns.split(","))
    )
    layer = QgsVectorLayer(f"{table.geometry}?crs=EPSG:4528&{fields}", name, "memory")
    assert layer.isValid()
    message, ok = layer.loadNamedStyle(str(RESOURCES / "styles" / f"{name}.qml"))
    assert ok, message
    return layer


@pytest.mark.parametrize("style", STYLES, ids=lambda p: p.stem)
def test_a_style_fits_its_layer_and_names_only_fields_that_are_there(style: Path, qgis_app: Any) -> None:
    layer = layer_of(style.stem)
    names = set(layer.fields().names())
    expressions = [QgsExpression(layer.labeling().settings().fieldName)] if layer.labelsEnabled() else []
    used = set(layer.renderer().usedAttributes(QgsRenderContext()))
    assert {u.strip('"') for u in used} <= names
    for expression in expressions:
        assert not expression.hasParserError()
        assert set(expression.referencedColumns()) <= names


def test_labels_have_a_halo(qgis_app: Any) -> None:
    for name in ("parcels", "boundary_points", "boundary_lines"):
        layer = layer_of(name)  # the objects below live as long as it does
        settings = layer.labeling().settings()
        look = settings.format()
        halo = look.buffer()
        assert halo.enabled()
        assert halo.size() > 0


def test_every_severity_looks_different_and_what_is_settled_steps_back(qgis_app: Any) -> None:
    layer = layer_of("findings")
    looks = set()
    for severity, state in (("error", "open"), ("warning", "open"), ("notice", "open"), ("info", "open"), ("error", "accepted")):
        feature = QgsFeature(layer.fields())
        feature["severity"], feature["state"] = severity, state
        feature.setGeometry(QgsGeometry.fromWkt("POINT(0 0)"))
        context = QgsRenderContext()
        context.expressionContext().setFeature(feature)
        renderer = layer.renderer().clone()
        renderer.startRender(context, layer.fields())
        symbols = renderer.symbolsForFeature(feature, context)
        assert len(symbols) == 1
        looks.add((symbols[0].color().name(), symbols[0].symbolLayer(0).size()))
        renderer.stopRender(context)
    assert len(looks) == 5


def test_land_classes_are_drawn_in_the_official_colours(qgis_app: Any) -> None:
    layer = layer_of("overlay")
    renderer = layer.renderer()
    assert isinstance(renderer, QgsRuleBasedRenderer)
    drawn = {}
    for rule in renderer.rootRule().descendants():
        if rule.filterExpression().startswith("code = ") and rule.symbol():
            drawn[rule.filterExpression().split("'")[1]] = rule.symbol().color().name().upper()
    with (RESOURCES / "standards" / "land_class_gbt21010_2017_sandiao.csv").open(encoding="utf-8-sig", newline="") as f:
        official = {r["code"]: r["fill_hex"].upper() for r in csv.DictReader(f) if r["fill_hex"] and r["is_leaf_dlbm"] == "1"}
    assert len(official) > 60
    assert drawn == official


@pytest.mark.parametrize("icon", ICONS, ids=lambda p: p.stem)
def test_an_icon_is_valid_svg(icon: Path, qgis_app: Any) -> None:
    assert QSvgRenderer(str(icon)).isValid()
