"""Boxes to read around parcels: one for a compact parcel, a chain of small ones along a corridor."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

FloatArray = npt.NDArray[np.float64]

#: a box is split when the parcel fills less of it than this ...
MIN_FILL = 0.5
#: ... and it is longer than this, in metres
MIN_SIDE_M = 300.0
_MAX_DEPTH = 7
_MAX_STRIPS = 64
_SEAM_M = 0.001  # clipped corners are rounded: boxes of neighbouring tiles must still meet


def reading_boxes(geometries: Any, margin_m: float = 0.0) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    """Boxes that together cover (n,) parcels, each grown by ``margin_m``.

    Returns ((m, 4) xmin, ymin, xmax, ymax in the plane of the parcels, (m,) index of the parcel).  Empty parcels have none.
    A long corridor has a bounding box full of patches that it never meets: it is cut across its longer side, at most into
    strips of ``MIN_SIDE_M``, until the boxes are full enough or small enough.  ``margin_m`` is added after, so whatever is
    within it of the parcel is covered.
    """
    parts = np.asarray(geometries, dtype=object)
    owner = np.flatnonzero(~shapely.is_empty(parts) & ~shapely.is_missing(parts))
    parts = parts[owner]
    done_boxes: list[FloatArray] = []
    done_owner: list[npt.NDArray[np.int64]] = []
    for _ in range(_MAX_DEPTH):
        if not len(parts):
            break
        box = shapely.bounds(parts)
        width, height = box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]
        split = (np.maximum(width, height) > MIN_SIDE_M) & (shapely.area(parts) < MIN_FILL * width * height)
        done_boxes.append(box[~split])
        done_owner.append(owner[~split])
        parts, owner = _strips(parts[split], owner[split], box[split])
    if len(parts):
        done_boxes.append(shapely.bounds(parts))
        done_owner.append(owner)
    if not done_boxes:
        return np.zeros((0, 4)), np.zeros(0, dtype=np.int64)
    margin = max(margin_m, _SEAM_M)
    boxes = np.concatenate(done_boxes) + np.array([-margin, -margin, margin, margin])
    return boxes, np.concatenate(done_owner).astype(np.int64)


def _strips(parts: npt.NDArray[np.object_], owner: npt.NDArray[np.int64], box: FloatArray) -> tuple[Any, Any]:
    """Strips of each part, across the longer side of its box; parts of a strip that lie apart become parts of their own."""
    if not len(parts):
        return parts, owner
    side = box[:, 2:] - box[:, :2]
    number = np.clip(side.max(axis=1) // MIN_SIDE_M, 2, _MAX_STRIPS).astype(np.int64)
    index = np.repeat(np.arange(len(parts)), number)
    step = np.arange(len(index)) - np.repeat(np.cumsum(number) - number, number)
    axis = np.where(side[:, 0] >= side[:, 1], 0, 1)[index]
    row = np.arange(len(index))
    strip = box[index]
    low, width = strip[row, axis], side[index, axis] / number[index]
    strip[row, axis], strip[row, axis + 2] = low + step * width, low + (step + 1) * width
    cut = np.array([_clip(p, b) for p, b in zip(parts[index], strip)], dtype=object)
    pieces, origin = shapely.get_parts(cut, return_index=True)
    keep = ~shapely.is_empty(pieces)
    return pieces[keep], owner[index[origin[keep]]]


def _clip(part: Any, box: FloatArray) -> Any:
    """The part inside the box; a faulty parcel that GEOS cannot clip is covered by the box itself."""
    try:
        return shapely.clip_by_rect(part, *(float(v) for v in box))
    except shapely.errors.GEOSException:
        return shapely.box(*box)


def spatial_order(geometries: Any) -> npt.NDArray[np.int64]:
    """An order of the geometries in which neighbours in space are near each other (Z curve of the centres of their boxes)."""
    box = shapely.bounds(np.asarray(geometries, dtype=object))
    centre = np.nan_to_num((box[:, :2] + box[:, 2:]) / 2)
    if not len(centre):
        return np.zeros(0, dtype=np.int64)
    low = centre.min(axis=0)
    span = max(float((centre.max(axis=0) - low).max()), 1e-9)
    cell = ((centre - low) / span * 65535).astype(np.uint64)
    return np.argsort(_spread(cell[:, 0]) | (_spread(cell[:, 1]) << np.uint64(1)), kind="stable").astype(np.int64)


def _spread(v: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """16 bits with a zero between each two."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        v = (v | (v << np.uint64(shift))) & np.uint64(mask)
    return v


__all__ = ["MIN_FILL", "MIN_SIDE_M", "reading_boxes", "spatial_order"]
