"""onemap:verifypackage"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..qgis_bridge.compat import ANY_FILE
from .base import OneMapAlgorithm, progress_of


class VerifyPackage(OneMapAlgorithm):
    """Read a submission package and say what does not match."""

    ID = "verifypackage"
    GROUP = "package"
    COUNTS = ("findings", "errors", "warnings", "notices", "infos")

    def displayName(self) -> str:
        return QCoreApplication.translate("VerifyPackage", "Verify submission package")

    def tags(self) -> list[str]:
        return ["成果包", "核验", "质检", "校验", "一致性", "verify", "package", "sha256", "manifest"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "VerifyPackage", "Finds changed files, areas that differ and missing elements in a package."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "PACKAGE", QCoreApplication.translate("VerifyPackage", "Package (folder or ZIP)"), fileFilter=ANY_FILE
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "PROFILE",
                QCoreApplication.translate("VerifyPackage", "Package profile (empty: the one it was written by)"),
                "",
                optional=True,
            )
        )
        self.add_report()

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import steps_package

        report = steps_package.verify_step(
            self.parameterAsString(parameters, "PACKAGE", context),
            self.parameterAsString(parameters, "PROFILE", context).strip(),
            progress_of(feedback),
        )
        return self.results(report, self.report_path(parameters, context), feedback)
