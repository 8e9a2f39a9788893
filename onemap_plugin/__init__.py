"""OneMap (一张图联审): parcel checks, linked approval, imagery and submission packages for land surveyors."""

from __future__ import annotations

from typing import Any

from . import geos_guard

geos_guard.install()  # before anything below imports shapely

def classFactory(iface: Any) -> Any:
    """Called by QGIS.  When something the plugin needs is missing, a stub takes its place and says what to do."""
    try:
        from .plugin import OneMapPlugin

        return OneMapPlugin(iface)
    except Exception as error:  # whatever went wrong, the user gets an explanation instead of a traceback
        from .stub import StubPlugin

        return StubPlugin(iface, error)
