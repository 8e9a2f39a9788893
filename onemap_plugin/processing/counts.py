"""Names of the counts of a report, for the log and for the outputs of the algorithms; the keys themselves are the contract."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QCoreApplication

from ..core.i18n import QT_TRANSLATE_NOOP

NAMES = {
    "parcels": QT_TRANSLATE_NOOP("Counts", "parcels"),
    "findings": QT_TRANSLATE_NOOP("Counts", "findings"),
    "errors": QT_TRANSLATE_NOOP("Counts", "errors"),
    "warnings": QT_TRANSLATE_NOOP("Counts", "warnings"),
    "notices": QT_TRANSLATE_NOOP("Counts", "notices"),
    "infos": QT_TRANSLATE_NOOP("Counts", "infos"),
    "files": QT_TRANSLATE_NOOP("Counts", "files"),
    "read": QT_TRANSLATE_NOOP("Counts", "read"),
    "points": QT_TRANSLATE_NOOP("Counts", "points"),
    "first": QT_TRANSLATE_NOOP("Counts", "first"),
    "second": QT_TRANSLATE_NOOP("Counts", "second"),
    "different": QT_TRANSLATE_NOOP("Counts", "different"),
    "changes": QT_TRANSLATE_NOOP("Counts", "changes"),
    "better": QT_TRANSLATE_NOOP("Counts", "better"),
    "worse": QT_TRANSLATE_NOOP("Counts", "worse"),
    "crossed": QT_TRANSLATE_NOOP("Counts", "crossed"),
    "named": QT_TRANSLATE_NOOP("Counts", "named"),
    "sources": QT_TRANSLATE_NOOP("Counts", "sources"),
    "missing": QT_TRANSLATE_NOOP("Counts", "missing"),
    "overlay": QT_TRANSLATE_NOOP("Counts", "overlay"),
    "conflicts": QT_TRANSLATE_NOOP("Counts", "conflicts"),
    "outcomes": QT_TRANSLATE_NOOP("Counts", "outcomes"),
    "approvals": QT_TRANSLATE_NOOP("Counts", "approvals"),
    "materials": QT_TRANSLATE_NOOP("Counts", "materials"),
    "needs_approval": QT_TRANSLATE_NOOP("Counts", "needs approval"),
    "needs_argument": QT_TRANSLATE_NOOP("Counts", "needs argument"),
    "needs_input": QT_TRANSLATE_NOOP("Counts", "needs input"),
    "not_checked": QT_TRANSLATE_NOOP("Counts", "not checked"),
    "notice": QT_TRANSLATE_NOOP("Counts", "notice"),
    "prohibited": QT_TRANSLATE_NOOP("Counts", "prohibited"),
    "layers": QT_TRANSLATE_NOOP("Counts", "layers"),
    "entries": QT_TRANSLATE_NOOP("Counts", "entries"),
    "roles": QT_TRANSLATE_NOOP("Counts", "roles"),
    "unsure": QT_TRANSLATE_NOOP("Counts", "unsure"),
    "unknown": QT_TRANSLATE_NOOP("Counts", "unknown"),
    "missing_editions": QT_TRANSLATE_NOOP("Counts", "missing editions"),
    "edited": QT_TRANSLATE_NOOP("Counts", "edited"),
    "deleted": QT_TRANSLATE_NOOP("Counts", "deleted"),
    "sheets": QT_TRANSLATE_NOOP("Counts", "sheets"),
    "repaired": QT_TRANSLATE_NOOP("Counts", "repaired"),
    "restored": QT_TRANSLATE_NOOP("Counts", "restored"),
    "seconds": QT_TRANSLATE_NOOP("Counts", "seconds"),
    "failed": QT_TRANSLATE_NOOP("Counts", "failed"),
    "kept": QT_TRANSLATE_NOOP("Counts", "kept"),
    "absent": QT_TRANSLATE_NOOP("Counts", "absent"),
}


def count_name(key: str) -> str:
    """The count in the language of QGIS; one that is not listed by its key."""
    return QCoreApplication.translate("Counts", NAMES.get(key, key))


def join_words(words: Iterable[str]) -> str:
    """Words in one line, with the separator of the language."""
    return QCoreApplication.translate("Counts", ", ").join(words)
