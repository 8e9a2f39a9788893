"""A package is written as its receiver wants it, read back here with GDAL, openpyxl and poppler, and never half-written."""

from __future__ import annotations

import gc
import getpass
import hashlib
import io
import json
import re
import resource
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import shapely
from osgeo import gdal, ogr
from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QThread

from onemap_plugin.core.errors import Cancelled, OneMapError
from onemap_plugin.core.package import add_profile_folder, remove_profile_folder
from onemap_plugin.core.parcels import Parcel, ParcelSet
from onemap_plugin.core.progress import Progress
from onemap_plugin.paths import RESOURCES
from onemap_plugin.qgis_bridge.layouts_maps import _frames
from onemap_plugin.qgis_bridge.package_export import ExportResult, export_package
from onemap_plugin.qgis_bridge.package_verify import verify_package
from tests.qgis.package_helpers import contents, inflated, page_count, pdf_text
from tests.unit.package.reviews import CRS, PROJECT, parcels, review, ring

DAY = "2026-11-23"


@pytest.fixture(scope="module")
def package(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> ExportResult:
    """One package of the hand-made review; read only."""
    return export_package(review(), "land_survey", tmp_path_factory.mktemp("out"), project=PROJECT, created=DAY)


def rows(file: Path, layer: str = "") -> list[Any]:
    said = file.with_suffix(".cpg")  # QGIS's own writer leaves SHAPE_ENCODING empty in the process: then GDAL decodes nothing
    options = [f"ENCODING={said.read_text()}"] if said.exists() else []
    source = gdal.OpenEx(str(file), gdal.OF_VECTOR, open_options=options)
    target = source.GetLayerByName(layer) if layer else source.GetLayer(0)
    return [
        (dict(f.items()), shapely.from_wkb(bytes(f.GetGeometryRef().ExportToWkb())) if f.GetGeometryRef() else None)
        for f in target
    ]


def test_the_package_has_the_parts_of_its_profile_and_nothing_else_lies_about(package: ExportResult) -> None:
    assert package.folder.name == "331082-2026-0007_滨海示范工程_勘测定界成果"
    assert sorted(p.name for p in package.folder.parent.iterdir()) == sorted([package.folder.name, package.zip.name])
    assert set(package.files) == set(contents(package.folder))
    for end in (".txt", "地块.shp", "界址点.shp", "界址线.shp", ".gpkg", "界址点坐标成果表.xlsx", "土地分类面积表.xlsx",
                "勘测定界图.pdf", "一张图套合图.pdf", "联审报告.pdf", "manifest.json", "manifest.sha256"):  # fmt: skip
        assert any(f.endswith(end) for f in package.files), end


def test_the_shapefiles_open_in_gdal_with_names_encoding_and_system(package: ExportResult) -> None:
    folder = package.folder / "矢量数据"
    assert (folder / "地块.cpg").read_text() == "UTF-8"
    source = ogr.Open(str(folder / "地块.shp"))
    layer = source.GetLayer(0)
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "4528"
    names = [layer.GetLayerDefn().GetFieldDefn(i).GetName() for i in range(layer.GetLayerDefn().GetFieldCount())]
    assert all(len(n) <= 10 for n in names)
    found = rows(folder / "地块.shp")
    assert [(v["DKBH"], v["DKMC"], v["MJ_HA"]) for v, _ in found] == [
        ("2024-001", "东岙村安置地块", 1.1334), ("2024-002", "滨海大道(一期)", 3.553), ("2024-003", "取水口及泵站", 2.16),
        ("2024-004", "输水管廊", 1.08)]  # fmt: skip
    for (values, shape), parcel in zip(found, parcels()):
        assert shapely.equals(shape, parcel.geometry), values["DKBH"]
        assert values["JZDS"] == sum(len(r) - 1 for r in parcel.rings)


@pytest.mark.parametrize("source", ["矢量数据/界址点.shp", "矢量数据/滨海示范工程.gpkg"])
def test_boundary_points_carry_label_ring_and_coordinates(package: ExportResult, source: str) -> None:
    found = rows(package.folder / source, "" if source.endswith("shp") else "界址点")
    wanted = [(p.number, n, label, x, y) for p in parcels() for n, r in enumerate(p.rings, 1)
              for label, (x, y) in zip(r.labels[:-1], r.xy[:-1])]  # fmt: skip
    assert [(v["DKBH"], v["QH"], v["JZDH"], v["XZB"], v["YZB"]) for v, _ in found] == wanted
    assert all((g.x, g.y) == (v["YZB"], v["XZB"]) for v, g in found)


def test_the_geopackage_holds_the_class_pieces_that_sum_to_the_parcels(package: ExportResult) -> None:
    pieces = rows(package.folder / "矢量数据/滨海示范工程.gpkg", "地类面积")
    for number, wanted in (("2024-001", 1.1334), ("2024-002", 3.5530), ("2024-003", 2.16), ("2024-004", 1.08)):
        own = [(v, g) for v, g in pieces if v["DKBH"] == number]
        assert round(sum(v["MJ_HA"] for v, _ in own), 6) == wanted
        assert sum(g.area for _, g in own) / 1e4 == pytest.approx(wanted, abs=6e-5)


def test_the_txt_is_gb18030_with_north_first_and_hectares(package: ExportResult) -> None:
    text = (package.folder / "坐标数据/滨海示范工程.txt").read_bytes().decode("gb18030")
    assert text.split("\r\n")[0] == "[属性描述]"
    assert "带号=40" in text
    assert "6,1.1334,2024-001,东岙村安置地块,面,H51G005012,住宅用地,0701,@\r\nJ1,1,3350100.000,40512000.000\r\n" in text


def test_the_manifest_has_the_true_hash_of_every_file_and_its_own_is_beside_it(package: ExportResult) -> None:
    files = contents(package.folder)
    manifest = json.loads(files["manifest.json"])
    listed = {e["path"]: (e["size"], e["sha256"]) for e in manifest["files"]}
    assert listed == {p: (len(c), hashlib.sha256(c).hexdigest()) for p, c in files.items() if not p.startswith("manifest.")}
    done = subprocess.run(["sha256sum", "-c", "manifest.sha256"], cwd=package.folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_zip_holds_the_same_files(package: ExportResult) -> None:
    with zipfile.ZipFile(package.zip) as archive:
        assert archive.testzip() is None
        assert {n: archive.read(n) for n in archive.namelist()} == contents(package.folder)


MAP_WORDS = ["勘测定界图", "滨海示范工程", "2000国家大地坐标系", "高斯-克吕格 3度带 第40带", "图例", "用地界线", "面积表",
             "制图单位", "示范测绘院", "制图日期", DAY, "测量", "绘图", "检查"]  # fmt: skip


def test_the_survey_map_has_its_elements_as_text_on_every_page(package: ExportResult) -> None:
    file = package.folder / "图件/勘测定界图.pdf"
    sheets = map_pages(package, "勘测定界图.pdf")
    assert page_count(file) == len(sheets) >= 6
    for page in range(1, len(sheets) + 1):
        text = pdf_text(file, page)
        for word in MAP_WORDS:
            assert word in text, (page, word)
    second = pdf_text(file, 3)
    for word in ("2024-002", "1∶1000", "J1", "J8", "0601 工业用地", "3.5530", "1.1106", "40512300", "3350200", "界址点"):
        assert word in second, word
    assert "0702 农村宅基地" not in second, "the legend shows only what is on the page"


def map_pages(package: ExportResult, name: str) -> list[dict[str, Any]]:
    """Title, scale and parcels of each page as the manifest states them."""
    manifest = json.loads((package.folder / "manifest.json").read_bytes())
    (entry,) = [e for e in manifest["files"] if e["path"].endswith(name)]
    return entry["sheets"]


def test_a_corridor_is_drawn_in_sheets_at_the_wanted_scale_with_an_index(package: ExportResult) -> None:
    sheets = map_pages(package, "勘测定界图.pdf")
    own = [(i, s) for i, s in enumerate(sheets, 1) if s["parcels"] == [4]]
    assert "接图表" in own[0][1]["title"]
    assert [s["scale"] for _, s in own[1:]] == [2000] * (len(own) - 1)
    assert f"第 1 幅 共 {len(own) - 1} 幅" in own[1][1]["title"]
    labels = {w for i, _ in own[1:] for w in pdf_text(package.folder / "图件/勘测定界图.pdf", i).split() if w[0] == "J"}
    assert labels == {f"J{n}" for n in range(1, 33)}, "every point number stands on one of the sheets"
    index = pdf_text(package.folder / "图件/勘测定界图.pdf", own[0][0]).split()
    assert {str(n) for n in range(1, len(own))} <= set(index), "the index shows the number of every sheet"


def test_frames_of_sheets_cover_the_parcel_whatever_its_shape(qgis_app: Any) -> None:
    box = (0.0, 0.0, 300.0, 240.0)
    for shape in (shapely.LineString([(0, 0), (5000, 3000), (9000, -2000)]).buffer(15), shapely.Point(0, 0).buffer(700)):
        frames = _frames(shape, box, 2000)
        assert shapely.area(shapely.difference(shape, shapely.union_all([shapely.box(*f) for f in frames]))) == 0
        assert all(f[2] - f[0] == pytest.approx(600) and f[3] - f[1] == pytest.approx(480) for f in frames)
        assert all(shapely.intersects(shapely.box(*f), shape) for f in frames)


def test_the_overlay_map_names_only_the_layers_that_touch(package: ExportResult) -> None:
    file = package.folder / "图件/一张图套合图.pdf"
    first, second = pdf_text(file, 1), pdf_text(file, 2)
    for word in ("永久基本农田", "生态保护红线", "林地", "草原", "海域使用权", "矿业权", "城镇开发边界"):
        assert word in first, word
    assert "海域使用权" not in second


def test_fonts_are_embedded_and_chinese(package: ExportResult) -> None:
    for name in ("图件/勘测定界图.pdf", "联审报告.pdf"):
        out = subprocess.run(["pdffonts", str(package.folder / name)], check=True, capture_output=True, text=True).stdout
        lines = out.splitlines()[2:]
        assert lines
        assert all(line.split()[-5] == "yes" for line in lines), out


def test_the_report_states_approvals_with_evidence_and_what_was_not_checked(package: ExportResult) -> None:
    text = pdf_text(package.folder / "联审报告.pdf").replace("\n", "")
    flat = "".join(text.split())
    for word in ("联审报告", "不是审批结论", "农用地转用", "省级人民政府", "土地管理法", "十四条", "3.2145公顷", "未检查",
                 "7.9264", "界址点坐标成果表", "数据来源", "1条"):  # fmt: skip
        assert word in flat, word
    assert "<script>alert(1)" in flat, "data is shown, not run"


def test_two_runs_give_the_same_bytes(package: ExportResult, tmp_path: Path) -> None:
    again = export_package(review(), "land_survey", tmp_path, project=PROJECT, created=DAY)
    first, second = contents(package.folder), contents(again.folder)
    assert [p for p in first if first[p] != second.get(p)] == []
    assert package.zip.read_bytes() == again.zip.read_bytes()


def test_an_existing_package_is_left_alone(tmp_path: Path) -> None:
    first = export_package(review(), "", tmp_path, project=PROJECT, created=DAY)
    (first.folder / "mine.txt").write_text("added by hand")
    before = contents(first.folder)
    second = export_package(review(), "", tmp_path, project=PROJECT, created=DAY)
    assert second.folder.name.endswith("-2")
    assert second.zip.name.endswith("-2.zip")
    assert contents(first.folder) == before
    assert "P-RENAMED" in {f.rule for f in second.findings}


def test_an_imported_set_alone_makes_a_package_that_says_not_checked(tmp_path: Path) -> None:
    done = export_package(review(reviewed=False, checked=False), "", tmp_path, created=DAY)
    assert [f.key for f in done.findings if f.rule == "P-NOT-CHECKED"] == ["check", "review"]
    manifest = json.loads((done.folder / "manifest.json").read_bytes())
    assert manifest["steps"] == {"import": True, "check": False, "review": False}
    assert "未检查" in pdf_text(done.folder / "图件/勘测定界图.pdf", 2)
    assert "尚未与一张图比对" in "".join(pdf_text(done.folder / "联审报告.pdf").split())


def test_the_multi_survey_profile_makes_its_folders_drawing_and_metadata(tmp_path: Path) -> None:
    done = export_package(review(), "multi_survey", tmp_path, project=PROJECT, created=DAY)
    base = done.folder / "立项用地规划许可/土地勘测定界"
    assert done.folder.name == "331082-2026-0007"
    drawing = ogr.Open(str(base / "矢量数据/土地勘测定界测绘.dxf"))
    drawn = {f.GetField("Layer") for f in drawing.GetLayer(0)}
    assert {"JZD", "JZDZ", "JZDH"} <= drawn
    assert "示范测绘院" in (base / "元数据/metadata.xml").read_text(encoding="utf-8")
    assert "3350320.000" in pdf_text(base / "扫描资料/界址点坐标成果表.pdf")
    assert "7.9264" in pdf_text(base / "扫描资料/土地分类面积表.pdf")
    assert len([f for f in done.findings if f.rule == "P-BY-HAND"]) == 5


def test_nothing_of_the_machine_its_user_or_a_key_gets_into_any_file(package: ExportResult, tmp_path: Path) -> None:
    secrets = [b"zhangsan", b"lisi", b"secret", b"abc123", b"/home/", b"/tmp/", str(package.folder.parent).encode(), b"C:\\Users"]
    if getpass.getuser() not in ("root", "user"):
        secrets.append(getpass.getuser().encode())
    for path, data in contents(package.folder).items():
        raw = data
        if path.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                raw = b"".join(archive.read(n) for n in archive.namelist())
        elif path.endswith(".pdf"):
            raw = inflated(data)
        for secret in secrets:
            assert secret not in raw, (path, secret)
    book = openpyxl.load_workbook(package.folder / "表格/界址点坐标成果表.xlsx")
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("OneMap", None)


def left_over(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.rglob("*"))


def test_a_cancel_leaves_nothing_behind(tmp_path: Path) -> None:
    seen: list[float] = []
    progress = Progress(seen.append, lambda: bool(seen) and seen[-1] > 0.5)
    with pytest.raises(Cancelled):
        export_package(review(), "", tmp_path, progress, PROJECT, DAY)
    assert left_over(tmp_path) == []


def test_an_output_that_is_a_file_is_refused_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(OneMapError) as caught:
        export_package(review(), "", tmp_path / "out", project=PROJECT, created=DAY)
    assert caught.value.hint
    assert (tmp_path / "out").read_text() == "x"


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Writing beyond ``size`` fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def open_sources() -> list[str]:
    """Data sources that are still open: held by an error they would outlive QGIS, and crash it at its end."""
    sources = [o for o in gc.get_objects() if isinstance(o, (ogr.DataSource, gdal.Dataset))]
    return [repr(o) for o in sources if o.this is not None and o.thisown]


@pytest.mark.parametrize("size", [0, 1_000, 60_000, 200_000])
def test_a_disk_that_takes_no_more_is_an_error_and_leaves_nothing(tmp_path: Path, size: int) -> None:
    with largest_file(size), pytest.raises(OneMapError) as caught:
        export_package(review(), "", tmp_path, project=PROJECT, created=DAY)
    assert caught.value.hint
    assert left_over(tmp_path) == []
    assert open_sources() == []  # while the error is still there, with all that it holds


def named(**changes: str) -> Any:
    first, *others = parcels()
    return replace(review(reviewed=False), parcels=ParcelSet((replace(first, **changes), *others), CRS))


def test_a_name_too_long_for_a_shapefile_is_refused_not_cut(tmp_path: Path) -> None:
    with pytest.raises(OneMapError, match="255 bytes") as caught:
        export_package(named(name="长" * 85), "", tmp_path, project=PROJECT, created=DAY)
    assert open_sources() == []
    assert "cut" in caught.value.hint
    assert left_over(tmp_path) == []


def test_a_name_of_just_the_limit_widens_its_field(tmp_path: Path) -> None:
    done = export_package(named(name="长" * 84), "", tmp_path, project=PROJECT, created=DAY)
    assert rows(done.folder / "矢量数据/地块.shp")[0][0]["DKMC"] == "长" * 84


def test_without_parcels_or_system_there_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(OneMapError, match="no parcel"):
        export_package(replace(review(), parcels=ParcelSet((), CRS)), "", tmp_path)
    with pytest.raises(OneMapError, match="no package profile"):
        export_package(review(), "nowhere", tmp_path)
    assert left_over(tmp_path) == []


def test_it_runs_in_a_background_task_while_the_main_thread_draws(qgis_app: Any, tmp_path: Path, qtbot: Any) -> None:
    threads: list[bool] = []

    class Export(QgsTask):
        result: ExportResult | None = None

        def run(self) -> bool:
            threads.append(QThread.currentThread() is qgis_app.thread())
            self.result = export_package(review(), "", tmp_path, project=PROJECT, created=DAY)
            return True

    task = Export("export")
    with qtbot.waitSignal(task.taskCompleted, timeout=60_000):
        QgsApplication.taskManager().addTask(task)
    assert threads == [False]
    assert task.result is not None
    assert page_count(task.result.folder / "图件/勘测定界图.pdf") == len(map_pages(task.result, "勘测定界图.pdf"))


def faulty() -> dict[str, list[list[tuple[float, float]]]]:
    """Rings (north, east offsets) with the faults that real files have."""
    square = [(0.0, 0.0), (0.0, 100.0), (100.0, 100.0), (100.0, 0.0)]
    inner = [(20.0, 20.0), (20.0, 60.0), (60.0, 60.0), (60.0, 20.0)]
    return {
        "bow tie": [[(0.0, 0.0), (100.0, 100.0), (0.0, 100.0), (100.0, 0.0)]],
        "hole across the border": [square, [(50.0, 50.0), (50.0, 150.0), (80.0, 150.0), (80.0, 50.0)]],
        "overlapping parts": [square, [(40.0, 40.0), (40.0, 180.0), (140.0, 180.0), (140.0, 40.0)]],
        "island in a hole": [square, inner, [(30.0, 30.0), (30.0, 40.0), (40.0, 40.0), (40.0, 30.0)]],
        "hole touching the border": [square, [(0.0, 20.0), (0.0, 60.0), (30.0, 40.0)]],
        "the same ring twice": [square, square],
        "spike and double points": [[(0.0, 0.0), (0.0, 100.0), (0.0, 100.0), (50.0, 300.0), (0.0, 100.0), (100.0, 100.0)]],
        "anticlockwise": [square[::-1], inner[::-1]],
        "no area": [[(0.0, 0.0), (50.0, 50.0), (100.0, 100.0)]],
    }


@pytest.mark.parametrize("fault", list(faulty()))
def test_a_faulty_parcel_is_packed_as_it_is_and_stops_nothing(tmp_path: Path, fault: str) -> None:
    rings = tuple(ring(n, points, 1 + 10 * n) for n, points in enumerate(faulty()[fault], 1))
    bad = Parcel("bad", rings, "bad", fault)
    base = replace(review(reviewed=False), parcels=ParcelSet((*parcels()[:1], bad), CRS))
    done = export_package(base, "land_survey", tmp_path, created=DAY)
    found = rows(done.folder / "矢量数据/界址点.shp")
    wanted = [label for r in rings for label in r.labels[:-1]]
    assert [v["JZDH"] for v, _ in found if v["DKBH"] == "bad"] == wanted


def own_profile(folder: Path, **changes: str) -> None:
    text = (RESOURCES / "package_profiles/land_survey.yaml").read_text(encoding="utf-8").replace("id: land_survey", "id: own")
    for old, new in changes.items():
        assert f"{old}: " in text
        text = re.sub(rf"^{old}: \S+", f"{old}: {new}", text, flags=re.MULTILINE)
    (folder / "own.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("changes", [{"area_basis": "ellipsoid"}, {"rounding": "half_even"}, {"shp_encoding": "GBK"}])
def test_an_office_profile_gives_a_package_that_agrees_with_itself(tmp_path: Path, changes: dict[str, str]) -> None:
    own_profile(tmp_path, **changes)
    add_profile_folder(tmp_path)
    before = gdal.GetConfigOption("SHAPE_ENCODING")
    gdal.SetConfigOption("SHAPE_ENCODING", "")  # as it is after QGIS has written a Shapefile
    try:
        done = export_package(review(), "own", tmp_path / "out", project=PROJECT, created=DAY)
        assert verify_package(done.zip) == []
    finally:
        gdal.SetConfigOption("SHAPE_ENCODING", before)
        remove_profile_folder(tmp_path)
    manifest = json.loads((done.folder / "manifest.json").read_bytes())
    first = rows(done.folder / "矢量数据/地块.shp")[0][0]
    assert first["DKMC"] == "东岙村安置地块"
    assert f"{first['MJ_HA']:.4f}" == manifest["numbers"]["parcels"][0]["area_ha"]
    if "shp_encoding" in changes:
        assert (done.folder / "矢量数据/地块.cpg").read_text() == "GBK"
        assert "东岙村安置地块".encode("gbk") in (done.folder / "矢量数据/地块.dbf").read_bytes()
    assert manifest["area_basis"] == changes.get("area_basis", "plane")
    assert manifest["precision"]["rounding"] == changes.get("rounding", "half_up")
