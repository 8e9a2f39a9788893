#!/usr/bin/env python3
"""Write the sample project: a small invented coastal town with its one map, and four parcels of a harbour road.

    make_sample.py [OUT_FOLDER]

The same files come out every time.  Needs numpy, scipy, shapely >= 2, PyYAML and GDAL's Python bindings.
Writes onemap.gpkg, parcels.txt, parcels_faulty.txt, project.yaml and sample.qgs.
"""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path

import numpy as np
import shapely
from osgeo import gdal, ogr, osr

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import sample_layers as layers  # noqa: E402
import sample_parcels  # noqa: E402
import sample_project  # noqa: E402
import sample_town as town  # noqa: E402

SEED = 20_240_101
EPSG = 4549
FACES = 2850
TITLES = {"DLTB": "地类图斑（2024 年度国土变更调查）", "YJJBNTTB": "永久基本农田图斑（2023 年）",
          "STBHHX": "生态保护红线（2022 年划定）",
          "CZKFBJ": "城镇开发边界（2022 年划定）", "LDTB": "林地图斑（2023 年林地一张图）",
          "CYTB": "草原图斑（2024 年林草湿荒）",
          "HYSYQ": "海域使用权（2024 年）", "KYQ": "采矿权许可范围（2024 年）",
          "XZQ": "行政区（乡镇）"}
KINDS = {"Char": ogr.OFTString, "VarChar": ogr.OFTString, "Text": ogr.OFTString, "Float": ogr.OFTReal, "Int": ogr.OFTInteger,
         "Date": ogr.OFTDate}


def fields_of(layer: str) -> list[ogr.FieldDefn]:
    """Field definitions of a layer by the standards (name, type, length)."""
    out = []
    with open(HERE / "sample_fields.csv", encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            if row["layer"] != layer:
                continue
            field = ogr.FieldDefn(row["name"], KINDS[row["type"]])
            if row["length"] and field.GetType() == ogr.OFTString:
                field.SetWidth(int(row["length"]))
            if hasattr(field, "SetAlternativeName") and row["alias"]:
                field.SetAlternativeName(row["alias"])
            out.append(field)
    return out


def write_layer(data: ogr.DataSource, name: str, geometry: np.ndarray, rows: layers.Rows) -> None:
    """One table; a field that ``rows`` does not name stays NULL, a name that the layout lacks is an error."""
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(EPSG)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    multi = bool((shapely.get_type_id(geometry) == 6).any())
    layer = data.CreateLayer(name, srs, ogr.wkbMultiPolygon if multi else ogr.wkbPolygon,
                             [f"IDENTIFIER={name}", f"DESCRIPTION={TITLES[name]}", "GEOMETRY_NAME=geom"])
    for field in fields_of(name):
        layer.CreateField(field)
    definition = layer.GetLayerDefn()
    index = {field: definition.GetFieldIndex(field) for field in rows}
    unknown = [field for field, i in index.items() if i < 0]
    if unknown:
        raise SystemExit(f"{name}: no such field: {unknown}")
    columns = {i: rows[field] if isinstance(rows[field], np.ndarray) else np.full(len(geometry), rows[field], dtype=object)
               for field, i in index.items()}
    layer.StartTransaction()
    for n, wkb in enumerate(shapely.to_wkb(shapely.normalize(geometry))):
        feature = ogr.Feature(definition)
        shape = ogr.CreateGeometryFromWkb(wkb)
        feature.SetGeometryDirectly(ogr.ForceToMultiPolygon(shape) if multi else shape)
        for i, column in columns.items():
            value = column[n]
            if value is not None:
                feature.SetField(i, value.item() if isinstance(value, np.generic) else value)
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def build() -> dict[str, tuple[np.ndarray, layers.Rows]]:
    """All layers, in the order of the file."""
    rng = np.random.default_rng(SEED)
    faces = town.patches(FACES, rng)
    placed, rows, info = layers.dltb(faces, rng)
    out = {"DLTB": (placed, rows), "YJJBNTTB": layers.farmland(placed, rows, info, rng)}
    zones = layers.zones(rng)
    out.update({"STBHHX": zones["STBHHX"], "CZKFBJ": zones["CZKFBJ"], "LDTB": layers.forest(rng), "CYTB": layers.grassland(rng),
                "HYSYQ": zones["HYSYQ"], "KYQ": zones["KYQ"], "XZQ": layers.towns(placed, info)})
    return out


def write_onemap(path: Path, content: dict[str, tuple[np.ndarray, layers.Rows]]) -> None:
    gdal.UseExceptions()
    gdal.SetConfigOption("OGR_CURRENT_DATE", "2025-01-01T00:00:00.000Z")
    path.unlink(missing_ok=True)
    data = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown, ["VERSION=1.3"])
    for name, (geometry, rows) in content.items():
        write_layer(data, name, geometry, rows)
    data.ExecuteSQL("VACUUM")
    data.FlushCache()
    del data
    gdal.SetConfigOption("OGR_CURRENT_DATE", None)


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    out.mkdir(parents=True, exist_ok=True)
    content = build()
    write_onemap(out / "onemap.gpkg", content)
    sample_parcels.write(out)
    sample_project.write(out / "sample.qgs", TITLES, shapely.total_bounds(content["DLTB"][0]))
    for name, (geometry, _) in content.items():
        print(f"{name:9s} {len(geometry):5d} patches  {shapely.area(geometry).sum() / 10_000:9.2f} ha")
    print(f"{sum(f.stat().st_size for f in out.iterdir() if f.is_file()) / 1e6:.2f} MB in {os.path.basename(out)}")


if __name__ == "__main__":
    main()
