"""A throw-away PostgreSQL with PostGIS on 127.0.0.1, for the tests and for bench/bench_postgis.py."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path


def bin_folder() -> Path | None:
    """Where the newest PostgreSQL has its programs; None without PostgreSQL or PostGIS."""
    bins = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    return bins[-1] if bins and list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")) else None


@contextlib.contextmanager
def running(pg: Path, settings: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """{'host', 'port', 'dbname', 'user'} of a fresh server with PostGIS in its database, about 2 s.

    settings: further ``name=value`` of postgresql.conf.  Login needs no password, except as user ``secretive``.
    """
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
    rules = data / "pg_hba.conf"
    rules.write_text("host all secretive 127.0.0.1/32 scram-sha-256\n" + rules.read_text())
    quick = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
    named = " ".join(f"-c {s}" for s in ("listen_addresses=127.0.0.1", *quick, *settings))
    run(pg / "pg_ctl", "-D", data, "-l", base / "log", "-w", "-o", f"{named} -p {port} -k {base}", "start")
    try:
        run(pg / "psql", "-h", "127.0.0.1", "-p", port, "-U", "test", "-qAtc", "CREATE EXTENSION postgis", "postgres")
        yield {"host": "127.0.0.1", "port": str(port), "dbname": "postgres", "user": "test"}
    finally:
        run(pg / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(base, ignore_errors=True)
