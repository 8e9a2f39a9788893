"""Vector files written by OGR itself or byte by byte, for the tests of reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from osgeo import gdal, ogr, osr

from onemap_plugin.core.parcels import ParcelSet

SQUARE = [(38383243.971, 2582988.976), (38383343.9713, 2582988.976), (38383343.971, 2582888.9761), (38383243.971, 2582888.976)]
HOLE = [(38383263.971, 2582968.976), (38383263.971, 2582948.976), (38383283.971, 2582948.976)]
FAR = [(38384243.971, 2582988.976), (38384343.971, 2582988.976), (38384343.971, 2582888.976)]


def wkt(*rings: list[tuple[float, float]]) -> str:
    return "(" + ",".join("(" + ",".join(f"{x!r} {y!r}" for x, y in (*r, r[0])) + ")" for r in rings) + ")"


POLYGON = "POLYGON " + wkt(SQUARE, HOLE)
MULTI = f"MULTIPOLYGON ({wkt(SQUARE, HOLE)},{wkt(FAR)})"


def write(
    driver: str,
    path: Path,
    geometries: list[str],
    epsg: int | None = 4526,
    fields: dict[str, Any] | None = None,
    layer: str = "",
    kind: int = ogr.wkbUnknown,
    options: tuple[str, ...] = (),
) -> Path:
    """A vector file by OGR itself; ``fields``: values of every feature."""
    srs = None
    if epsg:
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(epsg)
        srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    # QGIS's own writer leaves this option empty in the process, and GDAL would then write UTF-8 whatever the layer option says
    encoding = next((o.split("=")[1] for o in options if o.startswith("ENCODING=")), None)
    gdal.SetThreadLocalConfigOption("SHAPE_ENCODING", encoding)
    source = ogr.GetDriverByName(driver).CreateDataSource(str(path), [o for o in options if o.startswith("FORMAT=")])
    made = source.CreateLayer(layer or path.stem, srs, kind, [o for o in options if not o.startswith("FORMAT=")])
    fields = fields or {}
    for name, value in fields.items():
        made.CreateField(ogr.FieldDefn(name, ogr.OFTReal if isinstance(value, float) else ogr.OFTString))
    for text in geometries:
        feature = ogr.Feature(made.GetLayerDefn())
        for index, value in enumerate(fields.values()):  # by index: Shapefile cuts the names
            feature.SetField(index, value)
        if text:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(text))
        assert made.CreateFeature(feature) == 0
    del feature, made, source
    gdal.SetThreadLocalConfigOption("SHAPE_ENCODING", None)
    return path


def rules(parcels: ParcelSet) -> set[str]:
    return {f.rule for f in parcels.findings}


def lwpolyline(layer: str, points: list[tuple[float, float]], closed: bool, bulge: float = 0.0) -> str:
    rows = [
        "0",
        "LWPOLYLINE",
        "5",
        "1F",
        "100",
        "AcDbEntity",
        "8",
        layer,
        "100",
        "AcDbPolyline",
        "90",
        str(len(points)),
        "70",
        str(int(closed)),
    ]
    for x, y in points:
        rows += ["10", repr(x), "20", repr(y), "42", repr(bulge)]
    return "\n".join(rows) + "\n"


def dxf(path: Path, *entities: str) -> Path:
    path.write_text(
        "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n9\n$DWGCODEPAGE\n3\nANSI_936\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n"
        + "".join(entities)
        + "0\nENDSEC\n0\nEOF\n",
        encoding="gbk",
    )
    return path


def geojson(path: Path, *polygons: list[list[Any]], name: str = "1") -> Path:
    features = [
        {"type": "Feature", "properties": {"DKBH": name}, "geometry": {"type": "Polygon", "coordinates": p}} for p in polygons
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path
