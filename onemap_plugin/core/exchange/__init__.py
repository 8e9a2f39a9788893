"""Coordinate files: TXT of all dialects and point lists, read and written."""

from __future__ import annotations

from .area_unit import infer_unit
from .blocks import by_block
from .columns import ROLES, SURE, ColumnGuess, guess_columns
from .compare import compare_sets
from .list_tables import as_txt, holds_txt, tables_of
from .options import AS_READ, WriteOptions
from .original import text_of
from .pairs import join_pairs
from .point_list import preview_list, read_point_list, read_point_rows
from .profiles import TxtProfile, add_profile_folder, profiles, remove_profile_folder
from .reader import read_swapped, read_txt
from .rules import RULES
from .sniffing import may_hold_parcels, sniff
from .writer import Written, write_as_read, write_checked, write_txt
from .xls import is_xls, read_xls

__all__ = [
    "AS_READ",
    "ROLES",
    "RULES",
    "SURE",
    "ColumnGuess",
    "TxtProfile",
    "WriteOptions",
    "Written",
    "add_profile_folder",
    "as_txt",
    "by_block",
    "compare_sets",
    "guess_columns",
    "holds_txt",
    "infer_unit",
    "is_xls",
    "join_pairs",
    "may_hold_parcels",
    "preview_list",
    "profiles",
    "read_point_list",
    "read_point_rows",
    "read_swapped",
    "read_txt",
    "read_xls",
    "remove_profile_folder",
    "sniff",
    "tables_of",
    "text_of",
    "write_as_read",
    "write_checked",
    "write_txt",
]
