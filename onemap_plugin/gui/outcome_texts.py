"""Further facts of an outcome as HTML: every quantity beside its threshold, course, requirements, and the fee estimate."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from ..core.approvals.model import Outcome
from ..core.i18n import join
from . import labels

translate = QCoreApplication.translate


def further(o: Outcome) -> list[str]:
    """Lines of HTML; [] when the outcome has nothing more to say."""
    extra = o.extra
    lines = []
    if extra.get("area_ha"):
        lines.append(_fact(translate("OutcomeTexts", "Area of the evidence"), labels.measured_text(extra["area_ha"], "ha")))
    for m in extra.get("measures", ()):
        shown = labels.measured_text(m.get("measured"), str(m.get("unit", "")), str(m.get("threshold", "")))
        if len(extra["measures"]) > 1 and shown:
            near = f" · {translate('OutcomeTexts', 'close to the threshold')}" if m.get("near") else ""
            lines.append(_fact(str(m.get("what") or translate("OutcomeTexts", "Measured")), f"{shown} · {m['threshold']}{near}"))
    if extra.get("route"):
        lines.append(_fact(translate("OutcomeTexts", "Course"), str(extra["route"])))
    if extra.get("requirements"):
        lines.append(_fact(translate("OutcomeTexts", "Requirements"), join(str(x) for x in extra["requirements"])))
    return lines + fee_lines(extra.get("fee") or {})


def fee_lines(fee: Mapping[str, Any]) -> list[str]:
    """The estimate with its rates line by line: a range with reasons, never a bill."""
    if not fee:
        return []
    head = _fact(translate("OutcomeTexts", "Fee estimate"), str(fee.get("title", "")))
    if "low_yuan" in fee:
        head += f" <b>{yuan(fee['low_yuan'], fee['high_yuan'])}</b>"
    lines = [head]
    if fee.get("lines"):
        lines.append(_table(fee["lines"]))
    if fee.get("needs"):
        from ..core.approvals import load_rules

        known = load_rules().attributes
        names = [getattr(known.get(n), "question", n) or n for n in fee["needs"]]
        lines.append(_fact(translate("OutcomeTexts", "Would narrow it"), labels.listed(names)))
    if fee.get("note"):
        lines.append(_fact(translate("OutcomeTexts", "Rates"), str(fee["note"])))
    return lines


def yuan(low: float, high: float) -> str:
    """'12,000 – 24,000 CNY', or one number."""
    if round(low) == round(high):
        return translate("OutcomeTexts", "{yuan} CNY").format(yuan=f"{low:,.0f}")
    return translate("OutcomeTexts", "{low} – {high} CNY").format(low=f"{low:,.0f}", high=f"{high:,.0f}")


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    titles = (translate("OutcomeTexts", "Group"), "m²", translate("OutcomeTexts", "CNY/m²"), "×",
              translate("OutcomeTexts", "CNY"), translate("OutcomeTexts", "Why"))
    out = ["<table border='0' cellpadding='2'><tr>", *(f"<th align='left'>{html.escape(t)}</th>" for t in titles), "</tr>"]
    for r in rows:
        cells = (r["group"] or "?", f"{r['area_m2']:,.2f}", _range(r["yuan_per_m2"]), _range(r["factor"]),
                 yuan(r["low_yuan"], r["high_yuan"]), "、".join(r["multipliers"]))
        out += ["<tr>", *(f"<td>{html.escape(str(c))}</td>" for c in cells), "</tr>"]
    return "".join([*out, "</table>"])


def _range(pair: Sequence[float]) -> str:
    low, high = pair
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _fact(title: str, text: str) -> str:
    return f"<i>{html.escape(labels.named(title))}</i> {html.escape(text)}"
