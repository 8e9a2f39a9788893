"""What the user decides about reading: columns, exchanged axes, layers and holes of drawings, own profiles, the boundary."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from osgeo import ogr, osr
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsSettings

sys.path.insert(0, str(Path(__file__).parent))
from vector_samples import FAR, dxf, lwpolyline, rules, wkt, write  # noqa: E402

from onemap_plugin.core.errors import OneMapError  # noqa: E402
from onemap_plugin.qgis_bridge import review_file, user_profiles  # noqa: E402
from onemap_plugin.qgis_bridge.boundary import load_boundary  # noqa: E402
from onemap_plugin.qgis_bridge.reading import read_any  # noqa: E402
from onemap_plugin.qgis_bridge.reading_choices import Choices, ColumnChoice, parse_columns  # noqa: E402

CORNERS = ((0, 0), (0, 100), (100, 100), (100, 0))
NORTH, EAST = 3350000.0, 40450000.0


def run(name: str, **parameters: Any) -> dict[str, Any]:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"onemap:{name}")
    results, ok = algorithm.run(parameters, QgsProcessingContext(), QgsProcessingFeedback(), {}, False)
    assert ok
    return results


def square(n: float, e: float, size: float = 100.0) -> list[tuple[float, float]]:
    """East, north, as drawings and OGR have it."""
    return [(e + dx * size / 100, n + dy * size / 100) for dy, dx in CORNERS]


def odd_list(path: Path) -> Path:
    """Two columns that could be the easting: the guess cannot be sure."""
    rows = [f"P{i},{NORTH + n:.3f},{EAST + e:.3f},{EAST + e + 7:.3f}" for i, (n, e) in enumerate(CORNERS, 1)]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def swapped_txt(path: Path) -> Path:
    rows = ["[属性描述]", "坐标系=2000国家大地坐标系", "几度分带=3", "带号=40", "[地块坐标]", "5,1.0000,1,甲,面,,,,@"]
    rows += [f"J{i % 4 + 1},1,{EAST + e:.3f},{NORTH + n:.3f}" for i, (n, e) in enumerate([*CORNERS, CORNERS[0]])]
    path.write_bytes("\r\n".join(rows).encode("gbk"))
    return path


# columns


def test_columns_that_the_user_named_are_taken_and_kept_in_the_provenance(plugin: Any, tmp_path: Path) -> None:
    path = odd_list(tmp_path / "点 表.csv")
    guessed = read_any(path)
    assert "T-LIST-COLUMNS" in rules(guessed)
    columns = json.dumps({"点 表.csv": {"columns": ["label", "north", "", "east"], "header_rows": 0}})
    run("importparcels", INPUT=str(path), COLUMNS=columns, REVIEW=str(tmp_path / "r.gpkg"))
    review = review_file.load(tmp_path / "r.gpkg")
    assert "T-LIST-COLUMNS" not in {f.rule for f in review.findings}
    ring = review.parcels.parcels[0].rings[0]
    assert ring.xy[0].tolist() == [NORTH, EAST + 7]
    assert ring.labels[0] == "P1"
    assert review.runs[-1].options["columns"] == {"点 表.csv": ["label", "north", "", "east"]}


def test_columns_of_one_worksheet_do_not_touch_the_others(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, shift in (("一", 0.0), ("二", 500.0)):
        sheet = book.create_sheet(name)
        for i, (n, e) in enumerate(CORNERS, 1):
            sheet.append([f"J{i}", NORTH + n, EAST + e + shift, EAST + e + shift + 7])
    del book["Sheet"]
    book.save(tmp_path / "表.xlsx")
    chosen = Choices({"表.xlsx|二": ColumnChoice(("label", "north", "", "east"))})
    found = read_any(tmp_path / "表.xlsx", choices=chosen)
    assert [p.rings[0].xy[0][1] for p in found.parcels] == [EAST, EAST + 507]


@pytest.mark.parametrize("text", ["{", "3", '["north", "height"]', '{"a.csv": {"roles": []}}', '{"a.csv": "north"}'])
def test_columns_that_make_no_sense_are_refused_in_words(text: str) -> None:
    with pytest.raises(OneMapError, match="columns"):
        parse_columns(text)


def test_columns_for_all_lists_need_no_file_name() -> None:
    assert parse_columns('["", "lon", "lat"]') == {"*": ColumnChoice(("", "lon", "lat"))}
    assert parse_columns("") == {}


# axes


def test_axes_are_exchanged_only_when_asked_and_that_is_recorded(plugin: Any, tmp_path: Path) -> None:
    path = swapped_txt(tmp_path / "a.txt")
    before = read_any(path)
    assert "T-CRS-SWAP" in rules(before)
    assert before.parcels[0].rings[0].xy[0].tolist() == [EAST, NORTH]
    run("importparcels", INPUT=str(path), SWAP_AXES=True, REVIEW=str(tmp_path / "r.gpkg"))
    review = review_file.load(tmp_path / "r.gpkg")
    assert review.parcels.parcels[0].rings[0].xy[0].tolist() == [NORTH, EAST]
    assert review.parcels.crs.epsg == 4528
    assert {"read.axes"} == {f.rule for f in review.findings if f.rule in ("read.axes", "T-CRS-SWAP")}
    assert review.runs[-1].options["axes_exchanged"] == ["a.txt"]


def test_asking_for_exchange_leaves_files_alone_that_are_right(tmp_path: Path, sample: Path) -> None:
    asked, plain = (read_any(sample / "parcels.txt", choices=Choices(swap_axes=s)) for s in (True, False))
    assert rules(asked) == rules(plain)
    for a, b in zip(asked.parcels, plain.parcels):
        assert all(np.array_equal(r.xy, s.xy) for r, s in zip(a.rings, b.rings))


# drawings


def test_closed_lines_within_others_become_holes_and_an_island_is_a_parcel_again(tmp_path: Path) -> None:
    outer, hole, island = square(NORTH, EAST, 300), square(NORTH + 50, EAST + 50, 200), square(NORTH + 100, EAST + 100, 50)
    path = dxf(
        tmp_path / "a.dxf",
        *(lwpolyline("JZD", ring, True) for ring in (island, hole, outer)),
        lwpolyline("JZD", square(NORTH, EAST + 1000), True),
    )
    found = read_any(path)
    assert sorted(round(p.geometry.area) for p in found.parcels) == [2500, 10000, 50000]
    assert sorted(len(p.rings) for p in found.parcels) == [1, 1, 2]
    (told,) = [f for f in found.findings if f.rule == "read.holes"]
    assert told.params["count"] == 1
    assert told.geometry.area == pytest.approx(40000)


def test_lines_of_other_layers_make_no_holes(tmp_path: Path) -> None:
    path = dxf(
        tmp_path / "a.dxf",
        lwpolyline("图框", square(NORTH, EAST, 1000), True),
        lwpolyline("0", square(NORTH + 100, EAST + 100), True),
    )
    found = read_any(path)
    assert sorted(len(p.rings) for p in found.parcels) == [1, 1]
    assert "read.holes" not in rules(found)


def test_only_the_chosen_layers_of_a_drawing_are_taken(plugin: Any, tmp_path: Path) -> None:
    path = dxf(tmp_path / "a.dxf", lwpolyline("JZD", square(NORTH, EAST), True), lwpolyline("拟建", FAR, True))
    run("importparcels", INPUT=str(path), LAYERS="拟建；别的", REVIEW=str(tmp_path / "r.gpkg"))
    review = review_file.load(tmp_path / "r.gpkg")
    assert [len(p.rings[0]) for p in review.parcels.parcels] == [4]
    assert review.runs[-1].options["layers"] == ["拟建", "别的"]
    with pytest.raises(OneMapError, match="JZD"):
        read_any(path, choices=Choices(layers=("没有",)))


def spline(layer: str, controls: list[tuple[float, float]]) -> str:
    degree, n = 3, len(controls)
    knots = [0.0] * degree + [float(k) for k in range(n - degree + 1)] + [float(n - degree)] * degree
    rows = ["0", "SPLINE", "5", "2A", "100", "AcDbEntity", "8", layer, "100", "AcDbSpline", "70", "9", "71", str(degree)]
    rows += ["72", str(len(knots)), "73", str(n), "74", "0"]
    for k in knots:
        rows += ["40", repr(k)]
    for x, y in controls:
        rows += ["10", repr(x), "20", repr(y), "30", "0"]
    return "\n".join(rows) + "\n"


def test_splines_are_segmented_and_the_stated_tolerance_holds(tmp_path: Path) -> None:
    ring = [(EAST, NORTH), (EAST + 80, NORTH - 30), (EAST + 150, NORTH + 60), (EAST + 90, NORTH + 140), (EAST - 40, NORTH + 90)]
    controls = [*ring, ring[0]]
    found = read_any(dxf(tmp_path / "a.dxf", spline("JZD", controls)))
    (told,) = [f for f in found.findings if f.rule == "read.curves"]
    en = found.parcels[0].rings[0].open_en
    # independent: the curve by de Boor's algorithm at many places, its distance from the polygon that was read
    from shapely import LinearRing, Point

    line = LinearRing(en)
    n, p = len(controls), 3
    knots = [0.0] * p + [float(k) for k in range(n - p + 1)] + [float(n - p)] * p
    off = 0.0
    for t in np.linspace(0, n - p - 1e-9, 2001):
        k = max(i for i in range(p, n) if knots[i] <= t)
        d = [np.array(controls[j + k - p]) for j in range(p + 1)]
        for r in range(1, p + 1):
            for j in range(p, r - 1, -1):
                low = knots[j + k - p]
                a = (t - low) / (knots[j + 1 + k - r] - low)
                d[j] = (1 - a) * d[j - 1] + a * d[j]
        off = max(off, line.distance(Point(d[p])))
    assert told.params["tolerance"] == pytest.approx(off, rel=0.05)
    assert 0 < off < 0.5


# an office's own profiles


@pytest.fixture
def _no_folder() -> Iterator[None]:
    yield
    QgsSettings().remove(user_profiles.KEY)
    user_profiles.apply()


@pytest.mark.usefixtures("_no_folder")
def test_a_profile_of_the_office_is_used_edited_and_forgotten(tmp_path: Path) -> None:
    from onemap_plugin.core.exchange import profiles

    table = tmp_path / "county.yaml"
    text = (
        "profiles:\n- id: county_x\n  title: 某县\n  parcel_line: {per: parcel, end: ',@', slots: [count, number]}\n"
        "  point_line: {columns: [label, ring, north, east]}\n"
    )
    table.write_text(text, encoding="utf-8")
    QgsSettings().setValue(user_profiles.KEY, str(tmp_path))
    user_profiles.apply()
    assert profiles()["county_x"].title == "某县"
    table.write_text(text.replace("某县", "某市甲县"), encoding="utf-8")
    user_profiles.apply()
    assert profiles()["county_x"].title == "某市甲县"
    QgsSettings().remove(user_profiles.KEY)
    user_profiles.apply()
    assert "county_x" not in profiles()


# the administrative boundary


def area_file(path: Path, epsg: int, rings: list[list[tuple[float, float]]]) -> Path:
    fields = {"XZQDM": "520123", "XZQMC": "某县"}
    return write("GPKG", path, [f"POLYGON {wkt(r)}" for r in rings], epsg=epsg, fields=fields, layer="XZQ")


def test_the_boundary_of_another_zone_comes_over_exactly(tmp_path: Path, sample: Path) -> None:
    parcels = read_any(sample / "parcels.txt")
    source, target = osr.SpatialReference(), osr.SpatialReference()
    source.ImportFromEPSG(parcels.crs.epsg)
    target.ImportFromEPSG(4490)
    for srs in (source, target):
        srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    west, south, east, north = np.array([p.geometry.bounds for p in parcels.parcels]).T
    box = [(west.min() - 50, south.min() - 50), (east.max() + 50, south.min() - 50)]
    box += [(east.max() + 50, north.max() + 50), (west.min() - 50, north.max() + 50)]
    moved = [osr.CoordinateTransformation(source, target).TransformPoint(x, y)[:2] for x, y in box]
    found = load_boundary(str(area_file(tmp_path / "界线.gpkg", 4490, [moved])), parcels)
    corners = ogr.CreateGeometryFromWkt(found.geometry.wkt).GetEnvelope()
    assert np.allclose(corners, [box[0][0], box[1][0], box[0][1], box[2][1]], atol=1e-4)
    assert found.name == "界线.gpkg|XZQ"


def test_parcels_beyond_the_boundary_are_found_and_the_boundary_is_named_in_the_run(plugin: Any, tmp_path: Path) -> None:
    path = dxf(tmp_path / "a.dxf", lwpolyline("JZD", square(NORTH, EAST), True))
    write("ESRI Shapefile", tmp_path / "地块.shp", [f"POLYGON {wkt(square(NORTH, EAST))}"], epsg=4528)
    review = str(tmp_path / "r.gpkg")
    run("importparcels", INPUT=str(tmp_path / "地块.shp"), REVIEW=review)
    limit = area_file(tmp_path / "limit.gpkg", 4528, [square(NORTH - 500, EAST - 500, 550), square(NORTH - 500, EAST + 50, 550)])
    run("checkparcels", REVIEW=review, BOUNDARY=str(limit))
    found = review_file.load(review)
    (cut,) = [f for f in found.findings if f.rule == "G23" and f.key.startswith("cut")]
    assert cut.params["area"] == pytest.approx(5000, abs=0.01)
    assert found.runs[-1].options["boundary"] == "limit.gpkg|XZQ"
    run("checkparcels", REVIEW=review)
    assert not [f for f in review_file.load(review).findings if f.rule == "G23"]
    assert path.exists()


def test_a_boundary_that_cannot_be_used_is_told_and_the_other_checks_run(plugin: Any, tmp_path: Path, sample: Path) -> None:
    review = str(tmp_path / "r.gpkg")
    run("importparcels", INPUT=str(sample / "parcels_faulty.txt"), REVIEW=review)
    plain = run("checkparcels", REVIEW=review)
    done = run("checkparcels", REVIEW=review, BOUNDARY=str(tmp_path / "none.gpkg"))
    assert done["FINDINGS"] == plain["FINDINGS"] + 1
    (told,) = [f for f in review_file.load(review).findings if f.rule == "read.boundary"]
    assert "none.gpkg" in told.text()
    assert str(tmp_path) not in told.text()


def test_the_boundary_is_found_in_a_one_map(sample: Path) -> None:
    parcels = read_any(sample / "parcels.txt")
    found = load_boundary(str(sample / "onemap.gpkg"), parcels)
    assert found.name.startswith("onemap.gpkg|")
    assert found.geometry.area > 0


# writing


def test_header_values_and_label_prefix_are_parameters(plugin: Any, tmp_path: Path, sample: Path) -> None:
    target = tmp_path / "out.txt"
    run(
        "writecoordinatetxt",
        INPUT=str(sample / "parcels.txt"),
        OUTPUT=str(target),
        NUMBERING="nw",
        LABEL_PREFIX="K",
        HEADER="数据产生单位=某勘测队；精度=0.01",
    )
    lines = target.read_bytes().decode("gbk").split("\r\n")
    assert "数据产生单位=某勘测队" in lines
    assert "精度=0.01" in lines
    points = [line for line in lines[12:] if line and not line.endswith("@")]
    assert all(line.startswith("K") for line in points)
    with pytest.raises(QgsProcessingException, match="header values"):
        run("writecoordinatetxt", INPUT=str(sample / "parcels.txt"), OUTPUT=str(tmp_path / "b.txt"), HEADER="no pair")


@pytest.mark.usefixtures("_no_folder")
def test_the_profile_of_the_documentation_works(plugin: Any, root: Path, tmp_path: Path, sample: Path) -> None:
    page = (root / "docs" / "txt-profiles.md").read_text(encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "county.yml").write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    QgsSettings().setValue(user_profiles.KEY, str(tmp_path / "own"))
    target = tmp_path / "out.txt"
    run("writecoordinatetxt", INPUT=str(sample / "parcels.txt"), PROFILE="county_example", OUTPUT=str(target))
    assert "县代码=520123" in target.read_bytes().decode("gbk")
    again = read_any(target)
    assert again.profile == "county_example"
    assert len(again.parcels) == 4
