"""Written files before programs of other people: the safe form is taken by all, and every refusal was told beforehand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from random import Random

import numpy as np
import pytest
import yaml

from onemap_plugin.core.coordinates.zones import crs_from_epsg
from onemap_plugin.core.exchange import WriteOptions, read_txt, write_checked
from onemap_plugin.core.parcels import Parcel, ParcelSet, Ring
from onemap_plugin.paths import RESOURCES

from .builder import HOLE, ISLAND, N0, SQUARE
from .receivers import ALL

SAFE = WriteOptions(profile="standard", numbering="nw", parts="split", prefix=True, date="2024-01-01")
E0 = 383_000.0


def made(rings, number="2024-001", name="地块一", prefix=True, labels="J") -> Parcel:
    out, at = [], 0
    for n, points in enumerate(rings, 1):
        rows = [*points, points[0]]
        names = tuple(f"{labels}{at + i + 1}" for i in range(len(points)))
        at += len(points)
        xy = np.array([(N0 + x, (38_000_000 if prefix else 0) + E0 + y) for x, y in rows])
        out.append(Ring(n, (*names, names[0]), xy))
    return Parcel(number, tuple(out), number=number, name=name)


def parcel_set(*parcels, prefix=True) -> ParcelSet:
    return ParcelSet(parcels, crs_from_epsg(4526 if prefix else 4547), source_files=("a.shp",))


def refusals(data: bytes) -> dict[str, list[str]]:
    return {name: why for name, program in ALL.items() if (why := program(data))}


def told(written) -> set[str]:
    return {f.message for f in written.findings}


def test_the_safe_form_is_taken_by_every_program_at_once() -> None:
    rnd = Random(1)
    for n in range(30):
        shift = rnd.randrange(500)
        points = [(a + shift, b) for a, b in SQUARE]
        points = points[n % 4 :] + points[: n % 4]
        if n % 2:
            points.reverse()
        parts = [points, [(a + shift, b) for a, b in ISLAND]]
        source = parcel_set(made(parts, prefix=n % 3 > 0, labels="" if n % 5 else "G"), prefix=n % 3 > 0)
        done = write_checked(source, SAFE)
        assert refusals(done.data) == {}
        assert not [f for f in done.findings if f.rule == "T-WRITE-SAFE"]
    hole = write_checked(parcel_set(made([SQUARE, HOLE])), SAFE)
    assert refusals(hole.data) == {"check_txt": ["not closed"]}  # which refuses every parcel of several rings
    assert [f.key for f in hole.findings if f.rule == "T-WRITE-SAFE"] == ["holes"]


CASES = {
    "labels without J": ({"labels": ""}, {}, "labels", "shinegis"),
    "no zone number": ({"prefix": False}, {}, "east", "check_txt"),
    "utf-8": ({}, {"encoding": "UTF-8"}, "encoding", "mapgis_egov"),
    "line feeds": ({}, {"newline": "LF"}, "newline", "shinegis"),
    "counter-clockwise": ({"turn": True}, {}, "turn 1", "clockwise"),
    "parts together": ({"parts": True}, {}, "parts", "check_txt"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_form_that_a_program_refuses_is_told_and_nothing_is_changed_for_it(case: str) -> None:
    how, options, key, program = CASES[case]
    how = dict(how)
    rings = [SQUARE[::-1] if how.pop("turn", False) else SQUARE] + ([ISLAND] if how.pop("parts", False) else [])
    source = parcel_set(made(rings, **how), prefix=how.get("prefix", True))
    done = write_checked(source, WriteOptions(profile="standard", date="2024-01-01", **options))
    assert program in refusals(done.data)
    assert key in [f.key for f in done.findings if f.rule == "T-WRITE-SAFE"]
    for before, after in zip(source.parcels[0].rings, done.parcels.parcels[0].rings):
        assert before.labels == after.labels
        assert (before.xy == after.xy).all()


def tables() -> dict[str, dict]:
    """The writable profiles from their tables, without the product's loader."""
    found = {}
    for path in (RESOURCES / "txt_profiles").glob("*.yaml"):
        for p in yaml.safe_load(path.read_text(encoding="utf-8")).get("profiles", []):
            if p.get("write"):
                found[p["id"]] = p
    return found


TABLES = tables()
CODECS = {"GBK": "gbk", "GB18030": "gb18030", "UTF-8": "utf-8", "UTF-8-SIG": "utf-8-sig", "UTF-16": "utf-16"}


def strict_points(data: bytes, table: dict, encoding: str) -> list[tuple[float, float]]:
    """(north, east) of every point line of a file, by the columns of the table; ValueError for any line that does not fit."""
    lines = data.decode(CODECS[encoding]).split("\r\n")
    assert lines.pop() == ""
    columns = table["point_line"]["columns"]
    north = columns.index("north" if "north" in columns else "lat")
    east = columns.index("east" if "east" in columns else "lon")
    per = (table.get("parcel_line") or {}).get("per", "none")
    if per != "none":
        lines = lines[lines.index("[地块坐标]") + 1 :]
    found, expected, rows = [], None, 0
    slots = (table.get("parcel_line") or {}).get("slots", [])
    for line in lines:
        if line.rstrip().endswith("@"):
            assert expected in (None, rows), (expected, rows)
            values = line.rstrip()[:-1].rstrip(",").split(",")
            expected, rows = (int(values[slots.index("count")]) if "count" in slots else None), 0
            assert line.count(",") == len(slots), line
        elif line:
            cells = line.split(",")
            assert len(cells) == len(columns), line
            found.append((float(cells[north]), float(cells[east])))
            rows += 1
    assert expected in (None, rows)
    return found


@pytest.mark.parametrize("profile", sorted(TABLES))
def test_every_profile_with_the_choices_mixed_is_read_back_by_a_parser_of_our_own(profile: str) -> None:
    table, plain = TABLES[profile], {}
    degrees = "lon" in table["point_line"]["columns"]
    per = (table.get("parcel_line") or {}).get("per", "none")
    rings = [SQUARE, HOLE] if per == "parcel" else [SQUARE]
    source = parcel_set(made(rings), made([ISLAND], number="B", name="乙"))
    choices = itertools.product(
        CODECS, (None, False, True), ("keep", "nw", "north"), ("", "first", "next", "none"), (False, True)
    )
    for encoding, prefix, numbering, closing, restart in Random(profile).sample(list(choices), 36):
        if per == "none" and closing == "none":
            continue  # a bare list cannot tell where an open ring ends
        options = WriteOptions(profile, encoding, prefix=prefix, numbering=numbering, closing=closing, restart=restart)
        try:
            done = write_checked(source, options)
        except Exception as error:
            raise AssertionError(options) from error
        points = strict_points(done.data, table, encoding)
        open_rings = (closing or table.get("closing", "first")) == "none"
        assert len(points) == sum(len(r.xy) - open_rings for p in source.parcels for r in p.rings)
        if degrees:
            plain.setdefault("degrees", set(points))
            assert set(points) == plain["degrees"]
            continue
        off = 38_000_000.0 if prefix is False else 0.0
        wanted = {(x, y - off) for p in source.parcels for r in p.rings for x, y in r.xy.tolist()}
        assert set(points) == wanted
        again = read_txt(done.data, "b.txt", profile, fallback_crs=done.parcels.crs)
        assert [len(p.rings) for p in again.parcels] == [len(p.rings) for p in source.parcels]


def test_parts_take_suffixes_that_no_other_parcel_has() -> None:
    source = parcel_set(
        made([SQUARE, ISLAND], number="A", name="甲"), replace(made([[(a - 300, b) for a, b in SQUARE]]), number="A-1")
    )
    done = write_checked(source, SAFE)
    assert [(p.number, p.name) for p in done.parcels.parcels] == [("A-2", "甲-1"), ("A-3", "甲-2"), ("A-1", "地块一")]
    assert not [f for f in done.findings if f.rule == "T-NAME-REPEATED"]
