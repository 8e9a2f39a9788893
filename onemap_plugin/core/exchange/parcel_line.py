"""The parcel line (地块行): its values, its end mark, and how well it fits a dialect."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from .area_unit import split_unit
from .cells import half_width, parse_number
from .profiles import TxtProfile, kind_places, names, profiles
from .rules import Findings
from .structure import quoted_cells, split_cells, wide_kinds
from .text import BLANKS

_INTEGER = re.compile(r"\d{1,7}")
_UNUSUAL = re.compile(f"[，、；＠\"{BLANKS}]|@.")
_THOUSANDS = re.compile(r"\d{1,3}"), re.compile(r"\d{3}(?:\.\d*)?")
SURE_FIT = 0.9
_SHORT_FIT = 0.8  # of a line whose last slots are left out
# what a value costs that its slot cannot hold, and one where the dialect has none
_IMPOSSIBLE, _FILLED_BLANK = 0.1, 0.3
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
        return ParcelLine(index, _commas_within(index, tuple(text[:-2].split(",")), findings), ",@", text)
    line = index + 1
    plain = text
    if "," not in text and "，" not in text:
        plain = _with_commas(index, text, findings)
    if not text.isascii() and plain is text:
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
    cells = quoted_cells(body) or body.split(",")
    if '"' in body and len(cells) != body.count(",") + 1 or any(f'"{c}"' in body for c in cells if c):
        findings.count("T-QUOTED", line)
    if not glued and (at >= 0 or not cells[-1].strip()):
        cells = cells[:-1]
    slots = tuple(c.strip(BLANKS) for c in cells)
    if any(len(a) != len(b) for a, b in zip(slots, cells)):
        findings.count("T-BLANK", line)
    slots = _commas_within(index, slots, findings)
    return ParcelLine(index, slots, ("" if at < 0 else "@" if glued else ",@") + after, text)


def _with_commas(index: int, text: str, findings: Findings) -> str:
    """The line with commas for the separators that it has instead of them."""
    plain = text.replace("；", ";").replace("＠", "@")
    separator = next((s for s in (";", "\t", "|") if plain.count(s) > 2), "")
    if not separator:
        return text
    findings.count("T-SEPARATOR", index + 1)
    return plain.replace(separator, ",")


def _commas_within(index: int, slots: tuple[str, ...], findings: Findings) -> tuple[str, ...]:
    """The values, a name or an area with a comma in it put together again: it shifts 面 to a place where no dialect has it."""
    places, kinds = kind_places(), names().kinds
    for place in places:
        if len(slots) > place and slots[place] in kinds:
            return slots
    at = [i for i, s in enumerate(slots) if s in kinds]
    best, found = _SHORT_FIT, slots
    for profile in places.get(at[0] - 1, ()) if len(at) == 1 else ():
        first = profile.slots.index("area") if "area" in profile.slots else -1
        if first < 0 or not all(p.fullmatch(s) for p, s in zip(_THOUSANDS, slots[first : first + 2])):
            first = profile.slots.index("name")
        joined = (*slots[:first], ",".join(slots[first : first + 2]), *slots[first + 2 :])
        number = "".join(slots[first : first + 2]) if profile.slots[first] == "area" else joined[first]
        fit = signature_fit("".join(map(_value_class, (*slots[:first], number, *slots[first + 2 :]))), profile)
        if fit > best:
            best, found = fit, joined
    if found is not slots:
        findings.count("T-SLOT-COMMA", index + 1, text=next(s for s in found if "," in s))
    return found


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
    score = wrong = 0.0
    for slot, value in zip(slots, signature):
        fit = _slot_fit(slot, value)
        score += fit
        if not fit:
            wrong += _FILLED_BLANK if slot == "blank" else _IMPOSSIBLE
    return max((0.55 if len(signature) == len(slots) else 0.4) + 0.45 * score / len(signature) - wrong, 0.0)


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


def _is_point(text: str) -> bool:
    """Whether a pair of coordinates stands in a line, in metres or degrees of China."""
    values = [parse_number(half_width(c)) or 0.0 for c in split_cells(text)[0]]
    return any(
        min(abs(a), abs(b)) >= 100_000 or (3 <= min(a, b) <= 60 < max(a, b) <= 140 and a != int(a) and b != int(b))
        for a, b in zip(values, values[1:])
    )


def unwrapped(lines: list[tuple[int, str]], above: Callable[[int], str | None], findings: Findings) -> list[tuple[int, str]]:
    """Parcel lines (index, text), those whose first part stands in the line before put together again under its index.

    above: text of a line that may be such a first part, None for any other.
    """
    kinds = names().kinds
    # places of the kind of geometry with the numbers of values that a line may have there: such lines are whole
    usual = {(place, n) for place, some in kind_places().items() for p in some for n in range(p.min_slots, len(p.slots) + 1)}
    places = sorted({place for place, _ in usual}, key=lambda place: -len(kind_places()[place]))
    done = []
    for index, text in lines:
        cells = text.split(",")
        count = len(cells) - 1
        for place in places:
            if (place, count) in usual and place < count and cells[place] in kinds:
                first = None
                break
        else:
            first = above(index - 1)
        if first is not None and not _is_point(first):
            parted = first.rstrip(BLANKS).endswith((",", "，")) or text.lstrip(BLANKS)[:1] in (*",，@＠",)
            joined = first + text if parted else f"{first},{text}"
            fit = _best_fit(joined)
            if fit >= _SHORT_FIT and fit > _best_fit(text):
                findings.count("T-PARCEL-WRAPPED", index)
                index, text = index - 1, joined
        done.append((index, text))
    return done


def looks_like_parcel_line(cells: list[str]) -> bool:
    """A line without end mark that can only be a parcel line: it names its kind, or holds far more than a point line."""
    numbers = sum(parse_number(half_width(c)) is not None for c in cells)
    if (len(cells) >= 4 or (len(cells) == 3 and numbers < 2)) and any(c in names().kinds for c in cells):
        return True
    return len(cells) >= 7 and numbers < len(cells) - 3
