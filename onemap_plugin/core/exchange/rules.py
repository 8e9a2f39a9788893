"""Rules of the readers and writers of coordinate files: one definition behind finding, tooltip, report and help."""

from __future__ import annotations

from typing import Any

from ..findings import SEVERITIES, Finding, RuleInfo, Severity
from ..i18n import QT_TRANSLATE_NOOP
from .rule_table import TABLE

_CLAUSES = {
    "official": "建设项目用地红线坐标文件内容要求（附件1）",
    "practice": "报部坐标 TXT 通行做法",
    "receivers": "接收软件的检查项（TXT 质检等）",
    "zones": "高斯-克吕格三度、六度分带（EPSG 登记）",
    "datum": "各省 2018 年年中起只接收 2000 国家大地坐标系成果",
    "area": "建设项目用地红线坐标文件内容要求（附件1）：面积以公顷计，保留四位小数",
}
RULES: tuple[RuleInfo, ...] = tuple(
    RuleInfo(row.id, row.title, row.severity, _CLAUSES[row.clause], help=row.help, confidence=row.confidence)
    for row in TABLE
    if "/" not in row.id
)
_BY_ID = {info.id: info for info in RULES}
_MESSAGES = {row.id: row.message for row in TABLE}
LISTED = 12
SINGLE_MOST = 2000
_AND_MORE = QT_TRANSLATE_NOOP(
    "rules", "… and {count} more findings of this rule, not listed one by one (after the first {limit}): lines {lines}."
)


def finding(
    rule: str,
    *,
    key: str = "",
    parcel_id: str = "",
    file: str = "",
    line: int = 0,
    geometry: Any = None,
    severity: Severity | None = None,
    variant: str = "",
    **params: Any,
) -> Finding:
    """A finding of one of ``RULES``; ``severity`` only where a case is milder or graver than the rule.

    variant: the rule's message for one case (``rule/variant`` in the table).
    """
    info = _BY_ID[rule]
    message = _MESSAGES[f"{rule}/{variant}" if variant else rule]
    return Finding(rule, severity or info.severity, message, params, parcel_id, file, line, geometry, info.clause, key)


class Findings:
    """Collects findings of one file; faults that occur on many lines become one finding that counts and lists them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._single: list[Finding] = []
        self._seen: dict[tuple[str, str, str], int] = {}
        self._numbers: dict[str, int] = {}
        self._many: dict[tuple[str, str], tuple[dict[str, Any], list[int]]] = {}
        self._beyond: dict[str, tuple[Severity, list[int]]] = {}

    def add(
        self,
        rule: str,
        *,
        key: str = "",
        parcel_id: str = "",
        line: int = 0,
        geometry: Any = None,
        severity: Severity | None = None,
        variant: str = "",
        **params: Any,
    ) -> None:
        """One finding of its own; a key that was there before gets a number, so that no two findings share a uid.

        After the first ``SINGLE_MOST`` of a rule the others are counted in one further finding, which keeps the gravest severity.
        """
        if self._numbers.get(rule, 0) >= SINGLE_MOST:
            grade = severity or _BY_ID[rule].severity
            before, lines = self._beyond.setdefault(rule, (grade, []))
            self._beyond[rule] = (min(before, grade, key=SEVERITIES.index), lines)
            lines.append(line)
            return
        seen = self._seen[(rule, parcel_id, key)] = self._seen.get((rule, parcel_id, key), 0) + 1
        key = key if seen == 1 else f"{key} #{seen}"
        self._numbers[rule] = self._numbers.get(rule, 0) + 1
        self._single.append(
            finding(
                rule,
                key=key,
                parcel_id=parcel_id,
                file=self.file,
                line=line,
                geometry=geometry,
                severity=severity,
                variant=variant,
                **params,
            )
        )

    def number_of(self, rule: str) -> int:
        """How many findings of their own a rule has so far."""
        return self._numbers.get(rule, 0)

    def count(self, rule: str, line: int, *, key: str = "", **params: Any) -> None:
        """One more line (1-based) with the fault ``rule`` of the kind ``key``; ``params`` of the first one are shown."""
        self._many.setdefault((rule, key), (params, []))[1].append(line)

    def result(self) -> tuple[Finding, ...]:
        """All findings, those on the whole file first, then by line."""
        found = list(self._single)
        for (rule, key), (params, lines) in self._many.items():
            where = sorted(set(lines))
            found.append(finding(rule, key=key, file=self.file, line=where[0], count=len(where), lines=_listed(where), **params))
        found += [self._and_more(rule, severity, lines) for rule, (severity, lines) in self._beyond.items()]
        return tuple(sorted(found, key=lambda f: (f.source_line, f.rule)))

    def _and_more(self, rule: str, severity: Severity, lines: list[int]) -> Finding:
        """Says aloud how many findings of a rule are not listed, and where the first of them stand."""
        where = sorted(lines)
        params = {"count": len(lines), "limit": SINGLE_MOST, "lines": _listed(where)}
        return Finding(rule, severity, _AND_MORE, params, "", self.file, where[0], None, _BY_ID[rule].clause, "and more")


def _listed(where: list[int]) -> str:
    return ", ".join(str(n) for n in where[:LISTED]) + (" …" if len(where) > LISTED else "")


__all__ = ["RULES", "SINGLE_MOST", "Findings", "finding"]
