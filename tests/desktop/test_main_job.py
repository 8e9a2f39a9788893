"""The main job in the real desktop, with the installed zip, in English and in Chinese; the files are read by other programs."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "build" / "screens"
PARCELS = {"DK01", "DK02", "DK03", "DK04"}
AREA_HA = 38.4564  # the sum of the parcels' plane areas, as declared in parcels.txt


@pytest.fixture(scope="module")
def runs() -> dict[str, dict[str, Any]]:
    """Results by locale: each runs once."""
    return {}


@pytest.fixture(params=["en", "zh-Hans"])
def done(request: pytest.FixtureRequest, runs: dict[str, dict[str, Any]], desktop: Callable[..., dict[str, Any]],
         plugin_zip: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    locale = request.param
    if locale not in runs:
        files = tmp_path_factory.mktemp("files") / "sample"
        shutil.copytree(ROOT / "resources" / "sample", files, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        out = SCREENS / locale
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        runs[locale] = {"failed": True}
        runs[locale] = {**desktop("main_job", plugin_zip, out, locale, timeout=600, FILES=str(files)), "files": files, "out": out}
    assert "failed" not in runs[locale], f"the {locale} run failed before"
    return {**runs[locale], "locale": locale}


@pytest.fixture
def package(done: dict[str, Any], tmp_path: Path) -> Path:
    """The exported zip, unpacked."""
    with zipfile.ZipFile(done["zip"]) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    return tmp_path


def files_of(package: Path, suffix: str) -> list[Path]:
    return sorted(p for p in package.rglob(f"*{suffix}") if p.is_file())


def test_dropped_files_become_parcels_and_findings_on_screen(done: dict[str, Any]):
    assert done["drop_on_dock"] == [True, True]
    assert done["drop_on_map"] == [True, True]
    assert set(done["parcels"]) == PARCELS
    severities = {severity for severity, _ in done["faults"]}
    assert "error" in severities
    assert len(done["faults"]) >= 4  # swapped point, crossing ring, wrong count, wrong area, comma, double point
    assert done["finding_rows"] >= len(done["faults"])
    assert not [f for f in done["open_findings"] if f[0] == "error"]
    x, y = done["zoomed_to"]
    assert 629_600 < x < 630_200  # the crossing of parcel DK02
    assert 3_203_300 < y < 3_203_900
    assert done["zoomed_width"] < 2_000


def test_the_review_covers_all_domains_and_closes(done: dict[str, Any]):
    outcomes = done["outcomes"]
    assert outcomes["YL-01"] == "needs_approval"
    for domain in ("YD", "YL", "YC", "YH", "YK", "ST"):
        assert [r for r, o in outcomes.items() if r.startswith(domain) and o not in ("not_checked", "needs_input")], domain
    assert "not_checked" in outcomes.values()
    assert done["dltb_ha"] == pytest.approx(AREA_HA, abs=1e-4)


def test_the_window_speaks_the_language_of_qgis(done: dict[str, Any]):
    chinese = any("一" <= c <= "鿿" for c in done["title"])
    assert chinese == (done["locale"] == "zh-Hans"), done["title"]


def test_the_package_verifies_and_is_what_its_manifest_says(done: dict[str, Any], package: Path):
    assert [f for f in done["verify"] if f[0] in ("error", "warning")] == []
    listed = subprocess.run(["sha256sum", *map(str, files_of(package, ""))], capture_output=True, text=True, check=True).stdout
    manifests = files_of(package, "manifest.json")
    assert len(manifests) == 1
    text = json.dumps(json.loads(manifests[0].read_text(encoding="utf-8")))
    for line in listed.splitlines():
        digest, name = line.split(maxsplit=1)
        assert Path(name).name.startswith("manifest.") or digest in text, name
    checked = subprocess.run(["sha256sum", "-c", "manifest.sha256"], cwd=manifests[0].parent, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_gdal_reads_four_parcels_with_the_same_areas_from_every_vector_file(package: Path):
    from osgeo import gdal, ogr

    gdal.UseExceptions()
    found = 0
    for path in [*files_of(package, ".shp"), *files_of(package, ".gpkg")]:
        data = ogr.Open(str(path))
        for i in range(data.GetLayerCount()):
            layer = data.GetLayer(i)
            if ogr.GT_Flatten(layer.GetGeomType()) not in (ogr.wkbPolygon, ogr.wkbMultiPolygon) or layer.GetFeatureCount() != 4:
                continue
            found += 1
            assert sum(f.GetGeometryRef().GetArea() for f in layer) / 10_000 == pytest.approx(AREA_HA, abs=2e-4)
    assert found >= 2  # Shapefile and GeoPackage


def test_the_coordinate_file_keeps_every_coordinate_of_the_input(package: Path):
    def coordinates(data: bytes) -> list[tuple[str, str]]:
        rows = [line.split(",") for line in data.decode("gbk").split("\r\n")]
        return [(r[2], r[3]) for r in rows if len(r) == 4 and r[0].startswith("J")]

    texts = [p for p in files_of(package, ".txt") if "[地块坐标]" in p.read_bytes().decode("gbk", "ignore")]
    assert texts
    want = sorted(set(coordinates((ROOT / "resources" / "sample" / "parcels.txt").read_bytes())))
    assert sorted({c for p in texts for c in coordinates(p.read_bytes())}) == want


def test_the_tables_open_in_a_spreadsheet_library_and_sum_to_the_parcels(package: Path):
    tables = files_of(package, ".xlsx")
    assert len(tables) >= 2
    numbers, words = [], ""
    for path in tables:
        book = openpyxl.load_workbook(path, data_only=True)
        for sheet in book:
            for row in sheet.iter_rows(values_only=True):
                numbers += [v for v in row if isinstance(v, (int, float))]
                words += " ".join(str(v) for v in row if v is not None)
    assert any(abs(n - AREA_HA) < 2e-4 for n in numbers), "the total of the class areas"
    for word in ("界址点", "J1", "DK01", "水田"):
        assert word in words


def test_the_maps_are_pdf_pages_with_chinese_text(package: Path):
    import unicodedata

    maps = files_of(package, ".pdf")
    assert len(maps) >= 2
    for path in maps:
        text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
        plain = unicodedata.normalize("NFKC", text)
        assert sum("一" <= c <= "鿿" for c in plain) > 20, path.name
        assert "DK0" in plain or "地块" in plain, path.name


def test_every_dock_was_photographed(done: dict[str, Any]):
    for name in ("1_findings_dock", "2_parcels_dock", "3_review_0", "5_submission_dock", "6_imagery_dock"):
        picture = done["out"] / f"{name}.png"
        assert picture.stat().st_size > 5_000, name
