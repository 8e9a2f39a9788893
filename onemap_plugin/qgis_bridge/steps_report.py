"""The JSON report of each step: counts first, seconds of the work, versions, then the same rows as the review file."""

from __future__ import annotations

import dataclasses
import json
import math
import os
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..core.errors import OneMapError
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.review import FindingState, Review, Run
from .review_file_geometry import place_text
from .review_file_rows import text_of
from .steps import StepResult


def import_report(done: StepResult) -> dict[str, Any]:
    return {
        **head(done.run),
        **_set(done.review),
        "parcels": parcels(done.review),
        "findings": findings(done.review.parcels.findings, done.review.states),
    }


def check_report(done: StepResult) -> dict[str, Any]:
    return {**head(done.run), "parcels": parcels(done.review), "findings": findings(done.review.findings, done.review.states)}


def review_report(done: StepResult) -> dict[str, Any]:
    r = done.review
    return {
        **head(done.run),
        **done.extra,
        "parcels": parcels(r),
        "findings": findings(r.findings, r.states),
        "overlay": [row(o) for o in r.overlay],
        "conflicts": [row(c) for c in r.conflicts],
        "outcomes": [{**row(o), "user_note": r.notes.get(o.rule, "")} for o in r.outcomes],
        "materials": [row(m) for m in r.materials],
        "sources": [row(s) for s in r.sources],
        "closures": [{**row(c), "closed": c.closed} for c in r.closures],
    }


def head(run: Run) -> dict[str, Any]:
    return {
        "counts": dict(run.counts),
        "seconds": run.seconds,
        "versions": dict(run.versions),
        "step": run.step,
        "started": run.started,
        "options": dict(run.options),
    }


def _set(review: Review) -> dict[str, Any]:
    p = review.parcels
    return {
        "crs": dataclasses.asdict(p.crs),
        "profile": p.profile,
        "profile_score": p.profile_score,
        "encoding": p.encoding,
        "header": dict(p.header),
        "source_files": list(p.source_files),
    }


def parcels(review: Review) -> list[dict[str, Any]]:
    plain = (
        "parcel_id",
        "number",
        "name",
        "use",
        "sheet",
        "land_class",
        "declared_area",
        "declared_unit",
        "declared_points",
        "source_file",
        "source_line",
    )
    found = []
    for p in review.parcels.parcels:
        m = review.measures.get(p.parcel_id)
        found.append(
            {
                **{k: getattr(p, k) for k in plain},
                **(
                    {}
                    if m is None
                    else {k.name if k.name != "sheet" else "sheet_computed": getattr(m, k.name) for k in dataclasses.fields(m)}
                ),
            }
        )
    return found


def findings(items: Iterable[Finding], states: Mapping[str, FindingState]) -> list[dict[str, Any]]:
    """As in the findings layer, without who set a state."""
    found = []
    for f in items:
        uid = f.uid
        state = states.get(uid, FindingState())
        place = place_text(f.geometry)
        found.append(
            {
                "uid": uid,
                "rule": f.rule,
                "severity": f.severity.value,
                "parcel_id": f.parcel_id,
                "source_file": f.source_file,
                "source_line": f.source_line,
                "message": text_of(f),
                "clause": f.clause_text(),
                "params": dict(f.params),
                "place": place,
                "state": state.state,
                "reason": state.reason,
                "note": state.note,
            }
        )
    return found


def row(item: Any) -> dict[str, Any]:
    """A row of the core as plain values, without its geometry."""
    return {f.name: getattr(item, f.name) for f in dataclasses.fields(item) if f.name != "geometry"}


def plain_json(value: Any) -> Any:
    """What JSON can hold: no NaN, no numpy, tuples as lists."""
    if isinstance(value, Mapping):
        return {str(k): plain_json(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain_json(v) for v in value]
    if hasattr(value, "tolist"):  # numpy scalars and arrays
        return plain_json(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)


def write_report(path: Path, report: Mapping[str, Any]) -> None:
    """UTF-8 JSON, written beside its place and renamed; OneMapError when it cannot be written."""
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        beside.write_text(json.dumps(plain_json(report), ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")
        os.replace(beside, path)
    except OSError as e:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The report cannot be written ({reason})."),
            file=path.name,
            hint=QT_TRANSLATE_NOOP("errors", "Choose another folder. The review itself is complete."),
            reason=e.strerror or type(e).__name__,
        ) from e
    finally:
        if beside.exists():
            beside.unlink()
