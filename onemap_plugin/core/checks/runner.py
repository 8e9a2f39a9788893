"""Runs the rules of a profile over a parcel set; each rule and each parcel is isolated from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from ..coordinates.zones import projected, to_lonlat
from ..errors import Cancelled
from ..findings import SEVERITIES, Finding, RuleInfo, Severity
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import ParcelSet
from ..progress import SILENT, Progress
from ..rules import declare
from .data import CheckData
from .profile import CheckProfile, load_profile
from .registry import Check, all_checks

RULE_FAILED = RuleInfo(
    "R00",
    QT_TRANSLATE_NOOP("rules", "A rule could not be run"),
    Severity.WARNING,
    "",
    QT_TRANSLATE_NOOP("rules", "The rule met data that it cannot handle; the other rules and parcels were checked all the same."),
    "high",
)
declare(RULE_FAILED)


def check_parcels(
    parcels: ParcelSet, profile: CheckProfile | None = None, boundary: Any = None, progress: Progress = SILENT
) -> list[Finding]:
    """All findings of the profile's rules, errors first, then in the order of parcels and rules.

    The coordinates are checked as they will be written (rounded to the profile's decimals); nothing is changed.
    boundary: shapely polygon of the administrative boundary in the (east, north) metres of the set, or None.
    A rule that fails becomes a finding R00 that names it.  Raises Cancelled only.
    """
    profile = profile or load_profile()
    data = CheckData(parcels, profile.decimals, boundary, progress)
    rules = []
    for rule_id, check in all_checks().items():
        setting = profile.setting(rule_id)
        if setting.enabled:
            rules.append(check(setting.severity, setting.options))
    found: list[Finding] = []
    for k, rule in enumerate(rules):
        progress.report(k / len(rules))
        found.extend(_not_said_before(rule, data, _run(rule, data)))
    progress.report(1.0)
    found = _with_distinct_keys(_as_read(found, data))
    place = {p.parcel_id: i for i, p in enumerate(parcels.parcels)}
    return sorted(found, key=lambda f: (SEVERITIES.index(f.severity), place.get(f.parcel_id, -1)))


def _run(rule: Check, data: CheckData) -> list[Finding]:
    """The findings of one rule; if it fails on the whole set, those of each parcel that it can handle alone."""
    try:
        return list(rule.check(data))
    except Cancelled:
        raise
    except Exception as error:  # whatever one rule meets, the others go on, and the failure is told
        if rule.across or len(data.parcels) == 1:
            return [_failed(rule, data, error, 0 if len(data.parcels) == 1 else -1)]
    found: list[Finding] = []
    for i in range(len(data.parcels)):
        data.progress.check()
        try:
            found.extend(_run(rule, data.subset(i)))
        except Cancelled:
            raise
        except Exception as error:  # not even the arrays of this parcel could be made
            found.append(_failed(rule, data, error, i))
    return found


def _failed(rule: Check, data: CheckData, error: Exception, parcel: int) -> Finding:
    owner = data.parcels[parcel] if parcel >= 0 else None
    files = data.set.source_files
    return Finding(
        RULE_FAILED.id,
        RULE_FAILED.severity,
        QT_TRANSLATE_NOOP("rules", "Rule {rule} could not be run here: {error}."),
        {"rule": rule.info.id, "error": f"{type(error).__name__}: {error}"[:200]},
        owner.parcel_id if owner else "",
        owner.source_file if owner else files[0] if files else "",
        owner.source_line if owner else 0,
        None,
        "",
        rule.info.id,
    )


def _not_said_before(rule: Check, data: CheckData, found: list[Finding]) -> Iterable[Finding]:
    """Leave out what the reader has already said of the same parcel (or of the whole file) by a rule of its own."""
    if not rule.covered_by or not found:
        return found
    said = {(f.source_file, f.parcel_id) for f in data.set.findings if f.rule in rule.covered_by}
    return [
        f
        for f in found
        if (f.source_file, "") not in said and (f.source_file, f.parcel_id) not in said and not (not f.parcel_id and said)
    ]


def _as_read(found: list[Finding], data: CheckData) -> list[Finding]:
    """Places back in degrees when the set is in degrees (it was looked at on a plane)."""
    if not data.source_crs.geographic or not projected(data.crs):
        return found
    return [f if f.geometry is None else replace(f, geometry=_in_degrees(f.geometry, data)) for f in found]


def _in_degrees(geometry: Any, data: CheckData) -> Any:
    lonlat = to_lonlat(shapely.get_coordinates(geometry), data.crs)
    if not np.isfinite(lonlat).all():  # too far from the zone to be brought back; the finding still names line and point
        return None
    return shapely.transform(geometry, lambda en: lonlat)


def _with_distinct_keys(found: list[Finding]) -> list[Finding]:
    """Two findings of one rule at one place get different identities, in a stable order."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    result = []
    for f in found:
        identity = (f.rule, f.parcel_id, f.source_file, f.key)
        seen[identity] += 1
        result.append(f if seen[identity] == 1 else replace(f, key=f"{f.key}#{seen[identity]}"))
    return result
