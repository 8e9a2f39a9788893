"""Rows and contracts of the one-map overlay (parcel × patch)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from ..findings import EMPTY
from ..i18n import Told
from ..parcels import ParcelCrs

ObjectArray = npt.NDArray[np.object_]


@dataclass(frozen=True)
class SourceInfo:
    """One source layer of the one map as it was found.

    role: key of the approval rules' layer list (DLTB, YJJBNTTB ...).  path: file name or service *without credentials*,
    relative where possible.  layout: id of the schema layout that matched.  edition: year or date of the data, '' when it
    does not say.  status: 'checked', 'no_edition', 'partial_cover', 'not_covering', 'missing', 'no_crs', 'datum_differs',
    'unreadable'; everything but 'checked' is shown to the user with ``note``.
    """

    role: str
    path: str = ""
    layer: str = ""
    layout: str = ""
    edition: str = ""
    publisher: str = ""
    crs: str = ""
    status: str = "checked"
    note: str = ""
    patches_read: int = 0
    repaired: int = 0

    @property
    def note_phrases(self) -> str:
        """JSON of what ``note`` is made of, so that it can be told in another language; '' for a plain text."""
        return self.note.dump() if isinstance(self.note, Told) else ""


@dataclass(frozen=True, eq=False)
class PatchBatch:
    """Patches near the parcels: geometry (n,) shapely in the parcels' plane (east, north), fid (n,), columns by role field."""

    geometry: ObjectArray
    fid: npt.NDArray[np.int64]
    columns: Mapping[str, ObjectArray] = field(default_factory=lambda: EMPTY)
    repaired: int = 0

    def __len__(self) -> int:
        return len(self.geometry)


class PatchSource(Protocol):
    """Where patches of one role come from: an OGR file, a QGIS layer, PostGIS.  Implemented in qgis_bridge."""

    info: SourceInfo

    def read(self, boxes: npt.NDArray[np.float64], columns: Sequence[str]) -> PatchBatch:
        """Patches that meet any of ``boxes`` ((n, 4) xmin, ymin, xmax, ymax in the parcels' plane), each once.

        ``columns``: canonical field names; those the source lacks are left out of the batch.
        Raises OneMapError when the source vanished or cannot be read.
        """
        ...


@dataclass(frozen=True, eq=False)
class PatchCut:
    """Patches that the source itself has cut by parcels, so that only the pieces had to travel.

    parcel (n,) index of the parcel, patch (n,) index into ``fid``, geometry (n,) piece in the plane of the parcels.
    fid (m,) ascending, columns by role field (m,).  repaired: indices into ``fid`` of patches that were repaired first.
    """

    parcel: npt.NDArray[np.int64]
    patch: npt.NDArray[np.int64]
    geometry: ObjectArray
    fid: npt.NDArray[np.int64]
    columns: Mapping[str, ObjectArray] = field(default_factory=lambda: EMPTY)
    repaired: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


@runtime_checkable
class CuttingSource(PatchSource, Protocol):
    """A source that can cut patches where they are kept (a database server); several threads may ask it at once."""

    def cut(
        self,
        parcels: ObjectArray,
        crs: ParcelCrs,
        boxes: npt.NDArray[np.float64],
        owner: npt.NDArray[np.int64],
        columns: Sequence[str],
        check: Callable[[], None],
    ) -> PatchCut | None:
        """Pieces of polygons ``parcels`` (n,) on the plane ``crs`` × patches that meet any of ``boxes`` (parcel: ``owner``).

        None when the source cannot do it exactly as the engine does: then the patches are read and cut here.
        ``check`` raises Cancelled; the source ends its query then.  Raises OneMapError as ``read`` does.
        """
        ...


@runtime_checkable
class WatchingSource(PatchSource, Protocol):
    """A source that may have to wait: ``watch`` tells it before each ``read`` what raises Cancelled."""

    def watch(self, check: Callable[[], None]) -> None: ...


@dataclass(frozen=True, eq=False)
class OverlayRow:
    """One piece of parcel × patches of one role with one code and one owner.

    area_m2: plane area on the parcels' Gauss plane, unrounded.  area_ellipsoid_m2: by the survey formula, unrounded.
    area_ha: balanced to the parcel, 4 decimals (see areas.balance).  code '' with name '' is "no patch here".
    three_class: 农用地 / 建设用地 / 未利用地 or ''.  deduction_m2: 田坎 taken off by KCXS (booked as 1203).
    length_m / count: for line and point layers.  attributes: the fields that rules filter on.  perimeter_m: outline of the
    piece.  deduction_ha: the part of area_ha that is booked as 1203.  shared_m2 / shared: area (and its geometry) of this
    patch inside the parcel that another patch of the role covers too and that is counted there, so that a filter on
    attributes can look at geometry and shared together.  distance_m: 0 when it touches; None when the role has no reach.
    """

    parcel_id: str
    role: str
    code: str = ""
    name: str = ""
    owner: str = ""
    owner_kind: str = ""
    three_class: str = ""
    area_m2: float = 0.0
    area_ellipsoid_m2: float = 0.0
    area_ha: float = 0.0
    deduction_m2: float = 0.0
    length_m: float = 0.0
    distance_m: float | None = None
    count: int = 1
    patch: str = ""
    edition: str = ""
    sliver: bool = False
    attributes: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    geometry: Any = None
    deduction_ha: float = 0.0
    perimeter_m: float = 0.0
    shared_m2: float = 0.0
    shared: Any = None


@dataclass(frozen=True, eq=False)
class Closure:
    """Proof that the pieces of one role add up to the parcel (面积闭合), before and after rounding.

    control_m2: plane area of the parcel.  pieces_m2: plane area of the pieces, each place once.  uncovered_m2: part of the
    parcel without patch, measured and not inferred where patches overlap or do not fit.  overlap_m2: area that patches of
    the role share with each other (counted once).  difference_m2 = control - pieces - uncovered, which is only arithmetic
    noise.  control_ha / pieces_ha / uncovered_ha: balanced, 4 decimals; control_ha = pieces_ha + uncovered_ha exactly.
    proof: 'edges' (the edges of the pieces cancel, so nothing overlaps) or 'union' (areas of the united pieces).
    """

    parcel_id: str
    role: str
    control_m2: float
    pieces_m2: float
    uncovered_m2: float
    overlap_m2: float
    difference_m2: float
    control_ha: Decimal
    pieces_ha: Decimal
    uncovered_ha: Decimal
    proof: str = "edges"

    @property
    def closed(self) -> bool:
        """To 0.01 m² before rounding and exactly after."""
        return abs(self.difference_m2) <= 0.01 and self.control_ha == self.pieces_ha + self.uncovered_ha


@dataclass(frozen=True, eq=False)
class ConflictRow:
    """Where two surveys disagree (数据打架); shown with both codes and editions, never decided."""

    parcel_id: str
    case: str
    role_a: str
    code_a: str
    name_a: str
    edition_a: str
    role_b: str
    code_b: str
    name_b: str
    edition_b: str
    area_m2: float
    note: str = ""
    geometry: Any = None
