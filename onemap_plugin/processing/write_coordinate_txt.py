"""onemap:writecoordinatetxt"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..qgis_bridge.compat import ANY_FILE
from .base import OneMapAlgorithm, progress_of

PREFIX = ("", "yes", "no")


class WriteCoordinateTxt(OneMapAlgorithm):
    """Write parcels as coordinate TXT of any dialect that can be written."""

    ID = "writecoordinatetxt"
    COUNTS = ("files", "parcels", "findings")
    SPLIT = ("merged", "parcel", "source")
    ENCODING = ("GBK", "UTF-8", "UTF-8-SIG", "GB18030", "UTF-16")
    NUMBERING = ("keep", "nw", "north")
    CLOSING = ("", "first", "next", "none")
    PARTS = ("together", "split")

    def displayName(self) -> str:
        return QCoreApplication.translate("WriteCoordinateTxt", "Write coordinate TXT")

    def tags(self) -> list[str]:
        return ["TXT", "坐标", "界址点", "报备", "电子报盘", "导出", "coordinates", "export"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate("WriteCoordinateTxt", "Writes parcels as TXT and reads them back before saying so.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "INPUT", QCoreApplication.translate("WriteCoordinateTxt", "Review file or parcel file"), fileFilter=ANY_FILE
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "PROFILE", QCoreApplication.translate("WriteCoordinateTxt", "TXT profile"), "standard", optional=True
            )
        )
        self._choices()
        self.addParameter(
            QgsProcessingParameterNumber(
                "DECIMALS",
                QCoreApplication.translate("WriteCoordinateTxt", "Decimals of coordinates (m)"),
                QgsProcessingParameterNumber.Type.Integer,
                3,
                False,
                0,
                6,
            )
        )
        for name, text in (
            ("RESTART", QCoreApplication.translate("WriteCoordinateTxt", "Begin the numbers anew in each ring")),
            ("COMPUTE_AREA", QCoreApplication.translate("WriteCoordinateTxt", "Write computed areas, not the declared ones")),
            ("COMPUTE_SHEET", QCoreApplication.translate("WriteCoordinateTxt", "Write computed map sheet numbers (1:10,000)")),
            ("OVERWRITE", QCoreApplication.translate("WriteCoordinateTxt", "Overwrite existing files")),
        ):
            self.addParameter(QgsProcessingParameterBoolean(name, text, False))
        for name, text, default in (
            ("LABEL_PREFIX", QCoreApplication.translate("WriteCoordinateTxt", "Before the numbers given anew"), "J"),
            (
                "HEADER",
                QCoreApplication.translate("WriteCoordinateTxt", "Header values (key=value;key=value or JSON)"),
                "",
            ),
        ):
            self.addParameter(QgsProcessingParameterString(name, text, default, optional=True))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT",
                QCoreApplication.translate("WriteCoordinateTxt", "File (one for all) or folder (several files)"),
                "TXT (*.txt)",
            )
        )
        self.add_checks()
        self.add_report()

    def _choices(self) -> None:
        for name, text, options in (
            (
                "SPLIT",
                QCoreApplication.translate("WriteCoordinateTxt", "Files: all in one, one per parcel, one per source"),
                self.SPLIT,
            ),
            ("ENCODING", QCoreApplication.translate("WriteCoordinateTxt", "Encoding"), self.ENCODING),
            ("PREFIX", QCoreApplication.translate("WriteCoordinateTxt", "Zone number before the easting"), PREFIX),
            ("NUMBERING", QCoreApplication.translate("WriteCoordinateTxt", "Numbering starts"), self.NUMBERING),
            ("CLOSING", QCoreApplication.translate("WriteCoordinateTxt", "Label of the closing line"), self.CLOSING),
            ("PARTS", QCoreApplication.translate("WriteCoordinateTxt", "Parts of a parcel"), self.PARTS),
        ):
            self.addParameter(QgsProcessingParameterEnum(name, text, list(options), False, options[0], usesStaticStrings=True))

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..qgis_bridge import steps_files

        def choice(name: str) -> str:
            return self.parameterAsEnumString(parameters, name, context)

        values: dict[str, Any] = {n: choice(n) for n in ("ENCODING", "PREFIX", "NUMBERING", "CLOSING", "PARTS")}
        values.update({n: self.parameterAsString(parameters, n, context) for n in ("PROFILE", "LABEL_PREFIX", "HEADER")})
        values.update({n: self.parameterAsBool(parameters, n, context) for n in ("RESTART", "COMPUTE_AREA", "COMPUTE_SHEET")})
        values["DECIMALS"] = self.parameterAsInt(parameters, "DECIMALS", context)
        options = steps_files.options_from(values)
        output = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        report = steps_files.write_txt_step(
            self.parameterAsString(parameters, "INPUT", context),
            output,
            options,
            choice("SPLIT"),
            self.parameterAsBool(parameters, "OVERWRITE", context),
            progress_of(feedback),
            self.parameterAsString(parameters, "CHECKS", context).strip(),
        )
        return {**self.results(report, self.report_path(parameters, context), feedback), "OUTPUT": output}
