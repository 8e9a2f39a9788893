"""Coordinate files: TXT of all dialects and point lists, read and written."""

from __future__ import annotations

from .area_unit import infer_unit
from .profiles import TxtProfile, add_profile_folder, profiles, remove_profile_folder
from .reader import read_swapped, read_txt
from .rules import RULES

__all__ = ["RULES", "TxtProfile", "add_profile_folder", "infer_unit", "profiles", "read_swapped", "read_txt", "remove_profile_folder"]
