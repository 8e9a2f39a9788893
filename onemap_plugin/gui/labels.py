"""Words for the codes of the core, resolved when they are shown (never at import: the translator may come later)."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor, QPalette

from ..core.approvals.names import limits_of, shown_digits
from ..core.parcels import ParcelCrs

#: domains that the surveyor asks for by name, in this order; everything else follows
MAIN_DOMAINS = ("用地", "用林", "用草", "用海", "用矿")

#: lightness of a background below which it counts as dark
DARK = 110
OUTCOME_COLOURS = {
    "prohibited": "#b3261e",
    "needs_argument": "#c05a00",
    "needs_approval": "#1f5fbf",
    "notice": "#4a6572",
    "not_checked": "#7a7a7a",
    "needs_input": "#6f42c1",
}
SEVERITY_COLOURS = {"error": "#c62828", "warning": "#d98200", "notice": "#1f5fbf", "info": "#607d8b"}


def named(name: str, value: str = "") -> str:
    """'name: value' with the colon of the language."""
    return QCoreApplication.translate("Labels", "{name}: {value}").format(name=name, value=value).rstrip()


def listed(items: Iterable[str]) -> str:
    """Several words in one line, with the separator of the language."""
    return QCoreApplication.translate("Labels", ", ").join(items)


def severity_label(code: str) -> str:
    return {
        "error": QCoreApplication.translate("Labels", "Error"),
        "warning": QCoreApplication.translate("Labels", "Warning"),
        "notice": QCoreApplication.translate("Labels", "Notice"),
        "info": QCoreApplication.translate("Labels", "Information"),
    }.get(code, code)


def state_label(code: str) -> str:
    return {
        "open": QCoreApplication.translate("Labels", "Open"),
        "fixed": QCoreApplication.translate("Labels", "Fixed"),
        "accepted": QCoreApplication.translate("Labels", "Accepted"),
    }.get(code, code)


def outcome_label(code: str) -> str:
    return {
        "prohibited": QCoreApplication.translate("Labels", "Prohibited"),
        "needs_argument": QCoreApplication.translate("Labels", "Needs justification"),
        "needs_approval": QCoreApplication.translate("Labels", "Needs approval"),
        "notice": QCoreApplication.translate("Labels", "Note"),
        "not_checked": QCoreApplication.translate("Labels", "Not checked"),
        "needs_input": QCoreApplication.translate("Labels", "Needs an answer"),
    }.get(code, code)


def next_step(code: str) -> str:
    """What the surveyor does with an outcome of this kind."""
    return {
        "prohibited": QCoreApplication.translate(
            "Labels", "Look at the evidence; move the boundary out, or show that a listed exception applies."
        ),
        "needs_argument": QCoreApplication.translate(
            "Labels", "Check that the project kind is on the list, then prepare the written justification."
        ),
        "needs_approval": QCoreApplication.translate("Labels", "Prepare the listed materials for the authority named here."),
        "notice": QCoreApplication.translate("Labels", "Keep it in mind: a query, fee, report or consent follows."),
        "not_checked": QCoreApplication.translate("Labels", "Add the missing layer to the one map and run the review again."),
        "needs_input": QCoreApplication.translate("Labels", "Answer the question in the project form and run the review again."),
    }.get(code, "")


def confidence_label(code: str) -> str:
    return {
        "high": QCoreApplication.translate("Labels", "high: read in the text of the law"),
        "medium": QCoreApplication.translate("Labels", "medium: read in a secondary source"),
        "low": QCoreApplication.translate("Labels", "low: common practice, confirm before relying on it"),
    }.get(code, code)


def source_status_label(code: str) -> str:
    return {
        "checked": QCoreApplication.translate("Labels", "checked"),
        "no_edition": QCoreApplication.translate("Labels", "checked, but the edition of the data is unknown"),
        "partial_cover": QCoreApplication.translate("Labels", "covers only a part of the parcels"),
        "not_covering": QCoreApplication.translate("Labels", "does not cover the parcels"),
        "missing": QCoreApplication.translate("Labels", "layer is missing"),
        "no_crs": QCoreApplication.translate("Labels", "layer has no coordinate system"),
        "datum_differs": QCoreApplication.translate("Labels", "datum differs from that of the parcels"),
        "unreadable": QCoreApplication.translate("Labels", "could not be read"),
    }.get(code, code)


def crs_text(crs: ParcelCrs) -> str:
    """The Gauss plane in the user's words, with its EPSG code; '' for what is no zone of one."""
    if not crs.epsg or not crs.central_meridian:
        return ""
    datum = {"CGCS2000": QCoreApplication.translate("Labels", "CGCS2000")}.get(crs.datum, crs.datum)
    if crs.zone:
        text = QCoreApplication.translate(
            "Labels", "{datum}, {width}-degree zone {zone}, central meridian {meridian}°E (EPSG:{epsg})"
        )
    else:
        text = QCoreApplication.translate(
            "Labels", "{datum}, {width}-degree zone without number, central meridian {meridian}°E (EPSG:{epsg})"
        )
    return text.format(datum=datum, width=crs.zone_width, zone=crs.zone, meridian=f"{crs.central_meridian:g}", epsg=crs.epsg)


def unit_label(code: str) -> str:
    return {
        "ha": QCoreApplication.translate("Labels", "ha"),
        "m2": QCoreApplication.translate("Labels", "m²"),
        "m": QCoreApplication.translate("Labels", "m"),
        "percent": "%",
        "count": QCoreApplication.translate("Labels", "pcs"),
        "month": QCoreApplication.translate("Labels", "months"),
    }.get(code, code)


def measured_text(value: float | None, unit: str, threshold: str = "") -> str:
    """A measured value as shown beside its threshold; as many digits as it takes to stay on its side of it."""
    if value is None:
        return ""
    digits = shown_digits(value, unit, limits_of(threshold))
    return f"{value:,.{digits}f} {unit_label(unit)}".strip()


def readable(colour: QColor, palette: QPalette) -> QColor:
    """The colour for text on the background of ``palette``: lighter on a dark one (Night Mapping)."""
    return colour.lighter(170) if palette.color(QPalette.ColorRole.Base).lightness() < DARK else colour


def outcome_colour(code: str) -> QColor:
    return QColor(OUTCOME_COLOURS.get(code, "#7a7a7a"))


def severity_colour(code: str) -> QColor:
    return QColor(SEVERITY_COLOURS.get(code, "#607d8b"))
