"""A first look at point lists: which of them need a person to say what the columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core import exchange
from ..core.errors import OneMapError
from ..core.exchange import ColumnGuess
from ..core.exchange.columns import cell_text
from ..core.progress import SILENT
from .reading_inputs import SHEETS, Item
from .reading_sheets import sheet_rows

LISTS = {".csv", ".dat", ".txt", *SHEETS}
HEAD_BYTES = 1 << 18
ROWS = 50


@dataclass(frozen=True)
class ListPreview:
    """name: key of the list in COLUMNS.  rows: its first rows as text.  guess: what the columns seem to be."""

    name: str
    rows: list[list[str]]
    guess: ColumnGuess


def may_be_list(path: str | Path) -> bool:
    """Whether a dropped file may be a point list; of a .txt the beginning is read."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in LISTS or not path.is_file():
        return False
    if suffix in SHEETS:
        return True
    try:
        return exchange.sniff(_head(path), path.name) == "points" or suffix == ".csv"
    except OSError:
        return False


def doubtful_lists(paths: Sequence[str | Path], every: bool = False) -> list[ListPreview]:
    """Lists and worksheets whose columns are not sure (``every``: all of them).

    What cannot be opened is left out: reading says what is wrong with it.  A worksheet without any numbers is left out
    when another one of its workbook has coordinates.
    """
    found: list[ListPreview] = []
    for path in map(Path, paths):
        try:
            previews = _sheets(path) if path.suffix.lower() in SHEETS else [_text(path)]
        except (OneMapError, OSError):
            continue
        found += [p for p in previews if every or p.guess.confidence < exchange.SURE]
    return found


def _text(path: Path) -> ListPreview:
    rows, guess = exchange.preview_list(_head(path), path.name, ROWS)
    return ListPreview(path.name, rows, guess)


def _sheets(path: Path) -> list[ListPreview]:
    sheets = [(n, rows) for n, rows in sheet_rows(Item(path.name, path, True), SILENT, ROWS) if rows]
    made = []
    for name, rows in sheets:
        key = path.name if len(sheets) == 1 else f"{path.name}|{name}"
        made.append(ListPreview(key, [[cell_text(c) for c in row] for row in rows], exchange.guess_columns(rows)))
    usable = [p for p in made if p.guess.usable]
    return usable or made[:1]


def _head(path: Path) -> bytes:
    """The beginning of a file, up to the end of a line."""
    with path.open("rb") as stream:
        data = stream.read(HEAD_BYTES)
    if len(data) < HEAD_BYTES:
        return data
    end = max(data.rfind(b"\n"), data.rfind(b"\r"))
    return data[: end + 1] if end > 0 and data[:2] not in (b"\xff\xfe", b"\xfe\xff") else data
