"""Coordinate system of a layer as a ``ParcelCrs``, and what to tell the user when there is none or an unfit one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..core.coordinates.zones import crs_for, crs_from_epsg, zone_width
from ..core.findings import Finding
from ..core.i18n import QT_TRANSLATE_NOOP
from ..core.parcels import ParcelCrs
from .reading_rules import finding

_DATUMS = (
    ("CGCS2000", ("china 2000", "china_2000", "cgcs2000", "china geodetic coordinate system 2000")),
    ("Xian 1980", ("xian 1980", "xian_1980", "xian80", "d_xian")),
    ("Beijing 1954", ("beijing 1954", "beijing_1954")),
    ("WGS 84", ("wgs 84", "wgs_1984", "wgs84")),
)
_MATCH = 90  # percent of certainty that PROJ must give before an EPSG code is taken for a .prj without one


def crs_of(srs: Any) -> ParcelCrs | None:
    """The Gauss-Krüger zone or geographic system of an ``osr.SpatialReference``; None when it is neither.

    By EPSG code, else by the numbers of the projection: ESRI's .prj files name no code.
    """
    code = _epsg(srs)
    found = crs_from_epsg(code) if code else None
    return found or _by_parameters(srs)


def _epsg(srs: Any) -> int:
    name, code = srs.GetAuthorityName(None), srs.GetAuthorityCode(None)
    return int(code) if name == "EPSG" and code and code.isdigit() else 0


def _by_parameters(srs: Any) -> ParcelCrs | None:
    datum = _datum(srs)
    if not datum:
        return None
    if srs.IsGeographic():
        return crs_for(datum, 0, False)
    if (srs.GetAttrValue("PROJECTION") or "").lower() not in ("transverse_mercator", "gauss_kruger"):
        return None
    if abs(srs.GetProjParm("scale_factor", 1.0) - 1) > 1e-9 or abs(srs.GetProjParm("false_northing", 0.0)) > 1e-6:
        return None
    if abs(srs.GetLinearUnits() - 1) > 1e-9:
        return None
    return _zone(datum, srs.GetProjParm("central_meridian", 0.0), srs.GetProjParm("false_easting", 0.0), srs.GetName() or "")


def _zone(datum: str, meridian: float, false_easting: float, name: str) -> ParcelCrs | None:
    prefix, rest = divmod(false_easting - 500_000, 1_000_000)
    if abs(rest) > 1e-6:
        return None
    if prefix:
        width = zone_width(int(prefix))
        known = width and crs_for(datum, int(prefix), True, width)
        return known if known and known.central_meridian == meridian else None
    zone, odd = divmod(meridian, 3)
    if abs(odd) > 1e-9:
        return None
    six = "6" in name.split("GK")[0][-12:] and (meridian + 3) % 6 == 0  # CGCS2000_GK_CM_111E is 6 degrees, 3_Degree_GK is 3
    if "degree" not in name.lower() and "GK_CM" in name and (meridian + 3) % 6 == 0:
        six = True
    return crs_for(datum, int((meridian + 3) // 6), False, 6) if six else crs_for(datum, int(zone), False, 3)


def _datum(srs: Any) -> str:
    text = f"{srs.GetAttrValue('DATUM') or ''} {srs.GetName() or ''}".lower()
    return next((datum for datum, words in _DATUMS if any(w in text for w in words)), "")


def system_of(
    srs: Any, en: np.ndarray[Any, Any], name: str, fallback: ParcelCrs | None = None
) -> tuple[ParcelCrs, list[Finding]]:
    """The system of a layer, with findings.  ``fallback`` where the layer names none, or degrees for coordinates in metres,
    or the same zone on WGS 84 (the nearest that a MapInfo file can say of CGCS2000).
    """
    own = crs_of(srs) if says_system(srs) else None
    if fallback is not None and (not says_system(srs) or (own is not None and own.geographic and in_metres(en))):
        return crs_findings(fallback, srs, en, name)
    if own is not None and own.epsg is None and own.datum == "WGS 84" and not own.geographic:
        if fallback is not None and fallback == replace(own, epsg=fallback.epsg, datum=fallback.datum):
            return crs_findings(fallback, srs, en, name)
        return own, [_on_wgs84(name, own)]
    return crs_findings(own, srs, en, name)


def _on_wgs84(name: str, own: ParcelCrs) -> Finding:
    return finding(
        "crs_unsupported",
        QT_TRANSLATE_NOOP(
            "rules",
            "{name} says a zone on WGS 84, as MapInfo files do that cannot name CGCS2000. If it is CGCS2000, "
            "import it again with the coordinate system EPSG:{epsg}.",
        ),
        name,
        name=name,
        epsg=crs_for("CGCS2000", own.zone or 0, own.prefixed, own.zone_width or 0).epsg,
    )


def crs_findings(crs: ParcelCrs | None, srs: Any, en: np.ndarray[Any, Any], name: str) -> tuple[ParcelCrs, list[Finding]]:
    """The system to use, with findings; ``en`` (n, 2) are all coordinates of the layer, which are never touched."""
    if crs is None and not says_system(srs):
        return ParcelCrs(), [missing(name, en)]
    if crs is not None and crs.geographic and in_metres(en):
        return ParcelCrs(), [_metres(name, crs, en)]
    if crs is None:
        code = _epsg(srs) if srs is not None else 0
        return ParcelCrs(), [
            finding(
                "crs_unsupported",
                QT_TRANSLATE_NOOP(
                    "rules",
                    "{name} is in {crs}, which is no Gauss-Krüger zone. Its coordinates are kept as read; "
                    "transform it to CGCS2000 and import it again.",
                ),
                name,
                name=name,
                crs=f"EPSG:{code}" if code else srs.GetName() or "?",
            )
        ]
    if crs.datum not in ("CGCS2000", "WGS 84"):
        return crs, [
            finding(
                "crs_unsupported",
                QT_TRANSLATE_NOOP(
                    "rules",
                    "{name} is in {datum}. Its coordinates are kept as read: the way to CGCS2000 needs the "
                    "parameters of your survey office. Transform it there and import it again.",
                ),
                name,
                name=name,
                datum=crs.datum,
            )
        ]
    if crs.geographic:
        return crs, [
            finding(
                "crs_geographic",
                QT_TRANSLATE_NOOP(
                    "rules",
                    "{name} holds degrees (EPSG:{epsg}). They are kept as read; a submission needs Gauss-Krüger coordinates.",
                ),
                name,
                name=name,
                epsg=crs.epsg,
            )
        ]
    return crs, []


def says_system(srs: Any) -> bool:
    """Whether ``srs`` names a system on the earth: GDAL calls the entries 0 and -1 of a GeoPackage "undefined"; MapInfo files
    of surveyors are often "NonEarth"."""
    return srs is not None and not srs.IsLocal() and not (srs.GetName() or "").lower().startswith(("undefined", "unknown"))


def in_metres(en: np.ndarray[Any, Any]) -> bool:
    """Whether no coordinate can be a degree, as when metres were written to a GeoJSON file without a system."""
    known = en[np.isfinite(en).all(axis=1)] if len(en) else en
    return bool(len(known)) and bool((np.abs(known).min(axis=1) > 360).all())


def _metres(name: str, crs: ParcelCrs, en: np.ndarray[Any, Any]) -> Finding:
    zone = zone_of(en)
    message = QT_TRANSLATE_NOOP(
        "rules",
        "{name} is said to hold degrees (EPSG:{epsg}), but its coordinates are metres. Import it again with the coordinate "
        "system of the survey.",
    )
    proposal = QT_TRANSLATE_NOOP(
        "rules",
        "{name} is said to hold degrees (EPSG:{epsg}), but its coordinates are metres, and the eastings begin with {zone}. "
        "If they are CGCS2000, import it again with the coordinate system EPSG:{guess}.",
    )
    if not zone:
        return finding("crs_missing", message, name, name=name, epsg=crs.epsg)
    guess = crs_for("CGCS2000", zone, True).epsg
    return finding("crs_missing", proposal, name, name=name, epsg=crs.epsg, zone=zone, guess=guess)


def missing(name: str, en: np.ndarray[Any, Any]) -> Finding:
    """No coordinate system: with a proposal when the eastings carry a zone number (the datum stays the user's to say)."""
    zone = zone_of(en)
    if zone:
        guess = crs_for("CGCS2000", zone, True)
        return finding(
            "crs_missing",
            QT_TRANSLATE_NOOP(
                "rules",
                "{name} does not say its coordinate system. Its eastings begin with {zone}: if it is "
                "CGCS2000, import it again with the coordinate system EPSG:{epsg}.",
            ),
            name,
            name=name,
            zone=zone,
            epsg=guess.epsg,
        )
    return finding(
        "crs_missing",
        QT_TRANSLATE_NOOP(
            "rules",
            "{name} does not say its coordinate system. Import it again with the coordinate system of "
            "the survey (zone and central meridian).",
        ),
        name,
        name=name,
    )


def zone_of(en: np.ndarray[Any, Any]) -> int:
    """The zone number that all eastings carry, or 0."""
    if not len(en):
        return 0
    zones = np.unique(np.floor(en[:, 0] / 1_000_000))
    zone = int(zones[0]) if len(zones) == 1 and np.isfinite(zones[0]) else 0
    return zone if zone_width(zone) else 0
