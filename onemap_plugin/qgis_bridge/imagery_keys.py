"""Service keys: kept encrypted by QGIS's authentication manager, added to a request at the last moment.

Layer sources, projects, QLR files and logs hold no key: a request preprocessor of QgsNetworkAccessManager appends it for
the hosts of the service only.  (QGIS 3.22 has no authentication method that can add a query parameter.)
"""

from __future__ import annotations

import sys

from qgis.core import Qgis, QgsApplication, QgsAuthMethodConfig, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt.QtCore import QUrl

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.imagery.catalogue import host_matches
from ..core.imagery.keys import with_key

SETTING = "onemap/imagery/authcfg/"


class KeyRing:
    """The unlocked keys of this session.  ``install`` once at start-up (cheap), ``uninstall`` at unload."""

    def __init__(self) -> None:
        # replaced as a whole, never changed in place: network threads read it while the main thread writes
        self._keys: tuple[tuple[tuple[str, ...], str, str], ...] = ()
        self._preprocessor: str | None = None

    @staticmethod
    def supported() -> bool:
        """Python preprocessors crash QGIS 3.34 with Python 3.12 at once (qgis/QGIS issue 55329)."""
        return not (33400 <= Qgis.versionInt() < 33500 and sys.version_info >= (3, 12))

    def _prepare(self, request: object) -> None:
        """Called by QGIS in network threads for every request: small, and never raises."""
        url = request.url()  # type: ignore[attr-defined]
        host = url.host()
        for hosts, parameter, key in self._keys:
            if host_matches(host, hosts):
                request.setUrl(QUrl(with_key(url.toEncoded().data().decode("ascii"), parameter, key)))  # type: ignore[attr-defined]
                return

    def unlock(self, group: str, hosts: tuple[str, ...], parameter: str, authcfg: str = "") -> bool:
        """Make the key of a service group usable; QGIS may ask for the master password.  Main thread.

        Returns False when no key is stored or the user did not unlock the store.
        """
        key = self.read(authcfg or self.config_of(group))
        if not key:
            return False
        if self._preprocessor is None and self.supported():
            self._preprocessor = QgsNetworkAccessManager.setRequestPreprocessor(self._prepare)
        self._keys = (*(k for k in self._keys if k[0] != hosts), (hosts, parameter, key))
        return self._preprocessor is not None

    def unlocked(self, host: str) -> bool:
        return any(host_matches(host, hosts) for hosts, _, _ in self._keys)

    def secrets(self) -> tuple[str, ...]:
        """The keys themselves, only to mask them in texts."""
        return tuple(key for _, _, key in self._keys)

    def uninstall(self) -> None:
        """Forget all keys and take the preprocessor out."""
        self._keys = ()
        if self._preprocessor is not None:
            QgsNetworkAccessManager.removeRequestPreprocessor(self._preprocessor)
            self._preprocessor = None

    @staticmethod
    def config_of(group: str) -> str:
        """Id of the authentication configuration chosen for a service group, '' when none."""
        return str(QgsSettings().value(SETTING + group, "", type=str))

    @staticmethod
    def choose(group: str, authcfg: str) -> None:
        """Remember which configuration a service group uses; the id is no secret."""
        QgsSettings().setValue(SETTING + group, authcfg)

    @staticmethod
    def read(authcfg: str) -> str:
        """The key of a configuration: the password of a 'Basic' one.  '' when there is none or it stays locked."""
        if not authcfg:
            return ""
        config = QgsAuthMethodConfig()
        if not QgsApplication.authManager().loadAuthenticationConfig(authcfg, config, True):
            return ""
        return str(config.config("password"))

    def store(self, group: str, title: str, parameter: str, key: str) -> str:
        """Keep ``key`` encrypted in the authentication manager and use it for the group.  Returns the configuration's id.

        Raises OneMapError when the store is off or stays locked; the key is then kept nowhere.
        """
        manager = QgsApplication.authManager()
        authcfg = self.config_of(group)
        config = QgsAuthMethodConfig("Basic")
        if authcfg and not manager.loadAuthenticationConfig(authcfg, config, True):
            authcfg, config = "", QgsAuthMethodConfig("Basic")
        config.setName(f"OneMap {title}")
        config.setConfig("username", parameter)
        config.setConfig("password", key)
        saved = manager.updateAuthenticationConfig(config) if authcfg else manager.storeAuthenticationConfig(config)
        stored = config.id() if not isinstance(saved, tuple) else saved[1].id()
        if not (saved[0] if isinstance(saved, tuple) else saved) or not stored:
            raise OneMapError(
                QT_TRANSLATE_NOOP("errors", "The key was not stored: QGIS's authentication manager is off or locked."),
                hint=QT_TRANSLATE_NOOP("errors", "Open Settings > Options > Authentication, set the master password, try again."),
            )
        self.choose(group, stored)
        return str(stored)
