"""The parcel table: what was read and what follows from the geometry, one row per parcel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QObject

from ...core.coordinates.measures import ParcelMeasures
from ...core.parcels import Parcel
from ...core.review import Review
from .tables import Column, RowTableModel

SQUARE_METRES_PER_MU = 10000.0 / 15.0


@dataclass(frozen=True, eq=False)
class ParcelRow:
    """One parcel with its measures (None when they could not be worked out) and its open findings."""

    parcel: Parcel
    measures: ParcelMeasures | None
    worst: str = ""
    findings: int = 0

    @property
    def declared(self) -> str:
        return f"{self.parcel.declared_area_text or self.parcel.declared_area or ''} {self.parcel.declared_unit}".strip()


def parcel_rows(review: Review, counts: dict[str, tuple[str, int]]) -> list[ParcelRow]:
    """Rows in file order; ``counts``: parcel_id -> (worst severity, number of open findings)."""
    return [ParcelRow(p, review.measures.get(p.parcel_id), *counts.get(p.parcel_id, ("", 0))) for p in review.parcels.parcels]


def _number(attribute: str, digits: int, factor: float = 1.0) -> dict[str, Any]:
    def value(row: ParcelRow) -> float | None:
        found = getattr(row.measures, attribute) if row.measures else None
        return None if found is None else float(found) * factor

    def text(row: ParcelRow) -> str:
        found = value(row)
        return "" if found is None else f"{found:,.{digits}f}"

    return {"value": value, "text": text, "numeric": True}


def _degrees(attribute: str) -> dict[str, Any]:
    found = _number(attribute, 6)
    return {**found, "text": lambda r: found["text"](r).replace(",", "")}


class ParcelTableModel(RowTableModel):
    """Columns: number, name, m², 公顷, 亩, ellipsoid m², declared, perimeter, points, sheet, longitude, latitude."""

    def __init__(self, decimals: int = 2, parent: QObject | None = None) -> None:
        super().__init__(self._columns(decimals), lambda r: r.parcel.parcel_id, parent)

    def set_decimals(self, decimals: int) -> None:
        self.columns = self._columns(decimals)
        if self.rows():
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows()) - 1, len(self.columns) - 1))

    @staticmethod
    def _columns(decimals: int) -> list[Column[ParcelRow]]:
        from ..icons import icon

        translate = QCoreApplication.translate
        return [
            Column(
                lambda: translate("ParcelTableModel", "Number"),
                lambda r: r.parcel.number or r.parcel.parcel_id,
                icon=lambda r: icon("severity_" + r.worst) if r.worst else icon("severity_ok"),
                tip=lambda r: translate("ParcelTableModel", "{id}: open findings {n}").format(
                    id=r.parcel.parcel_id, n=r.findings
                ),
            ),
            Column(lambda: translate("ParcelTableModel", "Name"), lambda r: r.parcel.name),
            Column(
                lambda: translate("ParcelTableModel", "Area m²"),
                **_number("area_m2", decimals),
                head_tip=lambda: translate("ParcelTableModel", "Plane area on the Gauss-Krüger plane of the file"),
            ),
            Column(
                lambda: translate("ParcelTableModel", "ha"),
                **_number("area_m2", 4, 1e-4),
                head_tip=lambda: translate("ParcelTableModel", "Plane area in hectares (公顷)"),
            ),
            Column(
                lambda: translate("ParcelTableModel", "mu"),
                **_number("area_m2", 3, 1 / SQUARE_METRES_PER_MU),
                head_tip=lambda: translate("ParcelTableModel", "Plane area in mu (亩), 15 mu to the hectare"),
            ),
            Column(
                lambda: translate("ParcelTableModel", "Ellipsoid m²"),
                **_number("area_ellipsoid_m2", decimals),
                head_tip=lambda: translate(
                    "ParcelTableModel", "Area on the CGCS2000 ellipsoid by the formula of the national survey"
                ),
            ),
            Column(
                lambda: translate("ParcelTableModel", "Declared"),
                lambda r: r.parcel.declared_area or 0.0,
                text=lambda r: r.declared,
                numeric=True,
                head_tip=lambda: translate("ParcelTableModel", "Area as the file declares it, as read"),
            ),
            Column(lambda: translate("ParcelTableModel", "Perimeter m"), **_number("perimeter_m", decimals)),
            Column(
                lambda: translate("ParcelTableModel", "Points"),
                **_number("points", 0),
                head_tip=lambda: translate("ParcelTableModel", "Boundary points of all rings"),
            ),
            Column(
                lambda: translate("ParcelTableModel", "Sheet"),
                lambda r: (r.measures.sheet if r.measures else "") or r.parcel.sheet,
                head_tip=lambda: translate("ParcelTableModel", "Map sheets the parcel lies on"),
            ),
            Column(lambda: translate("ParcelTableModel", "Longitude"), **_degrees("lon")),
            Column(lambda: translate("ParcelTableModel", "Latitude"), **_degrees("lat")),
        ]
