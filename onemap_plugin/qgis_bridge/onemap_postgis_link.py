"""A PostGIS database as a place of the one map: how it is named, entered, asked, and what is said when it fails.

    postgis:service=county schema=onemap
    postgis:host=db.example port=5432 dbname=county schema=onemap authcfg=ab12cd3

Never a password: that comes from QGIS's authentication manager (authcfg), the service or password file of PostgreSQL, or
its environment variables.  Every wait is a loop that looks for cancel and for its time limit, so nothing hangs.
"""

from __future__ import annotations

import contextlib
import re
import selectors
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg2
from psycopg2 import extensions

from ..core.errors import OneMapError
from ..core.findings import EMPTY
from ..core.i18n import QT_TRANSLATE_NOOP
from .onemap_places import POSTGIS

CONNECT_SECONDS = 10.0
QUERY_SECONDS = 600.0
#: longer than the server's own limit, for a server that does not answer at all
_GRACE_SECONDS = 5.0
_SLICE_SECONDS = 0.1
_LIBPQ = ("service", "host", "port", "dbname", "user", "sslmode")
_OWN = ("schema", "authcfg", "timeout")
_PAIR = re.compile(r"\s*(\w+)\s*=\s*('(?:[^'\\]|\\.)*'|[^\s']*)(?=\s|$)")

_FORM = QT_TRANSLATE_NOOP("errors", "“{text}” is no place of a PostGIS database.")
_FORM_HINT = QT_TRANSLATE_NOOP(
    "errors", "Write it as postgis:service=… schema=… or postgis:host=… port=… dbname=… schema=… authcfg=…"
)
_SECRET = QT_TRANSLATE_NOOP("errors", "A password must not stand in the place of a database.")
_SECRET_HINT = QT_TRANSLATE_NOOP(
    "errors", "Keep it in the authentication manager of QGIS (authcfg=…) or in PostgreSQL's service or password file."
)
_AUTHCFG = QT_TRANSLATE_NOOP("errors", "QGIS has no authentication configuration “{authcfg}”, or it cannot be unlocked.")
_AUTHCFG_HINT = QT_TRANSLATE_NOOP("errors", "Create it in the options of QGIS under Authentication, then name its id.")
_LOGIN = QT_TRANSLATE_NOOP("errors", "The database server refuses the login.")
_LOGIN_HINT = QT_TRANSLATE_NOOP("errors", "Check user and password in the authentication configuration or the service file.")
_NO_SERVER = QT_TRANSLATE_NOOP("errors", "The database server cannot be reached.")
_NO_SERVER_HINT = QT_TRANSLATE_NOOP("errors", "Check host, port and network, and that the server is running.")
_NO_DATABASE = QT_TRANSLATE_NOOP("errors", "The server has no such database.")
_NO_SERVICE = QT_TRANSLATE_NOOP("errors", "The service file of PostgreSQL has no such service, or it is not there.")
_LATE = QT_TRANSLATE_NOOP("errors", "The database server did not answer within {seconds} s.")
_LATE_HINT = QT_TRANSLATE_NOOP("errors", "Try again, or give a longer time limit (timeout=… in the place of the database).")
_GONE = QT_TRANSLATE_NOOP("errors", "The connection to the database server was lost.")
_DENIED = QT_TRANSLATE_NOOP("errors", "The database user may not read this.")
_DENIED_HINT = QT_TRANSLATE_NOOP("errors", "Ask the keeper of the database for the right to read the schema and its tables.")
_FAULT = QT_TRANSLATE_NOOP("errors", "The database server reports a fault ({code}).")


@dataclass(frozen=True)
class Place:
    """Where a schema is: libpq's own parameters, the schema, the configuration of QGIS, and seconds for a query."""

    parameters: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    schema: str = "public"
    authcfg: str = ""
    timeout: float = QUERY_SECONDS

    @property
    def shown(self) -> str:
        """The place as it may be shown and shared: it opens the same schema again and names no user."""
        named = {**self.parameters, "schema": self.schema, "authcfg": self.authcfg}
        if self.timeout != QUERY_SECONDS:
            named["timeout"] = f"{self.timeout:g}"
        keys = [k for k in (*_LIBPQ, *_OWN) if named.get(k) and k not in ("user", "password")]
        return POSTGIS + " ".join(f"{k}={_quoted(named[k])}" for k in keys)


def _quoted(value: str) -> str:
    if re.fullmatch(r"[^\s'\\]+", value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def place_of(text: str) -> Place:
    """The place behind ``postgis:key=value …``; OneMapError for what cannot be understood and for passwords."""
    rest = text.strip()[len(POSTGIS) :]
    found: dict[str, str] = {}
    at = 0
    if "password" in rest.lower() or "://" in rest:
        raise OneMapError(_SECRET, hint=_SECRET_HINT)
    while rest[at:].strip():
        pair = _PAIR.match(rest, at)
        key = pair.group(1).lower() if pair else ""
        if pair is None or key not in (*_LIBPQ, *_OWN):
            raise OneMapError(_FORM, hint=_FORM_HINT, text=text.strip()[:80])
        value = pair.group(2)
        found[key] = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith("'") else value
        at = pair.end()
    try:
        timeout = float(found.pop("timeout", QUERY_SECONDS))
    except ValueError as error:
        raise OneMapError(_FORM, hint=_FORM_HINT, text=text.strip()[:80]) from error
    schema, authcfg = found.pop("schema", "") or "public", found.pop("authcfg", "")
    return Place(found, schema, authcfg, max(timeout, 0.1))


def _credentials(authcfg: str) -> dict[str, str]:
    """User, password or certificates out of QGIS's authentication manager."""
    from qgis.core import QgsApplication, QgsDataSourceUri

    manager = QgsApplication.authManager()
    uri = QgsDataSourceUri()
    uri.setAuthConfigId(authcfg)
    expanded = uri.connectionInfo(True) if authcfg in manager.configIds() else ""
    try:
        found: dict[str, str] = extensions.parse_dsn(expanded)
    except psycopg2.ProgrammingError:
        found = {}
    found.pop("authcfg", None)
    if not found:
        raise OneMapError(_AUTHCFG, hint=_AUTHCFG_HINT, authcfg=authcfg)
    return found


def _nothing() -> None:
    """Nobody can cancel."""


class Link:
    """Connections to one place, opened when needed and used again, one query at a time on each; for any number of threads."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._idle: list[Any] = []
        self._lock = threading.Lock()
        self._secret: dict[str, str] | None = None

    def query(
        self, statement: Any, parameters: Sequence[Any] = (), check: Callable[[], None] = _nothing, limit: float | None = None
    ) -> list[Any]:
        """All rows of a statement (``psycopg2.sql`` with bound parameters).

        check: raises Cancelled; the query is then ended on the server too.  limit: seconds, shorter than the place's own, for
        what is good to know and not needed.  Raises OneMapError for everything that the
        server or the network does; ``psycopg2.InternalError`` (GEOS gave up on a geometry) is left to the caller.
        """
        with self._connection(check) as connection:
            cursor = connection.cursor()
            cursor.execute(statement, tuple(parameters) or None)
            self.wait(connection, check, limit)
            rows: list[Any] = cursor.fetchall()
            cursor.close()
            return rows

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def wait(self, connection: Any, check: Callable[[], None], limit: float | None = None) -> None:
        """Until the query on ``connection`` is answered; the server ends it itself a moment before the place's own limit."""
        told = self.place.timeout if limit is None else limit
        _wait(connection, check, told + (_GRACE_SECONDS if limit is None else 0.0), told)

    @contextlib.contextmanager
    def _connection(self, check: Callable[[], None]) -> Iterator[Any]:
        """An open connection; one on which anything went wrong is closed and never used again."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        try:
            if connection is None:
                connection = self._connect(check)
            yield connection
        except psycopg2.InternalError as error:
            connection.close()
            if error.pgcode not in (None, "XX000"):
                raise said(error, self.place) from error
            raise
        except psycopg2.Error as error:
            if connection is not None:
                connection.close()
            raise said(error, self.place) from error
        except BaseException:
            if connection is not None:
                _end(connection)
            raise
        with self._lock:
            self._idle.append(connection)

    def _connect(self, check: Callable[[], None]) -> Any:
        place = self.place
        with self._lock:
            if self._secret is None:
                self._secret = _credentials(place.authcfg) if place.authcfg else {}
        options = f"-c statement_timeout={int(place.timeout * 1000)} -c default_transaction_read_only=on"
        alive = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
        parameters = {**place.parameters, **self._secret, **alive}
        connection = psycopg2.connect(**parameters, options=options, application_name="OneMap", async_=1)
        try:
            _wait(connection, check, CONNECT_SECONDS, CONNECT_SECONDS)
        except BaseException:
            connection.close()
            raise
        return connection


def _wait(connection: Any, check: Callable[[], None], limit: float, told: float) -> None:
    """Until the connection is ready; Cancelled by ``check``, OneMapError after ``limit`` seconds (``told`` to the user)."""
    until = time.monotonic() + limit
    while True:
        state = connection.poll()
        if state == extensions.POLL_OK:
            return
        check()
        if time.monotonic() > until:
            raise OneMapError(_LATE, hint=_LATE_HINT, seconds=f"{told:g}")
        wanted = selectors.EVENT_READ if state == extensions.POLL_READ else selectors.EVENT_WRITE
        with selectors.DefaultSelector() as selector:
            selector.register(connection.fileno(), wanted)
            selector.select(_SLICE_SECONDS)


def _end(connection: Any) -> None:
    """End what runs on the connection and close it, without waiting for a server that does not answer."""

    def cancel() -> None:
        with contextlib.suppress(psycopg2.Error):
            connection.cancel()

    thread = threading.Thread(target=cancel, daemon=True)
    thread.start()
    thread.join(2.0)
    connection.close()


def said(error: psycopg2.Error, place: Place) -> OneMapError:
    """What went wrong in our own words: the server's may name users and machines."""
    code, text = error.pgcode or "", str(error).lower()
    if code == "57014":
        return OneMapError(_LATE, hint=_LATE_HINT, seconds=f"{place.timeout:g}")
    if code.startswith("28") or "password" in text or "authentication" in text or "role" in text and "not exist" in text:
        return OneMapError(_LOGIN, hint=_LOGIN_HINT)
    if code == "3D000" or "database" in text and "not exist" in text:
        return OneMapError(_NO_DATABASE, hint=_FORM_HINT)
    if "service" in text and ("definition of" in text or "not found" in text):
        return OneMapError(_NO_SERVICE, hint=_FORM_HINT)
    if code == "42501":
        return OneMapError(_DENIED, hint=_DENIED_HINT)
    if code[:2] in ("57", "08") or "closed the connection" in text or "terminat" in text or "connection already closed" in text:
        return OneMapError(_GONE, hint=_NO_SERVER_HINT)
    if isinstance(error, (psycopg2.OperationalError, psycopg2.InterfaceError)) and not code:
        return OneMapError(_NO_SERVER, hint=_NO_SERVER_HINT)
    return OneMapError(_FAULT, hint=_NO_SERVER_HINT, code=code or type(error).__name__)


__all__ = ["Link", "Place", "place_of", "said"]
