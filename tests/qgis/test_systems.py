"""The same ground in degrees, in another zone and of another width: the same review, areas, neighbours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely
import yaml
from openpyxl import Workbook
from osgeo import gdal

from onemap_plugin.core.coordinates.planes import move_points
from onemap_plugin.core.review import Review
from onemap_plugin.paths import RESOURCES
from onemap_plugin.qgis_bridge.steps import import_step
from onemap_plugin.qgis_bridge.steps_files import compare_step
from onemap_plugin.qgis_bridge.steps_review import review_step
from onemap_plugin.qgis_bridge.steps_sides import sides_step

SAMPLE = RESOURCES / "sample"


def moved(source: Path, target: Path, epsg: int, **options: Any) -> Path:
    gdal.VectorTranslate(str(target), str(source), format="GPKG", dstSRS=f"EPSG:{epsg}", **options)
    return target


@pytest.fixture(scope="module")
def plane(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review file with the sample parcels, in the zone of their TXT."""
    path = tmp_path_factory.mktemp("plane") / "plane.gpkg"
    import_step(str(SAMPLE / "parcels.txt"), "", str(path))
    return path


def parcels_in(plane: Path, epsg: int, folder: Path) -> Path:
    statement = "SELECT geom, number AS DKBH, name AS DKMC FROM parcels"
    return moved(plane, folder / f"parcels_{epsg}.gpkg", epsg, SQLStatement=statement, layerName="parcels")


def reviewed(source: Path, onemap: Path, folder: Path) -> Review:
    project = yaml.safe_load((SAMPLE / "project.yaml").read_text(encoding="utf-8"))
    file = folder / "project.yaml"  # in batches: then what lies outside the growth boundary has to be argued for
    file.write_text(yaml.safe_dump({**project, "single_site": False}, allow_unicode=True), encoding="utf-8")
    path = str(folder / "r.gpkg")
    import_step(str(source), "", path)
    return review_step(path, str(onemap), str(file)).review


@pytest.fixture(scope="module")
def expected(plane: Path, tmp_path_factory: pytest.TempPathFactory) -> Review:
    folder = tmp_path_factory.mktemp("expected")
    return reviewed(parcels_in(plane, 4528, folder), SAMPLE / "onemap.gpkg", folder)


@pytest.mark.parametrize(("parcels", "layers"), [(4490, 4549), (4490, 4490), (4549, 4490), (4510, 4549), (4548, 4528)])
def test_the_review_says_the_same_in_every_system(
    plane: Path, expected: Review, tmp_path: Path, parcels: int, layers: int
) -> None:
    """In degrees what lies outside a boundary was below the noise, and pieces were cut on a grid of 0.1 m; areas where
    surveys disagree were plane ones, 0.4 % too large in a distant zone."""
    onemap = moved(SAMPLE / "onemap.gpkg", tmp_path / "onemap.gpkg", layers)
    review = reviewed(parcels_in(plane, parcels, tmp_path), onemap, tmp_path)
    assert review.parcels.crs.epsg == parcels
    found, wanted = ({o.rule: o for o in r.outcomes} for r in (review, expected))
    assert "YD-07" in wanted
    assert {k: o.outcome for k, o in found.items()} == {k: o.outcome for k, o in wanted.items()}
    for rule, outcome in wanted.items():
        measured = [o.measured if o.measured is not None else -1.0 for o in (found[rule], outcome)]
        assert measured[0] == pytest.approx(measured[1], rel=3e-6, abs=3e-5), rule
        if outcome.geometry is not None:  # the evidence is in the system of the parcels
            there = shapely.get_coordinates(found[rule].geometry.centroid)
            back = move_points(there, review.parcels.crs, expected.parcels.crs)
            assert back == pytest.approx(shapely.get_coordinates(outcome.geometry.centroid), abs=0.5), rule
    measures = review.measures
    assert review.closures
    for closure in review.closures:
        assert closure.closed
        assert closure.control_m2 == pytest.approx(measures[closure.parcel_id].area_m2, abs=1e-4)


def test_parcels_in_degrees_on_both_sides_of_a_zone_border_close_to_their_areas_and_perimeters(tmp_path: Path) -> None:
    """The table of parcels and each ring's sides took a zone of their own, the review that of all: 0.1 % between them."""
    lines = ["[地块坐标]"]
    for k, (x, y) in enumerate([(119.9, 28.9), (121.3, 28.9), (121.6, 28.95)]):
        ring = [(x, y), (x, y + 0.001), (x + 0.001, y + 0.001), (x + 0.001, y), (x, y)]
        lines += [f"5,地块{k},面,,@", *(f"J{i % 4 + 1},1,{lon:.10f},{lat:.10f}" for i, (lon, lat) in enumerate(ring))]
    (tmp_path / "卫片.txt").write_bytes("\r\n".join(lines).encode("gbk"))
    review = reviewed(tmp_path / "卫片.txt", SAMPLE / "onemap.gpkg", tmp_path)
    source = gdal.OpenEx(str(tmp_path / "r.gpkg"))
    sides: dict[str, float] = {}
    for row in source.GetLayerByName("boundary_lines"):
        sides[row["parcel_id"]] = sides.get(row["parcel_id"], 0.0) + row["side_m"]
    assert sides == pytest.approx({i: m.perimeter_m for i, m in review.measures.items()}, abs=1e-3)
    controls = {c.parcel_id: c.control_m2 for c in review.closures if c.role == "DLTB"}
    assert controls == pytest.approx({i: m.area_m2 for i, m in review.measures.items()}, abs=1e-6)


def test_the_neighbours_of_parcels_in_degrees_are_those_of_the_plane(plane: Path, tmp_path: Path) -> None:
    """Test points half a degree outside named villages 50 km away, or none."""
    degrees = parcels_in(plane, 4490, tmp_path)
    wanted, found = (sides_step(str(p), str(SAMPLE / "onemap.gpkg")) for p in (SAMPLE / "parcels.txt", degrees))
    for one, other in zip(wanted["parcels"], found["parcels"]):
        assert {s: other[f"{s}至"] for s in "东南西北"} == {s: one[f"{s}至"] for s in "东南西北"}
        for side in "东南西北":
            lengths = [[n["length_m"] for n in p["sides"][side]] for p in (one, other)]
            assert lengths[1] == pytest.approx(lengths[0], abs=4.1)  # a test point more or less


def test_an_area_table_is_compared_with_parcels_in_degrees_by_their_plane_areas(plane: Path, tmp_path: Path) -> None:
    """The areas of the parcels were square degrees: 0.00 m²."""
    book = Workbook()
    book.active.append(["地块编号", "面积"])
    for number, hectares in (("DK01", 7.5543), ("DK02", 11.0218), ("DK03", 5.6954), ("DK04", 14.2849)):
        book.active.append([number, hectares])
    book.save(tmp_path / "面积表.xlsx")
    report = compare_step(str(parcels_in(plane, 4490, tmp_path)), str(tmp_path / "面积表.xlsx"))
    (finding,) = report["findings"]
    assert finding["parcel_id"] == "DK04"  # 14.1849 ha
    assert "141848.81" in finding["message"]
    assert "14.2849" in finding["message"]
