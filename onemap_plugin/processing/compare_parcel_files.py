"""onemap:compareparcelfiles"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..qgis_bridge.compat import ANY_FILE
from .base import OneMapAlgorithm, progress_of


class CompareParcelFiles(OneMapAlgorithm):
    """Compare two sets of parcels both ways: what is missing, extra or different."""

    ID = "compareparcelfiles"
    COUNTS = ("first", "second", "different")
    MATCH = ("id", "place", "order")

    def displayName(self) -> str:
        return QCoreApplication.translate("CompareParcelFiles", "Compare two parcel files")

    def tags(self) -> list[str]:
        return ["一致性", "比对", "TXT", "SHP", "冗余", "缺少", "compare", "difference"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "CompareParcelFiles", "TXT against Shapefile against review: parcels, coordinates, areas and texts."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "FIRST", QCoreApplication.translate("CompareParcelFiles", "First file or review"), fileFilter=ANY_FILE
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                "SECOND", QCoreApplication.translate("CompareParcelFiles", "Second file or review"), fileFilter=ANY_FILE
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                "MATCH",
                QCoreApplication.translate("CompareParcelFiles", "Pair parcels by number, by place or by order"),
                list(self.MATCH),
                False,
                "id",
                usesStaticStrings=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                "DECIMALS",
                QCoreApplication.translate("CompareParcelFiles", "Decimals that must agree (m)"),
                QgsProcessingParameterNumber.Type.Integer,
                3,
                False,
                0,
                6,
            )
        )
        self.add_checks()
        self.add_report()

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import steps_files

        report = steps_files.compare_step(
            self.parameterAsString(parameters, "FIRST", context),
            self.parameterAsString(parameters, "SECOND", context),
            self.parameterAsInt(parameters, "DECIMALS", context),
            self.parameterAsEnumString(parameters, "MATCH", context),
            progress_of(feedback),
            self.parameterAsString(parameters, "CHECKS", context).strip(),
        )
        for f in report["findings"]:
            feedback.pushInfo(str(f["message"]))
        return self.results(report, self.report_path(parameters, context), feedback)
