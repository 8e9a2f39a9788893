"""宗地.txt and 界址点坐标文件.txt as they are handed over: two files, a folder, a ZIP, one of them only."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from onemap_plugin.qgis_bridge.reading import read_any

HEAD = (
    "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=38\n精度=0.001\n转换参数=,,,,,,\n"
)
SQUARE = (
    "J1,1,2582000.000,38383000.000\nJ2,1,2582000.000,38383100.000\nJ3,1,2582100.000,38383100.000\nJ4,1,2582100.000,38383000.000\n"
)
NAMES = ("宗地.txt", "界址点坐标文件.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "成果"
    found.mkdir()
    (found / NAMES[0]).write_text(f"{HEAD}[地块坐标]\n4,1.0000,S-01,0601,张家,,地块1@\n", encoding="utf-8")
    (found / NAMES[1]).write_text(f"{HEAD}[地块坐标]\n4,1.0000,1,地块1,面,H50G002051,,,@\n{SQUARE}", encoding="gb18030")
    return found


def zipped(folder: Path) -> Path:
    path = folder.parent / "成果.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in NAMES:
            archive.write(folder / name, f"报件/{name}")
    return path


HANDED: dict[str, Any] = {
    "two files": lambda f: [f / n for n in NAMES],
    "in the other order": lambda f: [f / n for n in reversed(NAMES)],
    "a folder": lambda f: f,
    "a ZIP": zipped,
}


@pytest.mark.parametrize("way", HANDED)
def test_the_pair_is_one_parcel_with_the_values_of_the_one_and_the_points_of_the_other(way: str, folder: Path) -> None:
    read = read_any(HANDED[way](folder))
    assert [(p.number, p.name, p.land_class, p.sheet) for p in read.parcels] == [("S-01", "张家", "0601", "H50G002051")]
    assert read.parcels[0].geometry.area == pytest.approx(10000)
    assert read.crs.epsg == 4526
    assert [f.rule for f in read.findings if f.rule.startswith("T-PAIR")] == ["T-PAIR-JOINED"]


def test_one_of_the_two_files_alone_is_read_and_the_other_is_asked_for(folder: Path) -> None:
    read = read_any(folder / NAMES[1])
    assert [p.name for p in read.parcels] == ["地块1"]
    remark = next(f for f in read.findings if f.rule == "T-PAIR-ALONE")
    assert NAMES[0] in remark.text()
