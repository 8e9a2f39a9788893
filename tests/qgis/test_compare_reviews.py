"""The run before in the review file, and the algorithm that says what changed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import QgsApplication, QgsProcessingException

from onemap_plugin.core.errors import OneMapError
from onemap_plugin.core.review import FindingState, Run
from onemap_plugin.core.review_diff import compare_reviews
from onemap_plugin.processing.provider import OneMapProvider
from onemap_plugin.qgis_bridge import review_file as rf
from onemap_plugin.qgis_bridge import steps, steps_compare, steps_review
from tests.qgis import review_samples as samples

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
PARTS = (rf.REVIEW, rf.RUNS)


@pytest.fixture
def provider(qgis_processing: None) -> Iterator[OneMapProvider]:
    made = OneMapProvider()
    registry = QgsApplication.processingRegistry()
    registry.addProvider(made)
    yield made
    registry.removeProvider(made)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, imported and reviewed once."""
    path = tmp_path_factory.mktemp("compare") / "a.gpkg"
    steps.import_step(str(SAMPLE / "parcels.txt"), "", str(path))
    steps.check_step(str(path))
    steps_review.review_step(str(path), str(SAMPLE / "onemap.gpkg"), str(SAMPLE / "project.yaml"))
    return path


@pytest.fixture
def work(reviewed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(reviewed, tmp_path / "work.gpkg"))


def again(path: Path, onemap: Path | None = None, project: str = str(SAMPLE / "project.yaml")) -> None:
    steps_review.review_step(str(path), str(onemap or SAMPLE / "onemap.gpkg"), project)


def kept(path: Path) -> list[str]:
    with sqlite3.connect(path) as con:
        return [r[0] for r in con.execute("SELECT started FROM kept_runs ORDER BY fid")]


def test_a_first_run_has_nothing_before_it(work: Path) -> None:
    assert rf.previous_run(work, rf.load(work)) is None
    with pytest.raises(OneMapError, match="no earlier run"):
        steps_compare.compare_step("", str(work))


def test_a_rerun_with_the_same_data_changed_nothing(work: Path) -> None:
    first = rf.load(work)
    again(work)
    before = rf.previous_run(work, rf.load(work))
    assert before is not None
    assert before.runs[0].started == first.runs[-1].started
    assert compare_reviews(before, rf.load(work)) == []
    assert compare_reviews(before, first) == []


def test_two_runs_are_kept_and_no_more(work: Path) -> None:
    for _ in range(3):
        again(work)
    runs = [r.started for r in rf.load(work).runs if r.step == "review"]
    assert len(runs) == 4
    assert kept(work) == runs[-2:]


def test_notes_and_states_stay_over_a_rerun(work: Path) -> None:
    review = rf.load(work)
    rule, uid = review.outcomes[0].rule, review.findings[0].uid
    rf.set_notes(work, {rule: "已咨询"})
    rf.set_states(work, {uid: FindingState("accepted", "说明", "备注", "")})
    again(work)
    assert rf.load(work).notes[rule] == "已咨询"
    assert rf.load(work).states[uid].state == "accepted"
    only = compare_reviews(rf.previous_run(work, rf.load(work)), rf.load(work))
    assert [(d.key, d.what, d.effect) for d in only] == [(uid, ("state",), 1)]


def test_another_edition_shows_as_source_areas_and_outcomes(work: Path, tmp_path: Path) -> None:
    onemap = Path(shutil.copy(SAMPLE / "onemap.gpkg", tmp_path / "onemap2024.gpkg"))
    with_layers = ogr.Open(str(onemap), 1)
    with_layers.DeleteLayer("YJJBNTTB")
    with_layers = None
    again(work, onemap)
    found = steps_compare.compare_step("", str(work))["differences"]
    gone = {d["key"]: d for d in found if d["part"] == "source"}
    assert gone["YJJBNTTB"]["after"]["status"] == "missing"
    assert gone["YJJBNTTB"]["effect"] == -1
    lost = [d for d in found if d["part"] == "area" and d["role"] == "YJJBNTTB"]
    assert lost
    assert all(d["difference"] < 0 for d in lost)
    assert any(d["part"] == "outcome" and d["after"].get("outcome") == "not_checked" for d in found)


def test_a_changed_boundary_is_compared_with_the_run_of_the_old_one(work: Path, tmp_path: Path) -> None:
    text = (SAMPLE / "parcels.txt").read_bytes().decode("gb18030")
    parcel = rf.load(work).parcels.parcels[0]
    x, y = parcel.rings[0].xy[1]
    row = next(r for r in text.splitlines() if f"{x:.3f}" in r and f"{y:.3f}" in r)
    moved = tmp_path / "parcels.txt"
    moved.write_bytes(text.replace(row, row.replace(f"{x:.3f}", f"{x + 1:.3f}")).encode("gb18030"))
    steps.import_step(str(moved), "", str(work))
    assert rf.load(work).outcomes == ()
    waiting = steps_compare.compare_step("", str(work))
    assert not waiting["reviewed"]
    assert {d["part"] for d in waiting["differences"]} <= {"parcel", "finding"}
    again(work)
    report = steps_compare.compare_step("", str(work))
    changed = [d for d in report["differences"] if d["part"] == "parcel"]
    assert [d["key"] for d in changed] == [parcel.parcel_id]
    assert changed[0]["after"]["moved_m"] == pytest.approx(1.0, abs=0.01)
    areas = [d for d in report["differences"] if d["part"] == "area" and d["role"] == "DLTB" and d["what"] != ("distance_m",)]
    assert sum(d["after"].get("area_m2", 0) - d["before"].get("area_m2", 0) for d in areas) == pytest.approx(
        changed[0]["difference"], abs=0.02)


def test_a_file_of_an_older_version_opens_and_its_results_become_the_run_before(work: Path) -> None:
    with sqlite3.connect(work) as con:
        con.execute("DROP TABLE kept_runs")
        con.execute("DELETE FROM gpkg_contents WHERE table_name = 'kept_runs'")
    first = rf.load(work)
    assert rf.previous_run(work, first) is None
    again(work, project="")
    before = rf.previous_run(work, rf.load(work))
    assert before is not None
    assert compare_reviews(first, before) == []
    assert any(d.part == "project" for d in compare_reviews(before, rf.load(work)))


def test_every_parcel_of_every_area_layer_has_its_proof_of_closure_in_the_file(work: Path) -> None:
    review = rf.load(work)
    land = [c for c in review.closures if c.role == "DLTB"]
    assert sorted(c.parcel_id for c in land) == sorted(p.parcel_id for p in review.parcels.parcels)
    assert all(c.closed for c in review.closures)
    for c in land:
        rows = [r for r in review.overlay if r.role == "DLTB" and r.parcel_id == c.parcel_id]
        assert sum(r.area_m2 for r in rows) == pytest.approx(c.control_m2, abs=0.01)
        assert sum(Decimal(repr(r.area_ha)) for r in rows) == c.control_ha
    with sqlite3.connect(work) as con:
        assert con.execute("SELECT count(*) FROM closures WHERE NOT closed").fetchone()[0] == 0
        con.execute("DROP TABLE closures")
    assert rf.load(work).closures == ()  # a file of an older version


def test_a_damaged_kept_run_costs_nothing_but_the_comparison(work: Path) -> None:
    again(work)
    with sqlite3.connect(work) as con:
        con.execute("UPDATE kept_runs SET content = x'00ff'")
    review = rf.load(work)
    assert review.outcomes
    assert rf.previous_run(work, review) is None


def test_what_failed_to_be_written_leaves_both_generations(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again(work)
    held = kept(work)

    def broken(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rf, "_rewrite_notes", broken)
    with pytest.raises(OneMapError):
        again(work)
    assert kept(work) == held


def test_everything_that_is_compared_comes_back_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "r.gpkg"
    one = replace(samples.review(), runs=(Run("review", "2026-01-01T00:00:00Z", 0.1),), project={"k": [1, "二"]})
    rf.save(path, one)
    rf.save(path, replace(one, runs=(*one.runs, Run("review", "2026-01-02T00:00:00Z", 0.1))), PARTS)
    before = rf.previous_run(path, rf.load(path))
    assert before is not None
    assert compare_reviews(before, one) == []
    assert compare_reviews(one, before) == []


def test_no_person_is_kept(work: Path) -> None:
    rf.set_states(work, {rf.load(work).findings[0].uid: FindingState("accepted", "r", "n", "张测量员")})
    again(work)
    before = rf.previous_run(work, rf.load(work))
    assert all(not s.who and not s.note for s in before.states.values())


def test_the_algorithm_writes_counts_and_differences_and_touches_no_file(
    provider: OneMapProvider, reviewed: Path, work: Path, tmp_path: Path
) -> None:
    import processing

    again(work, project="")
    before = [p.read_bytes() for p in (reviewed, work)]
    report = tmp_path / "r.json"
    result = processing.run("onemap:comparereviews", {"FIRST": str(reviewed), "SECOND": str(work), "REPORT": str(report)})
    told = json.loads(report.read_text(encoding="utf-8"))
    assert result["CHANGES"] == told["counts"]["changes"] == len(told["differences"]) > 0
    assert {d["part"] for d in told["differences"]} >= {"project", "outcome"}
    assert [p.read_bytes() for p in (reviewed, work)] == before
    own = processing.run("onemap:comparereviews", {"SECOND": str(work)})
    assert own["CHANGES"] == result["CHANGES"]
    with pytest.raises(QgsProcessingException):
        processing.run("onemap:comparereviews", {"FIRST": str(SAMPLE / "parcels.txt"), "SECOND": str(work)})


def test_a_newer_edition_of_the_land_survey_tells_which_class_became_which(work: Path, tmp_path: Path) -> None:
    """One patch of cropland under a parcel is forest in the next year's survey: source, areas and outcomes say so, notes stay."""
    first = rf.load(work)
    row = max((r for r in first.overlay if r.role == "DLTB" and r.code.startswith("01")), key=lambda r: r.area_m2)
    onemap = Path(shutil.copy(SAMPLE / "onemap.gpkg", tmp_path / "onemap2025.gpkg"))
    data = ogr.Open(str(onemap), 1)
    data.ExecuteSQL("UPDATE DLTB SET SJNF = 2025")
    data.ExecuteSQL(f"UPDATE DLTB SET DLBM = '0301', DLMC = '乔木林地', KCXS = 0, KCMJ = 0 WHERE fid = {row.patch}")
    data = None
    rf.set_notes(work, {"YD-01": "已咨询"})
    again(work, onemap)
    assert rf.load(work).notes["YD-01"] == "已咨询"
    found = steps_compare.compare_step("", str(work))["differences"]
    source = next(d for d in found if d["part"] == "source" and d["key"] == "DLTB")
    assert (source["before"]["edition"], source["after"]["edition"]) != ("2025", "2025")
    assert source["after"]["edition"] == "2025"
    areas = [d for d in found if d["part"] == "area" and d["role"] == "DLTB"]
    assert {d["parcel_id"] for d in areas} == {row.parcel_id}

    def change(codes: tuple[str, ...]) -> float:
        return sum(
            d["after"].get("area_m2", 0) - d["before"].get("area_m2", 0) for d in areas if d["key"].split("\x1f")[-1] in codes
        )

    assert change((row.code,)) == pytest.approx(-row.area_m2, abs=0.02)
    assert change(("0301",)) == pytest.approx(row.area_m2, abs=0.02)
    lost = next(d for d in found if d["part"] == "outcome" and d["key"] == "YD-09")  # 耕地占补平衡
    assert lost["after"].get("measured", 0.0) < lost["before"]["measured"]


def test_notes_stay_when_the_boundary_is_read_again(work: Path, tmp_path: Path) -> None:
    rf.set_notes(work, {"YD-01": "已咨询"})
    text = (SAMPLE / "parcels.txt").read_bytes().decode("gb18030")
    parcel = rf.load(work).parcels.parcels[0]
    x, y = parcel.rings[0].xy[1]
    row = next(r for r in text.splitlines() if f"{x:.3f}" in r and f"{y:.3f}" in r)
    moved = tmp_path / "parcels.txt"
    moved.write_bytes(text.replace(row, row.replace(f"{x:.3f}", f"{x + 1:.3f}")).encode("gb18030"))
    steps.import_step(str(moved), "", str(work))
    again(work)
    assert rf.load(work).notes == {"YD-01": "已咨询"}
