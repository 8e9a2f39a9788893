"""The rules on what the overlay engine really gives: columns by role, distances, conflicts, parts without patch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from onemap_plugin.core.approvals import Outcome, RuleBook, evaluate, load_rules
from onemap_plugin.core.coordinates.zones import crs_from_epsg
from onemap_plugin.core.onemap.model import PatchBatch, SourceInfo
from onemap_plugin.core.onemap.overlay import OverlayOptions, overlay
from onemap_plugin.core.onemap.roles import roles
from onemap_plugin.core.parcels import Parcel, ParcelSet, Ring

EAST, NORTH = 500_000.0, 3_400_000.0


class Layer:
    """A layer in memory: shapes in metres from the corner (EAST, NORTH), columns by canonical name."""

    def __init__(self, role: str, shapes: list[Any], **columns: list[Any]) -> None:
        self.info = SourceInfo(role, path=f"{role}.gpkg", edition="2024", crs="EPSG:4549")
        self.shapes = np.array([shapely.affinity.translate(s, EAST, NORTH) for s in shapes], dtype=object)
        self.columns = {k: np.array(v, dtype=object) for k, v in columns.items()}

    def read(self, boxes: Any, columns: Any) -> PatchBatch:
        wanted = {c: self.columns[c] for c in columns if c in self.columns}
        return PatchBatch(self.shapes, np.arange(1, len(self.shapes) + 1), wanted)


def parcel(x0: float, y0: float, x1: float, y1: float, name: str = "P1") -> Parcel:
    corners = np.array([[y0, x0], [y0, x1], [y1, x1], [y1, x0]]) + (NORTH, EAST)
    return Parcel(name, (Ring(1, ("J1", "J2", "J3", "J4"), corners),))


def review(book: RuleBook, layers: list[Layer], project: dict[str, Any], *parcels: Parcel) -> dict[str, Outcome]:
    crs = crs_from_epsg(4549)
    assert crs is not None
    subject = ParcelSet(parcels, crs)
    options = OverlayOptions(reach=book.reach(project), columns=book.roles(project))
    result = overlay(subject, layers, options)
    return {o.rule: o for o in evaluate(book, result, subject, project)}


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def test_the_overlay_knows_every_role_and_column_that_the_rules_ask_for(book: RuleBook) -> None:
    known = roles()
    assert set(book.layers) == set(known)
    asked = {(role, column) for role, columns in book.roles().items() for column in columns}
    assert {(r, c) for r, c in asked if c not in known[r].fields} == set()


def test_land_forest_grass_and_red_line_in_one_run(book: RuleBook) -> None:
    layers = [
        Layer(
            "DLTB",
            [shapely.box(-50, -50, 600, 1050), shapely.box(600, -50, 1050, 1050)],
            DLBM=["0101", "0301"],
            QSXZ=["30", "20"],
            QSDWMC=["甲村", "林场"],
            KCXS=[0.1, 0.0],
        ),
        Layer("YJJBNTTB", [shapely.box(0, 0, 100, 100)], DLBM=["0101"]),
        Layer(
            "LDTB",
            [shapely.box(600, 0, 1000, 1000)],
            BH_DJ=["2"],
            LIN_ZHONG=["111"],
            DI_LEI=["030100"],
            GJGYL_BHDJ=[""],
            QI_YUAN=["11"],
            SEN_LIN_LB=["11"],
        ),
        Layer("ZDLQ", [shapely.box(5000, 0, 5100, 100)]),
        Layer("CYTB", [shapely.box(0, 900, 200, 1000)], JBCY=["1"]),
        Layer("STBHHX", [shapely.box(900, 900, 1000, 1000)]),
    ]
    project = {
        "temporary": False,
        "national_key": True,
        "kind": "infrastructure",
        "applicant_level": "province",
        "limited_activity": 0,
        "single_site": True,
    }
    found = review(book, layers, project, parcel(0, 0, 1000, 1000))
    assert found["YD-02"].outcome == "needs_approval"
    assert found["YD-02"].measured == pytest.approx(1.0, rel=1e-3)
    assert found["YD-09"].measured == pytest.approx(54.0, rel=1e-3)  # 60 ha less a tenth of ridges
    assert found["YL-01"].authority == "国务院林业主管部门（可委托省级）"
    assert found["YL-01"].measured == pytest.approx(40.0, rel=1e-3)
    assert found["YL-04"].outcome == "needs_approval"
    assert found["YL-04"].authority == found["YL-01"].authority
    assert found["YL-10"].outcome == "notice"
    assert found["YC-02"].outcome == "needs_argument"
    assert found["ST-02"].outcome == "needs_argument"
    assert found["YD-05"].extra["tiers"][0]["tier"] == 0
    assert "YL-12" not in found  # forest fits forest, no cropland in it
    assert found["YL-09"].editions == ("2024",)
    assert found["YL-09"].geometry.area == pytest.approx(400_000)


def test_conflicts_of_the_engine_reach_the_rule(book: RuleBook) -> None:
    layers = [
        Layer("DLTB", [shapely.box(0, 0, 1000, 1000)], DLBM=["0101"]),
        Layer("LDTB", [shapely.box(0, 0, 10, 1000)], DI_LEI=["030100"]),
        Layer("CYTB", [shapely.box(9000, 0, 9010, 10)]),
    ]
    found = review(book, layers, {}, parcel(0, 0, 100, 100))["YL-12"]
    assert found.measured == pytest.approx(1000, rel=1e-3)
    assert "三调耕地而林草图斑为林地" in found.note


def test_distances_come_from_features_outside_the_parcel(book: RuleBook) -> None:
    road = shapely.box(-200, 118, 300, 130)  # 18 m north of the parcel
    layers = [
        Layer("GL", [road, shapely.box(-200, 400, 300, 420)], **{"class": ["国道", "国道"]}),
        Layer("DLXL", [shapely.LineString([(-100, -15.5), (300, -15.5)])], kv=["220kV"]),
        Layer("CLBZ", [shapely.Point(50, 50), shapely.Point(50, 140)]),
    ]
    found = review(book, layers, {"building": True, "kind": "infrastructure"}, parcel(0, 0, 100, 100))
    assert found["JT-01"].outcome == "prohibited"
    assert found["JT-01"].measured == pytest.approx(18.0, abs=1e-6)
    assert found["JT-01"].threshold == "<= 20"
    assert "NY-01" not in found
    assert found["QT-05"].outcome == "needs_approval"
    assert [t["outcome"] for t in found["QT-05"].extra["tiers"]] == ["needs_approval", "notice"]


def test_outside_the_boundary_is_measured_over_all_parcels(book: RuleBook) -> None:
    layers = [Layer("CZKFBJ", [shapely.box(-10, -10, 110, 60)])]
    found = review(
        book, layers, {"temporary": False, "single_site": False}, parcel(0, 0, 100, 100), parcel(200, 0, 300, 100, "P2")
    )
    assert found["YD-07"].measured == pytest.approx(1.4, rel=1e-3)
    assert found["YD-07"].parcels == ("P1", "P2")


def test_a_parcel_without_land_use_patch_is_no_farmland(book: RuleBook) -> None:
    layers = [Layer("DLTB", [shapely.box(0, 0, 40, 100)], DLBM=["0101"])]
    found = review(book, layers, {"temporary": False}, parcel(0, 0, 100, 100))
    assert found["YD-01"].measured == pytest.approx(0.4, rel=1e-3)
