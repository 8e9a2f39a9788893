"""OGR data sources that are closed for certain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def closing(source: Any) -> Iterator[Any]:
    """A data source that is closed at the end, whatever happens.

    An error keeps the frames it went through, and with them everything that is open there: a half-written file could not be
    taken away on Windows, and one that outlives QGIS crashes the program at its end.
    """
    try:
        yield source
    finally:
        if hasattr(source, "Close"):  # GDAL 3.8
            source.Close()
        else:
            try:
                source.Destroy()
            finally:
                source.thisown = False  # an error while closing must not free it twice
