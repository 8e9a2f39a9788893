"""Repairs through the registry: preview first, one undo step, everything else untouched."""

import json
import sqlite3
from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from onemap_plugin.core.checks import check_parcels
from onemap_plugin.core.coordinates.zones import crs_from_epsg, to_lonlat
from onemap_plugin.core.parcels import ParcelSet
from onemap_plugin.core.repair import FIXES, preview
from onemap_plugin.processing.provider import OneMapProvider
from tests.unit.checks.made import ZONE
from tests.unit.checks.nasty import nasty, parcel_of

NORTH, EAST = 3350000, 40450000


@pytest.fixture(scope="module")
def provider(qgis_processing) -> Iterator[OneMapProvider]:
    added = OneMapProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


def run(name, **parameters):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"onemap:{name}")
    results, ok = algorithm.run(parameters, QgsProcessingContext(), QgsProcessingFeedback(), {}, False)
    assert ok
    return results


def txt(path, parcels):
    rows = ["[属性描述]", "坐标系=2000国家大地坐标系", "几度分带=3", "带号=40", "[地块坐标]"]
    for number, count, rings in parcels:
        rows.append(f"{count},,{number},地块{number},面,,,,@")
        label = 0
        for k, points in enumerate(rings, 1):
            first = label + 1
            for n, e in points:
                label += 1
                rows.append(f"J{label},{k},{NORTH + n:.3f},{EAST + e:.3f}")
            rows.append(f"J{first},{k},{NORTH + points[0][0]:.3f},{EAST + points[0][1]:.3f}")
    path.write_bytes("\r\n".join(rows).encode("gbk"))


REPEATED = [(0, 0), (100, 0), (100, 0.0), (100, 100), (0, 100)]
SQUARE = [(100, 200), (100, 300), (0, 300), (0, 200)]
FAR = [(100, 400), (100, 450), (50, 450), (50, 400)]


@pytest.fixture
def review(provider, tmp_path):
    """Parcel A repeats a point, parcel B has two parts, and a count that is wrong."""
    txt(tmp_path / "地块.txt", [("A", 6, [REPEATED]), ("B", 99, [SQUARE, FAR])])
    path = tmp_path / "r.gpkg"
    run("importparcels", INPUT=str(tmp_path / "地块.txt"), REVIEW=str(path))
    run("checkparcels", REVIEW=str(path))
    return path


def table(path, sql):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        return db.execute(sql).fetchall()


def points(path, parcel):
    return table(path, f"SELECT label, x_north, y_east FROM boundary_points WHERE parcel_id = '{parcel}' ORDER BY fid")


def rules(path):
    return {(r, p) for r, p in table(path, "SELECT rule, parcel_id FROM findings")}


def test_a_preview_tells_everything_and_changes_nothing(review, tmp_path):
    before = review.read_bytes()
    done = run("repairparcels", REVIEW=str(review), RULE="G03", REPORT=str(tmp_path / "p.json"))
    report = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert done["REPAIRED"] == 1
    assert report["repairs"][0]["parcel_id"] == "A"
    assert report["repairs"][0]["area_change_m2"] == 0
    assert review.read_bytes() == before


def test_an_applied_repair_changes_only_its_parcel_and_is_checked_again(review):
    other = points(review, "B")
    assert ("G03", "A") in rules(review)
    run("repairparcels", REVIEW=str(review), RULE="G03", APPLY=True)
    assert [label for label, _, _ in points(review, "A")] == ["J1", "J2", "J4", "J5", "J1"]
    assert points(review, "B") == other
    assert ("G03", "A") not in rules(review)
    assert table(review, "SELECT fix, rule, undone FROM changes") == [("drop_repeats", "G03", 0)]
    assert [r[0] for r in table(review, "SELECT step FROM runs")] == ["import", "check", "repair"]


def test_undo_brings_back_every_bit_and_the_order(review):
    before = points(review, "A"), points(review, "B")
    ids = table(review, "SELECT parcel_id FROM parcels ORDER BY seq")
    found = rules(review)
    run("repairparcels", REVIEW=str(review), FIX="split_parts", PARCELS="B", APPLY=True)
    assert table(review, "SELECT parcel_id FROM parcels ORDER BY seq") == [("A",), ("B-1",), ("B-2",)]
    run("repairparcels", REVIEW=str(review), RULE="G03", APPLY=True)
    run("repairparcels", REVIEW=str(review), UNDO=True)
    run("repairparcels", REVIEW=str(review), UNDO=True)
    assert (points(review, "A"), points(review, "B")) == before
    assert table(review, "SELECT parcel_id FROM parcels ORDER BY seq") == ids
    assert rules(review) == found
    with pytest.raises(QgsProcessingException, match="no repair to take back"):
        run("repairparcels", REVIEW=str(review), UNDO=True)


def test_a_wrong_count_is_corrected_only_by_consent_and_its_remark_goes(review):
    assert ("T-COUNT", "B") in rules(review)
    uid = table(review, "SELECT uid FROM findings WHERE rule = 'T-COUNT'")[0][0]
    run("repairparcels", REVIEW=str(review), FINDINGS=uid, APPLY=True)
    assert table(review, "SELECT declared_points FROM parcels WHERE parcel_id = 'B'") == [(10,)]
    assert ("T-COUNT", "B") not in rules(review)


def test_accepted_findings_are_not_repaired_by_rule(review):
    from onemap_plugin.core.review import FindingState
    from onemap_plugin.qgis_bridge.review_file import set_states

    uid = table(review, "SELECT uid FROM findings WHERE rule = 'G03'")[0][0]
    set_states(review, {uid: FindingState("accepted", "surveyed so")})
    with pytest.raises(QgsProcessingException, match="nothing that this repair"):
        run("repairparcels", REVIEW=str(review), RULE="G03", APPLY=True)


@pytest.mark.parametrize("wrong", [{"FIX": "magic"}, {"RULE": "G14"}, {"FINDINGS": "0000"}, {}])
def test_a_request_that_fits_nothing_is_refused_and_changes_nothing(review, wrong):
    before = review.read_bytes()
    with pytest.raises(QgsProcessingException):
        run("repairparcels", REVIEW=str(review), APPLY=True, **wrong)
    assert review.read_bytes() == before


def test_undo_is_refused_when_the_repaired_parcels_were_imported_anew(review, tmp_path):
    run("repairparcels", REVIEW=str(review), FIX="split_parts", PARCELS="B", APPLY=True)
    run("importparcels", INPUT=str(tmp_path / "地块.txt"), REVIEW=str(review))
    with pytest.raises(QgsProcessingException, match="replaced since"):
        run("repairparcels", REVIEW=str(review), UNDO=True)


def test_what_was_said_of_the_administrative_boundary_is_not_lost_by_a_repair(review, tmp_path):
    """The boundary is not at hand then: it still holds for the other parcels, and is asked for again for the repaired one."""
    limit = tmp_path / "xzq.geojson"
    ring = [[EAST - 50, NORTH - 50], [EAST + 250, NORTH - 50], [EAST + 250, NORTH + 150], [EAST - 50, NORTH + 150]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4528"}}
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    feature = {"type": "Feature", "properties": {"XZQDM": "330106", "XZQMC": "某区"}, "geometry": shape}
    limit.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}), encoding="utf-8")
    run("checkparcels", REVIEW=str(review), BOUNDARY=str(limit))
    before = table(review, "SELECT uid, message FROM findings WHERE rule = 'G23' AND parcel_id = 'B'")
    assert before
    run("repairparcels", REVIEW=str(review), RULE="G03", APPLY=True)
    assert table(review, "SELECT uid, message FROM findings WHERE rule = 'G23' AND parcel_id = 'B'") == before
    assert table(review, "SELECT parcel_id FROM findings WHERE rule = 'read.boundary'") == [("A",)]
    run("checkparcels", REVIEW=str(review), BOUNDARY=str(limit))
    assert table(review, "SELECT count(*) FROM findings WHERE rule = 'read.boundary'") == [(0,)]


def bits(parcel):
    """Everything that a parcel is made of, to the last bit."""
    rings = [(r.number, r.labels, r.xy.tobytes(), r.lines.tobytes(), dict(r.columns)) for r in parcel.rings]
    plain = ("number", "name", "use", "sheet", "land_class", "kind", "declared_points", "declared_area", "declared_area_text")
    return (parcel.parcel_id, rings, [getattr(parcel, k) for k in plain], dict(parcel.attributes), parcel.source_line)


@pytest.mark.parametrize("seed", range(3))
def test_every_repair_changes_its_parcel_only_and_undo_brings_back_every_bit(provider, tmp_path, seed):
    from onemap_plugin.qgis_bridge import review_file

    rnd = Random(seed)
    parcels = [(str(k), 5, [[(y, x + 600 * k) for x, y in line] for line in nasty(rnd)]) for k in range(4)]
    txt(tmp_path / "a.txt", parcels)
    path = tmp_path / "r.gpkg"
    run("importparcels", INPUT=str(tmp_path / "a.txt"), REVIEW=str(path))
    run("checkparcels", REVIEW=str(path))
    start = review_file.load(path)
    before, found = [bits(p) for p in start.parcels.parcels], sorted(f.uid for f in start.findings)
    applied = 0
    for fix in sorted(FIXES):
        target = start.parcels.parcels[rnd.randrange(4)].parcel_id
        report = tmp_path / f"{fix}.json"
        done = run("repairparcels", REVIEW=str(path), FIX=fix, PARCELS=target, APPLY=True, REPORT=str(report))
        if not done["REPAIRED"]:
            continue
        applied += 1
        after = review_file.load(path)
        made = {i for r in json.loads(report.read_text(encoding="utf-8"))["repairs"] for i in r["into"]}
        assert [b for b in before if b[0] != target] == [bits(p) for p in after.parcels.parcels if p.parcel_id not in made]
        assert after.changes[-1].fix == fix
        run("repairparcels", REVIEW=str(path), UNDO=True)
        back = review_file.load(path)
        assert [bits(p) for p in back.parcels.parcels] == before, fix
        answered = {f.uid for f in start.findings if f.rule.startswith(("T-COUNT", "T-AREA", "T-CRS", "T-WRITE"))}
        assert set(found) - {f.uid for f in back.findings} <= answered, fix
        assert {f.uid for f in back.findings} - set(found) <= {f.uid for f in back.findings if f.rule in ("A01", "G21")}, fix
    assert applied >= 4


def test_new_errors_that_a_repair_would_bring_are_told_before_and_after(provider, tmp_path):
    """Two corners 8 mm apart both go to the one corner of the neighbour: a point that stands twice."""
    txt(tmp_path / "a.txt", [
        ("A", 6, [[(100, 0), (100, 99.996), (99.992, 99.996), (0, 99.996), (0, 0)]]),
        ("B", 5, [[(99.996, 100), (99.996, 200), (0, 200), (0, 100)]]),
    ])  # fmt: skip
    path, report = tmp_path / "r.gpkg", tmp_path / "p.json"
    run("importparcels", INPUT=str(tmp_path / "a.txt"), REVIEW=str(path))
    run("checkparcels", REVIEW=str(path))
    for apply in (False, True):
        run("repairparcels", REVIEW=str(path), FIX="snap_to_neighbour", PARCELS="A", APPLY=apply, REPORT=str(report))
        told = json.loads(report.read_text(encoding="utf-8"))["new_errors"]
        assert {(f["rule"], f["parcel_id"]) for f in told} == {("G03", "A")}


def in_degrees(path, parcels):
    """The dialect with longitude and latitude, ten decimals, so that a tenth of a millimetre is in it."""
    zone = crs_from_epsg(4528)
    rows = ["[地块坐标]"]
    for number, corners in parcels:
        rows.append(f"{len(corners) + 1},{number},面,,@")
        lonlat = to_lonlat(np.array([(EAST + e, NORTH + n) for n, e in [*corners, corners[0]]]), zone)
        rows += [f"J{k % len(corners) + 1},1,{x:.10f},{y:.10f}" for k, (x, y) in enumerate(lonlat.tolist())]
    path.write_bytes("\r\n".join(rows).encode("gbk"))


@pytest.mark.parametrize(
    ("fix", "corners", "gone", "come", "move", "area"),
    [
        ("drop_repeats", [(100, 0), (100, 100), (99.9995, 100), (0, 100), (0, 0)], 1, 0, 0.0, 0.0),
        ("drop_collinear", [(100, 0), (100, 50), (100, 100), (0, 100), (0, 0)], 1, 0, 0.0, 0.0),
        ("drop_spike", [(100, 0), (100, 50), (160, 50.2), (100, 50.4), (100, 100), (0, 100), (0, 0)], 1, 0, 0.0, -12.0),
        ("snap_to_neighbour", [(100, 0), (100, 99.993), (0, 99.993), (0, 0)], 0, 0, 0.007, 0.7),
        ("insert_neighbour_point", [(200, 0), (200, 100), (-100, 100), (-100, 0)], 0, 2, 0.0, 0.0),
        ("untangle", [(100, 0), (0, 100), (100, 100), (0, 0)], 0, 1, 0.0, None),
    ],
)
def test_a_repair_of_parcels_in_degrees_works_in_metres_and_keeps_the_degrees(
    provider, tmp_path, fix, corners, gone, come, move, area
):
    from onemap_plugin.qgis_bridge import review_file

    in_degrees(tmp_path / "a.txt", [("甲", corners), ("乙", [(100, 100), (100, 180), (0, 180), (0, 100)])])
    path, report = tmp_path / "r.gpkg", tmp_path / "p.json"
    run("importparcels", INPUT=str(tmp_path / "a.txt"), REVIEW=str(path))
    run("checkparcels", REVIEW=str(path))
    before = review_file.load(path).parcels
    assert before.crs.geographic
    run("repairparcels", REVIEW=str(path), FIX=fix, PARCELS="甲", APPLY=True, REPORT=str(report))
    (told,) = json.loads(report.read_text(encoding="utf-8"))["repairs"]
    assert (told["dropped"], told["added"]) == (gone, come)
    assert told["greatest_move_m"] == pytest.approx(move, abs=2e-4)
    if area is not None:
        assert told["area_change_m2"] == pytest.approx(area, abs=0.06)
    after = review_file.load(path).parcels
    assert bits(after.parcels[1]) == bits(before.parcels[1])
    old, new = ({tuple(c) for r in p.parcels[0].rings for c in r.xy.tolist()} for p in (before, after))
    others = {tuple(c) for c in before.parcels[1].rings[0].xy.tolist()}
    made = new - old - others
    assert len(made) == (1 if fix == "untangle" else 0)  # all other points have the degrees that were read
    assert len(old - new) == (2 if fix == "snap_to_neighbour" else gone)
    run("repairparcels", REVIEW=str(path), UNDO=True)
    assert [bits(p) for p in review_file.load(path).parcels.parcels] == [bits(p) for p in before.parcels]


def test_dropping_a_spike_leaves_no_point_twice_and_untangling_keeps_to_the_written_decimals():
    rnd, tried = Random(4), 0
    for _ in range(150):
        parcel = parcel_of(nasty(rnd), 3)
        whole = ParcelSet((parcel,), ZONE)
        before = {f.rule for f in check_parcels(whole) if f.severity.value == "error"}
        for fix in ("drop_spike", "untangle"):
            (after,) = preview(FIXES[fix], parcel, [parcel]).after
            if after is parcel:
                continue
            tried += 1
            assert all((np.round(r.xy, 3) == r.xy).all() for r in after.rings)
            errors = {f.rule for f in check_parcels(ParcelSet((after,), ZONE)) if f.severity.value == "error"}
            # what no repair of a spike can mend: rings that are nothing but spikes, and corners that then meet
            assert errors - before <= ({"G01P", "G02T", "G24"} if fix == "drop_spike" else set()), fix
            assert not (fix == "untangle" and errors & {"G01P", "G02", "G02T", "G03", "G07"})
    assert tried > 60


def test_side_lengths_of_parcels_in_degrees_are_metres(provider, tmp_path):
    in_degrees(tmp_path / "a.txt", [("甲", [(100, 0), (100, 40), (0, 40), (0, 0)])])
    run("importparcels", INPUT=str(tmp_path / "a.txt"), REVIEW=str(tmp_path / "r.gpkg"))
    for layer in ("boundary_points", "boundary_lines"):
        sides = [s for (s,) in table(tmp_path / "r.gpkg", f"SELECT side_m FROM {layer} ORDER BY fid") if s is not None]
        assert sides == pytest.approx([40, 100, 40, 100], abs=1e-3)
