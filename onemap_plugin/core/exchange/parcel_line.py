"""The parcel line (地块行): its values, its end mark, and how well it fits a dialect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .area_unit import split_unit
from .cells import half_width, parse_number
from .profiles import TxtProfile, names, profiles
from .rules import Findings
from .structure import wide_kinds

_INTEGER = re.compile(r"\d{1,7}")
_UNUSUAL = re.compile("[，、＠ \t\u3000\xa0\ufeff\f]|@.")
_SHEET = re.compile(r"[A-V]\d{2}[A-H]?\d{0,6}|[A-V][-\uff0d]\d+[-\uff0d].*", re.IGNORECASE)
MOST_SLOTS = 200  # more than any dialect has
# classes of a value, by which whole files are scored: most lines of a file have the same classes
EMPTY_VALUE, INTEGER, NUMBER, KIND, SHEET, WORD = "e", "i", "n", "k", "s", "t"


@dataclass(frozen=True)
class ParcelLine:
    """One parcel line.  index: 0-based line.  slots: trimmed values before the end mark.  end: the end as written."""

    index: int
    slots: tuple[str, ...]
    end: str
    text: str

    @property
    def signature(self) -> str:
        """One letter per value: what kind of value it is."""
        return "".join(map(_value_class, self.slots[:MOST_SLOTS]))


@lru_cache(maxsize=8192)
def _value_class(value: str) -> str:
    if not value:
        return EMPTY_VALUE
    if _INTEGER.fullmatch(value):
        return INTEGER
    if value in names().kinds:
        return KIND
    if value[0].isdigit() or value[0] in ".-+":
        number, unit = split_unit(value)
        if number is not None and unit != "?":
            return NUMBER
    return SHEET if _SHEET.fullmatch(value) else WORD


def split_parcel_line(index: int, text: str, findings: Findings) -> ParcelLine:
    """Values and end mark of a line; full-width punctuation, blanks and text after the end mark become findings."""
    if text.endswith(",@") and not _UNUSUAL.search(text):
        return ParcelLine(index, tuple(text[:-2].split(",")), ",@", text)
    line = index + 1
    plain = text
    if not text.isascii():
        plain = _half_width_commas(text)
        for kind, signs in wide_kinds(text):
            if kind in ("comma", "end mark") and any(s in text for s in signs if s != "、" or plain.count(",") > text.count(",")):
                findings.count("T-FULLWIDTH", line, key=kind, signs=signs)
    at = plain.rfind("@")
    body, after = (plain[:at], plain[at + 1 :]) if at >= 0 else (plain, "")
    while body.endswith("@"):  # the mark once more
        body, after = body[:-1], "@" + after
    glued = at >= 0 and not body.rstrip().endswith(",")
    if at < 0:
        findings.count("T-END-MISSING", line)
    elif glued:
        findings.count("T-END-GLUED", line)
    if after:
        findings.count("T-END-TEXT", line)
    cells = body.split(",")
    if not glued and (at >= 0 or not cells[-1].strip()):
        cells = cells[:-1]
    slots = tuple(c.strip(" \t\u3000\xa0\ufeff\f") for c in cells)
    if any(len(a) != len(b) for a, b in zip(slots, cells)):
        findings.count("T-BLANK", line)
    return ParcelLine(index, slots, ("" if at < 0 else "@" if glued else ",@") + after, text)


def _half_width_commas(text: str) -> str:
    """The line with half-width commas, unless the full-width ones belong to a name: what fits a dialect better is right."""
    text = text.replace("＠", "@")
    if "，" not in text and ("、" not in text or "," in text):
        return text
    replaced = text.replace("，", ",")
    if "," not in replaced:
        return replaced.replace("、", ",")
    return max((replaced, text), key=_best_fit)


def _best_fit(text: str) -> float:
    body = text.rpartition("@")[0] or text
    cells = [c.strip() for c in body.removesuffix(",").split(",")]
    signature = "".join(_value_class(c) for c in cells)
    return max(signature_fit(signature, profile) for profile in profiles().values() if not profile.file_stem)


def signature_fit(signature: str, profile: TxtProfile) -> float:
    """How well a line of this signature fits the parcel line of a profile, 0 to 1."""
    slots = profile.slots
    if not slots or not profile.min_slots <= len(signature) <= len(slots):
        return 0.0
    score = 0.0
    for slot, value in zip(slots, signature):
        score += _slot_fit(slot, value)
    return (0.55 if len(signature) == len(slots) else 0.4) + 0.45 * score / len(signature)


_FITS = {
    "count": {INTEGER: 1.0, EMPTY_VALUE: 0.6},
    "area": {NUMBER: 1.0, INTEGER: 0.9, EMPTY_VALUE: 0.8},
    "kind": {KIND: 1.0, EMPTY_VALUE: 0.4},
    "sheet": {SHEET: 1.0, EMPTY_VALUE: 0.9, WORD: 0.5, INTEGER: 0.2},
    "blank": {EMPTY_VALUE: 1.0},
    "name": {WORD: 1.0, INTEGER: 0.7, NUMBER: 0.5, SHEET: 0.7, EMPTY_VALUE: 0.5},
    "number": {WORD: 0.9, INTEGER: 1.0, NUMBER: 0.8, SHEET: 0.7, EMPTY_VALUE: 0.5},
}
_ANY_WORD = {WORD: 1.0, INTEGER: 0.9, NUMBER: 0.8, SHEET: 0.6, EMPTY_VALUE: 0.8}


def _slot_fit(slot: str, value: str) -> float:
    return _FITS.get(slot, _ANY_WORD).get(value, 0.0)


def looks_like_parcel_line(cells: list[str]) -> bool:
    """A line without end mark that can only be a parcel line: it names its kind, or holds far more than a point line."""
    if len(cells) >= 4 and any(c in names().kinds for c in cells):
        return True
    numbers = sum(parse_number(half_width(c)) is not None for c in cells)
    return len(cells) >= 7 and numbers < len(cells) - 3
