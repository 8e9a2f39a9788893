"""How long work in the core reports progress and learns of a cancel, without Qt."""

from __future__ import annotations

from collections.abc import Callable

from .errors import Cancelled


class Progress:
    """Progress from 0 to 1 and a cancel flag; the base class does nothing, which is what most tests want."""

    def __init__(self, report: Callable[[float], None] | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        self._report, self._cancelled = report, cancelled

    def report(self, fraction: float) -> None:
        """Tell how much is done, and raise ``Cancelled`` when the user no longer wants it."""
        if self._report:
            self._report(min(max(fraction, 0.0), 1.0))
        self.check()

    def check(self) -> None:
        """Raise ``Cancelled`` if asked to stop; cheap enough for inner loops."""
        if self._cancelled and self._cancelled():
            raise Cancelled

    def part(self, start: float, end: float) -> Progress:
        """A progress whose 0..1 is ``start..end`` of this one."""
        return Progress(lambda f: self.report(start + f * (end - start)), self._cancelled)


SILENT = Progress()
