"""Where the texts of areas stand on a map: by a rule of ours, so that the same review always gives the same map.

The label engine of QGIS decides between texts that are in each other's way by the order in which it happens to meet them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import shapely

Text = tuple[Any, str]  # point, text
_WIDE, _NARROW, _LINE = 1.0, 0.6, 1.3  # of the body height: Chinese characters, others, the distance of lines
_FIRST_CHINESE = 0x2E80


class Labels:
    """Texts of one page, in metres of the map.  scale: 1 mm on paper is ``scale`` mm; window: west, south, east, north."""

    def __init__(self, scale: float, window: Sequence[float] | None) -> None:
        self._metres = scale / 1000
        self._page = shapely.box(*window) if window else None
        self._taken: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}
        self._cell = 40 * self._metres

    def place(self, areas: Iterable[tuple[Any, str]], size_mm: float) -> list[Text]:
        """A point for the text of each area that has room for it inside and where no other text stands; the largest first."""
        found = []
        for area, text in sorted(self._visible(areas), key=lambda a: (-a[0].area, a[1], a[0].bounds)):
            half_width, half_height = (v * self._metres / 2 for v in _size(text, size_mm))
            west, south, east, north = area.bounds
            if east - west < 2 * half_width or north - south < 2 * half_height:
                continue
            for x, y in _candidates(area, half_height):
                box = (x - half_width, y - half_height, x + half_width, y + half_height)
                if area.contains(shapely.box(*box)) and self._take(box):
                    found.append((shapely.Point(x, y), text))
                    break
        return found

    def _visible(self, areas: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
        """The largest part of each area on the page."""
        for geometry, text in areas:
            shown = geometry if self._page is None or self._page.contains(geometry) else geometry.intersection(self._page)
            parts = [p for p in shapely.get_parts(shown) if p.geom_type == "Polygon" and not p.is_empty]
            if text and parts:
                yield max(parts, key=lambda p: (p.area, p.bounds)), text

    def _take(self, box: tuple[float, float, float, float]) -> bool:
        cells = [(i, j) for i in range(int(box[0] // self._cell), int(box[2] // self._cell) + 1)
                 for j in range(int(box[1] // self._cell), int(box[3] // self._cell) + 1)]
        for cell in cells:
            for other in self._taken.get(cell, ()):
                if box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]:
                    return False
        for cell in cells:
            self._taken.setdefault(cell, []).append(box)
        return True


def _candidates(area: Any, step: float) -> Iterator[tuple[float, float]]:
    """Points in the middle of an area, the likeliest first."""
    centre = area.centroid
    yield centre.x, centre.y
    inner = shapely.get_coordinates(shapely.maximum_inscribed_circle(area, tolerance=step / 4))[0]
    yield float(inner[0]), float(inner[1])
    within = area.representative_point()
    yield within.x, within.y


def _size(text: str, size_mm: float) -> tuple[float, float]:
    """Width and height of a text in mm on paper."""
    lines = text.split("\n")
    widths = [sum(_WIDE if ord(c) >= _FIRST_CHINESE else _NARROW for c in line) for line in lines]
    return max(widths) * size_mm, len(lines) * _LINE * size_mm


__all__ = ["Labels"]
