"""The survey formula of the ellipsoid area for many small rings: latitude and longitude by a polynomial of the place.

The trapezoid under an edge (国土调查办发〔2008〕32号) is ΔL · (q(B2) − q(B1)) with q(B) = b² Σ ± c sin kB, the series A to E of
the formula written out for each end.  Within a few kilometres q and L are so smooth functions of the plane coordinates that
a polynomial of the fourth degree gives them to a nanometre; it is fitted to the exact Gauss inverse for each place.  Ten times
quicker than the inverse of every point, and the same area (tests: to 1e-7 m²).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from . import gauss
from .edges import split_edges
from .ellipsoids import Ellipsoid

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

PLACE_M = 4_000.0  # places lie on a fixed grid, so a ring has the same area whatever it is computed with
REACH_M = 3_000.0  # half the side of the square in which the polynomial of a place holds
LARGEST_M = 2 * (REACH_M - PLACE_M / 2)  # a ring no larger than this lies within the reach of the place of its middle
_DEGREE = 4
_TERMS = [(i, j) for i in range(_DEGREE + 1) for j in range(_DEGREE + 1 - i)]
_NODES = np.cos(np.pi * (np.arange(7) + 0.5) / 7)
_U, _V = (grid.ravel() for grid in np.meshgrid(_NODES, _NODES))
_MATRIX = np.column_stack([_U**i * _V**j for i, j in _TERMS])
_SOLVE = np.linalg.pinv(_MATRIX)
_TOLERANCE_M = 1e-8  # how far the polynomial may be from the inverse at its own nodes


def fits(low: FloatArray, high: FloatArray) -> npt.NDArray[np.bool_]:
    """Which rings are small enough: (n, 2) least and greatest coordinates in metres."""
    with np.errstate(invalid="ignore"):
        return np.asarray(((high - low) <= LARGEST_M).all(axis=1) & np.isfinite(low).all(axis=1))


def place_of(low: FloatArray, high: FloatArray) -> FloatArray:
    """(n, 2) middle of the place of each ring, metres."""
    return np.asarray((np.floor((low + high) / 2 / PLACE_M) + 0.5) * PLACE_M)


def ring_areas(
    xy: FloatArray, ring: IntArray, count: int, place: tuple[float, float], ellipsoid: Ellipsoid, step_m: float
) -> FloatArray | None:
    """Absolute area in m² of ``count`` closed rings of one place, None where the polynomial does not hold.

    xy: (n, 2) east of the central meridian and north, in metres; ring: (n,) ascending index of each point's ring.
    """
    terms = _terms(place, ellipsoid)
    if terms is None:
        return None
    if step_m > 0:
        xy, ring = split_edges(xy, ring, step_m)
    u, v = (xy[:, 0] - place[0]) / REACH_M, (xy[:, 1] - place[1]) / REACH_M
    q, longitude = _horner(terms[0], u, v), _horner(terms[1], u, v)
    first = np.searchsorted(ring, np.arange(count))
    longitude -= longitude[first][ring]  # small numbers keep their digits
    pieces = (q[1:] - q[:-1]) * (longitude[:-1] + longitude[1:])
    pieces[ring[1:] != ring[:-1]] = 0.0
    return np.abs(np.bincount(ring[:-1], pieces, minlength=count)) / 2


@lru_cache(maxsize=512)
def _terms(place: tuple[float, float], ellipsoid: Ellipsoid) -> tuple[FloatArray, FloatArray] | None:
    """Coefficients of q (m²) and of the longitude (radians) from the middle of the place, None far from the meridian."""
    u, v = np.append(_U, 0.0) * REACH_M, np.append(_V, 0.0) * REACH_M
    latitude, longitude = gauss.inverse(place[1] + v, place[0] + u, ellipsoid)
    if not (np.isfinite(latitude).all() and np.isfinite(longitude).all()):
        return None
    # sin kB − sin kB0 as a product, or the digits of small differences are lost
    half, middle = (latitude - latitude[-1]) / 2, (latitude + latitude[-1]) / 2
    q = np.zeros_like(half)
    for i, coefficient in enumerate(ellipsoid.area_series):
        k = 2 * i + 1
        q += (coefficient if i % 2 == 0 else -coefficient) * 2 * np.sin(k * half) * np.cos(k * middle)
    q *= ellipsoid.b**2
    found = []
    for values, unit in ((q[:-1], ellipsoid.b), (longitude[:-1] - longitude[-1], 1 / ellipsoid.b)):
        coefficients = _SOLVE @ values
        if np.abs(_MATRIX @ coefficients - values).max() > _TOLERANCE_M * unit:
            return None
        found.append(coefficients)
    return found[0], found[1]


def _horner(coefficients: FloatArray, u: FloatArray, v: FloatArray) -> FloatArray:
    """The polynomial at (n,) points."""
    at = dict(zip(_TERMS, coefficients.tolist()))
    total = np.zeros_like(u)
    for i in range(_DEGREE, -1, -1):
        inner = np.full_like(v, at[i, _DEGREE - i])
        for j in range(_DEGREE - i - 1, -1, -1):
            inner *= v
            inner += at[i, j]
        total *= u
        total += inner
    return total


__all__ = ["LARGEST_M", "fits", "place_of", "ring_areas"]
