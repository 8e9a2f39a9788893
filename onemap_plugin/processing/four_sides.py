"""onemap:foursides"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..qgis_bridge.compat import ANY_FILE
from .base import OneMapAlgorithm, progress_of


class FourSides(OneMapAlgorithm):
    """What each parcel borders on in the east, south, west and north (四至)."""

    ID = "foursides"
    COUNTS = ("parcels", "named")

    def displayName(self) -> str:
        return QCoreApplication.translate("FourSides", "Neighbours on four sides")

    def tags(self) -> list[str]:
        return ["四至", "东至", "南至", "西至", "北至", "邻宗", "neighbours"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "FourSides", "East, south, west and north neighbours with the length of shared boundary."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "INPUT", QCoreApplication.translate("FourSides", "Review file or parcel file"), fileFilter=ANY_FILE
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "ONEMAP", QCoreApplication.translate("FourSides", "One map: folder, GeoPackage or catalogue")
            )
        )
        self.addParameter(
            QgsProcessingParameterString("ROLE", QCoreApplication.translate("FourSides", "Layer of the neighbours"), "DLTB")
        )
        self.addParameter(
            QgsProcessingParameterString("FIELD", QCoreApplication.translate("FourSides", "Field with their names"), "QSDWMC")
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT",
                QCoreApplication.translate("FourSides", "Table (CSV)"),
                "CSV (*.csv)",
                optional=True,
                createByDefault=False,
            )
        )
        self.add_report()

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import steps_sides

        output = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        report = steps_sides.sides_step(
            self.parameterAsString(parameters, "INPUT", context),
            self.parameterAsString(parameters, "ONEMAP", context),
            self.parameterAsString(parameters, "ROLE", context),
            self.parameterAsString(parameters, "FIELD", context),
            output,
            progress_of(feedback),
        )
        found = self.results(report, self.report_path(parameters, context), feedback)
        return {**found, "OUTPUT": output} if output else found
