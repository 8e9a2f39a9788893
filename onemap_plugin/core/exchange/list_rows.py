"""Rows of a point list told apart: points, titles, remarks, ends of a list, and what the rows above say of the system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from .angles import parse_degrees, parse_run_together
from .cells import half_width, parse_number
from .columns import ColumnGuess, cell_text, named_roles, value_slot
from .profiles import names
from .rules import Findings
from .structure import shorten

LARGEST = 1e9
_LABEL = re.compile(r"[A-Za-z]{0,3}\d+(?:[-_.]\d+)?")
_TOKEN = re.compile(r"[\s,，;；()（）:：=＝]+")
_MOST_TITLE = 60
_ENDS = ("E", "END")
_METRES = 10_000
# one or more of 宗地号：… 宗地名称：… in a cell; a value runs to the next key
_NAMED = re.compile(r"(?:^|\s)([^\s:：=＝]{2,16})\s*[:：=＝]\s*(.*?)(?=\s+[^\s:：=＝]{2,16}\s*[:：=＝]|$)")
_LONG_NUMBER = re.compile(r"\d{5}")


@dataclass(eq=False)
class ListRows:
    """The points of a list in order, one entry each.

    xy: (north, east) as read.  line: 0-based line.  columns: texts of the columns 'label', 'ring', 'number', 'name' and those of
    values that the list has.  titles: title that stands above a point, by its index.  said: values that rows above a point say
    of its parcel (number, name, area ...), by its index.  breaks: 0-based lines that end a list.  decimals: most of
    any coordinate.
    """

    xy: list[tuple[float, float]] = field(default_factory=list)
    line: list[int] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    decimals: int = 0


class Sorter:
    """Takes the rows below the heading one by one; what holds no point is a break, a title, a remark or a fault."""

    def __init__(self, guess: ColumnGuess, findings: Findings) -> None:
        self.rows = ListRows()
        self._findings = findings
        self._place = {role: i for i, role in enumerate(guess.roles) if role} | dict(guess.values)
        pair = ("lat", "lon") if "lat" in self._place else ("north", "east")
        self._pair = [(self._place[role], role) for role in pair]
        kept = ("label", "ring", "number", "name", *dict(guess.values))
        self.rows.columns = {role: [] for role in kept if role in self._place}
        self._grouped = bool({"number", "name"} & set(self._place))
        self._title: tuple[str, int] | None = None
        self._said: dict[str, str] = {}
        self._seen: set[str] = set()

    def head(self, row: Sequence[object], number: int, heading: bool) -> None:
        """A row above the points; ``heading``: the row with the names of the columns."""
        cells = [cell_text(c) for c in row]
        if not any(cells) or heading:
            return
        self._note(cells, number)
        if self._named(cells, number):
            return
        if self._is_title(cells):
            self._title = (next(c for c in cells if c), number)

    def add(self, row: Sequence[object], number: int) -> None:
        """A row below the heading; ``number``: its 1-based line."""
        cells = [cell_text(c) for c in row]
        filled = [c for c in cells if c]
        if not filled or (len(filled) == 1 and filled[0].upper() in _ENDS):
            self.rows.breaks.append(number - 1)
            return
        if cells[0] == "*":  # ends a ring in lists of mining rights, with heights and a mark for holes behind it
            self.rows.breaks.append(number - 1)
            self._note(cells, number)
            return
        texts = [cells[c] if c < len(cells) else "" for c, _ in self._pair]
        values = [coordinate(text, role) for text, (_, role) in zip(texts, self._pair)]
        if self._heads_a_list(filled, values):
            self.rows.breaks.append(number - 1)
            self._note(cells, number)
        elif self._is_total(filled, cells, texts, values):
            self._note(cells, number)
        elif values[0] is not None and values[1] is not None:
            self._point(values[0], values[1], cells, number)
        elif self._named(cells, number) or self._is_heading(cells) or self._is_side(filled):
            self._note(cells, number)
        elif any(texts) or not self._beside(cells, number):
            self._findings.count("T-LIST-ROW", number, text=shorten(",".join(cells)))

    def _heads_a_list(self, filled: list[str], values: list[float | None]) -> bool:
        """Whether a row among metres holds no more than the number of what follows, or how many points: 2, or 5,1."""
        if len(filled) > 2 or not self.rows.xy or not all(text.isdigit() for text in filled):
            return False
        if min(map(abs, self.rows.xy[0])) < _METRES:
            return False
        if len(filled) == 1:
            return "label" not in self._place and len(filled[0]) < 6
        return len(filled) == 2 and all(v is not None and v < _METRES for v in values)

    @staticmethod
    def _is_side(filled: list[str]) -> bool:
        """Whether a row holds nothing but a side length, as lists parted by blanks have it between two points."""
        value = parse_number(half_width(filled[0])) if len(filled) == 1 and "." in filled[0] else None
        return value is not None and 0 < value < _METRES

    def finish(self) -> ListRows:
        """All points, with the titles that name parcels; a title above nothing, or the only one, is a remark."""
        rows = self.rows
        if not any(rows.titles):  # a title above the first points alone names the list, not a parcel
            rows.titles.clear()
        return rows

    def _point(self, north: float, east: float, cells: list[str], number: int) -> None:
        rows = self.rows
        if self._said and not self._grouped:
            rows.said[len(rows.xy)] = self._said
        elif self._title and not self._grouped:
            rows.titles[len(rows.xy)] = self._title[0]
        self._title, self._said = None, {}
        rows.xy.append((north, east))
        rows.line.append(number - 1)
        rows.decimals = max(rows.decimals, len(cells[self._pair[0][0]].partition(".")[2]))
        for role, texts in rows.columns.items():
            texts.append(cells[self._place[role]] if self._place[role] < len(cells) else "")

    def _beside(self, cells: list[str], number: int) -> bool:
        """A row without coordinates that is no lost point: a title or remark, or a side length between two points."""
        text = _only_text(cells)
        if text:
            self._note(cells, number)
            if self._is_title(cells) and text not in self._seen:
                self._title = (text, number)
            self._seen.add(text)
            return True
        label = self._place.get("label", self._place.get("number", -1))
        if 0 <= label < len(cells) and cells[label]:
            return False
        self._note(cells, number)
        return True

    def _is_heading(self, cells: list[str]) -> bool:
        """The heading once more, as on every page of a printed table, or one of its rows where cells are merged."""
        roles = {role for role in named_roles(cells, len(cells)) if role}
        words = not any(c.isdigit() for text in cells for c in text)
        return len(roles & _PAIRED) >= 2 or (words and bool(roles) and len([c for c in cells if c]) > 1)

    def _named(self, cells: list[str], number: int) -> bool:
        """Whether a row says values of the parcel whose points follow: 宗地名称：东地块, in one cell or in two."""
        found: dict[str, str] = {}
        for i, cell in enumerate(cells):
            for key, value in _NAMED.findall(cell):
                role = names().columns.get("".join(unicodedata.normalize("NFKC", key).upper().split()), "")
                role = role if role in ("name", "number") else value_slot(key)
                value = value.strip() or next((c for c in cells[i + 1 :] if c and c != cell), "")
                if role and value and not _NAMED.search(value) and len(value) <= _MOST_TITLE:
                    found.setdefault(role, value)
        if "name" in found or "number" in found or (self._said and found):
            self._said = {**self._said, **found}
            return True
        return False

    def _is_total(self, filled: list[str], cells: list[str], texts: list[str], values: list[float | None]) -> bool:
        """Whether a row adds up or signs the list (合计, 制表), which holds no point whatever stands below the coordinates."""
        if all(v is not None and (abs(v) >= _METRES or "lat" in self._place) for v in values):
            return False
        label = self._place.get("label", 0)
        heads = (filled[0], cells[label] if label < len(cells) else "")
        if not any(word in "".join(text.split()) for word in names().list_totals for text in heads):
            return False
        return not any(v is None and _LONG_NUMBER.search(t) for t, v in zip(texts, values))

    @staticmethod
    def _is_title(cells: list[str]) -> bool:
        text = _only_text(cells)
        words = any(c.isalnum() for c in text) and len(text) <= _MOST_TITLE
        return words and not any(word in text for word in names().list_remarks)

    def _note(self, cells: list[str], number: int) -> None:
        self._findings.count("T-LIST-NOTE", number, text=shorten(",".join(cells).strip(",")))


def _only_text(cells: list[str]) -> str:
    """The words of a row with nothing else in it, '' for labels, numbers and rows of several cells."""
    filled = {c for c in cells if c}  # merged cells may repeat their text
    text = filled.pop() if len(filled) == 1 else ""
    return "" if _LABEL.fullmatch(text) or parse_number(half_width(text)) is not None else text


_PAIRED = {"north", "east", "lon", "lat", "x", "y"}


def coordinate(text: str, role: str) -> float | None:
    """Number of a cell: metres, or degrees in any of their forms for 'lon' and 'lat'."""
    plain = half_width(text) if not text.isascii() else text
    value = parse_number(plain)
    if role in ("lon", "lat"):
        if value is not None and abs(value) <= 180:
            return value
        return parse_run_together(text) if value is not None else parse_degrees(text)
    return value if value is not None and abs(value) < LARGEST else None


def system_of_title(rows: Sequence[tuple[Sequence[object], int]]) -> tuple[dict[str, str], dict[str, int]]:
    """Header rows that the titles above a list amount to (坐标系, 几度分带, 带号), and their 1-based lines.

    rows: cells above the points with their lines; a name and its value may stand in one cell or in two.
    """
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for row, number in rows:
        text = " ".join(cell_text(c) for c in row if c is not None)
        plain = unicodedata.normalize("NFKC", text)
        found = {"坐标系": _system_name(text)}
        for key, patterns in names().list_titles.items():
            hit = next((m for p in patterns if (m := p.search(plain))), None)
            found[key] = hit.group(1) if hit else ""
        for key, value in found.items():
            if value and key not in values:
                values[key], lines[key] = value, number
    return values, lines


def _system_name(text: str) -> str:
    for token in _TOKEN.split(text):
        name = unicodedata.normalize("NFKC", token).upper()
        known = names().datum(token) or name.endswith("坐标系")
        if known and token not in names().header_keys and any(word in name for word in names().list_systems):
            return token
    return ""
