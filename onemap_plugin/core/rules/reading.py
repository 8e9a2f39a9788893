"""The rules of the readers, of writing and of comparing, declared from their table; the code that reads tells their findings."""

from __future__ import annotations

from ..findings import RuleInfo
from .definition import Rule, declare
from .reading_help import HELP
from .reading_table import TABLE, Row

_CLAUSES = {
    "official": "建设项目用地红线坐标文件内容要求（附件1）",
    "practice": "报部坐标 TXT 通行做法",
    "receivers": "接收软件的检查项（TXT 质检等）",
    "zones": "高斯-克吕格三度、六度分带（EPSG 登记）",
    "datum": "各省 2018 年年中起只接收 2000 国家大地坐标系成果",
    "area": "建设项目用地红线坐标文件内容要求（附件1）：面积以公顷计，保留四位小数",
}
#: message of a rule by its id, and of its cases by ``id/case``
MESSAGES = {row.id: row.message for row in TABLE}


def _declare(row: Row) -> type[Rule]:
    meaning = row.help or HELP.get(row.id, "")
    info = RuleInfo(row.id, row.title, row.severity, _CLAUSES[row.clause], meaning, row.confidence, row.options)
    cases = {c.message: c.severity for c in TABLE if c.id.startswith(f"{row.id}/") and c.severity is not row.severity}
    return declare(info, row.fixes, cases)


READING: tuple[type[Rule], ...] = tuple(_declare(row) for row in TABLE if "/" not in row.id)
