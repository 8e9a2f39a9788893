"""Fixtures for the tests that need QGIS (pytest-qgis starts the application)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


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
    bins = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if not bins or not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        pytest.skip("needs PostgreSQL with PostGIS")
    pg = bins[-1]
    base = Path(tempfile.mkdtemp(prefix="pg"))  # short: a unix socket path has at most 107 bytes
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(base, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    data = base / "data"

    def run(*command: object) -> None:
        subprocess.run([*as_user, *map(str, command)], check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    run(pg / "initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {base} -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    run(pg / "pg_ctl", "-D", data, "-l", base / "log", "-w", "-o", options, "start")
    try:
        run(pg / "psql", "-h", "127.0.0.1", "-p", port, "-U", "test", "-qAtc", "CREATE EXTENSION postgis", "postgres")
        yield {"host": "127.0.0.1", "port": str(port), "dbname": "postgres", "user": "test"}
    finally:
        run(pg / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(base, ignore_errors=True)
