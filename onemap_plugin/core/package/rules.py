"""What the package can say while it is written (P-..) and what the receiver's check can say (V-..)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..findings import EMPTY, Finding, RuleInfo, Severity
from ..i18n import QT_TRANSLATE_NOOP
from ..rules import declare

E, W, N, I = Severity.ERROR, Severity.WARNING, Severity.NOTICE, Severity.INFO  # noqa: E741
_LIST = QT_TRANSLATE_NOOP(
    "clauses", "Package check list: one coordinate system, same labels, areas, totals and elements in every file"
)


def _rule(rule_id: str, title: str, severity: Severity, clause: str = _LIST, confidence: str = "medium") -> RuleInfo:
    return RuleInfo(rule_id, title, severity, clause, confidence=confidence)


RULES: tuple[RuleInfo, ...] = (
    _rule("P-ROUNDED", QT_TRANSLATE_NOOP("rules", "Coordinates were written with fewer decimals than read"), N,
          QT_TRANSLATE_NOOP("clauses", "Coordinates of the results are kept to 0.001 m")),
    _rule("P-CLOSED", QT_TRANSLATE_NOOP("rules", "An open ring was closed in the package"), N),
    _rule("P-LABELLED", QT_TRANSLATE_NOOP("rules", "Boundary points without a number were numbered"), N),
    _rule("P-LEFT-OUT", QT_TRANSLATE_NOOP("rules", "A parcel without a usable ring is not in the package"), E),
    _rule("P-OPEN-FINDINGS", QT_TRANSLATE_NOOP("rules", "The package was made with open errors"), W),
    _rule("P-NOT-CHECKED", QT_TRANSLATE_NOOP("rules", "A step was not run before the package was made"), W),
    _rule("P-AREA-OPEN", QT_TRANSLATE_NOOP("rules", "Land-class areas were closed to the parcel again"), N,
          QT_TRANSLATE_NOOP("clauses", "TD/T 1008-2007, chapter 9; totals are sums of rounded cells")),
    _rule("P-STALE", QT_TRANSLATE_NOOP("rules", "The review belongs to other coordinates than the parcels"), W),
    _rule("P-CROSSED", QT_TRANSLATE_NOOP("rules", "The area of a parcel that crosses itself is not that of its ground"), W),
    _rule("P-FILE-NAME", QT_TRANSLATE_NOOP("rules", "Characters that file names cannot hold were replaced"), N),
    _rule("P-LONG-PATH", QT_TRANSLATE_NOOP("rules", "A path of the package is long for Windows"), N),
    _rule("P-RENAMED", QT_TRANSLATE_NOOP("rules", "A package of this name was there already; the new one has another name"), N),
    _rule("P-NOT-RECORDED", QT_TRANSLATE_NOOP("rules", "The review file could not take the note that a package was made"), W),
    _rule("P-BY-HAND", QT_TRANSLATE_NOOP("rules", "The profile asks for a file that has to be added by hand"), N),
    _rule("P-MAP-SCALE", QT_TRANSLATE_NOOP("rules", "The map scale is smaller than the profile asks"), N,
          QT_TRANSLATE_NOOP("clauses", "Survey map: 1:2000 or larger, large projects up to 1:10000"), "low"),
    _rule("P-MAP-LABELS", QT_TRANSLATE_NOOP("rules", "Not every boundary point number has room on the map"), N),
    _rule("P-MAP-PAGES", QT_TRANSLATE_NOOP("rules", "Not every parcel has a map page of its own"), N),
    _rule("P-FONT", QT_TRANSLATE_NOOP("rules", "No Chinese font of the list was found"), W),
    _rule("V-MANIFEST", QT_TRANSLATE_NOOP("rules", "The manifest is missing, unreadable or was changed"), E),
    _rule("V-HASH", QT_TRANSLATE_NOOP("rules", "A file was changed"), E),
    _rule("V-SIZE", QT_TRANSLATE_NOOP("rules", "A file has another size"), E),
    _rule("V-MISSING", QT_TRANSLATE_NOOP("rules", "A file is missing"), E),
    _rule("V-EXTRA", QT_TRANSLATE_NOOP("rules", "A file is not in the manifest"), W),
    _rule("V-CONTAINER", QT_TRANSLATE_NOOP("rules", "The zip file is not as it was written"), W),
    _rule("V-UNREADABLE", QT_TRANSLATE_NOOP("rules", "A file cannot be read"), E),
    _rule("V-ELEMENT", QT_TRANSLATE_NOOP("rules", "An element that the profile asks for is missing"), E),
    _rule("V-BY-HAND", QT_TRANSLATE_NOOP("rules", "A file that has to be added by hand is not there"), N),
    _rule("V-CRS", QT_TRANSLATE_NOOP("rules", "The coordinate system differs between files"), E),
    _rule("V-PARCELS", QT_TRANSLATE_NOOP("rules", "The number of parcels differs between files"), E),
    _rule("V-POINTS", QT_TRANSLATE_NOOP("rules", "The number of boundary points differs between files"), E),
    _rule("V-COORDINATE", QT_TRANSLATE_NOOP("rules", "A coordinate differs between files"), E),
    _rule("V-LABEL", QT_TRANSLATE_NOOP("rules", "A boundary point number differs between files"), E),
    _rule("V-AREA", QT_TRANSLATE_NOOP("rules", "An area differs between files"), E),
    _rule("V-TEXT", QT_TRANSLATE_NOOP("rules", "A name or number of a parcel differs between files"), E),
    _rule("V-CELL", QT_TRANSLATE_NOOP("rules", "A table cell differs from the other files"), E),
    _rule("V-TOTAL", QT_TRANSLATE_NOOP("rules", "A total is not the sum of its cells"), E),
    _rule("V-STRUCTURE", QT_TRANSLATE_NOOP("rules", "A file is not built as it was written"), W),
    _rule("V-PDF", QT_TRANSLATE_NOOP("rules", "A PDF has other pages or shows other numbers than the other files"), E),
)
for _info in RULES:
    declare(_info)
_BY_ID: Mapping[str, RuleInfo] = {r.id: r for r in RULES}


def finding(rule: str, message: str, params: Mapping[str, Any] = EMPTY, *, parcel_id: str = "", file: str = "",
            key: str = "", line: int = 0, geometry: Any = None, severity: Severity | None = None) -> Finding:
    """A finding of this package with the rule's own severity and clause.  ``file``: relative POSIX path in the package."""
    info = _BY_ID[rule]
    return Finding(rule, severity or info.severity, message, params, parcel_id, file, line, geometry, info.clause, key)
