"""Review: what one review file holds.  The bridge writes it to a GeoPackage and reads it back; exports read only this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .approvals.model import Material, Outcome
from .coordinates.measures import ParcelMeasures
from .findings import EMPTY, Finding
from .onemap.model import Closure, ConflictRow, OverlayRow, SourceInfo
from .parcels import Parcel, ParcelSet


@dataclass(frozen=True)
class FindingState:
    """What the user said of a finding: state 'open' / 'fixed' / 'accepted', why, and a note; kept over re-runs by uid.

    who: only when the user asks for it; it stays in the review file and never goes into a package, report or log.
    """

    state: str = "open"
    reason: str = ""
    note: str = ""
    who: str = ""


@dataclass(frozen=True)
class Run:
    """One run of one step: the provenance of what the file holds.  No person's name, no absolute path, no key.

    started: ISO 8601 UTC.  options: settings that shaped the result (profile, thresholds, rounding, densification step).
    """

    step: str
    started: str
    seconds: float
    versions: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    options: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    counts: Mapping[str, int] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, eq=False)
class Change:
    """One repair that was applied with the user's consent: the undo step and the provenance in one.

    started: ISO 8601 UTC, the id of the change.  fix: id of the repair.  rule: rule whose findings it answers, or ''.
    before: (place in the set, parcel) of every parcel that was replaced.  after: ids of the parcels that took their places.
    moved_m / area_change_m2: greatest move and change of area, as shown before it was applied.  undone: taken back later.
    """

    started: str
    fix: str
    rule: str
    before: tuple[tuple[int, Parcel], ...]
    after: tuple[str, ...]
    moved_m: float = 0.0
    area_change_m2: float = 0.0
    undone: bool = False


@dataclass(frozen=True, eq=False)
class Review:
    """The whole content of a review file.

    A step replaces only its own part: import -> parcels; check -> findings; review -> overlay, conflicts, outcomes,
    materials, sources, closures.  ``states`` are keyed by finding uid, ``notes`` by rule id of the outcome.
    ``project``: the project attributes that the outcomes were found with; exports fill their forms from them.
    """

    parcels: ParcelSet
    measures: Mapping[str, ParcelMeasures] = field(default_factory=lambda: EMPTY)
    findings: tuple[Finding, ...] = ()
    states: Mapping[str, FindingState] = field(default_factory=lambda: EMPTY)
    overlay: tuple[OverlayRow, ...] = ()
    conflicts: tuple[ConflictRow, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    notes: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    materials: tuple[Material, ...] = ()
    sources: tuple[SourceInfo, ...] = ()
    runs: tuple[Run, ...] = ()
    project: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    changes: tuple[Change, ...] = ()
    closures: tuple[Closure, ...] = ()

    def parcel(self, parcel_id: str) -> Parcel | None:
        return next((p for p in self.parcels.parcels if p.parcel_id == parcel_id), None)
