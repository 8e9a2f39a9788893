"""The skeleton of a coordinate TXT: sections, header rows, parcel lines, and which lines are left to be point lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ..progress import SILENT, Progress
from .cells import half_width, parse_number
from .profiles import names
from .rules import Findings
from .text import BLANKS, IntArray, TextLines

HEADER, COORDINATES = "属性描述", "地块坐标"
_SECTION = re.compile(r"^\[([^\[\],=@]{1,40})\]$")
_OPENING = "[［【"
_BRACKETS = str.maketrans("［］【】", "[][]")
_SIGNS = ("=", "＝", "：", ":")
_WIDE_KINDS = (
    ("，、", "comma"),
    ("［］【】", "brackets"),
    ("＝", "equals sign"),
    ("＠", "end mark"),
    ("．。", "dot"),
    ("０１２３４５６７８９", "digits"),
)
_LONGEST_NOTE = 30
_LONG_NUMBER = re.compile(r"\d{5}")  # as every coordinate has it, and no name of a column
_ENUMERATION = re.compile(r"(?<=[0-9A-Za-z.])、(?=[0-9.+-])")


@dataclass(eq=False)
class Block:
    """One header with its coordinates.  header: first value of each key, as read.  first, last: lines of the coordinates."""

    header: dict[str, str] = field(default_factory=dict)
    header_lines: dict[str, int] = field(default_factory=dict)
    tagged: bool = False
    first: int = -1
    last: int = -1
    notes: list[str] = field(default_factory=list)

    def get(self, key: str) -> str:
        """Value of a key under any of its names, '' when there is none."""
        aliases = names().header_keys
        return next((value for name, value in self.header.items() if aliases.get(name.strip()) == key), "")

    def line_of(self, key: str) -> int:
        """1-based line of a key under any of its names, 0 when there is none."""
        aliases = names().header_keys
        return next((line for name, line in self.header_lines.items() if aliases.get(name.strip()) == key), 0)


@dataclass(eq=False)
class Structure:
    """What stands where.

    parcel_lines: (line index, text) of lines with the end mark.  candidates: (line index, text) of other lines among the
    coordinates that are not plain.  breaks: empty lines and lines ``E`` among them.  sections: other sections verbatim,
    section_lines: 1-based lines of their tags.  is_point: (lines,) plain lines that lie among coordinates.
    """

    blocks: list[Block] = field(default_factory=list)
    parcel_lines: list[tuple[int, str]] = field(default_factory=list)
    candidates: list[tuple[int, str]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    section_lines: dict[str, int] = field(default_factory=dict)
    is_point: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))
    has_tag: bool = False


class _Walker:
    """Goes through the lines that are not plain numbers, in order."""

    def __init__(self, lines: TextLines, findings: Findings, commas: IntArray) -> None:
        self.lines, self.findings = lines, findings
        self.result = Structure(is_point=np.zeros(len(lines), dtype=bool))
        self.blocks = self.result.blocks
        self.section = ""
        self.section_rows: dict[str, list[str]] = {}
        self.note_rows = 0
        self.used_names: dict[str, int] = {}
        self.commas = commas

    @property
    def block(self) -> Block:
        if not self.blocks:
            self.blocks.append(Block())
        return self.blocks[-1]

    def walk(self, progress: Progress) -> Structure:
        before = -1
        special = np.flatnonzero(~self.lines.plain | (self.commas == 0))
        for done, index in enumerate(special.tolist()):
            if done % 20_000 == 0:
                progress.check()
            if index > before + 1:
                self._plain_run(before + 1, index)
            before = index
            self._line(index, self.lines.text(index))
        if before + 1 < len(self.lines):
            self._plain_run(before + 1, len(self.lines))
        if self.blocks and self.block.first >= 0:
            self.block.last = len(self.lines)
        self.result.sections = {name: "\n".join(rows) for name, rows in self.section_rows.items()}
        return self.result

    def _plain_run(self, start: int, stop: int) -> None:
        """Plain lines (numbers) from ``start`` to before ``stop``."""
        if self.section == COORDINATES or not self.section:
            if self.section != COORDINATES:
                self._open_coordinates(start, tagged=False)
            self.result.is_point[start:stop] = True
            self.note_rows = 0
        elif self.section == HEADER:
            if stop - start >= 3:  # a header does not hold rows of numbers: its coordinates lost their tag
                self.findings.add("T-SECTION-MISSING", line=start + 1, section=COORDINATES, key=COORDINATES)
                self._open_coordinates(start, tagged=False)
                self.result.is_point[start:stop] = True
                return
            for index in range(start, stop):
                self._unknown(index, self.lines.text(index))
        else:
            self._section_rows().extend(self.lines.text(i) for i in range(start, stop))

    def _line(self, index: int, text: str) -> None:
        bare = text.strip(BLANKS)
        if bare[:1] == bare[-1:] == '"' and bare.count('"') == 2:  # a spreadsheet program quotes what holds commas
            self.findings.count("T-QUOTED", index + 1)
            text = self.lines.others[index] = bare = bare[1:-1]
        if not bare:
            if self.section == COORDINATES:
                self.result.breaks.append(index)
            elif self.section not in ("", HEADER):
                self._section_rows().append(text)
            return
        if self.note_rows and self._continue_note(index, text, bare):
            return
        if bare[0] in _OPENING and self._tag(index, text, bare):
            return
        handlers: dict[str, Callable[[int, str, str], None]] = {
            COORDINATES: self._in_coordinates,
            HEADER: self._in_header,
            "": self._at_start,
        }
        handlers.get(self.section, self._in_section)(index, text, bare)

    # ---- tags and notes

    def _tag(self, index: int, text: str, bare: str) -> bool:
        if bare.endswith(","):
            bare = bare.rstrip("," + BLANKS)
            self.findings.count("T-EMPTY-CELLS", index + 1)
        plain = bare.translate(_BRACKETS)
        found = _SECTION.match(plain)
        name = names().section_names.get(found.group(1).strip(BLANKS), "") if found else ""
        if not name and (bare[0] != "[" or not found):
            if self.section == COORDINATES:
                self._note(index, text, bare)
                return True
            return False
        if plain != bare:
            self.findings.count("T-FULLWIDTH", index + 1, key="brackets", signs="［］【】")
        elif text.rstrip(",") != bare:
            self.findings.count("T-BLANK", index + 1)
        self._enter(name or (found.group(1) if found else ""), index)
        return True

    def _enter(self, name: str, index: int) -> None:
        if name == COORDINATES:
            if self.section == COORDINATES and not self._has_content(index):
                self.findings.add("T-SECTION-REPEATED", line=index + 1, section=name, key=f"{name} {len(self.blocks)}")
            self._open_coordinates(index + 1, tagged=True)
        elif name == HEADER:
            if self.blocks and self.block.first >= 0:
                self.block.last = index
                self.blocks.append(Block())
            elif self.block.tagged:
                self.findings.add("T-SECTION-REPEATED", line=index + 1, section=name, key=f"{name} {len(self.blocks)}")
            self.block.tagged = True
            self.section = HEADER
        else:
            if self.blocks and self.block.first >= 0 and self.section == COORDINATES:
                self.block.last = index
                self.blocks.append(Block())
            self.section = self._free_name(name)
            self.section_rows[self.section] = []
            self.result.section_lines[self.section] = index + 1

    def _free_name(self, name: str) -> str:
        self.used_names[name] = count = self.used_names.get(name, 0) + 1
        return name if count == 1 else f"{name}#{count}"

    def _has_content(self, index: int) -> bool:
        start = self.block.first
        return bool(self.result.is_point[start:index].any()) or any(i >= start for i, _ in self.result.parcel_lines[-1:])

    def _open_coordinates(self, first: int, tagged: bool) -> None:
        if self.section == COORDINATES:
            return
        if self.blocks and self.block.first >= 0:
            self.block.last = first
            self.blocks.append(Block())
        self.section = COORDINATES
        self.block.first = first
        self.result.has_tag |= tagged

    def _note(self, index: int, text: str, bare: str) -> None:
        self.findings.count("T-NOTE-LINE", index + 1)
        self.block.notes.append(text)
        closing = {"[": "]", "［": "］", "【": "】"}[bare[0]]
        self.note_rows = 0 if closing in bare else _LONGEST_NOTE

    def _continue_note(self, index: int, text: str, bare: str) -> bool:
        """A further line of an explanation in brackets, unless the coordinates begin although no bracket closed it."""
        if bare.endswith(("@", "＠")) and "】" not in bare:
            self.note_rows = 0
            return False
        self.block.notes.append(text)
        self.findings.count("T-NOTE-LINE", index + 1)
        self.note_rows = 0 if any(c in bare for c in "]］】") else self.note_rows - 1
        return True

    # ---- lines by section

    def _in_coordinates(self, index: int, text: str, bare: str) -> None:
        if _names_fields(bare):
            self.findings.count("T-NOTE-LINE", index + 1)
            self.block.notes.append(text)
        elif "@" in bare or "＠" in bare:
            if bare == "@":
                self._drop_bare_mark_above(index)
            self.result.parcel_lines.append((index, text))
        elif bare.upper() == "E":
            self.result.breaks.append(index)
        elif _looks_like_header(bare) is not None:
            self._in_header(index, text, bare)
        else:
            self.result.candidates.append((index, text))

    def _drop_bare_mark_above(self, index: int) -> None:
        """An end mark alone with another end mark alone right below it is no parcel: it says nothing and holds nothing."""
        known = self.result.parcel_lines
        if known and known[-1][0] == index - 1 and known[-1][1].strip(BLANKS) == "@":
            self._unknown(*known.pop())

    def _at_start(self, index: int, text: str, bare: str) -> None:
        if _looks_like_header(bare) is not None:
            self._in_header(index, text, bare)
        elif "@" in bare or "＠" in bare:
            self._open_coordinates(index, tagged=False)
            self.result.parcel_lines.append((index, text))
        elif self._is_row_of_numbers(bare):
            self._open_coordinates(index, tagged=False)
            self.result.candidates.append((index, text))
        else:
            self._unknown(index, text)

    @staticmethod
    def _is_row_of_numbers(bare: str) -> bool:
        cells = split_cells(bare)[0]
        return len(cells) >= 2 and sum(parse_number(half_width(c)) is not None for c in cells) >= 2

    def _in_header(self, index: int, text: str, bare: str) -> None:
        if ("@" in bare or "＠" in bare) and "," in half_width(bare) and "=" not in bare:
            self.findings.add("T-SECTION-MISSING", line=index + 1, section=COORDINATES, key=COORDINATES)
            self._open_coordinates(index, tagged=False)
            self.result.parcel_lines.append((index, text))
            return
        key, sign, value = _key_and_value(bare)
        if not sign:
            self._unknown(index, text)
            return
        if sign == ":":
            self.findings.count("T-KEY-SIGN", index + 1)
        elif sign != "=":
            self.findings.count("T-FULLWIDTH", index + 1, key="equals sign", signs=sign)
        key, value = key.strip(BLANKS), value.strip(BLANKS)
        if value.endswith(",") and names().header_keys.get(key) not in (None, "转换参数"):  # whose commas belong to it
            value = value.rstrip("," + BLANKS)
            self.findings.count("T-EMPTY-CELLS", index + 1)
        block = self.block
        if block.header.get(key) == value:
            self.findings.count("T-KEY-TWICE", index + 1)
            return
        if key in block.header:
            self.findings.add(
                "T-KEY-REPEATED", line=index + 1, name=key, value=block.header[key], other=value, key=f"{key} {value}"
            )
            return
        block.header[key] = value
        block.header_lines[key] = index + 1

    def _in_section(self, index: int, text: str, bare: str) -> None:
        if bare.endswith("@") and bare.count(",") >= 3:
            self.findings.add("T-SECTION-MISSING", line=index + 1, section=COORDINATES, key=COORDINATES)
            self._open_coordinates(index, tagged=False)
            self.result.parcel_lines.append((index, text))
        else:
            self._section_rows().append(text)

    def _section_rows(self) -> list[str]:
        return self.section_rows.setdefault(self.section, [])

    def _unknown(self, index: int, text: str) -> None:
        self.findings.count("T-LINE-UNKNOWN", index + 1, text=shorten(text))


def _looks_like_header(bare: str) -> str | None:
    key, sign, _ = _key_and_value(bare)
    return key.strip(BLANKS) if sign and key.strip(BLANKS) in names().header_keys else None


def _key_and_value(bare: str) -> tuple[str, str, str]:
    """Key, the sign that was found ('' for none) and value.  A colon counts only behind a key of the format."""
    parts = [bare.partition(sign) for sign in _SIGNS if sign in bare]
    known = next((p for p in parts if p[0].strip(BLANKS) in names().header_keys), None)
    return known or next((p for p in parts if p[1] in "=＝"), (bare, "", ""))


def _names_fields(bare: str) -> bool:
    """Whether a line among the coordinates holds nothing but names of fields or columns: 点号,圈号,X坐标,Y坐标."""
    if bare[0] in "0123456789-+.,@" or bare[1:2].isdigit() or _LONG_NUMBER.search(bare):
        return False
    cells = [c for c in split_cells(bare.rstrip("@＠").strip(f"{BLANKS}#/*"))[0] if c]
    words = ["".join(half_width(c).upper().split()) for c in cells]
    known = sum(w in names().columns or w in names().placeholders for w in words)
    if "@" in bare or "＠" in bare:
        return known == len(words) > 2
    return known >= 2 and not any(parse_number(w) is not None for w in words)


def read_structure(lines: TextLines, commas: IntArray, findings: Findings, progress: Progress = SILENT) -> Structure:
    """Find sections, headers and parcel lines.  ``commas``: commas of each plain line."""
    return _Walker(lines, findings, commas).walk(progress)


def shorten(text: str, length: int = 60) -> str:
    """A line for a message: its beginning, without control characters."""
    clean = "".join(c if c.isprintable() else "\ufffd" for c in text.strip()[: length + 1])
    return clean if len(clean) <= length else clean[:length] + "…"


def split_cells(text: str) -> tuple[list[str], str]:
    """Trimmed cells of a line and the separator that was found: ',' or, without any comma, ';', tab, '|' or ' '.

    Full-width separators count like half-width ones; everything else in the cells stays as it is.
    """
    if not text.isascii():
        text = text.replace("，", ",").replace("；", ";")
        if "、" in text:  # also used within remarks: a separator only where no other is, or between numbers
            other = any(text.count(s) > 1 for s in (",", ";", "\t", "|"))
            text = _ENUMERATION.sub(",", text) if other else text.replace("、", ",")
    if '"' in text and (cells := quoted_cells(text)) is not None:
        return cells, ","
    for separator in "," if "," in text else sorted(";\t|", key=text.count, reverse=True):  # a tab may be only an indent
        if separator in text:
            return [c.strip(BLANKS) for c in text.split(separator)], separator
    cells = text.split()
    return (cells, " ") if len(cells) > 1 else ([text.strip(BLANKS)], ",")


_QUOTED = re.compile(r'(?:[^",]*|\s*"[^"]*"\s*)(?:,(?:[^",]*|\s*"[^"]*"\s*))*')


def quoted_cells(text: str) -> list[str] | None:
    """Cells of a line in which whole cells stand in quotes, as spreadsheet programs write them; None for any other line."""
    if '"' not in text or not _QUOTED.fullmatch(text):
        return None
    return [c.strip(BLANKS) for c in next(csv.reader([text], skipinitialspace=True), [])]


def wide_kinds(text: str) -> list[tuple[str, str]]:
    """Which kinds of full-width signs stand in a line: (kind, the signs of that kind)."""
    return [(kind, signs) for signs, kind in _WIDE_KINDS if any(c in text for c in signs)]
