"""Vector files as other programs leave them, by what these call their fields."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from vector_samples import SQUARE, wkt, write  # noqa: E402

from onemap_plugin.qgis_bridge.reading import read_any  # noqa: E402


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"LIN_BAN": "0003", "XIAO_BAN": "00012", "MIAN_JI": 1.0}, ("", "00012", "", 1.0, "ha")),
        ({"SYLDDKXH": "7", "XIAO_BAN": "00012", "XBMJ": 1.0, "XMMC": "某工程"}, ("7", "某工程", "", 1.0, "ha")),
        ({"地籍号": "JC3", "批准用途": "住宅", "宗地面积": 10000.0}, ("JC3", "", "住宅", 10000.0, "m2")),
    ],
)
def test_fields_of_forest_and_cadastre(tmp_path: Path, fields: dict[str, Any], said: tuple[Any, ...]) -> None:
    path = write("ESRI Shapefile", tmp_path / "a.shp", ["POLYGON " + wkt(SQUARE)], fields=fields, options=("ENCODING=GBK",))
    (parcel,) = read_any(path).parcels
    assert (parcel.number, parcel.name, parcel.use, parcel.declared_area, parcel.declared_unit) == said
