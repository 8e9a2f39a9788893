"""Open a vector file with OGR: read-only, with the right text encoding, and nothing written beside the user's file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from osgeo import gdal

from ..core.errors import OneMapError
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.progress import SILENT
from . import reading_dxf, reading_dxf_texts
from .reading_dbf import encoding_of
from .reading_encoding import JSON, KML, in_utf8
from .reading_inputs import OVITAL, SHEETS, Item
from .reading_package import check_package
from .reading_rules import finding

_SHP_PARTS = (".dbf", ".shx", ".prj", ".cpg")


_CHECK_KIND = QT_TRANSLATE_NOOP("errors", "Check that it is complete and of the kind that its ending says.")
_UNPACK = QT_TRANSLATE_NOOP("errors", "Only ZIP archives are unpacked here: unpack this one and read its folder.")
_SAVE_DXF = QT_TRANSLATE_NOOP("errors", "Save the drawing as DXF in the program that made it.")
_MAKE_TABLE = QT_TRANSLATE_NOOP("errors", "Copy the coordinates into a worksheet or a text file with one point in each row.")
_FOREIGN = {
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"), _UNPACK),
    **dict.fromkeys((".dwg", ".dwt", ".dgn"), _SAVE_DXF),
    **dict.fromkeys((".doc", ".docx", ".wps", ".rtf", ".pdf", ".jpg", ".png"), _MAKE_TABLE),
}


@dataclass
class Opened:
    """An open data set.  ``choose(shapes, findings, name)`` picks what is a boundary where a format mixes things.  names: real
    names of fields by what they are called in it.  path: what was opened, the file itself or a copy."""

    dataset: Any
    driver: str
    encoding: str = ""
    findings: list[Finding] = field(default_factory=list)
    choose: Callable[..., Any] | None = None
    names: dict[str, str] = field(default_factory=dict)
    path: Path = Path()


@contextmanager
def opened(item: Item, temporary: Path | None = None) -> Iterator[Opened]:
    """The data set of ``item``, closed at the end; raises OneMapError when OGR does not know it."""
    findings: list[Finding] = []
    options: list[str] = []
    config: dict[str, str] = {}
    kml = OVITAL.get(item.path.suffix.lower(), "")
    if kml and temporary is not None:  # OGR knows packed KML by its ending only
        copy_of_kml = shutil.copyfile(item.path, temporary / f"ovital_{item.path.stem}{kml}")
        item = replace(item, path=Path(copy_of_kml))
    path, encoding, choose = item.path, "", None
    names: dict[str, str] = {}
    suffix = path.suffix.lower()
    if suffix == ".shp":
        path, encoding = _shapefile(item, temporary, findings, config)
        options = [f"ENCODING={encoding}"] if encoding else []
    elif suffix == ".dxf":
        config["OGR_ARC_STEPSIZE"], remark = reading_dxf.arc_step(item)
        encoding, texts = reading_dxf_texts.encoding_of(item)
        findings += remark + texts
        if encoding:
            config["DXF_ENCODING"] = encoding
        choose = reading_dxf.choose
    elif suffix in SHEETS:
        config.update(dict.fromkeys(("OGR_XLSX_HEADERS", "OGR_ODS_HEADERS", "OGR_XLS_HEADERS"), "DISABLE"))
    elif suffix == ".gml" and temporary is not None:
        path = _copy(path, temporary, [".gfs", ".xsd"])  # OGR writes its idea of the schema beside the file
    elif suffix == ".mif" and not any(path.with_suffix(s).is_file() for s in (".mid", ".MID")):
        findings.append(
            _lacks(
                item,
                ".mid",
                QT_TRANSLATE_NOOP(
                    "rules", "{name} comes without its {part}: numbers, names and areas are missing. Copy all parts of the file."
                ),
            )
        )
    elif suffix in KML | JSON:
        if suffix == ".kmz":
            check_package(item, SILENT)
        copy = in_utf8(item, temporary)
        path, names = copy.path, copy.names
        findings += copy.findings
    with _config(config), _quiet():
        dataset = _open(path, options)
        if dataset is None:
            raise _open_error(item)
        try:
            yield Opened(dataset, dataset.GetDriver().ShortName, encoding, findings, choose, names, path)
        finally:
            del dataset


def _open(path: Path, options: list[str]) -> Any:
    gdal.ErrorReset()
    try:
        return gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, open_options=options)
    except RuntimeError:  # where GDAL was told to raise
        return None


def without_place(reason: str, path: Path) -> str:
    """A message of OGR without the folder where the file is."""
    for place in (f"{path.parent}/", f"{path.parent}\\", str(path.parent)):
        reason = reason.replace(place, "")
    return reason.strip("/\\: ")


def _open_error(item: Item) -> OneMapError:
    reason = without_place(gdal.GetLastErrorMsg(), item.path)
    if item.path.is_file() and item.path.stat().st_size == 0:
        return OneMapError(
            QT_TRANSLATE_NOOP("errors", "The file is empty; a vector file or a coordinate list was expected."),
            file=item.name,
            hint=QT_TRANSLATE_NOOP("errors", "Export it again from the program that made it."),
        )
    return OneMapError(
        QT_TRANSLATE_NOOP("errors", "The file cannot be opened as a vector file ({reason})."),
        file=item.name,
        hint=_FOREIGN.get(item.path.suffix.lower(), _CHECK_KIND),
        reason=reason or "OGR",
    )


@contextmanager
def _config(values: dict[str, str]) -> Iterator[None]:
    """Options for this thread only: other layers of the running QGIS must not notice."""
    before = {k: gdal.GetThreadLocalConfigOption(k) for k in values}
    for key, value in values.items():
        gdal.SetThreadLocalConfigOption(key, value)
    try:
        yield
    finally:
        for key, old in before.items():
            gdal.SetThreadLocalConfigOption(key, old)


@contextmanager
def _quiet() -> Iterator[None]:
    """OGR's messages are asked for, not printed."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


def _shapefile(item: Item, temporary: Path | None, findings: list[Finding], config: dict[str, str]) -> tuple[Path, str]:
    parts = {p.suffix.lower(): p for p in item.path.parent.glob(f"{_escaped(item.path.stem)}.*")}
    path = item.path
    if ".shx" not in parts and temporary is not None:
        config["SHAPE_RESTORE_SHX"] = "YES"
        path = _copy(path, temporary, [s for s in _SHP_PARTS if s != ".shx"])
        findings.append(
            _lacks(
                item,
                ".shx",
                QT_TRANSLATE_NOOP(
                    "rules", "{name} comes without its {part}; the index was rebuilt on a copy. Copy all parts of a Shapefile."
                ),
            )
        )
    if ".dbf" not in parts:
        findings.append(
            _lacks(
                item,
                ".dbf",
                QT_TRANSLATE_NOOP(
                    "rules",
                    "{name} comes without its {part}: numbers, names and areas are missing. Copy all parts of a Shapefile.",
                ),
            )
        )
        return path, ""
    encoding, declared, sure = encoding_of(parts[".dbf"], parts.get(".cpg"))
    if not sure:
        findings.append(
            finding(
                "encoding",
                QT_TRANSLATE_NOOP("rules", "The texts of {name} were read as {encoding}; its .cpg or .dbf says “{declared}”.")
                if declared
                else QT_TRANSLATE_NOOP("rules", "{name} does not say its text encoding; it was read as {encoding}."),
                item.name,
                name=item.name,
                encoding=encoding,
                declared=declared,
            )
        )
    return path, encoding


def _lacks(item: Item, part: str, message: str) -> Finding:
    return finding("sidecar", message, item.name, key=part, name=item.name, part=part)


def _escaped(stem: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in stem)


def _copy(path: Path, temporary: Path, suffixes: list[str]) -> Path:
    for part in path.parent.glob(f"{_escaped(path.stem)}.*"):
        if part.suffix.lower() in (path.suffix.lower(), *suffixes):
            shutil.copyfile(part, temporary / (path.stem + part.suffix.lower()))
    return temporary / (path.stem + path.suffix.lower())
