"""Everything that one package is made of, put together once, so that every file tells the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePath
from typing import Any

import yaml

from ...paths import RESOURCES
from ..errors import OneMapError
from ..findings import EMPTY, Finding, Severity
from ..i18n import QT_TRANSLATE_NOOP, Translator
from ..parcels import ParcelCrs
from ..review import Review
from .class_areas import ClassPiece, class_pieces
from .naming import LONG_PATH, MAX_PATH, VARIABLES, WINDOWS_PATH, clean_value, fill, path_length
from .profile import TEMPLATES, PackageProfile
from .published import Published, publish
from .rules import finding

#: project attributes by any of these names fill the variable; the first that is given wins
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "项目编号": ("项目编号", "number", "code", "project_code", "项目代码"),
    "项目名": ("项目名", "项目名称", "name", "project_name"),
    "县代码": ("县代码", "county", "county_code", "项目所在县区代码"),
    "制图单位": ("制图单位", "数据产生单位", "unit"),
    "place": ("所在地", "坐落", "place", "location"),
}


@dataclass(frozen=True, eq=False)
class PackageData:
    """The content of a package before it becomes files.

    values: texts by variable (项目编号, 项目名, 县代码, 日期, 坐标系, 投影, 地类版本, 面积口径, 制图单位, place).
    created: ISO date.  versions: software by name.  findings: what the preparation noticed.
    translator: renders texts of the core in the language of the package; None: as the user sees them.
    """

    profile: PackageProfile
    review: Review
    published: Published
    pieces: tuple[ClassPiece, ...]
    values: Mapping[str, str]
    created: str
    versions: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    findings: tuple[Finding, ...] = ()
    translator: Translator | None = None

    def path(self, template: str) -> str:
        """A path template of the profile, filled; variables are made fit for file names."""
        return fill(template, {name: clean_value(self.values[name]) for name in VARIABLES})

    @property
    def folder(self) -> str:
        return self.path(self.profile.folder)


@lru_cache(maxsize=32)
def load_template(name: str) -> dict[str, Any]:
    """A YAML file of resources/templates by its stem, read once: not to be changed.  Raises OneMapError when it is damaged."""
    file = TEMPLATES / f"{name}.yaml"
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The template {name} cannot be read: {why}."), file=file.name, name=name,
                          why=type(error).__name__, hint=QT_TRANSLATE_NOOP("errors", "Install the plugin again.")) from error
    return dict(data)


def words() -> dict[str, Any]:
    """resources/templates/words.yaml."""
    return load_template("words")


@lru_cache(maxsize=1)
def _role_names() -> dict[str, str]:
    file = RESOURCES / "schemas" / "roles.yaml"
    roles = yaml.safe_load(file.read_text(encoding="utf-8"))["roles"]
    return {str(role): str(entry.get("name", role)) for role, entry in roles.items()}


def role_name(role: str) -> str:
    """The Chinese name of a layer role, the role itself when it is not known."""
    return _role_names().get(role, role)


def prepare(review: Review, profile: PackageProfile, created: str, project: Mapping[str, Any] | None = None,
            versions: Mapping[str, str] | None = None, translator: Translator | None = None) -> PackageData:
    """Bring a review into the form of the package.  Raises OneMapError when it has no parcels or no coordinate system."""
    sheets = {parcel_id: m.sheet for parcel_id, m in review.measures.items()}
    published = publish(review.parcels, profile, sheets)
    pieces, found = class_pieces(review.overlay, published, profile)
    values = _values(review, profile, created, project or {})
    found = [*published.findings, *found, *_state_findings(review)]
    changed = [n for n in VARIABLES if clean_value(values[n]) != values[n]]
    if changed:
        found.append(finding("P-FILE-NAME", QT_TRANSLATE_NOOP("rules", "Characters of {names} that file names cannot hold were "
                             "replaced by “_” in the names of the package."), {"names": "、".join(changed)}))
    data = PackageData(profile, review, published, tuple(pieces), values, created, dict(versions or {}), tuple(found),
                       translator)
    return replace(data, findings=(*data.findings, *_long_paths(data)))


def _long_paths(data: PackageData) -> list[Finding]:
    """A note on paths that leave little room in Windows; those that no folder could hold are refused."""
    profile = data.profile
    templates = [*(p.path for p in profile.parts), profile.geopackage, profile.dxf, *profile.by_hand,
                 *(layer.shapefile for layer in profile.layers)]
    longest = max((f"{data.folder}/{data.path(t)}" for t in templates if t), key=path_length)
    params: dict[str, Any] = {"path": longest, "length": path_length(longest), "limit": WINDOWS_PATH}
    if path_length(longest) > MAX_PATH:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The path “{path}” takes {length} characters; Windows opens {limit} "
                                            "with the folder that it lies in."), **params,
                          hint=QT_TRANSLATE_NOOP("errors", "Give the project a shorter name; nothing is cut off."))
    if path_length(longest) <= LONG_PATH:
        return []
    return [finding("P-LONG-PATH", QT_TRANSLATE_NOOP(
        "rules", "“{path}” takes {length} of the {limit} characters that a path may have in Windows: unpack it near the top of a "
                 "drive."), params, file=longest)]


def _state_findings(review: Review) -> list[Finding]:
    found = []
    steps = done_steps(review)
    if not steps["check"]:
        found.append(finding("P-NOT-CHECKED", QT_TRANSLATE_NOOP(
            "rules", "The parcels were not checked before the package was made."), key="check"))
    if not steps["review"]:
        found.append(finding("P-NOT-CHECKED", QT_TRANSLATE_NOOP(
            "rules", "The parcels were not reviewed against the one map before the package was made: approvals and land classes "
                     "are stated as not checked."), key="review"))
    unresolved = len(open_errors(review))
    if unresolved:
        found.append(finding("P-OPEN-FINDINGS", QT_TRANSLATE_NOOP(
            "rules", "{count} errors are still open; report and manifest say so."), {"count": unresolved}))
    return found


def done_steps(review: Review) -> dict[str, bool]:
    """Which steps were run on this review."""
    ran = {run.step for run in review.runs}
    return {"import": True, "check": any("check" in s for s in ran),
            "review": bool(review.overlay or review.outcomes or review.sources) or any("review" in s for s in ran)}


def state_of(review: Review, item: Finding) -> str:
    known = review.states.get(item.uid)
    return known.state if known else "open"


def open_errors(review: Review) -> list[Finding]:
    """Findings of severity error that the user neither fixed nor accepted."""
    return [f for f in review.findings if f.severity is Severity.ERROR and state_of(review, f) == "open"]


def _values(review: Review, profile: PackageProfile, created: str, project: Mapping[str, Any]) -> dict[str, str]:
    given: dict[str, str] = {}
    sources: list[Mapping[str, Any]] = [project, review.project, *_section_pairs(review), review.parcels.header]
    for name, aliases in _ALIASES.items():
        given[name] = next((str(s[a]).strip() for s in sources for a in aliases if s.get(a) not in (None, "")), "")
    if not given["项目名"] and review.parcels.source_files:
        given["项目名"] = PurePath(review.parcels.source_files[0].replace("\\", "/")).stem
    for name, value in profile.empty_values.items():
        if name in given and not given[name]:
            given[name] = value
    crs = review.parcels.crs
    editions = sorted({s.edition for s in review.sources if s.role == profile.land_class_role and s.edition})
    known = [s for s in review.sources if s.role == profile.land_class_role and s.status != "missing"]
    unknown = words()["unknown_edition"] if known else words()["not_checked"]
    return {**given, "日期": created, "坐标系": words()["datums"].get(crs.datum, crs.datum), "投影": projection_text(crs),
            "地类版本": "、".join(editions) or unknown, "面积口径": words()["area_basis"][profile.area_basis]}


def _section_pairs(review: Review) -> list[dict[str, str]]:
    """key=value rows of the sections that the TXT carried ([项目信息] …)."""
    pairs = []
    for text in review.parcels.sections.values():
        rows = re.findall(r"^([^=\r\n]+)=(.*?)\s*$", text, flags=re.MULTILINE)
        pairs.append({key.strip(): value.strip() for key, value in rows})
    return pairs


def projection_text(crs: ParcelCrs) -> str:
    """'高斯-克吕格 3度带 第40带 中央经线120°E'."""
    meridian = f"{crs.central_meridian:g}"
    zone = crs.zone or round(crs.central_meridian / 3 if crs.zone_width == 3 else (crs.central_meridian + 3) / 6)
    return str(words()["projection"]).format(width=crs.zone_width, zone=zone, meridian=meridian)
