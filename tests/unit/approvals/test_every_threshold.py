"""Just below, at and just above every limit: the noise limit of every overlap rule, and every threshold of every tier."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from onemap_plugin.core.approvals import Outcome, RuleBook, load_rules
from onemap_plugin.core.approvals.facts import Facts
from onemap_plugin.core.approvals.logic import Judge
from onemap_plugin.core.approvals.pieces import find_pieces
from onemap_plugin.core.approvals.project import ProjectValues
from onemap_plugin.core.approvals.spec import AllOf, AnyOf, Band, Condition, Filter, ProjectTest, Rule, Threshold
from onemap_plugin.core.parcels import ParcelSet
from tests.unit.approvals.maps import MapMaker, Result, parcel, sources
from tests.unit.approvals.test_every_rule import CASES, run_case

#: rules that only several rows together, or lines, can hit: test_every_rule has their cases
OTHERWISE = {"YD-13", "YD-16", "YH-03", "YH-08"}
STEP_M2 = 0.01


@cache
def book() -> RuleBook:
    return load_rules()


def thresholds(part: Any) -> Iterator[Threshold]:
    if isinstance(part, Threshold):
        yield part
    elif dataclasses.is_dataclass(part):
        for f in dataclasses.fields(part):
            yield from thresholds(getattr(part, f.name))
    elif isinstance(part, tuple):
        for item in part:
            yield from thresholds(item)


def own_row(rule: Rule, case: dict[str, Any]) -> int | None:
    """The one row of the rule's own layer, when it has a plain size."""
    roles = {s.role for s in rule.selections} | ({rule.fallback.role} if rule.fallback else set())
    rows = [i for i, row in enumerate(case["rows"]) if row[0] in roles]
    return rows[0] if len(rows) == 1 and isinstance(case["rows"][rows[0]][1], (int, float)) else None


def of_size(case: dict[str, Any], row: int, size: float) -> Outcome | None:
    changed = copy.deepcopy(case)
    changed["rows"][row][1] = size
    return run_case(book(), changed)


@cache
def noise_cases() -> tuple[tuple[dict[str, Any], int], ...]:
    """One case of each overlap rule whose own layer alone decides: with a minimal piece it says noise and nothing else."""
    found: dict[str, tuple[dict[str, Any], int]] = {}
    for case in CASES:
        rule = book().rule(case["r"])
        row = own_row(rule, case) if "t" in case and "missing" not in case and rule.predicate == "overlap" else None
        if row is not None and rule.id not in found and not list(thresholds(rule.tiers[case["t"]].when)):
            tiny = of_size(case, row, 0.5)
            if tiny is not None and tiny.outcome == "notice":
                found[rule.id] = (case, row)
    return tuple(found.values())


def test_every_overlap_rule_is_tried_at_the_noise_limit() -> None:
    assert {r.id for r in book().rules if r.predicate == "overlap"} - {c["r"] for c, _ in noise_cases()} == OTHERWISE


@pytest.mark.parametrize(("case", "row"), noise_cases(), ids=lambda v: v["r"] if isinstance(v, dict) else "")
def test_one_square_metre_is_noise_and_a_little_more_is_not(case: dict[str, Any], row: int) -> None:
    limit = book().settings.noise_m2
    below, at, above = (of_size(case, row, limit + d) for d in (-0.001, 0.0, 0.001))
    for o in (below, at):
        assert o is not None
        assert o.outcome == "notice"
        assert "噪声限" in o.why
    assert above is not None
    assert "噪声限" not in above.why


def area_thresholds() -> list[tuple[str, Threshold]]:
    found = {(r.id, t.text): (r.id, t) for r in book().rules for t in thresholds(r) if t.measure == "area"}
    return list(found.values())


def measured(outcome: Outcome | None, threshold: Threshold) -> float | None:
    rows = outcome.extra.get("measures", ()) if outcome else ()
    return next((m["measured"] for m in rows if m["threshold"] == threshold.text and m["unit"] == threshold.unit), None)


def tier(outcome: Outcome | None) -> tuple[Any, ...]:
    tiers = outcome.extra.get("tiers", ()) if outcome else ()
    return () if outcome is None else (outcome.outcome, outcome.authority, tuple(t["tier"] for t in tiers))


def grown(case: dict[str, Any], size: float, change: float) -> Outcome | None:
    """The case with its rows of this size made larger by ``change`` m²."""
    changed = copy.deepcopy(case)
    for row in changed["rows"]:
        if row[1] == size:
            row[1] = size + change
    return run_case(book(), changed)


def at_limit(rule_id: str, threshold: Threshold) -> tuple[dict[str, Any], float]:
    """A case that measures the limit itself, and the size of the rows that move the measure."""
    for case in (c for c in CASES if c["r"] == rule_id):
        if measured(run_case(book(), case), threshold) != threshold.limit:
            continue
        for size in {row[1] for row in case["rows"] if isinstance(row[1], (int, float))}:
            less, more = (measured(grown(case, size, d), threshold) for d in (-STEP_M2, STEP_M2))
            if less is not None and more is not None and less < threshold.limit < more:
                return case, size
    raise AssertionError(f"{rule_id} has no case at {threshold.text}")


@pytest.mark.parametrize(("rule_id", "threshold"), area_thresholds(), ids=lambda v: v if isinstance(v, str) else v.text)
def test_a_hundredth_of_a_square_metre_decides_at_every_threshold(rule_id: str, threshold: Threshold) -> None:
    """The statute's own word (more than / at least) says on which side the limit itself lies."""
    case, size = at_limit(rule_id, threshold)
    outcomes = [grown(case, size, change) for change in (-STEP_M2, 0.0, STEP_M2)]
    below, at, above = (tier(o) for o in outcomes)
    assert below != above
    assert at == {"gt": below, "ge": above}[threshold.comparator]
    assert all(o is not None and o.near for o in outcomes)  # the warning band tells of all three


# ---------------------------------------------------------------- counts, deviations, terms


def other_thresholds() -> list[tuple[str, Threshold]]:
    return [(r.id, t) for r in book().rules for t in thresholds(r) if t.measure != "area"]


def measure_of(case: dict[str, Any], threshold: Threshold) -> float | None:
    """What the threshold is compared with in this case, whether or not the rule then speaks."""
    rule, ground = book().rule(case["r"]), MapMaker()
    for row in case["rows"]:
        ground.add(*row)
    declared = case.get("declared")
    own = parcel(declared_area=float(declared[0]), declared_unit=declared[1]) if declared else parcel()
    result = Result(ground.rows, (), sources(book(), tuple(case.get("missing", ()))))
    facts = Facts(book().layers, result, ParcelSet((own,)), ProjectValues(case.get("p", {})))
    found = find_pieces(rule, facts)
    seen = Judge(facts, found.pick, 0.5, found.percent).decide(threshold).comparisons
    return seen[0].low if seen else None


def moved(case: dict[str, Any], threshold: Threshold, up: bool) -> dict[str, Any]:
    """The case a little (of a count: one) below or above what it measures."""
    changed = copy.deepcopy(case)
    if threshold.measure == "attribute":
        changed["p"][threshold.distinct] += 0.01 if up else -0.01
    elif threshold.measure == "deviation":
        changed["declared"][0] += 0.0001 if up else -0.0001
    else:
        rows = [r for r in changed["rows"] if r[0] == threshold.selection.role]
        if up:
            extra = copy.deepcopy(rows[0])
            extra[2][threshold.distinct] = "another"
            changed["rows"].append(extra)
        else:
            changed["rows"] = [r for r in changed["rows"] if r not in rows]
    return changed


@pytest.mark.parametrize(("rule_id", "threshold"), other_thresholds(), ids=lambda v: v if isinstance(v, str) else v.text)
def test_the_smallest_step_decides_at_every_count_deviation_and_term(rule_id: str, threshold: Threshold) -> None:
    at_it = [c for c in CASES if c["r"] == rule_id and measure_of(c, threshold) == threshold.limit]
    assert at_it, f"{rule_id} has no case at {threshold.text}"
    decisive = 0
    own = {s.role for s in book().rule(rule_id).selections}
    for case in at_it:
        steps = sorted((moved(case, threshold, up) for up in (False, True)), key=lambda c: measure_of(c, threshold) or 0.0)
        assert (measure_of(steps[0], threshold) or 0.0) < threshold.limit < (measure_of(steps[1], threshold) or 0.0)
        below, at, above = (tier(run_case(book(), c)) for c in (steps[0], case, steps[1]))
        if threshold.measure == "count" and threshold.selection.role in own:
            below = at  # none of the rule's own features: it has nothing to speak of
        if below != above:  # of two limits of one rule the other may decide: then this one changes nothing here
            decisive += 1
            assert at == {"gt": below, "ge": above}[threshold.comparator]
    assert decisive, f"no case of {rule_id} is decided by {threshold.text}"


def test_every_term_that_a_rule_states_is_one_that_it_checks() -> None:
    """A number under `limits` is no decoration: years and months of use are thresholds, what must follow later is not."""
    afterwards = {"restore_within_years", "reclaim_within_years"}
    for rule in book().rules:
        stated = {k: v for k, v in rule.details.get("limits", {}).items() if isinstance(v, (int, float)) and k not in afterwards}
        months = {v * (12 if k.startswith("years") else 1) for k, v in stated.items()}
        assert months == {t.limit for t in thresholds(rule) if t.measure == "attribute"}, rule.id


# ---------------------------------------------------------------- numbers of distances and filters


def bands() -> list[tuple[str, int]]:
    return [(r.id, i) for r in book().rules for i, b in enumerate(r.bands) if not b.exempt]


def values_of(tests: Filter) -> dict[str, Any]:
    """Values that pass the filter, at the upper end of a range of numbers."""
    found: dict[str, Any] = {}
    for test in tests:
        found[test.field] = sorted(test.values)[0] if test.values else dict(test.compare).get("le", dict(test.compare).get("ge"))
    return found


def project_of(condition: Condition | None) -> dict[str, Any]:
    """Attributes of a project for which the condition holds (only tests of the project, which is all that bands have)."""
    if isinstance(condition, ProjectTest):
        value = sorted(condition.values)[0]
        return {condition.attribute: {"true": True, "false": False}.get(value, value)}
    if isinstance(condition, (AllOf, AnyOf)):
        return {k: v for c in condition.items for k, v in project_of(c).items()}
    assert condition is None
    return {}


def at_distance(rule: Rule, band: Band, metres: float, **project: Any) -> Outcome | None:
    own = next(s for s in rule.selections if s.role == band.role)
    attributes = {**values_of(own.include), **values_of(band.include)}
    neutral = {"kind": "other", "linear": False, "building": False, "height_m": 0.0, "works": ["none"]}
    given = {**neutral, **project_of(rule.applies), **project_of(band.when)}
    case = {"r": rule.id, "p": {**given, **project}, "rows": [[band.role, {"d": metres}, attributes]]}
    return run_case(book(), case)


@pytest.mark.parametrize(("rule_id", "index"), bands())
def test_a_centimetre_decides_at_every_distance(rule_id: str, index: int) -> None:
    rule = book().rule(rule_id)
    band = rule.bands[index]
    high = {"height_m": 10_000.0, "building": True} if band.height_ratio else {}
    for metres in (band.metres - 0.01, band.metres):
        found = at_distance(rule, band, metres, **high)
        assert found is not None
        assert float(found.threshold.removeprefix("<= ")) <= band.metres
        assert found.measured == metres
    beyond = at_distance(rule, band, band.metres + 0.01, **high)
    assert beyond is None or float(beyond.threshold.removeprefix("<= ")) > band.metres  # a wider one may still hold


@pytest.mark.parametrize(("rule_id", "index"), [b for b in bands() if book().rule(b[0]).bands[b[1]].height_ratio])
def test_a_building_as_high_as_the_distance_allows_is_allowed(rule_id: str, index: int) -> None:
    rule = book().rule(rule_id)
    band = rule.bands[index]
    for metres in (band.metres, band.metres / 3):
        limit = metres / band.height_ratio
        found = [at_distance(rule, band, metres, height_m=limit + d, building=True) for d in (-0.001, 0.0, 0.001)]
        assert [o is not None for o in found] == [False, False, True]


def number_filters() -> list[tuple[str, str, str, float]]:
    """(rule, field, comparator, number) of every comparison in a filter of a band or tier."""
    found = set()
    for rule in book().rules:
        for part in (*rule.bands, *rule.tiers):
            found |= {(rule.id, t.field, c, n) for t in part.include for c, n in t.compare}
    return sorted(found)


@pytest.mark.parametrize(("rule_id", "field", "comparator", "number"), number_filters())
def test_the_numbers_of_filters_hold_where_they_say(rule_id: str, field: str, comparator: str, number: float) -> None:
    if field == "distance_m":  # a mark in the parcel and one a centimetre beside it
        case = {"r": rule_id, "p": {"kind": "other"}}
        inside, beside = (tier(run_case(book(), {**case, "rows": [["CLBZ", {"point": d}]]})) for d in (0, 0.01))
        assert (inside[2], beside[2]) == ((0,), (2,))
        return
    assert (rule_id, field) == ("NY-01", "kv")
    state = {}
    for step in (-0.001, 0.0, 0.001):
        case = {"r": rule_id, "p": {"building": True}, "rows": [["DLXL", {"d": 3}, {"kv": round(number + step, 3)}]]}
        outcome = run_case(book(), case)
        state[step] = outcome.outcome if outcome else "none"
    holds = {"ge": (False, True, True), "le": (True, True, False), "lt": (True, False, False)}[comparator]
    inside = "none" if comparator == "lt" else "prohibited"
    assert [state[s] == inside for s in (-0.001, 0.0, 0.001)] == list(holds), state


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("110", "其他林地"), ("111", "防护林"), ("117", "防护林"), ("118", "其他林地"),
        ("120", "其他林地"), ("121", "特种用途林"), ("127", "特种用途林"), ("128", "其他林地"),
        ("230", "其他林地"), ("231", "用材林"), ("233", "用材林"), ("234", "其他林地"),
        ("239", "其他林地"), ("240", "能源林"), ("241", "其他林地"),
        ("250", "其他林地"), ("251", "经济林"), ("255", "经济林"), ("256", "其他林地"),
    ],
)  # fmt: skip
def test_the_ranges_of_forest_kinds_hold_their_ends(code: str, group: str) -> None:
    ground = MapMaker()
    ground.add("LDTB", 100, {"LIN_ZHONG": code, "DI_LEI": "0301"})
    facts = Facts(book().layers, Result(ground.rows, (), sources(book())), ParcelSet((parcel(),)), ProjectValues({}))
    assert facts.value(facts.rows["LDTB"][0], "forest_group") == group


# ---------------------------------------------------------------- noise where the own layer alone does not decide


@pytest.mark.parametrize("rule_id", ["YH-03", "YH-08"])
def test_ten_centimetres_of_a_line_are_noise_and_a_little_more_is_not(rule_id: str) -> None:
    found = [
        run_case(book(), {"r": rule_id, "rows": [["HAX", {"len": 0.1 + d}, {"type": "自然", "protect": "严格保护"}]]})
        for d in (-0.001, 0.0, 0.001)
    ]
    assert [o is not None for o in found] == [False, False, True]


@pytest.mark.parametrize("rule_id", ["YD-07", "YD-08"])
def test_a_square_metre_outside_the_boundary_is_noise_and_a_little_more_is_not(rule_id: str) -> None:
    rule = book().rule(rule_id)
    assert rule.predicate == "outside"
    case = next(c for c in CASES if c["r"] == rule_id and "t" in c)
    said = []
    for area in (0.999, 1.0, 1.001):
        role = rule.selections[0].role
        rows = [[role, [0, 0, 10_000, 1000 - area / 10_000]]]
        outcome = run_case(book(), {**case, "rows": rows})
        said.append(outcome is not None and "噪声限" not in outcome.why)
    assert said == [False, False, True]


def test_a_square_metre_of_the_other_layer_is_noise_in_every_tier_that_asks_for_an_overlap() -> None:
    """YD-01, YD-05 and YL-01: a stricter layer moves the authority from a little more than one square metre on."""
    for rule_id, rows, other in (
        ("YD-01", [["DLTB", 5000, {"code": "0101"}]], "YJJBNTTB"),
        ("YD-05", [["ZDSYQ", 5000, {"owner_kind": "集体"}], ["DLTB", 5000, {"code": "0101"}]], "YJJBNTTB"),
        ("YL-01", [["LDTB", 5000, {"LIN_ZHONG": "231", "DI_LEI": "0301"}]], "ZDLQ"),
    ):
        tiers = [
            tier(run_case(book(), {"r": rule_id, "p": {"temporary": False}, "rows": [*rows, [other, 1.0 + d]]}))
            for d in (-0.001, 0.0, 0.001)
        ]
        assert tiers[0] == tiers[1] != tiers[2], rule_id
