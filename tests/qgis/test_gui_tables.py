"""Tables and cards of the review: every number worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from onemap_plugin.core.approvals.model import Outcome
from onemap_plugin.core.coordinates.measures import ParcelMeasures
from onemap_plugin.core.onemap.model import OverlayRow, SourceInfo
from onemap_plugin.core.parcels import Parcel, ParcelSet
from onemap_plugin.core.review import Review, Run
from onemap_plugin.gui.models.area_tree import AreaTreeModel, class_colour, roles_with_areas
from onemap_plugin.gui.models.outcome_list import OutcomeListModel, measure_line, sorted_outcomes
from onemap_plugin.gui.models.parcel_table import ParcelTableModel, parcel_rows
from onemap_plugin.gui.models.tables import ROW_ROLE, SortedRows
from onemap_plugin.gui.preflight import preflight
from onemap_plugin.gui.result_tables import unchecked


def parcels() -> ParcelSet:
    return ParcelSet(
        (
            Parcel("b", (), "002", "乙", declared_area=0.2, declared_unit="ha", declared_area_text="0.2000"),
            Parcel("a", (), "001", "甲"),
        )
    )


def review(**more: Any) -> Review:
    measures = {
        "b": ParcelMeasures(2000.0, 2000.6, 180.0, 4, 1, 0, 121.5, 29.25, "H51G001001"),
        "a": ParcelMeasures(150000.0, 150045.0, 1600.0, 12, 1, 1, None, None),
    }
    return Review(parcels(), measures, **more)


def outcome(rule: str, kind: str, domain: str = "用地", **more: Any) -> Outcome:
    return Outcome(rule, domain, f"标题{rule}", kind, **more)


def piece(parcel: str, code: str, name: str, area: float, role: str = "DLTB") -> OverlayRow:
    return OverlayRow(
        parcel,
        role,
        code,
        name,
        area_m2=area,
        area_ellipsoid_m2=area * 1.0003,
        area_ha=round(area / 1e4, 4),
        geometry=shapely.box(0, 0, area, 1),
    )


@pytest.fixture
def table(qgis_app: Any, qtmodeltester: Any) -> ParcelTableModel:
    made = ParcelTableModel(2)
    made.set_rows(parcel_rows(review(), {"b": ("error", 3)}))
    qtmodeltester.check(made, force_py=True)
    return made


def line(table: Any, row: int) -> list[str]:
    return [table.index(row, c).data() for c in range(table.columnCount())]


def test_the_parcel_table_shows_square_metres_hectares_mu_and_the_rest(table: ParcelTableModel) -> None:
    assert line(table, 0) == [
        "002",
        "乙",
        "2,000.00",
        "0.2000",
        "3.000",
        "2,000.60",
        "0.2000 ha",
        "180.00",
        "4",
        "H51G001001",
        "121.500000",
        "29.250000",
    ]
    assert line(table, 1)[2:6] == ["150,000.00", "15.0000", "225.000", "150,045.00"]
    assert line(table, 1)[-2:] == ["", ""]


def test_parcels_are_sorted_by_number_not_by_text(table: ParcelTableModel) -> None:
    proxy = SortedRows(table)
    proxy.sort(2, Qt.SortOrder.AscendingOrder)
    assert [proxy.index(r, 2).data() for r in range(2)] == ["2,000.00", "150,000.00"]
    proxy.set_text("甲")
    assert proxy.rowCount() == 1
    assert proxy.row_at(proxy.index(0, 0)).parcel.parcel_id == "a"


def test_decimals_follow_the_setting(table: ParcelTableModel) -> None:
    table.set_decimals(4)
    assert line(table, 0)[2] == "2,000.0000"


def test_the_area_tree_sums_by_class_and_by_parcel_and_its_total_is_the_sum(qgis_app: Any) -> None:
    pieces = [
        piece("a", "0101", "水田", 100000),
        piece("b", "0101", "水田", 2000),
        piece("a", "0301", "乔木林地", 50000),
        piece("a", "STB", "红线", 7, "STBHHX"),
    ]
    model = AreaTreeModel()
    model.fill(pieces, "DLTB", by_parcel=False)
    shown = {model.item(r, 0).text(): (model.item(r, 1).text(), model.item(r, 2).text()) for r in range(model.rowCount())}
    assert shown == {"0101 水田": ("10.2000", "67.1 %"), "0301 乔木林地": ("5.0000", "32.9 %"), "Total": ("15.2000", "100.0 %")}
    paddy = model.item(0, 0)
    assert [paddy.child(r, 0).text() for r in range(paddy.rowCount())] == ["a", "b"]
    assert [paddy.child(r, 1).text() for r in range(paddy.rowCount())] == ["10.0000", "0.2000"]
    assert len(paddy.data(ROW_ROLE)) == 2
    assert [s.label for s in model.shares()] == ["水田", "乔木林地"]
    model.fill(pieces, "DLTB", by_parcel=True)
    assert [model.item(r, 0).text() for r in range(model.rowCount())] == ["a", "b", "Total"]
    assert model.item(0, 1).text() == "15.0000"


def test_roles_with_areas_begin_with_the_land_use_map(qgis_app: Any) -> None:
    rows = [piece("a", "1", "x", 5, "CYTB"), piece("a", "0101", "水田", 5), OverlayRow("a", "KYQ", area_m2=9.0)]
    assert roles_with_areas(rows) == ["DLTB", "CYTB"]


def test_land_classes_have_their_official_colour() -> None:
    assert class_colour("DLTB", "0101") == QColor("#F8D072")
    assert class_colour("DLTB", "0301") == QColor("#31AD69")
    assert class_colour("KYQ", "X") == class_colour("KYQ", "X")


def test_outcomes_come_by_gravity_then_in_the_order_of_the_trade() -> None:
    given = [
        outcome("3", "notice"),
        outcome("2", "needs_approval", "用矿"),
        outcome("1", "needs_approval", "用地"),
        outcome("9", "prohibited", "水"),
    ]
    assert [o.rule for o in sorted_outcomes(given)] == ["9", "1", "2", "3"]


def test_cards_filter_by_domain_and_keep_others_apart(qgis_app: Any, qtmodeltester: Any) -> None:
    model = OutcomeListModel()
    model.set_outcomes([outcome("1", "notice"), outcome("2", "prohibited", "水"), outcome("3", "needs_approval")])
    qtmodeltester.check(model, force_py=True)
    assert model.counts() == {None: 3, "用地": 2, "": 1}
    assert model.worst("用地") == "needs_approval"
    model.set_domain("")
    assert [model.index(r, 0).data(ROW_ROLE).rule for r in range(model.rowCount())] == ["2"]


def test_a_measured_value_stands_beside_its_threshold_and_says_when_it_is_close() -> None:
    o = outcome("1", "needs_approval", measured=34.99996, unit="ha", threshold="> 35", near=True)
    assert measure_line(o) == "34.99996 ha · threshold > 35 ha · close to the threshold"
    assert measure_line(outcome("1", "notice", measured=12.5, unit="ha", threshold="> 35")) == "12.5000 ha · threshold > 35 ha"
    assert measure_line(outcome("2", "notice")) == ""


def test_what_was_not_checked_lists_rules_and_sources_with_the_reason() -> None:
    found = unchecked(
        review(
            outcomes=(outcome("1", "not_checked", why="缺少图层"), outcome("2", "needs_input", why="?"), outcome("3", "notice")),
            sources=(SourceInfo("DLTB"), SourceInfo("KYQ", status="missing"), SourceInfo("CYTB", status="no_edition")),
        )
    )
    assert [u.key.split(":")[0] for u in found] == ["1", "2", "source", "source"]
    assert found[0].why == "缺少图层"
    assert all(u.why for u in found)


def test_preflight_says_what_stands_in_the_way_gravest_first(tmp_path: Any) -> None:
    assert [r.level for r in preflight(None, [], str(tmp_path))] == ["stop"]
    bare = preflight(review(), [], "")
    assert bare[0].level == "stop"
    assert {r.key for r in bare} >= {"folder", "crs", "check", "reviewed"}
    checked = review(runs=(Run("check", "", 0.0),), outcomes=(outcome("1", "not_checked"),))
    levels = {r.key: r.level for r in preflight(checked, [], str(tmp_path))}
    assert "check" not in levels
    assert levels["not_checked"] == "info"
    assert "folder" not in levels


def test_preflight_warns_of_paths_that_windows_cannot_open(tmp_path: Any) -> None:
    deep = tmp_path / ("很长的文件夹名字" * 8) / ("很长的文件夹名字" * 8)
    assert {r.key: r.level for r in preflight(review(), [], str(deep))}["path"] == "warning"
