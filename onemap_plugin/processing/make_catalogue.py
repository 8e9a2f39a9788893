"""onemap:makecatalogue"""

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


class MakeCatalogue(OneMapAlgorithm):
    """Recognise the layers of a one map and save them as a catalogue to share."""

    ID = "makecatalogue"
    GROUP = "onemap"
    COUNTS = ("layers", "entries", "roles", "unsure", "unknown", "missing_editions")

    def displayName(self) -> str:
        return QCoreApplication.translate("MakeCatalogue", "Make a catalogue of the one map")

    def tags(self) -> list[str]:
        return ["一张图", "目录", "图层识别", "版本", "PostGIS", "GDB", "catalogue", "layers", "edition"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "MakeCatalogue",
            "Recognises layers by name, fields and geometry and saves role, place and edition, without passwords.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "INPUT",
                QCoreApplication.translate("MakeCatalogue", "One map: folder, GeoPackage, postgis:… or project"),
                fileFilter=ANY_FILE,
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "PUBLISHER", QCoreApplication.translate("MakeCatalogue", "Publisher of the data"), "", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT", QCoreApplication.translate("MakeCatalogue", "Catalogue (YAML)"), "YAML (*.yaml *.yml)"
            )
        )
        self.add_report()

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge.steps_catalogue import make_catalogue_step

        output = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        report = make_catalogue_step(
            self.parameterAsString(parameters, "INPUT", context),
            output,
            self.parameterAsString(parameters, "PUBLISHER", context),
            progress_of(feedback),
        )
        return {**self.results(report, self.report_path(parameters, context), feedback), "OUTPUT": output}
