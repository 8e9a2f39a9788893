"""What was dropped or picked: which files are parcels, which is a review file or a package, and where a review goes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .settings import Settings

SHEET_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
# what the readers take (a test holds the two together), written out so that a drop does not wait for their modules
VECTOR_SUFFIXES = (
    *(".shp", ".gpkg", ".geojson", ".json", ".geojsonl", ".kml", ".kmz", ".dxf", ".tab", ".mif", ".fgb", ".gml", ".gdb"),
    *(".topojson", ".sqlite", ".ovkml", ".ovkmz"),
    *SHEET_SUFFIXES,
    ".zip",
)
TEXT_SUFFIXES = (".txt", ".csv", ".dat")
SNIFF_BYTES = 65536
LAYER_MARK = "|layername="  # one layer of a container, as QGIS writes it
REVIEW_SUFFIX = ".review.gpkg"


def file_of(path: str | Path) -> str:
    """The file of ``file|layername=layer``."""
    return str(path).partition(LAYER_MARK)[0]


def is_coordinate_text(path: str | Path) -> bool:
    """Whether a text file holds parcel coordinates; only its beginning is read, so a drop never waits."""
    path = Path(path)
    if path.suffix.lower() not in TEXT_SUFFIXES or not path.is_file():
        return False
    from ..core.exchange import sniff

    try:
        with path.open("rb") as f:
            return bool(sniff(f.read(SNIFF_BYTES), path.name))
    except OSError:
        return False


def is_vector(path: str | Path) -> bool:
    return Path(path).suffix.lower() in VECTOR_SUFFIXES


def acceptable(path: str | Path) -> bool:
    """Whether the dock takes it: a text or vector file, or a folder.  The reader says what is wrong with the content."""
    path = Path(file_of(path))
    return path.suffix.lower() in (*VECTOR_SUFFIXES, *TEXT_SUFFIXES) or path.is_dir()


@dataclass(frozen=True)
class ReviewPlan:
    """Where the review of some inputs goes: path '' means that the user must be asked; exists: it will be updated."""

    path: str
    exists: bool = False
    moved: bool = False


def plan_review(
    inputs: Sequence[str], settings: Settings, is_review: Callable[[str], bool], suggestion_only: bool = False
) -> ReviewPlan:
    """The review file for ``inputs``.

    A review of the same input is updated (it keeps states and notes); any other file of that name is left alone and a
    number added.  When the input's folder cannot be written to, the review goes to the user's documents (``moved``).
    """
    if settings.review_place == "ask" and not suggestion_only:
        return ReviewPlan("")
    first = Path(file_of(inputs[0]))
    folder = first.parent
    if settings.review_place == "folder" and settings.review_folder:
        folder = Path(settings.review_folder)
    moved = not (folder.is_dir() and os.access(folder, os.W_OK))
    if moved:
        folder = _documents()
    known = first.suffix.lower() in (*TEXT_SUFFIXES, *VECTOR_SUFFIXES)
    stem = first.stem if known or first.is_file() else first.name
    if len(inputs) > 1:
        stem = f"{stem}_{len(inputs)}"
    for number in range(1, 1000):
        candidate = folder / f"{stem}{'' if number == 1 else f'_{number}'}{REVIEW_SUFFIX}"
        if not candidate.exists():
            return ReviewPlan(str(candidate), False, moved)
        if is_review(str(candidate)):
            return ReviewPlan(str(candidate), True, moved)
    return ReviewPlan("")


def _documents() -> Path:
    from qgis.PyQt.QtCore import QStandardPaths

    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and os.path.isdir(found) else Path.home()


def common_input(inputs: Iterable[str]) -> list[str]:
    """Inputs without doubles and without the side files of a Shapefile (.dbf, .shx, .prj come along with the .shp)."""
    seen: dict[str, None] = {}
    for path in inputs:
        seen.setdefault(os.path.normpath(path), None)
    return list(seen)


def known_inputs(folder: str, names: Iterable[str]) -> list[str]:
    """The inputs of a review by the names of its sources, in ``folder``: ``file|layer`` is one layer of a vector file."""
    found: dict[str, None] = {}
    for name in names:
        file, mark, layer = name.partition("|")
        path = os.path.join(folder, file)
        sheet = Path(file).suffix.lower() in SHEET_SUFFIXES
        found.setdefault(path if not mark or sheet else f"{path}{LAYER_MARK}{layer}", None)
    return list(found)
