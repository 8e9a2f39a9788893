"""What SQLite and the operating system say, told as what happened, what was expected and what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP

_NOT_REVIEW = (
    QT_TRANSLATE_NOOP("errors", "This is not a review file of OneMap; a GeoPackage written by 'Import parcels' was expected."),
    QT_TRANSLATE_NOOP("errors", "Choose another file. Nothing was changed in it."),
)
_LOCKED = (
    QT_TRANSLATE_NOOP("errors", "The review file is locked: another program is writing to it."),
    QT_TRANSLATE_NOOP("errors", "Finish editing there (or close that program), then run again. Nothing was changed."),
)
_READ_ONLY = (
    QT_TRANSLATE_NOOP("errors", "The review file cannot be written: the file or its folder is read-only."),
    QT_TRANSLATE_NOOP("errors", "Choose a folder you may write to, or change its permissions. Nothing was changed."),
)
_FULL = (
    QT_TRANSLATE_NOOP("errors", "The disk is full: the review file was not written."),
    QT_TRANSLATE_NOOP("errors", "Free some space or choose another drive, then run again. What was there before is intact."),
)
_NO_FOLDER = (
    QT_TRANSLATE_NOOP("errors", "The folder of the review file does not exist."),
    QT_TRANSLATE_NOOP("errors", "Create the folder or choose another one."),
)
_DAMAGED = (
    QT_TRANSLATE_NOOP("errors", "The review file is damaged ({reason})."),
    QT_TRANSLATE_NOOP("errors", "Restore it from a copy, or import the parcels into a new review file."),
)
_OTHER = (
    QT_TRANSLATE_NOOP("errors", "The review file cannot be used ({reason})."),
    QT_TRANSLATE_NOOP("errors", "Check the drive and the permissions, then run again. Nothing was changed."),
)
_PROBE_BYTES = 4 << 20
_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EFBIG: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
}
_BY_TEXT = (
    ("locked", _LOCKED),
    ("busy", _LOCKED),
    ("readonly", _READ_ONLY),
    ("read-only", _READ_ONLY),
    ("full", _FULL),
    ("not a database", _NOT_REVIEW),
    ("malformed", _DAMAGED),
    ("no such table", _DAMAGED),
    ("no such column", _DAMAGED),
)


def missing(path: Path) -> OneMapError:
    return OneMapError(
        QT_TRANSLATE_NOOP("errors", "The review file does not exist."),
        file=path.name,
        hint=QT_TRANSLATE_NOOP("errors", "Run 'Import parcels' first: it creates the review file."),
    )


def not_a_review(path: Path) -> OneMapError:
    return OneMapError(_NOT_REVIEW[0], hint=_NOT_REVIEW[1], file=path.name)


def newer_schema(path: Path, found: str, known: int) -> OneMapError:
    return OneMapError(
        QT_TRANSLATE_NOOP("errors", "The review file has format {found}; this version of OneMap knows formats up to {known}."),
        hint=QT_TRANSLATE_NOOP("errors", "Update OneMap, or open the file with the version that wrote it. Nothing was changed."),
        file=path.name,
        found=found,
        known=known,
    )


def from_os(path: Path, error: OSError) -> OneMapError:
    message, hint = _BY_ERRNO.get(error.errno or 0, _OTHER)
    return OneMapError(message, hint=hint, file=path.name, reason=error.strerror or type(error).__name__)


def from_sqlite(path: Path, error: sqlite3.Error) -> OneMapError:
    text = str(error).lower()
    if "disk i/o" in text and _no_room(path):
        message, hint = _FULL
    elif "unable to open" in text:
        message, hint = _NO_FOLDER if not path.parent.is_dir() else _READ_ONLY
    else:
        message, hint = next((found for key, found in _BY_TEXT if key in text), _OTHER)
    return OneMapError(message, hint=hint, file=path.name, reason=str(error))


def _no_room(path: Path) -> bool:
    """Whether a write of some size beside the file fails for want of space (SQLite calls some full disks an I/O error)."""
    probe = path.with_name(f".{path.name}.probe")
    try:
        with open(probe, "wb") as f:
            f.write(b"\0" * _PROBE_BYTES)
        return False
    except OSError as e:
        return e.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
    finally:
        probe.unlink(missing_ok=True)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the operating system into ``OneMapError``."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.IntegrityError):
        raise  # a fault of ours, not of the file
    except sqlite3.Error as e:
        raise from_sqlite(path, e) from e
    except OSError as e:
        raise from_os(path, e) from e
