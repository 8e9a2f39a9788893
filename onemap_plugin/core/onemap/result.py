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
        """One OverlayRow per piece, in order.  Columns become lists first: taking numbers out of arrays one by one is slow."""
        role, scale, ids = self.role, 10**-self.decimals, self.parcel_ids
        codes, fids = self._texts(role.code), self.fid.tolist()
        names = {c: code_name(role.code_table, c) if c and role.code_table else "" for c in set(codes)}
        classes = {c: self._three_class(c) for c in names}
        kinds = {k: owner_kind_of(k, role.owner_kind) if role.owner_kind else "" for k in set(self._texts(role.owner_kind))}
        columns = (
            self._texts(role.label), self._texts(role.owner), self._texts(role.owner_kind), self._attributes(codes, fids),
            self.parcel.tolist(), self.units.tolist(), self.deduction_units.tolist(), self.area.tolist(),
            self.area_ellipsoid.tolist(), self.deduction.tolist(), self.length.tolist(), self.distance.tolist(),
            self.perimeter.tolist(), self.sliver.tolist(), self.geometry, self.shared_m2.tolist(), self.shared,
        )  # fmt: skip
        for (code, fid, label, owner, kind, attributes, parcel, units, taken, area, ellipsoid, deduction, length, distance,
             perimeter, sliver, geometry, shared_m2, shared) in zip(codes, fids, *columns):  # fmt: skip
            yield OverlayRow(
                parcel_id=ids[parcel], role=role.id, code=code, name=label or names[code], owner=owner, owner_kind=kinds[kind],
                three_class=classes[code], area_m2=area, area_ellipsoid_m2=ellipsoid,
                area_ha=round(units * scale, self.decimals), deduction_m2=deduction,
                deduction_ha=round(taken * scale, self.decimals), length_m=length,
                distance_m=None if distance != distance else distance, count=1 if fid >= 0 else 0,
                patch=str(fid) if fid >= 0 else "", edition=self.edition if fid >= 0 else "", sliver=sliver,
                attributes=attributes, geometry=geometry, perimeter_m=perimeter, shared_m2=shared_m2, shared=shared,
            )  # fmt: skip

    def _texts(self, column: str) -> list[str]:
        """``text`` of every piece."""
        values = self.columns.get(column) if column else None
        return [""] * len(self) if values is None else [as_text(v) for v in values.tolist()]

    def _three_class(self, code: str) -> str:
        found = land_class(code) if code and self.role.code_table == "land_class" else None
        return found.three_class if found else ""

    def _attributes(self, codes: Sequence[str], fids: Sequence[int]) -> list[dict[str, Any]]:
        """Fields of the patch that are not empty, in the meaning of the role's values, and what its land class says."""
        found: list[dict[str, Any]] = [{} for _ in codes]
        for column, values in self.columns.items():
            known = self.role.values.get(column)
            for row, value, fid in zip(found, values.tolist(), fids):
                if fid >= 0 and value is not None and value != "":
                    row[column] = known.get(as_text(value), value) if known else value
        if self.role.code_table == "land_class":
            land = {c: self._land_fields(c) for c in set(codes)}
            for row, code, fid in zip(found, codes, fids):
                if fid >= 0:
                    row.update(land[code])
        return found

    @staticmethod
    def _land_fields(code: str) -> dict[str, str]:
        land = land_class(code)
        if not land:
            return {}
        return {
            "three_type": land.three_class, "three_class": land.three_class, "group_code": land.group_code,
            "group_name": land.group_name,
        }  # fmt: skip


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
