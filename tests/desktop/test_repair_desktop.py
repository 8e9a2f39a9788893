"""Repairs, their undo and edits on the map in the real desktop."""

from __future__ import annotations

import shutil
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"


def test_a_repair_is_asked_for_applied_and_taken_back_and_an_edit_is_followed(desktop, plugin_zip: Path, tmp_path: Path):
    shutil.copyfile(SAMPLE / "parcels_faulty.txt", tmp_path / "parcels_faulty.txt")
    result = desktop("repair", plugin_zip, tmp_path / "out", FILES=str(tmp_path))
    assert result["asked"][0] == "DK02"
    assert result["drawn"] >= 2
    assert (result["left_on_map"], result["cancel_changed"]) == (0, False)
    assert "G02" in result["rules_before"]
    assert "G02" not in result["rules_repaired"]
    assert "DK02" in result["undo_text"]
    assert result["rules_undone"] == result["rules_before"]
    assert result["same_as_before"]
    assert result["live"]
    assert result["rolled_back"]
    assert result["edited"] == ["edited", 0.5]
    assert (result["edit_changed"], result["edit_undone"], result["map_undone"]) == (True, True, True)
    assert len(list((tmp_path / "out").glob("*.png"))) >= 7
