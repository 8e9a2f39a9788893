"""onemap:checkparcels"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..qgis_bridge.compat import ADVANCED
from .base import OneMapAlgorithm, progress_of


class CheckParcels(OneMapAlgorithm):
    """Check the parcels of a review file by the receiver's rules."""

    ID = "checkparcels"
    COUNTS = ("parcels", "findings", "errors", "warnings", "notices", "infos")

    def displayName(self) -> str:
        return QCoreApplication.translate("CheckParcels", "Check parcels")

    def tags(self) -> list[str]:
        return ["质检", "检查", "拓扑", "自相交", "重叠", "面积", "界址点", "check", "validate", "topology", "parcel"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "CheckParcels", "Checks the parcels of a review file; every fault is a finding with its place."
        )

    def help_markdown(self) -> str:
        from ..core.checks import RULES, rules_list
        from ..core.rules import all_rules
        from ..qgis_bridge.steps_repair import repair_titles

        rules = rules_list((all_rules()[info.id] for info in RULES), repair_titles())
        title = QCoreApplication.translate("OneMapAlgorithm", "Rules")
        return f"{super().help_markdown()}\n\n**{title}**\n\n{rules}"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "REVIEW", QCoreApplication.translate("CheckParcels", "Review file"), fileFilter="GeoPackage (*.gpkg)"
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "PROFILE", QCoreApplication.translate("CheckParcels", "Check profile (empty: national)"), "", optional=True
            )
        )
        boundary = QgsProcessingParameterString(
            "BOUNDARY",
            QCoreApplication.translate(
                "CheckParcels", "Administrative boundary: polygon file, file|layername=… or one map (empty: not checked)"
            ),
            "",
            optional=True,
        )
        boundary.setFlags(boundary.flags() | ADVANCED)
        self.addParameter(boundary)
        self.add_report()
        self.addOutput(QgsProcessingOutputFile("REVIEW", QCoreApplication.translate("CheckParcels", "Review file")))

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import steps, steps_report

        review = self.parameterAsString(parameters, "REVIEW", context)
        profile = self.parameterAsString(parameters, "PROFILE", context).strip()
        done = steps.check_step(
            review, profile, progress_of(feedback), self.parameterAsString(parameters, "BOUNDARY", context).strip()
        )
        results = self.results(steps_report.check_report(done), self.report_path(parameters, context), feedback)
        return {**results, "REVIEW": review}
