"""The spatial index of a layer, packed in one go.

SQLite inserts into an R-tree one box at a time, which costs more than all the rest of a save.  Here the boxes are sorted
into tiles (sort-tile-recursive packing, Leutenegger et al. 1997) and the nodes written as SQLite keeps them:
https://sqlite.org/rtree.html, section 4, "Implementation details" - tables _node, _rowid and _parent; a node is its depth
(root only) and number of cells, each cell an id and (min, max) of each dimension, big-endian, boxes as 32-bit floats.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

_CELL = np.dtype([("id", ">i8"), ("box", ">f4", 4)])
_HEADER = 4
_MAX_CELLS = 51
_ROOT = 1
Boxes = npt.NDArray[np.float32]


def fill_index(con: sqlite3.Connection, index: str, fids: Sequence[int], geometries: Sequence[Any]) -> None:
    """Make ``index`` hold exactly the boxes of ``geometries`` (None and empty ones have none) under the ids ``fids``."""
    (size,) = con.execute(f"SELECT length(data) FROM {index}_node WHERE nodeno = {_ROOT}").fetchone()
    ids, boxes = _boxes(fids, geometries)
    nodes, of_row, of_node = pack(ids, boxes, size)
    for table in ("node", "rowid", "parent"):
        con.execute(f"DELETE FROM {index}_{table}")
    con.executemany(f"INSERT INTO {index}_node (nodeno, data) VALUES (?, ?)", nodes)
    con.executemany(f"INSERT INTO {index}_rowid (rowid, nodeno) VALUES (?, ?)", of_row)
    con.executemany(f"INSERT INTO {index}_parent (nodeno, parentnode) VALUES (?, ?)", of_node)


def _boxes(fids: Sequence[int], geometries: Sequence[Any]) -> tuple[npt.NDArray[np.int64], Boxes]:
    """Ids and boxes (minx, maxx, miny, maxy), rounded outwards to 32 bits."""
    bounds = shapely.bounds(np.asarray(geometries, dtype=object)).reshape(-1, 4)
    good = np.isfinite(bounds).all(axis=1)
    wide = bounds[good][:, [0, 2, 1, 3]]
    with np.errstate(over="ignore"):  # what 32 bits cannot hold becomes infinite, which is outwards too
        boxes = wide.astype(np.float32)
    low, high = boxes[:, [0, 2]], boxes[:, [1, 3]]
    boxes[:, [0, 2]] = np.where(low > wide[:, [0, 2]], np.nextafter(low, np.float32(-np.inf)), low)
    boxes[:, [1, 3]] = np.where(high < wide[:, [1, 3]], np.nextafter(high, np.float32(np.inf)), high)
    return np.asarray(fids, dtype=np.int64)[good], boxes


def pack(
    ids: npt.NDArray[np.int64], boxes: Boxes, size: int
) -> tuple[list[tuple[int, bytes]], list[tuple[int, int]], list[tuple[int, int]]]:
    """Rows of the tables _node, _rowid and _parent for nodes of ``size`` bytes."""
    room = min((size - _HEADER) // _CELL.itemsize, _MAX_CELLS)
    nodes: list[tuple[int, bytes]] = []
    of_row: list[tuple[int, int]] = []
    of_node: list[tuple[int, int]] = []
    links, depth, following = of_row, 0, _ROOT + 1
    while True:
        groups = _tiles(boxes, room)
        last = len(groups) <= 1
        numbers = [_ROOT] if last else list(range(following, following + len(groups)))
        following += len(groups)
        for number, group in zip(numbers, groups or [np.empty(0, dtype=np.int64)]):
            nodes.append((number, _node(ids[group], boxes[group], size, depth if last else 0)))
            links += [(i, number) for i in ids[group].tolist()]
        if last:
            return nodes, of_row, of_node
        boxes = np.array([_around(boxes[g]) for g in groups], dtype=np.float32)
        ids, links, depth = np.array(numbers, dtype=np.int64), of_node, depth + 1


def _tiles(boxes: Boxes, room: int) -> list[npt.NDArray[np.int64]]:
    """Indices of neighbouring boxes, at most ``room`` in a group: sorted by x into strips, each strip by y into tiles."""
    count = -(-len(boxes) // room)
    if count <= 1:
        return [np.arange(len(boxes))] if len(boxes) else []
    strips = int(np.ceil(np.sqrt(count)))
    by_x = np.argsort(boxes[:, 0], kind="stable")
    groups = []
    for strip in np.array_split(by_x, strips):
        by_y = strip[np.argsort(boxes[strip, 2], kind="stable")]
        groups += np.array_split(by_y, -(-len(by_y) // room))
    return groups


def _around(boxes: Boxes) -> tuple[Any, ...]:
    return boxes[:, 0].min(), boxes[:, 1].max(), boxes[:, 2].min(), boxes[:, 3].max()


def _node(ids: npt.NDArray[np.int64], boxes: Boxes, size: int, depth: int) -> bytes:
    cells = np.empty(len(ids), dtype=_CELL)
    cells["id"], cells["box"] = ids, boxes
    head = depth.to_bytes(2, "big") + len(ids).to_bytes(2, "big")
    return (head + cells.tobytes()).ljust(size, b"\0")
