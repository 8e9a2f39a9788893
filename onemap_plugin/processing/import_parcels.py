"""onemap:importparcels"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..qgis_bridge.compat import ADVANCED, ANY_FILE
from .base import OneMapAlgorithm, progress_of


class ImportParcels(OneMapAlgorithm):
    """Read parcels from files into a review file."""

    ID = "importparcels"
    COUNTS = ("files", "parcels", "read", "points", "findings")

    def displayName(self) -> str:
        return QCoreApplication.translate("ImportParcels", "Import parcels")

    def tags(self) -> list[str]:
        return ["宗地", "地块", "坐标", "界址点", "勘测定界", "txt", "shp", "dxf", "kml", "import", "parcel", "cadastre", "导入"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "ImportParcels", "Reads coordinate TXT, point lists and vector files into a review file."
        )

    def help_markdown(self) -> str:
        from ..core.checks import rules_list
        from ..core.rules import READING
        from ..qgis_bridge.steps_repair import repair_titles

        title = QCoreApplication.translate("OneMapAlgorithm", "Rules")
        return f"{super().help_markdown()}\n\n**{title}**\n\n{rules_list(READING, repair_titles())}"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "INPUT",
                QCoreApplication.translate("ImportParcels", "Parcel file, folder or ZIP (several: separated by ;)"),
                fileFilter=ANY_FILE,
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "PROFILE", QCoreApplication.translate("ImportParcels", "TXT profile (empty: recognised)"), "", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "REVIEW", QCoreApplication.translate("ImportParcels", "Review file (created or updated)"), "GeoPackage (*.gpkg)"
            )
        )
        crs = QgsProcessingParameterCrs(
            "CRS", QCoreApplication.translate("ImportParcels", "Coordinate system of files that do not say theirs"), optional=True
        )
        crs.setFlags(crs.flags() | ADVANCED)
        self.addParameter(crs)
        for name, text in (
            (
                "COLUMNS",
                QCoreApplication.translate(
                    "ImportParcels", 'Columns of point lists (JSON: ["label", "north", "east"]; empty: recognised)'
                ),
            ),
            ("LAYERS", QCoreApplication.translate("ImportParcels", "Layers of drawings (separated by ; empty: recognised)")),
        ):
            parameter = QgsProcessingParameterString(name, text, "", optional=True)
            parameter.setFlags(parameter.flags() | ADVANCED)
            self.addParameter(parameter)
        swap = QgsProcessingParameterBoolean(
            "SWAP_AXES", QCoreApplication.translate("ImportParcels", "Exchange north and east where they look exchanged"), False
        )
        swap.setFlags(swap.flags() | ADVANCED)
        self.addParameter(swap)
        self.add_checks()
        self.add_report()

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import reading_choices, steps, steps_report

        layers = self.parameterAsString(parameters, "LAYERS", context).replace("；", ";").split(";")
        choices = reading_choices.Choices(
            reading_choices.parse_columns(self.parameterAsString(parameters, "COLUMNS", context)),
            self.parameterAsBool(parameters, "SWAP_AXES", context),
            tuple(name.strip() for name in layers if name.strip()),
        )
        review = self.parameterAsFileOutput(parameters, "REVIEW", context)
        crs = self.parameterAsCrs(parameters, "CRS", context)
        done = steps.import_step(
            self.parameterAsString(parameters, "INPUT", context),
            self.parameterAsString(parameters, "PROFILE", context).strip(),
            review,
            steps.crs_of(crs),
            progress_of(feedback),
            choices,
            self.parameterAsString(parameters, "CHECKS", context).strip(),
        )
        results = self.results(steps_report.import_report(done), self.report_path(parameters, context), feedback)
        return {**results, "REVIEW": review}
