"""What enabling the plugin costs at the start of QGIS; ``make bench`` takes the median of several starts."""

from __future__ import annotations

from pathlib import Path


def test_starting_the_plugin_is_quick_and_brings_no_heavy_library(desktop, plugin_zip: Path, tmp_path: Path):
    clock = str(Path(__file__).with_name("scenarios") / "startup_clock.py")
    result = desktop("startup", plugin_zip, tmp_path, STARTUP_PY=clock)
    spent = result["milliseconds"]
    assert spent["load"] + spent["start"] < 600  # one start on a busy machine; the goal for the median is 150
    assert not set(result["modules"]) & {"shapely", "scipy", "openpyxl", "numpy"}
