"""From what the user hands over (file, folder, archive, several of them) to single data sets that can be opened."""

from __future__ import annotations

import contextlib
import shutil
import stat
import struct
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..core.errors import Cancelled, OneMapError
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.progress import SILENT, Progress
from .reading_rules import finding

SHEETS = {".xlsx", ".xlsm", ".xls", ".et", ".ods"}  # .et: the .xls of WPS
TEXT_FILES = {".txt", ".csv", *SHEETS}
OVITAL = {".ovkml": ".kml", ".ovkmz": ".kmz"}  # KML under the endings of Ovital
VECTOR_FILES = {".shp", ".gpkg", ".geojson", ".json", ".kml", ".kmz", ".dxf", ".tab", ".mif", ".fgb", ".gml", ".geojsonl"}
VECTOR_FILES |= {".topojson", ".sqlite", *OVITAL}
FOLDER_SETS = {".gdb"}
ARCHIVES = {".zip"}
#: parts of data sets that are named by their main file, and what programs leave beside data
SIDECARS = {
    ".dbf",
    ".shx",
    ".prj",
    ".cpg",
    ".sbn",
    ".sbx",
    ".qix",
    ".qpj",
    ".qml",
    ".qmd",
    ".sld",
    ".fbn",
    ".fbx",
    ".ain",
    ".aih",
    ".atx",
    ".ixs",
    ".mxs",
    ".dat",
    ".map",
    ".id",
    ".ind",
    ".mid",
    ".xml",
    ".lyr",
    ".lock",
    ".gfs",
    ".xsd",
    ".gpkg-wal",
    ".gpkg-shm",
    ".gpkg-journal",
}
LAYER_MARK = "|layername="  # one layer of a container, as QGIS writes it
MAX_MEMBERS = 20_000
MAX_BYTES = 4 * 1024**3
MAX_RATIO = 200  # coordinates shrink to a tenth; a thousandfold is an attack
RATIO_FLOOR = 64 * 1024**2
MAX_DEPTH = 3
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Item:
    """One data set: ``name`` is what the user sees (no absolute path), ``path`` where it is now, ``layer`` the one wanted."""

    name: str
    path: Path
    alone: bool = False
    layer: str = ""


class Inputs:
    """Expands inputs; archives go to a temporary folder that ``close`` removes."""

    def __init__(self, progress: Progress = SILENT) -> None:
        self.findings: list[Finding] = []
        self._progress = progress
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Inputs:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def temporary(self) -> Path:
        """A new folder that lives as long as the reading."""
        folder = Path(tempfile.mkdtemp(prefix="onemap_"))
        self._stack.callback(shutil.rmtree, folder, ignore_errors=True)
        return folder

    def items(self, paths: Sequence[Path]) -> list[Item]:
        found: list[Item] = []
        paths = list(dict.fromkeys(map(_main_part, paths)))
        for path in paths:
            place, mark, layer = str(path).partition(LAYER_MARK)
            if mark and Path(place).exists():
                found.append(Item(f"{Path(place).name}|{layer}", Path(place), len(paths) == 1, layer))
                continue
            if not path.exists():
                raise OneMapError(
                    QT_TRANSLATE_NOOP("errors", "There is no such file or folder."),
                    file=path.name,
                    hint=QT_TRANSLATE_NOOP("errors", "Choose a coordinate TXT, a vector file, a folder or a ZIP."),
                )
            found += self._expand(path, path.name, len(paths) == 1, 0)
        return found

    def _expand(self, path: Path, name: str, alone: bool, depth: int) -> Iterator[Item]:
        self._progress.check()
        suffix = path.suffix.lower()
        if path.is_dir() and suffix not in FOLDER_SETS:
            yield from self._folder(path, "", depth)
        elif suffix in ARCHIVES and path.is_file():
            yield from self._archive(path, name, depth)
        else:
            yield Item(name, path, alone)

    def _folder(self, folder: Path, prefix: str, depth: int) -> Iterator[Item]:
        for child in sorted(folder.iterdir(), key=lambda p: p.name):
            name, suffix = prefix + child.name, child.suffix.lower()
            if child.name.startswith((".", "~$", "__MACOSX")):
                continue
            if child.is_symlink() and child.is_dir() and child.resolve() in (folder.resolve(), *folder.resolve().parents):
                continue  # a link to where we come from
            if child.is_dir() and suffix not in FOLDER_SETS:
                yield from self._folder(child, name + "/", depth)
            elif suffix in ARCHIVES | TEXT_FILES | VECTOR_FILES | FOLDER_SETS:
                yield from self._expand(child, name, False, depth)
            elif suffix == ".dat" and not any(child.with_suffix(s).exists() for s in (".tab", ".TAB")):
                yield Item(name, child)  # total stations write point lists with this ending; MapInfo its tables
            elif suffix not in SIDECARS and not child.name.lower().endswith(".shp.xml"):
                self.findings.append(
                    finding(
                        "skipped",
                        QT_TRANSLATE_NOOP("rules", "{name} is not a kind of file that parcels are read from."),
                        name,
                        name=name,
                    )
                )

    def _archive(self, path: Path, name: str, depth: int) -> Iterator[Item]:
        if depth >= MAX_DEPTH:
            self._bad(name, "", QT_TRANSLATE_NOOP("rules", "Archives are nested too deeply; unpack {name} and read its folder."))
            return
        target = self.temporary()
        try:
            with zipfile.ZipFile(path) as archive:
                self._extract(archive, name, target)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error, IndexError) as e:
            self._bad(
                name,
                "",
                QT_TRANSLATE_NOOP("rules", "{name} is not a readable ZIP archive ({reason}). Pack it again."),
                reason=str(e) or type(e).__name__,
            )
        yield from self._folder(target, name + "/", depth + 1)

    def _extract(self, archive: zipfile.ZipFile, name: str, target: Path) -> None:
        members = [m for m in archive.infolist() if not m.filename.endswith("/")]  # is_dir() fails on a name lost to damage
        if len(members) > MAX_MEMBERS:
            self._bad(
                name,
                "",
                QT_TRANSLATE_NOOP("rules", "{name} holds {count} files, more than the limit of {limit}."),
                count=len(members),
                limit=MAX_MEMBERS,
            )
            return
        if not members:
            self._bad(name, "", QT_TRANSLATE_NOOP("rules", "{name} is an empty archive."))
        left = MAX_BYTES
        for member in members:
            self._progress.check()
            shown = member_name(member)
            parts = safe_parts(shown)
            if not parts or stat.S_ISLNK(member.external_attr >> 16):
                self._bad(
                    name, shown, QT_TRANSLATE_NOOP("rules", "{member} in {name} points outside the archive and was not read.")
                )
                continue
            if member.flag_bits & 1:
                self._bad(
                    name,
                    shown,
                    QT_TRANSLATE_NOOP("rules", "{member} in {name} is protected by a password. Unpack it and read its folder."),
                )
                continue
            try:
                left -= self._extract_one(archive, member, _free(target.joinpath(*parts)), left)
            except _TooBigError:
                self._bad(name, shown, QT_TRANSLATE_NOOP("rules", "{member} in {name} unpacks to far more than its size allows."))
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as e:
                self._bad(
                    name,
                    shown,
                    QT_TRANSLATE_NOOP("rules", "{member} in {name} could not be unpacked ({reason})."),
                    reason=str(e) or type(e).__name__,
                )
            except Cancelled:
                raise
            except Exception as e:  # zlib.error, lzma.LZMAError: a damaged member must not cost the others
                self._bad(
                    name,
                    shown,
                    QT_TRANSLATE_NOOP("rules", "{member} in {name} could not be unpacked ({reason})."),
                    reason=type(e).__name__,
                )

    def _extract_one(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, to: Path, left: int) -> int:
        """Bytes written; counts what really comes out, whatever the directory of the archive claims."""
        to.parent.mkdir(parents=True, exist_ok=True)
        limit = min(left, max(RATIO_FLOOR, member.compress_size * MAX_RATIO))
        written = 0
        try:
            with archive.open(member) as source, open(to, "wb") as out:
                while chunk := source.read(_CHUNK):
                    self._progress.check()
                    written += len(chunk)
                    if written > limit:
                        raise _TooBigError
                    out.write(chunk)
        except BaseException:
            to.unlink(missing_ok=True)
            raise
        return written

    def _bad(self, name: str, member: str, message: str, **params: object) -> None:
        shown = f"{name}/{member}" if member else name
        self.findings.append(finding("archive", message, shown, key=member, name=name, member=member, **params))


def _main_part(path: Path) -> Path:
    """The main file of a data set for one of its further parts, as when all parts of a Shapefile are dropped together."""
    suffix = path.suffix.lower()
    if suffix not in SIDECARS:
        return path
    whole = path.with_suffix("") if suffix == ".xml" and path.stem.lower().endswith(".shp") else None
    mains = (".tab",) if suffix in (".dat", ".map", ".id", ".ind") else (".mif",) if suffix == ".mid" else (".shp",)
    beside = [whole] if whole is not None else [path.with_suffix(s) for m in mains for s in (m, m.upper())]
    return next((p for p in beside if p.is_file()), path)


class _TooBigError(Exception):
    pass


def member_name(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8 when marked or valid, else GB18030 as Chinese packers write it."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return member.filename


def safe_parts(name: str) -> list[str]:
    """Folder and file names of a member below the target; empty when it tries to leave it."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = [p for p in path.parts if p not in ("", ".")]
    if path.is_absolute() or ".." in parts or (parts and len(parts[0]) > 1 and parts[0][1] == ":"):
        return []
    return ["".join("_" if c in '<>:"|?*' or ord(c) < 32 else c for c in p).rstrip(". ") or "_" for p in parts]


def _free(path: Path) -> Path:
    """``path``, or the same name in a folder of its own when two members have one name."""
    number, free = 2, path
    while free.exists():
        free = path.parent / f"({number})" / path.name
        number += 1
    return free
