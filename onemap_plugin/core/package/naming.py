"""File and folder names of a package from templates such as ``{项目编号}_{项目名}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP

VARIABLES = ("项目编号", "项目名", "县代码", "日期")
#: what Windows refuses in a name; a package is opened there even when it was made elsewhere
_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$", re.IGNORECASE)
MAX_NAME_BYTES = 200
#: characters (UTF-16) of a whole path in Windows, with the null at its end; what a package needs of it at most, and what is noted
WINDOWS_PATH, MAX_PATH, LONG_PATH = 260, 230, 170


def clean_value(value: str) -> str:
    """``value`` usable inside a file name: forbidden characters become ``_``; the caller reports when it differs."""
    return _ILLEGAL.sub("_", value.strip()).strip(" .")


def path_length(path: str) -> int:
    """Length of a path as Windows counts it."""
    return len(path.encode("utf-16-le")) // 2


def fill(template: str, values: Mapping[str, str]) -> str:
    """The relative POSIX path of a template; parts that come out empty are an error, never dropped.

    Raises OneMapError for an unknown variable, an empty, reserved or too long name.
    """
    unknown = sorted({name for _, name, _, _ in Formatter().parse(template) if name is not None} - set(values))
    if unknown:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The name template {template} uses the unknown variable {name}."),
                          hint=QT_TRANSLATE_NOOP("errors", "Known are {known}."), template=template, name=unknown[0],
                          known="、".join(values))
    parts = [part.format(**values).strip() for part in template.strip("/").split("/")]
    for part in parts:
        _check_part(part, template)
    return "/".join(parts)


def _check_part(part: str, template: str) -> None:
    if not part.strip("_ .-") or _ILLEGAL.search(part) or _RESERVED.match(part) or part.endswith("."):
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The name template {template} gives the unusable name “{part}”."),
                          hint=QT_TRANSLATE_NOOP("errors", "Fill in project code and name, or change the package profile."),
                          template=template, part=part)
    if len(part.encode("utf-8")) > MAX_NAME_BYTES:
        raise OneMapError(QT_TRANSLATE_NOOP("errors", "The name “{part}” is longer than {limit} bytes."),
                          hint=QT_TRANSLATE_NOOP("errors", "Give the project a shorter name; nothing is cut off."),
                          part=part, limit=MAX_NAME_BYTES)
