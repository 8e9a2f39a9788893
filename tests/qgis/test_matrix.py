"""The test matrix of the coordinate TXT walked row by row: file -> parcels, system, profile, and every finding with its line.

The rows are those of section 13 of the description of the dialects; ``MATRIX`` holds them by name, and a test says that each has
a file.  The sample files of the first rows lie in tests/data/txt, the others are written by ``matrix_files``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onemap_plugin.core.parcels import ParcelSet
from onemap_plugin.qgis_bridge.reading import read_any

sys.path.insert(0, str(Path(__file__).parent))
from matrix_rows import ROWS  # noqa: E402

MATRIX = (
    "standard, 7-key, 公顷, closing repeats J1",
    "small-parcel rounding",
    "trailing zero dropped",
    "empty area, blank slots, closing = J5, no final newline, placeholder attributes",
    "GBK, CRLF + lone CR, ㎡, restart labels, hole, five parts + hole, two parts",
    "open ring, type empty, zone from prefix, 4-key header, short edges",
    "bare list, no zone",
    "CSV: BOM, no prefix, swapped, CCW, degrees",
    "KML/KMZ: hole, multi, line-as-boundary",
    "doubled [地块坐标]",
    "repeated section",
    "duplicate key",
    "leading empty line",
    "UTF-16LE",
    "CR only",
    "full-width punctuation",
    "@␠",
    "glued @",
    "10-comma",
    "12- and 13-slot",
    "both 6-column forms",
    "执法 lon/lat",
    "进出平衡",
    "concatenated headers",
    "zone overflow",
    "西安80/北京54",
    "6°",
    "count = n−1 with two rings",
    "two identical parcel lines",
    "5 MB",
)


def test_every_row_of_the_matrix_has_a_file() -> None:
    assert [name for name in MATRIX if name not in {row.matrix for row in ROWS}] == []
    assert {row.matrix for row in ROWS} <= set(MATRIX)
    assert len({(row.matrix, row.case) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.matrix} - {row.case}" if row.case else row.matrix)
def test_row(row, tmp_path: Path) -> None:
    path = tmp_path / row.file
    path.write_bytes(row.data)
    found = read_any(path)
    assert (found.profile, found.crs.epsg) == (row.profile, row.epsg)
    assert found.profile_score >= row.score
    assert shown(found)[: len(row.parcels)] == row.parcels
    assert len(found.parcels) == len(row.parcels) or row.matrix == "5 MB"
    assert {p.declared_unit for p in found.parcels} <= {row.unit, ""}
    assert {(f.rule, f.source_line) for f in found.findings} == row.findings
    assert all(f.text() and f.clause and f.source_file == row.file.split("|")[0] for f in found.findings)
    row.extra(found)
    assert path.read_bytes() == row.data


def shown(found: ParcelSet) -> list[tuple[str, str, float, list[tuple[int, int]], int]]:
    """Number, name, area (m², none in degrees), 圈号 and rows of each ring, number of holes."""
    square = 0 if found.crs.geographic else 1
    return [
        (
            p.number,
            p.name,
            round(square * p.geometry.area, 3),
            [(r.number, len(r.xy)) for r in p.rings],
            sum(len(holes) for _, holes in p.shells_and_holes),
        )
        for p in found.parcels
    ]
