#!/usr/bin/env python3
"""What enabling the plugin adds to the start of QGIS: time of loadPlugin and startPlugin in the real desktop.

    bench_startup.py [RUNS]        (default 7; each starts QGIS on a virtual screen with the zip in a blank profile)

Goal: under 150 ms.  The first run warms the disk cache and compiles nothing (no bytecode is written), so this is the worst
case: an installed plugin has its bytecode after the first start.  Both figures are printed.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DESKTOP = ROOT / "tests" / "desktop"
GOAL_MS = 150


def start_once(archive: Path, out: Path) -> dict:
    environment = {**os.environ, "SITE_PACKAGES": sysconfig.get_path("purelib"), "TIMEOUT": "90",
                   "STARTUP_PY": str(DESKTOP / "scenarios" / "startup_clock.py")}
    command = [DESKTOP / "run_desktop.sh", archive, DESKTOP / "scenarios" / "startup.py", out]
    done = subprocess.run([str(c) for c in command], env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return json.loads((out / "result.json").read_text(encoding="utf-8"))


def with_bytecode(archive: Path, folder: Path) -> Path:
    """The same plugin with its bytecode, as the second start of QGIS finds it."""
    subprocess.run(["unzip", "-q", str(archive), "-d", str(folder)], check=True)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", str(folder)], check=True)
    out = folder / "compiled.zip"
    subprocess.run(["zip", "-q", "-r", str(out), "onemap_plugin"], cwd=folder, check=True)
    return out


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory(prefix="startup") as name:
        folder = Path(name)
        stage = [sys.executable, str(ROOT / ".ci" / "stage.py"), "zip", str(folder / "build"), str(folder / "dist")]
        subprocess.run(stage, check=True, stdout=subprocess.DEVNULL)
        archive = next((folder / "dist").glob("*.zip"))
        kinds = {"first start (no bytecode)": archive, "later starts": with_bytecode(archive, folder / "compiled")}
        print(f"{'':28s} {'load ms':>9s} {'start ms':>9s} {'sum ms':>9s}   of {runs} runs: median (min-max)")
        worst = 0.0
        for kind, plugin in kinds.items():
            found = [start_once(plugin, folder / "out") for _ in range(runs)]
            load, start = ([r["milliseconds"][k] for r in found] for k in ("load", "start"))
            sums = [a + b for a, b in zip(load, start)]
            print(f"{kind:28s} {statistics.median(load):9.1f} {statistics.median(start):9.1f} {statistics.median(sums):9.1f}   "
                  f"({min(sums):.0f}-{max(sums):.0f})")
            worst = max(worst, statistics.median(sums))
        print(f"libraries loaded at start: {', '.join(found[-1]['modules']) or 'none'}")
        print(f"goal under {GOAL_MS} ms: {'reached' if worst < GOAL_MS else 'NOT reached'} ({worst:.0f} ms)")
    return 0 if worst < GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
