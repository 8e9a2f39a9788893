"""Files made to be slow: a reader must stay linear, list a fault a bounded number of times, and say how many more there are."""

from __future__ import annotations

import time

import numpy as np
import pytest
import shapely

from onemap_plugin.core.exchange import read_txt
from onemap_plugin.core.exchange.rules import SINGLE_MOST, Findings
from onemap_plugin.core.findings import Severity

HEAD = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=38\n[地块坐标]\n"
SQUARE = "J1,1,2582000,38383000\nJ2,1,2582010,38383000\nJ3,1,2582010,38383010\nJ1,1,2582000,38383000\n"
SECONDS = 30.0  # a guard against hanging: what grows with the square of the file takes minutes


def nested_rings(count: int) -> str:
    rows = [f"{count * 5},1,1,a,面,,,,@"]
    for ring in range(1, count + 1):
        s = 2000 - ring * 0.6
        corners = ((s, -s), (s, s), (-s, s), (-s, -s), (s, -s))
        rows += [f"J{i},{ring},{2582000 + n:.3f},{38383000 + e:.3f}" for i, (n, e) in enumerate(corners, 1)]
    return "\n".join(rows)


HOSTILE = {
    "end marks only": "[地块坐标]\n" + "@\n" * 300_000,
    "end marks without a section": "@\n" * 300_000,
    "parcel lines without points": HEAD + "".join(f"4,1.0,{i},地块{i},面,,,,@\n" for i in range(100_000)),
    "commas only": "," * 5_000_000,
    "one parcel line of commas": HEAD + "," * 5_000_000 + "@\n",
    "rings around each other": HEAD + nested_rings(1500),
    "one ring again and again": HEAD + "4,1,1,a,面,,,,@\n" + SQUARE * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_be_slow_is_read_in_seconds(name: str) -> None:
    data = HOSTILE[name].encode()
    before = time.process_time()
    read = read_txt(data, "hostile.txt")
    assert time.process_time() - before < SECONDS
    assert read.findings
    assert len(read.findings) < 3 * SINGLE_MOST


def test_a_repeated_finding_says_how_many_more_there_are() -> None:
    read = read_txt(HOSTILE["parcel lines without points"].encode(), "many.txt")
    empty = [f for f in read.findings if f.rule == "T-PARCEL-EMPTY"]
    assert len(read.parcels) == 100_000  # no parcel is left out, only what is said of them is cut short
    assert len(empty) == SINGLE_MOST + 1
    last = next(f for f in empty if f.key == "and more")
    assert last.params["count"] == 100_000 - SINGLE_MOST
    assert last.source_line == SINGLE_MOST + 6
    assert f"{100_000 - SINGLE_MOST} more" in last.text()


def test_findings_up_to_the_limit_stand_one_by_one() -> None:
    findings = Findings("a.txt")
    for line in range(1, SINGLE_MOST + 1):
        findings.add("T-PARCEL-EMPTY", line=line, key=str(line), name="x")
    assert [f.source_line for f in findings.result()] == list(range(1, SINGLE_MOST + 1))


def test_what_is_not_listed_keeps_its_gravest_severity() -> None:
    findings = Findings("a.txt")
    for line in range(1, SINGLE_MOST + 1):
        findings.add("T-COUNT", line=line, key=str(line), severity=Severity.INFO, declared=1, rows=2, rings=1, closing=1)
    for line, severity in ((9001, Severity.INFO), (9002, Severity.ERROR), (9003, Severity.NOTICE)):
        findings.add("T-COUNT", line=line, severity=severity, declared=1, rows=2, rings=1, closing=1)
    last = findings.result()[-1]
    assert last.severity is Severity.ERROR
    assert last.params["count"] == 3


def test_a_line_of_many_slots_keeps_every_value() -> None:
    slots = ",".join(f"v{i}" for i in range(1000))
    parcel = read_txt((HEAD + slots + ",@\nJ1,1,2582000,38383000\n").encode(), "wide.txt").parcels[0]
    further = [v for k, v in parcel.attributes.items() if k.startswith("slot")]
    assert ",".join(further).endswith(slots[slots.index("v199,") :])
    assert len(further) < 250


def test_end_marks_between_lists_of_points_still_part_them() -> None:
    square = "J1,1,2582000,38383000\nJ2,1,2582000,38383100\nJ3,1,2582100,38383100\nJ1,1,2582000,38383000\n"
    read = read_txt(f"[地块坐标]\n@\n{square}@\n@\n{square}".encode(), "parted.txt")
    assert [len(p.rings[0]) for p in read.parcels] == [4, 4]
    assert any(f.rule == "T-LINE-UNKNOWN" and f.source_line == 7 for f in read.findings)


def test_rings_that_repeat_each_other_are_told_apart_as_one_by_one() -> None:
    from onemap_plugin.core.parcels import _inside_pairs, _pairs_of_all

    shapes = np.array([shapely.box(0, 0, s, s) for s in (9, 3, 9, 5, 3, 7, 9)] + [shapely.box(20, 0, 23, 3)], dtype=object)
    areas = shapely.area(shapes)
    assert _pairs_of_all(shapes, areas) == _inside_pairs(shapes, areas)
    assert (1, 0) in _pairs_of_all(shapes, areas)
