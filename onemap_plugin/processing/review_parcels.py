"""onemap:reviewparcels"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..qgis_bridge.compat import ADVANCED, ANY_FILE
from .base import OneMapAlgorithm, progress_of

BASES, ROUNDINGS = ("plane", "ellipsoid"), ("half_up", "half_even")
#: parameter -> (setting of the overlay, default, smallest value)
NUMBERS = {
    "STEP": ("step_m", 10.0, 0.1),
    "SLIVER_AREA": ("sliver_area_m2", 1.0, 0.0),
    "SLIVER_WIDTH": ("sliver_width_m", 0.1, 0.0),
}


class ReviewParcels(OneMapAlgorithm):
    """Overlay the parcels with the one map and say which approvals they touch."""

    ID = "reviewparcels"
    GROUP = "onemap"
    COUNTS = ("parcels", "sources", "missing", "overlay", "conflicts", "outcomes", "approvals", "materials", "findings")

    def displayName(self) -> str:
        return QCoreApplication.translate("ReviewParcels", "Review parcels against the one map")

    def tags(self) -> list[str]:
        return [
            "一张图",
            "联审",
            "联动审批",
            "叠加",
            "占地分析",
            "用地",
            "用林",
            "用草",
            "用海",
            "用矿",
            "overlay",
            "review",
            "approval",
        ]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "ReviewParcels", "Areas by land class and the approvals that the parcels touch, each with layer, edition and clause."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "REVIEW", QCoreApplication.translate("ReviewParcels", "Review file"), fileFilter="GeoPackage (*.gpkg)"
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                "ONEMAP",
                QCoreApplication.translate("ReviewParcels", "One map: folder, GeoPackage, catalogue file, postgis:… or project"),
                fileFilter=ANY_FILE,
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                "PROJECT",
                QCoreApplication.translate("ReviewParcels", "Project attributes (YAML)"),
                optional=True,
                fileFilter="YAML (*.yaml *.yml)",
            )
        )
        rules = QgsProcessingParameterString(
            "RULES",
            QCoreApplication.translate("ReviewParcels", "Rule files of the province (separated by ;), or its code, e.g. 44"),
            "",
            optional=True,
        )
        rules.setFlags(rules.flags() | ADVANCED)
        self.addParameter(rules)
        self._add_area_settings()
        self.add_report()
        self.addOutput(QgsProcessingOutputFile("REVIEW", QCoreApplication.translate("ReviewParcels", "Review file")))

    def _add_area_settings(self) -> None:
        """How areas are measured, balanced and flagged; advanced, because the defaults suit most."""
        titles = {
            "STEP": QCoreApplication.translate("ReviewParcels", "Longest edge for the ellipsoid area (m)"),
            "SLIVER_AREA": QCoreApplication.translate("ReviewParcels", "Pieces below this area are flagged as slivers (m²)"),
            "SLIVER_WIDTH": QCoreApplication.translate("ReviewParcels", "Pieces below this width are flagged as slivers (m)"),
        }
        basis = QCoreApplication.translate("ReviewParcels", "Area that is balanced to hectares")
        rounding = QCoreApplication.translate("ReviewParcels", "Rounding (half_up or half_even)")
        made: list[Any] = [
            QgsProcessingParameterEnum("BASIS", basis, list(BASES), False, BASES[0], usesStaticStrings=True),
            QgsProcessingParameterEnum("ROUNDING", rounding, list(ROUNDINGS), False, ROUNDINGS[0], usesStaticStrings=True),
        ]
        real = QgsProcessingParameterNumber.Type.Double
        made += [
            QgsProcessingParameterNumber(name, titles[name], real, default, False, smallest)
            for name, (_, default, smallest) in NUMBERS.items()
        ]
        for parameter in made:
            parameter.setFlags(parameter.flags() | ADVANCED)
            self.addParameter(parameter)

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import steps_report, steps_review

        review = self.parameterAsString(parameters, "REVIEW", context)
        areas: dict[str, Any] = {
            "basis": self.parameterAsEnumString(parameters, "BASIS", context),
            "rounding": self.parameterAsEnumString(parameters, "ROUNDING", context),
            **{setting: self.parameterAsDouble(parameters, name, context) for name, (setting, _, _) in NUMBERS.items()},
        }
        done = steps_review.review_step(
            review,
            self.parameterAsString(parameters, "ONEMAP", context),
            self.parameterAsString(parameters, "PROJECT", context),
            progress_of(feedback),
            [r.strip() for r in self.parameterAsString(parameters, "RULES", context).split(";") if r.strip()],
            areas,
        )
        results = self.results(steps_report.review_report(done), self.report_path(parameters, context), feedback)
        return {**results, "REVIEW": review}
