"""Values that KML has in the tables of its balloons only, as ArcGIS and surveying programs write attributes."""

from __future__ import annotations

import html
import re
from typing import Any

_CELL = r"<t[dh][^>]*>\s*(?:<(?:b|strong|span|font)\b[^>]*>\s*)*([^<]*?)\s*(?:</(?:b|strong|span|font)>\s*)*</t[dh]>"
_ROW = re.compile(rf"<tr[^>]*>\s*{_CELL}\s*{_CELL}\s*</tr>", re.IGNORECASE)
_EMPTY = {"", "<null>", "<空>", "null"}
_LONGEST = 60


def take_tables(rows: list[dict[str, Any]], fields: list[str]) -> None:
    """Put the rows of two cells of each description into ``rows`` and their names into ``fields``; what a field says stays."""
    known = set(fields)
    for row in rows:
        description = next((str(v) for k, v in row.items() if k.lower() == "description"), "")
        for key, value in _ROW.findall(description):
            key, value = html.unescape(key).strip(" \xa0:："), html.unescape(value).strip(" \xa0")
            if not 0 < len(key) <= _LONGEST or key in known or value.lower() in _EMPTY:
                continue
            row.setdefault(key, value)
            if key not in fields:
                fields.append(key)
