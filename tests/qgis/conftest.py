"""Fixtures for the tests that need QGIS (pytest-qgis starts the application)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.postgis_server import bin_folder, running


@pytest.fixture
def plugin(qgis_iface: Any, qgis_processing: None) -> Iterator[Any]:
    """The plugin as QGIS would start and stop it; ``qgis_iface`` records what is asked of it."""
    import onemap_plugin

    started = onemap_plugin.classFactory(qgis_iface)
    assert type(started).__name__ == "OneMapPlugin", getattr(started, "_error", started)
    started.initGui()
    yield started
    started.unload()


@pytest.fixture(scope="session")
def postgis() -> Iterator[dict[str, str]]:
    """A throw-away PostgreSQL with PostGIS on 127.0.0.1: {'host', 'port', 'dbname', 'user'}.  About 2 s.

    ``.ci/setup.sh VENV test`` installs it; where there is no apt and no PostGIS the test is skipped.
    """
    pg = bin_folder()
    if pg is None:
        pytest.skip("needs PostgreSQL with PostGIS")
    with running(pg) as server:
        yield server
