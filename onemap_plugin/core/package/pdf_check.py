"""Numbers written in the PDF files of a package against those of the other files.

Letters and digits only: line breaks, fonts and the radicals that some fonts name instead of a character do not matter then.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..findings import SEVERITIES, STATES, Severity
from ..i18n import QT_TRANSLATE_NOOP
from ..onemap.model import SourceInfo
from .class_areas import ClassPiece
from .compare import differs
from .data import load_template, role_name
from .manifest import NAME
from .pdf_text import drawn_sha256, page_texts
from .published import Published, PublishedParcel
from .receive import Received, table_values
from .report import class_rows, measured_text, parcel_rows
from .rules import finding
from .tables import table_sheets

NOT_SHOWN = QT_TRANSLATE_NOOP("rules", "{file} does not show {what} as {expected}, as {other} has it.")
#: (what, cells in the order they stand)
Row = tuple[str, Sequence[Any]]


def check_pdf_drawing(got: Received, file: str, entry: Mapping[str, Any]) -> None:
    """The fingerprint that the manifest holds of everything drawn in a PDF."""
    if entry.get("part") not in ("map", "report", "table_pdf"):
        return
    found = drawn_sha256(got.contents[file])
    if entry.get("drawn_sha256") != found:
        got.findings.append(differs("V-PDF", file, "drawn_sha256", found[:12], str(entry.get("drawn_sha256", ""))[:12], NAME))


def check_pdf_numbers(got: Received, published: Published, pieces: Sequence[ClassPiece], other: str) -> None:
    """Areas, counts, editions and measured values in report, maps and printed tables."""
    profile = got.profile
    if profile is None:
        return
    values = table_values(got, profile, published.parcel_set.crs)
    for part in profile.parts:
        file = got.path(part.path)
        if part.kind not in ("report", "map", "table_pdf") or file not in got.contents:
            continue
        try:
            texts = page_texts(got.contents[file])
        except ValueError as error:
            got.unreadable(file, error)
            continue
        if not any(texts):
            continue
        if part.kind == "report":
            _compare(got, file, [_without_foot(t, i, len(texts)) for i, t in enumerate(texts, 1)],
                     [*_overview(got, published, values), *_report_rows(got, published, pieces)], other)
        elif part.kind == "table_pdf":
            sheets = table_sheets(part.layout, published.parcels, pieces, profile, values)
            rows = [row for sheet in sheets for row in _cells(sheet)]
            _compare(got, file, [_without_foot(t, i, len(texts)) for i, t in enumerate(texts, 1)], rows, other)
        else:
            _check_map(got, file, texts, published, values, load_template(part.layout), other)


def reduced(text: str) -> str:
    """ASCII letters, digits and points of ``text``."""
    return "".join(c for c in text if c.isascii() and (c.isalnum() or c == "."))


def readable(text: str) -> str:
    """``text`` without line feeds, radicals as the characters they stand for (where Unicode knows which)."""
    return "".join(unicodedata.normalize("NFKC", c) if "\u2e80" <= c <= "\u2fdf" else c for c in text if not c.isspace())


def _without_foot(text: str, page: int, pages: int) -> str:
    """One page without its number, as a stream of letters and digits."""
    return reduced(text).removesuffix(f"{page}{pages}")


def _compare(got: Received, file: str, pages: Sequence[str], rows: Sequence[Row], other: str) -> None:
    """Each row must stand in the text, whole: a page of ours never ends within a row."""
    text = "".join(pages)
    for what, cells in rows:
        wanted = [reduced("" if c is None else str(c)) for c in cells]
        if "".join(wanted) not in text:
            shown = " ".join(str(c) for c in cells if c not in (None, ""))
            params = {"file": file, "what": what, "expected": shown, "other": other}
            got.findings.append(finding("V-PDF", NOT_SHOWN, params, file=file, key=what, severity=Severity.WARNING))


def _overview(got: Received, published: Published, values: Mapping[str, str]) -> list[Row]:
    """Head and first table of the report."""
    ha, m2 = published.total_ha, published.total_m2
    cells = [values.get("制图单位"), values.get("place"), values["坐标系"], values["投影"], len(published.parcels),
             sum(p.points for p in published.parcels), ha, ha * 15, m2]
    return [("项目", [values.get("项目名"), values.get("项目编号"), values.get("日期")]), ("概况", cells),
            ("地类数据", [values["面积口径"], *_rounding(got), values["地类版本"], got.manifest.get("unresolved")])]


def _rounding(got: Received) -> list[str]:
    from .report import ROUNDING

    return [ROUNDING[got.profile.rounding]] if got.profile else []


def _report_rows(got: Received, published: Published, pieces: Sequence[ClassPiece]) -> Iterator[Row]:
    for row in parcel_rows(published):
        yield f"地块 {row[1]}", row
    for row in class_rows(pieces):
        yield f"地类 {row[0]}", row
    for item in got.manifest.get("outcomes") or ():
        if item.get("outcome") not in ("not_checked", "needs_input"):
            limit = item.get("threshold")
            yield str(item.get("rule")), [measured_text(item.get("measured"), str(item.get("unit", "")), str(limit or "")), limit]
    if (got.manifest.get("steps") or {}).get("check"):
        counts = got.manifest.get("findings") or {}
        yield "findings", [(counts.get(s.value) or {}).get(state) for s in SEVERITIES for state in STATES]
    yield "left_out", got.manifest.get("left_out") or ()
    known = SourceInfo.__dataclass_fields__
    for item in got.manifest.get("sources") or ():
        if all(k in known or k in ("file", "patches") for k in item):
            yield str(item.get("role")), [role_name(str(item.get("role"))), item.get("file"), item.get("edition"),
                                          item.get("publisher"), item.get("crs")]
    software = {k: v for k, v in (got.manifest.get("software") or {}).items() if k != "name"}
    yield "software", [f"{k} {v}" for k, v in sorted(software.items())]


def _cells(sheet: Any) -> list[Row]:
    """The rows of a printed table below its head."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(sheet.cells, key=lambda c: (c.row, c.column)):
        rows.setdefault(cell.row, []).append(cell.text())
    return [(f"{sheet.name} R{number}", cells) for number, cells in rows.items()]


def _check_map(got: Received, file: str, texts: Sequence[str], published: Published, values: Mapping[str, str],
               template: Mapping[str, Any], other: str) -> None:
    """Each map page: scale, project, date, and the first rows of its area table."""
    entry: Mapping[str, Any] = next((e for e in got.manifest.get("files", ()) if e.get("path") == file), {})
    for text, sheet in zip(texts, entry.get("sheets") or ()):
        parcels = [p for p in published.parcels if p.index in (sheet.get("parcels") or ())]
        total = sum((p.area_ha for p in parcels), Decimal(0))
        title = f"{file} {sheet.get('title')}"
        rows: list[Row] = [(title, [values.get("项目名"), *_subtitle(sheet, template)]), ("1:", [f"1{sheet.get('scale')}"]),
                           ("面积", [values.get("项目编号"), total]), ("日期", [values.get("制图单位"), values.get("日期")])]
        rows += [(f"面积 {p.number}", _area_row(p)) for p in parcels[: int(template.get("table_rows", 10))]]
        if len(parcels) > 1:
            rows.append(("合计", [sum(p.points for p in parcels), total]))
        _compare(got, file, [reduced(text)], rows, other)


def _subtitle(sheet: Mapping[str, Any], template: Mapping[str, Any]) -> list[str]:
    """What the manifest's title of a page says after the title of the map."""
    said = str(sheet.get("title", ""))
    for title in (str(template.get("overview_title", "")), str(template.get("title", ""))):
        if title and said.startswith(f"{title} "):
            return [said[len(title) + 1 :]]
    return [said]


def _area_row(p: PublishedParcel) -> list[Any]:
    return [p.number or p.index, p.points, p.area_ha]
