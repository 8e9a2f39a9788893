"""Vector files of every kind that OGR reads, as parcels: rings as they stand in the file, nothing moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from osgeo import gdal

from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.parcels import Parcel, ParcelCrs, ParcelSet, Ring, assign_ids
from ..core.progress import SILENT, Progress
from . import reading_crs, reading_curves
from .reading_fields import FieldMap, text
from .reading_inputs import Item
from .reading_open import Opened, opened
from .reading_rules import finding

LINES_COUNT_AS_FACES = {"KML", "LIBKML", "DXF"}
_FACES = (3, 6)


@dataclass
class _Shape:
    """One feature of a layer: its faces (shapely polygons in file order), its field values and where it came from."""

    fid: int
    faces: list[Any]
    row: dict[str, Any]
    order: int = 0


@dataclass
class _LayerData:
    name: str
    srs: Any
    fields: list[str]
    shapes: list[_Shape] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_vector(
    item: Item, fallback: ParcelCrs | None = None, progress: Progress = SILENT, temporary: Path | None = None
) -> list[ParcelSet]:
    """One ``ParcelSet`` for each layer with faces; raises OneMapError when OGR cannot open the file.

    ``fallback``: the system of layers that do not say theirs.  ``temporary``: a folder for copies that OGR needs.
    """
    with opened(item, temporary) as source:
        layers = [source.dataset.GetLayerByIndex(i) for i in range(source.dataset.GetLayerCount())]
        names = {layer.GetName(): _source_name(item, layer, len(layers)) for layer in layers}
        data = [
            _read_layer(layer, names[layer.GetName()], source, progress.part(0.9 * i / len(layers), 0.9 * (i + 1) / len(layers)))
            for i, layer in enumerate(layers)
        ]
        sets = [_parcels(d, source, fallback) for d in data]
        shared = tuple(source.findings)
    with_faces = [s for s in sets if s.parcels]
    others = tuple(f for s in sets if not s.parcels for f in s.findings)
    if not with_faces:
        return [ParcelSet((), source_files=(item.name,), findings=shared + others)]
    first = with_faces[0]
    merged = ParcelSet(
        first.parcels,
        first.crs,
        encoding=source.encoding,
        profile=source.driver,
        source_files=first.source_files,
        findings=shared + first.findings + others,
    )
    return [merged, *with_faces[1:]]


def _source_name(item: Item, layer: Any, count: int) -> str:
    return item.name if count == 1 or layer.GetName() == item.path.stem else f"{item.name}|{layer.GetName()}"


def _read_layer(layer: Any, name: str, source: Opened, progress: Progress) -> _LayerData:
    definition = layer.GetLayerDefn()
    fields = [text(definition.GetFieldDefn(i).GetName()) for i in range(definition.GetFieldCount())]
    data = _LayerData(name, layer.GetSpatialRef(), fields)
    collector = _Collector(data, source.driver)
    total = max(layer.GetFeatureCount(0), 1)
    layer.ResetReading()
    count = 0
    while (feature := layer.GetNextFeature()) is not None:
        if count % 256 == 0:
            progress.report(count / total)
        collector.add(feature)
        count += 1
    error = gdal.GetLastErrorMsg() if gdal.GetLastErrorType() >= gdal.CE_Failure else ""
    if error:
        data.findings.append(
            finding(
                "file",
                QT_TRANSLATE_NOOP("rules", "{name} could be read only in part, after {count} features ({reason})."),
                name,
                key="partial",
                name=name,
                count=count,
                reason=error,
            )
        )
        gdal.ErrorReset()
    collector.finish()
    return data


class _Collector:
    """Takes the features of one layer and keeps what is a parcel; what is not becomes a finding."""

    def __init__(self, data: _LayerData, driver: str) -> None:
        self._data, self._lines_too, self._drawing = data, driver in LINES_COUNT_AS_FACES, driver == "DXF"
        self._heights = self._others = self._from_lines = 0
        self._curves: list[float] = []

    def add(self, feature: Any) -> None:
        geometry = feature.GetGeometryRef()
        fid = feature.GetFID()
        if geometry is None or geometry.IsEmpty():
            self._data.findings.append(
                finding(
                    "no_geometry",
                    QT_TRANSLATE_NOOP("rules", "Feature {fid} of {name} has no geometry and gives no parcel."),
                    self._data.name,
                    key=str(fid),
                    fid=fid,
                    name=self._data.name,
                )
            )
            return
        geometry = geometry.Clone()
        if geometry.Is3D() or geometry.IsMeasured():
            self._heights += 1
            geometry.FlattenTo2D()
        if geometry.HasCurveGeometry(True):
            geometry, tolerance = reading_curves.linear(geometry)
            self._curves.append(tolerance)
        faces = self._faces(shapely.from_wkb(bytes(geometry.ExportToIsoWkb())), fid)
        if faces:
            row = {n: feature.GetField(i) for i, n in enumerate(self._data.fields) if feature.IsFieldSetAndNotNull(i)}
            self._data.shapes.append(_Shape(fid, faces, row))

    def _faces(self, shape: Any, fid: int) -> list[Any]:
        leaves = _leaves(shape)
        faces = [g for g in leaves if shapely.get_type_id(g) == 3]
        lines = [g for g in leaves if shapely.get_type_id(g) in (1, 2)]
        if faces or not lines or not self._lines_too:
            self._others += not faces
            return faces
        for line in lines:
            xy = shapely.get_coordinates(line)
            if len(xy) >= 4 and (xy[0] == xy[-1]).all():
                faces.append(shapely.Polygon(xy))
                self._from_lines += 1
            elif len(xy) >= 3:
                self._open(xy, line, fid)
        return faces

    def _open(self, xy: Any, line: Any, fid: int) -> None:
        gap = float(np.hypot(*(xy[0] - xy[-1])))
        self._data.findings.append(
            finding(
                "open_line",
                QT_TRANSLATE_NOOP(
                    "rules",
                    "Line {fid} of {name} is not closed (its ends are {gap:.3f} apart); it gives "
                    "no parcel. Close it in the drawing.",
                ),
                self._data.name,
                key=f"{xy[0, 0]:.3f},{xy[0, 1]:.3f}",
                geometry=shapely.points(xy[[0, -1]])[0],
                fid=fid,
                name=self._data.name,
                gap=gap,
            )
        )

    def finish(self) -> None:
        name, findings = self._data.name, self._data.findings
        if self._heights:
            findings.append(
                finding(
                    "height",
                    QT_TRANSLATE_NOOP(
                        "rules",
                        "{count} features of {name} carry heights or measures; parcels have none, so "
                        "they were left out. East and north are as read.",
                    ),
                    name,
                    count=self._heights,
                    name=name,
                )
            )
        if self._curves:
            findings.append(
                finding(
                    "curves",
                    QT_TRANSLATE_NOOP(
                        "rules",
                        "{count} features of {name} have arcs. They were segmented; no chord is more "
                        "than {tolerance:.4f} off its arc.",
                    ),
                    name,
                    count=len(self._curves),
                    name=name,
                    tolerance=max(self._curves),
                )
            )
        if self._others:
            findings.append(
                finding(
                    "other_geometry",
                    QT_TRANSLATE_NOOP(
                        "rules", "{count} features of {name} are points or lines, not faces; they give no parcels."
                    ),
                    name,
                    count=self._others,
                    name=name,
                )
            )
        if self._from_lines and not self._drawing:
            findings.append(
                finding(
                    "from_lines",
                    QT_TRANSLATE_NOOP("rules", "{count} closed lines of {name} were taken as parcel boundaries."),
                    name,
                    count=self._from_lines,
                    name=name,
                )
            )


def _leaves(shape: Any) -> Iterator[Any] | list[Any]:
    leaves = shapely.get_parts(shape)
    while len(leaves) and (shapely.get_type_id(leaves) >= 4).any():
        leaves = shapely.get_parts(leaves)
    return list(leaves)


def _parcels(data: _LayerData, source: Opened, fallback: ParcelCrs | None) -> ParcelSet:
    shapes = source.choose(data.shapes, data.findings, data.name) if source.choose else data.shapes
    mapped = FieldMap.of(data.fields)
    values = [mapped.values(s.row) for s in shapes]
    ids = assign_ids([(v.get("number", ""), v.get("name", "")) for v in values])
    parcels = tuple(
        Parcel(parcel_id=i, rings=_rings(s.faces), source_file=data.name, **v) for i, s, v in zip(ids, shapes, values)
    )
    if not parcels:
        return ParcelSet((), findings=tuple(data.findings))
    en = np.concatenate([r.open_en for p in parcels for r in p.rings])
    found = reading_crs.crs_of(data.srs) if data.srs is not None else fallback
    crs, remarks = reading_crs.crs_findings(found, data.srs, en, data.name)
    return ParcelSet(parcels, crs, source_files=(data.name,), findings=(*data.findings, *remarks))


def _rings(faces: list[Any]) -> tuple[Ring, ...]:
    """Rings numbered from 1 over all parts and holes, labels J1 ... running on; the closing row repeats its first label."""
    rings: list[Ring] = []
    label = 1
    for face in faces:
        for line in (face.exterior, *face.interiors):
            en = shapely.get_coordinates(line)
            n = len(en) - 1
            labels = tuple(f"J{k}" for k in range(label, label + n))
            rings.append(Ring(len(rings) + 1, (*labels, labels[0]), np.ascontiguousarray(en[:, ::-1])))
            label += n
    return tuple(rings)
