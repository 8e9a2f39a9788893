"""onemap:checkimagery"""

from __future__ import annotations

from typing import Any

from qgis.core import (  # type: ignore[attr-defined]  # the stubs lack QgsProcessingException
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from .base import OneMapAlgorithm


def find_service(service_id: str) -> Any:
    """The tile service of an id, of the plugin's or the user's list; QgsProcessingException names the known ids."""
    from ..qgis_bridge.imagery_layers import services

    known = services()
    found = next((s for s in known if s.id == service_id), None)
    if found is None:
        raise QgsProcessingException(
            QCoreApplication.translate("CheckImagery", "There is no service '{id}'. Known: {known}").format(
                id=service_id, known=", ".join(s.id for s in known)
            )
        )
    return found


def unlocked(service: Any, authcfg: str) -> Any:
    """A key ring with the service's key, to be uninstalled by the caller; the key may be absent (the check says so)."""
    from ..qgis_bridge.imagery_keys import KeyRing

    ring = KeyRing()
    if service.key_parameter:
        ring.unlock(service.group, service.key_hosts or (service.host,), service.key_parameter, authcfg)
    return ring


class CheckImagery(OneMapAlgorithm):
    """Fetch one tile of a service and explain the answer."""

    ID = "checkimagery"
    GROUP = "imagery"

    def displayName(self) -> str:
        return QCoreApplication.translate("CheckImagery", "Check an imagery service and its key")

    def tags(self) -> list[str]:
        return ["天地图", "影像", "key", "tk", "403", "418", "WMTS", "XYZ", "imagery", "tianditu"]

    def shortDescription(self) -> str:
        return QCoreApplication.translate("CheckImagery", "Fetches one tile and says what is wrong with service or key.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterString("SERVICE", QCoreApplication.translate("CheckImagery", "Service id"), "tianditu.img.xyz")
        )
        self.addParameter(
            QgsProcessingParameterAuthConfig(
                "AUTHCFG",
                QCoreApplication.translate("CheckImagery", "Key (empty: the one chosen in the imagery dock)"),
                optional=True,
            )
        )
        self.addOutput(
            QgsProcessingOutputBoolean("OK", QCoreApplication.translate("CheckImagery", "The service delivers pictures"))
        )
        self.addOutput(QgsProcessingOutputString("CODE", QCoreApplication.translate("CheckImagery", "Kind of answer")))
        self.addOutput(QgsProcessingOutputString("MESSAGE", QCoreApplication.translate("CheckImagery", "Explanation")))

    def work(self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        from ..core.i18n import translate
        from ..core.imagery.keys import mask
        from ..qgis_bridge.imagery_layers import check_tile

        service = find_service(self.parameterAsString(parameters, "SERVICE", context))
        ring = unlocked(service, self.parameterAsString(parameters, "AUTHCFG", context))
        try:
            found = check_tile(service, feedback=feedback)
            texts = [translate("imagery", t) for t in (found.cause, found.advice) if t] + [found.server]
            message = mask(" ".join(t for t in texts if t), ring.secrets())
        finally:
            ring.uninstall()
        feedback.pushInfo(message)
        return {"OK": found.ok, "CODE": found.code, "MESSAGE": message}
