"""Splitting the edges of rings on the Gauss plane."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

MAX_PARTS = 5_000  # an edge beyond 50 km is a slip of the pen: it must not cost minutes or the memory of the machine


def split_edges(xy: FloatArray, ring: IntArray, step_m: float) -> tuple[FloatArray, IntArray]:
    """Split each edge longer than ``step_m`` into equal parts no longer than it (at most ``MAX_PARTS`` of them).

    xy: (n, 2) metres of closed rings one after the other; ring: (n,) index of each point's ring.  The points in between lie
    on the straight plane edge; given points stay as they are.
    """
    delta = xy[1:] - xy[:-1]
    inside = ring[1:] == ring[:-1]
    length = np.hypot(delta[:, 0], delta[:, 1])
    parts = np.where(inside, np.clip(np.ceil(length / step_m), 1, MAX_PARTS), 1).astype(np.int64)
    if len(parts) and parts.max() == 1:
        return xy, ring
    edge = np.repeat(np.arange(len(parts)), parts)
    offset = np.arange(len(edge)) - np.repeat(np.cumsum(parts) - parts, parts)
    split = xy[edge] + delta[edge] * (offset / parts[edge])[:, None]
    return np.vstack((split, xy[-1:])), np.append(ring[edge], ring[-1])


__all__ = ["MAX_PARTS", "split_edges"]
