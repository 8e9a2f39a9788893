"""Install the zip into a blank profile as the plugin manager does, load it, unload it, load it again."""

import os
from collections.abc import Generator
from typing import Any

import drive
import pyplugin_installer
import qgis.utils
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QDialog, QToolBar

NAME = "onemap_plugin"


def state() -> dict[str, Any]:
    provider = QgsApplication.processingRegistry().providerById("onemap")
    toolbar = drive.iface.mainWindow().findChild(QToolBar, "onemapToolBar")
    return {"loaded": NAME in qgis.utils.plugins, "toolbar": toolbar is not None,
            "algorithms": sorted(a.id() for a in provider.algorithms()) if provider else []}


def steps() -> Generator[Any, None, None]:
    yield drive.iface.mainWindow().isVisible
    assert NAME not in qgis.utils.plugins
    pyplugin_installer.instance().installFromZipFile(os.environ["PLUGIN_ZIP"])
    yield lambda: NAME in qgis.utils.plugins
    drive.plugin()
    drive.result["first"] = state()
    drive.result["version"] = qgis.utils.pluginMetadata(NAME, "version")
    for name in ("onemapParcelDockAction", "onemapImageryDockAction", "onemapSubmissionDockAction"):
        drive.action(name).trigger()
        yield 300
    drive.shot("installed")
    assert qgis.utils.unloadPlugin(NAME)
    yield 300
    drive.result["unloaded"] = state()
    assert qgis.utils.loadPlugin(NAME)
    assert qgis.utils.startPlugin(NAME)
    yield 300
    drive.plugin()
    drive.result["again"] = state()
    windows = drive.QApplication.topLevelWidgets()
    drive.result["dialogs"] = [w.windowTitle() for w in windows if isinstance(w, QDialog) and w.isVisible()]


drive.start(steps)
