"""Findings as Markdown, JSON, a table or a point layer, for a mail or another program.  Who accepted one is never part of it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from ..qgis_bridge.findings_layer import write_findings_layer
from . import labels
from .models.finding_rows import FindingRow, count_by_severity

translate = QCoreApplication.translate
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: control characters of a damaged file as the signs that stand for them (␚): a workbook cannot hold them
SHOWN_CONTROLS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"}


def headings() -> list[str]:
    return [
        translate("FindingsExport", "Severity"),
        translate("FindingsExport", "Rule"),
        translate("FindingsExport", "Parcel"),
        translate("FindingsExport", "Finding"),
        translate("FindingsExport", "File"),
        translate("FindingsExport", "Line"),
        translate("FindingsExport", "Clause"),
        translate("FindingsExport", "State"),
        translate("FindingsExport", "Reason"),
    ]


def cells(row: FindingRow) -> list[Any]:
    f = row.finding
    return [
        labels.severity_label(row.severity),
        f.rule,
        f.parcel_id,
        row.text,
        os.path.basename(f.source_file),
        f.source_line or "",
        f.clause_text(),
        labels.state_label(row.state.state),
        row.state.reason,
    ]


def to_markdown(rows: Sequence[FindingRow], title: str) -> str:
    """A heading with counts and one table."""
    counts = labels.listed(f"{labels.severity_label(s)} {n}" for s, n in count_by_severity(rows).items() if n)

    def line(values: Sequence[Any]) -> str:
        return "| " + " | ".join(str(v).replace("|", "\\|").replace("\n", " ") for v in values) + " |"

    head = headings()
    return "\n".join([f"## {title}", "", counts, "", line(head), line(["---"] * len(head)), *(line(cells(r)) for r in rows), ""])


def records(rows: Sequence[FindingRow]) -> list[dict[str, Any]]:
    """The findings with stable keys (not translated), the text as shown and the exact place as WKT."""
    return [
        {
            "uid": r.uid,
            "rule": r.finding.rule,
            "severity": r.severity,
            "parcel_id": r.finding.parcel_id,
            "message": r.text,
            "source_file": os.path.basename(r.finding.source_file),
            "source_line": r.finding.source_line,
            "clause": r.finding.clause,
            "state": r.state.state,
            "reason": r.state.reason,
            "wkt": r.finding.geometry.wkt if r.finding.geometry is not None else None,
        }
        for r in rows
    ]


def to_json(rows: Sequence[FindingRow]) -> str:
    """Counts first, then the findings."""
    found = {"counts": {"total": len(rows), **count_by_severity(rows)}, "findings": records(rows)}
    return json.dumps(found, ensure_ascii=False, indent=1)


def write_xlsx(rows: Sequence[FindingRow], path: Path) -> None:
    """One sheet, header frozen and filterable; text stays text (no cell becomes a formula)."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = translate("FindingsExport", "Findings")
    sheet.append(headings())
    for row in rows:
        sheet.append([v.translate(SHOWN_CONTROLS) if isinstance(v, str) else v for v in cells(row)])
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS):
                cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for number, width in enumerate((10, 16, 16, 60, 24, 7, 36, 10, 30), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.save(path)


def export(rows: Sequence[FindingRow], path: str, title: str, epsg: int | None = None) -> None:
    """Write in the format that the suffix names (.md, .json, .xlsx, .gpkg): beside its place first, then renamed.

    epsg: system of the geometry of the findings, which a GeoPackage names; None when it is not known.
    """
    target = Path(path)
    beside = target.with_name(f".{target.stem}.part{target.suffix}")
    kind = target.suffix.lower()
    try:
        if kind == ".gpkg":
            write_findings_layer(beside, records(rows), [r.finding.geometry for r in rows], epsg)
        elif kind == ".xlsx":
            write_xlsx(rows, beside)
        else:
            beside.write_text(to_json(rows) if kind == ".json" else to_markdown(rows, title), encoding="utf-8")
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def copy_review(source: str, path: str) -> None:
    """A copy of the review file under another name, taken as one consistent snapshot, without the names of persons."""
    import sqlite3
    from contextlib import closing

    target = Path(path)
    if os.path.realpath(source) == os.path.realpath(path):
        raise ValueError(translate("FindingsExport", "This is the review file itself; choose another name."))
    beside = target.with_name(f".{target.stem}.part{target.suffix}")
    try:
        with (
            closing(sqlite3.connect(f"{Path(source).resolve().as_uri()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(beside)) as new,
        ):
            old.backup(new)
            new.execute("PRAGMA secure_delete = ON")  # what is taken out must not be left in free pages
            for table in ("findings", "finding_states"):
                triggers = new.execute(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
                ).fetchall()
                for name, _ in triggers:  # they call functions that only a GeoPackage library has
                    new.execute(f'DROP TRIGGER "{name}"')
                new.execute(f"UPDATE {table} SET who = ''")
                for _, sql in triggers:
                    new.execute(sql)
            new.commit()
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
