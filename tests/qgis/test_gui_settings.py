"""Settings: one typed dataclass, an environment override, an options page that shows and stores all of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QWidget

from onemap_plugin.gui import settings as s


@pytest.fixture(autouse=True)
def _clean_settings() -> Iterator[None]:
    QgsSettings().remove(s.PREFIX)
    yield
    QgsSettings().remove(s.PREFIX)


def test_without_any_choice_the_defaults_hold() -> None:
    assert s.read_settings() == s.Settings()


def test_every_setting_comes_back_as_it_was_written() -> None:
    wanted = s.Settings("never", "a", "b", "c", 4, "folder", "/x/成果", 12.5, False, True)
    s.write_settings(wanted)
    assert s.read_settings() == wanted


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("drop_policy", "sometimes"),
        ("review_place", ""),
        ("decimals", "many"),
        ("decimals", 99),
        ("min_extent_m", -1),
        ("min_extent_m", None),
        ("area_rounding", "down"),
        ("area_basis", ""),
        ("area_step_m", 0),
        ("sliver_width_m", -0.1),
    ],
)
def test_a_senseless_value_in_the_settings_file_counts_as_the_default(name: str, bad: object) -> None:
    QgsSettings().setValue(f"{s.PREFIX}/{name}", bad)
    assert getattr(s.read_settings(), name) == getattr(s.Settings(), name)


def test_the_environment_wins_and_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    s.write_settings(s.Settings(drop_policy="always", decimals=3))
    monkeypatch.setenv("ONEMAP_DROP_POLICY", "never")
    assert s.read_settings().drop_policy == "never"
    assert s.fixed_by_environment() == {"drop_policy"}
    s.write_settings(s.Settings(drop_policy="ask", decimals=5))
    monkeypatch.delenv("ONEMAP_DROP_POLICY")
    assert (s.read_settings().drop_policy, s.read_settings().decimals) == ("always", 5)


def test_recent_files_are_few_newest_first_without_doubles_and_without_lost_ones(tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.txt" for n in range(s.RECENT_LIMIT + 3)]
    for f in files:
        f.write_text("x")
        s.remember_file(str(f))
    s.remember_file(str(files[5]))
    files[-1].unlink()
    recent = s.recent_files()
    assert recent[0] == str(files[5])
    assert len(recent) == len(set(recent)) <= s.RECENT_LIMIT
    assert str(files[-1]) not in recent
    s.forget_recent()
    assert s.recent_files() == []


def test_the_options_page_stores_what_it_shows_and_resets(qgis_app: Any) -> None:
    from onemap_plugin.gui.options_page import OneMapOptionsPage

    s.write_settings(s.Settings("always", decimals=4, record_who=True, review_place="folder", review_folder="/tmp"))
    page = OneMapOptionsPage()
    assert page.settings() == s.read_settings()
    page.show_settings(dataclasses.replace(s.Settings(), drop_policy="never", min_extent_m=250.0))
    page.apply()
    assert s.read_settings() == dataclasses.replace(s.Settings(), drop_policy="never", min_extent_m=250.0)
    page.show_settings(s.Settings())
    page.apply()
    assert s.read_settings() == s.Settings()


def test_the_defaults_of_areas_are_those_of_the_overlay_and_of_the_algorithm(qgis_app: Any) -> None:
    from onemap_plugin.core.onemap.overlay import OverlayOptions
    from onemap_plugin.gui.session import review_settings
    from onemap_plugin.processing.review_parcels import NUMBERS, ReviewParcels

    algorithm, options = ReviewParcels(), OverlayOptions()
    algorithm.initAlgorithm()
    sent = review_settings()
    for name, value in sent.items():
        assert algorithm.parameterDefinition(name).defaultValue() == value, name
    assert (sent["BASIS"], sent["ROUNDING"]) == (options.basis, options.rounding)
    for name, (setting, default, _) in NUMBERS.items():
        assert sent[name] == default == getattr(options, setting)
    s.write_settings(dataclasses.replace(s.Settings(), area_basis="ellipsoid", sliver_area_m2=5.0, rule_file="/x/44.yaml"))
    sent = review_settings()
    assert (sent["BASIS"], sent["SLIVER_AREA"], sent["RULES"]) == ("ellipsoid", 5.0, "/x/44.yaml")


def test_every_control_of_the_options_page_has_a_tooltip_and_a_fixed_one_says_so(
    qgis_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onemap_plugin.gui.options_page import OneMapOptionsPage

    monkeypatch.setenv("ONEMAP_DECIMALS", "1")
    page = OneMapOptionsPage()
    shown = {f.name: page.findChild(QWidget, f"onemapOption_{f.name}") for f in dataclasses.fields(s.Settings)}
    assert all(w is not None and w.toolTip() for w in shown.values())
    assert not shown["decimals"].isEnabled()
    assert "ONEMAP_DECIMALS" in shown["decimals"].toolTip()
    assert shown["drop_policy"].isEnabled()
