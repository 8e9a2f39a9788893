"""A province's rule file through the algorithm: what it changes, and what a faulty one says."""

import json

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from onemap_plugin.paths import RESOURCES
from onemap_plugin.processing.provider import OneMapProvider

SAMPLE = RESOURCES / "sample"


@pytest.fixture(scope="module")
def provider(qgis_processing):
    added = OneMapProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


def run(name, **parameters):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"onemap:{name}")
    results, ok = algorithm.run(parameters, QgsProcessingContext(), QgsProcessingFeedback(), {}, False)
    assert ok
    return results


@pytest.fixture
def review(provider, tmp_path):
    run("importparcels", INPUT=str(SAMPLE / "parcels.txt"), REVIEW=str(tmp_path / "r.gpkg"))
    return tmp_path / "r.gpkg"


def outcomes(review, tmp_path, **extra):
    run(
        "reviewparcels",
        REVIEW=str(review),
        ONEMAP=str(SAMPLE / "onemap.gpkg"),
        REPORT=str(tmp_path / "o.json"),
        **{"PROJECT": str(SAMPLE / "project.yaml"), **extra},
    )
    report = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    return {o["rule"]: o for o in report["outcomes"]}, report


def test_a_province_s_file_changes_the_outcome_it_names_and_is_recorded(review, tmp_path):
    national, _ = outcomes(review, tmp_path)
    own = tmp_path / "省.yaml"
    rules = 'province: "33"\nname: 本省\nconfidence: medium\nrules:\n- {id: YL-11, title: 林地定额（本省口径）}\n'
    own.write_text(rules, encoding="utf-8")
    changed, report = outcomes(review, tmp_path, RULES=str(own))
    assert report["options"]["rules"] == ["省.yaml"]
    assert changed["YL-11"]["title"] == "林地定额（本省口径）" != national["YL-11"]["title"]
    assert {k: v["outcome"] for k, v in changed.items()} == {k: v["outcome"] for k, v in national.items()}


def test_the_example_province_is_named_by_its_code(review, tmp_path):
    _, report = outcomes(review, tmp_path, RULES="44")
    assert report["options"]["rules"] == ["44"]


def test_a_project_in_that_province_gets_the_file_by_itself(review, tmp_path):
    project = (
        (SAMPLE / "project.yaml").read_text(encoding="utf-8").replace('"330000"', '"440000"').replace('"331099"', '"440199"')
    )
    (tmp_path / "粤.yaml").write_text(project, encoding="utf-8")
    found, report = outcomes(review, tmp_path, PROJECT=str(tmp_path / "粤.yaml"))
    assert report["options"]["rules"] == ["44"]
    assert "GD-01" in found


@pytest.mark.parametrize(("text", "says"), [(None, "no such rule file"), ("rules: [{id: XX-1}]", "坏.yaml"), ("][", "坏.yaml")])
def test_a_faulty_rule_file_is_refused_and_the_review_stays(review, tmp_path, text, says):
    own = tmp_path / "坏.yaml"
    if text is not None:
        own.write_text(text, encoding="utf-8")
    before = review.read_bytes()
    with pytest.raises(QgsProcessingException, match=says):
        outcomes(review, tmp_path, RULES=str(own))
    assert review.read_bytes() == before
