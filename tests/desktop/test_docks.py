"""The docks open, dock, close and stand where they were after a restart of QGIS."""

from __future__ import annotations

from pathlib import Path


def test_docks_remember_their_place_and_whether_they_were_open(desktop, plugin_zip: Path, tmp_path: Path):
    profile = str(tmp_path / "profile")
    first = desktop("docks", plugin_zip, tmp_path / "first", PROFILE=profile, FIRST="yes")
    assert set(first["before"].values()) == {None}  # nothing is forced on the user at the first start
    assert set(first["opened"].values()) == {"right"}
    second = desktop("docks", plugin_zip, tmp_path / "second", PROFILE=profile)
    assert second["after"] == {"onemapParcelDock": "right", "onemapImageryDock": "bottom", "onemapSubmissionDock": None}
    assert second["checked"] == {"onemapParcelDock": True, "onemapImageryDock": True, "onemapSubmissionDock": False}
