"""The one exception that the user sees: what went wrong, where, what was expected, what to do."""

from __future__ import annotations

from typing import Any

from .i18n import Told, tell, translate


class OneMapError(Exception):
    """The job cannot be done.  Faults *in the data* are findings, not errors.

    message / hint: English source strings marked ``QT_TRANSLATE_NOOP("errors", ...)`` with ``{name}`` fields of
    ``params``; ``hint`` says what the user can do.  ``file`` and ``line`` (1-based, 0 = none) say where.
    """

    def __init__(self, message: str, *, hint: str = "", file: str = "", line: int = 0, **params: Any) -> None:
        super().__init__(message)
        self.message, self.hint, self.file, self.line, self.params = message, hint, file, line, params

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        text = where + translate("errors", self.message, **self.params)
        return f"{text} {translate('errors', self.hint, **self.params)}" if self.hint else text

    def told(self) -> Told:
        """The same as a text that can be kept and told again in another language (without the hint)."""
        text = tell("errors", self.message, **self.params)
        return tell("", "{file}: {text}", file=self.file, text=text) if self.file else text


class Cancelled(Exception):  # noqa: N818 (an outcome, not an error)
    """The user pressed cancel; nothing was written."""
