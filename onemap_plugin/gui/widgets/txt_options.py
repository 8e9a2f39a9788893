"""The choices of the coordinate TXT writer, as parameters of onemap:writecoordinatetxt."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from .. import profiles

if TYPE_CHECKING:
    from ...core.exchange import WriteOptions


AS_READ = "as_read"  # as ``core.exchange`` has it, which is not loaded before the dialog is needed
_OF_THE_PLACE = ("SPLIT", "FOLDER", "NAME", "OVERWRITE")


class _Hinted(QStyledItemDelegate):
    """An empty cell shows, greyed, what will be written in its place: its tooltip."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        super().initStyleOption(option, index)
        hint = index.data(Qt.ItemDataRole.ToolTipRole)
        if not option.text and hint:
            option.text = str(hint)
            colour = option.palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
            option.palette.setColor(QPalette.ColorRole.Text, colour)


class TxtOptions(QScrollArea):
    """folder, stem: where the file goes at first.  header: header values as they were read."""

    changed = pyqtSignal()

    def __init__(self, folder: str, stem: str, header: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_header = dict(header)
        self._widgets: dict[str, Any] = {}
        body = QWidget()
        self._form = QFormLayout(body)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_form()
        self._add_numbering()
        self._add_header()
        self._add_place(folder, stem)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setMinimumWidth(360)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill_header()
        self._connect()

    # building

    def _combo(self, name: str, title: str, entries: Mapping[str, str], tip: str) -> None:
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(14)
        for key, text in entries.items():
            combo.addItem(text, key)
            combo.setItemData(combo.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        self._add(name, title, combo, tip)

    def _add(self, name: str, title: str, widget: QWidget, tip: str) -> None:
        widget.setObjectName(f"onemapTxt_{name}")
        widget.setToolTip(tip)
        self._widgets[name] = widget
        if title:
            self._form.addRow(title, widget)
        else:
            self._form.addRow(widget)

    def _add_form(self) -> None:
        tip = self.tr("Dialect of the receiving program; your county's own tables are listed too")
        as_read = {AS_READ: self.tr("As it was read, changed parcels anew")}
        self._combo("PROFILE", self.tr("Profile:"), {**profiles.writable_txt_profiles(), **as_read}, tip)
        self._widgets["PROFILE"].setCurrentIndex(max(self._widgets["PROFILE"].findData("standard"), 0))
        codes = {name: name for name in ("GBK", "GB18030", "UTF-8", "UTF-8-SIG", "UTF-16")}
        codes["UTF-8-SIG"] = self.tr("UTF-8 with mark")
        tip = self.tr("A character that the encoding lacks is named, not replaced")
        self._combo("ENCODING", self.tr("Encoding:"), codes, tip)
        decimals = QSpinBox()
        decimals.setRange(0, 6)
        decimals.setValue(3)
        self._add("DECIMALS", self.tr("Decimals (m):"), decimals, self.tr("Of coordinates; rounding is told below the preview"))
        self._combo(
            "PREFIX",
            self.tr("Zone number:"),
            {"": self.tr("As it is"), "yes": self.tr("Before the easting"), "no": self.tr("Without")},
            self.tr("Within a zone this is an exact shift"),
        )
        self._combo(
            "COMPUTE_AREA",
            self.tr("Area:"),
            {"": self.tr("Declared"), "yes": self.tr("Computed from the written coordinates")},
            self.tr("Declared areas are written as they were read"),
        )
        self._combo(
            "COMPUTE_SHEET",
            self.tr("Map sheet:"),
            {"": self.tr("As in the file"), "yes": self.tr("Computed, 1:10,000")},
            self.tr("Sheets that the written polygon itself lies on; several are joined"),
        )
        self._combo(
            "PARTS",
            self.tr("Parts of a parcel:"),
            {"together": self.tr("Together"), "split": self.tr("A line for each (-1, -2 …)")},
            self.tr("Not all receivers read several parts under one parcel line"),
        )

    def _add_numbering(self) -> None:
        self._combo(
            "NUMBERING",
            self.tr("Numbering starts:"),
            {"keep": self.tr("Keep labels"), "nw": self.tr("North-west corner"), "north": self.tr("North-most point")},
            self.tr("Clockwise from there; points stay where they are"),
        )
        self._add("LABEL_PREFIX", self.tr("Label prefix:"), QLineEdit("J"), self.tr("Before numbers that are given anew"))
        restart = QCheckBox(self.tr("Begin anew in each ring"))
        self._add("RESTART", "", restart, self.tr("Labels of holes and parts begin with 1 again; else they run on"))
        self._combo(
            "CLOSING",
            self.tr("Closing line:"),
            {
                "": self.tr("As the profile has it"),
                "first": self.tr("First label again"),
                "next": self.tr("Next label"),
                "none": self.tr("No closing line"),
            },
            self.tr("Label of the line that repeats the first point"),
        )

    def _add_header(self) -> None:
        table = QTableWidget(0, 2)
        table.setHorizontalHeaderLabels([self.tr("Header key"), self.tr("Value")])
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        table.verticalHeader().setVisible(False)
        table.setMinimumHeight(170)
        table.setItemDelegateForColumn(1, _Hinted(table))
        self._add("HEADER", "", table, self.tr("Empty: as read, else as the coordinate system and the profile say"))

    def _add_place(self, folder: str, stem: str) -> None:
        self._combo(
            "SPLIT",
            self.tr("Files:"),
            {"merged": self.tr("One file"), "parcel": self.tr("One for each parcel"), "source": self.tr("One for each source")},
            self.tr("Several files go into the folder"),
        )
        place = QgsFileWidget()
        place.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        place.setFilePath(folder)
        self._add("FOLDER", self.tr("Folder:"), place, self.tr("Where the files go"))
        self._add("NAME", self.tr("File name:"), QLineEdit(f"{stem}_out.txt"), self.tr("Name of the one file"))
        self._add("OVERWRITE", "", QCheckBox(self.tr("Overwrite existing files")), self.tr("Else writing stops before it begins"))

    def _connect(self) -> None:
        for name, widget in self._widgets.items():
            if isinstance(widget, QComboBox):
                widget.currentIndexChanged.connect(lambda _, n=name: self._touched(n))
            elif isinstance(widget, QSpinBox):
                widget.valueChanged.connect(lambda _, n=name: self._touched(n))
            elif isinstance(widget, QLineEdit):
                widget.textChanged.connect(lambda _, n=name: self._touched(n))
            elif isinstance(widget, QCheckBox):
                widget.toggled.connect(lambda _, n=name: self._touched(n))
            elif isinstance(widget, QTableWidget):
                widget.itemChanged.connect(lambda _, n=name: self._touched(n))
            elif isinstance(widget, QgsFileWidget):
                widget.fileChanged.connect(lambda _, n=name: self._touched(n))

    def _touched(self, name: str) -> None:
        if name == "PROFILE":
            self._fill_header()
        as_read = self._widgets["PROFILE"].currentData() == AS_READ
        for other, widget in self._widgets.items():
            if other not in ("PROFILE", *_OF_THE_PLACE):
                widget.setEnabled(not as_read)
        self._widgets["NAME"].setEnabled(self._widgets["SPLIT"].currentData() == "merged")
        self._widgets["LABEL_PREFIX"].setEnabled(not as_read and self._widgets["NUMBERING"].currentData() != "keep")
        self.changed.emit()

    def _fill_header(self) -> None:
        """The header keys of the profile; values the user gave stay, the others show what was read as a hint."""
        from ...core.exchange import profiles as known

        table, given = self._widgets["HEADER"], self.header()
        profile = known().get(str(self._widgets["PROFILE"].currentData()))
        keys = profile.header_keys if profile else ()
        table.blockSignals(True)
        table.setRowCount(len(keys))
        for row, key in enumerate(keys):
            name = QTableWidgetItem(key)
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            table.setItem(row, 0, name)
            value = QTableWidgetItem(given.get(key, ""))
            value.setToolTip(self._read_header.get(key, "") or (profile.defaults.get(key, "") if profile else ""))
            table.setItem(row, 1, value)
        table.blockSignals(False)

    # values

    def header(self) -> dict[str, str]:
        """Header values that the user gave."""
        table, found = self._widgets["HEADER"], {}
        for row in range(table.rowCount()):
            key, value = table.item(row, 0), table.item(row, 1)
            if key is not None and value is not None and value.text().strip():
                found[key.text()] = value.text().strip()
        return found

    def values(self) -> dict[str, Any]:
        """All choices by name."""
        read: Mapping[type, Callable[[Any], Any]] = {
            QComboBox: lambda w: w.currentData(),
            QSpinBox: lambda w: w.value(),
            QLineEdit: lambda w: w.text().strip(),
            QCheckBox: lambda w: w.isChecked(),
            QTableWidget: lambda w: self.header(),
            QgsFileWidget: lambda w: w.filePath(),
        }
        return {name: read[type(widget)](widget) for name, widget in self._widgets.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show choices; what is unknown or of the wrong kind is left as it is."""
        for name, value in values.items():
            widget = self._widgets.get(name)
            if isinstance(widget, QComboBox) and widget.findData(value) >= 0:
                widget.setCurrentIndex(widget.findData(value))
            elif isinstance(widget, QSpinBox) and isinstance(value, int):
                widget.setValue(value)
            elif isinstance(widget, QCheckBox) and isinstance(value, bool):
                widget.setChecked(value)
            elif isinstance(widget, QLineEdit) and isinstance(value, str):
                widget.setText(value)
            elif isinstance(widget, QgsFileWidget) and isinstance(value, str):
                widget.setFilePath(value)
            elif isinstance(widget, QTableWidget) and isinstance(value, Mapping):
                for row in range(widget.rowCount()):
                    widget.item(row, 1).setText(str(value.get(widget.item(row, 0).text(), "")))
        self._touched("")

    def output(self) -> str:
        """The file, or the folder of several files."""
        folder, name = self._widgets["FOLDER"].filePath(), self._widgets["NAME"].text().strip() or "parcels.txt"
        if self._widgets["SPLIT"].currentData() != "merged":
            return str(folder)
        return os.path.join(folder, name if name.lower().endswith(".txt") else f"{name}.txt")

    def parameters(self) -> dict[str, Any]:
        """Parameters of onemap:writecoordinatetxt, all but INPUT."""
        values = self.values()
        kept = {k: v for k, v in values.items() if k not in ("FOLDER", "NAME")}
        header = json.dumps(values["HEADER"], ensure_ascii=False) if values["HEADER"] else ""
        computed = {name: values[name] == "yes" for name in ("COMPUTE_AREA", "COMPUTE_SHEET")}
        return {**kept, **computed, "HEADER": header, "OUTPUT": self.output()}

    def write_options(self) -> Callable[[], WriteOptions]:
        """What makes the options of the writer, from a snapshot of the values (to be called in a task)."""
        parameters = self.parameters()

        def make() -> WriteOptions:
            from ...qgis_bridge.steps_files import options_from

            return options_from(parameters)

        return make
