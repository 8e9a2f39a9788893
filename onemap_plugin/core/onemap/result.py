"""What an overlay gives: columnar tables of pieces per role, rows made from them on demand, conflicts, sources, closures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from ..coordinates.area import DEFAULT_STEP_M, ellipsoid_areas
from ..coordinates.zones import projected
from ..findings import EMPTY
from ..parcels import ParcelCrs
from .code_tables import code_name
from .model import Closure, ConflictRow, ObjectArray, OverlayRow, SourceInfo
from .roles import Role, land_class, owner_kind_of

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

#: what KCXS takes off a patch of cultivated land is booked under this class (田坎, TD/T 1055-2019)
DEDUCTION_CODE = "1203"


@dataclass(eq=False)
class PieceTable:
    """All pieces of one role, column by column, sorted by parcel and patch.

    parcel (n,) index into ``parcel_ids``; fid (n,) feature id, -1 for "no patch here"; area / deduction /
    length / perimeter / shared_m2 (n,) in m² and m; units / deduction_units (n,) whole 0.0001 ha, balanced; distance (n,) m
    or NaN; geometry / shared (n,) shapely or None; columns: canonical name -> (n,) values, None for "no patch here".
    """

    role: Role
    parcel_ids: tuple[str, ...]
    parcel: IntArray
    fid: IntArray
    geometry: ObjectArray
    area: FloatArray
    deduction: FloatArray
    units: IntArray
    deduction_units: IntArray
    length: FloatArray
    perimeter: FloatArray
    distance: FloatArray
    shared: ObjectArray
    shared_m2: FloatArray
    sliver: npt.NDArray[np.bool_]
    columns: Mapping[str, ObjectArray] = field(default_factory=lambda: EMPTY)
    decimals: int = 4
    edition: str = ""
    crs: ParcelCrs = ParcelCrs()
    step_m: float = DEFAULT_STEP_M

    @cached_property
    def area_ellipsoid(self) -> FloatArray:
        """(n,) m² by the survey formula, made on first use (it costs more than cutting); plane area in an unknown zone."""
        if not projected(self.crs):
            return self.area.copy()
        found = ellipsoid_areas(self.geometry, self.crs, self.step_m)
        found[self.area == 0] = 0.0
        return found

    def __len__(self) -> int:
        return len(self.parcel)

    def text(self, column: str, i: int) -> str:
        """The value of a canonical column as text, '' when it is empty or the source lacks it."""
        values = self.columns.get(column)
        return "" if values is None else as_text(values[i])

    def code(self, i: int) -> str:
        return self.text(self.role.code, i) if self.role.code else ""

    def rows(self) -> Iterator[OverlayRow]:
        """One OverlayRow per piece, in order."""
        scale = 10**-self.decimals
        labels: dict[str, tuple[str, str]] = {}
        for i in range(len(self)):
            code = self.code(i)
            if code not in labels:
                labels[code] = (
                    code_name(self.role.code_table, code) if code and self.role.code_table else "",
                    self._three_class(code),
                )
            name = (self.text(self.role.label, i) if self.role.label else "") or labels[code][0]
            distance = float(self.distance[i])
            yield OverlayRow(
                parcel_id=self.parcel_ids[self.parcel[i]],
                role=self.role.id,
                code=code,
                name=name,
                owner=self.text(self.role.owner, i) if self.role.owner else "",
                owner_kind=owner_kind_of(self.text(self.role.owner_kind, i), self.role.owner_kind)
                if self.role.owner_kind
                else "",
                three_class=labels[code][1],
                area_m2=float(self.area[i]),
                area_ellipsoid_m2=float(self.area_ellipsoid[i]),
                area_ha=round(int(self.units[i]) * scale, self.decimals),
                deduction_m2=float(self.deduction[i]),
                deduction_ha=round(int(self.deduction_units[i]) * scale, self.decimals),
                length_m=float(self.length[i]),
                distance_m=None if np.isnan(distance) else distance,
                count=1 if self.fid[i] >= 0 else 0,
                patch=str(int(self.fid[i])) if self.fid[i] >= 0 else "",
                edition=self.edition if self.fid[i] >= 0 else "",
                sliver=bool(self.sliver[i]),
                attributes=self._attributes(i, code),
                geometry=self.geometry[i],
                perimeter_m=float(self.perimeter[i]),
                shared_m2=float(self.shared_m2[i]),
                shared=self.shared[i],
            )

    def _three_class(self, code: str) -> str:
        found = land_class(code) if code and self.role.code_table == "land_class" else None
        return found.three_class if found else ""

    def _attributes(self, i: int, code: str) -> dict[str, Any]:
        if self.fid[i] < 0:
            return {}
        found: dict[str, Any] = {}
        for column, values in self.columns.items():
            value, known = values[i], self.role.values.get(column)
            if value is None or value == "":
                continue
            found[column] = known.get(as_text(value), value) if known else value
        if self.role.code_table == "land_class":
            land = land_class(code)
            if land:
                found.update(
                    three_type=land.three_class,
                    three_class=land.three_class,
                    group_code=land.group_code,
                    group_name=land.group_name,
                )
        return found


def as_text(value: Any) -> str:
    """A field value as text: None and NaN are '', 2023.0 is '2023'."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


class LazyRows(Sequence[OverlayRow]):
    """Rows of all tables, made on first use: a hundred thousand objects that a sum does not need."""

    def __init__(self, tables: Sequence[PieceTable]) -> None:
        self._tables = tables
        self._rows: list[OverlayRow] | None = None

    def _all(self) -> list[OverlayRow]:
        if self._rows is None:
            self._rows = [row for table in self._tables for row in table.rows()]
        return self._rows

    @overload
    def __getitem__(self, index: int) -> OverlayRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[OverlayRow]: ...
    def __getitem__(self, index: int | slice) -> OverlayRow | Sequence[OverlayRow]:
        return self._all()[index]

    def __len__(self) -> int:
        return sum(len(t) for t in self._tables) if self._rows is None else len(self._rows)


@dataclass(frozen=True, eq=False)
class OverlayResult:
    """Everything one overlay run found.

    rows: by role, parcel, patch.  sources: every source asked for, with status.  closures: one per parcel and polygon role.
    repaired_parcels: parcels whose geometry had to be repaired on a copy.  settings: what the run was done with, for the
    provenance (rounding rule, step, thresholds).
    """

    rows: Sequence[OverlayRow] = ()
    conflicts: Sequence[ConflictRow] = ()
    sources: Sequence[SourceInfo] = ()
    closures: Sequence[Closure] = ()
    repaired_parcels: tuple[str, ...] = ()
    tables: Mapping[str, PieceTable] = field(default_factory=lambda: EMPTY)
    settings: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


def class_table(rows: Sequence[OverlayRow], role: str = "DLTB") -> dict[tuple[str, str], Decimal]:
    """Hectares by (parcel id, code) of one role, deductions booked under 1203; every sum closes to the parcel exactly.

    Code '' is the part of the parcel without patch.
    """
    table: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        if row.role != role:
            continue
        gross, taken = Decimal(repr(row.area_ha)), Decimal(repr(row.deduction_ha))
        for code, value in ((row.code, gross - taken), (DEDUCTION_CODE, taken)):
            if value or code == row.code:
                table[row.parcel_id, code] = table.get((row.parcel_id, code), Decimal(0)) + value
    return table


__all__ = ["DEDUCTION_CODE", "LazyRows", "OverlayResult", "PieceTable", "as_text", "class_table"]
