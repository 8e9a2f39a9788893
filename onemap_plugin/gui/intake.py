"""Ways into a review besides plain files: point lists in doubt, what was copied as text, layers of the project."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorFileWriterTask, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import OneMapError
from .task_watch import add_task

if TYPE_CHECKING:
    from .session import ReviewSession


def with_columns(session: ReviewSession, inputs: Sequence[str], start: Callable[[Mapping[str, Any]], None]) -> None:
    """Call ``start`` with what the user says of doubtful point lists among ``inputs``, at once where there are none."""
    from ..qgis_bridge import reading_preview

    lists = [path for path in inputs if reading_preview.may_be_list(path)]
    if not lists:
        start({})
        return

    def seen(previews: list[Any]) -> None:
        if previews:
            session.ask_columns(previews, start)
        else:
            start({})

    title = QCoreApplication.translate("ReviewSession", "Look at the point lists")
    session.background(title, lambda: reading_preview.doubtful_lists(lists), seen)


def take_text(session: ReviewSession, text: str) -> None:
    """Import coordinates or features (WKT, GeoJSON as QGIS copies them) from the clipboard."""
    from ..qgis_bridge.clipboard import save_text

    home = QgsProject.instance().homePath() or os.path.expanduser("~")
    target = session.target_for([os.path.join(home, "clipboard.txt")])
    if not target:
        return
    try:
        source = save_text(text, session.staging.folder())
    except OneMapError as error:
        session.message.emit("error", str(error))
        return
    session.import_copy(str(source), target)


def take_layer(session: ReviewSession, layer_id: str, selected_only: bool) -> None:
    """Import a snapshot of a layer of the project, or of its selected features."""
    layer = QgsProject.instance().mapLayer(layer_id)
    if not isinstance(layer, QgsVectorLayer):
        session.message.emit("warning", QCoreApplication.translate("ReviewSession", "Choose a vector layer first."))
        return
    if selected_only and not layer.selectedFeatureCount():
        session.message.emit("warning", QCoreApplication.translate("ReviewSession", "No features are selected in this layer."))
        return
    name = "".join("_" if c in '\\/:*?"<>|' else c for c in layer.name()).strip() or "layer"
    snapshot = session.staging.folder() / f"{name}.gpkg"
    source = layer.source().split("|")[0]
    home = QgsProject.instance().homePath() or os.path.expanduser("~")
    beside = source if os.path.isfile(source) else os.path.join(home, name)
    target = session.target_for([os.path.join(os.path.dirname(beside), name)])
    if target:
        _write_snapshot(session, layer, snapshot, selected_only, lambda: session.import_copy(str(snapshot), target))


def _write_snapshot(
    session: ReviewSession, layer: QgsVectorLayer, path: Path, selected_only: bool, then: Callable[[], None]
) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.onlySelectedFeatures, options.layerName = "GPKG", selected_only, path.stem
    task = QgsVectorFileWriterTask(layer, str(path), options)
    session.keep_task(task)

    def failed(error: int, text: str) -> None:
        session.forget_task(task)
        session.message.emit("error", text)

    def written(*_: Any) -> None:
        session.forget_task(task)
        then()

    def lost() -> None:
        session.forget_task(task)
        task.errorOccurred.disconnect(failed)
        task.cancel()
        _write_snapshot(session, layer, path, selected_only, then)

    task.writeComplete.connect(written)
    task.errorOccurred.connect(failed)
    add_task(task, lost)
