"""Rules on what the file says of itself: declared areas, sum of the project, 宗地代码 and 不动产单元号."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
import yaml

from onemap_plugin.paths import RESOURCES

from ..coordinates.area import ellipsoid_areas
from ..coordinates.zones import projected
from ..findings import Finding, RuleInfo, RuleOption, Severity
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import Parcel
from . import sources
from .data import CheckData
from .registry import Check, register

UNIT_M2 = {"ha": 10_000.0, "m2": 1.0, "mu": 10_000.0 / 15.0}


@dataclass(frozen=True)
class Declared:
    """A declared area in m² and half of its last written digit in m²."""

    area: float
    half_digit: float


def declared_area(parcel: Parcel) -> Declared | None:
    """The declared area of a parcel with a known unit; None when there is none, it is 0 or its unit is not known."""
    factor = UNIT_M2.get(parcel.declared_unit)
    if factor is None or not parcel.declared_area:
        return None
    match = re.search(r"\d+(?:\.(\d*))?", parcel.declared_area_text.replace("．", "."))
    text = match[0] if match else repr(parcel.declared_area)
    try:
        exponent = Decimal(text).as_tuple().exponent
    except InvalidOperation:
        exponent = 0
    digits = int(exponent) if isinstance(exponent, int) else 0
    return Declared(parcel.declared_area * factor, 0.5 * 10.0 ** min(digits, 0) * factor)


@register
class DeclaredArea(Check):
    fixes = ("redeclare_area",)
    covered_by = ("T-AREA-CONTRADICTS",)
    info = RuleInfo(
        "A01",
        QT_TRANSLATE_NOOP("rules", "Declared area differs from the geometry"),
        Severity.ERROR,
        sources.AREA_PRACTICE,
        QT_TRANSLATE_NOOP("rules", "Compared with the plane area of the coordinates as written. Small differences are warnings."),
        "medium",
        (
            RuleOption("share", 1.0, "%", QT_TRANSLATE_NOOP("rules", "Above this share it is an error, below it a warning")),
            RuleOption(
                "per_metre",
                0.001,
                "m",
                QT_TRANSLATE_NOOP("rules", "Tolerance: perimeter times this, at least half the last digit"),
            ),
        ),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        perimeters = shapely.length(data.polygons)
        for i, parcel in enumerate(data.parcels):
            declared = declared_area(parcel)
            if declared is None or data.polygons[i].is_empty:
                continue
            area = float(data.areas[i])
            tolerance = max(declared.half_digit, self.number("per_metre") * float(perimeters[i])) + 1e-6
            if abs(declared.area - area) > tolerance:
                yield self._differs(data, i, declared, area, tolerance)

    def _differs(self, data: CheckData, i: int, declared: Declared, area: float, tolerance: float) -> Finding:
        parcel = data.parcels[i]
        params: dict[str, Any] = {
            "declared": parcel.declared_area_text or str(parcel.declared_area),
            "unit": parcel.declared_unit,
            "area": round(area, 2),
            "difference": round(declared.area - area, 2),
            "percent": round(100 * (declared.area - area) / area, 3) if area else 0.0,
            "tolerance": round(tolerance, 2),
        }
        if self._is_ellipsoid(data, i, declared):
            message, severity = (
                QT_TRANSLATE_NOOP(
                    "rules",
                    "Declared {declared} {unit} is the ellipsoid area; the plane area is {area} m² ({difference} m² less).",
                ),
                Severity.NOTICE,
            )
        elif abs(declared.area - area) > self.number("share") / 100 * area:
            message, severity = (
                QT_TRANSLATE_NOOP(
                    "rules", "Declared {declared} {unit}, the geometry has {area} m²: {difference} m² ({percent} %) differ."
                ),
                None,
            )
        else:
            message, severity = (
                QT_TRANSLATE_NOOP(
                    "rules",
                    "Declared {declared} {unit}, the geometry has {area} m²: {difference} m² differ (tolerance {tolerance} m²).",
                ),
                Severity.WARNING,
            )
        return self.finding(data, i, message, key="area", geometry=data.polygons[i], severity=severity, **params)

    def _is_ellipsoid(self, data: CheckData, i: int, declared: Declared) -> bool:
        """Survey tables give ellipsoid areas, TXT files plane ones: a difference that is explained is no fault of measuring."""
        if not projected(data.crs) or not data.valid[i]:
            return False
        ellipsoid = float(ellipsoid_areas(data.polygons[i : i + 1], data.crs)[0])
        return abs(declared.area - ellipsoid) <= declared.half_digit + 0.01


@register
class ProjectArea(Check):
    across = True
    covered_by = ("T-AREA-SUM",)
    info = RuleInfo(
        "A02",
        QT_TRANSLATE_NOOP("rules", "Sum of the parcels differs from the project area"),
        Severity.ERROR,
        sources.AREA_PRACTICE,
        QT_TRANSLATE_NOOP("rules", "The parcels together against 总用地面积 of [项目信息], in hectares."),
        "medium",
        (RuleOption("share", 1.0, "%", QT_TRANSLATE_NOOP("rules", "Above this share it is an error")),),
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        texts = [f"{k}={v}" for k, v in data.set.header.items()] + list(data.set.sections.values())
        match = next((m for m in (re.search(r"总用地面积\s*[=＝]\s*(\d+(?:\.\d+)?)", t) for t in texts) if m), None)
        if match is None or float(match[1]) == 0:
            return
        declared, total = float(match[1]) * UNIT_M2["ha"], float(data.areas.sum())
        if abs(declared - total) > self.number("share") / 100 * declared:
            yield self.finding(
                data,
                -1,
                QT_TRANSLATE_NOOP("rules", "总用地面积 is {declared} ha, the parcels together have {area} ha."),
                key="sum",
                declared=match[1],
                area=round(total / 1e4, 4),
            )


@register
class InnerRingsCounted(Check):
    covered_by = ("T-RING-MEANING",)
    info = RuleInfo(
        "A03",
        QT_TRANSLATE_NOOP("rules", "Declared area fits only if inner rings are not cut out"),
        Severity.WARNING,
        sources.TXT_PRACTICE,
        QT_TRANSLATE_NOOP("rules", "Containment says hole, the declared area says otherwise: one of them is wrong."),
        "medium",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        part, hole = data.roles
        size = np.abs(data.signed_areas)
        n = len(data.parcels)
        shells = np.bincount(data.ring_parcel, np.where((part >= 0) & ~hole, size, 0), minlength=n)
        holes = np.bincount(data.ring_parcel, np.where(hole, size, 0), minlength=n)
        for i in np.flatnonzero(holes > 0).tolist():
            declared = declared_area(data.parcels[i])
            if declared is None:
                continue
            tolerance = declared.half_digit + 0.01
            if holes[i] > 2 * tolerance and abs(declared.area - shells[i]) <= tolerance:
                message = QT_TRANSLATE_NOOP(
                    "rules", "The declared area {declared} is that of the outer rings without cutting holes."
                )
            elif holes[i] > 2 * tolerance and abs(declared.area - shells[i] - holes[i]) <= tolerance:
                message = QT_TRANSLATE_NOOP(
                    "rules", "The declared area {declared} adds the inner rings instead of cutting them out."
                )
            else:
                continue
            yield self.finding(
                data,
                i,
                message,
                key="holes",
                geometry=data.polygons[i],
                declared=data.parcels[i].declared_area_text or str(data.parcels[i].declared_area),
            )


@lru_cache(maxsize=1)
def _code_spec() -> Mapping[str, Any]:
    text = (RESOURCES / "standards" / "real_estate_unit_code.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


_UNIT_FIELDS = ("BDCDYH", "不动产单元号", "不动产单元代码")
_PARCEL_FIELDS = ("ZDDM", "宗地代码", "ZHDM", "宗海代码")
_PREFIX_FIELDS = {"DJQDM": 9, "地籍区代码": 9, "DJZQDM": 12, "地籍子区代码": 12}


def _value(parcel: Parcel, names: tuple[str, ...]) -> str:
    """The first of the named attributes that is given, blanks taken off (codes are printed in groups)."""
    for name in names:
        value = parcel.attributes.get(name) or parcel.attributes.get(name.lower())
        if value and value.strip():
            return re.sub(r"\s", "", value)
    return ""


class _CodeRule(Check):
    def check(self, data: CheckData) -> Iterator[Finding]:
        for i, parcel in enumerate(data.parcels):
            if parcel.attributes:
                yield from self.parcel(data, i, _value(parcel, _UNIT_FIELDS), _value(parcel, _PARCEL_FIELDS))

    def parcel(self, data: CheckData, i: int, unit: str, code: str) -> Iterator[Finding]:
        raise TypeError(f"{type(self).__name__} does not check anything")


@register
class UnitCode(_CodeRule):
    info = RuleInfo(
        "U01",
        QT_TRANSLATE_NOOP("rules", "Structure of 不动产单元号 or 宗地代码"),
        Severity.ERROR,
        sources.UNIT_CODE,
        QT_TRANSLATE_NOOP(
            "rules", "28 characters: 6 county, 3 + 3 cadastral areas, 2 letters, 5 serial, then 1 letter and 8 digits."
        ),
        "high",
    )

    def parcel(self, data: CheckData, i: int, unit: str, code: str) -> Iterator[Finding]:
        spec = _code_spec()
        for what, value, pattern, length in (
            ("不动产单元号", unit, spec["regex"], int(spec["length"])),
            ("宗地代码", code, spec["parcel_code"]["regex"], int(spec["parcel_code"]["length"])),
        ):
            if value and not re.fullmatch(pattern.rstrip("$"), value):
                yield self._not_so(data, i, what, value, length)
            elif value and value[14:19] == "00000":
                yield self.finding(
                    data,
                    i,
                    QT_TRANSLATE_NOOP("rules", "{field} {value}: the serial number is 00000."),
                    key=f"{what} serial",
                    geometry=data.polygons[i],
                    field=what,
                    value=value,
                )

    def _not_so(self, data: CheckData, i: int, what: str, value: str, length: int) -> Finding:
        """Names what is wrong: the number of characters, or the first part that is not as it should be."""
        place: dict[str, Any] = {"key": what, "geometry": data.polygons[i]}
        if len(value) != length:
            text = QT_TRANSLATE_NOOP("rules", "{field} {value} has {count} characters; {length} are required.")
            return self.finding(data, i, text, **place, field=what, value=value, count=len(value), length=length)
        for part in _code_spec()["segments"]:
            first, _, last = str(part["pos"]).partition("-")
            own = value[int(first) - 1 : int(last or first)]
            if own and not re.fullmatch(part["regex"], own):
                break
        text = QT_TRANSLATE_NOOP(
            "rules", "{field} {value}: characters {positions} ({part}) read “{text}”; expected is {expected}."
        )
        said = {"positions": part["pos"], "part": part["name"], "text": own, "expected": part["regex"]}
        return self.finding(data, i, text, **place, field=what, value=value, **said)


@register
class UnitCodeParts(_CodeRule):
    info = RuleInfo(
        "U02",
        QT_TRANSLATE_NOOP("rules", "Codes of a parcel contradict each other"),
        Severity.ERROR,
        sources.UNIT_CODE,
        QT_TRANSLATE_NOOP(
            "rules", "宗地代码 is the first 19 characters of 不动产单元号; the cadastral areas its first 9 and 12."
        ),
        "high",
    )

    def parcel(self, data: CheckData, i: int, unit: str, code: str) -> Iterator[Finding]:
        if unit and code and len(unit) == 28 and unit[:19] != code:
            yield self._differs(data, i, "宗地代码", code, unit[:19])
        if len(unit) == 28 and unit[19] == "W" and unit[20:] != "00000000":
            yield self._differs(data, i, "定着物单元号", unit[20:], "00000000")
        whole = unit or code
        for name, length in _PREFIX_FIELDS.items():
            value = _value(data.parcels[i], (name,))
            if value and len(whole) >= 19 and whole[:length] != value:
                yield self._differs(data, i, name, value, whole[:length])

    def _differs(self, data: CheckData, i: int, name: str, value: str, expected: str) -> Finding:
        return self.finding(
            data,
            i,
            QT_TRANSLATE_NOOP("rules", "{field} is {value}; by the unit code it would be {expected}."),
            key=name,
            geometry=data.polygons[i],
            field=name,
            value=value,
            expected=expected,
        )


@register
class UnitCodeHabits(_CodeRule):
    info = RuleInfo(
        "U05",
        QT_TRANSLATE_NOOP("rules", "Unusual 不动产单元号"),
        Severity.NOTICE,
        sources.UNIT_CODE,
        QT_TRANSLATE_NOOP("rules", "Habits of coding: cadastral area 000000 for sea and islands only, A (土地所有权) with W."),
        "medium",
    )

    def parcel(self, data: CheckData, i: int, unit: str, code: str) -> Iterator[Finding]:
        whole = unit or code
        if len(whole) < 19:
            return
        if whole[6:12] == "000000" and whole[13] not in "HG":
            yield self.finding(
                data,
                i,
                QT_TRANSLATE_NOOP("rules", "{value}: cadastral areas 000000 are usual for sea and islands only."),
                key="000000",
                geometry=data.polygons[i],
                value=whole,
            )
        if len(unit) == 28 and unit[13] == "A" and unit[19] != "W":
            yield self.finding(
                data,
                i,
                QT_TRANSLATE_NOOP("rules", "{value}: ownership of land (A) goes with W (no building)."),
                key="AW",
                geometry=data.polygons[i],
                value=unit,
            )


@register
class UnitCodeRepeated(Check):
    across = True
    info = RuleInfo(
        "U08",
        QT_TRANSLATE_NOOP("rules", "不动产单元号 or 宗地代码 repeated"),
        Severity.ERROR,
        sources.UNIT_CODE,
        QT_TRANSLATE_NOOP("rules", "A unit code stands for one unit only, a parcel code for one parcel."),
        "medium",
    )

    def check(self, data: CheckData) -> Iterator[Finding]:
        first_with: dict[tuple[str, str], int] = {}
        for i, parcel in enumerate(data.parcels):
            if not parcel.attributes:
                continue
            for what, names in (("不动产单元号", _UNIT_FIELDS), ("宗地代码", _PARCEL_FIELDS)):
                value = _value(parcel, names)
                first = first_with.setdefault((what, value), i) if value else i
                if first != i:
                    yield self.finding(
                        data,
                        i,
                        QT_TRANSLATE_NOOP("rules", "{field} {value} is also that of {other}."),
                        key=what,
                        geometry=data.polygons[i],
                        field=what,
                        value=value,
                        other=data.parcels[first].parcel_id,
                    )
