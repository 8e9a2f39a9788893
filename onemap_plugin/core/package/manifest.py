"""manifest.json: what the package holds (size and SHA-256 of each file) and the numbers that all its files must show."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from ..findings import SEVERITIES, STATES
from ..onemap.model import SourceInfo
from .class_areas import manifest_classes
from .data import PackageData, done_steps, open_errors, state_of
from .published import PublishedParcel, label_range
from .tables import txt_head

NAME = "manifest.json"
HASH_NAME = "manifest.sha256"
FORMAT = "onemap-package/1"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def build_manifest(data: PackageData, files: Mapping[str, bytes], kinds: Mapping[str, str],
                   details: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The manifest of ``files`` (relative POSIX path -> content).  kinds: part of each file; details: e.g. pages of a PDF."""
    review, profile, crs = data.review, data.profile, data.review.parcels.crs
    content = {
        "format": FORMAT,
        "software": {"name": "OneMap", **data.versions},
        "profile": {"id": profile.id, "version": profile.version, "confidence": profile.confidence},
        "created": data.created,
        "project": {name: data.values[name] for name in ("项目编号", "项目名", "县代码", "制图单位", "place")},
        "crs": {"epsg": crs.epsg, "datum": crs.datum, "zone": crs.zone, "zone_width": crs.zone_width,
                "central_meridian": crs.central_meridian, "prefixed": crs.prefixed},
        "precision": {"coordinate": profile.coordinate_decimals, "side": profile.side_decimals, "rounding": profile.rounding,
                      "area_m2": profile.area_m2_decimals, "area_ha": profile.area_ha_decimals},
        "area_basis": profile.area_basis,
        "land_class_edition": data.values["地类版本"],
        "steps": done_steps(review),
        "sources": [_source(s) for s in review.sources],
        "numbers": numbers(data),
        "left_out": list(data.published.left_out),
        "txt_head": {path: txt_head(files[path], str(part.options.get("encoding", "GBK"))) for part in profile.of_kind("txt")
                     if (path := data.path(part.path)) in files},
        "unresolved": len(open_errors(review)),
        "findings": finding_counts(data),
        "outcomes": [{"rule": o.rule, "outcome": o.outcome, "measured": o.measured, "unit": o.unit, "threshold": o.threshold,
                      "confidence": o.confidence} for o in review.outcomes],
        "files": [{"path": path, "size": len(body), "sha256": sha256(body), "part": kinds.get(path, ""), **details.get(path, {})}
                  for path, body in sorted(files.items())],
    }
    return dump(content)


def dump(content: Mapping[str, Any]) -> bytes:
    """The one way the manifest is written: sorted keys, UTF-8, LF."""
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode("utf-8")


def hash_file(manifest: bytes) -> bytes:
    """manifest.sha256, in the form that sha256sum -c reads."""
    return f"{sha256(manifest)}  {NAME}\n".encode("ascii")


def numbers(data: PackageData) -> dict[str, Any]:
    """The numbers by parcel and class; texts, so that no reader rounds them."""
    published = data.published
    return {"parcels": [_parcel(p) for p in published.parcels], "parcel_count": len(published.parcels),
            "point_count": sum(p.points for p in published.parcels), "area_m2": str(published.total_m2),
            "area_ha": str(published.total_ha), "classes": manifest_classes(data.pieces)}


def _parcel(p: PublishedParcel) -> dict[str, Any]:
    return {"index": p.index, "parcel_id": p.parcel_id, "number": p.number, "name": p.name, "points": p.points, "rows": p.rows,
            "parts": p.parts, "holes": p.holes, "area_m2": str(p.area_m2), "area_ha": str(p.area_ha),
            "rings": [{"number": r.number, "hole": r.hole, "points": len(r.ticks), "labels": label_range(r)} for r in p.rings]}


def finding_counts(data: PackageData) -> dict[str, dict[str, int]]:
    counts = Counter((f.severity.value, state_of(data.review, f)) for f in data.review.findings)
    return {s.value: {state: counts[(s.value, state)] for state in STATES} for s in SEVERITIES}


def _source(s: SourceInfo) -> dict[str, Any]:
    return {"role": s.role, "file": public_name(s.path), "layer": s.layer, "edition": s.edition, "publisher": s.publisher,
            "crs": s.crs, "status": s.status, "patches": s.patches_read, "repaired": s.repaired}


def public_name(path: str) -> str:
    """What may leave the machine of a source: file name, or host and path of a service; no folder, user or key."""
    text = path.split("|", 1)[0].strip()
    if "://" in text:
        return re.sub(r"^([a-z]+://)[^/@]*@", r"\1", text.split("?", 1)[0], flags=re.IGNORECASE)
    if "=" in text and (" " in text or "=" in text.split("/", 1)[0]):  # a database connection
        found = re.search(r"""table=("?[^ ]+)""", text)
        return found.group(1).replace('"', "") if found else "database"
    return PurePath(text.replace("\\", "/")).name


def read_manifest(data: bytes) -> dict[str, Any]:
    """The manifest as written by ``dump``.  Raises ValueError when it is not of this format."""
    content = json.loads(data.decode("utf-8"))
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError("not a package manifest")
    _check_kinds(content)
    for entry in content.get("files", ()):
        if not isinstance(entry, dict) or not isinstance(entry.get("path"), str) or not isinstance(entry.get("sha256"), str):
            raise ValueError("damaged file list")
    return content


def _items(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _check_kinds(content: Mapping[str, Any]) -> None:
    """Raise ValueError where an object or a list is something else: nothing later has to ask again."""
    for key in ("software", "profile", "project", "crs", "precision", "steps", "numbers", "findings", "txt_head"):
        if not isinstance(content.get(key, {}), dict):
            raise ValueError(f"damaged: {key}")
    left_out = content.get("left_out", [])
    if not isinstance(left_out, list) or not all(isinstance(item, str) for item in left_out):
        raise ValueError("damaged: left_out")
    lists = [(key, content.get(key, [])) for key in ("files", "sources", "outcomes")]
    lists += [(f"numbers.{key}", (content.get("numbers") or {}).get(key, [])) for key in ("parcels", "classes")]
    lists += [("sheets", e.get("sheets", [])) for e in _items(content.get("files"))]
    for key, value in lists:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise ValueError(f"damaged: {key}")


def kinds_of(files: Sequence[Mapping[str, Any]], kind: str) -> list[str]:
    """Paths of one kind of part."""
    return [str(f["path"]) for f in files if f.get("part") == kind]
