"""onemap:exportpackage"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputFolder,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from .base import OneMapAlgorithm, progress_of


class ExportPackage(OneMapAlgorithm):
    """Write the submission package of a review."""

    ID = "exportpackage"
    GROUP = "package"
    COUNTS = ("files", "parcels", "findings")

    def displayName(self) -> str:
        return QCoreApplication.translate("ExportPackage", "Export submission package")

    def tags(self) -> list[str]:
        return [
            "成果包",
            "报批",
            "导出",
            "界址点成果表",
            "土地分类面积表",
            "勘测定界图",
            "export",
            "package",
            "zip",
            "pdf",
            "xlsx",
        ]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "ExportPackage", "Coordinate TXT, vectors, tables, maps, report and manifest, read back before they get their name."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "REVIEW", QCoreApplication.translate("ExportPackage", "Review file"), fileFilter="GeoPackage (*.gpkg)"
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "PROFILE", QCoreApplication.translate("ExportPackage", "Package profile (empty: national)"), "", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFolderDestination(
                "OUTPUT", QCoreApplication.translate("ExportPackage", "Folder that the package is written to")
            )
        )
        self.add_report()
        self.addOutput(QgsProcessingOutputFile("ZIP", QCoreApplication.translate("ExportPackage", "Package (ZIP)")))
        self.addOutput(QgsProcessingOutputFolder("FOLDER", QCoreApplication.translate("ExportPackage", "Package (folder)")))

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import steps_package

        output = self.parameterAsString(parameters, "OUTPUT", context)
        report, places = steps_package.export_step(
            self.parameterAsString(parameters, "REVIEW", context),
            self.parameterAsString(parameters, "PROFILE", context).strip(),
            output,
            progress_of(feedback),
        )
        results = self.results(report, self.report_path(parameters, context), feedback)
        return {**results, "OUTPUT": output, **places}
