"""Values of rows that are made on the way and thrown away must never be taken for those of another row."""

from __future__ import annotations

from onemap_plugin.core.approvals import load_rules
from onemap_plugin.core.approvals.facts import Facts
from onemap_plugin.core.onemap.model import OverlayRow
from onemap_plugin.core.onemap.result import OverlayResult
from onemap_plugin.core.parcels import ParcelSet


def test_rows_that_are_gone_do_not_lend_their_values_to_new_ones():
    facts = Facts(load_rules().layers, OverlayResult(), ParcelSet(()), None)
    codes = ["0101", "0301", "0702", "1101"] * 50
    assert [facts.value(OverlayRow("p", "DLTB", attributes={"DLBM": c}), "DLBM") for c in codes] == codes
