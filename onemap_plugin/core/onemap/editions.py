"""Of which year or day the data of a layer are, told from names and descriptions; '' rather than a wrong year."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: four digits that look like a year and are none: reference systems, heights, numbers of standards, codes of systems
_NO_YEARS = re.compile(
    r"CGCS[\s_-]*2000|(?:国家|大地|坐标系?)[\s_-]*2000|2000[\s_-]*(?:国家|大地|坐标|系|中国)|(?:19)?54[\s_-]*北京|北京[\s_-]*(?:19)?54"
    r"|(?:19)?80[\s_-]*西安|西安[\s_-]*(?:19)?80|1985[\s_-]*国家高程\S*|国家高程\S*1985|EPSG[\s:_-]*\d+"
    r"|\b[A-Z]{2,4}(?:/[TZ])?[\s_-]*\d+(?:\.\d+)*[-—–](?:19|20)\d\d",
    re.IGNORECASE,
)
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_SPAN = re.compile(rf"(?<!\d)({_YEAR})\s*年?\s*[-—–~～至到]\s*({_YEAR})(?!\d)")
_DAY = re.compile(
    rf"(?<!\d)({_YEAR})(?:(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)|([-./_])(0?[1-9]|1[0-2])\4(0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|年(0?[1-9]|1[0-2])月(0?[1-9]|[12]\d|3[01])日)"
)
_MONTH = re.compile(rf"(?<!\d)({_YEAR})(?:[-./年]?)(0[1-9]|1[0-2])(?:月|(?!\d))|(?<!\d)({_YEAR})年([1-9]|1[0-2])月")
_ALONE = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")


def edition_in(texts: Iterable[str]) -> str:
    """The edition that the first telling text names: '2023', '2023-06', '2023-06-30' or '2020–2022'; '' when none does."""
    for text in texts:
        found = _edition(_NO_YEARS.sub(" ", text))
        if found:
            return found
    return ""


def _edition(text: str) -> str:
    span = _SPAN.search(text)
    if span:
        return f"{span.group(1)}–{span.group(2)}"
    day = _DAY.search(text)
    if day:
        month, number = (day.group(i) or day.group(j) or day.group(k) for i, j, k in ((2, 5, 7), (3, 6, 8)))
        return f"{day.group(1)}-{int(month):02}-{int(number):02}"
    part = _MONTH.search(text)
    if part:
        return f"{part.group(1) or part.group(3)}-{int(part.group(2) or part.group(4)):02}"
    alone = _ALONE.search(text)
    return alone.group(1) if alone else ""


#: words by which the name of a folder shows that its year is that of the data, not of a project
_DATA_WORDS = ("变更调查", "国土调查", "三调", "年度", "普查", "数据库", "成果", "更新", "三区三线", "一张图")


def tells_of_data(folder: str) -> bool:
    """Whether the name of a folder speaks of data."""
    return any(word in folder for word in _DATA_WORDS)


__all__ = ["edition_in", "tells_of_data"]
