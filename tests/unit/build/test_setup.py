"""The set-up on a machine without apt: it says what to install, or uses the QGIS that is there; a second run does nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ("bash", "dirname", "cmp", "basename", "id", "grep", "cp", "cat", "env", "mktemp")


@pytest.fixture
def no_apt(tmp_path: Path) -> dict[str, str]:
    """An environment whose PATH has no apt-get, and where any download would fail at once."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name))
    return {"PATH": str(tools), "HOME": str(tmp_path), "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


def run(script: Path, venv: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", str(script), str(venv), "test"], env=environment, capture_output=True, text=True, timeout=300)


def test_without_apt_and_without_qgis_it_says_what_to_install(no_apt: dict[str, str], tmp_path: Path):
    folder = tmp_path / "ci"
    shutil.copytree(ROOT / ".ci", folder)
    script = folder / "setup.sh"
    script.write_text(script.read_text(encoding="utf-8").replace("/usr/bin/python3", "/nowhere/python3"), encoding="utf-8")
    done = run(script, tmp_path / "venv", no_apt)
    assert done.returncode == 1
    assert "Install QGIS 3.22 or newer" in done.stderr
    assert "QGIS_PYTHON=" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_without_apt_an_existing_qgis_and_a_ready_environment_are_used_at_once(no_apt: dict[str, str], tmp_path: Path):
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    shutil.copyfile(ROOT / ".ci" / "requirements-dev.txt", venv / ".requirements-dev.txt")  # as a finished set-up leaves it
    start = time.monotonic()
    done = run(ROOT / ".ci" / "setup.sh", venv, {**no_apt, "QGIS_PYTHON": os.environ.get("QGIS_PYTHON", "/usr/bin/python3")})
    if "QGIS was not found" in done.stderr:
        pytest.skip("this machine has no QGIS")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert time.monotonic() - start < 60
