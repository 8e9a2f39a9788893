"""Python's cycle collector out of the way while millions of small objects are made that cannot form cycles."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: bytes of input from which it is worth it: each pass of the collector looks at all that was made so far
LARGE = 2_000_000
_LOCK = threading.Lock()
_paused = 0


@contextmanager
def collector_paused(size: int) -> Iterator[None]:
    """Pause automatic collection for a large input (``size`` in bytes) and bring back what was set before.

    Counts its callers, so that two readings at once end in the state they found; reference counting goes on as always.
    """
    global _paused
    if size < LARGE or not (gc.isenabled() or _paused):
        yield
        return
    with _LOCK:
        _paused += 1
        gc.disable()
    try:
        yield
    finally:
        with _LOCK:
            _paused -= 1
            if not _paused:
                gc.enable()
