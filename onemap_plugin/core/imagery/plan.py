"""Which tiles cover an area, how many, and about how large: what the user must see before anything is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP
from .catalogue import TileService
from .grid import GRIDS

#: of a 256-pixel tile, bytes; imagery is JPEG.  A guess for the estimate, not a limit
TYPICAL_BYTES = {"image/jpeg": 20_000, "image/png": 12_000}


@dataclass(frozen=True)
class TilePlan:
    """Tiles of one service over a box.

    box: xmin, ymin, xmax, ymax in the CRS of the grid.  ranges: per level (z, first column, last column, first row, last row).
    """

    service: TileService
    box: tuple[float, float, float, float]
    ranges: tuple[tuple[int, int, int, int, int], ...]

    @property
    def count(self) -> int:
        return sum((c1 - c0 + 1) * (r1 - r0 + 1) for _, c0, c1, r0, r1 in self.ranges)

    @property
    def bytes_estimate(self) -> int:
        return self.count * TYPICAL_BYTES.get(self.service.format, 15_000)

    def tiles(self) -> Iterator[tuple[int, int, int]]:
        """(z, column, row) of every tile, coarse levels first."""
        for z, c0, c1, r0, r1 in self.ranges:
            for row in range(r0, r1 + 1):
                for column in range(c0, c1 + 1):
                    yield z, column, row

    def url(self, z: int, column: int, row: int) -> str:
        """Address of a tile, without key."""
        return self.service.tile_url(z, column, row)


def make_plan(service: TileService, box: tuple[float, float, float, float], zmin: int, zmax: int, limit: int) -> TilePlan:
    """Plan for a box in the CRS of the service's grid.  Raises OneMapError when it is empty or has more than ``limit`` tiles."""
    if not service.url:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "'{name}' has no tile address of its own."),
            name=service.title,
            hint=QT_TRANSLATE_NOOP("errors", "Only services with a tile template can be taken along."),
        )
    xmin, ymin, xmax, ymax = box
    if not (xmin < xmax and ymin < ymax) or zmin > zmax:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "The area or the range of levels is empty."),
            hint=QT_TRANSLATE_NOOP("errors", "Choose an area and a first level that is not above the last."),
        )
    grid = GRIDS[service.grid]
    ranges = []
    for z in range(max(zmin, service.zmin), min(zmax, service.zmax) + 1):
        (c0, r0), (c1, r1) = grid.tile_of(xmin, ymax, z), grid.tile_of(xmax, ymin, z)
        ranges.append((z, c0, c1, r0, r1))
    plan = TilePlan(service, box, tuple(ranges))
    if not ranges:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "'{name}' has no level between {first} and {last}."),
            name=service.title,
            first=zmin,
            last=zmax,
            hint=QT_TRANSLATE_NOOP("errors", "Its levels stand in the list of services."),
        )
    if plan.count > limit:
        raise OneMapError(
            QT_TRANSLATE_NOOP("errors", "{count} tiles are more than the limit of {limit}."),
            count=plan.count,
            limit=limit,
            hint=QT_TRANSLATE_NOOP("errors", "Choose a smaller area or a lower last level, or raise the limit."),
        )
    return plan
