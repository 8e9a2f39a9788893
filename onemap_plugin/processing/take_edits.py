"""onemap:takeedits"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QCoreApplication

from .base import OneMapAlgorithm, progress_of
from .counts import join_words


class TakeEdits(OneMapAlgorithm):
    """Take over what was edited in the layer ``parcels`` of a review by another program or outside the dock."""

    ID = "takeedits"
    COUNTS = ("parcels", "edited", "deleted")

    def displayName(self) -> str:
        return QCoreApplication.translate("TakeEdits", "Take edits of the parcels into the review")

    def tags(self) -> list[str]:
        return ["编辑", "界线", "界址点", "地块", "edit", "boundary", "take over"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "TakeEdits",
            "Makes boundary points of outlines that were edited in the layer parcels, as one change that can be undone.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "REVIEW", QCoreApplication.translate("TakeEdits", "Review file"), fileFilter="GeoPackage (*.gpkg)"
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                "APPLY", QCoreApplication.translate("TakeEdits", "Yes, change the parcels (else only a list)"), False
            )
        )
        self.add_report()
        self.addOutput(QgsProcessingOutputFile("REVIEW", QCoreApplication.translate("TakeEdits", "Review file")))

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import review_file, steps_edit

        review = self.parameterAsString(parameters, "REVIEW", context)
        if self.parameterAsBool(parameters, "APPLY", context):
            report = steps_edit.edits_step(review, review_file.load(review).parcels.parcels, progress_of(feedback))
        else:
            report = steps_edit.pending_step(review)
            feedback.pushInfo(QCoreApplication.translate("TakeEdits", "Only a list: nothing was changed."))
        if report["edited"]:
            text = QCoreApplication.translate("TakeEdits", "Edited parcels: {parcels}")
            feedback.pushInfo(text.format(parcels=join_words(report["edited"])))
        return {**self.results(report, self.report_path(parameters, context), feedback), "REVIEW": review}
