"""The survey map: its index of sheets, and the owners of the land."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import shapely

from onemap_plugin.core.package import load_profile
from onemap_plugin.core.package.data import load_template, prepare
from onemap_plugin.core.progress import Progress
from onemap_plugin.qgis_bridge import layouts_layers as make
from onemap_plugin.qgis_bridge.layouts_labels import Labels
from onemap_plugin.qgis_bridge.layouts_maps import draw_map, map_box, plan_pages
from tests.qgis.package_helpers import pdf_text
from tests.unit.package.reviews import PROJECT, review

DAY = "2026-11-23"


def test_the_index_shows_every_sheet_whole(qgis_app: Any) -> None:
    data = prepare(review(), load_profile(), DAY, PROJECT)
    template = load_template("survey_map")
    pages = [p for p in plan_pages(data, template) if p.sheets]
    assert pages
    box = map_box(template)
    for page in pages:
        half = (box[2] * page.scale / 2000, box[3] * page.scale / 2000)
        east, north = page.centre
        shown = shapely.box(east - half[0], north - half[1], east + half[0], north + half[1])
        assert all(shapely.contains(shown, shapely.box(*frame)) for frame in page.sheets)


def test_the_survey_map_names_the_owners_of_the_land_with_their_areas(qgis_app: Any, tmp_path: Path) -> None:
    content = prepare(review(), load_profile(), DAY, PROJECT)
    owned = tuple(replace(p, owner="青山村农民集体" if p.owner_kind == "集体" else "国有土地") for p in content.pieces)
    data = replace(content, pieces=owned)
    drawn = draw_map(data, load_template("survey_map"), "图.pdf", Progress())
    file = tmp_path / "图.pdf"
    file.write_bytes(drawn.pdf)
    for page, sheet in enumerate(drawn.pages, 1):
        if len(sheet["parcels"]) > 1:
            continue
        text = pdf_text(file, page)
        own = [p for p in owned if p.parcel == sheet["parcels"][0]]
        for owner in {p.owner for p in own}:
            total = sum((p.area_ha for p in own if p.owner == owner), Decimal(0))
            assert owner in text, (page, owner)
            assert f"{total:.4f}" in text, (page, owner)
        assert "权属界线" in text
        assert "权属面积" in text


def test_texts_of_areas_stand_inside_apart_and_without_a_mark(qgis_app: Any) -> None:
    """The largest first; an area without room for its text has none, and no text is drawn twice or over another."""
    areas = [(shapely.box(x, 0, x + 40, 40), f"{i}\n0.1600") for i, x in enumerate((0, 40, 80))]
    areas += [(shapely.box(0, 100, 3, 140), "narrow"), (shapely.box(2, 2, 38, 38), "in the first"), (shapely.Polygon(), "none")]
    placed = Labels(1000, (0, 0, 110, 200)).place(areas, 2.4)
    assert [text for _, text in placed] == ["0\n0.1600", "1\n0.1600", "2\n0.1600"]
    assert all(area.contains(point) for (point, text), (area, _) in zip(placed, areas))
    assert placed[2][0].x < 110
    assert [t for _, t in Labels(1000, (0, 0, 110, 200)).place(areas[::-1], 2.4)] == [t for _, t in placed]
    layer = make._texts(placed, 4549, ["Noto Sans CJK SC"], 2.4, "#000000")
    assert layer.renderer().type() == "nullSymbol"
