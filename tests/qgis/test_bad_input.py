"""Folders that may only be read, disks that are full, layers without a system, damaged one maps: said plainly, nothing lost.

Real file systems: a tmpfs of the wanted size, or one that is mounted read-only (which stops even the superuser).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import QgsApplication, QgsProcessingException, QgsProcessingFeedback

from onemap_plugin.processing.provider import OneMapProvider

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
Mount = Callable[..., Path]


@pytest.fixture(scope="module")
def provider(qgis_processing: None) -> Iterator[OneMapProvider]:
    registry = QgsApplication.processingRegistry()
    held = registry.providerById("onemap")
    made = None if held else OneMapProvider()
    if made:
        registry.addProvider(made)
    yield held or made
    if made:
        registry.removeProvider(made)


@pytest.fixture
def run(provider: OneMapProvider) -> Any:
    import processing

    def run(algorithm: str, **parameters: Any) -> dict[str, Any]:
        plain = {k: str(v) for k, v in parameters.items()}
        return processing.run(f"onemap:{algorithm}", plain, feedback=QgsProcessingFeedback(False))

    return run


@pytest.fixture(scope="module")
def reviewed(provider: OneMapProvider, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review file with everything in it; copied, never changed."""
    import processing

    path = tmp_path_factory.mktemp("reviewed") / "r.gpkg"
    for name, parameters in (
        ("importparcels", {"INPUT": SAMPLE / "parcels.txt"}),
        ("checkparcels", {}),
        ("reviewparcels", {"ONEMAP": SAMPLE / "onemap.gpkg", "PROJECT": SAMPLE / "project.yaml"}),
    ):
        plain = {k: str(v) for k, v in {**parameters, "REVIEW": path}.items()}
        processing.run(f"onemap:{name}", plain, feedback=QgsProcessingFeedback(False))
    return path


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Make a small file system at a folder, with files in it, writable or not."""
    mounted: list[Path] = []

    def make(size: str, *files: Path, read_only: bool = False) -> Path:
        folder = tmp_path / "盘 1"
        folder.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "t", str(folder)], capture_output=True).returncode:
            pytest.skip("mounting a small file system is not allowed here")
        mounted.append(folder)
        for file in files:
            shutil.copy(file, folder)
        if read_only:
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        return folder

    yield make
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def state(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else b"" for p in sorted(folder.rglob("*"))}


def told(caught: pytest.ExceptionInfo[QgsProcessingException], name: str) -> str:
    """The message: names the file, says more than a few words, has no path of this machine and no trace of the program."""
    text = str(caught.value)
    assert name in text
    assert 60 < len(text) < 500, text
    assert "Unexpected" not in text
    assert "Traceback" not in text
    assert "/tmp" not in text
    return text


STEPS: dict[str, dict[str, Any]] = {
    "importparcels": {"INPUT": SAMPLE / "parcels_faulty.txt"},
    "checkparcels": {},
    "reviewparcels": {"ONEMAP": SAMPLE / "onemap.gpkg"},
}


@pytest.mark.parametrize("name", STEPS)
def test_a_review_in_a_folder_that_may_only_be_read_stays_as_it_is(run: Any, mount: Mount, reviewed: Path, name: str) -> None:
    folder = mount("2m", reviewed, read_only=True)
    before = state(folder)
    with pytest.raises(QgsProcessingException, match="read-only") as caught:
        run(name, REVIEW=folder / "r.gpkg", **STEPS[name])
    told(caught, "r.gpkg")
    assert state(folder) == before


@pytest.mark.parametrize("name", STEPS)
def test_a_full_disk_leaves_the_review_as_it_was(run: Any, mount: Mount, reviewed: Path, name: str) -> None:
    size = reviewed.stat().st_size // 4096 * 4
    folder = mount(f"{size}k", reviewed)
    before = state(folder)
    with pytest.raises(QgsProcessingException, match="full") as caught:
        run(name, REVIEW=folder / "r.gpkg", **STEPS[name])
    told(caught, "r.gpkg")
    assert state(folder) == before


def test_a_new_review_on_a_full_disk_or_a_read_only_one_is_not_begun(run: Any, mount: Mount) -> None:
    folder = mount("64k")
    with pytest.raises(QgsProcessingException, match="full") as caught:
        run("importparcels", INPUT=SAMPLE / "parcels.txt", REVIEW=folder / "new.gpkg")
    told(caught, "new.gpkg")
    assert state(folder) == {}
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    with pytest.raises(QgsProcessingException, match="read-only") as caught:
        run("importparcels", INPUT=SAMPLE / "parcels.txt", REVIEW=folder / "new.gpkg")
    told(caught, "new.gpkg")


@pytest.mark.parametrize("size", ["100k", "300k", "700k"])
def test_a_package_that_does_not_fit_on_the_disk_leaves_nothing(run: Any, mount: Mount, reviewed: Path, size: str) -> None:
    folder = mount(size)
    with pytest.raises(QgsProcessingException, match="No space left") as caught:
        run("exportpackage", REVIEW=reviewed, OUTPUT=folder / "新 目录" / "out")
    told(caught, "out")
    assert state(folder) == {}


def test_a_package_is_refused_in_a_folder_that_may_only_be_read(run: Any, mount: Mount, reviewed: Path) -> None:
    folder = mount("2m", read_only=True)
    with pytest.raises(QgsProcessingException, match="Read-only") as caught:
        run("exportpackage", REVIEW=reviewed, OUTPUT=folder / "out")
    told(caught, "out")


def test_a_full_temporary_folder_is_said_in_a_few_words(
    run: Any, mount: Mount, reviewed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(mount("60k")))
    with pytest.raises(QgsProcessingException, match=r"full|space") as caught:
        run("exportpackage", REVIEW=reviewed, OUTPUT=tmp_path / "out")
    assert len(str(caught.value)) < 400
    assert not (tmp_path / "out").exists()


def test_a_review_that_may_only_be_read_gives_its_package_all_the_same(
    run: Any, mount: Mount, reviewed: Path, tmp_path: Path
) -> None:
    folder = mount("2m", reviewed, read_only=True)
    done = run("exportpackage", REVIEW=folder / "r.gpkg", OUTPUT=tmp_path / "out", REPORT=tmp_path / "r.json")
    assert Path(done["ZIP"]).exists()
    found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    (note,) = [f for f in found["findings"] if f["rule"] == "P-NOT-RECORDED"]
    assert "r.gpkg" in note["message"]
    assert "read-only" in note["message"]
    assert found["counts"]["warnings"] == sum(f["severity"] == "warning" for f in found["findings"])
    assert run("verifypackage", PACKAGE=done["ZIP"])["ERRORS"] == 0


def test_a_report_on_a_full_disk_is_told_and_no_half_of_it_stays(run: Any, mount: Mount, reviewed: Path, tmp_path: Path) -> None:
    shutil.copy(reviewed, tmp_path / "r.gpkg")
    folder = mount("4k")
    with pytest.raises(QgsProcessingException, match=r"r\.json") as caught:
        run("reviewparcels", REVIEW=tmp_path / "r.gpkg", ONEMAP=SAMPLE / "onemap.gpkg", REPORT=folder / "r.json")
    told(caught, "r.json")
    assert state(folder) == {}


def test_a_review_that_another_program_holds_is_told_and_kept(run: Any, reviewed: Path, tmp_path: Path) -> None:
    shutil.copy(reviewed, tmp_path / "r.gpkg")
    holder = sqlite3.connect(tmp_path / "r.gpkg", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(QgsProcessingException, match="another program") as caught:
            run("checkparcels", REVIEW=tmp_path / "r.gpkg")
    finally:
        holder.close()
    told(caught, "r.gpkg")
    assert (tmp_path / "r.gpkg").read_bytes() == reviewed.read_bytes()


def test_a_one_map_layer_without_a_system_is_not_checked_and_says_why(run: Any, reviewed: Path, tmp_path: Path) -> None:
    shutil.copy(reviewed, tmp_path / "r.gpkg")
    (tmp_path / "map").mkdir()
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(tmp_path / "map" / "DLTB.shp"))
    layer = source.CreateLayer("DLTB", None, ogr.wkbPolygon)
    for field in ("DLBM", "DLMC", "QSDWMC"):
        layer.CreateField(ogr.FieldDefn(field, ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature["DLBM"] = "0101"
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON((629000 3203000,631000 3203000,631000 3205000,629000 3203000))"))
    layer.CreateFeature(feature)
    del feature, layer, source
    run("reviewparcels", REVIEW=tmp_path / "r.gpkg", ONEMAP=tmp_path / "map", REPORT=tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    (dltb,) = [s for s in report["sources"] if s["role"] == "DLTB"]
    assert dltb["status"] == "no_crs"
    assert dltb["note"]
    assert not [row for row in report["overlay"] if row["role"] == "DLTB" and row["code"]]
    assert {o["outcome"] for o in report["outcomes"] if o["rule"] == "YD-01"} == {"not_checked"}


@pytest.mark.parametrize("damage", ["empty", "no database", "cut"])
def test_a_one_map_that_cannot_be_read_is_no_clean_result(run: Any, reviewed: Path, tmp_path: Path, damage: str) -> None:
    shutil.copy(reviewed, tmp_path / "r.gpkg")
    whole = (SAMPLE / "onemap.gpkg").read_bytes()
    broken = {"empty": b"", "no database": b"no database" * 500, "cut": whole[: len(whole) // 3]}[damage]
    (tmp_path / "map.gpkg").write_bytes(broken)
    with pytest.raises(QgsProcessingException, match=r"map\.gpkg cannot be opened") as caught:
        run("reviewparcels", REVIEW=tmp_path / "r.gpkg", ONEMAP=tmp_path / "map.gpkg")
    told(caught, "map.gpkg")
    assert (tmp_path / "r.gpkg").read_bytes() == reviewed.read_bytes()


def test_a_damaged_file_among_good_ones_is_named_with_every_layer_that_is_missing(
    run: Any, reviewed: Path, tmp_path: Path
) -> None:
    shutil.copy(reviewed, tmp_path / "r.gpkg")
    (tmp_path / "map").mkdir()
    shutil.copy(SAMPLE / "onemap.gpkg", tmp_path / "map" / "town.gpkg")
    (tmp_path / "map" / "more.gpkg").write_bytes(b"no database" * 500)
    run("reviewparcels", REVIEW=tmp_path / "r.gpkg", ONEMAP=tmp_path / "map", REPORT=tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    missing = [s for s in report["sources"] if s["status"] == "missing"]
    assert missing
    assert all("more.gpkg" in s["note"] for s in missing)
    assert sum(row["area_ha"] for row in report["overlay"] if row["role"] == "DLTB") == pytest.approx(38.4564, abs=1e-3)


def test_an_archive_of_a_kind_that_python_does_not_know_is_told(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(SAMPLE / "parcels.txt", "parcels.txt")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 6] = 64  # version needed: 6.4
    path.write_bytes(data)
    with pytest.raises(QgsProcessingException, match=r"a\.zip.*6\.4") as caught:
        run("importparcels", INPUT=path, REVIEW=tmp_path / "r.gpkg")
    told(caught, "a.zip")
    assert not (tmp_path / "r.gpkg").exists()
