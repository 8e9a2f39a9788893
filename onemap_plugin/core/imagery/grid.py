"""The two tile grids of Tianditu-like services and the tiles that cover an extent.

w: web mercator, EPSG:3857.  c: CGCS2000 degrees, EPSG:4490, corner -180 / 90, 2^z columns and 2^(z-1) rows, first level 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

TILE = 256
MERCATOR = 20037508.342789244
#: OGC scale denominator (0.28 mm pixel) of level 0; the 96-dpi number of published documents puts maps 1,540 km off
DENOMINATOR0 = 559082264.0287178


@dataclass(frozen=True)
class Grid:
    """A tile grid: corner (x, y) in CRS units, pixel size at level 0, matrix size at a level."""

    id: str
    crs: str
    corner: tuple[float, float]
    pixel0: float

    def size(self, z: int) -> tuple[int, int]:
        """(columns, rows) of the matrix at level z >= 1."""
        return (2**z, 2**z) if self.id == "w" else (2**z, 2 ** (z - 1))

    def pixel(self, z: int) -> float:
        """Pixel size in CRS units at level z."""
        return self.pixel0 / float(2**z)

    def tile_of(self, x: float, y: float, z: int) -> tuple[int, int]:
        """(column, row) of the tile that holds the point, clamped to the matrix."""
        span = self.pixel(z) * TILE
        columns, rows = self.size(z)
        column, row = math.floor((x - self.corner[0]) / span), math.floor((self.corner[1] - y) / span)
        return min(max(column, 0), columns - 1), min(max(row, 0), rows - 1)

    def bounds(self, z: int, column: int, row: int) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax of a tile in CRS units."""
        span = self.pixel(z) * TILE
        x, y = self.corner[0] + column * span, self.corner[1] - row * span
        return x, y - span, x + span, y


GRIDS = {
    "w": Grid("w", "EPSG:3857", (-MERCATOR, MERCATOR), 2 * MERCATOR / TILE),
    "c": Grid("c", "EPSG:4490", (-180.0, 90.0), 360.0 / TILE),
}
