"""Gauss-Krüger zones: EPSG codes, plane to geographic coordinates and back, with or without the zone number (带号).

Source of the codes: resources/standards/crs_cgcs2000.csv (EPSG database v11.022).  Zone arithmetic: 3-degree zone N has
its central meridian at 3N, 6-degree zone N at 6N - 3; easting = zone * 1 000 000 + 500 000 + y when prefixed.
"""

from __future__ import annotations

import csv
import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onemap_plugin.paths import RESOURCES

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import ParcelCrs
from . import gauss
from .ellipsoids import ELLIPSOIDS, Ellipsoid

FloatArray = npt.NDArray[np.float64]
GEOGRAPHIC_EPSG = {"CGCS2000": 4490, "Xian 1980": 4610, "Beijing 1954": 4214, "New Beijing": 4555, "WGS 84": 4326}
_NO_ZONE = QT_TRANSLATE_NOOP("errors", "The zone of the coordinates is not known, so they cannot be turned into degrees.")
_SAY_ZONE = QT_TRANSLATE_NOOP("errors", "Say which coordinate system and zone the coordinates are in.")


@lru_cache(maxsize=1)
def _table() -> tuple[dict[int, ParcelCrs], dict[tuple[str, int, int, bool], int]]:
    """ParcelCrs by EPSG code, and the code by (datum, width, zone, prefixed); current codes win over deprecated ones."""
    by_code: dict[int, ParcelCrs] = {}
    codes: dict[tuple[str, int, int, bool], int] = {}
    with (RESOURCES / "standards" / "crs_cgcs2000.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            epsg = int(row["epsg"])
            if row["kind"].startswith("geographic"):
                by_code[epsg] = ParcelCrs(epsg, row["datum"])
            elif row["kind"] == "projected":
                width, zone = int(row["zone_width_deg"]), int(row["zone_number"])
                prefixed = row["easting_has_zone_prefix"] == "yes"
                by_code[epsg] = ParcelCrs(epsg, row["datum"], width, zone, float(row["central_meridian"]), prefixed)
                if row["deprecated"] == "no" or (row["datum"], width, zone, prefixed) not in codes:
                    codes[(row["datum"], width, zone, prefixed)] = epsg
    return by_code, codes


def crs_from_epsg(epsg: int) -> ParcelCrs | None:
    """The zone (or geographic system) of an EPSG code; None for a system that is no Gauss-Krüger zone of China."""
    return _table()[0].get(epsg)


def zone_width(zone: int) -> int:
    """Zone width that a zone number implies: 13-23 are 6-degree zones, 25-45 are 3-degree zones; 0 for any other number."""
    return 6 if 13 <= zone <= 23 else 3 if 25 <= zone <= 45 else 0


def central_meridian(zone: int, width: int) -> float:
    """Central meridian in degrees of a 3- or 6-degree zone."""
    return float(3 * zone if width == 3 else 6 * zone - 3)


def crs_for(datum: str, zone: int, prefixed: bool, width: int = 0) -> ParcelCrs:
    """The system of a zone; ``width`` 0 takes the one that the zone number implies; zone 0 gives the geographic system.

    ``epsg`` is None where EPSG has no such zone (the numbers of the zone are still right) or the zone number is impossible.
    """
    if zone == 0:
        return ParcelCrs(GEOGRAPHIC_EPSG.get(datum), datum)
    width = width or zone_width(zone)
    if width not in (3, 6):
        return ParcelCrs(None, datum, 0, zone, 0.0, prefixed)
    epsg = _table()[1].get((datum, width, zone, prefixed))
    return ParcelCrs(epsg, datum, width, zone, central_meridian(zone, width), prefixed)


def zone_for_longitude(longitude: float, width: int = 3) -> int:
    """Number of the 3- or 6-degree zone that holds a longitude in degrees (an edge belongs to the zone east of it)."""
    return int(math.floor(longitude / 3 + 0.5)) if width == 3 else int(math.floor(longitude / 6)) + 1


def projected(crs: ParcelCrs) -> bool:
    """Whether the system is a known Gauss-Krüger zone, so that coordinates can be turned into degrees."""
    return crs.zone_width in (3, 6) and crs.datum in ELLIPSOIDS


def ellipsoid_of(crs: ParcelCrs) -> Ellipsoid:
    """The ellipsoid of the system's datum; OneMapError when the datum is unknown."""
    found = ELLIPSOIDS.get(crs.datum)
    if found is None:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The coordinate system is not known (datum “{datum}”)."),
            hint=_SAY_ZONE,
            datum=crs.datum,
        )
    return found


def _require_zone(crs: ParcelCrs) -> Ellipsoid:
    ellipsoid = ellipsoid_of(crs)
    if crs.zone_width not in (3, 6):
        raise OneMapError(_NO_ZONE, hint=_SAY_ZONE)
    return ellipsoid


def to_lonlat(en: FloatArray, crs: ParcelCrs) -> FloatArray:
    """(n, 2) east, north metres to (n, 2) longitude, latitude degrees on the same datum (no datum shift).

    Degrees of a geographic system come back as they are.  Exact to 1e-8 m; raises OneMapError when the zone is unknown.
    """
    en = np.asarray(en, dtype=np.float64).reshape(-1, 2)
    if crs.geographic:
        return en.copy()
    ellipsoid = _require_zone(crs)
    latitude, longitude = gauss.inverse(en[:, 1], en[:, 0] - crs.false_easting, ellipsoid)
    return np.column_stack((np.degrees(longitude) + crs.central_meridian, np.degrees(latitude)))


def from_lonlat(lonlat: FloatArray, crs: ParcelCrs) -> FloatArray:
    """(n, 2) longitude, latitude degrees to (n, 2) east, north metres on the same datum (no datum shift)."""
    lonlat = np.asarray(lonlat, dtype=np.float64).reshape(-1, 2)
    if crs.geographic:
        return lonlat.copy()
    ellipsoid = _require_zone(crs)
    x, y = gauss.forward(np.radians(lonlat[:, 1]), np.radians(lonlat[:, 0] - crs.central_meridian), ellipsoid)
    return np.column_stack((y + crs.false_easting, x))


def plane_around(lonlat: FloatArray, crs: ParcelCrs) -> ParcelCrs:
    """The 3-degree zone around the middle of (n, 2) longitude, latitude of a geographic system: a plane to measure on."""
    return crs_for(crs.datum, zone_for_longitude(float(np.median(lonlat[:, 0]))), False, 3)


def shift_zone_prefix(en: FloatArray, crs: ParcelCrs, prefixed: bool) -> tuple[FloatArray, ParcelCrs]:
    """The same points with or without the zone number before the easting: an exact shift, never a projection.

    Returns new (n, 2) east, north and the matching system.  Eastings written with up to 6 decimals keep exactly those
    decimals (the binary noise of adding tens of millions is taken off again).
    """
    if crs.prefixed == prefixed:
        return np.array(en, dtype=np.float64), crs
    if crs.zone <= 0 or crs.zone_width not in (3, 6):
        raise OneMapError(_NO_ZONE, hint=_SAY_ZONE)
    target = crs_for(crs.datum, crs.zone, prefixed, crs.zone_width)
    moved = np.array(en, dtype=np.float64)
    moved[:, 0] += target.false_easting - crs.false_easting
    clean = np.round(moved[:, 0], 6)
    moved[:, 0] = np.where(np.abs(clean - moved[:, 0]) < 1e-8, clean, moved[:, 0])
    return moved, target
