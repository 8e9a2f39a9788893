"""Values of rows that are made on the way and thrown away must never be taken for those of another row."""

from __future__ import annotations

import pytest

from onemap_plugin.core.approvals import load_rules
from onemap_plugin.core.approvals.facts import Facts
from onemap_plugin.core.approvals.project import ProjectValues
from onemap_plugin.core.onemap.model import OverlayRow
from onemap_plugin.core.onemap.result import OverlayResult
from onemap_plugin.core.parcels import ParcelSet
from tests.unit.approvals.maps import Result, parcels, sources
from tests.unit.approvals.test_every_rule import run_case


def test_rows_that_are_gone_do_not_lend_their_values_to_new_ones():
    facts = Facts(load_rules().layers, OverlayResult(), ParcelSet(()), None)
    codes = ["0101", "0301", "0702", "1101"] * 50
    assert [facts.value(OverlayRow("p", "DLTB", attributes={"DLBM": c}), "DLBM") for c in codes] == codes


@pytest.mark.parametrize(
    ("role", "field", "text", "value"),
    [
        ("FJMSQ", "level", "省级", "省级"), ("FJMSQ", "level", "国家级风景名胜区", "国家级"),
        ("YYSY", "level", "饮用水水源一级保护区", "一级"), ("YYSY", "level", "准保护区", "准"),
        ("WWBH", "level", "省保", "省"), ("WWBH", "level", "全国重点文物保护单位", "国"), ("WWBH", "level", "市县级", "县"),
        ("GL", "class", "国家高速公路", "高速"), ("GL", "class", "村道", "村道"),
        ("ZRBHD", "type", "国家级自然保护区", "自然保护区"), ("ZRBHD", "type", "国家沙漠公园", "自然公园"),
        ("SDTB", "level", "国际重要湿地", "国家重要"), ("SDTB", "level", "其他湿地", "一般"),
        ("HAX", "type", "砂质岸线", "自然"), ("HAX", "type", "河口岸线", "其他"),
        ("LDTB", "GJGYL_BHDJ", "无", "none"), ("CYTB", "JBCY", "非基本草原", "false"), ("STBHHX", "zone", "其他", "无"),
        ("QXTZ", "class", "国家大气本底站", "大气本底站"),
    ],
)  # fmt: skip
def test_values_as_offices_write_them_are_understood(role: str, field: str, text: str, value: str) -> None:
    row = OverlayRow("P1", role, area_m2=5.0, area_ellipsoid_m2=5.0, patch="1", attributes={field: text})
    book = load_rules()
    facts = Facts(book.layers, Result([row], (), sources(book)), parcels(), ProjectValues({}))
    assert facts.value(row, field) == value


def test_a_village_road_has_no_distance_in_the_regulation_and_a_landscape_area_of_a_province_is_no_question() -> None:
    book = load_rules()
    case = {"r": "JT-01", "p": {"building": True}, "rows": [["GL", {"d": 3}, {"class": "村道"}]]}
    assert run_case(book, case) is None
    area = {"r": "BH-05", "p": {"kind": "infrastructure", "major_work": "cableway"}}
    found = run_case(book, {**area, "rows": [["FJMSQ", 500, {"core": "否", "level": "省级"}]]})
    assert found is not None
    assert (found.outcome, found.authority, found.why) == ("needs_approval", "风景名胜区管理机构（审核后依法报批）", "")
