"""The review file: lossless, readable by anything, updated in one transaction, never half-written."""

from __future__ import annotations

import dataclasses
import math
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from osgeo import gdal, ogr

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.findings import Finding, Severity
from onemap_plugin.core.parcels import Parcel, ParcelCrs, ParcelSet
from onemap_plugin.core.review import FindingState, Review, Run
from onemap_plugin.qgis_bridge import review_file

sys.path.insert(0, str(Path(__file__).parent))
import review_samples as samples  # noqa: E402


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "联审 1.gpkg"
    review_file.save(path, samples.review())
    return path


def plain(item: Any) -> Any:
    """A row with its geometry as exact WKB and NaN made comparable."""
    values = {}
    for f in dataclasses.fields(item):
        value = getattr(item, f.name)
        if f.name == "geometry":
            value = None if value is None else shapely.to_wkb(value)
        elif isinstance(value, float) and math.isnan(value):
            value = "NaN"
        values[f.name] = dict(value) if hasattr(value, "items") else value
    return values


def same_rings(a: Parcel, b: Parcel) -> bool:
    pairs = list(zip(a.rings, b.rings))
    return len(a.rings) == len(b.rings) and all(
        r.number == s.number
        and r.labels == s.labels
        and r.xy.tobytes() == s.xy.tobytes()
        and dict(r.columns) == dict(s.columns)
        and (r.lines is None) == (s.lines is None)
        and (r.lines is None or (r.lines == s.lines).all())
        for r, s in pairs
    )


def test_what_was_saved_is_loaded_without_any_loss(saved: Path) -> None:
    before, after = samples.review(), review_file.load(saved)
    assert len(after.parcels.parcels) == 4
    for a, b in zip(before.parcels.parcels, after.parcels.parcels):
        assert same_rings(a, b)
        assert {k: v for k, v in plain(a).items() if k != "rings"} == {k: v for k, v in plain(b).items() if k != "rings"}
    for name in ("crs", "header", "sections", "encoding", "profile", "profile_score", "source_files", "style"):
        assert getattr(after.parcels, name) == getattr(before.parcels, name), name
    assert [plain(f) for f in after.parcels.findings] == [plain(f) for f in before.parcels.findings]
    for name in ("findings", "overlay", "conflicts", "outcomes", "materials", "sources", "runs"):
        assert [plain(r) for r in getattr(after, name)] == [plain(r) for r in getattr(before, name)], name
    assert {k: plain(m) for k, m in after.measures.items()} == {k: plain(m) for k, m in before.measures.items()}


def test_every_field_of_the_core_rows_is_kept(saved: Path) -> None:
    """A field that somebody adds to a row of the core must not be lost by the file."""
    for name in ("overlay", "conflicts", "outcomes", "materials", "sources", "runs", "findings"):
        row = getattr(samples.review(), name)[0]
        changed = {}
        for f in dataclasses.fields(row):
            value = getattr(row, f.name)
            if isinstance(value, str) and f.name not in ("step", "started", "message"):
                changed[f.name] = value if isinstance(value, Severity) else f"x{f.name}"
        row = replace(row, **changed)
        path = saved.with_name(f"{name}.gpkg")
        review_file.save(path, replace(samples.review(), parcels=ParcelSet(()), **{name: (row,)}))
        assert plain(getattr(review_file.load(path), name)[0]) == plain(row)


def test_gdal_reads_every_layer_with_the_parcels_reference_system(saved: Path) -> None:
    source = gdal.OpenEx(str(saved), gdal.OF_VECTOR)
    layers = {source.GetLayerByIndex(i).GetName(): source.GetLayerByIndex(i) for i in range(source.GetLayerCount())}
    counts = {name: layer.GetFeatureCount() for name, layer in layers.items()}
    assert counts["parcels"] == 4
    assert counts["boundary_points"] == 5 + 10 + 4
    assert counts["boundary_lines"] == 4 + 8 + 4
    assert counts["findings"] == 4
    assert (counts["overlay"], counts["overlay_lines"], counts["overlay_points"]) == (2, 1, 1)
    for name in ("parcels", "boundary_points", "findings", "overlay", "outcomes", "conflicts"):
        assert layers[name].GetSpatialRef().GetAuthorityCode(None) == "4526", name
        fields = [
            layers[name].GetLayerDefn().GetFieldDefn(i).GetName() for i in range(layers[name].GetLayerDefn().GetFieldCount())
        ]
        assert all(f.isascii() and f == f.lower() for f in fields), name
    layers["boundary_points"].SetAttributeFilter("parcel_id = '002' AND ring = 2 AND label = 'J6'")
    feature = layers["boundary_points"].GetNextFeature()
    expected = samples.parcel_set().parcels[1].rings[1]
    assert (feature["x_north"], feature["y_east"]) == tuple(expected.xy[1])
    assert feature.GetGeometryRef().GetX() == expected.xy[1][1]
    assert feature["side_m"] == pytest.approx(20.0)
    assert layers["parcels"].GetNextFeature()["area_mu"] == pytest.approx(15.0, abs=1e-4)


def test_the_file_passes_the_validator_of_gdal(saved: Path) -> None:
    validator = pytest.importorskip("osgeo_utils.samples.validate_gpkg")
    review_file.save(saved, samples.review())
    assert validator.check(str(saved), abort_at_first_error=False) == []


def test_the_spatial_index_finds_what_is_there_also_after_an_update(saved: Path) -> None:
    review_file.save(saved, samples.review())
    layer = (source := gdal.OpenEx(str(saved), gdal.OF_VECTOR)).GetLayerByName("parcels")
    layer.SetSpatialFilterRect(38384240, 2582980, 38384250, 2582995)
    assert [f["parcel_id"] for f in layer] == ["002"]
    assert source.ExecuteSQL("SELECT count(*) FROM rtree_parcels_geom").GetNextFeature().GetField(0) == 3
    report = source.ExecuteSQL("PRAGMA integrity_check").GetNextFeature().GetField(0)
    assert report == "ok"


def test_another_program_can_edit_the_findings_and_a_re_run_keeps_it(saved: Path) -> None:
    uid = samples.findings()[0].uid
    source = gdal.OpenEx(str(saved), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = source.GetLayerByName("findings")
    layer.SetAttributeFilter(f"uid = '{uid}'")
    feature = layer.GetNextFeature()
    feature["state"], feature["reason"] = "accepted", "现场核实"
    layer.SetFeature(feature)
    del feature, layer, source
    review_file.save(saved, samples.review(), (review_file.FINDINGS,))
    assert review_file.load(saved).states[uid] == FindingState("accepted", "现场核实")


def test_an_accepted_finding_that_vanishes_is_known_when_it_returns(saved: Path) -> None:
    first, *others = samples.findings()
    review_file.set_states(saved, {first.uid: FindingState("accepted", "why", "note", "me")})
    without = replace(samples.review(), findings=tuple(others))
    review_file.save(saved, without, (review_file.FINDINGS,))
    loaded = review_file.load(saved)
    assert first.uid not in {f.uid for f in loaded.findings}
    assert loaded.states[first.uid] == FindingState("accepted", "why", "note", "me")
    review_file.save(saved, samples.review(), (review_file.FINDINGS,))
    row = sqlite3.connect(saved).execute("SELECT state, reason FROM findings WHERE uid = ?", (first.uid,)).fetchone()
    assert row == ("accepted", "why")


def test_a_state_set_back_to_open_stays_open(saved: Path) -> None:
    uid = samples.findings()[0].uid
    review_file.set_states(saved, {uid: FindingState("accepted")})
    review_file.set_states(saved, {uid: FindingState("open")})
    review_file.save(saved, samples.review(), (review_file.FINDINGS,))
    assert uid not in review_file.load(saved).states


def test_notes_on_outcomes_outlive_a_re_run_and_the_absence_of_the_rule(saved: Path) -> None:
    review_file.set_notes(saved, {"land.farmland": "已与局里沟通"})
    review_file.save(saved, replace(samples.review(), outcomes=()), (review_file.REVIEW,))
    assert review_file.load(saved).notes == {"land.farmland": "已与局里沟通"}
    review_file.save(saved, samples.review(), (review_file.REVIEW,))
    source = gdal.OpenEx(str(saved), gdal.OF_VECTOR)
    assert source.GetLayerByName("outcomes").GetNextFeature()["user_note"] == "已与局里沟通"


def test_a_step_writes_only_its_own_part(saved: Path) -> None:
    review_file.save(saved, Review(ParcelSet(()), findings=samples.findings()[:1]), (review_file.FINDINGS,))
    after = review_file.load(saved)
    assert (len(after.parcels.parcels), len(after.findings), len(after.overlay), len(after.outcomes)) == (4, 1, 4, 3)


def test_runs_are_added_and_never_doubled(saved: Path) -> None:
    second = Run("check", "2026-01-02T03:05:00.000Z", 0.1)
    review_file.save(saved, replace(samples.review(), runs=(*samples.review().runs, second)), (review_file.RUNS,))
    review_file.save(saved, replace(samples.review(), runs=(second,)), (review_file.RUNS,))
    assert [r.step for r in review_file.load(saved).runs] == ["import", "check"]


def test_feature_ids_of_known_rows_stay_so_that_a_selection_holds(saved: Path) -> None:
    def fids() -> dict[str, int]:
        return dict(sqlite3.connect(saved).execute("SELECT uid, fid FROM findings").fetchall())

    before = fids()
    new = Finding("new.rule", Severity.ERROR, "new")
    review_file.save(saved, replace(samples.review(), findings=(new, *samples.review().findings[1:])), (review_file.FINDINGS,))
    after = fids()
    kept = set(before) & set(after)
    assert len(kept) >= 3
    assert all(before[u] == after[u] for u in kept)


def test_a_changed_reference_system_reaches_every_layer(saved: Path) -> None:
    parcels = replace(samples.parcel_set(), crs=ParcelCrs(4547, "CGCS2000", 3, 38, 114.0, False))
    review_file.save(saved, Review(parcels))
    source = gdal.OpenEx(str(saved), gdal.OF_VECTOR)
    codes = {source.GetLayerByName(n).GetSpatialRef().GetAuthorityCode(None) for n in ("parcels", "overlay", "findings")}
    assert codes == {"4547"}


def test_parcels_without_a_known_system_are_kept_too(tmp_path: Path) -> None:
    path = tmp_path / "r.gpkg"
    review_file.save(path, Review(replace(samples.parcel_set(), crs=ParcelCrs())))
    assert review_file.load(path).parcels.crs == ParcelCrs()
    assert gdal.OpenEx(str(path), gdal.OF_VECTOR).GetLayerByName("parcels").GetFeatureCount() == 4


@pytest.mark.parametrize("make", ["text", "gpkg", "sqlite", "empty"])
def test_a_file_that_is_no_review_is_refused_and_left_alone(tmp_path: Path, make: str) -> None:
    path = tmp_path / "x.gpkg"
    if make == "text":
        path.write_text("[属性描述]\n" * 50, encoding="utf-8")
    elif make == "gpkg":
        layer = (source := ogr.GetDriverByName("GPKG").CreateDataSource(str(path))).CreateLayer("a", None, ogr.wkbPolygon)
        del layer, source
    elif make == "sqlite":
        with sqlite3.connect(path) as con:
            con.execute("CREATE TABLE a (b)")
        con.close()
    else:
        path.touch()
    before = path.read_bytes()
    assert not review_file.is_review(path)
    for action in (lambda: review_file.load(path), lambda: review_file.save(path, samples.review())):
        with pytest.raises(OneMapError) as caught:
            action()
        assert "x.gpkg" in str(caught.value)
        assert caught.value.hint
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused_and_left_alone(saved: Path) -> None:
    with sqlite3.connect(saved) as con:
        con.execute("UPDATE onemap_meta SET value = '99' WHERE key = 'schema'")
    con.close()
    before = saved.read_bytes()
    for action in (lambda: review_file.load(saved), lambda: review_file.save(saved, samples.review())):
        with pytest.raises(OneMapError, match="99"):
            action()
    assert saved.read_bytes() == before


def test_a_file_of_an_older_version_is_read_and_completed_when_written(saved: Path) -> None:
    con = sqlite3.connect(saved)
    con.execute("DROP TABLE changes")
    con.execute("DELETE FROM gpkg_contents WHERE table_name = 'changes'")
    con.execute("ALTER TABLE sources DROP COLUMN publisher")
    con.commit()
    con.close()
    assert len(review_file.load(saved).sources) == 2
    review_file.save(saved, samples.review())
    assert review_file.load(saved).sources[0] == samples.review().sources[0]
    assert gdal.OpenEx(str(saved), gdal.OF_VECTOR).GetLayerByName("changes") is not None


def test_a_missing_file_says_which_step_makes_it(tmp_path: Path) -> None:
    with pytest.raises(OneMapError, match="Import parcels"):
        review_file.load(tmp_path / "nothing.gpkg")


def test_a_locked_file_is_reported_and_keeps_its_content(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_file, "LOCK_SECONDS", 0.2)
    other = sqlite3.connect(saved, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OneMapError, match="locked") as caught:
        review_file.save(saved, Review(ParcelSet(())))
    assert saved.name in str(caught.value)
    other.execute("ROLLBACK")
    other.close()
    assert len(review_file.load(saved).parcels.parcels) == 4


def test_a_reader_in_another_program_does_not_hinder_an_update(saved: Path) -> None:
    source = gdal.OpenEx(str(saved), gdal.OF_VECTOR | gdal.OF_UPDATE, open_options=[])
    source.ExecuteSQL("PRAGMA journal_mode = WAL")
    layer = source.GetLayerByName("parcels")
    assert layer.GetNextFeature() is not None  # a read is under way
    review_file.save(saved, Review(replace(samples.parcel_set(), parcels=samples.parcel_set().parcels[:1])))
    layer.ResetReading()
    assert len(list(layer)) in (1, 4)  # its snapshot, or the new state; never a mixture
    del layer, source
    assert len(review_file.load(saved).parcels.parcels) == 1


def test_what_is_written_while_qgis_has_the_file_open_is_in_the_file_itself(saved: Path) -> None:
    source = gdal.OpenEx(str(saved), gdal.OF_VECTOR | gdal.OF_UPDATE)
    source.ExecuteSQL("PRAGMA journal_mode = WAL")
    review_file.save(saved, Review(replace(samples.parcel_set(), parcels=samples.parcel_set().parcels[:1])))
    copy = saved.with_name("copy.gpkg")
    copy.write_bytes(saved.read_bytes())
    assert len(review_file.load(copy).parcels.parcels) == 1
    del source


def test_two_writers_at_once_both_get_their_turn(saved: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    uids = [f.uid for f in samples.review().findings]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda u: review_file.set_states(saved, {u: FindingState("accepted", u)}), uids))
    assert {u: s.reason for u, s in review_file.load(saved).states.items()} == {u: u for u in uids}


@pytest.mark.parametrize("folder", ["/proc/onemap", "/nowhere/at/all"])
def test_a_folder_that_cannot_be_written_to_is_reported(folder: str) -> None:
    with pytest.raises(OneMapError) as caught:
        review_file.save(Path(folder) / "r.gpkg", samples.review())
    assert caught.value.hint


def test_a_read_only_file_is_reported_and_unchanged(saved: Path) -> None:
    before = saved.read_bytes()
    saved.chmod(0o444)
    # the superuser may write: ask the system to refuse even that
    chattr = shutil.which("chattr") or "false"
    if os.access(saved, os.W_OK) and subprocess.run([chattr, "+i", str(saved)], capture_output=True).returncode:
        pytest.skip("this file system has no immutable files and we are root")
    try:
        with pytest.raises(OneMapError, match="read-only"):
            review_file.save(saved, Review(ParcelSet(())))
    finally:
        subprocess.run([chattr, "-i", str(saved)], capture_output=True)
    assert saved.read_bytes() == before


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """No file of this process may grow beyond ``size`` bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def many_findings(count: int) -> Review:
    found = tuple(Finding("r", Severity.ERROR, "m" * 200, {}, "001", key=str(i)) for i in range(count))
    return replace(samples.review(), findings=found)


def test_a_full_disk_while_creating_leaves_no_file_at_all(tmp_path: Path) -> None:
    with no_file_beyond(120_000), pytest.raises(OneMapError, match="full") as caught:
        review_file.save(tmp_path / "r.gpkg", many_findings(5000))
    assert "r.gpkg" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_while_updating_keeps_the_old_content(saved: Path) -> None:
    before = [f.uid for f in review_file.load(saved).findings]
    with no_file_beyond(saved.stat().st_size + 50_000), pytest.raises(OneMapError, match="full"):
        review_file.save(saved, many_findings(20000))
    assert [f.uid for f in review_file.load(saved).findings] == before
    assert [p.name for p in saved.parent.iterdir()] == [saved.name]


def test_a_full_drive_is_reported_as_full(tmp_path: Path) -> None:
    """A real file system of 256 kB, where mounting is allowed."""
    mount = tmp_path / "small"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(mount)], capture_output=True).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    try:
        with pytest.raises(OneMapError, match="full"):
            review_file.save(mount / "r.gpkg", many_findings(5000))
        assert list(mount.iterdir()) == []
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def test_a_crash_in_the_middle_of_an_update_leaves_the_old_content(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(review_file.results, "conflicts_content", fails)
    with pytest.raises(KeyboardInterrupt):
        review_file.save(saved, Review(ParcelSet(())))
    monkeypatch.undo()
    assert len(review_file.load(saved).parcels.parcels) == 4
    assert len(review_file.load(saved).overlay) == 4


def test_saving_again_and_again_keeps_the_file_complete_and_does_not_hang(tmp_path: Path) -> None:
    review = samples.review()
    review = replace(
        review, overlay=review.overlay[:1] * 400, outcomes=tuple(replace(review.outcomes[0], rule=f"r{i}") for i in range(40))
    )
    path = tmp_path / "r.gpkg"
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        review_file.save(path, review)
        seconds.append(time.perf_counter() - start)
    assert min(seconds[1:]) < 20  # a guard against hanging; bench/ measures the speed
    assert len(review_file.load(path).overlay) == 400


def test_exact_doubles_survive_for_any_number(tmp_path: Path) -> None:
    from onemap_plugin.core.parcels import Ring

    xy = np.random.default_rng(7).uniform(-1e8, 1e8, (500, 2)) * np.logspace(-12, 0, 500)[:, None]
    parcel = Parcel("1", (Ring(1, tuple(str(i) for i in range(500)), xy),))
    review_file.save(tmp_path / "r.gpkg", Review(ParcelSet((parcel,))))
    assert review_file.load(tmp_path / "r.gpkg").parcels.parcels[0].rings[0].xy.tobytes() == xy.tobytes()


@pytest.mark.parametrize("count", [0, 1, 51, 52, 2601, 2602, 6000])
def test_the_packed_index_is_sound_and_finds_the_same_as_a_full_scan(tmp_path: Path, count: int) -> None:
    random = np.random.default_rng(count)
    corners = random.uniform((38380000, 2580000), (38390000, 2590000), (count, 2))
    places = shapely.box(corners[:, 0], corners[:, 1], corners[:, 0] + 15.3, corners[:, 1] + 7.7)
    overlay = tuple(samples.OverlayRow("001", "DLTB", str(i), geometry=g) for i, g in enumerate(places))
    path = tmp_path / "r.gpkg"
    review_file.save(path, replace(samples.review(), overlay=overlay))
    con = sqlite3.connect(path)
    assert con.execute("SELECT rtreecheck('rtree_overlay_geom')").fetchone() == ("ok",)
    for window in (shapely.box(38382000, 2582000, 38383000, 2583000), shapely.box(0, 0, 1, 1), shapely.box(0, 0, 1e9, 1e9)):
        west, south, east, north = window.bounds
        query = "SELECT count(*) FROM rtree_overlay_geom WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"
        (found,) = con.execute(query, (west, east, south, north)).fetchone()
        truth = int(shapely.intersects(places, window).sum())
        assert truth <= found <= truth + 0.02 * count  # 32-bit boxes reach up to 4 m too far
    con.close()
    layer = (source := gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)).GetLayerByName("overlay")
    source.StartTransaction()
    for fid in [f.GetFID() for f in layer][: count // 2]:  # other programs change the packed index
        assert layer.DeleteFeature(fid) == 0
    source.CommitTransaction()
    del layer, source
    con = sqlite3.connect(path)
    assert con.execute("SELECT rtreecheck('rtree_overlay_geom')").fetchone() == ("ok",)
    assert con.execute("SELECT count(*) FROM rtree_overlay_geom").fetchone() == (count - count // 2,)
    con.close()


def test_the_documentation_names_every_layer_and_column(root: Path) -> None:
    from onemap_plugin.qgis_bridge.review_file_schema import TABLES

    text = (root / "docs" / "review-file.md").read_text(encoding="utf-8")
    for table in TABLES:
        section = text.split(f"## {table.name} (")[1].split("\n## ")[0]
        assert all(f"`{column}`" in section for column in table.names), table.name
