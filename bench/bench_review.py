#!/usr/bin/env python3
"""The whole review step against QGIS's own intersection, in one run: file to file, not the engine alone.

    bench_review.py [--patches 300000] [--parcels 2000] [--runs 5]

`seconds` of onemap:reviewparcels (reading the review file, opening the county, overlay with all its layers, conflicts, rules,
materials, saving in one transaction), program start and imports not counted, for the first 3 parcels of the county, against
native:intersection of the same parcels with DLTB alone.  Every measurement is a process of its own, they take turns, the
median counts; a warm-up run comes first in each.  Goals: 3 parcels at most 1/15 of native:intersection; the sample under 1 s,
its rules under 100 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE), "/usr/share/qgis/python/plugins"]
SAMPLE = HERE.parent / "resources" / "sample"
FEW, GOAL, SAMPLE_S, RULES_MS = 3, 15, 1.0, 100
#: where the time goes: what is counted apart inside the step
PLACES = ("load", "rules file", "open", "overlay", "rules", "save")


def ours(county: Path, limit: int) -> dict[str, float]:
    """Seconds of the step on the first parcels of the county."""
    from bench_overlay import parcels_of

    from onemap_plugin.core.coordinates.measures import measure_parcels
    from onemap_plugin.core.review import Review
    from onemap_plugin.qgis_bridge import review_file

    parcels = parcels_of(county, limit)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.gpkg"
        review_file.save(path, Review(parcels, measure_parcels(parcels)))
        return _steps(path, county, "")


def sample() -> dict[str, float]:
    """Seconds of the step on the sample project."""
    from onemap_plugin.qgis_bridge import steps

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.gpkg"
        steps.import_step(str(SAMPLE / "parcels.txt"), "", str(path))
        steps.check_step(str(path))
        return {**_steps(path, SAMPLE / "onemap.gpkg", str(SAMPLE / "project.yaml")), "rules alone": rules_alone()}


def rules_alone() -> float:
    """Least seconds of the rules of the sample, evaluated again and again on one overlay (absolute: load must not count)."""
    from onemap_plugin.core import approvals
    from onemap_plugin.core.exchange import read_txt
    from onemap_plugin.core.onemap import overlay
    from onemap_plugin.qgis_bridge.onemap_sources import open_onemap

    parcels, book = read_txt((SAMPLE / "parcels.txt").read_bytes(), "parcels.txt"), approvals.load_rules()
    project = approvals.load_project(SAMPLE / "project.yaml", book)
    sources = open_onemap(str(SAMPLE / "onemap.gpkg"), book.roles(project), parcels.crs)
    result = overlay.overlay(parcels, sources, overlay.OverlayOptions(reach=book.reach(project)))
    times = []
    for _ in range(11):
        start = time.perf_counter()
        approvals.evaluate_all(book, result, parcels, project)
        times.append(time.perf_counter() - start)
    return min(times)


def _steps(path: Path, onemap: Path, project: str) -> dict[str, float]:
    """A first run (imports, files in the cache of the system), then a measured one."""
    from onemap_plugin.core import approvals
    from onemap_plugin.core.onemap import overlay
    from onemap_plugin.qgis_bridge import review_file, steps_review

    spent = dict.fromkeys(PLACES, 0.0)
    cold = steps_review.review_step(str(path), str(onemap), project).run.seconds
    engine = overlay.overlay

    def with_rows(*arguments, **named):
        result = engine(*arguments, **named)
        result.rows[:1]  # rows are made on first use; that is the engine's work, not that of the rules
        return result

    overlay.overlay = with_rows
    for module, name, place in ((review_file, "load", "load"), (approvals, "load_rules", "rules file"),
                                (steps_review, "_open", "open"), (overlay, "overlay", "overlay"),
                                (approvals, "evaluate_all", "rules"), (review_file, "save", "save")):
        setattr(module, name, _timed(getattr(module, name), spent, place))
    total = steps_review.review_step(str(path), str(onemap), project).run.seconds
    return {"seconds": total, "first": cold, **spent, "other": total - sum(spent.values())}


def _timed(function, spent: dict[str, float], place: str):
    def measured(*arguments, **named):
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            spent[place] += time.perf_counter() - start

    return measured


def native(county: Path, limit: int) -> dict[str, float]:
    """Seconds of native:intersection of the same parcels with DLTB, result in memory."""
    import bench_overlay

    return {"seconds": bench_overlay.native(county, limit, ("DLTB",))[0]}


def in_process(*arguments: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, "--one", *arguments], capture_output=True, text=True)
    line = next((x for x in reversed(done.stdout.splitlines()) if x.startswith("{")), "")
    if not line:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return json.loads(line)


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {key: statistics.median(r[key] for r in runs) for key in runs[0]}


def show(name: str, found: dict[str, float]) -> None:
    parts = ", ".join(f"{k} {1000 * v:.0f}" for k, v in found.items() if k not in ("seconds", "first"))
    first = f", first run in the process {found['first']:.3f} s" if "first" in found else ""
    print(f"{name:46s} {found['seconds']:7.3f} s{first}" + (f"  (ms: {parts})" if parts else ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patches", type=int, default=300_000)
    parser.add_argument("--parcels", type=int, default=2_000, help="parcels of the made county; 3 of them are reviewed")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        name, *rest = options.one
        found = sample() if name == "sample" else {"ours": ours, "native": native}[name](Path(rest[0]), int(rest[1]))
        print(json.dumps(found))
        return 0
    import bench_overlay

    county = bench_overlay.county(options.patches, options.parcels)
    runs: dict[str, list[dict[str, float]]] = {"sample": [], "ours": [], "native": []}
    for _ in range(options.runs):
        runs["sample"].append(in_process("sample"))
        for name in ("ours", "native"):
            runs[name].append(in_process(name, str(county), str(FEW)))
    small, own, peer = (medians(runs[name]) for name in ("sample", "ours", "native"))
    command = shlex.join(["bench_review.py", *sys.argv[1:]])
    print(f"command: {command}; medians of {options.runs}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    show("sample, 4 parcels × 52 roles", small)
    show(f"{FEW} parcels × all layers, file to file", own)
    show(f"{FEW} parcels × DLTB, native:intersection", peer)
    ratio = peer["seconds"] / own["seconds"]
    goals = {f"1/{ratio:.1f} of native:intersection (at most 1/{GOAL})": ratio >= GOAL,
             f"sample {small['seconds']:.3f} s (under {SAMPLE_S:g})": small["seconds"] < SAMPLE_S,
             f"rules of the sample {1000 * small['rules alone']:.0f} ms (under {RULES_MS})":
                 1000 * small["rules alone"] < RULES_MS}
    for text, reached in goals.items():
        print(("reached  " if reached else "MISSED   ") + text)
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
