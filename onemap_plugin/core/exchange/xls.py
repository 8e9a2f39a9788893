"""Worksheets of an .xls file (BIFF5, BIFF8), read without a library.  Both that there are fail on damaged files: FreeXL, which
is behind GDAL's driver, ends the whole program, and xlrd 2.0.2 never comes back from a chain of sectors that bites its tail.

Sources: [MS-CFB] (compound file), [MS-XLS] (records); only the values of cells are read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Union

from ..errors import OneMapError
from ..i18n import QT_TRANSLATE_NOOP

Cell = Union[str, float, None]
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA  # this and all above are marks, no sectors
_BOF, _EOF, _CONTINUE, _FILEPASS, _CODEPAGE, _BOUNDSHEET, _SST = 0x809, 0x0A, 0x3C, 0x2F, 0x42, 0x85, 0xFC
_NUMBER, _RK, _MULRK, _LABEL, _RSTRING, _LABELSST, _FORMULA, _STRING, _BOOLERR = (
    0x203,
    0x27E,
    0xBD,
    0x204,
    0xD6,
    0xFD,
    0x06,
    0x207,
    0x205,
)
_BIFF8 = 0x600
_CODEPAGES = {936: "gb18030", 1200: "utf-16-le", 1252: "cp1252", 950: "big5", 65001: "utf-8", 10000: "mac-roman"}
_WIDEST = 256
_DAMAGED = QT_TRANSLATE_NOOP("errors", "The workbook is damaged ({reason}).")
_EXPORT = QT_TRANSLATE_NOOP("errors", "Open it in the program that made it and save it again, best as .xlsx.")
_LOCKED = QT_TRANSLATE_NOOP("errors", "The workbook is protected by a password.")
_UNLOCK = QT_TRANSLATE_NOOP("errors", "Save it without a password and read it again.")


def read_xls(data: bytes, file: str) -> list[tuple[str, list[list[Cell]]]]:
    """(name, rows of cells) of each worksheet; a cell is a text, a number or None.

    Raises OneMapError when the file is damaged anywhere: half a table would be a wrong boundary.
    """
    try:
        return _Workbook(_workbook_stream(data)).sheets()
    except _LockedError as error:
        raise OneMapError(_LOCKED, hint=_UNLOCK, file=file) from error
    except (struct.error, IndexError, ValueError, KeyError, OverflowError) as error:
        raise OneMapError(_DAMAGED, hint=_EXPORT, file=file, reason=str(error) or type(error).__name__) from error


def is_xls(data: bytes) -> bool:
    """Whether these are the first bytes of a compound file."""
    return data.startswith(_MAGIC)


class _LockedError(Exception):
    pass


# ---- compound file


def _workbook_stream(data: bytes) -> bytes:
    if not is_xls(data):
        raise ValueError("no compound file")
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    fat_count, first_directory = struct.unpack_from("<II", data, 44)
    cutoff, first_mini, _, first_difat, _ = struct.unpack_from("<5I", data, 56)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError("sector size")
    size = 1 << shift
    sector_count = len(data) // size
    heads = list(struct.unpack_from("<109I", data, 76))
    seen = 0
    while first_difat < _FREE and seen <= sector_count:
        more = struct.unpack(f"<{size // 4}I", _sector(data, first_difat, size))
        heads += more[:-1]
        first_difat, seen = more[-1], seen + 1
    fat: list[int] = []
    for sector in [h for h in heads if h < _FREE][:fat_count]:
        fat += struct.unpack(f"<{size // 4}I", _sector(data, sector, size))
    directory = _chain(data, first_directory, fat, size)
    root, book = _entries(directory)
    if book[1] >= cutoff:
        return _exactly(_chain(data, book[0], fat, size), book[1])
    table = _chain(data, first_mini, fat, size)
    mini_fat = list(struct.unpack(f"<{len(table) // 4}I", table))
    small = _exactly(_chain(data, root[0], fat, size), root[1])
    return _exactly(_chain(small, book[0], mini_fat, 64, offset=0), book[1])


def _sector(data: bytes, index: int, size: int, offset: int = -1) -> bytes:
    start = (index * size + offset) if offset >= 0 else (index + 1) * size
    found = data[start : start + size]
    if len(found) < size:
        raise ValueError("sector beyond the end")
    return found


def _chain(data: bytes, first: int, table: list[int], size: int, offset: int = -1) -> bytes:
    parts: list[bytes] = []
    sector = first
    while sector < _FREE:
        if len(parts) > len(table):
            raise ValueError("endless chain of sectors")
        parts.append(_sector(data, sector, size, offset))
        sector = table[sector]
    return b"".join(parts)


def _entries(directory: bytes) -> tuple[tuple[int, int], tuple[int, int]]:
    """(first sector, size) of the root entry and of the workbook."""
    root = book = None
    for at in range(0, len(directory) - 127, 128):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        place = struct.unpack_from("<II", directory, at + 116)
        if kind == 5:
            root = place
        elif kind == 2 and name.lower() in ("workbook", "book"):
            book = place
        elif kind == 2 and name == "EncryptedPackage":  # an .xlsx with a password
            raise _LockedError
    if root is None or book is None:
        raise ValueError("no workbook in it")
    return root, book


def _exactly(data: bytes, size: int) -> bytes:
    if len(data) < size:
        raise ValueError("shorter than it says")
    return data[:size]


# ---- records


def _records(stream: bytes, at: int) -> Iterator[tuple[int, list[bytes]]]:
    """(id, data and its continuations) of the records from ``at`` to the end of that part of the stream."""
    pending: tuple[int, list[bytes]] | None = None
    depth = 0
    while True:
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if len(body) < length:
            raise ValueError("record beyond the end")
        at += 4 + length
        if kind == _CONTINUE and pending is not None:
            pending[1].append(body)
            continue
        if pending is not None:
            yield pending
        depth += (kind == _BOF) - (kind == _EOF)  # charts within a sheet have a beginning and an end of their own
        if kind == _EOF and depth <= 0:
            return
        pending = (kind, [body])


class _Workbook:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._codec = "cp1252"
        self._strings: list[str] = []
        self._places: list[tuple[int, str]] = []
        self._biff8 = True
        for number, (kind, parts) in enumerate(_records(stream, 0)):
            if number == 0:
                if kind != _BOF:
                    raise ValueError("no workbook")
                self._biff8 = struct.unpack_from("<H", parts[0])[0] >= _BIFF8
            elif kind == _FILEPASS:
                raise _LockedError
            elif kind == _CODEPAGE:
                page = struct.unpack_from("<H", parts[0])[0]
                self._codec = _CODEPAGES.get(page, f"cp{page}" if page in (437, 850, 932, 949, 1250, 1251) else "gb18030")
            elif kind == _SST:
                self._strings = _Strings(parts).all()
            elif kind == _BOUNDSHEET:
                self._boundsheet(parts[0])

    def _boundsheet(self, body: bytes) -> None:
        place, _, kind, length = struct.unpack_from("<IBBB", body)
        if kind:
            return  # charts and macros
        if self._biff8:
            name = _characters(body, 8, length, body[7] & 1)
        else:
            name = body[7 : 7 + length].decode(self._codec, "replace")
        self._places.append((place, name))

    def sheets(self) -> list[tuple[str, list[list[Cell]]]]:
        if not self._places:
            raise ValueError("no worksheet in it")
        return [(name, self._sheet(place)) for place, name in self._places]

    def _sheet(self, place: int) -> list[list[Cell]]:
        cells: dict[tuple[int, int], Cell] = {}
        waiting: tuple[int, int] | None = None  # a formula whose text follows
        for number, (kind, parts) in enumerate(_records(self._stream, place)):
            body = parts[0]
            if number == 0 and kind != _BOF:
                raise ValueError("no worksheet where one should begin")
            if kind == _STRING and waiting is not None:
                cells[waiting] = self._text(body, 0)
            elif kind in _VALUES:
                row, column = struct.unpack_from("<HH", body)
                cells.update(self._cells(kind, body, row, column))
                waiting = (row, column) if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 0 else None
        if not cells:
            return []
        if max(c for _, c in cells) >= _WIDEST:
            raise ValueError("column beyond the last")
        width = max(c for _, c in cells) + 1
        rows: list[list[Cell]] = [[None] * width for _ in range(max(r for r, _ in cells) + 1)]
        for (row, column), value in cells.items():
            rows[row][column] = value
        return rows

    def _cells(self, kind: int, body: bytes, row: int, column: int) -> Iterator[tuple[tuple[int, int], Cell]]:
        if kind == _MULRK:
            for i in range((len(body) - 6) // 6):
                yield (row, column + i), _rk(struct.unpack_from("<I", body, 6 + 6 * i)[0])
            return
        yield (row, column), self._value(kind, body)

    def _value(self, kind: int, body: bytes) -> Cell:
        if kind == _NUMBER:
            return float(struct.unpack_from("<d", body, 6)[0])
        if kind == _RK:
            return _rk(struct.unpack_from("<I", body, 6)[0])
        if kind == _LABELSST:
            return self._strings[int(struct.unpack_from("<I", body, 6)[0])]
        if kind in (_LABEL, _RSTRING):
            return self._text(body, 6)
        if kind == _FORMULA and body[12:14] != b"\xff\xff":
            return float(struct.unpack_from("<d", body, 6)[0])
        return None  # truth values, errors, formulas whose text follows

    def _text(self, body: bytes, at: int) -> str:
        (length,) = struct.unpack_from("<H", body, at)
        if self._biff8:
            return _characters(body, at + 3, length, body[at + 2] & 1)
        return body[at + 2 : at + 2 + length].decode(self._codec, "replace")


_VALUES = {_NUMBER, _RK, _MULRK, _LABEL, _RSTRING, _LABELSST, _FORMULA, _BOOLERR}


def _rk(raw: int) -> float:
    """A number packed in 30 bits, perhaps a hundredfold ([MS-XLS] 2.5.217)."""
    if raw & 2:
        value = float((raw >> 2) - (1 << 30) if raw & 0x80000000 else raw >> 2)
    else:
        value = float(struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))[0])
    return value / 100.0 if raw & 1 else value


def _characters(body: bytes, at: int, length: int, wide: int) -> str:
    found = body[at : at + length * (2 if wide else 1)]
    if len(found) < length * (2 if wide else 1):
        raise ValueError("text beyond the end of its record")
    return found.decode("utf-16-le" if wide else "latin-1", "replace")


class _Strings:
    """The shared strings, whose characters may run over into the next record, there with a new width ([MS-XLS] 2.5.293)."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts, self._part, self._at = parts, 0, 8
        self._count = struct.unpack_from("<I", parts[0], 4)[0]

    def all(self) -> list[str]:
        if self._count > sum(map(len, self._parts)):
            raise ValueError("more texts than bytes")
        return [self._one() for _ in range(self._count)]

    def _take(self, count: int) -> bytes:
        """Bytes that may run over the ends of records, without any mark there."""
        found = b""
        while len(found) < count:
            piece = self._parts[self._part][self._at : self._at + count - len(found)]
            self._at += len(piece)
            found += piece
            if len(found) < count:
                self._part, self._at = self._part + 1, 0
        return found

    def _one(self) -> str:
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        further = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        text, wide = "", flags & 1
        while length:
            left = len(self._parts[self._part]) - self._at
            count = min(length, left // (2 if wide else 1))
            text += _characters(self._parts[self._part], self._at, count, wide)
            self._at += count * (2 if wide else 1)
            length -= count
            if length:
                self._part += 1
                wide, self._at = self._parts[self._part][0] & 1, 1
        self._take(4 * runs + further)
        return text
