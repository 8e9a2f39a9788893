"""The plugin's page in the options of QGIS."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from . import profiles
from .settings import LIMITS, Settings, fixed_by_environment, forget_recent, read_settings, write_settings


class OneMapOptionsPage(QgsOptionsPageWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("onemapOptionsPage")
        self._widgets: dict[str, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.addWidget(self._make_reading())
        layout.addWidget(self._make_profiles())
        layout.addWidget(self._make_areas())
        layout.addWidget(self._make_display())
        reset = QPushButton(self.tr("Reset to defaults"))
        reset.setObjectName("onemapOptionsReset")
        reset.setToolTip(self.tr("Set all options of this page back; nothing is stored before OK"))
        reset.clicked.connect(lambda: self.show_settings(Settings()))
        forget = QPushButton(self.tr("Forget recent files"))
        forget.setToolTip(self.tr("Empty the list of recent parcel files"))
        forget.clicked.connect(forget_recent)
        layout.addWidget(reset)
        layout.addWidget(forget)
        layout.addStretch(1)
        self.show_settings(read_settings())

    def helpKey(self) -> str:
        return ""

    # building

    def _combo(self, name: str, entries: Mapping[str, str], tip: str) -> QComboBox:
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(18)
        for key, title in entries.items():
            combo.addItem(title, key)
        return self._register(name, combo, tip)

    def _file_field(self, name: str, mode: Any, tip: str) -> QgsFileWidget:
        field = QgsFileWidget()
        field.setStorageMode(mode)
        self._register(name, field, tip)
        return field

    def _register(self, name: str, widget: Any, tip: str) -> Any:
        widget.setObjectName(f"onemapOption_{name}")
        if name in fixed_by_environment():
            widget.setEnabled(False)
            tip += "\n" + self.tr("Fixed by the environment variable {name}.").format(name=f"ONEMAP_{name.upper()}")
        widget.setToolTip(tip)
        self._widgets[name] = widget
        return widget

    def _make_reading(self) -> QWidget:
        group = QGroupBox(self.tr("Reading parcels"))
        form = QFormLayout(group)
        form.addRow(
            self.tr("Vector files dropped on the map:"),
            self._combo(
                "drop_policy",
                {
                    "ask": self.tr("Ask whether they are parcels"),
                    "always": self.tr("Always read as parcels"),
                    "never": self.tr("Leave to QGIS"),
                },
                self.tr("Coordinate TXT is recognised by its content and always read as parcels"),
            ),
        )
        form.addRow(
            self.tr("New review files:"),
            self._combo(
                "review_place",
                {
                    "beside": self.tr("Beside the parcel file"),
                    "ask": self.tr("Ask each time"),
                    "folder": self.tr("In this folder:"),
                },
                self.tr("An existing file is never overwritten; a review of the same input is updated"),
            ),
        )
        folder = QgsFileWidget()
        folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        form.addRow("", self._register("review_folder", folder, self.tr("Folder for new review files")))
        place: Any = self._widgets["review_place"]
        place.currentIndexChanged.connect(
            lambda _: folder.setEnabled(place.currentData() == "folder" and "review_folder" not in fixed_by_environment())
        )
        form.addRow(
            self._register(
                "add_to_map",
                QCheckBox(self.tr("Show parcels and findings on the map")),
                self.tr("Load the layers of the review file into the project"),
            )
        )
        return group

    def _make_profiles(self) -> QWidget:
        group = QGroupBox(self.tr("Profiles"))
        form = QFormLayout(group)
        form.addRow(
            self.tr("Coordinate TXT:"),
            self._combo(
                "txt_profile",
                {"": self.tr("Recognise automatically"), **profiles.txt_profiles()},
                self.tr("Dialect of coordinate TXT to read with"),
            ),
        )
        form.addRow(
            self.tr("Own TXT profiles:"),
            self._file_field(
                "txt_profile_folder",
                QgsFileWidget.StorageMode.GetDirectory,
                self.tr("Folder with YAML tables of your county's TXT dialects; see the user guide"),
            ),
        )
        form.addRow(
            self.tr("Checks:"),
            self._combo(
                "check_profile",
                {"": self.tr("Default"), **profiles.check_profiles()},
                self.tr("Which rules and thresholds the checks use"),
            ),
        )
        form.addRow(
            self.tr("Own check profile:"),
            self._file_field(
                "check_profile_file",
                QgsFileWidget.StorageMode.GetFile,
                self.tr("YAML file with your own severities and thresholds, also of the rules of reading; empty: the one above"),
            ),
        )
        self._add_rule_files(form)
        form.addRow(
            self.tr("Package:"),
            self._combo(
                "package_profile",
                {"": self.tr("Default"), **profiles.package_profiles()},
                self.tr("Package profile chosen first in the submission dock"),
            ),
        )
        return group

    def _add_rule_files(self, form: QFormLayout) -> None:
        form.addRow(
            self.tr("Administrative boundary:"),
            self._file_field(
                "boundary_file",
                QgsFileWidget.StorageMode.GetFile,
                self.tr("Polygon file that parcels must lie within; empty: none, or that of the one map"),
            ),
        )
        form.addRow(
            self._register(
                "boundary_from_onemap",
                QCheckBox(self.tr("Else use the boundary of the one map")),
                self.tr("After a review against a one map with administrative areas, checks use these"),
            )
        )
        form.addRow(
            self.tr("Rules of the province:"),
            self._file_field(
                "rule_file",
                QgsFileWidget.StorageMode.GetFile,
                self.tr("YAML file that adds to or overrides rules, rates and materials; empty: that of the project's province"),
            ),
        )

    def _make_areas(self) -> QWidget:
        group = QGroupBox(self.tr("Areas of a review"))
        form = QFormLayout(group)
        bases = {"plane": self.tr("Plane area"), "ellipsoid": self.tr("Ellipsoid area")}
        form.addRow(
            self.tr("Balanced to hectares:"),
            self._combo(
                "area_basis",
                bases,
                self.tr("Which area of the pieces is balanced to the parcel; thresholds always use the ellipsoid"),
            ),
        )
        rules = {"half_up": self.tr("Half up"), "half_even": self.tr("Half to even")}
        form.addRow(
            self.tr("Rounding:"),
            self._combo("area_rounding", rules, self.tr("Rule of the last decimal; recorded with each review")),
        )
        for name, title, unit, decimals, tip in (
            ("area_step_m", self.tr("Longest edge:"), self.tr(" m"), 1,
             self.tr("Longer edges get points in between when the ellipsoid area is computed")),
            ("sliver_area_m2", self.tr("Slivers below:"), " m²", 2,
             self.tr("Pieces below this area are flagged as slivers; they still count")),
            ("sliver_width_m", self.tr("or narrower than:"), self.tr(" m"), 2,
             self.tr("Pieces below this mean width are flagged as slivers; they still count")),
        ):  # fmt: skip
            box = QDoubleSpinBox()
            box.setRange(*LIMITS[name])
            box.setDecimals(decimals)
            box.setSuffix(unit)
            form.addRow(title, self._register(name, box, tip))
        return group

    def _make_display(self) -> QWidget:
        group = QGroupBox(self.tr("Display"))
        form = QFormLayout(group)
        decimals = QSpinBox()
        decimals.setRange(0, 6)
        form.addRow(
            self.tr("Decimals of areas in m²:"),
            self._register("decimals", decimals, self.tr("On screen only; files follow the package profile")),
        )
        extent = QDoubleSpinBox()
        extent.setRange(1.0, 100000.0)
        extent.setDecimals(0)
        extent.setSuffix(self.tr(" m"))
        form.addRow(
            self.tr("Smallest width when zooming:"),
            self._register("min_extent_m", extent, self.tr("The map never zooms closer than this to a finding")),
        )
        form.addRow(
            self._register(
                "record_who",
                QCheckBox(self.tr("Ask who accepts a finding")),
                self.tr("The name is kept in the review file only and never goes into a package, report or log"),
            )
        )
        return group

    # values

    def show_settings(self, settings: Settings) -> None:
        for name, widget in self._widgets.items():
            value = getattr(settings, name)
            if isinstance(widget, QComboBox):
                widget.setCurrentIndex(max(widget.findData(value), 0))
            elif isinstance(widget, QCheckBox):
                widget.setChecked(value)
            elif isinstance(widget, QgsFileWidget):
                widget.setFilePath(value)
            elif isinstance(widget, (QSpinBox, QDoubleSpinBox)):
                widget.setValue(value)
        self._widgets["review_folder"].setEnabled(
            settings.review_place == "folder" and "review_folder" not in fixed_by_environment()
        )

    def settings(self) -> Settings:
        """The settings as the page shows them."""
        values: dict[str, Any] = {}
        for name, widget in self._widgets.items():
            if isinstance(widget, QComboBox):
                values[name] = widget.currentData()
            elif isinstance(widget, QCheckBox):
                values[name] = widget.isChecked()
            elif isinstance(widget, QgsFileWidget):
                values[name] = widget.filePath()
            elif isinstance(widget, (QSpinBox, QDoubleSpinBox)):
                values[name] = widget.value()
        return dataclasses.replace(read_settings(), **values)

    def apply(self) -> None:
        write_settings(self.settings())
