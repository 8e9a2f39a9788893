"""Rules on reading any kind of file: what could not be read, has no coordinate system, was left out or made on the way."""

from __future__ import annotations

from ..findings import RuleInfo, Severity
from ..i18n import QT_TRANSLATE_NOOP
from .definition import Rule, declare
from .reading_help import HELP

_OGR = QT_TRANSLATE_NOOP("clauses", "GDAL/OGR vector drivers")
_SPEC = QT_TRANSLATE_NOOP("clauses", "coordinate TXT, sections 7 and 8 (exchange formats in use)")


def _rule(name: str, severity: Severity, title: str, clause: str = _OGR) -> type[Rule]:
    return declare(RuleInfo(f"read.{name}", title, severity, clause, HELP.get(f"read.{name}", ""), "high"))


FILES: tuple[type[Rule], ...] = (
    _rule("file", Severity.ERROR, QT_TRANSLATE_NOOP("rules", "File could not be read")),
    _rule("skipped", Severity.INFO, QT_TRANSLATE_NOOP("rules", "File is no parcel file")),
    _rule("archive", Severity.ERROR, QT_TRANSLATE_NOOP("rules", "Archive member could not be read"), "ZIP (APPNOTE 6.3.10)"),
    _rule("crs_missing", Severity.ERROR, QT_TRANSLATE_NOOP("rules", "No coordinate system"), _SPEC),
    _rule("crs_unsupported", Severity.ERROR, QT_TRANSLATE_NOOP("rules", "Coordinate system is not CGCS2000"), _SPEC),
    _rule("crs_geographic", Severity.NOTICE, QT_TRANSLATE_NOOP("rules", "Coordinates are degrees"), _SPEC),
    _rule("crs_mixed", Severity.ERROR, QT_TRANSLATE_NOOP("rules", "Files in different coordinate systems"), _SPEC),
    _rule("encoding", Severity.NOTICE, QT_TRANSLATE_NOOP("rules", "Text encoding was inferred")),
    _rule("sidecar", Severity.NOTICE, QT_TRANSLATE_NOOP("rules", "A part of the Shapefile is missing")),
    _rule("curves", Severity.NOTICE, QT_TRANSLATE_NOOP("rules", "Arcs were segmented")),
    _rule("height", Severity.INFO, QT_TRANSLATE_NOOP("rules", "Heights or measures were left out")),
    _rule("no_geometry", Severity.ERROR, QT_TRANSLATE_NOOP("rules", "Feature without geometry")),
    _rule("open_line", Severity.ERROR, QT_TRANSLATE_NOOP("rules", "Boundary line is not closed")),
    _rule("other_geometry", Severity.NOTICE, QT_TRANSLATE_NOOP("rules", "Not a face")),
    _rule("measure", Severity.ERROR, QT_TRANSLATE_NOOP("rules", "Parcel could not be measured"), "TD/T 1008-2007"),
    _rule("axes", Severity.NOTICE, QT_TRANSLATE_NOOP("rules", "North and east were exchanged as asked"), _SPEC),
    _rule("holes", Severity.NOTICE, QT_TRANSLATE_NOOP("rules", "Closed lines inside others became holes")),
    _rule("boundary", Severity.WARNING, QT_TRANSLATE_NOOP("rules", "Administrative boundary was not used"), "TD/T 1008-2007"),
    _rule("thresholds", Severity.NOTICE, QT_TRANSLATE_NOOP("rules", "Files were read by another check profile"), _SPEC),
    _rule("from_lines", Severity.NOTICE, QT_TRANSLATE_NOOP("rules", "Parcels made from closed lines")),
)
