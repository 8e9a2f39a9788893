"""界址点坐标成果表, form (a): 点号, X坐标, Y坐标, 反算边长, 备注; one block for each parcel, closing row repeated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from .decimals import quantize
from .profile import PackageProfile
from .published import PublishedParcel, PublishedRing
from .sheet import Sheet


def coordinate_sheet(parcels: Sequence[PublishedParcel], profile: PackageProfile, layout: Mapping[str, Any],
                     values: Mapping[str, str]) -> Sheet:
    """The table of all parcels.  layout: resources/templates/coordinate_table.yaml; values: variables of its texts."""
    columns = layout["columns"]
    sheet = Sheet(layout["sheet"], [float(c["width"]) for c in columns], repeat=(1, 3), bordered=3, freeze=(4, 1),
                  paper=layout.get("paper", "A4"), landscape=bool(layout.get("landscape")), font=layout.get("font", "宋体"),
                  row_height=float(layout.get("row_height", 15.0)))
    sheet.put(1, 1, str(layout["title"]).format(**values), "title", columns=len(columns))
    sheet.put(2, 1, str(layout["note"]).format(**values), "note", columns=len(columns))
    for i, column in enumerate(columns, 1):
        sheet.put(3, i, column["title"], "head")
    row = 4
    for parcel in parcels:
        if parcel.index > 1:
            sheet.breaks.append(row - 1)
        row = _block(sheet, row, parcel, profile, layout)
    return sheet


def _block(sheet: Sheet, row: int, parcel: PublishedParcel, profile: PackageProfile, layout: Mapping[str, Any]) -> int:
    words = layout["words"]
    sheet.put(row, 1, words["number"], "band")
    sheet.put(row, 2, parcel.number, "band")
    sheet.put(row, 3, words["name"], "band")
    sheet.put(row, 4, parcel.name, "band", columns=2)
    sheet.put(row + 1, 1, words["points"], "band")
    sheet.put(row + 1, 2, parcel.points, "band")
    sheet.put(row + 1, 3, words["area"], "band")
    sheet.put(row + 1, 4, parcel.area_ha, "band", profile.area_ha_decimals)
    sheet.put(row + 1, 5, f"{parcel.area_m2:.{profile.area_m2_decimals}f} m²", "band")
    first = row
    row += 2
    for ring in parcel.rings:
        row = _ring(sheet, row, ring, parcel, profile, words)
    per_page = int(layout["rows_per_page"])
    sheet.breaks.extend(range(first + per_page - 1, row - 1, per_page))
    return row


def _ring(sheet: Sheet, row: int, ring: PublishedRing, parcel: PublishedParcel, profile: PackageProfile,
          words: Mapping[str, Any]) -> int:
    decimals = profile.coordinate_decimals
    name = words["hole" if ring.hole else "shell"].format(part=ring.part, ring=ring.number)
    if parcel.parts == 1 and not ring.hole:
        name = ""
    points = [*zip(ring.labels, ring.ticks, ring.sides(decimals)), (ring.closing, ring.ticks[0], None)]
    for i, (label, (x, y), side) in enumerate(points):
        note = words["closing"] if side is None else name if i == 0 else ""
        sheet.put(row, 1, label, "text")
        sheet.put(row, 2, Decimal(x).scaleb(-decimals), "number", decimals)
        sheet.put(row, 3, Decimal(y).scaleb(-decimals), "number", decimals)
        sheet.put(row, 4, None if side is None else quantize(side, profile.side_decimals, profile.rounding), "number",
                  profile.side_decimals)
        sheet.put(row, 5, note, "text")
        row += 1
    return row
