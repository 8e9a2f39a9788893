"""Offline packages of a tile service for the field: QGIS's network settings handed to the downloader of the core."""

from __future__ import annotations

from pathlib import Path

import requests
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsNetworkAccessManager,
    QgsProject,
    QgsRectangle,
    QgsSettings,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyQuery

from ..core.imagery.catalogue import TileService
from ..core.imagery.download import Downloaded, Politeness, download
from ..core.imagery.plan import TilePlan, make_plan
from ..core.progress import SILENT, Progress
from .imagery_keys import KeyRing

DEFAULT_LIMIT = 5000


def plan_for(
    service: TileService,
    extent: QgsRectangle,
    crs: QgsCoordinateReferenceSystem,
    zmin: int,
    zmax: int,
    limit: int = DEFAULT_LIMIT,
) -> TilePlan:
    """Tiles over ``extent`` (in ``crs``).  Raises OneMapError when there are none or too many."""
    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(service.crs), QgsProject.instance().transformContext())
    box = transform.transformBoundingBox(extent)
    return make_plan(service, (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()), zmin, zmax, limit)


def user_agent() -> str:
    """What QGIS calls itself: a key that draws must also download, and servers tell key types by this text."""
    prefix = QgsSettings().value("qgis/networkAndProxy/userAgent", "Mozilla/5.0", type=str)
    return f"{prefix} QGIS/{Qgis.versionInt()}".strip()


def proxies_for(url: str) -> dict[str, str]:
    """QGIS's proxy for an address, in the form of ``requests``; empty when it goes direct."""
    found = QgsNetworkAccessManager.instance().proxyFactory()
    proxy = found.queryProxy(QNetworkProxyQuery(QUrl(url)))[0] if found else QgsNetworkAccessManager.instance().fallbackProxy()
    kinds = {
        QNetworkProxy.ProxyType.HttpProxy: "http",
        QNetworkProxy.ProxyType.HttpCachingProxy: "http",
        QNetworkProxy.ProxyType.Socks5Proxy: "socks5",
    }
    if proxy.type() not in kinds or not proxy.hostName():
        return {}
    login = f"{proxy.user()}:{proxy.password()}@" if proxy.user() else ""
    address = f"{kinds[proxy.type()]}://{login}{proxy.hostName()}:{proxy.port()}"
    return {"http": address, "https": address}


def take_along(
    plan: TilePlan, target: Path, terms: str, authcfg: str = "", manners: Politeness | None = None, progress: Progress = SILENT
) -> Downloaded:
    """Fetch a plan into an offline file; not on the main thread.  See core.imagery.download.download for errors."""
    service = plan.service
    key = KeyRing.read(authcfg or KeyRing.config_of(service.group)) if service.key_parameter else ""
    headers = {"User-Agent": user_agent()}
    if service.referer:
        headers["Referer"] = service.referer
    proxies = proxies_for(service.url)
    timeout = QgsNetworkAccessManager.timeout() / 1000

    def make_session() -> requests.Session:
        session = requests.Session()
        session.headers.update(headers)
        session.trust_env = not proxies
        session.proxies.update(proxies)
        return session

    return download(
        plan,
        target,
        make_session=make_session,
        key=key,
        terms=terms,
        manners=manners or Politeness(timeout_s=max(timeout, 5.0)),
        progress=progress,
    )
