"""Damage of every kind to files of every format: a clear refusal or findings, never a crash of the process, a hang, or half a
parcel without a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from damaged_files import KINDS, PACKAGES  # noqa: E402

COUNT = int(os.environ.get("ONEMAP_DAMAGED", "25"))


@pytest.fixture(scope="module")
def readings() -> dict[str, list[dict[str, Any]]]:
    """All readings by kind; the child process that did them must have come to its end."""
    child = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("damaged_files.py")), str(COUNT)],
        capture_output=True,
        timeout=60 + COUNT * len(KINDS),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    lines = [json.loads(line) for line in child.stdout.decode("utf-8", "replace").splitlines()]
    assert child.returncode == 0, (lines[-1:], child.stderr.decode("utf-8", "replace")[-2000:])
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for line in lines:
        if "seconds" in line:
            found[line["kind"]].append(line)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_refused_or_told(readings: dict[str, list[dict[str, Any]]], kind: str) -> None:
    done = readings[kind]
    assert len(done) > COUNT // 2
    for reading in done:
        assert reading["seconds"] < 20, reading
        assert not reading.get("inner"), reading
        if "refused" in reading:
            assert reading["refused"], reading
            assert reading["hint"], reading
        elif kind in PACKAGES:
            assert reading["told"], reading
