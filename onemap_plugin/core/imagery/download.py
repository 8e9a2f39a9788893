"""Fetching the tiles of a plan into an offline file: few at a time, politely, cancellable, resumable, honest about holes."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import requests

from ..errors import Cancelled, OneMapError
from ..i18n import QT_TRANSLATE_NOOP
from ..progress import SILENT, Progress
from .diagnosis import Diagnosis, diagnose
from .keys import mask, with_key
from .plan import TilePlan
from .store import TileStore

#: answers that mean "the key or the address is wrong": no use in asking for the other tiles
HOPELESS = {"unknown_key", "key_type", "key_form", "domain", "firewall", "refused"}
AGAIN = {0, 429, 500, 502, 503, 504}
BATCH = 32


@dataclass(frozen=True)
class Politeness:
    """How hard a service may be asked.  parallel requests, tiles per second in all, tries per tile, seconds to wait for one."""

    parallel: int = 4
    per_second: float = 8.0
    tries: int = 3
    timeout_s: float = 20.0


@dataclass(frozen=True)
class Downloaded:
    """path of the finished file; counts as TileStore.counts; complete: no tile failed."""

    path: Path
    counts: dict[str, int]

    @property
    def complete(self) -> bool:
        return self.counts["failed"] == 0 and self.counts["open"] == 0


class Fetcher:
    """Fetches tiles with one session per thread at a common pace.  The key stays here and in no text."""

    def __init__(
        self,
        plan: TilePlan,
        key: str,
        make_session: Callable[[], requests.Session],
        manners: Politeness,
        cancelled: Callable[[], bool],
    ) -> None:
        self.plan, self.key, self.manners, self.cancelled = plan, key, manners, cancelled
        self._make_session, self._local = make_session, threading.local()
        self._lock, self._next = threading.Lock(), time.monotonic()

    def _wait_turn(self) -> None:
        with self._lock:
            at = max(self._next, time.monotonic())
            self._next = at + 1 / self.manners.per_second
        self.pause(at - time.monotonic())

    def pause(self, seconds: float) -> None:
        """Sleep in short slices so that cancel is heard."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self.cancelled():
            time.sleep(min(left, 0.1))

    def fetch(self, tile: tuple[int, int, int]) -> tuple[tuple[int, int, int], int, bytes, str]:
        """(tile, HTTP status or 0, body, error text without key); tries again when that can help."""
        url = self.plan.url(*tile)
        if self.key:
            url = with_key(url, self.plan.service.key_parameter, self.key)
        if not hasattr(self._local, "session"):
            self._local.session = self._make_session()
        status, body, error = 0, b"", ""
        for attempt in range(self.manners.tries):
            if self.cancelled():
                break
            self._wait_turn()
            try:
                reply = self._local.session.get(url, timeout=self.manners.timeout_s)
                status, body, error = reply.status_code, reply.content, ""
            except requests.RequestException as e:
                status, body, error = 0, b"", mask(str(e), [self.key])
            if status not in AGAIN:
                break
            self.pause(2.0**attempt / 2)
        return tile, status, body, error


def download(
    plan: TilePlan,
    target: Path,
    *,
    make_session: Callable[[], requests.Session],
    key: str = "",
    terms: str,
    manners: Politeness | None = None,
    progress: Progress = SILENT,
) -> Downloaded:
    """Fetch a plan into ``target`` (.mbtiles or .gpkg).

    terms: the user's own words that the service allows a local copy; empty is refused.  Works in ``target.part`` and renames
    at the end, so an interrupted download goes on where it stopped and no half file has the final name.
    Raises OneMapError (no permission stated, target exists, key refused, disk full) and Cancelled (the part stays for later).
    """
    if not terms.strip():
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "Nobody has confirmed that the service allows a local copy."),
            hint=QT_TRANSLATE_NOOP("errors", "Read its terms and confirm them; the answer is kept in the file."),
        )
    if target.exists():
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The file is there already."),
            file=target.name,
            hint=QT_TRANSLATE_NOOP("errors", "Choose another name; an existing file is never overwritten."),
        )
    part = target.with_name(target.name + ".part")
    stop = threading.Event()
    fetcher = Fetcher(plan, key, make_session, manners or Politeness(), stop.is_set)
    try:
        store = TileStore(part, plan, _now(), terms)
        try:
            _fill(store, fetcher, stop, progress)
            store.finish(_now())
            counts = store.counts()
        finally:
            store.close()
        part.replace(target)
    except (OSError, sqlite3.Error) as e:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The offline file cannot be written: {reason}."),
            file=target.name,
            reason=getattr(e, "strerror", None) or str(e),
            hint=QT_TRANSLATE_NOOP("errors", "Free some space or choose another folder."),
        ) from e
    return Downloaded(target, counts)


def _fill(store: TileStore, fetcher: Fetcher, stop: threading.Event, progress: Progress) -> None:
    done = store.done()
    wanted = [t for t in store.plan.tiles() if t not in done]
    total = max(store.plan.count, 1)
    with ThreadPoolExecutor(fetcher.manners.parallel) as pool:
        for start in range(0, len(wanted), BATCH):
            answers: list[tuple[tuple[int, int, int], int, bytes]] = []
            try:
                # the pool hands the answers over as they come, so a cancel is heard within one tile
                for tile, status, body, error in pool.map(fetcher.fetch, wanted[start : start + BATCH]):
                    progress.check()
                    if not start and not answers:
                        _refuse_hopeless(diagnose(status, body, error))
                    answers.append((tile, status, body))
            except (Cancelled, OneMapError):
                stop.set()
                raise
            finally:
                store.add(answers)  # what came before a cancel is kept for the next try
            progress.report((len(done) + start + len(answers)) / total)


def _refuse_hopeless(first: Diagnosis) -> None:
    """The first tile decides whether asking for thousands makes sense."""
    if first.code in HOPELESS:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The service refuses the tiles: {cause} {server}"),
            cause=first.cause,
            server=first.server,
            hint=first.advice,
        )


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
