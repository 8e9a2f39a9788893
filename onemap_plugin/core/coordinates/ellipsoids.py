"""Reference ellipsoids of the datums that Chinese land files name, and their derived constants."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Ellipsoid:
    """a: semi-major axis in metres.  inverse_flattening: 1/f."""

    name: str
    a: float
    inverse_flattening: float

    @cached_property
    def f(self) -> float:
        return 1.0 / self.inverse_flattening

    @cached_property
    def b(self) -> float:
        """Semi-minor axis, metres."""
        return self.a * (1.0 - self.f)

    @cached_property
    def e2(self) -> float:
        """First eccentricity squared."""
        return self.f * (2.0 - self.f)

    @cached_property
    def ep2(self) -> float:
        """Second eccentricity squared."""
        return self.e2 / (1.0 - self.e2)

    @cached_property
    def n(self) -> float:
        """Third flattening (a - b) / (a + b)."""
        return self.f / (2.0 - self.f)

    @cached_property
    def area_series(self) -> tuple[float, float, float, float, float]:
        """Coefficients A to E of the trapezoid area (国土调查办发〔2008〕32号), from the first eccentricity."""
        e2 = self.e2
        e4, e6, e8 = e2**2, e2**3, e2**4
        return (
            1 + 3 / 6 * e2 + 30 / 80 * e4 + 35 / 112 * e6 + 630 / 2304 * e8,
            1 / 6 * e2 + 15 / 80 * e4 + 21 / 112 * e6 + 420 / 2304 * e8,
            3 / 80 * e4 + 7 / 112 * e6 + 180 / 2304 * e8,
            1 / 112 * e6 + 45 / 2304 * e8,
            5 / 2304 * e8,
        )


CGCS2000 = Ellipsoid("CGCS2000", 6378137.0, 298.257222101)
ELLIPSOIDS: dict[str, Ellipsoid] = {
    "CGCS2000": CGCS2000,
    "Xian 1980": Ellipsoid("IAG 1975", 6378140.0, 298.257),
    "Beijing 1954": Ellipsoid("Krassowsky 1940", 6378245.0, 298.3),
    "New Beijing": Ellipsoid("Krassowsky 1940", 6378245.0, 298.3),
    "WGS 84": Ellipsoid("WGS 84", 6378137.0, 298.257223563),
}
