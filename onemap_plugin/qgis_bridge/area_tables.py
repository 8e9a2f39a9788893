"""Tables of parcels with their areas but without coordinates (面积表), to be compared with what was measured."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import shapely

from ..core import exchange
from ..core.coordinates.planes import on_plane
from ..core.exchange.area_unit import infer_unit
from ..core.findings import Finding
from ..core.parcels import Parcel, ParcelSet, assign_ids
from ..core.progress import SILENT, Progress
from .reading_fields import FieldMap, text
from .reading_inputs import SHEETS, Item
from .reading_sheets import sheet_rows

HEADING_ROWS = 10  # titles, dates and units stand above the headings
_NUMBER = re.compile(r"\d+\.\d{7,}")
_PLAIN = re.compile(r"\d+(\.\d{1,6})?")
SUMS = ("合计", "总计", "小计", "合 计", "总 计", "小 计")


@dataclasses.dataclass(frozen=True)
class AreaTable:
    """Parcels without rings, and which of their values (by name in ``Parcel``) the table has a column for."""

    parcels: ParcelSet
    fields: frozenset[str]


def read_area_table(path: Path, progress: Progress = SILENT) -> AreaTable | None:
    """The first table of a workbook or CSV that has parcels (number or name) and areas; None when there is none."""
    suffix = path.suffix.lower()
    if suffix in SHEETS:
        tables = [rows for _, rows in sheet_rows(Item(path.name, path), progress)]
    elif suffix == ".csv":
        tables = [list(exchange.preview_list(path.read_bytes(), path.name, 1 << 30)[0])]
    else:
        return None
    for rows in tables:
        found = _table(rows, path.name)
        if found is not None:
            return found
    return None


def _table(rows: Sequence[Sequence[Any]], name: str) -> AreaTable | None:
    start = next((i for i, row in enumerate(rows[:HEADING_ROWS]) if _is_heading(row)), None)
    if start is None:
        return None
    names = _names(rows[start])
    columns, parcels = FieldMap.of(names), []
    for line, cells in enumerate(rows[start + 1 :], start + 2):
        values = columns.values({n: cell for n, cell in zip(names, cells) if cell is not None})
        who = (values.get("number", ""), values.get("name", ""))
        if any(who) and not any(str(cell or "").strip().startswith(SUMS) for cell in cells):
            parcels.append(Parcel("", (), **{**values, "attributes": {}}, source_file=name, source_line=line))
    parcels = _evenly_written(parcels)
    ids = assign_ids([(p.number, p.name) for p in parcels])
    named = tuple(dataclasses.replace(p, parcel_id=i) for p, i in zip(parcels, ids))
    used = frozenset(columns.fields) - {"declared_area", "declared_points"}
    return AreaTable(ParcelSet(named, source_files=(name,)), used) if named else None


def _evenly_written(parcels: Sequence[Parcel]) -> list[Parcel]:
    """Plain numbers of a column with as many decimals as the longest: a cell keeps no zeros at the end, 1.2 means 1.2000.
    A workbook says a number to 15 digits, whatever its file has beyond (0.9985000000000001)."""
    texts = [p.declared_area_text for p in parcels]
    texts = [f"{float(t):.15g}" if _NUMBER.fullmatch(t) else t for t in texts]
    decimals = max((len(t.partition(".")[2]) for t in texts if _PLAIN.fullmatch(t)), default=0)
    for k, (whole, _, part) in enumerate(t.partition(".") for t in texts):
        if decimals and _PLAIN.fullmatch(texts[k]):
            texts[k] = f"{whole}.{part.ljust(decimals, '0')}"
    return [dataclasses.replace(p, declared_area_text=t) for p, t in zip(parcels, texts)]


def _names(row: Sequence[Any]) -> list[str]:
    return [text(cell) or f"#{i}" for i, cell in enumerate(row)]


def _is_heading(row: Sequence[Any]) -> bool:
    fields = FieldMap.of(_names(row)).fields.keys()
    return "declared_area" in fields and bool(fields & {"number", "name"})


def compare_with_table(table: AreaTable, measured: ParcelSet, table_first: bool, name: str) -> list[Finding]:
    """Differences between a table and measured parcels both ways, in the values that the table has.

    table_first: it is the first of the two files, what is only in the other is extra.  name: of the second file.
    """
    if "number" not in table.fields:  # paired by name then
        ids = assign_ids([("", p.name) for p in measured.parcels])
        measured = dataclasses.replace(
            measured, parcels=tuple(dataclasses.replace(p, parcel_id=i) for p, i in zip(measured.parcels, ids))
        )
    measured = with_areas(measured)
    pair = [in_units_of(table.parcels, measured), measured]
    a, b = pair if table_first else pair[::-1]
    return exchange.compare_sets(a, dataclasses.replace(b, source_files=(name,)), fields=table.fields, rings=False)


def in_units_of(table: ParcelSet, measured: ParcelSet) -> ParcelSet:
    """The table with a unit for every area that says none: the one that fits its parcel, else the one that fits most
    parcels of the table, else that of the measured parcel.
    """
    known: Mapping[str, Parcel] = {p.parcel_id: p for p in on_plane(measured).parcels}

    def fitting(p: Parcel) -> str:
        if p.declared_unit or p.declared_area is None or p.parcel_id not in known:
            return p.declared_unit
        shape = known[p.parcel_id].geometry
        return infer_unit(p.declared_area, p.declared_area_text, float(shape.area), float(shapely.length(shape)))[0]

    units = [fitting(p) for p in table.parcels]
    usual = next((unit for unit, _ in Counter(u for u in units if u).most_common(1)), "")
    own = [known[p.parcel_id].declared_unit if p.parcel_id in known else "" for p in table.parcels]
    told = tuple(
        dataclasses.replace(p, declared_unit=unit or usual or other) for p, unit, other in zip(table.parcels, units, own)
    )
    return dataclasses.replace(table, parcels=told, crs=measured.crs)


def with_areas(measured: ParcelSet) -> ParcelSet:
    """Parcels that declare no area get that of their geometry, so that a table can be compared with it."""

    def area(p: Parcel, laid: Parcel) -> Parcel:
        if p.declared_area is not None:
            return p
        value = round(float(laid.geometry.area), 2)
        return dataclasses.replace(p, declared_area=value, declared_area_text=f"{value:.2f}", declared_unit="m2")

    return dataclasses.replace(measured, parcels=tuple(map(area, measured.parcels, on_plane(measured).parcels)))
