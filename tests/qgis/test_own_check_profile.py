"""A user's own check profile, from the yaml file to the findings: checks and rules of reading alike."""

import json
import sqlite3
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

from onemap_plugin.gui import settings as s
from onemap_plugin.gui.options_page import OneMapOptionsPage
from tests.qgis.test_algorithms_files import provider, run  # noqa: F401

HEAD = """[属性描述]
格式版本号=1.01版本
数据产生单位=某某县
数据产生日期=2024-01-01
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=38
精度=0.001
转换参数=0,0,0,0,0,0,0
[地块坐标]
"""
# J2 - J3 is 0.3 m long; 0.9000 ha are 3.4 % off the plane area; the number of points is one too small
PARCEL = """5,0.9000,001,地块1,面,,工业用地,0601,@
J1,1,2583000.000,38383000.000
J2,1,2583000.000,38383100.000
J3,1,2582999.700,38383100.000
J4,1,2582907.100,38383100.100
J5,1,2582907.100,38383000.100
J1,1,2583000.000,38383000.000
"""


def findings(path: Path) -> dict[str, dict]:
    return {f["rule"]: f for f in json.loads(path.read_text(encoding="utf-8"))["findings"]}


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes((HEAD + PARCEL).replace("\n", "\r\n").encode("gbk"))
    return path


def reviewed(source, tmp_path, profile, at_import=True):
    """Findings after import and after check."""
    review, first, second = tmp_path / "r.gpkg", tmp_path / "1.json", tmp_path / "2.json"
    run("importparcels", INPUT=str(source), REVIEW=str(review), CHECKS=str(profile) if at_import else "", REPORT=str(first))
    run("checkparcels", REVIEW=str(review), PROFILE=str(profile), REPORT=str(second))
    return findings(first), findings(second)


def own(tmp_path, text):
    path = tmp_path / "own.yaml"
    path.write_text("extends: national\n" + text, encoding="utf-8")
    return path


def test_a_threshold_of_a_check_and_severity_and_threshold_of_reading_rules(provider, source, tmp_path):  # noqa: F811
    first, second = reviewed(source, tmp_path, "")
    assert (first["T-COUNT-OPEN"]["severity"], first["T-AREA-CONTRADICTS"]["severity"]) == ("info", "error")
    assert "G11" not in second
    profile = own(
        tmp_path,
        "rules:\n  G11: {options: {length: 0.5}}\n  T-COUNT-OPEN: {severity: error}\n"
        "  T-AREA-CONTRADICTS: {options: {share: 5.0}}\n",
    )
    first, second = reviewed(source, tmp_path, profile)
    for found in (first, second):
        assert found["T-COUNT-OPEN"]["severity"] == "error"
        assert "T-AREA-CONTRADICTS" not in found
    assert second["G11"]["severity"] == "warning"
    assert "A01" in second  # the unit is known now, so the check says what the area differs by
    with sqlite3.connect(tmp_path / "r.gpkg") as con:
        assert con.execute("SELECT severity FROM findings WHERE rule = 'T-COUNT-OPEN'").fetchall() == [("error",)]
    assert run("checkparcels", REVIEW=str(tmp_path / "r.gpkg"), REPORT=str(tmp_path / "3.json"))
    again = findings(tmp_path / "3.json")
    assert again["T-COUNT-OPEN"]["severity"] == "info"  # the profile's grade does not stick
    assert again["read.thresholds"]["params"]["rules"] == "T-AREA-CONTRADICTS"


def test_the_check_grades_what_was_read_without_a_profile_and_says_what_it_cannot_apply(provider, source, tmp_path):  # noqa: F811
    profile = own(tmp_path, "rules:\n  T-COUNT-OPEN: {severity: warning}\n  T-SIZE: {options: {size: 0.0001}}\n")
    _, second = reviewed(source, tmp_path, profile, at_import=False)
    assert second["T-COUNT-OPEN"]["severity"] == "warning"
    assert second["read.thresholds"]["params"]["rules"] == "T-SIZE"
    _, second = reviewed(source, tmp_path, profile)
    assert "read.thresholds" not in second
    assert second["T-SIZE"]["severity"] == "notice"


def test_a_rule_of_reading_that_is_switched_off_is_not_missed_silently_later(provider, source, tmp_path):  # noqa: F811
    profile = own(tmp_path, "rules:\n  T-COUNT-OPEN: {enabled: false}\n")
    _, second = reviewed(source, tmp_path, profile, at_import=False)
    assert "T-COUNT-OPEN" not in second
    run("checkparcels", REVIEW=str(tmp_path / "r.gpkg"), REPORT=str(tmp_path / "3.json"))
    assert findings(tmp_path / "3.json")["read.thresholds"]["params"]["rules"] == "T-COUNT-OPEN"
    run("importparcels", INPUT=str(source), REVIEW=str(tmp_path / "r.gpkg"), REPORT=str(tmp_path / "4.json"))
    run("checkparcels", REVIEW=str(tmp_path / "r.gpkg"), REPORT=str(tmp_path / "3.json"))
    assert "read.thresholds" not in findings(tmp_path / "3.json")
    assert "T-COUNT-OPEN" in findings(tmp_path / "3.json")


def test_a_repair_checks_by_the_profile_of_the_last_check_even_when_its_file_has_gone(provider, source, tmp_path):  # noqa: F811
    profile = own(tmp_path, "rules:\n  G11: {options: {length: 0.5}, severity: notice}\n  G09: {enabled: false}\n")
    reviewed(source, tmp_path, profile)
    profile.unlink()
    report = tmp_path / "repair.json"
    run("repairparcels", REVIEW=str(tmp_path / "r.gpkg"), FIX="redeclare_area", PARCELS="001", APPLY=True, REPORT=str(report))
    after = findings(report)
    assert after["G11"]["severity"] == "notice"
    assert "G09" not in after


def test_comparing_grades_by_the_profile(provider, source, tmp_path):  # noqa: F811
    other = tmp_path / "b.txt"
    other.write_bytes(source.read_bytes().replace(b"38383100.100", b"38383100.200"))
    profile = own(tmp_path, "rules:\n  T-CMP-POINT: {severity: notice}\n")
    run("compareparcelfiles", FIRST=str(source), SECOND=str(other), CHECKS=str(profile), REPORT=str(tmp_path / "c.json"))
    assert findings(tmp_path / "c.json")["T-CMP-POINT"]["severity"] == "notice"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rule:\n  G11: {}\n", "'rule'"),
        ("rules:\n  G11: {option: {length: 1}}\n", "'option'"),
        ("rules:\n  G11: {options: {lenght: 1}}\n", "'lenght' (length, tolerance)"),
        ("rules:\n  G11: {options: {length: .nan}}\n", "length nan"),
        ("rules:\n  G11: {options: {length: -1}}\n", "length -1"),
        ("rules:\n  G09: {options: {start: nrth}}\n", "'nrth' (nw, north)"),
        ("rules:\n  T-EOL: {enabled: 'no'}\n", "enabled 'no'"),
        ("rules:\n  T-EOL: {severity: fatal}\n", "(error, warning, notice, info)"),
        ("rules:\n  T-NONE: {}\n", "no rule 'T-NONE'"),
        ("rules: [G11]\n", "rules: a mapping"),
    ],
)
def test_a_fault_in_the_profile_is_named(provider, source, tmp_path, text, says):  # noqa: F811
    review = tmp_path / "r.gpkg"
    with pytest.raises(QgsProcessingException) as refused:
        run("importparcels", INPUT=str(source), REVIEW=str(review), CHECKS=str(own(tmp_path, text)))
    assert says in str(refused.value)
    assert "own.yaml" in str(refused.value)
    assert not review.exists()


def test_profiles_that_extend_each_other_in_a_circle_are_refused(provider, source, tmp_path):  # noqa: F811
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.yaml").write_text(f"extends: {other}.yaml\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="circle"):
        run("importparcels", INPUT=str(source), REVIEW=str(tmp_path / "r.gpkg"), CHECKS=str(tmp_path / "a.yaml"))


def test_the_options_page_takes_an_own_profile_and_the_session_uses_it(qgis_processing, tmp_path):
    before = s.read_settings()
    try:
        page = OneMapOptionsPage()
        page._widgets["check_profile_file"].setFilePath(str(tmp_path / "own.yaml"))
        page.apply()
        assert s.read_settings().checks == str(tmp_path / "own.yaml")
        page._widgets["check_profile_file"].setFilePath("")
        page.apply()
        assert s.read_settings().checks == before.check_profile
    finally:
        s.write_settings(before)
