"""shapely's GEOS stays its own in a process that has another GEOS in the global scope, as the programs of QGIS do."""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import ctypes, sys
ctypes.CDLL(sys.argv[1], ctypes.RTLD_GLOBAL)
if sys.argv[2] == "guarded":
    import onemap_plugin
import shapely
print(len(shapely.to_wkb(shapely.Point(1, 2).buffer(3))))
"""


def _run(library: str, how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", PROGRAM, library, how], cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.mark.skipif(not hasattr(os, "RTLD_DEEPBIND"), reason="symbols are bound to their library on this system")
def test_shapely_uses_its_own_geos_beside_another_one_in_the_global_scope() -> None:
    library = ctypes.util.find_library("geos_c")
    if library is None:
        pytest.skip("no GEOS of the system")
    guarded = _run(library, "guarded")
    assert guarded.returncode == 0, guarded.stderr
    assert int(guarded.stdout) > 500


def test_the_guard_is_put_in_place_once_and_leaves_other_modules_alone() -> None:
    code = ("import sys, onemap_plugin; from onemap_plugin import geos_guard; geos_guard.install(); "
            "print(sum(type(f).__name__ == 'GeosGuard' for f in sys.meta_path), geos_guard.GeosGuard().find_spec('numpy', None))")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["1" if hasattr(os, "RTLD_DEEPBIND") else "0", "None"]
