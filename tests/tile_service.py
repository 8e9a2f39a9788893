"""The tile server of the tests (tests/qgis/tile_server.py) as a program of its own, for as long as a test needs it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCRIPT = Path(__file__).parent / "qgis" / "tile_server.py"
SECONDS = 90  # until it listens; importing MapProxy takes a while on a busy machine


@contextmanager
def running(home: Path) -> Iterator[str]:
    """Address of a server of the tiles under ``home``; what it prints goes to HOME/server.log.  RuntimeError with that log
    when it does not start."""
    home.mkdir(parents=True, exist_ok=True)
    told, log = home / "port", home / "server.log"
    told.unlink(missing_ok=True)
    with log.open("wb") as out:  # a pipe that nobody reads would stop the server when it is full
        process = subprocess.Popen([sys.executable, str(SCRIPT), str(home)], stdout=out, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + SECONDS
        while not told.exists():
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.05)
        yield f"http://127.0.0.1:{int(told.read_text())}"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
