"""The five algorithms through the registry, as scripts and models run them; results read back without our own reader."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal, ogr
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale

from onemap_plugin.processing.provider import OneMapProvider

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
CONTRACT = {
    "importparcels": ["INPUT", "PROFILE", "REVIEW", "REPORT"],
    "checkparcels": ["REVIEW", "PROFILE", "REPORT"],
    "reviewparcels": ["REVIEW", "ONEMAP", "PROJECT", "REPORT"],
    "exportpackage": ["REVIEW", "PROFILE", "OUTPUT", "REPORT"],
    "verifypackage": ["PACKAGE", "PROFILE", "REPORT"],
}


class Recorder(QgsProcessingFeedback):
    """Keeps what an algorithm says, and cancels when told to."""

    def __init__(self, cancel_at: float | None = None) -> None:
        super().__init__(False)
        self.lines: list[str] = []
        self.steps: list[float] = []
        self._cancel_at = cancel_at
        self.progressChanged.connect(self._note)

    def _note(self, percent: float) -> None:
        self.steps.append(percent)
        if self._cancel_at is not None and percent >= self._cancel_at:
            self.cancel()

    def pushInfo(self, info: str) -> None:
        self.lines.append(info)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.lines.append(error)


@pytest.fixture(scope="module")
def provider(qgis_processing: None) -> Iterator[OneMapProvider]:
    """The provider in the registry (the one of an active plugin when there is one)."""
    registry = QgsApplication.processingRegistry()
    held = registry.providerById("onemap")
    if held is not None:
        yield held
        return
    made = OneMapProvider()
    registry.addProvider(made)
    yield made
    registry.removeProvider(made)


@pytest.fixture
def run(provider: OneMapProvider) -> Any:
    import processing

    def run(algorithm: str, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> dict[str, Any]:
        parameters = {k: str(v) if isinstance(v, Path) else v for k, v in parameters.items()}
        return processing.run(f"onemap:{algorithm}", parameters, feedback=feedback or Recorder())

    return run


@pytest.fixture
def imported(run: Any, tmp_path: Path) -> Path:
    path = tmp_path / "审查.gpkg"
    run("importparcels", INPUT=SAMPLE / "parcels.txt", REVIEW=path)
    return path


def rows(path: Path, query: str) -> list[Any]:
    con = sqlite3.connect(path)
    try:
        return con.execute(query).fetchall()
    finally:
        con.close()


def test_the_contract_of_the_five_algorithms_stands(provider: OneMapProvider) -> None:
    for name, wanted in CONTRACT.items():
        algorithm = provider.algorithm(name)
        names = [d.name() for d in algorithm.parameterDefinitions()]
        assert [n for n in names if n in wanted] == wanted, name
        needless = [d.name() for d in algorithm.parameterDefinitions() if d.name() not in wanted]
        assert all(algorithm.parameterDefinition(n).flags() & 2 for n in needless), "what was added must be advanced"


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_every_algorithm_explains_itself_in_both_languages(provider: OneMapProvider, name: str) -> None:
    algorithm = provider.algorithm(name)
    texts = []
    for locale in ("zh_CN", "en_US"):
        before = QLocale()
        QLocale.setDefault(QLocale(locale))
        texts.append(algorithm.shortHelpString())
        QLocale.setDefault(before)
    assert "SECONDS" in texts[0]
    assert "SECONDS" in texts[1]
    assert texts[0] != texts[1]
    assert any("\u4e00" <= c <= "\u9fff" for c in texts[0])
    assert algorithm.tags()
    assert algorithm.group()
    assert not algorithm.icon().isNull()
    assert algorithm.helpUrl().endswith(name)
    assert algorithm.displayName()
    assert algorithm.shortDescription()


def test_loading_the_provider_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from qgis.core import QgsApplication\n"
        "app = QgsApplication([], False)\n"
        "before = set(sys.modules)\n"
        "from onemap_plugin.processing.provider import OneMapProvider\n"
        "QgsApplication.processingRegistry().addProvider(OneMapProvider())\n"
        "heavy = {'numpy', 'shapely', 'yaml', 'openpyxl', 'osgeo', 'onemap_plugin.core.parcels'} & (set(sys.modules) - before)\n"
        "print(sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(ROOT)], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_import_writes_a_review_that_gdal_reads(run: Any, tmp_path: Path) -> None:
    path, report = tmp_path / "r.gpkg", tmp_path / "r.json"
    feedback = Recorder()
    result = run("importparcels", feedback, INPUT=SAMPLE / "parcels.txt", REVIEW=path, REPORT=report)
    layer = (source := gdal.OpenEx(str(path), gdal.OF_VECTOR)).GetLayerByName("parcels")
    assert layer.GetFeatureCount() == result["PARCELS"] == 4
    assert layer.GetSpatialRef().GetAuthorityCode(None) is not None
    points = source.GetLayerByName("boundary_points")
    lines = (SAMPLE / "parcels.txt").read_bytes().decode("gb18030", "replace").splitlines()
    point_lines = [t for t in lines if t.count(",") == 3 and not t.startswith("[")]
    assert points.GetFeatureCount() == result["POINTS"] == len(point_lines)
    feature = points.GetNextFeature()
    label, ring, north, east = point_lines[0].split(",")
    assert (feature["label"], feature["ring"], feature["x_north"], feature["y_east"]) == (
        label,
        int(ring),
        float(north),
        float(east),
    )
    told = json.loads(report.read_text(encoding="utf-8"))
    assert list(told)[:3] == ["counts", "seconds", "versions"]
    assert told["counts"]["parcels"] == 4
    assert 0 < told["seconds"] < 5
    assert {"onemap", "qgis", "gdal", "shapely", "numpy", "python"} <= set(told["versions"])
    assert max(feedback.steps) <= 100
    assert feedback.steps == sorted(feedback.steps)
    assert len(feedback.steps) >= 2


def test_neither_review_nor_report_holds_a_path_of_this_machine(run: Any, tmp_path: Path) -> None:
    path, report = tmp_path / "r.gpkg", tmp_path / "r.json"
    run("importparcels", INPUT=SAMPLE / "parcels.txt", REVIEW=path, REPORT=report)
    run("checkparcels", REVIEW=path, REPORT=report)
    run("reviewparcels", REVIEW=path, ONEMAP=SAMPLE / "onemap.gpkg", PROJECT=SAMPLE / "project.yaml", REPORT=report)
    for secret in (str(tmp_path), str(SAMPLE), str(Path.home())):
        if len(secret) > 1:
            assert secret.encode() not in path.read_bytes(), secret
            assert secret not in report.read_text(encoding="utf-8"), secret


def test_the_way_from_file_to_verified_package(run: Any, imported: Path, tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    checked = run("checkparcels", REVIEW=imported)
    assert checked["PARCELS"] == 4
    assert checked["ERRORS"] == 0
    reviewed = run(
        "reviewparcels", REVIEW=imported, ONEMAP=SAMPLE / "onemap.gpkg", PROJECT=SAMPLE / "project.yaml", REPORT=report
    )
    assert 0 < reviewed["SECONDS"] < 600  # how fast is measured in bench/review
    told = json.loads(report.read_text(encoding="utf-8"))
    assert {o["role"] for o in told["overlay"]} >= {"DLTB"}
    assert len(told["outcomes"]) == reviewed["OUTCOMES"] >= 8
    column = {"plane": "area_m2", "ellipsoid": "area_ellipsoid_m2"}[told["options"]["basis"]]
    for parcel, hectares in rows(imported, f"SELECT parcel_id, {column} / 10000 FROM parcels"):
        total = rows(imported, f"SELECT sum(area_ha) FROM overlay WHERE role = 'DLTB' AND parcel_id = '{parcel}'")[0][0]
        assert total == pytest.approx(hectares, abs=0.0001)
    assert {s for (s,) in rows(imported, "SELECT status FROM sources WHERE role = 'DLTB'")} == {"checked"}
    exported = run("exportpackage", REVIEW=imported, OUTPUT=tmp_path / "out")
    assert zipfile.is_zipfile(exported["ZIP"])
    assert Path(exported["FOLDER"]).is_dir()
    verified = run("verifypackage", PACKAGE=exported["ZIP"])
    assert (verified["ERRORS"], verified["WARNINGS"]) == (0, 0)
    assert [s for (s,) in rows(imported, "SELECT step FROM runs ORDER BY fid")] == ["import", "check", "review", "export"]


def test_reading_the_same_file_again_keeps_states_notes_and_results(run: Any, imported: Path) -> None:
    run("checkparcels", REVIEW=imported)
    run("reviewparcels", REVIEW=imported, ONEMAP=SAMPLE / "onemap.gpkg", PROJECT=SAMPLE / "project.yaml")
    uid = rows(imported, "SELECT uid FROM findings")[0][0]
    source = gdal.OpenEx(str(imported), gdal.OF_VECTOR | gdal.OF_UPDATE)
    for layer_name, where, field, value in (
        ("findings", f"uid = '{uid}'", "state", "accepted"),
        ("outcomes", "fid = 1", "user_note", "已问过"),
    ):
        layer = source.GetLayerByName(layer_name)
        layer.SetAttributeFilter(where)
        feature = layer.GetNextFeature()
        feature[field] = value
        layer.SetFeature(feature)
    del feature, layer, source
    before = rows(imported, "SELECT count(*) FROM overlay")
    run("importparcels", INPUT=SAMPLE / "parcels.txt", REVIEW=imported)
    assert rows(imported, "SELECT count(*) FROM overlay") == before
    run("checkparcels", REVIEW=imported)
    run("reviewparcels", REVIEW=imported, ONEMAP=SAMPLE / "onemap.gpkg", PROJECT=SAMPLE / "project.yaml")
    assert rows(imported, f"SELECT state FROM findings WHERE uid = '{uid}'") == [("accepted",)]
    assert rows(imported, "SELECT user_note FROM outcomes WHERE fid = 1") == [("已问过",)]


def test_changed_parcels_clear_what_was_computed_from_the_old_ones(run: Any, imported: Path, tmp_path: Path) -> None:
    run("reviewparcels", REVIEW=imported, ONEMAP=SAMPLE / "onemap.gpkg", PROJECT=SAMPLE / "project.yaml")
    data = (SAMPLE / "parcels.txt").read_bytes()
    first = next(line for line in data.split(b"\r\n") if line.count(b",") == 3)
    north = first.split(b",")[2]
    changed = tmp_path / "parcels.txt"
    changed.write_bytes(data.replace(north, north[:-1] + (b"1" if north[-1:] != b"1" else b"2")))
    run("importparcels", INPUT=changed, REVIEW=imported)
    assert rows(imported, "SELECT count(*) FROM parcels") == [(4,)]
    assert rows(imported, "SELECT (SELECT count(*) FROM overlay) + (SELECT count(*) FROM outcomes)") == [(0,)]


def test_a_second_file_adds_its_parcels_and_keeps_the_others(run: Any, imported: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    shutil.copyfile(SAMPLE / "parcels.txt", other)
    run("importparcels", INPUT=other, REVIEW=imported)
    found = rows(imported, "SELECT parcel_id, source_file FROM parcels ORDER BY seq")
    assert len(found) == 8
    assert len({p for p, _ in found}) == 8
    assert [f for _, f in found] == ["parcels.txt"] * 4 + ["other.txt"] * 4
    run("importparcels", INPUT=SAMPLE / "parcels.txt", REVIEW=imported)
    assert rows(imported, "SELECT parcel_id, source_file FROM parcels ORDER BY seq") == found


def test_a_file_in_another_zone_is_refused_and_nothing_changes(run: Any, imported: Path, tmp_path: Path) -> None:
    before = imported.read_bytes()
    other = tmp_path / "zone.geojson"
    other.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {},
                        "geometry": {"type": "Polygon", "coordinates": [[[114, 23], [114.1, 23], [114.1, 23.1], [114, 23]]]},
                    }
                ],
            }
        ),
        encoding="utf-8",
    )
    with pytest.raises(QgsProcessingException, match="EPSG"):
        run("importparcels", INPUT=other, REVIEW=imported)
    assert imported.read_bytes() == before


def test_faults_in_the_data_are_reported_and_the_algorithms_succeed(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.gpkg"
    read = run("importparcels", INPUT=SAMPLE / "parcels_faulty.txt", REVIEW=path)
    checked = run("checkparcels", REVIEW=path)
    assert read["PARCELS"] == 4
    assert checked["ERRORS"] > 0
    for uid, rule, severity, message in rows(path, "SELECT uid, rule, severity, message FROM findings"):
        assert len(uid) == 16
        assert rule
        assert severity in ("error", "warning", "notice", "info")
        assert message
        assert "{" not in message


BAD_FILES: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \r\n\r\n",
    "binary.txt": bytes(range(256)) * 20,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "words.txt": "这不是坐标文件，只是一段文字。\r\n".encode("gbk") * 5,
    "header_only.txt": "[属性描述]\r\n坐标系=2000国家大地坐标系\r\n带号=38\r\n[地块坐标]\r\n".encode("gbk"),
    "empty.csv": b"",
    "empty.xlsx": b"",
    "not.xlsx": b"PK\x03\x04broken",
    "cut.zip": b"PK\x03\x04",
    "cut.gpkg": b"SQLite format 3\x00",
}


@pytest.mark.parametrize("name", sorted(BAD_FILES))
def test_a_file_without_parcels_fails_with_name_reason_and_advice_and_leaves_nothing(run: Any, tmp_path: Path, name: str) -> None:
    bad = tmp_path / "in" / name
    bad.parent.mkdir()
    bad.write_bytes(BAD_FILES[name])
    with pytest.raises(QgsProcessingException) as caught:
        run("importparcels", INPUT=bad, REVIEW=tmp_path / "r.gpkg")
    text = str(caught.value)
    assert name in text
    assert len(text) > len(name) + 30
    assert "Traceback" not in text
    assert [p.name for p in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_the_sample_is_read_in_every_encoding(run: Any, tmp_path: Path, encoding: str) -> None:
    text = (SAMPLE / "parcels.txt").read_bytes().decode("gb18030")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    run("importparcels", INPUT=tmp_path / "a.txt", REVIEW=tmp_path / "r.gpkg")
    assert [n for (n,) in rows(tmp_path / "r.gpkg", "SELECT name FROM parcels ORDER BY seq")][0] == "养护工区"


def test_a_truncated_file_and_text_for_numbers_keep_the_good_parcels(run: Any, tmp_path: Path) -> None:
    data = (SAMPLE / "parcels.txt").read_bytes()
    lines = data.split(b"\r\n")
    at = [i for i, t in enumerate(lines) if t.count(b",") == 3][2]
    lines[at] = lines[at].replace(b".", b"x")
    (tmp_path / "a.txt").write_bytes(b"\r\n".join(lines)[: len(data) - 400])
    result = run("importparcels", INPUT=tmp_path / "a.txt", REVIEW=tmp_path / "r.gpkg")
    assert result["PARCELS"] == 4
    found = rows(tmp_path / "r.gpkg", "SELECT source_line FROM findings WHERE severity = 'error'")
    assert (at + 1,) in found


def test_a_file_without_zone_is_read_and_the_review_says_what_is_missing(run: Any, tmp_path: Path) -> None:
    square = [(2582988.976, 383243.971), (2582988.976, 383343.971), (2582888.976, 383343.971)]
    text = "\n".join(f"J{i},1,{x},{y}" for i, (x, y) in enumerate((*square, square[0]), 1))
    (tmp_path / "a.txt").write_text(f"[地块坐标]\n4,0.5,1,甲,面,,,,@\n{text}\n", encoding="gbk")
    path = tmp_path / "r.gpkg"
    result = run("importparcels", INPUT=tmp_path / "a.txt", REVIEW=path)
    assert (result["PARCELS"], result["FINDINGS"] > 0) == (1, True)
    assert rows(path, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'parcels'") == [(-1,)]
    with pytest.raises(QgsProcessingException, match="coordinate system"):
        run("reviewparcels", REVIEW=path, ONEMAP=SAMPLE / "onemap.gpkg")
    run("importparcels", INPUT=tmp_path / "a.txt", REVIEW=path, CRS="EPSG:4547")
    assert rows(path, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'parcels'") == [(4547,)]


def test_a_system_that_parcels_cannot_be_in_is_refused(run: Any, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match="EPSG:3857"):
        run("importparcels", INPUT=SAMPLE / "parcels.txt", REVIEW=tmp_path / "r.gpkg", CRS="EPSG:3857")


@pytest.mark.parametrize(
    ("algorithm", "parameters"),
    [
        ("checkparcels", {}),
        ("reviewparcels", {"ONEMAP": str(SAMPLE / "onemap.gpkg")}),
        ("exportpackage", {"OUTPUT": "/tmp/onemap_none"}),
    ],
)
def test_a_review_that_is_missing_or_no_review_is_told(
    run: Any, tmp_path: Path, algorithm: str, parameters: dict[str, str]
) -> None:
    with pytest.raises(QgsProcessingException, match=r"none\.gpkg"):
        run(algorithm, REVIEW=tmp_path / "none.gpkg", **parameters)
    foreign = tmp_path / "foreign.gpkg"
    layer = (source := ogr.GetDriverByName("GPKG").CreateDataSource(str(foreign))).CreateLayer("a", None, ogr.wkbPolygon)
    del layer, source
    with pytest.raises(QgsProcessingException, match=r"foreign\.gpkg.*not a review"):
        run(algorithm, REVIEW=foreign, **parameters)


def test_area_settings_change_the_pieces_and_are_recorded_with_the_run(run: Any, imported: Path) -> None:
    def pieces() -> tuple[int, float, dict[str, Any]]:
        ((options,),) = rows(imported, "SELECT options FROM runs WHERE step = 'review' ORDER BY rowid DESC LIMIT 1")
        ((flagged, hectares),) = rows(imported, "SELECT sum(sliver), sum(area_ha) FROM overlay WHERE role = 'DLTB'")
        return flagged, hectares, json.loads(options)

    onemap = SAMPLE / "onemap.gpkg"
    run("reviewparcels", REVIEW=imported, ONEMAP=onemap)
    flagged, plane, options = pieces()
    assert (options["basis"], options["rounding"], options["step_m"]) == ("plane", "half_up", 10.0)
    assert (options["sliver_area_m2"], options["sliver_width_m"]) == (1.0, 0.1)
    chosen = {"BASIS": "ellipsoid", "ROUNDING": "half_even", "STEP": 2.5, "SLIVER_AREA": 1e4, "SLIVER_WIDTH": 0.0}
    run("reviewparcels", REVIEW=imported, ONEMAP=onemap, **chosen)
    more, ellipsoid, options = pieces()
    assert {options[k] for k in ("basis", "rounding", "step_m")} == {"ellipsoid", "half_even", 2.5}
    assert (options["sliver_area_m2"], options["sliver_width_m"]) == (1e4, 0.0)
    small = rows(imported, "SELECT count(*) FROM overlay WHERE role = 'DLTB' AND area_m2 < 10000")[0][0]
    assert more == small > flagged
    curved = rows(imported, "SELECT sum(area_ellipsoid_m2) FROM overlay WHERE role = 'DLTB'")[0][0]
    assert ellipsoid == pytest.approx(curved / 1e4, abs=3e-4)
    assert abs(ellipsoid - plane) > 1e-4


def test_a_one_map_that_is_not_there_is_told(run: Any, imported: Path) -> None:
    with pytest.raises(QgsProcessingException, match="nowhere"):
        run("reviewparcels", REVIEW=imported, ONEMAP="/nowhere")
    with pytest.raises(QgsProcessingException, match=r"no\.yaml"):
        run("reviewparcels", REVIEW=imported, ONEMAP=SAMPLE / "onemap.gpkg", PROJECT="/tmp/no.yaml")


def test_a_package_that_is_not_there_is_told(run: Any, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException):
        run("verifypackage", PACKAGE=tmp_path / "none.zip")


def test_a_report_that_cannot_be_written_is_told_and_the_review_is_complete(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.gpkg"
    with pytest.raises(QgsProcessingException, match=r"r\.json"):
        run("importparcels", INPUT=SAMPLE / "parcels.txt", REVIEW=path, REPORT="/proc/onemap/r.json")
    assert rows(path, "SELECT count(*) FROM parcels") == [(4,)]


def test_cancelling_the_import_writes_nothing(run: Any, tmp_path: Path) -> None:
    feedback = Recorder(cancel_at=1)
    result = run("importparcels", feedback, INPUT=SAMPLE / "parcels.txt", REVIEW=tmp_path / "r.gpkg")
    assert "PARCELS" not in result
    assert list(tmp_path.iterdir()) == []
    assert any("ancelled" in line for line in feedback.lines)


@pytest.mark.parametrize("at", [1, 40, 85])
def test_cancelling_the_review_leaves_the_file_as_it_was(run: Any, imported: Path, at: float) -> None:
    before = imported.read_bytes()
    run("reviewparcels", Recorder(cancel_at=at), REVIEW=imported, ONEMAP=SAMPLE / "onemap.gpkg")
    assert imported.read_bytes() == before


def test_the_review_is_updated_while_qgis_shows_it(run: Any, imported: Path) -> None:
    layer = QgsVectorLayer(f"{imported}|layername=findings", "f", "ogr")
    parcels = QgsVectorLayer(f"{imported}|layername=parcels", "p", "ogr")
    assert parcels.featureCount() == 4
    features = parcels.getFeatures()
    assert next(features) is not None  # a read is under way
    run("checkparcels", REVIEW=imported)
    run("reviewparcels", REVIEW=imported, ONEMAP=SAMPLE / "onemap.gpkg", PROJECT=SAMPLE / "project.yaml")
    del features
    layer.dataProvider().reloadData()
    assert layer.featureCount() == rows(imported, "SELECT count(*) FROM findings")[0][0]
    overlay = QgsVectorLayer(f"{imported}|layername=overlay", "o", "ogr")
    assert overlay.featureCount() > 10


def test_an_edit_in_the_attribute_table_of_qgis_is_kept_by_the_next_check(run: Any, imported: Path) -> None:
    run("checkparcels", REVIEW=imported)
    layer = QgsVectorLayer(f"{imported}|layername=findings", "f", "ogr")
    feature = next(layer.getFeatures())
    layer.startEditing()
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("state"), "accepted")
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("reason"), "属实")
    assert layer.commitChanges()
    run("checkparcels", REVIEW=imported)
    uid = feature["uid"]
    assert rows(imported, f"SELECT state, reason FROM findings WHERE uid = '{uid}'") == [("accepted", "属实")]


def test_the_algorithms_run_in_the_background(provider: OneMapProvider, qtbot: Any, tmp_path: Path) -> None:
    algorithm = provider.algorithm("importparcels").create()
    context, feedback = QgsProcessingContext(), Recorder()
    context.setProject(QgsProject.instance())
    parameters = {"INPUT": str(SAMPLE / "parcels.txt"), "REVIEW": str(tmp_path / "r.gpkg")}
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    with qtbot.waitSignal(task.executed, timeout=60_000) as done:
        QgsApplication.taskManager().addTask(task)
    assert done.args[0] is True
    assert done.args[1]["PARCELS"] == 4


def test_old_and_odd_versions_of_shapely_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    import shapely

    from onemap_plugin.core.errors import OneMapError
    from onemap_plugin.qgis_bridge.versions import major, require_libraries

    assert [major(v) for v in ("2.1.2", "1.8.5.post1", "0+unknown", "10.0rc1", "")] == [2, 1, None, 10, None]
    monkeypatch.setattr(shapely, "__version__", "0+unknown")
    require_libraries()
    monkeypatch.setattr(shapely, "__version__", "1.8.5")
    with pytest.raises(OneMapError, match=r"1\.8\.5"):
        require_libraries()
    monkeypatch.setitem(sys.modules, "shapely", None)
    with pytest.raises(OneMapError, match="shapely"):
        require_libraries()
