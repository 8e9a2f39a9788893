"""What is around the main job: a true drag from another program, a QGIS without shapely, a run that hangs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "resources" / "sample"


def test_files_dragged_from_another_program_become_parcels(desktop, plugin_zip: Path, tmp_path: Path):
    for name in ("parcels.txt", "parcels_faulty.txt"):
        shutil.copyfile(SAMPLE / name, tmp_path / name)
    result = desktop("true_drag", plugin_zip, tmp_path / "out", FILES=str(tmp_path), DRAG_SOURCE=str(HERE / "drag_source.py"))
    assert result["on_dock"][0] == 4
    assert result["on_dock"][1].startswith("parcels_faulty")
    assert result["on_map"] == [4, result["on_map"][1]]
    assert result["on_map"][1].startswith("parcels.")


def test_without_shapely_2_the_plugin_says_what_to_install_and_does_nothing_else(desktop, plugin_zip: Path, tmp_path: Path):
    site = tmp_path / "site-packages"  # some systems have shapely 2 of their own: put the release before it in front
    for path, text in (("shapely/__init__.py", ""), ("shapely-1.8.5.dist-info/METADATA", "Name: shapely\nVersion: 1.8.5\n")):
        (site / path).parent.mkdir(parents=True)
        (site / path).write_text(text, encoding="utf-8")
    result = desktop("without_shapely", plugin_zip, tmp_path / "out", SITE_PACKAGES=str(site))
    assert result["type"] == "StubPlugin"
    assert "shapely 2" in result["message"]
    assert not result["toolbar"]


def test_a_run_that_hangs_is_ended_and_leaves_no_process(desktop, plugin_zip: Path, tmp_path: Path):
    with pytest.raises(AssertionError, match=r"no result\.json"):
        desktop("hang", plugin_zip, tmp_path, timeout=12)
    mark = f"OUT_DIR={tmp_path}".encode()
    left = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes():
                left.append((process / "cmdline").read_bytes())
        except OSError:  # gone meanwhile, or of another user
            continue
    assert left == []
