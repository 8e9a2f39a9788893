"""onemap:mapsheets"""

from __future__ import annotations

from typing import Any

from qgis.core import (  # type: ignore[attr-defined]  # the stubs lack QgsProcessingException
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..qgis_bridge.compat import ANY_FILE, TEXT_FIELD
from .base import OneMapAlgorithm, progress_of

SCALES = ("1000000", "500000", "250000", "100000", "50000", "25000", "10000", "5000", "2000", "1000", "500")


class MapSheets(OneMapAlgorithm):
    """Sheet numbers of parcels and the sheets as polygons."""

    ID = "mapsheets"
    COUNTS = ("parcels", "sheets")

    def displayName(self) -> str:
        return QCoreApplication.translate("MapSheets", "Map sheets of parcels")

    def tags(self) -> list[str]:
        return ["图幅号", "分幅", "接图表", "GB/T 13989", "sheet", "index"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate("MapSheets", "Sheet numbers by GB/T 13989, intersected with the parcels themselves.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "INPUT", QCoreApplication.translate("MapSheets", "Review file or parcel file"), fileFilter=ANY_FILE
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                "SCALE", QCoreApplication.translate("MapSheets", "Scale 1:"), list(SCALES), False, "10000", usesStaticStrings=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "OUTPUT",
                QCoreApplication.translate("MapSheets", "Sheets"),
                QgsProcessing.SourceType.TypeVectorPolygon,  # type: ignore[attr-defined]  # named so from 3.22 on
                optional=True,
                createByDefault=False,
            )
        )
        self.add_report()

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import steps_files

        scale = int(self.parameterAsEnumString(parameters, "SCALE", context))
        report = steps_files.sheets_step(self.parameterAsString(parameters, "INPUT", context), scale, progress_of(feedback))
        found = self.results(report, self.report_path(parameters, context), feedback)
        fields = QgsFields()
        fields.append(QgsField("sheet", TEXT_FIELD))
        fields.append(QgsField("parcels", TEXT_FIELD))
        crs = QgsCoordinateReferenceSystem("EPSG:4490")
        sink, place = self.parameterAsSink(parameters, "OUTPUT", context, fields, QgsWkbTypes.Type.Polygon, crs)
        if parameters.get("OUTPUT") and sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        if sink is not None:
            for name, (west, south, east, north) in report["extents"].items():
                feature = QgsFeature(fields)
                feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, east, north)))
                feature.setAttributes([name, "、".join(p["parcel_id"] for p in report["parcels"] if name in p["sheets"])])
                sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert)
            found["OUTPUT"] = place
        return found
