"""The receiver's comparison: vectors, tables and manifest against each other, number by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..findings import Finding
from ..i18n import QT_TRANSLATE_NOOP
from .class_areas import ClassPiece, manifest_classes
from .profile import VectorLayer
from .published import Published, PublishedParcel, label_range
from .records import Record, canonical_shape
from .rules import finding
from .sheet import Cell, Sheet

#: findings of one kind in one file; what follows is counted, a broken file must not drown the others
LIMIT = 100
_RULE_OF = {"area_m2": "V-AREA", "area_ha": "V-AREA", "side": "V-AREA", "x": "V-COORDINATE", "y": "V-COORDINATE",
            "label": "V-LABEL", "labels": "V-LABEL", "from_label": "V-LABEL", "to_label": "V-LABEL", "points": "V-POINTS",
            "rows": "V-POINTS", "point_count": "V-POINTS", "parcel_count": "V-PARCELS", "parts": "V-POINTS", "holes": "V-POINTS"}
DIFFERS = QT_TRANSLATE_NOOP("rules", "{file}: {what} is {found}, {other} has {expected}.")


def differs(rule: str, file: str, what: str, found: Any, expected: Any, other: str, parcel_id: str = "") -> Finding:
    """One disagreement between two files of the package."""
    params = {"file": file, "what": what, "found": str(found), "expected": str(expected), "other": other}
    return finding(rule, DIFFERS, params, parcel_id=parcel_id, file=file, key=what)


def same(found: Any, expected: Any, padded: bool = False) -> bool:
    """Equality of a stored value with the expected one.  padded: the format drops blanks at the end (Shapefile)."""
    if isinstance(expected, Decimal):
        return isinstance(found, (Decimal, int, float)) and Decimal(repr(float(expected))) == Decimal(str(found))
    if isinstance(expected, str):
        return str(found or "") == expected or (padded and str(found or "") == expected.rstrip())
    return bool(found == expected)


def compare_records(file: str, layer: VectorLayer, found: Sequence[Record], expected: Sequence[Record],
                    other: str) -> list[Finding]:
    """A vector layer against the records that ``other`` (the file compared with) gives."""
    if len(found) != len(expected):
        rule = "V-PARCELS" if layer.content == "parcels" else "V-POINTS"
        return [differs(rule, file, layer.name, len(found), len(expected), other)]
    return list(_limited(_record_differences(file, layer, found, expected, other), file))


def _record_differences(file: str, layer: VectorLayer, found: Sequence[Record], expected: Sequence[Record],
                        other: str) -> Iterator[Finding]:
    padded = file.endswith(".shp")
    for row, (have, want) in enumerate(zip(found, expected), 1):
        where = f"{layer.name} {row}"
        parcel_id = str(want.values.get("parcel_id", want.values.get("number", "")))
        for f in layer.fields:
            if not same(have.values[f.key], want.values[f.key], padded):
                yield differs(_RULE_OF.get(f.key, "V-TEXT"), file, f"{where} {f.name}", have.values[f.key], want.values[f.key],
                              other, parcel_id)
        nested = not padded
        if want.shape is not None and canonical_shape(have.shape, nested) != canonical_shape(want.shape, nested):
            yield differs("V-COORDINATE", file, where, _shape_text(have.shape), _shape_text(want.shape), other, parcel_id)


def _shape_text(shape: Any) -> str:
    if not shape:
        return "-"
    flat = shape if not isinstance(shape[0][0], tuple) else [p for part in shape for ring in part for p in ring]
    return f"{len(flat)} × [{flat[0][0]}, {flat[0][1]}]"


def compare_table(file: str, sheets: Sequence[Sheet], found: Mapping[str, Mapping[tuple[int, int], Any]],
                  other: str) -> list[Finding]:
    """A workbook against the sheets that the other files give, cell by cell."""
    return list(_limited(_cell_differences(file, sheets, found, other), file))


def _cell_differences(file: str, sheets: Sequence[Sheet], found: Mapping[str, Mapping[tuple[int, int], Any]],
                      other: str) -> Iterator[Finding]:
    if list(found) != [s.name for s in sheets]:
        yield differs("V-CELL", file, "sheets", "、".join(found), "、".join(s.name for s in sheets), other)
    for sheet in sheets:
        cells = found.get(sheet.name, {})
        expected = {place: cell for place, cell in sheet.grid().items() if cell.value not in (None, "")}
        for place in sorted(set(cells) | set(expected)):
            cell: Cell | None = expected.get(place)
            value = cells.get(place)
            if not same(value, cell.value if cell else None):
                yield differs("V-CELL", file, f"{sheet.name} R{place[0]}C{place[1]}", value, cell.text() if cell else "", other)


def check_totals(file: str, sheet: Sheet, cells: Mapping[tuple[int, int], Any], adds: Mapping[int, Sequence[int]],
                 total_rows: Mapping[int, Sequence[int]]) -> list[Finding]:
    """Sums of the cells as they stand in the file, both ways.

    adds: column of a total -> columns it adds.  total_rows: row of a total -> rows it adds.
    """
    out: list[Finding] = []

    def value(row: int, column: int) -> Decimal:
        cell = cells.get((row, column))
        return Decimal(str(cell)) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else Decimal(0)

    rows = sorted({r for members in total_rows.values() for r in members} | set(total_rows))
    for row in rows:
        for column, members in adds.items():
            total = sum((value(row, m) for m in members), Decimal(0))
            if value(row, column) != total:
                out.append(_total(file, sheet, row, column, value(row, column), total))
    columns = sorted(set(adds) | {m for members in adds.values() for m in members})
    for row, members in total_rows.items():
        for column in columns:
            total = sum((value(m, column) for m in members), Decimal(0))
            if value(row, column) != total:
                out.append(_total(file, sheet, row, column, value(row, column), total))
    return out[:LIMIT]


def _total(file: str, sheet: Sheet, row: int, column: int, found: Decimal, total: Decimal) -> Finding:
    what = f"{sheet.name} R{row}C{column}"
    return finding("V-TOTAL", QT_TRANSLATE_NOOP("rules", "{file}: the total in {what} is {found}, its cells sum to {total}."),
                   {"file": file, "what": what, "found": str(found), "total": str(total)}, file=file, key=what)


def compare_numbers(manifest: Mapping[str, Any], published: Published, pieces: Sequence[ClassPiece], other: str,
                    name: str) -> list[Finding]:
    """The numbers of the manifest against those of the files."""
    expected = {"parcels": [_parcel_numbers(p) for p in published.parcels], "parcel_count": len(published.parcels),
                "point_count": sum(p.points for p in published.parcels), "area_m2": str(published.total_m2),
                "area_ha": str(published.total_ha), "classes": list(manifest_classes(pieces))}
    return list(_limited(_tree_differences(manifest.get("numbers"), expected, name, "numbers", other), name))


def _parcel_numbers(p: PublishedParcel) -> dict[str, Any]:
    return {"index": p.index, "number": p.number, "name": p.name, "points": p.points, "rows": p.rows, "parts": p.parts,
            "holes": p.holes, "area_m2": str(p.area_m2), "area_ha": str(p.area_ha), "parcel_id": p.parcel_id,
            "rings": [{"number": r.number, "hole": r.hole, "points": len(r.ticks), "labels": label_range(r)} for r in p.rings]}


def _tree_differences(found: Any, expected: Any, file: str, path: str, other: str) -> Iterator[Finding]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(set(found) | set(expected)):
            yield from _tree_differences(found.get(key), expected.get(key), file, f"{path}.{key}", other)
    elif isinstance(expected, list) and isinstance(found, list):
        if len(found) != len(expected):
            yield differs("V-PARCELS" if path.endswith("parcels") else "V-AREA", file, path, len(found), len(expected), other)
            return
        for i, (have, want) in enumerate(zip(found, expected)):
            yield from _tree_differences(have, want, file, f"{path}[{i + 1}]", other)
    elif found != expected:
        yield differs(_RULE_OF.get(path.rsplit(".", 1)[-1], "V-TEXT"), file, path, found, expected, other)


def check_pieces(file: str, pieces: Sequence[ClassPiece], parcels: Sequence[PublishedParcel]) -> list[Finding]:
    """Class pieces against the parcels: every parcel is covered exactly, in output decimals."""
    sums: dict[int, Decimal] = {}
    for piece in pieces:
        sums[piece.parcel] = sums.get(piece.parcel, Decimal(0)) + piece.area_ha
    out = []
    for parcel in parcels:
        total = sums.pop(parcel.index, Decimal(0))
        if total != parcel.area_ha:
            out.append(finding("V-TOTAL", QT_TRANSLATE_NOOP(
                "rules", "{file}: the land-class pieces of parcel {parcel} sum to {found} ha, the parcel has {total} ha."),
                {"file": file, "parcel": parcel.number, "found": str(total), "total": str(parcel.area_ha)}, file=file,
                parcel_id=parcel.parcel_id, key=str(parcel.index)))
    if sums:
        out.append(differs("V-PARCELS", file, "XH", "、".join(str(i) for i in sorted(sums)), f"1–{len(parcels)}", "TXT"))
    return out


def _limited(items: Iterator[Finding], file: str) -> Iterator[Finding]:
    rest = 0
    for i, item in enumerate(items):
        if i < LIMIT:
            yield item
        else:
            rest += 1
    if rest:
        yield finding("V-CELL", QT_TRANSLATE_NOOP("rules", "{file}: {count} further differences are not listed."),
                      {"file": file, "count": rest}, file=file, key="further")
