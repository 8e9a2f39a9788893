"""The manners of the plugin in the real desktop: stop, keyboard, thousands of findings, layers and projects that go away."""

from __future__ import annotations

from pathlib import Path


def test_it_stops_follows_the_keyboard_and_survives_what_users_do(desktop, plugin_zip: Path, tmp_path: Path):
    files = tmp_path / "files"
    files.mkdir()
    result = desktop("manners", plugin_zip, tmp_path / "out", timeout=300, FILES=str(files))
    assert result["clashing_keys"] == []
    assert result["cancelled_in_s"] < 5
    assert "Cancelled" in result["cancel_message"]
    assert result["cancel_left"] == [], "a cancelled step leaves nothing half-written"
    assert result["findings"] >= 10_000
    assert max(result["times"].values()) < 2, result["times"]
    assert result["moved_down"]
    assert result["followed_m"] < 5
    assert 40 <= result["zoomed_m"] <= 400, "the smallest extent of the settings, whatever the shape of the map"
    assert result["without_layers"]
    assert result["after_new_project"] == [0, 0, ""]
    assert result["closed_while_busy"]
    assert "Read the parcels" in (tmp_path / "out" / "closing.txt").read_text(encoding="utf-8")
    log = (tmp_path / "out" / "qgis.log").read_text(encoding="utf-8", errors="replace")
    assert "Segmentation" not in log
