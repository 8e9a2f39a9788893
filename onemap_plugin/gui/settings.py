"""The user's settings: one typed dataclass with defaults, one reader, one writer, an environment override for offices.

An administrator sets ``ONEMAP_<FIELD>`` (for example ``ONEMAP_DROP_POLICY=never``); such a value wins over what the user
chose and is shown as fixed in the options page.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsSettings

PREFIX = "onemap"
ENV_PREFIX = "ONEMAP_"
DROP_POLICIES = ("ask", "always", "never")
REVIEW_PLACES = ("beside", "ask", "folder")
RECENT_LIMIT = 10


@dataclass(frozen=True)
class Settings:
    """Settings with their defaults.

    drop_policy: vector files (not coordinate TXT) dropped on the map: 'ask', 'always' or 'never' take them as parcels.
    txt_profile / check_profile / package_profile: ids, '' is automatic or the first one.
    decimals: decimals of m² in the tables on screen.  review_place: where a new review file goes: 'beside' the input,
    'ask' each time, or a fixed 'folder' (review_folder).  min_extent_m: smallest width the map zooms to.
    record_who: ask who accepts a finding (kept in the review file only, never in a package).
    check_profile_file: the user's own check profile, which wins over check_profile.
    txt_profile_folder: tables of an office's own TXT profiles.  boundary_file: administrative boundary to check against;
    without one that of the review's one map is used, unless boundary_from_onemap is False.
    rule_file: rules of the user's province, laid over the national ones.  area_basis, area_rounding, area_step_m,
    sliver_area_m2, sliver_width_m: how a review measures, balances and flags (see OverlayOptions).
    """

    drop_policy: str = "ask"
    txt_profile: str = ""
    check_profile: str = ""
    package_profile: str = ""
    decimals: int = 2
    review_place: str = "beside"
    review_folder: str = ""
    min_extent_m: float = 60.0
    add_to_map: bool = True
    record_who: bool = False
    check_profile_file: str = ""
    txt_profile_folder: str = ""
    boundary_file: str = ""
    boundary_from_onemap: bool = True
    rule_file: str = ""
    area_basis: str = "plane"
    area_rounding: str = "half_up"
    area_step_m: float = 10.0
    sliver_area_m2: float = 1.0
    sliver_width_m: float = 0.1

    @property
    def checks(self) -> str:
        """The check profile in force: the user's own file, else the chosen id."""
        return self.check_profile_file or self.check_profile


CHOICES: Mapping[str, tuple[str, ...]] = {
    "drop_policy": DROP_POLICIES,
    "review_place": REVIEW_PLACES,
    "area_basis": ("plane", "ellipsoid"),
    "area_rounding": ("half_up", "half_even"),
}
LIMITS: Mapping[str, tuple[float, float]] = {
    "decimals": (0, 6),
    "min_extent_m": (1.0, 100000.0),
    "area_step_m": (0.1, 1000.0),
    "sliver_area_m2": (0.0, 10000.0),
    "sliver_width_m": (0.0, 100.0),
}


def _to_bool(text: str) -> bool:
    return text.strip().lower() in ("1", "true", "yes", "on")


def _convert(name: str, value: Any, default: Any) -> Any:
    """``value`` in the type of ``default``, or the default when it makes no sense (a settings file can hold anything)."""
    casts: dict[type, Callable[[Any], Any]] = {bool: lambda v: _to_bool(str(v)), int: int, float: float, str: str}
    try:
        result = casts[type(default)](value)
    except (TypeError, ValueError):
        return default
    if name in CHOICES and result not in CHOICES[name]:
        return default
    if name in LIMITS and not LIMITS[name][0] <= result <= LIMITS[name][1]:
        return default
    return result


def fixed_by_environment() -> set[str]:
    """Names of the settings that the environment fixes."""
    return {f.name for f in dataclasses.fields(Settings) if ENV_PREFIX + f.name.upper() in os.environ}


def read_settings() -> Settings:
    """The settings in force: environment, else the user's choice, else the default."""
    store = QgsSettings()
    values: dict[str, Any] = {}
    for f in dataclasses.fields(Settings):
        default = f.default
        raw = os.environ.get(ENV_PREFIX + f.name.upper())
        if raw is None:
            raw = store.value(f"{PREFIX}/{f.name}", default)
        values[f.name] = _convert(f.name, raw, default)
    return Settings(**values)


def write_settings(settings: Settings) -> None:
    """Store the user's choices; what the environment fixes is left alone."""
    store, fixed = QgsSettings(), fixed_by_environment()
    for f in dataclasses.fields(Settings):
        if f.name not in fixed:
            store.setValue(f"{PREFIX}/{f.name}", getattr(settings, f.name))


def recent_files() -> list[str]:
    """Files opened lately, newest first; those that are gone are left out."""
    value = QgsSettings().value(f"{PREFIX}/recent", [])
    paths = [value] if isinstance(value, str) else [str(v) for v in value or []]
    return [p for p in paths if p and os.path.exists(p)][:RECENT_LIMIT]


def remember_file(path: str) -> None:
    kept = [p for p in recent_files() if p != path]
    QgsSettings().setValue(f"{PREFIX}/recent", [path, *kept][:RECENT_LIMIT])


def forget_recent() -> None:
    QgsSettings().remove(f"{PREFIX}/recent")


def last_folder() -> str:
    return str(QgsSettings().value(f"{PREFIX}/last_folder", ""))


def remember_folder(path: str) -> None:
    QgsSettings().setValue(f"{PREFIX}/last_folder", path)


def dock_was_open(name: str) -> bool:
    return _to_bool(str(QgsSettings().value(f"{PREFIX}/open/{name}", False)))


def remember_dock(name: str, opened: bool) -> None:
    QgsSettings().setValue(f"{PREFIX}/open/{name}", opened)
