"""Survey conflicts (数据打架): pieces where two layers disagree, by pair of codes with area; shown, never decided.

Cases are data (resources/schemas/conflicts.yaml).  A layer counts as silent about a place ("absent") only where it was
really checked; a source that failed or does not cover the parcels makes no conflict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from ..progress import SILENT, Progress
from .conflict_sides import side_code, side_meaning
from .cutting import NUMERIC_M2, polygons_only
from .model import ConflictRow, SourceInfo
from .result import PieceTable
from .robust import differences, intersections, union
from .roles import SCHEMAS, land_class, read_yaml

if TYPE_CHECKING:
    from .overlay import Subject

_SPEAKS = ("checked", "no_edition", "partial_cover")


@dataclass(frozen=True)
class ConflictCase:
    """One case: pieces of role ``a`` with ``column`` in values (or not in not_values) × role ``b`` present or absent."""

    id: str
    a: str
    b: str
    where: str
    note: str = ""
    column: str = ""
    values: tuple[str, ...] = ()
    not_values: tuple[str, ...] = ()
    not_three_class: tuple[str, ...] = ()
    confidence: str = "medium"

    def holds(self, table: PieceTable, i: int) -> bool:
        """Whether piece ``i`` of role ``a`` belongs to the case."""
        code = table.code(i)
        land = land_class(code) if code else None
        if self.not_three_class and land is not None and land.three_class in self.not_three_class:
            return False
        if not self.column:
            return True
        value = code if self.column == "code" else getattr(land, self.column, "") if land else table.text(self.column, i)
        if not value:
            return False
        return value in self.values if self.values else value not in self.not_values


@lru_cache(maxsize=1)
def cases() -> tuple[ConflictCase, ...]:
    def made(c: dict[str, Any]) -> ConflictCase:
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in c.items()}
        return ConflictCase(**values)

    return tuple(made(c) for c in read_yaml(SCHEMAS / "conflicts.yaml")["cases"])


def survey_conflicts(
    subject: Subject,
    made: Mapping[str, PieceTable],
    infos: Sequence[SourceInfo],
    min_m2: float = 1.0,
    progress: Progress = SILENT,
) -> list[ConflictRow]:
    """All conflicts of at least ``min_m2`` per parcel and pair of codes, by parcel, case and codes."""
    status = {info.role: info for info in infos if info.status in _SPEAKS}
    failed = {info.role for info in infos if info.status not in _SPEAKS}
    rows: list[ConflictRow] = []
    for number, case in enumerate(cases()):
        if case.a in made and case.b in made and case.a in status and case.b in status and not {case.a, case.b} & failed:
            rows += _case(case, subject, made[case.a], made[case.b], min_m2, progress)
        progress.report((number + 1) / len(cases()))
    place = {parcel: i for i, parcel in enumerate(subject.ids)}
    return sorted(rows, key=lambda r: (place[r.parcel_id], r.case, r.code_a, r.code_b))


def _case(
    case: ConflictCase, subject: Subject, a: PieceTable, b: PieceTable, min_m2: float, progress: Progress
) -> list[ConflictRow]:
    rows_a = np.array([i for i in np.flatnonzero((a.area > 0) & (a.fid >= 0)) if case.holds(a, int(i))], dtype=np.int64)
    rows_b = np.flatnonzero((b.area > 0) & (b.fid >= 0))
    if not len(rows_a) or (not len(rows_b) and case.where == "present"):
        return []
    first, second = _same_parcel_pairs(a, rows_a, b, rows_b)
    progress.check()
    if case.where == "present":
        found, _ = intersections(a.geometry[first], b.geometry[second])
        return _grouped(case, subject, a, b, first, second, found, min_m2)
    rest = a.geometry[rows_a].copy()
    starts = np.flatnonzero(np.r_[True, first[1:] != first[:-1]]) if len(first) else np.zeros(0, dtype=int)
    position = {int(i): k for k, i in enumerate(rows_a)}
    for start, end in zip(starts, np.r_[starts[1:], len(first)]):
        taken = union(b.geometry[second[start:end]])
        k = position[int(first[start])]
        rest[k] = polygons_only(differences(rest[k], taken)[0].item())
        progress.check()
    return _grouped(case, subject, a, b, rows_a, np.full(len(rows_a), -1), rest, min_m2)


def _same_parcel_pairs(
    a: PieceTable, rows_a: npt.NDArray[np.int64], b: PieceTable, rows_b: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Row pairs of pieces of one parcel whose boxes meet, sorted by the row of ``a``."""
    if not len(rows_b):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    left, right = shapely.STRtree(b.geometry[rows_b]).query(a.geometry[rows_a])
    first, second = rows_a[left], rows_b[right]
    same = a.parcel[first] == b.parcel[second]
    first, second = first[same], second[same]
    order = np.lexsort((second, first))
    return first[order], second[order]


def _grouped(
    case: ConflictCase, subject: Subject, a: PieceTable, b: PieceTable, first: Any, second: Any, found: Any, min_m2: float
) -> list[ConflictRow]:
    """One row per parcel and pair of codes; ``second`` -1 stands for "nothing there"."""
    area = shapely.area(found)
    groups: dict[tuple[int, str, str], list[int]] = {}
    for k in np.flatnonzero(area > NUMERIC_M2):
        code_b = side_code(b, int(second[k])) if second[k] >= 0 else ""
        groups.setdefault((int(a.parcel[first[k]]), side_code(a, int(first[k])), code_b), []).append(int(k))
    rows = []
    for (parcel, code_a, code_b), members in groups.items():
        total = float(area[members].sum())
        if total < min_m2:
            continue
        parts = shapely.get_parts(found[members])
        geometry = polygons_only(shapely.geometrycollections(parts))
        there = int(second[members[0]]) >= 0
        rows.append(
            ConflictRow(
                subject.ids[parcel],
                case.id,
                case.a,
                code_a,
                side_meaning(a, (int(first[k]) for k in members), code_a),
                a.edition,
                case.b,
                code_b,
                side_meaning(b, (int(second[k]) for k in members), code_b) if there else "",
                b.edition,
                total,
                case.note,
                geometry,
            )
        )
    return rows


__all__ = ["ConflictCase", "cases", "survey_conflicts"]
