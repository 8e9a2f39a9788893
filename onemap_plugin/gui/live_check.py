"""Follows the edits of the parcels' layer: checks them while they are made, takes them into the review when they are saved.

The layer is known by its id.  What the checks look at is a snapshot of the edit buffer, taken on the main thread; nothing is
written before the user saves the layer.  An edit that cannot be taken in is kept in a layer of its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from qgis.core import QgsFeature, QgsFeatureRequest, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ..core.checks import CheckProfile
from ..core.checks.live import recheck
from ..core.errors import OneMapError
from ..core.parcels import Parcel
from ..core.repair import drawn_parcel, rebuild
from ..core.review import Review
from .models.finding_rows import OPEN, FindingRow, in_order, make_row
from .rules import all_rules
from .session import ReviewSession

translate = QCoreApplication.translate
PAUSE_MS = 500
RETRY_MS = 300


@dataclass(frozen=True)
class EditSnapshot:
    """The edit buffer: outlines (WKB) by parcel id, those of new features, ids of deleted parcels."""

    changed: dict[str, bytes]
    added: tuple[bytes, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.gone)


class LiveCheck(QObject):
    taken = pyqtSignal(str)  # what was taken into the review
    found = pyqtSignal(str)  # edits that were made without us: they wait for ``take_found``

    def __init__(self, session: ReviewSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layer_id = ""
        self._number = 0
        self._live = False
        self._last = EditSnapshot({})
        self._seen = ""
        self._pending: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._check)
        session.changed.connect(self._follow)
        project = QgsProject.instance()
        project.layersAdded.connect(self._follow)
        project.layersWillBeRemoved.connect(self._layers_go)
        self._follow()

    # which layer

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The layer of the parcels of the review in hand, None when it is not in the project."""
        found = QgsProject.instance().mapLayer(self._layer_id) if self._layer_id else None
        return found if isinstance(found, QgsVectorLayer) else None

    def editing(self) -> bool:
        layer = self.layer
        return layer is not None and layer.isEditable()

    def hindrance(self) -> str:
        """Why the parcels may not be changed just now; '' when they may."""
        if self.editing():
            return translate("LiveCheck", "The parcels are being edited on the map. Save or discard the edits first.")
        return self._told_pending() if self._pending else ""

    def clean_up(self) -> None:
        """Before the dock goes: no more connections."""
        self._timer.stop()
        self._number += 1
        self._connect(False)
        self._layer_id = ""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._follow)
        project.layersWillBeRemoved.disconnect(self._layers_go)

    def _follow(self, *_: Any) -> None:
        from ..qgis_bridge.review_layers import review_layer

        path = self._session.path
        layer = review_layer(path, "parcels") if path else None
        found = layer.id() if layer is not None else ""
        if found != self._layer_id:
            self._connect(False)
            self._layer_id = found
            self._connect(True)
        self._live = False
        if self.editing():
            self._timer.start()
        if path != self._seen:
            self._seen, self._pending = path, []
            self._look_for_edits()

    def _layers_go(self, ids: Sequence[str]) -> None:
        if self._layer_id in ids:
            self._connect(False)
            self._layer_id = ""
            self._settle()

    def _connect(self, on: bool) -> None:
        layer = self.layer
        if layer is None:
            return
        for signal, slot in (
            (layer.geometryChanged, self._edited),
            (layer.featureAdded, self._edited),
            (layer.featureDeleted, self._edited),
            (layer.beforeCommitChanges, self._before_commit),
            (layer.afterCommitChanges, self._after_commit),
            (layer.afterRollBack, self._settle),
        ):
            if on:
                signal.connect(slot)
            else:
                signal.disconnect(slot)

    # edits that were made while nobody looked (the dock was closed, another program)

    def _look_for_edits(self) -> None:
        from ..qgis_bridge.steps_edit import pending

        path, review = self._session.path, self._session.review
        if review is None:
            return
        known = review.parcels.parcels

        def done(ids: list[str]) -> None:
            if path == self._session.path and ids:
                self._pending = ids
                self.found.emit(self._told_pending())

        def failed(_: str) -> None:
            """The review was opened; whoever needs the layer will say what is wrong with it."""

        self._session.background(translate("LiveCheck", "Look for edits"), lambda: pending(path, known), done, failed)

    def _told_pending(self) -> str:
        shown = ", ".join(self._pending[:5]) + (" …" if len(self._pending) > 5 else "")
        text = translate("LiveCheck", "These parcels were edited outside this review: {parcels}. Take the edits in first.")
        return text.format(parcels=shown)

    def take_found(self) -> None:
        """Take in what was edited elsewhere; it can be taken back like every change."""
        if self._pending and not self.editing():
            from ..qgis_bridge import review_file

            path, wanted = self._session.path, set(self._pending)
            rows = [r for r in review_file.drawn_parcels(path) if r["parcel_id"] in wanted and r["geometry"] is not None]
            self._take_in(path, EditSnapshot({r["parcel_id"]: shapely.to_wkb(r["geometry"]) for r in rows}))

    # while the user edits

    def _edited(self, *_: Any) -> None:
        self._timer.start()

    def snapshot(self) -> EditSnapshot:
        """What the edit buffer holds now."""
        layer = self.layer
        buffer = layer.editBuffer() if layer is not None else None
        if layer is None or buffer is None:
            return EditSnapshot({})
        shapes, deleted = buffer.changedGeometries(), buffer.deletedFeatureIds()
        names = self._names(layer, [*shapes, *deleted])
        return EditSnapshot(
            {names[fid]: bytes(g.asWkb()) for fid, g in shapes.items() if names.get(fid) and fid not in deleted},
            tuple(bytes(f.geometry().asWkb()) for f in buffer.addedFeatures().values() if f.hasGeometry()),
            tuple(names[fid] for fid in deleted if names.get(fid)),
        )

    @staticmethod
    def _names(layer: QgsVectorLayer, fids: Sequence[int]) -> dict[int, str]:
        """fid -> parcel id, of features that are in the file (deleted ones too)."""
        request = QgsFeatureRequest().setFilterFids(list(fids)).setFlags(QgsFeatureRequest.Flag.NoGeometry)
        found = layer.dataProvider().getFeatures(request) if fids else ()
        return {f.id(): str(f["parcel_id"] or "") for f in found}

    def _check(self) -> None:
        """Check the edit buffer in the background; an answer that a newer edit has overtaken is dropped."""
        self._timer.stop()
        review, edits = self._session.review, self.snapshot()
        self._number += 1
        if review is None:
            return
        if not edits:
            self._settle()
            return
        number, before = self._number, self._session.review
        profile = self._profile(review)

        def done(rows: list[FindingRow]) -> None:
            if number == self._number and self._session.review is before:
                self._live = True
                self._session.show_findings(rows)

        self._session.background(
            translate("LiveCheck", "Check the edits"), lambda: live_rows(review, edits, profile), done
        )

    @staticmethod
    def _profile(review: Review) -> CheckProfile:
        from ..qgis_bridge.steps_repair import last_profile

        return last_profile(review)

    def _settle(self) -> None:
        """The findings of the review again: the edits are undone or discarded."""
        self._timer.stop()
        self._number += 1
        if self._live:
            self._live = False
            self._session.show_findings(None)

    # when the user saves

    def _before_commit(self, *_: Any) -> None:
        self._timer.stop()
        self._last = self.snapshot()

    def _after_commit(self) -> None:
        edits, self._last = self._last, EditSnapshot({})
        if self._session.review is not None:
            self._take_in(self._session.path, edits)

    def _take_in(self, path: str, edits: EditSnapshot) -> None:
        session = self._session
        if session.busy:  # after the step that is running
            QTimer.singleShot(RETRY_MS, self, lambda: self._take_in(path, edits))
            return
        if path != session.path or session.review is None:
            return
        if not edits:  # only words in the table: the review reads them
            session.open(path, step="repair")
            return
        from ..qgis_bridge.steps_edit import edits_step

        known = session.review.parcels.parcels
        title = translate("LiveCheck", "Take the edits into the review")
        session.alone(title, lambda: edits_step(path, known), lambda report: self._say_taken(path, report),
                      lambda text: self._refused(path, known, edits, text))

    def _say_taken(self, path: str, report: dict[str, Any]) -> None:
        self._live, self._pending = False, []
        self._session.open(path, step="repair")
        names = report.get("edited", [])
        if "area_change_m2" not in report:
            return
        text = translate("LiveCheck", "Edits taken into the review: {parcels}; points moved at most {mm} mm, area {area} m²")
        shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "") or translate("LiveCheck", "parcels deleted")
        self.taken.emit(
            text.format(parcels=shown, mm=f"{1000 * report['greatest_move_m']:.1f}", area=f"{report['area_change_m2']:+.4f}")
        )

    def _refused(self, path: str, known: Sequence[Parcel], edits: EditSnapshot, text: str) -> None:
        """The review stays as it was, the user's edits go into a layer of their own."""
        from ..qgis_bridge.steps_edit import put_back

        self._pending = []
        name = self._keep_aside(edits)
        told = translate("LiveCheck", "{reason} The review was left as it was; your edits are in the layer “{layer}”.")
        self._session.message.emit("error", told.format(reason=text, layer=name))
        title = translate("LiveCheck", "Draw the parcels as they were")
        self._session.alone(
            title,
            lambda: put_back(path, known),
            lambda _: self._session.open(path, step="repair"),
            lambda why: self._session.message.emit("error", why),
        )

    def _keep_aside(self, edits: EditSnapshot) -> str:
        layer = self.layer
        name = translate("LiveCheck", "Edits not taken in")
        kept = QgsVectorLayer("MultiPolygon?field=parcel_id:string", name, "memory")
        if layer is not None:
            kept.setCrs(layer.crs())
        features = []
        for parcel_id, wkb in [*edits.changed.items(), *(("", w) for w in edits.added)]:
            feature, geometry = QgsFeature(kept.fields()), QgsGeometry()
            geometry.fromWkb(wkb)
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
            feature["parcel_id"] = parcel_id
            features.append(feature)
        kept.dataProvider().addFeatures(features)
        kept.updateExtents()
        QgsProject.instance().addMapLayer(kept)
        return name


def live_rows(review: Review, edits: EditSnapshot, profile: CheckProfile) -> list[FindingRow]:
    """The findings as they would be after the edits; those that the review does not have are marked as live."""
    by_id = {p.parcel_id: p for p in review.parcels.parcels}
    edited: dict[str, Parcel] = {}
    for parcel_id, wkb in edits.changed.items():
        if parcel_id in by_id:
            edited[parcel_id] = _as_far_as_it_goes(by_id[parcel_id], wkb)
    for k, wkb in enumerate(edits.added, 1):
        name = translate("LiveCheck", "New parcel {n}").format(n=k)
        try:
            edited[name] = drawn_parcel(name, shapely.from_wkb(wkb), {})
        except OneMapError:
            continue  # not yet a polygon: the user is still drawing
    found = recheck(review.parcels, review.findings, edited, edits.gone, profile)
    held, rules = {f.uid for f in review.findings}, all_rules()
    rows: dict[str, FindingRow] = {}
    for finding in found:
        uid = finding.uid
        row = make_row(finding, review.states.get(uid, OPEN), rules)
        rows.setdefault(uid, row if uid in held else dataclasses.replace(row, live=True))
    return in_order(rows.values())


def _as_far_as_it_goes(parcel: Parcel, wkb: bytes) -> Parcel:
    """The edited parcel; while its outline is no polygon yet, the parcel as it was."""
    try:
        return rebuild(parcel, shapely.from_wkb(wkb)).parcel
    except OneMapError:
        return parcel
