"""The shown findings as a point layer of a GeoPackage, read back with OGR; which file name means the whole review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely
from osgeo import ogr

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.findings import Finding, Severity
from onemap_plugin.gui import findings_export
from onemap_plugin.gui.findings_panel import FindingsPanel
from onemap_plugin.gui.map_link import MapLink
from onemap_plugin.gui.models.finding_rows import FindingRow, make_rows
from onemap_plugin.gui.project_state import ProjectState
from onemap_plugin.gui.repairs import Repairs
from onemap_plugin.gui.session import ReviewSession


def finding(number: int, parcel: str = "A", rule: str = "G01", severity: Severity = Severity.ERROR) -> Finding:
    place = shapely.Point(number + 38383000.123456, 2582000.5)
    return Finding(rule, severity, f"Fault {number} found", {}, parcel, "甲.txt", number, place, "", str(number))


def rows(*findings: Finding) -> list[FindingRow]:
    return make_rows(findings, {}, {})


def test_the_shown_findings_become_a_point_layer_with_their_exact_places(
    plugin: Any, qgis_iface: Any, qtbot: Any, qgis_new_project: None, tmp_path: Path
) -> None:
    session, link = ReviewSession(ProjectState()), MapLink(qgis_iface)
    panel = FindingsPanel(qgis_iface, session, link, Repairs(session))
    qtbot.addWidget(panel)
    two = finding(3, "B", "T02", Severity.WARNING), finding(4, "", "T02", Severity.INFO)
    session.rows = rows(finding(1), finding(2, "B"), *two)
    session.rows_changed.emit()
    panel.filters.rule.setCurrentIndex(panel.filters.rule.findData("T02"))
    wanted = {r.uid: r.finding for r in panel.model.shown_rows()}
    assert 0 < len(wanted) < len(panel.model.rows())
    path = tmp_path / "检查.gpkg"
    panel.export_to(str(path))
    qtbot.waitUntil(path.exists, timeout=60_000)
    source = ogr.Open(str(path))
    assert source.GetLayerCount() == 1
    layer = source.GetLayer(0)
    assert layer.GetGeomType() == ogr.wkbPoint
    read = {f["uid"]: f for f in layer}
    assert set(read) == set(wanted)
    for uid, feature in read.items():
        place = wanted[uid].geometry
        assert shapely.from_wkt(feature["wkt"]).equals(place)
        assert shapely.from_wkt(feature.GetGeometryRef().ExportToWkt()).intersects(place)
        assert feature["rule"] == "T02"
        assert (feature["severity"], feature["parcel_id"]) == (wanted[uid].severity.value, wanted[uid].parcel_id)
    assert [p.name for p in tmp_path.iterdir()] == ["检查.gpkg"]
    panel.clean_up()
    session.shut_down()


def test_a_point_layer_holds_areas_lines_faults_and_findings_without_a_place(tmp_path: Path) -> None:
    shapes = [
        shapely.box(38383000, 2582000, 38383100, 2582100),
        shapely.LineString([(38383000, 2582000), (38383100, 2582000)]),
        shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]),  # crosses itself
        None,
    ]
    found = [Finding("G01", Severity.ERROR, f"fault {i}", {}, "", "甲.txt", i, s, "", str(i)) for i, s in enumerate(shapes)]
    path = tmp_path / "all.gpkg"
    findings_export.export(rows(*found), str(path), "t", 4526)
    source = ogr.Open(str(path))
    layer = source.GetLayer("findings")
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "4526"
    read = {f["source_line"]: f for f in layer}
    assert read[3].GetGeometryRef() is None or read[3].GetGeometryRef().IsEmpty()
    assert not read[3].IsFieldSet("wkt") or read[3].IsFieldNull("wkt")
    for line, shape in enumerate(shapes[:3]):
        point = shapely.from_wkt(read[line].GetGeometryRef().ExportToWkt())
        assert point.distance(shape) < 1e-6
        assert shapely.equals_exact(shapely.from_wkt(read[line]["wkt"]), shape, 1e-9)


@pytest.mark.parametrize("suffix", [".xlsx", ".md", ".json", ".gpkg"])
def test_every_format_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"检查{suffix}"
    path.write_text("of last week")
    findings_export.export(rows(finding(1), finding(2)), str(path), "t", 4526)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() != b"of last week"


def test_a_folder_that_is_gone_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises((OneMapError, OSError)):
        findings_export.export(rows(finding(1)), str(tmp_path / "gone" / "a.gpkg"), "t", 4526)
    assert list(tmp_path.iterdir()) == []
