"""onemap:repairparcels"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from .base import OneMapAlgorithm, progress_of

DOUBLE = QgsProcessingParameterNumber.Type.Double


class RepairParcels(OneMapAlgorithm):
    """Repair parcels of a review: shows what would change, and changes it only when told to."""

    ID = "repairparcels"
    COUNTS = ("parcels", "repaired", "restored")

    def displayName(self) -> str:
        return QCoreApplication.translate("RepairParcels", "Repair parcels")

    def tags(self) -> list[str]:
        return ["修复", "自相交", "重复点", "闭合", "编号", "撤销", "repair", "fix", "undo"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "RepairParcels", "Works out a repair, tells what moves how far, and applies it only with your consent."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "REVIEW", QCoreApplication.translate("RepairParcels", "Review file"), fileFilter="GeoPackage (*.gpkg)"
            )
        )
        for name, text in (
            ("RULE", QCoreApplication.translate("RepairParcels", "Rule whose open findings are to be repaired, e.g. G03")),
            ("FINDINGS", QCoreApplication.translate("RepairParcels", "or findings by uid, separated by commas")),
            ("FIX", QCoreApplication.translate("RepairParcels", "Repair (empty: the first one offered)")),
            ("PARCELS", QCoreApplication.translate("RepairParcels", "Only these parcels, separated by commas")),
        ):
            self.addParameter(QgsProcessingParameterString(name, text, "", optional=True))
        for name, text, default in (
            ("DUPLICATE_M", QCoreApplication.translate("RepairParcels", "Points closer than this are one point (m)"), 0.001),
            ("SNAP_M", QCoreApplication.translate("RepairParcels", "Snapping distance to the neighbour (m)"), 0.01),
            ("COLLINEAR_M", QCoreApplication.translate("RepairParcels", "Points nearer to a straight line than this (m)"), 0.001),
            ("SPIKE_DEG", QCoreApplication.translate("RepairParcels", "Corners sharper than this are spikes (degrees)"), 1.0),
            ("DECIMALS", QCoreApplication.translate("RepairParcels", "Decimals when rounding"), 3.0),
        ):
            self.addParameter(QgsProcessingParameterNumber(name, text, DOUBLE, default, False, 0.0, 10.0))
        self.addParameter(
            QgsProcessingParameterBoolean(
                "APPLY", QCoreApplication.translate("RepairParcels", "Yes, change the parcels (else only a preview)"), False
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                "UNDO", QCoreApplication.translate("RepairParcels", "Take the last repair back instead"), False
            )
        )
        self.add_report()
        self.addOutput(QgsProcessingOutputFile("REVIEW", QCoreApplication.translate("RepairParcels", "Review file")))

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..core.repair import RepairOptions
        from ..qgis_bridge import steps_repair

        review = self.parameterAsString(parameters, "REVIEW", context)
        if self.parameterAsBool(parameters, "UNDO", context):
            report = steps_repair.undo_step(review, progress_of(feedback))
        else:
            request = steps_repair.Request(
                uids=self._listed(parameters, "FINDINGS", context),
                rule=self.parameterAsString(parameters, "RULE", context).strip(),
                fix=self.parameterAsString(parameters, "FIX", context).strip(),
                parcels=self._listed(parameters, "PARCELS", context),
                options=RepairOptions(
                    duplicate_m=self.parameterAsDouble(parameters, "DUPLICATE_M", context),
                    snap_m=self.parameterAsDouble(parameters, "SNAP_M", context),
                    collinear_m=self.parameterAsDouble(parameters, "COLLINEAR_M", context),
                    spike_deg=self.parameterAsDouble(parameters, "SPIKE_DEG", context),
                    decimals=int(self.parameterAsDouble(parameters, "DECIMALS", context)),
                ),
            )
            apply = self.parameterAsBool(parameters, "APPLY", context)
            report = steps_repair.repair_step(review, request, apply, progress_of(feedback))
            self._tell(report, apply, feedback)
        return {**self.results(report, self.report_path(parameters, context), feedback), "REVIEW": review}

    def _listed(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> list[str]:
        return [v.strip() for v in self.parameterAsString(parameters, name, context).split(",") if v.strip()]

    def _tell(self, report: dict[str, Any], apply: bool, feedback: QgsProcessingFeedback) -> None:
        text = QCoreApplication.translate(
            "RepairParcels",
            "{parcel}: {fix}, {moved} points move at most {distance} m, {dropped} go, {added} come, area {area} m²",
        )
        for r in report["repairs"]:
            feedback.pushInfo(
                text.format(
                    parcel=r["parcel_id"],
                    fix=r["fix"],
                    moved=r["moved"],
                    distance=round(r["greatest_move_m"], 4),
                    dropped=r["dropped"],
                    added=r["added"],
                    area=f"{r['area_change_m2']:+.4f}",
                )
            )
        for f in report.get("new_errors", ()):
            said = QCoreApplication.translate("RepairParcels", "New error: {parcel}: {message}")
            feedback.pushWarning(said.format(parcel=f["parcel_id"], message=f["message"]))
        if not apply:
            feedback.pushInfo(QCoreApplication.translate("RepairParcels", "Only a preview: nothing was changed."))
