"""A large made-up parcel set: cells of a jittered grid that share wavy boundaries point for point, with some faults.

Used by bench_checks.py; about 50 points per parcel.
"""

from __future__ import annotations

import numpy as np

from onemap_plugin.core.coordinates.zones import crs_for
from onemap_plugin.core.parcels import Parcel, ParcelSet, Ring

CELL_M = 120.0
ORIGIN_EN = (40_450_000.0, 3_300_000.0)


def _waves(rng: np.random.Generator, start: np.ndarray, end: np.ndarray, pieces: int) -> np.ndarray:
    """(k, pieces, 2) points of k wavy edges from start (included) towards end (left out)."""
    t = np.arange(pieces) / pieces
    along = start[:, None] + (end - start)[:, None] * t[None, :, None]
    wave = rng.normal(0, min(1.5, CELL_M / pieces / 6), along.shape)
    wave[:, 0] = 0
    return np.round(along + wave, 3)


def mesh(columns: int, rows: int, pieces: int = 12, faults: int = 0, seed: int = 7) -> list[np.ndarray]:
    """Open clockwise rings of (n, 2) east, north."""
    rng = np.random.default_rng(seed)
    grid = np.stack(np.meshgrid(np.arange(columns + 1), np.arange(rows + 1), indexing="ij"), axis=-1) * CELL_M
    grid = np.round(grid + rng.uniform(-20, 20, grid.shape) + ORIGIN_EN, 3)
    across = _waves(rng, grid[:-1].reshape(-1, 2), grid[1:].reshape(-1, 2), pieces).reshape(columns, rows + 1, pieces, 2)
    upward = _waves(rng, grid[:, :-1].reshape(-1, 2), grid[:, 1:].reshape(-1, 2), pieces).reshape(columns + 1, rows, pieces, 2)
    rings = []
    for i in range(columns):
        for j in range(rows):
            top_end, right_start = grid[i + 1, j + 1], grid[i + 1, j]
            rings.append(np.vstack((
                upward[i, j], across[i, j + 1], top_end, upward[i + 1, j, :0:-1], right_start, across[i, j, :0:-1],
            )))
    for k in rng.choice(len(rings), faults, replace=False):
        rings[k] = rings[k].copy()
        rings[k][5], rings[k][6] = rings[k][6].copy(), rings[k][5].copy()  # the boundary crosses itself
        rings[k][20] += 3.0  # overlaps or leaves a neighbour
    return rings


def parcel_set(rings: list[np.ndarray]) -> ParcelSet:
    """The rings as parcels with J labels, closing rows and source lines."""
    parcels = []
    line = 13
    for number, ring in enumerate(rings, 1):
        xy = np.ascontiguousarray(np.vstack((ring, ring[:1]))[:, ::-1])
        labels = (*(f"J{k}" for k in range(1, len(ring) + 1)), "J1")
        parcels.append(Parcel(
            str(number), (Ring(1, labels, xy, np.arange(line + 1, line + 1 + len(xy))),), number=str(number),
            name=f"地块{number}", source_file="mesh.txt", source_line=line,
        ))
        line += len(xy) + 1
    return ParcelSet(tuple(parcels), crs_for("CGCS2000", 40, True, 3), source_files=("mesh.txt",))
