"""Degrees as people write them: decimal, degrees-minutes-seconds with any signs, or run together (dddmmss)."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
#: signs that people type for degrees, minutes and seconds; the normal form of some would be a letter or a blank
_SIGNS = str.maketrans({**dict.fromkeys("º˚∘", "°"), **dict.fromkeys("´`‘’ʹ′", "'"), **dict.fromkeys("˝“”ʺ″", '"')})
_SEPARATED = re.compile(
    r"^([NSEWnsew东西南北])?\s*([+-]?)(\d{1,3})\s*[°度d:\-\s]\s*"
    r"(\d{1,2}(?:\.\d+(?=\D*$))?)\s*(?:['分m:\-\s]\s*"
    r"(?:(\d{1,2}(?:\.\d*)?)\s*(?:[\"秒s]|'')?)?)?\s*"
    r"([NSEWnsew东西南北])?$"
)
_DECIMAL = re.compile(r"^([NSEWnsew东西南北])?\s*([+-]?\d{1,3}(?:\.\d*)?)\s*[°度]?\s*([NSEWnsew东西南北])?$")


def parse_degrees(text: str) -> float | None:
    """Decimal degrees of an angle, or None: ``113.5``, ``113°30′00″``, ``113°30.5′``, ``113-30-00``, ``N23°30'``."""
    clean = unicodedata.normalize("NFKC", text.translate(_SIGNS)).strip()
    clean = clean.replace("东经", "E").replace("西经", "W").replace("北纬", "N").replace("南纬", "S")
    found = _DECIMAL.match(clean)
    if found:
        value = float(found.group(2))
        return _signed(value, found.group(1) or found.group(3) or "") if abs(value) <= 180 else None
    found = _SEPARATED.match(clean)
    if not found:
        return None
    degrees, minutes, seconds = int(found.group(3)), float(found.group(4)), float(found.group(5) or 0.0)
    if degrees > 180 or minutes >= 60 or seconds >= 60:
        return None
    value = degrees + minutes / 60 + seconds / 3600
    return _signed(-value if found.group(2) == "-" else value, found.group(1) or found.group(6) or "")


def parse_run_together(text: str) -> float | None:
    """Decimal degrees of ``dddmmss.ss`` (1133015.5 is 113°30′15.5″), or None."""
    found = re.fullmatch(r"(\d{2,3})(\d{2})(\d{2}(?:\.\d*)?)", unicodedata.normalize("NFKC", text).strip())
    if not found or int(found.group(2)) >= 60 or float(found.group(3)) >= 60 or int(found.group(1)) > 180:
        return None
    return int(found.group(1)) + int(found.group(2)) / 60 + float(found.group(3)) / 3600


def whole_degrees(values: FloatArray) -> FloatArray:
    """Decimal degrees of numbers that may be ``dddmmss``; those that are neither stay as they are."""
    found = values.copy()
    for place in zip(*np.nonzero(np.abs(values) > 180)):
        turned = parse_run_together(f"{values[place]:.10f}".rstrip("0").rstrip("."))
        if turned is not None:
            found[place] = turned
    return found


def _signed(value: float, letter: str) -> float:
    return -value if letter.upper() in ("S", "W", "南", "西") and letter else value
