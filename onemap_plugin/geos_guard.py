"""Keeps shapely's own GEOS apart from the one that QGIS links (Linux).

The programs of QGIS bring the system's libgeos_c into the global symbol scope, and a shapely from a wheel then binds its
calls to that older library instead of the one packed with it: some functions fail ("WKB output dimension must be 2 or 3"),
others mix two libraries in one process.  Loading shapely's extension modules with RTLD_DEEPBIND makes them look into their
own libraries first.  On Windows and macOS symbols are bound to their library anyway.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder
from types import ModuleType

_DEEP = getattr(os, "RTLD_DEEPBIND", 0)


class _DeepLoader(ExtensionFileLoader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        flags = sys.getdlopenflags()
        sys.setdlopenflags(flags | _DEEP)
        try:
            return super().create_module(spec)
        finally:
            sys.setdlopenflags(flags)


class GeosGuard(MetaPathFinder):
    """Finds shapely's extension modules as Python would, and has them loaded with their own libraries first."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if not fullname.startswith("shapely."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is ExtensionFileLoader:
            spec.loader = _DeepLoader(spec.loader.name, spec.loader.path)
        return spec


def install() -> None:
    """Put the guard in place once; without effect when shapely is loaded already or the system needs none."""
    if _DEEP and "shapely.lib" not in sys.modules and not any(type(f).__name__ == "GeosGuard" for f in sys.meta_path):
        sys.meta_path.insert(0, GeosGuard())
