"""Zip files that are the same bytes every time, and reading a foreign zip without harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
MAX_ENTRIES = 5_000
MAX_BYTES = 4_000_000_000
MAX_RATIO = 1_000


def pack(entries: Mapping[str, bytes], first: str = "") -> bytes:
    """A zip of ``entries`` (POSIX names): sorted (``first`` before all), fixed times and rights, UTF-8 names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(entries, key=lambda n: (n != first, n)):
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, entries[name])
    return buffer.getvalue()


def unpack(data: bytes, file: str) -> dict[str, bytes]:
    """The files of a zip by POSIX name; folders left out.

    Raises OneMapError for a damaged, encrypted or bomb-like zip and for names that leave the folder.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
            for info in infos:
                _check_entry(info, file)
            if len(infos) > MAX_ENTRIES or sum(i.file_size for i in infos) > MAX_BYTES:
                raise _refused(file, "*")
            if len({i.filename for i in infos}) != len(infos):
                raise _refused(file, "*")
            return {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The zip file is damaged: {why}."), file=file, why=str(error),
                          hint=QT_TRANSLATE_NOOP("errors", "Ask for the package again, or check the unpacked folder.")) from error


def _check_entry(info: zipfile.ZipInfo, file: str) -> None:
    name = info.filename
    path = PurePosixPath(name)
    bad_name = path.is_absolute() or ".." in path.parts or "\\" in name or "\x00" in name or ":" in name
    bomb = info.file_size > 10_000_000 and info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if bad_name or bomb or info.flag_bits & 1:
        raise _refused(file, name)


def _refused(file: str, entry: str) -> OneMapError:
    return OneMapError(QT_TRANSLATE_NOOP("errors", "The zip file is refused because of its entry “{entry}”."), file=file,
                       entry=entry[:100], hint=QT_TRANSLATE_NOOP("errors", "It is encrypted, far too large, doubled or would be "
                                                                 "written outside the folder."))
