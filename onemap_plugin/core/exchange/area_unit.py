"""In which unit a declared area is: told from the number itself, never assumed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..rules import all_rules

FloatArray = npt.NDArray[np.float64]

UNIT_M2 = {"ha": 10_000.0, "m2": 1.0, "mu": 10_000.0 / 15.0}
#: a unit fits when number and geometry differ by no more than this share
NEAR = all_rules()["T-AREA-CONTRADICTS"]().number("share") / 100
_SUFFIXES = {
    "公顷": "ha",
    "顷": "",
    "亩": "mu",
    "平方米": "m2",
    "平米": "m2",
    "㎡": "m2",
    "m2": "m2",
    "m²": "m2",
    "ha": "ha",
    "hm2": "ha",
    "hm²": "ha",
}
_VALUE = re.compile(r"^([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)\s*(.*)$")


def split_unit(text: str) -> tuple[float | None, str]:
    """Number and unit suffix of a declared area: ``0.7655公顷`` gives (0.7655, 'ha').

    The number is None when the text is no number; the unit is '' when none is written, '?' when the suffix is not known.
    """
    found = _VALUE.match(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return None, ""
    suffix = found.group(2).strip().lower()
    if suffix not in _SUFFIXES and any(c.isdigit() for c in suffix):  # 20,000.00 or 2.0E+04: the number goes on
        return None, ""
    unit = _SUFFIXES.get(suffix, "?") if suffix else ""
    value = float(found.group(1))
    return (value if abs(value) < 1e15 else None), unit or ("?" if suffix else "")


def rounding(text: str) -> float:
    """Half of the last written digit: ``0.0105`` gives 0.00005."""
    found = _VALUE.match(unicodedata.normalize("NFKC", text).strip())
    decimals = len(found.group(1).partition(".")[2]) if found else 0
    return 0.5 * float(10.0 ** -min(decimals, 15))


def infer_unit(value: float, text: str, plane_area: float, perimeter: float, share: float = NEAR) -> tuple[str, str]:
    """Unit of a declared area, and how well it fits the geometry.

    value: the declared number.  text: as written, with a suffix or not.  plane_area in m², perimeter in m.  share: see 'near'.
    Returns (unit, fit): unit 'ha', 'm2', 'mu' or ''; fit 'exact' within half the last digit or 1 mm along the boundary,
    'near' within ``share`` of the area, 'none' beyond.  A written suffix is obeyed whatever the geometry says.
    Source: coordinate TXT dialects, section 6 (unit resolver of field tools, tightened).
    """
    suffix = split_unit(text)[1]
    written = suffix if suffix in UNIT_M2 else ""
    if value <= 0 or plane_area <= 0 or suffix == "?":
        return written, "none"
    half = max(rounding(text), 1e-9)
    fits = []
    for unit in [written] if written else UNIT_M2:
        factor = UNIT_M2[unit]
        difference = abs(value * factor - plane_area)
        if difference <= max(half * factor, 0.001 * perimeter) * (1 + 1e-9):
            fits.append((0, difference, unit))
        elif difference <= share * plane_area:
            fits.append((1, difference, unit))
    if not fits:
        return written, "none"
    grade, _, unit = min(fits)
    return unit, "near" if grade else "exact"


def infer_units(
    values: FloatArray, decimals: Sequence[int], areas: FloatArray, lengths: FloatArray, share: float = NEAR
) -> tuple[list[str], list[str]]:
    """``infer_unit`` for many plain numbers without suffix: (n,) values with their written decimals, areas m², lengths m."""
    units = list(UNIT_M2)
    factors = np.array([UNIT_M2[u] for u in units])
    difference = np.abs(values[:, None] * factors - areas[:, None])
    half = np.maximum(0.5 * 10.0 ** -np.minimum(np.array(decimals, dtype=np.float64), 15.0), 1e-9)
    exact = difference <= np.maximum(half[:, None] * factors, 0.001 * lengths[:, None]) * (1 + 1e-9)
    near = difference <= share * areas[:, None]
    known = (values > 0) & (areas > 0)
    grade = np.where(exact, 0, np.where(near, 1, 2))
    best = grade.min(axis=1, initial=2)
    # of the units with the best grade the one that is closest
    chosen = np.where(grade == best[:, None], difference, np.inf).argmin(axis=1)
    fits = [("exact", "near", "none")[g] if ok else "none" for g, ok in zip(best.tolist(), known.tolist())]
    return [units[c] if fit != "none" else "" for c, fit in zip(chosen.tolist(), fits)], fits
