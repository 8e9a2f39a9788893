"""The review report (联审报告) as HTML for a text document: hints with their evidence, and what was not checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import jinja2
from markupsafe import Markup, escape

from ..approvals import plan_text, route_for
from ..approvals.model import OUTCOMES, Outcome
from ..approvals.names import fee_group_name, limits_of, shown_digits, threshold_text, user_name
from ..checks import RULES as CHECK_RULES
from ..exchange import RULES as READING_RULES
from ..findings import SEVERITIES, STATES, RuleInfo
from ..i18n import render, retold
from ..onemap.town import INSIDE, SIDE, town_known, town_split
from ..parcels import ParcelCrs
from .class_areas import ClassPiece, by_key
from .data import PackageData, done_steps, open_errors, role_name, state_of, words
from .manifest import public_name
from .profile import TEMPLATES
from .published import Published
from .rules import RULES as PACKAGE_RULES

MAX_FINDINGS = 500
#: rows of evidence by parcel and of disagreements; beyond, the review file has them all
MAX_ROWS = 1000
ROUNDING = {"half_up": "四舍五入", "half_even": "四舍六入五成双（GB/T 8170）"}


def render_table(rows: Sequence[Sequence[Any]], widths: Sequence[str] = ()) -> Markup:
    """A ruled HTML table; the first row is its head.  Every cell is escaped."""
    out = [Markup('<table border="1" cellspacing="0" cellpadding="2" width="100%" '
                  'style="border-collapse: collapse; border-style: solid; border-color: #555555;">')]
    for i, row in enumerate(rows):
        tag = "th" if i == 0 else "td"
        cells = []
        for j, value in enumerate(row):
            width = Markup(' width="{}"').format(widths[j]) if i == 0 and j < len(widths) else Markup("")
            align = Markup(' align="right"') if i and isinstance(value, (Decimal, int, float)) else Markup("")
            shown = "" if value is None else value
            cells.append(Markup("<{0}{1}{2}>{3}</{0}>").format(Markup(tag), width, align, escape(str(shown))))
        line = Markup("<tr>") + Markup("").join(cells) + Markup("</tr>")
        # a head in thead is repeated on every page
        out.append(Markup("<thead>{}</thead>").format(line) if i == 0 else line)
    return Markup("").join(out) + Markup("</table>")


def render_report(data: PackageData, fonts: Sequence[str], template: str = "review_report",
                  rules: Sequence[RuleInfo] = ()) -> str:
    """HTML of the report; values from the data are escaped (jinja2 autoescape).

    rules: those of other floors, for their titles.
    """
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(str(TEMPLATES)), autoescape=True,
                                     undefined=jinja2.StrictUndefined)
    return environment.get_template(f"{template}.html").render(context(data, fonts, rules))


def metadata_text(template: str, values: Mapping[str, str], numbers: Mapping[str, Any], crs: ParcelCrs,
                  versions: Mapping[str, str]) -> str:
    """metadata.xml of the package from resources/templates/<template>.xml, with the same escaping."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(str(TEMPLATES)), autoescape=True,
                                     undefined=jinja2.StrictUndefined)
    return environment.get_template(f"{template}.xml").render(v=values, n=numbers, crs=crs, versions=versions)


def context(data: PackageData, fonts: Sequence[str], rules: Sequence[RuleInfo] = ()) -> dict[str, Any]:
    """Everything that the template may use."""
    published, review = data.published, data.review
    steps = done_steps(review)
    done = [name for key, name in (("import", "读入"), ("check", "检查"), ("review", "联审")) if steps[key]]
    base: dict[str, Any] = {
        "title": "联审报告", "fonts": fonts, "v": data.values, "table": render_table, "parcels": published.parcels,
        "points": sum(p.points for p in published.parcels), "total_ha": published.total_ha, "total_mu": published.total_ha * 15,
        "total_m2": published.total_m2, "rounding": ROUNDING[data.profile.rounding], "unresolved": len(open_errors(review)),
        "steps": "、".join(done), "left_out": published.left_out, "checked": steps["check"], "reviewed": steps["review"],
        "software": "，".join(f"{k} {v}" for k, v in sorted(data.versions.items())),
        "parcel_widths": ["5%", "13%", "19%", "10%", "12%", "8%", "9%", "11%", "13%"],
        "class_widths": ["12%", "30%", "14%", "14%", "15%", "15%"],
    }
    return {**base, **_outcome_context(data), **_area_context(data), **_finding_context(data, rules), **_source_context(data)}


def _word(group: str, key: str) -> str:
    return str(words()[group].get(key, key))


def _measured(outcome: Outcome) -> str:
    near = "（接近阈值）" if outcome.near and outcome.measured is not None else ""
    return measured_text(outcome.measured, outcome.unit, outcome.threshold) + near


def measured_text(measured: float | None, unit: str, threshold: str = "") -> str:
    """A measured value as the report writes it, '' for none."""
    if measured is None:
        return ""
    decimals = shown_digits(measured, unit, limits_of(threshold))
    return f"{measured:.{decimals}f} {_word('units', unit)}"


def _outcome_context(data: PackageData) -> dict[str, Any]:
    order = {name: i for i, name in enumerate(OUTCOMES)}
    shown = [o for o in data.review.outcomes if o.outcome not in ("not_checked", "needs_input")]
    shown.sort(key=lambda o: (order.get(o.outcome, 99), o.domain, o.rule))
    rows, notes = [], []
    for number, o in enumerate(shown, 1):
        limit = threshold_text(o.threshold, _word("units", o.unit))
        rows.append([number, _word("domains", o.domain), o.title, _word("outcomes", o.outcome), o.authority, _measured(o), limit,
                     o.clause, _word("confidence", o.confidence), "、".join(o.editions), "、".join(o.parcels)])
        own = data.review.notes.get(o.rule, "")
        for text in (o.note, f"备注：{own}" if own else ""):
            if text:
                notes.append(f"{number}. {o.title}：{text}")
    open_ones = [o for o in data.review.outcomes if o.outcome in ("not_checked", "needs_input")]
    waiting = [[i, _word("domains", o.domain), o.title, _word("outcomes", o.outcome), o.why] for i, o in enumerate(open_ones, 1)]
    used = sorted({a for m in data.review.materials for a in m.approvals})
    makers = [[i, m.name, _word("makers", m.maker), "、".join(m.approvals), m.shared_by, m.note,
               _word("confidence", m.confidence)] for i, m in enumerate(data.review.materials, 1)]
    return {**_fee_context(shown), **_route_context(data), "outcome_rows": rows, "outcome_notes": notes, "waiting": waiting,
            "material_rows": makers,
            "material_key": "；".join(" ".join(dict.fromkeys((name, user_name(name)))) for name in used),
            "waiting_widths": ["5%", "9%", "34%", "11%", "41%"],
            "outcome_widths": ["4%", "5%", "13%", "7%", "16%", "10%", "6%", "21%", "5%", "6%", "7%"],
            "material_widths": ["5%", "27%", "12%", "16%", "7%", "23%", "10%"]}


def _route_context(data: PackageData) -> dict[str, Any]:
    """Which approvals run side by side, what the joint package holds, and what the province says of linked approval."""
    review = data.review
    route = route_for(review.outcomes, review.materials, review.project)
    rows = [[number, stage.title, n.approval.name, n.approval.authority, "、".join(n.rules)]
            for number, stage in enumerate(route.stages, 1) for n in stage.needs]
    plans = [f"{plan_text(p)}（可信度：{_word('confidence', p.confidence)}）" for p in route.plans]
    return {"route_rows": rows, "route_widths": ["5%", "22%", "31%", "22%", "20%"], "plans": plans,
            "joint_sets": [f"{s.title}：{'、'.join(m.name for m in s.materials)}" for s in route.sets]}


def _fee_context(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Fee estimates line by line, with a total by approval: ranges, never a bill."""
    rows: list[list[Any]] = []
    notes = []
    for o in outcomes:
        fee: Mapping[str, Any] = o.extra.get("fee") or {}
        for line in fee.get("lines", ()):
            area = Decimal(repr(round(line["area_m2"], 2))).quantize(Decimal("0.01"))
            rows.append([str(fee["title"]), fee_group_name(str(line["group"])), area,
                         _span(line["yuan_per_m2"], 2), _span(line["factor"], 2), "、".join(line["multipliers"]),
                         _span((line["low_yuan"], line["high_yuan"]), 0)])
        if fee.get("lines"):
            rows.append([str(fee["title"]), "合计", "", "", "", "", _span((fee["low_yuan"], fee["high_yuan"]), 0)])
        if fee.get("note"):
            notes.append(f"{fee['title']}：{fee['note']}")
    return {"fee_rows": rows, "fee_notes": notes, "fee_widths": ["20%", "18%", "14%", "10%", "8%", "14%", "16%"]}


def _span(pair: Sequence[float], decimals: int) -> str:
    low, high = (f"{v:.{decimals}f}" for v in pair)
    return low if low == high else f"{low}～{high}"


def _closure_rows(data: PackageData) -> list[list[Any]]:
    """The proof for each parcel that the pieces of the land survey add up to it."""
    unit = Decimal("0.0001")
    found = [c for c in data.review.closures if c.role == data.profile.land_class_role]
    numbers = ("control_m2", "pieces_m2", "uncovered_m2", "overlap_m2", "difference_m2")
    # adding zero takes the sign from a difference that rounds to nothing
    return [[c.parcel_id, *(Decimal(repr(getattr(c, n))).quantize(unit) + 0 for n in numbers), c.control_ha,
             "闭合" if c.closed else "不闭合"] for c in found]


def _town_rows(data: PackageData) -> list[list[Any]]:
    """Hectares by three-way class and ownership, inside and outside the urban growth boundary; [] when it was not looked at."""
    review = data.review
    if not town_known(review.sources):
        return []
    sums: dict[tuple[str, str], list[Decimal]] = {}
    for row in town_split(review.overlay, review.parcels):
        pair = sums.setdefault((row.three_class or "未注明", row.owner_kind or "未注明"), [Decimal("0.0000"), Decimal("0.0000")])
        pair[row.attributes[SIDE] != INSIDE] += Decimal(repr(row.area_ha))
    rows: list[list[Any]] = [[*key, *pair, sum(pair, Decimal(0))] for key, pair in sorted(sums.items())]
    totals = [sum((r[i] for r in rows), Decimal(0)) for i in (2, 3, 4)]
    return [*rows, ["合计", "", *totals]] if rows else []


def parcel_rows(published: Published) -> list[list[Any]]:
    """The report's table of parcels with its total."""
    rows: list[list[Any]] = [[p.index, p.number, p.name, p.use, p.sheet, p.points, f"{p.parts}/{p.holes}", p.area_ha, p.area_m2]
                             for p in published.parcels]
    points = sum(p.points for p in published.parcels)
    return [*rows, ["", "合计", "", "", "", points, "", published.total_ha, published.total_m2]]


def class_rows(pieces: Sequence[ClassPiece]) -> list[list[Any]]:
    """The report's table of land classes with its total, hectares and mu."""
    rows = [[*key, area, area * 15] for key, area in by_key(pieces, "code", "name", "three_class", "owner_kind").items()]
    total = sum((p.area_ha for p in pieces), Decimal(0))
    return [*rows, ["合计", "", "", "", total, total * 15]]


def _area_context(data: PackageData) -> dict[str, Any]:
    parcels, classes = parcel_rows(data.published), class_rows(data.pieces)
    roles = _role_rows(data)
    conflicts = [[i, c.parcel_id, _side(c.role_a, c.code_a, c.name_a, c.edition_a),
                  _side(c.role_b, c.code_b, c.name_b, c.edition_b),
                  Decimal(repr(round(float(c.area_m2), 2))).quantize(Decimal("0.01")), c.note]
                 for i, c in enumerate(data.review.conflicts[:MAX_ROWS], 1)]
    return {"more_conflicts": max(len(data.review.conflicts) - MAX_ROWS, 0),
            "closure_rows": _closure_rows(data), "town_rows": _town_rows(data),
            "closure_widths": ["16%", "14%", "14%", "12%", "12%", "10%", "12%", "10%"],
            "town_widths": ["24%", "16%", "20%", "20%", "20%"],
            "parcel_rows": parcels, "class_rows": classes, "role_rows": roles, "conflict_rows": conflicts,
            "role_widths": ["20%", "10%", "16%", "12%", "14%", "12%", "8%", "8%"],
            "conflict_widths": ["5%", "12%", "27%", "27%", "12%", "17%"]}


def _role_rows(data: PackageData) -> list[list[Any]]:
    """Evidence by layer, code, edition and parcel: areas and lengths summed, the shortest distance."""
    sums: dict[tuple[str, ...], list[Any]] = {}
    for row in data.review.overlay:
        if row.role == data.profile.land_class_role or not (row.code or row.patch or row.length_m or row.distance_m is not None):
            continue
        key = (role_name(row.role), row.code, row.name, row.edition or words()["unknown_edition"], row.parcel_id)
        total = sums.setdefault(key, [Decimal(0), 0.0, None])
        total[0] += Decimal(repr(float(row.area_ha)))
        total[1] += row.length_m
        if row.distance_m is not None:
            total[2] = row.distance_m if total[2] is None else min(total[2], row.distance_m)
    if len(sums) > MAX_ROWS:
        sums = _without_parcels(sums)
    unit = Decimal("0.0001")
    return [[*key, area.quantize(unit) if area else "", f"{length:.2f}" if length else "", "" if near is None else f"{near:.2f}"]
            for key, (area, length, near) in sorted(sums.items())]


def _without_parcels(sums: Mapping[tuple[str, ...], list[Any]]) -> dict[tuple[str, ...], list[Any]]:
    """The same evidence of all parcels together, with their number: thousands of rows say less than their sums."""
    merged: dict[tuple[str, ...], list[Any]] = {}
    for key, (area, length, near) in sums.items():
        total = merged.setdefault(key[:-1], [Decimal(0), 0.0, None, 0])
        total[0], total[1], total[3] = total[0] + area, total[1] + length, total[3] + 1
        if near is not None:
            total[2] = near if total[2] is None else min(total[2], near)
    return {(*key, f"{total[3]} 个地块"): total[:3] for key, total in merged.items()}


def _side(role: str, code: str, name: str, edition: str) -> str:
    """One survey's word on the ground: layer, edition, class; that it has no patch there is a word too."""
    title = role_name(role)
    said = f"{code} {'' if name == title else name}".strip() or ("" if name else "没有图斑")
    return f"{title}（{edition or words()['unknown_edition']}）" + (f"：{said}" if said else "")


def _rule_title(rule: str, data: PackageData, rules: Sequence[RuleInfo]) -> str:
    """'界线自相交 [G02]'."""
    info = next((r for r in (*CHECK_RULES, *READING_RULES, *PACKAGE_RULES, *rules) if r.id == rule), None)
    return f"{render(data.translator, 'rules', info.title, {})} [{rule}]" if info else rule


def _finding_context(data: PackageData, rules: Sequence[RuleInfo]) -> dict[str, Any]:
    counts = {(s.value, state): 0 for s in SEVERITIES for state in STATES}
    order = {s: i for i, s in enumerate(SEVERITIES)}
    for item in data.review.findings:
        key = (item.severity.value, state_of(data.review, item))
        counts[key] = counts.get(key, 0) + 1
    ordered = sorted(data.review.findings, key=lambda f: (order[f.severity], f.rule, f.parcel_id, f.source_line, f.uid))
    titles = {rule: _rule_title(rule, data, rules) for rule in {f.rule for f in ordered[:MAX_FINDINGS]}}
    rows = [[i, _word("severities", f.severity.value), titles[f.rule], f.parcel_id,
             f"{public_name(f.source_file)}" + (f":{f.source_line}" if f.source_line else ""),
             f.text(data.translator), f.clause_text(data.translator),
             _word("states", state_of(data.review, f))] for i, f in enumerate(ordered[:MAX_FINDINGS], 1)]
    return {"count_rows": [[_word("severities", s.value), *(counts[(s.value, state)] for state in STATES)] for s in SEVERITIES],
            "finding_rows": rows, "more_findings": max(len(ordered) - MAX_FINDINGS, 0),
            "finding_widths": ["5%", "6%", "15%", "12%", "13%", "25%", "15%", "9%"]}


def _source_context(data: PackageData) -> dict[str, Any]:
    looked_at = ("checked", "no_edition", "partial_cover")
    unseen = [s for s in data.review.sources if s.status not in looked_at]
    absent = [role_name(s.role) for s in unseen if s.status == "missing"]
    missing = [f"{role_name(s.role)}：{_word('source_status', s.status)}" for s in unseen if s.status != "missing"]
    missing += [f"{role_name(s.role)}：未覆盖的部分" for s in data.review.sources if s.status == "partial_cover"]
    unknown = words()["unknown_edition"]
    rows = [[role_name(s.role), public_name(s.path), s.edition or (unknown if s.status in looked_at else ""), s.publisher, s.crs,
             _word("source_status", s.status),
             _clean_note(retold(s.note, data.translator))] for s in data.review.sources if s.status != "missing"]
    steps = done_steps(data.review)
    if not steps["check"]:
        missing.append("地块检查")
    if not steps["review"]:
        missing.append("与一张图比对（审批、地类、材料）")
    return {"source_rows": rows, "absent": absent, "not_checked": missing,
            "source_widths": ["18%", "18%", "10%", "14%", "10%", "16%", "14%"]}


def _clean_note(note: str) -> str:
    """A note without folders of the machine it was written on."""
    return re.sub(r"(?:[A-Za-z]:[\\/]|/)(?:[^\s，。；:：/\\]+[\\/])+([^\s，。；/\\]+)", r"\1", note)
