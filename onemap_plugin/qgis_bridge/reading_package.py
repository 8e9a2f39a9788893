"""Files that are ZIP packages inside (XLSX, ODS, KMZ): read through once, because OGR does not look at their checksums.

Half of a damaged worksheet is still XML enough for OGR to give half a parcel without a word.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.progress import Progress
from .reading_inputs import MAX_BYTES, MAX_RATIO, RATIO_FLOOR, Item

_CHUNK = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, IndexError, KeyError)


def check_package(item: Item, progress: Progress) -> None:
    """Raise OneMapError when a member of the package is damaged, locked, or unpacks to far more than its size allows."""
    left = MAX_BYTES
    member = ""
    try:
        with zipfile.ZipFile(item.path) as package:
            for info in package.infolist():
                member = info.filename
                limit = min(left, max(RATIO_FLOOR, info.compress_size * MAX_RATIO))
                written = 0
                with package.open(info) as stream:
                    while chunk := stream.read(_CHUNK):
                        progress.check()
                        written += len(chunk)
                        if written > limit:
                            raise _damaged(item, member, QT_TRANSLATE_NOOP("errors", "it unpacks to more than its size allows"))
                left -= written
    except _DAMAGE as e:
        raise _damaged(item, member, str(e) or type(e).__name__) from e


def _damaged(item: Item, member: str, reason: str) -> OneMapError:
    return OneMapError(
        QT_TRANSLATE_NOOP("errors", "The file is damaged ({member}: {reason})."),
        file=item.name,
        hint=QT_TRANSLATE_NOOP("errors", "Export it again from the program that made it."),
        member=member or Path(item.name).name,
        reason=reason,
    )
