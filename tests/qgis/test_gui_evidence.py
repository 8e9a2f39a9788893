"""What the dock shows of a review: areas every way, closure of each parcel, lines and points, fees, evidence with one click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import shapely
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import Qt

from onemap_plugin.core.approvals.model import Outcome
from onemap_plugin.core.approvals.names import source_names
from onemap_plugin.core.onemap.model import Closure, OverlayRow, SourceInfo
from onemap_plugin.core.parcels import Parcel, ParcelSet
from onemap_plugin.core.review import Review
from onemap_plugin.gui import labels
from onemap_plugin.gui import settings as s
from onemap_plugin.gui.map_link import MapLink
from onemap_plugin.gui.models.area_tree import AreaTreeModel, has_others
from onemap_plugin.gui.models.tables import ROW_ROLE
from onemap_plugin.gui.outcome_panel import OutcomePanel
from onemap_plugin.gui.outcome_texts import fee_lines, further, yuan
from onemap_plugin.gui.project_state import ProjectState
from onemap_plugin.gui.result_tables import OTHERS, SLIVERS, AreaPanel, ConflictPanel, MaterialPanel, unchecked
from onemap_plugin.gui.session import ReviewSession
from onemap_plugin.qgis_bridge import review_file, steps, steps_review

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evidence") / "r.gpkg"
    steps.import_step(str(SAMPLE / "parcels.txt"), "", str(path))
    steps_review.review_step(str(path), str(SAMPLE / "onemap.gpkg"), str(SAMPLE / "project.yaml"))
    return path


@pytest.fixture
def session(qgis_app: Any, qgis_new_project: None) -> Iterator[ReviewSession]:
    QgsSettings().remove(s.PREFIX)
    made = ReviewSession(ProjectState())
    yield made
    made.shut_down()


def shown(session: ReviewSession, review: Review) -> None:
    session.review = review
    session.changed.emit()


def column(model: Any, number: int = 0) -> list[str]:
    return [model.item(r, number).text() for r in range(model.rowCount())]


def land(parcel: str, code: str, three: str, owner: str, x0: float, x1: float) -> OverlayRow:
    area = (x1 - x0) * 100
    return OverlayRow(parcel, "DLTB", code, code, "", owner, three, area, area, area / 1e4, patch="1",
                      geometry=shapely.box(x0, 0, x1, 100))


ROWS = (
    land("1", "0101", "农用地", "集体", 0, 100),
    land("1", "0601", "建设用地", "国有", 100, 150),
    land("2", "0301", "农用地", "国有", 200, 300),
    OverlayRow("1", "CZKFBJ", area_m2=1.0, patch="7", geometry=shapely.box(50, 0, 150, 100)),
    OverlayRow("1", "HAX", length_m=12.5, patch="3", geometry=shapely.LineString([[0, 0], [12.5, 0]])),
    OverlayRow("1", "HAX", length_m=7.5, patch="4", geometry=shapely.LineString([[0, 1], [7.5, 1]])),
    OverlayRow("2", "KCD", patch="5", distance_m=88.25, geometry=shapely.Point(0, 0)),
)
CLOSED = Closure("1", "DLTB", 15000.0, 15000.0, 0.0, 0.0, 1e-9, Decimal("1.5000"), Decimal("1.5000"), Decimal(0))
OPEN = Closure("2", "DLTB", 10001.0, 10000.0, 0.0, 0.0, 1.0, Decimal("1.0001"), Decimal("1.0000"), Decimal(0))


def review(*closures: Closure, town: str = "checked") -> Review:
    return Review(ParcelSet((Parcel("1", ()), Parcel("2", ()))), overlay=ROWS, closures=closures,
                  sources=(SourceInfo("DLTB"), SourceInfo("CZKFBJ", status=town)))


def test_land_is_added_up_by_three_way_class_ownership_and_side_of_the_boundary(session: ReviewSession, qtbot: Any) -> None:
    panel = AreaPanel(session, MapLink(None))
    qtbot.addWidget(panel)
    shown(session, review(CLOSED))
    found = {}
    for key in ("class", "three", "owner", "town"):
        panel.group.setCurrentIndex(panel.group.findData(key))
        found[key] = dict(zip(column(panel.model), column(panel.model, 1)))
    assert column(panel.model, 5) == ["15.0000", "22.5000", "37.5000"]  # mu, of inside, outside and total
    assert found["class"] == {"0101": "1.0000", "0301": "1.0000", "0601": "0.5000", "Total": "2.5000"}
    assert found["three"] == {"农用地": "2.0000", "建设用地": "0.5000", "Total": "2.5000"}
    assert found["owner"] == {"国有": "1.5000", "集体": "1.0000", "Total": "2.5000"}
    assert found["town"] == {
        "inside the growth boundary": "1.0000", "outside the growth boundary": "1.5000", "Total": "2.5000"}


def test_without_a_growth_boundary_the_side_is_not_checked(session: ReviewSession, qtbot: Any) -> None:
    panel = AreaPanel(session, MapLink(None))
    qtbot.addWidget(panel)
    shown(session, review(CLOSED, town="missing"))
    panel.group.setCurrentIndex(panel.group.findData("town"))
    assert panel.model.rowCount() == 0
    assert panel._closure.text().startswith("Not checked")


def test_closure_is_shown_for_every_parcel(session: ReviewSession, qtbot: Any) -> None:
    panel = AreaPanel(session, MapLink(None))
    qtbot.addWidget(panel)
    shown(session, review(CLOSED))
    assert "all 1 parcels" in panel._closure.text()
    shown(session, review(CLOSED, OPEN))
    assert panel._closure.text() == "The areas do not close for 2: largest difference 1.0000 m²"
    assert "10,001.0000 m²" in panel._closure.toolTip()
    panel.by_parcel.setChecked(True)
    assert "difference +1.000000 m²" in panel.model.item(1, 0).toolTip()
    assert not panel.model.item(0, 0).icon().isNull()


def test_lines_points_and_distances_are_listed_by_layer_and_parcel(qgis_app: Any) -> None:
    assert has_others(ROWS)
    assert not has_others(ROWS[:4])
    model = AreaTreeModel()
    model.fill_others(ROWS)
    lines, points = ([model.item(r, c).text() for c in range(4)] for r in range(2))
    assert lines[0].startswith("HAX")
    assert lines[1:] == ["20.00", "2", ""]
    assert points[1:] == ["", "1", "88.25"]
    assert [model.item(0, 0).child(0, c).text() for c in range(4)] == ["1", "20.00", "2", ""]
    assert len(model.item(0, 0).data(ROW_ROLE)) == 2


def test_slivers_are_listed_by_layer_and_parcel_and_still_count(session: ReviewSession, qtbot: Any) -> None:
    thin = OverlayRow("2", "DLTB", "1006", area_m2=0.4, patch="9", sliver=True, geometry=shapely.box(300, 0, 300.004, 100))
    panel = AreaPanel(session, MapLink(None))
    qtbot.addWidget(panel)
    shown(session, review(CLOSED))
    assert panel.role.findData(SLIVERS) < 0
    total = column(panel.model, 3)[-1]
    assert total == "25,000.00"
    shown(session, replace(review(CLOSED), overlay=(*ROWS, thin)))
    assert column(panel.model, 3)[-1] == "25,000.40"
    at = panel.role.findData(SLIVERS)
    assert panel.role.itemText(at) == "Slivers: 1"
    panel.role.setCurrentIndex(at)
    top = panel.model.item(0, 0)
    assert top.text().startswith("DLTB")
    assert [panel.model.item(0, c).text() for c in (1, 2)] == ["1", "0.4000"]
    assert top.child(0, 0).text() == "2"
    assert top.data(ROW_ROLE) == [thin]
    assert not panel.by_parcel.isEnabled()


def test_the_sample_shows_its_lines_and_that_every_parcel_closes(session: ReviewSession, qtbot: Any, reviewed: Path) -> None:
    panel = AreaPanel(session, MapLink(None))
    qtbot.addWidget(panel)
    shown(session, review_file.load(reviewed))
    assert "all 4 parcels" in panel._closure.text()
    expected = has_others(session.review.overlay)
    assert (panel.role.findData(OTHERS) >= 0) == expected
    panel.group.setCurrentIndex(panel.group.findData("town"))
    assert column(panel.model)[-1] == "Total"
    total = sum(Decimal(repr(r.area_ha)) for r in session.review.overlay if r.role == "DLTB" and r.area_m2 > 0)
    assert Decimal(column(panel.model, 1)[-1]) == total


FEE = {
    "title": "森林植被恢复费", "low_yuan": 1000.4, "high_yuan": 2000.0, "note": "下限标准", "needs": ["urban_planning_area"],
    "lines": [{"group": "乔木林地", "area_m2": 100.04, "yuan_per_m2": [10, 10], "factor": [1.0, 2.0], "multipliers": ["公益林?"],
               "low_yuan": 1000.4, "high_yuan": 2000.0}],
}


def test_the_fee_estimate_stands_below_its_approval_line_by_line(qgis_app: Any) -> None:
    text = "\n".join(fee_lines(FEE))
    for part in ("森林植被恢复费", "1,000 – 2,000 CNY", "100.04", "1–2", "公益林?", "下限标准", "乔木林地"):
        assert part in text, part
    assert "urban_planning_area" not in text  # the question, not its name
    assert fee_lines({}) == []
    assert yuan(5.2, 5.1) == "5 CNY"


def test_every_quantity_of_an_outcome_stands_beside_its_threshold(qgis_app: Any) -> None:
    measures = [{"what": "耕地", "measured": 34.9999, "unit": "ha", "threshold": "> 35", "near": True},
                {"what": "其他", "measured": 69.0, "unit": "ha", "threshold": "> 70", "near": False}]
    extra = {"measures": measures, "route": "<线路>", "requirements": ["甲", "乙"], "area_ha": 1.5}
    o = Outcome("r", "用地", "t", "notice", extra=extra)
    text = "\n".join(further(o))
    assert "34.9999 ha · &gt; 35 · close to the threshold" in text
    assert "69.0000 ha · &gt; 70" in text
    assert "&lt;线路&gt;" in text
    assert "甲; 乙" in text
    assert further(Outcome("r", "用地", "t", "notice")) == []


def test_one_click_on_an_outcome_of_the_sample_shows_its_evidence_and_its_fee(
    session: ReviewSession, qtbot: Any, reviewed: Path, qgis_iface: Any
) -> None:
    link = MapLink(qgis_iface)
    panel = OutcomePanel(session, link)
    qtbot.addWidget(panel)
    loaded = review_file.load(reviewed)
    shown(session, loaded)
    link.epsg = loaded.parcels.crs.epsg
    panel.resize(400, 600)
    panel.show()
    rows = panel.model.rows()
    with_fee = next(o for o in rows if o.extra.get("fee", {}).get("lines"))
    index = panel.model.index(rows.index(with_fee), 0)
    panel.view.scrollTo(index)
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=panel.view.visualRect(index).center())
    assert sum(b.size() for b in link._bands) > 0
    assert "CNY" in panel._detail.toPlainText()
    assert with_fee.title in panel._detail.toPlainText()


def test_every_outcome_of_the_sample_says_authority_clause_edition_threshold_and_what_next(
    session: ReviewSession, qtbot: Any, reviewed: Path
) -> None:
    panel = OutcomePanel(session, MapLink(None))
    qtbot.addWidget(panel)
    shown(session, review_file.load(reviewed))
    rows = panel.model.rows()
    assert len(rows) > 10
    for number, o in enumerate(rows):
        panel.view.setCurrentIndex(panel.model.index(number, 0))
        text = panel._detail.toPlainText()
        assert o.source
        sources = source_names(o.source)
        assert not any(re.fullmatch(r"[A-Z0-9_]+", name) for name in sources), sources
        words = (labels.outcome_label(o.outcome), labels.next_step(o.outcome))
        for part in (o.title, o.authority, o.clause, *sources, o.threshold.replace(">=", "≥"), *words):
            assert " ".join(part.split()) in " ".join(text.split()), (o.rule, part)
        assert all(e in text for e in o.editions)
        assert ("close to the threshold" in text) or not o.near


def test_every_material_says_who_makes_it_and_how_many_approvals_share_it(
    session: ReviewSession, qtbot: Any, reviewed: Path
) -> None:
    panel = MaterialPanel(session)
    qtbot.addWidget(panel)
    shown(session, review_file.load(reviewed))
    materials = session.review.materials
    assert len(materials) == len({m.id for m in materials}) > 5
    assert any(m.shared_by > 1 for m in materials)
    cells = [[panel.model.index(r, c).data() for c in range(3)] for r in range(panel.model.rowCount())]
    assert cells == [[m.name, m.maker, str(m.shared_by or len(m.approvals))] for m in materials]
    assert all(m.maker for m in materials)
    text = panel.route.toPlainText()
    assert not panel.route.isHidden()
    for part in ("联动报批（与用地并联）", "使用林地审核（林业）", "后续", "供地与建设用地规划许可", "一套坐标", "国家（部局）"):
        assert part in text, part
    shown(session, review(CLOSED))
    assert panel.route.isHidden()


def test_conflicts_show_both_codes_with_meaning_and_edition_and_their_place_on_a_click(
    session: ReviewSession, qtbot: Any, reviewed: Path, qgis_iface: Any
) -> None:
    link = MapLink(qgis_iface)
    panel = ConflictPanel(session, link)
    qtbot.addWidget(panel)
    shown(session, review(CLOSED))
    assert panel.model.rowCount() == 0
    loaded = review_file.load(reviewed)
    shown(session, loaded)
    link.epsg = loaded.parcels.crs.epsg
    assert len(loaded.conflicts) == panel.model.rowCount() > 0
    assert "the offices decide" in panel._hint.text()
    for number, c in enumerate(panel.model.rows()):
        cells = [panel.model.index(number, column).data() for column in range(panel.model.columnCount())]
        assert cells[0] == c.parcel_id
        assert cells[1] == f"{c.area_m2:,.2f}"
        assert cells[2] == f"{c.role_a}: " + (f"{c.code_a} {c.name_a}".strip() or "nothing")
        assert cells[3] == f"{c.role_b}: " + (f"{c.code_b} {c.name_b}".strip() or "nothing")
        assert cells[4] == f"{c.edition_a or '?'} / {c.edition_b or '?'}"
        assert c.area_m2 == pytest.approx(c.geometry.area, rel=1e-6)
    panel.resize(500, 300)
    panel.show()
    index = panel.proxy.index(0, 0)
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=panel.view.visualRect(index).center())
    assert sum(b.size() for b in link._bands) > 0


def test_an_unknown_edition_is_listed_as_not_fully_checked(session: ReviewSession) -> None:
    found = unchecked(Review(ParcelSet(()), sources=(SourceInfo("DLTB", "a.shp", "dltb", status="no_edition"),)))
    assert [(u.what.split()[0], u.code) for u in found] == [("DLTB", "notice")]
    assert "edition" in found[0].why
