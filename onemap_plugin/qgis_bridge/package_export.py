"""Write a submission package: make every file, write beside, read back, verify, then rename."""

from __future__ import annotations

import datetime
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.errors import OneMapError
from ..core.findings import Finding, Severity
from ..core.i18n import QT_TRANSLATE_NOOP, translate
from ..core.package.archive import pack
from ..core.package.data import PackageData, prepare
from ..core.package.manifest import HASH_NAME, NAME, build_manifest, hash_file
from ..core.package.profile import load_profile
from ..core.package.rules import finding
from ..core.progress import SILENT, Progress
from ..core.review import Review
from .languages import chinese
from .package_files import Files, make_files
from .package_verify import verify_contents
from .versions import package_versions

#: software that shapes the bytes of a package: named in it, so that a receiver with the same can compare byte for byte
MAKERS = ("onemap", "qgis", "gdal", "proj", "openpyxl", "zlib")


@dataclass(frozen=True)
class ExportResult:
    """folder and zip of the package, its files (relative POSIX paths) and what was noticed on the way."""

    folder: Path
    zip: Path
    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def export_package(review: Review, profile_id: str, output_dir: str | Path, progress: Progress = SILENT,
                   project: Mapping[str, Any] | None = None, created: str = "") -> ExportResult:
    """Write the package of ``review`` into ``output_dir`` as a folder and a zip beside it.

    project: attributes that fill the profile's variables (项目编号, 项目名, 县代码, 制图单位, 所在地).  created: ISO date,
    today by default; the same input and date give the same bytes.  Open errors do not stop it: manifest and report state them.
    An existing package is never touched: the new one gets -2, -3 … and a finding says so.
    Raises OneMapError (no parcels, no coordinate system, folder not writable, disk full) and leaves nothing behind.
    """
    profile = load_profile(profile_id)
    day = created or datetime.date.today().isoformat()
    software = package_versions()
    data = prepare(review, profile, day, project, {name: software[name] for name in MAKERS}, chinese())
    output = Path(output_dir)
    with _storage_errors(output):
        made = [p for p in (output, *output.parents) if not p.exists()]
        output.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".onemap-", dir=output))
        try:
            files = make_files(data, progress.part(0.0, 0.8))
            manifest = build_manifest(data, files.contents, files.kinds, files.details)
            files.contents[NAME] = manifest
            files.contents[HASH_NAME] = hash_file(manifest)
            _write(work, files, progress)
            progress.report(0.85)
            _prove(work, files, profile.id, progress.part(0.85, 0.97))
            folder, archive, found = _publish(work, output, data)
        except BaseException:
            _take_back(work, made)
            raise
        shutil.rmtree(work, ignore_errors=True)
    missing = QT_TRANSLATE_NOOP("rules", "“{path}” is not made by the program; add it by hand.")
    by_hand = [finding("P-BY-HAND", missing, {"path": p}, file=p, key=p) for p in profile.by_hand]
    return ExportResult(folder, archive, tuple(sorted(files.contents)), (*data.findings, *files.findings, *by_hand, *found))


def _take_back(work: Path, made: list[Path]) -> None:
    """Remove what an export that failed has made: its work folder and the folders that were not there before."""
    shutil.rmtree(work, ignore_errors=True)
    for folder in made:
        with suppress(OSError):  # somebody else put something there
            folder.rmdir()


@contextmanager
def _storage_errors(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hints = {errno.ENOSPC: QT_TRANSLATE_NOOP("errors", "Free some space on the disk and export again."),
                 errno.EACCES: QT_TRANSLATE_NOOP("errors", "Choose a folder that you may write to."),
                 errno.EROFS: QT_TRANSLATE_NOOP("errors", "Choose a folder that you may write to.")}
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The package could not be written: {why}. Nothing was left behind."),
                          file=output.name, why=os.strerror(error.errno) if error.errno else str(error),
                          hint=hints.get(error.errno or 0, QT_TRANSLATE_NOOP("errors", "Check the output folder."))) from error


def _write(work: Path, files: Files, progress: Progress) -> None:
    folder = work / "folder"
    for path, content in sorted(files.contents.items()):
        progress.check()
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    (work / "package.zip").write_bytes(pack(files.contents))


def _prove(work: Path, files: Files, profile_id: str, progress: Progress) -> None:
    """Read back what lies on the disk with the receiver's rules; an own package with a fault is not handed out."""
    folder = work / "folder"
    read = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    faults = [f for f in verify_contents(read, profile_id, progress, remake="tables") if f.severity is Severity.ERROR]
    if read != files.contents or faults:
        other = translate("errors", QT_TRANSLATE_NOOP("errors", "the files read back are not those written"))
        first = faults[0].text() if faults else other
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The finished package does not pass its own verification: {why}"),
                          why=first, hint=QT_TRANSLATE_NOOP("errors", "Check the disk, then report this with the review file."))


def _publish(work: Path, output: Path, data: PackageData) -> tuple[Path, Path, list[Finding]]:
    """Give folder and zip their final names, free ones; the folder may be nested (its first part is the name)."""
    wanted = data.folder.split("/")[0]
    rest = data.folder.split("/")[1:]
    name, number = wanted, 1
    while (output / name).exists() or (output / f"{name}.zip").exists():
        number += 1
        name = f"{wanted}-{number}"
    folder, archive = output / name, output / f"{name}.zip"
    source = work / "folder"
    for part in reversed(rest):
        outer = work / f"_{part}"
        outer.mkdir()
        source.rename(outer / part)
        source = outer
    # rename onto a name that another program took meanwhile fails or finds it not empty: never overwritten
    source.rename(folder)
    try:
        os.link(work / "package.zip", archive)
    except FileExistsError:
        shutil.rmtree(folder)
        raise
    except OSError:  # a file system without hard links
        (work / "package.zip").rename(archive)
    found = []
    if number > 1:
        found.append(finding("P-RENAMED", QT_TRANSLATE_NOOP("rules", "“{wanted}” was there already; this package is “{name}”."),
                             {"wanted": wanted, "name": name}))
    return folder.joinpath(*rest), archive, found
