"""The manifest against itself, the profile and the files: every figure that says something of the package must be true."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..approvals.model import OUTCOMES
from ..findings import SEVERITIES, STATES
from .compare import differs
from .data import words
from .manifest import HASH_NAME, NAME, dump
from .profile import PackageProfile
from .published import Published
from .receive import Received
from .tables import txt_head

_KEYS = {"format", "software", "profile", "created", "project", "crs", "precision", "area_basis", "land_class_edition", "steps",
         "sources", "numbers", "txt_head", "left_out", "unresolved", "findings", "outcomes", "files"}
_CONFIDENCE = ("high", "medium", "low", "")
#: where, found, expected
Fault = tuple[str, Any, Any]


def check_manifest(got: Received, published: Published, elements: tuple[str, ...]) -> None:
    """Note what is not as it must be.  elements: those of a map."""
    if not got.manifest or got.profile is None:
        return
    faults = [*_form(got), *_profile(got.manifest, got.profile), *_counts(got.manifest),
              *_lists(got.manifest, tuple(words()["source_status"])),
              *_files(got, got.profile, elements, len(published.parcels)), *_project(got), *_heads(got, got.profile)]
    got.findings.extend(differs("V-MANIFEST", NAME, what, found, expected, "OneMap") for what, found, expected in faults)


def created_day(manifest: Mapping[str, Any]) -> str:
    """The ISO date of the package, '' when the manifest holds none."""
    text = str(manifest.get("created", ""))
    try:
        return text if datetime.date.fromisoformat(text).isoformat() == text else ""
    except ValueError:
        return ""


def _form(got: Received) -> Iterator[Fault]:
    """The way it is written: keys sorted, none twice, nothing between them."""
    written = got.contents.get(NAME, b"")
    try:
        own = dump(got.manifest)
    except (ValueError, UnicodeEncodeError):
        own = b""
    if own != written:
        at = next((i for i, (a, b) in enumerate(zip(written, own)) if a != b), min(len(own), len(written)))
        yield "form", f"{written[at : at + 20]!r}", f"{own[at : at + 20]!r}"
    missing = _KEYS - set(got.manifest)
    if missing:
        yield "keys", "", ", ".join(sorted(missing))
    if not created_day(got.manifest):
        yield "created", got.manifest.get("created"), "YYYY-MM-DD"


def _profile(manifest: Mapping[str, Any], profile: PackageProfile) -> Iterator[Fault]:
    """What the profile fixes.  A receiver who checks with a profile of his own sees the differences."""
    expected = {"profile": {"id": profile.id, "version": profile.version, "confidence": profile.confidence},
                "precision": {"coordinate": profile.coordinate_decimals, "side": profile.side_decimals,
                              "rounding": profile.rounding, "area_m2": profile.area_m2_decimals,
                              "area_ha": profile.area_ha_decimals}, "area_basis": profile.area_basis}
    for key, value in expected.items():
        if manifest.get(key) != value:
            yield key, json.dumps(manifest.get(key), ensure_ascii=False), json.dumps(value, ensure_ascii=False)


def _counts(manifest: Mapping[str, Any]) -> Iterator[Fault]:
    counts = manifest.get("findings")
    places = {(s.value, state) for s in SEVERITIES for state in STATES}
    if not isinstance(counts, dict):
        yield "findings", counts, "error, warning, notice, info"
        return
    found = {(s, k) for s, states in counts.items() if isinstance(states, dict) for k in states}
    if found != places:
        yield "findings", sorted(found - places), sorted(places - found)
        return
    numbers = [n for states in counts.values() for n in states.values()]
    if any(type(n) is not int or n < 0 for n in numbers):
        yield "findings", numbers, ">= 0"
    if manifest.get("unresolved") != counts["error"]["open"]:
        yield "unresolved", manifest.get("unresolved"), counts["error"]["open"]
    steps = manifest.get("steps") or {}
    if sorted(steps) != ["check", "import", "review"] or any(type(v) is not bool for v in steps.values()):
        yield "steps", json.dumps(steps), "import, check, review"
    elif not steps["review"] and (manifest.get("outcomes") or manifest.get("sources")):
        yield "steps.review", False, True


def _lists(manifest: Mapping[str, Any], statuses: tuple[str, ...]) -> Iterator[Fault]:
    for i, item in enumerate(manifest.get("outcomes") or (), 1):
        facts = {"outcome": (item.get("outcome"), OUTCOMES), "confidence": (item.get("confidence"), _CONFIDENCE)}
        for key, (value, allowed) in facts.items():
            if value not in allowed:
                yield f"outcomes[{i}].{key}", value, " | ".join(allowed)
        if sorted(item) != ["confidence", "measured", "outcome", "rule", "threshold", "unit"]:
            yield f"outcomes[{i}]", sorted(item), "rule, outcome, measured, unit, threshold, confidence"
    for i, item in enumerate(manifest.get("sources") or (), 1):
        if item.get("status") not in statuses:
            yield f"sources[{i}].status", item.get("status"), " | ".join(statuses)
        for key in ("patches", "repaired"):
            value = item.get(key)
            if type(value) is not int or value < 0:
                yield f"sources[{i}].{key}", value, ">= 0"


def _files(got: Received, profile: PackageProfile, elements: tuple[str, ...], parcels: int) -> Iterator[Fault]:
    """Kind, layout and pages of each listed file, as the profile has them."""
    parts = {got.path(p.path): p for p in profile.parts}
    kinds = {path: p.kind for path, p in parts.items()}
    kinds[got.path(profile.geopackage)] = "geopackage"
    if profile.dxf:
        kinds[got.path(profile.dxf)] = "drawing"
    seen: set[str] = set()
    for entry in got.manifest.get("files", ()):
        path = str(entry["path"])
        if path in seen or path in (NAME, HASH_NAME):
            yield path, "2 ×", "1 ×"
        seen.add(path)
        kind = kinds.get(path, "shapefile" if path.rsplit(".", 1)[-1] in ("shp", "shx", "dbf", "prj", "cpg") else "")
        if entry.get("part") != kind:
            yield f"{path} part", entry.get("part"), kind
        part = parts.get(path)
        if part is not None and "layout" in entry and entry["layout"] != part.layout:
            yield f"{path} layout", entry["layout"], part.layout
        if kind == "map":
            yield from _map(entry, path, elements, parcels)


def _map(entry: Mapping[str, Any], path: str, elements: tuple[str, ...], parcels: int) -> Iterator[Fault]:
    if tuple(entry.get("elements") or ()) != elements:
        yield f"{path} elements", "、".join(map(str, entry.get("elements") or ())), "、".join(elements)
    sheets = entry.get("sheets") or []
    if len(sheets) != entry.get("pages"):
        yield f"{path} sheets", len(sheets), entry.get("pages")
    for i, sheet in enumerate(sheets, 1):
        shown = sheet.get("parcels")
        if not isinstance(shown, list) or not shown or any(type(n) is not int or not 1 <= n <= parcels for n in shown):
            yield f"{path} sheets[{i}].parcels", shown, f"1–{parcels}"


def _project(got: Received) -> Iterator[Fault]:
    """The texts of the project; what they say is compared with tables and report."""
    project = got.manifest.get("project") or {}
    if sorted(project) != sorted(("项目编号", "项目名", "县代码", "制图单位", "place")):
        yield "project", sorted(project), "项目编号, 项目名, 县代码, 制图单位, place"


def _heads(got: Received, profile: PackageProfile) -> Iterator[Fault]:
    """The head of each TXT, row by row."""
    stated = got.manifest.get("txt_head")
    for part in profile.of_kind("txt"):
        path = got.path(part.path)
        said = stated.get(path) if isinstance(stated, dict) else None
        found = txt_head(got.contents.get(path, b""), str(part.options.get("encoding", "GBK")))
        if path in got.contents and said != found:
            wrong = [f for f in found if f not in (said or ())] or ["rows"]
            yield path, wrong[0], next((s for s in said or () if s not in found), "")
