#!/usr/bin/env python3
"""Lay the plugin out as QGIS wants it, and pack it.

    stage.py stage BUILD_FOLDER              -> BUILD_FOLDER/plugins/onemap_plugin
    stage.py zip   BUILD_FOLDER DIST_FOLDER  -> DIST_FOLDER/onemap_plugin-VERSION.zip

metadata.txt, resources/, i18n/ and LICENSE stand at the top of the repository; the stage has them inside the package.
The zip has the same bytes for the same content: fixed dates and modes, sorted names.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / ".ci"))
import vendor  # noqa: E402

NAME = "onemap_plugin"
TOP = ("metadata.txt", "LICENSE")
SKIP_FOLDERS = {"__pycache__", "_vendor"}
SKIP_SUFFIXES = {".pyc", ".pyo", ".ts", ".bak", ".orig"}
DATE = (2024, 1, 1, 0, 0, 0)


def version() -> str:
    for line in (ROOT / "metadata.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("version="):
            return line.split("=", 1)[1].strip()
    raise SystemExit("metadata.txt has no version")


def wanted(folder: Path) -> Iterator[Path]:
    """Files of a source folder that belong into the plugin, relative to the repository, sorted."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if not path.is_file() or any(p.startswith(".") or p in SKIP_FOLDERS for p in parts) or path.suffix in SKIP_SUFFIXES:
            continue
        if parts[:2] == ("resources", "sample") and (path.suffix == ".py" or path.name.endswith(("-wal", "-shm"))):
            continue  # the generator of the sample is for the repository
        yield path.relative_to(ROOT)


def lrelease() -> str:
    for tool in ("/usr/lib/qt5/bin/lrelease", "/usr/lib/qt6/bin/lrelease", "lrelease", "lrelease-qt5", "lrelease-qt6"):
        if shutil.which(tool):
            return tool
    raise SystemExit("lrelease was not found: install the Qt tools (Debian: qttools5-dev-tools)")


def vendored(build: Path) -> Path:
    """The libraries with rewritten imports, made once for each list of pins."""
    key = hashlib.sha256((ROOT / ".ci/requirements-dev.txt").read_bytes() + Path(vendor.__file__).read_bytes()).hexdigest()[:16]
    folder = build / "vendor" / key
    if not (folder / "__init__.py").exists():
        vendor.vendor(folder)
    return folder


def stage(build: Path) -> Path:
    """Write BUILD/plugins/onemap_plugin and return it."""
    target = build / "plugins" / NAME
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for folder in (NAME, "resources"):
        for path in wanted(ROOT / folder):
            copy = target / (path.relative_to(NAME) if folder == NAME else path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, copy)
    for name in TOP:
        shutil.copyfile(ROOT / name, target / name)
    (target / "i18n").mkdir()
    for ts in sorted((ROOT / "i18n").glob("*.ts")):
        subprocess.run([lrelease(), "-silent", str(ts), "-qm", str(target / "i18n" / f"{ts.stem}.qm")], check=True)
    shutil.copytree(vendored(build), target / "_vendor", ignore=shutil.ignore_patterns("__pycache__"))
    return target


def pack(staged: Path, dist: Path) -> Path:
    """The installable zip of a staged plugin."""
    dist.mkdir(parents=True, exist_ok=True)
    out = dist / f"{NAME}-{version()}.zip"
    temporary = out.with_suffix(".part")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(staged.rglob("*"), key=lambda p: p.relative_to(staged).as_posix()):
            if path.is_file() and "__pycache__" not in path.parts:
                info = zipfile.ZipInfo(f"{NAME}/{path.relative_to(staged).as_posix()}", DATE)
                info.external_attr = 0o100644 << 16
                info.create_system = 3
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, path.read_bytes(), compresslevel=9)
    temporary.replace(out)
    return out


def main() -> None:
    action, build = sys.argv[1], Path(sys.argv[2]).resolve()
    staged = stage(build)
    if action == "zip":
        out = pack(staged, Path(sys.argv[3]).resolve())
        print(f"{out.name}: {out.stat().st_size / 1e6:.2f} MB, {len(zipfile.ZipFile(out).namelist())} files")


if __name__ == "__main__":
    main()
