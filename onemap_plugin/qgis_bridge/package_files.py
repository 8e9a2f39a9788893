"""The files of a package, part by part, from one ``PackageData``."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..core.exchange import write_txt
from ..core.findings import Finding
from ..core.package.data import PackageData, load_template
from ..core.package.manifest import numbers
from ..core.package.pdf_text import drawn_sha256
from ..core.package.profile import Part
from ..core.package.records import records
from ..core.package.report import metadata_text
from ..core.package.sheet import Sheet
from ..core.package.tables import table_sheets, txt_options
from ..core.package.workbook import write_workbook
from ..core.progress import Progress
from . import package_vectors


@dataclass
class Files:
    """Contents by relative POSIX path, the part that each belongs to, details for the manifest, and findings."""

    contents: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    details: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, path: str, content: bytes, kind: str, **details: Any) -> None:
        self.contents[path] = content
        self.kinds[path] = kind
        if details:
            self.details[path] = details


def make_files(data: PackageData, progress: Progress) -> Files:
    """All files of the profile except the manifest."""
    files = Files()
    steps: list[Callable[[Progress], None]] = [lambda p: _vectors(data, files, p)]
    for part in data.profile.parts:
        steps.append(_maker(part, data, files))
    for i, step in enumerate(steps):
        progress.report(i / len(steps))
        step(progress.part(i / len(steps), (i + 1) / len(steps)))
    return files


def _maker(part: Part, data: PackageData, files: Files) -> Callable[[Progress], None]:
    makers: Mapping[str, Callable[[Part, PackageData, Files, Progress], None]] = {
        "txt": _txt, "table": _table, "table_pdf": _table_pdf, "map": _map, "report": _report, "metadata": _metadata}
    return lambda progress: makers[part.kind](part, data, files, progress)


def _txt(part: Part, data: PackageData, files: Files, progress: Progress) -> None:
    files.add(data.path(part.path), write_txt(data.published.parcel_set, txt_options(part, data.profile, data.created)), "txt")


def _sheets(part: Part, data: PackageData) -> list[Sheet]:
    return table_sheets(part.layout, data.published.parcels, data.pieces, data.profile, data.values)


def _table(part: Part, data: PackageData, files: Files, progress: Progress) -> None:
    files.add(data.path(part.path), write_workbook(_sheets(part, data), progress), "table", layout=part.layout)


def _table_pdf(part: Part, data: PackageData, files: Files, progress: Progress) -> None:
    from .package_report import sheets_pdf

    sheets = _sheets(part, data)
    content, pages = sheets_pdf(sheets, sheets[0].name, data, progress)
    files.add(data.path(part.path), content, "table_pdf", layout=part.layout, pages=pages, drawn_sha256=drawn_sha256(content))


def _map(part: Part, data: PackageData, files: Files, progress: Progress) -> None:
    from .layouts_maps import draw_map

    path = data.path(part.path)
    drawn = draw_map(data, load_template(part.layout), path, progress)
    files.add(path, drawn.pdf, "map", layout=part.layout, pages=len(drawn.pages), sheets=drawn.pages,
              elements=list(drawn.elements), drawn_sha256=drawn_sha256(drawn.pdf))
    files.findings.extend(drawn.findings)


def _report(part: Part, data: PackageData, files: Files, progress: Progress) -> None:
    from .package_report import report_pdf

    content, pages = report_pdf(data, part.layout, progress)
    files.add(data.path(part.path), content, "report", pages=pages, drawn_sha256=drawn_sha256(content))


def _metadata(part: Part, data: PackageData, files: Files, progress: Progress) -> None:
    text = metadata_text(part.layout, data.values, numbers(data), data.review.parcels.crs, data.versions)
    files.add(data.path(part.path), text.encode("utf-8"), "metadata", layout=part.layout)


def _vectors(data: PackageData, files: Files, progress: Progress) -> None:
    profile, epsg = data.profile, int(data.review.parcels.crs.epsg or 0)
    rows = {layer.content: records(layer.content, data.published, data.pieces, profile) for layer in profile.layers}
    with tempfile.TemporaryDirectory(prefix="onemap-vectors-") as name:
        folder = Path(name)
        for layer in profile.layers:
            if layer.shapefile:
                target = folder / data.path(layer.shapefile)
                target.parent.mkdir(parents=True, exist_ok=True)
                package_vectors.write_shapefile(target, layer, rows[layer.content], profile, epsg, data.created, progress)
        geopackage = folder / data.path(profile.geopackage)
        geopackage.parent.mkdir(parents=True, exist_ok=True)
        progress.report(0.5)
        package_vectors.write_geopackage(geopackage, [(x, rows[x.content]) for x in profile.layers], profile, epsg, data.created,
                                         progress)
        if profile.dxf:
            drawing = folder / data.path(profile.dxf)
            package_vectors.write_dxf(drawing, rows["parcels"], rows["points"], profile)
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                kind = {".gpkg": "geopackage", ".dxf": "drawing"}.get(file.suffix, "shapefile")
                files.add(file.relative_to(folder).as_posix(), file.read_bytes(), kind)
