"""Checks: the rules that find their faults in the parcels themselves; one class per rule declares what it is and looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

import numpy as np
import shapely

from ..findings import Finding, Severity
from ..i18n import QT_TRANSLATE_NOOP
from ..rules import Rule
from ..rules import register as declare_rule
from .data import CheckData, IntArray

# A parcel with more places than this for one rule gets single findings up to it and one for all the rest, so that a
# hopeless file stays readable and no place is lost.
SINGLE_FINDINGS_PER_PARCEL = 100


@dataclass(frozen=True)
class Place:
    """Where a finding is: label and line for the reader, key for its identity, geometry for the map."""

    key: str
    geometry: Any
    line: int


def beside(value: float, limit: float, digits: int) -> float:
    """A number for a message: rounded, but with as many digits as it takes not to read as the limit that it misses."""
    while round(value, digits) == round(limit, digits) and value != limit and digits < 9:
        digits += 1
    return round(value, digits)


class Check(Rule):
    """Base of all checks.  ``across``: needs several parcels at once.

    ``covered_by``: rules of the reader that say the same; where one of them has spoken this check stays silent.
    """

    across: ClassVar[bool] = False
    covered_by: ClassVar[tuple[str, ...]] = ()

    def check(self, data: CheckData) -> Iterable[Finding]:
        """All findings of this rule in the set."""
        raise TypeError(f"{type(self).__name__} does not check anything")

    def finding(
        self,
        data: CheckData,
        parcel: int,
        message: str,
        *,
        key: str = "",
        geometry: Any = None,
        line: int = 0,
        severity: Severity | None = None,
        **params: Any,
    ) -> Finding:
        """A finding of this rule on parcel number ``parcel`` (-1: on the whole set)."""
        owner = data.parcels[parcel] if parcel >= 0 else None
        files = data.set.source_files
        return Finding(
            self.info.id,
            self.graded(severity),
            message,
            params,
            owner.parcel_id if owner else "",
            owner.source_file if owner else files[0] if files else "",
            line or (owner.source_line if owner else 0),
            geometry,
            self.info.clause,
            key,
        )

    def at_vertices(
        self,
        data: CheckData,
        vertices: IntArray,
        message: str,
        describe: Callable[[int], Mapping[str, Any]],
        geometry: Callable[[int], Any] | None = None,
    ) -> Iterator[Finding]:
        """One finding per vertex, up to ``SINGLE_FINDINGS_PER_PARCEL`` per parcel, the rest of a parcel in one."""
        owners = data.vertex_parcel[vertices]
        order = np.argsort(owners, kind="stable")
        vertices, owners = vertices[order], owners[order]
        for parcel in np.unique(owners):
            own = vertices[np.searchsorted(owners, parcel) : np.searchsorted(owners, parcel, side="right")]
            for vertex in own[:SINGLE_FINDINGS_PER_PARCEL].tolist():
                label, line = data.place(vertex)
                east, north = data.en[vertex].tolist()
                place = geometry(vertex) if geometry else shapely.Point(east, north)
                yield self.finding(
                    data,
                    int(parcel),
                    message,
                    key=f"{east:.3f},{north:.3f}",
                    geometry=place,
                    line=line,
                    point=label,
                    **describe(vertex),
                )
            rest = own[SINGLE_FINDINGS_PER_PARCEL:]
            if len(rest):
                yield self.the_rest(data, int(parcel), data.en[rest], data.place(int(rest[0]))[1])

    def the_rest(self, data: CheckData, parcel: int, points: Any, line: int) -> Finding:
        """All further places of this rule in one finding."""
        return self.finding(
            data,
            parcel,
            QT_TRANSLATE_NOOP("rules", "The same at {count} more places."),
            key="more",
            geometry=shapely.MultiPoint(points),
            line=line,
            count=len(points),
        )


CheckClass = TypeVar("CheckClass", bound=type[Check])
_checks: dict[str, type[Check]] = {}


def register(check: CheckClass) -> CheckClass:
    """Class decorator: put the check into the registry of all rules and into that of the checks, in the order of definition."""
    declare_rule(check)
    _checks[check.info.id] = check
    return check


def all_checks() -> Mapping[str, type[Check]]:
    """The check classes by id."""
    return _checks
