"""onemap:downloadtiles"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (  # type: ignore[attr-defined]  # the stubs lack QgsProcessingException
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from .base import OneMapAlgorithm, progress_of
from .check_imagery import find_service
from .counts import count_name

INTEGER = QgsProcessingParameterNumber.Type.Integer
DOUBLE = QgsProcessingParameterNumber.Type.Double


class DownloadTiles(OneMapAlgorithm):
    """Take the tiles of an area along into the field, as one file that needs no network."""

    ID = "downloadtiles"
    GROUP = "imagery"

    def displayName(self) -> str:
        return QCoreApplication.translate("DownloadTiles", "Make an offline imagery package")

    def tags(self) -> list[str]:
        return ["离线", "影像", "瓦片", "天地图", "外业", "mbtiles", "gpkg", "offline", "tiles"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate(
            "DownloadTiles", "Fetches the tiles of an area, politely and resumably, into MBTiles or GeoPackage."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterString("SERVICE", QCoreApplication.translate("DownloadTiles", "Service id"), "tianditu.img.xyz")
        )
        self.addParameter(QgsProcessingParameterExtent("EXTENT", QCoreApplication.translate("DownloadTiles", "Area")))
        self.addParameter(
            QgsProcessingParameterNumber(
                "ZMIN", QCoreApplication.translate("DownloadTiles", "First level"), INTEGER, 10, False, 0, 24
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                "ZMAX", QCoreApplication.translate("DownloadTiles", "Last level"), INTEGER, 17, False, 0, 24
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "TERMS",
                QCoreApplication.translate(
                    "DownloadTiles", "Who allows a local copy (quote the terms or the permission; kept in the file)"
                ),
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                "LIMIT", QCoreApplication.translate("DownloadTiles", "Most tiles"), INTEGER, 5000, False, 1, 1_000_000
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                "RATE", QCoreApplication.translate("DownloadTiles", "Tiles per second"), DOUBLE, 8.0, False, 0.1, 100.0
            )
        )
        self.addParameter(
            QgsProcessingParameterAuthConfig(
                "AUTHCFG",
                QCoreApplication.translate("DownloadTiles", "Key (empty: the one chosen in the imagery dock)"),
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT", QCoreApplication.translate("DownloadTiles", "Offline file"), "MBTiles (*.mbtiles);;GeoPackage (*.gpkg)"
            )
        )
        for name in ("KEPT", "ABSENT", "FAILED"):
            self.addOutput(QgsProcessingOutputNumber(name, count_name(name.lower())))
        self.addOutput(QgsProcessingOutputBoolean("COMPLETE", QCoreApplication.translate("DownloadTiles", "No tile failed")))

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..core.imagery.download import Politeness
        from ..qgis_bridge.imagery_offline import plan_for, take_along

        service = find_service(self.parameterAsString(parameters, "SERVICE", context))
        target = Path(self.parameterAsFileOutput(parameters, "OUTPUT", context))
        if target.suffix.lower() not in {".mbtiles", ".gpkg"} or (target.suffix.lower() == ".mbtiles" and service.grid != "w"):
            raise QgsProcessingException(
                QCoreApplication.translate(
                    "DownloadTiles", "Name the file .gpkg; .mbtiles is possible for services in EPSG:3857 only."
                )
            )
        plan = plan_for(
            service,
            self.parameterAsExtent(parameters, "EXTENT", context),
            self.parameterAsExtentCrs(parameters, "EXTENT", context),
            self.parameterAsInt(parameters, "ZMIN", context),
            self.parameterAsInt(parameters, "ZMAX", context),
            self.parameterAsInt(parameters, "LIMIT", context),
        )
        feedback.pushInfo(
            QCoreApplication.translate("DownloadTiles", "{count} tiles, about {size} MB").format(
                count=plan.count, size=round(plan.bytes_estimate / 1e6, 1)
            )
        )
        done = take_along(
            plan,
            target,
            self.parameterAsString(parameters, "TERMS", context),
            self.parameterAsString(parameters, "AUTHCFG", context),
            Politeness(per_second=self.parameterAsDouble(parameters, "RATE", context)),
            progress_of(feedback),
        )
        if not done.complete:
            feedback.reportError(
                QCoreApplication.translate("DownloadTiles", "{count} tiles failed: the package has holes.").format(
                    count=done.counts["failed"]
                )
            )
        return {
            "OUTPUT": str(target),
            "COMPLETE": done.complete,
            **{k.upper(): done.counts[k] for k in ("kept", "absent", "failed")},
        }
