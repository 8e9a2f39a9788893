"""The zip in a blank profile of the real QGIS."""

from __future__ import annotations

from pathlib import Path

ALGORITHMS = {f"onemap:{name}" for name in ("importparcels", "checkparcels", "reviewparcels", "exportpackage", "verifypackage")}


def test_the_zip_installs_loads_unloads_and_loads_again_in_a_blank_profile(desktop, plugin_zip: Path, tmp_path: Path):
    result = desktop("install", None, tmp_path, PLUGIN_ZIP=str(plugin_zip))
    assert f"-{result['version']}.zip" in plugin_zip.name
    for when in ("first", "again"):
        assert result[when]["loaded"]
        assert result[when]["toolbar"]
        assert set(result[when]["algorithms"]) >= ALGORITHMS
    assert result["unloaded"] == {"loaded": False, "toolbar": False, "algorithms": []}
    assert result["dialogs"] == []
