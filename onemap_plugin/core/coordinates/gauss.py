"""Gauss-Krüger projection (transverse Mercator, scale 1): the exact n-series, and the surveyors' series with K constants."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from .ellipsoids import Ellipsoid

FloatArray = npt.NDArray[np.float64]

# rows j = 1..6, columns powers n^1..n^6 (Karney, Transverse Mercator with an accuracy of a few nanometers, 2011, eq. 35, 36;
# latitude from conformal latitude: Engsager and Poder 2007).  Truncation is below 1e-8 m within 10 degrees of the meridian.
_ALPHA = (
    (1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800),
    (0.0, 13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360),
    (0.0, 0.0, 61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440),
    (0.0, 0.0, 0.0, 49561 / 161280, -179 / 168, 6601661 / 7257600),
    (0.0, 0.0, 0.0, 0.0, 34729 / 80640, -3418889 / 1995840),
    (0.0, 0.0, 0.0, 0.0, 0.0, 212378941 / 319334400),
)
_BETA = (
    (1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800),
    (0.0, 1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720),
    (0.0, 0.0, 17 / 480, -37 / 840, -209 / 4480, 5569 / 90720),
    (0.0, 0.0, 0.0, 4397 / 161280, -11 / 504, -830251 / 7257600),
    (0.0, 0.0, 0.0, 0.0, 4583 / 161280, -108847 / 3991680),
    (0.0, 0.0, 0.0, 0.0, 0.0, 20648693 / 638668800),
)
_DELTA = (
    (2.0, -2 / 3, -2.0, 116 / 45, 26 / 45, -2854 / 675),
    (0.0, 7 / 3, -8 / 5, -227 / 45, 2704 / 315, 2323 / 945),
    (0.0, 0.0, 56 / 15, -136 / 35, -1262 / 105, 73814 / 2835),
    (0.0, 0.0, 0.0, 4279 / 630, -332 / 35, -399572 / 14175),
    (0.0, 0.0, 0.0, 0.0, 4174 / 315, -144838 / 6237),
    (0.0, 0.0, 0.0, 0.0, 0.0, 601676 / 22275),
)

# K constants of the Gauss inverse as survey software has them (domain rules, ellipsoid area, section 2)
K_CONSTANTS: dict[str, tuple[float, float, float, float, float]] = {
    "CGCS2000": (1.57048761144159e-7, 5.05250178820567e-3, 2.98472900956587e-5, 2.41626669230084e-7, 2.22241238938534e-9),
    "IAG 1975": (1.57048687472752e-7, 5.05250559291393e-3, 2.98473350966158e-5, 2.41627215981336e-7, 2.22241909461273e-9),
}


@lru_cache(maxsize=16)
def _series(ellipsoid: Ellipsoid) -> tuple[float, FloatArray, FloatArray, FloatArray]:
    """Rectifying radius in metres and the alpha, beta, delta coefficients."""
    n = ellipsoid.n
    powers = np.array([n**k for k in range(1, 7)])
    radius = ellipsoid.a / (1 + n) * (1 + n**2 / 4 + n**4 / 64 + n**6 / 256)
    return radius, np.array(_ALPHA) @ powers, np.array(_BETA) @ powers, np.array(_DELTA) @ powers


def _clenshaw(coefficients: FloatArray, angle: Any) -> Any:
    """Sum of c_j sin(2 j angle), j from 1, for real or complex angles."""
    double_cosine = 2 * np.cos(2 * angle)
    b1 = b2 = np.zeros_like(angle)
    for c in coefficients[::-1]:
        b1, b2 = c + double_cosine * b1 - b2, b1
    return b1 * np.sin(2 * angle)


def forward(latitude: FloatArray, delta_longitude: FloatArray, ellipsoid: Ellipsoid) -> tuple[FloatArray, FloatArray]:
    """Radians (longitude from the central meridian) to metres: x north from the equator, y east of the meridian."""
    radius, alpha, _, _ = _series(ellipsoid)
    e = np.sqrt(ellipsoid.e2)
    sine = np.sin(latitude)
    tau = np.sinh(np.arctanh(sine) - e * np.arctanh(e * sine))  # tangent of the conformal latitude
    xi = np.arctan2(tau, np.cos(delta_longitude))
    eta = np.arcsinh(np.sin(delta_longitude) / np.hypot(tau, np.cos(delta_longitude)))
    zeta = xi + 1j * eta
    zeta = zeta + _clenshaw(alpha, zeta)
    return radius * zeta.real, radius * zeta.imag


def inverse(x_north: FloatArray, y_east: FloatArray, ellipsoid: Ellipsoid) -> tuple[FloatArray, FloatArray]:
    """Metres (y from the central meridian) to latitude and longitude difference in radians; good to < 1e-8 m."""
    radius, _, beta, delta = _series(ellipsoid)
    with np.errstate(over="ignore", invalid="ignore"):  # nonsense far outside the earth gives NaN, not a warning
        zeta = (x_north + 1j * y_east) / radius
        zeta = zeta - _clenshaw(beta, zeta)
        xi, eta = zeta.real, zeta.imag
        sinh_eta, cos_xi = np.sinh(eta), np.cos(xi)
    chi = np.arctan2(np.sin(xi), np.hypot(sinh_eta, cos_xi))
    return chi + _clenshaw(delta, chi), np.arctan2(sinh_eta, cos_xi)


def inverse_k(x_north: FloatArray, y_east: FloatArray, ellipsoid: Ellipsoid) -> tuple[FloatArray, FloatArray]:
    """The surveyors' Gauss inverse with K constants (latitude 0.1 mm off), for areas that must match other programs.

    Metres (y from the central meridian) to radians.  Raises KeyError for an ellipsoid without published K constants.
    """
    k0, k1, k2, k3, k4 = K_CONSTANTS[ellipsoid.name]
    c = ellipsoid.a**2 / ellipsoid.b
    e0 = k0 * x_north
    sine, sine2 = np.sin(e0), np.sin(e0) ** 2
    foot = e0 + np.cos(e0) * sine * (k1 - sine2 * (k2 - sine2 * (k3 - sine2 * k4)))
    t2, eta2 = np.tan(foot) ** 2, ellipsoid.ep2 * np.cos(foot) ** 2
    v2 = 1 + eta2
    n2 = (y_east * np.sqrt(v2) / c) ** 2
    n = y_east * np.sqrt(v2) / c
    latitude = foot - v2 * np.tan(foot) * n2 * (
        0.5 - n2 * ((5 + 3 * t2 + eta2 - 9 * eta2 * t2) / 24 - n2 * (61 + 90 * t2 + 45 * t2**2) / 720)
    )
    longitude = n * (
        1 - n2 * ((1 + 2 * t2 + eta2) / 6 - n2 * (5 + 28 * t2 + 24 * t2**2 + 6 * eta2 + 8 * eta2 * t2) / 120)
    ) / np.cos(foot)
    return latitude, longitude
