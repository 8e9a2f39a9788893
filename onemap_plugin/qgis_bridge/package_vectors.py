"""Vectors of a package: Shapefile, GeoPackage and DXF written from records and read back, through OGR."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from osgeo import gdal, ogr, osr

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.package.decimals import Ticks, tick_float
from ..core.package.profile import Field, PackageProfile, VectorLayer
from ..core.package.records import Record, Shape
from ..core.package.shape_files import field_width
from ..core.progress import SILENT, Progress
from .ogr_source import closing

_GEOMETRY = {"parcels": ogr.wkbMultiPolygon, "points": ogr.wkbPoint, "lines": ogr.wkbLineString, "classes": ogr.wkbMultiPolygon}
_TYPES = {"text": ogr.OFTString, "integer": ogr.OFTInteger, "real": ogr.OFTReal}
DBF_TEXT_LIMIT = 254


@contextmanager
def _strict(created: str = "", encoding: str | None = None) -> Iterator[None]:
    """GDAL that raises, says what it warned of, and takes its idea of now from the package; for this thread only.

    encoding: of a Shapefile to be written; QGIS's own writer leaves SHAPE_ENCODING empty in the process, and GDAL would then
    write UTF-8 whatever the layer option says.
    """
    had = ogr.GetUseExceptions()
    options = {"OGR_CURRENT_DATE": f"{created}T00:00:00.000Z" if created else None, "SHAPE_REWIND_ON_WRITE": "YES",
               "SHAPE_ENCODING": encoding}
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in options}
    ogr.UseExceptions()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        for name, value in options.items():
            gdal.SetThreadLocalConfigOption(name, value)
        yield
    except (RuntimeError, ValueError, ArithmeticError, shapely.errors.ShapelyError) as error:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The vector file cannot be written or read: {why}."),
                          why=_without_folders(str(error)),
                          hint=QT_TRANSLATE_NOOP("errors", "Check free space and rights of the folder.")) from error
    finally:
        gdal.PopErrorHandler()
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)
        if not had:
            ogr.DontUseExceptions()


def _created(driver: str, file: Path) -> Any:
    return closing(ogr.GetDriverByName(driver).CreateDataSource(str(file)))


def _without_folders(text: str) -> str:
    """GDAL names files with their whole path and quotes whole SQL scripts; a message needs the file and the reason only."""
    text = re.sub(r"^sqlite3_exec\(.*\) failed: ", "", text, flags=re.DOTALL)
    return re.sub(r"(?:[A-Za-z]:)?[\\/](?:[^\s\\/:]+[\\/])+", "", text)


def spatial_reference(epsg: int) -> Any:
    """EPSG system with east, north order, as the files hold it."""
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(epsg)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def projection_wkt(epsg: int) -> str:
    """The text of a Shapefile's .prj."""
    with _strict():
        return str(spatial_reference(epsg).ExportToWkt(["FORMAT=WKT1_ESRI"]))


def write_shapefile(file: Path, layer: VectorLayer, items: Sequence[Record], profile: PackageProfile, epsg: int,
                    created: str, progress: Progress = SILENT) -> None:
    """One Shapefile with .prj and .cpg.  Raises OneMapError when a text does not fit a field or the encoding: nothing is cut."""
    _check_texts(file, layer, items, profile.shp_encoding)
    with _strict(created, profile.shp_encoding), _created("ESRI Shapefile", file) as source:
        options = [f"ENCODING={profile.shp_encoding}", f"DBF_DATE_LAST_UPDATE={created}", "SPATIAL_INDEX=NO"]
        target = source.CreateLayer(file.stem, spatial_reference(epsg), _GEOMETRY[layer.content], options)
        _fill(target, layer, items, profile, True, progress)
        source.FlushCache()  # a full disk shows here; an error while closing may only be printed
    cpg = file.with_suffix(".cpg")
    if not cpg.exists():
        cpg.write_text(profile.shp_encoding, encoding="ascii")


def write_geopackage(file: Path, layers: Sequence[tuple[VectorLayer, Sequence[Record]]], profile: PackageProfile, epsg: int,
                     created: str, progress: Progress = SILENT) -> None:
    """All layers in one GeoPackage; the same bytes for the same input."""
    with _strict(created), _created("GPKG", file) as source:
        srs = spatial_reference(epsg)
        for layer, items in layers:
            target = source.CreateLayer(layer.name, srs, _GEOMETRY[layer.content], ["FID=fid", "GEOMETRY_NAME=geom"])
            target.StartTransaction()
            _fill(target, layer, items, profile, False, progress)
            target.CommitTransaction()
        source.FlushCache()


def write_dxf(file: Path, parcels: Sequence[Record], points: Sequence[Record], profile: PackageProfile) -> None:
    """Boundary lines (layer JZD), points and their numbers as DXF, for offices that want a drawing."""
    decimals = profile.coordinate_decimals
    with _strict(), _created("DXF", file) as source:
        target = source.CreateLayer("entities")
        for record in parcels:
            polygon: Any = record.shape
            for part in polygon:
                for ring in part:
                    line = shapely.LineString([_en(t, decimals) for t in (*ring, ring[0])])
                    _draw(target, line, "JZD", "PEN(c:#ff0000,w:0.3mm)")
        for record in points:
            shape: Any = record.shape
            point = shapely.Point(*_en(shape[0], decimals))
            _draw(target, point, "JZDZ", "SYMBOL(c:#ff0000)")
            text = record.values["label"].replace("\\", "\\\\").replace('"', '\\"')
            _draw(target, point, "JZDH", f'LABEL(f:"SimSun",t:"{text}",s:2g,c:#000000)')


def _draw(target: Any, geometry: Any, layer: str, style: str) -> None:
    feature = ogr.Feature(target.GetLayerDefn())
    feature.SetField("Layer", layer)
    feature.SetStyleString(style)
    feature.SetGeometry(ogr.CreateGeometryFromWkb(shapely.to_wkb(geometry)))
    target.CreateFeature(feature)


def _en(tick: Ticks, decimals: int) -> tuple[float, float]:
    return tick_float(tick[1], decimals), tick_float(tick[0], decimals)


def _check_texts(file: Path, layer: VectorLayer, items: Sequence[Record], encoding: str) -> None:
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The encoding {encoding} is not known."), encoding=encoding,
                          hint=QT_TRANSLATE_NOOP("errors", "Use UTF-8 or GBK in the package profile.")) from error
    for record in items:
        for f in layer.fields:
            text = record.values[f.key]
            if f.type != "text" or not text:
                continue
            try:
                size = len(text.encode(encoding))
            except UnicodeEncodeError as error:
                raise OneMapError(QT_TRANSLATE_NOOP("errors", "“{text}” cannot be written in {encoding}."), file=file.name,
                                  text=text, encoding=encoding,
                                  hint=QT_TRANSLATE_NOOP("errors", "Use UTF-8 in the package profile.")) from error
            if size > DBF_TEXT_LIMIT:
                raise OneMapError(QT_TRANSLATE_NOOP("errors", "The value of {field} in parcel {parcel} takes {size} bytes; a "
                                                    "Shapefile holds {limit}."), file=file.name, field=f.title, size=size,
                                  parcel=record.values.get("number", ""), limit=DBF_TEXT_LIMIT,
                                  hint=QT_TRANSLATE_NOOP("errors", "Shorten it in the parcel data; nothing is cut off."))


def _fill(target: Any, layer: VectorLayer, items: Sequence[Record], profile: PackageProfile, dbf: bool,
          progress: Progress = SILENT) -> None:
    for f in layer.fields:
        definition = ogr.FieldDefn(f.name, _TYPES[f.type])
        if dbf:
            definition.SetWidth(field_width(f, items, profile.shp_encoding))
            definition.SetPrecision(f.decimals)
        elif hasattr(definition, "SetAlternativeName"):
            definition.SetAlternativeName(f.title)
        target.CreateField(definition)
    got = [target.GetLayerDefn().GetFieldDefn(i).GetName() for i in range(target.GetLayerDefn().GetFieldCount())]
    if got != [f.name for f in layer.fields]:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The field names {wanted} became {got}."), wanted=str(layer.fields),
                          got=str(got), hint=QT_TRANSLATE_NOOP("errors", "Correct the package profile."))
    for record, shape in zip(items, _shapes(items, layer.content, profile.coordinate_decimals)):
        progress.check()
        feature = ogr.Feature(target.GetLayerDefn())
        for i, f in enumerate(layer.fields):
            feature.SetField(i, _stored(record.values[f.key], f, profile))
        if shape is not None:
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shape))
        target.CreateFeature(feature)


def _stored(value: Any, f: Field, profile: PackageProfile) -> Any:
    if f.key in ("x", "y"):
        return tick_float(value, profile.coordinate_decimals)
    return float(value) if isinstance(value, Decimal) else value


def _shapes(items: Sequence[Record], content: str, decimals: int) -> list[bytes | None]:
    """WKB of each record, made for the whole layer at once; None for a record without a shape."""
    if not items:
        return []
    if content == "classes":
        made = [None if r.geometry is None else _polygons(r.geometry) for r in items]
        return list(shapely.to_wkb(np.array(made, dtype=object)))
    shapes: list[Any] = [r.shape for r in items]
    if content == "points":
        return list(shapely.to_wkb(shapely.points(np.array([_en(s[0], decimals) for s in shapes]))))
    if content == "lines":
        return list(shapely.to_wkb(shapely.linestrings(np.array([[_en(t, decimals) for t in s] for s in shapes]))))
    parts = [[[[_en(t, decimals) for t in ring] for ring in part] for part in shape] for shape in shapes]
    return [shapely.to_wkb(shapely.MultiPolygon([shapely.Polygon(p[0], p[1:]) for p in each])) for each in parts]


def _polygons(geometry: Any) -> Any:
    """Only the areas of an overlay piece: touching edges leave lines and points in a GEOS result."""
    if geometry.geom_type == "MultiPolygon":
        return geometry
    if geometry.geom_type == "Polygon":
        return shapely.multipolygons([geometry])
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([p for p in parts if p.geom_type == "Polygon"])


def _open(file: Path) -> Any:
    source = ogr.Open(str(file), 0)
    if source is None:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "This is no vector file that can be opened."), file=file.name)
    return closing(source)


def _declared_encoding(file: Path) -> str | None:
    """What the .cpg beside a Shapefile says, as every reader takes it; None for other files."""
    cpg = file.with_suffix(".cpg")
    return cpg.read_text(encoding="ascii", errors="replace").strip() if file.suffix.lower() == ".shp" and cpg.exists() else None


def read_layer(file: Path, layer: VectorLayer, profile: PackageProfile, name: str = "") -> tuple[list[Record], int | None]:
    """Records and EPSG of a written layer, numbers as Decimal, coordinates as whole steps.

    Raises OneMapError when the file, the layer or a field is not there.
    """
    with _strict("", _declared_encoding(file)), _open(file) as source:
        target = source.GetLayerByName(name) if name else source.GetLayer(0)
        if target is None:
            raise OneMapError(QT_TRANSLATE_NOOP("errors", "The layer {name} is not in the file."), name=name, file=file.name)
        present = {target.GetLayerDefn().GetFieldDefn(i).GetName() for i in range(target.GetLayerDefn().GetFieldCount())}
        missing = [f.name for f in layer.fields if f.name not in present]
        if missing:
            raise OneMapError(QT_TRANSLATE_NOOP("errors", "The field {name} is not in the file."), name=missing[0],
                              file=file.name)
        srs = target.GetSpatialRef()
        found = [_read_record(feature, layer, profile) for feature in target]
        epsg = _epsg_of(srs)
    return found, epsg


def read_dxf_rings(file: Path, decimals: int) -> tuple[list[tuple[Ticks, ...]], list[tuple[str, Ticks]]]:
    """Rings (layer JZD, closing point included) and labelled points (JZDH) of a drawing.  Raises OneMapError."""
    rings: list[tuple[Ticks, ...]] = []
    points: list[tuple[str, Ticks]] = []
    with _strict(), _open(file) as source:
        for feature in source.GetLayer(0):
            name, geometry = feature.GetField("Layer"), feature.GetGeometryRef()
            ticks = _shape(shapely.from_wkb(bytes(geometry.ExportToWkb())), decimals) if geometry is not None else None
            flat: Any = ticks
            if name == "JZD" and flat:
                rings.append(flat)
            elif name == "JZDH" and flat:
                points.append((feature.GetField("Text") or "", flat[0]))
    return rings, points


def _epsg_of(srs: Any) -> int | None:
    if srs is None:
        return None
    copy = srs.Clone()
    if copy.GetAuthorityCode(None) is None:
        try:
            copy.AutoIdentifyEPSG()
        except RuntimeError:
            matches = copy.FindMatches()
            copy = matches[0][0] if matches and matches[0][1] >= 90 else copy
    code = copy.GetAuthorityCode(None)
    return int(code) if code and code.isdigit() else None


def _read_record(feature: Any, layer: VectorLayer, profile: PackageProfile) -> Record:
    values: dict[str, Any] = {}
    for f in layer.fields:
        i = feature.GetFieldIndex(f.name)
        if f.type == "text":
            values[f.key] = feature.GetFieldAsString(i) or ""
        elif f.type == "integer":
            values[f.key] = feature.GetFieldAsInteger64(i)
        elif f.key in ("x", "y"):
            values[f.key] = _tick(feature.GetFieldAsDouble(i), profile.coordinate_decimals)
        else:
            values[f.key] = Decimal(repr(feature.GetFieldAsDouble(i))) if feature.IsFieldSetAndNotNull(i) else None
    geometry = feature.GetGeometryRef()
    if geometry is None:
        return Record(values)
    shape = shapely.from_wkb(bytes(geometry.ExportToWkb()))
    if layer.content == "classes":
        return Record(values, None, shape)
    return Record(values, _shape(shape, profile.coordinate_decimals))


def _shape(geometry: Any, decimals: int) -> Shape:
    def ticks(line: Any) -> tuple[Ticks, ...]:
        return tuple((_tick(y, decimals), _tick(x, decimals)) for x, y in shapely.get_coordinates(line).tolist())

    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return tuple((ticks(p.exterior), *(ticks(h) for h in p.interiors)) for p in shapely.get_parts(geometry))
    return ticks(geometry)


def _tick(value: float, decimals: int) -> int:
    """Whole steps; a value that is not exactly the double of its step is told apart (the lowest bit of a coordinate counts)."""
    if not math.isfinite(value):
        return -(10**19)
    whole = round(value * 10**decimals)
    return whole if value == tick_float(whole, decimals) else -(10**18) + whole
