"""Fixtures for the tests that drive the real QGIS desktop on a virtual screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCREENS = ROOT / "build" / "screens"


@pytest.fixture(scope="session")
def plugin_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installable zip, built from the checkout."""
    folder = tmp_path_factory.mktemp("zip")
    stage = str(ROOT / ".ci" / "stage.py")
    subprocess.run([sys.executable, stage, "zip", str(folder / "build"), str(folder / "dist")], check=True)
    return next((folder / "dist").glob("onemap_plugin-*.zip"))


@pytest.fixture
def desktop() -> Callable[..., dict[str, Any]]:
    """Run a scenario of ``scenarios/`` in the real QGIS: ``desktop(name, zip or None, out folder, locale)`` -> its result."""
    for tool in ("qgis", "xvfb-run", "unzip"):
        assert shutil.which(tool), f"{tool} was not found: .ci/setup.sh installs it"

    def run(scenario: str, plugin: Path | None, out: Path, locale: str = "en", timeout: int = 420,
            **extra: str) -> dict[str, Any]:
        environment = {**os.environ, "SITE_PACKAGES": sysconfig.get_path("purelib"), "TIMEOUT": str(timeout), **extra}
        command = [HERE / "run_desktop.sh", plugin or "none", HERE / "scenarios" / f"{scenario}.py", out, locale]
        done = subprocess.run([str(c) for c in command], env=environment, capture_output=True, text=True, timeout=timeout + 60)
        assert done.returncode == 0, f"{scenario} ({locale}): {done.stdout}\n{done.stderr}\nlog and pictures: {out}"
        return json.loads((out / "result.json").read_text(encoding="utf-8"))

    return run
