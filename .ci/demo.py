#!/usr/bin/env python3
"""The main job on the sample project, headless through qgis_process, with a short human summary.

    demo.py BUILD_FOLDER

Import, check, review, export, verify: each a Processing algorithm, as anybody would script them.  Leaves the review file,
the JSON reports and the package (folder and zip) in BUILD_FOLDER/demo.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample"
LIMIT = 300  # seconds for one step
SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示", "info": "说明"}
OUTCOMES = {"prohibited": "禁止（除非属于例外）", "needs_argument": "须论证", "needs_approval": "须审批", "notice": "提示",
            "needs_input": "须补充项目信息"}
STEPS = {"import": "导入", "check": "检查", "review": "联审", "export": "导出", "verify": "核验"}
Report = dict[str, Any]


def process(build: Path, algorithm: str, report: Path, **parameters: object) -> Report:
    """Run one algorithm; its report, with what qgis_process answered under ``results``.  Ends the demo when it fails."""
    command = [str(ROOT / ".ci" / "process.sh"), "--json", "run", f"onemap:{algorithm}", "--", f"REPORT={report}",
               *[f"{k}={v}" for k, v in parameters.items()]]
    environment = {**os.environ, "BUILD": str(build), "LOCALE": "zh-Hans"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT)
    if done.returncode or not report.exists():
        sys.stderr.write(done.stdout + done.stderr)
        sys.exit(f"{algorithm} failed")
    answer = json.loads(done.stdout[done.stdout.index("{"):])
    return {**json.loads(report.read_text(encoding="utf-8")), "results": answer.get("results", {})}


def main_job(build: Path, out: Path) -> dict[str, Report]:
    """The five steps; reports by step."""
    review = out / "review.gpkg"
    steps: dict[str, Report] = {}
    steps["import"] = process(build, "importparcels", out / "1_import.json", INPUT=SAMPLE / "parcels.txt", REVIEW=review)
    steps["check"] = process(build, "checkparcels", out / "2_check.json", REVIEW=review)
    steps["review"] = process(build, "reviewparcels", out / "3_review.json", REVIEW=review, ONEMAP=SAMPLE / "onemap.gpkg",
                              PROJECT=SAMPLE / "project.yaml")
    steps["export"] = process(build, "exportpackage", out / "4_export.json", REVIEW=review, OUTPUT=out / "package")
    archive = find_zip(steps["export"], out)
    steps["verify"] = process(build, "verifypackage", out / "5_verify.json", PACKAGE=archive)
    return steps


def find_zip(export: Report, out: Path) -> Path:
    named = export["results"].get("ZIP")
    found = [Path(named)] if named else sorted((out / "package").rglob("*.zip"))
    if not found or not found[0].exists():
        sys.exit("the export left no zip")
    return found[0]


def show_parcels(report: Report) -> None:
    print(f"地块 {len(report['parcels'])} 个：")
    for parcel in report["parcels"]:
        area = parcel.get("area_m2") or 0
        print(f"  {parcel['parcel_id']}  {parcel['name']}  {area / 10_000:.4f} 公顷（合 {area / 2000 * 3:.2f} 亩）")


def show_findings(steps: dict[str, Report]) -> None:
    found = {f["uid"]: f for step in ("import", "check") for f in steps[step]["findings"]}
    counts: dict[str, int] = defaultdict(int)
    for finding in found.values():
        counts[finding["severity"]] += 1
    print("检查问题：" + "，".join(f"{SEVERITIES[s]} {counts[s]}" for s in SEVERITIES))
    for finding in [f for f in found.values() if f["severity"] in ("error", "warning")][:5]:
        print(f"  [{SEVERITIES[finding['severity']]}] {finding['parcel_id']} {finding['message']}")


def show_approvals(report: Report) -> None:
    by_outcome: dict[str, list[Report]] = defaultdict(list)
    for outcome in report["outcomes"]:
        by_outcome[outcome["outcome"]].append(outcome)
    print("联动审批（提示，不代替审批机关的决定）：")
    for key, title in OUTCOMES.items():
        rows = by_outcome.get(key, [])
        if rows and key in ("prohibited", "needs_argument", "needs_approval"):
            print(f"  {title}：")
            for row in rows:
                print(f"    {row['rule']} {row['title']}{measured(row)}{'，' + row['authority'] if row['authority'] else ''}")
        elif rows:
            print(f"  {title}：{len(rows)} 条")
    unchecked = by_outcome.get("not_checked", [])
    if unchecked:
        roles = [role_name(s["role"]) for s in report["sources"] if s["status"] == "missing"]
        some = "、".join(roles[:6]) + ("等" if len(roles) > 6 else "")
        print(f"  未检查：{len(unchecked)} 条规则，缺图层 {len(roles)} 个（{some}）")
    print(f"  须准备材料 {len(report['materials'])} 项；数据矛盾 {len(report['conflicts'])} 处")


@lru_cache(maxsize=1)
def role_names() -> dict[str, str]:
    roles = yaml.safe_load((ROOT / "resources" / "schemas" / "roles.yaml").read_text(encoding="utf-8"))["roles"]
    return {role: str(entry.get("name", role)) for role, entry in roles.items()}


def role_name(role: str) -> str:
    """Name of a layer of the one map, without the remarks that follow it."""
    return re.split(r"[ （(/]", role_names().get(role, role))[0]


def measured(row: Report) -> str:
    if row["measured"] is None:
        return ""
    digits = {"ha": 4, "m2": 2, "m": 2, "percent": 2}.get(row["unit"], 0)
    unit = {"ha": " 公顷", "m2": " 平方米", "m": " 米", "percent": "%", "count": " 个"}.get(row["unit"], f" {row['unit']}")
    text = f"：{row['measured']:.{digits}f}{unit}"
    limit = row["threshold"].replace(">=", "≥").replace("<=", "≤")
    return f"{text}（界限 {limit}）" if limit else text


def show_classes(report: Report) -> None:
    by_class: dict[tuple[str, str], float] = defaultdict(float)
    for row in report["overlay"]:
        if row["role"] == "DLTB":
            by_class[row["code"], row["name"]] += row["area_ha"]
    print(f"地类面积（公顷），合计 {sum(by_class.values()):.4f}：")
    cells = [f"{code} {name or '无图斑'} {area:.4f}" for (code, name), area in sorted(by_class.items())]
    for i in range(0, len(cells), 3):
        print("  " + "；".join(cells[i:i + 3]))


def summary(steps: dict[str, Report], out: Path, seconds: float) -> None:
    print("\n== 一张图联审 示例结果 ==")
    show_parcels(steps["check"])
    show_findings(steps)
    show_approvals(steps["review"])
    show_classes(steps["review"])
    faults = [f for f in steps["verify"]["findings"] if f["severity"] in ("error", "warning")]
    print("成果包核验：" + ("通过" if not faults else f"{len(faults)} 处不符"))
    for fault in faults[:5]:
        print(f"  {fault['message']}")
    place = os.path.relpath(find_zip(steps["export"], out), Path.cwd())
    print(f"成果包：{place}（同名文件夹为展开内容）")
    print(f"审查文件：{os.path.relpath(out / 'review.gpkg', Path.cwd())}（可直接在 QGIS 中打开）")
    own = "，".join(f"{STEPS[name]} {report['seconds']:.2f}" for name, report in steps.items())
    print(f"用时 {seconds:.1f} 秒；各步计算（秒，不含启动）：{own}")
    if faults:
        sys.exit(1)


def main() -> None:
    build = Path(sys.argv[1]).resolve()
    out = build / "demo"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    start = time.monotonic()
    steps = main_job(build, out)
    summary(steps, out, time.monotonic() - start)


if __name__ == "__main__":
    main()
