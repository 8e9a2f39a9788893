"""Boundaries of a drawing that were taken apart into single lines: joined where their ends meet in one way only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from .reading_wkb import FloatArray

_LEAST = 4  # rows of a triangle with its closing one


def joined(lines: Sequence[FloatArray]) -> list[tuple[list[int], FloatArray]]:
    """Closed lines made of ``lines`` (which lines, their points in order), as they stand: no end is moved.

    Where more than two ends meet, or one is alone, nothing says which way the boundary goes, so nothing is joined there.
    """
    ends: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
    for i, xy in enumerate(lines):
        ends[_place(xy[0])].append(i)
        ends[_place(xy[-1])].append(i)
    found = []
    seen: set[int] = set()
    for i in range(len(lines)):
        if i in seen:
            continue
        run, parts = [i], [lines[i]]
        seen.add(i)
        start, at = _place(lines[i][0]), _place(lines[i][-1])
        while at != start:
            following = [j for j in ends[at] if j != run[-1]]
            if len(ends[at]) != 2 or len(following) != 1 or following[0] in seen:
                break
            xy = lines[following[0]]
            xy = xy if _place(xy[0]) == at else xy[::-1]
            run.append(following[0])
            parts.append(xy[1:])
            seen.add(following[0])
            at = _place(xy[-1])
        points = np.concatenate(parts)
        if at == start and len(run) > 1 and len(ends[start]) == 2 and len(points) >= _LEAST:
            found.append((run, points))
    return found


def _place(point: FloatArray) -> tuple[float, float]:
    return float(point[0]), float(point[1])
