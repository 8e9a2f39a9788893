"""Fixtures for the tests that need QGIS (pytest-qgis starts the application)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsSettings

from tests.postgis_server import bin_folder, running


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """pytest-qt's, but a busy machine gets a minute before a wait has failed (5 s by default)."""
    for name in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=60_000))
    return qtbot


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


@pytest.fixture
def dock(plugin: Any, qgis_iface: Any, qtbot: Any, qgis_new_project: None, tmp_path: Path) -> Iterator[Any]:
    """An open parcel dock with default settings but for reviews, which go to ``tmp_path``; its messages are kept."""
    from onemap_plugin.gui import settings as s
    from onemap_plugin.gui.map_link import MapLink
    from onemap_plugin.gui.parcel_dock import ParcelDock
    from onemap_plugin.gui.project_state import ProjectState
    from onemap_plugin.gui.session import ReviewSession

    QgsSettings().remove(s.PREFIX)
    s.write_settings(s.Settings(review_place="folder", review_folder=str(tmp_path)))
    session = ReviewSession(ProjectState())
    session.messages = []  # type: ignore[attr-defined]
    session.message.connect(lambda level, text: session.messages.append((level, text)))  # type: ignore[attr-defined]
    made = ParcelDock(qgis_iface, session, MapLink(qgis_iface))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.clean_up()
    session.shut_down()
    QgsSettings().remove(s.PREFIX)
