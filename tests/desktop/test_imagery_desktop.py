"""The imagery dock in the real desktop, against a real WMTS server that wants a key."""

from __future__ import annotations

import math
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tile_service import running

KEY = "0123456789abcdef0123456789abcdef"  # the one that the server knows
LON, LAT, LEVEL = 120.3456, 30.2, 12
COLOURS = {"w": "#c81e3c", "c": "#148c46"}


def tile(grid: str) -> tuple[int, int]:
    """Column and row of the tile at LON LAT, by the definition of the two grids."""
    if grid == "c":
        size = 1.40625 / 2**LEVEL * 256
        return int((LON + 180) / size), int((90 - LAT) / size)
    y = math.asinh(math.tan(math.radians(LAT))) / math.pi
    return int((LON + 180) / 360 * 2**LEVEL), int((1 - y) / 2 * 2**LEVEL)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    home = tmp_path / "server"
    for grid, colour in COLOURS.items():
        column, row = tile(grid)
        for x in range(column - 2, column + 3):
            for y in range(row - 2, row + 3):
                path = home / "tiles" / grid / str(LEVEL) / str(x) / f"{y}.png"
                path.parent.mkdir(parents=True, exist_ok=True)
                if (x, y) == (column - 2, row - 2):
                    subprocess.run(["convert", "-size", "256x256", f"xc:{colour}", f"PNG24:{path}"], check=True)
                    first = path.read_bytes()
                path.write_bytes(first)
    with running(home) as address:
        yield address


def test_an_xyz_and_a_wmts_service_with_a_key_draw_and_the_key_stays_out_of_the_files(
        desktop, plugin_zip: Path, server: str, tmp_path: Path):
    profile = tmp_path / "profile"
    files = tmp_path / "files"
    files.mkdir()
    result = desktop("imagery", plugin_zip, tmp_path / "out", TILE_SERVER=server, TILE_KEY=KEY, TILE_LON=str(LON),
                     TILE_LAT=str(LAT), COLOUR_XYZ=COLOURS["w"], COLOUR_WMTS=COLOURS["c"], FILES=str(files), PROFILE=str(profile))
    assert (result["xyz"], result["wmts"]) == (COLOURS["w"], COLOURS["c"])
    assert len(result["layers"]) == 2
    assert KEY not in Path(result["project"]).read_text(encoding="utf-8")
    # the disk cache of QGIS keeps the addresses it fetched, on this machine only; everything else must not know the key
    kept = [p for p in profile.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc") and ".cache" not in p.parts]
    assert len(kept) > 100
    assert [p for p in kept if KEY.encode() in p.read_bytes()] == []
    assert KEY not in (tmp_path / "out" / "qgis.log").read_text(encoding="utf-8", errors="replace")
