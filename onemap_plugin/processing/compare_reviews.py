"""onemap:comparereviews"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterFile
from qgis.PyQt.QtCore import QCoreApplication

from .base import OneMapAlgorithm, progress_of


class CompareReviews(OneMapAlgorithm):
    """Compare two reviews: boundaries, findings, areas, approvals, conflicts, materials, editions."""

    ID = "comparereviews"
    GROUP = "onemap"
    COUNTS = ("changes", "better", "worse", "crossed")

    def displayName(self) -> str:
        return QCoreApplication.translate("CompareReviews", "Compare two reviews")

    def tags(self) -> list[str]:
        return ["联审", "对比", "变化", "版本", "调整", "compare", "changes", "edition", "rerun"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "CompareReviews", "What another boundary, another edition of the one map or other project answers changed."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "FIRST",
                QCoreApplication.translate("CompareReviews", "Earlier review file (empty: the run before, kept in the later)"),
                optional=True,
                fileFilter="GeoPackage (*.gpkg)",
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                "SECOND", QCoreApplication.translate("CompareReviews", "Later review file"), fileFilter="GeoPackage (*.gpkg)"
            )
        )
        self.add_report()

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import steps_compare

        report = steps_compare.compare_step(
            self.parameterAsString(parameters, "FIRST", context),
            self.parameterAsString(parameters, "SECOND", context),
            progress_of(feedback),
        )
        if not report["reviewed"]:
            feedback.pushInfo(
                QCoreApplication.translate(
                    "CompareReviews", "One of the two was not laid over the one map: only parcels and findings were compared."
                )
            )
        for d in report["differences"]:
            feedback.pushInfo(" ".join(x for x in (f"{d['part']} {d['kind']}:", d["parcel_id"], d["title"]) if x))
        return self.results(report, self.report_path(parameters, context), feedback)
