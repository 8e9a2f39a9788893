"""The cycle collector is paused for large files only, and always comes back."""

import gc

import pytest

from onemap_plugin.core.exchange.collector import LARGE, collector_paused


@pytest.fixture(autouse=True)
def enabled():
    gc.enable()
    yield
    gc.enable()


def test_a_small_file_leaves_the_collector_alone():
    with collector_paused(LARGE - 1):
        assert gc.isenabled()


def test_a_large_file_pauses_it_and_an_error_brings_it_back():
    def read() -> None:
        with collector_paused(LARGE):
            raise ValueError(str(gc.isenabled()))

    with pytest.raises(ValueError, match="False"):
        read()
    assert gc.isenabled()


def test_two_readings_at_once_end_in_the_state_they_found():
    first, second = collector_paused(LARGE), collector_paused(LARGE)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_whoever_has_switched_it_off_keeps_it_off():
    gc.disable()
    with collector_paused(LARGE):
        assert not gc.isenabled()
    assert not gc.isenabled()
