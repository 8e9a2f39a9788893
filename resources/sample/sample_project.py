"""Write the QGIS project of the sample: relative paths, Chinese layer names, the colours of the land-use map.

The project is written as plain XML instead of through QGIS, so that it holds no user name, no path of the machine and no
random id, and comes out the same under every version of QGIS.
"""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import sample_classes as classes

EPSG = "EPSG:4549"
WKT = (
    'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 120E",BASEGEOGCRS["China Geodetic Coordinate System 2000",'
    'DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,'
    'ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["3-degree Gauss-Kruger CM 120E",'
    'METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",'
    '0.0174532925199433],ID["EPSG",8801]],PARAMETER["Longitude of natural origin",120,ANGLEUNIT["degree",'
    '0.0174532925199433],ID["EPSG",8802]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1],ID["EPSG",'
    '8805]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1],ID["EPSG",8806]],PARAMETER["False northing",0,'
    'LENGTHUNIT["metre",1],ID["EPSG",8807]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],'
    'AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]],USAGE[SCOPE["Cadastre, engineering survey,'
    ' topographic mapping (large scale)."],AREA["China - onshore between 118°30\'E and 121°30\'E."],BBOX[24.43,118.5,53.33,'
    '121.5]],ID["EPSG",4549]]')
FORESTS = {"111": ("水源涵养林", "20,120,70"), "112": ("水土保持林", "60,150,80"), "113": ("防风固沙林", "30,140,110"),
           "233": ("一般用材林", "150,200,120")}
PLAIN = {  # layer: fill, outline, line width, pattern
    "YJJBNTTB": ("255,210,0", "200,150,0", "0.3", "b_diagonal"), "STBHHX": ("230,0,60", "230,0,60", "0.7", "f_diagonal"),
    "CZKFBJ": ("0,0,0", "230,60,20", "0.8", "no"), "HYSYQ": ("0,90,200", "0,70,180", "0.5", "dense6"),
    "KYQ": ("130,60,20", "120,50,10", "1.0", "no"), "XZQ": ("0,0,0", "90,90,90", "0.6", "no"),
    "CYTB": ("110,170,30", "90,140,20", "0.3", "dense5")}
ORDER = [("管控界线", ["XZQ", "CZKFBJ", "STBHHX", "YJJBNTTB"]), ("用海、用矿", ["HYSYQ", "KYQ"]), ("林草调查", ["LDTB", "CYTB"]),
         ("国土调查", ["DLTB"])]
HIDDEN = {"LDTB", "CYTB", "YJJBNTTB"}


def symbol(parent: ET.Element, name: str, fill: str, outline: str, width: str, style: str) -> None:
    """A simple fill symbol; ``style`` is a Qt brush style of QGIS, 'no' for outline only."""
    node = ET.SubElement(parent, "symbol", type="fill", name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    layer = ET.SubElement(node, "layer", {"class": "SimpleFill", "enabled": "1", "locked": "0", "pass": "0"})
    options = {"color": f"{fill},255", "outline_color": f"{outline},255", "outline_style": "solid", "outline_width": width,
               "outline_width_unit": "MM", "style": style, "joinstyle": "bevel"}
    holder = ET.SubElement(layer, "Option", type="Map")
    for key, value in options.items():
        ET.SubElement(holder, "Option", name=key, type="QString", value=value)
    for key, value in options.items():  # QGIS before 3.26 reads these
        ET.SubElement(layer, "prop", k=key, v=value)


def categorized(layer: ET.Element, field: str, entries: list[tuple[str, str, str]], outline: str) -> None:
    """Renderer with one colour for each value: (value, label, 'r,g,b')."""
    renderer = ET.SubElement(layer, "renderer-v2", type="categorizedSymbol", attr=field, enableorderby="0", forceraster="0",
                             symbollevels="0")
    categories, symbols = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
    for i, (value, label, colour) in enumerate(entries):
        ET.SubElement(categories, "category", value=value, label=label, symbol=str(i), render="true")
        symbol(symbols, str(i), colour, outline, "0.08", "solid")


def reference_system(parent: ET.Element, tag: str) -> None:
    node = ET.SubElement(ET.SubElement(parent, tag), "spatialrefsys", nativeFormat="Wkt")
    for key, text in (("wkt", WKT), ("authid", EPSG), ("srid", "4549"), ("geographicflag", "false")):
        ET.SubElement(node, key).text = text


def aliases(name: str) -> list[tuple[str, str]]:
    with open(Path(__file__).with_name("sample_fields.csv"), encoding="utf-8", newline="") as f:
        return [(row["name"], row["alias"]) for row in csv.DictReader(f) if row["layer"] == name]


def map_layer(parent: ET.Element, name: str, title: str) -> None:
    layer = ET.SubElement(parent, "maplayer", type="vector", geometry="Polygon", simplifyDrawingHints="1", readOnly="0",
                          autoRefreshEnabled="0", styleCategories="AllStyleCategories")
    ET.SubElement(layer, "id").text = f"onemap_sample_{name}"
    ET.SubElement(layer, "datasource").text = f"./onemap.gpkg|layername={name}"
    ET.SubElement(layer, "layername").text = title
    reference_system(layer, "srs")
    ET.SubElement(layer, "provider", encoding="UTF-8").text = "ogr"
    names = ET.SubElement(layer, "aliases")
    for i, (field, alias) in enumerate(aliases(name)):
        ET.SubElement(names, "alias", field=field, index=str(i + 1), name=alias)
    if name == "DLTB":
        categorized(layer, "DLBM", [(c, f"{c} {n}", rgb) for c, (n, rgb) in sorted(classes.CLASSES.items())], "110,110,110")
    elif name == "LDTB":
        categorized(layer, "LIN_ZHONG", [(c, f"{c} {n}", rgb) for c, (n, rgb) in FORESTS.items()], "20,80,40")
    else:
        renderer = ET.SubElement(layer, "renderer-v2", type="singleSymbol", enableorderby="0", forceraster="0", symbollevels="0")
        symbol(ET.SubElement(renderer, "symbols"), "0", *PLAIN[name])
    ET.SubElement(layer, "layerOpacity").text = "0.75" if name == "LDTB" else "1"
    ET.SubElement(layer, "previewExpression").text = {"DLTB": '"DLMC"', "XZQ": '"XZQMC"'}.get(name, "")


def write(path: Path, titles: dict[str, str], bounds: np.ndarray) -> None:
    """The project file for layers ``titles`` (name -> shown title) with the map at ``bounds`` (xmin, ymin, xmax, ymax)."""
    root = ET.Element("qgis", version="3.22.0-Białowieża", projectname="一张图联审示例：望海县澄湾镇（虚构）")
    ET.SubElement(root, "homePath", path="")
    ET.SubElement(root, "title").text = "一张图联审示例：望海县澄湾镇（虚构）"
    reference_system(root, "projectCrs")
    tree = ET.SubElement(root, "layer-tree-group")
    layers = ET.Element("projectlayers")
    for group, names in ORDER:
        branch = ET.SubElement(tree, "layer-tree-group", name=group, checked="Qt::Checked", expanded="1")
        for name in names:
            ET.SubElement(branch, "layer-tree-layer", id=f"onemap_sample_{name}", name=titles[name], providerKey="ogr",
                          source=f"./onemap.gpkg|layername={name}", checked="Qt::Unchecked" if name in HIDDEN else "Qt::Checked",
                          expanded="1" if name == "DLTB" else "0")
            map_layer(layers, name, titles[name])
    canvas = ET.SubElement(root, "mapcanvas", name="theMapCanvas", annotationsVisible="1")
    ET.SubElement(canvas, "units").text = "meters"
    extent = ET.SubElement(canvas, "extent")
    for key, value in zip(("xmin", "ymin", "xmax", "ymax"), bounds + np.array([-100, -100, 300, 100])):
        ET.SubElement(extent, key).text = f"{value:.0f}"
    reference_system(canvas, "destinationsrs")
    root.append(layers)
    properties = ET.SubElement(root, "properties")
    for group, key, kind, value in (("Paths", "Absolute", "bool", "false"), ("SpatialRefSys", "ProjectionsEnabled", "int", "1")):
        ET.SubElement(ET.SubElement(properties, group), key, type=kind).text = value
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    path.write_bytes(f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}\n".encode())
