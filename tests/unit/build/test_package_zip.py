"""The installable zip: same bytes every time, everything inside that QGIS needs, nothing that it must not have."""

from __future__ import annotations

import configparser
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TOP = "onemap_plugin/"


def build(folder: Path) -> Path:
    subprocess.run([sys.executable, str(ROOT / ".ci" / "stage.py"), "zip", str(folder / "build"), str(folder / "dist")],
                   check=True, stdout=subprocess.DEVNULL)
    return next((folder / "dist").iterdir())


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def names(package: Path) -> list[str]:
    return zipfile.ZipFile(package).namelist()


def test_two_builds_give_the_same_bytes(package: Path, tmp_path: Path):
    assert package.read_bytes() == build(tmp_path).read_bytes()


def test_everything_lies_in_one_folder_with_metadata_licence_code_and_resources(names: list[str]):
    assert all(n.startswith(TOP) for n in names)
    for wanted in ("metadata.txt", "LICENSE", "__init__.py", "plugin.py", "core/parcels.py", "resources/sample/onemap.gpkg",
                   "resources/sample/parcels.txt", "resources/sample/sample.qgs"):
        assert TOP + wanted in names


def test_the_translations_are_compiled(names: list[str]):
    sources = sorted(p.stem for p in (ROOT / "i18n").glob("*.ts"))
    assert sorted(Path(n).stem for n in names if n.startswith(TOP + "i18n/")) == sources
    assert not [n for n in names if n.endswith(".ts")]


def test_no_tests_caches_dot_files_or_generators_are_inside_and_it_is_small(package: Path, names: list[str]):
    bad = [n for n in names if "__pycache__" in n or n.endswith((".pyc", ".so", ".part", "make_sample.py"))
           or any(part.startswith(".") or part == "tests" for part in n.split("/"))]
    assert bad == []
    assert package.stat().st_size < 25_000_000


def test_metadata_says_what_qgis_needs_to_know(package: Path):
    text = zipfile.ZipFile(package).read(TOP + "metadata.txt").decode("utf-8")
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read_file(io.StringIO(text))
    general = metadata["general"]
    for key in ("name", "qgisMinimumVersion", "description", "version", "author", "email", "about", "license"):
        assert general[key].strip(), key
    assert general["version"] in package.name
    assert general["hasProcessingProvider"] == "yes"
    assert f"{TOP}{general['icon']}" in zipfile.ZipFile(package).namelist()


def test_every_source_file_compiles_and_vendored_libraries_import_only_themselves(package: Path):
    archive = zipfile.ZipFile(package)
    vendored = [n for n in archive.namelist() if n.startswith(TOP + "_vendor/") and n.endswith(".py")]
    assert len(vendored) > 100
    for name in archive.namelist():
        if name.endswith(".py"):
            compile(archive.read(name), name, "exec")
    for name in vendored:
        lines = archive.read(name).decode("utf-8").splitlines()
        outside = [line for line in lines if re.match(r"\s*(import|from) (openpyxl|et_xmlfile)\b", line)]
        assert outside == [], name


def test_the_vendored_spreadsheet_library_works_beside_the_installed_one(package: Path, tmp_path: Path):
    zipfile.ZipFile(package).extractall(tmp_path)
    (tmp_path / TOP / "__init__.py").write_text("", encoding="utf-8")  # without QGIS
    script = """
import sys, types
import openpyxl as other
from onemap_plugin._vendor import openpyxl
assert openpyxl is not other and openpyxl.__name__ == 'onemap_plugin._vendor.openpyxl'
book = openpyxl.Workbook(); book.active['A1'] = '界址点'; book.active.merge_cells('A1:C1'); book.save('a.xlsx')
assert other.load_workbook('a.xlsx').active['A1'].value == '界址点'
del sys.modules['openpyxl']
used = sorted({m.split('.')[0] for m, module in sys.modules.items() if m.startswith('openpyxl') and module is None})
assert not used
print('ok')
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.strip() == "ok", done.stderr
