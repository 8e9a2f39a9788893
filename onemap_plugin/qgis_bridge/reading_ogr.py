"""Vector files of every kind that OGR reads, as parcels: rings as they stand in the file, nothing moved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from osgeo import gdal

from ..core.exchange import infer_unit
from ..core.exchange.rules import finding as exchange_finding
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.parcels import Parcel, ParcelCrs, ParcelSet, Ring, assign_ids
from ..core.progress import SILENT, Progress
from . import reading_crs, reading_curves
from .reading_complete import decode_texts, records_of, shapes_of, table_remarks
from .reading_fields import FieldMap, drawing_layers, plain, text
from .reading_inputs import Item
from .reading_joined import joined
from .reading_kml_tables import take_tables
from .reading_open import Opened, opened, without_place
from .reading_rules import finding
from .reading_wkb import FloatArray, Pieces, pieces_of

LINES_COUNT_AS_FACES = {"KML", "LIBKML", "DXF"}
_DEGREES = 360
_CLEAR = re.compile(r"#[0-9a-fA-F]{6}00\b")  # OGR draws what a drawing hides in no colour at all
Face = list[FloatArray]


@dataclass
class _Shape:
    """One feature of a layer: its faces (rings of each, in file order), its field values and where it came from."""

    fid: int
    faces: list[Face]
    row: dict[str, Any]
    order: int = 0
    hidden: bool = False  # on a layer that is frozen or off in its drawing


@dataclass(frozen=True)
class _Loose:
    """A line of a drawing that is not closed."""

    fid: int
    xy: FloatArray
    row: dict[str, Any]


def _is_open(xy: FloatArray) -> bool:
    return len(xy) >= 2 and bool(np.isfinite(xy).all()) and not bool((xy[0] == xy[-1]).all())


@dataclass
class _LayerData:
    name: str
    srs: Any
    fields: list[str]
    shapes: list[_Shape] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_vector(
    item: Item,
    fallback: ParcelCrs | None = None,
    progress: Progress = SILENT,
    temporary: Path | None = None,
    drawing_layers: tuple[str, ...] = (),
) -> list[ParcelSet]:
    """One ``ParcelSet`` for each layer with faces; raises OneMapError when OGR cannot open the file.

    ``fallback``: the system of layers that do not say theirs.  ``temporary``: a folder for copies that OGR needs.
    ``drawing_layers``: layers of a drawing to take, () for those that are named for boundaries.
    """
    with opened(item, temporary) as source:
        layers = [source.dataset.GetLayerByIndex(i) for i in range(source.dataset.GetLayerCount())]
        if item.layer:
            layers = [layer for layer in layers if layer.GetName() == item.layer]
        names = {layer.GetName(): _source_name(item, layer, len(layers)) for layer in layers}
        data = [
            _read_layer(layer, names[layer.GetName()], source, progress.part(0.9 * i / len(layers), 0.9 * (i + 1) / len(layers)))
            for i, layer in enumerate(layers)
        ]
        sets = [_parcels(d, source, fallback, drawing_layers) for d in data]
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
    fields = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    fields = [source.names.get(name, name) for name in fields]
    data = _LayerData(name, layer.GetSpatialRef(), fields)
    collector = _Collector(data, source.driver)
    total = max(layer.GetFeatureCount(0), 1)
    layer.ResetReading()
    count = 0
    stopped = ""
    while True:
        try:
            feature = layer.GetNextFeature()
        except RuntimeError as e:  # where GDAL was told to raise
            stopped = str(e)
            break
        if feature is None:
            break
        if count % 256 == 0:
            progress.report(count / total)
        collector.add(feature)
        count += 1
    error = gdal.GetLastErrorMsg() if gdal.GetLastErrorType() >= gdal.CE_Failure else stopped
    if error:
        error = without_place(error, source.path)
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
    data.findings += decode_texts(data.fields, [s.row for s in data.shapes], name)
    data.fields = [text(field) for field in data.fields]
    for shape in data.shapes:
        shape.row = {text(key): value for key, value in shape.row.items()}
    if "KML" in source.driver:
        take_tables([shape.row for shape in data.shapes], data.fields)
    if not error:
        data.findings += table_remarks(name, shapes_of(source.path, count), records_of(source.path))
    return data


class _Collector:
    """Takes the features of one layer and keeps what is a parcel; what is not becomes a finding."""

    def __init__(self, data: _LayerData, driver: str) -> None:
        self._data, self._lines_too, self._drawing = data, driver in LINES_COUNT_AS_FACES, driver == "DXF"
        self._heights = self._others = self._from_lines = 0
        self._curves: list[float] = []
        self._loose: list[_Loose] = []

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
        elif geometry.HasCurveGeometry(False):  # surfaces that could have arcs and have none, as ArcGIS writes them
            geometry = geometry.GetLinearGeometry()
        pieces = pieces_of(geometry)
        faces = self._faces(pieces, fid)
        row = {n: feature.GetField(i) for i, n in enumerate(self._data.fields) if feature.IsFieldSetAndNotNull(i)}
        if self._drawing:
            self._loose += [_Loose(fid, xy, row) for xy in pieces.lines if _is_open(xy)]
        if not all(np.isfinite(ring).all() for face in faces for ring in face):
            self._no_number(fid)
        elif faces:
            hidden = self._drawing and "#" in (style := feature.GetStyleString() or "") and bool(_CLEAR.search(style))
            self._data.shapes.append(_Shape(fid, faces, row, hidden=hidden))

    def _faces(self, pieces: Pieces, fid: int) -> list[Face]:
        faces = list(pieces.faces)
        if not self._lines_too:
            self._others += bool(pieces.lines or pieces.others)
            return faces
        self._others += bool(pieces.others)
        for xy in pieces.lines:
            if len(xy) >= 4 and (xy[0] == xy[-1]).all():
                faces.append([xy])
                self._from_lines += 1
            elif not (self._drawing and _is_open(xy)):
                self._not_closed(xy, fid)
        return faces

    def _not_closed(self, xy: FloatArray, fid: int) -> None:
        if len(xy) >= 3:
            self._open(xy, fid)
        else:
            self._others += 1

    def _join(self) -> None:
        """Boundaries that a drawing has in pieces: on layers named for boundaries, on any where no line is closed."""
        parts = drawing_layers()
        layers: dict[str, list[_Loose]] = {}
        for loose in self._loose:
            layer = plain(str(loose.row.get("Layer", "")))
            if not self._data.shapes or any(plain(part) in layer for part in parts):
                layers.setdefault(f"{layer} {loose.row.get('PaperSpace', '')}", []).append(loose)
        used: set[int] = set()
        made: list[_Shape] = []
        for some in layers.values():
            for run, points in joined([loose.xy for loose in some]):
                made.append(_Shape(some[run[0]].fid, [[points]], some[run[0]].row))
                used.update(id(some[k]) for k in run)
        for loose in self._loose:
            if id(loose) not in used:
                self._not_closed(loose.xy, loose.fid)
        self._data.shapes += made
        self._from_lines += len(made)
        if made:
            self._data.findings.append(
                finding(
                    "from_lines",
                    QT_TRANSLATE_NOOP(
                        "rules", "{count} boundaries of {name} were joined from {lines} lines whose ends meet; nothing was moved."
                    ),
                    self._data.name,
                    key="joined",
                    name=self._data.name,
                    count=len(made),
                    lines=len(used),
                )
            )

    def _no_number(self, fid: int) -> None:
        self._data.findings.append(
            finding(
                "no_geometry",
                QT_TRANSLATE_NOOP("rules", "Feature {fid} of {name} has coordinates that are no numbers and gives no parcel."),
                self._data.name,
                key=str(fid),
                fid=fid,
                name=self._data.name,
            )
        )

    def _open(self, xy: FloatArray, fid: int) -> None:
        gap = float(np.hypot(*(xy[0] - xy[-1])))
        self._data.findings.append(
            finding(
                "open_line",
                QT_TRANSLATE_NOOP(
                    "rules",
                    "Line {fid} of {name} is not closed (its ends are {gap:.4g} apart); it gives "
                    "no parcel. Close it in the drawing.",
                ),
                self._data.name,
                key=f"{xy[0, 0]:.3f},{xy[0, 1]:.3f}",
                geometry=shapely.Point(xy[0]) if np.isfinite(xy[0]).all() else None,
                fid=fid,
                name=self._data.name,
                gap=gap,
            )
        )

    def finish(self) -> None:
        self._join()
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


def _parcels(data: _LayerData, source: Opened, fallback: ParcelCrs | None, drawing_layers: tuple[str, ...] = ()) -> ParcelSet:
    shapes = source.choose(data.shapes, data.findings, data.name, drawing_layers) if source.choose else data.shapes
    mapped = FieldMap.of(data.fields)
    values = [mapped.values(s.row) for s in shapes]
    ids = assign_ids([(v.get("number", ""), v.get("name", "")) for v in values])
    parcels = tuple(
        Parcel(parcel_id=i, rings=_rings(s.faces), source_file=data.name, **v) for i, s, v in zip(ids, shapes, values)
    )
    if not parcels:
        return ParcelSet((), findings=tuple(data.findings))
    en = np.concatenate([r.open_en for p in parcels for r in p.rings])
    if len(en) and np.abs(en).max() > _DEGREES:  # square degrees say nothing about a declared area
        parcels = tuple(_with_unit(p, data.findings) for p in parcels)
    crs, remarks = reading_crs.system_of(data.srs, en, data.name, fallback)
    return ParcelSet(parcels, crs, source_files=(data.name,), findings=(*data.findings, *remarks))


def _rings(faces: list[Face]) -> tuple[Ring, ...]:
    """Rings numbered from 1 over all parts and holes, labels J1 ... running on; a closing row repeats its ring's first label."""
    rings: list[Ring] = []
    label = 1
    for en in (ring for face in faces for ring in face):
        closed = len(en) > 1 and bool((en[0] == en[-1]).all())
        n = len(en) - closed
        labels = tuple(f"J{k}" for k in range(label, label + n))
        rings.append(Ring(len(rings) + 1, (*labels, *labels[:closed]), np.ascontiguousarray(en[:, ::-1])))
        label += n
    return tuple(rings)


def _with_unit(parcel: Parcel, findings: list[Finding]) -> Parcel:
    """The unit of the declared area from its own text, else from the geometry; '' and a finding when nothing fits."""
    if parcel.declared_area is None or parcel.declared_unit:
        return parcel
    shape = parcel.geometry
    unit, fit = infer_unit(parcel.declared_area, parcel.declared_area_text, shape.area, shape.length)
    if not unit and fit == "none" and parcel.declared_area > 0 and shape.area > 0:
        findings.append(
            exchange_finding(
                "T-AREA-CONTRADICTS",
                key=parcel.declared_area_text,
                parcel_id=parcel.parcel_id,
                file=parcel.source_file,
                geometry=shape.representative_point(),
                text=parcel.declared_area_text,
                area=f"{shape.area:.3f}",
            )
        )
    return replace(parcel, declared_unit=unit)
