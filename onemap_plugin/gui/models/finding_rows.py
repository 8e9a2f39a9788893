"""Findings prepared for display (in the background), and the filter over them.

Everything a filter or a column needs is worked out once per finding, so that filtering ten thousand is a plain loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import shapely

from ...core.findings import SEVERITIES, Finding, RuleInfo, Severity
from ...core.i18n import translate
from ...core.review import FindingState

Box = tuple[float, float, float, float]
_RANK = {s.value: i for i, s in enumerate(SEVERITIES)}
OPEN = FindingState()


@dataclass(frozen=True, eq=False)
class FindingRow:
    """One finding as shown: its text in the user's language, rule title, state, box (xmin, ymin, xmax, ymax) or None."""

    finding: Finding
    uid: str
    text: str
    rule_title: str
    state: FindingState
    box: Box | None
    haystack: str
    severity: str = Severity.INFO.value
    rank: int = len(_RANK)
    tip: str = ""  # what the rule says, for the tooltip
    live: bool = False  # of an edit that is not saved yet: shown, but not in the review file
    parcels: tuple[str, ...] = ()  # that it is about: an overlap is told of one parcel and concerns its neighbour as much


def rule_title(rule_id: str, rules: Mapping[str, RuleInfo]) -> str:
    info = rules.get(rule_id)
    return translate("rules", info.title) if info else rule_id


def rule_tip(rule_id: str, text: str, rules: Mapping[str, RuleInfo]) -> str:
    """Text of a finding, and below it title, meaning and clause of its rule."""
    info = rules.get(rule_id)
    if info is None:
        return text
    title, meaning = translate("rules", info.title), translate("rules", info.help)
    lines = (text, f"[{rule_id}] {title}", meaning, translate("clauses", info.clause))
    return "\n".join(line for line in lines if line)


def make_row(finding: Finding, state: FindingState, rules: Mapping[str, RuleInfo]) -> FindingRow:
    text, title = finding.text(), rule_title(finding.rule, rules)
    severity = Severity(finding.severity).value
    box: Box | None = None
    if finding.geometry is not None and not finding.geometry.is_empty:
        x0, y0, x1, y1 = shapely.bounds(finding.geometry).tolist()
        box = (x0, y0, x1, y1)
    words = (text, title, finding.rule, finding.parcel_id, finding.source_file, state.reason, state.note)
    found = "\n".join(words).casefold()
    tip = rule_tip(finding.rule, text, rules)
    other = finding.params.get("other")
    both = (finding.parcel_id, *([other] if isinstance(other, str) and finding.parcel_id else ()))
    about = tuple(p for p in both if p)
    return FindingRow(finding, finding.uid, text, title, state, box, found, severity, _RANK[severity], tip, parcels=about)


def make_rows(findings: Iterable[Finding], states: Mapping[str, FindingState], rules: Mapping[str, RuleInfo]) -> list[FindingRow]:
    """Rows, worst first, in a stable order.  Two findings with one uid (same fault said twice) are shown once."""
    rows: dict[str, FindingRow] = {}
    for finding in findings:
        uid = finding.uid
        if uid not in rows:
            rows[uid] = make_row(finding, states.get(uid, OPEN), rules)
    return in_order(rows.values())


def in_order(rows: Iterable[FindingRow]) -> list[FindingRow]:
    """Worst first, then by parcel, rule and line."""
    return sorted(rows, key=lambda r: (r.rank, r.finding.parcel_id, r.finding.rule, r.finding.source_line, r.uid))


@dataclass(frozen=True)
class FindingFilter:
    """What to show.  Empty sets and texts mean "everything"; ``box`` is the map extent in the parcels' plane."""

    severities: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    rule: str = ""
    parcel: str = ""
    text: str = ""
    box: Box | None = None
    words: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", tuple(self.text.casefold().split()))

    def accepts(self, row: FindingRow) -> bool:
        if self.severities and row.severity not in self.severities:
            return False
        if self.states and row.state.state not in self.states:
            return False
        if self.rule and row.finding.rule != self.rule:
            return False
        if self.parcel and self.parcel not in row.parcels:
            return False
        if self.box is not None and not _meets(self.box, row.box):
            return False
        return all(w in row.haystack for w in self.words)

    def apply(self, rows: Sequence[FindingRow]) -> list[FindingRow]:
        return [r for r in rows if self.accepts(r)]


def _meets(a: Box, b: Box | None) -> bool:
    return b is not None and a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def count_by_severity(rows: Iterable[FindingRow]) -> dict[str, int]:
    counts = dict.fromkeys(_RANK, 0)
    for row in rows:
        counts[row.severity] = counts.get(row.severity, 0) + 1
    return counts
