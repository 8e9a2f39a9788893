"""The Gauss-Krüger zones of CGCS2000 to choose from."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsProjectionSelectionDialog
from qgis.PyQt.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from .buttons import button_box

ZONES_3 = range(25, 46)
ZONES_6 = range(13, 24)


class ZoneBox(QComboBox):
    """Zones of 3 and 6 degrees with their central meridians; data: 'EPSG:…', '' for what the file itself says."""

    def __init__(self, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from ...core.coordinates.zones import crs_for

        self.setObjectName("onemapZone")
        if empty:
            self.addItem(empty, "")
        text = self.tr("Zone {zone} ({width}°), central meridian {meridian}°")
        for zones, width in ((ZONES_3, 3), (ZONES_6, 6)):
            for zone in zones:
                crs = crs_for("CGCS2000", zone, True, width)
                self.addItem(text.format(zone=zone, width=width, meridian=round(crs.central_meridian or 0)), f"EPSG:{crs.epsg}")

    def choose(self, authid: str) -> None:
        """Show this system; one that is no entry yet becomes one."""
        if authid and self.findData(authid) < 0:
            self.addItem(QgsCoordinateReferenceSystem(authid).userFriendlyIdentifier(), authid)
        self.setCurrentIndex(max(self.findData(authid), 0))

    def authid(self) -> str:
        return str(self.currentData() or "")


class ZoneDialog(QDialog):
    """Asks for the zone of parcels whose files do not say it."""

    def __init__(self, proposal: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("onemapZoneDialog")
        self.setWindowTitle(self.tr("Coordinate system of the parcels"))
        layout, form = QVBoxLayout(self), QFormLayout()
        intro = QLabel(self.tr("The files don't say their zone. They will be read again with it; no coordinate is changed."))
        intro.setWordWrap(True)
        layout.addWidget(intro)
        self.zone = ZoneBox()
        self.zone.setToolTip(self.tr("CGCS2000; whether eastings carry the zone number is seen from the numbers"))
        self.zone.choose(proposal)
        form.addRow(self.tr("Zone:"), self.zone)
        layout.addLayout(form)
        other = QPushButton(self.tr("Other system…"))
        other.setToolTip(self.tr("Degrees, or a system that is not in the list"))
        other.clicked.connect(self._other)
        buttons = button_box(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(other, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _other(self) -> None:
        dialog = QgsProjectionSelectionDialog(self)
        if dialog.exec() and dialog.crs().isValid():
            self.zone.choose(dialog.crs().authid())

    def authid(self) -> str:
        return self.zone.authid()
