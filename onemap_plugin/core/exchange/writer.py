"""Write a coordinate TXT in any profile, and read it back before calling it done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from ..coordinates.zones import crs_from_epsg
from ..errors import OneMapError
from ..findings import Finding
from ..i18n import QT_TRANSLATE_NOOP
from ..parcels import Parcel, ParcelCrs, ParcelSet, Ring
from ..progress import SILENT, Progress
from .area_unit import UNIT_M2
from .compare import compare_sets
from .options import SAFE_PROFILE, WriteOptions
from .original import in_file_order, same_parcel, source_of, spliced
from .parcel_line import split_parcel_line
from .prepare import prepare
from .profiles import TxtProfile, names, profile_by_id, profiles
from .reader import read_txt
from .rules import Findings
from .safe import review_safe
from .structure import COORDINATES, HEADER

_NEWLINES = {"CRLF": "\r\n", "LF": "\n", "CR": "\r"}
_CODECS = {"GBK": "gbk", "GB18030": "gb18030", "UTF-8": "utf-8", "UTF-8-SIG": "utf-8-sig", "UTF-16": "utf-16"}
_TEXT_SLOTS = ("number", "name", "sheet", "use", "land_class")
_NOTHING = QT_TRANSLATE_NOOP("errors", "There are no parcels to write.")
_READ_FIRST = QT_TRANSLATE_NOOP("errors", "Read a parcel file first.")
_NO_ZONE = QT_TRANSLATE_NOOP("errors", "The zone of the parcels is not known, so the header of the TXT cannot be written.")
_GIVE_ZONE = QT_TRANSLATE_NOOP("errors", "Give the coordinate system (zone) of the parcels first.")
_NO_HEADER = QT_TRANSLATE_NOOP("errors", "The profile {profile} has no header, so header values cannot be written.")
_LEAVE_OUT = QT_TRANSLATE_NOOP("errors", "Leave the header values out, or choose a profile with a header.")
_NOT_IN_CODE = QT_TRANSLATE_NOOP("errors", "{encoding} has no {characters} (in “{text}”).")
_OTHER_CODE = QT_TRANSLATE_NOOP("errors", "Change the text, or write the file in UTF-8 if the receiver accepts that.")
_BREAKS = QT_TRANSLATE_NOOP("errors", "The value “{value}” of {field} holds {sign}, which would break the line.")
_CHANGE_VALUE = QT_TRANSLATE_NOOP("errors", "Change the value; the format has no way to write this sign.")
_DIFFERS = QT_TRANSLATE_NOOP("errors", "The written TXT does not read back as it should ({reason}); nothing was written.")
_OTHER_PROFILE = QT_TRANSLATE_NOOP("errors", "Choose another profile: {profile} cannot hold these parcels.")
_NO_SOURCE = QT_TRANSLATE_NOOP(
    "errors", "The text of one TXT is needed to write it back as it was read; these come from: {files}."
)
_ONE_FILE_EACH = QT_TRANSLATE_NOOP(
    "errors", "Write one file for each source; parcels of vector files, point lists and very large TXT need a profile."
)
_NO_NUMBER = QT_TRANSLATE_NOOP(
    "errors", "The profile {profile} tells parcels by their number in every row, and parcel {parcel} has none."
)
_GIVE_NUMBERS = QT_TRANSLATE_NOOP("errors", "Give every parcel a number (地块编号), or choose another profile.")
_BAD_ENCODING = QT_TRANSLATE_NOOP("errors", "The encoding “{encoding}” is not known.")
_KNOWN_ENCODINGS = QT_TRANSLATE_NOOP("errors", "Known encodings: {known}.")


@dataclass(frozen=True, eq=False)
class Written:
    """A file as bytes, what is to be said about it, and the set that a reader gets from it."""

    data: bytes
    findings: tuple[Finding, ...]
    parcels: ParcelSet


def write_txt(parcels: ParcelSet, options: WriteOptions | None = None, progress: Progress = SILENT) -> bytes:
    """Bytes of a coordinate TXT, read back and compared before they are handed out.

    Raises OneMapError when there is nothing to write, the zone is unknown, a character or value cannot be written, or the
    profile cannot hold the parcels (the comparison says what is lost).
    """
    return write_checked(parcels, options, progress).data


def write_checked(parcels: ParcelSet, options: WriteOptions | None = None, progress: Progress = SILENT) -> Written:
    """Like ``write_txt``, with the findings of writing (rounding) and of reading the result again."""
    options = options or WriteOptions()
    if not parcels.parcels:
        raise OneMapError(_NOTHING, hint=_READ_FIRST)
    if options.verbatim:
        done = _into_source(parcels, progress)
        if done is not None:
            return done
    profile = _profile(parcels, options)
    findings = Findings("")
    ready = prepare(parcels, profile, options, findings, progress.part(0.0, 0.3))
    review_safe(ready, profile, options, findings)
    rows = list(_Text(ready, profile, options).rows(progress))
    data = _encode(rows, options)
    progress.report(0.6)
    again = read_txt(data, "", profile.id, fallback_crs=ready.crs, progress=progress.part(0.6, 0.95))
    _refuse_differences(ready, again, profile, options)
    return Written(data, (*findings.result(), *again.findings), again)


def write_as_read(parcels: ParcelSet, progress: Progress = SILENT) -> Written:
    """The file that the parcels were read from, to the last byte where nothing was changed, with changed parcels anew.

    Raises OneMapError where the text of the file is not at hand (a vector file, several files, one that is too large).
    """
    if source_of(parcels) is None:
        files = ", ".join(dict.fromkeys(p.source_file for p in parcels.parcels if p.source_file))
        raise OneMapError(_NO_SOURCE, hint=_ONE_FILE_EACH, files=files or "–")
    return write_checked(parcels, WriteOptions.as_read(parcels), progress)


def _into_source(parcels: ParcelSet, progress: Progress) -> Written | None:
    """The file of the parcels with only those that changed written anew; None where its text is not at hand."""
    source = source_of(parcels)
    if source is None:
        return None
    name, profile_id, held = source
    before = read_txt(held, name, profile_id, fallback_crs=parcels.crs, progress=progress.part(0.0, 0.3))
    ordered = in_file_order(parcels.parcels)
    unchanged = len(ordered) == len(before.parcels) and all(map(same_parcel, in_file_order(before.parcels), ordered))
    if unchanged:
        return Written(held, before.findings, before)
    profile, options = profile_by_id(before.profile), WriteOptions.as_read(before)
    if before.crs != parcels.crs or profile.parcel_lines != "parcel" or profile.companion:
        return None
    findings = Findings("")
    ready = prepare(replace(before, parcels=ordered), profile, options, findings, progress.part(0.3, 0.5))
    text = _Text(ready, profile, options)
    data = spliced(
        held, before.encoding, _NEWLINES[options.newline], before.parcels, ordered,
        lambda i: list(text.parcel_rows(i)),
    )  # fmt: skip
    if data is None:
        return None
    again = read_txt(data, "", before.profile, fallback_crs=before.crs, progress=progress.part(0.6, 0.95))
    _refuse_differences(ready, again, profile, options)
    return Written(data, (*findings.result(), *again.findings), again)


def _refuse_differences(ready: ParcelSet, again: ParcelSet, profile: TxtProfile, options: WriteOptions) -> None:
    differences = _differences(ready, again, profile, options)
    if differences:
        raise OneMapError(_DIFFERS, hint=_OTHER_PROFILE, file="", reason=differences[0].text(), profile=profile.id)


def _profile(parcels: ParcelSet, options: WriteOptions) -> TxtProfile:
    if options.profile:
        return profile_by_id(options.profile)
    known = profiles().get(parcels.profile)
    return known if known is not None and known.writable else profile_by_id(SAFE_PROFILE)


def _differences(ready: ParcelSet, again: ParcelSet, profile: TxtProfile, options: WriteOptions) -> list[Finding]:
    """Differences in what the profile can hold, between what was to be written and what is read."""
    decimals = options.degree_decimals if ready.crs.geographic else options.decimals
    fields = {s for s in profile.slots if s not in ("count", "area", "blank")}
    if "parcel_no" in profile.columns:
        fields.add("number")
    if not ready.crs.epsg or "坐标系" not in profile.header_keys:
        again = replace(again, crs=ready.crs)
    if not ready.crs.geographic:
        ready = replace(ready, crs=_current(ready.crs))
    areas = "area" in profile.slots and options.area == "declared"
    if not areas:
        again = replace(again, parcels=tuple(replace(p, declared_area=None) for p in again.parcels))
    else:
        again = _in_written_units(ready, again, options.area_unit or profile.area_unit)
    found = compare_sets(ready, again, 12 if decimals is None else decimals + 3, match="order", ordered=True, fields=fields)
    if "label" in profile.columns:
        return found
    return [f for f in found if not f.key.startswith("label")]


def _in_written_units(ready: ParcelSet, again: ParcelSet, unit: str) -> ParcelSet:
    """The set that was read back, its areas in the unit they were written in where the geometry does not tell it."""
    told = [
        replace(p, declared_unit=w.declared_unit if p.declared_area_text == w.declared_area_text else unit)
        if p.declared_area is not None and not p.declared_unit
        else p
        for w, p in zip(ready.parcels, again.parcels)
    ]
    return replace(again, parcels=(*told, *again.parcels[len(told) :]))


def _current(crs: ParcelCrs) -> ParcelCrs:
    return (crs_from_epsg(crs.epsg) or crs) if crs.epsg else crs


def _encode(rows: list[str], options: WriteOptions) -> bytes:
    codec = _CODECS.get(options.encoding.upper())
    if codec is None or options.newline not in _NEWLINES:
        raise OneMapError(_BAD_ENCODING, hint=_KNOWN_ENCODINGS, encoding=options.encoding, known=", ".join(_CODECS))
    newline = _NEWLINES[options.newline]
    text = newline.join(rows) + (newline if options.final_newline else "")
    try:
        return text.encode(codec)
    except UnicodeEncodeError as error:
        strange = {c for c in set(text) if not _has(codec, c)}
        number, row = next((n, r) for n, r in enumerate(rows, 1) if not strange.isdisjoint(r))
        raise OneMapError(
            _NOT_IN_CODE,
            hint=_OTHER_CODE,
            line=number,
            encoding=options.encoding,
            text=row[:80],
            characters=" ".join(sorted(strange.intersection(row))),
        ) from error


def _has(codec: str, character: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


class _Text:
    """The lines of a file."""

    def __init__(self, parcels: ParcelSet, profile: TxtProfile, options: WriteOptions) -> None:
        self.parcels, self.profile, self.options = parcels, profile, options
        self.decimals = options.degree_decimals if parcels.crs.geographic else options.decimals
        self.running = 0

    def rows(self, progress: Progress) -> Iterator[str]:
        """All lines in order."""
        breaks = self._block_starts()
        yield from self._other_sections()
        for index, parcel in enumerate(self.parcels.parcels):
            progress.check()
            if index in breaks or index == 0:
                yield from self._head(breaks.get(index, 0))
            yield from self._parcel(parcel, index)

    def _block_starts(self) -> dict[int, int]:
        """Parcel index → block number of files that held several headers."""
        text = self.parcels.style.get("block_parcels", "") if self.options.verbatim else ""
        return {int(n): i for i, n in enumerate(text.split(",")) if n.isdecimal()}

    def _other_sections(self) -> Iterator[str]:
        for name, text in self.parcels.sections.items():
            if name == COORDINATES or name.startswith(f"{HEADER}#"):
                continue
            yield f"[{name.partition('#')[0]}]"
            if text:
                yield from text.split("\n")

    def _head(self, block: int) -> Iterator[str]:
        if self.options.verbatim:
            header = [f"{k}={v}" for k, v in self.parcels.header.items()]
            if block:
                text = self.parcels.sections.get(f"{HEADER}#{block + 1}", "")
                header = text.split("\n") if text else []
            if header:
                yield f"[{HEADER}]"
                yield from header
        elif self.profile.header_keys:
            yield f"[{HEADER}]"
            for key, value in self._header().items():
                yield f"{_safe(key, key, '=')}={_safe(value, key, '')}"
        elif self.options.header:
            raise OneMapError(_NO_HEADER, hint=_LEAVE_OUT, profile=self.profile.id)
        if self.profile.parcel_lines != "none":
            yield f"[{COORDINATES}]"
            if not block and COORDINATES in self.parcels.sections:
                yield from self.parcels.sections[COORDINATES].split("\n")

    def _header(self) -> dict[str, str]:
        """Header rows: what the caller says, then the coordinate system, then what was read, then the defaults."""
        options, aliases = self.options, names().header_keys
        given = {aliases.get(k, k): v for k, v in self.parcels.header.items()}
        asked = {aliases.get(k, k): v for k, v in options.header.items()}
        system = self._system()
        date = options.date or datetime.date.today().isoformat()
        header = {}
        for key in self.profile.header_keys:
            name = aliases.get(key, key)
            choices = (asked.pop(name, None), system.get(name), given.get(name), self.profile.defaults.get(key))
            header[key] = next((c for c in choices if c), date if name == "数据产生日期" else "")
        if self.parcels.profile == self.profile.id:  # unknown rows belong to the dialect they came in
            header.update({k: v for k, v in self.parcels.header.items() if aliases.get(k, k) not in aliases.values()})
        header.update(asked)  # rows that the profile does not know, because the caller wants them
        return header

    def _system(self) -> Mapping[str, str]:
        crs = self.parcels.crs
        if crs.epsg is None:
            raise OneMapError(_NO_ZONE, hint=_GIVE_ZONE)
        name = names().datum_names.get(crs.datum, crs.datum)
        if crs.geographic:
            return {"坐标系": name, "计量单位": "度"}
        return {"坐标系": name, "几度分带": str(crs.zone_width), "带号": str(crs.zone)}

    # ---- parcels

    def parcel_rows(self, index: int) -> Iterator[str]:
        """The lines of one parcel."""
        return self._parcel(self.parcels.parcels[index], index)

    def _parcel(self, parcel: Parcel, index: int) -> Iterator[str]:
        profile = self.profile
        if profile.parcel_lines == "none" and index:
            yield ""
        if profile.parcel_lines == "parcel":
            yield self._parcel_line(parcel, parcel.point_rows, index)
        for ring in parcel.rings:
            if profile.parcel_lines == "ring":
                yield self._parcel_line(parcel, len(ring), index)
            yield from self._points(parcel, ring, index)

    def _parcel_line(self, parcel: Parcel, rows: int, index: int) -> str:
        values = []
        verbatim = self.options.verbatim and self.profile.parcel_lines == "parcel"
        for i, slot in enumerate(self.profile.slots, 1):
            if slot == "count":
                kept = parcel.attributes.get("count", "") if parcel.declared_points is None else str(parcel.declared_points)
                values.append(kept if verbatim else str(rows))
            elif slot == "area":
                values.append(self._area(parcel))
            elif slot == "blank":
                values.append(_safe(parcel.attributes.get(f"blank{i}", ""), slot, ",@"))
            elif slot == "kind":
                values.append(_safe(parcel.kind if self.options.verbatim else parcel.kind or "面", slot, ",@"))
            else:
                own = getattr(parcel, slot) if slot in _TEXT_SLOTS else parcel.attributes.get(slot, "")
                values.append(_safe(own, slot, ",@"))
        end = self.parcels.style.get("end", self.profile.end) if self.options.verbatim else self.profile.end.rstrip()
        line = ",".join(values) + (end or ",@")
        as_read = self.parcels.style.get(f"line {parcel.parcel_id}", "") if self.options.verbatim else ""
        return as_read if as_read and self._says(as_read, values) else line

    def _says(self, line: str, values: list[str]) -> bool:
        """Whether a line as it was read still says these values (it had blanks or another end mark)."""
        slots = split_parcel_line(0, line, Findings("")).slots
        return list(slots) == values[: len(slots)] and not any(values[len(slots) :])

    def _area(self, parcel: Parcel) -> str:
        unit = self.options.area_unit or self.profile.area_unit or "ha"
        keep = self.options.area == "declared" and (
            self.options.verbatim or not self.options.area_unit or parcel.declared_unit == unit
        )
        if self.options.verbatim:
            return _safe(parcel.declared_area_text, "area", ",@")
        if keep and parcel.declared_area_text and parcel.declared_unit in ("", unit):
            return _safe(parcel.declared_area_text, "area", ",@")
        if self.options.area == "declared" and parcel.declared_area is not None and parcel.declared_unit in UNIT_M2:
            square = parcel.declared_area * UNIT_M2[parcel.declared_unit]
        elif self.parcels.crs.geographic:
            return ""
        else:
            square = parcel.geometry.area
        decimals = self.profile.area_decimals if unit == self.profile.area_unit else 4 if unit == "ha" else 2
        return str((Decimal(repr(square)) / Decimal(repr(UNIT_M2[unit]))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))

    def _points(self, parcel: Parcel, ring: Ring, index: int) -> Iterator[str]:
        sides = _side_lengths(ring) if any(c in names().side_lengths for c in self.profile.columns) else None
        for row, ((north, east), label) in enumerate(zip(ring.xy.tolist(), ring.labels)):
            self.running += 1
            cells = []
            for column in self.profile.columns:
                if column in ("north", "lat"):
                    cells.append(self._number(north))
                elif column in ("east", "lon"):
                    cells.append(self._number(east))
                elif column == "label":
                    cells.append(_safe(label, "label", ",@"))
                elif column == "ring":
                    cells.append(str(ring.number))
                elif column == "parcel_no":
                    if not (parcel.number or self.options.verbatim):
                        raise OneMapError(_NO_NUMBER, hint=_GIVE_NUMBERS, profile=self.profile.id, parcel=parcel.parcel_id)
                    cells.append(_safe(parcel.number, column, ",@"))
                elif column == "sequence":
                    cells.append(str(index + 1 if self.profile.parcel_lines == "ring" else self.running))
                else:
                    cells.append(self._further(ring, column, row, sides))
            yield ",".join(cells)

    def _further(self, ring: Ring, column: str, row: int, sides: np.ndarray | None) -> str:  # type: ignore[type-arg]
        own = ring.columns.get(column)
        kind = names().side_lengths.get(column)
        given = own is not None and len(own) == len(ring)
        # a length that went with an edit is worked out; a column that is empty throughout was meant to be
        if own is not None and given and (own[row] or kind is None or self.options.verbatim or not any(own)):
            return _safe(own[row], column, ",@")
        if kind is None or sides is None:
            return ""
        last = row == len(ring) - 1 and ring.closed
        if kind == "to_next":
            return "0.000" if last else f"{sides[row]:.3f}"
        return "" if row == 0 else f"{sides[row - 1]:.3f}"

    def _number(self, value: float) -> str:
        return shortest(value) if self.decimals is None else f"{value:.{self.decimals}f}"


def _side_lengths(ring: Ring) -> np.ndarray:  # type: ignore[type-arg]
    """(n,) distance in metres from each row to the next, from the last to the first."""
    step = np.roll(ring.xy, -1, axis=0) - ring.xy
    return np.asarray(np.hypot(step[:, 0], step[:, 1]))


def shortest(value: float) -> str:
    """The shortest plain decimal text that reads back to the same number, never with an exponent."""
    text = repr(value)
    if "e" in text or "E" in text:
        text = format(Decimal(text), "f")
    return text[:-2] if text.endswith(".0") else text


def _safe(value: str, field: str, signs: str) -> str:
    """The value, if it does not break the line."""
    for sign in (*signs, "\n", "\r"):
        if sign in value:
            raise OneMapError(_BREAKS, hint=_CHANGE_VALUE, value=value.strip(), field=field, sign=repr(sign))
    return value
