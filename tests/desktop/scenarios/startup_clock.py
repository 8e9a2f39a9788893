"""Appended to startup.py, so it runs before QGIS loads its plugins: takes the time of loading and starting ours."""

import sys
import time

import qgis.utils

qgis.utils.onemap_clock = {}
qgis.utils.onemap_modules = set()


def _timed(name, function):
    def run(package, *args):
        if package != "onemap_plugin":
            return function(package, *args)
        before = set(sys.modules)
        begin = time.perf_counter()
        try:
            return function(package, *args)
        finally:
            qgis.utils.onemap_clock[name] = time.perf_counter() - begin
            qgis.utils.onemap_modules |= set(sys.modules) - before

    return run


qgis.utils.loadPlugin = _timed("load", qgis.utils.loadPlugin)
qgis.utils.startPlugin = _timed("start", qgis.utils.startPlugin)
