"""What the algorithms share: names, help, report, progress and errors in Processing's terms."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (  # type: ignore[attr-defined]  # the stubs lack QgsProcessingException
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication, QLocale
from qgis.PyQt.QtGui import QIcon

from ..core.errors import Cancelled, OneMapError
from ..core.progress import Progress
from ..paths import RESOURCES
from ..qgis_bridge.compat import ADVANCED
from .counts import count_name, join_words

HELP_URL = "https://example.org/onemap/help"
REPORT = "REPORT"


def help_text(algorithm: str, language: str) -> str:
    """Markdown of resources/help in Chinese for zh*, else English; '' when there is none."""
    for suffix in ("zh", "en") if language.lower().startswith("zh") else ("en", "zh"):
        path = RESOURCES / "help" / f"{algorithm}.{suffix}.md"
        if path.exists():
            return path.read_text(encoding="utf-8")
    return ""


class OneMapAlgorithm(QgsProcessingAlgorithm):
    """Base of the algorithms; a subclass gives ``ID``, texts, parameters, ``COUNTS`` and ``work``."""

    ID = ""
    GROUP = "parcels"
    #: names of the counts that are also outputs of the algorithm, in capitals
    COUNTS: tuple[str, ...] = ()

    def name(self) -> str:
        return self.ID

    def createInstance(self) -> QgsProcessingAlgorithm:
        return type(self)()

    def groupId(self) -> str:
        return self.GROUP

    def group(self) -> str:
        groups = {
            "parcels": QCoreApplication.translate("OneMapAlgorithm", "Parcels"),
            "onemap": QCoreApplication.translate("OneMapAlgorithm", "One map"),
            "package": QCoreApplication.translate("OneMapAlgorithm", "Submission package"),
            "imagery": QCoreApplication.translate("OneMapAlgorithm", "Imagery"),
        }
        return groups[self.GROUP]

    def icon(self) -> QIcon:
        own = RESOURCES / "icons" / f"{self.ID}.svg"
        return QIcon(str(own if own.exists() else RESOURCES / "icons" / "onemap.svg"))

    def svgIconPath(self) -> str:
        own = RESOURCES / "icons" / f"{self.ID}.svg"
        return str(own if own.exists() else RESOURCES / "icons" / "onemap.svg")

    def shortHelpString(self) -> str:
        from qgis.PyQt.QtGui import QTextDocument

        text, document = self.help_markdown(), QTextDocument()
        if hasattr(document, "setMarkdown"):  # Qt 5.14
            document.setMarkdown(text)
        else:
            document.setPlainText(text)
        return document.toHtml()

    def help_markdown(self) -> str:
        """The page of resources/help; algorithms that apply rules add them from their definitions."""
        return help_text(self.ID, QLocale().name())

    def helpUrl(self) -> str:
        return f"{HELP_URL}#{self.ID}"

    def add_checks(self) -> None:
        """Optional CHECKS: the check profile whose severities and thresholds the rules of this algorithm take."""
        checks = QgsProcessingParameterString(
            "CHECKS",
            QCoreApplication.translate("OneMapAlgorithm", "Check profile for severities and thresholds (empty: national)"),
            "",
            optional=True,
        )
        checks.setFlags(checks.flags() | ADVANCED)
        self.addParameter(checks)

    def add_report(self) -> None:
        """The optional JSON report, and a number output for each of ``COUNTS`` and for the seconds."""
        self.addParameter(
            QgsProcessingParameterFileDestination(
                REPORT,
                QCoreApplication.translate("OneMapAlgorithm", "Report (JSON)"),
                "JSON (*.json)",
                optional=True,
                createByDefault=False,
            )
        )
        for name in self.COUNTS:
            self.addOutput(QgsProcessingOutputNumber(name.upper(), count_name(name)))
        self.addOutput(QgsProcessingOutputNumber("SECONDS", count_name("seconds")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ..qgis_bridge.versions import require_libraries

        try:
            require_libraries()
            return self.work(parameters, context, feedback)
        except Cancelled:
            feedback.pushInfo(QCoreApplication.translate("OneMapAlgorithm", "Cancelled; nothing was written."))
            return {}
        except OneMapError as e:
            raise QgsProcessingException(str(e)) from e
        except (QgsProcessingException, MemoryError):
            raise
        except Exception as e:  # a fault of ours: say so plainly, keep the details for the report
            feedback.pushDebugInfo(traceback.format_exc())
            message = QCoreApplication.translate(
                "OneMapAlgorithm", "Unexpected fault in OneMap ({reason}). The log has the details; please report it."
            )
            raise QgsProcessingException(message.format(reason=f"{type(e).__name__}: {e}")) from e

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """The work itself; OneMapError and Cancelled are told in Processing's terms by the caller."""
        raise QgsProcessingException(self.ID)

    def report_path(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return self.parameterAsFileOutput(parameters, REPORT, context)

    def results(self, report: Mapping[str, Any], path: str, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Write the report when asked for, tell the counts, and return them as outputs."""
        from ..qgis_bridge.steps_report import write_report

        if path:
            write_report(Path(path), report)
        counts: Mapping[str, Any] = report.get("counts", {})
        feedback.pushInfo(join_words(f"{count_name(k)} {v}" for k, v in counts.items()))
        found: dict[str, Any] = {name.upper(): counts.get(name, 0) for name in self.COUNTS}
        found["SECONDS"] = report.get("seconds", 0.0)
        if path:
            found[REPORT] = path
        return found


def progress_of(feedback: QgsProcessingFeedback) -> Progress:
    """The core's progress on top of Processing's; cancel reaches the innermost loop."""
    return Progress(lambda fraction: feedback.setProgress(100 * fraction), feedback.isCanceled)
