"""Same sums as QGIS's own overlay, on random maps written to disk and on the sample."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from osgeo import ogr, osr

from onemap_plugin.core.coordinates.zones import crs_from_epsg
from onemap_plugin.core.exchange import read_txt
from onemap_plugin.core.onemap.overlay import overlay
from onemap_plugin.core.parcels import Parcel, ParcelSet, Ring
from onemap_plugin.qgis_bridge.onemap_sources import open_onemap

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
ORIGIN = np.array([460_000.0, 3_350_000.0])


def write(path, layer, shapes, codes, append=False):
    driver = ogr.GetDriverByName("GPKG")
    source = driver.Open(str(path), 1) if append else driver.CreateDataSource(str(path))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4549)
    made = source.CreateLayer(layer, srs, ogr.wkbMultiPolygon)
    made.CreateField(ogr.FieldDefn("DLBM", ogr.OFTString))
    made.StartTransaction()
    for shape, code in zip(shapes, codes):
        feature = ogr.Feature(made.GetLayerDefn())
        feature.SetField("DLBM", code)
        multi = shape if shape.geom_type == "MultiPolygon" else shapely.multipolygons([shape])
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shapely.to_wkb(multi)))
        made.CreateFeature(feature)
    made.CommitTransaction()
    made = source = None


def as_parcels(shapes):
    made = []
    for i, shape in enumerate(shapes):
        rings = []
        for part in shapely.get_parts(shape):
            for ring in shapely.get_rings(part):
                xy = shapely.get_coordinates(ring)[:, ::-1]
                rings.append(Ring(len(rings) + 1, tuple(f"J{k}" for k in range(len(xy))), xy))
        made.append(Parcel(f"{i:04d}", tuple(rings)))
    return ParcelSet(tuple(made), crs=crs_from_epsg(4549))


def native_sums(parcels_uri, patches_uri, overlay_fields):
    """(parcel code, patch code) -> area of native:intersection."""
    import processing

    found = processing.run(
        "native:intersection",
        {
            "INPUT": parcels_uri,
            "OVERLAY": patches_uri,
            "INPUT_FIELDS": ["DLBM"],
            "OVERLAY_FIELDS": overlay_fields,
            "OVERLAY_FIELDS_PREFIX": "o_",
            "OUTPUT": "TEMPORARY_OUTPUT",
        },
    )["OUTPUT"]
    sums: dict = {}
    for feature in found.getFeatures():
        key = (feature["DLBM"], feature["o_DLBM"])
        sums[key] = sums.get(key, 0.0) + feature.geometry().area()
    return {k: v for k, v in sums.items() if v > 1e-6}


@pytest.mark.parametrize("seed", range(4))
def test_random_maps_have_the_same_sums_as_native_intersection(qgis_processing, tmp_path, seed):
    rng = np.random.default_rng(seed)
    points = shapely.multipoints(np.round(rng.uniform(0, 2000, (900, 2)) + ORIGIN, 4))
    patches = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=shapely.box(*ORIGIN, *(ORIGIN + 2000))))
    patches = shapely.transform(patches, lambda xy: np.round(xy, 4))
    codes = rng.choice(["0101", "0301", "0702", "1101", "0404"], len(patches))
    shapes = []
    for _ in range(600):
        x, y = rng.uniform(0, 1900, 2) + ORIGIN
        if rng.random() < 0.05:
            shape = shapely.LineString(rng.uniform(0, 2000, (6, 2)) + ORIGIN).buffer(rng.uniform(5, 25), join_style="mitre")
        else:
            shape = shapely.affinity.rotate(
                shapely.box(x, y, x + rng.uniform(1, 150), y + rng.uniform(1, 150)), rng.uniform(0, 90)
            )
        if rng.random() < 0.3:
            shape = shape.difference(shape.representative_point().buffer(4))
        shapes.append(shapely.transform(shape, lambda xy: np.round(xy, 3)))
    shapes = [s for s in shapes if s.is_valid]
    path = tmp_path / "map.gpkg"
    write(path, "DLTB", patches, codes)
    write(path, "parcels", shapes, [f"{i:04d}" for i in range(len(shapes))], append=True)
    expected = native_sums(f"{path}|layername=parcels", f"{path}|layername=DLTB", ["DLBM"])
    result = overlay(as_parcels(shapes), open_onemap(str(path), ["DLTB"], crs_from_epsg(4549)))
    found: dict = {}
    for row in result.rows:
        if row.code:
            found[row.parcel_id, row.code] = found.get((row.parcel_id, row.code), 0.0) + row.area_m2
    big = {k for k, v in expected.items() if v > 1e-3}
    assert big <= set(found)
    for key in set(found) | set(expected):
        assert found.get(key, 0.0) == pytest.approx(expected.get(key, 0.0), rel=1e-6, abs=1e-4)
    assert sum(found.values()) == pytest.approx(sum(expected.values()), rel=1e-9)
    assert all(c.closed for c in result.closures)


@pytest.mark.parametrize("role", ["DLTB", "YJJBNTTB", "STBHHX", "CZKFBJ", "LDTB", "CYTB", "HYSYQ", "KYQ", "XZQ"])
def test_every_layer_of_the_sample_has_the_area_that_qgis_finds(qgis_processing, tmp_path, role):
    import processing

    parcels = read_txt((SAMPLE / "parcels.txt").read_bytes(), "parcels.txt")
    shapes = [shapely.transform(p.geometry, lambda xy: xy - [parcels.crs.false_easting - 500_000, 0]) for p in parcels.parcels]
    path = tmp_path / "parcels.gpkg"
    write(path, "parcels", shapes, [p.parcel_id for p in parcels.parcels])
    cut = processing.run(
        "native:intersection",
        {
            "INPUT": str(path),
            "OVERLAY": f"{SAMPLE / 'onemap.gpkg'}|layername={role}",
            "INPUT_FIELDS": ["DLBM"],
            "OVERLAY_FIELDS": [],
            "OUTPUT": "TEMPORARY_OUTPUT",
        },
    )["OUTPUT"]
    expected: dict = {}
    for feature in cut.getFeatures():
        expected[feature["DLBM"]] = expected.get(feature["DLBM"], 0.0) + feature.geometry().area()
    result = overlay(parcels, open_onemap(str(SAMPLE / "onemap.gpkg"), [role], parcels.crs))
    for closure in result.closures:
        assert closure.pieces_m2 + closure.overlap_m2 == pytest.approx(expected.get(closure.parcel_id, 0.0), rel=1e-6, abs=1e-3)
        assert closure.closed
    assert expected
    assert [s.role for s in result.sources] == [role]
    assert result.sources[0].status in ("checked", "no_edition")
