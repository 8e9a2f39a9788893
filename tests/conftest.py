"""Fixtures for all tests.  Nothing here imports QGIS: the tests of the core run without it."""

from __future__ import annotations

import os
from pathlib import Path

import pyproj.datadir
import pytest
from hypothesis import HealthCheck, settings
from pyproj.exceptions import DataDirError

os.environ.setdefault("FC_LANG", "zh-cn")  # simplified Chinese glyphs from Noto Sans CJK

try:
    pyproj.datadir.get_data_dir()
except DataDirError:  # in a virtual environment Debian's pyproj does not look where Debian's PROJ keeps its data
    pyproj.datadir.set_data_dir("/usr/share/proj")
    os.environ["PROJ_DATA"] = os.environ["PROJ_LIB"] = "/usr/share/proj"  # also for the servers that tests start

# time per example says nothing on a shared machine; the budget of a test is its number of examples
settings.register_profile("onemap", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
settings.load_profile("onemap")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample project's folder (read only: copy what is to be changed)."""
    return ROOT / "resources" / "sample"
