"""Versions of everything that shaped a result, and the plain refusal when a needed library is missing or too old."""

from __future__ import annotations

import configparser
import importlib
import re
import sys
from functools import lru_cache

from ..core.errors import OneMapError
from ..core.i18n import QT_TRANSLATE_NOOP
from ..paths import ROOT

SHAPELY_FLOOR = 2


def major(version: str) -> int | None:
    """The leading number of a version text, or None when there is none worth the name.

    Debian's unstable builds call themselves ``0+unknown``: such a version says nothing, so nothing is concluded from it.
    """
    if "unknown" in version:
        return None
    found = re.match(r"\d+", version)
    return int(found.group()) if found else None


def require_libraries() -> None:
    """Raise ``OneMapError`` when numpy or shapely >= 2 is not there (asked for before any of the core is imported)."""
    try:
        importlib.import_module("numpy")
        shapely = importlib.import_module("shapely")
    except ImportError as e:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The Python library {library} is missing ({reason})."),
            hint=QT_TRANSLATE_NOOP("errors", "Install shapely 2 or newer for the Python of QGIS, then start QGIS again."),
            library=e.name or "shapely",
            reason=str(e),
        ) from e
    version = str(getattr(shapely, "__version__", ""))
    number = major(version)
    if (number is not None and number < SHAPELY_FLOOR) or not hasattr(shapely, "from_ragged_array"):
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "shapely {version} is too old: version 2 or newer is needed."),
            hint=QT_TRANSLATE_NOOP("errors", "Install shapely 2 or newer for the Python of QGIS, then start QGIS again."),
            version=version or "?",
        )


@lru_cache(maxsize=1)
def plugin_version() -> str:
    """Version of this plugin from metadata.txt."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return parser.get("general", "version", fallback="")


def versions() -> dict[str, str]:
    """Versions by name: onemap, qgis, gdal, proj, geos, shapely, numpy, python."""
    import numpy
    import shapely
    from osgeo import gdal, osr
    from qgis.core import Qgis

    return {
        "onemap": plugin_version(),
        "qgis": str(Qgis.version()),
        "gdal": gdal.VersionInfo("RELEASE_NAME"),
        "proj": f"{osr.GetPROJVersionMajor()}.{osr.GetPROJVersionMinor()}.{osr.GetPROJVersionMicro()}",
        "shapely": shapely.__version__,
        "geos": ".".join(str(n) for n in shapely.geos_version),
        "numpy": numpy.__version__,
        "python": ".".join(str(n) for n in sys.version_info[:3]),
    }


def package_versions() -> dict[str, str]:
    """``versions`` with openpyxl and zlib, which shape the bytes of a package; loading openpyxl takes a third of a second."""
    import zlib

    from ..core.package.workbook import library_version

    return {**versions(), "openpyxl": library_version(), "zlib": str(getattr(zlib, "ZLIB_RUNTIME_VERSION", ""))}
