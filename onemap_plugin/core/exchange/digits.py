"""Decimal numbers of many cells at once: the last sixteen bytes of every cell as two words, read by whole-number arithmetic.

A number is digits with at most one dot and a sign.  It is read as a whole number below 10**15 divided by a power of ten,
which IEEE 754 rounds exactly as ``float(text)`` does.  In a word the first of the eight bytes is the lowest, so what stands
further right in the text stands higher.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
ByteArray = npt.NDArray[np.uint8]
BoolArray = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]

MOST_DIGITS = 15
LETTER = 65  # from here on the bytes of a plain line are letters
_MINUS, _PLUS = 45, 43
_FRONT = 16  # bytes put before a piece, so that sixteen stand before every place of it
_POWERS = 10.0 ** np.arange(_FRONT + 1)


def _each(byte: int) -> np.uint64:
    """A word of eight times this byte."""
    return np.uint64(byte * 0x0101010101010101)


_ZEROS, _DOTS, _SEVEN_BITS, _SIX, _HIGH_NIBBLES = map(_each, (0x30, 0x2E, 0x7F, 0x06, 0xF0))
_ONE, _BYTE, _TWO_BYTES, _HALF, _TOP, _TEN = (np.uint64(n) for n in (1, 8, 16, 32, 56, 10))
_EVERY_FOURTH, _HUNDREDS, _ONES = np.uint64(0xFF000000FF), np.uint64(100 + (1_000_000 << 32)), np.uint64(1 + (10_000 << 32))
_TEN_TO_EIGHT = np.uint64(10**8)
#: by how many of its last bytes count: the word's bits to be kept, and digits 0 in place of the others
_KEPT = np.array([(1 << 64) - (1 << (64 - 8 * n)) for n in range(9)], dtype=np.uint64)
_FILLED = _ZEROS & ~_KEPT


class Numbers(NamedTuple):
    """Numbers of n cells.

    value: NaN where the cell is none.  number: whether it is one.  decimals: digits after the dot.  unsure: cells that must be
    read one by one (too many digits for the arithmetic, a plus sign); they are no number here.
    """

    value: npt.NDArray[np.float64]
    number: BoolArray
    decimals: ByteArray
    unsure: BoolArray


def words_of(piece: ByteArray) -> Words:
    """(n + 9,) the word that begins ``_FRONT`` places before each place of a piece of text; zeros stand before the piece."""
    padded = np.concatenate((np.zeros(_FRONT, dtype=np.uint8), piece))
    return np.ndarray((len(padded) - 7,), dtype="<u8", buffer=padded.data, strides=(1,))


def read_numbers(words: Words, first: ByteArray, end: IntArray, length: IntArray) -> Numbers:
    """Numbers of the cells of a piece of plain text.

    words: as ``words_of`` gives them.  first: (n,) first byte of each cell.  end: (n,) place behind its last byte.  length:
    (n,) its bytes.
    """
    filled = length > 0
    negative = (first == _MINUS) & filled
    count = length - negative
    low = _last_bytes(words, end + (_FRONT - 8), np.minimum(count, 8))
    high = np.full(1, _ZEROS)  # of all cells, when none is that long
    if int(count.max(initial=0)) > 8:
        high = _last_bytes(words, end, np.clip(count - 8, 0, 8))
    low_dot, high_dot = _dots(low), _dots(high)
    in_low, in_high = low_dot != 0, high_dot != 0
    single = ~(in_low & in_high) & (low_dot & (low_dot - _ONE) == 0) & (high_dot & (high_dot - _ONE) == 0)
    decimals = np.zeros(1, dtype=np.int64)
    if bool(in_low.any()) or bool(in_high.any()):
        decimals = _bytes_behind(low_dot, in_low & single, 8) + _bytes_behind(high_dot, in_high & single, 16)
        low, high = _without_dot(low, high, low_dot, high_dot, in_low)
    digits = count - in_low - in_high
    number = single & _all_digits(low) & _all_digits(high) & (digits > 0) & (count <= 16)
    unsure = (number & (digits > MOST_DIGITS)) | ((count > 16) & (first < LETTER)) | (~number & filled & (first == _PLUS))
    number &= ~unsure
    value = (_whole(high) * _TEN_TO_EIGHT + _whole(low)) / _POWERS[decimals]
    value[negative] *= -1.0
    value[~number] = np.nan
    return Numbers(value, number, (decimals * number).astype(np.uint8), unsure)


def _last_bytes(words: Words, at: IntArray, count: IntArray) -> Words:
    """The words at these places with their last ``count`` bytes, and digits 0 before them."""
    return np.asarray((words[at] & _KEPT[count]) | _FILLED[count])


def _dots(words: Words) -> Words:
    """The top bit of every byte that is a dot."""
    other = words ^ _DOTS
    return np.asarray(~(((other & _SEVEN_BITS) + _SEVEN_BITS) | other | _SEVEN_BITS))


def _bytes_behind(dot: Words, there: BoolArray, size: int) -> IntArray:
    """How many of ``size`` bytes to the end of the cell stand behind the only dot; 0 without a dot."""
    bits = np.frexp(dot.astype(np.float64))[1]
    return np.asarray((size - (bits >> 3)) * there, dtype=np.int64)


def _without_dot(low: Words, high: Words, low_dot: Words, high_dot: Words, in_low: BoolArray) -> tuple[Words, Words]:
    """The words with what stands before the dot moved up by one byte, over the dot."""
    before = (low_dot << _ONE) - in_low  # all bits up to the dot's byte; none without a dot
    moved_low = (low & ~before) | ((low << _BYTE | high >> _TOP) & before)
    before = ((high_dot << _ONE) - (high_dot != 0)) | (np.uint64(0) - in_low)
    moved_high = (high & ~before) | ((high << _BYTE | _ZEROS >> _TOP) & before)
    return moved_low, moved_high


def _all_digits(words: Words) -> BoolArray:
    value = words ^ _ZEROS
    return np.asarray(((value + _SIX) | value) & _HIGH_NIBBLES == 0)


def _whole(words: Words) -> Words:
    """The number that the eight digits of each word are: pairs, then fours, then all."""
    pairs = words ^ _ZEROS
    pairs = pairs * _TEN + (pairs >> _BYTE)
    return np.asarray(
        ((pairs & _EVERY_FOURTH) * _HUNDREDS + ((pairs >> _TWO_BYTES) & _EVERY_FOURTH) * _ONES) >> _HALF
    )
