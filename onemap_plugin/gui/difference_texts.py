"""Words for the changes between two reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from ..core.review_diff import Difference
from . import labels
from .role_names import role_title

translate = QCoreApplication.translate


def part_label(part: str) -> str:
    return {
        "outcome": translate("Differences", "Approvals"),
        "finding": translate("Differences", "Findings"),
        "parcel": translate("Differences", "Parcels"),
        "conflict": translate("Differences", "Survey conflicts"),
        "area": translate("Differences", "Areas"),
        "source": translate("Differences", "Data sources"),
        "material": translate("Differences", "Materials"),
        "project": translate("Differences", "Project facts"),
    }.get(part, part)


def kind_label(d: Difference) -> str:
    return {
        "added": translate("Differences", "new"),
        "removed": translate("Differences", "gone"),
        "changed": translate("Differences", "changed"),
    }[d.kind]


def what(d: Difference) -> str:
    """'Areas changed: DLTB 地类图斑 · 0101 水田'."""
    title = d.title
    if d.part == "area":
        title = " · ".join(x for x in (role_title(d.role), d.title or translate("Differences", "no patch here")) if x)
    elif d.part == "source":
        title = role_title(d.role)
    elif d.part == "outcome":
        title = f"{d.title} [{d.key}]"
    return labels.named(f"{part_label(d.part)} {kind_label(d)}", title)


def value(d: Difference, side: Mapping[str, Any]) -> str:
    """The leading values of one side."""
    if not side:
        return "–"
    shown: dict[str, Any] = {
        "outcome": _outcome,
        "finding": lambda s: " · ".join((labels.severity_label(s["severity"]), labels.state_label(s["state"]))),
        "parcel": lambda s: f"{s['area_m2']:,.2f} m²",
        "conflict": lambda s: f"{s['area_m2']:,.2f} m²",
        "area": _area,
        "source": lambda s: " · ".join(x for x in (s["edition"] or "?", labels.source_status_label(s["status"])) if x),
        "material": lambda s: s["name"],
        "project": lambda s: str(s["value"]),
    }
    return str(shown[d.part](side))


def _outcome(side: Mapping[str, Any]) -> str:
    measured = labels.measured_text(side["measured"], side["unit"], side["threshold"])
    return " · ".join(x for x in (labels.outcome_label(side["outcome"]), side["authority"], measured) if x)


def _area(side: Mapping[str, Any]) -> str:
    if side["area_m2"]:
        return labels.measured_text(side["area_ha"], "ha")
    if side["length_m"]:
        return labels.measured_text(side["length_m"], "m")
    return f"↔ {labels.measured_text(side['distance_m'], 'm')}" if side["distance_m"] is not None else f"× {side['count']}"


def difference(d: Difference) -> str:
    """Signed, in the unit of the part; '' where there is nothing to subtract."""
    change = d.difference
    if change is None or (d.part == "outcome" and not change):
        return ""
    if d.part == "outcome":
        unit = (d.after or d.before).get("unit", "")
        text = labels.measured_text(abs(change), unit)
        return ("+" if change > 0 else "−") + text if text else ""
    if d.part == "area" and not any(s.get("area_m2") for s in (d.before, d.after)):
        return ""
    digits, unit = (4, "ha") if d.part == "area" else (2, "m2")
    return f"{change:+,.{digits}f} {labels.unit_label(unit)}"


def tip(d: Difference) -> str:
    """What differs in plain words, with thresholds stepped over and the greatest move."""
    lines = [what(d), f"{value(d, d.before)} → {value(d, d.after)}"]
    if d.crossed:
        limits = ", ".join(f"{x:g}" for x in d.crossed)
        lines.append(translate("Differences", "Stepped over the threshold {limits}").format(limits=limits))
    if d.after.get("moved_m") is not None:
        lines.append(translate("Differences", "Boundary moved by up to {m} m").format(m=f"{d.after['moved_m']:,.3f}"))
    for name, title in (("authority", translate("Differences", "Authority")), ("why", translate("Differences", "Why"))):
        if name in d.what:
            lines.append(labels.named(title, f"{d.before.get(name) or '–'} → {d.after.get(name) or '–'}"))
    return "\n".join(lines)
