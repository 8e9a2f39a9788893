#!/usr/bin/env python3
"""Run the tests in the three places where they live, and say the totals in one plain line.

    tests.py BUILD_FOLDER [unit] [qgis] [desktop] [-- more arguments for pytest]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKERS = str(min(4, os.cpu_count() or 1))
NO_QGIS = ["-p", "no:pytest_qgis", "-p", "no:pytest-qt"]  # what runs without QGIS, or starts it as a program of its own
SUITES = {
    "unit": ["tests/unit", "-n", WORKERS, "--dist", "loadfile", *NO_QGIS],
    "qgis": ["tests/qgis", "-n", WORKERS, "--dist", "loadfile"],
    "desktop": ["tests/desktop", *NO_QGIS]}  # one after the other: a busy machine makes real windows miss their moment
LIMITS = {"unit": 900, "qgis": 1500, "desktop": 1500}  # seconds; CI as a whole has 90 minutes


def run(suite: str, build: Path, more: list[str]) -> tuple[int, dict[str, int]]:
    """Exit code of pytest and the counts of its report."""
    report = build / "reports" / f"{suite}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="run") as runtime:  # Qt wants one of its own, mode 700
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": runtime, "FC_LANG": "zh-cn"}
        command = [sys.executable, "-m", "pytest", *SUITES[suite], "-q", "--junitxml", str(report), *more]
        try:
            code = subprocess.run(command, cwd=ROOT, env=environment, timeout=LIMITS[suite]).returncode
        except subprocess.TimeoutExpired:
            print(f"{suite}: stopped after {LIMITS[suite]} s", flush=True)
            code = 124
    return code, counts(report)


def counts(report: Path) -> dict[str, int]:
    """Totals of one junit file; a missing one counts as one error."""
    total = {"passed": 0, "failed": 0, "errors": 0, "skipped": 0}
    if not report.exists():
        return {**total, "errors": 1}
    for suite in ET.parse(report).getroot().iter("testsuite"):
        tests, failed, errors, skipped = (int(suite.get(k, 0)) for k in ("tests", "failures", "errors", "skipped"))
        total["failed"] += failed
        total["errors"] += errors
        total["skipped"] += skipped
        total["passed"] += tests - failed - errors - skipped
    return total


def said(counts_: dict[str, int]) -> str:
    return ", ".join(f"{v} {k}" for k, v in counts_.items())


def main() -> int:
    arguments, more = sys.argv[1:], []
    if "--" in arguments:
        cut = arguments.index("--")
        arguments, more = arguments[:cut], arguments[cut + 1:]
    build, wanted = Path(arguments[0]).resolve(), arguments[1:] or list(SUITES)
    start, worst, sums = time.monotonic(), 0, {"passed": 0, "failed": 0, "errors": 0, "skipped": 0}
    for suite in wanted:
        print(f"== {suite} tests", flush=True)
        begun = time.monotonic()
        code, found = run(suite, build, more)
        worst = worst or code
        sums = {k: sums[k] + found[k] for k in sums}
        print(f"{suite}: {said(found)} in {time.monotonic() - begun:.0f} s", flush=True)
    print(f"total: {said(sums)} in {time.monotonic() - start:.0f} s")
    return worst


if __name__ == "__main__":
    sys.exit(main())
