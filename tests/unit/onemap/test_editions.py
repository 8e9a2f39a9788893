"""Editions in names and descriptions: the year of the data, never that of a reference system or a standard."""

from __future__ import annotations

import pytest

from onemap_plugin.core.onemap.editions import edition_in, tells_of_data


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("DLTB_2023", "2023"),
        ("XX县生态保护红线2022", "2022"),
        ("330106_2022年度国土变更调查", "2022"),
        ("地类图斑（2021年）", "2021"),
        ("DLTB20231231", "2023-12-31"),
        ("DLTB_2023-12-31", "2023-12-31"),
        ("2023年6月30日更新", "2023-06-30"),
        ("2023年6月", "2023-06"),
        ("LDTB_202306", "2023-06"),
        ("已批建设用地_2020-2023", "2020–2023"),
        ("2019年至2021年违法用地", "2019–2021"),
        ("330106", ""),
        ("440100永久基本农田", ""),
        ("DLTB", ""),
        # look like years and are none
        ("DLTB_CGCS2000", ""),
        ("CGCS_2000_3度带", ""),
        ("国家2000坐标系", ""),
        ("2000国家大地坐标系_2022年", "2022"),
        ("1980西安坐标系", ""),
        ("1985国家高程基准", ""),
        ("TD/T 1057-2020 地类图斑", ""),
        ("按 GB/T 21010-2017 分类，2023 年数据", "2023"),
        ("EPSG:2000", ""),
        ("3301062022001", ""),
        ("202345", ""),
        ("2023_DLTB_4549", "2023"),
    ],
)
def test_an_edition_is_told_from_a_name(text: str, edition: str) -> None:
    assert edition_in([text]) == edition


def test_the_first_text_that_tells_wins() -> None:
    assert edition_in(["", "DLTB", "DLTB_2021", "2023"]) == "2021"
    assert edition_in([]) == ""


@pytest.mark.parametrize(
    ("folder", "tells"), [("2022年度国土变更调查", True), ("三区三线2022", True), ("2024年某公路项目", False), ("2024", False)]
)
def test_only_folders_that_speak_of_data_tell_an_edition(folder: str, tells: bool) -> None:
    assert tells_of_data(folder) is tells
