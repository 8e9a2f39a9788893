"""Cancel in the middle of each step: the algorithm ends at once, every file is as it was, nothing new lies about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProcessingFeedback

from onemap_plugin.processing.provider import OneMapProvider

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"


class Canceller(QgsProcessingFeedback):
    """Cancels as soon as the progress passes ``at`` percent; keeps what was said."""

    def __init__(self, at: float | None = None) -> None:
        super().__init__(False)
        self.said: list[str] = []
        self.seen: list[float] = []
        self._at = at
        self.progressChanged.connect(self._note)

    def _note(self, percent: float) -> None:
        self.seen.append(percent)
        if self._at is not None and percent >= self._at:
            self.cancel()

    def pushInfo(self, info: str) -> None:
        self.said.append(info)


@pytest.fixture(scope="module")
def algorithms(qgis_processing: None) -> Iterator[Any]:
    import processing

    registry = QgsApplication.processingRegistry()
    made = None if registry.providerById("onemap") else OneMapProvider()
    if made:
        registry.addProvider(made)
    yield lambda name, feedback, **p: processing.run(f"onemap:{name}", {k: str(v) for k, v in p.items()}, feedback=feedback)
    if made:
        registry.removeProvider(made)


@pytest.fixture(scope="module")
def project(algorithms: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a review of the sample and its package."""
    folder = tmp_path_factory.mktemp("project")
    review = folder / "r.gpkg"
    quiet = QgsProcessingFeedback(False)
    algorithms("importparcels", quiet, INPUT=SAMPLE / "parcels.txt", REVIEW=review)
    algorithms("checkparcels", quiet, REVIEW=review)
    algorithms("reviewparcels", quiet, REVIEW=review, ONEMAP=SAMPLE / "onemap.gpkg", PROJECT=SAMPLE / "project.yaml")
    done = algorithms("exportpackage", quiet, REVIEW=review, OUTPUT=folder / "out")
    Path(done["ZIP"]).rename(folder / "package.zip")
    shutil.rmtree(folder / "out")
    return folder


def parameters(name: str, folder: Path) -> dict[str, Path]:
    review = folder / "r.gpkg"
    return {
        "importparcels": {"INPUT": SAMPLE / "parcels_faulty.txt", "REVIEW": review},
        "checkparcels": {"REVIEW": review},
        "reviewparcels": {"REVIEW": review, "ONEMAP": SAMPLE / "onemap.gpkg"},
        "exportpackage": {"REVIEW": review, "OUTPUT": folder / "out"},
        "verifypackage": {"PACKAGE": folder / "package.zip"},
    }[name] | {"REPORT": folder / "report.json"}


def state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else b"" for p in folder.rglob("*")}


@pytest.mark.parametrize("at", [0.5, 30, 60])
@pytest.mark.parametrize("name", ["importparcels", "checkparcels", "reviewparcels", "exportpackage", "verifypackage"])
def test_cancel_in_the_middle_of_a_step_changes_nothing(
    algorithms: Any, project: Path, tmp_path: Path, name: str, at: float
) -> None:
    folder = tmp_path / "p"
    shutil.copytree(project, folder)
    before = state(folder)
    feedback = Canceller(at)
    algorithms(name, feedback, **parameters(name, folder))
    assert any("ancelled" in s for s in feedback.said), feedback.seen
    assert state(folder) == before


@pytest.mark.parametrize("name", ["importparcels", "checkparcels", "reviewparcels", "exportpackage", "verifypackage"])
def test_progress_grows_in_steps_and_never_falls_back(algorithms: Any, project: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "p"
    shutil.copytree(project, folder)
    feedback = Canceller()
    algorithms(name, feedback, **parameters(name, folder))
    assert len(feedback.seen) >= 3
    assert feedback.seen == sorted(feedback.seen)
    assert 0 <= feedback.seen[0] <= feedback.seen[-1] <= 100
    assert (folder / "report.json").exists()
